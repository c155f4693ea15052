//! Words for procedures as data: what a step, clock, actor or effect is called, and why a version
//! of a procedure cannot be made, checked or put in force.

use sangkien_casework::condition::Kind;
use sangkien_casework::definition::{
    AuthorGets, ClockMode, Delivery, Opinion, Payment, Quorum, StepKind, UnitOf, Who,
};
use sangkien_domain::law::{Certainty, Unit};
use sangkien_domain::refusal::ProcedureRefusal;
use sangkien_domain::time::{day_text, moment_text};

use crate::Language;
use crate::label;
use crate::refusal::Message;

/// What is done at a step: "Họp hội đồng".
pub fn step_kind(kind: StepKind, language: Language) -> &'static str {
    let (vi, en) = match kind {
        StepKind::Intake => ("Lập và nộp hồ sơ", "Intake"),
        StepKind::Check => ("Kiểm tra hồ sơ", "Check"),
        StepKind::Opinion => ("Cho ý kiến", "Opinion"),
        StepKind::OverlapReview => ("Xem xét trùng lặp", "Overlap review"),
        StepKind::Marking => ("Chấm điểm", "Marking"),
        StepKind::Session => ("Họp hội đồng", "Session"),
        StepKind::Decision => ("Quyết định", "Decision"),
        StepKind::Issue => ("Cấp số, ban hành", "Issue"),
        StepKind::Publish => ("Công bố, trả kết quả", "Publication"),
        StepKind::WaitForAuthor => ("Chờ người nộp", "Wait for the applicant"),
        StepKind::End => ("Kết thúc", "End"),
    };
    language.pick(vi, en)
}

/// Whether limits run: "Đang tính".
pub fn clock(clock: ClockMode, language: Language) -> &'static str {
    let (vi, en) = match clock {
        ClockMode::NotStarted => ("Chưa tính", "Not started"),
        ClockMode::Running => ("Đang tính", "Running"),
        ClockMode::Suspended => ("Tạm dừng", "Suspended"),
        ClockMode::Stopped => ("Đã dừng hẳn", "Stopped"),
    };
    language.pick(vi, en)
}

/// When the author gets to see what an official attaches: "Không, tài liệu nội bộ". `state` is the
/// name of the state that is meant, where one is.
pub fn author_gets(gets: &AuthorGets, state: &str, language: Language) -> String {
    match gets {
        AuthorGets::Never => language
            .pick("Không, tài liệu nội bộ", "Never, it stays inside")
            .to_owned(),
        AuthorGets::AfterAct => language
            .pick(
                "Sau khi việc ở bước được thực hiện",
                "Once the act of the step is done",
            )
            .to_owned(),
        AuthorGets::From(_) => match language {
            Language::Vi => format!("Từ khi hồ sơ đến trạng thái “{state}”"),
            Language::En => format!("Once the dossier has come to the state “{state}”"),
        },
    }
}

/// How many actors must act: "Một người là đủ".
pub fn quorum(quorum: Quorum, language: Language) -> &'static str {
    let (vi, en) = match quorum {
        Quorum::One => ("Một người là đủ", "One is enough"),
        Quorum::All => ("Tất cả cùng chọn", "All must agree"),
        Quorum::Majority => ("Quá nửa cùng chọn", "More than half must agree"),
    };
    language.pick(vi, en)
}

/// Who acts: "Cán bộ tiếp nhận của nơi tiếp nhận".
pub fn who(who: &Who, language: Language) -> String {
    match who {
        Who::Author => language.pick("Người nộp hồ sơ", "The applicant").to_owned(),
        Who::HeadOfAuthorsUnit => language
            .pick(
                "Thủ trưởng đơn vị của người nộp",
                "The head of the applicant's unit",
            )
            .to_owned(),
        Who::Role { role, of } => {
            let role = label::role(*role, language);
            let place = match of {
                UnitOf::Desk => language
                    .pick("nơi tiếp nhận", "the receiving desk")
                    .to_owned(),
                UnitOf::Organiser => language
                    .pick("cơ quan giải quyết", "the deciding body")
                    .to_owned(),
                UnitOf::Author => language
                    .pick("đơn vị của người nộp", "the applicant's unit")
                    .to_owned(),
                UnitOf::Unit(code) => match language {
                    Language::Vi => format!("đơn vị {code}"),
                    Language::En => format!("unit {code}"),
                },
            };
            match language {
                Language::Vi => format!("{role}, {place}"),
                Language::En => format!("{role} of {place}"),
            }
        }
        Who::Council { posts } if posts.is_empty() => language
            .pick("Mọi thành viên hội đồng", "Every member of the council")
            .to_owned(),
        Who::Council { posts } => {
            let posts: Vec<&str> = posts
                .iter()
                .map(|post| label::post(*post, language))
                .collect();
            posts.join(", ")
        }
        Who::Person { account } => match language {
            Language::Vi => format!("Người có tài khoản {account}"),
            Language::En => format!("The person with account {account}"),
        },
    }
}

