"""Consumers of PDFs, each asked for the same: what it reads, what it finds, where it goes.

An answer is a dictionary:
- version;
- pages: the text of each page, as the consumer gives it by default;
- hits: for each word, how often it is found on each page; none if the consumer has no search;
- outline: the entries, with their depth;
- labels: of all pages;
- destinations: for each name, the index of its page.
Values that a consumer has no function for are missing.
"""

import json
import logging
import re
import subprocess
from pathlib import Path

import pdf_oxide
import pymupdf
import pypdf
import pypdfium2
import pypdfium2.raw
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTTextContainer
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser

from edition import roman

HERE = Path(__file__).parent


def by_process(command, question):
    """The answer of a program to one question."""
    asked = subprocess.run(command, input=json.dumps([question]), capture_output=True, text=True, check=False)
    if asked.returncode:
        raise SystemExit(f"{command[1]}: {asked.stderr}")
    answer = json.loads(asked.stdout)[0]
    answer["outline"] = [tuple(entry) for entry in answer["outline"]]
    return answer


def poppler(path, words, names, _):
    """poppler-glib's search and structures, and the text of pdftotext."""
    answer = by_process(["/usr/bin/python3", str(HERE / "consumers_poppler.py")], {"path": path, "words": words, "names": names})
    printed = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True, check=True)
    answer["pages"] = printed.stdout.decode().split("\f")[:-1]
    return answer


def pdfjs(path, words, names, node_modules):
    command = ["node", str(HERE / "consumers_pdfjs.mjs"), node_modules]
    return by_process(command, {"path": path, "words": words, "names": names})


def pdfium(path, words, names, _):
    """PDFium's own search, which Qt and Android use."""
    file = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage() for page in file]

    def hits(word, page):
        search, count = page.search(word), 0
        while search.get_next():
            count += 1
        return count

    def place(name):
        raw = pypdfium2.raw
        found = raw.FPDF_GetNamedDestByName(file, name.encode())
        page = raw.FPDFDest_GetDestPageIndex(file, found) if found else -1
        return page if page >= 0 else None

    return {
        "version": pypdfium2.version.PYPDFIUM_INFO.version,
        "pages": [page.get_text_range().replace("\r\n", "\n") for page in pages],
        "hits": {word: [hits(word, page) for page in pages] for word in words},
        "outline": [(mark.level, mark.get_title()) for mark in file.get_toc()],
        "labels": [file.get_page_label(number) for number in range(len(file))],
        "destinations": {name: place(name) for name in names},
    }


def chromium(answer, words):
    """Chromium's find bar by the text of PDFium: it passes over U+FFFE, PDFium's sign of a hyphen at a line's end, and U+200B, and takes
    each run of white space for a space (pdfium_engine.cc of Chromium). The rule is read in its source; no window is opened here."""
    read = [re.sub(r"\s+", " ", re.sub("[\ufffe\u200b]", "", page)).casefold() for page in answer["pages"]]
    return {"version": answer["version"], "hits": {word: [page.count(word.casefold()) for page in read] for word in words}}


def mupdf(path, words, names, _):
    file = pymupdf.open(path)
    places = file.resolve_names()
    return {
        "version": pymupdf.mupdf_version,
        "pages": [page.get_text() for page in file],
        "hits": {word: [len(page.search_for(word)) for page in file] for word in words},
        "outline": [(level - 1, title) for level, title, _ in file.get_toc()],
        "labels": [page.get_label() for page in file],
        "destinations": {name: places.get(name, {}).get("page") for name in names},
    }


def pypdf_(path, _, names, __):
    file = pypdf.PdfReader(path)

    def entries(held, depth=0):
        for each in held:
            if isinstance(each, list):
                yield from entries(each, depth + 1)
            else:
                yield depth, each.title

    places = file.named_destinations
    return {
        "version": pypdf.__version__,
        "pages": [page.extract_text() for page in file.pages],
        "outline": list(entries(file.outline)),
        "labels": list(file.page_labels),
        "destinations": {name: file.get_destination_page_number(places[name]) if name in places else None for name in names},
    }


def pdfminer(path, _, names, __):
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    from pdfminer import __version__
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdftypes import resolve1

    with open(path, "rb") as held:
        file = PDFDocument(PDFParser(held))
        numbers = {page.pageid: number for number, page in enumerate(PDFPage.create_pages(file))}

        def place(name):
            held = resolve1(file.get_dest(name.encode()))
            held = held["D"] if isinstance(held, dict) else held
            return numbers.get(held[0].objid)

        structures = {
            "version": __version__,
            "outline": [(level - 1, title) for level, title, *_ in file.get_outlines()],
            "labels": [label for label, _ in zip(file.get_page_labels(), numbers)],
            "destinations": {name: place(name) for name in names},
        }
    pages = ["".join(box.get_text() for box in page if isinstance(box, LTTextContainer)) for page in extract_pages(path)]
    return {**structures, "pages": pages}


def oxide(path, words, _, __):
    file = pdf_oxide.PdfDocument(path)
    count = file.page_count()
    styles = {"None": lambda number: "", "Decimal": str, "RomanLower": roman}
    labels = []
    ranges = file.page_labels()
    for number in range(count):
        held = max((each for each in ranges if each["start_page"] <= number), key=lambda each: each["start_page"])
        labels.append((held["prefix"] or "") + styles[held["style"]](held["start_value"] + number - held["start_page"]))

    def entries(held, depth=0):
        for each in held:
            yield depth, each["title"]
            yield from entries(each["children"], depth + 1)

    def hits(word):
        counts = [0] * count
        for found in file.search(word, literal=True, case_insensitive=True):
            counts[found["page"]] += 1
        return counts

    return {
        "version": pdf_oxide.__version__,
        "pages": [file.extract_text(number) for number in range(count)],
        "hits": {word: hits(word) for word in words},
        "outline": list(entries(file.get_outline())),
        "labels": labels,
    }


#: The consumers, by the name that the table in tests/README.md gives them.
CONSUMERS = {"poppler": poppler, "PDFium": pdfium, "pdf.js": pdfjs, "MuPDF": mupdf, "pypdf": pypdf_, "pdfminer.six": pdfminer,
             "pdf_oxide": oxide}
