//! A sheet that is filled in without a connection: out as a workbook, in again, bound to its
//! dossier, its seat, its rubric and the version it was made from.
//!
//! What comes in is shown on the sheet's page before anything is stored; it is stored as if it had
//! been typed there.

use std::collections::BTreeMap;

use sangkien_domain::council::{Right, SessionState};
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;

use super::mark::MarkingView;
use crate::App;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::{OfflineRow, OfflineSheet};
use crate::record::{ReadKind, ReadText, Vote};

/// Media type of the workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// What a seal begins with: the edition of the form.
const EDITION: &str = "SK1";

/// A sheet as it stands in a workbook, not stored yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OfflineRead {
    /// Scores as written, by criterion.
    pub scores: BTreeMap<String, String>,
    /// Comments by criterion.
    pub comments: BTreeMap<String, String>,
    /// The vote, if written so that it can be read.
    pub vote: Option<Vote>,
    /// General remark.
    pub remark: String,
}

impl App {
    /// The caller's sheet on a dossier as a workbook, sealed with `sign`.
    ///
    /// # Errors
    /// `Absent` as for the sheet itself; `Refused` once the sheet is sent or marking is closed.
    pub async fn offline_sheet(
        &self,
        caller: &Caller,
        id: DossierId,
        sign: impl Fn(&str) -> String + Send,
    ) -> Outcome<Vec<u8>> {
        let marking = self.marking(caller, id).await?;
        still_open(&marking)?;
        let bound = bound(caller, &marking)?;
        let seal = format!("{bound}.{}", sign(&bound));
        let sheet = marking.sheet.as_ref();
        let rubric = &marking.view.rules.rubric;
        let rows = rubric.criteria.iter().map(|criterion| OfflineRow {
            key: format!("score.{}", criterion.key),
            label: criterion.label.clone(),
            max: criterion.max.to_string(),
            step: criterion.step.to_string(),
            score: sheet
                .and_then(|sheet| sheet.scores.get(&criterion.key))
                .map(ToString::to_string)
                .unwrap_or_default(),
            comment: sheet
                .and_then(|sheet| sheet.comments.get(&criterion.key))
                .cloned()
                .unwrap_or_default(),
        });
        let paper = OfflineSheet {
            code: marking.view.dossier.code.clone().unwrap_or_default(),
            title: marking.view.dossier.title.clone(),
            rubric: rubric.title.clone(),
            rows: rows.collect(),
            vote: marking.votes.then(|| {
                let vote = sheet.and_then(|sheet| sheet.vote);
                vote.map(|vote| vote == Vote::For)
            }),
            remark: marking
                .comments
                .then(|| sheet.map(|sheet| sheet.remark.clone()).unwrap_or_default()),
            seal,
        };
        Ok(self.ports.papers.offline_sheet(&paper)?)
    }

    /// Reads a workbook that was made by [`App::offline_sheet`]; stores nothing. `signed` says
    /// whether a signature is one of this instance.
    ///
    /// # Errors
    /// `Absent` as for the sheet itself; `Refused` once the sheet is sent or marking is closed, for
    /// a file that is no such workbook or was altered, and for one of another dossier, another
    /// member, another rubric, or of a sheet that was saved since.
    pub async fn read_offline_sheet(
        &self,
        caller: &Caller,
        id: DossierId,
        content: Vec<u8>,
        signed: impl Fn(&str, &str) -> bool + Send,
    ) -> Outcome<OfflineRead> {
        let marking = self.marking(caller, id).await?;
        still_open(&marking)?;
        let read = self.ports.reader.read(XLSX, content).await;
        let read = read.map_err(|_| Failure::from(Refusal::OfflineUnreadable))?;
        let cells = cells(&read);
        let seal = cells.get("seal").map_or("", |cell| cell.0.as_str());
        fits(seal, &bound(caller, &marking)?, signed)?;
        let of = |prefix: &str, pick: fn(&(String, String)) -> &String| {
            let known = marking.view.rules.rubric.criteria.iter();
            let found = known.filter_map(|criterion| {
                let cell = cells.get(&format!("{prefix}.{}", criterion.key))?;
                Some((criterion.key.clone(), pick(cell).clone()))
            });
            found.collect::<BTreeMap<String, String>>()
        };
        let text = |key: &str| cells.get(key).map(|cell| cell.0.clone()).unwrap_or_default();
        Ok(OfflineRead {
            scores: of("score", |cell| &cell.0),
            comments: of("score", |cell| &cell.1),
            vote: vote(&text("vote")).filter(|_| marking.votes),
            remark: text("remark"),
        })
    }
}

fn still_open(marking: &MarkingView) -> Outcome<()> {
    let sent = marking.sheet.as_ref().and_then(|sheet| sheet.sent_at);
    if sent.is_some() {
        return Err(Refusal::SheetLocked.into());
    }
    if marking.session.state != SessionState::Marking {
        return Err(Refusal::MarkingClosed.into());
    }
    Ok(())
}