/// Whether words go with an act.
pub fn opinion(opinion: Opinion, language: Language) -> &'static str {
    let (vi, en) = match opinion {
        Opinion::Optional => ("Không bắt buộc", "Optional"),
        Opinion::Required => ("Bắt buộc", "Required"),
    };
    language.pick(vi, en)
}

/// Whether money is owed.
pub fn payment(payment: Payment, language: Language) -> &'static str {
    let (vi, en) = match payment {
        Payment::None => ("Không thu", "None"),
        Payment::Due => ("Chờ nộp tiền", "Due"),
        Payment::Paid => ("Đã nộp tiền", "Paid"),
        Payment::Waived => ("Được miễn hoặc hoàn lại", "Waived"),
    };
    language.pick(vi, en)
}

/// Whether the result has been handed over.
pub fn delivery(delivery: Delivery, language: Language) -> &'static str {
    let (vi, en) = match delivery {
        Delivery::None => ("Chưa có kết quả", "None"),
        Delivery::Ready => ("Chờ trả kết quả", "Ready"),
        Delivery::Delivered => ("Đã trả kết quả", "Delivered"),
        Delivery::Returned => ("Kết quả bị trả về", "Returned"),
    };
    language.pick(vi, en)
}

/// The unit a limit is counted in: "ngày làm việc".
pub fn unit(unit: Unit, language: Language) -> &'static str {
    let (vi, en) = match unit {
        Unit::WorkingHour => ("giờ làm việc", "working hours"),
        Unit::WorkingDay => ("ngày làm việc", "working days"),
        Unit::Day => ("ngày", "days"),
        Unit::CalendarMonth => ("tháng", "months"),
        Unit::CalendarYear => ("năm", "years"),
    };
    language.pick(vi, en)
}

/// How well a rule is attested.
pub fn certainty(certainty: Certainty, language: Language) -> &'static str {
    let (vi, en) = match certainty {
        Certainty::Official => ("Đã đối chiếu văn bản", "Official text"),
        Certainty::Secondary => ("Theo nguồn thứ cấp", "Secondary source"),
        Certainty::Unverified => ("Chưa kiểm chứng", "Unverified"),
    };
    language.pick(vi, en)
}

/// What values a fact can have.
pub fn fact_kind(kind: &Kind, language: Language) -> &'static str {
    let (vi, en) = match kind {
        Kind::Bool => ("Có hoặc không", "Yes or no"),
        Kind::Number => ("Số", "Number"),
        Kind::Text => ("Chữ", "Text"),
        Kind::Date => ("Ngày", "Date"),
        Kind::Choice(_) => ("Một trong các lựa chọn", "One of several"),
    };
    language.pick(vi, en)
}

