//! A further member is called where the first sheets lie too far apart, and whoever wrote one of these
//! learns nothing of it before marking is closed.

use sangkien_app::council::{
    NewSessionInput, Proposal, SeatInput, SheetInput, SheetState, SheetsView,
};
use sangkien_app::failure::Failure;
use sangkien_app::people::InvitePerson;
use sangkien_app::record::{PlanWay, Vote};
use sangkien_app::{Caller, Origin};
use sangkien_domain::access::Role;
use sangkien_domain::council::{Post, Rights};
use sangkien_domain::id::{DossierId, SeatId, SessionId, UnitId};
use sangkien_domain::meeting::Voting;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::{Stage, Window};
use sangkien_domain::rubric::{FurtherCounts, GapCall, Reason, Score};
use sangkien_domain::time::Instant;
use sangkien_testkit::{Engine, Scene, World};
use uuid::Uuid;

struct Council<'a> {
    scene: Scene<'a>,
    session: SessionId,
    dossiers: [DossierId; 2],
    chair: Caller,
    members: [Caller; 3],
}

/// Somebody of another unit than the authors'.
async fn from_elsewhere(scene: &Scene<'_>, account: &str, unit: UnitId) -> Caller {
    let person = InvitePerson {
        account: account.into(),
        full_name: format!("Người mẫu {account}"),
        email: format!("{account}@mau.example"),
        unit,
        post: "Chức vụ mẫu".into(),
        roles: vec![Role::Author],
    };
    let (_, token) = scene.app.invite(&scene.secretary, person).await.unwrap();
    let origin = Origin::local("test");
    scene
        .app
        .set_password(&token, scene.password(), &origin, "test")
        .await
        .unwrap();
    scene.app.act_as(account, origin).await.unwrap()
}

async fn seated(scene: &Scene<'_>, account: &str, unit: UnitId, post: Post) -> Caller {
    from_elsewhere(scene, account, unit).await;
    let input = SeatInput {
        post,
        rights: Rights::of(post),
        for_union: false,
    };
    let (app, head) = (scene.app, &scene.head);
    app.seat(head, scene.council, account, input).await.unwrap();
    app.act_as(account, Origin::local("test")).await.unwrap()
}

async fn council(world: &World) -> Council<'_> {
    let (app, now) = (&world.app, world.app.now());
    let window = Window {
        opens_at: now,
        closes_at: now.plus_seconds(30 * 24 * 3600),
    };
    let mut rule_sets = sangkien_packs::rule_sets().unwrap().into_iter();
    let mut rules = rule_sets.find(|rules| rules.stage == Stage::Base).unwrap();
    rules.rubric.panel.gap_limit = Some(Score(1_000));
    rules.rubric.panel.gap_call = GapCall::ThirdMarker;
    rules.rubric.panel.further_counts = FurtherCounts::Nearest;
    let procedures = sangkien_packs::procedures().unwrap().into_iter();
    let procedures = procedures.map(|file| file.text.to_owned()).collect();
    let scene = Box::pin(Scene::set_up_under(app, window, procedures, rules)).await;
    let unit = UnitId(Uuid::from_u128(0xD017));
    let mut work = world.store().begin().await.unwrap();
    let own = scene.head.actor.unit;
    let like = work.unit(own, now.day()).await.unwrap().unwrap();
    let elsewhere = sangkien_app::record::Unit {
        id: unit,
        version: unit.0.into(),
        code: "MAU-KHAC".into(),
        name: "Đơn vị mẫu khác".into(),
        parent: Some(own),
        ..like
    };
    work.insert_unit(&elsewhere).await.unwrap();
    work.commit().await.unwrap();
    let chair = seated(&scene, "chu-tich-mau", unit, Post::Chair).await;
    let mut members = Vec::new();
    for account in ["uy-vien-a", "uy-vien-b", "uy-vien-c"] {
        members.push(seated(&scene, account, unit, Post::Member).await);
    }
    let dossiers = [scene.confirmed(1).await, scene.confirmed(2).await];
    let input = NewSessionInput {
        council: scene.council,
        title: "Phiên họp mẫu".into(),
        place: "Phòng họp số 1".into(),
        meets_at: now.plus_seconds(3_600),
        dossiers: dossiers.to_vec(),
        voting: Voting::Sheets,
    };
    let session = app.convene(&scene.secretary, input).await.unwrap();
    Council {
        scene,
        session,
        dossiers,
        chair,
        members: members.try_into().unwrap(),
    }
}

