//! Slips: what is nearly Markdown, and is printed as typed or as something else: `##Heading`, Word's bullets, a table without its dashes.
//!
//! Each kind is told once a text, with the number of the others. It looks at the lines of a paragraph as they were typed, and asks for
//! what prose has not. What other programs read as markup is in `lookalikes`.

use super::{
    fragment::{Fragment, lines},
    inline::{Token, TokenKind},
    lone_signs::{breaks_sentence, critic_mark, is_lettered_list, is_quantity, is_typed_list, lone_sign},
    parser::{Parser, normalized, note_label},
};
use crate::{
    book::{Inline, InlineStyle, plain_text},
    diagnostic::{Code, Diagnostic},
};
use memchr::memmem::Finder;
use std::{ops::Range, sync::LazyLock};

/// The signs that word processors and keyboards have for the items of a list.
const BULLETS: [char; 18] =
    ['•', '◦', '▪', '▫', '■', '□', '●', '○', '‣', '⁃', '➢', '➤', '❖', '✓', '✔', '·', '\u{f0b7}', '\u{f0a7}'];

/// The most letters of a bold line that looks like a heading.
const MAX_HEADING: usize = 90;

/// Words that a text has until somebody has written it.
const WAITING: [&str; 4] = ["TODO", "FIXME", "orem ipsum dolor", "à compléter"];

/// Keys with which a header begins, here and in other programs.
const KEYS: [&str; 18] = [
    "title", "subtitle", "kind", "authors", "author", "status", "language", "lang", "date", "summary", "source", "licence",
    "layout", "tags", "titre", "auteur", "auteurs", "statut",
];

/// First words of a block of code that was meant to be a chart.
const CHARTS: [&str; 9] =
    ["graphique", "graphe", "graph", "diagramme", "histogramme", "courbe", "courbes", "camembert", "barres"];

