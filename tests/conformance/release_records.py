#!/usr/bin/env python3
"""Reads the records of a release with libraries of other people and compares what they understood with release.json.

usage: release_records.py FOLDER BASE PAGE.html…
       release_records.py --broken FOLDER BASE COPY    plants one fault after another into COPY; each must be found

r2-opds-js reads both feeds, opds-feed-parser the older one, citation-js three of the citation files (validators/records.mjs), Typst (by
hayagriva) the fourth; extruct reads the structured data of the pages, and html-validate the pages themselves.
"""

import contextlib
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import extruct
import pymupdf
import typst
from planted import count_missed
from release import facts_of_epub

faults = []


def check(holds, message):
    if not holds:
        faults.append(message)
        print(message)


def plain(text):
    """A text with plain spaces."""
    return re.sub(r"\s+", " ", (text or "").replace("\u00a0", " ").replace("\u202f", " ")).strip()


def bare(text):
    """The letters and digits of a text: styles of citation change what is between them, and the case."""
    return re.sub(r"[\W_]+", "", text).casefold()


def judge_feeds(understood, volumes, base, people):
    for reader, publications in understood.items():
        check([one["identifier"] for one in publications] == [volume["files"][0]["identifier"] for volume in volumes], f"{reader}: identifiers")
        for volume, found in zip(volumes, publications, strict=True):
            where = f"{reader}, {volume['tome']}"
            check(plain(found["title"]) == plain(volume["title"]), f"{where}: title {found['title']!r}")
            check(found["authors"] == people, f"{where}: authors {found['authors']}")
            check(found["links"] == {base + file["path"]: file["type"] for file in volume["files"]}, f"{where}: links {found['links']}")
            check([name for name, _ in found["series"]] == [plain(volume["work"])], f"{where}: series {found['series']}")
            # opds-feed-parser keeps the name of a series alone.
            check(all(place in (volume["number"], None) for _, place in found["series"]), f"{where}: place {found['series']}")
            check(found.get("pages", volume["pages"]) == volume["pages"], f"{where}: pages {found.get('pages')}")
            check(found.get("images") in (None, [base + cover["path"] for cover in volume["covers"]]), f"{where}: covers {found.get('images')}")


def judge_citations(understood, volumes):
    for file, entries in understood.items():
        wanted = [(volume, text) for volume in volumes for text in [None, *volume["texts"]]]
        check(len(entries) == len(wanted), f"{file} in citation-js: {len(entries)} entries, not {len(wanted)}")
        for found, (volume, text) in zip(entries, wanted):
            where = f"{file} in citation-js, {(text or volume).get('id', volume['tome'])}"
            check(plain(found["title"]).startswith(plain((text or volume)["title"])), f"{where}: title {found['title']!r}")
            check(str(found["year"]) == volume["date"][:4], f"{where}: year {found['year']}")
            check(plain(found["publisher"]) == plain(volume["publisher"]), f"{where}: publisher {found['publisher']!r}")
            if text:
                check(found["author"] == text["authors"], f"{where}: authors {found['author']}, not {text['authors']}")
                check((found.get("page") or "").replace("–", "-") == (text["pages"] or ""), f"{where}: pages {found.get('page')!r}")


def judge_typst(folder, volumes):
    """Each text with its authors and pages in a bibliography that Typst sets of our YAML."""
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "citations.yaml").write_bytes((folder / "citations.yaml").read_bytes())
        main = Path(place) / "main.typ"
        main.write_text('#set text(lang: "fr", hyphenate: false)\n#bibliography("citations.yaml", full: true, style: "chicago-notes")')
        printed = bare("".join(page.get_text() for page in pymupdf.open(stream=typst.compile(str(main)))))
    for volume in volumes:
        for text in volume["texts"]:
            check(bare(text["title"]) in printed, f"Typst prints no {text['title']!r}")
            for author in text["authors"]:
                check(bare(author) in printed, f"Typst prints no {author!r}")


