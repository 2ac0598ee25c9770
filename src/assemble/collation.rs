//! Collation: the alphabetical order of the book's language (UTS #10, tailored by the CLDR).

use crate::book::{Lang, Name, without_article};
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences, options::CollatorOptions};
use icu_locale_core::Locale;

/// Weights of a text in an order, and the text.
type SortKey = (Vec<u8>, String);

/// The order of one language.
pub(super) struct Collation {
    collator: Option<CollatorBorrowed<'static>>,
}

impl Collation {
    /// The order of `lang`.
    pub(super) fn new(lang: &Lang) -> Self {
        let locale: Option<Locale> = lang.as_str().parse().ok();
        let preferences = locale.map_or_else(CollatorPreferences::default, |locale| CollatorPreferences::from(&locale));
        Self { collator: Collator::try_new(preferences, CollatorOptions::default()).ok() }
    }

    /// Sorts people by their filing keys. Keys that collate as equal are compared by code points.
    pub(super) fn sort<T>(&self, people: Vec<T>, name: impl Fn(&T) -> &Name) -> Vec<T> {
        let mut filed: Vec<(SortKey, T)> =
            people.into_iter().map(|person| (self.key(filing_key(name(&person))), person)).collect();
        filed.sort_by(|(one, _), (other, _)| one.cmp(other));
        filed.into_iter().map(|(_, person)| person).collect()
    }

    /// What compares as the text does in this order: the weights of its letters, computed once, then its code points.
    fn key(&self, text: String) -> SortKey {
        let mut weights = Vec::new();
        if let Some(collator) = &self.collator {
            let Ok(()) = collator.write_sort_key_to(&text, &mut weights);
        }
        (weights, text)
    }
}

/// The key that a name is filed under. The article of a group does not count: « L’atelier » stands at A, « La rédaction » at R.
fn filing_key(name: &Name) -> String {
    match name {
        Name::Person { .. } => name.file_as(),
        Name::Group(group) => without_article(group).to_owned(),
    }
}

/// The key of a family name without a declared one: without « de » and « d’ »; « du », « des » and « le » stay.
pub(super) fn default_sort_key(family: &str) -> &str {
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
        Name::Person { given: given.into(), family: family.into(), sort: default_sort_key(family).into() }
    }

    #[test]
    fn accents_and_particles_do_not_move_a_name() {
        let collation = Collation::new(&Lang::french());
        let names = vec![
            person("Jean", "d’Ormesson"),
            person("Zoé", "Étienne"),
            person("A", "Eu"),
            Name::Group("L’équipe".into()),
            person("B", "du Bellay"),
        ];
        let filed: Vec<String> = collation.sort(names, |name| name).iter().map(Name::inverted).collect();
        assert_eq!(filed, ["du Bellay, B", "Équipe (L’)", "Étienne, Zoé", "Eu, A", "Ormesson, Jean d’"]);
    }
}
