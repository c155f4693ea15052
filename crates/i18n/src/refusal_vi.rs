//! Refusals in Vietnamese.

use jiff::civil::Date;
use sangkien_domain::dossier::State;
use sangkien_domain::law::Citation;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::rubric::SheetFault;
use sangkien_domain::share::Share;
use sangkien_domain::time::{day_text, moment_text};

use crate::Language::Vi;
use crate::label;
use crate::measure::{duration, file_size, lateness};
use crate::refusal::Message;

const DOSSIER_KEPT: &str = "Hồ sơ giữ nguyên như trước.";
const DRAFT_KEPT: &str = "Bản nháp còn nguyên.";

/// The message; one arm for each refusal, so that the compiler asks for what is missing.
pub(crate) fn message(refusal: &Refusal) -> Message {
    match refusal {
        Refusal::NotNow { state, act } => not_now(*state, label::act(*act, Vi)),
        Refusal::RoundNotOpen { opens_at } => Message::new(format!(
            "Đợt này nhận hồ sơ từ {} (giờ Việt Nam).",
            moment_text(*opens_at)
        ))
        .kept(DRAFT_KEPT)
        .todo("Nộp lại từ thời điểm đó."),
        Refusal::RoundClosed {
            closes_at,
            stamped_at,
        } => Message::new(format!(
            "Đợt này đóng lúc {}; máy chủ nhận được yêu cầu lúc {}, muộn {} (giờ Việt Nam).",
            moment_text(*closes_at),
            moment_text(*stamped_at),
            lateness(stamped_at.0.saturating_sub(closes_at.0), Vi)
        ))
        .kept("Nội dung đã lưu còn nguyên.")
        .todo("Chọn đợt đang nhận hồ sơ."),
        Refusal::NoAuthor => {
            Message::new("Hồ sơ chưa ghi tác giả nào.").todo("Ghi ít nhất một tác giả.")
        }
        Refusal::AuthorUnnamed { position } => {
            Message::new(format!("Tác giả {position} chưa có họ và tên."))
                .todo("Ghi họ và tên, hoặc bỏ tác giả này.")
        }
        Refusal::TooManyAuthors { most, citation } => {
            Message::new(format!("Một sáng kiến ghi tối đa {most} tác giả."))
                .todo("Chỉ giữ những người trực tiếp tạo ra sáng kiến.")
                .article(citation)
        }
        Refusal::ShareOutOfRange {
            position,
            share,
            least,
            citation,
        } => share_out_of_range(*position, *share, *least, citation),
        Refusal::SharesDoNotSum { total_hundredths } => shares_do_not_sum(*total_hundredths),
        Refusal::AnswerMissing { field, label } if field.starts_with("account.") => {
            Message::new(format!("Không có tài khoản nào tên “{label}”."))
                .todo("Kiểm tra lại tên tài khoản, hoặc để trống.")
        }
        Refusal::AnswerMissing { label, .. } => Message::new(format!("Chưa có “{label}”.")),
        Refusal::AnswerTooShort {
            label,
            length,
            least,
            ..
        } => Message::new(format!(
            "“{label}” mới có {length} ký tự, cần ít nhất {least}."
        ))
        .todo(format!(
            "Viết thêm ít nhất {} ký tự.",
            least.saturating_sub(*length)
        )),
        Refusal::AnswerTooLong {
            label,
            length,
            most,
            ..
        } => Message::new(format!(
            "“{label}” có {length} ký tự, nhiều nhất được {most}."
        ))
        .todo(format!(
            "Rút bớt ít nhất {} ký tự.",
            length.saturating_sub(*most)
        )),
        Refusal::NotADate { label, .. } => {
            Message::new(format!("“{label}” không phải là ngày có trong lịch."))
                .todo("Ghi theo thứ tự ngày/tháng/năm, ví dụ 12/06/2023.")
        }
        Refusal::NotAnOption { label, .. } => {
            Message::new(format!("“{label}” có giá trị ngoài danh sách."))
                .todo("Chọn một giá trị trong danh sách.")
        }
        Refusal::TooFewFiles { least } => {
            Message::new(format!("Hồ sơ cần ít nhất {least} tệp kèm theo.")).todo("Tải thêm tệp.")
        }
        Refusal::TooManyFiles { most } => {
            Message::new(format!("Mỗi hồ sơ kèm nhiều nhất {most} tệp."))
                .todo("Bỏ bớt tệp, hoặc ghép nhiều tài liệu vào một tệp PDF.")
        }
        Refusal::FileTooLarge { most } => Message::new(format!(
            "Tệp lớn hơn mức cho phép là {}.",
            file_size(*most, Vi)
        ))
        .todo("Giảm dung lượng hoặc chia thành nhiều tệp rồi tải lên lại."),
        Refusal::FileNotAccepted { fault } => Message::new(crate::code::file_fault(fault, Vi)),
        Refusal::FileQuota { files, bytes } => Message::new(format!(
            "Mỗi người lưu nhiều nhất {files} tệp, tổng dung lượng {}; tệp này vượt mức đó nên chưa được nhận.",
            file_size(*bytes, Vi)
        ))
        .todo("Dùng lại tệp đã tải lên, hoặc đề nghị quản trị hệ thống nâng hạn mức."),
        Refusal::FirstApplicationInFuture => {
            Message::new("Ngày áp dụng lần đầu sau ngày nộp hồ sơ.")
                .todo("Ghi ngày sáng kiến đã thực sự được áp dụng hoặc áp dụng thử.")
        }
        Refusal::ClaimLapsed {
            first_applied_on,
            last_day,
            filed_on,
            citation,
        } => claim_lapsed(*first_applied_on, *last_day, *filed_on, citation),
        Refusal::NoCorrectionItem => {
            Message::new("Yêu cầu bổ sung chưa có nội dung nào.").todo("Ghi ít nhất một nội dung.")
        }
        Refusal::CorrectionItemIncomplete { number } => {
            Message::new(format!("Nội dung bổ sung {number} chưa đủ."))
                .todo("Chọn mục của hồ sơ, ghi yêu cầu và căn cứ.")
        }
        Refusal::CorrectionItemTooLong { number } => {
            Message::new(format!("Nội dung bổ sung {number} dài quá mức cho phép."))
                .todo("Rút ngắn yêu cầu và đoạn trích còn 4.000 ký tự, căn cứ còn 500 ký tự.")
        }
        Refusal::TooManyCorrectionItems { most } => Message::new(format!(
            "Một yêu cầu bổ sung có nhiều nhất {most} nội dung."
        ))
        .todo("Gộp các nội dung giống nhau."),
        Refusal::CorrectionsUnsettled { numbers } => corrections_unsettled(numbers),
        Refusal::CorrectionSettled => {
            Message::new("Nội dung bổ sung này đã xong hoặc đã được miễn.")
                .kept("Kết quả đã ghi giữ nguyên.")
        }
        Refusal::CorrectionUnanswered { number } => {
            Message::new(format!("Nội dung bổ sung {number} chưa được trả lời."))
                .todo("Ghi đã sửa gì hoặc vì sao không sửa.")
        }
        Refusal::ReasonMissing => Message::new("Chưa ghi lý do.").todo("Ghi lý do bằng lời."),
        Refusal::SheetFaulty { faults } => {
            let list: Vec<String> = faults.iter().map(sheet_fault).collect();
            Message::new(list.join(" ")).kept("Phiếu chấm đã lưu trước đó còn nguyên.")
        }
        Refusal::VoteMissing => {
            Message::new("Phiếu chưa có ý kiến biểu quyết.").todo("Chọn đồng ý hoặc không đồng ý.")
        }
        Refusal::VoteBarred => {
            Message::new("Thành viên này chấm điểm và không biểu quyết trong hội đồng.")
                .todo("Gửi phiếu không kèm biểu quyết.")
        }
        Refusal::FieldWithoutCouncil { field } => Message::new(if field.is_empty() {
            "Đợt xét này chưa có hội đồng cho hồ sơ chưa chọn lĩnh vực.".to_owned()
        } else {
            format!("Đợt xét này chưa có hội đồng nào xét lĩnh vực “{field}”.")
        })
        .kept("Nội dung hồ sơ vẫn còn nguyên.")
        .todo("Báo cơ quan tổ chức đợt xét phân việc cho hội đồng, rồi nộp lại."),
        Refusal::FieldJudgedElsewhere { field, council } => Message::new(format!(
            "Lĩnh vực “{field}” của đợt này đang do {council} xét; mỗi lĩnh vực chỉ do một hội đồng xét."
        ))
        .todo("Bỏ lĩnh vực này ở hội đồng kia trước khi giao."),
        Refusal::PlanEmpty => Message::new("Chưa giao hồ sơ nào cho thành viên nào.")
            .todo("Chọn ít nhất một hồ sơ cho một thành viên."),
        Refusal::MemberAside { code, name } => Message::new(format!(
            "{name} là tác giả hoặc đã khai xung đột lợi ích với hồ sơ {code}."
        ))
        .todo("Giao hồ sơ này cho thành viên khác."),
        Refusal::SentSheetTaken { code, name } => Message::new(format!(
            "{name} đã gửi phiếu chấm hồ sơ {code} nên không rút hồ sơ lại được."
        ))
        .kept("Phiếu đã gửi giữ nguyên."),
        Refusal::SheetNotSent => {
            Message::new("Phiếu này chưa gửi nên thành viên vẫn đang sửa được.")
        }
        Refusal::SheetLocked => Message::new("Phiếu đã gửi và đã khóa nên không sửa được nữa.")
            .kept("Phiếu đã gửi giữ nguyên."),
        Refusal::MarkingClosed => {
            Message::new("Phiên họp đã đóng chấm điểm.").kept("Các phiếu đã gửi giữ nguyên.")
        }
        Refusal::MarkingOpen => {
            Message::new("Phiên họp chưa đóng chấm điểm nên chưa kết luận được.")
                .todo("Đóng chấm điểm trước.")
        }
        Refusal::SessionConcluded => {
            Message::new("Phiên họp đã kết luận.").kept("Kết luận giữ nguyên.")
        }
        Refusal::AgendaEmpty => Message::new("Phiên họp chưa có hồ sơ nào.")
            .todo("Chọn ít nhất một hồ sơ đang chờ hội đồng."),
        Refusal::CouncilInSession => Message::new(
            "Hội đồng đang có phiên họp chưa kết luận nên thành viên và quyền giữ nguyên.",
        )
        .todo("Thay đổi sau khi kết luận phiên họp."),
        Refusal::BlindWithoutKeeper => Message::new(
            "Hội đồng chấm ẩn danh cần một người điều hành không chấm và không biểu quyết, để biết tác giả và tránh xung đột lợi ích.",
        )
        .todo("Bỏ quyền chấm và biểu quyết của thư ký trong quyền của thành viên hội đồng."),
        Refusal::AlreadySeated => {
            Message::new("Người này đã là thành viên hoặc ủy viên dự khuyết của hội đồng.")
        }
        Refusal::SeatHasSheets => Message::new(
            "Thành viên đã gửi phiếu trong phiên họp đang mở nên không thay người được.",
        )
        .kept("Phiếu đã gửi giữ nguyên."),
        Refusal::DecisionEmpty => Message::new("Quyết định chưa có sáng kiến nào.")
            .todo("Chọn ít nhất một sáng kiến đã đạt."),
        Refusal::DecisionIssued => Message::new("Quyết định này đã được ban hành.")
            .kept("Quyết định giữ nguyên như khi ban hành."),
        Refusal::Certificate(refusal) => crate::certificate::refusal(*refusal, Vi),
        Refusal::Stamp(fault) => crate::stamp::refusal(*fault, Vi),
        Refusal::Register(refusal) => crate::register::refusal(*refusal, Vi),
        Refusal::Signing(fault) => crate::signing::fault(*fault, Vi),
        Refusal::Stale => Message::new("Nội dung đã được thay đổi ở nơi khác từ lúc mở trang này.")
            .kept("Bản mới hơn được giữ nguyên.")
            .todo("Tải lại trang rồi thực hiện lại nếu vẫn cần."),
        Refusal::Invalid { field } => invalid(field),
        Refusal::AccountTaken => {
            Message::new("Tên tài khoản này đã có người dùng.").todo("Chọn tên khác.")
        }
        Refusal::PasswordWeak { fault } => Message::new(crate::code::password_fault(fault, Vi)),
        Refusal::LastAdministrator => {
            Message::new("Hệ thống phải luôn còn ít nhất một người quản trị.")
                .kept("Vai trò và tài khoản giữ nguyên.")
                .todo("Giao vai trò quản trị cho người khác trước.")
        }
        Refusal::Procedure(refusal) => crate::definition::refusal_vi(refusal),
        Refusal::Law(refusal) => crate::law::refusal_vi(refusal),
        Refusal::Step(refusal) => crate::step::refusal_vi(refusal),
        Refusal::Meeting(refusal) => crate::meeting::refusal_vi(refusal),
        Refusal::OwnForm(refusal) => crate::own_form::refusal_vi(refusal),
    }
}

