//! Lengths in integer units, so that the same page comes out on every machine.

use serde::{Deserialize, Serialize};
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length in 1/65,536 of a PDF point (1/72 inch), TeX's resolution; 64 bits hold a paragraph of any size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Length(pub i64);

impl Length {
    /// Units in a point.
    pub const UNITS: i64 = 65_536;
    /// No length.
    pub const ZERO: Self = Self(0);

    /// Whole points.
    #[must_use]
    pub const fn points(points: i64) -> Self {
        Self(points * Self::UNITS)
    }

    /// Thousandths of a point.
    #[must_use]
    pub const fn millipoints(thousandths: i64) -> Self {
        Self(thousandths * Self::UNITS / 1000)
    }

    /// Thousandths of a millimetre.
    #[must_use]
    pub const fn micrometres(thousandths: i64) -> Self {
        Self(thousandths * 72 * Self::UNITS / 25_400)
    }

    /// The length of `units` in a font with `per_em` units per em, set at this size.
    #[must_use]
    pub const fn of_em(self, units: i64, per_em: i64) -> Self {
        Self(self.0 * units / per_em)
    }

    /// The length in points, for a file format.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a page is far below 2^53 units")]
    pub fn to_points(self) -> f64 {
        self.0 as f64 / Self::UNITS as f64
    }

    /// The larger.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        Ord::max(self, other)
    }

    /// The smaller.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        Ord::min(self, other)
    }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Length {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<i64> for Length {
    type Output = Self;
    fn mul(self, factor: i64) -> Self {
        Self(self.0 * factor)
    }
}

impl Div<i64> for Length {
    type Output = Self;
    fn div(self, divisor: i64) -> Self {
        Self(self.0 / divisor)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl std::iter::Sum for Length {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        Self(lengths.map(|length| length.0).sum())
    }
}

/// A point on a page; y grows downwards from the top edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Point {
    pub x: Length,
    pub y: Length,
}

/// Width and height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Size {
    pub width: Length,
    pub height: Length,
}

/// A rectangle by its top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Rect {
    pub origin: Point,
    pub size: Size,
}

#[cfg(test)]
mod tests {
    use crate::typeset::length::Length;

    #[test]
    fn units_convert() {
        assert!((Length::micrometres(25_400).to_points() - 72.0).abs() < 1e-4);
        assert_eq!(Length::points(10).of_em(500, 1000), Length::points(5));
    }
}
