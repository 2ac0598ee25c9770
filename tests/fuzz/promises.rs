//! What must hold for any input: a function for each fuzz target, which panics when it does not hold.
//!
//! The fuzzer calls them with input that it makes up, tests/suite/fuzz.rs with the cases that were kept.
#![allow(dead_code, reason = "each fuzz target includes this file and keeps one promise")]

#[path = "mixed.rs"]
mod mixed;
#[path = "whole.rs"]
mod whole;

use make_book::{
    book::{
        Asset, Block, Book, Date, ImageFormat, Inline, InlineStyle, Lang, Stored, TextId, plain_text,
        walk::{self, Part},
    },
    compile,
    diagnostic::{
        Diagnostics,
        render::{human, json, short},
    },
    dump,
    epub::{self, Cover},
    fonts::FontSet,
    import::{self, Format, KnownSponsor, KnownSponsors, Options, edits},
    layout,
    locale::{Language, Words},
    manifest, markdown,
    pagination::{PageMap, PagePosition, PageStart},
    pdf,
    project::Project,
    source::{SourceId, SourceMap, Span},
    typography,
};
use std::{collections::BTreeSet, io::Read as _, sync::OnceLock};

/// The files of a project that is written as one text: a line `=== PATH` begins each file.
fn files(data: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for line in data.split_inclusive(|byte| *byte == b'\n') {
        match (line.strip_prefix(b"=== "), files.last_mut()) {
            (Some(path), _) => files.push((String::from_utf8_lossy(path).trim_end().to_owned(), Vec::new())),
            (None, Some((_, bytes))) => bytes.extend_from_slice(line),
            (None, None) => {}
        }
    }
    files
}

/// Every diagnostic can be rendered, in each form.
fn render(sink: &Diagnostics, sources: &SourceMap) {
    static WORDS: OnceLock<Words> = OnceLock::new();
    let words = WORDS.get_or_init(|| Words::new(Language::French));
    for diagnostic in sink.iter() {
        let human = human::render(diagnostic, sources, words, human::Style { colour: false, width: 80 });
        assert!(!human.is_empty());
        assert!(!short::render(diagnostic, sources, words).contains('\n'), "a short message is one line");
        assert!(!json::render(diagnostic, sources, words).contains('\n'), "a message in JSON is one line");
    }
}

/// YAML files and headers: what cannot be used is reported at its place.
pub(crate) fn manifest(data: &[u8]) {
    let mut sink = Diagnostics::new();
    let project = Project::from_files(files(data), &mut sink);
    let _ = manifest::read(&project.sources, &mut sink);
    for source in project.sources.iter().filter(|source| source.path().ends_with(".md")) {
        let (_, body) = manifest::front_matter(source, &mut sink);
        assert!(source.text().get(body).is_some(), "the body is a part of the text");
    }
    render(&sink, &project.sources);
}

/// Markdown: what is parsed can be dumped, and every span lies in the text.
pub(crate) fn markdown(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut sources = SourceMap::new();
    let id = sources.add("tome1/text.md", text);
    sources.add("tome1/data.csv", "Mois;Reçus\nmai;1,5\njuin;\"2\"\n");
    let mut sink = Diagnostics::new();
    let document = markdown::parse(sources.get(id), 0..text.len(), &sources, &mut sink);
    let _ = dump::blocks::dump(&document.blocks, &document.notes);
    render(&sink, &sources);
    let mut elsewhere = Diagnostics::new();
    let _ = markdown::parse_value(text, Span::whole(id), &mut elsewhere);
    let _ = markdown::parse_inline(text, Span::whole(id), &mut elsewhere);
    render(&elsewhere, &sources);
}

/// Nothing of a text is lost: each word of a text that mixes every construct in every container is found in order, in the body or in its
/// note. An error may say why not; none is expected of what the format has.
pub(crate) fn content(data: &[u8]) {
    let mixed = mixed::mixed(data);
    let mut sources = SourceMap::new();
    let id = sources.add("tome1/text.md", mixed.text.as_str());
    let mut sink = Diagnostics::new();
    let document = markdown::parse(sources.get(id), 0..mixed.text.len(), &sources, &mut sink);
    assert!(!sink.has_errors(), "{}\n{:?}", mixed.text, sink.iter().collect::<Vec<_>>());
    assert_eq!(found(&document.blocks), mixed.body, "{}", mixed.text);
    let mut notes: Vec<Vec<String>> = document.notes.iter().map(|note| found(&note.blocks)).collect();
    let mut wanted = mixed.notes;
    notes.sort();
    wanted.sort();
    assert_eq!(notes, wanted, "{}", mixed.text);
}

