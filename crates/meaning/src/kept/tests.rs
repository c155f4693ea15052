//! Texts of a few words, kept by a model of a few random numbers.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use sangkien_app::port::{KeptText, Meaning as _, TextVersion};
use sangkien_domain::id::DossierId;
use uuid::Uuid;

use super::KeptMeanings;
use crate::install::install;
use crate::tests::model_of;

const WORDS: [&str; 20] = [
    "<s>", "<pad>", "</s>", "<unk>", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
    "mười", "trăm", "nghìn", "vạn", "triệu", "tỷ", "không",
];

/// A model without layers: a sentence is the mean of its words.
fn model(folder: &Path) {
    model_of(folder, &WORDS, 0, 16);
}

/// Sentences of eight words; each number gives another one.
fn text(numbers: impl Iterator<Item = u64>) -> String {
    let sentence = |number: u64| {
        let mut state = number;
        let mut words = vec!["Số"];
        for _ in 0..6 {
            state = (state ^ (state >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9) ^ 0x9e37;
            words.push(WORDS[4 + usize::try_from(state >> 60).unwrap()]);
        }
        format!("{} đây.", words.join(" "))
    };
    numbers.map(sentence).collect::<Vec<_>>().join("\n")
}

fn version(dossier: u128, edition: i64) -> TextVersion {
    TextVersion {
        dossier: DossierId(Uuid::from_u128(dossier)),
        submission: 1,
        edition,
    }
}

fn keep(kept: &KeptMeanings, version: TextVersion, text: String) {
    let text = KeptText {
        dossier: version.dossier,
        submission: version.submission,
        edition: version.edition,
        text,
    };
    kept.keep(&text).unwrap();
}

/// So many numbers that no other seed gives.
fn some(count: u64, seed: u64) -> impl Iterator<Item = u64> {
    seed * 1_000..seed * 1_000 + count
}

fn opened(place: &Path) -> KeptMeanings {
    KeptMeanings::open(&place.join("installed"), &place.join("kept")).unwrap()
}

#[test]
fn of_two_texts_that_say_the_same_each_is_told_with_the_other_also_after_a_start() {
    let place = tempfile::tempdir().unwrap();
    model(place.path());
    install(place.path(), "", &place.path().join("installed")).unwrap();
    let kept = opened(place.path());
    let (one, two) = (version(1, 0), version(2, 0));
    let same = || some(12, 5);
    keep(
        &kept,
        one,
        text(some(20, 1).chain(same()).chain(some(8, 2))),
    );
    assert!(kept.alike(one).is_empty());
    keep(
        &kept,
        two,
        text(some(9, 3).chain(same()).chain(some(16, 4))),
    );
    let told = kept.alike(two);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].text, one);
    let stretch = &told[0].stretches[0];
    let text_two = text(some(9, 3).chain(same()).chain(some(16, 4)));
    let (from, to) = (stretch[0].0.start, stretch[stretch.len() - 1].0.end);
    let words: String = text_two
        .chars()
        .take(to as usize)
        .skip(from as usize)
        .collect();
    assert_eq!(words, text(same()));

    // The other is told the same from its side, and so is whoever starts again.
    let turned = |stretch: &[(_, _)]| -> Vec<_> {
        let turned = |(here, there): &(std::ops::Range<u32>, std::ops::Range<u32>)| {
            (there.clone(), here.clone())
        };
        stretch.iter().map(turned).collect()
    };
    assert_eq!(kept.alike(one)[0].stretches[0], turned(stretch));
    let again = opened(place.path());
    assert_eq!(again.alike(two), told);
    assert!(again.keeps(one) && !again.keeps(version(1, 7)));

    // A new text of one takes the place of what was found with the old one.
    let newer = version(1, 7);
    keep(&again, newer, text(some(30, 1)));
    assert!(again.alike(two).is_empty() && again.alike(newer).is_empty());

    // Of what is not among the dossiers any more, nothing is left.
    again.keep_only(&HashSet::from([one.dossier])).unwrap();
    assert!(again.keeps(newer) && !again.keeps(two));
    let files = fs::read_dir(&again.path).unwrap().count();
    assert_eq!(files, 1);
}

#[test]
fn damaged_vectors_and_those_of_another_model_are_made_anew() {
    let place = tempfile::tempdir().unwrap();
    model(place.path());
    install(place.path(), "", &place.path().join("installed")).unwrap();
    let (one, two) = (version(1, 0), version(2, 0));
    let kept = opened(place.path());
    keep(&kept, one, text(some(20, 1)));
    let file = kept.file(one.dossier);
    let mut bytes = fs::read(&file).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(&file, &bytes).unwrap();
    let again = opened(place.path());
    assert!(again.keeps(one), "its first line is whole");
    keep(&again, two, text(some(20, 1)));
    assert!(!again.keeps(one) && !file.exists());
    fs::write(&file, "{").unwrap();
    let again = opened(place.path());
    assert!(again.keeps(two) && !again.keeps(one) && !file.exists());

    install(place.path(), "query: ", &place.path().join("installed")).unwrap();
    let other = opened(place.path());
    assert!(!other.keeps(two) && !again.path.exists());
}
