//! What the page is told: volumes with their sections and spreads, and what is wrong.
//!
//! A spread is named by the sum of what is drawn on it, so that the page knows what it has already.

use super::{
    drawing::{self, picture_name},
    last::LastVolume,
    places,
    search::{Found, Words},
    shown,
};
use crate::{
    book::{Asset, AssetId},
    compile::LaidOut,
    epub::{Reading, ReadingFile},
    fonts::FontSet,
    layout::frame::{Artifact, Content, FrameItem, LinkArea, Page, PageOrigin, Shape},
    source::{SourceId, SourceMap},
    typeset::length::{Length, Point, Rect},
};
use rayon::prelude::*;
use serde_json::{Map, Value, json};
use std::{
    collections::{HashMap, HashSet},
    hash::{Hash, Hasher as _},
    ops::Range,
    sync::{Arc, OnceLock},
};
use xxhash_rust::xxh3::Xxh3Default;

/// The state of the book that the page shows.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// The last good pages of each volume asked for.
    pub volumes: Vec<Arc<Volume>>,
    /// What a desk before showed of those that have had no pages since, each with the place of its volume among all that are shown.
    pub kept: Vec<(usize, Arc<LastVolume>)>,
    /// What is wrong with the book now.
    pub messages: Vec<Message>,
    /// Why the project cannot be read, if it cannot.
    pub failure: Option<String>,
    /// Whether the pages are older than the files, because of errors or a failure.
    pub is_outdated: bool,
}

/// Something that is wrong.
#[derive(Clone, Debug)]
pub struct Message {
    /// The message, for people: what `--message-format json` prints.
    pub shown: Value,
    /// Where it is.
    pub path: String,
    /// In which bytes of that file; none for a whole file.
    pub range: Option<Range<usize>>,
}

/// A volume with finished pages.
#[derive(Debug)]
pub struct Volume {
    laid_out: LaidOut,
    /// The files from which it was made.
    sources: SourceMap,
    /// What the page is told of it, without what is wrong, as JSON.
    shown: String,
    spreads: Vec<Spread>,
    bodies: BodySums,
    /// The first page of each place that is printed, in the order of files and places; made when a message has a place.
    places: OnceLock<Vec<(SourceId, usize, usize)>>,
    /// What is printed, ready to be searched; made at the first search.
    words: OnceLock<Words>,
    /// What the documents of the EPUB share; made when one is read.
    reading: OnceLock<Reading>,
}

/// How many spreads the page asks for when it is opened: those near the top of a large window.
const KEPT: usize = 4;

/// Two facing pages, or one that faces nothing.
#[derive(Clone, Debug)]
struct Spread {
    sum: String,
    pages: Range<usize>,
}

impl Volume {
    /// The volume with these pages, made from `sources`. What was summed in the view `before` is not summed again.
    #[must_use]
    pub fn new(laid_out: LaidOut, sources: SourceMap, before: Option<&Self>) -> Self {
        let (assets, pages) = (&laid_out.book.assets, &laid_out.pages.pages);
        let known = |origin| before.and_then(|before| before.bodies.get(&origin)).copied();
        let body = |page: &Page| page.origin.map(|origin| (origin, known(origin).unwrap_or_else(|| body_sum(page, assets))));
        let bodies: BodySums = pages.par_iter().filter_map(body).collect();
        let spread = |range: Range<usize>| Spread { sum: sum(&pages[range.clone()], assets, &bodies), pages: range };
        let spreads: Vec<_> = spreads(pages.len()).into_par_iter().map(spread).collect();
        let spread = |Spread { sum, pages }: &Spread| (sum.clone(), pages.clone());
        let shown = shown::volume(&laid_out, &sources, spreads.iter().map(spread));
        let (places, words, reading) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { laid_out, sources, shown, spreads, bodies, places, words, reading }
    }

    /// The number of its pages.
    #[must_use]
    pub fn page_count(&self) -> usize {
        self.laid_out.pages.pages.len()
    }

