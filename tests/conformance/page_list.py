#!/usr/bin/env python3
"""Tests that the page list of an EPUB is the pagination of the PDF of the same tome.

usage: tests/conformance/page_list.py BOOK.epub BOOK.pdf

Fails when
- a page of the PDF with a number and running text is not in the list, a page of the list is not in the PDF, or order or labels
  differ;
- an entry of the list leads to no page-break marker, or to one that announces another label, or the order of the markers in
  the text is not that of the list;
- the characters that follow a marker are not those that the page begins with. A marker inside a word is where the word is
  hyphenated. Where a page begins with a figure, a table or a chart, the marker may be before it, or before the first line of
  running text, because a figure that is moved to a later page is read where the author put it. Where a table goes on, the marker is
  in its first row on the page, behind the heads that stand above it; of a chart only the caption is text in the EPUB. A page of
  figures alone that stand in the text before the beginning of an earlier page begins where the next page with text does, or at the
  end of its text.

A page without any text, such as one of logos, begins with a picture: the marker must be before a picture with the same description.

A page that has only such figures need not be in the list. Running heads, folios and notes are not running text: heads and folios are
artifacts, which are not in the structure tree. The values of charts are left out too. The locators of the index, pages in the PDF and links in the EPUB, are left out.
"""

import re
import sys

from edition import XHTML, Element, Epub, Pdf, kinds, pieces, plain, string

FLOATS = ("Div", "Figure", "Table", "Caption")  # a Div is a figure or a chart with what is above and below it
COMPARED = 24  # characters
MARK = re.compile(r"[–—•·]|\d+\.")


def glued(text):
    """`text` without spaces, because lines differ, and without commas, which are between the locators of an index."""
    return re.sub("[ ,]", "", plain(text))


def page_beginnings(pdf):
    """The characters of each page in reading order without notes: those of running text, those of figures and tables, and the latter
    without drawings and heads of columns."""
    running = [[] for _ in pdf.pages]
    floating = [[] for _ in pdf.pages]
    bare = [[] for _ in pdf.pages]

    def walk(element, inside_float, in_index, is_bare):
        if element.role == "Note" or (element.role == "Link" and in_index):
            return
        # A picture or a chart moves together with what is above and below it.
        whole = element.role == "Div" and any(isinstance(child, Element) and child.role == "Figure" for child in element.children)
        inside_float = inside_float or element.role in FLOATS or whole
        is_bare = is_bare and element.role not in ("Figure", "TH")
        for child in element.children:
            if isinstance(child, Element):
                # The values of a chart are a table made of its labels; in the EPUB they stand below the drawing.
                if not (whole and child.role == "Table"):
                    walk(child, inside_float, in_index or element.role == "Index", is_bare)
            else:
                page, _ = child
                text = pdf.characters.get(child, "")
                # The label of a list item is text in a PDF, and left to the reading system in an EPUB; a term is text in both.
                mark = element.role == "Lbl" and MARK.fullmatch(glued(text))
                if text.strip(" ,") and not mark:
                    (floating if inside_float else running)[page].append(text)
                    if inside_float and is_bare:
                        bare[page].append(text)

    walk(pdf.root, False, False, True)
    return tuple([glued("".join(texts)) for texts in pages] for pages in (running, floating, bare))


def first_pictures(pdf):
    """For each page: the descriptions of its first picture, and of the link around it."""
    first = [None] * len(pdf.pages)

    def page_of(element):
        for child in element.children:
            found = page_of(child) if isinstance(child, Element) else child[0]
            if found is not None:
                return found
        return None

    def walk(element, link):
        link = element if element.role == "Link" else link
        if element.role == "Figure":
            page = page_of(element)
            if page is not None and first[page] is None:
                first[page] = [string(each.held["/Alt"]) for each in (element, link) if each and "/Alt" in each.held]
        for child in element.children:
            if isinstance(child, Element):
                walk(child, link)

    walk(pdf.root, None)
    return [alts or [] for alts in first]


def next_picture(document, marker):
    """The description of the picture that follows a marker; empty when text comes first, or no picture."""
    def content(element):
        yield element
        yield element.text or ""
        for child in element:
            yield from content(child)
            yield child.tail or ""

    behind = False
    for each in content(document):
        if not isinstance(each, str):
            behind = behind or each is marker
            if behind and each.tag == f"{XHTML}img":
                return each.get("alt") or ""
        elif behind and each.strip():
            return ""
    return ""


