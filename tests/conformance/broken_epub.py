#!/usr/bin/env python3
"""Tests that the validators of EPUBs find our mistakes: makes them one by one in a book in which they find nothing.

usage: tests/conformance/broken_epub.py BOOK.epub BOOK.pdf SCRATCH_FOLDER

A validator that finds nothing might be one that does not look. Each mistake is one that our writer could make, and one validator must
report it; all must accept the unchanged book. The book needs notes, a table, a heading below another and pages; it must be in French.
"""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
VALIDATORS = Path(os.environ.get("VALIDATORS") or HERE.parents[1] / "target/validators") / "bin"
PIXEL = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;"


def change(pattern, new, name=r".*\.xhtml"):
    """Replaces the first match of `pattern` in the files whose names match `name`."""
    def make(files):
        for file in files:
            if re.fullmatch(rf"OEBPS/{name}", file) and file != "OEBPS/nav.xhtml" or file == f"OEBPS/{name}":
                text, found = re.subn(pattern, new, files[file].decode(), count=1, flags=re.DOTALL)
                if found:
                    files[file] = text.encode()
                    return
        raise AssertionError(f"nothing like {pattern}")
    return make


def unused_picture(files):
    files["OEBPS/images/left.gif"] = PIXEL
    change("</manifest>", '<item id="left" href="images/left.gif" media-type="image/gif"/></manifest>', "content.opf")(files)


# The mistake, how it is made, the validator that must report it, and a pattern of its message.
MISTAKES = {
    # EPUBCheck: errors, warnings, and usage messages that are not expected (EpubValidator.java).
    "link to nowhere": (change(r'href="#note_1"', 'href="#note_99"'), "epubcheck", "RSC-012|Fragment identifier is not defined"),
    "no date of change": (change(r'<meta property="dcterms:modified">.*?</meta>', "", "content.opf"), "epubcheck", "dcterms:modified"),
    "word of another vocabulary": (change(r"<aside ", '<aside epub:type="sidebar" '), "epubcheck", "OPF-086b"),
    "picture that no page shows": (unused_picture, "epubcheck", "OPF-097.*left.gif"),
    # Ace.
    "heading that skips a level": (change(r"<h2 (.*?)</h2>", r"<h4 \1</h4>"), "ace", "heading-order|Heading levels"),
    "page break without its page": (change(r'(id="page_\d+") aria-label="[^"]*"', r"\1"), "ace", "page-?break|Page"),
    # The reading engine (open-epub).
    "dead entry of the contents": (change(r'<li><a href="[\w-]+\.xhtml">', '<li><a href="nowhere.xhtml">', "nav.xhtml"), "open-epub", "dead entry"),
    "page that shows nothing": (change(r"<section .*</section>", ""), "open-epub", "shows nothing"),
    "note that is no note": (change(r'<aside epub:type="footnote" role="doc-footnote"', "<aside"), "open-epub", "does not pop up"),
    "table that is cut": (change(r'<div class="table', '<div style="overflow: hidden; width: 2em" class="table'), "open-epub", "cuts what it holds"),
    # Pages and words compared with the PDF.
    "page that begins a word later": (change(r'(<span [^>]*doc-pagebreak[^>]*></span>)([^\s<]+ )', r"\2\1"), "page_list.py", "the EPUB goes on"),
    "two pages changed": (change(r">1</a>(.*?)>2</a>", r">2</a>\1>1</a>", "nav.xhtml"), "page_list.py", "announces page|order"),
    "page that is not listed": (change(r'<li><a href="[^"]*#page_2">2</a></li>', "", "nav.xhtml"), "page_list.py", "not in the list|not the same places"),
    "word that is lost": (change(r"(<p>[^<]* )[^\s<]+ ([^<]*</p>)", r"\1\2"), "twin.py", "PDF: "),
}


def ask(validator, paths, pdf):
    """The messages of a validator about each book, by path; empty when it accepts the book."""
    if validator.endswith(".py"):
        runs = {path: subprocess.run([HERE / validator, path, pdf], capture_output=True, text=True, check=False) for path in paths}
        return {path: run.stdout + run.stderr if run.returncode else "" for path, run in runs.items()}
    if validator == "ace":
        messages = {}
        for path in paths:
            out = path.with_suffix(".ace")
            subprocess.run([VALIDATORS / "ace", "--silent", "--force", "--outdir", out, path], capture_output=True, check=False)
            report = (out / "report.json").read_text()
            messages[path] = report if '"earl:outcome": "fail"' in report else ""
        return messages
    book, messages = None, {}
    for line in subprocess.run([VALIDATORS / validator, *paths], capture_output=True, text=True, check=False).stdout.splitlines():
        if line.startswith(("PASS ", "FAIL ")):
            book = next(path for path in paths if str(path) in line)
            messages[book] = line if line.startswith("FAIL") else ""
        elif book is not None:
            messages[book] += line + "\n"
    return messages


def main(book, pdf, scratch):
    scratch = Path(scratch)
    scratch.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(book) as whole:
        sound = {name: whole.read(name) for name in whole.namelist()}
    faults = []
    for validator in sorted({validator for _, validator, _ in MISTAKES.values()}):
        paths = {}
        for name, (make, _, words) in {"nothing": (lambda files: None, validator, None), **MISTAKES}.items():
            if name != "nothing" and MISTAKES[name][1] != validator:
                continue
            files = dict(sound)
            make(files)
            paths[scratch / f"{validator.removesuffix('.py')}-{name.replace(' ', '-')}.epub"] = (name, words, files)
        for path, (_, _, files) in paths.items():
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as changed:
                for file, data in files.items():
                    changed.writestr(file, data, zipfile.ZIP_STORED if file == "mimetype" else None)
        messages = ask(validator, list(paths), pdf)
        for path, (name, words, _) in paths.items():
            found = messages.get(path)
            if found is None or bool(found) != bool(words) or (words and not re.search(words, found)):
                faults.append(f"{validator}, {name}: {words or 'nothing'} expected, found: {(found or str(found))[:400]}")
    print("\n".join(faults) or f"{book}: {len(MISTAKES)} mistakes made one by one, and each found by its validator")
    sys.exit(bool(faults))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
