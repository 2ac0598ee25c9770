//! Numbers of French: what stays with them on a line.
//!
//! Sources: Lexique de l’Imprimerie nationale, « Nombres », « Coupures » (a number in figures is not parted from what it counts),
//! « Heures », « Numéros de téléphone »; the SI brochure (BIPM, 9th edition, 5.4.3) and ISO 80000-1, 7.1.4: a space between a number
//! and the symbol of a unit, also before °C. Read next: `names`, for what stands before a number.

use super::{
    characters::{NBSP, NNBSP, NOTE_CALL, is_space},
    line::{Line, Rules},
    names,
};

/// The minus sign.
const MINUS: char = '\u{2212}';

/// Units that a narrow no-break space joins to their number.
const UNITS: &[&str] = &[
    "%", "‰", "€", "$", "£", "¥", "k€", "M€", "Md€", "F", "kF", "MF", "°C", "°F", "K", "km", "m", "dm", "cm", "mm", "µm", "nm",
    "m²", "dm²", "cm²", "mm²", "km²", "m³", "dm³", "cm³", "mm³", "a", "ha", "l", "L", "dl", "dL", "cl", "cL", "ml", "mL", "hl",
    "hL", "kg", "g", "mg", "µg", "t", "kt", "Mt", "Gt", "min", "s", "ms", "µs", "ns", "j", "ko", "Ko", "Mo", "Go", "To", "Po",
    "kB", "MB", "GB", "TB", "px", "pt", "dpi", "kWh", "MWh", "GWh", "TWh", "Wh", "W", "kW", "MW", "GW", "TW", "V", "kV", "mV",
    "A", "mA", "Ah", "mAh", "Ω", "kΩ", "Hz", "kHz", "MHz", "GHz", "dB", "N", "kN", "J", "kJ", "MJ", "cal", "kcal", "Pa", "hPa",
    "kPa", "MPa", "bar", "mbar", "Bq", "Sv", "mSv", "lm", "lx", "mol", "tr", "ch", "°", "%vol", "₽", "₹", "₩", "₺", "₴", "EUR",
    "USD", "GBP", "CHF", "CAD", "JPY",
];

/// Units that need no space to be known as such: symbols, and letters that nothing else is written with after a figure.
const UNSPACED: &[&str] = &[
    "%", "‰", "€", "k€", "M€", "Md€", "°C", "°F", "km", "cm", "mm", "m²", "cm²", "km²", "m³", "kg", "mg", "ha", "cl", "ml",
    "kWh", "kW", "MW", "Mo", "Go", "To", "ko", "Ko", "Hz", "kHz", "MHz", "GHz", "dB", "min", "kcal", "hPa",
];

/// Words that are no noun and no adjective: a number before them counts something else.
const OTHER_WORDS: &[&str] = &[
    "a", "ai", "alors", "après", "au", "aussi", "aux", "avait", "avant", "avec", "car", "ce", "ces", "cette", "chez", "comme",
    "contre", "dans", "de", "depuis", "des", "dont", "donc", "du", "elle", "elles", "en", "entre", "est", "et", "eut", "fut",
    "il", "ils", "je", "la", "le", "les", "leur", "lui", "mais", "ne", "ni", "nous", "on", "ont", "or", "ou", "où", "par", "pas",
    "pendant", "plus", "pour", "puis", "quand", "que", "qui", "sa", "sans", "se", "selon", "ses", "si", "soit", "son", "sont",
    "sous", "sur", "tu", "un", "une", "vers", "vous", "y", "à", "était", "étaient",
];

/// Sets the spaces in numbers: before thousands, units, what is counted, and the `h` of a time of day.
pub(super) fn set_numbers(line: &mut Line) {
    let mut next = 0;
    while let Some(index) = line.trigger(next) {
        next += 1;
        if line.characters[index].is_ascii_digit() && !line.is_protected(index) {
            let last = if line.rules(index) == Rules::French { set_number(line, index) } else { join_number(line, index) };
            next = line.trigger_from(last + 1, next);
        }
    }
}

