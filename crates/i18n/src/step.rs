//! Why a step of a procedure does not let a dossier go on, in words.

use sangkien_domain::refusal::StepRefusal;

use crate::Language;
use crate::measure::file_size;
use crate::refusal::Message;

const KEPT: &str = "Hồ sơ giữ nguyên như trước.";

pub(crate) fn refusal_vi(refusal: &StepRefusal) -> Message {
    match refusal {
        StepRefusal::NotInForce => {
            Message::new("Quy trình của đợt này chưa có phiên bản đang áp dụng.")
                .kept(KEPT)
                .todo("Đề nghị người quản trị đưa một phiên bản vào áp dụng.")
        }
        StepRefusal::FactsMissing { labels } => {
            Message::new(format!("Chưa có dữ kiện: {}.", labels.join(", ")))
                .kept(KEPT)
                .todo("Bổ sung dữ kiện rồi thực hiện lại.")
        }
        StepRefusal::NotComputable => {
            Message::new("Điều kiện rẽ nhánh của bước không tính được từ dữ kiện hiện có.")
                .kept(KEPT)
                .todo("Kiểm tra dữ kiện đã ghi, hoặc đề nghị người quản trị xem lại quy trình.")
        }
        StepRefusal::NoWay { act } => Message::new(format!(
            "Quy trình không nêu hướng đi tiếp cho “{act}” với dữ kiện hiện có."
        ))
        .kept(KEPT)
        .todo("Kiểm tra dữ kiện đã ghi, hoặc đề nghị người quản trị xem lại quy trình."),
        StepRefusal::OpinionMissing => {
            Message::new("Việc này phải kèm ý kiến.").todo("Ghi ý kiến.")
        }
        StepRefusal::FactUnusable { label, .. } => {
            Message::new(format!("Giá trị của “{label}” chưa dùng được.")).todo("Ghi lại giá trị.")
        }
        StepRefusal::ComponentMissing { label } => {
            Message::new(format!("Hồ sơ còn thiếu thành phần “{label}”.")).kept(KEPT)
        }
        StepRefusal::ComponentFormat { label, formats } => Message::new(format!(
            "Thành phần “{label}” chỉ nhận tệp {}.",
            crate::code::file_formats(formats)
        ))
        .todo("Chuyển tệp sang định dạng được nhận rồi tải lên lại."),
        StepRefusal::ComponentTooLarge { label, most } => Message::new(format!(
            "Tệp của thành phần “{label}” không được lớn hơn {}.",
            file_size(*most, Language::Vi)
        ))
        .todo("Giảm dung lượng hoặc chia thành nhiều tệp rồi tải lên lại."),
        StepRefusal::NotRecallable => Message::new(
            "Hồ sơ không thu hồi được nữa: bước sau đã có người xử lý hoặc không cho thu hồi.",
        )
        .kept(KEPT),
        StepRefusal::LimitNotRunning => {
            Message::new("Thời hạn này không còn được tính.").kept(KEPT)
        }
        StepRefusal::ExtensionUnusable { most } => {
            Message::new("Số gia hạn chưa dùng được.").todo(format!("Ghi số từ 1 đến {most}."))
        }
        StepRefusal::NewDayUnusable => Message::new("Ngày hẹn lại chưa dùng được.")
            .todo("Chọn một ngày làm việc, từ hôm nay trở đi."),
        StepRefusal::NoSuchStep => Message::new("Phiên bản đã chọn không có bước này.")
            .kept(KEPT)
            .todo("Chọn một bước của phiên bản đó."),
        StepRefusal::SameVersion => Message::new("Hồ sơ đang theo chính phiên bản này.").kept(KEPT),
        StepRefusal::NotOwnRole => Message::new(
            "Chỉ ủy quyền được vai trò do chính mình đang giữ; việc nhận ủy quyền không giao tiếp được.",
        )
        .todo("Chọn một vai trò đang giữ."),
        StepRefusal::NoSuchDelegate => {
            Message::new("Không có người đang làm việc nào khác mang tài khoản này.")
                .todo("Kiểm tra lại tài khoản của người nhận ủy quyền.")
        }
        StepRefusal::DelegationDays { most } => Message::new(format!(
            "Thời gian ủy quyền tính từ hôm nay trở đi, ngày cuối không trước ngày đầu và không quá {most} ngày."
        ))
        .todo("Ghi lại ngày bắt đầu và ngày cuối."),
        StepRefusal::DelegatedAlready => {
            Message::new("Người này đã được ủy quyền vai trò đó trong khoảng thời gian trùng nhau.")
                .todo("Chọn ngày khác, hoặc kết thúc sớm lần ủy quyền trước.")
        }
    }
}

pub(crate) fn refusal_en(refusal: &StepRefusal) -> Message {
    match refusal {
        StepRefusal::NotInForce => {
            Message::new("No version of the procedure of this round is in force.")
                .todo("Ask an administrator to put one in force.")
        }
        StepRefusal::FactsMissing { labels } => {
            Message::new(format!("Facts are missing: “{}”.", labels.join(", ")))
                .todo("State them and try again.")
        }
        StepRefusal::NotComputable => {
            Message::new("A condition of the step cannot be computed from the facts.")
                .todo("Check the facts or the procedure.")
        }
        StepRefusal::NoWay { act } => Message::new(format!(
            "The procedure names no way for “{act}” on these facts."
        ))
        .todo("Check the facts or the procedure."),
        StepRefusal::OpinionMissing => {
            Message::new("An opinion goes with this act.").todo("Write one.")
        }
        StepRefusal::FactUnusable { label, .. } => {
            Message::new(format!("The value of “{label}” cannot be used.")).todo("State it again.")
        }
        StepRefusal::ComponentMissing { label } => {
            Message::new(format!("The part “{label}” is missing."))
        }
        StepRefusal::ComponentFormat { label, formats } => Message::new(format!(
            "The part “{label}” takes only these formats: {}.",
            crate::code::file_formats(formats)
        )),
        StepRefusal::ComponentTooLarge { label, most } => Message::new(format!(
            "A file of the part “{label}” may not be larger than {}.",
            file_size(*most, Language::En)
        )),
        StepRefusal::NotRecallable => Message::new(
            "It cannot be taken back: the step does not allow it or somebody has acted on it.",
        ),
        StepRefusal::LimitNotRunning => Message::new("The limit does not run any more."),
        StepRefusal::ExtensionUnusable { most } => Message::new("The extension cannot be used.")
            .todo(format!("State a number from 1 to {most}.")),
        StepRefusal::NewDayUnusable => {
            Message::new("The new day cannot be used.").todo("State a working day, today or later.")
        }
        StepRefusal::NoSuchStep => Message::new("The chosen version has no such step.")
            .todo("Choose a step of that version."),
        StepRefusal::SameVersion => Message::new("The dossier follows this version already."),
        StepRefusal::NotOwnRole => Message::new("Only a role held by oneself can be delegated.")
            .todo("Choose one of them."),
        StepRefusal::NoSuchDelegate => {
            Message::new("Nobody else in office has this account.").todo("Check the account.")
        }
        StepRefusal::DelegationDays { most } => Message::new(format!(
            "A delegation begins today or later and lasts at most {most} days."
        ))
        .todo("State the days again."),
        StepRefusal::DelegatedAlready => {
            Message::new("The person has this role by delegation in these days already.")
                .todo("Choose other days or end the earlier delegation.")
        }
    }
}
