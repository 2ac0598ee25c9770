//! From paths and bytes to sources: which files belong to a project, and what makes a name or a text unusable.
//!
//! It knows no disk: files from the disk (`scan`) and from memory (`Project::from_files`) both come here, so both give the same
//! sources.

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{
        Blob, PLACEHOLDERS, Source, SourceId, SourceMap, Span, after_placeholder, conflict_marker, is_surely_clean, legacy,
        mojibake, stand_in,
    },
};
use simdutf8::compat::from_utf8;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization as _;

/// The file that makes a folder a project.
pub(super) const BOOK_FILE: &str = "book/book.yaml";

/// Limit of one text, in bytes. A novel is one MiB; sixteen leave room for any table and stop a file put here by mistake.
pub(super) const TEXT_LIMIT: u64 = 16 << 20;

/// Limit of one binary file, in bytes. A page at 600 dots an inch, uncompressed, is some 60 MB: no picture of a book is larger.
pub(super) const BINARY_LIMIT: u64 = 64 << 20;

/// Limit of all texts together, in bytes: thirty novels. Laid out pages need some hundred times the memory of their text.
const TEXTS_LIMIT: u64 = 32 << 20;

/// Limit of all drawings together, in bytes. What they draw is in memory until the PDF is written: some three times their files.
const DRAWINGS_LIMIT: u64 = 512 << 20;

/// Limit of all files together, in bytes: what can be kept in memory or read a few times while a book is made.
const PROJECT_LIMIT: u64 = 2 << 30;

/// Sizes of the files read so far, so that a project is refused before it fills the memory.
#[derive(Debug, Default)]
pub(super) struct SizeTotals {
    texts: u64,
    drawings: u64,
    all: u64,
}

impl SizeTotals {
    /// Counts a file of `size` bytes that is about to be read. Returns the limit that it exceeds, alone or with the files before it.
    pub(super) fn add(&mut self, path: &str, size: u64) -> Option<Excess> {
        if size > limit(path) {
            return Some(Excess::File(size));
        }
        self.all = self.all.saturating_add(size);
        if is_drawing(path) {
            self.drawings = self.drawings.saturating_add(size);
        } else if is_text(path) {
            self.texts = self.texts.saturating_add(size);
        }
        if self.texts > TEXTS_LIMIT {
            Some(Excess::Texts)
        } else if self.drawings > DRAWINGS_LIMIT {
            Some(Excess::Drawings)
        } else if self.all > PROJECT_LIMIT {
            Some(Excess::Project)
        } else {
            None
        }
    }
}

/// The limit that a file exceeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Excess {
    /// That of a single file, which has this many bytes.
    File(u64),
    /// That of all texts.
    Texts,
    /// That of all drawings.
    Drawings,
    /// That of all files.
    Project,
}

/// A file or other entry that was found.
#[derive(Debug)]
pub(super) struct Input {
    /// Path from the root, with `/` between folders.
    pub(super) path: String,
    /// What is in it.
    pub(super) content: Content,
}

/// What was found under a name.
#[derive(Debug)]
pub(super) enum Content {
    /// The bytes of a file.
    Bytes(Vec<u8>),
    /// The bytes of a file that is not read as text, in memory or on the disk.
    Blob(Blob),
    /// A file that was accepted at the reading before and has not changed since.
    Known(Source),
    /// A file too large to be read.
    TooLarge(Excess),
    /// Something that is not a file of the project.
    Refused(Refusal),
}

/// Why something is not a file of the project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// A link whose target lies outside the root.
    Outside,
    /// A link whose target does not exist.
    Dangling,
    /// A link to a folder that holds it.
    Loop,
    /// A folder that links make appear too often.
    Multiplied,
    /// A folder within too many others.
    Deep,
    /// A folder with texts of a book but without a tome.yaml: the manifest says whether one is missed.
    NoVolume,
    /// A device, a pipe or a socket.
    Special,
    /// A name that is not Unicode.
    Name,
}

/// Whether a path belongs to a project: in book/, fonts/ or a folder of `tomes`, and not ignored.
fn belongs(path: &str, tomes: &BTreeSet<String>) -> bool {
    let folder = path.split('/').next().unwrap_or_default();
    (matches!(folder, "book" | "fonts") || tomes.contains(folder)) && !path.split('/').any(is_ignored)
}

