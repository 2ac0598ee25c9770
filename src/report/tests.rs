//! Small pages made by hand, one fault on each: what the report finds there, and that it finds nothing on sound ones.
#![expect(clippy::unwrap_used, reason = "what a test makes by hand is there")]

use crate::{
    book::{Design, Lang},
    diagnostic::Diagnostics,
    fonts::{FaceId, FontSet},
    layout::{
        frame::{Artifact, Content, FrameItem, Page, Pages, Shape},
        geometry::{Geometry, Side},
        structure::{ElementId, ParagraphFormat, Structure, StructureElement, StructureType},
    },
    pagination::{Folio, PageMap},
    report::{Report, finding::FindingKind, found::Subject, look_over},
    source::SourceMap,
    typeset::{
        color::Color,
        glyphs::Glyph,
        length::{Length, Point, Rect, Size},
        mark::MarkId,
        run::GlyphRun,
    },
};
use skrifa::MetadataProvider as _;

/// Words that fill a line of the default measure well enough.
const FULL: &str = "Une ligne de texte courant que l’on étire ainsi jusqu’au bord de la justification";
const BROKEN: &str = "Une ligne de texte courant que l’on étire ainsi bien jusqu’au bord de la justifica\u{ad}";

/// Pages under construction: a front cover, then what the test puts there.
struct Bench {
    pages: Pages,
    fonts: FontSet,
    geometry: Geometry,
}

/// A paragraph on the bench.
#[derive(Clone, Copy)]
struct Put {
    mark: MarkId,
}

impl Bench {
    fn new() -> Self {
        let structure = Structure::new(Lang::french());
        let pages =
            Pages { pages: Vec::new(), structure, outline: Vec::new(), destinations: Vec::new(), map: PageMap::default() };
        let fonts = FontSet::load(&SourceMap::new(), &mut Diagnostics::new());
        let mut bench = Self { pages, fonts, geometry: Geometry::new(&Design::default()) };
        bench.page(None);
        bench
    }

    /// Adds a page of a section; returns its index.
    fn page(&mut self, section: Option<usize>) -> usize {
        let index = self.pages.pages.len();
        let folio = Folio::Arabic(u32::try_from(index).unwrap());
        self.pages.pages.push(Page { size: self.geometry.page, folio, section, items: Vec::new(), origin: None });
        index
    }

    /// Adds pages of the section 0.
    fn pages(&mut self, count: usize) {
        (0..count).for_each(|_| _ = self.page(Some(0)));
    }

    fn element(&mut self, parent: ElementId, role: StructureType) -> ElementId {
        self.pages.structure.add(parent, StructureElement::new(role))
    }

    /// A justified paragraph under an element of this role.
    fn paragraph(&mut self, role: StructureType) -> Put {
        let parent = self.element(Structure::ROOT, role);
        let own = self.element(parent, StructureType::Paragraph);
        let mark = self.pages.structure.mark(own);
        self.pages.structure.paragraphs.push(ParagraphFormat {
            marks: mark.0..mark.0 + 1,
            width: self.geometry.text.width,
            indent: Length::ZERO,
            leading: self.geometry.leading,
            justified: true,
        });
        Put { mark }
    }

    fn text(&mut self) -> Put {
        self.paragraph(StructureType::Article)
    }

    /// The baseline of a line of the page, from 0.
    fn baseline(&self, line: i64) -> Length {
        self.geometry.top + self.geometry.leading * line + self.geometry.leading.of_em(3, 4)
    }

    /// A line spread to the measure, as the last of a paragraph is not.
    fn full(&mut self, put: Put, page: usize, line: i64, text: &str) {
        let y = self.baseline(line);
        let mut run = self.run(text, page, y);
        let spaces = text.matches(' ').count() as i64;
        let natural: Length = run.glyphs.width();
        let (room, mut given) = (self.geometry.text.width - natural, 0);
        let spread = |mut glyph: Glyph| {
            if text[glyph.start as usize..].starts_with(' ') {
                given += 1;
                glyph.advance += room.of_em(given, spaces) - room.of_em(given - 1, spaces);
            }
            glyph
        };
        run.glyphs = run.glyphs.iter().map(spread).collect();
        self.draw(put, page, run);
    }

