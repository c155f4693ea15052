//! Moments as text: RFC 3339 with Vietnam's offset.

use sangkien_domain::time::Instant;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment(pub(crate) Instant);

impl From<Instant> for Moment {
    fn from(at: Instant) -> Self {
        Self(at)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.rfc3339())
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Instant::parse(&text).map(Self).ok_or_else(|| {
            D::Error::custom("expected a moment with its offset, such as 2024-04-09T21:30:00+07:00")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_with_any_offset_and_written_with_that_of_vietnam() {
        let read: Moment = serde_json::from_str("\"2024-04-09T14:30:00Z\"").unwrap();
        assert_eq!(
            serde_json::to_string(&read).unwrap(),
            "\"2024-04-09T21:30:00+07:00\""
        );
        assert!(serde_json::from_str::<Moment>("\"2024-04-09T21:30:00\"").is_err());
        assert!(serde_json::from_str::<Moment>("\"09/04/2024\"").is_err());
    }
}
