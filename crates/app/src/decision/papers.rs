//! The papers of an issued decision as files: kept once, given out unchanged.

use sangkien_domain::access::Role;
use sangkien_domain::id::{CertificateId, DecisionId};
use sangkien_domain::register::document_number;
use sangkien_domain::signing::{PaperState, SigningStep};
use serde_json::json;

use crate::App;
use crate::caller::Caller;
use crate::decision::DecisionView;
use crate::failure::{Failure, Outcome};
use crate::port::{PaperFormat, Reading, Work};
use crate::record::{Certificate, IssuedPaper, PaperVersion};
use crate::support::{About, event};

/// A paper with how far it is.
#[derive(Debug, Clone)]
pub struct PaperStanding {
    /// The paper.
    pub paper: IssuedPaper,
    /// Number of the document.
    pub number: String,
    /// Whom a certificate is for; empty for the decision.
    pub holder: String,
    /// Its file as it is now.
    pub file: PaperVersion,
}

/// The papers of a decision on their way to originals.
#[derive(Debug, Clone)]
pub struct SigningView {
    /// The decision.
    pub decision: DecisionView,
    /// Its papers, itself first; none before they were made into files.
    pub papers: Vec<PaperStanding>,
    /// What the viewer may do.
    pub steps: Vec<SigningStep>,
    /// For which of those the server holds a key.
    pub keys: Vec<SigningStep>,
}

impl SigningView {
    /// How many papers wait for a step.
    pub fn waiting(&self, step: SigningStep) -> usize {
        let next = |standing: &&PaperStanding| standing.file.state.next() == Some(step);
        self.papers.iter().filter(next).count()
    }
}

impl App {
    /// The papers of an issued decision, for whoever may read it.
    pub async fn signing(&self, caller: &Caller, id: DecisionId) -> Outcome<SigningView> {
        let decision = self.decision(caller, id).await?;
        if decision.decision.issue.is_none() {
            return Err(Failure::Absent);
        }
        let mut store = self.read().await?;
        let papers = standings(store.as_mut(), &decision).await?;
        let steps = steps(caller, &decision);
        let keys = SigningStep::ALL
            .into_iter()
            .filter(|step| {
                let name = signing_name(&decision, *step);
                steps.contains(step) && self.ports.signing.holds(*step, &name)
            })
            .collect();
        Ok(SigningView {
            decision,
            papers,
            steps,
            keys,
        })
    }

    /// Makes files of the papers of an issued decision that have none yet. What has one keeps it.
    pub(crate) async fn keep_papers(&self, caller: &Caller, view: &DecisionView) -> Outcome<()> {
        let id = view.decision.id;
        let known = self.read().await?.issued_papers(id).await?;
        let missing = |certificate: Option<CertificateId>| {
            !known.iter().any(|paper| paper.certificate == certificate)
        };
        let mut made = Vec::new();
        if missing(None) {
            let mut store = self.read().await?;
            let file = self.decision_in_form(store.as_mut(), view, PaperFormat::Pdf);
            made.push((None, file.await?));
        }
        for certificate in view.certificates.iter().filter(|it| missing(Some(it.id))) {
            let url = self.verify_url(&certificate.code);
            let file = self.ports.papers.certificate(certificate, &url)?;
            made.push((Some(certificate.id), file));
        }
        if made.is_empty() {
            return Ok(());
        }
        let mut kept = Vec::new();
        for (certificate, file) in made {
            let size = i64::try_from(file.len()).unwrap_or(i64::MAX);
            kept.push((certificate, size, self.ports.blobs.put(file).await?));
        }
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        if work.issued_papers(id).await? != known {
            // Somebody else made them meanwhile.
            return Ok(());
        }
        let mut next = known.iter().map(|paper| paper.position + 1).max();
        for (certificate, size, sha256) in kept {
            let position = match certificate {
                None => 0,
                Some(_) => next.unwrap_or(1).max(1),
            };
            next = Some(position + 1);
            self.keep_paper(
                work.as_mut(),
                caller,
                (id, position, certificate),
                (sha256, size),
            )
            .await?;
        }
        let about = About {
            act: "decision.papers-kept",
            kind: "decision",
            id: id.to_string(),
        };
        let count = view.certificates.len();
        let details = json!({ "certificates": count });
        work.record(event(caller, &about, json!({}), details, self.now()));
        work.commit().await?;
        Ok(())
    }

