#!/usr/bin/env python3
"""Whether the judge of PDFs objects: one rule after the other is broken in a file that breaks none.

usage: tests/conformance/broken.py BOOK.pdf SCRATCH_FOLDER

A gate that lets everything through looks like one that finds nothing. The file is opened with qpdf, one thing in it is spoilt as a
mistake of ours would spoil it, and veraPDF must name the clause. The book needs a figure, a table, a list, a note, contents, links.
"""

import base64
import json
import os
import re
import subprocess
import sys
from pathlib import Path

JUDGE = Path(os.environ.get("VALIDATORS") or Path(__file__).resolve().parents[2] / "target/validators") / "bin/verapdf"


class File:
    """The objects of a PDF as qpdf tells them, to be changed."""

    def __init__(self, text):
        self.whole = json.loads(text)
        self.objects = self.whole["qpdf"][1]

    def get(self, value):
        """A dictionary, behind however many references."""
        while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            held = self.objects[f"obj:{value}"]
            value = held["stream"]["dict"] if "stream" in held else held["value"]
        return value

    @property
    def catalog(self):
        return self.get(self.objects["trailer"]["value"]["/Root"])

    def dictionaries(self):
        for held in self.objects.values():
            value = held["stream"]["dict"] if "stream" in held else held.get("value")
            if isinstance(value, dict):
                yield value

    def first(self, key, value, also=lambda dictionary: True):
        return next(held for held in self.dictionaries() if held.get(key) == value and also(held))

    def element(self, role, also=lambda element: True):
        return self.first("/S", role, lambda held: "/P" in held and also(held))

    def page(self):
        """The first page with links."""
        return self.first("/Type", "/Page", lambda page: "/Annots" in page)

    def stream(self, reference, change):
        stream = self.objects[f"obj:{reference}"]["stream"]
        stream["data"] = base64.b64encode(change(base64.b64decode(stream["data"]))).decode()
        stream["dict"].pop("/Length", None)

    def draw(self, operators):
        """Draws something more on a page."""
        contents = self.page()["/Contents"]
        self.stream(contents[-1] if isinstance(contents, list) else contents, lambda data: data + b"\n" + operators)

    def say(self, old, new):
        """Changes what the file says about itself."""
        def change(packet):
            assert re.search(old, packet), old
            return re.sub(old, new, packet, count=1)
        self.stream(self.catalog["/Metadata"], change)

    def font(self):
        return next(iter(self.get(self.get(self.page()["/Resources"])["/Font"])))


def without(key):
    return lambda held: held.pop(key)


def called(role):
    return lambda held: held.update({"/S": role})


# What is spoilt, how, and the clauses that may name it: of PDF/UA-1 (ISO 14289-1), else of PDF/A-2 (ISO 19005-2).
RULES = {
    "no language": (lambda file: (file.catalog.pop("/Lang"), file.get(file.catalog["/StructTreeRoot"])), "7.2"),
    "not marked as tagged": (lambda file: file.get(file.catalog["/MarkInfo"]).update({"/Marked": False}), "6.2-1"),
    "no structure": (lambda file: file.catalog.pop("/StructTreeRoot"), "7.1"),
    "title not shown": (lambda file: file.get(file.catalog["/ViewerPreferences"]).update({"/DisplayDocTitle": False}), "7.1-10"),
    "no title": (lambda file: file.say(rb"(?s)<dc:title>.*?</dc:title>", b""), "7.1-9"),
    "not called PDF/UA": (lambda file: file.say(rb"(?s)<pdfuaid:part>1</pdfuaid:part>", b""), "5-1"),
    "figure without alternative": (lambda file: without("/Alt")(file.element("/Figure")), "7.3-1"),
    "heading skips a level": (lambda file: called("/H5")(file.element("/H2")), "7.4.2-1"),
    "header cell without scope": (lambda file: without("/A")(file.element("/TH")), "7.5-1"),
    "row outside the table": (lambda file: called("/P")(file.element("/TR")), "7.2"),
    "item outside the list": (lambda file: called("/P")(file.element("/L")), "7.2"),
    "entry outside the contents": (lambda file: called("/P")(file.element("/TOC")), "7.2"),
    "note without identifier": (lambda file: without("/ID")(file.element("/Note")), "7.9-1"),
    "link without words": (lambda file: without("/Contents")(file.first("/Subtype", "/Link")), "7.18.5-2"),
    "link outside its element": (lambda file: called("/P")(file.element("/Link")), "7.18.5-1"),
    "no order of tabs": (lambda file: without("/Tabs")(file.page()), "7.18.3-1"),
    "font not embedded": (lambda file: without("/FontFile2" if any("/FontFile2" in held for held in file.dictionaries())
                          else "/FontFile3")(file.first("/Type", "/FontDescriptor")), "7.21.4.1-1"),
    "glyphs without characters": (lambda file: without("/ToUnicode")(file.first("/Subtype", "/Type0")), "7.21.7-1"),
    "a missing glyph": (lambda file: file.draw(f"/Artifact BMC BT {file.font()} 9 Tf <0000> Tj ET EMC".encode()), "7.21.8-1"),
    "something untagged": (lambda file: file.draw(b"0 0 m 9 9 l S"), "7.1-3"),
    "no profile of colours": (lambda file: without("/OutputIntents")(file.catalog), "6.2"),
    "a script": (lambda file: file.catalog.update({"/OpenAction": {"/S": "/JavaScript", "/JS": "u:1"}}), "6.5.1-1"),
}


def main(book, scratch):
    scratch = Path(scratch)
    scratch.mkdir(parents=True, exist_ok=True)
    told = subprocess.run(["qpdf", "--json-output", "--json-stream-data=inline", "--decode-level=generalized", book, "-"],
                          capture_output=True, check=False)
    broken = {}
    for name, (spoil, _) in {"nothing": (lambda file: None, None), **RULES}.items():
        file = File(told.stdout)
        spoil(file)
        path = scratch / f"{name.replace(' ', '-').replace('/', '-')}.pdf"
        (scratch / "spoilt.json").write_text(json.dumps(file.whole))
        subprocess.run(["qpdf", "--json-input", "--newline-before-endstream", scratch / "spoilt.json", path], check=False, capture_output=True)
        broken[name] = path
    told = subprocess.run([JUDGE, *broken.values()], capture_output=True, text=True, check=False).stdout
    said = {}
    for line in told.splitlines():
        if line.startswith(("PASS ", "FAIL ")):
            verdict, _, path = line.split(" ", 2)
            held = said.setdefault(path, [])
            held += [verdict] if verdict == "FAIL" else []
        elif re.match(r"    \d", line):
            held.append(line.split()[0])
    faults = []
    for name, path in broken.items():
        found, wanted = said.get(str(path)), RULES.get(name, (None, None))[1]
        if found is None or (wanted is None and found) or (wanted and not any(clause.startswith(wanted) for clause in found)):
            faults.append(f"{name}: {wanted or 'nothing'} expected, found {found}")
    print("\n".join(faults) or f"{book}: {len(RULES)} rules broken one by one, and each named by the judge")
    sys.exit(bool(faults))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
