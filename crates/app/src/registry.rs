//! The public side: the registry of recognised initiatives and the verification of certificates.

use crate::App;
use crate::failure::{Failure, Outcome};
use crate::port::{Facet, Page, Paging, RegistryFilter};
use crate::record::{Certificate, RegistryEntry};

/// What the registry is asked for.
#[derive(Debug, Clone, Default)]
pub struct RegistryInput {
    /// Words as typed.
    pub query: String,
    /// Only this field, by code.
    pub field: Option<String>,
    /// Only this year.
    pub year: Option<i16>,
    /// Page number, from 1.
    pub page: u32,
}

/// A page of the registry.
#[derive(Debug, Clone)]
pub struct RegistryList {
    /// The entries.
    pub page: Page<RegistryEntry>,
    /// Rows on a page.
    pub size: u32,
    /// Fields to narrow to.
    pub fields: Vec<Facet>,
    /// Years to narrow to.
    pub years: Vec<Facet>,
}

/// Entries on a page of the registry.
const PAGE_SIZE: u32 = 20;

impl App {
    /// Searches published entries; with and without diacritics.
    pub async fn search_registry(&self, input: RegistryInput) -> Outcome<RegistryList> {
        let filter = RegistryFilter {
            words: sangkien_text::words(&input.query),
            field: input.field,
            year: input.year,
        };
        let mut store = self.read().await?;
        let page = store
            .registry(
                &filter,
                Paging {
                    page: input.page.max(1),
                    size: PAGE_SIZE,
                },
            )
            .await?;
        let (fields, years) = store.registry_facets(&filter).await?;
        Ok(RegistryList {
            page,
            size: PAGE_SIZE,
            fields,
            years,
        })
    }

    /// A published entry with its certificates.
    pub async fn registry_entry(&self, code: &str) -> Outcome<(RegistryEntry, Vec<Certificate>)> {
        let mut store = self.read().await?;
        let entry = store
            .registry_entry(code)
            .await?
            .filter(|entry| entry.published)
            .ok_or(Failure::Absent)?;
        let certificates = store.certificates(entry.dossier).await?;
        Ok((entry, certificates))
    }

    /// The certificate with this code, for anybody who holds the code. Letters may be typed in
    /// either case and with or without the hyphen.
    pub async fn verify_certificate(&self, typed: &str) -> Outcome<Certificate> {
        let code = canonical_code(typed).ok_or(Failure::Absent)?;
        self.read()
            .await?
            .certificate(&code)
            .await?
            .ok_or(Failure::Absent)
    }

    /// The certificate as PDF.
    pub async fn certificate_pdf(&self, typed: &str) -> Outcome<(Certificate, Vec<u8>)> {
        let certificate = self.verify_certificate(typed).await?;
        let mut store = self.read().await?;
        let kept = self.kept_certificate_pdf(store.as_mut(), &certificate);
        let pdf = match kept.await? {
            Some(kept) => kept,
            None => self
                .ports
                .papers
                .certificate(&certificate, &self.verify_url(&certificate.code))?,
        };
        Ok((certificate, pdf))
    }
}

/// `7f3k9 2mqpx` → `7F3K9-2MQPX`; letters that are read alike are taken for what they stand for.
pub(crate) fn canonical_code(typed: &str) -> Option<String> {
    let letters: String = typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    let (left, right) = letters.split_at_checked(5)?;
    (right.len() == 5).then(|| format!("{left}-{right}"))
}

#[cfg(test)]
mod tests {
    use super::canonical_code;

    #[test]
    fn a_code_is_found_however_it_is_typed() {
        for typed in ["7F3K9-2MQPX", "7f3k92mqpx", " 7F3K9 2MQPX "] {
            assert_eq!(canonical_code(typed).as_deref(), Some("7F3K9-2MQPX"));
        }
        assert_eq!(
            canonical_code("oil00-00000").as_deref(),
            Some("01100-00000")
        );
        for wrong in ["", "7F3K9", "7F3K9-2MQPXX", "đ"] {
            assert_eq!(canonical_code(wrong), None, "{wrong}");
        }
    }
}
