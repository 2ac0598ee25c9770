//! Lost links: brackets and parentheses that look like a link, and are printed as typed.

use pulldown_cmark::RefDefs;
use std::ops::Range;

/// The longest target that is looked for, in characters.
const MOST_TARGET: usize = 200;

/// Brackets that make no link.
pub(super) struct LostLink<'t> {
    /// Where it stands in the text.
    pub(super) range: Range<usize>,
    /// What it should lead to.
    pub(super) target: &'t str,
    /// What is wrong: `space` between brackets and target, `open` parenthesis, `reversed` brackets, or something `other` within.
    pub(super) shape: &'static str,
}

/// The lost link of the brackets that stand in `text` from `start` to the `]` at `end`.
pub(super) fn find(text: &str, start: usize, end: usize) -> Option<LostLink<'_>> {
    if text[start..].starts_with("[^") {
        return None;
    }
    let lost = |range: Range<usize>, target, shape| Some(LostLink { range, target, shape });
    let within = text.get(start + 1..end)?;
    if text[..start].ends_with(')') && within.len() <= MOST_TARGET && is_address(within) {
        let words = text[..start].char_indices().rev().take(MOST_TARGET).find(|(_, sign)| matches!(sign, '(' | '\n' | '[' | ']'));
        let words = words.filter(|(_, sign)| *sign == '(').map(|(at, _)| at)?;
        return lost(words..end + 1, within, "reversed");
    }
    let after = &text[end + 1..];
    let blank = after.chars().take(3).take_while(|sign| matches!(sign, ' ' | '\u{a0}' | '\u{202f}')).map(char::len_utf8).sum();
    let rest = after[blank..].strip_prefix('(')?;
    let begins = end + 2 + blank;
    let line = rest.char_indices().take(MOST_TARGET).find(|(_, sign)| matches!(sign, ')' | '\n' | '\r'));
    match line.filter(|(_, sign)| *sign == ')').map(|(at, _)| &rest[..at]) {
        Some(target) if target.trim().is_empty() => None,
        // Words in parentheses may follow words in brackets.
        Some(target) if blank > 0 => is_address(target).then(|| lost(start..begins + target.len() + 1, target, "space"))?,
        Some(target) => {
            let start = start - usize::from(text[..start].ends_with('!'));
            lost(start..begins + target.len() + 1, target, "other")
        }
        None => {
            let end = rest.char_indices().take(MOST_TARGET).find(|(_, sign)| sign.is_whitespace());
            let target = end.map_or_else(|| rest.get(..rest.len().min(MOST_TARGET)), |(at, _)| rest.get(..at))?;
            is_address(target).then(|| lost(start..begins + target.len(), target, "open"))?
        }
    }
}

/// The lines that define the target of a link, which are not printed, although they have words where a target would be: `[Zoé]: Oui.`
/// They may be code as well.
pub(super) fn unprinted(text: &str, definitions: &RefDefs<'_>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for end in memchr::memmem::find_iter(text.as_bytes(), "]:") {
        let Some(start) = text[..end].rfind(['\n', '[', ']']).filter(|at| text[*at..].starts_with('[')) else { continue };
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let is_prefix = |sign: char| sign.is_ascii_digit() || matches!(sign, ' ' | '>' | '-' | '*' | '+' | '.' | ')');
        let label = &text[start + 1..end];
        if label.starts_with('^') || !text[line..start].chars().all(is_prefix) {
            continue;
        }
        let Some(definition) = definitions.get(label) else { continue };
        let rest = text[end + 2..].split(['\n', '\r']).next().unwrap_or_default();
        let (target, title) = rest.trim().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
        let title = title.trim();
        let is_title =
            title.is_empty() || (title.len() > 1 && title.starts_with(['"', '\'', '(']) && title.ends_with(['"', '\'', ')']));
        if is_title && !may_be_target(if target.is_empty() { &definition.dest } else { target }) {
            found.push(start..end + 2 + rest.trim_end().len());
        }
    }
    found
}

/// Whether a word may be what a link leads to: an address, a path, a file, an anchor.
fn may_be_target(word: &str) -> bool {
    let word = word.trim_start_matches('<').trim_end_matches('>');
    let has_ending = word.rsplit_once('.').is_some_and(|(name, ending)| {
        !name.is_empty() && (1..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    has_ending || word.contains(['/', '#', '@', '=']) || word.split_once(':').is_some_and(|(_, rest)| !rest.is_empty())
}

/// Whether a text can only be the target of a link.
fn is_address(text: &str) -> bool {
    let text = text.trim();
    let begins = ["http://", "https://", "mailto:", "www."].iter().any(|scheme| text.starts_with(scheme));
    begins && text.len() > "mailto:".len() && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::{find, unprinted};

    fn found(text: &str) -> Option<(&str, &str, &'static str)> {
        let (start, end) = (text.find('[')?, text.find(']')?);
        find(text, start, end).map(|lost| (&text[lost.range], lost.target, lost.shape))
    }

    #[test]
    fn a_slip_in_a_link_is_found() {
        let site = "https://exemple.fr";
        assert_eq!(found("voir [le site] (https://exemple.fr) ici"), Some(("[le site] (https://exemple.fr)", site, "space")));
        assert_eq!(found("voir [le site](https://exemple.fr et"), Some(("[le site](https://exemple.fr", site, "open")));
        assert_eq!(found("voir (le site)[https://exemple.fr] et"), Some(("(le site)[https://exemple.fr]", site, "reversed")));
        assert_eq!(found("une ![image](une image.png)"), Some(("![image](une image.png)", "une image.png", "other")));
    }

    #[test]
    fn words_in_the_place_of_a_target_are_not_printed() {
        let text = "[Zoé]: Vous aimez écrire ?\n\n[Jean]: Oui.\n\n- [Nota]: voir-x\n\n[Jean]: Personne (ou presque)\n\n[a]: https://a.fr\n[b]: 02-b.md \"B\"\n[c]: #c\n";
        let parser = pulldown_cmark::Parser::new(text);
        let lines: Vec<&str> = unprinted(text, parser.reference_definitions()).into_iter().map(|range| &text[range]).collect();
        assert_eq!(lines, ["[Jean]: Oui.", "[Nota]: voir-x", "[Jean]: Personne (ou presque)"]);
    }

    #[test]
    fn prose_in_brackets_is_no_link() {
        for text in ["il dit [sic] (à voir)", "[1] (www. en bas)", "(a)[b]", "[^1](https://exemple.fr)", "[a]()", "[a](b"] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
