//! Convening a session.

use jiff::civil::Time;
use sangkien_app::council::{NewSession, NewSessionInput};
use sangkien_domain::id::{CouncilId, DossierId};
use sangkien_domain::meeting::Voting;
use sangkien_domain::refusal::{MeetingRefusal, Refusal};
use sangkien_domain::time::{Instant, day_text};
use sangkien_http::form::Fields;
use sangkien_i18n::meeting;
use sangkien_pages::parts::{Errors, Link, Opt, Pick};
use sangkien_pages::session::NewSessionPage;

use crate::context::Context;
use crate::show;

/// A session as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Typed {
    council: String,
    place: String,
    date: String,
    time: String,
    voting: String,
    dossiers: Vec<String>,
}

impl Typed {
    /// What the page begins with: whoever leads one council convenes it, with all that waits.
    pub(super) fn beginning(choices: &[NewSession]) -> Self {
        match choices {
            [only] => Self {
                council: only.council.id.to_string(),
                dossiers: only.waiting.iter().map(|row| row.id.to_string()).collect(),
                ..Self::default()
            },
            _ => Self::default(),
        }
    }

    pub(super) fn posted(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        Self {
            council: text("council"),
            place: text("place"),
            date: text("date"),
            time: text("time"),
            voting: text("voting"),
            dossiers: fields
                .all("dossier")
                .into_iter()
                .map(str::to_owned)
                .collect(),
        }
    }

    /// The session as the use case takes it. Its title names its day.
    ///
    /// # Errors
    /// Each value that cannot be read or does not belong to the council chosen.
    pub(super) fn input(&self, choices: &[NewSession]) -> Result<NewSessionInput, Errors> {
        let mut errors = Errors::none();
        let council = self.council.parse::<CouncilId>().ok();
        if council.is_none() {
            errors.push("council", "Chọn hội đồng.");
        }
        let date = show::typed_day(&self.date);
        if date.is_none() {
            errors.push(
                "date",
                "Ghi ngày họp theo thứ tự ngày/tháng/năm, ví dụ 18/04/2024.",
            );
        }
        let time = typed_time(&self.time);
        if time.is_none() {
            errors.push("time", "Ghi giờ họp theo 24 giờ, ví dụ 08:30.");
        }
        let dossiers: Vec<DossierId> = self
            .dossiers
            .iter()
            .filter_map(|id| id.parse().ok())
            .collect();
        let elsewhere = choices
            .iter()
            .filter(|choice| Some(choice.council.id) != council)
            .flat_map(|choice| &choice.waiting)
            .find(|row| dossiers.contains(&row.id));
        if let (Some(row), Some(_)) = (elsewhere, council) {
            errors.push(
                "dossier",
                format!(
                    "Hồ sơ {} chờ hội đồng khác; bỏ chọn hồ sơ đó hoặc chọn lại hội đồng.",
                    row.code.as_deref().unwrap_or_default()
                ),
            );
        }
        let meets_at = date
            .zip(time)
            .and_then(|(date, time)| Instant::in_vietnam(date.to_datetime(time)));
        match (council, date, meets_at) {
            (Some(council), Some(date), Some(meets_at)) if errors.is_empty() => {
                Ok(NewSessionInput {
                    council,
                    title: format!("Phiên họp ngày {}", day_text(date)),
                    place: self.place.clone(),
                    meets_at,
                    dossiers,
                    voting: Voting::from_code(&self.voting).unwrap_or_default(),
                })
            }
            _ => Err(errors),
        }
    }
}

/// A typed time of day: "08:30", "8h30", "8 giờ 30", "14h".
fn typed_time(typed: &str) -> Option<Time> {
    let plain = typed
        .trim()
        .to_lowercase()
        .replace("giờ", ":")
        .replace("phút", "")
        .replace(['h', '.'], ":");
    let mut parts = plain.split(':').map(str::trim);
    let hour = parts.next()?.parse().ok()?;
    let minute = match parts.next() {
        None | Some("") => 0,
        Some(minute) => minute.parse().ok()?,
    };
    if parts.next().is_some_and(|rest| !rest.is_empty()) || !plain.contains(':') {
        return None;
    }
    Time::new(hour, minute, 0, 0).ok()
}

