//! Files made to do harm: each ends in a sentence that says what it is, and costs nobody else
//! anything. Every file is made here.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::binary::run;

const WORD: &str = "<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>";
const SHEET: &str = "<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>";

/// A folder for files, and what each is refused with.
struct Files {
    folder: tempfile::TempDir,
    wanted: Vec<(PathBuf, &'static str)>,
}

impl Files {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            wanted: Vec::new(),
        }
    }

    fn put(&mut self, name: &str, bytes: &[u8], words: &'static str) {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        self.wanted.push((path, words));
    }

    /// Each is refused within the time a reader has, with its words.
    fn refused(&self) {
        for (file, words) in &self.wanted {
            let began = Instant::now();
            let told = refusal(file);
            assert!(told.contains(words), "{}: {told}", file.display());
            assert!(began.elapsed() < Duration::from_mins(1), "{told}");
        }
    }
}

fn refusal(file: &Path) -> String {
    let output = run(&["text", "extract", &file.display().to_string()]);
    let words = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{}: {words}", file.display());
    words
}

fn package(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn word(body: &str) -> String {
    format!(
        "<w:document xmlns:w=\"w\" xmlns:o=\"o\"><w:body><w:p><w:r><w:t>chữ</w:t></w:r></w:p>{body}</w:body></w:document>"
    )
}

fn docx(body: &str) -> Vec<u8> {
    package(&[
        ("[Content_Types].xml", WORD.as_bytes()),
        ("word/document.xml", word(body).as_bytes()),
    ])
}

/// The directory of an archive lists each entry twice, so that the same bytes unpack twice.
fn overlapping(archive: &[u8], renamed: bool) -> Vec<u8> {
    let end = archive
        .windows(4)
        .rposition(|four| four == b"PK\x05\x06")
        .unwrap();
    let number = |at: usize| u32::from_le_bytes(archive[at..at + 4].try_into().unwrap());
    let (size, start) = (number(end + 12), number(end + 16));
    let directory = &archive[usize::try_from(start).unwrap()..end];
    let mut twice = directory.to_vec();
    if renamed {
        let at = twice.windows(4).position(|four| four == b"word").unwrap();
        twice[at..at + 4].copy_from_slice(b"worm");
    }
    let mut out = archive[..end].to_vec();
    out.extend(&twice);
    let mut tail = archive[end..].to_vec();
    let count = u16::from_le_bytes(tail[10..12].try_into().unwrap()) * 2;
    tail[8..10].copy_from_slice(&count.to_le_bytes());
    tail[10..12].copy_from_slice(&count.to_le_bytes());
    tail[12..16].copy_from_slice(&(size * 2).to_le_bytes());
    out.extend(tail);
    out
}

#[test]
fn archives_that_swell_overlap_or_lead_outside_are_refused() {
    let mut files = Files::new();
    let words = "cấu trúc nén bất thường";
    let inner = package(&[("a.zip", &package(&[("b.txt", &[0; 1 << 13])]))]);
    files.put(
        "nested.docx",
        &package(&[("0.zip", &inner)]),
        "tệp nén nhiều tệp",
    );
    files.put("overlap.docx", &overlapping(&docx(""), true), words);
    files.put("twice.docx", &overlapping(&docx(""), false), words);
    for (number, name) in [
        "../../etc/x",
        "/etc/x",
        "C:\\x",
        "..\\x",
        "a\u{202e}xcod.exe",
    ]
    .into_iter()
    .enumerate()
    {
        let bytes = package(&[
            ("[Content_Types].xml", WORD.as_bytes()),
            ("word/document.xml", word("").as_bytes()),
            (name, b"x"),
        ]);
        let words = if name.ends_with("exe") {
            "chương trình"
        } else {
            words
        };
        let words = if number == 4 {
            "bất thường"
        } else {
            words
        };
        files.put(&format!("slip{number}.docx"), &bytes, words);
    }
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("[Content_Types].xml", SimpleFileOptions::default())
        .unwrap();
    zip.write_all(WORD.as_bytes()).unwrap();
    zip.add_symlink(
        "word/document.xml",
        "/etc/passwd",
        SimpleFileOptions::default(),
    )
    .unwrap();
    files.put("link.docx", &zip.finish().unwrap().into_inner(), words);
    // The size that the header tells is a lie; what is there is read, and no more.
    let mut lie = docx(&"<w:p/>".repeat(4_000));
    let header = lie
        .windows(4)
        .rposition(|four| four == b"PK\x01\x02")
        .unwrap();
    lie[header + 24..header + 28].copy_from_slice(&[0xff, 0xff, 0xff, 0x7f]);
    files.refused();
    let file = files.folder.path().join("lie.docx");
    std::fs::write(&file, lie).unwrap();
    let output = run(&["text", "extract", &file.display().to_string()]);
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "chữ");
}

