//! Faults of procedures in Vietnamese.

use sangkien_casework::check::{Counted, Problem};
use sangkien_casework::condition::FactProblem;
use sangkien_casework::definition::{ClockMode, Procedure, Quorum};

use super::fault_vi_acts::{of_act, of_branch, of_component, of_limit};
use super::place::steps;
use super::written;
use crate::Language::Vi;
use crate::refusal::Message;
use crate::{definition, label};

/// The message; one arm for each problem, so that the compiler asks for what is missing.
pub(super) fn message(problem: &Problem, procedure: &Procedure) -> Message {
    match problem {
        Problem::KeyMalformed
        | Problem::KeyTwice
        | Problem::LabelMissing
        | Problem::LabelTooLong { .. }
        | Problem::TooMany { .. }
        | Problem::Unused
        | Problem::Fact { .. } => names(problem),
        Problem::StartUnknown { written, nearest } => {
            unknown("bước đầu tiên", written, nearest.as_ref())
        }
        Problem::StateUnknown { written, nearest } => {
            unknown("trạng thái", written, nearest.as_ref())
        }
        Problem::StepUnknown { written, nearest } => unknown("bước", written, nearest.as_ref()),
        Problem::ComponentUnknown { written, nearest } => {
            unknown("thành phần hồ sơ", written, nearest.as_ref())
        }
        Problem::FactUnknown { written, nearest } => unknown("dữ kiện", written, nearest.as_ref()),
        Problem::ActUnknown { written, nearest } => unknown("việc", written, nearest.as_ref()),
        Problem::StartNotIntake { .. }
        | Problem::NoEnd
        | Problem::Unreachable
        | Problem::DeadEnd
        | Problem::Endless { .. }
        | Problem::LeadsNowhere { .. } => graph(problem, procedure),
        Problem::NoActor
        | Problem::ActorAtEnd
        | Problem::ActsAtEnd
        | Problem::LimitAtEnd
        | Problem::RecallAtEnd
        | Problem::AuthorExpected { .. }
        | Problem::NoCouncil { .. }
        | Problem::NoRubric
        | Problem::MembersExpected
        | Problem::CouncilUnnamed
        | Problem::NoSplitAct { .. }
        | Problem::SplitTwice { .. }
        | Problem::SplitOfOne
        | Problem::QuorumOfOne
        | Problem::AccountMissing
        | Problem::UnitMissing => of_step(problem),
        Problem::SuspendedWithoutReason
        | Problem::AuthorWordsMissing
        | Problem::EndClockNotStopped { .. }
        | Problem::ClockStoppedBeforeEnd
        | Problem::ClockBeforeReceipt { .. }
        | Problem::EndStateOpen { .. }
        | Problem::EndStateBeforeEnd { .. }
        | Problem::EditableElsewhere { .. }
        | Problem::IntakeNotEditable { .. }
        | Problem::WaitNotEditable { .. } => of_state(problem),
        Problem::NoBranch
        | Problem::ActOutOfPlace { .. }
        | Problem::ActTwice { .. }
        | Problem::ActOfAuthor { .. }
        | Problem::ActNotOfAuthor { .. }
        | Problem::RecallAsAct
        | Problem::LeadsElsewhere { .. }
        | Problem::AskedTwice { .. }
        | Problem::EffectIncomplete { .. } => of_act(problem, procedure),
        Problem::Condition { source, fault } => written(source, fault, Vi),
        Problem::Overlap { .. }
        | Problem::Hole { .. }
        | Problem::NeverTrue
        | Problem::NeverRequired
        | Problem::OtherwiseNever
        | Problem::OtherwiseTwice { .. }
        | Problem::AfterOtherwise { .. }
        | Problem::Undecidable { .. }
        | Problem::Unproved { .. } => of_branch(problem, procedure),
        Problem::AmountZero
        | Problem::SourceMissing
        | Problem::ArticleMissing
        | Problem::ActNeedsSomebody { .. }
        | Problem::ReminderTooEarly { .. }
        | Problem::ReminderTwice { .. }
        | Problem::LongerThanWhole { .. } => of_limit(problem, procedure),
        Problem::FieldMissing
        | Problem::FieldNotText
        | Problem::FieldTooShort { .. }
        | Problem::NoPlaceForFiles
        | Problem::SizeZero
        | Problem::FormatMalformed { .. }
        | Problem::ShownWhileHidden
        | Problem::UsedTwice => of_component(problem),
    }
}

