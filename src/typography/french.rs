//! French rules: spaces at punctuation and in numbers, abbreviations, ordinals and centuries.
//!
//! They follow the Lexique des règles typographiques de l’Imprimerie nationale: a thin no-break space before `;` `!` `?`, a no-break
//! space before `:` and inside guillemets.

use super::{
    characters::{NBSP, NNBSP, NOTE_CALL, OBJECT, is_blank, is_space},
    line::{Line, Rules, Variant},
};

/// Sets the spaces before `;` `!` `?` `:` and inside « ».
pub(super) fn set_spaces(line: &mut Line) {
    let mut number = 0;
    while let Some(index) = line.trigger(number) {
        number += 1;
        let character = line.characters[index];
        if !matches!(character, '«' | '»' | ';' | '!' | '?' | ':') || !line.follows(index, Rules::French) {
            continue;
        }
        match character {
            '«' if index + 1 < line.characters.len() && line.after(index) != '\n' => line.space_after(index, NBSP, true),
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

/// Units that a narrow no-break space joins to their number.
const UNITS: [&str; 37] = [
    "%", "‰", "€", "$", "£", "k€", "M€", "Md€", "°C", "°F", "km", "km/h", "m", "cm", "mm", "m²", "cm²", "km²", "m³", "kg", "g",
    "mg", "min", "s", "ms", "ko", "Ko", "Mo", "Go", "To", "px", "pt", "ha", "kWh", "W", "Hz", "dpi",
];

/// Sets the spaces in numbers: before thousands, units, and the `h` of a time of day.
pub(super) fn set_numbers(line: &mut Line) {
    let mut next = 0;
    while let Some(index) = line.trigger(next) {
        next += 1;
        if line.characters[index].is_ascii_digit() && line.follows(index, Rules::French) {
            let last = set_number(line, index);
            next = line.trigger_from(last + 1, next);
        }
    }
}

/// Sets the number that starts at `start`. Returns the index of its last character.
fn set_number(line: &mut Line, start: usize) -> usize {
    let digits = |line: &Line, from: usize| {
        line.characters[from.min(line.characters.len())..].iter().take_while(|character| character.is_ascii_digit()).count()
    };
    let length = digits(line, start);
    let mut end = start + length;
    let follows_text = line.before(start).is_alphanumeric() || matches!(line.before(start), '.' | ',' | '_' | '-');
    if !follows_text && length <= 3 {
        while is_space(line.at(Some(end))) && end < line.characters.len() && digits(line, end + 1) == 3 && !line.is_protected(end)
        {
            line.set(end, NNBSP);
            end += 4;
        }
    }
    // The decimals of « 1,5 % ».
    if matches!(line.at(Some(end)), ',' | '.') && digits(line, end + 1) > 0 {
        end += 1 + digits(line, end + 1);
    }
    let spaces = usize::from(end < line.characters.len() && is_space(line.characters[end]));
    let word: String = line.characters[(end + spaces).min(line.characters.len())..]
        .iter()
        .copied()
        .take_while(|c| c.is_alphanumeric() || matches!(c, '%' | '‰' | '€' | '$' | '£' | '°' | '/' | '²' | '³'))
        .take(6)
        .collect();
    let next = line.at(Some(end + spaces + word.chars().count()));
    let whole = !matches!(next, '’' | '\'' | '-') && !next.is_alphanumeric();
    let hour = line.text(start, end - start).parse::<u32>().is_ok_and(|hour| hour <= 24) && !follows_text;
    let minutes = word
        .strip_prefix('h')
        .filter(|rest| rest.is_empty() || (rest.len() == 2 && rest.bytes().all(|byte| byte.is_ascii_digit())));
    let first = end + spaces;
    if first >= line.characters.len() || line.is_protected(first) {
        return end - 1;
    }
    if let Some(minutes) = minutes.filter(|_| hour && whole) {
        let at = line.space_before(first, NBSP, true);
        let spaced = is_space(line.after(at)) && digits(line, at + 2) == 2 && !line.at(Some(at + 4)).is_alphanumeric();
        if !minutes.is_empty() || spaced {
            line.space_after(at, NBSP, true);
        }
        return at;
    }
    let symbol = ["%", "‰", "€", "k€", "M€", "Md€"].contains(&word.as_str());
    if whole && UNITS.contains(&word.as_str()) && (symbol || spaces > 0) {
        return line.space_before(first, NNBSP, true);
    }
    end - 1
}

/// Sets a no-break space after an abbreviation before a number, and after a title or an initial before a name.
pub(super) fn set_abbreviations(line: &mut Line) {
    const BEFORE_NUMBER: [&str; 15] =
        ["n°", "N°", "nº", "§", "art.", "chap.", "p.", "pp.", "vol.", "t.", "fig.", "tabl.", "éd.", "no", "nos"];
    /// Length in characters of the longest abbreviation or title, « Mlles ».
    const LONGEST: usize = 5;
    const BEFORE_NAME: [&str; 13] = ["M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles", "Dr", "Drs", "Pr", "Prs", "St", "Ste", "Mgr"];
    for number in 0..line.triggers.len() {
        let Some(index) = line.triggers[number].checked_sub(1).filter(|index| *index > 0 && line.characters[*index] == ' ')
        else {
            continue;
        };
        let next = line.after(index);
        if !(next.is_ascii_digit() || next.is_uppercase()) || !line.follows(index, Rules::French) {
            continue;
        }
        let in_word =
            |character: char| !is_blank(character) && !matches!(character, '«' | '(' | '[' | '“' | '’' | '–' | '—' | '-');
        let length = line.characters[..index].iter().rev().take(LONGEST + 1).take_while(|character| in_word(**character)).count();
        if length > LONGEST || length == 0 {
            continue;
        }
        let start = index - length;
        let is = |word: &str| line.characters[start..index].iter().copied().eq(word.chars());
        let before_number = next.is_ascii_digit()
            && BEFORE_NUMBER.into_iter().any(|word| is(word) && (line.is_protected(index - 1) || !matches!(word, "no" | "nos")));
        let name = next.is_uppercase() && BEFORE_NAME.into_iter().any(is);
        let initial =
            next.is_uppercase() && length == 2 && line.characters[start].is_uppercase() && line.characters[start + 1] == '.';
        let era = is("av.") && line.has_text(index + 1, "J.-C.");
        if before_number || name || initial || era {
            line.set(index, NBSP);
        }
    }
}

/// Raises the endings of ordinals (1er, 2e, XXIe), and sets the numerals of centuries in small capitals.
pub(super) fn set_ordinals(line: &mut Line) {
    let mut number = 0;
    while let Some(index) = line.trigger(number) {
        number += 1;
        let Some((numeral, ending)) = ordinal(line, index) else { continue };
        let roman = line.characters[index].is_ascii_uppercase();
        let century = roman && is_century(line, index + numeral + ending.written);
        raise_ending(line, index + numeral, ending);
        if century {
            for at in index..index + numeral {
                line.set(at, line.characters[at].to_ascii_lowercase());
            }
            line.set_variant(index, numeral, Variant::SmallCaps);
            let space = index + numeral + ending.kept.len();
            if line.at(Some(space)) == ' ' && line.text(space + 1, 6) == "siècle" {
                line.set(space, NBSP);
            }
        }
        number = line.trigger_from(index + numeral + 1, number);
    }
}

/// The ending of an ordinal: its length as written, and the correct ending that replaces it.
#[derive(Clone, Copy)]
struct Ending {
    /// In characters.
    written: usize,
    kept: &'static str,
}

/// Endings as people write them, each with the correct one. A longer ending comes before the shorter ones that it starts with.
const ENDINGS: [(&str, &str); 14] = [
    ("ièmes", "es"),
    ("ième", "e"),
    ("èmes", "es"),
    ("ème", "e"),
    ("eme", "e"),
    ("ère", "re"),
    ("ers", "ers"),
    ("er", "er"),
    ("res", "res"),
    ("re", "re"),
    ("nde", "nde"),
    ("nd", "nd"),
    ("es", "es"),
    ("e", "e"),
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
    if !matches!(line.at(Some(end)), 'i' | 'è' | 'e' | 'r' | 'n') {
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
            "nd" | "nde" => numeral == "2",
            _ => !is_first,
        };
        matches && suits && (end..end + count).all(|at| line.follows(at, Rules::French))
    })?;
    Some((length, Ending { written: written.chars().count(), kept }))
}

/// Whether `numeral` is a well-formed Roman numeral from I to XXXIX.
fn is_roman(numeral: &str) -> bool {
    let tens = numeral.len() - numeral.trim_start_matches('X').len();
    let units = &numeral[tens..];
    tens <= 3 && ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"].contains(&units)
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

/// Whether « siècle » or « av. J.-C. » stands at `after`, directly or after up to three other centuries: « XIXe et XXe siècles ».
fn is_century(line: &Line, after: usize) -> bool {
    let text: String = line.text(after, 60).replace([NBSP, NNBSP], " ");
    let mut rest = text.as_str();
    for _ in 0..4 {
        if rest.starts_with(" siècle") || rest.starts_with(" av. J.-C.") {
            return true;
        }
        let joined = [" et ", " ou ", " au ", ", ", "-", "–", " – "].iter().find_map(|word| rest.strip_prefix(word));
        let Some(next) = joined else { return false };
        let next = next.strip_prefix("le ").unwrap_or(next);
        let numeral = next.len() - next.trim_start_matches(['I', 'V', 'X']).len();
        let after_numeral = &next[numeral..];
        let ending = ENDINGS.iter().find_map(|(written, _)| after_numeral.strip_prefix(written));
        let Some(ended) = ending.filter(|_| numeral > 0) else { return false };
        rest = ended;
    }
    false
}
