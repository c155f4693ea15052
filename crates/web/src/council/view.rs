//! Pages of councils from what the use cases know.

use sangkien_app::council::{CouncilView, JudgedRound, Share, ShareView};
use sangkien_app::record::{Council, CouncilSeat};
use sangkien_domain::composition::{Breach, Departure};
use sangkien_domain::council::Right;
use sangkien_domain::time::{Instant, day_text};
use sangkien_i18n::{composition, label};
use sangkien_pages::council::{
    CouncilListPage, CouncilMember, CouncilPage, CouncilRound, CouncilSharePage,
};
use sangkien_pages::parts::{Act, Cell, Empty, Errors, Fact, Head, Link, Opt, Table, Tag, Tone};

use crate::context::Context;
use crate::show::VI;

/// How a council's term stands.
fn term_tag(council: &Council, now: Instant) -> Tag {
    if council.valid_to.is_some_and(|end| end <= now) {
        Tag::new("Đã hết nhiệm kỳ", Tone::Done)
    } else if council.valid_from > now {
        Tag::new("Chưa đến nhiệm kỳ", Tone::Waiting)
    } else {
        Tag::new("Đang hoạt động", Tone::Good)
    }
}

fn term(council: &Council) -> String {
    let from = day_text(council.valid_from.day());
    match council.valid_to {
        Some(end) => format!("{from} – {}", day_text(end.plus_seconds(-1).day())),
        None => format!("từ {from}"),
    }
}

/// `Quyết định số 12/QĐ-UBND ngày 02/01/2024`.
pub(crate) fn decision(council: &Council) -> String {
    let day = council.decided_on.map(day_text);
    match (council.decision_ref.as_str(), day) {
        ("", _) => "Chưa ghi quyết định".to_owned(),
        (number, Some(day)) => format!("Quyết định số {number} ngày {day}"),
        (number, None) => format!("Quyết định số {number}"),
    }
}

/// Councils the viewer sets up or sits on.
pub(super) fn list(context: &Context, councils: &[Council], sets_up: bool) -> CouncilListPage {
    let rows = councils.iter().map(|council| {
        vec![
            Cell::link_with(
                &council.name,
                super::home(council.id),
                label::stage(council.stage, VI),
            ),
            Cell::text(decision(council)),
            Cell::text(term(council)),
            Cell::Tag(term_tag(council, context.now())),
        ]
    });
    let heads = ["Hội đồng", "Thành lập theo", "Nhiệm kỳ", "Trạng thái"];
    CouncilListPage {
        shell: context.shell(),
        table: Table::new("Hội đồng", heads.map(Head::new).to_vec(), rows.collect()),
        empty: Empty::new(
            "Chưa có hội đồng nào",
            "Thành lập hội đồng theo quyết định của thủ trưởng đơn vị.",
        ),
        new_href: sets_up.then(|| "/councils/new".to_owned()),
    }
}

/// A council's page.
pub(super) fn page(
    context: &Context,
    found: &CouncilView,
    account: &str,
    errors: Errors,
) -> CouncilPage {
    let council = &found.council;
    let home = super::home(council.id);
    let mut shell = context.shell();
    shell.back = Some(Link::new("Hội đồng", "/councils"));
    let changes = found.changes;
    CouncilPage {
        shell,
        unit: found.unit_name.clone(),
        name: council.name.clone(),
        state: term_tag(council, context.now()),
        facts: vec![
            Fact::new("Hội đồng xét", label::stage(council.stage, VI)),
            Fact::new("Thành lập theo", decision(council)),
            Fact::new("Nhiệm kỳ", term(council)),
            Fact::new("Cách chấm", if council.blind { "Ẩn danh đến khi kết luận" } else { "Có tên tác giả, đơn vị" }),
        ],
        breaches: found.breaches.iter().map(|one| breach(one, &found.seats)).collect(),
        still: (changes && found.in_session).then(|| {
            "Hội đồng đang có phiên họp chưa kết luận: thành viên và quyền giữ nguyên; chỉ mời được ủy viên dự khuyết thay người chưa gửi phiếu."
                .to_owned()
        }),
        members: found
            .seats
            .iter()
            .map(|seat| member(seat, changes.then(|| format!("{home}/seats/{}", seat.id))))
            .collect(),
        substitutes: found
            .substitutes
            .iter()
            .map(|one| CouncilMember {
                name: one.full_name.clone(),
                post: String::new(),
                note: if one.seat.is_some() {
                    "Đã được mời thay".to_owned()
                } else {
                    "Chờ được mời thay".to_owned()
                },
                href: None,
            })
            .collect(),
        substitute: changes.then(|| account.to_owned()),
        rounds: if changes {
            found.rounds.iter().map(|one| round(one, &home)).collect()
        } else {
            Vec::new()
        },
        acts: acts(found, &home),
        home,
        errors,
    }
}

