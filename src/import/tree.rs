//! The tree of blocks that the readers of documents (web pages, .docx, .odt) give, whatever the format. Knows no Markdown.
//!
//! Read next: `nest`, which makes inlines of formatted runs, and `write`, which makes Markdown of a tree.

use crate::diagnostic::Diagnostic;

/// A document, as its reader understood it.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) blocks: Vec<Block>,
    /// The notes, in the order of their first call; a call names a note by its index.
    pub(super) notes: Vec<Vec<Block>>,
    /// The pictures; an inline names one by its index.
    pub(super) pictures: Vec<Picture>,
    /// What an editor must know of one place; an inline names one by its index.
    pub(super) remarks: Vec<Diagnostic>,
}

/// A picture file that was taken out of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Picture {
    /// The file.
    pub(super) bytes: Vec<u8>,
    /// The extension for its format, without a dot.
    pub(super) extension: &'static str,
}

/// A block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph(Vec<Inline>),
    /// What the document's own style calls its title.
    Title(Vec<Inline>),
    /// What the document's own style calls its subtitle.
    Subtitle(Vec<Inline>),
    Heading {
        /// From 1.
        level: u8,
        /// The identifier that links in the same document use.
        anchor: Option<String>,
        content: Vec<Inline>,
    },
    List {
        /// The first number; none for a list of bullets.
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Quotation(Vec<Block>),
    Aside(Vec<Block>),
    /// A picture that stands alone, with its caption.
    Figure {
        picture: Inline,
        caption: Vec<Inline>,
    },
    Table {
        caption: Vec<Inline>,
        /// Rows of cells; the first is the head.
        rows: Vec<Vec<Vec<Block>>>,
    },
    Code(String),
    /// Terms, each with what is said of it.
    Definitions(Vec<(Vec<Inline>, Vec<Vec<Block>>)>),
    /// A rule across the page (thematic break).
    Rule,
}

/// An inline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Inline {
    Text(String),
    Styled(Style, Vec<Inline>),
    Link(String, Vec<Inline>),
    Code(String),
    Picture(PlacedPicture),
    /// The call of a note, by its index.
    Note(usize),
    Break,
    /// A remark, by its index; it shows nothing.
    Remark(usize),
}

/// A picture in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlacedPicture {
    /// Which of the document's pictures; none when its file is not taken over.
    pub(super) file: Option<usize>,
    /// What it shows, for those who do not see it.
    pub(super) alternative: String,
    /// Whether the author says that it shows nothing.
    pub(super) decorative: bool,
}

/// The style of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Strong,
    Emphasis,
    Strike,
    SmallCaps,
    Superscript,
    Subscript,
    /// With a language tag.
    Language(String),
    /// An abbreviation, with what it stands for.
    Abbreviation(String),
}

/// The text of inlines.
pub(super) fn text_of(content: &[Inline]) -> String {
    let mut text = String::new();
    append_text(content, &mut text);
    text
}

fn append_text(content: &[Inline], text: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(part) | Inline::Code(part) => text.push_str(part),
            Inline::Styled(_, inner) | Inline::Link(_, inner) => append_text(inner, text),
            Inline::Break => text.push(' '),
            Inline::Picture(_) | Inline::Note(_) | Inline::Remark(_) => {}
        }
    }
}

/// The text of blocks, one line for each.
pub(super) fn text_of_blocks(blocks: &[Block]) -> String {
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(content) | Block::Title(content) | Block::Subtitle(content) | Block::Heading { content, .. } => {
                lines.push(text_of(content));
            }
            Block::List { items, .. } => lines.extend(items.iter().map(|item| text_of_blocks(item))),
            Block::Quotation(inner) | Block::Aside(inner) => lines.push(text_of_blocks(inner)),
            Block::Figure { caption, .. } => lines.push(text_of(caption)),
            Block::Table { caption, rows } => {
                lines.push(text_of(caption));
                for row in rows {
                    lines.extend(row.iter().map(|cell| text_of_blocks(cell)));
                }
            }
            Block::Code(text) => lines.push(text.clone()),
            Block::Definitions(entries) => {
                for (term, bodies) in entries {
                    lines.push(text_of(term));
                    lines.extend(bodies.iter().map(|body| text_of_blocks(body)));
                }
            }
            Block::Rule => {}
        }
    }
    lines.retain(|line| !line.trim().is_empty());
    lines.join("\n")
}

impl Tree {
    /// Takes in the notes, pictures and remarks of another tree; returns its blocks, which name them where they are now.
    pub(super) fn adopt(&mut self, other: Self) -> Vec<Block> {
        let Self { mut blocks, mut notes, pictures, remarks } = other;
        let offsets = (self.notes.len(), self.pictures.len(), self.remarks.len());
        let mut shift = |content: &mut Vec<Inline>| shifted(content, offsets);
        each_content(&mut blocks, &mut shift);
        notes.iter_mut().for_each(|note| each_content(note, &mut shift));
        self.notes.extend(notes);
        self.pictures.extend(pictures);
        self.remarks.extend(remarks);
        blocks
    }
}

fn shifted(content: &mut [Inline], offsets: (usize, usize, usize)) {
    for inline in content {
        match inline {
            Inline::Note(index) => *index += offsets.0,
            Inline::Picture(picture) => picture.file = picture.file.map(|index| index + offsets.1),
            Inline::Remark(index) => *index += offsets.2,
            Inline::Styled(_, inner) | Inline::Link(_, inner) => shifted(inner, offsets),
            Inline::Text(_) | Inline::Code(_) | Inline::Break => {}
        }
    }
}

/// Gives each text of these blocks, and of those within them, to `change`.
pub(super) fn each_content(blocks: &mut [Block], change: &mut dyn FnMut(&mut Vec<Inline>)) {
    for block in blocks {
        match block {
            Block::Paragraph(content) | Block::Title(content) | Block::Subtitle(content) | Block::Heading { content, .. } => {
                change(content)
            }
            Block::List { items, .. } => items.iter_mut().for_each(|item| each_content(item, change)),
            Block::Quotation(inner) | Block::Aside(inner) => each_content(inner, change),
            Block::Figure { picture, caption } => {
                let mut alone = vec![picture.clone()];
                change(&mut alone);
                if let Some(changed) = alone.pop() {
                    *picture = changed;
                }
                change(caption);
            }
            Block::Table { caption, rows } => {
                change(caption);
                rows.iter_mut().flatten().for_each(|cell| each_content(cell, change));
            }
            Block::Definitions(entries) => {
                for (term, bodies) in entries {
                    change(term);
                    bodies.iter_mut().for_each(|body| each_content(body, change));
                }
            }
            Block::Code(_) | Block::Rule => {}
        }
    }
}

/// Puts a remark at the beginning of blocks.
pub(super) fn place_remark(blocks: &mut Vec<Block>, remark: Inline) {
    match blocks.first_mut() {
        Some(Block::Paragraph(content) | Block::Heading { content, .. }) => content.insert(0, remark),
        _ => blocks.insert(0, Block::Paragraph(vec![remark])),
    }
}
