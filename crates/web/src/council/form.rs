//! Forms of a council's record and of its seats.

use jiff::civil::Time;
use sangkien_app::council::{CouncilInput, CouncilView, SeatInput};
use sangkien_app::failure::Failure;
use sangkien_app::record::{Council, Unit};
use sangkien_domain::council::{Post, Right, Rights};
use sangkien_domain::id::SeatId;
use sangkien_domain::round::Stage;
use sangkien_domain::time::{Instant, day_text};
use sangkien_http::form::Fields;
use sangkien_i18n::label;
use sangkien_pages::council::{CallIn, CouncilFormPage, SeatPage};
use sangkien_pages::parts::{Errors, Link, Opt};

use crate::context::Context;
use crate::judged::version;
use crate::show::{self, VI};

/// What a council on a page may be for.
const STAGES: [Stage; 2] = [Stage::Base, Stage::Reach];

/// A record as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Record {
    unit: String,
    stage: String,
    name: String,
    decision_ref: String,
    decided_on: String,
    from: String,
    until: String,
    blind: bool,
}

impl Record {
    pub(super) fn beginning(now: Instant, units: &[Unit]) -> Self {
        Self {
            unit: match units {
                [only] => only.id.to_string(),
                _ => String::new(),
            },
            from: day_text(now.day()),
            ..Self::default()
        }
    }

    pub(super) fn stored(council: &Council) -> Self {
        Self {
            unit: council.unit.to_string(),
            stage: council.stage.code().to_owned(),
            name: council.name.clone(),
            decision_ref: council.decision_ref.clone(),
            decided_on: council.decided_on.map(day_text).unwrap_or_default(),
            from: day_text(council.valid_from.day()),
            until: council
                .valid_to
                .map(|end| day_text(end.plus_seconds(-1).day()))
                .unwrap_or_default(),
            blind: council.blind,
        }
    }

    pub(super) fn posted(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        Self {
            unit: text("unit"),
            stage: text("stage"),
            name: text("name"),
            decision_ref: text("decision_ref"),
            decided_on: text("decided_on"),
            from: text("from"),
            until: text("until"),
            blind: fields.get("blind") == "yes",
        }
    }

    /// The record as the use case takes it; unit and stage are those of `council`, when there is
    /// one.
    ///
    /// # Errors
    /// Each value that cannot be read.
    pub(super) fn input(&self, council: Option<&Council>) -> Result<CouncilInput, Errors> {
        let mut errors = Errors::none();
        let unit = council
            .map(|council| council.unit)
            .or_else(|| self.unit.parse().ok());
        if unit.is_none() {
            errors.push("unit", "Chọn đơn vị thành lập hội đồng.");
        }
        let chosen = || STAGES.into_iter().find(|stage| stage.code() == self.stage);
        let stage = council.map(|council| council.stage).or_else(chosen);
        if stage.is_none() {
            errors.push("stage", "Chọn việc hội đồng xét.");
        }
        let day = "Ghi theo thứ tự ngày/tháng/năm, ví dụ 02/01/2024.";
        let decided_on = show::typed_day(&self.decided_on);
        if decided_on.is_none() {
            errors.push("decided_on", day);
        }
        let start = show::typed_day(&self.from);
        let from = start.and_then(|first| Instant::in_vietnam(first.to_datetime(Time::midnight())));
        if from.is_none() {
            errors.push("from", day);
        }
        let last = show::typed_day(&self.until);
        if last.is_none() && !self.until.trim().is_empty() {
            errors.push("until", day);
        }
        let end = last
            .and_then(|last| last.tomorrow().ok())
            .and_then(|next| Instant::in_vietnam(next.to_datetime(Time::midnight())));
        match (unit, stage, decided_on, from) {
            (Some(unit), Some(stage), Some(decided_on), Some(from)) if errors.is_empty() => {
                // A term that has begun keeps its very moment unless its day is changed.
                let same = council.filter(|council| Some(council.valid_from.day()) == start);
                Ok(CouncilInput {
                    unit,
                    stage,
                    name: self.name.clone(),
                    decision_ref: self.decision_ref.clone(),
                    decided_on,
                    valid_from: same.map_or(from, |council| council.valid_from),
                    valid_to: end,
                    blind: self.blind,
                })
            }
            _ => Err(errors),
        }
    }
}

