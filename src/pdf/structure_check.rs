//! Rules of PDF/UA for the logical structure: heading levels, nesting, regular tables, identifiers of notes; in PDF 2.0 nesting as ISO/TS
//! 32005 has it, and no private characters in what is read aloud. Those for what single elements say are checked where they are written
//! (`structure_tree`, `links`). A language is right by its type, and pages get their order of tabs where they are written.

use super::{author_places::AuthorPlaces, content_items::is_private};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    layout::structure::{ElementId, Structure, StructureChild, StructureElement, StructureType},
    source::Span,
};
use std::collections::BTreeSet;

/// Reports what PDF/UA forbids, in a file of PDF 1.7 or 2.0.
pub(super) fn check(structure: &Structure, is_pdf_2: bool, places: &AuthorPlaces<'_>, sink: &mut Diagnostics) {
    let mut previous: u8 = 0;
    let mut seen = vec![false; structure.elements.len()];
    let mut notes = BTreeSet::new();
    let mut open = vec![(Structure::ROOT, Structure::ROOT)];
    while let Some((parent, id)) = open.pop() {
        let Some(element) = structure.elements.get(id.0 as usize) else { continue };
        if std::mem::replace(&mut seen[id.0 as usize], true) {
            continue;
        }
        if let StructureType::Heading(level) = element.structure_type {
            let expected = previous.saturating_add(1);
            if level > expected {
                let counts = [("level", level), ("previous", previous), ("expected", expected)];
                let skips = Diagnostic::new(Code::PdfHeadingSkipsLevel, places.element(id));
                sink.push(counts.into_iter().fold(skips, |d, (name, n)| d.with(name, usize::from(n))));
            }
            previous = level.clamp(1, expected);
        }
        let parent_type = structure.elements[parent.0 as usize].structure_type;
        let fits =
            may_contain(parent_type, element.structure_type) && (!is_pdf_2 || may_contain_2(parent_type, element.structure_type));
        if id != Structure::ROOT && !fits {
            let (child, parent) = (format!("{:?}", element.structure_type), format!("{parent_type:?}"));
            sink.push(misplaced(&child, &parent, places.element(id)));
        }
        match element.structure_type {
            StructureType::Table => check_table(structure, id, places, sink),
            // PDF/UA-1, 7.9.
            StructureType::Note => match &element.attributes().id {
                Some(name) if notes.insert(name) => {}
                _ => sink.push(Diagnostic::new(Code::PdfNoteWithoutIdentifier, places.element(id))),
            },
            _ => {}
        }
        if is_pdf_2 {
            check_words(element, || places.element(id), sink);
        }
        for child in element.children.iter().rev() {
            match *child {
                StructureChild::Element(child) => open.push((id, child)),
                StructureChild::Mark(_) if is_pdf_2 && !may_show(element.structure_type) => {
                    sink.push(misplaced("Mark", &format!("{:?}", element.structure_type), places.element(id)));
                }
                StructureChild::Mark(_) => {}
            }
        }
    }
}

/// Reports private characters in what is read aloud (PDF/UA-2, 8.4.3). Those that are drawn are reported where they are drawn.
fn check_words(element: &StructureElement, place: impl Fn() -> Span, sink: &mut Diagnostics) {
    let words = [&element.attributes().alt, &element.attributes().actual_text, &element.attributes().expansion];
    let found = words.into_iter().flatten().find_map(|words| words.chars().find(is_private));
    if let Some(character) = found {
        let code = format!("U+{:04X}", u32::from(character));
        sink.push(Diagnostic::new(Code::PdfPrivateCharacter, place()).with("code", code));
    }
}

/// Whether an element may be the parent of another (PDF/UA-1, 7.2): tables, lists and tables of contents have fixed children.
const fn may_contain(parent: StructureType, child: StructureType) -> bool {
    let child_fits = match child {
        StructureType::TableRow => matches!(parent, StructureType::Table | StructureType::TableHead | StructureType::TableBody),
        StructureType::TableHeader(_) | StructureType::TableData => matches!(parent, StructureType::TableRow),
        StructureType::TableHead | StructureType::TableBody => matches!(parent, StructureType::Table),
        StructureType::ListItem => matches!(parent, StructureType::List(_)),
        StructureType::ListBody => matches!(parent, StructureType::ListItem),
        StructureType::ContentsItem => matches!(parent, StructureType::Contents),
        _ => true,
    };
    let parent_fits = match parent {
        StructureType::Table => matches!(
            child,
            StructureType::TableRow | StructureType::TableHead | StructureType::TableBody | StructureType::Caption
        ),
        StructureType::TableHead | StructureType::TableBody => matches!(child, StructureType::TableRow),
        StructureType::TableRow => matches!(child, StructureType::TableHeader(_) | StructureType::TableData),
        StructureType::List(_) => matches!(child, StructureType::ListItem | StructureType::List(_) | StructureType::Caption),
        StructureType::ListItem => matches!(child, StructureType::ListLabel | StructureType::ListBody),
        StructureType::Contents => {
            matches!(child, StructureType::ContentsItem | StructureType::Contents | StructureType::Caption)
        }
        _ => true,
    };
    child_fits && parent_fits
}

