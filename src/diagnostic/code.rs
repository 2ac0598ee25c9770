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
