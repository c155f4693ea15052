//! The configuration: one table of keys, read from a file, the environment and the command line.
//!
//! What comes later in that list outweighs what comes before; a key nobody knows is an error,
//! wherever it stands, because a misspelt key would otherwise be silently without effect.

mod keys;
mod source;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use sangkien_app::Quota;
use sangkien_mail::Transport;
use sangkien_novelty::report::Limits;
use sangkien_web::Bands;

pub use keys::{KEYS, Key};
pub use source::{Given, Origin, Settings};

use crate::data::DataFolder;
use crate::trouble::{Done, Trouble};
use crate::wiring::ScannerAddress;

/// Where the records are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Database {
    /// In one SQLite file.
    Sqlite(PathBuf),
    /// On the PostgreSQL server of this address.
    Postgres(String),
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object per line.
    Json,
}

/// From whom and how mail goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailConfig {
    /// Address of the sender.
    pub from: String,
    /// Name of the sender.
    pub from_name: String,
    /// Where it goes.
    pub transport: Transport,
}

/// A configuration without faults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Address to listen on.
    pub listen: SocketAddr,
    /// Data folder.
    pub data: PathBuf,
    /// Database.
    pub database: Database,
    /// Address people reach the instance under, without a slash at the end, if it differs from
    /// the one listened on.
    pub base_url: Option<String>,
    /// Proxies in front that are trusted to name the client.
    pub trusted_proxies: usize,
    /// Which log lines are written.
    pub log: String,
    /// How they look.
    pub log_format: LogFormat,
    /// Outgoing mail.
    pub mail: MailConfig,
    /// Where the certificates lie that signatures on documents are judged by.
    pub trust: Option<PathBuf>,
    /// The file that names the keys documents are signed with here.
    pub keys: Option<PathBuf>,
    /// The server that stamps the time of signatures made here.
    pub stamps: Option<String>,
    /// What scans uploads for viruses, if anything does.
    pub scanner: Option<ScannerAddress>,
    /// How much one person may keep.
    pub quota: Quota,
    /// From when on an overlap is flagged.
    pub overlap: Limits,
    /// How strongly alike two dossiers are shown.
    pub bands: Bands,
    /// Folder of the model that dossiers are compared by meaning with, if they are.
    pub model: Option<PathBuf>,
}

impl Config {
    /// Judges the settings; every fault is named at once.
    pub fn judge(settings: &Settings) -> Done<Self> {
        let mut faults = Vec::new();
        let data = PathBuf::from(settings.text("data"));
        let listen = parsed(settings, "listen", "địa chỉ IP và cổng", &mut faults)
            .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 8080)));
        let config = Self {
            listen,
            database: database(settings, &data, &mut faults),
            base_url: base_url(settings, &mut faults),
            trusted_proxies: parsed(settings, "trusted_proxies", "số nguyên", &mut faults)
                .unwrap_or_default(),
            log: settings.text("log").to_owned(),
            log_format: match settings.text("log_format") {
                "json" => LogFormat::Json,
                "text" => LogFormat::Text,
                _ => {
                    faults.push(settings.fault("log_format", "chỉ nhận text hoặc json"));
                    LogFormat::Text
                }
            },
            mail: mail(settings, &data, &mut faults),
            trust: Some(settings.text("signature.trust"))
                .filter(|path| !path.is_empty())
                .map(PathBuf::from),
            keys: Some(settings.text("signature.keys"))
                .filter(|path| !path.is_empty())
                .map(PathBuf::from),
            stamps: stamps(settings, &mut faults),
            scanner: scanner(settings, &mut faults),
            quota: quota(settings, &mut faults),
            overlap: overlap(settings, &mut faults),
            bands: bands(settings, &mut faults),
            model: Some(settings.text("overlap.model"))
                .filter(|path| !path.is_empty())
                .map(PathBuf::from),
            data,
        };
        if faults.is_empty() {
            Ok(config)
        } else {
            Err(Trouble::Config(faults))
        }
    }
}

fn parsed<T: std::str::FromStr>(
    settings: &Settings,
    key: &str,
    kind: &str,
    faults: &mut Vec<String>,
) -> Option<T> {
    let value = settings.text(key).parse().ok();
    if value.is_none() {
        faults.push(settings.fault(key, &format!("cần là {kind}")));
    }
    value
}

