use jiff::civil::date;
use sangkien_domain::calendar::{
    Calendar, Counting, Cutoff, DayEntry, Pause, Session, Week, YearTable, count,
};
use sangkien_domain::law::{Certainty, Citation, Limit, Unit};

use super::*;

fn cited(article: &str) -> Citation {
    Citation {
        act: "Bộ luật mẫu".into(),
        article: article.into(),
        certainty: Certainty::Official,
    }
}

fn calendar() -> Calendar {
    let entry = |month, day, kind, name: &str| DayEntry {
        day: date(2026, month, day),
        kind,
        name: name.into(),
        citation: cited("Điều 9"),
    };
    let table = YearTable {
        year: 2026,
        unit: None,
        edition: 1,
        confirmed: true,
        entries: vec![
            entry(1, 2, DayKind::SwappedRest, "Nghỉ hoán đổi với ngày 10/01"),
            entry(1, 10, DayKind::SwappedWork, "Làm bù cho ngày 02/01"),
            entry(2, 19, DayKind::Holiday, "Tết Nguyên đán"),
            entry(2, 20, DayKind::Holiday, "Tết Nguyên đán"),
            entry(4, 27, DayKind::CompensatoryRest, "Giỗ Tổ Hùng Vương"),
        ],
    };
    let session = |from, until| Session {
        from: Time::constant(from, 30, 0, 0),
        until: Time::constant(until, 30, 0, 0),
    };
    let week = Week {
        sessions: vec![session(7, 11), session(13, 17)],
        ..Week::default()
    };
    let articles = Articles {
        event_day: cited("Điều 1"),
        days: cited("Điều 2"),
        months: cited("Điều 3"),
        rest_day: cited("Điều 4"),
        end_of_day: cited("Điều 5"),
        hours: cited("Điều 6"),
        years: cited("Điều 7"),
    };
    Calendar::new(week, vec![table], articles)
}

fn at(text: &str) -> Instant {
    Instant::parse(&format!("{text}+07:00")).unwrap()
}

fn told(start: &str, amount: u16, unit: Unit, pauses: &[Pause], language: Language) -> Vec<String> {
    let calendar = calendar();
    let rules = Counting {
        cutoff: Some(Cutoff {
            at: Time::constant(15, 0, 0, 0),
            citation: Citation::default(),
        }),
    };
    let counted = count(
        &calendar,
        at(start),
        &Limit::of(amount, unit),
        &rules,
        pauses,
    );
    arithmetic(&counted, calendar.articles(), language)
        .into_iter()
        .map(|line| match line.citations.join("; ") {
            cited if cited.is_empty() => line.text,
            cited => format!("{} [{cited}]", line.text),
        })
        .collect()
}

#[test]
fn a_month_is_told_from_the_receipt_to_the_next_working_day() {
    let told = told(
        "2026-01-30T15:20",
        1,
        Unit::CalendarMonth,
        &[],
        Language::Vi,
    );
    assert_eq!(
        told,
        [
            "Thời điểm bắt đầu: 15:20 ngày 30/01/2026",
            "Sau 15:00 nên tính như nhận vào ngày làm việc tiếp theo, 02/02/2026",
            "Không tính ngày 02/02/2026; tính từ ngày 03/02/2026 [Điều 1, Bộ luật mẫu]",
            "Cộng 1 tháng: ngày tương ứng là 02/03/2026 [Điều 3, Bộ luật mẫu]",
            "Thời hạn kết thúc lúc 24:00 ngày 02/03/2026 [Điều 5, Bộ luật mẫu]",
        ]
    );
}