def markers(epub):
    """For each marker, in the order of the spine: its address, its label, the characters that follow it, with and without figures,
    and the description of the picture that follows."""
    found = []
    for href in epub.spine:
        document = epub.document(href)
        section = document.find(f".//{XHTML}section")
        in_index = section is not None and "index" in kinds(section)

        def furniture(element):
            link = in_index and element.tag == f"{XHTML}a"
            return link or bool(kinds(element) & {"footnotes", "chart-data", "column-head", "separator"}) or element.get("role") == "img"

        def float_(element):
            return furniture(element) or element.tag in (f"{XHTML}figure", f"{XHTML}table")

        whole, running = list(pieces(document, furniture)), list(pieces(document, float_))
        for at, piece in enumerate(whole):
            if not isinstance(piece, str):
                label = (piece.get("aria-label") or "").split()
                # A marker inside a figure is not in the text without figures.
                follows = [each for list_ in (whole, running) for each in after(list_, piece)]
                found.append((f"{href}#{piece.get('id')}", label[-1] if label else "", follows, next_picture(document, piece)))
    return found


def after(held, marker):
    """The characters after a marker."""
    place = next((at for at, piece in enumerate(held) if piece is marker), len(held))
    return [glued("".join(piece for piece in held[place + 1:place + 200] if isinstance(piece, str)))]



def begins_as(following, page):
    """Whether both begin with the same characters, up to the end of the shorter page."""
    page = page[:COMPARED]
    length = min(len(page), len(following), COMPARED)
    return length > 0 and page[:length].rstrip("-") == following[:len(page[:length].rstrip("-"))]


def main(epub_path, pdf_path):
    epub, pdf = Epub(epub_path), Pdf(pdf_path)
    running, floating, bare = page_beginnings(pdf)
    pictured = first_pictures(pdf)
    listed = epub.page_list()
    marked = markers(epub)
    faults = []

    numbered = [number for number, label in enumerate(pdf.labels) if re.fullmatch(r"\d+|[ivxlcdm]+", label)]
    labels = [pdf.labels[number] for number in numbered]
    if len(set(labels)) != len(labels):
        faults.append("two pages of the PDF have the same label")
    page_of = dict(zip(labels, numbered))
    names = [label for label, _ in listed]
    for number in numbered:
        if running[number] and pdf.labels[number] not in names:
            faults.append(f"page {pdf.labels[number]} has running text and is not in the list: {running[number][:40]}")
    order = [page_of.get(name) for name in names]
    faults += [f"page {name} of the list is not a page of the PDF" for name, page in zip(names, order) if page is None]
    if [page for page in order if page is not None] != sorted({page for page in order if page is not None}):
        faults.append("the list is not in the order of the pages")
    if [address for _, address in listed] != [address for address, *_ in marked]:
        faults.append("the list and the markers are not the same places in the same order")

    following = {address: found for address, *found in marked}
    for (name, address), page in zip(listed, order):
        if address not in following or page is None:
            faults.append(f"page {name}: {address} is no page break")
            continue
        announced, texts, picture = following[address]
        if announced != name:
            faults.append(f"page {name}: its marker announces page {announced}")
        next_text = next((text for text in running[page + 1:] if text), "")
        if not running[page] and any(not text or begins_as(text, next_text) for text in texts):
            continue
        candidates = [running[page], floating[page], bare[page]]
        if not any(candidates):
            if picture not in pictured[page]:
                faults.append(f"page {name}: the EPUB goes on with a picture of « {picture} », the PDF begins with {pictured[page]}")
            continue
        if not any(begins_as(text, candidate) for text in texts for candidate in candidates):
            faults.append(f"page {name}: the EPUB goes on « {texts[0][:40]} », the PDF begins « {running[page][:40]} »"
                          f"{f' or « {floating[page][:40]} »' if floating[page] else ''}")
    print("\n".join(faults) or f"{epub_path}: {len(listed)} pages, each begins as the page of {pdf_path}")
    sys.exit(bool(faults))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