impl Council<'_> {
    fn seat(&self, who: &Caller) -> SeatId {
        who.actor.seat_on(self.scene.council).unwrap().id
    }

    async fn share_out(&self, tasks: &[(DossierId, &Caller)]) {
        let (app, secretary) = (self.scene.app, &self.scene.secretary);
        let tasks = tasks
            .iter()
            .map(|(dossier, who)| (*dossier, self.seat(who)));
        let plan = Proposal {
            tasks: tasks.collect(),
            needs: 2,
            way: PlanWay::Hand,
            seen: 0,
            short: Vec::new(),
            mismatches: 0,
        };
        app.assign(secretary, self.session, &plan).await.unwrap();
    }

    /// Sends a sheet with full marks but for the first criterion, which gets `first`.
    async fn send(&self, who: &Caller, dossier: DossierId, first: i64) {
        let mut scores = self.scene.full_marks();
        if let Some(score) = scores.values_mut().next() {
            *score = Score(first);
        }
        let sheet = SheetInput {
            scores,
            vote: Some(Vote::For),
            send: true,
            ..SheetInput::default()
        };
        let app = self.scene.app;
        app.save_sheet(who, dossier, sheet).await.unwrap();
    }

    async fn sheets(&self, who: &Caller) -> SheetsView {
        self.scene.app.sheets(who, self.session).await.unwrap()
    }

    /// Everything that somebody of the council is told of the session while members mark.
    async fn told(&self, who: &Caller) -> String {
        let app = self.scene.app;
        let meeting = app.meeting(who, self.session).await.unwrap();
        let list = app.marking_list(who).await.unwrap();
        let sheets = app.sheets(who, self.session).await.ok();
        let plan = app.assignment(who, self.session).await.ok();
        format!("{:?}{list:?}{sheets:?}{plan:?}", meeting.view)
    }
}

#[tokio::test]
async fn sheets_too_far_apart_call_a_further_member_and_nobody_who_wrote_one_learns_of_it() {
    let at = Instant::parse("2024-03-04T08:00:00+07:00").unwrap();
    let world = World::at(Engine::Sqlite, at).await;
    let council = Box::pin(council(&world)).await;
    let (app, session) = (council.scene.app, council.session);
    let ([one, other], [a, b, c]) = (council.dossiers, &council.members);
    let tasks = [(one, &council.chair), (one, a), (other, b), (other, c)];
    council.share_out(&tasks).await;
    council.send(&council.chair, one, 0).await;
    assert!(
        council
            .sheets(&council.scene.secretary)
            .await
            .further
            .is_empty()
    );
    // What the last sheet says decides whether a further member is called; but for the sheet itself,
    // whoever wrote one of the two is told the same as before.
    council.send(a, one, 3_000).await;
    let keeper = council.sheets(&council.scene.secretary).await;
    let called = keeper.further.first().unwrap().seat.unwrap();
    assert!([b, c].iter().any(|who| council.seat(who) == called));
    let third = if council.seat(b) == called { b } else { c };
    let row = keeper.rows.iter().find(|row| row.dossier == one).unwrap();
    let at = keeper
        .seats
        .iter()
        .position(|seat| seat.id == called)
        .unwrap();
    assert_eq!(
        row.states[at],
        SheetState::Open,
        "the secretary waits for it"
    );
    let before = [council.told(&council.chair).await, council.told(a).await];
    assert_eq!(app.marking_list(third).await.unwrap().len(), 2);
    council.send(third, one, 2_500).await;
    let after = [council.told(&council.chair).await, council.told(a).await];
    assert_eq!(before, after);
    for (told, who) in after.iter().zip(["chair", "member"]) {
        let rows = told.matches(&called.to_string()).count();
        assert!(
            rows > 0,
            "the member is known to the {who}, the call is not"
        );
    }
    let own = council.sheets(&council.chair).await;
    let row = own.rows.iter().find(|row| row.dossier == one).unwrap();
    assert_eq!(row.states[at], SheetState::NotGiven);
    let tried = app
        .reopen_sheet(&council.chair, one, called, "Xem lại")
        .await;
    assert!(matches!(tried, Err(Failure::Refused(why)) if why == [Refusal::SheetNotSent]));
    for who in [b, c] {
        council.send(who, other, 3_000).await;
    }
    // Once marking is closed all know, and the sheet counts as the rubric says.
    app.close_marking(&council.scene.secretary, session)
        .await
        .unwrap();
    let view = app.session(a, session).await.unwrap();
    let row = view.agenda.iter().find(|row| row.dossier == one).unwrap();
    let settled = row.counted.as_ref().unwrap().settled.as_ref().unwrap();
    let lost = Score(3_000 - 2_750);
    let full = view.rules.as_ref().unwrap().rubric.max_total();
    let first = council.scene.full_marks().into_values().next().unwrap();
    assert_eq!(settled.total, Score(full.0 - (first.0 - 3_000) - lost.0));
    assert!(matches!(
        settled.reasons.last(),
        Some(Reason::FurtherTaken { .. })
    ));
    app.conclude(&council.scene.secretary, session)
        .await
        .unwrap();
    let view = app.session(a, session).await.unwrap();
    assert!(view.agenda.iter().all(|row| row.verdict.is_some()));
    world.close().await;
}

