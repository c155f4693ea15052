//! The letter that asks an author for supplements.

use jiff::civil::Date;
use sangkien_domain::access::Power;
use sangkien_domain::correction::{ItemState, NewItem, check_request};
use sangkien_domain::form::Form;
use sangkien_domain::id::DossierId;
use sangkien_domain::law::RuleSet;
use sangkien_domain::time::Instant;

use super::answer_by::stands_still;
use super::at_the_desk;
use super::desk::written;
use super::parts::title_of;
use super::send::prepared;
use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::decision::place_of;
use crate::failure::{Failure, Outcome};
use crate::port::{FilledPaper, PaperFormat, Reading, RequestPaper, RequestRow};
use crate::record::{CorrectionItem, CorrectionRequest, Dossier};

/// A letter as a file.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Name to save it under, without its extension.
    pub name: String,
    /// The file.
    pub content: Vec<u8>,
}

/// What the head and the end of a letter say.
struct Frame {
    sent_at: Instant,
    sent: bool,
    sender: String,
    due_on: Option<Date>,
    citation: String,
    paused: bool,
}

impl App {
    /// The letter of a request that was sent, for whoever may read the dossier.
    pub async fn request_letter(
        &self,
        caller: &Caller,
        id: DossierId,
        (round, format): (i64, PaperFormat),
    ) -> Outcome<Letter> {
        let mut store = self.read().await?;
        let dossier =
            access::dossier(store.as_mut(), &caller.actor, id, Power::KnowAuthors).await?;
        let requests = store.correction_requests(id).await?;
        let request: &CorrectionRequest = requests
            .iter()
            .find(|request| request.round == round)
            .ok_or(Failure::Absent)?;
        let events = store.correction_events(id).await?;
        let mut items = store.corrections(id).await?;
        items.retain(|item| {
            events.iter().any(|event| {
                event.item == item.id
                    && event.round == round
                    && event.at == request.sent_at
                    && matches!(event.state, ItemState::Open | ItemState::Reopened)
            })
        });
        let rules = self
            .rules_of(store.as_mut(), dossier.rule_set, dossier.facts.desk)
            .await?;
        let rows = items.iter().map(|item| row_of(item, &rules.form)).collect();
        let frame = Frame {
            sent_at: request.sent_at,
            sent: true,
            sender: request.sent_by_name.clone(),
            due_on: request.due_on,
            citation: request.citation.clone(),
            paused: self
                .place(store.as_mut(), &dossier, request.sent_at)
                .await?
                .is_some_and(|place| stands_still(&place.compiled)),
        };
        let paper = self
            .paper(store.as_mut(), &dossier, &rules, rows, frame)
            .await?;
        let made = (format, request.sent_at);
        self.letter(store.as_mut(), &dossier, round, &paper, made)
            .await
    }

    /// The letter of the request being written as it would be sent today. Only the desk sees it.
    ///
    /// # Errors
    /// `Refused` with what is still missing.
    pub async fn draft_letter(&self, caller: &Caller, id: DossierId) -> Outcome<Letter> {
        let mut store = self.read().await?;
        let dossier = access::dossier(store.as_mut(), &caller.actor, id, Power::Receive).await?;
        at_the_desk(dossier.facts.state)?;
        let rules = self
            .rules_of(store.as_mut(), dossier.rule_set, dossier.facts.desk)
            .await?;
        let earlier = store.corrections(id).await?;
        let again: Vec<&CorrectionItem> = earlier
            .iter()
            .filter(|item| item.state == ItemState::Reopened)
            .collect();
        let draft = store.correction_draft(id).await?;
        let items = prepared(&draft.map(written).unwrap_or_default(), &rules.form);
        check_request(&items, again.len())?;
        let first = earlier.iter().map(|item| item.number).max().unwrap_or(0) + 1;
        let mut rows: Vec<RequestRow> = again
            .into_iter()
            .map(|item| row_of(item, &rules.form))
            .collect();
        for (number, item) in (first..).zip(items) {
            rows.push(
                self.draft_row(store.as_mut(), id, number, item, &rules.form)
                    .await?,
            );
        }
        let now = self.now();
        let answer_by = self
            .answer_by(store.as_mut(), &dossier, &rules, now)
            .await?;
        let frame = Frame {
            sent_at: now,
            sent: false,
            sender: caller.full_name.clone(),
            due_on: answer_by.last_day(),
            citation: answer_by.citation(),
            paused: answer_by.paused,
        };
        let paper = self
            .paper(store.as_mut(), &dossier, &rules, rows, frame)
            .await?;
        let requests = store.correction_requests(id).await?;
        let round = i64::try_from(requests.len()).unwrap_or(0) + 1;
        let made = (PaperFormat::Pdf, now);
        self.letter(store.as_mut(), &dossier, round, &paper, made)
            .await
    }