fn unknown(what: &str, written: &str, nearest: Option<&String>) -> Message {
    let message = Message::new(format!("Quy trình không có {what} nào mã “{written}”."));
    match nearest {
        Some(nearest) => message.todo(format!("Có phải là “{nearest}”?")),
        None => message.todo("Chọn một mã đã có, hoặc thêm mục này."),
    }
}

fn counted(what: Counted) -> &'static str {
    match what {
        Counted::Facts => "dữ kiện",
        Counted::States => "trạng thái",
        Counted::Steps => "bước",
        Counted::Components => "thành phần hồ sơ",
        Counted::Limits => "thời hạn",
        Counted::Acts => "việc",
        Counted::Branches => "nhánh",
    }
}

fn names(problem: &Problem) -> Message {
    match problem {
        Problem::KeyMalformed => Message::new("Mã chưa dùng được.").todo(
            "Dùng chữ thường không dấu, chữ số, gạch nối hoặc gạch dưới, không quá 60 ký tự.",
        ),
        Problem::KeyTwice => {
            Message::new("Mã này đã dùng cho một mục khác cùng loại.").todo("Đổi một trong hai mã.")
        }
        Problem::LabelMissing => Message::new("Chưa có tên.").todo("Ghi tên cho người dùng đọc."),
        Problem::LabelTooLong { most } => {
            Message::new(format!("Tên dài quá {most} ký tự.")).todo("Rút ngắn tên.")
        }
        Problem::TooMany { what, found, most } => Message::new(format!(
            "Có {found} {}, nhiều hơn mức {most}; chưa kiểm tra phần còn lại.",
            counted(*what)
        ))
        .todo("Bớt đi, hoặc tách thành nhiều quy trình."),
        Problem::Fact { fault } => declared(*fault),
        _ => Message::new("Chưa được dùng ở đâu.").todo("Bỏ mục này nếu không cần."),
    }
}

fn declared(fault: FactProblem) -> Message {
    match fault {
        FactProblem::BadName => Message::new("Tên của dữ kiện trong điều kiện chưa dùng được.")
            .todo("Dùng chữ thường không dấu, chữ số và gạch dưới; bắt đầu bằng chữ."),
        FactProblem::Reserved => {
            Message::new("Tên này là một từ của điều kiện.").todo("Chọn tên khác.")
        }
        FactProblem::Twice => {
            Message::new("Tên này đã dùng cho một dữ kiện khác.").todo("Đổi một trong hai tên.")
        }
        FactProblem::NoLabel => {
            Message::new("Dữ kiện chưa có tên.").todo("Ghi tên cho người dùng đọc.")
        }
        FactProblem::RangeOfNoNumber => {
            Message::new("Chỉ số mới có mức thấp nhất, mức cao nhất và bước.")
                .todo("Bỏ các mức này, hoặc đổi kiểu thành số.")
        }
        FactProblem::EmptyRange => {
            Message::new("Mức thấp nhất lớn hơn mức cao nhất.").todo("Sửa lại hai mức.")
        }
        FactProblem::StepNotPositive => {
            Message::new("Bước của số không lớn hơn 0.").todo("Ghi bước lớn hơn 0, hoặc bỏ trống.")
        }
        FactProblem::NoChoice => {
            Message::new("Chưa có lựa chọn nào.").todo("Ghi ít nhất một lựa chọn.")
        }
        FactProblem::ChoiceTwice => {
            Message::new("Một lựa chọn được ghi hai lần.").todo("Bỏ lựa chọn trùng.")
        }
    }
}

