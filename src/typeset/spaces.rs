//! Word spaces: which spaces stretch with the line, and how far.
//!
//! `items` makes glue of them, `justify` distributes the room of a line among them. Spaces of fixed width get theirs in `shape`.

use crate::typeset::{
    length::Length,
    styled_text::{RunKind, StyledText},
};

/// A space that becomes glue.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// Between words: it stretches, and a line may end at it.
    Word,
    /// A no-break space between words: it stretches with the others.
    NoBreak,
    /// The no-break space of a sign: before a colon, inside guillemets. It stretches half as far, and does not shrink.
    Sign,
    /// In literal text: it does not stretch, and a line may end at it.
    Literal,
}

/// How far a word space may shrink, in thousandths.
const SHRINK: i64 = 190;

/// How far a word space of `width` stretches before that shows, and how far it may shrink, in text of size `em`.
///
/// The space of our text face is narrow (a fifth of an em): shrunk by a third, as is usual elsewhere, it would run words together.
/// Less than a fifth is not seen, and a sixth instead would leave an eighth more loose lines. That of our sans face is narrower still
/// and hardly shrinks. The spaces of signs, which the Lexique of the Imprimerie nationale counts as word spaces, stretch half as far as these,
/// so that a sign stays with its word.
pub(super) fn elasticity(width: Length, em: Length, space: Space) -> (Length, Length) {
    match space {
        Space::Word | Space::NoBreak => {
            (width / 2, width.of_em(SHRINK, 1_000).min(width - em.of_em(145, 1_000)).max(Length::ZERO))
        }
        Space::Sign => (width / 4, Length::ZERO),
        Space::Literal => (Length::ZERO, Length::ZERO),
    }
}

/// The space at a byte; none for other characters, and for spaces of fixed width.
pub(super) fn space_at(styled: &StyledText, at: usize, character: char) -> Option<Space> {
    if !matches!(character, ' ' | '\u{a0}') {
        return None;
    }
    let after = styled.text[at + character.len_utf8()..].chars().next();
    // A combining mark on a space makes a visible character of both.
    let is_mark = |next: char| {
        next >= '\u{300}' && (unicode_normalization::char::is_combining_mark(next) || matches!(next, '\u{200c}' | '\u{200d}'))
    };
    if after.is_some_and(is_mark) {
        return None;
    }
    let literal = styled.run_at(at).is_some_and(|run| matches!(run.kind, RunKind::Code(_)));
    match character {
        ' ' => Some(if literal { Space::Literal } else { Space::Word }),
        // The indent of a line of code is not discarded at the start of a line.
        '\u{a0}' if literal => None,
        '\u{a0}' => {
            let before = styled.text[..at].chars().next_back();
            // The space after the dash that opens a speech is fixed. The spaces around an aside are as wide inside as outside.
            let opens_speech = matches!(before, Some('—' | '–')) && opens_line(&styled.text[..at]);
            let is_of_sign = matches!(before, Some('«' | '‹' | '“'))
                || matches!(after, Some(':' | ';' | '!' | '?' | '»' | '›' | '”' | '%' | '€'));
            let space = if is_of_sign { Space::Sign } else { Space::NoBreak };
            (!opens_speech).then_some(space)
        }
        _ => None,
    }
}

/// Whether `text` ends with dashes that are alone on the line that the author began.
fn opens_line(text: &str) -> bool {
    text.trim_end_matches(['—', '–']).chars().next_back().is_none_or(|before| before == '\n')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        book::{Inline, Lang},
        source::{SourceId, Span},
        typeset::paragraph::tests::style,
    };

    #[test]
    fn only_spaces_between_words_stretch() {
        let styled = |text: &str| {
            let content = [Inline::text(text, Span::whole(SourceId::from_index(0)))];
            StyledText::new(&content, &style(), &Lang::french(), &[])
        };
        let of = |text: &str| {
            let styled = styled(text);
            text.char_indices().filter(|&(at, c)| space_at(&styled, at, c).is_some()).map(|(at, _)| at).collect::<Vec<_>>()
        };
        assert_eq!(of("M.\u{a0}X a"), [2, 5]);
        assert_eq!(of("«\u{a0}a\u{a0}»\u{a0}: b\u{202f}!"), [2, 5, 9, 12]);
        assert_eq!(of("—\u{a0}a —\u{a0}b\u{a0}—"), [6, 10, 13]);
        let signs = styled("«\u{a0}a b\u{a0}:");
        assert!(space_at(&signs, 2, '\u{a0}') == Some(Space::Sign) && space_at(&signs, 7, '\u{a0}') == Some(Space::Sign));
        let em = Length::points(10);
        let (word, sign) = (elasticity(em / 5, em, Space::Word), elasticity(em / 5, em, Space::Sign));
        assert_eq!((sign.0 * 2, sign.1), (word.0, Length::ZERO));
    }
}
