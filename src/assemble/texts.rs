//! Reads the listed texts, header and body, in parallel. Returns them in the order of the volume.
//!
//! It knows no sections: `sections` builds them.

use super::anchors::anchors;
use crate::{
    book::{RichText, Slug, UniqueSlugs, without_calls},
    diagnostic::{Code, Diagnostic, Diagnostics},
    manifest::{self, FrontMatter, Status, TomeEntry},
    markdown::{self, Document, MOST_WEIGHT},
    memo::Resident,
    source::{Source, SourceMap, Span, Spanned},
};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// A text with a usable header.
pub(super) struct Text<'a> {
    /// Its path, with the span where the order of the volume lists it.
    pub(super) listed: &'a Spanned<String>,
    /// Unique among the texts of the volume.
    pub(super) slug: Slug,
    pub(super) header: FrontMatter,
    /// Empty while the text is expected.
    pub(super) document: Document,
    /// Its title.
    pub(super) title: RichText,
    /// Its subtitle; may be empty.
    pub(super) subtitle: RichText,
    /// The number of its words.
    pub(super) words: usize,
    /// Whether its file holds words, also those of an expected text, which are not read.
    pub(super) has_words: bool,
    /// The anchors in it.
    pub(super) anchors: BTreeSet<Slug>,
}

impl Text<'_> {
    /// Its path from the project's root.
    pub(super) fn path(&self) -> &str {
        &self.listed.value
    }

    /// Whether it is announced but not received; then it has no section.
    pub(super) fn is_expected(&self) -> bool {
        self.header.status.value == Status::Expected
    }
}

/// Length in bytes of a text that is parsed by itself.
const LONG: usize = 2 << 20;

/// Reads every text of `entry`. One with an unusable header is reported and left out.
pub(super) fn read<'a>(
    sources: &SourceMap,
    entry: &'a TomeEntry,
    resident: Option<&Resident>,
    sink: &mut Diagnostics,
) -> Vec<Text<'a>> {
    let paths: Vec<&Spanned<String>> = entry.texts().collect();
    let read_one = |path: &Spanned<String>| {
        let source = sources.by_path(&path.value);
        let known = source.zip(resident).filter(|(source, _)| stands_alone(source));
        let known = known.map(|(source, resident)| {
            (Resident::key("text", &(source.path(), source.id(), source.is_refused(), source.text())), resident)
        });
        if let Some(read) = known.and_then(|(key, resident)| resident.get::<(Option<Read>, Diagnostics)>(key)) {
            return (*read).clone();
        }
        let mut own = Diagnostics::new();
        let text = source.and_then(|source| read_text(sources, source, &mut own));
        if let Some((key, resident)) = known {
            resident.insert(key, (text.clone(), own.clone()));
        }
        (text, own)
    };
    // The parser takes fifty times the length of a text. So a long one is parsed by itself.
    let is_long = |path: &Spanned<String>| sources.by_path(&path.value).is_some_and(|source| source.text().len() > LONG);
    let short: Vec<_> = paths.par_iter().map(|path| (!is_long(path)).then(|| read_one(path))).collect();
    let read: Vec<_> = paths.iter().zip(short).map(|(path, read)| read.unwrap_or_else(|| read_one(path))).collect();
    let mut weight = 0_u64;
    let mut slugs = UniqueSlugs::default();
    let mut texts = Vec::new();
    for (path, (text, own)) in paths.into_iter().zip(read) {
        sink.append(own);
        let Some(Read { header, mut document, mut title, mut subtitle, words, has_words }) = text else { continue };
        let before = weight;
        weight = weight.saturating_add(document.weight);
        if weight > MOST_WEIGHT {
            if before <= MOST_WEIGHT && document.weight <= MOST_WEIGHT {
                sink.push(Diagnostic::new(Code::TooMuchText, path.span));
            }
            document = Document::default();
            (title, subtitle) = (without_calls(&title), without_calls(&subtitle));
        }
        let slug = slugs.take(manifest::text_slug(&path.value));
        let anchors = anchors(&document.blocks);
        texts.push(Text { listed: path, slug, header, document, title, subtitle, words, has_words, anchors });
    }
    texts
}

/// Whether no other file decides what a text says: only charts read one.
fn stands_alone(source: &Source) -> bool {
    !source.text().contains("chart")
}

/// What one text says, and the number of words of its body.
#[derive(Clone)]
struct Read {
    header: FrontMatter,
    document: Document,
    title: RichText,
    subtitle: RichText,
    words: usize,
    has_words: bool,
}

/// Reads one text. Its title and subtitle may call its notes.
fn read_text(sources: &SourceMap, source: &Source, sink: &mut Diagnostics) -> Option<Read> {
    let (header, body) = manifest::front_matter(source, sink);
    let header = header?;
    let expected = header.status.value == Status::Expected;
    let titles: Vec<(&str, Span)> =
        std::iter::once(&header.title).chain(&header.subtitle).map(|markup| (markup.value.as_str(), markup.span)).collect();
    let (document, read) = if expected {
        (Document::default(), Vec::new())
    } else {
        markdown::parse_titled(source, body.clone(), &titles, sources, sink)
    };
    let mut read = read.into_iter();
    let (title, subtitle) = (read.next().unwrap_or_default(), read.next().unwrap_or_default());
    let words = document.words();
    let has_words = words > 0 || expected && markdown::parse(source, body, sources, &mut Diagnostics::new()).words() > 0;
    Some(Read { header, document, title, subtitle, words, has_words })
}
