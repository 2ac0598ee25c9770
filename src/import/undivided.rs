//! Joins the words that the lines of a PDF divided, where a text went through a word processor, a mail program or Markdown before it came
//! here: « cou-⏎pée ». Plain text is joined by `text`, line by line. Read next: `divided`, which tells the hyphens apart.

use super::{
    divided::{Doubts, Halves, Hyphen, Words, halves},
    tree::{Block, Inline, Tree, text_of, text_of_blocks},
};
use crate::{diagnostic::Diagnostic, source::Span};

/// Signs at the end of a line that divide a word.
const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{ad}'];

/// The words of a text, which are read when the first divided one is met.
pub(super) struct Divided<'t> {
    text: &'t dyn Fn() -> String,
    language: &'t str,
    words: Option<Words>,
    doubts: Doubts,
}

impl<'t> Divided<'t> {
    /// What `text` gives is in `language`.
    pub(super) fn new(text: &'t dyn Fn() -> String, language: &'t str) -> Self {
        Self { text, language, words: None, doubts: Doubts::default() }
    }

    /// What becomes of the hyphen between two halves.
    fn hyphen(&mut self, halves: &Halves<'_>) -> Hyphen {
        let words = self.words.get_or_insert_with(|| Words::of(&(self.text)(), self.language));
        let hyphen = words.hyphen(halves);
        self.doubts.note(halves, hyphen);
        hyphen
    }

    /// What is to be told of each word whose hyphen was kept since the last call.
    pub(super) fn kept(&mut self, span: Span) -> Vec<Diagnostic> {
        self.doubts.kept(span)
    }

    /// What is to be told of the words that were joined.
    pub(super) fn told(&mut self, span: Span) -> Option<Diagnostic> {
        self.doubts.joined(span)
    }

    /// A paragraph, list or quotation of Markdown with its divided words joined; none where there are none.
    pub(super) fn joined(&mut self, markdown: &str) -> Option<String> {
        let mut joined: Option<String> = None;
        let mut lines = markdown.split_inclusive('\n');
        let mut before = lines.next()?;
        for line in lines {
            let bare = line.trim_start_matches([' ', '\t', '>']);
            let divided = halves(before, bare).filter(|_| !before.trim_end_matches(['\n', '\r']).ends_with("  "));
            let start = before.as_ptr() as usize - markdown.as_ptr() as usize + before.len();
            match (divided.map(|halves| self.hyphen(&halves)), &mut joined) {
                (Some(hyphen), joined) => {
                    let joined = joined.get_or_insert_with(|| markdown[..start].to_owned());
                    hyphen.close(joined);
                    joined.push_str(bare);
                }
                (None, Some(joined)) => joined.push_str(line),
                (None, None) => {}
            }
            before = line;
        }
        joined
    }
}

/// Joins the divided words of a document: at the ends of its lines, and of paragraphs that were lines of a page.
pub(super) fn join(tree: &mut Tree, language: &str, span: Span) {
    let Tree { blocks, notes, remarks, .. } = tree;
    if !blocks_divide(blocks) && !notes.iter().any(|note| blocks_divide(note)) {
        return;
    }
    let text: Vec<String> = std::iter::once(&*blocks).chain(notes.iter()).map(|blocks| text_of_blocks(blocks)).collect();
    let text = || text.join("\n");
    let mut divided = Divided::new(&text, language);
    for blocks in std::iter::once(blocks).chain(notes.iter_mut()) {
        join_blocks(blocks, &mut divided);
    }
    remarks.extend(divided.kept(span));
    remarks.extend(divided.told(span));
}

/// Whether a line or a paragraph ends with a hyphen.
fn blocks_divide(blocks: &[Block]) -> bool {
    let ends = |content: &[Inline]| content.last().is_some_and(ends_with_hyphen) || breaks_after_hyphen(content);
    blocks.iter().any(|block| match block {
        Block::Paragraph(content) | Block::Heading { content, .. } => ends(content),
        Block::List { items, .. } => items.iter().any(|item| blocks_divide(item)),
        Block::Quotation(inner) | Block::Aside(inner) => blocks_divide(inner),
        Block::Table { rows, .. } => rows.iter().flatten().any(|cell| blocks_divide(cell)),
        Block::Definitions(entries) => entries.iter().flat_map(|(_, bodies)| bodies).any(|body| blocks_divide(body)),
        Block::Title(_) | Block::Subtitle(_) | Block::Figure { .. } | Block::Code(_) | Block::Rule => false,
    })
}

fn ends_with_hyphen(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => text.contains('\n') || text.trim_end().ends_with(HYPHENS),
        Inline::Styled(_, inner) | Inline::Link(_, inner) => inner.last().is_some_and(ends_with_hyphen),
        Inline::Code(_) | Inline::Picture(_) | Inline::Note(_) | Inline::Break | Inline::Remark(_) => false,
    }
}

