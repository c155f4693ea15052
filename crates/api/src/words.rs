//! Words of the problems that no rule of the field stands behind.

use sangkien_i18n::Language;

use crate::problem::Place;

/// Name of a problem with its Vietnamese and English title and sentence.
type Entry = (&'static str, [&'static str; 2], [&'static str; 2]);

const PROBLEMS: &[Entry] = &[
    (
        "absent",
        ["Không tìm thấy", "Not found"],
        [
            "Không có nội dung ở địa chỉ này.",
            "There is nothing at this address.",
        ],
    ),
    (
        "method",
        ["Sai phương thức", "Method not allowed"],
        [
            "Địa chỉ này không nhận phương thức vừa gửi; xem các phương thức nhận được ở đầu mục Allow.",
            "The address does not take this method; the header Allow names those it takes.",
        ],
    ),
    (
        "sign-in",
        ["Chưa đăng nhập", "Not signed in"],
        [
            "Cần mã phiên còn hiệu lực. Đăng nhập lại rồi gửi kèm Authorization: Bearer.",
            "A valid session token is needed. Sign in and send it as Authorization: Bearer.",
        ],
    ),
    (
        "credentials",
        ["Đăng nhập không thành công", "Sign-in refused"],
        [
            "Tên tài khoản hoặc mật khẩu chưa đúng.",
            "Account or password do not fit.",
        ],
    ),
    (
        "too-large",
        ["Nội dung quá lớn", "Too large"],
        [
            "Nội dung gửi lên vượt dung lượng mà địa chỉ này nhận; chưa có gì được lưu.",
            "The body is larger than this address takes; nothing was saved.",
        ],
    ),
    (
        "media-type",
        ["Sai kiểu nội dung", "Unsupported media type"],
        [
            "Địa chỉ này chỉ nhận nội dung kiểu",
            "This address takes only bodies of the type",
        ],
    ),
    (
        "malformed",
        ["Yêu cầu không đọc được", "Malformed request"],
        ["", ""],
    ),
    (
        "too-many",
        ["Quá nhiều yêu cầu", "Too many requests"],
        ["", ""],
    ),
    (
        "stale",
        ["Nội dung đã thay đổi", "Changed meanwhile"],
        ["", ""],
    ),
    (
        "file-damaged",
        ["Tệp không đọc được", "File unreadable"],
        [
            "Tệp lưu trữ bị thiếu hoặc không còn đúng với mã băm đã ghi nên không được đưa ra. Báo quản trị của cơ quan.",
            "The stored file is missing or does not fit its recorded hash and is not handed out. Tell the administrator.",
        ],
    ),
    (
        "unavailable",
        ["Hệ thống đang bận", "Unavailable"],
        [
            "Kho dữ liệu tạm thời chưa trả lời; chưa có gì được thay đổi. Thử lại sau ít phút.",
            "Storage does not answer at the moment; nothing was changed. Try again in a few minutes.",
        ],
    ),
    (
        "broken",
        ["Hệ thống gặp sự cố", "Internal error"],
        [
            "Chưa có gì được thay đổi. Báo quản trị của cơ quan kèm số yêu cầu ở mục instance.",
            "Nothing was changed. Tell the administrator the request number in the member instance.",
        ],
    ),
];

/// Title and sentence of a problem.
pub(crate) fn problem(name: &str, language: Language) -> (&'static str, &'static str) {
    PROBLEMS
        .iter()
        .find(|(known, ..)| *known == name)
        .map_or(("", ""), |(_, title, sentence)| {
            let ([title_vi, title_en], [vi, en]) = (*title, *sentence);
            (language.pick(title_vi, title_en), language.pick(vi, en))
        })
}

/// Title of a refusal by the rules.
pub(crate) fn refused(language: Language) -> &'static str {
    language.pick("Chưa thực hiện được", "Refused by the rules")
}

/// Where a request cannot be read.
pub(crate) fn place(place: Place, language: Language) -> String {
    match (place, language) {
        (Place::Body { line, column }, Language::Vi) => {
            format!("Nội dung JSON không đọc được ở dòng {line}, cột {column}.")
        }
        (Place::Body { line, column }, Language::En) => {
            format!("The JSON body cannot be read at line {line}, column {column}.")
        }
        (Place::Query, Language::Vi) => "Tham số của địa chỉ không đọc được.".to_owned(),
        (Place::Query, Language::En) => "The query parameters cannot be read.".to_owned(),
        (Place::Parts, Language::Vi) => {
            "Nội dung multipart không đọc được; gửi đúng một phần có tên “file” kèm tên tệp."
                .to_owned()
        }
        (Place::Parts, Language::En) => {
            "The multipart body cannot be read; send exactly one part named \"file\" with a file name."
                .to_owned()
        }
    }
}

/// How long to wait.
pub(crate) fn wait(seconds: u64, language: Language) -> String {
    match language {
        Language::Vi => {
            format!("Gửi quá nhiều lần trong thời gian ngắn. Thử lại sau {seconds} giây.")
        }
        Language::En => format!("Too many requests at once. Try again in {seconds} seconds."),
    }
}
