//! Problems as documents.

use serde_json::Value;

use sangkien_domain::dossier::{Act, State};
use sangkien_domain::law::Citation;

use super::*;

fn shown(problem: &Problem, language: Language) -> Value {
    serde_json::to_value(problem.document(language, "63-1")).unwrap()
}

fn lapsed() -> Refusal {
    Refusal::ClaimLapsed {
        first_applied_on: jiff::civil::date(2023, 1, 10),
        last_day: jiff::civil::date(2024, 1, 10),
        filed_on: jiff::civil::date(2024, 3, 5),
        citation: Citation {
            act: "Act".into(),
            article: "Article 1".into(),
            ..Citation::default()
        },
    }
}

#[test]
fn a_refusal_names_its_code_its_figures_and_its_article() {
    let problem = Problem::Failure(Failure::Refused(vec![lapsed()]));
    let document = shown(&problem, Language::Vi);
    assert_eq!(document["type"], "urn:sangkien:refusal:claim-lapsed");
    assert_eq!(document["status"], 422);
    assert_eq!(document["instance"], "urn:sangkien:request:63-1");
    assert!(
        document["detail"].as_str().unwrap().contains("10/01/2024"),
        "{document}"
    );
    let error = &document["errors"][0];
    assert_eq!(error["code"], "claim-lapsed");
    assert!(error["article"].as_str().unwrap().contains("Article 1"));
    assert_eq!(error.get("field"), None);
}

#[test]
fn several_refusals_are_all_told_with_their_fields() {
    let missing = Refusal::AnswerMissing {
        field: "title".into(),
        label: "Tên sáng kiến".into(),
    };
    let problem = Problem::Failure(Failure::Refused(vec![missing.clone(), lapsed()]));
    let document = shown(&problem, Language::Vi);
    assert_eq!(document["type"], "urn:sangkien:refusal:several");
    assert_eq!(document["errors"].as_array().unwrap().len(), 2);
    assert_eq!(document["errors"][0]["field"], "title");
    let same = Problem::Failure(Failure::Refused(vec![missing.clone(), missing]));
    assert_eq!(
        shown(&same, Language::Vi)["type"],
        "urn:sangkien:refusal:answer-missing"
    );
}

#[test]
fn sentences_are_vietnamese_unless_english_is_asked_for() {
    let problem = || {
        Problem::Failure(Failure::Refused(vec![Refusal::NotNow {
            state: State::Draft,
            act: Act::Accept,
        }]))
    };
    let vi = shown(&problem(), Language::Vi);
    let en = shown(&problem(), Language::En);
    assert_eq!(vi["type"], en["type"]);
    assert_ne!(vi["detail"], en["detail"]);
    assert!(vi["detail"].as_str().unwrap().contains("Bản nháp"));
}

#[test]
fn every_problem_has_its_status_and_words_in_both_languages() {
    let malformed = Malformed {
        place: Place::Body {
            line: 3,
            column: 14,
        },
        cause: "trailing comma".into(),
    };
    for (problem, status, name) in [
        (Problem::Absent, 404, "absent"),
        (Problem::Method, 405, "method"),
        (Problem::SignIn, 401, "sign-in"),
        (Problem::Credentials, 401, "credentials"),
        (Problem::TooLarge, 413, "too-large"),
        (Problem::MediaType("application/json"), 415, "media-type"),
        (Problem::Malformed(malformed), 400, "malformed"),
        (Problem::TooMany(7), 429, "too-many"),
        (Problem::Failure(Failure::Stale), 409, "stale"),
        (
            Problem::Failure(Failure::Store(StoreError::Unavailable("SECRET".into()))),
            503,
            "unavailable",
        ),
        (
            Problem::Failure(Failure::Store(StoreError::Damaged("SECRET".into()))),
            500,
            "broken",
        ),
        (
            Problem::Failure(Failure::Blob(BlobError::Damaged)),
            500,
            "file-damaged",
        ),
        (Problem::Broken("SECRET".into()), 500, "broken"),
    ] {
        for language in Language::ALL {
            let document = shown(&problem, language);
            assert_eq!(document["status"], status);
            assert_eq!(document["type"], format!("urn:sangkien:problem:{name}"));
            for words in ["title", "detail"] {
                let text = document[words].as_str().unwrap();
                assert!(!text.is_empty(), "{name}: no {words} in {language:?}");
                assert!(
                    !text.contains("SECRET"),
                    "{name} tells what only the log may know"
                );
            }
        }
    }
}

#[test]
fn a_body_that_cannot_be_read_is_told_with_line_column_and_cause() {
    let fault = crate::extract::read::<Vec<u8>>(b"[1,\n 2,]").unwrap_err();
    let document = shown(&Problem::Malformed(fault), Language::Vi);
    let detail = document["detail"].as_str().unwrap();
    assert!(detail.contains("dòng 2, cột 4"), "{detail}");
    let cause = document["errors"][0]["message"].as_str().unwrap();
    assert!(cause.contains("trailing comma"), "{cause}");
}
