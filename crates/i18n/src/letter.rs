//! Letters the worker sends, by message kind.
//!
//! A letter names the dossier, says what happened, what to do and by when, and gives one address.
//! It carries no content of a dossier beyond its title, since mail is read by others.

use sangkien_domain::time::{Instant, moment_text};
use serde_json::Value;

use crate::{Language, dossier_letter};

/// A letter ready to send, plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Subject.
    pub subject: String,
    /// Text; lines end in `\n`.
    pub text: String,
}

/// Message kinds that have a letter.
pub const KINDS: [&str; 25] = [
    "dossier-received",
    "dossier-late",
    "dossier-accepted",
    "dossier-returned",
    "dossier-refused",
    "dossier-confirmed",
    "dossier-stopped",
    "dossier-withdrawn",
    "dossier-passed",
    "dossier-recognised",
    "certificate-revoked",
    "certificate-replaced",
    "certificate-restored",
    "dossier-extended",
    "dossier-apology",
    "dossier-ended",
    "dossier-notice",
    "limit-ends",
    "apology-owed",
    "session-convened",
    "sheet-reopened",
    "marking-assigned",
    "marking-freed",
    "further-marker-missing",
    "person-invited",
];

/// The letter of the message `kind` to the person named `to`, filled in from `data`; nothing for
/// an unknown kind. Missing data leaves its line out.
pub fn letter(kind: &str, to: &str, data: &Value, language: Language) -> Option<Letter> {
    let (subject, paragraphs) = match kind {
        "session-convened" => session_convened(data, language),
        "sheet-reopened" => sheet_reopened(data, language),
        "marking-assigned" => marking_assigned(data, language),
        "marking-freed" => marking_freed(data, language),
        "further-marker-missing" => further_marker_missing(data, language),
        "person-invited" => person_invited(data, language),
        "dossier-notice" => notice(data, language),
        "limit-ends" | "apology-owed" => of_limit(kind, data, language),
        _ => dossier_letter::body(kind, data, language)?,
    };
    let greeting = match language {
        Language::Vi => format!("Kính gửi: Ông/Bà {to}"),
        Language::En => format!("Dear {to},"),
    };
    let closing = language.pick(
        "Thư này do hệ thống Sáng Kiến gửi tự động; không cần trả lời.",
        "This letter was sent by Sáng Kiến; no reply is needed.",
    );
    let link = text(data, "link");
    let mut parts = vec![greeting];
    parts.extend(paragraphs.into_iter().filter(|part| !part.is_empty()));
    if !link.is_empty() {
        parts.push(link.to_owned());
    }
    parts.push(closing.to_owned());
    Some(Letter {
        subject,
        text: parts.join("\n\n") + "\n",
    })
}

/// A text of the data; empty when it is missing.
pub(crate) fn text<'a>(data: &'a Value, key: &str) -> &'a str {
    data.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn session_convened(data: &Value, language: Language) -> (String, Vec<String>) {
    let title = text(data, "title");
    let place = text(data, "place");
    let at = data
        .get("meets_at")
        .and_then(Value::as_i64)
        .map(|micros| moment_text(Instant(micros)))
        .unwrap_or_default();
    match language {
        Language::Vi => (
            format!("Mời họp hội đồng: {title}"),
            vec![
                format!("Trân trọng mời Ông/Bà dự phiên họp “{title}”."),
                line("Thời gian: ", &at),
                line("Địa điểm: ", place),
                "Đề nghị chấm các hồ sơ trong chương trình và gửi phiếu trước khi phiên họp đóng chấm điểm. Xem chương trình tại:".into(),
            ],
        ),
        Language::En => (
            format!("Council session: {title}"),
            vec![
                format!("You are invited to the session “{title}”."),
                line("Time: ", &at),
                line("Place: ", place),
                "Please mark the dossiers on the agenda and send your sheets before marking is closed. The agenda:".into(),
            ],
        ),
    }
}

