//! What is left of a dossier for whoever judges it without knowing whose it is.
//!
//! The decision is [`Power::KnowAuthors`] of the domain; whoever lacks it gets texts through a
//! [`Cover`], and nothing of what cannot be covered.

use sangkien_domain::access::{Actor, JUDGED_BLIND, Power};
use sangkien_domain::id::CouncilId;
use sangkien_text::{Covered, Names};

use super::{Permitted, Unguarded};
use crate::dossier::unit_name;
use crate::failure::{Failure, Outcome};
use crate::port::Reading;
use crate::record::{Dossier, DossierRow};

/// What stands in the place of a name.
const INSTEAD: &str = "[đã ẩn]";

/// The names that stand for whose a dossier is: its authors, their places of work, who filed and who
/// confirmed it, its unit.
#[derive(Debug, Clone)]
pub(crate) struct Cover(Names);

impl Cover {
    /// A text with the names covered.
    pub(crate) fn text(&self, text: &str) -> String {
        self.over(text).text
    }

    /// A text with the names covered, and where its places stand then.
    pub(crate) fn over(&self, text: &str) -> Covered {
        self.0.cover(text, INSTEAD)
    }

    /// A text that was written over a covered one: lines left as they were told get their names back.
    pub(crate) fn restored(&self, written: &str, before: &str) -> String {
        let told: Vec<(String, &str)> =
            before.lines().map(|line| (self.text(line), line)).collect();
        let lines: Vec<&str> = written
            .lines()
            .map(|line| {
                let kept = told.iter().find(|(covered, _)| covered == line);
                kept.map_or(line, |(_, before)| *before)
            })
            .collect();
        lines.join("\n")
    }

    /// Covers a text in place.
    pub(crate) fn put(&self, text: &mut String) {
        *text = self.text(text);
    }
}

/// The cover under which a dossier is told; none for whoever may know its authors.
pub(crate) async fn cover(
    store: &mut dyn Reading,
    dossier: &Permitted<Dossier>,
) -> Outcome<Option<Cover>> {
    if dossier.powers().allow(Power::KnowAuthors) {
        return Ok(None);
    }
    names(store, dossier).await.map(Some)
}

/// The title of a dossier as its reader is told it.
pub(crate) async fn told_title(
    store: &mut dyn Reading,
    dossier: &Permitted<Dossier>,
) -> Outcome<String> {
    let cover = cover(store, dossier).await?;
    Ok(cover.map_or_else(|| dossier.title.clone(), |cover| cover.text(&dossier.title)))
}

async fn names(store: &mut dyn Reading, dossier: &Dossier) -> Outcome<Cover> {
    let filed_at = dossier.submitted_at.unwrap_or(dossier.created_at);
    let unit = unit_name(store, dossier.facts.unit, filed_at).await?;
    let mut all = vec![unit];
    for author in store.authors(dossier.id).await? {
        all.extend([author.author.full_name, author.author.workplace]);
    }
    let confirmed = store.confirmation(dossier.id).await?;
    let confirmed = confirmed.map(|confirmation| confirmation.confirmed_by);
    for person in [Some(dossier.facts.owner), confirmed].into_iter().flatten() {
        all.extend(store.person(person).await?.map(|person| person.full_name));
    }
    Ok(Cover(Names::new(all.iter().map(String::as_str))))
}

/// Covers, in rows of a list, the titles of what the reader judges without knowing whose it is;
/// storage has given neither authors nor unit of it.
pub(crate) async fn cover_rows(store: &mut dyn Reading, rows: &mut [DossierRow]) -> Outcome<()> {
    for row in rows.iter_mut().filter(|row| row.blind) {
        let found = store.dossier(row.id).await?;
        let Unguarded(dossier) = found.ok_or(Failure::Absent)?;
        names(store, &dossier).await?.put(&mut row.title);
    }
    Ok(())
}

/// The title of a dossier of a council as all its members may be told it: also in what is told by
/// somebody who knows whose it is.
pub(crate) async fn title_for_council(
    store: &mut dyn Reading,
    dossier: &Dossier,
) -> Outcome<String> {
    let council = match dossier.facts.council {
        Some(council) if JUDGED_BLIND.contains(&dossier.facts.state) => {
            store.council(council).await?
        }
        _ => None,
    };
    if council.is_some_and(|council| council.blind) {
        Ok(names(store, dossier).await?.text(&dossier.title))
    } else {
        Ok(dossier.title.clone())
    }
}

/// Councils for which `actor` judges without knowing whose a dossier is.
pub(super) fn blind_councils(actor: &Actor) -> Vec<CouncilId> {
    let seats = actor.seats.iter().filter(|seat| seat.judges_blind());
    seats.map(|seat| seat.council).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_adds_to_a_covered_note_leaves_the_names_in_its_other_lines() {
        let cover = Cover(Names::new(["Tác giả mẫu 01"]));
        let before = "Tác giả mẫu 01 trình bày.\nSố liệu rõ.";
        let told = cover.text(before);
        assert!(told.starts_with(INSTEAD), "{told}");
        let written = format!("{told}\nĐề nghị bổ sung minh chứng.");
        assert_eq!(
            cover.restored(&written, before),
            format!("{before}\nĐề nghị bổ sung minh chứng.")
        );
        assert_eq!(cover.restored("Viết lại.", before), "Viết lại.");
    }
}
