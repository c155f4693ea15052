//! Putting a message together and handing it over.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use lettre::address::AddressError;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{Address, SmtpTransport, Transport as _};

/// How long the relay may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// A message to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Name of the message, the same every time it is tried: letters, digits
    /// and hyphens. A relay or reader can tell a repeated message by it.
    pub id: String,
    /// Address of the recipient, without a name.
    pub to: String,
    /// Subject, one line.
    pub subject: String,
    /// Text of the message.
    pub text: String,
    /// An entry for calendars (iCalendar) that goes with it.
    pub calendar: Option<String>,
    /// When the message came to be.
    pub at: SystemTime,
}

/// Where messages go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Transport {
    /// Into a folder, as one `.eml` file each. The folder is made if needed.
    Folder(PathBuf),
    /// To a relay by SMTP without encryption or sign-in: one on the same
    /// machine or in the same closed network.
    Smtp {
        /// Name or address of the relay.
        host: String,
        /// Port, usually 25.
        port: u16,
    },
}

/// Why a message was not delivered.
#[derive(Debug, thiserror::Error)]
pub enum MailFault {
    /// A field holds a line end or another control character, with which a
    /// sender could add fields of its own.
    #[error("the {field} of the message holds a control character")]
    ControlCharacter {
        /// Name of the field.
        field: &'static str,
    },
    /// The name of the message has other characters than allowed, or none.
    #[error("the name of the message may hold only letters, digits and hyphens")]
    Id,
    /// An address is not one.
    #[error("{address:?} is not a mail address")]
    Address {
        /// The text given.
        address: String,
        /// What is wrong with it.
        source: AddressError,
    },
    /// The message could not be put together.
    #[error("the message cannot be put together")]
    Content(#[source] lettre::error::Error),
    /// The folder could not be written to.
    #[error("the message cannot be written to {path}")]
    Folder {
        /// Where.
        path: PathBuf,
        /// How it failed.
        source: io::Error,
    },
    /// The relay refused the message for good; trying again is of no use.
    #[error("the relay refused the message: {0}")]
    Refused(String),
    /// The relay could not be reached or asked to be tried again later.
    #[error("the relay is not available: {0}")]
    Unavailable(String),
}

impl MailFault {
    /// Whether the same message may be delivered when tried again later.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Folder { .. } | Self::Unavailable(_))
    }
}

/// Sends messages from one address by one transport.
#[derive(Debug, Clone)]
pub struct Mailer {
    from: Mailbox,
    transport: Transport,
}

impl Mailer {
    /// A mailer with the name and address messages come from. Nothing is
    /// connected or written yet.
    pub fn new(from_name: &str, from: &str, transport: Transport) -> Result<Self, MailFault> {
        one_line("sender", from_name)?;
        let name = (!from_name.trim().is_empty()).then(|| from_name.trim().to_owned());
        let from = Mailbox::new(name, address("sender", from)?);
        Ok(Self { from, transport })
    }

    /// Delivers a message. Blocks until the relay has taken it, or the file is
    /// on disk.
    pub fn send(&self, message: &Message) -> Result<(), MailFault> {
        let mail = self.compose(message)?;
        match &self.transport {
            Transport::Folder(folder) => write(folder, &message.id, &mail.formatted()),
            Transport::Smtp { host, port } => {
                let relay = SmtpTransport::builder_dangerous(host.as_str())
                    .port(*port)
                    .timeout(Some(PATIENCE))
                    .build();
                match relay.send(&mail) {
                    Ok(_) => Ok(()),
                    Err(fault) if fault.is_permanent() => {
                        Err(MailFault::Refused(fault.to_string()))
                    }
                    Err(fault) => Err(MailFault::Unavailable(fault.to_string())),
                }
            }
        }
    }

    fn compose(&self, message: &Message) -> Result<lettre::Message, MailFault> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if message.id.is_empty() || message.id.len() > 100 || !message.id.bytes().all(plain) {
            return Err(MailFault::Id);
        }
        one_line("subject", &message.subject)?;
        let to = address("recipient", &message.to)?;
        let id = format!("<{}@{}>", message.id, self.from.email.domain());
        // Keeps out-of-office replies away (RFC 3834).
        let automatic = HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        );
        let text = SinglePart::builder()
            .header(ContentType::TEXT_PLAIN)
            .body(message.text.clone());
        let head = lettre::Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(message.subject.clone())
            .date(message.at)
            .message_id(Some(id))
            .raw_header(automatic);
        let composed = match &message.calendar {
            None => head.singlepart(text),
            Some(entry) => {
                let kind = ContentType::parse("text/calendar; charset=utf-8; method=PUBLISH");
                let kind = kind.unwrap_or(ContentType::TEXT_PLAIN);
                let file = Attachment::new("phien-hop.ics".to_owned()).body(entry.clone(), kind);
                head.multipart(MultiPart::mixed().singlepart(text).singlepart(file))
            }
        };
        composed.map_err(MailFault::Content)
    }
}

fn one_line(field: &'static str, text: &str) -> Result<(), MailFault> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if text.contains(breaks) {
        Err(MailFault::ControlCharacter { field })
    } else {
        Ok(())
    }
}

fn address(field: &'static str, text: &str) -> Result<Address, MailFault> {
    one_line(field, text)?;
    text.parse().map_err(|source| MailFault::Address {
        address: text.to_owned(),
        source,
    })
}

/// Writes a message under its name; one tried again replaces itself.
fn write(folder: &Path, id: &str, mail: &[u8]) -> Result<(), MailFault> {
    let path = folder.join(format!("{id}.eml"));
    let unfinished = folder.join(format!("{id}.part"));
    let written = fs::create_dir_all(folder)
        .and_then(|()| File::create(&unfinished))
        .and_then(|mut file| {
            file.write_all(mail)?;
            file.sync_all()
        })
        .and_then(|()| fs::rename(&unfinished, &path));
    written.map_err(|source| MailFault::Folder { path, source })
}
