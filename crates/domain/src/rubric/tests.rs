//! Rubrics held against tables and against a reference that counts the long way round.

mod check;
mod reference;

use std::collections::BTreeMap;

use super::*;
use proptest::prelude::*;

fn criterion(key: &str, max: i64) -> Criterion {
    Criterion {
        key: key.into(),
        label: key.into(),
        max: Score(max * 100),
        min: Score(1_000),
        ..Criterion::default()
    }
}

fn class(label: &str, total: i64, key: &str, least: i64) -> Class {
    Class {
        label: label.into(),
        total: Score(total * 100),
        minima: BTreeMap::from([(key.to_owned(), Score(least * 100))]),
    }
}

/// 40 + 30 + 30, pass at 50 with no criterion below 10.
fn rubric() -> Rubric {
    Rubric {
        code: "r1".into(),
        title: "R1".into(),
        criteria: vec![
            criterion("novelty", 40),
            criterion("use", 30),
            criterion("benefit", 30),
        ],
        pass_total: Some(Score(5_000)),
        classes: vec![
            class("Loại A", 85, "novelty", 30),
            class("Loại B", 70, "novelty", 20),
            class("Loại C", 50, "novelty", 10),
        ],
        ..Rubric::default()
    }
}

fn sheet(novelty: i64, used: i64, benefit: i64) -> Scores {
    [("novelty", novelty), ("use", used), ("benefit", benefit)]
        .into_iter()
        .map(|(key, score)| (key.to_owned(), Score(score * 100)))
        .collect()
}

fn settled(rubric: &Rubric, sheets: &[Scores]) -> Settled {
    let sheets: Vec<MarkedSheet<'_>> = sheets
        .iter()
        .map(|scores| MarkedSheet {
            post: "",
            scores,
            further: false,
        })
        .collect();
    rubric.settle(&sheets, None).unwrap()
}

#[test]
fn class_needs_the_total_and_the_minimum() {
    for (scores, class, passes) in [
        (sheet(33, 28, 28), Some("Loại A"), true),
        (sheet(29, 30, 30), Some("Loại B"), true),
        (sheet(20, 15, 15), Some("Loại C"), true),
        (sheet(10, 20, 19), None, false),
        (sheet(9, 30, 30), None, false),
        (sheet(40, 30, 9), None, false),
    ] {
        let found = rubric().assess(&scores).unwrap();
        assert_eq!(
            (found.class.as_deref(), found.passes()),
            (class, passes),
            "{scores:?}"
        );
    }
}

#[test]
fn a_rubric_that_asks_the_council_gives_no_lower_class_by_itself() {
    let rubric = Rubric {
        class_fall: ClassFall::Ask,
        ..rubric()
    };
    let found = rubric.assess(&sheet(29, 30, 30)).unwrap();
    assert_eq!((found.class, found.standing), (None, Standing::Pass));
    assert!(found.reasons.contains(&Reason::ClassUndecided {
        class: "Loại A".into()
    }));
}

#[test]
fn impossible_scores_are_named() {
    let mut scores = sheet(41, 30, 30);
    scores.insert("use".into(), Score(50));
    scores.insert("charm".into(), Score(100));
    scores.remove("benefit");
    assert_eq!(rubric().assess(&scores).unwrap_err().len(), 4);
}

#[test]
fn a_score_between_the_bands_to_choose_from_is_no_choice() {
    let mut rubric = rubric();
    let band = |from: i64, to: i64| Band {
        from: Score(from * 100),
        to: Score(to * 100),
        label: "mức".into(),
    };
    rubric.criteria[0].bands = vec![band(27, 40), band(0, 20)];
    assert!(rubric.assess(&sheet(25, 20, 20)).is_ok());
    rubric.criteria[0].single_choice = true;
    assert_eq!(
        rubric.assess(&sheet(25, 20, 20)),
        Err(vec![SheetFault::OutsideBands {
            label: "novelty".into()
        }])
    );
    assert!(rubric.assess(&sheet(27, 20, 20)).is_ok());
}

