//! Acts of the audit log.

use super::Entry;

/// Code, Vietnamese, English.
pub(super) const AUDIT_ACTS: &[Entry] = &[
    (
        "calendar.confirmed",
        "Xác nhận bảng lịch",
        "Calendar confirmed",
    ),
    (
        "calendar.day-removed",
        "Bỏ ngày khỏi bản nháp lịch",
        "Day taken out of a calendar draft",
    ),
    (
        "calendar.days-put",
        "Ghi ngày vào bản nháp lịch",
        "Days put into a calendar draft",
    ),
    (
        "calendar.discarded",
        "Bỏ bản nháp lịch",
        "Calendar draft discarded",
    ),
    (
        "calendar.drafted",
        "Lập bản nháp lịch",
        "Calendar draft begun",
    ),
    (
        "council.member-seated",
        "Bổ sung thành viên hội đồng",
        "Council member seated",
    ),
    ("council.set-up", "Thành lập hội đồng", "Council set up"),
    (
        "council.changed",
        "Sửa thông tin hội đồng",
        "Council changed",
    ),
    (
        "council.seat-changed",
        "Đổi chức danh, quyền của thành viên hội đồng",
        "Seat changed",
    ),
    (
        "council.seat-ended",
        "Thôi thành viên hội đồng",
        "Seat ended",
    ),
    (
        "council.substitute-named",
        "Cử ủy viên dự khuyết",
        "Substitute named",
    ),
    (
        "council.substitute-called-in",
        "Mời ủy viên dự khuyết thay",
        "Substitute called in",
    ),
    (
        "council.round-given",
        "Giao đợt xét cho hội đồng",
        "Round given to council",
    ),
    (
        "decision.discarded",
        "Bỏ dự thảo quyết định",
        "Draft decision discarded",
    ),
    (
        "decision.drafted",
        "Lập dự thảo quyết định",
        "Decision drafted",
    ),
    ("decision.issued", "Ban hành quyết định", "Decision issued"),
    ("delegation.ended", "Kết thúc ủy quyền", "Delegation ended"),
    ("delegation.given", "Ủy quyền vai trò", "Role delegated"),
    ("dossier.accepted", "Tiếp nhận hồ sơ", "Dossier accepted"),
    (
        "dossier.authors-saved",
        "Lưu danh sách tác giả",
        "Authors saved",
    ),
    ("dossier.begun", "Lập hồ sơ mới", "Dossier begun"),
    (
        "dossier.carried-over",
        "Chuyển hồ sơ sang đợt sau",
        "Dossier carried over",
    ),
    (
        "dossier.choice-made",
        "Cho ý kiến về bước xử lý",
        "Choice made at a step",
    ),
    (
        "dossier.concluded",
        "Kết luận của hội đồng về hồ sơ",
        "Council's conclusion on a dossier",
    ),
    (
        "dossier.confirmed",
        "Xác nhận ngày áp dụng lần đầu",
        "First application confirmed",
    ),
    (
        "dossier.convened",
        "Đưa hồ sơ vào phiên họp",
        "Dossier put on an agenda",
    ),
    (
        "dossier.correction-waived",
        "Miễn một nội dung bổ sung",
        "Supplement waived",
    ),
    (
        "dossier.corrections-answered",
        "Trả lời nội dung bổ sung",
        "Supplements answered",
    ),
    (
        "dossier.corrections-judged",
        "Đánh giá nội dung bổ sung",
        "Supplements judged",
    ),
    (
        "dossier.exchange-failed",
        "Không gửi được sang hệ thống khác",
        "Sending to another system failed",
    ),
    (
        "dossier.fact-stated",
        "Ghi dữ kiện của hồ sơ",
        "Fact stated",
    ),
    ("dossier.file-attached", "Đính kèm tệp", "File attached"),
    (
        "dossier.file-reading-ordered",
        "Yêu cầu đọc lại tệp",
        "Reading of a file ordered again",
    ),
    ("dossier.file-removed", "Bỏ tệp đính kèm", "File taken off"),
    ("dossier.forwarded", "Chuyển bước", "Passed on"),
    ("dossier.granted", "Giải quyết hồ sơ", "Granted"),
    (
        "dossier.late",
        "Ghi nhận hồ sơ nộp muộn",
        "Late submission recorded",
    ),
    (
        "dossier.moved",
        "Chuyển hồ sơ sang phiên bản quy trình khác",
        "Moved to another version",
    ),
    ("dossier.recalled", "Thu hồi việc đã chuyển", "Taken back"),
    (
        "dossier.recognised",
        "Công nhận sáng kiến",
        "Initiative recognised",
    ),
    ("dossier.refused", "Từ chối hồ sơ", "Dossier refused"),
    (
        "dossier.resubmitted",
        "Nộp lại hồ sơ",
        "Dossier resubmitted",
    ),
    (
        "dossier.returned",
        "Trả lại hồ sơ để bổ sung",
        "Dossier returned",
    ),
    (
        "dossier.section-saved",
        "Lưu một mục của hồ sơ",
        "Section saved",
    ),
    (
        "dossier.stopped",
        "Dừng hồ sơ do quá thời hiệu",
        "Dossier stopped",
    ),
    ("dossier.submitted", "Nộp hồ sơ", "Dossier submitted"),
    ("dossier.withdrawn", "Rút hồ sơ", "Dossier withdrawn"),
    (
        "dossiers.adopted",
        "Gắn hồ sơ cũ với quy trình",
        "Earlier dossiers bound to procedures",
    ),
    ("instance.set-up", "Thiết lập lần đầu", "First set-up"),
    (
        "intake.opened",
        "Mở nơi tiếp nhận thường xuyên",
        "Standing intake opened",
    ),
    (
        "limit.act-hindered",
        "Chưa thực hiện được việc khi hết hạn",
        "Act at the end of a limit not possible",
    ),
    (
        "limit.apology-owed",
        "Phát sinh việc xin lỗi, hẹn lại",
        "Apology owed",
    ),
    (
        "limit.apology-sent",
        "Gửi phiếu xin lỗi, hẹn lại",
        "Apology sent",
    ),
    ("limit.extended", "Gia hạn thời hạn", "Limit extended"),
    ("limit.reminded", "Nhắc thời hạn", "Reminder of a limit"),
    (
        "member.recused",
        "Ủy viên không tham gia chấm hồ sơ",
        "Member stepped aside",
    ),
    (
        "organisation.loaded",
        "Nạp dữ liệu tổ chức",
        "Organisation loaded",
    ),
    (
        "overlap.counted-again",
        "Tính lại một đoạn giống nhau",
        "Passage counted again",
    ),
    (
        "overlap.excluded",
        "Không tính một đoạn giống nhau",
        "Passage said not to count",
    ),
    (
        "overlap.judged",
        "Kết luận đối chiếu trùng lặp",
        "Verdict on an overlap",
    ),
    ("pack.loaded", "Nạp gói pháp luật", "Pack of law loaded"),
    ("person.closed", "Khóa tài khoản", "Account closed"),
    ("person.invited", "Mời người dùng", "Person invited"),
    (
        "person.link-renewed",
        "Tạo lại liên kết đặt mật khẩu",
        "Password link renewed",
    ),
    ("person.password-set", "Đặt mật khẩu", "Password set"),
    ("person.reopened", "Mở lại tài khoản", "Account reopened"),
    (
        "phrases.loaded",
        "Nạp mẫu câu yêu cầu bổ sung",
        "Phrase library loaded",
    ),
    (
        "procedure.activated",
        "Áp dụng phiên bản quy trình",
        "Procedure version put in force",
    ),
    (
        "procedure.checked",
        "Xác nhận quy trình đã kiểm tra",
        "Procedure version checked",
    ),
    ("procedure.created", "Lập quy trình", "Procedure begun"),
    (
        "procedure.draft-saved",
        "Lưu bản soạn quy trình",
        "Draft of a procedure saved",
    ),
    (
        "procedure.imported",
        "Nhập quy trình từ tệp",
        "Procedure imported",
    ),
    (
        "procedure.loaded",
        "Nạp quy trình từ tệp",
        "Procedure loaded from a file",
    ),
    (
        "procedure.reopened",
        "Sửa tiếp quy trình đã kiểm tra",
        "Checked procedure reopened",
    ),
    (
        "procedure.retired",
        "Thôi áp dụng phiên bản quy trình",
        "Procedure version retired",
    ),
    (
        "procedure.version-begun",
        "Lập phiên bản quy trình",
        "Procedure version begun",
    ),
    ("role.granted", "Giao vai trò", "Role granted"),
    ("role.revoked", "Thu hồi vai trò", "Role revoked"),
    ("samples.removed", "Xóa dữ liệu mẫu", "Sample data removed"),
    ("session.closed", "Đăng xuất", "Signed out"),
    (
        "session.concluded",
        "Kết luận phiên họp",
        "Council session concluded",
    ),
    (
        "session.convened",
        "Triệu tập phiên họp",
        "Council session convened",
    ),
    ("session.marking-closed", "Đóng chấm điểm", "Marking closed"),
    ("session.opened", "Đăng nhập", "Signed in"),
    (
        "session.refused",
        "Đăng nhập không thành công",
        "Sign-in refused",
    ),
    ("sheet.saved", "Lưu nháp phiếu chấm", "Sheet saved"),
    ("sheet.sent", "Gửi phiếu chấm", "Sheet sent"),
];
