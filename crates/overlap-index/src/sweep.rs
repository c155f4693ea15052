//! Every text of an index against all others: pairs with passages, and who belongs together.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use sangkien_novelty::candidates::Scratch;

use crate::Outcome;
use crate::index::{Among, Answer, Asked, Hit, Index, place};

/// The most partners of one text that are compared.
pub(crate) const PARTNERS: usize = 50;

/// Texts that are done before they are told of.
const AHEAD: usize = 1000;

/// Two texts that share more than a limit allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The text with the larger number, which was asked about.
    pub left: u32,
    /// Where the passages stand in it, in Unicode scalar values.
    pub places: Vec<Range<u32>>,
    /// What the other has of it: passages as in an answer, the other text as the earlier one.
    pub hit: Hit,
}

/// Compares texts from number `from` on with all that have smaller numbers, several at a time; `found` gets
/// each pair once, `tell` the number of texts done, both in order. To go on later, start from the last number
/// told.
pub fn sweep(
    index: &Index,
    from: u32,
    mut found: impl FnMut(&Pair) -> Outcome<()>,
    mut tell: impl FnMut(u32),
) -> Outcome<()> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicU32::new(from);
    let work = |done: &SyncSender<(u32, Outcome<Vec<Pair>>)>| {
        let mut scratch = Scratch::default();
        loop {
            let text = next.fetch_add(1, Ordering::Relaxed);
            if text >= index.texts()
                || done
                    .send((text, partners(index, text, &mut scratch)))
                    .is_err()
            {
                return;
            }
        }
    };
    thread::scope(|scope| {
        let (sender, receiver) = sync_channel(AHEAD);
        for _ in 0..workers {
            let sender = sender.clone();
            scope.spawn(move || work(&sender));
        }
        drop(sender);
        // What comes before its turn waits here.
        let mut waiting = BTreeMap::new();
        let mut turn = from;
        for (text, pairs) in receiver {
            waiting.insert(text, pairs);
            while let Some(pairs) = waiting.remove(&turn) {
                for pair in pairs? {
                    found(&pair)?;
                }
                turn += 1;
                tell(turn);
            }
        }
        Ok(())
    })
}

/// The texts before one that share more with it than the limits allow.
fn partners(index: &Index, text: u32, scratch: &mut Scratch) -> Outcome<Vec<Pair>> {
    if index.is_removed(text) {
        return Ok(Vec::new());
    }
    let asked = Asked {
        align: true,
        limit: PARTNERS,
    };
    let document = index.document(text, false)?;
    let answer = index.ask_about(document, asked, Among::Before(text), scratch)?;
    Ok(flagged(text, answer))
}

/// Compares the given pairs alone, as another machine found them by their prints: for each text the
/// ones with smaller numbers.
pub fn among(
    index: &Index,
    pairs: &BTreeMap<u32, Vec<u32>>,
    mut found: impl FnMut(&Pair) -> Outcome<()>,
    mut tell: impl FnMut(u32),
) -> Outcome<()> {
    for (text, others) in pairs {
        if !index.is_removed(*text) {
            let answer = index.ask_among(index.document(*text, false)?, others)?;
            for pair in flagged(*text, answer) {
                found(&pair)?;
            }
        }
        tell(text + 1);
    }
    Ok(())
}

/// The pairs above the limits; each when its later text is asked about, whatever the order.
fn flagged(text: u32, answer: Answer) -> Vec<Pair> {
    let flagged = |hit: &Hit| hit.flagged && hit.text < text;
    let hits = answer.hits.into_iter().filter(flagged);
    hits.map(|hit| {
        let passages = hit.passages.iter();
        let places = passages
            .map(|passage| place(&answer.document, &passage.query))
            .collect();
        Pair {
            left: text,
            places,
            hit,
        }
    })
    .collect()
}

/// Texts that hang together by pairs, largest group first, each in ascending order.
#[derive(Debug, Clone, Default)]
pub struct Clusters {
    parent: BTreeMap<u32, u32>,
}

impl Clusters {
    /// Joins two texts.
    pub fn join(&mut self, left: u32, right: u32) {
        let (left, right) = (self.root(left), self.root(right));
        // The smaller number leads, so the order of pairs makes no difference.
        self.parent.insert(left.max(right), left.min(right));
    }

    fn root(&mut self, mut text: u32) -> u32 {
        loop {
            match self.parent.get(&text).copied() {
                Some(parent) if parent != text => text = parent,
                Some(_) => return text,
                None => {
                    self.parent.insert(text, text);
                    return text;
                }
            }
        }
    }

    /// The groups.
    pub fn groups(mut self) -> Vec<Vec<u32>> {
        let texts: Vec<u32> = self.parent.keys().copied().collect();
        let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for text in texts {
            let root = self.root(text);
            groups.entry(root).or_default().push(text);
        }
        let mut out: Vec<Vec<u32>> = groups.into_values().collect();
        out.sort_by_key(|group| (std::cmp::Reverse(group.len()), group.first().copied()));
        out
    }
}
