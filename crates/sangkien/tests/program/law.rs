//! A change of the law: who keeps the old rule, who gets the new one, and what happens when the
//! change is interrupted.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use jiff::civil::date;
use sangkien_app::law::{DayInput, Loading};
use sangkien_app::port::Entropy;
use sangkien_app::{App, Origin, Ports, Settings};
use sangkien_domain::calendar::DayKind;
use sangkien_domain::law::{Certainty, Unit};
use sangkien_domain::law_registry::{Pack, PackFile, Scope, Value};
use sangkien_domain::round::{Stage, Window};
use sangkien_domain::time::Instant;
use sangkien_testkit::{
    Engine, MemoryBlobs, NoTexts, PlainPasswords, PlainReader, PlainVerifier, Scene, SeededEntropy,
    SetClock, World,
};

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn national() -> Pack {
    sangkien_packs::embedded().unwrap().remove(0)
}

/// The nation's pack with `from` replaced by `to` in its rules.
fn changed(from: &str, to: &str) -> Pack {
    let mut files: Vec<PackFile> = national().files;
    for file in &mut files {
        if file.path == "rules.toml" {
            assert!(file.text.contains(from), "{from}");
            file.text = file.text.replacen(from, to, 1);
        }
    }
    sangkien_packs::read_pack(files, &[]).unwrap()
}

/// The limit of the formality check: one month until the end of June 2026, then ten working days.
fn shorter_check() -> Pack {
    let old = "key = \"limit.formality\"\nname = \"Cơ sở xem xét đơn, từ ngày nhận\"\nvalue = { limit = 1, unit = \"calendar-month\" }\nfrom = \"2012-04-25\"\n";
    let new = format!(
        "{old}until = \"2026-06-30\"\nact = \"nd-13-2012\"\narticle = \"Điều 6\"\ncertainty = \"secondary\"\n\n[[rule]]\n{}",
        old.replace("1, unit = \"calendar-month\"", "10, unit = \"working-day\"")
            .replace("2012-04-25", "2026-07-01")
    );
    changed(old, &new)
}

async fn world(engine: Engine) -> World<SetClock> {
    let world = World::at(engine, at("2026-06-15T08:00+07:00")).await;
    let packs = [national()];
    world.app.load_first_packs(&packs).await.unwrap().unwrap();
    world
}

fn window() -> Window {
    Window {
        opens_at: at("2026-06-15T00:00+07:00"),
        closes_at: at("2026-12-01T00:00+07:00"),
    }
}

async fn load(app: &App, pack: &Pack) -> Loading {
    let origin = Origin::local("test");
    app.load_pack(pack, &origin).await.unwrap().unwrap()
}

