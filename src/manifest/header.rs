//! The YAML header of a text → [`FrontMatter`], and the range of the body.

use super::{
    check::check_table,
    declared::{AuthorEntry, FrontMatter, Status, TextKind},
    format::{CONTRIBUTION, SHARED_PAGE, lookup},
    meant::read_as_meant,
    node::{Node, NodeKind},
    parse::parse,
    people::read_name,
    recover,
    shape::Shape,
};
use crate::{
    book::{ContributionKind, Date, Lang, SharedKind, Slug},
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{Source, Span, Spanned},
};
use std::ops::Range;

/// Reads the YAML header of a contribution or shared page. Returns the header, or none when it is unusable, and the byte range of the
/// body.
#[must_use]
pub fn front_matter(source: &Source, sink: &mut Diagnostics) -> (Option<FrontMatter>, Range<usize>) {
    let text = source.text();
    if source.is_refused() {
        return (None, text.len()..text.len());
    }
    let mut lines = Lines { text, at: 0 };
    let opening = lines.next().unwrap_or(0..0);
    if text[opening.clone()].trim_end() != "---" {
        let line = text[opening.clone()].trim_end();
        let diagnostic = Diagnostic::new(Code::MissingHeader, source.span(0..opening.start + line.len()));
        let is_dashes = !line.is_empty() && line.trim().chars().all(|sign| matches!(sign, '-' | '–' | '—' | '―' | '−'));
        // The header stands below empty lines.
        let is_late = line.trim().is_empty() && text.trim_start().lines().next().is_some_and(|line| line.trim_end() == "---");
        let is_empty = text.trim().is_empty();
        let diagnostic = diagnostic.with("empty", if is_empty { "yes" } else { "no" });
        sink.push(match (is_dashes, is_late) {
            (true, _) => diagnostic.hint("dashes"),
            (false, true) => diagnostic.hint("late"),
            (false, false) => diagnostic,
        });
        return (None, 0..text.len());
    }
    let span = source.span(0..3);
    let yaml = opening.end;
    let Some(closing) = lines.find(|line| matches!(text[line.clone()].trim_end(), "---" | "...")) else {
        sink.push(Diagnostic::new(Code::UnclosedHeader, span));
        return (None, text.len()..text.len());
    };
    let body = closing.end..text.len();
    let shared = source.path().starts_with("book/");
    let table = if shared { &SHARED_PAGE } else { &CONTRIBUTION };
    let mut found = Diagnostics::new();
    let Some(mut node) = parse(source, yaml..closing.start, span, &mut found) else {
        sink.append(recover::report(source, yaml..closing.start, &Shape::Mapping(table), found));
        return (None, body);
    };
    sink.append(found);
    if !matches!(node.kind, NodeKind::Mapping(_)) && !node.is_null() {
        sink.push(Diagnostic::new(Code::WrongType, node.head()).with("expected", "mapping").with("found", "text"));
        return (None, body);
    }
    let meant = check_table(&node, table, sink);
    read_as_meant(&mut node, &Shape::Mapping(table));
    (Some(read_header(&node, span, shared, &meant, sink)), body)
}

/// The lines of a text as byte ranges that include the line ends, which are LF, CRLF or a lone CR.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        let rest = self.text.as_bytes().get(start..).filter(|rest| !rest.is_empty())?;
        let length = match rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            Some(end) if rest[end..].starts_with(b"\r\n") => end + 2,
            Some(end) => end + 1,
            None => rest.len(),
        };
        self.at = start + length;
        Some(start..self.at)
    }
}

/// The header of a checked mapping. A required key that is missing has been reported, and gets an empty or default value here so that
/// the text can still be checked. `meant` are the keys that unknown ones seem to mean.
fn read_header(node: &Node, span: Span, shared: bool, meant: &[String], sink: &mut Diagnostics) -> FrontMatter {
    let kind = if shared {
        let kind = node.parsed("kind", |word| lookup(&SharedKind::ALL, word).map(TextKind::Shared));
        kind.unwrap_or(Spanned::new(TextKind::Shared(SharedKind::Page), span))
    } else {
        let kind = node.parsed("kind", |word| lookup(&ContributionKind::ALL, word).map(TextKind::Contribution));
        kind.unwrap_or(Spanned::new(TextKind::Contribution(ContributionKind::Text), span))
    };
    let may_be_unsigned = match kind.value {
        TextKind::Shared(_) | TextKind::Contribution(ContributionKind::Study | ContributionKind::Introduction) => true,
        TextKind::Contribution(
            ContributionKind::Preface
            | ContributionKind::Foreword
            | ContributionKind::Text
            | ContributionKind::Interview
            | ContributionKind::Portrait
            | ContributionKind::Afterword,
        ) => false,
    };
    // Without a kind it is unknown whether an author is required.
    if !may_be_unsigned && node.get("kind").is_some() {
        match node.entries().iter().find(|entry| entry.key.value == "authors") {
            None if meant.iter().any(|key| key == "authors") => {}
            None => sink.push(Diagnostic::new(Code::MissingKey, node.head()).with("key", "authors").with("count", "one")),
            Some(entry) if entry.value.items().is_empty() => {
                sink.push(Diagnostic::new(Code::EmptyValue, entry.key.span).with("key", "authors"));
            }
            Some(_) => {}
        }
    }
    FrontMatter {
        span,
        title: node.text_of("title").unwrap_or_else(|| Spanned::new(String::new(), span)),
        subtitle: node.text_of("subtitle"),
        short_title: node.text_of("short-title"),
        kind,
        authors: read_authors(node, "authors"),
        interviewer: read_authors(node, "interviewer"),
        status: node
            .parsed("status", |word| lookup(&Status::ALL, word))
            .unwrap_or(Spanned::new(if shared { Status::Approved } else { Status::Draft }, span)),
        summary: node.text_of("summary"),
        date: node.parsed("date", Date::parse),
        source: node.text_of("source"),
        licence: node.text_of("licence"),
        language: node.parsed("language", Lang::new),
    }
}

/// The authors under `key`. One text in the place of a list has been reported, and may name several.
fn read_authors(node: &Node, key: &str) -> Vec<AuthorEntry> {
    let is_list = node.get(key).is_some_and(|value| matches!(value.kind, NodeKind::Sequence(_)));
    let authors = node.list(key, read_author).into_iter();
    authors.filter(|author| is_list || !matches!(author, AuthorEntry::NotAnId(_))).collect()
}

fn read_author(node: &Node) -> Option<AuthorEntry> {
    match &node.kind {
        NodeKind::Scalar { .. } => {
            let written = node.text()?;
            Some(match Slug::new(written.value) {
                Some(slug) => AuthorEntry::Id(Spanned::new(slug, written.span)),
                None => AuthorEntry::NotAnId(written.map(str::to_owned)),
            })
        }
        NodeKind::Mapping(_) => read_name(node).map(AuthorEntry::Name),
        NodeKind::Sequence(_) => None,
    }
}
