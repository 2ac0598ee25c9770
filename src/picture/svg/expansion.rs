//! The expanded size of a drawing: how many elements it renders when every `use` and every reference counts with its target.
//!
//! With nested `use` elements, a file of one kilobyte can render a thousand million squares, or refer to itself for ever.

use resvg::usvg::roxmltree::{Document, Node};
use std::collections::BTreeMap;

/// The most elements that we accept: a map of France with its communes has half as many.
const MAX_ELEMENTS: u64 = 100_000;
/// The deepest nesting that we accept, of groups and references together.
const MAX_DEPTH: usize = 500;

/// The number of elements that the drawing renders; none when it is over a limit, as for references in a circle.
pub(super) fn expanded_size(document: &Document<'_>) -> Option<u64> {
    let by_id = document.descendants().filter_map(|node| Some((node.attribute("id")?, node))).rev().collect();
    let mut counter = Counter { by_id, sizes: BTreeMap::new() };
    counter.size(document.root_element(), 0).filter(|&size| size <= MAX_ELEMENTS)
}

struct Counter<'a, 'b> {
    by_id: BTreeMap<&'a str, Node<'a, 'b>>,
    /// The size of each element by its node; none while it is being counted: an element met again then refers to itself.
    sizes: BTreeMap<usize, Option<u64>>,
}

impl<'a, 'b> Counter<'a, 'b> {
    /// The number of elements that rendering `node` renders; none when it refers to itself or is nested too deeply.
    fn size(&mut self, node: Node<'a, 'b>, depth: usize) -> Option<u64> {
        if let Some(known) = self.sizes.get(&node.id().get_usize()) {
            return *known;
        }
        if depth > MAX_DEPTH {
            return None;
        }
        self.sizes.insert(node.id().get_usize(), None);
        let mut size = 1_u64;
        for child in node.children().filter(Node::is_element) {
            size = size.saturating_add(self.size(child, depth + 1)?);
        }
        for name in references(node) {
            let Some(target) = self.by_id.get(name).copied() else { continue };
            let circular = self.sizes.get(&target.id().get_usize()) == Some(&None);
            // Renderers ignore a gradient that refers to itself, but a `use` of itself never ends.
            if circular && node.tag_name().name() != "use" {
                continue;
            }
            size = size.saturating_add(self.size(target, depth + 1)?);
        }
        self.sizes.insert(node.id().get_usize(), Some(size));
        Some(size)
    }
}

/// The `id`s of the elements that `node` refers to, by `href` or `url(#…)`.
fn references<'a>(node: Node<'a, '_>) -> Vec<&'a str> {
    let mut names = Vec::new();
    for attribute in node.attributes() {
        if attribute.name() == "href" {
            names.extend(attribute.value().trim().strip_prefix('#'));
        }
        for (at, found) in attribute.value().match_indices("url(") {
            let address = attribute.value()[at + found.len()..].trim_start_matches([' ', '"', '\'']);
            names.extend(address.strip_prefix('#').and_then(|name| name.split([')', '"', '\'', ' ']).next()));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::expanded_size;
    use resvg::usvg::roxmltree::Document;

    fn size_of(inside: &str) -> Option<u64> {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>{inside}</svg>");
        expanded_size(&Document::parse(&svg).expect("XML"))
    }

    fn is_accepted(inside: &str) -> bool {
        size_of(inside).is_some()
    }

    #[test]
    fn a_copy_counts_as_often_as_it_is_drawn() {
        assert_eq!(size_of("<rect/><g><rect/></g>"), Some(4));
        assert_eq!(size_of("<g id='a'><rect/></g><use href='#a'/><use href='#a'/>"), Some(1 + 2 + 2 * 3));
    }

    #[test]
    fn circles_and_bombs_do_not_end() {
        assert!(is_accepted("<g id='a'><rect/></g><use href='#a'/><use xlink:href='#a'/><use href='#nowhere'/>"));
        assert!(!is_accepted("<g id='a'><use href='#b'/></g><g id='b'><use xlink:href='#a'/></g>"));
        assert!(!is_accepted("<g id='a'><use href='#a'/></g>"));
        assert!(is_accepted("<linearGradient id='a' href='#b'/><linearGradient id='b' href='#a'/>"));
        let bomb: String =
            (1..9).map(|step| format!("<g id='l{step}'>{}</g>", format!("<use href='#l{}'/>", step - 1).repeat(10))).collect();
        assert!(!is_accepted(&format!("<rect id='l0'/>{bomb}")));
        let patterns: String = (1..9)
            .map(|step| {
                format!("<pattern id='p{step}'>{}</pattern>", format!("<rect style='fill:url(#p{})'/>", step - 1).repeat(10))
            })
            .collect();
        assert!(!is_accepted(&format!("{patterns}<rect fill='url(#p8)'/>")));
    }
}
