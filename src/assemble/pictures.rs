//! Pictures: from the path that an author wrote to an [`Asset`] of the book, one for each file.
//!
//! It finds the file, reports its faults at the path as written, and keeps the table of assets. The bytes are read by `picture`.

use super::rewrite;
use crate::{
    book::{Alt, Asset, AssetId, Block, ImageFormat, Inline, Note, Picture, walk},
    diagnostic::{Code, Diagnostic, Diagnostics, Severity},
    manifest::PictureEntry,
    markdown,
    memo::Resident,
    picture::{self, Header, HeaderError},
    source::{Blob, SourceMap, Span, Spanned, paths},
};
use std::{collections::BTreeMap, sync::Arc};

/// The maximum number of drawn elements in all SVG drawings of a volume: the PDF writer needs some 600 bytes for each.
const MAX_DRAWN_ELEMENTS: u64 = 2_000_000;

/// The pictures of a volume, loaded as they are referred to.
pub(super) struct Pictures<'a> {
    sources: &'a SourceMap,
    resident: Option<&'a Resident>,
    by_path: BTreeMap<String, Option<AssetId>>,
    assets: Vec<Asset>,
    /// The number of elements that its drawings draw.
    drawn_elements: u64,
}

impl<'a> Pictures<'a> {
    /// Without pictures yet. What `resident` has of a file is not read again.
    pub(super) const fn new(sources: &'a SourceMap, resident: Option<&'a Resident>) -> Self {
        Self { sources, resident, by_path: BTreeMap::new(), assets: Vec::new(), drawn_elements: 0 }
    }

    pub(super) fn into_assets(self) -> Vec<Asset> {
        self.assets
    }

    /// The asset of a path as written. A file that cannot be used is reported, and there is none.
    pub(super) fn load(&mut self, written: &Spanned<String>, sink: &mut Diagnostics) -> Option<AssetId> {
        let folder = paths::folder(self.sources, written.span);
        let Some(path) = paths::resolve(folder, &written.value) else {
            let problem = if written.value.contains('\\') && !written.value.contains(':') { "backslash" } else { "outside" };
            sink.push(Diagnostic::new(Code::PictureOutside, written.span).with("path", &written.value).with("problem", problem));
            return None;
        };
        let Some(found) = paths::find(self.sources, folder, &written.value) else {
            // A folder that is a link out of the project is told itself.
            if !self.sources.is_within_refused(&path) {
                sink.push(self.missing(folder, &path, written));
            }
            return None;
        };
        let path = found.path().to_owned();
        // And so is a file that cannot be one of the book.
        if self.sources.is_within_refused(&path) {
            return None;
        }
        if let Some(known) = self.by_path.get(&path) {
            return *known;
        }
        let asset = self.inspect(&path, written, sink);
        self.by_path.insert(path, asset);
        asset
    }

    /// The picture of a YAML entry. A missing alternative text is reported with `severity`, and replaced by `subject`.
    pub(super) fn load_entry(
        &mut self,
        entry: &PictureEntry,
        subject: &str,
        severity: Severity,
        sink: &mut Diagnostics,
    ) -> Option<Picture> {
        let asset = self.load(&entry.file, sink)?;
        let alt = entry.alt.as_ref().map(|alt| alt.value.trim()).filter(|alt| !alt.is_empty());
        if alt.is_none() {
            let mut diagnostic =
                Diagnostic::new(Code::MissingAlternative, entry.file.span).with("path", &entry.file.value).with("where", "entry");
            diagnostic.severity = severity;
            sink.push(diagnostic);
        }
        let credit = entry.credit.as_ref().map(|credit| markdown::parse_inline(&credit.value, credit.span, sink));
        Some(Picture {
            asset,
            alt: Alt::Text(alt.unwrap_or(subject).to_owned()),
            credit: credit.unwrap_or_default(),
            span: entry.file.span,
        })
    }

    /// Gives the pictures of a parsed text their assets. `written` are the paths of the pictures in that text. A picture that cannot be
    /// used is replaced by its caption or its alternative text.
    pub(super) fn resolve(
        &mut self,
        blocks: &mut Vec<Block>,
        notes: &mut [Note],
        written: &[Spanned<String>],
        sink: &mut Diagnostics,
    ) {
        if written.is_empty() {
            return;
        }
        let found: Vec<Option<AssetId>> = written.iter().map(|path| self.load(path, sink)).collect();
        for list in std::iter::once(blocks).chain(notes.iter_mut().map(|note| &mut note.blocks)) {
            walk::block_lists_mut(list, &mut |list| {
                *list = std::mem::take(list).into_iter().filter_map(|block| figure(block, &found, written, sink)).collect();
            });
            walk::rich_texts_mut(list, &mut |rich| {
                rewrite::rewrite(rich, &|inline| matches!(inline, Inline::Image(_)), &mut |inline| {
                    image(inline, &found, written, sink)
                });
            });
        }
    }

    /// The report of a file that does not exist.
    fn missing(&self, folder: &str, path: &str, written: &Spanned<String>) -> Diagnostic {
        let extension = |path: &str| path.rsplit_once('.').and_then(|(_, extension)| picture::format_of_extension(extension));
        let near = self.sources.nearest(folder, &written.value, |path| extension(path).is_some());
        let report = Diagnostic::new(Code::PictureMissing, written.span).with("path", path);
        if paths::has_twins(self.sources, folder, &written.value) { report.hint("invisible") } else { report.suggest_one(near) }
    }

