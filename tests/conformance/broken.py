#!/usr/bin/env python3
"""Tests that veraPDF finds our mistakes: breaks rules one by one in a PDF that breaks none.

usage: tests/conformance/broken.py BOOK.pdf SCRATCH_FOLDER

A validator that finds nothing might be one that does not look. Each change is one that a mistake of our writer could make, and veraPDF
must name the clause that it breaks, of PDF/UA-1 (ISO 14289-1) or of PDF/A-2 (ISO 19005-2), in veraPDF's numbering. The book needs a
figure, a photograph, a drawing, a table with a caption, a list, a note, contents, links and words in italics.

A book of PDF 2.0 is broken by rules of PDF/UA-2 (ISO 14289-2), PDF/A-4f (ISO 19005-4), Well-Tagged PDF 1.0 and ISO/TS 32005 instead.

Not tested are rules about what our writer never writes: forms, signatures, films and sounds, embedded files, layers beyond their
configuration, halftones and overprints, JPEG 2000, inline images, fonts other than Type 0.
"""

import base64
import json
import os
import re
import subprocess
import sys
from pathlib import Path

VERAPDF = Path(os.environ.get("VALIDATORS") or Path(__file__).resolve().parents[2] / "target/validators") / "bin/verapdf"


class File:
    """The objects of a PDF in the JSON of qpdf, to be changed."""

    def __init__(self, text):
        self.whole = json.loads(text)
        self.objects = self.whole["qpdf"][1]

    def get(self, value):
        """The dictionary that a value is, or refers to."""
        while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            held = self.objects[f"obj:{value}"]
            value = held["stream"]["dict"] if "stream" in held else held["value"]
        return value

    @property
    def catalog(self):
        return self.get(self.objects["trailer"]["value"]["/Root"])

    @property
    def tree(self):
        return self.get(self.catalog["/StructTreeRoot"])

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

    def link(self):
        return self.first("/Subtype", "/Link")

    def drawn(self, kind):
        """The first picture (/Image) or drawing (/Form)."""
        return self.first("/Subtype", kind, lambda held: held.get("/Type") == "/XObject")

    def stream(self, reference, change):
        stream = self.objects[f"obj:{reference}"]["stream"]
        stream["data"] = base64.b64encode(change(base64.b64decode(stream["data"]))).decode()
        stream["dict"].pop("/Length", None)

    def contents(self, change):
        """Changes the content stream of a page."""
        contents = self.page()["/Contents"]
        self.stream(contents[-1] if isinstance(contents, list) else contents, change)

    def draw(self, operators):
        """Adds operators to the content stream of a page."""
        self.contents(lambda data: data + b"\n" + operators)

    def draw_in_state(self, state):
        """Draws a line with these entries in its graphics state."""
        resources = self.get(self.page()["/Resources"])
        resources["/ExtGState"] = {**(self.get(resources.get("/ExtGState", {}))), "/Own": {"/Type": "/ExtGState", **state}}
        self.draw(b"/Artifact BMC q /Own gs 0 0 m 9 9 l S Q EMC")

    def say(self, old, new):
        """Changes the XMP metadata."""
        def change(packet):
            assert re.search(old, packet), old
            return re.sub(old, new, packet, count=1)
        self.stream(self.catalog["/Metadata"], change)

    def font(self):
        """The resource name of a font on the page, and a reference to the font."""
        return next(iter(self.get(self.get(self.page()["/Resources"])["/Font"]).items()))

    def face(self):
        """The CIDFont of that font."""
        return self.get(self.get(self.font()[1])["/DescendantFonts"][0])

    def characters(self, change):
        """Changes the ToUnicode map of that font."""
        self.stream(self.get(self.font()[1])["/ToUnicode"], change)

    def show(self, glyph):
        self.draw(f"/Artifact BMC BT {self.font()[0]} 9 Tf <{glyph}> Tj ET EMC".encode())


def without(key):
    return lambda held: held.pop(key)


def called(role):
    return lambda held: held.update({"/S": role})


