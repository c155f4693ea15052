//! Pictures of hand signatures and seals: kept by whoever keeps the hand or the seal, seen where papers
//! are signed.

use sangkien_domain::access::{Role, keeps_stamp};
use sangkien_domain::id::PersonId;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::signing::SigningStep;
use sangkien_domain::stamp::{Frame, StampFault, StampOwner, fitted, over_signature};
use serde_json::json;

use crate::App;
use crate::caller::Caller;
use crate::decision::draft::DecisionView;
use crate::failure::{Failure, Outcome};
use crate::port::StampFile;
use crate::record::StampPicture;
use crate::support::{About, event};

/// Widths in millimetres that seals of bodies have.
const WIDTHS: std::ops::RangeInclusive<u32> = 15..=60;

/// Media type of the pictures.
const PNG: &str = "image/png";

/// A picture as it is brought.
#[derive(Debug, Clone)]
pub struct NewStamp {
    /// Name of the file.
    pub name: String,
    /// The file.
    pub content: Vec<u8>,
    /// Real width of a seal.
    pub millimetres: Option<u32>,
}

/// A picture that somebody keeps, or could.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StampSlot {
    /// Whose it is.
    pub owner: StampOwner,
    /// The name of the person or body.
    pub name: String,
    /// The picture, if there is one.
    pub picture: Option<StampPicture>,
}

/// The pictures that are seen on the papers of a decision, with their files.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    hand: Option<(StampPicture, Vec<u8>)>,
    seal: Option<(StampPicture, Vec<u8>)>,
}

impl Pictures {
    /// Where a step is seen when the place for the signature is `place`, and the picture.
    pub(super) fn seen(&self, step: SigningStep, place: Frame) -> (Frame, Option<Vec<u8>>) {
        let signature = self
            .hand
            .as_ref()
            .map_or(place, |(picture, _)| fitted(place, picture.size));
        match (step, &self.hand, &self.seal) {
            (SigningStep::Sign, Some((_, file)), _) => (signature, Some(file.clone())),
            (SigningStep::Sign, None, _) => (place, None),
            (SigningStep::Seal, _, Some((seal, file))) => {
                let frame =
                    over_signature(signature, seal.size, seal.millimetres.unwrap_or_default());
                (frame, Some(file.clone()))
            }
            (SigningStep::Seal, _, None) => {
                let [left, bottom, right, top] = place;
                ([left - (right - left), bottom, left, top], None)
            }
        }
    }
}

impl App {
    /// The pictures that the caller keeps: that of their own hand, and of the seals.
    ///
    /// # Errors
    /// `Absent` for whoever keeps none.
    pub async fn stamp_slots(&self, caller: &Caller) -> Outcome<Vec<StampSlot>> {
        let own = StampOwner::Hand(caller.actor.person);
        let mut owners = Vec::new();
        if keeps_stamp(&caller.actor, own) {
            owners.push((own, caller.full_name.clone()));
        }
        let now = self.now();
        let mut store = self.read().await?;
        for unit in caller.actor.units_of(Role::RecordsClerk) {
            let name = self.body(store.as_mut(), unit, now).await?.name;
            owners.push((StampOwner::Seal(unit), name));
        }
        if owners.is_empty() {
            return Err(Failure::Absent);
        }
        let mut slots = Vec::new();
        for (owner, name) in owners {
            let picture = store.stamp_picture(owner).await?;
            slots.push(StampSlot {
                owner,
                name,
                picture,
            });
        }
        Ok(slots)
    }