    /// A line with the spaces of the face.
    fn last(&mut self, put: Put, page: usize, line: i64, text: &str) {
        let y = self.baseline(line);
        let run = self.run(text, page, y);
        self.draw(put, page, run);
    }

    /// A paragraph of whole lines and a last one, from one line of the page to another.
    fn filled(&mut self, page: usize, lines: std::ops::RangeInclusive<i64>) {
        let put = self.text();
        let (first, last) = lines.into_inner();
        (first..last).for_each(|line| self.full(put, page, line, FULL));
        self.last(put, page, last, "Une dernière ligne.");
    }

    fn run(&self, text: &str, page: usize, y: Length) -> GlyphRun {
        let face = self.fonts.face(FaceId(0));
        let font = skrifa::FontRef::new(&face.data).unwrap();
        let metrics = font.glyph_metrics(skrifa::instance::Size::unscaled(), skrifa::instance::LocationRef::default());
        let size = Length::millipoints(10_500);
        let glyphs = text.char_indices().map(|(start, character)| {
            let id = font.charmap().map(if character == '\u{ad}' { '-' } else { character }).unwrap_or_default();
            let advance = size.of_em(metrics.advance_width(id).unwrap() as i64, i64::from(face.units_per_em));
            let end = start + character.len_utf8();
            Glyph { id: id.to_u32() as u16, advance, dx: Length::ZERO, dy: Length::ZERO, start: start as u32, end: end as u32 }
        });
        let origin = Point { x: self.geometry.origin(Side::of_index(page)).x, y };
        GlyphRun {
            face: FaceId(0),
            size,
            origin,
            glyphs: glyphs.collect(),
            text: text.into(),
            color: Color::BLACK,
            widening: 0,
            turned: false,
        }
    }

    fn draw(&mut self, put: Put, page: usize, run: GlyphRun) {
        let item = FrameItem { shape: Shape::Glyphs(run), content: Content::Marked(put.mark), span: None };
        self.pages.pages[page].items.push(item);
    }

    /// A picture as wide as the text, from one line to another.
    fn picture(&mut self, page: usize, lines: std::ops::Range<i64>) {
        let leading = self.geometry.leading;
        let origin = Point { x: self.geometry.inside, y: self.geometry.top + leading * lines.start };
        let size = Size { width: self.geometry.text.width, height: leading * (lines.end - lines.start) };
        let shape = Shape::Rule { rect: Rect { origin, size }, color: Color::BLACK };
        let content = Content::Artifact(Artifact::Decoration);
        self.pages.pages[page].items.push(FrameItem { shape, content, span: None });
    }

    fn lines(&self) -> i64 {
        self.geometry.lines()
    }

    fn report(&self) -> Report {
        let subjects = ["a", "b"].map(|slug| Subject { slug: slug.to_owned(), title: slug.to_uppercase(), is_text: slug == "a" });
        look_over(&subjects, &self.pages, &self.geometry, &self.fonts)
    }

    /// Names of what is found, each with its page and amount.
    fn found(&self) -> Vec<(&'static str, usize, i64)> {
        self.report().findings.iter().map(|found| (found.kind.name(), found.page, found.amount)).collect()
    }
}

/// Three full pages and a last one.
fn sound() -> Bench {
    let mut bench = Bench::new();
    bench.pages(4);
    let last = bench.lines() - 1;
    (1..=3).for_each(|page| bench.filled(page, 0..=last));
    bench.filled(4, 0..=9);
    bench
}

