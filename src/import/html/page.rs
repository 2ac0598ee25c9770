//! A parsed page, to read: its nodes with their names, attributes and texts.
//!
//! `parse` makes it, within the limits of `tree`.

use super::tree::{Data, Handle, LIMITS, Limits, NO_NODE, PageNode, TreeBuilder};
use html5ever::{
    TokenizerResult,
    buffer_queue::BufferQueue,
    interface::TreeSink as _,
    tendril::StrTendril,
    tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts},
    tree_builder::{self, TreeBuilderOpts},
};

/// Most attributes of one tag: the parser compares each with all others. A button of a page full of scripts has some thirty.
const MAX_ATTRIBUTES: usize = 1_000;

/// A parsed page.
pub(super) struct ParsedPage {
    nodes: Vec<PageNode>,
    /// Whether a limit was reached, so that the rest of the page is missing.
    pub(super) is_cut: bool,
}

/// Parses a page.
pub(super) fn parse(text: &str) -> ParsedPage {
    parse_within(text, LIMITS)
}

fn parse_within(text: &str, limits: Limits) -> ParsedPage {
    if has_long_tag(text) {
        return ParsedPage { nodes: vec![PageNode::new(Data::Other)], is_cut: true };
    }
    let builder = tree_builder::TreeBuilder::new(TreeBuilder::new(limits), TreeBuilderOpts::default());
    let tokenizer = Tokenizer::new(Bounded(builder), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(text));
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    let tree = tokenizer.sink.0.sink;
    let is_cut = tree.is_full();
    ParsedPage { nodes: tree.finish(), is_cut }
}

/// Passes tokens to the parser until the tree is full; the rest of the page is not looked at.
struct Bounded<S: TokenSink>(S);

impl TokenSink for Bounded<tree_builder::TreeBuilder<Handle, TreeBuilder>> {
    type Handle = Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Self::Handle> {
        if self.0.sink.is_full() && token != Token::EOFToken {
            return TokenSinkResult::Continue;
        }
        self.0.process_token(token, line)
    }

    fn end(&self) {
        self.0.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.0.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Whether a tag has too many attributes. Values in quotation marks are passed over.
fn has_long_tag(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &bytes[at..]) {
        at += found + 1;
        if !bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (mut names, mut in_name) = (0, true);
        while let Some(&byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'>' => break,
                b'"' | b'\'' if bytes[..at - 1].trim_ascii_end().ends_with(b"=") => {
                    at += memchr::memchr(byte, &bytes[at..]).map_or(bytes.len() - at, |end| end + 1);
                    in_name = false;
                }
                b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/' => in_name = false,
                _ if !in_name => (names, in_name) = (names + 1, true),
                _ => {}
            }
        }
        if names > MAX_ATTRIBUTES {
            return true;
        }
    }
    false
}

impl ParsedPage {
    /// The document: the node above all others.
    pub(super) const fn document(&self) -> Node<'_> {
        Node { page: self, index: 0 }
    }
}

/// A node of a page.
#[derive(Clone, Copy)]
pub(super) struct Node<'p> {
    page: &'p ParsedPage,
    index: usize,
}

