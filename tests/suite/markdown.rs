//! tests/cases/markdown/NAME.md → NAME.blocks: the blocks, the notes, and the diagnostics.

use make_book::{
    book::walk,
    diagnostic::Diagnostics,
    dump, markdown,
    source::{SourceId, SourceMap, Span},
};
use proptest::prelude::*;
use std::{fmt::Write as _, path::Path};

fn check(path: &Path) {
    let mut sources = SourceMap::new();
    let text = std::fs::read_to_string(path).unwrap();
    let id = sources.add("case/text.md", text);
    sources.add("case/data.csv", "Mois;Reçus\nmai;1,5\njuin;\"2\"\n");
    let mut sink = Diagnostics::new();
    let source = sources.get(id);
    let document = markdown::parse(source, 0..source.text().len(), &sources, &mut sink);
    let mut dumped = dump::blocks::dump(&document.blocks, &document.notes);
    for (index, picture) in document.pictures.iter().enumerate() {
        writeln!(dumped, "picture {index}: {}", picture.value).unwrap();
    }
    for diagnostic in sink.iter() {
        let source = sources.get(diagnostic.span.source);
        let (line, column) = source.line_column(diagnostic.span.range().map_or(0, |range| range.start));
        writeln!(dumped, "{line}:{column} {} {:?}", diagnostic.code.name(), diagnostic.code).unwrap();
    }
    snapbox::assert_data_eq!(dumped, snapbox::Data::read_from(&path.with_extension("blocks"), None).raw());
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/markdown");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "md")).for_each(|path| check(path));
}

/// Parses `text` and asserts that all spans lie in it. Returns the number of diagnostics.
fn parse_any(text: &str) -> usize {
    let mut sources = SourceMap::new();
    let id = sources.add("a/b.md", text);
    let mut sink = Diagnostics::new();
    let document = markdown::parse(sources.get(id), 0..text.len(), &sources, &mut sink);
    let inside = |span: Span| span.range().is_none_or(|range| range.end <= text.len() && text.is_char_boundary(range.start));
    for note in &document.notes {
        assert!(inside(note.span));
    }
    walk::rich_texts(&document.blocks, &mut |rich| {
        walk::inlines(rich, &mut |inline| assert!(inside(inline.span())));
    });
    assert!(sink.iter().all(|diagnostic| inside(diagnostic.span)));
    let _ = markdown::parse_inline(text, Span::whole(SourceId::from_index(0)), &mut Diagnostics::new());
    let _ = markdown::parse_value(text, Span::whole(SourceId::from_index(0)), &mut Diagnostics::new());
    sink.iter().len()
}

#[test]
fn deep_nesting_is_reported_and_harmless() {
    let many = 100_000;
    for sign in [">", "> ", "[", "![", "- ", "*a ", "<sup>", "(", "`", "[^a]", "1. ", "**a", "[a](", "::: aside\n", "::::"] {
        let reported = parse_any(&sign.repeat(many));
        assert!(sign != ">" || reported > 0, "{sign}");
    }
}

/// Random sequences of Markdown syntax, containers, attributes and charts. They reach more of the parser than random letters do.
pub(super) fn fragments() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "é",
        " ",
        "\n",
        "\n\n",
        "\r",
        "\r\n",
        "    ",
        "# ",
        "## b {#c}",
        "> ",
        "- ",
        "1. ",
        "::: aside\n",
        "::: verse\n",
        ":::\n",
        "::::\n",
        "::: figure {#i credit=\"*x*\"}\n",
        "::: table {caption=\"[^n]\"}\n",
        "::: epigraph\n",
        "-- s\n",
        "```chart bars {#q}\n",
        "```\n",
        "~~~\n",
        "a,b\n1,x\n",
        "\"",
        "[",
        "]",
        "{lang=en}",
        "{.sc}",
        "{",
        "}",
        "[^n]",
        "[^n]: ",
        "![a](b \"c\")",
        "{.decorative}",
        "[x]: y\n",
        "[x]",
        "<sup>",
        "</sup>",
        "<br>",
        "<div>\n",
        "<!-- ",
        "-->",
        "|",
        "|-|-|\n",
        "| a | b |\n",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "\\",
        "&amp;",
        "&#0;",
        "\0",
        "\u{202e}",
        "\u{feff}",
        "---\n",
        "===\n",
        ": d\n",
        "<https://a.b>",
        "<a@b.c>",
        "\u{1}",
        "😀",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn no_string_makes_it_panic(text in any::<String>()) {
        parse_any(&text);
    }

    #[test]
    fn no_markup_makes_it_panic(text in fragments()) {
        parse_any(&text);
    }
}
