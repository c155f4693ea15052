//! Councils: sessions from the agenda to signed minutes, marking, votes, conclusion.

mod agenda;
mod assignment;
mod ballot;
mod calibration;
mod conclude;
mod invitation;
mod mark;
mod meeting;
mod members;
mod minutes;
mod offline;
mod other_rubric;
mod papers;
mod session;
mod set_up;
mod sheets;
mod vote;

pub use assignment::{AssignmentView, ConflictKind, Proposal, Shortage, Wanted};
pub use ballot::Recount;
pub use calibration::{Calibrated, CalibrationView, Changed, OtherRule};
pub use conclude::Counted;
pub use mark::{MarkingItem, MarkingView, SheetInput, SheetSaved};
pub use meeting::{AttendanceInput, MeetingItem, MeetingView};
pub use members::SeatInput;
pub use offline::{OfflineFate, OfflineRow};
pub use other_rubric::{OtherResult, OtherResults};
pub use session::{AgendaRow, NewSession, NewSessionInput, SeatProgress, SessionView};
pub use set_up::{CouncilInput, CouncilView};
pub use sheets::{SheetRow, SheetState, SheetsView};
pub use vote::{OwnBallot, VoteView};
