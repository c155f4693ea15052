//! Pictures of hand signatures and seals.

use async_trait::async_trait;
use sangkien_domain::stamp::StampOwner;

use super::Stored;
use crate::record::StampPicture;

/// A picture as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StampFile {
    /// A PNG with nothing but its pixels.
    pub png: Vec<u8>,
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// The mean colour of what is seen: red, green, blue.
    pub ink: [u8; 3],
}

/// Reading pictures.
#[async_trait]
pub trait ReadStamps {
    /// The picture of a person's hand or a body's seal.
    async fn stamp_picture(&mut self, owner: StampOwner) -> Stored<Option<StampPicture>>;
}

/// Writing pictures.
#[async_trait]
pub trait WriteStamps {
    /// Takes a picture away, if there is one.
    async fn remove_stamp_picture(&mut self, owner: StampOwner) -> Stored<()>;
    /// A picture for whom there is none.
    async fn insert_stamp_picture(&mut self, new: &StampPicture) -> Stored<()>;
}
