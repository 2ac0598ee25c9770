//! `import --again`: a corrected version of a text that the book has gives it a new body.
//!
//! Which text it is, its title says, else its file's name, else its author when they have one text only. The header stays as it is, but
//! for an approval, which was given to the old body.

use super::{
    expected::person,
    plan::{Plan, picture_names, picture_stem, pictures},
    request::Import,
    revision::Revision,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    import::{Page, difference, edits, fold},
    manifest::{self, AuthorEntry, Manifest, TomeEntry},
    source::{SourceMap, Span},
};

/// Plans a new body for the text that `page` is a version of. None when there is no such text, which is reported.
pub(super) fn plan(
    page: &mut Page,
    import: &Import<'_>,
    manifest: &Manifest,
    tome: &TomeEntry,
    sources: &SourceMap,
    whole: Span,
    sink: &mut Diagnostics,
) -> Option<Plan> {
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
    let name = sources.get(whole.source).path().rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    let author = page.author.as_deref().map(|name| person(name, manifest).0);
    let (mut by_stem, mut by_author, mut by_title) = (Vec::new(), Vec::new(), Vec::new());
    for source in sources.under(&format!("{}/", tome.id)).filter(|source| source.path().ends_with(".md")) {
        let (Some(front), body) = manifest::front_matter(source, &mut Diagnostics::new()) else { continue };
        if source.text()[body].trim().is_empty() {
            continue;
        }
        let own = source.path().rsplit('/').next().unwrap_or_default().trim_end_matches(".md");
        if fold(&front.title.value) == fold(&title.replace('\\', "")) {
            by_title.push(source.path().to_owned());
        } else if fold(own) == fold(&stem) || own.split_once('-').is_some_and(|(_, slug)| fold(slug) == fold(&stem)) {
            by_stem.push(source.path().to_owned());
        } else if front.authors.iter().any(|known| matches!(known, AuthorEntry::Id(id) if Some(&id.value) == author.as_ref())) {
            by_author.push(source.path().to_owned());
        }
    }
    let found = [by_title, by_stem, by_author].into_iter().find(|found| !found.is_empty()).unwrap_or_default();
    let [path] = found.as_slice() else {
        let diagnostic = Diagnostic::new(Code::ImportAgainUnknown, whole).with("count", found.len());
        sink.push(diagnostic.with("paths", found.join(", ")).with("title", title));
        return None;
    };
    let source = sources.by_path(path)?;
    let body = manifest::front_matter(source, &mut Diagnostics::new()).1;
    let before = source.text().to_owned();
    page.settle(picture_stem(path), &picture_names(path, tome, sources), whole);
    keep_heading(page, &before[body.clone()]);
    let (after, lapses) = edits::replace_body(&before, &page.body)?;
    let pictures = pictures(page, tome, sources);
    let line = before[..body.start].matches('\n').count();
    let mut difference = difference(&before[body], &page.body);
    difference.changes.iter_mut().for_each(|change| change.line += line);
    let is_same = difference.changes.is_empty() && pictures.is_empty();
    let changes = if is_same { Vec::new() } else { vec![(path.clone(), Some(before.clone()), after)] };
    let new_pictures = pictures.len();
    let again = Some(Revision { before, difference, lapses: lapses && !is_same, new_pictures });
    Some(Plan { changes, entries: Vec::new(), path: path.clone(), pictures, again })
}

/// A title that an earlier import put before the text, because the header has another, stays there.
fn keep_heading(page: &mut Page, before: &str) {
    let Some(title) = page.title_block.clone() else { return };
    let first = before.trim_start().lines().next().unwrap_or_default();
    if first.strip_prefix("## ").is_some_and(|first| fold(first) == fold(&title)) {
        let added = format!("## {title}\n\n");
        for place in page.remarks.iter_mut().filter_map(|remark| remark.place.as_mut()) {
            *place = place.start + added.len()..place.end + added.len();
        }
        page.body.insert_str(0, &added);
    }
}
