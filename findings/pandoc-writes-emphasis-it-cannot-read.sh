#!/usr/bin/env bash
# pandoc makes of a .docx CommonMark whose bold type no CommonMark reader sees, its own included.
#
# Versions: pandoc 3.9 (in pypandoc_binary 1.17).
# Input: a bold run that begins or ends with punctuation and touches a letter, as authors mark half a word or a comma too many.
# Seen: `mot**, gras.**suite`; read again as CommonMark the asterisks are text, and the bold type is lost.
# Expected by a reader of CommonMark 0.31, 6.2: a run of asterisks between a letter and punctuation neither opens before nor closes after it.
# Exit 1 when what is seen changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv v
v/bin/pip install -q pypandoc_binary==1.17
cat > make.py <<'PY'
import zipfile
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006"
T = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
BODY = """<w:p><w:r><w:t>mot</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>, gras.</w:t></w:r><w:r><w:t>suite</w:t></w:r></w:p>"""
with zipfile.ZipFile("a.docx", "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("[Content_Types].xml", f'<Types xmlns="{P}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{T}"/></Types>')
    z.writestr("_rels/.rels", f'<Relationships xmlns="{P}/relationships"><Relationship Id="r1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>')
    z.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{BODY}<w:sectPr/></w:body></w:document>')
PY
v/bin/python make.py
pandoc=$(v/bin/python -c 'import pypandoc; print(pypandoc.get_pandoc_path())')
a=$("$pandoc" a.docx -t commonmark)
b=$(printf '%s\n' "$a" | "$pandoc" -f commonmark -t html)
c=$("$pandoc" a.docx -t html)
printf '%s\n' "to commonmark:   $a" "from commonmark: $b" "to HTML:         $c"
[ "$a" = 'mot**, gras.**suite' ] && [ "$b" = '<p>mot**, gras.**suite</p>' ] && [ "$c" = '<p>mot<strong>, gras.</strong>suite</p>' ]
