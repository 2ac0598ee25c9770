//! Numbers of text nodes, code blocks, figures, tables, charts and sponsors, by which layout and page map speak of them.

use super::{
    Book,
    block::Block,
    id::{BlockId, TextId},
    inline::{Inline, RichText},
    walk::{self, PartMut},
};

/// Numbers every text node, code block, figure, table, chart and sponsor in reading order, from 1 in each section. What stands in no
/// section is counted by itself, as section 0. Code blocks are counted after the other text nodes of their section.
pub fn number(book: &mut Book) {
    let mut sections = std::mem::take(&mut book.sections);
    let mut count = Count::default();
    walk::book_mut(book, &mut |_, rich| count.leaves(rich));
    book.people.iter_mut().for_each(|person| count.blocks(&mut person.long_bio));
    for (section, index) in sections.iter_mut().zip(1..) {
        let mut count = Count { section: index, ..Count::default() };
        walk::section_mut(section, &mut |_, rich| count.leaves(rich));
        count.blocks(&mut section.blocks);
        section.notes.iter_mut().for_each(|note| count.blocks(&mut note.blocks));
    }
    book.sections = sections;
}

/// How many text nodes and blocks have their number.
#[derive(Default)]
struct Count {
    section: u32,
    text: u32,
    block: u32,
}

impl Count {
    fn next_text(&mut self) -> TextId {
        self.text += 1;
        TextId { section: self.section, number: self.text }
    }

    fn leaves(&mut self, rich: &mut RichText) {
        walk::inlines_mut(rich, &mut |inline| {
            if let Inline::Text(leaf) | Inline::Code(leaf) = inline {
                leaf.id = self.next_text();
            }
        });
    }

    /// Numbers code blocks and all that has a [`BlockId`].
    fn blocks(&mut self, list: &mut [Block]) {
        walk::blocks_mut(list, &mut |block| {
            walk::parts_mut(block, &mut |part| match part {
                PartMut::Leaf(id) => *id = self.next_text(),
                PartMut::Number(id) => {
                    self.block += 1;
                    *id = BlockId(self.block);
                }
                PartMut::Text(..) | PartMut::Blocks(_) | PartMut::Anchor(_) => {}
            });
        });
    }
}