def first_character(code):
    """Replaces the first character of a ToUnicode map."""
    return lambda cmap: re.sub(rb"(beginbfchar\s*<\w+>\s*)<\w+>", rb"\1<" + code + rb">", cmap, count=1)


def another_set(file):
    """Adds a list of the font's glyphs that names only the first."""
    file.objects["obj:900000 0 R"] = {"stream": {"data": base64.b64encode(b"\x80").decode(), "dict": {}}}
    file.get(file.face()["/FontDescriptor"])["/CIDSet"] = "900000 0 R"


def second_note(file):
    """Makes a second note with the identifier of the first."""
    identifier = file.element("/Note")["/ID"]
    file.element("/P").update({"/S": "/Note", "/ID": identifier})


def caption(*places):
    """Adds captions to a table, before the children at these places."""
    def add(file):
        reference, table = next((name.removeprefix("obj:"), held["value"]) for name, held in file.objects.items()
                                if isinstance(held.get("value"), dict) and held["value"].get("/S") == "/Table")
        for count, place in enumerate(places):
            file.objects[f"obj:{900_000 + count} 0 R"] = {"value": {"/Type": "/StructElem", "/S": "/Caption", "/P": reference, "/K": []}}
            table["/K"].insert(place, f"{900_000 + count} 0 R")
    return add


def cell_too_few(file):
    file.element("/TR", lambda row: len(row["/K"]) > 1)["/K"].pop()


def resources_from_above(file):
    """Moves the resources of a page to its parent, from which the page inherits them."""
    page = file.page()
    file.get(page["/Parent"])["/Resources"] = page.pop("/Resources")


