//! Trying a procedure out on a sample dossier: everything stands in the address, nothing is kept.

mod walk;

use std::collections::BTreeMap;

use sangkien_app::procedure::ProcedureView;
use sangkien_casework::clock::RunningLimit;
use sangkien_casework::condition::{Fact as Named, Facts, Kind};
use sangkien_casework::definition::{AuthorSees, Effect, StepKind};
use sangkien_casework::diagram::{Mark, Options};
use sangkien_casework::engine::{Blocked, Compiled, Possible};
use sangkien_domain::calendar::Calendar;
use sangkien_domain::time::{Instant, clock_text, day_text};
use sangkien_http::form::Fields;
use sangkien_i18n::{arithmetic, condition, definition as words};
use sangkien_pages::parts::{Citation, EditField, EditKind, Errors, Event, Fact, Link, Opt, When};
use sangkien_pages::procedure::{TrialAct, TrialLimit, TrialPage, TrialStand};

use super::{home, version, version_name};
use crate::address::address;
use crate::context::{Context, Reply};
use crate::extract::{Id, Query, Signed};
use crate::show::{self, VI};
use walk::{Asked, Done, Walk};

pub(super) async fn trial(
    signed: Signed,
    Id((code, number)): Id<(String, u32)>,
    Query(query): Query,
) -> Reply {
    let app = signed.app();
    let view = app.procedure_version(&signed.caller, &code, number).await?;
    let calendar = app.procedure_calendar(&signed.caller).await?;
    let mut asked = Asked::read(&query, signed.now());
    let Ok(compiled) = Compiled::new(view.definition.clone()) else {
        return signed.html(&broken(&signed, &view));
    };
    let facts = walk::facts(&compiled, &query, &mut asked.errors);
    let Some(walk) = Walk::follow(&compiled, &calendar, &asked) else {
        return signed.html(&broken(&signed, &view));
    };
    let wanted = query.get("do");
    if !wanted.is_empty() && asked.errors.is_empty() {
        let mut done: Vec<Done> = walk.taken.iter().map(|taken| taken.done.clone()).collect();
        if let Ok(taken) = compiled.take(&walk.here.key, wanted, &facts) {
            done.push(Done {
                act: taken.act.key.clone(),
                to: taken.to.key.clone(),
                at: asked.at,
            });
        }
        return signed.go(&link(&view, &query, &done));
    }
    let trial = Trial {
        view: &view,
        calendar: &calendar,
        compiled: &compiled,
        facts: &facts,
        asked: &asked,
        walk: &walk,
    };
    signed.html(&trial.page(&signed, &query))
}

fn path(view: &ProcedureView) -> String {
    format!("{}/trial", home(&view.procedure.code, view.version.number))
}

/// The address of a trial with the same assumptions in which `done` was done.
fn link(view: &ProcedureView, query: &Fields, done: &[Done]) -> String {
    let written: Vec<String> = done.iter().map(Done::written).collect();
    let kept = query
        .0
        .iter()
        .filter(|(name, _)| name == "start" || name == "start_time" || name.starts_with("f."))
        .map(|(name, value)| (name.as_str(), value.as_str()));
    let done = written.iter().map(|one| ("did", one.as_str()));
    address(&path(view), kept.chain(done))
}

fn empty(context: &Context, view: &ProcedureView) -> TrialPage {
    let number = view.version.number;
    let name = version_name(number);
    let mut shell = context.shell();
    shell.back = Some(Link::new(&name, home(&view.procedure.code, number)));
    TrialPage {
        shell,
        eyebrow: format!("{}, {}", view.definition.name, name.to_lowercase()),
        action: path(view),
        hidden: Vec::new(),
        days: Vec::new(),
        facts: Vec::new(),
        path: Vec::new(),
        diagram: String::new(),
        stand: None,
        broken: None,
        back_one: None,
        again: None,
        errors: Errors::none(),
    }
}

fn broken(context: &Context, view: &ProcedureView) -> TrialPage {
    TrialPage {
        broken: Some(
            "Quy trình còn lỗi nên chưa đi theo được; sửa các lỗi ở trang của phiên bản rồi thử lại."
                .to_owned(),
        ),
        ..empty(context, view)
    }
}

/// A trial to be shown.
struct Trial<'a> {
    view: &'a ProcedureView,
    calendar: &'a Calendar,
    compiled: &'a Compiled,
    facts: &'a Facts,
    asked: &'a Asked,
    walk: &'a Walk<'a>,
}

