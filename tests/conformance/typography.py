#!/usr/bin/env python3
"""Fails when the typographic report of a book has faults that a typographer would not accept.

usage: typography.py REPORT.json...     (made by make-book TOME --report output/REPORT.json)

A volume must not have: a line beyond its measure, a widow, an orphan, a heading at the foot of a page, three hyphens in a row, a missing
glyph, a right-hand page that ends inside a word, a last page of fewer than four lines. Of its spreads whose text runs on, 95 % must end
at the same height; in a short volume one may not. Prints the figures, and each fault with its place.
"""

import json
import sys

NONE = ["overfull", "missing-glyph", "widow", "orphan", "heading-at-foot", "hyphen-run", "recto-hyphen", "short-last-page"]
LEVEL = 95.0
# A short volume, where one spread is more than 5 %, may have this many uneven ones.
FEW = 1


def place(finding):
    source = finding.get("path") or "?"
    if finding.get("line") is not None:
        source += f":{finding['line']}:{finding['column']}"
    return f"p. {finding['folio']} ({finding['page']}) {source} {finding['text'][:70]}"


def look_over(volume):
    """Prints the figures of a volume. Returns its faults."""
    figures, findings = volume["figures"], volume["findings"]
    found, spaces = figures["found"], figures["word-spaces"]
    shares = spaces["percentiles"]
    print(f"{volume['tome']}: {figures['pages']} pages, {figures['lines']} lines, {figures['hyphens-per-100-lines']} hyphens in 100"
          f" lines, {figures['longest-hyphen-run']} in a row at most")
    print(f"  word spaces {shares['50']} × (1 %: {shares['1']}, 99 %: {shares['99']}, deviation {spaces['deviation']}),"
          f" {spaces['looser-than-1.5']} lines looser than 1.5 ×, {spaces['tighter-than-0.8']} tighter than 0.8 ×")
    print(f"  letters drawn from {figures['letters-narrowest-percent']} % to {figures['letters-widest-percent']} % wider than the face")
    print(f"  level spreads {figures['level-spreads']} of {figures['spreads']} ({figures['level-spreads-percent']} %)")
    print("  " + ", ".join(f"{count} {kind}" for kind, count in found.items()))
    forbidden = [kind for kind in NONE if found[kind]]
    faults = [f"{volume['tome']}: {found[kind]} {kind}" for kind in forbidden]
    if figures["lines"] == 0 or spaces["lines"] == 0:
        faults.append(f"{volume['tome']}: no line was measured")
    uneven = figures["spreads"] - figures["level-spreads"]
    if figures["level-spreads-percent"] < LEVEL and uneven > FEW:
        faults.append(f"{volume['tome']}: {uneven} of {figures['spreads']} spreads are not level")
        forbidden.append("uneven-spread")
    shown = {}
    for finding in findings:
        kind = finding["kind"]
        shown[kind] = shown.get(kind, 0) + 1
        if kind in forbidden and shown[kind] <= 20:
            print(f"  {kind} {place(finding)}")
    return faults


def main(paths):
    if not paths:
        sys.exit(__doc__)
    faults = []
    for path in paths:
        with open(path, encoding="utf-8") as file:
            volumes = json.load(file)["tomes"]
        if not volumes:
            faults.append(f"{path}: no volume")
        for volume in volumes:
            faults += look_over(volume)
    for fault in faults:
        print(f"!! {fault}")
    sys.exit(bool(faults))


main(sys.argv[1:])
