//! What there is to draw: steps with their texts, and the ways between them with theirs.

use std::collections::{BTreeMap, HashMap, HashSet};

use sangkien_domain::dossier::State;

use super::rank;
use super::text::{Face, Line, height, widest, wrap};
use super::{Mark, Options, Words};
use crate::definition::{ActRow, Branch, Procedure, Step, StepKind};

/// Most pixels of a line within a step.
const STEP_LINE: i64 = 180;
/// Most pixels of a line on a way.
const WAY_LINE: i64 = 120;
/// Space left and right of a step's text; shapes may take some of it.
const STEP_ASIDE: i64 = 16;
/// Space above and below a step's text.
const STEP_ABOVE: i64 = 7;
/// From how many steps a way must lead to an end for the end to be drawn beside each of them.
const COMMON_END: usize = 3;

/// A step as it is drawn.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) key: String,
    pub(super) kind: StepKind,
    pub(super) means: Option<State>,
    pub(super) mark: Option<Mark>,
    pub(super) lines: Vec<Line>,
    pub(super) width: i64,
    pub(super) height: i64,
    /// Layer of steps, from the top; nothing for an end that is drawn beside each way to it.
    pub(super) rank: Option<usize>,
}

/// All ways from one step to another.
#[derive(Debug, Clone)]
pub(super) struct Way {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) lines: Vec<Line>,
    pub(super) width: i64,
    pub(super) height: i64,
    /// Lines at the end that name the end, where it is drawn beside the way.
    pub(super) end_lines: usize,
    /// Whether it leads upwards.
    pub(super) back: bool,
}

/// What there is to draw.
#[derive(Debug, Clone)]
pub(super) struct Scene {
    pub(super) nodes: Vec<Node>,
    pub(super) ways: Vec<Way>,
}

/// Steps and ways of a procedure.
pub(super) fn scene(procedure: &Procedure, options: &Options<'_>, words: &dyn Words) -> Scene {
    let mut index = HashMap::new();
    for (place, step) in procedure.steps.iter().enumerate() {
        index.entry(step.key.as_str()).or_insert(place);
    }
    let mut nodes: Vec<Node> = procedure
        .steps
        .iter()
        .enumerate()
        .map(|(place, step)| node(procedure, place, step, options, words))
        .collect();
    let grouped = grouped(procedure, &index, words);
    let start = index.get(procedure.start.as_str()).copied();
    let pairs: Vec<(usize, usize)> = grouped.keys().copied().collect();
    let (ranks, back) = rank::ranks(nodes.len(), start, &pairs);
    let common = common_ends(&nodes, &pairs);
    for (place, node) in nodes.iter_mut().enumerate() {
        node.rank = if common.contains(&place) {
            None
        } else {
            ranks.get(place).copied()
        };
    }
    let ways = grouped
        .into_iter()
        .map(|((from, to), mut lines)| {
            let mut end_lines = 0;
            if common.contains(&to)
                && let Some(step) = procedure.steps.get(to)
            {
                let name = wrap(&step.label, Face::Act, WAY_LINE);
                end_lines = name.len();
                lines.extend(name);
            }
            let aside = if end_lines > 0 { 26 } else { 14 };
            Way {
                from,
                to,
                width: widest(&lines) + aside,
                height: height(&lines) + if end_lines > 0 { 18 } else { 8 },
                lines,
                end_lines,
                back: back.contains(&(from, to)),
            }
        })
        .collect();
    Scene { nodes, ways }
}

fn node(
    procedure: &Procedure,
    place: usize,
    step: &Step,
    options: &Options<'_>,
    words: &dyn Words,
) -> Node {
    let state = procedure.state(&step.state);
    let mark = options.marks.get(step.key.as_str()).copied();
    let kind = format!("{}. {}", place + 1, words.kind(step.kind));
    let mut lines = wrap(&kind, Face::Kind, STEP_LINE);
    lines.extend(wrap(&step.label, Face::Name, STEP_LINE));
    let mut facts = Vec::new();
    if let Some(actor) = &step.actor {
        facts.push(words.actor(actor));
    }
    let label = state.map_or(step.state.as_str(), |state| state.label.as_str());
    facts.push(words.state(label));
    facts.extend(step.limits.iter().map(|limit| words.limit(limit)));
    facts.extend(mark.map(|mark| words.mark(mark)));
    for fact in facts {
        lines.extend(wrap(&fact, Face::Fact, STEP_LINE));
    }
    Node {
        key: step.key.clone(),
        kind: step.kind,
        means: state.map(|state| state.means),
        mark,
        width: (widest(&lines) + 2 * STEP_ASIDE).max(120),
        height: height(&lines) + 2 * STEP_ABOVE,
        lines,
        rank: None,
    }
}

/// The words of all ways from one step to another, by the pair of them. Where there are several,
/// each begins with a dot.
fn grouped(
    procedure: &Procedure,
    index: &HashMap<&str, usize>,
    words: &dyn Words,
) -> BTreeMap<(usize, usize), Vec<Line>> {
    let mut grouped: BTreeMap<(usize, usize), Vec<Told>> = BTreeMap::new();
    for (from, step) in procedure.steps.iter().enumerate() {
        for act in &step.acts {
            for branch in &act.branches {
                if let Some(to) = index.get(branch.step.as_str()) {
                    let told = told(procedure, act, branch, words);
                    grouped.entry((from, *to)).or_default().push(told);
                }
            }
        }
    }
    grouped
        .into_iter()
        .map(|(pair, ways)| {
            let dot = if ways.len() > 1 { "• " } else { "" };
            let lines = ways.into_iter().flat_map(|Told { name, condition }| {
                let mut lines = wrap(&format!("{dot}{name}"), Face::Act, WAY_LINE);
                let condition = condition.unwrap_or_default();
                lines.extend(wrap(&condition, Face::Condition, WAY_LINE));
                lines
            });
            (pair, lines.collect())
        })
        .collect()
}

/// The name of a branch and its condition.
struct Told {
    name: String,
    condition: Option<String>,
}

fn told(procedure: &Procedure, act: &ActRow, branch: &Branch, words: &dyn Words) -> Told {
    let name = if branch.label.trim().is_empty() {
        act.label.clone()
    } else {
        format!("{}: {}", act.label, branch.label)
    };
    let condition = match &branch.when {
        Some(source) => Some(words.condition(procedure, source)),
        None if act.branches.len() > 1 => Some(words.otherwise()),
        None => None,
    };
    Told { name, condition }
}

/// Ends to which ways lead from many steps. One box for all of them would draw a line from
/// everywhere.
fn common_ends(nodes: &[Node], pairs: &[(usize, usize)]) -> HashSet<usize> {
    nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| node.kind == StepKind::End && node.mark.is_none())
        .map(|(place, _)| place)
        .filter(|place| pairs.iter().filter(|(_, to)| to == place).count() >= COMMON_END)
        .collect()
}
