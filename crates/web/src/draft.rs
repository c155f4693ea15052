//! Writing the sections of a dossier.

use axum::http::StatusCode;
use sangkien_app::dossier::{DossierView, SectionInput};
use sangkien_app::failure::Failure;
use sangkien_app::record::Field as CatalogueField;
use sangkien_domain::access::Power;
use sangkien_domain::form::{Answers, Field, FieldKind, Section, SectionKind};
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;
use sangkien_http::form::Fields;
use sangkien_http::route::Routes;
use sangkien_pages::draft::{self as pages, Conflict, ConflictView, SectionField, SectionPage};
use sangkien_pages::parts::{Errors, Link, Opt};

use crate::context::{Context, Reply};
use crate::document;
use crate::extract::{Id, Signed, SignedForm};
use crate::home;
use crate::outline;
use crate::problem::Problem;
use crate::show;
use crate::state::Web;

/// Choices up to this many are shown side by side, more in a list to unfold.
const IN_SIGHT: usize = 6;

/// The routes.
pub(crate) fn routes() -> Routes<Web> {
    Routes::new()
        .get("/dossiers/{id}/sections/{key}", section)
        .post("/dossiers/{id}/sections/{key}", save)
}

/// What a section page needs besides the dossier.
struct Desk<'a> {
    context: &'a Context,
    view: &'a DossierView,
    section: &'a Section,
    catalogue: Vec<CatalogueField>,
}

impl<'a> Desk<'a> {
    async fn open(
        context: &'a Context,
        view: &'a DossierView,
        section: &'a Section,
    ) -> Result<Self, Failure> {
        let asks = section
            .fields
            .iter()
            .any(|field| field.kind == FieldKind::FieldCatalogue);
        let catalogue = if asks {
            context.app().fields().await?
        } else {
            Vec::new()
        };
        Ok(Self {
            context,
            view,
            section,
            catalogue,
        })
    }

    /// The page with these answers, as shown or typed.
    fn page(&self, answers: &Answers, version: i64, errors: Errors) -> SectionPage {
        let id = self.view.dossier.id;
        let stored = self.view.sections.get(&self.section.key);
        let mut shell = self.context.shell();
        shell.back = Some(Link::new("Các mục của hồ sơ", format!("/dossiers/{id}")));
        SectionPage {
            shell,
            dossier: document::title(self.view),
            heading: self.section.title.clone(),
            step: outline::step(self.view, &self.section.key),
            intro: Some(self.section.lead.clone()).filter(|lead| !lead.is_empty()),
            action: outline::path(id, self.section),
            version: u64::try_from(version).unwrap_or(0),
            fields: self
                .section
                .fields
                .iter()
                .map(|field| self.field(field, answers))
                .collect(),
            errors,
            saved: stored.map(|saved| show::saved(saved.saved_at, self.context.now())),
            deadline: home::deadline(self.view, self.context.now()),
            complete: None,
            conflict: None,
        }
    }

    fn field(&self, field: &Field, answers: &Answers) -> SectionField {
        let stored = answers.get(&field.key).map_or("", String::as_str);
        let kind = match &field.kind {
            FieldKind::Text => pages::FieldKind::Text,
            FieldKind::LongText => pages::FieldKind::LongText {
                min: (field.min_chars > 0).then_some(field.min_chars),
                max: (field.max_chars > 0).then_some(field.max_chars),
            },
            FieldKind::Date => pages::FieldKind::Date,
            FieldKind::FieldCatalogue | FieldKind::Choice { .. } => {
                pages::FieldKind::Choice(self.options(field, stored))
            }
            FieldKind::Consent => pages::FieldKind::Checkbox,
        };
        SectionField {
            key: field.key.clone(),
            label: field.label.clone(),
            hint: field.hint.clone(),
            kind,
            value: shown(field, stored),
            optional: !field.required,
        }
    }

    fn options(&self, field: &Field, chosen: &str) -> Vec<Opt> {
        let option = |value: &str, label: &str| Opt::new(value, label).selected(value == chosen);
        match &field.kind {
            FieldKind::FieldCatalogue => with_blank(
                self.catalogue
                    .iter()
                    .map(|one| option(&one.code, &one.name))
                    .collect(),
            ),
            FieldKind::Choice { options } => with_blank(
                options
                    .iter()
                    .map(|one| option(&one.value, &one.label))
                    .collect(),
            ),
            FieldKind::Consent => vec![option("yes", "Có"), option("", "Không")],
            FieldKind::Text | FieldKind::LongText | FieldKind::Date => Vec::new(),
        }
    }

    /// Both versions of every answer that differs; nothing when none does.
    fn conflict(&self, typed: &Answers) -> Option<(i64, ConflictView)> {
        let stored = self.view.sections.get(&self.section.key)?;
        let mut fields = Vec::new();
        let mut same = Vec::new();
        for field in &self.section.fields {
            let of = |answers: &Answers| answers.get(&field.key).cloned().unwrap_or_default();
            let (yours, theirs) = (of(typed), of(&stored.answers));
            if yours == theirs {
                same.push((field.key.clone(), shown(field, &yours)));
                continue;
            }
            let options = self.options(field, &yours);
            let words = |value: &str| {
                options
                    .iter()
                    .find(|option| option.value == value)
                    .map_or_else(|| shown(field, value), |option| option.label.clone())
            };
            fields.push(Conflict {
                key: field.key.clone(),
                label: field.label.clone(),
                yours: words(&yours),
                theirs: words(&theirs),
                options,
            });
        }
        (!fields.is_empty()).then(|| {
            let saved_by = format!(
                "Bản đang lưu được lưu lúc {}",
                show::minute(stored.saved_at)
            );
            let view = ConflictView {
                saved_by,
                fields,
                same,
            };
            (stored.version, view)
        })
    }
}

