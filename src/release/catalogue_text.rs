//! Words of the book as a catalogue shows them, where no page of the book is at hand: what only sends the reader to another page goes.

use crate::book::{Inline, Link, LinkTarget, RichText};

/// Stands where a link leads into the book, while the words are looked at.
const INSIDE: char = '\u{e000}';

/// Words that send a reader elsewhere, in the languages of most of our books.
const SEE: [&str; 12] = ["voir", "cf", "lire", "see", "siehe", "vgl", "véase", "ver", "vedi", "zie", "p", "pp"];

/// The words of `text` without references to pages and texts of the book: a parenthesis that holds one, a sentence that begins with « Voir ».
/// What else is linked keeps its words.
pub(super) fn catalogue_text(text: &RichText) -> String {
    let mut plain = String::new();
    collect(text, &mut plain);
    let kept = without_parentheses(&plain);
    let sentences = sentences(&kept).into_iter().filter(|sentence| !sends_elsewhere(sentence));
    let kept: String = sentences.collect::<String>().replace(INSIDE, "");
    kept.trim().to_owned()
}

fn collect(inlines: &[Inline], plain: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => plain.push_str(&text.text),
            Inline::LineBreak(_) => plain.push(' '),
            Inline::Link(link) => collect_link(link, plain),
            Inline::Styled(styled) => collect(&styled.content, plain),
            Inline::NoteCall(_) | Inline::Image(_) => {}
        }
    }
}

fn collect_link(link: &Link, plain: &mut String) {
    let content = match &link.target {
        // Its last text node says the volume and the page.
        LinkTarget::OtherTome { .. } => link.content.split_last().map_or(&[][..], |(_, words)| words),
        LinkTarget::Section(_) | LinkTarget::Anchor { .. } => &link.content,
        LinkTarget::Url(_) | LinkTarget::Person(_) | LinkTarget::Unresolved(_) => return collect(&link.content, plain),
    };
    plain.push(INSIDE);
    collect(content, plain);
}

/// `text` without the parentheses that send the reader to a page or a text, and the spaces before them.
fn without_parentheses(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('(') {
        let Some((inner, behind)) = after.split_once(')').filter(|(inner, _)| !inner.contains('(')) else {
            kept.push_str(before);
            kept.push('(');
            rest = after;
            continue;
        };
        kept.push_str(before);
        if sends_elsewhere(inner) || inner.contains(INSIDE) {
            kept.truncate(kept.trim_end().len());
        } else {
            kept.push('(');
            kept.push_str(inner);
            kept.push(')');
        }
        rest = behind;
    }
    kept + rest
}

/// Whether a phrase begins with « voir » or « see » and names a page or a text of the book, or is a page alone: « p. 12 ».
fn sends_elsewhere(phrase: &str) -> bool {
    let phrase = phrase.trim_start();
    let word: String = phrase.trim_start_matches(INSIDE).chars().take_while(|sign| sign.is_alphabetic()).collect();
    let first = word.to_lowercase();
    if !SEE.contains(&first.as_str()) {
        return false;
    }
    let words: Vec<&str> =
        phrase.split(|sign: char| sign.is_whitespace() || ",;.".contains(sign)).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &str| word.starts_with(|sign: char| sign.is_ascii_digit());
    let names_page = words.windows(2).any(|pair| {
        matches!(
            pair[0].to_lowercase().trim_end_matches('.'),
            "p" | "pp" | "page" | "pages" | "seite" | "s" | "página" | "pagina"
        ) && is_number(pair[1])
    });
    let is_within = words.iter().any(|word| {
        matches!(
            word.to_lowercase().as_str(),
            "infra" | "supra" | "ci-dessous" | "ci-contre" | "ci-après" | "ci-dessus" | "below" | "above"
        )
    });
    phrase.contains(INSIDE) || names_page || is_within
}

/// The sentences of a text, each with the spaces behind it.
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut ended) = (0, false);
    for (at, sign) in text.char_indices() {
        if ended && !sign.is_whitespace() && !matches!(sign, '»' | '”' | '"' | ')' | '.' | '!' | '?' | '…') {
            let opens = sign.is_uppercase() || matches!(sign, '«' | '“' | '—' | INSIDE);
            // After « p. » or « cf. » the sentence goes on.
            if opens && text[..at].ends_with(char::is_whitespace) {
                found.push(&text[start..at]);
                start = at;
            }
            ended = false;
        }
        ended |= matches!(sign, '.' | '!' | '?' | '…');
    }
    found.push(&text[start..]);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> String {
        let kept = without_parentheses(text);
        sentences(&kept)
            .into_iter()
            .filter(|sentence| !sends_elsewhere(sentence))
            .collect::<String>()
            .replace(INSIDE, "")
            .trim()
            .to_owned()
    }

    #[test]
    fn what_sends_to_a_page_goes_and_all_else_stays() {
        for (written, read) in [
            ("Ada écrit. Voir page 12.", "Ada écrit."),
            ("Ada écrit (voir p. 12) et relit.", "Ada écrit et relit."),
            ("Ada écrit (\u{e000}Un texte). Elle relit.", "Ada écrit. Elle relit."),
            ("Ada écrit. Voir \u{e000}son texte. Elle relit.", "Ada écrit. Elle relit."),
            ("Ada a signé \u{e000}Un texte, puis un autre.", "Ada a signé Un texte, puis un autre."),
            ("Ada écrit (cf. infra).", "Ada écrit."),
            ("Voir est son premier livre (Paris, 2012).", "Voir est son premier livre (Paris, 2012)."),
            ("Ada écrit. Elle vit p. ex. à Lyon.", "Ada écrit. Elle vit p. ex. à Lyon."),
            ("See page 3.", ""),
        ] {
            assert_eq!(cleaned(written), read, "{written}");
        }
    }
}
