//! What rules leave alone: addresses, handles, hashtags, emoticons, times.

use super::line::{CALL, Line, OBJECT, is_blank};

const EMOTICONS: [&str; 26] = [
    ":)", ":-)", ";)", ";-)", ":(", ":-(", ":D", ":-D", ":P", ":-P", ":p", ":-p", ":/", ":-/", ":|", ":-|", ":o", ":O", ":*",
    ":'(", ":’(", "<3", "^^", "xD", "XD", "=)",
];

/// Marks characters that no rule may change.
pub(super) fn protect(line: &mut Line) {
    let ends_word = |character: char| {
        is_blank(character) || matches!(character, OBJECT | CALL | '«' | '»' | '"' | '“' | '”' | '(' | ')' | '<' | '>')
    };
    let mut start = 0;
    while start < line.cells.len() {
        let length = line.cells[start..].iter().take_while(|cell| !is_blank(cell.character)).count();
        emoticon(line, start, length);
        let word_end = start + length;
        let mut from = start;
        while from < word_end {
            let part = line.cells[from..word_end].iter().take_while(|cell| !ends_word(cell.character)).count();
            word(line, from, part);
            from += part + 1;
        }
        start = word_end + 1;
    }
}

/// An emoticon stands between blanks; a closing mark may follow.
fn emoticon(line: &mut Line, start: usize, length: usize) {
    // Nearly every word is none by its first character.
    let first = line.cells.get(start).filter(|_| length > 0).map(|cell| cell.character);
    if !first.is_some_and(|first| matches!(first, ':' | ';' | '<' | '^' | 'x' | 'X' | '=')) {
        return;
    }
    let text = line.text(start, length);
    let bare = text.trim_end_matches(['.', ',', '!', '?', '»']);
    if EMOTICONS.iter().any(|emoticon| text == *emoticon || (bare == *emoticon && text.len() > bare.len())) {
        fix(line, start, bare.chars().count());
    }
}

fn word(line: &mut Line, start: usize, length: usize) {
    // Without these characters, a point at the end aside, a word is no address, handle or time.
    let end = start + line.cells[start..start + length].iter().rposition(|cell| cell.character != '.').map_or(0, |at| at + 1);
    if !line.cells[start..end].iter().any(|cell| matches!(cell.character, '.' | ':' | '@' | '#')) {
        return;
    }
    let text = line.text(start, length);
    let trimmed = text.trim_end_matches(['.', ',', ';', ':', '!', '?', '…', '\'', '’', ']']);
    let kept = trimmed.chars().count();
    let domain = trimmed.split(['/', '?']).next().unwrap_or_default();
    let has_domain = domain.split('.').count() > 1 && domain.split('.').all(|label| label.chars().any(char::is_alphanumeric));
    let is_address = trimmed.contains("://")
        || trimmed.starts_with("www.")
        || trimmed.starts_with("mailto:")
        || (has_domain && trimmed.contains('/') && !domain.contains(['\'', '’']) && domain.chars().any(char::is_alphabetic));
    let is_mail =
        trimmed.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !name.contains(['\'', '’']));
    if is_address || is_mail {
        fix(line, start, kept);
        return;
    }
    let characters: Vec<char> = text.chars().collect();
    for (offset, &character) in characters.iter().enumerate() {
        let before = offset.checked_sub(1).map(|at| characters[at]);
        let opens = before.is_none_or(|before| !before.is_alphanumeric());
        if matches!(character, '@' | '#') && opens {
            let in_handle = |c: &&char| c.is_alphanumeric() || matches!(c, '_' | '@' | '-');
            let rest = characters[offset + 1..].iter().take_while(in_handle).count();
            if rest > 0 {
                fix(line, start + offset, rest + 1);
            }
        }
        let after = characters.get(offset + 1);
        let between_digits = before.is_some_and(|c| c.is_ascii_digit()) && after.is_some_and(char::is_ascii_digit);
        if character == ':' && (between_digits || before == Some(':') || after == Some(&':')) {
            fix(line, start + offset, 1);
        }
    }
}

fn fix(line: &mut Line, start: usize, length: usize) {
    line.cells.iter_mut().skip(start).take(length).for_each(|cell| cell.fixed = true);
}
