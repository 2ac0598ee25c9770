//! Lookalikes: what other programs read as markup, and this format prints as typed. Each kind is told once a text.
//!
//! It looks at the words that are left when Markdown has been read: neither at code nor at what means something here. French prose has
//! dollars, tildes and colons too, so each kind asks for what prose has not.

use super::parser::Parser;
use crate::{
    book::{Block, Container, Inline, RichText, plain_text, walk},
    diagnostic::{Code, Diagnostic},
    source::Span,
};
use std::ops::Range;

/// Attributes as this format has them, where they belong to nothing: `[mot] {lang=en}`.
const DETACHED: &str = "detached";

/// The names of attributes, of this format and of those that writers know from elsewhere.
const ATTRIBUTES: [&str; 13] =
    ["lang", "langue", "language", "dir", "class", "id", "alt", "title", "caption", "width", "height", "style", "file"];

/// How far the end of a mark may be from its beginning, in bytes.
const REACH: usize = 400;

/// Notes the lookalikes in all rich texts that `each` visits.
pub(super) fn notice(parser: &mut Parser<'_>, each: impl Fn(&mut dyn FnMut(&RichText))) {
    each(&mut |rich| {
        let mut begins = true;
        walk::inlines(rich, &mut |inline| {
            if let Inline::Text(text) = inline {
                find(&text.text, begins, &mut |at, kind| {
                    let span = text.span;
                    // Where the text is as long as typed, its place is exact.
                    let exact = span.range().filter(|range| range.len() == text.text.len() && at < range.len());
                    let span = exact.map_or(span, |range| Span::new(span.source, range.start + at..range.end));
                    notice_one(parser, kind, span);
                });
            }
            begins = false;
        });
    });
}

/// Notes a lookalike.
pub(super) fn notice_one(parser: &mut Parser<'_>, kind: &'static str, span: Span) {
    // Attributes of this format that are not glued to their words are its own Markdown, nearly.
    let code = if kind == DETACHED { Code::MarkdownSlip } else { Code::Lookalike };
    parser.notice(kind, Diagnostic::new(code, span).with("kind", kind));
}

/// Notes dialogue typed as a list: items that begin with a hyphen, of which one says who speaks.
pub(super) fn notice_dialogue(parser: &mut Parser<'_>, items: &[Container], span: Span) {
    let said = |item: &Container| match item.blocks.as_slice() {
        [Block::Paragraph(paragraph)] => Some(plain_text(&paragraph.content)),
        _ => None,
    };
    let Some(said) = items.iter().map(said).collect::<Option<Vec<String>>>() else { return };
    let speaks = |text: &String| {
        VERBS.iter().any(|verb| {
            text.match_indices(verb).any(|(at, _)| {
                let before = text[..at].trim_end().chars().next_back();
                let after = text[at + verb.len()..].chars().next();
                before.is_some_and(|sign| matches!(sign, ',' | '!' | '?' | '…' | '»' | '.'))
                    && matches!(after, Some('-' | ' ' | '‑'))
            })
        })
    };
    let ends = |text: &String| text.trim_end().ends_with(['.', '!', '?', '…', '»']);
    if said.iter().all(ends) && said.iter().any(speaks) {
        notice_one(parser, "dialogue", span);
    }
}

/// Notes a paragraph beside a table, in the form that pandoc and Quarto read as its caption: « : Words », « Table: Words ».
pub(super) fn notice_caption(parser: &mut Parser<'_>, before: &Block, block: &Block) {
    let paragraph = match (before, block) {
        (Block::Table(_), Block::Paragraph(paragraph)) | (Block::Paragraph(paragraph), Block::Table(_)) => paragraph,
        _ => return,
    };
    let Some(Inline::Text(first)) = paragraph.content.first() else { return };
    if [": ", "Table: ", "Table : "].iter().any(|lead| first.text.starts_with(lead)) {
        notice_one(parser, "caption", paragraph.span);
    }
}

