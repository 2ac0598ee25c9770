//! Rules of PDF/UA-1 for the shape of the logical structure: heading levels, nesting, regular tables. Those for what single elements say
//! are checked where they are written (`structure_tree`, `links`).

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    layout::structure::{ElementId, Structure, StructureChild, StructureType},
    source::Span,
};

/// Reports what PDF/UA-1 forbids. An element without a span is at the place of its parent, the document at `fallback`.
pub(super) fn check(structure: &Structure, fallback: Span, sink: &mut Diagnostics) {
    let mut previous: u8 = 0;
    let mut seen = vec![false; structure.elements.len()];
    let mut open = vec![(Structure::ROOT, Structure::ROOT, fallback)];
    while let Some((parent, id, around)) = open.pop() {
        let Some(element) = structure.elements.get(id.0 as usize) else { continue };
        if std::mem::replace(&mut seen[id.0 as usize], true) {
            continue;
        }
        let span = element.span.unwrap_or(around);
        if let StructureType::Heading(level) = element.structure_type {
            let expected = previous.saturating_add(1);
            if level > expected {
                let counts = [("level", level), ("previous", previous), ("expected", expected)];
                sink.push(
                    counts
                        .into_iter()
                        .fold(Diagnostic::new(Code::PdfHeadingSkipsLevel, span), |d, (name, n)| d.with(name, usize::from(n))),
                );
            }
            previous = level.clamp(1, expected);
        }
        let parent_type = structure.elements[parent.0 as usize].structure_type;
        if id != Structure::ROOT && !may_contain(parent_type, element.structure_type) {
            sink.push(misplaced(&format!("{:?}", element.structure_type), &format!("{parent_type:?}"), span));
        }
        if element.structure_type == StructureType::Table {
            check_table(structure, id, span, sink);
        }
        for child in element.children.iter().rev() {
            if let StructureChild::Element(child) = *child {
                open.push((id, child, span));
            }
        }
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

/// The report of an element or item that our own layout put where it may not be.
pub(super) fn misplaced(child: &str, parent: &str, span: Span) -> Diagnostic {
    Diagnostic::new(Code::PdfMisplacedElement, span).with("child", child).with("parent", parent)
}

/// Checks that every row has as many cells as the first (our tables have no cells that span columns).
fn check_table(structure: &Structure, table: ElementId, span: Span, sink: &mut Diagnostics) {
    let below = |id: ElementId| {
        structure.elements[id.0 as usize].children.iter().filter_map(|child| match *child {
            StructureChild::Element(child) => structure.elements.get(child.0 as usize).map(|element| (child, element)),
            StructureChild::Mark(_) => None,
        })
    };
    let mut rows = Vec::new();
    for (id, element) in below(table) {
        match element.structure_type {
            StructureType::TableRow => rows.push(element),
            StructureType::TableHead | StructureType::TableBody => {
                rows.extend(below(id).map(|(_, row)| row).filter(|row| row.structure_type == StructureType::TableRow));
            }
            _ => {}
        }
    }
    let expected = rows.first().map_or(0, |row| row.children.len());
    for row in rows.into_iter().filter(|row| row.children.len() != expected) {
        let diagnostic = Diagnostic::new(Code::PdfRaggedTable, row.span.unwrap_or(span));
        sink.push(diagnostic.with("cells", row.children.len()).with("expected", expected));
    }
}
