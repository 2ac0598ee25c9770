//! The volume: the sections bound together in the order of their pages.
//!
//! Owns the joined structure, the named destinations, the outline and the page map. It knows no blocks. Children: `sequence` (the
//! order of pages, blank pages, folios), `furniture` (running heads, folios on the page), `cover` (the front cover), `print` (the
//! book block for the printer: bleed, signatures), `wrap` (the wrap cover with its spine).

pub mod cover;
pub mod furniture;
pub mod offprint;
pub mod print;
pub mod sequence;
pub mod wrap;

use crate::{
    book::{Book, ContributorId, Section, SectionKind, plain_text},
    diagnostic::Diagnostics,
    layout::{
        context::LayoutContext,
        folios::{biography_folio, cited, references},
        frame::{Content, Destination, FrameItem, OutlineEntry, Page, PageOrigin, Pages, page_destination},
        geometry::Side,
        page::compose::ComposedPage,
        section::{OutlineHeading, PaginatedSection},
        strip::StripStart,
        structure::{ElementId, Structure, StructureType},
        tagging::{self, Graft},
        volume::{
            cover::Cover,
            furniture::RunningHeads,
            sequence::{PageSlot, SlotContent, folios, page_sequence},
        },
    },
    memo::Key,
    pagination::{Folio, PageMap, PagePosition, PageStart},
    typeset::length::{Length, Point},
};
use std::collections::BTreeMap;

/// Binds the cover and the sections into the volume.
#[must_use]
pub fn bind(context: &LayoutContext<'_>, cover: Cover, sections: Vec<PaginatedSection>, sink: &mut Diagnostics) -> Pages {
    let sequence = page_sequence(context.book, |section, _| sections[section].pages.len());
    let biographies = biographies(context.book, &sequence, &sections);
    let mut binder = Binder::new(context);
    let cover_graft = tagging::graft(&mut binder.structure, Structure::ROOT, cover.structure);
    let mut cover_items = Some(cover.items);
    let mut bound: Vec<BoundSection> = Vec::with_capacity(sections.len());
    for (section, set) in context.book.sections.iter().zip(sections) {
        bound.push(binder.graft(section, set, sink));
    }
    for slot in sequence {
        match slot.content {
            SlotContent::Cover => binder.cover(slot.folio, cover_items.take().unwrap_or_default(), cover_graft),
            SlotContent::Blank => binder.push_page(slot.folio, None, Vec::new(), None),
            SlotContent::Section { section, page } => binder.section_page(section, page, slot.folio, &mut bound[section]),
        }
    }
    binder.map.biographies = biographies;
    binder.finish(&bound)
}

/// The folio of each biography to which a text refers.
fn biographies(book: &Book, sequence: &[PageSlot], sections: &[PaginatedSection]) -> BTreeMap<ContributorId, Folio> {
    let mut places = book.sections.iter().flat_map(references).peekable();
    if places.peek().is_none() {
        return BTreeMap::new();
    }
    let folios = folios(sequence, sections, &cited(book));
    places.filter_map(|place| Some((place.0, biography_folio(book, &folios, place)?))).collect()
}

/// A section whose structure is grafted into that of the volume.
struct BoundSection {
    /// Its key in the section cache, and the side on which it opens.
    origin: (Key, Side),
    pages: Vec<ComposedPage>,
    headings: Vec<OutlineHeading>,
    running_heads: RunningHeads,
    graft: Graft,
}

/// The volume under construction.
struct Binder<'a> {
    context: &'a LayoutContext<'a>,
    structure: Structure,
    /// The element of the current part.
    part: Option<ElementId>,
    pages: Vec<Page>,
    destinations: Vec<(String, Destination)>,
    map: PageMap,
}

impl<'a> Binder<'a> {
    fn new(context: &'a LayoutContext<'a>) -> Self {
        let map = PageMap { section_folios: vec![None; context.book.sections.len()], ..PageMap::default() };
        let structure = Structure::new(context.book.work.lang.clone());
        Self { context, structure, part: None, pages: Vec::new(), destinations: Vec::new(), map }
    }

    /// Grafts the structure of a section: under its part, when it belongs to one.
    fn graft(&mut self, section: &Section, set: PaginatedSection, sink: &mut Diagnostics) -> BoundSection {
        let parent = if section.depth == 0 { Structure::ROOT } else { self.part.unwrap_or(Structure::ROOT) };
        let graft = tagging::graft(&mut self.structure, parent, set.structure);
        if parent != Structure::ROOT {
            // The title of a text is one level below that of its part, as in the contents and in the outline.
            tagging::demote_headings(&mut self.structure, graft);
        }
        if section.depth == 0 {
            let is_part = self.structure.elements[graft.root.0 as usize].structure_type == StructureType::Part;
            self.part = is_part.then_some(graft.root);
        }
        sink.append(set.diagnostics);
        // The opening page has no running head.
        let headed: Vec<Side> =
            (1..set.pages.len()).map(|page| if page % 2 == 0 { set.side } else { set.side.other() }).collect();
        BoundSection {
            origin: (set.origin, set.side),
            pages: set.pages,
            headings: set.headings,
            running_heads: RunningHeads::new(self.context, section, &headed, sink),
            graft,
        }
    }

