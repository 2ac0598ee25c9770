//! French names and references: what stays with the number, the name or the numeral after it.
//!
//! Sources: Lexique de l’Imprimerie nationale, « Abréviations », « Coupures », « Titres de civilité » (M. le Président, Dr House), « Numéros
//! d’ordre » (page 12, tome II, n° 5), « Souverains » (Louis XIV).

use super::{
    characters::{NBSP, is_blank, is_space},
    line::{Line, Rules},
    roman::is_roman,
};

/// Abbreviations that stand before a number; « no » and « nos » count only with a raised ending.
const BEFORE_NUMBER: &[&str] = &[
    "n°", "N°", "nº", "§", "art.", "chap.", "p.", "pp.", "vol.", "t.", "fig.", "tabl.", "éd.", "no", "nos", "col.", "pl.", "l.",
    "v.", "ch.", "liv.", "ill.", "al.",
];

/// Those that are known as such without a space after them: « n°5 », « p.12 ».
const UNSPACED: &[&str] = &["n°", "N°", "nº", "§", "§§", "art.", "chap.", "p.", "pp.", "vol.", "fig."];

/// Words that a number, or a Roman numeral, follows as a name.
const LABELS: &[&str] = &[
    "page",
    "pages",
    "tome",
    "tomes",
    "volume",
    "volumes",
    "chapitre",
    "chapitres",
    "livre",
    "acte",
    "scène",
    "article",
    "articles",
    "paragraphe",
    "alinéa",
    "figure",
    "figures",
    "tableau",
    "note",
    "notes",
    "numéro",
    "numéros",
    "ligne",
    "lignes",
    "titre",
    "partie",
    "section",
    "annexe",
    "annexes",
    "planche",
    "planches",
    "carte",
    "étape",
    "niveau",
    "an",
    "épisode",
    "saison",
    "graphique",
];

/// Titles that a name follows, and, in small letters, an office or a particle.
const BEFORE_NAME: &[&str] = &[
    "M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles", "Mme.", "Mlle.", "Dr", "Drs", "Dr.", "Pr", "Prs", "Pr.", "Mgr", "St", "Ste",
    "Me", "Prof.",
];

/// Particles and articles after a title or an initial.
const PARTICLES: &[&str] = &[
    "le", "la", "les", "l", "de", "du", "des", "d", "van", "von", "der", "den", "zu", "di", "da", "del", "della", "ben", "el",
    "al",
];

/// The number of characters of the longest word that is looked at.
const LONGEST: usize = 16;

/// Sets a no-break space after an abbreviation or a label before a number, and after a title or an initial before a name.
pub(super) fn set_names(line: &mut Line) {
    let mut number = 0;
    while let Some(index) = line.trigger(number) {
        number += 1;
        if line.characters[index].is_ascii_digit() {
            if !line.before(index).is_ascii_digit() && line.follows(index, Rules::French) {
                set_before_number(line, index);
            }
        } else if line.characters[index].is_uppercase() && line.follows(index, Rules::French) {
            set_before_name(line, index);
            set_before_particle(line, index);
        }
    }
}

/// The index of the space between a label (« page », « n° ») and the number at `index`; none when no label stands there.
pub(super) fn label_before(line: &Line, index: usize) -> Option<usize> {
    let space = index.checked_sub(1).filter(|space| is_space(line.characters[*space]))?;
    let start = word_before(line, space)?;
    let raised = || line.is_protected(space - 1);
    let is = |word: &&str| is_word(line, start, space, word) && (!matches!(*word, "no" | "nos") || raised());
    (BEFORE_NUMBER.iter().any(is) || is_label(line, start, space)).then_some(space)
}

/// Whether the word is a label, with or without a capital.
fn is_label(line: &Line, start: usize, end: usize) -> bool {
    let first = line.characters[start].to_lowercase().next();
    LABELS.iter().any(|word| {
        let mut letters = word.chars();
        letters.next() == first && line.characters[start + 1..end].iter().copied().eq(letters)
    })
}

