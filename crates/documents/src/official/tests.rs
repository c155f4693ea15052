use std::io::{Cursor, Read as _};

use proptest::prelude::*;
use serde_json::{Value, json};
use zip::ZipArchive;

use super::{
    Annex, Block, Column, Document, Issue, Item, Kind, Number, Paper, Signature, Sitting, Table,
    Template,
};
use crate::CivilDate;
use crate::fonts::Fonts;
use crate::layout::one_line;
use crate::testing::{pages, pdf_fonts, pdf_info, pdf_text, save_sample};

mod form;

fn fonts() -> Fonts {
    Fonts::embedded().expect("fonts")
}

fn sample(kind: Kind) -> Value {
    serde_json::from_str(kind.sample()).expect("JSON")
}

fn paper(kind: Kind) -> Paper {
    kind.fill(&sample(kind))
        .unwrap_or_else(|fault| panic!("{}: {fault}", kind.code()))
}

fn document(kind: Kind) -> Document {
    match paper(kind) {
        Paper::Document(document) => *document,
        Paper::Certificate(_) => panic!("a certificate"),
    }
}

/// The texts of items in order, and the heads of their tables.
fn texts(items: &[Item], out: &mut Vec<String>, heads: &mut Vec<String>) {
    for item in items {
        match item {
            Item::Paragraph(set) => out.push(set.text()),
            Item::Columns { left, right, .. } => {
                texts(left, out, heads);
                texts(right, out, heads);
            }
            Item::Table(grid) => {
                let head: Vec<&str> = grid.columns.iter().map(|c| c.head.as_str()).collect();
                heads.push(bare(&head.concat()));
                out.extend(head.iter().map(|head| (*head).to_owned()));
                out.extend(grid.rows.iter().flatten().flatten().cloned());
            }
            Item::Rule(_) | Item::Gap | Item::NewPage { .. } => {}
        }
    }
}

/// Letters and signs only: where lines and words are broken is not compared.
fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// The text of the pages, without their numbers and the heads of tables that are repeated.
fn read_pages(pdf: &[u8], heads: &[String]) -> String {
    let text = pdf_text(pdf);
    let mut read = String::new();
    for (index, page) in text.split('\u{c}').enumerate() {
        let mut page = bare(page);
        if index > 0 && !page.is_empty() {
            let number = (index + 1).to_string();
            page = page
                .strip_prefix(&number)
                .unwrap_or_else(|| panic!("{number}: {page}"))
                .into();
            for head in heads {
                if let Some(rest) = page.strip_prefix(head.as_str())
                    && read.contains(head.as_str())
                {
                    page = rest.to_owned();
                }
            }
        }
        read.push_str(&page);
    }
    read
}

fn part(docx: &[u8], name: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(docx)).expect("a package");
    let mut text = String::new();
    zip.by_name(name)
        .expect(name)
        .read_to_string(&mut text)
        .expect("text");
    text
}

/// The texts of a DOCX's body, read with another library's reader and no knowledge of ours.
fn docx_text(docx: &[u8]) -> String {
    use quick_xml::events::Event;
    let xml = part(docx, "word/document.xml");
    let mut reader = quick_xml::Reader::from_str(&xml);
    let (mut text, mut inside) = (String::new(), false);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) if tag.name().as_ref() == "w:t" => inside = true,
            Event::End(tag) if tag.name().as_ref() == "w:t" => inside = false,
            Event::Text(part) if inside => text.push_str(&part),
            Event::GeneralRef(part) if inside => {
                text.push_str(quick_xml::escape::resolve_predefined_entity(&part).expect("known"));
            }
            Event::Eof => return text,
            _ => {}
        }
    }
}

fn check(name: &str, paper: &Paper, fonts: &Fonts) {
    let (mut wanted, mut heads) = (Vec::new(), Vec::new());
    texts(&paper.items(), &mut wanted, &mut heads);
    let wanted = bare(&wanted.concat());
    let pdf = paper.pdf(fonts).expect("a PDF");
    save_sample(name, &pdf);
    assert_eq!(read_pages(&pdf, &heads), wanted, "{name}, PDF");
    let docx = paper.docx(fonts).expect("a DOCX");
    assert_eq!(bare(&docx_text(&docx)), wanted, "{name}, DOCX");
}

#[test]
fn every_kind_says_the_same_on_paper_and_in_the_word_processor() {
    let fonts = fonts();
    for kind in Kind::ALL {
        check(kind.code(), &paper(*kind), &fonts);
    }
}

