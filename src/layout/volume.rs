//! The volume: sections one after the other, numbered and joined.
//!
//! Owns which page opens where, folios, the joining of structures, destinations, the outline and the page map. It knows no block.

pub mod cover;
pub mod furniture;
pub mod print;
pub mod wrap;

use crate::{
    book::{Book, MadePage, Matter, Openings, Section, SectionKind, plain_text},
    diagnostic::Diagnostics,
    layout::{
        context::LayoutContext,
        folios::Folios,
        frame::{Content, Destination, FrameItem, OutlineEntry, Page, PageOrigin, Pages, page_destination},
        geometry::Side,
        page::compose::Composed,
        section::{OutlineHeading, PaginatedSection},
        strip::StripStart,
        structure::{ElementId, Structure, StructureType},
        tagging::{self, Graft},
        volume::{cover::Cover, furniture::Heads},
    },
    memo::Key,
    pagination::{Folio, PageMap, PagePosition, PageStart},
    typeset::length::{Length, Point},
};

/// A page of the sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// What it is.
    pub kind: LeafKind,
    /// Its number.
    pub folio: Folio,
}

/// What a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeafKind {
    /// The front cover.
    Cover,
    /// Nothing.
    Blank,
    /// A page of a section.
    Text {
        /// The section.
        section: usize,
        /// Its page, from 0.
        page: usize,
    },
}

/// The order of all pages, given how many each section has when it opens on a side: roman folios for the front matter, arabic from
/// the body on.
#[must_use]
pub fn sequence(book: &Book, count: impl Fn(usize, Side) -> usize) -> Vec<Leaf> {
    let unnumbered = |kind| Leaf { kind, folio: Folio::Unnumbered };
    let mut leaves = vec![unnumbered(LeafKind::Cover), unnumbered(LeafKind::Blank)];
    let (mut number, mut matter) = (0, Matter::Front);
    let folio = |number, matter| if matter == Matter::Front { Folio::Roman(number) } else { Folio::Arabic(number) };
    for (index, section) in book.sections.iter().enumerate() {
        let is_cover = section.kind == SectionKind::Made(MadePage::BackCover);
        let leaves_front = matter == Matter::Front && section.matter != Matter::Front;
        let wanted = opening_side(book, index);
        if wanted.is_some_and(|side| Side::of_index(leaves.len()) != side) {
            number += 1;
            leaves.push(Leaf { kind: LeafKind::Blank, folio: folio(number, matter) });
        }
        if leaves_front {
            (number, matter) = (0, Matter::Body);
        }
        for page in 0..count(index, Side::of_index(leaves.len())) {
            number += 1;
            let folio = if is_cover { Folio::Unnumbered } else { folio(number, matter) };
            leaves.push(Leaf { kind: LeafKind::Text { section: index, page }, folio });
        }
    }
    leaves
}

/// The side on which a section must open; none when it opens where the one before it ends.
#[must_use]
pub fn opening_side(book: &Book, index: usize) -> Option<Side> {
    let section = &book.sections[index];
    let opens_body = section.matter != Matter::Front && book.sections[..index].iter().all(|other| other.matter == Matter::Front);
    if section.kind == SectionKind::Made(MadePage::BackCover) {
        Some(Side::Verso)
    } else if opens_body || opens_on_recto(book, section) {
        Some(Side::Recto)
    } else {
        None
    }
}

/// The side on which each section opens, in a sequence of pages.
#[must_use]
pub fn opening_sides(leaves: &[Leaf], sections: usize) -> Vec<Side> {
    let mut sides = vec![Side::Recto; sections];
    for (index, leaf) in leaves.iter().enumerate() {
        if let LeafKind::Text { section, page: 0 } = leaf.kind {
            sides[section] = Side::of_index(index);
        }
    }
    sides
}

/// Whether a section opens on a right-hand page.
fn opens_on_recto(book: &Book, section: &Section) -> bool {
    match section.kind {
        SectionKind::Part { .. } => true,
        SectionKind::Made(MadePage::HalfTitle | MadePage::Title | MadePage::Contents) => true,
        SectionKind::Made(_) => false,
        SectionKind::Contribution(_) | SectionKind::Shared(_) => book.design.openings == Openings::Recto,
    }
}

