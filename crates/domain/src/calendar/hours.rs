//! Working hours, ready for counting.

use jiff::civil::Time;

use super::day::{self, DAY};
use super::table::{Session, Week};

/// A session as microseconds of its day: from, until.
type Span = (i64, i64);

/// The sessions of working days and of days of weekly rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hours {
    standard: Vec<Span>,
    /// By weekday, Monday first.
    parts: [Vec<Span>; 7],
    /// Whether the sessions of a working day are known.
    pub(super) known: bool,
}

fn microseconds(time: Time) -> i64 {
    let minutes = i64::from(time.hour()) * 60 + i64::from(time.minute());
    let seconds = minutes * 60 + i64::from(time.second());
    seconds * 1_000_000 + i64::from(time.subsec_nanosecond()) / 1_000
}

/// Microseconds between the beginning of a day and `time`.
pub(super) fn clock(time: Time) -> i64 {
    microseconds(time)
}

/// In order, without overlap and without empty ones, so that counting need not look again.
fn spans(sessions: &[Session]) -> Vec<Span> {
    let mut spans: Vec<Span> = sessions
        .iter()
        .map(|session| (microseconds(session.from), microseconds(session.until)))
        .collect();
    spans.sort_unstable();
    let mut reached = 0;
    for span in &mut spans {
        span.0 = span.0.max(reached);
        reached = reached.max(span.1);
    }
    spans.retain(|(from, until)| from < until);
    spans
}

impl Hours {
    pub(super) fn of(week: &Week) -> Self {
        let mut parts: [Vec<Span>; 7] = Default::default();
        for part in &week.parts {
            if let Some(place) = parts.get_mut(usize::from(part.day.index())) {
                *place = spans(&part.sessions);
            }
        }
        let mut standard = spans(&week.sessions);
        let known = !standard.is_empty();
        if !known {
            standard.push((0, DAY));
        }
        Self {
            standard,
            parts,
            known,
        }
    }

    /// The sessions of a working day.
    pub(super) fn working_day(&self) -> &[Span] {
        &self.standard
    }

    /// The sessions of a day of weekly rest; mostly none.
    pub(super) fn weekly_rest(&self, number: i64) -> &[Span] {
        self.parts
            .get(usize::from(day::weekday(number)))
            .map_or(&[], Vec::as_slice)
    }
}
