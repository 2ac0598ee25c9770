//! The line that names the author of a text: « par Ann Ée », « Texte de Ann Ée », “by Ann Ée”, beside the title or at the end.

use super::{
    fold::{fold, is_same_byline},
    page::Page,
    scraped::{BlockKind, ScrapedBlock},
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{Span, bare_byline, is_particle, is_title, names_of},
};

/// In how many blocks below the title a byline is looked for.
const NEAR_TITLE: usize = 3;

/// Takes the byline off a text that has one. It names the author, unless another is known: then only the author's own line is taken.
pub(super) fn take(text: &mut Vec<&ScrapedBlock>, page: &mut Page) {
    let last = text.len().checked_sub(1).filter(|last| *last >= NEAR_TITLE);
    for at in (0..text.len().min(NEAR_TITLE)).chain(last) {
        let block = text[at];
        if text.len() < 2 {
            return;
        }
        let Some(name) = line(block).and_then(name) else { continue };
        let fits = page.author.as_ref().is_none_or(|author| is_same_byline(author, name));
        if fits {
            page.author.get_or_insert_with(|| name.to_owned());
            page.byline = Some(block.markdown.clone());
            text.remove(at);
            return;
        }
    }
}

/// Words with which an address to the reader, or a greeting, begins: it looks like a name; folded.
const GREETINGS: [&str; 24] = [
    "bonjour",
    "bonsoir",
    "bonne",
    "bon",
    "bienvenue",
    "cher",
    "chere",
    "chers",
    "cheres",
    "madame",
    "mesdames",
    "monsieur",
    "messieurs",
    "joyeux",
    "joyeuse",
    "merci",
    "le",
    "la",
    "les",
    "un",
    "une",
    "dear",
    "hello",
    "happy",
];

/// Most words of a line under a name that may be a title or a verse, so that the name may be no byline.
const FEW_WORDS: usize = 6;

/// Takes a first line off that is nothing but the author's name; `given` is the name that the user gives. Where no author is known, the
/// name of a person over a paragraph of prose names the author.
pub(super) fn take_name(text: &mut Vec<&ScrapedBlock>, page: &mut Page, given: Option<&str>) {
    let [block, next, ..] = text.as_slice() else { return };
    let Some(line) = line(block) else { return };
    let words = without_stop(line);
    let known = [given, page.author.as_deref()];
    let is_author = if known.iter().any(Option::is_some) {
        known.into_iter().flatten().any(|author| is_same_byline(author, words))
    } else {
        let first = fold(words.split_whitespace().next().unwrap_or_default());
        let is_prose = next.kind == BlockKind::Paragraph && next.plain.split_whitespace().count() > FEW_WORDS;
        is_name(words)
            && !is_about_interview(words)
            && !GREETINGS.contains(&&*first)
            && (is_prose || matches!(next.kind, BlockKind::Heading(_)))
    };
    if is_author {
        page.author.get_or_insert_with(|| words.to_owned());
        let before = page.byline.take().map(|line| format!("{line}\n\n")).unwrap_or_default();
        page.byline = Some(format!("{before}{}", block.markdown));
        text.remove(0);
    }
}

/// Takes the titles off the names of the authors, and tells them: the book has no place for them.
pub fn leave_titles_out(page: &mut Page, whole: Span, sink: &mut Diagnostics) {
    let Some(author) = &page.author else { return };
    let (bare, titles) = bare_byline(author);
    if !titles.is_empty() {
        sink.push(Diagnostic::new(Code::ImportTitleOfPerson, whole).with("titles", titles.join(", ")).with("name", &bare));
        page.author = Some(bare);
    }
}

/// The words of a block that is one line of text, without signs of emphasis.
fn line(block: &ScrapedBlock) -> Option<&str> {
    // In Markdown a line that is emphasised throughout may look like the item of a list.
    let is_line = block.kind == BlockKind::Other && block.plain.starts_with(['*', '_']) && !block.plain.contains(['\n', '\t']);
    let is_paragraph = block.kind == BlockKind::Paragraph || (is_line && !block.plain[1..].starts_with(' '));
    // Italic or bold, as bylines often are: where a text is Markdown, its signs are seen.
    (is_paragraph && block.pictures.is_empty()).then(|| block.plain.trim().trim_matches(['*', '_']).trim())
}

/// The author whom a line below a title names: a byline, or a name alone.
pub(super) fn named_author(block: &ScrapedBlock) -> Option<&str> {
    let line = line(block)?;
    name(line).or_else(|| Some(line).filter(|line| is_name(line) && !is_about_interview(line)))
}

/// The name in a line that is a byline.
fn name(line: &str) -> Option<&str> {
    let leads = ["par ", "by ", "texte de ", "texte d'", "un texte de ", "un texte d'", "auteur : ", "autrice : ", "auteure : "];
    name_after(line, &leads)
}

/// Words with which a line begins that says who asks, and signs nothing: « Propos recueillis par Ann Ée »; folded.
const ASKED: [[&str; 2]; 15] = [
    ["propos", "recueillis"],
    ["paroles", "recueillies"],
    ["entretien", "realise"],
    ["entretien", "mene"],
    ["entretien", "conduit"],
    ["entretien", "avec"],
    ["interview", "realisee"],
    ["interview", "menee"],
    ["interview", "conduite"],
    ["interview", "par"],
    ["interview", "de"],
    ["interview", "with"],
    ["interview", "by"],
    ["interview", "conducted"],
    ["interviewed", "by"],
];

/// Most words between those and the name: « recueillis à Paris le 12 mars 2020 par ».
const MOST_BETWEEN: usize = 12;

