//! Where values come from.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::keys::{KEYS, Key};
use crate::trouble::{Done, Trouble};

/// Variables with this beginning belong to the tests and not to the program.
const OF_TESTS: &str = "SANGKIEN_TEST_";
/// File read when none is named and it is there.
const USUAL_FILE: &str = "sangkien.toml";

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nobody gave one.
    Default,
    /// A file.
    File(PathBuf),
    /// An environment variable.
    Environment(String),
    /// An option of the command.
    Flag(String),
}

impl Origin {
    fn words(&self) -> String {
        match self {
            Self::Default => "mặc định".into(),
            Self::File(path) => format!("tệp {}", path.display()),
            Self::Environment(name) => format!("biến môi trường {name}"),
            Self::Flag(name) => format!("tùy chọn {name}"),
        }
    }
}

/// Values given on the command line, by key.
pub type Given = Vec<(&'static str, String)>;

/// A value for each key, with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings(BTreeMap<&'static str, (String, Origin)>);

impl Settings {
    /// Collects values. `file` must be there when it is named; `environment` holds all variables
    /// of the process.
    pub fn collect(
        file: Option<&Path>,
        environment: impl IntoIterator<Item = (String, String)>,
        flags: Given,
    ) -> Done<Self> {
        let mut settings = Self(
            KEYS.iter()
                .map(|key| (key.name, (key.default.to_owned(), Origin::Default)))
                .collect(),
        );
        let mut faults = Vec::new();
        let usual = Path::new(USUAL_FILE);
        if let Some(path) = file.or_else(|| usual.exists().then_some(usual)) {
            let text = std::fs::read_to_string(path).map_err(Trouble::file("đọc", path))?;
            settings.take_file(path, &text, &mut faults);
        }
        settings.take_environment(environment, &mut faults);
        for (name, value) in flags {
            let flag = Origin::Flag(format!("--{}", name.replace(['_', '.'], "-")));
            settings.0.insert(name, (value, flag));
        }
        if faults.is_empty() {
            Ok(settings)
        } else {
            Err(Trouble::Config(faults))
        }
    }

    fn take_file(&mut self, path: &Path, text: &str, faults: &mut Vec<String>) {
        let table: toml::Table = match toml::from_str(text) {
            Ok(table) => table,
            Err(error) => {
                faults.push(format!("tệp {}: {error}", path.display()));
                return;
            }
        };
        let mut flat = Vec::new();
        flatten("", &table, &mut flat);
        for (name, value) in flat {
            let value = match value {
                toml::Value::String(text) => Some(text.clone()),
                toml::Value::Integer(number) => Some(number.to_string()),
                _ => None,
            };
            match (Key::named(&name), value) {
                (Some(key), Some(value)) => {
                    self.0
                        .insert(key.name, (value, Origin::File(path.to_owned())));
                }
                (Some(_), None) => faults.push(format!(
                    "tệp {}: khóa {name} cần là chữ hoặc số nguyên",
                    path.display()
                )),
                (None, _) => faults.push(format!(
                    "tệp {}: không có khóa cấu hình {name}",
                    path.display()
                )),
            }
        }
    }

    fn take_environment(
        &mut self,
        environment: impl IntoIterator<Item = (String, String)>,
        faults: &mut Vec<String>,
    ) {
        for (name, value) in environment {
            if !name.starts_with("SANGKIEN_") || name.starts_with(OF_TESTS) {
                continue;
            }
            match KEYS.iter().find(|key| key.variable() == name) {
                Some(key) => {
                    self.0.insert(key.name, (value, Origin::Environment(name)));
                }
                None => faults.push(format!(
                    "biến môi trường {name}: không có khóa cấu hình này"
                )),
            }
        }
    }

    /// Puts `value` in the place of a default; what somebody gave stays.
    pub fn prefer(&mut self, name: &'static str, value: &str) {
        if let Some(held) = self.0.get_mut(name)
            && held.1 == Origin::Default
        {
            value.clone_into(&mut held.0);
        }
    }

    /// The value of a key; empty for one that is not in the table.
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |(value, _)| value)
    }

    /// A sentence about a faulty value, with its origin.
    pub fn fault(&self, name: &str, demand: &str) -> String {
        let origin = self.0.get(name).map_or(&Origin::Default, |(_, from)| from);
        format!("{}: {name} {demand}", origin.words())
    }

    /// The values as a file that could be read again, each with its meaning and origin.
    pub fn to_toml(&self) -> String {
        let mut text = String::new();
        let mut section = "";
        for key in &KEYS {
            let (table, name) = key.name.split_once('.').unwrap_or(("", key.name));
            if table != section {
                // Writing into a string does not fail.
                let _ = writeln!(text, "[{table}]");
                section = table;
            }
            let origin = self
                .0
                .get(key.name)
                .map_or(String::new(), |(_, from)| from.words());
            let value = toml::Value::String(self.shown(key));
            let _ = writeln!(text, "# {} ({origin})\n{name} = {value}", key.meaning);
        }
        text
    }

    /// The values as JSON, each with its origin.
    pub fn to_json(&self) -> Value {
        let entries = KEYS.iter().map(|key| {
            let origin = self.0.get(key.name).map(|(_, from)| from.words());
            let value = json!({ "value": self.shown(key), "from": origin });
            (key.name.to_owned(), value)
        });
        Value::Object(entries.collect())
    }

    fn shown(&self, key: &Key) -> String {
        let value = self.text(key.name);
        if key.secret {
            masked(value)
        } else {
            value.to_owned()
        }
    }
}

fn flatten<'a>(prefix: &str, table: &'a toml::Table, flat: &mut Vec<(String, &'a toml::Value)>) {
    for (name, value) in table {
        let name = format!("{prefix}{name}");
        match value {
            toml::Value::Table(inner) => flatten(&format!("{name}."), inner, flat),
            other => flat.push((name, other)),
        }
    }
}

/// An address without its password: whatever stands between the first colon after the scheme and
/// the last "@", and every parameter that could carry one.
fn masked(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else {
        return address.to_owned();
    };
    let (place, parameters) = match rest.split_once('?') {
        Some((place, _)) => (place, "?***"),
        None => (rest, ""),
    };
    match place.rsplit_once('@') {
        Some((user, host)) => {
            let name = user.split(':').next().unwrap_or_default();
            let password = if user.contains(':') { ":***" } else { "" };
            format!("{scheme}://{name}{password}@{host}{parameters}")
        }
        None => format!("{scheme}://{place}{parameters}"),
    }
}
