//! Writes a tree as Markdown, block by block, so that the book's own reader gives back the same words, emphasis, notes and links.
//!
//! Two things are settled only when the text has its place: the names of pictures, and the line that a remark is about. Until then
//! noncharacters stand for them (`page` replaces them); no text of a document may hold one.
//! Read next: `inlines`.

mod inlines;
mod marks;
mod plainly;
mod read_back;
mod signs;

pub use marks::without_note_calls;
pub(super) use marks::{EMPHASIS_LOST, PICTURE, REMARK, without_remarks};

use super::{
    scraped::{BlockKind, ScrapedBlock},
    tree::{Block, Inline, PlacedPicture, Style, Tree, text_of_blocks},
};
use crate::source::Span;
use marks::note_call;

/// The blocks of a tree and the definitions of its notes, as Markdown. `span` is where the document stands.
pub(super) fn write(tree: &Tree, span: Span) -> (Vec<ScrapedBlock>, Vec<String>) {
    let blocks = tree.blocks.iter().zip(alternates(&tree.blocks)).map(|(block, other)| scraped(block, other, span)).collect();
    let notes = tree.notes.iter().enumerate().map(|(index, blocks)| note(index, blocks)).collect();
    (blocks, notes)
}

/// For each block, whether it is a list that needs another sign than the list right before it, with which it would be one: of three in a row
/// the third has the sign of the first.
fn alternates(blocks: &[Block]) -> impl Iterator<Item = bool> {
    let mut before: Option<(bool, bool)> = None;
    blocks.iter().map(move |block| {
        let Block::List { start, items } = block else {
            if !matches!(block, Block::Paragraph(content) if is_blank(content)) {
                before = None;
            }
            return false;
        };
        let alternate = before.is_some_and(|(numbered, alternate)| numbered == start.is_some() && !alternate);
        if !items.is_empty() {
            before = Some((start.is_some(), alternate));
        }
        alternate
    })
}

/// A block; a list that is to be told from the one before it has the `other` sign.
fn scraped(block: &Block, other: bool, span: Span) -> ScrapedBlock {
    let (kind, markdown) = match block {
        Block::Paragraph(content) => (BlockKind::Paragraph, inlines::paragraph(content)),
        Block::Title(content) => (BlockKind::Title, inlines::one_line(content)),
        Block::Subtitle(content) => (BlockKind::Subtitle, inlines::one_line(content)),
        Block::Heading { level, anchor, content } => (BlockKind::Heading(*level), heading(anchor.as_deref(), content)),
        Block::Rule => (BlockKind::Rule, "---".to_owned()),
        Block::List { .. }
        | Block::Quotation(_)
        | Block::Aside(_)
        | Block::Figure { .. }
        | Block::Table { .. }
        | Block::Code(_)
        | Block::Definitions(_) => (BlockKind::Other, markdown(block, other, 0)),
    };
    let plain = text_of_blocks(std::slice::from_ref(block));
    ScrapedBlock { kind, plain, markdown, pictures: alternatives(block), span }
}

/// What the pictures of a paragraph show.
fn alternatives(block: &Block) -> Vec<String> {
    let Block::Paragraph(content) = block else { return Vec::new() };
    let mut found = Vec::new();
    let mut waiting: Vec<&Inline> = content.iter().rev().collect();
    while let Some(inline) = waiting.pop() {
        match inline {
            Inline::Picture(PlacedPicture { alternative, .. }) if !alternative.trim().is_empty() => {
                found.push(alternative.clone())
            }
            Inline::Styled(_, inner) | Inline::Link(_, inner) => waiting.extend(inner.iter().rev()),
            Inline::Picture(_) | Inline::Text(_) | Inline::Code(_) | Inline::Note(_) | Inline::Break | Inline::Remark(_) => {}
        }
    }
    found
}

/// The text of a heading, without the signs of its level.
fn heading(anchor: Option<&str>, content: &[Inline]) -> String {
    let mut written = inlines::one_line(content);
    // Signs at the end of a heading close it (CommonMark 0.31, 4.2).
    let end = written.trim_end_matches('#').len();
    if end < written.len() {
        written.insert(end, '\\');
    }
    match anchor {
        Some(anchor) if !written.is_empty() => format!("{written} {{#{anchor}}}"),
        Some(_) | None => written,
    }
}

