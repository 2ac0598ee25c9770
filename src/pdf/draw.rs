//! Pages: shapes → the library's surfaces, each piece under its mark or as an artifact.
//!
//! The order of drawing is the order of the items. Consecutive items of one mark are one marked content; links are annotations
//! of the page. What the pieces mean is `tags`' business.

use super::{
    Origins,
    destinations::{self, Destinations, point},
    glyphs::Inventory,
    kept::{self, Group, Kept, Memory},
    line_ends::{self, with_space},
    outline,
    pictures::{Picture, Pictures},
    print::Sheet,
    refusal::Faces,
    shown::Shown,
    stub::Wholes,
    tags::{Placement, plain},
};
use crate::{
    book::{AssetId, Book},
    diagnostic::{Code, Diagnostic, Diagnostics},
    fonts::{FaceId, FontData, FontSet},
    layout::{
        frame::{Artifact, Content, FrameItem, LinkArea, Page, PageTarget, Pages, Path, Shape},
        theme::RULE,
    },
    locale::{Language, Words},
    memo::Key,
    typeset::{
        color::Color,
        glyphs::Glyph,
        length::{Length, Rect},
        mark::MarkId,
        run::GlyphRun,
    },
};
use krilla::{
    Data, Document,
    annotation::{Annotation, LinkAnnotation},
    color::{luma, rgb},
    geom::{self, PathBuilder, Quadrilateral, Transform},
    graphic::Graphic,
    num::NormalizedF32,
    page::PageSettings,
    paint::{Fill, FillRule, Paint, Stroke},
    surface::{Location, Surface},
    tagging::{self, ArtifactType, ContentTag, Identifier},
    text::Font,
};
use krilla_svg::{SurfaceExt as _, SvgSettings};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

/// Thickness of the line under a link, in points.
const HAIR: f32 = 0.4;

/// What was drawn for one mark, on all pages.
#[derive(Clone, Default)]
pub(super) struct Piece {
    /// Marked content, in drawing order.
    pub(super) content: Vec<Identifier>,
    /// Links.
    pub(super) annotations: Vec<Identifier>,
    /// Characters, where the tree tells them.
    pub(super) text: String,
    /// Page, and left, top, right, bottom of what was drawn, where the tree tells them; none when it is on several pages.
    pub(super) bounds: Option<(usize, [f32; 4])>,
}

/// Everything a page needs to be drawn, and what its drawing leaves behind.
pub(super) struct Drawing<'a, 'b> {
    book: &'a Book,
    pages: &'a Pages,
    fonts: &'a FontSet,
    placement: &'a Placement,
    destinations: &'a Destinations,
    pictures: Pictures,
    words: Words,
    origins: &'b mut Origins,
    sink: &'b mut Diagnostics,
    /// Of each run of the text: whether a space follows it.
    line_ends: Vec<bool>,
    /// Which of them are of the page at hand, and not drawn yet.
    ends: Range<usize>,
    /// Faces as the library knows them; none for one it cannot read.
    faces: BTreeMap<FaceId, Option<Font>>,
    /// Drawings that were drawn already: one object however often they are shown.
    drawings: BTreeMap<AssetId, Graphic>,
    inventory: Inventory,
    shown: Shown<'a>,
    /// Pages of an earlier build; none where pages are not kept.
    memory: Option<Memory<'a>>,
    /// The glyphs of the run at hand.
    unpacked: Vec<Glyph>,
    /// The mark whose content is open on the page, and whether that content ends in a replacement text.
    open: (Option<MarkId>, bool),
    pieces: Vec<Piece>,
    /// Of each mark drawn on the page at hand, in how many marked contents.
    contents: Vec<u32>,
    /// The sheet that the pages are printed on, when it is larger than they are.
    sheet: Option<Sheet>,
}

/// What the drawing of pages leaves behind.
pub(super) struct Drawn<'a> {
    /// What was drawn for each mark.
    pub(super) pieces: Vec<Piece>,
    /// The faces used, by the names that an editor knows.
    pub(super) faces: Faces,
    /// What the pages show.
    pub(super) shown: Shown<'a>,
}

/// A link on the page at hand: its lines are one annotation.
struct PageLink<'a> {
    mark: MarkId,
    area: &'a LinkArea,
    lines: Vec<geom::Rect>,
    location: Location,
}

