//! Procedures that no line of code names: each runs from its file, and every day and hour is held
//! against a count made by hand from the confirmed calendar of 2024.
//!
//! Working days around the longest break of that spring: Thursday 25/4, Friday 26/4, then nothing
//! until Thursday 2/5 (27 and 28 are the weekend, Monday 29/4 is swapped with Saturday 4/5, 30/4
//! and 1/5 are holidays), Friday 3/5, Saturday 4/5 (worked), Monday 6/5 and on.
//! The office works from 07:30 to 11:30 and from 13:30 to 17:00; the one-stop office of the town
//! also on Saturday morning.

mod alike;
mod files;
mod licence;
mod one_stop;
mod seeded;
mod veil;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use sangkien::demo::organisation::round_id;
use sangkien::wiring::DemoClock;
use sangkien_app::casework::{Acted, Seen, StepInput};
use sangkien_app::correction::{AnswerInput, JudgementInput};
use sangkien_app::dossier::{DossierView, ListInput, SectionInput, Upload};
use sangkien_app::failure::Failure;
use sangkien_app::port::{DossierFilter, Paging};
use sangkien_casework::definition::{ClockMode, Delivery, Payment, Procedure};
use sangkien_domain::correction::{Judgement, NewItem};
use sangkien_domain::dossier::State;
use sangkien_domain::form::{Answers, FieldKind, SectionKind};
use sangkien_domain::id::DossierId;
use sangkien_domain::time::Instant;
use sangkien_testkit::{Engine, World};

const AUTHOR: &str = "tac-gia-30";
const PDF: &[u8] =
    b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n";

struct Office {
    world: World<DemoClock>,
    intake: String,
}

impl Office {
    async fn open(engine: Engine, procedure: &str) -> Self {
        let plan = sangkien_packs::plan().unwrap();
        let world = World::with_plan(engine, &plan).await;
        let intake = plan
            .intakes
            .iter()
            .find(|intake| intake.procedure == procedure)
            .unwrap();
        let intake = intake.code.clone();
        Self { world, intake }
    }

    fn at(&self, text: &str) {
        self.world.clock.hold_at(at(text));
    }

    /// A draft with every answer, the given facts among them, and as many files as asked for.
    async fn draft(&self, facts: &[(&str, &str)], files: usize) -> DossierId {
        let author = self.world.caller(AUTHOR).await;
        let app = &self.world.app;
        let id = app
            .begin_dossier(&author, round_id(&self.intake))
            .await
            .unwrap();
        let view = app.dossier(&author, id).await.unwrap();
        for section in &view.rules.form.sections {
            if section.kind != SectionKind::Fields {
                continue;
            }
            let answers: Answers = section
                .fields
                .iter()
                .map(|field| {
                    let stated = facts.iter().find(|(name, _)| *name == field.key);
                    let answer = match (&field.kind, stated) {
                        (_, Some((_, value))) => (*value).to_owned(),
                        (FieldKind::Date, _) => "2020-03-02".to_owned(),
                        (FieldKind::Choice { options }, _) => options[0].value.clone(),
                        (FieldKind::LongText, _) => "Nội dung mẫu có đủ độ dài. ".repeat(5),
                        _ => "Nội dung mẫu".to_owned(),
                    };
                    (field.key.clone(), answer)
                })
                .collect();
            let input = SectionInput { answers, seen: 0 };
            app.save_section(&author, id, &section.key, input)
                .await
                .unwrap();
        }
        for number in 0..files {
            self.attach(id, number).await;
        }
        id
    }

    async fn attach(&self, id: DossierId, number: usize) {
        let author = self.world.caller(AUTHOR).await;
        let upload = pdf(number, None);
        self.world
            .app
            .attach_file(&author, id, upload)
            .await
            .unwrap();
    }

    async fn submit(&self, id: DossierId) {
        let author = self.world.caller(AUTHOR).await;
        self.world.app.submit(&author, id).await.unwrap();
    }

    /// Attaches every part that the step demands of `account` and that is not there.
    async fn bring(&self, account: &str, id: DossierId) {
        let caller = self.world.caller(account).await;
        let app = &self.world.app;
        let offers = app.offers(&caller, id).await.unwrap();
        for part in offers.parts.iter().filter(|part| part.lacking) {
            let upload = pdf(0, Some(&part.component.key));
            app.attach_at_step(&caller, id, Seen::Now, upload)
                .await
                .unwrap();
        }
    }

    async fn act(&self, account: &str, id: DossierId, act: &str, facts: &[(&str, &str)]) {
        Box::pin(self.bring(account, id)).await;
        let caller = self.world.caller(account).await;
        let input = StepInput {
            act: act.into(),
            opinion: "Ý kiến mẫu".into(),
            facts: facts
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect::<BTreeMap<_, _>>(),
        };
        let acted = self
            .world
            .app
            .act(&caller, id, Seen::Now, input)
            .await
            .unwrap_or_else(|failure| panic!("{account} {act}: {failure:?}"));
        assert_eq!(acted, Acted::Moved);
    }

    /// Asks for a supplement to the last section of the form.
    async fn give_back(&self, account: &str, id: DossierId) {
        let clerk = self.world.caller(account).await;
        let view = self.world.app.dossier(&clerk, id).await.unwrap();
        let section = view.rules.form.sections.last().unwrap();
        let item = NewItem {
            place: section.key.clone(),
            requirement: "Bổ sung dấu ở trang đầu".into(),
            basis: "Thành phần hồ sơ của thủ tục".into(),
            ..NewItem::default()
        };
        self.world
            .app
            .return_for_supplement(&clerk, id, Seen::Now, vec![item])
            .await
            .unwrap();
    }

