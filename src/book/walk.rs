//! Visitors of the model: every block of a list, every rich text, every inline, in reading order.
//!
//! What a block holds is listed once, in [`parts`]: a new variant of [`Block`] is added there and in the writers. The reading order is
//! a contract: text nodes are numbered by it, and both writers set a section in it: title, subtitle, byline (people's names are not
//! numbered), blocks, source, biographies, notes. Visitors are closures, and nothing is allocated on the way.
//! Read next: `numbering`, which counts text nodes in this order.

use super::{
    Book, Contributor, Legal, Sponsor, SupporterGroup, Tier, Tome, Work,
    block::Block,
    id::{BlockId, TextId},
    inline::{Inline, RichText},
    lang::Lang,
    section::Section,
    slug::Slug,
};

/// A part of a block.
#[derive(Debug)]
pub enum Part<'a> {
    /// A rich text (a unit for typography: a paragraph, a title, a cell), with its language when it has one of its own.
    Text(Option<&'a Lang>, &'a RichText),
    /// Blocks inside the block.
    Blocks(&'a Vec<Block>),
    /// The name by which a link reaches the block.
    Anchor(&'a Slug),
    /// Number of the block or of one of its parts.
    Number(&'a BlockId),
    /// Number of a text node that is not an inline: that of a code block.
    Leaf(&'a TextId),
}

/// A part of a block, to change it.
#[derive(Debug)]
pub enum PartMut<'a> {
    /// As [`Part::Text`].
    Text(Option<&'a Lang>, &'a mut RichText),
    /// As [`Part::Blocks`].
    Blocks(&'a mut Vec<Block>),
    /// As [`Part::Anchor`].
    Anchor(&'a mut Slug),
    /// As [`Part::Number`].
    Number(&'a mut BlockId),
    /// As [`Part::Leaf`].
    Leaf(&'a mut TextId),
}

/// The parts of a block in reading order, written once for shared and for exclusive access.
macro_rules! parts {
    ($block:expr, $visit:expr, $part:ident $(, $mut:tt)?) => {{
        let (block, visit) = ($block, $visit);
        match block {
            Block::Paragraph(paragraph) => visit($part::Text(paragraph.lang.as_ref(), &$($mut)? paragraph.content)),
            Block::Heading(heading) => {
                visit($part::Anchor(&$($mut)? heading.anchor));
                visit($part::Text(None, &$($mut)? heading.content));
            }
            Block::List(list) => {
                for item in &$($mut)? list.items {
                    visit($part::Blocks(&$($mut)? item.blocks));
                }
            }
            Block::DefinitionList(list) => {
                for entry in &$($mut)? list.entries {
                    for term in &$($mut)? entry.terms {
                        visit($part::Text(None, term));
                    }
                    for definition in &$($mut)? entry.definitions {
                        visit($part::Blocks(&$($mut)? definition.blocks));
                    }
                }
            }
            Block::Quote(quote) => visit($part::Blocks(&$($mut)? quote.blocks)),
            Block::Epigraph(epigraph) => {
                visit($part::Blocks(&$($mut)? epigraph.blocks));
                visit($part::Text(None, &$($mut)? epigraph.source));
            }
            Block::Aside(aside) => {
                visit($part::Text(None, &$($mut)? aside.title));
                visit($part::Blocks(&$($mut)? aside.blocks));
            }
            Block::Exchange(exchange) => {
                visit($part::Text(None, &$($mut)? exchange.speaker));
                visit($part::Blocks(&$($mut)? exchange.blocks));
            }
            Block::Verse(verse) => {
                for stanza in &$($mut)? verse.stanzas {
                    for line in stanza {
                        visit($part::Text(None, &$($mut)? line.content));
                    }
                }
            }
            Block::Code(code) => visit($part::Leaf(&$($mut)? code.id)),
            Block::Figure(figure) => {
                visit($part::Number(&$($mut)? figure.id));
                if let Some(anchor) = &$($mut)? figure.anchor {
                    visit($part::Anchor(anchor));
                }
                visit($part::Text(None, &$($mut)? figure.link));
                visit($part::Text(None, &$($mut)? figure.caption));
                visit($part::Text(None, &$($mut)? figure.picture.credit));
            }
            Block::Table(table) => {
                visit($part::Number(&$($mut)? table.id));
                if let Some(anchor) = &$($mut)? table.anchor {
                    visit($part::Anchor(anchor));
                }
                visit($part::Text(None, &$($mut)? table.caption));
                for cell in &$($mut)? table.head {
                    visit($part::Text(None, &$($mut)? cell.content));
                }
                for row in &$($mut)? table.rows {
                    for cell in row {
                        visit($part::Text(None, &$($mut)? cell.content));
                    }
                }
            }
            Block::Chart(chart) => {
                visit($part::Number(&$($mut)? chart.id));
                if let Some(anchor) = &$($mut)? chart.anchor {
                    visit($part::Anchor(anchor));
                }
                visit($part::Text(None, &$($mut)? chart.title));
                visit($part::Text(None, &$($mut)? chart.label_name));
                for label in &$($mut)? chart.labels {
                    visit($part::Text(None, label));
                }
                for series in &$($mut)? chart.series {
                    visit($part::Text(None, &$($mut)? series.name));
                }
                visit($part::Text(None, &$($mut)? chart.caption));
            }
            Block::Display(display) => visit($part::Text(None, &$($mut)? display.content)),
            Block::Contents(contents) => {
                for entry in &$($mut)? contents.entries {
                    visit($part::Text(None, &$($mut)? entry.title));
                    visit($part::Text(None, &$($mut)? entry.authors));
                }
            }
            Block::Sponsors(group) => {
                visit($part::Anchor(&$($mut)? group.heading.anchor));
                visit($part::Text(None, &$($mut)? group.heading.content));
                for sponsor in &$($mut)? group.sponsors {
                    visit($part::Number(&$($mut)? sponsor.id));
                    visit($part::Text(None, &$($mut)? sponsor.tagline));
                }
            }
            Block::Biography(biography) => {
                visit($part::Anchor(&$($mut)? biography.heading.anchor));
                visit($part::Text(None, &$($mut)? biography.heading.content));
                for line in &$($mut)? biography.lines {
                    visit($part::Text(None, line));
                }
                visit($part::Blocks(&$($mut)? biography.blocks));
            }
            Block::Index(index) => {
                for entry in &$($mut)? index.entries {
                    visit($part::Text(None, &$($mut)? entry.heading));
                }
            }
            Block::Separator(_) | Block::BarCode(_) => {}
        }
    }};
}

/// Calls `visit` with each part of `block` in reading order; what nested blocks hold is not visited.
pub fn parts<'a>(block: &'a Block, visit: &mut impl FnMut(Part<'a>)) {
    parts!(block, visit, Part);
}

/// As [`parts()`], to change them.
pub fn parts_mut<'a>(block: &'a mut Block, visit: &mut impl FnMut(PartMut<'a>)) {
    parts!(block, visit, PartMut, mut);
}

/// Calls `visit` with every block of `list`, a container before the blocks inside it.
pub fn blocks<'a>(list: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in list {
        visit(block);
        parts(block, &mut |part| {
            if let Part::Blocks(inner) = part {
                blocks(inner, visit);
            }
        });
    }
}

/// As [`blocks`], to change them.
pub fn blocks_mut(list: &mut [Block], visit: &mut impl FnMut(&mut Block)) {
    for block in list {
        visit(block);
        parts_mut(block, &mut |part| {
            if let PartMut::Blocks(inner) = part {
                blocks_mut(inner, visit);
            }
        });
    }
}

/// Calls `visit` with `list` and then with every list of blocks inside it, the outer before the inner: blocks may be replaced or removed.
pub fn block_lists_mut(list: &mut Vec<Block>, visit: &mut impl FnMut(&mut Vec<Block>)) {
    visit(list);
    for block in list {
        parts_mut(block, &mut |part| {
            if let PartMut::Blocks(inner) = part {
                block_lists_mut(inner, visit);
            }
        });
    }
}

/// Calls `visit` with every rich text of `list`.
pub fn rich_texts<'a>(list: &'a [Block], visit: &mut impl FnMut(&'a RichText)) {
    for block in list {
        parts(block, &mut |part| match part {
            Part::Text(_, rich) => visit(rich),
            Part::Blocks(inner) => rich_texts(inner, visit),
            Part::Anchor(_) | Part::Number(_) | Part::Leaf(_) => {}
        });
    }
}

/// As [`rich_texts`], to change them.
pub fn rich_texts_mut(list: &mut [Block], visit: &mut impl FnMut(&mut RichText)) {
    for block in list {
        parts_mut(block, &mut |part| match part {
            PartMut::Text(_, rich) => visit(rich),
            PartMut::Blocks(inner) => rich_texts_mut(inner, visit),
            PartMut::Anchor(_) | PartMut::Number(_) | PartMut::Leaf(_) => {}
        });
    }
}

/// As [`rich_texts_mut`], with the language of each; `lang` is that of those without their own.
fn rich_texts_in(list: &mut [Block], lang: &Lang, visit: &mut impl FnMut(&Lang, &mut RichText)) {
    for block in list {
        parts_mut(block, &mut |part| match part {
            PartMut::Text(own, rich) => visit(own.unwrap_or(lang), rich),
            PartMut::Blocks(inner) => rich_texts_in(inner, lang, visit),
            PartMut::Anchor(_) | PartMut::Number(_) | PartMut::Leaf(_) => {}
        });
    }
}

/// Calls `visit` with every rich text of a section and its language, to change them.
pub fn section_mut(section: &mut Section, visit: &mut impl FnMut(&Lang, &mut RichText)) {
    let lang = &section.lang;
    for text in [&mut section.title, &mut section.short_title, &mut section.subtitle] {
        visit(lang, text);
    }
    rich_texts_in(&mut section.blocks, lang, visit);
    visit(lang, &mut section.source);
    visit(lang, &mut section.summary);
    for note in &mut section.notes {
        rich_texts_in(&mut note.blocks, lang, visit);
    }
}

/// Calls `visit` with every rich text of the book and its language, to change them: first those of no section (the work, the volume,
/// sponsors, people), then each section's.
pub fn book_mut(book: &mut Book, visit: &mut impl FnMut(&Lang, &mut RichText)) {
    // Every field of these types is named, so that the compiler asks whether a new one is rich text.
    let Book { work, tome, sections, people, tiers, supporters, assets: _, design: _ } = book;
    let Work {
        title,
        subtitle,
        lang,
        editors: _,
        collective: _,
        publisher: _,
        rights,
        hashtag: _,
        collection: _,
        subjects: _,
        legal:
            Legal { printer, printed: _, deposit: _, price: _, data_mining_reserved: _, data_mining_policy: _, notices, credits: _ },
        tomes: _,
        contact: _,
        signatures: _,
    } = work;
    let lang = &*lang;
    for text in [title, subtitle, rights] {
        visit(lang, text);
    }
    for text in printer.iter_mut().chain(notices) {
        visit(lang, text);
    }
    let Tome { id: _, number: _, title, subtitle, date: _, modified: _, isbn: _, cover, summary, accessibility: _, span: _ } =
        tome;
    for text in [title, subtitle].into_iter().chain(summary).chain(cover.as_mut().map(|cover| &mut cover.credit)) {
        visit(lang, text);
    }
    for Tier { slug: _, title, sponsors } in tiers {
        visit(lang, title);
        of_sponsors(sponsors, lang, visit);
    }
    for SupporterGroup { title, members } in supporters {
        visit(lang, title);
        of_sponsors(members, lang, visit);
    }
    for person in people {
        person_mut(person, lang, visit);
    }
    for section in sections {
        section_mut(section, visit);
    }
}

/// Calls `visit` with every rich text of a person, in a book in the language `lang`.
pub fn person_mut(person: &mut Contributor, lang: &Lang, visit: &mut impl FnMut(&Lang, &mut RichText)) {
    let Contributor { slug: _, name: _, role, organisation, handles: _, links: _, portrait, bio, long_bio, span: _ } = person;
    for text in [role, organisation, bio] {
        visit(lang, text);
    }
    rich_texts_in(long_bio, lang, visit);
    if let Some(portrait) = portrait {
        visit(lang, &mut portrait.credit);
    }
}

/// Visits what sponsors say, and the credits of their logos.
fn of_sponsors(sponsors: &mut [Sponsor], lang: &Lang, visit: &mut impl FnMut(&Lang, &mut RichText)) {
    for Sponsor { id: _, name: _, tagline, url: _, logo, span: _ } in sponsors {
        visit(lang, tagline);
        if let Some(logo) = logo {
            visit(lang, &mut logo.credit);
        }
    }
}

/// Calls `visit` with every inline of `list`, an outer one before those inside it.
pub fn inlines<'a>(list: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in list {
        visit(inline);
        if let Some(content) = inline.content() {
            inlines(content, visit);
        }
    }
}

/// As [`inlines`], to change them; what an inline holds is visited as `visit` left it.
pub fn inlines_mut(list: &mut [Inline], visit: &mut impl FnMut(&mut Inline)) {
    for inline in list {
        visit(inline);
        if let Some(content) = inline.content_mut() {
            inlines_mut(content, visit);
        }
    }
}

/// The first `Some` that `find` returns for an inline of `list`, an outer one before those inside it.
pub fn find_inline<'a, T>(list: &'a [Inline], find: &mut impl FnMut(&'a Inline) -> Option<T>) -> Option<T> {
    list.iter().find_map(|inline| find(inline).or_else(|| find_inline(inline.content()?, find)))
}
