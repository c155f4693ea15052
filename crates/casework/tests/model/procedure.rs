//! Procedures as numbers, and the definitions they stand for.

use std::collections::BTreeSet;

use sangkien_casework::condition::{Fact, Kind};
use sangkien_casework::definition::{
    ActRow, Actor, AuthorSees, Branch, ClockMode, LimitRow, Opinion, Procedure, Quorum, StateRow,
    Step, StepKind, UnitOf, Who,
};
use sangkien_domain::access::Role;
use sangkien_domain::dossier::{Act, State};
use sangkien_domain::law::{Certainty, Citation, Limit, Unit};

use super::random::Random;
use super::value::{LEVELS, Test, Values, all_values, test};

/// Where an act leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// To a step or, beyond the steps, an end.
    Step(usize),
    /// Nowhere on these values.
    None,
}

#[derive(Debug, Clone)]
pub(crate) struct ModelAct {
    /// Condition and destination; without a condition, for all other cases.
    pub(crate) branches: Vec<(Option<Test>, usize)>,
    pub(crate) when_split: bool,
}

impl ModelAct {
    /// Branches with a condition that holds.
    pub(crate) fn holding(&self, values: Values) -> Vec<usize> {
        self.branches
            .iter()
            .enumerate()
            .filter(|(_, (test, _))| test.as_ref().is_some_and(|test| test.holds(values)))
            .map(|(number, _)| number)
            .collect()
    }

    /// Branches with a condition.
    pub(crate) fn tests(&self) -> impl Iterator<Item = usize> {
        let branches = self.branches.iter().enumerate();
        branches
            .filter(|(_, (test, _))| test.is_some())
            .map(|(number, _)| number)
    }

    /// The branch for all other cases.
    pub(crate) fn otherwise(&self) -> Option<usize> {
        self.branches.iter().position(|(test, _)| test.is_none())
    }

    pub(crate) fn target(&self, values: Values) -> Target {
        self.holding(values)
            .first()
            .copied()
            .or_else(|| self.otherwise())
            .map_or(Target::None, |branch| Target::Step(self.branches[branch].1))
    }

    /// Where it can lead at all.
    fn targets(&self) -> BTreeSet<usize> {
        let mut targets = BTreeSet::new();
        for values in all_values() {
            for branch in self.holding(values) {
                targets.insert(self.branches[branch].1);
            }
            if self.holding(values).is_empty()
                && let Target::Step(to) = self.target(values)
            {
                targets.insert(to);
            }
        }
        targets
    }
}

#[derive(Debug, Clone)]
pub(crate) struct ModelStep {
    pub(crate) acts: Vec<ModelAct>,
    pub(crate) rule: Quorum,
    pub(crate) suspended: bool,
}

impl ModelStep {
    /// The act for when there is no agreement.
    pub(crate) fn split(&self) -> Option<usize> {
        self.acts.iter().position(|act| act.when_split)
    }
}

/// Steps, and after them the ends.
#[derive(Debug, Clone)]
pub(crate) struct ModelProcedure {
    pub(crate) steps: Vec<ModelStep>,
    ends: usize,
}

