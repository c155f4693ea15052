//! Forms of one's own: uploaded, their places tied to what a paper says, tried with sample data, put
//! in force. Papers are then made with them; one that was made keeps the form of its moment.
//!
//! A form is read and filled where strangers' files are read, and nothing in it is run.

use std::collections::BTreeMap;

use sangkien_domain::access::DossierFacts;
use sangkien_domain::id::{OwnFormId, UnitId};
use sangkien_domain::refusal::{OwnFormRefusal, Refusal};
use sangkien_domain::time::Instant;
use sangkien_text::search_key;
use serde_json::{Value, json};

use crate::App;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::people::administered;
use crate::port::{FilledPaper, FormField, PaperFormat, Reading};
use crate::record::{BLANK, FormPlace, OwnForm, Unit};
use crate::support::{About, event};

/// Media type of the Word documents that forms are.
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The forms of the units that the caller administers.
#[derive(Debug, Clone)]
pub struct OwnFormShelf {
    /// Units that papers are made for: those that organise rounds.
    pub units: Vec<Unit>,
    /// The forms, by unit and kind, the latest version first.
    pub forms: Vec<OwnForm>,
    /// What each kind of paper may say.
    pub fields: Vec<(FilledPaper, Vec<FormField>)>,
}

/// A form with what its places may be tied to.
#[derive(Debug, Clone)]
pub struct OwnFormView {
    /// The form.
    pub form: OwnForm,
    /// The unit it is for.
    pub unit: Unit,
    /// The fields of its kind.
    pub fields: Vec<FormField>,
}

/// What is uploaded as a form.
#[derive(Debug, Clone)]
pub struct NewOwnForm {
    /// The unit whose papers it is for.
    pub unit: UnitId,
    /// The kind of paper.
    pub kind: FilledPaper,
    /// Name of the file.
    pub name: String,
    /// The file.
    pub content: Vec<u8>,
}

fn refused(why: OwnFormRefusal) -> Failure {
    Refusal::OwnForm(why).into()
}

impl App {
    /// The forms of the units that the caller administers.
    ///
    /// # Errors
    /// `Absent` for whoever administers none.
    pub async fn own_forms(&self, caller: &Caller) -> Outcome<OwnFormShelf> {
        let mut store = self.read().await?;
        let units = self.form_units(store.as_mut(), caller).await?;
        let mut forms = store.own_forms().await?;
        forms.retain(|form| units.iter().any(|unit| unit.id == form.unit));
        let papers = &self.ports.papers;
        let fields = FilledPaper::WITH_OWN_FORM.map(|kind| (kind, papers.form_fields(kind)));
        Ok(OwnFormShelf {
            units,
            forms,
            fields: fields.to_vec(),
        })
    }

    /// One of these forms.
    ///
    /// # Errors
    /// `Absent` when it is none of theirs.
    pub async fn own_form(&self, caller: &Caller, id: OwnFormId) -> Outcome<OwnFormView> {
        let mut store = self.read().await?;
        self.form_of(store.as_mut(), caller, id).await
    }

    /// Takes a form up as the next version of its unit and kind. Places that are called like a field
    /// are tied to it.
    ///
    /// # Errors
    /// `Refused` when the file is no Word document, holds what acts by itself, or has no places or
    /// broken ones.
    pub async fn add_own_form(&self, caller: &Caller, new: NewOwnForm) -> Outcome<OwnFormId> {
        let mut store = self.read().await?;
        let units = self.form_units(store.as_mut(), caller).await?;
        drop(store);
        if units.iter().all(|unit| unit.id != new.unit) {
            return Err(Failure::Absent);
        }
        let known = self.ports.papers.recognise(&new.name, &new.content);
        let known = known.map_err(|fault| Refusal::FileNotAccepted { fault })?;
        if known.media_type != WORD {
            return Err(refused(OwnFormRefusal::NotWord));
        }
        let places = self.places_of(new.content.clone()).await?;
        let fields = self.ports.papers.form_fields(new.kind);
        let now = self.now();
        let sha256 = self.keep_upload(new.content).await?;
        let mut work = self.begin().await?;
        work.hold(new.unit.0).await?;
        let versions = work.own_forms().await?;
        let latest = versions
            .iter()
            .filter(|form| form.unit == new.unit && form.kind == new.kind)
            .map(|form| form.version);
        let form = OwnForm {
            id: self.fresh_id(),
            unit: new.unit,
            kind: new.kind,
            version: latest.max().unwrap_or(0) + 1,
            name: known.name,
            sha256,
            mapping: proposed(&places, &fields),
            places,
            revision: 0,
            added_by: caller.actor.person,
            added_at: now,
            in_force_at: None,
            ended_at: None,
        };
        work.insert_own_form(&form).await?;
        let after = json!({ "unit": form.unit, "kind": form.kind.code(), "version": form.version, "sha256": form.sha256 });
        work.record(event(
            caller,
            &about("form.added", &form),
            json!({}),
            after,
            now,
        ));
        work.commit().await?;
        Ok(form.id)
    }

