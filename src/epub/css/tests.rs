//! What stays of a style sheet, what is taken out, and why.

use super::clean::{Reason, clean};
use proptest::prelude::*;

fn cleaned(sheet: &str) -> (String, Vec<(&str, Reason)>) {
    let (kept, removed) = clean(sheet);
    (kept, removed.into_iter().map(|removed| (&sheet[removed.range], removed.reason)).collect())
}

#[test]
fn what_is_known_stays_as_it_is_written() {
    for sheet in [
        "",
        "/* url(x) */ p { margin: 0 auto; color: #222 !important }",
        "a[href^='https://example.org']::after { content: '\\2197' / \"\"; }",
        "@media (min-width: 30em) and print { h1 > em:not(.a, .b) { color: rgb(0 0 0 / 50%); } }",
        "@page :first { margin: 2cm; @top-left { content: counter(page) } }",
        "@namespace epub 'http://www.idpf.org/2007/ops'; [epub|type~='x'] { --a: ; width: calc(100% - 2em) }",
        "svg { fill: url(#g); mask: url( '#m' ) } q { background: URL(data:image/png;base64,AA==) }",
        "@supports (display: grid) { ul { grid-template-columns: repeat(2, minmax(0, 1fr)) } }",
        "@keyframes a { from { left: 0 } 50% { left: 1em } }",
    ] {
        assert_eq!(cleaned(sheet), (sheet.to_owned(), Vec::new()), "{sheet}");
    }
}

#[test]
fn what_fetches_is_taken_out_however_it_is_written() {
    for fetching in [
        "background: url(b.png)",
        "background: URL( \"b.png\" )",
        "background: \\75 rl(b.png)",
        "background: u\\72l( 'b.png' )",
        "background: image-set('b.png' 1x)",
        "background: url('data:image/svg+xml,x')",
        "background: url(\"b.png\" x)",
        "content: '/*' url(b.png) '*/'",
        "src: local(Arial), url(b.woff)",
    ] {
        let sheet = format!("p {{ color: red; {fetching}; margin: 0 }}");
        let (kept, removed) = cleaned(&sheet);
        assert_eq!(kept, "p { color: red; margin: 0 }", "{fetching}");
        assert_eq!(removed.len(), 1, "{fetching}: {removed:?}");
        assert!(removed[0].0.starts_with(fetching) && removed[0].1 != Reason::Broken, "{removed:?}");
    }
    for rule in ["@import 'a.css';", "@\\69mport url(a.css) print;", "@font-face { font-family: a; src: url(b.woff) }"] {
        let sheet = format!("{rule} p {{ margin: 0 }}");
        assert_eq!(cleaned(&sheet), ("p { margin: 0 }".to_owned(), vec![(rule, Reason::Outside)]));
    }
}

#[test]
fn what_is_not_known_or_no_css_is_taken_out_and_the_rest_stays() {
    for (sheet, kept, removed, reason) in [
        ("@charset \"utf-8\"; p { margin: 0 }", "p { margin: 0 }", "", Reason::Broken),
        ("@charset \"latin1\"; p { margin: 0 }", "p { margin: 0 }", "@charset \"latin1\";", Reason::Unknown),
        ("@new x { a { b: c } } p { a: b }", "p { a: b }", "@new x { a { b: c } }", Reason::Unknown),
        ("p { direction: rtl; a: b }", "p { a: b }", "direction: rtl;", Reason::Forbidden),
        ("p { a: new(1); b: c }", "p { b: c }", "a: new(1);", Reason::Unknown),
        ("p { *zoom: 1; a: b }", "p { a: b }", "*zoom: 1;", Reason::Broken),
        ("p { a: 'x\n; b: c } q { d: e }", "p { b: c } q { d: e }", "a: 'x\n;", Reason::Broken),
        ("<!-- p { a: b }", "p { a: b }", "<!--", Reason::Broken),
        ("p { a b; c: d }", "p { c: d }", "a b;", Reason::Broken),
        ("p { a: ; c: d }", "p { c: d }", "a: ;", Reason::Broken),
        ("p { a: (1; c: d } q { e: f }", "p { } q { e: f }", "a: (1; c: d", Reason::Broken),
        ("p { & q { a: b } c: d }", "p { c: d }", "& q { a: b }", Reason::Broken),
        ("} p { a: b }", "p { a: b }", "}", Reason::Broken),
        ("p { a: b } q", "p { a: b } ", "q", Reason::Broken),
        ("p { a: b } /* c", "p { a: b } ", "/* c", Reason::Broken),
    ] {
        let removed = if removed.is_empty() { Vec::new() } else { vec![(removed, reason)] };
        assert_eq!(cleaned(sheet), (kept.to_owned(), removed), "{sheet}");
    }
    assert_eq!(cleaned("@media print { p { a: b").0, "@media print { p { a: b}}");
    assert_eq!(cleaned("p { a: b").1, [("", Reason::Broken)]);
}

#[test]
fn rules_within_each_other_have_a_limit() {
    let sheet = format!("{}p{{a:b}}{}q{{c:d}}", "@media print{".repeat(50_000), "}".repeat(50_000));
    let (kept, removed) = clean(&sheet);
    assert_eq!((kept.ends_with("q{c:d}"), removed.len()), (true, 1));
    let _ = clean(&"p{".repeat(50_000));
}

proptest! {
    #[test]
    fn what_is_clean_stays_clean(sheet in "([a-c@{};:'\"()]|url\\(|@import |@media |/\\*|\\*/|\\\\| |\n){0,24}") {
        let (kept, removed) = clean(&sheet);
        let (again, found) = clean(&kept);
        prop_assert_eq!(&again, &kept);
        prop_assert!(found.is_empty(), "{:?} {:?} {:?}", kept, found, removed);
    }
}
