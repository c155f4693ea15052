//! Word documents and presentations since 2007. Both name paragraphs `p`, runs `r`, texts `t` and
//! tables `tbl`, `tr`, `tc`; one walk reads both.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::gather::Gather;
use super::guard::guard;
use super::unpack::{Package, Seen, attribute, walk};
use super::{PartKind, ReadFault, Reading};

/// What a style says of the paragraphs that have it.
#[derive(Debug, Default, Clone)]
struct Style {
    font: Option<String>,
    heading: Option<u8>,
    parent: Option<String>,
}

/// Styles by their identity, and the font of text without any.
#[derive(Debug, Default)]
struct Styles {
    named: HashMap<String, Style>,
    font: Option<String>,
}

impl Styles {
    /// The first answer of a style or the ones it is based on.
    fn ask<T>(&self, name: &str, answer: impl Fn(&Style) -> Option<T>) -> Option<T> {
        // Styles may be based on one another in a circle.
        let mut name = name;
        for _ in 0..16 {
            let style = self.named.get(name)?;
            if let Some(found) = answer(style) {
                return Some(found);
            }
            name = style.parent.as_deref()?;
        }
        None
    }
}

/// Reads a Word document.
pub(super) fn document(bytes: &[u8]) -> Result<Reading, ReadFault> {
    let mut package = Package::open(bytes)?;
    guard(&mut package)?;
    let styles = match package.part("word/styles.xml")? {
        Some(xml) => styles(&xml)?,
        None => Styles::default(),
    };
    let xml = package
        .part("word/document.xml")?
        .ok_or(ReadFault::Damaged)?;
    let mut walker = Walker::new(&styles);
    walker.gather.page = Some(1);
    walk(&xml, |seen| {
        walker.see(seen);
        Ok(())
    })?;
    let pages = walker.gather.page;
    Ok(walker.gather.done(pages))
}

/// Reads a presentation, slide by slide.
pub(super) fn slides(bytes: &[u8]) -> Result<Reading, ReadFault> {
    let mut package = Package::open(bytes)?;
    guard(&mut package)?;
    let number = |name: &String| -> Option<u32> {
        name.strip_prefix("ppt/slides/slide")?
            .strip_suffix(".xml")?
            .parse()
            .ok()
    };
    let mut slides: Vec<u32> = package.names().iter().filter_map(number).collect();
    slides.sort_unstable();
    let styles = Styles::default();
    let mut walker = Walker::new(&styles);
    let mut count = 0;
    for slide in slides {
        count += 1;
        walker.gather.page = Some(count);
        let xml = package.part(&format!("ppt/slides/slide{slide}.xml"))?;
        walk(&xml.unwrap_or_default(), |seen| {
            walker.see(seen);
            Ok(())
        })?;
    }
    Ok(walker.gather.done(Some(count)))
}

/// The level a heading's style is of, by its name or identity.
fn heading(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    if name == "title" {
        return Some(1);
    }
    let level = name.strip_prefix("heading")?.trim().parse().ok()?;
    (1..=9).contains(&level).then_some(level)
}

fn font(tag: &BytesStart<'_>) -> Option<String> {
    attribute(tag, "ascii").or_else(|| attribute(tag, "hAnsi"))
}

