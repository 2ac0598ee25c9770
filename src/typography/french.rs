//! French rules: spaces before marks and in numbers, abbreviations, ordinals and centuries.
//!
//! After the Lexique des règles typographiques de l’Imprimerie nationale: a thin no-break space before `;` `!` `?`, a no-break
//! space before `:` and inside guillemets.

use super::line::{CALL, Form, Line, NO_BREAK, OBJECT, Rules, THIN, is_blank, is_space};

/// Spaces before `;` `!` `?` `:` and inside « ».
pub(super) fn spaces(line: &mut Line) {
    let mut number = 0;
    while let Some(index) = line.sign(number) {
        number += 1;
        let character = line.characters[index];
        if !matches!(character, '«' | '»' | ';' | '!' | '?' | ':') || !line.is(index, Rules::French) {
            continue;
        }
        match character {
            '«' if index + 1 < line.characters.len() && line.after(index) != '\n' => line.space_after(index, NO_BREAK, true),
            '»' if index > 0 && line.before(index) != '\n' => drop(line.space_before(index, NO_BREAK, true)),
            ';' | '!' | '?' => mark(line, index, THIN),
            ':' => mark(line, index, NO_BREAK),
            _ => {}
        }
    }
}

/// The space before a mark, or a group of marks (`?!`). It is left as it is where the mark belongs to what follows.
fn mark(line: &mut Line, index: usize, space: char) {
    let is_mark = |character: char| matches!(character, '!' | '?');
    let before = line.before(index);
    if is_mark(before) || matches!(before, '(' | '[' | '\n' | ':' | ';') {
        return;
    }
    let group = line.characters[index + 1..].iter().take_while(|character| is_mark(**character)).count();
    let next = line.at(Some(index + 1 + group));
    let ends = is_blank(next) || matches!(next, CALL | '»' | '”' | '"' | ')' | ']' | '…' | ',' | '.' | '–' | '—' | '’');
    let word_before = line.characters[..index].iter().rev().copied().find(|character| !is_space(*character));
    // After an opening guillemet the space is already the guillemet’s.
    let Some(word_before) = word_before.filter(|character| !matches!(character, '«' | '(' | '[' | '\n')) else { return };
    let word = word_before.is_alphanumeric()
        || matches!(word_before, '»' | '”' | ')' | ']' | '…' | '’' | '.' | '%' | '€' | '°' | CALL | OBJECT);
    let symbol = !word_before.is_ascii();
    if ends {
        line.space_before(index, space, word || symbol);
    }
}

/// Units that a thin no-break space ties to their number.
const UNITS: [&str; 37] = [
    "%", "‰", "€", "$", "£", "k€", "M€", "Md€", "°C", "°F", "km", "km/h", "m", "cm", "mm", "m²", "cm²", "km²", "m³", "kg", "g",
    "mg", "min", "s", "ms", "ko", "Ko", "Mo", "Go", "To", "px", "pt", "ha", "kWh", "W", "Hz", "dpi",
];

/// Thousands, units, times of the day.
pub(super) fn numbers(line: &mut Line) {
    let mut next = 0;
    while let Some(index) = line.sign(next) {
        next += 1;
        if line.characters[index].is_ascii_digit() && line.is(index, Rules::French) {
            let last = number(line, index);
            next = line.sign_from(last + 1, next);
        }
    }
}

