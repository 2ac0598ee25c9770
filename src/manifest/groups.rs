//! Names of groups with a comma, which look like those of people in an index: « CFDT, Paris », « Hachette Livre, SA ».
//!
//! It knows words only. How the name of a person is told from others is in `people`.

use crate::book::Slug;

/// What a company is in law, and what may follow a person's name.
const TITLES: [&str; 32] = [
    "ab", "ag", "asbl", "bv", "co", "corp", "eurl", "fils", "gmbh", "inc", "jr", "kg", "llc", "llp", "ltd", "nv", "oy", "phd",
    "plc", "sa", "sarl", "sas", "sasu", "sca", "sci", "scop", "se", "snc", "spa", "sr", "srl", "ug",
];

/// Words of institutions, where they stand before the comma.
const INSTITUTIONS: [&str; 42] = [
    "academie",
    "agence",
    "assurances",
    "banque",
    "bibliotheque",
    "caisse",
    "centre",
    "chambre",
    "college",
    "credit",
    "ecole",
    "editions",
    "faculte",
    "federation",
    "fondation",
    "groupe",
    "hopital",
    "imprimerie",
    "institut",
    "journal",
    "la",
    "laboratoire",
    "les",
    "librairie",
    "lycee",
    "ministere",
    "musee",
    "museum",
    "mutuelle",
    "nouvelles",
    "opera",
    "orchestre",
    "presses",
    "region",
    "sciences",
    "societe",
    "syndicat",
    "the",
    "theatre",
    "tribunal",
    "universite",
    "ville",
];

/// Towns and countries that no one is named after.
const PLACES: [&str; 67] = [
    "abidjan",
    "aix-en-provence",
    "alger",
    "allemagne",
    "amiens",
    "amsterdam",
    "angers",
    "anvers",
    "avignon",
    "bale",
    "barcelone",
    "belgique",
    "berlin",
    "berne",
    "besancon",
    "bordeaux",
    "brest",
    "bruxelles",
    "caen",
    "canada",
    "casablanca",
    "clermont-ferrand",
    "dakar",
    "dijon",
    "espagne",
    "europe",
    "gand",
    "geneve",
    "grenoble",
    "italie",
    "la-rochelle",
    "lausanne",
    "le-havre",
    "le-mans",
    "liege",
    "lille",
    "limoges",
    "lisbonne",
    "londres",
    "london",
    "luxembourg",
    "lyon",
    "madrid",
    "marseille",
    "metz",
    "monaco",
    "montpellier",
    "montreal",
    "nantes",
    "new-york",
    "nice",
    "nimes",
    "orleans",
    "paris",
    "perpignan",
    "poitiers",
    "quebec",
    "reims",
    "rennes",
    "rome",
    "rouen",
    "saint-denis",
    "saint-etienne",
    "strasbourg",
    "suisse",
    "toulouse",
    "zurich",
];

/// Whether the words around a comma are those of a group: a legal form or a place after it, an acronym or an institution before it.
pub(super) fn is_of_a_group(before: &str, after: &str) -> bool {
    let known = |list: &[&str], word: &str| list.contains(&Slug::from_text(word).as_str());
    let is_title = |word: &str| known(&TITLES, &word.replace('.', ""));
    let is_institution = |word: &str| known(&INSTITUTIONS, word) || word.starts_with("L’") || word.starts_with("L'");
    // « CFDT », and not « DUPONT »; « J.-P. » has no word in capitals.
    let is_acronym = |word: &str| {
        let letters = word.chars().filter(|sign| sign.is_alphabetic()).count();
        (2..=4).contains(&letters) && word.chars().all(char::is_uppercase)
    };
    // « J.M.G. » are initials.
    let letters = || after.chars().filter(|sign| sign.is_alphabetic());
    let is_in_capitals = letters().count() > 2 && letters().all(char::is_uppercase) && !after.contains('.');
    known(&PLACES, after)
        || is_in_capitals
        || after.split_whitespace().any(|word| is_title(word) || is_acronym(word))
        || before.split_whitespace().any(|word| is_institution(word) || is_acronym(word))
}

#[cfg(test)]
mod tests {
    use super::is_of_a_group;

    #[test]
    fn groups_are_told_from_people() {
        for name in [
            "Hachette Livre, SA",
            "Banque Populaire, Paris",
            "CFDT, Paris",
            "Le Monde, Paris",
            "Sciences Po, Paris",
            "Martin, S.A.R.L.",
            "Siemens, AG",
            "Müller, GmbH",
            "King, Jr.",
            "MAIF, Niort",
            "La Poste, Courrier",
        ] {
            let (before, after) = name.split_once(", ").unwrap_or_default();
            assert!(is_of_a_group(before, after), "{name}");
        }
        for name in ["Zhang, Wei", "Dupont, Jean", "Le Goff, Marc", "DUPONT, Jean", "Le Clézio, J.M.G.", "Brun, Ada"] {
            let (before, after) = name.split_once(", ").unwrap_or_default();
            assert!(!is_of_a_group(before, after), "{name}");
        }
    }
}
