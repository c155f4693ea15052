//! Decisions and registers as data for other systems: XML in its canonical form, sealed as XAdES with the
//! key of the body where the server holds it.

use sangkien_domain::id::DecisionId;
use sangkien_domain::refusal::Refusal;
use sangkien_domain::register::document_number;
use sangkien_domain::signing::SigningStep;

use crate::App;
use crate::caller::Caller;
use crate::failure::{Failure, Outcome};
use crate::register::{Bearer, RegisterView};

/// A file of data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFile {
    /// The XML.
    pub content: Vec<u8>,
    /// Whether the body sealed it.
    pub sealed: bool,
}

/// Writes XML as it is canonical: every element with its end, no space between.
#[derive(Default)]
struct Xml(String);

impl Xml {
    fn within(&mut self, (name, space): (&str, &str), write: impl FnOnce(&mut Self)) {
        self.0.push('<');
        self.0.push_str(name);
        if !space.is_empty() {
            self.0.push_str(" xmlns=\"");
            self.0.push_str(space);
            self.0.push('"');
        }
        self.0.push('>');
        write(self);
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    fn leaf(&mut self, name: &str, text: &str) {
        self.within((name, ""), |xml| {
            for letter in text.chars() {
                match letter {
                    '&' => xml.0.push_str("&amp;"),
                    '<' => xml.0.push_str("&lt;"),
                    '>' => xml.0.push_str("&gt;"),
                    '\n' => xml.0.push('\n'),
                    // XML has no other control characters.
                    other if other.is_control() => xml.0.push(' '),
                    other => xml.0.push(other),
                }
            }
        });
    }
}

impl App {
    /// An issued decision as data, for whoever may read it.
    ///
    /// # Errors
    /// `Absent` for a draft; `Refused` when the key of the body refused.
    pub async fn decision_data(&self, caller: &Caller, id: DecisionId) -> Outcome<DataFile> {
        let view = self.decision(caller, id).await?;
        let decision = &view.decision;
        let issue = decision.issue.as_ref().ok_or(Failure::Absent)?;
        let mut xml = Xml::default();
        xml.within(("decision", "urn:sangkien:decision:1"), |xml| {
            xml.leaf("number", &document_number(issue.number, &decision.symbol));
            xml.leaf("date", &issue.issued_at.day().to_string());
            xml.leaf("body", &view.body_name);
            xml.leaf("subject", &decision.subject);
            xml.leaf("signer", &issue.signer_name);
            xml.leaf("post", &issue.signer_post);
            for (_, [code, title, authors, unit, class]) in &view.annex {
                xml.within(("initiative", ""), |xml| {
                    xml.leaf("code", code);
                    xml.leaf("title", title);
                    xml.leaf("authors", authors);
                    xml.leaf("unit", unit);
                    if !class.is_empty() {
                        xml.leaf("class", class);
                    }
                });
            }
            for certificate in &view.certificates {
                let face = &certificate.face;
                xml.within(("certificate", ""), |xml| {
                    xml.leaf("number", &face.number);
                    xml.leaf("address", &self.verify_url(&certificate.code));
                    xml.leaf("author", &face.author);
                    xml.leaf("share", &face.share);
                    xml.leaf("initiative", &face.initiative);
                    xml.leaf("state", certificate.state.code());
                });
            }
        });
        self.sealed_data(&view.body_name, xml).await
    }

    /// A register as data; the view says that its reader may read it.
    ///
    /// # Errors
    /// `Refused` when the key of the body refused.
    pub async fn register_data(&self, view: &RegisterView) -> Outcome<DataFile> {
        let mut xml = Xml::default();
        xml.within(("register", "urn:sangkien:register:1"), |xml| {
            xml.leaf("body", &view.body_name);
            xml.leaf("kind", &view.key.register.code());
            xml.leaf("year", &view.key.year.to_string());
            for line in &view.lines {
                let state = match &line.bearer {
                    Bearer::Decision(_) | Bearer::Document(_) => "issued",
                    Bearer::Certificate(_, state) => state.code(),
                    Bearer::Elsewhere => "elsewhere",
                    Bearer::Void => "void",
                    Bearer::Gap(_) => "open",
                };
                let day = line.dated_on.map(|day| day.to_string());
                xml.within(("entry", ""), |xml| {
                    xml.leaf("number", &line.label);
                    xml.leaf("date", &day.unwrap_or_default());
                    xml.leaf("subject", &line.subject);
                    xml.leaf("by", &line.by);
                    xml.leaf("state", state);
                });
            }
        });
        self.sealed_data(&view.body_name, xml).await
    }

    /// Whether data of a body leave with its seal; without a key on the server they leave unsigned.
    pub fn seals_data(&self, body: &str) -> bool {
        self.ports.signing.holds(SigningStep::Seal, body)
    }

    async fn sealed_data(&self, body: &str, xml: Xml) -> Outcome<DataFile> {
        let content = xml.0.into_bytes();
        let signing = &self.ports.signing;
        if !self.seals_data(body) {
            let sealed = false;
            return Ok(DataFile { content, sealed });
        }
        let sealed = signing.sign_data(SigningStep::Seal, body, content).await;
        match sealed {
            Ok(content) => Ok(DataFile {
                content,
                sealed: true,
            }),
            Err(fault) => Err(Refusal::Signing(fault).into()),
        }
    }
}
