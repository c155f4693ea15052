//! Acts of the audit log around sessions of a council.

use super::Entry;

/// Code, Vietnamese, English.
pub(super) const COUNCIL_ACTS: &[Entry] = &[
    (
        "session.attendance-noted",
        "Điểm danh phiên họp",
        "Attendance of a session noted",
    ),
    (
        "session.concluded",
        "Kết luận phiên họp",
        "Council session concluded",
    ),
    (
        "session.convened",
        "Triệu tập phiên họp",
        "Council session convened",
    ),
    (
        "session.discussion-noted",
        "Ghi nội dung thảo luận",
        "Discussion noted",
    ),
    (
        "session.further-marker-called",
        "Giao thêm người chấm do chênh lệch điểm",
        "Further marker called",
    ),
    (
        "session.guests-noted",
        "Ghi khách mời của phiên họp",
        "Guests of a session noted",
    ),
    ("session.marking-closed", "Đóng chấm điểm", "Marking closed"),
    (
        "session.papers-drawn-up",
        "Lập biên bản phiên họp",
        "Papers of a session drawn up",
    ),
    (
        "session.papers-signed",
        "Ký biên bản phiên họp",
        "Papers of a session signed",
    ),
    (
        "session.public-votes-noted",
        "Ghi số phiếu bình chọn",
        "Votes of the public noted",
    ),
    (
        "session.training-released",
        "Mở hồ sơ cho luyện chấm",
        "Dossiers released for practice",
    ),
    (
        "training.finished",
        "Xong phiếu luyện chấm",
        "Practice sheet finished",
    ),
    (
        "training.saved",
        "Lưu nháp phiếu luyện chấm",
        "Practice sheet saved",
    ),
];
