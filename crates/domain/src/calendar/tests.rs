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
            calendar.last_day(event, &Calendar::limit(amount, unit)),
            last,
            "{event} + {amount} {unit:?}"
        );
    }
}