#[test]
fn the_band_of_supplements_spares_all_but_a_knock_out() {
    let mut rubric = rubric();
    rubric.pass_total = Some(Score(7_000));
    rubric.supplement_from = Some(Score(6_000));
    rubric.criteria[0].knock_out = true;
    for (scores, standing) in [
        (sheet(30, 20, 20), Standing::Pass),
        (sheet(29, 20, 20), Standing::Supplement),
        (sheet(20, 20, 20), Standing::Supplement),
        (sheet(19, 20, 20), Standing::Fail),
        (sheet(9, 30, 30), Standing::Fail),
        (sheet(40, 30, 9), Standing::Supplement),
    ] {
        let found = rubric.assess(&scores).unwrap();
        assert_eq!(found.standing, standing, "{scores:?}");
        assert_eq!(found.class.is_some(), standing == Standing::Pass);
    }
}

#[test]
fn a_minimum_of_a_group_is_held_against_its_criteria_together() {
    let mut rubric = rubric();
    for index in [1, 2] {
        rubric.criteria[index].group = Some("worth".into());
    }
    rubric.groups = vec![Group {
        key: "worth".into(),
        label: "Giá trị".into(),
        max: Score(6_000),
        min: Score(4_000),
    }];
    assert!(!rubric.assess(&sheet(40, 20, 19)).unwrap().passes());
    assert!(rubric.assess(&sheet(40, 20, 20)).unwrap().passes());
    let sheets = [sheet(40, 20, 19), sheet(40, 20, 21)];
    assert_eq!(settled(&rubric, &sheets).standing, Standing::Pass);
}

#[test]
fn the_figure_that_is_printed_decides() {
    let mut rubric = rubric();
    rubric.panel.rounding = Rounding {
        unit: Score(10),
        mode: RoundMode::HalfUp,
    };
    // 84,666… is printed as 84,7; 84,95 as 85.
    let sheets = [sheet(30, 28, 26), sheet(30, 28, 27), sheet(30, 28, 27)];
    let found = settled(&rubric, &sheets);
    assert_eq!(
        (found.total, found.class.as_deref()),
        (Score(8_470), Some("Loại B"))
    );
    rubric.panel.rounding.unit = Score(100);
    assert_eq!(settled(&rubric, &sheets).class.as_deref(), Some("Loại A"));
}

#[test]
fn weights_sums_and_trimming_do_what_their_names_say() {
    let sheets = [
        sheet(30, 20, 20),
        sheet(36, 30, 30),
        sheet(33, 24, 24),
        sheet(10, 10, 10),
    ];
    let total = |change: &dyn Fn(&mut PanelRule)| {
        let mut rubric = rubric();
        change(&mut rubric.panel);
        let marked: Vec<MarkedSheet<'_>> = sheets
            .iter()
            .zip(["chair", "member", "member", "member"])
            .map(|(scores, post)| MarkedSheet {
                post,
                scores,
                further: false,
            })
            .collect();
        rubric.settle(&marked, None).unwrap().total
    };
    assert_eq!(total(&|_| ()), Score(6_925));
    assert_eq!(total(&|panel| panel.method = Method::Sum), Score(27_700));
    assert_eq!(
        total(&|panel| {
            panel.method = Method::Weighted;
            panel.weights = BTreeMap::from([("chair".to_owned(), 2)]);
        }),
        Score(6_940)
    );
    let trim = |from| move |panel: &mut PanelRule| panel.trim = Some(Trim { from, drop: 1 });
    assert_eq!(total(&trim(4)), Score(7_550));
    assert_eq!(total(&trim(5)), Score(6_925));
}

#[test]
fn the_public_gives_most_points_to_the_dossier_with_most_votes() {
    let mut rubric = rubric();
    rubric.public_vote = Some(PublicVote {
        label: "Bình chọn".into(),
        max: Score(2_000),
        rounding: Rounding {
            unit: Score(10),
            mode: RoundMode::HalfUp,
        },
    });
    let scores = sheet(20, 20, 20);
    let one = [MarkedSheet {
        post: "",
        scores: &scores,
        further: false,
    }];
    let points = |own, most| {
        let found = rubric.settle(&one, Some(Votes { own, most }));
        found.map(|found| (found.public, found.total))
    };
    assert_eq!(points(300, 300), Ok((Some(Score(2_000)), Score(8_000))));
    assert_eq!(points(100, 300), Ok((Some(Score(670)), Score(6_670))));
    assert_eq!(points(0, 0), Ok((Some(Score(0)), Score(6_000))));
    assert!(points(2, 1).is_err());
    assert_eq!(rubric.settle(&one, None), Err(PanelFault::VotesMissing));
}

