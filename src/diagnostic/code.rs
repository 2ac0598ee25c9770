//! Every code of a diagnostic. `make-book explain` and the test that each code has a case read this list.

use super::severity::Severity;

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

            /// The default severity; whoever reports it may choose another.
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

    /// A comment on the line of a free text, such as a title or a biography.
    /// YAML takes what follows a space and `#` for a comment, so a hashtag or a number would be lost in silence.
    /// Put the whole value between double quotation marks, or write the comment on a line of its own.
    M032 LostComment Warning;

    /// The replacement character (U+FFFD), which a program puts where it could not read a letter.
    /// A letter is missing in the word, and no program knows which.
    /// Look the word up in the author’s file, and type the letter.
    M033 ReplacementCharacter Warning;

    /// Words of a new book, volume or text that nobody has replaced.
    /// The reader would find them in the book.
    /// Write in their place what they announce.
    M034 Placeholder Error;

    /// Two people, or two sponsors, with the same name: no portraits show them to be two, or nothing in the index does.
    /// The index and the page of contributors would show one person twice, with half of what they wrote at each.
    /// Keep one entry; if they are two, tell them apart by their given names, by `sort`, or in the index by `role`.
    M035 SameName Warning;

    /// A family name in capitals, or one that stands in the place of the given name.
    /// It would be printed in capitals everywhere, among names that are not.
    /// Write it as names are written: De Beauvoir.
    M036 NameInCapitals Warning;

    /// Letters that were read in the wrong encoding: “Ã©” for “é”.
    /// The reader would find signs in the place of letters, and no search finds the word.
    /// Let `make-book fix` put the letters back, or save the author’s file again as UTF-8.
    M037 Mojibake Warning;

    /// A name as one text that looks like that of a person; it is read as that of a group.
    /// The index and catalogues file a person under the family name, and a group under its first word.
    /// Write the given and the family name apart.
    M038 WholeName Note;

    /// Curly quotation marks round a whole value of YAML; they belong to it.
    /// YAML knows straight ones only: the others are printed, and an address with them leads nowhere.
    /// Take them away, or type straight ones.
    M039 CurlyQuotes Note;

    /// A text file that is not UTF-8.
    /// Accented letters would be wrong in the book.
    /// Save it again as UTF-8.
    M040 NotUtf8 Error;

    /// Control characters in a text.
    /// They cannot be shown, and an EPUB that holds one does not open.
    /// Remove them.
    M041 ControlCharacter Error;

    /// A file larger than any text or picture of a book should be, or files that are so together.
    /// It would make the book too heavy for readers, and reading it could exhaust the machine.
    /// Make it smaller, or move it out of the project.
    M042 FileTooLarge Error;

    /// A link to a file outside the project, a loop of links, links that multiply folders, too many folders within each other, or no file.
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

    /// A made page that would be empty: supporters without a group, an index without people.
    /// A reader would turn to a blank page, so the page is left out.
    /// Remove it from tome.yaml, or declare what it should show.
    M062 SilentPage Note;

    /// A part whose texts are all still expected.
    /// Its opening page would announce nothing, so it is left out until a text arrives.
    /// Nothing, until a text of the part is received.
    M063 EmptyPart Note;

    /// A volume whose order lists nothing that can be set.
    /// There is no book to make.
    /// List made pages and texts under front, body and back of tome.yaml.
    M064 EmptyTome Error;

    /// Neither tome.yaml nor book.yaml has a date.
    /// The title page, the metadata and the dates inside the files come from it.
    /// Add date: YYYY-MM to tome.yaml or book.yaml.
    M065 MissingDate Error;

    /// A person of people.yaml whom no text, credit or link of any volume names.
    /// Nothing is lost for the reader; the registry may hold a slip in a name.
    /// Remove the entry, or name the person where they belong.
    M069 UnusedPerson Note;

    /// The volume has no ISBN.
    /// Bookshops and libraries find a book by it, one number per format.
    /// Add isbn to tome.yaml when the numbers are attributed.
    M070 NoIsbn Note;

    /// The publisher’s name or address is missing.
    /// French law wants both on every copy.
    /// Complete publisher in book.yaml: name and address, with the country in the last line.
    M071 NoPublisherAddress Note;

    /// The volume has no summary.
    /// The back cover and the catalogues of bookshops stay empty.
    /// Add summary to tome.yaml or book.yaml.
    M072 NoTomeSummary Note;

    /// Someone who signs a text has no biography.
    /// The reader does not learn who speaks.
    /// Add bio to the person in book/people.yaml.
    M073 NoBiography Note;

    /// Someone who signs a text has no portrait (a group needs none).
    /// The page of contributors shows their name without a face.
    /// Add portrait to the person in book/people.yaml.
    M074 NoPortrait Note;

    /// A sponsor has no logo.
    /// The name is set in type in its place.
    /// Add logo to the sponsor in book/sponsors.yaml.
    M075 NoLogo Note;

    /// Checks of accessibility that only a person can make, and that nobody has signed for this volume.
    /// The EPUB claims no conformity to EPUB Accessibility and WCAG: shops and libraries show it as not assessed.
    /// Make the checks named, then sign them in book.yaml under `accessibility: signed:`, with tome, by, date and checks.
    M080 ChecksNotSigned Note;

    /// Every manual check of accessibility is signed, but errors or warnings are left.
    /// The EPUB claims no conformity as long as a program still finds something to mend.
    /// Mend what is reported.
    M081 ClaimWithheld Note;

    /// A subject that names a scheme (Thema, CLIL, BISAC, Dewey), and then something that is not written as its codes are.
    /// Shops and libraries get it as words, and put the book on no shelf.
    /// Copy the code from the scheme's own list.
    M082 BadSubject Warning;

    /// Sponsors or supporters of a volume that has no page for them.
    /// Nobody would read the names of those who gave something for the book.
    /// Add the page to `front` or `back` in tome.yaml, or say by `tomes` which volumes they support.
    M083 UnshownSponsors Warning;

    /// The credit of a cover or a logo in a volume that has neither a legal page nor a colophon.
    /// Whoever made the picture would be named nowhere, though their licence may ask for it.
    /// Add `legal` to `front` or `colophon` to `back` in tome.yaml.
    M084 UnshownCredit Warning;

    /// What people.yaml says of someone, in a work that has no page of contributors to show it.
    /// Nobody would read their biography, see their portrait with its credit, or find their sites and accounts.
    /// Add `contributors` to `back` in tome.yaml.
    M085 UnshownPeople Warning;

    /// `back-cover` stands before other pages in the order of a volume; it is put last.
    /// Nothing can follow the back of a printed book, and the EPUB has its pages in the same order.
    /// Write it as the last entry of `back` in tome.yaml.
    M088 BackCoverNotLast Warning;

    /// A line with which Git marks one side of a conflict.
    /// The file holds two versions of the same lines, and the book would print both.
    /// Keep the version that is right, and delete the three lines of signs.
    M090 ConflictMarker Error;

    /// A shared page in book/ that no volume lists.
    /// The page would be missing from the book.
    /// Add it to `front`, `body` or `back` in tome.yaml, or move it out of the folder.
    M091 UnlistedPage Warning;

    /// A folder that holds texts of a book but no tome.yaml, and that book.yaml does not list.
    /// Its texts would be missing from the book.
    /// Add its tome.yaml, and the folder to `tomes`; or move it out of the project.
    M092 FolderWithoutVolume Warning;

    /// A price that no catalogue can read.
    /// Bookshops and libraries would get no price with the book, so that `release` refuses it.
    /// Write an amount and a currency, such as `12 €`; for a free book, `0 €`.
    M093 BadPrice Warning;

    /// A name of one text with a comma: `name: Zhang, Wei`, a family name and a given name as in an index, or two names?
    /// It would be printed so under the text, and taken for the name of a group in the index and in catalogues.
    /// Of a person write `name: { given: Wei, family: Zhang }`, which the index turns by itself; of two groups make two entries.
    M095 TurnedName Warning;

    /// A file that is not here: a pointer of Git LFS or git-annex stands in its place, or a page of a site.
    /// Nothing of it can be in the book.
    /// Fetch it (`git lfs pull`, `git annex get`), or save it again from where it is.
    M096 FileElsewhere Error;

    /// A handle that leads to no account: `mastodon: "@wei"` without its server, `twitter: "@"`, a name with spaces.
    /// It is printed without a link, and whoever looks for the person finds nobody.
    /// Write the whole handle, such as `@wei@mastodon.social`, or the address of the account with https://.
    M097 BadHandle Warning;

    /// A size that can be set and that no book has: lines closer than their letters are high, a printed sheet of 15 pages.
    /// Pages would be hard to read, or the printer would refuse the file.
    /// Write the size that the message proposes, or ask your printer; what is meant so is kept as it is.
    M098 UnlikelySize Warning;

    /// An ISBN with its hyphens at other places than those of its parts, with spaces, or without any.
    /// It is printed with the hyphens of its parts; in the file it looks like another number than on the page.
    /// `make-book fix` puts them where they belong.
    M099 IsbnHyphens Note;

    /// A title in a given name: `given: Dr Ann`.
    /// Indexes and catalogues sort it as a part of the name: « Ée, Dr Ann ».
    /// Take it out; if readers must know it, write it into `role` or the biography.
    M100 TitleInGivenName Note;

    /// A value of signs alone, as one types for what is not known yet: `role: ???`, `given: …`.
    /// The book would print the signs, and catalogues get them in the place of words.
    /// Write the value, or delete the key; if the signs are meant, put them between double quotation marks.
    M101 SignsForWords Warning;

    /// A file of YAML in which nothing is written, or comments only.
    /// What the book needs of it is missing.
    /// Write its keys, or take the earlier version of the file.
    M094 EmptyFile Error;

    /// An exception of hyphenation of several words, or with a space in it.
    /// Words are divided one by one, so that it is never met, and the word goes on being divided as before.
    /// Write each word by itself, with hyphens where it may be divided.
    M104 HyphenationOfWords Warning;

    // ---- contribution: Markdown bodies, notes, links, images ----

    /// A link to a text or a heading that does not exist.
    /// A reader who follows it would arrive nowhere.
    /// Correct the target, or remove the link.
    C001 DanglingLink Error;

    /// A container (`:::`) whose name the format does not have.
    /// Its text would be set like any other, and a reader would not see that it is apart.
    /// Correct the name: aside, epigraph, question, answer, verse, figure or table.
    C002 UnknownContainer Error;

    /// A container that no fence closes.
    /// All that follows would be set as part of it.
    /// Add a line with as many colons as its first line has.
    C003 UnclosedContainer Error;

    /// A closing fence (`:::`) where no container is open.
    /// A container around it may end earlier than its author meant.
    /// Remove the line, or give the fence as many colons as the container that it closes.
    C004 StrayFence Error;

    /// A block of code that no fence closes.
    /// All that follows would be set as code.
    /// Add a closing line with as many backticks or tildes.
    C005 UnclosedCode Error;

    /// An attribute or a class that this place does not take.
    /// What it asks for would be lost in silence.
    /// Correct the spelling or remove it.
    C006 UnknownAttribute Error;

    /// Braces that hold no attributes.
    /// The title, caption or identifier in them would be lost.
    /// Write `{#id .class key=value key="two words"}` and close the quotes and the brace.
    C007 MalformedAttributes Error;

    /// An identifier with characters that an address cannot hold.
    /// Links to it would break in some reading systems.
    /// Use a to z, digits and single hyphens.
    C008 BadAnchor Error;

    /// An identifier given twice in a text.
    /// A link to it could arrive at the wrong place.
    /// Give each its own.
    C009 RepeatedAnchor Error;

    /// A language that does not exist.
    /// A screen reader would pronounce the phrase by the rules of another one.
    /// Write a BCP 47 tag: fr, en, en-GB, ar.
    C010 UnknownLanguage Error;

    /// HTML in a text that the format does not have.
    /// What the element was to show is lost on paper and in the e-book.
    /// Say it in Markdown; em, strong, b, i, del, s, code, a with an address, br, sup, sub and abbr with a title are understood.
    C011 RawHtml Warning;

    /// An HTML element that is not closed.
    /// Its form would apply to nothing, or to the rest of the paragraph.
    /// Add its closing element.
    C012 UnclosedElement Warning;

    /// A heading of level 1 in a body; it is set at level 2.
    /// The text's title is its only heading of level 1; two would confuse those who move from heading to heading.
    /// Start headings at `##`.
    C013 TopHeading Warning;

    /// The call of a note that is not written.
    /// A reader would find no note there.
    /// Write the note, or remove the call.
    C014 MissingNote Error;

    /// A note that nothing calls; it is left out.
    /// Nobody would read it.
    /// Call it in the text, or remove it.
    C015 UncalledNote Warning;

    /// A note written twice under one name; the first is kept.
    /// The second would not be read.
    /// Give it its own name, or remove it.
    C016 RepeatedNote Error;

    /// A link that names a definition that is not written.
    /// A reader would see brackets instead of a link.
    /// Write the definition, or put a backslash before the bracket.
    C017 MissingReference Warning;

    /// A link without a target, or without words.
    /// It leads nowhere, or cannot be seen and is read aloud as an address.
    /// Write both: `[words](target)`.
    C018 EmptyLink Error;

    /// The title of a link, or of a picture in a line of text; it is left out.
    /// Paper cannot show it, and few readers of e-books can reach it.
    /// Say it in the sentence.
    C019 LinkTitle Warning;

    /// A control character, one that overrides the direction of writing, or one that nobody sees and has no use there; it is dropped.
    /// It is invisible, and can show readers another text than the one that is read aloud or searched.
    /// Delete it.
    C020 HiddenCharacter Warning;

    /// Blocks or inlines nested too deeply; the innermost lose their form, not their words.
    /// No page can show them.
    /// Nest less.
    C021 TooDeep Error;

    /// A row with more cells than the table has columns; the last ones are lost.
    /// A reader would miss them.
    /// Add columns to the header row, or put a backslash before a bar that is text.
    C022 LostCells Error;

    /// A form of chart that does not exist; it is drawn as bars.
    /// Bars may not show what the author wants to show.
    /// Write bars, stacked or lines.
    C023 UnknownChart Error;

    /// A value of a chart that is no number; it is left empty.
    /// The chart would miss a value.
    /// Write digits with a point, or a comma in quotes; the unit goes to the attribute unit.
    C024 BadChartNumber Error;

    /// A row of a chart with more or fewer values than there are series.
    /// Values would be lost, or stand under the wrong name.
    /// Give each row a value a series; put a comma that is text in quotes.
    C025 RaggedChart Error;

    /// A chart without values.
    /// A reader would see an empty frame.
    /// Give it a first row of names and at least one row of values.
    C026 EmptyChart Error;

    /// A chart whose data file is not in the project.
    /// The chart would be empty.
    /// Correct the path, which starts from the text's folder.
    C027 MissingData Error;

    /// A quotation mark that is not closed in the values of a chart.
    /// All the rows that follow would be one value.
    /// Close it, or double it when it is part of the value.
    C028 UnclosedQuote Error;

    /// A container that holds something else than it is for.
    /// Its caption or credit would be lost, or lines of verse would run together.
    /// Put one picture in a figure, one table in a table, and only lines in verse.
    C029 ContainerContent Error;

    /// A block (heading, list, several paragraphs) where one line of text is expected; its words are kept.
    /// Its form would be lost.
    /// Write one line, or move the text to a body.
    C030 BlockInValue Warning;

    /// A picture said to be decorative that has an alternative text; the text is left out.
    /// Those who do not see the picture would not hear what it says.
    /// Remove `{.decorative}`, or the text.
    C031 DecorativeAlt Warning;

    /// A heading without words; it is left out.
    /// Those who move from heading to heading would arrive at nothing.
    /// Give it words, or remove it.
    C032 EmptyHeading Warning;

    /// A chart with values both in the text and in a file; the file is taken.
    /// The values in the text would be lost in silence.
    /// Keep one of them.
    C033 ChartTwice Error;

    /// A picture where one line of text is expected; its alternative text is kept.
    /// A title stands in the contents, in running heads and in shops too, where there is no room for it.
    /// Write words, and place the picture in the text.
    C034 PictureInValue Warning;

    /// A fence (`:::`) where no block can begin: indented by four columns, or right below HTML. It is printed as text.
    /// What it should hold would be set like any other text, its colons with it.
    /// Put it on a line of its own, indented as the text around it is, below a blank line.
    C035 MisplacedFence Error;

    /// Text typed as another program’s Markdown would have it, such as `^[note]` or `H~2~O`; it is printed as typed.
    /// The reader would see the marks, and not what they stand for.
    /// Say it as this format does, or put the marks in code if they are meant to be read.
    C036 Lookalike Note;

    /// A picture written as HTML; it is not shown.
    /// The reader would miss the picture and its alternative text.
    /// Write it in Markdown: `![alternative text](images/file.png)`.
    C037 HtmlPicture Error;

    /// Brackets with a target right after them that are no link or picture; they are printed as typed.
    /// The reader would see the address, and could not follow it.
    /// Put a target with spaces between `<` and `>`; put no note and no other link between the brackets.
    C038 LostLink Warning;

    /// Indented text in a note that is written within another note; it is read as code.
    /// What the note goes on to say would be printed as typed, its marks with it.
    /// Write each note at the margin, and indent what goes on in it by four spaces.
    C039 CodeInNote Error;

    /// What is nearly Markdown: a heading without a space, bullets of a word processor, a table without its dashes, prose set as code.
    /// The reader would see the signs, or code where a paragraph was meant.
    /// Write it as Markdown has it.
    C040 MarkdownSlip Warning;

    /// A picture whose file does not exist.
    /// The reader would see a gap where the author shows something.
    /// Correct the path, which starts from the folder of the file that names it, or add the picture.
    C050 PictureMissing Error;

    /// A picture’s path that is absolute or leads out of the project.
    /// The book could not be made on another machine.
    /// Copy the picture into the project and write a relative path with /.
    C051 PictureOutside Error;

    /// A picture that is damaged or cut off, or of a format that a book cannot hold.
    /// No reading system could show it; a cut one ends in grey.
    /// Ask for the file again, or export it again as JPEG, PNG or SVG.
    C052 PictureUnreadable Error;

    /// A picture whose extension announces another format than its bytes have.
    /// Some reading systems trust the name and show nothing.
    /// Rename the file.
    C053 PictureExtension Warning;

    /// A picture of more than 120 megapixels, or more than 30,000 pixels on a side.
    /// Reading systems and printers fail on it.
    /// Reduce it: 2,500 pixels on a side fill a page in print.
    C054 PictureTooLarge Error;

    /// A picture in printers’ inks (CMYK) that does not say for which press.
    /// Its colours are shown as a press on coated paper would print them; another press was perhaps meant.
    /// Export it as sRGB, or embed its colour profile.
    C055 PictureColours Note;

    /// A picture without alternative text.
    /// Whoever does not see it learns nothing of it.
    /// Write in a phrase what the picture shows; an ornament is marked {.decorative}.
    C056 MissingAlternative Error;

    /// A heading that skips a level.
    /// Whoever moves from heading to heading by ear believes that one is missing.
    /// Use one # less; the book raises the heading meanwhile.
    C058 SkippedHeading Warning;

    /// A link to a text that is not received yet.
    /// The words are shown and lead nowhere for now.
    /// Nothing: the link will work when the text arrives.
    C059 LinkToExpected Note;

    /// A note in a biography, or the call of a note in a value that has none: a summary, a role, the title of a part.
    /// A biography has no page foot: the note is printed after it as a paragraph. Elsewhere the call is left out.
    /// Say it in the biography itself, or call the note in the text.
    C060 NoteOutsideText Warning;

    /// A text announced and not yet received.
    /// It has no page in the book.
    /// Set status to draft when the text arrives.
    C061 ExpectedText Note;

    /// A text in the book that is not approved yet.
    /// Its author may still want changes.
    /// Set status to approved when the author agrees to the proof.
    C062 NotApproved Note;

    /// An alternative text of more than 145 characters.
    /// Speech synthesis reads it in one breath, without a way to stop and go back.
    /// Keep the essential; put the rest in the caption or the text.
    C063 LongAlternative Note;

    /// An alternative text that is the name of a file.
    /// Whoever does not see the picture hears a file name.
    /// Write in a phrase what the picture shows.
    C064 AlternativeIsFileName Warning;

    /// A text that has a title and no words.
    /// The reader meets an empty page under an author’s name.
    /// Write the text, or set status to expected.
    C066 TextWithoutWords Warning;

    /// A text whose status is `expected`, although its file holds words.
    /// What is expected has no page: the text would be missing from the book.
    /// Set `status` to draft, review or approved; or take the words out.
    C100 ReceivedButExpected Warning;

    /// A container in which nothing stands.
    /// Its words are probably missing; an empty box or a question without words is not printed.
    /// Put its text between its two fences, or delete both.
    C101 EmptyContainer Warning;

    /// A chart whose first row, which names the series, holds a number in place of each name.
    /// The first row of values would be missing from the drawing, and nothing would show it.
    /// Add a row of names above it; a name that is a number gets a word.
    C116 ChartWithoutHead Warning;

    /// `1.200` in a chart that also has `1 200` or `3,5`: a point before three digits, read as a decimal point.
    /// A thousand would be drawn as one.
    /// Write all numbers of a chart in the same way, thousands without a point.
    C117 ThousandsPoint Warning;

    /// Two rows or two series of a chart that have one name.
    /// A reader cannot tell one from the other, in the drawing as in the table of its values.
    /// Name each by what sets it apart, or take out the one that was pasted twice.
    C121 SameNameInChart Warning;

    /// Two texts of the volume have the same title.
    /// The contents and citations do not tell them apart.
    /// Change one of the titles, or add a subtitle.
    C067 SameTitle Note;

    /// A text signed by someone of an organisation that sponsors the volume.
    /// A reader wants to know who pays for what they read.
    /// Say it in the text or in the biography.
    C068 SponsoredText Note;

    /// A note that calls itself, by itself or through the notes that it calls; the call is taken out.
    /// No page could end such a note.
    /// Remove the call, or name another note.
    C070 NoteCallsItself Error;

    /// Notes that call notes that call notes, more than eight deep; the call is taken out.
    /// No reader would find the way back.
    /// Bring the text of the innermost notes into those that call them.
    C071 NotesTooDeep Error;

    /// A picture of hundreds of pixels among words; it is set one line high.
    /// The reader sees a smudge where a chart or a photograph should be.
    /// Put the picture on a line of its own, outside any table: it becomes a figure.
    C075 PictureInLine Warning;

    /// A portrait more than twice as high as wide, or as wide as high.
    /// Beside the others it is a sliver, in which nobody is recognised.
    /// Crop it to a square or nearly.
    C076 PortraitShape Warning;

    /// A chart of more rows or values than a drawing can show; the rows from this place on are left out.
    /// Bars would fill a book and points would be finer than the print: nobody could read a value.
    /// Gather the values (a row a month instead of a day), or draw several charts.
    C090 ChartTooLong Error;

    /// A title of more than a thousand characters; only its beginning is used.
    /// It stands in the contents, in the outline and at the head of pages: nobody could read them.
    /// Make a paragraph of it, and give the text a title.
    C091 EndlessTitle Error;

    /// So much text that the volume made of it would fill the machine's memory; what comes after this place is left out.
    /// The build would end without a book.
    /// Part it in several volumes; if it is a table of values or a listing, publish it beside the book.
    C092 TooMuchText Error;
    // ---- import: pages from elsewhere that become texts ----

    /// An imported page without a title that we recognise.
    /// A reader finds a text by its title, in the contents and in the running head.
    /// Write the title in the header of the imported text.
    I001 ImportWithoutTitle Error;

    /// An imported page that does not say who signs it.
    /// A text without its author is misattributed, which an author does not forgive.
    /// Name the author with `--author`: an id of people.yaml, or a name written out.
    I002 ImportWithoutAuthor Error;

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
    /// Add `--again` if it is a corrected version: what it changes is shown first. Else give another title with `--title`.
    I010 TextExists Error;

    /// Control characters in an imported page, which are left out.
    /// They show as nothing or as a box, and an EPUB or a PDF may not hold them.
    /// Compare the places with the page: a letter may have been meant.
    I011 ImportControlCharacters Warning;

    /// A page whose elements are too many, or too deep within each other: it is not imported.
    /// Reading it could exhaust the machine, and half of a text would look like a whole one.
    /// Save the page of the text alone, or paste the text by hand.
    I012 ImportTreeTooLarge Error;

    /// A comment that someone wrote beside the text.
    /// It is no part of the text, and often says what is left to do.
    /// Do what it asks, or answer its author.
    I013 ImportComment Warning;

    /// Text that the document hides.
    /// Nobody sees it, its author perhaps not either.
    /// Ask the author whether it belongs to the text.
    I014 ImportHiddenText Warning;

    /// Words with a coloured ground, which often marks what is to be checked.
    /// The colour is not taken over, and with it the reminder would be lost.
    /// Check these words.
    I015 ImportHighlight Warning;

    /// A sign of a font of signs that has no known character.
    /// The font is not in the book, so another sign would be printed.
    /// Write the character that is meant.
    I016 ImportUnknownSymbol Warning;

    /// A phrase that the document shows in capitals, taken over as it was typed.
    /// The book's own typography decides on capitals.
    /// Write it in capitals if they matter, or in `[small capitals]{.sc}`.
    I017 ImportCapitals Note;

    /// A short bold paragraph, which may be meant as a heading.
    /// Headings let readers find their way, and listeners jump.
    /// Begin the line with `## ` if it is a heading.
    I018 ImportBoldLine Note;

    /// A list that was typed by hand, with dashes, bullets or numbers.
    /// It has become a list of the book, without the signs that were typed.
    /// Check that it was meant as a list.
    I019 ImportTypedList Note;

    /// A text box, which stands apart from the text.
    /// It is set as an aside after the paragraph that it belonged to.
    /// Move it where it should be read.
    I020 ImportTextBox Note;

    /// A table with merged cells.
    /// A table of the book has none: the words stand in the first of the cells.
    /// Check the row named, and repeat the words where a reader needs them.
    I021 ImportMergedCells Warning;

    /// The prompt of a form that its author did not fill in.
    /// It is no part of the text.
    /// Ask the author for what is missing.
    I022 ImportPlaceholder Note;

    /// A table of contents, headers or footers of a document.
    /// The book makes its own.
    /// Nothing is to be done, unless they say more than the text.
    I023 ImportPageFurniture Note;

    /// A formula, of which only the characters are kept.
    /// Fractions, roots and exponents are lost, and with them the sense.
    /// Write the formula in words or as a picture with its alternative text.
    I024 ImportFormula Warning;

    /// A picture that could not be taken out of the document.
    /// The text may speak of what it shows.
    /// Ask the author for the picture as PNG, JPEG or SVG, and put it into the images folder.
    I025 ImportPictureLost Warning;

    /// A picture that has a title and no description.
    /// The title is used as alternative text; it may not say what the picture shows.
    /// Describe the picture for those who do not see it.
    I026 ImportPictureTitle Note;

    /// A table within a table.
    /// A table of the book has no other in it: its rows have become lines of the cell.
    /// Check the cell, or make two tables of it.
    I027 ImportNestedTable Warning;

    /// A file of a kind that `import` does not read.
    /// Half a text would be worse than none.
    /// Save it as .docx, .odt or HTML, or ask the author for the original.
    I028 ImportForeignFormat Error;

    /// A document that is damaged, or larger inside than it may be.
    /// What could be read of it might not be all.
    /// Open it with the program that wrote it, save it again, and import that file.
    I029 ImportDamaged Error;

    /// Emphasis that Markdown cannot express where it stands.
    /// The words are kept, their emphasis is not.
    /// Put the emphasis on whole words.
    I030 ImportEmphasisLost Warning;

    /// A link within the document whose target is no heading.
    /// The book has no place that it could lead to; its words are kept.
    /// Link to a heading, if readers need the link.
    I031 ImportLinkLost Note;

    /// A title of the document that differs from the one in the header of the text, which is expected or gets a new body.
    /// The header is kept; a first import puts the document's title into the first line of the text, so that neither is lost.
    /// Choose one of the two, and delete the other.
    I032 ImportTitleDiffers Warning;

    /// A document that shows no title; the one in its properties, or its file's name, stands for it.
    /// A reader finds a text by its title.
    /// Write the title in the header of the text, or give it with `--title`.
    I033 ImportTitleGuessed Warning;

    /// Changes that the document keeps track of, taken over as accepted or as rejected.
    /// The text is the one that the author sees; an editor should know that it was still being corrected.
    /// Give `--changes reject` for the text before the changes, or settle them in the document and import it again.
    I034 ImportTrackedChanges Note;

    /// A file whose encoding is not certain: it says none, or says what is not so, or holds bytes that are no characters.
    /// A wrong encoding spoils every accented letter, and a reader sees « Ã© » for « é ».
    /// Look at the accented letters of the text; if they are wrong, save the file as UTF-8 and import it again.
    I035 ImportEncoding Warning;

    /// A page that says that it is in another language than the book.
    /// Hyphenation, spaces and the voice that reads it aloud follow the language; a site's own setting is often wrong.
    /// Keep `language` in the header if it is right; else delete the line.
    I036 ImportLanguage Note;

    /// The letter of an e-mail to which texts are attached.
    /// It is written to the editors, and not for the book.
    /// Import its words by themselves if they are a text.
    I037 ImportLetterLeftOut Note;

    /// A picture or another file attached to an e-mail, which is no text.
    /// A picture beside one text is put at its end; nothing says where it belongs, and what it shows. Another file is left out.
    /// Move the picture to its place, and say in a phrase what it shows; take another file out of the e-mail.
    I038 ImportAttachmentLeftOut Warning;

    /// A post, a category or an author that the export of a blog does not have.
    /// The text that is meant would be missing from the book.
    /// Give the number, the short name or the title that the list of posts shows.
    I039 ImportNoSuchPost Error;

    /// A corrected version of which the book has no text, or more than one.
    /// A wrong text would get its words.
    /// Name the text's own title with `--title`, or import a new text without `--again`.
    I040 ImportAgainUnknown Error;

    /// The end of a text is about its author: the biography, the portrait, or both go into their entry of people.yaml.
    /// There they are printed once, wherever the book shows who wrote what.
    /// Read the entry; if the passage belongs to the text, put it back there.
    I041 ImportAboutTaken Note;

    /// The end of a text is about its author, and stays in the text: people.yaml says something else, or has no place for it.
    /// A reader would meet two accounts of one person.
    /// Choose one, and delete the other.
    I042 ImportAboutKept Warning;

    /// The signature of an e-mail, a letter that it quotes, or the header of one that it forwards is left out of the text.
    /// Programs of e-mail add them, but a writer may have typed what looks like one.
    /// Copy the words into the text if the author wrote them for it.
    I045 ImportLetterPartLeftOut Warning;

    /// A second title with its own author within a file.
    /// Two texts in one file have one title and one author in the book, and the second is not found in the table of contents.
    /// Save each text in a file of its own, and import them one by one.
    I046 ImportSeveralTexts Warning;

    /// A word that the end of a line divided, in text copied from a PDF, whose hyphen may be its own.
    /// The hyphen is kept; if it was only the line's, it is printed in the midst of a word.
    /// Delete it if the word has none.
    I047 ImportDividedWord Warning;

    /// A line that names who asked the questions, « Propos recueillis par … »; it stays in the text.
    /// Who asks does not sign what another says: the text would be listed and paid under the wrong name.
    /// Write the name as `interviewer` in the header, that of who answers as `authors`, and take the line off the text.
    I050 ImportInterviewer Warning;

    /// A title before the name of who signs (« Dr », « Me », « Mme »); it is left out.
    /// Names are printed, sorted and given to catalogues as given and family names: « Ée, Dr Ann » would be looked for in vain.
    /// If readers must know the title, write it into the person's `role` or biography in people.yaml.
    I051 ImportTitleOfPerson Note;

    // ---- typography ----

    /// Straight quotation marks or apostrophes that no rule could set, often because the other mark of the pair is missing.
    /// They stand out among the marks that are set, and a reader does not see where the quotation ends.
    /// Give each its pair in the same paragraph, or type the marks of the language.
    T001 StraightMark Note;

    /// A word with « oe » that French writes with « œ ».
    /// It is a mistake of spelling, which a keyboard made and a reader sees.
    /// Write « œ ».
    T002 SeparateLetters Note;

    // ---- fonts ----

    /// A character that no face of the book has.
    /// The reader would see an empty box, which an accessible PDF may not hold.
    /// Replace it, or add a face that has it to fonts/.
    F001 MissingGlyph Error;

    /// A file of fonts/ that is no sound TrueType or OpenType font: it was cut, lacks a table or the outlines of its letters, is not as its maker wrote it, or holds several faces.
    /// The book is set without it, in the faces that remain.
    /// Take the file from its maker again, or remove it.
    F002 DamagedFont Warning;

    /// A font in a format that is not read: compressed for the web (WOFF), a collection (TTC), or one of the past.
    /// The book is set without it, although its editors meant to use it.
    /// Put the same face into fonts/ as .ttf or .otf.
    F003 UnreadFont Warning;

    /// A font of which a table that draws no letter, such as its names, is not as its maker wrote it.
    /// It is used. A program may have changed it, or the file is damaged: then its name, its weight or its permissions may be wrong.
    /// Take the file from its maker again if nobody changed it on purpose.
    F004 ChangedFont Warning;

    // ---- layout ----

    /// A line that is longer than the measure, because nothing in it can be broken.
    /// The reader sees words stick out into the margin.
    /// Rephrase, or take out the no-break spaces that tie the words together; break code by hand.
    L001 OverfullLine Warning;

    /// A word longer than a line, cut where the line ends.
    /// No hyphen and no syllable tells the reader that it goes on.
    /// Give the word its breaks under `hyphenation`, or another in its place.
    L002 CutWord Warning;

    /// A line whose spaces are more than twice as wide as usual, because what follows cannot be broken.
    /// Everyone sees the gaps, and the eye stops at them.
    /// Rephrase, or give the word on the next line its breaks under `hyphenation`.
    L003 LooseLine Note;

    /// A table set in small type, because its longest words do not fit otherwise.
    /// The smaller the type, the fewer readers read it.
    /// Shorten the cells, drop a column, or part the table in two.
    L020 SmallTable Note;

    /// A table wider than the page, upright or turned, even in the smallest type: it goes on below itself, its first column repeated.
    /// A reader can no longer compare a row from end to end; words longer than the page are broken where they must be.
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

    /// A table too wide for the upright page, set along its height on a page of its own.
    /// The reader has to turn the book; on a screen the page has to be turned as well.
    /// Shorten the cells or drop a column if the table should stand among the text.
    L080 TurnedTable Note;
    /// A picture with fewer than 200 pixels an inch at the size at which it is printed.
    /// On a screen it may please; on paper its edges show steps.
    /// Ask for the original, in more pixels, or show the picture smaller.
    L090 CoarsePicture Note;

    /// A chart of more series than there are looks that can be told apart without colour.
    /// Two series look the same, and the reader takes one for the other.
    /// Draw two charts, or gather the smallest series into one.
    L081 ManySeries Warning;

    /// A negative value in a stacked chart.
    /// It takes no room in the bar, which a reader would see as nothing; only the table of the values tells it.
    /// Draw bars side by side instead.
    L082 NegativePart Warning;

    /// A back cover of more words than its page holds, even in small type; an error in an edition for print.
    /// It goes on overleaf, where a printed book has nothing, and the price or the bar code is missing from the printer's cover.
    /// Shorten the summary.
    L083 LongBackCover Warning;

    /// Links into another volume whose pages are not known, because it has errors, or because the numbers of both never stop changing.
    /// They name the volume without the page, and whoever reads on paper must search it; a release is refused.
    /// Mend the errors of the other volume, and build again; where numbers keep changing, take a link away or reword its paragraph.
    L084 UnnumberedReferences Warning;

    /// Title and subtitle, the title of the volume, the names or the hashtag do not fit on the composed cover even in small type.
    /// Words on a ground of their own colour, or over each other, cannot be read, in a shop least of all.
    /// Shorten them, or give the volume a cover picture.
    L088 LongCover Warning;

    // ---- epub ----

    /// A link that is neither a web address, nor a mail address, nor a telephone number.
    /// A reading system would refuse it, so its words stand in the EPUB without the link.
    /// Write the whole address, with https:// in front.
    E001 UnusableAddress Warning;

    /// A picture that cannot be decoded, although it must be made smaller or converted.
    /// Some readers would see nothing in its place.
    /// Open the file in a picture editor and save it again as JPEG or PNG.
    E002 UnusablePicture Error;

    /// An SVG file that is not a drawing: broken XML, or nothing that begins with `<svg>`.
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

    /// A rule or a declaration of a style sheet that an EPUB may not hold, or that nobody could read; it was taken out.
    /// Reading systems disagree about it: some ignore it, some the rest of the sheet, and a shop may refuse the book.
    /// Correct it, or write it in a form that all reading systems know.
    E006 StyleTakenOut Warning;

    /// An animation (GIF, WebP or PNG with several frames); its first frame stands in the book.
    /// What moves beside a text keeps readers from reading it, and paper cannot show it at all.
    /// Choose the frame that says most, or link to the animation.
    E070 AnimatedPicture Warning;

    /// A drawing (SVG) that holds a copy of itself, or of so many things that no reader ever sees the end.
    /// A reading system that opens it stands still.
    /// Export the drawing again, without symbols that contain themselves.
    E071 EndlessDrawing Error;

    /// A colour or another value of a drawing (SVG) that the PDF cannot show; a fill is black instead, a line is missing.
    /// The drawing looks otherwise in the PDF than in the program that made it.
    /// Write the colour as `#rrggbb`, or export the drawing as plain SVG.
    E076 DrawingValue Warning;

    /// A drawing (SVG) with filters (blur, shadows, noise) that take too long or too much memory, or that cannot be drawn.
    /// A reading system that opens it stands still.
    /// Export the drawing without effects, or as PNG.
    E077 HeavyFilter Error;

    /// Drawings (SVG) that together draw more than two million things.
    /// Each of them is held in memory while the PDF is written, and drawn again whenever a page is shown.
    /// Export the most intricate of them as pictures (PNG), or simplify them.
    E075 HeavyDrawings Error;

    /// A cover of fewer than 1,400 pixels on its short side.
    /// Stores refuse it or show it blurred; they ask for 1,600 by 2,560.
    /// Ask its maker for the file in full size.
    E072 SmallCover Warning;

    /// A cover of another shape than the printed page.
    /// The PDF fills its page with the picture, whose edges are cut; a title near them is lost.
    /// Keep titles away from the edges, or draw the cover in the shape of the page.
    E073 CutCover Note;
    /// A font of the project whose maker does not allow it to be embedded in a file that is handed on.
    /// The EPUB leaves it out, and the reading system's own face stands in its place.
    /// Ask its maker for a licence for electronic books, or choose a free font.
    E060 FontNotEmbeddable Warning;

    /// A style sheet of the book that takes a choice from the reader: a length in points or pixels, or a rule marked `!important`.
    /// Who enlarges the text, or chooses face and colours, would meet a page that does not follow.
    /// Write lengths in em, rem or per cent, and leave out `!important`.
    E061 RigidStyle Warning;

    /// A file of the EPUB larger than 300 KB: it holds one paragraph, table or piece of code that is larger than that by itself.
    /// Small reading devices turn its pages slowly or not at all.
    /// Divide the table, or begin new paragraphs.
    E062 LargePiece Warning;

    /// A photograph that says where it was taken; the place is left out of the book.
    /// Telephones write it into the file: a book would publish where whoever lent a portrait lives.
    /// Nothing, unless the file itself is to be passed on.
    E074 PictureTellsPlace Note;

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

    /// A note without an identifier of its own.
    /// Those who go from a call to its note would arrive at another, or nowhere. The page layout of this program is at fault.
    /// Report it, with the text where it happens.
    P023 PdfNoteWithoutIdentifier Error;

    /// The spine of the printed cover is computed for a paper that nobody named.
    /// A spine that is too thin or too thick moves the title onto a cover.
    /// Write `print: { paper: { weight: 90, bulk: 1.25 } }` into book.yaml, with the figures of your printer.
    P060 PaperUnknown Warning;

    /// A printed cover without a back: the order of the volume names no `back-cover`.
    /// Readers turn a book over before they open it, and booksellers look for the bar code there.
    /// Add `back-cover` at the end of `back` in tome.yaml.
    P061 WrapWithoutBack Warning;

    /// A printed book without an ISBN of its own.
    /// Its bar code is missing or that of the PDF, and a bookseller could not order it.
    /// Write the printed edition's number as `isbn: { print: … }` into tome.yaml.
    P062 WrapWithoutIsbn Warning;

    /// A title too long for the spine.
    /// The book would stand on a shelf without its name; the spine was left without it.
    /// Shorten the title, or choose a taller format.
    P063 LongSpineTitle Warning;

}
