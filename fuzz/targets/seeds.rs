//! Writes what the targets begin with: the program's own samples, a folder for each target, into the folder
//! that `SANGKIEN_FUZZ_SEEDS` names. It is linked like a target, since what it calls is built for them.
#![no_main]

use std::fs;
use std::path::Path;

use libfuzzer_sys::fuzz_target;
use sangkien_documents::official::Kind;
use sangkien_documents::transparent::{sample_hand, sample_seal};
use sangkien_fuzz::{made, read};
use sangkien_novelty::document::Document;
use sangkien_novelty::key::Key;
use sangkien_novelty::phrases::Phrases;
use sangkien_novelty::segment::Builder;
use sangkien_text::legacy::{Encoding, encode};

const TEXTS: [&str; 4] = [
    "Giải pháp giúp giáo viên chấm bài nhanh hơn và học sinh nhận lại bài ngay trong buổi học.",
    "Sáng kiến đã được áp dụng tại ba trường tiểu học của huyện trong năm học 2023 - 2024, tiết kiệm \
     1.250.000 đồng mỗi lớp; các trường lân cận có thể áp dụng ngay.",
    "Theo quy định tại khoản 1 Điều 3 của Điều lệ Sáng kiến, \u{201c}giải pháp có tính mới trong phạm vi cơ \
     sở\u{201d} phải đáp ứng các điều kiện sau.",
    "Hoà bình, thuỷ lợi, quý giá, A\u{301}nh sáng, kỷ luật, khuếch tán.",
];
/// Rows of a list with separators.
const ROWS: &str = "STT;Tên sáng kiến;Điểm\n1;\"Giải pháp; mẫu 01\";85,50\n2;Giải pháp mẫu 02;90\n";

fuzz_target!(init: write_and_end(), |_data: &[u8]| ());

/// Nothing is fuzzed.
fn write_and_end() {
    let written = write();
    std::process::exit(i32::from(written.is_err()));
}

fn write() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::var("SANGKIEN_FUZZ_SEEDS")?;
    let put = |target: &str, name: &str, bytes: &[u8]| -> std::io::Result<()> {
        let folder = Path::new(&folder).join(target);
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(name), bytes)
    };
    // The first byte says whether the rest is a package or one part of it.
    let whole = |package: &[u8]| [&[0][..], package].concat();
    let part = |first: u8, package: &[u8], name: &str| {
        [&[first][..], &read(package, name).unwrap_or_default()].concat()
    };
    for kind in Kind::ALL {
        let docx = made::docx(*kind);
        put("docx", &format!("{}-whole", kind.code()), &whole(&docx))?;
        put("docx", kind.code(), &part(1, &docx, "word/document.xml"))?;
        put("pdf", kind.code(), &made::pdf(*kind))?;
    }
    put("forms", "whole", &whole(made::form()))?;
    put("forms", "part", &part(1, made::form(), "word/document.xml"))?;
    let list = made::xlsx();
    put("xlsx", "whole", &whole(list))?;
    for (first, name) in [
        (1, "xl/worksheets/sheet1.xml"),
        (2, "xl/sharedStrings.xml"),
        (3, "xl/workbook.xml"),
    ] {
        put("xlsx", &first.to_string(), &part(first, list, name))?;
    }
    put("pictures", "hand", &sample_hand().png())?;
    put("pictures", "seal", &sample_seal().png())?;
    let jpeg = b"\xff\xd8\xff\xe0\0\x07JFIF\0\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0\xff\xc0\0\x08\x08\0\x10\0\x10\x03\xff\xda\0\x05\x01\x02\x03\x07\xff\xd9";
    put("pictures", "camera", jpeg)?;
    put("csv", "rows", ROWS.as_bytes())?;
    put("csv", "tabs", ROWS.replace(';', "\t").as_bytes())?;
    let (key, phrases) = (Key::of(b"mau"), Phrases::default());
    let mut builder = Builder::new();
    for (number, text) in TEXTS.iter().enumerate() {
        put(
            "places",
            &number.to_string(),
            &[&[2, 5][..], text.as_bytes()].concat(),
        )?;
        builder.add(&number.to_string(), &Document::of(text), &key, &phrases);
        let both = format!("{text} {}\u{1}{} {text}", TEXTS[0], TEXTS[1]);
        put("alignment", &number.to_string(), both.as_bytes())?;
        for (first, encoding) in [
            (0, Encoding::Tcvn3),
            (1, Encoding::Vni),
            (2, Encoding::Viscii),
        ] {
            let old: Vec<u8> = encode(text, encoding)
                .chars()
                .map(|c| u8::try_from(c).unwrap_or(b'?'))
                .collect();
            put(
                "decoding",
                &format!("{number}-{first}"),
                &[&[first + 60][..], &old].concat(),
            )?;
            put("csv", &format!("{number}-{first}"), &old)?;
        }
    }
    put("segments", "four", &builder.finish()?)?;
    Ok(())
}
