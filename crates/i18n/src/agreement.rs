//! What the figures of a council say, in plain words, and who must not mark what.

use sangkien_panel::agreement::{Agreement, Level, Reading};
use sangkien_panel::assignment::{ConflictKind, Shortage};

use crate::Language;

/// A statistic with its places, as it is written here.
pub fn figure(number: f64, places: usize, language: Language) -> String {
    let written = format!("{number:.places$}");
    language.pick(written.replace('.', ","), written)
}

/// How marks are compared.
pub const fn level(level: Level, language: Language) -> &'static str {
    match (level, language) {
        (Level::Nominal, Language::Vi) => "trùng hoặc khác",
        (Level::Nominal, Language::En) => "equal or not",
        (Level::Ordinal, Language::Vi) => "theo thứ bậc",
        (Level::Ordinal, Language::En) => "by rank",
        (Level::Interval, Language::Vi) => "theo khoảng cách điểm",
        (Level::Interval, Language::En) => "by points",
    }
}

/// What an agreement means for whoever has to rely on the marks.
pub fn reading(found: &Agreement, language: Language) -> String {
    let wide = found.interval.is_some_and(|(low, high)| high - low > WIDE);
    let mut text = match language {
        Language::Vi => reading_vi(found.reading()),
        Language::En => reading_en(found.reading()),
    }
    .to_owned();
    if wide {
        text.push_str(language.pick(
            " Khoảng tin cậy còn rộng: cần thêm hồ sơ có từ hai phiếu trở lên.",
            " The interval is wide: more dossiers with two marks are needed.",
        ));
    }
    text
}

/// An interval wider than this leaves the reading open.
const WIDE: f64 = 0.3;

const fn reading_vi(reading: Reading) -> &'static str {
    match reading {
        Reading::Unknown => {
            "Chưa tính được: cần hồ sơ có từ hai phiếu trở lên và điểm không bằng nhau hết."
        }
        Reading::None => {
            "Các thành viên chấm không thống nhất hơn chấm ngẫu nhiên; không nên dùng điểm này để kết luận."
        }
        Reading::Weak => {
            "Mức thống nhất thấp; nên trao đổi lại cách hiểu tiêu chí trước khi kết luận."
        }
        Reading::Fair => "Mức thống nhất tạm được; kết luận ở sát ngưỡng điểm cần xem lại.",
        Reading::Good => "Các thành viên chấm thống nhất; điểm trung bình đáng tin cậy.",
    }
}

const fn reading_en(reading: Reading) -> &'static str {
    match reading {
        Reading::Unknown => "No figure: dossiers with two different marks are needed.",
        Reading::None => "No better than chance; do not conclude from these marks.",
        Reading::Weak => "Low; talk over the criteria before concluding.",
        Reading::Fair => "Tentative; look again at results close to a threshold.",
        Reading::Good => "Reliable.",
    }
}

/// Why a member must not mark a dossier.
pub const fn conflict(kind: ConflictKind, language: Language) -> &'static str {
    match (kind, language) {
        (ConflictKind::Author, Language::Vi) => "là tác giả",
        (ConflictKind::Author, Language::En) => "author",
        (ConflictKind::CoAuthor, Language::Vi) => "là đồng tác giả",
        (ConflictKind::CoAuthor, Language::En) => "co-author",
        (ConflictKind::SameUnit, Language::Vi) => "cùng đơn vị với tác giả",
        (ConflictKind::SameUnit, Language::En) => "same unit",
        (ConflictKind::Relative, Language::Vi) => "là người thân của tác giả",
        (ConflictKind::Relative, Language::En) => "relative",
        (ConflictKind::Declared, Language::Vi) => "đã khai không tham gia chấm",
        (ConflictKind::Declared, Language::En) => "declared while marking",
    }
}

/// Why a dossier has too few members: `has` of the `needs` it should have.
pub fn shortage(why: &Shortage, has: u32, needs: u32, language: Language) -> String {
    match (why, language) {
        (Shortage::Conflicts { members, kinds }, Language::Vi) => {
            let kinds: Vec<String> = kinds
                .iter()
                .map(|(kind, number)| format!("{number} người {}", conflict(*kind, language)))
                .collect();
            format!(
                "Mới phân công được {has} trên {needs} người chấm: hội đồng có {members} người, trong đó {}.",
                kinds.join(", ")
            )
        }
        (Shortage::Conflicts { members, kinds }, Language::En) => {
            let kinds: Vec<String> = kinds
                .iter()
                .map(|(kind, number)| format!("{number} {}", conflict(*kind, language)))
                .collect();
            format!(
                "{has} of {needs}: of {members} members {}",
                kinds.join(", ")
            )
        }
        (Shortage::Limits { able }, Language::Vi) => format!(
            "Mới phân công được {has} trên {needs} người chấm: {able} người chấm được hồ sơ này đã đủ số hồ sơ tối đa."
        ),
        (Shortage::Limits { able }, Language::En) => {
            format!("{has} of {needs}: the {able} who could have reached their limits")
        }
    }
}
