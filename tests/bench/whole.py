#!/usr/bin/env python3
"""Measures whole runs of our program, the peers and the floor in turn, and prints medians and ratios as Markdown.

usage: tests/bench/whole.py [--runs N] [--only NAME,…] [--program PATH]

Each round runs each program once, in another order, so that a busy or hot machine affects all alike, and no program always follows the
same one. CPU is user and system time of the process and its children; memory is the largest resident set. Programs that are not installed
are named and left out.
"""

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / "target" / "bench"
PROGRAM = ROOT / "target" / "release" / "make-book"
FLOOR = ROOT / "target" / "release" / "examples" / "floor"
# The folder of `cargo install --root target/bench/peers` (README.md).
TOOLS = BENCH / "peers" / "bin"
PYTHON = sys.executable


def pandoc():
    try:
        import pypandoc

        return pypandoc.get_pandoc_path()
    except (ImportError, OSError):
        return shutil.which("pandoc")


def has_typst():
    return subprocess.run([PYTHON, "-c", "import typst"], capture_output=True).returncode == 0


def ours(book, *more):
    return ([arguments.program, "--root", BENCH / book, "tome1", *more], BENCH, BENCH / book / "output")


def copy_of_large(name):
    """A copy of the book of 306 texts, which keeps its output from round to round."""
    copy = BENCH / name
    if not copy.is_dir():
        shutil.copytree(BENCH / "t306", copy, ignore=shutil.ignore_patterns("output"))
    return copy


def second_standard():
    """A copy of the book of 306 texts whose PDF is PDF 2.0, with PDF/UA-2."""
    copy = copy_of_large("t306-second")
    work = copy / "book" / "book.yaml"
    text = work.read_text(encoding="utf-8")
    if "standard:" not in text:
        work.write_text(f"{text}pdf: {{ standard: ua-2 }}\n", encoding="utf-8")
    return copy


