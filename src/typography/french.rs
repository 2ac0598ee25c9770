//! French rules: spaces at punctuation, ordinals and centuries.
//!
//! They follow the Lexique des règles typographiques en usage à l’Imprimerie nationale: « Ponctuation » (a thin no-break space before
//! `;` `!` `?`, a no-break space before `:` and inside guillemets), « Nombres » and « Siècles ». Read next: `numbers` and `names`.

use super::{
    characters::{NBSP, NNBSP, NOTE_CALL, OBJECT, is_blank, is_space},
    line::{Line, Rules, Variant},
    roman::is_roman,
};

/// Sets the spaces before `;` `!` `?` `:` and inside « »; makes those inside ‹ › no-break.
///
/// A `»` at the head of a paragraph reopens a quotation (Lexique, « Guillemets »): its space follows it.
pub(super) fn set_spaces(line: &mut Line) {
    let mut number = 0;
    while let Some(index) = line.trigger(number) {
        number += 1;
        let character = line.characters[index];
        if !matches!(character, '«' | '»' | '‹' | '›' | ';' | '!' | '?' | ':') || !line.follows(index, Rules::French) {
            continue;
        }
        match character {
            '«' if index + 1 < line.characters.len() && line.after(index) != '\n' => line.space_after(index, NBSP, true),
            '»' if (index == 0 || line.before(index) == '\n') && index + 1 < line.characters.len() => {
                line.space_after(index, NBSP, line.after(index).is_alphanumeric());
            }
            '‹' if index + 1 < line.characters.len() => line.space_after(index, NBSP, false),
            '›' if index > 0 => drop(line.space_before(index, NBSP, false)),
            '»' if index > 0 && line.before(index) != '\n' => drop(line.space_before(index, NBSP, true)),
            ';' | '!' | '?' => set_space_before_mark(line, index, NNBSP),
            ':' => set_space_before_mark(line, index, NBSP),
            _ => {}
        }
    }
}

/// Sets the space before a mark or a group of marks (`?!`). It is left alone where the mark belongs to what follows it.
fn set_space_before_mark(line: &mut Line, index: usize, space: char) {
    let is_mark = |character: char| matches!(character, '!' | '?');
    let before = line.before(index);
    if is_mark(before) || matches!(before, '(' | '[' | '\n' | ':' | ';') {
        return;
    }
    let group = line.characters[index + 1..].iter().take_while(|character| is_mark(**character)).count();
    let next = line.at(Some(index + 1 + group));
    let ends = is_blank(next) || matches!(next, NOTE_CALL | '»' | '”' | '"' | ')' | ']' | '…' | ',' | '.' | '–' | '—' | '’');
    let word_before = line.characters[..index].iter().rev().copied().find(|character| !is_space(*character));
    // After an opening guillemet, `set_spaces` has set the space already.
    let Some(word_before) = word_before.filter(|character| !matches!(character, '«' | '(' | '[' | '\n')) else { return };
    let word = word_before.is_alphanumeric()
        || matches!(word_before, '»' | '”' | ')' | ']' | '…' | '’' | '.' | '%' | '€' | '°' | NOTE_CALL | OBJECT);
    // Of signs, only those beyond ASCII (™, ½, emoji) are taken for the end of a word.
    let symbol = !word_before.is_ascii();
    if ends {
        line.space_before(index, space, word || symbol);
    }
}

