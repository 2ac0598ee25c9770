//! `Book` + `PageMap` → EPUB bytes.
//!
//! [`write()`] shows the steps: sections become XHTML (`xhtml`), pictures are made fit (`pictures`), fonts reduced (`faces`), `epub-builder` lists
//! it all (`container`), what it cannot say is completed (`package`, `navigation`), and our own container (`archive`) packs the files. It lays out
//! nothing and reads no file: the page map tells where printed pages begin.

mod archive;
mod bar_code;
mod chart;
mod container;
mod context;
mod cover;
mod css;
mod document;
mod edit;
mod faces;
mod fragment;
mod identifier;
mod markup;
mod navigation;
mod package;
mod pagebreak;
mod pictures;
mod places;
mod reading;
mod semantics;
mod style;
mod xhtml;

pub use fragment::{Fragments, fragments};
pub use identifier::{derived_identifier, set_identifier, urn};
pub(crate) use markup::Markup;
pub(crate) use package::collective_name;
pub use package::full_title;
pub use pictures::Cover;
pub use pictures::HEAVY;
pub use reading::{Reading, ReadingFile, document_names};

use crate::{
    book::{
        AssetId, Book, Inline, InlineStyle, Lang, MadePage, Matter, Section, SectionKind, Styled,
        direction::{parts, runs_right_to_left},
        plain_text,
    },
    diagnostic::Diagnostics,
    fonts::FontSet,
    locale::Words,
    memo::Memo,
    pagination::PageMap,
    source::{Part, Parts},
};
use archive::{Content, Entry};
use container::{ContentsLine, FOLDER, Outline, Resource};
use context::EpubContext;
use document::{Document, direction};
use navigation::{Landmark, Navigation, PageTarget, TitleMarking};
use pictures::Pictures;
use std::collections::{BTreeMap, BTreeSet};

/// Writes the book as an EPUB 3.3 with the printed page numbers of `map` (none: without a page list).
#[must_use]
pub fn write(book: &Book, map: Option<&PageMap>, cover: &Cover, fonts: &FontSet, sink: &mut Diagnostics) -> Vec<u8> {
    write_parts(book, map, cover, fonts, None, sink).to_vec()
}

