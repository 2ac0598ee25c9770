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

    // ---- epub ----

    // ---- pdf ----

    /// A character that no face of the book can draw, in the PDF.
    /// Accessible and archival PDF forbid the empty box; a reader would see it, a screen reader would say nothing.
    /// Replace the character, or add a face that has it to fonts/.
    P001 PdfGlyphMissing Error;

    /// A drawn sign that stands for no character.
    /// It could be seen but neither read aloud, searched nor copied.
    /// Replace the character, or choose another face.
    P002 PdfGlyphWithoutText Error;

    /// A character that a text may not hold: U+0000, U+FEFF or U+FFFE.
    /// It has no meaning in a text, and an archival PDF refuses it.
    /// Delete it: most editors can show invisible characters.
    P003 PdfForbiddenCharacter Error;

    /// A character of the private use area.
    /// It means something in one face only; elsewhere, and read aloud, it means nothing.
    /// Replace it by the character that Unicode has for it, or by a picture with an alternative text.
    P004 PdfPrivateCharacter Error;

    /// A font that forbids its own embedding.
    /// A PDF must carry its fonts, or it looks different elsewhere.
    /// Replace the font by one whose licence allows embedding.
    P005 PdfFontRestricted Error;

    /// A font that cannot be written to the PDF.
    /// The text set in it would be missing.
    /// Replace the font file; it may be damaged.
    P006 PdfFontUnusable Error;

    /// A figure without an alternative text.
    /// Someone who does not see it would not know what it shows.
    /// Write what it shows, or mark it as decorative.
    P007 PdfFigureWithoutAlternative Error;

    /// A link without a description.
    /// A screen reader would announce a link and not say where it leads.
    /// Give the link a text.
    P008 PdfLinkWithoutDescription Error;

    /// A heading that shows no text.
    /// Those who move from heading to heading would land on silence.
    /// Write the heading, or remove it.
    P009 PdfHeadingWithoutText Error;

    /// A heading that skips a level, a level 4 right after a level 2; the PDF calls it a level 3.
    /// Those who move from heading to heading would think that a part is missing.
    /// Use the next level.
    P010 PdfHeadingSkipsLevel Note;

    /// A PDF without a title.
    /// The window of the reader would show the name of a file.
    /// Give the book a title in book.yaml.
    P011 PdfWithoutTitle Error;

    /// A PDF without bookmarks.
    /// A long book cannot be travelled without them.
    /// Give the volume at least one section with a title.
    P012 PdfWithoutOutline Error;

    /// Something on a page that belongs to no place in the text.
    /// It is drawn but not read aloud. The page layout of this program is at fault.
    /// Report it, with the text where it happens.
    P013 PdfUntaggedContent Warning;

    /// An element of the text in a place where accessible PDF does not allow it.
    /// Screen readers may read it wrongly. The page layout of this program is at fault.
    /// Report it, with the text where it happens; writing the passage in another way may help meanwhile.
    P014 PdfMisplacedElement Error;

    /// A table whose rows have different numbers of cells.
    /// Read aloud, its cells would go with the wrong headings.
    /// Complete the short rows.
    P015 PdfRaggedTable Error;

    /// A link to a place that is on no page.
    /// A reader who follows it would arrive nowhere.
    /// Correct the target, or remove the link.
    P016 PdfDestinationMissing Error;

    /// Two places with the same name.
    /// A link to that name could lead to either.
    /// Rename one of the two.
    P017 PdfDestinationTwice Error;

    /// A picture that cannot be read.
    /// The PDF would have a hole in its place.
    /// Export the picture again as PNG, JPEG or SVG.
    P018 PdfPictureUnreadable Error;

    /// A drawing (SVG) with a picture that is kept in another file.
    /// The book would show the drawing without it.
    /// Embed the pictures when exporting the SVG.
    P019 PdfDrawingIncomplete Warning;

    /// A drawing (SVG) with a gradient that archival PDF cannot hold.
    /// The PDF could not be kept by a library.
    /// Replace repeated or reflected gradients by plain ones.
    P020 PdfDrawingNotArchivable Error;

    /// The book exceeds what a PDF can hold.
    /// Some readers would refuse the file.
    /// Divide the volume.
    P021 PdfTooLarge Error;

    /// The PDF could not be written.
    /// The book has no PDF. This program is at fault, not the text.
    /// Report it with the words of the message.
    P022 PdfRefused Error;

}
