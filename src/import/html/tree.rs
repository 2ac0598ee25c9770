//! The tree of a parsed page, and its limits.
//!
//! The parser asks for every node here (`TreeSink`), so this is where a page that would make more nodes than it has text, or nest
//! without end, is stopped: some hundred kilobytes can describe a tree of gigabytes, because the parser repeats open emphases in
//! each paragraph (HTML Living Standard, 13.2.4.3), and looks through all open elements at each tag. `page` reads the result.

use html5ever::{
    Attribute, ExpandedName, LocalName, QualName,
    interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink},
    local_name, ns,
    tendril::StrTendril,
};
use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    rc::Rc,
};

/// What a page may cost.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Most nodes, an attribute counted as one.
    pub(super) nodes: usize,
    /// Deepest nesting of elements.
    pub(super) depth: u32,
    /// Most comparisons of an element with another or with a name, which is the parser's work.
    pub(super) steps: u64,
}

/// A million nodes are five times those of the longest page of the web that people read (the HTML specification on one page), and
/// 2,000 levels four times what a browser keeps.
pub(super) const LIMITS: Limits = Limits { nodes: 1_000_000, depth: 2_000, steps: 400_000_000 };

/// No node.
pub(super) const NO_NODE: usize = usize::MAX;

/// A node of a page, with its place in the tree: indices of other nodes.
#[derive(Debug)]
pub(super) struct PageNode {
    pub(super) parent: usize,
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) previous: usize,
    pub(super) next: usize,
    /// How many nodes are above it.
    pub(super) depth: u32,
    pub(super) data: Data,
}

impl PageNode {
    pub(super) const fn new(data: Data) -> Self {
        let none = NO_NODE;
        Self { parent: none, first: none, last: none, previous: none, next: none, depth: 0, data }
    }
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Data {
    Element {
        name: LocalName,
        attributes: Vec<(LocalName, StrTendril)>,
    },
    Text(String),
    /// The document, a comment, or a processing instruction.
    Other,
}

/// A node for the parser: its index, and the name that the parser asks for at every step; that of what is no element is empty.
#[derive(Clone, Debug)]
pub(super) struct Handle {
    index: usize,
    name: Rc<QualName>,
}

/// Builds the tree.
pub(super) struct TreeBuilder {
    nodes: RefCell<Vec<PageNode>>,
    nameless: Rc<QualName>,
    limits: Limits,
    attributes: Cell<usize>,
    steps: Cell<u64>,
    too_deep: Cell<bool>,
}

impl TreeBuilder {
    pub(super) fn new(limits: Limits) -> Self {
        let nameless = Rc::new(QualName::new(None, ns!(), local_name!("")));
        let nodes = RefCell::new(vec![PageNode::new(Data::Other)]);
        Self { nodes, nameless, limits, attributes: Cell::new(0), steps: Cell::new(0), too_deep: Cell::new(false) }
    }

    /// Whether a limit is reached: the parser must get no further token.
    pub(super) fn is_full(&self) -> bool {
        let nodes = self.nodes.borrow().len() + self.attributes.get();
        self.too_deep.get() || nodes > self.limits.nodes || self.steps.get() > self.limits.steps
    }

    fn add(&self, data: Data, name: Rc<QualName>) -> Handle {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(PageNode::new(data));
        Handle { index: nodes.len() - 1, name }
    }

    fn add_nameless(&self, data: Data) -> Handle {
        self.add(data, Rc::clone(&self.nameless))
    }

    fn step(&self) {
        self.steps.set(self.steps.get() + 1);
    }

    /// Puts a node, or a text, into `parent` before `next`, or at the end when that is none. Text joins the text before it.
    fn insert(&self, parent: usize, child: NodeOrText<Handle>, next: usize) {
        let child = match child {
            NodeOrText::AppendNode(child) => child.index,
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let before = if next == NO_NODE { nodes[parent].last } else { nodes[next].previous };
                if let Some(Data::Text(known)) = nodes.get_mut(before).map(|node| &mut node.data) {
                    known.push_str(&text);
                    return;
                }
                drop(nodes);
                self.add_nameless(Data::Text(text.to_string())).index
            }
        };
        self.detach(child);
        let mut nodes = self.nodes.borrow_mut();
        let before = if next == NO_NODE { nodes[parent].last } else { nodes[next].previous };
        nodes[child].depth = nodes[parent].depth + 1;
        if nodes[child].depth > self.limits.depth {
            self.too_deep.set(true);
        }
        (nodes[child].parent, nodes[child].previous, nodes[child].next) = (parent, before, next);
        if before == NO_NODE {
            nodes[parent].first = child;
        } else {
            nodes[before].next = child;
        }
        if next == NO_NODE {
            nodes[parent].last = child;
        } else {
            nodes[next].previous = child;
        }
    }

    /// Takes a node out of its parent, if it has one.
    fn detach(&self, node: usize) {
        let mut nodes = self.nodes.borrow_mut();
        let PageNode { parent, previous, next, .. } = nodes[node];
        if parent == NO_NODE {
            return;
        }
        if previous == NO_NODE {
            nodes[parent].first = next;
        } else {
            nodes[previous].next = next;
        }
        if next == NO_NODE {
            nodes[parent].last = previous;
        } else {
            nodes[next].previous = previous;
        }
        (nodes[node].parent, nodes[node].previous, nodes[node].next) = (NO_NODE, NO_NODE, NO_NODE);
    }

    fn parent(&self, node: &Handle) -> usize {
        self.nodes.borrow()[node.index].parent
    }
}

impl TreeSink for TreeBuilder {
    type Handle = Handle;
    type Output = Vec<PageNode>;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Vec<PageNode> {
        self.nodes.into_inner()
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { index: 0, name: Rc::clone(&self.nameless) }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        self.step();
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> Handle {
        self.attributes.set(self.attributes.get() + attributes.len());
        let attributes: Vec<(LocalName, StrTendril)> =
            attributes.into_iter().map(|attribute| (attribute.name.local, attribute.value)).collect();
        let name = Rc::new(name);
        self.add(Data::Element { name: name.local.clone(), attributes }, name)
    }

    fn create_comment(&self, _text: StrTendril) -> Handle {
        self.add_nameless(Data::Other)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Handle {
        self.add_nameless(Data::Other)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(parent.index, child, NO_NODE);
    }

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let parent = self.parent(sibling);
        if parent != NO_NODE {
            self.insert(parent, child, sibling.index);
        }
    }

    fn append_based_on_parent_node(&self, element: &Handle, before: &Handle, child: NodeOrText<Handle>) {
        if self.parent(element) == NO_NODE { self.append(before, child) } else { self.append_before_sibling(element, child) }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    /// The content of a template is no part of the page, so it stays outside the tree.
    fn get_template_contents(&self, _target: &Handle) -> Handle {
        self.add_nameless(Data::Other)
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        self.step();
        one.index == other.index
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &Handle, more: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        let Data::Element { attributes, .. } = &mut nodes[target.index].data else { return };
        for attribute in more {
            self.step();
            if attributes.iter().all(|(name, _)| *name != attribute.name.local) {
                self.attributes.set(self.attributes.get() + 1);
                attributes.push((attribute.name.local, attribute.value));
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.index);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut child = self.nodes.borrow()[node.index].first;
        while child != NO_NODE {
            self.step();
            let next = self.nodes.borrow()[child].next;
            let handle = Handle { index: child, name: Rc::clone(&self.nameless) };
            self.insert(new_parent.index, NodeOrText::AppendNode(handle), NO_NODE);
            child = next;
        }
    }
}
