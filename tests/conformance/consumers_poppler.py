#!/usr/bin/python3
"""What poppler-glib makes of PDFs: text, hits of its search, outline, page labels, named destinations.

usage: tests/conformance/consumers_poppler.py < QUESTIONS > ANSWERS
A question is a file, with words to search for and names of destinations, as JSON. This runs in the system's Python, which has the binding.
"""

import json
import sys
from pathlib import Path

import gi

gi.require_version("Poppler", "0.18")
from gi.repository import Poppler  # noqa: E402


def outline(entry, depth=0):
    """The entries of an outline from this one on, with their depth."""
    while entry:
        action = entry.get_action()  # it owns what it leads to
        yield depth, action.any.title
        yield from outline(entry.get_child(), depth + 1)
        if not entry.next():
            return


def read(path, words, names):
    file = Poppler.Document.new_from_file(Path(path).absolute().as_uri(), None)
    pages = [file.get_page(number) for number in range(file.get_n_pages())]

    def hits(word, flags):
        return [len(page.find_text_with_options(word, flags)) for page in pages]

    def page(name):
        place = file.find_dest(name)
        return place.page_num - 1 if place else None

    return {
        "version": Poppler.get_version(),
        "pages": [page.get_text() for page in pages],
        "hits": {word: hits(word, Poppler.FindFlags.MULTILINE) for word in words},
        "outline": list(outline(Poppler.IndexIter.new(file))),
        "labels": [page.get_label() for page in pages],
        "destinations": {name: page(name) for name in names},
    }


json.dump([read(**question) for question in json.load(sys.stdin)], sys.stdout)
