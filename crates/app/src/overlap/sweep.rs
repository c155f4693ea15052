//! All dossiers against each other: begun by a person, carried on by the program, shown to each reader
//! as far as they may know both dossiers of a pair.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use sangkien_domain::access::{Actor, Power, Role};
use sangkien_domain::id::DossierId;
use sangkien_domain::time::Instant;
use serde_json::json;

use super::Text;
use crate::App;
use crate::access::{self, Source};
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::{FoundPair, Reading, SweepState};
use crate::record::OverlapVerdict;
use crate::support::{About, event};

/// Texts compared between two looks at whether the program is to stop.
const STEP: usize = 8;
/// Pairs looked at for one page; those beyond weigh less.
const LOOKED_AT: usize = 5_000;
/// Pairs with what only the registry shows that are looked at: each is compared anew.
const PUBLISHED: usize = 200;
/// Those who handle dossiers of many people.
const SWEEPS: [Role; 4] = [Role::Clerk, Role::HeadOfUnit, Role::Leader, Role::Auditor];

/// Whether all dossiers may be compared with each other for this person.
pub fn may_sweep(actor: &Actor) -> bool {
    SWEEPS.iter().any(|role| actor.holds_anywhere(*role))
}

/// A dossier of a pair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SweptDossier {
    /// Which.
    pub id: DossierId,
    /// Its name.
    pub title: String,
    /// Its receipt code.
    pub code: String,
    /// Its authors.
    pub authors: String,
    /// When it was first received.
    pub submitted_at: Option<Instant>,
}

/// Two dossiers that share something, of both of which the reader may know; of one in the registry
/// alone, what both share of what it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SweptPair {
    /// The one whose report tells of the other, the later one where the reader may choose.
    pub later: SweptDossier,
    /// The other.
    pub earlier: SweptDossier,
    /// The larger of the shares that each has of the other, in hundredths of a percent.
    pub share: u32,
    /// Counted syllables of the longest passage.
    pub longest: u32,
    /// Whether a limit is reached.
    pub flagged: bool,
    /// The last verdict on it.
    pub verdict: Option<OverlapVerdict>,
}

/// What a sweep found, as one reader may know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SweepReport {
    /// How it stands.
    pub state: SweepState,
    /// The pairs, the weightiest first.
    pub pairs: Vec<SweptPair>,
    /// Dossiers that hang together by these pairs, the largest group first; those with the most pairs
    /// lead each group.
    pub groups: Vec<Vec<SweptDossier>>,
}

/// A dossier with what decides on which side of a pair it stands.
#[derive(Clone)]
struct Known {
    dossier: SweptDossier,
    /// Whether its report may be read.
    reports: bool,
    /// What the registry shows of it, where the reader may know no more.
    published: Option<String>,
}

impl App {
    /// Begins to compare all dossiers with each other, from then on also those that come or change.
    /// Once begun, nothing more is done.
    ///
    /// # Errors
    /// `Absent` for whoever handles no dossiers of others.
    pub async fn begin_overlap_sweep(&self, caller: &Caller) -> Outcome<()> {
        let now = self.now();
        if !may_sweep(&caller.actor) {
            return Err(Failure::Absent);
        }
        let mut work = self.begin().await?;
        self.catch_up(work.as_mut()).await?;
        if self.ports.comparing.swept(u32::MAX)?.0.begun_at.is_some() {
            return Ok(());
        }
        let about = About {
            act: "overlap.swept",
            kind: "instance",
            id: "overlap".to_owned(),
        };
        work.record(event(caller, &about, json!({}), json!({}), now));
        work.commit().await?;
        // What it keeps can be made again; so it comes after what cannot.
        self.ports.comparing.begin_sweep(now)?;
        Ok(())
    }

    /// Compares the next dossiers that are not compared yet, once a sweep was begun; whether some are
    /// left.
    ///
    /// # Errors
    /// `Inconsistent` when texts cannot be compared.
    pub fn go_on_with_overlap_sweep(&self) -> Outcome<bool> {
        Ok(self.ports.comparing.sweep(STEP, self.now())?)
    }

