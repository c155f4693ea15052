//! Acts and the rules that rest on them.

use jiff::civil::Date;
use sangkien_app::law::RuleLine;
use sangkien_app::record::StoredAct;
use sangkien_domain::law::Certainty;
use sangkien_domain::law_registry::{Act, Rule, Scope, Standing};
use sangkien_domain::time::day_text;
use sangkien_i18n::law;
use sangkien_pages::law::{ActPage, ActsPage, RuleCard, RuleRow, RulesPage};
use sangkien_pages::parts::{Cell, Event, Fact, Head, Link, Table, Tag, Tone, When};

use super::{Names, certainty_tag, scope_words, tabs};
use crate::address::address;
use crate::context::Reply;
use crate::extract::{Id, Query, Signed};
use crate::show::VI;

pub(super) async fn list(signed: Signed, Query(query): Query) -> Reply {
    let asked = query.get("q");
    let acts = signed.app().law_acts(asked).await?;
    let today = signed.now().day();
    let heads = [
        "Văn bản",
        "Cơ quan ban hành",
        "Hiệu lực",
        "Tình trạng",
        "Kiểm chứng",
    ];
    signed.html(&ActsPage {
        shell: signed.shell(),
        tabs: tabs("/admin/law"),
        query: asked.to_owned(),
        table: Table::new(
            "Văn bản pháp luật",
            heads.map(Head::new).to_vec(),
            acts.iter().map(|stored| row(stored, today)).collect(),
        )
        .with_keys(),
    })
}

fn row(stored: &StoredAct, today: Date) -> Vec<Cell> {
    let act = &stored.act;
    vec![
        Cell::link_with(&act.cited_as, href(act), &act.title),
        Cell::text(&act.issuer),
        Cell::text(days(act)),
        Cell::Tag(standing_tag(act, today)),
        Cell::Tag(certainty_tag(act.certainty)),
    ]
}

/// The page of an act.
pub(super) fn href(act: &Act) -> String {
    format!("/admin/law/acts/{}", act.code)
}

/// The days in force, as far as they are known.
fn days(act: &Act) -> String {
    let last = act.ended_on.and_then(|ended| ended.yesterday().ok());
    match (act.in_force_from, last) {
        (Some(from), Some(last)) => format!("{} – {}", day_text(from), day_text(last)),
        (Some(from), None) => format!("từ {}", day_text(from)),
        (None, Some(last)) => format!("đến hết {}", day_text(last)),
        (None, None) => "chưa rõ ngày".to_owned(),
    }
}

fn standing_tag(act: &Act, today: Date) -> Tag {
    let standing = act.standing(today);
    // Nobody has entered when it came into force: that it is in force cannot be said.
    if standing == Standing::InForce && act.in_force_from.is_none() {
        return Tag::new("Chưa rõ ngày", Tone::Waiting);
    }
    let tone = match standing {
        Standing::Ahead => Tone::Waiting,
        Standing::InForce => Tone::Good,
        Standing::Ended => Tone::Plain,
    };
    Tag::new(law::standing(standing, VI), tone)
}

pub(super) async fn show_page(signed: Signed, Id(code): Id<String>) -> Reply {
    let view = signed.app().law_act(&code).await?;
    let names = signed.app().unit_names().await?;
    let today = signed.now().day();
    let act = &view.act;
    let link = |act: &Act| Link::new(&act.cited_as, href(act));
    let mut shell = signed.shell();
    shell.back = Some(Link::new("Văn bản pháp luật", "/admin/law"));
    let mut tags = vec![standing_tag(act, today)];
    if act.certainty != Certainty::Official {
        tags.push(certainty_tag(act.certainty));
    }
    signed.html(&ActPage {
        shell,
        kind: law::act_kind(act.kind, VI).to_owned(),
        cited_as: act.cited_as.clone(),
        title: act.title.clone(),
        tags,
        facts: facts(act),
        chain: chain(&view.predecessors, act, &view.successors),
        amended_by: view.amended_by.iter().map(link).collect(),
        amends: view.amends.iter().map(link).collect(),
        rules: cards(lines(&view.rules, act), &names, today),
        source: act.source.clone(),
    })
}

