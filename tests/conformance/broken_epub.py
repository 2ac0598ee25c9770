#!/usr/bin/env python3
"""Whether the judges of EPUBs object: one thing after the other is spoilt in a book that they let pass.

usage: tests/conformance/broken_epub.py BOOK.epub BOOK.pdf SCRATCH_FOLDER

A gate that lets everything through looks like one that finds nothing. Each mistake is one that ours could be, and one judge must name
it; unspoilt, the book must pass them all. The book needs notes, a table, a heading below another, pages; it must be in French.
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
    """Replaces what `pattern` finds first in the files called `name`."""
    def spoil(files):
        for file in files:
            if re.fullmatch(rf"OEBPS/{name}", file) and file != "OEBPS/nav.xhtml" or file == f"OEBPS/{name}":
                text, found = re.subn(pattern, new, files[file].decode(), count=1, flags=re.DOTALL)
                if found:
                    files[file] = text.encode()
                    return
        raise AssertionError(f"nothing like {pattern}")
    return spoil


def unused_picture(files):
    files["OEBPS/images/left.gif"] = PIXEL
    change("</manifest>", '<item id="left" href="images/left.gif" media-type="image/gif"/></manifest>', "content.opf")(files)


# What is spoilt, how, which judge must object, and with which words.
MISTAKES = {
    # EPUBCheck: an error, a warning, and remarks that nobody explained.
    "link to nowhere": (change(r'href="#note_1"', 'href="#note_99"'), "epubcheck", "RSC-012|Fragment identifier is not defined"),
    "no date of change": (change(r'<meta property="dcterms:modified">.*?</meta>', "", "content.opf"), "epubcheck", "dcterms:modified"),
    "word of another vocabulary": (change(r"<aside ", '<aside epub:type="sidebar" '), "epubcheck", "OPF-086b"),
    "picture that no page shows": (unused_picture, "epubcheck", "OPF-097.*left.gif"),
    # Ace.
    "heading that skips a level": (change(r"<h2 (.*?)</h2>", r"<h4 \1</h4>"), "ace", "heading-order|Heading levels"),
    "page break without its page": (change(r'(id="page_\d+") aria-label="[^"]*"', r"\1"), "ace", "page-?break|Page"),
    # A reading engine.
    "dead entry of the contents": (change(r'<li><a href="[\w-]+\.xhtml">', '<li><a href="nowhere.xhtml">', "nav.xhtml"), "open-epub", "dead entry"),
    "page that shows nothing": (change(r"<section .*</section>", ""), "open-epub", "shows nothing"),
    "note that is no note": (change(r'<aside epub:type="footnote" role="doc-footnote"', "<aside"), "open-epub", "does not pop up"),
    "table that is cut": (change(r'<div class="table', '<div style="overflow: hidden; width: 2em" class="table'), "open-epub", "cuts what it holds"),
    # Pages and words beside the PDF.
    "page that begins a word later": (change(r'(<span [^>]*doc-pagebreak[^>]*></span>)([^\s<]+ )', r"\2\1"), "page_list.py", "the EPUB goes on"),
    "two pages changed": (change(r">1</a>(.*?)>2</a>", r">2</a>\1>1</a>", "nav.xhtml"), "page_list.py", "announces page|order"),
    "page that is not listed": (change(r'<li><a href="[^"]*#page_2">2</a></li>', "", "nav.xhtml"), "page_list.py", "not in the list|not the same places"),
    "word that is lost": (change(r"(<p>[^<]* )[^\s<]+ ([^<]*</p>)", r"\1\2"), "twin.py", "PDF: "),
}


def ask(judge, paths, pdf):
    """What a judge says of each book, by path: nothing when it lets it pass."""
    if judge.endswith(".py"):
        runs = {path: subprocess.run([HERE / judge, path, pdf], capture_output=True, text=True, check=False) for path in paths}
        return {path: run.stdout + run.stderr if run.returncode else "" for path, run in runs.items()}
    if judge == "ace":
        told = {}
        for path in paths:
            out = path.with_suffix(".ace")
            subprocess.run([VALIDATORS / "ace", "--silent", "--force", "--outdir", out, path], capture_output=True, check=False)
            report = (out / "report.json").read_text()
            told[path] = report if '"earl:outcome": "fail"' in report else ""
        return told
    said, told = None, {}
    for line in subprocess.run([VALIDATORS / judge, *paths], capture_output=True, text=True, check=False).stdout.splitlines():
        if line.startswith(("PASS ", "FAIL ")):
            said = next(path for path in paths if str(path) in line)
            told[said] = line if line.startswith("FAIL") else ""
        elif said is not None:
            told[said] += line + "\n"
    return told


def main(book, pdf, scratch):
    scratch = Path(scratch)
    scratch.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(book) as whole:
        sound = {name: whole.read(name) for name in whole.namelist()}
    faults = []
    for judge in sorted({judge for _, judge, _ in MISTAKES.values()}):
        paths = {}
        for name, (spoil, _, words) in {"nothing": (lambda files: None, judge, None), **MISTAKES}.items():
            if name != "nothing" and MISTAKES[name][1] != judge:
                continue
            files = dict(sound)
            spoil(files)
            paths[scratch / f"{judge.removesuffix('.py')}-{name.replace(' ', '-')}.epub"] = (name, words, files)
        for path, (_, _, files) in paths.items():
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as spoilt:
                for file, data in files.items():
                    spoilt.writestr(file, data, zipfile.ZIP_STORED if file == "mimetype" else None)
        told = ask(judge, list(paths), pdf)
        for path, (name, words, _) in paths.items():
            said = told.get(path)
            if said is None or bool(said) != bool(words) or (words and not re.search(words, said)):
                faults.append(f"{judge}, {name}: {words or 'nothing'} expected, said: {(said or str(said))[:400]}")
    print("\n".join(faults) or f"{book}: {len(MISTAKES)} mistakes made one by one, and each found by its judge")
    sys.exit(bool(faults))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
