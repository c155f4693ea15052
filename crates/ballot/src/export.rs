//! What is handed out after closing, and its verification.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Ballot, BallotError, CheckingKey, Urn, Vote, add, length};

/// The form of exports written here.
pub const VERSION: u32 = 1;

/// A paper that was signed for a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issued {
    /// The member, as on the roll.
    pub member: String,
    /// The blinded paper in hexadecimal.
    pub blinded: String,
}

/// A closed vote as it is handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Export {
    /// The form.
    pub version: u32,
    /// The vote.
    pub vote: Vote,
    /// The key that checks the ballots, in hexadecimal.
    pub key: String,
    /// Signed papers in the order of the roll.
    pub papers: Vec<Issued>,
    /// Ballots in the order of their serials.
    pub ballots: Vec<Ballot>,
    /// Ballots by choice; every choice is there.
    pub tally: BTreeMap<String, u64>,
    /// SHA-256 over all of this, noted in the audit log at closing.
    pub seal: String,
}

/// Something wrong with an export.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum BallotFault {
    /// A form not known here.
    Version {
        /// The form stated.
        stated: u32,
    },
    /// The key cannot be read.
    Key,
    /// A ballot that the key did not sign as it stands: made up, or altered.
    Forged {
        /// Its serial.
        serial: String,
    },
    /// A ballot that is there twice.
    Twice {
        /// Its serial.
        serial: String,
    },
    /// A ballot for something that is not to be chosen.
    Choice {
        /// Its serial.
        serial: String,
        /// What it is for.
        choice: String,
    },
    /// Ballots out of order, which may tell when they came.
    Order,
    /// A paper for somebody who is not entitled.
    NotOnRoll {
        /// The name given.
        member: String,
    },
    /// Two papers for one member.
    PaperTwice {
        /// The member.
        member: String,
    },
    /// One blinded paper for two members.
    SamePaper {
        /// The second member.
        member: String,
    },
    /// More ballots than signed papers: some were added.
    TooMany {
        /// Signed papers.
        papers: usize,
        /// Ballots.
        ballots: usize,
    },
    /// Fewer ballots than signed papers: some were dropped.
    TooFew {
        /// Signed papers.
        papers: usize,
        /// Ballots.
        ballots: usize,
    },
    /// A count that is not that of the ballots.
    Tally {
        /// The choice.
        choice: String,
        /// The count stated.
        stated: u64,
        /// The count found.
        found: u64,
    },
    /// The seal does not fit what it seals.
    Seal,
    /// The seal is not the one noted elsewhere.
    OtherSeal,
    /// No ballot for this receipt.
    Receipt {
        /// The receipt.
        receipt: String,
    },
}

/// What verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// Signed papers.
    pub papers: usize,
    /// Genuine ballots, each counted once.
    pub genuine: usize,
    /// Genuine ballots by choice.
    pub tally: BTreeMap<String, u64>,
    /// Everything wrong.
    pub faults: Vec<BallotFault>,
}

impl Export {
    /// Closes a vote: counts and seals.
    pub fn seal(
        vote: Vote,
        key: &CheckingKey,
        mut papers: Vec<Issued>,
        urn: &Urn,
    ) -> Result<Self, BallotError> {
        let place = |issued: &Issued| vote.roll.iter().position(|one| *one == issued.member);
        papers.sort_by_key(place);
        let ballots = urn.ballots().to_vec();
        let mut export = Self {
            version: VERSION,
            key: key.to_hex()?,
            tally: counted(&vote, &ballots),
            vote,
            papers,
            ballots,
            seal: String::new(),
        };
        export.seal = export.sealed();
        Ok(export)
    }

    /// The seal that this content has.
    pub fn sealed(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(b"sangkien-count-1");
        hash.update(self.version.to_be_bytes());
        hash.update(self.vote.digest());
        add(&mut hash, self.key.as_bytes());
        hash.update(length(self.papers.len()));
        for paper in &self.papers {
            add(&mut hash, paper.member.as_bytes());
            add(&mut hash, paper.blinded.as_bytes());
        }
        hash.update(length(self.ballots.len()));
        for ballot in &self.ballots {
            add(&mut hash, ballot.receipt().as_bytes());
        }
        hash.update(length(self.tally.len()));
        for (choice, count) in &self.tally {
            add(&mut hash, choice.as_bytes());
            hash.update(count.to_be_bytes());
        }
        hex::encode(hash.finalize())
    }

