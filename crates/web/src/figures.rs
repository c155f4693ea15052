//! The figures of casework: a period, what was received and what became of it.

use axum::http::StatusCode;
use jiff::ToSpan;
use jiff::civil::Date;
use sangkien_app::balance::{AxisStand, Balance, BalanceInput, BalanceReport, BrokenLine};
use sangkien_casework::statistics::Counts;
use sangkien_domain::time::{Instant, day_text};
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_i18n::axis;
use sangkien_pages::figures::BalancePage;
use sangkien_pages::parts::{Cell, Head, Kind, Notice, Opt, Table};
use sangkien_text::group_thousands;

use crate::address;
use crate::context::{Context, Reply};
use crate::extract::{Query, Signed};
use crate::show::{self, VI};
use crate::state::Web;

/// Media type of XLSX.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// Quarters as officials write them.
const QUARTERS: [&str; 4] = ["I", "II", "III", "IV"];
/// Years offered, back from this one.
const YEARS_BACK: i16 = 10;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/reports/balance", balance)
        .get("/reports/balance.xlsx", workbook)
}

/// A part of a year: all of it, a quarter, a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Span {
    year: i16,
    /// First month, from 1.
    month: i8,
    /// How many months.
    months: i8,
}

impl Span {
    /// What was asked for; this month otherwise.
    fn of(query: &Fields, today: Date) -> Self {
        let year = query.get("year").trim().parse().unwrap_or(today.year());
        let year = if (1..=9998).contains(&year) {
            year
        } else {
            today.year()
        };
        let part = query.get("part");
        let number = |prefix: &str, most: i8| {
            part.strip_prefix(prefix)
                .and_then(|number| number.parse::<i8>().ok())
                .filter(|number| (1..=most).contains(number))
        };
        if part == "y" {
            Self {
                year,
                month: 1,
                months: 12,
            }
        } else if let Some(quarter) = number("q", 4) {
            Self {
                year,
                month: quarter * 3 - 2,
                months: 3,
            }
        } else {
            Self {
                year,
                month: number("m", 12).unwrap_or(today.month()),
                months: 1,
            }
        }
    }

    fn code(self) -> String {
        match self.months {
            12 => "y".to_owned(),
            3 => format!("q{}", self.month.div_euclid(3) + 1),
            _ => format!("m{}", self.month),
        }
    }

    fn name(self) -> String {
        match self.months {
            12 => format!("Năm {}", self.year),
            3 => {
                let place = usize::try_from(self.month.div_euclid(3)).unwrap_or(0);
                let quarter = QUARTERS.get(place).copied().unwrap_or_default();
                format!("Quý {quarter} năm {}", self.year)
            }
            _ => format!("Tháng {} năm {}", self.month, self.year),
        }
    }

    /// First day, and first day after.
    fn days(self) -> (Date, Date) {
        let from = Date::new(self.year, self.month, 1).unwrap_or(Date::MIN);
        let until = from.saturating_add(i32::from(self.months).months());
        (from, until)
    }
}

fn input(query: &Fields, span: Span) -> BalanceInput {
    let (from, until) = span.days();
    let chosen = |name: &str| Some(query.get(name).to_owned()).filter(|code| !code.is_empty());
    BalanceInput {
        from,
        until,
        procedure: chosen("procedure"),
        unit: chosen("unit"),
    }
}

async fn balance(signed: Signed, Query(query): Query) -> Reply {
    let today = signed.now().day();
    let span = Span::of(&query, today);
    let app = signed.app();
    let found = app.balance(&signed.caller, input(&query, span)).await?;
    match found {
        Balance::Figures(report) => signed.html(&page(&signed, &query, span, &report)),
        Balance::Broken(lines) => {
            for line in &lines {
                tracing::error!(
                    unit = line.unit_name,
                    procedure = line.procedure_name,
                    brought_in = line.imbalance.brought_in,
                    accounted = line.imbalance.accounted,
                    "figures of casework do not balance"
                );
            }
            let page = broken(&signed, &query, span, &lines);
            signed.html_as(StatusCode::INTERNAL_SERVER_ERROR, &page)
        }
    }
}

async fn workbook(signed: Signed, Query(query): Query) -> Reply {
    let span = Span::of(&query, signed.now().day());
    let app = signed.app();
    let sheet = app
        .balance_sheet(&signed.caller, input(&query, span))
        .await?;
    let name = format!("Tình hình giải quyết hồ sơ, {}.xlsx", span.name());
    Ok(address::download(&name, XLSX, sheet))
}

