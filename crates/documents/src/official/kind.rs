//! The kinds of official documents, each with its template and sample data.

use serde_json::Value;

use super::document::Document;
use super::docx::{self, DocxFault};
use super::fill::FillFault;
use super::template::Template;
use crate::certificate::{self, Certificate};
use crate::drawing::PdfFault;
use crate::fonts::Fonts;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal),* $(,)?) => {
        /// A kind of official document.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$doc])* $name,)*
        }

        impl Kind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its name for machines.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// Sample data, as JSON.
            pub const fn sample(self) -> &'static str {
                match self {
                    $(Self::$name => include_str!(concat!("../../templates/samples/", $code, ".json"))),*
                }
            }
        }
    };
}

kinds! {
    /// Receipt of a dossier.
    Receipt = "receipt",
    /// Notice that supplements are required.
    SupplementRequest = "supplement-request",
    /// Apology for a limit not kept.
    Apology = "apology",
    /// Notice that a dossier is accepted.
    Acceptance = "acceptance",
    /// Notice that a dossier is refused, with reasons.
    Refusal = "refusal",
    /// Invitation to a session.
    Invitation = "invitation",
    /// Decision that sets up a council.
    CouncilDecision = "council-decision",
    /// Sheet on which a member marks an initiative.
    MarkingSheet = "marking-sheet",
    /// Minutes of a session.
    Minutes = "minutes",
    /// Minutes of counting votes.
    TallyMinutes = "tally-minutes",
    /// Summary of what a session found on each initiative.
    SummaryList = "summary-list",
    /// Submission (tờ trình) to the head who decides.
    Submission = "submission",
    /// Decision that recognises initiatives.
    Decision = "decision",
    /// Certificate of one author.
    Certificate = "certificate",
    /// Decision that cancels a recognition.
    Cancellation = "cancellation",
    /// Yearly report.
    YearlyReport = "yearly-report",
    /// Letter that asks units to apply an initiative.
    ReplicationLetter = "replication-letter",
    /// What a dossier shares with earlier ones.
    OverlapReport = "overlap-report",
}

/// A paper of some kind, filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paper {
    /// A document in the form of Nghị định 30/2020/NĐ-CP.
    Document(Box<Document>),
    /// A certificate, whose form is free.
    Certificate(Box<Certificate>),
}

impl Kind {
    /// The words of the kind; the form of a certificate is free, and drawn by itself.
    const fn template(self) -> Option<&'static str> {
        Some(match self {
            Self::Certificate => return None,
            Self::Receipt => include_str!("../../templates/receipt.toml"),
            Self::SupplementRequest => include_str!("../../templates/supplement-request.toml"),
            Self::Apology => include_str!("../../templates/apology.toml"),
            Self::Acceptance => include_str!("../../templates/acceptance.toml"),
            Self::Refusal => include_str!("../../templates/refusal.toml"),
            Self::Invitation => include_str!("../../templates/invitation.toml"),
            Self::CouncilDecision => include_str!("../../templates/council-decision.toml"),
            Self::MarkingSheet => include_str!("../../templates/marking-sheet.toml"),
            Self::Minutes => include_str!("../../templates/minutes.toml"),
            Self::TallyMinutes => include_str!("../../templates/tally-minutes.toml"),
            Self::SummaryList => include_str!("../../templates/summary-list.toml"),
            Self::Submission => include_str!("../../templates/submission.toml"),
            Self::Decision => include_str!("../../templates/decision.toml"),
            Self::Cancellation => include_str!("../../templates/cancellation.toml"),
            Self::YearlyReport => include_str!("../../templates/yearly-report.toml"),
            Self::ReplicationLetter => include_str!("../../templates/replication-letter.toml"),
            Self::OverlapReport => include_str!("../../templates/overlap-report.toml"),
        })
    }

    /// The kind of a name for machines.
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }

    /// Fills the template of the kind with data, an object as in [`Kind::sample`].
    pub fn fill(self, data: &Value) -> Result<Paper, FillFault> {
        let Some(template) = self.template() else {
            let certificate = Certificate::from_data(data)?;
            return Ok(Paper::Certificate(Box::new(certificate)));
        };
        // A test reads each of the built-in templates.
        let template = Template::read(template).map_err(|fault| FillFault {
            missing: Vec::new(),
            wrong: vec![fault.to_string()],
        })?;
        let document = template.fill(data)?;
        Ok(Paper::Document(Box::new(document)))
    }
}

impl Paper {
    /// What stands on the paper, in the order in which both renderings have it.
    #[cfg(test)]
    pub(super) fn items(&self) -> Vec<super::Item> {
        match self {
            Self::Document(document) => super::setting::set(document),
            Self::Certificate(certificate) => certificate.items(),
        }
    }

    /// Several papers in the form of the decree as one PDF, each beginning a page; papers of a free form
    /// are left out.
    pub fn all_pdf(papers: &[Self], fonts: &Fonts) -> Result<Vec<u8>, PdfFault> {
        super::all_pdf(fonts, &Self::documents(papers))
    }

    /// The same for a word processor.
    pub fn all_docx(papers: &[Self], fonts: &Fonts) -> Result<Vec<u8>, DocxFault> {
        super::all_docx(fonts, &Self::documents(papers))
    }

    fn documents(papers: &[Self]) -> Vec<&Document> {
        let documents = papers.iter().filter_map(|paper| match paper {
            Self::Document(document) => Some(document.as_ref()),
            Self::Certificate(_) => None,
        });
        documents.collect()
    }

    /// The paper as tagged PDF/A-2u in A4.
    pub fn pdf(&self, fonts: &Fonts) -> Result<Vec<u8>, PdfFault> {
        match self {
            Self::Document(document) => super::pdf(fonts, document),
            Self::Certificate(certificate) => certificate::render(fonts, certificate),
        }
    }

    /// The paper for a word processor.
    pub fn docx(&self, fonts: &Fonts) -> Result<Vec<u8>, DocxFault> {
        match self {
            Self::Document(document) => super::docx(fonts, document),
            Self::Certificate(certificate) => {
                let page = docx::Page::framed(certificate::MARGIN);
                docx::write(fonts, &certificate.items(), page, &certificate.about())
            }
        }
    }
}
