//! Every code a diagnostic can have. The manual's page and the test that each has its case are made from this list.

use super::Severity;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $number:ident $name:ident $severity:ident;)+) => {
        /// A rule of the book, with a stable name (`M001`). The comment of each says what it means, why it matters to a
        /// reader, and how to mend it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// Every code, in the order of the manual.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The stable name, e.g. `M001`.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($number),)+ }
            }

            /// How grave it is unless the place that reports it knows better.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }

            /// What it means, why it matters, how to mend it: the lines of its comment, for the manual.
            #[must_use]
            pub const fn explanation(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($doc),+],)+ }
            }
        }
    };
}

codes! {
    // ---- manifest: book.yaml, people.yaml, sponsors.yaml, tome.yaml, headers of contributions ----

    /// A key that the file's format does not have.
    /// What it says would be lost in silence, so the build stops.
    /// Correct the spelling or remove the key.
    M001 UnknownKey Error;

    // ---- contribution: Markdown bodies, notes, links, images ----

    /// A link to a text or a heading that does not exist.
    /// A reader who follows it would arrive nowhere.
    /// Correct the target, or remove the link.
    C001 DanglingLink Error;

    // ---- typography ----

    // ---- fonts ----

    /// A character that no face of the book has.
    /// The reader would see an empty box.
    /// Replace it, or add a face that has it to fonts/.
    F001 MissingGlyph Warning;

    /// A file of fonts/ that is no sound TrueType or OpenType font.
    /// The book is set without it, in the faces that remain.
    /// Take the file from its maker again, or remove it.
    F002 DamagedFont Warning;

    // ---- layout ----

    /// A line that is longer than the measure, because nothing in it can be broken.
    /// The reader sees words stick out into the margin.
    /// Rephrase, or give the word its breaks under `hyphenation`.
    L001 OverfullLine Warning;

    /// A table set in small type, because its longest words do not fit otherwise.
    /// The smaller the type, the fewer readers read it.
    /// Shorten the cells, drop a column, or part the table in two.
    L020 SmallTable Note;

    /// A table wider than the page even in the smallest type: words are broken where they must be.
    /// A reader of a cell of three letters a line gives up.
    /// Part the table in two, or turn its rows into columns.
    L021 WideTable Warning;

    /// A title too long for the head of a page.
    /// The running head shows the title of the book in its place, so that the reader no longer sees where they are.
    /// Give the text a `short-title`.
    L022 LongRunningTitle Warning;

    /// Something higher than a page.
    /// Its foot lies in the margin or beyond the edge of the paper.
    /// Make the picture smaller, or part the table or the chart in two.
    L023 OverfullPage Warning;

    // ---- epub ----

    // ---- pdf ----

}
