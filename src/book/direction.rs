//! Names and titles whose direction is not that of the words around them: in a French book a name in Arabic letters, in a Hebrew one a
//! name in Latin letters. Among figures, commas and names of their kind they would change the order of a line, unless they are isolated
//! (UAX 9, HTML `bdi`). It knows no layout: the writers order the line.

use super::{
    inline::{Inline, InlineStyle, RichText, plain_text},
    lang::Lang,
    people::Contributor,
};
use crate::source::Span;

/// Whether `text` runs from right to left, by its first letter (UAX 9, P2); none without letters.
#[must_use]
pub fn runs_right_to_left(text: &str) -> Option<bool> {
    // Hebrew, Arabic and their neighbours, their presentation forms, and the old and African scripts of the supplementary planes.
    let is_right_to_left = |letter: char| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    text.chars().find(|character| character.is_alphabetic()).map(is_right_to_left)
}

/// The parts of `text`, each with whether it runs in the direction other than `right_to_left`: a name in other letters, from its first letter
/// to its last.
#[must_use]
pub fn parts(text: &str, right_to_left: bool) -> Vec<(&str, bool)> {
    // Where the run of other letters begins and ends, and where the text before it begins.
    let (mut parts, mut begin) = (Vec::new(), 0);
    let mut run: Option<(usize, usize)> = None;
    let mut end_run = |run: (usize, usize), begin: usize| {
        parts.extend((begin < run.0).then(|| (&text[begin..run.0], false)));
        parts.push((&text[run.0..run.1], true));
        run.1
    };
    for (at, letter) in text.char_indices().filter(|(_, letter)| letter.is_alphabetic()) {
        let end = at + letter.len_utf8();
        match (runs_right_to_left(&text[at..end]) == Some(!right_to_left), run) {
            (true, Some((first, _))) => run = Some((first, end)),
            (true, None) => run = Some((at, end)),
            (false, Some(whole)) => {
                begin = end_run(whole, begin);
                run = None;
            }
            (false, None) => {}
        }
    }
    if let Some(whole) = run {
        begin = end_run(whole, begin);
    }
    parts.extend((begin < text.len()).then(|| (&text[begin..], false)));
    parts
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

/// A title in `lang` among words in `around`: marked with its language where that is another, so that it is set and read aloud by its own
/// rules (WCAG 2.2, 3.1.2), else isolated if need be.
#[must_use]
pub fn title(content: RichText, lang: &Lang, around: &Lang, span: Span) -> RichText {
    let is_marked = matches!(&content[..], [Inline::Styled(styled)] if matches!(styled.style, InlineStyle::Language(_)));
    if lang == around || is_marked || content.is_empty() {
        return isolated(content, around, span);
    }
    vec![Inline::styled(InlineStyle::Language(lang.clone()), content, span)]
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

/// A label of the program that names `person`, as [`label`]: `say` makes it of the name, and of the same after the French « de ».
#[must_use]
pub fn label_of_person(
    person: &Contributor,
    say: impl FnOnce(&str, &str) -> String,
    languages: (Option<&str>, &Lang),
    span: Span,
) -> RichText {
    let name = person.name.display();
    label(&say(&name, &person.name.after_de()), [name.as_str()], languages, span)
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
    fn names_in_other_letters_are_parts_of_their_own() {
        assert_eq!(parts("Avec של בן, 12", false), [("Avec ", false), ("של בן", true), (", 12", false)]);
        assert_eq!(parts("של Léa 12 Zoé", true), [("של ", false), ("Léa 12 Zoé", true)]);
        assert_eq!(parts("Léa", false), [("Léa", false)]);
    }

    #[test]
    fn the_first_letter_decides() {
        assert_eq!(["12 عدد", "«Le» عدد", "12, 13"].map(runs_right_to_left), [Some(true), Some(false), None]);
    }
}
