//! tests/cases/typography/NAME.md: in each code block, a line of input and, after `→ `, the same after typography.
//!
//! `⍽` shows U+00A0 and `⸱` U+202F. The language is French unless the block names another (```` ```en ````).

use super::fuzz::promises::essence;
use make_book::{
    book::{Inline, InlineStyle, Lang, NoteCall, NoteId, RichText, plain_text},
    diagnostic::Diagnostics,
    dump::blocks,
    markdown,
    source::{SourceId, Span},
    typography,
};
use proptest::prelude::*;
use std::path::Path;

fn parsed(input: &str) -> RichText {
    markdown::parse_inline(input, Span::whole(SourceId::from_index(0)), &mut Diagnostics::new())
}

fn set(input: &str, lang: &Lang) -> String {
    let mut rich = parsed(input);
    typography::apply_to_text(lang, &mut rich);
    let dumped = blocks::inlines(&rich);
    typography::apply_to_text(lang, &mut rich);
    assert_eq!(blocks::inlines(&rich), dumped, "the second time changes nothing: {input}");
    dumped
}

/// The call of a note stands between a number and its unit.
#[test]
fn a_unit_stays_with_its_number_past_the_call_of_a_note() {
    let call = || Inline::NoteCall(NoteCall { note: NoteId(0), follows_call: false, span: Span::whole(SourceId::from_index(0)) });
    let spaces = [("fr", "10 000", " %", "10\u{202f}000\u{202f}%"), ("fr", "12", " personnes", "12\u{a0}personnes")];
    for (lang, number, unit, expected) in spaces.into_iter().chain([("en", "5", " %", "5\u{a0}%")]) {
        let mut rich = [parsed(number), vec![call(), call()], parsed(&format!("x{unit}"))].concat();
        if let Some(Inline::Text(text)) = rich.last_mut() {
            text.text = unit.to_owned();
        }
        typography::apply_to_text(&Lang::new(lang).unwrap(), &mut rich);
        assert_eq!(plain_text(&rich), expected);
    }
}

fn check(path: &Path) {
    let text = std::fs::read_to_string(path).unwrap();
    let mut lang: Option<Lang> = None;
    let mut found = String::new();
    for line in text.lines() {
        if let Some(info) = line.strip_prefix("```") {
            lang = if lang.is_some() { None } else { Some(Lang::new(info).unwrap_or_else(Lang::french)) };
        } else if let Some(lang) = lang.as_ref().filter(|_| !line.is_empty()) {
            if !line.starts_with("→ ") {
                found.push_str(&format!("{line}\n→ {}\n", set(line, lang)));
            }
            continue;
        }
        found.push_str(line);
        found.push('\n');
    }
    snapbox::assert_data_eq!(found, snapbox::Data::read_from(path, None).raw());
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/typography");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().for_each(|path| check(path));
}

fn phrases() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "mot",
        "Un",
        " ",
        " ",
        "\u{a0}",
        "\u{202f}",
        "'",
        "\"",
        "*",
        "**",
        "`c`",
        "!",
        "?",
        ":",
        ";",
        ".",
        "...",
        "«",
        "»",
        "“",
        "”",
        "’",
        "-",
        "--",
        "---",
        "–",
        "—",
        "(",
        ")",
        "[",
        "]",
        "45",
        " 000",
        "12 h 30",
        "18h30",
        "18:30",
        "%",
        " €",
        "km",
        "XXIe",
        " siècle",
        "2ème",
        "1er",
        "n° ",
        "M. ",
        "J. ",
        "p. ",
        "https://a.fr/b?c=d",
        "@moi",
        "#tag",
        "a@b.fr",
        ":-)",
        ";)",
        "::",
        "[en \"x\"]{lang=en}",
        "[^n]",
        "<sup>e</sup>",
        "<br>",
        "…",
        "‘",
        "\u{301}",
        "/",
        "‹",
        "›",
        " 01 23 45 67 89",
        " ° C",
        "€/an",
        " semaines",
        "page ",
        "n°",
        "'n'",
        "IV",
        " s.",
        "M. le ",
        "A. de ",
        "8h-10h",
        "+33 1 ",
    ]);
    prop::collection::vec(pieces, 0..16).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 4000, ..ProptestConfig::default() })]

    #[test]
    fn typography_is_idempotent_and_keeps_letters(text in phrases(), lang in prop::sample::select(vec!["fr", "en", "de", "it"])) {
        let lang = Lang::new(lang).unwrap();
        let before = parsed(&text);
        let mut once = before.clone();
        typography::apply_to_text(&lang, &mut once);
        let mut twice = once.clone();
        typography::apply_to_text(&lang, &mut twice);
        prop_assert_eq!(blocks::inlines(&once), blocks::inlines(&twice));
        prop_assert_eq!(essence(&before), essence(&once));
    }

    #[test]
    fn any_string_can_be_set(text in any::<String>()) {
        let mut rich = vec![make_book::book::Inline::styled(InlineStyle::Emphasis, parsed(&text), Span::whole(SourceId::from_index(0)))];
        typography::apply_to_text(&Lang::french(), &mut rich);
    }
}
