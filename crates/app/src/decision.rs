//! Decisions: drafting, issuing with a number, and what follows from issue: recognition,
//! certificates, entries of the registry.

use sangkien_domain::access::{Power, Role};
use sangkien_domain::dossier::{Act, State};
use sangkien_domain::form::{SectionKind, key};
use sangkien_domain::id::{CertificateId, DecisionId, DossierId, UnitId};
use sangkien_domain::law::RuleSet;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::register::{Series, document_number};
use sangkien_domain::round::Stage;
use sangkien_domain::time::Instant;
use serde_json::json;

use crate::App;
use crate::access::{self, DossierScope, Permitted, Sight};
use crate::caller::Caller;
use crate::dossier::DossierView;
use crate::failure::{Failure, Outcome};
use crate::port::{DecisionPaper, DossierFilter, DossierOrder, Paging, Reading, StoreError, Work};
use crate::record::{
    Certificate, CertificateFace, CertificateState, Decision, DossierRow, Issue, RegistryEntry,
    Unit,
};
use crate::support::{About, Step, clean, event};

/// What a body could decide on.
#[derive(Debug, Clone)]
pub struct DecisionChoice {
    /// The body.
    pub body: UnitId,
    /// Its name.
    pub body_name: String,
    /// Which recognition.
    pub stage: Stage,
    /// Dossiers that passed and stand on no decision yet.
    pub passed: Vec<DossierRow>,
    /// Subject and symbol by the rules of the first of them.
    pub subject: String,
    /// Grounds by those rules.
    pub grounds: Vec<String>,
}

/// A decision to be drafted.
#[derive(Debug, Clone)]
pub struct DraftDecision {
    /// Subject.
    pub subject: String,
    /// Grounds, one line each.
    pub grounds: Vec<String>,
    /// Initiatives in the order of the annex.
    pub dossiers: Vec<DossierId>,
}

/// A decision with everything its page shows.
#[derive(Debug, Clone)]
pub struct DecisionView {
    /// The decision.
    pub decision: Permitted<Decision>,
    /// Name of the deciding body on the day of issue, or today.
    pub body_name: String,
    /// The annex: code, title, authors, unit.
    pub annex: Vec<(DossierId, [String; 4])>,
    /// Certificates issued with it.
    pub certificates: Vec<Certificate>,
    /// Whether the viewer may issue or discard it.
    pub may_issue: bool,
    /// How it will print.
    pub paper: DecisionPaper,
}

impl App {
    /// Decisions the caller may know of, drafts first.
    pub async fn decisions(&self, caller: &Caller) -> Outcome<Vec<Decision>> {
        let roles = [
            Role::Leader,
            Role::RecordsClerk,
            Role::AwardsOfficer,
            Role::Auditor,
        ];
        let bodies = access::units_with_role(&caller.actor, &roles)?;
        let found = self.read().await?.decisions(&bodies).await?;
        Ok(found
            .into_iter()
            .filter(|decision| access::reads_decision(&caller.actor, decision))
            .collect())
    }

    /// What the caller, as leader, could decide on.
    pub async fn decision_choices(&self, caller: &Caller) -> Outcome<Vec<DecisionChoice>> {
        let bodies = access::units_with_role(&caller.actor, &[Role::Leader])?;
        let mut store = self.read().await?;
        let mut choices = Vec::new();
        for body in bodies {
            let scope = DossierScope {
                sights: vec![Sight::Organised(vec![body], vec![State::Passed])],
            };
            let filter = DossierFilter {
                order: DossierOrder::Submitted,
                ..DossierFilter::default()
            };
            let rows = store
                .dossiers(&scope, &filter, Paging { page: 1, size: 500 })
                .await?
                .rows;
            let mut free: Vec<(Stage, DossierRow, std::sync::Arc<RuleSet>)> = Vec::new();
            for row in rows {
                if store.decision_of(row.id).await?.is_some() {
                    continue;
                }
                let dossier =
                    access::dossier(store.as_mut(), &caller.actor, row.id, Power::Decide).await?;
                let rules = self.rules(store.as_mut(), dossier.rule_set).await?;
                free.push((dossier.stage, row, rules));
            }
            for stage in [Stage::Base, Stage::Reach] {
                let of_stage: Vec<_> = free.iter().filter(|(found, ..)| *found == stage).collect();
                let Some((_, _, rules)) = of_stage.first() else {
                    continue;
                };
                choices.push(DecisionChoice {
                    body,
                    body_name: self.body(store.as_mut(), body, self.now()).await?.name,
                    stage,
                    subject: rules.naming.decision_subject.clone(),
                    grounds: rules.naming.grounds.clone(),
                    passed: of_stage
                        .into_iter()
                        .map(|(_, row, _)| row.clone())
                        .collect(),
                });
            }
        }
        Ok(choices)
    }

