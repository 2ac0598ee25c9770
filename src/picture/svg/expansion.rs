//! The expanded size of a drawing: how many elements it renders when each `use`, marker, pattern and other reference counts as often as
//! it is drawn.
//!
//! With nested `use` elements, a file of one kilobyte can render a thousand million squares, or refer to itself for ever. A marker is
//! drawn at each vertex, and a pattern for each shape that it paints, named by the shape, by a rule, or by a group around it.

use super::presentation::{Declared, Inherited, Presentation, addresses};
use resvg::usvg::roxmltree::{Document, Node};
use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};
use svgtypes::{PathParser, PathSegment, PointsParser};

/// The most elements that we accept: a map of France with its communes has half as many.
const MAX_ELEMENTS: u64 = 100_000;
/// The deepest nesting that we accept, of groups and references together.
const MAX_DEPTH: usize = 500;
/// The most comparisons of an element with a rule: the drawing library makes them for each element that it renders.
const MAX_COMPARISONS: u64 = 40_000_000;

/// The number of elements that the drawing renders; none when it is over a limit, as for references in a circle.
pub(super) fn expanded_size(document: &Document<'_>) -> Option<u64> {
    let by_id = document.descendants().filter_map(|node| Some((node.attribute("id")?, node))).rev().collect();
    let presentation = Presentation::new(document);
    let rules = presentation.rules() as u64;
    let elements = document.descendants().filter(Node::is_element).count() as u64;
    if rules.saturating_mul(elements) > MAX_COMPARISONS {
        return None;
    }
    let mut counter = Counter {
        by_id,
        presentation,
        declared: BTreeMap::new(),
        inherited: BTreeMap::new(),
        targets: BTreeMap::new(),
        open: BTreeSet::new(),
    };
    let size = counter.size(document.root_element(), &Inherited::default(), 0)?;
    (size.saturating_mul(rules) <= MAX_COMPARISONS).then_some(size)
}

struct Counter<'a, 'b> {
    by_id: BTreeMap<&'a str, Node<'a, 'b>>,
    presentation: Presentation<'a>,
    /// What elements have of their own, by node.
    declared: BTreeMap<usize, Rc<Declared<'a>>>,
    /// What elements have where they stand, by node.
    inherited: BTreeMap<usize, Inherited<'a>>,
    /// The size of each element that is referred to but for `use`: it inherits from where it stands, so that its size is always the same.
    targets: BTreeMap<usize, u64>,
    /// The elements that are being counted: one met again refers to itself.
    open: BTreeSet<usize>,
}

impl<'a, 'b> Counter<'a, 'b> {
    /// The number of elements that rendering `node` renders, where it inherits `parent`; none when it is over a limit.
    fn size(&mut self, node: Node<'a, 'b>, parent: &Inherited<'a>, depth: usize) -> Option<u64> {
        if depth > MAX_DEPTH || !self.open.insert(node.id().get_usize()) {
            return None;
        }
        let declared = self.declared(node);
        let inherited = declared.inherit(parent);
        let mut size = 1_u64;
        let mut add = |more: u64| {
            size = size.saturating_add(more);
            size <= MAX_ELEMENTS
        };
        for child in node.children().filter(Node::is_element) {
            if !add(self.size(child, &inherited, depth + 1)?) {
                return None;
            }
        }
        let href = node
            .attributes()
            .filter(|attribute| attribute.name() == "href")
            .find_map(|href| href.value().trim().strip_prefix('#'));
        let is_use = node.tag_name().name() == "use";
        if let Some(target) = href.and_then(|name| self.by_id.get(name)).copied().filter(|_| is_use) {
            // A `use` of itself never ends.
            if !add(self.size(target, &inherited, depth + 1)?) {
                return None;
            }
        }
        let [fill, stroke, markers @ ..] = inherited;
        let vertices = vertices(node);
        let paints = if vertices.is_some() || is_text(node) { [fill, stroke] } else { [None; 2] };
        let times = vertices.map_or([0; 3], |vertices| [1, vertices.saturating_sub(2), 1]);
        let named = declared.references().chain(href.filter(|_| !is_use)).chain(paints.into_iter().flatten().flat_map(addresses));
        let marked = markers.into_iter().zip(times).filter_map(|(marker, times)| Some((addresses(marker?).next()?, times)));
        for (name, times) in named.map(|name| (name, 1)).chain(marked) {
            if times > 0 && !add(self.target(name, depth + 1)?.saturating_mul(times)) {
                return None;
            }
        }
        self.open.remove(&node.id().get_usize());
        Some(size)
    }

