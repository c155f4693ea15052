//! Where a dossier stands in its procedure: who has it, its limits with their arithmetic, the
//! steps it has gone through; extension of a limit.

use sangkien_app::casework::{Course, ExtendInput, Holder, LimitStand, Seen, Stay};
use sangkien_app::dossier::DossierView;
use sangkien_casework::definition::{ClockMode, Delivery, Exchange, Payment};
use sangkien_domain::access::{PartyWho, Power};
use sangkien_domain::calendar::Calendar;
use sangkien_domain::id::DossierId;
use sangkien_domain::law::Limit;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::register::document_number;
use sangkien_domain::time::Instant;
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_i18n::{arithmetic, axis, label, measure};
use sangkien_pages::course::{CoursePage, ExtendForm, LimitView, Standing, StayView};
use sangkien_pages::parts::{Cell, Citation, Errors, Fact, Head, Link, Opt, Table, Tag, Tone};

use crate::context::{Context, Reply};
use crate::document;
use crate::extract::{Id, Signed, SignedForm};
use crate::judged::held;
use crate::problem::Problem;
use crate::show::{self, VI};
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/dossiers/{id}/course", show_page)
        .post("/dossiers/{id}/course", extend)
}

/// A limit with how it stands.
pub(crate) fn limit(stand: &LimitStand, calendar: &Calendar, now: Instant) -> LimitView {
    let due = match stand.counted.standing {
        Some(_) => String::new(),
        None => format!("đến {}", arithmetic::due(&stand.counted, VI)),
    };
    LimitView {
        label: stand.limit.label.clone(),
        due,
        state: limit_state(stand, now),
        citation: unfolded(stand, calendar),
    }
}

/// How a limit stands, in words.
pub(crate) fn limit_state(stand: &LimitStand, now: Instant) -> Tag {
    if stand.limit.met_at.is_some() {
        return if stand.late {
            Tag::new("xong, quá hạn", Tone::Late)
        } else {
            Tag::new("xong, đúng hạn", Tone::Good)
        };
    }
    if let Some(standing) = stand.counted.standing {
        let left = arithmetic::left(standing.left, VI);
        return Tag::new(format!("tạm dừng, còn {left}"), Tone::Waiting);
    }
    let days = stand.working_days;
    if stand.late {
        let words = if days < 0 {
            format!("quá hạn {} ngày làm việc", -days)
        } else {
            let micros = now.0.saturating_sub(stand.counted.due.0);
            format!("quá hạn {}", measure::duration(micros / 1_000_000, VI))
        };
        return Tag::new(words, Tone::Late);
    }
    if stand.counted.last_day == now.day() {
        let words = if stand.counted.ends_with_the_day() {
            "hôm nay là ngày cuối".to_owned()
        } else {
            let left = stand.counted.due.seconds_since(now);
            format!("còn {}", measure::duration(left, VI))
        };
        return Tag::new(words, Tone::Soon);
    }
    let tone = if days <= 3 { Tone::Soon } else { Tone::Good };
    Tag::new(format!("còn {days} ngày làm việc"), tone)
}

/// Article and arithmetic of a limit.
fn unfolded(stand: &LimitStand, calendar: &Calendar) -> Citation {
    let limit = &stand.limit;
    let whole = Limit {
        amount: limit.limit.amount.saturating_add(limit.extended),
        ..limit.limit.clone()
    };
    let mut says = format!("Thời hạn {}", label::limit(&limit.limit, VI));
    if limit.extended > 0 {
        says = format!("{says}, đã gia hạn thành {}", label::limit(&whole, VI));
    }
    if !stand.counted.unconfirmed.is_empty() {
        let years: Vec<String> = stand
            .counted
            .unconfirmed
            .iter()
            .map(ToString::to_string)
            .collect();
        says = format!(
            "{says}; lịch nghỉ năm {} chưa được xác nhận nên ngày cuối có thể thay đổi",
            years.join(", ")
        );
    }
    Citation {
        says: Some(format!("{says}.")),
        steps: arithmetic::arithmetic(&stand.counted, calendar.articles(), VI)
            .into_iter()
            .map(|line| show::cited(&line))
            .collect(),
        ..show::citation(&limit.limit.citation)
    }
}