impl Trial<'_> {
    fn page(&self, context: &Context, query: &Fields) -> TrialPage {
        let done: Vec<Done> = self
            .walk
            .taken
            .iter()
            .map(|taken| taken.done.clone())
            .collect();
        let without_last = done
            .split_last()
            .map(|(_, rest)| link(self.view, query, rest));
        TrialPage {
            hidden: done
                .iter()
                .map(|done| ("did".to_owned(), done.written()))
                .collect(),
            days: self.days(query),
            facts: self.fact_fields(query),
            path: self.path(),
            diagram: self.diagram(),
            stand: Some(self.stand()),
            back_one: without_last,
            again: (!done.is_empty()).then(|| link(self.view, query, &[])),
            errors: self.asked.errors.clone(),
            ..empty(context, self.view)
        }
    }

    fn days(&self, query: &Fields) -> Vec<EditField> {
        let errors = &self.asked.errors;
        let field = |name: &str, label: &str, kind: EditKind, shown: String| {
            let typed = query.find(name).filter(|_| errors.at(name).is_some());
            let mut field = EditField::new(name, label, typed.unwrap_or(&shown), kind);
            field.error = errors.at(name).map(str::to_owned);
            field
        };
        let day = |name: &str, label: &str, at: Instant| {
            field(name, label, EditKind::Day, day_text(at.day()))
        };
        let time = |name: &str, label: &str, at: Instant| {
            let shown: String = clock_text(at).chars().take(5).collect();
            field(name, label, EditKind::Short, shown)
        };
        vec![
            day("start", "Ngày lập hồ sơ", self.asked.start),
            time("start_time", "Giờ lập hồ sơ", self.asked.start),
            day("at", "Ngày thực hiện việc tiếp theo", self.asked.at),
            time("at_time", "Giờ thực hiện việc tiếp theo", self.asked.at),
        ]
    }

    fn fact_fields(&self, query: &Fields) -> Vec<EditField> {
        let known = self.compiled.vocabulary().facts();
        known
            .iter()
            .map(|fact| {
                let name = format!("f.{}", fact.name);
                let typed = query.get(&name);
                let mut field = EditField::new(&name, &fact.label, typed, kind(fact, typed));
                field.error = self.asked.errors.at(&name).map(str::to_owned);
                field
            })
            .collect()
    }

    fn path(&self) -> Vec<Event> {
        let mut events = vec![Event {
            at: show::minute(self.asked.start),
            title: "Bắt đầu".to_owned(),
            by: None,
            detail: Some(format!("Ở bước “{}”.", self.first())),
            when: When::Past,
        }];
        for taken in &self.walk.taken {
            let act = taken.from.act(&taken.done.act);
            let who = act.and_then(|act| act.actor(taken.from));
            events.push(Event {
                at: show::minute(taken.done.at),
                title: act.map(|act| act.label.clone()).unwrap_or_default(),
                by: who.map(|who| words::who(who, VI)),
                detail: Some(format!("Đến bước “{}”.", taken.to.label)),
                when: When::Past,
            });
        }
        if let Some(last) = events.last_mut() {
            last.when = When::Now;
        }
        events
    }

    /// The procedure with where the trial stands and has been.
    fn diagram(&self) -> String {
        let mut marks = BTreeMap::new();
        for taken in &self.walk.taken {
            marks.insert(taken.from.key.as_str(), Mark::Passed);
        }
        marks.insert(self.walk.here.key.as_str(), Mark::Here);
        let options = Options {
            marks,
            link: None,
            heading: false,
        };
        sangkien_i18n::procedure::diagram(self.compiled.procedure(), &options, VI)
    }

    fn first(&self) -> &str {
        let procedure = self.compiled.procedure();
        procedure
            .step(&procedure.start)
            .map_or("", |step| step.label.as_str())
    }

    fn stand(&self) -> TrialStand {
        let here = self.walk.here;
        let ended = here.kind == StepKind::End;
        let limits = if ended { Vec::new() } else { self.limits() };
        TrialStand {
            step: here.label.clone(),
            facts: self.stand_facts(),
            limits,
            acts: self
                .compiled
                .possible(&here.key, self.facts)
                .into_iter()
                .map(|possible| self.act(&possible))
                .collect(),
            ended,
        }
    }

    fn stand_facts(&self) -> Vec<Fact> {
        let here = self.walk.here;
        let definition = self.compiled.procedure();
        let mut facts = version::step_facts(definition, here);
        // Limits stand below with their days.
        facts.truncate(facts.len().saturating_sub(here.limits.len()));
        if let Some(actor) = &here.actor {
            facts.push(Fact::new(
                "Khi có nhiều người",
                words::quorum(actor.rule, VI),
            ));
        }
        if let Some((_, state)) = self.compiled.at(&here.key) {
            let clock = words::clock(state.clock, VI);
            let clock = if state.clock_reason.is_empty() {
                clock.to_owned()
            } else {
                format!("{clock}: {}", state.clock_reason)
            };
            facts.push(Fact::new("Đồng hồ thời hạn", clock));
            let seen = match &state.author {
                AuthorSees::All => state.label.clone(),
                AuthorSees::As(words) => words.clone(),
            };
            facts.push(Fact::new("Người nộp thấy", seen));
        }
        let required: Vec<&str> = self
            .compiled
            .required(&here.key, self.facts)
            .into_iter()
            .filter_map(|used| definition.component(&used.component))
            .map(|component| component.label.as_str())
            .collect();
        if !required.is_empty() {
            facts.push(Fact::new("Phải có trước khi làm", required.join("\n")));
        }
        facts.push(Fact::new(
            "Phí, lệ phí",
            words::payment(self.walk.axes.payment, VI),
        ));
        facts.push(Fact::new(
            "Trả kết quả",
            words::delivery(self.walk.axes.delivery, VI),
        ));
        facts
    }

    fn limits(&self) -> Vec<TrialLimit> {
        let limits = &self.walk.clocks.limits;
        let open = limits.iter().filter(|limit| limit.met_at.is_none());
        open.map(|limit| self.limit(limit)).collect()
    }

    fn limit(&self, limit: &RunningLimit) -> TrialLimit {
        let citation = &limit.limit.citation;
        let procedure = self.compiled.procedure();
        let counted = self.walk.clocks.counted(limit, procedure, self.calendar);
        let lines = arithmetic::arithmetic(&counted, self.calendar.articles(), VI);
        let due = arithmetic::due(&counted, VI);
        TrialLimit {
            label: limit.label.clone(),
            due: if counted.standing.is_some() {
                format!("tạm dừng; nếu tính tiếp ngay thì {due}")
            } else {
                due
            },
            citation: Citation {
                source: if citation.act.is_empty() {
                    "chưa ghi trong quy trình".to_owned()
                } else {
                    citation.to_string()
                },
                says: Some(format!(
                    "{}: {}.",
                    limit.label,
                    sangkien_i18n::label::limit(&limit.limit, VI)
                )),
                steps: lines.into_iter().map(|line| line.text).collect(),
            },
        }
    }

    fn act(&self, possible: &Possible<'_>) -> TrialAct {
        let act = possible.act;
        let mut lines = Vec::new();
        if let Some(who) = act.actor(self.walk.here) {
            lines.push(format!("Người thực hiện: {}.", words::who(who, VI)));
        }
        match &possible.leads {
            Ok(taken) => {
                let way = if taken.branch.label.is_empty() {
                    String::new()
                } else {
                    format!(" ({})", taken.branch.label)
                };
                lines.push(format!("Đến bước “{}”{way}.", taken.to.label));
                lines.extend(act.effects.iter().map(effect));
            }
            Err(blocked) => lines.push(self.blocked(blocked)),
        }
        TrialAct {
            label: act.label.clone(),
            key: act.key.clone(),
            lines,
            possible: possible.leads.is_ok(),
        }
    }

    fn blocked(&self, blocked: &Blocked) -> String {
        match blocked {
            Blocked::NotOffered => "Bước này không có việc này.".to_owned(),
            Blocked::NoBranch => "Không nhánh nào đúng với các dữ kiện đang giả định.".to_owned(),
            Blocked::Undecided(reasons) => {
                let known = self.compiled.vocabulary().facts();
                let mut told: Vec<String> = Vec::new();
                for reason in reasons {
                    let words = condition::reason(reason, known, VI);
                    // Several branches may wait for the same fact.
                    if !told.contains(&words) {
                        told.push(words);
                    }
                }
                format!("Chưa xác định được nhánh: {}.", told.join("; "))
            }
        }
    }
}

