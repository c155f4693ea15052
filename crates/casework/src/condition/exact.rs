//! Exact numbers: fractions of 128-bit integers. No rounding, no floating point; what does not fit
//! is said to overflow.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Most digits before the decimal sign of a written number.
const MOST_WHOLE_DIGITS: usize = 15;
/// Most digits after it.
const MOST_DECIMALS: usize = 9;

/// An exact number, always in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Exact {
    numerator: i128,
    /// Greater than zero.
    denominator: i128,
}

/// A text is not a number: not digits, too many of them, or a division by zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a number, or one with too many digits")]
pub struct NotANumber;

/// Greatest common divisor; of 0 and 0 it is 0.
pub(super) fn common_divisor(left: u128, right: u128) -> u128 {
    if let (Ok(mut left), Ok(mut right)) = (u64::try_from(left), u64::try_from(right)) {
        while right != 0 {
            (left, right) = (right, left % right);
        }
        return u128::from(left);
    }
    let (mut left, mut right) = (left, right);
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left
}

impl Exact {
    /// 0.
    pub const ZERO: Self = Self::whole(0);
    /// 1.
    pub const ONE: Self = Self::whole(1);

    /// A whole number.
    pub const fn whole(number: i64) -> Self {
        Self {
            // `From` is not callable here; the widening loses nothing.
            numerator: number as i128,
            denominator: 1,
        }
    }

    /// A fraction; `None` when the denominator is zero or the reduced fraction does not fit.
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let common = common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs());
        let common = i128::try_from(common).ok()?;
        let (numerator, denominator) = (
            numerator.checked_div(common)?,
            denominator.checked_div(common)?,
        );
        if denominator > 0 {
            Some(Self {
                numerator,
                denominator,
            })
        } else {
            Some(Self {
                numerator: numerator.checked_neg()?,
                denominator: denominator.checked_neg()?,
            })
        }
    }

    /// The part above the fraction bar.
    pub const fn numerator(self) -> i128 {
        self.numerator
    }

    /// The part below the fraction bar, greater than zero.
    pub const fn denominator(self) -> i128 {
        self.denominator
    }

    /// Whether there is no fractional part.
    pub const fn is_whole(self) -> bool {
        self.denominator == 1
    }

    /// -1, 0 or 1.
    pub const fn sign(self) -> i128 {
        self.numerator.signum()
    }

    /// The greatest whole number that is not above this one.
    pub const fn floor(self) -> i128 {
        self.numerator.div_euclid(self.denominator)
    }

    /// The least whole number that is not below this one; `None` when it does not fit.
    pub fn ceiling(self) -> Option<i128> {
        if self.is_whole() {
            Some(self.numerator)
        } else {
            self.floor().checked_add(1)
        }
    }

    /// The number with the other sign.
    pub fn checked_neg(self) -> Option<Self> {
        Some(Self {
            numerator: self.numerator.checked_neg()?,
            denominator: self.denominator,
        })
    }

    /// Sum.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        if self.denominator == 1 && other.denominator == 1 {
            return Some(Self {
                numerator: self.numerator.checked_add(other.numerator)?,
                denominator: 1,
            });
        }
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Self::new(
            left.checked_add(right)?,
            self.denominator.checked_mul(other.denominator)?,
        )
    }

    /// Difference.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.checked_add(other.checked_neg()?)
    }

    /// Product.
    pub fn checked_mul(self, other: Self) -> Option<Self> {
        let numerator = self.numerator.checked_mul(other.numerator)?;
        if self.denominator == 1 && other.denominator == 1 {
            return Some(Self {
                numerator,
                denominator: 1,
            });
        }
        Self::new(numerator, self.denominator.checked_mul(other.denominator)?)
    }

    /// Quotient; `None` also for a division by zero.
    pub fn checked_div(self, other: Self) -> Option<Self> {
        Self::new(
            self.numerator.checked_mul(other.denominator)?,
            self.denominator.checked_mul(other.numerator)?,
        )
    }

    /// The decimal digits after the sign, when the number has at most nine decimals.
    fn decimals(self) -> Option<(i128, u32)> {
        let mut scale: i128 = 1;
        for places in 0..=u32::try_from(MOST_DECIMALS).ok()? {
            if scale % self.denominator == 0 {
                let digits = self.numerator.checked_mul(scale / self.denominator)?;
                return Some((digits, places));
            }
            scale = scale.checked_mul(10)?;
        }
        None
    }
}

