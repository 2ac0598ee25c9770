//! The structure tree: our elements and marks → the library's tags and identifiers.
//!
//! A mark becomes the identifiers of all pieces that were drawn for it, in drawing order; one never drawn vanishes. What
//! accessible PDF forbids and the library does not see (levels of headings, nesting, shape of tables) is checked here.
//! How pieces come to exist: `draw`.

use super::{Origins, draw::Piece, misplaced};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    layout::structure::{
        ElementId, HeaderScope, ListNumbering, Structure, StructureChild, StructureElement, StructureType as Role,
    },
    source::Span,
    typeset::mark::MarkId,
};
use krilla::{
    geom::Rect,
    tagging::{self, BBox, Node, Tag, TagGroup, TagId, TagKind, TagTree},
};
use std::{collections::BTreeSet, num::NonZeroU16};

/// Where each mark stands in the tree; marks outside it have no place.
pub(super) struct Placement {
    places: Vec<Option<Place>>,
}

/// Where a mark stands.
#[derive(Clone, Copy, Default)]
struct Place {
    /// The nearest element around it that is not inside a line.
    block: ElementId,
    /// Whether the tree tells the words of an element around it.
    is_told: bool,
    /// Whether the tree tells how large an element around it is.
    is_measured: bool,
}

impl Placement {
    /// Walks the tree from the document down. Of a mark that stands twice the first place counts.
    pub(super) fn of(structure: &Structure) -> Self {
        let mut places = vec![None; structure.marks as usize];
        let mut seen = vec![false; structure.elements.len()];
        let mut open = vec![(Place::default(), Structure::ROOT)];
        while let Some((around, id)) = open.pop() {
            let Some(element) = structure.elements.get(id.0 as usize).filter(|_| !seen[id.0 as usize]) else { continue };
            seen[id.0 as usize] = true;
            let here = Place {
                block: if is_inline(element.structure_type) { around.block } else { id },
                is_told: around.is_told || matches!(element.structure_type, Role::Heading(_) | Role::Link),
                is_measured: around.is_measured || element.structure_type == Role::Figure,
            };
            for child in element.children.iter().rev() {
                match *child {
                    StructureChild::Element(child) => open.push((here, child)),
                    StructureChild::Mark(mark) => {
                        if let Some(place @ None) = places.get_mut(mark.0 as usize) {
                            *place = Some(here);
                        }
                    }
                }
            }
        }
        Self { places }
    }

    /// Whether `mark` stands in the tree.
    pub(super) fn holds(&self, mark: MarkId) -> bool {
        self.place(mark).is_some()
    }

    /// The paragraph or the like that `mark` is a part of.
    pub(super) fn block(&self, mark: MarkId) -> Option<ElementId> {
        self.place(mark).map(|place| place.block)
    }

    /// Whether the tree tells the words of `mark`: as a heading's title, as what a link says.
    pub(super) fn is_told(&self, mark: MarkId) -> bool {
        self.place(mark).is_some_and(|place| place.is_told)
    }

    /// Whether the tree tells how large the drawing of `mark` is.
    pub(super) fn is_measured(&self, mark: MarkId) -> bool {
        self.place(mark).is_some_and(|place| place.is_measured)
    }

    fn place(&self, mark: MarkId) -> Option<Place> {
        self.places.get(mark.0 as usize).copied().flatten()
    }
}

/// Elements inside a line (ISO 32000-1, 14.8.4.4).
const fn is_inline(role: Role) -> bool {
    matches!(role, Role::Span | Role::Quote | Role::Reference | Role::Link | Role::Code | Role::Emphasis | Role::Strong)
}

/// The library's tree, from what was drawn for each mark.
pub(super) fn tree(structure: &Structure, pieces: Vec<Piece>, origins: &mut Origins) -> TagTree {
    let mut growth =
        Growth { structure, pieces, grown: vec![false; structure.elements.len()], ids: BTreeSet::new(), level: 0, origins };
    let root = structure.elements.first();
    let mut tree = TagTree::new().with_lang(root.and_then(|root| root.lang.as_ref()).map(ToString::to_string));
    if root.is_some() {
        tree.children = growth.children(Structure::ROOT);
    }
    tree
}

