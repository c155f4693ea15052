//! XML put together as text: names are ours, values are escaped.

use quick_xml::escape::escape;

/// XML being written.
#[derive(Debug, Default)]
pub(super) struct Xml(String);

impl Xml {
    /// The declaration every part begins with.
    pub(super) fn part() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned())
    }

    /// Markup of our own.
    pub(super) fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text, without the characters XML does not have.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        let kept: String = text.chars().filter(|c| is_xml(*c)).collect();
        self.0.push_str(&escape(kept));
        self
    }

    pub(super) fn done(self) -> String {
        self.0
    }
}

/// Whether XML has a character.
pub(super) fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
