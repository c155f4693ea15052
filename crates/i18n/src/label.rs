//! Labels of the codes of the domain.

use sangkien_domain::access::Role;
use sangkien_domain::council::{Base, Post, Right, SessionState};
use sangkien_domain::dossier::{Act, RefusalReason, State};
use sangkien_domain::law::{Limit, Unit};
use sangkien_domain::round::Stage;
use sangkien_novelty::align::Kind;

use crate::Language;

/// Where a dossier stands: "Chờ tiếp nhận".
pub fn state(state: State, language: Language) -> &'static str {
    let (vi, en) = match state {
        State::Draft => ("Bản nháp", "Draft"),
        State::Submitted => ("Chờ tiếp nhận", "Awaiting intake"),
        State::Returned => ("Chờ bổ sung", "Awaiting supplements"),
        State::Processing => ("Đang giải quyết", "Being handled"),
        State::Accepted => (
            "Chờ thủ trưởng xác nhận",
            "Awaiting confirmation by the head of unit",
        ),
        State::Confirmed => ("Chờ hội đồng", "Awaiting the council"),
        State::Marking => ("Đang chấm", "Being marked"),
        State::Passed => ("Đạt, chờ quyết định", "Passed, awaiting decision"),
        State::Recognised => ("Đã công nhận", "Recognised"),
        State::Resolved => ("Đã giải quyết", "Resolved"),
        State::NotRecognised => ("Không công nhận", "Not recognised"),
        State::Refused => ("Từ chối tiếp nhận", "Refused at intake"),
        State::Withdrawn => ("Đã rút", "Withdrawn"),
        State::Late => ("Nộp muộn", "Submitted late"),
        State::Stopped => ("Dừng: quá thời hiệu", "Stopped: right lapsed"),
    };
    language.pick(vi, en)
}

/// How a passage was taken over: "nguyên văn".
pub fn passage_kind(kind: Kind, language: Language) -> &'static str {
    let (vi, en) = match kind {
        Kind::Verbatim => ("nguyên văn", "verbatim"),
        Kind::Marks => ("chỉ khác dấu", "only marks differ"),
        Kind::Reencoded => ("khác bảng mã", "in another encoding"),
        Kind::Edited => ("có sửa chữ", "edited"),
        Kind::Reordered => ("đổi thứ tự", "reordered"),
        Kind::Names => ("đổi tên và số", "names and numbers changed"),
        Kind::Quoted => (
            "trích dẫn văn bản pháp luật, không tính",
            "quotation of law, not counted",
        ),
    };
    language.pick(vi, en)
}

/// What moves a dossier, as a verb: "Nộp hồ sơ".
pub fn act(act: Act, language: Language) -> &'static str {
    let (vi, en) = match act {
        Act::Submit => ("Nộp hồ sơ", "Submit"),
        Act::SubmitLate => ("Ghi nhận nộp muộn", "Record as late"),
        Act::Resubmit => ("Nộp lại hồ sơ", "Resubmit"),
        Act::Withdraw => ("Rút hồ sơ", "Withdraw"),
        Act::Accept => ("Tiếp nhận hồ sơ", "Accept"),
        Act::Return => ("Trả lại để bổ sung", "Return for supplements"),
        Act::Refuse => ("Từ chối hồ sơ", "Refuse"),
        Act::Confirm => (
            "Xác nhận ngày áp dụng lần đầu",
            "Confirm the first application",
        ),
        Act::Stop => (
            "Dừng hồ sơ do quá thời hiệu",
            "Stop because the right has lapsed",
        ),
        Act::Convene => ("Đưa vào phiên họp", "Put on an agenda"),
        Act::Pass => ("Kết luận đạt", "Conclude in favour"),
        Act::Reject => ("Kết luận không đạt", "Conclude against"),
        Act::Recognise => ("Công nhận sáng kiến", "Recognise"),
        Act::Forward => ("Chuyển bước", "Pass on"),
        Act::Grant => ("Giải quyết hồ sơ", "Grant"),
        Act::Recall => ("Thu hồi việc đã chuyển", "Take back"),
    };
    language.pick(vi, en)
}

