//! Slugs: names for files, addresses and destinations.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};
use unicode_segmentation::UnicodeSegmentation as _;

/// A name for files, addresses and destinations: small letters of any script, digits, single hyphens inside. Latin letters have no
/// accents, because such a name is typed by hand; other scripts keep all their signs, because nothing else stands for them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slug(String);

impl Slug {
    /// Accepts `text` if it is a slug already.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        if !text.is_ascii() {
            let slug = Self::from_text(text);
            return (slug.0.chars().eq(text.nfc())).then_some(slug);
        }
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let shape = !text.is_empty() && !text.starts_with('-') && !text.ends_with('-') && !text.contains("--");
        (shape && text.bytes().all(allowed)).then(|| Self(text.to_owned()))
    }

    /// The slug nearest to `text`: Latin accents dropped, œ and æ opened, all else but letters and digits a hyphen; `x` when nothing
    /// is left.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let mut slug = String::new();
        let mut push = |character: char| {
            match character {
                'a'..='z' | '0'..='9' => slug.push(character),
                'œ' => slug.push_str("oe"),
                'æ' => slug.push_str("ae"),
                'ß' => slug.push_str("ss"),
                'ø' => slug.push('o'),
                'ł' => slug.push('l'),
                'đ' | 'ð' => slug.push('d'),
                'ı' => slug.push('i'),
                'þ' => slug.push_str("th"),
                // Modifier letters are apostrophes and primes here; joiners stand inside words.
                '\u{2b0}'..='\u{2ff}' => push_hyphen(&mut slug),
                '\u{200c}' | '\u{200d}' => {}
                _ if is_combining_mark(character) => {
                    if slug.ends_with(|base: char| !base.is_ascii()) {
                        slug.push(character);
                    }
                }
                _ if character.is_alphanumeric() => slug.push(character),
                _ => push_hyphen(&mut slug),
            }
        };
        // Nothing of ASCII is decomposed; marks are put in order below.
        for character in text.chars() {
            if character.is_ascii() {
                push(character.to_ascii_lowercase());
            } else {
                std::iter::once(character).nfkd().flat_map(char::to_lowercase).for_each(&mut push);
            }
        }
        let slug = slug.trim_matches('-');
        let slug = if slug.is_ascii() { slug.to_owned() } else { slug.nfc().collect() };
        Self(if slug.is_empty() { "x".to_owned() } else { slug })
    }

    /// The slug nearest to `text` that is an identifier of XML: it begins with a letter.
    #[must_use]
    pub fn anchor(text: &str) -> Self {
        Self::from_text(text).into_anchor()
    }

    /// This slug, with `s-` in front if it does not begin with a letter. XML wants it (Namespaces in XML 1.0, `NCName`).
    #[must_use]
    pub fn into_anchor(self) -> Self {
        if self.0.starts_with(char::is_alphabetic) { self } else { Self(format!("s-{}", self.0)) }
    }

    /// This slug, cut at a hyphen to at most `longest` bytes, so that a file or a key can bear it: file systems count bytes, whatever
    /// the script. A first word that is longer is cut between two signs, never between a letter and its mark.
    #[must_use]
    pub fn shortened(self, longest: usize) -> Self {
        if self.0.len() <= longest {
            return self;
        }
        let fits = |&(start, sign): &(usize, &str)| start + sign.len() <= longest;
        let end = self.0.grapheme_indices(true).take_while(fits).last().map_or(0, |(start, sign)| start + sign.len());
        let start = &self.0[..end];
        Self::from_text(start.rsplit_once('-').map_or(start, |(words, _)| words))
    }

    /// The slug's characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The slugs that are taken, to make others unique.
#[derive(Clone, Debug, Default)]
pub struct UniqueSlugs {
    taken: BTreeSet<Slug>,
    /// The number to try next for a slug that was wanted more than once: counting from 2 each time would make thousands of equal
    /// titles cost the square of their number.
    next: BTreeMap<Slug, usize>,
}

impl UniqueSlugs {
    /// Takes `slug` as it is.
    pub fn reserve(&mut self, slug: Slug) {
        self.taken.insert(slug);
    }

    /// Takes `slug`, or the first of `slug-2`, `slug-3` … that is not taken, and returns it.
    pub fn take(&mut self, slug: Slug) -> Slug {
        if self.taken.insert(slug.clone()) {
            return slug;
        }
        let next = self.next.entry(slug.clone()).or_insert(2);
        loop {
            let numbered = Slug::from_text(&format!("{slug}-{next}"));
            *next += 1;
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

/// Adds a hyphen, unless one stands there already or nothing does.
fn push_hyphen(slug: &mut String) {
    if !slug.ends_with('-') && !slug.is_empty() {
        slug.push('-');
    }
}

#[cfg(test)]
mod tests {
    use super::{Slug, UniqueSlugs};

    #[test]
    fn equal_slugs_get_numbers_that_nothing_else_has() {
        let mut slugs = UniqueSlugs::default();
        slugs.reserve(Slug::from_text("a-3"));
        let taken: Vec<String> =
            ["a", "a", "a", "b", "a-2", "a"].map(|text| slugs.take(Slug::from_text(text)).to_string()).into();
        assert_eq!(taken, ["a", "a-2", "a-4", "b", "a-2-2", "a-5"]);
        (0..20_000).for_each(|_| drop(slugs.take(Slug::from_text("b"))));
        assert_eq!(slugs.take(Slug::from_text("b")).as_str(), "b-20002");
    }

    #[test]
    fn slugs_lose_accents_and_open_ligatures() {
        assert_eq!(Slug::from_text("Œuvrer à « l’École » !").as_str(), "oeuvrer-a-l-ecole");
        assert_eq!(Slug::from_text("…").as_str(), "x");
        assert_eq!(Slug::from_text("De la lenteur des choses").shortened(12).as_str(), "de-la");
        assert_eq!(Slug::from_text("Anticonstitutionnellement").shortened(4).as_str(), "anti");
        assert_eq!(Slug::from_text("Une fin").shortened(7).as_str(), "une-fin");
        assert!(Slug::new("a--b").is_none() && Slug::new("je-twitte").is_some());
        assert_eq!(Slug::from_text("Žluťoučký kůň, Ångström, Łódź").as_str(), "zlutoucky-kun-angstrom-lodz");
        assert!(Slug::new("année").is_none());
    }

    #[test]
    fn other_scripts_keep_their_letters_and_marks() {
        for (text, slug) in [
            ("Мой дом", "мой-дом"),
            ("Κεφάλαιο Α", "κεφάλαιο-α"),
            ("الفصل الأوّل", "الفصل-الأوّل"),
            ("हिन्दी में", "हिन्दी-में"),
            ("第一章 한국어", "第一章-한국어"),
        ] {
            assert_eq!(Slug::from_text(text).as_str(), slug);
            assert_eq!(Slug::new(slug), Some(Slug::from_text(slug)), "{slug}");
        }
        assert_eq!(Slug::from_text("Мой дом").shortened(12).as_str(), "мой");
        assert_eq!(Slug::from_text("Достопримечательность").shortened(7).as_str(), "дос");
        assert_eq!(Slug::from_text("हिन्दी").shortened(8).as_str(), "हि", "a vowel sign stays on its letter");
        assert!(Slug::new("Глава").is_none() && Slug::new("а--б").is_none());
    }

    #[test]
    fn an_anchor_begins_with_a_letter() {
        assert_eq!(Slug::anchor("2026, année zéro").as_str(), "s-2026-annee-zero");
        assert_eq!(Slug::anchor("Глава 2").as_str(), "глава-2");
    }
}
