//! How severe each member is, as a dot with its spread.

use super::canvas::{Canvas, INK, MARGIN, PLOT, ROW, RULE, SOFT, along, label_width, rows, short};
use super::{Picture, tenths, to_tenths};
use crate::agreement::MemberFigures;

/// What is drawn.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MemberDots {
    /// What the picture is called.
    pub title: String,
    /// The picture in a sentence.
    pub description: String,
    /// Heads of the table: member, dossiers, distance from the others, its spread.
    pub head: [String; 4],
    /// What a member is called by number, such as "Thành viên"; names are shown without it.
    pub anonymous: Option<String>,
    /// The members.
    pub members: Vec<MemberFigures>,
}

/// Draws how far each member lies from the others. By number, members stand in the order of their
/// distance, so that the order of the council tells nothing.
pub fn member_dots(dots: &MemberDots) -> Picture {
    let mut members: Vec<&MemberFigures> = dots.members.iter().collect();
    if dots.anonymous.is_some() {
        let key = |member: &MemberFigures| member.severity.map_or(i64::MAX, to_tenths);
        members.sort_by(|one, other| {
            let steadiness = |member: &MemberFigures| member.unsteadiness.unwrap_or(f64::MAX);
            let by_spread = steadiness(one).total_cmp(&steadiness(other));
            key(one).cmp(&key(other)).then(by_spread)
        });
    }
    let labels: Vec<String> = members
        .iter()
        .enumerate()
        .map(|(index, member)| match &dots.anonymous {
            Some(word) => format!("{word} {}", index + 1),
            None => member.member.clone(),
        })
        .collect();
    let figure = |points: Option<f64>| points.map(to_tenths);
    let farthest = members.iter().filter_map(|member| {
        let spread = figure(member.unsteadiness).unwrap_or(0);
        Some(figure(member.severity)?.abs() + spread)
    });
    // At least two points to either side, in whole points.
    let most = (farthest.max().unwrap_or(0).max(20) + 9) / 10 * 10;
    let left = MARGIN + label_width(labels.iter().map(String::as_str));
    let (top, tall) = (MARGIN, rows(members.len()));
    let bottom = top + tall;
    let (width, height) = (left + PLOT + 2 * MARGIN, bottom + ROW + MARGIN);
    let mut canvas = Canvas::new(&dots.title, &dots.description, width, height);
    let at = |distance: i64| left + along(distance + most, 2 * most, PLOT);
    canvas.line((left, bottom), (left + PLOT, bottom), RULE, false);
    canvas.line((at(0), top), (at(0), bottom), SOFT, true);
    for distance in [-most, 0, most] {
        canvas.words(at(distance), bottom + 19, "middle", SOFT, &tenths(distance));
    }
    for ((member, label), index) in members.iter().zip(&labels).zip(0_i64..) {
        let y = top + index * ROW + ROW / 2;
        canvas.words(left - 8, y + 4, "end", INK, &short(label));
        let Some(severity) = figure(member.severity) else {
            continue;
        };
        let spread = figure(member.unsteadiness).unwrap_or(0);
        canvas.line(
            (at(severity - spread), y),
            (at(severity + spread), y),
            INK,
            false,
        );
        canvas.ring(at(severity), y);
    }
    let told = |points: Option<f64>| figure(points).map(tenths).unwrap_or_default();
    let table = members.iter().zip(&labels).map(|(member, label)| {
        vec![
            label.clone(),
            member.shared.to_string(),
            told(member.severity),
            told(member.unsteadiness),
        ]
    });
    Picture {
        rows: table.collect(),
        svg: canvas.end(),
        head: dots.head.to_vec(),
    }
}
