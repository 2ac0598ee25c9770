#!/usr/bin/env bash
# Names of groups in a bibliography of hayagriva's YAML, as Typst prints them.
#
# Believed: an author given as a string without a comma is printed as it is; the file format's examples give organisations so.
# Seen (typst 0.15.2 of PyPI, styles apa, chicago-notes and mla): of « Le comité de lecture » and « Comité de lecture » nothing is
# printed, no message is given, and the editor of the parent takes the author's place. « l’équipe » and « L’équipe » are printed. The
# same names as a mapping with the key `name` alone are printed whole.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-deps typst==0.15.2 PyMuPDF==2.0
cat > names.py <<'END'
import pathlib

import pymupdf
import typst


def printed(author, style):
    pathlib.Path("book.yaml").write_text(f'a:\n  type: chapter\n  title: Titre\n  author: [{author}]\n  date: 2016\n'
                                         '  parent: { type: book, title: Livre, editor: ["Jarry, Alban"] }\n')
    pathlib.Path("main.typ").write_text(f'#set text(lang: "fr")\n#bibliography("book.yaml", full: true, style: "{style}")')
    return " ".join(pymupdf.open(stream=typst.compile("main.typ"))[0].get_text().split())


styles = ("apa", "chicago-notes", "mla")
for group in ("Le comité de lecture", "Comité de lecture"):
    for style in styles:
        text, whole = printed(f'"{group}"', style), printed(f'{{ name: "{group}" }}', style)
        print(style, text, "|", whole)
        assert "omité" not in text and "Jarry" in text.split("Titre")[0]
        assert whole.split("Titre")[0].startswith(f"Bibliographie {group}")
for group in ("l’équipe", "L’équipe"):
    assert all(group in printed(f'"{group}"', style) for style in styles)
END
venv/bin/python names.py