/// Whether the thematic break at `range` is the line below the head of a table: groups of hyphens, right below words.
pub(super) fn is_table_rule(text: &str, range: &Range<usize>) -> bool {
    let Some(written) = text.get(range.clone()) else { return false };
    let mut groups = written.split_whitespace();
    let is_group = |group: &str| group.len() > 2 && group.bytes().all(|byte| byte == b'-');
    let are_groups = groups.clone().count() > 1 && groups.all(is_group);
    let above = text[..range.start].trim_end_matches([' ', '\t']).strip_suffix('\n').and_then(|text| text.rsplit('\n').next());
    are_groups && above.is_some_and(|line| !line.trim().is_empty())
}

/// The verbs that say who speaks.
const VERBS: [&str; 10] = ["dit", "demanda", "répondit", "fit", "murmura", "cria", "reprit", "s’écria", "s'écria", "répliqua"];

/// Finds the lookalikes in a piece of text; `begins` says whether a block begins with it.
fn find(text: &str, begins: bool, found: &mut impl FnMut(usize, &'static str)) {
    if begins && let Some(kind) = block(text) {
        found(0, kind);
    }
    for (at, _) in text.bytes().enumerate().filter(|(_, byte)| MAY_BEGIN[usize::from(*byte)]) {
        if let Some(kind) = mark(text, at) {
            found(at, kind);
        }
    }
}

/// Whether a mark may begin with a byte, for each byte.
const MAY_BEGIN: [bool; 256] = {
    let (mut table, signs, mut at) = ([false; 256], *b"^$~{[=:\\", 0);
    while at < signs.len() {
        table[signs[at] as usize] = true;
        at += 1;
    }
    table
};

/// The kind of block that begins with `text`.
fn block(text: &str) -> Option<&'static str> {
    let rest = text.trim_start();
    if rest.starts_with("+++") {
        return Some("header");
    }
    if rest.starts_with("| ") && !rest.trim_end().ends_with('|') {
        return Some("verse");
    }
    if rest.starts_with("+-") && rest[2..].starts_with(['-', '=', '+', ':']) {
        return Some("table");
    }
    if rest.starts_with("!!! ") || rest.starts_with("[!") {
        return Some("admonition");
    }
    ["[ ] ", "[x] ", "[X] "].iter().any(|mark| rest.starts_with(mark)).then_some("task")
}

/// The kind of mark at `at`.
fn mark(text: &str, at: usize) -> Option<&'static str> {
    let rest = near(&text[at..]);
    let before = text[..at].chars().next_back();
    match rest.as_bytes()[0] {
        b'^' if rest[1..].starts_with('[') => rest.contains(']').then_some("note"),
        b'^' => (before.is_some_and(char::is_alphanumeric) && raised(&rest[1..], '^')).then_some("superscript"),
        b'~' => (before.is_some_and(char::is_alphanumeric) && raised(&rest[1..], '~')).then_some("subscript"),
        b'$' => is_math(rest).then_some("math"),
        b'{' => braces(rest).or_else(|| bare_braces(rest, before)),
        b'[' if rest.starts_with("[[") => rest.contains("]]").then_some("wiki"),
        b'[' if rest.starts_with("[@") => {
            (rest[2..].starts_with(char::is_alphanumeric) && rest.contains(']')).then_some("citation")
        }
        b'[' => is_shortcode(rest).then_some("shortcode"),
        b'=' => is_highlight(rest, before).then_some("highlight"),
        b':' => is_emoji(rest, before).then_some("emoji"),
        b'\\' => is_latex(&rest[1..]).then_some("latex"),
        _ => None,
    }
}

