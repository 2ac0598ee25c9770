//! Accessibility: what a volume offers to people with print disabilities, and who certifies its conformity.
//!
//! `check` finds it in the finished book; the page « Accessibilité » and the metadata of the EPUB are written from this one value.

use super::{date::Date, slug::Slug};
use crate::source::Span;

/// What was found in a volume.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Accessibility {
    /// It shows pictures: figures, charts, portraits, logos.
    pub pictures: bool,
    /// A picture that is not decorative lacks an alternative text, or has its file name as one.
    pub undescribed: bool,
    /// The book's own style sheet has animations.
    pub moving: bool,
    /// It has charts; their numbers follow as tables.
    pub charts: bool,
    /// It has tables.
    pub tables: bool,
    /// It has notes.
    pub notes: bool,
    /// It has an index.
    pub index: bool,
    /// Some of its words are in another language than the book.
    pub foreign: bool,
    /// The EPUB says where printed pages begin.
    pub pages: bool,
    /// The book's own style sheet overrides settings of the reader.
    pub imposed: bool,
    /// The claim of conformity, if every check passed and the manual checks are signed.
    pub claim: Option<Claim>,
}

impl Accessibility {
    /// The accessibility summary: message identifiers of its sentences (`locale`).
    #[must_use]
    pub fn statements(&self) -> Vec<&'static str> {
        let pictures = if self.undescribed { "accessibility-pictures-undescribed" } else { "accessibility-pictures" };
        [
            (true, "accessibility-navigation"),
            (self.pages, "accessibility-pages"),
            (self.index, "accessibility-index"),
            (self.notes, "accessibility-notes"),
            (true, if self.imposed { "accessibility-text-imposed" } else { "accessibility-text" }),
            (self.pictures, pictures),
            (self.charts, "accessibility-charts"),
            (self.tables, "accessibility-tables"),
            (self.foreign, "accessibility-foreign"),
            (true, if self.moving { "accessibility-moving" } else { "accessibility-still" }),
        ]
        .into_iter()
        .filter_map(|(present, sentence)| present.then_some(sentence))
        .collect()
    }
}

/// A claim of conformity to EPUB Accessibility 1.1 and WCAG 2.2, level AA.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Claim {
    /// Who made the manual checks.
    pub by: Vec<String>,
    /// When the last of them was made.
    pub date: Date,
}

/// The declaration of a person who made manual checks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Signature {
    /// The volume that was checked.
    pub tome: Slug,
    /// Who checked.
    pub by: String,
    /// When.
    pub date: Date,
    /// What was checked.
    pub checks: Vec<ManualCheck>,
    /// Where it is written.
    pub span: Span,
}

/// A check that only a person can make: a program cannot judge meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ManualCheck {
    /// Alternative texts say what their pictures say (WCAG 1.1.1); no picture is made of words alone (1.4.5).
    Descriptions,
    /// Headings and titles name what follows (2.4.6).
    Headings,
    /// Links say where they lead (2.4.4).
    Links,
    /// Each phrase in another language is marked (3.1.2).
    Languages,
    /// The first row of each table, and nothing else, is its head (1.3.1).
    Tables,
    /// Nothing is said by colour, place or form alone (1.3.3, 1.4.1); drawings can be told from their ground (1.4.11).
    Colours,
    /// Read from beginning to end with a screen reader, in the right order, nothing lost (1.3.2, 4.1.2).
    ScreenReader,
    /// Read with the text at twice its size and on a narrow screen (1.4.4, 1.4.10), in another face and spacing (1.4.12).
    Enlarged,
}

impl ManualCheck {
    /// Every check with its name in book.yaml.
    pub const ALL: [(&'static str, Self); 8] = [
        ("descriptions", Self::Descriptions),
        ("headings", Self::Headings),
        ("links", Self::Links),
        ("languages", Self::Languages),
        ("tables", Self::Tables),
        ("colours", Self::Colours),
        ("screen-reader", Self::ScreenReader),
        ("enlarged", Self::Enlarged),
    ];
}

/// The declarations of a style sheet that override settings of the reader: those marked `!important`, justified text, sizes of text in
/// absolute lengths. Comments and strings are skipped.
#[must_use]
pub fn imposed(css: &str) -> Vec<String> {
    let mut found = Vec::new();
    for declaration in bare(css).split(['{', '}', ';']) {
        let declaration = declaration.trim();
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let (property, value) = (property.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase());
        let sized = matches!(property.as_str(), "font" | "font-size" | "line-height" | "letter-spacing" | "word-spacing");
        let justified = property == "text-align" && value.contains("justify");
        if value.contains("!important") || value.contains("! important") || justified || (sized && has_absolute_length(&value)) {
            found.push(declaration.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    found
}

/// Whether a style sheet has animations.
#[must_use]
pub fn moves(css: &str) -> bool {
    let bare = bare(css).to_ascii_lowercase();
    bare.contains("@keyframes") || bare.contains("animation")
}

/// The sheet without comments and strings.
fn bare(css: &str) -> String {
    let mut bare = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(at) = rest.find(['"', '\'', '/']) {
        let (before, from) = rest.split_at(at);
        bare.push_str(before);
        let end = match from.as_bytes()[0] {
            b'/' if from.starts_with("/*") => from.find("*/").map(|end| end + 2),
            b'/' => {
                bare.push('/');
                Some(1)
            }
            quote => from[1..].find(char::from(quote)).map(|end| end + 2),
        };
        rest = end.map_or("", |end| &from[end..]);
    }
    bare.push_str(rest);
    bare
}

/// Whether a value has an absolute length, which does not follow the reader's text size.
fn has_absolute_length(value: &str) -> bool {
    value.split([' ', '/', ',', '(', ')']).any(|part| {
        let number = part.trim_end_matches(|character: char| character.is_ascii_alphabetic());
        let unit = &part[number.len()..];
        !number.is_empty()
            && number.ends_with(|last: char| last.is_ascii_digit())
            && matches!(unit, "px" | "pt" | "pc" | "cm" | "mm" | "in" | "q")
    })
}

#[cfg(test)]
mod tests {
    use super::{imposed, moves};

    #[test]
    fn what_a_sheet_takes_from_the_reader() {
        let css = "/* p { color: red !important } */ p{text-align:justify;font-size : 12px}\n\
                   a::after { content: \"a: 3px !important\" } h1 { font: bold 14pt/1.2 serif; margin: 3px; color: #000 ! important }";
        assert_eq!(
            imposed(css),
            ["text-align:justify", "font-size : 12px", "font: bold 14pt/1.2 serif", "color: #000 ! important"]
        );
        assert!(
            imposed("p { font-size: 1.1em; line-height: 1.4; text-align: left } @media (max-width: 30em) { b { color: teal } }")
                .is_empty()
        );
        assert!(imposed("unclosed 'quote").is_empty() && imposed("a { b").is_empty());
    }

    #[test]
    fn our_own_sheet_breaks_words_longer_than_a_line() {
        let sheet = include_str!("../epub/style.css");
        let body = sheet.split_once("\nbody {").and_then(|(_, rest)| rest.split_once('}')).map_or("", |(body, _)| body);
        assert!(body.contains("overflow-wrap: break-word"), "{body}");
    }

    #[test]
    fn our_own_sheet_takes_nothing_and_moves_nothing() {
        let sheet = include_str!("../epub/style.css");
        assert!(imposed(sheet).is_empty() && !moves(sheet));
        assert!(moves("h1 { Animation: blink 1s }") && !moves("/* no animation */ p { content: 'animation' }"));
    }
}
