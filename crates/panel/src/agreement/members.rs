//! How each member marks beside the others.

use sangkien_domain::rubric::Score;
use serde::Serialize;

use crate::{Marks, count, real};

/// The marks of a member beside those of the others on the same dossiers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MemberFigures {
    /// Name.
    pub member: String,
    /// Dossiers marked together with others.
    pub shared: usize,
    /// Mean distance from the others' mean, in points: below zero is severe.
    pub severity: Option<f64>,
    /// Standard deviation of the member's own marks, in points.
    pub spread: Option<f64>,
    /// Standard deviation of those distances, in points: how steadily severe or mild.
    pub unsteadiness: Option<f64>,
}

/// A mark far from the others' on the same dossier.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outlier {
    /// Name of the member.
    pub member: String,
    /// Code of the dossier.
    pub dossier: String,
    /// The mark.
    pub mark: Score,
    /// Distance from the others' mean, in points.
    pub distance: f64,
    /// How far is still usual, in points.
    pub usual: f64,
}

/// From this many times the usual distance a mark is an outlier.
const FAR: f64 = 3.0;
/// Turns the median distance into a standard deviation, where distances are normal.
const NORMAL: f64 = 1.4826;
/// A distance of less than a point is never an outlier, however close the others are.
const LEAST: f64 = 1.0;

/// Each mark with the others: member, dossier, the mark, its distance in points.
fn distances(marks: &Marks) -> Vec<(usize, usize, Score, f64)> {
    let mut found = Vec::new();
    for (dossier, given) in marks.given().enumerate() {
        if given.len() < 2 {
            continue;
        }
        let sum: i64 = given.iter().map(|(_, mark)| mark.0).sum();
        for (member, mark) in &given {
            let others = real(sum - mark.0) / (count(given.len()) - 1.0);
            found.push((*member, dossier, *mark, (real(mark.0) - others) / 100.0));
        }
    }
    found
}

/// Every member's figures, in the order of the marks.
pub fn members(marks: &Marks) -> Vec<MemberFigures> {
    let distances = distances(marks);
    let figures = marks.members.iter().enumerate().map(|(index, member)| {
        let own = distances.iter().filter(|(who, ..)| *who == index);
        let own: Vec<f64> = own.map(|(_, _, _, distance)| *distance).collect();
        let marked = marks.marks.iter().filter_map(|row| *row.get(index)?);
        let marked: Vec<f64> = marked.map(|mark| real(mark.0) / 100.0).collect();
        MemberFigures {
            member: member.clone(),
            shared: own.len(),
            severity: mean(&own),
            spread: deviation(&marked),
            unsteadiness: deviation(&own),
        }
    });
    figures.collect()
}

/// Marks further from the others' mean than is usual in this council, furthest first.
pub fn outliers(marks: &Marks) -> Vec<Outlier> {
    let distances = distances(marks);
    let mut sizes: Vec<f64> = distances.iter().map(|(.., far)| far.abs()).collect();
    sizes.sort_unstable_by(f64::total_cmp);
    let median = sizes.get(sizes.len() / 2).copied().unwrap_or_default();
    let usual = (median * NORMAL * FAR).max(LEAST);
    let far = distances.into_iter().filter(|(.., far)| far.abs() > usual);
    let mut found: Vec<Outlier> = far
        .filter_map(|(member, dossier, mark, distance)| {
            Some(Outlier {
                member: marks.members.get(member)?.clone(),
                dossier: marks.dossiers.get(dossier)?.clone(),
                mark,
                distance,
                usual,
            })
        })
        .collect();
    found.sort_by(|one, other| other.distance.abs().total_cmp(&one.distance.abs()));
    found
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / count(values.len()))
}

/// The standard deviation of a sample.
fn deviation(values: &[f64]) -> Option<f64> {
    let mean = mean(values).filter(|_| values.len() > 1)?;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    Some((squares / (count(values.len()) - 1.0)).sqrt())
}
