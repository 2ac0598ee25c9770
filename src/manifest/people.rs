//! people.yaml → [`PersonEntry`]s, and names as they stand there and in headers.

use super::{
    declared::{NameEntry, PersonEntry},
    format::{NETWORKS, lookup},
    groups::is_of_a_group,
    mistakes::is_in_curly_quotes,
    node::{Entry, Node},
    references::{once, read_picture},
    scalar::web_url,
};
use crate::{
    book::{Network, Slug, account_address},
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{SourceMap, Spanned, is_particle, is_title, names_of, opens_family_name, without_titles},
};
use std::collections::{BTreeMap, BTreeSet};

/// The identifiers of people.yaml. Those of entries with mistakes count as declared too.
pub(super) fn ids(node: &Node) -> Vec<Spanned<Slug>> {
    entries(node).map(|(id, _)| id).collect()
}

/// The entries with their identifiers. A key that is none, which has been reported, stands for the one that is proposed, unless another
/// entry has that.
fn entries(node: &Node) -> impl Iterator<Item = (Spanned<Slug>, &Entry)> {
    let mut taken: BTreeSet<Slug> = node.entries().iter().filter_map(|entry| Slug::new(&entry.key.value)).collect();
    node.entries().iter().filter_map(move |entry| {
        let own = Slug::new(&entry.key.value);
        let id = own.or_else(|| Some(Slug::from_text(&entry.key.value)).filter(|proposal| taken.insert(proposal.clone())))?;
        Some((Spanned::new(id, entry.key.span), entry))
    })
}

/// Reads a checked people.yaml.
pub(super) fn read_people(node: &Node, sources: &SourceMap, sink: &mut Diagnostics) -> Vec<PersonEntry> {
    let people: Vec<PersonEntry> = entries(node).map(|(id, entry)| read_person(id, entry, sources, sink)).collect();
    report_names(&people, sink);
    people
}

/// Reports people who look like one, and names in capitals.
fn report_names(people: &[PersonEntry], sink: &mut Diagnostics) {
    let mut seen: BTreeMap<Slug, Homonyms<'_>> = BTreeMap::new();
    for person in people {
        let (name, sort) = match &person.name {
            NameEntry::Person { given, family, sort } => {
                // « ÉTIENNE Sophie », as administrations write it, leaves the family name where the given one stands.
                let turned = given.as_ref().filter(|given| has_word(&given.value) && in_small_letters(&family.value).is_none());
                if let Some((given, proposal)) = turned.and_then(|given| Some((given, in_small_letters(&given.value)?))) {
                    let example = format!("{{ given: {}, family: {proposal} }}", family.value);
                    let diagnostic = Diagnostic::new(Code::NameInCapitals, given.span).with("name", &given.value);
                    sink.push(diagnostic.with("proposal", proposal).with("example", example).hint("turned"));
                }
                if let Some(given) = given
                    && let Some((title, rest)) = given.value.split_once(' ').filter(|(word, _)| *word != "M." && is_title(word))
                {
                    let report = Diagnostic::new(Code::TitleInGivenName, given.span).with("title", title);
                    sink.push(report.with("given", rest.trim_start()));
                }
                let given = given.as_ref().map_or("", |given| given.value.as_str());
                if let Some(proposal) = in_small_letters(&family.value) {
                    let diagnostic = Diagnostic::new(Code::NameInCapitals, family.span).with("name", &family.value);
                    sink.push(diagnostic.with("proposal", proposal));
                }
                if given.is_empty() {
                    report_turned(family, sink);
                }
                (format!("{given} {}", family.value), sort.as_ref().map_or("", |sort| sort.value.as_str()))
            }
            // Without a usable name the identifier stands for it, which is unique.
            NameEntry::Group(group) => {
                report_turned(group, sink);
                if let Some((given, family)) = of_a_person(&group.value) {
                    let diagnostic = Diagnostic::new(Code::WholeName, group.span).with("name", &group.value);
                    sink.push(diagnostic.with("given", given).with("family", family));
                }
                (group.value.clone(), "")
            }
        };
        let span = person.id.span;
        if let Some(first) = seen.entry(Slug::from_text(&format!("{name} {sort}"))).or_default().same_as(person) {
            let diagnostic = Diagnostic::new(Code::SameName, span).with("what", "person").with("name", name.trim());
            sink.push(diagnostic.label(first.id.span, "first"));
        }
    }
}

/// Reports one text that holds a family name, a comma and a given name, as an index has them.
fn report_turned(name: &Spanned<String>, sink: &mut Diagnostics) {
    if let Some((given, family)) = turned_name(&name.value) {
        let report = Diagnostic::new(Code::TurnedName, name.span).with("name", &name.value);
        sink.push(report.with("given", given).with("family", family));
    }
}

