//! What comes out of an import: the page with its title, author, text and sponsors.

/// A sponsor in the registry of the book, given so that it is recognised and not added again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownSponsor {
    /// Its name in the registry.
    pub name: String,
    /// Id of its tier in the registry.
    pub tier: String,
}

/// An imported page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Title, as Markdown.
    pub title: Option<String>,
    /// Name of the author.
    pub author: Option<String>,
    /// Whether the text says that it prefaces the book.
    pub preface: bool,
    /// URL where it was published.
    pub address: Option<String>,
    /// Body, as Markdown; ends with a line end unless it is empty.
    pub body: String,
    /// Sponsors that the page names, in the order of the page.
    pub sponsors: Vec<FoundSponsor>,
}

/// A sponsor that a page names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundSponsor {
    /// Name, as in the registry if the sponsor is known.
    pub name: String,
    /// Id of its tier on the page: `gold` or `sponsor`.
    pub tier: &'static str,
    /// Tag line, as Markdown.
    pub tagline: Option<String>,
    /// Whether it is in the registry.
    pub known: bool,
}
