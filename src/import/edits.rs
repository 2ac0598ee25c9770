//! Edits of YAML files: adds an entry and keeps every other byte, comments and blank lines included.
//!
//! It reads just enough of YAML 1.2 to find a top-level sequence, in block or flow style. For any other layout it returns none, and
//! the caller shows the entry to the editor instead. The caller parses the result before writing it.

/// A YAML scalar for this text: plain if possible, else in double quotes.
#[must_use]
pub fn quote_scalar(text: &str) -> String {
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

/// Where to insert an item in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// Before all others.
    First,
    /// After all others.
    Last,
}

/// `text` with an entry of the top-level mapping added at the end of the file, after an empty line.
#[must_use]
pub fn append_entry(text: &str, entry: &str) -> String {
    let end = line_end(text);
    let kept = text.trim_end_matches(['\n', '\r', ' ']);
    // An empty flow mapping (`{}`) is replaced by its first entry.
    let kept = kept.strip_suffix("{}").filter(|rest| !rest.trim_end_matches(' ').ends_with(':')).unwrap_or(kept).trim_end();
    let gap = if kept.is_empty() { String::new() } else { format!("{end}{end}") };
    format!("{kept}{gap}{}{end}", entry.trim_end().replace('\n', end))
}

/// `text` with more items in the top-level list `key`, which is created when it is missing. Each of `items` has the lines of one item
/// without the dash. None when `key` is not a list, or when the file is a flow mapping.
#[must_use]
pub fn add_to_list(text: &str, key: &str, items: &[&str], position: Position) -> Option<String> {
    let mut offset = 0;
    let mut lines = text.split_inclusive('\n').map(|line| {
        offset += line.len();
        (offset - line.len(), line)
    });
    let found = lines.find(|(_, line)| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')));
    let Some((start, line)) = found else {
        let flow = text.lines().any(|line| line.starts_with(['{', '[']) && line.trim_end() != "{}");
        return (!flow).then(|| append_entry(text, &format!("{key}:\n{}", block_items(items, "  ", "\n"))));
    };
    let value = start + key.len() + 1;
    let rest = &line[key.len() + 1..];
    let value = value + (rest.len() - rest.trim_start().len());
    let written = without_comment(rest).trim();
    if text[value..].starts_with('[') && !written.is_empty() {
        return add_to_flow(text, value, items, position);
    }
    // `~` and `null` are empty values (YAML 1.2, 10.3.2).
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
    add_to_block(&edited, &text[below..], items, position, line_end(text))
}

/// `text` with more lines at the end of the mapping under the top-level key `key`. `lines` are keys with their values, without indentation.
/// None when there is no such mapping, or when it is written in one line that cannot hold them.
#[must_use]
pub fn add_to_mapping(text: &str, key: &str, lines: &str) -> Option<String> {
    let end = line_end(text);
    let is_key = |line: &&str| {
        let rest = line.strip_prefix(key).and_then(|rest| rest.strip_prefix(':'));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
    };
    let start = text.split_inclusive('\n').take_while(|line| !is_key(line)).map(str::len).sum::<usize>();
    let mut found = text.get(start..)?.split_inclusive('\n');
    let first = found.next()?;
    let value = &first[key.len() + 1..];
    let open = start + first.len() - value.trim_start().len();
    if value.trim_start().starts_with('{') {
        let FlowCollection { close, first, last } = flow_collection(text, open)?;
        let is_block = lines.contains("|\n");
        let lines = lines.replace('\n', ", ");
        let gap = if first.is_none() || text[..last].ends_with(',') { "" } else { "," };
        let at = if first.is_none() { open + 1 } else { last };
        return (!is_block && at <= close).then(|| format!("{}{gap} {lines}{}", &text[..at], &text[at..]));
    }
    if !without_comment(value).trim().is_empty() {
        return None;
    }
    let has_content = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let (mut at, mut indent, mut offset) = (start + first.len(), None, start + first.len());
    for line in found {
        if has_content(line) && !line.starts_with(' ') {
            break;
        }
        offset += line.len();
        if has_content(line) {
            indent.get_or_insert(&line[..line.len() - line.trim_start_matches(' ').len()]);
            at = offset;
        }
    }
    let indent = indent.unwrap_or("  ");
    if text[start + first.len()..at]
        .lines()
        .find(|line| has_content(line))
        .is_some_and(|line| line.trim_start().starts_with("- "))
    {
        return None;
    }
    let mut edited = text[..at].to_owned();
    if !edited.ends_with('\n') {
        edited.push_str(end);
    }
    for line in lines.lines() {
        let line = if line.is_empty() { String::new() } else { format!("{indent}{line}") };
        edited.push_str(&line);
        edited.push_str(end);
    }
    Some(edited + &text[at..])
}

/// `text` with `file` at the end of the texts of the part with this title or identifier. None when there is no such part in the body, or
/// when it is not written with a key on each line.
#[must_use]
pub fn add_to_part(text: &str, part: &str, file: &str) -> Option<String> {
    let unquoted = |value: &str| without_comment(value).trim().trim_matches(['"', '\'']).to_owned();
    let key = |line: &str, key: &str| {
        let content = line.trim_start_matches([' ', '-']);
        content.strip_prefix(key)?.strip_prefix(':').map(unquoted)
    };
    let end = line_end(text);
    let mut lines: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        lines.push((at, line));
        at += line.len();
    }
    // Each part from its dash to the next one in that column.
    let column = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let starts: Vec<usize> = (0..lines.len())
        .filter(|at| lines[*at].1.trim_start().starts_with("- ") && key(lines[*at].1, "part").is_some())
        .collect();
    let range = starts.iter().map(|start| {
        let dash = column(lines[*start].1);
        let length = lines[start + 1..].iter().take_while(|(_, line)| line.trim().is_empty() || column(line) > dash).count();
        *start..start + 1 + length
    });
    let is_meant = |range: &std::ops::Range<usize>| {
        lines[range.clone()]
            .iter()
            .any(|(_, line)| key(line, "part").is_some_and(|title| title == part) || key(line, "id").is_some_and(|id| id == part))
    };
    let range = range.into_iter().find(is_meant)?;
    let texts = range.clone().find(|at| key(lines[*at].1, "texts").is_some())?;
    let (start, line) = lines[texts];
    let value = line.find(':')? + 1;
    if without_comment(&line[value..]).trim().starts_with('[') {
        return add_to_flow(text, start + line.find('[')?, &[file], Position::Last);
    }
    let content = |at: &usize| !lines[*at].1.trim().is_empty() && !lines[*at].1.trim_start().starts_with('#');
    let mut items = (texts + 1..range.end).filter(content).filter(|at| lines[*at].1.trim_start().starts_with("- "));
    let last = items.next_back();
    let indent = last.map_or_else(|| " ".repeat(column(lines[texts].1) + 4), |last| " ".repeat(column(lines[last].1)));
    let (start, line) = lines[last.unwrap_or(texts)];
    let mut edited = text[..start + line.len()].to_owned();
    if !edited.ends_with('\n') {
        edited.push_str(end);
    }
    edited.push_str(&format!("{indent}- {file}{end}"));
    Some(edited + &text[start + line.len()..])
}

