//! Faults of acts, branches, limits and components in Vietnamese.

use sangkien_casework::check::{EffectPart, Needs, Problem};
use sangkien_casework::condition::Cause;
use sangkien_casework::definition::Procedure;

use super::place::step;
use crate::Language::Vi;
use crate::refusal::Message;
use crate::{condition, definition, label};

pub(super) fn of_act(problem: &Problem, procedure: &Procedure) -> Message {
    let kind_of = |act| label::act(act, Vi);
    match problem {
        Problem::NoBranch => {
            Message::new("Việc này chưa dẫn đến bước nào.").todo("Thêm ít nhất một nhánh.")
        }
        Problem::ActOutOfPlace { act, kind } => Message::new(format!(
            "Loại việc “{}” không dùng được ở bước “{}”.",
            kind_of(*act),
            definition::step_kind(*kind, Vi)
        ))
        .todo("Đổi loại việc, hoặc đổi loại của bước."),
        Problem::ActTwice { act, first } => Message::new(format!(
            "Bước đã có việc “{first}” cùng loại “{}”; hệ thống không biết chọn việc nào.",
            kind_of(*act)
        ))
        .todo("Gộp hai việc thành một với nhiều nhánh, hoặc đổi loại của một việc."),
        Problem::ActOfAuthor { act } => Message::new(format!(
            "“{}” là việc của người nộp hồ sơ nhưng người khác được làm.",
            kind_of(*act)
        ))
        .todo("Chọn người làm việc này là người nộp hồ sơ."),
        Problem::ActNotOfAuthor { act } => Message::new(format!(
            "Người nộp hồ sơ được làm việc “{}” trên chính hồ sơ của mình.",
            kind_of(*act)
        ))
        .todo("Chọn người khác làm việc này."),
        Problem::RecallAsAct => Message::new("Thu hồi không phải là một việc của bước.")
            .todo("Bỏ việc này và bật thu hồi ở bước."),
        Problem::LeadsElsewhere {
            act,
            step: to,
            means,
        } => Message::new(format!(
            "Loại việc “{}” dẫn đến bước “{}” có trạng thái “{}”, không khớp với việc đã làm.",
            kind_of(*act),
            step(procedure, to),
            label::state(*means, Vi)
        ))
        .todo("Đổi loại việc, hoặc đổi bước đến."),
        Problem::AskedTwice { fact } => {
            Message::new(format!("Dữ kiện “{fact}” được hỏi hai lần.")).todo("Bỏ một lần.")
        }
        Problem::EffectIncomplete { part } => Message::new(match part {
            EffectPart::Symbol => "Việc cấp số chưa có ký hiệu.",
            EffectPart::Title => "Việc cấp số chưa có tên văn bản.",
            EffectPart::Subject => "Thư báo chưa có tiêu đề.",
            EffectPart::Text => "Thư báo chưa có nội dung.",
            EffectPart::System => "Việc gửi đi chưa nêu hệ thống nhận.",
        })
        .todo("Ghi đủ, hoặc bỏ phần này."),
        _ => Message::default(),
    }
}

pub(super) fn of_branch(problem: &Problem, procedure: &Procedure) -> Message {
    let told = |witness| condition::facts(witness, &procedure.facts, Vi);
    match problem {
        Problem::Overlap { other, witness } => Message::new(format!(
            "Nhánh này và nhánh {} cùng đúng, ví dụ khi {}.",
            other + 1,
            told(witness)
        ))
        .todo("Sửa điều kiện để mỗi trường hợp chỉ một nhánh đúng."),
        Problem::Hole { witness } => Message::new(format!(
            "Có trường hợp không nhánh nào đúng, ví dụ khi {}.",
            told(witness)
        ))
        .todo("Thêm nhánh cho trường hợp này, hoặc thêm nhánh “các trường hợp còn lại”."),
        Problem::NeverTrue => {
            Message::new("Điều kiện này không bao giờ đúng.").todo("Sửa điều kiện, hoặc bỏ nhánh.")
        }
        Problem::NeverRequired => Message::new("Điều kiện bắt buộc này không bao giờ đúng.")
            .todo("Sửa điều kiện, hoặc chọn không bắt buộc."),
        Problem::OtherwiseNever => {
            Message::new("Nhánh “các trường hợp còn lại” không bao giờ được dùng.")
                .todo("Bỏ nhánh này, hoặc giữ để đề phòng.")
        }
        Problem::OtherwiseTwice { first } => Message::new(format!(
            "Nhánh {} đã là nhánh “các trường hợp còn lại”.",
            first + 1
        ))
        .todo("Ghi điều kiện cho nhánh này, hoặc bỏ nhánh."),
        Problem::AfterOtherwise { otherwise } => Message::new(format!(
            "Nhánh này đứng sau nhánh {} dành cho các trường hợp còn lại.",
            otherwise + 1
        ))
        .todo("Chuyển nhánh “các trường hợp còn lại” xuống cuối."),
        Problem::Undecidable { witness, reasons } => {
            let reasons: Vec<String> = reasons
                .iter()
                .map(|reason| condition::reason(reason, &procedure.facts, Vi))
                .collect();
            Message::new(format!(
                "Điều kiện không tính được khi {}: {}.",
                told(witness),
                reasons.join("; ")
            ))
            .todo("Sửa điều kiện cho trường hợp này.")
        }
        Problem::Unproved { cause, .. } => Message::new(match cause {
            Cause::TooLarge => "Có quá nhiều trường hợp để xét hết các nhánh của việc này.",
            Cause::NotLinear => {
                "Phép tính giữa các dữ kiện không xét hết được cho các nhánh của việc này."
            }
        })
        .todo("Tự rà lại các nhánh, hoặc viết điều kiện đơn giản hơn."),
        _ => Message::default(),
    }
}

