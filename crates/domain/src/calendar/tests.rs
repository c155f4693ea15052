//! Counting by hand-made examples; the laws it obeys stand in `properties`.

mod keys;
mod properties;

use jiff::civil::{date, time};

use super::*;
use crate::law::Unit;

/// Officials' year 2026, with its swaps.
fn year_2026() -> YearTable {
    let entry = |month, day, kind, name: &str| DayEntry {
        day: date(2026, month, day),
        kind,
        name: name.to_owned(),
        citation: Citation::default(),
    };
    let mut entries = vec![
        entry(1, 1, DayKind::Holiday, "Tết Dương lịch"),
        entry(1, 2, DayKind::SwappedRest, "Hoán đổi"),
        entry(1, 10, DayKind::SwappedWork, "Làm bù"),
        entry(4, 26, DayKind::Holiday, "Giỗ Tổ Hùng Vương"),
        entry(4, 27, DayKind::CompensatoryRest, "Giỗ Tổ Hùng Vương"),
        entry(4, 30, DayKind::Holiday, "Ngày Chiến thắng"),
        entry(5, 1, DayKind::Holiday, "Ngày Quốc tế lao động"),
        entry(8, 22, DayKind::SwappedWork, "Làm bù"),
        entry(8, 31, DayKind::SwappedRest, "Hoán đổi"),
        entry(9, 1, DayKind::Holiday, "Quốc khánh"),
        entry(9, 2, DayKind::Holiday, "Quốc khánh"),
        entry(11, 24, DayKind::Holiday, "Ngày Văn hóa Việt Nam"),
    ];
    entries.extend((16..=20).map(|day| entry(2, day, DayKind::Holiday, "Tết Nguyên đán")));
    YearTable {
        year: 2026,
        unit: None,
        edition: 1,
        confirmed: true,
        entries,
    }
}

fn sessions() -> Vec<Session> {
    let session = |from, until| Session { from, until };
    vec![
        session(time(7, 30, 0, 0), time(11, 30, 0, 0)),
        session(time(13, 30, 0, 0), time(17, 0, 0, 0)),
    ]
}

fn office_week() -> Week {
    Week {
        sessions: sessions(),
        ..Week::default()
    }
}

/// A one-stop office that also works on Saturday mornings.
fn one_stop_week() -> Week {
    Week {
        unit: Some("MC".into()),
        parts: vec![PartDay {
            day: WeekDay::Saturday,
            sessions: sessions().into_iter().take(1).collect(),
        }],
        ..office_week()
    }
}

fn office() -> Calendar {
    Calendar::new(office_week(), vec![year_2026()], Articles::default())
}

fn at(text: &str) -> Instant {
    Instant::parse(&format!("{text}+07:00")).unwrap()
}

fn pause(from: &str, until: Option<&str>) -> Pause {
    Pause {
        from: at(from),
        until: until.map(at),
        reason: "chờ bổ sung".into(),
    }
}

fn until_three() -> Counting {
    Counting {
        cutoff: Some(Cutoff {
            at: time(15, 0, 0, 0),
            citation: Citation::default(),
        }),
    }
}
