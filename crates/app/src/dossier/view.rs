//! A dossier as a person entitled to it sees it.

use std::collections::BTreeMap;
use std::sync::Arc;

use sangkien_domain::access::Power;
use sangkien_domain::dossier::{Act, Author, Content, State};
use sangkien_domain::form::{Answers, Section, SectionKind};
use sangkien_domain::id::{DossierId, FileId};
use sangkien_domain::law::RuleSet;
use sangkien_domain::refusal::Refusal;
use serde::{Deserialize, Serialize};

use crate::App;
use crate::access::{self, Permitted};
use crate::caller::Caller;
use crate::casework::{ApologyTold, AttachedFile, Part, Place, Stands};
use crate::dossier::blind::blind;
use crate::dossier::draft::{author_faults, unit_name};
use crate::failure::{Failure, Outcome};
use crate::port::Reading;
use crate::record::{
    Certificate, Confirmation, CorrectionEvent, CorrectionItem, CorrectionRequest, Decision,
    Dossier, DossierAuthor, FileReading, Milestone, Round, SavedSection, StoredFile,
    StoredSubmission, StoredVerdict,
};

/// How far a task has come. Derived from the answers, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskState {
    /// Nothing entered.
    NotStarted,
    /// Something entered, something missing.
    Incomplete,
    /// Complete.
    Complete,
}

/// One task of the author's list.
#[derive(Debug, Clone)]
pub struct Task {
    /// The section.
    pub section: Section,
    /// How far it has come.
    pub state: TaskState,
    /// What is missing.
    pub missing: Vec<Refusal>,
}

/// A dossier with everything its pages show.
#[derive(Debug, Clone)]
pub struct DossierView {
    /// The dossier, with the viewer's powers.
    pub dossier: Permitted<Dossier>,
    /// The rules it is bound to.
    pub rules: Arc<RuleSet>,
    /// Its round.
    pub round: Round,
    /// Where it stands in its procedure; nothing when none is in force for it.
    pub place: Option<Place>,
    /// Name of the authors' unit at filing.
    pub unit_name: String,
    /// Name of the receiving desk.
    pub desk_name: String,
    /// Name of the organising unit.
    pub organiser_name: String,
    /// Name of the field of application, once chosen.
    pub field_name: Option<String>,
    /// Answers by section: the author's draft for the author, the latest submission for others.
    pub sections: BTreeMap<String, SavedSection>,
    /// Authors, likewise.
    pub authors: Vec<DossierAuthor>,
    /// Account names of the authors, in their order; empty where there is none. For whoever may
    /// change the list; others get none.
    pub accounts: Vec<String>,
    /// Version of the list of authors.
    pub authors_version: i64,
    /// Files, likewise.
    pub files: Vec<StoredFile>,
    /// How far the reading of its files has come, those attached at steps included.
    pub readings: Vec<FileReading>,
    /// Parts that are files, for whoever may change the content; others get none.
    pub parts: Vec<Part>,
    /// Files that were attached at its steps, as far as the viewer may know of them.
    pub attached: Vec<AttachedFile>,
    /// The author's tasks.
    pub tasks: Vec<Task>,
    /// Submissions, first to last.
    pub submissions: Vec<StoredSubmission>,
    /// Items of all requests for supplements.
    pub corrections: Vec<CorrectionItem>,
    /// The requests for supplements, first to last.
    pub requests: Vec<CorrectionRequest>,
    /// What happened to the items, in order.
    pub correction_events: Vec<CorrectionEvent>,
    /// The head's confirmation.
    pub confirmation: Option<Confirmation>,
    /// Steps in order.
    pub milestones: Vec<Milestone>,
    /// Where it stands in the words of its procedure; none for the recognitions.
    pub stands: Option<Stands>,
    /// Apologies that were sent, and those owed for whoever may send them, first to last.
    pub apologies: Vec<ApologyTold>,
    /// What its council found by rubric and vote, once that is told to whoever may read it.
    pub verdict: Option<StoredVerdict>,
    /// The issued decision.
    pub decision: Option<Decision>,
    /// Certificates, by author.
    pub certificates: Vec<Certificate>,
}

/// What a submission freezes, as stored in its JSON.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Frozen {
    pub(crate) dossier: DossierId,
    pub(crate) code: Option<String>,
    pub(crate) round: String,
    pub(crate) rules: String,
    pub(crate) stamped_at: i64,
    pub(crate) content: Content,
    pub(crate) accounts: Vec<Option<sangkien_domain::id::PersonId>>,
    pub(crate) files: Vec<StoredFile>,
}

