//! Drafting, reading and discarding decisions.

use crate::decision::paper::{class_of, decision_paper, verdict_of};
use sangkien_domain::access::{Power, Role};
use sangkien_domain::dossier::{Act, State};
use sangkien_domain::id::{DecisionId, DossierId, UnitId};
use sangkien_domain::law::RuleSet;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::Stage;
use serde_json::json;

use crate::App;
use crate::access::{self, DossierScope, Permitted, Sight};
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::{
    DecisionPaper, DossierFilter, DossierOrder, FilledPaper, Paging, PaperFormat, Reading,
    StoreError, Work,
};
use crate::record::{Certificate, Decision, DossierRow};
use crate::support::{About, clean, event};

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
    /// The annex: code, title, authors, unit, class; the class is empty where there is none.
    pub annex: Vec<(DossierId, [String; 5])>,
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
            let scope = DossierScope::of(
                &caller.actor,
                vec![Sight::Organised(vec![body], vec![State::Passed])],
            );
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
            let place = self.place_to_act(work.as_mut(), &dossier, now).await?;
            place.offered(Act::Recognise, dossier.facts.state)?;
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
            let verdict = verdict_of(store.as_mut(), *item).await?;
            annex.push((
                *item,
                [
                    dossier.code.unwrap_or_default(),
                    dossier.title,
                    dossier.authors_line,
                    unit,
                    class_of(verdict),
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

    /// The decision as a document.
    pub async fn decision_file(
        &self,
        caller: &Caller,
        id: DecisionId,
        format: PaperFormat,
    ) -> Outcome<Vec<u8>> {
        let view = self.decision(caller, id).await?;
        let mut store = self.read().await?;
        if format == PaperFormat::Pdf
            && let Some(kept) = self.kept_decision_pdf(store.as_mut(), id).await?
        {
            return Ok(kept);
        }
        self.decision_in_form(store.as_mut(), &view, format).await
    }

    /// A decision by the form in force at its issue; of a draft, now.
    pub(crate) async fn decision_in_form(
        &self,
        store: &mut dyn Reading,
        view: &DecisionView,
        format: PaperFormat,
    ) -> Outcome<Vec<u8>> {
        let issue = view.decision.issue.as_ref();
        let at = issue.map_or_else(|| self.now(), |issue| issue.issued_at);
        let unit = view.decision.organiser;
        let data = self.ports.papers.decision_data(&view.paper);
        let kind = FilledPaper::Decision;
        self.unit_paper(store, unit, kind, &data, (format, at))
            .await
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
}

pub(crate) async fn led_decision(
    work: &mut dyn Work,
    caller: &Caller,
    id: DecisionId,
) -> Outcome<Decision> {
    let decision = access::decision(work, &caller.actor, id).await?;
    if caller.actor.holds(Role::Leader, decision.organiser) {
        Ok(decision.into_inner())
    } else {
        Err(Failure::Absent)
    }
}
