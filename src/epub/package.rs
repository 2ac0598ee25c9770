//! The package document: metadata, what the publication holds, and the reading order.
//!
//! The frame is `epub-builder`'s, and so are the items of what every publication has; documents and resources are added to them in
//! its words (`container` says why). The metadata are ours as a whole, because it knows neither MARC roles, nor refinements, nor
//! accessibility. Clauses: EPUB 3.3 §5, EPUB Accessibility 1.1, TDMRep.

use super::{
    container::Resource,
    document::{Document, direction},
    edit::{self, Edit},
    identifier::identifier,
    markup::{Markup, escape},
    navigation::Landmark,
    semantics,
};
use crate::{
    book::{Accessibility, Book, Claim, ContributorId, Date, Subject, plain_text},
    locale::{Argument, Words},
};
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::char::is_combining_mark;

/// What was found while the book was written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Findings {
    /// Pictures that show something, and do not only adorn.
    pub(super) pictures: bool,
    /// A page list.
    pub(super) page_list: bool,
    /// An index.
    pub(super) index: bool,
}

/// The volume's title as a shelf shows it: « Title. Tome 1, Les textes ».
#[must_use]
pub fn full_title(book: &Book, words: &Words) -> String {
    let number = (book.work.tomes.len() > 1).then_some(book.tome.number);
    words.volume_title(&plain_text(&book.work.title), number, &plain_text(&book.tome.title))
}

/// Completes the package document: `documents` are in reading order, `resources` are the other files.
pub(super) fn complete(
    package: &str,
    book: &Book,
    words: &Words,
    findings: Findings,
    (documents, resources): (&[&Document], &[Resource]),
    landmarks: &[Landmark],
) -> String {
    edit::events(package, |event| match event {
        Event::Start(element) if element.name().as_ref() == "package" => {
            let mut tag =
                String::from("<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"book-id\"");
            for (name, value) in [
                ("xml:lang", book.work.lang.as_str()),
                ("dir", direction(&book.work.lang)),
                ("prefix", "tdm: http://www.w3.org/ns/tdmrep#"),
            ] {
                tag.push_str(&format!(" {name}=\""));
                escape(value, &mut tag);
                tag.push('"');
            }
            tag.push('>');
            Edit::Replace(tag)
        }
        Event::Start(element) if element.name().as_ref() == "metadata" => Edit::ReplaceElement(metadata(book, words, findings)),
        Event::End(element) if element.name().as_ref() == "manifest" => {
            let documents = documents.iter().map(|document| {
                let properties = if document.svg { Some("svg") } else { None };
                item(&document.href, "application/xhtml+xml", properties)
            });
            let resources = resources.iter().map(|resource| item(&resource.href, resource.media_type, None));
            let items: Vec<String> = documents.chain(resources).collect();
            Edit::Replace(format!("  {}\n  </manifest>", items.join("\n    ")))
        }
        Event::Start(element) if element.name().as_ref() == "spine" => {
            let mut spine = format!("<{}>", &**element);
            for document in documents {
                spine.push_str(&format!("\n    <itemref idref=\"{}\"/>", item_id(&document.href)));
            }
            // Without the navigation document: MuPDF, Okular, FBReader and calibre's conversions print it after the last text, list
            // of pages and all, whatever it hides.
            spine.push_str("\n  </spine>");
            Edit::ReplaceElement(spine)
        }
        Event::Start(element) if element.name().as_ref() == "guide" => Edit::ReplaceElement(guide(landmarks)),
        _ => Edit::Keep,
    })
}

/// A file as the manifest lists it, in the words of `epub-builder`.
fn item(href: &str, media_type: &str, properties: Option<&str>) -> String {
    let mut out = Markup::new();
    out.open("item").attr("media-type", media_type).attr("id", &item_id(href)).attr("href", href);
    out.attr_if("properties", properties).close();
    out.finish()
}

/// The identifier of a file in the package.
fn item_id(href: &str) -> String {
    // Letters of every script, so that two names of the same length stay two.
    let is_letter = |character: char| character.is_alphanumeric() || is_combining_mark(character);
    let in_id = |character: char| is_letter(character) || matches!(character, '-' | '.' | '_');
    format!("id_{}", href.replace(|character| !in_id(character), "_"))
}

