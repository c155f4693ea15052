//! Councils: sessions, marking, conclusion.

mod assignment;
mod calibration;
mod conclude;
mod mark;
mod members;
mod session;
mod set_up;
mod sheets;

pub use assignment::{AssignmentView, ConflictKind, Proposal, Shortage, Wanted};
pub use calibration::{Calibrated, CalibrationView, Changed, OtherRule};
pub use conclude::Counted;
pub use mark::{MarkingItem, MarkingView, SheetInput, SheetSaved};
pub use members::SeatInput;
pub use session::{AgendaRow, NewSession, NewSessionInput, SeatProgress, SessionView};
pub use set_up::{CouncilInput, CouncilView};
pub use sheets::{SheetRow, SheetState, SheetsView};
