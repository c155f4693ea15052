//! A trial in its address: what was assumed, what was done, and where that leads.

use jiff::civil::Time;
use sangkien_casework::clock::{Arrival, Clocks};
use sangkien_casework::condition::Facts;
use sangkien_casework::definition::Step;
use sangkien_casework::engine::{Axes, Compiled};
use sangkien_domain::calendar::Calendar;
use sangkien_domain::time::Instant;
use sangkien_http::form::Fields;
use sangkien_pages::parts::Errors;

use crate::show;

/// Most acts of one trial.
const MOST_ACTS: usize = 200;

/// One act done in a trial, as the address holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Done {
    /// Key of the act.
    pub(super) act: String,
    /// Key of the step it led to.
    pub(super) to: String,
    /// When.
    pub(super) at: Instant,
}

impl Done {
    /// As the address holds it.
    pub(super) fn written(&self) -> String {
        format!(
            "{}~{}~{}",
            self.act,
            self.to,
            self.at.0.div_euclid(60_000_000)
        )
    }

    fn read(text: &str) -> Option<Self> {
        let mut pieces = text.split('~');
        let (act, to, at) = (pieces.next()?, pieces.next()?, pieces.next()?);
        let minutes: i64 = at.parse().ok()?;
        Some(Self {
            act: act.to_owned(),
            to: to.to_owned(),
            at: Instant(minutes.checked_mul(60_000_000)?),
        })
    }
}

/// What the address asks for.
pub(super) struct Asked {
    /// When the dossier is begun.
    pub(super) start: Instant,
    /// When the next act is done.
    pub(super) at: Instant,
    /// What was done.
    pub(super) done: Vec<Done>,
    /// What was typed and cannot be read.
    pub(super) errors: Errors,
}

impl Asked {
    /// Reads the days; without any the trial begins at eight o'clock of `today`.
    pub(super) fn read(query: &Fields, now: Instant) -> Self {
        let mut errors = Errors::none();
        let morning = at_eight(now).unwrap_or(now);
        let start = moment(query, "start", &mut errors).unwrap_or(morning);
        let done: Vec<Done> = query
            .all("did")
            .into_iter()
            .take(MOST_ACTS)
            .map_while(Done::read)
            .collect();
        let last = done.last().map_or(start, |done| done.at);
        let at = moment(query, "at", &mut errors).unwrap_or(last);
        if at < last && errors.is_empty() {
            let problem = "Việc tiếp theo không thể trước việc đã làm; chọn ngày giờ sau đó.";
            errors.push("at", problem);
        }
        Self {
            start,
            at: at.max(last),
            done,
            errors,
        }
    }
}

fn at_eight(now: Instant) -> Option<Instant> {
    let eight = Time::new(8, 0, 0, 0).ok()?;
    Instant::in_vietnam(now.day().to_datetime(eight))
}

/// A day with a time of day, from two fields; nothing when both are empty.
fn moment(query: &Fields, name: &str, errors: &mut Errors) -> Option<Instant> {
    let day = query.get(name).trim();
    if day.is_empty() {
        return None;
    }
    let Some(day) = show::typed_day(day) else {
        errors.push(name, "Ngày này không có trong lịch.");
        return None;
    };
    let field = format!("{name}_time");
    let typed = query.get(&field).trim();
    let time = if typed.is_empty() {
        Time::new(8, 0, 0, 0).ok()
    } else {
        typed.split_once([':', 'h']).and_then(|(hour, minute)| {
            Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
        })
    };
    let Some(time) = time else {
        errors.push(field, "Ghi giờ và phút, ví dụ 08:30.");
        return None;
    };
    Instant::in_vietnam(day.to_datetime(time))
}

/// One step taken.
pub(super) struct Taken<'a> {
    /// What was done, as the address holds it.
    pub(super) done: Done,
    /// The step at which it was done.
    pub(super) from: &'a Step,
    /// The step it led to.
    pub(super) to: &'a Step,
}

/// Where a trial stands.
pub(super) struct Walk<'a> {
    /// The steps taken; those of the address that the procedure does not know are left out, and
    /// all after them.
    pub(super) taken: Vec<Taken<'a>>,
    /// Where it stands.
    pub(super) here: &'a Step,
    /// Its limits and pauses.
    pub(super) clocks: Clocks,
    /// The axes.
    pub(super) axes: Axes,
}

