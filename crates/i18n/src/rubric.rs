//! Words for rubrics: what is wrong with one, where a result stands and why.

use sangkien_domain::rubric::check::RubricFaultKind;
use sangkien_domain::rubric::{FurtherCounts, GapCall, PanelFault, Reason, Score, Standing};

use crate::{Language, sheet_fault};

/// Where a result stands.
pub const fn standing(standing: Standing, language: Language) -> &'static str {
    match (standing, language) {
        (Standing::Pass, Language::Vi) => "Đạt",
        (Standing::Pass, Language::En) => "passes",
        (Standing::Supplement, Language::Vi) => "Bổ sung rồi chấm lại",
        (Standing::Supplement, Language::En) => "to be supplemented and marked again",
        (Standing::Fail, Language::Vi) => "Không đạt",
        (Standing::Fail, Language::En) => "does not pass",
        (Standing::Open, Language::Vi) => "Không đặt mức đạt",
        (Standing::Open, Language::En) => "no pass mark",
    }
}

/// What sheets too far apart call for.
pub const fn gap_call(call: GapCall, language: Language) -> &'static str {
    match (call, language) {
        (GapCall::SecondMeeting, Language::Vi) => "Hội đồng họp lại về hồ sơ",
        (GapCall::SecondMeeting, Language::En) => "a second meeting",
        (GapCall::ThirdMarker, Language::Vi) => "Thêm một người chấm",
        (GapCall::ThirdMarker, Language::En) => "a further marker",
    }
}

/// How a further member's sheet counts.
pub const fn further_counts(counts: FurtherCounts, language: Language) -> &'static str {
    match (counts, language) {
        (FurtherCounts::Alike, Language::Vi) => "Phiếu chấm thêm tính như các phiếu khác",
        (FurtherCounts::Alike, Language::En) => "its sheet counts like the others",
        (FurtherCounts::Nearest, Language::Vi) => "Tính phiếu chấm thêm cùng phiếu gần nó nhất",
        (FurtherCounts::Nearest, Language::En) => "its sheet counts with the one nearest to it",
        (FurtherCounts::Alone, Language::Vi) => "Chỉ tính phiếu chấm thêm",
        (FurtherCounts::Alone, Language::En) => "its sheet counts alone",
    }
}

/// Why a result is what it is.
pub fn reason(reason: &Reason, language: Language) -> String {
    match language {
        Language::Vi => reason_vi(reason),
        Language::En => reason_en(reason),
    }
}

fn reason_vi(reason: &Reason) -> String {
    match reason {
        Reason::CriterionBelow {
            label,
            score,
            least,
            knock_out,
        } => {
            let more = if *knock_out {
                "; đây là tiêu chí bắt buộc, không đạt thì hồ sơ bị loại"
            } else {
                ""
            };
            format!("“{label}” được {score} điểm, mức tối thiểu là {least}{more}.")
        }
        Reason::GroupBelow {
            label,
            score,
            least,
        } => format!("Phần “{label}” được {score} điểm, mức tối thiểu là {least}."),
        Reason::TotalBelow { total, least } => {
            format!("Tổng điểm {total}, thấp hơn mức đạt {least}.")
        }
        Reason::TotalReaches { total, least } => {
            format!("Tổng điểm {total}, từ mức đạt {least} trở lên.")
        }
        Reason::InSupplementBand { total, from } => {
            format!("Tổng điểm {total}, trong khoảng được bổ sung rồi chấm lại (từ {from}).")
        }
        Reason::ClassMinimum {
            class,
            label,
            score,
            least,
        } => format!("Tổng điểm đủ “{class}”, nhưng “{label}” được {score}, cần ít nhất {least}."),
        Reason::ClassUndecided { class } => {
            format!("Điều kiện của “{class}” chưa đủ; hội đồng quyết định mức xếp loại.")
        }
        Reason::BelowClasses { total } => {
            format!("Tổng điểm {total}, thấp hơn mức của mọi loại.")
        }
        Reason::GapOver { gap, limit } => {
            format!(
                "Hai phiếu chênh nhau {gap} điểm, quá mức {limit}; hội đồng phải họp lại về hồ sơ trước khi kết luận."
            )
        }
        Reason::FurtherTaken { gap, limit, counts } => format!(
            "Các phiếu đầu chênh nhau {gap} điểm, quá mức {limit}; đã có người chấm thêm. {}.",
            further_counts(*counts, Language::Vi)
        ),
    }
}

