//! Line icons drawn for this product, as inline SVG.

use askama::Template;

use super::safe;

/// A decorative icon; the words beside it carry the meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Template)]
#[template(path = "parts/icon.html")]
pub enum Icon {
    /// A tick.
    Check,
    /// An exclamation mark in a triangle.
    Alert,
    /// A letter i in a circle.
    Info,
    /// A clock.
    Clock,
    /// A closed lock.
    Lock,
    /// A sheet of paper.
    File,
    /// A cross.
    Cross,
    /// A magnifying glass.
    Search,
    /// An arrow to the left.
    Back,
    /// Three lines.
    Menu,
}

safe!(Icon);
