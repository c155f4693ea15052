//! Letters about a dossier to its owner.

use jiff::civil::Date;
use sangkien_domain::time::day_text;
use serde_json::Value;

use crate::Language;
use crate::letter::{line, text};

/// What a letter about a dossier is filled in with.
struct About<'a> {
    /// Code and title as one phrase.
    name: String,
    /// The reason in words.
    note: &'a str,
    /// The limit, dd/mm/yyyy.
    due: String,
    /// Whether it is of a procedure other than the recognitions, which name no council or head.
    service: bool,
}

/// Subject and paragraphs; nothing for an unknown kind.
pub(crate) fn body(kind: &str, data: &Value, language: Language) -> Option<(String, Vec<String>)> {
    let title = text(data, "title");
    let title = if title.is_empty() {
        language.pick("chưa đặt tên", "untitled")
    } else {
        title
    };
    let name = match text(data, "code") {
        "" => format!("“{title}”"),
        code => format!("{code} “{title}”"),
    };
    let due = text(data, "due_on")
        .parse::<Date>()
        .map(day_text)
        .unwrap_or_default();
    let about = About {
        name,
        note: text(data, "note"),
        due,
        service: data.get("service").and_then(Value::as_bool) == Some(true),
    };
    match language {
        Language::Vi => vietnamese(kind, &about),
        Language::En => english(kind, &about),
    }
}

fn vietnamese(kind: &str, about: &About<'_>) -> Option<(String, Vec<String>)> {
    let About {
        name,
        note,
        due,
        service,
    } = about;
    let by = |words: &str| line(words, due);
    let (subject, paragraphs) = match kind {
        "dossier-received" => (
            "Đã nhận hồ sơ",
            vec![
                format!(
                    "Hồ sơ {name} đã được nhận. Giấy biên nhận có mã băm nội dung, xem lại được bất cứ lúc nào."
                ),
                by("Nơi tiếp nhận kiểm tra hồ sơ chậm nhất ngày "),
                "Theo dõi hồ sơ tại:".into(),
            ],
        ),
        "dossier-late" => (
            "Hồ sơ đến sau giờ đóng đợt",
            vec![
                format!(
                    "Hồ sơ {name} đến sau giờ đóng nên chưa được nhận vào đợt này. Toàn bộ nội dung, tệp và thời điểm nộp được giữ nguyên."
                ),
                "Xem thời điểm ghi nhận và chuyển sang đợt sau (khi có) tại:".into(),
            ],
        ),
        "dossier-accepted" if *service => (
            "Hồ sơ đã được tiếp nhận",
            vec![
                format!("Hồ sơ {name} đầy đủ và đã được tiếp nhận."),
                by("Thời hạn giải quyết đến hết ngày "),
                "Theo dõi hồ sơ tại:".into(),
            ],
        ),
        "dossier-accepted" => (
            "Hồ sơ đã được tiếp nhận",
            vec![
                format!(
                    "Hồ sơ {name} đầy đủ và đã được tiếp nhận. Bước tiếp theo: thủ trưởng đơn vị xác nhận ngày áp dụng lần đầu."
                ),
                by("Thời hạn xét công nhận đến hết ngày "),
                "Theo dõi hồ sơ tại:".into(),
            ],
        ),
        "dossier-returned" => (
            "Hồ sơ cần bổ sung",
            vec![
                format!("Hồ sơ {name} cần bổ sung, sửa đổi một số nội dung."),
                by("Thời hạn bổ sung: hết ngày "),
                "Xem từng nội dung, sửa và trả lời tại:".into(),
            ],
        ),
        "dossier-refused" if note.is_empty() => (
            "Kết luận của hội đồng",
            vec![
                format!(
                    "Hội đồng đã biểu quyết về hồ sơ {name}: số phiếu đồng ý không đủ để công nhận."
                ),
                "Xem kết quả biểu quyết và căn cứ tại:".into(),
            ],
        ),
        "dossier-refused" => (
            "Hồ sơ bị từ chối",
            vec![
                format!("Hồ sơ {name} bị từ chối."),
                line("Lý do: ", note),
                "Xem lý do và căn cứ tại:".into(),
            ],
        ),
        "dossier-confirmed" => (
            "Đã xác nhận ngày áp dụng lần đầu",
            vec![
                format!(
                    "Thủ trưởng đơn vị đã xác nhận ngày áp dụng lần đầu của sáng kiến {name}. Hồ sơ chuyển đến hội đồng."
                ),
                "Theo dõi hồ sơ tại:".into(),
            ],
        ),
        "dossier-stopped" => (
            "Hồ sơ dừng do quá thời hiệu",
            vec![
                format!(
                    "Theo ngày áp dụng lần đầu được xác nhận, quyền yêu cầu công nhận đã hết trước ngày nộp hồ sơ {name} nên hồ sơ dừng lại."
                ),
                "Xem cách tính và căn cứ tại:".into(),
            ],
        ),
        "dossier-withdrawn" => (
            "Đã rút hồ sơ",
            vec![
                format!("Hồ sơ {name} đã được rút theo yêu cầu."),
                line("Lý do: ", note),
                "Nội dung vẫn xem lại được tại:".into(),
            ],
        ),
        "dossier-passed" => (
            "Hội đồng kết luận đạt",
            vec![
                format!(
                    "Hội đồng kết luận hồ sơ {name} đạt và đề nghị công nhận. Bước tiếp theo: ban hành quyết định."
                ),
                "Theo dõi hồ sơ tại:".into(),
            ],
        ),
        "dossier-extended" => (
            "Thời hạn giải quyết được gia hạn",
            vec![
                format!("Thời hạn giải quyết hồ sơ {name} được gia hạn."),
                line("Lý do: ", note),
                by("Thời hạn mới: hết ngày "),
                "Theo dõi hồ sơ tại:".into(),
            ],
        ),
        "dossier-apology" => (
            "Xin lỗi và hẹn lại ngày trả kết quả",
            vec![
                format!(
                    "Hồ sơ {name} chưa được giải quyết đúng thời hạn. Nơi tiếp nhận xin lỗi Ông/Bà về việc này."
                ),
                line("Lý do: ", note),
                by("Ngày hẹn trả kết quả mới: "),
                "Xem phiếu xin lỗi và theo dõi hồ sơ tại:".into(),
            ],
        ),
        "dossier-ended" => (
            "Hồ sơ đã kết thúc do hết thời hạn",
            vec![
                format!("Hồ sơ {name} đã kết thúc."),
                line("Lý do: ", note),
                "Nội dung vẫn xem lại được tại:".into(),
            ],
        ),
        "dossier-recognised" => (
            "Sáng kiến được công nhận",
            vec![
                format!("Sáng kiến {name} đã được công nhận. Chúc mừng các tác giả."),
                "Xem quyết định và tải giấy chứng nhận tại:".into(),
            ],
        ),
        "certificate-revoked" => (
            "Giấy chứng nhận bị thu hồi",
            vec![
                format!("Giấy chứng nhận số {name} đã bị thu hồi."),
                line("Lý do: ", note),
                "Xem quyết định thu hồi tại:".into(),
            ],
        ),
        "certificate-replaced" => (
            "Giấy chứng nhận được thay",
            vec![
                format!("Giấy chứng nhận số {name} đã được thay bằng giấy mới."),
                line("Lý do: ", note),
                "Xem giấy thay thế tại:".into(),
            ],
        ),
        "certificate-restored" => (
            "Giấy chứng nhận có hiệu lực trở lại",
            vec![
                format!("Giấy chứng nhận số {name} có hiệu lực trở lại."),
                line("Lý do: ", note),
                "Xem tại:".into(),
            ],
        ),
        _ => return None,
    };
    Some((format!("{subject}: {name}"), paragraphs))
}

