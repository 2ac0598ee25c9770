//! How much a drawing draws, when every element that stands for another is counted with it.
//!
//! A file of one kilobyte can ask for a thousand million copies of a square, or for a group that holds itself. Whoever opens such
//! a book waits for ever.

use resvg::usvg::roxmltree::{Document, Node};
use std::collections::BTreeMap;

/// More elements than any drawing has: a map of France with its communes has half of that.
const MOST: u64 = 100_000;
/// Deepest nesting, of groups and of references together.
const DEEPEST: usize = 500;

/// How many elements a drawing draws; none when there is no end to them, in reasonable time.
pub(super) fn drawn(document: &Document<'_>) -> Option<u64> {
    let by_id = document.descendants().filter_map(|node| Some((node.attribute("id")?, node))).rev().collect();
    let mut weigher = Weigher { by_id, known: BTreeMap::new() };
    weigher.weigh(document.root_element(), 0).filter(|&weight| weight <= MOST)
}

struct Weigher<'a, 'b> {
    by_id: BTreeMap<&'a str, Node<'a, 'b>>,
    /// None while an element is being weighed: whoever meets it then has come round in a circle.
    known: BTreeMap<usize, Option<u64>>,
}

impl<'a, 'b> Weigher<'a, 'b> {
    /// The elements that drawing `node` draws; none when there is no end to them.
    fn weigh(&mut self, node: Node<'a, 'b>, depth: usize) -> Option<u64> {
        if let Some(known) = self.known.get(&node.id().get_usize()) {
            return *known;
        }
        if depth > DEEPEST {
            return None;
        }
        self.known.insert(node.id().get_usize(), None);
        let mut weight = 1_u64;
        for child in node.children().filter(Node::is_element) {
            weight = weight.saturating_add(self.weigh(child, depth + 1)?);
        }
        for name in references(node) {
            let Some(target) = self.by_id.get(name).copied() else { continue };
            let circle = self.known.get(&target.id().get_usize()) == Some(&None);
            // A gradient may name itself by mistake and still be drawn; a copy of itself may not.
            if circle && node.tag_name().name() != "use" {
                continue;
            }
            weight = weight.saturating_add(self.weigh(target, depth + 1)?);
        }
        self.known.insert(node.id().get_usize(), Some(weight));
        Some(weight)
    }
}

/// The names of the elements that `node` refers to.
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
    use super::drawn;
    use resvg::usvg::roxmltree::Document;

    fn drawn_by(inside: &str) -> Option<u64> {
        let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>{inside}</svg>");
        drawn(&Document::parse(&svg).expect("XML"))
    }

    fn ends_of(inside: &str) -> bool {
        drawn_by(inside).is_some()
    }

    #[test]
    fn a_copy_counts_as_often_as_it_is_drawn() {
        assert_eq!(drawn_by("<rect/><g><rect/></g>"), Some(4));
        assert_eq!(drawn_by("<g id='a'><rect/></g><use href='#a'/><use href='#a'/>"), Some(1 + 2 + 2 * 3));
    }

    #[test]
    fn circles_and_bombs_do_not_end() {
        assert!(ends_of("<g id='a'><rect/></g><use href='#a'/><use xlink:href='#a'/><use href='#nowhere'/>"));
        assert!(!ends_of("<g id='a'><use href='#b'/></g><g id='b'><use xlink:href='#a'/></g>"));
        assert!(!ends_of("<g id='a'><use href='#a'/></g>"));
        assert!(ends_of("<linearGradient id='a' href='#b'/><linearGradient id='b' href='#a'/>"));
        let bomb: String =
            (1..9).map(|step| format!("<g id='l{step}'>{}</g>", format!("<use href='#l{}'/>", step - 1).repeat(10))).collect();
        assert!(!ends_of(&format!("<rect id='l0'/>{bomb}")));
        let patterns: String = (1..9)
            .map(|step| {
                format!("<pattern id='p{step}'>{}</pattern>", format!("<rect style='fill:url(#p{})'/>", step - 1).repeat(10))
            })
            .collect();
        assert!(!ends_of(&format!("{patterns}<rect fill='url(#p8)'/>")));
    }
}