/// Whether a file or folder is ignored: hidden files, and what editors and systems leave behind.
pub(super) fn is_ignored(name: &str) -> bool {
    let leftover = |suffix: &str| name.len() > suffix.len() && name.ends_with(suffix);
    let emacs = name.len() > 1 && name.starts_with('#') && name.ends_with('#');
    name.starts_with('.')
        || name.starts_with("~$")
        || emacs
        || ["~", ".bak", ".swp", ".swo", ".orig", ".tmp"].into_iter().any(leftover)
        || matches!(name, "Thumbs.db" | "desktop.ini")
}

/// Whether every system can create a file or folder with this name.
#[must_use]
pub fn is_portable_name(name: &str) -> bool {
    !is_reserved_on_windows(name)
}

/// Whether Windows cannot create a file with this name: a device's name, or one with reserved characters.
fn is_reserved_on_windows(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let numbered = ["COM", "LPT"].iter().any(|device| {
        let (port, number) = stem.split_at_checked(3).unwrap_or_default();
        port.eq_ignore_ascii_case(device) && matches!(number, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9")
    });
    let device = numbered || ["CON", "PRN", "AUX", "NUL"].iter().any(|device| stem.eq_ignore_ascii_case(device));
    let reserved = |character: char| character.is_control() || r#"<>:"\|?*"#.contains(character);
    device || name.ends_with(['.', ' ']) || name.contains(reserved)
}

/// Whether a file is read as text.
pub(super) fn is_text(path: &str) -> bool {
    ["md", "yaml", "yml", "csv", "tsv", "css", "txt", "svg"].into_iter().any(|text| extension(path).eq_ignore_ascii_case(text))
}

/// Whether a file is a drawing (SVG): read as text, shown as a picture.
pub(super) fn is_drawing(path: &str) -> bool {
    extension(path).eq_ignore_ascii_case("svg")
}

fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// Whether bytes are UTF-8 without any character that would be reported.
pub(super) fn is_clean(bytes: &[u8]) -> bool {
    from_utf8(bytes).is_ok_and(is_surely_clean)
}

/// The largest size of a file, in bytes.
pub(super) fn limit(path: &str) -> u64 {
    if is_text(path) { TEXT_LIMIT } else { BINARY_LIMIT }
}

/// Makes the sources of a project. Names are brought to NFC and sorted, so that the result depends on no file system; each text is
/// checked.
pub(super) fn accept(inputs: Vec<Input>, sink: &mut Diagnostics) -> SourceMap {
    let mut by_path: BTreeMap<String, Vec<Content>> = BTreeMap::new();
    for Input { path, content } in inputs {
        let path = if path.is_ascii() { path } else { path.nfc().collect() };
        by_path.entry(path).or_default().push(content);
    }
    let tomes: BTreeSet<String> = by_path
        .keys()
        .filter_map(|path| path.strip_suffix("/tome.yaml"))
        .filter(|tome| !tome.contains('/'))
        .map(str::to_owned)
        .collect();
    let mut sources = SourceMap::new();
    let mut folded: BTreeMap<String, SourceId> = BTreeMap::new();
    by_path.entry(BOOK_FILE.to_owned()).or_default();
    // A refused entry is reported wherever it is: if a tome's folder is a link out of the project, its tome.yaml is not seen.
    let refused = |contents: &[Content]| matches!(contents, [Content::Refused(_)]);
    for (path, contents) in by_path.into_iter().filter(|(path, contents)| belongs(path, &tomes) || refused(contents)) {
        let twins = contents.len() > 1;
        let id = match contents.into_iter().next() {
            Some(content) => add(&mut sources, &path, content, sink),
            None => {
                let id = sources.add_refused(path.as_str(), "");
                sink.push(Diagnostic::new(Code::NoBook, Span::whole(id)));
                id
            }
        };
        let twin =
            |reason: &str| Diagnostic::new(Code::UnusableFileName, Span::whole(id)).with("reason", reason).with("path", &path);
        if twins {
            sink.push(twin("accents"));
        }
        if path.split('/').any(is_reserved_on_windows) {
            sink.push(twin("windows").with("other", ""));
        }
        if let Some(other) = folded.insert(path.to_lowercase(), id) {
            sink.push(twin("case").with("other", sources.get(other).path()).label(Span::whole(other), "first"));
        }
    }
    sources
}

fn add(sources: &mut SourceMap, path: &str, content: Content, sink: &mut Diagnostics) -> SourceId {
    match content {
        Content::Bytes(bytes) if is_text(path) => add_text(sources, path, bytes, sink),
        Content::Bytes(bytes) => sources.add_binary(path, bytes),
        Content::Blob(bytes) => sources.add_binary(path, bytes),
        Content::Known(source) => sources.add_again(source),
        Content::TooLarge(excess) => too_large(sources, path, excess, sink),
        Content::Refused(refusal) => {
            let id = sources.add_refused(path, "");
            let (code, reason) = match refusal {
                Refusal::NoVolume => return id,
                Refusal::Outside => (Code::NotAProjectFile, "outside"),
                Refusal::Dangling => (Code::NotAProjectFile, "dangling"),
                Refusal::Loop => (Code::NotAProjectFile, "loop"),
                Refusal::Multiplied => (Code::NotAProjectFile, "multiplied"),
                Refusal::Deep => (Code::NotAProjectFile, "deep"),
                Refusal::Special => (Code::NotAProjectFile, "special"),
                Refusal::Name => (Code::UnusableFileName, "unicode"),
            };
            sink.push(Diagnostic::new(code, Span::whole(id)).with("reason", reason).with("path", path).with("other", ""));
            id
        }
    }
}

fn too_large(sources: &mut SourceMap, path: &str, excess: Excess, sink: &mut Diagnostics) -> SourceId {
    let id = sources.add_refused(path, "");
    let mebibytes = |bytes: u64| usize::try_from(bytes >> 20).unwrap_or(usize::MAX);
    let (what, size, limit) = match excess {
        Excess::File(size) => ("file", size, limit(path)),
        Excess::Texts => ("texts", 0, TEXTS_LIMIT),
        Excess::Drawings => ("drawings", 0, DRAWINGS_LIMIT),
        Excess::Project => ("project", 0, PROJECT_LIMIT),
    };
    let known = |other: &Diagnostic| other.code == Code::FileTooLarge && other.arguments.contains(&("what", what.into()));
    // A limit of several files together is reported once, at the first file that exceeds it.
    if what == "file" || !sink.iter().any(known) {
        let diagnostic = Diagnostic::new(Code::FileTooLarge, Span::whole(id)).with("what", what);
        sink.push(diagnostic.with("size", mebibytes(size)).with("limit", mebibytes(limit)));
    }
    id
}

fn add_text(sources: &mut SourceMap, path: &str, mut bytes: Vec<u8>, sink: &mut Diagnostics) -> SourceId {
    if bytes.starts_with("\u{feff}".as_bytes()) {
        bytes.drain(..3);
    }
    if is_drawing(path)
        && let Some(text) = decode_xml(&bytes)
    {
        bytes = text.into_bytes();
    }
    match from_utf8(&bytes) {
        // Of a file with both sides of a conflict everything else is wrong as well.
        Ok(text) if !is_drawing(path) && conflict_marker(text).is_some() => {
            let id = sources.add_refused(path, text);
            let marker = conflict_marker(sources.get(id).text()).unwrap_or_default();
            sink.push(Diagnostic::new(Code::ConflictMarker, sources.get(id).span(marker)));
            id
        }
        Ok(text) if stands_in(path, text.as_bytes()).is_some() => {
            let kind = stands_in(path, text.as_bytes()).unwrap_or_default();
            let id = sources.add_refused(path, text);
            sink.push(Diagnostic::new(Code::FileElsewhere, Span::whole(id)).with("path", path).with("kind", kind));
            id
        }
        Ok(text) => {
            let id = sources.add(path, text);
            report_control_characters(sources, id, sink);
            report_placeholders(sources, id, sink);
            report_mojibake(sources, id, sink);
            id
        }
        Err(error) => {
            let at = error.valid_up_to();
            // Up to the wrong byte the lossy text equals the file, so the position is right and the excerpt shows the place.
            let id = sources.add_refused(path, String::from_utf8_lossy(&bytes));
            let span = sources.get(id).span(at..at + char::REPLACEMENT_CHARACTER.len_utf8());
            sink.push(Diagnostic::new(Code::NotUtf8, span).with("encoding", guess_encoding(&bytes)));
            id
        }
    }
}

/// What stands in the place of a text that is not a drawing, whose reader tells it. A text may begin with the marks of a page.
fn stands_in(path: &str, bytes: &[u8]) -> Option<&'static str> {
    stand_in(bytes).filter(|kind| !is_drawing(path) && (*kind != "page" || !path.ends_with(".md")))
}

