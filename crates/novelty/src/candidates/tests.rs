//! Tests of what is ranked and what is passed over.

use super::*;

#[test]
fn hits_close_together_weigh_more_than_scattered_ones() {
    let kept: Vec<(u32, u32)> = (0..5)
        .flat_map(|n| [(1000 + n, 0), (2000 + n, 1)])
        .collect();
    let stretches = Stretches::of([100, 100]);
    let kept = kept
        .into_iter()
        .map(|(print, text)| (print, stretches.at(text, 0)));
    let table = Table::of(kept.collect(), &stretches).unwrap();
    let part = Part {
        table: &table,
        stretches: &stretches,
        first: 0,
    };
    let mut prints = Prints {
        runs: vec![0_u32; 2000],
        masked: Vec::new(),
    };
    for n in 0..5 {
        prints.runs[10 + n] = 1000 + u32::try_from(n).unwrap();
        prints.runs[100 + 300 * n] = 2000 + u32::try_from(n).unwrap();
    }
    let mut scratch = Scratch::default();
    for _ in 0..2 {
        let found = candidates(
            &prints,
            &Phrases::default(),
            &[part],
            Wanted::of_all(10),
            &mut scratch,
        );
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].text, found[0].near, found[0].wide), (0, 40, 40));
        assert_eq!((found[1].text, found[1].near, found[1].wide), (1, 8, 16));
    }
    assert_eq!(every(&prints, &Phrases::default(), &[part]), [0, 1]);
    let before = |before| {
        let wanted = Wanted { limit: 10, before };
        let found = candidates(&prints, &Phrases::default(), &[part], wanted, &mut scratch);
        found.iter().map(|found| found.text).collect::<Vec<_>>()
    };
    assert_eq!([0, 1, 2].map(before), [vec![], vec![0], vec![0, 1]]);
}

/// A table of texts that keep these prints, each in its first stretch.
fn kept(texts: u32, kept: impl Iterator<Item = (u32, u32)>) -> (Table, Stretches) {
    let stretches = Stretches::of((0..texts).map(|_| 100));
    let kept = kept.map(|(print, text)| (print, stretches.at(text, 0)));
    (Table::of(kept.collect(), &stretches).unwrap(), stretches)
}

fn asked(
    runs: impl Iterator<Item = u32>,
    (table, stretches): &(Table, Stretches),
) -> Vec<Candidate> {
    let prints = Prints {
        runs: runs.collect(),
        masked: Vec::new(),
    };
    let part = Part {
        table,
        stretches,
        first: 0,
    };
    let (phrases, mut scratch) = (Phrases::default(), Scratch::default());
    candidates(
        &prints,
        &phrases,
        &[part],
        Wanted::of_all(160),
        &mut scratch,
    )
}

#[test]
fn one_run_alone_is_passed_over_when_a_thousand_texts_have_one() {
    let print = |at: u32| at * 100_003;
    let alone = |texts: u32| {
        let own = (0..texts).map(|text| (print(text), text));
        let more = (0..3).map(|n| (print(10_000 + n), 7));
        let runs = (0..texts).map(print).chain((10_000..10_003).map(print));
        let index = kept(texts, own.chain(more));
        asked(runs, &index)
            .into_iter()
            .map(|found| found.text)
            .collect::<Vec<_>>()
    };
    let many = u32::try_from(MANY).unwrap();
    assert_eq!(alone(many + 1), [7]);
    let few = alone(100);
    assert_eq!((few.len(), few[0]), (100, 7));
}

#[test]
fn a_run_that_two_of_very_many_texts_have_weighs_like_one_that_a_single_text_has() {
    // Two stretches each: four times as many as those in which a run is as rare as it looks.
    let very_many = u32::try_from(2 * FEW).unwrap();
    let near = |texts: u32| {
        let index = kept(texts, [(5_000_011, 3), (5_000_011, 4)].into_iter());
        asked([5_000_011].into_iter(), &index)
            .first()
            .map(|found| found.near)
    };
    assert_eq!(near(1000), Some(6));
    assert_eq!(near(very_many - 1), Some(6));
    assert_eq!(near(very_many), Some(8));
}
