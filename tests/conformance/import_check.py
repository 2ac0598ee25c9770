#!/usr/bin/env python3
"""Compares a scraped extract with the EPUB and the PDF of the tome that it was imported into.

usage: import_check.py EXTRACT.txt BOOK.epub BOOK.pdf PAGE.html      (needs pdftotext)

PAGE is the page that announces the text: it must have what the extract has, in its order. EPUB and PDF must have the author's paragraphs, complete, in order, with French spaces, and nothing else of the scraped page.
"""

import html
import re
import subprocess
import sys
import zipfile
from pathlib import Path

THIN, FIXED, SOFT = "\u202f", "\u00a0", "\u00ad"
failures = []


def expect(condition, message):
    print(("ok    " if condition else "FAIL  ") + message)
    if not condition:
        failures.append(message)


def letters(text):
    """The characters without spaces and soft hyphens; apostrophes and suspension points in one form."""
    text = text.replace("...", "…").replace("'", "’")
    return re.sub(r"[\s\u00a0\u202f\u00ad]", "", text)


def extract_paragraphs(path):
    lines = [line.strip() for line in open(path, encoding="utf-8")]
    title = next(i for i, line in enumerate(lines) if line.startswith("Je twitte, donc"))
    end = next(i for i in range(title, len(lines)) if lines[i].startswith("___"))
    return lines[title], [line for line in lines[title + 1 : end] if line]


def epub_documents(path):
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name).decode() for name in book.namelist() if name.endswith((".xhtml", ".opf", ".ncx"))}


def words(xhtml):
    body = re.sub(r"(?s)<head>.*?</head>|<!--.*?-->", "", xhtml)
    return html.unescape(re.sub(r"<[^>]+>", "", body))


def pages_text(path, heads):
    """The text of a PDF in the order of its content streams, without running heads and folios, which come last on each page.

    `pdfinfo -struct-text` will not do: it drops the rest of a paragraph after the first ActualText in it (a hyphen at a line's end, a
    narrow space).
    """
    pages = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", path, "-"], capture_output=True, check=True).stdout
    kept = []
    for page in pages.decode("utf-8").split("\f"):
        lines = page.rstrip("\n").split("\n")
        if re.fullmatch(r"[ivxlc]+|[0-9]+", lines[-1]):
            lines.pop()
        if lines and letters(lines[-1]) in heads:
            lines.pop()
        kept += lines
    return "\n".join(kept)


def in_order(needles, haystack):
    at = 0
    for needle in needles:
        found = haystack.find(letters(needle), at)
        if found < 0:
            return needle[:60]
        at = found + 1
    return None


extract, epub, pdf, announcement = sys.argv[1:]
title, paragraphs = extract_paragraphs(extract)
documents = epub_documents(epub)
expect(len(paragraphs) > 10, f"the extract has {len(paragraphs)} paragraphs")
document = next((name for name in documents if name.endswith("je-twitte-donc-je-suis.xhtml")), None)
expect(document is not None, "the EPUB has her text as a document of its own")
text = words(documents.get(document, ""))
expect(in_order(paragraphs, letters(text)) is None, f"EPUB: every paragraph, in order ({in_order(paragraphs, letters(text))})")
pdf_text = pages_text(pdf, [letters(title), letters("Sandrine Rollin")])
missing = in_order(paragraphs, letters(pdf_text))
expect(missing is None, f"PDF: every paragraph, in order ({missing})")
# pdftotext makes spaces from gaps: a gap as wide as a word space becomes one, a narrower gap does not.
for name, words_of, narrow, fixed in (("EPUB", text, THIN, FIXED), ("PDF", pdf_text, "", " ")):
    expect(f"suis{narrow}?" in words_of and f"ridicule{narrow}?" in words_of, f"{name}: a narrow space before ?")
    expect(f"presse{narrow}!" in words_of and f"infidèle{narrow}!" in words_of.replace(f"{SOFT}\n", ""), f"{name}: a narrow space before !")
    expect(f"«{fixed}accro{fixed}»" in words_of, f"{name}: fixed spaces inside guillemets")
    expect("’entame" in words_of, f"{name}: typographic apostrophes")
    for furniture in ("____", "un extrait", "Les 2 tomes", "sponsor du blog", "Extrait du livre", "Texte de Sandrine"):
        expect(furniture not in words_of, f"{name}: no « {furniture} »")
expect("Sandrine Rollin" in text, "EPUB: signed by her")
for role, suffix in (("contents", "contents.xhtml"), ("index", "index.xhtml"), ("navigation", "nav.xhtml")):
    page = next((words(body) for name, body in documents.items() if name.endswith(suffix)), "")
    wanted = "Rollin" if role == "index" else "Je twitte, donc je suis"
    expect(wanted in page, f"EPUB: in the {role}")
sponsors = words(next((body for name, body in documents.items() if name.endswith("sponsors.xhtml")), ""))
order = ["gold", "Microsoft Surface Pro", "Financial Information", "CACEIS", "Cap-Fi", "Quanteam"]
places = [sponsors.lower().find(name.lower()) for name in order]
expect(-1 not in places and places == sorted(places), f"EPUB: the five sponsors under their tiers {dict(zip(order, places))}")
for name in order[1:]:
    expect(letters(name).lower() in letters(pdf_text).lower(), f"PDF: sponsor {name}")
    expect(sponsors.lower().count(name.lower()) == 1, f"EPUB: sponsor {name} once")
expect(pdf_text.count("Rollin, Sandrine") >= 1, "PDF: in the index")
# The page that announces the text, beside the extract: sponsors by tier, source, author, title, the text and nothing else, the volumes.
page = open(announcement, encoding="utf-8").read()
announced = words(page)
form = ["Sponsors « gold »", order[1], order[2], "Sponsors", *order[3:], "Extrait de", "612 rencontres sur les réseaux sociaux", "Texte de Sandrine Rollin"]
form += [title, *paragraphs, "Les 2 tomes", "EPUB", "PDF", "EPUB", "PDF", "Un extrait", title]
missing = in_order([part.lower() for part in form], letters(announced).lower())
expect(missing is None, f"page: sponsors, source, author, title, text, volumes and where to read it, in order ({missing})")
between = letters(announced).split(letters("Texte de Sandrine Rollin"), 1)[-1].split(letters("Les 2 tomes"))[0]
# What the book adds: what kind of text it is above the title, who signs it below.
wanted = letters("Préface" + title + "Sandrine Rollin" + "".join(paragraphs))
at = next((place for place, pair in enumerate(zip(between, wanted)) if pair[0] != pair[1]), min(len(between), len(wanted)))
expect(between == wanted, f"page: the extract's words and no other ({between[at : at + 40]!r}, {wanted[at : at + 40]!r})")
original = open(extract, encoding="utf-8").read()
before = original.split("Extrait du livre")[0].lower()
places = [before.find(name.lower()) for name in order[1:]]
expect(-1 not in places and places == sorted(places), f"the extract names the same sponsors in the same order {places}")
after = page.split("<h2>Les 2 tomes</h2>")[-1]
covers, files = re.findall(r'<img class="cover" src="([^"]+)" alt="[^"]+"', after), re.findall(r'<a href="([^"]+\.(?:epub|pdf))"', after)
expect(len(covers) == 2 and len(files) == 4, f"page: two volumes, each with its cover and two files ({len(covers)}, {len(files)})")
for cover in covers:
    expect((Path(announcement).parent / cover).is_file(), f"page: the cover {cover} lies beside it")
sys.exit(1 if failures else 0)
