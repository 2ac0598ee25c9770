//! XML as a tree in two vectors, with expanded names: what a prefix is called means nothing. Entities and outside references are not
//! followed.

use super::damage::Damage;
use quick_xml::{
    NsReader,
    events::{BytesStart, Event},
    name::ResolveResult,
};

/// Deepest nesting of elements.
const MAX_DEPTH: usize = 400;

/// Most nodes and attributes together; a book of 300,000 words in Word has some two million.
const MAX_NODES: usize = 40_000_000;

/// A namespace, under whichever of its names a document writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Ns {
    /// None, or one that no reader knows.
    Other,
    /// WordprocessingML.
    W,
    /// Extensions of WordprocessingML by Word 2010 and later.
    W14,
    /// Relationships within a document.
    R,
    /// Relationships of a package.
    Rels,
    /// Markup compatibility.
    Mc,
    /// DrawingML.
    A,
    /// DrawingML pictures.
    Pic,
    /// DrawingML in a text.
    Wp,
    /// Shapes and groups of shapes in a text.
    Wps,
    /// Extensions of DrawingML: drawings in SVG, decorative pictures.
    Ext,
    /// VML.
    V,
    /// VML of Office.
    O,
    /// Formulas.
    M,
    /// Dublin Core.
    Dc,
    /// The text of an entry of a feed.
    Feed,
    /// What WordPress adds to a feed that it exports.
    WordPress,
    /// ODF: office.
    Office,
    Text,
    Table,
    Draw,
    Svg,
    Style,
    Fo,
    Xlink,
    Meta,
    Form,
    Xml,
    /// Chunks of a package's content.
    Content,
}

/// The namespace with this name.
fn namespace(name: &str) -> Ns {
    let oasis = "urn:oasis:names:tc:opendocument:xmlns:";
    if let Some(rest) = name.strip_prefix(oasis) {
        return match rest.split(':').next().unwrap_or_default() {
            "office" => Ns::Office,
            "text" => Ns::Text,
            "table" => Ns::Table,
            "drawing" => Ns::Draw,
            "svg-compatible" => Ns::Svg,
            "style" => Ns::Style,
            "xsl-fo-compatible" => Ns::Fo,
            "meta" => Ns::Meta,
            "form" => Ns::Form,
            _ => Ns::Other,
        };
    }
    match name {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main" | "http://purl.oclc.org/ooxml/wordprocessingml/main" => {
            Ns::W
        }
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        | "http://purl.oclc.org/ooxml/officeDocument/relationships" => Ns::R,
        "http://schemas.openxmlformats.org/package/2006/relationships" => Ns::Rels,
        "http://schemas.openxmlformats.org/package/2006/content-types" => Ns::Content,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => Ns::Mc,
        "http://schemas.openxmlformats.org/drawingml/2006/main" | "http://purl.oclc.org/ooxml/drawingml/main" => Ns::A,
        "http://schemas.openxmlformats.org/drawingml/2006/picture" | "http://purl.oclc.org/ooxml/drawingml/picture" => Ns::Pic,
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
        | "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing" => Ns::Wp,
        "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
        | "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
        | "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas"
        | "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing" => Ns::Wps,
        "http://schemas.microsoft.com/office/word/2010/wordml"
        | "http://schemas.microsoft.com/office/word/2012/wordml"
        | "http://schemas.microsoft.com/office/drawing/2010/main" => Ns::W14,
        "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
        | "http://schemas.microsoft.com/office/drawing/2017/decorative" => Ns::Ext,
        "urn:schemas-microsoft-com:vml" => Ns::V,
        "urn:schemas-microsoft-com:office:office" => Ns::O,
        "http://schemas.openxmlformats.org/officeDocument/2006/math" | "http://purl.oclc.org/ooxml/officeDocument/math" => Ns::M,
        "http://purl.org/dc/elements/1.1/" => Ns::Dc,
        "http://purl.org/rss/1.0/modules/content/" => Ns::Feed,
        "http://wordpress.org/export/1.0/" | "http://wordpress.org/export/1.1/" | "http://wordpress.org/export/1.2/" => {
            Ns::WordPress
        }
        "http://www.w3.org/1999/xlink" => Ns::Xlink,
        "http://www.w3.org/XML/1998/namespace" => Ns::Xml,
        _ => Ns::Other,
    }
}

/// A piece of the tree's text.
#[derive(Clone, Copy, Debug, Default)]
struct Piece {
    start: u32,
    end: u32,
}