/// The same step once it has happened, for a timeline: "Đã nộp hồ sơ".
pub fn done(act: Act, language: Language) -> &'static str {
    let (vi, en) = match act {
        Act::Submit => ("Đã nộp hồ sơ", "Submitted"),
        Act::SubmitLate => ("Đã nộp sau giờ đóng", "Submitted after closing"),
        Act::Resubmit => ("Đã nộp lại sau khi bổ sung", "Resubmitted with supplements"),
        Act::Withdraw => ("Đã rút hồ sơ", "Withdrawn"),
        Act::Accept => ("Đã tiếp nhận", "Accepted"),
        Act::Return => ("Đã trả lại để bổ sung", "Returned for supplements"),
        Act::Refuse => ("Đã từ chối hồ sơ", "Refused"),
        Act::Confirm => (
            "Đã xác nhận ngày áp dụng lần đầu",
            "First application confirmed",
        ),
        Act::Stop => ("Đã dừng do quá thời hiệu", "Stopped: right lapsed"),
        Act::Convene => (
            "Đã đưa vào phiên họp hội đồng",
            "Put on the council's agenda",
        ),
        Act::Pass => ("Hội đồng kết luận đạt", "Council concluded in favour"),
        Act::Reject => ("Hội đồng kết luận không đạt", "Council concluded against"),
        Act::Recognise => ("Đã có quyết định công nhận", "Recognised by decision"),
        Act::Forward => ("Đã chuyển bước", "Passed on"),
        Act::Grant => ("Đã giải quyết", "Granted"),
        Act::Recall => ("Đã thu hồi việc chuyển bước", "Taken back"),
    };
    language.pick(vi, en)
}

/// A role: "Cán bộ tiếp nhận".
pub fn role(role: Role, language: Language) -> &'static str {
    let (vi, en) = match role {
        Role::Author => ("Tác giả", "Author"),
        Role::HeadOfUnit => ("Thủ trưởng đơn vị", "Head of unit"),
        Role::Clerk => ("Cán bộ tiếp nhận", "Intake clerk"),
        Role::Leader => ("Lãnh đạo ký quyết định", "Deciding leader"),
        Role::RecordsClerk => ("Văn thư", "Records clerk"),
        Role::AwardsOfficer => ("Cán bộ thi đua khen thưởng", "Awards officer"),
        Role::Auditor => ("Thanh tra, kiểm tra", "Auditor"),
        Role::Administrator => ("Quản trị", "Administrator"),
    };
    language.pick(vi, en)
}

/// What a role may do, one sentence.
pub fn role_purpose(role: Role, language: Language) -> &'static str {
    let (vi, en) = match role {
        Role::Author => (
            "Lập, nộp và theo dõi hồ sơ của mình.",
            "Writes, submits and follows own dossiers.",
        ),
        Role::HeadOfUnit => (
            "Xác nhận ngày áp dụng lần đầu của sáng kiến trong đơn vị.",
            "Confirms when initiatives of the unit were first applied.",
        ),
        Role::Clerk => (
            "Tiếp nhận, trả lại hoặc từ chối hồ sơ gửi đến đơn vị.",
            "Accepts, returns or refuses dossiers sent to the unit.",
        ),
        Role::Leader => (
            "Ban hành quyết định công nhận và giấy chứng nhận.",
            "Issues decisions and certificates.",
        ),
        Role::RecordsClerk => (
            "Đọc quyết định đã ban hành, giấy chứng nhận và báo cáo năm.",
            "Reads issued decisions, certificates and yearly reports.",
        ),
        Role::AwardsOfficer => (
            "Dùng danh sách sáng kiến đã công nhận cho thi đua, khen thưởng.",
            "Uses the list of recognised initiatives for awards.",
        ),
        Role::Auditor => (
            "Đọc hồ sơ đã nộp, quyết định và nhật ký hệ thống.",
            "Reads filed dossiers, decisions and the audit log.",
        ),
        Role::Administrator => (
            "Quản lý người dùng và vai trò; không đọc nội dung hồ sơ.",
            "Manages people and roles; reads no dossiers.",
        ),
    };
    language.pick(vi, en)
}

/// A post on a council: "Thư ký hội đồng".
pub fn post(post: Post, language: Language) -> &'static str {
    let (vi, en) = match post {
        Post::Chair => ("Chủ tịch hội đồng", "Chair"),
        Post::Deputy => ("Phó Chủ tịch hội đồng", "Deputy chair"),
        Post::Secretary => ("Thư ký hội đồng", "Secretary"),
        Post::Member => ("Ủy viên hội đồng", "Member"),
    };
    language.pick(vi, en)
}

/// What a seat entitles to.
pub fn right(right: Right, language: Language) -> &'static str {
    let (vi, en) = match right {
        Right::Mark => ("Chấm điểm", "Mark"),
        Right::Vote => ("Biểu quyết", "Vote"),
        Right::Comment => ("Nhận xét", "Comment"),
        Right::Conclude => ("Kết luận phiên họp", "Conclude the session"),
    };
    language.pick(vi, en)
}