    /// The size of an element that is referred to. Renderers ignore a gradient, pattern or marker within itself.
    fn target(&mut self, name: &str, depth: usize) -> Option<u64> {
        let Some(target) = self.by_id.get(name).copied() else { return Some(0) };
        let index = target.id().get_usize();
        if self.open.contains(&index) {
            return Some(0);
        }
        if let Some(known) = self.targets.get(&index) {
            return Some(*known);
        }
        let parent = target.parent_element().map_or_else(Inherited::default, |parent| self.inherited(parent));
        let size = self.size(target, &parent, depth)?;
        self.targets.insert(index, size);
        Some(size)
    }

    fn declared(&mut self, node: Node<'a, 'b>) -> Rc<Declared<'a>> {
        let presentation = &self.presentation;
        Rc::clone(self.declared.entry(node.id().get_usize()).or_insert_with(|| Rc::new(presentation.declared(node))))
    }

    /// What an element has where it stands in the file.
    fn inherited(&mut self, node: Node<'a, 'b>) -> Inherited<'a> {
        if let Some(known) = self.inherited.get(&node.id().get_usize()) {
            return *known;
        }
        let parent = node.parent_element().map_or_else(Inherited::default, |parent| self.inherited(parent));
        let inherited = self.declared(node).inherit(&parent);
        self.inherited.insert(node.id().get_usize(), inherited);
        inherited
    }
}

fn is_text(node: Node<'_, '_>) -> bool {
    matches!(node.tag_name().name(), "text" | "tspan" | "textPath" | "tref")
}

/// At most how many vertices a shape has; none for an element that is no shape.
fn vertices(node: Node<'_, '_>) -> Option<u64> {
    let count = match node.tag_name().name() {
        // The drawing library makes up to five curves of an arc.
        "path" => {
            let segments = PathParser::from(node.attribute("d").unwrap_or_default()).map_while(Result::ok);
            segments.map(|segment| if matches!(segment, PathSegment::EllipticalArc { .. }) { 5 } else { 1 }).sum()
        }
        "polyline" | "polygon" => 1 + PointsParser::from(node.attribute("points").unwrap_or_default()).count() as u64,
        "line" => 2,
        "rect" | "circle" | "ellipse" => 10,
        _ => return None,
    };
    Some(count)
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

    #[test]
    fn a_marker_counts_at_each_vertex() {
        let marked = |attributes: &str, d: &str| {
            size_of(&format!("<marker id='m'><rect/><rect/></marker><g {attributes}><path d='{d}'/></g>"))
        };
        let alone = marked("", "M0 0 9 9 3 3 4 4").expect("a size");
        assert_eq!(marked("marker-start='url(#m)'", "M0 0 9 9 3 3 4 4"), Some(alone + 3));
        assert_eq!(marked("style='marker-mid:url(#m)'", "M0 0 9 9 3 3 4 4"), Some(alone + 2 * 3));
        assert_eq!(marked("style='marker:url(#m)'", "M0 0 9 9 3 3 4 4"), Some(alone + 4 * 3));
        let rule = "<style>path{marker:url(#m)}</style>";
        assert_eq!(
            size_of(&format!("{rule}<marker id='m'><path d='M0 0 1 1'/></marker><path d='M0 0h1'/>")),
            Some(1 + 1 + 2 + 3 + 2 * 2 - 2)
        );
        assert!(is_accepted(
            "<marker id='m'><path marker-end='url(#m)' d='M0 0h1'/></marker><path marker-end='url(#m)' d='M0 0h1'/>"
        ));
    }

    #[test]
    fn a_pattern_counts_for_each_shape_however_it_is_named() {
        let pattern = "<pattern id='p'><rect fill='none'/><rect fill='none'/></pattern>";
        for painted in [
            "<g><rect fill='url(#p)'/><rect fill='url(#p)'/></g>",
            "<g fill='url(#p)'><rect/><rect/></g>",
            "<g style='fill:url(#p)'><rect/><rect/></g>",
            "<g><rect style='stroke:url(#p)'/><rect style='fill:url( \"#p\" ) red'/></g>",
        ] {
            assert_eq!(size_of(&format!("{pattern}{painted}")), Some(1 + 3 + 3 + 2 * 3), "{painted}");
        }
        let rule = "<style>.a{fill:url(#p)} #p rect{fill:none}</style>";
        assert_eq!(
            size_of(&format!("{rule}{pattern}<g class='a'><rect/><rect/><use href='#r'/></g>")),
            Some(1 + 1 + 3 + 4 + 2 * 3)
        );
        let used = "<defs><rect id='r'/></defs><g fill='url(#p)'><use href='#r'/><use href='#r'/></g>";
        assert_eq!(size_of(&format!("{pattern}{used}")), Some(1 + 3 + 2 + 1 + 2 * (2 + 3)));
    }

    #[test]
    fn rules_are_compared_within_a_limit() {
        let rules = format!("<style>{}</style>", ".a{fill:red}".repeat(8_000));
        assert!(is_accepted(&format!("{rules}{}", "<rect/>".repeat(20))));
        assert!(!is_accepted(&format!("{rules}{}", "<rect/>".repeat(8_000))));
    }
}