/// The folios that contents and index print.
#[must_use]
pub fn folios(leaves: &[Leaf], sections: &[PaginatedSection]) -> Folios {
    let mut folios = Folios { sections: vec![None; sections.len()], leaves: vec![Vec::new(); sections.len()] };
    for leaf in leaves {
        let LeafKind::Text { section, page } = leaf.kind else { continue };
        match &mut folios.sections[section] {
            Some((_, last)) => *last = leaf.folio,
            none => *none = Some((leaf.folio, leaf.folio)),
        }
        if let Some(composed) = sections[section].pages.get(page) {
            folios.leaves[section].extend(composed.lines.iter().map(|&(text, offset)| (text, offset, leaf.folio)));
        }
    }
    for lines in &mut folios.leaves {
        lines.sort_by_key(|&(text, offset, _)| (text, offset));
    }
    folios
}

/// Joins everything into the volume.
#[must_use]
pub fn bind(context: &LayoutContext<'_>, cover: Cover, sections: Vec<PaginatedSection>, sink: &mut Diagnostics) -> Pages {
    let leaves = sequence(context.book, |section, _| sections[section].pages.len());
    let mut binder = Binder::new(context);
    let cover_graft = tagging::graft(&mut binder.structure, Structure::ROOT, cover.structure);
    let mut cover_items = Some(cover.items);
    let mut bound: Vec<Bound> = Vec::with_capacity(sections.len());
    for (section, set) in context.book.sections.iter().zip(sections) {
        bound.push(binder.graft(section, set, sink));
    }
    for leaf in leaves {
        match leaf.kind {
            LeafKind::Cover => binder.whole_page(leaf.folio, cover_items.take().unwrap_or_default(), cover_graft),
            LeafKind::Blank => binder.page(leaf.folio, None, Vec::new(), None),
            LeafKind::Text { section, page } => binder.text_page(section, page, leaf.folio, &mut bound[section]),
        }
    }
    binder.finish(&bound)
}

/// A section whose structure is in the tree.
struct Bound {
    origin: (Key, Side),
    pages: Vec<Composed>,
    headings: Vec<OutlineHeading>,
    heads: Heads,
    graft: Graft,
}

struct Binder<'a> {
    context: &'a LayoutContext<'a>,
    structure: Structure,
    part: Option<ElementId>,
    pages: Vec<Page>,
    destinations: Vec<(String, Destination)>,
    map: PageMap,
}

impl<'a> Binder<'a> {
    fn new(context: &'a LayoutContext<'a>) -> Self {
        let map = PageMap { starts: Vec::new(), section_folios: vec![None; context.book.sections.len()] };
        let structure = Structure::new(context.book.work.lang.clone());
        Self { context, structure, part: None, pages: Vec::new(), destinations: Vec::new(), map }
    }

    /// Grafts the structure of a section: under its part, when it lies in one.
    fn graft(&mut self, section: &Section, set: PaginatedSection, sink: &mut Diagnostics) -> Bound {
        let parent = if section.depth == 0 { Structure::ROOT } else { self.part.unwrap_or(Structure::ROOT) };
        let graft = tagging::graft(&mut self.structure, parent, set.structure);
        if parent != Structure::ROOT {
            // A text is a level below the title of its part, as it is in the contents and in the outline.
            tagging::demote_headings(&mut self.structure, graft);
        }
        if section.depth == 0 {
            let is_part = self.structure.elements[graft.root.0 as usize].structure_type == StructureType::Part;
            self.part = is_part.then_some(graft.root);
        }
        sink.append(set.diagnostics);
        Bound {
            origin: (set.origin, set.side),
            pages: set.pages,
            headings: set.headings,
            heads: Heads::new(self.context, section, sink),
            graft,
        }
    }

    fn page(&mut self, folio: Folio, section: Option<usize>, items: Vec<FrameItem>, origin: Option<PageOrigin>) {
        self.pages.push(Page { size: self.context.geometry.page, folio, section, items, origin });
    }

    fn whole_page(&mut self, folio: Folio, mut items: Vec<FrameItem>, graft: Graft) {
        items.iter_mut().for_each(|item| renumber(item, graft));
        self.page(folio, None, items, None);
    }