/// The given and the family name of a text that has the family name first, and a comma.
#[must_use]
pub fn turned_name(name: &str) -> Option<(String, String)> {
    let (family, given) = name.split_once(',').map(|(family, given)| (family.trim(), given.trim()))?;
    let is_name = !is_of_a_group(family, given) && !given.contains(',') && of_a_person(&format!("{given} {family}")).is_some();
    is_name.then(|| (given.to_owned(), family.to_owned()))
}

/// People of one name. Portraits show that they are not one person.
#[derive(Default)]
struct Homonyms<'a> {
    without_portrait: Option<&'a PersonEntry>,
    by_portrait: BTreeMap<&'a str, &'a PersonEntry>,
}

impl<'a> Homonyms<'a> {
    /// The one before whom `person` may be again; none if each has a portrait of their own.
    fn same_as(&mut self, person: &'a PersonEntry) -> Option<&'a PersonEntry> {
        let path = person.portrait.as_ref().map(|portrait| portrait.file.value.trim_start_matches("./"));
        let first = self.without_portrait.or_else(|| match path {
            Some(path) => self.by_portrait.get(path).copied(),
            None => self.by_portrait.values().min_by_key(|other| other.id.span).copied(),
        });
        match path {
            Some(path) => {
                self.by_portrait.entry(path).or_insert(person);
            }
            None => self.without_portrait = self.without_portrait.or(Some(person)),
        }
        first
    }
}

/// Whether a name has a word of three letters: `J.M.G.` has none.
fn has_word(name: &str) -> bool {
    name.split(|sign: char| !sign.is_alphabetic()).any(|word| word.chars().count() > 2)
}

/// A name of three or more letters, all of them capitals, with capitals at the beginning of its words only.
fn in_small_letters(name: &str) -> Option<String> {
    let letters = name.chars().filter(|sign| sign.is_alphabetic());
    let is_in_capitals = letters.clone().count() > 2 && letters.clone().all(char::is_uppercase);
    is_in_capitals.then(|| {
        let mut small = String::new();
        for sign in name.chars() {
            let inside = small.ends_with(char::is_alphabetic);
            if inside { small.extend(sign.to_lowercase()) } else { small.push(sign) }
        }
        small
    })
}

/// The given and the family name of a text that looks like a person's name: two to seven words that begin with capitals, particles apart,
/// and none that names a group.
#[must_use]
pub fn of_a_person(name: &str) -> Option<(String, String)> {
    const GROUPS: [&str; 53] = [
        "academie",
        "agence",
        "amis",
        "association",
        "atelier",
        "ateliers",
        "bibliotheque",
        "bureau",
        "cabinet",
        "cafe",
        "centre",
        "cercle",
        "cinema",
        "club",
        "collectif",
        "college",
        "comite",
        "compagnie",
        "conseil",
        "cooperative",
        "ecole",
        "edition",
        "editions",
        "equipe",
        "fabrique",
        "federation",
        "festival",
        "fondation",
        "galerie",
        "groupe",
        "hotel",
        "institut",
        "journal",
        "les",
        "librairie",
        "ligue",
        "mairie",
        "maison",
        "medecins",
        "musee",
        "observatoire",
        "office",
        "radio",
        "redaction",
        "reseau",
        "restaurant",
        "revue",
        "societe",
        "studio",
        "the",
        "theatre",
        "union",
        "universite",
    ];
    let words: Vec<&str> = without_titles(name).1.split_whitespace().collect();
    let is_name = |word: &&str| {
        let letters = word.chars().all(|sign| sign.is_alphabetic() || matches!(sign, '-' | '.' | '’' | '\''));
        letters && word.starts_with(char::is_uppercase) && !GROUPS.contains(&Slug::from_text(word).as_str())
    };
    let fits = words.iter().all(|word| is_particle(word) || is_name(word))
        && words.first().is_some_and(|word| is_name(word) && !is_title(word));
    let family =
        words.iter().skip(1).position(|word| opens_family_name(word)).map_or(words.len().saturating_sub(1), |at| at + 1).max(1);
    let is_article = words.first().is_some_and(|word| matches!(word.to_lowercase().as_str(), "le" | "la" | "l’" | "un" | "une"));
    // « Jr. » belongs to the family name before it.
    let is_suffix = words.last().is_some_and(|word| matches!(*word, "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III"));
    let family = if is_suffix && family + 1 == words.len() && family > 1 { family - 1 } else { family };
    let ends = words.last().is_some_and(|word| !opens_family_name(word) || word.chars().count() > 3);
    (fits && ends && !is_article && (2..=7).contains(&words.len()))
        .then(|| (words[..family].join(" "), words[family..].join(" ")))
}

/// Whether words begin with a capital.
fn is_capital(words: &str) -> bool {
    words.trim_start().starts_with(char::is_uppercase)
}

/// The people whom a byline names: « Ann Ée et Zoé Li » are two. One name where a part of it is neither `known` nor looks like a person's.
#[must_use]
pub fn people_of(byline: &str, known: impl Fn(&str) -> bool) -> Vec<&str> {
    let parts = names_of(byline);
    // « Mme Dupont » is one person, whose given name is not told.
    let has_title =
        |part: &str| part.split_once(char::is_whitespace).is_some_and(|(word, name)| is_title(word) && is_capital(name));
    let is_person = |part: &&str| known(part) || of_a_person(part).is_some() || has_title(part);
    if parts.iter().all(is_person) { parts } else { vec![byline.trim()] }
}

fn read_person(id: Spanned<Slug>, entry: &Entry, sources: &SourceMap, sink: &mut Diagnostics) -> PersonEntry {
    let Entry { key, value: node } = entry;
    let portrait = read_picture(node, "portrait", "book/", sources, sink);
    // Without a usable name the identifier stands for the name, so that the texts they sign can still be checked.
    let name = node.get("name").and_then(read_name).unwrap_or_else(|| NameEntry::Group(key.clone()));
    PersonEntry {
        id,
        name,
        role: node.text_of("role"),
        organisation: node.text_of("organisation"),
        handles: node.get("handles").map_or_else(Vec::new, |handles| read_handles(handles, sink)),
        // What is no address has been reported.
        links: once(node, "links", sink, |link, _| link.text().map(|link| link.map(str::to_owned)))
            .into_iter()
            .filter(|link| web_url(&link.value).is_some())
            .collect(),
        portrait,
        bio: node.text_of("bio"),
        long_bio: node.text_of("long-bio"),
    }
}

/// A name: that of a person is a mapping, that of a group a text.
pub(super) fn read_name(node: &Node) -> Option<NameEntry> {
    match node.text() {
        Some(group) => Some(NameEntry::Group(group.map(str::to_owned))),
        None => {
            Some(NameEntry::Person { given: node.text_of("given"), family: node.text_of("family")?, sort: node.text_of("sort") })
        }
    }
}

/// The accounts on networks. Those of which no address can be made are reported.
fn read_handles(node: &Node, sink: &mut Diagnostics) -> Vec<(Network, Spanned<String>)> {
    let handle = |entry: &Entry| Some((lookup(&NETWORKS, &entry.key.value)?, entry.value.text()?.map(str::to_owned)));
    let handles: Vec<(Network, Spanned<String>)> = node.entries().iter().filter_map(handle).collect();
    for (network, handle) in &handles {
        let is_told = is_in_curly_quotes(&handle.value);
        if let Some(reason) = account_address(*network, &handle.value).err().filter(|_| !is_told) {
            let name = NETWORKS.iter().find(|(_, known)| known == network).map_or("", |(name, _)| *name);
            let bare = handle.value.trim_start_matches('@').trim_start_matches("www.");
            let report = Diagnostic::new(Code::BadHandle, handle.span).with("handle", &handle.value).with("network", name);
            sink.push(report.with("problem", reason).with("bare", bare));
        }
    }
    handles
}

#[cfg(test)]
mod tests {
    use super::of_a_person;

