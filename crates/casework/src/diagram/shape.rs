//! The outlines of steps, one for each kind, told apart without colour.

use std::fmt::Write as _;

use sangkien_domain::dossier::State;

use crate::definition::StepKind;

/// A rectangle by its sides.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) left: i64,
    pub(super) top: i64,
    pub(super) right: i64,
    pub(super) bottom: i64,
}

impl Frame {
    /// The same, smaller by `by` on all sides.
    pub(super) const fn inset(self, by: i64) -> Self {
        Self {
            left: self.left + by,
            top: self.top + by,
            right: self.right - by,
            bottom: self.bottom - by,
        }
    }
}

/// The outline of a kind of step, as path data.
pub(super) fn outline(kind: StepKind, frame: Frame) -> String {
    let Frame {
        left,
        top,
        right,
        bottom,
    } = frame;
    let middle = i64::midpoint(top, bottom);
    match kind {
        // Slanted sides: something is handed in.
        StepKind::Intake => polygon(&[
            (left + 10, top),
            (right, top),
            (right - 10, bottom),
            (left, bottom),
        ]),
        StepKind::Check | StepKind::Marking | StepKind::OverlapReview => rounded(frame, 2),
        // A folded corner: a note.
        StepKind::Opinion => polygon(&[
            (left, top),
            (right - 14, top),
            (right, top + 14),
            (right, bottom),
            (left, bottom),
        ]),
        // Pointed sides: people around a table.
        StepKind::Session => polygon(&[
            (left + 12, top),
            (right - 12, top),
            (right, middle),
            (right - 12, bottom),
            (left + 12, bottom),
            (left, middle),
        ]),
        // Cut corners.
        StepKind::Decision => polygon(&[
            (left + 12, top),
            (right - 12, top),
            (right, top + 12),
            (right, bottom - 12),
            (right - 12, bottom),
            (left + 12, bottom),
            (left, bottom - 12),
            (left, top + 12),
        ]),
        // A torn sheet.
        StepKind::Issue => {
            let (quarter, half) = ((right - left) / 4, (right - left) / 2);
            format!(
                "M{left} {top}H{right}V{bottom}q{} -10 {} 0t{} 0Z",
                -quarter,
                -half,
                -(right - left - half)
            )
        }
        // An arrow outward.
        StepKind::Publish => polygon(&[
            (left, top),
            (right - 12, top),
            (right, middle),
            (right - 12, bottom),
            (left, bottom),
        ]),
        StepKind::WaitForAuthor => rounded(frame, 14),
        StepKind::End => rounded(frame, ((bottom - top) / 2).min(22)),
    }
}

/// Further lines of an outline, if the kind has some.
pub(super) fn inner(kind: StepKind, frame: Frame) -> Option<String> {
    let Frame {
        left,
        top,
        right,
        bottom,
    } = frame;
    match kind {
        // Bars at both sides: work done by several, each alone.
        StepKind::Marking => Some(format!(
            "M{} {top}V{bottom}M{} {top}V{bottom}",
            left + 6,
            right - 6
        )),
        // A second sheet behind.
        StepKind::OverlapReview => Some(format!(
            "M{} {top}V{}H{right}M{} {}V{bottom}",
            left + 5,
            top,
            left + 5,
            top
        )),
        StepKind::Opinion => Some(format!("M{} {top}V{}H{right}", right - 14, top + 14)),
        StepKind::End => Some(rounded(
            frame.inset(4),
            ((bottom - top) / 2 - 4).clamp(2, 18),
        )),
        _ => None,
    }
}

/// How the outline is stroked where a way of waiting is meant.
pub(super) const fn dashes(kind: StepKind) -> Option<&'static str> {
    match kind {
        StepKind::WaitForAuthor => Some("6 4"),
        _ => None,
    }
}

/// The fill that repeats what the state means. Text on each of them keeps a contrast of at
/// least 12 to 1, and printed in grey all come out nearly white.
pub(super) const fn fill(means: Option<State>) -> &'static str {
    match means {
        None => "#ffffff",
        Some(State::Draft) => "#f3f3f3",
        Some(State::Returned) => "#fff3d1",
        Some(State::Passed | State::Recognised | State::Resolved) => "#e2f3e4",
        Some(
            State::NotRecognised | State::Refused | State::Withdrawn | State::Late | State::Stopped,
        ) => "#f8e6e4",
        Some(_) => "#e9f0fa",
    }
}

fn polygon(points: &[(i64, i64)]) -> String {
    let mut path = String::new();
    for (number, (x, y)) in points.iter().enumerate() {
        path.push_str(if number == 0 { "M" } else { "L" });
        let _ = write!(path, "{x} {y}");
    }
    path.push('Z');
    path
}

/// A rectangle with round corners.
pub(super) fn rounded(frame: Frame, radius: i64) -> String {
    let Frame {
        left,
        top,
        right,
        bottom,
    } = frame;
    let r = radius;
    format!(
        "M{} {top}H{}a{r} {r} 0 0 1 {r} {r}V{}a{r} {r} 0 0 1 -{r} {r}H{}a{r} {r} 0 0 1 -{r} -{r}V{}a{r} {r} 0 0 1 {r} -{r}Z",
        left + r,
        right - r,
        bottom - r,
        left + r,
        top + r,
    )
}
