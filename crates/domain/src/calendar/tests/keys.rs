//! Examples counted by hand.

use jiff::civil::date;

use super::*;

#[test]
fn limits_end_as_the_civil_code_counts() {
    let calendar: Calendar = serde_json::from_str(
        r#"{
            "rest_days": ["2024-04-18", "2024-04-29", "2024-04-30", "2024-05-01"],
            "working_days": ["2024-05-04"]
        }"#,
    )
    .unwrap();
    for (event, amount, unit, last) in [
        // 12/06/2024 is a Wednesday: the corresponding day itself.
        (date(2023, 6, 12), 1, Unit::CalendarYear, date(2024, 6, 12)),
        // 02/03/2024 is a Saturday: Monday 04/03.
        (date(2023, 3, 2), 1, Unit::CalendarYear, date(2024, 3, 4)),
        // No 29 February in 2025: its last day, a Friday.
        (date(2024, 2, 29), 1, Unit::CalendarYear, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, Unit::CalendarMonth, date(2024, 2, 29)),
        // Giỗ Tổ 18/04/2024 is skipped.
        (date(2024, 4, 17), 2, Unit::WorkingDay, date(2024, 4, 22)),
        // 28/04 is a Sunday, then three days of rest.
        (date(2024, 4, 18), 10, Unit::Day, date(2024, 5, 2)),
        // 03/05 is a Friday; Saturday 04/05 is worked in exchange.
        (date(2024, 5, 3), 1, Unit::WorkingDay, date(2024, 5, 4)),
    ] {
        assert_eq!(
            calendar.last_day(event, &Limit::of(amount, unit)),
            last,
            "{event} + {amount} {unit:?}"
        );
    }
}

#[test]
fn a_calendar_of_bare_lists_stays_readable_and_is_written_as_tables() {
    let old = r#"{"rest_days": ["2024-04-18"], "working_days": ["2025-04-26"]}"#;
    let calendar: Calendar = serde_json::from_str(old).unwrap();
    assert!(calendar.is_confirmed(2024) && calendar.is_confirmed(2025));
    assert!(!calendar.is_confirmed(2026));
    let written = serde_json::to_string(&calendar).unwrap();
    assert_eq!(
        serde_json::from_str::<Calendar>(&written).unwrap(),
        calendar
    );
    let empty: Calendar = serde_json::from_str("{}").unwrap();
    assert_eq!(empty, Calendar::default());
    let full = Calendar::new(one_stop_week(), vec![year_2026()], Articles::default());
    let written = serde_json::to_string(&full).unwrap();
    assert_eq!(serde_json::from_str::<Calendar>(&written).unwrap(), full);
}

fn due(start: &str, amount: u16, unit: Unit, rules: &Counting, pauses: &[Pause]) -> Counted {
    count(
        &office(),
        at(start),
        &Limit::of(amount, unit),
        rules,
        pauses,
    )
}

#[test]
fn a_limit_of_2026_ends_on_the_day_counted_by_hand() {
    let none = Counting::default();
    let three = until_three();
    for (start, amount, unit, rules, last) in [
        // 28/02 is the month's last day and a Saturday.
        ("2026-01-30T15:20", 1, Unit::CalendarMonth, &none, (3, 2)),
        // After 15:00: received on Monday 02/02.
        ("2026-01-30T15:20", 1, Unit::CalendarMonth, &three, (3, 2)),
        ("2026-01-30T15:20", 2, Unit::WorkingDay, &none, (2, 3)),
        ("2026-01-30T15:20", 2, Unit::WorkingDay, &three, (2, 4)),
        ("2026-01-30T15:00", 2, Unit::WorkingDay, &three, (2, 3)),
        // On a Sunday: received on Monday, cut-off or not yet.
        ("2026-03-01T09:00", 2, Unit::WorkingDay, &none, (3, 3)),
        ("2026-03-01T09:00", 2, Unit::WorkingDay, &three, (3, 4)),
        // Tết takes a whole week.
        ("2026-02-13T10:00", 2, Unit::WorkingDay, &none, (2, 24)),
        // Giỗ Tổ made up for on 27/04, then 30/04 and 01/05.
        ("2026-04-17T10:00", 10, Unit::WorkingDay, &none, (5, 6)),
        // Friday 02/01 is swapped with Saturday 10/01.
        ("2025-12-31T08:00", 1, Unit::WorkingDay, &none, (1, 5)),
        ("2026-01-09T08:00", 1, Unit::WorkingDay, &none, (1, 10)),
        // 15/04 plus ten days is Saturday 25/04; the next working day is 28/04.
        ("2026-04-15T08:00", 10, Unit::Day, &none, (4, 28)),
    ] {
        let counted = due(start, amount, unit, rules, &[]);
        let last = date(2026, last.0, last.1);
        assert_eq!(counted.last_day, last, "{start} + {amount} {unit:?}");
        let midnight = Instant::start_of(last.tomorrow().unwrap()).unwrap();
        assert_eq!(counted.due.0, midnight.0 - 1);
        assert_eq!(counted.standing, None);
    }
}