/// Sets the number that starts at `start` and returns its last digit.
fn number(line: &mut Line, start: usize) -> usize {
    let digits = |line: &Line, from: usize| {
        line.characters[from.min(line.characters.len())..].iter().take_while(|character| character.is_ascii_digit()).count()
    };
    let length = digits(line, start);
    let mut end = start + length;
    let follows_text = line.before(start).is_alphanumeric() || matches!(line.before(start), '.' | ',' | '_' | '-');
    if !follows_text && length <= 3 {
        while is_space(line.at(Some(end))) && end < line.characters.len() && digits(line, end + 1) == 3 && !line.is_fixed(end) {
            line.set(end, THIN);
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
    if first >= line.characters.len() || line.is_fixed(first) {
        return end - 1;
    }
    if let Some(minutes) = minutes.filter(|_| hour && whole) {
        let at = line.space_before(first, NO_BREAK, true);
        let spaced = is_space(line.after(at)) && digits(line, at + 2) == 2 && !line.at(Some(at + 4)).is_alphanumeric();
        if !minutes.is_empty() || spaced {
            line.space_after(at, NO_BREAK, true);
        }
        return at;
    }
    let symbol = ["%", "‰", "€", "k€", "M€", "Md€"].contains(&word.as_str());
    if whole && UNITS.contains(&word.as_str()) && (symbol || spaces > 0) {
        return line.space_before(first, THIN, true);
    }
    end - 1
}

/// Abbreviations before a number, and titles before a name: a no-break space follows.
pub(super) fn abbreviations(line: &mut Line) {
    const BEFORE_NUMBER: [&str; 15] =
        ["n°", "N°", "nº", "§", "art.", "chap.", "p.", "pp.", "vol.", "t.", "fig.", "tabl.", "éd.", "no", "nos"];
    /// Characters of the longest of them, « Mlles ».
    const LONGEST: usize = 5;
    const BEFORE_NAME: [&str; 13] = ["M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles", "Dr", "Drs", "Pr", "Prs", "St", "Ste", "Mgr"];
    for sign in 0..line.signs.len() {
        let Some(index) = line.signs[sign].checked_sub(1).filter(|index| *index > 0 && line.characters[*index] == ' ') else {
            continue;
        };
        let next = line.after(index);
        if !(next.is_ascii_digit() || next.is_uppercase()) || !line.is(index, Rules::French) {
            continue;
        }
        let in_word =
            |character: char| !is_blank(character) && !matches!(character, '«' | '(' | '[' | '“' | '’' | '–' | '—' | '-');
        let length = line.characters[..index].iter().rev().take(LONGEST + 1).take_while(|character| in_word(**character)).count();
        // No abbreviation is as long as most words.
        if length > LONGEST || length == 0 {
            continue;
        }
        let start = index - length;
        let is = |word: &str| line.characters[start..index].iter().copied().eq(word.chars());
        let number = next.is_ascii_digit()
            && BEFORE_NUMBER.into_iter().any(|word| is(word) && (line.is_fixed(index - 1) || !matches!(word, "no" | "nos")));
        let name = next.is_uppercase() && BEFORE_NAME.into_iter().any(is);
        let initial =
            next.is_uppercase() && length == 2 && line.characters[start].is_uppercase() && line.characters[start + 1] == '.';
        let era = is("av.") && line.reads(index + 1, "J.-C.");
        if number || name || initial || era {
            line.set(index, NO_BREAK);
        }
    }
}

/// Ordinals raised (1er, 2e, XXIe), and the numerals of centuries in small capitals.
pub(super) fn ordinals(line: &mut Line) {
    let mut number = 0;
    while let Some(index) = line.sign(number) {
        number += 1;
        let Some((numeral, ending)) = ordinal(line, index) else { continue };
        let roman = line.characters[index].is_ascii_uppercase();
        let century = roman && is_century(line, index + numeral + ending.written);
        raise(line, index + numeral, ending);
        if century {
            for at in index..index + numeral {
                line.set(at, line.characters[at].to_ascii_lowercase());
            }
            line.form(index, numeral, Form::SmallCaps);
            let space = index + numeral + ending.kept.len();
            if line.at(Some(space)) == ' ' && line.text(space + 1, 6) == "siècle" {
                line.set(space, NO_BREAK);
            }
        }
        number = line.sign_from(index + numeral + 1, number);
    }
}

/// What follows a numeral: as many characters as written, and what is kept of them.
#[derive(Clone, Copy)]
struct Ending {
    written: usize,
    kept: &'static str,
}

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

/// The length of the numeral at `index` and its ending, when it is an ordinal.
fn ordinal(line: &Line, index: usize) -> Option<(usize, Ending)> {
    if !matches!(line.at(Some(index)), '0'..='9' | 'I' | 'V' | 'X') {
        return None;
    }
    let before = line.before(index);
    if !line.is(index, Rules::French) || before.is_alphanumeric() || matches!(before, '_' | '@' | '#' | '.' | ',') {
        return None;
    }
    let count = |is: fn(&char) -> bool| line.characters[index..].iter().take(8).take_while(|character| is(character)).count();
    let digits = count(char::is_ascii_digit);
    let length = digits.max(count(|character| matches!(character, 'I' | 'V' | 'X')));
    let end = index + length;
    // No ending begins with anything else, and most numbers and capitals have none.
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
        let matches = line.reads(end, written) && !line.at(Some(end + count)).is_alphanumeric();
        let suits = match *kept {
            "er" | "re" | "ers" | "res" => is_first,
            "nd" | "nde" => numeral == "2",
            _ => !is_first,
        };
        matches && suits && (end..end + count).all(|at| line.is(at, Rules::French))
    })?;
    Some((length, Ending { written: written.chars().count(), kept }))
}

/// Whether `numeral` is one of I to XXXIX as it is written.
fn is_roman(numeral: &str) -> bool {
    let tens = numeral.len() - numeral.trim_start_matches('X').len();
    let units = &numeral[tens..];
    let is_nine_of_ten = |units: &str| units == "IX";
    tens <= 3 && (["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII"].contains(&units) || is_nine_of_ten(units))
}

fn raise(line: &mut Line, at: usize, ending: Ending) {
    let kept = ending.kept.chars().count();
    line.remove(at + kept, at + ending.written);
    for (offset, character) in ending.kept.chars().enumerate() {
        line.set(at + offset, character);
    }
    line.form(at, kept, Form::Superscript);
}

/// Whether « siècle » follows, or « av. J.-C. », perhaps after other centuries: « XIXe et XXe siècles ».
fn is_century(line: &Line, after: usize) -> bool {
    let text: String = line.text(after, 60).replace([NO_BREAK, THIN], " ");
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
