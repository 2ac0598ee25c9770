#!/usr/bin/env python3
"""Compares offprints with the volumes that they are taken from.

usage: offprint.py RELEASE OFFPRINTS

For each text of release.json with a pair of files in OFFPRINTS: the pages of the PDF are those of the volume, with the same labels, words
and size; its structure tree holds one article, whose first heading is of level 1; links lead to pages that are there; title and authors
are those of the text. The EPUB has the same page list, title and authors, and claims neither ISBN nor conformity of the volume.
"""

import json
import re
import sys
import zipfile
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
from lxml import etree
from release import OPF, facts_of_epub, plain

faults = []


def check(holds, message):
    if not holds:
        faults.append(message)
        print(message)


def elements(node):
    """The structure types below a node, in order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid.S)
            yield from elements(kid)


def words(document, number):
    return document[number].get_textpage().get_text_bounded().split()


def judge_pdf(path, volume_path, text):
    where = path.name
    labels, of_volume = pypdf.PdfReader(path).page_labels, pypdf.PdfReader(volume_path).page_labels
    first, last = (text["pages"].split("-") * 2)[:2]
    check((labels[0], labels[-1]) == (first, last), f"{where}: labels {labels}, not {text['pages']}")
    start = of_volume.index(first)
    check(labels == of_volume[start : start + len(labels)], f"{where}: labels {labels}")
    ours, whole = pypdfium2.PdfDocument(path), pypdfium2.PdfDocument(volume_path)
    for number in range(len(ours)):
        check(words(ours, number) == words(whole, start + number), f"{where}: the words of page {labels[number]}")
        check(ours[number].get_size() == whole[start + number].get_size(), f"{where}: the size of page {labels[number]}")
    with pikepdf.open(path) as pdf:
        types = list(elements(pdf.Root.StructTreeRoot))
        headings = [one for one in types if re.fullmatch(r"/H\d", one)]
        check(types.count("/Art") + types.count("/Article") <= 1, f"{where}: {types.count('/Art')} articles")
        check(headings[:1] == ["/H1"], f"{where}: first heading {headings[:1]}")
        with pdf.open_metadata() as metadata:
            check(plain(metadata.get("dc:title")).startswith(plain(text["title"])), f"{where}: title {metadata.get('dc:title')!r}")
            check(list(metadata.get("dc:creator") or []) == text["authors"], f"{where}: authors {metadata.get('dc:creator')}")
        pages = {page.objgen for page in pdf.pages}
        names = dict(pikepdf.NameTree(pdf.Root.Names.Dests).items()) if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names else {}
        places = {name: place.D if isinstance(place, pikepdf.Dictionary) else place for name, place in names.items()}
        check(all(place[0].objgen in pages for place in places.values()), f"{where}: a destination on no page")
        for page in pdf.pages:
            for note in page.get("/Annots", []):
                target = note.get("/Dest") or note.get("/A", {}).get("/D")
                if isinstance(target, pikepdf.String):
                    check(str(target) in places, f"{where}: a link to {target}, which is not there")
    return labels


def judge_epub(path, text, labels):
    where = path.name
    facts = facts_of_epub(path)
    check(plain(facts["title"]).startswith(plain(text["title"])), f"{where}: title {facts['title']!r}")
    check(facts["creators"] == text["authors"] and not facts["editors"], f"{where}: authors {facts['creators']}, editors {facts['editors']}")
    check(facts["identifier"].startswith("urn:uuid:") and not facts["certified"], f"{where}: claims of the volume")
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        navigation = etree.fromstring(archive.read(next(name for name in names if name.endswith("nav.xhtml"))))
        listed = navigation.xpath("//*[local-name()='nav'][@*[local-name()='type']='page-list']//*[local-name()='a']")
        check(set(link.text for link in listed) <= set(labels) and listed[0].text == labels[0], f"{where}: page list {[link.text for link in listed]}")
        package = etree.fromstring(archive.read(next(name for name in names if name.endswith(".opf"))))
        check(len(package.findall(".//opf:itemref", OPF)) <= 3, f"{where}: other texts in the spine")
    return facts["identifier"]


def main():
    release, folder = Path(sys.argv[1]), Path(sys.argv[2])
    listing = json.loads((release / "release.json").read_text())
    identifiers, count = [], 0
    for volume in listing["volumes"]:
        files = {file["format"]: release / file["path"] for file in volume["files"]}
        identifiers.append(volume["files"][0]["identifier"])
        for text in volume["texts"]:
            found = [path for path in folder.glob(f"*-tome-{volume['number']}_{text['id']}.pdf")]
            for path in found:
                count += 1
                labels = judge_pdf(path, files["PDF"], text)
                identifiers.append(judge_epub(path.with_suffix(".epub"), text, labels))
    check(len(set(identifiers)) == len(identifiers), "an identifier twice")
    check(count == len(list(folder.glob("*.pdf"))) and count > 0, f"{count} offprints were compared")
    print(f"offprints: {count}, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
