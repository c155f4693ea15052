//! Honest votes verify; forged, doubled, dropped and altered ballots are all noticed; and what is
//! stored fits every way of tying members to ballots.

use std::sync::OnceLock;

use proptest::prelude::*;

use super::*;

/// Looks like chance, follows from a seed.
fn entropy(seed: u64) -> impl FnMut() -> [u8; 32] {
    let mut drawn = 0_u64;
    move || {
        drawn += 1;
        let mut hash = Sha256::new();
        hash.update(seed.to_be_bytes());
        hash.update(drawn.to_be_bytes());
        hash.finalize().into()
    }
}

fn keys() -> &'static [SigningKey; 2] {
    static KEYS: OnceLock<[SigningKey; 2]> = OnceLock::new();
    KEYS.get_or_init(|| [1, 2].map(|seed| SigningKey::generate(&mut entropy(seed)).unwrap()))
}

fn vote(members: usize) -> Vote {
    Vote {
        id: "phien-1/SK-01".into(),
        question: "Công nhận sáng kiến SK-01".into(),
        choices: vec!["for".into(), "against".into(), "blank".into()],
        roll: (1..=members)
            .map(|number| format!("Ủy viên mẫu {number:02}"))
            .collect(),
    }
}

/// A vote held to its end, with the receipts of the members.
fn held(choices: &[usize], seed: u64) -> (Export, Vec<String>) {
    let (vote, key) = (vote(choices.len() + 1), &keys()[0]);
    let checking = key.checking_key().unwrap();
    let mut entropy = entropy(seed + 100);
    let (mut urn, mut papers, mut receipts) = (Urn::default(), Vec::new(), Vec::new());
    for (member, choice) in vote.roll.iter().zip(choices) {
        let paper = Paper::fill(&vote, &checking, &vote.choices[*choice], &mut entropy).unwrap();
        papers.push(paper.issued(member));
        let signed = key.sign(paper.blinded(), &mut entropy).unwrap();
        let ballot = paper.finish(&checking, &signed).unwrap();
        receipts.push(ballot.receipt());
        urn.put(ballot, &vote, &checking).unwrap();
    }
    (
        Export::seal(vote, &checking, papers, &urn).unwrap(),
        receipts,
    )
}

/// Makes counts and seal fit again, as somebody would who has the whole export in hand.
fn resealed(mut export: Export) -> Export {
    for count in export.tally.values_mut() {
        *count = 0;
    }
    for ballot in &export.ballots {
        *export.tally.entry(ballot.choice.clone()).or_default() += 1;
    }
    export.seal = export.sealed();
    export
}

#[test]
fn a_key_is_read_back_as_it_was() {
    let key = &keys()[0];
    let again = SigningKey::from_bytes(&key.to_bytes().unwrap()).unwrap();
    let checking = again.checking_key().unwrap();
    assert_eq!(checking, key.checking_key().unwrap());
    assert_eq!(
        CheckingKey::from_hex(&checking.to_hex().unwrap()),
        Ok(checking)
    );
    assert_eq!(format!("{again:?}"), "SigningKey");
}

#[test]
fn a_paper_is_only_filled_with_a_choice_of_the_vote_and_finished_with_its_signature() {
    let (vote, [key, other]) = (vote(2), keys());
    let checking = key.checking_key().unwrap();
    let fill = |choice| Paper::fill(&vote, &checking, choice, &mut entropy(9));
    assert_eq!(fill("maybe").err(), Some(BallotError::Choice));
    let paper = fill("for").unwrap();
    let wrong = other
        .sign(paper.blinded(), &mut entropy(3))
        .unwrap_or_default();
    assert_eq!(paper.finish(&checking, &wrong), Err(BallotError::Signature));
    assert_eq!(key.sign(b"short", &mut entropy(3)), Err(BallotError::Paper));
}

#[test]
fn the_urn_takes_no_ballot_twice_and_none_of_another_vote() {
    let (export, _) = held(&[0, 1], 5);
    let key = keys()[0].checking_key().unwrap();
    let mut urn = Urn::default();
    let ballot = export.ballots[0].clone();
    assert_eq!(urn.put(ballot.clone(), &export.vote, &key), Ok(()));
    assert_eq!(
        urn.put(ballot.clone(), &export.vote, &key),
        Err(BallotError::Twice)
    );
    let mut shouted = ballot.clone();
    shouted.serial = shouted.serial.to_uppercase();
    assert_eq!(
        urn.put(shouted, &export.vote, &key),
        Err(BallotError::Signature)
    );
    let mut other = export.vote.clone();
    other.id = "phien-1/SK-02".into();
    assert_eq!(urn.put(ballot, &other, &key), Err(BallotError::Signature));
}

