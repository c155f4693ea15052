//! The order in which a document is set.

use crate::drawing::Align;
use crate::fonts::{Fonts, Style};
use crate::layout::{Line, Span, count, one_line, span, wrap_evenly};
use crate::table;

use super::class::Class;
use super::document::{Block, Document, Signature, Sitting, Table};

/// A paragraph in its order.
#[derive(Debug, Clone)]
pub(crate) struct Set {
    pub(crate) class: Class,
    pub(crate) spans: Vec<Span>,
}

impl Set {
    /// A paragraph in the cut of its class.
    pub(crate) fn new(class: Class, text: &str) -> Self {
        Self {
            class,
            spans: vec![span(class.format().style, text)],
        }
    }

    /// A paragraph whose no-break spaces leave room for what is written in by hand.
    fn with_room(class: Class, text: String) -> Self {
        let style = class.format().style;
        Self {
            class,
            spans: vec![Span { style, text }],
        }
    }

    /// Its words, joined.
    pub(crate) fn text(&self) -> String {
        let texts: Vec<&str> = self.spans.iter().map(|span| span.text.as_str()).collect();
        texts.join(" ")
    }

    fn is_empty(&self) -> bool {
        self.spans.iter().all(|span| span.text.is_empty())
    }
}

/// A level line below a paragraph, of a part of its width.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    under: Set,
    part: f32,
}

impl Rule {
    /// Its length in points, in a column of a width.
    pub(crate) fn length(&self, fonts: &Fonts, width: f32) -> f32 {
        let size = f32::from(self.under.class.format().size) / 2.0;
        let lines: Vec<Line> = wrap_evenly(fonts, size, &self.under.spans, width);
        lines.iter().map(|line| line.width).fold(0.0, f32::max) * self.part
    }
}

/// The rows of a table, in the form in which tables are drawn.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    pub(crate) columns: Vec<table::Column>,
    pub(crate) rows: Vec<Vec<table::Cell>>,
}

/// Something in its order.
#[derive(Debug, Clone)]
pub(crate) enum Item {
    Paragraph(Set),
    Rule(Rule),
    /// Two columns side by side, on one page.
    Columns {
        /// Part of the width the left one takes.
        left_part: f32,
        left: Vec<Self>,
        right: Vec<Self>,
    },
    Table(Grid),
    /// Half a line left free.
    Gap,
    /// What follows stands on a new page.
    NewPage {
        across: bool,
    },
}

/// Height of [`Item::Gap`] in points.
pub(super) const GAP: f32 = 8.0;

const COUNTRY: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
/// Part of the width of an upright page that the issuing body takes.
const HEAD_LEFT: f32 = 0.42;

fn paragraph(out: &mut Vec<Item>, class: Class, text: &str) {
    let set = Set::new(class, text);
    if !set.is_empty() {
        out.push(Item::Paragraph(set));
    }
}

fn capitals(out: &mut Vec<Item>, class: Class, text: &str) {
    paragraph(out, class, &one_line(text).to_uppercase());
}

/// Puts a line below the last paragraph.
fn rule(out: &mut Vec<Item>, part: f32) {
    if let Some(Item::Paragraph(under)) = out.last() {
        let under = under.clone();
        out.push(Item::Rule(Rule { under, part }));
    }
}

/// The names on both sides of a head: who issues, and the country with its motto.
pub(crate) fn names(superior: Option<&str>, body: &str, left_part: f32) -> Item {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    capitals(&mut left, Class::Superior, superior.unwrap_or_default());
    capitals(&mut left, Class::Issuer, body);
    rule(&mut left, 0.4);
    paragraph(&mut right, Class::Country, COUNTRY);
    paragraph(&mut right, Class::Motto, MOTTO);
    rule(&mut right, 1.0);
    Item::Columns {
        left_part,
        left,
        right,
    }
}

/// A document in its order.
pub(crate) fn set(document: &Document) -> Vec<Item> {
    let mut out = Vec::new();
    head(&mut out, document);
    title(&mut out, document);
    addressees(&mut out, &document.addressees);
    capitals(&mut out, Class::Authority, &document.authority);
    let last = document.grounds.len().saturating_sub(1);
    for (index, ground) in document.grounds.iter().enumerate() {
        let sign = if index == last { '.' } else { ';' };
        paragraph(&mut out, Class::Ground, &format!("{}{sign}", bare(ground)));
    }
    capitals(&mut out, Class::Enacting, &document.enacting);
    blocks(&mut out, &document.content);
    end(&mut out, document);
    for annex in &document.annexes {
        out.push(Item::NewPage {
            across: annex.across,
        });
        capitals(&mut out, Class::AnnexTitle, &annex.title);
        let attached = format!("(Kèm theo {})", document.named());
        out.push(Item::Paragraph(Set::with_room(Class::Attached, attached)));
        rule(&mut out, 0.5);
        blocks(&mut out, &annex.content);
    }
    out
}

fn head(out: &mut Vec<Item>, document: &Document) {
    let issue = &document.issue;
    out.push(names(issue.superior.as_deref(), &issue.body, HEAD_LEFT));
    let (mut left, mut right) = (Vec::new(), Vec::new());
    if let Some(number) = &issue.number {
        let text = format!("Số: {}", number.full());
        left.push(Item::Paragraph(Set::with_room(Class::Number, text)));
    }
    if document.kind.is_empty() {
        paragraph(&mut left, Class::LetterSubject, &document.subject);
    }
    let place = one_line(&issue.place);
    let comma = if place.is_empty() { "" } else { ", " };
    let text = format!("{place}{comma}{}", issue.date_in_words());
    right.push(Item::Paragraph(Set::with_room(Class::PlaceAndDate, text)));
    out.push(Item::Columns {
        left_part: HEAD_LEFT,
        left,
        right,
    });
}