def judge_pages(paths, folder, volumes, base):
    for path in paths:
        objects = extruct.extract(path.read_text(), base_url=base, syntaxes=["json-ld"])["json-ld"]
        by_id = {one["@id"]: one for one in objects}
        check(len(by_id) == len(objects) and all(isinstance(one["@type"], str) for one in objects), f"{path.name}: objects with two types, or one identifier")

        def references(value):
            if isinstance(value, dict):
                if set(value) == {"@id"}:
                    yield value["@id"]
                value = list(value.values())
            if isinstance(value, list):
                for part in value:
                    yield from references(part)

        for one in objects:
            check(set(references(list(one.values()))) <= set(by_id), f"{path.name}: {one['@id']} refers to what is not there")
        for volume in volumes:
            found = by_id.get(volume["files"][0]["identifier"], {})
            check(plain(found.get("name")) == plain(volume["title"]), f"{path.name}: {volume['tome']}: name {found.get('name')!r}")
            files = {one["contentUrl"].removeprefix(base): (one["encodingFormat"], int(one["contentSize"])) for one in found.get("encoding", [])}
            check(files == {file["path"]: (file["type"], file["bytes"]) for file in volume["files"]}, f"{path.name}: {volume['tome']}: files {files}")
            check(found.get("datePublished") == volume["date"], f"{path.name}: {volume['tome']}: date {found.get('datePublished')!r}")
        texts = {f"{volume['files'][0]['identifier']}#{text['id']}": text for volume in volumes for text in volume["texts"]}
        chapters = [one for one in objects if one["@type"] == "Chapter"]
        check(bool(chapters) == (path.name != "index.html"), f"{path.name}: {len(chapters)} chapters")
        for one in chapters:
            text = texts.get(one["@id"], {})
            said = (plain(one["name"]), [person["name"] for person in one["author"]], one.get("pagination"))
            check(said == (plain(text.get("title")), text.get("authors"), text.get("pages")), f"{path.name}: chapter {said}")


def judge(folder, base, paths):
    faults.clear()
    listing = json.loads((folder / "release.json").read_text())
    volumes = [{**volume, "publisher": listing["publisher"], "work": listing["title"]} for volume in listing["volumes"]]
    records = Path(os.environ.get("VALIDATORS") or "target/validators") / "bin/records"
    understood = json.loads(subprocess.run([records, folder], check=True, capture_output=True, text=True).stdout)
    judge_citations(understood.pop("citations"), volumes)
    judge_feeds(understood, volumes, base, facts_of_epub(folder / volumes[0]["files"][0]["path"])["creators"])
    judge_typst(folder, volumes)
    judge_pages(paths, folder, volumes, base)
    pages = subprocess.run([records, "--pages", *paths], capture_output=True, text=True)
    check(pages.returncode == 0, pages.stdout or pages.stderr)
    return list(faults)


# Faults that must be found, each in a file of the release.
BREAKS = [
    ("opds.json", '"Collectif"', '"Collectifs"'),
    ("opds.json", '"position": 1', '"position": 3'),
    ("opds.xml", 'type="application/epub+zip"', 'type="application/epub"'),
    ("opds.xml", "<name>Collectif</name>", "<name>Collectifs</name>"),
    ("citations.bib", "pages = {2--4}", "pages = {2--5}"),
    ("citations.ris", "AU  - L’équipe de veille", "AU  - L’équipe de nuit"),
    ("citations.csl.json", '"page": "2-4"', '"page": "2"'),
    # As a plain string, this name is taken apart and lost.
    ("citations.yaml", '{ name: "Le comité de lecture" }', '"Le comité de lecture"'),
    ("index.html", '"@type":"PublicationVolume"', '"@type":["PublicationVolume","Book"]'),
    ("index.html", '"isPartOf":{"@id":"urn:uuid:', '"isPartOf":{"@id":"urn:uuid:0'),
    ("index.html", "<h1>", "<h1><p></p>"),
    ("tome1-lexique-d-un-monde-abrege.html", '"pagination":"', '"pagination":"9'),
]


def judge_broken(folder, base, copy):
    def judge_copy(_):
        pages = [path for path in sorted(copy.glob("*.html")) if not path.name.endswith(".fragment.html")]
        with contextlib.redirect_stdout(io.StringIO()):
            return judge(copy, base, pages)

    return count_missed(folder, copy, BREAKS, judge_copy)


def main():
    if sys.argv[1] == "--broken":
        sys.exit(1 if judge_broken(Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4])) else 0)
    paths = [Path(path) for path in sys.argv[3:]]
    found = judge(Path(sys.argv[1]), sys.argv[2], paths)
    print(f"records read back: {len(paths)} pages, {len(found)} faults")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