#[test]
fn too_few_sheets_and_sheets_too_far_apart_are_told() {
    let mut rubric = rubric();
    rubric.panel.least_sheets = 2;
    rubric.panel.gap_limit = Some(Score(1_000));
    let (low, high) = (sheet(30, 20, 20), sheet(35, 25, 21));
    let mark = |scores| MarkedSheet {
        post: "",
        scores,
        further: false,
    };
    assert_eq!(
        rubric.settle(&[mark(&low)], None),
        Err(PanelFault::TooFewSheets { have: 1, least: 2 })
    );
    let reasons = rubric
        .settle(&[mark(&low), mark(&high)], None)
        .unwrap()
        .reasons;
    let gap = Reason::GapOver {
        gap: Score(1_100),
        limit: Score(1_000),
    };
    assert_eq!(reasons.last(), Some(&gap));
}

#[test]
fn a_further_sheet_counts_as_the_rubric_says_and_only_while_the_first_ones_lie_too_far_apart() {
    let mut rubric = rubric();
    rubric.panel.gap_limit = Some(Score(1_000));
    rubric.panel.gap_call = GapCall::ThirdMarker;
    let (low, high, third) = (sheet(30, 20, 20), sheet(39, 27, 24), sheet(38, 25, 25));
    let mark = |scores, further| MarkedSheet {
        post: "",
        scores,
        further,
    };
    let all = [mark(&low, false), mark(&high, false), mark(&third, true)];
    assert!(rubric.calls_further(&[&low, &high]) && !rubric.calls_further(&[&third, &high]));
    for (counts, total) in [
        (FurtherCounts::Alike, 8_267),
        (FurtherCounts::Nearest, 8_900),
        (FurtherCounts::Alone, 8_800),
    ] {
        rubric.panel.further_counts = counts;
        let found = rubric.settle(&all, None).unwrap();
        assert_eq!(found.total, Score(total), "{counts:?}");
        assert_eq!(found.sheets.len(), 3, "all are printed");
        let told = Reason::FurtherTaken {
            gap: Score(2_000),
            limit: Score(1_000),
            counts,
        };
        assert_eq!(found.reasons.last(), Some(&told));
        assert!(found.gap().is_none(), "nothing is left to meet on");
    }
    let near = [mark(&third, false), mark(&high, false), mark(&low, true)];
    let found = rubric.settle(&near, None).unwrap();
    assert_eq!(found.total, Score(8_900), "it is not needed any more");
    rubric.panel.gap_call = GapCall::SecondMeeting;
    assert!(!rubric.calls_further(&[&low, &high]));
    let found = rubric.settle(&all[..2], None).unwrap();
    assert!(found.gap().is_some());
}

#[test]
fn a_rubric_without_marks_asks_a_share_of_the_members() {
    let rubric = Rubric {
        criteria: vec![Criterion {
            key: "met".into(),
            label: "Đạt".into(),
            max: Score(100),
            min: Score(67),
            ..Criterion::default()
        }],
        unscored: true,
        ..Rubric::default()
    };
    let sheets = |votes: &[i64]| -> Vec<Scores> {
        let one = |vote: &i64| Scores::from([("met".to_owned(), Score(vote * 100))]);
        votes.iter().map(one).collect()
    };
    assert_eq!(
        settled(&rubric, &sheets(&[1, 1, 0])).standing,
        Standing::Pass
    );
    assert_eq!(settled(&rubric, &sheets(&[1, 0])).standing, Standing::Fail);
}

#[test]
fn a_rubric_stored_before_groups_reads_as_it_was() {
    let stored = r#"{"code":"a","title":"A","criteria":[{"key":"k","label":"K","max":100,"step":100}],"pass_total":50,"citation":{"act":"x"}}"#;
    let read: Rubric = serde_json::from_str(stored).unwrap();
    assert_eq!(read.pass_total, Some(Score(50)));
    assert_eq!(read.criteria[0].factor, 100);
    let written = serde_json::to_string(&read).unwrap();
    assert!(!written.contains("factor") && !written.contains("groups"));
    assert_eq!(serde_json::from_str::<Rubric>(&written).unwrap(), read);
}

proptest! {
    #[test]
    fn a_higher_score_never_lowers_the_result(a in 0i64..=40, b in 0i64..=30, c in 0i64..=30, up in 0i64..=10) {
        let low = rubric().assess(&sheet(a, b, c)).unwrap();
        let high = rubric().assess(&sheet((a + up).min(40), b, c)).unwrap();
        prop_assert!(high.total >= low.total);
        prop_assert!(high.passes() || !low.passes());
    }
}