fn title(out: &mut Vec<Item>, document: &Document) {
    if document.kind.is_empty() {
        return;
    }
    capitals(out, Class::Kind, &document.kind);
    paragraph(out, Class::Subject, &document.subject);
    if !document.subject.trim().is_empty() {
        rule(out, 0.4);
    }
}

fn addressees(out: &mut Vec<Item>, addressees: &[String]) {
    match addressees {
        [] => {}
        [one] => paragraph(
            out,
            Class::Addressee,
            &format!("Kính gửi: {}", one_line(one)),
        ),
        several => {
            paragraph(out, Class::Addressee, "Kính gửi:");
            list(out, Class::AddresseeInList, several);
            out.push(Item::Gap);
        }
    }
}

/// Lines with a dash, a semicolon after each and a stop after the last.
fn list(out: &mut Vec<Item>, class: Class, lines: &[String]) {
    let last = lines.len().saturating_sub(1);
    for (index, line) in lines.iter().enumerate() {
        let sign = if index == last { '.' } else { ';' };
        paragraph(out, class, &format!("- {}{sign}", bare(line)));
    }
}

/// The text without the stop or semicolon it may already end in.
fn bare(text: &str) -> String {
    one_line(text)
        .trim_end_matches(['.', ';', ',', ' '])
        .to_owned()
}

/// The letters of points, in the order of the Vietnamese alphabet.
const LETTERS: [&str; 29] = [
    "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t",
    "u", "v", "x", "y", "aa", "bb", "cc", "dd", "đđ", "ee",
];

fn blocks(out: &mut Vec<Item>, blocks: &[Block]) {
    let (mut article, mut clause, mut point) = (0_usize, 0_usize, 0_usize);
    for block in blocks {
        match block {
            Block::Heading(text) => {
                (clause, point) = (0, 0);
                paragraph(out, Class::Heading, text);
            }
            Block::Article(text) => {
                article += 1;
                (clause, point) = (0, 0);
                let label = span(Style::Bold, &format!("Điều {article}."));
                lines(out, Some(label), text);
            }
            Block::Clause(text) => {
                clause += 1;
                point = 0;
                lines(out, Some(span(Style::Regular, &format!("{clause}."))), text);
            }
            Block::Point(text) => {
                let letter = LETTERS.get(point).copied().unwrap_or("-");
                point += 1;
                lines(out, Some(span(Style::Regular, &format!("{letter})"))), text);
            }
            Block::Paragraph(text) => lines(out, None, text),
            Block::Centred(text) => paragraph(out, Class::Centred, text),
            Block::Table(table) => out.push(Item::Table(grid(table))),
        }
    }
}

/// Running text: a paragraph for each line, a label before the first.
fn lines(out: &mut Vec<Item>, mut label: Option<Span>, text: &str) {
    for text in text.lines().filter(|line| !line.trim().is_empty()) {
        let mut spans: Vec<Span> = label.take().into_iter().collect();
        spans.push(span(Style::Regular, text));
        out.push(Item::Paragraph(Set {
            class: Class::Running,
            spans,
        }));
    }
}

fn grid(table: &Table) -> Grid {
    let sum: usize = table
        .columns
        .iter()
        .map(|column| usize::from(column.share))
        .sum();
    let columns = table.columns.iter().map(|column| table::Column {
        head: one_line(&column.head),
        share: f32::from(column.share) / count(sum.max(1)),
        align: match column.sitting {
            Sitting::Left => Align::Left,
            Sitting::Centre => Align::Centre,
        },
    });
    let row = |cells: &Vec<Vec<String>>| {
        let mut cells: Vec<table::Cell> = cells
            .iter()
            .map(|cell| cell.iter().map(|text| one_line(text)).collect())
            .collect();
        cells.resize(table.columns.len(), Vec::new());
        cells
    };
    Grid {
        columns: columns.collect(),
        rows: table.rows.iter().map(row).collect(),
    }
}

/// The recipients on the left of the one who signs; below them, when several do.
fn end(out: &mut Vec<Item>, document: &Document) {
    let mut recipients = Vec::new();
    if !document.recipients.is_empty() {
        paragraph(&mut recipients, Class::RecipientsLabel, "Nơi nhận:");
        list(&mut recipients, Class::Recipient, &document.recipients);
    }
    out.push(Item::Gap);
    match document.signatures.as_slice() {
        [one] => out.push(beside(recipients, signature(one))),
        several => {
            for pair in several.chunks(2) {
                let mut sides = pair.iter().map(signature);
                let left = sides.next().unwrap_or_default();
                out.push(beside(left, sides.next().unwrap_or_default()));
            }
            out.append(&mut recipients);
        }
    }
}

fn beside(left: Vec<Item>, right: Vec<Item>) -> Item {
    Item::Columns {
        left_part: 0.5,
        left,
        right,
    }
}

fn signature(signature: &Signature) -> Vec<Item> {
    let mut out = Vec::new();
    for post in &signature.post {
        capitals(&mut out, Class::Post, post);
    }
    paragraph(&mut out, Class::SignatureNote, &signature.note);
    paragraph(&mut out, Class::SignatureName, &signature.name);
    out
}
