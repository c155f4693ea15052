//! Official documents and spreadsheets written, uploaded files recognised.
