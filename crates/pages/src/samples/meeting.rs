use super::{TITLE, back, staff_shell, strings, tag};
use crate::Shell;
use crate::meeting::{
    Attendee, BallotReceiptPage, MeetingItem, MeetingItemPage, MeetingPage, ProjectorItem,
    ProjectorPage, PublicForm, VoteStep,
};
use crate::parts::{Act, Empty, Errors, Event, Fact, Link, Meter, Opt, Tone, When};

fn shell() -> Shell {
    let mut shell = staff_shell("Thư ký mẫu", "Thư ký hội đồng", "/sessions");
    shell.back = Some(back("Phiên họp", "/sessions/1"));
    shell
}

impl MeetingPage {
    /// The secretary takes the attendance; one is missing.
    pub fn sample() -> Self {
        let attendee = |seat: &str, name: &str, post: &str, present, reason: &str| Attendee {
            seat: seat.to_owned(),
            name: name.to_owned(),
            post: post.to_owned(),
            present,
            reason: reason.to_owned(),
        };
        Self {
            shell: shell(),
            eyebrow: "Hội đồng sáng kiến cấp cơ sở".to_owned(),
            title: "Phiên họp ngày 18/04/2024".to_owned(),
            state: tag("Đã đóng phần chấm", Tone::Soon),
            home: "/sessions/1".to_owned(),
            facts: vec![
                Fact::new("Hình thức biểu quyết", "Bỏ phiếu kín tại phiên họp"),
                Fact::new("Thời gian", "08:30 ngày 18/04/2024"),
            ],
            quorum: tag("Đủ điều kiện họp", Tone::Good),
            quorum_words: "Có mặt 4 trên 5, cần ít nhất 4.".to_owned(),
            attendees: vec![
                attendee("a", "Chủ tịch hội đồng mẫu", "Chủ tịch", Some(true), ""),
                attendee("b", "Thư ký mẫu", "Ủy viên thư ký", Some(true), ""),
                attendee("c", "Ủy viên mẫu 01", "Ủy viên", Some(false), "Đi công tác"),
                attendee("d", "Ủy viên mẫu 02", "Ủy viên", None, ""),
            ],
            takes_attendance: true,
            guests: vec!["Tác giả mẫu 01, Phòng mẫu".to_owned()],
            guest_list: Some("Tác giả mẫu 01, Phòng mẫu".to_owned()),
            items: vec![
                MeetingItem {
                    code: "PT-2024-024".to_owned(),
                    title: TITLE.to_owned(),
                    href: Some("/sessions/1/items/1".to_owned()),
                    quorum: "Có mặt 4 trên 5, cần ít nhất 4.".to_owned(),
                    vote: tag("Đang biểu quyết", Tone::Active),
                },
                MeetingItem {
                    code: String::new(),
                    title: "Hồ sơ không hiển thị với tài khoản này".to_owned(),
                    href: None,
                    quorum: String::new(),
                    vote: tag("Chưa biểu quyết", Tone::Waiting),
                },
            ],
            acts: vec![Act::open("Mở màn chiếu", "/sessions/1/projector").secondary()],
            documents: vec![Link::new("Giấy mời (PDF)", "/sessions/1/invitation.pdf")],
            draw_up: None,
            sign: None,
            signatures: Vec::new(),
            mark: "1".to_owned(),
            errors: Errors::none(),
        }
    }

    /// Concluded, with papers to sign.
    pub fn sample_signing() -> Self {
        Self {
            state: tag("Đã kết luận", Tone::Done),
            takes_attendance: false,
            guest_list: None,
            draw_up: None,
            sign: Some(strings(&[
                "Tên và giờ ký được ghi vào biên bản và nhật ký hệ thống.",
            ])),
            documents: vec![
                Link::new("Biên bản họp (PDF)", "/sessions/1/papers/minutes.pdf"),
                Link::new("Biên bản họp (DOCX)", "/sessions/1/papers/minutes.docx"),
            ],
            signatures: vec![Event {
                at: "11:30 ngày 18/04/2024".to_owned(),
                title: "Thư ký mẫu đã ký".to_owned(),
                by: Some("Ủy viên thư ký".to_owned()),
                detail: None,
                when: When::Past,
            }],
            ..Self::sample()
        }
    }
}

