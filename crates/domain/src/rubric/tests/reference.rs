//! Random rubrics and sheets against a reference that knows no arithmetic but counting up.

use std::collections::BTreeMap;

use super::super::*;
use proptest::prelude::*;

/// The multiple of `unit` that `sum / count` is rounded to, found by counting up from nothing.
fn rounded(sum: i128, count: i128, rounding: Rounding) -> Score {
    let unit = i128::from(rounding.unit.0);
    let mut step = 0;
    while (step + 1) * unit * count <= sum {
        step += 1;
    }
    let (below, above) = (sum - step * unit * count, (step + 1) * unit * count - sum);
    let up = match rounding.mode {
        RoundMode::Down => false,
        RoundMode::Up => below > 0,
        RoundMode::HalfUp => above <= below,
        RoundMode::HalfEven => above < below || (above == below && step % 2 == 1),
    };
    Score(i64::try_from((step + i128::from(up)) * unit).unwrap())
}

fn mean(mut values: Vec<(i64, i64)>, panel: &PanelRule, sum: bool) -> Score {
    if let Some(trim) = panel.trim
        && values.len() >= usize::try_from(trim.from).unwrap()
    {
        for _ in 0..trim.drop {
            let low = (0..values.len()).min_by_key(|at| values[*at]).unwrap();
            values.remove(low);
            let high = (0..values.len()).max_by_key(|at| values[*at]).unwrap();
            values.remove(high);
        }
    }
    let mut all = 0;
    let mut count = 0;
    for (value, weight) in values {
        for _ in 0..weight {
            all += i128::from(value);
            count += 1;
        }
    }
    rounded(all, if sum { 1 } else { count }, panel.rounding)
}

/// Total, class and standing as the definition reads, one clause after the other.
fn reference(rubric: &Rubric, sheets: &[(String, Scores)]) -> (Score, Option<String>, Standing) {
    let panel = &rubric.panel;
    let weight = |post: &str| {
        if panel.method == Method::Weighted {
            i64::from(*panel.weights.get(post).unwrap_or(&1))
        } else {
            1
        }
    };
    let over = |pick: &dyn Fn(&Scores) -> i64, sum| {
        let values = sheets
            .iter()
            .map(|(post, scores)| (pick(scores), weight(post)));
        mean(values.collect(), panel, sum)
    };
    let total = over(
        &|s| s.values().map(|v| v.0).sum(),
        panel.method == Method::Sum,
    );
    let figure = |key: &str| {
        let members: Vec<&str> = rubric
            .criteria
            .iter()
            .filter(|one| one.key == key || one.group.as_deref() == Some(key))
            .map(|one| one.key.as_str())
            .collect();
        over(&|s| members.iter().map(|key| s[*key].0).sum(), false)
    };
    let low: Vec<&Criterion> = rubric
        .criteria
        .iter()
        .filter(|one| figure(&one.key) < one.min)
        .collect();
    let low_group = rubric
        .groups
        .iter()
        .any(|group| figure(&group.key) < group.min);
    let minima = low.is_empty() && !low_group;
    let standing = match (rubric.pass_total, rubric.supplement_from) {
        (None, _) if minima => Standing::Open,
        (Some(pass), _) if minima && total >= pass => Standing::Pass,
        (Some(_), Some(from)) if total >= from && !low.iter().any(|one| one.knock_out) => {
            Standing::Supplement
        }
        _ => Standing::Fail,
    };
    let mut class = None;
    if matches!(standing, Standing::Pass | Standing::Open) {
        for one in &rubric.classes {
            let met = one.minima.iter().all(|(key, least)| figure(key) >= *least);
            if total >= one.total && met {
                class = Some(one.label.clone());
                break;
            }
            if total >= one.total && rubric.class_fall == ClassFall::Ask {
                break;
            }
        }
    }
    (total, class, standing)
}

fn rounding() -> impl Strategy<Value = Rounding> {
    let mode = prop_oneof![
        Just(RoundMode::HalfUp),
        Just(RoundMode::HalfEven),
        Just(RoundMode::Down),
        Just(RoundMode::Up)
    ];
    (
        prop_oneof![Just(1), Just(10), Just(25), Just(50), Just(100)],
        mode,
    )
        .prop_map(|(unit, mode)| Rounding {
            unit: Score(unit),
            mode,
        })
}

fn panel() -> impl Strategy<Value = PanelRule> {
    let way = prop_oneof![
        Just((Method::Mean, None)),
        Just((Method::Mean, Some(Trim { from: 4, drop: 1 }))),
        Just((Method::Mean, Some(Trim { from: 5, drop: 2 }))),
        Just((Method::Weighted, None)),
        Just((Method::Sum, None)),
    ];
    (way, rounding()).prop_map(|((method, trim), rounding)| PanelRule {
        method,
        weights: BTreeMap::from([("chair".to_owned(), 3), ("secretary".to_owned(), 2)]),
        trim,
        rounding,
        ..PanelRule::default()
    })
}