impl<'a> Walk<'a> {
    /// Follows what was done from the first step. Where an act led is taken from the address, so
    /// that facts changed since do not change the past.
    pub(super) fn follow(
        compiled: &'a Compiled,
        calendar: &Calendar,
        asked: &Asked,
    ) -> Option<Self> {
        let (here, _) = compiled.at(&compiled.procedure().start)?;
        let mut walk = Self {
            taken: Vec::new(),
            here,
            clocks: Clocks::default(),
            axes: Axes::default(),
        };
        walk.enter(compiled, calendar, asked.start);
        for done in &asked.done {
            let from = walk.here;
            let Some(act) = from.act(&done.act) else {
                break;
            };
            let leads = act.branches.iter().any(|branch| branch.step == done.to);
            let Some((to, _)) = compiled.at(&done.to).filter(|_| leads) else {
                break;
            };
            walk.axes = walk.axes.after(&act.effects);
            walk.here = to;
            walk.taken.push(Taken {
                done: done.clone(),
                from,
                to,
            });
            walk.enter(compiled, calendar, done.at);
        }
        Some(walk)
    }

    /// Keeps the clocks on coming to a step.
    fn enter(&mut self, compiled: &Compiled, calendar: &Calendar, at: Instant) {
        if let Some((step, state)) = compiled.at(&self.here.key) {
            let arrival = Arrival {
                procedure: compiled.procedure(),
                step,
                state,
                visit: i64::try_from(self.taken.len()).unwrap_or(i64::MAX),
                at,
            };
            self.clocks.arrive(arrival, calendar);
        }
    }
}

/// The facts as typed, with what cannot be one of them.
pub(super) fn facts(compiled: &Compiled, query: &Fields, errors: &mut Errors) -> Facts {
    let known = compiled.vocabulary().facts();
    let mut facts = Facts::new();
    for fact in known {
        let name = format!("f.{}", fact.name);
        let typed = query.get(&name).trim();
        if typed.is_empty() {
            continue;
        }
        match compiled.vocabulary().read(&fact.name, typed) {
            Ok(value) => facts.set(&fact.name, value),
            Err(fault) => {
                let told = sangkien_i18n::condition::value_fault(&fault, known, show::VI);
                errors.push(name, told.line());
            }
        }
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procedure::part::tests::SAMPLE;
    use sangkien_casework::definition::Procedure;

    fn at(text: &str) -> Instant {
        Instant::parse(text).expect("a moment")
    }

    fn compiled() -> Compiled {
        Compiled::new(Procedure::read(SAMPLE).expect("a procedure")).expect("to be followed")
    }

    #[test]
    fn what_was_done_comes_back_from_the_address() {
        let done = Done {
            act: "nop".to_owned(),
            to: "kiem-tra".to_owned(),
            at: at("2026-03-02T08:30:00+07:00"),
        };
        assert_eq!(Done::read(&done.written()), Some(done));
        assert_eq!(Done::read("nop~kiem-tra"), None);
    }

    #[test]
    fn a_trial_keeps_its_clock_while_the_applicant_supplements() {
        let compiled = compiled();
        let day = |number: u32| at(&format!("2026-03-{number:02}T08:00:00+07:00"));
        let step = |act: &str, to: &str, number: u32| Done {
            act: act.to_owned(),
            to: to.to_owned(),
            at: day(number),
        };
        let asked = Asked {
            start: day(1),
            at: day(9),
            done: vec![
                step("nop", "kiem-tra", 2),
                step("bo-sung", "bo-sung", 3),
                step("nop-lai", "kiem-tra", 6),
                step("khong-co", "ket-thuc", 7),
                step("chuyen", "y-kien", 8),
            ],
            errors: Errors::none(),
        };
        let walk = Walk::follow(&compiled, &Calendar::default(), &asked).expect("a walk");
        assert_eq!(walk.taken.len(), 3);
        assert_eq!(walk.here.key, "kiem-tra");
        let begun: Vec<_> = walk
            .clocks
            .limits
            .iter()
            .map(|one| one.started_at)
            .collect();
        assert_eq!(begun.first(), Some(&day(2)));
        let pauses: Vec<_> = walk
            .clocks
            .pauses
            .iter()
            .map(|one| (one.from, one.until))
            .collect();
        assert_eq!(pauses, [(day(3), Some(day(6)))]);
    }

    #[test]
    fn a_trial_without_days_begins_this_morning() {
        let now = at("2026-03-02T15:12:00+07:00");
        let asked = Asked::read(&Fields::default(), now);
        assert_eq!(asked.start, at("2026-03-02T08:00:00+07:00"));
        let wrong = Asked::read(
            &Fields::parse(b"start=31/02/2026&at=01/03/2026&at_time=x"),
            now,
        );
        assert!(wrong.errors.at("start").is_some() && wrong.errors.at("at_time").is_some());
    }
}
