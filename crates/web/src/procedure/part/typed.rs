//! What was typed into the forms of the designer, read into values.

use jiff::civil::Time;
use sangkien_casework::condition::Exact;
use sangkien_domain::law::{Certainty, Citation};
use sangkien_http::form::Fields;
use sangkien_pages::parts::Errors;

/// Most rows a list of the designer is read for.
const MOST_ROWS: usize = 1_000;

/// A posted form with the problems found while reading it.
pub(crate) struct Typed<'a> {
    fields: &'a Fields,
    /// The problems.
    pub(crate) errors: Errors,
}

impl<'a> Typed<'a> {
    pub(crate) fn new(fields: &'a Fields) -> Self {
        Self {
            fields,
            errors: Errors::none(),
        }
    }

    /// One line or several, trimmed.
    pub(crate) fn text(&self, name: &str) -> String {
        sangkien_text::normalise(self.fields.get(name))
            .trim()
            .replace("\r\n", "\n")
    }

    /// A text that may be absent.
    pub(crate) fn filled(&self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|text| !text.is_empty())
    }

    /// Whether a box is ticked.
    pub(crate) fn ticked(&self, name: &str) -> bool {
        self.fields.get(name) == "yes"
    }

    /// Values of boxes of one name.
    pub(super) fn several(&self, name: &str) -> Vec<&'a str> {
        self.fields.all(name)
    }

    /// A text that must be there.
    pub(crate) fn required(&mut self, name: &str, problem: &str) -> String {
        let text = self.text(name);
        if text.is_empty() {
            self.errors.push(name, problem);
        }
        text
    }

    /// A whole number; an empty field counts as 0.
    pub(crate) fn number<T: TryFrom<u64> + Default>(&mut self, name: &str) -> T {
        let text = self.text(name);
        if text.is_empty() {
            return T::default();
        }
        let read = text.parse::<u64>().ok().map(T::try_from);
        if let Some(Ok(number)) = read {
            return number;
        }
        let problem = if read.is_some() {
            "Số này lớn quá mức dùng được; ghi số nhỏ hơn."
        } else {
            "Ghi một số nguyên không âm, ví dụ 10."
        };
        self.errors.push(name, problem);
        T::default()
    }

    /// An exact number that may be absent.
    pub(super) fn exact(&mut self, name: &str) -> Option<Exact> {
        let text = self.filled(name)?;
        let read = text.parse().ok();
        if read.is_none() {
            self.errors.push(name, "Ghi một số, ví dụ 70 hoặc 66,7.");
        }
        read
    }

    /// A time of day that may be absent.
    pub(super) fn time(&mut self, name: &str) -> Option<Time> {
        let text = self.filled(name)?;
        let read = text.split_once([':', 'h']).and_then(|(hour, minute)| {
            Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
        });
        if read.is_none() {
            self.errors.push(name, "Ghi giờ và phút, ví dụ 15:00.");
        }
        read
    }

    /// Numbers one after another, such as "24; 8".
    pub(super) fn numbers(&mut self, name: &str) -> Vec<u16> {
        let text = self.text(name);
        let mut numbers = Vec::new();
        for piece in text
            .split([';', ',', ' '])
            .filter(|piece| !piece.is_empty())
        {
            let Ok(number) = piece.parse() else {
                let problem = "Ghi các số nguyên cách nhau bằng dấu chấm phẩy, ví dụ 24; 8.";
                self.errors.push(name, problem);
                return numbers;
            };
            numbers.push(number);
        }
        numbers
    }

    /// Lines that are not empty.
    pub(crate) fn lines(&self, name: &str) -> Vec<String> {
        self.text(name)
            .lines()
            .map(|line| line.trim().to_owned())
            .filter(|line| !line.is_empty())
            .collect()
    }

    /// A source of law; nothing without an act.
    pub(crate) fn citation(&self, prefix: &str) -> Option<Citation> {
        Some(Citation {
            act: self.filled(&format!("{prefix}.law"))?,
            article: self.text(&format!("{prefix}.article")),
            certainty: match self.fields.get(&format!("{prefix}.certainty")) {
                "official" => Certainty::Official,
                "secondary" => Certainty::Secondary,
                _ => Certainty::Unverified,
            },
        })
    }

    /// How many rows of a list were posted: as many as have the field `name`.
    pub(crate) fn rows(&self, list: &str, name: &str) -> usize {
        (0..MOST_ROWS)
            .take_while(|row| self.fields.has(&format!("{list}.{row}.{name}")))
            .count()
    }
}

/// What a button of the form asks for besides saving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Intent {
    /// Nothing.
    Save,
    /// One more row of this list.
    Add(String),
    /// Without this row.
    Remove(String, usize),
    /// This row before the one above it.
    Up(String, usize),
    /// This row after the one below it.
    Down(String, usize),
}

