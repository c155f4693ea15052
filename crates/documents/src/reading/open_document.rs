//! OpenDocument texts.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::gather::Gather;
use super::unpack::{Package, Seen, attribute, walk};
use super::{PartKind, ReadFault, Reading};

/// What is no part of the text: changes kept for later, remarks.
const SKIPPED: [&str; 2] = ["tracked-changes", "annotation"];
/// The most spaces one element may stand for.
const MOST_SPACES: usize = 200;

/// The state of a walk through a text.
#[derive(Default)]
struct Walker {
    gather: Gather,
    /// Fonts by the style that asks for them.
    fonts: HashMap<String, String>,
    style: String,
    /// Fonts of paragraphs and spans around this place, the innermost last.
    around: Vec<Option<String>>,
    tables: u32,
    inside: Vec<(u32, u32, u32)>,
    in_body: bool,
    skipped: u32,
}

/// Reads an OpenDocument text.
pub(super) fn read(bytes: &[u8]) -> Result<Reading, ReadFault> {
    let mut package = Package::open(bytes)?;
    let mut walker = Walker::default();
    for name in ["styles.xml", "content.xml"] {
        let Some(xml) = package.part(name)? else {
            continue;
        };
        walker.gather.page = Some(1);
        walk(&xml, |seen| {
            walker.see(seen);
            Ok(())
        })?;
    }
    let pages = walker.gather.page;
    Ok(walker.gather.done(pages))
}

impl Walker {
    fn see(&mut self, seen: Seen<'_>) {
        match seen {
            Seen::Start(tag) => {
                let name = tag.local_name();
                if SKIPPED.contains(&name.as_ref()) {
                    self.skipped += 1;
                } else if self.skipped == 0 {
                    self.start(name.as_ref(), &tag);
                }
            }
            Seen::End(name) => {
                if SKIPPED.contains(&name.as_str()) {
                    self.skipped = self.skipped.saturating_sub(1);
                } else if self.skipped == 0 {
                    self.end(&name);
                }
            }
            Seen::Text(text) if self.skipped == 0 => self.text(&text),
            Seen::Text(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        let font = self.around.iter().rev().find_map(Option::as_deref);
        self.gather.text(text, font);
    }

    fn begin(&mut self, kind: PartKind, tag: &BytesStart<'_>) {
        if self.in_body {
            self.gather.begin(kind);
            self.span(tag);
        }
    }

    fn span(&mut self, tag: &BytesStart<'_>) {
        let style = attribute(tag, "style-name").unwrap_or_default();
        self.around.push(self.fonts.get(&style).cloned());
    }

    fn start(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "body" => self.in_body = true,
            "style" => self.style = attribute(tag, "name").unwrap_or_default(),
            "text-properties" => {
                let font = attribute(tag, "font-name").or_else(|| attribute(tag, "font-family"));
                if let Some(font) = font {
                    let font = font.trim_matches(['\'', '"']).to_owned();
                    self.fonts.insert(self.style.clone(), font);
                }
            }
            "h" => {
                let level = attribute(tag, "outline-level").and_then(|level| level.parse().ok());
                self.begin(PartKind::Heading(level.unwrap_or(1)), tag);
            }
            "p" => {
                let kind = match self.inside.last() {
                    Some((table, row, column)) => PartKind::Cell {
                        table: *table,
                        row: *row,
                        column: *column,
                    },
                    None => PartKind::Paragraph,
                };
                self.begin(kind, tag);
            }
            "span" => self.span(tag),
            "s" => {
                let count = attribute(tag, "c").and_then(|count| count.parse().ok());
                self.text(&" ".repeat(count.unwrap_or(1).min(MOST_SPACES)));
            }
            "tab" => self.text("\t"),
            "line-break" => self.text("\n"),
            "soft-page-break" => self.gather.page = self.gather.page.map(|page| page + 1),
            "table" => {
                self.tables += 1;
                self.inside.push((self.tables, 0, 0));
            }
            "table-row" => {
                if let Some((_, row, column)) = self.inside.last_mut() {
                    (*row, *column) = (*row + 1, 0);
                }
            }
            "table-cell" | "covered-table-cell" => {
                if let Some((_, _, column)) = self.inside.last_mut() {
                    *column += 1;
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "body" => self.in_body = false,
            "h" | "p" if self.in_body => {
                self.gather.end();
                self.around.pop();
            }
            "span" => {
                self.around.pop();
            }
            "table" => {
                self.inside.pop();
            }
            _ => {}
        }
    }
}
