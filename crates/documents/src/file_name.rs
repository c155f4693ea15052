//! Names of uploaded files: safe to show, to keep and to send back.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest file name kept, in bytes.
pub const MAX_BYTES: usize = 200;

/// The name given to a file whose own name has nothing usable.
pub const NAMELESS: &str = "tep";

/// Longest extension kept whole when a name is shortened, in bytes.
const MAX_EXTENSION: usize = 16;

/// A file name that can be shown and stored whatever the sender called it.
///
/// Folders before the name are dropped, so are control characters, hidden
/// characters and bidirectional overrides; signs that mean something to a file
/// system become "_"; the name neither begins nor ends with a dot or a space
/// and is not one of the device names of Windows. It has at most [`MAX_BYTES`]
/// bytes; a longer one is shortened before its extension.
pub fn safe(name: &str) -> String {
    let normal = sangkien_text::normalise(name);
    let last = normal.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown: String = last
        .chars()
        .map(|c| match c {
            '\n' | '\t' => ' ',
            '<' | '>' | ':' | '"' | '|' | '?' | '*' => '_',
            c => c,
        })
        .collect();
    let words: Vec<&str> = shown.split_whitespace().collect();
    let joined = words.join(" ");
    let shortened = shorten(joined.trim_matches(['.', ' ']));
    if shortened.is_empty() {
        NAMELESS.to_owned()
    } else if is_device(&shortened) {
        format!("_{shortened}")
    } else {
        shortened
    }
}

/// Name and extension; a name without a dot inside has none.
fn split(name: &str) -> (&str, Option<&str>) {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, Some(extension)),
        _ => (name, None),
    }
}

/// The extension of a file name in lower case, without the dot; empty when
/// there is none.
pub fn extension(name: &str) -> String {
    split(name).1.unwrap_or_default().to_lowercase()
}

fn shorten(name: &str) -> String {
    // One byte is left for the sign put before a device name.
    let limit = MAX_BYTES - 1;
    if name.len() <= limit {
        return name.to_owned();
    }
    match split(name) {
        (stem, Some(extension)) if extension.len() <= MAX_EXTENSION => {
            let stem = cut(stem, limit - extension.len() - 1).trim_end_matches(['.', ' ']);
            format!("{stem}.{extension}")
        }
        _ => cut(name, limit).trim_end_matches(['.', ' ']).to_owned(),
    }
}

/// The longest beginning of at most so many bytes that ends between characters.
fn cut(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// Whether Windows takes the name for a device, whatever its extension.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_uppercase();
    match stem.as_str() {
        "CON" | "PRN" | "AUX" | "NUL" => true,
        stem => {
            let number = stem
                .strip_prefix("COM")
                .or_else(|| stem.strip_prefix("LPT"));
            number.is_some_and(|number| number.len() == 1 && number != "0")
        }
    }
}

/// The value of a `Content-Disposition` header (RFC 6266) that makes a browser
/// keep a file under its name rather than show it.
///
/// The name is made [`safe`] first. It is sent twice: without diacritics for
/// old programs, and whole in the encoding of RFC 8187.
pub fn content_disposition(name: &str) -> String {
    let name = safe(name);
    format!(
        "attachment; filename=\"{}\"; filename*=UTF-8''{}",
        ascii(&name),
        percent_encoded(&name)
    )
}

fn ascii(name: &str) -> String {
    name.nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| match c {
            'đ' => 'd',
            'Đ' => 'D',
            // A percent sign is decoded by some browsers and not by others.
            '"' | '\\' | '%' => '_',
            c if c.is_ascii_graphic() || c == ' ' => c,
            _ => '_',
        })
        .collect()
}

fn percent_encoded(name: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let nibbles = [byte >> 4, byte & 0x0f];
            out.push('%');
            let digits = nibbles.iter().filter_map(|n| DIGITS.get(usize::from(*n)));
            out.extend(digits.map(|digit| char::from(*digit)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{MAX_BYTES, content_disposition, extension, safe};
    use proptest::prelude::*;

    #[test]
    fn folders_and_hidden_characters_are_dropped() {
        for (given, kept) in [
            ("C:\\Users\\mau\\Báo cáo.docx", "Báo cáo.docx"),
            ("../../etc/passwd", "passwd"),
            ("minh\u{202e}fdp.exe", "minhfdp.exe"),
            ("a\u{0}b\r\nc.pdf", "ab c.pdf"),
            ("bao cao?*.pdf", "bao cao__.pdf"),
            ("  .ẩn .pdf. ", "ẩn .pdf"),
            ("", "tep"),
            ("..", "tep"),
            ("thư mục/", "tep"),
            ("nul.txt", "_nul.txt"),
            ("COM1", "_COM1"),
            ("compare.txt", "compare.txt"),
        ] {
            assert_eq!(safe(given), kept, "{given:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_extension() {
        let name = safe(&format!("{}.docx", "ế".repeat(300)));
        assert!(
            name.len() <= MAX_BYTES && name.ends_with("ế.docx"),
            "{name}"
        );
        let odd = safe(&format!("a.{}", "b".repeat(300)));
        assert!(odd.len() <= MAX_BYTES);
    }

    #[test]
    fn the_extension_is_read_in_lower_case() {
        assert_eq!(extension("Báo cáo.PDF"), "pdf");
        assert_eq!(extension("tep"), "");
        assert_eq!(extension(".pdf"), "");
    }

    #[test]
    fn the_name_is_sent_plain_and_whole() {
        assert_eq!(
            content_disposition("Đề án 5%.pdf"),
            "attachment; filename=\"De an 5_.pdf\"; filename*=UTF-8''%C4%90%E1%BB%81%20%C3%A1n%205%25.pdf"
        );
    }

    proptest! {
        #[test]
        fn any_name_becomes_safe_and_stays_so(name in any::<String>()) {
            let once = safe(&name);
            prop_assert!(!once.is_empty() && once.len() <= MAX_BYTES);
            prop_assert!(!once.contains(['/', '\\', '"']) && !once.chars().any(char::is_control));
            prop_assert_eq!(safe(&once), once);
        }

        #[test]
        fn a_header_value_is_printable_ascii(name in any::<String>()) {
            let value = content_disposition(&name);
            prop_assert!(value.bytes().all(|byte| (0x20..0x7f).contains(&byte)), "{}", value);
            prop_assert_eq!(value.matches('"').count(), 2);
        }
    }
}
