#!/usr/bin/env python3
"""Turns tomes of the peers' generator (each a folder with book.yaml, NNN-slug.md, photos/ and images/) into a project of ours.

usage: convert.py CORPUS_TOME... PROJECT     (needs PyYAML; one tome folder each becomes tome1, tome2, …)

Every text keeps its words; its author becomes an entry of people.yaml with portrait and biography. The same input gives the same files.
"""

import re
import shutil
import sys
import unicodedata
from pathlib import Path

import yaml

# Names of the generator that have another name in our format.
HEADER = re.compile(r"\A---\n(.*?)\n---\n", re.S)


def slug(text):
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-") or "x"


def dump(value, path):
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8")


class Registry:
    """Writes people.yaml. People are told apart by name and portrait, because the generator reuses names."""

    def __init__(self):
        self.people = {}

    def add(self, meta, portrait):
        given, _, family = meta["author"].partition(" ")
        base = slug(meta["author"])
        key, count = base, 1
        while key in self.people:
            count += 1
            key = f"{base}-{count}"
        self.people[key] = {
            "name": {"given": given, "family": family},
            "role": meta["role"],
            "organisation": meta["organisation"],
            "portrait": {"file": portrait, "alt": f"Portrait de {meta['author']}"},
            "bio": meta["bio"],
        }
        return key


def convert_tome(source, number, project, registry):
    tome = project / f"tome{number}"
    (tome / "images").mkdir(parents=True)
    portraits = project / "book" / "images"
    portraits.mkdir(parents=True, exist_ok=True)
    for picture in sorted((source / "images").glob("fig*.png")):
        shutil.copy(picture, tome / "images" / picture.name)
    declared = yaml.safe_load((source / "book.yaml").read_text(encoding="utf-8"))
    body = []
    for part in declared["parts"]:
        names = []
        for name in part["files"]:
            text = (source / name).read_text(encoding="utf-8")
            header = HEADER.match(text)
            meta = yaml.safe_load(header[1])
            portrait = f"images/t{number}-{Path(meta['photo']).name}"
            shutil.copy(source / meta["photo"], project / "book" / portrait)
            key = registry.add(meta, portrait)
            ours = {"title": meta["title"], "kind": "text", "authors": [key], "status": "approved"}
            front = yaml.safe_dump(ours, allow_unicode=True, sort_keys=False, width=10_000)
            # Texts of namesakes have the same file name in the generator's tome; the key of the person makes it unique.
            named = f"{name.split('-')[0]}-{key}.md"
            (tome / named).write_text(f"---\n{front}---\n{text[header.end():]}", encoding="utf-8")
            names.append(named)
        body.append({"part": part["title"], "texts": names})
    front = ["half-title", "title", "legal", "sponsors", "contents"]
    back = ["contributors", "index", "colophon", "back-cover"]
    dump({"number": number, "date": "2025", "summary": declared["subtitle"], "front": front, "body": body, "back": back}, tome / "tome.yaml")
    return declared


def main():
    *sources, target = map(Path, sys.argv[1:])
    if not sources:
        sys.exit(__doc__)
    shutil.rmtree(target, ignore_errors=True)
    (target / "book" / "logos").mkdir(parents=True)
    registry = Registry()
    declared = [convert_tome(source, number, target, registry) for number, source in enumerate(sources, 1)]
    sponsors = []
    for sponsor in declared[0]["sponsors"]:
        logo = Path(sponsor["logo"]).name
        shutil.copy(sources[0] / sponsor["logo"], target / "book" / "logos" / logo)
        sponsors.append({"name": sponsor["name"], "tier": "patron", "logo": {"file": f"logos/{logo}", "alt": sponsor["name"]}})
    dump({"tiers": [{"id": "patron", "title": "Mécènes"}], "sponsors": sponsors}, target / "book" / "sponsors.yaml")
    registry.people["le-comite"] = {"name": "Le comité de lecture"}
    dump(registry.people, target / "book" / "people.yaml")
    tomes = [f"tome{number}" for number in range(1, len(sources) + 1)]
    work = {
        "title": declared[0]["title"],
        "subtitle": "Livre blanc collaboratif",
        "language": "fr-FR",
        "editors": ["le-comite"],
        "collective": "& Collectif",
        "publisher": {"name": "Les éditions du banc d’essai", "address": ["1, rue de l’Essai", "25000 Besançon", "France"]},
        "rights": "© 2025 les auteurs",
        "date": "2025",
        "tomes": tomes,
    }
    dump(work, target / "book" / "book.yaml")


main()
