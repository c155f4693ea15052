//! Writing a dossier: beginning it, saving its sections and its authors.

use sangkien_domain::access::{DossierFacts, Power};
use sangkien_domain::dossier::{Author, State};
use sangkien_domain::form::{Answers, FieldKind, SectionKind, key};
use sangkien_domain::id::{DossierId, RoundId, UnitId};
use sangkien_domain::law::RuleSet;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::Stage;
use sangkien_domain::time::Instant;
use serde_json::json;

use crate::App;
use crate::access::{self, Permitted};
use crate::caller::Caller;
use crate::council::council_for;
use crate::failure::{Failure, Outcome};
use crate::port::{ReadOrganisation, StoreError, Work};
use crate::record::{Dossier, DossierAuthor, Round, Standing};
use crate::support::{clean, dossier_event};

/// Answers of one section as typed.
#[derive(Debug, Clone, Default)]
pub struct SectionInput {
    /// Field key to text; days as `yyyy-mm-dd`, unknown keys are dropped.
    pub answers: Answers,
    /// The version the person saw, 0 before the first save.
    pub seen: i64,
}

/// One author as typed.
#[derive(Debug, Clone)]
pub struct AuthorInput {
    /// The author.
    pub author: Author,
    /// Account name, empty when the author has none.
    pub account: String,
}

/// A save that has reached the disk.
#[derive(Debug, Clone)]
pub struct Saved {
    /// The new version.
    pub version: i64,
    /// When.
    pub at: Instant,
    /// What is still missing in the section.
    pub missing: Vec<Refusal>,
}

impl App {
    /// Begins a draft in an open round, with the caller as its sole author.
    pub async fn begin_dossier(&self, caller: &Caller, round: RoundId) -> Outcome<DossierId> {
        let now = self.now();
        let mut work = self.begin().await?;
        let round = work.round(round).await?.ok_or(Failure::Absent)?;
        round.window.receive(now)?;
        let dossier = self.new_draft(work.as_mut(), caller, &round, now).await?;
        work.commit().await?;
        Ok(dossier.id)
    }

    pub(crate) async fn new_draft(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        round: &Round,
        now: Instant,
    ) -> Outcome<Dossier> {
        let unit = work
            .unit(caller.actor.unit, now.day())
            .await?
            .ok_or_else(|| Failure::Inconsistent("the author's unit is missing".into()))?;
        let desk = desk_for(work, round, None).await?;
        let rule_set = match round.stage {
            Stage::Service => self.intake_rules(work, round, now).await?,
            Stage::Base | Stage::Reach => round.rule_set,
        };
        let dossier = Dossier {
            id: self.fresh_id(),
            code: None,
            round: round.id,
            rule_set,
            unit_version: unit.version,
            field: None,
            title: String::new(),
            authors_line: caller.full_name.clone(),
            stage: round.stage,
            facts: DossierFacts {
                owner: caller.actor.person,
                authors: vec![caller.actor.person],
                unit: unit.id,
                desk,
                organiser: round.organiser,
                council: round.council,
                recused: Vec::new(),
                parties: Vec::new(),
                given: None,
                state: State::Draft,
            },
            version: 1,
            created_at: now,
            updated_at: now,
            submitted_at: None,
            due_on: None,
            ended_at: None,
            refusal: None,
            end_note: String::new(),
            standing: Standing::draft(now),
        };
        work.insert_dossier(&dossier).await?;
        let author = Author {
            full_name: caller.full_name.clone(),
            born_on: None,
            workplace: unit.name,
            position: String::new(),
            qualification: String::new(),
            share: sangkien_domain::share::Share::WHOLE,
        };
        let sole = [DossierAuthor {
            author,
            person: Some(caller.actor.person),
        }];
        work.replace_authors(dossier.id, &sole, 0, caller.actor.person, now)
            .await?;
        let details = json!({ "round": round.code });
        work.record(dossier_event(
            caller,
            "dossier.begun",
            dossier.id,
            json!({}),
            details,
            now,
        ));
        Ok(dossier)
    }

