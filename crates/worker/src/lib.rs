//! Background work: outbox delivery and checkpoints.