/// Whether the same holds for PDF 2.0 (ISO/TS 32005, table 5), as far as it says more.
const fn may_contain_2(parent: StructureType, child: StructureType) -> bool {
    use StructureType as T;
    // What has fixed children, that is, above.
    let is_frame = matches!(
        parent,
        T::Table | T::TableHead | T::TableBody | T::TableRow | T::List(_) | T::ListItem | T::Contents | T::ContentsItem
    );
    let is_group = matches!(parent, T::Document | T::Article | T::Section | T::Part | T::Division);
    let is_phrase = matches!(parent, T::Span | T::Quote | T::Emphasis | T::Strong | T::ListLabel | T::Heading(_));
    match child {
        T::Span | T::Quote | T::Emphasis | T::Strong => {
            !is_frame && !matches!(parent, T::Document | T::Article | T::Section | T::BlockQuote | T::Index)
        }
        T::Link => !matches!(parent, T::Index) && !is_frame,
        T::Title => is_group,
        T::Contents => is_group || matches!(parent, T::Contents | T::ContentsItem),
        T::Paragraph | T::Heading(_) | T::BlockQuote | T::Index | T::Part if is_phrase => false,
        T::Table | T::List(_) | T::Division | T::Section | T::Article if is_phrase => false,
        T::Paragraph | T::BlockQuote | T::Index | T::Part => !matches!(parent, T::Paragraph | T::Link | T::Reference),
        // In a note it is written as a paragraph.
        T::Heading(_) => !matches!(parent, T::Paragraph | T::Link | T::Reference | T::Code),
        T::Division | T::Section | T::Article => !matches!(parent, T::Paragraph),
        T::Table | T::List(_) => !matches!(parent, T::Link | T::Reference),
        T::Caption => {
            !is_phrase
                && !matches!(parent, T::Document | T::Paragraph | T::Caption | T::ListItem | T::TableData | T::TableHeader(_))
        }
        T::ListLabel => !matches!(parent, T::Document | T::Index | T::ListLabel | T::ListBody),
        T::Reference => !matches!(parent, T::Document),
        _ => true,
    }
}

/// Whether an element may have content of its own in PDF 2.0, and not only elements.
const fn may_show(of: StructureType) -> bool {
    use StructureType as T;
    !matches!(
        of,
        T::Document
            | T::Article
            | T::Section
            | T::Index
            | T::List(_)
            | T::Table
            | T::TableHead
            | T::TableBody
            | T::TableRow
            | T::Contents
            | T::ContentsItem
    )
}

/// The report of an element or item that our own layout put where it may not be.
pub(super) fn misplaced(child: &str, parent: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::PdfMisplacedElement, span).with("child", child).with("parent", parent)
}

/// Checks that every row has as many cells as the first (our tables have no cells that span columns).
fn check_table(structure: &Structure, table: ElementId, places: &AuthorPlaces<'_>, sink: &mut Diagnostics) {
    let below = |id: ElementId| {
        structure.elements[id.0 as usize].children.iter().filter_map(|child| match *child {
            StructureChild::Element(child) => structure.elements.get(child.0 as usize).map(|element| (child, element)),
            StructureChild::Mark(_) => None,
        })
    };
    let mut rows = Vec::new();
    for (id, element) in below(table) {
        match element.structure_type {
            StructureType::TableRow => rows.push((id, element)),
            StructureType::TableHead | StructureType::TableBody => {
                rows.extend(below(id).filter(|(_, row)| row.structure_type == StructureType::TableRow));
            }
            _ => {}
        }
    }
    let expected = rows.first().map_or(0, |(_, row)| row.children.len());
    for (id, row) in rows.into_iter().filter(|(_, row)| row.children.len() != expected) {
        let diagnostic = Diagnostic::new(Code::PdfRaggedTable, places.element(id));
        sink.push(diagnostic.with("cells", row.children.len()).with("expected", expected));
    }
}