/// The head of `text` in which a mark must end.
fn near(text: &str) -> &str {
    let mut end = REACH.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Whether `text` begins with a few letters or digits that `sign` ends.
fn raised(text: &str, sign: char) -> bool {
    let Some((inner, _)) = text.split_once(sign) else { return false };
    (1..=12).contains(&inner.len()) && inner.chars().all(|inner| inner.is_alphanumeric() || "+-,.".contains(inner))
}

/// Whether `text` begins with a formula between dollars: what no price has.
fn is_math(text: &str) -> bool {
    let (text, double) = text.strip_prefix("$$").map_or((&text[1..], false), |text| (text, true));
    let Some((formula, after)) = text.split_once(if double { "$$" } else { "$" }) else { return false };
    let is_tight = double || !formula.starts_with(char::is_whitespace) && !formula.ends_with(char::is_whitespace);
    let mut letters = formula.trim().chars();
    let is_single = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    let has_signs = formula.contains(['\\', '^', '_', '=', '+']) && !formula.contains(['\n', '€']);
    is_tight && (is_single || has_signs) && !after.starts_with(|sign: char| sign.is_ascii_digit())
}

/// The kind of what stands in braces.
fn braces(text: &str) -> Option<&'static str> {
    if text.starts_with("{{") {
        return text.contains("}}").then_some("template");
    }
    if text.starts_with("{%") {
        return text.contains("%}").then_some("template");
    }
    let inner = text[1..].split_once('}')?.0;
    if inner.contains('\n') {
        return None;
    }
    let begins_name = |text: &str| text.starts_with(|sign: char| sign.is_ascii_alphabetic());
    if let Some(word) = inner.strip_prefix(':') {
        return begins_name(word.trim_start().trim_start_matches(['.', '#'])).then_some("attributes");
    }
    let inner = inner.trim_start();
    if let Some(word) = inner.strip_prefix(['.', '#']) {
        return begins_name(word).then_some(if word.starts_with("sc") || word.starts_with("decorative") {
            DETACHED
        } else {
            "attributes"
        });
    }
    let name = inner.split(|sign: char| !sign.is_ascii_alphabetic()).next().unwrap_or_default();
    let value = inner[name.len()..].trim_start().strip_prefix(['=', ':'])?;
    (ATTRIBUTES.contains(&name) && !value.trim().is_empty()).then_some(DETACHED)
}

/// Whether braces hold a word alone, `[mot]{en}`, or are not closed, `[mot]{lang=en`: right after a bracket they are meant for it.
fn bare_braces(text: &str, before: Option<char>) -> Option<&'static str> {
    let inner = text[1..].split(['}', '\n']).next()?.trim();
    let is_closed = text[1..].find('}').is_some_and(|end| !text[1..=end].contains('\n'));
    let is_word = (2..=12).contains(&inner.len()) && inner.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
    let name = inner.split(|sign: char| !sign.is_ascii_alphabetic()).next().unwrap_or_default();
    let is_open = !is_closed && ATTRIBUTES.contains(&name) && inner[name.len()..].starts_with('=');
    let is_meant = before == Some(']') && (is_closed && is_word || is_open);
    (is_meant || is_closed && matches!(inner, "decorative" | "décorative")).then_some(DETACHED)
}

/// Whether `text` begins with a shortcode of WordPress, or with a list of contents made by a program.
fn is_shortcode(text: &str) -> bool {
    const NAMES: [&str; 8] = ["caption", "gallery", "embed", "video", "audio", "playlist", "toc", "TOC"];
    let Some((inner, _)) = text[1..].split_once(']') else { return false };
    let name = inner.trim_start_matches('/').split([' ', '=']).next().unwrap_or_default();
    NAMES.contains(&name) && (inner.starts_with('/') || inner.contains('=') || name.eq_ignore_ascii_case("toc"))
}

/// Whether `text` begins with words between doubled equals signs.
fn is_highlight(text: &str, before: Option<char>) -> bool {
    let Some((inner, _)) = text.strip_prefix("==").and_then(|text| text.split_once("==")) else { return false };
    let is_tight = !inner.starts_with(|sign: char| sign.is_whitespace() || sign == '=') && !inner.ends_with(char::is_whitespace);
    before != Some('=') && !inner.is_empty() && is_tight
}

