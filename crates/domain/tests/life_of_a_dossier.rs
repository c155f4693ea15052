//! What a submission must satisfy, and when the right to request recognition lapses.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use jiff::civil::date;
use proptest::prelude::*;
use sangkien_domain::calendar::Calendar;
use sangkien_domain::council::{Base, PassRule, Tie};
use sangkien_domain::dossier::{
    Author, Content, State, Submission, confirm_first_application, submit,
};
use sangkien_domain::form::{Field, FieldKind, Form, Section, SectionKind, key};
use sangkien_domain::law::{Citation, FileRule, Limit, Limits, Naming, RuleSet, Unit};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::{Stage, Window};
use sangkien_domain::rubric::Rubric;
use sangkien_domain::share::{AuthorRule, Share};
use sangkien_domain::time::Instant;

#[test]
fn every_state_has_a_code_of_its_own() {
    for state in State::ALL {
        assert_eq!(State::from_code(state.code()), Some(state));
    }
}

fn citation() -> Citation {
    Citation {
        act: "Nghị định 13/2012/NĐ-CP".into(),
        ..Citation::default()
    }
}

fn limit(amount: u16, unit: Unit) -> Limit {
    Limit {
        amount,
        unit,
        citation: citation(),
    }
}

fn rules() -> RuleSet {
    let field = |key: &str, kind| Field {
        key: key.into(),
        label: key.into(),
        hint: String::new(),
        kind,
        required: true,
        min_chars: 0,
        max_chars: 0,
        confidential: false,
    };
    let section = |key: &str, kind, fields| Section {
        key: key.into(),
        title: key.into(),
        lead: String::new(),
        kind,
        fields,
    };
    RuleSet {
        code: "test".into(),
        title: "Bộ quy tắc".into(),
        stage: Stage::Base,
        limits: Limits {
            claim: limit(1, Unit::CalendarYear),
            formality: limit(1, Unit::CalendarMonth),
            correction: limit(1, Unit::CalendarMonth),
            evaluation: limit(3, Unit::CalendarMonth),
        },
        form: Form {
            code: "test".into(),
            sections: vec![
                section(
                    "general",
                    SectionKind::Fields,
                    vec![
                        field(key::TITLE, FieldKind::Text),
                        field(key::FIRST_APPLIED_ON, FieldKind::Date),
                    ],
                ),
                section("authors", SectionKind::Authors, vec![]),
                section("evidence", SectionKind::Evidence, vec![]),
            ],
        },
        authors: AuthorRule {
            max_authors: 5,
            min_share: Share(1_000),
            citation: citation(),
        },
        files: FileRule {
            max_bytes: 1_000,
            max_files: 5,
            min_files: 1,
        },
        rubric: Rubric {
            code: "r".into(),
            title: "R".into(),
            citation: citation(),
            ..Rubric::default()
        },
        pass: PassRule {
            numerator: 2,
            denominator: 3,
            base: Base::AllMembers,
            tie: Tie::Ratio,
            citation: citation(),
        },
        meeting: sangkien_domain::meeting::MeetingRule::default(),
        composition: Vec::new(),
        naming: Naming {
            decision_symbol: "QĐ-UBND".into(),
            decision_subject: "Về việc công nhận sáng kiến".into(),
            certificate_symbol: "GCN-UBND".into(),
            certificate_title: "Giấy chứng nhận sáng kiến".into(),
            grounds: vec![],
        },
        calendar: Calendar::default(),
    }
}

fn window() -> Window {
    Window {
        opens_at: Instant::parse("2024-03-01T08:00:00+07:00").unwrap(),
        closes_at: Instant::parse("2024-04-10T00:00:00+07:00").unwrap(),
    }
}

