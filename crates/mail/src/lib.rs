//! Delivery of outgoing mail.
