//! People: who wrote, spoke, edited or made something of the book.

use super::{
    block::Block,
    inline::{Picture, RichText, plain_text},
    slug::Slug,
};
use crate::source::Span;

/// Someone who wrote, spoke, edited or made something of the book; or a group that signs as one.
#[derive(Clone, Debug, Hash)]
pub struct Contributor {
    /// Unique in the book.
    pub slug: Slug,
    /// Name.
    pub name: Name,
    /// What they do; may be empty.
    pub role: RichText,
    /// Where they do it; may be empty.
    pub organisation: RichText,
    /// Handles on networks, in the order written.
    pub handles: Vec<Handle>,
    /// Sites.
    pub links: Vec<String>,
    /// Portrait.
    pub portrait: Option<Picture>,
    /// Short biography, printed at the end of their first text; may be empty.
    pub bio: RichText,
    /// Long biography for the page of contributors; may be empty (then `bio` stands there).
    pub long_bio: Vec<Block>,
    /// Where they are declared.
    pub span: Span,
}

impl Contributor {
    /// Whether the short biography begins with the name, so that the name needs not stand before it. Apostrophes and spaces may differ.
    #[must_use]
    pub fn bio_begins_with_name(&self) -> bool {
        let plain = |text: &str| text.replace('\'', "’").replace(['\u{a0}', '\u{202f}'], " ").replace('\u{ad}', "");
        let bio = plain(&plain_text(&self.bio));
        let rest = bio.strip_prefix(plain(&self.name.display()).as_str());
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    }
}

/// A person's or a group's name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name {
    /// A person.
    Person {
        /// Given names.
        given: String,
        /// Family name, particle included.
        family: String,
        /// What it is sorted under.
        sort: String,
    },
    /// A group that signs as one.
    Group(String),
}

impl Name {
    /// As printed: « Sandrine Rollin ».
    #[must_use]
    pub fn display(&self) -> String {
        match self {
            Self::Person { given, family, .. } if given.is_empty() => family.clone(),
            Self::Person { given, family, .. } => format!("{given} {family}"),
            Self::Group(name) => name.clone(),
        }
    }

    /// The sort key: « Rollin, Sandrine ».
    #[must_use]
    pub fn file_as(&self) -> String {
        match self {
            Self::Person { given, sort, .. } if given.is_empty() => sort.clone(),
            Self::Person { given, sort, .. } => format!("{sort}, {given}"),
            Self::Group(name) => name.clone(),
        }
    }

    /// What of a person's family name it is not sorted under: « de » of « de La Fontaine »; empty without one, and for a group.
    #[must_use]
    pub fn particle(&self) -> &str {
        match self {
            Self::Person { family, sort, .. } => family.strip_suffix(sort.as_str()).map(str::trim).unwrap_or_default(),
            Self::Group(_) => "",
        }
    }

    /// The inverted form that an index prints, complete: « Rollin, Sandrine », « Gaulle, Charles de », « Rédaction (La) ».
    #[must_use]
    pub fn inverted(&self) -> String {
        match self {
            Self::Person { given, sort, .. } => {
                let after = [given.as_str(), self.particle()].join(" ");
                let after = after.trim();
                // The particle « d’ » keeps its apostrophe: « Ormesson, Jean d’ ».
                if after.is_empty() { sort.clone() } else { format!("{sort}, {after}") }
            }
            Self::Group(group) => {
                let rest = without_article(group);
                let article = group[..group.len() - rest.len()].trim();
                let mut initial = rest.chars();
                match initial.next() {
                    Some(first) if !article.is_empty() => format!("{}{} ({article})", first.to_uppercase(), initial.as_str()),
                    Some(_) | None => group.clone(),
                }
            }
        }
    }
}

/// The name of a group without its article, under which it is looked up: « L’atelier » at A, « La rédaction » at R.
#[must_use]
pub fn without_article(group: &str) -> &str {
    ["L’", "L'", "Le ", "La ", "Les ", "The "]
        .iter()
        .find_map(|article| group.strip_prefix(article))
        .filter(|rest| !rest.trim().is_empty())
        .unwrap_or(group)
}

/// A name on a network.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Handle {
    /// The network.
    pub network: Network,
    /// As written: `@name`.
    pub handle: String,
}

/// Networks with a known address for a handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "proper names")]
pub enum Network {
    Twitter,
    LinkedIn,
    Mastodon,
    Bluesky,
    Facebook,
    Instagram,
    YouTube,
    GitHub,
}
