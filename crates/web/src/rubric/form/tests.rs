//! Rubrics through their form.

use std::collections::BTreeMap;

use sangkien_domain::rubric::{
    Band, Class, Criterion, FurtherCounts, GapCall, Group, Method, PanelRule, PublicVote, Rounding,
    Rubric, Score, Trim,
};
use sangkien_http::form::Fields;
use sangkien_pages::parts::{EditGroup, EditKind};

use super::groups;
use super::read::read;
use sangkien_domain::law::{Certainty, Citation};
use sangkien_domain::rubric::{ClassFall, RoundMode};

fn rubric() -> Rubric {
    let criterion = |key: &str, label: &str, group: Option<&str>| Criterion {
        key: key.into(),
        label: label.into(),
        group: group.map(str::to_owned),
        max: Score(4_000),
        min: Score(1_050),
        step: Score(50),
        factor: 200,
        knock_out: true,
        ..Criterion::default()
    };
    let mut first = criterion("novelty", "Tính mới", Some("phan-a"));
    first.single_choice = true;
    first.bands = vec![
        Band {
            from: Score(3_050),
            to: Score(4_000),
            label: "Mới: chưa ai làm".into(),
        },
        Band {
            from: Score(0),
            to: Score(3_000),
            label: "Khác".into(),
        },
    ];
    first.evidence = vec!["Văn bản xác nhận".into(), "Ảnh".into()];
    first.guidance = "So với giải pháp đã có.".into();
    Rubric {
        code: "mau".into(),
        title: "Bảng điểm mẫu".into(),
        groups: vec![Group {
            key: "phan-a".into(),
            label: "Phần A".into(),
            max: Score(8_000),
            min: Score(0),
        }],
        criteria: vec![first, criterion("use", "Hiệu quả", None)],
        scale: Some(Score(16_000)),
        pass_total: Some(Score(5_000)),
        supplement_from: Some(Score(4_550)),
        classes: vec![Class {
            label: "Loại A".into(),
            total: Score(9_000),
            minima: BTreeMap::from([
                ("novelty".to_owned(), Score(3_050)),
                ("phan-a".to_owned(), Score(6_000)),
            ]),
        }],
        class_fall: ClassFall::Ask,
        panel: PanelRule {
            method: Method::Weighted,
            weights: BTreeMap::from([("chair".to_owned(), 2)]),
            trim: Some(Trim { from: 5, drop: 1 }),
            rounding: Rounding {
                unit: Score(10),
                mode: RoundMode::Down,
            },
            least_sheets: 3,
            gap_limit: Some(Score(2_000)),
            gap_call: GapCall::ThirdMarker,
            further_counts: FurtherCounts::Nearest,
        },
        public_vote: Some(PublicVote {
            label: "Bình chọn".into(),
            max: Score(500),
            rounding: Rounding::default(),
        }),
        note: "Chờ xác nhận.".into(),
        citation: Citation {
            act: "Quyết định mẫu".into(),
            article: "Điều 3".into(),
            certainty: Certainty::Secondary,
        },
        ..Rubric::default()
    }
}

/// What a browser posts of the groups.
fn posted(groups: &[EditGroup], intent: &str) -> Fields {
    let mut fields = vec![("intent".to_owned(), intent.to_owned())];
    for group in groups {
        fields.extend(group.hidden.clone());
        for field in &group.fields {
            let value = match &field.kind {
                EditKind::Choice(options) => {
                    let chosen = options.iter().find(|option| option.selected);
                    let chosen = chosen.or(options.first());
                    chosen
                        .map(|option| option.value.clone())
                        .unwrap_or_default()
                }
                _ => field.value.clone(),
            };
            if field.kind != EditKind::Tick || value == "yes" {
                fields.push((field.name.clone(), value));
            }
        }
    }
    Fields(fields)
}

#[test]
fn a_rubric_comes_back_from_its_form_as_it_was() {
    let rubric = rubric();
    let read = read(&rubric, &posted(&groups(&rubric, "Mới"), "save"));
    assert!(read.errors.is_empty(), "{:?}", read.errors);
    assert_eq!(read.rubric, rubric);
    assert_eq!(read.note, "Mới");
}

#[test]
fn a_group_that_is_taken_out_leaves_its_criteria_without_one() {
    let rubric = rubric();
    let fields = posted(&groups(&rubric, ""), "remove:group.0");
    let read = read(&rubric, &fields);
    assert_eq!(read.rubric.groups, []);
    assert_eq!(read.rubric.criteria[0].group, None);
    assert_eq!(read.rubric.criteria.len(), 2);
}

#[test]
fn what_cannot_be_read_is_named_beside_its_field() {
    let rubric = rubric();
    let mut fields = posted(&groups(&rubric, ""), "save");
    for (name, value) in &mut fields.0 {
        match name.as_str() {
            "pass" => "năm mươi".clone_into(value),
            "criterion.0.bands" => "cao hơn 30 thì tốt".clone_into(value),
            "class.0.minima" => "Tính cũ: 30".clone_into(value),
            _ => {}
        }
    }
    let read = read(&rubric, &fields);
    for name in ["pass", "criterion.0.bands", "class.0.minima"] {
        assert!(read.errors.at(name).is_some(), "{name}");
    }
}
