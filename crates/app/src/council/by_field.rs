//! Which council judges what of a round: single fields, or all that no other council judges.

use std::collections::BTreeSet;

use sangkien_domain::id::{CouncilId, FieldId, RoundId};
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::Stage;
use serde_json::json;

use super::set_up::{about, held_council};
use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::{ReadOrganisation, StoreError};
use crate::record::{Council, Field, Round, RoundCouncil};
use crate::support::event;

/// What a council judges of a round.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Share {
    /// Fields, each with those below it.
    pub fields: BTreeSet<FieldId>,
    /// Whether also everything of no field that a council was named for.
    pub rest: bool,
}

/// A round with what its councils judge of it.
#[derive(Debug, Clone)]
pub struct ShareView {
    /// The council that is being looked at.
    pub council: Council,
    /// The round.
    pub round: Round,
    /// Councils of single fields.
    pub by_field: Vec<RoundCouncil>,
    /// Fields in force.
    pub fields: Vec<Field>,
    /// Name of the council that judges the rest, where there is one.
    pub rest: Option<String>,
}

impl App {
    /// What the councils of a round judge of it, for whoever may change one of them.
    ///
    /// # Errors
    /// `Absent` for others, and unless the round is of the council's unit and stage.
    pub async fn round_share(
        &self,
        caller: &Caller,
        id: CouncilId,
        round: RoundId,
    ) -> Outcome<ShareView> {
        let mut store = self.read().await?;
        let found = store.council(id).await?;
        let (council, changes) = access::council(found, &caller.actor)?;
        let round = store.round(round).await?.ok_or(Failure::Absent)?;
        if !changes || round.organiser != council.unit || round.stage != council.stage {
            return Err(Failure::Absent);
        }
        let rest = match round.council {
            Some(rest) => store.council(rest).await?.map(|council| council.name),
            None => None,
        };
        Ok(ShareView {
            by_field: store.round_councils(round.id).await?,
            fields: store.fields(self.now().day()).await?,
            council,
            round,
            rest,
        })
    }

    /// Says what a council judges of what is filed in a round from now on; what was filed before
    /// stays with the council it was filed for. With the rest it takes the place of the council that
    /// judged it.
    ///
    /// # Errors
    /// `Absent` unless the round is of the council's unit and stage; `Refused` for a field that
    /// another council judges.
    pub async fn judge_round(
        &self,
        caller: &Caller,
        id: CouncilId,
        round: RoundId,
        share: &Share,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let council = held_council(work.as_mut(), caller, id).await?;
        let found = work.round(round).await?.ok_or(Failure::Absent)?;
        if found.organiser != council.unit || found.stage != council.stage {
            return Err(Failure::Absent);
        }
        work.hold(round.0).await?;
        let known = work.fields(now.day()).await?;
        let by_field = work.round_councils(round).await?;
        for field in &share.fields {
            if !known.iter().any(|one| one.id == *field) {
                return Err(Failure::Absent);
            }
            let taken = by_field
                .iter()
                .find(|one| one.field == *field && one.council != id);
            if let Some(taken) = taken {
                return Err(Refusal::FieldJudgedElsewhere {
                    field: taken.field_name.clone(),
                    council: taken.council_name.clone(),
                }
                .into());
            }
        }
        let had: BTreeSet<FieldId> = by_field
            .iter()
            .filter(|one| one.council == id)
            .map(|one| one.field)
            .collect();
        let fields: Vec<FieldId> = share.fields.iter().copied().collect();
        work.set_round_fields(round, id, &fields).await?;
        if share.rest && found.council != Some(id) {
            work.set_round_council(round, &council).await?;
        } else if !share.rest && found.council == Some(id) {
            work.release_round(round, id).await?;
        }
        let about = about("council.round-given", id);
        let before = json!({ "round": round, "council": found.council, "fields": had });
        let after = json!({ "round": round, "fields": share.fields, "rest": share.rest });
        work.record(event(caller, &about, before, after, now));
        work.commit().await?;
        Ok(())
    }
}

/// The council that judges dossiers of `field` in `round`: that of the field or of the nearest one
/// above it, or the one that judges the rest.
pub(crate) async fn council_for(
    store: &mut (dyn ReadOrganisation + Send),
    round: &Round,
    field: Option<FieldId>,
) -> Result<Option<CouncilId>, StoreError> {
    let by_field = store.round_councils(round.id).await?;
    let mut next = field.filter(|_| !by_field.is_empty());
    let mut seen = Vec::new();
    while let Some(at) = next.filter(|at| !seen.contains(at)) {
        if let Some(found) = by_field.iter().find(|one| one.field == at) {
            return Ok(Some(found.council));
        }
        seen.push(at);
        next = store.field(at).await?.and_then(|field| field.parent);
    }
    Ok(round.council)
}

/// Refuses a dossier of a field that no council of the round judges.
///
/// # Errors
/// `Refused` with the name of the field.
pub(crate) async fn needs_council(
    store: &mut (dyn ReadOrganisation + Send),
    round: &Round,
    field: Option<FieldId>,
    council: Option<CouncilId>,
) -> Outcome<()> {
    if council.is_some() || round.stage == Stage::Service {
        return Ok(());
    }
    let name = match field {
        Some(field) => store.field(field).await?.map(|field| field.name),
        None => None,
    };
    Err(Refusal::FieldWithoutCouncil {
        field: name.unwrap_or_default(),
    }
    .into())
}
