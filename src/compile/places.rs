//! Places of what the layout reports: it knows the text, the sources know where in it the character or the word stands.

use crate::{
    diagnostic::{Argument, Code, Diagnostic, Diagnostics},
    source::SourceMap,
};
use std::collections::BTreeMap;

/// Makes each message about a character without a glyph, or about a line, point at the character or at a word of the line instead of at the
/// whole text. What is not written there as it is printed (an entity, a label of the program) stays at its text.
pub(super) fn narrow(sink: &mut Diagnostics, sources: &SourceMap) {
    let mut budget = MOST_READ;
    let mut found: BTreeMap<Diagnostic, Diagnostic> = BTreeMap::new();
    for message in sink.iter() {
        let length = message.span.range().map_or(0, |range| range.len());
        if length > budget || !is_narrowed(message.code) {
            continue;
        }
        budget -= length;
        found.extend(narrowed(message, sources).map(|narrowed| (message.clone(), narrowed)));
    }
    sink.retain(|message| !found.contains_key(message));
    found.into_values().for_each(|message| sink.push(message));
}

/// How many bytes are read in all: a text of a thousand faults is not searched a thousand times.
const MOST_READ: usize = 1 << 27;

const fn is_narrowed(code: Code) -> bool {
    matches!(code, Code::MissingGlyph | Code::OverfullLine | Code::CutWord | Code::LooseLine)
}

/// The message at its character or word; none when it is no such message, or they are not found.
fn narrowed(message: &Diagnostic, sources: &SourceMap) -> Option<Diagnostic> {
    let text = |wanted: &str| match message.arguments.iter().find(|(name, _)| *name == wanted) {
        Some((_, Argument::Text(text))) => Some(text.as_str()),
        Some((_, Argument::Number(_))) | None => None,
    };
    let sought = match message.code {
        Code::MissingGlyph => {
            let characters = text("character")?;
            &characters[..characters.chars().next()?.len_utf8()]
        }
        Code::OverfullLine | Code::CutWord | Code::LooseLine => text("word").filter(|word| !word.is_empty())?,
        _ => return None,
    };
    let source = sources.get(message.span.source);
    // A drawing is told of as a whole; the character stands in its text.
    let is_drawing = source.path().to_ascii_lowercase().ends_with(".svg") && message.code == Code::MissingGlyph;
    let whole = || is_drawing.then(|| 0..source.text().len());
    let range = message.span.range().or_else(whole)?;
    let at = range.start + source.text().get(range)?.find(sought)?;
    Some(Diagnostic { span: source.span(at..at + sought.len()), ..message.clone() })
}