impl ModelProcedure {
    /// A procedure without faults: conditions divide the values of one fact, every step leads
    /// on to the next or to an end.
    pub(crate) fn sound(random: &mut Random) -> Self {
        let count = 2 + random.below(6);
        let ends = 1 + random.below(3);
        let places = count + ends;
        let mut steps: Vec<ModelStep> = (0..count)
            .map(|number| {
                let rule = match (number, random.below(4)) {
                    (0, _) | (_, 0 | 1) => Quorum::One,
                    (_, 2) => Quorum::All,
                    _ => Quorum::Majority,
                };
                let mut acts: Vec<ModelAct> = (0..=random.below(3))
                    .map(|_| divided(random, places))
                    .collect();
                if rule != Quorum::One {
                    let split = random.below(acts.len());
                    acts[split].when_split = true;
                }
                ModelStep {
                    acts,
                    rule,
                    suspended: number > 0 && random.below(4) == 0,
                }
            })
            .collect();
        // The first act of each step leads on, and each end is reached from the last step.
        for (number, step) in steps.iter_mut().enumerate() {
            step.acts[0].branches[0].1 = number + 1;
        }
        let way = |to| ModelAct {
            branches: vec![(None, to)],
            when_split: false,
        };
        for end in 1..ends {
            steps[count - 1].acts.push(way(count + end));
        }
        // The author submits in one way only.
        steps[0].acts.truncate(1);
        steps[0].acts[0] = way(1);
        for step in &mut steps[1..] {
            for act in &mut step.acts {
                for (_, to) in &mut act.branches {
                    *to = (*to).max(1);
                }
            }
        }
        Self { steps, ends }
    }

    /// Breaks something, or not.
    pub(crate) fn mutate(&mut self, random: &mut Random) {
        let places = self.places();
        for _ in 0..=random.below(3) {
            let step = 1 + random.below(self.steps.len() - 1);
            let step = &mut self.steps[step];
            let act = random.below(step.acts.len());
            let act = &mut step.acts[act];
            let branch = random.below(act.branches.len());
            match random.below(5) {
                0 => act.branches[branch].0 = Some(test(random)),
                1 => act.branches[branch].1 = 1 + random.below(places - 1),
                2 if act.branches.len() > 1 => {
                    act.branches.remove(branch);
                }
                3 => {
                    let to = 1 + random.below(places - 1);
                    act.branches.insert(0, (Some(test(random)), to));
                }
                _ => {
                    let further = test(random);
                    let both = match act.branches[branch].0.take() {
                        Some(one) => Test::Both(Box::new(one), Box::new(further)),
                        None => further,
                    };
                    act.branches[branch].0 = Some(both);
                }
            }
        }
    }

    /// How many steps and ends there are.
    pub(crate) fn places(&self) -> usize {
        self.steps.len() + self.ends
    }

    pub(crate) fn key(&self, place: usize) -> String {
        if place < self.steps.len() {
            format!("b{place}")
        } else {
            format!("k{place}")
        }
    }

    pub(crate) fn clock(&self, place: usize) -> ClockMode {
        match self.steps.get(place) {
            Some(_) if place == 0 => ClockMode::NotStarted,
            Some(step) if step.suspended => ClockMode::Suspended,
            Some(_) => ClockMode::Running,
            None => ClockMode::Stopped,
        }
    }

    /// Every way that can be taken on some values.
    pub(crate) fn ways(&self) -> Vec<BTreeSet<usize>> {
        self.steps
            .iter()
            .map(|step| step.acts.iter().flat_map(ModelAct::targets).collect())
            .collect()
    }

    /// What can be reached from a place, itself included.
    pub(crate) fn reached(ways: &[BTreeSet<usize>], from: usize) -> BTreeSet<usize> {
        let mut reached = BTreeSet::from([from]);
        loop {
            let further: BTreeSet<usize> = reached
                .iter()
                .filter_map(|place| ways.get(*place))
                .flatten()
                .copied()
                .collect();
            let known = reached.len();
            reached.extend(further);
            if reached.len() == known {
                return reached;
            }
        }
    }

