//! YAML changed as an editor would: an entry added where it belongs, every other byte kept, comments and blank lines included.
//!
//! It reads just enough of YAML's layout to find a top-level list; where the file is laid out otherwise it says so by returning
//! none, and the entry is shown to the editor instead. The caller reads the result again before it writes it.

/// A scalar that YAML reads back as the same text.
#[must_use]
pub fn scalar(text: &str) -> String {
    let safe =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '’' | '-' | '.' | '(' | ')' | '/' | '«' | '»' | '\u{a0}' | '\u{202f}');
    let word = text.to_lowercase();
    let plain = !text.is_empty()
        && text.chars().all(safe)
        && text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && !matches!(word.as_str(), "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n");
    if plain {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&format!("\\x{:02x}", u32::from(c).min(0xff))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// `text` with a mapping's entry at the end of the file, after an empty line.
#[must_use]
pub fn append(text: &str, entry: &str) -> String {
    let end = line_end(text);
    let kept = text.trim_end_matches(['\n', '\r', ' ']);
    let gap = if kept.is_empty() { String::new() } else { format!("{end}{end}") };
    format!("{kept}{gap}{}{end}", entry.trim_end().replace('\n', end))
}

/// `text` with one more item at the end of the top-level list `key`. `item` is the item's lines without its dash; a flow list
/// (`[a, b]`) takes an item of one line. None when `key` is not such a list.
#[must_use]
pub fn append_to_list(text: &str, key: &str, item: &str) -> Option<String> {
    let end = line_end(text);
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let at = lines.iter().position(|line| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')))?;
    let value = lines[at][key.len() + 1..].trim();
    let value = value.split_once(" #").map_or(value, |(value, _)| value.trim_end());
    let value = if value.starts_with('#') { "" } else { value };
    let mut edited = String::with_capacity(text.len() + item.len() + 16);
    if value.starts_with('[') {
        // One line only: a flow list over several lines is left to the editor.
        let close = value.strip_suffix(']').filter(|_| !item.contains('\n'))?;
        let first = close[1..].trim().is_empty();
        let offset = lines[at].rfind(']')?;
        edited.extend(lines[..at].iter().copied());
        edited.push_str(lines[at][..offset].trim_end());
        edited.push_str(if first { "" } else { ", " });
        edited.push_str(item.trim_end());
        edited.push_str(&lines[at][offset..]);
        edited.extend(lines[at + 1..].iter().copied());
        return Some(edited);
    }
    if !value.is_empty() {
        return None;
    }
    // The list goes on until the next key at the margin; blank lines and comments before that key belong to the key.
    let block = |line: &&str| {
        let line = line.trim_end();
        line.is_empty() || line.starts_with([' ', '-', '#'])
    };
    let mut after = at + 1 + lines[at + 1..].iter().take_while(|line| block(line)).count();
    while after > at + 1 && (lines[after - 1].trim().is_empty() || lines[after - 1].starts_with('#')) {
        after -= 1;
    }
    let dash = lines[at + 1..after].iter().find(|line| line.trim_start().starts_with("- "));
    let indent = match dash {
        Some(line) => &line[..line.len() - line.trim_start().len()],
        None if after == at + 1 => "  ",
        None => return None,
    };
    edited.extend(lines[..after].iter().copied());
    if !edited.ends_with('\n') {
        edited.push_str(end);
    }
    for (number, line) in item.trim_end().lines().enumerate() {
        edited.push_str(indent);
        edited.push_str(if number == 0 { "- " } else { "  " });
        edited.push_str(line);
        edited.push_str(end);
    }
    edited.extend(lines[after..].iter().copied());
    Some(edited)
}

/// A header whose `status` is changed and which is given the keys of `missing` that it lacks; with a body. None when the text has
/// no header with a status.
#[must_use]
pub fn fill_text(text: &str, status: &str, missing: &[(&str, String)], body: &str) -> Option<String> {
    let end = line_end(text);
    let mut filled = String::with_capacity(text.len() + body.len() + 64);
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|line| line.trim_end() == "---")?;
    filled.push_str(first);
    let mut keys = Vec::new();
    let mut changed = false;
    for line in lines {
        if line.trim_end() == "---" {
            for (key, value) in missing.iter().filter(|(key, _)| !keys.contains(key)) {
                filled.push_str(&format!("{key}: {value}{end}"));
            }
            filled.push_str("---");
            filled.push_str(end);
            filled.push_str(&body.replace('\n', end));
            return changed.then_some(filled);
        }
        let key = line.split_once(':').map_or("", |(key, _)| key);
        keys.push(key);
        if key == "status" {
            filled.push_str(&format!("status: {status}{end}"));
            changed = true;
        } else {
            filled.push_str(line);
        }
    }
    None
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}