/// The page of the record, new without a `council`.
pub(super) fn record_page(
    context: &Context,
    council: Option<&Council>,
    units: &[Unit],
    typed: &Record,
    errors: Errors,
) -> CouncilFormPage {
    let mut shell = context.shell();
    let (back, action) = match council {
        Some(council) => (
            Link::new(&council.name, super::home(council.id)),
            format!("{}/record", super::home(council.id)),
        ),
        None => (
            Link::new("Hội đồng", "/councils"),
            "/councils/new".to_owned(),
        ),
    };
    shell.back = Some(back);
    let mut options = vec![Opt::new("", "Chọn đơn vị")];
    options.extend(units.iter().map(|unit| {
        let id = unit.id.to_string();
        let chosen = typed.unit == id;
        Opt::new(id, &unit.name).selected(chosen)
    }));
    let stages = STAGES.map(|stage| {
        Opt::new(stage.code(), label::stage(stage, VI)).selected(stage.code() == typed.stage)
    });
    CouncilFormPage {
        shell,
        action,
        version: council.map(|council| version(council.version)),
        units: options,
        stages: stages.to_vec(),
        name: typed.name.clone(),
        decision_ref: typed.decision_ref.clone(),
        decided_on: typed.decided_on.clone(),
        from: typed.from.clone(),
        until: typed.until.clone(),
        blind: vec![
            Opt::new(
                "yes",
                "Chấm ẩn danh: người chấm và biểu quyết chỉ biết tác giả, đơn vị sau khi kết luận",
            )
            .selected(typed.blind),
        ],
        errors,
    }
}

/// A seat as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct SeatTyped {
    pub(super) account: String,
    pub(super) post: String,
    pub(super) rights: Rights,
    pub(super) for_union: bool,
    pub(super) reason: String,
    pub(super) why: String,
}

impl SeatTyped {
    pub(super) fn beginning() -> Self {
        Self {
            post: Post::Member.code().to_owned(),
            rights: Rights::of(Post::Member),
            ..Self::default()
        }
    }

    /// The seat as it is.
    ///
    /// # Errors
    /// `Absent` for a seat not in force.
    pub(super) fn stored(council: &CouncilView, seat: SeatId) -> Result<Self, Failure> {
        let mut seats = council.seats.iter();
        let seat = seats.find(|one| one.id == seat).ok_or(Failure::Absent)?;
        Ok(Self {
            post: seat.post.code().to_owned(),
            rights: seat.rights,
            for_union: seat.for_union,
            ..Self::default()
        })
    }

    pub(super) fn posted(fields: &Fields) -> Self {
        let rights = fields.all("right").into_iter();
        Self {
            account: fields.get("account").to_owned(),
            post: fields.get("post").to_owned(),
            rights: rights.filter_map(Right::from_code).collect(),
            for_union: fields.get("union") == "yes",
            ..Self::default()
        }
    }

    pub(super) fn input(&self) -> Result<SeatInput, Errors> {
        let post = Post::from_code(&self.post)
            .ok_or_else(|| Errors::none().with("post", "Chọn chức danh trong hội đồng."))?;
        Ok(SeatInput {
            post,
            rights: self.rights,
            for_union: self.for_union,
        })
    }
}

/// The page of a seat, new without `seat`.
pub(super) fn seat_page(
    context: &Context,
    council: &CouncilView,
    seat: Option<SeatId>,
    typed: &SeatTyped,
    errors: Errors,
) -> SeatPage {
    let home = super::home(council.council.id);
    let mut shell = context.shell();
    shell.back = Some(Link::new(&council.council.name, &home));
    let mut seats = council.seats.iter();
    let member = seats.find(|one| Some(one.id) == seat);
    let action = match seat {
        Some(seat) => format!("{home}/seats/{seat}"),
        None => format!("{home}/seats/new"),
    };
    let waiting = council.substitutes.iter().filter(|one| one.seat.is_none());
    let mut people = vec![Opt::new("", "Chọn người thay")];
    people.extend(waiting.map(|one| Opt::new(one.person.to_string(), &one.full_name)));
    SeatPage {
        shell,
        title: member.map_or_else(|| "Thêm thành viên".to_owned(), |one| one.full_name.clone()),
        account: seat.is_none().then(|| typed.account.clone()),
        posts: Post::ALL
            .map(|post| {
                Opt::new(post.code(), label::post(post, VI)).selected(post.code() == typed.post)
            })
            .to_vec(),
        rights: Right::ALL
            .map(|right| {
                Opt::new(right.code(), label::right(right, VI)).selected(typed.rights.allow(right))
            })
            .to_vec(),
        union: vec![Opt::new("yes", "Đại diện công đoàn của đơn vị").selected(typed.for_union)],
        reason: seat.map(|_| typed.reason.clone()),
        call_in: (seat.is_some() && people.len() > 1).then(|| CallIn {
            action: format!("{action}/substitute"),
            people,
            why: typed.why.clone(),
        }),
        action,
        errors,
    }
}
