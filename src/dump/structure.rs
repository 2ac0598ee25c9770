//! The logical structure as text: each structure element with its content, in reading order.
//!
//! For golden tests of what a listener hears. A line `— page 3 —` says that the following content is on another page than the
//! content before it, so that the tests show the way from page to page and back from the notes.

use crate::layout::{
    frame::{Content, PageTarget, Pages, Shape},
    structure::{ElementId, HeaderScope, ListNumbering, Structure, StructureChild, StructureElement, StructureType},
};
use std::fmt::Write as _;

/// The text view of the structure tree below `root`.
#[must_use]
pub fn dump(pages: &Pages, root: ElementId) -> String {
    let mut drawn = vec![Vec::new(); pages.structure.marks as usize];
    for (index, page) in pages.pages.iter().enumerate() {
        for item in &page.items {
            let Content::Marked(mark) = item.content else { continue };
            if let Some(pieces) = drawn.get_mut(mark.0 as usize) {
                pieces.push((index, piece(&item.shape)));
            }
        }
    }
    let mut writer = Writer { structure: &pages.structure, drawn, page: None, out: String::new() };
    writer.element(root, 0);
    writer.out
}

/// What an item of a page adds to its marked content.
#[derive(Clone, Debug)]
enum Piece {
    Text(String),
    Picture,
    Drawing,
    Link(String),
}

fn piece(shape: &Shape) -> Piece {
    match shape {
        Shape::Glyphs(run) => Piece::Text(run.text.chars().map(visible).collect()),
        Shape::Image { .. } => Piece::Picture,
        Shape::Rule { .. } | Shape::Path(_) => Piece::Drawing,
        Shape::Link(area) => Piece::Link(match &area.target {
            PageTarget::Url(url) => url.clone(),
            PageTarget::Destination(name) => format!("#{name}"),
        }),
    }
}

/// A visible sign for no-break spaces and for a soft hyphen at the end of a line.
const fn visible(character: char) -> char {
    match character {
        '\u{a0}' => '⍽',
        '\u{202f}' => '␣',
        '\u{ad}' => '‐',
        other => other,
    }
}

struct Writer<'a> {
    structure: &'a Structure,
    drawn: Vec<Vec<(usize, Piece)>>,
    page: Option<usize>,
    out: String,
}

impl Writer<'_> {
    fn element(&mut self, id: ElementId, depth: usize) {
        let structure = self.structure;
        let Some(element) = structure.elements.get(id.0 as usize) else { return };
        let _infallible = writeln!(self.out, "{:1$}{2}", "", depth * 2, heading(element));
        for child in &element.children {
            match *child {
                StructureChild::Element(child) => self.element(child, depth + 1),
                StructureChild::Mark(mark) => {
                    let pieces = self.drawn.get_mut(mark.0 as usize).map(std::mem::take).unwrap_or_default();
                    self.pieces(&pieces, depth + 1);
                }
            }
        }
    }

    /// The marked content: runs joined, links and pictures on lines of their own.
    fn pieces(&mut self, pieces: &[(usize, Piece)], depth: usize) {
        for group in pieces.chunk_by(|(one, a), (other, b)| {
            one == other && matches!((a, b), (Piece::Text(_), Piece::Text(_)) | (Piece::Drawing, Piece::Drawing))
        }) {
            let [(page, first), ..] = group else { continue };
            if self.page.replace(*page).is_some_and(|before| before != *page) {
                let _infallible = writeln!(self.out, "— page {page} —");
            }
            let text: String = group.iter().filter_map(|(_, piece)| text(piece)).collect();
            let line = match first {
                Piece::Text(_) => format!("\"{text}\""),
                Piece::Picture => "picture".to_owned(),
                Piece::Drawing => format!("{} drawn", group.len()),
                Piece::Link(target) => format!("→ {target}"),
            };
            let _infallible = writeln!(self.out, "{:1$}{line}", "", depth * 2);
        }
    }
}

fn text(piece: &Piece) -> Option<&str> {
    match piece {
        Piece::Text(text) => Some(text),
        Piece::Picture | Piece::Drawing | Piece::Link(_) => None,
    }
}

/// The standard structure type of an element (ISO 32000-1, 14.8.4), and its attributes.
fn heading(element: &StructureElement) -> String {
    let mut line = name(element.structure_type);
    let mut say = |key: &str, value: Option<&str>| {
        if let Some(value) = value {
            let _infallible = write!(line, " {key}=\"{value}\"");
        }
    };
    say("lang", element.attributes().lang.as_ref().map(crate::book::Lang::as_str));
    say("alt", element.attributes().alt.as_deref());
    say("actual", element.attributes().actual_text.as_deref());
    say("expansion", element.attributes().expansion.as_deref());
    say("id", element.attributes().id.as_deref());
    line
}

fn name(role: StructureType) -> String {
    match role {
        StructureType::Document => "Document",
        StructureType::Part => "Part",
        StructureType::Article => "Art",
        StructureType::Section => "Sect",
        StructureType::Division => "Div",
        StructureType::BlockQuote => "BlockQuote",
        StructureType::Caption => "Caption",
        StructureType::Contents => "TOC",
        StructureType::ContentsItem => "TOCI",
        StructureType::Index => "Index",
        StructureType::Paragraph => "P",
        StructureType::Title => "Title",
        StructureType::Heading(level) => return format!("H{level}"),
        StructureType::List(ListNumbering::None) => "L",
        StructureType::List(ListNumbering::Dash) => "L dash",
        StructureType::List(ListNumbering::Decimal) => "L decimal",
        StructureType::ListItem => "LI",
        StructureType::ListLabel => "Lbl",
        StructureType::ListBody => "LBody",
        StructureType::Table => "Table",
        StructureType::TableRow => "TR",
        StructureType::TableHeader(HeaderScope::Row) => "TH row",
        StructureType::TableHeader(HeaderScope::Column) => "TH column",
        StructureType::TableData => "TD",
        StructureType::TableHead => "THead",
        StructureType::TableBody => "TBody",
        StructureType::Span => "Span",
        StructureType::Quote => "Quote",
        StructureType::Note => "Note",
        StructureType::Reference => "Reference",
        StructureType::Link => "Link",
        StructureType::Code => "Code",
        StructureType::Figure => "Figure",
        StructureType::Emphasis => "Em",
        StructureType::Strong => "Strong",
    }
    .to_owned()
}
