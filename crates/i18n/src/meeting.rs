//! Words of sessions: ways of voting, choices, and why a session does not go on.

use sangkien_domain::meeting::{Choice, Voting};
use sangkien_domain::refusal::MeetingRefusal;

use crate::Language;
use crate::refusal::Message;

/// A way of voting.
pub const fn voting(voting: Voting, language: Language) -> &'static str {
    match (voting, language) {
        (Voting::Sheets, Language::Vi) => "Biểu quyết trên phiếu chấm",
        (Voting::Sheets, Language::En) => "votes on the marking sheets",
        (Voting::Open, Language::Vi) => "Biểu quyết công khai tại phiên họp",
        (Voting::Open, Language::En) => "open vote in the session",
        (Voting::Secret, Language::Vi) => "Bỏ phiếu kín tại phiên họp",
        (Voting::Secret, Language::En) => "secret ballot in the session",
    }
}

/// A choice on a ballot.
pub const fn choice(choice: Choice, language: Language) -> &'static str {
    match (choice, language) {
        (Choice::For, Language::Vi) => "Đồng ý",
        (Choice::For, Language::En) => "in favour",
        (Choice::Against, Language::Vi) => "Không đồng ý",
        (Choice::Against, Language::En) => "against",
        (Choice::Abstain, Language::Vi) => "Không có ý kiến",
        (Choice::Abstain, Language::En) => "abstains",
    }
}

const KEPT: &str = "Phiên họp giữ nguyên như trước.";

pub(crate) fn refusal_vi(refusal: &MeetingRefusal) -> Message {
    match refusal {
        MeetingRefusal::VotingNotAllowed => {
            Message::new("Quy định của đợt xét không cho hình thức biểu quyết này.")
                .todo("Chọn hình thức khác.")
        }
        MeetingRefusal::NoQuorum {
            present,
            base,
            needed,
        } => Message::new(format!(
            "Có mặt {present} trên {base} thành viên, cần ít nhất {needed}."
        ))
        .kept(KEPT)
        .todo("Ghi nhận thêm thành viên có mặt, hoặc dời phiên họp."),
        MeetingRefusal::VotesOnSheets => {
            Message::new("Phiên họp này biểu quyết trên phiếu chấm.").kept(KEPT)
        }
        MeetingRefusal::VoteOpen => Message::new("Lượt biểu quyết về hồ sơ này đang mở.")
            .kept(KEPT)
            .todo("Kết thúc lượt biểu quyết trước."),
        MeetingRefusal::VoteHeld => Message::new("Hồ sơ này đã biểu quyết xong.")
            .kept(KEPT)
            .todo("Muốn biểu quyết lại thì hủy kết quả lượt trước, ghi lý do."),
        MeetingRefusal::VoteNotOpen => {
            Message::new("Hồ sơ này không có lượt biểu quyết đang mở.").kept(KEPT)
        }
        MeetingRefusal::RollEmpty => {
            Message::new("Chưa có thành viên nào có mặt được biểu quyết về hồ sơ này.")
                .kept(KEPT)
                .todo("Điểm danh trước khi mở biểu quyết.")
        }
        MeetingRefusal::VotedAlready => {
            Message::new("Phiếu của thành viên này đã được ghi nhận; mỗi thành viên một phiếu.")
        }
        MeetingRefusal::NotOnRoll => Message::new(
            "Tài khoản này không có trong danh sách biểu quyết, lập theo điểm danh lúc mở.",
        )
        .todo("Báo thư ký hội đồng nếu danh sách chưa đúng."),
        MeetingRefusal::NoSuchChoice => Message::new("Chưa chọn ý kiến biểu quyết."),
        MeetingRefusal::VotesMissing { count } => {
            Message::new(format!("Còn {count} hồ sơ chưa biểu quyết xong."))
                .kept(KEPT)
                .todo("Biểu quyết hết các hồ sơ rồi kết luận.")
        }
        MeetingRefusal::GapsNotMet { count } => Message::new(format!(
            "{count} hồ sơ có các phiếu chấm chênh nhau quá mức mà biên bản chưa ghi kết quả họp lại."
        ))
        .kept(KEPT)
        .todo("Họp lại về các hồ sơ này, ghi nội dung thảo luận của từng hồ sơ rồi kết luận."),
        MeetingRefusal::PublicVotesMissing { count } => Message::new(format!(
            "{count} hồ sơ chưa ghi số phiếu bình chọn mà bảng điểm phải tính."
        ))
        .kept(KEPT)
        .todo("Ghi số phiếu bình chọn của từng hồ sơ rồi kết luận."),
        MeetingRefusal::NotConcluded => Message::new("Phiên họp chưa kết luận.")
            .kept(KEPT)
            .todo("Kết luận phiên họp trước khi lập biên bản."),
        MeetingRefusal::PapersMissing => Message::new("Biên bản chưa được lập.")
            .kept(KEPT)
            .todo("Thư ký lập biên bản trước."),
        MeetingRefusal::PapersSigned => {
            Message::new("Biên bản đã có người ký nên không lập lại được.").kept(KEPT)
        }
        MeetingRefusal::SignedAlready => Message::new("Tài khoản này đã ký biên bản."),
        MeetingRefusal::SecretaryFirst => Message::new("Thư ký ký biên bản trước chủ trì.")
            .kept(KEPT)
            .todo("Đề nghị thư ký ký."),
        MeetingRefusal::Locked => {
            Message::new("Biên bản đã ký đủ; hồ sơ phiên họp đã khóa.").kept(KEPT)
        }
    }
}

