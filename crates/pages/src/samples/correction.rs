use super::{TITLE, author_shell, back, staff_shell, strings, tag};
use crate::correction::{
    ChangesPage, ComparedItem, JudgedItem, Judging, Passage, PreviewPage, Stretch, WaivableItem,
    WaiversPage,
};
use crate::dossier::CorrectionItem;
use crate::parts::{Errors, Link, Opt, Tone};

fn passage(kind: &str, place: &str) -> Passage {
    Passage {
        place: place.to_owned(),
        kind: kind.to_owned(),
        stretches: vec![
            Stretch::Same("Thời gian mô tả một hồ sơ giảm từ 6,5 giờ còn".to_owned()),
            Stretch::Removed("2,1 giờ.".to_owned()),
            Stretch::Added("1,9 giờ.".to_owned()),
        ],
    }
}

fn items() -> Vec<CorrectionItem> {
    super::home::corrections()
        .into_iter()
        .map(|item| CorrectionItem {
            replies: Vec::new(),
            ..item
        })
        .collect()
}

/// Items of an earlier request, as the clerk judges them.
pub(super) fn judging() -> Judging {
    let items = (1..)
        .zip(items())
        .map(|(number, item): (u32, _)| JudgedItem {
            item,
            proposal: Some(tag("Có vẻ đã sửa", Tone::Good)),
            passages: vec![passage("Sửa", "Hiệu quả, trang 12")],
            verdict: format!("verdict.{number}"),
            verdicts: vec![
                Opt::new("verify", "Đạt").selected(number == 1),
                Opt::new("reopen", "Chưa đạt, yêu cầu sửa tiếp"),
            ],
            remark: format!("remark.{number}"),
        });
    Judging {
        action: "/dossiers/24/judgement".to_owned(),
        version: 10,
        items: items.collect(),
        open: true,
        unrequested: Some(Link::new(
            "Có 2 thay đổi ngoài nội dung yêu cầu",
            "/dossiers/24/changes",
        )),
        compare: Some(Link::new(
            "So sánh lần nộp 1 và lần nộp 2",
            "/dossiers/24/changes",
        )),
        again: Some("Hồ sơ đã được yêu cầu bổ sung 2 lần.".to_owned()),
    }
}

fn clerk() -> crate::Shell {
    staff_shell(
        "Cán bộ tiếp nhận mẫu",
        "Cán bộ tiếp nhận, Phòng Kinh tế",
        "/dossiers",
    )
}

impl ChangesPage {
    /// What the author has changed before going back.
    pub fn sample() -> Self {
        let mut shell = author_shell();
        shell.back = Some(back("Trả lời nội dung bổ sung", "/dossiers/24/corrections"));
        Self {
            shell,
            title: TITLE.to_owned(),
            code: "PT-2024-024".to_owned(),
            compared: "Lần nộp 1 (21:59 ngày 09/04/2024) so với bản đang sửa.".to_owned(),
            nothing: None,
            others: Vec::new(),
            items: items()
                .into_iter()
                .map(|item| ComparedItem {
                    item,
                    proposal: tag("Đã thay đổi, chưa khớp yêu cầu", Tone::Soon),
                    passages: vec![passage("Sửa", "Hiệu quả, trang 12")],
                })
                .collect(),
            summary: "0 trên 2 nội dung có vẻ đã sửa.".to_owned(),
            unrequested: vec![
                passage("Sửa", "Mô tả giải pháp, trang 3"),
                Passage {
                    place: "Mô tả giải pháp, trang 4".to_owned(),
                    kind: "Bỏ".to_owned(),
                    stretches: vec![Stretch::Removed("Câu này đã được bỏ.".to_owned())],
                },
            ],
            unrequested_files: strings(&["Thêm tệp so-do.pdf."]),
            onward: Some(Link::new("Trả lời và nộp lại", "/dossiers/24/corrections")),
        }
    }

    /// Only what was asked has changed.
    pub fn sample_clean() -> Self {
        Self {
            shell: clerk(),
            compared: "Lần nộp 1 (21:59 ngày 09/04/2024) so với lần nộp 2 (08:10 ngày 15/04/2024)."
                .to_owned(),
            others: vec![Link::new("lần 3", "/dossiers/24/changes?submission=3")],
            unrequested: Vec::new(),
            unrequested_files: Vec::new(),
            onward: Some(Link::new("Xử lý hồ sơ", "/dossiers/24/intake")),
            ..Self::sample()
        }
    }

    /// There is only one version.
    pub fn sample_single() -> Self {
        Self {
            nothing: Some("Hồ sơ mới nộp một lần nên chưa có gì để so sánh.".to_owned()),
            compared: String::new(),
            ..Self::sample_clean()
        }
    }
}

impl PreviewPage {
    /// Ready to be sent.
    pub fn sample() -> Self {
        let mut shell = clerk();
        shell.back = Some(back("Tiếp nhận", "/dossiers/24/intake"));
        Self {
            shell,
            title: TITLE.to_owned(),
            code: "PT-2024-024".to_owned(),
            answer_by: "Gửi Tác giả mẫu 01, trả lời đến hết ngày 18/05/2024.".to_owned(),
            items: items(),
            warnings: strings(&[
                "Nội dung 1: không tìm thấy đoạn trích trong hồ sơ đã nộp; kiểm tra lại câu trích.",
            ]),
            action: Some("/dossiers/24/return/preview".to_owned()),
            version: 3,
            author: "tác giả",
            letter: Some("/dossiers/24/return/letter.pdf".to_owned()),
            edit: "/dossiers/24/intake?panel=return".to_owned(),
            errors: Errors::none(),
        }
    }

    /// Something is missing.
    pub fn sample_incomplete() -> Self {
        Self {
            action: None,
            letter: None,
            errors: Errors::none().with(
                "",
                "Nội dung bổ sung 2 chưa đủ. Chọn mục của hồ sơ, ghi yêu cầu và căn cứ.",
            ),
            ..Self::sample()
        }
    }
}

impl WaiversPage {
    /// One reason missing.
    pub fn sample() -> Self {
        let mut shell = staff_shell(
            "Trưởng phòng mẫu",
            "Thủ trưởng đơn vị, Phòng Kinh tế",
            "/dossiers",
        );
        shell.back = Some(back("Trang hồ sơ", "/dossiers/24"));
        Self {
            shell,
            title: TITLE.to_owned(),
            code: "PT-2024-024".to_owned(),
            action: "/dossiers/24/waivers".to_owned(),
            items: items()
                .into_iter()
                .map(|item| WaivableItem {
                    id: format!("mau-{}", item.number),
                    field: format!("reason.{}", item.number),
                    item,
                    reason: String::new(),
                })
                .collect(),
            errors: Errors::none().with("reason.2", "Ghi lý do miễn nội dung 2."),
        }
    }

    /// Nothing to give up.
    pub fn sample_none() -> Self {
        Self {
            items: Vec::new(),
            errors: Errors::none(),
            ..Self::sample()
        }
    }
}