impl DossierView {
    /// Whether its step offers an act of this kind, to whoever may do it.
    pub fn offers(&self, kind: Act) -> bool {
        self.place.as_ref().is_some_and(|place| place.offers(kind))
    }

    /// The content as judged by the rules.
    pub fn content(&self) -> Content {
        content_of(
            &self.sections.values().cloned().collect::<Vec<_>>(),
            &self.authors,
            &self.files,
        )
    }

    /// How far the reading of a file has come.
    pub fn reading(&self, file: FileId) -> Option<&FileReading> {
        self.readings.iter().find(|reading| reading.file == file)
    }

    /// Items of the last request.
    pub fn open_corrections(&self) -> Vec<&CorrectionItem> {
        let latest = crate::correction::last_round(&self.corrections);
        self.corrections
            .iter()
            .filter(|item| item.asked_in == latest)
            .collect()
    }

    /// Whether supplements were asked for more than once, which statistics count.
    pub fn supplemented_again(&self) -> bool {
        self.requests.len() > 1
    }
}

impl App {
    /// The dossier for whoever may read it.
    pub async fn dossier(&self, caller: &Caller, id: DossierId) -> Outcome<DossierView> {
        self.dossier_for(caller, id, Power::Read).await
    }

    /// The dossier for whoever may do what `power` names; for the pages of that act.
    pub async fn dossier_for(
        &self,
        caller: &Caller,
        id: DossierId,
        power: Power,
    ) -> Outcome<DossierView> {
        let mut store = self.read().await?;
        let mut dossier = access::dossier(store.as_mut(), &caller.actor, id, power).await?;
        let (reader, now) = (caller.actor.person, self.now());
        self.veil_header(store.as_mut(), &mut dossier, reader)
            .await?;
        let mut view = self.view(store.as_mut(), dossier).await?;
        self.veil(store.as_mut(), &view.dossier, reader, &mut view.milestones)
            .await?;
        view.attached = self
            .attached(store.as_mut(), &caller.actor, &view.dossier)
            .await?;
        view.stands = self
            .stands(store.as_mut(), &view.dossier, reader, now)
            .await?;
        Ok(view)
    }

    pub(crate) async fn view(
        &self,
        store: &mut dyn Reading,
        dossier: Permitted<Dossier>,
    ) -> Outcome<DossierView> {
        let id = dossier.id;
        let rules = self
            .rules_of(store, dossier.rule_set, dossier.facts.desk)
            .await?;
        let round = store
            .round(dossier.round)
            .await?
            .ok_or_else(|| Failure::Inconsistent(format!("round of dossier {id} is missing")))?;
        let place = self.place(store, &dossier, self.now()).await?;
        let filed_at = dossier.submitted_at.unwrap_or(dossier.created_at);
        let submissions = store.submissions(id).await?;
        let own_draft = dossier.powers().allow(Power::Edit) && dossier.facts.state.is_editable();
        let latest = submissions.last().filter(|_| !own_draft);
        let (sections, authors, files) = match latest {
            Some(submission) => thaw(submission)?,
            None => (
                store.sections(id).await?,
                store.authors(id).await?,
                store.files(id).await?,
            ),
        };
        let parts = match &place {
            Some(place) if own_draft => self.parts_to_bring(store, &dossier, place, &files).await?,
            _ => Vec::new(),
        };
        let tasks = tasks(&rules, &sections, &authors, &files, &parts);
        let accounts = if own_draft {
            accounts(store, &authors).await?
        } else {
            Vec::new()
        };
        let field_name = match dossier.field {
            Some(field) => store.field(field).await?.map(|field| field.name),
            None => None,
        };
        let corrections = store.corrections(id).await?;
        let (requests, correction_events) = if corrections.is_empty() {
            (Vec::new(), Vec::new())
        } else {
            let requests = store.correction_requests(id).await?;
            (requests, store.correction_events(id).await?)
        };
        let cover = access::cover(store, &dossier).await?;
        let mut view = DossierView {
            unit_name: unit_name(store, dossier.facts.unit, filed_at).await?,
            desk_name: unit_name(store, dossier.facts.desk, filed_at).await?,
            organiser_name: unit_name(store, dossier.facts.organiser, filed_at).await?,
            field_name,
            sections: sections
                .into_iter()
                .map(|saved| (saved.section.clone(), saved))
                .collect(),
            authors,
            accounts,
            authors_version: store.authors_version(id).await?,
            files,
            readings: store.file_readings(id).await?,
            parts,
            attached: Vec::new(),
            tasks,
            submissions,
            corrections,
            requests,
            correction_events,
            confirmation: store.confirmation(id).await?,
            milestones: store.milestones(id).await?,
            stands: None,
            apologies: self.apologies_told(store, &dossier).await?,
            verdict: access::told_verdict(store, &dossier).await?,
            decision: access::issued_decision_of(store, &dossier).await?,
            certificates: if dossier.facts.state == State::Recognised {
                store.certificates(id).await?
            } else {
                Vec::new()
            },
            rules,
            round,
            place,
            dossier,
        };
        if let Some(cover) = cover {
            blind(&mut view, &cover);
        }
        Ok(view)
    }
}

