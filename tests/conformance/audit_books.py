"""Reads a finished EPUB and PDF for audit.py, with tools that are not ours: lxml, pikepdf (the structure tree), PDFium (characters)."""

import ctypes
import posixpath
import re
import zipfile
from dataclasses import dataclass, field

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from lxml import etree

from audit_sources import words

XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
BLOCKS = set("address article aside blockquote br caption dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li nav ol p pre"
             " section table tbody td text th thead tr ul".split())
# What the program adds around a text.
ADDED = {"first-published", "licence", "about-author", "byline", "affiliation", "pagebreak", "separator", "chart-data", "column-head"}
# A link that the program adds after a text: where the biography of an author stands.
ADDED_LINK = re.compile(r"(Voir la biographie|See the biography of)\s.+\.", re.DOTALL)


@dataclass
class Section:
    """What a book holds of a text."""

    name: str
    title: list = field(default_factory=list)
    words: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    charts: list = field(default_factory=list)
    calls: int = 0
    links: int = 0
    pictures: int = 0
    decorative: int = 0
    tables: int = 0
    drawn: int = 0

    def add(self, inner):
        """Adds what an element within this section holds, besides its words."""
        self.notes += inner.notes
        self.charts += inner.charts
        for count in ("calls", "links", "pictures", "decorative", "tables", "drawn"):
            setattr(self, count, getattr(self, count) + getattr(inner, count))


# EPUB ---------------------------------------------------------------------------------------------------------------------


def kinds(element):
    return set((element.get(TYPE) or "").split()) | set((element.get("class") or "").split())


class Document:
    """Walks a document of the EPUB."""

    def __init__(self, section):
        self.section, self.said = section, []

    def end(self, into):
        # The page of a link to another tome is added.
        into.extend(words(re.sub(r"\(tome\s+\d+(,\s+p\.\s*\w+)?\)", "", "".join(self.said))))
        self.said = []

    def walk(self, element):
        if not isinstance(element.tag, str):
            return
        name, held = element.tag.rpartition("}")[2], kinds(element)
        section = self.section
        if name == "header" or held & ADDED and name != "section":
            if "chart-data" in held:
                section.charts += words(" ".join(element.itertext()))
            for heading in element.iter(f"{XHTML}h1"):
                section.title += words("".join(heading.itertext()))
            return
        if "noteref" in held:
            section.calls += 1
            return
        if element.get("role") == "doc-backlink":
            return
        if "footnote" in held:
            inner = Document(Section(""))
            for child in element:
                inner.walk(child)
            inner.end(inner.section.words)
            section.notes.append(inner.section.words)
            section.add(inner.section)
            return
        if name == "svg":
            section.charts += words(" ".join(element.itertext()))
            section.drawn += 1
            return
        if name == "img":
            if element.get("alt"):
                section.pictures += 1
            else:
                section.decorative += 1
        section.links += name == "a" and element.get("href") is not None
        section.tables += name == "table"
        block = name in BLOCKS
        if block:
            self.said.append("\n")
        self.said.append(element.text or "")
        for child in element:
            self.walk(child)
            self.said.append(child.tail or "")
        if block:
            self.said.append("\n")


def epub(path):
    """The sections of an EPUB, in the order of its spine. A section of several files is one."""
    archive = zipfile.ZipFile(path)
    container = etree.fromstring(archive.read("META-INF/container.xml"))
    package_path = container.find(".//{*}rootfile").get("full-path")
    package = etree.fromstring(archive.read(package_path))
    items = {item.get("id"): item for item in package.iter("{*}item")}
    sections = []
    for reference in package.iter("{*}itemref"):
        item = items[reference.get("idref")]
        href = item.get("href")
        if "nav" in (item.get("properties") or "").split():
            continue
        body = etree.fromstring(archive.read(posixpath.join(posixpath.dirname(package_path), href))).find(f"{XHTML}body")
        if "cover" in kinds(body):
            continue
        name = posixpath.basename(href).removesuffix(".xhtml")
        stem, _, number = name.rpartition("_")
        if not (number.isdigit() and sections and sections[-1].name == stem):
            sections.append(Section(name))
        document = Document(sections[-1])
        document.walk(body)
        document.end(sections[-1].words)
    return sections


# PDF ----------------------------------------------------------------------------------------------------------------------


