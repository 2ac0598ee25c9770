//! YAML changed as an editor would: an entry added where it belongs, every other byte kept, comments and blank lines included.
//!
//! It reads just enough of YAML's layout to find a top-level list, in block or flow style; where the file is laid out otherwise it
//! says so by returning none, and the entry is shown to the editor instead. The caller reads the result again before it writes it.

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

/// Where an item goes in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Before all others.
    First,
    /// After all others.
    Last,
}

/// `text` with a mapping's entry at the end of the file, after an empty line.
#[must_use]
pub fn append(text: &str, entry: &str) -> String {
    let end = line_end(text);
    let kept = text.trim_end_matches(['\n', '\r', ' ']);
    // An empty mapping written out (`{}`) gives way to its first entry.
    let kept = kept.strip_suffix("{}").filter(|rest| !rest.trim_end_matches(' ').ends_with(':')).unwrap_or(kept).trim_end();
    let gap = if kept.is_empty() { String::new() } else { format!("{end}{end}") };
    format!("{kept}{gap}{}{end}", entry.trim_end().replace('\n', end))
}

/// `text` with one more item in the top-level list `key`, which is added when the file lacks it. `item` is the item's lines
/// without its dash. None when `key` is not a list, or the file is one flow mapping.
#[must_use]
pub fn add_to_list(text: &str, key: &str, item: &str, place: Place) -> Option<String> {
    let mut offset = 0;
    let mut lines = text.split_inclusive('\n').map(|line| {
        offset += line.len();
        (offset - line.len(), line)
    });
    let found = lines.find(|(_, line)| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')));
    let Some((start, line)) = found else {
        let flow = text.lines().any(|line| line.starts_with(['{', '[']) && line.trim_end() != "{}");
        return (!flow).then(|| append(text, &format!("{key}:\n{}", block_item(item, "  ", "\n"))));
    };
    let value = start + key.len() + 1;
    let rest = &line[key.len() + 1..];
    let value = value + (rest.len() - rest.trim_start().len());
    let written = without_comment(rest).trim();
    if text[value..].starts_with('[') && !written.is_empty() {
        return add_to_flow(text, value, item, place);
    }
    // `~` and `null` are the written forms of nothing.
    let keyword = matches!(written, "~" | "null");
    if !written.is_empty() && !keyword {
        return None;
    }
    let below = start + line.len();
    let mut edited = text[..below].to_owned();
    if keyword {
        edited.replace_range(value..value + written.len(), "");
        edited.truncate(edited.trim_end().len());
    }
    add_to_block(&edited, &text[below..], item, place, line_end(text))
}

/// Adds to the block list whose lines follow `head`, at the beginning of `tail`.
fn add_to_block(head: &str, tail: &str, item: &str, place: Place, end: &str) -> Option<String> {
    // The list goes on until the next key at the margin; blank lines and comments before that key belong to the key.
    let lines: Vec<&str> = tail.split_inclusive('\n').collect();
    let belongs = |line: &&&str| line.trim().is_empty() || line.starts_with([' ', '-', '#']) && !line.starts_with("---");
    let mut after = lines.iter().take_while(belongs).count();
    while after > 0 && (lines[after - 1].trim().is_empty() || lines[after - 1].starts_with('#')) {
        after -= 1;
    }
    let said = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let first = lines[..after].iter().position(|line| said(line));
    let indent = match first.map(|at| lines[at]) {
        Some(line) if line.trim_start().starts_with("- ") || line.trim() == "-" => &line[..line.len() - line.trim_start().len()],
        // Something else than a list.
        Some(_) => return None,
        None => "  ",
    };
    let at = match (place, first) {
        (Place::First, Some(first)) => first,
        (Place::First | Place::Last, _) => after,
    };
    let mut edited = head.to_owned();
    edited.extend(lines[..at].iter().copied());
    if !edited.ends_with('\n') {
        edited.push_str(end);
    }
    edited.push_str(&block_item(item, indent, end));
    edited.extend(lines[at..].iter().copied());
    Some(edited)
}

/// Adds to the flow list that opens at `open`, on one line or several. An empty one becomes a block when the item is a mapping.
fn add_to_flow(text: &str, open: usize, item: &str, place: Place) -> Option<String> {
    let Flow { close, first, last } = flow(text, open)?;
    let mapping = item.contains('\n');
    if first.is_none() && mapping {
        let head = text[..open].trim_end();
        let rest = text[close + 1..].split_once('\n').map_or(text[close + 1..].len(), |(line, _)| line.len() + 1) + close + 1;
        let comment = text[close + 1..rest].trim_end();
        return add_to_block(&format!("{head}{comment}"), &text[rest..], item, place, line_end(text));
    }
    let item = if mapping { format!("{{ {} }}", item.trim_end().replace('\n', ", ")) } else { item.trim_end().to_owned() };
    let (at, inserted) = match (place, first) {
        (_, None) => (open + 1, item),
        (Place::First, Some(first)) => (first, format!("{item}, ")),
        (Place::Last, Some(_)) if text[..last].ends_with(',') => (last, format!(" {item}")),
        (Place::Last, Some(_)) => (last, format!(", {item}")),
    };
    debug_assert!(at <= close);
    Some(format!("{}{inserted}{}", &text[..at], &text[at..]))
}

/// The inside of a flow list: where it closes, where its first item begins, and where what is said in it ends.
struct Flow {
    close: usize,
    first: Option<usize>,
    last: usize,
}

/// Reads a flow list as far as its closing bracket: quotes, nested lists and comments are stepped over.
fn flow(text: &str, open: usize) -> Option<Flow> {
    let (mut depth, mut quote, mut comment, mut escaped) = (0_usize, None, false, false);
    let mut inside = Flow { close: open, first: None, last: open + 1 };
    let mut before = '[';
    for (at, character) in text[open..].char_indices().map(|(at, character)| (open + at, character)) {
        let opened = match (quote, character) {
            _ if comment => {
                comment = character != '\n';
                before = character;
                continue;
            }
            (Some('"'), '\\') if !escaped => {
                escaped = true;
                continue;
            }
            (Some(mark), _) => {
                quote = Some(mark).filter(|_| escaped || character != mark);
                escaped = false;
                false
            }
            (None, '#') if before.is_whitespace() => {
                comment = true;
                continue;
            }
            // An apostrophe inside a word opens nothing; two in a row are one, inside quotes.
            (None, '"' | '\'') if before.is_whitespace() || matches!(before, '[' | '{' | ',' | ':' | '\'') => {
                quote = Some(character);
                false
            }
            (None, '[' | '{') => {
                depth += 1;
                depth == 1
            }
            (None, ']' | '}') => {
                depth -= 1;
                if depth == 0 {
                    return (character == ']').then_some(Flow { close: at, ..inside });
                }
                false
            }
            (None, _) => false,
        };
        if !opened && !character.is_whitespace() {
            inside.first.get_or_insert(at);
            inside.last = at + character.len_utf8();
        }
        before = character;
    }
    None
}

/// The lines of an item behind its dash.
fn block_item(item: &str, indent: &str, end: &str) -> String {
    let lines = item.trim_end().lines().enumerate();
    lines.map(|(number, line)| format!("{indent}{}{line}{end}", if number == 0 { "- " } else { "  " })).collect()
}

fn without_comment(value: &str) -> &str {
    if value.trim_start().starts_with('#') { "" } else { value.split_once(" #").map_or(value, |(value, _)| value) }
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