/// What a workbook is bound to: edition, dossier, seat, rules, version.
fn bound(caller: &Caller, marking: &MarkingView) -> Outcome<String> {
    let seat = caller.actor.seat_on(marking.session.council);
    let seat = seat.filter(|seat| seat.rights.allow(Right::Mark));
    let seat = seat.ok_or(Failure::Absent)?.id;
    let dossier = &marking.view.dossier;
    let version = marking.sheet.as_ref().map_or(0, |sheet| sheet.version);
    Ok(format!(
        "{EDITION}.{}.{seat}.{}.{version}",
        dossier.id, dossier.rule_set
    ))
}

/// Whether a seal is genuine and for what is `wanted`.
fn fits(seal: &str, wanted: &str, signed: impl Fn(&str, &str) -> bool) -> Outcome<()> {
    let (bound, signature) = seal
        .trim()
        .rsplit_once('.')
        .ok_or(Refusal::OfflineUnreadable)?;
    if !signed(bound, signature) {
        return Err(Refusal::OfflineAltered.into());
    }
    let mut parts = bound.split('.').zip(wanted.split('.'));
    let mut same = || parts.next().is_some_and(|(one, other)| one == other);
    let refusals = [
        Refusal::OfflineUnreadable,
        Refusal::OfflineOtherDossier,
        Refusal::OfflineOtherMember,
        Refusal::OfflineOtherRubric,
        Refusal::OfflineOutdated,
    ];
    for refusal in refusals {
        if !same() {
            return Err(refusal.into());
        }
    }
    Ok(())
}

/// The fifth and sixth cell of each row by the key in its first.
fn cells(read: &ReadText) -> BTreeMap<String, (String, String)> {
    let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
    for part in &read.parts {
        if let ReadKind::Cell(1, row, column) = part.kind {
            let cell = rows.entry(row).or_default().entry(column).or_default();
            if !cell.is_empty() {
                cell.push('\n');
            }
            cell.push_str(&part.text);
        }
    }
    let rows = rows.into_values().filter_map(|mut row| {
        let key = row.remove(&1)?;
        let score = number(row.remove(&5).unwrap_or_default());
        Some((key.trim().to_owned(), (score, row.remove(&6).unwrap_or_default())))
    });
    rows.collect()
}

/// A number as a spreadsheet keeps it, written with a comma; anything else as it is.
fn number(cell: String) -> String {
    match cell.trim().parse::<f64>() {
        Ok(_) => cell.trim().replace('.', ","),
        Err(_) => cell,
    }
}

fn vote(text: &str) -> Option<Vote> {
    match sangkien_text::search_key(text).as_str() {
        "dong y" => Some(Vote::For),
        "khong dong y" => Some(Vote::Against),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::ReadPart;

    const WANTED: &str = "SK1.d.s.r.2";

    /// A signature is the text turned round.
    fn sign(text: &str) -> String {
        text.replace('.', "-").chars().rev().collect()
    }

    fn told(seal: &str) -> Option<Refusal> {
        match fits(seal, WANTED, |text, signature| sign(text) == signature) {
            Ok(()) => None,
            Err(Failure::Refused(mut why)) => why.pop(),
            Err(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_workbook_counts_only_for_what_it_was_made_for() {
        let sealed = |bound: &str| format!("{bound}.{}", sign(bound));
        assert_eq!(told(&sealed(WANTED)), None);
        for (bound, why) in [
            ("SK1.x.s.r.2", Refusal::OfflineOtherDossier),
            ("SK1.d.x.r.2", Refusal::OfflineOtherMember),
            ("SK1.d.s.x.2", Refusal::OfflineOtherRubric),
            ("SK1.d.s.r.1", Refusal::OfflineOutdated),
            ("SK0.d.s.r.2", Refusal::OfflineUnreadable),
            ("SK1.d", Refusal::OfflineOtherMember),
        ] {
            assert_eq!(told(&sealed(bound)), Some(why), "{bound}");
        }
        let foreign = format!("{WANTED}.{}", sign("SK1.x.s.r.2"));
        assert_eq!(told(&foreign), Some(Refusal::OfflineAltered));
        assert_eq!(told(""), Some(Refusal::OfflineUnreadable));
    }

    #[test]
    fn scores_are_read_as_a_spreadsheet_keeps_them() {
        let part = |row, column, text: &str| ReadPart {
            kind: ReadKind::Cell(1, row, column),
            text: text.to_owned(),
            page: None,
            frame: None,
        };
        let read = ReadText {
            parts: vec![
                part(4, 1, "score.novelty"),
                part(4, 5, "33.5"),
                part(4, 6, "Có điểm mới"),
                part(5, 1, "score.use"),
                part(5, 5, "28,25"),
                part(6, 1, "vote"),
                part(6, 5, "Không đồng ý"),
            ],
            ..ReadText::default()
        };
        let cells = cells(&read);
        assert_eq!(cells["score.novelty"].0, "33,5");
        assert_eq!(cells["score.novelty"].1, "Có điểm mới");
        assert_eq!(cells["score.use"].0, "28,25");
        assert_eq!(vote(&cells["vote"].0), Some(Vote::Against));
    }
}
