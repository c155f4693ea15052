//! Steps of a count in English.

use sangkien_domain::calendar::{DayKind, NamedDays, Skipped, TraceStep};

use super::{Language, day_kind, left, reasons, time};

const EN: Language = Language::En;

/// "1 working day", "2 days of weekly rest".
pub(super) fn counted(count: i64, noun: &str) -> String {
    if count == 1 {
        return format!("1 {noun}");
    }
    match noun.split_once(' ') {
        Some((first @ "day", rest)) => format!("{count} {first}s {rest}"),
        _ => format!("{count} {noun}s"),
    }
}

fn day(day: jiff::civil::Date) -> String {
    super::day(day, EN)
}

fn moment(at: sangkien_domain::time::Instant) -> String {
    super::moment(at, EN)
}

fn name(days: &NamedDays) -> String {
    let kind = day_kind(days.kind, EN);
    match days.kind {
        _ if days.name.is_empty() => kind.to_owned(),
        DayKind::Holiday => days.name.clone(),
        DayKind::CompensatoryRest | DayKind::SwappedRest | DayKind::SwappedWork => {
            format!("{kind}: {}", days.name)
        }
    }
}

fn because(reason: &str) -> String {
    if reason.is_empty() {
        String::new()
    } else {
        format!(" ({reason})")
    }
}

fn on_the_way(skipped: &Skipped) -> String {
    let mut text = String::new();
    let rest = reasons(skipped, EN, name);
    if !rest.is_empty() {
        text.push_str("; left out: ");
        text.push_str(&rest);
    }
    let worked: Vec<String> = super::named(&skipped.worked, EN, name).collect();
    if !worked.is_empty() {
        text.push_str("; counted: ");
        text.push_str(&worked.join("; "));
    }
    text
}

fn corresponding(amount: u16, unit: &str, until: jiff::civil::Date, month_end: bool) -> String {
    let amount = counted(i64::from(amount), unit);
    if month_end {
        let until = day(until);
        format!("Add {amount}: no corresponding day, so the last of the month, {until}")
    } else {
        format!("Add {amount}: the corresponding day is {}", day(until))
    }
}

pub(super) fn sentence(step: &TraceStep) -> String {
    match step {
        TraceStep::Begins { at } => format!("Begins at {}", moment(*at)),
        TraceStep::ReceivedLater {
            cutoff,
            on_rest_day,
            counts_as,
            ..
        } => {
            let why = if *on_rest_day {
                "On a day of rest".to_owned()
            } else {
                format!("After {}", time(*cutoff))
            };
            let day = day(*counts_as);
            format!("{why}, so it counts as received on the next working day, {day}")
        }
        TraceStep::EventDayExcluded { day: event, first } => format!(
            "{} is not counted; counting begins with {}",
            day(*event),
            day(*first)
        ),
        TraceStep::OutsideHours { begins } => {
            format!(
                "Outside working hours; counting begins at {}",
                moment(*begins)
            )
        }
        TraceStep::HoursUnknown => {
            "Working hours are not known; a working day counts from 00:00 to 24:00".to_owned()
        }
        TraceStep::Paused {
            from,
            until,
            reason,
            taken_out,
        } => format!(
            "Paused from {} until {}{}: {} left out",
            moment(*from),
            moment(*until),
            because(reason),
            left(*taken_out, EN)
        ),
        TraceStep::WorkingHours {
            hours,
            until,
            worked,
            skipped,
        } => format!(
            "Count {} on {}, used up at {}{}",
            counted(i64::from(*hours), "working hour"),
            counted(i64::try_from(worked.len()).unwrap_or(i64::MAX), "day"),
            moment(*until),
            on_the_way(skipped)
        ),
        TraceStep::WorkingDays {
            days,
            until,
            skipped,
        } => format!(
            "Count {}: the last is {}{}",
            counted(i64::from(*days), "working day"),
            day(*until),
            on_the_way(skipped)
        ),
        TraceStep::Days { days, until } => format!(
            "Add {}: the last is {}",
            counted(i64::from(*days), "day"),
            day(*until)
        ),
        TraceStep::Months {
            months,
            until,
            month_end,
        } => corresponding(*months, "month", *until, *month_end),
        TraceStep::Years {
            years,
            until,
            month_end,
        } => corresponding(*years, "year", *until, *month_end),
        TraceStep::Extended { days, until } => format!(
            "Add {} of pause: the last is {}",
            counted(*days, "day"),
            day(*until)
        ),
        TraceStep::EndsInPause { day: last, resumes } => format!(
            "The clock stands at the end of {}, so the day it runs again: {}",
            day(*last),
            day(*resumes)
        ),
        TraceStep::RestDay {
            day: last,
            next,
            skipped,
        } => format!(
            "{} is a day of rest, so the next working day, {}; rest: {}",
            day(*last),
            day(*next),
            reasons(skipped, EN, name)
        ),
        TraceStep::EndOfDay { day: last } => format!("The limit ends at 24:00 on {}", day(*last)),
        TraceStep::Stands {
            since,
            reason,
            left: remains,
        } => format!(
            "Paused since {}{}; {} left",
            moment(*since),
            because(reason),
            left(*remains, EN)
        ),
        TraceStep::Unconfirmed { years } => {
            let years: Vec<String> = years.iter().map(ToString::to_string).collect();
            format!(
                "No confirmed calendar of {}: only the weekly rest was left out",
                years.join(", ")
            )
        }
    }
}
