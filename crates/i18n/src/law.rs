//! Words for the registry of law: kinds of acts and days, values of rules, faults of packs, and why
//! a calendar cannot be changed.

use sangkien_domain::calendar::DayKind;
use sangkien_domain::law::{Certainty, Citation, Limit};
use sangkien_domain::law_registry::{
    ActKind, Fault, FaultKind, LawRefusal, Moved, Rule, Scope, Standing, Value,
};
use sangkien_domain::time::day_text;
use sangkien_text::group_thousands;

use crate::refusal::Message;
use crate::{Language, label, rubric};

/// What kind of document an act is: "Nghị định".
pub fn act_kind(kind: ActKind, language: Language) -> &'static str {
    let (vi, en) = match kind {
        ActKind::Code => ("Bộ luật", "Code"),
        ActKind::Law => ("Luật", "Law"),
        ActKind::Resolution => ("Nghị quyết", "Resolution"),
        ActKind::Decree => ("Nghị định", "Decree"),
        ActKind::Circular => ("Thông tư", "Circular"),
        ActKind::Decision => ("Quyết định", "Decision"),
        ActKind::Plan => ("Kế hoạch", "Plan"),
        ActKind::Guidance => ("Văn bản hướng dẫn", "Guidance"),
        ActKind::Other => ("Văn bản khác", "Other"),
    };
    language.pick(vi, en)
}

/// How an act stands: "Còn hiệu lực".
pub fn standing(standing: Standing, language: Language) -> &'static str {
    let (vi, en) = match standing {
        Standing::Ahead => ("Chưa có hiệu lực", "Not yet in force"),
        Standing::InForce => ("Còn hiệu lực", "In force"),
        Standing::Ended => ("Hết hiệu lực", "No longer in force"),
    };
    language.pick(vi, en)
}

/// How well something is attested: "Chưa kiểm chứng".
pub fn certainty(certainty: Certainty, language: Language) -> &'static str {
    let (vi, en) = match certainty {
        Certainty::Official => ("Đã đọc văn bản", "Official text read"),
        Certainty::Secondary => ("Nguồn thứ cấp", "Secondary source"),
        Certainty::Unverified => ("Chưa kiểm chứng", "Unverified"),
    };
    language.pick(vi, en)
}

/// What a day of a table is: "Nghỉ bù".
pub fn day_kind(kind: DayKind, language: Language) -> &'static str {
    let (vi, en) = match kind {
        DayKind::Holiday => ("Nghỉ lễ, tết", "Holiday"),
        DayKind::CompensatoryRest => ("Nghỉ bù", "Compensatory rest"),
        DayKind::SwappedRest => ("Nghỉ hoán đổi", "Swapped rest"),
        DayKind::SwappedWork => ("Làm bù", "Worked in exchange"),
    };
    language.pick(vi, en)
}

/// Where something holds, without the name of the place: "Cả nước", "Tỉnh ha-noi".
pub fn scope(scope: &Scope, language: Language) -> String {
    match scope {
        Scope::Nation => language.pick("Cả nước", "Nationwide").to_owned(),
        Scope::Province(code) => {
            language.pick(format!("Tỉnh “{code}”"), format!("Province {code}"))
        }
        Scope::Unit(code) => language.pick(format!("Đơn vị “{code}”"), format!("Unit {code}")),
    }
}

/// How a row moves when a pack is loaded.
pub fn moved(moved: Moved, language: Language) -> &'static str {
    let (vi, en) = match moved {
        Moved::Added => ("Thêm", "Added"),
        Moved::Changed => ("Sửa", "Changed"),
        Moved::Ended => ("Hết hiệu lực", "Ended"),
        Moved::Removed => ("Bỏ", "Removed"),
    };
    language.pick(vi, en)
}

