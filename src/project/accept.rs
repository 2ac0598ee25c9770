//! From paths and bytes to sources: which files belong to a project, what makes a name or a text unusable.
//!
//! Pure: the disk (`scan`) and memory (`Project::from_files`) both end here, so both give the same value.

use super::BOOK_FILE;
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{Blob, SourceId, SourceMap, Span, is_surely_clean},
};
use simdutf8::compat::from_utf8;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization as _;

/// A whole novel is one MiB; sixteen leaves room for any table and stops a file put here by mistake.
pub(super) const TEXT_LIMIT: u64 = 16 << 20;

/// A page at 600 dots an inch, uncompressed, is some 60 MB: nothing that a book prints is larger.
pub(super) const BINARY_LIMIT: u64 = 64 << 20;

/// All texts together: thirty novels. Pages are laid out in memory, some hundred times the size of their text.
const TEXTS_LIMIT: u64 = 32 << 20;

/// All drawings together. Their lines are held until the PDF is written, some three times the size of their files.
const DRAWINGS_LIMIT: u64 = 512 << 20;

/// All files together: what can be held in memory, or read again a few times, while a book is made.
const PROJECT_LIMIT: u64 = 2 << 30;

/// How much was taken so far, so that a project is refused before it fills the memory.
#[derive(Debug, Default)]
pub(super) struct Total {
    texts: u64,
    drawings: u64,
    all: u64,
}

impl Total {
    /// Counts a file of `size` bytes that is about to be read; what it is, if it is too large by itself or with the others.
    pub(super) fn excess(&mut self, path: &str, size: u64) -> Option<Excess> {
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

/// What is too large about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Excess {
    /// The file itself, of so many bytes.
    File(u64),
    /// The texts up to this one.
    Texts,
    /// The drawings up to this one.
    Drawings,
    /// The files up to this one.
    Project,
}

/// A file as it was met.
#[derive(Debug)]
pub(super) struct Input {
    /// Path from the root, with `/` between folders.
    pub(super) path: String,
    /// What is in it.
    pub(super) content: Content,
}

/// What was met under a name.
#[derive(Debug)]
pub(super) enum Content {
    /// The bytes of a file.
    Bytes(Vec<u8>),
    /// The bytes of a file that is no text, as sources share them.
    Shared(Blob),
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
    /// A device, a pipe or a socket.
    Special,
    /// A name that is not Unicode.
    Name,
}

/// Whether a path belongs to a project at all: in book/, fonts/ or a folder of `tomes`, neither hidden nor left by an editor.
fn belongs(path: &str, tomes: &BTreeSet<String>) -> bool {
    let folder = path.split('/').next().unwrap_or_default();
    (matches!(folder, "book" | "fonts") || tomes.contains(folder)) && !path.split('/').any(is_ignored)
}

/// Whether a file or folder is passed over: hidden files, and what editors and systems leave behind.
pub(super) fn is_ignored(name: &str) -> bool {
    let leftover = |suffix: &str| name.len() > suffix.len() && name.ends_with(suffix);
    name.starts_with(['.', '~', '#'])
        || ["~", ".bak", ".swp", ".swo", ".orig", ".tmp"].into_iter().any(leftover)
        || matches!(name, "Thumbs.db" | "desktop.ini")
}

/// Whether Windows cannot write a name: that of a device, or with characters that it keeps for itself.
fn is_refused_by_windows(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let numbered = ["COM", "LPT"].iter().any(|device| {
        let (port, number) = stem.split_at_checked(3).unwrap_or_default();
        port.eq_ignore_ascii_case(device) && matches!(number, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9")
    });
    let device = numbered || ["CON", "PRN", "AUX", "NUL"].iter().any(|device| stem.eq_ignore_ascii_case(device));
    let kept = |character: char| character.is_control() || r#"<>:"\|?*"#.contains(character);
    device || name.ends_with(['.', ' ']) || name.contains(kept)
}

/// Whether a file is read as text.
pub(super) fn is_text(path: &str) -> bool {
    ["md", "yaml", "yml", "csv", "css", "txt", "svg"].into_iter().any(|text| extension(path).eq_ignore_ascii_case(text))
}

/// Whether a file is a drawing: text to us, and a picture to the book.
pub(super) fn is_drawing(path: &str) -> bool {
    extension(path).eq_ignore_ascii_case("svg")
}

fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// Whether bytes are a text of which there is nothing to report.
pub(super) fn is_sound(bytes: &[u8]) -> bool {
    from_utf8(bytes).is_ok_and(is_surely_clean)
}

/// How many bytes a file may have.
pub(super) fn limit(path: &str) -> u64 {
    if is_text(path) { TEXT_LIMIT } else { BINARY_LIMIT }
}

/// Makes the sources of a project: names in NFC, in the order of paths, each text checked.
pub(super) fn accept(inputs: Vec<Input>, sink: &mut Diagnostics) -> SourceMap {
    let mut by_path: BTreeMap<String, Vec<Content>> = BTreeMap::new();
    for Input { path, content } in inputs {
        by_path.entry(path.nfc().collect()).or_default().push(content);
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
    // What the disk refused is always shown: a tome's folder that is a link out of the project hides its tome.yaml.
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
        if path.split('/').any(is_refused_by_windows) {
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
        Content::Shared(bytes) => sources.add_binary(path, bytes),
        Content::TooLarge(excess) => too_large(sources, path, excess, sink),
        Content::Refused(refusal) => {
            let id = sources.add_refused(path, "");
            let (code, reason) = match refusal {
                Refusal::Outside => (Code::NotAProjectFile, "outside"),
                Refusal::Dangling => (Code::NotAProjectFile, "dangling"),
                Refusal::Loop => (Code::NotAProjectFile, "loop"),
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
    // Files that are too large together are told of once, at the first that is one too many.
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
    match from_utf8(&bytes) {
        Ok(text) => {
            let id = sources.add(path, text);
            report_control_characters(sources, id, sink);
            id
        }
        Err(error) => {
            let at = error.valid_up_to();
            // Up to the wrong byte the lossy text is the file's own, so the position holds, and the excerpt shows the place.
            let id = sources.add_refused(path, String::from_utf8_lossy(&bytes));
            let span = sources.get(id).span(at..at + char::REPLACEMENT_CHARACTER.len_utf8());
            sink.push(Diagnostic::new(Code::NotUtf8, span).with("encoding", guess_encoding(&bytes)));
            id
        }
    }
}

/// The encoding that bytes which are not UTF-8 are most likely in, as a word for the message.
fn guess_encoding(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return "utf-16";
    }
    // French in Latin-1 or Windows-1252: letters in 0xC0–0xFF and Windows punctuation, each alone among ASCII, and no NUL.
    let high = bytes.iter().filter(|byte| **byte >= 0x80).count();
    let alone = bytes.windows(2).filter(|pair| pair[0] >= 0x80 && pair[1] < 0x80).count();
    if !bytes.contains(&0) && high > 0 && alone * 2 >= high { "latin-1" } else { "other" }
}

/// Reports characters that no text of a book holds: once a file, at the first, with their number.
fn report_control_characters(sources: &SourceMap, id: SourceId, sink: &mut Diagnostics) {
    let source = sources.get(id);
    if source.is_surely_clean() {
        return;
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
