//! Plans what an import changes for a page: the text, its pictures, and entries of the YAML files. Writes nothing.

use super::{
    about::{self, Addition},
    changes::{Plan, TextChange},
    entries::Entry,
    holdings::Holdings,
    texts::ExpectedText,
};
use crate::{
    book::Slug,
    diagnostic::{Code, Diagnostic, Diagnostics},
    import::{
        FoundSponsor, Page, PictureNames,
        edits::{self, Position},
        fold,
    },
    manifest::{self, TomeEntry},
    source::{Source, SourceMap, Span},
};

/// Plans the changes for a page. What cannot be placed is reported; `whole` is the span of the page.
pub(super) fn plan(page: &mut Page, holdings: &mut Holdings<'_>, whole: Span, sink: &mut Diagnostics) -> Plan {
    let title = page.bare_title();
    let author = page.author.as_deref();
    let expected = holdings.texts.expected(&title, author, &holdings.people);
    let signing = author.map_or_else(Vec::new, |names| holdings.people.of_byline(names));
    let people: Vec<_> = signing.into_iter().map(|name| holdings.people.sign(name)).collect();
    let ids: Vec<&Slug> = people.iter().map(|(id, _)| id).collect();
    // What the end of a text says of two is nobody's own.
    let about = about::addition(page, ids.first().copied().filter(|_| ids.len() == 1), holdings, whole, sink);
    let tome = holdings.tome;
    let path = match &expected {
        Some(expected) => expected.path.clone(),
        None => format!("{}/{}", tome.id, holdings.names.take(&title)),
    };
    let name = path.rsplit('/').next().unwrap_or_default().to_owned();
    page.name_pictures(picture_stem(&path), &picture_names(&path, tome, &holdings.sources), whole);
    let pictures = pictures(page, tome, &holdings.sources);
    let mut plan = Plan { path, change: None, entries: Vec::new(), shown: Vec::new(), pictures, again: None };
    let header = header(page, &ids);
    let lines: String = header.iter().map(|(key, value)| format!("{key}: {value}\n")).collect();
    let new_text = format!("---\n{lines}---\n{}", page.body);
    // A preface goes to the front matter, any other text to the end of the body, until an editor moves it.
    let list = if page.preface { "front" } else { "body" };
    let item = Entry::item(&holdings.order(), list, Position::Last, name.clone());
    match expected {
        // An import that was interrupted before its last step is completed.
        Some(ExpectedText { path, .. })
            if !holdings.is_listed(&name) && holdings.sources.by_path(&path).is_some_and(|source| source.text() == new_text) =>
        {
            add_entry(&mut plan, holdings, item, whole, sink);
        }
        Some(ExpectedText { path, is_empty }) => {
            let expected = holdings.sources.by_path(&path);
            let text = expected.map(|source| source.text().to_owned()).unwrap_or_default();
            if is_empty {
                keep_title(page, expected, whole, sink);
            }
            // The editor said what the text is called and what it is.
            let missing: Vec<_> = header.into_iter().filter(|(key, _)| !matches!(*key, "title" | "kind")).collect();
            match edits::fill_text(&text, "draft", &missing, &page.body).filter(|_| is_empty) {
                Some(filled) => plan.change = Some(TextChange { before: Some(text), after: filled }),
                None => sink.push(Diagnostic::new(Code::TextExists, whole).with("path", &path)),
            }
        }
        None => {
            plan.change = Some(TextChange { before: None, after: new_text });
            add_entry(&mut plan, holdings, item, whole, sink);
        }
    }
    for entry in people.into_iter().filter_map(|(_, entry)| entry) {
        add_entry(&mut plan, holdings, entry, whole, sink);
    }
    if let Some(Addition { entry, picture }) = about {
        add_entry(&mut plan, holdings, entry, whole, sink);
        plan.pictures.extend(picture);
    }
    let added: Vec<&FoundSponsor> = page.sponsors.iter().filter(|sponsor| !sponsor.known).collect();
    let mut tiers: Vec<&'static str> = Vec::new();
    for sponsor in &added {
        if !tiers.contains(&sponsor.tier) {
            tiers.push(sponsor.tier);
        }
    }
    for entry in tiers.into_iter().filter_map(|tier| holdings.tier(tier)).collect::<Vec<_>>() {
        add_entry(&mut plan, holdings, entry, whole, sink);
    }
    for sponsor in added {
        let entry = Entry::item("book/sponsors.yaml", "sponsors", Position::Last, sponsor_entry(sponsor));
        add_entry(&mut plan, holdings, entry, whole, sink);
    }
    plan
}

/// The entry of a new sponsor.
fn sponsor_entry(sponsor: &FoundSponsor) -> String {
    let tagline = sponsor.tagline.as_ref().map(|tagline| format!("\ntagline: {}", edits::quote_scalar(tagline)));
    format!("name: {}\ntier: {}{}", edits::quote_scalar(&sponsor.name), sponsor.tier, tagline.unwrap_or_default())
}