fn page(context: &Context, query: &Fields, span: Span, report: &BalanceReport) -> BalancePage {
    let options = |all: &str, name: &str, known: &[(String, String)]| {
        let chosen = query.get(name);
        std::iter::once(Opt::new("", all))
            .chain(
                known
                    .iter()
                    .map(|(code, label)| Opt::new(code, label).selected(code == chosen)),
            )
            .collect()
    };
    let last = report.until.yesterday().unwrap_or(report.until);
    BalancePage {
        units: options("Mọi cơ quan", "unit", &report.units),
        procedures: options("Mọi thủ tục", "procedure", &report.procedures),
        span: format!(
            "Từ ngày {} đến hết ngày {}",
            day_text(report.from),
            day_text(last)
        ),
        table: table(report),
        axes: axes(report),
        balance: sum(&report.total),
        frozen_at: show::moment(report.frozen_at),
        sha256: report.sha256.clone(),
        xlsx_href: address::address(
            "/reports/balance.xlsx",
            [
                ("year", span.year.to_string().as_str()),
                ("part", span.code().as_str()),
                ("unit", query.get("unit")),
                ("procedure", query.get("procedure")),
            ],
        ),
        ..frame(context, span)
    }
}

fn broken(context: &Context, query: &Fields, span: Span, lines: &[BrokenLine]) -> BalancePage {
    let told: Vec<String> = lines
        .iter()
        .map(|line| {
            format!(
                "{}, {}: nhận {} hồ sơ, tính được {}",
                line.unit_name,
                line.procedure_name,
                line.imbalance.brought_in,
                line.imbalance.accounted
            )
        })
        .collect();
    let chosen = |name: &str, all: &str| {
        let code = query.get(name);
        let mut options = vec![Opt::new("", all)];
        if !code.is_empty() {
            options.push(Opt::new(code, code).selected(true));
        }
        options
    };
    BalancePage {
        units: chosen("unit", "Mọi cơ quan"),
        procedures: chosen("procedure", "Mọi thủ tục"),
        broken: Some({
            let mut notice =
                Notice::new(Kind::Warning, "Số liệu chưa khớp, không hiển thị báo cáo");
            notice.text = Some(format!(
                "{}. Báo quản trị kiểm tra nhật ký.",
                told.join("; ")
            ));
            notice
        }),
        ..frame(context, span)
    }
}

/// The page without figures.
fn frame(context: &Context, span: Span) -> BalancePage {
    let code = span.code();
    let option = |value: String, label: String| {
        let selected = value == code;
        Opt::new(value, label).selected(selected)
    };
    let quarters = (1..)
        .zip(QUARTERS)
        .map(|(number, name)| option(format!("q{number}"), format!("Quý {name}")));
    let months = (1..=12).map(|number: i8| option(format!("m{number}"), format!("Tháng {number}")));
    let this_year = context.now().day().year();
    let mut years: Vec<i16> = (this_year - YEARS_BACK..=this_year).rev().collect();
    if !years.contains(&span.year) {
        years.insert(0, span.year);
    }
    BalancePage {
        shell: context.shell(),
        years: years
            .into_iter()
            .map(|year| Opt::new(year.to_string(), year.to_string()).selected(year == span.year))
            .collect(),
        parts: std::iter::once(option("y".to_owned(), "Cả năm".to_owned()))
            .chain(quarters)
            .chain(months)
            .collect(),
        units: Vec::new(),
        procedures: Vec::new(),
        period: span.name(),
        span: String::new(),
        broken: None,
        nothing: "Trong kỳ không có hồ sơ nào".to_owned(),
        table: Table::new("Hồ sơ theo cơ quan và thủ tục", Vec::new(), Vec::new()),
        axes: Table::new(AXES, Vec::new(), Vec::new()),
        balance: String::new(),
        frozen_at: show::moment(Instant(0)),
        sha256: String::new(),
        xlsx_href: String::new(),
    }
}

