//! Leading a sample dossier through a procedure.

use std::fmt::Write as _;

use sangkien_casework::check::{Severity, check};
use sangkien_casework::clock::RunningLimit;
use sangkien_casework::definition::{ClockMode, Procedure};
use sangkien_casework::engine::Compiled;
use sangkien_casework::sample::{Event, Outcome, Refused, Sample, Visit};
use sangkien_domain::calendar::Calendar;
use sangkien_domain::time::{Instant, moment_text};
use sangkien_i18n::{arithmetic, definition, label, procedure as words};
use serde_json::{Value, json};

use super::VI;
use super::story::Story;
use crate::limit;
use crate::trouble::{Done, Trouble};

/// What came of a story.
pub(super) struct Told {
    compiled: Compiled,
    calendar: Calendar,
    story: Story,
}

/// A story that was followed.
struct Followed<'a> {
    sample: Sample<'a>,
    outcomes: Vec<(&'a Event, Result<Outcome, Refused>)>,
}

/// Makes a story ready to be told. Faults of the procedure come first: what cannot be followed
/// is not simulated.
pub(super) fn told(procedure: Procedure, story: Story) -> Done<Told> {
    let faults = check(&procedure);
    let errors = faults
        .iter()
        .filter(|fault| fault.severity == Severity::Error);
    let lines: Vec<String> = errors
        .map(|fault| {
            format!(
                "  {}: {}",
                words::place(&fault.place, &procedure, VI),
                words::fault(fault, &procedure, VI).line()
            )
        })
        .collect();
    if !lines.is_empty() {
        return Err(Trouble::Said(format!(
            "Quy trình còn lỗi nên chưa chạy thử được:\n{}",
            lines.join("\n")
        )));
    }
    let calendar = limit::calendar(story.unit.as_deref())?;
    let compiled = Compiled::new(procedure)
        .map_err(|broken| Trouble::Said(format!("Quy trình chưa chạy được: {}.", broken.at)))?;
    Ok(Told {
        compiled,
        calendar,
        story,
    })
}

