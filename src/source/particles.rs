//! The small words of people's names: particles of nobility and origin, articles, words for « son of ».
//!
//! Readers of names, importers and typography ask here, so that a name is read alike wherever it stands.

/// Particles and articles in small letters, of the languages whose names a French book meets.
const PARTICLES: [&str; 37] = [
    "af", "al", "auf", "av", "ben", "bin", "bint", "d", "da", "dal", "dalla", "de", "degli", "dei", "del", "della", "der", "des",
    "di", "do", "dos", "du", "el", "ibn", "l", "la", "le", "les", "lo", "ould", "ten", "ter", "van", "von", "zu", "zum", "zur",
];

/// Words with a capital that begin a family name when a given name stands before them: Marc Le Goff, Ève Ó Súilleabháin.
const OPENING: [&str; 24] = [
    "Abu", "Al", "Ap", "Ben", "Bin", "De", "Del", "Della", "Des", "Di", "Du", "El", "Ibn", "La", "Le", "Mac", "Mc", "Ní", "Nic",
    "Ó", "Ould", "Uí", "Van", "Von",
];

/// Whether `word`, which stands within a name, is a particle in small letters: « de », « von », « d’Anthéron ».
#[must_use]
pub fn is_particle(word: &str) -> bool {
    let elided = ["d’", "d'", "l’", "l'"].iter().any(|elided| word.starts_with(elided));
    elided || PARTICLES.binary_search(&word).is_ok()
}

/// Whether `word`, which stands after a given name, begins the family name: a particle, or « Le », « Mac », « Ó ».
#[must_use]
pub fn opens_family_name(word: &str) -> bool {
    is_particle(word) || OPENING.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles_are_sorted() {
        assert!(PARTICLES.is_sorted());
    }

    #[test]
    fn small_words_of_names() {
        for word in ["de", "von", "d’Anthéron", "d'Ormesson", "ould", "l’Hospital"] {
            assert!(is_particle(word) && opens_family_name(word), "{word}");
        }
        for word in ["Le", "Ó", "Mac", "Ní"] {
            assert!(!is_particle(word) && opens_family_name(word), "{word}");
        }
        for word in ["Anne", "Goff", "dé", ""] {
            assert!(!opens_family_name(word), "{word}");
        }
    }
}
