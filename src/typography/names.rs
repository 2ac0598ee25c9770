//! French names and references: what stays with the number, the name or the numeral after it.
//!
//! Sources: Lexique de l’Imprimerie nationale, « Abréviations », « Coupures », « Titres de civilité » (M. le Président, Dr House), « Numéros
//! d’ordre » (page 12, tome II, n° 5), « Souverains » (Louis XIV).

use super::{
    characters::{NBSP, is_blank, is_space},
    line::{Line, Rules},
    roman::is_roman,
};
use crate::source::is_particle;

/// Abbreviations that stand before a number; « no » and « nos » count only with a raised ending.
const BEFORE_NUMBER: &[&str] = &[
    "n°", "N°", "nº", "§", "art.", "chap.", "p.", "pp.", "vol.", "t.", "fig.", "tabl.", "éd.", "no", "nos", "col.", "pl.", "l.",
    "v.", "ch.", "liv.", "ill.", "al.", "n°s", "N°s", "nᵒ", "Nᵒ", "nᵒˢ", "f.", "ff.", "fol.", "≤", "≥", "≈", "±", "~", "<", ">",
    "×",
];

/// Those that are known as such without a space after them: « n°5 », « p.12 ».
const UNSPACED: &[&str] = &["n°", "N°", "nº", "nᵒ", "§", "§§", "art.", "chap.", "p.", "pp.", "vol.", "fig."];

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

/// Initials of two and more letters that stand for a given name.
const INITIALS: &[&str] = &["Ch.", "Th.", "Ph.", "Cl.", "Chr.", "Fr.", "Fréd.", "Alph.", "Jh."];

/// The number of characters of the longest word that is looked at.
const LONGEST: usize = 16;

/// The number of characters of the longest abbreviation or title.
const LONGEST_SHORT: usize = 5;

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
        } else if line.characters[index] == '.' && is_space(line.after(index)) && line.follows(index, Rules::French) {
            set_abbreviation(line, index);
        }
    }
}

/// The index of the space between a label (« page », « n° ») and the number at `index`; none when no label stands there.
pub(super) fn label_before(line: &Line, index: usize) -> Option<usize> {
    let space = index.checked_sub(1).filter(|space| is_space(line.characters[*space]))?;
    let start = word_before(line, space)?;
    let word = Word::new(&line.characters[start..space]);
    let raised = || line.is_protected(space - 1);
    let is_short = space - start <= LONGEST_SHORT;
    let stands_before = is_short && word.is_in(BEFORE_NUMBER) && (!word.is_in(&["no", "nos"]) || raised());
    (stands_before || is_label(line, start, space)).then_some(space)
}

/// Whether the word is a label, with or without a capital.
fn is_label(line: &Line, start: usize, end: usize) -> bool {
    let first = line.characters[start].to_lowercase().next();
    Word::of(first.into_iter().chain(line.characters[start + 1..end].iter().copied())).is_in(LABELS)
}

/// A word of a line in UTF-8, to be compared with many others: this is asked of every word before a number or a name.
struct Word {
    bytes: [u8; 4 * LONGEST],
    /// More than there is room for when the word is longer than any that is looked for.
    length: usize,
}

impl Word {
    fn new(characters: &[char]) -> Self {
        Self::of(characters.iter().copied())
    }

    fn of(characters: impl Iterator<Item = char>) -> Self {
        let (mut bytes, mut length) = ([0; 4 * LONGEST], 0);
        for character in characters {
            match bytes.get_mut(length..length + character.len_utf8()) {
                Some(place) => length += character.encode_utf8(place).len(),
                None => return Self { bytes, length: usize::MAX },
            }
        }
        Self { bytes, length }
    }

    /// Whether it is one of `words`.
    fn is_in(&self, words: &[&str]) -> bool {
        let own = self.bytes.get(..self.length).unwrap_or_default();
        // Most words differ in their length or their first letter.
        words.iter().any(|word| word.len() == own.len() && word.as_bytes().first() == own.first() && word.as_bytes() == own)
    }
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
    if !version && Word::new(&line.characters[start..index]).is_in(UNSPACED) {
        line.space_before(index, NBSP, true);
    }
}

