//! A small agency to act in: one round, people with their roles, dossiers carried as far as a test
//! needs.

use sangkien_app::account::SetUp;
use sangkien_app::casework::Seen;
use sangkien_app::council::{NewSessionInput, SheetInput};
use sangkien_app::decision::DraftDecision;
use sangkien_app::dossier::{ConfirmInput, SectionInput};
use sangkien_app::organisation::FirstRound;
use sangkien_app::people::InvitePerson;
use sangkien_app::record::{InvitationPurpose, Vote};
use sangkien_app::{App, Caller, Origin};
use sangkien_domain::access::Role;
use sangkien_domain::form::{Answers, FieldKind, SectionKind};
use sangkien_domain::id::{CouncilId, DecisionId, DossierId, RoundId};
use sangkien_domain::law::RuleSet;
use sangkien_domain::meeting::Voting;
use sangkien_domain::round::{Stage, Window};
use sangkien_domain::rubric::Scores;

/// Account of the administrator, who is also secretary and only member of the council.
const ADMINISTRATOR: &str = "quan-tri-mau";
/// Everybody's password.
const PASSWORD: &str = "ba con meo ngu trua";

/// A small agency with its people.
pub struct Scene<'a> {
    /// The use cases.
    pub app: &'a App,
    rules: RuleSet,
    /// Its only round.
    pub round: RoundId,
    /// Its only council.
    pub council: CouncilId,
    /// Administrator and secretary.
    pub secretary: Caller,
    /// Receives dossiers.
    pub clerk: Caller,
    /// Confirms the first application.
    pub head: Caller,
    /// Issues decisions.
    pub leader: Caller,
    /// Files dossiers.
    pub author: Caller,
}

impl<'a> Scene<'a> {
    /// Sets an empty instance up, with one base round that receives in `window`.
    pub async fn set_up(app: &'a App, window: Window) -> Self {
        let procedures = sangkien_packs::procedures()
            .unwrap()
            .into_iter()
            .map(|file| file.text.to_owned())
            .collect();
        Self::set_up_by(app, window, procedures).await
    }

    /// The same with procedures of the test's own, one of them with the code "sang-kien-co-so".
    pub async fn set_up_by(app: &'a App, window: Window, procedures: Vec<String>) -> Self {
        let rules = sangkien_packs::rule_sets()
            .unwrap()
            .into_iter()
            .find(|rules| rules.stage == Stage::Base)
            .expect("a rule set for base recognition");
        Box::pin(Self::set_up_under(app, window, procedures, rules)).await
    }

    /// The same under rules of the test's own.
    pub async fn set_up_under(
        app: &'a App,
        window: Window,
        procedures: Vec<String>,
        rules: RuleSet,
    ) -> Self {
        let link = app.make_link(None, InvitationPurpose::Setup).await.unwrap();
        let input = SetUp {
            agency: "Phòng mẫu huyện Mẫu".into(),
            code: "PM".into(),
            account: ADMINISTRATOR.into(),
            full_name: "Quản trị mẫu".into(),
            password: PASSWORD.into(),
            start: Some(FirstRound {
                rules: rules.clone(),
                procedure: "sang-kien-co-so".into(),
                procedures,
                fields: vec![("VTLT".into(), "Văn thư, lưu trữ".into())],
                name: "Đợt mẫu".into(),
                window,
            }),
        };
        let origin = Origin::local("test");
        app.set_up(&link, input, &origin, "test").await.unwrap();
        let secretary = caller(app, ADMINISTRATOR).await;
        let people = [
            ("can-bo-mau", Role::Clerk),
            ("thu-truong-mau", Role::HeadOfUnit),
            ("lanh-dao-mau", Role::Leader),
            ("tac-gia-mau-01", Role::Author),
        ];
        for (account, role) in people {
            join(app, &secretary, account, role).await;
        }
        let rounds = app.rounds_to_file_in().await.unwrap();
        let round = &rounds.first().expect("a round").round;
        Self {
            round: round.id,
            council: round.council.expect("a council"),
            clerk: caller(app, "can-bo-mau").await,
            head: caller(app, "thu-truong-mau").await,
            leader: caller(app, "lanh-dao-mau").await,
            author: caller(app, "tac-gia-mau-01").await,
            secretary,
            rules,
            app,
        }
    }

    /// Invites an author who sets the password; gives the account.
    pub async fn author_joins(&self, account: &str) {
        join(self.app, &self.secretary, account, Role::Author).await;
    }