/// The text of an XML file in another encoding than UTF-8 that it declares or marks (XML 1.0, 4.3.3); none for any other file.
fn decode_xml(bytes: &[u8]) -> Option<String> {
    let marked = encoding_rs::Encoding::for_bom(bytes);
    if marked.is_none() && from_utf8(bytes).is_ok() {
        return None;
    }
    let declared = || {
        let head = &bytes[..bytes.len().min(200)];
        let declaration = head.strip_prefix(b"<?xml")?.split(|byte| *byte == b'>').next()?;
        let declaration = from_utf8(declaration).ok()?;
        let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        encoding_rs::Encoding::for_label(value[1..].split(quote).next()?.as_bytes())
    };
    let encoding = marked.map(|(encoding, _)| encoding).or_else(declared)?;
    let (text, _, damaged) = encoding.decode(bytes);
    (!damaged).then(|| text.into_owned())
}

/// The most likely encoding of bytes that are not UTF-8, or the kind of document that they are, as the word that chooses the message.
fn guess_encoding(bytes: &[u8]) -> &'static str {
    let documents: [&[u8]; 4] = [b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"%PDF-", b"{\\rtf"];
    if documents.into_iter().any(|head| bytes.starts_with(head)) {
        return "document";
    }
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return "utf-16";
    }
    match legacy(bytes) {
        Some((_, "Windows-1252")) => "latin-1",
        Some((_, "ISO-8859-15")) => "latin-9",
        Some((_, "Mac Roman")) => "mac",
        Some(_) => "dos",
        None => "other",
    }
}

