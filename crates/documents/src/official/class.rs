//! The form of each part of a document.
//!
//! Sizes and cuts are those of Nghị định 30/2020/NĐ-CP, phụ lục I. Both renderings read them here.

use crate::drawing::{Align, Role};
use crate::fonts::Style;

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Class {
    Superior,
    Issuer,
    Country,
    Motto,
    Number,
    PlaceAndDate,
    LetterSubject,
    Kind,
    Subject,
    Addressee,
    AddresseeInList,
    Authority,
    Ground,
    Enacting,
    Heading,
    Running,
    Centred,
    Post,
    SignatureNote,
    SignatureName,
    RecipientsLabel,
    Recipient,
    AnnexTitle,
    Attached,
    /// The larger lines of a certificate.
    Title,
    Honour,
    Small,
}

/// How paragraphs of a class are set. Sizes are half points, lengths twentieths of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Format {
    pub(crate) size: u16,
    pub(crate) style: Style,
    pub(crate) align: Align,
    pub(crate) indent: u16,
    pub(crate) before: u16,
    pub(crate) after: u16,
    /// Stays on the page of the paragraph after it.
    pub(crate) with_next: bool,
}

/// Room for a signature and a seal.
const SIGNING: u16 = 1400;
/// One centimetre, by which a paragraph begins further in.
const INDENT: u16 = 567;

impl Class {
    pub(crate) const ALL: [Self; 27] = [
        Self::Superior,
        Self::Issuer,
        Self::Country,
        Self::Motto,
        Self::Number,
        Self::PlaceAndDate,
        Self::LetterSubject,
        Self::Kind,
        Self::Subject,
        Self::Addressee,
        Self::AddresseeInList,
        Self::Authority,
        Self::Ground,
        Self::Enacting,
        Self::Heading,
        Self::Running,
        Self::Centred,
        Self::Post,
        Self::SignatureNote,
        Self::SignatureName,
        Self::RecipientsLabel,
        Self::Recipient,
        Self::AnnexTitle,
        Self::Attached,
        Self::Title,
        Self::Honour,
        Self::Small,
    ];

    /// Its name in the list of styles of a word processor.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Superior => "Cơ quan chủ quản",
            Self::Issuer => "Cơ quan ban hành",
            Self::Country => "Quốc hiệu",
            Self::Motto => "Tiêu ngữ",
            Self::Number => "Số, ký hiệu",
            Self::PlaceAndDate => "Địa danh, thời gian",
            Self::LetterSubject => "Trích yếu công văn",
            Self::Kind => "Tên loại",
            Self::Subject => "Trích yếu",
            Self::Addressee => "Kính gửi",
            Self::AddresseeInList => "Kính gửi nhiều nơi",
            Self::Authority => "Thẩm quyền ban hành",
            Self::Ground => "Căn cứ",
            Self::Enacting => "Mở đầu nội dung",
            Self::Heading => "Đề mục",
            Self::Running => "Nội dung",
            Self::Centred => "Nội dung ở giữa",
            Self::Post => "Chức vụ người ký",
            Self::SignatureNote => "Ghi chú ký",
            Self::SignatureName => "Họ tên người ký",
            Self::RecipientsLabel => "Nơi nhận",
            Self::Recipient => "Danh sách nơi nhận",
            Self::AnnexTitle => "Tên phụ lục",
            Self::Attached => "Kèm theo",
            Self::Title => "Tên giấy chứng nhận",
            Self::Honour => "Người được chứng nhận",
            Self::Small => "Ghi chú nhỏ",
        }
    }

    /// Its form.
    pub(crate) const fn format(self) -> Format {
        const CENTRE: Format = Format {
            size: 28,
            style: Style::Bold,
            align: Align::Centre,
            indent: 0,
            before: 0,
            after: 0,
            with_next: false,
        };
        const TEXT: Format = Format {
            style: Style::Regular,
            align: Align::Justified,
            indent: INDENT,
            after: 120,
            ..CENTRE
        };
        const LEFT: Format = Format {
            size: 22,
            style: Style::Regular,
            align: Align::Left,
            ..CENTRE
        };
        match self {
            Self::Issuer | Self::Country => Format { size: 24, ..CENTRE },
            Self::Motto => Format { size: 26, ..CENTRE },
            Self::Number => Format {
                size: 26,
                style: Style::Regular,
                before: 100,
                ..CENTRE
            },
            Self::PlaceAndDate => Format {
                size: 26,
                style: Style::Italic,
                before: 100,
                ..CENTRE
            },
            Self::Superior | Self::LetterSubject => Format {
                size: 24,
                style: Style::Regular,
                ..CENTRE
            },
            Self::Kind => Format {
                before: 320,
                with_next: true,
                ..CENTRE
            },
            Self::Subject | Self::Post | Self::AnnexTitle => Format {
                with_next: true,
                ..CENTRE
            },
            Self::Addressee => Format {
                style: Style::Regular,
                before: 200,
                after: 120,
                ..CENTRE
            },
            Self::AddresseeInList => Format {
                size: 28,
                indent: 2 * INDENT,
                ..LEFT
            },
            Self::Authority => Format {
                before: 200,
                after: 160,
                ..CENTRE
            },
            Self::Ground => Format {
                style: Style::Italic,
                ..TEXT
            },
            Self::Enacting => Format {
                before: 80,
                after: 120,
                with_next: true,
                ..CENTRE
            },
            Self::Heading => Format {
                style: Style::Bold,
                align: Align::Left,
                before: 60,
                with_next: true,
                ..TEXT
            },
            Self::Running => TEXT,
            Self::Centred => Format {
                after: 120,
                ..CENTRE
            },
            Self::SignatureNote => Format {
                size: 26,
                style: Style::Italic,
                with_next: true,
                ..CENTRE
            },
            Self::SignatureName => Format {
                before: SIGNING,
                ..CENTRE
            },
            Self::RecipientsLabel => Format {
                size: 24,
                before: 120,
                style: Style::BoldItalic,
                with_next: true,
                ..LEFT
            },
            Self::Recipient | Self::Small => LEFT,
            Self::Attached => Format {
                style: Style::Italic,
                with_next: true,
                ..CENTRE
            },
            Self::Title => Format {
                size: 52,
                before: 400,
                after: 200,
                ..CENTRE
            },
            Self::Honour => Format {
                size: 36,
                before: 60,
                after: 60,
                ..CENTRE
            },
        }
    }

    /// What it is for assistive technology; `title` is its text.
    pub(crate) fn role(self, title: String) -> Role {
        match self {
            Self::Kind | Self::AnnexTitle | Self::Title => Role::Heading { level: 1, title },
            Self::Enacting | Self::Heading => Role::Heading { level: 2, title },
            _ => Role::Paragraph,
        }
    }
}
