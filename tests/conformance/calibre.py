#!/usr/bin/env python3
"""Tests that calibre's ebook-convert turns an EPUB into plain text without losing, adding or moving a word.

usage: tests/conformance/calibre.py BOOK.epub…

Words are compared in the order of the spine. Three differences come from calibre and are allowed: it joins the cells of a table's
head, so that differing words are compared without spaces; it writes a separator as asterisks; and it drops the text of drawings, which
our table below each chart repeats.
"""

import difflib
import pathlib
import subprocess
import sys
import tempfile

from edition import XHTML, Epub, pieces, plain


def is_drawing(element):
    return element.tag.split("}")[-1] == "svg"


def words(text):
    return [word for word in plain(text).split() if word != "*"]


def words_of(book):
    epub = Epub(book)
    text = []
    for href in epub.spine:
        body = epub.document(href).find(f"{XHTML}body")
        text += [piece for piece in pieces(body, is_drawing) if isinstance(piece, str)]
    return words("".join(text))


def words_by_calibre(book):
    with tempfile.TemporaryDirectory() as folder:
        text = pathlib.Path(folder, "book.txt")
        # calibre writes its settings to HOME, and Qt needs to be told that there is no screen.
        environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
        command = ["ebook-convert", str(book), str(text), "--txt-output-encoding", "utf-8"]
        run = subprocess.run(command, env=environment, capture_output=True, text=True)
        if run.returncode != 0:
            sys.exit(f"ebook-convert failed on {book}:\n{run.stdout}{run.stderr}")
        return words(text.read_text(encoding="utf-8"))


def differences(ours, theirs):
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal" and "".join(ours[a:b]) != "".join(theirs[c:d]):
            yield f"ours: {' '.join(ours[max(0, a - 3):b + 3])}\n    calibre: {' '.join(theirs[max(0, c - 3):d + 3])}"


def main(books):
    failed = False
    for book in books:
        ours, theirs = words_of(book), words_by_calibre(book)
        found = list(differences(ours, theirs))
        # Without words, both texts would be equal.
        passes = bool(ours) and not found
        failed |= not passes
        print(f"{'PASS' if passes else 'FAIL'} {book}: {len(ours)} words, {len(found)} differences through calibre")
        for difference in found[:20]:
            print(f"    {difference}")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
