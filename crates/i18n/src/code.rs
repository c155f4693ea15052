//! Labels of codes that travel as text: file faults, password faults, certificate states,
//! capacities, audit acts and the things they are about. An unknown code gets words that are true
//! of any code, never the code itself.

mod acts;
mod council_acts;

use crate::Language;

/// A code with its Vietnamese and English words.
type Entry = (&'static str, &'static str, &'static str);

fn find(table: &'static [Entry], code: &str, language: Language) -> Option<&'static str> {
    table
        .iter()
        .find(|(known, ..)| *known == code)
        .map(|(_, vi, en)| language.pick(*vi, *en))
}

/// Why an uploaded file is not taken; each sentence says what to do.
const FILE_FAULTS: &[Entry] = &[
    (
        "empty",
        "Tệp không có nội dung; chọn tệp khác.",
        "The file is empty; choose another.",
    ),
    (
        "password-protected",
        "Tệp đặt mật khẩu nên không đọc được; bỏ mật khẩu rồi tải lên lại.",
        "The file is protected by a password; remove it and upload again.",
    ),
    (
        "macro",
        "Tệp chứa macro nên không được nhận; lưu lại không kèm macro (đuôi .docx, .xlsx) hoặc xuất ra PDF.",
        "The file holds macros; save it without them or as PDF.",
    ),
    (
        "program",
        "Tệp là chương trình nên không được nhận; chỉ nhận văn bản, bảng tính, trình chiếu, ảnh và PDF.",
        "The file is a program; only documents, images and PDF are taken.",
    ),
    (
        "archive",
        "Tệp là gói nén nên không được nhận; giải nén rồi tải lên từng tệp.",
        "The file is an archive; unpack it and upload each file.",
    ),
    (
        "markup",
        "Tệp là trang web hoặc hình vẽ có mã lệnh nên không được nhận; xuất ra PDF rồi tải lên.",
        "The file is a web page or other markup; save it as PDF.",
    ),
    (
        "active",
        "Tệp PDF có mã lệnh hoặc tệp khác đính kèm bên trong nên không được nhận; in tệp ra PDF mới rồi tải lên.",
        "The PDF holds scripts or other files; print it to a new PDF and upload that.",
    ),
    (
        "entries",
        "Tệp có cấu trúc nén bất thường (tên trùng nhau, chồng lên nhau hoặc trỏ ra ngoài) nên không được nhận; mở bằng chương trình soạn thảo, lưu lại rồi tải lên.",
        "The parts of the file repeat, overlap or lead outside; open it in an editor, save it again and upload that.",
    ),
    (
        "too-many-pixels",
        "Ảnh có quá nhiều điểm ảnh nên không được nhận; giảm kích thước ảnh rồi tải lên.",
        "The picture has too many points; make it smaller and upload again.",
    ),
    (
        "damaged",
        "Tệp bị hỏng, không mở được; lưu lại từ bản gốc rồi tải lên.",
        "The file is damaged; save it again from the original.",
    ),
    (
        "infected",
        "Tệp có mã độc nên không được nhận; quét máy tính đang dùng, rồi tải lên bản sạch của tệp.",
        "The file holds malware; scan your computer and upload a clean copy.",
    ),
    (
        "unscanned",
        "Chưa kiểm tra được mã độc nên tệp chưa được nhận; thử lại sau ít phút, nếu vẫn vậy thì báo quản trị hệ thống.",
        "The file could not be checked for malware and was not taken; try again in a few minutes, or tell your administrator.",
    ),
    (
        "no-room",
        "Nơi lưu tệp đã hết chỗ nên tệp chưa được nhận; nội dung đã nhập còn nguyên. Báo quản trị hệ thống, rồi tải lên lại.",
        "There is no room left for files, and this one was not taken; tell your administrator and upload again.",
    ),
    (
        "name-mismatch",
        "Phần đuôi tên tệp không đúng với nội dung; mở tệp, lưu lại đúng dạng rồi tải lên.",
        "The name of the file does not fit its content; save it again in its own format.",
    ),
    (
        "unknown",
        "Dạng tệp này không được nhận; dùng PDF, Word, Excel, PowerPoint, ODT, ảnh JPG, PNG hoặc văn bản thường.",
        "This kind of file is not taken; use PDF, office documents, images or plain text.",
    ),
];

/// Formats by extension as people write them: "PDF, DOCX"; the same in both languages.
pub fn file_formats(formats: &[String]) -> String {
    let written: Vec<String> = formats.iter().map(|one| one.to_uppercase()).collect();
    written.join(", ")
}

/// Words for a file fault; an unknown code gets those for a kind that is not taken.
pub fn file_fault(code: &str, language: Language) -> &'static str {
    let code = match code {
        "protected" => "password-protected",
        "macros" => "macro",
        other => other,
    };
    find(FILE_FAULTS, code, language)
        .or_else(|| find(FILE_FAULTS, "unknown", language))
        .unwrap_or_default()
}

const PASSWORD_FAULTS: &[Entry] = &[
    (
        "short",
        "Mật khẩu cần ít nhất 12 ký tự.",
        "The password needs at least 12 characters.",
    ),
    (
        "long",
        "Mật khẩu dài quá 128 ký tự; rút ngắn lại.",
        "The password has more than 128 characters.",
    ),
    (
        "common",
        "Mật khẩu này nhiều người dùng nên dễ đoán; ghép vài từ khác nhau.",
        "The password is too common; combine a few different words.",
    ),
    (
        "account",
        "Mật khẩu trùng với tên tài khoản; chọn mật khẩu khác.",
        "The password is the name of the account.",
    ),
];

/// Words for a fault of a password.
pub fn password_fault(code: &str, language: Language) -> &'static str {
    find(PASSWORD_FAULTS, code, language).unwrap_or(language.pick(
        "Mật khẩu chưa đạt yêu cầu; chọn mật khẩu khác.",
        "The password does not meet the policy.",
    ))
}

