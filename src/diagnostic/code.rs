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

    // ---- layout ----

    // ---- epub ----

    /// A link that is neither a web address, nor a mail address, nor a telephone number.
    /// A reading system would refuse it, so its words stand in the EPUB without the link.
    /// Write the whole address, with https:// in front.
    E001 UnusableAddress Warning;

    /// A picture that cannot be decoded, although it must be made smaller or converted.
    /// Some readers would see nothing in its place.
    /// Open the file in a picture editor and save it again as JPEG or PNG.
    E002 UnreadablePicture Error;

    /// An SVG file that is not a drawing: broken XML, or nothing that begins with <svg>.
    /// The reader would see nothing in its place.
    /// Export the drawing again.
    E003 UnreadableDrawing Error;

    /// A script, an address outside the file or another thing that a drawing in a book must not hold; it was taken out.
    /// The drawing may look otherwise than in the program that made it.
    /// Export the drawing as plain SVG, with pictures embedded.
    E004 DrawingCleaned Warning;

    /// A style sheet that fetches another file; what fetches it was taken out.
    /// No such file is in the EPUB, and reading systems do not ask the network.
    /// Put the rules into the sheet itself.
    E005 StyleFromOutside Warning;

    // ---- pdf ----

}
