//! Every code has words in both languages, and the Vietnamese ones are Vietnamese.

mod agreements;
mod ballots;
mod refusals;
mod rubrics;

use jiff::civil::date;
use sangkien_domain::access::Role;
use sangkien_domain::correction::{ItemState, Reply, Severity};
use sangkien_domain::council::{Post, SessionState};
use sangkien_domain::dossier::{Act, RefusalReason, State};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::Stage;
use serde_json::json;

use self::refusals::{citation, moment, refusals};
use crate::{Language, code, correction, label, letter, refusal};

/// Words of an English sentence, and words that say nothing.
const FOREIGN: [&str; 17] = [
    "the", "is", "not", "file", "state", "error", "invalid", "draft", "user", "session", "dossier",
    "submit", "null", "none", "unknown", "server", "deadline",
];

fn assert_vietnamese(text: &str) {
    assert!(!text.trim().is_empty());
    assert!(!text.contains("Đã có lỗi xảy ra"), "{text}");
    for word in text.split(|letter: char| !letter.is_alphanumeric()) {
        let word = word.to_lowercase();
        assert!(!FOREIGN.contains(&word.as_str()), "“{word}” in “{text}”");
    }
}

fn assert_english(text: &str) {
    assert!(!text.trim().is_empty());
    assert!(text.is_ascii() || text.contains('“'), "{text}");
}

fn assert_both(words: impl Fn(Language) -> &'static str) {
    assert_vietnamese(words(Language::Vi));
    assert_english(words(Language::En));
}

#[test]
fn every_refusal_is_told_in_both_languages() {
    for one in refusals() {
        let vi = refusal(&one, Language::Vi);
        assert_vietnamese(&vi.cited_line(Language::Vi));
        assert!(
            vi.sentence.ends_with('.') || vi.sentence.ends_with(';'),
            "{}",
            vi.sentence
        );
        if let Some(kept) = &vi.kept {
            assert_vietnamese(kept);
        }
        assert!(!refusal(&one, Language::En).line().is_empty());
    }
}

#[test]
fn a_refusal_that_rests_on_an_article_cites_it() {
    for one in refusals() {
        let cites = format!("{one:?}").contains("citation");
        assert_eq!(
            refusal(&one, Language::Vi).article.is_some(),
            cites,
            "{one:?}"
        );
        assert_eq!(
            refusal(&one, Language::En).article.is_some(),
            cites,
            "{one:?}"
        );
    }
}

#[test]
fn lateness_is_told_with_both_moments() {
    let closed = Refusal::RoundClosed {
        closes_at: moment("2024-04-10T00:00:00+07:00"),
        stamped_at: moment("2024-04-10T00:00:00.4+07:00"),
    };
    assert_eq!(
        refusal(&closed, Language::Vi).sentence,
        "Đợt này đóng lúc 00:00:00 ngày 10/04/2024; máy chủ nhận được yêu cầu lúc 00:00:00 ngày 10/04/2024, muộn 0,4 giây (giờ Việt Nam)."
    );
}

#[test]
fn a_lapsed_claim_is_told_with_its_arithmetic() {
    let lapsed = Refusal::ClaimLapsed {
        first_applied_on: date(2023, 3, 1),
        last_day: date(2024, 3, 1),
        filed_on: date(2024, 4, 9),
        citation: citation(),
    };
    let message = refusal(&lapsed, Language::Vi);
    assert_eq!(
        message.sentence,
        "Sáng kiến áp dụng lần đầu ngày 01/03/2023; quyền yêu cầu công nhận hết ngày 01/03/2024; hồ sơ nộp ngày 09/04/2024, quá 39 ngày."
    );
    assert_eq!(
        message.article.as_deref(),
        Some("Điều 5, Nghị định 13/2012/NĐ-CP")
    );
}

#[test]
fn every_state_act_role_post_and_reason_has_a_label() {
    for state in State::ALL {
        assert_both(|language| label::state(state, language));
    }
    for act in Act::ALL {
        assert_both(|language| label::act(act, language));
        assert_both(|language| label::done(act, language));
    }
    for role in Role::ALL {
        assert_both(|language| label::role(role, language));
        assert_both(|language| label::role_purpose(role, language));
    }
    for post in Post::ALL {
        assert_both(|language| label::post(post, language));
    }
    for stage in [Stage::Base, Stage::Reach] {
        assert_both(|language| label::stage(stage, language));
        assert_both(|language| label::stage_purpose(stage, language));
    }
    for reason in RefusalReason::ALL {
        assert_both(|language| label::reason(reason, language));
    }
    for state in [
        SessionState::Marking,
        SessionState::Tallying,
        SessionState::Concluded,
    ] {
        assert_both(|language| label::session_state(state, language));
    }
    for state in ItemState::ALL {
        assert_both(|language| correction::item_state(*state, language));
        assert_both(|language| correction::item_event(*state, language));
    }
    for severity in Severity::ALL {
        assert_both(|language| correction::severity(*severity, language));
    }
    for reply in Reply::ALL {
        assert_both(|language| correction::reply(*reply, language));
    }
    for in_favour in [true, false] {
        assert_both(|language| label::vote(in_favour, language));
    }
}