    /// The page on which a place of a file is printed: the first page of what begins last before it. None when nothing of the file is
    /// printed.
    fn page_of(&self, path: &str, offset: usize) -> Option<usize> {
        let file = self.sources.by_path(path)?.id();
        let places = self.places.get_or_init(|| first_pages(&self.laid_out.pages.pages));
        let next = places.partition_point(|(other, start, _)| (*other, *start) <= (file, offset));
        let of_file = |at: usize| places.get(at).filter(|(other, ..)| *other == file);
        next.checked_sub(1).and_then(of_file).or_else(|| of_file(next)).map(|(.., page)| *page)
    }

    /// Its identifier.
    pub(super) fn id(&self) -> &str {
        self.laid_out.book.tome.id.as_str()
    }

    /// Where the word at a point of a page, in points from its left and its top, was written.
    pub(super) fn written_at(&self, page: usize, x: f64, y: f64) -> Option<Value> {
        let point = Point { x: length(x)?, y: length(y)? };
        let (span, offset) = places::source_of(&self.laid_out.pages.pages, &self.sources, page, point)?;
        let source = self.sources.get(span.source);
        let (line, column) = source.line_column(offset);
        Some(json!({ "path": source.path(), "line": line, "column": column }))
    }

    /// Where the word at a line and a column of a file, both from 1, is printed: a page, and an area of it in points.
    pub(super) fn printed_at(&self, path: &str, line: usize, column: usize) -> Option<Value> {
        let offset = self.sources.by_path(path)?.offset(line, column);
        let (page, area) = places::printed_at(&self.laid_out.pages.pages, &self.sources, path, offset)?;
        Some(self.area(page, area))
    }

    fn area(&self, page: usize, area: Rect) -> Value {
        let [x, y, width, height] = [area.origin.x, area.origin.y, area.size.width, area.size.height].map(Length::to_points);
        json!({ "volume": self.id(), "page": page, "x": x, "y": y, "width": width, "height": height })
    }

    /// Where words are printed, and whether there are more places than are told.
    pub(super) fn find(&self, wanted: &str) -> Value {
        let pages = &self.laid_out.pages.pages;
        let (found, more) = self.words.get_or_init(|| Words::of(pages)).find(pages, wanted);
        let place = |Found { page, area, said }| json!({ "area": self.area(page, area), "folio": pages[page].folio.label(), "said": said });
        json!({ "places": found.into_iter().map(place).collect::<Vec<_>>(), "more": more })
    }

    /// The file of the EPUB with this name.
    pub(super) fn read(&self, name: &str) -> Option<ReadingFile> {
        let LaidOut { book, pages, .. } = &self.laid_out;
        self.reading().file(book, &pages.map, name)
    }

    fn reading(&self) -> &Reading {
        let LaidOut { book, fonts, pages } = &self.laid_out;
        let texts = || {
            pages.pages.iter().flat_map(|page| &page.items).filter_map(|item| match &item.shape {
                Shape::Glyphs(run) => Some(&*run.text),
                Shape::Rule { .. } | Shape::Path(_) | Shape::Image { .. } | Shape::Link(_) => None,
            })
        };
        self.reading.get_or_init(|| Reading::new(book, fonts, texts()))
    }

    /// A picture, and the volume's faces, which its letters may need.
    pub(super) fn asset(&self, id: AssetId) -> Option<(&Asset, &FontSet)> {
        Some((self.laid_out.book.assets.get(id.0 as usize)?, &self.laid_out.fonts))
    }

    /// Whether it was made from this file.
    pub(super) fn has_source(&self, path: &str) -> bool {
        self.sources.by_path(path).is_some()
    }

    /// The drawing of the spread with this sum.
    pub(super) fn drawing(&self, sum: &str) -> Option<String> {
        self.spreads.iter().find(|spread| spread.sum == sum).map(|spread| self.draw(spread))
    }

    /// What this program shows of it, with its first spreads, as the bytes of a file for the next desk.
    #[must_use]
    pub fn to_bytes(&self, program: &str) -> Vec<u8> {
        let first = self.spreads.iter().take(KEPT);
        LastVolume::to_bytes(&self.shown, first.map(|spread| (spread.sum.clone(), self.draw(spread))).collect(), program)
    }

