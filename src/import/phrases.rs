//! What the words of a paragraph tell: a picture alone, a title in bold, typewritten prose, the item of a list typed by hand, the number
//! of a caption.

use super::{
    fold::fold,
    nest::is_all_strong,
    scraped::is_rule,
    tree::{Inline, Style, text_of},
};

/// A line that looks like the item of a list typed by hand.
pub(super) struct TypedLine {
    pub(super) number: Option<u64>,
    /// Whether its sign is a bullet, which nothing else begins with.
    pub(super) bullet: bool,
    /// The paragraph as it was typed, and without its sign.
    pub(super) whole: Vec<Inline>,
    pub(super) rest: Vec<Inline>,
}

/// The picture that a paragraph consists of, perhaps in a link.
pub(super) fn only_picture(content: &[Inline]) -> Option<Inline> {
    let mut shown = content.iter().filter(|inline| match inline {
        Inline::Text(text) => !text.trim().is_empty(),
        Inline::Remark(_) | Inline::Break => false,
        Inline::Styled(..) | Inline::Link(..) | Inline::Code(_) | Inline::Picture(_) | Inline::Note(_) => true,
    });
    let only = shown.next()?;
    let is_picture = match only {
        Inline::Picture(picture) => picture.file.is_some(),
        Inline::Link(_, inner) => only_picture(inner).is_some(),
        Inline::Styled(..) | Inline::Text(_) | Inline::Code(_) | Inline::Note(_) | Inline::Break | Inline::Remark(_) => false,
    };
    (is_picture && shown.next().is_none()).then(|| only.clone())
}

/// Whether a paragraph is only a rule drawn with signs across the page, « ______ », or the ornament between two scenes, « ⁂ ».
pub(super) fn draws_rule(content: &[Inline]) -> bool {
    let text = text_of(content);
    let is_else = |inline: &Inline| matches!(inline, Inline::Note(_) | Inline::Picture(_) | Inline::Link(..));
    (is_rule(text.trim()) || is_ornament(&text)) && !content.iter().any(is_else)
}

/// Whether a line is an ornament: signs that no word has, perhaps between dashes, or « oOo ».
fn is_ornament(line: &str) -> bool {
    const ORNAMENTS: &str = "⁂⁎⁑∗*❦❧☙✢✣✤✥✦✧✩✪✫✬✭✮✯✰✱✲✳✴✵✶✷✸✹✺✻✼✽✾✿❀❁❂❃❄❅❆❇❈❉❊❋❖★☆◆◇◈※~∼•·●○■□§#¤";
    let drawn = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '–' | '—' | '_' | '=' | '─' | '\u{fe0e}' | '\u{fe0f}');
    let signs: String = line.chars().filter(drawn).take(80).collect();
    matches!(signs.as_str(), "oOo" | "o0o" | "oOOo") || (!signs.is_empty() && signs.chars().all(|c| ORNAMENTS.contains(c)))
}

/// The words of a title, and its pictures.
pub(super) fn without_pictures(content: Vec<Inline>) -> (Vec<Inline>, Vec<Inline>) {
    content.into_iter().partition(|inline| !matches!(inline, Inline::Picture(_)))
}

/// A title that is bold throughout, because titles are, without that.
pub(super) fn unbold(content: Vec<Inline>) -> Vec<Inline> {
    if is_all_strong(&content) { without(content, &Style::Strong) } else { content }
}

/// A subtitle, a caption or a quotation whose every word is bold or italic, because its style is, without that.
pub(super) fn plain(content: Vec<Inline>) -> Vec<Inline> {
    let content = unbold(content);
    if is_all(&content, &Style::Emphasis) { unbold(without(content, &Style::Emphasis)) } else { content }
}

/// Whether all that shows has a style.
fn is_all(content: &[Inline], style: &Style) -> bool {
    content.iter().all(|inline| match inline {
        Inline::Styled(own, inner) => own == style || is_all(inner, style),
        Inline::Link(_, inner) => is_all(inner, style),
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Code(_) | Inline::Picture(_) => false,
        Inline::Note(_) | Inline::Break | Inline::Remark(_) => true,
    })
}

/// The same without a style.
fn without(content: Vec<Inline>, style: &Style) -> Vec<Inline> {
    let mut kept = Vec::new();
    for inline in content {
        match inline {
            Inline::Styled(own, inner) if own == *style => kept.extend(without(inner, style)),
            Inline::Styled(own, inner) => kept.push(Inline::Styled(own, without(inner, style))),
            Inline::Link(target, inner) => kept.push(Inline::Link(target, without(inner, style))),
            other @ (Inline::Text(_)
            | Inline::Code(_)
            | Inline::Picture(_)
            | Inline::Note(_)
            | Inline::Break
            | Inline::Remark(_)) => {
                kept.push(other);
            }
        }
    }
    kept
}

