//! Names and titles whose direction is not that of the words around them: in a French book a name in Arabic letters, in a Hebrew one a
//! name in Latin letters. Among figures, commas and names of their kind they would change the order of a line, unless they are isolated
//! (UAX 9, HTML `bdi`). It knows no layout: the writers order the line.

use super::{
    inline::{Inline, InlineStyle, RichText, plain_text},
    lang::Lang,
};
use crate::source::Span;

/// Whether `text` runs from right to left, by its first letter (UAX 9, P2); none without letters.
#[must_use]
pub fn runs_right_to_left(text: &str) -> Option<bool> {
    // Hebrew, Arabic and their neighbours, their presentation forms, and the old and African scripts of the supplementary planes.
    let is_right_to_left = |letter: char| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    text.chars().find(|character| character.is_alphabetic()).map(is_right_to_left)
}

/// `content`, isolated if its direction is not that of `around`, the language of the words beside it.
#[must_use]
pub fn isolated(content: RichText, around: &Lang, span: Span) -> RichText {
    // A phrase that says its language is isolated by it.
    if matches!(&content[..], [Inline::Styled(styled)] if matches!(styled.style, InlineStyle::Language(_) | InlineStyle::Isolated { .. }))
    {
        return content;
    }
    match runs_right_to_left(&plain_text(&content)) {
        Some(right_to_left) if right_to_left != around.is_right_to_left() => {
            vec![Inline::styled(InlineStyle::Isolated { right_to_left }, content, span)]
        }
        Some(_) | None => content,
    }
}

/// A sentence of the program in which `names` stand, in their order, each isolated if need be. `around` is the sentence's language.
#[must_use]
pub fn sentence<'a>(text: &str, names: impl IntoIterator<Item = &'a str>, around: &Lang, span: Span) -> RichText {
    let mut content = RichText::new();
    let mut rest = text;
    for name in names {
        let is_other = runs_right_to_left(name).is_some_and(|right_to_left| right_to_left != around.is_right_to_left());
        if let Some((before, after)) = rest.split_once(name).filter(|_| is_other) {
            content.extend((!before.is_empty()).then(|| Inline::text(before, span)));
            content.extend(isolated(vec![Inline::text(name, span)], around, span));
            rest = after;
        }
    }
    content.extend((!rest.is_empty() || content.is_empty()).then(|| Inline::text(rest, span)));
    content
}

/// A label of the program that names someone, marked with its language `lang` where it is not `around`, that of the words beside it.
#[must_use]
pub fn label<'a>(
    text: &str,
    names: impl IntoIterator<Item = &'a str>,
    (lang, around): (Option<&str>, &Lang),
    span: Span,
) -> RichText {
    match lang.and_then(Lang::new) {
        Some(lang) => {
            let content = sentence(text, names, &lang, span);
            vec![Inline::styled(InlineStyle::Language(lang), content, span)]
        }
        None => sentence(text, names, around, span),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    #[test]
    fn names_of_the_other_direction_are_isolated_and_no_others() {
        let span = Span::whole(SourceId::from_index(0));
        let shown = |text: &str, names: &[&str], lang: &str| -> Vec<String> {
            let content = sentence(text, names.iter().copied(), &Lang::new(lang).expect("a tag"), span);
            let show = |inline: &Inline| match inline {
                Inline::Styled(_) => format!("[{}]", plain_text(std::slice::from_ref(inline))),
                _ => plain_text(std::slice::from_ref(inline)),
            };
            content.iter().map(show).collect()
        };
        assert_eq!(shown("Zoé, 12 et Léa", &["Zoé, 12", "Léa"], "fr"), ["Zoé, 12 et Léa"]);
        assert_eq!(shown("של 12, Léa et עדה", &["של 12", "Léa", "עדה"], "fr"), ["[של 12]", ", Léa et ", "[עדה]"]);
        assert_eq!(shown("Léa, עדה", &["Léa", "עדה"], "he"), ["[Léa]", ", עדה"]);
    }

    #[test]
    fn the_first_letter_decides() {
        assert_eq!(["12 عدد", "«Le» عدد", "12, 13"].map(runs_right_to_left), [Some(true), Some(false), None]);
    }
}
