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