fn graph(problem: &Problem, procedure: &Procedure) -> Message {
    match problem {
        Problem::StartNotIntake { kind } => Message::new(format!(
            "Bước đầu tiên là “{}”, không phải bước lập và nộp hồ sơ.",
            definition::step_kind(*kind, Vi)
        ))
        .todo("Chọn bước đầu tiên là bước lập và nộp hồ sơ."),
        Problem::NoEnd => {
            Message::new("Quy trình không có bước kết thúc nào.").todo("Thêm bước kết thúc.")
        }
        Problem::Unreachable => Message::new("Từ bước đầu tiên không có đường nào đến bước này.")
            .todo("Nối một nhánh đến bước này, hoặc bỏ bước."),
        Problem::DeadEnd => {
            Message::new("Từ bước này không có việc nào đưa hồ sơ đi tiếp, trừ rút hồ sơ.")
                .todo("Thêm việc dẫn đến bước sau, hoặc đổi thành bước kết thúc.")
        }
        Problem::Endless { steps: loop_steps } => Message::new(format!(
            "Các bước {} chỉ dẫn lẫn nhau; hồ sơ không bao giờ kết thúc, trừ khi được rút.",
            steps(procedure, loop_steps)
        ))
        .todo("Thêm một nhánh ra khỏi vòng này."),
        Problem::LeadsNowhere { steps: stuck } => Message::new(format!(
            "Mọi đường từ bước này đều mắc lại ở {}.",
            steps(procedure, stuck)
        ))
        .todo("Sửa các bước đó để có đường đến bước kết thúc."),
        _ => Message::default(),
    }
}

fn of_step(problem: &Problem) -> Message {
    match problem {
        Problem::NoActor => Message::new("Bước này chưa có người thực hiện.")
            .todo("Chọn người, vai trò hoặc chức danh hội đồng."),
        Problem::ActorAtEnd => {
            Message::new("Bước kết thúc có người thực hiện.").todo("Bỏ người thực hiện.")
        }
        Problem::ActsAtEnd => Message::new("Bước kết thúc vẫn còn việc để làm.")
            .todo("Bỏ các việc, hoặc đổi loại của bước."),
        Problem::LimitAtEnd => Message::new("Bước kết thúc có thời hạn.").todo("Bỏ thời hạn."),
        Problem::RecallAtEnd => Message::new("Bước kết thúc cho thu hồi lại.")
            .todo("Bỏ thu hồi ở bước này; hồ sơ đã kết thúc thì không mở lại."),
        Problem::AuthorExpected { kind } => Message::new(format!(
            "Bước “{}” không do người nộp hồ sơ thực hiện.",
            definition::step_kind(*kind, Vi)
        ))
        .todo("Chọn người thực hiện là người nộp hồ sơ."),
        Problem::NoCouncil { kind } => Message::new(format!(
            "Bước “{}” chưa nêu hội đồng nào.",
            definition::step_kind(*kind, Vi)
        ))
        .todo("Chọn hội đồng, hoặc hội đồng của đợt."),
        Problem::NoRubric => Message::new("Bước chấm điểm chưa có thang điểm.")
            .todo("Chọn thang điểm, hoặc thang điểm của đợt."),
        Problem::MembersExpected => Message::new("Bước chấm điểm không do hội đồng thực hiện.")
            .todo("Chọn người thực hiện là thành viên hội đồng."),
        Problem::CouncilUnnamed => {
            Message::new("Người thực hiện là thành viên hội đồng nhưng bước chưa nêu hội đồng nào.")
                .todo("Chọn hội đồng của bước.")
        }
        Problem::NoSplitAct { rule } => Message::new(match rule {
            Quorum::Majority => {
                "Bước cần quá nửa cùng chọn nhưng chưa có việc cho trường hợp không đủ quá nửa."
            }
            Quorum::All | Quorum::One => {
                "Bước cần tất cả cùng chọn nhưng chưa có việc cho trường hợp ý kiến khác nhau."
            }
        })
        .todo("Đánh dấu một việc được thực hiện khi không thống nhất."),
        Problem::SplitTwice { first } => Message::new(format!(
            "Việc “{first}” đã được đánh dấu cho trường hợp không thống nhất."
        ))
        .todo("Chỉ đánh dấu một việc."),
        Problem::SplitOfOne => Message::new(
            "Việc này dành cho trường hợp không thống nhất, nhưng ở bước này một người là đủ.",
        )
        .todo("Bỏ dấu, hoặc đổi số người phải cùng chọn."),
        Problem::QuorumOfOne => {
            Message::new("Bước cần nhiều người cùng chọn nhưng chỉ có một người thực hiện.")
                .todo("Chọn “Một người là đủ”.")
        }
        Problem::AccountMissing => {
            Message::new("Chưa ghi tài khoản của người thực hiện.").todo("Ghi tài khoản.")
        }
        _ => Message::new("Chưa ghi mã đơn vị của người thực hiện.").todo("Chọn đơn vị."),
    }
}

