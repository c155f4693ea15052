//! Whatever is done to a stored chain is found when it is read.

use crate::{
    Checkpoint, CheckpointKey, EventRecord, Fault, GENESIS, Hash, MAX_FAULTS, Report, Verifier,
    link,
};
use proptest::prelude::*;

type Row = (EventRecord, Hash, Hash);

fn key() -> CheckpointKey {
    CheckpointKey::new([9; 32])
}

fn chain(length: i64) -> Vec<Row> {
    let mut previous = GENESIS;
    (1..=length)
        .map(|position| {
            let record = EventRecord {
                position,
                at_micros: 1_712_620_800_000_000 + position,
                payload: format!("{{\"kind\":\"sample\",\"n\":{position}}}"),
            };
            let hash = link(&previous, &record);
            let row = (record, previous, hash);
            previous = hash;
            row
        })
        .collect()
}

fn read(rows: &[Row], checkpoints: Vec<Checkpoint>, head: Option<(i64, Hash)>) -> Report {
    let mut verifier = Verifier::new(checkpoints, &key());
    for (record, previous, hash) in rows {
        verifier.feed(record, previous, hash);
    }
    verifier.finish(head)
}

fn faults(rows: &[Row]) -> Vec<Fault> {
    read(rows, vec![], None).faults
}

fn checkpoint_at(rows: &[Row], position: usize) -> Checkpoint {
    let (record, _, hash) = &rows[position - 1];
    Checkpoint::create(&key(), record.position, *hash, 1)
}

#[test]
fn an_untouched_chain_is_sound() {
    let rows = chain(12);
    let head = rows
        .last()
        .map(|(record, _, hash)| (record.position, *hash));
    let report = read(
        &rows,
        vec![checkpoint_at(&rows, 12), checkpoint_at(&rows, 5)],
        head,
    );
    assert!(report.is_sound(), "{:?}", report.faults);
    assert_eq!((report.events, report.last_position), (12, 12));
}

#[test]
fn an_empty_chain_is_sound() {
    let start = Checkpoint::create(&key(), 0, GENESIS, 1);
    assert!(read(&[], vec![start], Some((0, GENESIS))).is_sound());
}

#[test]
fn an_edited_event_is_named() {
    let mut rows = chain(5);
    rows[2].0.payload = "{}".to_owned();
    assert_eq!(faults(&rows), [Fault::Edited { position: 3 }]);
}

#[test]
fn an_edited_event_with_a_recomputed_hash_breaks_the_next_link() {
    let mut rows = chain(5);
    rows[2].0.payload = "{}".to_owned();
    rows[2].2 = link(&rows[2].1, &rows[2].0);
    assert_eq!(faults(&rows), [Fault::BrokenLink { position: 4 }]);
}

#[test]
fn missing_events_are_named() {
    let mut rows = chain(6);
    rows.drain(1..3);
    assert_eq!(faults(&rows), [Fault::Missing { first: 2, last: 3 }]);
    assert_eq!(
        faults(&chain(4)[1..]),
        [Fault::Missing { first: 1, last: 1 }]
    );
}

#[test]
fn a_repeated_event_is_out_of_order() {
    let mut rows = chain(3);
    let repeated = rows[1].clone();
    rows.insert(2, repeated);
    assert_eq!(faults(&rows), [Fault::Reordered { position: 2 }]);
}

#[test]
fn a_chain_cut_short_disagrees_with_its_head_and_its_checkpoint() {
    let rows = chain(6);
    let (checkpoint, head) = (checkpoint_at(&rows, 6), (6, rows[5].2));
    assert_eq!(
        read(&rows[..4], vec![checkpoint], Some(head)).faults,
        [
            Fault::HeadMismatch {
                expected: 6,
                found: 4
            },
            Fault::CutAfterCheckpoint {
                checkpoint: 6,
                found: 4
            },
        ]
    );
}

#[test]
fn a_chain_written_anew_disagrees_with_its_checkpoint() {
    let original = chain(6);
    let checkpoint = checkpoint_at(&original, 4);
    let mut previous = GENESIS;
    let rewritten: Vec<Row> = original
        .into_iter()
        .map(|(mut record, _, _)| {
            record.payload.push(' ');
            let hash = link(&previous, &record);
            let row = (record, previous, hash);
            previous = hash;
            row
        })
        .collect();
    assert_eq!(
        read(&rewritten, vec![checkpoint], None).faults,
        [Fault::CheckpointMismatch { position: 4 }]
    );
}

