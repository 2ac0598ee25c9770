#!/usr/bin/env python3
"""Reads every record of a release with programs that are not ours, and compares what they say.

usage: release.py FOLDER BASE                  judges the release
       release.py --pages PAGE.html…           judges pages of the web
       release.py --broken FOLDER BASE COPY    plants one fault after another into COPY; each must be found

Read: onix.xml by onixcheck (XSD and RELAX NG) and by rules that no schema has; opds.json by palace-webpub-manifest-parser; opds.xml by
feedparser; pages by html5lib; citations by pybtex, rispy and PyYAML; the package of the EPUB and the metadata of the PDF by lxml and pikepdf.
"""

import contextlib
import hashlib
import io
import json
import re
import sys
import zipfile
from pathlib import Path

import feedparser
import html5lib
import onixcheck
import pikepdf
import rispy
import yaml
from lxml import etree
from planted import count_missed
from pybtex.database import parse_file
from webpub_manifest_parser.opds2 import OPDS2FeedParserFactory

ONIX = "{http://ns.editeur.org/onix/3.1/reference}"
OPF = {"opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/", "c": "urn:oasis:names:tc:opendocument:xmlns:container"}
XSD = "{http://www.w3.org/2001/XMLSchema}"

faults = []


def check(holds, message):
    if not holds:
        faults.append(message)


def plain(text):
    """A text with plain spaces, as readers that lose the French ones give it back."""
    return re.sub(r"\s+", " ", (text or "").replace("\u00a0", " ").replace("\u202f", " ")).strip()


def code_list(number):
    """The codes of a list, from the schemas that onixcheck carries."""
    path = Path(onixcheck.__file__).parent / "schema/xsd3.1/ONIX_BookProduct_CodeLists.xsd"
    for kind in etree.parse(path).iter(XSD + "simpleType"):
        if kind.get("name") == f"List{number}":
            return {code.get("value") for code in kind.iter(XSD + "enumeration")}
    raise SystemExit(f"no code list {number}")


def texts(element, path):
    return [found.text or "" for found in element.iterfind("/".join(ONIX + step for step in path.split("/")))]


def isbn_is_right(digits):
    return re.fullmatch(r"97[89]\d{10}", digits) and sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10 == 0


# What no schema sees: measured in guide/publishing.md -----------------------------------------------------------------------


def judge_onix(path):
    messages = onixcheck.validate(str(path), schemas=("xsd", "rng"))
    check(not messages, f"onixcheck: {[message.message for message in messages][:3]}")
    root = etree.parse(path).getroot()
    check(root.tag == ONIX + "ONIXMessage" and root.get("release") == "3.1", "ONIX: namespace or release")
    features = {"09": code_list(196), "15": code_list(220)}
    units = {"00": {"03"}, "02": {"01", "02"}, "07": {"03"}, "08": {"03"}, "22": {"17", "18", "19"}}
    formats = {"00": r"\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])", "01": r"\d{4}(0[1-9]|1[0-2])", "05": r"\d{4}"}
    products = root.findall(ONIX + "Product")
    references = [texts(product, "RecordReference")[0] for product in products]
    check(len(set(references)) == len(references), "ONIX: a record reference twice")
    for product in products:
        detail = product.find(ONIX + "DescriptiveDetail")
        form, details = texts(detail, "ProductForm"), texts(detail, "ProductFormDetail")
        check(form == ["ED"] and not [one for one in details if not re.match(r"E1\d\d", one)], f"ONIX: form {form} with detail {details}")
        for feature in detail.findall(ONIX + "ProductFormFeature"):
            kind, value = texts(feature, "ProductFormFeatureType")[0], texts(feature, "ProductFormFeatureValue")
            check(value and value[0] in features.get(kind, set()), f"ONIX: feature {kind} {value}")
            if value == ["91"]:
                check(re.fullmatch(formats["00"], texts(feature, "ProductFormFeatureDescription")[0]), "ONIX: date of assessment")
        for extent in detail.findall(ONIX + "Extent"):
            kind, unit = texts(extent, "ExtentType")[0], texts(extent, "ExtentUnit")[0]
            check(unit in units.get(kind, set()), f"ONIX: extent {kind} in unit {unit}")
        for date in product.iter(ONIX + "Date"):
            check(re.fullmatch(formats.get(date.get("dateformat"), "$."), date.text or ""), f"ONIX: date {date.text}")
        for identifier in product.iter(ONIX + "ProductIdentifier"):
            kind, value = texts(identifier, "ProductIDType")[0], texts(identifier, "IDValue")[0]
            check(kind not in ("03", "15") or isbn_is_right(value), f"ONIX: ISBN {value}")
            check(kind != "01" or value.startswith("urn:"), f"ONIX: own identifier {value}")
        for supply in product.iter(ONIX + "SupplyDetail"):
            prices = supply.findall(ONIX + "Price")
            check(bool(prices) != bool(texts(supply, "UnpricedItemType")), "ONIX: a price, or else a reason for none")
            check(all(texts(price, "CurrencyCode") for price in prices), "ONIX: price without currency")
        contributors = detail.findall(ONIX + "Contributor")
        check(contributors, "ONIX: no contributor")
        numbers = [texts(one, "SequenceNumber")[0] for one in contributors]
        check(numbers == [str(at + 1) for at in range(len(numbers))], "ONIX: order of contributors")
        for text in product.iter(ONIX + "Text"):
            # List 34: XHTML for several paragraphs, else plain.
            form = "05" if len(text) else "06"
            check("<" not in paragraphs(text) and text.get("textformat") == form, "ONIX: markup in a plain text")
    return root