/// Reports the words of a scaffold that nobody has replaced, each at its place.
fn report_placeholders(sources: &SourceMap, id: SourceId, sink: &mut Diagnostics) {
    let source = sources.get(id);
    if !source.path().ends_with(".md") && !source.path().ends_with(".yaml") {
        return;
    }
    for words in PLACEHOLDERS {
        for (at, _) in source.text().match_indices(words) {
            let Some(rest) = after_placeholder(&source.text()[at..], words) else { continue };
            let end = rest.find(['\n', '\r', '"', '.']).unwrap_or(rest.len());
            let diagnostic = Diagnostic::new(Code::Placeholder, source.span(at..at + words.len()));
            sink.push(diagnostic.with("words", rest[..end].trim()).with("sign", words));
        }
    }
}

/// Reports letters that were read in the wrong encoding: one diagnostic a file, at the first of them, with their number.
fn report_mojibake(sources: &SourceMap, id: SourceId, sink: &mut Diagnostics) {
    let source = sources.get(id);
    let mut found = mojibake(source.text());
    let Some((range, letter)) = found.next() else { return };
    let written = source.text()[range.clone()].to_owned();
    let diagnostic = Diagnostic::new(Code::Mojibake, source.span(range)).with("written", written);
    sink.push(diagnostic.with("letter", letter.to_string()).with("others", found.count()));
}

/// Reports control characters and noncharacters, and replacement characters: one diagnostic a file for each of the two kinds, at the
/// first of them, with their number.
fn report_control_characters(sources: &SourceMap, id: SourceId, sink: &mut Diagnostics) {
    let source = sources.get(id);
    if source.is_surely_clean() {
        return;
    }
    let mut replaced = source.text().match_indices(char::REPLACEMENT_CHARACTER);
    if let Some((at, first)) = replaced.next() {
        let diagnostic = Diagnostic::new(Code::ReplacementCharacter, source.span(at..at + first.len()));
        sink.push(diagnostic.with("others", replaced.count()));
    }
    let unwanted = |character: &char| {
        (character.is_control() && !matches!(character, '\t' | '\n' | '\r')) || matches!(character, '\u{fffe}' | '\u{ffff}')
    };
    let mut found = source.text().char_indices().filter(|(_, character)| unwanted(character));
    let Some((at, first)) = found.next() else { return };
    let span = source.span(at..at + first.len_utf8());
    let diagnostic = Diagnostic::new(Code::ControlCharacter, span).with("count", 1 + found.count());
    sink.push(diagnostic.with("codepoint", format!("U+{:04X}", u32::from(first))));
}
