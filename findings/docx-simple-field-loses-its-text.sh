#!/usr/bin/env bash
# pandoc, mammoth and python-docx drop the text of a simple field of a .docx in silence, and keep that of the same field in its long form.
#
# Versions: pandoc 3.9 (in pypandoc_binary 1.17), mammoth 1.13.0, python-docx 1.2.0.
# Input: a paragraph with two AUTHOR fields as Word last showed them: one as `w:fldSimple`, one as `w:fldChar` begin, separate, end.
# Seen: “Par  et Bob Vidal.” from all three: the name in the simple field is gone, without a warning.
# Expected by a reader of ECMA-376-1, 17.16.19: both forms are the same field, and the runs in `w:fldSimple` are its current result, shown in the text.
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
BODY = """<w:p><w:r><w:t xml:space="preserve">Par </w:t></w:r><w:fldSimple w:instr=" AUTHOR "><w:r><w:t>Ann Vidal</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> et </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> AUTHOR </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Bob Vidal</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>.</w:t></w:r></w:p>"""
with zipfile.ZipFile("a.docx", "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("[Content_Types].xml", f'<Types xmlns="{P}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{T}"/></Types>')
    z.writestr("_rels/.rels", f'<Relationships xmlns="{P}/relationships"><Relationship Id="r1" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>')
    z.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{BODY}<w:sectPr/></w:body></w:document>')
PY
v/bin/python make.py
pandoc=$(v/bin/python -c 'import pypandoc; print(pypandoc.get_pandoc_path())')
a=$("$pandoc" a.docx -t plain --wrap=none)
b=$(v/bin/python -c 'import mammoth; print(mammoth.extract_raw_text(open("a.docx", "rb")).value.strip())')
c=$(v/bin/python -c 'import docx; print(docx.Document("a.docx").paragraphs[0].text)')
printf '%s\n' "pandoc:      $a" "mammoth:     $b" "python-docx: $c"
[ "$a" = 'Par et Bob Vidal.' ] && [ "$b" = 'Par  et Bob Vidal.' ] && [ "$c" = 'Par  et Bob Vidal.' ]