    /// Saves the answers of a section, also incomplete ones.
    ///
    /// # Errors
    /// `Refused` for answers that cannot be stored (too long, impossible day, not an option),
    /// `Stale` when the section was saved elsewhere since `seen`; nothing is written then and the
    /// caller still holds the text.
    pub async fn save_section(
        &self,
        caller: &Caller,
        id: DossierId,
        section: &str,
        input: SectionInput,
    ) -> Outcome<Saved> {
        let now = self.now();
        let mut work = self.begin().await?;
        let mut dossier =
            editable(access::dossier(work.as_mut(), &caller.actor, id, Power::Edit).await?)?;
        let rules = self.rules(work.as_mut(), dossier.rule_set).await?;
        let form = rules
            .form
            .section(section)
            .filter(|section| section.kind == SectionKind::Fields)
            .ok_or(Failure::Absent)?;
        let saved = self
            .write_section(work.as_mut(), caller, &mut dossier, form, input, now)
            .await?;
        work.commit().await?;
        Ok(saved)
    }

    /// Writes the answers of a section in a unit of work that is under way.
    pub(super) async fn write_section(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        dossier: &mut Dossier,
        form: &sangkien_domain::form::Section,
        input: SectionInput,
        now: Instant,
    ) -> Outcome<Saved> {
        let id = dossier.id;
        let answers: Answers = form
            .only_known(input.answers)
            .into_iter()
            .map(|(field, text)| (field, clean(&text)))
            .collect();
        let mut faults = form.faults(&answers);
        faults.extend(
            self.adopt_header(work, dossier, form, &answers, now)
                .await?,
        );
        if !faults.is_empty() {
            return Err(faults.into());
        }
        let version = work
            .save_section(
                id,
                &form.key,
                &answers,
                input.seen,
                caller.actor.person,
                now,
            )
            .await?;
        dossier.updated_at = now;
        work.update_dossier(dossier).await?;
        // The header may be written again in the same unit of work.
        dossier.version += 1;
        let details = json!({ "section": form.key, "version": version });
        work.record(dossier_event(
            caller,
            "dossier.section-saved",
            id,
            json!({ "version": input.seen }),
            details,
            now,
        ));
        Ok(Saved {
            version,
            at: now,
            missing: form.missing(&answers),
        })
    }

    /// Copies title and field of application from the answers into the header, and routes the
    /// dossier to the desk of its field.
    async fn adopt_header(
        &self,
        work: &mut dyn Work,
        dossier: &mut Dossier,
        form: &sangkien_domain::form::Section,
        answers: &Answers,
        now: Instant,
    ) -> Outcome<Vec<Refusal>> {
        if form.fields.iter().any(|field| field.key == key::TITLE) {
            dossier.title = answers.get(key::TITLE).cloned().unwrap_or_default();
        }
        let mut faults = Vec::new();
        for field in form
            .fields
            .iter()
            .filter(|field| field.kind == FieldKind::FieldCatalogue)
        {
            let code = answers.get(&field.key).map_or("", String::as_str);
            let known = work
                .fields(now.day())
                .await?
                .into_iter()
                .find(|known| known.code == code);
            if known.is_none() && !code.is_empty() {
                faults.push(Refusal::NotAnOption {
                    field: field.key.clone(),
                    label: field.label.clone(),
                });
            }
            dossier.field = known.map(|known| known.id);
            if dossier.facts.state != State::Draft {
                // Once received, a dossier stays with its desk.
                continue;
            }
            let round = work
                .round(dossier.round)
                .await?
                .ok_or_else(|| Failure::Inconsistent("the dossier's round is missing".into()))?;
            dossier.facts.desk = desk_for(work, &round, dossier.field).await?;
            dossier.facts.council = council_for(work, &round, dossier.field).await?;
        }
        Ok(faults)
    }

    /// Saves the list of authors. Shares may still be wrong: they are judged at submission, and
    /// what is wrong comes back in [`Saved::missing`]. The owner always stays linked.
    ///
    /// # Errors
    /// `Refused` for more rows than can be stored or an account nobody has, `Stale` as for sections.
    pub async fn save_authors(
        &self,
        caller: &Caller,
        id: DossierId,
        authors: Vec<AuthorInput>,
        seen: i64,
    ) -> Outcome<Saved> {
        let now = self.now();
        let mut work = self.begin().await?;
        let mut dossier =
            editable(access::dossier(work.as_mut(), &caller.actor, id, Power::Edit).await?)?;
        let rules = self.rules(work.as_mut(), dossier.rule_set).await?;
        let most = usize::from(rules.authors.max_authors)
            .saturating_mul(2)
            .max(20);
        if authors.len() > most {
            return Err(Refusal::TooManyAuthors {
                most: rules.authors.max_authors,
                citation: rules.authors.citation.clone(),
            }
            .into());
        }
        let mut rows = Vec::with_capacity(authors.len());
        for (index, input) in authors.into_iter().enumerate() {
            rows.push(resolve_author(work.as_mut(), input, index).await?);
        }
        dossier.facts.authors = rows.iter().filter_map(|row| row.person).collect();
        dossier.authors_line = authors_line(&rows);
        dossier.updated_at = now;
        let version = work
            .replace_authors(id, &rows, seen, caller.actor.person, now)
            .await?;
        work.update_dossier(&dossier).await?;
        let details = json!({ "version": version, "authors": rows.len() });
        work.record(dossier_event(
            caller,
            "dossier.authors-saved",
            id,
            json!({ "version": seen }),
            details,
            now,
        ));
        work.commit().await?;
        Ok(Saved {
            version,
            at: now,
            missing: author_faults(&rows, &rules),
        })
    }
}