    /// Drafts one decision for several initiatives of one body and stage. It carries no number.
    pub async fn draft_decision(
        &self,
        caller: &Caller,
        input: DraftDecision,
    ) -> Outcome<DecisionId> {
        let now = self.now();
        let mut work = self.begin().await?;
        let mut first = None;
        for id in &input.dossiers {
            let dossier = access::dossier(work.as_mut(), &caller.actor, *id, Power::Decide).await?;
            dossier.facts.state.after(Act::Recognise)?;
            let rules = self.rules(work.as_mut(), dossier.rule_set).await?;
            let of = (dossier.facts.organiser, dossier.stage);
            match &first {
                None => first = Some((of, rules)),
                Some((same, _)) if *same != of => {
                    return Err(Refusal::Invalid { field: "dossiers" }.into());
                }
                Some(_) => {}
            }
        }
        let Some(((organiser, stage), rules)) = first else {
            return Err(Refusal::DecisionEmpty.into());
        };
        let subject = clean(&input.subject);
        let grounds: Vec<String> = input
            .grounds
            .iter()
            .map(|line| clean(line))
            .filter(|line| !line.is_empty())
            .collect();
        let decision = Decision {
            id: self.fresh_id(),
            organiser,
            stage,
            subject: if subject.is_empty() {
                rules.naming.decision_subject.clone()
            } else {
                subject
            },
            symbol: rules.naming.decision_symbol.clone(),
            grounds: if grounds.is_empty() {
                rules.naming.grounds.clone()
            } else {
                grounds
            },
            drafted_by: caller.actor.person,
            drafted_at: now,
            issue: None,
            items: input.dossiers.clone(),
        };
        work.insert_decision(&decision)
            .await
            .map_err(|error| match error {
                StoreError::Constraint(_) => {
                    Failure::Refused(vec![Refusal::Invalid { field: "dossiers" }])
                }
                other => other.into(),
            })?;
        let about = About {
            act: "decision.drafted",
            kind: "decision",
            id: decision.id.to_string(),
        };
        work.record(event(
            caller,
            &about,
            json!({}),
            json!({ "dossiers": input.dossiers }),
            now,
        ));
        work.commit().await?;
        Ok(decision.id)
    }

