#!/usr/bin/env python3
"""Measures `make-book watch`: from a save to the changed spread painted in Chromium, beside full builds and Typst in the same run.

usage: watch.py PROGRAM [--book DIR] [--typst DIR] [--node-modules DIR] [--rounds N] [--edits N] [--only PART,…]

The book is target/bench/t306, which books.py makes, or the one named; it is copied first. Full builds (EPUB and PDF) run without anything
of the build before. Playwright-core is that of target/validators/node. PART is one of kinds, first, typst, memory: kinds of edit, first
views, Typst beside them, the memory of the desk after N edits.

`typst watch` is a program that PyPI does not have. Its library is asked for the same work: one compiler stays in memory, with all that it
has computed before; a word is put into a text of its book; the time is that of compiling again to a finished PDF. What `typst watch` adds,
0.1 s of waiting for further events, is not counted.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / "target" / "bench"
ENVIRONMENT = os.environ | {"LC_ALL": "en"}
median = statistics.median
EDITED = 10


def build(program, project):
    """Milliseconds of a full build of the tome."""
    shutil.rmtree(project / "output", ignore_errors=True)
    begin = time.monotonic()
    subprocess.run([program, "--root", project, "tome1"], env=ENVIRONMENT, check=True, capture_output=True)
    return (time.monotonic() - begin) * 1000


def desk(mode, count, project, program, modules):
    """What watch.mjs tells of a desk that it starts."""
    command = ["node", ROOT / "tests" / "bench" / "watch.mjs", mode, str(count), project, program]
    told = subprocess.run(command, env=ENVIRONMENT | {"READER_NODE_MODULES": str(modules)}, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(told.stdout)


def typst_edits(folder):
    """Milliseconds of compiling Typst's book again after each of some edits; none where the library or the book is missing."""
    try:
        import typst
    except ImportError:
        return None
    if not (folder / "main.typ").is_file():
        return None
    texts = sorted((folder / "c").glob("*.typ"))
    times = []
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "typst"
        shutil.copytree(folder, copy)
        compiler = typst.Compiler(str(copy / "main.typ"), root=str(copy))
        out = copy / "out.pdf"
        compiler.compile(output=str(out))
        before = out.read_bytes()
        for edit in range(EDITED):
            text = copy / "c" / texts[(edit * 61 + 3) % len(texts)].name
            content = text.read_text(encoding="utf-8")
            at = content.index(" ", content.rindex("\n)") if "\n)" in content else len(content) // 2)
            text.write_text(f"{content[:at]} zyx{edit}q{content[at:]}", encoding="utf-8")
            begin = time.monotonic()
            compiler.compile(output=str(out))
            times.append((time.monotonic() - begin) * 1000)
            after = out.read_bytes()
            if after == before:
                sys.exit("Typst has not seen the edit. NOTHING IS MEASURED.")
            before = after
    return times


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path)
    parser.add_argument("--book", type=Path, default=BENCH / "t306")
    parser.add_argument("--typst", type=Path, default=BENCH / "sets" / "t306" / "typst")
    parser.add_argument("--node-modules", type=Path, default=ROOT / "target" / "validators" / "node" / "node_modules")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--only", default="kinds,first,typst,memory")
    options = parser.parse_args()
    parts, program = options.only.split(","), options.program.resolve()
    if not options.book.is_dir():
        sys.exit(f"MISSING: {options.book}; tests/bench/books.py makes it. NOTHING IS MEASURED.")
    print(f"load {os.getloadavg()[0]:.1f} at the beginning, {os.cpu_count()} processors")
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        project = Path(scratch) / "book"
        shutil.copytree(options.book, project, ignore=shutil.ignore_patterns("output"))
        full = [build(program, project) for _ in range(5)]
        whole = median(full)
        rows.append(("full build, EPUB and PDF", full))
        if "first" in parts:
            for name, has_memo in (("from the memo", True), ("without a memo", False)):
                views = []
                for _ in range(5):
                    if not has_memo:
                        shutil.rmtree(project / "output", ignore_errors=True)
                    views.append(desk("first", 0, project, program, options.node_modules)["first"])
                rows.append((f"first view {name}, painted", [view["painted"] for view in views]))
                rows.append((f"— until its address is told, {name}", [view["told"] for view in views]))
            build(program, project)
        if "kinds" in parts:
            told = desk("kinds", options.rounds, project, program, options.node_modules)["kinds"]
            everything = [edit for edits in told.values() for edit in edits]
            for kind, edits in [*told.items(), ("all", everything)]:
                rows.append((f"save → painted, {kind}", [edit["time"] for edit in edits]))
                rows.append(("— read and built", [edit["built"] for edit in edits]))
                rows.append(("— from told to painted", [edit["time"] - edit["told"] for edit in edits]))
        if "typst" in parts:
            times = typst_edits(options.typst)
            if times is None:
                print("NOT MEASURED: Typst is not installed, or its book is not there (tests/bench/README.md)", file=sys.stderr)
            else:
                rows.append(("Typst in memory, a word: a finished PDF", times))
        memories = desk("edits", options.edits, project, program, options.node_modules)["memories"] if "memory" in parts else {}
    print("| | median ms | least – most | beside a full build |\n| --- | ---: | ---: | ---: |")
    for name, times in rows:
        print(f"| {name} | {median(times):,.0f} | {min(times):,.0f} – {max(times):,.0f} | {median(times) / whole:.3f} |")
    if memories:
        first = memories[min(memories, key=int)]
        print("\n| edits | MiB | beside the first |\n| ---: | ---: | ---: |")
        for edits, kib in memories.items():
            print(f"| {edits} | {kib / 1024:,.0f} | {kib / first:.2f} |")
    print(f"\nload {os.getloadavg()[0]:.1f} at the end")


main()
