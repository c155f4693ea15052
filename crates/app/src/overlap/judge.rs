//! What people say about passages: verdicts on pairs, and stretches that do not count.

use std::ops::Range;

use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;
use serde_json::json;

use super::Subject;
use crate::App;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::Work;
use crate::record::{OverlapExclusion, OverlapJudgement, OverlapVerdict};
use crate::support::{clean, dossier_event};

/// Most characters of a reason.
const LONGEST_REASON: usize = 2_000;
/// Characters of a quote that are kept beside its place.
const QUOTED: usize = 200;

/// A verdict as somebody gives it.
#[derive(Debug, Clone)]
pub struct Judge {
    /// The earlier dossier.
    pub source: DossierId,
    /// What is held; none when nothing was chosen.
    pub verdict: Option<OverlapVerdict>,
    /// Why.
    pub note: String,
    /// How many verdicts on the pair had been seen.
    pub seen: i64,
}

/// A stretch that somebody says does not count.
#[derive(Debug, Clone)]
pub struct Exclude {
    /// Of which submission.
    pub submission: i64,
    /// Where, in Unicode scalar values of the compared text.
    pub place: Range<u32>,
    /// Why.
    pub reason: String,
}

impl App {
    /// Gives a verdict on a pair. The same again by the same person changes nothing.
    ///
    /// # Errors
    /// `Absent` for whoever may not judge, or may not know of the earlier dossier; `Refused` without a
    /// verdict, or without a reason where it is held against the author; `Stale` when another was
    /// given meanwhile.
    pub async fn judge_overlap(&self, caller: &Caller, id: DossierId, input: Judge) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let subject = self.to_judge(work.as_mut(), caller, id).await?;
        let (source, alike) = self
            .told_source(work.as_mut(), caller, &subject, input.source)
            .await?;
        let mut faults = Vec::new();
        if input.verdict.is_none() {
            faults.push(Refusal::Invalid { field: "verdict" });
        }
        let against = matches!(
            input.verdict,
            Some(OverlapVerdict::Duplicate | OverlapVerdict::Continues)
        );
        let note = reason(&input.note, against, &mut faults);
        let (Some(verdict), true) = (input.verdict, faults.is_empty()) else {
            return Err(faults.into());
        };
        let last = source.verdicts.last();
        let repeated = |last: &OverlapJudgement| {
            last.by == caller.actor.person && (last.verdict, &last.note) == (verdict, &note)
        };
        if last.is_some_and(repeated) {
            return Ok(());
        }
        let ordinal = last.map_or(0, |last| last.ordinal);
        if ordinal != input.seen {
            return Err(Failure::Stale);
        }
        work.insert_overlap_verdict(&OverlapJudgement {
            dossier: id,
            source: input.source,
            ordinal: ordinal + 1,
            verdict,
            note: note.clone(),
            submission: subject.latest.submission,
            source_submission: source.found.submission,
            share: source.found.share,
            longest: source.found.longest,
            by: caller.actor.person,
            by_name: caller.full_name.clone(),
            at: now,
        })
        .await?;
        let details = json!({
            "source": input.source,
            "verdict": verdict.code(),
            "note": note,
            "share": source.found.share,
            "longest": source.found.longest,
            "alike_sentences": alike.iter().map(|one| one.sentences).sum::<usize>(),
        });
        work.record(dossier_event(
            caller,
            "overlap.judged",
            id,
            json!({ "verdict": last.map(|last| last.verdict.code()) }),
            details,
            now,
        ));
        work.commit().await?;
        Ok(())
    }

    /// Says that a stretch of the latest submission does not count. The same stretch again changes
    /// nothing.
    ///
    /// # Errors
    /// `Absent` for whoever may not judge; `Stale` when there is a newer submission; `Refused` for a
    /// stretch outside the text and without a reason.
    pub async fn exclude_overlap(
        &self,
        caller: &Caller,
        id: DossierId,
        input: Exclude,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let subject = self.to_judge(work.as_mut(), caller, id).await?;
        if input.submission != subject.latest.submission {
            return Err(Failure::Stale);
        }
        let mut faults = Vec::new();
        if input.place.is_empty() || input.place.end > subject.text.length() {
            faults.push(Refusal::Invalid { field: "place" });
        }
        let reason = reason(&input.reason, true, &mut faults);
        if !faults.is_empty() {
            return Err(faults.into());
        }
        if subject.excluded().contains(&input.place) {
            return Ok(());
        }
        let number = subject.exclusions.last().map_or(0, |last| last.number) + 1;
        let quote = subject.text.part(&input.place, QUOTED);
        let details = json!({
            "number": number,
            "from": input.place.start,
            "to": input.place.end,
            "reason": reason,
        });
        work.insert_overlap_exclusion(&OverlapExclusion {
            dossier: id,
            number,
            submission: subject.latest.submission,
            place: input.place,
            quote,
            reason,
            by: caller.actor.person,
            by_name: caller.full_name.clone(),
            at: now,
            lifted_at: None,
        })
        .await?;
        work.record(dossier_event(
            caller,
            "overlap.excluded",
            id,
            json!({}),
            details,
            now,
        ));
        work.commit().await?;
        Ok(())
    }

    /// Lets a stretch count again.
    ///
    /// # Errors
    /// `Absent` for whoever may not judge, and for a stretch that is not there; lifted before, nothing
    /// changes.
    pub async fn count_overlap_again(
        &self,
        caller: &Caller,
        id: DossierId,
        number: i64,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let subject = self.to_judge(work.as_mut(), caller, id).await?;
        let one = subject.exclusions.iter().find(|one| one.number == number);
        if one.ok_or(Failure::Absent)?.lifted_at.is_some() {
            return Ok(());
        }
        work.lift_overlap_exclusion(id, number, caller.actor.person, now)
            .await?;
        let details = json!({ "number": number });
        work.record(dossier_event(
            caller,
            "overlap.counted-again",
            id,
            details.clone(),
            json!({}),
            now,
        ));
        work.commit().await?;
        Ok(())
    }

    /// The dossier for whoever may judge, with nobody else at it.
    async fn to_judge(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        id: DossierId,
    ) -> Outcome<Subject> {
        work.hold(id.0).await?;
        let subject = self.subject(work, caller, id).await?;
        if subject.may_judge() {
            Ok(subject)
        } else {
            Err(Failure::Absent)
        }
    }
}

/// A reason as it is kept.
fn reason(typed: &str, needed: bool, faults: &mut Vec<Refusal>) -> String {
    let reason = clean(typed);
    if needed && reason.is_empty() {
        faults.push(Refusal::ReasonMissing);
    } else if reason.chars().count() > LONGEST_REASON {
        faults.push(Refusal::Invalid { field: "reason" });
    }
    reason
}