/// Which recognition: "Công nhận sáng kiến cấp cơ sở".
pub fn stage(stage: Stage, language: Language) -> &'static str {
    let (vi, en) = match stage {
        Stage::Base => ("Công nhận sáng kiến cấp cơ sở", "Recognition by the unit"),
        Stage::Reach => (
            "Công nhận hiệu quả áp dụng, phạm vi ảnh hưởng",
            "Recognition of effect and reach",
        ),
        Stage::Service => ("Thủ tục hành chính", "Administrative procedure"),
    };
    language.pick(vi, en)
}

/// What a recognition is about, one sentence.
pub fn stage_purpose(stage: Stage, language: Language) -> &'static str {
    let (vi, en) = match stage {
        Stage::Base => (
            "Xét giải pháp có tính mới trong cơ sở, đã áp dụng và mang lại lợi ích.",
            "Judges whether a solution is new in the unit, applied and beneficial.",
        ),
        Stage::Service => (
            "Tiếp nhận và giải quyết hồ sơ theo quy trình của thủ tục.",
            "Receives and handles dossiers by the steps of the procedure.",
        ),
        Stage::Reach => (
            "Xét hiệu quả và phạm vi ảnh hưởng của sáng kiến đã được công nhận ở cơ sở, làm căn cứ khen thưởng.",
            "Judges effect and reach of an initiative already recognised, as a ground for awards.",
        ),
    };
    language.pick(vi, en)
}

/// A vote: "Đồng ý".
pub fn vote(in_favour: bool, language: Language) -> &'static str {
    match (in_favour, language) {
        (true, Language::Vi) => "Đồng ý",
        (false, Language::Vi) => "Không đồng ý",
        (true, Language::En) => "In favour",
        (false, Language::En) => "Against",
    }
}

/// Why a dossier was refused.
pub fn reason(reason: RefusalReason, language: Language) -> &'static str {
    let (vi, en) = match reason {
        RefusalReason::Incomplete => (
            "Hồ sơ không đầy đủ hoặc không đúng mẫu",
            "Incomplete or not in the required form",
        ),
        RefusalReason::Excluded => (
            "Giải pháp thuộc trường hợp không được công nhận",
            "Outside what may be recognised",
        ),
        RefusalReason::NotApplied => (
            "Giải pháp chưa được áp dụng hoặc áp dụng thử tại cơ sở",
            "Not applied or tried at the unit",
        ),
        RefusalReason::Duplicate => (
            "Trùng với sáng kiến đã được công nhận",
            "Coincides with a recognised initiative",
        ),
        RefusalReason::CorrectionOverdue => (
            "Không bổ sung hồ sơ trong thời hạn",
            "Supplements did not arrive in time",
        ),
        RefusalReason::NotEnoughVotes => (
            "Không đủ số phiếu đồng ý của hội đồng",
            "Not enough votes of the council",
        ),
        RefusalReason::Other => ("Lý do khác", "Another reason"),
    };
    language.pick(vi, en)
}

/// Where a session stands: "Đang chấm".
pub fn session_state(state: SessionState, language: Language) -> &'static str {
    let (vi, en) = match state {
        SessionState::Marking => ("Đang chấm", "Marking"),
        SessionState::Tallying => (
            "Đã đóng chấm, chờ kết luận",
            "Marking closed, awaiting conclusion",
        ),
        SessionState::Concluded => ("Đã kết luận", "Concluded"),
    };
    language.pick(vi, en)
}

/// Which members a majority is counted over.
pub fn base(base: Base, language: Language) -> &'static str {
    let (vi, en) = match base {
        Base::AllMembers => ("tổng số thành viên hội đồng", "all members of the council"),
        Base::EligibleMembers => (
            "số thành viên được biểu quyết về hồ sơ",
            "members entitled to vote on the dossier",
        ),
        Base::Present => ("số thành viên có mặt", "members present"),
    };
    language.pick(vi, en)
}

/// A limit in words: "10 ngày làm việc", "12 tháng".
pub fn limit(limit: &Limit, language: Language) -> String {
    let amount = limit.amount;
    match language {
        Language::Vi => {
            let unit = match limit.unit {
                Unit::WorkingHour => "giờ làm việc",
                Unit::WorkingDay => "ngày làm việc",
                Unit::Day => "ngày",
                Unit::CalendarMonth => "tháng",
                Unit::CalendarYear => "năm",
            };
            format!("{amount} {unit}")
        }
        Language::En => {
            let unit = match limit.unit {
                Unit::WorkingHour => "working hour",
                Unit::WorkingDay => "working day",
                Unit::Day => "day",
                Unit::CalendarMonth => "month",
                Unit::CalendarYear => "year",
            };
            let plural = if amount == 1 { "" } else { "s" };
            format!("{amount} {unit}{plural}")
        }
    }
}
