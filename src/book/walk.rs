//! Walking the model in reading order.
//!
//! The order is a contract: leaves are numbered by it, and both writers set a section in it: title, subtitle, byline (people's
//! names are not leaves), blocks, source, biographies, notes.

use super::{Block, BlockId, Book, Inline, InlineStyle, Lang, RichText, Section, TextId};

/// Calls `visit` with every rich text of the book and its language, in reading order; biographies of people come first.
///
/// A rich text is a unit for typography: a paragraph, a title, a cell.
pub fn rich_texts(book: &mut Book, visit: &mut impl FnMut(&Lang, &mut RichText)) {
    let lang = book.work.lang.clone();
    let work = &mut book.work;
    for text in [&mut work.title, &mut work.subtitle, &mut work.rights] {
        visit(&lang, text);
    }
    for tome in &mut work.tomes {
        visit(&lang, &mut tome.title);
    }
    let legal = &mut work.legal;
    for text in legal.printer.iter_mut().chain(&mut legal.notices) {
        visit(&lang, text);
    }
    for text in [&mut book.tome.title, &mut book.tome.subtitle, &mut book.tome.summary] {
        visit(&lang, text);
    }
    for tier in &mut book.tiers {
        visit(&lang, &mut tier.title);
        tier.sponsors.iter_mut().for_each(|sponsor| visit(&lang, &mut sponsor.tagline));
    }
    for group in &mut book.supporters {
        visit(&lang, &mut group.title);
        group.members.iter_mut().for_each(|member| visit(&lang, &mut member.tagline));
    }
    for person in &mut book.people {
        for text in [&mut person.role, &mut person.organisation, &mut person.bio] {
            visit(&lang, text);
        }
        blocks(&mut person.long_bio, &lang, visit);
        if let Some(portrait) = &mut person.portrait {
            visit(&lang, &mut portrait.credit);
        }
    }
    for section in &mut book.sections {
        section_texts(section, visit);
    }
}

/// Calls `visit` with every rich text of a section and its language, in reading order.
pub fn section_texts(section: &mut Section, visit: &mut impl FnMut(&Lang, &mut RichText)) {
    let lang = section.lang.clone();
    for text in [&mut section.title, &mut section.short_title, &mut section.subtitle] {
        visit(&lang, text);
    }
    blocks(&mut section.blocks, &lang, visit);
    visit(&lang, &mut section.source);
    visit(&lang, &mut section.summary);
    for note in &mut section.notes {
        blocks(&mut note.blocks, &lang, visit);
    }
}

/// Calls `visit` with every rich text of `list` and its language, in reading order.
pub fn blocks(list: &mut [Block], lang: &Lang, visit: &mut impl FnMut(&Lang, &mut RichText)) {
    for block in list {
        self::block(block, lang, visit);
    }
}

fn block(block: &mut Block, lang: &Lang, visit: &mut impl FnMut(&Lang, &mut RichText)) {
    match block {
        Block::Paragraph(paragraph) => visit(paragraph.lang.as_ref().unwrap_or(lang), &mut paragraph.content),
        Block::Heading(heading) => visit(lang, &mut heading.content),
        Block::List(list) => list.items.iter_mut().for_each(|item| blocks(&mut item.blocks, lang, visit)),
        Block::DefinitionList(list) => {
            for entry in &mut list.entries {
                entry.terms.iter_mut().for_each(|term| visit(lang, term));
                entry.definitions.iter_mut().for_each(|definition| blocks(&mut definition.blocks, lang, visit));
            }
        }
        Block::Quote(quote) => blocks(&mut quote.blocks, lang, visit),
        Block::Epigraph(epigraph) => {
            blocks(&mut epigraph.blocks, lang, visit);
            visit(lang, &mut epigraph.source);
        }
        Block::Aside(aside) => {
            visit(lang, &mut aside.title);
            blocks(&mut aside.blocks, lang, visit);
        }
        Block::Exchange(exchange) => {
            visit(lang, &mut exchange.speaker);
            blocks(&mut exchange.blocks, lang, visit);
        }
        Block::Verse(verse) => verse.stanzas.iter_mut().flatten().for_each(|line| visit(lang, line)),
        Block::Code(_) | Block::Separator(_) | Block::BarCode(_) => {}
        Block::Figure(figure) => {
            visit(lang, &mut figure.caption);
            visit(lang, &mut figure.picture.credit);
        }
        Block::Table(table) => {
            visit(lang, &mut table.caption);
            table.head.iter_mut().chain(table.rows.iter_mut().flatten()).for_each(|cell| visit(lang, &mut cell.content));
        }
        Block::Chart(chart) => {
            visit(lang, &mut chart.title);
            visit(lang, &mut chart.label_name);
            chart.labels.iter_mut().for_each(|label| visit(lang, label));
            chart.series.iter_mut().for_each(|series| visit(lang, &mut series.name));
            visit(lang, &mut chart.caption);
        }
        Block::Display(display) => visit(lang, &mut display.content),
        Block::Contents(contents) => {
            for entry in &mut contents.entries {
                visit(lang, &mut entry.title);
                visit(lang, &mut entry.authors);
            }
        }
        Block::Sponsors(group) => {
            visit(lang, &mut group.heading.content);
            group.sponsors.iter_mut().for_each(|sponsor| visit(lang, &mut sponsor.tagline));
        }
        Block::Biography(biography) => {
            visit(lang, &mut biography.heading.content);
            biography.lines.iter_mut().for_each(|line| visit(lang, line));
            blocks(&mut biography.blocks, lang, visit);
        }
        Block::Index(index) => index.entries.iter_mut().for_each(|entry| visit(lang, &mut entry.heading)),
    }
}

