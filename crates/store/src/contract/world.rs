//! A small office to test in: units, people, a council, a round.

use std::collections::BTreeMap;

use sangkien_app::port::Store;
use sangkien_app::record::{
    AuditEvent, CouncilSession, Decision, DeskRoute, Dossier, DossierAuthor, OutboxJob, Round,
    Sheet, Standing,
};
use sangkien_domain::access::DossierFacts;
use sangkien_domain::council::{Post, SessionState};
use sangkien_domain::dossier::State;
use sangkien_domain::id::{
    CouncilId, DossierId, FieldId, PersonId, RoundId, RuleSetId, SeatId, SessionId, UnitId,
    UnitVersionId,
};
use sangkien_domain::meeting::Voting;
use sangkien_domain::round::{Stage, Window};
use sangkien_domain::time::Instant;

use super::samples::{author, council, field, fresh, now, person, rule_set, seat, unit};

/// What the tests start from.
#[derive(Debug, Clone)]
pub struct World {
    /// The organising unit.
    pub district: UnitId,
    /// A unit below it, with its version.
    pub school: UnitId,
    /// The version of the school.
    pub school_version: UnitVersionId,
    /// The receiving desk.
    pub desk: UnitId,
    /// Whoever files.
    pub author: PersonId,
    /// Another person.
    pub other: PersonId,
    /// The chair of the council.
    pub chair: PersonId,
    /// The council's secretary.
    pub secretary: PersonId,
    /// A member of the council.
    pub member: PersonId,
    /// The council.
    pub council: CouncilId,
    /// Seats of chair, secretary and member.
    pub seats: [SeatId; 3],
    /// Rules.
    pub rules: RuleSetId,
    /// A field.
    pub field: FieldId,
    /// The round.
    pub round: RoundId,
    /// The moment of the tests.
    pub now: Instant,
}

impl World {
    /// Builds the world in the store.
    pub async fn build(store: &dyn Store) -> Self {
        let district = unit("MAU", "Ủy ban nhân dân huyện mẫu", None);
        let school = unit("MAU-TH", "Trường tiểu học mẫu", Some(district.id));
        let desk = unit("MAU-VP", "Văn phòng huyện mẫu", Some(district.id));
        let people = [
            person("tacgia01", "Tác giả mẫu 01", school.id),
            person("tacgia02", "Tác giả mẫu 02", school.id),
            person("chutich", "Chủ tịch mẫu", district.id),
            person("thuky", "Thư ký mẫu", district.id),
            person("uyvien", "Ủy viên mẫu", district.id),
        ];
        let council = council(district.id);
        let seats = [
            seat(council.id, people[2].id, Post::Chair),
            seat(council.id, people[3].id, Post::Secretary),
            seat(council.id, people[4].id, Post::Member),
        ];
        let rules = rule_set("mau");
        let field = field("giao-duc", "Giáo dục");
        let world = Self {
            district: district.id,
            school: school.id,
            school_version: school.version,
            desk: desk.id,
            author: people[0].id,
            other: people[1].id,
            chair: people[2].id,
            secretary: people[3].id,
            member: people[4].id,
            council: council.id,
            seats: [seats[0].id, seats[1].id, seats[2].id],
            rules: rules.id,
            field: field.id,
            round: fresh(),
            now: now(),
        };
        let mut work = store.begin().await.unwrap();
        for unit in [&district, &school, &desk] {
            work.insert_unit(unit).await.unwrap();
        }
        for person in &people {
            work.insert_person(person).await.unwrap();
        }
        work.insert_council(&council).await.unwrap();
        for seat in &seats {
            work.insert_seat(seat).await.unwrap();
        }
        work.insert_rule_set(&rules).await.unwrap();
        work.insert_field(&field, 1).await.unwrap();
        let round = world.new_round("2024-1");
        let round = Round {
            id: world.round,
            ..round
        };
        let routes = [world.route(round.id)];
        work.insert_round(&round, &routes).await.unwrap();
        work.commit().await.unwrap();
        world
    }

    /// A round like that of the world.
    pub fn new_round(&self, code: &str) -> Round {
        Round {
            id: fresh(),
            code: code.into(),
            name: format!("Đợt {code}"),
            organiser: self.district,
            stage: Stage::Base,
            year: 2024,
            window: Window {
                opens_at: Instant::parse("2024-03-01T08:00:00+07:00").unwrap(),
                closes_at: Instant::parse("2024-04-10T00:00:00+07:00").unwrap(),
            },
            rule_set: self.rules,
            council: Some(self.council),
            procedure: "thu-tuc-mau".into(),
        }
    }

    /// Every field goes to the desk.
    pub fn route(&self, round: RoundId) -> DeskRoute {
        DeskRoute {
            round,
            field: None,
            desk: self.desk,
        }
    }

