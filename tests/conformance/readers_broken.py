"""Books that are broken on purpose, in the ways in which ours once were, for readers.py.

A test that finds nothing might be one that does not look. Each mistake is made in a sound book, and a system must show a fault of a
feature, with words that match a pattern.
"""

import re
import zipfile

QUAY = '<img class="picture"(?= src="images/tome1-images-quai.jpg")'


def change(name, pattern, new, count=1):
    """Replaces matches of `pattern` in the files whose names match `name`."""
    def make(files):
        done = 0
        for file in files:
            if re.fullmatch(rf"OEBPS/{name}", file):
                text, found = re.subn(pattern, new, files[file].decode(), count=count, flags=re.DOTALL)
                files[file], done = text.encode(), done + found
                if done and count:
                    return
        assert done, f"nothing like {pattern}"
    return make


def by(feature, pattern, *systems):
    """What the systems must show of a break."""
    return [(system, feature, pattern) for system in systems]


# The book, by its place among those that readers.py is given; what is broken, how, and who must see it in which feature.
MISTAKES = {
    "names": (-1, [
        ("another title", change("content.opf", '(<dc:title id="title">)', r"\1Autre "), by("title", "Autre", "MuPDF", "calibre")),
        ("contributors as authors", change("content.opf", ">ctb<", ">aut<", 0), by("authors", "Hors", "foliate-js", "Readium")),
        ("no series for calibre", change("content.opf", r'<meta name="calibre:series.*?>\n', "", 0),
         by("series", "None", "calibre", "Readium")),
        ("another language", change("content.opf", "(<dc:language>)fr", r"\1en"), by("language", "en", "calibre", "EbookLib", "epub.js")),
        ("no word on the letters", change("content.opf", "<[^>]*>displayTransformability</meta>", ""),
         by("access", "visual-adjustments", "Readium")),
        ("a page that is not listed", change("nav.xhtml", '<li><a href="[^"]*#page_2">2</a></li>', ""),
         by("pages", " for ", "foliate-js", "Readium", "EbookLib")),
        ("two texts exchanged", change("content.opf", r'(<itemref idref="id_premier.xhtml"/>)(\s*)(<itemref [^>]*>)', r"\3\2\1"),
         by("order", "premier", "foliate-js", "epub.js", "Readium", "EbookLib") + by("words", "after", "MuPDF")),
        ("a picture of so many pixels", change("premier.xhtml", f"({QUAY})", r'\1 width="900" height="1200"'), by("pictures", "part", "MuPDF")),
        ("a note that is elsewhere", change("premier.xhtml", 'id="note_1"', 'id="note_9"'), by("notes", " of ", "foliate-js", "epub.js")),
    ]),
    "hidden": (-1, [
        ("pages and landmarks in the reading order", change("content.opf", "(</spine>)", r'<itemref idref="nav" linear="no"/>\1'),
         by("words", "Sommaire Sponsors", "MuPDF", "its TXT", "its DOCX")),
        ("contents without a text", change("nav.xhtml", '<li><a href="merci.xhtml">.*?</li>', ""), by("contents", "", "foliate-js", "Readium")),
    ]),
    "styles": (-1, [
        ("a call that is no link", change("premier.xhtml", '<a epub:type="noteref"[^>]*>1</a>', "1"),
         by("notes", " of ", "foliate-js", "its AZW3")),
        ("a word of the style sheet", change("stylesheet.css", r'(biography a.external::after \{ content: )""', r"\1none"),
         by("words", "none", "MuPDF")),
        ("a picture that is missing", change("premier.xhtml", f"({QUAY}[^>]*)quai.jpg", r"\1no.jpg"),
         by("pictures", "not drawn", "foliate-js", "epub.js") + by("pictures", "7 of 8", "MuPDF")),
    ]),
    "signs": (0, [
        ("centuries in small capitals alone",
         change(r".*\.xhtml", '<span class="all-small-caps">XVI</span>', '<span class="small-caps">xvi</span>'),
         by("words", "century", "its TXT", "its DOCX", "its AZW3", "MuPDF")),
    ]),
    "separators": (2, [
        ("separators without text", change(r".*\.xhtml", '<p [^>]*role="separator"[^>]*>.*?</p>', '<hr class="separator"/>', 0),
         by("words", "separators", "MuPDF", "EbookLib", "its DOCX")),
    ]),
}


def books(sound, folder):
    """Writes the broken books into `folder`: {path: (path of the sound book, what must be seen)}."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {}
    for name, (place, mistakes) in MISTAKES.items():
        with zipfile.ZipFile(sound[place]) as whole:
            files = {file: whole.read(file) for file in whole.namelist()}
        for _, make, _ in mistakes:
            make(files)
        path = folder / f"{name}.epub"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as changed:
            for file, data in files.items():
                changed.writestr(file, data, zipfile.ZIP_STORED if file == "mimetype" else None)
        made[str(path)] = (sound[place], [(what, *seen) for what, _, by in mistakes for seen in by])
    return made