struct Growth<'a> {
    structure: &'a Structure,
    pieces: Vec<Piece>,
    /// An element that stands twice is grown once: the library has one place for an identifier.
    grown: Vec<bool>,
    ids: BTreeSet<String>,
    /// Of the last heading, as written.
    level: u8,
    origins: &'a mut Origins,
}

impl Growth<'_> {
    fn children(&mut self, parent: ElementId) -> Vec<Node> {
        let structure = self.structure;
        self.grown[parent.0 as usize] = true;
        let element = &structure.elements[parent.0 as usize];
        let mut nodes = Vec::with_capacity(element.children.len());
        for child in &element.children {
            match *child {
                StructureChild::Element(id) => {
                    if self.grown.get(id.0 as usize) == Some(&false) {
                        let group = self.group(id);
                        let element = &structure.elements[id.0 as usize];
                        // Nothing was drawn for it, nothing is said by it, and nothing counts on its place.
                        let dispensable = matches!(element.structure_type, Role::Division | Role::Paragraph | Role::Span);
                        let idle = group.children.is_empty() && element.actual_text.is_none() && dispensable;
                        nodes.extend((!idle).then_some(Node::Group(group)));
                    }
                }
                StructureChild::Mark(mark) => {
                    let Some(piece) = self.pieces.get_mut(mark.0 as usize) else { continue };
                    nodes.extend(std::mem::take(&mut piece.content).into_iter().map(Node::Leaf));
                    let annotations = std::mem::take(&mut piece.annotations).into_iter().map(Node::Leaf);
                    if element.structure_type == Role::Link {
                        nodes.extend(annotations);
                    } else if annotations.len() > 0 {
                        // An annotation of a link is allowed in a Link element only (PDF/UA-1, 7.18.5).
                        nodes.push(Node::Group(TagGroup::with_children(Tag::Link, annotations.collect())));
                    }
                }
            }
        }
        nodes
    }

    fn group(&mut self, id: ElementId) -> TagGroup {
        let element = &self.structure.elements[id.0 as usize];
        let mut tag = self.kind(id, element);
        tag.set_lang(element.lang.as_ref().map(ToString::to_string));
        if element.structure_type != Role::Figure {
            let is_link = element.structure_type == Role::Link;
            let spoken = element.alt.as_ref().filter(|alt| !alt.is_empty()).filter(|alt| !is_link || !self.says(id, alt));
            tag.set_alt_text(spoken.cloned());
        }
        tag.set_actual_text(element.actual_text.clone());
        tag.set_expanded(element.expansion.clone());
        // Identifiers are unique in the file; a second one would only be refused, and nothing refers to it.
        let name = element.id.clone().filter(|name| self.ids.insert(name.clone()));
        tag.set_id(name.map(|name| TagId::from(name.into_bytes())));
        tag.set_location(Some(self.origins.location(element.span)));
        TagGroup::with_children(tag, self.children(id))
    }

    fn kind(&mut self, id: ElementId, element: &StructureElement) -> TagKind {
        match element.structure_type {
            // The library makes the one document element; a second is a part of it.
            Role::Document | Role::Part => Tag::Part.into(),
            Role::Article => Tag::Article.into(),
            Role::Section => Tag::Section.into(),
            Role::Division => Tag::Div.into(),
            Role::BlockQuote => Tag::BlockQuote.into(),
            Role::Caption => Tag::Caption.into(),
            Role::Contents => Tag::TOC.into(),
            Role::ContentsItem => Tag::TOCI.into(),
            Role::Index => Tag::Index.into(),
            Role::Paragraph => Tag::P.into(),
            Role::Heading(level) => {
                // PDF/UA-1, 7.4.2: no level is skipped; `check` reports it.
                self.level = level.clamp(1, self.level.saturating_add(1));
                let level = NonZeroU16::new(u16::from(self.level)).unwrap_or(NonZeroU16::MIN);
                Tag::Hn(level, Some(self.text(id))).into()
            }
            Role::List(numbering) => Tag::L(match numbering {
                ListNumbering::None => tagging::ListNumbering::None,
                // The standard has no dash; a disc says "one sign for all".
                ListNumbering::Dash => tagging::ListNumbering::Disc,
                ListNumbering::Decimal => tagging::ListNumbering::Decimal,
            })
            .into(),
            Role::ListItem => Tag::LI.into(),
            Role::ListLabel => Tag::Lbl.into(),
            Role::ListBody => Tag::LBody.into(),
            Role::Table => Tag::Table.into(),
            Role::TableRow => Tag::TR.into(),
            Role::TableHeader(scope) => Tag::TH(match scope {
                HeaderScope::Row => tagging::TableHeaderScope::Row,
                HeaderScope::Column => tagging::TableHeaderScope::Column,
            })
            .into(),
            Role::TableData => Tag::TD.into(),
            Role::TableHead => Tag::THead.into(),
            Role::TableBody => Tag::TBody.into(),
            Role::Span => Tag::Span.into(),
            Role::Quote => Tag::InlineQuote.into(),
            Role::Note => Tag::Note.into(),
            Role::Reference => Tag::Reference.into(),
            Role::Link => Tag::Link.into(),
            Role::Code => Tag::Code.into(),
            Role::Figure => Tag::Figure(element.alt.clone()).with_bbox(self.bounds(id)).into(),
            Role::Emphasis => Tag::Em.into(),
            Role::Strong => Tag::Strong.into(),
        }
    }

    /// The marks under an element, in reading order.
    fn marks(&self, id: ElementId) -> Vec<MarkId> {
        let mut marks = Vec::new();
        let mut open = vec![StructureChild::Element(id)];
        while let Some(child) = open.pop() {
            match child {
                StructureChild::Mark(mark) => marks.push(mark),
                StructureChild::Element(id) if self.grown[id.0 as usize] => {}
                StructureChild::Element(id) => open.extend(self.structure.elements[id.0 as usize].children.iter().rev()),
            }
        }
        marks
    }

    /// The characters drawn for an element, for the title of a heading.
    fn text(&self, id: ElementId) -> String {
        let mut text = String::new();
        for piece in self.marks(id).into_iter().filter_map(|mark| self.pieces.get(mark.0 as usize)) {
            text.push_str(&piece.text);
        }
        plain(&text)
    }

    /// Whether what a link holds says `words` already. An alternative text is heard in place of all that: of a line of the contents
    /// without its folio and its author, of foreign words without their language.
    fn says(&self, id: ElementId, words: &str) -> bool {
        let pictured = self.structure.elements[id.0 as usize].children.iter().any(|child| match *child {
            StructureChild::Element(child) => self
                .structure
                .elements
                .get(child.0 as usize)
                .is_some_and(|element| element.structure_type == Role::Figure && element.alt.as_deref() == Some(words)),
            StructureChild::Mark(_) => false,
        });
        pictured || self.text(id).contains(&plain(words))
    }

    /// The box around an element's drawings, when they stand on one page.
    fn bounds(&self, id: ElementId) -> Option<BBox> {
        let mut bounds: Option<(usize, [f32; 4])> = None;
        for piece in self.marks(id).into_iter().filter_map(|mark| self.pieces.get(mark.0 as usize)) {
            bounds = match (bounds, piece.bounds) {
                (None, other) | (other, None) => other,
                (Some((page, a)), Some((other, b))) if page == other => {
                    Some((page, [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]))
                }
                (Some(_), Some(_)) => return None,
            };
        }
        let (page, [left, top, right, bottom]) = bounds?;
        Some(BBox::new(page, Rect::from_ltrb(left, top, right, bottom)?))
    }
}

