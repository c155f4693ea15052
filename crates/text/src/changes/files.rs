//! Which files of a dossier were replaced, added or taken away.

/// A file as its owner and the store know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFace {
    /// Identity.
    pub id: String,
    /// Name shown.
    pub name: String,
    /// Hash of the content.
    pub hash: String,
}

/// What happened to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileChange {
    /// Another content under the same name, or the only one gone for the only one that came.
    Replaced {
        /// The file of the old version.
        old: FileFace,
        /// The file of the new version.
        new: FileFace,
    },
    /// Gone.
    Removed(FileFace),
    /// New.
    Added(FileFace),
}

impl FileChange {
    /// The file of the old version.
    pub fn before(&self) -> Option<&FileFace> {
        match self {
            Self::Replaced { old, .. } | Self::Removed(old) => Some(old),
            Self::Added(_) => None,
        }
    }

    /// The file of the new version.
    pub fn after(&self) -> Option<&FileFace> {
        match self {
            Self::Replaced { new, .. } | Self::Added(new) => Some(new),
            Self::Removed(_) => None,
        }
    }
}

/// Compares two lists of files by their content. A file uploaded again unchanged, or under another
/// name, is the same file.
pub fn compare_files(old: &[FileFace], new: &[FileFace]) -> Vec<FileChange> {
    let mut came: Vec<&FileFace> = new.iter().collect();
    let mut gone = Vec::new();
    for file in old {
        match came.iter().position(|other| other.hash == file.hash) {
            Some(at) => {
                came.remove(at);
            }
            None => gone.push(file),
        }
    }
    let mut changes = Vec::new();
    gone.retain(|file| {
        let named = came.iter().position(|other| other.name == file.name);
        if let Some(at) = named {
            changes.push(FileChange::Replaced {
                old: (*file).clone(),
                new: came.remove(at).clone(),
            });
        }
        named.is_none()
    });
    if let ([old], [new]) = (gone.as_slice(), came.as_slice()) {
        changes.push(FileChange::Replaced {
            old: (*old).clone(),
            new: (*new).clone(),
        });
        return changes;
    }
    changes.extend(gone.into_iter().cloned().map(FileChange::Removed));
    changes.extend(came.into_iter().cloned().map(FileChange::Added));
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, hash: &str) -> FileFace {
        FileFace {
            id: format!("{name}-{hash}"),
            name: name.into(),
            hash: hash.into(),
        }
    }

    #[test]
    fn a_file_is_known_by_its_content_and_then_by_its_name() {
        let old = [file("a.pdf", "1"), file("b.pdf", "2"), file("c.pdf", "3")];
        let new = [
            file("a.pdf", "9"),
            file("doi-ten.pdf", "2"),
            file("d.pdf", "4"),
            file("e.pdf", "5"),
        ];
        assert_eq!(
            compare_files(&old, &new),
            [
                FileChange::Replaced {
                    old: file("a.pdf", "1"),
                    new: file("a.pdf", "9")
                },
                FileChange::Removed(file("c.pdf", "3")),
                FileChange::Added(file("d.pdf", "4")),
                FileChange::Added(file("e.pdf", "5")),
            ]
        );
    }

    #[test]
    fn the_only_file_that_came_replaces_the_only_one_that_went() {
        let changes = compare_files(&[file("a.pdf", "1")], &[file("ban-sua.pdf", "2")]);
        assert!(matches!(changes.as_slice(), [FileChange::Replaced { .. }]));
        assert!(compare_files(&[file("a.pdf", "1")], &[file("a.pdf", "1")]).is_empty());
    }
}
