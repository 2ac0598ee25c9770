#!/usr/bin/env python3
"""Tests that the EPUB and the PDF of a tome have the same text, section by section.

usage: tests/conformance/twin.py BOOK.epub BOOK.pdf

Running text is compared word by word in reading order, notes as sets of notes. Left out is what only one of the formats can have:
- the covers: a picture in the EPUB, text in the PDF;
- the navigation document, which reading systems show beside the book;
- page-break markers, note calls, numbers and back links of notes;
- labels of list items, which a reading system draws itself, and the numbers of numbered lists;
- the folios of the contents and the locators of the index, which are pages in the PDF and links in the EPUB;
- the text inside charts, which are drawn for each format, and the tables of their values: the EPUB adds these, in the PDF they are
  made of the labels and numbers of the drawing;
- the signs that separate passages: text in the EPUB, an artifact in the PDF;
- the bars of the bar code; the heads of tables, which the PDF repeats on each page, and the EPUB before each value of a table of many columns.

A phrase in a script written from right to left is in the PDF in visual order, as in every PDF. Viewers reverse it, and so does this test.
"""

import difflib
import re
import sys

from edition import EPUB_TYPE, XHTML, Element, Epub, Pdf, kinds, pieces
from edition import plain as spelled


def plain(text):
    """As `edition.plain`, case folded: a Roman numeral in small capitals is in lower case in the EPUB, and « XVI » in the PDF."""
    return spelled(text).casefold()


RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]+(?: +[\u0590-\u08ff]+)*")
MARK = re.compile(r"[–—•·*-]|\d+[.)]?")


def epub_sections(epub):
    """Title, words and notes of each section; a section of several files is one."""
    sections = []
    for href in epub.spine:
        document = epub.document(href)
        body = document.find(f"{XHTML}body")
        if "cover" in kinds(body) or href == epub.navigation:
            continue
        section = document.find(f".//{XHTML}section")
        in_index = section is not None and "index" in kinds(section)

        def skip(element):
            held = kinds(element)
            name = element.tag.split("}")[-1]
            return (
                bool(held & {"pagebreak", "footnotes", "call", "folio", "bar-code", "chart-data", "column-head", "separator"})
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


def as_read(text):
    """The words of a piece of the PDF; right-to-left phrases are reversed."""
    return RIGHT_TO_LEFT.sub(lambda phrase: phrase.group()[::-1], plain(text)).split()


def pdf_sections(pdf):
    """Words and notes of each section."""
    labels = set(pdf.labels)

    def skip(thing, path):
        if isinstance(thing, str):
            in_contents = "TOCI" in path and plain(thing) in labels
            # Between locators stand commas and en spaces; a space alone is what the second part of a divided word is read as.
            return in_contents or ("Index" in path and thing != " " and not plain(thing).strip(", "))
        return (
            thing.role in ("Note", "Figure")
            or (thing.role == "Reference" and "TOCI" not in path)
            or (thing.role == "Lbl" and ("Note" in path or MARK.fullmatch(plain(pdf.text(thing)))))
            or (thing.role == "Link" and "Index" in path)
            or (thing.role == "Table" and path[-1:] == ("Div",))
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
        # The page of a part is not an element: its lines come before the sections of the part.
        if element.role in ("Sect", "Art"):
            if pending:
                sections.append((as_read("\n".join(pending)), []))
                pending = []
            sections.append((as_read(pdf.text(element, skip)), list(notes(element))))
        else:
            pending.append(pdf.text(element, skip))
    if pending:
        sections.append((as_read("\n".join(pending)), []))
    return sections[1:]  # the first is the cover


def compare(title, ours, theirs):
    """The differences between two lists of words, with the words before them."""
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
