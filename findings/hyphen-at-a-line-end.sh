#!/usr/bin/env bash
# A word that a hyphen divides at the end of a line: who finds it? ISO 32000-1, 14.8.2.2.3, wants the hyphen of hyphenation to be U+00AD.
#
# Believed: the soft hyphen that the standard asks for serves searches best, or at least as well as a plain hyphen.
# Seen, with the hyphen's ToUnicode as the only difference between two files (poppler-glib 22.12, pdfjs-dist 6.5.438, PDFium by pypdfium2
# 5.15.2, MuPDF 1.28.5 by PyMuPDF 2.0):
#                                        U+00AD    U+002D
#   poppler, find with MULTILINE         no        yes
#   pdf.js, the viewer's find            no        yes
#   PDFium, FPDFText_FindStart           no        no        (its text has U+FFFE between the halves, of both)
#   MuPDF, search_for                    yes       yes
# So the hyphen that is right by the standard hides the word from two of four, and no hyphen serves PDFium's own search.
#
# Needs Debian's python3-gi and gir1.2-poppler-0.18, python3-venv, Node with npm.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pikepdf==10.18.0 pypdfium2==5.15.2
venv/bin/pip install --quiet --disable-pip-version-check --no-deps PyMuPDF==2.0
npm install --silent --no-fund --no-audit --ignore-scripts --omit=optional pdfjs-dist@6.5.438

cat > make.py <<'END'
import pikepdf
from pikepdf import Array, Dictionary, Name

for kind, code in (("soft", "00AD"), ("plain", "002D")):
    file = pikepdf.new()
    letters = [c for c in range(32, 127) if c != 45]
    lines = [f"<{c:02X}> <{c:04X}>" for c in letters] + [f"<2D> <{code}>"]
    cmap = ("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
            "1 begincodespacerange <00> <FF> endcodespacerange "
            f"{len(lines)} beginbfchar {' '.join(lines)} endbfchar endcmap CMapName currentdict /CMap defineresource pop end end")
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding,
                      ToUnicode=file.make_stream(cmap.encode()))
    text = b"BT /F 12 Tf 14 TL 50 700 Td (Le message que nous avertis-) Tj T* (saient hier est dans la suite.) Tj ET"
    file.pages.append(pikepdf.Page(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 400, 800]), Contents=file.make_stream(text),
                                              Resources=Dictionary(Font=Dictionary(F=font)))))
    file.save(f"{kind}.pdf")
END
venv/bin/python make.py

cat > glib.py <<'END'
import gi, os, sys
gi.require_version("Poppler", "0.18")
from gi.repository import Poppler
page = Poppler.Document.new_from_file("file://" + os.path.abspath(sys.argv[1]), None).get_page(0)
print("yes" if page.find_text_with_options("avertissaient", Poppler.FindFlags.MULTILINE) else "no")
END
cat > others.py <<'END'
import sys, pymupdf, pypdfium2
text = pypdfium2.PdfDocument(sys.argv[1])[0].get_textpage()
print("yes" if text.search("avertissaient").get_next() else "no", "FFFE" if "avertis\ufffesaient" in text.get_text_range() else "other",
      "yes" if pymupdf.open(sys.argv[1])[0].search_for("avertissaient") else "no")
END
cat > find.mjs <<'END'
import fs from "node:fs";
globalThis.window = globalThis;
globalThis.document = { documentElement: { style: {}, classList: { add() {} } }, createElement: () => ({ style: {} }), addEventListener() {}, querySelector: () => null };
globalThis.requestAnimationFrame = (run) => setTimeout(run, 0);
Promise.withResolvers ??= () => { const all = {}; all.promise = new Promise((a, b) => Object.assign(all, { resolve: a, reject: b })); return all; };
const library = await import("./node_modules/pdfjs-dist/legacy/build/pdf.mjs");
globalThis.pdfjsLib = library;
const { EventBus, PDFFindController } = await import("./node_modules/pdfjs-dist/legacy/web/pdf_viewer.mjs");
const file = await library.getDocument({ data: new Uint8Array(fs.readFileSync(process.argv[2])), verbosity: 0 }).promise;
const eventBus = new EventBus();
const find = new PDFFindController({ linkService: { pagesCount: 1, page: 1 }, eventBus, delay: 0, updateMatchesCountOnProgress: false });
find.setDocument(file);
eventBus.on("updatefindmatchescount", () => { console.log(find.pageMatches[0].length ? "yes" : "no"); process.exit(0); });
eventBus.dispatch("find", { type: "", query: "avertissaient", caseSensitive: false, highlightAll: true });
END

seen=$(for kind in soft plain; do echo "$kind" $(/usr/bin/python3 glib.py $kind.pdf) $(node find.mjs $kind.pdf) $(venv/bin/python others.py $kind.pdf); done)
echo "file, poppler, pdf.js, PDFium, its sign, MuPDF:"
echo "$seen"
[ "$seen" = "soft no no no FFFE yes
plain yes yes no FFFE yes" ]