/// A list to unfold begins with a blank line, so that nothing is chosen unseen; a few choices all
/// stand in sight and need none.
fn with_blank(mut options: Vec<Opt>) -> Vec<Opt> {
    if options.len() > IN_SIGHT {
        let none = options.iter().all(|option| !option.selected);
        options.insert(0, Opt::new("", "Chọn trong danh sách").selected(none));
    }
    options
}

/// A stored answer as its field shows it.
fn shown(field: &Field, stored: &str) -> String {
    match field.kind {
        FieldKind::Date => show::day_typed(stored),
        _ => stored.to_owned(),
    }
}

/// The answers as posted. Fields of the section that were not posted count as empty: an unticked
/// box posts nothing.
fn typed(section: &Section, fields: &Fields) -> Answers {
    section
        .fields
        .iter()
        .map(|field| {
            let text = fields.get(&field.key);
            let text = match field.kind {
                FieldKind::Date => show::day_iso(text),
                _ => sangkien_text::normalise(text).trim().to_owned(),
            };
            (field.key.clone(), text)
        })
        .collect()
}

/// The dossier for writing, and the section of this key that holds fields.
async fn open(
    context: &Context,
    caller: &sangkien_app::Caller,
    id: DossierId,
) -> Result<DossierView, Problem> {
    Ok(context.app().dossier_for(caller, id, Power::Edit).await?)
}

async fn section(signed: Signed, Id((id, key)): Id<(DossierId, String)>) -> Reply {
    let view = open(&signed, &signed.caller, id).await?;
    let section = view.rules.form.section(&key).ok_or(Problem::Absent)?;
    if !home::writes(&view) {
        return signed.go(&format!("/dossiers/{id}"));
    }
    if section.kind != SectionKind::Fields {
        return signed.go(&outline::path(id, section));
    }
    let (answers, version) = match view.sections.get(&key) {
        Some(saved) => (saved.answers.clone(), saved.version),
        None => (Answers::new(), 0),
    };
    let desk = Desk::open(&signed, &view, section).await?;
    signed.html(&desk.page(&answers, version, Errors::none()))
}

async fn save(Id((id, key)): Id<(DossierId, String)>, form: SignedForm) -> Reply {
    let view = open(&form, &form.caller, id).await?;
    let section = view
        .rules
        .form
        .section(&key)
        .filter(|section| section.kind == SectionKind::Fields)
        .ok_or(Problem::Absent)?;
    let mut answers = typed(section, &form.fields);
    if form.autosave {
        keep_half_typed_days(section, &view, &mut answers);
    }
    let seen = form.fields.get("version").parse().unwrap_or(0);
    let input = SectionInput {
        answers: answers.clone(),
        seen,
    };
    match form.app().save_section(&form.caller, id, &key, input).await {
        Ok(saved) if form.autosave => form.saved(saved.at, saved.version),
        Ok(_) => go_on(&form, &view, &key),
        Err(Failure::Stale) if !form.autosave => {
            // What is stored now, not what was when this request began.
            let view = open(&form, &form.caller, id).await?;
            let desk = Desk::open(&form, &view, section).await?;
            show_conflict(&desk, &form, &answers)
        }
        Err(Failure::Refused(refusals)) if !form.autosave && of_fields(&refusals) => {
            let desk = Desk::open(&form, &view, section).await?;
            let page = desk.page(&answers, seen, errors(&refusals));
            form.html_as(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(other) => Err(other.into()),
    }
}

/// A day half typed must not keep the rest of the section from being saved in the background: its
/// stored answer stays until the day is whole.
fn keep_half_typed_days(section: &Section, view: &DossierView, answers: &mut Answers) {
    let stored = view.sections.get(&section.key);
    for field in &section.fields {
        let Some(answer) = answers.get_mut(&field.key) else {
            continue;
        };
        let whole = answer.is_empty() || answer.parse::<jiff::civil::Date>().is_ok();
        if field.kind == FieldKind::Date && !whole {
            *answer = stored
                .and_then(|saved| saved.answers.get(&field.key))
                .cloned()
                .unwrap_or_default();
        }
    }
}

/// Whether every refusal belongs to a field of the form.
fn of_fields(refusals: &[Refusal]) -> bool {
    refusals.iter().all(|refusal| refusal.field().is_some())
}

fn errors(refusals: &[Refusal]) -> Errors {
    Errors::from_pairs(
        refusals
            .iter()
            .map(|refusal| (refusal.field().unwrap_or_default(), show::refusal(refusal))),
    )
}

/// On to the next section, or back to the list of them.
pub(crate) fn go_on(form: &SignedForm, view: &DossierView, key: &str) -> Reply {
    if form.fields.get("intent") == "back" {
        let title = outline::title_of(view, key);
        let to = format!("/dossiers/{}", view.dossier.id);
        return form.done(&to, &format!("Đã lưu mục “{title}”."));
    }
    form.go(&outline::next(view, key))
}

fn show_conflict(desk: &Desk<'_>, form: &SignedForm, answers: &Answers) -> Reply {
    match desk.conflict(answers) {
        // Both places wrote the same: nothing is lost by going on.
        None => go_on(form, desk.view, &desk.section.key),
        Some((version, conflict)) => {
            let mut page = desk.page(answers, version, Errors::none());
            page.conflict = Some(conflict);
            form.html_as(StatusCode::CONFLICT, &page)
        }
    }
}
