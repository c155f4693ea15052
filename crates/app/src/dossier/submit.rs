//! Submitting, resubmitting with answers, and the receipt.

use sangkien_domain::access::Power;
use sangkien_domain::dossier::{self, Act, State, Submission};
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::register::{Series, receipt_code};
use sangkien_domain::round::Stage;
use sangkien_domain::time::Instant;
use serde_json::json;

use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::casework::Stated;
use crate::correction;
use crate::council::{council_for, needs_council};
use crate::dossier::view::{DossierView, Frozen, content_of};
use crate::failure::{Failure, Outcome};
use crate::port::Work;
use crate::record::{Dossier, StoredSubmission};
use crate::support::{Step, sha256_hex};

/// What a submission came to.
#[derive(Debug, Clone)]
pub enum Submitted {
    /// Received; the receipt is ready.
    Received,
    /// Stamped too late: recorded as such with its content.
    Late,
    /// Was received before; a repeated click changes nothing.
    Already,
}

/// Proof of receipt.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// The dossier.
    pub view: DossierView,
    /// The submission it proves.
    pub submission: StoredSubmission,
    /// QR code of the address where it can be followed, as SVG.
    pub qr_svg: String,
    /// That address.
    pub link: String,
}

impl App {
    /// Submits a draft, or resubmits a returned dossier once every item is answered. The moment
    /// is the server's, taken before anything else is done.
    ///
    /// # Errors
    /// `Refused` with everything that is missing; the draft stays as it is.
    pub async fn submit(&self, caller: &Caller, id: DossierId) -> Outcome<Submitted> {
        self.submit_stating(caller, id, &Stated::new()).await
    }

    /// [`App::submit`], with the facts that the procedure asks for.
    pub async fn submit_stating(
        &self,
        caller: &Caller,
        id: DossierId,
        stated: &Stated,
    ) -> Outcome<Submitted> {
        let stamp = self.now();
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        let mut dossier = access::dossier(work.as_mut(), &caller.actor, id, Power::File)
            .await?
            .into_inner();
        match dossier.facts.state {
            State::Draft => {
                self.first_submission(work, caller, &mut dossier, stated, stamp)
                    .await
            }
            State::Returned => {
                self.resubmission(work, caller, &mut dossier, stated, stamp)
                    .await
            }
            State::Withdrawn => Err(Refusal::NotNow {
                state: State::Withdrawn,
                act: Act::Submit,
            }
            .into()),
            State::Late => Ok(Submitted::Late),
            _ => Ok(Submitted::Already),
        }
    }

    async fn first_submission(
        &self,
        mut work: Box<dyn Work>,
        caller: &Caller,
        dossier: &mut Dossier,
        stated: &Stated,
        stamp: Instant,
    ) -> Outcome<Submitted> {
        let round = work
            .round(dossier.round)
            .await?
            .ok_or_else(|| Failure::Inconsistent("the dossier's round is missing".into()))?;
        let mut year = round.year;
        if round.stage == Stage::Service {
            // The version may have changed since the draft was begun; it is bound only now.
            dossier.rule_set = self.intake_rules(work.as_mut(), &round, stamp).await?;
            year = stamp.day().year();
        }
        let rules = self
            .rules_of(work.as_mut(), dossier.rule_set, dossier.facts.desk)
            .await?;
        let content = {
            let sections = work.sections(dossier.id).await?;
            let authors = work.authors(dossier.id).await?;
            content_of(&sections, &authors, &work.files(dossier.id).await?)
        };
        let judged = dossier::submit(&content, &round.window, &rules, stamp);
        let mut parts = self
            .parts_missing(work.as_mut(), dossier, Act::Submit, stamp)
            .await?;
        // Councils may have been changed since the field was chosen.
        dossier.facts.council = council_for(work.as_mut(), &round, dossier.field).await?;
        let council = dossier.facts.council;
        let judged_by = needs_council(work.as_mut(), &round, dossier.field, council).await;
        if let Err(Failure::Refused(why)) = judged_by {
            parts.extend(why);
        } else {
            judged_by?;
        }
        let (act, note) = match all_at_once(judged, parts)? {
            Submission::Received => {
                let number = work
                    .next_number(round.organiser, Series::Receipt, year)
                    .await?;
                let body = work
                    .unit(round.organiser, stamp.day())
                    .await?
                    .map(|unit| unit.code)
                    .unwrap_or_default();
                dossier.code = Some(receipt_code(&body, year, number));
                dossier.due_on = Some(
                    rules
                        .calendar
                        .last_day(stamp.day(), &rules.limits.formality),
                );
                (Act::Submit, "")
            }
            Submission::Late(_) => (Act::SubmitLate, round.name.as_str()),
        };
        dossier.submitted_at = Some(stamp);
        let sha256 = self
            .freeze(work.as_mut(), caller, dossier, 1, stamp)
            .await?;
        let step = Step {
            capacity: "author",
            note,
            event: if act == Act::Submit {
                "dossier.submitted"
            } else {
                "dossier.late"
            },
            details: json!({ "sha256": sha256, "stamped_at": stamp.0 }),
        };
        self.state_with(work.as_mut(), caller, dossier, act, stated, stamp)
            .await?;
        self.advance(work.as_mut(), caller, dossier, act, step, stamp)
            .await?;
        let message = if act == Act::Submit {
            "dossier-received"
        } else {
            "dossier-late"
        };
        self.tell_owner(work.as_mut(), dossier, message, "1", stamp)
            .await?;
        work.commit().await?;
        Ok(if act == Act::Submit {
            Submitted::Received
        } else {
            Submitted::Late
        })
    }

