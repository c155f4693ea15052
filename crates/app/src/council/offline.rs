//! Sheets filled in without a connection: all of a member's open ones out as one workbook, in
//! again, judged sheet by sheet, and taken wholly or not at all, as drafts.
//!
//! Each sheet carries a seal: whose it is, of which seat, council, session and round, by which rules,
//! on which dossier and from which version of the sheet, signed with a key of the instance.

mod tab;

use std::collections::{BTreeMap, BTreeSet};

use sangkien_domain::council::Right;
use sangkien_domain::id::DossierId;
use sangkien_domain::offline::OfflineFault;
use sangkien_domain::reading::Unread;
use sangkien_domain::rubric::{Assessment, Score};
use sangkien_domain::time::moment_text;

use self::tab::Filled;
use super::mark::{MarkingItem, MarkingView, SheetInput};
use crate::App;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::offline::{GUIDE, OfflineBook, OfflineSheet};
use crate::record::{ReadTab, Sheet};

/// What a seal begins with: the edition of the form.
const EDITION: &str = "SK1";

/// What becomes of a sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OfflineFate {
    /// A draft with every score.
    Complete(Box<Assessment>),
    /// A draft that lacks so many scores.
    Partial {
        /// How many.
        missing: usize,
        /// What the others come to.
        total: Score,
    },
    /// It says what is stored.
    Unchanged,
    /// It cannot be taken.
    Refused(Vec<OfflineFault>),
}

/// A sheet of a workbook, judged.
#[derive(Debug, Clone)]
pub struct OfflineRow {
    /// Name on its tab.
    pub tab: String,
    /// Name of the initiative, where it is one the caller marks.
    pub title: Option<String>,
    /// What becomes of it.
    pub fate: OfflineFate,
    /// What would be saved.
    pub draft: Option<(DossierId, SheetInput)>,
}

impl App {
    /// The caller's open sheets as a workbook, sealed with `sign`; nothing when none is open.
    ///
    /// # Errors
    /// `Absent` for whoever sits on no council.
    pub async fn offline_book(
        &self,
        caller: &Caller,
        sign: impl Fn(&str) -> String + Send,
    ) -> Outcome<Option<Vec<u8>>> {
        let items = self.marking_list(caller).await?;
        let mut sheets = Vec::new();
        for item in items.iter().filter(|item| item.sent_at.is_none()) {
            let marking = self.marking(caller, item.dossier).await?;
            let bound = bound(caller, &marking)?;
            let seal = format!("{bound}.{}", sign(&bound));
            sheets.push(sheet(sheets.len() + 1, &marking, seal));
        }
        if sheets.is_empty() {
            return Ok(None);
        }
        let mut store = self.read().await?;
        let person = store.person(caller.actor.person).await?;
        let book = OfflineBook {
            member: person.ok_or(Failure::Absent)?.full_name,
            made: moment_text(self.now()),
            sheets,
        };
        Ok(Some(self.ports.papers.offline_sheets(&book)?))
    }

    /// What would become of the sheets of a workbook; stores nothing. `signed` says whether a
    /// signature is one of this instance.
    ///
    /// # Errors
    /// `Absent` for whoever sits on no council. The inner error says why the file cannot be read.
    pub async fn judge_offline(
        &self,
        caller: &Caller,
        content: Vec<u8>,
        signed: impl Fn(&str, &str) -> bool + Send,
    ) -> Outcome<Result<Vec<OfflineRow>, Unread>> {
        let items = self.marking_list(caller).await?;
        let tabs = match self.ports.reader.workbook(content).await {
            Ok(tabs) => tabs,
            Err(reason) => return Ok(Err(reason)),
        };
        let mut seen = BTreeSet::new();
        let mut rows = Vec::new();
        for tab in tabs.iter().filter(|tab| tab.name != GUIDE) {
            let row = match opened(tab, caller, &items, &signed) {
                Ok(item) => {
                    let marking = self.marking(caller, item.dossier).await?;
                    let mut row = judged(tab, caller, &marking, item.sent_at.is_some())?;
                    if !seen.insert(item.dossier) {
                        row.fate = OfflineFate::Refused(vec![OfflineFault::Twice]);
                        row.draft = None;
                    }
                    row
                }
                Err(fault) => OfflineRow {
                    tab: tab.name.clone(),
                    title: None,
                    fate: OfflineFate::Refused(vec![fault]),
                    draft: None,
                },
            };
            rows.push(row);
        }
        Ok(Ok(rows))
    }

