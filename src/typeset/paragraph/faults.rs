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

/// How many characters of a word are told.
const LONGEST_TOLD: usize = 120;

/// Reports what is wrong with `line`, set within `bounds`. `cuts` says that it ends inside a word that no line can hold, the first line of
/// that word; where it is code, no more can be asked.
pub(super) fn report(styled: &StyledText, bounds: &LineBounds, line: &Line, cuts: bool, sink: &mut Diagnostics) {
    let (code, amount) = if line.excess > TOLERANCE {
        (Code::OverfullLine, line.excess.0 / Length::UNITS + 1)
    } else if cuts {
        (Code::CutWord, 0)
    } else {
        return;
    };
    // The run that has most of the line: that is what cannot be broken.
    let first = styled.runs.partition_point(|run| run.range.end <= bounds.start);
    let of_line = styled.runs[first..].iter().take_while(|run| run.range.start < bounds.end);
    let bytes_in_line = |run: &&StyledRun| run.range.end.min(bounds.end).saturating_sub(run.range.start.max(bounds.start));
    let Some(run) = of_line.max_by_key(bytes_in_line) else { return };
    let is_code = matches!(run.kind, RunKind::Code(_));
    if is_code && code == Code::CutWord {
        return;
    }
    let shown = &styled.text[run.range.start.max(bounds.start)..run.range.end.min(bounds.end)];
    let words: String = match code {
        _ if is_code => shown.replace('\u{a0}', " ").trim().to_owned(),
        Code::CutWord => word_from(&styled.text, bounds),
        _ => longest_word(shown).to_owned(),
    };
    let words: String = words.chars().take(LONGEST_TOLD).collect();
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

/// The word that the line within `bounds` cuts: its beginning in the line, and as much of the rest as is told.
fn word_from(text: &str, bounds: &LineBounds) -> String {
    let line = &text[bounds.start..bounds.end];
    let start = line.char_indices().rev().find(|(_, character)| character.is_whitespace());
    let begins = bounds.start + start.map_or(0, |(at, space)| at + space.len_utf8());
    text[begins..].chars().take_while(|character| !character.is_whitespace()).take(LONGEST_TOLD).collect()
}
