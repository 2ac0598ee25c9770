#!/usr/bin/env python3
"""Makes the books for the bench under target/bench: projects of ours with 12, 306 and 612 texts and with 5,000 short ones, and the same for
the peers.

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


SHORT = 5000


def shorten(book, project, peer):
    """Makes short texts of one paragraph each, those of `book` in turn, as a project of ours and as a book of mdBook's."""
    paragraphs = []
    for text in sorted((book / "tome1").glob("*.md")):
        body = text.read_text(encoding="utf-8").split("---\n", 2)[2]
        paragraphs += [part for part in body.split("\n\n") if part[:1].isalpha() and not any(sign in part for sign in "[]|")]
    for folder in (project, peer):
        shutil.rmtree(folder, ignore_errors=True)
    (project / "book").mkdir(parents=True)
    (project / "tome1").mkdir()
    (peer / "src").mkdir(parents=True)
    summary, names = ["# Sommaire\n"], []
    for number in range(1, SHORT + 1):
        name, title, text = f"{number:04}.md", f"Texte {number}", paragraphs[number % len(paragraphs)].strip()
        header = f"---\ntitle: {title}\nkind: text\nauthors: [redaction]\nstatus: approved\n---\n\n"
        (project / "tome1" / name).write_text(f"{header}{text}\n", encoding="utf-8")
        (peer / "src" / name).write_text(f"# {title}\n\n{text}\n", encoding="utf-8")
        summary.append(f"- [{title}]({name})")
        names.append(name)
    work = {"title": "Faire bref", "language": "fr-FR", "editors": ["redaction"], "date": "2025", "tomes": ["tome1"]}
    (project / "book" / "book.yaml").write_text(yaml.safe_dump(work, allow_unicode=True), encoding="utf-8")
    (project / "book" / "people.yaml").write_text("redaction: { name: La rédaction }\n", encoding="utf-8")
    (project / "tome1" / "tome.yaml").write_text(yaml.safe_dump({"number": 1, "front": ["title", "contents"], "body": names}), encoding="utf-8")
    (peer / "src" / "SUMMARY.md").write_text("\n".join(summary) + "\n", encoding="utf-8")
    options = 'title = "Faire bref"\nauthors = ["La rédaction"]\nlanguage = "fr"\n\n[output.epub]\nepub-version = 3\n'
    (peer / "book.toml").write_text(f"[book]\n{options}", encoding="utf-8")


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
    shorten(BENCH / "t306", BENCH / "t5000", BENCH / "sets" / "t5000" / "mdbook")
    print(f"books: {', '.join(str(BENCH / name) for name in ('t12', 't306', 't612', 't5000'))}")


main()
