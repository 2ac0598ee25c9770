#!/usr/bin/env python3
"""Tests what programs that people use make of a tome's PDF: poppler, PDFium, Chromium, pdf.js, MuPDF, pypdf, pdfminer.six, pdf_oxide.

usage: tests/conformance/consumers.py NODE_MODULES BOOK.pdf TOME_FOLDER [broken]    test a tome, and that faults would be noticed
       tests/conformance/consumers.py --table                                         print the table for tests/README.md

The Markdown files say what must be read, the objects of the file (through qpdf) where names and pages are. Each consumer is asked for nine
abilities (ABILITIES). What it cannot do is in LIMITS; the test fails when a consumer can do less, or more. Then the PDF is broken in
several ways (consumers_broken.py), each of which must be noticed.
"""

import re
import sys
import tempfile
import unicodedata
from pathlib import Path

import consumers_broken
import pikepdf
import sentences
from consumers_read import CONSUMERS, chromium
from edition import Pdf, string

ABILITIES = {
    "order": "reads every sentence, in order",
    "words": "reads every word as one, when lines that end with a hyphen are joined",
    "whole": "reads divided words whole by itself",
    "blanks": "reads a blank before ; ! ? : and »",
    "fixed": "tells these blanks from spaces",
    "search": "finds divided words",
    "outline": "lists the outline",
    "labels": "names the pages",
    "destinations": "goes to named places",
}

ALL = set(ABILITIES)

#: For each consumer, the version that was tested, what it cannot do, and for what it has a function at all.
SPACES = "as U+0020"
APART = "no: as two lines, the hyphen at the end of the first"
LIMITS = {
    "poppler": ("22.12.0", {"fixed": SPACES}, ALL),
    "PDFium": ("5.15.2", {}, ALL),
    "Chromium": ("5.15.2", {}, {"search"}),
    "pdf.js": ("6.5.438", {"whole": APART, "fixed": SPACES}, ALL),
    "MuPDF": ("1.28.5", {"labels": "not the words beyond ASCII"}, ALL),
    "pypdf": ("7.1.1", {"whole": APART}, ALL - {"search"}),
    "pdfminer.six": ("20260107", {"whole": APART}, ALL - {"search"}),
    "pdf_oxide": ("0.3.78", {
        "order": "but « é » » as « 頻 »", "blanks": "but of « é » »", "fixed": "U+202F as U+0020"}, ALL - {"destinations"}),
}

LINE_END = re.compile(r"([\w’-]*\w)([-\u00ad\u2010]) *\n *([^\W_][\w’]*(?:-[\w’]+)*)")
GLUED = re.compile(r"\b[a-zà-ÿ]{3,}[A-ZÀ-Ý][a-zà-ÿ]{3,}\b")
WORD = re.compile(r"[^\W\d_]+(?:[’-][^\W\d_]+)*")
BLANK = re.compile(r"([^\W\d_]+)([ \u00a0\u202f])([;!?:»])(?!\S)")


def plain(text):
    """`text` in NFC with one apostrophe, and none of the signs that say nothing."""
    return re.sub("[\u200b\u2060\ufeff]", "", unicodedata.normalize("NFC", text)).replace("'", "’")


def joined(text):
    """`text` with lines joined where a hyphen ends them. U+FFFE is PDFium's sign of such a hyphen."""
    return re.sub(r"[-\u00ad] *\n|\ufffe", "", re.sub("\u2010 *\n", "-", text))


class Sources:
    """What the Markdown files of a tome say."""

    def __init__(self, folder):
        named = re.findall(r"[\w./-]+\.md\b", (folder / "tome.yaml").read_text(encoding="utf-8"))
        self.texts = [folder.parent / name if "/" in name else folder / name for name in named]
        self.titles, written = {}, []
        for text in self.texts:
            running, notes, captions = sentences.blocks(text)
            written += [*running, *notes.values(), *captions]
            title = re.search(r"^title: *(.+)", text.read_text(encoding="utf-8"), re.M)
            if title and running:
                self.titles[re.sub(r"^\d+-", "", text.stem)] = title.group(1).strip("\"' ")
        written = [re.sub(r"\0.*?\0|https?:\S+", " ", plain(sentences.without_markup(block))) for block in written]
        self.words = {word for block in written for word in WORD.findall(block)}
        self.blanks = {found for block in written for found in BLANK.findall(block)}