#[test]
fn working_hours_run_only_while_the_office_works() {
    let none = Counting::default();
    let three = until_three();
    for (start, hours, rules, until) in [
        ("2026-01-30T15:20", 8, &none, "2026-02-02T15:50"),
        // Received on Monday morning by the cut-off.
        ("2026-01-30T15:20", 8, &three, "2026-02-03T08:00"),
        ("2026-01-30T10:30", 1, &none, "2026-01-30T11:30"),
        ("2026-01-30T11:30", 1, &none, "2026-01-30T14:30"),
        ("2026-01-30T22:00", 2, &none, "2026-02-02T09:30"),
        ("2026-02-13T16:00", 2, &none, "2026-02-23T08:30"),
    ] {
        let counted = due(start, hours, Unit::WorkingHour, rules, &[]);
        assert_eq!(counted.due, at(until), "{start} + {hours}");
    }
    let one_stop = Calendar::new(one_stop_week(), vec![year_2026()], Articles::default());
    let on = |start: &str, amount, unit| {
        let limit = Limit::of(amount, unit);
        count(&one_stop, at(start), &limit, &Counting::default(), &[])
    };
    // Saturday morning counts in hours, not as a working day.
    assert_eq!(
        on("2026-01-30T16:00", 2, Unit::WorkingHour).due,
        at("2026-01-31T08:30")
    );
    assert_eq!(
        on("2026-01-30T16:00", 1, Unit::WorkingDay).last_day,
        date(2026, 2, 2)
    );
    // What comes on Saturday morning is received on that day, on Sunday it is not.
    assert_eq!(
        one_stop.received_on(at("2026-01-31T08:00"), &until_three()),
        date(2026, 1, 31)
    );
    assert_eq!(
        one_stop.received_on(at("2026-02-01T08:00"), &until_three()),
        date(2026, 2, 2)
    );
}

#[test]
fn a_pause_moves_the_end_by_the_time_it_takes_out() {
    let none = Counting::default();
    let waits = [pause("2026-03-05T10:00", Some("2026-03-10T09:00"))];
    let counted = due("2026-03-02T08:00", 10, Unit::WorkingDay, &none, &waits);
    // 06, 09 and 10/03 are taken out: 16/03 becomes 19/03.
    assert_eq!(counted.last_day, date(2026, 3, 19));
    assert!(counted.trace.iter().any(|step| matches!(
        step,
        TraceStep::Paused {
            taken_out: Left::WorkingDays(3),
            ..
        }
    )));
    let waits = [pause("2026-03-01T10:00", Some("2026-03-11T09:00"))];
    let counted = due("2026-01-15T08:00", 3, Unit::CalendarMonth, &none, &waits);
    // Ten days: 15/04 becomes Saturday 25/04, then Giỗ Tổ.
    assert_eq!(counted.last_day, date(2026, 4, 28));
    // An hour and a half of working time before noon, and half an hour after.
    let waits = [pause("2026-01-30T10:00", Some("2026-01-30T14:00"))];
    let counted = due("2026-01-30T09:00", 4, Unit::WorkingHour, &none, &waits);
    assert_eq!(counted.due, at("2026-01-30T17:00"));
    // Within one day nothing is taken out of days.
    let waits = [pause("2026-03-05T08:00", Some("2026-03-05T16:00"))];
    let counted = due("2026-03-02T08:00", 10, Unit::WorkingDay, &none, &waits);
    assert_eq!(counted.last_day, date(2026, 3, 16));
}

#[test]
fn a_last_day_on_whose_evening_the_clock_stands_moves_to_the_day_it_runs_again() {
    let none = Counting::default();
    let waits = [pause("2026-03-16T09:00", Some("2026-03-18T09:00"))];
    let counted = due("2026-03-02T08:00", 10, Unit::WorkingDay, &none, &waits);
    assert_eq!(counted.last_day, date(2026, 3, 18));
    // It runs again on a Sunday: the next working day.
    let waits = [pause("2026-03-16T09:00", Some("2026-03-22T09:00"))];
    let counted = due("2026-03-02T08:00", 14, Unit::Day, &none, &waits);
    assert_eq!(counted.last_day, date(2026, 3, 23));
}

