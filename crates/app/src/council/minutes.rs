//! The data of a session's papers, from what was recorded.

use sangkien_domain::council::Post;
use sangkien_domain::meeting::Voting;
use sangkien_domain::rubric::Settled;
use sangkien_domain::time::Instant;
use serde_json::{Value, json};

use crate::council::meeting::{MeetingItem, MeetingView};
use crate::council::papers::{Heading, moment_in_words};
use crate::council::session::AgendaRow;
use crate::record::{CouncilSeat, SessionSignature, Vote};

/// The name of a post as papers write it.
pub(super) const fn post_name(post: Post) -> &'static str {
    match post {
        Post::Chair => "Chủ tịch Hội đồng",
        Post::Deputy => "Phó Chủ tịch Hội đồng",
        Post::Secretary => "Ủy viên, Thư ký",
        Post::Member => "Ủy viên",
    }
}

pub(super) fn seats(view: &MeetingView) -> impl Iterator<Item = &CouncilSeat> {
    view.view.members.iter().map(|member| &member.seat)
}

/// Whoever presides.
pub(super) fn presiding(view: &MeetingView) -> String {
    let post = view.presided_by();
    let mut found = seats(view).filter(|seat| seat.post == post);
    found
        .next()
        .map_or_else(String::new, |seat| seat.full_name.clone())
}

fn secretary(view: &MeetingView) -> String {
    let mut found = seats(view).filter(|seat| seat.post == Post::Secretary);
    found
        .next()
        .map_or_else(|| presiding(view), |seat| seat.full_name.clone())
}

pub(super) fn head(
    view: &MeetingView,
    heading: &Heading,
    kind: &str,
    subject: &str,
    at: Instant,
) -> Value {
    let day = at.day().to_string();
    let place = &view.view.session.place;
    json!({
        "superior": heading.superior,
        "body": heading.body,
        "place": heading.place,
        "date": day,
        "symbol": format!("{kind}-{}", heading.short),
        "subject": subject,
        "venue": if place.is_empty() { &heading.place } else { place },
        "chair": presiding(view),
        "secretary": secretary(view),
    })
}

pub(super) fn with(mut data: Value, more: Value) -> Value {
    if let (Value::Object(data), Value::Object(more)) = (&mut data, more) {
        data.extend(more);
    }
    data
}

/// The minutes.
pub(super) fn minutes(view: &MeetingView, heading: &Heading, now: Instant) -> Value {
    let session = &view.view.session;
    let here = |seat: &&CouncilSeat| took_part(view, seat);
    let present: Vec<String> = seats(view)
        .filter(here)
        .map(|seat| format!("{}, {}", seat.full_name, post_name(seat.post)))
        .collect();
    let absent: Vec<Value> = seats(view)
        .filter(|seat| !took_part(view, seat))
        .map(|seat| json!({ "name": seat.full_name, "reason": reason_of_absence(view, seat) }))
        .collect();
    let initiatives: Vec<Value> = rows(view)
        .map(|(row, item)| initiative(view, row, item))
        .collect();
    let carried = rows(view).filter(|(row, _)| is_carried(row)).count();
    let (lead, ends) = (
        format!(
            "Phiên họp bắt đầu lúc {}.",
            moment_in_words(session.meets_at)
        ),
        session.concluded_at.unwrap_or(now),
    );
    let data = head(view, heading, "BB", &session.title, ends);
    with(
        data,
        json!({
            "starts_at": moment_in_words(session.meets_at),
            "members_total": view.view.members.len(),
            "present": present,
            "absent": absent,
            "guests": view.guests,
            "progress": [lead, quorum_sentence(view), voting_sentence(session.voting)],
            "initiatives": initiatives,
            "conclusion": [format!(
                "Trong {:02} hồ sơ đã xét, Hội đồng đề nghị công nhận {carried:02} hồ sơ.",
                rows(view).count()
            )],
            "ends_at": moment_in_words(ends),
            "recipients": ["Các thành viên Hội đồng", "Lưu: hồ sơ phiên họp"],
            "signing_members": [],
        }),
    )
}

/// The minutes of counting votes.
pub(super) fn tally_minutes(view: &MeetingView, heading: &Heading, now: Instant) -> Value {
    let session = &view.view.session;
    let initiatives: Vec<Value> = rows(view)
        .filter_map(|(row, item)| {
            let cast = cast(view, row, item)?;
            Some(json!({
                "code": row.code,
                "title": row.title,
                "issued": cast.issued,
                "returned": cast.returned,
                "valid": cast.returned,
                "invalid": 0,
                "agree": cast.agree,
                "ratio": verdict_ratio(row),
                "disagree": cast.disagree,
            }))
        })
        .collect();
    let tellers = [Post::Secretary, Post::Chair, Post::Deputy];
    let tellers: Vec<Value> = tellers
        .into_iter()
        .filter_map(|post| seats(view).find(|seat| seat.post == post))
        .take(2)
        .map(|seat| json!({ "name": seat.full_name, "post": post_name(seat.post) }))
        .collect();
    let counted = session.concluded_at.unwrap_or(now);
    let mut remarks = vec![voting_sentence(session.voting)];
    remarks.extend(seals(view));
    let data = head(
        view,
        heading,
        "BB",
        &format!("Kiểm phiếu, {}", session.title.to_lowercase()),
        counted,
    );
    with(
        data,
        json!({
            "starts_at": moment_in_words(session.closed_at.unwrap_or(counted)),
            "members_total": view.view.members.len(),
            "present": seats(view).filter(|seat| took_part(view, seat)).count(),
            "tellers": tellers,
            "initiatives": initiatives,
            "remarks": remarks,
            "ends_at": moment_in_words(counted),
        }),
    )
}

