//! The letter that asks for supplements, from its values.

use sangkien_app::port::{RequestPaper, RequestRow};
use sangkien_documents::request::{Request, Row};
use sangkien_domain::correction::Severity;
use sangkien_domain::time::day_text;
use sangkien_i18n::{Language, correction};

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
