//! `import xlsx`: people from a table, on the authority of an administrator.

use sangkien_app::people::{Fate, Listed, PeopleTaken};
use sangkien_app::{App, Origin};
use sangkien_i18n::Language;
use sangkien_i18n::people_table::{role, row_fault, table_fault};
use sangkien_i18n::reading::unread;
use serde_json::{Value, json};

use crate::cli::XlsxArguments;
use crate::trouble::{Done, Trouble};

/// What became of a table.
#[derive(Debug)]
pub struct Imported {
    rows: Vec<(Listed, Fate)>,
    /// What was taken; nothing when it was only judged, or when a row is faulty.
    taken: Option<PeopleTaken>,
}

impl Imported {
    /// Whether no row is faulty.
    pub fn is_sound(&self) -> bool {
        !self
            .rows
            .iter()
            .any(|(_, fate)| matches!(fate, Fate::Faulty(_)))
    }

    /// The outcome in Vietnamese.
    pub fn words(&self) -> String {
        let mut lines: Vec<String> = self
            .rows
            .iter()
            .map(|(row, fate)| {
                let Listed {
                    row,
                    full_name,
                    account,
                    ..
                } = row;
                format!("Dòng {row}: {full_name} ({account}): {}", told(fate))
            })
            .collect();
        lines.push(match (&self.taken, self.is_sound()) {
            (Some(taken), _) => format!(
                "Đã thêm {} người; {} người đã có từ trước.",
                taken.added, taken.known
            ),
            (None, true) => "Mọi dòng đều hợp lệ; chưa thêm ai.".to_owned(),
            (None, false) => "Có dòng không hợp lệ; chưa thêm ai.".to_owned(),
        });
        lines.join("\n")
    }

    /// The outcome as JSON.
    pub fn json(&self) -> Value {
        let rows: Vec<Value> = self
            .rows
            .iter()
            .map(|(row, fate)| {
                let code = match fate {
                    Fate::New => "new",
                    Fate::Known => "known",
                    Fate::Faulty(_) => "faulty",
                };
                let faults = match fate {
                    Fate::Faulty(faults) => faults
                        .iter()
                        .map(|fault| row_fault(fault, Language::Vi))
                        .collect(),
                    _ => Vec::new(),
                };
                json!({ "row": row.row, "account": row.account, "fate": code, "faults": faults })
            })
            .collect();
        let added = self.taken.map(|taken| taken.added);
        json!({ "rows": rows, "added": added })
    }
}

fn told(fate: &Fate) -> String {
    match fate {
        Fate::New => "thêm mới".to_owned(),
        Fate::Known => "đã có, giữ nguyên".to_owned(),
        Fate::Faulty(faults) => {
            let words: Vec<String> = faults
                .iter()
                .map(|fault| row_fault(fault, Language::Vi))
                .collect();
            words.join(" ")
        }
    }
}

/// Judges a table, and takes it unless it is only to be judged or a row is faulty.
pub async fn people(app: &App, input: &XlsxArguments) -> Done<Imported> {
    let content = std::fs::read(&input.file).map_err(Trouble::file("đọc", &input.file))?;
    let name = input.file.file_name().unwrap_or_default().to_string_lossy();
    let caller = app
        .act_as(&input.authority, Origin::local("import xlsx"))
        .await?;
    let said = |words: String| Trouble::Said(format!("{}: {words}", input.file.display()));
    let rows = app
        .people_in_file(&caller, &name, content)
        .await?
        .map_err(|reason| said(unread(reason, Language::Vi).to_owned()))?
        .map_err(|fault| said(table_fault(&fault, Language::Vi)))?;
    let fates = app.judge_people(&caller, &rows, role).await?;
    let mut imported = Imported {
        rows: rows.iter().cloned().zip(fates).collect(),
        taken: None,
    };
    if !input.dry_run && imported.is_sound() {
        imported.taken = Some(app.take_people(&caller, &rows, role).await?);
    }
    Ok(imported)
}
