//! What dossiers say in other words, by a model of a few numbers: who is told, and when.

use std::path::Path;
use std::sync::Arc;

use sangkien_app::casework::Seen;
use sangkien_app::council::{CouncilInput, NewSessionInput, SeatInput, Share, SheetInput};
use sangkien_app::dossier::ConfirmInput;
use sangkien_app::failure::Failure;
use sangkien_app::overlap::{Judge, OverlapReport, ToldAlike, Way};
use sangkien_app::port::{Meaning, TextVersion};
use sangkien_app::record::{OverlapVerdict, Vote};
use sangkien_app::{App, Caller};
use sangkien_domain::access::Role;
use sangkien_domain::council::{Post, Right};
use sangkien_domain::id::{CouncilId, DossierId, SessionId};
use sangkien_domain::meeting::Voting;
use sangkien_domain::round::Stage;
use sangkien_domain::time::Instant;
use sangkien_meaning::install::install;
use sangkien_meaning::kept::KeptMeanings;
use sangkien_testkit::{Engine, Outfit, Scene, World};

use crate::comparing::{draft, draft_of, window};
use crate::likeness::{model, sentences, spelled};

async fn keep_all(app: &App) {
    while let Some(text) = app.text_without_meaning().await.unwrap() {
        app.keep_meaning(&text).unwrap();
    }
}

/// The text that a dossier has now.
async fn now_of(world: &World, id: DossierId) -> TextVersion {
    let mut store = world.store().read().await.unwrap();
    let latest = store.latest_submission(id).await.unwrap().unwrap();
    TextVersion {
        dossier: id,
        submission: latest.submission,
        edition: latest.edition(),
    }
}

/// What compares by meaning, with a model that holds two spellings for one.
fn meaning(place: &Path) -> Arc<dyn Meaning> {
    let (source, installed) = (place.join("few-numbers"), place.join("model"));
    if !installed.exists() {
        model(&source);
        install(&source, "", &installed).unwrap();
    }
    Arc::new(KeptMeanings::open(&installed, &place.join("meaning")).unwrap())
}

/// An instance that compares by this.
async fn world(engine: Engine, meaning: Arc<dyn Meaning>) -> World {
    let outfit = Outfit {
        meaning,
        ..Outfit::default()
    };
    let now = Instant::parse("2026-07-15T08:00+07:00").unwrap();
    let world = World::fitted(engine, now, outfit).await;
    let packs = [sangkien_packs::embedded().unwrap().remove(0)];
    world.app.load_first_packs(&packs).await.unwrap().unwrap();
    world
}