class Objects:
    """What is in the file: labels, outline and named destinations, with the pages to which these lead."""

    def __init__(self, path):
        self.file = Pdf(path)
        self.labels = self.file.labels
        catalog = self.file.get(self.file.get(self.file.objects["trailer"]["value"])["/Root"])
        self.outline = list(self._entries(self.file.get(catalog.get("/Outlines", {})).get("/First"), 0))
        self.destinations = dict(self._places(self.file.get(catalog.get("/Names", {})).get("/Dests")))

    def _entries(self, reference, depth):
        while reference:
            entry = self.file.get(reference)
            yield depth, string(entry["/Title"])
            yield from self._entries(entry.get("/First"), depth + 1)
            reference = entry.get("/Next")

    def _places(self, reference):
        node = self.file.get(reference) or {}
        for kid in node.get("/Kids", []):
            yield from self._places(kid)
        names = node.get("/Names", [])
        for name, place in zip(names[::2], names[1::2]):
            place = self.file.get(place)
            place = self.file.get(place["/D"]) if isinstance(place, dict) else place
            yield string(name), self.file.pages.index(place[0])


def divided_words(pages, sources):
    """The words that the lines of the pages divide, and that the sources have: word, page, whether the hyphen is the author's. What is read
    between them is of no interest here."""
    found = set()
    for number, page in enumerate(pages):
        for first, hyphen, second in LINE_END.findall(plain(page)):
            own = f"{first}-{second}"
            if hyphen != "\u00ad" and own in sources.words:
                found.add((own, number, True))
            elif first + second in sources.words:
                found.add((first + second, number, False))
    return sorted(found)


def is_over_pages(word, pages):
    """Whether a word ends a line of one page, with a hyphen, and begins a line of the next."""
    def is_divided(page, following, cut):
        return (re.search(rf"(?<!\w){re.escape(word[:cut])}[-\u00ad] *\n", page)
                and re.search(rf"^ *{re.escape(word[cut:])}(?!\w)", following, re.M))
    return any(is_divided(*both, cut) for both in zip(pages, pages[1:]) for cut in range(1, len(word)))


def faults_of(answer, sources, objects, divided, wanted):
    """What a consumer does not do, by ability. Abilities for which it has no function are left out."""
    faults = {}
    if "pages" in answer:
        # The program prints tome and page after a link to another volume.
        pages = [re.sub(r"\(tome\s+\d+(,\s+p\.\s*[\divxlc]+)?\)", "", plain(page)) for page in answer["pages"]]
        text = joined("\n".join(pages))
        lines = [[sentences.letters(line) for line in page.split("\n")] for page in pages]
        # Nothing takes as long as to look for the sentences.
        faults["order"] = sentences.faults(lines, sources.texts)[0] if "order" in wanted else []
        read = {word.casefold() for word in WORD.findall(text)}
        faults["words"] = sorted(word for word in sources.words if word.casefold() not in read and not is_over_pages(word, pages))
        # Labels of charts that run into each other.
        faults["words"] += [word for word in GLUED.findall(text) if word not in sources.words]
        read = [set(WORD.findall(page)) for page in pages]
        faults["whole"] = [word for word, page, _ in divided if word not in read[page]]
        flat = text.replace("\n", " ")
        blank = "[ \u00a0\u202f]+"
        faults["blanks"] = [f"{word}{sign}" for word, _, sign in sorted(sources.blanks)
                            if not re.search(rf"(?<!\w){re.escape(word)}{blank}{re.escape(sign)}", flat)]
        # The blank after a divided word is read with the word.
        parted = {word for word, _, _ in divided}
        whole = [blank for blank in sorted(sources.blanks) if blank[0] not in parted]
        # In a stretched line some see the room after a blank as a space of its own.
        faults["fixed"] = [f"{word} {sign}" for word, space, sign in whole if not re.search(re.escape(word + space) + " ?" + re.escape(sign), flat)]
    if "hits" in answer:
        faults["search"] = [word for word, page, _ in divided if not answer["hits"][word][page]]
    if "outline" in answer:
        faults["outline"] = [entry for entry in [*objects.outline, *answer["outline"]]
                             if objects.outline.count(entry) != answer["outline"].count(entry)]
        listed = {sentences.letters(title) for _, title in answer["outline"]}
        faults["outline"] += [title for title in sources.titles.values() if sentences.letters(title) not in listed]
    if "labels" in answer:
        faults["labels"] = [f"{label} for {right}" for right, label in zip(objects.labels, answer["labels"]) if label != right]
    if "destinations" in answer:
        reached = answer["destinations"]
        faults["destinations"] = [name for name, page in objects.destinations.items() if reached[name] != page]
        # The name of a text leads to where its title is.
        faults["destinations"] += [name for name, title in sources.titles.items() if name in reached and reached[name] is not None
                                   and sentences.letters(title) not in sentences.letters(answer["pages"][reached[name]])]
    return faults


