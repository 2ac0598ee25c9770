#!/usr/bin/env python3
"""Tests that the text of a PDF, as pdftotext extracts it, has every sentence of the sources, unbroken and in order.

usage: tests/conformance/sentences.py BOOK.pdf TOME_FOLDER

The sentences are read from the Markdown files in the order of tome.yaml by a few simple rules, not by our parser. Only letters and
digits are compared: spaces, quotation marks, dashes and hyphens at the ends of lines are the typesetter's. A sentence that continues on
the next page may be interrupted there by notes, folio and running head only. Notes are at the foot of pages, and figures where there is
room, so that notes and captions are searched for separately, each in order. Tables, charts and code have no sentences. The text must not
have ligature characters or private-use characters, and soft hyphens only at the ends of lines. When nothing is wrong, the test is run
again with one line removed, and with two lines exchanged; it must find that.
"""

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

END = re.compile(r"(?<=[.!?…])[»”)\]]*\s+(?=[«“(\[]*\s*[A-ZÀ-ÖØ-Þ0-9—])")


def letters(text):
    """The letters and digits of `text`, case folded, in NFKC."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in text if character.isalnum())


def without_markup(text):
    """A line of Markdown without its markup; note calls as their names between null characters."""
    text = re.sub(r"\[\^([^\]]+)\]", lambda call: f"\0{call.group(1)}\0", text)
    text = re.sub(r"!\[[^\]]*\]\([^)\s]*(?:\s+\"([^\"]*)\")?\)(\{[^}]*\})?", lambda picture: picture.group(1) or "", text)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    text = re.sub(r"\]\{[^}]*\}", "]", text)
    text = re.sub(r"</?[a-z][^>:]*>|<(?=https?:)|(?<=\w)>", "", text)
    return re.sub(r"[*_`\[\]\\]", "", text)


def blocks(path):
    """The running text of a file (one string for each block), its notes and its captions; nothing of a text that is only expected."""
    _, header, body = path.read_text(encoding="utf-8").split("---\n", 2)
    if re.search(r"^status: *expected", header, re.M):
        return [], {}, []
    running, notes, captions, lines, skip = [[]], {}, [], iter(body.splitlines()), None
    into = running[-1]
    for line in lines:
        stripped = line.strip()
        if skip:
            skip = None if stripped == skip else skip
            continue
        if stripped.startswith("```"):
            skip = "```"
        elif re.match(r":::+ *(chart|table)", stripped):
            skip = stripped.split()[0]
        if stripped.startswith("!["):
            captions.append(stripped)
            continue
        note = re.match(r"\[\^([^\]]+)\]: *(.*)", line)
        if note:
            into = notes.setdefault(note.group(1), [])
            line = note.group(2)
        elif skip or not stripped or re.match(r":::|\||#|(\* *){3}$|-{3}", stripped):
            if re.match("#", stripped):
                running.append([re.sub(r"^#+ *|\{[^}]*\}$", "", stripped)])
            into = []
            running.append(into)
            continue
        elif not line.startswith(" ") and into and any(into is held for held in notes.values()):
            running.append(into := [])
        marker = re.match(r"\s*(?:>\s?|[-*] |\d+\. |: )+", line)
        if marker:
            running.append(into := [])
            line = line[marker.end():]
        into.append(line.rstrip("\\").strip())
    return [" ".join(block) for block in running if block], {name: " ".join(block) for name, block in notes.items()}, captions


def sentences(block, numbers):
    """The sentences of a block, as compared and as written; note calls are the numbers that are printed."""
    for sentence in END.split(without_markup(block)):
        called = re.sub("\0([^\0]+)\0", lambda call: str(numbers.setdefault(call.group(1), len(numbers) + 1)), sentence)
        if letters(called):
            yield letters(called), sentence


class Pages:
    """The pages, and a position in them."""

    def __init__(self, pages):
        self.pages = ["".join(lines) for lines in pages]
        self.ends = [[sum(map(len, lines[:count])) for count in range(len(lines) + 1)] for lines in pages]
        self.page, self.at = 0, 0

    def read(self, sentence):
        """Moves to the next occurrence of the sentence. Returns whether there is one."""
        for page in range(self.page, len(self.pages)):
            start = self.at if page == self.page else 0
            found = self.pages[page].find(sentence, start)
            if found >= 0:
                self.page, self.at = page, found + 1
                return True
            if page + 1 < len(self.pages) and self._parted(sentence, page, start):
                return True
        return False

    def _parted(self, sentence, page, start):
        """The same for a sentence that ends a line of `page` and continues at the beginning of a line of the next page."""
        for cut in range(len(sentence) - 1, 0, -1):
            ends = (end for end in self.ends[page] if end - cut >= start and self.pages[page].endswith(sentence[:cut], 0, end))
            begun = next(ends, None)
            if begun is not None and any(self.pages[page + 1].startswith(sentence[cut:], at) for at in self.ends[page + 1]):
                self.page, self.at = page, begun - cut + 1
                return True
        return False


def faults(pages, texts):
    """The sentences that are not found in order, and how many were searched for."""
    running, feet, plates = Pages(pages), Pages(pages), Pages(pages)
    found, count = [], 0
    for text in texts:
        body, notes, captions = blocks(text)
        numbers, place = {}, running.page
        for block in body:
            for sentence, written in sentences(block, numbers):
                count += 1
                if not running.read(sentence):
                    found.append(f"{text}: {written}")
        apart = [(feet, notes[name]) for name in sorted(notes, key=lambda name: numbers.get(name, 0))]
        for reader, block in apart + [(plates, caption) for caption in captions]:
            if reader.page < place:
                reader.page, reader.at = place, 0
            for sentence, written in sentences(block, {}):
                count += 1
                if not reader.read(sentence):
                    found.append(f"{text}: {written}")
    return found, count


def missed(pages, texts):
    """What this test fails to find in the middle of the book: a missing line, two lines in the wrong order."""
    full = [at for at, lines in enumerate(pages) if sum(len(line) > 30 for line in lines) > 20]
    page = full[len(full) // 2]
    first, second = [at for at, line in enumerate(pages[page]) if len(line) > 30][8:10]
    lost = pages[page][:first] + pages[page][second:]
    turned = [*pages[page][:first], pages[page][second], *pages[page][first + 1:second], pages[page][first], *pages[page][second + 1:]]
    for what, spoilt in (("a lost line", lost), ("two lines in the wrong order", turned)):
        if not faults([*pages[:page], spoilt, *pages[page + 1:]], texts)[0]:
            yield f"{what} on page {page + 1} would not be seen"


def main(pdf, folder):
    printed = subprocess.run(["pdftotext", "-enc", "UTF-8", pdf, "-"], capture_output=True, check=True)
    # The program prints tome and page after a link to another volume.
    text = re.sub(r"\(tome\s+\d+(,\s+p\.\s*[\divxlc]+)?\)", "", printed.stdout.decode("utf-8"))
    pages = [[letters(line) for line in page.split("\n")] for page in text.split("\f")]
    folder = Path(folder)
    named = re.findall(r"[\w./-]+\.md\b", (folder / "tome.yaml").read_text(encoding="utf-8"))
    texts = [folder.parent / name if "/" in name else folder / name for name in named]
    found, count = faults(pages, texts)
    # Characters that nobody typed: ligatures, private-use characters, and the replacement character.
    found += [f"{pdf}: U+{ord(sign):04X} in the text" for sign in sorted(set(re.findall("[\ufb00-\ufb06\ufffd\ue000-\uf8ff]", text)))]
    # A hyphen at a line's end is a soft hyphen, so that the word can be found by a search; elsewhere there is none.
    found += [f"{pdf}: a sign for a line’s end inside a line: {line}" for line in re.findall("[^\n]*\u00ad[^\n\f][^\n]*", text)]
    if count < 50:
        sys.exit(f"{folder}: only {count} sentences found, so nothing was tested")
    if not found:
        found += missed(pages, texts)
    print("\n".join(found) or f"{pdf}: {count} sentences of {len(texts)} texts, unbroken and in order")
    sys.exit(bool(found))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
