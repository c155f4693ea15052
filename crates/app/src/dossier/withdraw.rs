//! Withdrawing a dossier, and carrying a late one over to the next round.

use sangkien_domain::access::Power;
use sangkien_domain::dossier::{Act, State};
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::round::Phase;
use serde_json::json;

use crate::App;
use crate::access;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::Reading;
use crate::record::{Dossier, Round};
use crate::support::{Step, clean, dossier_event};

impl App {
    /// Withdraws a dossier with a reason. Possible until the council has concluded.
    pub async fn withdraw(&self, caller: &Caller, id: DossierId, reason: &str) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        let mut dossier = access::dossier(work.as_mut(), &caller.actor, id, Power::File)
            .await?
            .into_inner();
        if dossier.facts.state == State::Withdrawn {
            // Asked for twice: it is withdrawn.
            return Ok(());
        }
        let note = clean(reason);
        if note.is_empty() {
            return Err(Refusal::ReasonMissing.into());
        }
        dossier.end_note.clone_from(&note);
        let step = Step {
            capacity: "author",
            note: &note,
            event: "dossier.withdrawn",
            details: json!({}),
        };
        self.advance(
            work.as_mut(),
            caller,
            &mut dossier,
            Act::Withdraw,
            step,
            now,
        )
        .await?;
        self.tell_owner(work.as_mut(), &dossier, "dossier-withdrawn", "", now)
            .await?;
        work.commit().await?;
        Ok(())
    }

    /// The round a late dossier could be carried over to, if one is open.
    pub async fn next_round(&self, caller: &Caller, id: DossierId) -> Outcome<Option<Round>> {
        let mut store = self.read().await?;
        let dossier = access::dossier(store.as_mut(), &caller.actor, id, Power::File).await?;
        self.open_round_like(store.as_mut(), &dossier).await
    }

    /// Begins a new draft in the next open round with the content of a late dossier.
    ///
    /// # Errors
    /// `Absent` when no such round is open.
    pub async fn carry_over(&self, caller: &Caller, id: DossierId) -> Outcome<DossierId> {
        let now = self.now();
        let mut work = self.begin().await?;
        let old = access::dossier(work.as_mut(), &caller.actor, id, Power::File).await?;
        if old.facts.state != State::Late {
            return Err(Refusal::NotNow {
                state: old.facts.state,
                act: Act::Submit,
            }
            .into());
        }
        let round = self
            .open_round_like(work.as_mut(), &old)
            .await?
            .ok_or(Failure::Absent)?;
        let mut fresh = self.new_draft(work.as_mut(), caller, &round, now).await?;
        for saved in work.sections(id).await? {
            work.save_section(
                fresh.id,
                &saved.section,
                &saved.answers,
                0,
                caller.actor.person,
                now,
            )
            .await?;
        }
        let authors = work.authors(id).await?;
        work.replace_authors(fresh.id, &authors, 1, caller.actor.person, now)
            .await?;
        for mut file in work.files(id).await? {
            file.id = self.fresh_id();
            file.dossier = fresh.id;
            work.insert_file(&file, caller.actor.person).await?;
            crate::reading::order(work.as_mut(), &file, now).await?;
        }
        fresh.title.clone_from(&old.title);
        fresh.field = old.field;
        fresh.authors_line.clone_from(&old.authors_line);
        fresh.facts.authors.clone_from(&old.facts.authors);
        fresh.facts.desk =
            crate::dossier::draft::desk_for(work.as_mut(), &round, fresh.field).await?;
        fresh.facts.council =
            crate::council::council_for(work.as_mut(), &round, fresh.field).await?;
        work.update_dossier(&fresh).await?;
        work.record(dossier_event(
            caller,
            "dossier.carried-over",
            fresh.id,
            json!({}),
            json!({ "from": id }),
            now,
        ));
        work.commit().await?;
        Ok(fresh.id)
    }

    async fn open_round_like(
        &self,
        store: &mut dyn Reading,
        dossier: &Dossier,
    ) -> Outcome<Option<Round>> {
        let now = self.now();
        let rounds = store.rounds().await?;
        Ok(rounds
            .into_iter()
            .filter(|round| {
                round.organiser == dossier.facts.organiser
                    && round.stage == dossier.stage
                    && round.id != dossier.round
                    && round.window.phase(now) == Phase::Open
            })
            .min_by_key(|round| round.window.closes_at))
    }
}