impl<'a, 'b> Drawing<'a, 'b> {
    pub(super) fn new(
        book: &'a Book,
        pages: &'a Pages,
        fonts: &'a FontSet,
        (placement, destinations, (pictures, wholes)): (&'a Placement, &'a Destinations, (Pictures, Wholes)),
        origins: &'b mut Origins,
        sink: &'b mut Diagnostics,
    ) -> Self {
        Self {
            book,
            pages,
            fonts,
            placement,
            destinations,
            pictures,
            words: Words::new(Language::of_tag(book.work.lang.as_str())),
            origins,
            sink,
            line_ends: line_ends::line_ends(pages, placement),
            ends: 0..0,
            faces: BTreeMap::new(),
            drawings: BTreeMap::new(),
            inventory: Inventory::default(),
            shown: Shown::of(wholes),
            memory: None,
            unpacked: Vec::new(),
            open: (None, false),
            pieces: vec![Piece::default(); pages.structure.marks as usize],
            contents: Vec::new(),
            sheet: None,
        }
    }

    /// The same on sheets to be trimmed.
    pub(super) const fn on(mut self, sheet: Sheet) -> Self {
        self.sheet = Some(sheet);
        self
    }

    /// The same, sparing the pages of an earlier build.
    pub(super) fn with_memory(mut self, memory: Memory<'a>) -> Self {
        self.memory = Some(memory);
        self
    }

