//! Two versions of a dossier side by side: what was asked, what changed, what nobody asked for.

use std::collections::BTreeMap;

use sangkien_domain::access::Power;
use sangkien_domain::correction::ItemState;
use sangkien_domain::dossier::State;
use sangkien_domain::form::{Form, SectionKind};
use sangkien_domain::id::DossierId;
use sangkien_domain::law::RuleSet;
use sangkien_domain::time::Instant;
use sangkien_text::changes::{Asked, Change, FileChange, Finding, Part, compare, compare_files};

use super::parts::{Content, file_key, parts_at, title_of};
use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::dossier::thaw;
use crate::failure::{Failure, Outcome};
use crate::port::Reading;
use crate::record::{CorrectionItem, Dossier, StoredSubmission};

/// Files of plain text up to this size are compared word by word, in bytes.
const MOST_TEXT: i64 = 4 << 20;

/// A version of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    /// What was submitted: which time, from 1, and when.
    Submitted(i64, Instant),
    /// What the author has written and not submitted yet.
    Draft,
}

/// What the program proposes about an item; the desk finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proposal {
    /// From the words.
    Words(Finding),
    /// From the files.
    File(FileFinding),
}

/// What the files say about an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFinding {
    /// The file was replaced by another.
    Replaced,
    /// The file is gone.
    Removed,
    /// The files of the dossier changed.
    Changed,
    /// Nothing about the files changed.
    Unchanged,
}

impl Proposal {
    /// Whether the item appears settled.
    pub const fn appears_settled(self) -> bool {
        matches!(
            self,
            Self::Words(Finding::Fixed) | Self::File(FileFinding::Replaced | FileFinding::Changed)
        )
    }
}

/// An item of the request between two versions, with what changed about it.
#[derive(Debug, Clone)]
pub struct ItemChanges {
    /// The item.
    pub item: CorrectionItem,
    /// What the program proposes.
    pub proposal: Proposal,
    /// The page on which the passage stood.
    pub page: Option<u32>,
    /// Changes that belong to it, by position in [`RoundChanges::changes`].
    pub changes: Vec<usize>,
}

/// Two versions of a dossier compared.
#[derive(Debug, Clone)]
pub struct RoundChanges {
    /// The dossier.
    pub dossier: Dossier,
    /// The request between the two; 0 when there was none.
    pub round: i64,
    /// The version before.
    pub before: Version,
    /// The version after.
    pub after: Version,
    /// Numbers of the submissions that can be compared with the one before.
    pub comparable: Vec<i64>,
    /// Items of the request.
    pub items: Vec<ItemChanges>,
    /// Every changed passage.
    pub changes: Vec<Change>,
    /// Every changed file, with the items that asked for it, by position.
    pub files: Vec<(FileChange, Vec<usize>)>,
    /// What parts are called, by key.
    pub titles: BTreeMap<String, String>,
}

impl RoundChanges {
    /// Changed passages nobody asked for.
    pub fn unrequested(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| change.asked.is_empty())
    }

    /// Changed files nobody asked for.
    pub fn unrequested_files(&self) -> impl Iterator<Item = &FileChange> {
        self.files
            .iter()
            .filter(|(_, asked)| asked.is_empty())
            .map(|(change, _)| change)
    }
}

