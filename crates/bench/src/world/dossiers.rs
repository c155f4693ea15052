//! Dossiers with the texts of the samples, in every state.

use sangkien_app::port::{Store, Work};
use sangkien_app::record::{
    CouncilSession, Dossier, DossierAuthor, Milestone, RegistryEntry, Sheet, Standing, StoredFile,
    StoredSubmission, Vote,
};
use sangkien_domain::access::DossierFacts;
use sangkien_domain::council::SessionState;
use sangkien_domain::dossier::{Act, Author, Content, State};
use sangkien_domain::form::{Answers, key};
use sangkien_domain::id::{DossierId, PersonId};
use sangkien_domain::meeting::Voting;
use sangkien_domain::round::Stage;
use sangkien_domain::rubric::{Score, Scores};
use sangkien_domain::share::Share;
use sangkien_domain::time::Instant;
use sangkien_packs::SampleDossier;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::{BATCH, Maker, Office, note};
use crate::Done;

/// States of filed dossiers with their part of a hundred.
const MIX: [(State, usize); 11] = [
    (State::Submitted, 20),
    (State::Returned, 5),
    (State::Accepted, 6),
    (State::Confirmed, 6),
    (State::Marking, 30),
    (State::Passed, 8),
    (State::Recognised, 16),
    (State::NotRecognised, 4),
    (State::Refused, 2),
    (State::Withdrawn, 2),
    (State::Late, 1),
];
/// Dossiers on an agenda.
const AGENDA: usize = 60;

/// Writes dossiers into an office.
pub(crate) struct Filing<'a> {
    office: &'a Office,
    samples: Vec<SampleDossier>,
    now: Instant,
}

/// What was filed.
#[derive(Default)]
pub(crate) struct Filed {
    /// Every dossier.
    pub(crate) all: Vec<DossierId>,
    /// Codes of the published ones.
    pub(crate) published: Vec<String>,
    /// Those that a council has or had before it.
    pub(crate) before_council: Vec<DossierId>,
}

impl<'a> Filing<'a> {
    /// Takes the samples that are complete by the office's rules.
    pub(crate) fn new(office: &'a Office, now: Instant) -> Done<Self> {
        let plan = sangkien_packs::plan()?;
        let samples: Vec<SampleDossier> = sangkien_packs::story(&plan)?
            .dossiers
            .into_iter()
            .filter(|sample| {
                let files = vec!["0".repeat(64); sample.files.len().max(1)];
                sample.content(files).missing(&office.rules).is_empty()
            })
            .collect();
        if samples.is_empty() {
            return Err("no sample dossier is complete by the rules of the base stage".into());
        }
        Ok(Self {
            office,
            samples,
            now,
        })
    }

    /// `count` dossiers of the authors in turn, in the states of the mix.
    pub(crate) async fn filed(
        &self,
        store: &dyn Store,
        maker: &mut Maker,
        count: usize,
    ) -> Done<Filed> {
        let mix: Vec<State> = MIX
            .iter()
            .flat_map(|(state, part)| std::iter::repeat_n(*state, *part))
            .collect();
        let mut filed = Filed::default();
        let mut work = store.begin().await?;
        for number in 0..count {
            let state = mix
                .get(maker.below(mix.len()))
                .copied()
                .unwrap_or(State::Submitted);
            let owner = self
                .office
                .authors
                .get(number % self.office.authors.len().max(1))
                .copied()
                .ok_or("no authors")?;
            let (dossier, content) = self
                .write(work.as_mut(), maker, owner, state, number)
                .await?;
            self.submitted(work.as_mut(), &dossier, &content).await?;
            if state == State::Recognised {
                let entry = self.entry(&dossier, number);
                work.insert_registry_entry(&entry).await?;
                filed.published.push(entry.code);
            }
            if [
                State::Marking,
                State::Passed,
                State::Recognised,
                State::NotRecognised,
            ]
            .contains(&state)
            {
                filed.before_council.push(dossier.id);
            }
            filed.all.push(dossier.id);
            if number % BATCH == BATCH - 1 {
                work.commit().await?;
                work = store.begin().await?;
            }
        }
        work.commit().await?;
        Ok(filed)
    }