/// What the names of a text's pictures begin with: its own name without the number and the extension.
pub(super) fn picture_stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}

/// The names of pictures that begin as those of the text at `path` would: a picture that is there already keeps its name, and no other
/// is replaced.
pub(super) fn picture_names(path: &str, tome: &TomeEntry, sources: &SourceMap) -> PictureNames {
    let mut names = PictureNames::default();
    let folder = format!("{}/", tome.id);
    let lead = format!("{folder}images/{}-", picture_stem(path));
    for source in sources.under(&lead) {
        let Some(name) = source.path().strip_prefix(folder.as_str()) else { continue };
        names.known.entry(source.bytes().read().into_owned()).or_insert_with(|| name.to_owned());
        names.taken.insert(name.to_owned());
    }
    names
}

/// The pictures that are not there yet.
pub(super) fn pictures(page: &Page, tome: &TomeEntry, sources: &SourceMap) -> Vec<(String, Vec<u8>)> {
    let places = page.pictures.iter().map(|picture| (format!("{}/{}", tome.id, picture.path), picture.bytes.clone()));
    places.filter(|(path, _)| sources.by_path(path).is_none()).collect()
}

/// Keeps the title of a document that differs from the one that an expected text has in its header: it becomes the first line.
fn keep_title(page: &mut Page, expected: Option<&Source>, whole: Span, sink: &mut Diagnostics) {
    let mut unreported = Diagnostics::new();
    let header = expected.and_then(|source| manifest::front_matter(source, &mut unreported).0);
    let (Some(header), Some(title)) = (header, page.title_block.clone()) else { return };
    if fold(&header.title.value) == fold(&title.replace('\\', "")) {
        return;
    }
    let added = format!("## {title}\n\n");
    for place in page.remarks.iter_mut().filter_map(|remark| remark.place.as_mut()) {
        *place = place.start + added.len()..place.end + added.len();
    }
    page.body.insert_str(0, &added);
    sink.push(Diagnostic::new(Code::ImportTitleDiffers, whole).with("title", title).with("part", "first"));
}

/// Names what an editor must know of a text that is not written: of its document, since the text has no places.
pub(super) fn report_unplaced(page: &Page, sink: &mut Diagnostics) {
    page.remarks.iter().for_each(|remark| sink.push(remark.diagnostic.clone()));
}

/// Adds the text as it will be to `sources`, and reports there what an editor must know of its places; the rest is about the document.
pub(super) fn report_remarks(page: &Page, plan: &Plan, sources: &mut SourceMap, sink: &mut Diagnostics) {
    let text = plan.change.as_ref().map(|change| change.after.as_str());
    // The body is the end of the text, but in a file with other line ends.
    let start = |text: &str| text.strip_suffix(page.body.as_str()).map(str::len).or_else(|| text.rfind(&page.body));
    let body = text.filter(|_| !page.remarks.is_empty()).and_then(|text| Some((text, start(text)?)));
    let id = body.map(|(text, _)| sources.add(plan.path.as_str(), text));
    for remark in &page.remarks {
        let mut diagnostic = remark.diagnostic.clone();
        if let (Some(id), Some((_, start)), Some(place)) = (id, body, &remark.place) {
            diagnostic.span = Span::new(id, place.start + start..place.end + start);
        }
        sink.push(diagnostic);
    }
}

/// The keys and values of a new text's header.
fn header(page: &Page, authors: &[&Slug]) -> Vec<(&'static str, String)> {
    let kind = if page.preface {
        "preface"
    } else if page.interview {
        "interview"
    } else {
        "text"
    };
    let mut header = vec![("title", edits::quote_scalar(page.title.as_deref().unwrap_or_default())), ("kind", kind.to_owned())];
    if let Some(subtitle) = &page.subtitle {
        header.insert(1, ("subtitle", edits::quote_scalar(subtitle)));
    }
    header.extend(page.language.as_deref().map(|language| ("language", edits::quote_scalar(language))));
    header.extend(page.facts.iter().map(|(key, value)| {
        // Written as editors write it.
        (*key, if *key == "date" { value.clone() } else { edits::quote_scalar(value) })
    }));
    if !authors.is_empty() {
        let ids: Vec<&str> = authors.iter().map(|id| id.as_str()).collect();
        header.push(("authors", format!("[{}]", ids.join(", "))));
    }
    header.push(("status", "review".to_owned()));
    header.extend(page.address.as_deref().map(|address| ("source", edits::quote_scalar(address))));
    header
}

/// Adds an entry to a plan. If the file's layout does not allow it, the entry is only shown, and reported.
fn add_entry(plan: &mut Plan, holdings: &mut Holdings<'_>, entry: Entry, whole: Span, sink: &mut Diagnostics) {
    if !entry.is_repeated {
        plan.shown.push((entry.path.clone(), entry.shown()));
    }
    if holdings.has_place(&entry) {
        plan.entries.push(entry);
    } else {
        sink.push(Diagnostic::new(Code::EntryNotPlaced, whole).with("path", &entry.path).with("entry", entry.shown()));
    }
}
