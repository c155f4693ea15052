//! Every fault has a sentence, and every sentence a place.

use std::collections::BTreeSet;

use sangkien_casework::check::{Counted, EffectPart, Fault, Needs, Place, Problem, check};
use sangkien_casework::compare::compare;
use sangkien_casework::condition::{Cause, FactProblem, Facts, Question, Reason, Span};
use sangkien_casework::definition::{ClockMode, Procedure, Quorum, StepKind};
use sangkien_casework::diagram::Options;
use sangkien_domain::dossier::{Act, State};

use super::{change, diagram, fault, place};
use crate::Language;

const FILE: &str = include_str!("../../../../packs/vietnam/procedures/publication-licence.toml");

fn procedure() -> Procedure {
    Procedure::read(FILE).expect("a procedure")
}

fn said(text: &str) -> String {
    text.to_owned()
}

/// One of each problem. [`Problem::Condition`] comes from a condition.
fn problems() -> Vec<Problem> {
    let (written, nearest) = (said("kiem-tr"), Some(said("kiem-tra")));
    let witness = Facts::new().with("de_xuat", "cap");
    let (act, kind, means) = (Act::Recognise, StepKind::Check, State::Returned);
    let mut faulty = procedure();
    faulty.steps[3].acts[2].branches[0].when = Some(said("de_xua = 'cap'"));
    let condition = check(&faulty).into_iter().map(|fault| fault.problem);
    let condition = condition.filter(|problem| matches!(problem, Problem::Condition { .. }));
    let mut all: Vec<Problem> = condition.collect();
    all.extend([
        Problem::KeyMalformed,
        Problem::KeyTwice,
        Problem::LabelMissing,
        Problem::LabelTooLong { most: 200 },
        Problem::TooMany {
            what: Counted::Steps,
            found: 1_001,
            most: 1_000,
        },
        Problem::Unused,
        Problem::StartUnknown {
            written: written.clone(),
            nearest: nearest.clone(),
        },
        Problem::StateUnknown {
            written: written.clone(),
            nearest: None,
        },
        Problem::StepUnknown {
            written: written.clone(),
            nearest: nearest.clone(),
        },
        Problem::ComponentUnknown {
            written: written.clone(),
            nearest: nearest.clone(),
        },
        Problem::FactUnknown {
            written: written.clone(),
            nearest: nearest.clone(),
        },
        Problem::ActUnknown {
            written: written.clone(),
            nearest,
        },
        Problem::StartNotIntake { kind },
        Problem::NoEnd,
        Problem::Unreachable,
        Problem::DeadEnd,
        Problem::Endless {
            steps: vec![said("doc-ban-thao"), said("y-kien-phoi-hop")],
        },
        Problem::LeadsNowhere {
            steps: vec![said("doc-ban-thao")],
        },
        Problem::NoActor,
        Problem::ActorAtEnd,
        Problem::ActsAtEnd,
        Problem::LimitAtEnd,
        Problem::RecallAtEnd,
        Problem::AuthorExpected { kind },
        Problem::NoCouncil { kind },
        Problem::NoRubric,
        Problem::MembersExpected,
        Problem::CouncilUnnamed,
        Problem::NoSplitAct {
            rule: Quorum::Majority,
        },
        Problem::SplitTwice { first: said("dat") },
        Problem::SplitOfOne,
        Problem::QuorumOfOne,
        Problem::AccountMissing,
        Problem::UnitMissing,
        Problem::SuspendedWithoutReason,
        Problem::AuthorWordsMissing,
        Problem::EndClockNotStopped {
            clock: ClockMode::Running,
        },
        Problem::ClockStoppedBeforeEnd,
        Problem::ClockBeforeReceipt {
            clock: ClockMode::Running,
        },
        Problem::EndStateOpen { means },
        Problem::EndStateBeforeEnd { means },
        Problem::EditableElsewhere { means },
        Problem::IntakeNotEditable { means },
        Problem::WaitNotEditable { means },
        Problem::NoBranch,
        Problem::ActOutOfPlace { act, kind },
        Problem::ActTwice {
            act,
            first: said("ky"),
        },
        Problem::ActOfAuthor { act },
        Problem::ActNotOfAuthor { act },
        Problem::RecallAsAct,
        Problem::LeadsElsewhere {
            act,
            step: said("doc-ban-thao"),
            means,
        },
    ]);
    all.extend([
        Problem::AskedTwice {
            fact: said("de_xuat"),
        },
        Problem::EffectIncomplete {
            part: EffectPart::Symbol,
        },
        Problem::Overlap {
            other: 1,
            witness: witness.clone(),
        },
        Problem::Hole {
            witness: witness.clone(),
        },
        Problem::NeverTrue,
        Problem::NeverRequired,
        Problem::OtherwiseNever,
        Problem::OtherwiseTwice { first: 0 },
        Problem::AfterOtherwise { otherwise: 0 },
        Problem::Undecidable {
            witness,
            reasons: vec![Reason::DivisionByZero {
                span: Span::new(0, 1),
            }],
        },
        Problem::Unproved {
            question: Question::Hole,
            cause: Cause::NotLinear,
        },
        Problem::Fact {
            fault: FactProblem::EmptyRange,
        },
        Problem::AmountZero,
        Problem::SourceMissing,
        Problem::ArticleMissing,
        Problem::ActNeedsSomebody {
            act: said("tu-choi"),
            needs: Needs::Opinion,
        },
        Problem::ReminderTooEarly {
            hours_before: 16,
            limit_hours: 8,
        },
        Problem::ReminderTwice { hours_before: 16 },
        Problem::LongerThanWhole {
            whole: said("cap-phep"),
        },
        Problem::FieldMissing,
        Problem::FieldNotText,
        Problem::FieldTooShort {
            most: 10,
            least: 20,
        },
        Problem::NoPlaceForFiles,
        Problem::ShownWhileHidden,
        Problem::SizeZero,
        Problem::FormatMalformed { written },
        Problem::UsedTwice,
    ]);
    all
}