    /// The definition it stands for.
    pub(crate) fn definition(&self) -> Procedure {
        let citation = Citation {
            act: "Nghị định mẫu".to_owned(),
            article: "Điều 1".to_owned(),
            certainty: Certainty::Official,
        };
        let mut facts = vec![
            Fact::new("score", Kind::Number, "Điểm").counted(0, 10),
            Fact::new(
                "level",
                Kind::Choice(LEVELS.map(str::to_owned).to_vec()),
                "Cấp",
            ),
            Fact::new("flag", Kind::Bool, "Cờ"),
        ];
        facts.sort_by(|one, other| one.name.cmp(&other.name));
        Procedure {
            code: "mau".to_owned(),
            name: "Quy trình mẫu".to_owned(),
            summary: String::new(),
            level: String::new(),
            grounds: Vec::new(),
            start: "b0".to_owned(),
            facts,
            states: states(),
            limits: vec![LimitRow {
                key: "ca".to_owned(),
                label: "Cả quy trình".to_owned(),
                limit: Limit {
                    amount: 10,
                    unit: Unit::WorkingDay,
                    citation,
                },
                counts_tomorrow_after: None,
                through: Vec::new(),
                reminders: Vec::new(),
                overdue: None,
            }],
            steps: (0..self.places()).map(|place| self.step(place)).collect(),
            form: None,
            components: Vec::new(),
        }
    }

    fn step(&self, place: usize) -> Step {
        let model = self.steps.get(place);
        let (kind, state) = match (place, model) {
            (0, _) => (StepKind::Intake, "nhap"),
            (_, Some(model)) if model.suspended => (StepKind::Opinion, "dung"),
            (_, Some(_)) => (StepKind::Opinion, "xet"),
            (_, None) => (StepKind::End, "xong"),
        };
        let who = if place == 0 {
            Who::Author
        } else {
            Who::Role {
                role: Role::Clerk,
                of: UnitOf::Desk,
            }
        };
        let acts = model.into_iter().flat_map(|model| &model.acts).enumerate();
        Step {
            key: self.key(place),
            label: format!("Bước {place}"),
            kind,
            state: state.to_owned(),
            actor: model.map(|model| Actor {
                who,
                rule: model.rule,
            }),
            components: Vec::new(),
            limits: Vec::new(),
            acts: acts
                .map(|(number, act)| self.act(place, number, act))
                .collect(),
            council: None,
            rubric: None,
            recall: false,
        }
    }

    fn act(&self, place: usize, number: usize, act: &ModelAct) -> ActRow {
        ActRow {
            key: format!("v{number}"),
            label: format!("Việc {number}"),
            kind: if place == 0 {
                Act::Submit
            } else {
                Act::Forward
            },
            who: None,
            opinion: Opinion::Optional,
            asks: Vec::new(),
            branches: act
                .branches
                .iter()
                .map(|(test, to)| Branch {
                    when: test.as_ref().map(Test::source),
                    step: self.key(*to),
                    label: String::new(),
                })
                .collect(),
            effects: Vec::new(),
            when_split: act.when_split,
        }
    }
}

/// An act whose branches divide the values of one fact.
fn divided(random: &mut Random, places: usize) -> ModelAct {
    let mut to = || 1 + random.below(places - 1);
    let targets = [to(), to(), to()];
    let branches = match random.below(4) {
        0 => vec![(None, targets[0])],
        1 => {
            let cut = 1 + i64::try_from(random.below(9)).expect("small");
            vec![
                (Some(Test::Score(0, cut)), targets[0]),
                (Some(Test::Score(cut, 11)), targets[1]),
            ]
        }
        2 => vec![
            (Some(Test::Level(vec![0, 2])), targets[0]),
            (None, targets[2]),
        ],
        _ => vec![
            (Some(Test::Flag(true)), targets[0]),
            (Some(Test::Flag(false)), targets[1]),
        ],
    };
    ModelAct {
        branches,
        when_split: false,
    }
}

fn states() -> Vec<StateRow> {
    let state = |key: &str, means, clock, reason: &str| StateRow {
        key: key.to_owned(),
        label: key.to_owned(),
        means,
        author: AuthorSees::All,
        clock,
        clock_reason: reason.to_owned(),
    };
    vec![
        state("nhap", State::Draft, ClockMode::NotStarted, ""),
        state("xet", State::Processing, ClockMode::Running, ""),
        state("dung", State::Processing, ClockMode::Suspended, "Chờ"),
        state("xong", State::Resolved, ClockMode::Stopped, ""),
    ]
}
