//! The scale of a chart: from values to lengths, in integers, so that a drawing is the same on every machine.

use crate::{book::Decimal, typeset::length::Length};

/// Decimals that values keep before they are compared or drawn.
const DIGITS: u32 = 6;

/// A linear scale: the value `low` is at 0, `high` at `room`. Values are in millionths.
pub(super) struct Scale {
    pub(super) low: i128,
    high: i128,
    room: Length,
}

impl Scale {
    /// A scale that shows zero and all of `values`.
    pub(super) fn new(values: impl Iterator<Item = i128> + Clone, room: Length) -> Self {
        let low = values.clone().min().unwrap_or(0).min(0);
        let high = values.max().unwrap_or(0).max(0);
        Self { low, high: high.max(low + 1), room }
    }

    /// The distance of a value from the low end.
    pub(super) fn place(&self, value: i128) -> Length {
        let share = (value - self.low) * i128::from(self.room.0) / (self.high - self.low);
        Length(i64::try_from(share).unwrap_or(self.room.0))
    }

    /// Round values for ticks, some three to six with 0 among them: multiples of 1, 2 or 5 times a power of ten.
    pub(super) fn round_values(&self) -> Vec<i128> {
        let range = self.high - self.low;
        let mut step = 1;
        for (times, over) in [(2, 1), (5, 2), (2, 1)].into_iter().cycle() {
            if range / step <= 5 {
                break;
            }
            step = step * times / over;
        }
        (self.low.div_euclid(step)..=self.high.div_euclid(step)).map(|n| n * step).filter(|v| *v >= self.low).collect()
    }
}

/// A value in millionths.
pub(super) fn millionths(value: Decimal) -> i128 {
    let scale = u32::from(value.scale);
    let units = i128::from(value.units);
    if scale <= DIGITS { units * 10_i128.pow(DIGITS - scale) } else { units / 10_i128.pow((scale - DIGITS).min(20)) }
}

/// The number for a value in millionths, without zeros at its end.
pub(super) fn from_millionths(micro: i128) -> Decimal {
    let (mut units, mut scale) = (i64::try_from(micro).unwrap_or(i64::MAX), 6_u8);
    while scale > 0 && units % 10 == 0 {
        (units, scale) = (units / 10, scale - 1);
    }
    Decimal { units, scale }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_and_the_extremes_are_on_the_scale() {
        let scale = Scale::new([-2_i128, 6].into_iter(), Length::points(80));
        assert_eq!((scale.place(-2), scale.place(0), scale.place(6)), (Length::ZERO, Length::points(20), Length::points(80)));
        let empty = Scale::new(std::iter::empty(), Length::points(80));
        assert_eq!(empty.place(0), Length::ZERO);
    }

    #[test]
    fn a_scale_has_a_few_round_values() {
        let values = |low, high| Scale::new([low, high].into_iter(), Length::points(80)).round_values();
        assert_eq!(values(0, 12_000), [0, 5000, 10_000]);
        assert_eq!(values(-30, 70), [-20, 0, 20, 40, 60]);
        assert_eq!(values(0, 9), [0, 2, 4, 6, 8]);
        assert_eq!(from_millionths(2_500_000), Decimal { units: 25, scale: 1 });
        assert_eq!(from_millionths(0), Decimal { units: 0, scale: 0 });
    }
}
