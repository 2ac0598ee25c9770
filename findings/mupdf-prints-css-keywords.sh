#!/usr/bin/env bash
# PyMuPDF 2.0 (MuPDF 1.28.5), an EPUB whose style sheet has generated content.
#
# Believed: a reading system without `attr()` or `content: none` passes over the declaration, as CSS asks for a value that it does not know.
# Seen: it prints the name of whatever it does not know. `content: none` on a link's ::after, the usual way to take a mark away again, prints
# « none » after the link; `normal` prints « normal »; `content: attr(data-head)`, the usual way to label the cells of a folded table, prints
# « attr » before each cell; `counter(n)` prints « counter ». `display: none` does not take generated content away; `content: ""` does.
# In @supports and @container nothing is printed, because these blocks are passed over.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-deps PyMuPDF==2.0

cat > try.py <<'PYTHON'
import sys
import zipfile

import pymupdf


def text(css, body):
    with zipfile.ZipFile("book.epub", "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
                      '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>')
        book.writestr("book.opf", '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">'
                      '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">urn:x-book:1</dc:identifier><dc:title>Book</dc:title>'
                      '<dc:language>en</dc:language><meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata><manifest>'
                      '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="s" href="s.css" media-type="text/css"/>'
                      '<item id="n" href="n.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>')
        html = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Book</title>{}</head><body>{}</body></html>'
        book.writestr("n.xhtml", html.format("", '<nav epub:type="toc"><ol><li><a href="a.xhtml">Text</a></li></ol></nav>'))
        book.writestr("a.xhtml", html.format('<link rel="stylesheet" type="text/css" href="s.css"/>', body))
        book.writestr("s.css", css)
    document = pymupdf.open("book.epub")
    document.layout(width=320, height=480, fontsize=12)
    return document[0].get_text().strip()


link, cell = '<p><a href="https://example.org/">link</a></p>', '<table><tr><td data-head="Year">2026</td></tr></table>'
expected = {
    ('a::after { content: "+" }', link): "link+",
    ('a::after { content: "+" } p a::after { content: none }', link): "linknone",
    ('a::after { content: "+" } p a::after { content: normal }', link): "linknormal",
    ('a::after { content: "+" } p a::after { display: none }', link): "link+",
    ('a::after { content: "+" } p a::after { content: "" }', link): "link",
    ("td::before { content: attr(data-head) }", cell): "attr2026",
    ("td::before { content: counter(n) }", cell): "counter2026",
    ("@supports (display: grid) { td::before { content: attr(data-head) } }", cell): "2026",
}
found = {key: text(*key) for key in expected}
for (css, _), shown in found.items():
    print(f"{css:75} {shown}")
sys.exit(found != expected or (pymupdf.VersionBind, pymupdf.mupdf_version) != ("2.0", "1.28.5"))
PYTHON
venv/bin/python try.py
