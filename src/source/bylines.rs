//! Bylines: the names that one holds, and the titles that stand before a name: « Dr Ann Ée et Pr Zoé Li ».
//!
//! The book prints and sorts people by their given and family names, and has no place for a title. Importers, readers of names and the
//! commands that make new entries ask here, so that a byline is read alike wherever it comes from.

/// Titles before a name, without the full stop that may follow; in small letters.
const TITLES: [&str; 30] = [
    "docteur",
    "docteure",
    "doctor",
    "dr",
    "dre",
    "m",
    "madame",
    "mademoiselle",
    "maitre",
    "maître",
    "me",
    "mgr",
    "mlle",
    "mme",
    "monseigneur",
    "monsieur",
    "mr",
    "mrs",
    "ms",
    "mᵉ",
    "mᵐᵉ",
    "pr",
    "pre",
    "prof",
    "professeur",
    "professeure",
    "professor",
    "pʳ",
    "rev",
    "dʳ",
];

/// Words between the names of a byline.
const BETWEEN: [&str; 4] = [" et ", " and ", " & ", ", "];

/// The names that a byline may hold: « Ann Ée et Zoé Li » are two, if both parts are names, which the caller knows.
#[must_use]
pub fn names_of(byline: &str) -> Vec<&str> {
    let mut parts = vec![byline];
    for sign in BETWEEN {
        parts = parts.into_iter().flat_map(|part| part.split(sign)).map(str::trim).collect();
    }
    // « Ann Ée, Bob Oie, et Zoé Li ».
    let mut parts: Vec<&str> = parts.into_iter().map(|part| part.trim_end_matches([',', ' '])).collect();
    if parts.len() > 1 {
        parts.retain(|part| !part.is_empty());
    }
    parts
}

/// Whether a word is a title as it stands before a name: « Dr », « Prof. », « Me ». « M » is one with its full stop only.
#[must_use]
pub fn is_title(word: &str) -> bool {
    let bare = word.strip_suffix('.').unwrap_or(word);
    let is_capital = word.starts_with(char::is_uppercase);
    is_capital && (bare != "M" || word.ends_with('.')) && TITLES.contains(&bare.to_lowercase().as_str())
}

/// The titles before a name, and the name without them. They are taken off only if a given and a family name follow: « Dr Ée » is all that
/// is known of a name, and « Monsieur Propre » may be one.
#[must_use]
pub fn without_titles(name: &str) -> (&str, &str) {
    let name = name.trim();
    let after_article =
        ["le ", "la ", "the "].iter().find_map(|article| name.strip_prefix(article)).map_or(name, str::trim_start);
    let mut rest = after_article;
    // « M. C. Escher » has two initials and no title.
    let is_initial = |after: &str| {
        let mut letters = after.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next() == Some('.')
    };
    let is_before_name = |(word, after): &(&str, &str)| is_title(word) && !(word.len() == 2 && is_initial(after.trim_start()));
    while let Some((_, after)) = rest.split_once(char::is_whitespace).filter(is_before_name) {
        rest = after.trim_start();
    }
    let mut words = rest.split_whitespace();
    let is_whole = words.next().is_some_and(|given| given.starts_with(char::is_uppercase))
        && words.any(|word| word.starts_with(char::is_uppercase) || word.contains(['’', '\'']));
    if is_whole && rest.len() < after_article.len() {
        (after_article[..after_article.len() - rest.len()].trim(), rest)
    } else {
        ("", name)
    }
}

/// A byline without the titles before its names, and those titles.
#[must_use]
pub fn bare_byline(byline: &str) -> (String, Vec<&str>) {
    let (mut bare, mut titles, mut end) = (String::with_capacity(byline.len()), Vec::new(), 0);
    for name in names_of(byline) {
        let start = name.as_ptr() as usize - byline.as_ptr() as usize;
        let (title, rest) = without_titles(name);
        bare.push_str(&byline[end..start]);
        bare.push_str(rest);
        titles.extend(Some(title).filter(|title| !title.is_empty()));
        end = start + name.len();
    }
    bare.push_str(&byline[end..]);
    (bare, titles)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_no_part_of_a_name() {
        for (name, title, rest) in [
            ("Dr Ann Ée", "Dr", "Ann Ée"),
            ("le Dr. Ann Ée", "Dr.", "Ann Ée"),
            ("Prof. Dr. Ann Ée", "Prof. Dr.", "Ann Ée"),
            ("Mme\u{a0}Ann d’Ée", "Mme", "Ann d’Ée"),
            ("M. Bob Oie", "M.", "Bob Oie"),
            ("Maître Bob de La Roque", "Maître", "Bob de La Roque"),
            ("Pʳ Ann Ée", "Pʳ", "Ann Ée"),
        ] {
            assert_eq!(without_titles(name), (title, rest), "{name}");
        }
        for name in [
            "Dr Ée",
            "Monsieur Propre",
            "Ann Ée",
            "M Bob Oie",
            "Le Dr",
            "Me de Roque",
            "M. C. Escher",
            "Mercedes Ée Oie",
            "Dr",
            "",
        ] {
            assert_eq!(without_titles(name), ("", name), "{name}");
        }
    }

    #[test]
    fn names_of_a_byline() {
        let byline = "Dr Ann Ée, Bob Oie & Pr Zoé Li";
        assert_eq!(names_of(byline), ["Dr Ann Ée", "Bob Oie", "Pr Zoé Li"]);
        assert_eq!(bare_byline(byline), ("Ann Ée, Bob Oie & Zoé Li".to_owned(), vec!["Dr", "Pr"]));
        assert_eq!(names_of("Ann Ée, Bob Oie, et Zoé Li"), ["Ann Ée", "Bob Oie", "Zoé Li"]);
        assert_eq!((names_of("Ann Ée"), names_of(""), names_of("Ann Ée, ")), (vec!["Ann Ée"], vec![""], vec!["Ann Ée"]));
        assert_eq!(bare_byline(" Ann Ée "), (" Ann Ée ".to_owned(), Vec::new()));
    }
}
