//! Plays the story through the domain's rules, the way the demo plays it through the use cases.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use jiff::civil::Date;
use sangkien_casework::condition::Facts;
use sangkien_casework::engine::Compiled;
use sangkien_domain::access::{Actor, DossierFacts, Grant, Power, Role, Seat, dossier_powers};
use sangkien_domain::correction::{NewItem, check_request};
use sangkien_domain::council::{Rights, Tally};
use sangkien_domain::dossier::{
    Act, Content, State, Submission, confirm_first_application, submit,
};
use sangkien_domain::form::key;
use sangkien_domain::id::{CouncilId, PersonId, SeatId, UnitId};
use sangkien_domain::law::RuleSet;
use sangkien_domain::time::Instant;
use uuid::Uuid;

use crate::{Event, EventAct, Plan, Round, SampleDossier, Story};

fn person(plan: &Plan, account: &str) -> PersonId {
    let index = plan
        .people
        .iter()
        .position(|p| p.account == account)
        .unwrap();
    PersonId(Uuid::from_u128(index as u128 + 1))
}

fn unit(plan: &Plan, code: &str) -> UnitId {
    let index = plan.units.iter().position(|u| u.code == code).unwrap();
    UnitId(Uuid::from_u128(index as u128 + 1))
}

fn council(plan: &Plan, code: &str) -> CouncilId {
    let index = plan.councils.iter().position(|c| c.code == code).unwrap();
    CouncilId(Uuid::from_u128(index as u128 + 1))
}

fn actor(plan: &Plan, account: &str) -> Actor {
    let sample = plan.person(account).unwrap();
    let seats = plan.councils.iter().flat_map(|c| {
        c.seats
            .iter()
            .filter(|seat| seat.account == account)
            .map(move |seat| (c, seat.post))
    });
    Actor {
        person: person(plan, account),
        unit: unit(plan, &sample.unit),
        grants: sample
            .roles
            .iter()
            .map(|grant| Grant {
                role: grant.role,
                unit: unit(plan, &grant.unit),
            })
            .collect(),
        seats: seats
            .map(|(c, post)| Seat {
                id: SeatId(Uuid::from_u128(1)),
                council: council(plan, &c.code),
                unit: unit(plan, &c.unit),
                post,
                rights: Rights::of(post),
                blind: false,
            })
            .collect(),
    }
}

pub(super) struct Case {
    pub(super) state: State,
    content: Content,
    filed_on: Option<Date>,
    items: Vec<NewItem>,
    recused: Vec<PersonId>,
    pub(super) sheets: BTreeMap<String, bool>,
    pub(super) drafts: BTreeSet<String>,
}

struct Sitting {
    council: String,
    agenda: Vec<String>,
    marking: bool,
}

pub(super) struct Play<'a> {
    plan: &'a Plan,
    story: &'a Story,
    pub(super) cases: BTreeMap<String, Case>,
    sittings: BTreeMap<String, Sitting>,
    pub(super) decisions: BTreeMap<String, (Vec<String>, bool)>,
    now: Instant,
    by: &'a str,
    procedures: BTreeMap<String, Rc<Compiled>>,
}

/// Where the act leads from the step that means `state`.
fn after(procedure: &Compiled, state: State, act: Act) -> Option<State> {
    let steps = &procedure.procedure().steps;
    let step = steps
        .iter()
        .find(|step| procedure.meaning(&step.key) == Some(state))?;
    let row = procedure.offered(&step.key, act)?;
    let taken = procedure.take(&step.key, &row.key, &Facts::new()).ok()?;
    Some(taken.state.means)
}

impl<'a> Play<'a> {
    pub(super) fn until(plan: &'a Plan, story: &'a Story, end: Instant) -> Self {
        let mut played = Play {
            plan,
            story,
            cases: BTreeMap::new(),
            sittings: BTreeMap::new(),
            decisions: BTreeMap::new(),
            now: end,
            by: "",
            procedures: crate::procedures()
                .unwrap()
                .into_iter()
                .map(|file| {
                    let code = file.procedure.code.clone();
                    (code, Rc::new(Compiled::new(file.procedure).unwrap()))
                })
                .collect(),
        };
        for event in story.until(end) {
            played.step(event);
        }
        played
    }

    pub(super) fn states(&self) -> BTreeMap<&str, State> {
        let states = self.cases.iter();
        states
            .map(|(key, case)| (key.as_str(), case.state))
            .collect()
    }

    pub(super) fn count(&self, state: State) -> usize {
        self.cases
            .values()
            .filter(|case| case.state == state)
            .count()
    }