/// Notes the slips in a paragraph at `range`; `outermost` says that it stands in no other block.
pub(super) fn paragraph(
    parser: &mut Parser<'_>,
    fragment: &Fragment<'_>,
    tokens: &[Token<'_>],
    range: &Range<usize>,
    outermost: bool,
) {
    let Some(text) = fragment.text.get(range.clone()) else { return };
    let mut notice = |kind, at: Range<usize>| notice(parser, fragment, kind, &at);
    let line = lines(fragment.text, range.clone()).next().unwrap_or(range.clone());
    if let Some(kind) = opening(&fragment.text[line.clone()]) {
        notice(kind, line);
    } else if is_dialogue(text) {
        notice("replies", line);
    } else if is_typed_list(text) {
        notice("typed-list", line);
    } else if is_lettered_list(text) {
        notice("lettered", line);
    } else if outermost && is_bold_line(tokens) {
        notice("bold", line);
    }
    for token in tokens {
        if let TokenKind::Inline(Inline::Styled(styled)) = &token.kind
            && styled.style == InlineStyle::Emphasis
            && is_between_digits(fragment.text, &token.range)
        {
            notice("times", token.range.clone());
        }
    }
    let is_text = |token: &&Token<'_>| matches!(token.kind, TokenKind::Text(_));
    if let Some(stars) = tokens.iter().filter(is_text).find_map(|token| lone_stars(fragment.text, &token.range)) {
        notice("stars", stars);
    }
    if let Some((sign, kind)) = tokens.iter().filter(is_text).find_map(|token| lone_sign(fragment.text, &token.range)) {
        notice(kind, sign);
    }
    if let Some(mark) = critic_mark(text) {
        let mark = range.start + mark.start..range.start + mark.end;
        // In code it is none.
        if tokens.iter().any(|token| is_text(&token) && token.range.contains(&mark.start)) {
            notice("critic", mark);
        }
    }
    if let Some(at) = memchr::memchr_iter(b'[', text.as_bytes()).find(|at| is_bare_call(text, *at)) {
        let at = range.start + at;
        // In a link or in code it is no call.
        if tokens.iter().any(|token| matches!(token.kind, TokenKind::Text(_)) && token.range.contains(&at)) {
            notice("call", at..at + fragment.text[at..].find(']').map_or(1, |end| end + 1));
        }
    }
    // They are prepared once: a book has tens of thousands of paragraphs.
    static FINDERS: LazyLock<[Finder<'static>; WAITING.len()]> = LazyLock::new(|| WAITING.map(Finder::new));
    for (words, finder) in WAITING.into_iter().zip(&*FINDERS) {
        if let Some(at) = finder.find_iter(text.as_bytes()).find(|at| waits(text, *at, words)) {
            notice("waiting", range.start + at..range.start + at + words.len());
        }
    }
}

/// Notes a heading that is one because of the dashes below it, which a writer meant as a line: at `range`, with these words.
pub(super) fn heading(parser: &mut Parser<'_>, fragment: &Fragment<'_>, words: &str, range: &Range<usize>) {
    let is_underlined = fragment.text.get(range.clone()).is_some_and(|text| !text.trim_start().starts_with('#'));
    value(parser, fragment, fragment.text.get(range.clone()).unwrap_or_default(), words, range);
    let typed = fragment.text.get(range.clone()).unwrap_or_default().trim();
    let has_lines = typed.ends_with('-') && typed.lines().count() > 2;
    let is_sentence = has_lines || words.trim_end().ends_with(['.', '…', ';']) || words.chars().count() > MAX_HEADING;
    if is_underlined && is_key(words) {
        // Below a thematic break it is told there; here the dashes above it belong to a heading of their own.
        let before = &fragment.text[..range.start];
        let above = before.trim_end().rsplit_once('\n');
        let is_apart = before.replace('\r', "").ends_with("\n\n");
        let is_told = above.is_none_or(|(text, dashes)| {
            let is_rule = dashes.trim().bytes().all(|byte| byte == b'-');
            !is_rule || text.is_empty() || text.ends_with(['\n', '\r'])
        });
        let is_told = is_told && !is_apart;
        if !is_told {
            notice(parser, fragment, "header", range);
        }
    } else if is_underlined && is_sentence {
        notice(parser, fragment, "rule", range);
    }
}

/// Notes a line of dashes below which a second header begins: `---`, then `title: …`.
pub(super) fn rule(parser: &mut Parser<'_>, fragment: &Fragment<'_>, range: &Range<usize>) {
    // A key on the next line, as in a header; below an empty line it is a paragraph.
    let next = fragment.text.get(range.start..).and_then(|text| text.trim_start_matches(['\r', '\n']).lines().nth(1));
    if next.is_some_and(is_key) {
        notice(parser, fragment, "header", range);
    }
}

/// Whether `text` begins with a key of a header.
fn is_key(text: &str) -> bool {
    let length = text.bytes().take_while(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'-')).count();
    KEYS.contains(&text[..length].to_ascii_lowercase().as_str()) && text[length..].trim_start().starts_with(':')
}

/// Notes the signs without a fellow in a heading or a value: `written` at `range`, which is read as these words.
pub(super) fn value(parser: &mut Parser<'_>, fragment: &Fragment<'_>, written: &str, words: &str, range: &Range<usize>) {
    // A sign that was meant to be printed has a backslash before it, and code is printed as it stands.
    if written.contains('\\') || written.matches('`').count() > 1 {
        return;
    }
    let all = 0..words.len();
    let kind = lone_stars(words, &all).map(|_| "stars").or_else(|| lone_sign(words, &all).map(|(_, kind)| kind));
    if let Some(kind) = kind {
        notice(parser, fragment, kind, range);
    }
}

/// Notes a list that is none: of one element, whose number is a year; or whose sign is that of a quantity, as that of a quotation may be.
/// Or that begins in the middle of a sentence; `is_nested` says that it stands in another list.
pub(super) fn block(
    parser: &mut Parser<'_>,
    fragment: &Fragment<'_>,
    (number, is_nested): (Option<u64>, bool),
    range: &Range<usize>,
) {
    let written = fragment.text.get(range.clone()).unwrap_or_default();
    let line = lines(fragment.text, range.clone()).next().unwrap_or(range.clone());
    if number.is_some_and(|number| number > 99) {
        notice(parser, fragment, "year", &line);
    } else if is_quantity(written) {
        notice(parser, fragment, "lost-sign", &line);
    } else if is_nested {
        // Below the words of an element, another begins a list within it.
    } else if breaks_sentence(&fragment.text[..range.start]) && !written.trim_start().starts_with('>') {
        notice(parser, fragment, "wrapped", &line);
    }
}

/// Notes a block of code that is none: prose that begins with four spaces or a tab (`info` is none), or a chart under another name.
pub(super) fn code(parser: &mut Parser<'_>, fragment: &Fragment<'_>, info: Option<&str>, text: &str, range: &Range<usize>) {
    match info {
        None if is_prose(text) => notice(parser, fragment, "code", range),
        None => {}
        Some(info) => {
            let word = info.split([' ', '{', '\t']).next().unwrap_or_default().to_lowercase();
            if CHARTS.contains(&word.as_str()) {
                let line = lines(fragment.text, range.clone()).next().unwrap_or(range.clone());
                notice(parser, fragment, "chart", &line);
            }
        }
    }
}

/// Keeps the labels of the lines that would define a note, were there no space before the colon.
pub(super) fn find_spaced_notes(parser: &mut Parser<'_>, fragment: &Fragment<'_>) {
    let text = fragment.text;
    let begins_line = |at: usize| at == 0 || text[..at].trim_end_matches([' ', '\t']).ends_with(['\n', '\r']);
    for at in memchr::memmem::find_iter(text.as_bytes(), "[^").filter(|at| begins_line(*at)) {
        let end = text[at..].find(['\n', '\r']).map_or(text.len(), |length| at + length);
        if let Some(label) = spaced_note(&text[at..end]) {
            parser.spaced.entry(normalized(label)).or_insert_with(|| fragment.span(&(at..end)));
        }
    }
}

/// The note that a line begins to define with a space before its colon, `[^1] : …`: its label.
fn spaced_note(line: &str) -> Option<&str> {
    let label = note_label(line.trim_start().strip_prefix("[^")?);
    let rest = line.trim_start()[label.len() + 2..].strip_prefix(']')?;
    let is_spaced = rest.starts_with([' ', '\u{a0}', '\u{202f}']) && rest.trim_start().starts_with(": ");
    (is_spaced && !label.is_empty()).then_some(label)
}

/// Notes a slip of a kind at `range`.
pub(super) fn notice(parser: &mut Parser<'_>, fragment: &Fragment<'_>, kind: &'static str, range: &Range<usize>) {
    let diagnostic = Diagnostic::new(Code::MarkdownSlip, fragment.span(range)).with("kind", kind);
    parser.notice(kind, diagnostic);
}

/// What the first line of a paragraph nearly opens.
fn opening(line: &str) -> Option<&'static str> {
    let line = line.trim();
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    // One hash sign and a word are a hashtag.
    if (2..=6).contains(&hashes) {
        let begins =
            line[hashes..].starts_with(|sign: char| sign.is_alphanumeric() || matches!(sign, '«' | '“' | '*' | '\u{a0}'));
        return begins.then_some("heading");
    }
    let mut signs = line.chars();
    let (first, second) = (signs.next()?, signs.next());
    if BULLETS.contains(&first) && second.is_some_and(char::is_whitespace) {
        return Some("bullet");
    }
    if matches!(first, 'o' | '§' | '-' | '–' | '—') && second == Some('\t') {
        return Some("bullet");
    }
    if line.starts_with('|') && line.ends_with('|') && line.matches('|').count() > 2 {
        return Some("bars");
    }
    let name = line.strip_prefix("::").filter(|rest| !rest.starts_with(':'))?.trim_start();
    name.starts_with(|sign: char| sign.is_alphabetic()).then_some("colons")
}

