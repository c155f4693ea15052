use jiff::civil::{Date, date};
use sangkien_domain::calendar::{DayKind, WeekDay};
use sangkien_domain::law::Certainty;

use crate::{calendar, calendar_book, calendar_proposal, calendar_years, plan};

#[test]
fn officials_rest_and_work_as_announced() {
    let calendar = calendar().unwrap();
    for (day, rests) in [
        (date(2024, 2, 7), false),
        (date(2024, 2, 8), true),
        (date(2024, 2, 14), true),
        (date(2024, 4, 18), true),
        (date(2024, 4, 29), true),
        (date(2024, 5, 4), false),
        (date(2024, 5, 5), true),
        (date(2024, 9, 3), true),
        (date(2025, 4, 26), false),
        (date(2025, 5, 2), true),
        (date(2023, 5, 3), true),
        (date(2026, 1, 10), false),
        (date(2026, 8, 22), false),
    ] {
        assert_eq!(calendar.rests_on(day), rests, "{day}");
    }
    for year in 2023..=2026 {
        assert!(calendar.is_confirmed(year), "{year}");
    }
    assert!(!calendar.is_confirmed(2027));
}

#[test]
fn every_day_of_a_table_names_its_source() {
    for table in calendar_years().unwrap() {
        assert!(table.confirmed, "{}", table.year);
        for entry in table.entries {
            assert!(!entry.name.is_empty(), "{}", entry.day);
            assert!(!entry.citation.act.is_empty(), "{}", entry.day);
        }
    }
}

/// The days in a row on which offices rest around `day`.
fn row(day: Date) -> (Date, Date, i32) {
    let calendar = calendar().unwrap();
    let (mut first, mut last, mut days) = (day, day, 1);
    while calendar.rests_on(first.yesterday().unwrap()) {
        first = first.yesterday().unwrap();
        days += 1;
    }
    while calendar.rests_on(last.tomorrow().unwrap()) {
        last = last.tomorrow().unwrap();
        days += 1;
    }
    (first, last, days)
}

#[test]
fn the_rest_of_2026_has_the_lengths_that_were_announced() {
    for (day, first, last, days) in [
        ((1, 1), (1, 1), (1, 4), 4),
        ((2, 17), (2, 14), (2, 22), 9),
        ((4, 26), (4, 25), (4, 27), 3),
        ((4, 30), (4, 30), (5, 3), 4),
        ((9, 2), (8, 29), (9, 2), 5),
        ((11, 24), (11, 24), (11, 24), 1),
    ] {
        let in_2026 = |(month, day)| date(2026, month, day);
        assert_eq!(row(in_2026(day)), (in_2026(first), in_2026(last), days));
    }
}

#[test]
fn swapped_days_of_2026_are_marked_as_not_verified() {
    let tables = calendar_years().unwrap();
    let table = tables.iter().find(|table| table.year == 2026).unwrap();
    let swapped: Vec<Date> = table
        .entries
        .iter()
        .filter(|entry| matches!(entry.kind, DayKind::SwappedRest | DayKind::SwappedWork))
        .inspect(|entry| assert_eq!(entry.citation.certainty, Certainty::Unverified))
        .map(|entry| entry.day)
        .collect();
    let expected = [(1, 2), (1, 10), (8, 22), (8, 31)].map(|(month, day)| date(2026, month, day));
    assert_eq!(swapped, expected);
}

fn proposed(year: i16, kind: DayKind, name: &str) -> Vec<Date> {
    let table = calendar_proposal(year).unwrap();
    assert!(!table.confirmed);
    table
        .entries
        .iter()
        .filter(|entry| entry.kind == kind && entry.name == name)
        .map(|entry| entry.day)
        .collect()
}

#[test]
fn proposals_hold_tet_and_the_day_of_the_hung_kings() {
    for (year, tet, kings) in [
        (2026, (2, 17), Some((4, 26))),
        (2027, (2, 6), Some((4, 16))),
        (2028, (1, 26), Some((4, 4))),
        (2029, (2, 13), Some((4, 23))),
        (2030, (2, 2), Some((4, 12))),
        (2031, (1, 23), None),
    ] {
        let in_year = |(month, day)| date(year, month, day);
        let days = proposed(year, DayKind::Holiday, "Tết Nguyên đán");
        assert_eq!(days.len(), 5);
        assert_eq!(days[1], in_year(tet), "{year}");
        let found = proposed(year, DayKind::Holiday, "Giỗ Tổ Hùng Vương");
        assert_eq!(found.len(), 1);
        if let Some(kings) = kings {
            assert_eq!(found[0], in_year(kings));
        }
    }
}

#[test]
fn a_holiday_on_the_weekly_rest_is_made_up_for_on_the_next_working_day() {
    let made_up = |year, name| proposed(year, DayKind::CompensatoryRest, name);
    assert_eq!(made_up(2026, "Giỗ Tổ Hùng Vương"), [date(2026, 4, 27)]);
    assert_eq!(made_up(2027, "Ngày Quốc tế lao động"), [date(2027, 5, 3)]);
    // 30/4/2028 is a Sunday and 1/5 a holiday itself.
    assert_eq!(made_up(2028, "Ngày Chiến thắng"), [date(2028, 5, 2)]);
    assert_eq!(made_up(2027, "Giỗ Tổ Hùng Vương"), []);
    // Tết 2027 takes in Saturday 06/02 and Sunday 07/02.
    assert_eq!(
        made_up(2027, "Tết Nguyên đán"),
        [date(2027, 2, 10), date(2027, 2, 11)]
    );
}

#[test]
fn the_day_of_culture_is_proposed_from_2026_on() {
    let days = |year| proposed(year, DayKind::Holiday, "Ngày Văn hóa Việt Nam");
    assert_eq!(days(2025), []);
    assert_eq!(days(2026), [date(2026, 11, 24)]);
    let named = |year| {
        let table = calendar_proposal(year).unwrap();
        let holidays = table.entries.iter();
        holidays
            .filter(|entry| entry.kind == DayKind::Holiday)
            .count()
    };
    assert_eq!((named(2025), named(2026)), (11, 12));
}

#[test]
fn what_is_proposed_agrees_with_what_was_announced_but_for_swaps_and_choices() {
    for table in calendar_years().unwrap() {
        let proposal = calendar_proposal(table.year).unwrap();
        for entry in table.entries {
            // Tết and the day beside Quốc khánh are chosen anew each year.
            let chosen = ["Tết Nguyên đán", "Quốc khánh"].contains(&entry.name.as_str());
            if chosen || matches!(entry.kind, DayKind::SwappedRest | DayKind::SwappedWork) {
                continue;
            }
            assert!(
                proposal.entries.iter().any(|found| found.day == entry.day
                    && found.kind == entry.kind
                    && found.name == entry.name),
                "{entry:?}"
            );
        }
    }
}

#[test]
fn a_unit_with_a_week_of_its_own_is_one_of_the_plan() {
    let units = plan().unwrap().units;
    let weeks = calendar_book().unwrap().weeks;
    assert_eq!(weeks.iter().filter(|week| week.unit.is_none()).count(), 1);
    for week in &weeks {
        assert!(!week.sessions.is_empty());
        if let Some(code) = &week.unit {
            assert!(units.iter().any(|unit| unit.code == *code), "{code}");
        }
    }
    let own = calendar_book()
        .unwrap()
        .calendar(&["TT-PHUCTHO", "PT", "HN"]);
    assert_eq!(own.week().parts[0].day, WeekDay::Saturday);
    let other = calendar_book().unwrap().calendar(&["PKT", "PT", "HN"]);
    assert!(other.week().parts.is_empty());
}