    /// Discards a draft; its initiatives wait for another decision.
    pub async fn discard_decision(&self, caller: &Caller, id: DecisionId) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let decision = led_decision(work.as_mut(), caller, id).await?;
        if decision.issue.is_some() {
            return Err(Refusal::DecisionIssued.into());
        }
        work.discard_decision(id).await?;
        let about = About {
            act: "decision.discarded",
            kind: "decision",
            id: id.to_string(),
        };
        work.record(event(
            caller,
            &about,
            json!({ "dossiers": decision.items }),
            json!({}),
            now,
        ));
        work.commit().await?;
        Ok(())
    }

    /// A decision for whoever may read it.
    pub async fn decision(&self, caller: &Caller, id: DecisionId) -> Outcome<DecisionView> {
        let mut store = self.read().await?;
        let decision = access::decision(store.as_mut(), &caller.actor, id).await?;
        let at = decision
            .issue
            .as_ref()
            .map_or_else(|| self.now(), |issue| issue.issued_at);
        let body = self.body(store.as_mut(), decision.organiser, at).await?;
        let mut annex = Vec::new();
        let mut certificates = Vec::new();
        for item in &decision.items {
            let found = store.dossier(*item).await?;
            let dossier = access::decided_dossier(found, &decision)?;
            let unit = store
                .unit(dossier.facts.unit, at.day())
                .await?
                .map(|unit| unit.name)
                .unwrap_or_default();
            annex.push((
                *item,
                [
                    dossier.code.unwrap_or_default(),
                    dossier.title,
                    dossier.authors_line,
                    unit,
                ],
            ));
            certificates.extend(
                store
                    .certificates(*item)
                    .await?
                    .into_iter()
                    .filter(|one| one.decision == id),
            );
        }
        let (signer_post, signer_name) = match &decision.issue {
            Some(issue) => (issue.signer_post.clone(), issue.signer_name.clone()),
            None => (
                self.post_of(store.as_mut(), caller, body.id).await?,
                caller.full_name.clone(),
            ),
        };
        let superior = self.superior_of(store.as_mut(), &body, at).await?;
        let rows = annex.iter().map(|(_, row)| row.clone()).collect();
        let paper = decision_paper(&decision, &body, superior, rows, signer_post, signer_name);
        let may_issue =
            decision.issue.is_none() && caller.actor.holds(Role::Leader, decision.organiser);
        Ok(DecisionView {
            body_name: body.name,
            annex,
            certificates,
            may_issue,
            paper,
            decision,
        })
    }

    /// The decision as PDF.
    pub async fn decision_pdf(&self, caller: &Caller, id: DecisionId) -> Outcome<Vec<u8>> {
        let view = self.decision(caller, id).await?;
        Ok(self.ports.papers.decision(&view.paper)?)
    }

    /// All certificates of a decision as one PDF.
    pub async fn decision_certificates_pdf(
        &self,
        caller: &Caller,
        id: DecisionId,
    ) -> Outcome<Vec<u8>> {
        let view = self.decision(caller, id).await?;
        if view.certificates.is_empty() {
            return Err(Failure::Absent);
        }
        let all: Vec<(Certificate, String)> = view
            .certificates
            .into_iter()
            .map(|one| {
                let url = self.verify_url(&one.code);
                (one, url)
            })
            .collect();
        Ok(self.ports.papers.certificates(&all)?)
    }

    /// Issues a decision: gives it the next number of its register, recognises its initiatives,
    /// makes one certificate per author and enters all into the registry, in one transaction.
    ///
    /// # Errors
    /// `Refused` when it has been issued before.
    pub async fn issue_decision(&self, caller: &Caller, id: DecisionId) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        let decision = led_decision(work.as_mut(), caller, id).await?;
        if decision.issue.is_some() {
            return Err(Refusal::DecisionIssued.into());
        }
        let year = now.day().year();
        let issue = Issue {
            year,
            number: work
                .next_number(decision.organiser, Series::Decision, year)
                .await?,
            issued_at: now,
            signer: caller.actor.person,
            signer_name: caller.full_name.clone(),
            signer_post: self
                .post_of(work.as_mut(), caller, decision.organiser)
                .await?,
        };
        work.issue_decision(id, &issue).await?;
        for dossier in &decision.items {
            self.recognise(work.as_mut(), caller, &decision, &issue, *dossier)
                .await?;
        }
        let about = About {
            act: "decision.issued",
            kind: "decision",
            id: id.to_string(),
        };
        let details = json!({ "number": issue.number, "year": year, "dossiers": decision.items });
        work.record(event(caller, &about, json!({}), details, now));
        work.commit().await?;
        Ok(())
    }

    async fn recognise(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        decision: &Decision,
        issue: &Issue,
        id: DossierId,
    ) -> Outcome<()> {
        let now = issue.issued_at;
        let dossier = access::dossier(work, &caller.actor, id, Power::Decide).await?;
        let view = self.view(work, dossier.clone()).await?;
        let label = document_number(issue.number, &decision.symbol);
        let mut dossier = dossier.into_inner();
        let step = Step {
            capacity: "leader",
            note: &label,
            event: "dossier.recognised",
            details: json!({ "decision": decision.id }),
        };
        self.advance(work, caller, &mut dossier, Act::Recognise, step, now)
            .await?;
        let body = self.body(work, decision.organiser, now).await?;
        let superior = self.superior_of(work, &body, now).await?;
        let alone = view.authors.len() == 1;
        for (position, row) in (1_i64..).zip(&view.authors) {
            let number = work
                .next_number(decision.organiser, Series::Certificate, issue.year)
                .await?;
            let face = CertificateFace {
                title: view.rules.naming.certificate_title.clone(),
                number: document_number(number, &view.rules.naming.certificate_symbol),
                superior: superior.clone(),
                body: body.name.clone(),
                author: row.author.full_name.clone(),
                workplace: if row.author.workplace.is_empty() {
                    view.unit_name.clone()
                } else {
                    row.author.workplace.clone()
                },
                share: if alone {
                    String::new()
                } else {
                    row.author.share.to_string()
                },
                initiative: dossier.title.clone(),
                place: place_of(&body),
                issued_on: now.day(),
                decision: label.clone(),
                signer_post: issue.signer_post.clone(),
                signer_name: issue.signer_name.clone(),
            };
            work.insert_certificate(&Certificate {
                id: self.fresh_id::<CertificateId>(),
                code: self.fresh_code(),
                dossier: id,
                author_position: position,
                decision: decision.id,
                organiser: decision.organiser,
                year: issue.year,
                number,
                issued_at: now,
                state: CertificateState::Valid,
                face,
            })
            .await?;
        }
        let entry = self
            .registry_entry_for(work, &view, &body, issue, &label)
            .await?;
        work.insert_registry_entry(&entry).await?;
        self.tell_owner(work, &dossier, "dossier-recognised", "", now)
            .await
    }

    async fn registry_entry_for(
        &self,
        work: &mut dyn Work,
        view: &DossierView,
        body: &Unit,
        issue: &Issue,
        label: &str,
    ) -> Outcome<RegistryEntry> {
        let content = view.content();
        let (field_code, field_name) = match view.dossier.field {
            Some(field) => work
                .field(field)
                .await?
                .map(|field| (field.code, field.name))
                .unwrap_or_default(),
            None => Default::default(),
        };
        let verdict = match work.session_of(view.dossier.id).await? {
            Some(session) => work
                .agenda(session.id)
                .await?
                .into_iter()
                .find(|item| item.dossier == view.dossier.id),
            None => None,
        }
        .and_then(|item| item.verdict);
        let open_to_all = view
            .rules
            .form
            .sections
            .iter()
            .filter(|section| {
                section.kind == SectionKind::Fields
                    && section.key != "general"
                    && section.key != "commitment"
            })
            .flat_map(|section| &section.fields)
            .filter(|field| !field.confidential)
            .map(|field| (field.label.clone(), content.answer(&field.key).to_owned()))
            .filter(|(_, answer)| !answer.is_empty())
            .collect();
        Ok(RegistryEntry {
            dossier: view.dossier.id,
            code: view.dossier.code.clone().unwrap_or_default(),
            title: view.dossier.title.clone(),
            summary: content.answer(key::SUMMARY).to_owned(),
            authors_line: view.dossier.authors_line.clone(),
            unit_name: view.unit_name.clone(),
            organiser_name: body.name.clone(),
            organiser: body.id,
            field_code,
            field_name,
            stage: view.dossier.stage,
            year: issue.year,
            decision_label: label.to_owned(),
            decided_on: issue.issued_at.day(),
            average: verdict.and_then(|verdict| verdict.average),
            published: content.answer(key::PUBLISH) == "yes",
            content: open_to_all,
        })
    }

    /// Address of the public page that verifies a certificate.
    pub fn verify_url(&self, code: &str) -> String {
        format!("{}/certificates/{code}", self.settings.base_url)
    }

    async fn body(
        &self,
        store: &mut (impl Reading + ?Sized),
        id: UnitId,
        at: Instant,
    ) -> Outcome<Unit> {
        let found = store.unit(id, at.day()).await?;
        found.ok_or_else(|| Failure::Inconsistent(format!("unit {id} is missing")))
    }

    async fn superior_of(
        &self,
        store: &mut (impl Reading + ?Sized),
        body: &Unit,
        at: Instant,
    ) -> Outcome<String> {
        match body.parent {
            Some(parent) => Ok(store
                .unit(parent, at.day())
                .await?
                .map(|unit| unit.name)
                .unwrap_or_default()),
            None => Ok(String::new()),
        }
    }

    /// The caller's state post in a unit, as it stands above a signature.
    async fn post_of(
        &self,
        store: &mut (impl Reading + ?Sized),
        caller: &Caller,
        unit: UnitId,
    ) -> Outcome<String> {
        let posts = store.state_posts(caller.actor.person, self.now()).await?;
        Ok(posts
            .into_iter()
            .find(|post| post.unit == unit)
            .map(|post| post.title)
            .unwrap_or_default())
    }
}