/// Joins the thousands and the unit of the number that starts at `start` where a space was typed, which is right in every language (SI
/// brochure, 5.4.3 and 5.4.4). Returns the index of its last character.
fn join_number(line: &mut Line, start: usize) -> usize {
    let may_join = |line: &Line, at: usize| line.at(Some(at)) == ' ' && at < line.characters.len() && !line.is_protected(at + 1);
    let space = (!line.before(start).is_alphanumeric()).then_some(NBSP);
    let (end, _) = join_thousands(line, start, space, may_join);
    let space = after_calls(line, end);
    if may_join(line, space) {
        let (unit, next) = unit_at(line, space + 1);
        if UNSPACED.contains(&unit.as_str()) && !next.is_alphanumeric() {
            line.set(space, NBSP);
        }
    }
    end - 1
}

/// Sets `space`, if there is one, between the thousands of the number that starts at `start`, where `may_join` allows it. Returns the
/// index after the number with its decimals, and whether it has any.
fn join_thousands(line: &mut Line, start: usize, space: Option<char>, may_join: impl Fn(&Line, usize) -> bool) -> (usize, bool) {
    let length = digits(line, start);
    let mut end = start + length;
    if let Some(space) = space.filter(|_| length <= 3) {
        while may_join(line, end) && digits(line, end + 1) == 3 {
            line.set(end, space);
            end += 4;
        }
    }
    let decimals = if matches!(line.at(Some(end)), ',' | '.') { digits(line, end + 1) } else { 0 };
    if decimals > 0 { (end + 1 + decimals, true) } else { (end, false) }
}

/// The index after the calls of notes that stand from `index` on, between a number and its unit.
fn after_calls(line: &Line, index: usize) -> usize {
    index + line.characters.iter().skip(index).take_while(|character| **character == NOTE_CALL).count()
}

/// What may be a unit at `index`, with what stands after a bar, and the character after it.
fn unit_at(line: &Line, index: usize) -> (String, char) {
    let in_unit = |c: &char| {
        c.is_alphanumeric()
            || matches!(c, '%' | '‰' | '€' | '$' | '£' | '¥' | '₽' | '₹' | '₩' | '₺' | '₴' | '°' | '/' | '²' | '³')
    };
    let word: String = line.characters[index..].iter().copied().take_while(in_unit).take(16).collect();
    let next = line.at(Some(index + word.chars().count()));
    (word, next)
}

/// How many digits stand from `from` on.
fn digits(line: &Line, from: usize) -> usize {
    line.characters[from.min(line.characters.len())..].iter().take_while(|character| character.is_ascii_digit()).count()
}

/// Sets the number that starts at `start`. Returns the index of its last character.
fn set_number(line: &mut Line, start: usize) -> usize {
    if let Some(end) = set_telephone_number(line, start) {
        return end - 1;
    }
    let length = digits(line, start);
    set_minus(line, start);
    let before = line.before(start);
    // The second number of « 8h-10h ».
    let ends_range = before == '-' && matches!(line.at(start.checked_sub(2)), '0'..='9' | 'h' | '%' | '€');
    let follows_text = before.is_alphanumeric() || (matches!(before, '.' | ',' | '_' | '-') && !ends_range);
    let may_join = |line: &Line, at: usize| is_space(line.at(Some(at))) && at < line.characters.len() && !line.is_protected(at);
    let (number_end, has_decimals) = join_thousands(line, start, (!follows_text).then_some(NNBSP), may_join);
    // Four figures without a space are a year more often than a number.
    let may_be_year = length == 4 && !has_decimals;
    let end = after_calls(line, number_end);
    join_degree(line, end);
    let spaces = usize::from(end < line.characters.len() && is_space(line.characters[end]));
    let first = end + spaces;
    if first >= line.characters.len() || line.is_protected(first) {
        return end - 1;
    }
    let (word, next) = unit_at(line, first);
    let after = first + word.chars().count();
    // « 5 %-6 % », « 10 €-20 € ».
    let before_range = next == '-' && line.at(Some(after + 1)).is_ascii_digit();
    let whole = (before_range || !matches!(next, '’' | '\'' | '-')) && !next.is_alphanumeric();
    // « 8h-10h », « 8h-midi ».
    let begins_range = next == '-' && line.at(Some(after + 1)).is_alphanumeric();
    let hour = line.text(start, number_end - start).parse::<u32>().is_ok_and(|hour| hour <= 24) && !follows_text;
    // « 24 h/24 », « 7 j/7 ».
    if spaces > 0 && matches!(word.as_str(), "h/24" | "j/7" | "jours/7") {
        return line.space_before(first, NBSP, true);
    }
    let minutes = word
        .strip_prefix('h')
        .filter(|rest| rest.is_empty() || (rest.len() == 2 && rest.bytes().all(|byte| byte.is_ascii_digit())));
    if let Some(minutes) = minutes.filter(|_| hour && (whole || begins_range)) {
        let at = line.space_before(first, NBSP, true);
        let spaced = is_space(line.after(at)) && digits(line, at + 2) == 2 && !line.at(Some(at + 4)).is_alphanumeric();
        if !minutes.is_empty() || spaced {
            line.space_after(at, NBSP, true);
        }
        return at;
    }
    // « 10 €/an », « 200 g/m² »: what stands after the bar may be any word.
    let unit = word.split_once('/').map_or(word.as_str(), |(unit, per)| if per.is_empty() { "" } else { unit });
    let unspaced = !follows_text && UNSPACED.contains(&unit) || matches!(unit, "%" | "‰" | "€" | "k€" | "M€" | "Md€" | "%vol");
    // « En 1984 A. Martin »: a year and an initial.
    let initial = may_be_year && next == '.' && unit.len() == 1 && unit != "%";
    if whole && UNITS.contains(&unit) && (unspaced || spaces > 0) && !initial {
        return line.space_before(first, NNBSP, true);
    }
    let counts = !follows_text && !may_be_year && names::label_before(line, start).is_none();
    if counts && line.characters[end] == ' ' && is_counted(line, first) {
        line.set(end, NBSP);
    }
    end - 1
}