/// The value of a rule with its unit: "2.530.000 đồng/tháng", "2/3", "1 tháng".
pub fn value(rule: &Rule, language: Language) -> String {
    let plain = match &rule.value {
        Value::Number { hundredths } => number(*hundredths, language),
        Value::Money { dong } => group_thousands(*dong),
        // Hundredths read more easily as a percentage.
        Value::Ratio {
            numerator,
            denominator: 100,
        } => format!("{numerator} %"),
        Value::Ratio {
            numerator,
            denominator,
        } => format!("{numerator}/{denominator}"),
        Value::Limit { amount, unit } => {
            let limit = Limit {
                amount: *amount,
                unit: *unit,
                citation: Citation::default(),
            };
            label::limit(&limit, language)
        }
        Value::Text { text } => text.clone(),
    };
    if rule.unit.is_empty() {
        plain
    } else {
        format!("{plain} {}", rule.unit)
    }
}

fn number(hundredths: i64, language: Language) -> String {
    let (whole, part) = (hundredths / 100, (hundredths % 100).abs());
    let mark = language.pick(',', '.');
    match part {
        0 => group_thousands(whole),
        part if part % 10 == 0 => format!("{}{mark}{}", group_thousands(whole), part / 10),
        part => format!("{}{mark}{part:02}", group_thousands(whole)),
    }
}

/// The days of a rule: "từ 01/07/2026", "đến hết 30/06/2025", "01/07/2024 – 30/06/2026".
pub fn period(rule: &Rule, language: Language) -> String {
    match (rule.from, rule.until) {
        (Some(from), Some(until)) => format!("{} – {}", day_text(from), day_text(until)),
        (Some(from), None) => language.pick(
            format!("từ {}", day_text(from)),
            format!("from {}", day_text(from)),
        ),
        (None, Some(until)) => language.pick(
            format!("đến hết {}", day_text(until)),
            format!("until {}", day_text(until)),
        ),
        (None, None) => language
            .pick("không có nguồn nêu ngày", "no source states the days")
            .to_owned(),
    }
}

/// A fault of a pack with its place: "rules.toml, dòng 12: …".
pub fn fault(fault: &Fault, language: Language) -> String {
    let place = match (fault.place.line, language) {
        (0, _) => fault.place.file.clone(),
        (line, Language::Vi) => format!("{}, dòng {line}", fault.place.file),
        (line, Language::En) => format!("{}:{line}", fault.place.file),
    };
    let what = match language {
        Language::Vi => fault_vi(&fault.kind),
        Language::En => fault_en(&fault.kind),
    };
    format!("{place}: {what}")
}

fn fault_vi(kind: &FaultKind) -> String {
    match kind {
        FaultKind::MissingFile => "gói phải có tệp này.".into(),
        FaultKind::UnknownFile => "tệp không thuộc quy cách của gói.".into(),
        FaultKind::Link => "là liên kết; chép tệp thật vào thư mục của gói.".into(),
        FaultKind::Special => "không phải tệp thường hoặc thư mục.".into(),
        FaultKind::TooLarge { bytes, most } => format!(
            "tệp dài {} byte, nhiều nhất là {} byte.",
            thousands(*bytes),
            thousands(*most)
        ),
        FaultKind::TooMany { most } => format!("gói có nhiều hơn {most} tệp."),
        FaultKind::NotText => "không phải văn bản UTF-8.".into(),
        FaultKind::Syntax => "không đúng cú pháp TOML.".into(),
        FaultKind::UnknownKey { key } => format!("không có khóa “{key}” ở chỗ này."),
        FaultKind::MissingKey { key } => format!("thiếu khóa “{key}”."),
        FaultKind::BadValue { key } => format!("giá trị của “{key}” không đúng quy cách."),
        FaultKind::Repeated { code } => format!("“{code}” ghi hai lần."),
        FaultKind::UnknownAct { code } => format!("không có văn bản mã “{code}”."),
        FaultKind::ActOfAnotherPack { code, pack } => {
            format!("văn bản mã “{code}” đã thuộc gói “{pack}”.")
        }
        FaultKind::Circle { code } => {
            format!("chuỗi thay thế của văn bản “{code}” quay lại chính nó.")
        }
        FaultKind::EndsBeforeBegins => "ngày cuối đứng trước ngày đầu.".into(),
        FaultKind::BeforeItsAct { act_from } => format!(
            "dòng bắt đầu trước khi văn bản có hiệu lực ({}).",
            day_text(*act_from)
        ),
        FaultKind::OutlivesItsAct { act_ended } => format!(
            "dòng còn hiệu lực sau khi văn bản hết hiệu lực ({}).",
            day_text(*act_ended)
        ),
        FaultKind::Overlap { key, other } => {
            format!("khóa “{key}” có ngày chung với dòng {other}.")
        }
        FaultKind::OtherYear { day } => {
            format!("ngày {} không thuộc năm của bảng.", day_text(*day))
        }
        FaultKind::RepeatedDay { day } => format!("ngày {} ghi hai lần.", day_text(*day)),
        FaultKind::NotWeeklyRest { day } => format!(
            "ngày làm bù {} không phải thứ Bảy hoặc Chủ nhật.",
            day_text(*day)
        ),
        FaultKind::Unfit { entry } if entry.is_empty() => {
            "giá trị ở chỗ này không dùng được.".into()
        }
        FaultKind::Unfit { entry } => format!("mục “{entry}” không dùng được."),
        FaultKind::Rubric(kind) => rubric::fault_vi(kind),
        FaultKind::StillCited { code, pack } => {
            format!(
                "văn bản mã “{code}” không còn trong gói, nhưng quy định của gói “{pack}” dựa vào."
            )
        }
    }
}

