//! Evidence files of the story, made as small real documents.

use jiff::civil::Date;
use sangkien_app::dossier::Upload;
use sangkien_documents::note::{self, Note};
use sangkien_documents::{CivilDate, Fonts, file_name};
use sangkien_packs::SampleFile;

use crate::trouble::{Done, Trouble};

/// The file as its author would upload it: a PDF for ".pdf", plain text otherwise.
pub(super) fn upload(fonts: &Fonts, file: &SampleFile, author: &str, day: Date) -> Done<Upload> {
    let content = if file_name::extension(&file.name) == "pdf" {
        let (title, text) = file.text.split_once([':', '.']).unwrap_or((&file.text, ""));
        let note = Note {
            title: title.trim().to_owned(),
            text: text.trim().to_owned(),
            issuer: author.to_owned(),
            date: CivilDate {
                year: day.year(),
                month: day.month(),
                day: day.day(),
            },
        };
        note::render(fonts, &note)
            .map_err(|fault| Trouble::Said(format!("Không lập được tệp {}: {fault}", file.name)))?
    } else {
        format!("{}\n", file.text).into_bytes()
    };
    Ok(Upload {
        name: file.name.clone(),
        content,
        component: file.component.clone(),
    })
}