fn sheet_reopened(data: &Value, language: Language) -> (String, Vec<String>) {
    let (title, code, why) = (text(data, "title"), text(data, "code"), text(data, "note"));
    match language {
        Language::Vi => (
            format!("Phiếu chấm được mở lại: {code}"),
            vec![
                format!("Phiếu chấm của Ông/Bà với hồ sơ {code} “{title}” đã được mở lại."),
                line("Lý do: ", why),
                "Phiếu đã gửi được giữ trong hồ sơ phiên họp. Đề nghị xem lại và gửi phiếu tại:"
                    .into(),
            ],
        ),
        Language::En => (
            format!("Your sheet was opened again: {code}"),
            vec![
                format!("Your sheet on the dossier {code} “{title}” was opened again."),
                line("Reason: ", why),
                "What you sent is kept. Please look at the sheet and send it again:".into(),
            ],
        ),
    }
}

fn marking_assigned(data: &Value, language: Language) -> (String, Vec<String>) {
    let title = text(data, "title");
    let count = data.get("count").and_then(Value::as_i64).unwrap_or(0);
    match language {
        Language::Vi => (
            format!("Phân công chấm hồ sơ: {title}"),
            vec![
                format!("Ông/Bà được giao thêm {count} hồ sơ để chấm trong phiên họp “{title}”."),
                "Đề nghị gửi phiếu trước khi phiên họp đóng chấm điểm. Danh sách hồ sơ:".into(),
            ],
        ),
        Language::En => (
            format!("Dossiers to mark: {title}"),
            vec![
                format!("You have been given {count} more dossiers to mark for “{title}”."),
                "Please send your sheets before marking is closed. The list:".into(),
            ],
        ),
    }
}

fn marking_freed(data: &Value, language: Language) -> (String, Vec<String>) {
    let (title, code, who) = (text(data, "title"), text(data, "code"), text(data, "note"));
    match language {
        Language::Vi => (
            format!("Hồ sơ cần giao lại: {code}"),
            vec![
                format!(
                    "{who} đã khai xung đột lợi ích với hồ sơ {code} “{title}”; phiếu chấm của người này không còn."
                ),
                "Đề nghị giao hồ sơ cho thành viên khác tại:".into(),
            ],
        ),
        Language::En => (
            format!("A dossier to be given anew: {code}"),
            vec![
                format!(
                    "{who} has stepped aside from the dossier {code} “{title}”; their sheet is free."
                ),
                "Please give it to another member:".into(),
            ],
        ),
    }
}

/// Why a member could not be called to mark a dossier once more.
fn passed_over(why: &str, language: Language) -> &'static str {
    match why {
        "marks" => language.pick("đã chấm hồ sơ này", "has marked it"),
        "author" => language.pick("là tác giả", "is its author"),
        "co-author" => language.pick("là đồng tác giả", "is a co-author"),
        "same-unit" => language.pick("cùng đơn vị với tác giả", "is of the authors' unit"),
        _ => language.pick("đã khai xung đột lợi ích", "has stepped aside"),
    }
}

fn further_marker_missing(data: &Value, language: Language) -> (String, Vec<String>) {
    let (title, code) = (text(data, "title"), text(data, "code"));
    let members = data.get("members").and_then(Value::as_array);
    let members = members.into_iter().flatten().map(|member| {
        let why = passed_over(text(member, "why"), language);
        format!("{} ({why})", text(member, "name"))
    });
    let members = members.collect::<Vec<_>>().join("; ");
    match language {
        Language::Vi => (
            format!("Không còn người chấm thêm: {code}"),
            vec![
                format!(
                    "Các phiếu chấm hồ sơ {code} “{title}” chênh nhau quá mức của bảng điểm, nhưng không còn thành viên nào chấm thêm được."
                ),
                line("Các thành viên: ", &members),
                "Sau khi đóng chấm điểm, hội đồng phải họp lại về hồ sơ này và ghi ý kiến thảo luận trước khi kết luận. Phiếu chấm của phiên họp:"
                    .into(),
            ],
        ),
        Language::En => (
            format!("No further marker: {code}"),
            vec![
                format!(
                    "The sheets on the dossier {code} “{title}” lie too far apart, and no member is left to mark it once more."
                ),
                line("The members: ", &members),
                "Once marking is closed the council has to meet on it again before it concludes. The sheets:"
                    .into(),
            ],
        ),
    }
}