    /// Keeps a picture in the place of an earlier one.
    ///
    /// # Errors
    /// `Absent` for others than its keeper, `Refused` with [`StampFault`] or as every upload may be.
    pub async fn place_stamp(
        &self,
        caller: &Caller,
        owner: StampOwner,
        upload: NewStamp,
    ) -> Outcome<()> {
        if !keeps_stamp(&caller.actor, owner) {
            return Err(Failure::Absent);
        }
        let refused = |fault| Failure::from(Refusal::Stamp(fault));
        let millimetres = match owner {
            StampOwner::Hand(_) => None,
            StampOwner::Seal(_) => {
                let width = upload.millimetres.filter(|width| WIDTHS.contains(width));
                Some(width.ok_or(refused(StampFault::Width))?)
            }
        };
        let known = self.ports.papers.recognise(&upload.name, &upload.content);
        let known = known.map_err(|fault| Refusal::FileNotAccepted { fault })?;
        if known.media_type != PNG {
            return Err(refused(StampFault::NotPng));
        }
        // What is kept is written anew from the pixels; what was brought is looked at all the same.
        self.scan(&upload.content).await?;
        let read = self.ports.reader.stamp(upload.content).await;
        let read = read.map_err(refused)?;
        if !owner.has_ink(read.ink) {
            return Err(refused(StampFault::Ink));
        }
        let picture = StampPicture {
            owner,
            file: self.keep_upload(read.png).await?,
            size: read.size,
            millimetres,
            placed_by: caller.actor.person,
            placed_at: self.now(),
        };
        let mut work = self.begin().await?;
        work.hold(owner.id()).await?;
        let before = work.stamp_picture(owner).await?;
        work.remove_stamp_picture(owner).await?;
        work.insert_stamp_picture(&picture).await?;
        let about = About {
            act: "stamp.placed",
            kind: "stamp",
            id: format!("{}/{}", owner.code(), owner.id()),
        };
        let was = json!({ "sha256": before.map(|before| before.file) });
        let is = json!({ "sha256": picture.file, "millimetres": picture.millimetres });
        work.record(event(caller, &about, was, is, picture.placed_at));
        work.commit().await?;
        Ok(())
    }

    /// Takes a picture away; what was signed with it keeps it.
    pub async fn remove_stamp(&self, caller: &Caller, owner: StampOwner) -> Outcome<()> {
        if !keeps_stamp(&caller.actor, owner) {
            return Err(Failure::Absent);
        }
        let mut work = self.begin().await?;
        work.hold(owner.id()).await?;
        let before = work.stamp_picture(owner).await?.ok_or(Failure::Absent)?;
        work.remove_stamp_picture(owner).await?;
        let about = About {
            act: "stamp.removed",
            kind: "stamp",
            id: format!("{}/{}", owner.code(), owner.id()),
        };
        let was = json!({ "sha256": before.file });
        work.record(event(caller, &about, was, json!({}), self.now()));
        work.commit().await?;
        Ok(())
    }

    /// A picture as PNG, for its keeper.
    pub async fn stamp_file(&self, caller: &Caller, owner: StampOwner) -> Outcome<Vec<u8>> {
        if !keeps_stamp(&caller.actor, owner) {
            return Err(Failure::Absent);
        }
        let found = self.read().await?.stamp_picture(owner).await?;
        let found = found.ok_or(Failure::Absent)?;
        Ok(self.ports.blobs.get(&found.file).await?)
    }

    /// Keeps sample pictures of the demo, on nobody's authority but that of whoever starts it.
    pub async fn load_stamps(
        &self,
        pictures: Vec<(StampOwner, PersonId, StampFile, Option<u32>)>,
    ) -> Outcome<()> {
        let mut work = self.begin().await?;
        for (owner, placed_by, file, millimetres) in pictures {
            work.insert_stamp_picture(&StampPicture {
                owner,
                file: self.ports.blobs.put(file.png).await?,
                size: file.size,
                millimetres,
                placed_by,
                placed_at: self.now(),
            })
            .await?;
        }
        work.commit().await?;
        Ok(())
    }

    /// The pictures of the signer and the body of a decision.
    pub(super) async fn pictures(&self, view: &DecisionView) -> Outcome<Pictures> {
        let Some(issue) = &view.decision.issue else {
            return Ok(Pictures::default());
        };
        let mut store = self.read().await?;
        let hand = StampOwner::Hand(issue.signer);
        let hand = store.stamp_picture(hand).await?;
        let seal = StampOwner::Seal(view.decision.organiser);
        let seal = store.stamp_picture(seal).await?;
        drop(store);
        let mut pictures = Pictures::default();
        if let Some(hand) = hand {
            let file = self.ports.blobs.get(&hand.file).await?;
            pictures.hand = Some((hand, file));
        }
        if let Some(seal) = seal {
            let file = self.ports.blobs.get(&seal.file).await?;
            pictures.seal = Some((seal, file));
        }
        Ok(pictures)
    }
}