    async fn resubmission(
        &self,
        mut work: Box<dyn Work>,
        caller: &Caller,
        dossier: &mut Dossier,
        stated: &Stated,
        stamp: Instant,
    ) -> Outcome<Submitted> {
        let rules = self
            .rules_of(work.as_mut(), dossier.rule_set, dossier.facts.desk)
            .await?;
        let sections = work.sections(dossier.id).await?;
        let authors = work.authors(dossier.id).await?;
        let content = content_of(&sections, &authors, &work.files(dossier.id).await?);
        let items = work.corrections(dossier.id).await?;
        let round = correction::last_round(&items);
        let mut faults: Vec<Refusal> = items
            .iter()
            .filter(|item| correction::awaits_author(item, round))
            .map(|item| Refusal::CorrectionUnanswered {
                number: correction::number_of(item),
            })
            .collect();
        faults.extend(
            content
                .missing(&rules)
                .into_iter()
                .map(|(_, refusal)| refusal),
        );
        faults.extend(
            self.parts_missing(work.as_mut(), dossier, Act::Resubmit, stamp)
                .await?,
        );
        if !faults.is_empty() {
            return Err(faults.into());
        }
        self.keep_answers(work.as_mut(), caller, dossier.id, stamp)
            .await?;
        let ordinal = i64::try_from(work.submissions(dossier.id).await?.len())
            .unwrap_or(i64::MAX)
            .saturating_add(1);
        let sha256 = self
            .freeze(work.as_mut(), caller, dossier, ordinal, stamp)
            .await?;
        dossier.due_on = Some(
            rules
                .calendar
                .last_day(stamp.day(), &rules.limits.formality),
        );
        let step = Step {
            capacity: "author",
            note: "",
            event: "dossier.resubmitted",
            details: json!({ "sha256": sha256, "ordinal": ordinal }),
        };
        let act = Act::Resubmit;
        self.state_with(work.as_mut(), caller, dossier, act, stated, stamp)
            .await?;
        self.advance(work.as_mut(), caller, dossier, act, step, stamp)
            .await?;
        self.tell_owner(
            work.as_mut(),
            dossier,
            "dossier-received",
            &ordinal.to_string(),
            stamp,
        )
        .await?;
        work.commit().await?;
        Ok(Submitted::Received)
    }

    /// Parts that the procedure requires for this act at the dossier's step, and that are not there.
    /// The two recognitions say by their rules what is missing.
    async fn parts_missing(
        &self,
        work: &mut dyn Work,
        dossier: &Dossier,
        act: Act,
        now: Instant,
    ) -> Outcome<Vec<Refusal>> {
        if dossier.stage != Stage::Service {
            return Ok(Vec::new());
        }
        let place = self.place_to_act(work, dossier, now).await?;
        if place.offered(act, dossier.facts.state).is_err() {
            return Ok(Vec::new());
        }
        let facts = self
            .facts(work, dossier, place.compiled.vocabulary(), now)
            .await?;
        self.missing_parts(work, dossier, &place, act, &facts).await
    }

    /// Freezes the content as canonical JSON and gives its SHA-256.
    async fn freeze(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        dossier: &Dossier,
        ordinal: i64,
        stamp: Instant,
    ) -> Outcome<String> {
        let sections = work.sections(dossier.id).await?;
        let authors = work.authors(dossier.id).await?;
        let files = work.files(dossier.id).await?;
        let rules = work
            .rule_set(dossier.rule_set)
            .await?
            .map(|rules| rules.sha256)
            .unwrap_or_default();
        let round = work
            .round(dossier.round)
            .await?
            .map(|round| round.code)
            .unwrap_or_default();
        let frozen = Frozen {
            dossier: dossier.id,
            code: dossier.code.clone(),
            round,
            rules,
            stamped_at: stamp.0,
            content: content_of(&sections, &authors, &files),
            accounts: authors.iter().map(|author| author.person).collect(),
            files,
        };
        let value = serde_json::to_value(&frozen)
            .map_err(|error| Failure::Inconsistent(error.to_string()))?;
        let content = sangkien_ledger::canonical_json(&value);
        let sha256 = sha256_hex(content.as_bytes());
        let submission = StoredSubmission {
            dossier: dossier.id,
            ordinal,
            content,
            sha256: sha256.clone(),
            submitted_at: stamp,
        };
        work.insert_submission(&submission, caller.actor.person)
            .await?;
        Ok(sha256)
    }

    /// The receipt of the latest submission, for the author.
    pub async fn receipt(&self, caller: &Caller, id: DossierId) -> Outcome<Receipt> {
        let view = self.dossier_for(caller, id, Power::File).await?;
        let submission = view.submissions.last().cloned().ok_or(Failure::Absent)?;
        let link = format!("{}/dossiers/{id}", self.settings.base_url);
        let qr_svg = self.ports.papers.qr_svg(&link)?;
        Ok(Receipt {
            view,
            submission,
            qr_svg,
            link,
        })
    }
}

/// Answers and parts that are missing, told together.
fn all_at_once(
    judged: Result<Submission, Vec<Refusal>>,
    parts: Vec<Refusal>,
) -> Result<Submission, Vec<Refusal>> {
    match judged {
        Ok(late @ Submission::Late(_)) => Ok(late),
        Ok(received) if parts.is_empty() => Ok(received),
        Ok(_) => Err(parts),
        Err(mut faults) => {
            faults.extend(parts);
            Err(faults)
        }
    }
}
