//! Tests of likeness of meaning.

use super::distil::{Distilled, Rows};
use super::learn::Counter;
use super::*;
use sangkien_novelty::Document;

/// Two words for a sick person that never stand together but keep the same company.
fn texts() -> Vec<Document> {
    let mut out = Vec::new();
    let doing = [
        "uống thuốc",
        "chờ khám",
        "đo huyết áp",
        "nằm viện",
        "lấy số",
    ];
    let other = ["gieo hạt", "bón phân", "tưới ruộng", "phun sâu", "gặt lúa"];
    for round in 0..40 {
        let (sick, farm) = (doing[round % 5], other[round % 5]);
        let (who, whose) = if round / 5 % 2 == 0 {
            ("bệnh nhân", "nông dân")
        } else {
            ("thân chủ", "xã viên")
        };
        out.push(Document::of(&format!(
            "buổi sáng {who} {sick} rồi về. buổi sáng {whose} {farm} rồi về."
        )));
    }
    out
}

fn learned(texts: &[Document]) -> Table {
    let mut counter = Counter::default();
    for text in texts {
        counter.add(text);
    }
    let mut company = counter.words();
    for text in texts {
        company.add(text);
    }
    company.table()
}

#[test]
fn the_order_of_texts_changes_no_table() {
    let mut all = texts();
    let table = learned(&all);
    all.reverse();
    assert_eq!(learned(&all), table);
    assert!(!table.words().is_empty());
}

#[test]
fn a_sentence_is_like_itself_and_likeness_goes_both_ways() {
    let table = learned(&texts());
    let sentence = |text: &str| table.sentence(&Document::of(text).tokens);
    let (left, right) = (
        sentence("buổi sáng bệnh nhân chờ khám"),
        sentence("xã viên gặt lúa rồi về"),
    );
    assert_eq!(table.likeness(&left, &left), 1000);
    assert_eq!(table.likeness(&left, &right), table.likeness(&right, &left));
    assert!(table.likeness(&left, &right) < 1000);
    assert_eq!(table.likeness(&Sentence::default(), &left), 0);
}

#[test]
fn a_distilled_table_gives_sentences_nearly_the_vectors_it_was_taught() {
    // Each of three words pulls to one side; the common word to none.
    let sides = [("thuốc", 0), ("ruộng", 1), ("sách", 2)];
    let mut taught = Vec::new();
    for (word, side) in sides {
        for other in ["xem", "mua", "giữ", "cần"] {
            let mut vector = vec![0.0; 3];
            vector[side] = 1.0;
            taught.push((format!("nay {other} {word}"), vector));
        }
    }
    for by in [Rows::Folded, Rows::Marked] {
        for rounds in [0, 8] {
            let table = Distilled::of(by, &taught, rounds);
            assert!(!table.is_empty());
            for (word, side) in sides {
                let vector = table.vector(&format!("{word} thì vẫn {word}"));
                let largest = (0..3).max_by(|one, other| vector[*one].total_cmp(&vector[*other]));
                assert_eq!(largest, Some(side), "{by:?} {rounds} {word} {vector:?}");
            }
            assert_eq!(table.vector("chưa từng gặp"), [0.0; 3]);
        }
    }
    let folded = Distilled::of(Rows::Folded, &taught, 4);
    assert_eq!(folded.vector("thuoc"), folded.vector("thuốc"));
    assert_eq!(folded, Distilled::of(Rows::Folded, &taught, 4));
}