def paragraphs(text):
    return "\n\n".join(part.text or "" for part in text) if len(text) else text.text or ""


# The facts of a volume in each record ----------------------------------------------------------------------------------------


def facts_of_epub(path):
    with zipfile.ZipFile(path) as archive:
        container = etree.fromstring(archive.read("META-INF/container.xml"))
        package = etree.fromstring(archive.read(container.find(".//c:rootfile", OPF).get("full-path")))
    get = lambda name: [element.text for element in package.iterfind(f".//dc:{name}", OPF)]
    refinements = [(meta.get("refines"), meta.get("property"), meta.text) for meta in package.iterfind(".//opf:meta", OPF)]
    editors = [element.text for element in package.iterfind(".//dc:creator", OPF) if (f"#{element.get('id')}", "role", "edt") in refinements]
    return {
        "identifier": get("identifier")[0], "title": get("title")[0], "language": get("language")[0], "publisher": get("publisher")[0],
        "date": get("date")[0], "creators": get("creator"), "editors": editors, "contributors": get("contributor"),
        "description": (get("description") or [""])[0], "subjects": epub_subjects(package),
        "mining": "03" if ("1" in [text for _, name, text in refinements if name == "tdm:reservation"]) else "01",
        "certified": any(name == "dcterms:conformsTo" for _, name, _ in refinements),
    }


def epub_subjects(package):
    """Scheme, code and words of each subject; scheme and code are empty for keywords."""
    of = {}
    for meta in package.iterfind(".//opf:meta[@refines]", OPF):
        of.setdefault(meta.get("refines")[1:], {})[meta.get("property")] = meta.text
    found = []
    for subject in package.iterfind(".//dc:subject", OPF):
        refined = of.get(subject.get("id"), {})
        code = refined.get("term", "")
        found.append((refined.get("authority", ""), code, "" if subject.text == code else subject.text))
    return sorted(found)


def onix_subjects(detail):
    schemes = {"93": "THEMA", "29": "CLIL", "10": "BISAC", "01": "DDC"} | dict.fromkeys(("94", "95", "96", "97", "98", "99"), "THEMA")
    found = []
    for subject in detail.findall(ONIX + "Subject"):
        scheme, code = texts(subject, "SubjectSchemeIdentifier")[0], (texts(subject, "SubjectCode") or [""])[0]
        words = (texts(subject, "SubjectHeadingText") or [""])[0]
        found += [("", "", word) for word in words.split("; ")] if scheme == "20" else [(schemes.get(scheme), code, words)]
    return sorted(found)