/// Inserts items in the block sequence at the beginning of `tail`, the text after `head`. `end` is the file's line end.
fn add_to_block(head: &str, tail: &str, items: &[&str], position: Position, end: &str) -> Option<String> {
    // The sequence ends at the next line that begins with a key. Blank lines and comments before that key belong to the key.
    let lines: Vec<&str> = tail.split_inclusive('\n').collect();
    let belongs = |line: &&&str| line.trim().is_empty() || line.starts_with([' ', '-', '#']) && !line.starts_with("---");
    let mut after = lines.iter().take_while(belongs).count();
    while after > 0 && (lines[after - 1].trim().is_empty() || lines[after - 1].starts_with('#')) {
        after -= 1;
    }
    let has_content = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let first = lines[..after].iter().position(|line| has_content(line));
    let indent = match first.map(|at| lines[at]) {
        Some(line) if line.trim_start().starts_with("- ") || line.trim() == "-" => &line[..line.len() - line.trim_start().len()],
        // Not a sequence.
        Some(_) => return None,
        None => "  ",
    };
    let at = match (position, first) {
        (Position::First, Some(first)) => first,
        (Position::First | Position::Last, _) => after,
    };
    let mut edited = head.to_owned();
    edited.extend(lines[..at].iter().copied());
    if !edited.ends_with('\n') {
        edited.push_str(end);
    }
    edited.push_str(&block_items(items, indent, end));
    edited.extend(lines[at..].iter().copied());
    Some(edited)
}

