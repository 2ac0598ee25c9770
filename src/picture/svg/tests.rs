//! What the sanitizer keeps, what it removes, and what it refuses.

use super::{EMPTY, sanitize};
use crate::{
    diagnostic::{Code, Diagnostics},
    source::{SourceId, Span},
};

const NS: &str = "xmlns=\"http://www.w3.org/2000/svg\"";

fn sanitized(svg: &str) -> (String, Vec<Code>) {
    let mut sink = Diagnostics::new();
    let (bytes, _) = sanitize(svg.as_bytes(), Span::whole(SourceId::from_index(0)), true, &mut sink);
    (String::from_utf8_lossy(&bytes).into_owned(), sink.iter().map(|diagnostic| diagnostic.code).collect())
}

/// What is left of `inside` in a root element, and how many removals were reported.
fn inside(inside: &str) -> (String, usize) {
    let (clean, codes) = sanitized(&format!("<svg {NS}>{inside}</svg>"));
    assert!(codes.iter().all(|code| *code == Code::DrawingCleaned), "{codes:?}");
    let clean = clean.strip_prefix(&format!("<svg {NS}>")).and_then(|rest| rest.strip_suffix("</svg>")).expect("its root");
    (clean.to_owned(), codes.len())
}

#[test]
fn scripts_animation_and_external_addresses_are_removed_and_reported() {
    for (written, kept, reports) in [
        ("<script>1</script>", "", 1),
        ("<foreignObject><p>x</p></foreignObject><g/>", "<g/>", 1),
        ("<g onclick='x()' ONLOAD='y()'/>", "<g/>", 2),
        ("<image href='https://a.fr/x.png'/>", "<image/>", 1),
        ("<image href='x.png'/>", "<image/>", 1),
        ("<a href=' java&#10;script:x()'><rect/></a>", "<a><rect/></a>", 1),
        ("<use href='#a'/><use href='b.svg#a'/>", "<use href=\"#a\"/><use/>", 1),
        ("<use x:href='#a'/><g x:label='a'/>", "<use/><g/>", 1),
        ("<image href='data:text/html,x'/>", "<image/>", 1),
        ("<image href='data:image/svg+xml;base64,PHN2Zy8+'/>", "<image/>", 1),
        ("<rect><animate attributeName='href' to='javascript:x()'/><set/></rect>", "<rect></rect>", 2),
        ("<rect style='fill:url(#a);mask:url(//a.fr)'/>", "<rect style=\"fill:url(#a);mask:none\"/>", 1),
        ("<rect fill=\"url('#a')\"/>", "<rect fill=\"url(&apos;#a&apos;)\"/>", 0),
        ("<style>@im<!-- -->port '//a.fr';.a{fill:red}</style>", "<style>.a{fill:red}</style>", 1),
        ("<style><![CDATA[.a>.b{fill:url(x.svg#g)}]]></style>", "<style>.a&gt;.b{fill:none}</style>", 1),
        ("<g xml:base='https://a.fr/' xml:space='preserve'/>", "<g xml:space=\"preserve\"/>", 0),
        ("<sodipodi:namedview/><g inkscape:label='x'/><!-- x -->", "<g/>", 0),
        ("<text>é &amp; &lt; &#233; &nope;</text>", "<text>é &amp; &lt; &#233; </text>", 1),
    ] {
        assert_eq!(inside(written), (kept.to_owned(), reports), "{written}");
    }
}

#[test]
fn a_drawing_program_may_write_its_namespace_as_an_entity() {
    let svg = "<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/x.dtd' [\n\
        <!ENTITY ns_svg \"http://www.w3.org/2000/svg\">\n<!ENTITY name 'Port'>\n]>\
        <svg xmlns=\"&ns_svg;\" viewBox='0 0 4 4'><text>&name;</text></svg>";
    assert_eq!(sanitized(svg), (format!("<svg {NS} viewBox=\"0 0 4 4\"><text>Port</text></svg>"), Vec::new()));
    assert_eq!(sanitized("<svg viewBox='0 0 4 4'/>").0, format!("<svg {NS} viewBox=\"0 0 4 4\"/>"));
}