#[test]
fn every_kind_is_an_archival_tagged_document_in_embedded_type() {
    let fonts = fonts();
    for kind in Kind::ALL {
        let pdf = paper(*kind).pdf(&fonts).expect("a PDF");
        let info = pdf_info(&pdf);
        assert!(
            info.contains("Tagged:          yes"),
            "{}: {info}",
            kind.code()
        );
        let raw = String::from_utf8_lossy(&pdf);
        assert!(raw.contains("pdfaid:part>2<") || raw.contains("pdfaid:part=\"2\""));
        let listed = pdf_fonts(&pdf);
        let mut rows = listed.lines().skip(2).peekable();
        assert!(rows.peek().is_some(), "{listed}");
        for row in rows {
            let columns: Vec<&str> = row.split_whitespace().collect();
            assert!(columns[0].contains("LiberationSerif"), "{row}");
            let flags = &columns[columns.len() - 5..columns.len() - 2];
            assert_eq!(
                flags,
                ["yes", "yes", "yes"],
                "embedded, subset, Unicode: {row}"
            );
        }
    }
}

#[test]
fn a_decision_says_all_it_has_to_in_order() {
    let text = one_line(&pdf_text(
        &paper(Kind::Decision).pdf(&fonts()).expect("a PDF"),
    ));
    let mut from = 0;
    for part in [
        "ỦY BAN NHÂN DÂN TỈNH MẪU",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 12/QĐ-UBND",
        "Xã mẫu, ngày 09 tháng 4 năm 2024",
        "QUYẾT ĐỊNH",
        "Về việc công nhận sáng kiến",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MẪU",
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
        "Điều lệ Sáng kiến;",
        "ngày 05 tháng 4 năm 2024.",
        "QUYẾT ĐỊNH:",
        "Điều 1. Công nhận",
        "Điều 4. Văn phòng",
        "Nơi nhận:",
        "- Như Điều 4;",
        "- Lưu: VT, TĐKT.",
        "Lãnh đạo mẫu",
        "DANH SÁCH SÁNG KIẾN ĐƯỢC CÔNG NHẬN",
        "(Kèm theo Quyết định số 12/QĐ-UBND ngày 09 tháng 4 năm 2024)",
        "SK-2024-0001",
        "SK-2024-0002",
    ] {
        let at = text.get(from..).and_then(|rest| rest.find(part));
        from += at.unwrap_or_else(|| panic!("{part} after {from} in {text}"));
    }
}

#[test]
fn a_draft_leaves_room_for_number_and_date() {
    let mut data = sample(Kind::Decision);
    data["number"] = Value::Null;
    data["date"] = Value::Null;
    data["drawn_up"] = json!("2024-04-08");
    let Ok(Paper::Document(draft)) = Kind::Decision.fill(&data) else {
        panic!("a decision")
    };
    let text = pdf_text(&super::pdf(&fonts(), &draft).expect("a PDF"));
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
    let mut data = sample(Kind::Decision);
    let row = |number: usize| json!({ "code": format!("SK-2024-{number:04}"), "title": "Cải tiến quy trình mẫu", "authors": ["Tác giả mẫu 01"], "unit": "Phòng mẫu" });
    data["initiatives"] = (1..=60).map(row).collect();
    let Ok(long) = Kind::Decision.fill(&data) else {
        panic!("a decision")
    };
    check("decision-long", &long, &fonts());
    let pdf = long.pdf(&fonts()).expect("a PDF");
    let pages = pages(&pdf_info(&pdf));
    assert!(pages >= 4, "{pages}");
    assert_eq!(pdf_text(&pdf).matches("Tên sáng kiến").count(), pages - 1);
}

#[test]
fn a_row_taller_than_a_page_is_divided() {
    let mut decision = document(Kind::Decision);
    let Some(Block::Table(table)) = decision.annexes[0].content.first_mut() else {
        panic!("a table")
    };
    table.rows[0][3] = (1..=120).map(|n| format!("Tác giả mẫu {n:03}")).collect();
    let text = pdf_text(&super::pdf(&fonts(), &decision).expect("a PDF"));
    for number in 1..=120 {
        assert!(
            text.contains(&format!("Tác giả mẫu {number:03}")),
            "{number}"
        );
    }
}

