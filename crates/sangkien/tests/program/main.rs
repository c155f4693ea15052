//! The whole program: its use cases over real databases, and the binary itself.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a panic is how a test fails"
)]

mod attending;
mod ballots;
mod binary;
mod blind;
mod casework;
mod casting;
mod certificates;
mod closing;
mod commands;
mod comparing;
mod corrections;
mod councils;
mod crash;
mod designer;
mod ends;
mod fields;
mod first_run;
mod further;
mod gaps;
mod hostile;
mod law;
mod likeness;
mod limits;
mod marks;
mod meetings;
mod numbering;
mod office;
mod offline;
mod other_words;
mod overlap;
mod oversight;
mod own_forms;
mod packs;
mod printing;
mod procedures;
mod reading;
mod recount;
mod refusing;
mod registers;
mod reports;
mod routes;
mod rubrics;
mod seats;
mod services;
mod sessions;
mod sheets;
mod signing;
mod signing_decisions;
mod sitting;
mod stamps;
mod steps;
mod story;
mod sweeping;
mod taking;
mod tampering;
mod training;
mod two_workers;
mod two_worlds;
mod uploads;