    fn draw(&self, spread: &Spread) -> String {
        let mut pages: Vec<&Page> = self.laid_out.pages.pages[spread.pages.clone()].iter().collect();
        if self.laid_out.book.work.lang.is_right_to_left() {
            pages.reverse();
        }
        drawing::draw(&pages, &self.laid_out.book, &self.laid_out.fonts)
    }

    /// The picture with this name, and the volume's faces, which its letters may need.
    pub(super) fn picture(&self, name: &str) -> Option<(&Asset, &FontSet)> {
        let asset = self.laid_out.book.assets.iter().find(|asset| picture_name(asset) == name)?;
        Some((asset, &self.laid_out.fonts))
    }
}

/// How many drawings are sent with a view, so that the page need not ask for them: a save changes one spread or two.
const SENT: usize = 2;

impl View {
    /// The sums and drawings of the first spreads that no volume had in the view `before`; none when there was no view.
    pub(super) fn drawings_new_since(&self, before: &Self) -> Vec<(String, String)> {
        let has_volume = |volume: &&Arc<Volume>| before.volumes.iter().any(|other| other.id() == volume.id());
        let known: HashSet<&str> =
            before.volumes.iter().flat_map(|volume| &volume.spreads).map(|spread| spread.sum.as_str()).collect();
        let volumes = self.volumes.iter().filter(has_volume);
        let new = volumes.flat_map(|volume| volume.spreads.iter().map(move |spread| (volume, spread)));
        let new: Vec<_> = new.filter(|(_, spread)| !known.contains(spread.sum.as_str())).take(SENT).collect();
        new.into_par_iter().map(|(volume, spread)| (spread.sum.clone(), volume.draw(spread))).collect()
    }

    /// Whether a spread with this sum is one of those that a desk before showed.
    pub(super) fn has_kept(&self, sum: &str) -> bool {
        self.kept.iter().any(|(_, volume)| volume.has_spread(sum))
    }

    /// What the page is told, as JSON in one line, with some `drawings` by their sums. Each telling has a `revision` of its own.
    pub(super) fn to_json(&self, revision: u64, drawings: &[(String, String)]) -> String {
        let messages: Vec<Value> = self
            .messages
            .iter()
            .map(|message| {
                let start = message.range.as_ref().map_or(0, |range| range.start);
                let place = self.volumes.iter().find_map(|volume| Some((volume, volume.page_of(&message.path, start)?)));
                let mut shown = message.shown.clone();
                shown["volume"] = place.map(|(volume, _)| volume.id()).into();
                shown["page"] = place.map(|(_, page)| page).into();
                shown
            })
            .collect();
        let drawings: Map<String, Value> = drawings.iter().map(|(sum, drawing)| (sum.clone(), drawing.as_str().into())).collect();
        let drawings = Value::from(drawings);
        let (outdated, failure, messages) = (self.is_outdated, Value::from(self.failure.clone()), Value::from(messages));
        let mut volumes: Vec<&str> = self.volumes.iter().map(|volume| volume.shown.as_str()).collect();
        for (place, kept) in &self.kept {
            volumes.insert((*place).min(volumes.len()), kept.shown());
        }
        let volumes = volumes.join(",");
        format!(
            "{{\"revision\":{revision},\"outdated\":{outdated},\"failure\":{failure},\"messages\":{messages},\"drawings\":{drawings},\
             \"volumes\":[{volumes}]}}"
        )
    }
}

/// A length in points; none for one that no page has.
fn length(points: f64) -> Option<Length> {
    (points.abs() < 1e6).then_some(Length((points * Length::UNITS as f64) as i64))
}

/// The facing pages of a volume: its front cover faces nothing, nor does its back cover when it is a verso.
fn spreads(pages: usize) -> Vec<Range<usize>> {
    let cover = (pages > 0).then_some(0..1);
    cover.into_iter().chain((1..pages).step_by(2).map(|first| first..(first + 2).min(pages))).collect()
}

/// The sum of what the origin of each page determines: a page of a section with the same origin looks the same in every view.
type BodySums = HashMap<PageOrigin, u128>;

