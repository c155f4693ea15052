//! Laws every count obeys, on calendars, limits and pauses made by chance.

use proptest::prelude::*;

use super::super::day::{self, DAY, MINUTE};
use super::*;

fn calendars() -> impl Strategy<Value = Calendar> {
    let entries = prop::collection::btree_map(0_i64..420, 0_usize..4, 0..40);
    (entries, any::<bool>(), any::<bool>()).prop_map(|(entries, one_stop, sunday_only)| {
        let first = day::number(date(2025, 12, 1));
        let mut years: Vec<YearTable> = (2025..=2027)
            .map(|year| YearTable {
                year,
                entries: Vec::new(),
                ..year_2026()
            })
            .collect();
        for (offset, kind) in entries {
            let day = day::date(first + offset);
            let table = years.iter_mut().find(|table| table.year == day.year());
            table.unwrap().entries.push(DayEntry {
                day,
                kind: DayKind::ALL[kind],
                name: format!("ngày {}", offset / 3),
                citation: Citation::default(),
            });
        }
        let mut week = if one_stop {
            one_stop_week()
        } else {
            office_week()
        };
        if sunday_only {
            week.rest = vec![WeekDay::Sunday];
            week.parts.clear();
        }
        Calendar::new(week, years, Articles::default())
    })
}

/// A minute of the winter and spring around 2026.
fn moments() -> impl Strategy<Value = Instant> {
    let first = Instant::start_of(date(2025, 12, 1)).unwrap();
    (0_i64..200 * 24 * 60).prop_map(move |minute| Instant(first.0 + minute * MINUTE))
}

fn closed() -> impl Strategy<Value = Pause> {
    (moments(), prop_oneof![Just(0), 0_i64..3_000, 0_i64..60_000]).prop_map(|(from, minutes)| {
        Pause {
            from,
            until: Some(Instant(from.0 + minutes * MINUTE)),
            reason: String::new(),
        }
    })
}

fn pauses() -> impl Strategy<Value = Vec<Pause>> {
    prop::collection::vec(closed(), 0..5)
}

/// A pause that begins near the end of a limit: minutes before or after it, and how long.
fn near() -> impl Strategy<Value = (i64, i64)> {
    (-6_000_i64..3_000, 0_i64..9_000)
}

fn pause_near(counted: &Counted, (before, minutes): (i64, i64)) -> Pause {
    let from = Instant(counted.due.0 - counted.due.0.rem_euclid(MINUTE) + before * MINUTE);
    Pause {
        from,
        until: Some(Instant(from.0 + minutes * MINUTE)),
        reason: String::new(),
    }
}

fn units() -> impl Strategy<Value = Unit> {
    prop_oneof![
        Just(Unit::WorkingHour),
        Just(Unit::WorkingDay),
        Just(Unit::Day),
        Just(Unit::CalendarMonth),
        Just(Unit::CalendarYear)
    ]
}

fn rules() -> impl Strategy<Value = Counting> {
    prop_oneof![Just(Counting::default()), Just(until_three())]
}

/// Whether the office works in the minute that begins at `at`.
fn works(calendar: &Calendar, at: Instant) -> bool {
    let day = day::date(day::of(at));
    let week = calendar.week();
    let status = calendar.status(day);
    let part = week
        .parts
        .iter()
        .find(|part| part.day.index() == day::weekday(day::of(at)));
    let sessions: &[Session] = match part {
        _ if !status.rests => &week.sessions,
        Some(part) if status.entry.is_none() => &part.sessions,
        _ => &[],
    };
    let time = at.civil().time();
    sessions
        .iter()
        .any(|session| session.from <= time && time < session.until)
}

fn stands(pauses: &[Pause], at: Instant) -> bool {
    pauses
        .iter()
        .any(|pause| pause.from <= at && pause.until.is_some_and(|until| at < until))
}

/// Day `number` is taken out by a pause.
fn taken_out(pauses: &[Pause], number: i64) -> bool {
    pauses.iter().any(|pause| {
        let until = pause.until.map_or(i64::MIN, day::of);
        day::of(pause.from) < number && number <= until
    })
}