const CERTIFICATE_STATES: &[Entry] = &[
    ("valid", "Còn giá trị", "Valid"),
    ("superseded", "Đã được thay thế", "Superseded"),
    ("revoked", "Đã bị thu hồi", "Revoked"),
];

/// Whether a certificate holds.
pub fn certificate_state(code: &str, language: Language) -> &'static str {
    find(CERTIFICATE_STATES, code, language)
        .unwrap_or(language.pick("Chưa xác định", "Not determined"))
}

const CAPACITIES: &[Entry] = &[
    ("author", "Tác giả", "Author"),
    ("clerk", "Cán bộ tiếp nhận", "Intake clerk"),
    ("head", "Thủ trưởng đơn vị", "Head of unit"),
    ("leader", "Lãnh đạo", "Leader"),
    ("program", "Tự động khi hết hạn", "Automatic"),
];

/// In which capacity a step was taken.
pub fn capacity(code: &str, language: Language) -> &'static str {
    find(CAPACITIES, code, language).unwrap_or(language.pick("Người thực hiện", "Person in charge"))
}

/// Words for an act of the audit log.
pub fn audit_act(code: &str, language: Language) -> &'static str {
    find(acts::AUDIT_ACTS, code, language)
        .or_else(|| find(council_acts::COUNCIL_ACTS, code, language))
        .unwrap_or(language.pick("Việc khác", "Another act"))
}

/// Every act of the audit log with its words, by code; for filters.
pub fn audit_acts(language: Language) -> Vec<(&'static str, &'static str)> {
    let all = acts::AUDIT_ACTS.iter().chain(council_acts::COUNCIL_ACTS);
    let mut told: Vec<_> = all
        .map(|(code, vi, en)| (*code, language.pick(*vi, *en)))
        .collect();
    told.sort_unstable();
    told
}

const SUBJECTS: &[Entry] = &[
    ("account", "Tài khoản", "Account"),
    ("calendar", "Lịch làm việc", "Calendar"),
    ("council", "Hội đồng", "Council"),
    ("decision", "Quyết định", "Decision"),
    ("dossier", "Hồ sơ", "Dossier"),
    ("instance", "Hệ thống", "Instance"),
    ("pack", "Gói pháp luật", "Pack"),
    ("person", "Người dùng", "Person"),
    ("procedure", "Quy trình", "Procedure"),
    ("session", "Phiên họp", "Council session"),
    ("phrases", "Mẫu câu yêu cầu bổ sung", "Phrase library"),
    ("sheet", "Phiếu chấm", "Sheet"),
    ("vote", "Lượt biểu quyết", "Vote"),
    ("unit", "Đơn vị", "Unit"),
];

/// What an event of the audit log is about.
pub fn subject(code: &str, language: Language) -> &'static str {
    find(SUBJECTS, code, language).unwrap_or(language.pick("Đối tượng khác", "Another subject"))
}