/// The summary.
pub(super) fn summary(view: &MeetingView, heading: &Heading, now: Instant) -> Value {
    let session = &view.view.session;
    let members: Vec<String> = (1..=view.view.members.len())
        .map(|place| format!("TV {place}"))
        .collect();
    let initiatives: Vec<Value> = rows(view)
        .map(|(row, item)| {
            let scores: Vec<String> = seats(view)
                .map(|seat| {
                    let mut sheets = view.view.sheets.iter();
                    sheets
                        .find(|sheet| sheet.dossier == row.dossier && sheet.seat == seat.id)
                        .and_then(|sheet| sheet.total)
                        .map_or_else(|| "–".to_owned(), |total| total.to_string())
                })
                .collect();
            let votes =
                cast(view, row, item).map(|cast| format!("{}/{}", cast.agree, cast.returned));
            let authors = row.authors_line.clone().unwrap_or_default();
            json!({
                "code": row.code,
                "title": row.title,
                "authors": authors.split(", ").collect::<Vec<_>>(),
                "unit": row.unit_name,
                "scores": scores,
                "average": score(row),
                "public_points": with_public(row),
                "votes": votes.unwrap_or_default(),
                "conclusion": conclusion(row),
            })
        })
        .collect();
    let data = head(
        view,
        heading,
        "DS",
        &format!("Tổng hợp kết quả, {}", session.title.to_lowercase()),
        session.concluded_at.unwrap_or(now),
    );
    let public = rows(view).any(|(row, _)| with_public(row).is_some());
    let heads = public.then_some(["Bình chọn", "Tổng điểm"]);
    with(
        data,
        json!({
            "members": members,
            "public_heads": heads,
            "initiatives": initiatives,
            "recognised": rows(view).filter(|(row, _)| is_carried(row)).count(),
            "recipients": ["Các thành viên Hội đồng", "Lưu: hồ sơ phiên họp"],
        }),
    )
}

/// The data with who signed, below the words of the template.
pub(super) fn with_signatures(content: &Value, signatures: &[SessionSignature]) -> Value {
    let signed: Vec<Value> = signatures
        .iter()
        .map(|one| {
            let noted = format!(
                "Đã ký lúc {}",
                sangkien_domain::time::moment_text(one.signed_at)
            );
            json!({ "seat": post_name(one.post), "name": one.name, "noted": noted })
        })
        .collect();
    with(content.clone(), json!({ "signed": signed }))
}

/// Dossiers in the order of the agenda that were judged.
fn rows(view: &MeetingView) -> impl Iterator<Item = (&AgendaRow, Option<&MeetingItem>)> {
    let judged = view.view.agenda.iter().filter(|row| row.verdict.is_some());
    judged.map(|row| {
        let item = view.items.iter().find(|item| item.dossier == row.dossier);
        (row, item)
    })
}

fn is_carried(row: &AgendaRow) -> bool {
    row.verdict.as_ref().is_some_and(|verdict| verdict.carried)
}

fn conclusion(row: &AgendaRow) -> String {
    let words = if is_carried(row) {
        "Đề nghị công nhận"
    } else {
        "Không đề nghị công nhận"
    };
    let class = settled(row).and_then(|settled| settled.class.clone());
    class
        .filter(|_| is_carried(row))
        .map_or_else(|| words.to_owned(), |class| format!("{words}, {class}"))
}

fn settled(row: &AgendaRow) -> Option<&Settled> {
    row.verdict.as_ref()?.settled.as_ref()
}

/// The points of the council, without those of the public.
fn score(row: &AgendaRow) -> String {
    let average = row.verdict.as_ref().and_then(|verdict| verdict.average);
    let council = settled(row).map(|settled| settled.council).or(average);
    council.map_or_else(String::new, |points| points.to_string())
}

/// What the public gave and the total with it; nothing where it does not vote.
fn with_public(row: &AgendaRow) -> Option<[String; 2]> {
    let settled = settled(row)?;
    Some([settled.public?.to_string(), settled.total.to_string()])
}

fn verdict_ratio(row: &AgendaRow) -> String {
    row.verdict.as_ref().map_or_else(String::new, |verdict| {
        format!("trên {}, cần {}", verdict.base, verdict.needed)
    })
}

