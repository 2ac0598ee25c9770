//! The document outline (ISO 32000-1, 12.3.3) and page labels (12.4.2).

use super::{author_places::AuthorPlaces, destinations::Places, objects::Objects};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    layout::frame::{OutlineEntry, Pages},
    locale::Words,
    pagination::Folio,
};
use pdf_writer::{Array, Finish as _, Name, Ref, TextStr};

/// Writes the outline and returns its object; none without entries. Entries that lead nowhere are reported.
pub(super) fn write(
    places: &Places<'_>,
    objects: &mut Objects,
    authored: &AuthorPlaces<'_>,
    sink: &mut Diagnostics,
) -> Option<Ref> {
    let entries = existing(&places.pages.outline, places.pages, authored, sink);
    if entries.is_empty() {
        return None;
    }
    let root = objects.reserve();
    let ids = write_level(&entries, root, true, places, objects);
    // Parts are open, so that readers see the texts at once; what is below these is closed.
    let visible = entries.len() + entries.iter().map(|entry| entry.children.len()).sum::<usize>();
    objects.add(|chunk| {
        let mut outline = chunk.outline(root);
        if let [first, .., last] | [first @ last] = ids[..] {
            outline.first(first).last(last).count(count(visible));
        }
    });
    Some(root)
}

/// An entry whose place exists.
struct Entry<'a> {
    entry: &'a OutlineEntry,
    children: Vec<Entry<'a>>,
}

fn existing<'a>(
    entries: &'a [OutlineEntry],
    pages: &Pages,
    authored: &AuthorPlaces<'_>,
    sink: &mut Diagnostics,
) -> Vec<Entry<'a>> {
    let mut found = Vec::with_capacity(entries.len());
    for entry in entries {
        if entry.destination.page >= pages.pages.len() {
            sink.push(Diagnostic::new(Code::PdfDestinationMissing, authored.destination(&entry.name)).with("name", &entry.title));
            continue;
        }
        found.push(Entry { entry, children: existing(&entry.children, pages, authored, sink) });
    }
    found
}

/// Writes the entries below `parent`. Returns their objects.
fn write_level(entries: &[Entry<'_>], parent: Ref, is_open: bool, places: &Places<'_>, objects: &mut Objects) -> Vec<Ref> {
    let ids: Vec<Ref> = entries.iter().map(|_| objects.reserve()).collect();
    for (index, (Entry { entry, children }, &id)) in entries.iter().zip(&ids).enumerate() {
        let below = write_level(children, id, false, places, objects);
        objects.add(|chunk| {
            let mut item = chunk.outline_item(id);
            item.parent(parent);
            if let Some(next) = ids.get(index + 1) {
                item.next(*next);
            }
            if let Some(previous) = index.checked_sub(1).and_then(|index| ids.get(index)) {
                item.prev(*previous);
            }
            if let [first, .., last] | [first @ last] = below[..] {
                let shown = count(children.len());
                item.first(first).last(last).count(if is_open { shown } else { -shown });
            }
            item.title(TextStr(&entry.title));
            places.write_bookmark(&entry.name, entry.destination, item.insert(Name(b"Dest")));
            if let Some(element) = places.targets.place(&entry.name) {
                item.pair(Name(b"SE"), element);
            }
        });
    }
    ids
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// The label of a page.
#[derive(PartialEq)]
struct Label {
    /// The numbering style of ISO 32000-1, table 159.
    style: Option<Name<'static>>,
    prefix: Option<String>,
    number: Option<i32>,
}

/// The label of the page at `index` of `count`: its folio as printed, or words for the covers.
fn label(folio: Folio, index: usize, count: usize, words: &Words) -> Label {
    let number = |style, number: u32| Label { style: Some(style), prefix: None, number: i32::try_from(number.max(1)).ok() };
    let named = |name: Option<&str>| Label { style: None, prefix: name.map(|name| words.word(name)), number: None };
    match folio {
        Folio::Roman(folio) => number(Name(b"r"), folio),
        Folio::Arabic(folio) => number(Name(b"D"), folio),
        Folio::Unnumbered if index == 0 => named(Some("cover-title")),
        Folio::Unnumbered if index + 1 == count => named(Some("back-cover-title")),
        Folio::Unnumbered => named(None),
    }
}

/// Writes the page labels as a number tree: one entry for each page whose label does not follow from that before it.
pub(super) fn write_labels(pages: &Pages, words: &Words, mut nums: Array<'_>) {
    let mut expected: Option<Label> = None;
    for (index, page) in pages.pages.iter().enumerate() {
        let own = label(page.folio, index, pages.pages.len(), words);
        if expected.as_ref() != Some(&own) {
            nums.item(count(index));
            // Without the optional Type, of which PyMuPDF takes « PageLabel » for a prefix.
            let mut written = nums.push().dict();
            if let Some(style) = own.style {
                written.pair(Name(b"S"), style);
            }
            if let Some(prefix) = &own.prefix {
                written.pair(Name(b"P"), TextStr(prefix));
            }
            if let Some(number) = own.number {
                written.pair(Name(b"St"), number);
            }
            written.finish();
        }
        expected = Some(Label { number: own.number.map(|number| number + 1), ..own });
    }
}