    /// `count` complete drafts of one author.
    pub(crate) async fn drafts(
        &self,
        store: &dyn Store,
        maker: &mut Maker,
        owner: PersonId,
        count: usize,
    ) -> Done<Vec<DossierId>> {
        let mut drafts = Vec::new();
        let mut work = store.begin().await?;
        for number in 0..count {
            let (draft, _) = self
                .write(work.as_mut(), maker, owner, State::Draft, number)
                .await?;
            drafts.push(draft.id);
            if number % BATCH == BATCH - 1 {
                work.commit().await?;
                work = store.begin().await?;
            }
        }
        work.commit().await?;
        Ok(drafts)
    }

    async fn write(
        &self,
        work: &mut dyn Work,
        maker: &mut Maker,
        owner: PersonId,
        state: State,
        number: usize,
    ) -> Done<(Dossier, Content)> {
        let office = self.office;
        let sample = self
            .samples
            .get(maker.below(self.samples.len()))
            .ok_or("no samples")?;
        let (unit, version, unit_name) = office
            .units
            .get(maker.below(office.units.len()))
            .ok_or("no units")?;
        let field = office
            .fields
            .get(maker.below(office.fields.len()))
            .ok_or("no fields")?;
        let given = sample
            .sections
            .values()
            .find_map(|answers| answers.get(key::TITLE))
            .map_or("", String::as_str);
        let title = format!("Sáng kiến mẫu {number}: {given} tại {unit_name}");
        let begun = self
            .now
            .plus_seconds(-i64::try_from(number % 2_000)? * 3_600);
        let filed = state != State::Draft;
        let dossier = Dossier {
            id: maker.id(),
            code: (filed && state != State::Late).then(|| format!("MAU-{:05}", number + 1)),
            round: office.round,
            rule_set: office.rule_set,
            unit_version: *version,
            field: Some(field.0),
            title: title.clone(),
            authors_line: "Tác giả mẫu 01, Tác giả mẫu 02".into(),
            stage: Stage::Base,
            facts: DossierFacts {
                owner,
                authors: Vec::new(),
                unit: *unit,
                desk: office.desk,
                organiser: office.district,
                council: Some(office.council),
                recused: Vec::new(),
                parties: Vec::new(),
                given: None,
                state,
            },
            version: 1,
            created_at: begun,
            updated_at: begun,
            submitted_at: filed.then_some(begun),
            due_on: (filed && !state.is_end()).then(|| self.now.day()),
            ended_at: state.is_end().then_some(begun),
            refusal: None,
            end_note: String::new(),
            standing: Standing::draft(begun),
        };
        work.insert_dossier(&dossier).await?;
        let mut content = sample.content(vec!["0".repeat(64)]);
        for (section, answers) in &mut content.sections {
            if let Some(place) = answers.get_mut(key::TITLE) {
                place.clone_from(&title);
            }
            work.save_section(dossier.id, section, answers, 0, owner, begun)
                .await?;
        }
        let authors = [
            author("Tác giả mẫu 01", 6_000, Some(owner)),
            author("Tác giả mẫu 02", 4_000, None),
        ];
        work.replace_authors(dossier.id, &authors, 0, owner, begun)
            .await?;
        work.insert_file(
            &StoredFile {
                id: maker.id(),
                dossier: dossier.id,
                component: None,
                sha256: "0".repeat(64),
                name: "minh-chung.pdf".into(),
                media_type: "application/pdf".into(),
                size: 48_213,
                added_at: begun,
                removed_at: None,
            },
            owner,
        )
        .await?;
        let id = dossier.id.to_string();
        note(work, "dossier.begun", "dossier", &id, owner, begun);
        content.authors = authors.map(|named| named.author).to_vec();
        Ok((dossier, content))
    }

    /// The frozen submission and the step that a filed dossier has behind it.
    async fn submitted(
        &self,
        work: &mut dyn Work,
        dossier: &Dossier,
        content: &Content,
    ) -> Done<()> {
        let owner = dossier.facts.owner;
        // As `App::submit` freezes it.
        let content = json!({
            "dossier": dossier.id,
            "code": dossier.code,
            "round": "mau-1",
            "rules": "0".repeat(64),
            "stamped_at": dossier.created_at.0,
            "content": content,
            "accounts": [owner],
            "files": [],
        })
        .to_string();
        work.insert_submission(
            &StoredSubmission {
                dossier: dossier.id,
                ordinal: 1,
                sha256: hex::encode(Sha256::digest(&content)),
                content,
                submitted_at: dossier.created_at,
            },
            owner,
        )
        .await?;
        work.insert_milestone(&Milestone {
            dossier: dossier.id,
            at: dossier.created_at,
            act: Act::Submit,
            state: State::Submitted,
            by: Some(owner),
            by_name: "Tác giả mẫu 01".into(),
            capacity: "author".into(),
            note: String::new(),
            label: String::new(),
        })
        .await?;
        let id = dossier.id.to_string();
        note(
            work,
            "dossier.submitted",
            "dossier",
            &id,
            owner,
            dossier.created_at,
        );
        Ok(())
    }

