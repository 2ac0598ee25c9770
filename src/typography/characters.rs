//! Characters that the rules compare: the spaces, and placeholders for what is not text.

/// U+00A0 NO-BREAK SPACE.
pub(super) const NBSP: char = '\u{a0}';
/// U+202F NARROW NO-BREAK SPACE.
pub(super) const NNBSP: char = '\u{202f}';
/// U+FFFC stands for code or a picture; rules treat it as a word.
pub(super) const OBJECT: char = '\u{fffc}';
/// U+FFFB stands for the call of a note; rules treat it as a closing mark.
pub(super) const NOTE_CALL: char = '\u{fffb}';

/// Whether rules may replace `character` by another space: the word space, the tab, the no-break spaces and U+2009.
#[inline]
pub(super) const fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | NBSP | NNBSP | '\u{2009}')
}

/// Whether `character` is a space or a line end.
#[inline]
pub(super) const fn is_blank(character: char) -> bool {
    is_space(character) || character == '\n'
}