fn reason_en(reason: &Reason) -> String {
    match reason {
        Reason::CriterionBelow {
            label,
            score,
            least,
            knock_out,
        } => {
            let more = if *knock_out { ", which ends it" } else { "" };
            format!("“{label}” has {score}, {least} at least{more}")
        }
        Reason::GroupBelow {
            label,
            score,
            least,
        } => format!("the part “{label}” has {score}, {least} at least"),
        Reason::TotalBelow { total, least } => format!("total {total}, below {least}"),
        Reason::TotalReaches { total, least } => format!("total {total}, {least} or more"),
        Reason::InSupplementBand { total, from } => {
            format!("total {total}, in the band of supplements from {from}")
        }
        Reason::ClassMinimum {
            class,
            label,
            score,
            least,
        } => format!("“{class}” by total, but “{label}” has {score}, {least} at least"),
        Reason::ClassUndecided { class } => {
            format!("a condition of “{class}” is missed; the council decides")
        }
        Reason::BelowClasses { total } => format!("total {total}, below every class"),
        Reason::GapOver { gap, limit } => format!("two sheets are {gap} apart, {limit} at most"),
        Reason::FurtherTaken { gap, limit, counts } => format!(
            "the first sheets are {gap} apart, {limit} at most; a further member marked: {}",
            further_counts(*counts, Language::En)
        ),
    }
}

/// Why there is no result.
pub fn panel_fault(fault: &PanelFault, language: Language) -> String {
    match fault {
        PanelFault::TooFewSheets { have, least } => match language {
            Language::Vi => format!("Mới có {have} phiếu chấm, cần ít nhất {least}."),
            Language::En => format!("{have} sheets, {least} at least"),
        },
        PanelFault::Sheet { number, faults } => {
            let faults: Vec<String> = faults
                .iter()
                .map(|fault| sheet_fault(fault, language))
                .collect();
            let lead = language.pick("Phiếu thứ", "sheet");
            format!("{lead} {number}: {}", faults.join(" "))
        }
        PanelFault::VotesMissing => language
            .pick(
                "Chưa có số phiếu bình chọn.",
                "the votes of the public are missing",
            )
            .to_owned(),
        PanelFault::VotesImpossible { own, most } => match language {
            Language::Vi => {
                format!("Số phiếu bình chọn {own} lớn hơn số phiếu cao nhất {most}.")
            }
            Language::En => format!("{own} votes, more than the most, {most}"),
        },
    }
}

/// What is wrong with a rubric, as a sentence.
pub fn fault(kind: &RubricFaultKind, language: Language) -> String {
    let text = match language {
        Language::Vi => fault_vi(kind),
        Language::En => fault_en(kind),
    };
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    first.chain(letters).collect()
}

/// One score, or a range of them.
fn scores(from: Score, to: Score) -> String {
    if from == to {
        from.to_string()
    } else {
        format!("{from}–{to}")
    }
}

