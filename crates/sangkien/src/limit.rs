//! `limit`: when a limit ends, by the calendar that is built in, with its arithmetic.

use std::path::Path;

use jiff::civil::{Date, DateTime, Time};
use sangkien_domain::calendar::{Calendar, Counted, Counting, Cutoff, Pause, count};
use sangkien_domain::law::{Citation, Limit, Unit};
use sangkien_domain::time::Instant;
use sangkien_i18n::arithmetic::{self, arithmetic};
use sangkien_i18n::{Language, label};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::cli::LimitArguments;
use crate::trouble::{Done, Trouble};

const VI: Language = Language::Vi;

/// What a unit is called: in English, and in Vietnamese with and without diacritics.
const UNITS: [(Unit, &[&str]); 5] = [
    (
        Unit::WorkingHour,
        &[
            "hour",
            "hours",
            "working hour",
            "working hours",
            "giờ",
            "giờ làm việc",
            "gio",
            "gio lam viec",
        ],
    ),
    (
        Unit::WorkingDay,
        &[
            "working day",
            "working days",
            "ngày làm việc",
            "ngay lam viec",
        ],
    ),
    (Unit::Day, &["day", "days", "ngày", "ngay"]),
    (Unit::CalendarMonth, &["month", "months", "tháng", "thang"]),
    (Unit::CalendarYear, &["year", "years", "năm", "nam"]),
];

/// A limit that has been counted.
#[derive(Debug)]
pub struct Answer {
    from: Instant,
    limit: Limit,
    unit: Option<String>,
    counted: Counted,
    lines: Vec<arithmetic::Line>,
}

impl Answer {
    /// The outcome in Vietnamese.
    pub fn words(&self) -> String {
        let mut text = format!("Hết hạn: {}\n", arithmetic::due(&self.counted, VI));
        if let Some(standing) = &self.counted.standing {
            text = format!(
                "Đang tạm dừng; còn {}. Nếu tính tiếp ngay, hết hạn: {}\n",
                arithmetic::left(standing.left, VI),
                arithmetic::due(&self.counted, VI)
            );
        }
        text.push_str("Cách tính thời hạn ");
        text.push_str(&label::limit(&self.limit, VI));
        text.push_str(":\n");
        for (index, line) in self.lines.iter().enumerate() {
            text.push_str(&format_line(index + 1, line));
        }
        text
    }

    /// The outcome as JSON.
    pub fn json(&self) -> Value {
        let lines = self.lines.iter();
        json!({
            "from": self.from.rfc3339(),
            "limit": label::limit(&self.limit, VI),
            "unit": self.unit,
            "due": self.counted.due.rfc3339(),
            "last_day": self.counted.last_day,
            "paused_since": self.counted.standing.map(|standing| standing.since.rfc3339()),
            "left": self.counted.standing.map(|standing| arithmetic::left(standing.left, VI)),
            "unconfirmed_years": self.counted.unconfirmed,
            "arithmetic": lines
                .map(|line| json!({ "text": line.text, "citations": line.citations }))
                .collect::<Vec<_>>(),
        })
    }
}

fn format_line(number: usize, line: &arithmetic::Line) -> String {
    if line.citations.is_empty() {
        format!("  {number}. {}.\n", line.text)
    } else {
        format!(
            "  {number}. {}.\n     Căn cứ: {}.\n",
            line.text,
            line.citations.join("; ")
        )
    }
}

fn said<T>(sentence: String) -> Done<T> {
    Err(Trouble::Said(sentence))
}