fn of_state(problem: &Problem) -> Message {
    let state = |means| label::state(means, Vi);
    match problem {
        Problem::SuspendedWithoutReason => {
            Message::new("Đồng hồ tạm dừng nhưng chưa nêu lý do.").todo("Ghi lý do tạm dừng.")
        }
        Problem::AuthorWordsMissing => {
            Message::new("Chưa ghi điều người nộp hồ sơ được đọc ở trạng thái này.")
                .todo("Ghi lời cho người nộp, hoặc cho xem tên trạng thái.")
        }
        Problem::EndClockNotStopped { clock } => Message::new(format!(
            "Trạng thái kết thúc nhưng đồng hồ là “{}”.",
            definition::clock(*clock, Vi)
        ))
        .todo(format!("Chọn “{}”.", definition::clock(ClockMode::Stopped, Vi))),
        Problem::ClockStoppedBeforeEnd => {
            Message::new("Đồng hồ đã dừng hẳn trong khi quy trình chưa kết thúc.")
                .todo("Giữ nguyên nếu kết quả đã có và chỉ còn việc sau đó; nếu không, đổi đồng hồ.")
        }
        Problem::ClockBeforeReceipt { .. } => {
            Message::new("Hồ sơ còn là bản nháp nhưng thời hạn đã tính.").todo(format!(
                "Chọn “{}”.",
                definition::clock(ClockMode::NotStarted, Vi)
            ))
        }
        Problem::EndStateOpen { means } => Message::new(format!(
            "Bước kết thúc nhưng trạng thái có nghĩa “{}”, chưa phải kết thúc.",
            state(*means)
        ))
        .todo("Chọn trạng thái kết thúc."),
        Problem::EndStateBeforeEnd { means } => Message::new(format!(
            "Bước chưa kết thúc nhưng trạng thái có nghĩa “{}”, là kết thúc.",
            state(*means)
        ))
        .todo("Chọn trạng thái khác, hoặc đổi thành bước kết thúc."),
        Problem::EditableElsewhere { means } => Message::new(format!(
            "Trạng thái có nghĩa “{}” cho người nộp sửa nội dung trong khi người khác đang giữ hồ sơ.",
            state(*means)
        ))
        .todo("Chọn trạng thái khác cho bước này."),
        Problem::IntakeNotEditable { means } => Message::new(format!(
            "Ở bước lập hồ sơ, trạng thái có nghĩa “{}” không cho người nộp sửa nội dung.",
            state(*means)
        ))
        .todo("Chọn trạng thái có nghĩa “Bản nháp” hoặc “Chờ bổ sung”."),
        Problem::WaitNotEditable { means } => Message::new(format!(
            "Bước chờ người nộp, nhưng trạng thái có nghĩa “{}” không cho sửa nội dung.",
            state(*means)
        ))
        .todo("Giữ nguyên nếu người nộp chỉ cần làm việc khác, như nộp tiền."),
        _ => Message::default(),
    }
}