/// Whether `text` begins with the code of an emoji.
fn is_emoji(text: &str, before: Option<char>) -> bool {
    let Some((name, after)) = text[1..].split_once(':') else { return false };
    let is_name =
        name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-' | b'+'));
    let stands_alone = |sign: Option<char>| sign.is_none_or(|sign| !sign.is_alphanumeric() && sign != ':');
    is_name
        && name.len() > 1
        && name.bytes().any(|byte| byte.is_ascii_lowercase() || byte == b'+')
        && stands_alone(before)
        && stands_alone(after.chars().next())
}

/// Whether `text`, after a backslash, begins with a command of LaTeX that writers of Markdown use.
fn is_latex(text: &str) -> bool {
    const COMMANDS: [&str; 12] = [
        "newpage",
        "pagebreak",
        "clearpage",
        "footnote",
        "emph",
        "textit",
        "textbf",
        "textsc",
        "cite",
        "ref",
        "begin",
        "noindent",
    ];
    let name = text.split(|sign: char| !sign.is_ascii_alphabetic()).next().unwrap_or_default();
    COMMANDS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::find;

    fn kinds(text: &str) -> Vec<&'static str> {
        let mut kinds = Vec::new();
        find(text, true, &mut |_, kind| kinds.push(kind));
        kinds
    }

    #[test]
    fn marks_of_other_programs_are_seen() {
        for (text, kind) in [
            ("Un mot^[une note] ici", "note"),
            ("la formule $E=mc^2$ de", "math"),
            ("soit $x$ un réel", "math"),
            ("de l’H~2~O", "subscript"),
            ("le x^2^ et", "superscript"),
            ("M^me^ Durand", "superscript"),
            ("| Un vers | un autre", "verse"),
            ("+---+---+ | a | b |", "table"),
            ("voir {{ page.title }} là", "template"),
            ("{{< figure src=\"x\" >}}", "template"),
            ("{% include x %}", "template"),
            ("{: .classe }", "attributes"),
            ("un lien{.externe}", "attributes"),
            ("[mot] {lang=en}", "detached"),
            ("mot{ lang = en }", "detached"),
            ("[mot]{lang: en}", "detached"),
            ("une image {.decorative}", "detached"),
            ("une image {decorative}", "detached"),
            ("[mot]{en} ici", "detached"),
            ("[mot]{lang=en ici", "detached"),
            ("[caption id=\"x\"]légende[/caption]", "shortcode"),
            ("[TOC]", "shortcode"),
            ("![[c.png]]", "wiki"),
            ("[[Page|ici]]", "wiki"),
            ("+++ title = 1 +++", "header"),
            ("[ ] une tâche", "task"),
            ("un ==mot== ici", "highlight"),
            ("bravo :smile: !", "emoji"),
            ("[@doe99, p. 3]", "citation"),
            ("fin \\newpage", "latex"),
        ] {
            assert_eq!(kinds(text).first(), Some(&kind), "{text}");
        }
    }

    #[test]
    fn french_prose_has_none() {
        for text in [
            "De 5 $ à 10 $, ou US$5 à US$10, soit $5 et $10.",
            "Les variables $foo et $bar, ($a,$b).",
            "Environ ~5 et ~6 ; de 10~15 à 20~25 km.",
            "2^10 = 1024 et 2^20 = 1048576",
            "Il était : deux ; à 12:30:45, chapitre 3:16:20, std::vec::Vec",
            "a == b et b == c ; ===",
            "f[i]{1} et {abc} ; {a, b} et {x : y} ; [sic], [1], […] et [note de l’éditeur]",
            "Trois choses : la foi, l’espérance : la charité.",
            "C:\\Users\\moi",
            "Un | deux | trois",
            "§ 12 : *a* ^ b",
        ] {
            assert_eq!(kinds(text), [""; 0], "{text}");
        }
    }
}