impl Intent {
    pub(crate) fn of(fields: &Fields) -> Self {
        let posted = fields.get("intent");
        let Some((verb, what)) = posted.split_once(':') else {
            return Self::Save;
        };
        let row = || {
            let (list, row) = what.rsplit_once('.')?;
            Some((list.to_owned(), row.parse().ok()?))
        };
        match (verb, row()) {
            ("add", _) => Self::Add(what.to_owned()),
            ("remove", Some((list, row))) => Self::Remove(list, row),
            ("up", Some((list, row))) => Self::Up(list, row),
            ("down", Some((list, row))) => Self::Down(list, row),
            _ => Self::Save,
        }
    }

    /// Whether it adds to `list`.
    pub(crate) fn adds(&self, list: &str) -> bool {
        matches!(self, Self::Add(name) if name == list)
    }

    /// Takes a row out of `rows`, or moves it, when the intent is about `list`.
    pub(crate) fn arrange<T>(&self, list: &str, rows: &mut Vec<T>) {
        match self {
            Self::Remove(name, row) if name == list && *row < rows.len() => {
                rows.remove(*row);
            }
            Self::Up(name, row) if name == list && *row > 0 && *row < rows.len() => {
                rows.swap(*row, row - 1);
            }
            Self::Down(name, row) if name == list && row + 1 < rows.len() => {
                rows.swap(*row, row + 1);
            }
            _ => {}
        }
    }
}

/// A key for something of this name that nothing in `taken` has: its words without marks.
pub(crate) fn key<'a>(label: &str, joint: char, taken: impl Iterator<Item = &'a str>) -> String {
    let taken: Vec<&str> = taken.collect();
    let folded = sangkien_text::search_key(label);
    let words: Vec<String> = folded
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let mut stem: String = words.join(joint.encode_utf8(&mut [0; 4]));
    stem.truncate(48);
    let stem = stem.trim_matches(joint);
    let begins_well = stem.starts_with(|first: char| first.is_ascii_lowercase());
    let stem = if begins_well {
        stem.to_owned()
    } else {
        format!("muc{joint}{stem}")
            .trim_end_matches(joint)
            .to_owned()
    };
    let free = |key: &str| !taken.contains(&key);
    if free(&stem) {
        return stem;
    }
    (2..=u32::MAX)
        .map(|number| format!("{stem}{joint}{number}"))
        .find(|key| free(key))
        .unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_name_without_marks_and_taken_once() {
        let taken = ["tiep-nhan", "tiep-nhan-2"];
        assert_eq!(key("Tiếp nhận", '-', taken.into_iter()), "tiep-nhan-3");
        assert_eq!(
            key("Điểm trung bình (%)", '_', std::iter::empty()),
            "diem_trung_binh"
        );
        assert_eq!(
            key("02 bản thảo", '-', std::iter::empty()),
            "muc-02-ban-thao"
        );
        assert_eq!(key("…", '-', std::iter::empty()), "muc");
    }

    #[test]
    fn rows_are_taken_out_and_moved() {
        let read = |posted: &str| Intent::of(&Fields::parse(posted.as_bytes()));
        let mut rows = vec!['a', 'b', 'c'];
        read("intent=up:state.2").arrange("state", &mut rows);
        assert_eq!(rows, ['a', 'c', 'b']);
        read("intent=down:state.0").arrange("state", &mut rows);
        assert_eq!(rows, ['c', 'a', 'b']);
        read("intent=remove:state.1").arrange("state", &mut rows);
        read("intent=remove:state.9").arrange("state", &mut rows);
        read("intent=remove:other.0").arrange("state", &mut rows);
        read("intent=up:state.0").arrange("state", &mut rows);
        assert_eq!(rows, ['c', 'b']);
        assert_eq!(read("intent=remove:state.x"), Intent::Save);
        assert!(read("intent=add:state").adds("state"));
    }

    #[test]
    fn numbers_and_times_are_read_or_named() {
        let fields = Fields::parse(b"a=10&b=x&c=99999&d=24;+8&e=15:00&f=25:00&g=66,7");
        let mut typed = Typed::new(&fields);
        assert_eq!(typed.number::<u16>("a"), 10);
        assert_eq!(typed.number::<u16>("b"), 0);
        assert_eq!(typed.number::<u16>("c"), 0);
        assert_eq!(typed.numbers("d"), [24, 8]);
        assert!(typed.time("e").is_some() && typed.time("f").is_none());
        assert_eq!(
            typed.exact("g").map(|number| number.to_string()),
            Some("66.7".to_owned())
        );
        let wrong: Vec<&str> = typed
            .errors
            .list
            .iter()
            .map(|error| error.field.as_str())
            .collect();
        assert_eq!(wrong, ["b", "c", "f"]);
    }
}
