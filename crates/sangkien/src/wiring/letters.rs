//! Letters to applicants, from their values.

use sangkien_app::port::{ApologyPaper, RequestPaper, RequestRow};
use sangkien_documents::request::{Request, Row};
use sangkien_domain::correction::Severity;
use sangkien_domain::time::{day_text, moment_text};
use sangkien_i18n::{Language, correction, label};

use super::papers::{civil, unless_empty};

/// The letter as it is printed.
pub(super) fn printed_request(paper: &RequestPaper) -> Request {
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
    Request {
        superior: unless_empty(&paper.superior),
        body: paper.body.clone(),
        sign: paper.symbol.clone(),
        place: paper.place.clone(),
        date: paper.sent_on.map(civil),
        drawn_up: civil(paper.drawn_up),
        heading: "THÔNG BÁO".to_owned(),
        regarding: "Về việc yêu cầu bổ sung hồ sơ".to_owned(),
        addressee: paper.addressee.clone(),
        opening: vec![format!(
            "{} đã kiểm tra hồ sơ mã số {} “{}”{received} và đề nghị bổ sung, sửa đổi {:02} nội dung sau:",
            paper.body,
            paper.code,
            paper.title,
            paper.rows.len()
        )],
        rows: paper.rows.iter().map(row).collect(),
        closing,
        sender_post: "Cán bộ tiếp nhận".to_owned(),
        sender_name: paper.sender.clone(),
        recipients: vec!["Như trên".to_owned(), "Lưu: VT, hồ sơ".to_owned()],
    }
}

/// The letter that apologises and promises another day, as it is printed.
pub(super) fn printed_apology(paper: &ApologyPaper) -> Request {
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
            "{}: {} theo {}, hết lúc {}.",
            paper.limit_name,
            label::limit(&paper.limit, Language::Vi),
            paper.limit.citation,
            moment_text(paper.due_at)
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
    Request {
        superior: unless_empty(&paper.superior),
        body: paper.body.clone(),
        sign: paper.symbol.clone(),
        place: paper.place.clone(),
        date: paper.sent_on.map(civil),
        drawn_up: civil(paper.drawn_up),
        heading: "PHIẾU XIN LỖI".to_owned(),
        regarding: "Và hẹn lại ngày trả kết quả".to_owned(),
        addressee: paper.addressee.clone(),
        opening,
        rows: Vec::new(),
        closing,
        sender_post: "Người lập phiếu".to_owned(),
        sender_name: paper.sender.clone(),
        recipients: vec!["Như trên".to_owned(), "Lưu: hồ sơ".to_owned()],
    }
}

fn row(row: &RequestRow) -> Row {
    let mut requirement = vec![row.requirement.clone()];
    if !row.wanted.is_empty() {
        requirement.push(format!("Sửa thành: “{}”", row.wanted));
    }
    if row.severity != Severity::Must {
        let weight = correction::severity(row.severity, Language::Vi);
        requirement.push(format!("({weight})"));
    }
    let fault = if row.found.is_empty() {
        Vec::new()
    } else {
        vec![format!("Đang ghi: “{}”", row.found)]
    };
    Row {
        number: row.number,
        place: row.place.clone(),
        page: row.page,
        quote: row.quote.clone(),
        fault,
        requirement,
        basis: row.basis.clone(),
    }
}

#[cfg(test)]
mod tests {
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
        let printed = printed_request(&paper());
        let row = &printed.rows[0];
        assert_eq!(row.fault, ["Đang ghi: “52 %”"]);
        assert_eq!(
            row.requirement,
            ["Tính lại tỷ lệ giảm.", "Sửa thành: “31 %”", "(Nên sửa)"]
        );
        assert!(printed.opening[0].contains("PT-2024-0007"));
        assert!(printed.opening[0].contains("01 nội dung"));
        assert!(printed.closing[0].contains("08/05/2024 (Điều 6, Nghị định mẫu)"));
        assert_eq!(printed.superior, None);
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
            let printed = printed_apology(paper);
            [printed.opening, printed.closing].concat().join(" ")
        };
        let sent = text(&apology);
        for part in [
            "MC-2024-0007",
            "Thời hạn giải quyết: 8 giờ làm việc theo Nghị định mẫu",
            "09:30:00 ngày 10/04/2024",
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
        assert_eq!(printed_request(&old).closing.len(), 1);
        let standing_still = RequestPaper {
            paused: true,
            ..old
        };
        let closing = printed_request(&standing_still).closing;
        assert!(closing[0].contains("tạm dừng"), "{closing:?}");
    }
}
