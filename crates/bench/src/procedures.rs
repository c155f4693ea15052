//! What procedures as data cost: judging a long definition, drawing it, and deciding what may be
//! done with one dossier.

use std::hint::black_box;
use std::time::Instant as Stopwatch;

use sangkien_casework::check::check;
use sangkien_casework::condition::{Fact, Facts, Kind};
use sangkien_casework::definition::{Branch, Procedure};
use sangkien_casework::engine::Compiled;

use crate::Done;

/// The definition that long ones are made of.
const SAMPLE: &str = include_str!("../../../packs/vietnam/procedures/publication-licence.toml");
/// Repetitions; the quickest is told, since what comes on top is the machine's.
const ROUNDS: usize = 50;

/// Microseconds of the quickest of many rounds.
fn quickest(mut work: impl FnMut()) -> f64 {
    (0..ROUNDS)
        .map(|_| {
            let begin = Stopwatch::now();
            work();
            begin.elapsed().as_secs_f64() * 1e6
        })
        .fold(f64::INFINITY, f64::min)
}

/// A procedure of `count` steps in a row, each with an act that leads on by a score, a level or a
/// flag, back to the author, or to an end.
fn long(count: usize) -> Done<Procedure> {
    let mut procedure = Procedure::read(SAMPLE)?;
    procedure.facts.extend([
        Fact::new("score", Kind::Number, "Điểm").between(0, 100),
        Fact::new("ratio", Kind::Number, "Tỷ lệ").between(0, 1),
        Fact::new(
            "level",
            Kind::Choice(vec!["xa".to_owned(), "tinh".to_owned()]),
            "Cấp",
        ),
    ]);
    let at = |key: &str| {
        let place = procedure.steps.iter().position(|step| step.key == key);
        place.ok_or(format!("no step {key}"))
    };
    let (like, end) = (at("ky-cap-phep")?, at("da-hoan-tat")?);
    let like = procedure.steps.get(like).cloned().ok_or("no step")?;
    let place = end;
    let mut made = Vec::with_capacity(count);
    for number in 0..count {
        let mut step = like.clone();
        step.key = format!("buoc-{number}");
        let next = if number + 1 < count {
            format!("buoc-{}", number + 1)
        } else {
            "cap-so-dong-dau".to_owned()
        };
        let back = format!("buoc-{}", number.saturating_sub(7));
        let branch = |when: &str, to: &str| Branch {
            when: Some(when.to_owned()),
            step: to.to_owned(),
            label: String::new(),
        };
        for act in &mut step.acts {
            act.kind = sangkien_domain::dossier::Act::Forward;
            act.branches = vec![
                branch("score >= 70 and ratio >= 2/3", &next),
                branch("score >= 70 and ratio < 2/3 and level = 'xa'", &next),
                branch("score < 70 and level = 'xa'", &back),
                branch("level = 'tinh' and (score < 70 or ratio < 2/3)", &back),
            ];
        }
        made.push(step);
    }
    for step in &mut procedure.steps {
        for act in &mut step.acts {
            for branch in &mut act.branches {
                if branch.step == "ky-cap-phep" {
                    "buoc-0".clone_into(&mut branch.step);
                }
            }
        }
    }
    procedure.steps.splice(place..place, made);
    Ok(procedure)
}

/// What was measured, in microseconds.
pub(crate) struct Measured {
    /// Judging a procedure of 200 steps.
    pub(crate) check: f64,
    /// Reading, judging nothing, and resolving one for the engine.
    pub(crate) compile: f64,
    /// Deciding what may be done with one dossier, and where it leads.
    pub(crate) acts: f64,
}

/// Measures a procedure of `steps` steps.
pub(crate) fn measure(steps: usize) -> Done<Measured> {
    let procedure = long(steps)?;
    let compiled = Compiled::new(procedure.clone())?;
    let facts = Facts::new()
        .with("score", 72)
        .with("ratio", 0)
        .with("level", "tinh");
    Ok(Measured {
        check: quickest(|| {
            black_box(check(&procedure));
        }),
        compile: quickest(|| {
            black_box(Compiled::new(procedure.clone()).is_ok());
        }),
        acts: quickest(|| {
            black_box(compiled.possible("buoc-9", &facts));
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_procedure_has_no_fault_that_would_shorten_the_work() {
        let procedure = long(200).expect("a procedure");
        let faults = check(&procedure);
        let errors = faults
            .iter()
            .filter(|fault| fault.severity == sangkien_casework::check::Severity::Error)
            // The step they are made from is left without a way to it.
            .filter(|fault| fault.place.step() != Some("ky-cap-phep"));
        assert_eq!(
            errors.collect::<Vec<_>>(),
            Vec::<&sangkien_casework::check::Fault>::new()
        );
        let measured = measure(20).expect("it is measured");
        assert!(measured.check > 0.0 && measured.compile > 0.0 && measured.acts > 0.0);
    }
}
