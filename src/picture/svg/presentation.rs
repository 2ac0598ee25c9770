//! What paints an element, and what it refers to: attributes, the rules of `style` elements, `style` attributes.
//!
//! Rules are read as the drawing library reads them, by the same parser. It counts nothing ([`super::expansion`]).

use resvg::usvg::roxmltree::{Document, Node};
use simplecss::{AttributeOperator, DeclarationTokenizer, Element, PseudoClass, StyleSheet};

/// The properties that refer to other elements; the inherited ones first.
const PROPERTIES: [&str; 8] = ["fill", "stroke", "marker-start", "marker-mid", "marker-end", "mask", "clip-path", "filter"];
/// How many of [`PROPERTIES`] are inherited.
const INHERITED: usize = 5;

/// The values of the inherited properties: fill, stroke, and the markers at the start, in the middle and at the end.
pub(super) type Inherited<'a> = [Option<&'a str>; INHERITED];

/// The values that an element has of its own.
pub(super) struct Declared<'a> {
    values: [Option<&'a str>; PROPERTIES.len()],
}

impl<'a> Declared<'a> {
    /// The inherited properties of the element, whose parent has those of `parent`.
    pub(super) fn inherit(&self, parent: &Inherited<'a>) -> Inherited<'a> {
        std::array::from_fn(|index| self.values[index].or(parent[index]))
    }

    /// The identifiers that the properties which are not inherited name.
    pub(super) fn references(&self) -> impl Iterator<Item = &'a str> {
        self.values[INHERITED..].iter().flatten().flat_map(|value| addresses(value))
    }
}

/// The rule sheets of a drawing.
pub(super) struct Presentation<'a> {
    sheet: StyleSheet<'a>,
}

impl<'a> Presentation<'a> {
    /// Reads the `style` elements.
    pub(super) fn new(document: &'a Document<'_>) -> Self {
        let mut sheet = StyleSheet::new();
        let is_css = |node: &Node<'_, '_>| node.attribute("type").is_none_or(|kind| kind == "text/css");
        for node in document.descendants().filter(|node| node.has_tag_name("style") && is_css(node)) {
            sheet.parse_more(node.text().unwrap_or_default());
        }
        Self { sheet }
    }

    /// The number of rules.
    pub(super) fn rules(&self) -> usize {
        self.sheet.rules.len()
    }

    /// What `node` has of its own.
    pub(super) fn declared(&self, node: Node<'a, '_>) -> Declared<'a> {
        let mut values = [None; PROPERTIES.len()];
        let mut important = [false; PROPERTIES.len()];
        let mut declare = |name: &str, value: &'a str, is_important: bool| {
            for (index, property) in PROPERTIES.iter().enumerate() {
                let named = *property == name || (name == "marker" && property.starts_with("marker-"));
                if named && (is_important || !important[index]) {
                    values[index] = Some(value).filter(|value| *value != "inherit");
                    important[index] = is_important;
                }
            }
        };
        for attribute in node.attributes().filter(|attribute| attribute.namespace().is_none()) {
            // The shorthand is a property of rules only.
            if attribute.name() != "marker" {
                declare(attribute.name(), attribute.value(), false);
            }
        }
        for rule in self.sheet.rules.iter().filter(|rule| rule.selector.matches(&Selected(node))) {
            rule.declarations.iter().for_each(|declared| declare(declared.name, declared.value, declared.important));
        }
        for declared in DeclarationTokenizer::from(node.attribute("style").unwrap_or_default()) {
            declare(declared.name, declared.value, declared.important);
        }
        Declared { values }
    }
}

/// The identifiers in `value`: `url(#a)`.
pub(super) fn addresses<'a>(value: &'a str) -> impl Iterator<Item = &'a str> + use<'a> {
    value.match_indices("url(").filter_map(|(at, found)| {
        let address = value[at + found.len()..].trim_start_matches([' ', '"', '\'']);
        address.strip_prefix('#').and_then(|name| name.split([')', '"', '\'', ' ']).next())
    })
}

/// An element that selectors are compared with.
struct Selected<'a, 'b>(Node<'a, 'b>);

impl Element for Selected<'_, '_> {
    fn parent_element(&self) -> Option<Self> {
        self.0.parent_element().map(Selected)
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.0.prev_sibling_element().map(Selected)
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.0.tag_name().name() == name
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator<'_>) -> bool {
        self.0.attribute(name).is_some_and(|value| operator.matches(value))
    }

    fn pseudo_class_matches(&self, class: PseudoClass<'_>) -> bool {
        class == PseudoClass::FirstChild && self.0.prev_sibling_element().is_none()
    }
}