# Changes of objects: what is wrong then, how it is made so, and the clause that veraPDF must name.
RULES = {
    # The document.
    "no language": (lambda file: (file.catalog.pop("/Lang"), file.element("/Document").pop("/Lang", None)), "7.2"),
    "a language that is none": (lambda file: file.catalog.update({"/Lang": "u:fr_FR"}), "7.2-29"),
    "not marked as tagged": (lambda file: file.get(file.catalog["/MarkInfo"]).update({"/Marked": False}), "6.2-1"),
    "suspects": (lambda file: file.get(file.catalog["/MarkInfo"]).update({"/Suspects": True}), "7.1-4"),
    "no structure": (lambda file: file.catalog.pop("/StructTreeRoot"), "7.1-11"),
    "title not shown": (lambda file: file.get(file.catalog["/ViewerPreferences"]).update({"/DisplayDocTitle": False}), "7.1-10"),
    "colours that no profile explains": (lambda file: (without("/OutputIntents")(file.catalog),
                                                       file.draw(b"/Artifact BMC 0.5 g 0 0 9 9 re f EMC")), "6.2.4.3-4"),
    "a script": (lambda file: file.catalog.update({"/OpenAction": {"/S": "/JavaScript", "/JS": "u:1"}}), "6.5.1-1"),
    "a program started": (lambda file: file.link().update({"/A": {"/S": "/Launch", "/F": "u:x"}}), "6.5.1-1"),
    "actions of the document": (lambda file: file.catalog.update({"/AA": {"/WC": {"/S": "/URI", "/URI": "u:x"}}}), "6.5.2-1"),
    "actions of a page": (lambda file: file.page().update({"/AA": {"/O": {"/S": "/URI", "/URI": "u:x"}}}), "6.5.2-2"),
    "steps of a show": (lambda file: file.page().update({"/PresSteps": {"/Type": "/NavNode"}}), "6.10-2"),
    "requirements": (lambda file: file.catalog.update({"/Requirements": [{"/S": "/EnableJavaScripts"}]}), "6.11-1"),
    "a nameless layer": (lambda file: file.catalog.update({"/OCProperties": {"/OCGs": [], "/D": {"/Order": []}}}), "7.10-1"),
    # Metadata.
    "no metadata": (lambda file: file.catalog.pop("/Metadata"), "7.1-8"),
    "no title": (lambda file: file.say(rb"(?s)<dc:title>.*?</dc:title>", b""), "7.1-9"),
    "not called PDF/UA": (lambda file: file.say(rb"<pdfuaid:part>1</pdfuaid:part>", b""), "5-1"),
    "called another PDF/UA": (lambda file: file.say(rb"<pdfuaid:part>1<", b"<pdfuaid:part>2<"), "5-2"),
    "not called PDF/A": (lambda file: file.say(rb"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>", b""), "6.6.4-1"),
    "called another PDF/A": (lambda file: file.say(rb"<pdfaid:part>2<", b"<pdfaid:part>3<"), "6.6.4-2"),
    "called PDF/A of a lower level": (lambda file: file.say(rb"<pdfaid:conformance>A<", b"<pdfaid:conformance>U<"), "6.6.4-3"),
    "metadata that is no XML": (lambda file: file.say(rb"</dc:title>", b"</dc:titre>"), "6.6.2.1-4"),
    "a property that nobody knows": (lambda file: file.say(rb"<dc:format>", b"<pdf:Binding>x</pdf:Binding><dc:format>"), "6.6.2.3.1-1"),
    "a list where one value goes": (lambda file: file.say(rb"(?s)<dc:publisher>.*?</dc:publisher>", b"<dc:publisher>x</dc:publisher>"), "6.6.2.3.1-2"),
    # The structure.
    "an element of no parent": (lambda file: file.element("/BlockQuote").pop("/P"), "7.1-12"),
    "an element of no known kind": (lambda file: file.tree.pop("/RoleMap"), "7.1-5"),
    "kinds that mean each other": (lambda file: (file.tree.update({"/RoleMap": {"/A": "/B", "/B": "/A", "/Em": "/Span", "/Strong": "/Span"}}),
                                                 called("/A")(file.element("/BlockQuote"))), "7.1-6"),
    "a known kind called another": (lambda file: file.get(file.tree["/RoleMap"]).update({"/P": "/Span"}), "7.1-7"),
    "figure without alternative": (lambda file: without("/Alt")(file.element("/Figure")), "7.3-1"),
    "figure with nothing as alternative": (lambda file: file.element("/Figure").update({"/Alt": "u:"}), "7.3-1"),
    "formula in words only": (lambda file: called("/Formula")(file.element("/P")), "7.7-1"),
    "heading skips a level": (lambda file: called("/H5")(file.element("/H2")), "7.4.2-1"),
    "headings of two manners": (lambda file: called("/H")(file.element("/H2")), "7.4.4-2"),
    "something else in the table": (lambda file: called("/Sect")(file.element("/TBody")), "7.2-3"),
    "row outside the table": (lambda file: called("/Sect")(file.element("/TBody")), "7.2-4"),
    "head outside the table": (lambda file: called("/Sect")(file.element("/Table")), "7.2-5"),
    "body outside the table": (lambda file: called("/Sect")(file.element("/Table")), "7.2-6"),
    "header cell outside the row": (lambda file: called("/P")(file.element("/TR")), "7.2-8"),
    "cell outside the row": (lambda file: called("/P")(file.get(file.element("/TD")["/P"])), "7.2-9"),
    "something else in the row": (lambda file: called("/P")(file.element("/TD")), "7.2-10"),
    "two heads of a table": (lambda file: called("/THead")(file.element("/TBody")), "7.2-11"),
    "a head without a body": (lambda file: called("/TFoot")(file.element("/TBody")), "7.2-14"),
    "something else in the head": (lambda file: called("/P")(file.element("/TR", lambda row: file.get(row["/P"])["/S"] == "/THead")), "7.2-36"),
    "something else in the body": (lambda file: called("/P")(file.element("/TR", lambda row: file.get(row["/P"])["/S"] == "/TBody")), "7.2-37"),
    "caption amid the table": (caption(1), "7.2-16"),
    "two captions": (caption(0, 0), "7.2-39"),
    "a row too short": (cell_too_few, "7.2-42"),
    "header cell without scope": (lambda file: [without("/A")(cell) for cell in file.dictionaries() if cell.get("/S") == "/TH"], "7.5-1"),
    "item outside the list": (lambda file: called("/P")(file.element("/L")), "7.2-17"),
    "body of an item outside it": (lambda file: called("/P")(file.element("/LI")), "7.2-18"),
    "something else in the list": (lambda file: called("/P")(file.element("/LI")), "7.2-19"),
    "something else in the item": (lambda file: called("/P")(file.element("/LBody")), "7.2-20"),
    "entry outside the contents": (lambda file: called("/P")(file.element("/TOC")), "7.2-26"),
    "something else in the contents": (lambda file: called("/P")(file.element("/TOCI")), "7.2-27"),
    "note without identifier": (lambda file: without("/ID")(file.element("/Note")), "7.9-1"),
    "two notes of one identifier": (second_note, "7.9-2"),
    # Pages.
    "something untagged": (lambda file: file.draw(b"0 0 m 9 9 l S"), "7.1-3"),
    "furniture inside text": (lambda file: file.contents(lambda data: re.sub(rb"(/MCID \d+\s*>>\s*BDC)", rb"\1 /Artifact BMC 0 0 m 9 9 l S EMC", data, count=1)), "7.1-1"),
    "text inside furniture": (lambda file: file.contents(lambda data: b"/Artifact BMC " + data + b" EMC"), "7.1-2"),
    "an operator that nobody knows": (lambda file: file.draw(b"/Artifact BMC 9 frob EMC"), "6.2.2-1"),
    "fonts taken from above": (resources_from_above, "6.2.2-2"),
    "states nested too deep": (lambda file: file.draw(b"q " * 40 + b"Q " * 40), "6.1.13-8"),
    "a page too small": (lambda file: file.page().update({"/MediaBox": [0, 0, 2, 2]}), "6.1.13-11"),
    "a number too large": (lambda file: file.page().update({"/Own": 3000000000}), "6.1.13-1"),
    "a string too long": (lambda file: file.page().update({"/Own": "u:" + "x" * 40000}), "6.1.13-3"),
    "a name too long": (lambda file: file.page().update({"/Own": "/" + "x" * 200}), "6.1.13-4"),
    "inks of a press": (lambda file: file.draw(b"/Artifact BMC 0 0 0 1 k 0 0 9 9 re f EMC"), "6.2.4.3-3"),
    "an unknown way of mixing": (lambda file: file.draw_in_state({"/BM": "/Glow"}), "6.2.10-1"),
    "a transfer function": (lambda file: file.draw_in_state({"/TR": "/Identity"}), "6.2.5-1"),
    "an unknown intent": (lambda file: file.draw(b"/Artifact BMC /Vivid ri EMC"), "6.2.6-1"),
    # Pictures.
    "a picture made smooth": (lambda file: file.drawn("/Image").update({"/Interpolate": True}), "6.2.8-3"),
    "a picture with others": (lambda file: file.drawn("/Image").update({"/Alternates": []}), "6.2.8-1"),
    "a drawing from elsewhere": (lambda file: file.drawn("/Form").update({"/Ref": {"/F": "u:x", "/Page": 0}}), "6.2.9-2"),
    "a drawing in PostScript": (lambda file: file.drawn("/Form").update({"/Subtype2": "/PS"}), "6.2.9-1"),
    # Links.
    "link without words": (lambda file: without("/Contents")(file.link()), "7.18.5-2"),
    "link outside its element": (lambda file: called("/P")(file.element("/Link")), "7.18.5-1"),
    "no order of tabs": (lambda file: without("/Tabs")(file.page()), "7.18.3-1"),
    "an annotation of another kind": (lambda file: file.link().update({"/Subtype": "/Square"}), "7.18.1-1"),
    "an annotation of no known kind": (lambda file: file.link().update({"/Subtype": "/Movie"}), "6.3.1-1"),
    "a link that is not printed": (lambda file: without("/F")(file.link()), "6.3.2-1"),
    "a hidden link": (lambda file: file.link().update({"/F": 36}), "6.3.2-2"),
    # Fonts.
    "font not embedded": (lambda file: without("/FontFile2" if any("/FontFile2" in held for held in file.dictionaries())
                          else "/FontFile3")(file.get(file.face()["/FontDescriptor"])), "7.21.4.1-1"),
    "a missing glyph": (lambda file: file.show("0000"), "7.21.8-1"),
    "glyphs without characters": (lambda file: without("/ToUnicode")(file.get(file.font()[1])), "7.21.7-1"),
    "a glyph that stands for nothing": (lambda file: file.characters(first_character(b"0000")), "7.21.7-2"),
    "a glyph that stands for a private sign": (lambda file: file.characters(first_character(b"E000")), "6.2.11.7.3-1"),
    "widths that are not the font's": (lambda file: file.face().update({"/W": [0, 900, 123]}), "7.21.5-1"),
    "glyphs of no order": (lambda file: without("/CIDToGIDMap")(file.face()), "7.21.3.2-1"),
    "codes of no known map": (lambda file: file.get(file.font()[1]).update({"/Encoding": "/Own-H"}), "7.21.3.3-1"),
    "a set of glyphs that is not the font's": (another_set, "7.21.4.2-2"),
}


