#!/usr/bin/env bash
# r2-shared-js 1.0.82 (the EPUB parser of Thorium), an EPUB with an editor, a collective and contributors.
#
# Believed: `dc:creator` makes an author and `dc:contributor` a contributor, and a `role` refines that; who has two roles is listed under both.
# Seen: the role decides alone. A `dc:contributor` with the role `aut` is an author, and stands before the creators; a creator with `edt` is an
# editor and no author, also when a second `role` says `aut`: the first role counts, and the order of the two <meta> decides. Without
# any role a creator is an author, and a contributor is nowhere.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-fund --no-audit --ignore-scripts r2-shared-js@1.0.82 > /dev/null 2>&1

cat > book.py <<'PYTHON'
import sys
import zipfile

name, *people = sys.argv[1:]
metadata = ""
for number, person in enumerate(people):
    element, text, *roles = person.split(":")
    metadata += f'<dc:{element} id="p{number}">{text}</dc:{element}>'
    metadata += "".join(f'<meta refines="#p{number}" property="role" scheme="marc:relators">{role}</meta>' for role in roles)
with zipfile.ZipFile(name, "w") as book:
    book.writestr("mimetype", "application/epub+zip")
    book.writestr("META-INF/container.xml", '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
                  '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>')
    book.writestr("book.opf", '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">'
                  '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="i">urn:x-book:1</dc:identifier><dc:title>Book</dc:title>'
                  f'{metadata}<dc:language>en</dc:language><meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata>'
                  '<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
                  '<item id="n" href="n.xhtml" properties="nav" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>')
    html = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>Book</title></head><body>{}</body></html>'
    book.writestr("n.xhtml", html.format('<nav epub:type="toc"><ol><li><a href="a.xhtml">Text</a></li></ol></nav>'))
    book.writestr("a.xhtml", html.format("<p>Text.</p>"))
PYTHON
python3 book.py plain.epub creator:Ada creator:Collective contributor:Bob
python3 book.py roles.epub creator:Ada:edt creator:Collective:aut contributor:Bob:aut contributor:Cleo:ctb
python3 book.py edt-aut.epub creator:Ada:edt:aut creator:Collective:aut
python3 book.py aut-edt.epub creator:Ada:aut:edt creator:Collective:aut

cat > try.cjs <<'JS'
const source = 'r2-shared-js/dist/es8-es2017/src'
const { EpubParsePromise } = require(`${source}/parser/epub`)
const { initGlobalConverters_SHARED, initGlobalConverters_GENERIC } = require(`${source}/init-globals`)
const { TaJsonSerialize } = require('r2-lcp-js/dist/es8-es2017/src/serializable')
initGlobalConverters_SHARED()
initGlobalConverters_GENERIC()
const names = value => [value ?? []].flat().map(one => one.name ?? one).join(', ')
const main = async () => {
    const found = {}
    for (const book of ['plain', 'roles', 'edt-aut', 'aut-edt']) {
        const { author, editor, contributor } = TaJsonSerialize(await EpubParsePromise(`${book}.epub`)).metadata
        found[book] = `authors: ${names(author)}; editors: ${names(editor)}; contributors: ${names(contributor)}`
        console.log(book.padEnd(8), found[book])
    }
    const expected = {
        plain: 'authors: Ada, Collective; editors: ; contributors: ',
        roles: 'authors: Bob, Collective; editors: Ada; contributors: Cleo',
        'edt-aut': 'authors: Collective; editors: Ada; contributors: ',
        'aut-edt': 'authors: Ada, Collective; editors: ; contributors: ',
    }
    const right = JSON.stringify(found) === JSON.stringify(expected)
    process.exit(right && require('r2-shared-js/package.json').version === '1.0.82' ? 0 : 1)
}
main()
JS
node try.cjs