fn english(kind: &str, about: &About<'_>) -> Option<(String, Vec<String>)> {
    let About {
        name, note, due, ..
    } = about;
    let by = |words: &str| line(words, due);
    let (subject, paragraphs) = match kind {
        "dossier-received" => (
            "Dossier received",
            vec![
                format!("The dossier {name} has been received."),
                by("It is examined by "),
            ],
        ),
        "dossier-late" => (
            "Dossier arrived after closing",
            vec![format!(
                "The dossier {name} arrived after closing. Its content and the moment are kept."
            )],
        ),
        "dossier-accepted" => (
            "Dossier accepted",
            vec![
                format!("The dossier {name} is complete and accepted."),
                by("Evaluation ends by "),
            ],
        ),
        "dossier-returned" => (
            "Dossier needs supplements",
            vec![
                format!("The dossier {name} needs supplements."),
                by("Please answer by "),
            ],
        ),
        "dossier-refused" if note.is_empty() => (
            "Conclusion of the council",
            vec![format!(
                "The council voted on {name}: there were not enough votes in favour."
            )],
        ),
        "dossier-refused" => (
            "Dossier refused",
            vec![
                format!("The dossier {name} has been refused."),
                line("Reason: ", note),
            ],
        ),
        "dossier-confirmed" => (
            "First application confirmed",
            vec![format!(
                "The first application of {name} is confirmed; the dossier goes to the council."
            )],
        ),
        "dossier-stopped" => (
            "Dossier stopped",
            vec![format!(
                "By the confirmed day of first application the right had lapsed before {name} was filed."
            )],
        ),
        "dossier-withdrawn" => (
            "Dossier withdrawn",
            vec![
                format!("The dossier {name} has been withdrawn."),
                line("Reason: ", note),
            ],
        ),
        "dossier-passed" => (
            "Council in favour",
            vec![format!(
                "The council recommends {name} for recognition; a decision follows."
            )],
        ),
        "dossier-extended" => (
            "Limit extended",
            vec![
                format!("The limit for handling {name} has been extended."),
                line("Reason: ", note),
                by("The new limit ends on "),
            ],
        ),
        "dossier-apology" => (
            "Apology and new day",
            vec![
                format!("The dossier {name} was not decided in time. We apologise."),
                line("Reason: ", note),
                by("The new day is "),
            ],
        ),
        "dossier-ended" => (
            "Dossier ended with its limit",
            vec![
                format!("The dossier {name} has ended."),
                line("Reason: ", note),
            ],
        ),
        "dossier-recognised" => (
            "Initiative recognised",
            vec![format!("The initiative {name} has been recognised.")],
        ),
        "certificate-revoked" => (
            "Certificate revoked",
            vec![
                format!("The certificate {name} has been revoked."),
                line("Reason: ", note),
            ],
        ),
        "certificate-replaced" => (
            "Certificate replaced",
            vec![
                format!("The certificate {name} has been replaced by a new one."),
                line("Reason: ", note),
            ],
        ),
        "certificate-restored" => (
            "Certificate in force again",
            vec![
                format!("The certificate {name} is in force again."),
                line("Reason: ", note),
            ],
        ),
        _ => return None,
    };
    Some((format!("{subject}: {name}"), paragraphs))
}