impl From<i64> for Exact {
    fn from(number: i64) -> Self {
        Self::whole(number)
    }
}

impl From<u32> for Exact {
    fn from(number: u32) -> Self {
        Self::whole(i64::from(number))
    }
}

impl From<i32> for Exact {
    fn from(number: i32) -> Self {
        Self::whole(i64::from(number))
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        let left = self.numerator.checked_mul(other.denominator);
        let right = other.numerator.checked_mul(self.denominator);
        if let (Some(left), Some(right)) = (left, right) {
            return left.cmp(&right);
        }
        // The products do not fit: compare whole parts, then the rests, whose inverses are smaller.
        self.floor().cmp(&other.floor()).then_with(|| {
            let rest = |number: &Self| number.numerator.rem_euclid(number.denominator);
            match (rest(self), rest(other)) {
                (0, 0) => Ordering::Equal,
                (0, _) => Ordering::Less,
                (_, 0) => Ordering::Greater,
                (left, right) => {
                    let inverse = |rest: i128, number: &Self| Self {
                        numerator: number.denominator,
                        denominator: rest,
                    };
                    inverse(right, other).cmp(&inverse(left, self))
                }
            }
        })
    }
}

impl fmt::Display for Exact {
    /// "12", "-0.5", or "2/3" where no decimal of at most nine places is exact.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.decimals() {
            Some((digits, 0)) => write!(out, "{digits}"),
            Some((digits, places)) => {
                let scale = 10_u128.pow(places);
                let magnitude = digits.unsigned_abs();
                let sign = if digits < 0 { "-" } else { "" };
                let width = usize::try_from(places).unwrap_or_default();
                let (whole, rest) = (magnitude / scale, magnitude % scale);
                write!(out, "{sign}{whole}.{rest:0width$}")
            }
            None => write!(out, "{}/{}", self.numerator, self.denominator),
        }
    }
}

fn decimal(text: &str) -> Result<Exact, NotANumber> {
    let (whole, decimals) = match text.split_once(['.', ',']) {
        Some((_, "")) => return Err(NotANumber),
        Some(parts) => parts,
        None => (text, ""),
    };
    let digits_only = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits_only(whole) || !digits_only(decimals) {
        return Err(NotANumber);
    }
    let (whole, decimals) = (
        whole.trim_start_matches('0'),
        decimals.trim_end_matches('0'),
    );
    if whole.len() > MOST_WHOLE_DIGITS || decimals.len() > MOST_DECIMALS {
        return Err(NotANumber);
    }
    let digits: i128 = format!("0{whole}{decimals}")
        .parse()
        .map_err(|_| NotANumber)?;
    let places = u32::try_from(decimals.len()).map_err(|_| NotANumber)?;
    Exact::new(digits, 10_i128.pow(places)).ok_or(NotANumber)
}

impl FromStr for Exact {
    type Err = NotANumber;

    /// Reads "12", "-0.5", "66,7", "2/3" and "20%": at most 15 digits before and 9 after the
    /// decimal sign, which may be a dot or a comma.
    fn from_str(text: &str) -> Result<Self, NotANumber> {
        let text = text.trim();
        if let Some(rest) = text.strip_prefix('-') {
            // One sign only.
            if rest.starts_with('-') {
                return Err(NotANumber);
            }
            return rest.parse::<Self>()?.checked_neg().ok_or(NotANumber);
        }
        if let Some(rest) = text.strip_suffix('%') {
            let hundred = Self::whole(100);
            return decimal(rest.trim_end())?
                .checked_div(hundred)
                .ok_or(NotANumber);
        }
        match text.split_once('/') {
            Some((above, below)) => decimal(above.trim())?
                .checked_div(decimal(below.trim())?)
                .ok_or(NotANumber),
            None => decimal(text),
        }
    }
}

impl Serialize for Exact {
    /// A whole number as such, every other number as its text.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match i64::try_from(self.numerator) {
            Ok(number) if self.is_whole() => serializer.serialize_i64(number),
            _ => serializer.collect_str(self),
        }
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl Visitor<'_> for Reader {
            type Value = Exact;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a whole number, or a decimal or fraction in quotes")
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<Exact, E> {
                Ok(Exact::whole(number))
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<Exact, E> {
                i64::try_from(number).map(Exact::whole).map_err(E::custom)
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Exact, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Reader)
    }
}