def judge_volume(folder, base, volume, onix, feed, atom, entries):
    files = {file["format"]: file for file in volume["files"]}
    epub = facts_of_epub(folder / files["EPUB"]["path"])
    name = volume["tome"]

    def same(what, here, there):
        check(plain(str(here)) == plain(str(there)), f"{name}: {what}: {here!r} is not {there!r} of the EPUB")

    same("title in release.json", volume["title"], epub["title"])
    same("date in release.json", volume["date"], epub["date"])
    same("identifier in release.json", files["EPUB"]["identifier"], epub["identifier"])
    with pikepdf.open(folder / files["PDF"]["path"]) as pdf:
        pages = len(pdf.pages)
        with pdf.open_metadata() as metadata:
            check(plain(metadata.get("dc:title")).startswith(plain(epub["title"]).split(".")[0]), f"{name}: title of the PDF")
    same("pages in release.json", volume["pages"], pages)

    # ONIX
    products = {texts(product, "RecordReference")[0]: product for product in onix.findall(ONIX + "Product")}
    for kind, file in files.items():
        product = products.get(file["identifier"])
        if product is None:
            check(False, f"{name}: no ONIX record of the {kind}")
            continue
        detail = product.find(ONIX + "DescriptiveDetail")
        same(f"title in ONIX of the {kind}", texts(detail, "TitleDetail/TitleElement/TitleText")[0], epub["title"])
        same(f"publisher in ONIX of the {kind}", texts(product, "PublishingDetail/Publisher/PublisherName")[0], epub["publisher"])
        same(f"date in ONIX of the {kind}", texts(product, "PublishingDetail/PublishingDate/Date")[0], epub["date"].replace("-", ""))
        same(f"summary in ONIX of the {kind}", paragraphs(product.find(f"{ONIX}CollateralDetail/{ONIX}TextContent/{ONIX}Text")), epub["description"])
        same(f"subjects in ONIX of the {kind}", onix_subjects(detail), epub["subjects"])
        usage = texts(detail, "EpubUsageConstraint/EpubUsageStatus")[0]
        same(f"mining in ONIX of the {kind}", usage, epub["mining"])
        people = detail.findall(ONIX + "Contributor")
        shown = {plain((texts(one, "PersonName") or texts(one, "CorporateName"))[0]): texts(one, "ContributorRole") for one in people}
        edited = sorted(person for person, roles in shown.items() if "B01" in roles)
        same(f"editors in ONIX of the {kind}", edited, sorted(map(plain, epub["editors"])))
        missing = set(map(plain, epub["creators"] + epub["contributors"])) - set(shown)
        # Roles of the EPUB that list 17 does not have: layout and proofreading.
        check(not missing, f"{name}: not in ONIX of the {kind}: {missing}")
        extents = {texts(one, "ExtentType")[0]: texts(one, "ExtentValue")[0] for one in detail.findall(ONIX + "Extent")}
        same(f"bytes in ONIX of the {kind}", extents["22"], (folder / file["path"]).stat().st_size)
        same(f"words in ONIX of the {kind}", extents["02"], volume["words"])
        if kind == "PDF":
            same("pages in ONIX", extents["07"], pages)
        codes = {value for one in detail.findall(ONIX + "ProductFormFeature") for value in texts(one, "ProductFormFeatureValue")}
        check(epub["certified"] or not codes & {"04", "05", "06", "80", "81", "82", "84", "85", "90"}, f"{name}: ONIX claims what nobody signed")

    # OPDS 2.0 and 1.2
    publication = next((one for one in feed.publications if one.metadata.identifier == epub["identifier"]), None)
    check(publication is not None, f"{name}: not in opds.json")
    if publication is not None:
        metadata = publication.metadata
        same("title in OPDS 2.0", metadata.title, epub["title"])
        same("language in OPDS 2.0", metadata.languages[0], epub["language"])
        same("authors in OPDS 2.0", [person.name for person in metadata.authors], epub["creators"])
        check(metadata.number_of_pages == pages, f"{name}: pages in OPDS 2.0: {metadata.number_of_pages}")
        links = {link.href: link.type for link in publication.links}
        check(links == {base + file["path"]: file["type"] for file in files.values()}, f"{name}: links in OPDS 2.0: {links}")
    entry = next((one for one in atom.entries if one.id == epub["identifier"]), None)
    check(entry is not None, f"{name}: not in opds.xml")
    if entry is not None:
        same("title in OPDS 1.2", entry.title, epub["title"])
        same("authors in OPDS 1.2", [author.name for author in entry.authors], epub["creators"])
        same("summary in OPDS 1.2", entry.summary, epub["description"])
        links = {link.href: link.type for link in entry.links if "acquisition" in link.rel}
        check(links == {base + file["path"]: file["type"] for file in files.values()}, f"{name}: links in OPDS 1.2: {links}")

    # Citations: the volume and each of its texts, in four forms.
    wanted = {name: (volume["title"], None)}
    for text in volume["texts"]:
        wanted[f"{name}-{text['id']}"] = (text["title"], text["pages"])
    for key, (title, pages) in wanted.items():
        for form, found in entries.items():
            check(key in found, f"{key}: not in {form}")
            if key in found:
                got_title, got_pages = found[key]
                check(plain(got_title).startswith(plain(title)), f"{key} in {form}: title {got_title!r}")
                check((got_pages or None) == (pages or None), f"{key} in {form}: pages {got_pages!r}, not {pages!r}")


