//! Files of a dossier.

use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use sangkien_app::dossier::Upload;
use sangkien_app::record::StoredFile;
use sangkien_domain::id::{DossierId, FileId};
use sangkien_http::Shared;
use sangkien_http::route::Routes;
use serde::Serialize;

use crate::extract::{Id, Signed};
use crate::moment::Moment;
use crate::problem::Problem;
use crate::reply::{Created, DONE, Done, Download, Made};

/// Largest upload, in bytes. The rules a dossier is bound to set the limit of a file and say so in
/// words; this one only keeps memory from filling.
pub(crate) const UPLOAD_BYTES: usize = 64 << 20;

/// Routes of this noun.
pub(crate) fn routes() -> Routes<Shared> {
    Routes::new()
        .post("/api/v1/dossiers/{id}/files", attach)
        .get("/api/v1/dossiers/{id}/files/{file}", fetch)
        .delete("/api/v1/dossiers/{id}/files/{file}", remove)
}

/// An attached file.
#[derive(Debug, Serialize)]
pub(crate) struct FileInfo {
    id: FileId,
    name: String,
    /// Key of the part of the dossier that it is; absent where nobody has said.
    #[serde(skip_serializing_if = "Option::is_none")]
    component: Option<String>,
    media_type: String,
    /// Bytes.
    size: i64,
    sha256: String,
    added_at: Moment,
}

impl From<&StoredFile> for FileInfo {
    fn from(file: &StoredFile) -> Self {
        Self {
            id: file.id,
            name: file.name.clone(),
            component: file.component.clone(),
            media_type: file.media_type.clone(),
            size: file.size,
            sha256: file.sha256.clone(),
            added_at: file.added_at.into(),
        }
    }
}

async fn attach(signed: Signed, Id(id): Id<DossierId>, request: Request) -> Made<FileInfo> {
    let mut parts = Multipart::from_request(request, &())
        .await
        .map_err(|_| Problem::MediaType("multipart/form-data"))?;
    let mut upload = None;
    let mut component = None;
    while let Some(part) = parts
        .next_field()
        .await
        .map_err(|error| unreadable(&error))?
    {
        let name = part.file_name().map(str::to_owned);
        match (part.name(), name, &upload) {
            (Some("file"), Some(name), None) => {
                let content = part
                    .bytes()
                    .await
                    .map_err(|error| unreadable(&error))?
                    .to_vec();
                upload = Some(Upload {
                    name,
                    content,
                    component: None,
                });
            }
            (Some("file"), Some(_), Some(_)) => {
                return Err(Problem::parts("more than one part named `file`"));
            }
            (Some("component"), None, _) => {
                let text = part.text().await.map_err(|error| unreadable(&error))?;
                component = Some(text);
            }
            (Some("file"), None, _) => return Err(Problem::parts("the part has no file name")),
            (name, ..) => {
                let cause = format!("unknown part `{}`", name.unwrap_or_default());
                return Err(Problem::parts(cause));
            }
        }
    }
    let upload = upload.ok_or_else(|| Problem::parts("no part named `file`"))?;
    let upload = Upload {
        component,
        ..upload
    };
    let file = signed.app().attach_file(&signed.caller, id, upload).await?;
    Ok(Created {
        at: format!("/api/v1/dossiers/{id}/files/{}", file.id),
        body: FileInfo::from(&file),
    })
}

fn unreadable(error: &MultipartError) -> Problem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Problem::TooLarge
    } else {
        Problem::parts(error.body_text())
    }
}

async fn fetch(
    signed: Signed,
    Id((id, file)): Id<(DossierId, FileId)>,
) -> Result<Download, Problem> {
    let found = signed.app().read_file(&signed.caller, id, file).await?;
    Ok(Download {
        name: found.file.name,
        media_type: found.file.media_type,
        content: found.content,
    })
}

async fn remove(signed: Signed, Id((id, file)): Id<(DossierId, FileId)>) -> Done {
    signed.app().remove_file(&signed.caller, id, file).await?;
    DONE
}