/// The sum of what is drawn on pages, in hexadecimal. It tells versions of one's own book apart, and need resist no one. `bodies` has that
/// of each page with an origin.
fn sum(pages: &[Page], assets: &[Asset], bodies: &BodySums) -> String {
    let mut sum = Xxh3Default::new();
    for page in pages {
        let body = page.origin.and_then(|origin| bodies.get(&origin));
        (page.size.width, page.size.height, page.items.len(), body).hash(&mut sum);
        let items = page.items.iter().filter(|item| body.is_none() || is_beyond_origin(item));
        items.for_each(|item| add(item, assets, &mut sum));
    }
    sum.write_u8(0);
    format!("{:032x}", sum.digest128())
}

/// The sum of what the origin of a page determines.
fn body_sum(page: &Page, assets: &[Asset]) -> u128 {
    let mut sum = Xxh3Default::new();
    page.items.iter().filter(|item| !is_beyond_origin(item)).for_each(|item| add(item, assets, &mut sum));
    sum.write_u8(0);
    sum.digest128()
}

/// Whether the origin of a page does not determine how an item of it looks: running head, folio, and what is in the file of a picture.
fn is_beyond_origin(item: &FrameItem) -> bool {
    matches!(item.content, Content::Artifact(Artifact::Header | Artifact::Footer)) || matches!(item.shape, Shape::Image { .. })
}

/// Adds what is drawn of an item to a sum.
fn add(item: &FrameItem, assets: &[Asset], sum: &mut Xxh3Default) {
    std::mem::discriminant(&item.shape).hash(sum);
    match &item.shape {
        Shape::Glyphs(run) => run.hash(sum),
        Shape::Rule { rect, color } => (rect.origin.x, rect.origin.y, rect.size.width, rect.size.height, color).hash(sum),
        Shape::Path(path) => path.hash(sum),
        Shape::Image { asset, rect } => {
            assets.get(asset.0 as usize).map(|asset| asset.bytes.checksum()).hash(sum);
            (rect.origin.x, rect.origin.y, rect.size.width, rect.size.height).hash(sum);
        }
        Shape::Link(link) => {
            let LinkArea { rect, underline, .. } = &**link;
            (rect.origin.x, rect.origin.y, rect.size.width, underline).hash(sum);
        }
    }
}

