//! Canonical XML 1.0 without comments, for plain documents of data: no names with prefixes and no
//! namespaces but one at the root. More is refused, so nothing is made canonical wrongly.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Deepest nesting.
const DEEPEST: usize = 64;
/// Largest document in bytes.
const LARGEST: usize = 32 << 20;

/// The canonical form of a document.
///
/// # Errors
/// Why it has none here.
pub fn canonical(file: &[u8]) -> Result<String, &'static str> {
    const BROKEN: &str = "it is no sound XML";
    if file.len() > LARGEST {
        return Err("it is too large");
    }
    let text = std::str::from_utf8(file).map_err(|_| "it is not UTF-8")?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // A line ends in one way, however the file has it.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut reader = Reader::from_str(&text);
    reader.config_mut().expand_empty_elements = true;
    let mut out = String::with_capacity(text.len());
    let (mut depth, mut roots) = (0_usize, 0_u8);
    loop {
        match reader.read_event().map_err(|_| BROKEN)? {
            Event::Start(tag) => {
                if depth == 0 {
                    roots = roots.saturating_add(1);
                }
                start(&tag, depth == 0, &mut out)?;
                depth += 1;
                if depth > DEEPEST {
                    return Err("it is nested too deep");
                }
            }
            Event::End(tag) => {
                depth = depth.checked_sub(1).ok_or(BROKEN)?;
                out.push_str("</");
                out.push_str(tag.name().as_ref());
                out.push('>');
            }
            Event::Text(text) if depth > 0 => escape(&text, false, &mut out),
            Event::Text(text) if text.trim().is_empty() => {}
            Event::CData(text) if depth > 0 => escape(&text, false, &mut out),
            Event::GeneralRef(reference) if depth > 0 => {
                let letter = reference.resolve_char_ref().ok().flatten();
                let letter = letter.map(String::from);
                let known = quick_xml::escape::resolve_predefined_entity(&reference);
                let text = letter.as_deref().or(known);
                escape(
                    text.ok_or("it refers to what it does not hold")?,
                    false,
                    &mut out,
                );
            }
            Event::Decl(_) if out.is_empty() && roots == 0 => {}
            Event::Comment(_) => {}
            Event::Eof => break,
            _ => return Err("it holds more than elements and text"),
        }
    }
    if depth == 0 && roots == 1 {
        Ok(out)
    } else {
        Err(BROKEN)
    }
}

fn start(tag: &BytesStart<'_>, root: bool, out: &mut String) -> Result<(), &'static str> {
    const PREFIX: &str = "it has names with prefixes";
    let name = tag.name();
    let name: &str = name.as_ref();
    if name.contains(':') {
        return Err(PREFIX);
    }
    let mut attributes = Vec::new();
    let mut space = None;
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| "it has an attribute that is not sound")?;
        let key: &str = attribute.key.as_ref();
        if key.contains(':') {
            return Err(PREFIX);
        }
        // Space in the text of an attribute is one space each, unless it is written by its number.
        let written = attribute.value.replace(['\t', '\n'], " ");
        let value = quick_xml::escape::unescape(&written)
            .map_err(|_| "it refers to what it does not hold")?
            .into_owned();
        match (key, root) {
            ("xmlns", true) => space = Some(value),
            ("xmlns", false) => return Err("it has a namespace below its root"),
            _ => attributes.push((key.to_owned(), value)),
        }
    }
    attributes.sort();
    out.push('<');
    out.push_str(name);
    let space = space.filter(|space| !space.is_empty());
    let space = space.map(|space| ("xmlns".to_owned(), space));
    for (key, value) in space.into_iter().chain(attributes) {
        out.push(' ');
        out.push_str(&key);
        out.push_str("=\"");
        escape(&value, true, out);
        out.push('"');
    }
    out.push('>');
    Ok(())
}

/// Text as it is written between tags or within quotes.
fn escape(text: &str, quoted: bool, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' if !quoted => out.push_str("&gt;"),
            '"' if quoted => out.push_str("&quot;"),
            '\t' if quoted => out.push_str("&#x9;"),
            '\n' if quoted => out.push_str("&#xA;"),
            '\r' => out.push_str("&#xD;"),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_document_has_one_form_however_it_is_written() {
        let form = "<a xmlns=\"urn:x\" b=\"1&#x9;&quot;\" c=\"2 3\"><d></d>&amp;&gt; é</a>";
        let written = "<?xml version=\"1.0\"?>\r\n<a  c='2\n3' xmlns='urn:x' b='1&#9;\"'><!-- x --><d/><![CDATA[&>]]> é</a>\n";
        assert_eq!(canonical(written.as_bytes()).unwrap(), form);
        assert_eq!(canonical(form.as_bytes()).unwrap(), form);
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_refused() {
        for text in [
            "",
            "<a>",
            "<a/><b/>",
            "<a/>x",
            "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
            "<a>&e;</a>",
            "<a><?php x?></a>",
            "<x:a xmlns:x='urn:x'/>",
            "<a><b xmlns='urn:x'/></a>",
            "<a b='1' b='2'/>",
        ] {
            assert!(canonical(text.as_bytes()).is_err(), "{text}");
        }
    }
}
