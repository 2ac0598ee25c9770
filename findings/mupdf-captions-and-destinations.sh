#!/usr/bin/env bash
# PyMuPDF 2.0 (MuPDF 1.28.5), an EPUB with a table and a link within it.
#
# Believed: a <caption>, which HTML wants to be the first child of its table and CSS puts above it (`caption-side: top`), is shown above; and
# the destination of a link is a point on its page, as it is in a PDF.
# Seen: the caption is drawn, and its text extracted, below the last row, whatever `caption-side` or `display` says; a caption that names a table
# to be read next comes too late. The destination of a link is measured from the top of the text, not of the page: it is a page margin (here
# 36 points, three times the size of the font) above the paragraph that it leads to, so that code that takes the words at `to.y` finds
# the paragraph before.
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


def opened(css, body):
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
    return document[0]


table = "<table><caption>Caption</caption><thead><tr><th>Head</th></tr></thead><tbody><tr><td>Cell</td></tr></tbody></table>"
right = True
for css in ("", "caption { caption-side: top }", "caption { display: block }", "caption { display: table-header-group }"):
    words = [word[4] for word in sorted(opened(css, table).get_text("words"), key=lambda word: word[1])]
    print(f"{css:45} {' '.join(words)}")
    right &= words == ["Head", "Cell", "Caption"]

page = opened("", '<p><a href="#there">link</a></p><p>before</p><p id="there">there</p>')
to = page.get_links()[0]["to"].y
tops = {word[4]: word[1] for word in page.get_text("words")}
boxes = {word[4]: (word[1], word[3]) for word in page.get_text("words")}
print(f"destination: {to:.0f}; paragraphs: {boxes}")
right &= boxes["there"][0] - to > 25 and to < boxes["before"][0]
sys.exit(not right or (pymupdf.VersionBind, pymupdf.mupdf_version) != ("2.0", "1.28.5"))
PYTHON
venv/bin/python try.py
