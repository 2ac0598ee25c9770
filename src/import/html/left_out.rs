//! What is left out of a page, until it is told; and what an element declares of itself.

use super::page::Node;
use crate::import::furniture::Furniture;

/// What is no part of the text.
#[derive(Debug, Default)]
pub(super) struct LeftOut {
    pub(super) hidden: Vec<String>,
    pub(super) furniture: Furniture,
    pub(super) changes: usize,
    pub(super) authors: Vec<String>,
}

/// The value of a declaration in an element's style.
pub(super) fn declaration<'p>(node: Node<'p>, property: &str) -> Option<&'p str> {
    let declarations = node.attribute("style")?.split(';');
    let found = declarations.filter_map(|declaration| declaration.split_once(':'));
    found.filter(|(name, _)| name.trim().eq_ignore_ascii_case(property)).map(|(_, value)| value.trim()).next_back()
}

/// The words of an element.
pub(super) fn words(node: Node<'_>) -> String {
    node.text_content().split_whitespace().collect::<Vec<_>>().join(" ")
}