/// The first day from `number` on that is worked and on whose evening the clock runs.
fn settled(calendar: &Calendar, pauses: &[Pause], number: i64) -> i64 {
    (number..=day::last())
        .find(|number| !calendar.rests_on(day::date(*number)) && !stands(pauses, day::end(*number)))
        .unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_longer_limit_never_ends_sooner(
        calendar in calendars(), start in moments(), unit in units(), amount in 0_u16..40,
        more in 0_u16..10, rules in rules(), pauses in pauses(),
    ) {
        let short = recount(&calendar, start, &Limit::of(amount, unit), &rules, &pauses);
        let long = recount(&calendar, start, &Limit::of(amount + more, unit), &rules, &pauses);
        prop_assert!(short.due <= long.due);
    }

    #[test]
    fn what_begins_later_never_ends_sooner(
        calendar in calendars(), start in moments(), later in 0_i64..20_000, unit in units(),
        amount in 0_u16..40, rules in rules(),
    ) {
        let after = Instant(start.0 + later * MINUTE);
        let limit = Limit::of(amount, unit);
        let first = recount(&calendar, start, &limit, &rules, &[]);
        let second = recount(&calendar, after, &limit, &rules, &[]);
        prop_assert!(first.due <= second.due);
    }

    #[test]
    fn a_limit_never_ends_before_its_event_nor_while_the_office_rests(
        calendar in calendars(), start in moments(), unit in units(), amount in 0_u16..40,
        rules in rules(), pauses in pauses(),
    ) {
        let counted = recount(&calendar, start, &Limit::of(amount, unit), &rules, &pauses);
        prop_assert!(counted.due >= start);
        prop_assert_eq!(counted.due.day(), counted.last_day);
        if unit == Unit::WorkingHour {
            // The minute that ends there was worked, or, for no hours, the one that begins.
            let worked = if amount == 0 { counted.due } else { Instant(counted.due.0 - MINUTE) };
            prop_assert!(works(&calendar, worked));
            prop_assert!(!stands(&pauses, worked));
        } else {
            prop_assert!(!calendar.rests_on(counted.last_day));
            prop_assert!(!stands(&pauses, counted.due));
            prop_assert_eq!(Instant(counted.due.0 + 1).day(), counted.last_day.tomorrow().unwrap());
        }
    }

    #[test]
    fn pausing_never_shortens(
        calendar in calendars(), start in moments(), unit in units(), amount in 0_u16..40,
        rules in rules(), pauses in pauses(), one_more in closed(), late in near(),
    ) {
        let limit = Limit::of(amount, unit);
        let before = recount(&calendar, start, &limit, &rules, &pauses);
        let mut longer = pauses.clone();
        longer.insert(pauses.len() / 2, one_more);
        let after = recount(&calendar, start, &limit, &rules, &longer);
        prop_assert!(before.due <= after.due);
        longer.push(pause_near(&before, late));
        let after = recount(&calendar, start, &limit, &rules, &longer);
        prop_assert!(before.due <= after.due);
    }

    #[test]
    fn pauses_of_no_length_and_their_order_change_nothing(
        calendar in calendars(), start in moments(), unit in units(), amount in 0_u16..40,
        rules in rules(), pauses in pauses(), empty in moments(), backwards in 0_i64..9_000,
    ) {
        let limit = Limit::of(amount, unit);
        let before = count(&calendar, start, &limit, &rules, &pauses);
        let mut more = pauses.clone();
        more.reverse();
        let none = |until| Pause { from: empty, until: Some(until), reason: String::new() };
        more.push(none(empty));
        more.push(none(Instant(empty.0 - backwards * MINUTE)));
        let after = count(&calendar, start, &limit, &rules, &more);
        prop_assert_eq!(before.due, after.due);
    }

    #[test]
    fn working_hours_equal_a_walk_minute_by_minute(
        calendar in calendars(), start in moments(), hours in 1_u16..60, rules in rules(),
        mut pauses in pauses(), late in near(),
    ) {
        let limit = Limit::of(hours, Unit::WorkingHour);
        pauses.push(pause_near(&recount(&calendar, start, &limit, &rules, &[]), late));
        let received = calendar.received_on(start, &rules);
        let mut minute = start.max(Instant::start_of(received).unwrap());
        let mut left = u32::from(hours) * 60;
        while left > 0 {
            if works(&calendar, minute) && !stands(&pauses, minute) {
                left -= 1;
            }
            minute = Instant(minute.0 + MINUTE);
        }
        let counted = recount(&calendar, start, &limit, &rules, &pauses);
        prop_assert_eq!(counted.due, minute);
    }

    #[test]
    fn days_equal_a_walk_day_by_day(
        calendar in calendars(), start in moments(), amount in 0_u16..60, working in any::<bool>(),
        rules in rules(), mut pauses in pauses(), late in near(),
    ) {
        let unit = if working { Unit::WorkingDay } else { Unit::Day };
        let limit = Limit::of(amount, unit);
        pauses.push(pause_near(&recount(&calendar, start, &limit, &rules, &pauses), late));
        let mut number = day::number(calendar.received_on(start, &rules));
        let mut left = amount;
        while left > 0 {
            number += 1;
            let rests = working && calendar.rests_on(day::date(number));
            if !rests && !taken_out(&pauses, number) {
                left -= 1;
            }
        }
        let counted = recount(&calendar, start, &limit, &rules, &pauses);
        let last = day::date(settled(&calendar, &pauses, number));
        prop_assert_eq!(counted.last_day, last);
    }

    #[test]
    fn what_is_left_of_a_standing_clock_is_what_remains_when_it_runs_again(
        calendar in calendars(), start in moments(), amount in 1_u16..60, unit in units(),
        stopped in 1_i64..60_000, resumed in 0_i64..60_000,
    ) {
        let from = Instant(start.0 + stopped * MINUTE);
        let until = Instant(from.0 + resumed * MINUTE);
        let limit = Limit::of(amount, unit);
        let rules = Counting::default();
        let mut pause = Pause { from, until: None, reason: String::new() };
        let standing = recount(&calendar, start, &limit, &rules, std::slice::from_ref(&pause));
        let plain = recount(&calendar, start, &limit, &rules, &[]);
        prop_assert_eq!(standing.due, plain.due);
        prop_assert_eq!(standing.standing.is_some(), if unit == Unit::WorkingHour {
            from < plain.due
        } else {
            from <= plain.due
        });
        let Some(standing) = standing.standing else { return Ok(()); };
        pause.until = Some(until);
        let after = recount(&calendar, start, &limit, &rules, &[pause]);
        let (left, unit) = match standing.left {
            Left::WorkingDays(days) => (days, Unit::WorkingDay),
            Left::Days(days) => (days, Unit::Day),
            Left::WorkingMinutes(minutes) if minutes % 60 == 0 => (minutes / 60, Unit::WorkingHour),
            Left::WorkingMinutes(_) => return Ok(()),
        };
        if from.day() == until.day() && unit != Unit::WorkingHour {
            return Ok(());
        }
        let rest = Limit::of(u16::try_from(left).unwrap(), unit);
        prop_assert_eq!(recount(&calendar, until, &rest, &rules, &[]).due, after.due);
    }

    #[test]
    fn the_steps_add_up_and_do_not_change_the_outcome(
        calendar in calendars(), start in moments(), amount in 1_u16..60, unit in units(),
        rules in rules(), pauses in pauses(),
    ) {
        let limit = Limit::of(amount, unit);
        let mut counted = count(&calendar, start, &limit, &rules, &[]);
        let event = day::number(calendar.received_on(start, &rules));
        for step in &counted.trace {
            match step {
                TraceStep::WorkingDays { days, until, skipped } => {
                    let named: i64 = skipped
                        .named
                        .iter()
                        .map(|days| day::number(days.last) - day::number(days.first) + 1)
                        .sum();
                    let all = i64::from(*days) + i64::from(skipped.weekly) + named;
                    prop_assert_eq!(day::number(*until) - event, all);
                }
                TraceStep::WorkingHours { hours, worked, .. } => {
                    let all: i64 = worked.iter().map(|day| day.microseconds).sum();
                    prop_assert_eq!(all, i64::from(*hours) * 60 * MINUTE);
                    prop_assert!(worked.iter().all(|day| day.microseconds <= DAY));
                }
                _ => {}
            }
        }
        counted.trace.clear();
        prop_assert_eq!(counted, recount(&calendar, start, &limit, &rules, &[]));
        let mut paused = count(&calendar, start, &limit, &rules, &pauses);
        paused.trace.clear();
        prop_assert_eq!(paused, recount(&calendar, start, &limit, &rules, &pauses));
    }
}
