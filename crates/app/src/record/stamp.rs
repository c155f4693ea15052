//! Pictures of hand signatures and seals.

use sangkien_domain::id::PersonId;
use sangkien_domain::stamp::StampOwner;
use sangkien_domain::time::Instant;

/// A picture that is seen where papers are signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StampPicture {
    /// Whose.
    pub owner: StampOwner,
    /// SHA-256 of the PNG.
    pub file: String,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// Real width of a seal in millimetres.
    pub millimetres: Option<u32>,
    /// Who placed it.
    pub placed_by: PersonId,
    /// When.
    pub placed_at: Instant,
}
