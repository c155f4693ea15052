//! What papers cost: certificates written at once, long files read.

use sangkien_documents::Fonts;
use sangkien_documents::certificate::{Certificate, render_batch};
use sangkien_documents::official::{self, Block, Kind, Paper};
use sangkien_documents::reading::read;
use sangkien_documents::sniff::MediaType;
use serde_json::Value;

use crate::Done;
use crate::marks::quickest;

/// Characters of a page: 42 lines of 75.
const PAGE: usize = 42 * 75;

/// Milliseconds.
#[derive(Debug)]
pub(crate) struct Measured {
    /// One certificate of a batch.
    pub(crate) certificate: f64,
    /// A Word file read, with its characters.
    pub(crate) word: (f64, usize),
    /// A PDF with text read, with its characters.
    pub(crate) pdf: (f64, usize),
}

fn certificate(number: usize) -> Done<Certificate> {
    let mut data: Value = serde_json::from_str(Kind::Certificate.sample())?;
    let address = format!("https://sang-kien.example/certificates/CX9YE-{number:05}");
    if let Some(slot) = data.get_mut("verification_url") {
        *slot = Value::from(address);
    }
    match Kind::Certificate.fill(&data)? {
        Paper::Certificate(certificate) => Ok(*certificate),
        Paper::Document(_) => Err("no certificate".into()),
    }
}

/// A report with text for so many pages.
fn report(pages: usize) -> Done<official::Document> {
    let sentence =
        "Cán bộ tiếp nhận quét mã trên giấy hẹn, phần mềm điền họ tên và nhắc giấy tờ còn thiếu. ";
    let paragraph = sentence.repeat(8);
    let count = pages * PAGE / paragraph.chars().count();
    let data: Value = serde_json::from_str(Kind::YearlyReport.sample())?;
    let Paper::Document(mut document) = Kind::YearlyReport.fill(&data)? else {
        return Err("no document".into());
    };
    document.content = (0..count)
        .map(|number| Block::Paragraph(format!("{number}. {paragraph}")))
        .collect();
    document.annexes = Vec::new();
    Ok(*document)
}

fn reading(kind: MediaType, bytes: &[u8]) -> Done<(f64, usize)> {
    let found = read(kind, bytes)?;
    let letters = found.parts.iter().map(|part| part.text.chars().count());
    let letters = letters.sum();
    let time = quickest(|| {
        std::hint::black_box(read(kind, bytes).ok());
    });
    Ok((time, letters))
}

/// A batch of `certificates`, a Word file of `word` pages and a PDF of `pdf` pages.
pub(crate) fn measure(certificates: usize, word: usize, pdf: usize) -> Done<Measured> {
    let fonts = Fonts::embedded()?;
    let batch = (0..certificates)
        .map(certificate)
        .collect::<Done<Vec<Certificate>>>()?;
    let whole = quickest(|| {
        std::hint::black_box(render_batch(&fonts, &batch).ok());
    });
    let count = f64::from(u32::try_from(certificates.max(1))?);
    Ok(Measured {
        certificate: whole / count,
        word: reading(MediaType::Docx, &official::docx(&fonts, &report(word)?)?)?,
        pdf: reading(MediaType::Pdf, &official::pdf(&fonts, &report(pdf)?)?)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_what_was_written() {
        let measured = measure(3, 2, 2).unwrap();
        assert!(measured.certificate > 0.0);
        assert!(measured.word.1 > 4_000, "{measured:?}");
        assert!(measured.pdf.1 > 4_000, "{measured:?}");
    }
}