    fn entry(&self, dossier: &Dossier, number: usize) -> RegistryEntry {
        let field = self.office.fields.first();
        RegistryEntry {
            withdrawn: false,
            dossier: dossier.id,
            code: dossier.code.clone().unwrap_or_default(),
            title: dossier.title.clone(),
            summary: "Giải pháp mẫu rút ngắn thời gian xử lý, có số liệu trước và sau khi áp dụng."
                .into(),
            authors_line: dossier.authors_line.clone(),
            unit_name: "Đơn vị mẫu 01".into(),
            organiser_name: "Ủy ban nhân dân huyện mẫu".into(),
            organiser: self.office.district,
            field_code: field.map(|field| field.1.clone()).unwrap_or_default(),
            field_name: field.map(|field| field.2.clone()).unwrap_or_default(),
            stage: Stage::Base,
            year: self.now.day().year(),
            decision_label: format!("{:02}/QĐ-UBND", number / 20 + 1),
            decided_on: self.now.day(),
            average: Some(Score(8_250)),
            class: "Loại B".into(),
            published: true,
            content: vec![
                ("Mô tả giải pháp".into(), "Nội dung mẫu. ".repeat(60)),
                ("Lợi ích".into(), "Nội dung mẫu. ".repeat(40)),
            ],
        }
    }

    /// Sent sheets of the members on these dossiers, `count` in all if there are dossiers enough.
    pub(crate) async fn marks(
        &self,
        store: &dyn Store,
        maker: &mut Maker,
        dossiers: &[DossierId],
        count: usize,
    ) -> Done<()> {
        let mut left = count;
        for (place, agenda) in dossiers.chunks(AGENDA).enumerate() {
            let session = CouncilSession {
                id: maker.id(),
                council: self.office.council,
                council_name: "Hội đồng sáng kiến mẫu".into(),
                title: format!("Phiên họp mẫu {}", place + 1),
                place: "Phòng họp mẫu".into(),
                meets_at: self.now,
                state: SessionState::Marking,
                version: 1,
                closed_at: None,
                concluded_at: None,
                voting: Voting::Sheets,
                locked_at: None,
            };
            let mut work = store.begin().await?;
            work.insert_council_session(&session, agenda).await?;
            for dossier in agenda {
                for seat in &self.office.seats {
                    if left == 0 {
                        break;
                    }
                    left -= 1;
                    let scores = self.scores(maker);
                    let total = scores.values().map(|score| score.0).sum();
                    work.save_sheet(&Sheet {
                        id: maker.id(),
                        session: session.id,
                        dossier: *dossier,
                        seat: *seat,
                        scores,
                        comments: Answers::new(),
                        vote: Some(Vote::For),
                        remark: String::new(),
                        total: Some(Score(total)),
                        version: 0,
                        saved_at: self.now,
                        sent_at: Some(self.now),
                    })
                    .await?;
                }
            }
            work.commit().await?;
        }
        if left > 0 {
            eprintln!("{left} of {count} marks found no dossier before the council.");
        }
        Ok(())
    }

    /// Marks within the rubric, in its steps.
    fn scores(&self, maker: &mut Maker) -> Scores {
        self.office
            .rules
            .rubric
            .criteria
            .iter()
            .map(|criterion| {
                let step = criterion.step.0.max(1);
                let steps =
                    usize::try_from((criterion.max.0 - criterion.min.0) / step).unwrap_or(0);
                let up = i64::try_from(maker.below(steps + 1)).unwrap_or(0);
                (criterion.key.clone(), Score(criterion.min.0 + up * step))
            })
            .collect()
    }
}

fn author(name: &str, share: i32, person: Option<PersonId>) -> DossierAuthor {
    DossierAuthor {
        author: Author {
            full_name: name.into(),
            born_on: None,
            workplace: "Đơn vị mẫu".into(),
            position: "Chuyên viên".into(),
            qualification: "Cử nhân".into(),
            share: Share(share),
        },
        person,
    }
}
