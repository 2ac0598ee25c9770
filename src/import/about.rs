//! What the end of a text says of its author: it is proposed to the registry of people, and can be put back into the text.

use super::write::without_remarks;

/// What the end of a text says of its author, taken off the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AboutAuthor {
    /// A picture of the author.
    pub portrait: Option<Portrait>,
    /// Its first words, as they are read: the heading, when there is one. Empty when all came beside the text.
    pub opening: String,
    /// The paragraphs of the biography, as Markdown with the marks of remarks.
    pub(super) paragraphs: Vec<String>,
    /// The heading above them, as a line of Markdown.
    pub(super) heading: Option<String>,
    /// How many bytes of the body stood after it.
    pub(super) after: usize,
}

/// A picture of the author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portrait {
    /// The file.
    pub bytes: Vec<u8>,
    /// The extension for its format, without a dot.
    pub extension: &'static str,
    /// What it shows, when the document says so.
    pub alternative: Option<String>,
    /// As it stood in the text.
    pub(super) markdown: String,
}

impl AboutAuthor {
    /// The paragraphs of the biography, as Markdown on one line each.
    #[must_use]
    pub fn biography(&self) -> Vec<String> {
        self.paragraphs.iter().map(|paragraph| without_remarks(paragraph).replace("\\\n", " ")).collect()
    }

    /// All its texts, to be cleaned.
    pub(super) fn texts(&mut self) -> impl Iterator<Item = &mut String> {
        let alternative = self.portrait.as_mut().and_then(|portrait| portrait.alternative.as_mut());
        self.paragraphs.iter_mut().chain(&mut self.heading).chain(alternative).chain([&mut self.opening])
    }

    /// Puts the biography, the portrait or both back into a body, where they stood. Returns what is left.
    pub(super) fn put_back(mut self, biography: bool, portrait: bool, body: &mut String) -> Option<Self> {
        let mut blocks = Vec::new();
        if biography {
            blocks.extend(self.heading.take().map(|heading| format!("## {heading}")));
        }
        blocks.extend(self.portrait.take_if(|_| portrait).map(|portrait| portrait.markdown));
        if biography {
            blocks.append(&mut self.paragraphs);
        }
        let mut at = body.len().saturating_sub(self.after);
        for block in blocks {
            let gap = if at > 0 { "\n" } else { "" };
            let block = format!("{gap}{block}\n");
            body.insert_str(at, &block);
            at += block.len();
        }
        Some(self).filter(|left| left.portrait.is_some() || !left.paragraphs.is_empty())
    }
}