    /// Saves drafts of several sheets, all of them or none.
    ///
    /// # Errors
    /// As [`App::save_sheet`], of the first that cannot be saved.
    pub async fn save_drafts(
        &self,
        caller: &Caller,
        drafts: Vec<(DossierId, SheetInput)>,
    ) -> Outcome<usize> {
        let mut work = self.begin().await?;
        let drafts: BTreeMap<DossierId, SheetInput> = drafts.into_iter().collect();
        let count = drafts.len();
        for (dossier, input) in drafts {
            let draft = SheetInput {
                send: false,
                ..input
            };
            self.save_sheet_in(work.as_mut(), caller, dossier, draft)
                .await?;
        }
        work.commit().await?;
        Ok(count)
    }
}

fn sheet(number: usize, marking: &MarkingView, seal: String) -> OfflineSheet {
    let stored = marking.sheet.as_ref();
    let rubric = marking.view.rules.rubric.clone();
    let scores = stored.map(|sheet| sheet.scores.clone()).unwrap_or_default();
    let comments = |sheet: &Sheet| sheet.comments.clone();
    let code = marking.view.dossier.code.clone().unwrap_or_default();
    OfflineSheet {
        tab: format!("{number}. {code}"),
        title: marking.view.dossier.title.clone(),
        session: format!(
            "{}, {}",
            marking.session.title,
            moment_text(marking.session.meets_at)
        ),
        total: rubric.running_total(&scores),
        comments: marking
            .comments
            .then(|| stored.map(comments).unwrap_or_default()),
        vote: marking.votes.then(|| stored.and_then(|sheet| sheet.vote)),
        remark: stored.map(|sheet| sheet.remark.clone()).unwrap_or_default(),
        code,
        rubric,
        scores,
        seal,
    }
}

/// What a sheet is bound to; the dossier and the version come last.
fn bound(caller: &Caller, marking: &MarkingView) -> Outcome<String> {
    let seat = caller.actor.seat_on(marking.session.council);
    let seat = seat.filter(|seat| seat.rights.allow(Right::Mark));
    let seat = seat.ok_or(Failure::Absent)?.id;
    let dossier = &marking.view.dossier;
    let version = marking.sheet.as_ref().map_or(0, |sheet| sheet.version);
    Ok([
        EDITION.to_owned(),
        caller.actor.person.to_string(),
        seat.to_string(),
        marking.session.council.to_string(),
        marking.session.id.to_string(),
        dossier.round.to_string(),
        dossier.rule_set.to_string(),
        dossier.id.to_string(),
        version.to_string(),
    ]
    .join("."))
}

/// The sheet of the caller's list that a tab is, by its genuine seal.
fn opened<'a>(
    tab: &ReadTab,
    caller: &Caller,
    items: &'a [MarkingItem],
    signed: impl Fn(&str, &str) -> bool,
) -> Result<&'a MarkingItem, OfflineFault> {
    let (bound, signature) = tab::seal(tab).ok_or(OfflineFault::Unsealed)?;
    if !signed(bound, signature) {
        return Err(OfflineFault::Altered);
    }
    let parts: Vec<&str> = bound.split('.').collect();
    let [EDITION, person, _, _, session, _, _, dossier, _] = parts[..] else {
        return Err(OfflineFault::Unsealed);
    };
    if person != caller.actor.person.to_string() {
        return Err(OfflineFault::OtherMember);
    }
    let mut held = items
        .iter()
        .filter(|item| item.session.to_string() == session)
        .peekable();
    held.peek().ok_or(OfflineFault::OtherRound)?;
    held.find(|item| item.dossier.to_string() == dossier)
        .ok_or(OfflineFault::NotGiven)
}