/// A node: an element, or text when it has no name.
#[derive(Clone, Copy, Debug)]
struct Node {
    ns: Ns,
    /// The local name; empty for text.
    name: Piece,
    /// The text of a text node.
    text: Piece,
    /// Its attributes.
    attributes: (u32, u32),
    /// The node after this one and all in it.
    next: u32,
}

/// A parsed document. Nodes stand in document order, each before what it holds.
#[derive(Debug, Default)]
pub(super) struct Xml {
    text: String,
    nodes: Vec<Node>,
    attributes: Vec<(Ns, Piece, Piece)>,
    /// Whether characters that come next belong to the last text node.
    continues: bool,
}

/// A node of a document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'a> {
    xml: &'a Xml,
    index: u32,
}

impl Xml {
    /// Parses a document.
    pub(super) fn parse(text: &str) -> Result<Self, Damage> {
        let failed = |error: &dyn std::fmt::Display| Damage::Xml(error.to_string().chars().take(200).collect());
        let mut reader = NsReader::from_str(text.trim_start_matches('\u{feff}'));
        reader.config_mut().check_end_names = true;
        // What is not used of this costs nothing: a large room is taken page by page.
        let mut xml = Self { text: String::with_capacity(text.len() / 2), ..Self::default() };
        xml.nodes.reserve(text.len() / 40);
        let mut open: Vec<u32> = Vec::new();
        // Names repeat: each is stored once.
        let mut names: std::collections::HashMap<String, Piece> = std::collections::HashMap::new();
        loop {
            if xml.nodes.len() + xml.attributes.len() > MAX_NODES {
                return Err(Damage::Bomb((MAX_NODES >> 20) as u64));
            }
            match reader.read_event().map_err(|error| failed(&error))? {
                Event::Eof => break,
                Event::Start(element) => {
                    if open.len() >= MAX_DEPTH {
                        return Err(Damage::Deep(MAX_DEPTH));
                    }
                    let index = xml.element(&reader, &element, &mut names)?;
                    open.push(index);
                }
                Event::Empty(element) => {
                    xml.element(&reader, &element, &mut names)?;
                }
                Event::End(_) => {
                    xml.continues = false;
                    if let Some(index) = open.pop() {
                        xml.nodes[index as usize].next = xml.nodes.len() as u32;
                    }
                }
                Event::Text(text) if !open.is_empty() => xml.characters(&text),
                Event::CData(text) if !open.is_empty() => xml.characters(&text),
                Event::GeneralRef(reference) if !open.is_empty() => {
                    let name: &str = &reference;
                    let resolved = match name {
                        "lt" => Some("<".to_owned()),
                        "gt" => Some(">".to_owned()),
                        "amp" => Some("&".to_owned()),
                        "quot" => Some("\"".to_owned()),
                        "apos" => Some("'".to_owned()),
                        _ => quick_xml::escape::unescape(&format!("&{name};")).ok().map(std::borrow::Cow::into_owned),
                    };
                    // An entity of the document's own is not followed.
                    let resolved = resolved.ok_or_else(|| Damage::Xml(format!("&{name};").chars().take(60).collect()))?;
                    xml.characters(&resolved);
                }
                Event::Text(_)
                | Event::CData(_)
                | Event::GeneralRef(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_) => {}
            }
        }
        if xml.nodes.is_empty() {
            return Err(Damage::Xml(String::new()));
        }
        let end = xml.nodes.len() as u32;
        for index in open {
            xml.nodes[index as usize].next = end;
        }
        Ok(xml)
    }

