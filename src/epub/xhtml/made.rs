//! Blocks of generated pages → XHTML: display lines, contents, sponsors, biographies, index, bar code.

use super::{inlines::mention_anchor, writer::Writer};
use crate::{
    book::{
        BarCode, Biography, Contents, ContributorId, Display, DisplayRole, Index, IndexEntry, Inline, Link, LinkTarget, Slug,
        Sponsor, SponsorGroup, TextId, direction, first_text_id, plain_text, walk, web_address,
    },
    diagnostic::{Code, Diagnostic},
    epub::bar_code,
    locale::Argument,
    pagination::Folio,
    source::Span,
};

impl Writer<'_> {
    /// Writes a display line.
    pub(super) fn display(&mut self, display: &Display) {
        let class = match display.role {
            DisplayRole::WorkTitle => return self.title_line("work-title", &display.content),
            DisplayRole::HalfTitle => return self.title_line("half-title-line", &display.content),
            DisplayRole::WorkSubtitle => "work-subtitle",
            DisplayRole::Statement => "statement",
            DisplayRole::VolumeNumber => "volume-number",
            DisplayRole::VolumeTitle => "volume-title",
            DisplayRole::VolumeSubtitle => "volume-subtitle",
            DisplayRole::Publisher => "publisher",
            DisplayRole::Date => "date",
            DisplayRole::Hashtag => "hashtag",
            DisplayRole::SmallPrint => "small-print",
            DisplayRole::Summary => "summary",
            DisplayRole::Price => "price",
        };
        self.out.open("p").attr("class", class);
        if matches!(display.role, DisplayRole::WorkSubtitle | DisplayRole::VolumeSubtitle) {
            self.out.attr("role", "doc-subtitle");
        }
        self.inlines(&display.content);
        self.out.close().line();
    }

    /// The folio of a section's first page, when it has one.
    fn folio_of(&self, section: usize) -> Option<String> {
        let folio = self.context.map?.section_folios.get(section).copied().flatten().map(Folio::label)?;
        (!folio.is_empty()).then_some(folio)
    }

    /// Writes the contents: lists in lists, as deep as the outline.
    pub(super) fn contents(&mut self, contents: &Contents) {
        let mut open = 0_usize;
        for entry in &contents.entries {
            let wanted = usize::from(entry.depth).min(open) + 1;
            if wanted > open {
                self.out.line().open("ol").attr("class", "contents-list").line();
                open += 1;
            } else {
                self.out.close().line();
                while open > wanted {
                    self.out.close().line().close().line();
                    open -= 1;
                }
            }
            self.out.open("li");
            // Inside the link, its name would begin with « page viii ».
            self.breaks_at_start(&entry.title);
            let folio = self.folio_of(entry.section);
            let address = self.context.places.section(entry.section).map(str::to_owned);
            self.out.open("a").attr("href", &address.unwrap_or_default()).open("span").attr("class", "entry-title");
            self.label(&entry.title);
            self.out.close();
            if let Some(folio) = &folio {
                self.out.text(" ").open("span").attr("class", "folio").text(folio).close();
            }
            self.out.close();
            if !entry.authors.is_empty() {
                self.out.text(" ").open("span").attr("class", "authors");
                self.inlines(&entry.authors);
                self.out.close();
            }
        }
        for _ in 0..open {
            self.out.close().line().close().line();
        }
    }

    /// Writes a tier of sponsors or a group of supporters.
    pub(super) fn sponsors(&mut self, group: &SponsorGroup) {
        self.heading(&group.heading, group.rank.map(|_| "tier"));
        if group.sponsors.is_empty() {
            return;
        }
        self.out.open("ul").attr("class", if group.rank.is_some() { "sponsor-list" } else { "supporter-list" }).line();
        for sponsor in &group.sponsors {
            self.sponsor(sponsor, group.rank == Some(0));
        }
        self.out.close().line();
    }

    fn sponsor(&mut self, sponsor: &Sponsor, large: bool) {
        self.out.open("li");
        self.breaks_before(sponsor.id);
        let address = sponsor.url.as_deref().and_then(|url| self.web_address(url, sponsor.span));
        if let Some(address) = &address {
            self.out.open("a").attr("class", "external").attr("href", address);
        }
        if let Some(logo) = &sponsor.logo {
            self.logo(logo, large);
            self.out.text(" ");
        }
        // A logo may be a sign without letters, and its description what it looks like: the name stands beside it.
        self.out.open("span").attr("class", "name");
        self.name(&sponsor.name);
        self.out.close();
        if address.is_some() {
            self.out.close();
        }
        if !sponsor.tagline.is_empty() {
            self.out.text(" ").open("span").attr("class", "tagline");
            self.inlines(&sponsor.tagline);
            self.out.close();
        }
        self.out.close().line();
    }

    /// The address of a link as it can be written; what cannot is reported.
    fn web_address(&mut self, url: &str, span: Span) -> Option<String> {
        let address = web_address(url);
        if address.is_none() {
            self.sink.push(Diagnostic::new(Code::UnusableAddress, span).with("address", url));
        }
        address
    }

    /// Writes a contributor's entry.
    pub(super) fn biography(&mut self, biography: &Biography) {
        let person = self.context.book.person(biography.person);
        self.out.open("div").attr("class", "biography").line();
        self.heading(&biography.heading, None);
        if let Some(portrait) = &person.portrait {
            self.out.open("figure").attr("class", "portrait");
            self.portrait(portrait);
            if !portrait.credit.is_empty() {
                self.out.open("figcaption");
                self.inlines(&portrait.credit);
                self.out.close();
            }
            self.out.close().line();
        }
        for line in &biography.lines {
            self.out.open("p").attr("class", "line");
            self.inlines(line);
            self.out.close().line();
        }
        for url in &person.links {
            let address = self.web_address(url, person.span);
            self.out.open("p").attr("class", "line");
            match address {
                Some(address) => self.out.open("a").attr("class", "external").attr("href", &address).text(shown(url)).close(),
                None => self.out.text(url),
            };
            self.out.close().line();
        }
        self.blocks(&biography.blocks);
        if !biography.texts.is_empty() {
            let label = self.context.words.word("texts-label");
            self.out.open("p").attr("class", "texts");
            if let Some(first) = biography.texts.first().and_then(|&text| self.context.book.sections.get(text)) {
                self.breaks_at_start(&first.title);
            }
            self.our_label(&label);
            self.out.text(" ");
            for (position, &section) in biography.texts.iter().enumerate() {
                if position > 0 {
                    self.out.text(&self.context.words.word("texts-separator"));
                }
                self.section_link(section, None);
            }
            self.out.close().line();
        }
        self.out.close().line();
    }

    /// A link to a section, named by its title unless `name` is given.
    fn section_link(&mut self, section: usize, name: Option<&str>) {
        let (Some(target), Some(address)) =
            (self.context.book.sections.get(section), self.context.places.section(section).map(str::to_owned))
        else {
            return;
        };
        self.out.open("a").attr("href", &address);
        match name {
            Some(name) => {
                self.out.text(name);
            }
            None if target.lang != self.section.lang => {
                self.out.open("span");
                self.lang_attributes(Some(&target.lang));
                self.repeated(&target.title);
                self.out.close();
            }
            None => self.isolate(&plain_text(&target.title), |writer| writer.repeated(&target.title)),
        }
        self.out.close();
    }

    /// Writes the plain words of inlines of another section, with the pages that begin in them here.
    fn repeated(&mut self, inlines: &[Inline]) {
        walk::inlines(inlines, &mut |inline| match inline {
            Inline::Text(text) | Inline::Code(text) => self.words_with_breaks(text),
            Inline::LineBreak(_) => {
                self.out.text(" ");
            }
            Inline::Styled(_) | Inline::Link(_) | Inline::NoteCall(_) | Inline::Image(_) => {}
        });
    }

    /// Writes the pages that begin with `inlines`, where something of ours stands before their first word.
    pub(super) fn breaks_at_start(&mut self, inlines: &[Inline]) {
        if let Some(leaf) = first_text_id(inlines) {
            for page in self.breaks.take_text_start(leaf) {
                self.page_break(&page);
            }
        }
    }

    /// Writes the short biography of an author at the end of their text. Others refer to it by `anchor`.
    pub(super) fn short_biography(&mut self, id: ContributorId, anchor: Option<&Slug>) {
        let person = self.context.book.person(id);
        self.out.open("div").attr("class", "about-author");
        self.id(anchor.map(Slug::as_str));
        self.out.line().open("p");
        self.breaks_at_start(&person.bio);
        if !person.bio_begins_with_name() {
            self.out.open("strong");
            self.person(id);
            self.out.close().text(". ");
        }
        let is_other = self.context.book.work.lang != self.section.lang;
        if is_other {
            self.out.open("span");
            self.language_of_people();
        }
        self.inlines(&person.bio);
        if is_other {
            self.out.close();
        }
        self.out.close().line().close().line();
    }

    /// Says where the biography of an author stands.
    pub(super) fn see_biography(&mut self, id: ContributorId, target: &LinkTarget) {
        let (person, span) = (self.context.book.person(id), self.section.span);
        let folio = self.context.map.and_then(|map| map.biographies.get(&id)).map(|folio| folio.label()).unwrap_or_default();
        let words = self.context.words;
        let languages = (words.foreign_to(self.section.lang.as_str()), &self.section.lang);
        let content =
            direction::label_of_person(person, |name, after_de| words.see_biography(name, after_de, &folio), languages, span);
        self.out.open("div").attr("class", "about-author").line().open("p");
        self.inlines(&[Inline::link(Link { target: target.clone(), content, span })]);
        self.out.close().line().close().line();
    }

    /// Writes the index of people.
    pub(super) fn index(&mut self, index: &Index) {
        self.out.open("ul").attr("class", "index-list").line();
        for entry in &index.entries {
            self.out.open("li");
            self.inlines(&entry.heading);
            self.index_places(entry);
            self.out.close().line();
        }
        self.out.close().line();
    }

    /// Where someone appears: printed pages where they are known, else titles.
    fn index_places(&mut self, entry: &IndexEntry) {
        let see_page = |writer: &Self, folio: &str| writer.context.words.say("see-page", &[("folio", Argument::Text(folio))]);
        // In the order of the pages: their own texts and those that name them.
        let own = entry.sections.iter().map(|&section| (section, None));
        let mut places: Vec<(usize, Option<TextId>)> =
            own.chain(entry.mentions.iter().map(|&(section, leaf)| (section, Some(leaf)))).collect();
        places.sort();
        let mut last = None;
        for (section, leaf) in places {
            let Some(leaf) = leaf else {
                self.out.text(", ");
                let folio = self.folio_of(section).map(|folio| see_page(self, &folio));
                self.section_link(section, folio.as_deref());
                continue;
            };
            let (Some(target), Some(address)) =
                (self.context.book.sections.get(section), self.context.places.anchor(section, &mention_anchor(leaf)))
            else {
                continue;
            };
            let folio = self.mention_folios.get(&leaf).map(|folio| see_page(self, folio));
            let is_foreign = folio.is_none() && target.lang != self.section.lang;
            let name = folio.unwrap_or_else(|| plain_text(&target.title).trim().to_owned());
            // Two mentions on one page are one place.
            if last.as_ref() == Some(&name) {
                continue;
            }
            self.out.text(", ").open("a").attr("href", &address);
            if is_foreign {
                self.lang_attributes(Some(&target.lang));
            }
            self.name(&name);
            self.out.close();
            last = Some(name);
        }
    }

    /// Writes a bar code.
    pub(super) fn bar_code(&mut self, code: &BarCode) {
        (self.document.svg, self.document.shows) = (true, true);
        let label = self.context.words.say("bar-code-alt", &[("isbn", Argument::Text(&code.isbn))]);
        self.out.open("div").attr("class", "bar-code");
        self.label_attributes();
        self.out.line();
        bar_code::draw(&mut self.out, code, &label);
        self.out.close().line();
    }
}

/// An address as readers see it: without its scheme and last slash.
fn shown(url: &str) -> &str {
    let bare = url.trim();
    let bare = bare.strip_prefix("https://").or_else(|| bare.strip_prefix("http://")).unwrap_or(bare);
    bare.strip_suffix('/').unwrap_or(bare)
}