    /// What the sweep found so far: pairs that reach a limit, or share at least `least` hundredths of a
    /// percent where that is given.
    ///
    /// # Errors
    /// `Absent` for whoever handles no dossiers of others.
    pub async fn overlap_sweep(&self, caller: &Caller, least: Option<u32>) -> Outcome<SweepReport> {
        if !may_sweep(&caller.actor) {
            return Err(Failure::Absent);
        }
        let mut store = self.read().await?;
        let (state, mut found) = self.ports.comparing.swept(least.unwrap_or(u32::MAX))?;
        found.retain(|pair| least.is_none_or(|least| pair.share >= least));
        found.truncate(LOOKED_AT);
        let mut known: HashMap<DossierId, Option<Known>> = HashMap::new();
        let mut pairs = Vec::new();
        let mut compared_anew = 0;
        for pair in &found {
            for id in [pair.dossiers.0, pair.dossiers.1] {
                if let Entry::Vacant(place) = known.entry(id) {
                    place.insert(self::known(store.as_mut(), caller, id).await?);
                }
            }
            let one = |id| known.get(&id).and_then(Option::as_ref);
            let (Some(one), Some(other)) = (one(pair.dossiers.0), one(pair.dossiers.1)) else {
                continue;
            };
            let Some((later, earlier)) = sides(one, other) else {
                continue;
            };
            let mut pair = pair.clone();
            if let Some(words) = &earlier.published {
                compared_anew += 1;
                if compared_anew > PUBLISHED {
                    continue;
                }
                self.as_published(store.as_mut(), &mut pair, later.dossier.id, words)
                    .await?;
            }
            if pair.flagged && least.is_none() || least.is_some_and(|least| pair.share >= least) {
                pairs.push(told(store.as_mut(), &pair, later, earlier).await?);
            }
        }
        pairs.sort_by_key(|pair| std::cmp::Reverse((pair.flagged, pair.share, pair.longest)));
        Ok(SweepReport {
            groups: groups(&pairs),
            state,
            pairs,
        })
    }

    /// Leaves of a pair what the registry shows of the earlier dossier.
    async fn as_published(
        &self,
        store: &mut dyn Reading,
        pair: &mut FoundPair,
        later: DossierId,
        words: &str,
    ) -> Outcome<()> {
        let (_, text) = self
            .latest_text(store, later)
            .await?
            .ok_or(Failure::Absent)?;
        let paired = self.ports.comparing.pair(&text.text, words, &[])?;
        pair.share = paired.share;
        pair.longest = paired.longest;
        pair.flagged = paired.flagged;
        Ok(())
    }
}

/// A dossier as its reader may know it: what the registry shows of it for whoever may not read it, and
/// nothing for whoever may not be told whose it is.
async fn known(store: &mut dyn Reading, caller: &Caller, id: DossierId) -> Outcome<Option<Known>> {
    let dossier = match access::source(store, &caller.actor, id).await? {
        Source::Open(dossier) => dossier,
        Source::Public(code) => {
            let entry = store.registry_entry(&code).await?.ok_or(Failure::Absent)?;
            return Ok(Some(Known {
                published: Some(Text::of(&entry.content).text),
                reports: false,
                dossier: SweptDossier {
                    id,
                    title: entry.title,
                    code: entry.code,
                    authors: entry.authors_line,
                    submitted_at: None,
                },
            }));
        }
        Source::Hidden | Source::Gone => return Ok(None),
    };
    let powers = dossier.powers();
    if !powers.allow(Power::KnowAuthors) {
        return Ok(None);
    }
    Ok(Some(Known {
        published: None,
        reports: powers.allow(Power::ReadInternal),
        dossier: SweptDossier {
            id,
            title: dossier.title.clone(),
            code: dossier.code.clone().unwrap_or_default(),
            authors: dossier.authors_line.clone(),
            submitted_at: dossier.submitted_at,
        },
    }))
}

/// The one whose report may be read first, of two the later one; nothing when neither may be.
fn sides<'a>(one: &'a Known, other: &'a Known) -> Option<(&'a Known, &'a Known)> {
    let at = |known: &Known| (known.reports, known.dossier.submitted_at, known.dossier.id);
    let (first, second) = if at(one) >= at(other) {
        (one, other)
    } else {
        (other, one)
    };
    first.reports.then_some((first, second))
}

