//! Characters that no face has, as a message.

use crate::{
    diagnostic::{Code, Diagnostic},
    source::Span,
};

/// How many characters a message names.
pub const SHOWN: usize = 24;

/// The report of `characters`, which no face has; more than [`SHOWN`] end in an ellipsis.
#[must_use]
pub fn missing_glyphs(span: Span, characters: &[char]) -> Diagnostic {
    let more = if characters.len() > SHOWN { "…" } else { "" };
    let shown = &characters[..characters.len().min(SHOWN)];
    let codes: Vec<String> = shown.iter().map(|&character| format!("U+{:04X}", u32::from(character))).collect();
    Diagnostic::new(Code::MissingGlyph, span)
        .with("character", shown.iter().collect::<String>() + more)
        .with("codepoint", codes.join(", ") + more)
}