/// Sets the minus sign before a negative number that starts at `start`: a hyphen that stands after a space or a bracket.
fn set_minus(line: &mut Line, start: usize) {
    let opens = |sign: char| is_space(sign) || matches!(sign, '(' | '[' | '«' | '“' | '/');
    if start >= 2 && line.before(start) == '-' && opens(line.characters[start - 2]) && line.follows(start - 1, Rules::French) {
        line.set(start - 1, MINUS);
    }
}

/// Joins the `°` and the letter of « 12 ° C »: ISO 80000-1 writes °C without a space.
fn join_degree(line: &mut Line, end: usize) {
    let degree = end + usize::from(is_space(line.at(Some(end))));
    if line.at(Some(degree)) == '°'
        && is_space(line.after(degree))
        && matches!(line.at(Some(degree + 2)), 'C' | 'F')
        && !line.at(Some(degree + 3)).is_alphanumeric()
        && line.at(Some(degree + 3)) != '.'
        && line.follows(degree + 1, Rules::French)
    {
        line.remove(degree + 1, degree + 2);
    }
}

/// Whether the word at `index` is what a number before it counts, or an adjective of that.
fn is_counted(line: &Line, index: usize) -> bool {
    let word: String = line.characters[index..].iter().take_while(|c| c.is_alphabetic()).take(12).collect();
    let after = line.at(Some(index + word.chars().count()));
    word.starts_with(char::is_lowercase)
        && word.chars().nth(1).is_some()
        && !matches!(after, '’' | '\'')
        && !after.is_ascii_digit()
        && !OTHER_WORDS.contains(&word.as_str())
}

/// Joins the groups of a telephone number that starts at `start`: « 01 23 45 67 89 », « +32 2 123 45 67 ». Returns the index after it.
fn set_telephone_number(line: &mut Line, start: usize) -> Option<usize> {
    let length = digits(line, start);
    let before = line.before(start);
    let national = line.characters[start] == '0' && (2..=4).contains(&length) && !before.is_alphanumeric();
    let international = length <= 3 && matches!(before, '+' | ')');
    if !(national || international) {
        return None;
    }
    let mut end = start + length;
    let (mut all, mut spaces) = (length, Vec::new());
    while line.at(Some(end)) == NBSP || line.at(Some(end)) == ' ' {
        let group = digits(line, end + 1);
        if !(1..=4).contains(&group) || line.is_protected(end) || end >= line.characters.len() {
            break;
        }
        spaces.push(end);
        end += 1 + group;
        all += group;
    }
    if spaces.len() < 2 || !(8..=15).contains(&all) {
        return None;
    }
    spaces.into_iter().for_each(|at| line.set(at, NBSP));
    Some(end)
}