/// The definition of a note.
fn note(index: usize, blocks: &[Block]) -> String {
    let text = sequence(blocks, 1);
    let mut lines = text.trim_start().lines();
    let mut written = format!("{}: {}", note_call(index), lines.next().unwrap_or_default());
    for line in lines {
        written.push('\n');
        if !line.is_empty() {
            written.push_str("    ");
            written.push_str(line);
        }
    }
    written
}

/// Blocks within another one, with empty lines between them. `depth` counts the blocks around them.
fn sequence(blocks: &[Block], depth: usize) -> String {
    let mut written = String::new();
    for (at, (block, other)) in blocks.iter().zip(alternates(blocks)).enumerate() {
        let before = at.checked_sub(1).and_then(|before| blocks.get(before));
        let text = markdown(block, other, depth);
        if text.is_empty() {
            continue;
        }
        if !written.is_empty() {
            // A list that goes with its paragraph stays with it; but one from another number than 1, or whose first item is empty,
            // would be run into the paragraph (CommonMark 0.31, 5.3).
            let may_interrupt = matches!(block, Block::List { start: None | Some(1), .. }) && !first_item_is_empty(&text);
            let close = matches!(before, Some(Block::Paragraph(_))) && may_interrupt && depth > 0;
            written.push_str(if close { "\n" } else { "\n\n" });
        }
        written.push_str(&text);
    }
    written
}

/// Whether the first line of a list is only the sign of its item.
fn first_item_is_empty(list: &str) -> bool {
    !list.lines().next().unwrap_or_default().trim_end().contains(' ')
}

/// The Markdown of a block; a list that is to be told from the one before it has the `other` sign.
fn markdown(block: &Block, other: bool, depth: usize) -> String {
    match block {
        Block::Paragraph(content) => inlines::paragraph(content),
        // Within another block a heading or a title is a strong line.
        Block::Title(content) | Block::Subtitle(content) | Block::Heading { content, .. } => {
            let content = [Inline::Styled(Style::Strong, content.clone())];
            inlines::paragraph(&content)
        }
        Block::List { start, items } => list(*start, items, other, depth),
        Block::Quotation(inner) => {
            let text = sequence(inner, depth + 1);
            let lines: Vec<String> = text.lines().map(|line| format!("> {line}").trim_end().to_owned()).collect();
            lines.join("\n")
        }
        // A container stands on its own: within another block its content is enough.
        Block::Aside(inner) if depth > 0 => sequence(inner, depth),
        Block::Aside(inner) => {
            let text = sequence(inner, depth);
            if text.is_empty() { text } else { format!("::: aside\n{text}\n:::") }
        }
        Block::Figure { picture, caption } => inlines::figure(picture, caption),
        Block::Table { caption, rows } => table(caption, rows, depth),
        Block::Code(text) => code(text),
        Block::Definitions(entries) => definitions(entries, depth),
        Block::Rule => "---".to_owned(),
    }
}

/// A list. Beside another list of the same kind it has another sign, which keeps the two apart.
fn list(start: Option<u64>, items: &[Vec<Block>], alternate: bool, depth: usize) -> String {
    let mut written = String::new();
    let loose = items.iter().any(|item| item.iter().filter(|block| matches!(block, Block::Paragraph(_))).count() > 1);
    for (index, item) in items.iter().enumerate() {
        let mark = match (start, alternate) {
            (Some(start), false) => format!("{}. ", start.saturating_add(index as u64).min(999_999_999)),
            (Some(start), true) => format!("{}) ", start.saturating_add(index as u64).min(999_999_999)),
            (None, false) => "- ".to_owned(),
            (None, true) => "* ".to_owned(),
        };
        let text = sequence(item, depth + 1);
        if index > 0 {
            written.push_str(if loose { "\n\n" } else { "\n" });
        }
        for (line, text) in text.lines().enumerate() {
            if line > 0 {
                written.push('\n');
            }
            if line == 0 {
                written.push_str(&mark);
            } else if !text.is_empty() {
                written.push_str(&" ".repeat(mark.len()));
            }
            written.push_str(text);
        }
        if text.is_empty() {
            written.push_str(mark.trim_end());
        }
    }
    written
}