/// Counts what was asked.
pub fn answer(input: &LimitArguments) -> Done<Answer> {
    let Some(from) = moment(&input.from) else {
        return said(format!(
            "Thời điểm “{}” không đọc được; ghi như 2026-01-30T15:20+07:00.",
            input.from
        ));
    };
    let limit = length(&input.add)?;
    let rules = Counting {
        cutoff: input.cutoff.as_deref().map(cutoff).transpose()?,
    };
    let pauses = match &input.pauses {
        Some(path) => pauses(path)?,
        None => Vec::new(),
    };
    let calendar = calendar(input.unit.as_deref())?;
    let counted = count(&calendar, from, &limit, &rules, &pauses);
    if counted.last_day == Date::MAX {
        return said(format!(
            "Thời hạn “{}” dài quá: kết thúc sau năm 9999.",
            input.add
        ));
    }
    Ok(Answer {
        lines: arithmetic(&counted, calendar.articles(), VI),
        from,
        limit,
        unit: input.unit.clone(),
        counted,
    })
}

/// The calendar of a unit of the packs, or the country's.
pub(crate) fn calendar(unit: Option<&str>) -> Done<Calendar> {
    let book = sangkien_packs::calendar_book()?;
    let Some(code) = unit else {
        return Ok(book.calendar(&[]));
    };
    let units = sangkien_packs::plan()?.units;
    let find = |code: &str| units.iter().find(|unit| unit.code == code);
    let mut chain = Vec::new();
    let mut above = find(code);
    while let Some(unit) = above.filter(|_| chain.len() < units.len()) {
        chain.push(unit.code.as_str());
        above = unit.parent.as_deref().and_then(find);
    }
    if chain.is_empty() {
        return said(format!(
            "Không có đơn vị mã “{code}” trong dữ liệu kèm theo."
        ));
    }
    Ok(book.calendar(&chain))
}

/// A moment with its offset, or a moment or day of Vietnam.
pub(crate) fn moment(text: &str) -> Option<Instant> {
    let text = text.trim();
    Instant::parse(text)
        .or_else(|| {
            let civil = text.parse::<DateTime>().ok()?;
            Instant::in_vietnam(civil)
        })
        .filter(|at| (1..=9998).contains(&at.civil().year()))
}

/// Reads "2 ngày làm việc" or "2 working days".
fn length(text: &str) -> Done<Limit> {
    let words = text.trim().to_lowercase();
    let (amount, unit) = words
        .find(|letter: char| !letter.is_ascii_digit())
        .and_then(|end| words.split_at_checked(end))
        .unwrap_or((words.as_str(), ""));
    if amount.is_empty() {
        return said(format!(
            "Thời hạn “{text}” phải bắt đầu bằng một số nguyên, ví dụ “2 ngày làm việc”."
        ));
    }
    let amount = match amount.parse::<u16>() {
        Ok(amount) if amount > 0 => amount,
        _ => {
            return said(format!(
                "Độ dài {amount} của thời hạn phải từ 1 đến {}.",
                u16::MAX
            ));
        }
    };
    let unit = unit.split_whitespace().collect::<Vec<_>>().join(" ");
    let known = UNITS
        .iter()
        .find(|(_, names)| names.contains(&unit.as_str()));
    match known {
        Some((unit, _)) => Ok(Limit::of(amount, *unit)),
        None if unit.is_empty() => said(format!(
            "Thời hạn “{text}” thiếu đơn vị; dùng giờ, ngày làm việc, ngày, tháng hoặc năm."
        )),
        None => said(format!(
            "Đơn vị “{unit}” của thời hạn không dùng được; dùng giờ, ngày làm việc, ngày, tháng hoặc năm."
        )),
    }
}

