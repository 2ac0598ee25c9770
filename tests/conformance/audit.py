#!/usr/bin/env python3
"""Audits finished books: nothing of their sources is lost in silence.

usage: tests/conformance/audit.py KNOWN PROJECT/TOME…

PROJECT/output holds the EPUB, the PDF and the PDF for print of TOME, or drafts of them; PROJECT/TOME.messages what the build said. Each
word of each source text must be found, in order, in each of the books; each note, call, link, picture and table is counted in and out. What
is missing must have a message at its place. `audit_sources` reads the sources, `audit_books` the books; neither is our program.

KNOWN lists faults that others are mending, one `PROJECT: TEXT: KIND` or one PROJECT a line; a listed fault that is gone fails the audit.
"""

import difflib
import json
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import audit_books
import audit_sources

# Messages that say of something that it is not shown, or shown otherwise.
EXPLAIN = {
    "words": "C002 C003 C004 C005 C006 C007 C008 C010 C011 C012 C014 C015 C016 C017 C018 C019 C020 C021 C022 C023 C024 C025 C026 C027 C028"
             " C029 C030 C032 C033 C034 C035 C039 C050 C051 C052 C060 C070 C071 C101 C116 F001",
    "title": "M",
    "notes": "C003 C039 C014 C015 C016 C021 C060 C070 C071",
    "calls": "C014 C016 C060 C070 C071",
    "links": "C001 C008 C011 C018 C059 E001",
    "pictures": "C011 C018 C034 C037 C039 C050 C051 C052 C054 C056 E002 E003",
    "decorative": "C011 C034 C050 C051 C052 C054 E002 E003",
    "tables": "C011 C021 C022",
    "drawn": "C023 C024 C025 C026 C027 C033 C116",
    "charts": "C023 C024 C025 C026 C027 C033 C116",
}
# Messages about HTML are given once a text and element, and say that its words are kept: they explain lost signs, where HTML is written.
HTML = {"C011", "C012"}


class Messages:
    """What the build said of each text."""

    def __init__(self, root, path):
        self.root, self.of = root, {}
        for line in path.read_text(encoding="utf-8").splitlines():
            held = json.loads(line) if line.startswith("{") else {}
            if held.get("path") and held.get("line"):
                last = (held.get("end") or {}).get("line") or held["line"]
                self.of.setdefault(held["path"], []).append((held["line"], last, held["code"]))

    def explain(self, text, lines, kind, lost=()):
        """Whether a message explains what is missing of `kind` in these lines of the text: for words, `lost`."""
        codes = EXPLAIN[kind].split()
        for first, last, code in self.of.get(text, []):
            if code in HTML:
                written = (self.root / text).read_text(encoding="utf-8").split("\n")[max(0, lines[0] - 1):lines[1]] if code in codes else []
                if "<" in "".join(written) and not any(word.isalnum() for word in lost):
                    return True
            elif (code in codes or code[0] in codes) and first <= lines[1] and lines[0] <= last:
                return True
        return False


def contained(needle, hay):
    return "\0" + "\0".join(needle) + "\0" in "\0" + "\0".join(hay) + "\0" if needle else True


def differences(source, printed, whole):
    """The runs of words of `source` that are not in `printed` in order, each with what stands there. If the printed words are all that
    there is (`whole`), also what was added, with the word before it."""
    wanted = [word.text for word in source]
    if wanted == printed or not whole and contained(wanted, printed):
        return []
    matcher = difflib.SequenceMatcher(None, wanted, printed, autojunk=False)
    runs = []
    for kind, a, b, c, d in matcher.get_opcodes():
        # A line may end after a hyphen, which PDFium then takes for one of hyphenation.
        glued = "".join(wanted[a:b]).replace("-", "") == "".join(printed[c:d]) and "-" in wanted[a:b] and c < d
        if kind in ("delete", "replace") and not glued:
            runs.append((source[a:b], printed[c:d]))
        elif kind == "insert" and whole and source:
            runs.append((source[max(0, a - 1):a] or source[:1], printed[c:d]))
    return runs


