#!/usr/bin/env python3
"""Recall of the import: what an independent reader finds in a document is in the text that `import` makes of it, or in a message.

usage: recall.py MAKE-BOOK FOLDER [DOCUMENT…]        (needs lxml; FOLDER is made anew; for .odt, PANDOC in the environment is pandoc)

Reads each .docx with zipfile and lxml, without any code of ours: the words of `w:t` in order, outside of deletions, of alternatives that
are not shown, and of hidden runs; the notes that are called, the pictures, the tables, the links by relation. An .odt is read by pandoc.
Without DOCUMENT the cases of tests/cases/import are taken. Each word must come again in the same order, each note, picture and link once,
or a message must name it.
"""

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
HERE = os.path.dirname(os.path.abspath(__file__))


def package(parts, path):
    """Writes a package whose parts a text lists."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts.split("=== ")[1:]:
            head, body = part.split("\n", 1)
            name, is_base64 = (head[:-7], True) if head.endswith(" base64") else (head, False)
            archive.writestr(name, base64.b64decode(body) if is_base64 else body.rstrip("\n"))


class Docx:
    """What stands in a .docx."""

    def __init__(self, path):
        self.archive = zipfile.ZipFile(path)
        self.text, self.notes, self.links = [], [], 0
        main = self.related("_rels/.rels", "/officeDocument")[0]
        self.folder, self.name = os.path.split(main)
        rels = f"{self.folder}/_rels/{self.name}.rels"
        self.external = self.targets(rels, "/hyperlink", "External")
        self.pictures, self.tables = 0, 0
        root = self.parse(main)
        self.walk(root)
        bodies = {}
        for kind in ("footnotes", "endnotes"):
            for part in self.related(rels, "/" + kind):
                for note in self.parse(part):
                    bodies[(kind[:-1], note.get(self.w(note) + "id"))] = note
        for key in list(dict.fromkeys(self.notes)):
            if key in bodies:
                self.walk(bodies[key])

    @staticmethod
    def w(element):
        return STRICT if element.tag.startswith(STRICT) else W

    def parse(self, name):
        return etree.fromstring(self.archive.read(name.lstrip("/")))

    def targets(self, rels, kind, mode):
        try:
            root = self.parse(rels)
        except KeyError:
            return {}
        return {r.get("Id"): r.get("Target") for r in root if r.get("Type").endswith(kind) and (r.get("TargetMode") or "") == mode}

    def related(self, rels, kind):
        base = os.path.dirname(os.path.dirname(rels))
        found = self.targets(rels, kind, "").values()
        return [t.lstrip("/") if t.startswith("/") else os.path.normpath(os.path.join(base, t)) for t in found]

    def walk(self, element):
        for child in element:
            if not isinstance(child.tag, str):
                continue
            ns, name = child.tag[1:].split("}")
            if "{" + ns + "}" == MC and name == "AlternateContent":
                shown = child.find(MC + "Choice")
                self.walk(shown if shown is not None else child.find(MC + "Fallback"))
                continue
            if not ns.endswith(("wordprocessingml/2006/main", "wordprocessingml/main")):
                if name == "blip":
                    self.pictures += 1
                self.walk(child)
                continue
            w = self.w(child)
            if name in ("del", "moveFrom", "rPr", "pPr", "instrText", "delText", "sdtPr", "tblPr", "tcPr", "sectPr"):
                continue
            if name == "tr" and child.find(f"{w}trPr/{w}del") is not None:
                continue
            if name == "r":
                vanish = child.find(f"{w}rPr/{w}vanish")
                if vanish is not None and vanish.get(w + "val") not in ("0", "false", "off"):
                    continue
            if name == "ruby":
                # The reading stands after its word.
                for part in ("rubyBase", "rt"):
                    for found in child.findall(w + part):
                        self.walk(found)
                    self.text.append(" ")
                continue
            if name == "sdt" and child.find(f"{w}sdtPr/{w}showingPlcHdr") is not None:
                continue
            if name == "t":
                self.text.append(child.text or "")
            elif name in ("tab", "ptab", "br", "cr", "lastRenderedPageBreak"):
                self.text.append(" " if name != "lastRenderedPageBreak" else "")
            elif name == "noBreakHyphen":
                self.text.append("\u2011")
            elif name in ("footnoteReference", "endnoteReference"):
                self.notes.append((name[:-9], child.get(w + "id")))
            elif name == "tbl":
                self.tables += 1
            elif name == "hyperlink":
                r = next((v for k, v in child.attrib.items() if k.endswith("}id")), None)
                self.links += r in self.external
            self.walk(child)
            mark = child.find(f"{w}pPr/{w}rPr/{w}del") if name == "p" else None
            if name in ("p", "tc") and mark is None:
                self.text.append("\n")


class Odt:
    """What pandoc finds in an .odt."""

    def __init__(self, path):
        read = subprocess.run([os.environ["PANDOC"], "-f", "odt", "-t", "json", path], capture_output=True, check=True)
        self.text, self.notes, self.links, self.pictures, self.tables = [], [], 0, 0, 0
        tree = json.loads(read.stdout)
        self.walk([tree["meta"].get("title", {}), tree["blocks"]])

    def walk(self, node):
        if isinstance(node, list):
            for part in node:
                self.walk(part)
        if not isinstance(node, dict):
            return
        kind, inside = node.get("t"), node.get("c")
        if kind in ("Str", "Code", "CodeBlock", "Math"):
            self.text.append(inside if kind == "Str" else inside[1])
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            self.text.append(" ")
        elif kind == "Image":
            # Its words are a description.
            self.pictures += 1
        elif kind == "Note":
            self.notes.append(len(self.notes))
            self.text.append(" ")
            self.walk(inside)
        else:
            self.tables += kind == "Table"
            self.links += kind == "Link" and not inside[2][0].startswith("#")
            self.walk(inside)
        if kind in ("Para", "Plain", "Header", "Table"):
            self.text.append("\n")


def words(text):
    return [word for word in re.findall(r"[^\W_]+", text.replace("\u00ad", "").replace("\u2011", "-"))]


def undivided(text, said):
    """A text whose words that lines divide are whole, where the words `said` in messages name them so."""
    whole = lambda parts: parts[1] + parts[2] if parts[1] + parts[2] in said else parts[0]
    return re.sub(r"([^\W_]+)-\s+([^\W_]+)", whole, text)


def shown(markdown):
    """The words of a text of ours, and its numbers of notes, pictures, links and tables."""
    header, body = markdown.split("---\n", 2)[1:]
    title = " ".join(re.findall(r"^(?:title|subtitle): (.*)$", header, re.M))
    notes = len(re.findall(r"^\[\^[^\]]+\]:", body, re.M))
    pictures = len(re.findall(r"!\[", body))
    links = len(re.findall(r"(?<!\\)\]\((?!images/)", body))
    tables = len(re.findall(r"^\|( --- \|)+$", body, re.M))
    plain = re.sub(r"^\[\^[^\]]+\]:|\[\^[^\]]+\]", "", body, flags=re.M)
    plain = re.sub(r"(?<!!)\[([^\]]*)\]\((?!images/)[^)\s]*\)", r"\1", plain)
    plain = re.sub(r"\]\([^)]*?( \"[^\"]*\")?\)", r"] \1 ", plain)
    plain = re.sub(r"\{(lang=[\w-]+|\.sc|\.decorative|#[\w-]+)\}", "", plain)
    plain = re.sub(r"</?(sup|sub|abbr)[^>]*>", "", plain)
    plain = re.sub(r"<br>", " ", plain)
    plain = re.sub(r"(\w)(\*{1,2}|_|~~|\[|\]|`)+(?=\w)", r"\1", plain)
    plain = re.sub(r"^::: (aside|table|figure)", "", plain, flags=re.M).replace("{caption=", "").replace("\\", "")
    return words(title) + words(plain), notes, pictures, links, tables


def check(make_book, folder, path):
    book = os.path.join(folder, "livre")
    shutil.rmtree(book, ignore_errors=True)
    subprocess.run([make_book, "--lang", "en", "new", "book", "livre"], cwd=folder, check=True, capture_output=True)
    before = set(os.listdir(f"{book}/tome1"))
    done = subprocess.run(
        [make_book, "--lang", "en", "import", path, "--tome", "tome1", "--author", "Ann Ée", "--write", "--message-format", "json"],
        cwd=book, capture_output=True, text=True)
    said = " ".join(str(json.loads(line).get("message", "")) for line in done.stdout.splitlines() if line.startswith("{"))
    new = [name for name in os.listdir(f"{book}/tome1") if name.endswith(".md") and name not in before]
    name = os.path.basename(path)
    if done.returncode or len(new) != 1:
        return [f"{name}: not imported: {done.stdout}{done.stderr}"]
    document = Odt(path) if path.endswith(".odt") else Docx(path)
    found, notes, pictures, links, tables = shown(open(f"{book}/tome1/{new[0]}", encoding="utf-8").read())
    # What the end says of its author stands in people.yaml, the byline is their name.
    people = open(f"{book}/book/people.yaml", encoding="utf-8").read().partition("\nann-ee:\n")[2]
    found, pictures = found + words(people), pictures + people.count("portrait:")
    wrong = []
    rest, explained = Counter(found), Counter(words(said))
    lost = []
    for word in words(undivided("".join(document.text), explained)):
        if rest[word] > 0:
            rest[word] -= 1
        elif explained[word] == 0 and not re.fullmatch(r"\d+|[A-Za-z]|Figure|Tableau|[Pp]ar|Texte|de", word):
            lost.append(word)
    if lost:
        wrong.append(f"{name}: lost: {' '.join(lost[:20])}")
    called = len(set(document.notes))
    if called != notes:
        wrong.append(f"{name}: {called} notes, {notes} in the text")
    named = said.count("a picture is not taken over") + said.count("picture not copied")
    if document.pictures > pictures + named:
        wrong.append(f"{name}: {document.pictures} pictures, {pictures} in the text, {named} in messages")
    if document.links > links + said.count("the link of"):
        wrong.append(f"{name}: {document.links} links, {links} in the text")
    return wrong, len(words("".join(document.text)))


def main():
    make_book, folder, *documents = sys.argv[1:]
    make_book = os.path.abspath(make_book)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    if not documents:
        cases = os.path.join(HERE, "..", "cases", "import")
        for case in sorted(os.listdir(cases)):
            for kind in ("docx", "odt") if "PANDOC" in os.environ else ("docx",):
                parts = os.path.join(cases, case, f"document.{kind}.parts")
                if os.path.exists(parts):
                    documents.append(os.path.join(os.path.abspath(folder), f"{case}.{kind}"))
                    package(open(parts, encoding="utf-8").read(), documents[-1])
    wrong, count = [], 0
    for path in documents:
        result = check(make_book, os.path.abspath(folder), os.path.abspath(path))
        if isinstance(result, tuple):
            wrong += result[0]
            count += result[1]
        else:
            wrong += result
    print("\n".join(wrong))
    print(f"{len(documents)} documents, {count} words, {len(wrong)} losses")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
