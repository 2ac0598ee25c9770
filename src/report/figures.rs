//! Figures of a report: what is counted, and how word spaces are distributed.

use crate::{report::finding::FindingKind, source::Span};

/// What was counted in a section, or in the volume.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Pages.
    pub pages: usize,
    /// Lines of running text: justified paragraphs and notes.
    pub lines: usize,
    /// Those that end with a hyphen.
    pub hyphens: usize,
    /// Runs of two lines with a hyphen, and of more.
    pub hyphen_runs: (usize, usize),
    /// Most lines with a hyphen one after the other.
    pub longest_run: usize,
    /// Facing pages of texts that both run on.
    pub spreads: usize,
    /// Those that end at the same height.
    pub level_spreads: usize,
    /// Word spaces of the lines that are justified.
    pub spaces: Distribution,
    /// The narrowest and the widest that letters are drawn, in ten-thousandths more than the face has them.
    pub widening: (i32, i32),
    /// The line with the widest word spaces, and the one with the narrowest.
    pub extremes: Option<(Extreme, Extreme)>,
    /// How many findings of each kind, in the order of [`FindingKind::ALL`].
    found: [usize; FindingKind::ALL.len()],
}

/// A line that stands at one end of the distribution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extreme {
    /// Word spaces in thousandths of what the face gives them.
    pub ratio: i64,
    /// Index of its page.
    pub page: usize,
    /// Where its words were written.
    pub span: Option<Span>,
    /// The line, as it is printed.
    pub text: String,
}

/// Word spaces, a value a line, in thousandths of what the face gives them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Distribution {
    /// How many lines.
    pub lines: usize,
    /// Their mean.
    pub mean: i64,
    /// Their standard deviation.
    pub deviation: i64,
    /// The values below which each share of [`Distribution::SHARES`] lies.
    pub percentiles: [i64; Self::SHARES.len()],
    /// How many lie in each tenth, from below 0.6 to 2.4 and more.
    pub tenths: [usize; Self::TENTHS],
    /// How many are looser than one and a half times the face's space.
    pub loose: usize,
    /// How many are tighter than eight tenths of it.
    pub tight: usize,
}

impl Distribution {
    /// Shares, in hundredths.
    pub const SHARES: [usize; 9] = [0, 1, 5, 25, 50, 75, 95, 99, 100];
    /// The first tenth of the histogram.
    pub const FIRST: i64 = 500;
    /// How many tenths the histogram has.
    pub const TENTHS: usize = 20;

    /// The distribution of `values`, which it sorts.
    pub(super) fn of(values: &mut [i64]) -> Self {
        values.sort_unstable();
        let [.., _] = values else { return Self::default() };
        let number = values.len() as i64;
        let mean = values.iter().sum::<i64>() / number;
        let variance = values.iter().map(|value| (value - mean).pow(2)).sum::<i64>() / number;
        let mut tenths = [0; Self::TENTHS];
        for value in values.iter() {
            let tenth = usize::try_from((value - Self::FIRST).max(0) / 100).unwrap_or(0);
            tenths[tenth.min(Self::TENTHS - 1)] += 1;
        }
        Self {
            lines: values.len(),
            mean,
            deviation: variance.isqrt(),
            percentiles: Self::SHARES.map(|share| values[(values.len() - 1) * share / 100]),
            tenths,
            loose: values.iter().filter(|&&value| value > 1_500).count(),
            tight: values.iter().filter(|&&value| value < 800).count(),
        }
    }
}

impl Figures {
    /// How many things of a kind were found.
    #[must_use]
    pub fn found(&self, kind: FindingKind) -> usize {
        FindingKind::ALL.iter().position(|(_, other)| *other == kind).map_or(0, |at| self.found[at])
    }

    /// Lines with a hyphen in a thousand lines.
    #[must_use]
    pub fn hyphens_per_thousand(&self) -> usize {
        (self.hyphens * 1_000).checked_div(self.lines).unwrap_or(0)
    }

    /// Facing pages of the same height in a thousand; all of none.
    #[must_use]
    pub fn level_per_thousand(&self) -> usize {
        (self.level_spreads * 1_000).checked_div(self.spreads).unwrap_or(1_000)
    }

    pub(super) fn note(&mut self, kind: FindingKind) {
        if let Some(at) = FindingKind::ALL.iter().position(|(_, other)| *other == kind) {
            self.found[at] += 1;
        }
    }

    /// Notes how much wider the letters of a line are.
    pub(super) fn widened(&mut self, widening: i32) {
        self.widening = (self.widening.0.min(widening), self.widening.1.max(widening));
    }

    /// Keeps a line if it is looser or tighter than all before it.
    pub(super) fn stretched(&mut self, line: &Extreme) {
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

    /// Adds what was counted in a section; findings and distribution are the volume's own.
    pub(super) fn add(&mut self, section: &Self) {
        self.lines += section.lines;
        self.hyphens += section.hyphens;
        self.hyphen_runs.0 += section.hyphen_runs.0;
        self.hyphen_runs.1 += section.hyphen_runs.1;
        self.longest_run = self.longest_run.max(section.longest_run);
        self.spreads += section.spreads;
        self.level_spreads += section.level_spreads;
        self.widened(section.widening.0);
        self.widened(section.widening.1);
        if let Some((loosest, tightest)) = &section.extremes {
            self.stretched(loosest);
            self.stretched(tightest);
        }
    }
}

/// A count as an amount.
pub(super) fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
