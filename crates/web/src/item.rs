//! Items of requests for supplements in words.

use sangkien_app::correction::{FileFinding, Proposal, RoundChanges};
use sangkien_app::dossier::DossierView;
use sangkien_app::record::CorrectionItem;
use sangkien_domain::correction::{ItemState, NewItem, Reply, Severity};
use sangkien_domain::form::Form;
use sangkien_i18n::correction;
use sangkien_pages::correction::{Passage, Stretch};
use sangkien_pages::dossier::CorrectionItem as Shown;
use sangkien_pages::parts::{Link, Opt, Tag, Tone};
use sangkien_text::changes::{Change, FileChange, Finding, Piece};

use crate::file_text;
use crate::outline;
use crate::show::{self, VI};

/// An item for whoever may read the dossier; `answers` while its author may answer it.
pub(crate) fn shown(view: &DossierView, item: &CorrectionItem, answers: bool) -> Shown {
    let open = answers && !item.state.is_settled();
    Shown {
        number: u32::try_from(item.number).unwrap_or(0),
        place: place_title(&view.rules.form, &item.place),
        anchor: anchor(&item.file_name, item.page, &item.quote),
        shown_at: item.file.and_then(|file| {
            let href = file_text::quoted(view.dossier.id, file, item.page, &item.quote);
            view.reading(file)?;
            Some(Link::new("Xem chỗ này trong tệp", href))
        }),
        severity: severity(item.severity),
        requirement: item.requirement.clone(),
        words: words(&item.found, &item.wanted),
        basis: item.basis.clone(),
        edit: answers.then(|| {
            Link::new(
                "Sửa mục này trong hồ sơ",
                outline::path_of(view, &item.place),
            )
        }),
        replies: if open {
            replies(item.reply)
        } else {
            Vec::new()
        },
        reply: item
            .reply
            .map(|reply| correction::reply(reply, VI).to_owned()),
        answer: item.answer.clone(),
        state: state(item.state),
        history: history(view, item),
    }
}

/// An item not yet sent, as its author will see it.
pub(crate) fn foreseen(form: &Form, number: u32, item: &NewItem, file: &str) -> Shown {
    Shown {
        number,
        place: place_title(form, &item.place),
        anchor: anchor(file, item.page, &item.quote),
        shown_at: None,
        severity: severity(item.severity),
        requirement: item.requirement.clone(),
        words: words(&item.found, &item.wanted),
        basis: item.basis.clone(),
        edit: None,
        replies: Vec::new(),
        reply: None,
        answer: String::new(),
        state: state(ItemState::Open),
        history: Vec::new(),
    }
}

/// Title of a section, or of a question in it.
pub(crate) fn place_title(form: &Form, place: &str) -> String {
    let (section, field) = place
        .split_once('.')
        .map_or((place, None), |(section, field)| (section, Some(field)));
    let Some(section) = form.section(section) else {
        return "Mục khác".to_owned();
    };
    match field.and_then(|key| section.fields.iter().find(|field| field.key == key)) {
        Some(field) => format!("{}: {}", section.title, field.label),
        None => section.title.clone(),
    }
}

fn anchor(file: &str, page: Option<u32>, quote: &str) -> Vec<String> {
    let mut lines = Vec::new();
    if !file.is_empty() {
        lines.push(format!("Tệp {file}"));
    }
    if let Some(page) = page {
        lines.push(format!("Trang {page}"));
    }
    if !quote.is_empty() {
        lines.push(format!("“{quote}”"));
    }
    lines
}

fn words(found: &str, wanted: &str) -> Option<(String, String)> {
    (!found.is_empty() || !wanted.is_empty()).then(|| (found.to_owned(), wanted.to_owned()))
}

fn severity(severity: Severity) -> Tag {
    let tone = match severity {
        Severity::Must => Tone::Active,
        Severity::Should | Severity::Note => Tone::Plain,
    };
    Tag::new(correction::severity(severity, VI), tone)
}

fn state(state: ItemState) -> Tag {
    let tone = match state {
        ItemState::Open => Tone::Soon,
        ItemState::Answered => Tone::Active,
        ItemState::Reopened => Tone::Late,
        ItemState::Verified | ItemState::Waived => Tone::Done,
    };
    Tag::new(correction::item_state(state, VI), tone)
}

