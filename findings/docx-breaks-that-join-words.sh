#!/usr/bin/env bash
# pandoc and mammoth join the words on both sides of `w:cr` and `w:ptab` of a .docx, though they keep `w:br` and `w:tab`.
#
# Versions: pandoc 3.9 (in pypandoc_binary 1.17), mammoth 1.13.0.
# Input: a line broken by a carriage return, and one with a tab that is placed by the margin, as Word writes them in headers and lists.
# Seen: “undeux” and “Nompage”, in silence (mammoth at most warns of an unrecognised element): two words became one.
# Expected by a reader of ECMA-376-1, 17.3.3.4 and 17.3.3.23: `w:cr` ends the line as `w:br` does, and `w:ptab` is a tab.
# Exit 1 when what is seen changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv v
v/bin/pip install -q pypandoc_binary==1.17 mammoth==1.13.0
cat > make.py <<'PY'
import zipfile
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006"
T = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
BODY = """<w:p><w:r><w:t>Nom</w:t><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/><w:t>page</w:t></w:r></w:p><w:p><w:r><w:t>un</w:t><w:cr/><w:t>deux</w:t></w:r></w:p><w:p><w:r><w:t>trois</w:t><w:br/><w:t>quatre</w:t><w:tab/><w:t>cinq</w:t></w:r></w:p>"""
with zipfile.ZipFile("a.docx", "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("[Content_Types].xml", f'<Types xmlns="{P}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{T}"/></Types>')
    z.writestr("_rels/.rels", f'<Relationships xmlns="{P}/relationships"><Relationship Id="r1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>')
    z.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{BODY}<w:sectPr/></w:body></w:document>')
PY
v/bin/python make.py
pandoc=$(v/bin/python -c 'import pypandoc; print(pypandoc.get_pandoc_path())')
a=$("$pandoc" a.docx -t plain --wrap=none | tr '\n' '|')
b=$(v/bin/python -c 'import mammoth; r = mammoth.convert_to_html(open("a.docx", "rb")); print(r.value, r.messages)')
printf '%s\n' "pandoc:  $a" "mammoth: $b"
case $a in 'Nompage||undeux||trois|quatre cinq|') ;; *) exit 1 ;; esac
case $b in '<p>Nompage</p><p>undeux</p><p>trois<br />quatre'*'cinq</p>'*) ;; *) exit 1 ;; esac
