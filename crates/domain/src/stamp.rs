//! Pictures of hand signatures and of seals, and where they stand on a paper.
//!
//! Nghị định 30/2020/NĐ-CP, Phụ lục I: the picture of the hand signature stands between post and name;
//! the picture of the seal has its real size and covers about a third of the hand signature, on the
//! left. Both are transparent PNG; the hand is blue, the seal red.

use uuid::Uuid;

use crate::id::{PersonId, UnitId};

/// Whose picture it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StampOwner {
    /// The hand signature of a person.
    Hand(PersonId),
    /// The seal of a body.
    Seal(UnitId),
}

impl StampOwner {
    /// Stable code of the kind, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hand(_) => "hand",
            Self::Seal(_) => "seal",
        }
    }

    /// The person or body.
    pub const fn id(self) -> Uuid {
        match self {
            Self::Hand(person) => person.0,
            Self::Seal(unit) => unit.0,
        }
    }

    /// The owner of a stored kind and identity.
    pub fn from_parts(code: &str, id: Uuid) -> Option<Self> {
        match code {
            "hand" => Some(Self::Hand(PersonId(id))),
            "seal" => Some(Self::Seal(UnitId(id))),
            _ => None,
        }
    }

    /// The owner that an address or form names.
    pub fn named(code: &str, id: &str) -> Option<Self> {
        Self::from_parts(code, id.parse().ok()?)
    }

    /// Whether ink of a colour (red, green, blue) is that of the kind: hands write in blue, seals are
    /// red.
    pub fn has_ink(self, [red, green, blue]: [u8; 3]) -> bool {
        /// How much stronger the colour must be for an eye to call it one.
        const CLEARLY: u8 = 30;
        match self {
            Self::Hand(_) => blue.max(green).saturating_sub(red) >= CLEARLY,
            Self::Seal(_) => red.saturating_sub(green.max(blue)) >= CLEARLY,
        }
    }
}

/// Why a picture is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StampFault {
    /// Not a PNG, or a damaged one.
    NotPng,
    /// More bytes or pixels than a stamp needs.
    TooLarge,
    /// Nothing of it is transparent, so it would cover the paper.
    Opaque,
    /// Everything of it is transparent.
    Blank,
    /// A hand that is not blue, or a seal that is not red.
    Ink,
    /// The real width of a seal is missing, or no seal has it.
    Width,
}

impl StampFault {
    /// Stable code for API clients and tests.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotPng => "stamp-not-png",
            Self::TooLarge => "stamp-too-large",
            Self::Opaque => "stamp-opaque",
            Self::Blank => "stamp-blank",
            Self::Ink => "stamp-ink",
            Self::Width => "stamp-width",
        }
    }

    /// The fault that has a code.
    pub fn from_code(code: &str) -> Option<Self> {
        [
            Self::NotPng,
            Self::TooLarge,
            Self::Opaque,
            Self::Blank,
            Self::Ink,
            Self::Width,
        ]
        .into_iter()
        .find(|fault| fault.code() == code)
    }
}

/// Left, bottom, right and top in points from the lower left corner of a page.
pub type Frame = [f32; 4];

/// Pixels of a picture as a number to compute with; pictures are far smaller than what `f32` counts.
fn length(pixels: u32) -> f32 {
    u16::try_from(pixels)
        .map_or(f32::from(u16::MAX), f32::from)
        .max(1.0)
}

/// Where a picture of some pixels stands in a frame: as large as fits, in the middle.
pub fn fitted(frame: Frame, (width, height): (u32, u32)) -> Frame {
    let [left, bottom, right, top] = frame;
    let (width, height) = (length(width), length(height));
    let scale = ((right - left) / width).min((top - bottom) / height);
    let (x, y) = (f32::midpoint(left, right), f32::midpoint(bottom, top));
    let (half_width, half_height) = (width * scale / 2.0, height * scale / 2.0);
    [
        x - half_width,
        y - half_height,
        x + half_width,
        y + half_height,
    ]
}

/// Where the picture of a seal stands: in its real width, its right edge on the end of the left third of
/// the signature, at the same height.
pub fn over_signature(signature: Frame, (width, height): (u32, u32), millimetres: u32) -> Frame {
    let [left, bottom, right, top] = signature;
    let wide = length(millimetres) * 72.0 / 25.4;
    let high = wide * length(height) / length(width);
    let edge = left + (right - left) / 3.0;
    let middle = f32::midpoint(bottom, top);
    [edge - wide, middle - high / 2.0, edge, middle + high / 2.0]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(left: Frame, right: Frame) -> bool {
        left.iter()
            .zip(right)
            .all(|(one, other)| (one - other).abs() < 0.01)
    }

    #[test]
    fn a_hand_signature_keeps_its_proportions_in_the_middle_of_its_place() {
        let place = [100.0, 200.0, 220.0, 260.0];
        assert!(close(fitted(place, (400, 200)), place));
        assert!(close(
            fitted(place, (400, 100)),
            [100.0, 215.0, 220.0, 245.0]
        ));
        assert!(close(
            fitted(place, (100, 100)),
            [130.0, 200.0, 190.0, 260.0]
        ));
    }

    #[test]
    fn hands_write_in_blue_and_seals_are_red() {
        let hand = StampOwner::Hand(PersonId(Uuid::nil()));
        let seal = StampOwner::Seal(UnitId(Uuid::nil()));
        for (ink, is_hand, is_seal) in [
            ([0x12, 0x38, 0xb0], true, false),
            ([0xd0, 0x14, 0x14], false, true),
            ([0, 0, 0], false, false),
            ([0xff, 0xff, 0xff], false, false),
            ([0x60, 0x68, 0x90], true, false),
        ] {
            assert_eq!((hand.has_ink(ink), seal.has_ink(ink)), (is_hand, is_seal));
        }
    }

    #[test]
    fn a_seal_of_real_size_covers_the_left_third_of_the_signature() {
        let signature = [300.0, 200.0, 390.0, 245.0];
        let seal = over_signature(signature, (500, 500), 36);
        let wide = 36.0 * 72.0 / 25.4;
        assert!(close(
            seal,
            [330.0 - wide, 222.5 - wide / 2.0, 330.0, 222.5 + wide / 2.0]
        ));
    }
}