#[test]
fn sound_pages_have_nothing_to_show() {
    let bench = sound();
    assert_eq!(bench.found(), []);
    let report = bench.report();
    assert_eq!((report.volume.pages, report.volume.spreads, report.volume.level_spreads), (5, 1, 1));
    assert_eq!(report.volume.lines, 3 * usize::try_from(bench.lines()).unwrap() + 10);
    assert_eq!(report.sections.iter().map(|section| (&*section.slug, section.pages)).collect::<Vec<_>>(), [("a", (1, 4))]);
}

#[test]
fn a_line_alone_at_head_or_foot_is_a_widow_or_an_orphan() {
    let mut bench = sound();
    let foot = bench.lines() - 1;
    // Lines of other paragraphs stand there already: only their own paragraph matters.
    let put = bench.text();
    bench.full(put, 1, foot, FULL);
    bench.full(put, 2, 0, FULL);
    bench.last(put, 2, 1, "La suite.");
    assert_eq!(bench.found(), [("orphan", 1, 1)]);
    let mut bench = sound();
    let put = bench.text();
    bench.full(put, 2, foot - 1, FULL);
    bench.full(put, 2, foot, FULL);
    bench.last(put, 3, 0, "La suite.");
    assert_eq!(bench.found(), [("widow", 3, 1)]);
}

#[test]
fn a_note_that_goes_on_leaves_no_line_alone_either() {
    let mut bench = sound();
    let foot = bench.lines() - 1;
    let put = bench.paragraph(StructureType::Note);
    bench.full(put, 2, foot - 1, FULL);
    bench.full(put, 2, foot, FULL);
    bench.last(put, 3, foot, "La suite.");
    assert!(bench.found().contains(&("widow", 3, 1)), "{:?}", bench.found());
}

/// Makes a glyph of a run wider.
fn widen(run: &mut GlyphRun, index: usize, by: Length) {
    let wider = |(at, mut glyph): (usize, Glyph)| {
        glyph.advance += if at == index { by } else { Length::ZERO };
        glyph
    };
    run.glyphs = run.glyphs.iter().enumerate().map(wider).collect();
}

#[test]
fn a_line_that_leaves_the_measure_is_overfull_unless_a_sign_hangs() {
    let mut bench = sound();
    let put = bench.text();
    bench.full(put, 1, 3, FULL);
    let y = bench.baseline(4);
    let mut run = bench.run("Justifications", 1, y);
    run.origin.x += Length::points(1);
    let width = run.glyphs.width();
    widen(&mut run, 3, bench.geometry.text.width - width + Length::points(2));
    bench.draw(put, 1, run);
    assert_eq!(bench.found(), [("overfull", 1, 2_000)]);
    let mut bench = sound();
    let put = bench.text();
    let mut run = bench.run("mot-", 1, bench.baseline(4));
    let width: Length = run.glyphs.iter().take(3).map(|glyph| glyph.advance).sum();
    widen(&mut run, 0, bench.geometry.text.width - width);
    bench.draw(put, 1, run);
    assert_eq!(bench.found(), []);
}

#[test]
fn a_glyph_that_the_face_lacks_is_missing_wherever_it_stands() {
    let mut bench = sound();
    let run = bench.run("a\u{4e00}", 0, Length::points(50));
    let content = Content::Artifact(Artifact::Header);
    bench.pages.pages[0].items.push(FrameItem { shape: Shape::Glyphs(run), content, span: None });
    assert_eq!(bench.found(), [("missing-glyph", 0, 1)]);
    assert_eq!(bench.report().findings[0].section, None);
}

#[test]
fn more_than_two_hyphens_in_a_row_are_a_run() {
    for (hyphens, found) in [(2, vec![]), (3, vec![("hyphen-run", 1, 3)])] {
        let mut bench = Bench::new();
        bench.pages(1);
        let put = bench.text();
        (0..hyphens).for_each(|line| bench.full(put, 1, line, BROKEN));
        bench.full(put, 1, hyphens, FULL);
        bench.last(put, 1, hyphens + 1, "Une fin-");
        assert_eq!(bench.found(), found);
        let figures = bench.report().volume;
        let hyphens = usize::try_from(hyphens).unwrap();
        assert_eq!((figures.hyphens, figures.longest_run), (hyphens, hyphens), "a last line leaves nothing broken");
        assert_eq!(figures.hyphen_runs, if hyphens == 2 { (1, 0) } else { (0, 1) });
    }
}

