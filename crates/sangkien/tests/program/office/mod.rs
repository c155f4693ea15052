//! A small office that handles dossiers by a procedure of its own.

use jiff::civil::date;
use sangkien_app::Caller;
use sangkien_app::casework::{Acted, Seen, StepInput};
use sangkien_app::dossier::SectionInput;
use sangkien_app::failure::{Failure, Outcome};
use sangkien_app::organisation::Organisation;
use sangkien_app::record::{
    Council, CouncilSeat, DeskRoute, Dossier, Person, RoleGrant, Round, Unit,
};
use sangkien_domain::access::Role;
use sangkien_domain::council::{Post, Rights};
use sangkien_domain::form::key;
use sangkien_domain::id::{DossierId, PersonId, RoundId, UnitId};
use sangkien_domain::law::RuleSet;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::{Stage, Window};
use sangkien_domain::time::Instant;
use sangkien_testkit::{Engine, World};
use uuid::Uuid;

/// The procedure, as a file.
pub(crate) const PROCEDURE: &str = include_str!("procedure.toml");
const AGENCY: u128 = 1;
const DESK: u128 = 2;

pub(crate) fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn id<Id: From<Uuid>>(number: u128) -> Id {
    Id::from(Uuid::from_u128(number))
}

/// The office with its people.
pub(crate) struct Office {
    pub(crate) world: World,
    pub(crate) applicant: Caller,
    pub(crate) clerk: Caller,
    pub(crate) leader: Caller,
    pub(crate) head: Caller,
    pub(crate) experts: [Caller; 3],
}

impl Office {
    /// Opens on Monday 4 March 2024, 08:00.
    pub(crate) async fn open(engine: Engine) -> Self {
        Self::following(engine, PROCEDURE).await
    }

    /// The same office with another text of its procedure.
    pub(crate) async fn following(engine: Engine, procedure: &str) -> Self {
        let now = at("2024-03-04T08:00:00+07:00");
        let world = World::at(engine, now).await;
        world
            .app
            .load_organisation(&organisation(now, procedure), false)
            .await
            .unwrap();
        let caller = |account: &'static str| world.caller(account);
        Self {
            applicant: caller("nguoi-nop").await,
            clerk: caller("tiep-nhan").await,
            leader: caller("lanh-dao").await,
            head: caller("thu-truong").await,
            experts: [
                caller("tham-dinh-1").await,
                caller("tham-dinh-2").await,
                caller("tham-dinh-3").await,
            ],
            world,
        }
    }

    /// A dossier submitted now.
    pub(crate) async fn submitted(&self) -> DossierId {
        let app = &self.world.app;
        let id = app
            .begin_dossier(&self.applicant, id::<RoundId>(50))
            .await
            .unwrap();
        let answers = [(key::TITLE.to_owned(), "Hồ sơ mẫu".to_owned())].into();
        let input = SectionInput { answers, seen: 0 };
        app.save_section(&self.applicant, id, "general", input)
            .await
            .unwrap();
        app.submit(&self.applicant, id).await.unwrap();
        id
    }

    /// A dossier at the step of the experts.
    pub(crate) async fn before_the_experts(&self) -> DossierId {
        let id = self.submitted().await;
        let app = &self.world.app;
        app.accept(&self.clerk, id, Seen::Now).await.unwrap();
        id
    }

    /// A dossier at the clerk's examination.
    pub(crate) async fn examined(&self) -> DossierId {
        let id = self.before_the_experts().await;
        for expert in &self.experts[..2] {
            self.act(expert, id, "dong-y").await.unwrap();
        }
        id
    }

    /// Does an act without words or facts.
    pub(crate) async fn act(&self, by: &Caller, id: DossierId, act: &str) -> Outcome<Acted> {
        let input = StepInput {
            act: act.into(),
            ..StepInput::default()
        };
        self.world.app.act(by, id, Seen::Now, input).await
    }

    /// Passes a dossier on to the leader.
    pub(crate) async fn passed_on(&self, id: DossierId, result: &str) -> Outcome<Acted> {
        let input = StepInput {
            act: "trinh".into(),
            opinion: "Ý kiến mẫu".into(),
            facts: [("ket_qua".to_owned(), result.to_owned())].into(),
        };
        self.world.app.act(&self.clerk, id, Seen::Now, input).await
    }

