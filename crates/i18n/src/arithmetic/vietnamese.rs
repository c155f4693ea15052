//! Steps of a count in Vietnamese.

use sangkien_domain::calendar::{DayKind, NamedDays, Skipped, TraceStep, WorkedDay};

use super::{Language, day_kind, hours, left, reasons, time};

const VI: Language = Language::Vi;

/// More days than these are told as a number.
const LISTED: usize = 4;

fn day(day: jiff::civil::Date) -> String {
    super::day(day, VI)
}

fn moment(at: sangkien_domain::time::Instant) -> String {
    super::moment(at, VI)
}

fn name(days: &NamedDays) -> String {
    match days.kind {
        _ if days.name.is_empty() => day_kind(days.kind, VI).to_owned(),
        DayKind::CompensatoryRest => format!("nghỉ bù {}", days.name),
        DayKind::Holiday | DayKind::SwappedRest | DayKind::SwappedWork => days.name.clone(),
    }
}

fn because(reason: &str) -> String {
    if reason.is_empty() {
        String::new()
    } else {
        format!(" ({reason})")
    }
}

/// "; không tính …; có tính …", or nothing.
fn on_the_way(skipped: &Skipped) -> String {
    let mut text = String::new();
    let rest = reasons(skipped, VI, name);
    if !rest.is_empty() {
        text.push_str("; không tính ");
        text.push_str(&rest);
    }
    let worked: Vec<String> = super::named(&skipped.worked, VI, name).collect();
    if !worked.is_empty() {
        text.push_str("; có tính ");
        text.push_str(&worked.join("; "));
    }
    text
}

fn worked_hours(worked: &[WorkedDay]) -> String {
    if worked.len() > LISTED {
        return format!("trong {} ngày", worked.len());
    }
    let days: Vec<String> = worked
        .iter()
        .map(|part| {
            // A begun minute is a minute here; the moment itself is exact.
            let minutes = (part.microseconds + 59_999_999) / 60_000_000;
            format!("{} ngày {}", hours(minutes, VI), day(part.day))
        })
        .collect();
    days.join(", ")
}

fn corresponding(amount: u16, unit: &str, until: jiff::civil::Date, month_end: bool) -> String {
    if month_end {
        format!(
            "Cộng {amount} {unit}: không có ngày tương ứng nên lấy ngày cuối tháng, {}",
            day(until)
        )
    } else {
        format!("Cộng {amount} {unit}: ngày tương ứng là {}", day(until))
    }
}

pub(super) fn sentence(step: &TraceStep) -> String {
    match step {
        TraceStep::Begins { at } => format!("Thời điểm bắt đầu: {}", moment(*at)),
        TraceStep::ReceivedLater {
            cutoff,
            on_rest_day,
            counts_as,
            ..
        } => {
            let why = if *on_rest_day {
                "Ngày nghỉ".to_owned()
            } else {
                format!("Sau {}", time(*cutoff))
            };
            let day = day(*counts_as);
            format!("{why} nên tính như nhận vào ngày làm việc tiếp theo, {day}")
        }
        TraceStep::EventDayExcluded { day: event, first } => format!(
            "Không tính ngày {}; tính từ ngày {}",
            day(*event),
            day(*first)
        ),
        TraceStep::OutsideHours { begins } => {
            format!("Ngoài giờ làm việc; tính từ {}", moment(*begins))
        }
        TraceStep::HoursUnknown => {
            "Lịch chưa ghi giờ làm việc; mỗi ngày làm việc tính từ 00:00 đến 24:00".to_owned()
        }
        TraceStep::Paused {
            from,
            until,
            reason,
            taken_out,
        } => format!(
            "Tạm dừng từ {} đến {}{}: không tính {}",
            moment(*from),
            moment(*until),
            because(reason),
            left(*taken_out, VI)
        ),
        TraceStep::WorkingHours {
            hours,
            until,
            worked,
            skipped,
        } => format!(
            "Đếm {hours} giờ làm việc: {}; hết lúc {}{}",
            worked_hours(worked),
            moment(*until),
            on_the_way(skipped)
        ),
        TraceStep::WorkingDays {
            days,
            until,
            skipped,
        } => format!(
            "Đếm {days} ngày làm việc: ngày cuối là {}{}",
            day(*until),
            on_the_way(skipped)
        ),
        TraceStep::Days { days, until } => {
            format!("Cộng {days} ngày: ngày cuối là {}", day(*until))
        }
        TraceStep::Months {
            months,
            until,
            month_end,
        } => corresponding(*months, "tháng", *until, *month_end),
        TraceStep::Years {
            years,
            until,
            month_end,
        } => corresponding(*years, "năm", *until, *month_end),
        TraceStep::Extended { days, until } => {
            format!("Cộng {days} ngày tạm dừng: ngày cuối là {}", day(*until))
        }
        TraceStep::EndsInPause { day: last, resumes } => format!(
            "Cuối ngày {} đang tạm dừng nên chuyển sang ngày tính tiếp, {}",
            day(*last),
            day(*resumes)
        ),
        TraceStep::RestDay {
            day: last,
            next,
            skipped,
        } => format!(
            "Ngày {} là ngày nghỉ nên chuyển sang ngày làm việc tiếp theo, {}; các ngày nghỉ: {}",
            day(*last),
            day(*next),
            reasons(skipped, VI, name)
        ),
        TraceStep::EndOfDay { day: last } => {
            format!("Thời hạn kết thúc lúc 24:00 ngày {}", day(*last))
        }
        TraceStep::Stands {
            since,
            reason,
            left: remains,
        } => format!(
            "Đang tạm dừng từ {}{}; còn {}",
            moment(*since),
            because(reason),
            left(*remains, VI)
        ),
        TraceStep::Unconfirmed { years } => {
            let years: Vec<String> = years.iter().map(ToString::to_string).collect();
            format!(
                "Lịch nghỉ năm {} chưa được xác nhận nên mới trừ ngày nghỉ hằng tuần",
                years.join(", ")
            )
        }
    }
}
