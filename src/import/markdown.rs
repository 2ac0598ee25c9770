//! Markdown: blocks are taken as they are written; a header's title, author and source are used.
//!
//! It is no Markdown parser: a block ends at an empty line outside code, which is enough to find titles and rules.

use super::{Piece, Role, Scraped, text};
use crate::source::Source;

/// The blocks of a Markdown text.
pub(super) fn pieces(source: &Source) -> Scraped {
    let text = source.text();
    let mut scraped = Scraped::default();
    let body = header(text, &mut scraped).min(text.len());
    let mut block: Option<(usize, usize)> = None;
    let mut fence: Option<&str> = None;
    let mut offset = body;
    for line in text[body..].split_inclusive('\n') {
        let trimmed = line.trim();
        match fence {
            Some(mark) if trimmed.starts_with(mark) => fence = None,
            None => fence = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark)),
            Some(_) => {}
        }
        if trimmed.is_empty() && fence.is_none() {
            close(source, block.take(), &mut scraped);
        } else {
            // A heading is a block even without an empty line around it.
            if fence.is_none() && heading(trimmed).is_some() {
                close(source, block.take(), &mut scraped);
                close(source, Some((offset, offset + line.len())), &mut scraped);
            } else {
                block = Some((block.map_or(offset, |(start, _)| start), offset + line.len()));
            }
        }
        offset += line.len();
    }
    close(source, block, &mut scraped);
    scraped
}

/// The end of a YAML header; its simple values that concern us are kept.
fn header(text: &str, scraped: &mut Scraped) -> usize {
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else { return 0 };
    let begin = text.len() - rest.len();
    let mut offset = begin;
    for line in rest.split_inclusive('\n') {
        offset += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return offset;
        }
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']).to_owned();
        if value.is_empty() || value.starts_with(['[', '{', '|', '>', '&', '*']) {
            continue;
        }
        match key.trim_end() {
            "title" => scraped.title = Some(value),
            "author" => scraped.author = Some(value),
            "source" | "url" | "canonical" => scraped.address = Some(value),
            _ => {}
        }
    }
    // A rule at the top and no end: not a header.
    (scraped.title, scraped.author, scraped.address) = (None, None, None);
    0
}

fn heading(line: &str) -> Option<(u8, &str)> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let title = line.get(level..)?;
    let fits = (1..=6).contains(&level) && (title.is_empty() || title.starts_with([' ', '\t']));
    fits.then(|| (u8::try_from(level).unwrap_or(6), title.trim().trim_end_matches('#').trim_end()))
}

fn close(source: &Source, block: Option<(usize, usize)>, scraped: &mut Scraped) {
    let Some((start, end)) = block else { return };
    let raw = source.text()[start..end].trim_end();
    let plain = raw.trim();
    let (role, plain) = match heading(plain) {
        Some((level, title)) => (Role::Heading(level), title),
        None if text::is_rule(plain) => (Role::Rule, plain),
        None if plain.starts_with(['-', '*', '+', '>', '|', '`', '~', ':']) || raw.starts_with("    ") => (Role::Other, plain),
        None => (Role::Paragraph, plain),
    };
    let markdown = if role == Role::Other { raw } else { plain }.replace("\r\n", "\n");
    let span = source.span(start..start + raw.len());
    scraped.pieces.push(Piece { role, plain: plain.to_owned(), markdown, pictures: Vec::new(), span });
}