def named_place(file):
    """The value of the named destination to which the first link leads."""
    name = file.first("/Subtype", "/Link", lambda held: "/Dest" in held)["/Dest"]
    names = file.get(file.get(file.get(file.catalog["/Names"])["/Dests"])["/Names"])
    return file.get(names[names.index(name) + 1])


def attached(file):
    """The specification of the first attached file."""
    return file.get(file.get(file.get(file.catalog["/Names"])["/EmbeddedFiles"])["/Names"][1])


def call(file):
    """The reference to the first note."""
    notes = [f"{name.removeprefix('obj:')}" for name, held in file.objects.items()
             if isinstance(held.get("value"), dict) and held["value"].get("/S") == "/FENote"]
    return file.element("/Reference", lambda held: any(target in notes for target in held.get("/Ref", [])))


def entry(file):
    """The reference of the first entry of the contents."""
    return file.element("/Reference", lambda held: file.get(held["/P"]).get("/S") == "/TOCI")


def older(role):
    """A type without the namespace of PDF 2.0."""
    return lambda held: (held.update({"/S": role}), held.pop("/NS", None))


# The same for PDF 2.0.
RULES_2 = {
    # Claims.
    "not called PDF/UA": (lambda file: file.say(rb"<pdfuaid:part>2</pdfuaid:part>", b""), "5-2"),
    "called PDF/UA of no year": (lambda file: file.say(rb"<pdfuaid:rev>2024</pdfuaid:rev>", b""), "5-5"),
    "not called PDF/A-4f": (lambda file: file.say(rb"<pdfaid:conformance>F</pdfaid:conformance>", b""), "6.7.3-3"),
    "called PDF/A of no year": (lambda file: file.say(rb"<pdfaid:rev>2020</pdfaid:rev>", b""), "6.7.3-5"),
    "not called accessible": (lambda file: file.say(rb"#accessibility1.0", b"#x"), "6.1.3-1"),
    "not called good for reuse": (lambda file: file.say(rb"#reuse1.0", b"#x"), "6.1.2-1"),
    "an information dictionary": (lambda file: (file.objects.update({"obj:900000 0 R": {"value": {"/Title": "u:x"}}}),
                                                file.objects["trailer"]["value"].update({"/Info": "900000 0 R"})), "6.1.3-4"),
    # The document.
    "no language": (lambda file: file.catalog.pop("/Lang"), "8.4.4-1"),
    "title not shown": (lambda file: file.get(file.catalog["/ViewerPreferences"]).update({"/DisplayDocTitle": False}), "8.11.2-1"),
    "no title": (lambda file: file.say(rb"(?s)<dc:title>.*?</dc:title>", b""), "8.11.1-1"),
    "no order of tabs": (lambda file: without("/Tabs")(file.page()), "8.9.3.3-1"),
    # The structure.
    "a document of the older kind": (lambda file: without("/NS")(file.element("/Document")), "8.2.5.2-2"),
    "a note of the older kind": (lambda file: older("/Note")(file.element("/FENote")), "8.2.5.14-1"),
    "a note of no known kind": (lambda file: file.get(file.element("/FENote")["/A"][0]).update({"/NoteType": "/Gloss"}), "8.2.5.14-4"),
    "a note that forgets its call": (lambda file: without("/Ref")(file.element("/FENote")), "8.2.5.14-2"),
    "a call that forgets its note": (lambda file: without("/Ref")(call(file)), "8.2.5.14-3"),
    "an entry of the contents that refers to nothing": (lambda file: without("/Ref")(entry(file)), "8.2.5.8-1"),
    "a list of no known kind": (lambda file: without("/A")(file.element("/L", lambda held: "/A" in held)), "8.2.5.25-1"),
    "figure without alternative": (lambda file: without("/Alt")(file.element("/Figure")), "8.2.5.28.2-1"),
    "a private sign in an alternative": (lambda file: file.element("/Figure").update({"/Alt": "u:\ue000"}), "8.4.3-3"),
    "caption amid the table": (caption(1), "8.2.5.27-1"),
    "a row too short": (cell_too_few, "8.2.5.26"),
    "a heading in a paragraph": (lambda file: called("/H2")(file.element("/Em", lambda held: file.get(held["/P"])["/S"] == "/P")), "Table 5. P-Hn-1"),
    "a title in a quotation": (lambda file: called("/Title")(file.element("/P", lambda held: file.get(held["/P"])["/S"] == "/BlockQuote")), "Table 5. BlockQuote-Title-1"),
    "a phrase in a section": (lambda file: called("/Em")(file.element("/P", lambda held: file.get(held["/P"])["/S"] == "/Sect")), "Table 5. Sect-Em-1"),
    "headings of two manners": (lambda file: called("/H")(file.element("/H2")), "8.2.5.12-1"),
    # Places and files.
    "a link to a page only": (lambda file: file.first("/Subtype", "/Link", lambda held: "/Dest" in held).update(
        {"/Dest": named_place(file)["/D"]}), "8.8-1"),
    "a name of a page only": (lambda file: without("/SD")(named_place(file)), "8.8-1"),
    "a link that says two things": (lambda file: file.element("/Link", lambda held: "/Alt" in held).update({"/Alt": "u:x"}), "8.9.4.2-1"),
    "no files": (lambda file: file.get(file.catalog["/Names"]).pop("/EmbeddedFiles"), "6.9-5"),
    "a file of no known kind": (lambda file: file.get(attached(file)["/EF"]) and [held.pop("/Subtype") for held in file.dictionaries() if held.get("/Type") == "/EmbeddedFile"], "6.9-1"),
    "a file that says nothing of itself": (lambda file: without("/Desc")(attached(file)), "8.14.1-1"),
    "a file of no relation": (lambda file: without("/AFRelationship")(attached(file)), "6.9-4"),
    # Glyphs.
    "a missing glyph": (lambda file: file.show("0000"), "8.4.5.9-1"),
    "glyphs without characters": (lambda file: without("/ToUnicode")(file.get(file.font()[1])), "8.4.5.8-1"),
    "a glyph that stands for nothing": (lambda file: file.characters(first_character(b"0000")), "8.4.5.8-2"),
}