#[test]
fn the_days_on_the_way_are_named_with_their_sources() {
    let told = told("2026-02-13T10:00", 5, Unit::WorkingDay, &[], Language::Vi);
    assert_eq!(
        told[2],
        "Đếm 5 ngày làm việc: ngày cuối là 24/02/2026; không tính 4 ngày nghỉ hằng tuần; \
         19/02/2026–20/02/2026 (Tết Nguyên đán) [Điều 2, Bộ luật mẫu; Điều 9, Bộ luật mẫu]"
    );
    let worked = self::told("2026-01-09T10:00", 1, Unit::WorkingDay, &[], Language::Vi);
    assert!(
        worked[2].contains("có tính 10/01/2026 (Làm bù cho ngày 02/01)"),
        "{}",
        worked[2]
    );
    let rolled = self::told("2026-04-22T10:00", 4, Unit::Day, &[], Language::Vi);
    assert_eq!(
        rolled[3],
        "Ngày 26/04/2026 là ngày nghỉ nên chuyển sang ngày làm việc tiếp theo, 28/04/2026; các \
         ngày nghỉ: 1 ngày nghỉ hằng tuần; 27/04/2026 (nghỉ bù Giỗ Tổ Hùng Vương) \
         [Điều 4, Bộ luật mẫu; Điều 9, Bộ luật mẫu]"
    );
}

#[test]
fn pauses_and_what_is_left_are_told_with_their_reason() {
    let pauses = |until: Option<&str>| {
        [Pause {
            from: at("2026-03-05T10:00"),
            until: until.map(at),
            reason: "chờ bổ sung hồ sơ".into(),
        }]
    };
    let closed = pauses(Some("2026-03-10T09:00"));
    let hours = told(
        "2026-03-05T09:00",
        4,
        Unit::WorkingHour,
        &closed,
        Language::Vi,
    );
    assert_eq!(
        hours[1..3],
        [
            "Tạm dừng từ 10:00 ngày 05/03/2026 đến 09:00 ngày 10/03/2026 (chờ bổ sung hồ sơ): \
             không tính 23 giờ làm việc"
                .to_owned(),
            "Đếm 4 giờ làm việc: 1 giờ ngày 05/03/2026, 3 giờ ngày 10/03/2026; hết lúc 14:00 \
             ngày 10/03/2026; không tính 2 ngày nghỉ hằng tuần [Điều 6, Bộ luật mẫu]"
                .to_owned(),
        ]
    );
    let open = told(
        "2026-03-02T08:00",
        10,
        Unit::WorkingDay,
        &pauses(None),
        Language::Vi,
    );
    assert_eq!(
        open.last().unwrap(),
        "Đang tạm dừng từ 10:00 ngày 05/03/2026 (chờ bổ sung hồ sơ); còn 7 ngày làm việc"
    );
}

#[test]
fn an_unconfirmed_year_is_told() {
    let told = told("2026-12-30T08:00", 3, Unit::WorkingDay, &[], Language::Vi);
    assert_eq!(
        told.last().unwrap(),
        "Lịch nghỉ năm 2027 chưa được xác nhận nên mới trừ ngày nghỉ hằng tuần"
    );
}

#[test]
fn both_languages_tell_the_same_steps() {
    let open = [Pause {
        from: at("2026-03-05T10:00"),
        until: None,
        reason: String::new(),
    }];
    for unit in [
        Unit::WorkingHour,
        Unit::WorkingDay,
        Unit::Day,
        Unit::CalendarMonth,
        Unit::CalendarYear,
    ] {
        let count = |language| told("2026-02-28T08:00", 12, unit, &open, language);
        let (vi, en) = (count(Language::Vi), count(Language::En));
        assert_eq!(vi.len(), en.len());
        for line in en {
            let words = line.split(['[', '(']).next().unwrap();
            assert!(words.is_ascii() || words.contains('–'), "{words}");
        }
    }
    assert_eq!(
        english::counted(2, "day of weekly rest"),
        "2 days of weekly rest"
    );
    assert_eq!(english::counted(1, "working day"), "1 working day");
}

#[test]
fn the_end_is_a_day_or_a_moment() {
    let calendar = calendar();
    let end = |amount, unit, language| {
        let limit = Limit::of(amount, unit);
        let start = at("2026-01-30T15:20");
        due(
            &count(&calendar, start, &limit, &Counting::default(), &[]),
            language,
        )
    };
    assert_eq!(
        end(1, Unit::CalendarMonth, Language::Vi),
        "hết ngày 02/03/2026"
    );
    assert_eq!(
        end(2, Unit::WorkingHour, Language::Vi),
        "17:20 ngày 30/01/2026"
    );
    assert_eq!(end(1, Unit::Day, Language::En), "end of 2026-02-02");
}
