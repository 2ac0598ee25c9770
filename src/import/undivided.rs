//! Joins the words that the lines of a PDF divided, where a text went through a word processor, a mail program or Markdown before it came
//! here: « cou-⏎pée ». Plain text is joined by `text`, line by line. Read next: `divided`, which tells the hyphens apart.

use super::{
    divided::{Halves, Hyphen, Words, halves},
    tree::{Block, Inline, Tree, text_of, text_of_blocks},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    source::Span,
};

/// The words of a text, which are read when the first divided one is met.
pub(super) struct Divided<'t> {
    text: &'t dyn Fn() -> String,
    language: &'t str,
    words: Option<Words>,
    /// The words whose hyphen may only have been the line's.
    doubts: Vec<String>,
}

impl<'t> Divided<'t> {
    /// What `text` gives is in `language`.
    pub(super) fn new(text: &'t dyn Fn() -> String, language: &'t str) -> Self {
        Self { text, language, words: None, doubts: Vec::new() }
    }

    /// Whether the hyphen between two halves goes.
    fn goes(&mut self, halves: &Halves<'_>) -> bool {
        let words = self.words.get_or_insert_with(|| Words::of(&(self.text)(), self.language));
        let hyphen = words.hyphen(halves);
        if hyphen == Hyphen::InDoubt {
            self.doubts.push(format!("{}-{}", halves.head, halves.tail));
        }
        hyphen == Hyphen::Goes
    }

    /// What is to be told of each word in doubt since the last call.
    pub(super) fn doubts(&mut self, span: Span) -> Vec<Diagnostic> {
        let doubts = std::mem::take(&mut self.doubts).into_iter();
        doubts.map(|words| Diagnostic::new(Code::ImportDividedWord, span).with("words", words)).collect()
    }

    /// A paragraph, list or quotation of Markdown with its divided words joined; none where there are none.
    pub(super) fn joined(&mut self, markdown: &str) -> Option<String> {
        let mut joined: Option<String> = None;
        let mut lines = markdown.split_inclusive('\n');
        let mut before = lines.next()?;
        for line in lines {
            let bare = line.trim_start_matches([' ', '\t', '>']);
            let divided = halves_of(before, bare).filter(|_| !before.trim_end_matches(['\n', '\r']).ends_with("  "));
            let start = before.as_ptr() as usize - markdown.as_ptr() as usize + before.len();
            match (divided.map(|halves| self.goes(&halves)), &mut joined) {
                (Some(goes), joined) => {
                    let joined = joined.get_or_insert_with(|| markdown[..start].to_owned());
                    joined.truncate(joined.trim_end().len());
                    if goes {
                        joined.pop();
                    }
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

/// The halves of a word that a line's end divides, where it goes on in small letters.
fn halves_of<'t>(line: &'t str, next: &'t str) -> Option<Halves<'t>> {
    halves(line, next).filter(|halves| halves.tail.starts_with(char::is_lowercase))
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
    remarks.extend(divided.doubts(span));
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
        Inline::Text(text) => text.trim_end().ends_with(['-', '\u{2010}', '\u{ad}']),
        Inline::Styled(_, inner) | Inline::Link(_, inner) => inner.last().is_some_and(ends_with_hyphen),
        Inline::Code(_) | Inline::Picture(_) | Inline::Note(_) | Inline::Break | Inline::Remark(_) => false,
    }
}

/// Whether a line within `content` ends with a hyphen.
fn breaks_after_hyphen(content: &[Inline]) -> bool {
    content.windows(2).any(|pair| pair[1] == Inline::Break && ends_with_hyphen(&pair[0]))
        || content.iter().any(|inline| match inline {
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
    for mut inline in content.drain(..) {
        if let Inline::Styled(_, inner) | Inline::Link(_, inner) = &mut inline {
            join_lines(inner, divided);
        }
        if joined.last() == Some(&Inline::Break) {
            joined.pop();
            if !joins(&mut joined, &inline, divided) {
                joined.push(Inline::Break);
            }
        }
        joined.push(inline);
    }
    *content = joined;
}

/// Whether `next` goes on with the word that the end of `line` divides; the hyphen is taken off where it was the line's.
fn joins(line: &mut [Inline], next: &Inline, divided: &mut Divided<'_>) -> bool {
    let Some(end) = line.last_mut().and_then(last_text) else { return false };
    let next = text_of(std::slice::from_ref(next));
    let Some(halves) = halves_of(end, &next) else { return false };
    let goes = divided.goes(&halves);
    end.truncate(end.trim_end().len());
    if goes {
        end.pop();
    }
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