/// Whether two lines or more begin with a dash, as what is said does.
fn is_dialogue(text: &str) -> bool {
    let is_said = |line: &&str| {
        let rest = line.trim_start().strip_prefix(['—', '–']);
        rest.is_some_and(|rest| rest.starts_with([' ', '\u{a0}', '\u{202f}']))
    };
    text.starts_with(['—', '–']) && text.split(['\n', '\r']).filter(is_said).nth(1).is_some()
}

/// Whether the paragraph is a few bold words that end no sentence.
fn is_bold_line(tokens: &[Token<'_>]) -> bool {
    let is_blank = |token: &&Token<'_>| !matches!(&token.kind, TokenKind::Text(text) if text.trim().is_empty());
    let mut tokens = tokens.iter().filter(is_blank);
    let (Some(Token { kind: TokenKind::Inline(Inline::Styled(styled)), .. }), None) = (tokens.next(), tokens.next()) else {
        return false;
    };
    let words = plain_text(&styled.content);
    let ends = words.trim_end().ends_with(['.', '!', '?', '…', ',', ';', '»', '”']);
    let few = (1..=MAX_HEADING).contains(&words.trim().chars().count());
    styled.style == InlineStyle::Strong && few && !ends && words.contains(char::is_alphabetic)
}

fn is_between_digits(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text.get(range.end..).and_then(|rest| rest.chars().next());
    before.is_some_and(|sign| sign.is_ascii_digit()) && after.is_some_and(|sign| sign.is_ascii_digit())
}

/// The first asterisks in `range` that were meant to begin emphasis and are text: right before a word, or around words with spaces between.
fn lone_stars(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let shown = text.get(range.clone())?;
    let begins = memchr::memchr_iter(b'*', shown.as_bytes()).map(|at| range.start + at);
    begins.filter(|&at| !text[..at].ends_with(['*', '\\'])).find_map(|at| {
        let count = text[at..].bytes().take_while(|byte| *byte == b'*').count();
        let (before, rest) = (text[..at].chars().next_back(), &text[at + count..]);
        let apart = before.is_none_or(|sign| sign.is_whitespace() || matches!(sign, '«' | '“' | '(' | '’' | '—' | '–'));
        let spaced = rest.strip_prefix(' ').filter(|words| words.starts_with(char::is_alphabetic)).is_some_and(|words| {
            let stops = |pair: &[u8]| matches!(pair, b" *" | [b'\n' | b'\r', _]);
            let end = words.as_bytes().windows(2).take(MAX_HEADING).position(stops).filter(|end| words[*end..].starts_with(" *"));
            let after = end.and_then(|end| words[end + 2..].trim_start_matches('*').chars().next());
            let ends = |sign: char| sign.is_whitespace() || matches!(sign, '.' | ',' | ';' | ')' | '»' | '!' | '?');
            end.is_some() && after.is_none_or(ends)
        });
        let meant = apart && count <= 3 && (rest.starts_with(char::is_alphabetic) || spaced);
        meant.then_some(at..at + count)
    })
}

/// Whether the words at `at` say that something is still to be written: alone, and not as a part of other words.
fn waits(text: &str, at: usize, words: &str) -> bool {
    let (before, after) = (text[..at].chars().next_back(), text[at + words.len()..].chars().next());
    let is_apart = |sign: Option<char>| sign.is_none_or(|sign| !sign.is_alphanumeric() && sign != '_');
    match words {
        "orem ipsum dolor" => true,
        "à compléter" => matches!(before, Some('[' | '(')),
        // In Spanish, TODO is a word: it stands among others in capitals.
        _ => {
            let next = text[at + words.len()..].trim_start().chars().next();
            is_apart(before) && is_apart(after) && next.is_none_or(|sign| !sign.is_alphabetic() || sign.is_lowercase())
        }
    }
}

/// Whether a number between brackets follows a word directly, as the call of a note does in other programs: `comptoir[1]`.
fn is_bare_call(text: &str, at: usize) -> bool {
    let rest = &text[at + 1..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = rest[digits..].strip_prefix(']');
    let before = text[..at].chars().next_back();
    (1..=3).contains(&digits)
        && after.is_some_and(|after| !after.starts_with(['(', '[', ':', '{']))
        && before.is_some_and(|sign| sign.is_alphabetic() || matches!(sign, '.' | ',' | '»' | '”' | '!' | '?' | '…'))
}

/// Whether the first line of a block of code reads like a sentence.
fn is_prose(text: &str) -> bool {
    let line = text.trim_start();
    let begins = line.starts_with(|sign: char| sign.is_uppercase() || matches!(sign, '«' | '—' | '–' | '“'));
    let signs = ['{', '}', '=', ';', '<', '>', '|', '$', '\\', '_', '#', '@', '+'];
    let words = line.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    let lower = line.chars().filter(|sign| sign.is_lowercase()).count();
    begins && words > 3 && lower * 2 > line.chars().count() && !line.contains(signs)
}

#[cfg(test)]
mod tests {
    use super::{is_dialogue, is_prose, opening, spaced_note, waits};

    #[test]
    fn slips_are_seen() {
        for (line, kind) in [
            ("##Collé", "heading"),
            ("###« Un »", "heading"),
            ("•\tUn", "bullet"),
            ("• Un", "bullet"),
            ("o\tUn", "bullet"),
            ("➢ Un", "bullet"),
            ("| Ville | Habitants |", "bars"),
            (":: question", "colons"),
            ("::question", "colons"),
        ] {
            assert_eq!(opening(line), Some(kind), "{line}");
        }
        assert!(is_dialogue("— Un café ?\n— Deux."));
        assert!(is_prose("Un premier alinéa sur le café, qui commence ainsi."));
        assert_eq!(spaced_note("[^1] : La note."), Some("1"));
        assert_eq!(spaced_note("[^a]\u{a0}: La note."), Some("a"));
        for text in ["TODO : écrire", "(TODO)", "TODO", "Un TODO écrire"] {
            assert!(text.match_indices("TODO").any(|(at, _)| waits(text, at, "TODO")), "{text}");
        }
    }

    #[test]
    fn prose_and_code_are_not() {
        for line in [
            "#612rencontres",
            "# Titre",
            "## Titre",
            "·",
            "• ",
            "| un vers",
            "::",
            ":: 12",
            "— Oui.",
            "o un",
            "§ 12",
            "####### a",
        ] {
            assert_eq!(opening(line), None, "{line}");
        }
        assert!(!is_dialogue("La phrase citée.\n— Son auteur"));
        assert!(!is_dialogue("— Un café ?\nDeux."));
        for code in ["cargo build --release", "let a = 1;", "Set-Location C:\\", "SELECT a, b FROM c WHERE d", "Usage: un deux"] {
            assert!(!is_prose(code), "{code}");
        }
        assert_eq!(spaced_note("[^1]: La note."), None);
        assert_eq!(spaced_note("[^1] dit-il : oui"), None);
        for text in ["TODO EL MUNDO", "TODOS", "xTODO"] {
            assert!(!text.match_indices("TODO").any(|(at, _)| waits(text, at, "TODO")), "{text}");
        }
    }
}
