#!/usr/bin/env python3
"""Makes the books for the bench under target/bench: projects of ours with 12, 306 and 612 texts, and the same for the peers.

usage: tests/bench/books.py     (needs PyYAML, Pillow and numpy for the generator)

The generator of the texts belongs to the peers' bench beside this project: ../shared/peers, or the folder named in BOOK_PEERS.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
PEERS = Path(os.environ.get("BOOK_PEERS", ROOT.parent / "shared" / "peers"))
BENCH = ROOT / "target" / "bench"


def run(*command, **more):
    subprocess.run([str(word) for word in command], check=True, **more)


def convert(project, *tomes):
    run(sys.executable, ROOT / "tests" / "corpus" / "convert.py", *tomes, project)


def join(project):
    """Appends the texts of the second tome to the first. Their file names differ, because they have the identifiers of people."""
    first, second = project / "tome1", project / "tome2"
    declared = [yaml.safe_load((tome / "tome.yaml").read_text(encoding="utf-8")) for tome in (first, second)]
    declared[0]["body"] += [part | {"part": f"{part['part']} (suite)"} for part in declared[1]["body"]]
    (first / "tome.yaml").write_text(yaml.safe_dump(declared[0], allow_unicode=True, sort_keys=False), encoding="utf-8")
    for text in second.glob("*.md"):
        shutil.move(text, first / text.name)
    shutil.rmtree(second)
    work = project / "book" / "book.yaml"
    book = yaml.safe_load(work.read_text(encoding="utf-8"))
    book["tomes"] = ["tome1"]
    work.write_text(yaml.safe_dump(book, allow_unicode=True, sort_keys=False), encoding="utf-8")


def main():
    if not (PEERS / "generate_corpus.py").is_file():
        sys.exit(f"MISSING: the generator of the corpus is not at {PEERS}; name its folder in BOOK_PEERS. NOTHING IS MEASURED.")
    BENCH.mkdir(parents=True, exist_ok=True)
    corpus = BENCH / "corpus"
    if not corpus.is_dir():
        run(sys.executable, PEERS / "generate_corpus.py", corpus)
    convert(BENCH / "t12", corpus / "small" / "tome1")
    convert(BENCH / "t306", corpus / "large" / "tome1")
    convert(BENCH / "t612", corpus / "large" / "tome1", corpus / "large" / "tome2")
    join(BENCH / "t612")
    if not (BENCH / "sets").is_dir():
        try:
            run(sys.executable, PEERS / "prepare_peers.py", env=os.environ | {"PEERS": str(BENCH)})
        except BaseException:
            # Incomplete sets would be taken for complete ones the next time.
            shutil.rmtree(BENCH / "sets", ignore_errors=True)
            raise
    print(f"books: {', '.join(str(BENCH / name) for name in ('t12', 't306', 't612'))}")


main()
