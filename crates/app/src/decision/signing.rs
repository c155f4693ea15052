//! Signing the papers of an issued decision: with keys of the server, with a token at a desk, or by
//! bringing a file that was signed. Each paper is signed for itself: what failed is told and can be
//! tried again, what was signed stays.

use sangkien_domain::id::DecisionId;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::signature::{Verification, Worth};
use sangkien_domain::signing::{PaperState, SigningFault, SigningStep};
use serde_json::json;

use crate::App;
use crate::caller::Caller;
use crate::decision::papers::{PaperStanding, SigningView, signing_name, standings};
use crate::decision::pictures::Pictures;
use crate::failure::{Failure, Outcome};
use crate::port::{PreparedPaper, SigningRequest, Unverified};
use crate::record::{IssuedPaper, PaperVersion, Room};
use crate::support::{About, event};

/// The most papers signed by one request; a token may take a second for each.
const MOST_AT_ONCE: usize = 200;

/// What became of a batch.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signed {
    /// How many papers were signed.
    pub done: usize,
    /// Papers that were not, by position, and why.
    pub failed: Vec<(i64, SigningFault)>,
    /// Signatures that belong to none of the papers.
    pub foreign: usize,
}

/// What is to be signed elsewhere: one paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToSign {
    /// Number of the document.
    pub number: String,
    /// SHA-256 of what is to be signed, in lower-case hexadecimal.
    pub hash: String,
}

impl App {
    async fn signing_at(
        &self,
        caller: &Caller,
        id: DecisionId,
        step: SigningStep,
    ) -> Outcome<(SigningView, Pictures)> {
        let mut view = self.signing(caller, id).await?;
        if !view.steps.contains(&step) {
            return Err(Failure::Absent);
        }
        self.keep_papers(caller, &view.decision).await?;
        let mut store = self.read().await?;
        view.papers = standings(store.as_mut(), &view.decision).await?;
        drop(store);
        let pictures = self.pictures(&view.decision).await?;
        Ok((view, pictures))
    }

    /// Signs or seals all papers that wait for it, with the key that the server holds.
    ///
    /// # Errors
    /// `Absent` for whoever may not; why a single paper was not signed stands in the answer.
    pub async fn sign_issued(
        &self,
        caller: &Caller,
        id: DecisionId,
        step: SigningStep,
    ) -> Outcome<Signed> {
        let (view, pictures) = self.signing_at(caller, id, step).await?;
        let name = signing_name(&view.decision, step);
        if !self.ports.signing.holds(step, &name) {
            return Err(Refusal::Signing(SigningFault::NoKey).into());
        }
        let mut signed = Signed::default();
        let waiting = view.papers.iter();
        let waiting = waiting.filter(|it| it.file.state.next() == Some(step));
        for standing in waiting.take(MOST_AT_ONCE) {
            let made = self.made_here((&view, &pictures), standing, step).await?;
            self.take(caller, (standing, step), made, &mut signed)
                .await?;
        }
        Ok(signed)
    }

    async fn made_here(
        &self,
        (view, pictures): (&SigningView, &Pictures),
        standing: &PaperStanding,
        step: SigningStep,
    ) -> Outcome<Result<Vec<u8>, SigningFault>> {
        let prepared = match self.prepared((view, pictures), standing, step).await? {
            Ok(prepared) => prepared,
            Err(fault) => return Ok(Err(fault)),
        };
        let signing = &self.ports.signing;
        let name = signing_name(&view.decision, step);
        Ok(match signing.sign(step, &name, prepared.hash).await {
            Ok(envelope) => signing.seal(prepared.file, &envelope),
            Err(fault) => Err(fault),
        })
    }

    async fn prepared(
        &self,
        of: (&SigningView, &Pictures),
        standing: &PaperStanding,
        step: SigningStep,
    ) -> Outcome<Result<PreparedPaper, SigningFault>> {
        let file = self.ports.blobs.get(&standing.file.sha256).await?;
        let request = self.request(of, standing, step, &file);
        Ok(self.ports.signing.prepare(&file, &request))
    }

    /// What the signature says, and where it is seen: at the signer's name, the seal to its left, over a
    /// third of it where both are pictures.
    fn request(
        &self,
        (view, pictures): (&SigningView, &Pictures),
        standing: &PaperStanding,
        step: SigningStep,
        file: &[u8],
    ) -> SigningRequest {
        let decision = &view.decision;
        let name = signing_name(decision, step);
        let signer = signing_name(decision, SigningStep::Sign);
        let landscape = standing.paper.certificate.is_some();
        let place = self.ports.papers.signature_place(file, &signer, landscape);
        let seen = place.map(|(page, place)| (page, pictures.seen(step, place)));
        let (frame, picture) = match seen {
            Some((page, (frame, picture))) => (Some((page, frame)), picture),
            None => (None, None),
        };
        let (line, reason) = match step {
            SigningStep::Sign => (format!("Người ký: {name}"), "Ký ban hành"),
            SigningStep::Seal => (format!("Cơ quan: {name}"), "Đóng dấu cơ quan"),
        };
        SigningRequest {
            line,
            name,
            reason: reason.to_owned(),
            frame,
            picture,
        }
    }