/// Calls `visit` with every rich text of `list`, in no order that counts: for those who only look.
pub fn look<'a>(list: &'a [Block], visit: &mut impl FnMut(&'a RichText)) {
    for block in list {
        match block {
            Block::Paragraph(paragraph) => visit(&paragraph.content),
            Block::Heading(heading) => visit(&heading.content),
            Block::DefinitionList(list) => list.entries.iter().flat_map(|entry| &entry.terms).for_each(&mut *visit),
            Block::Epigraph(epigraph) => visit(&epigraph.source),
            Block::Aside(aside) => visit(&aside.title),
            Block::Exchange(exchange) => visit(&exchange.speaker),
            Block::Verse(verse) => verse.stanzas.iter().flatten().for_each(&mut *visit),
            Block::Figure(figure) => [&figure.caption, &figure.picture.credit].into_iter().for_each(&mut *visit),
            Block::Table(table) => {
                visit(&table.caption);
                table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| visit(&cell.content));
            }
            Block::Chart(chart) => {
                [&chart.title, &chart.label_name, &chart.caption].into_iter().for_each(&mut *visit);
                chart.labels.iter().chain(chart.series.iter().map(|series| &series.name)).for_each(&mut *visit);
            }
            Block::Display(display) => visit(&display.content),
            Block::Contents(contents) => {
                contents.entries.iter().flat_map(|entry| [&entry.title, &entry.authors]).for_each(&mut *visit)
            }
            Block::Sponsors(group) => {
                visit(&group.heading.content);
                group.sponsors.iter().for_each(|sponsor| visit(&sponsor.tagline));
            }
            Block::Biography(biography) => {
                visit(&biography.heading.content);
                biography.lines.iter().for_each(&mut *visit);
            }
            Block::Index(index) => index.entries.iter().for_each(|entry| visit(&entry.heading)),
            Block::List(_) | Block::Quote(_) | Block::Code(_) | Block::Separator(_) | Block::BarCode(_) => {}
        }
        for list in nested(block) {
            look(list, visit);
        }
    }
}

/// Calls `visit` with every text leaf of `inlines` (code included) and its language, in reading order.
pub fn leaves(inlines: &mut [Inline], lang: &Lang, visit: &mut impl FnMut(&Lang, &mut super::Text)) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => visit(lang, text),
            Inline::Styled(styled) => {
                let lang = match &styled.style {
                    InlineStyle::Language(own) => own.clone(),
                    InlineStyle::Emphasis
                    | InlineStyle::Strong
                    | InlineStyle::Strikethrough
                    | InlineStyle::Superscript
                    | InlineStyle::Subscript
                    | InlineStyle::SmallCaps
                    | InlineStyle::Abbreviation(_) => lang.clone(),
                };
                leaves(&mut styled.content, &lang, visit);
            }
            Inline::Link(link) => leaves(&mut link.content, lang, visit),
            Inline::NoteCall(_) | Inline::Image(_) | Inline::LineBreak(_) => {}
        }
    }
}