/// A table in the syntax with pipes; what it cannot hold becomes lines of a cell.
fn table(caption: &[Inline], rows: &[Vec<Vec<Block>>], depth: usize) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns == 0 {
        return String::new();
    }
    let mut written = String::new();
    for (index, row) in rows.iter().enumerate() {
        written.push('|');
        for column in 0..columns {
            let cell = row.get(column).map(|blocks| cell(blocks)).unwrap_or_default();
            written.push(' ');
            written.push_str(&cell);
            written.push_str(if without_remarks(&cell).is_empty() { "|" } else { " |" });
        }
        if index == 0 {
            written.push('\n');
            written.push('|');
            written.push_str(&" --- |".repeat(columns));
        }
        if index + 1 < rows.len() {
            written.push('\n');
        }
    }
    let caption = inlines::attribute(caption);
    if caption.is_empty() || depth > 0 { written } else { format!("::: table {{caption=\"{caption}\"}}\n{written}\n:::") }
}

/// The blocks of a cell, on one line.
fn cell(blocks: &[Block]) -> String {
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(content) | Block::Title(content) | Block::Subtitle(content) | Block::Heading { content, .. } => {
                lines.push(inlines::in_cell(content));
            }
            Block::List { start, items } => lines.extend(items.iter().enumerate().map(|(index, item)| {
                let mark = start.map_or_else(|| "• ".to_owned(), |start| format!("{}. ", start.saturating_add(index as u64)));
                format!("{mark}{}", cell(item))
            })),
            Block::Quotation(inner) | Block::Aside(inner) => lines.push(cell(inner)),
            Block::Figure { picture, caption } => {
                lines.push(inlines::in_cell(std::slice::from_ref(picture)));
                lines.push(inlines::in_cell(caption));
            }
            Block::Table { caption, rows } => {
                lines.push(inlines::in_cell(caption));
                lines.extend(rows.iter().map(|row| {
                    let cells: Vec<String> = row.iter().map(|blocks| cell(blocks)).filter(|cell| !cell.is_empty()).collect();
                    cells.join(" – ")
                }));
            }
            Block::Code(text) => lines.extend(text.lines().map(|line| inlines::in_cell(&[Inline::Code(line.to_owned())]))),
            Block::Definitions(entries) => {
                for (term, bodies) in entries {
                    lines.push(inlines::in_cell(term));
                    lines.extend(bodies.iter().map(|body| cell(body)));
                }
            }
            Block::Rule => {}
        }
    }
    lines.retain(|line| !line.is_empty());
    let mut written = String::new();
    for line in lines {
        // A line that holds nothing but remarks shows nothing.
        if !written.is_empty() && !written.ends_with(REMARK[1]) {
            written.push_str("<br>");
        }
        written.push_str(&line);
    }
    written
}

/// Preformatted text, in a fence longer than any run of backticks in it.
fn code(text: &str) -> String {
    let text = signs::without_noncharacters(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}\n{}\n{fence}", text.trim_matches('\n'))
}

/// A definition list.
fn definitions(entries: &[(Vec<Inline>, Vec<Vec<Block>>)], depth: usize) -> String {
    let mut written = String::new();
    for (term, bodies) in entries {
        let term = inlines::one_line(term);
        if term.is_empty() {
            continue;
        }
        if !written.is_empty() {
            written.push_str("\n\n");
        }
        written.push_str(&inlines::protected(&term));
        for body in bodies {
            let text = sequence(body, depth + 1);
            for (line, text) in text.lines().enumerate() {
                written.push('\n');
                if !text.is_empty() {
                    written.push_str(if line == 0 { ": " } else { "  " });
                    written.push_str(text);
                }
            }
        }
    }
    written
}

/// Whether a text shows nothing.
pub(super) fn is_blank(content: &[Inline]) -> bool {
    let shows = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Code(text) => !text.trim_matches(|c: char| c.is_whitespace() || c == '\u{ad}').is_empty(),
        Inline::Styled(_, inner) | Inline::Link(_, inner) => !is_blank(inner),
        Inline::Picture(_) | Inline::Note(_) | Inline::Remark(_) => true,
        Inline::Break => false,
    };
    !content.iter().any(shows)
}
