//! What the program does by itself because of limits: reminders before they end, and the act or the
//! apology that the procedure asks for after.
//!
//! Each limit carries the moment at which it is to be looked at again; whatever changes a limit sets
//! it to be looked at now. A look reads, and writes down the next moment. Only where something has
//! come due is the dossier held, judged anew and everything for it done in one transaction, with a
//! row that can be written once for each thing done. So two workers, a crash and a repetition come
//! to the same as one undisturbed look.

use sangkien_casework::clock::RunningLimit;
use sangkien_casework::definition::LimitRow;
use sangkien_casework::ends::{Duty, duties};
use sangkien_domain::calendar::Calendar;
use sangkien_domain::id::DossierId;
use sangkien_domain::time::Instant;

use crate::App;
use crate::access;
use crate::failure::{Failure, Outcome};
use crate::port::{Reading, Work};
use crate::record::{Apology, DeedKind, Dossier, LimitDeed, WatchedLimit};

/// Limits looked at in one go.
const BATCH: u32 = 500;
/// Most acts done at one dossier in one go: a procedure that leads back to a limit that is over as
/// soon as it begins would ask for them for ever.
const MOST_ACTS: usize = 20;
/// Seconds after which a dossier is tried again at which something went wrong.
const TRY_AGAIN_SECONDS: i64 = 60;

/// What a look at the limits came to.
#[derive(Debug, Default)]
pub struct Looked {
    /// How many limits were looked at; with none, nothing was awaited.
    pub limits: usize,
    /// Dossiers at which something had come due.
    pub dossiers: Vec<DossierId>,
    /// Those at which it could not be done; they are tried again.
    pub failed: Vec<(DossierId, Failure)>,
}

/// What a limit asks for at one moment.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Pending<'a> {
    /// What has come due, with its moment, first to last.
    pub(super) due: Vec<(Instant, Duty<'a>)>,
    /// When there will be more to do.
    pub(super) next: Option<Instant>,
}

/// What `limit` asks for at `now`, without what was done before.
pub(super) fn pending<'a>(
    row: &'a LimitRow,
    limit: &RunningLimit,
    deeds: &[LimitDeed],
    apologies: &[Apology],
    calendar: &Calendar,
    now: Instant,
) -> Pending<'a> {
    let mut pending = Pending::default();
    // While its clock stands, a limit has no last moment and nothing falls due.
    let Some(due) = limit.due_at else {
        return pending;
    };
    let done = |kind: DeedKind, hours: u16| {
        deeds.iter().any(|deed| {
            (deed.key.as_str(), deed.visit) == (limit.key.as_str(), limit.visit)
                && (deed.kind, deed.hours_before, deed.extended) == (kind, hours, limit.extended)
        })
    };
    let owed = apologies
        .iter()
        .any(|apology| (&apology.key, apology.visit) == (&limit.key, limit.visit));
    for (at, duty) in duties(row, due, calendar) {
        let past = match duty {
            // Nobody is reminded of what is over.
            Duty::Remind(hours) => {
                limit.met_at.is_some() || due < now || done(DeedKind::Reminder, hours)
            }
            Duty::Act(_) => limit.met_at.is_some() || done(DeedKind::Act, 0),
            Duty::Apologise => owed || limit.met_at.is_some_and(|met| met < at),
        };
        if past {
            continue;
        }
        if at <= now {
            pending.due.push((at, duty));
        } else {
            pending.next = Some(pending.next.map_or(at, |next| next.min(at)));
        }
    }
    pending
}

impl App {
    /// When a limit is to be looked at next; none when nothing is awaited. Cheap, so that an idle
    /// instance writes nothing.
    pub async fn next_end(&self) -> Outcome<Option<Instant>> {
        Ok(self.read().await?.next_watch().await?)
    }

    /// Does what limits ask for now: reminds, acts, notes apologies.
    pub async fn look_at_limits(&self) -> Outcome<Looked> {
        let now = self.now();
        let mut store = self.read().await?;
        let watched = store.limits_to_watch(now, BATCH).await?;
        let mut looked = Looked {
            limits: watched.len(),
            ..Looked::default()
        };
        let mut later = Vec::new();
        for one in &watched {
            let (due, next) = self.judge_limit(store.as_mut(), one, now).await?;
            if !due {
                later.push((one, next));
            } else if !looked.dossiers.contains(&one.dossier) {
                looked.dossiers.push(one.dossier);
            }
        }
        drop(store);
        if !later.is_empty() {
            let mut work = self.begin().await?;
            for (one, next) in later {
                work.watch_limit(one.dossier, &one.limit, next).await?;
            }
            work.commit().await?;
        }
        for id in looked.dossiers.clone() {
            if let Err(failure) = self.meet_ends(id, now).await {
                self.try_again(&watched, id, now).await?;
                looked.failed.push((id, failure));
            }
        }
        Ok(looked)
    }