async fn led_decision(work: &mut dyn Work, caller: &Caller, id: DecisionId) -> Outcome<Decision> {
    let decision = access::decision(work, &caller.actor, id).await?;
    if caller.actor.holds(Role::Leader, decision.organiser) {
        Ok(decision.into_inner())
    } else {
        Err(Failure::Absent)
    }
}

/// The place of the date line: the name of the body without the words for its kind.
fn place_of(body: &Unit) -> String {
    let name = ["Ủy ban nhân dân ", "UBND "]
        .iter()
        .find_map(|prefix| body.name.strip_prefix(prefix))
        .unwrap_or(&body.name);
    [
        "huyện ",
        "xã ",
        "thị trấn ",
        "phường ",
        "tỉnh ",
        "thành phố ",
    ]
    .iter()
    .find_map(|kind| name.strip_prefix(kind))
    .unwrap_or(name)
    .to_owned()
}

fn decision_paper(
    decision: &Decision,
    body: &Unit,
    superior: String,
    annex: Vec<[String; 4]>,
    signer_post: String,
    signer_name: String,
) -> DecisionPaper {
    let count = annex.len();
    let what = match decision.stage {
        Stage::Base => format!("Công nhận {count:02} sáng kiến"),
        Stage::Reach => {
            format!("Công nhận hiệu quả áp dụng, phạm vi ảnh hưởng của {count:02} sáng kiến")
        }
    };
    let authority = if body.name.starts_with("Ủy ban nhân dân") || body.name.starts_with("UBND")
    {
        format!("CHỦ TỊCH {}", body.name.to_uppercase())
    } else {
        format!("THỦ TRƯỞNG {}", body.name.to_uppercase())
    };
    DecisionPaper {
        superior,
        body: body.name.clone(),
        authority,
        number: decision.issue.as_ref().map(|issue| document_number(issue.number, &decision.symbol)),
        symbol: decision.symbol.clone(),
        place: place_of(body),
        issued_on: decision.issue.as_ref().map(|issue| issue.issued_at.day()),
        subject: decision.subject.clone(),
        grounds: decision.grounds.clone(),
        articles: vec![
            format!("{what} (có danh sách kèm theo)."),
            "Tác giả, đồng tác giả có sáng kiến được công nhận được cấp Giấy chứng nhận và được sử dụng kết quả làm căn cứ xét thi đua, khen thưởng theo quy định.".into(),
            "Quyết định này có hiệu lực kể từ ngày ký. Thủ trưởng các cơ quan, đơn vị liên quan và các tác giả có tên tại danh sách chịu trách nhiệm thi hành Quyết định này.".into(),
        ],
        recipients: vec!["Như Điều 3;".into(), "Hội đồng Sáng kiến;".into(), "Lưu: VT.".into()],
        signer_post,
        signer_name,
        annex,
    }
}
