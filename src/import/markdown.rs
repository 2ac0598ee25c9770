//! Reads Markdown: blocks are kept as they are written, in the book's own form of it.
//!
//! This is no Markdown parser: a block ends at an empty line outside code, which is enough to find titles and rules. A block of HTML
//! goes through the reader of web pages. Read next: `header`, for the YAML above a text, and `dialects`.

use super::{
    dialects, header, html,
    options::Options,
    scraped::{BlockKind, ScrapedBlock, ScrapedPage, is_rule},
    tree::Tree,
    undivided::Divided,
    write::write,
};
use crate::{
    diagnostic::Diagnostics,
    source::{Source, Span},
};
use std::ops::Range;

/// Elements that begin a block of HTML (CommonMark 0.31, 4.6).
const HTML_BLOCKS: [&str; 20] = [
    "p",
    "div",
    "table",
    "ul",
    "ol",
    "dl",
    "figure",
    "blockquote",
    "center",
    "details",
    "section",
    "article",
    "header",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
];

/// Most lines of an underlined heading.
const MAX_LINES: usize = 20;

/// The blocks of a Markdown text.
pub(super) fn read(source: &Source, options: &Options<'_>, sink: &mut Diagnostics) -> ScrapedPage {
    let mut page = ScrapedPage::default();
    let body = header::read(source, options, &mut page, sink).min(source.text().len());
    let mapped = dialects::mapped(source, body, options, sink);
    if let Some(author) = mapped.author {
        page.author.get_or_insert(author);
    }
    let reading = Reading {
        text: &mapped.text,
        // Where nothing was changed, a block stands where it stands in the file.
        offset: (!mapped.is_changed).then_some(body),
        source,
        options,
    };
    let mut tree = Tree { pictures: mapped.pictures, ..Tree::default() };
    reading.blocks(&mut page, &mut tree, sink);
    join_divided_words(&mut page.blocks, &mapped.text, options.language, Span::whole(source.id()), sink);
    (page.pictures, page.remarks) = (tree.pictures, tree.remarks);
    page
}

/// Joins the words that lines of a page divided, in paragraphs, lists and quotations.
fn join_divided_words(blocks: &mut [ScrapedBlock], text: &str, language: &str, whole: Span, sink: &mut Diagnostics) {
    let text = || text.to_owned();
    let mut divided = Divided::new(&text, language);
    for block in blocks {
        let begins_list = block.kind == BlockKind::Other && block.plain.starts_with(['-', '*', '+', '>', '[']);
        if !(block.kind == BlockKind::Paragraph || begins_list && !block.markdown.contains("```")) {
            continue;
        }
        if let Some(joined) = divided.joined(&block.markdown) {
            block.plain = joined.trim().to_owned();
            block.markdown = joined;
        }
        divided.kept(block.span).into_iter().for_each(|doubt| sink.push(doubt));
    }
    divided.told(whole).into_iter().for_each(|told| sink.push(told));
}

/// What blocks are read from.
struct Reading<'a> {
    text: &'a str,
    offset: Option<usize>,
    source: &'a Source,
    options: &'a Options<'a>,
}

