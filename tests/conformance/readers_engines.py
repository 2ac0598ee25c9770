"""What reading systems that run in Python, and calibre, make of EPUBs, for readers.py.

Each function returns an observation: a dictionary with what the system shows or says, under the names of `readers.FEATURES`. It judges
nothing. What a system does not know is absent.
"""

import io
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import ebooklib.epub
import lxml.etree
import lxml.html
import pymupdf
from PIL import Image, ImageChops, ImageStat
from readers_facts import text_of

HERE = Path(__file__).resolve().parent
DC = "{http://purl.org/dc/elements/1.1/}"
OPF = "{http://www.idpf.org/2007/opf}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# MuPDF: a page of a small reading device, in points.
PAGE = {"width": 320, "height": 480, "fontsize": 12}
# Its margin above the text: three times the size of the font.
MARGIN = 36
# The pixels of the smallest picture whose shape can be told.
LEAST = 8
# The most by which a drawn picture differs from its file, of 255, in the mean of all pixels in grey.
UNLIKE = 24


# MuPDF ----------------------------------------------------------------------------------------------------------------------------


def like(page, box, data):
    """Whether the page shows in `box` the picture that `data` is."""
    picture = Image.open(io.BytesIO(data))
    drawn = page.get_pixmap(clip=box, dpi=144, colorspace="gray")
    shown = Image.frombytes("L", (drawn.width, drawn.height), drawn.samples)
    picture = picture.convert("RGBA")
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture)
    return ImageStat.Stat(ImageChops.difference(paper.convert("L").resize(shown.size), shown)).mean[0] <= UNLIKE


def mupdf_pictures(document, sources):
    """A fault, or nothing, for each picture that is drawn; `sources` are the bytes of those of the book that are not drawings."""
    faults = []
    sizes = {}
    for data in sources:
        sizes.setdefault(Image.open(io.BytesIO(data)).size, []).append(data)
    for page in document:
        for info in page.get_image_info():
            box, wide, high = pymupdf.Rect(info["bbox"]), info["width"], info["height"]
            fault = ""
            if not (page.rect + (-1, -1, 1, 1)).contains(box):
                fault = f"page {page.number + 1} shows a part of it"
            elif min(box.width, box.height) >= LEAST:
                if abs(box.width / box.height / (wide / high) - 1) > 0.03:
                    fault = f"page {page.number + 1} shows it {box.width:.0f} by {box.height:.0f}, and it is {wide} by {high}"
                elif (wide, high) in sizes and not any(like(page, box, data) for data in sizes[wide, high]):
                    fault = f"page {page.number + 1} shows another picture of {wide} by {high}"
            faults.append(fault)
    return faults


def mupdf(book, facts):
    document = pymupdf.open(book)
    document.layout(**PAGE)
    held = [page.get_text("words") for page in document]
    targets = []
    for page in document:
        for link in page.get_links():
            if link["kind"] == pymupdf.LINK_GOTO:
                # The place of a destination is that in the text, to which the margin of the page is added.
                below = [word for word in held[link["page"]] if word[3] > link["to"].y + MARGIN]
                targets.append("".join(word[4] for word in below[:40]))
    # With what is beside the page.
    whole = {"flags": pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_PRESERVE_LIGATURES, "clip": pymupdf.INFINITE_RECT()}
    return {
        "title": document.metadata["title"],
        "authors": [document.metadata["author"]],
        "contents": [[label, page, depth - 1] for depth, label, page in document.get_toc()],
        "text": "\n".join(page.get_text(**whole) for page in document),
        "cut": [word[4] for page in document for word in page.get_text("words", **whole) if word[2] > page.rect.x1 + 1],
        "pictures": mupdf_pictures(document, facts.raster),
        "notes": [len(facts.notes), sum(any(target.startswith(note) for target in targets) for note in facts.notes)],
    }


# EbookLib ---------------------------------------------------------------------------------------------------------------------------