pub(crate) fn fault_vi(kind: &RubricFaultKind) -> String {
    use RubricFaultKind as Kind;
    match kind {
        Kind::NoCriterion => "thang điểm chưa có tiêu chí nào.".into(),
        Kind::KeyTwice { key } => format!("khóa “{key}” đã dùng cho phần hoặc tiêu chí khác."),
        Kind::ClassTwice { label } => format!("loại “{label}” ghi hai lần."),
        Kind::NoMax => "điểm tối đa phải lớn hơn 0.".into(),
        Kind::NoStep => "bước điểm phải lớn hơn 0.".into(),
        Kind::StepMissesMax { step, max } => {
            format!("với bước {step} không chấm được điểm tối đa {max}.")
        }
        Kind::MinAboveMax { min, max } => {
            format!("điểm tối thiểu {min} lớn hơn điểm tối đa {max}.")
        }
        Kind::FactorUnusable => {
            "hệ số phải lớn hơn 0 và cho kết quả không quá hai chữ số thập phân.".into()
        }
        Kind::GroupUnknown { key } => format!("không có phần “{key}”."),
        Kind::GroupEmpty => "phần này không có tiêu chí nào.".into(),
        Kind::GroupSum { stated, sum } => {
            format!("điểm tối đa của phần là {stated}, nhưng các tiêu chí cộng lại là {sum}.")
        }
        Kind::ScaleSum { stated, sum } => {
            format!("thang điểm ghi {stated}, nhưng điểm tối đa cộng lại là {sum}.")
        }
        Kind::BandOutside { from, to, max } => {
            format!(
                "mức {} không nằm trong khoảng từ 0 đến {max}.",
                scores(*from, *to)
            )
        }
        Kind::BandsOverlap { from, to } => {
            format!("điểm {} thuộc hai mức.", scores(*from, *to))
        }
        Kind::BandGap { from, to } => {
            format!("điểm {} không thuộc mức nào.", scores(*from, *to))
        }
        Kind::NoBands => "tiêu chí chọn một mức nhưng không có mức nào.".into(),
        Kind::TotalBeyond { total, max } => {
            format!("tổng điểm {total} lớn hơn điểm cao nhất có thể đạt {max}.")
        }
        Kind::SupplementUseless => "mức được bổ sung phải thấp hơn mức đạt.".into(),
        Kind::MinimumUnknown { key } => format!("không có phần hoặc tiêu chí “{key}”."),
        Kind::ClassOrder => "các loại phải xếp từ tổng điểm cao xuống thấp.".into(),
        Kind::ClassUnreachable => "không kết quả nào được xếp loại này.".into(),
        Kind::UnscoredMarks => {
            "thang chỉ có đạt, không đạt: điểm tối đa, bước và hệ số đều là 1.".into()
        }
        Kind::TrimAll { from, drop } => format!(
            "bỏ {drop} phiếu ở mỗi đầu khi có từ {from} phiếu; số phiếu phải nhiều hơn số phiếu bỏ."
        ),
        Kind::TrimUnequal => {
            "chỉ bỏ phiếu cao nhất, thấp nhất khi tính trung bình không có hệ số.".into()
        }
        Kind::WeightUnusable { post } => format!("hệ số của “{post}” không dùng được."),
        Kind::NoRounding => "đơn vị làm tròn phải lớn hơn 0.".into(),
        Kind::PublicWithoutPoints => "phần bình chọn phải có điểm lớn hơn 0.".into(),
    }
}

pub(crate) fn fault_en(kind: &RubricFaultKind) -> String {
    use RubricFaultKind as Kind;
    match kind {
        Kind::NoCriterion => "has no criterion".into(),
        Kind::KeyTwice { key } => format!("the key “{key}” is taken"),
        Kind::ClassTwice { label } => format!("the class “{label}” stands twice"),
        Kind::NoMax => "the greatest score must be above 0".into(),
        Kind::NoStep => "the step must be above 0".into(),
        Kind::StepMissesMax { step, max } => format!("steps of {step} miss the maximum {max}"),
        Kind::MinAboveMax { min, max } => format!("the minimum {min} is above the maximum {max}"),
        Kind::FactorUnusable => "the factor makes parts of a hundredth, or nothing".into(),
        Kind::GroupUnknown { key } => format!("there is no group “{key}”"),
        Kind::GroupEmpty => "the group has no criteria".into(),
        Kind::GroupSum { stated, sum } | Kind::ScaleSum { stated, sum } => {
            format!("states {stated}, but the maxima make {sum}")
        }
        Kind::BandOutside { from, to, max } => {
            format!("the band {} is not within 0 to {max}", scores(*from, *to))
        }
        Kind::BandsOverlap { from, to } => format!("{} lies in two bands", scores(*from, *to)),
        Kind::BandGap { from, to } => format!("{} lies in no band", scores(*from, *to)),
        Kind::NoBands => "one band is to be chosen, and there is none".into(),
        Kind::TotalBeyond { total, max } => format!("the total {total} is beyond {max}"),
        Kind::SupplementUseless => "supplements must begin below the pass mark".into(),
        Kind::MinimumUnknown { key } => format!("there is no group or criterion “{key}”"),
        Kind::ClassOrder => "classes must go from the highest total down".into(),
        Kind::ClassUnreachable => "no result earns this class".into(),
        Kind::UnscoredMarks => {
            "criteria that are met or not have maximum, step and factor 1".into()
        }
        Kind::TrimAll { from, drop } => {
            format!("leaving out {drop} at either end of {from} sheets leaves too few")
        }
        Kind::TrimUnequal => "extremes are left out of plain means only".into(),
        Kind::WeightUnusable { post } => format!("the weight of “{post}” cannot be used"),
        Kind::NoRounding => "the unit of rounding must be above 0".into(),
        Kind::PublicWithoutPoints => "the vote of the public must have points".into(),
    }
}
