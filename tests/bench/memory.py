#!/usr/bin/env python3
"""Measures how much memory the program takes for each byte of text, by what the text consists of.

usage: memory.py PROGRAM [--before OTHER] [--bytes N]

Each text has N bytes of one construct. The peak of the empty project is taken off that of the build; « C092 » says that the program
refused the text.
"""

import argparse
import os
import subprocess
import tempfile
from pathlib import Path

from repeat import fresh, text

PIECES = {
    "prose": "Une phrase de prose, avec ses mots et sa ponctuation.\n\n",
    "prose, wrapped": "Une phrase de prose, avec ses mots et sa ponctuation, sur des lignes.\n",
    "words": "mot ",
    "letters": "a",
    "paragraphs of one letter": "a\n\n",
    "headings": "## A{i}\n\n",
    "emphasis": "*a* ",
    "code in a line": "`a` ",
    "links": "[a](#)",
    "links to the web": "[a](https://b.fr/) ",
    "items": "- a\n",
    "items nested": "- - - a\n",
    "loose items": "- a\n\n",
    "quotations": "> a\n\n",
    "definitions": "T\n: a\n\n",
    "separators": "---\n\n",
    "lines of code": "a\n",
    "lines of verse": "a\n",
    "table cells": "|a|b|\n",
    "notes": "a[^{i}]\n\n[^{i}]: n\n\n",
    "asides": "::: aside\na\n:::\n\n",
    "turns": "::: question\na\n:::\n\n",
}
AROUND = {
    "lines of code": ("```\n", "```\n"),
    "lines of verse": ("::: verse\n", ":::\n"),
    "table cells": ("|a|b|\n|-|-|\n", ""),
}
ENVIRONMENT = {"LC_ALL": "en", "PATH": os.environ["PATH"]}


def peak(program, project):
    """Peak memory of a build in bytes, and whether the text was refused."""
    command = ["/usr/bin/env", "python3", "-c", MEASURE, program, "--root", project, "tome1", "--message-format", "short"]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, timeout=600)
    return int(done.stdout.splitlines()[-1]) * 1024, "[C092]" in done.stderr


# The peak of the only child, in KiB, on the last line.
MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path)
    parser.add_argument("--before", type=Path)
    parser.add_argument("--bytes", type=int, default=200_000)
    options = parser.parse_args()
    programs = [program.resolve() for program in (options.before, options.program) if program]
    print("| text of | " + " | ".join(["bytes a byte"] * len(programs)) + " |")
    print("| --- " + "| ---: " * len(programs) + "|", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run([programs[-1], "new", "book", "empty"], cwd=scratch, env=ENVIRONMENT, check=True, capture_output=True)
        template = Path(scratch) / "empty"
        for path in [*template.glob("book/*.yaml"), *template.glob("tome1/*.*")]:
            path.write_text(path.read_text().replace("À REMPLACER : ", "").replace("TO REPLACE: ", ""))
        empty = [peak(program, fresh(template, Path(scratch) / "a"))[0] for program in programs]
        for name, piece in PIECES.items():
            before, after = AROUND.get(name, ("", ""))
            count = options.bytes // len(piece.replace("{i}", "12345"))
            body = before + "".join(piece.replace("{i}", str(i)) for i in range(count)) + after
            cells = []
            for program, nothing in zip(programs, empty):
                project = fresh(template, Path(scratch) / "a")
                text(project, body + "\n")
                taken, is_refused = peak(program, project)
                cells.append("C092" if is_refused else f"{(taken - nothing) / len(body.encode()):,.0f}")
            print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