/// The landmarks as EPUB 2 calls them, for the reading systems that know no others (OPF 2.0.1, 2.6).
fn guide(landmarks: &[Landmark]) -> String {
    let mut out = Markup::new();
    out.open("guide").line();
    for landmark in landmarks {
        let kind = match landmark.epub_type {
            "titlepage" => "title-page",
            "bodymatter" => "text",
            kind @ ("cover" | "copyright-page" | "toc" | "index" | "colophon") => kind,
            _ => continue,
        };
        out.open("reference").attr("type", kind).attr("title", &landmark.title).attr("href", &landmark.href).close().line();
    }
    out.finish()
}

struct Metadata {
    out: Markup,
}

fn metadata(book: &Book, words: &Words, findings: Findings) -> String {
    let mut metadata = Metadata { out: Markup::new() };
    metadata.out.open("metadata").attr("xmlns:dc", "http://purl.org/dc/elements/1.1/").line();
    metadata.dublin("dc:identifier", Some("book-id"), &identifier(book).0);
    metadata.titles(book, words);
    metadata.languages(book);
    metadata.people(book);
    if !book.work.publisher.name.is_empty() {
        metadata.dublin("dc:publisher", None, &book.work.publisher.name);
    }
    metadata.dublin("dc:date", None, &book.tome.date.to_string());
    // Plain text (EPUB 3.3, 5.5.3): markup would be shown as it stands. calibre makes paragraphs of what blank lines part.
    let description = book.tome.summary_paragraphs().join("\n\n");
    for (name, text) in [("dc:rights", plain_text(&book.work.rights).trim()), ("dc:description", &description)] {
        if !text.is_empty() {
            metadata.dublin(name, None, text);
        }
    }
    // The printed book of the same volume, which a reader may hold or cite.
    if let Some(isbn) = &book.tome.isbn.print {
        metadata.dublin("dc:source", None, &format!("urn:isbn:{}", isbn.digits()));
    }
    // The same volume in pages, which has a number of its own.
    if let Some(isbn) = &book.tome.isbn.pdf {
        metadata.dublin("dc:relation", None, &format!("urn:isbn:{}", isbn.digits()));
    }
    metadata.subjects(&book.work.subjects);
    metadata.property("dcterms:modified", &modified(book.tome.modified));
    metadata.collection(book);
    // Directive 2019/790, article 4: 1 reserves the right, 0 gives it.
    metadata.property("tdm:reservation", if book.work.legal.data_mining_reserved { "1" } else { "0" });
    if let Some(policy) = &book.work.legal.data_mining_policy {
        metadata.property("tdm:policy", policy);
    }
    metadata.accessibility(book, words, findings);
    // EPUB 2 reading systems find the cover by this alone.
    metadata.out.open("meta").attr("name", "cover").attr("content", "cover-image").close().line();
    metadata.out.close();
    metadata.out.finish()
}

impl Metadata {
    fn dublin(&mut self, name: &'static str, id: Option<&str>, value: &str) {
        self.out.open(name).attr_if("id", id).text(value).close().line();
    }

    fn property(&mut self, property: &str, value: &str) {
        self.out.open("meta").attr("property", property).text(value).close().line();
    }

    fn refine(&mut self, id: &str, property: &str, scheme: Option<&str>, value: &str) {
        self.out.open("meta").attr("refines", &format!("#{id}")).attr("property", property).attr_if("scheme", scheme);
        self.out.text(value).close().line();
    }

    fn titles(&mut self, book: &Book, words: &Words) {
        let subtitle = plain_text(&book.work.subtitle).trim().to_owned();
        let mut place = 0;
        let main = full_title(book, words);
        for (id, kind, title) in
            [("title", "main", main.as_str()), ("subtitle", "subtitle", &subtitle), ("set", "collection", &book.work.collection)]
        {
            if title.is_empty() || (kind == "collection" && book.work.tomes.len() < 2) {
                continue;
            }
            place += 1;
            self.dublin("dc:title", Some(id), title);
            self.refine(id, "title-type", None, kind);
            self.refine(id, "display-seq", None, &place.to_string());
            if kind == "collection" {
                self.refine(id, "group-position", None, &book.tome.number.to_string());
            }
        }
    }