/// Joins a title, an initial or a king’s name to the capital at `index`.
fn set_before_name(line: &mut Line, index: usize) {
    let Some(space) = index.checked_sub(1).filter(|space| *space > 0 && line.characters[*space] == ' ') else { return };
    let Some(start) = word_before(line, space) else { return };
    let length = space - start;
    let initial = length == 2 && line.characters[start].is_uppercase() && line.characters[start + 1] == '.';
    // « annexe A »: a letter that is no word.
    let lettered =
        !line.after(index).is_alphanumeric() && !matches!(line.after(index), '.' | '’' | '\'') && is_label(line, start, space);
    let word = (length <= LONGEST_SHORT).then(|| Word::new(&line.characters[start..space]));
    let is_before = |word: &Word| {
        word.is_in(BEFORE_NAME) || word.is_in(INITIALS) || word.is_in(&["av.", "apr."]) && line.has_text(index, "J.-C.")
    };
    if initial
        || lettered
        || word.is_some_and(|word| is_before(&word))
        || (is_numeral(line, index) && takes_numeral(line, start, space))
    {
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
    name || is_label(line, start, end) || Word::new(&line.characters[start..end]).is_in(BEFORE_NUMBER)
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
    if length > LONGEST_SHORT {
        return;
    }
    let initial = length == 2 && line.after(index) == '.';
    let word = Word::new(&line.characters[index..space]);
    if !initial && !word.is_in(&BEFORE_NAME[..15]) && !word.is_in(INITIALS) {
        return;
    }
    let word: String = line.characters[space + 1..].iter().take(6).take_while(|c| c.is_alphabetic()).collect();
    let after = line.at(Some(space + 1 + word.chars().count()));
    let elided = matches!(word.as_str(), "d" | "l") == matches!(after, '’' | '\'');
    if is_particle(&word) && elided && (is_blank(after) || matches!(after, '’' | '\'')) {
        line.set(space, NBSP);
    }
}

/// Abbreviations of several words (Lexique, « Abréviations »). A full stop and a small letter follow the first word of each.
const ABBREVIATIONS: [&str; 17] = [
    "p. ex.",
    "op. cit.",
    "loc. cit.",
    "art. cit.",
    "s. l. n. d.",
    "s. l.",
    "s. d.",
    "av. n. è.",
    "n. è.",
    "N. d. l. r.",
    "N. d. É.",
    "N. d. T.",
    "N. d. A.",
    "i. e.",
    "c. s.",
    "q. v.",
    "s. v.",
];

/// Joins the words of the abbreviation whose first full stop stands at `index`, or the small Roman numeral after « p. » there.
fn set_abbreviation(line: &mut Line, index: usize) {
    if !line.at(Some(index + 2)).is_lowercase() {
        return;
    }
    let same = |typed: char, other: char| typed == other || other == ' ' && is_space(typed);
    for abbreviation in ABBREVIATIONS {
        let Some(first) = abbreviation.chars().position(|character| character == '.') else { continue };
        let Some(start) = index.checked_sub(first) else { continue };
        let length = abbreviation.chars().count();
        let typed = line.characters.get(start..start + length);
        let matches = typed.is_some_and(|typed| typed.iter().zip(abbreviation.chars()).all(|(typed, other)| same(*typed, other)));
        if matches && !line.before(start).is_alphanumeric() {
            for at in start..start + length {
                if line.characters[at] == ' ' {
                    line.set(at, NBSP);
                }
            }
            return;
        }
    }
    // « p. xii », « pp. iv-x ».
    let numeral = line.characters[index + 2..].iter().take(9).take_while(|c| matches!(c, 'i' | 'v' | 'x' | 'l')).count();
    let word = word_before(line, index + 1).map(|start| Word::new(&line.characters[start..=index]));
    if numeral > 0
        && !line.at(Some(index + 2 + numeral)).is_alphanumeric()
        && line.at(Some(index + 1)) == ' '
        && word.is_some_and(|word| word.is_in(&["p.", "pp.", "chap.", "t.", "vol."]))
    {
        line.set(index + 1, NBSP);
    }
}

#[cfg(test)]
mod tests {
    use super::{BEFORE_NAME, BEFORE_NUMBER, LABELS, LONGEST, LONGEST_SHORT, UNSPACED, Word};

    #[test]
    fn words_fit_their_limits_and_are_found() {
        let longest = |words: &[&str]| words.iter().map(|word| word.chars().count()).max();
        assert!(longest(BEFORE_NAME) <= Some(LONGEST_SHORT) && longest(BEFORE_NUMBER) <= Some(LONGEST_SHORT));
        assert!(longest(LABELS) <= Some(LONGEST) && longest(UNSPACED) <= Some(LONGEST));
        let is_in = |word: &str, words: &[&str]| Word::of(word.chars()).is_in(words);
        assert!(LABELS.iter().all(|word| is_in(word, LABELS) && !is_in(&word.replacen(|_| true, "", 1), LABELS)));
        assert!(is_in("é", &["e", "é"]) && !is_in("", LABELS) && !is_in(&"page".repeat(40), LABELS));
    }
}
