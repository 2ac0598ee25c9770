"""Reads the two files of a tome without our program: the EPUB as zip and XML, the PDF through qpdf.

Of the PDF it reads what assistive technology reads: the structure tree, and the characters of each marked-content sequence, by the
fonts' ToUnicode maps or by the ActualText. (poppler's `pdfinfo -struct-text`, up to version 22.12, drops the end of a sequence that has
an ActualText.)
"""

import base64
import json
import posixpath
import re
import subprocess
import unicodedata
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
OPF = "{http://www.idpf.org/2007/opf}"
BLOCKS = set("address article aside blockquote br caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li"
             " nav ol p pre section table tbody td text th thead tr ul".split())


def plain(text):
    """`text` in NFKC, with one kind of space and of hyphen, without soft hyphens and joiners."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub("[\u00ad\u200b\u200c\u200d\u2060\ufeff]", "", text)
    return " ".join(text.replace("\u2011", "-").replace("\u2010", "-").split())


# EPUB -------------------------------------------------------------------------------------------------------------------


class Epub:
    """An EPUB: its spine, its documents and its page list."""

    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        container = ElementTree.fromstring(self.zip.read("META-INF/container.xml"))
        package_path = next(element.get("full-path") for element in container.iter() if element.tag.endswith("rootfile"))
        self.folder = posixpath.dirname(package_path)
        self.package = ElementTree.fromstring(self.zip.read(package_path))
        items = {item.get("id"): item for item in self.package.iter(f"{OPF}item")}
        self.spine = [items[reference.get("idref")].get("href") for reference in self.package.iter(f"{OPF}itemref")]
        self.navigation = next(item.get("href") for item in items.values() if "nav" in (item.get("properties") or "").split())

    def document(self, href):
        return ElementTree.fromstring(self.zip.read(posixpath.join(self.folder, href)))

    def page_list(self):
        """Label and address of each page, in order."""
        for nav in self.document(self.navigation).iter(f"{XHTML}nav"):
            if nav.get(EPUB_TYPE) == "page-list":
                return [("".join(a.itertext()).strip(), a.get("href")) for a in nav.iter(f"{XHTML}a")]
        return []


def kinds(element):
    """The values of `epub:type` and `class` of an element."""
    return set((element.get(EPUB_TYPE) or "").split()) | set((element.get("class") or "").split())


def pieces(element, skip=lambda element: False):
    """The strings and page-break elements within an element, in order, with a line feed where a block begins or ends."""
    if skip(element):
        return
    if "pagebreak" in kinds(element):
        yield element
        return
    block = element.tag.split("}")[-1] in BLOCKS
    if block:
        yield "\n"
    yield element.text or ""
    for child in element:
        yield from pieces(child, skip)
        yield child.tail or ""
    if block:
        yield "\n"


# PDF --------------------------------------------------------------------------------------------------------------------


@dataclass
class Element:
    """An element of the structure tree."""

    role: str
    actual: str | None = None
    children: list = field(default_factory=list)  # Element, or (page, MCID)
    held: dict = field(default_factory=dict)  # its dictionary
    leads_to: list = field(default_factory=list)  # named destinations of its link annotations


class Pdf:
    """A PDF: pages with their labels, the structure tree, the characters of each marked-content sequence."""

    def __init__(self, path):
        printed = subprocess.run(["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=generalized", path],
                              capture_output=True, check=False)
        whole = json.loads(printed.stdout)
        self.objects = whole["qpdf"][1]
        self.pages = [page["object"] for page in whole["pages"]]
        self.labels = self._labels(whole["pagelabels"])
        self._maps = {}
        self.characters = {}
        self.artifacts = {}  # by page, the text of its artifacts
        self.order = []  # (page, MCID) in the order of the content streams
        for number in range(len(self.pages)):
            self._read_page(number)
        catalog = self.get(self.get(self.objects["trailer"]["value"])["/Root"])
        self._number = {page: number for number, page in enumerate(self.pages)}
        self.root = Element("/StructTreeRoot")
        self._children(self.root, self.get(catalog["/StructTreeRoot"]).get("/K"), None)

    def get(self, value):
        """The object that a value is, or refers to."""
        while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            held = self.objects[f"obj:{value}"]
            value = held["stream"]["dict"] if "stream" in held else held["value"]
        return value

    def data(self, reference):
        return base64.b64decode(self.objects[f"obj:{reference}"]["stream"]["data"])

    def _labels(self, ranges):
        labels = []
        for page in range(len(self.pages)):
            start = max((entry for entry in ranges if entry["index"] <= page), key=lambda entry: entry["index"])
            number = start["label"].get("/St", 1) + page - start["index"]
            prefix = start["label"].get("/P", "u:")[2:]
            style = start["label"].get("/S")
            labels.append(prefix + {None: "", "/D": str(number), "/r": roman(number)}[style])
        return labels

    # Structure ----------------------------------------------------------------------------------------------------------

    def _children(self, parent, kids, page):
        kids = self.get(kids)
        for kid in kids if isinstance(kids, list) else [kids]:
            if kid is None:
                continue
            held = self.get(kid)
            if isinstance(held, int):
                parent.children.append((page, held))
            elif held.get("/Type") == "/MCR":
                parent.children.append((self._number[held.get("/Pg")] if "/Pg" in held else page, held["/MCID"]))
            elif held.get("/Type") == "/OBJR" and "/Dest" in self.get(held["/Obj"]):
                parent.leads_to.append(string(self.get(held["/Obj"])["/Dest"]))
            elif "/S" in held:
                own = self._number[held["/Pg"]] if "/Pg" in held else page
                actual = held.get("/ActualText")
                element = Element(held["/S"][1:], string(actual) if actual else None, held=held)
                parent.children.append(element)
                self._children(element, held.get("/K"), own)

    def sections(self):
        """The children of the document, with those of a part in its place."""
        def opened(element):
            for child in element.children:
                if isinstance(child, Element):
                    if child.role in ("Document", "Part"):
                        yield from opened(child)
                    else:
                        yield child
        return list(opened(self.root))

    # Characters ---------------------------------------------------------------------------------------------------------

    def _read_page(self, number):
        page = self.get(self.pages[number])
        contents = page["/Contents"]
        contents = contents if isinstance(contents, list) else [contents]
        self._interpret(number, b"\n".join(self.data(part) for part in contents), self._inherited(page, "/Resources"))

    def _inherited(self, node, key):
        while key not in node:
            node = self.get(node["/Parent"])
        return self.get(node[key])

    def _interpret(self, number, stream, resources):
        fonts = self.get(resources.get("/Font", {}))
        properties = self.get(resources.get("/Properties", {}))
        decode = None
        stack = []  # of (MCID or None, whether it has an ActualText)
        operands = []

        def say(text):
            mcid = next((entry[0] for entry in reversed(stack) if entry[0] is not None), None)
            if mcid is not None:
                self.characters[number, mcid] = self.characters.get((number, mcid), "") + text
            else:
                self.artifacts[number] = self.artifacts.get(number, "") + text

        for token in tokens(stream):
            if not isinstance(token, Operator):
                operands.append(token)
                continue
            if token == "Tf":
                decode = self._map(fonts[operands[0]])
            elif token in ("Tj", "'", '"') and decode and not any(entry[1] for entry in stack):
                say(decode(operands[-1]))
            elif token == "TJ" and decode and not any(entry[1] for entry in stack):
                say("".join(decode(part) for part in operands[-1] if isinstance(part, bytes)))
            elif token in ("BDC", "BMC"):
                held = operands[-1] if token == "BDC" else {}
                held = self.get(properties[held]) if isinstance(held, str) else held
                mcid = held.get("/MCID")
                actual = held.get("/ActualText")
                stack.append((mcid, actual is not None))
                if mcid is not None:
                    self.order.append((number, mcid))
                if actual is not None:
                    say(string(actual))
            elif token == "EMC" and stack:
                stack.pop()
            elif token == "Do":
                reference = self.get(resources.get("/XObject", {})).get(operands[-1])
                form = self.get(reference)
                if form and form.get("/Subtype") == "/Form" and b"MCID" in self.data(reference):
                    self._interpret(number, self.data(reference), self.get(form.get("/Resources", {})))
            operands = []

    def _map(self, reference):
        """A function that decodes strings of a font by its ToUnicode map."""
        if reference not in self._maps:
            cmap = self.data(self.get(reference)["/ToUnicode"]).decode("latin-1")
            known = {}
            for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
                for code, text in re.findall(r"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>", block):
                    known[int(code, 16)] = utf16(text)
            for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
                for low, high, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
                    for step in range(int(high, 16) - int(low, 16) + 1):
                        first = utf16(text)
                        known[int(low, 16) + step] = first[:-1] + chr(ord(first[-1]) + step)
            space = re.search(r"begincodespacerange\s*<(\w+)>", cmap)
            width = len(space.group(1)) // 2 if space else 2
            self._maps[reference] = lambda text: "".join(
                known.get(int.from_bytes(text[at:at + width], "big"), "\ufffd") for at in range(0, len(text), width))
        return self._maps[reference]

    def text(self, element, skip=lambda element, path: False, path=()):
        """The text of an element as it is read out, with a line feed where a block begins or ends. `skip` is asked about each element,
        with the roles of its ancestors, and about each string of characters."""
        if skip(element, path):
            return ""
        if element.actual is not None:
            return element.actual
        path = (*path, element.role)
        said = ""
        for child in element.children:
            if isinstance(child, Element):
                said += self.text(child, skip, path)
            else:
                piece = self.characters.get(child, "")
                said += "" if skip(piece, path) else piece
        inline = element.role in ("Span", "Link", "Reference", "Em", "Strong", "Code", "Quote")
        return said if inline else f"\n{said}\n"


class Operator(str):
    """An operator of a content stream."""


TOKEN = re.compile(
    rb"[\0\t\n\f\r ]+|%[^\n\r]*|(?P<name>/[^\0\t\n\f\r ()<>\[\]{}/%]*)|(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))"
    rb"|(?P<open><<)|(?P<close>>>)|<(?P<hex>[0-9A-Fa-f\s]*)>|(?P<string>\()|(?P<bracket>[\[\]])|(?P<word>[A-Za-z'\"*][\w*'\"]*)")


def tokens(stream):
    """The operands and operators of a content stream: names are str, strings are bytes, arrays and dictionaries are Python's."""
    nest = [[]]
    at = 0
    while at < len(stream):
        match = TOKEN.match(stream, at)
        if not match:
            at += 1
            continue
        at = match.end()
        kind = match.lastgroup
        if kind is None:
            continue
        found = match.group(kind)
        if kind == "string":
            text, at = literal(stream, at)
            nest[-1].append(text)
        elif kind == "name":
            nest[-1].append(found.decode("latin-1"))
        elif kind == "number":
            nest[-1].append(float(found) if b"." in found else int(found))
        elif kind == "hex":
            digits = re.sub(rb"\s", b"", found)
            nest[-1].append(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))
        elif kind == "open" or found == b"[":
            nest.append([])
        elif kind == "close":
            flat = nest.pop()
            nest[-1].append(dict(zip(flat[::2], flat[1::2])))
        elif found == b"]":
            inner = nest.pop()
            nest[-1].append(inner)
        else:
            nest[-1].append(Operator(found.decode("latin-1")))
        if len(nest) == 1:
            yield from nest[0]
            nest = [[]]


def literal(stream, at):
    """The literal string whose first byte is at `at`, after the parenthesis, and the place after it."""
    out, depth = bytearray(), 1
    escapes = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
    while depth:
        byte = stream[at:at + 1]
        at += 1
        if byte == b"\\":
            octal = re.match(rb"[0-7]{1,3}", stream[at:at + 3])
            if octal:
                out.append(int(octal.group(), 8) & 255)
                at += octal.end()
            else:
                out += escapes.get(stream[at:at + 1], stream[at:at + 1])
                at += 1
            continue
        depth += (byte == b"(") - (byte == b")")
        if depth:
            out += byte
    return bytes(out), at


def string(value):
    """A PDF text string, from qpdf's JSON or from a content stream."""
    if isinstance(value, str):
        kind, _, text = value.partition(":")
        if kind == "u":
            return text
        value = bytes.fromhex(text)
    return value[2:].decode("utf-16-be") if value.startswith(b"\xfe\xff") else value.decode("latin-1")


def utf16(digits):
    return bytes.fromhex(re.sub(r"\s", "", digits)).decode("utf-16-be", "replace")


def roman(number):
    digits = [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
              (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
    text = ""
    for value, letters in digits:
        while number >= value:
            text, number = text + letters, number - value
    return text