#[test]
fn recipients_longer_than_a_page_are_all_named() {
    let mut decision = document(Kind::Decision);
    decision.recipients = (1..=90).map(|n| format!("Đơn vị mẫu {n:02}")).collect();
    let text = pdf_text(&super::pdf(&fonts(), &decision).expect("a PDF"));
    assert!(text.contains("- Đơn vị mẫu 01;") && text.contains("- Đơn vị mẫu 90."));
    assert!(text.contains("Lãnh đạo mẫu"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let fonts = fonts();
    let twice = || {
        (
            paper(Kind::Minutes).pdf(&fonts),
            paper(Kind::Minutes).docx(&fonts),
        )
    };
    assert_eq!(twice(), twice());
}

#[test]
fn what_is_missing_or_of_another_kind_is_named() {
    let fault = Kind::Decision
        .fill(&json!({ "body": 3.5, "symbol": "QĐ", "date": "2024-13-40", "grounds": "Luật" }));
    let fault = fault.expect_err("holes");
    assert_eq!(
        fault.missing,
        [
            "articles",
            "authority",
            "place",
            "recipients",
            "signer_name",
            "signer_post",
            "subject"
        ]
    );
    assert_eq!(fault.wrong, ["body", "date"]);
    let fault = Kind::Certificate
        .fill(&json!({ "share": 10_001 }))
        .expect_err("holes");
    assert!(fault.missing.contains(&"recipient".to_owned()));
    assert_eq!(fault.wrong, ["share"]);
}

#[test]
fn values_are_never_read_as_places() {
    let mut data = sample(Kind::Decision);
    data["subject"] = json!("Về việc {{signer_name}} {{no|such}}");
    assert_eq!(
        Kind::Decision.fill(&data).map(|paper| match paper {
            Paper::Document(document) => document.subject,
            Paper::Certificate(_) => String::new(),
        }),
        Ok("Về việc {{signer_name}} {{no|such}}".to_owned())
    );
}

#[test]
fn a_template_with_a_word_that_is_not_known_is_refused() {
    for text in [
        "kind = \"{{\"",
        "kindd = \"X\"",
        "kind = \"{{a|exec}}\"",
        "[[content]]\nrun = \"rm\"",
    ] {
        assert!(Template::read(text).is_err(), "{text}");
    }
}

prop_compose! {
    fn text()(words in prop::collection::vec("[a-zA-ZàđêộƯ0-9&<>\"',.;:/()-]{1,12}", 1..12)) -> String {
        words.join(" ")
    }
}

fn block() -> impl Strategy<Value = Block> {
    let table = prop::collection::vec(
        prop::collection::vec(prop::collection::vec(text(), 0..3), 2),
        0..6,
    );
    prop_oneof![
        text().prop_map(Block::Heading),
        text().prop_map(Block::Article),
        text().prop_map(Block::Clause),
        text().prop_map(Block::Point),
        text().prop_map(Block::Paragraph),
        (table, text(), text()).prop_map(|(rows, first, second)| Block::Table(Table {
            columns: vec![
                Column {
                    head: format!("Cột {first}"),
                    share: 3,
                    sitting: Sitting::Left
                },
                Column {
                    head: second,
                    share: 2,
                    sitting: Sitting::Centre
                },
            ],
            rows,
        })),
    ]
}

prop_compose! {
    fn any_document()(
        texts in prop::collection::vec(text(), 8),
        content in prop::collection::vec(block(), 0..14),
        lists in prop::collection::vec(prop::collection::vec(text(), 0..4), 3),
        signers in 0_usize..4,
        annex in prop::option::of(prop::collection::vec(block(), 1..4)),
        across in any::<bool>(),
        draft in any::<bool>(),
    ) -> Document {
        let day = CivilDate { year: 2024, month: 4, day: 9 };
        let text = |number: usize| texts[number].clone();
        Document {
            issue: Issue {
                superior: Some(text(0)),
                body: text(1),
                number: Some(Number { figures: (!draft).then(|| "12".into()), symbol: text(2) }),
                place: text(3),
                date: (!draft).then_some(day),
                drawn_up: day,
            },
            kind: if across { String::new() } else { text(4) },
            subject: text(5),
            addressees: lists[0].clone(),
            authority: text(6),
            grounds: lists[1].clone(),
            enacting: text(7),
            content,
            recipients: lists[2].clone(),
            signatures: vec![Signature { post: vec![text(2)], note: text(3), name: text(4) }; signers],
            annexes: annex.into_iter().map(|content| Annex { title: text(0), content, across }).collect(),
            across: false,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn text_in_equals_text_out(document in any_document()) {
        check("property", &Paper::Document(Box::new(document)), &fonts());
    }
}
