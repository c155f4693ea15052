//! Procedures as files.

use sangkien_casework::definition::Procedure;

use crate::embedded::FOLDERS;
use crate::error::{PackError, Result};

/// A procedure of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureFile {
    /// Path below `packs/`.
    pub path: &'static str,
    /// The file, as it is stored and shown.
    pub text: &'static str,
    /// What it says.
    pub procedure: Procedure,
}

/// Every procedure of the packs that come with the program.
pub fn procedures() -> Result<Vec<ProcedureFile>> {
    FOLDERS
        .into_iter()
        .flat_map(|(_, files)| files)
        .filter(|file| file.path.contains("/procedures/"))
        .map(|file| {
            let procedure = Procedure::read(file.text)
                .map_err(|fault| PackError::new(file.path, "", fault.to_string()))?;
            Ok(ProcedureFile {
                path: file.path,
                text: file.text,
                procedure,
            })
        })
        .collect()
}