fn told(problem: Problem) -> Fault {
    Fault {
        severity: problem.severity(),
        place: Place::Procedure,
        problem,
    }
}

fn code(problem: &Problem) -> String {
    let value = serde_json::to_value(problem).expect("a value");
    value["code"].as_str().expect("a code").to_owned()
}

#[test]
fn one_of_each_problem_is_here() {
    let source = include_str!("../../../casework/src/check/problem.rs");
    let (_, listed) = source.split_once("pub enum Problem {").expect("the list");
    let (listed, _) = listed.split_once("\n}").expect("its end");
    let variants = listed
        .lines()
        .filter_map(|line| line.strip_prefix("    "))
        .filter(|line| line.starts_with(|first: char| first.is_ascii_uppercase()))
        .count();
    let here: BTreeSet<String> = problems().iter().map(code).collect();
    assert_eq!(here.len(), variants, "{here:?}");
}

#[test]
fn every_fault_says_what_is_wrong_and_what_to_do() {
    let mut seen = BTreeSet::new();
    for problem in problems() {
        let code = code(&problem);
        let message = fault(&told(problem.clone()), &procedure(), Language::Vi);
        let sentence = &message.sentence;
        assert!(sentence.ends_with('.'), "{code}: {sentence}");
        assert!(!sentence.contains('!'), "{code}: {sentence}");
        let todo = message.todo.as_deref().unwrap_or_default();
        assert!(todo.ends_with(['.', '?']), "{code}: {todo}");
        assert!(
            sentence
                .chars()
                .any(|letter| letter.is_alphabetic() && !letter.is_ascii()),
            "{code}: {sentence}"
        );
        assert!(seen.insert(message.line()), "{code}: {}", message.line());
        let english = fault(&told(problem), &procedure(), Language::En).line();
        assert!(english.ends_with(['.', '?']), "{code}: {english}");
        assert!(
            english.starts_with(|first: char| first.is_ascii_uppercase() || first == '“'),
            "{code}: {english}"
        );
    }
}

