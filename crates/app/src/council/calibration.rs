//! How a council marks: agreement, severity, outliers, results under other rules.
//!
//! For those who run the council, and figures of marks only once marking is closed. Before that,
//! the one thing to be seen is when sheets were sent.

use std::sync::Arc;

use sangkien_domain::id::{DossierId, SessionId};
use sangkien_domain::law::RuleSet;
use sangkien_domain::rubric::{
    MarkedSheet, Method, PanelFault, PanelRule, Rubric, Score, Settled, Trim, Votes,
};
use sangkien_domain::time::Instant;
use sangkien_panel::Marks;

use super::public_votes::votes_of;
use super::sheets::SheetsView;
use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::failure::Outcome;
use crate::record::Sheet;

/// A way in which the sheets of a dossier could become its result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherRule {
    /// As the rubric says.
    Rubric,
    /// The plain mean of all sheets.
    Mean,
    /// The mean without the highest and the lowest of three sheets or more.
    Trimmed,
}

impl OtherRule {
    /// Every way; the one that counts comes first.
    pub const ALL: [Self; 3] = [Self::Rubric, Self::Mean, Self::Trimmed];

    fn of(self, rubric: &Rubric) -> Rubric {
        let plain = |trim| PanelRule {
            method: Method::Mean,
            trim,
            ..rubric.panel.clone()
        };
        let panel = match self {
            Self::Rubric => rubric.panel.clone(),
            Self::Mean => plain(None),
            Self::Trimmed => plain(Some(Trim { from: 3, drop: 1 })),
        };
        Rubric {
            panel,
            ..rubric.clone()
        }
    }
}

/// A dossier with its results.
#[derive(Debug, Clone)]
pub struct Calibrated {
    /// Which dossier.
    pub dossier: DossierId,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Totals of its sheets.
    pub totals: Vec<Score>,
    /// Its result by each of [`OtherRule::ALL`], or what stands in its way.
    pub results: Vec<Result<Settled, PanelFault>>,
}

/// A sheet before and after it was opened again.
#[derive(Debug, Clone)]
pub struct Changed {
    /// Code of the dossier.
    pub code: String,
    /// The member.
    pub member: String,
    /// Total of what was sent first.
    pub before: Score,
    /// Total of what counts now; none when it was not sent again.
    pub after: Option<Score>,
}

/// How a council marks in a session.
#[derive(Debug, Clone)]
pub struct CalibrationView {
    /// The session with its members and dossiers.
    pub sheets: SheetsView,
    /// Since when members mark.
    pub begun: Option<Instant>,
    /// When sheets were sent.
    pub sent: Vec<Instant>,
    /// Sheets expected or sent.
    pub expected: u32,
    /// All totals; nothing while members mark.
    pub marks: Marks,
    /// Dossiers with their results; nothing while members mark.
    pub dossiers: Vec<Calibrated>,
    /// Sheets that were opened again; nothing while members mark.
    pub changed: Vec<Changed>,
    /// The rules the first dossier is bound to.
    pub rules: Option<Arc<RuleSet>>,
}

impl App {
    /// How the council of a session marks.
    ///
    /// # Errors
    /// `Absent` for whoever does not run the council.
    pub async fn calibration(&self, caller: &Caller, id: SessionId) -> Outcome<CalibrationView> {
        let view = self.sheets(caller, id).await?;
        let mut store = self.read().await?;
        let visible: Vec<DossierId> = view.rows.iter().map(|row| row.dossier).collect();
        let (sent, opened) =
            access::session_sheets(store.as_mut(), &view.session, &view.facts()).await?;
        let agenda = store.agenda(id).await?;
        let mut dossiers = Vec::new();
        let mut rules = None;
        for row in &view.rows {
            let own = self.rules(store.as_mut(), row.rule_set).await?;
            let rubric = &own.rubric;
            let sheets: Vec<&Sheet> = opened
                .iter()
                .filter(|sheet| sheet.dossier == row.dossier)
                .collect();
            if !view.open() {
                dossiers.push(Calibrated {
                    dossier: row.dossier,
                    code: row.code.clone(),
                    title: row.title.clone(),
                    totals: sheets.iter().filter_map(|sheet| sheet.total).collect(),
                    results: results(&view, rubric, &sheets, votes_of(&agenda, row.dossier)),
                });
            }
            rules.get_or_insert(own);
        }
        let before = access::sheets_before(store.as_mut(), &view.session, &visible).await?;
        let changed = before.iter().map(|old| changed(&view, &opened, old));
        let expected = view.expected();
        Ok(CalibrationView {
            begun: view.rows.iter().map(|row| row.since).min(),
            sent: sent.iter().map(|one| one.at).collect(),
            marks: marks(&view, &opened),
            changed: changed.collect(),
            expected,
            dossiers,
            rules,
            sheets: view,
        })
    }
}

fn results(
    view: &SheetsView,
    rubric: &Rubric,
    sheets: &[&Sheet],
    public: Option<Votes>,
) -> Vec<Result<Settled, PanelFault>> {
    let further = |sheet: &Sheet| {
        let mut rows = view.rows.iter();
        let row = rows.find(|row| row.dossier == sheet.dossier);
        row.is_some_and(|row| row.facts.further() == Some(sheet.seat))
    };
    let post = |sheet: &Sheet| {
        let seat = view.seats.iter().find(|seat| seat.id == sheet.seat);
        seat.map_or("", |seat| seat.post.code())
    };
    let marked: Vec<MarkedSheet<'_>> = sheets
        .iter()
        .map(|sheet| MarkedSheet {
            post: post(sheet),
            scores: &sheet.scores,
            further: further(sheet),
        })
        .collect();
    let by = |rule: OtherRule| rule.of(rubric).settle(&marked, public);
    OtherRule::ALL.map(by).to_vec()
}

fn marks(view: &SheetsView, opened: &[Sheet]) -> Marks {
    let row = |dossier: DossierId| {
        let own = view.seats.iter().map(|seat| {
            let mut sheets = opened.iter();
            let sheet = sheets.find(|sheet| sheet.dossier == dossier && sheet.seat == seat.id);
            sheet.and_then(|sheet| sheet.total)
        });
        own.collect()
    };
    Marks {
        dossiers: view.rows.iter().map(|row| row.code.clone()).collect(),
        members: view
            .seats
            .iter()
            .map(|seat| seat.full_name.clone())
            .collect(),
        marks: view.rows.iter().map(|one| row(one.dossier)).collect(),
    }
}

fn changed(view: &SheetsView, opened: &[Sheet], old: &Sheet) -> Changed {
    let row = view.rows.iter().find(|row| row.dossier == old.dossier);
    let seat = view.seats.iter().find(|seat| seat.id == old.seat);
    let now = opened.iter().find(|sheet| sheet.id == old.id);
    Changed {
        code: row.map(|row| row.code.clone()).unwrap_or_default(),
        member: seat.map(|seat| seat.full_name.clone()).unwrap_or_default(),
        before: old.total.unwrap_or_default(),
        after: now.and_then(|sheet| sheet.total),
    }
}
