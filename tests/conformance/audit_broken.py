#!/usr/bin/env python3
"""Tests that the audit notices what is lost: makes losses one by one in finished books and sources, and audits each.

usage: tests/conformance/audit_broken.py FOLDER SCRATCH
FOLDER holds the audited projects `everything`, `stress` and `commonmark`.
"""

import re
import shutil
import sys
import zipfile
from pathlib import Path

import pikepdf

import audit
import audit_books


def in_epub(pattern, replacement, document):
    """Replaces the first match in a document of the EPUB."""
    def change(root):
        path = audit.output(root, "tome1", "epub")
        with zipfile.ZipFile(path) as archive:
            held = {info: archive.read(info) for info in archive.infolist()}
        with zipfile.ZipFile(path, "w") as archive:
            for info, data in held.items():
                if info.filename.endswith(f"/{document}.xhtml"):
                    changed = re.sub(pattern, replacement, data.decode(), count=1, flags=re.S)
                    assert changed != data.decode(), f"{pattern} is not in {document}"
                    data = changed.encode()
                archive.writestr(info, data)
    return change


def elements(element):
    """An element of the structure tree, with the list that holds it, and those within it."""
    kids = element.get("/K")
    for at, kid in enumerate(kids if isinstance(kids, pikepdf.Array) else []):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kids, at, kid
            yield from elements(kid)
    if isinstance(kids, pikepdf.Dictionary) and "/S" in kids:
        yield from elements(kids)


def in_pdf(role, last=True, name="tome1"):
    """Takes an element of this role out of the structure tree, the last that is in a text."""
    def change(root):
        path = audit.output(root, name, "pdf")
        with pikepdf.open(path, allow_overwriting_input=True) as file:
            texts = [found for _, _, found in elements(file.Root["/StructTreeRoot"]) if found["/S"] == "/Art"]
            found = [entry for text in texts for entry in elements(text) if entry[2]["/S"] == role]
            kids, at, _ = found[-1 if last else 0]
            del kids[at]
            file.save(path)
    return change


def undrawn(word, name="tome1"):
    """Takes the first line with this word out of a page, as a fault of drawing would."""
    def change(root):
        path = audit.output(root, name, "pdf")
        with pikepdf.open(path, allow_overwriting_input=True) as file:
            place = next(place for place, said in audit_books.characters(path).items() if word in said and place[1] >= 0)
            page = file.pages[place[0]]
            within, kept = [], []
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in ("BDC", "BMC"):
                    within.append(operands[-1].get("/MCID") if isinstance(operands[-1], pikepdf.Dictionary) else None)
                elif str(operator) == "EMC":
                    within.pop()
                if place[1] in within and str(operator) in ("Tj", "TJ"):
                    continue
                kept.append((operands, operator))
            page.Contents = file.make_stream(pikepdf.unparse_content_stream(kept))
            file.save(path)
    return change


def in_source(file, pattern, replacement):
    """Changes a source after the build, as if the program had not read it so."""
    def change(root):
        text = (root / file).read_text(encoding="utf-8")
        changed = re.sub(pattern, replacement, text, count=1, flags=re.S)
        assert changed != text, f"{pattern} is not in {file}"
        (root / file).write_text(changed, encoding="utf-8")
    return change


def silent(code):
    """Takes the messages with a code away."""
    def change(root):
        path = root / "tome1.messages"
        path.write_text("\n".join(line for line in path.read_text().split("\n") if f'"code":"{code}"' not in line))
    return change


def gone(root):
    audit.output(root, "tome1-print", "pdf").unlink()


LOSSES = [
    ("everything", "a word of a paragraph of the EPUB", in_epub("citation ", "", "premier")),
    ("everything", "a word of a cell of the EPUB", in_epub("Réseau", "", "premier")),
    ("everything", "two words in the wrong order", in_epub("Un lien", "lien Un", "premier")),
    ("everything", "two words glued together", in_epub("Un lien", "Unlien", "premier")),
    ("everything", "a sign", in_epub("&lt;", "", "premier")),
    ("everything", "a caption of the EPUB", in_epub("<figcaption>Le quai</figcaption>", "", "premier")),
    ("everything", "a note of the EPUB", in_epub('<aside epub:type="footnote".*?</aside>', "", "premier")),
    ("everything", "a word of a note of the EPUB", in_epub("Cléo", "", "premier")),
    ("everything", "a call of the EPUB", in_epub('<sup class="call">.*?</sup>', "", "premier")),
    ("everything", "a picture of the EPUB", in_epub("<img [^>]*quai[^>]*>", "", "premier")),
    ("everything", "a decorative picture of the EPUB", in_epub('<img [^>]*role="presentation"/>', "", "premier")),
    ("everything", "a link of the EPUB", in_epub('<a href="entretien.xhtml">(.*?)</a>', r"\1", "premier")),
    ("everything", "a table of the EPUB that is text only", in_epub("<table>(.*?)</table>", r"<div>\1</div>", "premier")),
    ("everything", "a note of the PDF", in_pdf("/Note")),
    ("everything", "a quotation of the PDF", in_pdf("/BlockQuote")),
    ("everything", "a link of the PDF", in_pdf("/Link", last=False)),
    ("everything", "a call of the PDF", in_pdf("/Reference")),
    ("everything", "a table of the PDF", in_pdf("/Table")),
    ("everything", "a picture of the PDF", in_pdf("/Figure")),
    ("everything", "a caption of the PDF", in_pdf("/Caption")),
    ("everything", "a line that the PDF does not draw", undrawn("citation")),
    ("everything", "a note of the print edition", in_pdf("/Note", name="tome1-print")),
    ("everything", "a line that the print edition does not draw", undrawn("citation", "tome1-print")),
    ("everything", "the print edition", gone),
    ("everything", "a word of the source", in_source("tome1/01-premier.md", "Une citation", "Une longue citation")),
    ("everything", "a paragraph of a note", in_source("tome1/01-premier.md", r"\[\^n\]: Dans", "[^n]: Encore.\n\n    Dans")),
    ("everything", "the end of a title", in_source("tome1/01-premier.md", "title: Le premier texte", "title: Le premier texte #perdu")),
    ("stress", "a note of several paragraphs", in_pdf("/Note")),
    ("stress", "a chart of the PDF", in_source("tome1/05-blocs.md", "a,10", "a,10\nperdu,5")),
    ("stress", "a verse", in_epub('<span class="line">Un vers court</span>', "", "blocs")),
    ("stress", "an item in an item", in_epub("<li>trois encore</li>", "", "blocs")),
    ("commonmark", "why a link without words is missing", silent("C018")),
    ("commonmark", "why a link leads nowhere", silent("C001")),
    ("commonmark", "why a picture is missing", silent("C050")),
]


def main(folder, scratch):
    missed = []
    for project, what, change in LOSSES:
        root = scratch / project
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.copytree(folder / project, root)
        change(root)
        if not audit.unexplained(str(root / "tome1")):
            missed.append(f"{project}: {what} was lost, and the audit did not notice")
    print("\n".join(missed) or f"{len(LOSSES)} losses made on purpose, all noticed")
    return not missed


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(0 if main(Path(sys.argv[1]), Path(sys.argv[2])) else 1)
