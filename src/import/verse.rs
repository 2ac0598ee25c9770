//! Verse in a web page: HTML has no element for it, so a collection marks the stanzas that a blog calls so, and they become the book's.

use super::scraped::{BlockKind, ScrapedBlock};

/// Stands before the first stanza of a poem, and before each of the others: noncharacters, which no text has, and which the writer of
/// Markdown, whose own signs are others, lets through.
pub(super) const STANZA: [char; 2] = ['\u{1fffe}', '\u{1ffff}'];

/// Makes poems of the paragraphs that are marked as stanzas. Within a quotation or a list their lines stay, and their marks go.
pub(super) fn poems(blocks: &mut Vec<ScrapedBlock>) {
    let is_marked = |text: &str| memchr::memchr(0xf0, text.as_bytes()).is_some() && text.contains(STANZA);
    if !blocks.iter().any(|block| is_marked(&block.markdown)) {
        return;
    }
    let mut poems: Vec<ScrapedBlock> = Vec::with_capacity(blocks.len());
    let mut is_poem = false;
    for mut block in blocks.drain(..) {
        let is_stanza = block.kind == BlockKind::Paragraph && block.markdown.starts_with(STANZA) && block.pictures.is_empty();
        let goes_on = block.markdown.starts_with(STANZA[1]);
        for text in [&mut block.plain, &mut block.markdown] {
            text.retain(|c| !STANZA.contains(&c));
        }
        let line = |line: &str| {
            let line = line.strip_suffix('\\').unwrap_or(line).trim_end();
            let bare = line.trim_start_matches(['\u{a0}', ' ']);
            format!("{}{bare}", " ".repeat(line.chars().count() - bare.chars().count()))
        };
        let lines: Vec<String> = block.markdown.lines().map(line).collect();
        match poems.last_mut() {
            Some(poem) if is_stanza && goes_on && is_poem => {
                let end = poem.markdown.len() - ":::".len();
                poem.markdown.insert_str(end, &format!("\n{}\n", lines.join("\n")));
                poem.plain.push('\n');
                poem.plain.push_str(&block.plain);
            }
            _ if is_stanza => {
                block.markdown = format!("::: verse\n{}\n:::", lines.join("\n"));
                block.kind = BlockKind::Other;
                poems.push(block);
            }
            _ => poems.push(block),
        }
        is_poem = is_stanza;
    }
    *blocks = poems;
}