    /// Invites somebody with a role, who sets the password; gives who they are.
    pub async fn joins(&self, account: &str, role: Role) -> Caller {
        join(self.app, &self.secretary, account, role).await;
        caller(self.app, account).await
    }

    /// Everybody's password.
    pub const fn password(&self) -> &'static str {
        PASSWORD
    }

    /// Complete answers of every section, by key.
    pub fn answers(&self, number: usize) -> Vec<(String, Answers)> {
        let sections = &self.rules.form.sections;
        sections
            .iter()
            .filter(|section| section.kind == SectionKind::Fields)
            .map(|section| {
                let answers = section.fields.iter().map(|field| {
                    let answer = match &field.kind {
                        FieldKind::FieldCatalogue => "VTLT".to_owned(),
                        FieldKind::Consent => "yes".to_owned(),
                        FieldKind::Date => "2023-12-04".to_owned(),
                        FieldKind::Choice { options } => options
                            .first()
                            .map(|option| option.value.clone())
                            .unwrap_or_default(),
                        FieldKind::Text => format!("Giải pháp mẫu số {number}"),
                        FieldKind::LongText => {
                            "Mô tả mẫu có số liệu trước và sau khi áp dụng. ".repeat(6)
                        }
                    };
                    (field.key.clone(), answer)
                });
                (section.key.clone(), answers.collect())
            })
            .collect()
    }

    /// A complete draft of `author`.
    pub async fn draft(&self, author: &Caller, number: usize) -> DossierId {
        let id = self.app.begin_dossier(author, self.round).await.unwrap();
        for (section, answers) in self.answers(number) {
            let input = SectionInput { answers, seen: 0 };
            self.app
                .save_section(author, id, &section, input)
                .await
                .unwrap();
        }
        id
    }

    /// A dossier that waits for the council.
    pub async fn confirmed(&self, number: usize) -> DossierId {
        let id = self.draft(&self.author, number).await;
        self.app.submit(&self.author, id).await.unwrap();
        self.app.accept(&self.clerk, id, Seen::Now).await.unwrap();
        let input = ConfirmInput {
            first_applied_on: "2023-12-04".parse().unwrap(),
            note: String::new(),
        };
        self.app
            .confirm_first_application(&self.head, id, Seen::Now, input)
            .await
            .unwrap();
        id
    }

    /// Lets the council pass these dossiers in one session.
    pub async fn pass(&self, dossiers: &[DossierId]) {
        let input = NewSessionInput {
            council: self.council,
            title: "Phiên họp mẫu".into(),
            place: "Phòng họp".into(),
            meets_at: self.app.now().plus_seconds(3_600),
            dossiers: dossiers.to_vec(),
            voting: Voting::Sheets,
        };
        let session = self.app.convene(&self.secretary, input).await.unwrap();
        for id in dossiers {
            let sheet = SheetInput {
                scores: self.full_marks(),
                vote: Some(Vote::For),
                send: true,
                ..SheetInput::default()
            };
            self.app
                .save_sheet(&self.secretary, *id, sheet)
                .await
                .unwrap();
        }
        self.app
            .close_marking(&self.secretary, session)
            .await
            .unwrap();
        self.app.conclude(&self.secretary, session).await.unwrap();
    }

    /// The highest score on every criterion.
    pub fn full_marks(&self) -> Scores {
        let criteria = &self.rules.rubric.criteria;
        criteria
            .iter()
            .map(|criterion| (criterion.key.clone(), criterion.max))
            .collect()
    }

    /// A draft decision on one dossier that passed.
    pub async fn draft_decision(&self, dossier: DossierId) -> DecisionId {
        let input = DraftDecision {
            subject: String::new(),
            grounds: Vec::new(),
            dossiers: vec![dossier],
        };
        self.app.draft_decision(&self.leader, input).await.unwrap()
    }
}

async fn caller(app: &App, account: &str) -> Caller {
    app.act_as(account, Origin::local("test")).await.unwrap()
}

async fn join(app: &App, by: &Caller, account: &str, role: Role) {
    let person = InvitePerson {
        account: account.into(),
        full_name: format!("Người mẫu {account}"),
        email: format!("{account}@mau.example"),
        unit: by.actor.unit,
        post: "Chức vụ mẫu".into(),
        roles: vec![role],
    };
    let (_, token) = app.invite(by, person).await.unwrap();
    let origin = Origin::local("test");
    app.set_password(&token, PASSWORD, &origin, "test")
        .await
        .unwrap();
}
