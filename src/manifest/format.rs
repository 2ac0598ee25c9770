//! The format of the YAML files as tables: each key, whether it is required, its shape, and a description for the JSON Schemas.
//!
//! There is one table for each mapping. `check` compares files with them, and `schema` makes JSON Schemas of them. To accept a new
//! key, add a line here and a field in `declared`, and read the key in the reader of its file.

use super::{
    declared::Status,
    shape::{Key, ScalarType, Shape, Table},
};
use crate::book::{
    Canon, ContributionKind, EditionRole, Justification, MadePage, ManualCheck, Network, OpeningPage, PdfStandard, SharedKind,
};

const RICH: Shape = Shape::Scalar(ScalarType::Rich);
const SUBJECT: Shape = Shape::Scalar(ScalarType::Subject);
const PLAIN: Shape = Shape::Scalar(ScalarType::Plain);
const PLAINS: Shape = Shape::List(&PLAIN);
const SLUG: Shape = Shape::Scalar(ScalarType::Slug);
const SLUGS: Shape = Shape::List(&SLUG);
const DATE: Shape = Shape::Scalar(ScalarType::Date);
const ISBN: Shape = Shape::Scalar(ScalarType::Isbn);
const URL: Shape = Shape::Scalar(ScalarType::Url);
const EMAIL: Shape = Shape::Scalar(ScalarType::Email);
const LANGUAGE: Shape = Shape::Scalar(ScalarType::Language);
const PATH: Shape = Shape::Scalar(ScalarType::Path);

/// Names of the pages on which a contribution may open.
pub(super) const OPENINGS: [(&str, OpeningPage); 2] = [("recto", OpeningPage::Recto), ("next", OpeningPage::Next)];

/// Names of the canons of page construction.
pub(super) const CANONS: [(&str, Canon); 3] =
    [("measure", Canon::Measure), ("ninths", Canon::Ninths), ("twelfths", Canon::Twelfths)];

/// Names of the standards of the PDF.
pub(super) const PDF_STANDARDS: [(&str, PdfStandard); 2] = [("ua-1", PdfStandard::Ua1), ("ua-2", PdfStandard::Ua2)];

/// Names of what a justified line takes its room from.
pub(super) const JUSTIFICATIONS: [(&str, Justification); 3] =
    [("spaces", Justification::Spaces), ("discreet", Justification::Discreet), ("wide", Justification::Wide)];

/// Names for whether text and data mining is reserved.
pub(super) const DATA_MINING: [(&str, bool); 2] = [("reserved", true), ("allowed", false)];

/// Names of the kinds of work on an edition.
pub(super) const EDITION_ROLES: [(&str, EditionRole); 6] = [
    ("cover", EditionRole::Cover),
    ("illustration", EditionRole::Illustration),
    ("translation", EditionRole::Translation),
    ("proofreading", EditionRole::Proofreading),
    ("layout", EditionRole::Layout),
    ("photography", EditionRole::Photography),
];

/// Networks, by their keys.
pub(super) const NETWORKS: [(&str, Network); 8] = [
    ("twitter", Network::Twitter),
    ("linkedin", Network::LinkedIn),
    ("mastodon", Network::Mastodon),
    ("bluesky", Network::Bluesky),
    ("facebook", Network::Facebook),
    ("instagram", Network::Instagram),
    ("youtube", Network::YouTube),
    ("github", Network::GitHub),
];

