#!/usr/bin/env python3
"""Interrupts and hinders the program at random, and checks what is left.

usage: crashes.py PROGRAM SCRATCH tenth|whole

The sample is built in two states, whose files are known byte for byte. After every event each file of output/ must be that of one
state or the other, each source must be as it was, and the next build must give exactly the files of the present state.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

PROGRAM, SCRATCH, EXTENT = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), sys.argv[3]
COUNTS = {"tenth": (20, 6, 10, 2, 3), "whole": (200, 60, 100, 20, 30)}
TOMES = ["tome1", "tome2"]
LANGUAGE = {"LC_ALL": "en", "PATH": os.environ["PATH"]}
SHARED = LANGUAGE | {"MAKE_BOOK_CACHE": str(SCRATCH / "shared"), "MAKE_BOOK_CACHE_SIZE": "2"}
BOOK = SCRATCH / "sample"
OUTPUT = BOOK / "output"
# The same events in every run, so that a failure can be found again.
chance = random.Random(17)


def run(*arguments, within=120, env=LANGUAGE, **options):
    """Status and messages of a run; a run that does not end is a failure."""
    command = [PROGRAM, "--root", BOOK, *arguments]
    done = subprocess.run(command, env=env, capture_output=True, timeout=within, stdin=subprocess.DEVNULL, **options)
    return done.returncode, (done.stdout + done.stderr).decode(errors="replace")


def start(*arguments, env=LANGUAGE):
    quiet = subprocess.DEVNULL
    return subprocess.Popen([PROGRAM, "--root", BOOK, *arguments], env=env, stdout=quiet, stderr=quiet, stdin=quiet)


def books(folder=OUTPUT):
    """The visible files of output/."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.name.startswith("tome")}


def sources():
    folders = [BOOK / "book", *(BOOK / tome for tome in TOMES)]
    return {path: path.read_bytes() for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()}


def expect(condition, what):
    if not condition:
        sys.exit(f"crashes: {what}")


class States:
    """Two states of the sample, with the files of each."""

    def __init__(self):
        self.text = next(iter(sorted((BOOK / "tome1").glob("0*.md"))))
        self.texts = [self.text.read_text(encoding="utf-8")]
        self.texts.append(self.texts[0] + "\nUne phrase de plus.\n")
        self.files = []
        for state in (0, 1):
            self.set(state)
            began = time.monotonic()
            status, said = run("--all")
            self.duration = time.monotonic() - began
            expect(status == 0, said)
            self.files.append(books())
        expect(self.files[0] != self.files[1], "the two states give the same files")

    def set(self, state):
        self.now = state
        self.text.write_text(self.texts[state], encoding="utf-8")

    def other(self):
        self.set(1 - self.now)

    def whole(self, files, what):
        """Each file is that of one state or the other."""
        for name, data in files.items():
            expect(any(known.get(name) == data for known in self.files), f"{what}: {name} is of neither state")

    def settled(self, what):
        status, said = run("--all")
        expect(status == 0, f"{what}: the next build fails: {said}")
        expect(books() == self.files[self.now], f"{what}: the next build gives other files")
        left = [path.name for path in OUTPUT.rglob(".make-book-*")]
        expect(not left, f"{what}: {left} is left")


def kills(states, count):
    """SIGKILL at random instants of a build, every fourth time of an import."""
    reached = 0
    for number in range(count):
        what = f"kill {number}"
        if number % 4 == 3:
            reached += kill_of_an_import(states, what)
            continue
        states.other()
        inputs = sources()
        child = start("--all")
        time.sleep(chance.uniform(0, states.duration * 1.1))
        reached += child.poll() is None
        child.send_signal(signal.SIGKILL)
        child.wait()
        states.whole(books(), what)
        expect(sources() == inputs, f"{what}: a source has changed")
        if number % 5 == 0:
            states.settled(what)
    states.settled("after the kills")
    expect(reached * 2 >= count, f"only {reached} of {count} were killed before they ended")


