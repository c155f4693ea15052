//! Percentages that do not follow, and tables that differ.

use std::collections::HashMap;

use super::signs::{Sign, Spot};
use super::{Doubt, Question, ask};
use crate::fold::search_key;

/// Signs between a ratio and its percentage.
const NEAR: usize = 7;
/// Words that say that a figure is approximate.
const ABOUT: [&str; 6] = ["khoang", "gan", "hon", "tren", "duoi", "xap"];

/// One unit of the last decimal written, in hundredths: whoever rounds is within it.
const fn unit(decimals: u32) -> i64 {
    match decimals {
        0 => 100,
        1 => 10,
        _ => 1,
    }
}

/// “25/30 em (83,3 %)”, “25 trên 30 em, đạt 83,3 %”.
pub(super) fn percentages(spots: &[Spot], out: &mut Vec<Question>) {
    for (at, spot) in spots.iter().enumerate() {
        let rest = spots.get(at..).unwrap_or_default();
        let (part, whole, taken) = match rest {
            [
                Spot {
                    sign: Sign::Ratio(part, whole),
                    ..
                },
                ..,
            ] => (*part, *whole, 1),
            [
                Spot {
                    sign: Sign::Number(part, 0),
                    ..
                },
                over,
                Spot {
                    sign: Sign::Number(whole, 0),
                    ..
                },
                ..,
            ] if over.is("tren") => (part / 100, whole / 100, 3),
            _ => continue,
        };
        let near = rest.get(taken..).unwrap_or_default();
        let Some((last, written, decimals)) = percent(near) else {
            continue;
        };
        if part < 1 || part > whole {
            continue;
        }
        let follows = part.saturating_mul(10_000) / whole;
        if (written - follows).abs() > unit(decimals) {
            let doubt = Doubt::Percentage {
                part,
                whole,
                written,
                follows,
            };
            ask(out, spot, last, doubt);
        }
    }
}

/// The first percentage near by in the same sentence, unless other figures or a word like “khoảng” come
/// before it.
fn percent(near: &[Spot]) -> Option<(&Spot, i64, u32)> {
    for pair in near.get(..near.len().min(NEAR))?.windows(2) {
        let [spot, next] = pair else { continue };
        match spot.sign {
            Sign::Number(written, decimals) if next.sign == Sign::Percent => {
                return Some((next, written, decimals));
            }
            Sign::Number(..) | Sign::Ratio(..) | Sign::Line | Sign::Stop | Sign::When(_) => {
                return None;
            }
            _ if ABOUT.iter().any(|about| spot.is(about)) => return None,
            _ => {}
        }
    }
    None
}

/// “từ 40 % lên 70 %, tăng 30 %”.
pub(super) fn changes(spots: &[Spot], out: &mut Vec<Question>) {
    for (at, first) in spots.iter().enumerate() {
        let rest = spots.get(at..).unwrap_or_default();
        let [
            tu,
            Spot {
                sign: Sign::Number(from, _),
                ..
            },
            Spot {
                sign: Sign::Percent,
                ..
            },
            rest @ ..,
        ] = rest
        else {
            continue;
        };
        let (true, Some((after, to, _))) = (tu.is("tu"), percent(rest)) else {
            continue;
        };
        let turns = ["len", "xuong", "con", "den"];
        if !rest
            .first()
            .is_some_and(|word| turns.iter().any(|turn| word.is(turn)))
        {
            continue;
        }
        let beyond = rest.iter().position(|spot| spot.place == after.place);
        let beyond = rest
            .get(beyond.map_or(rest.len(), |at| at + 1)..)
            .unwrap_or_default();
        let said = beyond
            .iter()
            .take(2)
            .position(|word| word.is("tang") || word.is("giam"));
        let Some(said) = said else { continue };
        let Some((last, written, decimals)) = percent(beyond.get(said..).unwrap_or_default())
        else {
            continue;
        };
        let difference = (to - from).abs();
        let growth = difference.saturating_mul(10_000) / (*from).max(1);
        let near = |value: i64| (written - value).abs() <= unit(decimals);
        if !near(difference) && !near(growth) {
            let doubt = Doubt::Change {
                from: *from,
                to,
                written,
            };
            ask(out, first, last, doubt);
        }
    }
}

/// Rows of tables with the same head and label but other figures.
pub(super) fn tables(text: &str, out: &mut Vec<Question>) {
    let mut head = String::new();
    let mut known: HashMap<(String, String), String> = HashMap::new();
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        let place = from..from + line.trim_end().len();
        from += line.len();
        let cells: Vec<&str> = line.trim_end().split(['|', '\t']).map(str::trim).collect();
        let cells: Vec<&str> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
        let [label, figures @ ..] = cells.as_slice() else {
            continue;
        };
        let is_figure = |cell: &&str| {
            let digits = cell.chars().filter(char::is_ascii_digit).count();
            digits > 0
                && cell
                    .chars()
                    .all(|c| c.is_ascii_digit() || " .,/%()".contains(c))
        };
        if figures.len() < 2 {
            continue;
        }
        if !figures.iter().all(is_figure) {
            head = search_key(&cells.join(" "));
            continue;
        }
        let again = figures.join(" | ");
        let row = (head.clone(), search_key(label));
        match known.get(&row) {
            Some(first) if *first != again => out.push(Question {
                place,
                doubt: Doubt::TwoFigures {
                    row: (*label).to_owned(),
                    first: first.clone(),
                    again,
                },
            }),
            Some(_) => {}
            None => {
                known.insert(row, again);
            }
        }
    }
}
