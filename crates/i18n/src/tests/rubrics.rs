//! Sentences of rubrics, held against the answer keys.

use sangkien_domain::rubric::check::RubricFaultKind as Kind;
use sangkien_domain::rubric::{MarkedSheet, PanelFault, Score};

use super::assert_vietnamese;
use crate::{Language, rubric};

#[test]
fn the_reasons_of_every_result_are_those_of_its_answer_key() {
    let acts = sangkien_packs::acts().unwrap();
    let rubrics = sangkien_packs::rubrics(&acts).unwrap();
    for key in sangkien_packs::answer_keys().unwrap() {
        let rubric = rubrics.iter().find(|one| one.code == key.rubric).unwrap();
        for answer in key.answers {
            let sheets: Vec<MarkedSheet<'_>> = answer
                .sheets
                .iter()
                .map(|(post, scores)| MarkedSheet {
                    post,
                    scores,
                    further: false,
                })
                .collect();
            let found = rubric.settle(&sheets, answer.votes).unwrap();
            let said: Vec<String> = found
                .reasons
                .iter()
                .map(|reason| rubric::reason(reason, Language::Vi))
                .collect();
            assert_eq!(said, answer.reasons, "{}: {}", key.path, answer.name);
            for reason in &found.reasons {
                assert!(!rubric::reason(reason, Language::En).is_empty());
            }
        }
    }
}

#[test]
fn faults_of_rubrics_are_told_with_their_figures() {
    let (from, to) = (Score(2_050), Score(2_050));
    assert_eq!(
        rubric::fault_vi(&Kind::BandGap { from, to }),
        "điểm 20,5 không thuộc mức nào."
    );
    let (stated, sum) = (Score(10_000), Score(9_500));
    for kind in [
        Kind::ScaleSum { stated, sum },
        Kind::GroupSum { stated, sum },
        Kind::BandsOverlap { from, to: sum },
        Kind::ClassUnreachable,
        Kind::TrimUnequal,
    ] {
        assert_vietnamese(&rubric::fault_vi(&kind));
        assert!(!rubric::fault_en(&kind).is_empty());
    }
    let few = PanelFault::TooFewSheets { have: 1, least: 2 };
    assert_vietnamese(&rubric::panel_fault(&few, Language::Vi));
}
