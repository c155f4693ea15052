//! Schema, shared repository source and the storage contract suite.
