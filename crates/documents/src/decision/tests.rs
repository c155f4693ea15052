use super::{AnnexRow, Decision, render};
use crate::CivilDate;
use crate::fonts::Fonts;
use crate::testing::{pages, pdf_info, pdf_text, save_sample};

fn row(number: usize) -> AnnexRow {
    AnnexRow {
        code: format!("SK-2024-{number:04}"),
        title: format!(
            "Cải tiến quy trình tiếp nhận và trả kết quả hồ sơ tại bộ phận một cửa, lần {number}"
        ),
        authors: vec![
            "Tác giả mẫu 01 (50%)".to_owned(),
            "Tác giả mẫu 02 (50%)".to_owned(),
        ],
        unit: "Văn phòng Ủy ban nhân dân xã mẫu".to_owned(),
    }
}

fn sample(rows: usize) -> Decision {
    Decision {
        superior: Some("Ủy ban nhân dân tỉnh mẫu".to_owned()),
        body: "Ủy ban nhân dân xã mẫu".to_owned(),
        number: Some("12".to_owned()),
        sign: "QĐ-UBND".to_owned(),
        place: "Xã mẫu".to_owned(),
        date: Some(CivilDate { year: 2024, month: 4, day: 9 }),
        drawn_up: CivilDate { year: 2024, month: 4, day: 8 },
        subject: "Về việc công nhận sáng kiến cấp cơ sở năm 2024".to_owned(),
        authority: "Chủ tịch Ủy ban nhân dân xã mẫu".to_owned(),
        grounds: vec![
            "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;".to_owned(),
            "Căn cứ Nghị định số 13/2012/NĐ-CP ngày 02 tháng 3 năm 2012 của Chính phủ ban hành Điều lệ Sáng kiến".to_owned(),
            "Theo đề nghị của Hội đồng sáng kiến tại Biên bản họp ngày 05 tháng 4 năm 2024".to_owned(),
        ],
        articles: vec![
            "Công nhận 02 sáng kiến cấp cơ sở năm 2024 của các tác giả, đồng tác giả có tên trong danh sách kèm theo Quyết định này.".to_owned(),
            "Các tác giả, đồng tác giả được hưởng quyền lợi theo quy định của pháp luật về sáng kiến.\nKinh phí thực hiện theo quy định hiện hành.".to_owned(),
            "Quyết định này có hiệu lực kể từ ngày ký.".to_owned(),
            "Văn phòng Ủy ban nhân dân, các bộ phận có liên quan và các cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.".to_owned(),
        ],
        recipients: vec!["Như Điều 4".to_owned(), "Hội đồng sáng kiến".to_owned(), "Lưu: VT, TĐKT".to_owned()],
        signer_post: vec!["Chủ tịch".to_owned()],
        signer_name: "Lãnh đạo mẫu".to_owned(),
        annex_title: "DANH SÁCH SÁNG KIẾN ĐƯỢC CÔNG NHẬN".to_owned(),
        rows: (1..=rows).map(row).collect(),
    }
}

fn fonts() -> Fonts {
    Fonts::embedded().expect("fonts")
}

#[test]
fn a_decision_says_all_it_has_to_in_order() {
    let pdf = render(&fonts(), &sample(2)).expect("a decision");
    save_sample("decision", &pdf);
    let text = pdf_text(&pdf)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let mut from = 0;
    for part in [
        "ngày 09 tháng 4 năm 2024",
        "QUYẾT ĐỊNH",
        "Về việc công nhận sáng kiến",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MẪU",
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
        "Điều lệ Sáng kiến;",
        "ngày 05 tháng 4 năm 2024.",
        "QUYẾT ĐỊNH:",
        "Điều 1. Công nhận",
        "Điều 4. Văn phòng",
        "DANH SÁCH SÁNG KIẾN ĐƯỢC CÔNG NHẬN",
        "(Kèm theo Quyết định số 12/QĐ-UBND ngày 09 tháng 4 năm 2024)",
        "SK-2024-0001",
        "SK-2024-0002",
    ] {
        let at = text.get(from..).and_then(|rest| rest.find(part));
        from += at.unwrap_or_else(|| panic!("{part} after {from} in {text}"));
    }
    for part in [
        "Nơi nhận:",
        "- Như Điều 4;",
        "- Lưu: VT, TĐKT.",
        "Lãnh đạo mẫu",
        "Số: 12/QĐ-UBND",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn a_decision_is_an_upright_archival_tagged_document() {
    let info = pdf_info(&render(&fonts(), &sample(2)).expect("a decision"));
    assert_eq!(pages(&info), 2);
    assert!(info.contains("595.28 x 841.89"), "{info}");
    assert!(info.contains("Tagged:          yes"), "{info}");
}

#[test]
fn a_draft_leaves_room_for_number_and_date() {
    let draft = Decision {
        number: None,
        date: None,
        ..sample(1)
    };
    let pdf = render(&fonts(), &draft).expect("a draft");
    save_sample("decision-draft", &pdf);
    let text = pdf_text(&pdf);
    assert!(
        text.contains("/QĐ-UBND") && !text.contains("12/QĐ-UBND"),
        "{text}"
    );
    assert!(
        text.contains("năm 2024") && !text.contains("ngày 09"),
        "{text}"
    );
}

#[test]
fn a_long_list_goes_on_over_pages_with_its_head_repeated() {
    let pdf = render(&fonts(), &sample(40)).expect("a decision");
    save_sample("decision-long", &pdf);
    let pages = pages(&pdf_info(&pdf));
    assert!(pages >= 4, "{pages}");
    let text = pdf_text(&pdf);
    assert_eq!(text.matches("Tên sáng kiến").count(), pages - 1);
    for number in 1..=40 {
        assert!(text.contains(&format!("SK-2024-{number:04}")), "{number}");
    }
}

#[test]
fn a_row_taller_than_a_page_is_divided() {
    let mut decision = sample(1);
    decision.rows[0].authors = (1..=120).map(|n| format!("Tác giả mẫu {n:03}")).collect();
    let pdf = render(&fonts(), &decision).expect("a decision");
    let text = pdf_text(&pdf);
    for number in 1..=120 {
        assert!(
            text.contains(&format!("Tác giả mẫu {number:03}")),
            "{number}"
        );
    }
}

#[test]
fn without_rows_there_is_no_list() {
    let text = pdf_text(&render(&fonts(), &sample(0)).expect("a decision"));
    assert!(!text.contains("DANH SÁCH"));
}

#[test]
fn the_same_decision_gives_the_same_bytes() {
    assert_eq!(render(&fonts(), &sample(3)), render(&fonts(), &sample(3)));
}
