//! Tables, tabs, pages of a list, rows to pick from.

use askama::Template;

use super::{Due, Tag, safe};

/// Direction of a sorted column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Smallest first.
    Up,
    /// Greatest first.
    Down,
}

/// Head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its words.
    pub label: String,
    /// Address that sorts by it.
    pub sort: Option<String>,
    /// How the table is sorted by it now.
    pub order: Option<Order>,
    /// Whether its cells are numbers.
    pub numeric: bool,
}

impl Head {
    /// A head that does not sort.
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            sort: None,
            order: None,
            numeric: false,
        }
    }

    /// The same head over numbers.
    #[must_use]
    pub fn numeric(mut self) -> Self {
        self.numeric = true;
        self
    }

    /// The same head as a link that sorts.
    #[must_use]
    pub fn sorts(mut self, href: impl Into<String>, order: Option<Order>) -> Self {
        self.sort = Some(href.into());
        self.order = order;
        self
    }

    fn aria(&self) -> Option<&'static str> {
        self.order.map(|order| match order {
            Order::Up => "ascending",
            Order::Down => "descending",
        })
    }
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text; may be empty.
    Text(String),
    /// A number, aligned to the right.
    Number(String),
    /// The row's link with a quiet line below it.
    Link {
        /// Words.
        label: String,
        /// Address.
        href: String,
        /// Quiet line below; may be empty.
        note: String,
    },
    /// Text with a quiet line below it.
    Stack(String, String),
    /// A status.
    Tag(Tag),
    /// A due time.
    Due(Due),
    /// A code, number or hash in even digits.
    Code(String),
}

impl Cell {
    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number already formatted.
    pub fn number(text: impl Into<String>) -> Self {
        Self::Number(text.into())
    }

    /// A link.
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self::Link {
            label: label.into(),
            href: href.into(),
            note: String::new(),
        }
    }

    /// A link with a quiet line.
    pub fn link_with(
        label: impl Into<String>,
        href: impl Into<String>,
        note: impl Into<String>,
    ) -> Self {
        Self::Link {
            label: label.into(),
            href: href.into(),
            note: note.into(),
        }
    }

    /// A code.
    pub fn code(text: impl Into<String>) -> Self {
        Self::Code(text.into())
    }
}

/// A row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// One cell for each head.
    pub cells: Vec<Cell>,
}

/// A table. On a narrow screen each row becomes a card, every cell with its head.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/table.html")]
pub struct Table {
    /// What the table lists, for those who cannot see it.
    pub caption: String,
    /// Heads.
    pub heads: Vec<Head>,
    /// Rows, each as long as `heads`.
    pub rows: Vec<Row>,
    /// Whether the keyboard may walk the rows (j, k, o).
    pub keys: bool,
}

impl Table {
    /// A table from its caption, heads and rows.
    pub fn new(caption: impl Into<String>, heads: Vec<Head>, rows: Vec<Vec<Cell>>) -> Self {
        let rows = rows.into_iter().map(|cells| Row { cells }).collect();
        Self {
            caption: caption.into(),
            heads,
            rows,
            keys: false,
        }
    }

    /// The same table with keyboard movement.
    #[must_use]
    pub fn with_keys(mut self) -> Self {
        self.keys = true;
        self
    }
}

/// One tab: a link to a part of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// Words.
    pub label: String,
    /// Address.
    pub href: String,
    /// How many are in it.
    pub count: Option<u64>,
    /// Whether it is the one shown.
    pub current: bool,
}

/// One link of the page list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLink {
    /// Page number; none for a gap.
    pub number: Option<u64>,
    /// Address; none for a gap.
    pub href: Option<String>,
    /// Whether it is the page shown.
    pub current: bool,
}

/// Links to the pages of a list.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/pager.html")]
pub struct Pager {
    /// "1–20 trong 214".
    pub summary: String,
    /// The page before.
    pub prev: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// Numbered links with gaps.
    pub links: Vec<PageLink>,
}

impl Pager {
    /// Links for `page` (from 1) of `total` entries, `size` on a page; `href` gives the address of a page.
    pub fn new(page: u64, size: u64, total: u64, href: impl Fn(u64) -> String) -> Self {
        let size = size.max(1);
        let pages = total.div_ceil(size).max(1);
        let page = page.clamp(1, pages);
        let first = if total == 0 { 0 } else { (page - 1) * size + 1 };
        let mut links = Vec::new();
        let mut last = 0;
        for number in 1..=pages {
            if number != 1 && number != pages && number.abs_diff(page) > 1 {
                continue;
            }
            if number > last + 1 {
                links.push(PageLink {
                    number: None,
                    href: None,
                    current: false,
                });
            }
            links.push(PageLink {
                number: Some(number),
                href: Some(href(number)),
                current: number == page,
            });
            last = number;
        }
        Self {
            summary: format!("{first}–{} trong {total}", (page * size).min(total)),
            prev: (page > 1).then(|| href(page - 1)),
            next: (page < pages).then(|| href(page + 1)),
            links,
        }
    }
}

/// One dossier to pick into a session or a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// What is posted.
    pub value: String,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Authors, field, unit: one quiet line.
    pub note: String,
    /// Its status or result.
    pub status: Option<Tag>,
    /// Whether it is picked.
    pub checked: bool,
    /// Why it cannot be picked.
    pub blocked: Option<String>,
}

safe!(Table, Pager);

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(pager: &Pager) -> Vec<Option<u64>> {
        pager.links.iter().map(|link| link.number).collect()
    }

    #[test]
    fn a_long_list_shows_its_ends_and_the_pages_beside_the_current_one() {
        let pager = Pager::new(6, 20, 214, |page| format!("?page={page}"));
        assert_eq!(
            numbers(&pager),
            [Some(1), None, Some(5), Some(6), Some(7), None, Some(11)]
        );
        assert_eq!(pager.summary, "101–120 trong 214");
        assert_eq!(pager.next.as_deref(), Some("?page=7"));
    }

    #[test]
    fn a_page_beyond_the_end_is_the_last_page() {
        let pager = Pager::new(99, 20, 21, |page| page.to_string());
        assert_eq!(numbers(&pager), [Some(1), Some(2)]);
        assert_eq!(pager.summary, "21–21 trong 21");
        assert_eq!(pager.next, None);
    }

    #[test]
    fn an_empty_list_has_one_page() {
        let pager = Pager::new(1, 20, 0, |page| page.to_string());
        assert_eq!(pager.summary, "0–0 trong 0");
        assert_eq!((pager.prev, pager.next), (None, None));
    }
}