fn database(settings: &Settings, data: &Path, faults: &mut Vec<String>) -> Database {
    let text = settings.text("database");
    if text.is_empty() {
        return Database::Sqlite(DataFolder::database(data));
    }
    if text.starts_with("postgres://") || text.starts_with("postgresql://") {
        return Database::Postgres(text.to_owned());
    }
    match text.strip_prefix("sqlite:") {
        Some(path) if !path.is_empty() => {
            Database::Sqlite(path.strip_prefix("//").unwrap_or(path).into())
        }
        _ => {
            faults.push(settings.fault("database", "cần bắt đầu bằng postgres:// hoặc sqlite:"));
            Database::Sqlite(DataFolder::database(data))
        }
    }
}

fn base_url(settings: &Settings, faults: &mut Vec<String>) -> Option<String> {
    let text = settings.text("base_url").trim_end_matches('/');
    if text.is_empty() {
        return None;
    }
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let plain = |rest: &str| {
        !rest.is_empty()
            && rest
                .chars()
                .all(|letter| letter.is_ascii_graphic() && !"<>\"'?#\\".contains(letter))
    };
    if !rest.is_some_and(plain) {
        faults.push(settings.fault("base_url", "cần là địa chỉ http:// hoặc https://"));
    }
    Some(text.to_owned())
}

/// Stamps are signed, so that they need no encryption on their way.
fn stamps(settings: &Settings, faults: &mut Vec<String>) -> Option<String> {
    let address = settings.text("signature.timestamp");
    if address.is_empty() {
        return None;
    }
    if !address.starts_with("http://") {
        faults.push(settings.fault("signature.timestamp", "cần bắt đầu bằng http://"));
    }
    Some(address.to_owned())
}

fn scanner(settings: &Settings, faults: &mut Vec<String>) -> Option<ScannerAddress> {
    let text = settings.text("files.scanner");
    if text.is_empty() {
        return None;
    }
    let address = ScannerAddress::parse(text);
    if address.is_none() {
        let kind = "cần có dạng unix:/đường/dẫn hoặc tcp:máy:cổng";
        faults.push(settings.fault("files.scanner", kind));
    }
    address
}

fn quota(settings: &Settings, faults: &mut Vec<String>) -> Quota {
    let mut number = |key| {
        let value = parsed::<u32>(settings, key, "số nguyên", faults);
        if value == Some(0) {
            faults.push(settings.fault(key, "cần lớn hơn 0"));
        }
        value.unwrap_or_default()
    };
    Quota {
        files: number("files.person_count"),
        bytes: u64::from(number("files.person_mb")) << 20,
    }
}

fn mail(settings: &Settings, data: &Path, faults: &mut Vec<String>) -> MailConfig {
    let transport = match settings.text("mail.transport") {
        "smtp" => {
            let host = settings.text("mail.host").to_owned();
            if host.is_empty() {
                faults.push(settings.fault("mail.host", "cần có khi mail.transport là smtp"));
            }
            let port = parsed(settings, "mail.port", "số cổng", faults).unwrap_or(25);
            Transport::Smtp { host, port }
        }
        other => {
            if other != "folder" {
                faults.push(settings.fault("mail.transport", "chỉ nhận folder hoặc smtp"));
            }
            Transport::Folder(data.join("mail"))
        }
    };
    MailConfig {
        from: settings.text("mail.from").to_owned(),
        from_name: settings.text("mail.from_name").to_owned(),
        transport,
    }
}

fn overlap(settings: &Settings, faults: &mut Vec<String>) -> Limits {
    let mut number = |key, most: u32| {
        let kind = format!("số nguyên từ 1 đến {most}");
        let value = parsed::<u32>(settings, key, &kind, faults);
        if value.is_some_and(|value| !(1..=most).contains(&value)) {
            faults.push(settings.fault(key, &format!("cần là {kind}")));
        }
        value.unwrap_or_default()
    };
    Limits {
        passage: number("overlap.passage", 100_000),
        alike: number("overlap.alike", 100),
        long: number("overlap.long", 100_000),
        least: number("overlap.least", 100_000),
        share: number("overlap.share", 100).saturating_mul(100),
    }
}

/// Three percentages, each larger than the one before.
fn bands(settings: &Settings, faults: &mut Vec<String>) -> Bands {
    let numbers: Option<Vec<u32>> = settings
        .text("overlap.bands")
        .split(',')
        .map(|number| number.trim().parse().ok())
        .collect();
    let three = numbers.and_then(|numbers| <[u32; 3]>::try_from(numbers).ok());
    let fits = |[one, two, three]: &[u32; 3]| 0 < *one && one < two && two < three && *three <= 100;
    if let Some(bands) = three.filter(fits) {
        return Bands(bands.map(|percent| percent * 100));
    }
    let kind = "cần là ba số nguyên tăng dần từ 1 đến 100, cách nhau bằng dấu phẩy";
    faults.push(settings.fault("overlap.bands", kind));
    Bands::default()
}

#[cfg(test)]
mod tests;
