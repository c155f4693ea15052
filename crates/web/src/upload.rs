//! Files as a browser posts them: one after another, each attached before the next is read.

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use sangkien_app::Caller;
use sangkien_app::casework::{Part, Seen};
use sangkien_app::dossier::Upload;
use sangkien_app::failure::Failure;
use sangkien_app::record::StoredFile;
use sangkien_domain::id::DossierId;
use sangkien_domain::refusal::Refusal;
use sangkien_http::form::Fields;
use sangkien_pages::parts::Errors;

use crate::context::Context;
use crate::course;
use crate::problem::Problem;
use crate::show;

/// Largest upload of several files at once, in bytes.
const UPLOAD_BYTES: usize = 256 << 20;
/// Largest value of a field that is no file, in bytes.
const TEXT_BYTES: usize = 4096;
/// Kinds of files, for the file dialog; the content decides.
pub(crate) const ACCEPT: &str = ".pdf,.docx,.doc,.xlsx,.xls,.pptx,.odt,.rtf,.txt,.jpg,.jpeg,.png";

/// Where files go.
pub(crate) struct Target<'a> {
    /// The dossier.
    pub(crate) id: DossierId,
    /// Parts that are asked for.
    pub(crate) parts: &'a [Part],
    /// Largest file where no part says, in bytes.
    pub(crate) most: u64,
    /// Whether they are attached at the step; otherwise to the draft.
    pub(crate) at_step: bool,
}

/// How an upload went.
#[derive(Default)]
pub(crate) struct Uploaded {
    taken: usize,
    pub(crate) errors: Errors,
}

impl Uploaded {
    /// What was done, in words.
    pub(crate) fn words(&self) -> String {
        match self.taken {
            1 => "Đã thêm tệp.".to_owned(),
            count => format!("Đã thêm {count} tệp."),
        }
    }
}

/// What the fields before the files say.
#[derive(Default)]
struct Said {
    meant: bool,
    component: Option<String>,
    seen: Option<Seen>,
}

impl Said {
    /// The name under which problems of the part stand.
    fn field(&self) -> String {
        self.component
            .as_ref()
            .map_or_else(|| "file".to_owned(), |key| format!("file.{key}"))
    }
}

/// Whether a form carries files.
pub(crate) fn carries_files(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"))
}

/// Reads the parts one after another and attaches each file before the next one is read, so that
/// only one is held in memory. The proof that the form was meant comes before the first file.
pub(crate) async fn take(
    context: &Context,
    caller: &Caller,
    target: &Target<'_>,
    mut request: Request,
) -> Result<Uploaded, Problem> {
    DefaultBodyLimit::max(UPLOAD_BYTES).apply(&mut request);
    let mut parts = Multipart::from_request(request, &())
        .await
        .map_err(|_| Problem::Unreadable)?;
    let mut uploaded = Uploaded::default();
    let mut said = Said::default();
    while let Some(mut part) = parts
        .next_field()
        .await
        .map_err(|error| unreadable(&error))?
    {
        if part.name() != Some("file") {
            hear(context, &mut said, &mut part).await?;
            continue;
        }
        if !said.meant {
            return Err(Problem::Forged);
        }
        let file_name = part.file_name().unwrap_or_default().to_owned();
        if file_name.is_empty() {
            continue;
        }
        let most = usize::try_from(target.most_for(&said)).unwrap_or(usize::MAX);
        let bytes = read(&mut part, most).await?;
        match target
            .attach(context, caller, &said, &file_name, bytes)
            .await
        {
            Ok(()) => uploaded.taken += 1,
            Err(Failure::Refused(refusals)) => {
                for refusal in &refusals {
                    let words = format!("“{file_name}”: {}", show::refusal(refusal));
                    uploaded.errors.push(said.field(), words);
                }
            }
            Err(other) => return Err(other.into()),
        }
    }
    if !said.meant {
        return Err(Problem::Forged);
    }
    if uploaded.taken == 0 && uploaded.errors.is_empty() {
        let words = "Chưa chọn tệp nào; chọn tệp rồi tải lên.";
        uploaded.errors.push(said.field(), words);
    }
    Ok(uploaded)
}