/// Where the dossier stands on each axis.
pub(crate) fn standing(id: DossierId, course: &Course, now: Instant) -> Standing {
    let mut facts = vec![if course.step.is_empty() {
        Fact::new("Trạng thái", &course.state)
    } else {
        Fact::new("Bước", &course.step)
    }];
    if !course.holders.is_empty() {
        let holders: Vec<String> = course.holders.iter().map(holder).collect();
        facts.push(Fact::new("Đang giữ", holders.join("\n")));
    }
    facts.push(Fact::new("Thời hạn", clock(course)));
    let axes = course.axes;
    if axes.payment != Payment::None {
        facts.push(Fact::new("Thanh toán", axis::payment(axes.payment, VI)));
    }
    if axes.delivery != Delivery::None {
        facts.push(Fact::new("Trả kết quả", axis::delivery(axes.delivery, VI)));
    }
    if axes.exchange != Exchange::None {
        facts.push(Fact::new("Liên thông", axis::exchange(axes.exchange, VI)));
    }
    Standing {
        facts,
        limits: course
            .running
            .iter()
            .map(|stand| limit(stand, &course.calendar, now))
            .collect(),
        more: Link::new("Các bước và thời hạn", format!("/dossiers/{id}/course")),
    }
}

fn clock(course: &Course) -> String {
    let words = axis::clock(course.clock, VI);
    if course.clock == ClockMode::Suspended && !course.clock_reason.is_empty() {
        format!("{words}: {}", course.clock_reason)
    } else {
        words.to_owned()
    }
}