fn replies(chosen: Option<Reply>) -> Vec<Opt> {
    Reply::ALL
        .iter()
        .map(|reply| {
            Opt::new(reply.code(), correction::reply(*reply, VI))
                .selected(*reply == chosen.unwrap_or(Reply::Fixed))
        })
        .collect()
}

/// What happened to an item, one sentence for each step.
fn history(view: &DossierView, item: &CorrectionItem) -> Vec<String> {
    view.correction_events
        .iter()
        .filter(|event| event.item == item.id)
        .map(|event| {
            let what = match event.reply {
                Some(reply) => format!(
                    "{} ({})",
                    correction::item_event(event.state, VI),
                    correction::reply(reply, VI)
                ),
                None => correction::item_event(event.state, VI).to_owned(),
            };
            let head = format!(
                "{}, {}: {what}, lần {}.",
                show::minute(event.at),
                event.by_name,
                event.round
            );
            if event.note.is_empty() {
                head
            } else {
                format!("{head} {}", event.note)
            }
        })
        .collect()
}

/// What the program proposes about an item.
pub(crate) fn proposal(proposal: Proposal) -> Tag {
    let words = match proposal {
        Proposal::Words(finding) => correction::finding(finding, VI),
        Proposal::File(FileFinding::Replaced) => "Tệp đã được thay",
        Proposal::File(FileFinding::Removed) => "Tệp đã bị bỏ",
        Proposal::File(FileFinding::Changed) => "Danh sách tệp đã thay đổi",
        Proposal::File(FileFinding::Unchanged) => "Tệp không thay đổi",
    };
    let tone = match proposal {
        _ if proposal.appears_settled() => Tone::Good,
        Proposal::Words(Finding::NotFound) => Tone::Plain,
        Proposal::Words(Finding::Partly | Finding::Vanished)
        | Proposal::File(FileFinding::Removed) => Tone::Soon,
        _ => Tone::Late,
    };
    Tag::new(words, tone)
}

/// A changed passage.
pub(crate) fn passage(found: &RoundChanges, change: &Change) -> Passage {
    let title = found
        .titles
        .get(&change.part)
        .map_or("Mục khác", String::as_str);
    Passage {
        place: match change.page() {
            Some(page) => format!("{title}, trang {page}"),
            None => title.to_owned(),
        },
        kind: correction::change(change.kind, VI).to_owned(),
        stretches: change
            .pieces
            .iter()
            .map(|piece| match piece {
                Piece::Same(text) => Stretch::Same(text.clone()),
                Piece::Removed(text) => Stretch::Removed(text.clone()),
                Piece::Added(text) => Stretch::Added(text.clone()),
            })
            .collect(),
    }
}

/// A changed file in one sentence.
pub(crate) fn file(change: &FileChange) -> String {
    match change {
        FileChange::Replaced { old, new } if old.name == new.name => {
            format!("Thay nội dung tệp {}.", old.name)
        }
        FileChange::Replaced { old, new } => {
            format!("Thay tệp {} bằng tệp {}.", old.name, new.name)
        }
        FileChange::Removed(file) => format!("Bỏ tệp {}.", file.name),
        FileChange::Added(file) => format!("Thêm tệp {}.", file.name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_anchor_names_file_page_and_quotation_as_far_as_they_are_given() {
        assert_eq!(
            anchor("a.pdf", Some(37), "bản đồ"),
            ["Tệp a.pdf", "Trang 37", "“bản đồ”"]
        );
        assert!(anchor("", None, "").is_empty());
        assert_eq!(words("", ""), None);
    }

    #[test]
    fn a_file_under_its_old_name_is_told_as_new_content() {
        let face = |name: &str| sangkien_text::changes::FileFace {
            id: name.into(),
            name: name.into(),
            hash: String::new(),
        };
        let replaced = |new: &str| FileChange::Replaced {
            old: face("a.pdf"),
            new: face(new),
        };
        assert_eq!(file(&replaced("a.pdf")), "Thay nội dung tệp a.pdf.");
        assert_eq!(file(&replaced("b.pdf")), "Thay tệp a.pdf bằng tệp b.pdf.");
    }
}
