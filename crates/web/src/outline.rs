//! The form of a dossier as a row of pages: where each section is written and what comes next.

use sangkien_app::dossier::DossierView;
use sangkien_domain::form::{FieldKind, Section, SectionKind};
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;

use crate::show;

/// Where a section is written.
pub(crate) fn path(id: DossierId, section: &Section) -> String {
    match section.kind {
        SectionKind::Fields => format!("/dossiers/{id}/sections/{}", section.key),
        SectionKind::Authors => format!("/dossiers/{id}/authors"),
        SectionKind::Evidence => format!("/dossiers/{id}/evidence"),
    }
}

/// Where the section with this key, or that of a question in it, is written; the dossier itself for
/// an unknown one.
pub(crate) fn path_of(view: &DossierView, key: &str) -> String {
    let id = view.dossier.id;
    let section = key.split_once('.').map_or(key, |(section, _)| section);
    view.rules
        .form
        .section(section)
        .map_or_else(|| format!("/dossiers/{id}"), |section| path(id, section))
}

/// The title of the section with this key; the key's own words are shown to nobody.
pub(crate) fn title_of(view: &DossierView, key: &str) -> String {
    view.rules
        .form
        .section(key)
        .map_or_else(|| "Mục khác".to_owned(), |section| section.title.clone())
}

/// The key of the first section of a kind.
pub(crate) fn key_of(view: &DossierView, kind: SectionKind) -> Option<&str> {
    view.rules
        .form
        .sections
        .iter()
        .find(|section| section.kind == kind)
        .map(|section| section.key.as_str())
}

/// Place of a section in the list, from 1, and how many there are.
pub(crate) fn step(view: &DossierView, key: &str) -> Option<(u32, u32)> {
    let sections = &view.rules.form.sections;
    let at = sections.iter().position(|section| section.key == key)?;
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Some((number(at + 1), number(sections.len())))
}

/// Where the author goes after the section with this key: the next one, after the last one the
/// page that shows every answer.
pub(crate) fn next(view: &DossierView, key: &str) -> String {
    let id = view.dossier.id;
    view.rules
        .form
        .sections
        .iter()
        .skip_while(|section| section.key != key)
        .nth(1)
        .map_or_else(
            || format!("/dossiers/{id}/check"),
            |section| path(id, section),
        )
}

/// What is missing, in words that fit how the question is answered.
pub(crate) fn lack(view: &DossierView, refusal: &Refusal) -> String {
    if let Refusal::AnswerMissing { field, label } = refusal {
        let kind = view
            .rules
            .form
            .fields()
            .find(|(_, known)| known.key == *field)
            .map(|(_, known)| &known.kind);
        match kind {
            Some(FieldKind::Consent) => return format!("Chưa đánh dấu “{label}”."),
            Some(FieldKind::Choice { .. } | FieldKind::FieldCatalogue) => {
                return format!("Chưa chọn “{label}”.");
            }
            _ => {}
        }
    }
    sangkien_i18n::refusal(refusal, show::VI).cited_line(show::VI)
}
