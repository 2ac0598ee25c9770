//! One document from start to end: the steps of writing a file.

use super::{
    attachments::{self, Attachments},
    author_places::{AuthorPlaces, spans_of_marks},
    catalog::Catalog,
    content_items::{Annotation, ContentItems},
    destinations::{self, Destinations, Places},
    face_codes::Codes,
    file_writer::{self, Trailer},
    font_objects::FileFonts,
    image_xobjects::ImageXObjects,
    links::{self, PageLink},
    metadata,
    objects::{Objects, StreamData, chunk},
    outline,
    page_cache::PageCache,
    page_fonts::PageFont,
    page_painter::{DrawnPage, PagePainter},
    pictures::{self, Picture, Pictures, Resolution},
    placement::Placement,
    profile::Profile,
    sheet::{self, Sheet, page_size},
    structure_check, structure_tree,
    targets::Targets,
    text, xmp,
};
use crate::{
    book::{AssetId, Book, Isbn},
    deflate::CompressorPool,
    diagnostic::{Code, Diagnostic, Diagnostics},
    fonts::FontSet,
    layout::{frame::Pages, structure::Structure},
    memo::Memo,
    source::{Parts, Span, hexadecimal},
    typeset::length::Rect,
};
use pdf_writer::{Finish as _, Name, Ref, types};
use sha2::{Digest as _, Sha256};
use std::{borrow::Cow, collections::BTreeMap};

/// Writes the pages: as they are, or on sheets that a printer trims. What pages that are given away show is dropped when all of it is
/// drawn, and their structure when it is written, since what is made of each takes as much memory. None when the file breaks a rule of
/// `profile`, which is reported.
pub(super) fn write(
    book: &Book,
    mut pages: Cow<'_, Pages>,
    fonts: &FontSet,
    profile: Profile,
    (sheet, memo): (Option<Sheet>, &Memo),
    sink: &mut Diagnostics,
) -> Option<Parts> {
    let mut found = Diagnostics::new();
    let isbn = if sheet.is_some() { &book.tome.isbn.print } else { &book.tome.isbn.pdf }.as_ref();
    let resolution = if sheet.is_some() { Resolution::Full } else { Resolution::Screen };
    let items = pages.pages.iter().flat_map(|page| &page.items);
    let pictures = pictures::prepare(book, items, resolution, (fonts, memo), &mut found);
    let marks = spans_of_marks(&pages);
    let destinations = destinations::find(&pages, &AuthorPlaces::new(&pages.structure, &marks, book.tome.span), &mut found);
    let placement = Placement::new(&pages.structure);
    let (codes, compressors) = (Codes::new(fonts), CompressorPool::zlib());
    let drawn = PagePainter {
        codes: &codes,
        placement: &placement,
        pictures: &pictures,
        compressors: &compressors,
        cache: sheet.is_none().then(|| PageCache::new(fonts, memo)),
        sheet,
        fallback: book.tome.span,
    }
    .draw(&pages);
    let mut file = File::new(book, fonts, &codes, &compressors);
    let ids: Vec<Ref> = pages.pages.iter().map(|_| file.objects.reserve()).collect();
    let margin = sheet.map_or(0.0, |sheet| sheet.margin);
    let mut targets = None;
    let mut files = Attachments::default();
    if profile.is_pdf_2() {
        let links = drawn.iter().flat_map(|page| &page.links).filter_map(PageLink::destination);
        let targets = targets.insert(Targets::new((&pages, &placement), &destinations, links, &mut file.objects));
        files = attachments::write(book, targets, &compressors, &mut file.objects);
    }
    let none = Targets::default();
    let written = Places { pages: &pages, ids: &ids, margin, targets: targets.as_ref().unwrap_or(&none) };
    let items = file.pages(&written, drawn, (sheet, &destinations), pictures, &mut found);
    drop(placement);
    if let Cow::Owned(pages) = &mut pages {
        pages.pages.iter_mut().for_each(|page| page.items = Vec::new());
    }
    let authored = AuthorPlaces::new(&pages.structure, &marks, book.tome.span);
    let places = Places { pages: &pages, ids: &ids, margin, targets: targets.as_ref().unwrap_or(&none) };
    structure_check::check(&pages.structure, profile.is_pdf_2(), &authored, &mut found);
    let counted: Vec<(Ref, u32)> = ids.iter().copied().zip(file.identifiers.iter().copied()).collect();
    let tree =
        structure_tree::write((&pages.structure, targets.as_ref()), items, &counted, &authored, &mut file.objects, &mut found);
    let outline = outline::write(&places, &mut file.objects, &authored, &mut found);
    drop(marks);
    if let Cow::Owned(pages) = &mut pages {
        pages.structure = Structure::default();
    }
    let places = Places { pages: &pages, ids: &ids, margin, targets: targets.as_ref().unwrap_or(&none) };
    let catalog = Catalog { tree: Some(tree), outline, places: Some((&places, &destinations)), files };
    file.finish(&catalog, isbn, profile, found, sink)
}