fn table(report: &BalanceReport) -> Table {
    let head = |label: &str| Head::new(label).numeric();
    let mut heads = vec![Head::new("Cơ quan giải quyết"), Head::new("Thủ tục")];
    heads.extend(
        [
            "Kỳ trước chuyển sang",
            "Tiếp nhận trong kỳ",
            "Giải quyết trước, đúng hạn",
            "Giải quyết quá hạn",
            "Đang giải quyết, trong hạn",
            "Đang giải quyết, quá hạn",
            "Tạm dừng",
            "Rút",
        ]
        .map(head),
    );
    let row = |unit: &str, procedure: &str, counts: &Counts| {
        let mut row = vec![Cell::text(unit), Cell::text(procedure)];
        row.extend(figures(counts).map(|count| Cell::number(number(count))));
        row
    };
    let mut rows: Vec<Vec<Cell>> = report
        .lines
        .iter()
        .map(|line| row(&line.unit_name, &line.procedure_name, &line.counts))
        .collect();
    if !rows.is_empty() {
        rows.push(row("Tổng số", "", &report.total));
    }
    Table::new("Hồ sơ theo cơ quan và thủ tục", heads, rows)
}

/// Title of the table of what stands beside the balance.
const AXES: &str = "Phí, lệ phí, trả kết quả và liên thông, theo tình trạng lúc chốt số liệu";

fn axes(report: &BalanceReport) -> Table {
    let heads = ["Cơ quan giải quyết", "Thủ tục", "Mục", "Tình trạng"].map(Head::new);
    let mut heads = heads.to_vec();
    heads.push(Head::new("Số hồ sơ").numeric());
    let rows = report.axes.iter().map(|line| {
        let (axis, stand) = match line.stand {
            AxisStand::Payment(payment) => ("Phí, lệ phí", axis::payment(payment, VI)),
            AxisStand::Delivery(delivery) => ("Kết quả", axis::delivery(delivery, VI)),
            AxisStand::Exchange(exchange) => ("Liên thông", axis::exchange(exchange, VI)),
        };
        vec![
            Cell::text(&line.unit_name),
            Cell::text(&line.procedure_name),
            Cell::text(axis),
            Cell::text(stand),
            Cell::number(number(line.count)),
        ]
    });
    Table::new(AXES, heads, rows.collect())
}

fn figures(counts: &Counts) -> [u64; 8] {
    [
        counts.opening,
        counts.received,
        counts.resolved_in_time,
        counts.resolved_late,
        counts.in_process,
        counts.overdue,
        counts.paused,
        counts.withdrawn,
    ]
}

/// "2 + 9 = 7 + 1 + 2 + 1": what came in, and every part of it that is not empty.
fn sum(counts: &Counts) -> String {
    let [opening, received, parts @ ..] = figures(counts);
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|count| *count > 0)
        .map(number)
        .collect();
    let parts = if parts.is_empty() {
        "0".to_owned()
    } else {
        parts.join(" + ")
    };
    format!("{} + {} = {parts}", number(opening), number(received))
}

fn number(count: u64) -> String {
    group_thousands(i64::try_from(count).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(year: &str, part: &str) -> Span {
        let query = Fields::parse(format!("year={year}&part={part}").as_bytes());
        Span::of(&query, jiff::civil::date(2024, 5, 7))
    }

    #[test]
    fn a_period_is_a_year_a_quarter_or_a_month() {
        for (part, name, from, until) in [
            ("y", "Năm 2023", "2023-01-01", "2024-01-01"),
            ("q1", "Quý I năm 2023", "2023-01-01", "2023-04-01"),
            ("q4", "Quý IV năm 2023", "2023-10-01", "2024-01-01"),
            ("m12", "Tháng 12 năm 2023", "2023-12-01", "2024-01-01"),
            ("q9", "Tháng 5 năm 2023", "2023-05-01", "2023-06-01"),
        ] {
            let span = asked("2023", part);
            assert_eq!(span.name(), name);
            let (first, after) = span.days();
            assert_eq!(
                (first.to_string(), after.to_string()),
                (from.into(), until.into())
            );
            assert_eq!(asked("2023", &span.code()), span);
        }
        assert_eq!(asked("0", "y").year, 2024);
    }

    #[test]
    fn the_sum_names_both_sides_and_leaves_empty_parts_out() {
        let counts = Counts {
            opening: 2,
            received: 9,
            resolved_in_time: 7,
            resolved_late: 1,
            in_process: 2,
            paused: 1,
            ..Counts::default()
        };
        assert_eq!(sum(&counts), "2 + 9 = 7 + 1 + 2 + 1");
        assert_eq!(sum(&Counts::default()), "0 + 0 = 0");
    }
}