    /// A dossier of the author in `state`, not yet stored.
    pub fn dossier(&self, state: State, title: &str) -> Dossier {
        let id: DossierId = fresh();
        let filed = state != State::Draft;
        Dossier {
            id,
            code: filed.then(|| format!("MAU-2024-{}", id.0.simple())),
            round: self.round,
            rule_set: self.rules,
            unit_version: self.school_version,
            field: Some(self.field),
            title: title.into(),
            authors_line: "Tác giả mẫu 01".into(),
            stage: Stage::Base,
            facts: DossierFacts {
                owner: self.author,
                authors: Vec::new(),
                unit: self.school,
                desk: self.desk,
                organiser: self.district,
                council: Some(self.council),
                recused: Vec::new(),
                parties: Vec::new(),
                given: None,
                state,
            },
            version: 1,
            created_at: self.now,
            updated_at: self.now,
            submitted_at: filed.then_some(self.now),
            due_on: None,
            ended_at: None,
            refusal: None,
            end_note: String::new(),
            standing: Standing::draft(self.now),
        }
    }

    /// Stores a dossier of the author in `state`.
    pub async fn add_dossier(&self, store: &dyn Store, state: State, title: &str) -> Dossier {
        let dossier = self.dossier(state, title);
        let mut work = store.begin().await.unwrap();
        work.insert_dossier(&dossier).await.unwrap();
        work.commit().await.unwrap();
        dossier
    }

    /// A sole author of the whole.
    pub fn sole_author(&self) -> DossierAuthor {
        author("Tác giả mẫu 01", 10_000, Some(self.author))
    }

    /// A session of the council, not yet stored.
    pub fn session(&self) -> CouncilSession {
        CouncilSession {
            id: fresh(),
            council: self.council,
            council_name: "Hội đồng sáng kiến mẫu".into(),
            title: "Phiên họp mẫu".into(),
            place: "Phòng họp mẫu".into(),
            meets_at: self.now,
            state: SessionState::Marking,
            version: 1,
            closed_at: None,
            concluded_at: None,
            voting: Voting::Sheets,
            locked_at: None,
        }
    }

    /// Stores a session with two dossiers on its agenda.
    pub async fn add_session(&self, store: &dyn Store) -> (CouncilSession, [DossierId; 2]) {
        let session = self.session();
        let dossiers = [
            self.dossier(State::Marking, "Sáng kiến mẫu A"),
            self.dossier(State::Marking, "Sáng kiến mẫu B"),
        ];
        let ids = [dossiers[0].id, dossiers[1].id];
        let mut work = store.begin().await.unwrap();
        for dossier in &dossiers {
            work.insert_dossier(dossier).await.unwrap();
        }
        work.insert_council_session(&session, &ids).await.unwrap();
        work.commit().await.unwrap();
        (session, ids)
    }

    /// A sheet not yet begun.
    pub fn sheet(&self, session: SessionId, dossier: DossierId, seat: SeatId) -> Sheet {
        Sheet {
            id: fresh(),
            session,
            dossier,
            seat,
            scores: BTreeMap::new(),
            comments: BTreeMap::new(),
            vote: None,
            remark: String::new(),
            total: None,
            version: 0,
            saved_at: self.now,
            sent_at: None,
        }
    }

    /// A draft of a decision on these dossiers.
    pub fn decision(&self, items: &[DossierId]) -> Decision {
        Decision {
            id: fresh(),
            organiser: self.district,
            stage: Stage::Base,
            subject: "Về việc công nhận sáng kiến".into(),
            symbol: "QĐ-UBND".into(),
            grounds: vec!["Căn cứ mẫu".into(), "Căn cứ mẫu thứ hai".into()],
            drafted_by: self.chair,
            drafted_at: self.now,
            issue: None,
            items: items.to_vec(),
        }
    }

    /// An event of the author's.
    pub fn event(&self, act: &str, subject: &str) -> AuditEvent {
        AuditEvent {
            at: self.now,
            actor: Some(self.author),
            on_behalf_of: None,
            act: act.into(),
            subject_kind: "dossier".into(),
            subject_id: subject.into(),
            before: serde_json::Value::Null,
            after: serde_json::json!({ "state": "submitted", "title": "Sáng kiến mẫu" }),
            source: "local".into(),
            request: "r1".into(),
        }
    }

    /// A job due now.
    pub fn job(&self, key: &str) -> OutboxJob {
        OutboxJob {
            id: fresh(),
            kind: "mail".into(),
            unique_key: key.into(),
            payload: "{}".into(),
            created_at: self.now,
            due_at: self.now,
            attempts: 0,
        }
    }
}
