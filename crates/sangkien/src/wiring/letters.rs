//! Letters to applicants, from their values.

use sangkien_app::port::{ApologyPaper, RequestPaper, RequestRow};
use sangkien_domain::correction::Severity;
use sangkien_domain::time::{day_text, limit_text};
use sangkien_i18n::{Language, correction, label};
use serde_json::{Value, json};

use super::papers::day;

/// The letter as the data of its template.
pub(super) fn request_data(paper: &RequestPaper) -> Value {
    let received = match paper.submitted_on {
        Some(day) => format!(", nhận ngày {}", day_text(day)),
        None => String::new(),
    };
    let mut closing = Vec::new();
    if let Some(day) = paper.due_on {
        let source = if paper.citation.is_empty() {
            String::new()
        } else {
            format!(" ({})", paper.citation)
        };
        closing.push(format!(
            "Thời hạn bổ sung: đến hết ngày {}{source}. Quá thời hạn này, hồ sơ có thể bị từ chối.",
            day_text(day)
        ));
    }
    if paper.paused {
        closing.push(
            "Thời hạn giải quyết hồ sơ tạm dừng từ ngày thông báo đến ngày nhận được hồ sơ bổ sung."
                .to_owned(),
        );
    }
    closing.push(format!(
        "Sửa trong hồ sơ, trả lời từng nội dung và nộp lại tại {}. Nội dung không được yêu cầu thì giữ nguyên.",
        paper.link
    ));
    json!({
        "superior": paper.superior,
        "body": paper.body,
        "symbol": paper.symbol,
        "place": paper.place,
        "date": day(paper.sent_on),
        "drawn_up": day(Some(paper.drawn_up)),
        "addressee": paper.addressee,
        "opening": [format!(
            "{} đã kiểm tra hồ sơ mã số {} “{}”{received} và đề nghị bổ sung, sửa đổi {:02} nội dung sau:",
            paper.body,
            paper.code,
            paper.title,
            paper.rows.len()
        )],
        "items": paper.rows.iter().map(row).collect::<Vec<_>>(),
        "closing": closing,
        "code": paper.code,
        "title": paper.title,
        "received": day(paper.submitted_on),
        "due_on": day(paper.due_on),
        "link": paper.link,
        "sender_post": "Cán bộ tiếp nhận",
        "sender_name": paper.sender,
    })
}

/// The letter that apologises and promises another day, as the data of its template.
pub(super) fn apology_data(paper: &ApologyPaper) -> Value {
    let received = match paper.submitted_on {
        Some(day) => format!(", nhận ngày {}", day_text(day)),
        None => String::new(),
    };
    let procedure = match paper.procedure.as_str() {
        "" => String::new(),
        name => format!(" về thủ tục “{name}”"),
    };
    let mut opening = vec![
        format!(
            "{} đã tiếp nhận hồ sơ mã số {} “{}”{received}{procedure}.",
            paper.body, paper.code, paper.title
        ),
        format!(
            "{}: {} theo {}, đến hết {}.",
            paper.limit_name,
            label::limit(&paper.limit, Language::Vi),
            paper.limit.citation.source(),
            limit_text(paper.due_at)
        ),
        format!(
            "Đến nay hồ sơ chưa được giải quyết đúng thời hạn trên. {} xin lỗi Ông/Bà về sự chậm trễ này.",
            paper.body
        ),
    ];
    if !paper.reason.is_empty() {
        opening.push(format!("Lý do: {}", paper.reason));
    }
    let mut closing = Vec::new();
    match (paper.new_day, paper.sent_on) {
        (Some(day), _) => closing.push(format!(
            "{} hẹn lại ngày trả kết quả: ngày {}.",
            paper.body,
            day_text(day)
        )),
        (None, Some(_)) => {
            closing.push("Kết quả giải quyết đã có và được trả theo giấy hẹn.".into());
        }
        (None, None) => {}
    }
    closing.push("Mong Ông/Bà thông cảm.".to_owned());
    json!({
        "superior": paper.superior,
        "body": paper.body,
        "symbol": paper.symbol,
        "place": paper.place,
        "date": day(paper.sent_on),
        "drawn_up": day(Some(paper.drawn_up)),
        "addressee": paper.addressee,
        "opening": opening,
        "closing": closing,
        "code": paper.code,
        "title": paper.title,
        "received": day(paper.submitted_on),
        "reason": paper.reason,
        "new_day": day(paper.new_day),
        "sender_post": "Người lập phiếu",
        "sender_name": paper.sender,
    })
}

fn row(row: &RequestRow) -> Value {
    let mut place = vec![row.place.clone()];
    if let Some(page) = row.page {
        place.push(format!("Trang {page}"));
    }
    if !row.quote.trim().is_empty() {
        place.push(format!("“{}”", row.quote));
    }
    let mut requirement = vec![row.requirement.clone()];
    if !row.wanted.is_empty() {
        requirement.push(format!("Sửa thành: “{}”", row.wanted));
    }
    if row.severity != Severity::Must {
        let weight = correction::severity(row.severity, Language::Vi);
        requirement.push(format!("({weight})"));
    }
    let fault = (!row.found.is_empty()).then(|| format!("Đang ghi: “{}”", row.found));
    json!({
        "number": row.number,
        "place_in_dossier": place,
        "fault": Vec::from_iter(fault),
        "requirement": requirement,
        "basis": [row.basis],
    })
}

