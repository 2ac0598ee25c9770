#!/usr/bin/env bash
# Letters that are spaced by 140 thousandths of an em, as labels in capitals are: by character spacing (Tc), or by adjustments (TJ).
#
# Believed: both are the same text to an extractor, because both draw the same, and 0.14 em is half a space of this font (0.278 em).
# Seen (pypdfium2 5.15.2, pypdf 7.1.1, pdfminer.six 20260107, PyMuPDF 2.0, poppler 22.12): PDFium (so Chrome) and pypdf read
# « E n t r e t i e n » with TJ and « Entretien » with Tc; pdfminer.six, which looks at places only, reads letters in both; MuPDF and
# poppler read the word in both.
#
# Needs poppler-utils and python3-venv.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pikepdf==10.18.0 pypdf==7.1.1 pypdfium2==5.15.2 pdfminer.six==20260107
venv/bin/pip install --quiet --disable-pip-version-check --no-deps PyMuPDF==2.0
cat > spaced.py <<'END'
import subprocess
import pikepdf, pymupdf, pypdf, pypdfium2
from pdfminer.high_level import extract_text
from pikepdf import Array, Dictionary, Name

seen = {}
for name, shown in (("TJ", "[" + " -140 ".join(f"({letter})" for letter in "Entretien") + "] TJ"), ("Tc", "1.4 Tc (Entretien) Tj")):
    file = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    file.pages.append(pikepdf.Page(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 200, 200]),
                                              Contents=file.make_stream(f"BT /F 10 Tf 20 100 Td {shown} ET".encode()),
                                              Resources=Dictionary(Font=Dictionary(F=font)))))
    file.save("spaced.pdf")
    poppler = subprocess.run(["pdftotext", "spaced.pdf", "-"], capture_output=True, text=True, check=True).stdout
    seen[name] = [text.strip() for text in (
        pypdfium2.PdfDocument("spaced.pdf")[0].get_textpage().get_text_range(), pypdf.PdfReader("spaced.pdf").pages[0].extract_text(),
        extract_text("spaced.pdf"), pymupdf.open("spaced.pdf")[0].get_text(), poppler)]
    print(name, seen[name])
word, letters = "Entretien", "E n t r e t i e n"
assert seen == {"TJ": [letters, letters, letters, word, word], "Tc": [word, word, letters, word, word]}
END
venv/bin/python spaced.py
