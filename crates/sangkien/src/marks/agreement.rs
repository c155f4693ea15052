//! `agreement`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use sangkien_domain::rubric::Score;
use sangkien_i18n::agreement as said;
use sangkien_panel::Marks;
use sangkien_panel::agreement::{
    Agreement, Level, MemberFigures, Outlier, agreement, members, outliers,
};
use serde_json::{Value, json};

use super::VI;
use super::sheets;
use crate::trouble::Done;

/// What the sheets of a file say of the members' agreement.
pub(super) struct Found {
    levels: Vec<Agreement>,
    members: Vec<MemberFigures>,
    outliers: Vec<Outlier>,
}

/// Figures the agreement over the sheets of a file.
pub(super) fn figure(path: &Path, seed: u64) -> Done<Found> {
    let sheets = sheets::read(path)?;
    let names = |name: fn(&sheets::Sheet) -> &String| -> Vec<String> {
        let names: BTreeSet<&String> = sheets.iter().map(name).collect();
        names.into_iter().cloned().collect()
    };
    let (dossiers, members_of) = (names(|sheet| &sheet.dossier), names(|sheet| &sheet.member));
    let mut rows = vec![vec![None; members_of.len()]; dossiers.len()];
    for sheet in &sheets {
        let place = dossiers.binary_search(&sheet.dossier);
        let member = members_of.binary_search(&sheet.member);
        let cell = place.ok().zip(member.ok());
        let cell = cell.and_then(|(row, column)| rows.get_mut(row)?.get_mut(column));
        if let Some(cell) = cell {
            *cell = Some(Score(sheet.scores.values().map(|score| score.0).sum()));
        }
    }
    let marks = Marks {
        dossiers,
        members: members_of,
        marks: rows,
    };
    Ok(Found {
        levels: Level::ALL
            .map(|level| agreement(&marks, level, seed))
            .to_vec(),
        members: members(&marks),
        outliers: outliers(&marks),
    })
}

/// A figure with its places and a decimal comma.
fn figured(number: f64, places: usize) -> String {
    said::figure(number, places, VI)
}

fn points(number: Option<f64>) -> String {
    number.map_or_else(|| "không có".to_owned(), |number| figured(number, 1))
}

impl Found {
    pub(super) fn words(&self) -> String {
        let mut text = String::new();
        for found in &self.levels {
            let level = said::level(found.level, VI);
            let figure = match (found.alpha, found.interval) {
                (Some(alpha), Some((low, high))) => format!(
                    "{} (khoảng tin cậy 95 %: từ {} đến {})",
                    figured(alpha, 3),
                    figured(low, 3),
                    figured(high, 3)
                ),
                (Some(alpha), None) => figured(alpha, 3),
                (None, _) => "không có".to_owned(),
            };
            let _ = writeln!(
                text,
                "Mức thống nhất {level} (alpha Krippendorff): {figure}"
            );
        }
        if let Some(found) = self.levels.last() {
            let _ = writeln!(
                text,
                "Tính trên {} hồ sơ, {} phiếu. {}",
                found.dossiers,
                found.marks,
                said::reading(found, VI)
            );
        }
        for member in &self.members {
            let _ = writeln!(
                text,
                "{}: {} hồ sơ chung, lệch {} điểm so với người khác, độ dao động {}",
                member.member,
                member.shared,
                points(member.severity),
                points(member.unsteadiness)
            );
        }
        for outlier in &self.outliers {
            let _ = writeln!(
                text,
                "Phiếu khác thường: {}, hồ sơ {}: {} điểm, lệch {}",
                outlier.member,
                outlier.dossier,
                outlier.mark,
                figured(outlier.distance, 1)
            );
        }
        text
    }

    pub(super) fn json(&self) -> Value {
        let levels = self.levels.iter().map(|found| {
            json!({
                "level": found.level,
                "alpha": found.alpha,
                "low": found.interval.map(|(low, _)| low),
                "high": found.interval.map(|(_, high)| high),
                "dossiers": found.dossiers,
                "marks": found.marks,
                "reading": found.reading(),
                "text": said::reading(found, VI),
            })
        });
        json!({
            "agreement": levels.collect::<Vec<_>>(),
            "members": self.members,
            "outliers": self.outliers,
        })
    }
}