#[test]
fn states_have_labels_of_their_own() {
    let mut labels: Vec<&str> = State::ALL
        .map(|state| label::state(state, Language::Vi))
        .into();
    labels.sort_unstable();
    labels.dedup();
    assert_eq!(labels.len(), State::ALL.len());
}

#[test]
fn every_code_that_travels_as_text_has_words() {
    for fault in [
        "empty",
        "password-protected",
        "protected",
        "macro",
        "macros",
        "program",
        "archive",
        "markup",
        "active",
        "entries",
        "too-many-pixels",
        "damaged",
        "name-mismatch",
        "unknown",
        "something-new",
    ] {
        assert_vietnamese(code::file_fault(fault, Language::Vi));
        assert!(!code::file_fault(fault, Language::En).is_empty());
    }
    for fault in ["short", "long", "common", "account", "something-new"] {
        assert_both(|language| code::password_fault(fault, language));
    }
    for state in ["valid", "superseded", "revoked", "something-new"] {
        assert_both(|language| code::certificate_state(state, language));
    }
    for capacity in [
        "author",
        "clerk",
        "head",
        "council",
        "leader",
        "something-new",
    ] {
        assert_both(|language| code::capacity(capacity, language));
    }
    for (_, words) in code::audit_acts(Language::Vi) {
        assert_vietnamese(words);
    }
    assert_vietnamese(code::audit_act("something.new", Language::Vi));
    for kind in ["dossier", "sheet", "account", "something-new"] {
        assert_both(|language| code::subject(kind, language));
    }
}

#[test]
fn every_message_has_a_letter_with_its_address_and_without_gaps() {
    let data = json!({
        "title": "Số hóa hồ sơ", "code": "PT-2024-0007", "note": "Trùng hồ sơ", "due_on": "2024-04-19",
        "link": "https://mau.example/x", "place": "Phòng họp 2", "meets_at": 1_713_400_000_000_000_i64,
        "account": "tg01",
    });
    for kind in letter::KINDS {
        for data in [&data, &json!({})] {
            let vi = letter(kind, "Tác giả mẫu 01", data, Language::Vi).expect(kind);
            assert_vietnamese(&vi.subject);
            assert_vietnamese(&vi.text.replace("https://mau.example/x", ""));
            assert!(!vi.text.contains("\n\n\n"), "{}", vi.text);
            assert!(letter(kind, "A", data, Language::En).is_some());
        }
        let vi = letter(kind, "Tác giả mẫu 01", &data, Language::Vi).expect(kind);
        assert!(vi.text.contains("https://mau.example/x"));
    }
    assert!(letter("nothing", "A", &data, Language::Vi).is_none());
}

#[test]
fn a_letter_about_a_return_names_the_last_day() {
    let data = json!({ "title": "Số hóa hồ sơ", "code": "PT-2024-0007", "due_on": "2024-04-19", "link": "/d" });
    let letter =
        letter("dossier-returned", "Tác giả mẫu 01", &data, Language::Vi).expect("a letter");
    assert_eq!(
        letter.subject,
        "Hồ sơ cần bổ sung: PT-2024-0007 “Số hóa hồ sơ”"
    );
    assert!(
        letter
            .text
            .contains("Thời hạn bổ sung: hết ngày 19/04/2024"),
        "{}",
        letter.text
    );
}

#[test]
fn a_refusal_by_vote_is_not_told_as_a_refusal_at_intake() {
    let by_vote = letter(
        "dossier-refused",
        "A",
        &json!({ "title": "T", "note": "" }),
        Language::Vi,
    )
    .expect("a letter");
    assert!(by_vote.text.contains("Hội đồng"));
    let at_intake = letter(
        "dossier-refused",
        "A",
        &json!({ "title": "T", "note": "Trùng" }),
        Language::Vi,
    )
    .expect("a letter");
    assert!(at_intake.text.contains("Lý do: Trùng"));
}

#[test]
fn the_language_follows_the_first_wish_of_the_reader() {
    assert_eq!(Language::asked(""), Language::Vi);
    assert_eq!(Language::asked("vi-VN,vi;q=0.9,en;q=0.8"), Language::Vi);
    assert_eq!(Language::asked("en-GB;q=1, vi"), Language::En);
    assert_eq!(Language::asked("đ"), Language::Vi);
}