def ebooklib_(book, facts):
    read = ebooklib.epub.read_epub(book, {"ignore_ncx": True})
    def said(name):
        return [value for value, _ in read.get_metadata("DC", name)]
    def flat(entries, depth=0):
        for entry in entries:
            entry, below = entry if isinstance(entry, tuple) else (entry, [])
            yield [entry.title, entry.href, depth]
            yield from flat(below, depth + 1)
    documents = [read.get_item_with_id(name) for name, _ in read.spine]
    series = [value for value, attributes in read.get_metadata("OPF", "meta") if attributes.get("property") == "belongs-to-collection"]
    trees = {item.get_name(): lxml.etree.fromstring(item.get_content()) for item in documents}
    return {
        "title": said("title")[0],
        "authors": said("creator"),
        "language": said("language"),
        "series": [series[0], facts.series[1]] if series and facts.series else None,
        "contents": list(flat(read.toc)),
        "pages": [page.title for page in read.pages],
        "documents": list(trees),
        "text": "".join(text_of(tree) for tree in trees.values()),
    }


# calibre ----------------------------------------------------------------------------------------------------------------------------


def calibre(books):
    """Observations of calibre and of what it converts books to, by system and book."""
    with tempfile.TemporaryDirectory() as folder:
        # calibre writes its settings to HOME, and Qt needs to be told that there is no screen.
        environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
        command = ["calibre-debug", "-e", str(HERE / "readers_calibre.py"), "--", folder, *map(str, books)]
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            sys.exit(f"calibre failed:\n{run.stdout}{run.stderr}")
        found = {name: {} for name in ("calibre", "its TXT", "its DOCX", "its AZW3")}
        for number, book in enumerate(books):
            made = Path(folder, str(number))
            found["calibre"][book] = json.loads(made.with_suffix(".json").read_text())
            found["its TXT"][book] = {"text": made.with_suffix(".txt").read_text(encoding="utf-8")}
            found["its DOCX"][book] = docx(made.with_suffix(".docx"))
            found["its AZW3"][book] = azw3(made)
        return found


def docx(path):
    with zipfile.ZipFile(path) as whole:
        body = lxml.etree.fromstring(whole.read("word/document.xml"))
        core = lxml.etree.fromstring(whole.read("docProps/core.xml"))
    # Characters outside the runs are indentation.
    text = "".join(
        {"t": element.text or "", "p": "\n", "br": "\n", "tab": " "}.get(element.tag.removeprefix(W), "")
        for element in body.iter(f"{W}t", f"{W}p", f"{W}br", f"{W}tab"))
    names = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    links = [link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink") if link.get(f"{W}anchor")]
    return {
        "title": core.findtext(f"{DC}title"),
        "authors": [name.strip() for name in core.findtext(f"{DC}creator").split("&")],
        "language": [core.findtext(f"{DC}language")],
        "text": text,
        "links": [len(links), sum(link in names for link in links)],
    }


def azw3(folder):
    package = lxml.etree.parse(folder / "metadata.opf")
    items = {item.get("id"): item.get("href") for item in package.iter(f"{OPF}item")}
    documents = [items[reference.get("idref")] for reference in package.iter(f"{OPF}itemref")]
    trees = {name: lxml.html.parse(folder / name).getroot() for name in documents}
    places = {name: {element.get("id") for element in tree.iter() if element.get("id")} for name, tree in trees.items()}
    calls = [(name, link.get("href") or "") for name, tree in trees.items() for link in tree.iter("a") if link.get("role") == "doc-noteref"]
    def reaches(name, href):
        file, _, anchor = href.partition("#")
        return anchor in places.get(str(Path(name).parent / file) if file else name, ())
    ncx = lxml.etree.parse(folder / "toc.ncx")
    namespace = "{http://www.daisy.org/z3986/2005/ncx/}"
    return {
        "title": package.findtext(f".//{DC}title"),
        "authors": [creator.text for creator in package.iter(f"{DC}creator")],
        "language": [language.text for language in package.iter(f"{DC}language")],
        "contents": [[point.findtext(f"{namespace}navLabel/{namespace}text"), "", len(list(point.iterancestors(f"{namespace}navPoint")))]
                     for point in ncx.iter(f"{namespace}navPoint")],
        "text": "".join(text_of(tree.find("body")) for tree in trees.values()),
        "picture count": sum(1 for tree in trees.values() for _ in tree.iter("img", "svg")),
        "notes": [len(calls), sum(reaches(*call) for call in calls)],
    }
