//! `export registry`: the public registry as a spreadsheet or JSON.

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use sangkien_app::App;
use sangkien_app::port::Papers;
use sangkien_app::record::RegistryEntry;
use serde_json::{Value, json};

use crate::trouble::{Done, Trouble};

/// Writes the registry to `output`, or to standard output.
pub async fn registry(
    app: &App,
    papers: &dyn Papers,
    as_json: bool,
    output: Option<&Path>,
) -> Done<usize> {
    if !as_json && output.is_none() && std::io::stdout().is_terminal() {
        return Err(Trouble::Said(
            "Bảng tính không in ra màn hình được; thêm “> danh-muc.xlsx” hoặc --output danh-muc.xlsx."
                .into(),
        ));
    }
    let entries = app.export_registry().await?;
    let content = if as_json {
        let list: Vec<Value> = entries.iter().map(entry_json).collect();
        format!("{}\n", Value::Array(list)).into_bytes()
    } else {
        papers
            .yearly_list("Danh mục sáng kiến được công nhận", &entries)
            .map_err(|error| Trouble::Said(error.to_string()))?
    };
    match output {
        Some(path) => std::fs::write(path, content).map_err(Trouble::file("ghi", path))?,
        None => std::io::stdout()
            .lock()
            .write_all(&content)
            .map_err(Trouble::file("ghi", Path::new("stdout")))?,
    }
    Ok(entries.len())
}

fn entry_json(entry: &RegistryEntry) -> Value {
    let content: Vec<Value> = entry
        .content
        .iter()
        .map(|(question, answer)| json!({ "question": question, "answer": answer }))
        .collect();
    json!({
        "code": entry.code,
        "title": entry.title,
        "summary": entry.summary,
        "authors": entry.authors_line,
        "unit": entry.unit_name,
        "organiser": entry.organiser_name,
        "field": { "code": entry.field_code, "name": entry.field_name },
        "stage": entry.stage.code(),
        "year": entry.year,
        "decision": entry.decision_label,
        "decided_on": entry.decided_on.to_string(),
        "average_hundredths": entry.average.map(|score| score.0),
        "class": (!entry.class.is_empty()).then_some(&entry.class),
        "content": content,
    })
}