fn content() -> Content {
    let answers = [
        (key::TITLE, "Giải pháp"),
        (key::FIRST_APPLIED_ON, "2023-06-12"),
    ];
    Content {
        sections: [(
            "general".to_owned(),
            answers
                .into_iter()
                .map(|(key, text)| (key.to_owned(), text.to_owned()))
                .collect(),
        )]
        .into(),
        authors: vec![Author {
            full_name: "Tác giả mẫu 01".into(),
            born_on: None,
            workplace: String::new(),
            position: String::new(),
            qualification: String::new(),
            share: Share::WHOLE,
        }],
        files: vec!["00".into()],
    }
}

#[test]
fn a_complete_dossier_is_received_in_time_and_recorded_as_late_at_the_closing_instant() {
    let close = window().closes_at;
    for (shift, received) in [
        (-1_000, true),
        (-1, true),
        (0, false),
        (1, false),
        (1_000, false),
    ] {
        let outcome = submit(&content(), &window(), &rules(), Instant(close.0 + shift)).unwrap();
        assert_eq!(
            outcome == Submission::Received,
            received,
            "{shift} µs after closing"
        );
    }
}

#[test]
fn lateness_is_recorded_even_for_an_incomplete_dossier() {
    let late = submit(&Content::default(), &window(), &rules(), window().closes_at);
    assert!(matches!(
        late,
        Ok(Submission::Late(Refusal::RoundClosed { .. }))
    ));
}

#[test]
fn everything_that_is_missing_is_named_at_once() {
    let mut content = content();
    content.files.clear();
    content.authors.clear();
    content.sections.clear();
    let missing = submit(&content, &window(), &rules(), window().opens_at).unwrap_err();
    let codes: Vec<&str> = missing.iter().map(Refusal::code).collect();
    assert_eq!(
        codes,
        [
            "answer-missing",
            "answer-missing",
            "no-author",
            "too-few-files"
        ]
    );
}

#[test]
fn an_initiative_not_yet_applied_cannot_be_filed() {
    let mut content = content();
    let general = content.sections.get_mut("general").unwrap();
    general.insert(key::FIRST_APPLIED_ON.into(), "2024-03-02".into());
    let faults = submit(&content, &window(), &rules(), window().opens_at).unwrap_err();
    assert_eq!(faults, vec![Refusal::FirstApplicationInFuture]);
}

#[test]
fn the_right_to_request_recognition_lapses_after_a_year() {
    let filed_on = date(2024, 4, 9);
    for (applied_on, in_time) in [
        (date(2024, 4, 9), true),
        (date(2023, 6, 12), true),
        (date(2023, 4, 9), true),
        // One year from 08/04/2023 ends on Monday 08/04/2024.
        (date(2023, 4, 8), false),
        (date(2023, 3, 2), false),
    ] {
        let found = confirm_first_application(applied_on, filed_on, &rules());
        assert_eq!(found.is_ok(), in_time, "{applied_on}");
        if let Err(refusal) = found {
            assert!(
                matches!(&refusal, Refusal::ClaimLapsed { citation, .. } if !citation.act.is_empty()),
                "the article is cited: {refusal:?}"
            );
        }
    }
    // A last day that falls on a Sunday runs on to Monday.
    assert!(confirm_first_application(date(2023, 4, 7), date(2024, 4, 8), &rules()).is_ok());
    assert_eq!(
        confirm_first_application(date(2024, 4, 10), filed_on, &rules()),
        Err(Refusal::FirstApplicationInFuture)
    );
}

proptest! {
    #[test]
    fn an_earlier_filing_is_never_judged_worse(back in 0i64..800, sooner in 0i64..800) {
        let filed_on = date(2024, 4, 9);
        let applied_on = filed_on.saturating_sub(jiff::Span::new().days(back));
        let earlier = filed_on.saturating_sub(jiff::Span::new().days(sooner));
        let at_earlier = confirm_first_application(applied_on, earlier, &rules());
        let at_filing = confirm_first_application(applied_on, filed_on, &rules());
        if at_filing.is_ok() && earlier >= applied_on {
            prop_assert!(at_earlier.is_ok());
        }
    }
}