#[tokio::test]
async fn where_nobody_is_left_to_mark_once_more_the_secretary_is_told_who_and_why_not() {
    let at = Instant::parse("2024-03-04T08:00:00+07:00").unwrap();
    let world = World::at(Engine::Sqlite, at).await;
    let council = Box::pin(council(&world)).await;
    let ([one, other], [a, b, c]) = (council.dossiers, &council.members);
    council
        .share_out(&[(one, &council.chair), (one, a), (other, b)])
        .await;
    for who in [b, c] {
        let app = council.scene.app;
        let reason = "Người thân của tác giả";
        // Those who were given nothing of it step aside once it is theirs to see.
        if app.recuse(who, one, reason).await.is_err() {
            let mut work = world.store().begin().await.unwrap();
            let recusal = sangkien_app::record::Recusal {
                dossier: one,
                seat: council.seat(who),
                reason: reason.into(),
                declared_at: app.now(),
            };
            work.insert_recusal(&recusal).await.unwrap();
            work.commit().await.unwrap();
        }
    }
    council.send(&council.chair, one, 0).await;
    council.send(a, one, 3_000).await;
    let keeper = council.sheets(&council.scene.secretary).await;
    assert_eq!(keeper.further.len(), 1);
    assert_eq!(keeper.further[0].seat, None);
    assert!(council.sheets(&council.chair).await.further.is_empty());
    let mut work = world.store().begin().await.unwrap();
    let now = council.scene.app.now();
    let jobs = work
        .claim_jobs(now, now.plus_seconds(60), 1_000)
        .await
        .unwrap();
    let letters: Vec<serde_json::Value> = jobs
        .iter()
        .filter_map(|job| serde_json::from_str(&job.payload).ok())
        .filter(|payload: &serde_json::Value| payload["message"] == "further-marker-missing")
        .collect();
    assert_eq!(letters.len(), 1, "the chair marked it and is not told");
    let data = &letters[0]["data"];
    let letter = sangkien_i18n::letter(
        "further-marker-missing",
        "Thư ký",
        data,
        sangkien_i18n::Language::Vi,
    );
    let text = letter.unwrap().text;
    for why in [
        "chu-tich-mau (đã chấm hồ sơ này)",
        "uy-vien-b (đã khai xung đột lợi ích)",
        "cùng đơn vị với tác giả",
    ] {
        assert!(text.contains(why), "{why}: {text}");
    }
    drop(work);
    world.close().await;
}
