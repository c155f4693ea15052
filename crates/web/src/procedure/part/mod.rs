//! The parts of a procedure as forms: each part shows itself as groups of fields, and reads itself
//! back from what was posted.
//!
//! # To add a part
//! A variant of [`Part`], a file with `groups` and `read`, an arm in each `match` here.

mod act;
mod application;
mod components;
mod facts;
pub(crate) mod fields;
mod general;
mod limits;
mod states;
mod step;
mod steps;
#[cfg(test)]
pub(super) mod tests;
pub(crate) mod typed;

use std::hash::{DefaultHasher, Hash, Hasher};

use sangkien_casework::definition::Procedure;
use sangkien_http::form::Fields;
use sangkien_pages::parts::{EditField, EditGroup, EditKind, Errors};

use typed::{Intent, Typed};

/// A part of a procedure that has a page of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Name, purpose, grounds, first step.
    General,
    /// Facts that conditions may name.
    Facts,
    /// States.
    States,
    /// The list of steps.
    Steps,
    /// One step, by its key.
    Step(String),
    /// One act, by the keys of its step and itself.
    Act(String, String),
    /// Limits of the whole.
    Limits,
    /// Components.
    Components,
    /// The sections of the application form.
    Form,
    /// One section, by its key.
    Section(String),
}

/// The parts that every procedure has, in their order.
pub(super) const WHOLE: [Part; 7] = [
    Part::General,
    Part::States,
    Part::Steps,
    Part::Facts,
    Part::Limits,
    Part::Components,
    Part::Form,
];

/// A part as typed.
pub(super) struct Read {
    /// The procedure with the part as typed.
    pub(super) definition: Procedure,
    /// What is wrong with what was typed.
    pub(super) errors: Errors,
    /// Where to go on to, when something was added that has a page of its own.
    pub(super) next: Option<Part>,
}

impl Part {
    /// The part of this name in an address.
    pub(super) fn of(name: &str) -> Option<Self> {
        let (kind, rest) = name.split_once('.').unwrap_or((name, ""));
        Some(match (kind, rest) {
            ("general", "") => Self::General,
            ("facts", "") => Self::Facts,
            ("states", "") => Self::States,
            ("steps", "") => Self::Steps,
            ("limits", "") => Self::Limits,
            ("components", "") => Self::Components,
            ("form", "") => Self::Form,
            ("step", key) if !key.is_empty() => Self::Step(key.to_owned()),
            ("section", key) if !key.is_empty() => Self::Section(key.to_owned()),
            ("act", keys) => {
                let (step, act) = keys.split_once('.')?;
                Self::Act(step.to_owned(), act.to_owned())
            }
            _ => return None,
        })
    }

    /// Its name in an address.
    pub(super) fn name(&self) -> String {
        match self {
            Self::General => "general".to_owned(),
            Self::Facts => "facts".to_owned(),
            Self::States => "states".to_owned(),
            Self::Steps => "steps".to_owned(),
            Self::Limits => "limits".to_owned(),
            Self::Components => "components".to_owned(),
            Self::Form => "form".to_owned(),
            Self::Step(step) => format!("step.{step}"),
            Self::Section(section) => format!("section.{section}"),
            Self::Act(step, act) => format!("act.{step}.{act}"),
        }
    }

    /// What it is called on pages.
    pub(super) fn title(&self, definition: &Procedure) -> String {
        match self {
            Self::General => "Thông tin chung".to_owned(),
            Self::Facts => "Dữ kiện".to_owned(),
            Self::States => "Trạng thái".to_owned(),
            Self::Steps => "Các bước".to_owned(),
            Self::Limits => "Thời hạn chung".to_owned(),
            Self::Components => "Thành phần hồ sơ".to_owned(),
            Self::Form => "Mẫu đơn".to_owned(),
            Self::Step(step) => {
                let label = definition.step(step).map(|step| step.label.as_str());
                format!("Bước {}", label.unwrap_or_default())
            }
            Self::Act(step, act) => {
                let act = definition.step(step).and_then(|step| step.act(act));
                format!("Việc {}", act.map_or("", |act| act.label.as_str()))
            }
            Self::Section(section) => {
                let form = definition.form.as_ref();
                let section = form.and_then(|form| form.section(section));
                format!(
                    "Mục {}",
                    section.map_or("", |section| section.title.as_str())
                )
            }
        }
    }

