#!/usr/bin/env python3
"""Measures how the program's work grows with what an author repeats: instructions at n, 2n and 4n of each construct.

usage: growth.py PROGRAM [--before OTHER] [--check] [--jobs N] [--within SECONDS] [--table FILE] [--only CONSTRUCT]…

Instructions are counted by valgrind (cachegrind without caches), so that the figures are the same on every machine that has the same
instruction set, whatever else it does. The exponent is log₂ of how much more the step from 2n to 4n adds than the one from n to 2n: 1 is
linear, 2 the square; n log n is below 1.25 at these n.

--before counts those of an older program too. --check measures the constructs that once grew worst, at small n, and fails when one
grows with more than LIMIT. A run that takes longer than --within is a failure, and shown as « > ».
"""

import argparse
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from constructs import CONSTRUCTS
from repeat import fresh

# Greatest exponent that passes. Chunks of work (a page more, a table rehashed) make steps at small n.
LIMIT = 1.4
# Seconds in which a run ends on a machine that does nothing else.
WITHIN = 90
# The constructs whose work once grew with the square and worse, each with the n of --check.
WORST = {
    "rows of bars": 24,
    "points of lines": 60,
    "series of bars": 10,
    "headings all alike": 150,
    "notes in turns of an interview": 60,
    "notes in verse": 100,
    "notes that call themselves": 300,
    "a note that calls itself n times": 300,
    "verse with containers in it": 150,
    "links in a paragraph": 150,
    "references without definition": 400,
    "broken links to headings": 120,
    "letters of a broken anchor": 2000,
    "unknown people": 120,
    "links to another volume": 200,
    "emoji joined": 300,
    "spaces in a line of code": 4000,
    "addresses of a theme": 400,
    "sponsors of a page": 150,
    "files of a folder to import": 20,
    "mistakes in one line": 120,
    "one picture n times": 100,
}
ENVIRONMENT = {"LC_ALL": "en", "PATH": os.environ["PATH"], "RAYON_NUM_THREADS": "1"}


def instructions(program, project, arguments, within):
    """Instructions of a run, or none when it does not end within some seconds. Its exit status is not looked at: mistakes are constructs too."""
    command = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", program, "--root", project]
    try:
        done = subprocess.run(
            [*command, *arguments], env=ENVIRONMENT, capture_output=True, timeout=within, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        return None
    said = done.stderr.decode(errors="replace")
    counted = re.search(r"I\s+refs:\s+([\d,]+)", said)
    if counted is None or done.returncode not in (0, 1):
        sys.exit(f"growth: {' '.join(map(str, arguments))}: status {done.returncode}\n{said[-2000:]}")
    return int(counted.group(1).replace(",", ""))


def measure(program, template, scratch, name, n, within):
    """Instructions of a construct at n."""
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        project = fresh(template, Path(folder))
        arguments = CONSTRUCTS[name][1](project, n)
        return instructions(program, project, arguments or ["tome1"], within)


def exponent(one, two, four):
    """log₂ of how much more the second doubling adds than the first; none when a run had no end. Work that is there for nothing is in
    both, and in neither addition."""
    if two is None or four is None:
        return None
    return math.log2(max(four - two, 1) / max(two - one, 1))


def growth(program, template, scratch, name, n, within):
    """The counts at n, 2n and 4n; those after a run without end are not made."""
    counts = []
    for factor in (1, 2, 4):
        counts.append(None if None in counts else measure(program, template, scratch, name, n * factor, within))
    return counts


def shown(value, form):
    return "> " if value is None else format(value, form)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path)
    parser.add_argument("--before", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--within", type=float, default=WITHIN)
    parser.add_argument("--table", type=Path)
    parser.add_argument("--only", action="append", default=[], metavar="CONSTRUCT")
    options = parser.parse_args()
    if shutil.which("valgrind") is None:
        sys.exit("growth: valgrind is missing: apt-get install valgrind")
    sizes = WORST if options.check else {name: n for name, (n, _) in CONSTRUCTS.items()}
    sizes = {name: sizes[name] for name in options.only or sizes}
    programs = [program.resolve() for program in (options.before, options.program) if program]
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(options.jobs) as pool:
        subprocess.run([programs[-1], "new", "book", "empty"], cwd=scratch, env=ENVIRONMENT, check=True, capture_output=True)
        template = Path(scratch) / "empty"
        for path in [*template.glob("book/*.yaml"), *template.glob("tome1/*.*")]:
            path.write_text(path.read_text().replace("À REMPLACER : ", "").replace("TO REPLACE: ", ""))
        runs = {
            name: [pool.submit(growth, program, template, scratch, name, n, options.within) for program in programs]
            for name, n in sizes.items()
        }
        lines = ["| construct | 4n | " + " | ".join(["exponent", "million instructions"] * len(programs)) + " |"]
        lines.append("| --- | ---: " + "| ---: " * (2 * len(programs)) + "|")
        failed = []
        print("\n".join(lines), flush=True)
        for name, futures in runs.items():
            cells = []
            for program, future in zip(programs, futures):
                counts = future.result()
                grows = exponent(*counts)
                cells += [shown(grows, ".2f"), shown(counts[-1] and counts[-1] / 1e6, ",.0f")]
            if grows is None or grows > LIMIT:
                failed.append(f"{name}: {shown(grows, '.2f')}")
            lines.append(f"| {name} | {sizes[name] * 4:,} | " + " | ".join(cells) + " |")
            print(lines[-1], flush=True)
    if options.table:
        options.table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if failed:
        print(f"growth: more than {LIMIT}: " + "; ".join(failed))
    sys.exit(bool(options.check and failed))


if __name__ == "__main__":
    main()