    /// Subjects, those of a scheme with their codes (EPUB 3.3, D.3.2 and D.3.12).
    fn subjects(&mut self, subjects: &[Subject]) {
        for (position, subject) in subjects.iter().enumerate() {
            let Some((scheme, code)) = &subject.code else {
                self.dublin("dc:subject", None, subject.label());
                continue;
            };
            let id = format!("subject-{}", position + 1);
            self.dublin("dc:subject", Some(&id), subject.label());
            self.refine(&id, "authority", None, scheme.name());
            self.refine(&id, "term", None, code);
        }
    }

    /// The book's language, then those of whole texts, as a shelf is labelled: `fr` here, `fr-FR` in the texts (SNE charter).
    fn languages(&mut self, book: &Book) {
        let mut said = BTreeSet::new();
        for lang in std::iter::once(&book.work.lang).chain(book.sections.iter().map(|section| &section.lang)) {
            if said.insert(lang.without_region()) {
                self.dublin("dc:language", None, lang.without_region());
            }
        }
    }

    /// Editors are the creators; who wrote, spoke and made pictures are contributors, in the order of the book. Each person has
    /// one element with all their roles: an editor who also writes is not listed twice.
    ///
    /// « aut » is for creators alone: Readium and foliate-js list whoever has it among the authors of the book, and who signs a text
    /// of it is a contributor to an anthology (MARC `ctb`). calibre drops editors where another creator is an author: beside a
    /// collective they are authors too, as the title page says.
    fn people(&mut self, book: &Book) {
        let collective = book.work.collective.as_deref().map(collective_name).filter(|name| !name.is_empty());
        // What nobody edits is by those who sign its texts: an offprint.
        let is_unedited = book.work.editors.is_empty() && collective.is_none();
        let bylines = book.sections.iter().filter(|_| is_unedited).flat_map(|section| &section.byline);
        let signers: BTreeSet<ContributorId> = bylines.map(|credit| credit.person).collect();
        let edited = book.work.editors.iter().map(|&editor| (editor, "edt"));
        let signed = book.sections.iter().flat_map(|section| {
            section.byline.iter().map(|credit| (credit.person, semantics::relator(section.kind, credit.role)))
        });
        let made = book
            .work
            .legal
            .credits
            .iter()
            .flat_map(|credit| credit.people.iter().map(|&person| (person, semantics::edition_relator(credit.role))));
        let mut order = Vec::new();
        let mut roles: BTreeMap<ContributorId, Vec<&'static str>> = BTreeMap::new();
        for (person, role) in edited.chain(signed).chain(made) {
            let known = roles.entry(person).or_default();
            if known.is_empty() {
                order.push(person);
            }
            if !known.contains(&role) {
                known.push(role);
            }
        }
        let (creators, contributors): (Vec<_>, Vec<_>) =
            order.into_iter().partition(|person| book.work.editors.contains(person) || signers.contains(person));
        for creator in creators.iter().filter(|_| collective.is_some()) {
            let roles = roles.entry(*creator).or_default();
            if !roles.contains(&"aut") {
                roles.push("aut");
            }
        }
        for contributor in &contributors {
            let roles = roles.entry(*contributor).or_default();
            roles.iter_mut().filter(|role| **role == "aut").for_each(|role| *role = "ctb");
        }
        let mut place = 0;
        for (position, id) in creators.into_iter().enumerate() {
            place += 1;
            self.person("dc:creator", &format!("creator-{}", position + 1), book, (id, &roles[&id]), place);
        }
        if let Some(name) = collective {
            place += 1;
            self.dublin("dc:creator", Some("collective"), name);
            self.refine("collective", "role", Some("marc:relators"), "aut");
            self.refine("collective", "file-as", None, name);
            self.refine("collective", "display-seq", None, &place.to_string());
        }
        for (position, id) in contributors.into_iter().enumerate() {
            place += 1;
            self.person("dc:contributor", &format!("contributor-{}", position + 1), book, (id, &roles[&id]), place);
        }
    }

    fn person(&mut self, element: &'static str, id: &str, book: &Book, (person, roles): (ContributorId, &[&str]), place: usize) {
        let name = &book.person(person).name;
        self.dublin(element, Some(id), &name.display());
        for role in roles {
            self.refine(id, "role", Some("marc:relators"), role);
        }
        self.refine(id, "file-as", None, &name.inverted());
        self.refine(id, "display-seq", None, &place.to_string());
    }