impl Told {
    fn follow(&self) -> Option<Followed<'_>> {
        let mut sample = Sample::begin(&self.compiled, &self.calendar, self.story.start)?;
        let mut outcomes = Vec::with_capacity(self.story.events.len());
        for event in &self.story.events {
            let mut told = event.clone();
            // What is known from the beginning is known unless the event says otherwise.
            told.facts = self.story.facts.clone();
            for (name, value) in event.facts.iter() {
                told.facts.set(name, value.clone());
            }
            outcomes.push((event, sample.happen(&told)));
        }
        if let Some(until) = self.story.until {
            sample.pass(until);
        }
        Some(Followed { sample, outcomes })
    }

    /// Whether every act could be done.
    pub(super) fn went_through(&self) -> bool {
        self.follow()
            .is_some_and(|followed| followed.outcomes.iter().all(|(_, outcome)| outcome.is_ok()))
    }

    fn procedure(&self) -> &Procedure {
        self.compiled.procedure()
    }

    fn act<'a>(&'a self, step: &str, key: &'a str) -> &'a str {
        let step = self.procedure().step(step);
        step.and_then(|step| step.act(key))
            .map_or(key, |act| act.label.as_str())
    }

    /// The story in Vietnamese.
    pub(super) fn words(&self) -> String {
        let Some(followed) = self.follow() else {
            return String::new();
        };
        let mut text = String::new();
        let mut at = self.procedure().start.as_str();
        let mut visits = followed.sample.visits().iter();
        if let Some(first) = visits.next() {
            self.enter(&mut text, first);
        }
        for (event, outcome) in &followed.outcomes {
            // What the program did by itself before.
            while let Some(visit) = visits.clone().next().filter(|visit| visit.by_itself) {
                self.by_itself(&mut text, at, visit);
                at = &visit.step;
                visits.next();
            }
            let when = moment_text(event.at);
            let act = self.act(at, &event.act);
            match outcome {
                Ok(Outcome::Moved { act: agreed, .. }) => {
                    let _ = writeln!(text, "{when}: {act}");
                    if *agreed != event.act {
                        let agreed = self.act(at, agreed);
                        let _ = writeln!(text, "  Kết quả chung: {agreed}");
                    }
                    if let Some(visit) = visits.next() {
                        at = &visit.step;
                        self.enter(&mut text, visit);
                    }
                }
                Ok(Outcome::Waiting { chosen, eligible }) => {
                    let _ = writeln!(
                        text,
                        "{when}: {act}: mới có {chosen} trên {eligible} người chọn"
                    );
                }
                Err(refused) => {
                    let why = words::refused(refused, self.procedure(), VI).line();
                    let _ = writeln!(text, "{when}: {act}: không thực hiện được. {why}");
                }
            }
        }
        for visit in visits {
            self.by_itself(&mut text, at, visit);
            at = &visit.step;
        }
        self.standing(&mut text, &followed.sample);
        text
    }

    fn by_itself(&self, text: &mut String, at: &str, visit: &Visit) {
        let act = visit.came_by.as_deref().unwrap_or_default();
        let _ = writeln!(
            text,
            "{}: hết thời hạn, hệ thống thực hiện: {}",
            moment_text(visit.entered_at),
            self.act(at, act)
        );
        self.enter(text, visit);
    }

    /// A step the dossier comes to.
    fn enter(&self, text: &mut String, visit: &Visit) {
        let Some((step, state)) = self.compiled.at(&visit.step) else {
            return;
        };
        let clock = definition::clock(state.clock, VI).to_lowercase();
        let _ = write!(
            text,
            "  → {} ({}); thời hạn: {clock}",
            step.label, state.label
        );
        if state.clock == ClockMode::Suspended {
            let _ = write!(text, ", {}", state.clock_reason);
        }
        if let Some(actor) = &step.actor {
            let _ = write!(
                text,
                "; người thực hiện: {}",
                definition::who(&actor.who, VI)
            );
        }
        text.push('\n');
    }

    /// Where it stands at the end, with its limits and what may be done.
    fn standing(&self, text: &mut String, sample: &Sample<'_>) {
        let _ = writeln!(text, "Lúc {}:", moment_text(sample.now()));
        for running in sample.limits() {
            let _ = writeln!(text, "  {}", self.limit(sample, running));
        }
        if sample.has_ended() {
            let _ = writeln!(text, "  Quy trình đã kết thúc.");
            return;
        }
        for possible in sample.possible() {
            let label = &possible.act.label;
            let _ = match &possible.leads {
                Ok(taken) => writeln!(text, "  Có thể: {label} → {}", taken.to.label),
                Err(blocked) => {
                    let why = words::blocked(blocked, self.procedure(), VI).sentence;
                    writeln!(text, "  Có thể: {label}. {why}")
                }
            };
        }
    }

    fn limit(&self, sample: &Sample<'_>, running: &RunningLimit) -> String {
        let counted = sample.counted(running);
        let mut text = running.label.clone();
        if let Some(step) = sample.step_of(running) {
            let _ = write!(text, ", bước “{}”", words::step(self.procedure(), step));
        }
        let _ = write!(text, ", {}", label::limit(&running.limit, VI));
        let _ = match (&counted.standing, running.met_at) {
            (Some(standing), None) => {
                write!(
                    text,
                    ": đang tạm dừng, còn {}",
                    arithmetic::left(standing.left, VI)
                )
            }
            _ => write!(text, ": hết hạn {}", arithmetic::due(&counted, VI)),
        };
        let late = running.is_late(sample.now());
        if let Some(met_at) = running.met_at {
            let how = if late { "muộn" } else { "đúng hạn" };
            let _ = write!(text, "; xong lúc {}, {how}", moment_text(met_at));
        } else if late {
            text.push_str("; đã quá hạn");
        }
        if sample.owes_apology(running) {
            text.push_str("; phải xin lỗi và hẹn lại");
        }
        text
    }

    /// The story as JSON.
    pub(super) fn json(&self) -> Value {
        let Some(followed) = self.follow() else {
            return Value::Null;
        };
        let sample = &followed.sample;
        let here = sample.here();
        let (clock, reason) = sample.clock();
        let axes = sample.axes();
        json!({
            "now": sample.now().rfc3339(),
            "ended": sample.has_ended(),
            "step": here.map(|(step, _)| step.key.clone()),
            "state": here.map(|(_, state)| state.key.clone()),
            "means": here.map(|(_, state)| state.means.code()),
            "clock": clock,
            "clock_reason": reason,
            "payment": axes.payment,
            "delivery": axes.delivery,
            "exchange": axes.exchange,
            "acts": followed.outcomes.iter().map(|(event, outcome)| self.act_json(event, outcome)).collect::<Vec<_>>(),
            "visits": sample.visits().iter().map(visit_json).collect::<Vec<_>>(),
            "limits": sample.limits().iter().map(|running| limit_json(sample, running)).collect::<Vec<_>>(),
            "pauses": sample.pauses().iter().map(|pause| json!({
                "from": pause.from.rfc3339(),
                "until": pause.until.map(Instant::rfc3339),
                "reason": pause.reason,
            })).collect::<Vec<_>>(),
            "possible": sample.possible().iter().map(|possible| json!({
                "act": possible.act.key,
                "label": possible.act.label,
                "to": possible.leads.as_ref().ok().map(|taken| taken.to.key.clone()),
                "text": possible.leads.as_ref().err().map(|blocked| words::blocked(blocked, self.procedure(), VI).line()),
            })).collect::<Vec<_>>(),
        })
    }

    fn act_json(&self, event: &Event, outcome: &Result<Outcome, Refused>) -> Value {
        let (outcome, taken, to, text) = match outcome {
            Ok(Outcome::Moved { act, to }) => ("moved", Some(act), Some(to), None),
            Ok(Outcome::Waiting { .. }) => ("waiting", None, None, None),
            Err(refused) => {
                let text = words::refused(refused, self.procedure(), VI).line();
                ("refused", None, None, Some(text))
            }
        };
        json!({
            "at": event.at.rfc3339(),
            "act": event.act,
            "outcome": outcome,
            "taken": taken,
            "to": to,
            "text": text,
        })
    }
}

fn visit_json(visit: &Visit) -> Value {
    json!({
        "step": visit.step,
        "entered_at": visit.entered_at.rfc3339(),
        "came_by": visit.came_by,
        "by_itself": visit.by_itself,
    })
}

fn limit_json(sample: &Sample<'_>, running: &RunningLimit) -> Value {
    let counted = sample.counted(running);
    json!({
        "limit": running.key,
        "label": running.label,
        "step": sample.step_of(running),
        "started_at": running.started_at.rfc3339(),
        "due": counted.standing.is_none().then(|| counted.due.rfc3339()),
        "last_day": counted.standing.is_none().then_some(counted.last_day),
        "left": counted.standing.map(|standing| arithmetic::left(standing.left, VI)),
        "met_at": running.met_at.map(Instant::rfc3339),
        "late": running.is_late(sample.now()),
        "apology": sample.owes_apology(running),
        "citation": running.limit.citation.to_string(),
    })
}
