//! Alphabetical order as a reader of the book's language expects it (Unicode collation, CLDR tailoring).

use crate::book::{Lang, Name, without_article};
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences, options::CollatorOptions};
use icu_locale_core::Locale;
use std::cmp::Ordering;

/// The order of one language.
pub(super) struct Alphabet {
    collator: Option<CollatorBorrowed<'static>>,
}

impl Alphabet {
    /// The order of `lang`.
    pub(super) fn of(lang: &Lang) -> Self {
        let locale: Option<Locale> = lang.as_str().parse().ok();
        let preferences = locale.map_or_else(CollatorPreferences::default, |locale| CollatorPreferences::from(&locale));
        Self { collator: Collator::try_new(preferences, CollatorOptions::default()).ok() }
    }

    /// Puts people in the order of their names as filed; names that collate alike are told apart by their characters.
    pub(super) fn sort<T>(&self, people: Vec<T>, name: impl Fn(&T) -> &Name) -> Vec<T> {
        let mut filed: Vec<(String, T)> = people.into_iter().map(|person| (filing_key(name(&person)), person)).collect();
        filed.sort_by(|(a, _), (b, _)| {
            let order = self.collator.as_ref().map_or(Ordering::Equal, |collator| collator.compare(a, b));
            order.then_with(|| a.cmp(b))
        });
        filed.into_iter().map(|(_, person)| person).collect()
    }
}

/// What a name is filed under. A group's article does not count: « L’atelier » stands at A, « La rédaction » at R.
fn filing_key(name: &Name) -> String {
    match name {
        Name::Person { .. } => name.file_as(),
        Name::Group(group) => without_article(group).to_owned(),
    }
}

/// What a family name is filed under when its owner did not say: without « de » and « d’ »; « du », « des », « le » stay.
pub(super) fn default_sort(family: &str) -> &str {
    ["de ", "d’", "d'"]
        .iter()
        .find_map(|particle| family.strip_prefix(particle))
        .map(str::trim_start)
        .filter(|rest| !rest.is_empty())
        .unwrap_or(family)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(given: &str, family: &str) -> Name {
        Name::Person { given: given.into(), family: family.into(), sort: default_sort(family).into() }
    }

    #[test]
    fn accents_and_particles_do_not_move_a_name() {
        let alphabet = Alphabet::of(&Lang::french());
        let names = vec![
            person("Jean", "d’Ormesson"),
            person("Zoé", "Étienne"),
            person("A", "Eu"),
            Name::Group("L’équipe".into()),
            person("B", "du Bellay"),
        ];
        let shown: Vec<String> = alphabet.sort(names, |name| name).iter().map(Name::filed).collect();
        assert_eq!(shown, ["du Bellay, B", "Équipe (L’)", "Étienne, Zoé", "Eu, A", "Ormesson, Jean d’"]);
    }
}
