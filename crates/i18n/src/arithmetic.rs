//! How a limit was counted, step by step, each with where it is laid down: what is shown when a
//! limit is unfolded.

mod english;
mod vietnamese;

use jiff::civil::{Date, Time};
use sangkien_domain::calendar::{Articles, Counted, DayKind, Left, NamedDays, Skipped, TraceStep};
use sangkien_domain::time::{Instant, day_text};

use crate::Language;

/// A step of an arithmetic in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What was done, as a sentence without full stop.
    pub text: String,
    /// Where it is laid down: its article, then the sources of the days it names.
    pub citations: Vec<String>,
}

/// Every step of a count, in order.
pub fn arithmetic(counted: &Counted, articles: &Articles, language: Language) -> Vec<Line> {
    counted
        .trace
        .iter()
        .map(|step| Line {
            text: match language {
                Language::Vi => vietnamese::sentence(step),
                Language::En => english::sentence(step),
            },
            citations: citations(step, articles),
        })
        .collect()
}

fn citations(step: &TraceStep, articles: &Articles) -> Vec<String> {
    let skipped = match step {
        TraceStep::WorkingHours { skipped, .. }
        | TraceStep::WorkingDays { skipped, .. }
        | TraceStep::RestDay { skipped, .. } => Some(skipped),
        _ => None,
    };
    let days = skipped
        .into_iter()
        .flat_map(|skipped| skipped.named.iter().chain(&skipped.worked))
        .map(|days| &days.citation)
        .filter(|citation| !citation.act.is_empty());
    let mut found: Vec<String> = Vec::new();
    for citation in step.article(articles).into_iter().chain(days) {
        let text = citation.to_string();
        if !found.contains(&text) {
            found.push(text);
        }
    }
    found
}

/// When a limit ends: "hết ngày 02/03/2026", or "15:50 ngày 02/02/2026" in working hours.
pub fn due(counted: &Counted, language: Language) -> String {
    if counted.ends_with_the_day() {
        let day = self::day(counted.last_day, language);
        language.pick(format!("hết ngày {day}"), format!("end of {day}"))
    } else {
        moment(counted.due, language)
    }
}

/// What is left of a limit: "7 ngày làm việc", "1 giờ 30 phút làm việc".
pub fn left(left: Left, language: Language) -> String {
    match (left, language) {
        (Left::WorkingDays(days), Language::Vi) => format!("{days} ngày làm việc"),
        (Left::Days(days), Language::Vi) => format!("{days} ngày"),
        (Left::WorkingMinutes(minutes), Language::Vi) => {
            format!("{} làm việc", hours(minutes, language))
        }
        (Left::WorkingDays(days), Language::En) => english::counted(days, "working day"),
        (Left::Days(days), Language::En) => english::counted(days, "day"),
        (Left::WorkingMinutes(minutes), Language::En) => {
            format!("{} of working time", hours(minutes, language))
        }
    }
}

/// What a single day of the calendar is.
pub fn day_kind(kind: DayKind, language: Language) -> &'static str {
    let (vi, en) = match kind {
        DayKind::Holiday => ("nghỉ lễ, tết", "holiday"),
        DayKind::CompensatoryRest => ("nghỉ bù", "compensatory rest"),
        DayKind::SwappedRest => ("nghỉ hoán đổi", "swapped rest"),
        DayKind::SwappedWork => ("làm bù", "worked in exchange"),
    };
    language.pick(vi, en)
}

/// "1 giờ 30 phút", "8 giờ", "20 phút".
fn hours(minutes: i64, language: Language) -> String {
    let words = |count: i64, vi: &str, en: &str| match language {
        Language::Vi => format!("{count} {vi}"),
        Language::En => english::counted(count, en),
    };
    match (minutes / 60, minutes % 60) {
        (0, minutes) => words(minutes, "phút", "minute"),
        (hours, 0) => words(hours, "giờ", "hour"),
        (hours, minutes) => format!(
            "{} {}",
            words(hours, "giờ", "hour"),
            words(minutes, "phút", "minute")
        ),
    }
}

fn day(day: Date, language: Language) -> String {
    match language {
        Language::Vi => day_text(day),
        Language::En => day.to_string(),
    }
}

/// "15:20"; seconds are shown where there are any.
fn time(time: Time) -> String {
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    if second == 0 {
        format!("{hour:02}:{minute:02}")
    } else {
        format!("{hour:02}:{minute:02}:{second:02}")
    }
}

fn moment(at: Instant, language: Language) -> String {
    let shown = at.civil();
    let (time, day) = (time(shown.time()), day(shown.date(), language));
    language.pick(format!("{time} ngày {day}"), format!("{time} on {day}"))
}

/// The days of rest on the way, as one phrase; empty when there are none.
fn reasons(skipped: &Skipped, language: Language, name: fn(&NamedDays) -> String) -> String {
    let mut parts = Vec::new();
    if skipped.weekly > 0 {
        parts.push(match language {
            Language::Vi => format!("{} ngày nghỉ hằng tuần", skipped.weekly),
            Language::En => english::counted(i64::from(skipped.weekly), "day of weekly rest"),
        });
    }
    parts.extend(named(&skipped.named, language, name));
    parts.join("; ")
}

fn named(
    days: &[NamedDays],
    language: Language,
    name: fn(&NamedDays) -> String,
) -> impl Iterator<Item = String> {
    days.iter().map(move |days| {
        let first = day(days.first, language);
        let range = if days.first == days.last {
            first
        } else {
            format!("{first}–{}", day(days.last, language))
        };
        format!("{range} ({})", name(days))
    })
}

#[cfg(test)]
mod tests;