class Audit:
    """Compares the texts of a tome with one book of it."""

    def __init__(self, name, messages):
        self.name, self.messages, self.faults, self.explained = name, messages, [], 0

    def fault(self, text, lines, kind, what, lost=()):
        if self.messages.explain(text.path, lines, kind, lost):
            self.explained += 1
        else:
            self.faults.append((f"{text.path}: {kind}", f"{text.path}:{lines[0]}: {self.name}: {kind}: {what}"))

    def compare(self, text, section, kinds):
        for lost, instead in differences(text.title, section.title or section.words, False):
            self.fault(text, lost[0].lines, "title", f"« {' '.join(word.text for word in lost)} », instead: « {' '.join(instead)[:80]} »")
        for lost, instead in differences(text.words, section.words, self.name == "EPUB"):
            for line in dict.fromkeys(word.lines for word in lost):
                said = " ".join(word.text for word in lost if word.lines == line)
                self.fault(text, line, "words", f"« {said[:120]} », instead: « {' '.join(instead)[:80]} »", said.split())
        left = list(section.notes)
        missing = []
        for note in text.notes:
            said = [word.text for word in note.words]
            if said in left:
                left.remove(said)
            else:
                missing.append(note)
        for note in missing:
            # The note that is most like it tells which words differ.
            near = max(left, key=lambda other: len({word.text for word in note.words} & set(other)), default=None)
            if near is None or not {word.text for word in note.words} & set(near):
                last = max((word.lines[1] for word in note.words), default=note.line)
                self.fault(text, (note.line, last), "notes", f"[^{note.label}] is not there")
                continue
            left.remove(near)
            for lost, instead in differences(note.words, near, True):
                for line in dict.fromkeys(word.lines for word in lost):
                    said = " ".join(word.text for word in lost if word.lines == line)
                    self.fault(text, line, "words", f"in note {note.label}: « {said[:120]} », instead: « {' '.join(instead)[:80]} »", said.split())
        for note in left:
            self.fault(text, (0, 0), "notes", f"one more: {' '.join(note)[:80]}")
        absent = Counter(word.text for word in text.charts) - Counter(section.charts + section.words)
        for word in text.charts:
            if absent[word.text]:
                absent[word.text] -= 1
                self.fault(text, word.lines, "charts", f"« {word.text} »")
        for kind in kinds:
            places = getattr(text, kind)
            fewer = len(places) - getattr(section, kind)
            for place in places:
                if fewer > 0 and self.messages.explain(text.path, place.lines, kind):
                    fewer -= 1
                    self.explained += 1
            if fewer:
                where = ", ".join(f"{place.lines[0]} {place.name}" for place in places[:6])
                self.fault(text, (0, 0), kind, f"{len(places)} in, {getattr(section, kind)} out ({where})")


def book(path):
    """A project's tome: what was counted, the faults."""
    root, tome = Path(path).parent, Path(path).name
    messages = Messages(root, root / f"{tome}.messages")
    texts = [text for text in audit_sources.texts(root, tome) if text.status != "expected"]
    sections = {}
    for name, section in enumerate(found := audit_books.epub(output(root, f"{tome}", "epub"))):
        sections.setdefault(section.name, name)
    audits = [Audit("EPUB", messages), Audit("PDF", messages), Audit("print", messages)]
    files = [("EPUB", found)]
    faults = []
    for audit, name in zip(audits[1:], (tome, f"{tome}-print")):
        file = output(root, name, "pdf")
        if file is None:
            faults.append(("no file", f"{path}: {audit.name}: there is no file"))
            continue
        pages = audit_books.pdf(file)
        files.append((audit.name, pages[len(pages) - len(found):] if len(pages) >= len(found) else pages))
    audits = {audit.name: audit for audit in audits}
    for text in texts:
        at = next((sections[name] for name in (text.stem, text.stem.split("-", 1)[-1]) if name in sections), None)
        if at is None:
            faults.append((f"{text.path}: no section", f"{text.path}: no section of the EPUB"))
            continue
        for name, held in files:
            if at >= len(held):
                faults.append((f"{text.path}: no section", f"{text.path}: no section of {name}"))
                continue
            section = held[at]
            kinds = ["calls", "tables", "pictures", "drawn"]
            if name != "print":
                kinds.append("links")
            if name == "EPUB":
                kinds.append("decorative")
            else:
                section.pictures -= text.portraits
                section.links -= text.source
            audits[name].compare(text, section, kinds)
    for audit in audits.values():
        faults += audit.faults
    counts = Counter(texts=len(texts), explained=sum(audit.explained for audit in audits.values()))
    for text in texts:
        counts["words"] += len(text.words) + sum(len(note.words) for note in text.notes) + len(text.charts)
        for kind in ("notes", "links", "tables"):
            counts[kind] += len(getattr(text, kind))
        counts["pictures"] += len(text.pictures) + len(text.decorative)
    return root.name, counts, faults


def unexplained(path):
    """The faults of a project's tome that are not known."""
    return [said for _, said in book(path)[2]]


def output(root, name, extension):
    files = [root / f"output/{name}{draft}.{extension}" for draft in ("", "-draft")]
    return next((file for file in files if file.is_file()), None)


def main(known, *books):
    listed = {line for line in Path(known).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")}
    total, unexplained, still = Counter(), 0, set()
    with ProcessPoolExecutor(2) as pool:
        for name, counts, faults in pool.map(book, books):
            total += counts
            for key, said in faults:
                entry = next((entry for entry in (name, f"{name}: {key}") if entry in listed), None)
                if entry:
                    still.add(entry)
                else:
                    unexplained += 1
                    print(f"{name}: {said}")
    audited = {Path(path).parent.name for path in books}
    mended = sorted(key for key in listed - still if key.split(":")[0] in audited)
    for key in mended:
        print(f"mended, so it must leave {known}: {key}")
    print(", ".join(f"{total[kind]} {kind}" for kind in ("texts", "words", "pictures", "notes", "links", "tables"))
          + f"; {total['explained']} differences that a message explains, {len(still)} known; {unexplained} unexplained")
    return not unexplained and not mended


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(0 if main(*sys.argv[1:]) else 1)