/// Whether a line within `content` ends with a hyphen.
fn breaks_after_hyphen(content: &[Inline]) -> bool {
    let divides = |at: usize| {
        content[at] == Inline::Break && content[..at].iter().rev().find(|i| !is_space(i)).is_some_and(ends_with_hyphen)
    };
    (0..content.len()).any(divides)
        || content.iter().any(|inline| match inline {
            Inline::Text(text) => text.contains('\n'),
            Inline::Styled(_, inner) | Inline::Link(_, inner) => breaks_after_hyphen(inner),
            _ => false,
        })
}

fn join_blocks(blocks: &mut Vec<Block>, divided: &mut Divided<'_>) {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks.drain(..) {
        match &mut block {
            Block::Paragraph(content) => {
                join_lines(content, divided);
                if let Some(Block::Paragraph(before)) = joined.last_mut()
                    && content.first().is_some_and(|first| joins(before, first, divided))
                {
                    before.append(content);
                    continue;
                }
            }
            Block::Heading { content, .. } => join_lines(content, divided),
            Block::List { items, .. } => items.iter_mut().for_each(|item| join_blocks(item, divided)),
            Block::Quotation(inner) | Block::Aside(inner) => join_blocks(inner, divided),
            Block::Table { rows, .. } => rows.iter_mut().flatten().for_each(|cell| join_blocks(cell, divided)),
            Block::Definitions(entries) => {
                entries.iter_mut().flat_map(|(_, bodies)| bodies).for_each(|body| join_blocks(body, divided));
            }
            Block::Title(_) | Block::Subtitle(_) | Block::Figure { .. } | Block::Code(_) | Block::Rule => {}
        }
        joined.push(block);
    }
    *blocks = joined;
}

/// Joins the lines of a paragraph that divide a word.
fn join_lines(content: &mut Vec<Inline>, divided: &mut Divided<'_>) {
    if !breaks_after_hyphen(content) {
        return;
    }
    let mut joined: Vec<Inline> = Vec::with_capacity(content.len());
    let mut rest = std::mem::take(content).into_iter().peekable();
    while let Some(mut inline) = rest.next() {
        match &mut inline {
            Inline::Styled(_, inner) | Inline::Link(_, inner) => join_lines(inner, divided),
            Inline::Text(text) if text.contains('\n') => {
                let after = rest.peek().filter(|_| text.ends_with('\n')).map(|next| text_of(std::slice::from_ref(next)));
                join_text(text, after.as_deref(), divided);
            }
            Inline::Break => {
                // The line end of the file beside the break is no word.
                let words = joined.iter().rposition(|inline| !is_space(inline)).map_or(0, |at| at + 1);
                let spaces: Vec<Inline> = std::iter::from_fn(|| rest.next_if(is_space)).collect();
                if let Some(next) = rest.peek_mut()
                    && joins(&mut joined[..words], next, divided)
                {
                    joined.truncate(words);
                    trim_start(next);
                } else {
                    joined.push(inline);
                    joined.extend(spaces);
                }
                continue;
            }
            _ => {}
        }
        joined.push(inline);
    }
    *content = joined;
}

/// Whether an inline is nothing but spaces.
fn is_space(inline: &Inline) -> bool {
    matches!(inline, Inline::Text(text) if text.trim().is_empty())
}

/// Takes the spaces off the start of an inline.
fn trim_start(inline: &mut Inline) {
    match inline {
        Inline::Text(text) => drop(text.drain(..text.len() - text.trim_start().len())),
        Inline::Styled(_, inner) | Inline::Link(_, inner) => inner.first_mut().into_iter().for_each(trim_start),
        _ => {}
    }
}

/// Joins the lines of the file that a page kept after a hyphen; other line ends are spaces. `after` is what follows.
fn join_text(text: &mut String, after: Option<&str>, divided: &mut Divided<'_>) {
    let lines = std::mem::take(text);
    let mut lines = lines.split('\n');
    text.push_str(lines.next().unwrap_or_default());
    for line in lines {
        let next = if line.is_empty() { after.unwrap_or_default() } else { line };
        match halves(text, next).map(|halves| divided.hyphen(&halves)) {
            Some(hyphen) => {
                hyphen.close(text);
                text.push_str(line.trim_start());
            }
            None => {
                text.push(' ');
                text.push_str(line);
            }
        }
    }
}

/// Whether `next` goes on with the word that the end of `line` divides; the hyphen is taken off where it was the line's.
fn joins(line: &mut [Inline], next: &Inline, divided: &mut Divided<'_>) -> bool {
    let Some(end) = line.last_mut().and_then(last_text) else { return false };
    let next = text_of(std::slice::from_ref(next));
    let Some(hyphen) = halves(end, &next).map(|halves| divided.hyphen(&halves)) else { return false };
    hyphen.close(end);
    true
}

/// The text with which an inline ends.
fn last_text(inline: &mut Inline) -> Option<&mut String> {
    match inline {
        Inline::Text(text) => Some(text),
        Inline::Styled(_, inner) | Inline::Link(_, inner) => inner.last_mut().and_then(last_text),
        Inline::Code(_) | Inline::Picture(_) | Inline::Note(_) | Inline::Break | Inline::Remark(_) => None,
    }
}