def kill_of_an_import(states, what):
    """Each file is as before or as after a whole import of a folder, and the import can be repeated."""
    before = sources()
    pages = SCRATCH / "pages"
    pages.mkdir(exist_ok=True)
    for title in ("Un texte importé", "Un deuxième", "Un troisième"):
        (pages / f"{title}.html").write_text(f"<h1>{title}</h1><p>Une phrase.</p>", encoding="utf-8")
    arguments = ["import", pages, "--tome", "tome1", "--author", "Zoé Inconnue", "--write"]
    began = time.monotonic()
    expect(run(*arguments)[0] == 0, f"{what}: import")
    duration = time.monotonic() - began
    after = sources()

    def back():
        for path in set(sources()) - set(before):
            path.unlink()
        for path, data in before.items():
            path.write_bytes(data)

    back()
    child = start(*arguments)
    # Most of it is reading; the files are written at the end.
    time.sleep(duration * chance.uniform(0.5, 1.1))
    reached = child.poll() is None
    child.send_signal(signal.SIGKILL)
    child.wait()
    shown = {path: data for path, data in sources().items() if not path.name.startswith(".make-book-")}
    for path, data in shown.items():
        expect(data in (before.get(path), after.get(path)), f"{what}: {path} is neither as before nor as after")
    expect(set(before) <= set(shown), f"{what}: a source is gone")
    status, said = run(*arguments)
    expect(status == 0 or "I010" in said, f"{what}: {said}")
    shown = {path: data for path, data in sources().items() if not path.name.startswith(".make-book-")}
    expect(shown == after, f"{what}: the repeated import is not whole")
    expect(not (BOOK / ".make-book-journal").exists(), f"{what}: a journal is left")
    left = [path.name for path in sources() if path.name.startswith(".make-book-")]
    expect(status != 0 or not left, f"{what}: {left} is left")
    back()
    return reached


def disks(states, count):
    """A full disk, at sizes from nothing to more than enough."""
    good, result = SCRATCH / "good", SCRATCH / "result"
    states.set(0)
    states.settled("before the full disks")
    shutil.copytree(OUTPUT, good, dirs_exist_ok=True)
    states.set(1)
    held = sum(path.stat().st_size for path in good.rglob("*") if path.is_file())
    largest = max(sum(len(data) for name, data in states.files[1].items() if name.startswith(tome)) for tome in TOMES)
    script = """mount -t tmpfs -o size="$2" none "$3" || exit 77
        if [ "$6" = kept ]; then cp -a "$4/." "$3/"; fi
        "$0" --root "$1" --all; status=$?
        cp -a "$3/." "$5/"; exit $status"""
    for number in range(count):
        kept = number % 2 == 0
        # In even rounds the last good books and their cache are on the disk.
        size = (held if kept else 0) + int((number + 1) / count * (held * 1.2)) + 8192
        shutil.rmtree(result, ignore_errors=True)
        result.mkdir()
        arguments = [PROGRAM, BOOK, str(size), OUTPUT, good, result, "kept" if kept else "empty"]
        done = subprocess.run(["unshare", "--mount", "sh", "-c", script, *arguments], env=LANGUAGE, capture_output=True, timeout=120)
        said = (done.stdout + done.stderr).decode(errors="replace")
        if done.returncode == 77 or "unshare" in said:
            print("crashes: no disk may be mounted here; full disks are tested by the Rust suite alone")
            return
        what = f"full disk of {size} bytes"
        found = books(result)
        states.whole(found, what)
        if done.returncode == 0:
            expect(found == states.files[1], f"{what}: success, but not all files are new: {said}")
        else:
            expect(done.returncode == 2, f"{what}: status {done.returncode}: {said}")
            expect("No space left" in said, f"{what}: {said}")
            expect(not kept or set(found) == set(states.files[0]), f"{what}: a book is lost")
        for tome in TOMES:
            of = {name: data for name, data in found.items() if name.startswith(tome)}
            pairs = [{name: data for name, data in files.items() if name.startswith(tome)} for files in states.files]
            expect(not of or of in pairs, f"{what}: {tome} is of two builds")
        room = size - (sum(len(data) for data in states.files[0].values()) if kept else largest)
        expect(room < largest + (128 << 10) or done.returncode == 0, f"{what}: there was room for the books: {said}")
        # A killed build leaves its temporary files; those came with the last good books.
        left = [path.name for path in result.iterdir() if path.name.startswith(".make-book-") and not (good / path.name).exists()]
        expect(not left, f"{what}: {left} is left")


