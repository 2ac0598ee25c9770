"""What a book is, by what its project declares and what its EPUB holds, for readers.py. Nothing here asks a reading system."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml
from edition import EPUB_TYPE, XHTML, Epub, kinds, pieces, plain

CELLS = (f"{XHTML}th", f"{XHTML}td")
PICTURES = (f"{XHTML}img", "{http://www.w3.org/2000/svg}svg")
# Statements of the display guide that hold for all our books; "navigation" and the rest depend on the book.
ALWAYS = {
    "navigation.toc", "navigation.structural", "ways-of-reading.visual-adjustments.modifiable", "hazards.none",
    "ways-of-reading.nonvisual-reading.readable", "ways-of-reading.nonvisual-reading.alt-text",
    "additional-accessibility-information.aria",
}
PAGED = {"navigation.page-navigation", "additional-accessibility-information.page-breaks"}


@dataclass
class Facts:
    """A book."""

    title: str
    authors: set  # of names: editors and collective
    language: str
    series: list | None  # name, number
    contents: list  # label and depth of each entry
    pages: list  # labels
    order: list  # of file names
    words: list  # in reading order
    captions: list  # words of the caption of each table that has one, and the first words of its cells
    separators: int
    pictures: int
    raster: list  # the bytes of the pictures that are not drawings
    notes: list  # how the note of each call begins: twelve characters without spaces
    accessible: set  # statements of the display guide


def words(text):
    return plain(text).split()


def whole_text(element):
    return "".join(element.itertext())


def text_of(tree):
    """The text of a page without drawings and what is hidden, with a line feed at the ends of a block."""
    def skip(element):
        drawn = not isinstance(element.tag, str) or element.tag.split("}")[-1] in ("svg", "head", "style", "title")
        return drawn or element.get("hidden") is not None
    return "".join(piece for piece in pieces(tree, skip) if isinstance(piece, str))


def facts_of(path):
    """The facts of PROJECT/output/TOME.epub."""
    path = Path(path)
    work, volume, people = (
        yaml.safe_load((path.parents[1] / name).read_text()) for name in ("book/book.yaml", f"{path.stem}/tome.yaml", "book/people.yaml"))
    epub = Epub(path)
    order = [href for href in epub.spine if href != epub.navigation]
    documents = [epub.document(href) for href in order]
    elements = [element for document in documents for element in document.iter()]
    contents = next(nav for nav in epub.document(epub.navigation).iter(f"{XHTML}nav") if nav.get(EPUB_TYPE) == "toc")
    pages = [label for label, _ in epub.page_list()]
    pictures = [element for element in elements if element.tag in PICTURES]
    files = [element.get("src") for element in pictures if element.get("src")]
    index = any(element.tag == f"{XHTML}section" and "index" in kinds(element) for element in elements)
    return Facts(
        **declared(work, volume, people),
        contents=entries(contents.find(f"{XHTML}ol")),
        pages=pages,
        order=order,
        words=words("".join(text_of(document.find(f"{XHTML}body")) for document in documents)),
        captions=[caption for element in elements if element.tag == f"{XHTML}table" for caption in caption_of(element)],
        separators=sum(element.get("role") == "separator" for element in elements),
        pictures=len(pictures),
        raster=[epub.zip.read(f"{epub.folder}/{file}") for file in files if not file.endswith(".svg")],
        notes=[note for document in documents for note in notes_of(document)],
        accessible=ALWAYS | (PAGED if pages else set()) | ({"navigation.index"} if index else set()),
    )


def declared(work, volume, people):
    """What the YAML files say of a volume."""
    def unmarked(text):
        return text.replace("*", "")

    def name(person):
        held = people[person]["name"]
        return held if isinstance(held, str) else f"{held['given']} {held['family']}"

    several = len(work["tomes"]) > 1
    return {
        "title": unmarked(work["title"]) + (f". Tome {volume['number']}, {unmarked(volume['title'])}" if several else ""),
        "authors": {*map(name, work["editors"]), *([re.sub("^[& ]+", "", work["collective"])] if "collective" in work else [])},
        "language": work["language"].split("-")[0],
        "series": [unmarked(work.get("collection", work["title"])), volume["number"]] if several else None,
    }


def entries(ol, depth=0):
    """Label and depth of each entry of the contents."""
    found = []
    for item in ol:
        found.append([plain(whole_text(item[0])), depth])
        for below in item.findall(f"{XHTML}ol"):
            found += entries(below, depth + 1)
    return found


def caption_of(table):
    """The words of the caption of a table, and the first of its first cell that has some; nothing for a table without."""
    caption = table.find(f"{XHTML}caption")
    first = next((words(whole_text(cell)) for cell in table.iter() if cell.tag in CELLS and words(whole_text(cell))), [])
    return [] if caption is None else [(words(whole_text(caption)), first[:2])]


def notes_of(document):
    asides = {aside.get("id"): "".join(whole_text(aside).split())[:12] for aside in document.iter(f"{XHTML}aside")}
    return [asides[call.get("href")[1:]] for call in document.iter(f"{XHTML}a") if call.get("role") == "doc-noteref"]
