//! What the sanitizer keeps, what it removes, and what it refuses.

use super::{EMPTY, sanitize};
use crate::{
    diagnostic::{Code, Diagnostics},
    source::{SourceId, Span},
};

const NS: &str = "xmlns=\"http://www.w3.org/2000/svg\"";

fn sanitized(svg: &str) -> (String, Vec<Code>) {
    let mut sink = Diagnostics::new();
    let (bytes, _) = sanitize(svg.as_bytes(), Span::whole(SourceId::from_index(0)), &mut sink);
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