    #[test]
    fn people_of_a_byline() {
        for (byline, people) in [
            ("Mme Dupont et Ann Ée", &["Mme Dupont", "Ann Ée"][..]),
            ("Mme Li et M. Dupont", &["Mme Li", "M. Dupont"]),
            ("Dupont et Fils", &["Dupont et Fils"]),
            ("Me Too et Cie", &["Me Too et Cie"]),
        ] {
            assert_eq!(super::people_of(byline, |_| false), people, "{byline}");
        }
    }

    #[test]
    fn names_of_people_and_of_groups() {
        let people = [
            ("Ann Ée", "Ann", "Ée"),
            ("Marc Le Goff", "Marc", "Le Goff"),
            ("Ève Ó Súilleabháin", "Ève", "Ó Súilleabháin"),
            ("Jean-Baptiste de La Roque d’Anthéron", "Jean-Baptiste", "de La Roque d’Anthéron"),
            ("Marie de la Tour du Pin", "Marie", "de la Tour du Pin"),
            ("Ludwig van der Rohe", "Ludwig", "van der Rohe"),
            ("Martin Luther King Jr.", "Martin Luther", "King Jr."),
            ("Lalla Aïcha bint Omar", "Lalla Aïcha", "bint Omar"),
        ];
        for (name, given, family) in people {
            assert_eq!(of_a_person(name), Some((given.to_owned(), family.to_owned())), "{name}");
        }
        for name in ["Atelier des Rives", "Les Amis du Delta", "Collectif", "Agence 42", "La Fabrique"] {
            assert_eq!(of_a_person(name), None, "{name}");
        }
    }
}
