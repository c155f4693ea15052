//! Reading TOML: faults with line numbers, points and percents as people write them.

use std::fmt;

use sangkien_domain::rubric::Score;
use sangkien_domain::share::Share;
use sangkien_domain::time::Instant;
use serde::de::{DeserializeOwned, Deserializer, Error as _, Visitor};
use serde::{Deserialize, de};

use crate::error::{PackError, Result};
use crate::shape::decimal;

/// A file of a pack: its path below `packs/` and its text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) path: &'a str,
    pub(crate) text: &'a str,
}

/// Embeds a file of `packs/`.
macro_rules! source {
    ($folder:literal, $file:literal) => {
        $crate::read::Source {
            path: concat!($folder, "/", $file),
            text: include_str!(concat!("../../../packs/", $folder, "/", $file)),
        }
    };
    ($path:literal) => {
        $crate::read::Source {
            path: $path,
            text: include_str!(concat!("../../../packs/", $path)),
        }
    };
}
pub(crate) use source;

impl Source<'_> {
    /// Parses the file; a fault names its line.
    pub(crate) fn parse<T: DeserializeOwned>(self) -> Result<T> {
        toml::from_str(self.text).map_err(|error| {
            let line = error
                .span()
                .and_then(|span| self.text.get(..span.start))
                .map_or(1, |before| before.matches('\n').count() + 1);
            PackError::new(self.path, format!("line {line}"), error.message())
        })
    }
}

/// Points of a rubric: `40`, `"0,5"` or `"0.25"`.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Points(pub(crate) Score);

/// A share in percent: `50` or `"33,33"`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Percent(pub(crate) Share);

/// A moment in RFC 3339, such as `"2024-04-09T21:30:00+07:00"`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment(pub(crate) Instant);

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        deserializer
            .deserialize_any(Hundredths)
            .map(|value| Self(Score(value)))
    }
}

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let value = deserializer.deserialize_any(Hundredths)?;
        i32::try_from(value)
            .map(|value| Self(Share(value)))
            .map_err(|_| D::Error::custom("share out of range"))
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Instant::parse(&text)
            .map(Self)
            .ok_or_else(|| D::Error::custom(format!("not a moment: {text}")))
    }
}

/// Reads an integer, or a decimal with at most two places, into hundredths.
struct Hundredths;

impl Visitor<'_> for Hundredths {
    type Value = i64;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an integer such as 40, or a decimal in quotes such as \"0,5\"")
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> std::result::Result<i64, E> {
        value
            .checked_mul(100)
            .ok_or_else(|| E::custom("number too large"))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> std::result::Result<i64, E> {
        decimal(text).ok_or_else(|| E::custom(format!("not a decimal: {text}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_written_as_people_write_them() {
        for (text, value) in [
            ("40", Some(4_000)),
            ("0,5", Some(50)),
            ("0.25", Some(25)),
            ("33,33", Some(3_333)),
            ("1,234", None),
            ("-1", None),
            (",5", None),
            ("", None),
        ] {
            assert_eq!(decimal(text), value, "{text}");
        }
    }

    #[test]
    fn a_fault_names_its_file_and_line() {
        #[derive(Debug, Deserialize)]
        struct Scale {
            #[serde(rename = "step")]
            _step: Points,
        }
        let file = Source {
            path: "sample.toml",
            text: "# a scale\n\nstep = \"half\"\n",
        };
        let fault = file.parse::<Scale>().unwrap_err();
        assert_eq!(
            (fault.file.as_str(), fault.place.as_str()),
            ("sample.toml", "line 3")
        );
    }
}