    async fn draft_row(
        &self,
        store: &mut dyn Reading,
        id: DossierId,
        number: i64,
        item: NewItem,
        form: &Form,
    ) -> Outcome<RequestRow> {
        let file_name = match item.file {
            Some(file) => store.file(id, file).await?.map(|file| file.name),
            None => None,
        };
        Ok(RequestRow {
            number: u32::try_from(number).unwrap_or(0),
            place: place_words(form, &item.place, file_name.as_deref().unwrap_or_default()),
            page: item.page,
            quote: item.quote,
            severity: item.severity,
            found: item.found,
            wanted: item.wanted,
            requirement: item.requirement,
            basis: item.basis,
        })
    }

    async fn paper(
        &self,
        store: &mut dyn Reading,
        dossier: &Dossier,
        rules: &RuleSet,
        rows: Vec<RequestRow>,
        frame: Frame,
    ) -> Outcome<RequestPaper> {
        let desk = self.body(store, dossier.facts.desk, frame.sent_at).await?;
        let superior = self.superior_of(store, &desk, frame.sent_at).await?;
        let owner = store.person(dossier.facts.owner).await?;
        Ok(RequestPaper {
            superior,
            place: place_of(&desk),
            symbol: format!("TB-{}", desk.code),
            body: desk.name,
            sent_on: frame.sent.then(|| frame.sent_at.day()),
            drawn_up: frame.sent_at.day(),
            addressee: owner.map(|owner| owner.full_name).unwrap_or_default(),
            title: dossier.title.clone(),
            code: dossier.code.clone().unwrap_or_default(),
            submitted_on: dossier.submitted_at.map(Instant::day),
            form: rules.title.clone(),
            rows,
            due_on: frame.due_on,
            citation: frame.citation,
            paused: frame.paused,
            link: format!("{}/dossiers/{}", self.settings.base_url, dossier.id),
            sender: frame.sender,
        })
    }

    async fn letter(
        &self,
        store: &mut dyn Reading,
        dossier: &Dossier,
        round: i64,
        paper: &RequestPaper,
        made: (PaperFormat, Instant),
    ) -> Outcome<Letter> {
        let kind = FilledPaper::SupplementRequest;
        let data = self.ports.papers.request_data(paper);
        Ok(Letter {
            name: format!(
                "yeu-cau-bo-sung-{}-lan-{round}",
                dossier.code.as_deref().unwrap_or("ho-so")
            ),
            content: self
                .letter_paper(store, &dossier.facts, kind, &data, made)
                .await?,
        })
    }
}

fn row_of(item: &CorrectionItem, form: &Form) -> RequestRow {
    RequestRow {
        number: super::number_of(item),
        place: place_words(form, &item.place, &item.file_name),
        page: item.page,
        quote: item.quote.clone(),
        severity: item.severity,
        found: item.found.clone(),
        wanted: item.wanted.clone(),
        requirement: item.requirement.clone(),
        basis: item.basis.clone(),
    }
}

/// The component in words, with its file.
fn place_words(form: &Form, place: &str, file: &str) -> String {
    let title = title_of(form, place).unwrap_or_default();
    match (title.is_empty(), file.is_empty()) {
        (_, true) => title,
        (true, false) => file.to_owned(),
        (false, false) => format!("{title}, tệp {file}"),
    }
}