    async fn keep_paper(
        &self,
        work: &mut dyn Work,
        caller: &Caller,
        (decision, position, certificate): (DecisionId, i64, Option<CertificateId>),
        (sha256, size): (String, i64),
    ) -> Outcome<()> {
        work.insert_paper(&IssuedPaper {
            decision,
            position,
            certificate,
            room: None,
            fault: None,
        })
        .await?;
        work.insert_paper_version(&PaperVersion {
            decision,
            position,
            version: 1,
            sha256,
            size,
            state: PaperState::Made,
            report: None,
            added_by: caller.actor.person,
            added_at: self.now(),
        })
        .await?;
        Ok(())
    }

    /// The paper of an issued decision as it is now, if it has a file.
    pub(crate) async fn kept_decision_pdf(
        &self,
        store: &mut dyn Reading,
        id: DecisionId,
    ) -> Outcome<Option<Vec<u8>>> {
        let versions = store.paper_versions(id).await?;
        match versions.iter().rfind(|version| version.position == 0) {
            Some(last) => Ok(Some(self.ports.blobs.get(&last.sha256).await?)),
            None => Ok(None),
        }
    }

    /// The certificate as it is now, if it has a file.
    pub(crate) async fn kept_certificate_pdf(
        &self,
        store: &mut dyn Reading,
        certificate: &Certificate,
    ) -> Outcome<Option<Vec<u8>>> {
        match store.certificate_file(certificate.id).await? {
            Some(last) => Ok(Some(self.ports.blobs.get(&last.sha256).await?)),
            None => Ok(None),
        }
    }
}

/// The papers with their latest files.
pub(super) async fn standings(
    store: &mut dyn Reading,
    view: &DecisionView,
) -> Outcome<Vec<PaperStanding>> {
    let versions = store.paper_versions(view.decision.id).await?;
    let papers = store.issued_papers(view.decision.id).await?;
    let stands = |paper: IssuedPaper| {
        let file = versions
            .iter()
            .rfind(|version| version.position == paper.position)?
            .clone();
        let (number, holder) = match paper.certificate {
            None => (decision_number(view), String::new()),
            Some(id) => {
                let found = view.certificates.iter().find(|it| it.id == id)?;
                (found.face.number.clone(), found.face.author.clone())
            }
        };
        Some(PaperStanding {
            paper,
            number,
            holder,
            file,
        })
    };
    Ok(papers.into_iter().filter_map(stands).collect())
}

fn decision_number(view: &DecisionView) -> String {
    let issue = view.decision.issue.as_ref();
    issue.map_or_else(String::new, |issue| {
        document_number(issue.number, &view.decision.symbol)
    })
}

/// Whoever is named as its signer signs a decision and its certificates; the records office keeps
/// the seal (Nghị định 30/2020/NĐ-CP, Điều 32 and 33).
pub(super) fn steps(caller: &Caller, view: &DecisionView) -> Vec<SigningStep> {
    let body = view.decision.organiser;
    let Some(issue) = &view.decision.issue else {
        return Vec::new();
    };
    let signs = caller.actor.person == issue.signer && caller.actor.holds(Role::Leader, body);
    let seals = caller.actor.holds(Role::RecordsClerk, body);
    [(SigningStep::Sign, signs), (SigningStep::Seal, seals)]
        .into_iter()
        .filter_map(|(step, may)| may.then_some(step))
        .collect()
}

/// In whose name a step is done.
pub(super) fn signing_name(view: &DecisionView, step: SigningStep) -> String {
    match step {
        SigningStep::Sign => view
            .decision
            .issue
            .as_ref()
            .map_or_else(String::new, |issue| issue.signer_name.clone()),
        SigningStep::Seal => view.body_name.clone(),
    }
}
