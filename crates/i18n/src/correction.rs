//! Words for items of a request for supplements.

use sangkien_domain::correction::{ItemState, Reply, Severity};
use sangkien_text::changes::{Finding, Kind};

use crate::Language;

/// Where an item stands.
pub fn item_state(state: ItemState, language: Language) -> &'static str {
    let (vi, en) = match state {
        ItemState::Open => ("Chưa trả lời", "Open"),
        ItemState::Answered => ("Đã trả lời", "Answered"),
        ItemState::Verified => ("Đã đạt yêu cầu", "Verified"),
        ItemState::Reopened => ("Chưa đạt, cần sửa tiếp", "Reopened"),
        ItemState::Waived => ("Được miễn", "Waived"),
    };
    language.pick(vi, en)
}

/// What happened to an item, as its history tells it.
pub fn item_event(state: ItemState, language: Language) -> &'static str {
    let (vi, en) = match state {
        ItemState::Open => ("Yêu cầu bổ sung", "Asked"),
        ItemState::Answered => ("Tác giả trả lời", "Answered by the author"),
        ItemState::Verified => ("Xác nhận đã đạt", "Verified"),
        ItemState::Reopened => ("Yêu cầu sửa tiếp", "Reopened"),
        ItemState::Waived => ("Miễn thực hiện", "Waived"),
    };
    language.pick(vi, en)
}

/// How much an item weighs.
pub fn severity(severity: Severity, language: Language) -> &'static str {
    let (vi, en) = match severity {
        Severity::Must => ("Bắt buộc", "Obligatory"),
        Severity::Should => ("Nên sửa", "Recommended"),
        Severity::Note => ("Lưu ý", "Remark"),
    };
    language.pick(vi, en)
}

/// What the author did about an item.
pub fn reply(reply: Reply, language: Language) -> &'static str {
    let (vi, en) = match reply {
        Reply::Fixed => ("Đã sửa", "Mended"),
        Reply::Disputed => ("Không sửa, có giải trình", "Disputed with reasons"),
    };
    language.pick(vi, en)
}

/// What the words of the two versions say about an item; a proposal to the desk, not its finding.
pub fn finding(finding: Finding, language: Language) -> &'static str {
    let (vi, en) = match finding {
        Finding::Fixed => ("Có vẻ đã sửa", "Appears mended"),
        Finding::Partly => ("Đã thay đổi, chưa khớp yêu cầu", "Changed, not as required"),
        Finding::Unchanged => ("Chưa thay đổi", "Unchanged"),
        Finding::Vanished => ("Đoạn được trích không còn", "The passage is gone"),
        Finding::NotFound => (
            "Không tìm thấy đoạn được trích ở lần nộp trước",
            "The quotation does not stand in the earlier version",
        ),
    };
    language.pick(vi, en)
}

/// What kind of change a passage underwent.
pub fn change(kind: Kind, language: Language) -> &'static str {
    let (vi, en) = match kind {
        Kind::Altered => ("Sửa", "Altered"),
        Kind::Removed => ("Bỏ", "Removed"),
        Kind::Added => ("Thêm", "Added"),
        Kind::Moved => ("Chuyển chỗ", "Moved"),
    };
    language.pick(vi, en)
}