    /// Adds an element; returns its index.
    fn element(
        &mut self,
        reader: &NsReader<&[u8]>,
        element: &BytesStart<'_>,
        names: &mut std::collections::HashMap<String, Piece>,
    ) -> Result<u32, Damage> {
        self.continues = false;
        let (resolved, local) = reader.resolver().resolve_element(element.name());
        let ns = expanded(&resolved);
        let name = self.stored(local.into_inner(), names);
        let first = self.attributes.len() as u32;
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| Damage::Xml(error.to_string()))?;
            if attribute.key.as_namespace_binding().is_some() {
                continue;
            }
            let (resolved, local) = reader.resolver().resolve_attribute(attribute.key);
            let mut of = expanded(&resolved);
            if of == Ns::Other && attribute.key.prefix().is_some_and(|prefix| prefix.into_inner() == "xml") {
                of = Ns::Xml;
            }
            let value = quick_xml::escape::unescape(&attribute.value).map_err(|error| Damage::Xml(error.to_string()))?;
            let key = self.stored(local.into_inner(), names);
            // Which extensions an alternative needs is said with prefixes.
            let value =
                if ns == Ns::Mc && local.into_inner() == "Requires" { required(reader, &value) } else { value.into_owned() };
            let value = if value.len() <= 24 { self.stored(&value, names) } else { self.piece(&value) };
            self.attributes.push((of, key, value));
        }
        let index = self.nodes.len() as u32;
        self.nodes.push(Node {
            ns,
            name,
            text: Piece::default(),
            attributes: (first, self.attributes.len() as u32),
            next: index + 1,
        });
        Ok(index)
    }

    /// Adds characters to the text node before them, or as a new one.
    fn characters(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let piece = self.piece(text);
        if let Some(last) = self.nodes.last_mut().filter(|_| self.continues) {
            last.text.end = piece.end;
            return;
        }
        self.continues = true;
        let index = self.nodes.len() as u32;
        self.nodes.push(Node { ns: Ns::Other, name: Piece::default(), text: piece, attributes: (0, 0), next: index + 1 });
    }

    fn stored(&mut self, text: &str, names: &mut std::collections::HashMap<String, Piece>) -> Piece {
        if let Some(piece) = names.get(text) {
            return *piece;
        }
        let piece = self.piece(text);
        if names.len() < 100_000 {
            names.insert(text.to_owned(), piece);
        }
        piece
    }

    fn piece(&mut self, text: &str) -> Piece {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        Piece { start, end: self.text.len() as u32 }
    }

    fn at(&self, piece: Piece) -> &str {
        &self.text[piece.start as usize..piece.end as usize]
    }

    /// The outermost element.
    pub(super) fn root(&self) -> Element<'_> {
        Element { xml: self, index: 0 }
    }
}

/// The namespace that a name resolves to.
fn expanded(resolved: &ResolveResult<'_>) -> Ns {
    match resolved {
        ResolveResult::Bound(bound) => namespace(bound.0),
        ResolveResult::Unbound | ResolveResult::Unknown(_) => Ns::Other,
    }
}

/// `known` when a reader knows all namespaces that these prefixes stand for.
fn required(reader: &NsReader<&[u8]>, prefixes: &str) -> String {
    let known = |prefix: &str| {
        let name = format!("{prefix}:x");
        let (resolved, _) = reader.resolver().resolve_element(quick_xml::name::QName(&name));
        matches!(expanded(&resolved), Ns::Wps | Ns::W14 | Ns::Wp | Ns::W | Ns::A | Ns::Pic)
    };
    if prefixes.split_whitespace().all(known) { "known".to_owned() } else { "unknown".to_owned() }
}

impl<'a> Element<'a> {
    fn node(self) -> &'a Node {
        &self.xml.nodes[self.index as usize]
    }

    /// Its namespace and local name; the name is empty for text.
    pub(super) fn name(self) -> (Ns, &'a str) {
        (self.node().ns, self.xml.at(self.node().name))
    }

    /// Whether it has this name.
    pub(super) fn is(self, ns: Ns, name: &str) -> bool {
        self.name() == (ns, name)
    }

    /// The characters of a text node.
    pub(super) fn characters(self) -> &'a str {
        self.xml.at(self.node().text)
    }

    /// All nodes directly in it.
    pub(super) fn children(self) -> impl Iterator<Item = Self> {
        let end = self.node().next;
        let mut next = self.index + 1;
        std::iter::from_fn(move || {
            let index = next;
            (index < end).then(|| {
                next = self.xml.nodes[index as usize].next;
                Self { xml: self.xml, index }
            })
        })
    }

    /// All nodes in it, in order.
    pub(super) fn descendants(self) -> impl Iterator<Item = Self> {
        (self.index + 1..self.node().next).map(move |index| Self { xml: self.xml, index })
    }

    /// The first element with this name directly in it.
    pub(super) fn child(self, ns: Ns, name: &str) -> Option<Self> {
        self.children().find(|child| child.is(ns, name))
    }

    /// The first element with this name anywhere in it.
    pub(super) fn find(self, ns: Ns, name: &str) -> Option<Self> {
        self.descendants().find(|node| node.is(ns, name))
    }

    /// The value of an attribute.
    pub(super) fn attribute(self, ns: Ns, name: &str) -> Option<&'a str> {
        let (first, end) = self.node().attributes;
        let found = self.xml.attributes[first as usize..end as usize].iter();
        found.into_iter().find(|(of, key, _)| *of == ns && self.xml.at(*key) == name).map(|(_, _, value)| self.xml.at(*value))
    }

    /// The text in it and below.
    pub(super) fn text(self) -> String {
        self.descendants().map(Self::characters).collect()
    }
}