    /// Draws all pages.
    pub(super) fn draw(mut self, document: &mut Document) -> Drawn<'a> {
        for (index, page) in self.pages.pages.iter().enumerate() {
            self.page(index, page, document);
        }
        self.drawn()
    }

    /// What is left of the drawing.
    pub(super) fn drawn(self) -> Drawn<'a> {
        let name = |id: FaceId| self.fonts.face(id).postscript_name.clone();
        let faces = self.faces.into_iter().filter_map(|(id, font)| Some((font?, name(id)))).collect();
        Drawn { pieces: self.pieces, faces, shown: self.shown }
    }

    fn page(&mut self, index: usize, page: &'a Page, document: &mut Document) {
        // A page has some size even if the layout gave it none.
        let length = |length: Length| (length.to_points() as f32).max(3.0);
        let (width, height) = (length(page.size.width), length(page.size.height));
        let settings = match self.sheet {
            None => PageSettings::from_wh(width, height),
            Some(sheet) => sheet.settings(width, height),
        };
        let Some(settings) = settings else { return };
        let label = outline::label(page.folio, index, self.pages.pages.len(), &self.words);
        let groups: Vec<Group<'a>> = page
            .items
            .chunk_by(|a, b| a.content == b.content)
            .map(|items| Group { items, mark: self.mark(index, &items[0]) })
            .collect();
        let mut links = Vec::new();
        groups.iter().for_each(|group| self.find_links(group, &mut links));
        let underlined = underlined(&links);
        self.tell(&groups, index);
        let key = self.key(page, &groups, &underlined);

        let mut sheet = document.start_page_with(settings.with_page_label(label));
        let mut surface = sheet.surface();
        if let Some(sheet) = self.sheet {
            surface.push_transform(&Transform::from_translate(sheet.margin, sheet.margin));
        }
        self.introduce(&page.items, &underlined, &mut surface);
        let kept = self.memory.as_ref().zip(key).and_then(|(memory, key)| memory.recall(&key));
        let kept = kept.filter(|kept| self.inventory.agrees(&kept.drawn.glyphs));
        match &kept {
            Some(kept) => {
                self.inventory.admit(&kept.drawn.glyphs, self.fonts, &mut surface);
                self.mark_again(&groups, &kept.drawn.contents, &mut surface);
            }
            None => {
                groups.iter().for_each(|group| self.content(group, &mut surface));
                underline(&underlined, &mut surface);
            }
        }
        if let Some(sheet) = self.sheet {
            surface.pop();
            sheet.marks(width, height, &[], &mut surface);
        }
        surface.finish();
        self.end_page(key, kept);
        for link in links {
            if let Some(annotation) = self.annotation(&link) {
                self.pieces[link.mark.0 as usize].annotations.push(sheet.add_tagged_annotation(annotation));
            }
        }
        sheet.finish();
    }

    /// The key of a page among those of an earlier build, where pages are kept.
    fn key(&self, page: &Page, groups: &[Group<'_>], underlined: &[geom::Rect]) -> Option<Key> {
        let spaced = &self.line_ends[self.ends.clone()];
        Some(self.memory.as_ref()?.key(page, groups, underlined, spaced, (self.book, &self.pictures)))
    }

    /// Names all that `items` and lines under links are drawn with, in the order in which they come, so that the names are the same
    /// whether the page is drawn or not. What is drawn for that is left out of the page's content (`shown`).
    pub(super) fn introduce<'i>(
        &mut self,
        items: impl IntoIterator<Item = &'i FrameItem>,
        underlined: &[geom::Rect],
        surface: &mut Surface<'_>,
    ) {
        self.inventory.begin_page();
        self.contents.clear();
        surface.start_tagged(ContentTag::Artifact(tagging::Artifact::with_kind(ArtifactType::Other)));
        surface.set_stroke(None);
        let (mut inks, mut faces, mut pictures) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let mut ink = |color: Color, surface: &mut Surface<'_>| {
            if inks.insert(is_grey(color)) {
                surface.set_fill(Some(self::ink(color)));
                dot(surface);
            }
        };
        for item in items {
            match &item.shape {
                Shape::Glyphs(run) => {
                    ink(run.color, surface);
                    let location = self.origins.location(item.span);
                    if faces.insert(run.face) && self.can_use(run.face, surface) {
                        self.inventory.name(run, self.fonts.face(run.face), location, surface);
                    }
                }
                Shape::Rule { color, .. } => ink(*color, surface),
                Shape::Path(path) => {
                    path.fill.into_iter().chain(path.stroke.map(|(color, _)| color)).for_each(|color| ink(color, surface));
                }
                Shape::Image { asset, .. } => {
                    surface.set_location(self.origins.location(item.span));
                    if pictures.insert(*asset)
                        && let Some(anywhere) = geom::Rect::from_xywh(0.0, 0.0, 1.0, 1.0)
                    {
                        self.picture(*asset, anywhere, surface);
                    }
                }
                Shape::Link(_) => {}
            }
        }
        if !underlined.is_empty() {
            ink(RULE, surface);
        }
        surface.end_tagged();
    }

    /// Marks what an earlier build has drawn, each mark in as many contents.
    fn mark_again(&mut self, groups: &[Group<'_>], contents: &[u32], surface: &mut Surface<'_>) {
        let marks = groups.iter().filter(|group| !group.is_unseen()).filter_map(|group| group.mark);
        for (mark, count) in marks.zip(contents) {
            for _ in 0..*count {
                self.pieces[mark.0 as usize].content.push(surface.start_tagged(ContentTag::Other));
                surface.end_tagged();
            }
        }
    }

    /// Ends a page; `kept` is what an earlier build has of it.
    pub(super) fn end_page(&mut self, key: Option<Key>, kept: Option<Kept<'a>>) {
        match kept {
            Some(kept) => self.shown.end_kept(kept.packed),
            None => {
                let kept = key.and_then(|key| {
                    let drawn = kept::Drawn { glyphs: self.inventory.seen(), contents: std::mem::take(&mut self.contents) };
                    // Memory takes any bytes.
                    Some((key, postcard::to_stdvec(&drawn).ok()?))
                });
                self.shown.end_page(kept);
            }
        }
        self.ends = self.ends.end..self.ends.end;
    }

    /// Notes what the tree tells of what is drawn on a page: words, places; and which of the line ends are its.
    fn tell(&mut self, groups: &[Group<'_>], page: usize) {
        let start = self.ends.end;
        for &Group { items, mark } in groups {
            let Some(mark) = mark else { continue };
            let is_measured = self.placement.is_measured(mark);
            for item in items {
                match &item.shape {
                    Shape::Glyphs(run) => {
                        let spaced = self.line_ends.get(self.ends.end) == Some(&true);
                        self.ends.end += 1;
                        if self.placement.is_told(mark) {
                            let text = &mut self.pieces[mark.0 as usize].text;
                            text.push_str(&run.text);
                            text.extend(spaced.then_some(' '));
                        }
                        if is_measured {
                            let width: Length = run.glyphs.width();
                            let (left, base) = (point(run.origin), run.size.to_points() as f32);
                            let right = left.x + width.to_points() as f32;
                            self.grow(mark, page, [left.x, left.y - base * 0.75, right, left.y + base * 0.25]);
                        }
                    }
                    Shape::Path(path) if is_measured => {
                        for at in path.lines.iter().flatten().copied().map(point) {
                            self.grow(mark, page, [at.x, at.y, at.x, at.y]);
                        }
                    }
                    Shape::Image { rect: area, .. } if is_measured => {
                        if let Some(area) = rect(*area) {
                            self.grow(mark, page, [area.left(), area.top(), area.right(), area.bottom()]);
                        }
                    }
                    Shape::Path(_) | Shape::Image { .. } | Shape::Rule { .. } | Shape::Link(_) => {}
                }
            }
        }
        self.ends.start = start;
    }

    /// The mark of an item; none for page furniture, and for what has no place in the tree.
    fn mark(&mut self, page: usize, item: &FrameItem) -> Option<MarkId> {
        match item.content {
            Content::Marked(mark) if self.placement.holds(mark) => Some(mark),
            Content::Marked(_) => {
                let span = item.span.unwrap_or(self.origins.fallback);
                self.sink.push(Diagnostic::new(Code::PdfUntaggedContent, span).with("page", page + 1));
                None
            }
            Content::Artifact(_) => None,
        }
    }

    /// Draws items of one mark or one kind of furniture as one marked content.
    pub(super) fn content(&mut self, group: &Group<'_>, surface: &mut Surface<'_>) {
        let &Group { items, mark } = group;
        if group.is_unseen() {
            return;
        }
        let tag = match (mark, items[0].content) {
            (Some(_), _) => ContentTag::Other,
            (None, Content::Artifact(kind)) => ContentTag::Artifact(artifact(kind)),
            (None, Content::Marked(_)) => ContentTag::Artifact(tagging::Artifact::with_kind(ArtifactType::Other)),
        };
        let identifier = surface.start_tagged(tag);
        if let Some(mark) = mark {
            self.pieces[mark.0 as usize].content.push(identifier);
            self.contents.push(1);
        }
        self.open = (mark, false);
        for item in items {
            let location = self.origins.location(item.span);
            surface.set_location(location);
            self.shape(&item.shape, mark, location, surface);
        }
        surface.end_tagged();
    }

    /// Ends the open content, if it ends in a replacement text, and begins another of the same mark.
    fn part(&mut self, surface: &mut Surface<'_>) {
        let (Some(mark), true) = self.open else { return };
        surface.end_tagged();
        let identifier = surface.start_tagged(ContentTag::Other);
        self.pieces[mark.0 as usize].content.push(identifier);
        if let Some(count) = self.contents.last_mut() {
            *count += 1;
        }
    }

    /// Gathers the active areas among items; those of one link join.
    fn find_links(&mut self, &Group { items, mark }: &Group<'a>, links: &mut Vec<PageLink<'a>>) {
        for item in items {
            let Shape::Link(area) = &item.shape else { continue };
            let Some(mark) = mark else {
                super::misplaced("LinkArea", "Artifact", item.span.unwrap_or(self.origins.fallback), self.sink);
                continue;
            };
            let Some(line) = rect(area.rect) else { continue };
            let same = |link: &&mut PageLink<'_>| {
                link.mark == mark && link.area.target == area.target && link.area.description == area.description
            };
            match links.iter_mut().find(same) {
                Some(link) => link.lines.push(line),
                None => links.push(PageLink { mark, area, lines: vec![line], location: self.origins.location(item.span) }),
            }
        }
    }

    fn annotation(&mut self, link: &PageLink<'_>) -> Option<Annotation> {
        let Some(target) = destinations::target(&link.area.target, self.destinations) else {
            let (PageTarget::Url(name) | PageTarget::Destination(name)) = &link.area.target;
            let span = self.origins.span(Some(link.location));
            self.sink.push(Diagnostic::new(Code::PdfDestinationMissing, span).with("name", name));
            return None;
        };
        let annotation = match link.lines.as_slice() {
            [line] => LinkAnnotation::new(*line, target),
            lines => LinkAnnotation::new_with_quad_points(lines.iter().copied().map(Quadrilateral::from).collect(), target),
        };
        let description = Some(plain(&link.area.description)).filter(|text| !text.is_empty());
        Some(Annotation::new_link(annotation, description).with_location(Some(link.location)))
    }

    fn shape(&mut self, shape: &Shape, mark: Option<MarkId>, location: Location, surface: &mut Surface<'_>) {
        match shape {
            Shape::Glyphs(run) => self.run(run, mark, location, surface),
            Shape::Rule { rect: area, color } => {
                let mut builder = PathBuilder::new();
                let Some(area) = rect(*area) else { return };
                builder.push_rect(area);
                fill(builder, Some(ink(*color)), None, surface);
            }
            Shape::Path(path) => draw_path(path, surface),
            Shape::Image { asset, rect: area } => {
                let Some(area) = rect(*area) else { return };
                self.picture(*asset, area, surface);
            }
            Shape::Link(_) => {}
        }
    }

    fn run(&mut self, run: &GlyphRun, mark: Option<MarkId>, location: Location, surface: &mut Surface<'_>) {
        let spaced = mark.is_some() && self.ends.next().is_some_and(|end| self.line_ends.get(end) == Some(&true));
        let face = self.fonts.face(run.face);
        if !self.can_use(run.face, surface) {
            let span = self.origins.span(Some(location));
            self.sink.push(Diagnostic::new(Code::PdfFontUnusable, span).with("reason", &face.postscript_name));
            return;
        }
        let with_space = spaced.then(|| with_space(run, face.glyph(' ')));
        let run = with_space.as_ref().unwrap_or(run);
        let mut glyphs = std::mem::take(&mut self.unpacked);
        glyphs.extend(&run.glyphs);
        for part in self.inventory.parts((run, &glyphs), face, location, surface) {
            self.part(surface);
            self.inventory.draw((run, &glyphs), &part, location, &mut self.shown, surface);
            self.open.1 = part.is_replaced();
        }
        glyphs.clear();
        self.unpacked = glyphs;
    }

    /// Whether the library can read a face; hands it over the first time.
    fn can_use(&mut self, id: FaceId, surface: &mut Surface<'_>) -> bool {
        if let Some(font) = self.faces.get(&id) {
            return font.is_some();
        }
        let face = self.fonts.face(id);
        let data = match &face.data {
            FontData::Static(bytes) => Data::from(*bytes),
            FontData::Shared(bytes) => Data::from(Arc::<Vec<u8>>::clone(bytes) as Arc<dyn AsRef<[u8]> + Send + Sync>),
        };
        let font = Font::new(data, 0);
        if let Some(font) = &font {
            self.inventory.enter(id, face, font, surface);
        }
        let is_readable = font.is_some();
        self.faces.insert(id, font);
        is_readable
    }

    /// How far the page lies inside its sheet.
    fn margin(&self) -> f32 {
        self.sheet.map_or(0.0, |sheet| sheet.margin)
    }

    fn grow(&mut self, mark: MarkId, page: usize, bounds: [f32; 4]) {
        let [left, top, right, bottom] = bounds.map(|edge| edge + self.margin());
        let piece = &mut self.pieces[mark.0 as usize];
        piece.bounds = match piece.bounds {
            Some((other, [l, t, r, b])) if other == page => Some((page, [l.min(left), t.min(top), r.max(right), b.max(bottom)])),
            Some(_) | None => Some((page, [left, top, right, bottom])),
        };
    }

    fn picture(&mut self, asset: AssetId, area: geom::Rect, surface: &mut Surface<'_>) {
        let Some(picture) = self.pictures.get(&asset) else { return };
        surface.push_transform(&Transform::from_translate(area.left(), area.top()));
        match picture {
            Picture::Raster(image) => {
                if let Some(size) = geom::Size::from_wh(area.width(), area.height()) {
                    surface.draw_image(image.clone(), size);
                }
            }
            Picture::Vector(tree) => {
                let (width, height) = (tree.size().width(), tree.size().height());
                let graphic = self.drawings.entry(asset).or_insert_with(|| {
                    let mut builder = surface.stream_builder();
                    let mut inner = builder.surface();
                    if let Some(size) = geom::Size::from_wh(width, height) {
                        inner.draw_svg(tree, size, SvgSettings { embed_text: false, filter_scale: 4.0 });
                    }
                    inner.finish();
                    Graphic::new(builder.finish(), false)
                });
                surface.push_transform(&Transform::from_scale(area.width() / width, area.height() / height));
                surface.draw_graphic(graphic.clone());
                surface.pop();
            }
        }
        surface.pop();
    }
}

