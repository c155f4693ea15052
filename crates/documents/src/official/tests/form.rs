//! The form Nghị định 30/2020/NĐ-CP gives, measured in the files.

use std::process::Command;

use super::{bare, document, fonts, paper, part, texts};
use crate::official::{Block, Class, Kind, pdf};
use crate::testing::pdf_boxes;

/// Points in millimetres.
fn mm(points: f32) -> f32 {
    points * 25.4 / 72.0
}

#[test]
fn margins_and_page_numbers_stand_where_the_decree_puts_them() {
    let mut long = document(Kind::Decision);
    let article = "Công nhận các sáng kiến của tác giả mẫu trong danh sách kèm theo. ".repeat(12);
    long.content = vec![Block::Article(article); 6];
    let boxes = pdf_boxes(&pdf(&fonts(), &long).expect("a PDF"));
    assert!(boxes.len() >= 3);
    for (index, page) in boxes.iter().enumerate() {
        assert!((page.width - 595.28).abs() < 0.1 && (page.height - 841.89).abs() < 0.1);
        let (numbers, words): (Vec<_>, Vec<_>) =
            page.words.iter().partition(|word| word.top < 50.0);
        let numbers: Vec<&str> = numbers.iter().map(|word| word.text.as_str()).collect();
        let wanted = (index > 0).then(|| (index + 1).to_string());
        assert_eq!(
            numbers,
            wanted.iter().map(String::as_str).collect::<Vec<_>>()
        );
        let edge =
            |get: fn(&&crate::testing::Word) -> f32, start: f32, pick: fn(f32, f32) -> f32| {
                words.iter().map(get).fold(start, pick)
            };
        let left = edge(|word| word.left, f32::MAX, f32::min);
        let right = edge(|word| word.right, 0.0, f32::max);
        let top = edge(|word| word.top, f32::MAX, f32::min);
        let bottom = edge(|word| word.bottom, 0.0, f32::max);
        // Phụ lục I: left 30–35, right 15–20, top and bottom 20–25 millimetres.
        assert!((29.5..=35.0).contains(&mm(left)), "left {}", mm(left));
        assert!(mm(595.28 - right) >= 15.0, "right {}", mm(595.28 - right));
        assert!((19.5..=26.0).contains(&mm(top)), "top {}", mm(top));
        assert!(
            mm(841.89 - bottom) >= 19.5,
            "bottom {}",
            mm(841.89 - bottom)
        );
    }
    let middle = boxes[1]
        .words
        .iter()
        .find(|word| word.top < 50.0)
        .expect("a number");
    let text = (85.04 + 595.28 - 48.19) / 2.0;
    assert!(
        (f32::midpoint(middle.left, middle.right) - text).abs() < 1.0,
        "centred above the text"
    );
}

#[test]
fn a_word_processor_gets_the_paper_margins_and_page_numbers_of_the_decree() {
    let docx = paper(Kind::SummaryList).docx(&fonts()).expect("a DOCX");
    assert!(
        part(&docx, "word/document.xml")
            .contains("w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"")
    );
    let docx = paper(Kind::Decision).docx(&fonts()).expect("a DOCX");
    let body = part(&docx, "word/document.xml");
    assert!(body.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"));
    // Twentieths of a point: 20, 17, 20 and 30 millimetres.
    assert!(body.contains("w:top=\"1134\" w:right=\"964\" w:bottom=\"1134\" w:left=\"1701\""));
    assert_eq!(
        body.matches("<w:titlePg/>").count(),
        1,
        "only the first page has no number"
    );
    assert!(part(&docx, "word/header1.xml").contains(" PAGE "));
    let styles = part(&docx, "word/styles.xml");
    assert_eq!(styles.matches("w:ascii=").count(), 1);
    assert!(styles.contains("w:ascii=\"Times New Roman\""));
}

#[test]
fn sizes_and_cuts_are_those_of_the_decree() {
    use crate::fonts::Style::{Bold, BoldItalic, Italic, Regular};
    // Half points, and the cut, of phụ lục I.
    for (class, sizes, style) in [
        (Class::Country, 24..=26, Bold),
        (Class::Motto, 26..=28, Bold),
        (Class::Superior, 24..=26, Regular),
        (Class::Issuer, 24..=26, Bold),
        (Class::Number, 26..=26, Regular),
        (Class::PlaceAndDate, 26..=28, Italic),
        (Class::Kind, 26..=28, Bold),
        (Class::Subject, 26..=28, Bold),
        (Class::LetterSubject, 24..=26, Regular),
        (Class::Ground, 26..=28, Italic),
        (Class::Running, 26..=28, Regular),
        (Class::Post, 26..=28, Bold),
        (Class::SignatureName, 26..=28, Bold),
        (Class::RecipientsLabel, 24..=24, BoldItalic),
        (Class::Recipient, 22..=22, Regular),
        (Class::AnnexTitle, 28..=28, Bold),
        (Class::Attached, 26..=28, Italic),
    ] {
        let format = class.format();
        assert!(sizes.contains(&format.size), "{class:?}");
        assert_eq!(format.style, style, "{class:?}");
    }
    let running = Class::Running.format();
    assert!(
        (567..=720).contains(&running.indent),
        "1 to 1,27 centimetres"
    );
    assert!(running.after >= 120, "6 points between paragraphs");
}

#[test]
fn every_kind_opens_in_a_word_processor_with_its_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |kind: &Kind, extension| folder.path().join(format!("{}.{extension}", kind.code()));
    for kind in Kind::ALL {
        let docx = paper(*kind).docx(&fonts()).expect("a DOCX");
        std::fs::write(file(kind, "docx"), docx).expect("written");
    }
    let opened = Command::new("soffice")
        .arg(format!(
            "-env:UserInstallation=file://{}/profile",
            folder.path().display()
        ))
        .args([
            "--headless",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
        ])
        .arg(folder.path())
        .args(Kind::ALL.iter().map(|kind| file(kind, "docx")))
        .output()
        .expect("LibreOffice installed (scripts/packages.sh)");
    assert!(opened.status.success());
    for kind in Kind::ALL {
        let read = std::fs::read_to_string(file(kind, "txt")).expect("opened");
        let mut wanted = Vec::new();
        texts(&paper(*kind).items(), &mut wanted, &mut Vec::new());
        let read = bare(read.trim_start_matches('\u{feff}'));
        assert_eq!(read, bare(&wanted.concat()), "{}", kind.code());
    }
}
