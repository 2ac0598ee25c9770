//! Texts in French and English: messages for the user at the terminal, labels for the reader of the book.
//!
//! The texts are in Fluent files (projectfluent.org) beside this one, with the same identifiers in `fr/` and `en/`; a test compares
//! them. Messages are in the user's language, labels in the book's. This module knows no diagnostic and no book: callers name a
//! message and give its arguments.

pub mod visible;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use std::sync::OnceLock;

/// A language of the word lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// French.
    French,
    /// English.
    English,
}

impl Language {
    /// The language for a BCP 47 tag or a POSIX locale (`fr_FR.UTF-8`): French for `fr`, English for all others.
    #[must_use]
    pub fn of_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_', '.']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("fr") { Self::French } else { Self::English }
    }
}

/// An argument of a message.
#[derive(Clone, Debug)]
pub enum Argument<'a> {
    /// Text, shown as it is.
    Text(&'a str),
    /// A number, which chooses singular or plural.
    Number(i64),
}

impl From<usize> for Argument<'_> {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// The messages and labels of one language: a Fluent bundle.
pub struct Words {
    bundle: &'static FluentBundle<FluentResource>,
    language: Language,
    /// Their language, where it is not that of the book whose labels they are.
    foreign: Option<&'static str>,
}

macro_rules! resources {
    ($language:literal) => {
        [
            include_str!(concat!($language, "/labels.ftl")),
            include_str!(concat!($language, "/cli.ftl")),
            include_str!(concat!($language, "/desk.ftl")),
            include_str!(concat!($language, "/manifest.ftl")),
            include_str!(concat!($language, "/contribution.ftl")),
            include_str!(concat!($language, "/typography.ftl")),
            include_str!(concat!($language, "/fonts.ftl")),
            include_str!(concat!($language, "/layout.ftl")),
            include_str!(concat!($language, "/epub.ftl")),
            include_str!(concat!($language, "/pdf.ftl")),
            include_str!(concat!($language, "/import.ftl")),
        ]
    };
}

impl Words {
    /// The messages and labels of `language`.
    ///
    /// # Panics
    /// When one of our word lists is not valid Fluent or defines a message twice; a test loads both languages.
    #[must_use]
    pub fn new(language: Language) -> Self {
        // Read once: five stages of a build and the terminal ask for the same words.
        static FRENCH: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();
        static ENGLISH: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();
        let read = match language {
            Language::French => &FRENCH,
            Language::English => &ENGLISH,
        };
        Self { bundle: read.get_or_init(|| Self::read(language)), language, foreign: None }
    }

    fn read(language: Language) -> FluentBundle<FluentResource> {
        let (tag, files) = match language {
            // The English explanations of codes are the doc comments in `diagnostic::code`.
            Language::French => ("fr", [&resources!("fr")[..], &[include_str!("fr/why.ftl")]].concat()),
            Language::English => ("en", resources!("en").to_vec()),
        };
        let tag = tag.parse().expect("a literal language tag");
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        bundle.set_use_isolating(false);
        for file in files {
            let resource = FluentResource::try_new(file.to_owned()).expect("our word lists are Fluent");
            bundle.add_resource(resource).expect("each message is named once");
        }
        bundle
    }

    /// The labels of a book in the language of a BCP 47 tag: in French or English.
    #[must_use]
    pub fn of_book(tag: &str) -> Self {
        let is = |language: &str| tag.split('-').next().is_some_and(|primary| primary.eq_ignore_ascii_case(language));
        let foreign = (!is("fr") && !is("en")).then_some("en");
        Self { foreign, ..Self::new(Language::of_tag(tag)) }
    }