/// Ballots on a dossier, on sheets or in the session.
struct Cast {
    issued: u32,
    returned: u32,
    agree: u32,
    disagree: u32,
}

fn cast(view: &MeetingView, row: &AgendaRow, item: Option<&MeetingItem>) -> Option<Cast> {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    if view.view.session.voting == Voting::Sheets {
        let sheets = view.view.sheets.iter();
        let counted: Vec<_> = sheets
            .filter(|sheet| sheet.dossier == row.dossier && row.voters.contains(&sheet.seat))
            .collect();
        let votes = |vote: Vote| {
            counted
                .iter()
                .filter(|sheet| sheet.vote == Some(vote))
                .count()
        };
        return Some(Cast {
            issued: number(row.voters.len()),
            returned: number(counted.len()),
            agree: number(votes(Vote::For)),
            disagree: number(votes(Vote::Against)),
        });
    }
    let held = item?.vote()?;
    let count = held.vote.count?;
    Some(Cast {
        issued: number(held.vote.roll.len()),
        returned: count.total(),
        agree: count.in_favour,
        disagree: count.against,
    })
}

fn initiative(view: &MeetingView, row: &AgendaRow, item: Option<&MeetingItem>) -> Value {
    let aside: Vec<String> = seats(view)
        .filter(|seat| row.recused.contains(&seat.id))
        .map(|seat| seat.full_name.clone())
        .collect();
    let discussion = item
        .map(|item| item.discussion.as_str())
        .unwrap_or_default();
    let lines: Vec<&str> = discussion
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    let sheets = view
        .view
        .sheets
        .iter()
        .filter(|sheet| sheet.dossier == row.dossier);
    let sheets = sheets
        .filter(|sheet| row.markers.contains(&sheet.seat))
        .count();
    let score = score(row);
    let mut data = json!({
        "code": row.code,
        "title": row.title,
        "stepped_aside": aside,
        "discussion": lines,
        "conclusion": conclusion(row),
    });
    if sheets > 0 && !score.is_empty() {
        let more = json!({
            "sheets_issued": row.markers.len(), "sheets_cast": sheets, "sheets_valid": sheets,
            "average": score,
        });
        data = with(data, more);
    }
    if let (Some([points, total]), Some(noted)) =
        (with_public(row), item.and_then(|item| item.public.as_ref()))
    {
        let more = json!({
            "public_votes": noted.votes, "public_evidence": noted.evidence,
            "public_points": points, "total": total,
        });
        data = with(data, more);
    }
    match cast(view, row, item) {
        Some(cast) if cast.returned > 0 => {
            let ratio = format!(" ({})", verdict_ratio(row));
            let more = json!({
                "votes_total": cast.returned, "agree": cast.agree, "disagree": cast.disagree,
                "ratio": ratio,
            });
            with(data, more)
        }
        Some(_) | None => data,
    }
}

/// Whether a member was in the room; with votes on sheets and nothing noted, whether they sent one.
fn took_part(view: &MeetingView, seat: &CouncilSeat) -> bool {
    if view.attendance.is_empty() {
        return view.view.sheets.iter().any(|sheet| sheet.seat == seat.id);
    }
    view.is_present(seat.id)
}

fn reason_of_absence(view: &MeetingView, seat: &CouncilSeat) -> String {
    let mut noted = view.attendance.iter();
    let reason = noted
        .find(|noted| noted.seat == seat.id)
        .map(|noted| noted.reason.clone());
    reason
        .filter(|reason| !reason.is_empty())
        .unwrap_or_else(|| "chưa ghi".to_owned())
}

fn quorum_sentence(view: &MeetingView) -> String {
    let present = seats(view).filter(|seat| took_part(view, seat)).count();
    let members = view.view.members.len();
    view.quorum.map_or_else(
        || format!("Có mặt {present:02}/{members:02} thành viên."),
        |quorum| {
            format!(
                "Có mặt {present:02}/{members:02} thành viên; điều kiện họp là ít nhất {:02} trên {:02} thành viên được biểu quyết.",
                quorum.needed, quorum.base
            )
        },
    )
}

fn voting_sentence(voting: Voting) -> String {
    match voting {
        Voting::Sheets => "Hội đồng biểu quyết trên phiếu chấm.",
        Voting::Open => "Hội đồng biểu quyết công khai từng hồ sơ tại phiên họp.",
        Voting::Secret => "Hội đồng bỏ phiếu kín từng hồ sơ tại phiên họp.",
    }
    .to_owned()
}

/// Seals of secret counts, so that whoever has the paper can check an export.
fn seals(view: &MeetingView) -> Vec<String> {
    let lines = rows(view).filter_map(|(row, item)| {
        let seal = item?.vote()?.vote.seal.clone()?;
        Some(format!(
            "Mã niêm phong kết quả kiểm phiếu hồ sơ {}: {seal}.",
            row.code
        ))
    });
    lines.collect()
}