/// How a fact is filled in.
fn kind(fact: &Named, typed: &str) -> EditKind {
    let option = |value: &str, label: &str| Opt::new(value, label).selected(value == typed);
    match &fact.kind {
        Kind::Bool => EditKind::Choice(vec![
            option("", "Chưa biết"),
            option("true", "Có"),
            option("false", "Không"),
        ]),
        Kind::Choice(choices) => {
            let mut options = vec![option("", "Chưa biết")];
            options.extend(choices.iter().map(|choice| {
                let label = fact.words.get(choice).unwrap_or(choice);
                option(choice, label)
            }));
            EditKind::Choice(options)
        }
        Kind::Date => EditKind::Day,
        Kind::Number => EditKind::Short,
        Kind::Text => EditKind::Text,
    }
}

/// What happens along with an act, in a sentence.
fn effect(effect: &Effect) -> String {
    match effect {
        Effect::Number { symbol, title } => format!("Cấp số {title}, ký hiệu {symbol}."),
        Effect::Tell { subject, .. } => format!("Báo cho người nộp: {subject}."),
        Effect::Payment(payment) => {
            format!("Phí, lệ phí: {}.", words::payment(*payment, VI))
        }
        Effect::Delivery(delivery) => {
            format!("Trả kết quả: {}.", words::delivery(*delivery, VI))
        }
        Effect::Send { system } => format!("Gửi sang hệ thống {system}."),
    }
}