pub(super) fn of_limit(problem: &Problem, procedure: &Procedure) -> Message {
    match problem {
        Problem::AmountZero => {
            Message::new("Thời hạn bằng 0.").todo("Ghi độ dài, hoặc bỏ thời hạn.")
        }
        Problem::SourceMissing => Message::new("Thời hạn chưa nêu căn cứ pháp lý.")
            .todo("Ghi văn bản và điều, khoản."),
        Problem::ArticleMissing => Message::new("Căn cứ của thời hạn chưa nêu điều, khoản.")
            .todo("Ghi điều, khoản nếu biết."),
        Problem::ActNeedsSomebody { act, needs } => {
            let needs = match needs {
                Needs::Facts => "cần người nêu dữ kiện",
                Needs::Opinion => "cần ý kiến bằng lời",
                Needs::Person => "cần người nộp, yêu cầu, xác nhận hoặc họp",
            };
            Message::new(format!(
                "Khi hết hạn, hệ thống không tự làm được việc “{act}” vì việc này {needs}."
            ))
            .todo("Chọn việc khác, hoặc bỏ yêu cầu đó.")
        }
        Problem::ReminderTooEarly {
            hours_before,
            limit_hours,
        } => Message::new(format!(
            "Nhắc trước {hours_before} giờ làm việc, trong khi cả thời hạn không quá {limit_hours} giờ."
        ))
        .todo("Nhắc muộn hơn."),
        Problem::ReminderTwice { hours_before } => Message::new(format!(
            "Lời nhắc trước {hours_before} giờ được ghi hai lần."
        ))
        .todo("Bỏ một lần."),
        Problem::LongerThanWhole { whole } => {
            let held = procedure.limits.iter().find(|row| row.key == *whole);
            let name = held.map_or(whole.as_str(), |row| row.label.as_str());
            Message::new(format!(
                "Thời hạn của bước dài hơn thời hạn của cả quy trình “{name}”."
            ))
            .todo("Kiểm tra lại hai thời hạn.")
        }
        _ => Message::default(),
    }
}

pub(super) fn of_component(problem: &Problem) -> Message {
    match problem {
        Problem::FieldMissing => Message::new("Mẫu đơn không có ô nào mang mã của thành phần này.")
            .todo("Thêm ô vào mẫu đơn, hoặc đổi mã."),
        Problem::FieldNotText => {
            Message::new("Ô của thành phần này trong mẫu đơn không phải ô chữ.")
                .todo("Đổi loại của ô.")
        }
        Problem::FieldTooShort { most, least } => Message::new(format!(
            "Thành phần cần ít nhất {least} ký tự nhưng ô trong mẫu đơn chỉ nhận {most}."
        ))
        .todo("Sửa một trong hai số."),
        Problem::NoPlaceForFiles => Message::new("Mẫu đơn không có phần đính kèm tệp.")
            .todo("Thêm phần đính kèm tệp vào mẫu đơn."),
        Problem::SizeZero => {
            Message::new("Dung lượng lớn nhất là 0 MB.").todo("Ghi dung lượng lớn hơn 0.")
        }
        Problem::FormatMalformed { written } => {
            Message::new(format!("Định dạng “{written}” chưa đúng cách ghi."))
                .todo("Ghi phần mở rộng bằng chữ thường, không có dấu chấm, ví dụ “pdf”.")
        }
        Problem::ShownWhileHidden => {
            Message::new("Người nộp được xem tệp từ một trạng thái mà chính họ chưa được biết.")
                .todo("Chọn trạng thái mà người nộp được biết, hoặc để tệp là tài liệu nội bộ.")
        }
        _ => Message::new("Thành phần này được nêu hai lần ở cùng một bước.").todo("Bỏ một lần."),
    }
}