/// Takes a field that is no file.
async fn hear(context: &Context, said: &mut Said, part: &mut Field<'_>) -> Result<(), Problem> {
    let name = part.name().unwrap_or_default().to_owned();
    if !["csrf", "component", "seen"].contains(&name.as_str()) {
        return Ok(());
    }
    let text = read(part, TEXT_BYTES).await?.unwrap_or_default();
    let text = String::from_utf8_lossy(&text).into_owned();
    match name.as_str() {
        "component" => said.component = Some(text),
        "seen" => said.seen = Some(course::seen(&Fields(vec![(name, text)]))?),
        _ => said.meant = context.meant(&Fields(vec![(name, text)])),
    }
    Ok(())
}

impl Target<'_> {
    fn part(&self, said: &Said) -> Option<&Part> {
        let key = said.component.as_ref()?;
        self.parts.iter().find(|part| part.component.key == *key)
    }

    fn most_for(&self, said: &Said) -> u64 {
        self.part(said).map_or(self.most, Part::most_bytes)
    }

    /// Attaches one file; without bytes it was larger than is allowed.
    async fn attach(
        &self,
        context: &Context,
        caller: &Caller,
        said: &Said,
        name: &str,
        bytes: Option<Vec<u8>>,
    ) -> Result<(), Failure> {
        let Some(bytes) = bytes else {
            let refusal = self
                .part(said)
                .map_or(Refusal::FileTooLarge { most: self.most }, Part::too_large);
            return Err(refusal.into());
        };
        let upload = Upload {
            name: name.to_owned(),
            content: bytes,
            component: said.component.clone(),
        };
        let app = context.app();
        let _: StoredFile = if self.at_step {
            // Without the visit the page was made from nothing can be compared with it.
            let seen = said.seen.ok_or(Failure::Stale)?;
            app.attach_at_step(caller, self.id, seen, upload).await?
        } else {
            app.attach_file(caller, self.id, upload).await?
        };
        Ok(())
    }
}

/// The content of a part; nothing when it is larger than `most`. The rest is then read past, so
/// that the browser gets its answer.
pub(crate) async fn read(part: &mut Field<'_>, most: usize) -> Result<Option<Vec<u8>>, Problem> {
    let mut content = Vec::new();
    let mut fits = true;
    while let Some(chunk) = part.chunk().await.map_err(|error| unreadable(&error))? {
        fits = fits && content.len() + chunk.len() <= most;
        if fits {
            content.extend_from_slice(&chunk);
        } else {
            content = Vec::new();
        }
    }
    Ok(fits.then_some(content))
}

pub(crate) fn unreadable(error: &MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::TooLarge
    } else {
        Problem::Unreadable
    }
}

/// The one file of a form.
pub(crate) struct PostedFile {
    /// Its name, as the browser tells it.
    pub(crate) name: String,
    /// Its content.
    pub(crate) content: Vec<u8>,
}

/// The fields of a form and its one file; no file when none was chosen, or one that is empty or larger
/// than `most` bytes. The proof that the form was meant comes before the file.
pub(crate) async fn fields_and_file(
    context: &Context,
    mut request: Request,
    most: usize,
) -> Result<(Fields, Option<PostedFile>), Problem> {
    DefaultBodyLimit::max(UPLOAD_BYTES).apply(&mut request);
    let mut parts = Multipart::from_request(request, &())
        .await
        .map_err(|_| Problem::Unreadable)?;
    let (mut fields, mut file) = (Fields(Vec::new()), None);
    while let Some(mut part) = parts
        .next_field()
        .await
        .map_err(|error| unreadable(&error))?
    {
        let name = part.name().unwrap_or_default().to_owned();
        if name != "file" {
            let text = read(&mut part, TEXT_BYTES).await?.unwrap_or_default();
            let text = String::from_utf8_lossy(&text).into_owned();
            fields.0.push((name, text));
        } else if context.meant(&fields) {
            let name = part.file_name().unwrap_or_default().to_owned();
            let bytes = read(&mut part, most).await?;
            file = bytes
                .filter(|bytes| !bytes.is_empty())
                .map(|content| PostedFile { name, content });
        } else {
            return Err(Problem::Forged);
        }
    }
    if context.meant(&fields) {
        Ok((fields, file))
    } else {
        Err(Problem::Forged)
    }
}