/// What follows from a picture without alternative text.
const SILENT_PICTURE: [Code; 3] =
    [Code::PdfFigureWithoutAlternative, Code::PdfLinkWithoutDescription, Code::PdfHeadingWithoutText];

/// The result of `write` under `profile`, else without standards. Reports what they do not allow, but not what follows from one of the
/// codes `told`.
pub(super) fn as_draft(
    (profile, told): (Profile, &[Code]),
    sink: &mut Diagnostics,
    write: impl Fn(Profile, &mut Diagnostics) -> Option<Parts>,
) -> Option<Parts> {
    let mut found = Diagnostics::new();
    let valid = write(profile, &mut found);
    found.retain(|diagnostic| {
        let follows = |from: Code, codes: &[Code]| codes.contains(&diagnostic.code) && told.contains(&from);
        !follows(Code::MissingGlyph, &[Code::PdfGlyphMissing]) && !follows(Code::MissingAlternative, &SILENT_PICTURE)
    });
    sink.append(found);
    valid.or_else(|| write(Profile::Draft, &mut Diagnostics::new()))
}

/// What would make a file break its standards.
const REFUSED: [Code; 14] = [
    Code::PdfGlyphMissing,
    Code::PdfGlyphWithoutText,
    Code::PdfForbiddenCharacter,
    Code::PdfPrivateCharacter,
    Code::PdfFontRestricted,
    Code::PdfFontUnusable,
    Code::PdfFigureWithoutAlternative,
    Code::PdfLinkWithoutDescription,
    Code::PdfHeadingWithoutText,
    Code::PdfNoteWithoutIdentifier,
    Code::PdfWithoutTitle,
    Code::PdfWithoutOutline,
    Code::PdfDrawingNotArchivable,
    Code::PdfTooLarge,
];

/// A file being written.
pub(super) struct File<'a> {
    book: &'a Book,
    fonts: &'a FontSet,
    codes: &'a Codes<'a>,
    compressors: &'a CompressorPool,
    pub(super) objects: Objects,
    file_fonts: FileFonts,
    /// The page tree.
    tree: Ref,
    page_ids: Vec<Ref>,
    /// The number of marked-content identifiers of each page.
    identifiers: Vec<u32>,
}

impl<'a> File<'a> {
    pub(super) fn new(book: &'a Book, fonts: &'a FontSet, codes: &'a Codes<'a>, compressors: &'a CompressorPool) -> Self {
        let mut objects = Objects::default();
        let tree = objects.reserve();
        let (page_ids, identifiers) = (Vec::new(), Vec::new());
        Self { book, fonts, codes, compressors, objects, file_fonts: FileFonts::new(), tree, page_ids, identifiers }
    }