/// The words of `mixed` in blocks, in the order in which they are printed.
fn found(blocks: &[Block]) -> Vec<String> {
    let mut words = Vec::new();
    let mut read = |text: &str| {
        let of_mixed = |word: &&str| word.len() == 7 && word.starts_with('z');
        words.extend(text.split(|sign: char| !sign.is_ascii_alphabetic()).filter(of_mixed).map(str::to_owned));
    };
    texts(blocks, &mut read);
    words
}

/// Visits the texts of blocks in the order in which they are printed: the caption of a table stands before it.
fn texts(blocks: &[Block], read: &mut dyn FnMut(&str)) {
    for block in blocks {
        if let Block::Code(code) = block {
            read(&code.text);
        }
        walk::parts(block, &mut |part| match part {
            Part::Text(_, rich) => read(&plain_text(rich)),
            Part::Blocks(inner) => texts(inner, read),
            Part::Anchor(_) | Part::Number(_) | Part::Leaf(_) => {}
        });
    }
}

/// Typography is idempotent, and changes only spaces, quotation marks, dashes, full stops and the endings of ordinals.
pub(crate) fn typography(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let before = markdown::parse_inline(text, Span::whole(SourceId::from_index(0)), &mut Diagnostics::new());
    for tag in ["fr", "en", "de"] {
        let lang = Lang::new(tag).expect("a language");
        let mut once = before.clone();
        typography::apply_to_text(&lang, &mut once);
        let mut twice = once.clone();
        typography::apply_to_text(&lang, &mut twice);
        assert_eq!(dump::blocks::inlines(&once), dump::blocks::inlines(&twice), "{tag}: the second time changes nothing");
        assert_eq!(essence(&before), essence(&once), "{tag}: the text is kept");
    }
}

/// The characters that typography may not change, in order. U+FFFC stands for pictures and note calls, and encloses code.
pub(crate) fn essence(rich: &[Inline]) -> String {
    fn collect(rich: &[Inline], into: &mut String) {
        for inline in rich {
            match inline {
                Inline::Text(text) => into.push_str(&text.text),
                Inline::Code(text) => into.extend(["\u{fffc}", &text.text, "\u{fffc}"]),
                Inline::NoteCall(_) | Inline::Image(_) => into.push('\u{fffc}'),
                Inline::LineBreak(_) => into.push('\n'),
                Inline::Link(link) => collect(&link.content, into),
                Inline::Styled(styled) => match styled.style {
                    InlineStyle::Emphasis
                    | InlineStyle::SmallCaps
                    | InlineStyle::AllSmallCaps
                    | InlineStyle::Strong
                    | InlineStyle::Strikethrough
                    | InlineStyle::Superscript
                    | InlineStyle::Subscript
                    | InlineStyle::Language(_)
                    | InlineStyle::Abbreviation(_)
                    | InlineStyle::Isolated { .. } => collect(&styled.content, into),
                },
            }
        }
    }
    const ENDINGS: [(&str, &str); 6] =
        [("ièmes", "es"), ("ième", "e"), ("èmes", "es"), ("ème", "e"), ("eme", "e"), ("ère", "re")];
    let mut text = String::new();
    collect(rich, &mut text);
    let mut kept = String::new();
    for word in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let (word, after) = match word.chars().next_back().filter(|c| !c.is_alphanumeric()) {
            Some(last) => (&word[..word.len() - last.len_utf8()], Some(last)),
            None => (word, None),
        };
        let ending = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'));
        match ENDINGS.iter().find(|(long, _)| *long == ending && ending.len() < word.len()) {
            Some((_, short)) => kept.extend([&word[..word.len() - ending.len()], short]),
            None => kept.push_str(word),
        }
        kept.extend(after.filter(|c| !c.is_whitespace() && !"'´`\"‘’“”«»-−–—.…".contains(*c)));
    }
    kept
}