    /// The language of these words.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The language of these labels, as a BCP 47 tag, where it is not that of their book: what is printed of them must be marked with it
    /// (WCAG 2.2, 3.1.2).
    #[must_use]
    pub const fn foreign(&self) -> Option<&'static str> {
        self.foreign
    }

    /// The language of these labels where it is not `around`, that of the text in which they stand: a text of a book may be in another language.
    #[must_use]
    pub fn foreign_to(&self, around: &str) -> Option<&'static str> {
        let own = match self.language {
            Language::French => "fr",
            Language::English => "en",
        };
        let primary = around.split('-').next().unwrap_or_default();
        (!primary.eq_ignore_ascii_case(own)).then_some(own)
    }

    /// A date in words, as far as it is known: « septembre 2016 », « 1er mai 2016 », “1 May 2016”.
    #[must_use]
    pub fn date(&self, year: i16, month: Option<i8>, day: Option<i8>) -> String {
        let year = year.to_string();
        let Some(month) = month else { return year };
        let month = self.word(&format!("month-{month}"));
        match day {
            None => self.say("date-month", &[("month", Argument::Text(&month)), ("year", Argument::Text(&year))]),
            Some(day) => {
                let label = if day == 1 { "date-first-day" } else { "date-day" };
                let day = day.to_string();
                let arguments =
                    [("day", Argument::Text(&day)), ("month", Argument::Text(&month)), ("year", Argument::Text(&year))];
                self.say(label, &arguments)
            }
        }
    }

    /// The message `id`, or its attribute (`id.attribute`), with `arguments` filled in; none when it is not defined.
    #[must_use]
    pub fn find(&self, id: &str, arguments: &[(&str, Argument<'_>)]) -> Option<String> {
        let (message, attribute) = id.split_once('.').map_or((id, None), |(message, attribute)| (message, Some(attribute)));
        let message = self.bundle.get_message(message)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let mut values = FluentArgs::with_capacity(arguments.len());
        for (name, argument) in arguments {
            values.set(
                *name,
                match argument {
                    Argument::Text(text) => FluentValue::from(*text),
                    Argument::Number(number) => FluentValue::from(*number),
                },
            );
        }
        Some(self.bundle.format_pattern(pattern, Some(&values), &mut Vec::new()).into_owned())
    }

    /// The message `id` with `arguments` filled in.
    ///
    /// # Panics
    /// When the word lists do not define it.
    #[must_use]
    pub fn say(&self, id: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        self.find(id, arguments).unwrap_or_else(|| panic!("the word lists have no message {id}"))
    }

    /// « A », « A et B », « A, B et C »; empty when there is no item.
    #[must_use]
    pub fn enumeration(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.word("and")),
        }
    }

    /// « Voir la biographie d’Élise, p. 12. » `name` is a name, `after_de` the same after the French « de »; `folio` is empty where no page is
    /// known.
    #[must_use]
    pub fn see_biography(&self, name: &str, after_de: &str, folio: &str) -> String {
        let whose = ("whose", Argument::Text(if self.language == Language::French { after_de } else { name }));
        if folio.is_empty() {
            return self.say("see-biography", &[whose]);
        }
        let page = self.say("see-page", &[("folio", Argument::Text(folio))]);
        self.say("see-biography-page", &[whose, ("page", Argument::Text(&page))])
    }

    /// The message `id`, which has no arguments.
    ///
    /// # Panics
    /// When the word lists do not define it.
    #[must_use]
    pub fn word(&self, id: &str) -> String {
        self.say(id, &[])
    }

    /// The title of a volume as a shelf shows it: « Title. Tome 1, Les textes ». `number` is none for the only volume of a work, which has the
    /// title of the work; `volume` is the volume's own title and may be empty.
    #[must_use]
    pub fn volume_title(&self, work: &str, number: Option<u32>, volume: &str) -> String {
        let (title, volume) = (work.trim(), volume.trim());
        let Some(number) = number else { return title.to_owned() };
        // A title that ends with a mark of its own gets no full stop: « À qui la faute ? Tome 1 ».
        let stop = if title.ends_with(['?', '!', '.', '…']) { "" } else { "." };
        let (number, stop) = (Argument::Number(i64::from(number)), ("stop", Argument::Text(stop)));
        if volume.is_empty() {
            self.say("volume-full-title", &[("title", Argument::Text(title)), stop, ("number", number)])
        } else {
            let name = ("name", Argument::Text(volume));
            self.say("volume-full-title-named", &[("title", Argument::Text(title)), stop, ("number", number), name])
        }
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("locales", &self.bundle.locales).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