fn breach(found: &Breach, seats: &[CouncilSeat]) -> String {
    let name = match &found.departure {
        Departure::AuthoringHeadSits { person } => seats
            .iter()
            .find(|seat| seat.person == *person)
            .map_or("", |seat| seat.full_name.as_str()),
        _ => "",
    };
    composition::breach(found, name, VI)
}

fn member(seat: &CouncilSeat, href: Option<String>) -> CouncilMember {
    let given: Vec<String> = Right::ALL
        .into_iter()
        .filter(|right| seat.rights.allow(*right))
        .map(|right| label::right(right, VI).to_lowercase())
        .collect();
    let mut note = if given.is_empty() {
        "Quyền: dự họp".to_owned()
    } else {
        format!("Quyền: {}", given.join(", "))
    };
    if seat.for_union {
        note.push_str(" · Đại diện công đoàn");
    }
    CouncilMember {
        name: seat.full_name.clone(),
        post: label::post(seat.post, VI).to_owned(),
        note,
        href,
    }
}

fn round(one: &JudgedRound, home: &str) -> CouncilRound {
    let fields = one.fields.join(", ");
    CouncilRound {
        name: one.round.name.clone(),
        state: match (one.rest, one.fields.is_empty()) {
            (true, _) => Tag::new("Hội đồng này xét", Tone::Active),
            (false, true) => Tag::new("Hội đồng khác xét", Tone::Plain),
            (false, false) => Tag::new("Hội đồng này xét một phần", Tone::Active),
        },
        note: match (one.rest, one.fields.is_empty()) {
            (_, true) => String::new(),
            (true, false) => format!("Lĩnh vực: {fields}, và các lĩnh vực còn lại"),
            (false, false) => format!("Lĩnh vực: {fields}"),
        },
        href: format!("{home}/rounds/{}", one.round.id),
    }
}

/// What a council judges of a round.
pub(super) fn share_page(
    context: &Context,
    found: &ShareView,
    share: &Share,
    errors: Errors,
) -> CouncilSharePage {
    let home = super::home(found.council.id);
    let mut shell = context.shell();
    shell.back = Some(Link::new(&found.council.name, &home));
    let mut facts: Vec<Fact> = found
        .by_field
        .iter()
        .map(|one| Fact::new(&one.field_name, &one.council_name))
        .collect();
    if let Some(rest) = &found.rest {
        facts.push(Fact::new("Các lĩnh vực còn lại", rest));
    }
    CouncilSharePage {
        shell,
        council: found.council.name.clone(),
        round: found.round.name.clone(),
        facts,
        open: if found.rest.is_some() {
            String::new()
        } else {
            "Chưa có hội đồng nào xét các lĩnh vực còn lại: hồ sơ thuộc các lĩnh vực đó không nộp được.".to_owned()
        },
        action: format!("{home}/rounds/{}", found.round.id),
        fields: found
            .fields
            .iter()
            .map(|field| {
                let id = field.id.to_string();
                Opt::new(id, &field.name).selected(share.fields.contains(&field.id))
            })
            .collect(),
        rest: vec![
            Opt::new(
                "yes",
                "Hội đồng này xét mọi lĩnh vực chưa giao riêng cho hội đồng nào",
            )
            .selected(share.rest),
        ],
        errors,
    }
}

fn acts(found: &CouncilView, home: &str) -> Vec<Act> {
    if !found.changes {
        return Vec::new();
    }
    let add = Act::open("Thêm thành viên", format!("{home}/seats/new"));
    vec![
        if found.in_session {
            add.blocked("Thêm thành viên sau khi kết luận phiên họp đang mở.")
        } else {
            add
        },
        Act::open("Sửa thông tin hội đồng", format!("{home}/record")).secondary(),
    ]
}
