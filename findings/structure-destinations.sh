#!/usr/bin/env bash
# A structure destination alone, as PDF/UA-2 (ISO 14289-2, 8.8) asks for, leads nowhere in the readers of October 2026.
#
# Believed: readers that do not know structure destinations (ISO 32000-2, 12.3.2.3) go to the page of the element, or at least say that
# the place is unknown.
# Seen with pypdfium2 5.15.2 (PDFium), PyMuPDF 2.0 (MuPDF 1.28.5) and pypdf 7.1.1: for [element /XYZ …] as destination of a link, of a
# bookmark or of a name, PDFium gives page -1 and pypdf none; MuPDF goes to the first page of the file, without a word. A name whose value
# is << /D [page …] /SD [element …] >>, with links and bookmarks that lead to the name, is right in all three (and passes veraPDF 1.31,
# profile ua2, rule 8.8-1).
#
# Exits with 1 when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv readers
readers/bin/pip install --quiet --disable-pip-version-check pikepdf==10.18.0 pypdfium2==5.15.2 pypdf==7.1.1 PyMuPDF==2.0
readers/bin/python - <<'PYTHON'
import sys
import pikepdf
import pymupdf
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
from pikepdf import Array, Dictionary, Name, String


def make(path, kind):
    """Three pages; a bookmark, a link on the first page and the name `place` lead to a heading on the third."""
    pdf = pikepdf.new()
    pages = [pdf.add_blank_page(page_size=(200, 200)) for _ in range(3)]
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    space = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String("http://iso.org/pdf2/ssn")))
    document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, NS=space, P=root))
    heading = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.H1, NS=space, P=document, Pg=pages[2].obj, K=0))
    document.K, root.K, root.Namespaces = Array([heading]), document, Array([space])
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([0, pdf.make_indirect(Array([heading]))])))
    pages[2].obj.StructParents = 0
    pages[2].obj.Contents = pdf.make_stream(b"/H1 <</MCID 0>> BDC 10 10 50 50 re f EMC")
    element, page = [Array([target, Name.XYZ, 0, 150, None]) for target in (heading, pages[2].obj)]
    named = Dictionary(D=page, SD=element) if kind == "both" else element
    way = String("place") if kind == "both" else element
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("place"), named])))
    item = pdf.make_indirect(Dictionary(Title=String("place"), Dest=way))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1))
    item.Parent = pdf.Root.Outlines
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 90, 90], F=4, Contents=String("place"), Dest=way)
    pages[0].obj.Annots = Array([pdf.make_indirect(link)])
    pdf.save(path, force_version="2.0")


def read(path):
    """The pages to which bookmark, link and name lead, from 0, in each reader."""
    file = pypdfium2.PdfDocument(path)
    index = lambda place: pdfium.FPDFDest_GetDestPageIndex(file, place) if place else -1
    bookmark = next(iter(file.get_toc())).get_dest()
    page = bookmark.get_index() if bookmark else None
    link = pdfium.FPDFLink_GetDest(file, pdfium.FPDFLink_GetLinkAtPoint(file[0], 20, 20))
    name = pdfium.FPDF_GetNamedDestByName(file, b"place")
    other = pypdf.PdfReader(path)
    pages = [other.get_destination_page_number(place) for place in [*other.outline, *other.named_destinations.values()]]
    third = pymupdf.open(path)
    return {
        "PDFium": [-1 if page is None else page, index(link), index(name)],
        "pypdf": [-1 if page is None else page for page in pages],
        "MuPDF": [third.get_toc()[0][2] - 1, third[0].get_links()[0]["page"]],
    }


seen = {}
for kind in ("element", "both"):
    make(f"{kind}.pdf", kind)
    seen[kind] = read(f"{kind}.pdf")
    print(kind, seen[kind])
known = {
    "element": {"PDFium": [-1, -1, -1], "pypdf": [-1, -1], "MuPDF": [0, 0]},
    "both": {"PDFium": [2, 2, 2], "pypdf": [2, 2], "MuPDF": [2, 2]},
}
sys.exit(seen != known)
PYTHON