fn corrections_unsettled(numbers: &[u32]) -> Message {
    let list: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    Message::new(format!(
        "Hồ sơ chưa tiếp nhận được: nội dung bắt buộc số {} chưa được xác nhận đã đạt và chưa được miễn.",
        list.join(", ")
    ))
    .kept(DOSSIER_KEPT)
    .todo("Xác nhận từng nội dung, yêu cầu bổ sung tiếp, hoặc đề nghị lãnh đạo miễn kèm lý do.")
}

fn not_now(state: State, act: &str) -> Message {
    let act = lower_first(act);
    let now = label::state(state, Vi);
    let message = if state.is_end() {
        Message::new(format!(
            "Hồ sơ đã kết thúc ở trạng thái “{now}” nên không {act} được nữa."
        ))
    } else {
        Message::new(format!("Hồ sơ đang ở bước “{now}” nên không {act} được."))
    };
    message
        .kept(DOSSIER_KEPT)
        .todo("Mở lại hồ sơ để xem bước đang thực hiện.")
}

fn share_out_of_range(position: usize, share: Share, least: Share, citation: &Citation) -> Message {
    let sentence = if share.0 <= 0 {
        format!("Tác giả {position} chưa có tỷ lệ đóng góp.")
    } else if share.0 > Share::WHOLE.0 {
        format!("Tỷ lệ của tác giả {position} là {share}, vượt quá 100 %.")
    } else {
        format!("Tỷ lệ của tác giả {position} là {share}, thấp hơn mức {least} của đồng tác giả.")
    };
    Message::new(sentence)
        .todo(format!("Ghi tỷ lệ từ {least} đến 100 %."))
        .article(citation)
}

