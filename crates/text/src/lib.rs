//! Vietnamese text: normalisation, search keys, sort keys, numbers, dates, changes between versions,
//! old encodings, and texts as syllables with their places.
//!
//! Everything here is a pure function of its arguments: no clock, no files, no
//! locale taken from the machine.

pub mod abbreviation;
pub mod changes;
mod date;
pub mod doubt;
mod fold;
mod hidden;
pub mod legacy;
mod names;
mod normalise;
mod number;
pub mod reading;
mod sentences;
mod sort;
pub mod syllable;

pub use date::{date_dmy, date_in_words, days_in_month, is_calendar_date, parse_date};
pub use fold::{MAX_QUERY_WORDS, highlight, search_key, words};
pub use hidden::{Trick, hidden};
pub use names::{Covered, Names};
pub use normalise::normalise;
pub use number::{decimal_comma, group_thousands, in_words, parse_decimal};
pub use sentences::{Heading, headings, sentences};
pub use sort::{SORT_KEY_VERSION, SortKey, person_sort_key, sort_key};