def other(old, new):
    """Replaces the first bytes that match by as many others."""
    def change(data):
        found = re.search(old, data)
        assert found, old
        put = found.expand(new)
        assert len(put) == len(found.group()) and put != found.group(), old
        return data[:found.start()] + put + data[found.end():]
    return change


def another_length(data):
    """Changes the last digit of the length of the metadata."""
    found = re.search(rb"/Type/Metadata/Subtype/XML/Length \d*(\d)>>", data)
    digit = b"%d" % ((int(found.group(1)) + 1) % 10)
    return data[:found.start(1)] + digit + data[found.end(1):]


# Changes of bytes: syntax that we write ourselves (src/pdf/file_writer.rs).
BYTES = {
    "no header of a PDF": (other(rb"^%PDF-1\.7", rb"%PDF-1.9"), "6.1-1"),
    "a header that looks like text": (other(rb"(?<=^%PDF-1\.7\n%)[\x80-\xff]{4}", rb"text"), "6.1.2-2"),
    "something behind the end": (lambda data: data + b"\nmore\n", "6.1.3-3"),
    "no identifier": (other(rb"/ID(?=\s*\[)", rb"/IX"), "6.1.3-1"),
    "a length that is wrong": (another_length, "6.1.7.1-1"),
    "a stream that begins late": (other(rb"(/Type/Metadata[^>]*>>)\nstream\n", rb"\1\nstream\r"), "6.1.7.1-2"),
    "an object that ends early": (other(rb"\nendobj", rb" endobj"), "6.1.9-1"),
}