def caches(states, count):
    """A damaged cache, or something else in its place."""
    for number in range(count):
        states.settled("before a damage")
        files = sorted(path for path in (OUTPUT / ".cache").rglob("*") if path.is_file())
        file = chance.choice(files)
        data = bytearray(file.read_bytes())
        kind = number % 8
        what = f"cache {number}: {file.name}, damage {kind}"
        if kind == 0:
            for _ in range(20):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            file.write_bytes(data)
        elif kind == 1:
            file.write_bytes(data[: chance.randrange(len(data))])
        elif kind == 2:
            file.write_bytes(data + chance.randbytes(1000))
        elif kind == 3:
            file.write_bytes(chance.choice(files).read_bytes())
        else:
            file.unlink()
        if kind == 4:
            os.mkfifo(file)
        elif kind == 5:
            file.symlink_to("/dev/zero")
        elif kind == 6:
            file.mkdir()
        elif kind == 7:
            shutil.rmtree(OUTPUT / ".cache")
            (OUTPUT / ".cache").write_bytes(b"no folder")
        if chance.random() < 0.5:
            states.other()
        status, said = run("--all", within=60)
        expect(status == 0, f"{what}: {said}")
        expect(books() == states.files[states.now], f"{what}: other files")
        for path in [OUTPUT / ".cache", file]:
            if kind == 7 and path.is_file():
                path.unlink()
            elif kind == 6 and path == file and file.is_dir():
                file.rmdir()
            elif kind in (4, 5) and path == file and (file.is_fifo() or file.is_symlink()):
                # A build that had nothing to do did not look at it.
                file.unlink()


def pairs(states, count):
    """Two builds at once, of which the second may see another state."""
    for number in range(count):
        states.other()
        first = start("--all")
        time.sleep(chance.uniform(0, states.duration))
        if chance.random() < 0.5:
            states.other()
        second = start("--all")
        statuses = [first.wait(timeout=120), second.wait(timeout=120)]
        # The first may have read the text while it was written.
        expect(statuses[1] == 0 and statuses[0] in (0, 1, 2), f"pair {number}: {statuses}")
        states.whole(books(), f"pair {number}")
        states.settled(f"pair {number}")


def shared(states, count):
    """Two builds at once with a shared cache that is too small for them, of which one is killed; then one with what they left there."""
    for number in range(count):
        states.other()
        shutil.rmtree(OUTPUT, ignore_errors=True)
        builds = [start("--all", env=SHARED) for _ in range(2)]
        time.sleep(chance.uniform(0, states.duration * 1.5))
        builds[0].send_signal(signal.SIGKILL)
        builds[0].wait()
        expect(builds[1].wait(timeout=120) == 0, f"shared cache {number}: the build that was left failed")
        expect(books() == states.files[states.now], f"shared cache {number}: other files")
        shutil.rmtree(OUTPUT)
        status, said = run("--all", env=SHARED)
        expect(status == 0 and books() == states.files[states.now], f"shared cache {number}: the next build: {said}")
        size = sum(path.stat().st_size for path in (SCRATCH / "shared").rglob("*") if path.is_file())
        expect(size < 2_300_000, f"shared cache {number}: {size} bytes")


def main():
    for folder in ["book", "tome1", "tome2", "fonts"]:
        if Path(folder).is_dir() and folder != "fonts":
            shutil.copytree(folder, BOOK / folder)
    states = States()
    for what, events, count in zip(["kills", "disks", "caches", "pairs", "shared caches"], [kills, disks, caches, pairs, shared], COUNTS[EXTENT]):
        began = time.monotonic()
        events(states, count)
        print(f"crashes: {count} {what}, {time.monotonic() - began:.0f} s")
    left = [path for path in BOOK.rglob(".make-book-*") if path.parent != OUTPUT and ".cache" not in path.parts]
    print(f"crashes: nothing half written, nothing lost ({len(left)} temporary files of killed imports)")


main()
