//! Values inside an interval, such as people would choose them.

use super::super::exact::Exact;

/// One end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct End {
    pub(super) at: Exact,
    /// Whether the end itself lies outside.
    pub(super) strict: bool,
}

/// An interval; without an end it goes on for ever.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Interval {
    pub(super) low: Option<End>,
    pub(super) high: Option<End>,
}

impl Interval {
    /// From a least to a greatest value, both included.
    pub(super) fn closed(least: Option<Exact>, most: Option<Exact>) -> Self {
        let end = |at| End { at, strict: false };
        Self {
            low: least.map(end),
            high: most.map(end),
        }
    }

    /// Exactly one value.
    pub(super) fn point(at: Exact) -> Self {
        Self::closed(Some(at), Some(at))
    }

    /// What lies in both.
    pub(super) fn and(self, other: Self) -> Self {
        let low = match (self.low, other.low) {
            (Some(left), Some(right)) => {
                let right_is_tighter = right.at > left.at || (right.at == left.at && right.strict);
                Some(if right_is_tighter { right } else { left })
            }
            (left, right) => left.or(right),
        };
        let high = match (self.high, other.high) {
            (Some(left), Some(right)) => {
                let right_is_tighter = right.at < left.at || (right.at == left.at && right.strict);
                Some(if right_is_tighter { right } else { left })
            }
            (left, right) => left.or(right),
        };
        Self { low, high }
    }

    /// The interval with both ends moved.
    pub(super) fn moved(self, by: Exact) -> Result<Self, Lost> {
        let end = |end: Option<End>| match end {
            None => Ok(None),
            Some(End { at, strict }) => at
                .checked_add(by)
                .map(|at| Some(End { at, strict }))
                .ok_or(Lost),
        };
        Ok(Self {
            low: end(self.low)?,
            high: end(self.high)?,
        })
    }

    /// Whether nothing lies inside.
    fn is_empty(self) -> bool {
        match (self.low, self.high) {
            (Some(low), Some(high)) => {
                low.at > high.at || (low.at == high.at && (low.strict || high.strict))
            }
            _ => false,
        }
    }

    fn holds(self, number: Exact) -> bool {
        !self.and(Self::point(number)).is_empty()
    }

    /// The least and greatest whole number inside, where there is an end on that side. `None` when
    /// a number does not fit.
    pub(super) fn whole_ends(self) -> Option<(Option<i128>, Option<i128>)> {
        let low = match self.low {
            None => None,
            Some(End { at, strict }) if strict && at.is_whole() => {
                Some(at.numerator().checked_add(1)?)
            }
            Some(End { at, .. }) => Some(at.ceiling()?),
        };
        let high = match self.high {
            None => None,
            Some(End { at, strict }) if strict && at.is_whole() => {
                Some(at.numerator().checked_sub(1)?)
            }
            Some(End { at, .. }) => Some(at.floor()),
        };
        Some((low, high))
    }
}

/// A number does not fit, or a search took too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lost;

/// A number of the interval with few digits; nothing when the interval is empty.
pub(super) fn between(interval: Interval) -> Result<Option<Exact>, Lost> {
    if interval.is_empty() {
        return Ok(None);
    }
    inside(interval).map(Some).ok_or(Lost)
}

fn inside(interval: Interval) -> Option<Exact> {
    let middle = match (interval.low, interval.high) {
        (None, None) => return Some(Exact::ZERO),
        (Some(low), None) => return one_beyond(low, 1),
        (None, Some(high)) => return one_beyond(high, -1),
        (Some(low), Some(high)) => low.at.checked_add(high.at)?.checked_div(Exact::whole(2))?,
    };
    for parts in [1, 2, 10, 100, 1_000, 10_000] {
        let parts = Exact::whole(parts);
        let scaled = middle.checked_mul(parts)?;
        for whole in [scaled.floor(), scaled.ceiling()?] {
            let near = Exact::new(whole, 1)?.checked_div(parts)?;
            if interval.holds(near) {
                return Some(near);
            }
        }
    }
    Some(middle)
}

/// The end itself when it belongs to the interval, else the next whole number beyond it.
fn one_beyond(end: End, way: i64) -> Option<Exact> {
    if !end.strict {
        return Some(end.at);
    }
    let whole = if way > 0 {
        end.at.floor()
    } else {
        end.at.ceiling()?
    };
    Exact::new(whole, 1)?.checked_add(Exact::whole(way))
}

/// A value of the interval that is a whole number of steps away from the anchor, in the middle
/// where there are two ends; nothing when there is none.
pub(super) fn on_grid(
    interval: Interval,
    anchor: Exact,
    step: Exact,
) -> Result<Option<Exact>, Lost> {
    let steps = |end: Option<End>| match end {
        None => Ok(None),
        Some(End { at, strict }) => at
            .checked_sub(anchor)
            .and_then(|above| above.checked_div(step))
            .map(|at| Some(End { at, strict }))
            .ok_or(Lost),
    };
    let inside = Interval {
        low: steps(interval.low)?,
        high: steps(interval.high)?,
    };
    let count = match inside.whole_ends().ok_or(Lost)? {
        (Some(low), Some(high)) if low > high => return Ok(None),
        (Some(low), Some(high)) => high
            .checked_sub(low)
            .and_then(|apart| low.checked_add(apart / 2)),
        (Some(end), None) | (None, Some(end)) => Some(end),
        (None, None) => Some(0),
    };
    count
        .and_then(|count| Exact::new(count, 1))
        .and_then(|count| count.checked_mul(step))
        .and_then(|above| above.checked_add(anchor))
        .map(Some)
        .ok_or(Lost)
}