def edit_one_text():
    """Adds a word to a text in the middle of a book."""
    copy = copy_of_large("t306-edited")
    texts = sorted((copy / "tome1").glob("*.md"))
    with open(texts[len(texts) // 2], "a", encoding="utf-8") as text:
        text.write("\nEncore.\n")


def programs():
    """For each name: the command, the folder to run it in, and what to remove or call before each run."""
    sets = BENCH / "sets"
    typst = "import typst; typst.compile('main.typ', output='out.pdf', root='.')"
    found = {
        "ours: EPUB alone": ours("t306", "--format", "epub", "--no-page-list"),
        "ours: EPUB alone, 12 texts": ours("t12", "--format", "epub", "--no-page-list"),
        "ours: EPUB alone, 612 texts": ours("t612", "--format", "epub", "--no-page-list"),
        "ours: EPUB alone, 5000 short texts": ours("t5000", "--format", "epub", "--no-page-list"),
        "ours: PDF": ours("t306", "--format", "pdf"),
        "ours: PDF 2.0": ([arguments.program, "--root", second_standard(), "tome1", "--format", "pdf"], BENCH, BENCH / "t306-second" / "output"),
        "ours: both": ours("t306"),
        "ours: both, 12 texts": ours("t12"),
        "ours: both, 612 texts": ours("t612"),
        "ours: both, one text edited": ([arguments.program, "--root", BENCH / "t306-edited", "tome1"], BENCH, edit_one_text),
        "ours: nothing to do": ([arguments.program, "--root", copy_of_large("t306-settled"), "tome1"], BENCH, None),
    }
    if FLOOR.exists():
        found["floor: EPUB"] = ([FLOOR, "epub", BENCH / "t306" / "tome1"], BENCH, None)
        found["floor: PDF"] = ([FLOOR, "pdf", BENCH / "t306" / "tome1"], BENCH, None)
    if (TOOLS / "mdbook-epub").exists():
        for book, what in (("t306", ""), ("s12", ", 12 texts"), ("t612", ", 612 texts"), ("t5000", ", 5000 short texts")):
            folder = sets / book / "mdbook"
            found[f"mdbook-epub{what}"] = ([TOOLS / "mdbook-epub", "--standalone", "."], folder, folder / "book")
    if (TOOLS / "crowbook").exists():
        folder = sets / "t306" / "crowbook"
        found["crowbook: EPUB"] = ([TOOLS / "crowbook", "-q", "--to", "epub", "-o", "book.epub", "book.book"], folder, folder / "book.epub")
    if pandoc():
        folder = sets / "t306" / "md"
        options = ["-f", "markdown-smart", "--toc", "--toc-depth=2", "--epub-chapter-level=2", "-o", "book.epub", "book.md"]
        found["pandoc: EPUB"] = ([pandoc(), *options], folder, folder / "book.epub")
    if has_typst():
        for book in ("t306", "t612"):
            folder = sets / book / "typst"
            found[f"Typst: PDF{', 612 texts' if book == 't612' else ''}"] = ([PYTHON, "-c", typst], folder, folder / "out.pdf")
    missing = {"floor: EPUB", "mdbook-epub", "crowbook: EPUB", "pandoc: EPUB", "Typst: PDF"} - set(found)
    for name in sorted(missing):
        print(f"NOT MEASURED: {name.split(':')[0]} is not installed (tests/bench/README.md)", file=sys.stderr)
    return found


def measure(command, folder, stale):
    """CPU seconds, wall seconds, peak MiB of one run."""
    if callable(stale):
        stale()
    elif stale is not None:
        shutil.rmtree(stale, ignore_errors=True)
        stale.unlink(missing_ok=True)
    begun = time.monotonic()
    with open(os.devnull, "wb") as nowhere:
        child = subprocess.Popen([str(word) for word in command], cwd=folder, stdout=nowhere, stderr=nowhere)
        _, status, used = os.wait4(child.pid, 0)
    if status != 0:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return used.ru_utime + used.ru_stime, time.monotonic() - begun, used.ru_maxrss / 1024


def main():
    chosen = {name: run for name, run in programs().items() if not arguments.only or name in arguments.only.split(",")}
    results = {name: [] for name in chosen}
    # The first builds, from which the edited book is rebuilt, and after which there is nothing to do.
    for name in ("ours: both, one text edited", "ours: nothing to do"):
        if name in chosen:
            measure(*chosen[name])
    order = list(chosen.items())
    for turn in range(arguments.runs):
        random.Random(turn).shuffle(order)
        for name, run in order:
            results[name].append(measure(*run))
    medians = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in results.items()}
    print(f"Medians of {arguments.runs} runs in turn, {os.cpu_count()} cores; load of the machine before: {os.getloadavg()[0]:.1f}.\n")
    print("| program | CPU s | wall s | MiB |\n| --- | ---: | ---: | ---: |")
    for name, (cpu, wall, memory) in medians.items():
        print(f"| {name} | {cpu:.3f} | {wall:.3f} | {memory:.0f} |")
    pairs = [
        ("ours: EPUB alone", "mdbook-epub"),
        ("ours: EPUB alone, 12 texts", "mdbook-epub, 12 texts"),
        ("ours: EPUB alone, 612 texts", "mdbook-epub, 612 texts"),
        ("ours: EPUB alone, 5000 short texts", "mdbook-epub, 5000 short texts"),
        ("ours: EPUB alone", "crowbook: EPUB"),
        ("ours: EPUB alone", "pandoc: EPUB"),
        ("ours: EPUB alone", "floor: EPUB"),
        ("ours: PDF", "Typst: PDF"),
        ("ours: PDF 2.0", "ours: PDF"),
        ("ours: PDF", "floor: PDF"),
        ("ours: both", "Typst: PDF"),
        ("ours: both, one text edited", "ours: both"),
        ("ours: both, 612 texts", "ours: both"),
        ("Typst: PDF, 612 texts", "Typst: PDF"),
    ]
    print("\n| ratio | CPU | wall | memory |\n| --- | ---: | ---: | ---: |")
    for one, other in pairs:
        if one in medians and other in medians:
            cells = (f"{a / b:.2f}" for a, b in zip(medians[one], medians[other]))
            print(f"| {one} ÷ {other} | {' | '.join(cells)} |")


parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--runs", type=int, default=5)
parser.add_argument("--only", help="names, separated by commas")
parser.add_argument("--program", default=PROGRAM, type=Path)
arguments = parser.parse_args()
main()