fn styles(xml: &str) -> Result<Styles, ReadFault> {
    let mut styles = Styles::default();
    let mut open: Option<(String, Style)> = None;
    walk(xml, |seen| {
        match seen {
            Seen::Start(tag) => match (tag.local_name().as_ref(), &mut open) {
                ("style", _) => {
                    let name = attribute(&tag, "styleId").unwrap_or_default();
                    let heading = heading(&name);
                    open = Some((
                        name,
                        Style {
                            heading,
                            ..Style::default()
                        },
                    ));
                }
                ("name", Some((_, style))) => {
                    let name = attribute(&tag, "val").unwrap_or_default();
                    style.heading = style.heading.or_else(|| heading(&name));
                }
                ("basedOn", Some((_, style))) => style.parent = attribute(&tag, "val"),
                ("outlineLvl", Some((_, style))) => style.heading = style.heading.or(outline(&tag)),
                ("rFonts", Some((_, style))) => style.font = font(&tag),
                ("rFonts", None) => styles.font = font(&tag),
                _ => {}
            },
            Seen::End(name) if name == "style" => {
                if let Some((name, style)) = open.take() {
                    styles.named.insert(name, style);
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(styles)
}

fn outline(tag: &BytesStart<'_>) -> Option<u8> {
    let level: u8 = attribute(tag, "val")?.parse().ok()?;
    (level < 9).then_some(level + 1)
}

/// A table being gone through: its number, row and column.
type Place = (u32, u32, u32);

/// The state of a walk through a text.
struct Walker<'s> {
    styles: &'s Styles,
    gather: Gather,
    tables: u32,
    /// The tables around this place, the innermost last.
    inside: Vec<Place>,
    /// Fonts of the paragraphs around this place, the innermost last.
    fonts: Vec<Option<String>>,
    run_font: Option<String>,
    in_run: bool,
    in_text: bool,
    title: bool,
    /// How many elements are open whose text stands elsewhere too, or was deleted.
    skipped: u32,
}

/// What says again, for older programs, what was said before.
const SKIPPED: [&str; 2] = ["Fallback", "del"];

impl<'s> Walker<'s> {
    fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            gather: Gather::default(),
            tables: 0,
            inside: Vec::new(),
            fonts: Vec::new(),
            run_font: None,
            in_run: false,
            in_text: false,
            title: false,
            skipped: 0,
        }
    }

    fn see(&mut self, seen: Seen<'_>) {
        match seen {
            Seen::Start(tag) => {
                let name = tag.local_name();
                if SKIPPED.contains(&name.as_ref()) {
                    self.skipped += 1;
                }
                if self.skipped == 0 {
                    self.start(name.as_ref(), &tag);
                }
            }
            Seen::End(name) => {
                if self.skipped == 0 {
                    self.end(&name);
                } else if SKIPPED.contains(&name.as_str()) {
                    self.skipped -= 1;
                }
            }
            Seen::Text(text) if self.in_text && self.skipped == 0 => self.text(&text),
            Seen::Text(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        let paragraph = self.fonts.last().and_then(Option::as_deref);
        let font = self.run_font.as_deref().or(paragraph);
        self.gather.text(text, font.or(self.styles.font.as_deref()));
    }

    fn start(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "p" => {
                let kind = match self.inside.last() {
                    Some((table, row, column)) => PartKind::Cell {
                        table: *table,
                        row: *row,
                        column: *column,
                    },
                    None if self.title => PartKind::Heading(1),
                    None => PartKind::Paragraph,
                };
                self.gather.begin(kind);
                self.fonts.push(None);
            }
            "pStyle" => {
                let style = attribute(tag, "val").unwrap_or_default();
                if let Some(font) = self.fonts.last_mut() {
                    *font = self.styles.ask(&style, |style| style.font.clone());
                }
                let level = self.styles.ask(&style, |style| style.heading);
                self.heading(level.or_else(|| heading(&style)));
            }
            "outlineLvl" => self.heading(outline(tag)),
            "ph" => {
                let kind = attribute(tag, "type").unwrap_or_default();
                self.title = matches!(kind.as_str(), "title" | "ctrTitle");
            }
            "r" => (self.in_run, self.run_font) = (true, None),
            "rFonts" if self.in_run => self.run_font = font(tag),
            "latin" if self.in_run => self.run_font = attribute(tag, "typeface"),
            "t" => self.in_text = true,
            "tab" if self.in_run => self.text("\t"),
            "br" | "cr" if self.in_run => {
                if attribute(tag, "type").as_deref() == Some("page") {
                    self.turn();
                } else {
                    self.text("\n");
                }
            }
            "noBreakHyphen" => self.text("-"),
            "lastRenderedPageBreak" => self.turn(),
            "tbl" => {
                self.tables += 1;
                self.inside.push((self.tables, 0, 0));
            }
            "tr" => {
                if let Some((_, row, column)) = self.inside.last_mut() {
                    (*row, *column) = (*row + 1, 0);
                }
            }
            "tc" => {
                if let Some((_, _, column)) = self.inside.last_mut() {
                    *column += 1;
                }
            }
            _ => {}
        }
    }

    fn heading(&mut self, level: Option<u8>) {
        if let Some(level) = level
            && self.inside.is_empty()
        {
            self.gather.is(PartKind::Heading(level));
        }
    }

    fn turn(&mut self) {
        self.gather.page = self.gather.page.map(|page| page + 1);
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => {
                self.gather.end();
                self.fonts.pop();
            }
            "r" => (self.in_run, self.run_font) = (false, None),
            "t" => self.in_text = false,
            "sp" => self.title = false,
            "tbl" => {
                self.inside.pop();
            }
            _ => {}
        }
    }
}
