//! A document in its order, written for a word processor (ECMA-376, transitional).
//!
//! Each class of paragraph is a style, so that an official who edits the file changes a style
//! and not a hundred paragraphs. The same document gives the same bytes.

mod parts;

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::drawing::{About, Align};
use crate::flow::{BOTTOM, LEFT, PAGE_NUMBER, RIGHT, TOP, a4};
use crate::fonts::{Fonts, Style};

use super::pdf::{GAP, RULE, TABLE};
use super::setting::{Grid, Item, Set};
use super::xml::Xml;

/// Why a file for a word processor could not be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocxFault {
    /// The parts could not be packed; the text says why.
    #[error("the document cannot be packed: {0}")]
    Pack(String),
}

/// Size and margins of a page in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Page {
    across: bool,
    /// Top, right, bottom, left.
    margins: [f32; 4],
}

impl Page {
    /// A page of an official document.
    pub(crate) const fn official(across: bool) -> Self {
        Self {
            across,
            margins: [TOP, RIGHT, BOTTOM, LEFT],
        }
    }

    /// A page across with the same margin on all sides.
    pub(crate) const fn framed(margin: f32) -> Self {
        Self {
            across: true,
            margins: [margin; 4],
        }
    }

    fn width(self) -> f32 {
        let [_, right, _, left] = self.margins;
        a4(self.across).0 - left - right
    }
}

/// Writes items as a document; the page of `page` is that of the first of them.
pub(crate) fn write(
    fonts: &Fonts,
    items: &[Item],
    page: Page,
    about: &About,
) -> Result<Vec<u8>, DocxFault> {
    let mut body = Body {
        fonts,
        xml: Xml::part(),
        page,
        first: true,
    };
    body.xml.raw(parts::DOCUMENT_OPEN);
    for item in items {
        let width = body.page.width();
        body.item(item, width);
    }
    body.section(false);
    body.xml.raw("</w:body></w:document>");
    pack(&[
        ("[Content_Types].xml", parts::CONTENT_TYPES.to_owned()),
        ("_rels/.rels", parts::RELATIONS.to_owned()),
        ("docProps/core.xml", parts::core(about)),
        ("docProps/app.xml", parts::APP.to_owned()),
        ("word/document.xml", body.xml.done()),
        (
            "word/_rels/document.xml.rels",
            parts::DOCUMENT_RELATIONS.to_owned(),
        ),
        ("word/styles.xml", parts::styles()),
        ("word/settings.xml", parts::SETTINGS.to_owned()),
        ("word/fontTable.xml", parts::FONTS.to_owned()),
        ("word/header1.xml", parts::HEADER.to_owned()),
    ])
}

fn pack(files: &[(&str, String)]) -> Result<Vec<u8>, DocxFault> {
    let failed = |fault: &dyn std::fmt::Display| DocxFault::Pack(fault.to_string());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, content) in files {
        zip.start_file(*name, options)
            .map_err(|fault| failed(&fault))?;
        zip.write_all(content.as_bytes())
            .map_err(|fault| failed(&fault))?;
    }
    let file = zip.finish().map_err(|fault| failed(&fault))?;
    Ok(file.into_inner())
}

/// Twentieths of a point, in which word processors count.
pub(super) fn twentieths(points: f32) -> String {
    format!("{:.0}", points * 20.0)
}

/// The text being written.
struct Body<'f> {
    fonts: &'f Fonts,
    xml: Xml,
    page: Page,
    /// Whether the first section is being written; only its first page has no number.
    first: bool,
}