pub(crate) fn refusal_en(refusal: &MeetingRefusal) -> Message {
    match refusal {
        MeetingRefusal::VotingNotAllowed => {
            Message::new("The rules of the round do not allow this way of voting.")
        }
        MeetingRefusal::NoQuorum {
            present,
            base,
            needed,
        } => Message::new(format!(
            "{present} of {base} members are present; at least {needed} are needed."
        )),
        MeetingRefusal::VotesOnSheets => Message::new("This session votes on its sheets."),
        MeetingRefusal::VoteOpen => Message::new("A vote on this dossier is under way."),
        MeetingRefusal::VoteHeld => Message::new("A vote on this dossier has been held.")
            .todo("Repeal it with a reason before another."),
        MeetingRefusal::VoteNotOpen => Message::new("No vote on this dossier is under way."),
        MeetingRefusal::RollEmpty => {
            Message::new("Nobody is present who may vote on this dossier.")
                .todo("Take the attendance first.")
        }
        MeetingRefusal::VotedAlready => Message::new("The member has voted; each has one ballot."),
        MeetingRefusal::NotOnRoll => {
            Message::new("The member was not present when the vote was opened.")
        }
        MeetingRefusal::NoSuchChoice => Message::new("The ballot has no such choice."),
        MeetingRefusal::VotesMissing { count } => {
            Message::new(format!("{count} dossiers have not been voted on."))
        }
        MeetingRefusal::GapsNotMet { count } => Message::new(format!(
            "Sheets on {count} dossiers lie too far apart and no second meeting on them is recorded."
        )),
        MeetingRefusal::PublicVotesMissing { count } => Message::new(format!(
            "The votes of the public on {count} dossiers are missing."
        )),
        MeetingRefusal::NotConcluded => Message::new("The session has not been concluded."),
        MeetingRefusal::PapersMissing => Message::new("The minutes have not been drawn up."),
        MeetingRefusal::PapersSigned => {
            Message::new("Somebody has signed, so the minutes cannot be drawn up again.")
        }
        MeetingRefusal::SignedAlready => Message::new("The caller has signed."),
        MeetingRefusal::SecretaryFirst => Message::new("The secretary signs before the chair."),
        MeetingRefusal::Locked => Message::new("The record is signed by all and locked."),
    }
}