/// Whether words are those of a line about an interview, which signs nothing.
fn is_about_interview(words: &str) -> bool {
    let folded = fold(words.trim_start_matches(['(', '[', '*', '_', '—', '–', ' ']));
    let mut words = folded.split_whitespace();
    let first = [words.next().unwrap_or_default(), words.next().unwrap_or_default()];
    ASKED.contains(&first)
}

/// The name of the person who asks, in a line that says so and signs nothing, and how many they are.
pub(super) fn interviewer(block: &ScrapedBlock) -> Option<(String, usize)> {
    asked_by(line(block)?)
}

/// The name of the person who asks, in words that say so; a function, a place or a date after it is left out.
pub(super) fn asked_by(words: &str) -> Option<(String, usize)> {
    if !is_about_interview(words) {
        return None;
    }
    let words: Vec<&str> = words.split_whitespace().collect();
    let by = words.iter().take(MOST_BETWEEN).position(|word| matches!(&*fold(word), "par" | "by"))?;
    let is_beyond =
        |word: &&&str| matches!(**word, "pour" | "for" | "le" | "à" | "on" | "in" | "–" | "—") || word.starts_with('(');
    let all: Vec<&str> = words[by + 1..].iter().take_while(|word| !is_beyond(word)).copied().collect();
    let first = all.iter().position(|word| word.ends_with([',', ';', ')', ']'])).map_or(all.len(), |last| last + 1);
    // Commas may part several names; else what follows one is no name.
    let name = [all.len(), first].into_iter().find_map(|end| {
        let names = all[..end].join(" ");
        let name = without_stop(names.trim_end_matches([',', ';', ')', ']', '*', '_']));
        is_name(name).then(|| name.to_owned())
    })?;
    let count = names_of(&name).len();
    Some((name, count))
}

/// A name without the full stop of its line; that of an initial stays.
fn without_stop(name: &str) -> &str {
    let name = name.trim().trim_end_matches(',').trim_end();
    let is_initial = name.split_whitespace().last().is_some_and(|word| word.ends_with('.') && word.chars().count() == 2);
    if is_initial { name } else { name.trim_end_matches(['.', ',']).trim_end() }
}

/// The name that follows one of these words, which are folded.
fn name_after<'t>(line: &'t str, leads: &[&str]) -> Option<&'t str> {
    let folded = fold(line);
    let lead = leads.iter().find(|lead| folded.starts_with(**lead))?;
    // Folding keeps the number of characters of these words.
    let at = line.char_indices().nth(lead.chars().count())?.0;
    let name = without_stop(&line[at..]);
    is_name(name).then_some(name)
}

/// Whether words could be the name of a person, or of some: two to six, with capitals but for particles. Titles before it do not count.
pub(super) fn is_name(words: &str) -> bool {
    let words = &*bare_byline(words).0;
    let particle = |word: &str| matches!(word, "et" | "and" | "&") || is_particle(word);
    let elided = |word: &str| is_particle(word) && word.contains(['’', '\'']);
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase) || elided(word);
    let is_length = |words: &str| (2..=6).contains(&words.split_whitespace().count());
    let names = names_of(words);
    (is_length(words) || names.len() > 1 && names.iter().all(|name| is_length(name)))
        && (!words.contains(',') || is_list(words, &names))
        && words.split_whitespace().all(|word| capital(word) || particle(word))
        && words.split_whitespace().last().is_some_and(capital)
        && !words.contains([';', ':', '!', '?', '(', '«'])
        // An initial ends with a full stop, a sentence too.
        && words.split_whitespace().all(|word| !word.ends_with('.') || word.chars().count() == 2)
}

/// Whether commas part the names of three people or more, « Ann Ée, Bob Oie et Zoé Li », and no function, place or thing.
fn is_list(words: &str, names: &[&str]) -> bool {
    let ends = [" et ", " and ", " & "].iter().filter_map(|word| words.rfind(word)).max();
    let begins = |name: &str| fold(name.split_whitespace().next().unwrap_or_default());
    let is_thing =
        |name: &&str| is_title(name.split_whitespace().next().unwrap_or_default()) || ARTICLES.contains(&&*begins(name));
    names.len() > 2 && ends > words.rfind(',') && names.iter().all(|name| name.contains(' ')) && !names.iter().any(is_thing)
}

/// Words with which the name of a person does not begin.
const ARTICLES: [&str; 9] = ["le", "la", "les", "un", "une", "des", "du", "the", "a"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_part_three_names_or_more() {
        for line in [
            "Par Ann Ée, Bob Oie et Zoé Li",
            "By Ann Ée, Bob Oie, and Zoé Li",
            "Par Ann d’Ée, Bob de La Roque, Li Wei & Dr Zoé Li.",
        ] {
            assert!(name(line).is_some(), "{line}");
        }
        for line in [
            "Par Ann Ée, Lyon",
            "Par Ann Ée, Bob Oie",
            "Par Ann Ée, Maître de Conférences et Zoé Li",
            "Par Ann Ée, journaliste, et Zoé Li",
            "Par Ann Ée et Zoé Li, Bob Oie",
            "Par Lyon, Marseille et Paris",
            "Par Le Port, La Mer et Le Vent",
        ] {
            assert_eq!(name(line), None, "{line}");
        }
        assert_eq!(
            asked_by("Propos recueillis par Ann Ée, Bob Oie et Zoé Li"),
            Some(("Ann Ée, Bob Oie et Zoé Li".to_owned(), 3))
        );
        assert_eq!(asked_by("Propos recueillis par Ann Ée, journaliste"), Some(("Ann Ée".to_owned(), 1)));
        assert_eq!(asked_by("Propos recueillis par Ann Ée et Zoé Li, à Paris"), Some(("Ann Ée et Zoé Li".to_owned(), 2)));
    }
}