#[test]
fn a_file_that_is_no_drawing_is_replaced() {
    let deep = format!("<svg {NS}>{}{}</svg>", "<g>".repeat(5_000), "</g>".repeat(5_000));
    for broken in [
        "",
        "<svg>",
        "<svg></g>",
        "<a/><b/>",
        "plain",
        "<svg xlink:href='#a'/>",
        "<x:svg/>",
        "<svg xmlns='http://a.fr/'/>",
        &deep,
    ] {
        assert_eq!(sanitized(broken), (String::from_utf8_lossy(EMPTY).into_owned(), vec![Code::UnreadableDrawing]), "{broken}");
    }
    let endless = format!("<svg {NS}><g id='a'><use href='#a'/></g></svg>");
    assert_eq!(sanitized(&endless), (String::from_utf8_lossy(EMPTY).into_owned(), vec![Code::EndlessDrawing]));
}

#[test]
fn messages_of_a_kind_are_counted() {
    let handlers: String = (0..40).map(|number| format!("<g onx{number}='a()'/>")).collect();
    let mut sink = Diagnostics::new();
    let svg = format!("<svg {NS}>{handlers}</svg>");
    let (clean, _) = sanitize(svg.as_bytes(), Span::whole(SourceId::from_index(0)), true, &mut sink);
    assert!(!String::from_utf8_lossy(&clean).contains("onx"));
    let last = sink.iter().last().expect("a message");
    assert_eq!((sink.iter().len(), &last.arguments[..]), (12, &[("what", "onx11 (+ 28)".into())][..]));
    let place = svg.find("onx11").expect("it is there");
    assert_eq!(last.span.range(), Some(place..place + 5));
    let crowded: String = (0..2_000).map(|number| format!(" a{number}=''")).collect();
    assert_eq!(sanitized(&format!("<svg {NS}><g{crowded}/></svg>")).1, [Code::UnreadableDrawing]);
}

#[test]
fn entities_have_one_allowance_for_the_drawing() {
    let word = "x".repeat(50_000);
    let many = |count: usize| {
        let texts = "<desc>&w;</desc><g class='&w;'/>".repeat(count);
        sanitized(&format!("<!DOCTYPE svg [<!ENTITY w '{word}'>]><svg {NS}>{texts}</svg>")).1
    };
    assert_eq!(many(10), []);
    assert_eq!(many(200), [Code::EndlessDrawing]);
}

#[test]
fn colours_that_a_program_may_not_know_are_rewritten() {
    for (written, kept) in [
        ("<rect fill='light-dark(#dae8fc, #1d293b)'/>", "<rect fill=\"#dae8fc\"/>"),
        ("<rect style='stroke: oklch(51.975% 0.17686 142.495)'/>", "<rect style=\"stroke: #008000\"/>"),
        ("<style>.a{fill:var(--none, teal)}</style>", "<style>.a{fill:teal}</style>"),
    ] {
        assert_eq!(inside(written), (kept.to_owned(), 0), "{written}");
    }
    assert_eq!(sanitized(&format!("<svg {NS}><g fill='blu'/><g fill='blu'/></svg>")).1, [Code::DrawingValue]);
}

#[test]
fn many_rules_are_written_as_several_sheets() {
    let rules: String = (0..2_000).map(|number| format!(".c{number}{{fill:red}}")).collect();
    let (clean, _) = inside(&format!("<style id='s' type='text/css'>{rules}</style><rect class='c1'/>"));
    let sheets: Vec<&str> = clean.split("<style").skip(1).collect();
    assert!(sheets.len() > 5 && sheets.iter().all(|sheet| sheet.contains("type=\"text/css\">")), "{clean}");
    assert_eq!(clean.matches("id=").count(), 1);
    let kept: String = sheets.iter().filter_map(|sheet| sheet.split_once('>')?.1.split("</style>").next()).collect();
    assert_eq!(kept, rules);
}

#[test]
fn rules_that_take_too_long_to_read_are_refused() {
    let declarations = "fill:red;".repeat(30_000);
    for refused in [
        format!("<rect style='{declarations}'/>"),
        format!("<style>.a{{{declarations}}}</style>"),
        format!("<style>.a{{b:(}}{}</style>", ".a{fill:red}".repeat(30_000)),
        format!("<style>{}</style>", ".a{fill:red}".repeat(100_000)),
        format!("<style>{}</style>", ".a{fill:red}".repeat(10_000)).repeat(10),
    ] {
        assert_eq!(sanitized(&format!("<svg {NS}>{refused}</svg>")).1, [Code::EndlessDrawing]);
    }
    let (_, codes) = sanitized(&format!("<svg {NS}><style>{}</style></svg>", ".a{fill:red}".repeat(80_000)));
    assert_eq!(codes, []);
}
