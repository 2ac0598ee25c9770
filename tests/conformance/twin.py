#!/usr/bin/env python3
"""Whether the EPUB and the PDF of a tome say the same, section by section.

usage: tests/conformance/twin.py BOOK.epub BOOK.pdf

Main text is compared word by word in reading order, notes as sets of notes. What belongs to one of the two forms by nature is
left out, and here is all of it:
- the covers: a picture in the EPUB, set type in the PDF;
- page-break markers, calls of notes, numbers and back links of notes;
- marks of list items, which a reading system draws itself, and the numbers of numbered lists;
- the folios of the contents and the places of the index, which are pages here and links there;
- the inside of charts, drawn for each form, and the table of values beneath them, which the EPUB alone repeats;
- the bars of the bar code; the cells of a table's head, which the PDF repeats on each page.
"""

import difflib
import re
import sys

from edition import EPUB_TYPE, XHTML, Element, Epub, Pdf, kinds, pieces, plain

MARK = re.compile(r"[–—•·*-]|\d+[.)]?")


def epub_sections(epub):
    """Title, words and notes of each section; a section of several files is put together again."""
    sections = []
    for href in epub.spine:
        document = epub.document(href)
        body = document.find(f"{XHTML}body")
        if "cover" in kinds(body):
            continue
        in_index = "index" in (document.find(f".//{XHTML}section").get("class") or "").split()

        def skip(element):
            held = kinds(element)
            name = element.tag.split("}")[-1]
            return (
                bool(held & {"pagebreak", "footnotes", "call", "folio", "bar-code", "chart-data"})
                or element.get("role") == "doc-backlink"
                or name == "svg"
                or (in_index and name == "a")
            )

        text = "".join(piece for piece in pieces(body, skip) if isinstance(piece, str))
        notes = [
            plain("".join(piece for piece in pieces(aside, skip) if isinstance(piece, str)))
            for aside in document.iter(f"{XHTML}aside") if aside.get(EPUB_TYPE) == "footnote"
        ]
        title = document.findtext(f".//{XHTML}title")
        words = re.sub(r"[\s,]+\n", "\n", text) if in_index else text
        part = re.fullmatch(r"(.*)_\d+\.xhtml", href)
        if part and sections and sections[-1][3] == part.group(1):
            sections[-1][1].extend(plain(words).split())
            sections[-1][2].extend(notes)
        else:
            sections.append((title, plain(words).split(), notes, href.removesuffix(".xhtml")))
    return sections


def pdf_sections(pdf):
    """Words and notes of each section."""
    labels = set(pdf.labels)

    def skip(thing, path):
        if isinstance(thing, str):
            in_contents = "TOCI" in path and plain(thing) in labels
            return in_contents or ("Index" in path and not plain(thing).strip(", "))
        return (
            thing.role in ("Reference", "Note", "Figure")
            or (thing.role == "Lbl" and ("Note" in path or MARK.fullmatch(plain(pdf.text(thing)))))
            or (thing.role == "Link" and "Index" in path)
        )

    def notes(element):
        for child in element.children:
            if isinstance(child, Element):
                if child.role == "Note":
                    yield plain(pdf.text(child, lambda thing, path: thing is not child and skip(thing, path)))
                else:
                    yield from notes(child)

    sections = []
    pending = []
    for element in pdf.sections():
        # A part's own page is not an element of its own: its lines stand before the texts that it holds.
        if element.role in ("Sect", "Art"):
            if pending:
                sections.append((plain("\n".join(pending)).split(), []))
                pending = []
            sections.append((plain(pdf.text(element, skip)).split(), list(notes(element))))
        else:
            pending.append(pdf.text(element, skip))
    if pending:
        sections.append((plain("\n".join(pending)).split(), []))
    return sections[1:]  # the first is the cover


def compare(title, ours, theirs):
    """The differences of two runs of words, with the words around them."""
    faults = []
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            faults.append(
                f"{title}: after « {' '.join(ours[max(0, a - 5):a])} »\n"
                f"    EPUB: {' '.join(ours[a:b]) or '(nothing)'}\n    PDF:  {' '.join(theirs[c:d]) or '(nothing)'}")
    return faults


def main(epub_path, pdf_path):
    ours, theirs = epub_sections(Epub(epub_path)), pdf_sections(Pdf(pdf_path))
    faults = []
    if len(ours) != len(theirs):
        faults.append(f"{len(ours)} sections in the EPUB, {len(theirs)} in the PDF")
    words = notes = 0
    for (title, own, own_notes, _), (other, other_notes) in zip(ours, theirs):
        faults += compare(title, own, other)
        words, notes = words + len(own), notes + len(own_notes)
        for note in sorted(set(own_notes) ^ set(other_notes)):
            faults.append(f"{title}: a note of the {'EPUB' if note in own_notes else 'PDF'} alone: {note}")
    print("\n".join(faults) or f"{epub_path} = {pdf_path}: {len(ours)} sections, {words} words, {notes} notes")
    sys.exit(bool(faults))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