async fn law_change(engine: Engine) {
    let world = world(engine).await;
    let scene = Scene::set_up(&world.app, window()).await;
    let old = scene.draft(&scene.author, 1).await;
    world.app.submit(&scene.author, old).await.unwrap();
    let due = |view: &sangkien_app::dossier::DossierView| view.dossier.due_on;
    let before = world.app.dossier(&scene.clerk, old).await.unwrap();
    let loading = load(&world.app, &shorter_check()).await;
    assert_eq!(loading.comparison.rules.len(), 2);
    assert_eq!((loading.kept.len(), loading.kept[0].count), (1, 1));
    world.clock.set(at("2026-07-02T08:00+07:00"));
    let after = world.app.dossier(&scene.clerk, old).await.unwrap();
    assert_eq!((due(&after), &after.rules), (due(&before), &before.rules));
    let base = sangkien_packs::rule_sets().unwrap();
    let base = base.iter().find(|set| set.stage == Stage::Base).unwrap();
    let unit = scene.secretary.actor.unit;
    for (day, amount, unit_of) in [
        (date(2026, 6, 30), 1, Unit::CalendarMonth),
        (date(2026, 7, 2), 10, Unit::WorkingDay),
    ] {
        let rules = world.app.rules_for_round(base, unit, day).await.unwrap();
        let limit = &rules.limits.formality;
        assert_eq!((limit.amount, limit.unit), (amount, unit_of), "{day}");
    }
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn a_dossier_under_way_keeps_its_rule_and_a_new_round_gets_the_new_one() {
    Box::pin(law_change(Engine::Sqlite)).await;
}

#[tokio::test]
async fn a_dossier_under_way_keeps_its_rule_on_a_server_too() {
    Box::pin(law_change(Engine::Postgres)).await;
}

#[tokio::test]
async fn the_base_salary_is_that_of_the_day_asked_for() {
    let world = world(Engine::Sqlite).await;
    let scene = Scene::set_up(&world.app, window()).await;
    let unit = scene.secretary.actor.unit;
    for (day, dong) in [
        (date(2026, 6, 30), 2_340_000),
        (date(2026, 7, 1), 2_530_000),
    ] {
        let rule = world.app.rule_for("base-salary", unit, day).await.unwrap();
        assert_eq!(rule.unwrap().value, Value::Money { dong }, "{day}");
    }
    world.close().await;
}

/// Gives up after so many draws.
struct FailingEntropy {
    inner: SeededEntropy,
    left: AtomicU64,
}

impl Entropy for FailingEntropy {
    fn bytes(&self) -> [u8; 32] {
        let left = self.left.fetch_sub(1, Ordering::Relaxed);
        assert!(left > 0, "the power goes out");
        self.inner.bytes()
    }
}

#[tokio::test]
async fn a_load_that_breaks_in_the_middle_leaves_nothing() {
    let world = World::at(Engine::Sqlite, at("2026-06-15T08:00+07:00")).await;
    let store = world.store();
    for draws in [0, 1, 20] {
        let entropy = FailingEntropy {
            inner: SeededEntropy::new(3),
            left: AtomicU64::new(draws),
        };
        let ports = Ports {
            store: world.store(),
            clock: Arc::clone(&world.clock) as _,
            entropy: Arc::new(entropy),
            blobs: Arc::new(MemoryBlobs::default()),
            papers: Arc::new(sangkien::wiring::OfficialPapers::new(
                Arc::clone(&world.clock) as _,
            )),
            passwords: Arc::new(PlainPasswords),
            comparing: Arc::new(NoTexts),
            meaning: Arc::new(sangkien_app::port::NoMeaning),
            reader: Arc::new(PlainReader),
            verifying: Arc::new(PlainVerifier::default()),
            signing: Arc::new(sangkien::wiring::KeyRing::default()),
            scanner: Arc::new(sangkien_app::port::NoScanner),
        };
        let settings = Settings {
            base_url: String::new(),
            demo: false,
            quota: sangkien_app::Quota::default(),
        };
        let app = App::new(ports, settings);
        let load = tokio::spawn(async move {
            load(&app, &national()).await;
        });
        assert!(load.await.is_err(), "{draws}");
        let mut read = store.read().await.unwrap();
        assert!(read.law_acts().await.unwrap().is_empty());
        assert!(read.law_rules().await.unwrap().is_empty());
        assert!(read.calendar_tables().await.unwrap().is_empty());
        assert!(read.pack_loads().await.unwrap().is_empty());
        assert_eq!(read.audit_head().await.unwrap().0, 0);
    }
    assert!(!load(&world.app, &national()).await.same);
    assert!(load(&world.app, &national()).await.same);
    world.close().await;
}

#[tokio::test]
async fn what_comparing_shows_is_what_loading_does() {
    let world = world(Engine::Sqlite).await;
    let pack = shorter_check();
    let shown = world.app.plan_pack(&pack).await.unwrap().unwrap();
    assert_eq!(load(&world.app, &pack).await, shown);
    assert!(world.app.plan_pack(&pack).await.unwrap().unwrap().same);
    // Going back is a load like any other.
    assert!(!load(&world.app, &national()).await.same);
    world.close().await;
}

#[tokio::test]
async fn a_calendar_counts_once_it_is_confirmed_and_not_before() {
    let world = world(Engine::Sqlite).await;
    let scene = Scene::set_up(&world.app, window()).await;
    let (app, admin) = (&world.app, &scene.secretary);
    let unit = admin.actor.unit;
    let tet = date(2027, 2, 8);
    let rests = async || app.calendar_of(unit).await.unwrap().rests_on(tet);
    assert!(
        app.begin_calendar(&scene.author, Scope::Nation, 2027)
            .await
            .is_err()
    );
    let draft = app
        .begin_calendar(admin, Scope::Nation, 2027)
        .await
        .unwrap();
    let view = app.calendar_view(draft).await.unwrap();
    assert!(view.table.entries.is_empty());
    assert!(view.proposals.iter().any(|entry| entry.day == tet));
    let input = DayInput {
        day: tet,
        kind: DayKind::Holiday,
        name: "Tết Nguyên đán".into(),
        act: "Thông báo mẫu".into(),
        article: String::new(),
        certainty: Certainty::Official,
    };
    assert!(
        app.confirm_calendar(admin, draft, "Theo thông báo", 1)
            .await
            .is_err()
    );
    app.put_calendar_days(admin, draft, std::slice::from_ref(&input), 1)
        .await
        .unwrap();
    assert!(
        app.put_calendar_days(admin, draft, &[input], 1)
            .await
            .is_err()
    );
    assert!(!rests().await);
    assert!(app.confirm_calendar(admin, draft, " ", 2).await.is_err());
    app.confirm_calendar(admin, draft, "Theo thông báo", 2)
        .await
        .unwrap();
    assert!(rests().await);
    let next = app
        .begin_calendar(admin, Scope::Nation, 2027)
        .await
        .unwrap();
    assert_ne!(next, draft);
    let nothing_new = app.confirm_calendar(admin, next, "Không đổi", 1).await;
    assert!(nothing_new.is_err());
    app.discard_calendar(admin, next, 1).await.unwrap();
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn a_units_own_calendar_adds_to_the_nations() {
    let world = world(Engine::Sqlite).await;
    let scene = Scene::set_up(&world.app, window()).await;
    let (app, admin) = (&world.app, &scene.secretary);
    let day = date(2026, 8, 3);
    let scope = Scope::Unit("PM".into());
    let draft = app.begin_calendar(admin, scope, 2026).await.unwrap();
    let input = DayInput {
        day,
        kind: DayKind::SwappedRest,
        name: "Nghỉ theo kế hoạch của đơn vị".into(),
        act: "Kế hoạch mẫu".into(),
        article: String::new(),
        certainty: Certainty::Official,
    };
    app.put_calendar_days(admin, draft, &[input], 1)
        .await
        .unwrap();
    app.confirm_calendar(admin, draft, "Kế hoạch của đơn vị", 2)
        .await
        .unwrap();
    let calendar = app.calendar_of(admin.actor.unit).await.unwrap();
    assert!(calendar.rests_on(day));
    assert!(calendar.rests_on(date(2026, 2, 17)), "the nation's Tết");
    world.close().await;
}