def ask(path, sources, objects, node_modules, divided=None, wanted=None):
    """The version and the faults of each consumer, and the words that lines divide. If `wanted` is given, only of these consumers and
    abilities."""
    names = list(objects.destinations)
    answers = {}
    if not divided:
        # Lines as they are drawn: pdfminer.six knows no replacement texts.
        answers["pdfminer.six"] = CONSUMERS["pdfminer.six"](path, [], names, node_modules)
        divided = divided_words(answers["pdfminer.six"]["pages"], sources)
    words = sorted({word for word, _, _ in divided})
    found = {}
    for name, read in CONSUMERS.items():
        if wanted and name not in wanted:
            continue
        answer = answers.get(name) or read(path, words, names, node_modules)
        found[name] = answer["version"], faults_of(answer, sources, objects, divided, wanted[name] if wanted else ALL)
        if name == "PDFium":
            answer = chromium(answer, words)
            found["Chromium"] = answer["version"], faults_of(answer, sources, objects, divided, ALL)
    return found, divided


def compared(path, found, *, is_whole):
    """What differs from LIMITS. Only a tome with everything shows that a limit is gone."""
    for name, (version, faults) in found.items():
        limits, tested = LIMITS[name][1], LIMITS[name][0]
        for ability, missed in faults.items():
            if missed and ability not in limits:
                yield f"{path}: {name} {version} no longer {ABILITIES[ability]}: {len(missed)}, such as {', '.join(missed[:4])}"
        gained = [ability for ability in limits if is_whole and ability in faults and not faults[ability]]
        if version == tested and gained:
            yield from (f"{path}: {name} {version} now {ABILITIES[ability]}: take it from LIMITS" for ability in gained)
        if version != tested and name != "poppler":
            yield f"{name} is {version}, and was tested as {tested}"


def unnoticed(path, sources, objects, divided, node_modules, sound):
    """The faults made on purpose that are not noticed."""
    with tempfile.TemporaryDirectory() as scratch:
        for what, changes, expected in consumers_broken.FAULTS:
            broken = Path(scratch, "broken.pdf")
            with pikepdf.open(path) as file:
                for change in changes:
                    change(file)
                file.save(broken)
            found, _ = ask(str(broken), sources, objects, node_modules, divided, expected)
            for name, abilities in expected.items():
                for ability in sorted(abilities - set(LIMITS[name][1])):
                    if len(found[name][1][ability]) <= len(sound[name][1][ability]):
                        yield f"{path}: {what} is not noticed: {name}, « {ABILITIES[ability]} »"


def table():
    """The table of tests/README.md: what each consumer does."""
    yield "| consumer | " + " | ".join(ABILITIES.values()) + " |"
    yield "| --- |" + " --- |" * len(ABILITIES)
    for name, (version, limits, has) in LIMITS.items():
        cells = [limits.get(ability, "yes") if ability in has else "–" for ability in ABILITIES]
        yield f"| {name} {version} | {' | '.join(cells)} |"


def main(node_modules, path, folder, *, broken):
    sources, objects = Sources(Path(folder)), Objects(path)
    found, divided = ask(path, sources, objects, node_modules)
    faults = list(compared(path, found, is_whole=broken))
    own = sum(is_own for _, _, is_own in divided)
    if min(len(divided) - own, own, len(objects.outline), len(objects.destinations), len(sources.blanks)) < 1:
        faults.append(f"{path}: nothing to be tested of {len(divided)} divided words")
    if "\n".join(table()) not in Path(__file__).parents[1].joinpath("README.md").read_text(encoding="utf-8"):
        faults.append("tests/README.md has another table than consumers.py --table prints")
    if broken:
        faults += unnoticed(path, sources, objects, divided, node_modules, found)
    print("\n".join(faults) or f"{path}: {len(divided)} divided words (of them {own} at the author’s hyphen), {len(sources.blanks)} blanks,"
          f" {len(objects.outline)} entries and {len(objects.destinations)} names in {len(found)} consumers, as in tests/README.md")
    sys.exit(bool(faults))


if __name__ == "__main__":
    if sys.argv[1:] == ["--table"]:
        print("\n".join(table()))
    elif len(sys.argv) in (4, 5):
        main(*sys.argv[1:4], broken=sys.argv[4:] == ["broken"])
    else:
        sys.exit(__doc__)