impl<'p> Node<'p> {
    fn data(self) -> &'p Data {
        &self.page.nodes[self.index].data
    }

    /// The local name of an element; empty for any other node.
    pub(super) fn name(self) -> &'p str {
        match self.data() {
            Data::Element { name, .. } => name,
            Data::Text(_) | Data::Other => "",
        }
    }

    /// The value of an attribute.
    pub(super) fn attribute(self, wanted: &str) -> Option<&'p str> {
        let Data::Element { attributes, .. } = self.data() else { return None };
        attributes.iter().find(|(name, _)| &**name == wanted).map(|(_, value)| &**value)
    }

    /// The characters of a text; none for any other node.
    pub(super) fn text(self) -> Option<&'p str> {
        match self.data() {
            Data::Text(text) => Some(text),
            Data::Element { .. } | Data::Other => None,
        }
    }

    /// Its place in the page, which names it.
    pub(super) const fn index(self) -> usize {
        self.index
    }

    /// The node that it stands in.
    pub(super) fn parent(self) -> Option<Self> {
        let parent = self.page.nodes[self.index].parent;
        (parent != NO_NODE && self.index != 0).then_some(Self { page: self.page, index: parent })
    }

    /// Whether it has this class.
    pub(super) fn has_class(self, wanted: &str) -> bool {
        self.attribute("class").is_some_and(|classes| classes.split_whitespace().any(|class| class == wanted))
    }

    /// Its children.
    pub(super) fn children(self) -> impl Iterator<Item = Self> {
        let mut next = self.page.nodes[self.index].first;
        std::iter::from_fn(move || {
            let child = (next != NO_NODE).then_some(Self { page: self.page, index: next })?;
            next = self.page.nodes[next].next;
            Some(child)
        })
    }

    /// This node and what is under it, in the order of the page; of what is under a node for which `enter` is false, nothing.
    pub(super) fn walk(self, mut enter: impl FnMut(Self) -> bool) {
        let nodes = &self.page.nodes;
        let mut at = self.index;
        loop {
            let entered = enter(Self { page: self.page, index: at });
            if entered && nodes[at].first != NO_NODE {
                at = nodes[at].first;
                continue;
            }
            while at != self.index && nodes[at].next == NO_NODE {
                at = nodes[at].parent;
            }
            if at == self.index {
                return;
            }
            at = nodes[at].next;
        }
    }

    /// The text of all its descendants.
    pub(super) fn text_content(self) -> String {
        let mut content = String::new();
        self.walk(|node| {
            content.push_str(node.text().unwrap_or_default());
            true
        });
        content
    }

    /// The descendants named `wanted`, except those inside another one of that name.
    pub(super) fn find_all(self, wanted: &str) -> Vec<Self> {
        let mut found = Vec::new();
        self.walk(|node| {
            let is_wanted = node.name() == wanted;
            if is_wanted {
                found.push(node);
            }
            !is_wanted
        });
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        fn show(node: Node<'_>, out: &mut String) {
            match node.text() {
                Some(text) => out.push_str(text),
                None => {
                    out.push_str(&format!("<{}>", node.name()));
                    node.children().for_each(|child| show(child, out));
                    out.push_str("</>");
                }
            }
        }
        let page = parse(text);
        let body = page.document().find_all("body");
        let mut out = String::new();
        body.into_iter().for_each(|body| show(body, &mut out));
        out
    }

    #[test]
    fn misplaced_tags_are_read_as_browsers_do() {
        // Examples of the HTML Living Standard, 13.2.10.
        assert_eq!(shown("<p>1<b>2<i>3</b>4</i>5</p>"), "<body><p>1<b>2<i>3</></><i>4</>5</></>");
        assert_eq!(shown("<b>1<p>2</b>3</p>"), "<body><b>1</><p><b>2</>3</></>");
        assert_eq!(shown("<table><b><tr><td>aaa</td></tr>bbb</table>ccc"), {
            "<body><b></><b>bbb</><table><tbody><tr><td>aaa</></></></><b>ccc</></>"
        });
        assert_eq!(shown("a<template>b</template>c"), "<body>a<template></>c</>");
    }

    #[test]
    fn a_page_is_cut_at_its_limits() {
        let limits = Limits { nodes: 2_000, depth: 100, steps: 100_000 };
        let cut = |text: &str| {
            let page = parse_within(text, limits);
            assert!(page.nodes.len() < 3_000, "{}", page.nodes.len());
            page.is_cut
        };
        assert!(!cut(&"<p>a <b>b</b></p>".repeat(100)));
        assert!(cut(&"<p>a <b>b</b></p>".repeat(1_000)), "nodes");
        assert!(cut(&"<div>".repeat(200)), "depth");
        let emphases: String = (0..90).map(|number| format!("<b id={number}>")).collect();
        assert!(cut(&format!("<p>{emphases}{}", "<p>a".repeat(100))), "emphases repeated in each paragraph");
    }

    #[test]
    fn tags_with_too_many_attributes_are_found_before_they_are_parsed() {
        let attributes = |count: usize| (0..count).map(|number| format!(" a{number}=\"x > y\"")).collect::<String>();
        assert!(!has_long_tag(&format!("<p{}>", attributes(900))));
        assert!(has_long_tag(&format!("a <p{}>", attributes(1_100))));
        assert!(!has_long_tag(&format!("<img src=\"data:{}\">", "a b ".repeat(2_000))));
        assert!(!has_long_tag(&format!("<!--{}-->", " a".repeat(2_000))));
        assert!(!has_long_tag(&"<p class='a b'>a < b</p>".repeat(1_000)));
    }
}
