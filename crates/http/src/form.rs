//! Forms as posted: names and values in order, never trusted, never lost.

use std::collections::BTreeMap;

/// Fields of a posted form, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// Reads an `application/x-www-form-urlencoded` body. Bytes that are not UTF-8 become
    /// replacement characters; nothing is refused here.
    pub fn parse(body: &[u8]) -> Self {
        Self(form_urlencoded::parse(body).into_owned().collect())
    }

    /// The first value under `name`; empty when there is none.
    pub fn get(&self, name: &str) -> &str {
        self.find(name).unwrap_or_default()
    }

    /// The first value under `name`.
    pub fn find(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// Every value under `name`.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.0
            .iter()
            .filter(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
            .collect()
    }

    /// Whether a field of that name was posted.
    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// Values under `prefix.{index}`, by index: the rows of a repeated field. Indexes beyond
    /// `most` are passed over.
    pub fn rows(&self, prefix: &str, most: usize) -> BTreeMap<usize, &str> {
        self.0
            .iter()
            .filter_map(|(key, value)| {
                let index = key
                    .strip_prefix(prefix)?
                    .strip_prefix('.')?
                    .parse::<usize>()
                    .ok()?;
                (index <= most).then_some((index, value.as_str()))
            })
            .collect()
    }

    /// Values under `prefix.{key}`, by key.
    pub fn keyed(&self, prefix: &str) -> BTreeMap<String, String> {
        self.0
            .iter()
            .filter_map(|(name, value)| {
                let key = name.strip_prefix(prefix)?.strip_prefix('.')?;
                Some((key.to_owned(), value.clone()))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn rows_of_a_repeated_field_are_found_by_index() {
        let fields =
            Fields::parse(b"share.0=50&share.2=20&share.1=30&share.x=1&share.99999=1&shares=2");
        let rows: Vec<&str> = fields.rows("share", 50).into_values().collect();
        assert_eq!(rows, ["50", "30", "20"]);
    }

    proptest! {
        #[test]
        fn any_body_can_be_read(body in prop::collection::vec(any::<u8>(), 0..200)) {
            let fields = Fields::parse(&body);
            prop_assert!(fields.0.len() <= 200);
        }
    }
}
