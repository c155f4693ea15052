//! Words looked for in what uploaded files say, within what the reader may have.

use sangkien_domain::access::Power;
use sangkien_domain::id::{DossierId, FileId};

use crate::App;
use crate::access::dossier_scope;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::port::{Paging, Reading};
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
    /// Whether there are more than are named.
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
        let mut search = FileSearch::default();
        for page in 1.. {
            let paging = Paging { page, size: MOST };
            let candidates = store.files_that_say(&scope, &words, paging).await?;
            let last = candidates.len() < MOST as usize;
            for (id, file) in candidates {
                let found = self.file_that_says(store.as_mut(), caller, (id, file), &words);
                // Only what the reader may have counts; what is passed over is not told of.
                let Some(found) = found.await? else { continue };
                search.more = search.found.len() == MOST as usize;
                if search.more {
                    return Ok(search);
                }
                search.found.push(found);
            }
            if last {
                break;
            }
        }
        Ok(search)
    }

    /// A file that holds the words, if the reader may have it. The scope of the search is that of
    /// dossiers; of their files the guard decides one by one.
    async fn file_that_says(
        &self,
        store: &mut dyn Reading,
        caller: &Caller,
        (id, file): (DossierId, FileId),
        words: &[String],
    ) -> Outcome<Option<FoundFile>> {
        let (dossier, file) = match self.file_to_read(store, &caller.actor, id, file).await {
            Ok(found) => found,
            Err(Failure::Absent) => return Ok(None),
            Err(other) => return Err(other),
        };
        // Taken off a draft means gone for who writes it. Others keep what was submitted.
        let gone = file.removed_at.is_some() && dossier.powers().allow(Power::Edit);
        let text = store.read_text(file.id).await?;
        Ok(text.filter(|_| !gone).map(|text| {
            let (page, passage) = densest(&text, words);
            FoundFile {
                dossier: id,
                code: dossier.code.clone(),
                title: dossier.title.clone(),
                file,
                page,
                passage,
            }
        }))
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