impl Reading<'_> {
    /// Adds the blocks of the text.
    fn blocks(&self, page: &mut ScrapedPage, tree: &mut Tree, sink: &mut Diagnostics) {
        let mut block: Option<Range<usize>> = None;
        let mut fence: Option<String> = None;
        let mut offset = 0;
        for line in self.text.split_inclusive('\n') {
            let trimmed = line.trim();
            let was_open = fence.is_some();
            match &fence {
                Some(mark) if trimmed.starts_with(mark.as_str()) && trimmed.trim_start_matches(&mark[..1]).is_empty() => {
                    fence = None
                }
                None => fence = opening_fence(trimmed),
                Some(_) => {}
            }
            if trimmed.is_empty() && !was_open {
                self.push(block.take(), page, tree, sink);
            } else {
                // A heading is a block of its own even without empty lines around it.
                if !was_open && fence.is_none() && heading(trimmed).is_some() && !line.starts_with(['\t', '>']) {
                    self.push(block.take(), page, tree, sink);
                    self.push(Some(offset..offset + line.len()), page, tree, sink);
                } else if let Some(above) =
                    block.clone().filter(|block| !was_open && setext(&self.text[block.start..offset + line.len()]).is_some())
                {
                    block = None;
                    self.push(Some(above.start..offset + line.len()), page, tree, sink);
                } else {
                    block = Some(block.map_or(offset, |block| block.start)..offset + line.len());
                }
            }
            offset += line.len();
        }
        self.push(block, page, tree, sink);
    }

    /// Adds the block with this byte range, if there is one.
    fn push(&self, block: Option<Range<usize>>, page: &mut ScrapedPage, tree: &mut Tree, sink: &mut Diagnostics) {
        let Some(range) = block else { return };
        let raw = self.text[range.clone()].trim_end();
        if raw.trim().is_empty() {
            return;
        }
        let span = match self.offset {
            Some(offset) => self.source.span(offset + range.start..offset + range.start + raw.len()),
            None => Span::whole(self.source.id()),
        };
        if is_html(raw) {
            let piece = html::piece(raw, self.options, span, sink);
            // Notes that links make belong to a page and not to a piece of one.
            if piece.notes.is_empty() {
                let blocks = tree.adopt(piece);
                page.blocks.extend(write(&Tree { blocks, ..Tree::default() }, span).0);
                return;
            }
        }
        let plain = raw.trim();
        let is_code = raw.starts_with("    ") || raw.starts_with('\t');
        let underlined = setext(raw);
        let underlined = underlined.as_ref().map(|(level, title)| (*level, title.as_str()));
        let (kind, plain) = match heading(plain).filter(|_| !is_code).or(underlined) {
            Some((level, title)) => (BlockKind::Heading(level), title),
            None if is_rule(plain) && !is_code => (BlockKind::Rule, plain),
            None if begins_block(plain) || is_code => (BlockKind::Other, plain),
            None => (BlockKind::Paragraph, plain),
        };
        let markdown = if kind == BlockKind::Other { raw } else { plain }.replace("\r\n", "\n");
        page.blocks.push(ScrapedBlock { kind, plain: plain.to_owned(), markdown, pictures: Vec::new(), span });
    }
}

/// The sign of a fence of code that opens.
fn opening_fence(line: &str) -> Option<String> {
    let sign = ['`', '~'].into_iter().find(|sign| line.starts_with(&sign.to_string().repeat(3)))?;
    let length = line.len() - line.trim_start_matches(sign).len();
    (sign == '~' || !line[length..].contains('`')).then(|| line[..length].to_owned())
}

/// Whether a block is one of HTML, whole.
fn is_html(raw: &str) -> bool {
    let Some(inner) = raw.strip_prefix('<') else { return false };
    let name: String = inner.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    HTML_BLOCKS.contains(&name.as_str()) && raw.trim_end().ends_with('>') && !raw.contains("](")
}

/// Level and text of an ATX heading (CommonMark 0.31, 4.2).
fn heading(line: &str) -> Option<(u8, &str)> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let title = line.get(level..)?;
    let fits = (1..=6).contains(&level) && (title.is_empty() || title.starts_with([' ', '\t']));
    fits.then(|| (u8::try_from(level).unwrap_or(6), title.trim().trim_end_matches('#').trim_end()))
}

/// Whether a line begins a block that is no paragraph, or may.
fn begins_block(line: &str) -> bool {
    line.starts_with(['-', '*', '+', '>', '|', '`', '~', ':', '<']) || line.starts_with("[^")
}

/// Level and text of a setext heading (CommonMark 0.31, 4.3): a paragraph, of several lines perhaps, above a line of signs.
fn setext(raw: &str) -> Option<(u8, String)> {
    let (above, signs) = raw.trim_end().rsplit_once('\n')?;
    let sign = signs.trim_start().chars().next().filter(|sign| matches!(sign, '=' | '-'))?;
    let is_line = signs.trim().chars().all(|other| other == sign) && signs.len() - signs.trim_start().len() <= 3;
    let indent = above.len() - above.trim_start_matches(' ').len();
    if !is_line || indent > 3 || above.starts_with('\t') {
        return None;
    }
    let mut title = String::new();
    for (at, line) in above.lines().map(str::trim).enumerate() {
        // Emphasis may begin a title, but a list or a rule may not.
        let is_emphasis = line.starts_with(['*', '`']) && !line.starts_with("* ") && !line.starts_with("```") && !is_rule(line);
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let is_numbered =
            at == 0 && (1..=9).contains(&digits) && [". ", ") "].iter().any(|sign| line[digits..].starts_with(sign));
        if at >= MAX_LINES || line.is_empty() || (begins_block(line) && !is_emphasis) || heading(line).is_some() || is_numbered {
            return None;
        }
        if at > 0 {
            title.push(' ');
        }
        title.push_str(line.strip_suffix('\\').unwrap_or(line).trim_end());
    }
    Some((if sign == '=' { 1 } else { 2 }, title))
}