#[test]
fn places_are_told_by_the_names_people_gave() {
    let procedure = procedure();
    let (step, act) = (said("doc-ban-thao"), said("trinh"));
    for (at, words) in [
        (Place::Procedure, "Quy trình"),
        (
            Place::Fact {
                fact: said("so_luong_in"),
            },
            "Dữ kiện “Số lượng in”",
        ),
        (
            Place::State {
                state: said("tu-choi"),
            },
            "Trạng thái “Từ chối cấp giấy phép”",
        ),
        (
            Place::Component {
                component: said("ban-dich"),
            },
            "Thành phần hồ sơ “Bản dịch tiếng Việt có đóng dấu”",
        ),
        (
            Place::Limit {
                step: Some(said("kiem-tra-ho-so")),
                limit: said("thong-bao"),
            },
            "Bước “Kiểm tra tính đầy đủ, hợp lệ”, thời hạn “Thông báo hồ sơ chưa hợp lệ”",
        ),
        (
            Place::Step {
                step: said("chua-co"),
            },
            "Bước “chua-co”",
        ),
        (
            Place::Branch {
                step,
                act,
                branch: 1,
            },
            "Bước “Thẩm định nội dung bản thảo”, việc “Trình lãnh đạo”, nhánh 2",
        ),
    ] {
        assert_eq!(place(&at, &procedure, Language::Vi), words);
    }
}

#[test]
fn a_condition_that_cannot_be_read_is_told_with_the_characters() {
    let problem = problems().swap_remove(0);
    assert_eq!(
        fault(&told(problem), &procedure(), Language::Vi).line(),
        "Ký tự 1 đến 6: Quy trình không có dữ kiện nào tên “de_xua”. Có phải là “de_xuat”?"
    );
}

#[test]
fn changes_are_told_with_what_was_and_what_is() {
    let old = procedure();
    let mut new = procedure();
    new.limits[0].limit.amount = 7;
    new.steps[1].acts[1].label = said("Yêu cầu sửa");
    new.steps[3].acts[2].branches[1].when = None;
    new.steps[8].acts[0].effects.clear();
    new.states[2].clock = ClockMode::Running;
    new.steps.remove(5);
    let words = |language| -> Vec<String> {
        let changes = compare(&old, &new);
        changes
            .iter()
            .map(|one| change(one, &old, &new, language))
            .collect()
    };
    let told = words(Language::Vi);
    for expected in [
        "Thời hạn “Thời hạn cấp giấy phép hoặc trả lời từ chối”: độ dài từ “10 ngày làm việc” thành “7 ngày làm việc”.",
        "Bước “Kiểm tra tính đầy đủ, hợp lệ”, việc “Yêu cầu sửa”: tên từ “Yêu cầu bổ sung” thành “Yêu cầu sửa”.",
        "Bước “Ghi nhận ý kiến cơ quan liên quan”: bỏ.",
        "Trạng thái “Chờ bổ sung hồ sơ”: đồng hồ từ “Tạm dừng” thành “Đang tính”.",
    ] {
        assert!(
            told.iter().any(|line| line == expected),
            "{expected}\n{told:#?}"
        );
    }
    assert!(
        told.iter()
            .any(|line| line.contains("thành “các trường hợp còn lại”"))
    );
    assert_eq!(words(Language::En).len(), told.len());
}

#[test]
fn a_diagram_speaks_the_language_asked_for() {
    let options = Options::default();
    let vi = diagram(&procedure(), &options, Language::Vi);
    for words in [
        "<title>Sơ đồ quy trình: Cấp giấy phép xuất bản",
        "Thời hạn: 2 ngày làm việc",
        "Trạng thái: Bản nháp",
        "các trường hợp còn",
        "Bước 1: Lập và nộp hồ sơ (Người nộp hồ sơ): Nộp hồ sơ đến “Kiểm tra tính đầy đủ, hợp lệ”",
    ] {
        assert!(vi.contains(words), "{words}");
    }
    assert!(diagram(&procedure(), &options, Language::En).contains("Limit: 2 working days"));
}
