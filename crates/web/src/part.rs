//! Parts of a dossier that are files, as pages show them: what is asked, why, and what is there.

use sangkien_app::casework::{AttachedFile, Need, Part, Place};
use sangkien_app::dossier::DossierView;
use sangkien_app::record::{FileReading, StoredFile};
use sangkien_casework::condition::{Condition, Vocabulary};
use sangkien_casework::definition::ComponentForm;
use sangkien_domain::id::DossierId;
use sangkien_i18n::code::file_formats;
use sangkien_i18n::condition;
use sangkien_i18n::measure::file_size;
use sangkien_pages::parts::{Errors, FilePart, FileRow, Tag, Tone};

use crate::context::Context;
use crate::show::{self, VI};
use crate::upload::ACCEPT;

/// Kinds that are taken where a part names none.
const ANY_KIND: &str = "PDF, Word, Excel, PowerPoint, ODT, ảnh JPG, PNG hoặc văn bản thường";

/// Where the forms of parts are posted, and what they were made from.
pub(crate) struct Form<'a> {
    /// The dossier.
    pub(crate) id: DossierId,
    /// Address.
    pub(crate) action: String,
    /// The visit, at a step.
    pub(crate) seen: Option<i64>,
    /// Names of facts, for conditions in words.
    pub(crate) vocabulary: &'a Vocabulary,
    /// How far the reading of the files has come.
    pub(crate) readings: &'a [FileReading],
    /// Problems of the page.
    pub(crate) errors: Errors,
}

/// A part with its forms.
pub(crate) fn shown(context: &Context, form: &Form<'_>, part: &Part) -> FilePart {
    let (need, reason) = need(part, form.vocabulary);
    FilePart {
        csrf: context.csrf(),
        action: form.action.clone(),
        seen: form.seen,
        key: part.component.key.clone(),
        label: part.component.label.clone(),
        need,
        reason,
        status: status(part),
        files: part
            .files
            .iter()
            .map(|file| {
                let removable = part.removable.contains(&file.id);
                (show::file(form.id, file, form.readings), removable)
            })
            .collect(),
        limits: limits(part),
        accept: accept(part),
        max_bytes: part.most_bytes(),
        citation: part.component.citation.as_ref().map(show::citation),
        errors: form.errors.clone(),
    }
}

/// Files that its author has attached beside the parts, or without saying which part they are.
pub(crate) fn beside(context: &Context, form: &Form<'_>, view: &DossierView) -> FilePart {
    let rule = &view.rules.files;
    let is_part = |file: &&StoredFile| {
        let key = file.component.as_deref();
        key.is_some_and(|key| view.parts.iter().any(|part| part.component.key == key))
    };
    let files: Vec<(FileRow, bool)> = view
        .files
        .iter()
        .filter(|file| !is_part(file))
        .map(|file| {
            let mut row = show::file(form.id, file, form.readings);
            if file.component.is_none() {
                row.status = Some(Tag::new("Chưa gắn với thành phần nào", Tone::Soon));
            }
            (row, true)
        })
        .collect();
    FilePart {
        csrf: context.csrf(),
        action: form.action.clone(),
        seen: form.seen,
        key: StoredFile::BESIDE.to_owned(),
        label: "Tài liệu khác".to_owned(),
        need: Tag::new("Không bắt buộc", Tone::Plain),
        reason: Some(
            "Giấy tờ không thuộc các thành phần trên. Tệp chưa gắn với thành phần nào thì tải lại ở đúng thành phần của tệp."
                .to_owned(),
        ),
        status: count(files.len()),
        files,
        limits: format!(
            "{ANY_KIND}; mỗi tệp không quá {}.",
            file_size(rule.max_bytes, VI)
        ),
        accept: ACCEPT.to_owned(),
        max_bytes: rule.max_bytes,
        citation: None,
        errors: form.errors.clone(),
    }
}

