#!/usr/bin/env bash
# A word divided at the end of a line, with the whole word as its replacement text (ActualText; the example of ISO 32000-1, 14.9.4).
#
# Believed: readers that know ActualText read « nous avertissaient que » however the two parts are marked.
# Seen (poppler 22.12, PDFium by pypdfium2 5.15.2, MuPDF 1.28.5 by PyMuPDF 2.0); the second line goes on with « que »:
# - one marked-content sequence over both parts: poppler reads « nous », « avertissaient », « que » as three lines, because the word has the
#   box of both lines; MuPDF only drops the hyphen (« avertis », line, « saient ») and its search does not find the word; PDFium reads it;
# - the word on the first part, an empty ActualText on the second: poppler and MuPDF read the word once; PDFium ignores an empty ActualText
#   and reads « avertissaient », line, « saient que »;
# - the same with a space as the replacement of the second part and of the space after it: all three read the word once, and find it.
#
# Needs poppler-utils and python3-venv.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pikepdf==10.18.0 pypdfium2==5.15.2
venv/bin/pip install --quiet --disable-pip-version-check --no-deps PyMuPDF==2.0
cat > word.py <<'END'
import subprocess
import pikepdf, pymupdf, pypdfium2
from pikepdf import Array, Dictionary, Name

WORD = "/Span <</ActualText (avertissaient)>> BDC"
FILES = {
    "over both lines": f"{WORD} (avertis-) Tj T* (saient) Tj EMC ( que la suite viendrait) Tj",
    "then nothing": f"{WORD} (avertis-) Tj EMC T* /Span <</ActualText ()>> BDC (saient) Tj EMC ( que la suite viendrait) Tj",
    "then a space": f"{WORD} (avertis-) Tj EMC T* /Span <</ActualText ( )>> BDC (saient ) Tj EMC (que la suite viendrait) Tj",
}
seen = {}
for name, marked in FILES.items():
    file = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    text = f"BT /F 12 Tf 14 TL 50 700 Td (Il est certain que les messages nous ) Tj {marked} T* (le lendemain matin, vers dix heures.) Tj ET"
    file.pages.append(pikepdf.Page(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 400, 800]), Contents=file.make_stream(text.encode()),
                                              Resources=Dictionary(Font=Dictionary(F=font)))))
    file.save("word.pdf")
    poppler = subprocess.run(["pdftotext", "word.pdf", "-"], capture_output=True, text=True, check=True).stdout
    page = pymupdf.open("word.pdf")[0]
    text = pypdfium2.PdfDocument("word.pdf")[0].get_textpage()
    reads = [each.replace("\r", "").split("messages ")[1].split(" la suite")[0] for each in (poppler, text.get_text_range(), page.get_text())]
    seen[name] = reads, bool(text.search("avertissaient").get_next()), len(page.search_for("avertissaient"))
    print(name, *seen[name])
assert seen == {
    "over both lines": (["nous\navertissaient\nque", "nous avertissaient\n que", "nous avertis\nsaient que"], True, 0),
    "then nothing": (["nous avertissaient\nque", "nous avertissaient\nsaient que", "nous avertissaient\n que"], True, 1),
    "then a space": (["nous avertissaient\nque", "nous avertissaient\n que", "nous avertissaient\n que"], True, 1),
}
END
venv/bin/python word.py
