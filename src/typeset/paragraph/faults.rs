//! Faults of the lines as they are set, for the editor: too long, a word cut where no rule allows it.
//!
//! Each is told once, with words of the line that stand in the source, by which its place is found there. It chooses no break.

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    typeset::{
        justify::LineBounds,
        length::Length,
        line::Line,
        styled_text::{RunKind, StyledRun, StyledText},
    },
};

/// What the shaping of a hyphenated word may add to a line, and rounding.
const TOLERANCE: Length = Length::millipoints(300);

/// Reports what is wrong with `line`, set within `bounds`. `is_cut` says that it ends inside a word that no line can hold; where that is
/// code, no more can be asked.
pub(super) fn report(styled: &StyledText, bounds: &LineBounds, line: &Line, is_cut: bool, sink: &mut Diagnostics) {
    let (code, amount) = if line.excess > TOLERANCE {
        (Code::OverfullLine, line.excess.0 / Length::UNITS + 1)
    } else if is_cut {
        (Code::CutWord, 0)
    } else {
        return;
    };
    // The run that has most of the line: that is what cannot be broken.
    let bytes_in_line = |run: &&StyledRun| run.range.end.min(bounds.end).saturating_sub(run.range.start.max(bounds.start));
    let Some(run) = styled.runs.iter().max_by_key(bytes_in_line) else { return };
    let is_code = matches!(run.kind, RunKind::Code(_));
    if is_code && code == Code::CutWord {
        return;
    }
    let range = run.range.start.max(bounds.start)..run.range.end.min(bounds.end).max(run.range.start.max(bounds.start));
    let words = match code {
        _ if is_code => styled.text[run.range.clone()].replace('\u{a0}', " ").trim().to_owned(),
        // The whole word, so that it is told once, however many lines it takes.
        Code::CutWord => word_at(&styled.text, bounds.end).to_owned(),
        _ => longest_word(&styled.text[range]).to_owned(),
    };
    let words_are_address = words.contains("://");
    let amount = usize::try_from(amount).unwrap_or(usize::MAX);
    let fault = Diagnostic::new(code, run.span).with("amount", amount).with("word", words);
    let kind = match (is_code, words_are_address) {
        (true, _) => "code",
        (false, true) => "address",
        (false, false) => "prose",
    };
    sink.push(fault.with("kind", kind));
}

/// The longest piece of a line that typography leaves as it was typed, and Markdown needs no escapes in: letters, digits, few signs.
#[must_use]
pub fn longest_word(line: &str) -> &str {
    let is_kept =
        |character: char| character.is_alphanumeric() || matches!(character, '-' | '/' | ':' | '.' | '@' | '=' | '&' | '?' | '%');
    line.split(|character| !is_kept(character)).max_by_key(|word| word.len()).unwrap_or_default()
}

/// The word around a byte of `text`.
fn word_at(text: &str, at: usize) -> &str {
    let (before, after) = text.split_at(at);
    let start =
        before.rfind(char::is_whitespace).map_or(0, |space| space + before[space..].chars().next().map_or(0, char::len_utf8));
    let end = after.find(char::is_whitespace).map_or(text.len(), |space| at + space);
    &text[start..end]
}
