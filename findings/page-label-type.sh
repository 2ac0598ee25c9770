#!/usr/bin/env bash
# Page labels whose dictionaries have the optional entry /Type /PageLabel (ISO 32000-1, table 159), in PyMuPDF.
#
# Believed: an optional Type that names the kind of its dictionary changes nothing for any reader.
# Seen (PyMuPDF 2.0): Page.get_label gives « ageLabeli » and « ageLabel1 » for the pages i and 1. It cuts the dictionary's source at the
# slashes and takes what begins with P for the prefix, which is the entry /P. Without the Type the labels are right. pypdf and PDFium
# give « i » and « 1 » in both files. Crates and libraries that write the Type are common (pdf-writer does).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pikepdf==10.18.0 pypdf==7.1.1 pypdfium2==5.15.2
venv/bin/pip install --quiet --disable-pip-version-check --no-deps PyMuPDF==2.0
cat > labels.py <<'END'
import pikepdf, pymupdf, pypdf, pypdfium2
from pikepdf import Array, Dictionary, Name

seen = []
for typed in (True, False):
    file = pikepdf.new()
    for _ in range(2):
        file.add_blank_page(page_size=(200, 200))
    labels = [Dictionary(S=Name.r), Dictionary(S=Name.D, St=1)]
    if typed:
        for label in labels:
            label.Type = Name.PageLabel
    file.Root.PageLabels = Dictionary(Nums=Array([0, labels[0], 1, labels[1]]))
    file.save("labels.pdf")
    google = pypdfium2.PdfDocument("labels.pdf")
    seen.append(([page.get_label() for page in pymupdf.open("labels.pdf")], list(pypdf.PdfReader("labels.pdf").page_labels),
                 [google.get_page_label(number) for number in range(2)]))
print(*seen, sep="\n")
right = ["i", "1"]
assert seen == [(["ageLabeli", "ageLabel1"], right, right), (right, right, right)]
END
venv/bin/python labels.py
