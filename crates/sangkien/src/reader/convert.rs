//! Documents that other programs make readable: LibreOffice for what came before 2007, poppler
//! and Tesseract for scanned pages. Each runs within limits, without a network, in a folder of its
//! own that is removed afterwards.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use sangkien_documents::sniff::MediaType;
use sangkien_domain::reading::Unread;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{child, machine, run};

/// The longest a program may take for one document or page.
const PATIENCE: Duration = Duration::from_mins(2);
/// The most scanned pages that are read.
const MOST_PAGES: usize = 200;
/// Dots to the inch at which pages are read, and points to the inch.
const DOTS: f64 = 200.0;
const POINTS: f64 = 72.0;
/// The longer side of a page for a screen, in points of the picture.
const SCREEN: &str = "1400";

/// A document as another kind, such as an OpenDocument text, which keeps the fonts of its runs.
pub(super) fn office(bytes: &[u8], kind: MediaType, wanted: &str) -> Result<Vec<u8>, Unread> {
    let folder = folder()?;
    let extension = kind.extensions().first().copied().unwrap_or_default();
    let given = folder.path().join(format!("given.{extension}"));
    std::fs::write(&given, bytes).map_err(machine)?;
    let profile = format!(
        "-env:UserInstallation=file://{}/profile",
        folder.path().display()
    );
    let target = folder.path().display().to_string();
    let options = [
        "--headless",
        "--norestore",
        &profile,
        "--convert-to",
        wanted,
        "--outdir",
        &target,
    ];
    let program = program("soffice", Unread::NoConverter)?;
    started(&folder, &program, &options, &[&given])?;
    let made = folder.path().join(format!("given.{wanted}"));
    std::fs::read(made).map_err(|_| Unread::Damaged)
}

/// The letters in a picture.
pub(super) fn picture(bytes: &[u8], kind: MediaType) -> Result<Value, Unread> {
    let folder = folder()?;
    let extension = kind.extensions().first().copied().unwrap_or_default();
    let page = folder.path().join(format!("page.{extension}"));
    std::fs::write(&page, bytes).map_err(machine)?;
    let mut parts = Parts::default();
    letters(&folder, &page, 1, &mut parts)?;
    parts.done(1)
}

/// The letters on the scanned pages of a PDF.
pub(super) fn scan(bytes: &[u8]) -> Result<Value, Unread> {
    let folder = folder()?;
    let given = folder.path().join("given.pdf");
    std::fs::write(&given, bytes).map_err(machine)?;
    let (dots, last) = (DOTS.to_string(), MOST_PAGES.to_string());
    let options = ["-r", &dots, "-gray", "-png", "-l", &last];
    // Asked for first: pages are not drawn for a reader that is not there.
    program("tesseract", Unread::NoLetterReader)?;
    let draw = program("pdftoppm", Unread::NoLetterReader)?;
    started(
        &folder,
        &draw,
        &options,
        &[&given, &folder.path().join("page")],
    )?;
    let listed = std::fs::read_dir(folder.path()).map_err(machine)?;
    let mut pages: Vec<_> = listed
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "png"))
        .collect();
    pages.sort();
    let mut parts = Parts::default();
    for (number, page) in (1..).zip(&pages) {
        letters(&folder, page, number, &mut parts)?;
    }
    parts.done(pages.len())
}

/// A page of a PDF as a picture for a screen.
pub(super) fn page(bytes: &[u8], number: u32) -> Result<Vec<u8>, Unread> {
    let folder = folder()?;
    let given = folder.path().join("given.pdf");
    std::fs::write(&given, bytes).map_err(machine)?;
    let number = number.to_string();
    // Pages of posters are drawn no larger than a screen shows them.
    let options = [
        "-scale-to",
        SCREEN,
        "-png",
        "-singlefile",
        "-f",
        &number,
        "-l",
        &number,
    ];
    let draw = program("pdftoppm", Unread::NoLetterReader)?;
    let made = folder.path().join("page");
    started(&folder, &draw, &options, &[&given, &made])?;
    std::fs::read(folder.path().join("page.png")).map_err(|_| Unread::Damaged)
}

fn folder() -> Result<TempDir, Unread> {
    tempfile::tempdir().map_err(machine)
}

/// Where a program is; `lacks` says that it is not installed.
fn program(name: &str, lacks: Unread) -> Result<String, Unread> {
    let found = ["/usr/bin", "/usr/local/bin", "/bin"]
        .iter()
        .map(|folder| format!("{folder}/{name}"))
        .find(|path| Path::new(path).exists());
    found.ok_or(lacks)
}

