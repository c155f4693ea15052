//! A council of as many members as a test wants, with a session convened.

use sangkien_app::council::{AttendanceInput, NewSessionInput, SeatInput};
use sangkien_app::failure::Failure;
use sangkien_app::{App, Caller};
use sangkien_domain::access::Role;
use sangkien_domain::council::{Post, Rights};
use sangkien_domain::id::{DossierId, SessionId};
use sangkien_domain::meeting::{Choice, Voting};
use sangkien_domain::round::Window;
use sangkien_domain::time::Instant;
use sangkien_testkit::{Engine, Scene, World};

pub(super) struct Sitting<'a> {
    pub(super) scene: Scene<'a>,
    world: &'a World,
    /// Chair first.
    pub(super) members: Vec<Caller>,
    pub(super) session: SessionId,
    pub(super) dossiers: Vec<DossierId>,
}

pub(super) async fn world(engine: Engine) -> World {
    let at = Instant::parse("2024-03-04T08:00:00+07:00").unwrap();
    World::at(engine, at).await
}

async fn seated(scene: &Scene<'_>, world: &World, number: usize) -> Vec<Caller> {
    let mut members = Vec::new();
    for place in 0..number {
        let account = format!("uy-vien-hop-{place}");
        scene.joins(&account, Role::Author).await;
        let post = if place == 0 {
            Post::Chair
        } else {
            Post::Member
        };
        let input = SeatInput {
            post,
            rights: Rights::of(post),
            for_union: false,
        };
        let seated = world.app.seat(&scene.head, scene.council, &account, input);
        seated.await.unwrap();
        members.push(world.caller(&account).await);
    }
    members
}

async fn convened(
    scene: &Scene<'_>,
    app: &App,
    voting: Voting,
    first: usize,
    number: usize,
) -> (SessionId, Vec<DossierId>) {
    let mut dossiers = Vec::new();
    for place in 0..number {
        dossiers.push(scene.confirmed(first + place).await);
    }
    let input = NewSessionInput {
        council: scene.council,
        title: "Phiên họp mẫu".into(),
        place: "Phòng họp số 1".into(),
        meets_at: app.now().plus_seconds(3_600),
        dossiers: dossiers.clone(),
        voting,
    };
    let session = app.convene(&scene.secretary, input).await.unwrap();
    (session, dossiers)
}

impl<'a> Sitting<'a> {
    pub(super) async fn begin(
        world: &'a World,
        voting: Voting,
        members: usize,
        dossiers: usize,
    ) -> Self {
        let at = world.app.now();
        let window = Window {
            opens_at: at,
            closes_at: at.plus_seconds(30 * 24 * 3600),
        };
        let scene = Scene::set_up(&world.app, window).await;
        let members = seated(&scene, world, members).await;
        let (session, dossiers) = convened(&scene, &world.app, voting, 1, dossiers).await;
        Self {
            scene,
            world,
            members,
            session,
            dossiers,
        }
    }

    pub(super) fn app(&self) -> &App {
        &self.world.app
    }

    pub(super) fn all(&self) -> Vec<&Caller> {
        std::iter::once(&self.scene.secretary)
            .chain(&self.members)
            .collect()
    }

    pub(super) async fn close_marking(&self) {
        let closing = self
            .app()
            .close_marking(&self.scene.secretary, self.session);
        closing.await.unwrap();
    }

    pub(super) async fn note(&self, present: &[&Caller]) {
        let inputs = self.all().into_iter().map(|caller| AttendanceInput {
            seat: caller.actor.seat_on(self.scene.council).unwrap().id,
            present: present
                .iter()
                .any(|one| one.actor.person == caller.actor.person),
            reason: "Đi công tác".into(),
        });
        let noting =
            self.app()
                .note_attendance(&self.scene.secretary, self.session, inputs.collect());
        noting.await.unwrap();
    }

    pub(super) async fn open(&self, dossier: DossierId) -> Result<(), Failure> {
        self.app()
            .open_vote(&self.scene.secretary, self.session, dossier)
            .await
    }

    pub(super) async fn cast(
        &self,
        who: &Caller,
        dossier: DossierId,
        choice: Choice,
    ) -> Result<Option<String>, Failure> {
        self.app()
            .cast_ballot(who, self.session, dossier, choice.code())
            .await
    }
}