    /// Adds the pictures. Returns the object of each.
    pub(super) fn pictures(&mut self, pictures: Pictures) -> BTreeMap<AssetId, Ref> {
        let mut images = ImageXObjects::default();
        let mut ids = BTreeMap::new();
        for (asset, picture) in pictures {
            let id = match picture {
                Picture::Raster(image) => images.add(image, self.compressors, &mut self.objects),
                Picture::Vector(drawing) => drawing.adopt(&mut images, self.compressors, &mut self.objects),
            };
            ids.insert(asset, id);
        }
        ids
    }

    /// Adds the pages. Returns the content items of each mark.
    fn pages(
        &mut self,
        places: &Places<'_>,
        drawn: Vec<DrawnPage<'_>>,
        (sheet, destinations): (Option<Sheet>, &Destinations),
        pictures: Pictures,
        found: &mut Diagnostics,
    ) -> ContentItems {
        let pictures = self.pictures(pictures);
        let mut items = ContentItems::new(places.pages.structure.marks);
        let mut next_key = i32::try_from(drawn.len()).unwrap_or(i32::MAX);
        for (index, (page, mut drawn)) in places.pages.pages.iter().zip(drawn).enumerate() {
            drawn.found.drain(..).for_each(|diagnostic| found.push(diagnostic));
            let size = page_size(page);
            let edges = |rect: Rect| {
                let (left, top) = (places.margin + rect.origin.x.to_points(), places.margin + size.1 - rect.origin.y.to_points());
                [left, top - rect.size.height.to_points(), left + rect.size.width.to_points(), top]
            };
            let mut count = 0;
            for piece in drawn.pieces {
                if items.contains(piece.mark) {
                    count = piece.identifiers.end;
                    items.add(index, &piece, piece.shown.as_deref().and_then(|shown| shown.bbox).map(edges));
                }
            }
            let mut annotations = Vec::new();
            for link in &drawn.links {
                let id = self.objects.reserve();
                let Some(one) = links::annotation(link, (id, next_key), edges, destinations, found) else {
                    self.objects.release(id);
                    continue;
                };
                if self.objects.take(&one) {
                    found.push(too_long(link.span));
                }
                items.annotate(link.mark, Annotation { page: index, object: id, key: next_key });
                annotations.push(id);
                next_key += 1;
            }
            let key = (count > 0).then(|| i32::try_from(index).unwrap_or(i32::MAX));
            let images: Vec<Ref> = drawn.pictures.iter().filter_map(|asset| pictures.get(asset).copied()).collect();
            self.page((places.ids[index], size), sheet, drawn.content, (&drawn.fonts, &images), (key, &annotations));
            self.identifiers.push(count);
        }
        items.sort();
        items
    }

    /// Adds a page (7.7.3.3) with its content stream.
    pub(super) fn page(
        &mut self,
        (id, size): (Ref, (f64, f64)),
        sheet: Option<Sheet>,
        content: Vec<u8>,
        (fonts, images): (&[PageFont], &[Ref]),
        (key, annotations): (Option<i32>, &[Ref]),
    ) {
        let stream = self.objects.reserve();
        self.objects.add_stream(stream, "/Filter/FlateDecode", StreamData::Owned(content));
        let mut one = chunk();
        let mut page = one.page(id);
        page.parent(self.tree);
        sheet::write_boxes(sheet, size, &mut page);
        page.contents(stream);
        let mut resources = page.resources();
        if !fonts.is_empty() {
            let mut names = resources.fonts();
            for font in fonts {
                let name = text::resource_name(font.face, font.variant);
                names.pair(Name(name.as_bytes()), self.file_fonts.find(font, &mut self.objects));
            }
        }
        if !images.is_empty() {
            let mut names = resources.x_objects();
            for (index, image) in images.iter().enumerate() {
                names.pair(Name(format!("i{index}").as_bytes()), *image);
            }
        }
        resources.finish();
        if let Some(key) = key {
            page.struct_parents(key);
        }
        page.tab_order(types::TabOrder::StructureOrder);
        if !annotations.is_empty() {
            page.annotations(annotations.iter().copied());
        }
        page.finish();
        self.objects.take(&one);
        self.page_ids.push(id);
    }