/// How many parts there are, and how many that are required are missing.
pub(crate) fn line(parts: &[Part]) -> String {
    let lacking = parts.iter().filter(|part| part.lacking).count();
    let all = parts.len();
    if lacking == 0 {
        format!("Hồ sơ có {all} thành phần là tệp; không thiếu thành phần bắt buộc nào.")
    } else {
        format!("Hồ sơ có {all} thành phần là tệp; còn thiếu {lacking} thành phần bắt buộc.")
    }
}

fn need(part: &Part, vocabulary: &Vocabulary) -> (Tag, Option<String>) {
    let required = || Tag::new("Bắt buộc", Tone::Active);
    let optional = || Tag::new("Không bắt buộc", Tone::Plain);
    match &part.need {
        Need::Always => (required(), None),
        Need::Optional => (optional(), None),
        Need::NotHere => (
            optional(),
            Some("Bước này không yêu cầu thành phần này.".to_owned()),
        ),
        Need::When { condition, holds } => {
            let when = Condition::parse(condition, vocabulary).map_or_else(
                |_| condition.clone(),
                |parsed| condition::in_words(&parsed, vocabulary, VI),
            );
            let (tag, now) = match holds {
                Some(true) => (required(), "hồ sơ này thuộc trường hợp đó"),
                Some(false) => (optional(), "hồ sơ này không thuộc trường hợp đó"),
                None => (
                    required(),
                    "chưa có câu trả lời để xác định, nên tạm tính là bắt buộc",
                ),
            };
            (tag, Some(format!("Bắt buộc khi {when}; {now}.")))
        }
    }
}

fn status(part: &Part) -> Tag {
    if part.lacking && !part.files.is_empty() {
        let ComponentForm::File { min_files, .. } = part.component.form else {
            return count(part.files.len());
        };
        let words = format!("Mới có {} trên {min_files} tệp", part.files.len());
        return Tag::new(words, Tone::Late);
    }
    if part.lacking {
        return Tag::new("Còn thiếu", Tone::Late);
    }
    count(part.files.len())
}

fn count(files: usize) -> Tag {
    if files == 0 {
        Tag::new("Chưa có tệp", Tone::Plain)
    } else {
        Tag::new(format!("Đã có {files} tệp"), Tone::Good)
    }
}

fn limits(part: &Part) -> String {
    let ComponentForm::File {
        formats, min_files, ..
    } = &part.component.form
    else {
        return String::new();
    };
    let kinds = if formats.is_empty() {
        ANY_KIND.to_owned()
    } else {
        format!("Tệp {}", file_formats(formats))
    };
    let size = file_size(part.most_bytes(), VI);
    let least = if *min_files > 1 {
        format!("; ít nhất {min_files} tệp")
    } else {
        String::new()
    };
    format!("{kinds}; mỗi tệp không quá {size}{least}.")
}

fn accept(part: &Part) -> String {
    match &part.component.form {
        ComponentForm::File { formats, .. } if !formats.is_empty() => {
            let endings: Vec<String> = formats.iter().map(|one| format!(".{one}")).collect();
            endings.join(",")
        }
        _ => ACCEPT.to_owned(),
    }
}

/// Name of the part that a file of the author is.
pub(crate) fn name_of<'a>(place: Option<&'a Place>, file: &StoredFile) -> Option<&'a str> {
    let key = file.component.as_deref()?;
    let found = place?.procedure().component(key)?;
    Some(&found.label)
}

/// A file that was attached at a step.
pub(crate) fn attached(id: DossierId, one: &AttachedFile, readings: &[FileReading]) -> FileRow {
    let mut row = show::file(id, &one.file, readings);
    let at = show::minute(one.file.added_at);
    let by = if one.by.is_empty() {
        "Thêm"
    } else {
        one.by.as_str()
    };
    let verb = if one.by.is_empty() { "" } else { " thêm" };
    row.about = Some(format!(
        "{}. {by}{verb} ở bước “{}” lúc {at}.",
        one.label, one.step
    ));
    if one.inside {
        row.status = Some(Tag::new("Nội bộ", Tone::Waiting));
    }
    row
}