impl MeetingItemPage {
    /// A secret vote is open and the viewer has not voted.
    pub fn sample() -> Self {
        Self {
            shell: shell(),
            eyebrow: "PT-2024-024".to_owned(),
            title: TITLE.to_owned(),
            home: "/sessions/1/items/1".to_owned(),
            session: "/sessions/1".to_owned(),
            dossier: "/dossiers/1".to_owned(),
            facts: vec![
                Fact::new("Hình thức biểu quyết", "Bỏ phiếu kín tại phiên họp"),
                Fact::new("Kết quả chấm", "81,5 điểm; Loại B"),
            ],
            vote: tag("Đang biểu quyết", Tone::Active),
            progress: Some(Meter {
                label: "Đã bỏ phiếu 2 trên 4".to_owned(),
                value: 2,
                max: 4,
                marks: Vec::new(),
            }),
            choices: vec![
                Opt::new("for", "Đồng ý"),
                Opt::new("against", "Không đồng ý"),
            ],
            ballot_note: "Phiếu đã bỏ không đổi được.".to_owned(),
            own: None,
            results: Vec::new(),
            by_name: Vec::new(),
            proofs: Vec::new(),
            step: Some(VoteStep {
                action: "/sessions/1/items/1/closure".to_owned(),
                label: "Kết thúc biểu quyết và kiểm phiếu".to_owned(),
                consequences: strings(&["2/4 đã bỏ phiếu.", "Không nhận thêm phiếu."]),
                blocked: None,
            }),
            repeal: Some(String::new()),
            recount: false,
            repealed: strings(&["Lượt 1, hủy lúc 09:10 ngày 18/04/2024: nhầm hồ sơ."]),
            public: Some(PublicForm {
                name: "Bình chọn trực tuyến".to_owned(),
                votes: "120".to_owned(),
                evidence: "Trang bình chọn của cuộc thi, chốt ngày 17/04/2024".to_owned(),
                reason: String::new(),
            }),
            discussion: "Ủy viên mẫu 01 đề nghị làm rõ cách tính thời gian tiết kiệm.".to_owned(),
            discussion_version: Some(2),
            leave: Some(String::new()),
            mark: "1".to_owned(),
            errors: Errors::none(),
        }
    }

    /// The vote is closed and counted.
    pub fn sample_counted() -> Self {
        Self {
            vote: tag("Đã biểu quyết", Tone::Good),
            progress: None,
            choices: Vec::new(),
            own: Some("Phiếu của tài khoản này đã được ghi nhận.".to_owned()),
            results: strings(&["Đồng ý 4, không đồng ý 0.", "4/5 đồng ý, cần ít nhất 4."]),
            by_name: vec![Fact::new("Ủy viên mẫu 01", "Đồng ý")],
            proofs: vec![Fact::new("Mã niêm phong kết quả", "9f2c")],
            step: None,
            recount: true,
            discussion_version: None,
            leave: None,
            ..Self::sample()
        }
    }
}

impl BallotReceiptPage {
    /// A receipt.
    pub fn sample() -> Self {
        Self {
            shell: shell(),
            about: format!("PT-2024-024: {TITLE}"),
            receipt: "3b5d5c3712955042212316173ccf37be8f0c0a7e".to_owned(),
            back: "/sessions/1/items/1".to_owned(),
        }
    }
}

impl ProjectorPage {
    /// One vote is open, one is counted.
    pub fn sample() -> Self {
        let item = |title: &str, vote, words: &str, open| ProjectorItem {
            code: "PT-2024-024".to_owned(),
            title: title.to_owned(),
            vote,
            words: words.to_owned(),
            open,
        };
        Self {
            shell: shell(),
            eyebrow: "Hội đồng sáng kiến cấp cơ sở".to_owned(),
            title: "Phiên họp ngày 18/04/2024".to_owned(),
            home: "/sessions/1".to_owned(),
            quorum: tag("Đủ điều kiện họp", Tone::Good),
            quorum_words: "Có mặt 4 trên 5, cần ít nhất 4.".to_owned(),
            items: vec![
                item(
                    TITLE,
                    tag("Đang biểu quyết", Tone::Active),
                    "3/4 đã bỏ phiếu",
                    true,
                ),
                item(
                    "Mô hình tưới nhỏ giọt cho vườn bưởi",
                    tag("Đã biểu quyết", Tone::Good),
                    "Đồng ý 4, không đồng ý 0.",
                    false,
                ),
            ],
            empty: Empty::new("Chương trình trống", "Không có hồ sơ nào hiển thị."),
        }
    }
}
