//! `rubric check|score`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use sangkien_domain::law_registry::{Act, Fault};
use sangkien_domain::rubric::{MarkedSheet, PanelFault, Rubric, Settled, Votes};
use sangkien_i18n::{law, rubric as said};
use serde_json::{Value, json};

use super::VI;
use super::sheets::{self, Sheet};
use crate::trouble::{Done, Trouble};

/// What `rubric check` found.
pub(super) struct Checked {
    outcome: Result<Rubric, Vec<Fault>>,
}

/// Checks a rubric, which may rest on the acts of the packs that come with the program.
pub(super) fn check(path: &Path) -> Done<Checked> {
    let text = super::text(path)?;
    let shown = path.display().to_string();
    let outcome = sangkien_packs::check_rubric(&shown, &text, &acts()?);
    Ok(Checked { outcome })
}

fn acts() -> Done<Vec<Act>> {
    let packs = crate::pack::embedded()?;
    let acts = packs.into_iter().flat_map(|pack| pack.acts);
    Ok(acts.map(|(_, act)| act).collect())
}

impl Checked {
    pub(super) fn is_sound(&self) -> bool {
        self.outcome.is_ok()
    }

    fn faults(&self) -> &[Fault] {
        self.outcome.as_ref().err().map_or(&[], Vec::as_slice)
    }

    pub(super) fn words(&self) -> String {
        match &self.outcome {
            Ok(rubric) => format!(
                "Thang điểm “{}” không có lỗi: {} tiêu chí, tổng điểm tối đa {}, {} loại.",
                rubric.title,
                rubric.criteria.len(),
                rubric.max_result(),
                rubric.classes.len()
            ),
            Err(faults) => {
                let mut text = format!("Thang điểm có {} lỗi:\n", faults.len());
                for fault in faults {
                    let _ = writeln!(text, "  {}", law::fault(fault, VI));
                }
                text
            }
        }
    }

    pub(super) fn json(&self) -> Value {
        let faults = self
            .faults()
            .iter()
            .map(|fault| json!({ "line": fault.place.line, "text": law::fault(fault, VI) }));
        json!({
            "sound": self.is_sound(),
            "code": self.outcome.as_ref().ok().map(|rubric| &rubric.code),
            "faults": faults.collect::<Vec<_>>(),
        })
    }
}

/// What `rubric score` came to.
pub(super) struct Scored {
    rubric: Rubric,
    dossiers: Vec<Dossier>,
}

struct Dossier {
    code: String,
    sheets: Vec<Sheet>,
    outcome: Result<Settled, PanelFault>,
}

/// The result of every dossier of a file of sheets.
pub(super) fn score(rubric: &Path, sheets: &Path) -> Done<Scored> {
    let checked = check(rubric)?;
    let words = checked.words();
    let rubric = checked.outcome.map_err(|_| Trouble::Said(words))?;
    let mut of: BTreeMap<String, Vec<Sheet>> = BTreeMap::new();
    for sheet in sheets::read(sheets)? {
        of.entry(sheet.dossier.clone()).or_default().push(sheet);
    }
    let votes = |sheets: &[Sheet]| sheets.iter().find_map(|sheet| sheet.votes);
    let most = of.values().filter_map(|sheets| votes(sheets)).max();
    let dossiers = of.into_iter().map(|(code, sheets)| {
        let marked: Vec<MarkedSheet<'_>> = sheets
            .iter()
            .map(|sheet| MarkedSheet {
                post: &sheet.post,
                scores: &sheet.scores,
                further: sheet.further,
            })
            .collect();
        let votes = votes(&sheets).zip(most);
        let outcome = rubric.settle(&marked, votes.map(|(own, most)| Votes { own, most }));
        Dossier {
            code,
            sheets,
            outcome,
        }
    });
    let dossiers = dossiers.collect();
    Ok(Scored { rubric, dossiers })
}

impl Scored {
    /// Whether every dossier has a result.
    pub(super) fn is_whole(&self) -> bool {
        self.dossiers.iter().all(|dossier| dossier.outcome.is_ok())
    }

    pub(super) fn words(&self) -> String {
        let mut text = format!("{}\n", self.rubric.title);
        for dossier in &self.dossiers {
            let _ = match &dossier.outcome {
                Ok(settled) => {
                    let class = settled.class.as_ref();
                    let class = class.map_or_else(String::new, |class| format!(", {class}"));
                    let standing = said::standing(settled.standing, VI);
                    writeln!(
                        text,
                        "{}: {} điểm{class}. {standing}.",
                        dossier.code, settled.total
                    )
                }
                Err(fault) => {
                    let fault = said::panel_fault(fault, VI);
                    writeln!(text, "{}: chưa có kết quả. {fault}", dossier.code)
                }
            };
            for (sheet, total) in dossier.marked() {
                let _ = writeln!(text, "  {}: {total}", sheet.member);
            }
            if let Ok(settled) = &dossier.outcome {
                for reason in &settled.reasons {
                    let _ = writeln!(text, "  {}", said::reason(reason, VI));
                }
            }
        }
        text
    }

    pub(super) fn json(&self) -> Value {
        let dossiers = self.dossiers.iter().map(Dossier::json);
        json!({
            "rubric": self.rubric.code,
            "dossiers": dossiers.collect::<Vec<_>>(),
        })
    }
}

impl Dossier {
    /// Sheets with their totals, where there is a result.
    fn marked(&self) -> impl Iterator<Item = (&Sheet, String)> {
        let totals = self.outcome.as_ref().map(|settled| &settled.sheets);
        let totals = totals.into_iter().flatten().map(ToString::to_string);
        self.sheets.iter().zip(totals)
    }

    fn json(&self) -> Value {
        let settled = match &self.outcome {
            Ok(settled) => settled,
            Err(fault) => {
                return json!({ "dossier": self.code, "fault": said::panel_fault(fault, VI) });
            }
        };
        let sheets = self.sheets.iter().zip(&settled.sheets);
        let sheets = sheets
            .map(|(sheet, total)| json!({ "member": sheet.member, "total_hundredths": total.0 }));
        let reasons = settled.reasons.iter();
        let reasons = reasons.map(|reason| said::reason(reason, VI));
        json!({
            "dossier": self.code,
            "total_hundredths": settled.total.0,
            "council_hundredths": settled.council.0,
            "public_hundredths": settled.public.map(|points| points.0),
            "criteria_hundredths": settled.criteria,
            "class": settled.class,
            "standing": settled.standing,
            "reasons": reasons.collect::<Vec<_>>(),
            "sheets": sheets.collect::<Vec<_>>(),
        })
    }
}