def encrypted(book, path):
    subprocess.run(["qpdf", "--encrypt", "", "x", "128", "--use-aes=y", "--", book, path], check=True)


def main(book, scratch):
    scratch = Path(scratch)
    scratch.mkdir(parents=True, exist_ok=True)
    printed = subprocess.run(["qpdf", "--json-output", "--json-stream-data=inline", "--decode-level=generalized", book, "-"],
                          capture_output=True, check=False)
    is_pdf_2 = Path(book).read_bytes().startswith(b"%PDF-2")
    rules, of_bytes = (RULES_2, {}) if is_pdf_2 else (RULES, BYTES)
    broken, wanted = {}, {"nothing": None, "a secret": "6.1.3-2"}
    for name, (change_file, clause) in {"nothing": (lambda file: None, None), **rules}.items():
        file = File(printed.stdout)
        change_file(file)
        path = scratch / f"{re.sub('[^a-zA-Z]', '-', name)}.pdf"
        (scratch / "spoilt.json").write_text(json.dumps(file.whole))
        subprocess.run(["qpdf", "--json-input", "--newline-before-endstream", scratch / "spoilt.json", path], check=False, capture_output=True)
        broken[name], wanted[name] = path, clause
    for name, (change_file, clause) in of_bytes.items():
        path = scratch / f"{re.sub('[^a-zA-Z]', '-', name)}.pdf"
        path.write_bytes(change_file(Path(book).read_bytes()))
        broken[name], wanted[name] = path, clause
    broken["a secret"] = scratch / "a-secret.pdf"
    encrypted(book, broken["a secret"])
    printed = subprocess.run([VERAPDF, *broken.values()], capture_output=True, text=True, check=False).stdout
    verdicts = {}
    for line in printed.splitlines():
        if line.startswith(("PASS ", "FAIL ")):
            verdict, _, path = line.split(" ", 2)
            held = verdicts.setdefault(path, [])
            held += [verdict] if verdict == "FAIL" else []
        elif re.match(r"    \S", line):
            # « 7.2-4 », or « Table 5. P-Hn-1 » in ISO/TS 32005.
            held.append(re.match(r" +(\S+ \d+\. \S+|\S+)", line)[1])
    faults = []
    for name, path in broken.items():
        found, clause = verdicts.get(str(path)), wanted[name]
        # "7.2" stands for any test of that clause, "7.2-4" for the fourth.
        named = clause and any(each == clause or ("-" not in clause and each.startswith(f"{clause}-")) for each in found or [])
        if found is None or (clause is None and found) or (clause and not named):
            faults.append(f"{name}: {clause or 'nothing'} expected, found {found}")
    print("\n".join(faults) or f"{book}: {len(broken) - 1} rules broken one by one, and each named by veraPDF")
    sys.exit(bool(faults))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
