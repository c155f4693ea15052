//! What the engine does with the sample texts.

use sangkien_novelty::align::{Aligner, Kind};
use sangkien_novelty::candidates::Scratch;
use sangkien_novelty::phrases::{Learner, Phrases};
use sangkien_novelty::prints::Prints;
use sangkien_novelty::{Document, Key};
use sangkien_overlap_index::folder::{Filler, Folder};
use sangkien_overlap_index::index::{Asked, Index};

use super::{FORM, RULE, TEXTS, filled_forms};
use crate::numbers::Numbers;
use crate::plagdet::{Span, measure};
use crate::plant::{Way, plant};

fn index(texts: &[&str]) -> (tempfile::TempDir, Index) {
    let place = tempfile::tempdir().unwrap();
    let mut folder = Folder::create(place.path(), &[1; 32]).unwrap();
    let documents: Vec<Document> = texts.iter().map(|text| Document::of(text)).collect();
    let phrases = folder.learn(documents.len(), |take| {
        documents.iter().for_each(take);
        Ok(())
    });
    let phrases = phrases.unwrap();
    let mut filler = Filler::new(&mut folder, &phrases);
    for (at, document) in documents.iter().enumerate() {
        filler.add(&at.to_string(), document).unwrap();
    }
    filler.finish().unwrap();
    folder.commit().unwrap();
    let index = Index::open(place.path()).unwrap();
    (place, index)
}

#[test]
fn a_copied_account_is_found_whatever_was_done_to_it() {
    let (_place, index) = index(&TEXTS[..12]);
    let mut numbers = Numbers::of(1);
    let mut scratch = Scratch::default();
    let words: Vec<&str> = TEXTS[15].split_whitespace().collect();
    let asked = Asked {
        align: true,
        limit: 10,
    };
    for way in Way::ALL {
        let (mut cases, mut reports, mut found) = (Vec::new(), Vec::new(), 0);
        for (source, text) in TEXTS[..12].iter().enumerate() {
            let parts = (TEXTS[12 + source % 4], TEXTS[12 + (source + 1) % 4]);
            let passage = text.find('\n').unwrap() + 1..text.len();
            let planted = plant(parts, text, &passage, way, &words, &mut numbers);
            let answer = index.ask(&planted.text, asked, &mut scratch).unwrap();
            let best = answer.hits.first().and_then(|hit| index.name(hit.text));
            found += usize::from(best == Some(source.to_string().as_str()));
            let texts = (source.to_string(), source.to_string());
            cases.push(Span {
                texts,
                query: planted.query,
                source: planted.source,
            });
            for hit in &answer.hits {
                for (passage, place) in hit.passages.iter().zip(&hit.places) {
                    reports.push(Span {
                        texts: (source.to_string(), index.name(hit.text).unwrap().to_owned()),
                        query: sangkien_overlap_index::index::place(
                            &answer.document,
                            &passage.query,
                        ),
                        source: place.clone(),
                    });
                }
            }
        }
        let measures = measure(&cases, &reports);
        let (least, plagdet) = match way {
            // Forty words of eighty changed: few runs of four are left.
            Way::Edited(40) => (6, 0.45),
            Way::Misread(15) => (8, 0.5),
            Way::Edited(20) => (10, 0.8),
            Way::Renamed | Way::Shuffled => (11, 0.85),
            _ => (12, 0.9),
        };
        assert!(found >= least, "{}: {found}", way.name());
        assert!(measures.plagdet >= plagdet, "{}: {measures:?}", way.name());
    }
}

#[test]
fn accounts_on_other_subjects_share_nothing_worth_telling() {
    let (_place, index) = index(&TEXTS[..12]);
    let mut scratch = Scratch::default();
    for text in &TEXTS[12..] {
        let asked = Asked {
            align: true,
            limit: 10,
        };
        let answer = index.ask(text, asked, &mut scratch).unwrap();
        assert!(answer.hits.iter().all(|hit| !hit.flagged));
    }
}

#[test]
fn forms_filled_in_by_different_authors_share_no_passage_once_learned() {
    let key = Key::of(b"forms");
    let forms: Vec<Document> = filled_forms()
        .iter()
        .map(|form| Document::of(form))
        .collect();
    let mut learner = Learner::default();
    for form in &forms {
        learner.add(&Prints::of(&form.tokens, &key).all());
    }
    let phrases = learner.learned();
    for (at, left) in forms.iter().enumerate() {
        let mut aligner = Aligner::of(left, &key, &phrases);
        for right in &forms[at + 1..] {
            assert_eq!(aligner.compare(right), vec![]);
        }
        let unlearned = Phrases::default();
        let mut aligner = Aligner::of(left, &key, &unlearned);
        assert!(
            !aligner.compare(&forms[(at + 1) % forms.len()]).is_empty(),
            "{}",
            FORM[0]
        );
    }
}

#[test]
fn the_words_of_a_rule_are_a_quotation_and_do_not_count() {
    let key = Key::of(b"rule");
    let left = Document::of(&format!("{}\n{RULE}\n{}", TEXTS[0], TEXTS[1]));
    let right = Document::of(&format!("{}\n{RULE}\n{}", TEXTS[2], TEXTS[3]));
    let passages = Aligner::of(&left, &key, &Phrases::default()).compare(&right);
    assert_eq!(passages.len(), 1);
    assert_eq!(passages[0].kind, Kind::Quoted);
}
