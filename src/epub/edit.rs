//! Completing the XML that `epub-builder` wrote: one pass over its events.

use quick_xml::{Reader, events::Event};

/// What to write for an event.
pub(super) enum Edit {
    /// The event as it is.
    Keep,
    /// This text instead.
    Replace(String),
    /// This text instead of the whole element.
    ReplaceElement(String),
}

/// Passes every event of `xml` to `edit`. Other characters stay byte for byte.
///
/// # Panics
/// When `xml` is not well-formed: it comes from templates filled with escaped text.
pub(super) fn events(xml: &str, mut edit: impl FnMut(&Event<'_>) -> Edit) -> String {
    let mut reader = Reader::from_str(xml);
    let mut out = String::with_capacity(xml.len() * 2);
    let mut skipped = 0_usize;
    loop {
        let from = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = reader.read_event().expect("epub-builder's templates are well-formed");
        let to = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        if matches!(event, Event::Eof) {
            return out;
        }
        if skipped > 0 {
            skipped = match event {
                Event::Start(_) => skipped + 1,
                Event::End(_) => skipped - 1,
                _ => skipped,
            };
            continue;
        }
        match edit(&event) {
            Edit::Keep => out.push_str(&xml[from..to]),
            Edit::Replace(text) => out.push_str(&text),
            Edit::ReplaceElement(text) => {
                out.push_str(&text);
                skipped = usize::from(matches!(event, Event::Start(_)));
            }
        }
    }
}
