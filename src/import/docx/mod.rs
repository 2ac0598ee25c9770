//! Reads .docx (WordprocessingML in an Open Packaging container, ISO/IEC 29500-1 and -2, transitional and strict).
//!
//! Parts are found by their relations, elements by their expanded names. Styles are resolved once (`styles`); then paragraphs are read
//! (`blocks`, `runs`), and what only their neighbours tell becomes lists, figures and quotations (`arrange`).
//! Read next: `handlings`, which says what becomes of each element.

mod blocks;
mod drawings;
mod fields;
pub(in crate::import) mod handlings;
mod numbering;
mod reader;
mod relations;
mod runs;
mod shown;
mod styles;
mod tables;
mod words;

use super::{
    arrange::arrange,
    damage::Damage,
    furniture::Furniture,
    links::resolve_links,
    options::Options,
    package::Package,
    tree::Tree,
    xml::{Element, Ns, Xml},
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::Span,
};
use numbering::Numbering;
use reader::{Note, Reader};
use relations::Relations;
use std::collections::HashMap;
use styles::Styles;
use words::spaced;

/// Reads a document. Also returns the title in its properties.
pub(super) fn read(
    bytes: &[u8],
    options: &Options<'_>,
    span: Span,
    sink: &mut Diagnostics,
) -> Result<(Tree, Option<String>), Damage> {
    let package = Package::open(bytes)?;
    let roots = Relations::read(&package, "")?;
    let main = roots.of_kind("officeDocument").next().ok_or(Damage::Main)?.to_owned();
    let relations = Relations::read(&package, &main)?;
    let document = part(&package, &main)?.ok_or(Damage::Main)?;
    let other = |kind: &str| -> Result<Option<(String, Xml)>, Damage> {
        let Some(name) = relations.of_kind(kind).next() else { return Ok(None) };
        Ok(part(&package, name)?.map(|xml| (name.to_owned(), xml)))
    };
    let styles = other("styles")?.map(|(_, xml)| Styles::read(xml.root())).unwrap_or_default();
    let numbering = other("numbering")?.map(|(_, xml)| Numbering::read(xml.root())).unwrap_or_default();
    let (footnotes, endnotes, comments) = (other("footnotes")?, other("endnotes")?, other("comments")?);
    let body = document.root().child(Ns::W, "body").ok_or(Damage::Main)?;

    let mut reader = Reader::new(&package, &styles, numbering, relations, *options, span);
    reader.ignored_languages = ignored_languages(body, &styles, options);
    for (kind, notes) in [(Note::Foot, &footnotes), (Note::End, &endnotes)] {
        let Some((name, xml)) = notes else { continue };
        let relations = Relations::read(&package, name)?;
        let number = reader.add_relations(relations);
        for note in xml.root().children().filter(|note| matches!(note.name(), (Ns::W, "footnote" | "endnote"))) {
            if let Some(id) = note.attribute(Ns::W, "id") {
                reader.note_sources.insert((kind, id), (note, number));
            }
        }
    }
    if let Some((_, xml)) = &comments {
        for comment in xml.root().children().filter(|comment| comment.is(Ns::W, "comment")) {
            let Some(id) = comment.attribute(Ns::W, "id") else { continue };
            let author = comment.attribute(Ns::W, "author").unwrap_or_default();
            reader.comments.insert(id, (author, spaced(comment)));
        }
    }
    let pieces = reader.read_body(body);
    reader.finish_notes();
    reader.report_leftovers(sink);
    report_changes(body, &[&footnotes, &endnotes], options, span, sink);
    report_furniture(&package, &reader.relations[0], span, sink)?;
    if let Some(damage) = reader.damage.take() {
        return Err(damage);
    }
    let mut tree = reader.tree;
    tree.blocks = arrange(pieces, &mut tree.remarks, span);
    resolve_links(&mut tree, span);
    let properties = roots.of_kind("core-properties").next().map(|name| part(&package, name)).transpose()?.flatten();
    let title = properties.and_then(|xml| Some(xml.root().child(Ns::Dc, "title")?.text()));
    Ok((tree, title))
}

/// A part as a tree; none when the package does not have it.
fn part(package: &Package<'_>, name: &str) -> Result<Option<Xml>, Damage> {
    package.text(name)?.map(|text| Xml::parse(&text)).transpose()
}

/// The languages that are not marked: the book's, and the one in which most of the document is written.
fn ignored_languages(body: Element<'_>, styles: &Styles, options: &Options<'_>) -> Vec<String> {
    let mut letters: HashMap<String, usize> = HashMap::new();
    for paragraph in body.descendants().filter(|node| node.is(Ns::W, "p")) {
        let style = paragraph.child(Ns::W, "pPr").and_then(|properties| styles::value(properties, "pStyle"));
        for run in paragraph.children().filter(|node| node.is(Ns::W, "r")) {
            let properties = run.child(Ns::W, "rPr");
            let character = properties.and_then(|properties| styles::value(properties, "rStyle"));
            let direct = properties.map(styles::Properties::read).unwrap_or_default();
            let Some(language) = styles.look(style, character, &direct).language else { continue };
            let length: usize = run.children().filter(|node| node.is(Ns::W, "t")).map(|node| node.text().len()).sum();
            *letters.entry(runs::primary(&language)).or_default() += length;
        }
    }
    let mut most: Vec<_> = letters.into_iter().collect();
    most.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let mut ignored = vec![runs::primary(options.language)];
    ignored.extend(most.into_iter().next().map(|(language, _)| language));
    ignored
}

/// Says how many changes were tracked, and by whom.
fn report_changes(
    body: Element<'_>,
    notes: &[&Option<(String, Xml)>],
    options: &Options<'_>,
    span: Span,
    sink: &mut Diagnostics,
) {
    let roots = std::iter::once(body).chain(notes.iter().filter_map(|notes| notes.as_ref()).map(|(_, xml)| xml.root()));
    let mut authors: Vec<&str> = Vec::new();
    let mut count = 0_usize;
    for node in roots.flat_map(Element::descendants) {
        let (Ns::W, name) = node.name() else { continue };
        if !matches!(name, "ins" | "del" | "moveFrom" | "moveTo" | "cellIns" | "cellDel" | "rPrChange" | "pPrChange") {
            continue;
        }
        count += 1;
        let author = node.attribute(Ns::W, "author").unwrap_or("?");
        if !authors.contains(&author) && authors.len() < 20 {
            authors.push(author);
        }
    }
    if count > 0 {
        let mode = if options.reject_changes { "reject" } else { "accept" };
        let diagnostic =
            Diagnostic::new(Code::ImportTrackedChanges, span).with("count", count).with("authors", authors.join(", "));
        sink.push(diagnostic.with("mode", mode));
    }
}

/// Says once that headers and footers are left out, when they say anything.
fn report_furniture(package: &Package<'_>, relations: &Relations, span: Span, sink: &mut Diagnostics) -> Result<(), Damage> {
    let mut words = Vec::new();
    for name in ["header", "footer"].into_iter().flat_map(|kind| relations.of_kind(kind)) {
        if let Some(xml) = part(package, name)? {
            let text = spaced(xml.root());
            if text.contains(char::is_alphabetic) && !words.contains(&text) {
                words.push(text);
            }
        }
    }
    let mut furniture = Furniture::default();
    words.iter().for_each(|words| furniture.push("header", words));
    furniture.report(span, sink);
    Ok(())
}
