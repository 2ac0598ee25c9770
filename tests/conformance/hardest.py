#!/usr/bin/env python3
"""Tests that the structure tree of a PDF has what is split over pages, or printed on a later page, in the author's order.

usage: tests/conformance/hardest.py BOOK.pdf KIND…      (kinds that the book must have: note, table, figure)

- A note that is split over pages is one element, after the paragraph that calls it. The call links to it, and its number links back.
- A table that is split over pages is one element with one head (none for the numbers of a chart with one series), rows with equal
  numbers of cells, and header cells with a scope. The repeated head is an artifact.
- A figure, table or chart that is printed on a later page is read where the author put it: before the text that is printed before it.
  A figure has a description, and is in one element with its caption.
"""

import sys

from edition import Element, Pdf, plain


def elements(element):
    """The descendants of an element, in reading order."""
    for child in element.children:
        if isinstance(child, Element):
            yield child
            yield from elements(child)


def pieces(element):
    """The marked content of an element in reading order: page and MCID."""
    for child in element.children:
        if isinstance(child, Element):
            yield from pieces(child)
        else:
            yield child


def pages(element):
    return [page for page, _ in pieces(element)]


def words(pdf, element):
    return plain(pdf.text(element))


class Reader:
    """Checks a PDF, and lists what it checked and what is wrong."""

    def __init__(self, path):
        self.pdf = Pdf(path)
        self.found = {"note": [], "table": [], "figure": []}
        self.faults = []
        self.path = path

    def expect(self, holds, what):
        if not holds:
            self.faults.append(f"{self.path}: {what}")

    def say(self, kind, element):
        labels = list(dict.fromkeys(self.pdf.labels[page] for page in pages(element)))
        self.found[kind].append(f"p. {'–'.join(dict.fromkeys((labels[0], labels[-1])))}")

    def note(self, note, before):
        """Checks a note; `before` are the elements that are read before it."""
        name = words(self.pdf, note)[:40]
        place = note.held.get("/ID", "u:")[2:]
        self.expect(place, f"a note without a name: {name}")
        calls = [element for element in before if place in element.leads_to]
        self.expect(calls, f"a note that nothing before it calls: {name}")
        first = note.children[0] if note.children else None
        self.expect(isinstance(first, Element) and first.role == "Lbl" and any(each.leads_to for each in elements(first)),
                    f"a note whose number does not lead back: {name}")
        self.expect(pages(note) == sorted(pages(note)), f"a note in another order than its pages: {name}")
        called = max((page for call in calls for page in pages(call)), default=0)
        self.expect(pages(note)[0] >= called, f"a note before the page of its call: {name}")

    def table(self, table):
        name = words(self.pdf, table)[:40]
        parts = [child.role for child in table.children if isinstance(child, Element)]
        self.expect(parts.count("THead") <= 1 and parts.count("TBody") == 1, f"a table of {parts}: {name}")
        rows = [element for element in elements(table) if element.role == "TR"]
        self.expect(len({len(row.children) for row in rows}) == 1, f"rows of unequal length: {name}")
        heads = [element for element in elements(table) if element.role == "TH"]
        self.expect(heads and all("/Scope" in str(head.held.get("/A")) for head in heads), f"a header cell of nothing: {name}")
        if "THead" not in parts or "TBody" not in parts:
            return
        body = next(child for child in table.children if isinstance(child, Element) and child.role == "TBody")
        # The head of a table must be repeated on each further page of its body.
        for page in sorted(set(pages(body)))[1:]:
            shown = plain(self.pdf.artifacts.get(page, "")).replace(" ", "")
            cells = [words(self.pdf, head) for row in rows[:1] for head in row.children]
            again = [cell for cell in cells if cell and cell.replace(" ", "") in shown]
            self.expect(again, f"a table whose head is not printed again, or read twice, on page {self.pdf.labels[page]}: {name}")

    def moved(self, element):
        figures = [each for each in (element, *elements(element)) if each.role == "Figure"]
        for figure in figures:
            self.expect(len(figure.held.get("/Alt", "u:")) > 10, f"a figure without a description: {words(self.pdf, element)[:40]}")
        if any(each.role == "Caption" for each in elements(element)):
            self.expect(element.role in ("Div", "Table"), f"a caption beside what it is of: {words(self.pdf, element)[:40]}")
        self.say("figure", element)

    def read(self):
        before = []
        for parent in (self.pdf.root, *elements(self.pdf.root)):
            below = [child for child in parent.children if isinstance(child, Element)]
            for child, follower in zip(below, [*below[1:], None]):
                here, after = pages(child), pages(follower) if follower else []
                if child.role in ("Div", "Figure", "Table") and here and after and min(after) < min(here):
                    self.moved(child)
        for element in elements(self.pdf.root):
            over = len(set(pages(element))) > 1
            if element.role == "Note":
                self.note(element, before)
                if over:
                    self.say("note", element)
            if element.role == "Table" and over:
                self.table(element)
                self.say("table", element)
            before.append(element)


def main(path, wanted):
    reader = Reader(path)
    reader.read()
    faults = reader.faults + [f"{path}: no {kind} of the kind that is to be tested" for kind in wanted if not reader.found[kind]]
    found = "; ".join(f"{kind} {', '.join(places)}" for kind, places in reader.found.items() if places)
    print("\n".join(faults) or f"{path}: read as it was written: {found}")
    sys.exit(bool(faults))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2:])
