//! Words that people write where the format has another: French names of keys, pages, kinds and states, and common English ones.
//!
//! They are suggested, never accepted: one word for one thing keeps files readable by all who share them.

use crate::{book::Slug, diagnostic::Diagnostic};

/// Words as slugs, each with the words of the format that it may mean, the likeliest first.
const SYNONYMS: &[(&str, &[&str])] = &[
    ("a-venir", &["expected"]),
    ("accessibilite", &["accessibility"]),
    ("adresse", &["address", "url"]),
    ("annee", &["date"]),
    ("approuve", &["approved"]),
    ("article", &["text"]),
    ("attendu", &["expected"]),
    ("auteur", &["authors"]),
    ("auteurs", &["authors"]),
    ("author", &["authors"]),
    ("avant-propos", &["foreword"]),
    ("bio", &["bio"]),
    ("biographie", &["bio"]),
    ("biography", &["bio"]),
    ("brouillon", &["draft"]),
    ("chapitre", &["text"]),
    ("collectif", &["collective"]),
    ("contributeurs", &["contributors"]),
    ("corps", &["body"]),
    ("courriel", &["email"]),
    ("couverture", &["cover"]),
    ("credit-photo", &["credit"]),
    ("date-de-parution", &["date"]),
    ("depot-legal", &["deposit"]),
    ("description", &["alt", "summary"]),
    ("devise", &["tagline"]),
    ("directeur", &["editors"]),
    ("direction", &["editors"]),
    ("directrice", &["editors"]),
    ("droits", &["rights"]),
    ("e-mail", &["email"]),
    ("editeur", &["publisher", "editors"]),
    ("entreprise", &["organisation"]),
    ("entretien", &["interview"]),
    ("etat", &["status"]),
    ("etude", &["study"]),
    ("faux-titre", &["half-title"]),
    ("fichier", &["file"]),
    ("fin", &["back"]),
    ("first", &["given"]),
    ("first-name", &["given"]),
    ("firstname", &["given"]),
    ("fonction", &["role"]),
    ("genre", &["kind"]),
    ("hashtags", &["hashtag"]),
    ("identifiant", &["id"]),
    ("image", &["file", "portrait", "logo", "cover"]),
    ("imprime", &["print"]),
    ("imprimeur", &["printer"]),
    ("index-des-personnes", &["index"]),
    ("intervieweur", &["interviewer"]),
    ("introduction", &["introduction"]),
    ("lang", &["language"]),
    ("langue", &["language"]),
    ("last", &["family"]),
    ("last-name", &["family"]),
    ("lastname", &["family"]),
    ("legende", &["alt"]),
    ("lien", &["url", "links"]),
    ("liens", &["links"]),
    ("mail", &["email"]),
    ("membres", &["members"]),
    ("mentions-legales", &["legal"]),
    ("metier", &["role"]),
    ("mot-diese", &["hashtag"]),
    ("niveau", &["tier"]),
    ("niveaux", &["tiers"]),
    ("nom", &["name", "family"]),
    ("nom-de-famille", &["family"]),
    ("norme", &["standard"]),
    ("notice", &["bio"]),
    ("numerique", &["epub"]),
    ("numero", &["number"]),
    ("organisme", &["organisation"]),
    ("ouverture", &["front"]),
    ("page-de-titre", &["title"]),
    ("papier", &["print"]),
    ("partenaires", &["sponsors"]),
    ("partie", &["part"]),
    ("parution", &["date"]),
    ("personnes", &["contributors"]),
    ("photo", &["portrait", "file"]),
    ("portrait-photo", &["portrait"]),
    ("postface", &["afterword"]),
    ("preface", &["preface"]),
    ("prenom", &["given"]),
    ("presentation", &["bio", "summary"]),
    ("prix", &["price"]),
    ("profession", &["role"]),
    ("publie", &["approved"]),
    ("quatrieme-de-couverture", &["back-cover"]),
    ("recit", &["text"]),
    ("recu", &["draft"]),
    ("relecture", &["review"]),
    ("relu", &["review"]),
    ("remerciements", &["supporters"]),
    ("reseaux", &["handles"]),
    ("resume", &["summary"]),
    ("signataires", &["authors"]),
    ("site", &["url", "links"]),
    ("site-web", &["url", "links"]),
    ("sites", &["links"]),
    ("slogan", &["tagline"]),
    ("societe", &["organisation"]),
    ("sommaire", &["contents"]),
    ("sous-titre", &["subtitle"]),
    ("soutiens", &["supporters"]),
    ("statut", &["status"]),
    ("sujets", &["subjects"]),
    ("surname", &["family"]),
    ("table-des-matieres", &["contents"]),
    ("taille", &["format"]),
    ("temoignage", &["text"]),
    ("texte", &["text", "texts"]),
    ("textes", &["texts"]),
    ("titre", &["title"]),
    ("titre-court", &["short-title"]),
    ("type", &["kind"]),
    ("url", &["links"]),
    ("valide", &["approved"]),
    ("volumes", &["tomes"]),
];

/// Adds the word of `known` that `written` stands for: by its meaning, else the nearest by its letters.
pub(super) fn suggest<'a>(diagnostic: Diagnostic, written: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Diagnostic {
    match meant(written, known.clone()) {
        Some(word) => diagnostic.suggest_one(Some(word)),
        None => diagnostic.suggest(written, known),
    }
}

/// The word of `known` that `written` means; none when it is no synonym of one.
pub fn meant<'a>(written: &str, known: impl IntoIterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let written = Slug::from_text(written);
    let at = SYNONYMS.binary_search_by_key(&written.as_str(), |(word, _)| word).ok()?;
    SYNONYMS[at].1.iter().find_map(|meaning| known.clone().into_iter().find(|word| word == meaning))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        book::MadePage,
        manifest::{
            format,
            shape::{ScalarType, Shape, Table},
        },
    };
    use std::collections::BTreeSet;

    /// The keys of a shape, and its words to choose from.
    fn collect(shape: &Shape, words: &mut BTreeSet<&'static str>) {
        let of_table = |table: &Table, words: &mut BTreeSet<&'static str>| {
            for key in table.keys {
                words.insert(key.name);
                collect(&key.shape, words);
            }
        };
        match shape {
            Shape::Scalar(ScalarType::OneOf(choices)) => words.extend(choices()),
            Shape::Scalar(_) => {}
            Shape::List(item) | Shape::Registry(item) => collect(item, words),
            Shape::Mapping(table) | Shape::Either(_, table) => of_table(table, words),
        }
    }

    #[test]
    fn the_table_is_sorted_and_leads_to_words_of_the_format() {
        assert!(SYNONYMS.is_sorted_by(|before, after| before.0 < after.0));
        let mut known: BTreeSet<&str> = MadePage::ALL.iter().map(|(name, _)| *name).collect();
        for table in [&format::BOOK, &format::SPONSORS, &format::TOME, &format::CONTRIBUTION, &format::SHARED_PAGE] {
            collect(&Shape::Mapping(table), &mut known);
        }
        collect(&format::PEOPLE, &mut known);
        for (written, meanings) in SYNONYMS {
            assert_eq!(Slug::from_text(written).as_str(), *written);
            for meaning in *meanings {
                assert!(known.contains(meaning), "{written} means {meaning}, which no table has");
            }
        }
    }

    #[test]
    fn a_word_is_known_by_its_meaning_where_the_place_has_it() {
        assert_eq!(meant("Prénom", ["name", "given"]), Some("given"));
        assert_eq!(meant("nom", ["family", "given"]), Some("family"));
        assert_eq!(meant("photo", ["title", "kind"]), None);
    }
}
