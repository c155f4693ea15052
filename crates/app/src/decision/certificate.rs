//! Whether certificates hold: taken back, in force again, replaced by one with the right name. Each
//! act rests on a decision, is kept with its reason, and changes nothing that was printed.

use jiff::civil::Date;
use sangkien_domain::access::Role;
use sangkien_domain::id::CertificateId;
use sangkien_domain::refusal::{CertificateRefusal, Refusal};
use sangkien_domain::register::{Series, document_number};
use sangkien_domain::time::Instant;
use serde_json::json;

use crate::App;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::{Reading, Work};
use crate::record::{
    Certificate, CertificateAct, CertificateActKind, CertificateFace, CertificateState,
};
use crate::registry::canonical_code;
use crate::support::{About, clean, event};

/// On what an act about a certificate rests.
#[derive(Debug, Clone, Default)]
pub struct CertificateGrounds {
    /// Why.
    pub reason: String,
    /// Number of the decision.
    pub decision: String,
    /// Day of the decision; none when what was typed is no day.
    pub decided_on: Option<Date>,
}

/// Who a certificate is to name instead.
#[derive(Debug, Clone, Default)]
pub struct NewHolder {
    /// Full name.
    pub author: String,
    /// Place of work; may be empty.
    pub workplace: String,
}

/// A certificate with what was done about it, for whoever may do so.
#[derive(Debug, Clone)]
pub struct CertificateDesk {
    /// The certificate.
    pub certificate: Certificate,
    /// What was done about it.
    pub acts: Vec<CertificateAct>,
    /// The one in its place.
    pub replaced_by: Option<Certificate>,
}

/// What anybody is told of a certificate beside itself.
#[derive(Debug, Clone, Default)]
pub struct CertificateAfter {
    /// The last act about it.
    pub last: Option<CertificateAct>,
    /// The code of the one in its place.
    pub replaced_by: Option<String>,
}

impl App {
    /// Whether the caller may say if a certificate holds: whoever leads the body that issued it.
    pub fn minds_certificate(caller: &Caller, certificate: &Certificate) -> bool {
        caller.actor.holds(Role::Leader, certificate.organiser)
    }

    /// A certificate with what was done about it.
    pub async fn certificate_desk(&self, caller: &Caller, code: &str) -> Outcome<CertificateDesk> {
        let mut store = self.read().await?;
        let certificate = minded(store.as_mut(), caller, code).await?;
        Ok(CertificateDesk {
            acts: store.certificate_acts(certificate.id).await?,
            replaced_by: store.certificate_replacing(certificate.id).await?,
            certificate,
        })
    }

    /// What anybody may know of what became of a certificate.
    pub async fn certificate_after(&self, certificate: &Certificate) -> Outcome<CertificateAfter> {
        let mut store = self.read().await?;
        let replaced_by = store.certificate_replacing(certificate.id).await?;
        Ok(CertificateAfter {
            last: store.certificate_acts(certificate.id).await?.pop(),
            replaced_by: replaced_by.map(|found| found.code),
        })
    }

    /// Takes a certificate back, or with `all` every one of its initiative, whose entry then leaves
    /// the public registry.
    pub async fn revoke_certificate(
        &self,
        caller: &Caller,
        code: &str,
        grounds: CertificateGrounds,
        all: bool,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let certificate = minded(work.as_mut(), caller, code).await?;
        work.hold(certificate.dossier.0).await?;
        let act = judged(&grounds, CertificateActKind::Revoked, caller, now)?;
        if certificate.state != CertificateState::Valid {
            return Err(Refusal::Certificate(CertificateRefusal::NotValid).into());
        }
        let of_initiative = work.certificates(certificate.dossier).await?;
        let valid = of_initiative
            .iter()
            .filter(|it| it.state == CertificateState::Valid);
        let (taken, left): (Vec<_>, Vec<_>) = valid.partition(|it| all || it.id == certificate.id);
        for one in taken {
            self.change(work.as_mut(), one, CertificateState::Revoked, &act)
                .await?;
            noted(work.as_mut(), caller, one, ("certificate.revoked", &act));
        }
        if left.is_empty() {
            work.withdraw_entry(certificate.dossier, true).await?;
        }
        work.commit().await?;
        Ok(())
    }

    /// Puts a certificate in force again that was taken back.
    pub async fn restore_certificate(
        &self,
        caller: &Caller,
        code: &str,
        grounds: CertificateGrounds,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let certificate = minded(work.as_mut(), caller, code).await?;
        work.hold(certificate.dossier.0).await?;
        let act = judged(&grounds, CertificateActKind::Restored, caller, now)?;
        if certificate.state != CertificateState::Revoked {
            return Err(Refusal::Certificate(CertificateRefusal::NotRevoked).into());
        }
        let of_initiative = work.certificates(certificate.dossier).await?;
        if of_initiative.iter().any(|it| {
            it.author_position == certificate.author_position && it.state == CertificateState::Valid
        }) {
            return Err(Refusal::Certificate(CertificateRefusal::Replaced).into());
        }
        self.change(work.as_mut(), &certificate, CertificateState::Valid, &act)
            .await?;
        work.withdraw_entry(certificate.dossier, false).await?;
        noted(
            work.as_mut(),
            caller,
            &certificate,
            ("certificate.restored", &act),
        );
        work.commit().await?;
        Ok(())
    }