/// The signs that words lead elsewhere: seen by who looks for them, overlooked by who reads.
fn underlined(links: &[PageLink<'_>]) -> Vec<geom::Rect> {
    let under = |link: &PageLink<'_>| link.area.underline.map(|under| (under.to_points() as f32, link.lines.clone()));
    let lines = links.iter().filter_map(under).flat_map(|(under, lines)| lines.into_iter().map(move |line| (under, line)));
    lines.filter_map(|(under, line)| geom::Rect::from_xywh(line.left(), line.top() + under, line.width(), HAIR)).collect()
}

fn underline(lines: &[geom::Rect], surface: &mut Surface<'_>) {
    let mut builder = PathBuilder::new();
    lines.iter().for_each(|line| builder.push_rect(*line));
    let Some(path) = builder.finish() else { return };
    surface.start_tagged(ContentTag::Artifact(artifact(Artifact::Decoration)));
    surface.set_fill(Some(ink(RULE)));
    surface.set_stroke(None);
    surface.draw_path(&path);
    surface.end_tagged();
}

/// Draws anything.
fn dot(surface: &mut Surface<'_>) {
    let mut builder = PathBuilder::new();
    if let Some(square) = geom::Rect::from_xywh(0.0, 0.0, 1.0, 1.0) {
        builder.push_rect(square);
    }
    if let Some(path) = builder.finish() {
        surface.draw_path(&path);
    }
}

fn draw_path(path: &Path, surface: &mut Surface<'_>) {
    let mut builder = PathBuilder::new();
    for line in &path.lines {
        let [first, rest @ ..] = line.as_slice() else { continue };
        let start = point(*first);
        builder.move_to(start.x, start.y);
        for to in rest.iter().copied().map(point) {
            builder.line_to(to.x, to.y);
        }
        // An outline that comes back to its start has a corner there, not two ends.
        if line.len() > 2 && line.last() == Some(first) {
            builder.close();
        }
    }
    let stroke =
        path.stroke.map(|(color, width)| Stroke { paint: paint(color), width: width.to_points() as f32, ..Stroke::default() });
    fill(builder, path.fill.map(ink), stroke, surface);
}

fn fill(builder: PathBuilder, inside: Option<Fill>, outline: Option<Stroke>, surface: &mut Surface<'_>) {
    // Without either the library would draw black.
    if inside.is_none() && outline.is_none() {
        return;
    }
    let Some(path) = builder.finish() else { return };
    surface.set_fill(inside);
    surface.set_stroke(outline);
    surface.draw_path(&path);
}

pub(super) fn ink(color: Color) -> Fill {
    Fill { paint: paint(color), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

/// Greys are written as greys: a printer's proof takes one ink for them, not four.
fn paint(color: Color) -> Paint {
    let [red, green, blue] = color.rgb;
    if is_grey(color) { luma::Color::new(red).into() } else { rgb::Color::new(red, green, blue).into() }
}

fn is_grey(color: Color) -> bool {
    let [red, green, blue] = color.rgb;
    red == green && green == blue
}

fn artifact(kind: Artifact) -> tagging::Artifact {
    tagging::Artifact::with_kind(match kind {
        Artifact::Header => ArtifactType::Header,
        Artifact::Footer => ArtifactType::Footer,
        Artifact::Decoration => ArtifactType::Layout,
    })
}

/// A rectangle in the library's units; none when it has no extent.
fn rect(rect: Rect) -> Option<geom::Rect> {
    let points = |length: Length| length.to_points() as f32;
    let (width, height) = (points(rect.size.width), points(rect.size.height));
    (width > 0.0 && height > 0.0).then(|| geom::Rect::from_xywh(points(rect.origin.x), points(rect.origin.y), width, height))?
}
