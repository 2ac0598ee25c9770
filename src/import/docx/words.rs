//! The words in an element, for messages.

use crate::import::{
    tree::{Block, text_of_blocks},
    xml::{Element, Ns},
};

/// The words in an element, with spaces between paragraphs.
pub(super) fn spaced(element: Element<'_>) -> String {
    let mut text = String::new();
    for node in element.descendants() {
        match node.name() {
            (Ns::W, "p" | "br" | "tab" | "cr") if !text.is_empty() => text.push(' '),
            (Ns::W, "t") => text.push_str(&node.text()),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether blocks show any word.
pub(super) fn has_words(blocks: &[Block]) -> bool {
    text_of_blocks(blocks).contains(|c: char| !c.is_whitespace())
}