/// "Cán bộ tiếp nhận, Phòng mẫu (Cán bộ mẫu)".
fn holder(holder: &Holder) -> String {
    let office = match &holder.who {
        PartyWho::Author => "Người nộp hồ sơ".to_owned(),
        PartyWho::Person(_) | PartyWho::Council { .. } => String::new(),
        PartyWho::Role { role, .. } => label::role(*role, VI).to_owned(),
    };
    let named: Vec<&str> = [office.as_str(), holder.unit.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let people = match holder.people.as_slice() {
        [] => "chưa có người làm".to_owned(),
        [one] => one.clone(),
        many => format!("{} người", many.len()),
    };
    if named.is_empty() {
        people
    } else {
        format!("{} ({people})", named.join(", "))
    }
}

async fn show_page(signed: Signed, Id(id): Id<DossierId>) -> Reply {
    let view = signed.app().dossier(&signed.caller, id).await?;
    let course = signed.app().course(&signed.caller, id).await?;
    let course = course.ok_or(Problem::Absent)?;
    signed.html(&page(
        &signed,
        &view,
        &course,
        &Fields::default(),
        Errors::none(),
    ))
}

fn page(
    context: &Context,
    view: &DossierView,
    course: &Course,
    typed: &Fields,
    errors: Errors,
) -> CoursePage {
    let (id, now) = (view.dossier.id, context.now());
    let mut shell = context.shell();
    shell.back = Some(Link::new("Hồ sơ", format!("/dossiers/{id}")));
    CoursePage {
        shell,
        title: document::title(view),
        code: view.dossier.code.clone().unwrap_or_default(),
        limits: course
            .running
            .iter()
            .map(|stand| limit(stand, &course.calendar, now))
            .collect(),
        stays: course
            .stays
            .iter()
            .map(|stay| stay_view(stay, now, view.dossier.facts.state.is_end()))
            .collect(),
        changes: changes(course),
        moves: moves(course),
        documents: course
            .documents
            .iter()
            .map(|document| {
                Fact::new(
                    &document.title,
                    format!(
                        "số {}, cấp lúc {}",
                        document_number(document.number, &document.symbol),
                        show::minute(document.issued_at)
                    ),
                )
            })
            .collect(),
        extend: extend_form(id, course, typed),
        versions: course
            .versions
            .iter()
            .map(|(version, number)| {
                Link::new(
                    format!("Xem trước khi chuyển sang phiên bản {number}"),
                    format!("/dossiers/{id}/version/{version}"),
                )
            })
            .collect(),
        errors,
    }
}

fn extend_form(id: DossierId, course: &Course, typed: &Fields) -> Option<ExtendForm> {
    if !course.oversees || course.running.is_empty() {
        return None;
    }
    Some(ExtendForm {
        action: format!("/dossiers/{id}/course"),
        seen: course.visit,
        limits: course
            .running
            .iter()
            .map(|stand| {
                let limit = &stand.limit;
                Opt::new(
                    &limit.key,
                    format!("{} ({})", limit.label, label::limit(&limit.limit, VI)),
                )
                .selected(typed.get("limit") == limit.key)
            })
            .collect(),
        amount: typed.get("amount").to_owned(),
        reason: typed.get("reason").to_owned(),
    })
}

fn stay_view(stay: &Stay, now: Instant, ended: bool) -> StayView {
    let came: Vec<&str> = [stay.act.as_str(), stay.entered_by.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let from = show::minute(stay.entered_at);
    let current = stay.left_at.is_none() && !ended;
    let seconds = stay.left_at.unwrap_or(now).seconds_since(stay.entered_at);
    StayView {
        label: stay.label.clone(),
        came: came.join(", "),
        span: match stay.left_at {
            Some(at) => format!("{from} đến {}", show::minute(at)),
            None if ended => from,
            None => format!("từ {from}"),
        },
        long: if stay.left_at.is_none() && ended {
            String::new()
        } else {
            measure::duration(seconds.max(0), VI)
        },
        current,
        limits: stay
            .limits
            .iter()
            .map(|stand| (stand.limit.label.clone(), limit_state(stand, now)))
            .collect(),
    }
}

fn changes(course: &Course) -> Table {
    let heads = ["Lúc", "Thời hạn", "Trước", "Sau", "Lý do", "Người ghi"];
    let rows = course.changes.iter().map(|change| {
        let moment = |at: Option<Instant>| at.map_or_else(|| "tạm dừng".to_owned(), show::minute);
        vec![
            Cell::text(show::minute(change.at)),
            Cell::text(&change.label),
            Cell::text(moment(change.old_due)),
            Cell::text(moment(change.new_due)),
            Cell::text(&change.reason),
            Cell::text(if change.by.is_empty() {
                "Chương trình"
            } else {
                &change.by
            }),
        ]
    });
    Table::new(
        "Thay đổi thời hạn",
        heads.map(Head::new).to_vec(),
        rows.collect(),
    )
}

fn moves(course: &Course) -> Table {
    let heads = ["Lúc", "Từ", "Sang", "Lý do", "Người chuyển"];
    let rows = course.moves.iter().map(|moved| {
        let place = |number: u32, step: &str| format!("Phiên bản {number}, bước “{step}”");
        vec![
            Cell::text(show::minute(moved.at)),
            Cell::text(place(moved.from_version, &moved.from_step)),
            Cell::text(place(moved.to_version, &moved.to_step)),
            Cell::text(&moved.reason),
            Cell::text(&moved.by),
        ]
    });
    Table::new(
        "Chuyển phiên bản quy trình",
        heads.map(Head::new).to_vec(),
        rows.collect(),
    )
}

async fn extend(Id(id): Id<DossierId>, form: SignedForm) -> Reply {
    form.app()
        .dossier_for(&form.caller, id, Power::Oversee)
        .await?;
    let seen = seen(&form.fields)?;
    let input = ExtendInput {
        limit: form.fields.get("limit").to_owned(),
        amount: form.fields.get("amount").trim().parse().unwrap_or(0),
        reason: form.fields.get("reason").to_owned(),
    };
    let outcome = form.app().extend_limit(&form.caller, id, seen, input).await;
    match held(outcome)? {
        Ok(()) => form.done(
            &format!("/dossiers/{id}/course"),
            "Đã gia hạn; lý do và ngày mới được ghi lại, người nộp hồ sơ được báo.",
        ),
        Err(held) => {
            let view = form.app().dossier(&form.caller, id).await?;
            let course = form.app().course(&form.caller, id).await?;
            let course = course.ok_or(Problem::Absent)?;
            let page = page(&form, &view, &course, &form.fields, held.errors(named));
            form.html_as(held.status(), &page)
        }
    }
}

/// Refusals at the fields they belong to.
pub(crate) fn named(refusals: &[Refusal]) -> Errors {
    let mut errors = Errors::none();
    for refusal in refusals {
        let field = match refusal {
            Refusal::ReasonMissing => "reason",
            other => other.field().unwrap_or_default(),
        };
        errors.push(field, show::refusal(refusal));
    }
    errors
}

/// The visit that a form was made from.
pub(crate) fn seen(fields: &Fields) -> Result<Seen, Problem> {
    fields
        .get("seen")
        .parse()
        .map(Seen::Visit)
        .map_err(|_| Problem::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_without_the_visit_it_was_made_from_cannot_be_read() {
        assert!(seen(&Fields::parse(b"seen=")).is_err());
        assert_eq!(seen(&Fields::parse(b"seen=3")).ok(), Some(Seen::Visit(3)));
    }
}
