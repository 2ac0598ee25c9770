//! Loose lines, as the typographic report finds them on the finished pages.

use crate::{
    book::{Book, SectionKind},
    diagnostic::{Code, Diagnostic, Diagnostics},
    report::{Finding, FindingKind, Report},
    typeset::paragraph::longest_word,
};

/// Reports each line of `book` whose spaces are too wide. Those of our own words are left out: nobody can write them otherwise.
pub(super) fn report(book: &Book, found: &Report, sink: &mut Diagnostics) {
    // On a page that the program makes, its words have the place of the page, and those of the editor the place where they are written.
    let is_ours = |finding: &Finding| {
        let section = finding.section.and_then(|section| book.sections.get(section));
        section.is_some_and(|section| matches!(section.kind, SectionKind::Made(_)) && finding.span == Some(section.span))
    };
    for finding in found.findings.iter().filter(|finding| finding.kind == FindingKind::Loose && !is_ours(finding)) {
        let Some(span) = finding.span else { continue };
        let percent = usize::try_from(finding.amount / 10).unwrap_or_default();
        sink.push(Diagnostic::new(Code::LooseLine, span).with("amount", percent).with("word", longest_word(&finding.text)));
    }
}
