//! One attempt at breaking a paragraph: what it may do to find a way.

use crate::typeset::linebreak::item::Resort;

/// An attempt.
pub(super) struct Pass {
    /// The loosest line that is considered, in thousandths of what its spaces like.
    pub(super) tolerance: i64,
    /// Which breaks are considered.
    pub(super) resort: Resort,
    /// Stretch lent to each line, so that very loose ones can be told from one another: this part of the measure.
    pub(super) lent: i64,
    /// Whether it must end, come what may.
    pub(super) last: bool,
}
