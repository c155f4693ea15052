//! Official documents and spreadsheets written, uploaded files recognised and read.
//!
//! Everything is a function from values to bytes or from bytes to values: no
//! clock, no files, no network. The same input always gives the same bytes.

pub mod certificate;
pub mod file_name;
pub mod form_book;
pub mod note;
pub mod official;
pub mod picture;
pub mod reading;
pub mod sniff;
pub mod spreadsheet;
pub mod stamp;
pub mod transparent;

mod drawing;
mod flow;
mod fonts;
mod head;
mod layout;
mod table;
#[cfg(test)]
mod testing;

pub use drawing::PdfFault;
pub use fonts::Fonts;

/// A date of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDate {
    /// Year, from 1900 on.
    pub year: i16,
    /// Month, from 1 to 12.
    pub month: i8,
    /// Day of the month, from 1.
    pub day: i8,
}

impl CivilDate {
    /// The date as official documents write it: "ngày 09 tháng 4 năm 2024".
    pub fn in_words(self) -> String {
        sangkien_text::date_in_words(self.year, self.month, self.day)
    }
}
