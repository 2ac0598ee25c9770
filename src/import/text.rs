//! Reads plain text: each line is a paragraph, as scraping tools write it.

use super::{
    escape::escape,
    scraped::{BlockKind, ScrapedBlock, ScrapedPage, is_rule},
};
use crate::source::Source;

/// The lines of a text as blocks; consecutive lines that begin with a bullet are a list.
pub(super) fn read(source: &Source) -> ScrapedPage {
    let mut blocks: Vec<ScrapedBlock> = Vec::new();
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
        if let (true, Some(item), Some(last)) = (after_bullet, item, blocks.last_mut()) {
            if last.kind == BlockKind::Paragraph {
                let first = bullet(&last.plain).unwrap_or_default();
                last.markdown = format!("- {}", escape(first));
                last.kind = BlockKind::Other;
            }
            last.markdown.push_str("\n- ");
            last.markdown.push_str(&escape(item));
            last.plain.push('\n');
            last.plain.push_str(plain);
            continue;
        }
        after_bullet = item.is_some();
        let kind = if is_rule(plain) { BlockKind::Rule } else { BlockKind::Paragraph };
        blocks.push(ScrapedBlock { kind, plain: plain.to_owned(), markdown: escape(plain), pictures: Vec::new(), span });
    }
    ScrapedPage { blocks, ..ScrapedPage::default() }
}

/// The text after a bullet.
fn bullet(line: &str) -> Option<&str> {
    ["- ", "* ", "• ", "· "].iter().find_map(|mark| line.strip_prefix(mark)).map(str::trim)
}
