//! The words in an element, for messages.

use crate::import::xml::{Element, Ns};

/// The words in an element, with spaces between paragraphs.
pub(super) fn spaced(element: Element<'_>) -> String {
    let mut text = String::new();
    for node in element.descendants() {
        match node.name() {
            (_, "") => text.push_str(node.characters()),
            (Ns::Text, "p" | "h" | "s" | "tab" | "line-break") => text.push(' '),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
