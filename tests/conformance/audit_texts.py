#!/usr/bin/env python3
"""Writes texts that mix every construct in every container, as projects for audit.py. Always the same ones.

usage: tests/conformance/audit_texts.py FOLDER
Each word occurs once in all texts, so that each that is lost is missed. The projects after EASY, which is none of them, also have what is
harder: notes that call notes, containers in notes, containers and charts in items, quotations and definitions, notes written in containers, a call in the
caption of a table, links that are a picture.
"""

import random
import struct
import sys
import zlib
from pathlib import Path

PROJECTS, EASY, TEXTS = 5, 0, 100
SYLLABLES = [consonant + vowel for consonant in "bdfglmnprstv" for vowel in "aeiou"]


def png(width, height, shade):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = b"".join(b"\0" + bytes([shade]) * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


class Writer:
    """Writes one text."""

    def __init__(self, dice, first, names, hard):
        self.dice, self.count, self.names, self.hard = dice, first, names, hard
        self.in_note = self.deep = False  # in a note; in anything but a container
        self.called = []  # names of notes that are called and not written yet
        self.numbered = 0

    def word(self):
        self.count += 1
        left, said = self.count, ""
        for _ in range(4):
            left, digit = divmod(left, len(SYLLABLES))
            said = SYLLABLES[digit] + said
        return said

    def some(self, low=2, high=6):
        return " ".join(self.word() for _ in range(self.dice.randint(low, high)))

    # Phrases

    def phrase(self, depth=0, note=True):
        """Words with every construct of a line among them."""
        dice, said = self.dice, []
        for _ in range(dice.randint(2, 4)):
            said.append(self.some())
            if depth < 3 and dice.random() < 0.7:
                said.append(self.inline(depth + 1, note))
        said.append(self.word())
        return " ".join(said) + dice.choice([".", " !", "…", " ;", ""])

    def inline(self, depth, note):
        dice, note = self.dice, note and (self.hard or not self.in_note)
        kinds = ["emphasis", "strong", "struck", "code", "language", "capitals", "raised", "lowered", "abbreviation", "quote", "link",
                 "anchor", "person", "address", "picture", "entity", "escape", "break", "brackets", "apostrophe", "figures", "century", "guillemets", "unknown",
                 "html"]
        kinds += ["pictured"] * (self.hard and note)
        kind = dice.choice(kinds + ["note"] * 3 if note else kinds)
        if kind == "note":
            self.numbered += 1
            name = dice.choice([f"n{self.numbered}", f"note-{self.numbered}"])
            self.called.append(name)
            again = f"[^{name}]" if self.hard and dice.random() < 0.2 else ""
            return f"{self.word()}[^{name}]{again}"
        inner = self.some(1, 3) if depth > 2 or dice.random() < 0.6 else f"{self.word()} {self.inline(depth + 1, False)} {self.word()}"
        plain = self.some(1, 3)
        return {
            "emphasis": f"*{plain}*", "strong": f"**{plain}**", "struck": f"~~{plain}~~", "code": f"`{plain}`",
            "language": f"[{inner}]{{lang={dice.choice(['en', 'it', 'de'])}}}", "capitals": f"[{plain}]{{.sc}}",
            "raised": f"{self.word()}<sup>{self.word()}</sup>", "lowered": f"{self.word()}<sub>{self.word()}</sub>",
            "abbreviation": f'<abbr title="rien">{self.word()}</abbr>', "quote": f'"{inner}"',
            "link": f"[{plain}](https://exemple.fr/{self.count})", "anchor": f"[{plain}](#{self.names[0]})",
            "person": f"[{plain}](person:ann)", "address": f"<https://exemple.fr/{self.word()}>",
            "picture": f"![Un signe](images/petit.png) {plain}", "entity": f"{self.word()} &amp; {self.word()}&nbsp;{self.word()}",
            "escape": f"\\*{plain}\\*", "break": f"{self.word()}\\\n{self.word()}", "brackets": f"[{plain}]", "apostrophe": f"l'{plain}",
            "guillemets": f"<<{plain}>>", "unknown": f"<{self.word()}>", "html": f"<em>{plain}</em>",
            "pictured": f"[![Un signe](images/petit.png)](https://exemple.fr/{self.count}) {plain}",
            "figures": f"{self.word()} 12 345,6 % {self.word()}", "century": f"le XIXe {self.word()}, la 2ème {self.word()}",
        }[kind]

    def line(self, note=True):
        """A phrase on one line, without what a cell, a title or a verse cannot hold."""
        said = self.phrase(1, note).replace("\\\n", " ")
        return said.replace("|", "")

    # Blocks: lists of lines

    LEAVES = ["paragraph", "paragraph", "code", "indented", "figure", "framed", "table", "captioned", "chart", "verse", "rule"]
    HOLDERS = ["bullets", "numbers", "quotation", "aside", "question", "answer", "epigraph", "definition"]

    FENCED = ["framed", "captioned", "chart", "verse", "aside", "question", "answer", "epigraph"]

    def block(self, depth, holder=None):
        kinds = self.LEAVES + self.HOLDERS * (depth < 3)
        if self.deep and not self.hard:
            kinds = [kind for kind in kinds if kind not in self.FENCED]
        kind = holder or self.dice.choice(kinds)
        return getattr(self, kind)(depth)

    def within(self, depth, count=2):
        """Blocks for a container; the first is a paragraph. A note may stand beside its call."""
        lines = self.paragraph(depth)
        for _ in range(self.dice.randint(0, count)):
            lines += ["", *self.block(depth + 1)]
        # A note is not written in a note: what goes on in it would be code (C039).
        if self.hard and not self.in_note and self.called and self.dice.random() < 0.2:
            lines += ["", *self.note(depth + 1)]
        return lines

    def paragraph(self, _):
        return self.phrase().split("\n")

    def heading(self, level):
        return [f"{'#' * level} {self.line(False)}"]

    def code(self, _):
        mark = self.dice.choice(["```", "~~~~"])
        return [mark, *[f"{'  ' * row}{self.some()} {self.dice.choice(['*', '<b>', '::', '&amp;'])} {self.word()}" for row in range(3)], mark]

    def indented(self, depth):
        return [*self.paragraph(depth), "", *[f"    {self.some()}" for _ in range(2)], "", *self.paragraph(depth)]

    def figure(self, _):
        title = f' "{self.line(False)}"'.replace('\\"', "") if self.dice.random() < 0.5 else ""
        title = title.replace('"', "'") if title.count('"') > 2 else title
        title = f' "{self.some()} *{self.word()}* {self.word()}"' if title else ""
        return [f"![Une image](images/{self.dice.choice(['large', 'haute'])}.png{title})"]

    def framed(self, _):
        return [f'::: figure {{credit="{self.some()}"}}', f'![Une image](images/large.png "{self.some()}")', ":::"]

    def table(self, _, note=True):
        columns = self.dice.randint(1, 3)
        rows = [[self.line(note) if self.dice.random() < 0.4 else self.some(1, 2) for _ in range(columns)] for _ in range(3)]
        rows.insert(1, ["---"] * columns)
        return ["| " + " | ".join(row) + " |" for row in rows]

    def captioned(self, depth):
        called = ""
        if self.hard and self.dice.random() < 0.2:
            self.numbered += 1
            called = f"[^c{self.numbered}]"
            self.called.append(f"c{self.numbered}")
        return [f'::: table {{caption="{self.some()}{called}"}}', *self.table(depth), ":::"]

    def chart(self, _):
        given = f'{{title="{self.some()}" caption="{self.some()}"}}'
        return [f"```chart {self.dice.choice(['bars', 'lines'])} {given}", f"{self.word()},{self.word()}", f"{self.word()},3", f"{self.word()},5", "```"]

    def verse(self, _):
        lines = [self.line() for _ in range(self.dice.randint(2, 4))]
        lines.insert(1, "") if self.dice.random() < 0.3 else None
        return ["::: verse", *lines, ":::"]

    def rule(self, depth):
        return [*self.paragraph(depth), "", "* * *", "", *self.paragraph(depth)]

    def bullets(self, depth, marks=("- ", "* ")):
        lines, mark = [], self.dice.choice(marks)
        outside, self.deep = self.deep, True
        for _ in range(self.dice.randint(1, 3)):
            inner = self.within(depth, 1)
            lines += [mark + inner[0], *[" " * len(mark) + line if line else "" for line in inner[1:]]]
            lines += [""] if self.dice.random() < 0.5 else []
        self.deep = outside
        return lines

    def numbers(self, depth):
        return self.bullets(depth, ("1. ", "3) "))

    def quotation(self, depth):
        outside, self.deep = self.deep, True
        inner = self.within(depth)
        self.deep = outside
        return [f"> {line}".rstrip() for line in inner]

    def contained(self, depth, head, last=()):
        colons = ":" * (3 + self.dice.choice([0, 0, 4 - depth]))
        return [f"{colons} {head}", *self.within(depth), *last, colons]

    def aside(self, depth):
        return self.contained(depth, f'aside {{title="{self.some()}"}}' if self.dice.random() < 0.5 else "aside")

    def question(self, depth):
        return self.contained(depth, 'question {by="ann"}')

    def answer(self, depth):
        return self.contained(depth, f'answer {{speaker="{self.word()}"}}')

    def epigraph(self, depth):
        return self.contained(depth, "epigraph", ("", f"-- {self.some()}"))

    def definition(self, depth):
        outside, self.deep = self.deep, True
        inner = self.within(depth, 1)
        self.deep = outside
        return [self.some(), f": {inner[0]}", *[f"    {line}" if line else "" for line in inner[1:]]]

    def note(self, depth):
        name = self.called.pop(0)
        outside, self.in_note, self.deep = (self.in_note, self.deep), True, True
        inner = self.within(max(depth, 2), 1) if self.dice.random() < 0.5 else self.paragraph(depth)
        self.in_note, self.deep = outside
        return [f"[^{name}]: {inner[0]}", *[f"    {line}" if line else "" for line in inner[1:]]]

    def text(self, holder):
        lines = ["---", f"title: {self.names[1]}", "kind: study", "authors: [ann]", "status: approved", "---", ""]
        blocks = [self.paragraph(0), [f"## {self.line(False)} {{#{self.names[0]}}}"], self.block(1, holder)]
        for _ in range(self.dice.randint(1, 3)):
            blocks.append(self.block(1))
        if self.dice.random() < 0.5:
            blocks.insert(2, self.heading(3))
        for block in blocks:
            lines += [*block, ""]
        while self.called:
            lines += [*self.note(1), ""]
        return "\n".join(lines) + "\n"


def write(folder):
    dice, count = random.Random(16), 0
    for project in range(PROJECTS):
        root = folder / f"mixed-{project + 1}"
        (root / "book").mkdir(parents=True)
        (root / "tome1/images").mkdir(parents=True)
        (root / "book/book.yaml").write_text(
            "title: Mêlés\nlanguage: fr\neditors: [ann]\npublisher: { name: Ann }\nrights: CC0\ndate: 2026\ntomes: [tome1]\n")
        (root / "book/people.yaml").write_text("ann: { name: Ann }\n")
        for name, size in (("large", (900, 600)), ("haute", (500, 900)), ("petit", (20, 20))):
            (root / f"tome1/images/{name}.png").write_bytes(png(*size, 200))
        named = []
        for number in range(1, TEXTS + 1):
            writer = Writer(dice, count, (f"ici-{number}", f"Texte {number}"), project >= EASY)
            holder = (Writer.HOLDERS + Writer.LEAVES)[number % len(Writer.HOLDERS + Writer.LEAVES)]
            (root / f"tome1/{number:03}-t{number}.md").write_text(writer.text(holder), encoding="utf-8")
            named.append(f"  - {number:03}-t{number}.md\n")
            count = writer.count
        (root / "tome1/tome.yaml").write_text(f"number: 1\nbody:\n{''.join(named)}back: [contributors]\n")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    write(Path(sys.argv[1]))