/// Raises the endings of ordinals (1er, 2e, XXIe), and sets the numerals of centuries in small capitals (Lexique, « Siècles »).
///
/// « siècle » or « s. » stays with its numeral, and a month with « 1er » (Lexique, « Dates »).
pub(super) fn set_ordinals(line: &mut Line) {
    const MONTHS: [&str; 12] =
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
    let mut number = 0;
    // The index after the last century with its « siècle »: in « au XXe siècle et au XXIe », the second numeral is one too.
    let mut after_century = None;
    while let Some(index) = line.trigger(number) {
        number += 1;
        let Some((numeral, ending)) = ordinal(line, index) else { continue };
        let roman = line.characters[index].is_ascii_uppercase();
        let century = roman
            && (is_century(line, index + numeral + ending.written)
                || after_century.is_some_and(|end| ending.kept == "e" && is_link(line, end, index))
                    && stands_alone(line, index + numeral + ending.written));
        raise_ending(line, index + numeral, ending);
        let space = index + numeral + ending.kept.len();
        if century {
            line.set_variant(index, numeral, Variant::AllSmallCaps);
            after_century = Some(space);
            let word = if line.text(space + 1, 6) == "siècle" { 6 } else { abbreviated_century(line, space + 1) };
            if word > 0 && is_space(line.at(Some(space))) {
                if line.at(Some(space)) == ' ' {
                    line.set(space, NBSP);
                }
                let plural = usize::from(line.at(Some(space + 1 + word)) == 's');
                after_century = Some(space + 1 + word + plural);
            }
        } else if space < line.characters.len() && line.characters[space] == ' ' && line.characters[index].is_ascii_digit() {
            let word: String = line.characters[space + 1..].iter().take_while(|character| character.is_alphabetic()).collect();
            if MONTHS.contains(&word.as_str()) {
                line.set(space, NBSP);
            }
        }
        number = line.trigger_from(index + numeral + 1, number);
    }
}

/// Whether nothing that a numeral may count follows at `after`: « au XXe siècle et au XXIe, », not « et la Ve République ».
fn stands_alone(line: &Line, after: usize) -> bool {
    if !is_space(line.at(Some(after))) || !line.after(after).is_alphabetic() {
        return true;
    }
    let word: String = line.characters[after + 1..].iter().take(12).take_while(|character| !is_blank(**character)).collect();
    LINKS.contains(&word.as_str())
}

/// The length of « s. » (siècle) at `index`; none when something else stands there.
fn abbreviated_century(line: &Line, index: usize) -> usize {
    if line.has_text(index, "s.") && !line.at(Some(index + 2)).is_alphanumeric() { 2 } else { 0 }
}

/// Whether only words that join two centuries stand between `from` and `to`: « , le », « et au ».
fn is_link(line: &Line, from: usize, to: usize) -> bool {
    if to < from || to - from > 16 {
        return false;
    }
    let text = line.text(from, to - from);
    let mut words = text.split([' ', NBSP, ',', '-', '–']).filter(|word| !word.is_empty());
    !text.is_empty() && words.all(|word| LINKS.contains(&word))
}

/// Words that may stand between two centuries.
const LINKS: [&str; 31] = [
    "et",
    "ou",
    "ni",
    "à",
    "au",
    "aux",
    "du",
    "de",
    "des",
    "le",
    "les",
    "puis",
    "comme",
    "que",
    "la",
    "fin",
    "début",
    "milieu",
    "moitié",
    "première",
    "seconde",
    "deuxième",
    "premier",
    "dernier",
    "quart",
    "tiers",
    "jusqu’à",
    "jusqu’au",
    "voire",
    "vers",
    "dès",
];

/// The ending of an ordinal: its length as written, and the correct ending that replaces it.
#[derive(Clone, Copy)]
struct Ending {
    /// In characters.
    written: usize,
    kept: &'static str,
}

/// Endings as people write them, each with the correct one. A longer ending comes before the shorter ones that it starts with.
const ENDINGS: [(&str, &str); 34] = [
    ("ièmes", "es"),
    ("ième", "e"),
    ("èmes", "es"),
    ("ème", "e"),
    ("emes", "es"),
    ("eme", "e"),
    ("ères", "res"),
    ("ère", "re"),
    ("eres", "res"),
    ("ere", "re"),
    ("ers", "ers"),
    ("er", "er"),
    ("res", "res"),
    ("re", "re"),
    ("ndes", "ndes"),
    ("nde", "nde"),
    ("nds", "nds"),
    ("nd", "nd"),
    ("des", "des"),
    ("de", "de"),
    ("ds", "ds"),
    ("d", "d"),
    ("es", "es"),
    ("e", "e"),
    // Typed with the superscript letters of Unicode, which few faces have.
    ("ᵉʳˢ", "ers"),
    ("ᵉʳ", "er"),
    ("ʳᵉˢ", "res"),
    ("ʳᵉ", "re"),
    ("ⁿᵈᵉ", "nde"),
    ("ⁿᵈ", "nd"),
    ("ᵈᵉ", "de"),
    ("ᵈ", "d"),
    ("ᵉˢ", "es"),
    ("ᵉ", "e"),
];

