//! What people upload, read by `text extract` in a process of its own.

use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::binary::{printed, run};

/// A sample document of ours as a Word file and as PDF, and the texts of its parts.
fn sample(folder: &Path) -> Vec<String> {
    let path = |name: &str| folder.join(name).display().to_string();
    std::fs::write(
        path("data.json"),
        printed(&run(&["document", "sample", "refusal"])),
    )
    .unwrap();
    printed(&run(&[
        "document",
        "render",
        "refusal",
        "--data",
        &path("data.json"),
        "--pdf",
        &path("a.pdf"),
        "--docx",
        &path("a.docx"),
    ]));
    let told = extracted(&folder.join("a.docx"));
    let parts = told["parts"].as_array().unwrap().iter();
    parts
        .map(|part| part["text"].as_str().unwrap().to_owned())
        .collect()
}

fn extracted(file: &Path) -> Value {
    serde_json::from_str(&printed(&run(&[
        "text",
        "extract",
        &file.display().to_string(),
        "--json",
    ])))
    .unwrap()
}

/// The sentence with which a file is refused.
fn refused(file: &Path) -> String {
    let output = run(&["text", "extract", &file.display().to_string()]);
    let words = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{words}");
    words
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

fn package(file: &Path, entries: &[(&str, &[u8])]) {
    let mut zip = ZipWriter::new(std::fs::File::create(file).unwrap());
    for (name, content) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap();
}

const TYPES: (&str, &[u8]) = (
    "[Content_Types].xml",
    b"<Types><Override ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>",
);

#[test]
fn every_part_of_a_document_stands_where_the_answer_says() {
    let folder = tempfile::tempdir().unwrap();
    sample(folder.path());
    for name in ["a.docx", "a.pdf"] {
        let told = extracted(&folder.path().join(name));
        let text: Vec<char> = told["text"].as_str().unwrap().chars().collect();
        for part in told["parts"].as_array().unwrap() {
            let place = |at: usize| usize::try_from(part["place"][at].as_u64().unwrap()).unwrap();
            let cut: String = text[place(0)..place(1)].iter().collect();
            assert_eq!(part["text"].as_str().unwrap(), cut, "{name}");
        }
        assert_eq!(told["pages"], 1);
    }
}

#[test]
fn word_files_from_before_2007_and_rich_text_are_read_with_libreoffice() {
    let folder = tempfile::tempdir().unwrap();
    let wanted = bare(&sample(folder.path()).concat());
    for kind in ["doc", "rtf", "odt"] {
        let made = Command::new("soffice")
            .arg(format!(
                "-env:UserInstallation=file://{}/profile",
                folder.path().display()
            ))
            .args(["--headless", "--convert-to", kind, "--outdir"])
            .arg(folder.path())
            .arg(folder.path().join("a.docx"))
            .output()
            .expect("LibreOffice installed (scripts/packages.sh)");
        assert!(made.status.success());
        let told = extracted(&folder.path().join(format!("a.{kind}")));
        assert_eq!(bare(told["text"].as_str().unwrap()), wanted, "{kind}");
    }
}

#[test]
fn scanned_pages_are_read_with_tesseract_which_says_how_sure_it_is() {
    let folder = tempfile::tempdir().unwrap();
    sample(folder.path());
    let drawn = Command::new("pdftoppm")
        .args(["-r", "150", "-jpeg", "-singlefile"])
        .args([folder.path().join("a.pdf"), folder.path().join("scan")])
        .status()
        .expect("poppler-utils installed (scripts/packages.sh)");
    assert!(drawn.success());
    let picture = folder.path().join("scan.jpg");
    let pdf = folder.path().join("scan.pdf");
    std::fs::write(&pdf, scanned(&std::fs::read(&picture).unwrap())).unwrap();
    for file in [picture, pdf] {
        let told = extracted(&file);
        let text = told["text"].as_str().unwrap();
        assert!(text.contains("từ chối công nhận sáng kiến"), "{text}");
        assert!(told["confidence"].as_f64().unwrap() > 70.0, "{told}");
        assert_eq!(
            (told["pages"].clone(), told["parts"][0]["page"].clone()),
            (1.into(), 1.into())
        );
    }
}

/// A PDF of one page that holds nothing but a picture of it.
fn scanned(jpeg: &[u8]) -> Vec<u8> {
    let number = |at: usize| u16::from_be_bytes([jpeg[at], jpeg[at + 1]]);
    // The frame header of a baseline JPEG: marker, length, precision, height, width, components.
    let frame = jpeg
        .windows(2)
        .position(|pair| pair == [0xff, 0xc0])
        .unwrap();
    let (height, width, colours) = (number(frame + 5), number(frame + 7), jpeg[frame + 9]);
    let colours = if colours == 1 {
        "DeviceGray"
    } else {
        "DeviceRGB"
    };
    let draw = "q 595 0 0 842 0 0 cm /Im0 Do Q";
    let mut pdf = format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</Im0 5 0 R>>>>>>endobj\n\
         4 0 obj<</Length {}>>stream\n{draw}\nendstream endobj\n\
         5 0 obj<</Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/{colours}/BitsPerComponent 8/Filter/DCTDecode/Length {}>>stream\n",
        draw.len(),
        jpeg.len()
    )
    .into_bytes();
    pdf.extend_from_slice(jpeg);
    pdf.extend_from_slice(b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
    pdf
}

#[test]
fn files_that_attack_end_in_a_sentence_that_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let body =
        |text: &str| format!("<w:document xmlns:w=\"w\"><w:body>{text}</w:body></w:document>");
    let bomb = body(&"<w:p/>".repeat(12 << 20)).into_bytes();
    package(&file("bomb.docx"), &[TYPES, ("word/document.xml", &bomb)]);
    let laughs = b"<!DOCTYPE w [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><w>&b;</w>";
    package(
        &file("laughs.docx"),
        &[TYPES, ("word/document.xml", laughs)],
    );
    package(&file("macro.docx"), &[TYPES, ("word/vbaProject.bin", b"x")]);
    package(&file("nested.docx"), &[("inner.zip", b"PK")]);
    let many: Vec<String> = (0..10_001).map(|number| format!("{number}.xml")).collect();
    let many: Vec<(&str, &[u8])> = many
        .iter()
        .map(|name| (name.as_str(), b"".as_slice()))
        .collect();
    package(&file("many.docx"), &many);
    let template: &[u8] = b"<R><Relationship Type=\"x/attachedTemplate\" Target=\"https://mau.example/a\" TargetMode=\"External\"/></R>";
    let plain = body("<w:p><w:r><w:t>x</w:t></w:r></w:p>").into_bytes();
    package(
        &file("template.docx"),
        &[
            TYPES,
            ("word/document.xml", &plain),
            ("word/_rels/settings.xml.rels", template),
        ],
    );
    std::fs::write(file("empty.docx"), b"").unwrap();
    std::fs::write(file("page.pdf"), b"<html><script>1</script></html>").unwrap();
    std::fs::write(file("program.pdf"), b"\x7fELF....").unwrap();
    std::fs::write(file("named.docx"), b"%PDF-1.4").unwrap();
    std::fs::write(file("broken.pdf"), b"%PDF-1.4 1 0 obj <</Kids [1 0 R]>>").unwrap();
    let circle = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9999999>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF";
    std::fs::write(file("circle.pdf"), circle).unwrap();
    let script = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(x)>>>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF";
    std::fs::write(file("script.pdf"), script).unwrap();
    // The name written otherwise, which only whoever takes the document apart understands.
    let hidden = String::from_utf8_lossy(script).replace("/JavaScript", "/Java#53cript");
    std::fs::write(file("hidden.pdf"), hidden).unwrap();
    let mut flood = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    flood.extend([0, 1, 0, 0, 0, 1, 0, 0, 8, 2, 0, 0, 0]);
    std::fs::write(file("flood.png"), flood).unwrap();
    let slides = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0";
    std::fs::write(file("slides.ppt"), slides).unwrap();
    for (name, words) in [
        ("bomb.docx", "quá mức của một văn bản"),
        ("laughs.docx", "định nghĩa thực thể XML"),
        ("macro.docx", "chứa macro"),
        ("nested.docx", "tệp nén nhiều tệp"),
        ("many.docx", "tệp nén nhiều tệp"),
        ("template.docx", "gọi mẫu hoặc đối tượng từ bên ngoài"),
        ("empty.docx", "không có nội dung"),
        ("page.pdf", "là trang web"),
        ("program.pdf", "chứa chương trình"),
        ("named.docx", "không khớp với đuôi tên tệp"),
        ("broken.pdf", "bị hỏng hoặc không đúng định dạng"),
        ("circle.pdf", "đã dừng"),
        ("script.pdf", "có mã lệnh"),
        ("hidden.pdf", "có mã lệnh"),
        ("flood.png", "quá nhiều điểm ảnh"),
        ("slides.ppt", "không phải văn bản"),
    ] {
        let told = refused(&file(name));
        assert!(told.contains(words), "{name}: {told}");
    }
}