    /// Prepares all papers that wait for a step and says what is to be signed with a token.
    pub async fn signing_list(
        &self,
        caller: &Caller,
        id: DecisionId,
        step: SigningStep,
    ) -> Outcome<Vec<ToSign>> {
        let (view, pictures) = self.signing_at(caller, id, step).await?;
        let mut list = Vec::new();
        let mut rooms = Vec::new();
        let waiting = view.papers.iter();
        for standing in waiting.filter(|it| it.file.state.next() == Some(step)) {
            let mut paper = standing.paper.clone();
            paper.room = None;
            match self.prepared((&view, &pictures), standing, step).await? {
                Ok(prepared) => {
                    let hash = hex::encode(prepared.hash);
                    let file = self.ports.blobs.put(prepared.file).await?;
                    list.push(ToSign {
                        number: standing.number.clone(),
                        hash: hash.clone(),
                    });
                    paper.fault = None;
                    paper.room = Some(Room { file, hash });
                }
                Err(fault) => paper.fault = Some(fault),
            }
            rooms.push(paper);
        }
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        for paper in &rooms {
            work.set_paper_waiting(paper).await?;
        }
        let about = About {
            act: "decision.signing-list-taken",
            kind: "decision",
            id: id.to_string(),
        };
        let details = json!({ "step": step.code(), "papers": list.len() });
        work.record(event(caller, &about, json!({}), details, self.now()));
        work.commit().await?;
        Ok(list)
    }

    /// The bytes of a paper that are to be signed, for tools that hash themselves.
    pub async fn bytes_to_sign(
        &self,
        caller: &Caller,
        id: DecisionId,
        position: i64,
    ) -> Outcome<Vec<u8>> {
        let view = self.signing(caller, id).await?;
        let standing = view.papers.iter().find(|it| it.paper.position == position);
        let standing = standing.ok_or(Failure::Absent)?;
        let step = standing.file.state.next().ok_or(Failure::Absent)?;
        let room = standing.paper.room.as_ref().ok_or(Failure::Absent)?;
        if !view.steps.contains(&step) {
            return Err(Failure::Absent);
        }
        let file = self.ports.blobs.get(&room.file).await?;
        let bytes = self.ports.signing.to_sign(&file);
        bytes.map_err(|fault| Refusal::Signing(fault).into())
    }

    /// Takes signatures that were made with a token: each finds its paper by the hash it is over.
    pub async fn bring_signatures(
        &self,
        caller: &Caller,
        id: DecisionId,
        envelopes: Vec<Vec<u8>>,
    ) -> Outcome<Signed> {
        let view = self.signing(caller, id).await?;
        if view.steps.is_empty() {
            return Err(Failure::Absent);
        }
        let mut signed = Signed::default();
        for envelope in envelopes {
            let hash = self.ports.signing.signed_hash(&envelope).map(hex::encode);
            let found = view.papers.iter().find_map(|standing| {
                let step = standing.file.state.next()?;
                let room = standing.paper.room.as_ref()?;
                let fits = Some(&room.hash) == hash.as_ref() && view.steps.contains(&step);
                fits.then_some((standing, step, room))
            });
            let Some((standing, step, room)) = found else {
                signed.foreign += 1;
                continue;
            };
            let prepared = self.ports.blobs.get(&room.file).await?;
            let made = self.ports.signing.seal(prepared, &envelope);
            self.take(caller, (standing, step), made, &mut signed)
                .await?;
        }
        Ok(signed)
    }

