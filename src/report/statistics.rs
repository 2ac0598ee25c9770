//! Statistics: what the report counts, and the distribution of word spaces.
//!
//! It does not know where the numbers come from: see `paragraphs` and `pages`.

use crate::{report::finding::FindingKind, source::Span};

/// The counts of a section or of the volume.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Number of pages.
    pub pages: usize,
    /// Number of lines of running text: justified paragraphs and notes.
    pub lines: usize,
    /// How many of these end with a hyphen.
    pub hyphens: usize,
    /// How often two consecutive lines end with a hyphen, and how often more.
    pub hyphen_runs: (usize, usize),
    /// The longest such run, in lines.
    pub longest_run: usize,
    /// Facing pages of a text that continues after both.
    pub spreads: usize,
    /// How many of these end at the same height.
    pub level_spreads: usize,
    /// The word spaces of justified lines.
    pub spaces: Distribution,
    /// The smallest and the largest font expansion, in ten-thousandths of the width of the letters.
    pub expansion: (i32, i32),
    /// The line with the widest word spaces, and the one with the narrowest.
    pub extremes: Option<(ExtremeLine, ExtremeLine)>,
    /// The number of findings of each kind, in the order of [`FindingKind::ALL`].
    found: [usize; FindingKind::ALL.len()],
}

/// A line at one end of the distribution of word spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExtremeLine {
    /// Its word spaces in thousandths of those of the face.
    pub ratio: i64,
    /// Index of its page.
    pub page: usize,
    /// Its place in the sources.
    pub span: Option<Span>,
    /// Its text as printed.
    pub text: String,
}

/// The distribution of word spaces: one value for each line, in thousandths of the space of the face.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Distribution {
    /// The number of lines.
    pub lines: usize,
    /// Their mean.
    pub mean: i64,
    /// Their standard deviation.
    pub deviation: i64,
    /// The percentiles in [`Distribution::PERCENTILES`].
    pub percentiles: [i64; Self::PERCENTILES.len()],
    /// The histogram: the number of lines in each bin of 100, from those below 600 to those from 2400 on.
    pub histogram: [usize; Self::BINS],
    /// How many lines are looser than 1500.
    pub loose: usize,
    /// How many lines are tighter than 800.
    pub tight: usize,
}

impl Distribution {
    /// Which percentiles are given.
    pub const PERCENTILES: [usize; 9] = [0, 1, 5, 25, 50, 75, 95, 99, 100];
    /// Where the first bin begins, which also counts everything below.
    pub const FIRST_BIN: i64 = 500;
    /// The number of bins.
    pub const BINS: usize = 20;

    /// The distribution of `values`. Sorts them.
    pub(super) fn of(values: &mut [i64]) -> Self {
        values.sort_unstable();
        let [.., _] = values else { return Self::default() };
        let number = values.len() as i64;
        let mean = values.iter().sum::<i64>() / number;
        let variance = values.iter().map(|value| (value - mean).pow(2)).sum::<i64>() / number;
        let mut histogram = [0; Self::BINS];
        for value in values.iter() {
            let bin = usize::try_from((value - Self::FIRST_BIN).max(0) / 100).unwrap_or(0);
            histogram[bin.min(Self::BINS - 1)] += 1;
        }
        Self {
            lines: values.len(),
            mean,
            deviation: variance.isqrt(),
            percentiles: Self::PERCENTILES.map(|share| values[(values.len() - 1) * share / 100]),
            histogram,
            loose: values.iter().filter(|&&value| value > 1_500).count(),
            tight: values.iter().filter(|&&value| value < 800).count(),
        }
    }
}

impl Statistics {
    /// The number of findings of a kind.
    #[must_use]
    pub fn found(&self, kind: FindingKind) -> usize {
        FindingKind::ALL.iter().position(|(_, other)| *other == kind).map_or(0, |at| self.found[at])
    }

    /// Lines with a hyphen, per thousand lines.
    #[must_use]
    pub fn hyphens_per_thousand(&self) -> usize {
        (self.hyphens * 1_000).checked_div(self.lines).unwrap_or(0)
    }

    /// Level spreads, per thousand spreads; 1000 when there are none.
    #[must_use]
    pub fn level_per_thousand(&self) -> usize {
        (self.level_spreads * 1_000).checked_div(self.spreads).unwrap_or(1_000)
    }

    /// Counts a finding.
    pub(super) fn count_finding(&mut self, kind: FindingKind) {
        if let Some(at) = FindingKind::ALL.iter().position(|(_, other)| *other == kind) {
            self.found[at] += 1;
        }
    }

    /// Records the font expansion of a line.
    pub(super) fn record_expansion(&mut self, expansion: i32) {
        self.expansion = (self.expansion.0.min(expansion), self.expansion.1.max(expansion));
    }

    /// Keeps a line that is looser or tighter than all before it.
    pub(super) fn record_extreme(&mut self, line: &ExtremeLine) {
        match &mut self.extremes {
            Some((loosest, tightest)) => {
                if line.ratio > loosest.ratio {
                    *loosest = line.clone();
                }
                if line.ratio < tightest.ratio {
                    *tightest = line.clone();
                }
            }
            None => self.extremes = Some((line.clone(), line.clone())),
        }
    }

    /// Adds the counts of a section to those of the volume, except findings and the distribution.
    pub(super) fn add(&mut self, section: &Self) {
        self.lines += section.lines;
        self.hyphens += section.hyphens;
        self.hyphen_runs.0 += section.hyphen_runs.0;
        self.hyphen_runs.1 += section.hyphen_runs.1;
        self.longest_run = self.longest_run.max(section.longest_run);
        self.spreads += section.spreads;
        self.level_spreads += section.level_spreads;
        self.record_expansion(section.expansion.0);
        self.record_expansion(section.expansion.1);
        if let Some((loosest, tightest)) = &section.extremes {
            self.record_extreme(loosest);
            self.record_extreme(tightest);
        }
    }
}

/// A count as the amount of a finding.
pub(super) fn amount(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
