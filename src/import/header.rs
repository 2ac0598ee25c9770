//! The YAML header of a Markdown text, as generators of sites, note-takers and pandoc write it: what the header of a book's text holds too is
//! taken, under whichever name; any other value that people may read is named in a message.

use super::{
    dates::date,
    escape::escape_signs,
    language::{is_same, language},
    options::Options,
    scraped::ScrapedPage,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::Source,
};
use std::ops::Range;

/// Keys that only programs read, or that an import sets anew.
const OF_PROGRAMS: [&str; 48] = [
    "alias",
    "aliases",
    "bibliography",
    "classoption",
    "comments",
    "css",
    "cssclass",
    "cssclasses",
    "csl",
    "dir",
    "documentclass",
    "draft",
    "editor",
    "editor_options",
    "engine",
    "execute",
    "fontsize",
    "format",
    "geometry",
    "header-includes",
    "id",
    "jupyter",
    "kanban-plugin",
    "lastmod",
    "layout",
    "link-citations",
    "linkcolor",
    "mainfont",
    "menu",
    "modified",
    "number-sections",
    "numbersections",
    "output",
    "papersize",
    "permalink",
    "pin",
    "position",
    "published",
    "sidebar_position",
    "sitemap",
    "slug",
    "status",
    "template",
    "theme",
    "toc",
    "type",
    "updated",
    "weight",
];

/// A key with its value.
struct Entry<'t> {
    key: String,
    /// What stands on its line.
    value: &'t str,
    /// The lines below that belong to it.
    more: Vec<&'t str>,
    range: Range<usize>,
}

/// Takes what a YAML header says into `page`; the offset of its end, 0 without a header.
pub(super) fn read(source: &Source, options: &Options<'_>, page: &mut ScrapedPage, sink: &mut Diagnostics) -> usize {
    let Some((entries, end)) = entries(source.text()) else { return 0 };
    for entry in entries.iter().filter(|entry| !entry.is_empty()) {
        if !take(entry, options, page) && !OF_PROGRAMS.contains(&entry.key.as_str()) {
            let line: String = entry.shown().chars().take(60).collect();
            let span = source.span(entry.range.clone());
            sink.push(Diagnostic::new(Code::ImportLineLeftOut, span).with("line", line));
        }
    }
    end
}

/// Takes what an entry says; false when some of it is lost.
fn take(entry: &Entry<'_>, options: &Options<'_>, page: &mut ScrapedPage) -> bool {
    let text = entry.text();
    match entry.key.as_str() {
        "title" | "titre" => set(&mut page.title, text),
        "subtitle" | "sous-titre" | "soustitre" => set(&mut page.subtitle, text),
        "author" | "authors" | "auteur" | "auteurs" | "autrice" => {
            let mut names = text.map_or_else(|| entry.items(), |name| vec![name]).into_iter();
            // A second one is named by the editor.
            set(&mut page.author, names.next()) && names.next().is_none()
        }
        "source" | "url" | "canonical" | "canonical_url" => set(&mut page.address, text),
        "lang" | "language" | "langue" | "locale" => match text.and_then(|text| language(&text)) {
            Some(language) if is_same(&language, options.language) => true,
            language => set(&mut page.language, language),
        },
        "date" | "published" | "publishdate" | "publish-date" | "pubdate" => {
            fact(page, "date", text.and_then(|text| date(&text)))
        }
        "summary" | "abstract" | "résumé" | "resume" => fact(page, "summary", text.map(|text| escape_signs(&text))),
        "licence" | "license" => fact(page, "licence", text),
        "short-title" => fact(page, "short-title", text.map(|text| escape_signs(&text))),
        _ => false,
    }
}

/// Sets what is not said yet.
fn set(place: &mut Option<String>, value: Option<String>) -> bool {
    let is_new = place.is_none() && value.is_some();
    if is_new {
        *place = value;
    }
    is_new
}

/// The same of a key that the header of a text has.
fn fact(page: &mut ScrapedPage, key: &'static str, value: Option<String>) -> bool {
    let is_known = page.facts.iter().any(|(known, _)| *known == key);
    page.facts.extend(value.clone().filter(|_| !is_known).map(|value| (key, value)));
    value.is_some() && !is_known
}

/// The entries of a header and the offset of its end. None when the first line is no line of a header, or a thematic break.
fn entries(text: &str) -> Option<(Vec<Entry<'_>>, usize)> {
    let rest = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n"))?;
    let mut at = text.len() - rest.len();
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for line in rest.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bare = line.trim_end();
        if matches!(bare, "---" | "...") {
            return Some((entries, at));
        }
        let end = start + bare.len();
        match (bare.split_once(':'), entries.last_mut()) {
            (Some((key, value)), _) if !bare.starts_with([' ', '\t', '-', '#']) => {
                let key = key.trim_end().to_lowercase();
                entries.push(Entry { key, value: value.trim(), more: Vec::new(), range: start..end });
            }
            (_, Some(entry)) if !bare.is_empty() && !bare.starts_with('#') => {
                entry.more.push(bare);
                entry.range.end = end;
            }
            _ => {}
        }
    }
    None
}

impl Entry<'_> {
    fn is_empty(&self) -> bool {
        matches!(self.value, "" | "null" | "~" | "[]" | "''" | "\"\"") && self.more.is_empty()
    }

    /// Its text, when it is one: on the line of its key, or on lines below, of which YAML makes one.
    fn text(&self) -> Option<String> {
        let is_block = self.value.starts_with(['|', '>']);
        let is_nested = self.more.iter().any(|line| line.trim_start().starts_with("- ") || line.trim_start() == "-");
        if !is_block && (is_nested || self.value.is_empty() || self.value.starts_with(['[', '{', '&', '*'])) {
            return None;
        }
        let first = if is_block { None } else { Some(self.value) };
        let lines: Vec<&str> = first.into_iter().chain(self.more.iter().map(|line| line.trim())).collect();
        Some(unquoted(&lines.join(" "))).filter(|text| !text.is_empty())
    }

    /// The items of a list; of a mapping its name, and of a list of mappings their names.
    fn items(&self) -> Vec<String> {
        let list = self.value.strip_prefix('[').and_then(|list| list.strip_suffix(']'));
        if let Some(list) = list {
            return list.split(',').map(unquoted).filter(|item| !item.is_empty()).collect();
        }
        let item = |line: &&str| {
            let line = line.trim();
            let item = line.strip_prefix("- ").map(str::trim);
            let name = item.unwrap_or(line).strip_prefix("name:");
            name.or_else(|| item.filter(|item| !item.contains(": "))).map(unquoted)
        };
        self.more.iter().filter_map(item).filter(|item| !item.is_empty()).collect()
    }

    /// It as it is written, on one line.
    fn shown(&self) -> String {
        let lines = [self.value].into_iter().chain(self.more.iter().map(|line| line.trim()));
        let value: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        format!("{}: {}", self.key, value.join(" "))
    }
}

/// A value without its quotation marks.
fn unquoted(value: &str) -> String {
    value.trim().trim_matches(['"', '\'']).trim().to_owned()
}