/// What a procedure tells its applicant, in its own words.
fn notice(data: &Value, language: Language) -> (String, Vec<String>) {
    let (title, code) = (text(data, "title"), text(data, "code"));
    let about = match code {
        "" => format!("“{title}”"),
        code => format!("{code} “{title}”"),
    };
    let subject = match text(data, "subject") {
        "" => language.pick("Thông báo về hồ sơ", "About a dossier"),
        subject => subject,
    };
    (
        format!("{subject}: {about}"),
        vec![
            text(data, "text").to_owned(),
            language
                .pick("Theo dõi hồ sơ tại:", "Follow the dossier at:")
                .to_owned(),
        ],
    )
}

/// A reminder of a limit, or that an apology is owed, to whoever has to act.
fn of_limit(kind: &str, data: &Value, language: Language) -> (String, Vec<String>) {
    let (title, code, limit) = (text(data, "title"), text(data, "code"), text(data, "limit"));
    let name = match code {
        "" => format!("“{title}”"),
        code => format!("{code} “{title}”"),
    };
    let due = data
        .get("due_at")
        .and_then(Value::as_i64)
        .map(|micros| moment_text(Instant(micros)))
        .unwrap_or_default();
    let reminds = kind == "limit-ends";
    match language {
        Language::Vi if reminds => (
            format!("Sắp hết thời hạn: {name}"),
            vec![
                format!("Hồ sơ {name} sắp hết thời hạn “{limit}”."),
                line("Thời hạn hết lúc ", &due),
                "Hồ sơ đang chờ Ông/Bà xử lý tại:".into(),
            ],
        ),
        Language::Vi => (
            format!("Phải xin lỗi, hẹn lại: {name}"),
            vec![
                format!("Hồ sơ {name} đã quá thời hạn “{limit}” mà chưa có kết quả đúng hẹn."),
                line("Thời hạn đã hết lúc ", &due),
                "Đề nghị gửi phiếu xin lỗi, nêu lý do và hẹn lại ngày trả kết quả. Lập phiếu từ trang hồ sơ:".into(),
            ],
        ),
        Language::En if reminds => (
            format!("A limit ends soon: {name}"),
            vec![
                format!("The limit “{limit}” of the dossier {name} ends soon."),
                line("It ends at ", &due),
                "The dossier waits for you at:".into(),
            ],
        ),
        Language::En => (
            format!("An apology is owed: {name}"),
            vec![
                format!("The limit “{limit}” of the dossier {name} was not kept."),
                line("It ended at ", &due),
                "Please send an apology with the reason and a new day. The dossier:".into(),
            ],
        ),
    }
}

fn person_invited(data: &Value, language: Language) -> (String, Vec<String>) {
    let account = text(data, "account");
    match language {
        Language::Vi => (
            "Mời sử dụng hệ thống Sáng Kiến".into(),
            vec![
                format!("Ông/Bà được cấp tài khoản “{account}” trên hệ thống Sáng Kiến."),
                "Liên kết dưới đây dùng một lần, trong 7 ngày, để đặt mật khẩu. Không chuyển liên kết này cho người khác.".into(),
            ],
        ),
        Language::En => (
            "Your account on Sáng Kiến".into(),
            vec![
                format!("You have been given the account “{account}”."),
                "The link below works once, within 7 days, to set a password. Do not pass it on.".into(),
            ],
        ),
    }
}

/// `label` and `value`; empty without a value.
pub(crate) fn line(label: &str, value: &str) -> String {
    if value.is_empty() {
        String::new()
    } else {
        format!("{label}{value}")
    }
}