/// Where each place that is printed begins, with the first page that prints it.
fn first_pages(pages: &[Page]) -> Vec<(SourceId, usize, usize)> {
    let mut places: Vec<(SourceId, usize, usize)> = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        for span in page.items.iter().filter_map(|item| item.span) {
            let place = (span.source, span.range().map_or(0, |range| range.start), index);
            // The lines of a paragraph follow each other.
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }
    // Mostly in order already, which a stable sort makes use of.
    places.sort();
    places.dedup_by_key(|(file, start, _)| (*file, *start));
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        book::ImageFormat,
        layout::{
            Pages,
            geometry::Side,
            structure::{Structure, StructureType},
        },
        pagination::Folio,
        raster::test_pages::{TestPages, book, fonts},
        source::Span,
        typeset::{color::Color, length::Size},
    };

    fn volume(words: &[&str]) -> Volume {
        let mut pages = TestPages::default();
        for (index, word) in words.iter().enumerate() {
            if index > 0 {
                pages.page(Folio::Arabic(index as u32));
            }
            let paragraph = pages.element(Structure::ROOT, StructureType::Paragraph);
            pages.line(paragraph, word);
            let items = &mut pages.pages.pages.last_mut().expect("a page").items;
            items.iter_mut().for_each(|item| item.span = Some(Span::new(SourceId::from_index(0), index * 10..index * 10 + 5)));
        }
        let mut sources = SourceMap::new();
        sources.add("tome1/01.md", "Un texte.");
        Volume::new(LaidOut { book: book(&[]), fonts: fonts(), pages: pages.pages }, sources, None)
    }

    fn sums(volume: &Volume) -> Vec<String> {
        volume.spreads.iter().map(|spread| spread.sum.clone()).collect()
    }

    #[test]
    fn a_cover_stands_alone_and_pages_face_each_other() {
        assert_eq!(spreads(0), Vec::<Range<usize>>::new());
        assert_eq!((spreads(1).len(), spreads(1)[0].clone()), (1, 0..1));
        assert_eq!(spreads(4), [0..1, 1..3, 3..4]);
        assert_eq!(spreads(5), [0..1, 1..3, 3..5]);
    }

    #[test]
    fn only_the_spread_that_changed_has_another_sum() {
        let before = sums(&volume(&["couverture", "un", "deux", "trois", "quatre"]));
        let after = sums(&volume(&["couverture", "un", "deux", "trois", "cinq"]));
        assert_eq!(before.len(), 3);
        assert_eq!(before[..2], after[..2]);
        assert_ne!(before[2], after[2]);
        assert_eq!(sums(&volume(&["couverture", "un", "deux", "trois", "quatre"])), before);
    }

    #[test]
    fn the_sum_of_a_page_is_that_of_its_look_and_what_its_origin_determines_is_summed_once() {
        let item = |shape, content| FrameItem { shape, content, span: None };
        let rule = |x, kind| {
            let rect = Rect { origin: Point { x: Length(x), y: Length(0) }, size: Size { width: Length(9), height: Length(1) } };
            item(Shape::Rule { rect, color: Color::BLACK }, Content::Artifact(kind))
        };
        let picture = item(Shape::Image { asset: AssetId(0), rect: Rect::default() }, Content::Artifact(Artifact::Decoration));
        let view = |page, head, text, picture_bytes: &[u8], before: Option<&Volume>| {
            let origin = Some(PageOrigin { section: [7; 32], side: Side::Recto, page });
            let items = vec![rule(head, Artifact::Header), rule(text, Artifact::Decoration), picture.clone()];
            let page = Page { size: Size::default(), folio: Folio::Arabic(1), section: None, items, origin };
            let pages = Pages { pages: vec![page], ..Pages::default() };
            let book = book(&[(ImageFormat::Png, (1, 1), picture_bytes.to_vec())]);
            let mut sources = SourceMap::new();
            sources.add("tome1/01.md", "Un texte.");
            Volume::new(LaidOut { book, fonts: fonts(), pages }, sources, before)
        };
        let first = view(0, 1, 1, b"a", None);
        let after = |page, head, text, picture: &[u8]| sums(&view(page, head, text, picture, Some(&first)));
        assert_eq!(sums(&first), after(1, 1, 1, b"a"), "another page that looks the same");
        assert_ne!(sums(&first), after(1, 1, 2, b"a"), "another text");
        assert_ne!(sums(&first), after(0, 2, 1, b"a"), "another running head");
        assert_ne!(sums(&first), after(0, 1, 1, b"b"), "another picture in the same file");
        assert_eq!(sums(&first), after(0, 1, 2, b"a"), "what the origin determines is not looked at again");
    }

    #[test]
    fn a_message_leads_to_its_page() {
        let volume = volume(&["couverture", "un", "deux"]);
        let page = |offset| volume.page_of("tome1/01.md", offset);
        assert_eq!([page(0), page(9), page(12), page(999)], [Some(0), Some(0), Some(1), Some(2)]);
        assert_eq!(volume.page_of("tome1/02.md", 0), None);
        let message = Message { shown: json!({ "message": "non" }), path: "tome1/01.md".to_owned(), range: Some(12..13) };
        let view = View { volumes: vec![Arc::new(volume)], messages: vec![message], ..View::default() };
        let told: Value = serde_json::from_str(&view.to_json(7, &[])).expect("JSON");
        assert_eq!(told["messages"][0], json!({ "message": "non", "volume": "tome1", "page": 1 }));
        assert_eq!((&told["revision"], &told["outdated"]), (&json!(7), &json!(false)));
        assert_eq!(told["volumes"][0]["spreads"][1]["pages"][0]["folio"], "1");
    }

    #[test]
    fn a_spread_is_drawn_under_its_sum_only() {
        let volume = volume(&["couverture", "un"]);
        let sum = sums(&volume)[1].clone();
        assert!(volume.drawing(&sum).is_some_and(|drawing| drawing.contains("<desc>un")));
        assert!(volume.drawing("0").is_none() && volume.picture("0").is_none());
    }
}
