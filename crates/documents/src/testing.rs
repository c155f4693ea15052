//! Reading back what was written, with the tools of poppler.

use std::io::Write as _;
use std::process::Command;

fn run(tool: &str, arguments: &[&str], pdf: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(pdf).expect("written");
    let output = Command::new(tool)
        .args(arguments)
        .arg(file.path())
        .args((tool == "pdftotext").then_some("-"))
        .env("LC_ALL", "C.UTF-8")
        .output()
        .expect("poppler-utils installed");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The text of a PDF in reading order.
pub(crate) fn pdf_text(pdf: &[u8]) -> String {
    run("pdftotext", &["-enc", "UTF-8", "-raw"], pdf)
}

/// What a PDF says about itself.
pub(crate) fn pdf_info(pdf: &[u8]) -> String {
    run("pdfinfo", &["-enc", "UTF-8"], pdf)
}

/// Number of pages in the answer of [`pdf_info`].
pub(crate) fn pages(info: &str) -> usize {
    info.lines()
        .find_map(|line| line.strip_prefix("Pages:"))
        .and_then(|number| number.trim().parse().ok())
        .expect("a page count")
}

/// Keeps a document for looking at, when `SAMPLE_DIR` names a folder.
pub(crate) fn save_sample(name: &str, bytes: &[u8]) {
    if let Some(folder) = std::env::var_os("SAMPLE_DIR") {
        let path = std::path::Path::new(&folder).join(format!("{name}.pdf"));
        std::fs::write(path, bytes).expect("sample written");
    }
}

/// The typefaces of a PDF, as a table.
pub(crate) fn pdf_fonts(pdf: &[u8]) -> String {
    run("pdffonts", &[], pdf)
}

/// A word and where it stands, in points from the upper left corner.
pub(crate) struct Word {
    pub(crate) left: f32,
    pub(crate) top: f32,
    pub(crate) right: f32,
    pub(crate) bottom: f32,
    pub(crate) text: String,
}

/// A page with its words.
pub(crate) struct PageOfWords {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) words: Vec<Word>,
}

/// Where every word of a PDF stands.
pub(crate) fn pdf_boxes(pdf: &[u8]) -> Vec<PageOfWords> {
    let read = |line: &str, name: &str| -> f32 {
        let (_, rest) = line
            .split_once(&format!("{name}=\""))
            .expect("an attribute");
        let (value, _) = rest.split_once('"').expect("a value");
        value.parse().expect("a number")
    };
    let mut pages: Vec<PageOfWords> = Vec::new();
    for line in run("pdftotext", &["-enc", "UTF-8", "-bbox"], pdf).lines() {
        let line = line.trim();
        if line.starts_with("<page ") {
            let (width, height) = (read(line, "width"), read(line, "height"));
            pages.push(PageOfWords {
                width,
                height,
                words: Vec::new(),
            });
        } else if line.starts_with("<word ") {
            let (_, text) = line.split_once('>').expect("a text");
            pages.last_mut().expect("a page").words.push(Word {
                left: read(line, "xMin"),
                top: read(line, "yMin"),
                right: read(line, "xMax"),
                bottom: read(line, "yMax"),
                text: text.trim_end_matches("</word>").to_owned(),
            });
        }
    }
    pages
}