    /// Issues a certificate in the place of one that names its holder wrongly, with the next number
    /// and today's date. Gives its code.
    pub async fn replace_certificate(
        &self,
        caller: &Caller,
        code: &str,
        grounds: CertificateGrounds,
        holder: NewHolder,
    ) -> Outcome<String> {
        let now = self.now();
        let mut work = self.begin().await?;
        let old = minded(work.as_mut(), caller, code).await?;
        work.hold(old.dossier.0).await?;
        let act = judged(&grounds, CertificateActKind::Superseded, caller, now);
        let author = clean(&holder.author);
        if author.is_empty() {
            let mut refusals = match act {
                Err(Failure::Refused(refusals)) => refusals,
                _ => Vec::new(),
            };
            refusals.push(Refusal::Certificate(CertificateRefusal::NameMissing));
            return Err(refusals.into());
        }
        let act = act?;
        if old.state != CertificateState::Valid {
            return Err(Refusal::Certificate(CertificateRefusal::NotValid).into());
        }
        self.change(work.as_mut(), &old, CertificateState::Superseded, &act)
            .await?;
        let year = now.day().year();
        let number = work
            .next_number(old.organiser, Series::Certificate, year)
            .await?;
        let (figures, symbol) = old.face.number.split_once('/').unwrap_or_default();
        // A number filled up with zeros says how many figures numbers have.
        let symbol = &if figures.starts_with('0') {
            format!("{{{}}}/{symbol}", "0".repeat(figures.len()))
        } else {
            symbol.to_owned()
        };
        let new = Certificate {
            id: self.fresh_id::<CertificateId>(),
            code: self.fresh_code(),
            year,
            number,
            issued_at: now,
            state: CertificateState::Valid,
            face: CertificateFace {
                number: document_number(number, symbol),
                author,
                workplace: clean(&holder.workplace),
                issued_on: now.day(),
                signer_post: self.post_of(work.as_mut(), caller, old.organiser).await?,
                signer_name: caller.full_name.clone(),
                ..old.face.clone()
            },
            replaces: Some(old.id),
            ..old.clone()
        };
        work.insert_certificate(&new).await?;
        noted(work.as_mut(), caller, &old, ("certificate.replaced", &act));
        work.commit().await?;
        let view = self.decision(caller, new.decision).await?;
        let _made_later = self.keep_papers(caller, &view).await;
        Ok(new.code)
    }

    /// Changes whether a certificate holds, and tells its holder.
    async fn change(
        &self,
        work: &mut dyn Work,
        certificate: &Certificate,
        state: CertificateState,
        act: &CertificateAct,
    ) -> Outcome<()> {
        work.set_certificate_state(&certificate.code, state).await?;
        let before = work.certificate_acts(certificate.id).await?;
        let ordinal = before.last().map_or(1, |last| last.ordinal + 1);
        work.insert_certificate_act(&CertificateAct {
            certificate: certificate.id,
            ordinal,
            ..act.clone()
        })
        .await?;
        let message = match act.kind {
            CertificateActKind::Superseded => "certificate-replaced",
            CertificateActKind::Revoked => "certificate-revoked",
            CertificateActKind::Restored => "certificate-restored",
        };
        let data = json!({
            "title": certificate.face.initiative,
            "code": certificate.face.number,
            "note": act.reason,
            "link": self.verify_url(&certificate.code),
        });
        let about = format!("{}:{ordinal}", certificate.id);
        // The holder; where they have no account, the first author who has one.
        let authors = work.authors(certificate.dossier).await?;
        let place = usize::try_from(certificate.author_position - 1).unwrap_or(usize::MAX);
        let holder = authors.get(place).and_then(|author| author.person);
        let to = holder.or_else(|| authors.iter().find_map(|author| author.person));
        if let Some(to) = to {
            self.order_mail(work, to, message, &about, data, act.acted_at)
                .await?;
        }
        Ok(())
    }
}

async fn minded(
    store: &mut (impl Reading + ?Sized),
    caller: &Caller,
    typed: &str,
) -> Outcome<Certificate> {
    let code = canonical_code(typed).ok_or(Failure::Absent)?;
    let found = store.certificate(&code).await?.ok_or(Failure::Absent)?;
    if App::minds_certificate(caller, &found) {
        Ok(found)
    } else {
        Err(Failure::Absent)
    }
}

/// The act, of which [`change`] sets certificate and ordinal.
fn judged(
    grounds: &CertificateGrounds,
    kind: CertificateActKind,
    caller: &Caller,
    now: Instant,
) -> Outcome<CertificateAct> {
    let mut refusals = Vec::new();
    let reason = clean(&grounds.reason);
    let decision_label = clean(&grounds.decision);
    if reason.is_empty() {
        refusals.push(Refusal::ReasonMissing);
    }
    if decision_label.is_empty() {
        refusals.push(Refusal::Certificate(CertificateRefusal::DecisionMissing));
    }
    let decided_on = grounds.decided_on.filter(|day| *day <= now.day());
    let Some(decided_on) = decided_on else {
        refusals.push(Refusal::Certificate(CertificateRefusal::DayUnusable));
        return Err(refusals.into());
    };
    if !refusals.is_empty() {
        return Err(refusals.into());
    }
    Ok(CertificateAct {
        certificate: CertificateId(uuid::Uuid::nil()),
        ordinal: 1,
        kind,
        reason,
        decision_label,
        decided_on,
        acted_by: caller.actor.person,
        acted_at: now,
    })
}

fn noted(
    work: &mut dyn Work,
    caller: &Caller,
    certificate: &Certificate,
    (name, act): (&'static str, &CertificateAct),
) {
    let about = About {
        act: name,
        kind: "certificate",
        id: certificate.id.to_string(),
    };
    let before = json!({ "state": certificate.state.code() });
    let after = json!({
        "number": certificate.face.number,
        "reason": act.reason,
        "decision": act.decision_label,
        "decided_on": act.decided_on.to_string(),
    });
    work.record(event(caller, &about, before, after, act.acted_at));
}