    /// Whether a limit asks for something now, and when it will next.
    async fn judge_limit(
        &self,
        store: &mut dyn Reading,
        watched: &WatchedLimit,
        now: Instant,
    ) -> Outcome<(bool, Option<Instant>)> {
        let limit = &watched.limit;
        let compiled = self.compiled(store, watched.version).await?;
        let Some(row) = compiled
            .procedure()
            .limit(&limit.key)
            .filter(|row| !row.reminders.is_empty() || row.overdue.is_some())
        else {
            return Ok((false, None));
        };
        let rules = self.rules_of(store, watched.rule_set, watched.desk).await?;
        let deeds = store.limit_deeds(watched.dossier).await?;
        let apologies = store.apologies(watched.dossier).await?;
        let pending = pending(row, limit, &deeds, &apologies, &rules.calendar, now);
        Ok((!pending.due.is_empty(), pending.next))
    }

    /// Looks again later at what could not be done.
    async fn try_again(
        &self,
        watched: &[WatchedLimit],
        id: DossierId,
        now: Instant,
    ) -> Outcome<()> {
        let mut work = self.begin().await?;
        for one in watched.iter().filter(|one| one.dossier == id) {
            let at = now.plus_seconds(TRY_AGAIN_SECONDS);
            work.watch_limit(id, &one.limit, Some(at)).await?;
        }
        work.commit().await?;
        Ok(())
    }

    /// Does everything that the limits of one dossier ask for at `now`: first the acts, the one due
    /// longest before the others, since an act may meet other limits; then reminders and apologies.
    async fn meet_ends(&self, id: DossierId, now: Instant) -> Outcome<()> {
        let mut work = self.begin().await?;
        let work_ref = work.as_mut();
        work_ref.hold(id.0).await?;
        let mut dossier = access::dossier_of_job(work_ref.dossier(id).await?)?;
        for _ in 0..MOST_ACTS {
            if !self.act_for_limit(work_ref, &mut dossier, now).await? {
                break;
            }
            dossier = access::dossier_of_job(work_ref.dossier(id).await?)?;
        }
        let Some(place) = self.place(work_ref, &dossier, now).await? else {
            return Ok(());
        };
        let rules = self
            .rules_of(work_ref, dossier.rule_set, dossier.facts.desk)
            .await?;
        let deeds = work_ref.limit_deeds(id).await?;
        for limit in work_ref.limits(id).await? {
            let apologies = work_ref.apologies(id).await?;
            let mut next = None;
            if let Some(row) = place.procedure().limit(&limit.key) {
                let asked = pending(row, &limit, &deeds, &apologies, &rules.calendar, now);
                let mut hours = Vec::new();
                for (_, duty) in &asked.due {
                    match duty {
                        Duty::Remind(before) => hours.push(*before),
                        Duty::Apologise => {
                            let number = i64::try_from(apologies.len()).unwrap_or(i64::MAX - 1) + 1;
                            self.owe_apology(work_ref, &dossier, &limit, number, now)
                                .await?;
                        }
                        Duty::Act(_) => {}
                    }
                }
                self.remind(work_ref, &dossier, &limit, &hours, now).await?;
                next = asked.next;
                if asked
                    .due
                    .iter()
                    .any(|(_, duty)| matches!(duty, Duty::Act(_)))
                {
                    next = Some(now.plus_seconds(TRY_AGAIN_SECONDS));
                }
            }
            work_ref.watch_limit(id, &limit, next).await?;
        }
        work.commit().await?;
        Ok(())
    }

    /// Does the act that has been due longest because of a limit; answers whether there was one.
    async fn act_for_limit(
        &self,
        work: &mut dyn Work,
        dossier: &mut Dossier,
        now: Instant,
    ) -> Outcome<bool> {
        let Some(place) = self.place(work, dossier, now).await? else {
            return Ok(false);
        };
        let rules = self
            .rules_of(work, dossier.rule_set, dossier.facts.desk)
            .await?;
        let deeds = work.limit_deeds(dossier.id).await?;
        let mut first: Option<(Instant, &str, RunningLimit)> = None;
        for limit in work.limits(dossier.id).await? {
            let Some(row) = place.procedure().limit(&limit.key) else {
                continue;
            };
            for (at, duty) in pending(row, &limit, &deeds, &[], &rules.calendar, now).due {
                if let Duty::Act(key) = duty
                    && first
                        .as_ref()
                        .is_none_or(|(earlier, other, _)| (at, key) < (*earlier, *other))
                {
                    first = Some((at, key, limit.clone()));
                }
            }
        }
        let Some((_, key, limit)) = first else {
            return Ok(false);
        };
        let hindrance = self
            .act_by_itself(work, dossier, &place, &limit, key, now)
            .await?;
        work.insert_limit_deed(&LimitDeed {
            hindrance,
            ..deed_of(dossier.id, &limit, DeedKind::Act, 0, now)
        })
        .await?;
        Ok(true)
    }
}

/// A deed for `limit` at `now`.
pub(super) fn deed_of(
    dossier: DossierId,
    limit: &RunningLimit,
    kind: DeedKind,
    hours: u16,
    now: Instant,
) -> LimitDeed {
    LimitDeed {
        dossier,
        key: limit.key.clone(),
        visit: limit.visit,
        kind,
        hours_before: hours,
        extended: limit.extended,
        due_at: limit.due_at.unwrap_or(now),
        at: now,
        hindrance: String::new(),
    }
}