    /// Takes a paper that was signed outside. For the decision it may be the file of another system
    /// that has its own look; a certificate has to be the file made here, for its code and QR.
    ///
    /// # Errors
    /// `Refused` with [`SigningFault`].
    pub async fn bring_signed_file(
        &self,
        caller: &Caller,
        id: DecisionId,
        position: i64,
        file: Vec<u8>,
    ) -> Outcome<PaperVersion> {
        let view = self.signing(caller, id).await?;
        if view.steps.is_empty() {
            return Err(Failure::Absent);
        }
        self.keep_papers(caller, &view.decision).await?;
        let mut store = self.read().await?;
        let papers = standings(store.as_mut(), &view.decision).await?;
        let standing = papers.iter().find(|it| it.paper.position == position);
        let standing = standing.ok_or(Failure::Absent)?;
        let held = self.ports.blobs.get(&standing.file.sha256).await?;
        let refused = |fault| Failure::from(Refusal::Signing(fault));
        self.scan(&file).await?;
        let report = self.vetted(file.clone()).await.map_err(refused)?;
        let ours = file.starts_with(&held);
        let state = match (ours, report.signatures.len()) {
            (true, 1) => PaperState::Signed,
            (true, _) => PaperState::Sealed,
            (false, _) if position == 0 => PaperState::Brought,
            (false, _) => return Err(refused(SigningFault::NotOurs)),
        };
        self.add_version(caller, standing, (state, report), file)
            .await?
            .map_err(refused)
    }

    /// Verifies and keeps a paper of a batch. Why one is not kept stays beside it, and the batch
    /// goes on.
    async fn take(
        &self,
        caller: &Caller,
        (standing, step): (&PaperStanding, SigningStep),
        made: Result<Vec<u8>, SigningFault>,
        signed: &mut Signed,
    ) -> Outcome<()> {
        let vetted = match made {
            Ok(file) => self.vetted(file.clone()).await.map(|report| (report, file)),
            Err(fault) => Err(fault),
        };
        let kept = match vetted {
            Ok((report, file)) => {
                let state = PaperState::after(step);
                let added = self.add_version(caller, standing, (state, report), file);
                added.await?.map(|_| ())
            }
            Err(fault) => Err(fault),
        };
        match kept {
            Ok(()) => signed.done += 1,
            Err(fault) => {
                self.note_fault(&standing.paper, fault).await?;
                signed.failed.push((standing.paper.position, fault));
            }
        }
        Ok(())
    }

    /// Writes a signed file beside the one it follows: both or nothing.
    async fn add_version(
        &self,
        caller: &Caller,
        standing: &PaperStanding,
        (state, report): (PaperState, Verification),
        file: Vec<u8>,
    ) -> Outcome<Result<PaperVersion, SigningFault>> {
        let id = standing.paper.decision;
        let size = i64::try_from(file.len()).unwrap_or(i64::MAX);
        let sha256 = self.ports.blobs.put(file).await?;
        let mut work = self.begin().await?;
        work.hold(id.0).await?;
        let versions = work.paper_versions(id).await?;
        let of_paper = |it: &&PaperVersion| it.position == standing.paper.position;
        if versions
            .iter()
            .filter(of_paper)
            .any(|it| it.sha256 == sha256)
        {
            return Ok(Err(SigningFault::Known));
        }
        if versions.iter().rfind(of_paper) != Some(&standing.file) {
            return Ok(Err(SigningFault::Done));
        }
        let version = PaperVersion {
            version: standing.file.version + 1,
            sha256,
            size,
            state,
            report: Some(report),
            added_by: caller.actor.person,
            added_at: self.now(),
            ..standing.file.clone()
        };
        work.insert_paper_version(&version).await?;
        work.set_paper_waiting(&IssuedPaper {
            room: None,
            fault: None,
            ..standing.paper.clone()
        })
        .await?;
        let about = About {
            act: "decision.paper-signed",
            kind: "decision",
            id: id.to_string(),
        };
        let details = json!({
            "number": standing.number,
            "state": state.code(),
            "sha256": version.sha256,
            "worth": version.report.as_ref().and_then(Verification::worth),
        });
        work.record(event(caller, &about, json!({}), details, self.now()));
        work.commit().await?;
        Ok(Ok(version))
    }

    /// Why a paper was not signed stays beside it until it is.
    async fn note_fault(&self, paper: &IssuedPaper, fault: SigningFault) -> Outcome<()> {
        let mut work = self.begin().await?;
        work.set_paper_waiting(&IssuedPaper {
            fault: Some(fault),
            ..paper.clone()
        })
        .await?;
        work.commit().await?;
        Ok(())
    }

    /// What verification says of a signed file, unless something in it is void.
    async fn vetted(&self, file: Vec<u8>) -> Result<Verification, SigningFault> {
        match self.ports.verifying.verify(file).await {
            Ok(report) => match report.worth() {
                Some(Worth::Valid | Worth::Unconfirmed) => Ok(report),
                Some(Worth::Void) => Err(SigningFault::Void),
                None => Err(SigningFault::NotSigned),
            },
            Err(Unverified::Fault(_)) => Err(SigningFault::Unread),
            Err(Unverified::Stopped) => Err(SigningFault::Stopped),
        }
    }
}