impl Body<'_> {
    /// Writes an item in a column of a width in points.
    fn item(&mut self, item: &Item, width: f32) {
        match item {
            Item::Paragraph(set) => self.paragraph(set),
            Item::Rule(rule) => {
                let side = ((width - rule.length(self.fonts, width)) / 2.0).max(0.0);
                let (line, side) = (twentieths(RULE), twentieths(side));
                self.xml.raw(&format!(
                    "<w:p><w:pPr><w:keepNext/><w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"3\" \
                     w:color=\"141414\"/></w:pBdr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"{line}\" \
                     w:lineRule=\"exact\"/><w:ind w:left=\"{side}\" w:right=\"{side}\"/>\
                     <w:rPr><w:sz w:val=\"4\"/></w:rPr></w:pPr></w:p>"
                ));
            }
            Item::Columns {
                left_part,
                left,
                right,
            } => self.columns(*left_part, left, right, width),
            Item::Table(grid) => self.table(grid, width),
            Item::Gap => self.gap(),
            Item::NewPage { across } => {
                self.section(true);
                self.page = Page::official(*across);
                self.first = false;
            }
        }
    }

    fn gap(&mut self) {
        let line = twentieths(super::setting::GAP);
        self.xml.raw(&format!(
            "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"{line}\" \
             w:lineRule=\"exact\"/></w:pPr></w:p>"
        ));
    }

    fn paragraph(&mut self, set: &Set) {
        self.xml.raw(&format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{:?}\"/></w:pPr>",
            set.class
        ));
        let base = set.class.format().style;
        let last = set.spans.len().saturating_sub(1);
        for (index, span) in set.spans.iter().enumerate() {
            let space = if index < last { " " } else { "" };
            self.run(base, span.style, &format!("{}{space}", span.text));
        }
        self.xml.raw("</w:p>");
    }

    /// Text in a cut, inside a paragraph whose style has another.
    fn run(&mut self, base: Style, style: Style, text: &str) {
        let (bold, italic) = cut(style);
        let (base_bold, base_italic) = cut(base);
        self.xml.raw("<w:r>");
        if style != base {
            self.xml.raw("<w:rPr>");
            for (tag, on, was) in [("b", bold, base_bold), ("i", italic, base_italic)] {
                if on != was {
                    let value = u8::from(on);
                    self.xml.raw(&format!("<w:{tag} w:val=\"{value}\"/>"));
                }
            }
            self.xml.raw("</w:rPr>");
        }
        self.xml
            .raw("<w:t xml:space=\"preserve\">")
            .text(text)
            .raw("</w:t></w:r>");
    }

    fn columns(&mut self, left_part: f32, left: &[Item], right: &[Item], width: f32) {
        // The cells stand out by their padding, so that their text does not.
        let (first, pad) = (width * left_part, GAP / 2.0);
        let widths = [first + pad, width - first + pad];
        self.table_start("", &widths);
        self.xml.raw("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (items, width) in [left, right].into_iter().zip(widths) {
            self.cell_start(width);
            // A cell ends with a paragraph.
            if !matches!(items.last(), Some(Item::Paragraph(_) | Item::Rule(_))) {
                self.xml.raw(SMALL);
            }
            for item in items {
                self.item(item, width - GAP);
            }
            self.xml.raw("</w:tc>");
        }
        self.xml.raw("</w:tr></w:tbl>");
        // Two tables without a paragraph between them would become one.
        self.xml.raw(SMALL);
    }

    fn table(&mut self, grid: &Grid, width: f32) {
        let widths: Vec<f32> = grid
            .columns
            .iter()
            .map(|column| width * column.share)
            .collect();
        self.table_start(BORDERS, &widths);
        self.xml
            .raw("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (column, width) in grid.columns.iter().zip(&widths) {
            self.cell_start(*width);
            self.cell_text(Style::Bold, Align::Centre, &column.head);
            self.xml.raw("</w:tc>");
        }
        self.xml.raw("</w:tr>");
        for row in &grid.rows {
            self.xml.raw("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for ((cell, column), width) in row.iter().zip(&grid.columns).zip(&widths) {
                self.cell_start(*width);
                if cell.is_empty() {
                    self.cell_text(Style::Regular, column.align, "");
                }
                for text in cell {
                    self.cell_text(Style::Regular, column.align, text);
                }
                self.xml.raw("</w:tc>");
            }
            self.xml.raw("</w:tr>");
        }
        self.xml.raw("</w:tbl>");
        self.gap();
    }

    fn table_start(&mut self, borders: &str, widths: &[f32]) {
        let whole = twentieths(widths.iter().sum());
        let (pad, out) = if borders.is_empty() {
            (GAP / 2.0, -GAP / 2.0)
        } else {
            (4.5, 0.0)
        };
        let (pad, out) = (twentieths(pad), twentieths(out));
        self.xml.raw(&format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{whole}\" w:type=\"dxa\"/><w:tblInd w:w=\"{out}\" w:type=\"dxa\"/>{borders}\
             <w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"{pad}\" w:type=\"dxa\"/>\
             <w:right w:w=\"{pad}\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>"
        ));
        for width in widths {
            self.xml
                .raw(&format!("<w:gridCol w:w=\"{}\"/>", twentieths(*width)));
        }
        self.xml.raw("</w:tblGrid>");
    }

    fn cell_start(&mut self, width: f32) {
        self.xml.raw(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>",
            twentieths(width)
        ));
    }

    fn cell_text(&mut self, style: Style, align: Align, text: &str) {
        let name = if align == Align::Centre {
            "TableCentred"
        } else {
            "TableText"
        };
        self.xml
            .raw(&format!("<w:p><w:pPr><w:pStyle w:val=\"{name}\"/></w:pPr>"));
        if !text.is_empty() {
            self.run(Style::Regular, style, text);
        }
        self.xml.raw("</w:p>");
    }

    /// Ends a section; inside the text in a paragraph of its own.
    fn section(&mut self, inside: bool) {
        let (width, height) = a4(self.page.across);
        let [top, right, bottom, left] = self.page.margins;
        let orient = if self.page.across {
            " w:orient=\"landscape\""
        } else {
            ""
        };
        let title = if self.first { "<w:titlePg/>" } else { "" };
        let properties = format!(
            "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/><w:type w:val=\"nextPage\"/>\
             <w:pgSz w:w=\"{}\" w:h=\"{}\"{orient}/><w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" \
             w:header=\"{}\" w:footer=\"567\" w:gutter=\"0\"/>{title}</w:sectPr>",
            twentieths(width),
            twentieths(height),
            twentieths(top),
            twentieths(right),
            twentieths(bottom),
            twentieths(left),
            twentieths(PAGE_NUMBER),
        );
        if inside {
            self.xml
                .raw(&format!("<w:p><w:pPr>{TINY}{properties}</w:pPr></w:p>"));
        } else {
            self.xml.raw(&properties);
        }
    }
}

/// Whether a cut is bold, and whether it slants.
pub(super) const fn cut(style: Style) -> (bool, bool) {
    match style {
        Style::Regular => (false, false),
        Style::Bold => (true, false),
        Style::Italic => (false, true),
        Style::BoldItalic => (true, true),
    }
}

/// Spacing of a paragraph that takes next to no room.
const TINY: &str = "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>";
const SMALL: &str = "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/><w:rPr><w:sz w:val=\"2\"/></w:rPr></w:pPr></w:p>";
const BORDERS: &str = "<w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>\
<w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>\
<w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>\
<w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>\
<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>\
<w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/></w:tblBorders>";

/// Size of the text of tables in half points.
pub(super) fn table_size() -> String {
    format!("{:.0}", TABLE * 2.0)
}