async fn accounts(store: &mut dyn Reading, authors: &[DossierAuthor]) -> Outcome<Vec<String>> {
    let mut names = Vec::with_capacity(authors.len());
    for author in authors {
        names.push(match author.person {
            Some(id) => store
                .person(id)
                .await?
                .map(|person| person.account)
                .unwrap_or_default(),
            None => String::new(),
        });
    }
    Ok(names)
}

/// Reads a frozen submission back.
pub(crate) fn thaw(
    submission: &StoredSubmission,
) -> Outcome<(Vec<SavedSection>, Vec<DossierAuthor>, Vec<StoredFile>)> {
    let frozen: Frozen = serde_json::from_str(&submission.content).map_err(|error| {
        Failure::Inconsistent(format!(
            "submission of dossier {}: {error}",
            submission.dossier
        ))
    })?;
    let sections = frozen
        .content
        .sections
        .into_iter()
        .map(|(section, answers)| SavedSection {
            section,
            answers,
            version: 0,
            saved_at: submission.submitted_at,
        })
        .collect();
    let accounts = frozen.accounts.into_iter().chain(std::iter::repeat(None));
    let authors = frozen
        .content
        .authors
        .into_iter()
        .zip(accounts)
        .map(|(author, person)| DossierAuthor { author, person })
        .collect();
    Ok((sections, authors, frozen.files))
}

/// The content as the rules judge it.
pub(crate) fn content_of(
    sections: &[SavedSection],
    authors: &[DossierAuthor],
    files: &[StoredFile],
) -> Content {
    let authors: Vec<Author> = authors.iter().map(|row| row.author.clone()).collect();
    Content {
        sections: sections
            .iter()
            .map(|saved| (saved.section.clone(), saved.answers.clone()))
            .collect(),
        authors,
        files: files.iter().map(|file| file.sha256.clone()).collect(),
    }
}

fn tasks(
    rules: &RuleSet,
    sections: &[SavedSection],
    authors: &[DossierAuthor],
    files: &[StoredFile],
    parts: &[Part],
) -> Vec<Task> {
    let content = content_of(sections, authors, files);
    let answered = |answers: &Answers| answers.values().any(|text| !text.is_empty());
    rules
        .form
        .sections
        .iter()
        .map(|section| {
            let missing = match section.kind {
                SectionKind::Authors => author_faults(authors, rules),
                SectionKind::Evidence => {
                    let mut missing = content.missing_in(&section.key, rules);
                    let lacking = parts.iter().filter(|part| part.lacking);
                    missing.extend(lacking.map(Part::missing));
                    missing
                }
                SectionKind::Fields => content.missing_in(&section.key, rules),
            };
            let begun = match section.kind {
                SectionKind::Fields => content.sections.get(&section.key).is_some_and(answered),
                SectionKind::Authors => !authors.is_empty(),
                SectionKind::Evidence => !files.is_empty(),
            };
            // Evidence may be optional, but nobody is told it is done before they have looked.
            let untouched = !begun && section.kind == SectionKind::Evidence;
            let state = match (missing.is_empty(), begun) {
                (true, _) if untouched => TaskState::NotStarted,
                (true, _) => TaskState::Complete,
                (false, true) => TaskState::Incomplete,
                (false, false) => TaskState::NotStarted,
            };
            Task {
                section: section.clone(),
                state,
                missing,
            }
        })
        .collect()
}
