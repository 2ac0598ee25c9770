//! Text that the rules must not change: addresses, handles, hashtags, emoticons, times.

use super::{
    characters::{NOTE_CALL, OBJECT, is_blank},
    line::Line,
};

const EMOTICONS: [&str; 26] = [
    ":)", ":-)", ";)", ";-)", ":(", ":-(", ":D", ":-D", ":P", ":-P", ":p", ":-p", ":/", ":-/", ":|", ":-|", ":o", ":O", ":*",
    ":'(", ":’(", "<3", "^^", "xD", "XD", "=)",
];

/// Protects the characters that no rule may change.
pub(super) fn protect(line: &mut Line) {
    let ends_word = |character: char| {
        is_blank(character) || matches!(character, OBJECT | NOTE_CALL | '«' | '»' | '"' | '“' | '”' | '(' | ')' | '<' | '>')
    };
    let mut number = 0;
    while let Some(index) = line.trigger(number) {
        number += 1;
        // `x` begins the emoticon « xD » but is no trigger; the `D` after it is.
        let may_begin = if line.characters[index] == 'D' && line.before(index) == 'x' { index - 1 } else { index };
        if is_blank(line.before(may_begin)) {
            protect_emoticon(line, may_begin);
        }
        // A word whose first trigger is the full stop at its end is no address.
        let ends = line.characters[index] == '.' && is_blank(line.after(index));
        if !ends && matches!(line.characters[index], '.' | ':' | '@' | '#') {
            let start = index - line.characters[..index].iter().rev().take_while(|character| !ends_word(**character)).count();
            let end = index + line.characters[index..].iter().take_while(|character| !ends_word(**character)).count();
            protect_word(line, start, end - start);
            number = line.trigger_from(end, number);
        }
    }
}

/// Protects the emoticon at `start`, if there is one. It ends at a blank; closing punctuation may follow it.
fn protect_emoticon(line: &mut Line, start: usize) {
    // The first character excludes nearly every word.
    if !matches!(line.characters[start], ':' | ';' | '<' | '^' | 'x' | 'X' | '=') {
        return;
    }
    let length = line.characters[start..].iter().take_while(|character| !is_blank(**character)).count();
    let text = line.text(start, length);
    let bare = text.trim_end_matches(['.', ',', '!', '?', '»']);
    if EMOTICONS.iter().any(|emoticon| text == *emoticon || (bare == *emoticon && text.len() > bare.len())) {
        let length = bare.chars().count();
        line.protect(start, length);
    }
}

/// The length of the code of an emoji that a word begins with, such as `:smile:`.
fn emoji_code(word: &str) -> Option<usize> {
    let (name, after) = word.strip_prefix(':')?.split_once(':')?;
    let is_name =
        name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-' | b'+'));
    let is_word = name.len() > 1 && name.bytes().any(|byte| byte.is_ascii_lowercase() || matches!(byte, b'+'));
    (is_name && is_word && !after.starts_with(char::is_alphanumeric)).then_some(name.len() + 2)
}

/// Protects what a word holds of addresses, handles and times.
fn protect_word(line: &mut Line, start: usize, length: usize) {
    // A word without these characters (full stops at its end aside) is no address, handle or time.
    let characters = &line.characters[start..start + length];
    let end = characters.iter().rposition(|character| *character != '.').map_or(0, |at| at + 1);
    if length < 2 || !characters[..end].iter().any(|character| matches!(character, '.' | ':' | '@' | '#')) {
        return;
    }
    let text = line.text(start, length);
    let trimmed = text.trim_end_matches(['.', ',', ';', ':', '!', '?', '…', '\'', '’', ']']);
    let kept = trimmed.chars().count();
    // A straight mark before an address is a quotation mark.
    let quoted = usize::from(trimmed.starts_with('\''));
    let bare = &trimmed[quoted..];
    let domain = bare.split(['/', '?']).next().unwrap_or_default();
    let has_domain = domain.split('.').count() > 1 && domain.split('.').all(|label| label.chars().any(char::is_alphanumeric));
    let is_address = bare.contains("://")
        || bare.starts_with("www.")
        || bare.starts_with("mailto:")
        || (has_domain && bare.contains('/') && !domain.contains(['\'', '’']) && domain.chars().any(char::is_alphabetic));
    let is_mail =
        trimmed.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !name.contains(['\'', '’']));
    if is_address || is_mail {
        line.protect(start + quoted, kept - quoted);
        return;
    }
    let characters: Vec<char> = text.chars().collect();
    if let Some(length) = emoji_code(text.as_str()) {
        line.protect(start, length);
        return;
    }
    for (offset, &character) in characters.iter().enumerate() {
        let before = offset.checked_sub(1).map(|at| characters[at]);
        let opens = before.is_none_or(|before| !before.is_alphanumeric());
        if matches!(character, '@' | '#') && opens {
            let in_handle = |c: &&char| c.is_alphanumeric() || matches!(c, '_' | '@' | '-');
            let rest = characters[offset + 1..].iter().take_while(in_handle).count();
            if rest > 0 {
                line.protect(start + offset, rest + 1);
            }
        }
        let after = characters.get(offset + 1);
        let between_digits = before.is_some_and(|c| c.is_ascii_digit()) && after.is_some_and(char::is_ascii_digit);
        if character == ':' && (between_digits || before == Some(':') || after == Some(&':')) {
            line.protect(start + offset, 1);
        }
    }
}
