//! Structure types (ISO 32000-1, 14.8.4) and their attributes (14.8.5): our names → those of the format.

use super::operators::short;
use crate::layout::structure::{HeaderScope, ListNumbering, StructureType};
use pdf_writer::{
    Rect,
    types::{self, StructRole},
    writers::StructElement,
};

/// Types of PDF 2.0, mapped to an older one for other readers.
pub(super) const EMPHASIS: &[u8] = b"Em";
pub(super) const STRONG: &[u8] = b"Strong";

/// The structure type (14.8.4) of an element; the name of one that is mapped. `level` is that of the last heading.
pub(super) const fn role(of: StructureType, level: u8) -> Result<StructRole, &'static [u8]> {
    Ok(match of {
        // There is one document, whose element is the root.
        StructureType::Document | StructureType::Part => StructRole::Part,
        StructureType::Article => StructRole::Art,
        StructureType::Section => StructRole::Sect,
        StructureType::Division => StructRole::Div,
        StructureType::BlockQuote => StructRole::BlockQuote,
        StructureType::Caption => StructRole::Caption,
        StructureType::Contents => StructRole::TOC,
        StructureType::ContentsItem => StructRole::TOCI,
        StructureType::Index => StructRole::Index,
        StructureType::Paragraph => StructRole::P,
        StructureType::Heading(_) => match level {
            0 | 1 => StructRole::H1,
            2 => StructRole::H2,
            3 => StructRole::H3,
            4 => StructRole::H4,
            5 => StructRole::H5,
            _ => StructRole::H6,
        },
        StructureType::List(_) => StructRole::L,
        StructureType::ListItem => StructRole::LI,
        StructureType::ListLabel => StructRole::Lbl,
        StructureType::ListBody => StructRole::LBody,
        StructureType::Table => StructRole::Table,
        StructureType::TableRow => StructRole::TR,
        StructureType::TableHeader(_) => StructRole::TH,
        StructureType::TableData => StructRole::TD,
        StructureType::TableHead => StructRole::THead,
        StructureType::TableBody => StructRole::TBody,
        StructureType::Span => StructRole::Span,
        StructureType::Quote => StructRole::Quote,
        StructureType::Note => StructRole::Note,
        StructureType::Reference => StructRole::Reference,
        StructureType::Link => StructRole::Link,
        StructureType::Code => StructRole::Code,
        StructureType::Figure => StructRole::Figure,
        StructureType::Emphasis => return Err(EMPHASIS),
        StructureType::Strong => return Err(STRONG),
    })
}

/// Writes the attributes (14.8.5) of an element.
pub(super) fn write_attributes(of: StructureType, bbox: Option<[f64; 4]>, element: &mut StructElement<'_>) {
    match of {
        StructureType::List(numbering) => {
            element.attributes().push().list().list_numbering(match numbering {
                ListNumbering::None => types::ListNumbering::None,
                // The standard has no dash; a disc means one sign for all items.
                ListNumbering::Dash => types::ListNumbering::Disc,
                ListNumbering::Decimal => types::ListNumbering::Decimal,
            });
        }
        StructureType::TableHeader(scope) => {
            element.attributes().push().table().scope(match scope {
                HeaderScope::Row => types::TableHeaderScope::Row,
                HeaderScope::Column => types::TableHeaderScope::Column,
            });
        }
        StructureType::Figure => {
            if let Some([left, bottom, right, top]) = bbox.map(|edges| edges.map(short)) {
                element.attributes().push().layout().bbox(Rect::new(left, bottom, right, top));
            }
        }
        _ => {}
    }
}