/// Why a version cannot be made, checked or put in force.
pub(crate) fn refusal_vi(refusal: &ProcedureRefusal) -> Message {
    const KEPT: &str = "Phiên bản giữ nguyên như trước.";
    match refusal {
        ProcedureRefusal::CodeTaken => {
            Message::new("Mã này đã có ở một quy trình khác.").todo("Chọn mã khác.")
        }
        ProcedureRefusal::CodeUnusable => Message::new("Mã quy trình chưa dùng được.")
            .todo("Dùng chữ không dấu, chữ số, dấu chấm hoặc gạch nối, không quá 60 ký tự."),
        ProcedureRefusal::NameUnusable { most } => Message::new("Tên quy trình chưa dùng được.")
            .todo(format!("Ghi tên, không quá {most} ký tự.")),
        ProcedureRefusal::Unreadable { message, line } => {
            let place = match line {
                Some(line) => format!("Tệp chưa đọc được ở dòng {line}"),
                None => "Tệp chưa đọc được".to_owned(),
            };
            Message::new(format!("{place}: {}.", unreadable_vi(message)))
                .todo("Sửa tệp rồi tải lên lại; chưa có gì thay đổi.")
        }
        ProcedureRefusal::Faulty { count } => Message::new(format!("Quy trình còn {count} lỗi."))
            .kept(KEPT)
            .todo("Sửa các lỗi nêu ở trang này rồi kiểm tra lại."),
        ProcedureRefusal::NotADraft => {
            Message::new("Phiên bản này không còn là bản soạn thảo nên nội dung không đổi được.")
                .kept(KEPT)
                .todo("Lập phiên bản mới từ phiên bản này.")
        }
        ProcedureRefusal::NotChecked => {
            Message::new("Chỉ phiên bản đã kiểm tra và chưa áp dụng mới thực hiện được việc này.")
                .kept(KEPT)
        }
        ProcedureRefusal::DayPast { today } => Message::new(format!(
            "Ngày đã chọn ở trước ngày hôm nay, {}.",
            day_text(*today)
        ))
        .todo("Chọn ngày hôm nay hoặc một ngày sau đó."),
        ProcedureRefusal::AnotherBegins { from } => Message::new(format!(
            "Một phiên bản khác áp dụng từ {}.",
            moment_text(*from)
        ))
        .kept(KEPT)
        .todo("Chọn ngày sau đó, hoặc thôi áp dụng phiên bản kia trước."),
        ProcedureRefusal::NotInUse => Message::new("Phiên bản này đã thôi áp dụng.").kept(KEPT),
    }
}

/// What the reader of a file says, in the words of the file's readers.
fn unreadable_vi(message: &str) -> String {
    let named = |lead: &str| {
        let (_, rest) = message.split_once(lead)?;
        let (_, rest) = rest.split_once('`')?;
        rest.split_once('`').map(|(name, _)| name.to_owned())
    };
    if let Some(name) = named("missing field") {
        format!("thiếu mục “{name}”")
    } else if let Some(name) = named("unknown field") {
        format!("không có mục nào tên “{name}”")
    } else if let Some(name) = named("unknown variant") {
        format!("“{name}” không phải là một giá trị được dùng ở đây")
    } else if message.contains("duplicate key") {
        "một mục được ghi hai lần".to_owned()
    } else if message.contains("invalid type") {
        "giá trị không đúng kiểu của mục".to_owned()
    } else {
        "không đúng cách ghi của tệp quy trình".to_owned()
    }
}

/// The same in English.
pub(crate) fn refusal_en(refusal: &ProcedureRefusal) -> Message {
    match refusal {
        ProcedureRefusal::CodeTaken => Message::new("Another procedure has this code."),
        ProcedureRefusal::CodeUnusable => Message::new("The code cannot be used.")
            .todo("Use letters without marks, digits, dots or hyphens, at most 60."),
        ProcedureRefusal::NameUnusable { most } => {
            Message::new("The name cannot be used.").todo(format!("At most {most} characters."))
        }
        ProcedureRefusal::Unreadable { message, .. } => {
            let first = message.lines().next().unwrap_or_default();
            Message::new(format!("The file holds no procedure: {first}."))
        }
        ProcedureRefusal::Faulty { count } => {
            Message::new(format!("The procedure has {count} faults left."))
        }
        ProcedureRefusal::NotADraft => Message::new("The version is no draft any more."),
        ProcedureRefusal::NotChecked => {
            Message::new("The version is not checked, or has been put in force before.")
        }
        ProcedureRefusal::DayPast { today } => {
            Message::new(format!("The day lies before today, {today}."))
        }
        ProcedureRefusal::AnotherBegins { from } => {
            Message::new(format!("Another version begins at {}.", from.rfc3339()))
        }
        ProcedureRefusal::NotInUse => Message::new("The version is out of use."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_of_a_file_speaks_vietnamese() {
        for (message, expected) in [
            ("at line 3: missing field `name`", "thiếu mục “name”"),
            (
                "unknown field `stepp`, expected one of `code`, `name`",
                "không có mục nào tên “stepp”",
            ),
            ("expected `=`", "không đúng cách ghi của tệp quy trình"),
        ] {
            assert_eq!(unreadable_vi(message), expected);
        }
    }
}
