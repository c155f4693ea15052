//! Delivery of outgoing mail.
//!
//! Messages are plain text. They go to a relay by SMTP, or into a folder as
//! `.eml` files for an installation without mail and for trying things out.

mod mailer;
#[cfg(test)]
mod tests;

pub use mailer::{MailFault, Mailer, Message, Transport};