#[cfg(test)]
mod tests {
    use sangkien_documents::official::Kind;
    use sangkien_domain::law::{Citation, Limit, Unit};
    use sangkien_domain::time::Instant;

    use super::*;

    fn paper() -> RequestPaper {
        let day = jiff::civil::date(2024, 4, 8);
        RequestPaper {
            superior: String::new(),
            body: "Phòng Kinh tế huyện mẫu".into(),
            symbol: "TB-PKT".into(),
            place: "Mẫu".into(),
            sent_on: Some(day),
            drawn_up: day,
            addressee: "Tác giả mẫu 01".into(),
            title: "Sổ tay mẫu".into(),
            code: "PT-2024-0007".into(),
            submitted_on: Some(day),
            form: "Quy tắc mẫu".into(),
            rows: vec![RequestRow {
                number: 3,
                place: "Hiệu quả".into(),
                page: None,
                quote: "giảm 52 %".into(),
                severity: Severity::Should,
                found: "52 %".into(),
                wanted: "31 %".into(),
                requirement: "Tính lại tỷ lệ giảm.".into(),
                basis: "Phụ lục mẫu".into(),
            }],
            due_on: Some(jiff::civil::date(2024, 5, 8)),
            citation: "Điều 6, Nghị định mẫu".into(),
            paused: false,
            link: "https://mau.example/dossiers/1".into(),
            sender: "Cán bộ mẫu".into(),
        }
    }

    #[test]
    fn a_letter_says_what_stands_there_what_is_to_stand_there_and_until_when() {
        let data = request_data(&paper());
        let row = &data["items"][0];
        assert_eq!(row["fault"], json!(["Đang ghi: “52 %”"]));
        assert_eq!(
            row["requirement"],
            json!(["Tính lại tỷ lệ giảm.", "Sửa thành: “31 %”", "(Nên sửa)"])
        );
        assert!(text_of(&data["opening"]).contains("PT-2024-0007"));
        assert!(text_of(&data["opening"]).contains("01 nội dung"));
        assert!(text_of(&data["closing"]).contains("08/05/2024 (Điều 6, Nghị định mẫu)"));
        assert!(Kind::SupplementRequest.fill(&data).is_ok());
    }

    fn text_of(lines: &Value) -> String {
        let lines = lines.as_array().unwrap().iter();
        lines
            .map(|line| line.as_str().unwrap())
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn an_apology_names_the_limit_its_source_the_reason_and_the_new_day() {
        let day = jiff::civil::date(2024, 4, 10);
        let apology = ApologyPaper {
            superior: String::new(),
            body: "Bộ phận một cửa mẫu".into(),
            symbol: "XL-MAU".into(),
            place: "Mẫu".into(),
            sent_on: Some(day),
            drawn_up: day,
            addressee: "Tác giả mẫu 01".into(),
            title: "Trích lục mẫu".into(),
            code: "MC-2024-0007".into(),
            procedure: "Thủ tục mẫu".into(),
            submitted_on: Some(jiff::civil::date(2024, 4, 9)),
            limit_name: "Thời hạn giải quyết".into(),
            limit: Limit {
                amount: 8,
                unit: Unit::WorkingHour,
                citation: Citation {
                    act: "Nghị định mẫu".into(),
                    ..Citation::default()
                },
            },
            due_at: Instant::parse("2024-04-10T09:30:00+07:00").unwrap(),
            reason: "Phải tra cứu sổ lưu".into(),
            new_day: Some(jiff::civil::date(2024, 4, 12)),
            sender: "Cán bộ mẫu".into(),
        };
        let text = |paper: &ApologyPaper| {
            let data = apology_data(paper);
            assert!(Kind::Apology.fill(&data).is_ok());
            [text_of(&data["opening"]), text_of(&data["closing"])].join(" ")
        };
        let sent = text(&apology);
        for part in [
            "MC-2024-0007",
            "Thời hạn giải quyết: 8 giờ làm việc theo Nghị định mẫu",
            "đến hết 09 giờ 30 ngày 10/04/2024",
            "xin lỗi Ông/Bà",
            "Lý do: Phải tra cứu sổ lưu",
            "hẹn lại ngày trả kết quả: ngày 12/04/2024",
        ] {
            assert!(sent.contains(part), "{part}: {sent}");
        }
        let after_all = ApologyPaper {
            new_day: None,
            ..apology
        };
        assert!(text(&after_all).contains("Kết quả giải quyết đã có"));
    }

    #[test]
    fn a_request_of_old_has_a_letter_without_a_last_day() {
        let old = RequestPaper {
            due_on: None,
            ..paper()
        };
        assert_eq!(request_data(&old)["closing"].as_array().unwrap().len(), 1);
        let standing_still = RequestPaper {
            paused: true,
            ..old
        };
        let closing = text_of(&request_data(&standing_still)["closing"]);
        assert!(closing.contains("tạm dừng"), "{closing}");
    }
}