    /// Adds a page.
    fn push_page(&mut self, folio: Folio, section: Option<usize>, items: Vec<FrameItem>, origin: Option<PageOrigin>) {
        self.pages.push(Page { size: self.context.geometry.page, folio, section, items, origin });
    }

    /// The front cover, which fills its page.
    fn cover(&mut self, folio: Folio, mut items: Vec<FrameItem>, graft: Graft) {
        items.iter_mut().for_each(|item| renumber(item, graft));
        self.push_page(folio, None, items, None);
    }

    /// A page of a section, with its running head and its folio.
    fn section_page(&mut self, index: usize, page: usize, folio: Folio, bound: &mut BoundSection) {
        let section = &self.context.book.sections[index];
        let side = Side::of_index(self.pages.len());
        let origin = self.context.geometry.text_origin(side);
        let composed = std::mem::take(&mut bound.pages[page]);
        let mut items = composed.items;
        items.iter_mut().for_each(|item| renumber(item, bound.graft));
        let mut added: Vec<FrameItem> = Vec::new();
        if page > 0 {
            added.extend(bound.running_heads.for_side(side));
        }
        if section.title_shown && !matches!(section.kind, SectionKind::Part { .. }) {
            added.extend(furniture::folio(self.context, folio, side, section.span));
        }
        items.reserve_exact(added.len());
        items.append(&mut added);
        items.iter_mut().for_each(|item| item.shape.translate(origin));
        let at = self.pages.len();
        let above = self.context.geometry.leading;
        self.destinations.extend(composed.anchors.into_iter().map(|(name, y)| {
            let point = Point { x: Length::ZERO, y: (origin.y + y - above).max(Length::ZERO) };
            (name, Destination { page: at, point })
        }));
        if folio != Folio::Unnumbered {
            self.destinations.push((page_destination(&folio.label()), Destination { page: at, point: Point::default() }));
        }
        self.record_page_start(index, page, folio, composed.start);
        let (origin, opens) = bound.origin;
        self.push_page(folio, Some(index), items, Some(PageOrigin { section: origin, side: opens, page }));
    }

    /// Records in the page map where a page begins.
    fn record_page_start(&mut self, section: usize, page: usize, folio: Folio, start: Option<StripStart>) {
        if page == 0 {
            self.map.section_folios[section] = Some(folio);
        }
        let position = match (page, start) {
            (0, _) => Some(PagePosition::Section(section)),
            (_, Some(StripStart::Text(text, offset))) => Some(PagePosition::Text { section, text, offset: offset as usize }),
            (_, Some(StripStart::Block(block))) => Some(PagePosition::Block { section, block }),
            (_, Some(StripStart::End)) => Some(PagePosition::End(section)),
            (_, None) => None,
        };
        if let Some(position) = position.filter(|_| folio != Folio::Unnumbered) {
            self.map.starts.push(PageStart { page: self.pages.len(), folio, position });
        }
    }

    /// The volume. Of two destinations with the same name the first counts.
    fn finish(mut self, bound: &[BoundSection]) -> Pages {
        self.destinations.sort_by(|one, other| one.0.cmp(&other.0));
        self.destinations.dedup_by(|later, first| later.0 == first.0);
        let outline = self.outline(bound);
        Pages { pages: self.pages, structure: self.structure, outline, destinations: self.destinations, map: self.map }
    }

    /// The outline: parts, the texts in them, and the headings in these.
    fn outline(&self, bound: &[BoundSection]) -> Vec<OutlineEntry> {
        let mut outline: Vec<OutlineEntry> = Vec::new();
        for (section, bound) in self.context.book.sections.iter().zip(bound) {
            let Some(destination) = self.destination(section.slug.as_str()) else { continue };
            let children = self.headings(&mut bound.headings.as_slice(), 0);
            let entry = OutlineEntry { title: plain_text(&section.title), destination, name: section.slug.to_string(), children };
            match outline.last_mut() {
                Some(part) if section.depth > 0 => part.children.push(entry),
                Some(_) | None => outline.push(entry),
            }
        }
        outline
    }

    /// The entries of headings deeper than `level`, taken from the front of `rest`.
    fn headings(&self, rest: &mut &[OutlineHeading], level: u8) -> Vec<OutlineEntry> {
        let mut entries = Vec::new();
        while let Some((heading, after)) = rest.split_first().filter(|(heading, _)| heading.level > level) {
            *rest = after;
            let children = self.headings(rest, heading.level);
            match self.destination(&heading.destination) {
                Some(destination) => {
                    let (title, name) = (heading.title.clone(), heading.destination.clone());
                    entries.push(OutlineEntry { title, destination, name, children });
                }
                None => entries.extend(children),
            }
        }
        entries
    }

    /// The place of a named destination.
    fn destination(&self, name: &str) -> Option<Destination> {
        let at = self.destinations.binary_search_by(|(known, _)| known.as_str().cmp(name)).ok()?;
        Some(self.destinations[at].1)
    }
}

/// Changes the mark of an item to its number in the structure of the volume.
fn renumber(item: &mut FrameItem, graft: Graft) {
    if let Content::Marked(mark) = &mut item.content {
        mark.0 += graft.mark_offset;
    }
}