/// Each refusal beside its field.
pub(super) fn errors(refusals: &[Refusal]) -> Errors {
    Errors::from_pairs(refusals.iter().map(|refusal| {
        let field = match refusal {
            Refusal::AgendaEmpty | Refusal::NotNow { .. } => "dossier",
            Refusal::Meeting(MeetingRefusal::VotingNotAllowed) => "voting",
            _ => "",
        };
        (field, show::refusal(refusal))
    }))
}

/// The page, with what has been typed so far.
pub(super) fn page(
    context: &Context,
    choices: &[NewSession],
    typed: &Typed,
    errors: Errors,
) -> NewSessionPage {
    let mut shell = context.shell();
    shell.back = Some(Link::new("Phiên họp", "/sessions"));
    let councils = choices.iter().map(|choice| {
        let id = choice.council.id.to_string();
        let option = Opt::new(&id, &choice.council.name).selected(typed.council == id);
        if choice.council.decision_ref.is_empty() {
            option
        } else {
            option.hint(format!("Thành lập theo {}.", choice.council.decision_ref))
        }
    });
    let several = choices.len() > 1;
    let picks = choices.iter().flat_map(|choice| {
        choice.waiting.iter().map(move |row| Pick {
            value: row.id.to_string(),
            code: row.code.clone().unwrap_or_default(),
            title: row.title.clone(),
            note: [
                row.authors_line.as_str(),
                row.unit_name.as_str(),
                row.field_name.as_str(),
                if several {
                    choice.council.name.as_str()
                } else {
                    ""
                },
            ]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
            status: None,
            checked: typed.dossiers.contains(&row.id.to_string()),
            blocked: None,
        })
    });
    NewSessionPage {
        shell,
        councils: councils.collect(),
        picks: picks.collect(),
        place: typed.place.clone(),
        date: typed.date.clone(),
        time: typed.time.clone(),
        voting: ways(choices, typed),
        errors,
    }
}

/// Ways of voting that some council may take; none when there is nothing to choose.
fn ways(choices: &[NewSession], typed: &Typed) -> Vec<Opt> {
    let allowed = |way: Voting| choices.iter().any(|choice| choice.voting.contains(&way));
    let ways: Vec<Voting> = Voting::ALL
        .into_iter()
        .filter(|way| allowed(*way))
        .collect();
    if ways == [Voting::Sheets] {
        return Vec::new();
    }
    let first = ways.first().map(|way| way.code());
    let chosen = |way: Voting| {
        typed.voting == way.code() || (typed.voting.is_empty() && first == Some(way.code()))
    };
    ways.iter()
        .map(|way| Opt::new(way.code(), meeting::voting(*way, show::VI)).selected(chosen(*way)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_officials_write_it() {
        for (typed, shown) in [
            ("08:30", "08:30:00"),
            ("8h30", "08:30:00"),
            (" 14 giờ ", "14:00:00"),
            ("8 giờ 05 phút", "08:05:00"),
            ("8.15", "08:15:00"),
        ] {
            let time = typed_time(typed).map(|time| time.to_string());
            assert_eq!(time.as_deref(), Some(shown), "{typed}");
        }
        for typed in ["", "8", "25:00", "8:60", "tám giờ", "8:30:15"] {
            assert_eq!(typed_time(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_session_without_council_day_and_time_is_told_all_three() {
        let errors = Typed::default().input(&[]).expect_err("three faults");
        for field in ["council", "date", "time"] {
            assert!(errors.at(field).is_some(), "{field}");
        }
    }
}