/// The value that `word` stands for in one of the tables above.
pub(super) fn lookup<T: Copy>(choices: &[(&'static str, T)], word: &str) -> Option<T> {
    choices.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// The words of one of the tables above.
fn words<T>(choices: &[(&'static str, T)]) -> Vec<&'static str> {
    choices.iter().map(|(name, _)| *name).collect()
}

/// The names of generated pages.
pub(super) fn generated_pages() -> Vec<&'static str> {
    words(&MadePage::ALL)
}

/// book/book.yaml.
pub(super) const BOOK: Table = Table {
    doc: "The work: what all its volumes share.",
    keys: &[
        Key::required("title", RICH, "Title of the work."),
        Key::optional("subtitle", RICH, "Subtitle of the work."),
        Key::required("language", LANGUAGE, "Language of the book, a BCP 47 tag such as fr-FR."),
        Key::required("editors", SLUGS, "Who edits the work: identifiers of people.yaml, in the order printed."),
        Key::optional("collective", PLAIN, "What follows the editors' names, for example “& Collectif”."),
        Key::optional("publisher", Shape::Mapping(&PUBLISHER), "Who publishes the work."),
        Key::optional("rights", RICH, "Statement of rights."),
        Key::optional("date", DATE, "Date of the edition; a tome's own date wins."),
        Key::optional("hashtag", PLAIN, "The hashtag under which the book is spoken of."),
        Key::optional("collection", PLAIN, "Name of the set that the volumes form; the title unless given."),
        Key::optional("summary", RICH, "Summary of the work, for catalogues; blank lines part its paragraphs."),
        Key::optional(
            "subjects",
            Shape::List(&SUBJECT),
            "Subjects, for catalogues: words, or a code (thema:JBCT1, clil:3377) and words.",
        ),
        Key::required("tomes", SLUGS, "Folders of the volumes, in order; each holds a tome.yaml."),
        Key::optional("page", Shape::Mapping(&PAGE), "The printed page."),
        Key::optional("print", Shape::Mapping(&PRINT), "What the printer asks for."),
        Key::optional("pdf", Shape::Mapping(&PDF), "The PDF for screens."),
        Key::optional("theme", Shape::Mapping(&THEME), "How the book looks."),
        Key::optional("hyphenation", Shape::Mapping(&HYPHENATION), "How words are divided."),
        Key::optional("legal", Shape::Mapping(&LEGAL), "What the legal page says."),
        Key::optional("contact", Shape::Mapping(&CONTACT), "Where to write to about the book."),
        Key::optional("accessibility", Shape::Mapping(&ACCESSIBILITY), "Who vouches for what no program can check."),
    ],
};

const PUBLISHER: Table = Table {
    doc: "The publisher.",
    keys: &[
        Key::required("name", PLAIN, "Name."),
        Key::optional("address", PLAINS, "Address, a line each, the country in the last."),
        Key::optional("url", URL, "Site."),
        Key::optional("email", EMAIL, "Electronic mail."),
    ],
};

const PAGE: Table = Table {
    doc: "The printed page.",
    keys: &[Key::optional(
        "format",
        Shape::Scalar(ScalarType::PageFormat),
        "a5, a4, or width and height in millimetres such as 160x240 (the default).",
    )],
};

const PRINT: Table = Table {
    doc: "What the printer asks for; it changes only the files of --format print.",
    keys: &[
        Key::optional("bleed", Shape::Scalar(ScalarType::Decimal(0, 20)), "Bleed in millimetres; 3 unless given."),
        Key::optional(
            "signature",
            Shape::Scalar(ScalarType::Number(128)),
            "Pages of a printed sheet, such as 16: blank pages at the end fill the last one.",
        ),
        Key::optional("paper", Shape::Mapping(&PAPER), "The paper, from which the thickness of the spine follows."),
    ],
};

const PDF: Table = Table {
    doc: "The PDF for screens; the files of --format print stay as they are.",
    keys: &[Key::optional(
        "standard",
        Shape::Scalar(ScalarType::OneOf(|| words(&PDF_STANDARDS))),
        "What the file conforms to: PDF 1.7 with PDF/UA-1 and PDF/A-2a (ua-1, the default), or PDF 2.0 with PDF/UA-2 and PDF/A-4f \
         (ua-2), which newer readers know; it carries the values of charts and the citation of the book as files.",
    )],
};

const PAPER: Table = Table {
    doc: "The paper of the pages.",
    keys: &[
        Key::required("weight", Shape::Scalar(ScalarType::Number(400)), "Weight in grams a square metre, such as 90."),
        Key::required("bulk", Shape::Scalar(ScalarType::Decimal(0, 4)), "Bulk (main) in cubic centimetres a gram, such as 1.25."),
    ],
};

const THEME: Table = Table {
    doc: "How the book looks.",
    keys: &[
        Key::optional(
            "openings",
            Shape::Scalar(ScalarType::OneOf(|| words(&OPENINGS))),
            "Where a text opens: on the next page (next, the default), or on the next right-hand page (recto).",
        ),
        Key::optional(
            "canon",
            Shape::Scalar(ScalarType::OneOf(|| words(&CANONS))),
            "How text and margins share the page: lines of some 68 characters (measure, the default), a page divided in nine parts \
             (ninths) or in twelve (twelfths), one of them at the spine and the head, two at the fore edge and the foot.",
        ),
        Key::optional(
            "justification",
            Shape::Scalar(ScalarType::OneOf(|| words(&JUSTIFICATIONS))),
            "What a justified line takes its room from: its spaces alone (spaces); also letters drawn up to 1.5 % wider or narrower, which \
             nobody sees (discreet, the default); letters up to 5 % wider or 3 % narrower, for few hyphens and even spaces (wide).",
        ),
        Key::optional("text-size", Shape::Scalar(ScalarType::Decimal(6, 30)), "Size of the text face in points."),
        Key::optional("leading", Shape::Scalar(ScalarType::Decimal(6, 60)), "Distance of the lines in points."),
        Key::optional(
            "css",
            PATH,
            "Style sheet that the EPUB adds after its own, a path inside book/; every .css in book/theme/ unless given.",
        ),
    ],
};

const HYPHENATION: Table = Table {
    doc: "How words are divided.",
    keys: &[Key::optional("exceptions", PLAINS, "Words with “-” where they may be divided; a word without one never is.")],
};

const LEGAL: Table = Table {
    doc: "What the legal page says.",
    keys: &[
        Key::optional("printer", RICH, "Printer's name and address."),
        Key::optional("printed", DATE, "When printing was finished (achevé d’imprimer)."),
        Key::optional("deposit", DATE, "Month of the legal deposit (dépôt légal)."),
        Key::optional(
            "price",
            PLAIN,
            "Price, for example “12 €”, or not-for-sale, which is printed as a sentence; that is also what a book without an ISBN says.",
        ),
        Key::optional(
            "data-mining",
            Shape::Scalar(ScalarType::OneOf(|| words(&DATA_MINING))),
            "Whether text and data mining is reserved (the default) or allowed.",
        ),
        Key::optional("data-mining-policy", URL, "Address of the policy under which it is licensed, for programs (TDMRep)."),
        Key::optional("notices", Shape::List(&RICH), "Further paragraphs."),
        Key::optional("credits", Shape::List(&Shape::Mapping(&CREDIT)), "Who made the edition."),
    ],
};

const CREDIT: Table = Table {
    doc: "One kind of work on the edition, with who did it.",
    keys: &[
        Key::required("role", Shape::Scalar(ScalarType::OneOf(|| words(&EDITION_ROLES))), "The work done."),
        Key::required("people", SLUGS, "Identifiers of people.yaml."),
    ],
};

const CONTACT: Table = Table {
    doc: "Where to write to about the book.",
    keys: &[Key::optional("email", EMAIL, "Electronic mail."), Key::optional("url", URL, "Page.")],
};

const ACCESSIBILITY: Table = Table {
    doc: "Who vouches for what no program can check.",
    keys: &[Key::optional(
        "signed",
        Shape::List(&Shape::Mapping(&SIGNATURE)),
        "Checks made by people, each with its name and day.",
    )],
};

const SIGNATURE: Table = Table {
    doc: "Checks that someone made of a volume. Once all are signed, and nothing else is to be mended, the EPUB claims conformity.",
    keys: &[
        Key::required("tome", SLUG, "Folder of the volume that was checked."),
        Key::required("by", PLAIN, "Who checked: a person or an organisation, as the metadata shall name it."),
        Key::required("date", DATE, "When."),
        Key::required(
            "checks",
            Shape::List(&Shape::Scalar(ScalarType::OneOf(|| words(&ManualCheck::ALL)))),
            "What was checked; `make-book check` says what each is and which are missing.",
        ),
    ],
};

/// book/people.yaml.
pub(super) const PEOPLE: Shape = Shape::Registry(&Shape::Mapping(&PERSON));

const PERSON: Table = Table {
    doc: "Someone who wrote, spoke, edited or made something of the book; or a group that signs as one.",
    keys: &[
        Key::required("name", Shape::Either(ScalarType::Plain, &NAME), "A person's name, or that of a group as one text."),
        Key::optional("role", RICH, "What they do."),
        Key::optional("organisation", RICH, "Where they do it."),
        Key::optional("handles", Shape::Mapping(&HANDLES), "Names on networks."),
        Key::optional("links", Shape::List(&URL), "Sites."),
        Key::optional("portrait", Shape::Mapping(&PICTURE), "Portrait; its file is relative to book/."),
        Key::optional("bio", RICH, "Short biography, printed at the end of their first text."),
        Key::optional(
            "long-bio",
            Shape::Scalar(ScalarType::Blocks),
            "Long biography, printed on the contributors' page instead of bio.",
        ),
    ],
};

const NAME: Table = Table {
    doc: "A person's name.",
    keys: &[
        Key::optional("given", PLAIN, "Given names."),
        Key::required("family", PLAIN, "Family name, particle included."),
        Key::optional("sort", PLAIN, "What the name is sorted under, when not the family name."),
    ],
};

const HANDLES: Table = Table {
    doc: "Names on networks.",
    keys: &[
        Key::optional("twitter", PLAIN, "Name on Twitter."),
        Key::optional("linkedin", PLAIN, "Name on LinkedIn."),
        Key::optional("mastodon", PLAIN, "Name on Mastodon, with its server."),
        Key::optional("bluesky", PLAIN, "Name on Bluesky."),
        Key::optional("facebook", PLAIN, "Name on Facebook."),
        Key::optional("instagram", PLAIN, "Name on Instagram."),
        Key::optional("youtube", PLAIN, "Name on YouTube."),
        Key::optional("github", PLAIN, "Name on GitHub."),
    ],
};

const PICTURE: Table = Table {
    doc: "A picture.",
    keys: &[
        Key::required("file", PATH, "Path, relative to the folder of this file."),
        Key::optional("alt", PLAIN, "What the picture shows, for someone who does not see it."),
        Key::optional("credit", RICH, "Who made it."),
    ],
};

/// book/sponsors.yaml.
pub(super) const SPONSORS: Table = Table {
    doc: "Sponsors by tier, and supporters by group.",
    keys: &[
        Key::optional("tiers", Shape::List(&Shape::Mapping(&TIER)), "Tiers, the highest first."),
        Key::optional("sponsors", Shape::List(&Shape::Mapping(&SPONSOR)), "Sponsors, in the order printed."),
        Key::optional("supporters", Shape::List(&Shape::Mapping(&SUPPORTERS)), "Groups of supporters."),
    ],
};

const TIER: Table = Table {
    doc: "A tier of sponsors.",
    keys: &[Key::required("id", SLUG, "Identifier, for tier."), Key::required("title", RICH, "Title printed above the tier.")],
};

const SPONSOR: Table = Table {
    doc: "A sponsor.",
    keys: &[
        Key::required("name", PLAIN, "Name."),
        Key::required("tier", SLUG, "Identifier of its tier."),
        Key::optional("tagline", RICH, "Tag line."),
        Key::optional("url", URL, "Site."),
        Key::optional("logo", Shape::Mapping(&PICTURE), "Logo; its file is relative to book/."),
        Key::optional("tomes", SLUGS, "Volumes that it supports; all unless given."),
    ],
};

const SUPPORTERS: Table = Table {
    doc: "A group of supporters.",
    keys: &[
        Key::required("title", RICH, "Title printed above the group."),
        Key::optional("tomes", SLUGS, "Volumes that it supports; all unless given."),
        Key::required("members", Shape::List(&Shape::Either(ScalarType::Plain, &MEMBER)), "Members, in the order printed."),
    ],
};

const MEMBER: Table = Table {
    doc: "A supporter with more than a name.",
    keys: &[
        Key::required("name", PLAIN, "Name."),
        Key::optional("tagline", RICH, "Tag line."),
        Key::optional("url", URL, "Site."),
        Key::optional("logo", Shape::Mapping(&PICTURE), "Logo; its file is relative to book/."),
    ],
};

/// tome.yaml.
pub(super) const TOME: Table = Table {
    doc: "A volume: its particulars and the order of everything in it.",
    keys: &[
        Key::required("number", Shape::Scalar(ScalarType::Number(9999)), "Number of the volume."),
        Key::optional("title", RICH, "The volume's own title."),
        Key::optional("subtitle", RICH, "The volume's own subtitle."),
        Key::optional("date", DATE, "Date of the edition."),
        Key::optional("isbn", Shape::Mapping(&ISBNS), "An ISBN for each format."),
        Key::optional("cover", Shape::Mapping(&PICTURE), "Cover picture; one is composed from the title when absent."),
        Key::optional("summary", RICH, "Summary, for the back cover and catalogues; blank lines part its paragraphs."),
        Key::optional("front", ENTRIES, "Front matter: names of made pages, and files."),
        Key::required("body", Shape::List(&Shape::Either(ScalarType::TextFile, &PART)), "Body: parts, or files directly."),
        Key::optional("back", ENTRIES, "Back matter: names of made pages, and files."),
    ],
};

const ENTRIES: Shape = Shape::List(&TEXT_FILE);
const TEXT_FILE: Shape = Shape::Scalar(ScalarType::TextFile);

const ISBNS: Table = Table {
    doc: "An ISBN for each format: one product, one number.",
    keys: &[
        Key::optional("epub", ISBN, "Of the EPUB."),
        Key::optional("pdf", ISBN, "Of the PDF."),
        Key::optional("print", ISBN, "Of the printed book."),
    ],
};

const PART: Table = Table {
    doc: "A part with its texts.",
    keys: &[
        Key::required("part", RICH, "Title of the part."),
        Key::optional("id", SLUG, "Identifier, for addresses; made from the title unless given."),
        Key::required("texts", Shape::List(&TEXT_FILE), "Files of its texts, in order."),
    ],
};

/// The header of a contribution, which is a file in the folder of a volume.
pub(super) const CONTRIBUTION: Table = Table {
    doc: "The header of a contribution.",
    keys: &[
        Key::required("title", RICH, "Title."),
        Key::optional("subtitle", RICH, "Subtitle."),
        Key::optional("short-title", RICH, "Title for the running head, when the title is too long for it."),
        Key::required("kind", Shape::Scalar(ScalarType::OneOf(|| words(&ContributionKind::ALL))), "What the text is."),
        Key::optional(
            "authors",
            AUTHORS,
            "Who signs: identifiers of people.yaml, or names; required unless a study or an introduction.",
        ),
        Key::optional("interviewer", AUTHORS, "Who asked the questions of an interview."),
        Key::required("status", Shape::Scalar(ScalarType::OneOf(|| words(&Status::ALL))), "How far the text is."),
        Key::optional("summary", RICH, "Summary."),
        Key::optional("date", DATE, "Date of the text."),
        Key::optional("source", RICH, "Where it appeared first: an address, or a text."),
        Key::optional("licence", PLAIN, "Licence of the text."),
        Key::optional("language", LANGUAGE, "Language of the text, when not the book's."),
    ],
};

const AUTHORS: Shape = Shape::List(&Shape::Either(ScalarType::Person, &NAME));

/// The header of a shared page, which is a file in book/.
pub(super) const SHARED_PAGE: Table = Table {
    doc: "The header of a page that the volumes share.",
    keys: &[
        Key::required("title", RICH, "Title."),
        Key::optional("short-title", RICH, "Title for the running head, when the title is too long for it."),
        Key::optional(
            "kind",
            Shape::Scalar(ScalarType::OneOf(|| words(&SharedKind::ALL))),
            "What the page is; page unless given.",
        ),
        Key::optional(
            "status",
            Shape::Scalar(ScalarType::OneOf(|| words(&Status::ALL))),
            "How far it is; approved unless given.",
        ),
        Key::optional("language", LANGUAGE, "Language of the page, when not the book's."),
    ],
};
