//! Plain readings of the figures of a council.

use sangkien_panel::agreement::{Agreement, Level};
use sangkien_panel::assignment::{ConflictKind, Shortage};

use super::assert_vietnamese;
use crate::{Language, agreement};

fn found(alpha: Option<f64>, interval: Option<(f64, f64)>) -> Agreement {
    Agreement {
        level: Level::Interval,
        alpha,
        interval,
        dossiers: 10,
        marks: 30,
    }
}

#[test]
fn every_figure_of_agreement_has_a_plain_reading() {
    let figures = [None, Some(-0.2), Some(0.4), Some(0.7), Some(0.85)];
    let mut said: Vec<String> = figures
        .iter()
        .map(|alpha| agreement::reading(&found(*alpha, None), Language::Vi))
        .collect();
    for text in &said {
        assert_vietnamese(text);
    }
    said.dedup();
    assert_eq!(said.len(), figures.len());
    let wide = agreement::reading(&found(Some(0.7), Some((0.4, 0.9))), Language::Vi);
    assert!(wide.contains("Khoảng tin cậy còn rộng"));
}

#[test]
fn a_dossier_that_nobody_may_mark_is_told_with_its_conflicts() {
    let why = Shortage::Conflicts {
        members: 5,
        kinds: vec![(ConflictKind::CoAuthor, 1), (ConflictKind::SameUnit, 3)],
    };
    assert_eq!(
        agreement::shortage(&why, 1, 2, Language::Vi),
        "Mới phân công được 1 trên 2 người chấm: hội đồng có 5 người, trong đó 1 người là đồng tác giả, 3 người cùng đơn vị với tác giả."
    );
    let limits = Shortage::Limits { able: 3 };
    assert_vietnamese(&agreement::shortage(&limits, 1, 2, Language::Vi));
}
