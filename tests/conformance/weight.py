#!/usr/bin/env python3
"""Fails when a PDF without its pictures is larger than a limit. Pictures are the author's; the rest is ours.

usage: tests/conformance/weight.py KILOBYTES BOOK.pdf…      (of 1,000 bytes)
"""

import base64
import json
import subprocess
import sys
from pathlib import Path


def pictures(path):
    """The size of the pictures in the file, in bytes."""
    printed = subprocess.run(["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=none", path], capture_output=True, check=True)
    objects = json.loads(printed.stdout)["qpdf"][1].values()
    streams = [held["stream"] for held in objects if "stream" in held]
    return sum(len(base64.b64decode(stream["data"])) for stream in streams if stream["dict"].get("/Subtype") == "/Image")


def main(most, paths):
    heavy = False
    for path in paths:
        whole = Path(path).stat().st_size
        ours = whole - pictures(path)
        heavy |= ours > most * 1000
        print(f"{path}: {ours / 1000:.0f} kB without its pictures, {'more than' if ours > most * 1000 else 'of at most'} {most} kB"
              f" ({whole / 1000:.0f} kB with them)")
    sys.exit(heavy)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(int(sys.argv[1]), sys.argv[2:])