/// Import of a page, in every form: its text and its YAML values can be read back.
pub(crate) fn import(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut known = KnownSponsors::new();
    known.add(KnownSponsor { name: "Le Phare".to_owned(), tier: "gold".to_owned() });
    for (format, path) in [(Format::Text, "page.txt"), (Format::Html, "page.html"), (Format::Markdown, "page.md")] {
        let mut sources = SourceMap::new();
        let id = sources.add(path, text);
        let mut sink = Diagnostics::new();
        let options = Options { known: &known, language: "fr", ..Options::default() };
        let mut page = import::read(sources.get(id), format, &options, &mut sink);
        page.name_pictures("texte", &import::PictureNames::default(), Span::whole(id));
        render(&sink, &sources);
        let title = page.title.unwrap_or_default();
        let contribution = format!("---\ntitle: {}\nkind: study\nstatus: draft\n---\n{}", edits::quote_scalar(&title), page.body);
        let read = sources.add("tome1/01-text.md", contribution);
        let (header, body) = manifest::front_matter(sources.get(read), &mut sink);
        assert_eq!(header.expect("a header of ours").title.value, title, "the title is read back");
        assert_eq!(&sources.get(read).text()[body], page.body, "the body is read back");
        for list in ["", text] {
            for position in [edits::Position::First, edits::Position::Last] {
                let _ = edits::add_to_list(list, "body", &["01-text.md"], position);
            }
        }
        let _ = edits::fill_text(text, "review", &[("source", edits::quote_scalar(&title))], &page.body);
    }
}

/// A picture, named as a drawing or as a photograph: it is refused with a message, or both formats show it.
pub(crate) fn picture(data: &[u8]) {
    let text = |body: &str| format!("---\ntitle: Un\nkind: text\nauthors: [ann]\nstatus: approved\n---\n{body}\n").into_bytes();
    let name = if data.trim_ascii_start().starts_with(b"<") { "images/a.svg" } else { "images/a.jpg" };
    let files = [
        ("book/book.yaml", BOOK.as_bytes().to_vec()),
        ("book/people.yaml", b"ann: { name: Ann }\n".to_vec()),
        ("tome1/tome.yaml", b"number: 1\nbody: [01-un.md]\n".to_vec()),
        ("tome1/01-un.md", text(&format!("![Une image]({name})"))),
        (&*format!("tome1/{name}"), data.to_vec()),
    ];
    built(files.map(|(path, bytes)| (path.to_owned(), bytes)).to_vec());
}

const BOOK: &str =
    "title: Peu\nlanguage: fr-FR\neditors: [ann]\npublisher: { name: Ann }\nrights: R\ndate: 2016\ntomes: [tome1]\n";

/// The longest time for a project of 64 KiB, built without optimisation on a slow machine at work.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(240);

/// A whole small project made of pieces (`whole`): the same, and soon. tests/fuzz/run limits its memory.
pub(crate) fn pieces(data: &[u8]) {
    let began = std::time::Instant::now();
    built(files(whole::project(data).as_bytes()));
    assert!(began.elapsed() < PATIENCE, "it took {:?}", began.elapsed());
}

/// A whole project: even with errors, each tome becomes a draft of an EPUB with well-formed documents, and of a PDF.
pub(crate) fn project(data: &[u8]) {
    built(files(data));
}

fn built(files: Vec<(String, Vec<u8>)>) {
    let mut sink = Diagnostics::new();
    let project = Project::from_files(files, &mut sink);
    let sources = &project.sources;
    if let Some(manifest) = manifest::read(sources, &mut sink) {
        for tome in 0..manifest.tomes.len().min(2) {
            let mut own = sink.clone();
            if let Some(book) = prepared(sources, &manifest, tome, &mut own) {
                write(&book, sources, &mut own);
            }
            render(&own, sources);
        }
    }
    render(&sink, sources);
}

/// The book, as `compile` prepares a draft.
fn prepared(sources: &SourceMap, manifest: &manifest::Manifest, tome: usize, sink: &mut Diagnostics) -> Option<Book> {
    let options = compile::Options {
        epub: true,
        pdf: true,
        print: false,
        page_list: true,
        report: false,
        draft: true,
        exhaustive: false,
        file_date: Date::parse("2016-01-01"),
        memo: &make_book::memo::Memo::default(),
        anchors: None,
        progress: &|_, _| {},
    };
    compile::prepare(sources, manifest, tome, options, sink)
}

