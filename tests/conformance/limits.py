#!/usr/bin/env python3
"""Writes the largest books that we test.

usage: tests/conformance/limits.py FOLDER

FOLDER/many: 5,000 contributions of a few lines, each with a note and a link to the next.
FOLDER/long: one text of 8 MiB (half the limit of a file), with prose, notes and lists.
FOLDER/photographs: 80 contributors, each with a portrait of 4 MiB.
FOLDER/views: 80 transparent PNGs of 2 megapixels, every other one within a drawing.
"""

import base64
import random
import struct
import sys
import zlib
from pathlib import Path

BOOK = "title: Les limites\nlanguage: fr\neditors: [ann]\npublisher: {{ name: Ann }}\nrights: R\ndate: 2024\ntomes: [tome1]\n".replace("{{", "{").replace("}}", "}")
WORDS = "la marée monte sur les bancs de sable et les pêcheurs rentrent au port avec des paniers pleins".split()


def sentence(seed):
    """Eleven words in an order that depends on `seed`."""
    picked = [WORDS[(seed * 7 + step * 5) % len(WORDS)] for step in range(11)]
    return " ".join(picked).capitalize() + ". "


def project(folder, order, texts, people="ann: { name: Ann }\n"):
    """Writes a project of `texts`: file name, title, author, body."""
    for part in ("book", "tome1"):
        (folder / part).mkdir(parents=True)
    (folder / "book/book.yaml").write_text(BOOK)
    (folder / "book/people.yaml").write_text(people)
    (folder / "tome1/tome.yaml").write_text(f"number: 1\nfront: [contents]\nbody:\n{order}back: [contributors]\n")
    for name, title, author, body in texts:
        header = f"---\ntitle: {title}\nkind: text\nauthors: [{author}]\nstatus: approved\n---\n"
        (folder / "tome1" / name).write_text(header + body)


def many(folder, count=5000):
    name = "texte-{:04}.md".format
    texts = [
        (name(number), f"Texte {number}", "ann",
         f"{sentence(number)}Un mot[^n], et [le suivant]({name((number + 1) % count)}).\n\n## Suite\n\n{sentence(number + 1) * 3}\n\n[^n]: {sentence(number + 2)}\n")
        for number in range(count)
    ]
    project(folder, "".join(f"  - {name(number)}\n" for number in range(count)), texts)


def long(folder, size=8 << 20):
    parts, written, number = [], 0, 0
    while written < size:
        number += 1
        part = "".join(sentence(number * 31 + step) for step in range(9)) + "\n\n"
        if number % 10 == 0:
            part = f"## Partie {number}\n\n- {sentence(number)}\n- Une note[^{number}].\n\n[^{number}]: {sentence(number)}\n\n" + part
        parts.append(part)
        written += len(part.encode())
    project(folder, "  - long.md\n", [("long.md", "Le long", "ann", "".join(parts))])


def photographs(folder, count=80, size=4 << 20):
    """Portraits as cameras make them: large APP15 segments that only the maker can read, then the picture."""
    picture = (Path(__file__).parents[1] / "fixtures/stress/book/images/carre.jpg").read_bytes()
    noise = random.Random(612)

    def portrait():
        segments = (b"\xff\xef\xff\xff" + noise.randbytes(0xFFFD) for _ in range(size >> 16))
        return picture[:2] + b"".join(segments) + picture[2:]

    name = "texte-{:02}.md".format
    texts = [(name(number), f"Texte {number}", f"p{number}", sentence(number) * 9 + "\n") for number in range(count)]
    people = "ann: { name: Ann }\n"
    for number in range(count):
        people += f"p{number}: {{ name: P{number}, bio: Une personne., portrait: {{ file: p{number}.jpg, alt: Un carré }} }}\n"
    project(folder, "".join(f"  - {name(number)}\n" for number in range(count)), texts, people)
    for number in range(count):
        (folder / f"book/p{number}.jpg").write_bytes(portrait())


def png(noise, width=1600, height=1200):
    """A transparent PNG of one colour with a block of noise."""
    even = bytes((90, 120, 150, 200)) * width
    block = 4 * 400
    rows = (b"\0" + (noise.randbytes(block) if y < 500 else even[:block]) + even[block:] for y in range(height))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    # Eight bits per sample; colour type 6 is RGB with alpha.
    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    data = zlib.compress(b"".join(rows), 1)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def views(folder, count=80):
    noise = random.Random(612)
    extensions = ("png", "svg")
    name = "texte-{:02}.md".format
    texts = [
        (name(number), f"Texte {number}", "ann", f"{sentence(number)}\n\n![Une vue](v{number}.{extensions[number % 2]})\n")
        for number in range(count)
    ]
    project(folder, "".join(f"  - {name(number)}\n" for number in range(count)), texts)
    for number in range(count):
        picture, path = png(noise), folder / f"tome1/v{number}"
        if number % 2 == 0:
            path.with_suffix(".png").write_bytes(picture)
            continue
        address = "data:image/png;base64," + base64.b64encode(picture).decode()
        path.with_suffix(".svg").write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 1200"><image width="1600" height="1200" href="{address}"/></svg>\n'
        )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    many(Path(sys.argv[1]) / "many")
    long(Path(sys.argv[1]) / "long")
    photographs(Path(sys.argv[1]) / "photographs")
    views(Path(sys.argv[1]) / "views")
