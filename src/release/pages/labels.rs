//! Our labels on a page. In a book that is neither French nor English they are English, and each is marked with its language
//! (WCAG 2.2, 3.1.2).

use crate::{
    epub::Markup,
    locale::{Argument, Words},
    release::facts::Volume,
};

/// Stands for what a label is about, until the label is divided there; no text of ours holds it.
const PLACE: &str = "\u{e000}";

/// The labels of a book, as they are written into its pages.
pub(super) struct Labels {
    pub(super) words: Words,
}

impl Labels {
    /// Those of a volume.
    pub(super) fn of(volume: &Volume) -> Self {
        Self { words: volume.words() }
    }

    /// The language of the labels, where it is not that of the page.
    pub(super) const fn lang(&self) -> Option<&'static str> {
        self.words.foreign()
    }

    /// A label within a phrase.
    pub(super) fn write(&self, out: &mut Markup, id: &str, arguments: &[(&str, Argument<'_>)]) {
        self.text(out, &self.words.say(id, arguments));
    }

    /// A label within a phrase that says `name`, which is in the language of the page.
    pub(super) fn around(&self, out: &mut Markup, id: &str, argument: &str, name: &str) {
        let label = self.words.say(id, &[(argument, Argument::Text(PLACE))]);
        let (before, after) = label.split_once(PLACE).unwrap_or((label.as_str(), ""));
        self.text(out, before);
        out.text(name);
        self.text(out, after);
    }

    /// An element that holds a label and nothing else.
    pub(super) fn element(&self, out: &mut Markup, name: &'static str, id: &str, arguments: &[(&str, Argument<'_>)]) {
        out.open(name).attr_if("lang", self.lang()).text(&self.words.say(id, arguments)).close().line();
    }

    /// Words of a label.
    pub(super) fn text(&self, out: &mut Markup, text: &str) {
        match self.lang() {
            Some(lang) if !text.is_empty() => {
                out.open("span").attr("lang", lang).text(text).close();
            }
            Some(_) | None => {
                out.text(text);
            }
        }
    }
}
