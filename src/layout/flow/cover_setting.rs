//! How large and how close the words of a back cover are set: the ways that `display_page` tries.

/// How the words of a back cover are set.
#[derive(Clone, Copy)]
pub(super) struct CoverSetting {
    /// The size of the words on its ground, in hundredths.
    pub(super) share: i64,
    /// The white above lines, in hundredths.
    pub(super) white: i64,
    /// Whether it may go further down than the text of a page.
    pub(super) goes_down: bool,
}

impl CoverSetting {
    /// As large as its words are when there is room.
    pub(super) const LARGEST: Self = Self { share: 100, white: 100, goes_down: false };
    /// The others, in the order in which they are tried: where room is short, white goes before letters get small.
    pub(super) const OTHERS: [Self; 9] = [
        Self::short(100, 100),
        Self::short(100, 70),
        Self::short(100, 45),
        Self::short(94, 45),
        Self::short(88, 45),
        Self::short(82, 45),
        Self::short(76, 40),
        Self::short(70, 35),
        Self::short(64, 30),
    ];

    const fn short(share: i64, white: i64) -> Self {
        Self { share, white, goes_down: true }
    }
}