#[test]
fn nothing_stored_of_a_member_depends_on_the_choice() {
    // The same blinded papers are issued whatever is chosen, up to what chance draws; the ballots
    // are in the order of their serials and not of the members.
    let (one, _) = held(&[0, 0, 0, 1, 1, 2], 11);
    let serials: Vec<&str> = one
        .ballots
        .iter()
        .map(|ballot| ballot.serial.as_str())
        .collect();
    assert!(serials.is_sorted());
    let text = serde_json::to_string(&one.papers).unwrap();
    for ballot in &one.ballots {
        for part in [&ballot.serial, &ballot.randomizer, &ballot.signature] {
            assert!(!text.contains(part.as_str()));
        }
    }
}

#[test]
fn an_export_is_read_back_and_refuses_what_it_does_not_know() {
    let (export, _) = held(&[0, 1], 6);
    let text = serde_json::to_string(&export).unwrap();
    assert_eq!(serde_json::from_str::<Export>(&text).unwrap(), export);
    let more = text.replacen("{\"version\"", "{\"secret\":1,\"version\"", 1);
    assert!(serde_json::from_str::<Export>(&more).is_err());
    let mut later = export;
    later.version = 2;
    let faults = resealed(later).verify(None, &[]).faults;
    assert_eq!(faults, [BallotFault::Version { stated: 2 }]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn an_honest_vote_verifies_with_every_receipt(choices in proptest::collection::vec(0usize..3, 0..6), seed in 0u64..1_000) {
        let (export, receipts) = held(&choices, seed);
        let found = export.verify(Some(&export.seal.to_uppercase()), &receipts);
        prop_assert_eq!(&found.faults, &[]);
        prop_assert_eq!((found.papers, found.genuine), (choices.len(), choices.len()));
        let stated: u64 = export.tally.values().sum();
        prop_assert_eq!(stated, choices.len() as u64);
        prop_assert_eq!(found.tally, export.tally);
    }

    #[test]
    fn forged_doubled_dropped_and_altered_ballots_are_all_noticed(
        choices in proptest::collection::vec(0usize..3, 2..5), seed in 0u64..1_000, at in 0usize..5, byte in 0usize..256
    ) {
        let (honest, receipts) = held(&choices, seed);
        let at = at % choices.len();
        let serial = honest.ballots[at].serial.clone();
        let told = |export: Export| resealed(export).verify(Some(&honest.seal), &receipts).faults;
        let forged = BallotFault::Forged { serial: serial.clone() };

        let mut altered = honest.clone();
        let other = if altered.ballots[at].choice == "for" { "against" } else { "for" };
        altered.ballots[at].choice = other.into();
        prop_assert!(told(altered).contains(&forged));

        let mut flipped = honest.clone();
        let mut signature = hex::decode(&flipped.ballots[at].signature).unwrap();
        signature[byte] ^= 1;
        flipped.ballots[at].signature = hex::encode(signature);
        prop_assert!(told(flipped).contains(&forged));

        let mut doubled = honest.clone();
        doubled.ballots.insert(at, doubled.ballots[at].clone());
        let faults = told(doubled);
        let twice = BallotFault::Twice { serial };
        prop_assert!(faults.contains(&twice));
        let many = |fault: &BallotFault| matches!(fault, BallotFault::TooMany { .. });
        prop_assert!(faults.iter().any(many));

        let mut dropped = honest.clone();
        let receipt = dropped.ballots.remove(at).receipt();
        let faults = told(dropped.clone());
        let few = |fault: &BallotFault| matches!(fault, BallotFault::TooFew { .. });
        prop_assert!(faults.iter().any(few));
        let lost = BallotFault::Receipt { receipt };
        prop_assert!(faults.contains(&lost));

        // Even with the paper gone and everything made to fit, the seal noted at closing tells.
        dropped.papers.pop();
        let faults = told(dropped);
        prop_assert_eq!(faults, [BallotFault::OtherSeal, lost]);
    }

    #[test]
    fn ballots_signed_for_nobody_are_more_than_the_papers(choices in proptest::collection::vec(0usize..3, 1..4), seed in 0u64..1_000) {
        let (mut export, _) = held(&choices, seed);
        let (extra, _) = held(&choices, seed + 5_000);
        let (papers, ballots) = (export.papers.len(), export.papers.len() * 2);
        export.ballots.extend(extra.ballots);
        export.ballots.sort();
        let mut stuffed = resealed(export);
        prop_assert_eq!(stuffed.verify(None, &[]).faults, [BallotFault::TooMany { papers, ballots }]);
        // With papers made up for the same members, or for others, that shows too.
        stuffed.papers.extend(extra.papers);
        let twice = |fault: &BallotFault| matches!(fault, BallotFault::PaperTwice { .. });
        prop_assert!(resealed(stuffed.clone()).verify(None, &[]).faults.iter().any(twice));
        for issued in stuffed.papers.iter_mut().skip(papers) {
            issued.member.push('x');
        }
        let stranger = |fault: &BallotFault| matches!(fault, BallotFault::NotOnRoll { .. });
        prop_assert!(resealed(stuffed).verify(None, &[]).faults.iter().any(stranger));
    }
}
