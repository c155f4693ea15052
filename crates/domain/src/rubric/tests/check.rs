//! Faults of rubrics: none in a sound one, each where it lies, and classes that nothing reaches
//! exactly as trying every result finds them.

use super::super::check::{Part, RubricFault, RubricFaultKind as Kind, faults};
use super::super::*;
use super::{class, criterion, rubric};
use proptest::prelude::*;

type Break = fn(&mut Rubric);

fn band(from: i64, to: i64) -> Band {
    Band {
        from: Score(from),
        to: Score(to),
        label: "mức".into(),
    }
}

fn first(rubric: &mut Rubric) -> &mut Criterion {
    &mut rubric.criteria[0]
}

#[test]
fn a_sound_rubric_has_no_fault() {
    assert_eq!(faults(&rubric()), []);
}

#[test]
fn each_fault_is_found_where_it_lies() {
    let at = Part::Criterion(0);
    let (score, key) = (Score, || "x".to_owned());
    let cases: Vec<(Break, Part, Kind)> = vec![
        (|r| r.criteria.clear(), Part::Whole, Kind::NoCriterion),
        (
            |r| first(r).key = "use".into(),
            Part::Criterion(1),
            Kind::KeyTwice { key: "use".into() },
        ),
        (|r| first(r).max = Score(0), at, Kind::NoMax),
        (|r| first(r).step = Score(0), at, Kind::NoStep),
        (
            |r| first(r).step = Score(300),
            at,
            Kind::StepMissesMax {
                step: score(300),
                max: score(4_000),
            },
        ),
        (
            |r| first(r).min = Score(4_100),
            at,
            Kind::MinAboveMax {
                min: score(4_100),
                max: score(4_000),
            },
        ),
        (|r| first(r).factor = 0, at, Kind::FactorUnusable),
        (
            |r| first(r).group = Some("x".into()),
            at,
            Kind::GroupUnknown { key: key() },
        ),
        (
            |r| {
                r.groups.push(Group {
                    key: "x".into(),
                    ..Group::default()
                });
            },
            Part::Group(0),
            Kind::GroupEmpty,
        ),
        (
            |r| {
                r.groups.push(Group {
                    key: "x".into(),
                    max: Score(5_000),
                    ..Group::default()
                });
                first(r).group = Some("x".into());
            },
            Part::Group(0),
            Kind::GroupSum {
                stated: score(5_000),
                sum: score(4_000),
            },
        ),
        (
            |r| r.scale = Some(Score(9_000)),
            Part::Whole,
            Kind::ScaleSum {
                stated: score(9_000),
                sum: score(10_000),
            },
        ),
        (
            |r| first(r).bands = vec![band(3_000, 4_100)],
            at,
            Kind::BandOutside {
                from: score(3_000),
                to: score(4_100),
                max: score(4_000),
            },
        ),
        (
            |r| first(r).bands = vec![band(2_000, 4_000), band(0, 2_100)],
            at,
            Kind::BandsOverlap {
                from: score(2_000),
                to: score(2_100),
            },
        ),
        (
            |r| first(r).bands = vec![band(2_300, 4_000), band(0, 2_000)],
            at,
            Kind::BandGap {
                from: score(2_100),
                to: score(2_200),
            },
        ),
        (
            |r| first(r).bands = vec![band(2_000, 3_800)],
            at,
            Kind::BandGap {
                from: score(3_900),
                to: score(4_000),
            },
        ),
        (|r| first(r).single_choice = true, at, Kind::NoBands),
        (
            |r| {
                first(r).single_choice = true;
                first(r).bands = vec![band(1_000, 4_000)];
            },
            at,
            Kind::BandGap {
                from: score(0),
                to: score(900),
            },
        ),
        (
            |r| r.pass_total = Some(Score(10_100)),
            Part::Whole,
            Kind::TotalBeyond {
                total: score(10_100),
                max: score(10_000),
            },
        ),
        (
            |r| r.supplement_from = Some(Score(5_000)),
            Part::Whole,
            Kind::SupplementUseless,
        ),
        (
            |r| r.classes[1].minima = [("x".to_owned(), Score(1))].into(),
            Part::Class(1),
            Kind::MinimumUnknown { key: key() },
        ),
        (
            |r| r.classes[1].total = Score(8_600),
            Part::Class(1),
            Kind::ClassOrder,
        ),
        (
            |r| r.classes[1] = class("Loại B", 85, "novelty", 31),
            Part::Class(1),
            Kind::ClassUnreachable,
        ),
        (
            |r| r.classes[0].minima = [("use".to_owned(), Score(3_100))].into(),
            Part::Class(0),
            Kind::ClassUnreachable,
        ),
        (|r| r.unscored = true, at, Kind::UnscoredMarks),
        (
            |r| r.panel.trim = Some(Trim { from: 2, drop: 1 }),
            Part::Whole,
            Kind::TrimAll { from: 2, drop: 1 },
        ),
        (
            |r| {
                r.panel.trim = Some(Trim { from: 5, drop: 1 });
                r.panel.method = Method::Weighted;
            },
            Part::Whole,
            Kind::TrimUnequal,
        ),
        (
            |r| {
                r.panel.method = Method::Weighted;
                r.panel.weights = [("king".to_owned(), 2)].into();
            },
            Part::Whole,
            Kind::WeightUnusable {
                post: "king".into(),
            },
        ),
        (
            |r| r.panel.rounding.unit = Score(0),
            Part::Whole,
            Kind::NoRounding,
        ),
        (
            |r| {
                r.public_vote = Some(PublicVote {
                    label: "Bình chọn".into(),
                    max: Score(0),
                    rounding: Rounding::default(),
                });
            },
            Part::Whole,
            Kind::PublicWithoutPoints,
        ),
    ];
    for (change, part, kind) in cases {
        let mut broken = rubric();
        change(&mut broken);
        let found = faults(&broken);
        assert!(
            found.contains(&RubricFault {
                part,
                kind: kind.clone()
            }),
            "{kind:?} not among {found:?}"
        );
    }
}

