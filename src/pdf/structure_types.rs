//! Structure types (ISO 32000-1, 14.8.4) and their attributes (14.8.5): our names → those of the format.
//!
//! PDF 2.0 has types of its own in a namespace, and keeps the older ones beside it (ISO 32000-2, 14.8.6). Which may contain which, of both,
//! says ISO/TS 32005.

use super::operators::short;
use crate::layout::structure::{HeaderScope, ListNumbering, StructureType};
use pdf_writer::{
    Rect,
    types::{self, StructRole, StructRole2},
    writers::StructElement,
};
use std::num::NonZeroU16;

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
        StructureType::Paragraph | StructureType::Title => StructRole::P,
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

/// The structure type of PDF 2.0 (ISO 32000-2, 14.8.4); none for an older type, which that version keeps. A division with a caption is a
/// section: the caption must be the first or last child of what it belongs to, and divisions count for nothing there (PDF/UA-2, 8.2.5.27).
/// A heading is a paragraph inside a note, which may have none (ISO/TS 32005, table 5).
pub(super) fn role_2((of, around): (StructureType, StructureType), level: u8, has_caption: bool) -> Option<StructRole2> {
    Some(match of {
        StructureType::Document | StructureType::Part => StructRole2::Part,
        StructureType::Section => StructRole2::Sect,
        StructureType::Division if has_caption => StructRole2::Sect,
        StructureType::Division => StructRole2::Div,
        StructureType::Caption => StructRole2::Caption,
        StructureType::Paragraph => StructRole2::P,
        StructureType::Title => StructRole2::Title,
        StructureType::Heading(_) if around == StructureType::Note => StructRole2::P,
        StructureType::Heading(_) => StructRole2::Heading(NonZeroU16::new(level.into()).unwrap_or(NonZeroU16::MIN)),
        StructureType::List(_) => StructRole2::L,
        StructureType::ListItem => StructRole2::LI,
        StructureType::ListLabel => StructRole2::Lbl,
        StructureType::ListBody => StructRole2::LBody,
        StructureType::Table => StructRole2::Table,
        StructureType::TableRow => StructRole2::TR,
        StructureType::TableHeader(_) => StructRole2::TH,
        StructureType::TableData => StructRole2::TD,
        StructureType::TableHead => StructRole2::THead,
        StructureType::TableBody => StructRole2::TBody,
        StructureType::Span => StructRole2::Span,
        StructureType::Note => StructRole2::FENote,
        StructureType::Link => StructRole2::Link,
        StructureType::Figure => StructRole2::Figure,
        StructureType::Emphasis => StructRole2::Em,
        StructureType::Strong => StructRole2::Strong,
        StructureType::Article
        | StructureType::BlockQuote
        | StructureType::Contents
        | StructureType::ContentsItem
        | StructureType::Index
        | StructureType::Quote
        | StructureType::Reference
        | StructureType::Code => return None,
    })
}

/// Writes the attributes (14.8.5) of an element.
pub(super) fn write_attributes(of: StructureType, is_pdf_2: bool, bbox: Option<[f64; 4]>, element: &mut StructElement<'_>) {
    match of {
        StructureType::List(numbering) => {
            element.attributes().push().list().list_numbering(match numbering {
                // Our lists without numbers or signs are those of definitions.
                ListNumbering::None if is_pdf_2 => types::ListNumbering::Description,
                ListNumbering::None => types::ListNumbering::None,
                ListNumbering::Dash if is_pdf_2 => types::ListNumbering::Unordered,
                // The standard has no dash; a disc means one sign for all items.
                ListNumbering::Dash => types::ListNumbering::Disc,
                ListNumbering::Decimal => types::ListNumbering::Decimal,
            });
        }
        StructureType::Note if is_pdf_2 => {
            element.attributes().push().note().note_type(types::NoteType::Footnote);
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