/// Writes both formats as `compile` does, but without composing a cover, which would take most of the time.
fn write(book: &Book, sources: &SourceMap, sink: &mut Diagnostics) {
    static EMBEDDED: OnceLock<FontSet> = OnceLock::new();
    let fonts = match sources.under("fonts/").next() {
        Some(_) => FontSet::load(sources, sink),
        None => EMBEDDED.get_or_init(|| FontSet::load(&SourceMap::new(), &mut Diagnostics::new())).clone(),
    };
    let pages = layout::lay_out(book, &fonts, sink);
    in_order(&pages.map, &code(book));
    if let Some(pdf) = pdf::write(book, &pages, &fonts, sink) {
        assert!(pdf.starts_with(b"%PDF-"));
    }
    let cover = Asset {
        path: "cover".into(),
        bytes: PIXEL.into(),
        format: ImageFormat::Png,
        size: (1, 1),
        stored: Stored::default(),
        span: book.tome.span,
    };
    let epub = epub::write(book, Some(&pages.map), &Cover { picture: cover }, &fonts, sink);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(epub)).expect("an EPUB is a ZIP");
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("an entry");
        let name = file.name().expect("a name of Unicode").into_owned();
        if [".xhtml", ".opf", ".ncx", ".svg", ".xml"].iter().any(|extension| name.ends_with(extension)) {
            let mut text = String::new();
            file.read_to_string(&mut text).expect("a text of UTF-8");
            well_formed(&name, &text);
        }
    }
}

/// The text nodes of code blocks, which are numbered after all others of their section (`book::numbering`).
fn code(book: &Book) -> BTreeSet<TextId> {
    let mut found = BTreeSet::new();
    for section in &book.sections {
        for blocks in std::iter::once(&section.blocks).chain(section.notes.iter().map(|note| &note.blocks)) {
            walk::blocks(blocks, &mut |block| {
                if let Block::Code(code) = block {
                    found.insert(code.id);
                }
            });
        }
    }
    found
}

/// Pages begin one after the other in reading order.
fn in_order(map: &PageMap, code: &BTreeSet<TextId>) {
    // Text nodes and blocks are numbered separately, so that a text and a block of one section cannot be compared. A page of figures alone
    // may begin where the next one does.
    let place = |start: &PageStart| match start.position {
        PagePosition::Section(section) => (section, None, 0, 0),
        PagePosition::Text { section, text, .. } if code.contains(&text) => (section, None, 0, 0),
        PagePosition::Text { section, text, offset } => (section, Some(true), text.number, offset),
        PagePosition::Block { section, block } => (section, Some(false), block.0, 0),
        PagePosition::End(section) => (section, None, 0, 0),
    };
    for pair in map.starts.windows(2) {
        let (one, other) = (place(&pair[0]), place(&pair[1]));
        let alike = one.1.is_some() && one.1 == other.1;
        let forward = if one.0 == other.0 && alike { one <= other } else { one.0 <= other.0 };
        assert!(pair[0].page < pair[1].page && forward, "{pair:?}");
    }
}

/// Asserts that `text` is well-formed XML 1.0: matching tags, no attribute twice, known entities, allowed characters.
pub(crate) fn well_formed(name: &str, text: &str) {
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut open = 0_usize;
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}\n{text}")) {
            quick_xml::events::Event::Eof => break,
            event @ (quick_xml::events::Event::Start(_) | quick_xml::events::Event::Empty(_)) => {
                open += usize::from(matches!(event, quick_xml::events::Event::Start(_)));
                if let quick_xml::events::Event::Start(element) | quick_xml::events::Event::Empty(element) = event {
                    element.attributes().for_each(|attribute| drop(attribute.expect(name)));
                }
            }
            quick_xml::events::Event::End(_) => open -= 1,
            quick_xml::events::Event::Text(_)
            | quick_xml::events::Event::CData(_)
            | quick_xml::events::Event::Comment(_)
            | quick_xml::events::Event::Decl(_)
            | quick_xml::events::Event::PI(_)
            | quick_xml::events::Event::DocType(_)
            | quick_xml::events::Event::GeneralRef(_) => {}
        }
    }
    assert_eq!(open, 0, "{name}: an element is left open\n{text}");
    // XML 1.0, 2.2. It allows the C1 controls; we do not, because no book needs them.
    let forbidden = |c: char| (c.is_control() && !matches!(c, '\n' | '\t' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    assert!(!text.contains(forbidden), "{name}: a character that XML does not hold");
}

/// A PNG of one pixel.
const PIXEL: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc\xf8\x0f\0\x01\x01\x01\0\xb18\xf6\x14\0\0\0\0IEND\xaeB`\x82";
