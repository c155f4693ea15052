//! What anyone may see: home, registry, verification of certificates.

use askama::Template;

use crate::Shell;
use crate::parts::{Count, Deadline, DocSection, Errors, Fact, Link, Pager, Tag};

/// One round that receives dossiers now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRound {
    /// Its name, "Đợt 1 năm 2024".
    pub name: String,
    /// Stage and receiving desk, one line.
    pub note: String,
    /// How long it still receives.
    pub deadline: Deadline,
    /// Where an author begins.
    pub href: String,
}

/// One initiative in a list. Texts are cut into segments; `true` marks what was searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Title in segments.
    pub title: Vec<(String, bool)>,
    /// Address of the entry.
    pub href: String,
    /// Excerpt in segments; may be empty.
    pub excerpt: Vec<(String, bool)>,
    /// Authors, unit, field, year.
    pub meta: Vec<String>,
    /// Its state, when there is something to say.
    pub tag: Option<Tag>,
}

/// `GET /` for visitors. The search box sends `q` to `/registry`.
#[derive(Debug, Clone, Template)]
#[template(path = "public/home.html")]
pub struct HomePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// One sentence under the agency's name.
    pub lead: String,
    /// Rounds open now.
    pub rounds: Vec<OpenRound>,
    /// When none is open: when the next one opens.
    pub next_round: Option<String>,
    /// Figures of the registry.
    pub counts: Vec<Count>,
    /// Recognised last.
    pub latest: Vec<Hit>,
}

/// One filter value with its number of entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Words.
    pub label: String,
    /// How many entries.
    pub count: u64,
    /// Address that applies or removes it.
    pub href: String,
    /// Whether it applies now.
    pub current: bool,
}

/// Filter values of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetGroup {
    /// "Lĩnh vực", "Năm".
    pub label: String,
    /// Its values.
    pub facets: Vec<Facet>,
}

/// `GET /registry?q=&field=&year=&page=`.
#[derive(Debug, Clone, Template)]
#[template(path = "public/registry.html")]
pub struct RegistryPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// What was searched for, as typed.
    pub query: String,
    /// Filters in force, sent along with a new search as hidden fields (name, value).
    pub kept: Vec<(String, String)>,
    /// Filters.
    pub facets: Vec<FacetGroup>,
    /// "12 sáng kiến phù hợp".
    pub total: String,
    /// The page of results; empty shows the empty state.
    pub hits: Vec<Hit>,
    /// Other pages.
    pub pager: Option<Pager>,
}

/// An author in the registry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryAuthor {
    /// Full name.
    pub full_name: String,
    /// Position and workplace at the time.
    pub place: String,
    /// Share, "60 %".
    pub share: String,
    /// Verification page of the certificate.
    pub certificate: Option<Link>,
}

/// `GET /registry/{code}`.
#[derive(Debug, Clone, Template)]
#[template(path = "public/entry.html")]
pub struct RegistryEntryPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Code of the initiative.
    pub code: String,
    /// Title.
    pub title: String,
    /// Its state: recognised, revoked.
    pub state: Tag,
    /// Authors.
    pub authors: Vec<EntryAuthor>,
    /// Unit at the time, field, stage, decision, year.
    pub facts: Vec<Fact>,
    /// Published sections.
    pub sections: Vec<DocSection>,
    /// How to cite the entry.
    pub cite: String,
}

/// `GET /verify`; the form sends `code` back by GET.
#[derive(Debug, Clone, Template)]
#[template(path = "public/verify.html")]
pub struct VerifyPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Code as typed.
    pub code: String,
    /// Problems (`code`, `file`).
    pub errors: Errors,
}

/// What a signature, or a file with several, is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worth {
    /// It proves what it is to prove.
    Good,
    /// Nothing was changed; who signed is not confirmed, or nobody did.
    Open,
    /// It proves nothing.
    Void,
}

/// One signature of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureFacts {
    /// Who signed.
    pub signer: String,
    /// What it is worth, in words.
    pub verdict: Tag,
    /// Signer, time, issuer, validity, extent.
    pub facts: Vec<Fact>,
    /// What is to be said against it, and what could not be found out.
    pub remarks: Vec<String>,
}

/// `POST /verify/file`: what the signatures of a file say.
#[derive(Debug, Clone, Template)]
#[template(path = "public/signatures.html")]
pub struct SignaturesPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Name of the file.
    pub file: String,
    /// The verdict on the whole file, as its heading.
    pub heading: String,
    /// What that means for whoever holds the file.
    pub lead: String,
    /// The verdict.
    pub worth: Worth,
    /// The signatures, in the order in which they were made.
    pub signatures: Vec<SignatureFacts>,
    /// Which paper of this instance it is, byte for byte, and where it is looked up.
    pub known: Option<(String, Option<Link>)>,
    /// SHA-256 of the file.
    pub sha256: String,
    /// When this was looked up.
    pub checked_at: String,
}

/// How a certificate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// In force.
    Valid,
    /// Taken back.
    Revoked,
    /// Replaced by another.
    Superseded,
    /// Nothing is known under this code.
    Unknown,
}

/// `GET /certificates/{code}`.
#[derive(Debug, Clone, Template)]
#[template(path = "public/certificate.html")]
pub struct CertificatePage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Code on the certificate.
    pub code: String,
    /// How it stands.
    pub standing: Standing,
    /// When this was looked up, "10:12:05 ngày 26/04/2024 (giờ Việt Nam)".
    pub checked_at: String,
    /// Who holds it; empty when unknown.
    pub holder: String,
    /// Title of the initiative; empty when unknown.
    pub title: String,
    /// Number, decision, agency, share, date.
    pub facts: Vec<Fact>,
    /// Why it was revoked or replaced, with the article.
    pub reason: Option<String>,
    /// The certificate in force instead.
    pub replaced_by: Option<Link>,
    /// The entry in the registry.
    pub entry: Option<Link>,
    /// The PDF.
    pub file: Option<String>,
    /// Where whoever issued it says whether it holds.
    pub desk: Option<Link>,
}