    /// Answers every item that waits for its author.
    async fn answer(&self, id: DossierId) {
        let author = self.world.caller(AUTHOR).await;
        let view = self.world.app.dossier(&author, id).await.unwrap();
        let answers = view
            .open_corrections()
            .into_iter()
            .map(|item| AnswerInput {
                item: item.id,
                reply: None,
                answer: "Đã bổ sung".into(),
            })
            .collect();
        self.world
            .app
            .answer_corrections(&author, id, answers)
            .await
            .unwrap();
    }

    /// Finds every answered item settled.
    async fn verify(&self, account: &str, id: DossierId) {
        let clerk = self.world.caller(account).await;
        let view = self.world.app.dossier(&clerk, id).await.unwrap();
        let judged: Vec<JudgementInput> = view
            .corrections
            .iter()
            .filter(|item| !item.state.is_settled())
            .map(|item| JudgementInput {
                item: item.id,
                judgement: Judgement::Verify,
                note: String::new(),
            })
            .collect();
        if !judged.is_empty() {
            self.world
                .app
                .judge_corrections(&clerk, id, Seen::Now, judged)
                .await
                .unwrap();
        }
    }

    async fn view(&self, account: &str, id: DossierId) -> DossierView {
        let caller = self.world.caller(account).await;
        self.world.app.dossier(&caller, id).await.unwrap()
    }

    /// When each limit ends that is not met, by key.
    async fn due(&self, id: DossierId) -> BTreeMap<String, Option<String>> {
        let mut store = self.world.store().read().await.unwrap();
        let limits = store.limits(id).await.unwrap();
        limits
            .into_iter()
            .filter(|limit| limit.met_at.is_none())
            .map(|limit| (limit.key, limit.due_at.map(minute)))
            .collect()
    }
}

/// A file of this number, as a part or without saying which.
fn pdf(number: usize, component: Option<&str>) -> Upload {
    let mut content = PDF.to_vec();
    content.extend(format!("% {number}\n").bytes());
    Upload {
        name: format!("tep-{number}.pdf"),
        content,
        component: component.map(str::to_owned),
    }
}

fn at(text: &str) -> Instant {
    Instant::parse(&format!("{text}:00+07:00")).unwrap()
}

/// The minute of a moment; the end of a day is told as 24:00 of that day.
fn minute(at: Instant) -> String {
    let shown = at.civil();
    if (shown.hour(), shown.minute(), shown.second()) == (23, 59, 59) {
        return format!("{}T24:00", shown.date());
    }
    format!("{}T{:02}:{:02}", shown.date(), shown.hour(), shown.minute())
}

fn ends(pairs: &[(&str, Option<&str>)]) -> BTreeMap<String, Option<String>> {
    pairs
        .iter()
        .map(|(key, due)| ((*key).to_owned(), due.map(str::to_owned)))
        .collect()
}

/// Words by which code would name one of the procedures: codes, and keys of facts, parts and limits
/// that no other procedure has.
fn names_of(file: &str, others: &[&str]) -> Vec<String> {
    let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/vietnam/procedures");
    let read =
        |file: &str| Procedure::read(&fs::read_to_string(packs.join(file)).unwrap()).unwrap();
    let keys = |procedure: &Procedure| -> Vec<String> {
        let facts = procedure.facts.iter().map(|fact| fact.name.clone());
        let parts = procedure.components.iter().map(|part| part.key.clone());
        let limits = procedure.steps.iter().flat_map(|step| &step.limits);
        let limits = procedure
            .limits
            .iter()
            .chain(limits)
            .map(|row| row.key.clone());
        std::iter::once(procedure.code.clone())
            .chain(facts)
            .chain(parts)
            .chain(limits)
            .collect()
    };
    let known: Vec<String> = others.iter().flat_map(|file| keys(&read(file))).collect();
    keys(&read(file))
        .into_iter()
        // Short words such as "ky" are also syllables; what is put together is a name.
        .filter(|key| key.contains(['-', '_', '.']) && !known.contains(key))
        .collect()
}

#[test]
fn no_line_of_code_names_a_procedure_that_runs_from_its_file() {
    fn below(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if !path.ends_with("tests") && !path.ends_with("contract") {
                    below(&path, found);
                }
            } else if path.extension().is_some_and(|ending| ending == "rs")
                && !path.ends_with("tests.rs")
            {
                found.push(path);
            }
        }
    }
    let initiatives = ["initiative-base.toml", "initiative-reach.toml"];
    let mut names = names_of("publication-licence.toml", &initiatives);
    names.extend(names_of("one-stop-certified-copy.toml", &initiatives));
    assert!(names.len() > 12, "{names:?}");
    let mut files = Vec::new();
    below(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join(".."),
        &mut files,
    );
    assert!(files.len() > 300);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let code: Vec<&str> = text
            .split("#[cfg(test)]")
            .next()
            .unwrap_or_default()
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        for name in &names {
            let quoted = format!("\"{name}\"");
            assert!(
                !code.iter().any(|line| line.contains(&quoted)),
                "{} names {quoted}",
                file.display()
            );
        }
    }
}
