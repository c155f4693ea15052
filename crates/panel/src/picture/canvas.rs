//! Lines, dots and words.

use std::fmt::Write as _;

use sangkien_casework::diagram::escaped;

/// Ink of dots and words.
pub(super) const INK: &str = "#1b1b1b";
/// Ink of what is said in passing.
pub(super) const SOFT: &str = "#474747";
/// Ink of lines to measure by.
pub(super) const RULE: &str = "#b5b5b5";
/// Fill of what stands out.
pub(super) const STRONG: &str = "#1f4e8c";

/// Distance between the edge and what is drawn.
pub(super) const MARGIN: i64 = 16;
/// Height of a row.
pub(super) const ROW: i64 = 26;
/// Width of what is measured.
pub(super) const PLOT: i64 = 480;
/// Widest label, in letters; longer ones are cut and stand whole in the table.
const LABEL: usize = 28;

/// A drawing under way.
pub(super) struct Canvas {
    out: String,
}

impl Canvas {
    pub(super) fn new(title: &str, description: &str, width: i64, height: i64) -> Self {
        Self::with_role("img", title, description, (width, height))
    }

    /// A drawing with links in it, which a picture would hide from readers of screens.
    pub(super) fn of_links(title: &str, description: &str, width: i64, height: i64) -> Self {
        Self::with_role("group", title, description, (width, height))
    }

    fn with_role(role: &str, title: &str, description: &str, (width, height): (i64, i64)) -> Self {
        let mut out = String::with_capacity(4_096);
        let (title, description) = (escaped(title), escaped(description));
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"{role}\" aria-label=\"{title}\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"'Be Vietnam Pro', Arial, 'Liberation Sans', sans-serif\"><title>{title}</title><desc>{description}</desc><rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>"
        );
        Self { out }
    }

    pub(super) fn line(&mut self, from: (i64, i64), to: (i64, i64), ink: &str, dashed: bool) {
        let pattern = if dashed {
            " stroke-dasharray=\"4 3\""
        } else {
            ""
        };
        let _ = write!(
            self.out,
            "<path d=\"M{} {}L{} {}\" stroke=\"{ink}\" stroke-width=\"1\" fill=\"none\"{pattern}/>",
            from.0, from.1, to.0, to.1
        );
    }

    /// A ring, so that dots upon one another can be told apart.
    pub(super) fn ring(&mut self, x: i64, y: i64) {
        let _ = write!(
            self.out,
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"5\" fill=\"#ffffff\" fill-opacity=\"0.6\" stroke=\"{INK}\" stroke-width=\"1.5\"/>"
        );
    }

    /// A lozenge: a mean.
    pub(super) fn lozenge(&mut self, x: i64, y: i64) {
        let _ = write!(
            self.out,
            "<path d=\"M{x} {}l6 6l-6 6l-6 -6Z\" fill=\"{STRONG}\"/>",
            y - 6
        );
    }

    /// A line through points.
    pub(super) fn curve(&mut self, points: &[(i64, i64)]) {
        let mut path = String::new();
        for (index, (x, y)) in points.iter().enumerate() {
            let letter = if index == 0 { 'M' } else { 'L' };
            let _ = write!(path, "{letter}{x} {y}");
        }
        let _ = write!(
            self.out,
            "<path d=\"{path}\" stroke=\"{STRONG}\" stroke-width=\"2\" fill=\"none\"/>"
        );
    }

    /// A square with words in the middle, which leads somewhere where that is said with its name.
    pub(super) fn square(
        &mut self,
        (x, y): (i64, i64),
        side: i64,
        (fill, ink): (&str, &str),
        words: &str,
        leads: Option<(&str, &str)>,
    ) {
        if let Some((href, name)) = leads {
            let (href, name) = (escaped(href), escaped(name));
            let _ = write!(
                self.out,
                "<a href=\"{href}\" aria-label=\"{name}\"><title>{name}</title>"
            );
        }
        let _ = write!(
            self.out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{side}\" height=\"{side}\" fill=\"{fill}\" stroke=\"#ffffff\"/>"
        );
        if !words.is_empty() {
            self.words(x + side / 2, y + side / 2 + 4, "middle", ink, words);
        }
        if leads.is_some() {
            self.out.push_str("</a>");
        }
    }

    pub(super) fn words(&mut self, x: i64, y: i64, anchor: &str, ink: &str, words: &str) {
        let _ = write!(
            self.out,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"12\" text-anchor=\"{anchor}\" fill=\"{ink}\">{}</text>",
            escaped(words)
        );
    }

    pub(super) fn end(mut self) -> String {
        self.out.push_str("</svg>");
        self.out
    }
}

/// A label that fits its column.
pub(super) fn short(label: &str) -> String {
    if label.chars().count() <= LABEL {
        return label.to_owned();
    }
    let mut cut: String = label.chars().take(LABEL - 1).collect();
    cut.push('…');
    cut
}

/// Width of the column that holds the labels.
pub(super) fn label_width<'a>(labels: impl Iterator<Item = &'a str>) -> i64 {
    let longest = labels.map(|label| label.chars().count().min(LABEL)).max();
    // The widest face has letters of 7 units on average.
    i64::try_from(longest.unwrap_or(0)).unwrap_or(0) * 7 + 12
}

/// A number of rows as a length.
pub(super) fn rows(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX / ROW) * ROW
}

/// Where `value` of `most` lies on `width`.
pub(super) fn along(value: i64, most: i64, width: i64) -> i64 {
    let most = most.max(1);
    (value.clamp(0, most) * width + most / 2) / most
}