async fn resolve_author(
    work: &mut dyn Work,
    input: AuthorInput,
    index: usize,
) -> Outcome<DossierAuthor> {
    let mut author = input.author;
    for text in [
        &mut author.full_name,
        &mut author.workplace,
        &mut author.position,
        &mut author.qualification,
    ] {
        *text = clean(text);
        if text.chars().count() > 200 {
            return Err(Refusal::Invalid { field: "full_name" }.into());
        }
    }
    if !(0..=sangkien_domain::share::Share::WHOLE.0).contains(&author.share.0) {
        return Err(Refusal::Invalid { field: "share" }.into());
    }
    let account = clean(&input.account);
    let person = if account.is_empty() {
        None
    } else {
        let found = work
            .person_by_account(&account)
            .await?
            .filter(|person| person.disabled_at.is_none());
        // Whether an account exists is nobody's secret among colleagues; a wrong one must be named.
        Some(
            found
                .ok_or_else(|| {
                    Failure::from(Refusal::AnswerMissing {
                        field: format!("account.{index}"),
                        label: account.clone(),
                    })
                })?
                .id,
        )
    };
    Ok(DossierAuthor { author, person })
}

pub(crate) fn author_faults(rows: &[DossierAuthor], rules: &RuleSet) -> Vec<Refusal> {
    let content = sangkien_domain::dossier::Content {
        authors: rows.iter().map(|row| row.author.clone()).collect(),
        ..Default::default()
    };
    rules
        .form
        .sections
        .iter()
        .filter(|section| section.kind == SectionKind::Authors)
        .flat_map(|section| content.missing_in(&section.key, rules))
        .collect()
}

fn authors_line(rows: &[DossierAuthor]) -> String {
    let names: Vec<&str> = rows
        .iter()
        .map(|row| row.author.full_name.as_str())
        .filter(|name| !name.is_empty())
        .collect();
    names.join(", ")
}

/// Admits changes to the content only while the dossier is with its author.
pub(crate) fn editable(dossier: Permitted<Dossier>) -> Outcome<Dossier> {
    if dossier.facts.state.is_editable() {
        Ok(dossier.into_inner())
    } else {
        let act = sangkien_domain::dossier::Act::Submit;
        Err(Refusal::NotNow {
            state: dossier.facts.state,
            act,
        }
        .into())
    }
}

/// The desk that receives dossiers of `field` in `round`: the first route that fits.
pub(crate) async fn desk_for(
    store: &mut (dyn ReadOrganisation + Send),
    round: &Round,
    field: Option<sangkien_domain::id::FieldId>,
) -> Result<UnitId, StoreError> {
    let routes = store.routes(round.id).await?;
    let fitting = match field {
        None => None,
        Some(field) => {
            // A route names a field or one above it.
            let mut line = vec![field];
            let mut next = store.field(field).await?.and_then(|field| field.parent);
            while let Some(above) = next.filter(|above| !line.contains(above)) {
                line.push(above);
                next = store.field(above).await?.and_then(|field| field.parent);
            }
            routes
                .iter()
                .find(|route| route.field.is_some_and(|named| line.contains(&named)))
        }
    };
    let general = || routes.iter().find(|route| route.field.is_none());
    Ok(fitting
        .or_else(general)
        .map_or(round.organiser, |route| route.desk))
}

/// Name of a unit on the day of `at`; empty when it is not known.
pub(crate) async fn unit_name(
    store: &mut (dyn ReadOrganisation + Send),
    unit: UnitId,
    at: Instant,
) -> Result<String, StoreError> {
    Ok(store
        .unit(unit, at.day())
        .await?
        .map(|unit| unit.name)
        .unwrap_or_default())
}
