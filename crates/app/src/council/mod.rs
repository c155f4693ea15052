//! Councils: sessions, marking, conclusion.

mod conclude;
mod mark;
mod session;

pub use conclude::Counted;
pub use mark::{MarkingItem, MarkingView, SheetInput, SheetSaved};
pub use session::{AgendaRow, NewSession, NewSessionInput, SeatProgress, SessionView};