fn cutoff(text: &str) -> Done<Cutoff> {
    match text.trim().parse::<Time>() {
        Ok(at) => Ok(Cutoff {
            at,
            citation: Citation::default(),
        }),
        Err(_) => said(format!(
            "Giờ chốt nhận “{text}” không đọc được; ghi như 15:00."
        )),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PausesFile {
    #[serde(default)]
    pause: Vec<RawPause>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPause {
    from: String,
    #[serde(default)]
    until: Option<String>,
    #[serde(default)]
    reason: String,
}

fn pauses(path: &Path) -> Done<Vec<Pause>> {
    let text = std::fs::read_to_string(path).map_err(Trouble::file("đọc", path))?;
    let file: PausesFile = match toml::from_str(&text) {
        Ok(file) => file,
        Err(error) => {
            let before = error.span().and_then(|span| text.get(..span.start));
            let line = before.map_or(1, |before| before.matches('\n').count() + 1);
            return said(format!(
                "Tệp {} sai ở dòng {line}; mỗi lần tạm dừng ghi [[pause]] với from, until và reason ({}).",
                path.display(),
                error.message()
            ));
        }
    };
    let mut pauses = Vec::new();
    for (index, raw) in file.pause.into_iter().enumerate() {
        let number = index + 1;
        let read = |text: &str| match moment(text) {
            Some(at) => Ok(at),
            None => said(format!(
                "Lần tạm dừng thứ {number}: thời điểm “{text}” không đọc được; ghi như 2026-01-30T15:20+07:00."
            )),
        };
        let from = read(&raw.from)?;
        let until = raw.until.as_deref().map(read).transpose()?;
        if until.is_some_and(|until| until < from) {
            return said(format!(
                "Lần tạm dừng thứ {number} kết thúc trước khi bắt đầu."
            ));
        }
        if until.is_none() && pauses.iter().any(|pause: &Pause| pause.until.is_none()) {
            return said(format!(
                "Lần tạm dừng thứ {number} chưa kết thúc, mà một lần trước cũng chưa kết thúc; chỉ một lần được để trống until."
            ));
        }
        pauses.push(Pause {
            from,
            until,
            reason: raw.reason,
        });
    }
    Ok(pauses)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_read_in_both_languages() {
        for (text, amount, unit) in [
            ("8 hours", 8, Unit::WorkingHour),
            ("1 giờ làm việc", 1, Unit::WorkingHour),
            ("2 working days", 2, Unit::WorkingDay),
            ("2  NGÀY  làm việc ", 2, Unit::WorkingDay),
            ("10 days", 10, Unit::Day),
            ("10 ngày", 10, Unit::Day),
            ("10ngay", 10, Unit::Day),
            ("3 months", 3, Unit::CalendarMonth),
            ("1 tháng", 1, Unit::CalendarMonth),
            ("1 year", 1, Unit::CalendarYear),
            ("5 năm", 5, Unit::CalendarYear),
        ] {
            let limit = length(text).unwrap();
            assert_eq!((limit.amount, limit.unit), (amount, unit), "{text}");
        }
    }

    #[test]
    fn a_length_that_cannot_be_read_says_why() {
        for (text, why) in [
            ("tháng", "phải bắt đầu bằng một số nguyên"),
            ("", "phải bắt đầu bằng một số nguyên"),
            ("-1 ngày", "phải bắt đầu bằng một số nguyên"),
            ("0 ngày", "phải từ 1 đến 65535"),
            ("70000 ngày", "phải từ 1 đến 65535"),
            ("3", "thiếu đơn vị"),
            ("3 fortnights", "“fortnights”"),
            ("1,5 tháng", "“,5 tháng”"),
        ] {
            let said = length(text).unwrap_err().to_string();
            assert!(said.contains(why), "{text}: {said}");
        }
    }

    #[test]
    fn a_moment_without_offset_is_vietnams() {
        let at = Instant::parse("2026-01-30T08:20:00Z");
        for text in [
            "2026-01-30T15:20+07:00",
            "2026-01-30T15:20",
            "2026-01-30 15:20",
            "2026-01-30T08:20Z",
        ] {
            assert_eq!(moment(text), at, "{text}");
        }
        assert_eq!(
            moment("2026-01-30"),
            Instant::start_of(jiff::civil::date(2026, 1, 30))
        );
        for text in ["30/01/2026", "2026-02-30", "", "9999-12-31"] {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