/// A paragraph whose every word is in a face of fixed width is typewritten prose, and no code.
pub(super) fn uncoded(content: Vec<Inline>) -> Vec<Inline> {
    let all = content.iter().all(|inline| match inline {
        Inline::Code(_) | Inline::Remark(_) | Inline::Break | Inline::Note(_) => true,
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Styled(..) | Inline::Link(..) | Inline::Picture(_) => false,
    });
    if !all {
        return content;
    }
    content.into_iter().map(|inline| if let Inline::Code(text) = inline { Inline::Text(text) } else { inline }).collect()
}

/// A line of code, with its breaks.
pub(super) fn line_of(content: &[Inline]) -> String {
    content
        .iter()
        .map(|inline| if *inline == Inline::Break { "\n".to_owned() } else { text_of(std::slice::from_ref(inline)) })
        .collect()
}

/// A line that begins as an item that someone typed: a dash, a bullet or a number.
pub(super) fn typed_line(content: &[Inline]) -> Option<TypedLine> {
    let at = content.iter().position(|inline| !matches!(inline, Inline::Remark(_)))?;
    let Inline::Text(text) = &content[at] else { return None };
    let trimmed = text.trim_start();
    let sign = trimmed.chars().next()?;
    let bullet = matches!(sign, '•' | '·' | '▪' | '●' | '○' | '■' | '◦' | '➢' | '❖' | '►' | '\u{f0b7}');
    let (number, length) = match sign {
        _ if bullet => (None, sign.len_utf8()),
        '–' | '-' => (None, sign.len_utf8()),
        '0'..='9' => {
            let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
            let number = trimmed[..digits].parse::<u64>().ok().filter(|_| digits <= 2)?;
            trimmed[digits..].starts_with(['.', ')']).then_some((Some(number), digits + 1))?
        }
        _ => return None,
    };
    let rest = &trimmed[length..];
    let spaces = rest.len() - rest.trim_start().len();
    if spaces == 0 || (rest.trim().is_empty() && content.len() == at + 1) {
        return None;
    }
    let mut shorter = content.to_vec();
    shorter[at] = Inline::Text(rest.trim_start().to_owned());
    Some(TypedLine { number, bullet, whole: content.to_vec(), rest: shorter })
}

/// A caption without « Figure 3. » before it, for the book counts by itself, and without the emphasis that all of it has.
pub(super) fn without_number(content: Vec<Inline>) -> Vec<Inline> {
    let mut content = plain(content);
    let label = |text: &str| -> Option<usize> {
        let trimmed = text.trim_start();
        let lead = text.len() - trimmed.len();
        let word = trimmed.chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
        let folded = fold(&trimmed[..word]);
        if !matches!(
            folded.as_str(),
            "figure"
                | "fig"
                | "tableau"
                | "table"
                | "illustration"
                | "image"
                | "photo"
                | "graphique"
                | "schema"
                | "abbildung"
                | "tabelle"
        ) {
            return None;
        }
        let rest = trimmed[word..].trim_start_matches(['.', ' ', '\u{a0}', '\u{202f}']);
        let digits = rest
            .chars()
            .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | '-') || matches!(c, 'I' | 'V' | 'X'))
            .map(char::len_utf8)
            .sum::<usize>();
        if digits == 0 {
            return None;
        }
        let after = rest[digits..].trim_start_matches([' ', '\u{a0}', '\u{202f}', '.', ':', '–', '—', '-', '\t']);
        (!after.is_empty() || rest[digits..].is_empty()).then_some(lead + trimmed.len() - after.len())
    };
    if let Some(mut length) = label(&text_of(&content)) {
        cut(&mut content, &mut length);
    }
    content
}

/// Takes the first `length` bytes off what inlines show; remarks, notes and pictures stay.
fn cut(content: &mut Vec<Inline>, length: &mut usize) {
    content.retain_mut(|inline| {
        if *length == 0 {
            return true;
        }
        match inline {
            Inline::Text(text) | Inline::Code(text) => {
                let taken = text.len().min(*length);
                *length -= taken;
                text.drain(..taken);
                !text.is_empty()
            }
            Inline::Styled(_, inner) | Inline::Link(_, inner) => {
                cut(inner, length);
                !inner.is_empty()
            }
            Inline::Break => {
                *length -= 1;
                false
            }
            Inline::Picture(_) | Inline::Note(_) | Inline::Remark(_) => true,
        }
    });
}
