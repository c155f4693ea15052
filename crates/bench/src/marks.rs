//! What marks cost: the results of many dossiers, and who marks what.

use std::hint::black_box;
use std::time::Instant as Stopwatch;

use sangkien_domain::rubric::{MarkedSheet, Rubric, Score, Scores};
use sangkien_panel::assignment::{Aim, Assignment, ConflictKind, Dossier, Member, assign};

use crate::Done;

/// Repetitions; the quickest is told, since what comes on top is the machine's.
const ROUNDS: usize = 5;

/// Milliseconds of the quickest of some rounds.
pub(crate) fn quickest(mut work: impl FnMut()) -> f64 {
    (0..ROUNDS)
        .map(|_| {
            let begin = Stopwatch::now();
            work();
            begin.elapsed().as_secs_f64() * 1e3
        })
        .fold(f64::INFINITY, f64::min)
}

/// Sheets of dossiers, spread over the rubric without chance.
fn sheets(rubric: &Rubric, dossiers: usize, each: usize) -> Vec<Vec<Scores>> {
    let sheet = |number: i64| {
        let criteria = rubric.criteria.iter().zip(1_i64..);
        let scores = criteria.map(|(criterion, place)| {
            let steps = criterion.max.0 / criterion.step.0.max(1) + 1;
            let score = number * 7_919 * place % steps * criterion.step.0;
            (criterion.key.clone(), Score(score))
        });
        scores.collect()
    };
    let mut number = 0;
    let mut next = || {
        number += 1;
        sheet(number)
    };
    (0..dossiers)
        .map(|_| (0..each).map(|_| next()).collect())
        .collect()
}

/// Dossiers of twelve fields by authors of every unit, and members of some of these units, who
/// know three fields each; one dossier in five has a relative or a co-author on the council too.
fn council(dossiers: usize, members: usize) -> (Vec<Dossier>, Vec<Member>) {
    let field = |number: usize| format!("linh-vuc-{}", number % 12);
    let dossiers = (0..dossiers).map(|number| {
        let mixed = number * 7_919 % 104_729;
        let mut conflicts = Vec::new();
        if mixed % 3 == 0 {
            conflicts.push((mixed % members.max(1), ConflictKind::SameUnit));
        }
        if mixed % 5 == 0 {
            conflicts.push((mixed / 7 % members.max(1), ConflictKind::Relative));
        }
        Dossier {
            code: format!("SK-{number:04}"),
            field: field(mixed),
            conflicts,
        }
    });
    let member = |number: usize| Member {
        name: format!("Ủy viên mẫu {number:02}"),
        fields: (0..3).map(|more| field(number * 5 + more * 4)).collect(),
        most: None,
    };
    (dossiers.collect(), (0..members).map(member).collect())
}

/// What was measured, in milliseconds.
pub(crate) struct Measured {
    /// Results of all dossiers.
    pub(crate) settled: f64,
    /// Assigning all marks.
    pub(crate) assigned: f64,
    /// Marks assigned, and the least and greatest load.
    pub(crate) loads: (u32, u32, u32),
}

/// Measures `dossiers` dossiers with three sheets each, and four marks each by `members` members.
pub(crate) fn measure(dossiers: usize, members: usize) -> Done<Measured> {
    let rubrics = sangkien_packs::rubrics(&sangkien_packs::acts()?)?;
    let rubric = rubrics.first().ok_or("no rubric")?;
    let matrix = sheets(rubric, dossiers, 3);
    let settled = quickest(|| {
        for sheets in &matrix {
            let marked: Vec<MarkedSheet<'_>> = sheets
                .iter()
                .map(|scores| MarkedSheet {
                    post: "",
                    scores,
                    further: false,
                })
                .collect();
            black_box(rubric.settle(&marked, None).is_ok());
        }
    });
    let (dossiers, members) = council(dossiers, members);
    let aim = Aim {
        marks: 4,
        ..Aim::default()
    };
    let mut found: Option<Assignment> = None;
    let assigned = quickest(|| found = Some(assign(&dossiers, &members, aim)));
    let loads = found.ok_or("nothing assigned")?.loads;
    let least = loads.iter().min().copied().unwrap_or(0);
    let most = loads.iter().max().copied().unwrap_or(0);
    Ok(Measured {
        settled,
        assigned,
        loads: (loads.iter().sum(), least, most),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_is_assigned_and_loads_are_even() {
        let measured = measure(60, 10).unwrap();
        let (marks, least, most) = measured.loads;
        assert_eq!(marks, 240);
        assert!(least > 0 && most < 40);
        assert!(measured.settled > 0.0 && measured.assigned > 0.0);
    }
}
