//! Pictures say what their tables say, hide what they must, and stay within their frame.

use sangkien_domain::rubric::Score;
use sangkien_domain::time::Instant;

use super::*;
use crate::agreement::MemberFigures;

fn words<const N: usize>(words: [&str; N]) -> [String; N] {
    words.map(str::to_owned)
}

fn plot() -> DotPlot {
    let row = |label: &str, marks: &[i64], result: Option<i64>| DotRow {
        label: label.into(),
        marks: marks.iter().copied().map(Score).collect(),
        result: result.map(Score),
    };
    DotPlot {
        title: "Điểm của từng hồ sơ".into(),
        description: "Mỗi vòng tròn là một phiếu.".into(),
        head: words(["Hồ sơ", "Điểm", "Kết quả", "Chênh lệch"]),
        thresholds: vec![
            ("Loại A".into(), Score(8_500)),
            ("Loại B".into(), Score(7_000)),
        ],
        max: Score(10_000),
        rows: vec![
            row("SK-01", &[8_750, 8_100, 9_000], Some(8_617)),
            row("SK<02>", &[], None),
        ],
    }
}

/// Every number of an attribute.
fn numbers(svg: &str, attribute: &str) -> Vec<i64> {
    svg.split(&format!(" {attribute}=\""))
        .skip(1)
        .filter_map(|rest| rest.split('"').next()?.parse().ok())
        .collect()
}

#[test]
fn a_dot_stands_for_each_mark_and_the_table_has_them_in_order() {
    let picture = dot_plot(&plot());
    assert_eq!(picture.svg.matches("<circle").count(), 3);
    assert_eq!(picture.rows[0], ["SK-01", "81; 87,5; 90", "86,17", "9"]);
    assert_eq!(picture.rows[1], ["SK<02>", "", "", ""]);
    assert!(picture.svg.contains("SK&lt;02&gt;") && picture.svg.contains("Loại A 85"));
    let at = numbers(&picture.svg, "cx");
    assert!(at[1] < at[0] && at[0] < at[2], "{at:?}");
}

#[test]
fn everything_lies_within_the_frame() {
    let picture = dot_plot(&plot());
    let width = numbers(&picture.svg, "width")[0];
    let height = numbers(&picture.svg, "height")[0];
    for (attribute, most) in [("cx", width), ("x", width), ("cy", height), ("y", height)] {
        for number in numbers(&picture.svg, attribute) {
            assert!((0..=most).contains(&number), "{attribute} {number}");
        }
    }
}

fn figures(name: &str, severity: f64) -> MemberFigures {
    MemberFigures {
        member: name.into(),
        shared: 12,
        severity: Some(severity),
        spread: Some(5.0),
        unsteadiness: Some(2.0),
    }
}

#[test]
fn members_by_number_are_told_neither_by_name_nor_by_order() {
    let mut dots = MemberDots {
        title: "Mức chấm của từng thành viên".into(),
        anonymous: Some("Thành viên".into()),
        members: vec![
            figures("Ủy viên mẫu 01", 3.25),
            figures("Ủy viên mẫu 02", -4.0),
        ],
        ..MemberDots::default()
    };
    let picture = member_dots(&dots);
    assert!(!picture.svg.contains("mẫu") && !picture.csv().contains("mẫu"));
    assert_eq!(picture.rows[0], ["Thành viên 1", "12", "-4", "2"]);
    dots.members.reverse();
    assert_eq!(member_dots(&dots), picture);
    dots.anonymous = None;
    assert_eq!(member_dots(&dots).rows[1][0], "Ủy viên mẫu 01");
}

#[test]
fn the_curve_of_progress_counts_up_and_ends_at_what_was_sent() {
    let at = |text: &str| Instant::parse(text).unwrap();
    let input = Progress {
        title: "Tiến độ".into(),
        description: String::new(),
        head: words(["Lúc", "Số phiếu"]),
        from: at("2026-11-02T08:00:00+07:00"),
        until: at("2026-11-04T08:00:00+07:00"),
        expected: 4,
        sent: vec![
            at("2026-11-03T08:00:00+07:00"),
            at("2026-11-02T09:00:00+07:00"),
            at("2026-11-05T09:00:00+07:00"),
        ],
    };
    let picture = progress(&input);
    let counts: Vec<&str> = picture.rows.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(counts, ["1", "2"]);
    // Half of the expected sheets: half way up.
    assert!(
        picture
            .svg
            .contains(&format!("L{} {}\"", 56 + 480, 16 + 90))
    );
}

#[test]
fn a_table_as_text_keeps_commas_quotes_and_spreadsheets_in_check() {
    let picture = Picture {
        svg: String::new(),
        head: vec!["Hồ sơ".into(), "Điểm".into()],
        rows: vec![
            vec!["=1+1".into(), "8,5".into()],
            vec!["\"A\"".into(), "-1,5".into()],
            vec!["-x".into(), "7".into()],
        ],
    };
    assert_eq!(
        picture.csv(),
        "\u{feff}Hồ sơ,Điểm\r\n'=1+1,\"8,5\"\r\n\"\"\"A\"\"\",\"-1,5\"\r\n'-x,7\r\n"
    );
}

fn pair_map_of_three() -> PairMap {
    let square = |of, share| PairSquare {
        of,
        share,
        href: "/dossiers/a/overlap/b".into(),
        words: "SK-01 và SK<02>".into(),
    };
    PairMap {
        title: "Bản đồ".into(),
        description: "Mỗi ô là một cặp.".into(),
        head: words(["Hồ sơ", "Hồ sơ", "Tỷ lệ"]),
        labels: vec!["SK-01".into(), "SK<02>".into(), "SK-03".into()],
        pairs: vec![square((1, 0), 6_050), square((1, 2), 999)],
        bands: [1_000, 3_000, 6_000],
    }
}

#[test]
fn a_square_below_the_diagonal_leads_to_its_pair_in_the_colour_of_its_band() {
    let picture = pair_map(&pair_map_of_three());
    let svg = &picture.svg;
    assert_eq!(svg.matches("<a href=\"/dossiers/a/overlap/b\"").count(), 2);
    assert!(svg.contains("SK&lt;02&gt;") && !svg.contains("SK<02>"));
    assert_eq!(picture.rows[0], ["SK<02>", "SK-01", "60,50"]);
    assert_eq!(picture.rows[1], ["SK<02>", "SK-03", "9,99"]);
    let squares: Vec<&str> = svg.split("<a href").skip(1).collect();
    assert!(squares[0].contains("#12305c") && squares[0].contains(">60<"));
    assert!(squares[1].contains("#e8eef7") && squares[1].contains(">9<"));
    // A picture hides what is in it; one with links is a group.
    assert!(svg.contains("role=\"group\""));
    let (width, height) = (numbers(svg, "width")[0], numbers(svg, "height")[0]);
    assert!(numbers(svg, "x").iter().all(|x| *x < width));
    assert!(numbers(svg, "y").iter().all(|y| *y < height));
}