fn fault_en(kind: &FaultKind) -> String {
    match kind {
        FaultKind::MissingFile => "a pack must have this file".into(),
        FaultKind::UnknownFile => "has no place in a pack".into(),
        FaultKind::Link => "is a symbolic link".into(),
        FaultKind::Special => "is neither a file nor a folder".into(),
        FaultKind::TooLarge { bytes, most } => format!("has {bytes} bytes, {most} at most"),
        FaultKind::TooMany { most } => format!("the pack has more than {most} files"),
        FaultKind::NotText => "is not UTF-8 text".into(),
        FaultKind::Syntax => "is not TOML".into(),
        FaultKind::UnknownKey { key } => format!("the key “{key}” has no meaning here"),
        FaultKind::MissingKey { key } => format!("the key “{key}” is missing"),
        FaultKind::BadValue { key } => format!("the value of “{key}” is not of its form"),
        FaultKind::Repeated { code } => format!("“{code}” stands twice"),
        FaultKind::UnknownAct { code } => format!("there is no act “{code}”"),
        FaultKind::ActOfAnotherPack { code, pack } => {
            format!("the act “{code}” belongs to the pack “{pack}”")
        }
        FaultKind::Circle { code } => format!("the act “{code}” replaces itself through others"),
        FaultKind::EndsBeforeBegins => "ends before it begins".into(),
        FaultKind::BeforeItsAct { act_from } => format!("begins before its act ({act_from})"),
        FaultKind::OutlivesItsAct { act_ended } => format!("outlives its act ({act_ended})"),
        FaultKind::Overlap { key, other } => {
            format!("the key “{key}” shares days with line {other}")
        }
        FaultKind::OtherYear { day } => format!("{day} is not in the year of its table"),
        FaultKind::RepeatedDay { day } => format!("{day} stands twice"),
        FaultKind::NotWeeklyRest { day } => format!("{day} is no day of weekly rest"),
        FaultKind::Unfit { entry } => format!("the entry “{entry}” cannot be used"),
        FaultKind::Rubric(kind) => rubric::fault_en(kind),
        FaultKind::StillCited { code, pack } => {
            format!("the act “{code}” is gone, but rules of the pack “{pack}” rest on it")
        }
    }
}

fn thousands(number: u64) -> String {
    group_thousands(i64::try_from(number).unwrap_or(i64::MAX))
}