/// Inserts items in the flow sequence that opens at offset `open`. An empty sequence becomes a block sequence if an item is a
/// mapping.
fn add_to_flow(text: &str, open: usize, items: &[&str], position: Position) -> Option<String> {
    let FlowCollection { close, first, last } = flow_collection(text, open).filter(|_| text[open..].starts_with('['))?;
    let is_mapping = |item: &str| item.contains('\n');
    if first.is_none() && items.iter().any(|item| is_mapping(item)) {
        let head = text[..open].trim_end();
        let rest = text[close + 1..].split_once('\n').map_or(text[close + 1..].len(), |(line, _)| line.len() + 1) + close + 1;
        let comment = text[close + 1..rest].trim_end();
        return add_to_block(&format!("{head}{comment}"), &text[rest..], items, position, line_end(text));
    }
    let in_flow = |item: &&str| {
        if is_mapping(item) { format!("{{ {} }}", item.trim_end().replace('\n', ", ")) } else { item.trim_end().to_owned() }
    };
    let items = items.iter().map(in_flow).collect::<Vec<_>>().join(", ");
    let (at, inserted) = match (position, first) {
        (_, None) => (open + 1, items),
        (Position::First, Some(first)) => (first, format!("{items}, ")),
        (Position::Last, Some(_)) if text[..last].ends_with(',') => (last, format!(" {items}")),
        (Position::Last, Some(_)) => (last, format!(", {items}")),
    };
    debug_assert!(at <= close);
    Some(format!("{}{inserted}{}", &text[..at], &text[at..]))
}

/// Byte offsets in a flow sequence or a flow mapping.
struct FlowCollection {
    /// Its closing bracket.
    close: usize,
    /// The beginning of its first item; none when it is empty.
    first: Option<usize>,
    /// The end of its last item or comma.
    last: usize,
}

/// Scans the flow sequence or flow mapping that opens at `open` up to its closing bracket, past quoted scalars, nested collections and
/// comments. None when the brackets do not match.
fn flow_collection(text: &str, open: usize) -> Option<FlowCollection> {
    let closing = if text[open..].starts_with('{') { '}' } else { ']' };
    let (mut depth, mut quote, mut comment, mut escaped) = (0_usize, None, false, false);
    let mut inside = FlowCollection { close: open, first: None, last: open + 1 };
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
            // An apostrophe inside a word opens no quotes; two in a row, inside quotes, are an escaped one.
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
                    return (character == closing).then_some(FlowCollection { close: at, ..inside });
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

/// The lines of items of a block sequence, with their dashes and indentation.
fn block_items(items: &[&str], indent: &str, end: &str) -> String {
    let lines = items.iter().flat_map(|item| item.trim_end().lines().enumerate());
    lines.map(|(number, line)| format!("{indent}{}{line}{end}", if number == 0 { "- " } else { "  " })).collect()
}

/// A value without the comment after it.
fn without_comment(value: &str) -> &str {
    if value.trim_start().starts_with('#') { "" } else { value.split_once(" #").map_or(value, |(value, _)| value) }
}

/// A text with its header changed and a new body: `status` gets a new value, and those keys of `missing` are added that the header
/// does not have. None when the text has no header with a status.
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

/// A text with another body; its header stays as it is, but that an approval lapses: it was given to the old body. The second value says
/// whether one did. None when the text has no header.
#[must_use]
pub fn replace_body(text: &str, body: &str) -> Option<(String, bool)> {
    let end = line_end(text);
    let mut replaced = String::with_capacity(text.len() + body.len());
    let mut lines = text.split_inclusive('\n');
    replaced.push_str(lines.next().filter(|line| line.trim_end() == "---")?);
    // Without a status a text is approved.
    let (mut has_status, mut lapses) = (false, false);
    for line in lines {
        if line.trim_end() == "---" {
            if !has_status {
                replaced.push_str(&format!("status: review{end}"));
                lapses = true;
            }
            replaced.push_str(line.trim_end());
            replaced.push_str(end);
            replaced.push_str(&body.replace('\n', end));
            return Some((replaced, lapses));
        }
        let value = line.strip_prefix("status:").map(|value| without_comment(value).trim().trim_matches(['"', '\'']).to_owned());
        has_status |= value.is_some();
        match value.as_deref() {
            Some("draft" | "review") | None => replaced.push_str(line),
            Some(value) => {
                lapses |= value == "approved";
                replaced.push_str(&format!("status: review{end}"));
            }
        }
    }
    None
}

/// The line end that a file uses.
fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}