    /// Reads the file at `path` and adds it to the assets.
    fn inspect(&mut self, path: &str, written: &Spanned<String>, sink: &mut Diagnostics) -> Option<AssetId> {
        let source = self.sources.by_path(path)?;
        let file = if source.text().is_empty() { source.bytes().clone() } else { Blob::from(source.text().as_bytes()) };
        let report = |code| Diagnostic::new(code, written.span).with("path", path);
        let key = || Resident::key("picture", &file.checksum());
        // Of a file that is read for the first time; what is kept in memory is only that there is a place to take out.
        let mut placeless = None;
        let Inspected { header, tells_place } =
            Resident::take_or_make(self.resident, key, || Inspected::new(&file.read(), &mut placeless));
        let header = match header {
            Ok(header) => header,
            Err(error) => {
                let code = if error == HeaderError::TooLarge { Code::PictureTooLarge } else { Code::PictureUnreadable };
                let reason = match error {
                    HeaderError::Empty => "empty",
                    HeaderError::Truncated => "cut",
                    HeaderError::Sizeless => "size",
                    HeaderError::StandIn(other) => other,
                    HeaderError::Foreign("HEIC" | "AVIF") => "phone",
                    HeaderError::Foreign("PDF" | "EPS") => "print",
                    HeaderError::Foreign(_) => "foreign",
                    HeaderError::Unreadable | HeaderError::TooLarge => "damaged",
                };
                let format = if let HeaderError::Foreign(format) = error { format } else { "" };
                sink.push(report(code).with("reason", reason).with("format", format));
                return None;
            }
        };
        let announced = path.rsplit_once('.').and_then(|(_, extension)| picture::format_of_extension(extension));
        if announced != Some(header.format) {
            sink.push(report(Code::PictureExtension).with("format", picture::format_name(header.format)));
        }
        if !header.stored.profiled {
            sink.push(report(Code::PictureColours));
        }
        if header.stored.animated {
            sink.push(report(Code::AnimatedPicture));
        }
        let span = Span::whole(source.id());
        let bytes = match header.format {
            ImageFormat::Svg => {
                let (clean, drawn) = picture::svg::sanitize(&file.read(), span, !source.text().is_empty(), sink);
                let before = self.drawn_elements;
                self.drawn_elements += drawn;
                if self.drawn_elements > MAX_DRAWN_ELEMENTS {
                    // Reported once, at the first drawing that exceeds the limit.
                    if before <= MAX_DRAWN_ELEMENTS {
                        sink.push(report(Code::HeavyDrawings));
                    }
                    return None;
                }
                file.store(clean)
            }
            ImageFormat::Jpeg if tells_place => match placeless.or_else(|| picture::strip_gps(&file.read())) {
                Some(without) => {
                    sink.push(report(Code::PictureTellsPlace));
                    file.store(without)
                }
                None => file.clone(),
            },
            ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Gif | ImageFormat::WebP => file.clone(),
        };
        let id = AssetId(u32::try_from(self.assets.len()).ok()?);
        let Header { format, size, stored } = header;
        self.assets.push(Asset { path: Arc::from(path), bytes, format, size, stored, span });
        Some(id)
    }
}

/// What the bytes of a file say.
#[derive(Clone)]
struct Inspected {
    header: Result<Header, HeaderError>,
    /// Whether a photo tells where it was taken. A turned one is encoded again later, which drops its location too.
    tells_place: bool,
}

impl Inspected {
    /// Puts the bytes of a photo without its place into `placeless`, if it tells that.
    fn new(bytes: &[u8], placeless: &mut Option<Vec<u8>>) -> Self {
        let header = picture::read_header(bytes);
        let is_kept = |header: &Header| header.format == ImageFormat::Jpeg && !header.stored.turned;
        *placeless = header.as_ref().is_ok_and(is_kept).then(|| picture::strip_gps(bytes)).flatten();
        Self { header, tells_place: placeless.is_some() }
    }
}

/// Resolves the picture of a figure; without one, its caption stays as a paragraph.
fn figure(mut block: Block, found: &[Option<AssetId>], written: &[Spanned<String>], sink: &mut Diagnostics) -> Option<Block> {
    let Block::Figure(figure) = &mut block else { return Some(block) };
    if resolve_asset(&mut figure.picture, found, written, sink) {
        return Some(block);
    }
    let caption = std::mem::take(&mut figure.caption);
    (!caption.is_empty()).then(|| Block::paragraph(caption, figure.span))
}

/// Resolves an inline picture; without a file, its alternative text stays.
fn image(inline: Inline, found: &[Option<AssetId>], written: &[Spanned<String>], sink: &mut Diagnostics) -> Vec<Inline> {
    let Inline::Image(mut picture) = inline else { return vec![inline] };
    if resolve_asset(&mut picture, found, written, sink) {
        return vec![Inline::Image(picture)];
    }
    match &picture.alt {
        Alt::Text(alt) if !alt.is_empty() => vec![Inline::text(alt, picture.span)],
        Alt::Text(_) | Alt::Decorative => Vec::new(),
    }
}

/// Replaces the index of a picture in its text by its index in the book; false when the picture has no usable file.
fn resolve_asset(picture: &mut Picture, found: &[Option<AssetId>], written: &[Spanned<String>], sink: &mut Diagnostics) -> bool {
    let index = picture.asset.0 as usize;
    if matches!(&picture.alt, Alt::Text(text) if text.trim().is_empty()) {
        let path = written.get(index).map(|path| path.value.as_str()).unwrap_or_default();
        sink.push(Diagnostic::new(Code::MissingAlternative, picture.span).with("path", path));
    }
    match found.get(index).copied().flatten() {
        Some(asset) => {
            picture.asset = asset;
            true
        }
        None => false,
    }
}
