#!/usr/bin/env bash
# « l’amitié » » in French quotation marks, with the no-break space that French wants before the closing one, in pdf_oxide.
#
# Believed: an extractor that follows the font's encoding (or its ToUnicode map, the same) gives the characters of the page.
# Seen (pdf_oxide 0.3.78): « l'amitié », U+00A0, « » » is read as « l'amiti頻 », and « 25 × 60 » with no-break spaces as « 25 נ60 ». The
# numbers of é, U+00A0, » in Latin-1 (E9 A0 BB) happen to be UTF-8 for U+983B, and those of ×, U+00A0 (D7 A0) for U+05E0: it takes such
# characters for UTF-8 that was decoded wrongly, and « repairs » them. With a plain space all is right. pypdf 7.1.1, pypdfium2 5.15.2 and
# pdfminer.six 20260107 read both.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pikepdf==10.18.0 pypdf==7.1.1 pypdfium2==5.15.2 pdfminer.six==20260107 pdf_oxide==0.3.78
cat > quote.py <<'END'
import pikepdf, pypdf, pypdfium2, pdf_oxide
from pdfminer.high_level import extract_text
from pikepdf import Array, Dictionary, Name

seen = {}
for name, shown in (("quote", "«\u00a0De l'amitié\u00a0» oui"), ("product", "soit 25\u00a0×\u00a060 signes"), ("spaces", "« De l'amitié » et 25 × 60")):
    file = pikepdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    file.pages.append(pikepdf.Page(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 400, 200]), Resources=Dictionary(Font=Dictionary(F=font)),
                                              Contents=file.make_stream(b"BT /F 10 Tf 20 100 Td (" + shown.encode("cp1252") + b") Tj ET"))))
    file.save("quote.pdf")
    others = {pypdf.PdfReader("quote.pdf").pages[0].extract_text().strip(), extract_text("quote.pdf").strip(),
              pypdfium2.PdfDocument("quote.pdf")[0].get_textpage().get_text_range().strip()}
    oxide = pdf_oxide.PdfDocument("quote.pdf").extract_text(0).strip()
    seen[name] = oxide
    print(name, repr(oxide), [repr(text) for text in others])
    assert all(text.replace("\u00a0", " ") == shown.replace("\u00a0", " ") for text in others)
assert "amiti\u983b" in seen["quote"] and "25\u00a0\u05e060" in seen["product"] and seen["spaces"] == "« De l'amitié » et 25 × 60"
END
venv/bin/python quote.py
