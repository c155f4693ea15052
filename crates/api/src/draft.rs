//! Writing a dossier: beginning it, its sections, its authors.

use std::collections::BTreeMap;

use axum::Json;
use jiff::civil::Date;
use sangkien_app::dossier::{AuthorInput, Saved, SectionInput};
use sangkien_domain::dossier::Author;
use sangkien_domain::id::{DossierId, RoundId};
use sangkien_domain::share::Share;
use sangkien_http::Shared;
use sangkien_http::route::Routes;
use sangkien_i18n::Language;
use serde::{Deserialize, Serialize};

use crate::extract::{Body, Id, Signed};
use crate::fault::{Fault, faults};
use crate::moment::Moment;
use crate::reply::{Created, Identity, Made, Reply};

/// Routes of this noun.
pub(crate) fn routes() -> Routes<Shared> {
    Routes::new()
        .post("/api/v1/dossiers", begin)
        .put("/api/v1/dossiers/{id}/sections/{key}", save_section)
        .put("/api/v1/dossiers/{id}/authors", save_authors)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Begin {
    round: RoundId,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Section {
    answers: BTreeMap<String, String>,
    version: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Authors {
    authors: Vec<AuthorRow>,
    version: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AuthorRow {
    full_name: String,
    #[serde(default)]
    born_on: Option<Date>,
    #[serde(default)]
    workplace: String,
    #[serde(default)]
    position: String,
    #[serde(default)]
    qualification: String,
    /// Hundredths of a percent: 3350 is 33,5 %.
    share_hundredths: i32,
    #[serde(default)]
    account: String,
}

impl From<AuthorRow> for AuthorInput {
    fn from(row: AuthorRow) -> Self {
        Self {
            author: Author {
                full_name: row.full_name,
                born_on: row.born_on,
                workplace: row.workplace,
                position: row.position,
                qualification: row.qualification,
                share: Share(row.share_hundredths),
            },
            account: row.account,
        }
    }
}

/// A save that has reached the disk, with what is still missing before submission.
#[derive(Serialize)]
struct SavedNow {
    version: i64,
    saved_at: Moment,
    missing: Vec<Fault>,
}

impl SavedNow {
    fn of(saved: &Saved, language: Language) -> Self {
        Self {
            version: saved.version,
            saved_at: saved.at.into(),
            missing: faults(&saved.missing, language),
        }
    }
}

async fn begin(signed: Signed, Body(input): Body<Begin>) -> Made<Identity<DossierId>> {
    let id = signed
        .app()
        .begin_dossier(&signed.caller, input.round)
        .await?;
    Ok(Created {
        at: format!("/api/v1/dossiers/{id}"),
        body: Identity { id },
    })
}

async fn save_section(
    signed: Signed,
    Id((id, key)): Id<(DossierId, String)>,
    Body(input): Body<Section>,
) -> Reply<SavedNow> {
    let section = SectionInput {
        answers: input.answers,
        seen: input.version,
    };
    let saved = signed
        .app()
        .save_section(&signed.caller, id, &key, section)
        .await?;
    Ok(Json(SavedNow::of(&saved, signed.language)))
}

async fn save_authors(
    signed: Signed,
    Id(id): Id<DossierId>,
    Body(input): Body<Authors>,
) -> Reply<SavedNow> {
    let authors = input.authors.into_iter().map(AuthorInput::from).collect();
    let saved = signed
        .app()
        .save_authors(&signed.caller, id, authors, input.version)
        .await?;
    Ok(Json(SavedNow::of(&saved, signed.language)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::read;

    #[test]
    fn shares_are_given_in_hundredths_and_never_as_a_fraction() {
        let body = br#"{"version":1,"authors":[{"full_name":"Sample author 01","share_hundredths":3350}]}"#;
        let read_one: Authors = read(body).unwrap();
        let input = AuthorInput::from(read_one.authors.into_iter().next().unwrap());
        assert_eq!(input.author.share, Share(3_350));
        let fraction = br#"{"version":1,"authors":[{"full_name":"a","share_hundredths":33.5}]}"#;
        assert!(read::<Authors>(fraction).is_err());
    }

    #[test]
    fn a_member_nobody_asked_for_is_refused_with_its_place() {
        let body = b"{\n  \"answers\": {},\n  \"version\": 0,\n  \"state\": \"recognised\"\n}";
        let Err(fault) = read::<Section>(body) else {
            panic!("an unknown member was taken");
        };
        assert!(fault.cause.contains("unknown field `state`"), "{fault:?}");
        assert_eq!(
            fault.place,
            crate::problem::Place::Body { line: 4, column: 9 }
        );
    }

    #[test]
    fn a_day_is_iso_and_nothing_else() {
        let body = |day: &str| {
            format!(
                "{{\"version\":0,\"authors\":[{{\"full_name\":\"a\",\"born_on\":\"{day}\",\"share_hundredths\":1}}]}}"
            )
        };
        assert!(read::<Authors>(body("1980-02-29").as_bytes()).is_ok());
        assert!(read::<Authors>(body("1981-02-29").as_bytes()).is_err());
        assert!(read::<Authors>(body("29/02/1980").as_bytes()).is_err());
    }
}