/// Text on one line: without the signs that only say where lines may end, its spaces all alike.
pub(super) fn plain(text: &str) -> String {
    text.replace(['\u{ad}', '\u{200b}', '\u{2060}'], "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reports what PDF/UA-1 forbids and the library does not check.
pub(super) fn check(structure: &Structure, fallback: Span, sink: &mut Diagnostics) {
    let mut previous: u8 = 0;
    let mut seen = vec![false; structure.elements.len()];
    let mut open = vec![(Structure::ROOT, Structure::ROOT)];
    while let Some((parent, id)) = open.pop() {
        let Some(element) = structure.elements.get(id.0 as usize) else { continue };
        if std::mem::replace(&mut seen[id.0 as usize], true) {
            continue;
        }
        let span = element.span.unwrap_or(fallback);
        if let Role::Heading(level) = element.structure_type {
            let expected = previous.saturating_add(1);
            if level > expected {
                let counts = [("level", level), ("previous", previous), ("expected", expected)];
                sink.push(
                    counts
                        .into_iter()
                        .fold(Diagnostic::new(Code::PdfHeadingSkipsLevel, span), |d, (name, n)| d.with(name, usize::from(n))),
                );
            }
            previous = level.clamp(1, expected);
        }
        let holder = structure.elements[parent.0 as usize].structure_type;
        if id != Structure::ROOT && !may_hold(holder, element.structure_type) {
            misplaced(&format!("{:?}", element.structure_type), &format!("{holder:?}"), span, sink);
        }
        if element.structure_type == Role::Table {
            check_table(structure, id, span, sink);
        }
        for child in element.children.iter().rev() {
            if let StructureChild::Element(child) = *child {
                open.push((id, child));
            }
        }
    }
}

/// PDF/UA-1, 7.2: what tables, lists and contents consist of.
const fn may_hold(parent: Role, child: Role) -> bool {
    let child_fits = match child {
        Role::TableRow => matches!(parent, Role::Table | Role::TableHead | Role::TableBody),
        Role::TableHeader(_) | Role::TableData => matches!(parent, Role::TableRow),
        Role::TableHead | Role::TableBody => matches!(parent, Role::Table),
        Role::ListItem => matches!(parent, Role::List(_)),
        Role::ListBody => matches!(parent, Role::ListItem),
        Role::ContentsItem => matches!(parent, Role::Contents),
        _ => true,
    };
    let parent_fits = match parent {
        Role::Table => matches!(child, Role::TableRow | Role::TableHead | Role::TableBody | Role::Caption),
        Role::TableHead | Role::TableBody => matches!(child, Role::TableRow),
        Role::TableRow => matches!(child, Role::TableHeader(_) | Role::TableData),
        Role::List(_) => matches!(child, Role::ListItem | Role::List(_) | Role::Caption),
        Role::ListItem => matches!(child, Role::ListLabel | Role::ListBody),
        Role::Contents => matches!(child, Role::ContentsItem | Role::Contents | Role::Caption),
        _ => true,
    };
    child_fits && parent_fits
}

/// Every row has as many cells as the first (our tables have no cells over several columns).
fn check_table(structure: &Structure, table: ElementId, span: Span, sink: &mut Diagnostics) {
    let below = |id: ElementId| {
        structure.elements[id.0 as usize].children.iter().filter_map(|child| match *child {
            StructureChild::Element(child) => structure.elements.get(child.0 as usize).map(|element| (child, element)),
            StructureChild::Mark(_) => None,
        })
    };
    let mut rows = Vec::new();
    for (id, element) in below(table) {
        match element.structure_type {
            Role::TableRow => rows.push(element),
            Role::TableHead | Role::TableBody => {
                rows.extend(below(id).map(|(_, row)| row).filter(|row| row.structure_type == Role::TableRow));
            }
            _ => {}
        }
    }
    let expected = rows.first().map_or(0, |row| row.children.len());
    for row in rows.into_iter().filter(|row| row.children.len() != expected) {
        let diagnostic = Diagnostic::new(Code::PdfRaggedTable, row.span.unwrap_or(span));
        sink.push(diagnostic.with("cells", row.children.len()).with("expected", expected));
    }
}
