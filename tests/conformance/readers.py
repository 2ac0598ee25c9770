#!/usr/bin/env python3
"""Opens books in reading systems and libraries, and tests what each makes of them.

usage: target/validators/readers/bin/python tests/conformance/readers.py PROJECT/output/TOME.epub…

Each system (SYSTEMS, with its version) is asked for each feature of which it knows something (FEATURES). What it says or shows must be what
the project declares, in book.yaml, tome.yaml and people.yaml, and what the EPUB holds. What a system cannot do stands in CANNOT, and fails
the test when it has learnt it. The table of tests/README.md must be the one that follows from both.

Then a book is broken on purpose, in each way in which our books once failed, and the test must see it (readers_broken.py).
"""

import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import readers_broken
import readers_compare
import readers_engines
from readers_facts import facts_of

HERE = Path(__file__).resolve().parent
VALIDATORS = Path(os.environ.get("VALIDATORS") or HERE.parents[1] / "target/validators")
TABLE = HERE.parent / "README.md"
BROKEN = HERE.parents[1] / "target/conformance/readers/broken"

FEATURES = (
    "title", "authors", "language", "series", "access", "contents", "pages", "order", "words", "fits", "captions", "pictures", "notes")
# What each system knows something of; the others are parsers, or converters, that have no such thing.
SYSTEMS = {
    "MuPDF": "title authors contents words fits captions pictures notes",
    "foliate-js": "title authors language series contents pages order words captions pictures notes",
    "epub.js": "title authors language contents pages order words captions pictures notes",
    "Readium": "title authors language series access contents pages order",
    "calibre": "title authors language series",
    "its AZW3": "title authors language contents words captions pictures notes",
    "its DOCX": "title authors language words captions notes",
    "its TXT": "words captions",
    "EbookLib": "title authors language series contents pages order words captions",
}
# From Debian 12; the others are pinned by validators/install.
CALIBRE = "6.13.0"
CANNOT = {
    ("MuPDF", "authors"): "names the first creator alone",
    ("MuPDF", "fits"): "cuts off a table or a word that is wider than its page",
    ("MuPDF", "captions"): "puts the caption of a table below it",
    ("its DOCX", "captions"): "drops the captions of tables",
    ("epub.js", "authors"): "names the first creator alone",
    ("epub.js", "pages"): "reads page labels as numbers: roman ones are NaN",
}


def observe(books, facts):
    """What each system makes of each book: {system: {book: observation}}; `facts` by book."""
    def in_node():
        run = subprocess.run([VALIDATORS / "bin/read-epub", *books], capture_output=True, text=True, check=False)
        if run.returncode != 0:
            sys.exit(f"read-epub failed:\n{run.stdout[-2000:]}{run.stderr}")
        return json.loads(run.stdout)

    def in_python():
        return {
            "MuPDF": {book: readers_engines.mupdf(book, facts[book]) for book in books},
            "EbookLib": {book: readers_engines.ebooklib_(book, facts[book]) for book in books},
        }

    with ThreadPoolExecutor() as pool:
        runs = [pool.submit(in_node), pool.submit(readers_engines.calibre, books), pool.submit(in_python)]
        return {system: found for run in runs for system, found in run.result().items()}


def faults_of(observed, book, facts):
    """What is wrong with a book, by system and feature, whatever CANNOT says."""
    found = {}
    for system, asked in SYSTEMS.items():
        for feature in asked.split():
            faults = readers_compare.COMPARE[feature](observed[system][book], facts)
            if faults:
                found[system, feature] = faults
    return found


def versions():
    """The version of each system."""
    def node(package):
        return json.loads((VALIDATORS / "node/node_modules" / package / "package.json").read_text())["version"]

    return {
        "MuPDF": f"{readers_engines.pymupdf.mupdf_version}, PyMuPDF {version('pymupdf')}",
        "foliate-js": node("foliate-js"),
        "epub.js": node("epubjs"),
        "Readium": f"r2-shared-js {node('r2-shared-js')}, @readium/shared {node('@readium/shared')}",
        "calibre": CALIBRE,
        "EbookLib": version("EbookLib"),
    }


def table():
    """The table of systems and features, as tests/README.md has it."""
    known = versions()
    lines = [f"| system | version | {' | '.join(FEATURES)} |", "| --- | --- |" + " --- |" * len(FEATURES)]
    for system, asked in SYSTEMS.items():
        cells = ["no" if (system, feature) in CANNOT else "yes" if feature in asked.split() else "" for feature in FEATURES]
        lines.append(re.sub(" +", " ", f"| {system} | {known.get(system, '')} | {' | '.join(cells)} |"))
    return "\n".join([*lines, "", *(f"- {system}, {feature}: {reason}." for (system, feature), reason in CANNOT.items())])


def sound_faults(observed, facts):
    """What is wrong with sound books, and what a system has learnt."""
    faults, learnt = [], dict.fromkeys(CANNOT, True)
    for book, held in facts.items():
        for (system, feature), found in faults_of(observed, book, held).items():
            if (system, feature) in CANNOT:
                learnt[system, feature] = False
            else:
                faults += [f"{book}: {system}, {feature}: {fault}" for fault in found[:8]]
        print(f"{book}: {len(held.words)} words, {held.pictures} pictures, {len(held.notes)} calls, {len(held.pages)} pages")
    return faults + [f"{system} does what CANNOT says that it cannot: {feature}" for (system, feature), now in learnt.items() if now]


def broken_faults(observed, broken, facts):
    """The breaks that no system shows."""
    faults = []
    for path, (sound, expected) in broken.items():
        found = faults_of(observed, path, facts[sound])
        for what, system, feature, pattern in expected:
            said = found.get((system, feature), [])
            if not any(re.search(pattern, fault) for fault in said):
                faults.append(f"{path}: {what}: {system} shows no fault of {feature} like « {pattern} », but {said[:3]}")
    return faults


def main(books):
    facts = {book: facts_of(book) for book in books}
    broken = readers_broken.books(books, BROKEN)
    observed = observe([*books, *broken], facts | {path: facts[sound] for path, (sound, _) in broken.items()})
    faults = sound_faults(observed, facts) + broken_faults(observed, broken, facts)
    calibre = observed["calibre"][books[0]]["version"]
    if calibre != CALIBRE:
        print(f"calibre is {calibre} here; the table is of {CALIBRE}")
    if table() not in TABLE.read_text():
        faults.append(f"tests/README.md does not have this table:\n{table()}")
    seen = sum(len(expected) for _, expected in broken.values())
    print("\n".join(faults) or f"{len(books)} books are right in {len(SYSTEMS)} systems; {seen} breaks are seen in {len(broken)} broken books")
    return 1 if faults else 0


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
