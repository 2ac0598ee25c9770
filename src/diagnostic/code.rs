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

    /// The file is not YAML from this place on.
    /// Nothing in it can be read, so the book cannot be made.
    /// Mend the place shown; quote a value that holds a colon followed by a space, or that starts with a sign.
    M002 YamlSyntax Error;

    /// Lists and mappings nested deeper than any file of a book needs.
    /// Such a file is a mistake or an attack, and reading on could exhaust the machine.
    /// Remove levels.
    M003 YamlTooDeep Error;

    /// A key written twice in one mapping.
    /// One of the two values would be lost in silence.
    /// Keep one.
    M004 DuplicateKey Error;

    /// A value of another form than its key wants: a list where one text stands, a text where a mapping stands.
    /// What it says cannot be understood.
    /// Write it in the form that the message names.
    M005 WrongType Error;

    /// A key that must be there is not.
    /// The reader would miss what it says: a title, a language, a name.
    /// Add the key.
    M006 MissingKey Error;

    /// A key that must say something has an empty value.
    /// The reader would find a blank where a title or a name belongs.
    /// Write the value.
    M007 EmptyValue Error;

    /// An anchor, an alias, a tag or a second document: parts of YAML that the files of a book do not use.
    /// They make a file say something else than what an editor reads in it.
    /// Write the value out.
    M008 YamlFeature Error;

    /// A word that is not one of those the key accepts: a kind, a status, a role.
    /// The text would be presented as something that it is not.
    /// Choose one of the words listed.
    M009 UnknownChoice Error;

    /// An identifier that is not a slug: lower-case letters without accents, digits, single hyphens.
    /// Identifiers become addresses and file names, which must work on every device.
    /// Rewrite it, for example as the message proposes.
    M010 BadSlug Error;

    /// A language that is not a BCP 47 tag.
    /// Speech synthesis and hyphenation would follow the rules of another language.
    /// Write a tag such as fr, fr-FR or en.
    M011 BadLanguage Error;

    /// A date that is not a day, a month or a year of the calendar.
    /// Catalogues would file the book under a wrong date.
    /// Write YYYY, YYYY-MM or YYYY-MM-DD.
    M012 BadDate Error;

    /// An ISBN that is not one: wrong length, wrong prefix or wrong check digit.
    /// Booksellers could not order the book, and no other may bear that number.
    /// Copy it again from the agency's list.
    M013 BadIsbn Error;

    /// An address of the Web that is not complete.
    /// A reader who follows the link would arrive nowhere.
    /// Write it whole, with https://.
    M014 BadUrl Error;

    /// An address of electronic mail that cannot be one.
    /// A reader's letter would be lost.
    /// Write it as name@domain.
    M015 BadEmail Error;

    /// A number that is not one, or out of bounds.
    /// The page could not be set with it.
    /// Write a number within the bounds that the message names.
    M016 BadNumber Error;

    /// A page format that is neither a name nor a width and a height in millimetres.
    /// The page could not be set.
    /// Write a5, a4, or for example 160x240.
    M017 BadPageFormat Error;

    /// A path that leaves the project, is absolute, or is written with backslashes.
    /// The book would depend on one machine, or on files that are not part of it.
    /// Write a path inside the project, with / between folders.
    M018 BadPath Error;

    /// An identifier or a number given twice.
    /// A reference to it would be ambiguous.
    /// Change one of the two.
    M019 DuplicateIdentifier Error;

    /// A person who is not in people.yaml.
    /// Their name could not be printed.
    /// Correct the identifier, or add the person to book/people.yaml.
    M020 UnknownPerson Error;

    /// A tier that sponsors.yaml does not declare.
    /// The sponsor would have no place on the page.
    /// Correct the tier, or declare it under tiers.
    M021 UnknownTier Error;

    /// A tome that book.yaml does not list.
    /// The sponsor would appear in no volume.
    /// Correct the name of the folder.
    M022 UnknownTome Error;

    /// A tome of book.yaml whose folder, or the tome.yaml in it, is not there.
    /// The volume cannot be made.
    /// Correct the name, or create the folder with its tome.yaml.
    M023 AbsentTome Error;

    /// A folder with a tome.yaml that book.yaml does not list.
    /// A whole volume would be missing from the work.
    /// Add the folder to tomes, or remove its tome.yaml.
    M024 UnlistedTome Warning;

    /// An entry of the order that is neither a page made by name nor a file of Markdown.
    /// The page would be missing from the book.
    /// Correct the name.
    M025 UnknownPage Error;

    /// A file that is named and not there.
    /// A text or a picture would be missing from the book.
    /// Correct the name, or add the file.
    M026 AbsentFile Error;

    /// A text in a tome's folder that its tome.yaml does not list.
    /// Its author would be forgotten.
    /// Add it to the order, or move it out of the folder.
    M027 UnlistedText Error;

    /// A text or page listed twice in a volume.
    /// The reader would meet it twice, and links to it would be ambiguous.
    /// Remove one of the two.
    M028 ListedTwice Error;

    /// Two pieces of a volume whose file names differ only by their number, or a text named like a page made by name.
    /// Both would have the same address.
    /// Rename one.
    M029 SameSlug Error;

    /// A text without its YAML header.
    /// Its title, author and status are unknown.
    /// Begin the file with the header, between two lines of three hyphens.
    M030 MissingHeader Error;

    /// A header without its closing line.
    /// The whole text would be taken for YAML.
    /// Close it with a line of three hyphens.
    M031 UnclosedHeader Error;

    /// A text file that is not UTF-8.
    /// Accented letters would be wrong in the book.
    /// Save it again as UTF-8.
    M040 NotUtf8 Error;

    /// Control characters in a text.
    /// They cannot be shown, and an EPUB that holds one does not open.
    /// Remove them.
    M041 ControlCharacter Error;

    /// A file larger than any text or picture of a book should be.
    /// It would make the book too heavy for readers, and reading it could exhaust the machine.
    /// Make it smaller, or move it out of the project.
    M042 FileTooLarge Error;

    /// A link to a file outside the project, a loop of links, or something that is not a file.
    /// The book would depend on one machine.
    /// Replace it by the file itself.
    M043 NotAProjectFile Error;

    /// Names of files that some systems cannot tell apart or cannot write.
    /// On such a system one of the files would be lost.
    /// Rename one.
    M044 UnusableFileName Error;

    /// The project has no book/book.yaml.
    /// Nothing says what the book is.
    /// Create it, or call the program from the project's folder.
    M045 NoBook Error;

    // ---- contribution: Markdown bodies, notes, links, images ----

    /// A link to a text or a heading that does not exist.
    /// A reader who follows it would arrive nowhere.
    /// Correct the target, or remove the link.
    C001 DanglingLink Error;

    // ---- import: pages from elsewhere that become texts ----

    /// An imported page without a title that we recognise.
    /// A reader finds a text by its title, in the contents and in the running head.
    /// Write the title in the header of the imported text.
    I001 ImportWithoutTitle Error;

    /// An imported page that does not say who signs it.
    /// A text without its author is misattributed, which an author does not forgive.
    /// Write the author in the header: an id of people.yaml, or a name written out.
    I002 ImportWithoutAuthor Warning;

    /// An imported page in which no text was found.
    /// An empty contribution would look finished.
    /// Check that the file is the page of a text, or paste the text by hand.
    I003 ImportWithoutText Error;

    /// A line of an imported page that belongs to the page and not to the text.
    /// Nothing that a contributor wrote may be lost without a trace.
    /// Copy the line into the text if the author wrote it.
    I004 ImportLineLeftOut Note;

    /// An element of a web page that has no form in a book.
    /// A film or a form cannot be read on paper; a reader must at least be told that it exists.
    /// Replace it by a sentence, a link or a picture.
    I005 ImportElementLost Warning;

    /// A picture of a web page, which is not copied.
    /// The text may speak of what it shows, and its rights are not known.
    /// Ask for the file, put it into the tome's images folder, and place it in the text with its alternative text.
    I006 ImportPictureLeftOut Note;

    /// Names of sponsors that follow each other without a sign between them.
    /// Two sponsors under one name would both be misnamed.
    /// Divide the name into entries of sponsors.yaml.
    I007 SponsorsRunTogether Warning;

    /// A sponsor that the page and sponsors.yaml put in different tiers.
    /// A sponsor pays for a rank, and readers see it.
    /// Ask which is right; sponsors.yaml is not changed.
    I008 SponsorOfAnotherTier Warning;

    /// An entry that could not be added to a YAML file as it is laid out.
    /// Without it the text or the sponsor would be missing from the book.
    /// Add the entry shown by hand.
    I009 EntryNotPlaced Warning;

    /// A text that exists already with a body.
    /// An import never replaces what someone has written or corrected.
    /// Compare the two by hand, or rename the old text first.
    I010 TextExists Error;

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
    P001 GlyphNotInFace Error;

    /// A drawn sign that stands for no character.
    /// It could be seen but neither read aloud, searched nor copied.
    /// Replace the character, or choose another face.
    P002 GlyphWithoutText Error;

    /// A character that a text may not hold: U+0000, U+FEFF or U+FFFE.
    /// It has no meaning in a text, and an archival PDF refuses it.
    /// Delete it: most editors can show invisible characters.
    P003 ForbiddenCharacter Error;

    /// A character of the private use area.
    /// It means something in one face only; elsewhere, and read aloud, it means nothing.
    /// Replace it by the character that Unicode has for it, or by a picture with an alternative text.
    P004 PrivateUseCharacter Error;

    /// A font that forbids its own embedding.
    /// A PDF must carry its fonts, or it looks different elsewhere.
    /// Replace the font by one whose licence allows embedding.
    P005 FontNotEmbeddable Error;

    /// A font that cannot be written to the PDF.
    /// The text set in it would be missing.
    /// Replace the font file; it may be damaged.
    P006 FontUnusable Error;

    /// A figure without an alternative text.
    /// Someone who does not see it would not know what it shows.
    /// Write what it shows, or mark it as decorative.
    P007 FigureWithoutAlternative Error;

    /// A link without a description.
    /// A screen reader would announce a link and not say where it leads.
    /// Give the link a text.
    P008 LinkWithoutDescription Error;

    /// A heading that shows no text.
    /// Those who move from heading to heading would land on silence.
    /// Write the heading, or remove it.
    P009 HeadingWithoutText Error;

    /// A heading that skips a level, a level 4 right after a level 2.
    /// Those who move from heading to heading think that a part is missing.
    /// Use the next level.
    P010 HeadingSkipsLevel Error;

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
    P013 UntaggedContent Warning;

    /// An element of the text in a place where accessible PDF does not allow it.
    /// Screen readers may read it wrongly. The page layout of this program is at fault.
    /// Report it, with the text where it happens; writing the passage in another way may help meanwhile.
    P014 MisplacedElement Error;

    /// A table whose rows have different numbers of cells.
    /// Read aloud, its cells would go with the wrong headings.
    /// Complete the short rows.
    P015 RaggedTable Error;

    /// A link to a place that is on no page.
    /// A reader who follows it would arrive nowhere.
    /// Correct the target, or remove the link.
    P016 DestinationMissing Error;

    /// Two places with the same name.
    /// A link to that name could lead to either.
    /// Rename one of the two.
    P017 DestinationTwice Error;

    /// A picture that cannot be read.
    /// The PDF would have a hole in its place.
    /// Export the picture again as PNG, JPEG or SVG.
    P018 UnreadablePicture Error;

    /// A picture in printers' colours (CMYK), converted for the PDF without a colour profile.
    /// On a screen its colours may differ from those intended.
    /// Export it in sRGB if its colours matter.
    P019 CmykPicture Note;

    /// A drawing (SVG) with a picture that is kept in another file.
    /// The book would show the drawing without it.
    /// Embed the pictures when exporting the SVG.
    P020 DrawingIncomplete Warning;

    /// A drawing (SVG) with a gradient that archival PDF cannot hold.
    /// The PDF could not be kept by a library.
    /// Replace repeated or reflected gradients by plain ones.
    P021 DrawingNotArchivable Error;

    /// The book exceeds what a PDF can hold.
    /// Some readers would refuse the file.
    /// Divide the volume.
    P022 PdfTooLarge Error;

    /// The PDF could not be written.
    /// The book has no PDF. This program is at fault, not the text.
    /// Report it with the words of the message.
    P023 PdfRefused Error;

}