    /// A sentence of help.
    pub(super) fn intro(&self) -> &'static str {
        match self {
            Self::General => "Tên, căn cứ và bước bắt đầu của quy trình.",
            Self::Facts => {
                "Những điều mà điều kiện rẽ nhánh được nhắc đến, như tổng điểm hoặc loại hồ sơ."
            }
            Self::States => {
                "Trạng thái là điều người ngoài được biết về hồ sơ; nhiều bước có thể chung một trạng thái."
            }
            Self::Steps => {
                "Mỗi bước có người giữ hồ sơ, thời hạn và các việc được làm ở một trang riêng."
            }
            Self::Step(_) => "Ai giữ hồ sơ ở bước này, trong bao lâu và được làm gì.",
            Self::Act(..) => {
                "Một việc dẫn đến một bước; có điều kiện thì dẫn đến các bước khác nhau."
            }
            Self::Limits => "Tính từ lúc tiếp nhận cho đến khi kết thúc, không kể lúc tạm dừng.",
            Self::Components => "Giấy tờ và nội dung mà hồ sơ phải có ngoài mẫu đơn.",
            Self::Form => {
                "Mẫu đơn riêng của quy trình. Để trống khi đợt nhận hồ sơ đã có mẫu đơn theo quy định."
            }
            Self::Section(_) => "Các câu hỏi của một mục trong mẫu đơn.",
        }
    }

    /// The part it stands in.
    pub(super) fn above(&self) -> Option<Self> {
        match self {
            Self::Step(_) => Some(Self::Steps),
            Self::Act(step, _) => Some(Self::Step(step.clone())),
            Self::Section(_) => Some(Self::Form),
            _ => None,
        }
    }

    /// The part of the whole to which it belongs.
    pub(super) fn whole(&self) -> Self {
        let mut part = self.clone();
        while let Some(above) = part.above() {
            part = above;
        }
        part
    }

    /// Its fields; nothing when the procedure has no such part. `base` is the address of the
    /// version's editing pages.
    pub(super) fn groups(&self, definition: &Procedure, base: &str) -> Option<Vec<EditGroup>> {
        Some(match self {
            Self::General => general::groups(definition),
            Self::Facts => facts::groups(definition),
            Self::States => states::groups(definition),
            Self::Steps => steps::groups(definition, base),
            Self::Limits => limits::groups(definition),
            Self::Components => components::groups(definition),
            Self::Form => application::groups(definition, base),
            Self::Step(key) => step::groups(definition, definition.step(key)?, base),
            Self::Act(step, act) => {
                let step = definition.step(step)?;
                act::groups(definition, step, step.act(act)?)
            }
            Self::Section(key) => {
                application::section_groups(definition.form.as_ref()?.section(key)?)
            }
        })
    }

    /// The procedure with this part as posted.
    pub(super) fn read(&self, stored: &Procedure, fields: &Fields) -> Read {
        let mut definition = stored.clone();
        let intent = Intent::of(fields);
        let mut typed = Typed::new(fields);
        let next = match self {
            Self::General => {
                general::read(&mut definition, &intent, &mut typed);
                None
            }
            Self::Facts => {
                facts::read(&mut definition, &intent, &mut typed);
                None
            }
            Self::States => {
                states::read(&mut definition, &intent, &mut typed);
                None
            }
            Self::Limits => {
                limits::read(&mut definition, &intent, &mut typed);
                None
            }
            Self::Components => {
                components::read(&mut definition, &intent, &mut typed);
                None
            }
            Self::Steps => steps::read(&mut definition, &intent, &mut typed).map(Self::Step),
            Self::Step(key) => step::read(&mut definition, key, &intent, &mut typed)
                .map(|act| Self::Act(key.clone(), act)),
            Self::Act(step, act) => {
                act::read(&mut definition, step, act, &intent, &mut typed);
                None
            }
            Self::Form => {
                application::read(&mut definition, &intent, &mut typed).map(Self::Section)
            }
            Self::Section(key) => {
                application::read_section(&mut definition, key, &intent, &mut typed);
                None
            }
        };
        Read {
            errors: typed.errors,
            definition,
            next,
        }
    }

    /// What the part says now, in short: posted with its form, so that a save from an old page is
    /// noticed whatever else was saved meanwhile.
    pub(super) fn seen(&self, definition: &Procedure) -> String {
        let mut hasher = DefaultHasher::new();
        digest(
            &self.groups(definition, "").unwrap_or_default(),
            &mut hasher,
        );
        format!("{:016x}", hasher.finish())
    }
}

/// Takes in what the groups post, and none of their words: those may come from other parts.
fn digest(groups: &[EditGroup], hasher: &mut DefaultHasher) {
    for group in groups {
        group.hidden.hash(hasher);
        for field in &group.fields {
            field.name.hash(hasher);
            match &field.kind {
                EditKind::Choice(options) | EditKind::Few(options) | EditKind::Several(options) => {
                    for option in options.iter().filter(|option| option.selected) {
                        option.value.hash(hasher);
                    }
                }
                _ => field.value.hash(hasher),
            }
        }
        digest(&group.groups, hasher);
    }
}

/// Puts what was typed, and what is wrong with it, into the fields of the groups.
pub(crate) fn put_back(groups: &mut [EditGroup], fields: &Fields, errors: &Errors) {
    for group in groups {
        for field in &mut group.fields {
            put_back_one(field, fields);
            field.error = errors.at(&field.name).map(str::to_owned);
        }
        put_back(&mut group.groups, fields, errors);
    }
}

fn put_back_one(field: &mut EditField, fields: &Fields) {
    match &mut field.kind {
        EditKind::Several(options) => {
            let posted = fields.all(&field.name);
            for option in options {
                option.selected = posted.contains(&option.value.as_str());
            }
        }
        EditKind::Choice(options) | EditKind::Few(options) => {
            let Some(posted) = fields.find(&field.name) else {
                return;
            };
            if options.iter().any(|option| option.value == posted) {
                for option in options {
                    option.selected = option.value == posted;
                }
            }
        }
        EditKind::Tick => fields.get(&field.name).clone_into(&mut field.value),
        _ => {
            if let Some(posted) = fields.find(&field.name) {
                posted.clone_into(&mut field.value);
            }
        }
    }
}

/// Every field of the groups with the name of its group, in the words of its choices. Fields of
/// one name are numbered.
pub(super) fn spoken(groups: &[EditGroup]) -> Vec<(String, String)> {
    let mut list = Vec::new();
    speak(groups, &mut list);
    list
}

fn speak(groups: &[EditGroup], list: &mut Vec<(String, String)>) {
    for group in groups {
        for field in &group.fields {
            let name = format!("{}: {}", group.legend, field.label);
            let taken = |label: &String| list.iter().any(|(other, _)| other == label);
            let numbered = (2_u32..).map(|number| format!("{name} ({number})"));
            let label = std::iter::once(name.clone())
                .chain(numbered)
                .find(|label| !taken(label));
            list.push((label.unwrap_or(name), field.words()));
        }
        speak(&group.groups, list);
    }
}
