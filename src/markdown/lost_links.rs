//! Lost links: brackets and parentheses that look like a link, and are printed as typed.

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
    if text[..start].ends_with(')') && is_address(within) {
        let words = text[..start].rfind('(').filter(|at| !text[*at..start].contains(['\n', '[', ']']))?;
        return lost(words..end + 1, within, "reversed");
    }
    let after = &text[end + 1..];
    let blank = after.len() - after.trim_start_matches([' ', '\u{a0}', '\u{202f}']).len();
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
            let target = rest.split(char::is_whitespace).next().unwrap_or_default();
            is_address(target).then(|| lost(start..begins + target.len(), target, "open"))?
        }
    }
}

/// Whether a text can only be the target of a link.
fn is_address(text: &str) -> bool {
    let text = text.trim();
    let begins = ["http://", "https://", "mailto:", "www."].iter().any(|scheme| text.starts_with(scheme));
    begins && text.len() > "mailto:".len() && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::find;

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
    fn prose_in_brackets_is_no_link() {
        for text in ["il dit [sic] (à voir)", "[1] (www. en bas)", "(a)[b]", "[^1](https://exemple.fr)", "[a]()", "[a](b"] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