    async fn places_of(&self, content: Vec<u8>) -> Outcome<Vec<FormPlace>> {
        let found = self.ports.reader.places(content).await;
        let found = found.map_err(|reason| refused(OwnFormRefusal::Unread(reason)))?;
        if !found.broken.is_empty() {
            let words = found.broken;
            return Err(refused(OwnFormRefusal::Broken { words }));
        }
        if found.places.is_empty() {
            return Err(refused(OwnFormRefusal::NoPlaces));
        }
        Ok(found.places)
    }

    /// Ties the places of a form that was never in force: each to a field of its kind, or to
    /// [`BLANK`]; those left out are tied to nothing.
    ///
    /// # Errors
    /// `Stale` when it was changed since `seen`; `Refused` for fields that there are not, and once it
    /// was in force.
    pub async fn tie_own_form(
        &self,
        caller: &Caller,
        id: OwnFormId,
        seen: i64,
        mapping: BTreeMap<String, String>,
    ) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let view = self.form_of(work.as_mut(), caller, id).await?;
        let mut form = view.form;
        if form.in_force_at.is_some() {
            return Err(refused(OwnFormRefusal::Fixed));
        }
        for (place, field) in &mapping {
            let there = form.places.iter().any(|one| one.name == *place);
            let known = field == BLANK || view.fields.iter().any(|one| one.code == *field);
            if !there || !known {
                let place = place.clone();
                return Err(refused(OwnFormRefusal::NoSuchField { place }));
            }
        }
        let before = json!(form.mapping);
        form.mapping = mapping;
        work.update_own_form(&form, seen).await?;
        let after = json!(form.mapping);
        work.record(event(
            caller,
            &about("form.tied", &form),
            before,
            after,
            now,
        ));
        work.commit().await?;
        Ok(())
    }

    /// Puts a form in force from now on, in place of the version before it.
    ///
    /// # Errors
    /// `Refused` while places are tied to nothing, when it does not fit the sample data, and when it
    /// was in force already.
    pub async fn put_own_form_in_force(
        &self,
        caller: &Caller,
        id: OwnFormId,
        seen: i64,
    ) -> Outcome<()> {
        let tried = self.own_form(caller, id).await?.form;
        let places = tried.untied();
        if !places.is_empty() {
            return Err(refused(OwnFormRefusal::Untied { places }));
        }
        if tried.in_force_at.is_some() {
            return Err(refused(OwnFormRefusal::Fixed));
        }
        let sample = self.ports.papers.sample(tried.kind);
        self.filled_form(&tried, &sample, PaperFormat::Docx).await?;
        let mut work = self.begin().await?;
        work.hold(tried.unit.0).await?;
        let now = self.now();
        let mut form = tried;
        form.in_force_at = Some(now);
        work.end_own_form(form.unit, form.kind, now).await?;
        work.update_own_form(&form, seen).await?;
        let after = json!({ "unit": form.unit, "kind": form.kind.code(), "version": form.version });
        let about = about("form.put-in-force", &form);
        work.record(event(caller, &about, json!({}), after, now));
        work.commit().await?;
        Ok(())
    }

    /// Ends a form that is in force; papers are made with the form of the program from now on.
    ///
    /// # Errors
    /// `Refused` when it is not in force.
    pub async fn end_own_form(&self, caller: &Caller, id: OwnFormId, seen: i64) -> Outcome<()> {
        let now = self.now();
        let mut work = self.begin().await?;
        let mut form = self.form_of(work.as_mut(), caller, id).await?.form;
        if !form.is_in_force() {
            return Err(refused(OwnFormRefusal::NotInForce));
        }
        form.ended_at = Some(now);
        work.update_own_form(&form, seen).await?;
        let before =
            json!({ "unit": form.unit, "kind": form.kind.code(), "version": form.version });
        work.record(event(
            caller,
            &about("form.ended", &form),
            before,
            json!({}),
            now,
        ));
        work.commit().await?;
        Ok(())
    }

    /// A form filled with the sample data of its kind; places that are tied to nothing stay empty.
    ///
    /// # Errors
    /// `Refused` when it cannot be filled, or not be written as PDF on this server.
    pub async fn own_form_preview(
        &self,
        caller: &Caller,
        id: OwnFormId,
        format: PaperFormat,
    ) -> Outcome<Vec<u8>> {
        let form = self.own_form(caller, id).await?.form;
        let sample = self.ports.papers.sample(form.kind);
        self.filled_form(&form, &sample, format).await
    }

    /// The file of a form as it was uploaded.
    pub async fn own_form_file(
        &self,
        caller: &Caller,
        id: OwnFormId,
    ) -> Outcome<(String, Vec<u8>)> {
        let form = self.own_form(caller, id).await?.form;
        Ok((form.name, self.ports.blobs.get(&form.sha256).await?))
    }

    /// A paper of a unit: by its own form that was in force at a moment, else by the program's.
    pub(crate) async fn unit_paper(
        &self,
        store: &mut dyn Reading,
        unit: UnitId,
        kind: FilledPaper,
        data: &Value,
        (format, at): (PaperFormat, Instant),
    ) -> Outcome<Vec<u8>> {
        if let Some(form) = store.own_form_at(unit, kind, at).await? {
            return self.filled_form(&form, data, format).await;
        }
        let printed = self.ports.papers.filled(kind, data, format);
        printed.map_err(|error| Failure::Inconsistent(error.to_string()))
    }

    /// A letter on a dossier: by the form of the desk that sends it, else by that of the unit that
    /// organises, else by the program's.
    pub(crate) async fn letter_paper(
        &self,
        store: &mut dyn Reading,
        facts: &DossierFacts,
        kind: FilledPaper,
        data: &Value,
        (format, at): (PaperFormat, Instant),
    ) -> Outcome<Vec<u8>> {
        let of_desk = store.own_form_at(facts.desk, kind, at).await?;
        let unit = of_desk.map_or(facts.organiser, |form| form.unit);
        self.unit_paper(store, unit, kind, data, (format, at)).await
    }

    async fn filled_form(
        &self,
        form: &OwnForm,
        data: &Value,
        format: PaperFormat,
    ) -> Outcome<Vec<u8>> {
        let content = self.ports.blobs.get(&form.sha256).await?;
        let reader = &self.ports.reader;
        let filled = reader.fill(form.kind, content, &form.mapping, data).await;
        let filled = filled.map_err(|reason| refused(OwnFormRefusal::Unread(reason)))?;
        let filled = filled.ok_or_else(|| refused(OwnFormRefusal::Unfilled))?;
        match format {
            PaperFormat::Docx => Ok(filled),
            PaperFormat::Pdf => {
                let written = reader.as_pdf(filled).await;
                written.map_err(|reason| refused(OwnFormRefusal::Unread(reason)))
            }
        }
    }

    /// Units that the caller administers and that organise rounds or hold councils.
    async fn form_units(&self, store: &mut dyn Reading, caller: &Caller) -> Outcome<Vec<Unit>> {
        let mut units = administered(store, caller, self.now()).await?;
        let rounds = store.rounds().await?;
        units.retain(|unit| {
            unit.parent.is_none() || rounds.iter().any(|round| round.organiser == unit.id)
        });
        if units.is_empty() {
            return Err(Failure::Absent);
        }
        Ok(units)
    }

    async fn form_of(
        &self,
        store: &mut dyn Reading,
        caller: &Caller,
        id: OwnFormId,
    ) -> Outcome<OwnFormView> {
        let units = self.form_units(store, caller).await?;
        let forms = store.own_forms().await?;
        let found = forms.into_iter().find(|form| form.id == id);
        let form = found.ok_or(Failure::Absent)?;
        let unit = units.into_iter().find(|unit| unit.id == form.unit);
        Ok(OwnFormView {
            unit: unit.ok_or(Failure::Absent)?,
            fields: self.ports.papers.form_fields(form.kind),
            form,
        })
    }
}

fn about<'a>(act: &'a str, form: &OwnForm) -> About<'a> {
    About {
        act,
        kind: "form",
        id: form.id.to_string(),
    }
}

/// Places that are called like a field.
fn proposed(places: &[FormPlace], fields: &[FormField]) -> BTreeMap<String, String> {
    let named = |place: &FormPlace| {
        let wanted = search_key(&place.name);
        let mut fields = fields.iter();
        let found = fields.find(|one| search_key(&one.name) == wanted || one.code == place.name)?;
        Some((place.name.clone(), found.code.clone()))
    };
    places.iter().filter_map(named).collect()
}
