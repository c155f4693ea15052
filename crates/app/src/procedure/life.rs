//! From draft to checked, in force, and out of use.

use jiff::civil::Date;
use sangkien_casework::check::Severity;
use sangkien_domain::refusal::{ProcedureRefusal, Refusal};
use sangkien_domain::time::Instant;
use serde_json::json;

use super::{ProcedureView, find, log};
use crate::App;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::{Edit, Work};
use crate::record::{ProcedureVersion, VersionStatus};

impl App {
    /// Marks a draft without fault as checked; from then on its text is fixed.
    ///
    /// # Errors
    /// `Refused` with the number of faults, or when it is no draft; `Stale` when it has been
    /// changed since `seen`.
    pub async fn check_procedure(
        &self,
        caller: &Caller,
        at: (&str, u32),
        seen: i64,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let view = find(work.as_mut(), caller, at.0, at.1, now).await?;
        if view.version.status != VersionStatus::Draft {
            return refuse(ProcedureRefusal::NotADraft);
        }
        let faults = view.faults();
        let count = faults
            .iter()
            .filter(|fault| fault.severity == Severity::Error)
            .count();
        if count > 0 {
            return refuse(ProcedureRefusal::Faulty { count });
        }
        let change = Change {
            act: "procedure.checked",
            status: VersionStatus::Checked,
            range: (None, None),
        };
        set(work.as_mut(), caller, &view, seen, change, now).await?;
        work.commit().await?;
        Ok(())
    }

    /// Makes a checked version a draft again, which is possible until it is activated.
    ///
    /// # Errors
    /// `Refused` when it is not checked; `Stale` when it has been changed since `seen`.
    pub async fn reopen_procedure(
        &self,
        caller: &Caller,
        at: (&str, u32),
        seen: i64,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let view = find(work.as_mut(), caller, at.0, at.1, now).await?;
        if view.version.status != VersionStatus::Checked {
            return refuse(ProcedureRefusal::NotChecked);
        }
        let change = Change {
            act: "procedure.reopened",
            status: VersionStatus::Draft,
            range: (None, None),
        };
        set(work.as_mut(), caller, &view, seen, change, now).await?;
        work.commit().await?;
        Ok(())
    }

    /// Puts a checked version in force from the beginning of a day, or from now on when the day is
    /// today; the version in force until then ends there. Dossiers keep the version they have.
    ///
    /// # Errors
    /// `Refused` when it is not checked, for a past day, and when another version begins on that
    /// day or later; `Stale` when it has been changed since `seen`.
    pub async fn activate_procedure(
        &self,
        caller: &Caller,
        at: (&str, u32),
        seen: i64,
        from: Date,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let view = find(work.as_mut(), caller, at.0, at.1, now).await?;
        work.hold(view.procedure.id.0).await?;
        if view.version.status != VersionStatus::Checked {
            return refuse(ProcedureRefusal::NotChecked);
        }
        let begins = beginning(from, now)?;
        let versions = work.procedure_versions(view.procedure.id).await?;
        let later = versions
            .iter()
            .filter_map(|version| version.active_from)
            .find(|other| *other >= begins);
        if let Some(from) = later {
            return refuse(ProcedureRefusal::AnotherBegins { from });
        }
        for before in versions.iter().filter(|version| in_force(version, begins)) {
            let range = (before.active_from, Some(begins));
            let status = status_after(begins, now);
            let edit = edit(caller, now);
            work.set_procedure_status(before.id, before.revision, status, range, edit)
                .await?;
        }
        let change = Change {
            act: "procedure.activated",
            status: VersionStatus::Active,
            range: (Some(begins), None),
        };
        work.rename_procedure(view.procedure.id, &view.definition.name)
            .await?;
        set(work.as_mut(), caller, &view, seen, change, now).await?;
        work.commit().await?;
        Ok(())
    }

    /// Takes a version out of use from the beginning of a day, or from now on when the day is
    /// today. One that has not begun by then is given up, and the version before it goes on.
    ///
    /// # Errors
    /// `Refused` for a past day and for what is out of use; `Stale` when it has been changed since
    /// `seen`.
    pub async fn retire_procedure(
        &self,
        caller: &Caller,
        at: (&str, u32),
        seen: i64,
        from: Date,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let view = find(work.as_mut(), caller, at.0, at.1, now).await?;
        work.hold(view.procedure.id.0).await?;
        let ends = beginning(from, now)?;
        let version = &view.version;
        let over = version.active_to.is_some_and(|to| to <= now);
        if version.status == VersionStatus::Retired || over {
            return refuse(ProcedureRefusal::NotInUse);
        }
        let given_up = version.active_from.is_none_or(|begins| begins >= ends);
        let (status, range) = if given_up {
            (VersionStatus::Retired, (None, None))
        } else {
            (status_after(ends, now), (version.active_from, Some(ends)))
        };
        let change = Change {
            act: "procedure.retired",
            status,
            range,
        };
        set(work.as_mut(), caller, &view, seen, change, now).await?;
        if let Some(begins) = version.active_from.filter(|_| given_up) {
            let before = work.procedure_versions(view.procedure.id).await?;
            for before in before
                .iter()
                .filter(|other| other.active_to == Some(begins))
            {
                let range = (before.active_from, version.active_to);
                let edit = edit(caller, now);
                let status = VersionStatus::Active;
                work.set_procedure_status(before.id, before.revision, status, range, edit)
                    .await?;
            }
        }
        work.commit().await?;
        Ok(())
    }
}

fn refuse<T>(refusal: ProcedureRefusal) -> Outcome<T> {
    Err(Refusal::Procedure(refusal).into())
}

/// The moment from which a change of `day` counts.
fn beginning(day: Date, now: Instant) -> Outcome<Instant> {
    let today = now.day();
    if day < today {
        return refuse(ProcedureRefusal::DayPast { today });
    }
    if day == today {
        return Ok(now);
    }
    Instant::start_of(day).ok_or(Failure::Refused(vec![Refusal::Invalid { field: "from" }]))
}

fn in_force(version: &ProcedureVersion, at: Instant) -> bool {
    version.active_from.is_some_and(|from| from < at) && version.active_to.is_none_or(|to| to > at)
}

/// What a version is whose range ends at `ends`: it stays in force until then.
fn status_after(ends: Instant, now: Instant) -> VersionStatus {
    if ends <= now {
        VersionStatus::Retired
    } else {
        VersionStatus::Active
    }
}

fn edit(caller: &Caller, now: Instant) -> Edit {
    Edit {
        by: Some(caller.actor.person),
        at: now,
    }
}

/// A change of a version's standing.
struct Change {
    act: &'static str,
    status: VersionStatus,
    range: (Option<Instant>, Option<Instant>),
}

async fn set(
    work: &mut dyn Work,
    caller: &Caller,
    view: &ProcedureView,
    seen: i64,
    change: Change,
    now: Instant,
) -> Outcome<()> {
    let (from, to) = change.range;
    let details = json!({
        "status": change.status.code(),
        "active_from": from.map(Instant::rfc3339),
        "active_to": to.map(Instant::rfc3339),
    });
    let (act, procedure, version) = (change.act, &view.procedure, &view.version);
    log(work, caller, act, procedure, version, details, now);
    let edit = edit(caller, now);
    work.set_procedure_status(version.id, seen, change.status, change.range, edit)
        .await?;
    Ok(())
}
