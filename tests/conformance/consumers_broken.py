"""Makes faults in a PDF, for tests/conformance/consumers.py: each must be noticed in the consumers that it concerns.

A fault is what it is called, functions that change an open file, and the abilities that must be missed, by consumer. Faults that have
nothing to do with each other are made in one file.
"""

import re

import pikepdf

READERS = ("poppler", "PDFium", "pdf.js", "MuPDF", "pypdf", "pdfminer.six", "pdf_oxide")


def of_all(consumers, *abilities):
    return {name: set(abilities) for name in consumers}


def maps(file):
    """The ToUnicode maps of all fonts."""
    for held in file.objects:
        if isinstance(held, pikepdf.Dictionary) and held.get("/Type") == "/Font" and "/ToUnicode" in held:
            yield held.ToUnicode


def mapped(pattern, replacement):
    """Changes the texts in the maps."""
    def change(file):
        count = 0
        for stream in maps(file):
            text, times = re.subn(pattern, replacement, stream.read_bytes().decode("latin-1"))
            stream.write(text.encode("latin-1"))
            count += times
        assert count, f"no map has {pattern}"
    return change


def without_replacements(file):
    """Takes the replacement texts away, and makes a soft hyphen of each hyphen."""
    count = 0
    for page in file.pages:
        data = page.Contents.read_bytes()
        # In literal strings, the parentheses are even or escaped.
        changed, times = re.subn(rb"/Span<</ActualText(\((\\.|[^\\)])*\)|<[^>]*>)>>BDC", b"/Span BMC", data, flags=re.S)
        page.Contents.write(changed)
        count += times
    assert count, "no page has a replacement text"
    mapped(r"(<00[0-9A-F]{2}>\s*)<(002D|2010)>", r"\1<00AD>")(file)


def without_a_page(file):
    """Takes what is drawn from a page in the middle."""
    file.pages[len(file.pages) // 2].obj.Contents = file.make_stream(b"")


def exchanged(file):
    """Exchanges two pages in the middle."""
    middle = len(file.pages) // 2
    first, second = file.pages[middle].obj, file.pages[middle + 1].obj
    first.Contents, second.Contents = second.Contents, first.Contents
    first.Resources, second.Resources = second.Resources, first.Resources


def other_outline(file):
    file.Root.Outlines.First.Title = pikepdf.String("Un autre titre")


def other_labels(file):
    nums = file.Root.PageLabels.Nums
    nums[-1] = pikepdf.Dictionary(S=pikepdf.Name.D, St=900)


def other_destinations(file):
    """Every name leads to the first page."""
    def walk(node):
        for kid in node.get("/Kids", []):
            walk(kid)
        names = node.get("/Names", [])
        for at in range(1, len(names), 2):
            place = names[at]
            place = place.D if isinstance(place, pikepdf.Dictionary) else place
            place[0] = file.pages[0].obj
    walk(file.Root.Names.Dests)


FAULTS = [
    ("soft hyphens alone", [without_replacements], {
        "poppler": {"search", "whole"}, "PDFium": {"search", "whole"}, "pdf.js": {"search"}, "MuPDF": {"whole"}, "pdf_oxide": {"search"}}),
    ("a page without text", [without_a_page], of_all(READERS, "order", "words")),
    ("two pages in the wrong order", [exchanged], of_all(READERS, "order")),
    ("no thin spaces, another title, another label, names that lead elsewhere",
     [mapped("<202F>", "<2060>"), other_outline, other_labels, other_destinations],
     of_all(READERS, "blanks", "fixed", "outline", "labels") | {
         name: {"blanks", "fixed", "outline", "labels", "destinations"} for name in READERS[:-1]}),
]
