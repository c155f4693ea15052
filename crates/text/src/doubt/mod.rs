//! What does not fit together inside one text: dates, percentages, figures given twice.
//!
//! Everything found is a question to the author, never a verdict: each [`Doubt`] has the figures that do
//! not fit and its place. Only plain patterns are looked for, and an approximate word (“khoảng”, “gần”)
//! excuses; a text without such a pattern draws no question.
//!
//! To add a doubt: a variant, a search in [`find`], and its sentence in `crates/i18n`.

mod figures;
mod signs;

use std::ops::Range;

use signs::{Sign, Spot};

/// A day, or a month without its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    /// Year.
    pub year: i16,
    /// Month.
    pub month: i8,
    /// Day, when it was said.
    pub day: Option<i8>,
}

impl When {
    /// The first and the last day that may be meant.
    fn span(self) -> ((i16, i8, i8), (i16, i8, i8)) {
        let last = crate::days_in_month(self.year, self.month);
        (
            (self.year, self.month, self.day.unwrap_or(1)),
            (self.year, self.month, self.day.unwrap_or(last)),
        )
    }

    /// Whether it is later than the other for certain.
    pub fn is_after(self, other: Self) -> bool {
        self.span().0 > other.span().1
    }

    /// As it is written in Vietnam: `09/04/2024`, or `04/2024`.
    pub fn written(self) -> String {
        match self.day {
            Some(day) => crate::date_dmy(self.year, self.month, day),
            None => format!("{:02}/{:04}", self.month, self.year),
        }
    }
}

/// What does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// No calendar has this date.
    NoSuchDate {
        /// As the text has it.
        written: String,
    },
    /// “From … to …” with the end before the beginning.
    EndsBeforeItBegins {
        /// The beginning.
        from: When,
        /// The end.
        to: When,
    },
    /// The first application is said to have been at two different times.
    TwoFirstApplications {
        /// The time named first.
        first: When,
        /// Another one.
        other: When,
    },
    /// The first application lies after the day on which the text was signed or filed.
    AppliedAfterFiling {
        /// The first application.
        applied: When,
        /// The day of signing or filing.
        filed: When,
    },
    /// A percentage beside “a/b” that does not follow from it.
    Percentage {
        /// The part.
        part: i64,
        /// The whole.
        whole: i64,
        /// The percentage written, in hundredths of a percent.
        written: i64,
        /// The one that follows, in hundredths of a percent.
        follows: i64,
    },
    /// “From a % to b %, up by c %” where c is neither the difference nor the growth.
    Change {
        /// Before, in hundredths of a percent.
        from: i64,
        /// After.
        to: i64,
        /// The change written.
        written: i64,
    },
    /// Two tables with the same columns have other figures for the same row.
    TwoFigures {
        /// The label of the row.
        row: String,
        /// The figures where it stands first.
        first: String,
        /// The figures where it stands again.
        again: String,
    },
}

impl Doubt {
    /// A short name for machines.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoSuchDate { .. } => "no_such_date",
            Self::EndsBeforeItBegins { .. } => "ends_before_it_begins",
            Self::TwoFirstApplications { .. } => "two_first_applications",
            Self::AppliedAfterFiling { .. } => "applied_after_filing",
            Self::Percentage { .. } => "percentage",
            Self::Change { .. } => "change",
            Self::TwoFigures { .. } => "two_figures",
        }
    }
}

/// A doubt and where its figures stand, in bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Where.
    pub place: Range<usize>,
    /// What does not fit.
    pub doubt: Doubt,
}

/// The questions a text draws, in order of place. `filed` is the day of filing when it is known;
/// otherwise the day of signing that the text itself has (“Hà Nội, ngày 9 tháng 4 năm 2024”).
pub fn find(text: &str, filed: Option<When>) -> Vec<Question> {
    let spots = signs::read(text);
    let mut out = Vec::new();
    dates(text, &spots, &mut out);
    applications(&spots, filed, &mut out);
    figures::percentages(&spots, &mut out);
    figures::changes(&spots, &mut out);
    figures::tables(text, &mut out);
    out.sort_by_key(|question| (question.place.start, question.place.end));
    out
}

fn ask(out: &mut Vec<Question>, from: &Spot, to: &Spot, doubt: Doubt) {
    out.push(Question {
        place: from.place.start..to.place.end,
        doubt,
    });
}

fn dates(text: &str, spots: &[Spot], out: &mut Vec<Question>) {
    for spot in spots {
        if spot.sign == Sign::NoDate {
            let written = text.get(spot.place.clone()).unwrap_or_default().to_owned();
            ask(out, spot, spot, Doubt::NoSuchDate { written });
        }
    }
    // “từ (ngày) A đến (ngày) B”
    let said: Vec<&Spot> = spots.iter().filter(|spot| !spot.is("ngay")).collect();
    for four in said.windows(4) {
        let [before, begin, between, end] = four else {
            continue;
        };
        let (Sign::When(from), Sign::When(to)) = (&begin.sign, &end.sign) else {
            continue;
        };
        if before.is("tu") && between.is("den") && from.is_after(*to) {
            let (from, to) = (*from, *to);
            ask(out, begin, end, Doubt::EndsBeforeItBegins { from, to });
        }
    }
}

/// Signs between “áp dụng lần đầu” and its date.
const NEAR: usize = 8;

fn applications(spots: &[Spot], filed: Option<When>, out: &mut Vec<Question>) {
    let mut first: Option<When> = None;
    let signed = filed.or_else(|| signed(spots));
    for (at, four) in spots.windows(4).enumerate() {
        let [one, two, three, four] = four else {
            continue;
        };
        let says = |words: [&str; 4]| {
            one.is(words[0]) && two.is(words[1]) && three.is(words[2]) && four.is(words[3])
        };
        if !says(["ap", "dung", "lan", "dau"]) && !says(["lan", "dau", "ap", "dung"]) {
            continue;
        }
        let rest = spots.iter().skip(at + 4).take(NEAR);
        let rest = rest.take_while(|spot| !matches!(spot.sign, Sign::Line | Sign::Stop));
        let found = rest.clone().find_map(|spot| match spot.sign {
            Sign::When(when) => Some((spot, when)),
            _ => None,
        });
        let Some((spot, applied)) = found else {
            continue;
        };
        match first {
            None => first = Some(applied),
            Some(first) if first.is_after(applied) || applied.is_after(first) => {
                let other = applied;
                ask(out, one, spot, Doubt::TwoFirstApplications { first, other });
            }
            Some(_) => {}
        }
        if let Some(filed) = signed.filter(|filed| applied.is_after(*filed)) {
            ask(out, one, spot, Doubt::AppliedAfterFiling { applied, filed });
        }
    }
}

/// The last date that stands behind a place and a comma on a line of its own: the day of signing.
fn signed(spots: &[Spot]) -> Option<When> {
    let lines = spots.split(|spot| spot.sign == Sign::Line);
    let mut dates = lines.filter_map(|line| {
        let said: Vec<&Spot> = line.iter().filter(|spot| !spot.is("ngay")).collect();
        match said.as_slice() {
            [place @ .., comma, date] if (1..=5).contains(&place.len()) => match date.sign {
                Sign::When(when) if comma.sign == Sign::Comma && when.day.is_some() => Some(when),
                _ => None,
            },
            _ => None,
        }
    });
    dates.next_back()
}

#[cfg(test)]
mod tests;