/// The length in characters of the numeral at `index`, and its ending; none when it is no ordinal.
fn ordinal(line: &Line, index: usize) -> Option<(usize, Ending)> {
    if !matches!(line.at(Some(index)), '0'..='9' | 'I' | 'V' | 'X') {
        return None;
    }
    let before = line.before(index);
    if !line.follows(index, Rules::French) || before.is_alphanumeric() || matches!(before, '_' | '@' | '#' | '.' | ',') {
        return None;
    }
    let count = |is: fn(&char) -> bool| line.characters[index..].iter().take(8).take_while(|character| is(character)).count();
    let digits = count(char::is_ascii_digit);
    let length = digits.max(count(|character| matches!(character, 'I' | 'V' | 'X')));
    let end = index + length;
    // Every ending begins with one of these letters; most numbers and capitals are no ordinals.
    if !matches!(line.at(Some(end)), 'i' | 'è' | 'e' | 'r' | 'n' | 'd' | 'ᵉ' | 'ʳ' | 'ⁿ' | 'ᵈ') {
        return None;
    }
    let numeral = line.text(index, length);
    if digits == 0 && !is_roman(&numeral) {
        return None;
    }
    let is_first = numeral == "1" || numeral == "I";
    let (written, kept) = ENDINGS.into_iter().find(|(written, kept)| {
        let count = written.chars().count();
        let matches = line.has_text(end, written) && !line.at(Some(end + count)).is_alphanumeric();
        let suits = match *kept {
            "er" | "re" | "ers" | "res" => is_first,
            "nd" | "nde" | "nds" | "ndes" | "d" | "de" | "ds" | "des" => numeral == "2",
            _ => !is_first,
        };
        matches && suits && (end..end + count).all(|at| line.follows(at, Rules::French))
    })?;
    Some((length, Ending { written: written.chars().count(), kept }))
}

/// Writes the correct ending at `at` and raises it.
fn raise_ending(line: &mut Line, at: usize, ending: Ending) {
    let kept = ending.kept.chars().count();
    line.remove(at + kept, at + ending.written);
    for (offset, character) in ending.kept.chars().enumerate() {
        line.set(at + offset, character);
    }
    line.set_variant(at, kept, Variant::Superscript);
}

/// Whether « siècle », « s. » or « av. J.-C. » stands at `after`, directly or after up to five other centuries: « XIXe et XXe siècles »,
/// « la fin du XIXe et le début du XXe siècle ».
fn is_century(line: &Line, after: usize) -> bool {
    let text: String = line.text(after, 120).replace([NBSP, NNBSP], " ");
    let mut rest = text.as_str();
    for _ in 0..6 {
        let abbreviated = rest.strip_prefix(" s.").is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        if abbreviated || rest.starts_with(" siècle") || rest.starts_with(" av. J.-C.") || rest.starts_with(" apr. J.-C.") {
            return true;
        }
        let mut next = rest.trim_start_matches([',', '-', '–', ' ']);
        if next.len() == rest.len() {
            return false;
        }
        while let Some((word, words)) = next.split_once(' ')
            && LINKS.contains(&word)
        {
            next = words;
        }
        let numeral = next.len() - next.trim_start_matches(['I', 'V', 'X']).len();
        let after_numeral = &next[numeral..];
        let ending = ENDINGS.iter().find_map(|(written, _)| after_numeral.strip_prefix(written));
        let Some(ended) = ending.filter(|_| numeral > 0) else { return false };
        rest = ended;
    }
    false
}