#[test]
fn a_standing_clock_says_what_is_left() {
    let none = Counting::default();
    let waits = [pause("2026-03-05T10:00", None)];
    let left = |amount, unit| {
        let counted = due("2026-03-02T08:00", amount, unit, &none, &waits);
        counted.standing.map(|standing| standing.left)
    };
    // 03, 04 and 05/03 are used.
    assert_eq!(left(10, Unit::WorkingDay), Some(Left::WorkingDays(7)));
    assert_eq!(left(10, Unit::Day), Some(Left::Days(7)));
    // Seven hours, twice seven and a half, and two and a half are used.
    assert_eq!(left(26, Unit::WorkingHour), Some(Left::WorkingMinutes(90)));
    // It came to stand after the end.
    assert_eq!(left(2, Unit::WorkingDay), None);
    assert_eq!(left(24, Unit::WorkingHour), None);
}

#[test]
fn a_year_without_a_confirmed_table_is_answered_by_the_week_and_says_so() {
    let mut proposal = year_2026();
    proposal.confirmed = false;
    let calendar = Calendar::new(office_week(), vec![proposal], Articles::default());
    let status = calendar.status(date(2026, 1, 1));
    assert_eq!((status.rests, status.confirmed), (false, false));
    assert!(office().status(date(2026, 1, 1)).entry.is_some());
    assert!(office().status(date(2027, 1, 2)).rests);
    let counted = due(
        "2026-12-30T08:00",
        3,
        Unit::WorkingDay,
        &Counting::default(),
        &[],
    );
    assert_eq!(counted.unconfirmed, [2027]);
    assert!(matches!(
        counted.trace.last(),
        Some(TraceStep::Unconfirmed { .. })
    ));
    let counted = due(
        "2026-01-30T08:00",
        1,
        Unit::CalendarYear,
        &Counting::default(),
        &[],
    );
    assert_eq!(counted.unconfirmed, [2027]);
}

#[test]
fn the_highest_confirmed_edition_and_the_nearest_unit_count() {
    let local = YearTable {
        unit: Some("XA".into()),
        entries: vec![DayEntry {
            day: date(2026, 1, 10),
            kind: DayKind::Holiday,
            name: "Ngày của xã".into(),
            citation: Citation::default(),
        }],
        ..year_2026()
    };
    let mut second = year_2026();
    second.edition = 2;
    second
        .entries
        .retain(|entry| entry.day != date(2026, 8, 31));
    let mut third = year_2026();
    (third.edition, third.confirmed) = (3, false);
    let book = Book {
        weeks: vec![office_week(), one_stop_week()],
        years: vec![local, year_2026(), third, second],
        articles: Articles::default(),
    };
    let country = book.calendar(&[]);
    assert_eq!(country.years().len(), 1);
    assert_eq!(country.years()[0].edition, 2);
    assert!(!country.rests_on(date(2026, 8, 31)));
    assert!(!country.rests_on(date(2026, 1, 10)));
    let commune = book.calendar(&["XA", "TINH"]);
    assert!(commune.rests_on(date(2026, 1, 10)), "its own day outweighs");
    assert!(
        commune.rests_on(date(2026, 9, 2)),
        "the country's days hold"
    );
    assert!(commune.week().parts.is_empty());
    let desk = book.calendar(&["MC", "XA", "TINH"]);
    assert_eq!(desk.week().parts.len(), 1);
    assert!(desk.rests_on(date(2026, 1, 10)));
}

#[test]
fn damaged_values_end_a_count_and_not_the_program() {
    let calendar = Calendar::new(
        Week {
            rest: WeekDay::ALL.to_vec(),
            ..Week::default()
        },
        vec![],
        Articles::default(),
    );
    for unit in [
        Unit::WorkingHour,
        Unit::WorkingDay,
        Unit::Day,
        Unit::CalendarMonth,
        Unit::CalendarYear,
    ] {
        for start in [i64::MIN, -1, i64::MAX] {
            for amount in [0, u16::MAX] {
                let limit = Limit::of(amount, unit);
                let pauses = [Pause {
                    from: Instant(start),
                    until: Some(Instant(i64::MAX)),
                    reason: String::new(),
                }];
                recount(&calendar, Instant(start), &limit, &until_three(), &pauses);
                recount(&office(), Instant(start), &limit, &Counting::default(), &[]);
            }
        }
    }
}
