//! Texts that no order lists: where their names say that they belong, if that is one place.

use super::edit::{Edit, line_around};
use crate::{
    diagnostic::{Code, Diagnostics},
    manifest::{Manifest, OrderEntry},
    source::{SourceMap, Spanned},
};

/// The new entries of each tome.yaml, with its path.
pub(super) fn entries(manifest: &Manifest, sources: &SourceMap, found: &Diagnostics) -> Vec<(String, Edit)> {
    let mut edits = Vec::new();
    let unlisted = found.iter().filter(|found| found.code == Code::UnlistedText);
    let paths: Vec<&str> = unlisted.map(|found| sources.get(found.span.source).path()).collect();
    for tome in &manifest.tomes {
        let folder = format!("{}/", tome.id);
        let Some(source) = sources.by_path(&format!("{folder}tome.yaml")) else { continue };
        // The texts of the body in their order, each with the number of its part.
        let mut listed: Vec<(&Spanned<String>, usize)> = Vec::new();
        for (part, entry) in tome.body.iter().enumerate() {
            match entry {
                OrderEntry::Text(text) => listed.push((text, usize::MAX)),
                OrderEntry::Part { texts, .. } => listed.extend(texts.iter().map(|text| (text, part))),
                OrderEntry::Made(_) => {}
            }
        }
        let is_sorted = listed.is_sorted_by(|before, after| before.0.value < after.0.value);
        let mut new: Vec<&str> = paths.iter().copied().filter(|path| path.starts_with(&folder)).collect();
        new.sort_unstable();
        let mut here: Vec<(usize, String)> = Vec::new();
        for path in new.into_iter().filter(|_| is_sorted) {
            let at = listed.partition_point(|(text, _)| text.value.as_str() < path);
            let (Some(before), after) = (at.checked_sub(1).and_then(|at| listed.get(at)), listed.get(at)) else { continue };
            // Between two parts it may belong to either.
            if after.is_some_and(|after| after.1 != before.1) {
                continue;
            }
            let Some(range) = before.0.span.range() else { continue };
            let name = &path[folder.len()..];
            let line_start = source.text()[..range.start].rfind('\n').map_or(0, |end| end + 1);
            let indent = &source.text()[line_start..range.start];
            let is_block = indent.trim_start_matches(' ') == "- ";
            let entry = if is_block { format!("\n{indent}{name}") } else { format!(", {name}") };
            let end = if is_block { line_around(source, range.start).end } else { range.end };
            match here.last_mut() {
                // Several after the same text stay in their order.
                Some((last, text)) if *last == end => text.push_str(&entry),
                _ => here.push((end, entry)),
            }
        }
        edits.extend(here.into_iter().map(|(end, text)| (source.path().to_owned(), Edit::new(end..end, text))));
    }
    edits
}