/// What is bound otherwise than it should be; the version alone is judged with what the sheet says.
fn mixed_up(bound: &str, wanted: &str) -> Option<OfflineFault> {
    let refusals = [
        OfflineFault::Unsealed,
        OfflineFault::OtherMember,
        OfflineFault::OtherRound,
        OfflineFault::OtherRound,
        OfflineFault::OtherRound,
        OfflineFault::OtherRound,
        OfflineFault::OtherRubric,
        OfflineFault::NotGiven,
    ];
    let pairs = bound.split('.').zip(wanted.split('.'));
    let mut judged = pairs.zip(refusals);
    judged.find_map(|((one, other), fault)| (one != other).then_some(fault))
}

fn judged(
    tab: &ReadTab,
    caller: &Caller,
    marking: &MarkingView,
    sent: bool,
) -> Outcome<OfflineRow> {
    let dossier = &marking.view.dossier;
    let code = dossier.code.clone().unwrap_or_default();
    let row = |fate, draft| OfflineRow {
        tab: tab.name.clone(),
        title: Some(dossier.title.clone()),
        fate,
        draft,
    };
    let refused = |faults| Ok(row(OfflineFate::Refused(faults), None));
    let wanted = bound(caller, marking)?;
    let (sealed, _) = tab::seal(tab).unwrap_or_default();
    if let Some(fault) = mixed_up(sealed, &wanted) {
        return refused(vec![fault]);
    }
    let filled = match tab::filled(tab, &code, marking) {
        Ok(filled) => filled,
        Err(faults) => return refused(faults),
    };
    if filled == Filled::stored(marking) {
        return Ok(row(OfflineFate::Unchanged, None));
    }
    if sent {
        return refused(vec![OfflineFault::Sent]);
    }
    if sealed != wanted {
        return refused(vec![OfflineFault::Outdated]);
    }
    let rubric = &marking.view.rules.rubric;
    let faults = rubric.draft_faults(&filled.scores);
    if !faults.is_empty() {
        return refused(faults.into_iter().map(OfflineFault::Score).collect());
    }
    let fate = match rubric.assess(&filled.scores) {
        Ok(assessment) => OfflineFate::Complete(Box::new(assessment)),
        Err(_) => OfflineFate::Partial {
            missing: rubric.criteria.len().saturating_sub(filled.scores.len()),
            total: rubric.running_total(&filled.scores),
        },
    };
    let input = SheetInput {
        scores: filled.scores,
        comments: filled.comments,
        vote: filled.vote,
        remark: filled.remark,
        seen: marking.sheet.as_ref().map_or(0, |sheet| sheet.version),
        send: false,
    };
    Ok(row(fate, Some((dossier.id, input))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_counts_only_for_what_it_was_made_for() {
        let wanted = "SK1.person.seat.council.session.round.rules.dossier.2";
        for (part, fault) in [
            ("SK1", OfflineFault::Unsealed),
            ("person", OfflineFault::OtherMember),
            ("seat", OfflineFault::OtherRound),
            ("council", OfflineFault::OtherRound),
            ("session", OfflineFault::OtherRound),
            ("round", OfflineFault::OtherRound),
            ("rules", OfflineFault::OtherRubric),
            ("dossier", OfflineFault::NotGiven),
        ] {
            let other = wanted.replace(part, "another");
            assert_eq!(mixed_up(&other, wanted), Some(fault), "{part}");
        }
        assert_eq!(mixed_up(wanted, wanted), None);
    }
}