#[test]
fn markup_that_swells_or_fetches_is_refused() {
    let mut files = Files::new();
    let external = "<!DOCTYPE w SYSTEM \"http://mau.example/x.dtd\"><w:document xmlns:w=\"w\"/>";
    let entity = "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document xmlns:w=\"w\">&x;</w:document>";
    for (number, part) in [external, entity].into_iter().enumerate() {
        let bytes = package(&[
            ("[Content_Types].xml", WORD.as_bytes()),
            ("word/document.xml", part.as_bytes()),
        ]);
        files.put(
            &format!("xxe{number}.docx"),
            &bytes,
            "định nghĩa thực thể XML",
        );
    }
    let sheet = "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet><sheetData/></worksheet>";
    let book = package(&[
        ("[Content_Types].xml", SHEET.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ]);
    files.put("xxe.xlsx", &book, "định nghĩa thực thể XML");
    let dde = package(&[
        ("[Content_Types].xml", SHEET.as_bytes()),
        (
            "xl/externalLinks/externalLink1.xml",
            b"<externalLink><ddeLink ddeService=\"cmd\"/></externalLink>",
        ),
    ]);
    files.put("dde.xlsx", &dde, "trường tự chạy");
    let depth = "<w:p>".repeat(1_000_000) + &"</w:p>".repeat(1_000_000);
    files.put("deep.docx", &docx(&depth), "lớn hoặc phức tạp quá mức");
    let field = "<w:p><w:r><w:fldChar/></w:r><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\x</w:instrText></w:r><w:r><w:fldChar/></w:r></w:p>";
    files.put("dde.docx", &docx(field), "trường tự chạy");
    let package_object = "<w:p><w:object><o:OLEObject ProgID=\"Package\"/></w:object></w:p>";
    files.put("ole.docx", &docx(package_object), "tệp khác đính kèm");
    files.refused();

    // A hundred thousand attributes and namespaces are only slow, and not even that.
    let attributes: Vec<String> = (0..100_000)
        .map(|number| format!(" a{number}=\"\""))
        .collect();
    let spaces: Vec<String> = (0..100_000)
        .map(|number| format!(" xmlns:n{number}=\"u\""))
        .collect();
    for (name, list) in [("attributes.docx", attributes), ("spaces.docx", spaces)] {
        let file = files.folder.path().join(name);
        std::fs::write(&file, docx(&format!("<w:p{}/>", list.concat()))).unwrap();
        let began = Instant::now();
        let output = run(&["text", "extract", &file.display().to_string()]);
        assert!(output.status.success(), "{name}");
        assert!(began.elapsed() < Duration::from_secs(10), "{name}");
    }
}

#[test]
fn files_that_are_two_things_or_run_something_are_refused() {
    let mut files = Files::new();
    let page = "1 0 obj<</Type/Catalog/Pages 2 0 R";
    let pdf = |more: &str| {
        format!(
            "%PDF-1.4\n{page}{more}>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
        )
    };
    files.put(
        "page.pdf",
        pdf("")
            .replace("%PDF-1.4", "%PDF-1.4<html><script>1</script>")
            .as_bytes(),
        "là trang web",
    );
    let archive = [pdf("").into_bytes(), package(&[("a.exe", b"MZ")])].concat();
    files.put("archive.pdf", &archive, "tệp nén nhiều tệp");
    let late = [vec![b' '; 1_000], pdf("").into_bytes()].concat();
    files.put("late.pdf", &late, "không khớp với đuôi tên tệp");
    for (number, action) in [
        "/OpenAction<</S/Launch/F(cmd.exe)>>",
        "/Names<</EmbeddedFiles<</Names[]>>>>",
        "/AcroForm<</XFA(x)>>",
        "/AA<</O<</S/JavaScript/JS(x)>>>>",
    ]
    .into_iter()
    .enumerate()
    {
        files.put(
            &format!("act{number}.pdf"),
            pdf(action).as_bytes(),
            "có mã lệnh",
        );
    }
    files.put(
        "drawing.png",
        b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>",
        "là trang web",
    );
    files.put(
        "mail.pdf",
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>",
        "là trang web",
    );
    files.put("one.pdf", b"%", "không khớp với đuôi tên tệp");
    files.put("nothing.pdf", b"", "không có nội dung");
    files.put(
        "double.pdf.docx",
        b"%PDF-1.4",
        "không khớp với đuôi tên tệp",
    );
    let mut flood = b"\xff\xd8\xff\xc0\0\x11\x08".to_vec();
    flood.extend([
        0xff, 0xff, 0xff, 0xff, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1,
    ]);
    files.put("flood.jpg", &flood, "quá nhiều điểm ảnh");
    files.refused();
}

#[cfg(target_os = "linux")]
#[test]
fn a_bomb_swells_its_reader_and_not_whoever_asked() {
    let mut files = Files::new();
    let bomb = docx(&"<w:p><w:r><w:t>a</w:t></w:r></w:p>".repeat(1_600_000));
    assert!(bomb.len() < 1 << 20);
    files.put("bomb.docx", &bomb, "");
    let (file, _) = &files.wanted[0];
    let mut parent = std::process::Command::new(env!("CARGO_BIN_EXE_sangkien"))
        .args(["text", "extract"])
        .arg(file)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", parent.id());
    let mut most = 0;
    while parent.try_wait().unwrap().is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let told = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
        most = told.unwrap_or(0).max(most);
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(most > 0 && most < 150 << 10, "{most} KiB");
}
