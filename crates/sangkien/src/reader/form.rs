//! Forms of one's own, read and filled in a process of their own.

use std::collections::BTreeMap;
use std::process::Command;

use sangkien_app::port::FormLook;
use sangkien_documents::official::Kind;
use sangkien_documents::official::own::{self, FormFault};
use sangkien_domain::reading::Unread;
use serde_json::{Value, json};

use super::{PATIENCE, child, machine, run, wire};

/// What begins every Word document, and no answer in words.
const PACKAGE: &[u8] = b"PK";

/// The places of a form.
///
/// # Errors
/// Why it cannot be read.
pub fn places(form: &[u8]) -> Result<FormLook, Unread> {
    let look = answer(child::PLACES, form)?;
    let look: Value = serde_json::from_slice(&look).map_err(|_| Unread::Stopped)?;
    fault(&look)?;
    let part = |name: &str| look.get(name).cloned().unwrap_or_default();
    let read = || {
        Some(FormLook {
            places: serde_json::from_value(part("places")).ok()?,
            broken: serde_json::from_value(part("broken")).ok()?,
        })
    };
    read().ok_or(Unread::Stopped)
}

/// With what a form is filled.
pub fn order(kind: Kind, mapping: &BTreeMap<String, String>, data: &Value) -> Value {
    json!({ "kind": kind.code(), "mapping": mapping, "data": data })
}

/// A form filled as ordered; nothing when the data lack what its fields need.
///
/// # Errors
/// Why it cannot be read.
pub fn fill(order: &Value, form: &[u8]) -> Result<Option<Vec<u8>>, Unread> {
    let order = order.to_string();
    let length = u64::try_from(order.len()).unwrap_or(u64::MAX);
    let parcel = [&length.to_be_bytes(), order.as_bytes(), form].concat();
    let filled = answer(child::FILL, &parcel)?;
    if filled.starts_with(PACKAGE) {
        return Ok(Some(filled));
    }
    let told: Value = serde_json::from_slice(&filled).map_err(|_| Unread::Stopped)?;
    fault(&told)?;
    tracing::warn!(fault = %told, "a form was not filled");
    Ok(None)
}

fn fault(told: &Value) -> Result<(), Unread> {
    let code = told.get("fault").and_then(Value::as_str);
    code.map_or(Ok(()), |code| Err(wire::fault(code)))
}

fn answer(what: &str, parcel: &[u8]) -> Result<Vec<u8>, Unread> {
    let program = std::env::current_exe().map_err(machine)?;
    let mut command = Command::new(program);
    command.env_clear().args([what, "form"]);
    run(&mut command, parcel, PATIENCE)
}

/// The other side: what stands in a form.
pub(super) fn look(form: &[u8]) -> Vec<u8> {
    let told = match own::places(form) {
        Ok(found) => {
            let place = |place: &own::Place| json!({ "name": place.name, "in_row": place.in_row });
            let places: Vec<Value> = found.places.iter().map(place).collect();
            json!({ "places": places, "broken": found.broken })
        }
        Err(fault) => json!({ "fault": wire::fault_code(fault) }),
    };
    told.to_string().into_bytes()
}

/// The other side: a form filled as ordered.
pub(super) fn filled(parcel: &[u8]) -> Vec<u8> {
    let done =
        taken(parcel).map(|(kind, mapping, data, form)| own::fill(form, kind, &mapping, &data));
    let told = match done {
        Some(Ok(filled)) => return filled,
        Some(Err(FormFault::Read(fault))) => json!({ "fault": wire::fault_code(fault) }),
        Some(Err(FormFault::Fill(fault))) => {
            json!({ "missing": fault.missing, "wrong": fault.wrong })
        }
        None => json!({ "fault": Unread::Damaged.code() }),
    };
    told.to_string().into_bytes()
}

/// What a form is filled with, and the form.
type Taken<'p> = (Kind, BTreeMap<String, String>, Value, &'p [u8]);

fn taken(parcel: &[u8]) -> Option<Taken<'_>> {
    let (length, rest) = parcel.split_first_chunk::<8>()?;
    let length = usize::try_from(u64::from_be_bytes(*length)).ok()?;
    let (order, form) = rest.split_at_checked(length)?;
    let mut order: Value = serde_json::from_slice(order).ok()?;
    let kind = Kind::named(order.get("kind")?.as_str()?)?;
    let mapping = serde_json::from_value(order.get_mut("mapping")?.take()).ok()?;
    let data = order.get_mut("data")?.take();
    Some((kind, mapping, data, form))
}