def characters(path):
    """The characters of each marked-content sequence: (page, MCID) → text."""
    found = {}
    document = pypdfium2.PdfDocument(path)

    def read(objects, number, page):
        for item in objects:
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_FORM:
                read([pdfium.FPDFFormObj_GetObject(item, at) for at in range(pdfium.FPDFFormObj_CountObjects(item))], number, page)
            if kind != pdfium.FPDF_PAGEOBJ_TEXT:
                continue
            mark = pdfium.FPDFPageObj_GetMarkedContentID(item)
            length = pdfium.FPDFTextObj_GetText(item, page, None, 0)
            buffer = (ctypes.c_ushort * (length // 2 + 1))()
            pdfium.FPDFTextObj_GetText(item, page, buffer, length)
            # PDFium has no characters for a space that is drawn by itself.
            found.setdefault((number, mark), []).append(bytes(buffer)[:max(0, length - 2)].decode("utf-16-le", "replace") or " ")

    for number in range(len(document)):
        page = document[number]
        read_page = pdfium.FPDFText_LoadPage(page)
        read([pdfium.FPDFPage_GetObject(page, at) for at in range(pdfium.FPDFPage_CountObjects(page))], number, read_page)
        pdfium.FPDFText_ClosePage(read_page)
    return {place: "".join(pieces) for place, pieces in found.items()}


MARK = re.compile(r"[–—•·◦▪‣*-]|(?:\d+|[a-z]|[ivxlc]+)[.)]?")
INLINE = {"Span", "Link", "Reference", "Em", "Strong", "Code", "Quote", "Sub"}


class Tree:
    """Walks the structure tree of a PDF."""

    def __init__(self, path):
        self.characters = characters(path)
        self.file = pikepdf.open(path)
        self.pages = {page.objgen: number for number, page in enumerate(self.file.pages)}

    def children(self, element, page):
        """The elements and texts within an element."""
        kids = element.get("/K")
        kids = [] if kids is None else list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        own = self.pages[element["/Pg"].objgen] if "/Pg" in element else page
        for kid in kids:
            if isinstance(kid, int):
                yield self.characters.get((own, kid), ""), own
            elif "/S" in kid:
                yield kid, own
            elif "/MCID" in kid:
                at = self.pages[kid["/Pg"].objgen] if "/Pg" in kid else own
                yield self.characters.get((at, int(kid["/MCID"])), ""), at

    def sections(self):
        found = []

        def opened(element, page):
            pending = None
            for child, at in self.children(element, page):
                if isinstance(child, str):
                    continue
                role = str(child["/S"])[1:]
                if role in ("Document", "Part"):
                    pending = None
                    opened(child, at)
                elif role in ("Sect", "Art"):
                    pending = None
                    found.append(self.section(child, at))
                else:
                    # The page of a part is not an element: its lines come before the sections of the part.
                    if pending is None:
                        pending = Section("")
                        found.append(pending)
                    other = self.section(child, at)
                    pending.words += other.words

        opened(self.file.Root["/StructTreeRoot"], None)
        return found

    def section(self, element, page):
        section = Section("")
        said = self.walk(element, page, section, ())
        section.words = words(said)
        return section

    def walk(self, element, page, section, path):
        role = str(element["/S"])[1:]
        if role == "Note" and path:
            said = self.inside(element, page, section, ("Note",))
            section.notes.append(words(said))
            return ""
        if role == "Reference" and "TOCI" not in path:
            section.calls += 1
            return ""
        if role == "Lbl":
            # A mark or number, but not a term that is defined.
            label = Section("")
            said = self.inside(element, page, label, (*path, role))
            if "Note" in path[-1:] or MARK.fullmatch(said.strip()):
                return ""
            section.add(label)
            return f"\n{said}\n"
        if role == "Figure":
            drawn = self.inside(element, page, Section(""), (*path, role))
            section.charts += words(f"{drawn} {element.get('/Alt', '')}")
            section.pictures += 1
            return "\n"
        if role == "Table" and path[-1:] == ("Chart",):
            section.charts += words(self.inside(element, page, Section(""), (*path, role)))
            return "\n"
        section.tables += role == "Table"
        if role == "Div" and {"/Figure", "/Table"} <= {str(child["/S"]) for child, _ in self.children(element, page) if not isinstance(child, str)}:
            # A chart: its drawing, on one page or more, the table of its values, and its caption.
            chart = Section("")
            said = self.inside(element, page, chart, (*path, "Chart"))
            chart.pictures = chart.tables = 0
            chart.drawn = 1
            section.add(chart)
            return f"\n{said}\n"
        if "/ActualText" in element:
            said = str(element["/ActualText"])
        else:
            said = self.inside(element, page, section, (*path, role))
        section.links += role == "Link" and not ADDED_LINK.fullmatch(said.strip())
        return said if role in INLINE else f"\n{said}\n"

    def inside(self, element, page, section, path):
        said, before = "", page
        for child, at in self.children(element, page):
            if isinstance(child, str):
                # A line ends at the foot of the page, unless it ends within a word. The zero width space is what the rest of a
                # divided word is read as where no space follows it.
                goes_on = before == at or said.endswith("\x02") or child.startswith("\u200b")
                said += child if goes_on else f" {child}"
            else:
                said += self.walk(child, at, section, path)
            before = at
        return said


def pdf(path):
    return Tree(path).sections()
