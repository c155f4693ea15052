//! Uploads are scanned by a `clamd` of the machine or the network.

use std::path::{Path, PathBuf};
use std::time::Duration;

use async_trait::async_trait;
use clamav_client::tokio::{Socket, Tcp, scan_buffer};
use sangkien_app::port::{Scanned, Scanner, ScannerAway};

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_mins(1);

/// Where a scanner listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScannerAddress {
    /// At a socket of this machine.
    Unix(PathBuf),
    /// At a host and port.
    Tcp(String),
}

impl ScannerAddress {
    /// Reads `unix:PATH` or `tcp:HOST:PORT`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once(':')? {
            ("unix", path) if path.starts_with('/') => Some(Self::Unix(path.into())),
            ("tcp", rest) => {
                let (host, port) = rest.rsplit_once(':')?;
                port.parse::<u16>().ok()?;
                (!host.is_empty()).then(|| Self::Tcp(rest.to_owned()))
            }
            _ => None,
        }
    }
}

/// A `clamd`; the file goes to it over the connection, so it needs no access to ours.
#[derive(Debug, Clone)]
pub struct Clamd(ScannerAddress);

impl Clamd {
    /// The one that listens there. It is first asked at the first upload.
    pub const fn new(address: ScannerAddress) -> Self {
        Self(address)
    }

    async fn answer(&self, content: &[u8]) -> std::io::Result<Vec<u8>> {
        match &self.0 {
            ScannerAddress::Unix(path) => {
                let socket = Socket {
                    socket_path: Path::new(path),
                };
                scan_buffer(content, socket, None).await
            }
            ScannerAddress::Tcp(address) => {
                let host_address = address.as_str();
                scan_buffer(content, Tcp { host_address }, None).await
            }
        }
    }
}

#[async_trait]
impl Scanner for Clamd {
    async fn scan(&self, content: &[u8]) -> Result<Scanned, ScannerAway> {
        let answer = tokio::time::timeout(PATIENCE, self.answer(content))
            .await
            .map_err(|_| ScannerAway("no answer in time".to_owned()))?
            .map_err(|error| ScannerAway(error.to_string()))?;
        judged(&String::from_utf8_lossy(&answer))
    }
}

/// What an answer says: `stream: OK`, or `stream: NAME FOUND`. Anything else, such as a file larger than
/// the scanner takes, is no scan.
fn judged(answer: &str) -> Result<Scanned, ScannerAway> {
    let answer = answer.trim_end_matches(['\0', '\n']).trim();
    let said = answer.strip_prefix("stream: ").unwrap_or_default();
    match said.strip_suffix(" FOUND") {
        Some(name) => Ok(Scanned::Infected(name.to_owned())),
        None if said == "OK" => Ok(Scanned::Clean),
        None => Err(ScannerAway(format!("it said: {answer}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_answer_counts_as_a_scan() {
        assert_eq!(judged("stream: OK\0").unwrap(), Scanned::Clean);
        let found = judged("stream: Eicar-Signature FOUND\0").unwrap();
        assert_eq!(found, Scanned::Infected("Eicar-Signature".to_owned()));
        for answer in [
            "",
            "OK",
            "INSTREAM size limit exceeded. ERROR\0",
            "stream: OK FOUND OUT",
            "stream: Can't allocate memory ERROR",
        ] {
            assert!(judged(answer).is_err(), "{answer}");
        }
    }

    #[test]
    fn an_address_is_a_socket_or_a_host_with_a_port() {
        let parsed = ScannerAddress::parse;
        assert_eq!(
            parsed("unix:/run/clamav/clamd.ctl"),
            Some(ScannerAddress::Unix("/run/clamav/clamd.ctl".into()))
        );
        assert_eq!(
            parsed("tcp:[::1]:3310"),
            Some(ScannerAddress::Tcp("[::1]:3310".into()))
        );
        for wrong in [
            "clamd",
            "unix:clamd",
            "tcp:3310",
            "tcp:host",
            "tcp::x",
            "http://x",
        ] {
            assert_eq!(parsed(wrong), None, "{wrong}");
        }
    }

    #[tokio::test]
    async fn a_scanner_that_is_not_there_has_scanned_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let nowhere = ScannerAddress::Unix(folder.path().join("clamd.ctl"));
        assert!(Clamd::new(nowhere).scan(b"x").await.is_err());
    }
}