    /// A page of text with its furniture.
    fn text_page(&mut self, index: usize, page: usize, folio: Folio, bound: &mut Bound) {
        let section = &self.context.book.sections[index];
        let side = Side::of_index(self.pages.len());
        let origin = self.context.geometry.origin(side);
        let composed = std::mem::take(&mut bound.pages[page]);
        let mut items = composed.items;
        items.iter_mut().for_each(|item| renumber(item, bound.graft));
        if page > 0 {
            items.extend(bound.heads.on(side));
        }
        if section.title_shown && !matches!(section.kind, SectionKind::Part { .. }) {
            items.extend(furniture::folio(self.context, folio, side, section.span));
        }
        items.iter_mut().for_each(|item| item.shape.shift(origin));
        let at = self.pages.len();
        let above = self.context.geometry.leading;
        self.destinations.extend(composed.anchors.into_iter().map(|(name, y)| {
            let point = Point { x: Length::ZERO, y: (origin.y + y - above).max(Length::ZERO) };
            (name, Destination { page: at, point })
        }));
        if folio != Folio::Unnumbered {
            self.destinations.push((page_destination(&folio.label()), Destination { page: at, point: Point::default() }));
        }
        self.chart_position(index, page, folio, composed.start);
        let (origin, opens) = bound.origin;
        self.page(folio, Some(index), items, Some(PageOrigin { section: origin, side: opens, page }));
    }

    /// Notes in the page map where a page begins.
    fn chart_position(&mut self, section: usize, page: usize, folio: Folio, start: Option<StripStart>) {
        if page == 0 {
            self.map.section_folios[section] = Some(folio);
        }
        let position = match (page, start) {
            (0, _) => Some(PagePosition::Section(section)),
            (_, Some(StripStart::Text(text, offset))) => Some(PagePosition::Text { section, text, offset }),
            (_, Some(StripStart::Block(block))) => Some(PagePosition::Block { section, block }),
            (_, None) => None,
        };
        if let Some(position) = position.filter(|_| folio != Folio::Unnumbered) {
            self.map.starts.push(PageStart { page: self.pages.len(), folio, position });
        }
    }

    fn finish(mut self, bound: &[Bound]) -> Pages {
        self.destinations.sort_by(|one, other| one.0.cmp(&other.0));
        self.destinations.dedup_by(|later, first| later.0 == first.0);
        let outline = self.outline(bound);
        Pages { pages: self.pages, structure: self.structure, outline, destinations: self.destinations, map: self.map }
    }

    /// Parts, their texts, and the headings in these, each under the one that it belongs to.
    fn outline(&self, bound: &[Bound]) -> Vec<OutlineEntry> {
        let mut outline: Vec<OutlineEntry> = Vec::new();
        for (section, bound) in self.context.book.sections.iter().zip(bound) {
            let Some(destination) = self.destination(section.slug.as_str()) else { continue };
            let children = self.headings(&mut bound.headings.as_slice(), 0);
            let entry = OutlineEntry { title: plain_text(&section.title), destination, children };
            match outline.last_mut() {
                Some(part) if section.depth > 0 => part.children.push(entry),
                Some(_) | None => outline.push(entry),
            }
        }
        outline
    }

    /// The entries of headings below `level`, taken from the front of `rest`.
    fn headings(&self, rest: &mut &[OutlineHeading], level: u8) -> Vec<OutlineEntry> {
        let mut entries = Vec::new();
        while let Some((heading, after)) = rest.split_first().filter(|(heading, _)| heading.level > level) {
            *rest = after;
            let children = self.headings(rest, heading.level);
            match self.destination(&heading.destination) {
                Some(destination) => entries.push(OutlineEntry { title: heading.title.clone(), destination, children }),
                None => entries.extend(children),
            }
        }
        entries
    }

    fn destination(&self, name: &str) -> Option<Destination> {
        let at = self.destinations.binary_search_by(|(known, _)| known.as_str().cmp(name)).ok()?;
        Some(self.destinations[at].1)
    }
}

/// The mark of an item in the whole tree.
fn renumber(item: &mut FrameItem, graft: Graft) {
    if let Content::Marked(mark) = &mut item.content {
        mark.0 += graft.marks;
    }
}
