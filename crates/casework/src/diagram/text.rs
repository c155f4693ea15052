//! Measuring, wrapping and escaping text without a font at hand.

/// Width of a character in thousandths of the font's size, measured on the face of the pages. It
/// is the widest of those asked for; one wider by a tenth still stays within the box, whose
/// edges are that far off.
fn advance(letter: char) -> i64 {
    match letter {
        'i' | 'l' | 'j' | '!' | '.' | ',' | ':' | ';' | '\'' | '|' | 'ì' | 'í' | 'ỉ' | 'ĩ'
        | 'ị' => 295,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | ' ' | '/' | '-' | '"' | '\u{A0}' => 390,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '—' | '…' => 910,
        'I' | 'Ì' | 'Í' | 'Ỉ' | 'Ĩ' | 'Ị' => 350,
        '=' | '<' | '>' | '≤' | '≥' | '≠' | '+' | '×' => 780,
        'ư' | 'ừ' | 'ứ' | 'ử' | 'ữ' | 'ự' | 'ơ' | 'ờ' | 'ớ' | 'ở' | 'ỡ' | 'ợ' | 'đ' => {
            670
        }
        other if other.is_uppercase() => 725,
        other if other.is_ascii() || other.is_alphabetic() => 577,
        _ => 1_000,
    }
}

/// A face of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// What is done at a step.
    Kind,
    /// The name of a step.
    Name,
    /// Who, in which state, until when.
    Fact,
    /// The name of an act.
    Act,
    /// A condition.
    Condition,
    /// The name of the procedure.
    Heading,
}

impl Face {
    /// Size in pixels.
    pub(super) const fn size(self) -> i64 {
        match self {
            Self::Kind | Self::Condition => 11,
            Self::Name => 14,
            Self::Fact | Self::Act => 12,
            Self::Heading => 17,
        }
    }

    /// Distance between two lines.
    pub(super) const fn leading(self) -> i64 {
        match self {
            Self::Kind | Self::Condition => 15,
            Self::Name => 19,
            Self::Fact | Self::Act => 16,
            Self::Heading => 23,
        }
    }

    /// Whether the letters are bold.
    pub(super) const fn is_bold(self) -> bool {
        matches!(self, Self::Name | Self::Act | Self::Heading)
    }
}

/// Width of a text in pixels, rounded up.
pub(super) fn width(text: &str, face: Face) -> i64 {
    let thousandths: i64 = text.chars().map(advance).sum();
    let bold = if face.is_bold() { 102 } else { 100 };
    thousandths * face.size() * bold / 100_000 + 1
}

/// A line of text in its face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) face: Face,
}

/// Breaks a text into lines no wider than `most` pixels, at spaces that may be broken at, and
/// within a word only when the word alone is wider.
pub(super) fn wrap(text: &str, face: Face, most: i64) -> Vec<Line> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let may_break = |letter: char| letter.is_whitespace() && letter != '\u{A0}';
    for word in text.split(may_break).filter(|word| !word.is_empty()) {
        let tried = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if width(&tried, face) <= most {
            line = tried;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for letter in word.chars() {
            line.push(letter);
            if width(&line, face) > most && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::take(&mut line));
                line.push(letter);
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines.into_iter().map(|text| Line { text, face }).collect()
}

/// Width of the widest line.
pub(super) fn widest(lines: &[Line]) -> i64 {
    lines
        .iter()
        .map(|line| width(&line.text, line.face))
        .max()
        .unwrap_or_default()
}

/// Height of all lines.
pub(super) fn height(lines: &[Line]) -> i64 {
    lines.iter().map(|line| line.face.leading()).sum()
}

/// Text as it may stand in an element or a quoted attribute. Characters that no XML file may
/// have are left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => {}
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}
