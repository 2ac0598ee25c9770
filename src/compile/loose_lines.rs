//! Loose lines, as the typographic report finds them on the finished pages.

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    report::{FindingKind, Report},
    typeset::paragraph::longest_word,
};

/// Reports each line of the text whose spaces are too wide.
pub(super) fn report(found: &Report, sink: &mut Diagnostics) {
    for finding in found.findings.iter().filter(|finding| finding.kind == FindingKind::Loose) {
        let Some(span) = finding.span else { continue };
        let percent = usize::try_from(finding.amount / 10).unwrap_or_default();
        sink.push(Diagnostic::new(Code::LooseLine, span).with("amount", percent).with("word", longest_word(&finding.text)));
    }
}
