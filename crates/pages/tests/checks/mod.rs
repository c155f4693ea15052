//! A small tolerant reader of the HTML this crate writes, enough to ask about
//! tags, attributes and labels.

use std::collections::BTreeMap;

/// One start or end tag.
#[derive(Debug, Clone)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) end: bool,
    pub(crate) attributes: BTreeMap<String, String>,
    /// Text between this tag and the next.
    pub(crate) text: String,
}

impl Tag {
    pub(crate) fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }

    pub(crate) fn opens(&self, name: &str) -> bool {
        !self.end && self.name == name
    }
}

/// Every tag of a page in order.
pub(crate) fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        if after.starts_with('!') {
            rest = after;
            continue;
        }
        let inside = end_of_tag(after);
        let (tag, tail) = after.split_at(inside);
        let tail = tail.strip_prefix('>').unwrap_or(tail);
        let text = tail.split_once('<').map_or(tail, |(text, _)| text);
        tags.push(read_tag(tag, text));
        rest = tail;
    }
    tags
}

/// Length of the tag up to its `>`, quotes respected.
fn end_of_tag(after: &str) -> usize {
    let mut quoted = false;
    for (at, letter) in after.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '>' if !quoted => return at,
            _ => {}
        }
    }
    after.len()
}

fn read_tag(tag: &str, text: &str) -> Tag {
    let end = tag.starts_with('/');
    let tag = tag.trim_start_matches('/').trim_end_matches('/');
    let (name, mut rest) = tag
        .split_once(|c: char| c.is_whitespace())
        .unwrap_or((tag, ""));
    let mut attributes = BTreeMap::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let stop = rest
            .find(|c: char| c == '=' || c.is_whitespace())
            .unwrap_or(rest.len());
        let (key, tail) = rest.split_at(stop);
        if let Some(quoted) = tail.strip_prefix("=\"") {
            let (value, after) = quoted.split_once('"').unwrap_or((quoted, ""));
            attributes.insert(key.to_lowercase(), value.to_owned());
            rest = after;
        } else {
            attributes.insert(key.to_lowercase(), String::new());
            rest = tail.trim_start_matches('=');
        }
    }
    Tag {
        name: name.to_lowercase(),
        end,
        attributes,
        text: text.to_owned(),
    }
}