/// Numbers every text leaf, code block, figure, table and chart in reading order, from 1 in each section; what stands in no section
/// is counted by itself.
pub fn number(book: &mut Book) {
    let mut sections = std::mem::take(&mut book.sections);
    let mut count = Count::default();
    rich_texts(book, &mut |lang, rich| count.leaves(rich, lang));
    book.people.iter_mut().for_each(|person| count.blocks(&mut person.long_bio));
    for (section, index) in sections.iter_mut().zip(1..) {
        let mut count = Count { section: index, ..Count::default() };
        section_texts(section, &mut |lang, rich| count.leaves(rich, lang));
        count.blocks(&mut section.blocks);
        section.notes.iter_mut().for_each(|note| count.blocks(&mut note.blocks));
    }
    book.sections = sections;
}

/// How many leaves and blocks have their number.
#[derive(Default)]
struct Count {
    section: u32,
    text: u32,
    block: u32,
}

impl Count {
    fn text(&mut self) -> TextId {
        self.text += 1;
        TextId { section: self.section, number: self.text }
    }

    fn block(&mut self) -> BlockId {
        self.block += 1;
        BlockId(self.block)
    }

    fn leaves(&mut self, rich: &mut RichText, lang: &Lang) {
        leaves(rich, lang, &mut |_, leaf| leaf.id = self.text());
    }

    /// Numbers what is no leaf of a rich text.
    fn blocks(&mut self, list: &mut [Block]) {
        for block in list {
            match block {
                Block::Code(code) => code.id = self.text(),
                Block::Figure(figure) => figure.id = self.block(),
                Block::Table(table) => table.id = self.block(),
                Block::Chart(chart) => chart.id = self.block(),
                Block::Sponsors(group) => group.sponsors.iter_mut().for_each(|sponsor| sponsor.id = self.block()),
                Block::Paragraph(_)
                | Block::Heading(_)
                | Block::List(_)
                | Block::DefinitionList(_)
                | Block::Quote(_)
                | Block::Epigraph(_)
                | Block::Aside(_)
                | Block::Exchange(_)
                | Block::Verse(_)
                | Block::Separator(_)
                | Block::Display(_)
                | Block::Contents(_)
                | Block::Biography(_)
                | Block::Index(_)
                | Block::BarCode(_) => {}
            }
            nested_mut(block).into_iter().for_each(|list| self.blocks(list));
        }
    }
}

/// The lists of blocks directly inside a block, in reading order; written once for shared and for exclusive access.
macro_rules! nested {
    ($block:expr, $iterate:ident $(, $exclusive:tt)?) => {
        match $block {
            Block::List(list) => list.items.$iterate().map(|item| &$($exclusive)? item.blocks).collect(),
            Block::DefinitionList(list) => {
                let definitions = list.entries.$iterate().flat_map(|entry| &$($exclusive)? entry.definitions);
                definitions.map(|definition| &$($exclusive)? definition.blocks).collect()
            }
            Block::Quote(quote) => vec![&$($exclusive)? quote.blocks],
            Block::Epigraph(epigraph) => vec![&$($exclusive)? epigraph.blocks],
            Block::Aside(aside) => vec![&$($exclusive)? aside.blocks],
            Block::Exchange(exchange) => vec![&$($exclusive)? exchange.blocks],
            Block::Biography(biography) => vec![&$($exclusive)? biography.blocks],
            Block::Paragraph(_)
            | Block::Heading(_)
            | Block::Verse(_)
            | Block::Code(_)
            | Block::Figure(_)
            | Block::Table(_)
            | Block::Chart(_)
            | Block::Separator(_)
            | Block::Display(_)
            | Block::Contents(_)
            | Block::Sponsors(_)
            | Block::Index(_)
            | Block::BarCode(_) => Vec::new(),
        }
    };
}

/// The lists of blocks directly inside `block`, in reading order.
#[must_use]
pub fn nested(block: &Block) -> Vec<&Vec<Block>> {
    nested!(block, iter)
}

/// The lists of blocks directly inside `block`, in reading order, to change them.
pub fn nested_mut(block: &mut Block) -> Vec<&mut Vec<Block>> {
    nested!(block, iter_mut, mut)
}