fn shares_do_not_sum(total: i64) -> Message {
    let share = |hundredths: i64| Share(i32::try_from(hundredths).unwrap_or(i32::MAX));
    let whole = i64::from(Share::WHOLE.0);
    let todo = if total < whole {
        format!("Còn thiếu {}.", share(whole - total))
    } else {
        format!("Vượt {}.", share(total - whole))
    };
    Message::new(format!(
        "Tổng tỷ lệ đóng góp là {}, phải đúng 100 %.",
        share(total)
    ))
    .todo(todo)
}

fn claim_lapsed(first: Date, last: Date, filed: Date, citation: &Citation) -> Message {
    let over = last
        .until(filed)
        .map_or(0, |span| i64::from(span.get_days()));
    Message::new(format!(
        "Sáng kiến áp dụng lần đầu ngày {}; quyền yêu cầu công nhận hết ngày {}; hồ sơ nộp ngày {}, quá {}.",
        day_text(first),
        day_text(last),
        day_text(filed),
        duration(over.saturating_mul(86_400), Vi),
    ))
    .article(citation)
}

fn invalid(field: &str) -> Message {
    let (sentence, todo) = match field {
        "agency" => ("Chưa có tên cơ quan.", "Ghi tên đầy đủ."),
        "code" => (
            "Chưa có chữ viết tắt của cơ quan.",
            "Ghi chữ viết tắt, ví dụ PT.",
        ),
        "full_name" => (
            "Họ và tên chưa dùng được.",
            "Ghi họ và tên, không quá 100 ký tự.",
        ),
        "account" => (
            "Tên tài khoản chưa dùng được.",
            "Dùng 3 đến 60 chữ không dấu, chữ số, dấu chấm, gạch nối hoặc @.",
        ),
        "email" => (
            "Địa chỉ thư điện tử chưa đúng.",
            "Ghi dạng ten@donvi.gov.vn, hoặc để trống.",
        ),
        "share" => ("Tỷ lệ đóng góp phải từ 0 đến 100 %.", "Ghi lại tỷ lệ."),
        "answer" => ("Câu trả lời dài quá 10.000 ký tự.", "Rút ngắn câu trả lời."),
        "closes_on" => (
            "Ngày đóng đợt phải sau ngày mở.",
            "Ghi lại ngày mở và ngày đóng.",
        ),
        "title" => ("Chưa có tên.", "Ghi tên."),
        "dossiers" => (
            "Các sáng kiến đã chọn không vào chung một quyết định được: khác cơ quan, khác loại công nhận, hoặc đã nằm trong quyết định khác.",
            "Chọn lại sáng kiến.",
        ),
        _ => ("Giá trị ở ô này chưa dùng được.", "Kiểm tra và ghi lại."),
    };
    Message::new(sentence).todo(todo)
}

/// The fault of a sheet.
pub(crate) fn sheet_fault(fault: &SheetFault) -> String {
    match fault {
        SheetFault::Missing { label } => format!("Chưa có điểm “{label}”."),
        SheetFault::OutOfRange { label, max } => {
            format!("Điểm “{label}” phải từ 0 đến {max}.")
        }
        SheetFault::OffStep { label, step } => {
            format!("Điểm “{label}” phải là bội số của {step}.")
        }
        SheetFault::OutsideBands { label } => {
            format!("Điểm “{label}” phải nằm trong một mức của thang điểm.")
        }
        SheetFault::Unknown { .. } => "Phiếu có tiêu chí ngoài thang điểm của hồ sơ.".to_owned(),
    }
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => String::new(),
    }
}
