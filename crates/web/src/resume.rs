//! Typed texts carried over an interruption: an ended session, an old form, a fault of storage.

use sangkien_http::form::Fields;
use sangkien_pages::failure::{KeptField, Retry};

use crate::context::Context;

/// Names whose values are never given back.
const SECRET: [&str; 4] = ["csrf", "password", "password_again", "token"];

/// Labels of texts by posted name; rows count from 0 after a dot.
const LABELS: [(&str, &str); 32] = [
    ("opinion", "Ý kiến"),
    ("recall_reason", "Lý do thu hồi"),
    ("answer", "Trả lời nội dung"),
    ("account", "Tài khoản"),
    ("agency_name", "Tên cơ quan"),
    ("basis", "Căn cứ"),
    ("bases", "Căn cứ pháp lý"),
    ("birth_date", "Ngày sinh"),
    ("code", "Mã"),
    ("comment", "Nhận xét"),
    ("date", "Ngày"),
    ("email", "Thư điện tử"),
    ("first_applied", "Ngày áp dụng lần đầu"),
    ("first_applied_on", "Ngày áp dụng lần đầu"),
    ("found", "Từ ngữ chưa đúng"),
    ("full_name", "Họ và tên"),
    ("page", "Trang"),
    ("place", "Địa điểm hoặc mục"),
    ("position", "Chức danh"),
    ("qualification", "Trình độ chuyên môn"),
    ("quote", "Đoạn trích"),
    ("reason", "Lý do"),
    ("remark", "Ghi chú"),
    ("requirement", "Yêu cầu bổ sung"),
    ("round_name", "Tên đợt"),
    ("score", "Điểm"),
    ("share", "Tỷ lệ đóng góp"),
    ("summary", "Tóm tắt sáng kiến"),
    ("text", "Lý do bằng lời"),
    ("title", "Tên sáng kiến"),
    ("wanted", "Sửa thành"),
    ("workplace", "Nơi công tác"),
];

/// The form to send again, from what was posted; nothing when nothing was. A sign-in is not sent
/// again, but what it carried is.
pub(crate) fn retry(context: &Context) -> Option<Retry> {
    let fields = context.take_kept()?;
    match context.path.as_str() {
        "/login" => carried(&fields),
        path => Some(form(path, &fields)),
    }
}

/// The form to send again to `action`.
fn form(action: &str, fields: &Fields) -> Retry {
    let mut shown = Vec::new();
    let mut hidden = Vec::new();
    for (name, value) in &fields.0 {
        if SECRET.contains(&name.as_str()) || name.starts_with("password") {
            continue;
        }
        match label(name, value) {
            Some(label) => shown.push(KeptField {
                name: name.clone(),
                label,
                value: value.clone(),
            }),
            None => hidden.push((name.clone(), value.clone())),
        }
    }
    Retry {
        action: action.to_owned(),
        label: "Gửi lại".to_owned(),
        fields: shown,
        hidden,
    }
}

/// The label of a typed text; nothing for a choice, a version or another value nobody typed.
fn label(name: &str, value: &str) -> Option<String> {
    let (stem, part) = match name.split_once('.') {
        Some((stem, part)) => (stem, Some(part)),
        None => (name, None),
    };
    let known = LABELS.iter().find(|(known, _)| *known == stem);
    if let Some((_, label)) = known {
        if value.is_empty() {
            return None;
        }
        return Some(match part.and_then(|part| part.parse::<usize>().ok()) {
            // Answers and reasons carry the number of their item, rows count from 0.
            Some(number) if stem == "answer" || stem == "reason" => format!("{label} {number}"),
            Some(row) => format!("{label}, dòng {}", row.saturating_add(1)),
            None => (*label).to_owned(),
        });
    }
    // A question of the form: its text has more than one word, choices and codes have not.
    value
        .trim()
        .contains(char::is_whitespace)
        .then(|| "Nội dung đã nhập".to_owned())
}

/// What the session-expired page carried through signing in: the address and its form.
pub(crate) fn carried(fields: &Fields) -> Option<Retry> {
    let action = local(fields.get("resume"))?;
    let mut inner = Vec::new();
    for (name, value) in &fields.0 {
        let carried = name
            .strip_prefix("kept.")
            .or_else(|| name.strip_prefix("hidden."));
        if let Some(name) = carried {
            inner.push((name.to_owned(), value.clone()));
        }
    }
    Some(form(action, &Fields(inner)))
}

/// The login page that comes back to the present address.
pub(crate) fn sign_in_address(context: &Context) -> String {
    if !context.reads || context.address == "/" || context.address == "/work" {
        return "/login".to_owned();
    }
    let next: String = form_urlencoded::byte_serialize(context.address.as_bytes()).collect();
    format!("/login?next={next}")
}

/// `text` if it is an address within this site: a path, never another host.
pub(crate) fn local(text: &str) -> Option<&str> {
    let path = text.strip_prefix('/')?;
    let leaves = path.starts_with(['/', '\\']) || text.contains(|letter: char| letter.is_control());
    (!leaves && text.len() <= 2_000).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_this_site_are_followed() {
        for good in ["/", "/work", "/dossiers?q=a%20b"] {
            assert_eq!(local(good), Some(good));
        }
        for bad in [
            "",
            "work",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\nb",
        ] {
            assert_eq!(local(bad), None, "{bad}");
        }
    }

    #[test]
    fn typed_texts_are_shown_and_choices_travel_unseen() {
        let fields = Fields::parse(
            "csrf=x&version=3&solution=M%E1%BB%99t+gi%E1%BA%A3i+ph%C3%A1p&field=ict&full_name.1=T%C3%A1c+gi%E1%BA%A3&password=bi+mat&reason="
                .as_bytes(),
        );
        let retry = form("/dossiers/1", &fields);
        let labels: Vec<&str> = retry
            .fields
            .iter()
            .map(|field| field.label.as_str())
            .collect();
        assert_eq!(labels, ["Nội dung đã nhập", "Họ và tên, dòng 2"]);
        let hidden: Vec<&str> = retry.hidden.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(hidden, ["version", "field", "reason"]);
    }

    #[test]
    fn what_the_expired_page_carried_comes_back_as_a_form() {
        let fields = Fields::parse(
            b"account=a&password=b&resume=/dossiers/1/withdrawal&kept.reason=x+y&hidden.version=2&csrf=c",
        );
        let retry = carried(&fields).expect("a form");
        assert_eq!(retry.action, "/dossiers/1/withdrawal");
        assert_eq!(retry.fields.len(), 1);
        assert_eq!(retry.hidden, [("version".to_owned(), "2".to_owned())]);
        assert!(carried(&Fields::parse(b"resume=//evil.example&kept.reason=x")).is_none());
    }
}
