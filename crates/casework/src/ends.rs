//! What the end of a limit brings: reminders before it, an act of the program or an apology after.

use sangkien_domain::calendar::Calendar;
use sangkien_domain::time::Instant;

use crate::definition::{LimitRow, Overdue};

/// What the program has to do because of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duty<'a> {
    /// Remind whoever has the dossier, so many working hours before the end.
    Remind(u16),
    /// Do the act with this key.
    Act(&'a str),
    /// Note that an apology with a new day is owed.
    Apologise,
}

/// The first moment after the last one of a limit.
pub const fn after(due: Instant) -> Instant {
    Instant(due.0.saturating_add(1))
}

/// What a limit that ends at `due` brings, with the moment of each, first to last.
pub fn duties<'a>(
    row: &'a LimitRow,
    due: Instant,
    calendar: &Calendar,
) -> Vec<(Instant, Duty<'a>)> {
    let mut duties: Vec<(Instant, Duty<'a>)> = row
        .reminders
        .iter()
        .map(|reminder| {
            let hours = reminder.hours_before;
            let at = calendar.working_hours_before(due, hours);
            (at, Duty::Remind(hours))
        })
        .collect();
    match &row.overdue {
        Some(Overdue::Act(key)) => duties.push((after(due), Duty::Act(key))),
        Some(Overdue::Apology) => duties.push((after(due), Duty::Apologise)),
        None => {}
    }
    duties.sort_unstable();
    duties
}

#[cfg(test)]
mod tests {
    use jiff::civil::time;
    use sangkien_domain::calendar::{Articles, Calendar, Session, Week};
    use sangkien_domain::law::{Citation, Limit, Unit};

    use super::*;
    use crate::definition::Reminder;

    fn at(text: &str) -> Instant {
        Instant::parse(&format!("{text}+07:00")).unwrap()
    }

    /// 07:30–11:30 and 13:30–17:00, Monday to Friday.
    fn office() -> Calendar {
        let session = |from, until| Session { from, until };
        let week = Week {
            sessions: vec![
                session(time(7, 30, 0, 0), time(11, 30, 0, 0)),
                session(time(13, 30, 0, 0), time(17, 0, 0, 0)),
            ],
            ..Week::default()
        };
        Calendar::new(week, Vec::new(), Articles::default())
    }

    fn row(hours: &[u16], overdue: Option<Overdue>) -> LimitRow {
        LimitRow {
            key: "han".into(),
            label: "Thời hạn mẫu".into(),
            limit: Limit {
                amount: 8,
                unit: Unit::WorkingHour,
                citation: Citation::default(),
            },
            counts_tomorrow_after: None,
            through: Vec::new(),
            reminders: hours
                .iter()
                .map(|hours_before| Reminder {
                    hours_before: *hours_before,
                })
                .collect(),
            overdue,
        }
    }

    #[test]
    fn a_reminder_comes_so_many_working_hours_before_the_end() {
        // Counted by hand; 2/2/2026 is a Monday.
        for (due, hours, expected) in [
            // Within the session, across noon, across the night.
            ("2026-02-03T10:00:00", 2, "2026-02-03T08:00:00"),
            ("2026-02-03T14:30:00", 2, "2026-02-03T10:30:00"),
            ("2026-02-03T08:30:00", 2, "2026-02-02T16:00:00"),
            // With exactly that much left where a session begins, it is that beginning.
            ("2026-02-03T09:30:00", 2, "2026-02-03T07:30:00"),
            ("2026-02-03T15:30:00", 2, "2026-02-03T13:30:00"),
            // The end of a day: its working hours count, the evening does not.
            ("2026-02-03T23:59:59.999999", 4, "2026-02-03T11:00:00"),
            ("2026-02-03T23:59:59.999999", 8, "2026-02-02T16:30:00"),
            ("2026-02-03T23:59:59.999999", 16, "2026-01-30T16:00:00"),
            // Over a weekend, and from a moment outside the working hours.
            ("2026-02-02T08:30:00", 2, "2026-01-30T16:00:00"),
            ("2026-02-01T12:00:00", 1, "2026-01-30T16:00:00"),
            ("2026-02-03T12:00:00", 1, "2026-02-03T10:30:00"),
        ] {
            let row = row(&[hours], None);
            assert_eq!(
                duties(&row, at(due), &office()),
                [(at(expected), Duty::Remind(hours))],
                "{hours} hours before {due}"
            );
        }
    }

    #[test]
    fn what_follows_the_end_comes_after_its_last_moment_and_after_every_reminder() {
        let due = at("2026-02-03T10:00:00");
        let row = row(&[1, 2], Some(Overdue::Apology));
        let found = duties(&row, due, &office());
        assert_eq!(
            found,
            [
                (at("2026-02-03T08:00:00"), Duty::Remind(2)),
                (at("2026-02-03T09:00:00"), Duty::Remind(1)),
                (Instant(due.0 + 1), Duty::Apologise),
            ]
        );
    }
}
