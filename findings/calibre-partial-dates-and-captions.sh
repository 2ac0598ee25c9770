#!/usr/bin/env bash
# calibre 6.13.0 of Debian 12, a valid EPUB with a table; its publication date is a year, a month or a day, which W3CDTF all allows.
#
# Believed: a date is kept as precise as it is, or read as the first day of its month or year, as Readium's r2-shared-js does; and a conversion to
# DOCX keeps the text of a table's <caption>, as that to TXT does.
# Seen: `<dc:date>2016-09</dc:date>` is 15 September 2016; `2016` is the 15th of the month in which calibre happens to run, so that the same file
# has another date next month; and `2016-09-01` is 2 September. In the DOCX the caption is nowhere, without a warning; in the TXT it stands above
# its table.
set -euo pipefail
command -v ebook-convert > /dev/null || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends calibre > /dev/null; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export HOME=$folder QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8 PATH=/usr/local/bin:/usr/bin:/bin

make_book() { # make_book DATE
    python3 - "$1" <<'PYTHON'
import sys
import zipfile

with zipfile.ZipFile("book.epub", "w") as book:
    book.writestr("mimetype", "application/epub+zip")
    book.writestr("META-INF/container.xml", '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
                  '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>')
    book.writestr("book.opf", '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">'
                  '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">urn:x-book:1</dc:identifier><dc:title>Book</dc:title>'
                  f'<dc:date>{sys.argv[1]}</dc:date><dc:language>en</dc:language><meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata>'
                  '<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
                  '<item id="n" href="n.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>')
    html = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Book</title></head><body>{}</body></html>'
    book.writestr("n.xhtml", html.format('<nav epub:type="toc"><ol><li><a href="a.xhtml">Text</a></li></ol></nav>'))
    book.writestr("a.xhtml", html.format("<p>Before.</p><table><caption>Rainfall by month</caption><thead><tr><th>Month</th><th>mm</th></tr></thead>"
                                         "<tbody><tr><td>May</td><td>61</td></tr></tbody></table><p>After.</p>"))
PYTHON
}
published() { ebook-meta book.epub 2> /dev/null | sed -n 's/^Published *: //p'; }

version=$(ebook-convert --version | sed -n 's/.*calibre \([0-9.]*\)).*/\1/p')
make_book 2016; year=$(published)
make_book 2016-09; month=$(published)
make_book 2016-09-01; day=$(published)
ebook-convert book.epub book.docx > /dev/null 2>&1
ebook-convert book.epub book.txt > /dev/null 2>&1
docx=$(python3 -c 'import re, zipfile; print(" ".join(re.findall("<w:t[^>]*>([^<]*)<", zipfile.ZipFile("book.docx").read("word/document.xml").decode())))')
txt=$(tr -s '\n ' ' ' < book.txt)
printf 'calibre %s\n2016: %s\n2016-09: %s\n2016-09-01: %s\nDOCX: %s\nTXT: %s\n' "$version" "$year" "$month" "$day" "$docx" "$txt"
[[ $version == 6.13.0 && $year == 2016-$(date -u +%m)-15T* && $month == 2016-09-15T* && $day == 2016-09-02T* ]]
[[ $docx == *May* && $docx != *Rainfall* && $txt == *'Rainfall by month'*May* ]]