    /// Verifies the export by itself; with `seal`, also that it is the one sealed at closing; with
    /// receipts, that their ballots are counted.
    pub fn verify(&self, seal: Option<&str>, receipts: &[String]) -> Verified {
        let mut faults = Vec::new();
        if self.version != VERSION {
            let stated = self.version;
            faults.push(BallotFault::Version { stated });
        }
        let genuine = self.genuine(&mut faults);
        self.check_papers(&mut faults);
        let tally = counted(&self.vote, &genuine);
        let choices: BTreeSet<&String> = tally.keys().chain(self.tally.keys()).collect();
        for choice in choices {
            let of = |counts: &BTreeMap<String, u64>| counts.get(choice).copied().unwrap_or(0);
            let (stated, found) = (of(&self.tally), of(&tally));
            if stated != found {
                let choice = choice.clone();
                faults.push(BallotFault::Tally {
                    choice,
                    stated,
                    found,
                });
            }
        }
        if self.sealed() != self.seal {
            faults.push(BallotFault::Seal);
        }
        if seal.is_some_and(|seal| !seal.eq_ignore_ascii_case(&self.seal)) {
            faults.push(BallotFault::OtherSeal);
        }
        let counted: BTreeSet<String> = genuine.iter().map(Ballot::receipt).collect();
        for receipt in receipts {
            if !counted.contains(&receipt.to_ascii_lowercase()) {
                let receipt = receipt.clone();
                faults.push(BallotFault::Receipt { receipt });
            }
        }
        Verified {
            papers: self.papers.len(),
            genuine: genuine.len(),
            tally,
            faults,
        }
    }

    /// Genuine ballots, each once.
    fn genuine(&self, faults: &mut Vec<BallotFault>) -> Vec<Ballot> {
        let Ok(key) = CheckingKey::from_hex(&self.key) else {
            faults.push(BallotFault::Key);
            return Vec::new();
        };
        let mut seen = BTreeSet::new();
        let mut genuine = Vec::new();
        for ballot in &self.ballots {
            let serial = ballot.serial.clone();
            if ballot.check(&self.vote, &key).is_err() {
                faults.push(BallotFault::Forged { serial });
            } else if !self.vote.choices.contains(&ballot.choice) {
                let choice = ballot.choice.clone();
                faults.push(BallotFault::Choice { serial, choice });
            } else if !seen.insert(&ballot.serial) {
                faults.push(BallotFault::Twice { serial });
            } else {
                genuine.push(ballot.clone());
            }
        }
        if !self
            .ballots
            .is_sorted_by(|one, other| one.serial <= other.serial)
        {
            faults.push(BallotFault::Order);
        }
        genuine
    }

    fn check_papers(&self, faults: &mut Vec<BallotFault>) {
        let (mut members, mut blinded) = (BTreeSet::new(), BTreeSet::new());
        for issued in &self.papers {
            let member = || issued.member.clone();
            if !self.vote.roll.contains(&issued.member) {
                faults.push(BallotFault::NotOnRoll { member: member() });
            }
            if !members.insert(&issued.member) {
                faults.push(BallotFault::PaperTwice { member: member() });
            }
            if !blinded.insert(&issued.blinded) {
                faults.push(BallotFault::SamePaper { member: member() });
            }
        }
        let (papers, ballots) = (self.papers.len(), self.ballots.len());
        if ballots > papers {
            faults.push(BallotFault::TooMany { papers, ballots });
        } else if ballots < papers {
            faults.push(BallotFault::TooFew { papers, ballots });
        }
    }
}

/// Ballots by choice.
fn counted(vote: &Vote, ballots: &[Ballot]) -> BTreeMap<String, u64> {
    let mut tally: BTreeMap<String, u64> = vote
        .choices
        .iter()
        .map(|choice| (choice.clone(), 0))
        .collect();
    for ballot in ballots {
        *tally.entry(ballot.choice.clone()).or_default() += 1;
    }
    tally
}