#[test]
fn finer_steps_than_the_bands_leave_gaps() {
    let mut fine = rubric();
    first(&mut fine).bands = vec![band(2_100, 4_000), band(0, 2_000)];
    assert_eq!(faults(&fine), []);
    first(&mut fine).step = Score(50);
    let gap = Kind::BandGap {
        from: Score(2_050),
        to: Score(2_050),
    };
    assert_eq!(faults(&fine)[0].kind, gap);
}

prop_compose! {
    /// Maxima of a few hundredths, so that every result can be tried.
    fn small()(
        maxima in proptest::collection::vec((1i64..5, 0i64..3, any::<bool>()), 1..4),
        pass in proptest::option::of(0i64..8),
        group_min in 0i64..4,
        classes in proptest::collection::vec((0i64..10, 0i64..5, 0usize..4), 1..4),
        ask in any::<bool>(),
    ) -> Rubric {
        let criteria: Vec<Criterion> = maxima
            .iter()
            .enumerate()
            .map(|(at, (max, min, grouped))| Criterion {
                max: Score(*max),
                min: Score((*min).min(*max)),
                step: Score(1),
                group: grouped.then(|| "g".to_owned()),
                ..criterion(&format!("c{at}"), 0)
            })
            .collect();
        let grouped: i64 = criteria.iter().filter(|one| one.group.is_some()).map(|one| one.max.0).sum();
        let all: i64 = criteria.iter().map(|one| one.max.0).sum();
        let groups = if grouped > 0 {
            vec![Group { key: "g".into(), label: "G".into(), max: Score(grouped), min: Score(group_min.min(grouped)) }]
        } else {
            Vec::new()
        };
        let mut totals: Vec<(i64, i64, usize)> = classes.into_iter().map(|(t, l, k)| (t.min(all), l, k)).collect();
        totals.sort_by_key(|(total, _, _)| -total);
        let classes = totals
            .iter()
            .enumerate()
            .map(|(at, (total, least, key))| Class {
                label: format!("L{at}"),
                total: Score(*total),
                minima: match *key {
                    key if key < criteria.len() => [(format!("c{key}"), Score(*least))].into(),
                    3 if grouped > 0 => [("g".to_owned(), Score(*least))].into(),
                    _ => std::collections::BTreeMap::new(),
                },
            })
            .collect();
        Rubric {
            groups,
            pass_total: pass.map(|pass| Score(pass.min(all))),
            criteria,
            classes,
            class_fall: if ask { ClassFall::Ask } else { ClassFall::Next },
            ..Rubric::default()
        }
    }
}

/// Every complete sheet.
fn every(rubric: &Rubric) -> Vec<Scores> {
    rubric
        .criteria
        .iter()
        .fold(vec![Scores::new()], |sheets, one| {
            sheets
                .iter()
                .flat_map(|sheet| {
                    (0..=one.max.0).map(move |score| {
                        let mut sheet = sheet.clone();
                        sheet.insert(one.key.clone(), Score(score));
                        sheet
                    })
                })
                .collect()
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_class_is_said_to_be_out_of_reach_when_no_sheet_earns_it(rubric in small()) {
        let earned: Vec<Option<String>> =
            every(&rubric).iter().map(|sheet| rubric.assess(sheet).unwrap().class).collect();
        for (index, class) in rubric.classes.iter().enumerate() {
            prop_assert_eq!(rubric.is_reachable(index), earned.contains(&Some(class.label.clone())), "{:?}", class);
        }
    }
}