    /// Writes what is left of the file: fonts, catalog, metadata. Reports what was `found`; none when the file breaks a rule of `profile`.
    pub(super) fn finish(
        mut self,
        catalog: &Catalog<'_>,
        isbn: Option<&Isbn>,
        profile: Profile,
        mut found: Diagnostics,
        sink: &mut Diagnostics,
    ) -> Option<Parts> {
        let Self { book, fonts, codes, compressors, .. } = self;
        let fallback = book.tome.span;
        let refuse = |code, found: &mut Diagnostics| found.push(Diagnostic::new(code, fallback));
        if metadata::title(book).is_empty() {
            refuse(Code::PdfWithoutTitle, &mut found);
        }
        if profile.accessible().is_some() && catalog.outline.is_none() {
            refuse(Code::PdfWithoutOutline, &mut found);
        }
        std::mem::replace(&mut self.file_fonts, FileFonts::new()).write(
            (fonts, codes),
            compressors,
            fallback,
            &mut self.objects,
            &mut found,
        );
        let root = self.objects.reserve();
        // PDF/A-4 forbids the information dictionary (ISO 19005-4, 6.1.3); its values are in the packet too.
        let information = (!profile.is_pdf_2()).then(|| self.objects.reserve());
        let (tree, ids) = (self.tree, std::mem::take(&mut self.page_ids));
        self.objects.add(|chunk| {
            let count = i32::try_from(ids.len()).unwrap_or(i32::MAX);
            chunk.pages(tree).count(count).kids(ids);
        });
        if let Some(id) = information
            && self.objects.add(|chunk| metadata::write_information(book, chunk.indirect(id).start()))
        {
            found.push(too_long(fallback));
        }
        let (packet, is_too_long) = catalog.write(book, (root, tree), profile, compressors, &mut self.objects);
        if is_too_long {
            found.push(too_long(fallback));
        }
        if self.objects.are_too_many() {
            found.push(Diagnostic::new(Code::PdfTooLarge, fallback).with("limit", "8388607"));
        }
        if let Some(number) = self.objects.first_mistake() {
            found.push(Diagnostic::new(Code::PdfRefused, fallback).with("reason", format!("object {number}")));
        }
        let is_refused = found.iter().any(|diagnostic| match diagnostic.code {
            Code::PdfRefused => true,
            code => profile != Profile::Draft && REFUSED.contains(&code),
        });
        sink.append(found);
        if is_refused {
            return None;
        }
        let whole = digits(
            Sha256::new()
                .chain_update("PDF ")
                .chain_update(profile.version())
                .chain_update(" ")
                .chain_update(metadata::identifier(book, isbn)),
        );
        // The identifier of this version depends on all that is written, so also on the packet without it.
        let content = Sha256::new().chain_update(self.objects.checksum());
        let this = digits(content.chain_update(xmp::packet(book, isbn, profile, [&whole, ""])));
        let text = xmp::packet(book, isbn, profile, [&whole, &this]);
        // Uncompressed, for programs that cannot read PDF.
        let next = self.objects.reserve();
        debug_assert_eq!(next, packet, "nothing was added since");
        self.objects.add_stream(packet, "/Type/Metadata/Subtype/XML", StreamData::Owned(text.into_bytes()));
        let trailer = Trailer { root, info: information, identifiers: [whole, this] };
        Some(file_writer::write(&format!("%PDF-{}", profile.version()), self.objects, &trailer, compressors))
    }
}

/// The report of a text that is longer than the format allows.
fn too_long(span: Span) -> Diagnostic {
    Diagnostic::new(Code::PdfTooLarge, span).with("limit", "32767")
}

/// The first 32 digits of a checksum.
fn digits(sum: Sha256) -> String {
    hexadecimal(&sum.finalize()[..16])
}
