#!/usr/bin/env bash
# Text that the author of a .docx has hidden (Font, Hidden) is given out by pandoc, mammoth and python-docx as text like any other.
#
# Versions: pandoc 3.9 (in pypandoc_binary 1.17), mammoth 1.13.0, python-docx 1.2.0.
# Input: a run with `w:vanish`, which Word neither shows nor prints.
# Seen: all three give “Le texte (à ne pas publier).”, without a warning: what an author believed to be gone is published.
# Expected by a reader of ECMA-376-1, 17.3.2.41: such a run is hidden from display.
# Exit 1 when what is seen changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv v
v/bin/pip install -q pypandoc_binary==1.17 mammoth==1.13.0 python-docx==1.2.0
cat > make.py <<'PY'
import zipfile
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
P = "http://schemas.openxmlformats.org/package/2006"
T = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
BODY = """<w:p><w:r><w:t xml:space="preserve">Le texte</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve"> (à ne pas publier)</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>"""
with zipfile.ZipFile("a.docx", "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("[Content_Types].xml", f'<Types xmlns="{P}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{T}"/></Types>')
    z.writestr("_rels/.rels", f'<Relationships xmlns="{P}/relationships"><Relationship Id="r1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>')
    z.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{BODY}<w:sectPr/></w:body></w:document>')
PY
v/bin/python make.py
pandoc=$(v/bin/python -c 'import pypandoc; print(pypandoc.get_pandoc_path())')
a=$("$pandoc" a.docx -t plain --wrap=none)
b=$(v/bin/python -c 'import mammoth; r = mammoth.extract_raw_text(open("a.docx", "rb")); print(r.value.strip(), r.messages)')
c=$(v/bin/python -c 'import docx; print(docx.Document("a.docx").paragraphs[0].text)')
printf '%s\n' "pandoc:      $a" "mammoth:     $b" "python-docx: $c"
[ "$a" = 'Le texte (à ne pas publier).' ] && [ "$b" = 'Le texte (à ne pas publier). []' ] && [ "$c" = 'Le texte (à ne pas publier).' ]
