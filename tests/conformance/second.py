#!/usr/bin/env python3
"""Tests what PDF 2.0 adds to a book: that it says the same as the file of PDF 1.7, and leads where it says.

usage: tests/conformance/second.py FIRST.pdf SECOND.pdf …      (pairs: the PDF 1.7 and the PDF 2.0 of one book)

- Both have the same words on the same pages, and the same structure but for the names of types.
- Each named place, link and bookmark leads to a page and to an element; the element is the one that begins there, or holds the place.
- Each entry of the contents refers to the section whose title it shows; notes and their calls refer to each other.
- The values of each chart are attached to its drawing, and are those of the table that a listener hears.
- The citation of the book is attached to the whole, and is the only file that is.

Needs the readers of tests/validators/install.
"""

import csv
import io
import re
import subprocess
import sys

import pikepdf

# The types of PDF 1.7 as PDF 2.0 calls them; a division with a caption is a section, a title of a book was a paragraph.
RENAMED = {"Note": "FENote", "Div": "Sect", "Title": "P"}


def words(path):
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout


def kids(element):
    children = element.get("/K", [])
    return list(children) if isinstance(children, pikepdf.Array) else [children]


def is_element(kid):
    return isinstance(kid, pikepdf.Dictionary) and "/S" in kid


def elements(element):
    """An element and its descendants, in reading order."""
    yield element
    for kid in kids(element):
        if is_element(kid):
            yield from elements(kid)


def shape(element):
    """The types and texts of a tree."""
    name = str(element.S)[1:]
    said = [str(element.get(key, "")) for key in ("/Alt", "/ActualText", "/E", "/Lang", "/T")]
    return [RENAMED.get(name, name), said, [shape(kid) for kid in kids(element) if is_element(kid)]]


def first_page(element, pages):
    """The first page on which an element has content."""
    for held in elements(element):
        for kid in kids(held):
            if isinstance(kid, pikepdf.Dictionary) and "/Pg" in kid:
                return pages[kid.Pg.objgen]
            if not is_element(kid) and "/Pg" in held:
                return pages[held.Pg.objgen]
    return None


def same(one, other):
    return one.objgen == other.objgen


def check(first_path, second_path):
    faults = []
    first, second = pikepdf.open(first_path), pikepdf.open(second_path)
    if (first.pdf_version, second.pdf_version) != ("1.7", "2.0"):
        return [f"versions {first.pdf_version} and {second.pdf_version}"], ""
    if words(first_path) != words(second_path):
        faults.append("other words than in the file of PDF 1.7")
    root = second.Root.StructTreeRoot.K
    if shape(first.Root.StructTreeRoot.K) != shape(root):
        faults.append("another structure than in the file of PDF 1.7")
    pages = {page.obj.objgen: index for index, page in enumerate(second.pages)}
    every = list(elements(root))
    known = {element.objgen for element in every}

    # Places.
    def leads(way, what):
        """Checks a page and an element that are to be one place. Returns the element."""
        page, element = pages[way.D[0].objgen], way.SD[0]
        if element.objgen not in known:
            faults.append(f"{what} leads to no element of the tree")
        at = first_page(element, pages)
        # A place at the head of a page is also in a paragraph that began before it; a float may be printed later.
        if at is not None and at > page:
            faults.append(f"{what} leads to page {page + 1}, and to an element that begins on page {at + 1}")
        return element

    flat = list(second.Root.Names.Dests.Names)
    named = {str(name): value for name, value in zip(flat[::2], flat[1::2])}
    places = {name: leads(value, f"the place {name}") for name, value in named.items()}
    ways = 0
    for page in second.pages:
        for link in page.get("/Annots", []):
            if "/Dest" in link:
                ways += 1
                if str(link.Dest) not in named:
                    faults.append(f"the link {link.Contents} leads nowhere")
            elif link.A.S != "/URI":
                faults.append(f"a link that does {link.A.S}")
    bookmarks = [second.Root.Outlines.First]
    for item in bookmarks:
        bookmarks += [item[key] for key in ("/First", "/Next") if key in item]
        if not same(places[str(item.Dest)], item.SE):
            faults.append(f"the bookmark {item.Title} leads to two elements")

    # References.
    entries = [element for element in every if element.S == "/TOCI"]
    for entry in entries:
        reference = next(kid for kid in kids(entry) if is_element(kid) and kid.S == "/Reference")
        target, = reference.Ref
        link = next(element for element in elements(reference) if element.S == "/Link")
        shown = next(str(kid.Obj.Contents) for kid in kids(link) if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid)
        titles = [str(element.T) for element in elements(target) if "/T" in element][:1]
        squeezed = [re.sub(r"\W", "", text).casefold() for text in [shown, *titles]]
        if titles and squeezed[0] != squeezed[1]:
            faults.append(f"the entry {shown} refers to {titles[0]}")
    notes = [element for element in every if element.S == "/FENote"]
    for note in notes:
        if not any(other.S == "/Reference" for other in note.get("/Ref", [])):
            faults.append("a note that refers to no call")

    # Files.
    flat = list(second.Root.Names.EmbeddedFiles.Names)
    files = dict(zip(map(str, flat[::2]), flat[1::2]))
    whole, = second.Root.AF
    if "@book{" not in whole.EF.F.read_bytes().decode() or str(whole.UF) not in files:
        faults.append("no citation")
    drawings = [element for element in every if "/AF" in element]
    if len(drawings) != len(files) - 1:
        faults.append(f"{len(files)} files, {len(drawings)} of drawings")
    for drawing in drawings:
        values = list(csv.reader(io.StringIO(drawing.AF[0].EF.F.read_bytes().decode())))
        siblings = [kid for kid in kids(drawing.P) if is_element(kid)]
        table = next((kid for kid in siblings if kid.S == "/Table"), None)
        if drawing.S != "/Figure" or table is None:
            faults.append(f"values of {drawing.S}")
            continue
        heard = []
        for row in (element for element in elements(table) if element.S == "/TR"):
            cells = [kid for kid in kids(row) if kid.S == "/TD"]
            said = [next((str(span.ActualText) for span in elements(cell) if "/ActualText" in span), "") for cell in cells]
            heard.append([re.sub(r"[^\d,.\u2212-]", "", text).replace("\u2212", "-").replace(",", ".") for text in said])
        heard = [row for row in heard if any(row)]
        written = [[cell for cell in row[1:]] for row in values[1:]]
        if [[float(cell or "nan") for cell in row] for row in heard].__repr__() != [[float(cell or "nan") for cell in row] for row in written].__repr__():
            faults.append(f"the values of {drawing.AF[0].UF} are {written}, heard {heard}")
    counts = f"{len(places)} places, {ways} links, {len(entries)} entries, {len(notes)} notes, {len(drawings)} charts"
    return faults, counts


def main(paths):
    found = False
    for first, second in zip(paths[::2], paths[1::2]):
        faults, counts = check(first, second)
        found |= bool(faults)
        print("\n".join(f"{second}: {fault}" for fault in faults[:20]) or f"{second}: as that of PDF 1.7; {counts}")
    sys.exit(found)


if __name__ == "__main__":
    if len(sys.argv) < 3 or len(sys.argv) % 2 == 0:
        sys.exit(__doc__)
    main(sys.argv[1:])
