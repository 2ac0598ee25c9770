//! `import --again`: a corrected version of a text that the book has gives it a new body.
//!
//! Which text it is, its title says, else its file's name, else its authors when they have one text only. The header stays as it is, but
//! for an approval, which was given to the old body.

use super::{
    about,
    changes::{Plan, TextChange},
    holdings::Holdings,
    plan::{picture_names, picture_stem, pictures},
    request::Import,
    revision::Revision,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    import::{Page, difference, edits, fold, without_note_calls},
    manifest::{self, FrontMatter},
    source::Span,
};

/// Plans a new body for the text that `page`, of the file `name`, is a version of. None when there is no such text, which is reported.
pub(super) fn plan(
    page: &mut Page,
    name: &str,
    import: &Import<'_>,
    holdings: &Holdings<'_>,
    whole: Span,
    sink: &mut Diagnostics,
) -> Option<Plan> {
    let is_guessed = sink.iter().any(|found| found.code == Code::ImportTitleGuessed);
    // The header says who signs, and what the text is called.
    sink.retain(|found| {
        !matches!(
            found.code,
            Code::ImportWithoutAuthor | Code::ImportWithoutTitle | Code::ImportTitleGuessed | Code::ImportLanguage
        )
    });
    if sink.has_errors() {
        return None;
    }
    let title = import.title.map_or_else(|| page.bare_title(), str::to_owned);
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let authors = holdings.ids_of(page.author.as_deref());
    let found = holdings.texts.versions(&title.replace('\\', ""), stem, &authors);
    let [path] = found.as_slice() else {
        let diagnostic = Diagnostic::new(Code::ImportAgainUnknown, whole).with("count", found.len());
        sink.push(diagnostic.with("paths", found.join(", ")).with("title", title));
        return None;
    };
    let path = (*path).to_owned();
    let (tome, sources) = (holdings.tome, &holdings.sources);
    let source = sources.by_path(&path)?;
    let (header, body) = manifest::front_matter(source, &mut Diagnostics::new());
    let header = header?;
    let before = source.text().to_owned();
    match authors.as_slice() {
        // What the end of a text says of two is nobody's own.
        [_, _, ..] => page.put_back_about(true, true),
        alone => about::settle(page, alone.first(), holdings, whole, sink),
    }
    page.name_pictures(picture_stem(&path), &picture_names(&path, tome, sources), whole);
    keep_alternatives(page, &before[body.clone()]);
    let keeps_heading = keep_heading(page, &before[body.clone()]);
    if !keeps_heading && !is_guessed {
        report_titles(page, &header, whole, sink);
    }
    let (after, lapses) = edits::replace_body(&before, &page.body)?;
    let pictures = pictures(page, tome, sources);
    let line = before[..body.start].matches('\n').count();
    let mut difference = difference(&before[body], &page.body);
    difference.changes.iter_mut().for_each(|change| change.line += line);
    let is_same = difference.changes.is_empty() && pictures.is_empty();
    let change = (!is_same).then(|| TextChange { before: Some(before.clone()), after });
    let new_pictures = pictures.len();
    let again = Some(Revision { before, difference, lapses: lapses && !is_same, new_pictures });
    Some(Plan { path, change, entries: Vec::new(), shown: Vec::new(), pictures, again })
}

/// What the editor said of a picture stays, when the corrected version says nothing of it: documents seldom do.
fn keep_alternatives(page: &mut Page, before: &str) {
    let mut start = 0;
    while let Some(at) = page.body[start..].find("![](").map(|at| start + at) {
        let rest = &page.body[at + 2..];
        start = at + 4;
        // `](path)` with its brackets, as it was written in the text before.
        let Some(length) = rest.find(')') else { break };
        let target = &rest[..=length];
        let has_attributes = rest[target.len()..].starts_with('{');
        let Some(place) = before.find(target).filter(|_| !has_attributes) else { continue };
        let Some(alternative) = before[..place].rfind("![").map(|open| &before[open + 2..place]) else { continue };
        let after = &before[place + target.len()..];
        let attributes = after.find('}').filter(|_| after.starts_with('{')).map_or("", |end| &after[..=end]);
        if alternative.contains(['\n', ']']) || alternative.is_empty() && attributes.is_empty() {
            continue;
        }
        let (target_end, added) = (at + 2 + target.len(), alternative.len() + attributes.len());
        page.body.insert_str(target_end, attributes);
        page.body.insert_str(at + 2, alternative);
        for place in page.remarks.iter_mut().filter_map(|remark| remark.place.as_mut()).filter(|place| place.start > at) {
            *place = place.start + added..place.end + added;
        }
        start += added;
    }
}

/// Tells a title or a subtitle of the corrected version that is not the header's, which stays.
fn report_titles(page: &Page, header: &FrontMatter, whole: Span, sink: &mut Diagnostics) {
    let bare = |text: &str| without_note_calls(text).replace('\\', "");
    let pairs = [
        ("title", page.title.as_ref().map(|_| page.bare_title()), Some(header.title.value.as_str())),
        ("subtitle", page.subtitle.clone(), header.subtitle.as_ref().map(|subtitle| subtitle.value.as_str())),
    ];
    for (part, found, known) in pairs {
        let known = bare(known.unwrap_or_default());
        if let Some(found) = found.map(|found| bare(&found)).filter(|found| fold(found) != fold(&known)) {
            let diagnostic = Diagnostic::new(Code::ImportTitleDiffers, whole).with("title", found).with("known", known);
            sink.push(diagnostic.with("part", part));
        }
    }
}

/// A title that an earlier import put before the text, because the header has another, stays there; whether there is one.
fn keep_heading(page: &mut Page, before: &str) -> bool {
    let Some(title) = page.title_block.clone() else { return false };
    let first = before.trim_start().lines().next().unwrap_or_default();
    let is_kept = first.strip_prefix("## ").is_some_and(|first| fold(first) == fold(&title));
    if is_kept {
        let added = format!("## {title}\n\n");
        for place in page.remarks.iter_mut().filter_map(|remark| remark.place.as_mut()) {
            *place = place.start + added.len()..place.end + added.len();
        }
        page.body.insert_str(0, &added);
    }
    is_kept
}