async fn told(
    store: &mut dyn Reading,
    pair: &FoundPair,
    Known { dossier: later, .. }: &Known,
    Known {
        dossier: earlier, ..
    }: &Known,
) -> Outcome<SweptPair> {
    let verdicts = store.overlap_verdicts(later.id).await?;
    let on_pair = verdicts.iter().rev().find(|one| one.source == earlier.id);
    Ok(SweptPair {
        verdict: on_pair.map(|one| one.verdict),
        later: later.clone(),
        earlier: earlier.clone(),
        share: pair.share,
        longest: pair.longest,
        flagged: pair.flagged,
    })
}

/// Dossiers that hang together.
fn groups(pairs: &[SweptPair]) -> Vec<Vec<SweptDossier>> {
    let mut groups: Vec<Vec<SweptDossier>> = Vec::new();
    let mut at: HashMap<DossierId, usize> = HashMap::new();
    for pair in pairs {
        let mut place = |one: &SweptDossier| {
            *at.entry(one.id).or_insert_with(|| {
                groups.push(vec![one.clone()]);
                groups.len() - 1
            })
        };
        let (one, other) = (place(&pair.later), place(&pair.earlier));
        if one == other {
            continue;
        }
        let size = |group: usize| groups.get(group).map_or(0, Vec::len);
        // The smaller goes to the larger, so that no dossier moves often.
        let (from, to) = if size(one) < size(other) {
            (one, other)
        } else {
            (other, one)
        };
        let moved = groups.get_mut(from).map(std::mem::take).unwrap_or_default();
        for dossier in &moved {
            at.insert(dossier.id, to);
        }
        if let Some(group) = groups.get_mut(to) {
            group.extend(moved);
        }
    }
    groups.retain(|group| !group.is_empty());
    let mut ties: HashMap<DossierId, usize> = HashMap::new();
    for id in pairs
        .iter()
        .flat_map(|pair| [pair.later.id, pair.earlier.id])
    {
        *ties.entry(id).or_default() += 1;
    }
    let pairs_of = |one: &SweptDossier| ties.get(&one.id).copied().unwrap_or(0);
    for group in &mut groups {
        group.sort_by_key(|one| (std::cmp::Reverse(pairs_of(one)), one.code.clone(), one.id));
    }
    let first = |group: &[SweptDossier]| group.first().map(|one| one.code.clone());
    groups.sort_by_key(|group| (std::cmp::Reverse(group.len()), first(group)));
    groups
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn dossier(number: u128, day: i64) -> SweptDossier {
        SweptDossier {
            id: DossierId(Uuid::from_u128(number)),
            title: format!("Hồ sơ {number}"),
            code: format!("SK-{number}"),
            authors: String::new(),
            submitted_at: Some(Instant(day)),
        }
    }

    fn pair(later: u128, earlier: u128) -> SweptPair {
        SweptPair {
            later: dossier(later, 1),
            earlier: dossier(earlier, 1),
            share: 100,
            longest: 40,
            flagged: true,
            verdict: None,
        }
    }

    #[test]
    fn dossiers_hang_together_by_pairs_and_the_one_with_the_most_leads() {
        let told = groups(&[pair(1, 2), pair(7, 8), pair(3, 2), pair(4, 2), pair(3, 4)]);
        let ids: Vec<Vec<u128>> = told
            .iter()
            .map(|group| group.iter().map(|one| one.id.0.as_u128()).collect())
            .collect();
        assert_eq!(ids, [vec![2, 3, 4, 1], vec![7, 8]]);
    }

    #[test]
    fn the_later_of_two_is_held_against_the_earlier_unless_only_that_one_s_report_may_be_read() {
        let known = |number, day, reports| Known {
            dossier: dossier(number, day),
            reports,
            published: None,
        };
        let which = |one: &Known, other: &Known| {
            let number = |known: &Known| known.dossier.id.0.as_u128();
            sides(one, other).map(|(later, earlier)| (number(later), number(earlier)))
        };
        let (early, late) = (known(1, 10, true), known(2, 20, true));
        assert_eq!(which(&early, &late), Some((2, 1)));
        assert_eq!(which(&late, &early), Some((2, 1)));
        assert_eq!(which(&early, &known(2, 20, false)), Some((1, 2)));
        assert_eq!(which(&known(1, 10, false), &known(2, 20, false)), None);
    }
}