#[test]
fn a_page_that_ends_inside_a_word_is_told_by_its_side() {
    for (page, name) in [(1, "verso-hyphen"), (2, "recto-hyphen")] {
        let mut bench = Bench::new();
        bench.pages(4);
        let foot = bench.lines() - 1;
        (1..=3).filter(|other| *other != page).for_each(|page| bench.filled(page, 0..=foot));
        bench.filled(4, 0..=9);
        let put = bench.text();
        (0..foot).for_each(|line| bench.full(put, page, line, FULL));
        bench.full(put, page, foot, BROKEN);
        bench.full(put, page + 1, 0, FULL);
        bench.last(put, page + 1, 1, "Une dernière ligne.");
        assert_eq!(bench.found(), [(name, page, 1)]);
    }
}

#[test]
fn a_heading_wants_two_lines_or_a_picture_below_it() {
    let heading = |below: i64, picture: bool| {
        let mut bench = Bench::new();
        bench.pages(2);
        let foot = bench.lines() - 1;
        bench.filled(1, 0..=foot - 8);
        let element = bench.element(Structure::ROOT, StructureType::Heading(2));
        let put = Put { mark: bench.pages.structure.mark(element) };
        bench.last(put, 1, foot - below, "Un intertitre");
        if below > 0 && !picture {
            bench.filled(1, foot - below + 1..=foot);
        }
        if picture {
            bench.picture(1, foot - below + 1..foot + 1);
        }
        bench.filled(2, 0..=9);
        bench.found().into_iter().filter(|(kind, ..)| *kind != "hole").collect::<Vec<_>>()
    };
    assert_eq!(heading(0, false), [("heading-at-foot", 1, 0)]);
    assert_eq!(heading(1, false), [("heading-at-foot", 1, 1)]);
    assert_eq!(heading(2, false), []);
    assert_eq!(heading(5, true), []);
}

#[test]
fn a_last_page_has_four_lines() {
    for (lines, found) in [(3, vec![("short-last-page", 4, 3)]), (4, vec![])] {
        let mut bench = Bench::new();
        bench.pages(4);
        let foot = bench.lines() - 1;
        (1..=3).for_each(|page| bench.filled(page, 0..=foot));
        bench.filled(4, 0..=lines - 1);
        assert_eq!(bench.found(), found);
    }
    // One page alone may be as short as its text.
    let mut bench = Bench::new();
    bench.pages(1);
    bench.filled(1, 0..=1);
    assert_eq!(bench.found(), []);
}

#[test]
fn facing_pages_that_run_on_end_at_one_height() {
    // Pages 1 and 2 face each other, 3 and 4 as well; the text ends on 4, which is then no page to compare.
    let with = |verso: i64, recto: i64| {
        let mut bench = Bench::new();
        bench.pages(4);
        let foot = bench.lines() - 1;
        bench.filled(1, 0..=foot - verso);
        bench.filled(2, 0..=foot - recto);
        bench.filled(3, 0..=foot);
        bench.filled(4, 0..=9);
        bench.found()
    };
    assert_eq!(with(0, 0), []);
    assert_eq!(with(1, 1), [], "one line short together");
    assert_eq!(with(1, 0), [("uneven-spread", 1, 1_000)]);
    assert_eq!(with(0, 2), [("uneven-spread", 2, 2_000)]);
}

