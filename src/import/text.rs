//! Plain text: a line is a paragraph, as scraping tools leave it.

use super::{Piece, Role, Scraped};
use crate::source::Source;

/// The lines of a text as blocks. Lines that begin with a bullet and follow each other are a list.
pub(super) fn pieces(source: &Source) -> Scraped {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut after_bullet = false;
    let text = source.text();
    for line in text.split(['\n', '\r']) {
        let start = line.as_ptr() as usize - text.as_ptr() as usize;
        let plain = line.trim();
        if plain.is_empty() {
            after_bullet = false;
            continue;
        }
        let start = start + (line.len() - line.trim_start().len());
        let span = source.span(start..start + plain.len());
        let item = bullet(plain);
        if let (true, Some(item), Some(last)) = (after_bullet, item, pieces.last_mut()) {
            if last.role == Role::Paragraph {
                let first = bullet(&last.plain).unwrap_or_default();
                last.markdown = format!("- {}", escape(first));
                last.role = Role::Other;
            }
            last.markdown.push_str("\n- ");
            last.markdown.push_str(&escape(item));
            last.plain.push('\n');
            last.plain.push_str(plain);
            continue;
        }
        after_bullet = item.is_some();
        let role = if is_rule(plain) { Role::Rule } else { Role::Paragraph };
        pieces.push(Piece { role, plain: plain.to_owned(), markdown: escape(plain), pictures: Vec::new(), span });
    }
    Scraped { pieces, ..Scraped::default() }
}

fn bullet(line: &str) -> Option<&str> {
    ["- ", "* ", "• ", "· "].iter().find_map(|mark| line.strip_prefix(mark)).map(str::trim)
}

/// Whether a line draws a rule across the page.
pub(super) fn is_rule(line: &str) -> bool {
    let mut characters = line.chars().filter(|c| !c.is_whitespace());
    let first = characters.next();
    line.chars().count() >= 3
        && matches!(first, Some('_' | '-' | '=' | '*' | '─' | '—'))
        && characters.all(|character| Some(character) == first)
}

/// Characters that read as themselves in Markdown, whatever they are: what has a meaning there is escaped.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let begins_block = begins_block(text);
    for (at, character) in text.char_indices() {
        let special = match character {
            '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '~' | '{' | '}' | '|' => true,
            // Only what could be an entity.
            '&' => text[at + 1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '#'),
            _ => Some(at) == begins_block,
        };
        if special {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// The character that would make a heading, a list, a quotation or a container of the line.
fn begins_block(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let after = line[digits..].chars().next();
    let blank = |at: usize| line[at..].chars().next().is_none_or(char::is_whitespace);
    match after? {
        '#' | '>' | '=' if digits == 0 => Some(0),
        '-' | '+' if digits == 0 && (blank(1) || line.bytes().all(|byte| byte == b'-')) => Some(0),
        ':' if digits == 0 && (blank(1) || line.starts_with(":::")) => Some(0),
        '.' | ')' if (1..=9).contains(&digits) && blank(digits + 1) => Some(digits),
        _ => None,
    }
}
