#!/usr/bin/env python3
"""Tests that text, rules and charts of a print file are black ink only after a printer's conversion.

usage: tests/conformance/ink.py PRINT.pdf…

Ghostscript converts each page to the four inks of a press and measures how much of each it takes. A page that shows no picture must take
none but black: black text in four inks has coloured edges as soon as one plate is a tenth of a millimetre off. Rich blacks come from
greys that are given by an ICC profile or as equal parts of red, green and blue.

Needs Ghostscript, and the readers of tests/validators/install.
"""

import re
import subprocess
import sys

import pikepdf


def inks(path):
    """Cyan, magenta, yellow and black of each page, in parts of its area."""
    printed = subprocess.run(["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=inkcov", "-o", "-", path],
                             capture_output=True, text=True, check=True).stdout
    return [[float(ink) for ink in found] for found in re.findall(r"^ *([\d.]+) +([\d.]+) +([\d.]+) +([\d.]+) CMYK OK$", printed, re.M)]


def main(paths):
    found = False
    for path in paths:
        pages = pikepdf.open(path).pages
        measured = inks(path)
        if len(measured) != len(pages):
            sys.exit(f"{path}: {len(pages)} pages, {len(measured)} measured")
        plain = [number for number, page in enumerate(pages) if not page.Resources.get("/XObject", {})]
        faults = [number + 1 for number in plain if any(measured[number][:3])]
        black = sum(measured[number][3] > 0 for number in plain)
        if faults or black == 0:
            found = True
            print(f"{path}: coloured inks on pages {faults}" if faults else f"{path}: no black on any page")
        else:
            print(f"{path}: black ink only on all {len(plain)} pages without pictures, {black} of them printed")
    sys.exit(found)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1:])