impl App {
    /// Compares a submission with the one before it; without a number the last one, or, for the
    /// author of a returned dossier, what is written now with the last submission. Nothing when
    /// there is only one version.
    ///
    /// # Errors
    /// `Absent` for whoever neither files the dossier nor works on its items.
    pub async fn round_changes(
        &self,
        caller: &Caller,
        id: DossierId,
        submission: Option<i64>,
    ) -> Outcome<Option<RoundChanges>> {
        let mut store = self.read().await?;
        let dossier =
            access::dossier(store.as_mut(), &caller.actor, id, Power::KnowAuthors).await?;
        let powers = dossier.powers();
        let works_on_it = [Power::File, Power::Receive, Power::Waive];
        if !works_on_it.into_iter().any(|power| powers.allow(power)) {
            return Err(Failure::Absent);
        }
        let writes = powers.allow(Power::Edit) && dossier.facts.state == State::Returned;
        let submissions = store.submissions(id).await?;
        let last = submissions.last().map_or(0, |last| last.ordinal);
        let draft = writes && submission.is_none();
        let after_ordinal = submission.unwrap_or(if draft { last + 1 } else { last });
        let find = |ordinal: i64| submissions.iter().find(|one| one.ordinal == ordinal);
        let Some(before) = find(after_ordinal - 1) else {
            return Ok(None);
        };
        let after = match find(after_ordinal) {
            Some(after) => Some(after),
            None if draft => None,
            None => return Err(Failure::Absent),
        };
        let comparable = submissions
            .iter()
            .map(|one| one.ordinal)
            .filter(|ordinal| *ordinal > 1)
            .collect();
        let rules = self.rules(store.as_mut(), dossier.rule_set).await?;
        let items = asked_on(store.as_mut(), id, before.ordinal).await?;
        let (old, new) = (
            thawed(before)?,
            match after {
                Some(after) => thawed(after)?,
                None => Content {
                    sections: store.sections(id).await?,
                    authors: store.authors(id).await?,
                    files: store.files(id).await?,
                },
            },
        );
        let fields = store.fields(before.submitted_at.day()).await?;
        let named = fields.into_iter().map(|field| (field.code, field.name));
        let mut pair = Pair::new(&rules, &old, &new, &named.collect());
        self.read_texts(&mut pair, &old, &new).await?;
        let found = pair.judge(&rules, items);
        Ok(Some(RoundChanges {
            dossier: dossier.into_inner(),
            round: found
                .items
                .iter()
                .map(|one| one.item.asked_in)
                .max()
                .unwrap_or(0),
            before: Version::Submitted(before.ordinal, before.submitted_at),
            after: after.map_or(Version::Draft, |after| {
                Version::Submitted(after.ordinal, after.submitted_at)
            }),
            comparable,
            items: found.items,
            changes: found.changes,
            files: found.files,
            titles: found.titles,
        }))
    }

    /// Adds files of plain text that were replaced by files of plain text, page by page.
    async fn read_texts(&self, pair: &mut Pair, old: &Content, new: &Content) -> Outcome<()> {
        for change in pair.files.clone() {
            let FileChange::Replaced {
                old: before,
                new: after,
            } = change
            else {
                continue;
            };
            if !is_text(old, &before.hash) || !is_text(new, &after.hash) {
                continue;
            }
            let key = file_key(&before.id);
            let texts = (
                self.text_of(&before.hash).await?,
                self.text_of(&after.hash).await?,
            );
            pair.titles.insert(key.clone(), before.name);
            pair.old.push(Part {
                key: key.clone(),
                text: texts.0,
            });
            pair.new.push(Part { key, text: texts.1 });
        }
        Ok(())
    }

    async fn text_of(&self, hash: &str) -> Outcome<String> {
        let content = self.ports.blobs.get(hash).await?;
        Ok(String::from_utf8_lossy(&content).into_owned())
    }
}

fn is_text(content: &Content, hash: &str) -> bool {
    content.files.iter().any(|file| {
        file.sha256 == hash && file.media_type == "text/plain" && file.size <= MOST_TEXT
    })
}

fn thawed(submission: &StoredSubmission) -> Outcome<Content> {
    let (sections, authors, files) = thaw(submission)?;
    Ok(Content {
        sections,
        authors,
        files,
    })
}

/// Items of the request that was made on a submission, as far as the history tells.
async fn asked_on(
    store: &mut dyn Reading,
    id: DossierId,
    submission: i64,
) -> Outcome<Vec<CorrectionItem>> {
    let requests = store.correction_requests(id).await?;
    let rounds: Vec<i64> = requests
        .iter()
        .filter(|request| request.submission == submission)
        .map(|request| request.round)
        .collect();
    let events = store.correction_events(id).await?;
    let mut items = store.corrections(id).await?;
    items.retain(|item| {
        events.iter().any(|event| {
            event.item == item.id
                && rounds.contains(&event.round)
                && matches!(event.state, ItemState::Open | ItemState::Reopened)
        })
    });
    Ok(items)
}

