//! A dossier as a document to be read: its facts, authors, sections and files.

use sangkien_app::dossier::DossierView;
use sangkien_domain::access::Power;
use sangkien_domain::form::{Field, FieldKind, key};
use sangkien_domain::time::day_text;
use sangkien_i18n::label;
use sangkien_pages::parts::{self, DocSection, Fact, FileRow, ViewAuthor};

use crate::part;
use crate::show;

/// Answers that stand among the facts.
const FACTS: [&str; 3] = [key::TITLE, key::FIELD, key::FIRST_APPLIED_ON];

/// The title, or words for none.
pub(crate) fn title(view: &DossierView) -> String {
    show::title(&view.dossier.title)
}

/// What stands in the place of authors and unit for whoever judges without knowing them.
pub(crate) const UNNAMED: &str = "Hiện sau khi hội đồng kết luận";

/// Whether the reader is told whose it is.
pub(crate) fn named(view: &DossierView) -> bool {
    view.dossier.powers().allow(Power::KnowAuthors)
}

/// The dossier beside a form of the clerk, head or member, without authors where the reader is not
/// to know whose it is.
pub(crate) fn document(view: &DossierView) -> parts::DossierView {
    let authors = named(view);
    parts::DossierView {
        code: view.dossier.code.clone().unwrap_or_default(),
        title: title(view),
        eyebrow: match &view.stands {
            Some(_) => view.round.name.clone(),
            None => format!(
                "{}, {}",
                view.round.name,
                label::stage(view.dossier.stage, show::VI)
            ),
        },
        facts: if authors {
            facts(view, true)
        } else {
            let mut told = facts(view, false);
            told.push(Fact::new("Tác giả và đơn vị", UNNAMED));
            told
        },
        authors: if authors && view.stands.is_none() {
            people(view)
        } else {
            Vec::new()
        },
        sections: sections(view),
        files_title: files_title(view),
        files: files(view).into_iter().chain(attached(view)).collect(),
    }
}

/// What the files of a dossier are called.
pub(crate) fn files_title(view: &DossierView) -> &'static str {
    if view.stands.is_some() {
        "Tệp kèm theo"
    } else {
        "Minh chứng"
    }
}

/// Facts under the title.
pub(crate) fn facts(view: &DossierView, authors: bool) -> Vec<Fact> {
    let mut facts = Vec::new();
    if view.stands.is_some() {
        if authors {
            facts.push(Fact::new("Người nộp", &view.dossier.authors_line));
        }
    } else {
        let field = view.field_name.as_deref().unwrap_or("Chưa chọn");
        facts.push(Fact::new("Lĩnh vực", field));
    }
    if authors {
        facts.push(Fact::new("Đơn vị", &view.unit_name));
    }
    if let Some(day) = view.content().first_applied_on() {
        facts.push(Fact::new("Áp dụng lần đầu", day_text(day)));
    }
    if let Some(confirmation) = &view.confirmation {
        facts.push(Fact::new(
            "Ngày áp dụng đã xác nhận",
            day_text(confirmation.first_applied_on),
        ));
    }
    if let Some(at) = view.dossier.submitted_at {
        facts.push(Fact::new("Nộp lúc", show::moment(at)));
    }
    facts
}

/// The authors with their shares.
pub(crate) fn people(view: &DossierView) -> Vec<ViewAuthor> {
    view.authors
        .iter()
        .map(|row| ViewAuthor {
            full_name: row.author.full_name.clone(),
            place: [row.author.position.as_str(), row.author.workplace.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", "),
            share: row.author.share.to_string(),
        })
        .collect()
}

/// Every answer that is there, in the order of the form. Title, field and day of first application
/// stand among the facts, statements of the author beside the signature.
pub(crate) fn sections(view: &DossierView) -> Vec<DocSection> {
    let content = view.content();
    view.rules
        .form
        .fields()
        .map(|(_, field)| field)
        .filter(|field| !FACTS.contains(&field.key.as_str()) && field.kind != FieldKind::Consent)
        .map(|field| (field, answer(field, content.answer(&field.key), view)))
        .filter(|(_, answer)| !answer.is_empty())
        .map(|(field, answer)| DocSection::new(&field.label, &answer))
        .collect()
}

/// Files with their addresses.
pub(crate) fn files(view: &DossierView) -> Vec<FileRow> {
    view.files
        .iter()
        .map(|file| {
            let mut row = show::file(view.dossier.id, file, &view.readings);
            row.about = part::name_of(view.place.as_ref(), file).map(str::to_owned);
            row
        })
        .collect()
}

/// Files that were attached at its steps, as far as the reader may know of them.
pub(crate) fn attached(view: &DossierView) -> Vec<FileRow> {
    view.attached
        .iter()
        .map(|one| part::attached(view.dossier.id, one, &view.readings))
        .collect()
}

/// A stored answer in words.
pub(crate) fn answer(field: &Field, stored: &str, view: &DossierView) -> String {
    match &field.kind {
        FieldKind::Date => show::day_typed(stored),
        FieldKind::FieldCatalogue => match (&view.field_name, stored.is_empty()) {
            (Some(name), false) => name.clone(),
            _ => String::new(),
        },
        FieldKind::Choice { options } => options
            .iter()
            .find(|option| option.value == stored)
            .map(|option| option.label.clone())
            .unwrap_or_default(),
        FieldKind::Consent if stored == "yes" => "Đồng ý".to_owned(),
        FieldKind::Consent => String::new(),
        FieldKind::Text | FieldKind::LongText => stored.to_owned(),
    }
}