/// As [`write()`]; pictures are shared with the book, and where there is a memo, files that an earlier build has packed are taken
/// from it.
#[must_use]
pub fn write_parts(
    book: &Book,
    map: Option<&PageMap>,
    cover: &Cover,
    fonts: &FontSet,
    memo: Option<&Memo>,
    sink: &mut Diagnostics,
) -> Parts {
    let words = Words::of_book(book.work.lang.as_str());
    let pictures = Pictures::prepare(book, cover, memo);
    let mut sheets = style::sheets(book, sink);
    let styles: Vec<&'static str> = sheets.iter().map(|(name, _)| *name).collect();

    let mut context = EpubContext {
        book,
        words: &words,
        map,
        places: places::Places::new(book),
        breaks: pagebreak::by_section(map, book.sections.len()),
        pictures: &pictures,
        mentioned: context::mentioned(book),
        styles: &styles,
    };
    let sections = xhtml::write_sections(&mut context, sink);
    let front = cover::document(book, &words, &styles, &pictures);

    let shown: BTreeSet<AssetId> = sections.iter().flatten().flat_map(|document| document.pictures.iter().copied()).collect();

    let (urn, uuid) = identifier::identifier(book);
    let title = package::full_title(book, &words);
    let contents_title = words.word("contents-title");
    let lines = contents_lines(book);
    let pages: Vec<PageTarget> = sections
        .iter()
        .flatten()
        .flat_map(|document| document.pages.iter().map(|page| (page, &document.href)))
        .map(|(page, href)| PageTarget { label: page.label.clone(), href: format!("{href}#{}", page.id) })
        .collect();
    let landmarks = landmarks(book, &context, &words);
    let documents = || std::iter::once(&front).chain(sections.iter().flatten());
    let labels =
        landmarks.iter().map(|landmark| landmark.title.as_str()).chain(lines.iter().flatten().map(|line| line.title.as_str()));
    let faces = faces::embed(fonts, documents().map(|document| document.xhtml.as_str()), labels, sink);
    if let Some((_, sheet)) = sheets.first_mut() {
        sheet.to_mut().insert_str(0, &faces.css);
    }
    let mut resources: Vec<Resource> =
        pictures.files(&shown).into_iter().map(|(href, media_type)| Resource { href: href.to_owned(), media_type }).collect();
    resources.extend(faces.files.iter().map(|file| Resource { href: file.href.clone(), media_type: file.media_type }));
    resources.extend(styles.iter().skip(1).map(|&href| Resource { href: href.to_owned(), media_type: "text/css" }));

    let skeleton = container::skeleton(Outline {
        title: &title,
        lang: book.work.lang.as_str(),
        contents_title: &contents_title,
        right_to_left: direction(&book.work.lang) == "rtl",
        identifier: uuid,
        contents: contents_of(&sections, &lines),
        cover: Resource { href: pictures.cover().0.to_owned(), media_type: pictures.cover().1 },
    });

    let listed: Vec<&Document> = documents().collect();
    let findings = package::Findings {
        pictures: documents().any(|document| document.shows),
        page_list: !pages.is_empty(),
        index: book.sections.iter().any(|section| section.kind == SectionKind::Made(MadePage::Index)),
    };
    let made = book.sections.iter().zip(&sections).filter(|(section, _)| matches!(section.kind, SectionKind::Made(_)));
    let labels: Vec<&str> = made.filter_map(|(_, documents)| Some(documents.first()?.href.as_str())).collect();
    let contents = contents_of(&sections, &lines);
    let entries: Vec<&str> = contents.iter().map(|(href, _)| *href).collect();
    let titles =
        book.sections.iter().zip(&sections).filter_map(|(section, documents)| {
            Some((documents.first()?.href.as_str(), title_marking(section, &book.work.lang)?))
        });
    let titles: BTreeMap<&str, TitleMarking> = titles.collect();
    let navigation = Navigation {
        lang: &book.work.lang,
        title: &title,
        identifier: &urn,
        depth: lines.iter().flatten().map(|line| line.depth + 1).max().unwrap_or(1),
        pages: &pages,
        landmarks: &landmarks,
        styles: &styles,
        labels: &labels,
        entries: &entries,
        titles: &titles,
    };
    let mut entries = vec![
        entry("META-INF/container.xml", skeleton.container),
        entry("META-INF/com.apple.ibooks.display-options.xml", skeleton.display_options),
        inside("content.opf", package::complete(&skeleton.package, book, &words, findings, (&listed, &resources), &landmarks)),
        inside("nav.xhtml", navigation::complete_document(&skeleton.navigation, &navigation, &words)),
        inside("toc.ncx", navigation::complete_ncx(&skeleton.ncx, &navigation, &words)),
    ];
    entries.extend(sheets.iter().map(|(name, css)| borrowed(name, css.as_bytes())));
    let documents = documents().map(|document| borrowed(&document.href, document.xhtml.as_bytes()));
    let mut files = pictures
        .into_files(&shown, sink)
        .into_iter()
        .map(|(name, part)| Entry { name: format!("{FOLDER}/{name}"), content: Content::Whole(part) });
    entries.extend(files.next());
    entries.extend(faces.files.iter().map(|file| borrowed(&file.href, &file.bytes)));
    entries.extend(documents);
    entries.extend(files);
    archive::pack(entries, book.tome.modified, memo)
}

fn entry(name: &str, text: String) -> Entry<'static> {
    Entry { name: name.to_owned(), content: Content::Whole(Part::Owned(text.into_bytes())) }
}

fn inside(name: &str, text: String) -> Entry<'static> {
    entry(&format!("{FOLDER}/{name}"), text)
}

fn borrowed<'a>(name: &str, bytes: &'a [u8]) -> Entry<'a> {
    Entry { name: format!("{FOLDER}/{name}"), content: Content::Borrowed(bytes) }
}

/// The lines of the navigation, by section: the same as those of the contents page.
fn contents_lines(book: &Book) -> Vec<Option<ContentsLine>> {
    // A navigation document without an entry is no navigation document.
    let none = !book.sections.iter().any(|section| section.in_contents);
    let mut last = None;
    book.sections
        .iter()
        .map(|section| {
            (section.in_contents || none).then(|| {
                let depth = last.map_or(0, |last: u8| section.depth.min(last + 1));
                last = Some(depth);
                ContentsLine { depth, title: section_title(section) }
            })
        })
        .collect()
}

