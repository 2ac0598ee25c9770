//! The library's validation errors → diagnostics at the author's line.
//!
//! The library validates everything that is drawn against the standards, and returns errors with the locations it was given
//! ([`super::origins`]). Errors that only a mistake of ours can cause become P022.

use super::origins::Origins;
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::Span,
};
use krilla::{configure::ValidationError, error::KrillaError, text::Font};

/// The library's fonts with their PostScript names and the files of the project that they come from, for messages.
pub(super) type Faces = Vec<(Font, String, Option<Span>)>;

/// Reports why there is no PDF.
pub(super) fn report(error: KrillaError, faces: &Faces, origins: &Origins, sink: &mut Diagnostics) {
    let other = |location, reason: String| Diagnostic::new(Code::PdfRefused, origins.span(location)).with("reason", reason);
    match error {
        KrillaError::Validation(errors) => {
            for (error, _) in errors {
                sink.push(violation(&error, faces, origins));
            }
        }
        KrillaError::Font(font, reason) => {
            let reason = format!("{}: {reason}", name(&font, faces));
            sink.push(Diagnostic::new(Code::PdfFontUnusable, file(&font, faces, origins)).with("reason", reason));
        }
        KrillaError::Image(_, location, reason) => {
            sink.push(Diagnostic::new(Code::PdfPictureUnreadable, origins.span(location)).with("reason", reason));
        }
        KrillaError::Limit(limit) => {
            sink.push(Diagnostic::new(Code::PdfTooLarge, origins.of_limit()).with("limit", limit.to_string()))
        }
        KrillaError::DuplicateNamedDestination(name) => {
            sink.push(Diagnostic::new(Code::PdfDestinationTwice, origins.fallback).with("name", name.as_str()));
        }
        KrillaError::DuplicateTagId(id, location) => sink.push(other(location, format!("{id:?}"))),
        KrillaError::UnknownTagId(id, location) => sink.push(other(location, format!("{id:?}"))),
        KrillaError::SixteenBitImage(_, location) => sink.push(other(location, "16 bits".to_owned())),
    }
}

/// A rule of PDF/UA or PDF/A that the book breaks.
fn violation(error: &ValidationError, faces: &Faces, origins: &Origins) -> Diagnostic {
    use ValidationError as E;
    let at = |code, location: &Option<_>| Diagnostic::new(code, origins.span(*location));
    let here = |code| Diagnostic::new(code, origins.fallback);
    match error {
        E::ContainsNotDefGlyph(_, location, text) => at(Code::PdfGlyphMissing, location).with("text", text),
        E::NoCodepointMapping(_, _, location) => at(Code::PdfGlyphWithoutText, location),
        E::InvalidCodepointMapping(_, _, character, location) => {
            at(Code::PdfForbiddenCharacter, location).with("code", code_point(*character))
        }
        E::UnicodePrivateArea(_, _, character, location) => {
            at(Code::PdfPrivateCharacter, location).with("code", code_point(*character))
        }
        E::RestrictedLicense(font) => {
            Diagnostic::new(Code::PdfFontRestricted, file(font, faces, origins)).with("font", name(font, faces))
        }
        E::MissingAltText(location) => at(Code::PdfFigureWithoutAlternative, location),
        E::MissingAnnotationAltText(location) => at(Code::PdfLinkWithoutDescription, location),
        E::MissingHeadingTitle => Diagnostic::new(Code::PdfHeadingWithoutText, origins.empty_heading.unwrap_or(origins.fallback)),
        E::NoDocumentTitle => here(Code::PdfWithoutTitle),
        E::MissingDocumentOutline => here(Code::PdfWithoutOutline),
        E::ContainsPostScript(location) => at(Code::PdfDrawingNotArchivable, location),
        E::TooLongString => Diagnostic::new(Code::PdfTooLarge, origins.of_limit()).with("limit", format!("{error:?}")),
        E::TooLongName
        | E::TooLongArray
        | E::TooLongDictionary
        | E::TooLargeFloat
        | E::TooManyIndirectObjects
        | E::TooHighQNestingLevel => here(Code::PdfTooLarge).with("limit", format!("{error:?}")),
        E::Transparency(location)
        | E::ImageInterpolation(location)
        | E::EmbeddedFile(_, location)
        | E::EmbeddedPDF(location)
        | E::RequiresNewerPdfVersion(_, location) => internal(error, origins.span(*location)),
        E::MissingCMYKProfile
        | E::InconsistentSeparationFallback(_)
        | E::NoDocumentLanguage
        | E::MissingDocumentDate
        | E::MissingTagging => internal(error, origins.fallback),
    }
}

fn internal(error: &ValidationError, span: Span) -> Diagnostic {
    Diagnostic::new(Code::PdfRefused, span).with("reason", format!("{error:?}"))
}

/// `U+00AD`.
fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

fn name(font: &Font, faces: &Faces) -> String {
    faces.iter().find(|(face, ..)| face == font).map_or_else(|| "?".to_owned(), |(_, name, _)| name.clone())
}

/// The file of a font, where it is one of the project.
fn file(font: &Font, faces: &Faces, origins: &Origins) -> Span {
    faces.iter().find(|(face, ..)| face == font).and_then(|(.., file)| *file).unwrap_or(origins.fallback)
}

/// Reports an element or item that our own layout put where it may not be.
pub(super) fn report_misplaced(child: &str, parent: &str, span: Span, sink: &mut Diagnostics) {
    sink.push(Diagnostic::new(Code::PdfMisplacedElement, span).with("child", child).with("parent", parent));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    #[test]
    fn a_font_that_the_library_cannot_use_is_named_with_its_file() {
        let data = crate::raster::test_pages::fonts().face(crate::raster::test_pages::FACE).data.to_vec();
        let font = Font::new(data.into(), 0).expect("a font");
        let [file, tome] = [0, 1].map(|index| Span::whole(SourceId::from_index(index)));
        let mut sink = Diagnostics::new();
        let faces = vec![(font.clone(), "Own-Regular".to_owned(), Some(file))];
        report(KrillaError::Font(font, "it is cut".to_owned()), &faces, &Origins::new(tome), &mut sink);
        let found: Vec<_> = sink.iter().map(|found| (found.code, found.span)).collect();
        assert_eq!(found, [(Code::PdfFontUnusable, file)]);
    }
}