fn facts(act: &Act) -> Vec<Fact> {
    let known = |text: &str| {
        if text.is_empty() {
            "chưa rõ".to_owned()
        } else {
            text.to_owned()
        }
    };
    let mut facts = vec![
        Fact::new("Số ký hiệu", known(&act.number)),
        Fact::new("Cơ quan ban hành", known(&act.issuer)),
    ];
    if let Some(day) = act.issued_on {
        facts.push(Fact::new("Ngày ban hành", day_text(day)));
    }
    facts.push(Fact::new("Hiệu lực", days(act)));
    if !act.note.is_empty() {
        facts.push(Fact::new("Ghi chú", &act.note));
    }
    facts
}

/// What it replaced, itself, what replaced it, in the order of time.
fn chain(before: &[Act], act: &Act, after: &[Act]) -> Vec<Event> {
    let event = |act: &Act, when| Event {
        at: days(act),
        title: act.cited_as.clone(),
        by: None,
        detail: Some(act.title.clone()),
        when,
    };
    let mut events: Vec<Event> = before
        .iter()
        .rev()
        .map(|act| event(act, When::Past))
        .collect();
    events.push(event(act, When::Now));
    events.extend(after.iter().map(|act| event(act, When::Ahead)));
    events
}

/// Rules of one act by key.
fn lines(rules: &[Rule], act: &Act) -> Vec<RuleLine> {
    let mut lines: Vec<RuleLine> = Vec::new();
    for rule in rules {
        match lines.last_mut().filter(|line| line.key == rule.key) {
            Some(line) => line.rows.push((rule.clone(), act.clone())),
            None => lines.push(RuleLine {
                key: rule.key.clone(),
                name: rule.name.clone(),
                rows: vec![(rule.clone(), act.clone())],
            }),
        }
    }
    lines
}

pub(super) async fn rules(signed: Signed, Query(query): Query) -> Reply {
    let asked = query.get("q");
    let lines = signed.app().law_rules(asked).await?;
    let names = signed.app().unit_names().await?;
    signed.html(&RulesPage {
        shell: signed.shell(),
        tabs: tabs("/admin/law/rules"),
        query: asked.to_owned(),
        rules: cards(lines, &names, signed.now().day()),
    })
}

fn cards(lines: Vec<RuleLine>, names: &Names, today: Date) -> Vec<RuleCard> {
    lines
        .into_iter()
        .enumerate()
        .map(|(place, line)| RuleCard {
            anchor: format!("quy-dinh-{}", place + 1),
            name: line.name,
            rows: line
                .rows
                .iter()
                .map(|(rule, act)| rule_row(rule, act, names, today))
                .collect(),
        })
        .collect()
}

fn rule_row(rule: &Rule, act: &Act, names: &Names, today: Date) -> RuleRow {
    let source = if rule.article.is_empty() {
        act.cited_as.clone()
    } else {
        format!("{}, {}", rule.article, act.cited_as)
    };
    RuleRow {
        value: law::value(rule, VI),
        period: law::period(rule, VI),
        now: rule.holds_on(today),
        scope: (rule.scope != Scope::Nation).then(|| scope_words(names, &rule.scope)),
        act: Link::new(source, href(act)),
        certainty: (rule.certainty != Certainty::Official).then(|| certainty_tag(rule.certainty)),
        note: rule.note.clone(),
    }
}

/// The act that a citation names, wherever the citation was shown; a search when no act has that
/// name.
pub(super) async fn cited(signed: Signed, Query(query): Query) -> Reply {
    let text = query.get("q");
    let acts = signed.app().law_acts("").await?;
    // The longest name counts: one may be the beginning of another.
    let found = acts
        .iter()
        .filter(|stored| text.contains(&stored.act.cited_as))
        .max_by_key(|stored| stored.act.cited_as.len());
    match found {
        Some(stored) => signed.go(&href(&stored.act)),
        None => signed.go(&address("/admin/law", [("q", text)])),
    }
}
