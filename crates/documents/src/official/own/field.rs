//! What a form of one's own may ask for: the fields of a kind of document, as data.

use serde::Deserialize;

use super::super::kind::Kind;
use super::super::template::Words;

/// A value that a place of a form may be tied to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its name for machines.
    pub code: String,
    /// Its name for people.
    pub name: String,
    /// The list of which it is a value, if it is.
    #[serde(default)]
    pub each: Option<String>,
    /// The words that are put in.
    pub(super) words: Words,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    field: Vec<Field>,
}

/// The fields of a catalogue; a test reads each of those built in.
fn read(catalogue: &str) -> Vec<Field> {
    toml::from_str::<Fields>(catalogue).map_or_else(|_| Vec::new(), |fields| fields.field)
}

impl Kind {
    /// The fields that forms of one's own of this kind may have; none where there are no such forms.
    pub fn fields(self) -> Vec<Field> {
        let own = match self {
            Self::Decision => include_str!("../../../templates/fields/decision.toml"),
            Self::Invitation => include_str!("../../../templates/fields/invitation.toml"),
            Self::Minutes => include_str!("../../../templates/fields/minutes.toml"),
            Self::TallyMinutes => include_str!("../../../templates/fields/tally-minutes.toml"),
            Self::SummaryList => include_str!("../../../templates/fields/summary-list.toml"),
            Self::SupplementRequest => {
                include_str!("../../../templates/fields/supplement-request.toml")
            }
            Self::Apology => include_str!("../../../templates/fields/apology.toml"),
            _ => return Vec::new(),
        };
        let own = read(own);
        let mut fields = read(include_str!("../../../templates/fields/head.toml"));
        // What letters are about is always the same, and stands in no data.
        fields.retain(|field| own.iter().all(|other| other.code != field.code));
        fields.extend(own);
        fields
    }
}