#[test]
fn a_checkpoint_signed_by_someone_else_is_reported() {
    let rows = chain(2);
    let foreign = Checkpoint::create(&CheckpointKey::new([1; 32]), 2, rows[1].2, 1);
    assert_eq!(
        read(&rows, vec![foreign], None).faults,
        [Fault::ForgedCheckpoint { position: 2 }]
    );
}

#[test]
fn faults_beyond_the_limit_are_counted() {
    let mut rows = chain(250);
    for row in &mut rows {
        row.0.payload.push(' ');
    }
    let report = read(&rows, vec![], None);
    assert_eq!(report.faults.len(), MAX_FAULTS);
    assert_eq!(report.unlisted, 50);
    assert!(!report.is_sound());
}

#[test]
fn every_fault_has_a_sentence_with_its_position() {
    for fault in [
        Fault::Edited { position: 7 },
        Fault::Missing { first: 7, last: 7 },
        Fault::Missing { first: 7, last: 9 },
        Fault::Reordered { position: 7 },
        Fault::BrokenLink { position: 7 },
        Fault::HeadMismatch {
            expected: 7,
            found: 1,
        },
        Fault::CutAfterCheckpoint {
            checkpoint: 7,
            found: 1,
        },
        Fault::CheckpointMismatch { position: 7 },
        Fault::ForgedCheckpoint { position: 7 },
    ] {
        let sentence = fault.to_string();
        assert!(
            sentence.contains("số 7") && sentence.ends_with('.'),
            "{sentence}"
        );
        assert_eq!(fault.position(), 7);
    }
}

/// Flips one bit somewhere in a stored row.
fn flip(row: &mut Row, place: usize, bit: u32) {
    let byte_bit = 1_u8 << (bit % 7);
    match place % 5 {
        0 => row.0.position ^= 1 << (bit % 62),
        1 => row.0.at_micros ^= 1 << (bit % 64),
        2 => {
            let mut bytes = std::mem::take(&mut row.0.payload).into_bytes();
            let index = place / 5 % bytes.len();
            bytes[index] ^= byte_bit;
            row.0.payload = String::from_utf8(bytes).expect("still ASCII");
        }
        3 => row.1[place / 5 % 32] ^= byte_bit,
        _ => row.2[place / 5 % 32] ^= byte_bit,
    }
}

proptest! {
    #[test]
    fn a_single_changed_bit_is_found(
        length in 1..20_i64,
        index in any::<prop::sample::Index>(),
        place in 0..10_000_usize,
        bit in 0..64_u32,
    ) {
        let mut rows = chain(length);
        let index = index.index(rows.len());
        flip(&mut rows[index], place, bit);
        prop_assert!(!faults(&rows).is_empty());
    }

    #[test]
    fn removing_an_event_before_the_last_is_found(
        length in 2..20_i64,
        index in any::<prop::sample::Index>(),
    ) {
        let mut rows = chain(length);
        let index = index.index(rows.len() - 1);
        rows.remove(index);
        prop_assert!(!faults(&rows).is_empty());
    }

    #[test]
    fn exchanging_two_events_is_found(
        length in 2..20_i64,
        a in any::<prop::sample::Index>(),
        b in any::<prop::sample::Index>(),
        keep_positions in any::<bool>(),
    ) {
        let mut rows = chain(length);
        let (a, b) = (a.index(rows.len()), b.index(rows.len()));
        prop_assume!(a != b);
        rows.swap(a, b);
        if keep_positions {
            let position = rows[a].0.position;
            rows[a].0.position = rows[b].0.position;
            rows[b].0.position = position;
        }
        prop_assert!(!faults(&rows).is_empty());
    }

    #[test]
    fn cutting_off_the_end_is_found_by_a_checkpoint(
        length in 1..20_usize,
        index in any::<prop::sample::Index>(),
    ) {
        let rows = chain(i64::try_from(length).expect("small"));
        let kept = index.index(length);
        let checkpoint = checkpoint_at(&rows, length);
        let report = read(&rows[..kept], vec![checkpoint], None);
        let cut = Fault::CutAfterCheckpoint {
            checkpoint: i64::try_from(length).expect("small"),
            found: i64::try_from(kept).expect("small"),
        };
        prop_assert_eq!(report.faults, [cut]);
    }
}
