//! Words of a session that stand on several of its pages.

use sangkien_app::council::{MeetingItem, MeetingView, Recount, VoteView};
use sangkien_app::record::{BallotCount, PaperKind};
use sangkien_domain::meeting::{Presence, QuorumCount, Voting};
use sangkien_i18n::{ballot, label, meeting};
use sangkien_pages::parts::{Tag, Tone};

use crate::show::VI;

/// A paper.
pub(super) const fn paper(kind: PaperKind) -> &'static str {
    match kind {
        PaperKind::Minutes => "Biên bản họp",
        PaperKind::TallyMinutes => "Biên bản kiểm phiếu",
        PaperKind::SummaryList => "Danh sách tổng hợp",
    }
}

/// Whether enough are there.
pub(super) fn quorum_tag(quorum: Option<QuorumCount>) -> Tag {
    match quorum {
        Some(count) if count.met => Tag::new("Đủ điều kiện họp", Tone::Good),
        Some(_) => Tag::new("Chưa đủ điều kiện họp", Tone::Late),
        None => Tag::new("Quy định không đặt số tối thiểu", Tone::Plain),
    }
}

/// `Có mặt 4 trên 5, cần ít nhất 4.`
pub(super) fn presence(presence: Presence, quorum: Option<QuorumCount>) -> String {
    let aside = match presence.aside {
        0 => String::new(),
        aside => format!(", {aside} người không tham gia"),
    };
    match quorum {
        Some(count) => format!(
            "Có mặt {} trên {}{aside}, cần ít nhất {}.",
            count.present, count.base, count.needed
        ),
        None => format!(
            "Có mặt {} trên {}{aside}.",
            presence.present, presence.members
        ),
    }
}

/// The rule of the quorum with its source.
pub(super) fn quorum_rule(view: &MeetingView) -> Option<String> {
    let rules = view.view.rules.as_ref()?;
    let quorum = rules.meeting.quorum.as_ref()?;
    Some(format!(
        "Ít nhất {}/{} {}. Căn cứ: {}.",
        quorum.numerator,
        quorum.denominator,
        label::base(quorum.base, VI),
        quorum.citation
    ))
}

/// Where a vote stands.
pub(super) fn vote_tag(voting: Voting, vote: Option<&VoteView>) -> Tag {
    match (voting, vote) {
        (Voting::Sheets, _) => Tag::new("Biểu quyết trên phiếu chấm", Tone::Plain),
        (_, None) => Tag::new("Chưa biểu quyết", Tone::Waiting),
        (_, Some(view)) if view.vote.is_open() => Tag::new("Đang biểu quyết", Tone::Active),
        (_, Some(_)) => Tag::new("Đã biểu quyết", Tone::Good),
    }
}

/// A count: `Đồng ý 4, không đồng ý 1.`
pub(super) fn count(count: BallotCount) -> String {
    let abstained = match count.abstained {
        0 => String::new(),
        abstained => format!(", không có ý kiến {abstained}"),
    };
    format!(
        "Đồng ý {}, không đồng ý {}{abstained}.",
        count.in_favour, count.against
    )
}

/// How far a vote has come; never which way.
pub(super) fn progress(item: &MeetingItem) -> String {
    match item.vote() {
        None => String::new(),
        Some(view) => match view.vote.count {
            Some(found) => count(found),
            None => format!("{}/{} đã bỏ phiếu", view.cast, view.vote.roll.len()),
        },
    }
}

/// What counting again found.
pub(super) fn recount(found: &Recount) -> String {
    if found.agrees() {
        return format!(
            "Kiểm lại: khớp với kết quả đã công bố. {}",
            count(found.found)
        );
    }
    let faults: Vec<String> = found
        .faults
        .iter()
        .map(|fault| ballot::fault(fault, VI))
        .collect();
    format!(
        "Kiểm lại: không khớp. Đã công bố: {} Đếm lại: {} {}",
        count(found.stated),
        count(found.found),
        faults.join(" ")
    )
}

/// The way of voting.
pub(super) fn voting(way: Voting) -> String {
    meeting::voting(way, VI).to_owned()
}
