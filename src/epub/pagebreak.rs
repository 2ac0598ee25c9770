//! Page breaks: the printed pages of the page map, sorted by the place in a section where each begins.
//!
//! A break is taken out when it is written, so none is written twice; what is left over at the end of a section is written
//! there. It knows nothing of XHTML: `xhtml` writes the markers, `navigation` lists them.

use crate::{
    book::{BlockId, TextId},
    pagination::{PageMap, PagePosition},
};
use std::collections::BTreeMap;

/// The beginning of a printed page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PageBreak {
    /// Identifier, unique in the book. It holds a `_`, which no slug does.
    pub(super) id: String,
    /// The folio as printed.
    pub(super) label: String,
}

/// The breaks of a section that are not written yet.
#[derive(Clone, Debug, Default)]
pub(super) struct SectionBreaks {
    /// At its start.
    pub(super) start: Vec<PageBreak>,
    texts: BTreeMap<TextId, Vec<(usize, PageBreak)>>,
    blocks: BTreeMap<BlockId, Vec<PageBreak>>,
    end: Vec<PageBreak>,
}

impl SectionBreaks {
    /// Takes the breaks inside a text node, with the byte where each stands.
    pub(super) fn take_text(&mut self, text: TextId) -> Vec<(usize, PageBreak)> {
        if self.texts.is_empty() { Vec::new() } else { self.texts.remove(&text).unwrap_or_default() }
    }

    /// Takes the breaks at the first byte of a text node, to be written before what stands in front of it.
    pub(super) fn take_text_start(&mut self, text: TextId) -> Vec<PageBreak> {
        let Some(breaks) = self.texts.get_mut(&text) else { return Vec::new() };
        let (start, inside) = std::mem::take(breaks).into_iter().partition::<Vec<_>, _>(|(offset, _)| *offset == 0);
        *breaks = inside;
        start.into_iter().map(|(_, page)| page).collect()
    }

    /// Takes the breaks before a figure, table or chart.
    pub(super) fn take_block(&mut self, block: BlockId) -> Vec<PageBreak> {
        self.blocks.remove(&block).unwrap_or_default()
    }

    /// Takes all that is left, in the order of their places.
    pub(super) fn take_rest(&mut self) -> Vec<PageBreak> {
        let texts = std::mem::take(&mut self.texts).into_values().flatten().map(|(_, page)| page);
        let blocks = std::mem::take(&mut self.blocks).into_values().flatten();
        std::mem::take(&mut self.start).into_iter().chain(texts).chain(blocks).chain(std::mem::take(&mut self.end)).collect()
    }
}

/// The breaks of every section, by index in `Book::sections`. Pages without a number have none.
pub(super) fn by_section(map: Option<&PageMap>, sections: usize) -> Vec<SectionBreaks> {
    let mut breaks = vec![SectionBreaks::default(); sections];
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for start in map.iter().flat_map(|map| &map.starts) {
        let label = start.folio.label();
        if label.is_empty() {
            continue;
        }
        let count = seen.entry(label.clone()).or_default();
        *count += 1;
        let id = if *count == 1 { format!("page_{label}") } else { format!("page_{label}_{count}") };
        let page = PageBreak { id, label };
        match start.position {
            PagePosition::Section(section) => {
                if let Some(breaks) = breaks.get_mut(section) {
                    breaks.start.push(page);
                }
            }
            PagePosition::End(section) => {
                if let Some(breaks) = breaks.get_mut(section) {
                    breaks.end.push(page);
                }
            }
            PagePosition::Text { section, text, offset } => {
                if let Some(breaks) = breaks.get_mut(section) {
                    breaks.texts.entry(text).or_default().push((offset, page));
                }
            }
            PagePosition::Block { section, block } => {
                if let Some(breaks) = breaks.get_mut(section) {
                    breaks.blocks.entry(block).or_default().push(page);
                }
            }
        }
    }
    breaks
}