prop_compose! {
    fn a_rubric()(
        panel in panel(),
        steps in proptest::collection::vec(prop_oneof![Just(25i64), Just(50), Just(100)], 1..5),
        minima in proptest::collection::vec((0i64..6, any::<bool>(), any::<bool>()), 4),
        pass in proptest::option::of(0i64..3_000),
        below in proptest::option::of(1i64..800),
        group_min in 0i64..1_000,
        classes in proptest::collection::vec((0i64..3_000, 0i64..800, 0usize..4), 0..4),
        ask in any::<bool>(),
    ) -> Rubric {
        let criteria: Vec<Criterion> = steps
            .iter()
            .zip(&minima)
            .enumerate()
            .map(|(at, (step, (min, grouped, knock_out)))| Criterion {
                key: format!("c{at}"),
                label: format!("C{at}"),
                group: grouped.then(|| "g".to_owned()),
                max: Score(step * 8),
                min: Score(step * min),
                knock_out: *knock_out,
                step: Score(*step),
                ..Criterion::default()
            })
            .collect();
        let mut totals: Vec<(i64, i64, usize)> = classes;
        totals.sort_by_key(|(total, _, _)| -total);
        let classes = totals
            .iter()
            .enumerate()
            .map(|(at, (total, least, key))| Class {
                label: format!("L{at}"),
                total: Score(*total),
                minima: BTreeMap::from([(
                    if *key < criteria.len() { format!("c{key}") } else { "g".to_owned() },
                    Score(*least),
                )]),
            })
            .collect();
        Rubric {
            groups: vec![Group { key: "g".into(), label: "G".into(), max: Score(3_200), min: Score(group_min) }],
            pass_total: pass.map(Score),
            supplement_from: pass.zip(below).map(|(pass, below)| Score((pass - below).max(0))),
            criteria,
            classes,
            class_fall: if ask { ClassFall::Ask } else { ClassFall::Next },
            panel,
            ..Rubric::default()
        }
    }
}

fn sheets() -> impl Strategy<Value = Vec<(String, Vec<i64>)>> {
    let post = prop_oneof![Just("chair"), Just("secretary"), Just("member")];
    let marks = proptest::collection::vec(0i64..=8, 4);
    proptest::collection::vec((post.prop_map(str::to_owned), marks), 1..8)
}

fn scored(rubric: &Rubric, sheets: &[(String, Vec<i64>)]) -> Vec<(String, Scores)> {
    let scores = |marks: &[i64]| {
        let pairs = rubric.criteria.iter().zip(marks);
        pairs
            .map(|(one, mark)| (one.key.clone(), Score(one.step.0 * mark)))
            .collect()
    };
    sheets
        .iter()
        .map(|(post, marks)| (post.clone(), scores(marks)))
        .collect()
}

fn settle(rubric: &Rubric, sheets: &[(String, Scores)]) -> Settled {
    let marked: Vec<MarkedSheet<'_>> = sheets
        .iter()
        .map(|(post, scores)| MarkedSheet {
            post,
            scores,
            further: false,
        })
        .collect();
    rubric.settle(&marked, None).unwrap()
}

/// How good a standing is.
fn rank(standing: Standing) -> u8 {
    match standing {
        Standing::Fail => 0,
        Standing::Supplement => 1,
        Standing::Pass | Standing::Open => 2,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn results_equal_those_counted_the_long_way(rubric in a_rubric(), sheets in sheets()) {
        let sheets = scored(&rubric, &sheets);
        let found = settle(&rubric, &sheets);
        prop_assert_eq!((found.total, found.class, found.standing), reference(&rubric, &sheets));
    }

    #[test]
    fn the_order_of_sheets_and_criteria_does_not_matter(
        rubric in a_rubric(), sheets in sheets(), turn in 0usize..8, flip in any::<bool>()
    ) {
        let sheets = scored(&rubric, &sheets);
        let (mut other, mut moved) = (sheets.clone(), rubric.clone());
        let turn = turn % other.len();
        other.rotate_left(turn);
        if flip {
            other.reverse();
            moved.criteria.reverse();
        }
        let (first, second) = (settle(&rubric, &sheets), settle(&moved, &other));
        prop_assert_eq!(first.total, second.total);
        prop_assert_eq!(first.criteria, second.criteria);
        prop_assert_eq!((first.class, first.standing), (second.class, second.standing));
    }

    #[test]
    fn one_more_step_on_one_sheet_never_makes_a_result_worse(
        rubric in a_rubric(), sheets in sheets(), at in 0usize..8, which in 0usize..4
    ) {
        let mut rubric = rubric;
        // Where the council is asked, a higher total may lead to a class that needs its word.
        rubric.class_fall = ClassFall::Next;
        let mut better = sheets.clone();
        let at = at % better.len();
        better[at].1[which] = (better[at].1[which] + 1).min(8);
        let low = settle(&rubric, &scored(&rubric, &sheets));
        let high = settle(&rubric, &scored(&rubric, &better));
        prop_assert!(high.total >= low.total);
        prop_assert!(rank(high.standing) >= rank(low.standing));
        let place = |found: &Settled| {
            let label = found.class.as_ref();
            label.map_or(usize::MAX, |label| rubric.classes.iter().position(|c| c.label == *label).unwrap())
        };
        prop_assert!(place(&high) <= place(&low));
        for (key, score) in &low.criteria {
            prop_assert!(high.criteria[key] >= *score);
        }
    }

    #[test]
    fn rounding_is_exact(numerator in 0i128..100_000, denominator in 1i128..40, rounding in rounding()) {
        prop_assert_eq!(rounding.apply(numerator, denominator), rounded(numerator, denominator, rounding));
    }
}
