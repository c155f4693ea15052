use std::collections::BTreeSet;
use std::path::Path;

use sangkien_domain::calendar::Calendar;
use sangkien_domain::dossier::State;
use sangkien_domain::share;
use sangkien_domain::time::Instant;

use super::play::Play;
use super::{at, plan_and_story};
use crate::EventAct;

/// The end of the story.
const END: &str = "2030-01-01T00:00:00+07:00";

#[test]
fn every_dossier_file_is_part_of_the_story() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/phuc-tho-2024/dossiers");
    let files = std::fs::read_dir(folder).unwrap().count();
    let plan = crate::plan().unwrap();
    let story = crate::story(&plan).unwrap();
    assert_eq!(story.dossiers.len(), files);
    assert!(story.dossiers.len() >= 24);
}

#[test]
fn events_are_in_order_of_time() {
    let (_, story) = plan_and_story();
    assert!(story.events.windows(2).all(|pair| pair[0].at <= pair[1].at));
}

#[test]
fn the_rules_allow_every_event() {
    let (plan, story) = plan_and_story();
    let played = Play::until(&plan, &story, at(END));
    assert_eq!(
        played.cases.len(),
        story.dossiers.len(),
        "a dossier is never filed"
    );
}

#[test]
fn every_state_has_an_example_at_some_moment() {
    let (plan, story) = plan_and_story();
    let seen: BTreeSet<State> = plan
        .moments
        .iter()
        .flat_map(|moment| {
            Play::until(&plan, &story, moment.at)
                .states()
                .into_values()
                .collect::<Vec<_>>()
        })
        .collect();
    // The two general states belong to other procedures than recognition.
    let of_recognition = State::ALL
        .into_iter()
        .filter(|state| !matches!(state, State::Processing | State::Resolved));
    assert_eq!(seen, of_recognition.collect());
}

#[test]
fn shares_of_every_named_author_list_sum_to_the_whole() {
    let (plan, story) = plan_and_story();
    for dossier in story.dossiers.iter().filter(|d| !d.authors.is_empty()) {
        let round = plan.round(&dossier.round).unwrap();
        let rules = plan.rule_set(&round.rule_set).unwrap();
        let shares: Vec<_> = dossier.authors.iter().map(|a| a.author.share).collect();
        assert_eq!(
            share::check(&shares, &rules.authors),
            Ok(()),
            "{}",
            dossier.key
        );
        assert!(
            dossier
                .authors
                .iter()
                .all(|a| a.author.full_name.contains("mẫu"))
        );
    }
}

#[test]
fn submitted_dossiers_are_substantial() {
    let (_, story) = plan_and_story();
    let drafts = ["theo-doi-giai-ngan", "lich-tiep-dan"];
    for dossier in story
        .dossiers
        .iter()
        .filter(|d| !drafts.contains(&d.key.as_str()))
    {
        let length: usize = dossier
            .sections
            .values()
            .flat_map(|answers| answers.values())
            .map(|text| text.chars().count())
            .sum();
        assert!(length > 1_200, "{}: {length} characters", dossier.key);
        assert!(!dossier.files.is_empty());
    }
}

#[test]
fn the_deadline_evening_has_a_queue_drafts_and_a_filled_registry() {
    let (plan, story) = plan_and_story();
    let played = Play::until(&plan, &story, at("2024-04-09T21:30:00+07:00"));
    assert_eq!(played.count(State::Recognised), 6);
    assert_eq!(played.count(State::Draft), 4);
    assert!(played.count(State::Submitted) >= 10);
    assert_eq!(played.states()["ho-so-can-bo"], State::Returned);
    assert_eq!(played.states()["mau-bao-cao"], State::NotRecognised);
}

#[test]
fn the_last_second_is_in_time_and_the_next_is_late() {
    let (plan, story) = plan_and_story();
    let played = Play::until(&plan, &story, at("2024-04-10T00:00:00+07:00"));
    assert_eq!(played.states()["to-lien-gia"], State::Submitted);
    assert_eq!(played.states()["ban-do-thoat-nuoc"], State::Late);
}

#[test]
fn the_claim_of_a_dossier_first_applied_in_march_2023_has_lapsed() {
    let (plan, story) = plan_and_story();
    let played = Play::until(&plan, &story, at("2024-04-15T09:30:00+07:00"));
    assert_eq!(played.states()["nhat-ky-doc-sach"], State::Stopped);
}

#[test]
fn marking_is_half_done_at_the_moment_of_the_session() {
    let (plan, story) = plan_and_story();
    let played = Play::until(&plan, &story, plan.moments[2].at);
    assert_eq!(played.count(State::Marking), 10);
    let sent: usize = played
        .cases
        .values()
        .filter(|case| case.state == State::Marking)
        .map(|case| case.sheets.len())
        .sum();
    assert_eq!(sent, 31, "of 69 sheets");
    assert_eq!(
        played
            .cases
            .values()
            .map(|case| case.drafts.len())
            .sum::<usize>(),
        1
    );
}

#[test]
fn one_decision_recognises_nine_initiatives_and_four_votes_of_seven_are_not_enough() {
    let (plan, story) = plan_and_story();
    let played = Play::until(&plan, &story, plan.moments[3].at);
    let (dossiers, issued) = &played.decisions["huyen-2024-04"];
    assert!(*issued && dossiers.len() == 9);
    assert!(
        dossiers
            .iter()
            .all(|key| played.cases[key].state == State::Recognised)
    );
    let refused = &played.cases["ban-tin-truyen-thanh"];
    assert_eq!(refused.state, State::NotRecognised);
    assert_eq!(refused.sheets.values().filter(|vote| **vote).count(), 4);
    assert_eq!(
        played.cases["vi-tri-tram-bts"].sheets.len(),
        6,
        "one member stood aside"
    );
}

#[test]
fn councils_conclude_and_decisions_are_issued_on_working_days() {
    let (plan, story) = plan_and_story();
    let calendar = &plan.rule_sets[0].calendar;
    let works = |calendar: &Calendar, when: Instant| !calendar.rests_on(when.day());
    for event in &story.events {
        let official = match &event.act {
            EventAct::OpenSession { meets_at, .. } => works(calendar, *meets_at),
            EventAct::Accept { .. }
            | EventAct::Return { .. }
            | EventAct::Refuse { .. }
            | EventAct::Confirm { .. }
            | EventAct::Conclude { .. }
            | EventAct::IssueDecision { .. } => works(calendar, event.at),
            _ => true,
        };
        assert!(official, "{} is a rest day", event.at.rfc3339());
    }
}

#[test]
fn everyone_files_from_their_own_unit() {
    let (plan, story) = plan_and_story();
    for dossier in &story.dossiers {
        let filer = plan.person(&dossier.filed_by).unwrap();
        assert_eq!(filer.unit, dossier.unit, "{}", dossier.key);
        let named = dossier
            .authors
            .iter()
            .any(|a| a.account.as_ref() == Some(&filer.account));
        assert!(named || dossier.authors.is_empty(), "{}", dossier.key);
    }
}