async fn told(engine: Engine) {
    let place = tempfile::tempdir().unwrap();
    let world = world(engine, meaning(place.path())).await;
    let scene = Scene::set_up(&world.app, window()).await;
    let app = &world.app;
    let other = scene.joins("tac-gia-sau", Role::Author).await;

    let section = sentences(8, 1);
    let first = [
        spelled(&sentences(3, 2), false),
        spelled(&section, false),
        spelled(&sentences(4, 4), false),
    ];
    let first = draft(&scene, &scene.author, 1, &first.concat().join(" ")).await;
    app.submit(&scene.author, first).await.unwrap();
    world.clock.forward(3_600);
    let anew = spelled(&section, true);
    let second = [
        spelled(&sentences(4, 3), true),
        anew.clone(),
        spelled(&sentences(2, 5), true),
    ];
    let second = draft(&scene, &other, 2, &second.concat().join(" ")).await;
    app.submit(&other, second).await.unwrap();

    // Until the background has come to it nothing is told, and nobody waits.
    let before = app.overlap(&scene.clerk, second).await.unwrap();
    assert!(before.alike.is_empty());
    // What came last is what somebody works on.
    let next = app.text_without_meaning().await.unwrap();
    assert_eq!(next.unwrap().dossier, second);
    keep_all(app).await;
    let report = app.overlap(&scene.clerk, second).await.unwrap();
    assert_eq!(report.alike.len(), 1, "{:?}", report.alike);
    let alike = &report.alike[0];
    assert_eq!(alike.source.found.dossier, first);
    let places = &alike.stretches[0];
    let words = report.text.part(&places.here, usize::MAX);
    assert!(words.contains(&anew.join(" ")), "{words}");
    let there = alike.there.part(&places.there, usize::MAX);
    let before_it = spelled(&section, false).join(" ");
    assert!(there.contains(&before_it), "{there}");
    // A neighbour may seem to fit, more do not.
    assert!((8..=9).contains(&places.sentences), "{places:?}");
    // It is a channel of its own: nothing is counted, flagged or found by it.
    assert_eq!(
        (report.share, report.sources.len()),
        (before.share, before.sources.len())
    );
    assert!(!report.hidden && alike.source.found.share == 0 && !alike.source.found.flagged);
    // The earlier one has it too, from the other side.
    let earlier = app.overlap(&scene.clerk, first).await.unwrap();
    let places = &earlier.alike[0].stretches[0];
    assert_eq!(earlier.text.part(&places.here, usize::MAX), there);
    assert!(earlier.alike[0].source.later);

    // The two can be held beside each other, and concluded on like any other pair.
    let pair = app.overlap_pair(&scene.clerk, second, first).await.unwrap();
    let places = &pair.alike[0];
    assert!(pair.passages.iter().all(|one| one.passage.counted < 20));
    assert!(
        pair.here
            .part(&places.here, usize::MAX)
            .contains(&anew.join(" "))
    );
    assert!(
        pair.there
            .part(&places.there, usize::MAX)
            .contains(&before_it)
    );
    let verdict = |note: &str| Judge {
        source: first,
        verdict: Some(OverlapVerdict::Continues),
        note: note.to_owned(),
        seen: 0,
    };
    let without = app.judge_overlap(&scene.clerk, second, verdict("")).await;
    assert!(matches!(without, Err(Failure::Refused(_))));
    let given = app.judge_overlap(&scene.clerk, second, verdict("Viết lại mục giải pháp."));
    given.await.unwrap();
    // Sent again it changes nothing; from a page that does not show it, another is refused.
    app.judge_overlap(&scene.clerk, second, verdict("Viết lại mục giải pháp."))
        .await
        .unwrap();
    let late = app
        .judge_overlap(&scene.clerk, second, verdict("Ý khác."))
        .await;
    assert!(matches!(late, Err(Failure::Stale)));
    let author = app.judge_overlap(&other, second, verdict("Của tôi.")).await;
    assert!(matches!(author, Err(Failure::Absent)));
    let report = app.overlap(&scene.clerk, second).await.unwrap();
    assert_eq!(report.alike[0].source.verdicts.len(), 1);
    let told = &report.alike[0].source.verdicts[0];
    assert_eq!(told.verdict, OverlapVerdict::Continues);
    assert_eq!((told.share, told.longest), (0, 0));
    assert!(report.sources.iter().all(|one| one.found.dossier != first));
    // Authors are told of neither.
    let author = app.overlap_pair(&other, second, first).await;
    assert!(matches!(author, Err(Failure::Absent)));

    // What is kept serves the next start, which asks for nothing again.
    let again = meaning(place.path());
    let found = again.alike(now_of(&world, second).await);
    assert_eq!(found[0].text, now_of(&world, first).await);
    assert!(again.keeps(found[0].text));

    // What is withdrawn is told to nobody.
    app.withdraw(&scene.author, first, "Rút để bổ sung")
        .await
        .unwrap();
    let report = app.overlap(&scene.clerk, second).await.unwrap();
    assert!(report.alike.is_empty(), "{:?}", report.alike);
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn what_another_dossier_says_in_other_words_is_told_to_the_desk_apart_from_what_is_shared() {
    Box::pin(told(Engine::Sqlite)).await;
}

#[tokio::test]
async fn what_is_said_in_other_words_is_told_on_a_server_too() {
    Box::pin(told(Engine::Postgres)).await;
}

/// Sections in one spelling or the other, with sentences between them that no other text has.
fn text(sections: &[&[Vec<usize>]], anew: bool, seed: u64) -> String {
    let mut all = spelled(&sentences(3, seed), anew);
    for (number, section) in (1..).zip(sections) {
        all.extend(spelled(section, anew));
        all.extend(spelled(&sentences(3, 100 * number + seed), anew));
    }
    all.join(" ")
}

/// Submits a draft and has it go before its council.
async fn confirmed(scene: &Scene<'_>, author: &Caller, id: DossierId) {
    let app = scene.app;
    app.submit(author, id).await.unwrap();
    app.accept(&scene.clerk, id, Seen::Now).await.unwrap();
    let input = ConfirmInput {
        first_applied_on: "2026-03-02".parse().unwrap(),
        note: String::new(),
    };
    app.confirm_first_application(&scene.head, id, Seen::Now, input)
        .await
        .unwrap();
}

/// A council that judges without names, for all that is filed from now on.
struct Blind {
    council: CouncilId,
    /// Runs it and judges nothing.
    keeper: Caller,
    /// Marks and votes; receives dossiers too.
    judge: Caller,
}

impl Blind {
    async fn of(scene: &Scene<'_>, world: &World) -> Self {
        let (app, head) = (scene.app, &scene.head);
        let input = CouncilInput {
            unit: head.actor.unit,
            stage: Stage::Base,
            name: "Hội đồng mẫu thứ hai".into(),
            decision_ref: "12/QĐ-M".into(),
            decided_on: app.now().day(),
            valid_from: app.now(),
            valid_to: None,
            blind: true,
        };
        let council = app.set_up_council(head, input).await.unwrap();
        for (account, role, post, rights) in [
            (
                "thu-ky-hai",
                Role::Author,
                Post::Secretary,
                [Right::Comment, Right::Conclude],
            ),
            (
                "uy-vien-hai",
                Role::Clerk,
                Post::Member,
                [Right::Mark, Right::Vote],
            ),
        ] {
            scene.joins(account, role).await;
            let seat = SeatInput {
                post,
                rights: rights.into_iter().collect(),
                for_union: false,
            };
            app.seat(head, council, account, seat).await.unwrap();
        }
        let mut store = world.store().read().await.unwrap();
        let fields = store.fields(app.now().day()).await.unwrap();
        let share = Share {
            fields: fields.into_iter().map(|field| field.id).collect(),
            rest: false,
        };
        app.judge_round(head, council, scene.round, &share)
            .await
            .unwrap();
        Self {
            council,
            keeper: world.caller("thu-ky-hai").await,
            judge: world.caller("uy-vien-hai").await,
        }
    }

    async fn convene(&self, app: &App, dossiers: &[DossierId]) -> SessionId {
        let input = NewSessionInput {
            council: self.council,
            title: "Phiên họp mẫu".into(),
            place: "Phòng họp".into(),
            meets_at: app.now().plus_seconds(3_600),
            dossiers: dossiers.to_vec(),
            voting: Voting::Sheets,
        };
        app.convene(&self.keeper, input).await.unwrap()
    }
}

/// The other dossiers of which a reader is told that they say the same in other words.
fn others(report: &OverlapReport) -> Vec<DossierId> {
    let mut others: Vec<DossierId> = report
        .alike
        .iter()
        .map(|alike| alike.source.found.dossier)
        .collect();
    others.sort_unstable();
    others
}

fn of(report: &OverlapReport, dossier: DossierId) -> &ToldAlike {
    let mut alike = report.alike.iter();
    alike
        .find(|alike| alike.source.found.dossier == dossier)
        .unwrap()
}

async fn told_to_whom(engine: Engine) {
    let place = tempfile::tempdir().unwrap();
    let world = world(engine, meaning(place.path())).await;
    let scene = Box::pin(Scene::set_up(&world.app, window())).await;
    let app = &world.app;
    let [second_author, third_author] = [
        scene.joins("tac-gia-sau", Role::Author).await,
        scene.joins("tac-gia-ba", Role::Author).await,
    ];

    // The first goes before the council that knows names; one section of it is never published.
    let (open, secret) = (sentences(8, 1), sentences(8, 2));
    let texts = [
        ("solution", &*text(&[&open], false, 11)),
        ("confidential", &text(&[&secret], false, 12)),
    ];
    let first = draft_of(&scene, &scene.author, 1, &texts).await;
    confirmed(&scene, &scene.author, first).await;
    world.clock.forward(3_600);
    // The others go before one that does not.
    let blind = Blind::of(&scene, &world).await;
    let anew = text(&[&secret, &open], true, 13);
    let second = draft_of(&scene, &second_author, 2, &[("solution", &anew)]).await;
    confirmed(&scene, &second_author, second).await;
    let again = text(&[&open], false, 14);
    let third = draft_of(&scene, &third_author, 3, &[("solution", &again)]).await;
    confirmed(&scene, &third_author, third).await;
    let session = blind.convene(app, &[second, third]).await;
    keep_all(app).await;
    let both = |one, other| {
        let mut both = vec![one, other];
        both.sort_unstable();
        both
    };

    // Who may read the others is told whose they are.
    let desk = app.overlap(&scene.clerk, second).await.unwrap();
    assert_eq!(others(&desk), both(first, third));
    assert_eq!(of(&desk, first).source.authors, "Người mẫu tac-gia-mau-01");
    assert_eq!(of(&desk, third).source.authors, "Người mẫu tac-gia-ba");
    assert_eq!(of(&desk, first).stretches.len(), 2);
    let earlier = app.overlap(&scene.clerk, first).await.unwrap();
    assert_eq!(others(&earlier), [second]);

    // Who may not read the first is told of the third alone.
    let keeper = app.overlap(&blind.keeper, second).await.unwrap();
    assert_eq!(others(&keeper), [third]);
    assert_eq!(of(&keeper, third).source.authors, "Người mẫu tac-gia-ba");

    let pair = app.overlap_pair(&blind.keeper, second, first).await;
    assert!(matches!(pair, Err(Failure::Absent)));
    let pair = app.overlap_pair(&blind.keeper, second, third).await;
    assert_eq!(pair.unwrap().source.authors, "Người mẫu tac-gia-ba");

    // Who judges the second and third without names is told of nothing: neither beside them, nor of
    // them beside a dossier whose names they know.
    for id in [second, third] {
        let report = app.overlap(&blind.judge, id).await.unwrap();
        assert!(report.alike.is_empty(), "{:?}", report.alike);
    }
    // The third is a copy of the first, of which they are told without names.
    for (id, other) in [(second, first), (second, third), (third, second)] {
        let pair = app.overlap_pair(&blind.judge, id, other).await;
        assert!(matches!(pair, Err(Failure::Absent)), "{pair:?}");
    }
    let report = app.overlap(&blind.judge, first).await.unwrap();
    assert!(report.text.length() == earlier.text.length());
    assert!(report.alike.is_empty(), "{:?}", report.alike);

    // Of what the registry alone shows, they are told what stands there.
    scene.pass(&[first]).await;
    let decision = scene.draft_decision(first).await;
    app.issue_decision(&scene.leader, decision).await.unwrap();
    let keeper = app.overlap(&blind.keeper, second).await.unwrap();
    assert_eq!(others(&keeper), both(first, third));
    let shown = of(&keeper, first);
    let code = shown.source.code.clone();
    assert_eq!(shown.source.way, Way::Registry(code));
    assert_eq!(shown.stretches.len(), 1, "{:?}", shown.stretches);
    let words = keeper.text.part(&shown.stretches[0].here, usize::MAX);
    assert!(words.contains(&spelled(&open, true).join(" ")), "{words}");
    let hidden = spelled(&secret, false);
    assert!(of(&desk, first).there.text.contains(&hidden[0]));
    assert!(hidden.iter().all(|one| !shown.there.text.contains(one)));
    // Beside it, too, there is what is published and nothing more.
    let pair = app
        .overlap_pair(&blind.keeper, second, first)
        .await
        .unwrap();
    assert_eq!(pair.alike, shown.stretches);
    assert_eq!(pair.there.text, shown.there.text);
    let report = app.overlap(&blind.judge, second).await.unwrap();
    assert!(report.alike.is_empty(), "{:?}", report.alike);

    // Once it is concluded on, who judged is told like the desk.
    for id in [second, third] {
        let sheet = SheetInput {
            scores: scene.full_marks(),
            vote: Some(Vote::For),
            send: true,
            ..SheetInput::default()
        };
        app.save_sheet(&blind.judge, id, sheet).await.unwrap();
    }
    app.close_marking(&blind.keeper, session).await.unwrap();
    app.conclude(&blind.keeper, session).await.unwrap();
    let report = app.overlap(&blind.judge, second).await.unwrap();
    assert_eq!(others(&report), both(first, third));
    world.check().await;
    world.close().await;
}

#[tokio::test]
async fn by_meaning_nobody_learns_of_a_dossier_they_may_not_know_nor_whose_it_is() {
    Box::pin(told_to_whom(Engine::Sqlite)).await;
}

#[tokio::test]
async fn by_meaning_nobody_learns_of_what_they_may_not_know_on_a_server_either() {
    Box::pin(told_to_whom(Engine::Postgres)).await;
}
