//! Tests of doubts.

use proptest::prelude::*;

use super::*;

fn doubts(text: &str) -> Vec<Doubt> {
    find(text, None)
        .into_iter()
        .map(|question| question.doubt)
        .collect()
}

fn day(year: i16, month: i8, day: i8) -> When {
    When {
        year,
        month,
        day: Some(day),
    }
}

#[test]
fn a_date_that_no_calendar_has_is_asked_about() {
    let text = "Họp ngày 31 tháng 4 năm 2023 và ngày 29/02/2024, tổng kết 30/02/2024.";
    let found = find(text, None);
    let written: Vec<&str> = found
        .iter()
        .filter_map(|question| text.get(question.place.clone()))
        .collect();
    assert_eq!(written, ["ngày 31 tháng 4 năm 2023", "30/02/2024"]);
    assert_eq!(
        doubts("Nghị định số 13/2012/NĐ-CP, phiên bản 1.20.2024"),
        vec![Doubt::NoSuchDate {
            written: "1.20.2024".to_owned()
        }]
    );
}

#[test]
fn a_time_that_ends_before_it_begins_is_asked_about() {
    let from = day(2023, 9, 5);
    let to = day(2023, 5, 31);
    assert_eq!(
        doubts("áp dụng từ ngày 05/09/2023 đến ngày 31/5/2023 tại hai lớp"),
        vec![Doubt::EndsBeforeItBegins { from, to }]
    );
    assert_eq!(doubts("từ tháng 9/2023 đến ngày 15/9/2023"), vec![]);
}

#[test]
fn the_first_application_is_one_and_not_after_filing() {
    let text = "Sáng kiến được áp dụng lần đầu vào ngày 01/09/2023.\nNgày lần đầu áp dụng: 15/10/2023.\n\
        Bình Minh, ngày 20 tháng 9 năm 2023";
    let (first, other, filed) = (day(2023, 9, 1), day(2023, 10, 15), day(2023, 9, 20));
    assert_eq!(
        doubts(text),
        vec![
            Doubt::TwoFirstApplications { first, other },
            Doubt::AppliedAfterFiling {
                applied: other,
                filed
            },
        ]
    );
    let known = find(
        "áp dụng lần đầu từ tháng 9 năm 2023",
        Some(day(2023, 8, 31)),
    );
    assert_eq!(
        known.len(),
        1,
        "a filing day that is known counts without one in the text"
    );
    assert_eq!(
        find("áp dụng lần đầu từ tháng 9 năm 2023", Some(day(2023, 9, 1))),
        vec![]
    );
}

#[test]
fn a_percentage_follows_from_its_figures_or_is_asked_about() {
    for right in [
        "có 25/30 em (83,3 %) đạt",
        "25 trên 30 em, đạt 83 %",
        "25/30 em (84 %)",
        "25/30 em (khoảng 90 %)",
        "học 24/7 và giảm 5 %",
        "điểm 8/10, tăng mạnh so với năm trước. Có 30 % em giỏi",
    ] {
        assert_eq!(doubts(right), vec![], "{right}");
    }
    let wrong = Doubt::Percentage {
        part: 25,
        whole: 30,
        written: 7350,
        follows: 8333,
    };
    assert_eq!(doubts("có 25/30 em (73,5 %) đạt"), vec![wrong]);
}

#[test]
fn a_change_is_the_difference_or_the_growth() {
    for right in [
        "tăng từ 40 % lên 70 %, tăng 30 %",
        "từ 40% lên 70%, tăng 75%",
        "giảm từ 12 % xuống còn 3 %",
    ] {
        assert_eq!(doubts(right), vec![], "{right}");
    }
    let wrong = Doubt::Change {
        from: 4000,
        to: 7000,
        written: 4500,
    };
    assert_eq!(doubts("từ 40 % lên 70 %, tăng 45 %"), vec![wrong]);
}

#[test]
fn two_tables_with_the_same_columns_have_the_same_figures() {
    let text = "Nội dung | Trước | Sau\nGiỏi | 5 | 12\nKhá | 10 | 15\n\nNội dung | Trước | Sau\nGiỏi | 5 | 14\n\
        Khá | 10 | 15\n\nLớp 4B | Trước | Sau\nGiỏi | 7 | 9\n";
    assert_eq!(
        doubts(text),
        vec![Doubt::TwoFigures {
            row: "Giỏi".to_owned(),
            first: "5 | 12".to_owned(),
            again: "5 | 14".to_owned(),
        }]
    );
}

proptest! {
    #[test]
    fn every_place_lies_in_the_text(text in "[0-9/.,%| a-zàđếừ\n]{0,80}") {
        for question in find(&text, None) {
            prop_assert!(text.get(question.place).is_some());
        }
    }

    #[test]
    fn a_share_rounded_in_any_way_is_never_asked_about(part in 1_i64..500, more in 0_i64..500) {
        let whole = part + more;
        let tenths = part * 1000 / whole;
        for written in [tenths, (part * 2000 + whole) / (2 * whole)] {
            let text = format!("{part}/{whole} em ({},{} %)", written / 10, written % 10);
            // A month and a year are no share.
            if part <= 12 && whole >= 1000 { continue }
            prop_assert_eq!(doubts(&text), vec![]);
        }
    }
}