/// Runs a program with a home of its own and gives what it printed.
fn started(
    folder: &TempDir,
    program: &str,
    options: &[&str],
    files: &[&Path],
) -> Result<Vec<u8>, Unread> {
    let own = std::env::current_exe().map_err(machine)?;
    let mut command = Command::new(own);
    command
        .env_clear()
        .env("HOME", folder.path())
        .env("PATH", "/usr/bin:/bin")
        .env("LC_ALL", "C.UTF-8")
        .env("OMP_THREAD_LIMIT", "1")
        .current_dir(folder.path())
        .args([child::BECOME, program])
        .args(options)
        .args(files);
    run(&mut command, &[], PATIENCE)
}

/// Reads one picture of a page.
fn letters(folder: &TempDir, page: &Path, number: u32, parts: &mut Parts) -> Result<(), Unread> {
    let tesseract = program("tesseract", Unread::NoLetterReader)?;
    let own = std::env::current_exe().map_err(machine)?;
    let mut command = Command::new(own);
    command
        .env_clear()
        .env("LC_ALL", "C.UTF-8")
        .env("OMP_THREAD_LIMIT", "1")
        .current_dir(folder.path())
        .args([child::BECOME, &tesseract])
        .arg(page)
        .args(["-", "-l", "vie", "tsv"]);
    let table = run(&mut command, &[], PATIENCE)?;
    let table = String::from_utf8_lossy(&table);
    for word in table.lines().filter_map(word) {
        parts.word(number, &word);
    }
    parts.end();
    Ok(())
}

/// A word on a page.
struct Word {
    /// Block and paragraph, as Tesseract counts them.
    paragraph: (u32, u32),
    /// Left, top, right and bottom in points.
    frame: [f64; 4],
    /// How sure it is, from 0 to 100.
    confidence: f64,
    text: String,
}

/// A line of the table Tesseract prints, if it is about a word.
fn word(line: &str) -> Option<Word> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [
        level,
        _,
        block,
        paragraph,
        _,
        _,
        left,
        top,
        width,
        height,
        confidence,
        text,
    ] = columns.as_slice()
    else {
        return None;
    };
    if *level != "5" || text.trim().is_empty() {
        return None;
    }
    let points = |dots: &str| Some(dots.parse::<f64>().ok()? * POINTS / DOTS);
    let (left, top) = (points(left)?, points(top)?);
    Some(Word {
        paragraph: (block.parse().ok()?, paragraph.parse().ok()?),
        frame: [left, top, left + points(width)?, top + points(height)?],
        confidence: confidence.parse().ok()?,
        text: sangkien_text::normalise(text),
    })
}

/// Paragraphs put together from words.
#[derive(Default)]
struct Parts {
    done: Vec<Value>,
    open: Vec<Word>,
    page: u32,
    at: usize,
    /// Sum of the confidence of words, and their number.
    sure: (f64, f64),
}

impl Parts {
    fn word(&mut self, page: u32, word: &Word) {
        let same = self
            .open
            .last()
            .is_some_and(|last| last.paragraph == word.paragraph);
        if !same {
            self.end();
        }
        self.page = page;
        self.sure = (self.sure.0 + word.confidence, self.sure.1 + 1.0);
        self.open.push(Word {
            text: word.text.clone(),
            ..*word
        });
    }

    fn end(&mut self) {
        let words = std::mem::take(&mut self.open);
        let Some(first) = words.first() else { return };
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        let text = texts.join(" ");
        let frame = words.iter().fold(first.frame, |[a, b, c, d], word| {
            let [left, top, right, bottom] = word.frame;
            [a.min(left), b.min(top), c.max(right), d.max(bottom)]
        });
        let (sum, count) = words.iter().fold((0.0, 0.0), |(sum, count), word| {
            (sum + word.confidence, count + 1.0)
        });
        let end = self.at + text.chars().count();
        self.done.push(json!({
            "kind": "paragraph",
            "text": text,
            "place": [self.at, end],
            "page": self.page,
            "frame": frame.map(tenth),
            "confidence": tenth(sum / count),
        }));
        self.at = end + 1;
    }

    fn done(mut self, pages: usize) -> Result<Value, Unread> {
        self.end();
        if self.done.is_empty() {
            return Err(Unread::NoText);
        }
        let confidence = tenth(self.sure.0 / self.sure.1);
        Ok(json!({ "parts": self.done, "pages": pages, "confidence": confidence }))
    }
}

/// Rounded to a tenth.
fn tenth(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
