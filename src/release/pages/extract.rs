//! The page that announces a text of the book: sponsors by tier, where it comes from, who signs it, the text, the volumes.

use super::{
    labels::Labels,
    linked_data,
    page::{self, Head},
    volumes,
};
use crate::{
    book::{Name, SectionKind, plain_text},
    epub::Markup,
    locale::Argument,
    release::facts::{Release, ReleasedFormat, Volume, shown_range},
};

/// A text to announce.
#[derive(Clone, Copy, Debug)]
pub struct Extract<'a> {
    /// The volume that it stands in.
    pub volume: &'a Volume,
    /// Its index in `Book::sections`.
    pub section: usize,
    /// The text as HTML, with its title, byline, biographies and notes.
    pub html: &'a str,
    /// The pages of sponsors as HTML, if the volume has one.
    pub sponsors: &'a [String],
}

/// The whole page, then the fragment for a page of somebody else. `path` is the page's name in the folder of the release.
#[must_use]
pub fn extract(release: Release<'_>, text: Extract<'_>, path: &str) -> (Vec<u8>, Vec<u8>) {
    let Some(section) = text.volume.book.sections.get(text.section) else { return (Vec::new(), Vec::new()) };
    let labels = Labels::of(text.volume);
    let words = &labels.words;
    let book_title = volumes::work_title(release);
    let title = plain_text(&section.title).trim().to_owned();
    let names: Vec<&Name> = section.byline.iter().map(|credit| &text.volume.book.person(credit.person).name).collect();
    let mut out = Markup::new();
    out.open("article").attr("class", "extract").line();
    for sponsors in text.sponsors {
        out.raw(sponsors).line();
    }
    out.open("div").attr("class", "announcement").line().open("p").attr("class", "source");
    let source = words.say("extract-of", &[("title", Argument::Text(&book_title))]);
    let subtitle = text.volume.subtitle();
    labels.around(&mut out, "extract-of", "title", &book_title);
    if !subtitle.is_empty() {
        out.text(", ").text(&first_lower(&subtitle));
    }
    out.close().line();
    if let SectionKind::Contribution(_) = section.kind
        && !names.is_empty()
    {
        let is_french = text.volume.lang().is_french();
        let shown = |name: &&Name| if is_french { name.after_de() } else { name.display() };
        let said = words.enumeration(&names.iter().map(shown).collect::<Vec<_>>());
        out.open("p").attr("class", "source");
        labels.write(&mut out, "text-by", &[("names", Argument::Text(&said))]);
        out.close().line();
    }
    out.close().line().raw(text.html).line();
    let count = Argument::Number(i64::try_from(release.volumes.len()).unwrap_or(1));
    out.open("section").line();
    labels.element(&mut out, "h2", "volumes-title", &[("count", count)]);
    volumes::list(&mut out, release, &labels);
    out.close().line();
    own_pages(&mut out, release, text, &title, &labels);
    out.close().line();
    let fragment = out.finish();
    let mut data = linked_data::book(release);
    data.push(linked_data::text(text.volume, text.section));
    let summary = plain_text(&section.summary).trim().to_owned();
    let head = Head {
        title: &format!("{title} · {book_title}"),
        description: if summary.is_empty() { &source } else { &summary },
        address: release.base.map(|_| release.address(path)),
        meta: meta(text, &title, &names),
        data: serde_json::Value::Array(data),
    };
    let page = page::page(&section.lang, &head, &format!("<main>\n{fragment}</main>\n"));
    (page, fragment.into_bytes())
}

/// « Un extrait »: where the text begins in the PDF, whose destinations have the names of sections.
fn own_pages(out: &mut Markup, release: Release<'_>, text: Extract<'_>, title: &str, labels: &Labels) {
    let (volume, slug) = (text.volume, &text.volume.book.sections[text.section].slug);
    let Some(pdf) = volume.files.iter().find(|file| file.format == ReleasedFormat::Pdf) else { return };
    out.open("section").line();
    labels.element(out, "h2", "extract-title", &[]);
    out.open("p").open("a").attr("href", &format!("{}#{slug}", release.address(&pdf.path))).text(title).close();
    if let Some(range) = volume.folio_range(text.section) {
        out.text(" ");
        labels.write(out, "extract-pages", &[("pages", Argument::Text(&shown_range(&range)))]);
    }
    out.close().line().close().line();
}

/// Highwire's and Dublin Core's tags, from which reference managers take a text of a book.
fn meta(text: Extract<'_>, title: &str, names: &[&Name]) -> Vec<(&'static str, String)> {
    let volume = text.volume;
    let mut meta = vec![("citation_title", title.to_owned()), ("citation_inbook_title", volume.title())];
    for name in names {
        let inverted = match name {
            Name::Person { given, family, .. } if !given.is_empty() => format!("{family}, {given}"),
            Name::Person { .. } | Name::Group(_) => name.display(),
        };
        meta.push(("citation_author", inverted));
    }
    meta.push(("citation_publication_date", volume.book.tome.date.to_string().replace('-', "/")));
    meta.push(("citation_publisher", volume.publisher()));
    meta.push(("citation_language", volume.language().to_owned()));
    if let Some((first, last)) = volume.folio_range(text.section) {
        meta.extend([("citation_firstpage", first), ("citation_lastpage", last)]);
    }
    meta.extend(volume.files.iter().filter_map(|file| Some(("citation_isbn", volume.isbn(file.format)?.digits().to_owned()))));
    meta.push(("DC.title", title.to_owned()));
    meta.extend(names.iter().map(|name| ("DC.creator", name.display())));
    meta.extend([("DC.publisher", volume.publisher()), ("DC.date", volume.book.tome.date.to_string())]);
    meta.push(("DC.language", volume.lang().as_str().to_owned()));
    meta
}

/// A subtitle as it stands within a phrase: « livre blanc collectif ».
fn first_lower(text: &str) -> String {
    let mut characters = text.chars();
    let second = characters.clone().nth(1);
    match characters.next() {
        // « RSE » stays.
        Some(first) if second.is_some_and(char::is_lowercase) => first.to_lowercase().chain(characters).collect(),
        Some(_) | None => text.to_owned(),
    }
}