    fn collection(&mut self, book: &Book) {
        if book.work.tomes.len() < 2 || book.work.collection.is_empty() {
            return;
        }
        self.out.open("meta").attr("property", "belongs-to-collection").attr("id", "collection");
        self.out.text(&book.work.collection).close().line();
        self.refine("collection", "collection-type", None, "set");
        self.refine("collection", "group-position", None, &book.tome.number.to_string());
        // calibre shows no set, and Readium's parser reads only what calibre writes.
        for (name, content) in
            [("calibre:series", book.work.collection.clone()), ("calibre:series_index", book.tome.number.to_string())]
        {
            self.out.open("meta").attr("name", name).attr("content", &content).close().line();
        }
    }

    /// EPUB Accessibility 1.1 §2.2: what the book offers, derived from what it holds.
    fn accessibility(&mut self, book: &Book, words: &Words, findings: Findings) {
        let found = Accessibility {
            pictures: findings.pictures,
            pages: findings.page_list,
            index: findings.index,
            ..book.tome.accessibility.clone()
        };
        self.property("schema:accessMode", "textual");
        if found.pictures {
            self.property("schema:accessMode", "visual");
            self.property("schema:accessModeSufficient", "textual,visual");
        }
        if !found.undescribed {
            self.property("schema:accessModeSufficient", "textual");
        }
        let features = [
            ("tableOfContents", true),
            ("readingOrder", true),
            ("structuralNavigation", true),
            ("ARIA", true),
            ("displayTransformability", !found.imposed),
            ("alternativeText", found.pictures && !found.undescribed),
            ("pageBreakMarkers", found.pages),
            ("pageNavigation", found.pages),
            ("index", found.index),
        ];
        for (feature, _) in features.into_iter().filter(|(_, present)| *present) {
            self.property("schema:accessibilityFeature", feature);
        }
        // A book has no sound, and nothing in it flashes or sways but what a theme moves, which nobody here has watched.
        let hazards: &[&str] =
            if found.moving { &["unknownFlashingHazard", "unknownMotionSimulationHazard", "noSoundHazard"] } else { &["none"] };
        for hazard in hazards {
            self.property("schema:accessibilityHazard", hazard);
        }
        let summary: Vec<String> = found.statements().into_iter().map(|id| words.word(id)).collect();
        self.property("schema:accessibilitySummary", &summary.join(" "));
        if let Some(claim) = &found.claim {
            self.claim(claim);
        }
        // The pages are those of the edition in pages, by its number; one without number goes by its title.
        if found.pages {
            let source = match book.tome.isbn.print.as_ref().or(book.tome.isbn.pdf.as_ref()) {
                Some(isbn) => format!("urn:isbn:{}", isbn.digits()),
                None => words.say("page-source", &[("title", Argument::Text(&full_title(book, words)))]),
            };
            self.property("pageBreakSource", &source);
        }
    }

    /// EPUB Accessibility 1.1 §4.2: the exact words of the standard, and who vouches for them.
    fn claim(&mut self, claim: &Claim) {
        self.out.open("meta").attr("property", "dcterms:conformsTo").attr("id", "conformity");
        self.out.text("EPUB Accessibility 1.1 - WCAG 2.2 Level AA").close().line();
        for (position, by) in claim.by.iter().enumerate() {
            let id = format!("certifier-{}", position + 1);
            self.out.open("meta").attr("property", "a11y:certifiedBy").attr("refines", "#conformity").attr("id", &id);
            self.out.text(by).close().line();
            self.refine(&id, "dcterms:date", None, &claim.date.to_string());
        }
    }
}

/// The name of a collective, without the « & » that joins it to the editor on the title page.
pub(crate) fn collective_name(collective: &str) -> &str {
    collective.trim_start_matches(['&', ' ', '\u{a0}', '\u{202f}'])
}

/// The book's day at midnight: two builds of one book are the same book.
fn modified(date: Date) -> String {
    let (year, month, day) = date.first_day();
    format!("{year:04}-{month:02}-{day:02}T00:00:00Z")
}