/// Whether the characters from `start` to `end` are `word`.
fn is_word(line: &Line, start: usize, end: usize, word: &str) -> bool {
    // Most words differ in their first letter, and this is asked of every word before a number or a name.
    word.starts_with(line.characters[start]) && line.characters[start..end].iter().copied().eq(word.chars())
}

/// The index where the word that ends at `end` starts; none when there is none, or a longer one than any that is looked for.
fn word_before(line: &Line, end: usize) -> Option<usize> {
    let in_word = |character: char| !is_blank(character) && !matches!(character, '«' | '(' | '[' | '“' | '’' | '–' | '—' | '-');
    let length = line.characters[..end].iter().rev().take(LONGEST + 1).take_while(|character| in_word(**character)).count();
    (1..=LONGEST).contains(&length).then(|| end - length)
}

fn set_before_number(line: &mut Line, index: usize) {
    if let Some(space) = label_before(line, index) {
        if line.characters[space] == ' ' {
            line.set(space, NBSP);
        }
        return;
    }
    // « n°5 »; a version as in « v.1.2 » is another thing.
    let Some(start) = word_before(line, index) else { return };
    let end = index + line.characters[index..].iter().take_while(|character| character.is_ascii_digit()).count();
    let version = line.at(Some(end)) == '.' && line.at(Some(end + 1)).is_ascii_digit();
    if !version && UNSPACED.iter().any(|word| is_word(line, start, index, word)) {
        line.space_before(index, NBSP, true);
    }
}

/// Joins a title, an initial or a king’s name to the capital at `index`.
fn set_before_name(line: &mut Line, index: usize) {
    let Some(space) = index.checked_sub(1).filter(|space| *space > 0 && line.characters[*space] == ' ') else { return };
    let Some(start) = word_before(line, space) else { return };
    let length = space - start;
    let initial = length == 2 && line.characters[start].is_uppercase() && line.characters[start + 1] == '.';
    let era = (is_word(line, start, space, "av.") || is_word(line, start, space, "apr.")) && line.has_text(index, "J.-C.");
    let title = || BEFORE_NAME.iter().any(|word| is_word(line, start, space, word));
    if initial || era || title() || (is_numeral(line, index) && takes_numeral(line, start, space)) {
        line.set(space, NBSP);
    }
}

/// Whether a Roman numeral stands at `index`, alone or as « Ier ».
fn is_numeral(line: &Line, index: usize) -> bool {
    let length = line.characters[index..].iter().take(8).take_while(|c| matches!(c, 'I' | 'V' | 'X')).count();
    let ending = if ["er", "re"].iter().any(|ending| line.has_text(index + length, ending)) { 2 } else { 0 };
    is_roman(&line.text(index, length)) && !line.at(Some(index + length + ending)).is_alphanumeric()
}

/// Whether a Roman numeral belongs to the word before it: a label, or a name (a capital and small letters).
fn takes_numeral(line: &Line, start: usize, end: usize) -> bool {
    let name = line.characters[start].is_uppercase()
        && end - start > 1
        && line.characters[start + 1..end].iter().all(|character| character.is_lowercase());
    name || is_label(line, start, end) || BEFORE_NUMBER.iter().any(|word| is_word(line, start, end, word))
}

/// Joins the title or initial at `index` to an article or particle: « M. le Président », « A. de Musset ».
fn set_before_particle(line: &mut Line, index: usize) {
    if line.before(index).is_alphanumeric() {
        return;
    }
    let length = line.characters[index..].iter().take(7).take_while(|character| !is_blank(**character)).count();
    let space = index + length;
    if line.at(Some(space)) != ' ' || space >= line.characters.len() {
        return;
    }
    let initial = length == 2 && line.after(index) == '.';
    if !initial && !BEFORE_NAME[..15].iter().any(|word| is_word(line, index, space, word)) {
        return;
    }
    let word: String = line.characters[space + 1..].iter().take(6).take_while(|c| c.is_alphabetic()).collect();
    let after = line.at(Some(space + 1 + word.chars().count()));
    let elided = matches!(word.as_str(), "d" | "l") == matches!(after, '’' | '\'');
    if PARTICLES.contains(&word.as_str()) && elided && (is_blank(after) || matches!(after, '’' | '\'')) {
        line.set(space, NBSP);
    }
}
