//! Words for practice sheets held against a council's.

use sangkien_domain::rubric::Score;
use sangkien_panel::training::{Closeness, Comparison};

use crate::Language;

/// A difference with its sign, "+4" or "−2,5".
pub fn signed(score: Score) -> String {
    match score.0 {
        0 => "0".to_owned(),
        above if above > 0 => format!("+{score}"),
        below => format!("−{}", Score(-below)),
    }
}

fn away(score: Score, language: Language) -> String {
    let size = Score(score.0.abs());
    let higher = score.0 > 0;
    match language {
        Language::Vi if higher => format!("cao hơn {size} điểm"),
        Language::Vi => format!("thấp hơn {size} điểm"),
        Language::En if higher => format!("{size} higher"),
        Language::En => format!("{size} lower"),
    }
}

/// How far a practice sheet is from what the council found.
pub fn reading(found: &Comparison, language: Language) -> String {
    let mut sentences = vec![total(found, language), closeness(found, language)];
    if let Some(furthest) = found.furthest() {
        let (label, away) = (&furthest.label, away(furthest.gap(), language));
        sentences.push(match language {
            Language::Vi => {
                format!("Lệch nhiều nhất ở tiêu chí “{label}”: {away} so với hội đồng.")
            }
            Language::En => format!("Furthest at “{label}”: {away} than the council."),
        });
    }
    sentences.push(class(found, language));
    sentences.retain(|sentence| !sentence.is_empty());
    sentences.join(" ")
}

fn total(found: &Comparison, language: Language) -> String {
    let (own, council) = (found.total.own, found.total.council);
    let sheets = found.sheets;
    match (language, found.total.gap().0) {
        (Language::Vi, 0) => {
            format!("Tổng điểm luyện {own}, bằng trung bình {sheets} phiếu của hội đồng.")
        }
        (Language::Vi, _) => format!(
            "Tổng điểm luyện {own}, {} so với trung bình {council} của {sheets} phiếu hội đồng.",
            away(found.total.gap(), language)
        ),
        (Language::En, 0) => format!("Total {own}, as the mean of the council's {sheets} sheets."),
        (Language::En, _) => format!(
            "Total {own}, {} than the mean {council} of the council's {sheets} sheets.",
            away(found.total.gap(), language)
        ),
    }
}

fn closeness(found: &Comparison, language: Language) -> String {
    let (vi, en) = match found.closeness() {
        Closeness::Close => ("Chấm sát với hội đồng.", "That is close to the council."),
        Closeness::Apart => (
            "Chấm lệch vừa phải; nên xem lại hướng dẫn của các tiêu chí lệch nhiều.",
            "That is some way off; the guidance of the criteria furthest away is worth reading again.",
        ),
        Closeness::Far => (
            "Chấm lệch nhiều; nên đọc lại các mức điểm và trao đổi với hội đồng trước khi chấm chính thức.",
            "That is far off; the bands are worth reading again before marking in earnest.",
        ),
    };
    language.pick(vi, en).to_owned()
}

fn class(found: &Comparison, language: Language) -> String {
    match (&found.own_class, &found.council_class) {
        (None, None) => String::new(),
        (own, council) if own == council => language
            .pick("Mức xếp loại giống nhau.", "The class is the same.")
            .to_owned(),
        (own, council) => {
            let none = language.pick("không xếp loại", "none");
            let own = own.as_deref().unwrap_or(none);
            let council = council.as_deref().unwrap_or(none);
            match language {
                Language::Vi => format!("Xếp loại: điểm luyện “{own}”, hội đồng “{council}”."),
                Language::En => format!("Class: “{own}”, the council's “{council}”."),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sangkien_panel::training::Difference;

    #[test]
    fn a_practice_sheet_is_read_in_plain_words() {
        let difference = |label: &str, own, council| Difference {
            label: label.into(),
            own: Score(own),
            council: Score(council),
            max: Score(10_000),
        };
        let found = Comparison {
            criteria: vec![difference("Tính mới", 3_000, 3_950)],
            total: difference("", 7_550, 8_500),
            own_class: None,
            council_class: Some("Loại A".into()),
            sheets: 5,
        };
        assert_eq!(
            reading(&found, Language::Vi),
            "Tổng điểm luyện 75,5, thấp hơn 9,5 điểm so với trung bình 85 của 5 phiếu hội đồng. Chấm lệch vừa phải; \
             nên xem lại hướng dẫn của các tiêu chí lệch nhiều. Lệch nhiều nhất ở tiêu chí “Tính mới”: thấp hơn 9,5 \
             điểm so với hội đồng. Xếp loại: điểm luyện “không xếp loại”, hội đồng “Loại A”."
        );
        assert_eq!(signed(Score(-50)), "−0,5");
    }
}