def judge_pages(paths):
    """HTML without a parse error, one h1, no identifier twice, links within the page lead somewhere, structured data that joins up."""
    faults.clear()
    for path in paths:
        text, name = path.read_text(), path.name
        is_whole = not name.endswith(".fragment.html")
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        tree = parser.parse(text) if is_whole else parser.parseFragment(text)
        errors = [f"{code} at {place}" for place, code, _ in parser.errors]
        check(not errors, f"{name}: {errors[:3]}")
        identifiers = [element.get("id") for element in tree.iter() if element.get("id")]
        check(len(set(identifiers)) == len(identifiers), f"{name}: an identifier twice")
        anchors = [element.get("href")[1:] for element in tree.iter("a") if (element.get("href") or "").startswith("#")]
        check(set(anchors) <= set(identifiers), f"{name}: {set(anchors) - set(identifiers)} lead nowhere")
        check(len(list(tree.iter("h1"))) == 1, f"{name}: one h1")
        if is_whole:
            data = json.loads(next(element.text for element in tree.iter("script") if element.get("type") == "application/ld+json"))
            known = {one["@id"] for one in data}
            check(all(isinstance(one["@type"], str) and one["@context"] == "https://schema.org" for one in data), f"{name}: types")
            parts = [part["@id"] for one in data for part in [one.get("isPartOf"), *one.get("hasPart", [])] if part]
            check(set(parts) <= known, f"{name}: structured data: {set(parts) - known} is nowhere")
    for fault in faults:
        print(fault)
    print(f"{len(paths)} pages: {len(faults)} faults")
    return len(faults)


def read_citations(folder, keys):
    bare = lambda text: re.sub(r"\\([&%$#_{}])", r"\1", (text or "")).replace("{", "").replace("}", "")
    csl = {one["id"]: (one["title"], one.get("page")) for one in json.loads((folder / "citations.csl.json").read_text())}
    bib = {
        key: (bare(entry.fields["title"]), entry.fields.get("pages", "").replace("--", "-"))
        for key, entry in parse_file(str(folder / "citations.bib")).entries.items()
    }
    typst = {key: (one["title"], one.get("page-range")) for key, one in yaml.safe_load((folder / "citations.yaml").read_text()).items()}
    with open(folder / "citations.ris", encoding="utf-8", newline="") as file:
        records = rispy.load(file)
    pages = lambda one: "-".join(dict.fromkeys(filter(None, (one.get("start_page"), one.get("end_page")))))
    # RIS has no keys: its records are in the order of the others.
    ris = {key: (one.get("title") or one.get("primary_title"), pages(one)) for key, one in zip(keys, records, strict=True)}
    return {"CSL": csl, "BibLaTeX": bib, "hayagriva": typst, "RIS": ris}