    fn sample(&self, dossier: &str) -> &'a SampleDossier {
        self.story.dossier(dossier).unwrap()
    }

    fn round(&self, dossier: &str) -> &'a Round {
        self.plan.round(&self.sample(dossier).round).unwrap()
    }

    fn rules(&self, dossier: &str) -> &'a RuleSet {
        self.plan.rule_set(&self.round(dossier).rule_set).unwrap()
    }

    fn case(&mut self, dossier: &str) -> &mut Case {
        self.cases
            .get_mut(dossier)
            .unwrap_or_else(|| panic!("{dossier} has not been created"))
    }

    fn place(&self, dossier: &str) -> String {
        format!("{} {} on {dossier}", self.now.rfc3339(), self.by)
    }

    fn may(&mut self, dossier: &str, power: Power) {
        let sample = self.sample(dossier);
        let round = self.round(dossier);
        let case = &self.cases[dossier];
        let field = case.content.answer(key::FIELD);
        let facts = DossierFacts {
            owner: person(self.plan, &sample.filed_by),
            authors: sample
                .authors
                .iter()
                .filter_map(|named| named.account.as_deref())
                .map(|account| person(self.plan, account))
                .collect(),
            unit: unit(self.plan, &sample.unit),
            desk: unit(self.plan, self.plan.desk(round, field).unwrap()),
            organiser: unit(self.plan, &round.organiser),
            council: Some(council(self.plan, &round.council)),
            recused: case.recused.clone(),
            parties: Vec::new(),
            given: None,
            state: case.state,
        };
        let powers = dossier_powers(&actor(self.plan, self.by), &facts);
        assert!(powers.allow(power), "{}: no {power:?}", self.place(dossier));
    }

    /// Goes on as the procedure of the round says.
    fn advance(&mut self, dossier: &str, act: Act) {
        let place = self.place(dossier);
        let procedure = Rc::clone(&self.procedures[&self.round(dossier).procedure]);
        let case = self.case(dossier);
        case.state = after(&procedure, case.state, act)
            .unwrap_or_else(|| panic!("{place}: {act:?} in {:?}", case.state));
    }

    fn act(&mut self, dossier: &str, power: Power, act: Act) {
        self.may(dossier, power);
        self.advance(dossier, act);
    }

    fn fill(&mut self, dossier: &str) {
        let sample = self.sample(dossier);
        assert_eq!(sample.filed_by, self.by, "{}", self.place(dossier));
        assert!(
            actor(self.plan, self.by).holds_anywhere(Role::Author)
                || actor(self.plan, self.by).holds_anywhere(Role::HeadOfUnit)
        );
        let content = sample.content(sample.files.iter().map(|file| file.name.clone()).collect());
        for (key, answers) in &content.sections {
            let section = self.rules(dossier).form.section(key).unwrap();
            assert_eq!(section.faults(answers), [], "{}", self.place(dossier));
        }
        let fresh = Case {
            state: State::Draft,
            content,
            filed_on: None,
            items: Vec::new(),
            recused: Vec::new(),
            sheets: BTreeMap::new(),
            drafts: BTreeSet::new(),
        };
        assert!(self.cases.insert(dossier.to_owned(), fresh).is_none());
    }

    fn submit(&mut self, dossier: &str, late: bool) {
        self.may(dossier, Power::File);
        let window = self.round(dossier).window;
        let found = submit(
            &self.cases[dossier].content,
            &window,
            self.rules(dossier),
            self.now,
        );
        let found = found.unwrap_or_else(|faults| panic!("{}: {faults:?}", self.place(dossier)));
        assert_eq!(
            matches!(found, Submission::Late(_)),
            late,
            "{}",
            self.place(dossier)
        );
        let act = if late { Act::SubmitLate } else { Act::Submit };
        self.advance(dossier, act);
        let today = self.now.day();
        self.case(dossier).filed_on = Some(today);
    }

    fn confirm(&mut self, dossier: &str, day: Date) {
        let case = &self.cases[dossier];
        assert_eq!(case.content.first_applied_on(), Some(day));
        let found = confirm_first_application(day, case.filed_on.unwrap(), self.rules(dossier));
        let act = if found.is_ok() {
            Act::Confirm
        } else {
            Act::Stop
        };
        self.act(dossier, Power::Confirm, act);
    }

    fn conclude(&mut self, session: &str) {
        let sitting = &self.sittings[session];
        assert!(!sitting.marking, "{session} is still being marked");
        let members = self.plan.council(&sitting.council).unwrap().seats.len();
        for dossier in sitting.agenda.clone() {
            let case = &self.cases[&dossier];
            let number = |count: usize| u32::try_from(count).unwrap();
            let votes = |sought: bool| case.sheets.values().filter(|vote| **vote == sought).count();
            let tally = Tally {
                members: number(members),
                recused: number(case.recused.len()),
                in_favour: number(votes(true)),
                against: number(votes(false)),
                present: number(case.sheets.len()),
                chair: None,
            };
            let carried = self.rules(&dossier).pass.conclude(&tally).carried;
            let act = if carried { Act::Pass } else { Act::Reject };
            self.act(&dossier, Power::Convene, act);
        }
    }

    fn step(&mut self, event: &'a Event) {
        self.now = event.at;
        self.by = &event.by;
        match &event.act {
            EventAct::File { dossier } => {
                self.fill(dossier);
                self.submit(dossier, false);
            }
            EventAct::Fill { dossier } => self.fill(dossier),
            EventAct::Submit { dossier } => self.submit(dossier, false),
            EventAct::SubmitLate { dossier } => self.submit(dossier, true),
            EventAct::Return { dossier, items } => {
                check_request(items, 0).unwrap();
                for item in items {
                    let section = item.place.split('.').next().unwrap();
                    assert!(self.rules(dossier).form.section(section).is_some());
                }
                self.act(dossier, Power::Receive, Act::Return);
                self.case(dossier).items.clone_from(items);
            }
            EventAct::Answer {
                dossier,
                answers,
                changes,
                files,
            } => {
                self.act(dossier, Power::File, Act::Resubmit);
                let rules = self.rules(dossier);
                let case = self.case(dossier);
                assert_eq!(answers.len(), case.items.len());
                for (section, new) in changes {
                    let old = case.content.sections.entry(section.clone()).or_default();
                    old.extend(new.clone());
                }
                case.content
                    .files
                    .extend(files.iter().map(|file| file.name.clone()));
                assert_eq!(case.content.missing(rules), []);
            }
            EventAct::Verify { dossier } => assert!(!self.case(dossier).items.is_empty()),
            EventAct::Accept { dossier } => self.act(dossier, Power::Receive, Act::Accept),
            EventAct::Refuse { dossier, text, .. } => {
                assert!(!text.is_empty());
                self.act(dossier, Power::Receive, Act::Refuse);
            }
            EventAct::Confirm {
                dossier,
                first_applied_on,
            } => self.confirm(dossier, *first_applied_on),
            EventAct::Withdraw { dossier, .. } => self.act(dossier, Power::File, Act::Withdraw),
            other => self.sit(other),
        }
    }

    fn sit(&mut self, act: &'a EventAct) {
        match act {
            EventAct::OpenSession {
                session,
                council,
                meets_at,
                dossiers,
                ..
            } => {
                assert!(*meets_at > self.now && !dossiers.is_empty());
                for dossier in dossiers {
                    assert_eq!(self.round(dossier).council, *council);
                    self.act(dossier, Power::Convene, Act::Convene);
                }
                let sitting = Sitting {
                    council: council.clone(),
                    agenda: dossiers.clone(),
                    marking: true,
                };
                self.sittings.insert(session.clone(), sitting);
            }
            EventAct::Recuse {
                session, dossier, ..
            } => {
                self.may(dossier, Power::Mark);
                assert!(self.sittings[session].marking);
                let who = person(self.plan, self.by);
                self.case(dossier).recused.push(who);
            }
            EventAct::Mark {
                session,
                dossier,
                scores,
                in_favour,
                sent,
                ..
            } => {
                self.may(dossier, Power::Mark);
                let sitting = &self.sittings[session];
                assert!(sitting.marking && sitting.agenda.contains(dossier));
                let rubric = &self.rules(dossier).rubric;
                let (place, by) = (self.place(dossier), self.by.to_owned());
                if *sent {
                    rubric
                        .assess(scores)
                        .unwrap_or_else(|faults| panic!("{place}: {faults:?}"));
                    let vote = in_favour.expect("a sent sheet carries a vote");
                    let case = self.case(dossier);
                    case.drafts.remove(&by);
                    assert_eq!(case.sheets.insert(by, vote), None, "{place}: sent twice");
                } else {
                    assert_eq!(rubric.draft_faults(scores), [], "{place}");
                    self.case(dossier).drafts.insert(by);
                }
            }
            EventAct::CloseMarking { session } => {
                for dossier in self.sittings[session].agenda.clone() {
                    self.may(&dossier, Power::Convene);
                }
                self.sittings.get_mut(session).unwrap().marking = false;
            }
            EventAct::Conclude { session } => self.conclude(session),
            EventAct::DraftDecision {
                decision,
                organiser,
                dossiers,
            } => {
                for dossier in dossiers {
                    self.may(dossier, Power::Decide);
                    assert_eq!(self.round(dossier).organiser, *organiser);
                    assert_eq!(self.cases[dossier].state, State::Passed);
                }
                self.decisions
                    .insert(decision.clone(), (dossiers.clone(), false));
            }
            EventAct::IssueDecision { decision } => {
                for dossier in self.decisions[decision].0.clone() {
                    self.act(&dossier, Power::Decide, Act::Recognise);
                }
                self.decisions.get_mut(decision).unwrap().1 = true;
            }
            _ => unreachable!("handled before"),
        }
    }
}