fn section_title(section: &Section) -> String {
    let mut title = String::new();
    // `epub-builder` escapes `<` and `&`, and lets control characters through.
    title.extend(plain_text(&section.title).trim().chars().filter(|character| !character.is_control()));
    if title.is_empty() { section.slug.as_str().to_owned() } else { title }
}

/// The lines of the navigation, each with the first document of its section.
fn contents_of<'a>(sections: &'a [Vec<Document>], lines: &[Option<ContentsLine>]) -> Vec<(&'a str, ContentsLine)> {
    let of_section =
        |(documents, line): (&'a Vec<Document>, &Option<ContentsLine>)| Some((documents.first()?.href.as_str(), line.clone()?));
    sections.iter().zip(lines).filter_map(of_section).collect()
}

/// How the title of a section is marked in the navigation; none where nothing need be said.
fn title_marking(section: &Section, around: &Lang) -> Option<TitleMarking> {
    let title = section_title(section);
    let mut phrases = Vec::new();
    phrases_of(&section.title, &mut phrases);
    // A title that is one phrase in another language is in that language.
    let whole = match &phrases[..] {
        [(_, Some(lang))] => Some(lang.clone()),
        _ => None,
    };
    let own_lang = whole.as_ref().unwrap_or(&section.lang);
    let lang = Some(own_lang).filter(|lang| *lang != around).cloned();
    let has_phrases = whole.is_none() && phrases.iter().any(|(_, lang)| lang.is_some());
    // Spaces around the title, and what it may not hold, are not in the navigation.
    let is_as_written = phrases.iter().map(|(text, _)| text.as_str()).collect::<String>() == title;
    let phrases = if has_phrases && is_as_written { phrases } else { Vec::new() };
    let own = runs_right_to_left(&title).unwrap_or_else(|| own_lang.is_right_to_left());
    let direction = (own != around.is_right_to_left()).then_some(if own { "rtl" } else { "ltr" });
    let mixed = Some(title).filter(|title| parts(title, own).iter().any(|(_, is_other)| *is_other));
    let is_marked = lang.is_some() || direction.is_some() || mixed.is_some() || !phrases.is_empty();
    is_marked.then_some(TitleMarking { lang, direction, mixed, phrases })
}

/// The words of a title in order, each phrase that says its language with it.
fn phrases_of(content: &[Inline], phrases: &mut Vec<(String, Option<Lang>)>) {
    for inline in content {
        match inline {
            Inline::Styled(Styled { style: InlineStyle::Language(lang), content, .. }) => {
                phrases.push((plain_text(content), Some(lang.clone())));
            }
            Inline::Styled(styled) => phrases_of(&styled.content, phrases),
            _ => match phrases.last_mut() {
                Some((text, None)) => text.push_str(&plain_text(std::slice::from_ref(inline))),
                _ => phrases.push((plain_text(std::slice::from_ref(inline)), None)),
            },
        }
    }
}

/// Landmarks: each kind of place once, where it is first.
fn landmarks(book: &Book, context: &EpubContext<'_>, words: &Words) -> Vec<Landmark> {
    let mut landmarks = vec![Landmark { epub_type: "cover", href: places::COVER.to_owned(), title: words.word("cover-title") }];
    let mut seen = BTreeSet::new();
    let mut body = false;
    for (index, section) in book.sections.iter().enumerate() {
        let Some(href) = context.places.section(index) else { continue };
        let mut add = |epub_type: &'static str| {
            if seen.insert(epub_type) {
                landmarks.push(Landmark { epub_type, href: href.to_owned(), title: section_title(section) });
            }
        };
        if section.matter == Matter::Body && !body {
            body = true;
            add("bodymatter");
        }
        match section.kind {
            SectionKind::Made(MadePage::Title) => add("titlepage"),
            SectionKind::Made(MadePage::Legal) => add("copyright-page"),
            SectionKind::Made(MadePage::Contents) => add("toc"),
            SectionKind::Made(MadePage::Contributors) => add("contributors"),
            SectionKind::Made(MadePage::Index) => add("index"),
            SectionKind::Made(MadePage::Colophon) => add("colophon"),
            SectionKind::Made(
                MadePage::HalfTitle | MadePage::Supporters | MadePage::Sponsors | MadePage::Accessibility | MadePage::BackCover,
            )
            | SectionKind::Part { .. }
            | SectionKind::Contribution(_)
            | SectionKind::Shared(_) => {}
        }
    }
    landmarks
}
