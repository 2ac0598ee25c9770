#!/usr/bin/env python3
"""Makes a catalogue of many small volumes that cite each other, builds it whole and by two shards on two machines that share a cache, and
compares the files byte for byte. Prints the time and the memory of both ways.

usage: catalogue.py PROGRAM SCRATCH COUNT

Of a small catalogue, the cache is then put to the test: used again, read only, damaged in every file, too small, and left over from before an edit that moves
pages. None of it may change a byte.
"""

import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

PROGRAM, SCRATCH, COUNT = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), int(sys.argv[3])
PEOPLE = max(COUNT * 3 // 2, 6)
WORDS = (
    "la mer le port une barque des quais sans hâte vers midi chaque saison revient comme autrefois les filets sèchent au vent du large "
    "on parle peu et l’on regarde loin quand la brume se lève sur les bassins puis les voix reprennent entre les coques"
).split()


def fail(message):
    sys.exit(f"catalogue: {message}")


def prose(chance, words):
    found = [chance.choice(WORDS) for _ in range(words)]
    return " ".join(found).capitalize() + "."


def name(volume):
    return f"volume-{volume:04}"


def make(root):
    """The project: every volume has four texts, a drawing, and references to others; every author signs in several volumes."""
    chance = random.Random(20)
    shutil.rmtree(root, ignore_errors=True)
    (root / "book").mkdir(parents=True)
    tomes = ", ".join(name(volume) for volume in range(COUNT))
    (root / "book/book.yaml").write_text(
        f"title: Les carnets du port\nlanguage: fr-FR\neditors: [p0]\ndate: 2025-06\npublisher: {{ name: L’atelier, address: [1 rue du Port] }}\n"
        f"collection: Les carnets\ntomes: [{tomes}]\n"
    )
    people = [
        f"p{person}:\n  name: {{ given: Ann, family: Nom{person} }}\n  bio: Elle écrit au bord de l’eau depuis {1950 + person % 60}.\n"
        f"  long-bio: {prose(chance, 30)}\n" if person else f"p{person}: {{ name: L’atelier }}\n"
        for person in range(PEOPLE)
    ]
    (root / "book/people.yaml").write_text("".join(people))
    for volume in range(COUNT):
        folder = root / name(volume)
        folder.mkdir()
        (folder / "tome.yaml").write_text(
            f"number: {volume + 1}\ntitle: Carnet {volume + 1}\nfront: [title, legal, contents]\n"
            "body: [01-un.md, 02-deux.md, 03-trois.md, 04-quatre.md]\nback: [contributors, index, colophon]\n"
        )
        (folder / "plan.svg").write_text(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="400" height="200">'
            f'<rect width="40" height="20" fill="#eef"/><circle cx="{volume % 40}" cy="10" r="4" fill="#446"/></svg>\n'
        )
        for number, slug in enumerate(["un", "deux", "trois", "quatre"], 1):
            author = 1 + (volume * 4 + number * 37) % (PEOPLE - 1)
            others = [chance.randrange(COUNT) for _ in range(2)]
            links = "".join(f" Voir [le {other + 1}](../{name(other)}/03-trois.md#suite)." for other in others if other != volume)
            picture = "![Plan du port.](plan.svg)\n\n" if number == 2 else ""
            paragraphs = "\n\n".join(prose(chance, chance.randrange(40, 90)) for _ in range(chance.randrange(2, 6)))
            (folder / f"0{number}-{slug}.md").write_text(
                f"---\ntitle: Texte {number} du carnet {volume + 1}\nkind: text\nauthors: [p{author}]\nstatus: approved\n---\n\n"
                f"{paragraphs}\n\n{picture}## Suite {{#suite}}\n\n{prose(chance, 60)}{links}\n"
            )


class Run:
    """A run of the program in the background."""

    def __init__(self, root, *arguments, **environment):
        clean = {key: value for key, value in os.environ.items() if not key.startswith("MAKE_BOOK_")}
        self.began = time.monotonic()
        self.said = SCRATCH / f"said-{root.name}.txt"
        self.arguments = arguments
        self.process = os.fork()
        if self.process == 0:
            said = os.open(self.said, os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
            os.dup2(said, 1)
            os.dup2(said, 2)
            command = [str(PROGRAM), "--root", str(root), *arguments]
            os.execve(command[0], command, {**clean, "LC_ALL": "en", **{key: str(value) for key, value in environment.items()}})

    def end(self, status=0):
        _, code, usage = os.wait4(self.process, 0)
        self.seconds, self.processor = time.monotonic() - self.began, usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss / 1024
        if os.waitstatus_to_exitcode(code) != status:
            fail(f"{' '.join(self.arguments)} ended with {os.waitstatus_to_exitcode(code)}:\n{self.said.read_text()[-2000:]}")
        return self

    def __str__(self):
        return f"{self.seconds:6.1f} s by the clock, {self.processor:6.1f} s of processor, {self.peak:5.0f} MiB at most"


def books(*roots):
    """The sum of each book in output/ of the roots; none may be in two."""
    found = {}
    for root in roots:
        for path in sorted((root / "output").glob("volume-*")):
            if path.name in found:
                fail(f"{path.name} is built twice")
            found[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def compare(wanted, found, what):
    if wanted != found:
        wrong = sorted(key for key in wanted.keys() | found.keys() if wanted.get(key) != found.get(key))
        fail(f"{what}: {len(wrong)} of {len(wanted)} files differ: {', '.join(wrong[:6])}")
    print(f"{what}: {len(found)} files, the same bytes", flush=True)


def clean(*roots):
    for root in roots:
        shutil.rmtree(root / "output", ignore_errors=True)


def by_shards(machines, **environment):
    """Builds each shard on its machine, all at once."""
    clean(*machines)
    runs = [Run(root, "--all", "--shard", f"{part}/{len(machines)}", **environment) for part, root in enumerate(machines, 1)]
    return [run.end() for run in runs]


def as_the_guide_says(machines):
    """Runs the script of the guide's job for GitLab in each checkout, with the variables that a runner sets for jobs in parallel."""
    guide = (Path(__file__).resolve().parents[2] / "docs/guide/06-publier.md").read_text(encoding="utf-8")
    job = guide.split("```yaml\nlivre:\n  parallel:")[1].split("```")[0]
    variables = dict(re.findall(r"^    (MAKE_BOOK_\w+): (\S+)$", job, re.M))
    commands = re.findall(r"^    - (.+)$", job, re.M)
    if not variables or not commands:
        fail("the guide has no job for GitLab")
    clean(*machines)
    (SCRATCH / "bin").mkdir(exist_ok=True)
    shutil.copy(PROGRAM, SCRATCH / "bin/make-book")
    for part, root in enumerate(machines, 1):
        runner = {"PATH": f"{SCRATCH / 'bin'}:{os.environ['PATH']}", "LC_ALL": "en", **variables}
        runner |= {"CI_NODE_INDEX": str(part), "CI_NODE_TOTAL": str(len(machines))}
        for command in commands:
            subprocess.run(["sh", "-ec", command], cwd=root, env=runner, check=True, capture_output=True)
        if not (root / variables["MAKE_BOOK_CACHE"] / "CACHEDIR.TAG").is_file():
            fail("the runner has nothing to keep in its cache")


def size(cache):
    files = [path.stat() for path in cache.rglob("*") if path.is_file()]
    return len(files), sum(file.st_size for file in files)


def sums(cache):
    return {path: hashlib.sha256(path.read_bytes()).digest() for path in cache.rglob("*") if path.is_file()}


def main():
    SCRATCH.mkdir(parents=True, exist_ok=True)
    whole, cache = SCRATCH / "whole", SCRATCH / "cache"
    machines = [SCRATCH / "machine-1", SCRATCH / "machine-2"]
    make(whole)
    shutil.rmtree(cache, ignore_errors=True)
    for machine in machines:
        shutil.rmtree(machine, ignore_errors=True)
        shutil.copytree(whole, machine)
    run = Run(whole, "--all").end()
    print(f"{COUNT} volumes whole:     {run}", flush=True)
    wanted = books(whole)
    if len(wanted) != 2 * COUNT:
        fail(f"{len(wanted)} files of {COUNT} volumes")
    for run in by_shards(machines, MAKE_BOOK_CACHE=cache):
        print(f"{COUNT} volumes by shards: {run}", flush=True)
    compare(wanted, books(*machines), "two shards, a new cache")
    print("the cache has %d files, %d bytes" % size(cache))
    for run in by_shards(machines, MAKE_BOOK_CACHE=cache, MAKE_BOOK_CACHE_READ_ONLY=1):
        print(f"with all in the cache:  {run}", flush=True)
    compare(wanted, books(*machines), "two shards, the cache read only")
    if COUNT > 100:
        return
    as_the_guide_says(machines)
    compare(wanted, books(*machines), "the commands of the guide for GitLab, a runner for each part")

    # A shard alone knows the pages of the others without a cache, too.
    by_shards(machines)
    compare(wanted, books(*machines), "two shards, no cache")
    before = sums(cache)
    by_shards(machines, MAKE_BOOK_CACHE=cache, MAKE_BOOK_CACHE_READ_ONLY=1)
    if sums(cache) != before:
        fail("a cache that is only read has changed")

    chance = random.Random(7)
    for path in sorted(before):
        data = bytearray(path.read_bytes())
        damage = chance.randrange(4)
        if damage == 0:
            data = data[: chance.randrange(len(data))]
        elif damage == 1:
            data = bytearray()
        elif damage == 2:
            data += b"more"
        else:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
    by_shards(machines, MAKE_BOOK_CACHE=cache)
    compare(wanted, books(*machines), "two shards, every file of the cache damaged")
    for number, path in enumerate(sorted(sums(cache))):
        # What cannot be read is not there: a folder, or a link to somewhere else.
        if number % 3 == 0:
            path.unlink()
            path.mkdir()
        elif number % 3 == 1:
            path.unlink()
            path.symlink_to("/dev/zero")
    by_shards(machines, MAKE_BOOK_CACHE=cache)
    compare(wanted, books(*machines), "two shards, folders and links in the cache")

    small = SCRATCH / "small"
    shutil.rmtree(small, ignore_errors=True)
    by_shards(machines, MAKE_BOOK_CACHE=small, MAKE_BOOK_CACHE_SIZE=1)
    compare(wanted, books(*machines), "two shards, a cache of one megabyte")
    files, total = size(small)
    if not 100_000 < total < 1_200_000:
        fail(f"a cache of one megabyte has {total} bytes in {files} files")

    # The pages of a volume that others cite move; the cache is the one from before.
    shutil.rmtree(cache)
    by_shards(machines, MAKE_BOOK_CACHE=cache)
    chance = random.Random(8)
    for root in (whole, *machines):
        text = root / name(1) / "02-deux.md"
        text.write_text(text.read_text() + "\n" + "\n\n".join(prose(random.Random(number), 90) for number in range(30)) + "\n")
    clean(whole)
    Run(whole, "--all").end()
    moved = books(whole)
    others = [key for key in wanted if wanted[key] != moved[key] and not key.startswith(name(1))]
    if not others:
        fail("no other volume prints a folio of the one that was edited")
    by_shards(machines, MAKE_BOOK_CACHE=cache)
    compare(moved, books(*machines), f"two shards after an edit that changes {len(others)} files of other volumes")
    shutil.rmtree(SCRATCH)


main()