/// Two versions as parts and files.
struct Pair {
    old: Vec<Part>,
    new: Vec<Part>,
    files: Vec<FileChange>,
    titles: BTreeMap<String, String>,
}

/// What the comparison of two versions finds.
struct Found {
    items: Vec<ItemChanges>,
    changes: Vec<Change>,
    files: Vec<(FileChange, Vec<usize>)>,
    titles: BTreeMap<String, String>,
}

impl Pair {
    fn new(
        rules: &RuleSet,
        old: &Content,
        new: &Content,
        fields: &BTreeMap<String, String>,
    ) -> Self {
        let form = &rules.form;
        let (old_parts, new_parts) = (old.parts(form, fields), new.parts(form, fields));
        let titles = old_parts
            .iter()
            .filter_map(|part| Some((part.key.clone(), title_of(form, &part.key)?)))
            .collect();
        Self {
            old: old_parts,
            new: new_parts,
            files: compare_files(&old.faces(), &new.faces()),
            titles,
        }
    }

    fn judge(self, rules: &RuleSet, items: Vec<CorrectionItem>) -> Found {
        let keys: Vec<String> = self.old.iter().map(|part| part.key.clone()).collect();
        let asked: Vec<Asked> = items
            .iter()
            .map(|item| Asked {
                parts: match item.file {
                    Some(file) => vec![file_key(&file.to_string())],
                    // Files as a whole may be exchanged; what their words say is another matter.
                    None if is_evidence(&rules.form, &item.place) => Vec::new(),
                    None => parts_at(&item.place, &keys),
                },
                page: item.page,
                quote: item.quote.clone(),
                found: item.found.clone(),
                wanted: item.wanted.clone(),
            })
            .collect();
        let found = compare(&self.old, &self.new, &asked);
        let files: Vec<(FileChange, Vec<usize>)> = self
            .files
            .into_iter()
            .map(|change| {
                let asked = (0..)
                    .zip(&items)
                    .filter(|(_, item)| asks_for(&rules.form, item, &change))
                    .map(|(number, _)| number)
                    .collect();
                (change, asked)
            })
            .collect();
        let items = (0..)
            .zip(items)
            .zip(asked.iter().zip(found.verdicts))
            .map(|((number, item), (asked, verdict))| {
                let about_files = item.file.is_some() || is_evidence(&rules.form, &item.place);
                let compared = asked.parts.iter().any(|key| keys.contains(key));
                let proposal = if about_files && !compared {
                    Proposal::File(finding_of_files(number, &item, &files))
                } else {
                    Proposal::Words(verdict.finding)
                };
                ItemChanges {
                    item,
                    proposal,
                    page: verdict.page,
                    changes: verdict.changes,
                }
            })
            .collect();
        Found {
            items,
            changes: found.changes,
            files,
            titles: self.titles,
        }
    }
}

fn is_evidence(form: &Form, place: &str) -> bool {
    form.section(place)
        .is_some_and(|section| section.kind == SectionKind::Evidence)
}

/// Whether an item asks for this change of the files: one about a file for that file, one about
/// the files as a whole for any.
fn asks_for(form: &Form, item: &CorrectionItem, change: &FileChange) -> bool {
    match item.file {
        Some(file) => change
            .before()
            .is_some_and(|before| before.id == file.to_string()),
        None => is_evidence(form, &item.place),
    }
}

fn finding_of_files(
    number: usize,
    item: &CorrectionItem,
    files: &[(FileChange, Vec<usize>)],
) -> FileFinding {
    let mine = files.iter().find(|(_, asked)| asked.contains(&number));
    match mine {
        None => FileFinding::Unchanged,
        Some(_) if item.file.is_none() => FileFinding::Changed,
        Some((FileChange::Removed(_), _)) => FileFinding::Removed,
        Some(_) => FileFinding::Replaced,
    }
}
