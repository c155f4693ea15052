//! Random conditions against an evaluator and a search that are slow and simple, and random
//! sources against the reader.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::super::{
    BranchFault, Condition, ConditionFault, Exact, Fact, Facts, Kind, Question, Value, Verdict,
    Vocabulary, analyse,
};
use super::{choice, vocabulary};

/// A condition as the tests know it.
#[derive(Debug, Clone)]
enum Model {
    Bool(bool),
    Fact(&'static str),
    Not(Box<Model>),
    All(Vec<Model>),
    Any(Vec<Model>),
    Same(bool, Box<Model>, Box<Model>),
    Numbers(&'static str, Sum, Sum),
    Among(bool, Sum, Vec<Sum>),
    Texts(bool, &'static str, &'static str),
    Dates(&'static str, &'static str, Date),
}

/// A number as the tests know it.
#[derive(Debug, Clone)]
enum Sum {
    Number(i64, i64),
    Percent(i64),
    Fact(&'static str),
    Negate(Box<Sum>),
    Join(char, Box<Sum>, Box<Sum>),
}

impl Sum {
    /// With more parentheses than needed when `loose`, else only where the model has a level.
    fn write(&self, out: &mut String) {
        match self {
            Self::Number(whole, tenths) => out.push_str(&format!("{whole}.{tenths}")),
            Self::Percent(number) => out.push_str(&format!("{number}%")),
            Self::Fact(name) => out.push_str(name),
            Self::Negate(inner) => {
                out.push_str("-(");
                inner.write(out);
                out.push(')');
            }
            Self::Join(sign, left, right) => {
                out.push('(');
                left.write(out);
                out.push_str(&format!("){sign}("));
                right.write(out);
                out.push(')');
            }
        }
    }

    /// Numerator and denominator, never reduced; an error where there is no value.
    fn value(&self, facts: &Facts) -> Result<(i128, i128), Trouble> {
        Ok(match self {
            Self::Number(whole, tenths) => (i128::from(whole * 10 + tenths), 10),
            Self::Percent(number) => (i128::from(*number), 100),
            Self::Fact(name) => match facts.get(name) {
                Some(Value::Number(number)) => (number.numerator(), number.denominator()),
                _ => return Err(Trouble::NoValue),
            },
            Self::Negate(inner) => {
                let (above, below) = inner.value(facts)?;
                (-above, below)
            }
            Self::Join(sign, left, right) => {
                let (a, b) = left.value(facts)?;
                let (c, d) = right.value(facts)?;
                let times = |x: i128, y: i128| x.checked_mul(y).ok_or(Trouble::TooGreat);
                match sign {
                    '+' => (times(a, d)? + times(c, b)?, times(b, d)?),
                    '-' => (times(a, d)? - times(c, b)?, times(b, d)?),
                    '*' => (times(a, c)?, times(b, d)?),
                    _ if c == 0 => return Err(Trouble::NoValue),
                    _ if c < 0 => (times(-a, d)?, times(b, -c)?),
                    _ => (times(a, d)?, times(b, c)?),
                }
            }
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Trouble {
    NoValue,
    TooGreat,
}

impl Model {
    fn write(&self, out: &mut String) {
        let joined = |word: &str, parts: &[Self], out: &mut String| {
            for (index, part) in parts.iter().enumerate() {
                if index > 0 {
                    out.push_str(word);
                }
                out.push('(');
                part.write(out);
                out.push(')');
            }
        };
        match self {
            Self::Bool(value) => out.push_str(&value.to_string()),
            Self::Fact(name) => out.push_str(name),
            Self::Not(inner) => {
                out.push_str("not (");
                inner.write(out);
                out.push(')');
            }
            Self::All(parts) => joined(" and ", parts, out),
            Self::Any(parts) => joined(" or ", parts, out),
            Self::Same(equal, left, right) => {
                out.push('(');
                left.write(out);
                out.push_str(if *equal { ") = (" } else { ") <> (" });
                right.write(out);
                out.push(')');
            }
            Self::Numbers(sign, left, right) => {
                left.write(out);
                out.push_str(sign);
                right.write(out);
            }
            Self::Among(negated, left, list) => {
                left.write(out);
                out.push_str(if *negated { " not in (" } else { " in (" });
                for (index, member) in list.iter().enumerate() {
                    if index > 0 {
                        out.push_str(" , ");
                    }
                    member.write(out);
                }
                out.push(')');
            }
            Self::Texts(equal, name, text) => {
                let sign = if *equal { "=" } else { "!=" };
                out.push_str(&format!("{name} {sign} \"{text}\""));
            }
            Self::Dates(sign, name, date) => out.push_str(&format!("{name}{sign}{date}")),
        }
    }

    fn source(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn held(&self, facts: &Facts) -> Result<Option<bool>, Trouble> {
        let decide = |parts: &[Self], deciding: bool| -> Result<Option<bool>, Trouble> {
            let held: Vec<Option<bool>> = parts
                .iter()
                .map(|part| part.held(facts))
                .collect::<Result<_, _>>()?;
            Ok(if held.contains(&Some(deciding)) {
                Some(deciding)
            } else if held.contains(&None) {
                None
            } else {
                Some(!deciding)
            })
        };
        let value = |sum: &Sum| match sum.value(facts) {
            Ok(value) => Ok(Some(value)),
            Err(Trouble::NoValue) => Ok(None),
            Err(Trouble::TooGreat) => Err(Trouble::TooGreat),
        };
        let order = |(a, b): (i128, i128), (c, d): (i128, i128)| {
            let left = a.checked_mul(d).ok_or(Trouble::TooGreat)?;
            let right = c.checked_mul(b).ok_or(Trouble::TooGreat)?;
            Ok(left.cmp(&right))
        };
        Ok(match self {
            Self::Bool(value) => Some(*value),
            Self::Fact(name) => match facts.get(name) {
                Some(Value::Bool(value)) => Some(*value),
                _ => None,
            },
            Self::Not(inner) => inner.held(facts)?.map(|held| !held),
            Self::All(parts) => decide(parts, false)?,
            Self::Any(parts) => decide(parts, true)?,
            Self::Same(equal, left, right) => match (left.held(facts)?, right.held(facts)?) {
                (Some(left), Some(right)) => Some((left == right) == *equal),
                _ => None,
            },
            Self::Numbers(sign, left, right) => match (value(left)?, value(right)?) {
                (Some(left), Some(right)) => Some(stands(sign, order(left, right)?)),
                _ => None,
            },
            Self::Among(negated, left, list) => {
                let Some(left) = value(left)? else {
                    return Ok(None);
                };
                let mut open = false;
                for member in list {
                    match value(member)? {
                        Some(member) if order(left, member)?.is_eq() => return Ok(Some(!negated)),
                        Some(_) => {}
                        None => open = true,
                    }
                }
                if open { None } else { Some(*negated) }
            }
            Self::Texts(equal, name, text) => match facts.get(name) {
                Some(Value::Text(held)) => Some((held == text) == *equal),
                _ => None,
            },
            Self::Dates(sign, name, date) => match facts.get(name) {
                Some(Value::Date(held)) => Some(stands(sign, held.cmp(date))),
                _ => None,
            },
        })
    }
}

fn stands(sign: &str, order: std::cmp::Ordering) -> bool {
    match sign {
        "=" => order.is_eq(),
        "!=" => order.is_ne(),
        "<" => order.is_lt(),
        "<=" => order.is_le(),
        ">" => order.is_gt(),
        _ => order.is_ge(),
    }
}

const SIGNS: [&str; 6] = ["=", "!=", "<", "<=", ">", ">="];

fn sums(names: &'static [&'static str], signs: &'static [char]) -> impl Strategy<Value = Sum> {
    let leaf = prop_oneof![
        3 => prop::sample::select(names).prop_map(Sum::Fact),
        2 => (0..6_i64, prop_oneof![4 => Just(0_i64), 1 => 0..10_i64])
            .prop_map(|(whole, tenths)| Sum::Number(whole, tenths)),
        1 => (0..300_i64).prop_map(Sum::Percent),
    ];
    leaf.prop_recursive(3, 6, 2, move |inner| {
        prop_oneof![
            1 => inner.clone().prop_map(|sum| Sum::Negate(Box::new(sum))),
            5 => (prop::sample::select(signs), inner.clone(), inner)
                .prop_map(|(sign, left, right)| Sum::Join(sign, Box::new(left), Box::new(right))),
        ]
    })
}

fn days() -> impl Strategy<Value = Date> {
    (1..=4_i8).prop_map(|day| date(2026, 10, day))
}

fn models(names: &'static [&'static str], signs: &'static [char]) -> impl Strategy<Value = Model> {
    let sum = move || sums(names, signs);
    let leaf = prop_oneof![
        1 => any::<bool>().prop_map(Model::Bool),
        2 => prop::sample::select(&["paid", "urgent"][..]).prop_map(Model::Fact),
        6 => (prop::sample::select(&SIGNS[..]), sum(), sum())
            .prop_map(|(sign, left, right)| Model::Numbers(sign, left, right)),
        1 => (any::<bool>(), sum(), prop::collection::vec(sum(), 1..4))
            .prop_map(|(negated, left, list)| Model::Among(negated, left, list)),
        2 => (any::<bool>(), prop::sample::select(&["xa", "tinh", "trung-uong"][..]))
            .prop_map(|(equal, text)| Model::Texts(equal, "level", text)),
        1 => (any::<bool>(), prop::sample::select(&["dat", "có 'dấu'"][..]))
            .prop_map(|(equal, text)| Model::Texts(equal, "opinion", text)),
        2 => (prop::sample::select(&SIGNS[..]), days())
            .prop_map(|(sign, date)| Model::Dates(sign, "filed_on", date)),
    ];
    leaf.prop_recursive(3, 10, 3, |inner| {
        prop_oneof![
            1 => inner.clone().prop_map(|model| Model::Not(Box::new(model))),
            3 => prop::collection::vec(inner.clone(), 2..4).prop_map(Model::All),
            3 => prop::collection::vec(inner.clone(), 2..4).prop_map(Model::Any),
            1 => (any::<bool>(), inner.clone(), inner).prop_map(|(equal, left, right)| {
                Model::Same(equal, Box::new(left), Box::new(right))
            }),
        ]
    })
}

const NAMES: &[&str] = &["score", "count", "members", "votes_for"];
const ALL_SIGNS: &[char] = &['+', '-', '*', '/'];

fn some_facts() -> impl Strategy<Value = Facts> {
    let number = || prop::option::weighted(0.8, (-3..8_i64, 1..4_i64));
    let flag = || prop::option::weighted(0.8, any::<bool>());
    let text =
        |texts: &'static [&'static str]| prop::option::weighted(0.8, prop::sample::select(texts));
    (
        prop::collection::vec(number(), NAMES.len()),
        (flag(), flag()),
        text(&["xa", "tinh", "trung-uong"]),
        text(&["dat", "có 'dấu'", "khác"]),
        prop::option::weighted(0.8, days()),
    )
        .prop_map(|(numbers, (paid, urgent), level, opinion, filed_on)| {
            let mut facts = Facts::new();
            for (name, number) in NAMES.iter().zip(numbers) {
                if let Some((above, below)) = number {
                    let number = Exact::new(above.into(), below.into()).expect("a number");
                    facts.set(*name, number);
                }
            }
            for (name, flag) in [("paid", paid), ("urgent", urgent)] {
                if let Some(flag) = flag {
                    facts.set(name, flag);
                }
            }
            for (name, text) in [("level", level), ("opinion", opinion)] {
                if let Some(text) = text {
                    facts.set(name, text);
                }
            }
            if let Some(date) = filed_on {
                facts.set("filed_on", date);
            }
            facts
        })
}

fn read(source: &str, vocabulary: &Vocabulary) -> Option<Condition> {
    match Condition::parse(source, vocabulary) {
        Ok(condition) => Some(condition),
        // A divisor made of constants can be zero by chance.
        Err(faults) => {
            let by_chance = |fault: &ConditionFault| fault.code() == "division-by-zero";
            assert!(faults.iter().all(by_chance), "{source}: {faults:?}");
            None
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_condition_is_read_back_as_it_was_printed(model in models(NAMES, ALL_SIGNS)) {
        if let Some(condition) = read(&model.source(), &vocabulary()) {
            let printed = condition.to_string();
            let again = Condition::parse(&printed, &vocabulary()).expect("printed");
            prop_assert_eq!(&again, &condition, "{}", printed);
            prop_assert_eq!(again.to_string(), printed);
        }
    }

    #[test]
    fn a_verdict_is_that_of_a_slow_evaluator(
        model in models(NAMES, ALL_SIGNS),
        facts in some_facts(),
    ) {
        if let Some(condition) = read(&model.source(), &vocabulary()) {
            let verdict = condition.evaluate(&facts);
            if let Ok(held) = model.held(&facts) {
                prop_assert_eq!(verdict.decided(), held, "{}", condition);
            }
            if let Verdict::Undecided(reasons) = &verdict {
                prop_assert!(!reasons.is_empty());
            }
            prop_assert_eq!(condition.explain(&facts).held, verdict.decided());
        }
    }

    #[test]
    fn any_text_is_read_or_has_a_fault_inside_itself(source in any::<String>()) {
        judged(&source);
    }

    #[test]
    fn any_heap_of_words_is_read_or_has_a_fault_inside_itself(
        words in prop::collection::vec(prop::sample::select(WORDS), 0..24),
        apart in any::<bool>(),
    ) {
        judged(&words.join(if apart { " " } else { "" }));
    }

    #[test]
    fn a_mutilated_condition_is_read_or_has_a_fault_inside_itself(
        model in models(NAMES, ALL_SIGNS),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(WORDS), 0..4_usize), 1..4),
    ) {
        let mut source: Vec<char> = model.source().chars().collect();
        for (place, word, gone) in cuts {
            let start = place.index(source.len() + 1);
            let end = (start + gone).min(source.len());
            source.splice(start..end, word.chars());
        }
        judged(&source.into_iter().collect::<String>());
    }
}

const WORDS: &[&str] = &[
    "and",
    "or",
    "not",
    "in",
    "true",
    "false",
    "và",
    "không",
    "thuộc",
    "score",
    "paid",
    "level",
    "filed_on",
    "scor",
    "(",
    ")",
    ",",
    "+",
    "-",
    "*",
    "/",
    "=",
    "!=",
    "<>",
    "<",
    "<=",
    "≤",
    ">",
    ">=",
    "=<",
    "1",
    "70",
    "2/3",
    "20%",
    "0.5",
    "66,7",
    "2026-10-01",
    "2026-13-01",
    "31/02/2026",
    "999999999999999",
    "9999999999999999999",
    "'xa'",
    "\"tinh\"",
    "'",
    "\"",
    "“",
    "”",
    "đ",
    "e\u{301}",
    "\u{0}",
    "🙂",
    "_",
    ".",
    "%",
    "#",
    "\n",
    "\u{a0}",
    "true = ",
];

/// A source is a condition or has faults with places inside it; either can be used further.
fn judged(source: &str) {
    let length = source.chars().count();
    match Condition::parse(source, &vocabulary()) {
        Ok(condition) => {
            let _ = condition.evaluate(&super::facts());
            let _ = condition.explain(&Facts::new());
            let printed = condition.to_string();
            if printed.chars().count() <= super::super::MOST_CHARACTERS {
                assert_eq!(Condition::parse(&printed, &vocabulary()), Ok(condition));
            }
        }
        Err(faults) => {
            assert!(!faults.is_empty());
            for fault in faults {
                assert!(
                    fault.span.start <= fault.span.end && fault.span.end <= length,
                    "{fault:?}"
                );
                let (before, inside, after) = fault.span.split(source);
                assert_eq!(format!("{before}{inside}{after}"), source);
            }
        }
    }
}

/// Facts with few values, so that every case can be looked at.
fn small() -> Vocabulary {
    Vocabulary::new(vec![
        Fact::new("score", Kind::Number, "Điểm").counted(-1, 4),
        Fact::new("count", Kind::Number, "Số lượng").counted(0, 3),
        Fact::new("members", Kind::Number, "Số thành viên").counted(0, 2),
        Fact::new("votes_for", Kind::Number, "Số phiếu").counted(1, 2),
        Fact::new("paid", Kind::Bool, "Đã nộp"),
        Fact::new("urgent", Kind::Bool, "Khẩn"),
        Fact::new("level", choice(&["xa", "tinh", "trung-uong"]), "Cấp"),
        Fact::new("opinion", choice(&["dat", "có 'dấu'", "khác"]), "Ý kiến"),
        Fact::new("filed_on", Kind::Date, "Ngày nộp"),
    ])
    .expect("sound facts")
}

fn values(fact: &Fact) -> Vec<Value> {
    match &fact.kind {
        Kind::Bool => vec![true.into(), false.into()],
        Kind::Choice(texts) => texts.iter().map(|text| text.as_str().into()).collect(),
        Kind::Date => (0..=5)
            .map(|day| Value::Date(date(2026, 9, 30).saturating_add(jiff::Span::new().days(day))))
            .collect(),
        Kind::Text => Vec::new(),
        Kind::Number => {
            let end = |end: Option<Exact>| {
                i64::try_from(end.expect("an end").numerator()).expect("small")
            };
            (end(fact.least)..=end(fact.most))
                .map(Value::from)
                .collect()
        }
    }
}

/// Every combination of values of the facts that the branches speak of.
fn cases(branches: &[Condition], vocabulary: &Vocabulary) -> Vec<Facts> {
    let mut all = vec![Facts::new()];
    for fact in vocabulary.facts() {
        if !branches
            .iter()
            .any(|branch| branch.mentions().contains(&fact.name))
        {
            continue;
        }
        let values = values(fact);
        all = all
            .iter()
            .flat_map(|facts| {
                values
                    .iter()
                    .map(|value| facts.clone().with(&fact.name, value.clone()))
            })
            .collect();
    }
    all
}

fn compare(models: &[Model], has_otherwise: bool, linear: bool) {
    let vocabulary = small();
    let branches: Option<Vec<Condition>> = models
        .iter()
        .map(|model| read(&model.source(), &vocabulary))
        .collect();
    let Some(branches) = branches else {
        return;
    };
    let cases = cases(&branches, &vocabulary);
    let held: Vec<Vec<Option<bool>>> = cases
        .iter()
        .map(|facts| {
            branches
                .iter()
                .map(|branch| branch.evaluate(facts).decided())
                .collect()
        })
        .collect();
    let found = analyse(
        &branches.iter().collect::<Vec<_>>(),
        has_otherwise,
        &vocabulary,
    );
    let texts: Vec<String> = branches.iter().map(ToString::to_string).collect();
    let asked = |question: Question| {
        let unproved = found.iter().any(|fault| {
            matches!(fault, BranchFault::Unproved { question: about, .. } if *about == question)
        });
        assert!(
            !unproved || !linear,
            "{texts:?}: {question:?} of linear conditions is open"
        );
        !unproved
    };
    let agrees = |told: bool, so: bool, question: Question| {
        assert!(
            told == so || (!told && !asked(question)),
            "{texts:?} {question:?}: {told} {so}"
        );
    };
    for first in 0..branches.len() {
        for second in first + 1..branches.len() {
            let so = held
                .iter()
                .any(|held| held[first] == Some(true) && held[second] == Some(true));
            let told = found.iter().any(|fault| matches!(fault, BranchFault::Overlap { first: one, second: two, .. } if (*one, *two) == (first, second)));
            agrees(told, so, Question::Overlap { first, second });
        }
        let so = !held.iter().any(|held| held[first] == Some(true));
        let told = found.contains(&BranchFault::Never { branch: first });
        agrees(told, so, Question::Never { branch: first });
        let so = held
            .iter()
            .any(|held| held[first].is_none() && !held.contains(&Some(true)));
        let told = found.iter().any(
            |fault| matches!(fault, BranchFault::Undecidable { branch, .. } if *branch == first),
        );
        agrees(told, so, Question::Undecidable { branch: first });
    }
    let hole = held
        .iter()
        .any(|held| held.iter().all(|held| *held == Some(false)));
    if has_otherwise {
        if found.contains(&BranchFault::OtherwiseNever) {
            assert!(!hole, "{texts:?}");
        }
        assert!(
            !found
                .iter()
                .any(|fault| matches!(fault, BranchFault::Hole { .. }))
        );
    } else {
        let told = found
            .iter()
            .any(|fault| matches!(fault, BranchFault::Hole { .. }));
        agrees(told, hole, Question::Hole);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_200))]

    #[test]
    fn what_is_said_of_branches_is_what_looking_at_every_case_says(
        models in prop::collection::vec(models(&["score", "count", "members"], &['+', '-']), 1..4),
        has_otherwise in any::<bool>(),
    ) {
        compare(&models, has_otherwise, true);
    }

    #[test]
    fn products_and_quotients_of_facts_are_never_judged_wrongly(
        models in prop::collection::vec(models(&["score", "count", "votes_for"], ALL_SIGNS), 1..4),
        has_otherwise in any::<bool>(),
    ) {
        compare(&models, has_otherwise, false);
    }

    #[test]
    fn without_a_fault_exactly_one_branch_holds_for_any_facts(
        models in prop::collection::vec(models(NAMES, ALL_SIGNS), 1..3),
        many in prop::collection::vec(some_facts(), 20),
    ) {
        let vocabulary = vocabulary();
        let branches: Option<Vec<Condition>> =
            models.iter().map(|model| read(&model.source(), &vocabulary)).collect();
        if let Some(mut branches) = branches {
            // The rest as a branch of its own makes acts without a hole likely.
            let rest: Vec<String> = branches.iter().map(|branch| format!("not ({branch})")).collect();
            branches.extend(Condition::parse(&rest.join(" and "), &vocabulary).ok());
            let found = analyse(&branches.iter().collect::<Vec<_>>(), false, &vocabulary);
            for facts in many {
                if vocabulary.settle(facts.clone()).is_err() {
                    continue;
                }
                let held: Vec<Option<bool>> =
                    branches.iter().map(|branch| branch.evaluate(&facts).decided()).collect();
                let complete = branches.iter().flat_map(Condition::mentions).all(|name| facts.get(name).is_some());
                let holding = held.iter().filter(|held| **held == Some(true)).count();
                prop_assert!(holding < 2 || !found.is_empty(), "{:?} {:?}", branches, facts);
                prop_assert!(!complete || holding > 0 || !found.is_empty(), "{:?} {:?}", branches, facts);
            }
        }
    }
}
