//! Issuing a decision and what follows from it, in one transaction.

use crate::decision::draft::led_decision;
use crate::decision::paper::{class_of, place_of, verdict_of};
use sangkien_domain::access::Power;
use sangkien_domain::dossier::Act;
use sangkien_domain::form::{SectionKind, key};
use sangkien_domain::id::{CertificateId, DecisionId, DossierId};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::register::{Register, Series, document_number};
use sangkien_domain::time::Instant;
use serde_json::json;

use crate::App;
use crate::access::{self};
use crate::caller::Caller;
use crate::dossier::DossierView;
use crate::failure::Outcome;
use crate::port::Work;
use crate::record::{
    Certificate, CertificateFace, CertificateState, Decision, Issue, RegisterKey, RegistryEntry,
    Unit,
};
use crate::register::GivenNumber;
use crate::support::{About, Step, event};

impl App {
    /// Issues a decision: gives it the next number of its register, recognises its initiatives,
    /// makes one certificate per author and enters all into the registry, in one transaction.
    ///
    /// # Errors
    /// `Refused` when it has been issued before.
    pub async fn issue_decision(&self, caller: &Caller, id: DecisionId) -> Outcome<()> {
        self.issue_decision_as(caller, id, None).await
    }

    /// The same for a decision that bears a number and date of another system, where its original
    /// was signed; the signed file is brought to the signing page.
    ///
    /// # Errors
    /// `Refused` when it has been issued before, or the register has the number.
    pub async fn issue_decision_as(
        &self,
        caller: &Caller,
        id: DecisionId,
        given: Option<GivenNumber>,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        let decision = led_decision(work.as_mut(), caller, id).await?;
        if decision.issue.is_some() {
            return Err(Refusal::DecisionIssued.into());
        }
        let year = given.map_or(now.day(), |given| given.on).year();
        let number = match given {
            None => {
                work.next_number(decision.organiser, Series::Decision, year)
                    .await?
            }
            Some(given) => {
                let key = RegisterKey {
                    body: decision.organiser,
                    register: Register::Decisions,
                    year,
                };
                self.take_number(work.as_mut(), caller, (&key, given))
                    .await?;
                given.number
            }
        };
        let issue = Issue {
            year,
            number,
            issued_at: given
                .and_then(|given| Instant::start_of(given.on))
                .unwrap_or(now),
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
        drop(decision);
        // The decision is issued whatever becomes of its files, which are made again when they are
        // signed.
        let view = self.decision(caller, id).await?;
        let _made_later = self.keep_papers(caller, &view).await;
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
        let now = self.now();
        let on = issue.issued_at.day();
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
                issued_on: on,
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
                issued_at: issue.issued_at,
                state: CertificateState::Valid,
                face,
                replaces: None,
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
        let verdict = verdict_of(work, view.dossier.id).await?;
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
            average: verdict.as_ref().and_then(|verdict| verdict.average),
            class: class_of(verdict),
            published: content.answer(key::PUBLISH) == "yes",
            content: open_to_all,
            withdrawn: false,
        })
    }
}
