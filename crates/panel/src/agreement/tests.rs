//! Agreement held against figures of an independent package, kept with their source.

use sangkien_domain::rubric::Score;
use serde_json::Value;

use super::*;

fn marks(rows: Vec<Vec<Option<Score>>>) -> Marks {
    let members = rows.first().map_or(0, Vec::len);
    Marks {
        dossiers: (1..=rows.len())
            .map(|number| format!("SK-{number}"))
            .collect(),
        members: (1..=members)
            .map(|number| format!("Ủy viên mẫu {number}"))
            .collect(),
        marks: rows,
    }
}

fn rows(set: &Value) -> Vec<Vec<Option<Score>>> {
    let row = |row: &Value| {
        let marks = row.as_array().unwrap().iter();
        marks.map(|mark| mark.as_i64().map(Score)).collect()
    };
    set["marks"].as_array().unwrap().iter().map(row).collect()
}

fn shared() -> Vec<Value> {
    let text = include_str!("../../tests/data/agreement.json");
    let data: Value = serde_json::from_str(text).unwrap();
    data["sets"].as_array().unwrap().clone()
}

#[test]
fn alpha_equals_that_of_an_independent_package_at_every_level() {
    for set in shared() {
        let marks = marks(rows(&set));
        for (level, name) in Level::ALL
            .into_iter()
            .zip(["nominal", "ordinal", "interval"])
        {
            let found = agreement(&marks, level, 1).alpha.unwrap();
            let wanted = set[name].as_f64().unwrap();
            assert!(
                (found - wanted).abs() < 1e-9,
                "{}, {name}: {found} {wanted}",
                set["name"]
            );
        }
    }
}

#[test]
fn an_interval_holds_its_figure_and_follows_from_its_seed() {
    for set in shared() {
        let marks = marks(rows(&set));
        for level in Level::ALL {
            let found = agreement(&marks, level, 7);
            let (low, high) = found.interval.unwrap();
            let alpha = found.alpha.unwrap();
            assert!(
                low <= alpha && alpha <= high,
                "{}: {low} {alpha} {high}",
                set["name"]
            );
            assert_eq!(found, agreement(&marks, level, 7));
        }
    }
}

#[test]
fn the_order_of_dossiers_and_members_does_not_matter() {
    for set in shared() {
        let straight = rows(&set);
        let turned = straight
            .iter()
            .rev()
            .map(|row| row.iter().rev().copied().collect());
        let (straight, turned) = (marks(straight.clone()), marks(turned.collect()));
        for level in Level::ALL {
            let alpha = |marks| agreement(marks, level, 1).alpha.unwrap();
            assert!((alpha(&straight) - alpha(&turned)).abs() < 1e-12);
        }
    }
}

#[test]
fn without_two_marks_or_without_difference_there_is_no_figure() {
    let some = |mark| Some(Score(mark));
    for rows in [
        vec![],
        vec![vec![some(100), None], vec![None, some(200)]],
        vec![vec![some(100), some(100)], vec![some(100), some(100)]],
    ] {
        let found = agreement(&marks(rows), Level::Interval, 1);
        assert_eq!((found.alpha, found.interval), (None, None));
        assert_eq!(found.reading(), Reading::Unknown);
    }
}

#[test]
fn a_severe_member_lies_below_the_others_and_a_stray_mark_is_named() {
    let row = |base: i64, third: i64| {
        let marks = [base, base + 100, third];
        marks.into_iter().map(|mark| Some(Score(mark))).collect()
    };
    let mut rows: Vec<Vec<Option<Score>>> = (0..9)
        .map(|n| row(6_000 + n * 300, 5_600 + n * 300))
        .collect();
    rows.push(row(7_000, 2_000));
    let marks = marks(rows);
    let figures = members(&marks);
    assert!(figures[2].severity.unwrap() < -4.0);
    assert!(figures[0].severity.unwrap() > 0.0);
    assert_eq!(figures[2].shared, 10);
    let strays = outliers(&marks);
    assert_eq!(
        (strays[0].member.as_str(), strays[0].dossier.as_str()),
        ("Ủy viên mẫu 3", "SK-10")
    );
    assert!((strays[0].distance + 50.5).abs() < 1e-9);
    assert_eq!(outliers(&super::tests::marks(vec![])), []);
}