    /// The dossier as stored.
    pub(crate) async fn stored(&self, id: DossierId) -> Dossier {
        let mut store = self.world.store().read().await.unwrap();
        store.dossier(id).await.unwrap().unwrap().open_for_test()
    }

    pub(crate) fn set(&self, moment: &str) {
        self.world.clock.set(at(moment));
    }
}

/// The refusals of an outcome.
pub(crate) fn refused<T: std::fmt::Debug>(outcome: Outcome<T>) -> Vec<Refusal> {
    match outcome {
        Err(Failure::Refused(refusals)) => refusals,
        other => panic!("a refusal was expected, but: {other:?}"),
    }
}

fn unit(number: u128, code: &str, parent: Option<u128>) -> Unit {
    Unit {
        id: id(number),
        version: id(number + 10),
        code: code.into(),
        name: format!("Đơn vị mẫu {code}"),
        kind: "office".into(),
        parent: parent.map(id::<UnitId>),
        valid_from: date(2020, 1, 1),
        valid_to: None,
    }
}

fn people(now: Instant) -> (Vec<Person>, Vec<RoleGrant>, Vec<CouncilSeat>) {
    let roles = [
        ("nguoi-nop", Some((Role::Author, DESK))),
        ("tiep-nhan", Some((Role::Clerk, DESK))),
        ("lanh-dao", Some((Role::Leader, AGENCY))),
        ("thu-truong", Some((Role::HeadOfUnit, AGENCY))),
        ("tham-dinh-1", None),
        ("tham-dinh-2", None),
        ("tham-dinh-3", None),
    ];
    let mut all = (Vec::new(), Vec::new(), Vec::new());
    for (number, (account, role)) in (100_u128..).zip(roles) {
        let person: PersonId = id(number);
        all.0.push(Person {
            id: person,
            account: account.into(),
            full_name: format!("Người mẫu {account}"),
            email: String::new(),
            unit: id(AGENCY),
            password: None,
            is_sample: true,
            created_at: now,
            disabled_at: None,
        });
        match role {
            Some((role, unit)) => all.1.push(RoleGrant {
                id: id(number + 100),
                person,
                role,
                unit: id(unit),
                valid_from: now,
                valid_to: None,
                granted_by: None,
            }),
            None => all.2.push(CouncilSeat {
                id: id(number + 200),
                council: id(40),
                person,
                full_name: String::new(),
                post: Post::Member,
                rights: Rights::of(Post::Member),
                for_union: false,
                valid_from: now,
                valid_to: None,
            }),
        }
    }
    all
}

fn rules(procedure: &str) -> RuleSet {
    let procedure = sangkien_casework::definition::Procedure::read(procedure).unwrap();
    // Drafts get rules of their own by the version in force; these only open the round.
    RuleSet {
        code: "mo-dot".into(),
        ..sangkien_casework::intake::rules(&procedure, 1)
    }
}

fn organisation(now: Instant, procedure: &str) -> Organisation {
    let (people, grants, seats) = people(now);
    let round = Round {
        id: id(50),
        code: "thuong-xuyen".into(),
        name: "Tiếp nhận thường xuyên".into(),
        organiser: id(AGENCY),
        stage: Stage::Service,
        year: 2024,
        window: Window {
            opens_at: now,
            closes_at: now.plus_seconds(10 * 366 * 86_400),
        },
        rule_set: id(30),
        council: Some(id(40)),
        procedure: "thu-tuc-mau".into(),
    };
    let route = DeskRoute {
        round: round.id,
        field: None,
        desk: id(DESK),
    };
    Organisation {
        units: vec![
            unit(AGENCY, "MAU", None),
            unit(DESK, "MAU-MC", Some(AGENCY)),
        ],
        people,
        grants,
        seats,
        councils: vec![Council {
            id: id(40),
            unit: id(AGENCY),
            name: "Tổ thẩm định mẫu".into(),
            stage: Stage::Service,
            blind: false,
            decision_ref: String::new(),
            decided_on: None,
            version: 1,
            valid_from: now,
            valid_to: None,
        }],
        rule_sets: vec![(id(30), rules(procedure), date(2020, 1, 1))],
        rounds: vec![(round, vec![route])],
        procedures: vec![procedure.to_owned()],
        ..Organisation::default()
    }
}
