//! What a check found, beside the part it is in.

use sangkien_app::procedure::ProcedureView;
use sangkien_casework::check::{Fault, Place, Severity};
use sangkien_casework::definition::Procedure;
use sangkien_i18n::procedure as words;
use sangkien_pages::parts::{EditGroup, Link};
use sangkien_pages::procedure::FaultLine;

use super::part::Part;
use crate::show::VI;

/// The part a fault is in, and the group in it.
fn target(place: &Place) -> (Part, String) {
    match place {
        Place::Procedure => (Part::General, "head".to_owned()),
        Place::Fact { fact } => (Part::Facts, format!("fact-{fact}")),
        Place::State { state } => (Part::States, format!("state-{state}")),
        Place::Component { component } => (Part::Components, format!("component-{component}")),
        Place::Limit { step: None, limit } => (Part::Limits, format!("limit-{limit}")),
        Place::Limit {
            step: Some(step),
            limit,
        } => (Part::Step(step.clone()), format!("limit-{limit}")),
        Place::Step { step } => (Part::Step(step.clone()), "head".to_owned()),
        Place::Use { step, component } => (Part::Step(step.clone()), format!("use-{component}")),
        Place::Act { step, act } => (Part::Act(step.clone(), act.clone()), "head".to_owned()),
        Place::Branch { step, act, branch } => (
            Part::Act(step.clone(), act.clone()),
            format!("branch-{branch}"),
        ),
    }
}

/// Every fault of a version as a line of its page. `base` is the address of the editing pages,
/// where there are any.
pub(super) fn lines(view: &ProcedureView, faults: &[Fault], base: Option<&str>) -> Vec<FaultLine> {
    let definition = &view.definition;
    // What stands in the way comes first.
    let of = |severity| faults.iter().filter(move |one| one.severity == severity);
    of(Severity::Error)
        .chain(of(Severity::Note))
        .map(|fault| {
            let label = words::place(&fault.place, definition, VI);
            let href = match base {
                Some(base) => {
                    let (part, group) = target(&fault.place);
                    let exists = part.groups(definition, base).is_some();
                    let part = if exists { part } else { part.whole() };
                    format!("{base}/{}#{group}", part.name())
                }
                None => match fault.place.step() {
                    Some(step) => format!("#step-{step}"),
                    None => "#steps".to_owned(),
                },
            };
            FaultLine {
                place: Link::new(label, href),
                sentence: words::fault(fault, definition, VI).line(),
                stands: fault.severity == Severity::Error,
            }
        })
        .collect()
}

/// Puts the faults of a part beside its groups; gives back those that belong to none.
pub(super) fn put(
    part: &Part,
    definition: &Procedure,
    faults: &[Fault],
    groups: &mut [EditGroup],
) -> Vec<String> {
    let mut left = Vec::new();
    for fault in faults {
        let words = Told {
            words: words::fault(fault, definition, VI).line(),
            stands: fault.severity == Severity::Error,
        };
        let (owner, id) = target(&fault.place);
        let placed = match (part, &owner) {
            (Part::Steps, _) => match fault.place.step() {
                Some(step) => beside(groups, &format!("step-{step}"), &words),
                None => continue,
            },
            (Part::Step(key), Part::Act(step, act)) if key == step => {
                beside(groups, &format!("act-{act}"), &words)
            }
            (part, owner) if part == owner => beside(groups, &id, &words),
            _ => continue,
        };
        if !placed {
            left.push(words.words);
        }
    }
    left
}

/// A fault in words.
struct Told {
    words: String,
    stands: bool,
}

fn beside(groups: &mut [EditGroup], id: &str, told: &Told) -> bool {
    groups.iter_mut().any(|group| {
        if group.id != id {
            return beside(&mut group.groups, id, told);
        }
        let list = if told.stands {
            &mut group.faults
        } else {
            &mut group.remarks
        };
        list.push(told.words.clone());
        true
    })
}

/// Whether a fault belongs to a part of the whole, or to a part of that.
pub(super) fn within(whole: &Part, fault: &Fault) -> bool {
    target(&fault.place).0.whole() == *whole
}
