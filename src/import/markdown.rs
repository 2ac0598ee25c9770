//! Reads Markdown: blocks are kept as they are written; title, author and source are taken from a YAML header.
//!
//! This is no Markdown parser: a block ends at an empty line outside code, which is enough to find titles and rules.

use super::scraped::{BlockKind, ScrapedBlock, ScrapedPage, is_rule};
use crate::source::Source;

/// The blocks of a Markdown text.
pub(super) fn read(source: &Source) -> ScrapedPage {
    let text = source.text();
    let mut page = ScrapedPage::default();
    let body = header(text, &mut page).min(text.len());
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
            push_block(source, block.take(), &mut page);
        } else {
            // A heading is a block of its own even without empty lines around it.
            if fence.is_none() && heading(trimmed).is_some() {
                push_block(source, block.take(), &mut page);
                push_block(source, Some((offset, offset + line.len())), &mut page);
            } else {
                block = Some((block.map_or(offset, |(start, _)| start), offset + line.len()));
            }
        }
        offset += line.len();
    }
    push_block(source, block, &mut page);
    page
}

/// Offset of the end of a YAML header, 0 without one; the values of interest that are plain scalars are stored in `page`.
fn header(text: &str, page: &mut ScrapedPage) -> usize {
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
            "title" => page.title = Some(value),
            "author" => page.author = Some(value),
            "source" | "url" | "canonical" => page.address = Some(value),
            _ => {}
        }
    }
    // The first line was a thematic break and not the start of a header.
    (page.title, page.author, page.address) = (None, None, None);
    0
}

/// Level and text of an ATX heading (CommonMark 0.31, 4.2).
fn heading(line: &str) -> Option<(u8, &str)> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let title = line.get(level..)?;
    let fits = (1..=6).contains(&level) && (title.is_empty() || title.starts_with([' ', '\t']));
    fits.then(|| (u8::try_from(level).unwrap_or(6), title.trim().trim_end_matches('#').trim_end()))
}

/// Adds the block with this byte range, if there is one.
fn push_block(source: &Source, block: Option<(usize, usize)>, page: &mut ScrapedPage) {
    let Some((start, end)) = block else { return };
    let raw = source.text()[start..end].trim_end();
    let plain = raw.trim();
    let (kind, plain) = match heading(plain) {
        Some((level, title)) => (BlockKind::Heading(level), title),
        None if is_rule(plain) => (BlockKind::Rule, plain),
        None if plain.starts_with(['-', '*', '+', '>', '|', '`', '~', ':']) || raw.starts_with("    ") => {
            (BlockKind::Other, plain)
        }
        None => (BlockKind::Paragraph, plain),
    };
    let markdown = if kind == BlockKind::Other { raw } else { plain }.replace("\r\n", "\n");
    let span = source.span(start..start + raw.len());
    page.blocks.push(ScrapedBlock { kind, plain: plain.to_owned(), markdown, pictures: Vec::new(), span });
}
