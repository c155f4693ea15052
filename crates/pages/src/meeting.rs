//! A session while it meets: attendance, the votes on each dossier, papers and their signatures.

use askama::Template;

use crate::Shell;
use crate::parts::{Act, Empty, Errors, Event, Fact, Link, Meter, Opt, Tag};

/// A member as the secretary takes the attendance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendee {
    /// Value of the box `present`.
    pub seat: String,
    /// Name.
    pub name: String,
    /// Post.
    pub post: String,
    /// Whether present; none when nothing is noted.
    pub present: Option<bool>,
    /// Why not.
    pub reason: String,
}

impl Attendee {
    fn reason_field(&self) -> String {
        format!("reason-{}", self.seat)
    }

    fn stands(&self) -> &'static str {
        match self.present {
            Some(true) => "Có mặt",
            Some(false) => "Vắng mặt",
            None => "Chưa điểm danh",
        }
    }
}

/// A dossier in the session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingItem {
    /// Code.
    pub code: String,
    /// Title; why nothing is told, without `href`.
    pub title: String,
    /// Its page in the session.
    pub href: Option<String>,
    /// Who is there for it, with the arithmetic.
    pub quorum: String,
    /// Where its vote stands.
    pub vote: Tag,
}

/// `GET /sessions/{id}/meeting`. The attendance posts `present` (several, by seat) and `reason-{seat}`
/// to `…/attendance`; drawing papers up posts to `…/papers`, signing to `…/papers/signature`.
#[derive(Debug, Clone, Template)]
#[template(path = "meeting/meeting.html")]
pub struct MeetingPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Council.
    pub eyebrow: String,
    /// Name of the session.
    pub title: String,
    /// Its state.
    pub state: Tag,
    /// Address of the session, without a slash at the end.
    pub home: String,
    /// Way of voting, time, place.
    pub facts: Vec<Fact>,
    /// Whether enough are there.
    pub quorum: Tag,
    /// The arithmetic of the quorum with its source.
    pub quorum_words: String,
    /// Members.
    pub attendees: Vec<Attendee>,
    /// Whether the viewer takes the attendance.
    pub takes_attendance: bool,
    /// Guests, one line each.
    pub guests: Vec<String>,
    /// The guests as typed, where the viewer notes them; posted as `guests` to `…/guests`.
    pub guest_list: Option<String>,
    /// Dossiers.
    pub items: Vec<MeetingItem>,
    /// Other pages of the session.
    pub acts: Vec<Act>,
    /// Invitation, calendar entry, papers.
    pub documents: Vec<Link>,
    /// Label of the button that draws the papers up; none where that is not possible.
    pub draw_up: Option<String>,
    /// What signing means; none where the viewer cannot sign now.
    pub sign: Option<Vec<String>>,
    /// Who has signed.
    pub signatures: Vec<Event>,
    /// Value that differs whenever forms of the page would.
    pub mark: String,
    /// Problems.
    pub errors: Errors,
}

/// A step on a vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoteStep {
    /// Address to post to.
    pub action: String,
    /// Label of the button.
    pub label: String,
    /// What will happen, one sentence each.
    pub consequences: Vec<String>,
    /// Why it is not possible now; hides the button.
    pub blocked: Option<String>,
}

/// The form that notes the votes of the public.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicForm {
    /// What the rubric calls them.
    pub name: String,
    /// How many, as typed.
    pub votes: String,
    /// Where they were counted, as typed.
    pub evidence: String,
    /// Why they are entered or changed, as typed.
    pub reason: String,
}

/// `GET /sessions/{id}/items/{dossier}`.
#[derive(Debug, Clone, Template)]
#[template(path = "meeting/item.html")]
pub struct MeetingItemPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Code of the dossier.
    pub eyebrow: String,
    /// Its title.
    pub title: String,
    /// Address of the page.
    pub home: String,
    /// Address of the session, without a slash at the end.
    pub session: String,
    /// Where the dossier is read.
    pub dossier: String,
    /// Way of voting, who is there, who left, what the sheets came to.
    pub facts: Vec<Fact>,
    /// Where the vote stands.
    pub vote: Tag,
    /// How many have voted.
    pub progress: Option<Meter>,
    /// Choices of the viewer's ballot; empty when they have none to cast.
    pub choices: Vec<Opt>,
    /// What is said above the ballot.
    pub ballot_note: String,
    /// What is told of the viewer's own ballot.
    pub own: Option<String>,
    /// The count of a closed vote with the rule, one line each.
    pub results: Vec<String>,
    /// Who voted for what, in an open vote that is closed.
    pub by_name: Vec<Fact>,
    /// Seal and export of a secret vote.
    pub proofs: Vec<Fact>,
    /// Opening or closing.
    pub step: Option<VoteStep>,
    /// Whether the viewer may repeal the vote that stands; the reason as typed.
    pub repeal: Option<String>,
    /// Whether the viewer may count again.
    pub recount: bool,
    /// Earlier votes that were repealed.
    pub repealed: Vec<String>,
    /// Noting the votes of the public; posts `votes`, `evidence`, `entered` to `…/public-votes`.
    pub public: Option<PublicForm>,
    /// What was said; the viewer may write it when a version is there.
    pub discussion: String,
    /// Version of the discussion for whoever writes it.
    pub discussion_version: Option<i64>,
    /// The reason for leaving, as typed, where the viewer may leave.
    pub leave: Option<String>,
    /// Value that differs whenever forms of the page would.
    pub mark: String,
    /// Problems (`choice`, `reason`, `why`).
    pub errors: Errors,
}

/// The answer to a cast secret ballot: the receipt, told once.
#[derive(Debug, Clone, Template)]
#[template(path = "meeting/receipt.html")]
pub struct BallotReceiptPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Code and title of the dossier.
    pub about: String,
    /// The receipt.
    pub receipt: String,
    /// Back to the dossier in the session.
    pub back: String,
}

/// `GET /sessions/{id}/projector`: for all in the room.
#[derive(Debug, Clone, Template)]
#[template(path = "meeting/projector.html")]
pub struct ProjectorPage {
    /// What surrounds the page.
    pub shell: Shell,
    /// Council.
    pub eyebrow: String,
    /// Name of the session.
    pub title: String,
    /// Address of the session, without a slash at the end.
    pub home: String,
    /// Whether enough are there.
    pub quorum: Tag,
    /// The arithmetic.
    pub quorum_words: String,
    /// Dossiers.
    pub items: Vec<ProjectorItem>,
    /// Where nothing is on the agenda for the viewer.
    pub empty: Empty,
}

/// A dossier on the projector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProjectorItem {
    /// Code.
    pub code: String,
    /// Title.
    pub title: String,
    /// Where its vote stands.
    pub vote: Tag,
    /// How many have voted while it is open; the count once it is closed.
    pub words: String,
    /// Whether the vote is open now.
    pub open: bool,
}
