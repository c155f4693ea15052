//! Libraries of phrases for requests for supplements.

use sangkien_domain::correction::PhraseLibrary;

use crate::error::{PackError, Result};
use crate::read::{Source, source};

const PHRASES: [Source<'static>; 3] = [
    source!("vietnam", "phrases/initiative.toml"),
    source!("vietnam", "phrases/one-stop-certified-copy.toml"),
    source!("vietnam", "phrases/publication-licence.toml"),
];

/// The libraries of the pack, each in its latest version.
pub fn phrases() -> Result<Vec<PhraseLibrary>> {
    PHRASES.into_iter().map(read_phrases).collect()
}

/// Reads one library; a fault names its file.
fn read_phrases(file: Source<'_>) -> Result<PhraseLibrary> {
    let library: PhraseLibrary = file.parse()?;
    match library.faults().first() {
        None => Ok(library),
        Some(fault) => Err(PackError::new(
            file.path,
            format!("library \"{}\"", library.code),
            format!("{fault:?}"),
        )),
    }
}

#[cfg(test)]
mod tests {
    use sangkien_domain::correction::Severity;

    use super::*;

    #[test]
    fn every_form_of_the_pack_has_phrases_for_its_components() {
        let libraries = phrases().unwrap();
        for form in crate::forms().unwrap() {
            let library = libraries
                .iter()
                .find(|library| library.serves(&form.code))
                .unwrap_or_else(|| panic!("no phrases for {}", form.code));
            let known = |place: &str| {
                let (section, field) = place.split_once('.').unwrap_or((place, ""));
                form.section(section).is_some_and(|section| {
                    field.is_empty() || section.fields.iter().any(|one| one.key == field)
                })
            };
            let fits = library
                .phrases
                .iter()
                .filter(|phrase| phrase.places.iter().any(|place| known(place)));
            assert!(fits.count() > 0, "no phrase fits {}", form.code);
        }
    }

    #[test]
    fn libraries_are_whole_and_have_names_of_their_own() {
        let libraries = phrases().unwrap();
        let mut codes: Vec<&str> = libraries.iter().map(|one| one.code.as_str()).collect();
        codes.dedup();
        assert_eq!(codes.len(), 3);
        for library in &libraries {
            let must =
                |phrase: &sangkien_domain::correction::Phrase| phrase.severity == Severity::Must;
            assert!(library.phrases.iter().any(must), "{}", library.code);
        }
    }

    #[test]
    fn a_library_without_a_basis_is_a_fault_of_its_file() {
        let text = "code = \"a\"\nversion = 1\ntitle = \"A\"\nforms = [\"f\"]\n[[phrases]]\nkey = \"k\"\nlabel = \"l\"\nrequirement = \"r\"\nbasis = { act = \"\" }\n";
        let file = Source {
            path: "sample.toml",
            text,
        };
        let fault = read_phrases(file).unwrap_err();
        assert_eq!(fault.file, "sample.toml");
        let stray = text.replace("label", "name");
        assert!(
            read_phrases(Source {
                path: "sample.toml",
                text: &stray
            })
            .is_err()
        );
    }
}