def judge(folder, base):
    faults.clear()
    listing = json.loads((folder / "release.json").read_text())
    sums = dict(line.split("  ")[::-1] for line in (folder / "SHA256SUMS").read_text().splitlines())
    names = {path.name for path in folder.iterdir()} - {"SHA256SUMS"}
    check(names == set(sums), f"SHA256SUMS: {names ^ set(sums)}")
    listed = [*listing["records"], *(file for volume in listing["volumes"] for file in [*volume["files"], *volume["covers"]])]
    for path in names:
        data = (folder / path).read_bytes()
        check(sums.get(path) == hashlib.sha256(data).hexdigest(), f"SHA256SUMS: {path}")
    for file in listed:
        check((folder / file["path"]).stat().st_size == file["bytes"] and sums.get(file["path"]) == file["sha256"], f"release.json: {file['path']}")
    onix = judge_onix(folder / "onix.xml")
    with contextlib.redirect_stdout(io.StringIO()):
        result = OPDS2FeedParserFactory().create().parse_file(str(folder / "opds.json"))
    check(not result.errors, f"OPDS 2.0: {[str(error) for error in result.errors][:3]}")
    atom = feedparser.parse((folder / "opds.xml").read_bytes())
    check(not atom.bozo, f"OPDS 1.2: {atom.get('bozo_exception')}")
    keys = [key for volume in listing["volumes"] for key in [volume["tome"], *(f"{volume['tome']}-{text['id']}" for text in volume["texts"])]]
    entries = read_citations(folder, keys)
    for volume in listing["volumes"]:
        judge_volume(folder, base, volume, onix, result.root, atom, entries)
    return list(faults)


# Faults that must be found ----------------------------------------------------------------------------------------------------

BREAKS = [
    ("onix.xml", "<ProductFormFeatureValue>11<", "<ProductFormFeatureValue>ZZ<"),
    ("onix.xml", '<Date dateformat="01">201609<', '<Date dateformat="01">201613<'),
    ("onix.xml", "<ExtentUnit>17<", "<ExtentUnit>03<"),
    ("onix.xml", "<UnpricedItemType>01</UnpricedItemType>", "<Price><PriceType>04</PriceType><PriceAmount>0</PriceAmount></Price>"),
    ("onix.xml", "<PersonName>Alban Jarry<", "<PersonName>Alban Jary<"),
    ("onix.xml", "<EpubUsageStatus>03<", "<EpubUsageStatus>01<"),
    ("onix.xml", "<ProductFormFeatureValue>32<", "<ProductFormFeatureValue>85<"),
    ("opds.json", '"numberOfPages"', '"numberOfPage"'),
    ("opds.json", ".epub", ".epb"),
    ("opds.xml", "<name>Collectif</name>", "<name>Collectifs</name>"),
    ("citations.bib", "pages = {2--4}", "pages = {2--5}"),
    ("citations.ris", "TI  - De la mention", "TI  - De la pension"),
    ("citations.csl.json", '"page": "2-4"', '"page": "2"'),
    ("citations.yaml", 'page-range: "2-4"', 'page-range: "3-4"'),
    ("release.json", '"pages": 6', '"pages": 7'),
    ("SHA256SUMS", "opds.xml", "opds.xm"),
]


def judge_broken(folder, base, copy):
    def judge_copy(file):
        # A sum that differs tells of every fault: the sums are made anew.
        if file != "SHA256SUMS":
            sums = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(copy.iterdir()) if path.name != "SHA256SUMS")
            (copy / "SHA256SUMS").write_text(sums)
        try:
            return [fault for fault in judge(copy, base) if not fault.startswith("release.json: ")]
        except (KeyError, ValueError, IndexError) as error:
            return [repr(error)]

    return count_missed(folder, copy, BREAKS, judge_copy, most=1)


def main():
    arguments = sys.argv[1:]
    if arguments[0] == "--pages":
        sys.exit(1 if judge_pages([Path(path) for path in arguments[1:]]) else 0)
    if arguments[0] == "--broken":
        sys.exit(1 if judge_broken(Path(arguments[1]), arguments[2], Path(arguments[3])) else 0)
    found = judge(Path(arguments[0]), arguments[1])
    for fault in found:
        print(fault)
    listing = json.loads((Path(arguments[0]) / "release.json").read_text())
    texts_count = sum(len(volume["texts"]) for volume in listing["volumes"])
    print(f"release of {len(listing['volumes'])} volumes and {texts_count} texts: {len(found)} faults")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