#[test]
fn notes_and_pictures_at_the_foot_end_a_page_as_text_does() {
    let mut bench = Bench::new();
    bench.pages(4);
    let foot = bench.lines() - 1;
    bench.filled(1, 0..=foot - 6);
    bench.picture(1, foot - 5..foot + 1);
    bench.filled(2, 0..=foot - 3);
    let note = bench.paragraph(StructureType::Note);
    bench.full(note, 2, foot - 1, FULL);
    bench.last(note, 2, foot, "Une note.");
    bench.filled(3, 0..=foot);
    bench.filled(4, 0..=9);
    assert_eq!(bench.found(), []);
    assert_eq!(bench.report().volume.level_spreads, 1);
}

#[test]
fn a_page_more_than_two_lines_short_is_a_hole_above_notes_too() {
    let mut bench = sound();
    let foot = bench.lines() - 1;
    bench.pages.pages[3].items.clear();
    bench.filled(3, 0..=foot - 3);
    assert_eq!(bench.found(), [("hole", 3, 3_000)]);
    bench.pages.pages[3].items.clear();
    bench.filled(3, 0..=foot - 2);
    assert_eq!(bench.found(), []);
    bench.pages.pages[3].items.clear();
    bench.filled(3, 0..=foot - 6);
    let note = bench.paragraph(StructureType::Note);
    bench.last(note, 3, foot, "Une note.");
    assert_eq!(bench.found().iter().map(|(kind, page, _)| (*kind, *page)).collect::<Vec<_>>(), [("hole", 3)]);
}

#[test]
fn spaces_are_measured_against_those_of_the_face() {
    let mut bench = Bench::new();
    bench.pages(1);
    let put = bench.text();
    bench.full(put, 1, 0, "Une ligne de texte que l’on étire beaucoup trop jusqu’au bord");
    bench.full(put, 1, 1, FULL);
    bench.full(put, 1, 2, &format!("{FULL} et serrée"));
    bench.last(put, 1, 3, "Une dernière ligne a ses espaces.");
    if let Some(FrameItem { shape: Shape::Glyphs(run), .. }) = bench.pages.pages[1].items.get_mut(1) {
        run.widening = -120;
    }
    let report = bench.report();
    assert_eq!(report.volume.widening, (-120, 0));
    let spaces = &report.volume.spaces;
    assert_eq!(spaces.lines, 3, "the last line is not spread");
    assert_eq!((spaces.loose, spaces.tight), (1, 1));
    let (loosest, tightest) = report.volume.extremes.clone().unwrap();
    assert!(loosest.ratio > 2_000 && tightest.ratio < 700, "{loosest:?} {tightest:?}");
    assert!(tightest.text.ends_with("serrée"));
    assert_eq!(spaces.tenths.iter().sum::<usize>(), 3);
    assert_eq!(report.findings.iter().map(|found| found.kind).collect::<Vec<_>>(), [FindingKind::Loose, FindingKind::Tight]);
}

#[test]
fn a_last_line_of_a_syllable_is_told() {
    let mut bench = Bench::new();
    bench.pages(1);
    let put = bench.text();
    bench.full(put, 1, 0, BROKEN);
    bench.last(put, 1, 1, "tion.");
    let found = bench.found();
    assert_eq!(found.iter().map(|(kind, ..)| *kind).collect::<Vec<_>>(), ["short-last-line"]);
}

#[test]
fn raised_figures_do_not_begin_a_line() {
    let mut bench = sound();
    let put = bench.text();
    bench.full(put, 1, 3, FULL);
    let y = bench.baseline(4);
    for (text, up) in [("Un appel", 0), ("12", 4), (" de note", 0)] {
        let run = bench.run(text, 1, y - Length::points(up));
        bench.draw(put, 1, run);
    }
    let before = sound().report().volume.lines;
    assert_eq!(bench.report().volume.lines, before + 2);
}

#[test]
fn made_pages_are_not_compared() {
    let mut bench = Bench::new();
    (0..4).for_each(|_| _ = bench.page(Some(1)));
    (1..=4).for_each(|page| bench.filled(page, 0..=4 + i64::try_from(page).unwrap()));
    assert_eq!(bench.found(), []);
    assert_eq!(bench.report().volume.spreads, 0);
}
