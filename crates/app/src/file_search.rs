//! Words looked for in what uploaded files say, within what the reader may have.

use sangkien_domain::id::DossierId;

use crate::App;
use crate::access::dossier_scope;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::record::{ReadText, StoredFile};

/// The most files that are named; who wants fewer gives more words.
const MOST: u32 = 50;

/// A file that holds the words.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundFile {
    /// Its dossier.
    pub dossier: DossierId,
    /// Code of the dossier, once it has one.
    pub code: Option<String>,
    /// Title of the dossier.
    pub title: String,
    /// The file.
    pub file: StoredFile,
    /// The page where most of the words stand together, where the format has pages.
    pub page: Option<u32>,
    /// What stands there.
    pub passage: String,
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FileSearch {
    /// Files, those read last first.
    pub found: Vec<FoundFile>,
    /// Whether there may be more than are named.
    pub more: bool,
}

impl App {
    /// Files that hold all words of `query`, marks and case aside. Only files are named that the reader
    /// may have; nothing is said of others, not even how many there are.
    pub async fn search_files(&self, caller: &Caller, query: &str) -> Outcome<FileSearch> {
        let words = sangkien_text::words(query);
        if words.is_empty() {
            return Ok(FileSearch::default());
        }
        let scope = dossier_scope(&caller.actor);
        let mut store = self.read().await?;
        let candidates = store.files_that_say(&scope, &words, MOST).await?;
        let more = u32::try_from(candidates.len()).is_ok_and(|count| count == MOST);
        let mut found = Vec::new();
        for (id, file) in candidates {
            // The scope is that of dossiers; of their files the guard decides one by one.
            let may = self
                .file_to_read(store.as_mut(), &caller.actor, id, file)
                .await;
            let (dossier, file) = match may {
                Ok(found) => found,
                Err(Failure::Absent) => continue,
                Err(other) => return Err(other),
            };
            let text = store.read_text(file.id).await?;
            let Some(text) = text.filter(|_| file.removed_at.is_none()) else {
                continue;
            };
            let (page, passage) = densest(&text, &words);
            found.push(FoundFile {
                dossier: id,
                code: dossier.code.clone(),
                title: dossier.title.clone(),
                file,
                page,
                passage,
            });
        }
        Ok(FileSearch { found, more })
    }
}

/// The part that holds most of the words; the first of several.
fn densest(text: &ReadText, words: &[String]) -> (Option<u32>, String) {
    let mut best = (0, None, String::new());
    for part in &text.parts {
        let folded = sangkien_text::search_key(&part.text);
        let held = words.iter().filter(|word| folded.contains(word.as_str()));
        let held = held.count();
        if held > best.0 {
            best = (held, part.page, part.text.clone());
        }
    }
    (best.1, best.2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{ReadKind, ReadPart};

    #[test]
    fn the_passage_shown_is_the_one_that_holds_most_of_the_words() {
        let part = |page, text: &str| ReadPart {
            kind: ReadKind::Paragraph,
            text: text.to_owned(),
            page: Some(page),
            frame: None,
        };
        let text = ReadText {
            parts: vec![
                part(1, "Tủ thuốc của trạm"),
                part(2, "Thẻ màu trên tủ thuốc báo hạn dùng"),
                part(3, "Báo hạn dùng của tủ thuốc bằng thẻ màu"),
            ],
            ..ReadText::default()
        };
        let words = sangkien_text::words("tu thuoc THẺ MÀU");
        let (page, passage) = densest(&text, &words);
        assert_eq!(page, Some(2));
        assert!(passage.starts_with("Thẻ màu"));
        // Words in parts far from one another still lead to the first that holds one.
        let words = sangkien_text::words("trạm xã");
        assert_eq!(densest(&text, &words).0, Some(1));
    }
}
