//! What stands on an official document (Nghị định 30/2020/NĐ-CP, Điều 8).

use crate::CivilDate;
use crate::drawing::About;
use crate::layout::one_line;

/// An official document. Texts are given as they are to be read; hidden characters in them are
/// dropped and letters composed. What is empty is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Who issues it, under which number, where and when.
    pub issue: Issue,
    /// Name of its kind in capitals: "QUYẾT ĐỊNH". A letter has none; what it is about then
    /// stands below its number.
    pub kind: String,
    /// What it is about: "Về việc …".
    pub subject: String,
    /// To whom it is addressed.
    pub addressees: Vec<String>,
    /// The post that decides, in capitals.
    pub authority: String,
    /// The grounds, one each; the sign at the end is set by the form.
    pub grounds: Vec<String>,
    /// Words between grounds and articles: "QUYẾT ĐỊNH:".
    pub enacting: String,
    /// The text.
    pub content: Vec<Block>,
    /// To whom it goes, without signs around them.
    pub recipients: Vec<String>,
    /// Who signs; one on the right, several in pairs.
    pub signatures: Vec<Signature>,
    /// What is annexed, each on pages of its own.
    pub annexes: Vec<Annex>,
    /// Whether the paper lies across, for wide tables.
    pub across: bool,
}

/// Who issues a document, under which number, where and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Name of the body above the issuing one, if the head shows it.
    pub superior: Option<String>,
    /// Name of the issuing body.
    pub body: String,
    /// The number; a paper that is not registered has none.
    pub number: Option<Number>,
    /// Place of signing, before the date.
    pub place: String,
    /// Day of the document; a draft has none and leaves room for it.
    pub date: Option<CivilDate>,
    /// Day on which this file was drawn up.
    pub drawn_up: CivilDate,
}

/// Number and symbol of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// The figures, such as "12"; a draft has none and leaves room for them.
    pub figures: Option<String>,
    /// The symbol after them, such as "QĐ-UBND".
    pub symbol: String,
}

/// A part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading in the text: "I. Kết quả".
    Heading(String),
    /// An article, without "Điều 1." before it; a line end begins a new paragraph.
    Article(String),
    /// A numbered clause (khoản) of the article or heading before it, without its number.
    Clause(String),
    /// A lettered point (điểm) of the clause before it, without its letter.
    Point(String),
    /// A paragraph; a line end begins a new one.
    Paragraph(String),
    /// A line in the middle, such as the name of a round.
    Centred(String),
    /// A table.
    Table(Table),
}

/// A table with rules around its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// The rows: one cell for each column, a cell being its paragraphs.
    pub rows: Vec<Vec<Vec<String>>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub head: String,
    /// Its width, as a part of the sum of all.
    pub share: u16,
    /// How its cells are set.
    pub sitting: Sitting,
}

/// How the cells of a column are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sitting {
    /// From the left, for words.
    #[default]
    Left,
    /// In the middle, for figures and codes.
    Centre,
}

/// The place of a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Authority and post, one line each: "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH".
    pub post: Vec<String>,
    /// A note below the post: "(Ký, ghi rõ họ tên)"; may be empty.
    pub note: String,
    /// Full name of the person who signs.
    pub name: String,
}

/// An annex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annex {
    /// Its title, in capitals.
    pub title: String,
    /// The text.
    pub content: Vec<Block>,
    /// Whether its pages lie across.
    pub across: bool,
}

/// Spaces that stay together and are not merged leave the room on a draft.
const ROOM: &str = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";

impl Number {
    /// "12/QĐ-UBND"; on a draft with room for the figures.
    pub fn full(&self) -> String {
        let figures = self.figures.as_deref().map(one_line);
        let figures = figures.filter(|figures| !figures.is_empty());
        let figures = figures.as_deref().unwrap_or(ROOM);
        match one_line(&self.symbol) {
            symbol if symbol.is_empty() => figures.to_owned(),
            symbol => format!("{figures}/{symbol}"),
        }
    }
}

impl Issue {
    /// "ngày 09 tháng 4 năm 2024"; on a draft with room for day and month.
    pub fn date_in_words(&self) -> String {
        match self.date {
            Some(date) => date.in_words(),
            None => format!("ngày{ROOM}tháng{ROOM}năm {}", self.drawn_up.year),
        }
    }
}

impl Document {
    /// How an annex names the document it belongs to: "Quyết định số 12/QĐ-UBND ngày …".
    pub(crate) fn named(&self) -> String {
        let lower = one_line(&self.kind).to_lowercase();
        let mut letters = lower.chars();
        let kind: String = match letters.next() {
            Some(first) => first.to_uppercase().chain(letters).collect(),
            None => "Công văn".to_owned(),
        };
        let number = self
            .issue
            .number
            .as_ref()
            .map_or_else(String::new, |number| format!(" số {}", number.full()));
        format!("{kind}{number} {}", self.issue.date_in_words())
    }

    /// What the file says about itself.
    pub(crate) fn about(&self) -> About {
        let number = self
            .issue
            .number
            .as_ref()
            .map_or_else(String::new, Number::full);
        let title = format!("{} {number} {}", self.kind, self.subject);
        About {
            title: one_line(&title),
            issuer: one_line(&self.issue.body),
            date: self.issue.date.unwrap_or(self.issue.drawn_up),
        }
    }
}