pub(crate) fn refusal_vi(refusal: &LawRefusal) -> Message {
    match refusal {
        LawRefusal::YearOutOfRange { first, last } => {
            Message::new(format!("Lịch chỉ lập cho các năm từ {first} đến {last}."))
        }
        LawRefusal::OtherYear { year } => Message::new(format!("Ngày này không thuộc năm {year}."))
            .todo("Ghi ngày của năm trong bảng, hoặc mở bảng của năm khác."),
        LawRefusal::DayUnnamed => Message::new("Ghi tên của ngày, ví dụ “Giỗ Tổ Hùng Vương”."),
        LawRefusal::DayWithoutSource => {
            Message::new("Ghi văn bản quy định hoặc thông báo về ngày này.")
        }
        LawRefusal::NotWeeklyRest { day } => Message::new(format!(
            "Ngày {} không phải thứ Bảy hoặc Chủ nhật nên không thể là ngày làm bù.",
            day_text(*day)
        )),
        LawRefusal::EmptyTable => {
            Message::new("Bảng chưa có ngày nào.").todo("Nhập các ngày nghỉ của năm rồi xác nhận.")
        }
        LawRefusal::NothingNew => Message::new("Bản nháp giống hệt bảng đang áp dụng.")
            .kept("Bảng đang áp dụng giữ nguyên.")
            .todo("Sửa bản nháp, hoặc bỏ bản nháp."),
        LawRefusal::UnknownScope => Message::new("Chưa chọn phạm vi áp dụng của bảng.")
            .todo("Chọn cả nước hoặc một đơn vị."),
    }
}

pub(crate) fn refusal_en(refusal: &LawRefusal) -> Message {
    match refusal {
        LawRefusal::YearOutOfRange { first, last } => Message::new(format!(
            "Calendars are kept for the years {first} to {last} only."
        )),
        LawRefusal::OtherYear { year } => {
            Message::new(format!("The day is not in the year {year}."))
        }
        LawRefusal::DayUnnamed => Message::new("The day needs a name."),
        LawRefusal::DayWithoutSource => {
            Message::new("The act or announcement behind the day is missing.")
        }
        LawRefusal::NotWeeklyRest { day } => Message::new(format!(
            "{} is no Saturday or Sunday and cannot be worked in exchange.",
            day_text(*day)
        )),
        LawRefusal::EmptyTable => Message::new("The table has no day."),
        LawRefusal::NothingNew => Message::new("The draft is the same as the table in force."),
        LawRefusal::UnknownScope => Message::new("The scope of the table is not known."),
    }
}

#[cfg(test)]
mod tests {
    use sangkien_domain::law::Unit;
    use sangkien_domain::law_registry::Place;

    use super::*;

    fn rule(value: Value, unit: &str) -> Rule {
        Rule {
            key: "mau".into(),
            scope: Scope::Nation,
            value,
            unit: unit.into(),
            from: None,
            until: None,
            act: String::new(),
            article: String::new(),
            certainty: Certainty::Official,
            name: String::new(),
            note: String::new(),
        }
    }

    #[test]
    fn values_are_written_as_officials_write_them() {
        for (value, unit, words) in [
            (
                Value::Money { dong: 2_530_000 },
                "đồng/tháng",
                "2.530.000 đồng/tháng",
            ),
            (Value::Number { hundredths: 50 }, "điểm", "0,5 điểm"),
            (Value::Number { hundredths: 500 }, "", "5"),
            (
                Value::Ratio {
                    numerator: 2,
                    denominator: 3,
                },
                "",
                "2/3",
            ),
            (
                Value::Ratio {
                    numerator: 7,
                    denominator: 100,
                },
                "",
                "7 %",
            ),
            (
                Value::Limit {
                    amount: 7,
                    unit: Unit::WorkingDay,
                },
                "",
                "7 ngày làm việc",
            ),
        ] {
            assert_eq!(super::value(&rule(value, unit), Language::Vi), words);
        }
    }

    #[test]
    fn a_fault_is_told_with_its_line() {
        let place = Place {
            file: "rules.toml".into(),
            line: 12,
        };
        let fault = Fault {
            place,
            kind: FaultKind::MissingKey { key: "act".into() },
        };
        assert_eq!(
            super::fault(&fault, Language::Vi),
            "rules.toml, dòng 12: thiếu khóa “act”."
        );
    }
}
