//! Reads OpenDocument texts (ISO/IEC 26300-3): .odt, and the same as one XML file (.fodt).
//!
//! A deletion that is tracked stands apart in a zipped file and in the running text of a flat one; both are understood. Styles are
//! resolved by their parents (`styles`), paragraphs read (`blocks`, `inlines`, `frames`), and neighbours arranged as in .docx.

mod blocks;
mod frames;
pub(in crate::import) mod handlings;
mod inlines;
mod reader;
mod styles;
mod tables;
mod words;

use super::{
    arrange::arrange,
    damage::Damage,
    furniture::Furniture,
    links::resolve_links,
    options::Options,
    package::{Package, decoded},
    tree::Tree,
    xml::{Element, Ns, Xml},
};
use crate::{diagnostic::Diagnostics, source::Span};
use reader::Reader;
use std::collections::HashMap;
use styles::Styles;
use words::spaced;

/// Reads a document, zipped or flat. Also returns the title in its properties.
pub(super) fn read(
    bytes: &[u8],
    options: &Options<'_>,
    span: Span,
    sink: &mut Diagnostics,
) -> Result<(Tree, Option<String>), Damage> {
    if !bytes.starts_with(b"PK") {
        let flat = Xml::parse(&decoded(bytes))?;
        return read_parts(None, &[&flat], options, span, sink);
    }
    let package = Package::open(bytes)?;
    if package.text("META-INF/manifest.xml")?.is_some_and(|manifest| manifest.contains("encryption-data")) {
        return Err(Damage::Encrypted);
    }
    let part = |name: &str| -> Result<Option<Xml>, Damage> { package.text(name)?.map(|text| Xml::parse(&text)).transpose() };
    let content = part("content.xml")?.ok_or(Damage::Main)?;
    let others: Vec<Xml> = [part("styles.xml")?, part("meta.xml")?].into_iter().flatten().collect();
    let parts: Vec<&Xml> = std::iter::once(&content).chain(&others).collect();
    read_parts(Some(&package), &parts, options, span, sink)
}

/// Reads a document from its parts, of which the first holds the text.
fn read_parts<'a>(
    package: Option<&'a Package<'_>>,
    parts: &[&'a Xml],
    options: &Options<'a>,
    span: Span,
    sink: &mut Diagnostics,
) -> Result<(Tree, Option<String>), Damage> {
    let content = parts.first().ok_or(Damage::Main)?.root();
    let text = content.child(Ns::Office, "body").and_then(|body| body.child(Ns::Office, "text")).ok_or(Damage::Main)?;
    let mut styles = Styles::default();
    // Styles of the text itself come last, and replace those of the same name.
    for part in parts.iter().rev() {
        styles.read(part.root());
    }
    let mut reader = Reader::new(package, &styles, *options, span);
    let mut letters = HashMap::new();
    count_letters(text, None, &styles, &mut letters);
    let mut most: Vec<(String, usize)> = letters.into_iter().collect();
    most.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    reader.ignored_languages =
        std::iter::once(styles::primary(options.language)).chain(most.into_iter().next().map(|(language, _)| language)).collect();
    reader.read_changes(text, sink);
    let pieces = reader.read_body(text);
    reader.report_leftovers(sink);
    report_furniture(parts, span, sink);
    if let Some(damage) = reader.damage.take() {
        return Err(damage);
    }
    let mut tree = reader.tree;
    tree.blocks = arrange(pieces, &mut tree.remarks, span);
    resolve_links(&mut tree, span);
    let title = parts.iter().find_map(|part| Some(part.root().child(Ns::Office, "meta")?.child(Ns::Dc, "title")?.text()));
    Ok((tree, title))
}

/// Counts the letters in each language.
fn count_letters(element: Element<'_>, language: Option<&str>, styles: &Styles, letters: &mut HashMap<String, usize>) {
    for child in element.children() {
        match child.name() {
            (_, "") => {
                if let Some(language) = language {
                    *letters.entry(styles::primary(language)).or_default() += child.characters().len();
                }
            }
            (Ns::Text, "p" | "h") => {
                let own = styles.language("paragraph", child.attribute(Ns::Text, "style-name"));
                count_letters(child, own.or(language), styles, letters);
            }
            (Ns::Text, "span") => {
                let own = styles.language("text", child.attribute(Ns::Text, "style-name"));
                count_letters(child, own.or(language), styles, letters);
            }
            _ => count_letters(child, language, styles, letters),
        }
    }
}

/// Says once that headers and footers are left out, when they say anything.
fn report_furniture(parts: &[&Xml], span: Span, sink: &mut Diagnostics) {
    let mut words: Vec<String> = Vec::new();
    for part in parts {
        let Some(masters) = part.root().child(Ns::Office, "master-styles") else { continue };
        for node in masters.descendants() {
            let (Ns::Style, "header" | "footer" | "header-left" | "footer-left" | "header-first" | "footer-first") = node.name()
            else {
                continue;
            };
            let text = spaced(node);
            if text.contains(char::is_alphabetic) && !words.contains(&text) {
                words.push(text);
            }
        }
    }
    let mut furniture = Furniture::default();
    words.iter().for_each(|words| furniture.push("header", words));
    furniture.report(span, sink);
}
