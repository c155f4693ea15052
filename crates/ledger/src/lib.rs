//! Hash chain over audit events and its verification.
