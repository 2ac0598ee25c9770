"""What an author can repeat: each construct as a project with n of it, and the command that reads it.

`CONSTRUCTS` maps a name to (n, make). `make(project, n)` changes a fresh project (`make-book new book`) and returns the arguments of the
program; none builds the tome.
"""

import base64
import shutil
import struct
import zlib

HEADER = "---\ntitle: {title}\nkind: {kind}\nauthors: [redaction]\nstatus: approved\n---\n"
IMPORT = ["import", "../page", "--tome", "tome1", "--author", "redaction"]


def text(project, body, title="First text", kind="text", name="01-first-text.md", tome="tome1"):
    (project / tome / name).write_text(HEADER.format(title=title, kind=kind) + body, encoding="utf-8")


def order(project, names, tome="tome1", number=1):
    folder = project / tome
    folder.mkdir(exist_ok=True)
    listed = "".join(f"  - {name}\n" for name in names)
    (folder / "tome.yaml").write_text(f"number: {number}\ntitle: T\ndate: 2016\nbody:\n{listed}", encoding="utf-8")


def append(project, path, more):
    path = project / path
    path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + more, encoding="utf-8")


def people(project, n, more=""):
    append(project, "book/people.yaml", "".join(f"p{i}: {{ name: {{ given: G{i}, family: F{i} }}{more} }}\n" for i in range(n)))


def png(width=8, height=8, colour=0):
    """A small picture; another colour makes other bytes."""
    chunk = lambda kind, data: struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    row = b"\0" + bytes([colour % 256, colour // 256 % 256, 0]) * width
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(row * height)) + chunk(b"IEND", b"")


def repeated(piece, before="", after="", joined=""):
    """A text of one piece n times; `{i}` in it is the number of the piece."""
    return lambda project, n: text(project, before + joined.join(piece.replace("{i}", str(i)) for i in range(n)) + after)


def nested(opening, closing, inside="a"):
    return lambda project, n: text(project, opening * n + inside + closing * n + "\n")


def titled(piece):
    return lambda project, n: text(project, "a\n", title='"' + piece * n + '"')


def chart(kind, columns=1):
    def make(project, n):
        rows = "".join(f"r{i};" + ";".join(str(i % 17) for _ in range(columns)) + "\n" for i in range(n))
        names = ";".join(f"s{i}" for i in range(columns))
        text(project, f"```chart {kind}\nl;{names}\n{rows}```\n")
    return make


def series(kind):
    def make(project, n):
        names = ";".join(f"s{i}" for i in range(n))
        rows = "".join(f"r{i};" + ";".join(str(j % 17) for j in range(n)) + "\n" for i in range(2))
        text(project, f"```chart {kind}\nl;{names}\n{rows}```\n")
    return make


def data_file(project, n):
    (project / "tome1/d.csv").write_text("l;v\n" + "".join(f"r{i};{i % 17}\n" for i in range(n)))
    text(project, "```chart lines {file=d.csv}\n```\n")


def notes(call, definition="[^{i}]: n\n\n"):
    def make(project, n):
        calls = "".join(call.replace("{i}", str(i)) for i in range(n))
        text(project, calls + "\n\n" + "".join(definition.replace("{i}", str(i)) for i in range(n)))
    return make


def notes_in_verse(project, n):
    lines = "".join(f"a[^{i}]\n" for i in range(n))
    text(project, f"::: verse\n{lines}:::\n\n" + "".join(f"[^{i}]: n\n\n" for i in range(n)))


def texts(piece, listed=True):
    def make(project, n):
        names = [f"{i + 10}-t{i}.md" for i in range(n)]
        for i, name in enumerate(names):
            text(project, piece.replace("{i}", str(i)), title=f"T{i}", name=name)
        order(project, names if listed else names[:1])
    return make


def equal_texts(project, n):
    names = [f"{i + 10}-t.md" for i in range(n)]
    for name in names:
        text(project, "a\n", title="T", name=name)
    order(project, names[:1])


def links_to_other_volume(both):
    def make(project, n):
        headings = "".join(f"## H{i}\n\na\n\n" for i in range(n))
        links = lambda tome, name: "".join(f"[l](../{tome}/{name}#h{i})\n\n" for i in range(n))
        append(project, "book/book.yaml", "")
        path = project / "book/book.yaml"
        path.write_text(path.read_text().replace("tomes: [tome1]", "tomes: [tome1, tome2]"))
        order(project, ["01-other.md"], "tome2", 2)
        text(project, headings + (links("tome1", "01-first-text.md") if both else ""), name="01-other.md", tome="tome2")
        text(project, (headings if both else "") + links("tome2", "01-other.md"))
    return make


def unknown_people(project, n):
    people(project, n)
    text(project, "".join(f"[x](person:q{i})\n\n" for i in range(n)))


def unknown_authors(project, n):
    people(project, n)
    texts("a\n")(project, n)
    for path in (project / "tome1").glob("*.md"):
        path.write_text(path.read_text().replace("[redaction]", f"[q{path.name[:3]}]"))


def missing_pictures(project, n):
    (project / "tome1/images").mkdir()
    for i in range(n):
        (project / f"tome1/images/i{i}.png").write_bytes(png())
    text(project, "".join(f"![a](images/j{i}.png)\n\n" for i in range(n)))


def pictures(different):
    def make(project, n):
        (project / "tome1/images").mkdir()
        for i in range(n if different else 1):
            (project / f"tome1/images/i{i}.png").write_bytes(png(400, 400, i))
        text(project, "".join(f"![a](images/i{i if different else 0}.png)\n\n" for i in range(n)))
    return make


def missing_data(project, n):
    for i in range(n):
        (project / f"tome1/d{i}.csv").write_text("l;v\na;1\n")
    text(project, "".join(f"```chart bars {{file=e{i}.csv}}\n```\n\n" for i in range(n)))


def missing_texts(project, n):
    for i in range(n):
        text(project, "a\n", name=f"{i + 10}-t{i}.md")
    order(project, [f"{i + 10}-u{i}.md" for i in range(n)])


def theme(piece):
    def make(project, n):
        (project / "book/theme").mkdir()
        (project / "book/theme/a.css").write_text("".join(piece.replace("{i}", str(i)) for i in range(n)))
    return make


def sheets(project, n):
    (project / "book/theme").mkdir()
    for i in range(n):
        (project / f"book/theme/{i}.css").write_text(f"p.a{i} {{ margin: 0 }}\n")


def drawing(piece, before="", after=""):
    def make(project, n):
        (project / "tome1/images").mkdir()
        inside = before + "".join(piece.replace("{i}", str(i)) for i in range(n)) + after
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">{inside}</svg>'
        (project / "tome1/images/a.svg").write_text(svg)
        text(project, "![a](images/a.svg)\n")
    return make


def event_attributes(project, n):
    drawing("", "<rect width='9' height='9' " + " ".join(f"on{i}='x'" for i in range(n)) + "/>")(project, 0)


def page(name, content):
    def make(project, n):
        (project.parent / name).write_text(content(n), encoding="utf-8")
        return [argument.replace("../page", str(project.parent / name)) for argument in IMPORT]
    return make


def page_sponsors(n):
    return "sponsors\n\n" + "  ".join(f"Maison{i}" for i in range(n)) + "\n\nTexte de Ann\n\nTitre\n\nUn texte.\n"


def folders(project, n):
    folder = project / "tome1"
    for _ in range(n):
        folder = folder / "d"
    folder.mkdir(parents=True)


def many_files(project, n):
    (project / "tome1/images").mkdir()
    for i in range(n):
        (project / f"tome1/images/f{i}.txt").write_text("x")


def sponsors(project, n):
    entries = "".join(f"  - name: S{i}\n    tier: gold\n" for i in range(n))
    (project / "book/sponsors.yaml").write_text("tiers:\n  - id: gold\n    title: Or\nsponsors:\n" + entries)


def tiers(project, n):
    lines = "".join(f"  - id: t{i}\n    title: T{i}\n" for i in range(n))
    entries = "".join(f"  - name: S{i}\n    tier: t{i}\n" for i in range(n))
    (project / "book/sponsors.yaml").write_text(f"tiers:\n{lines}sponsors:\n{entries}")


def supporters(project, n):
    groups = "".join(f"  - title: G\n    members: [M{i}]\n" for i in range(n))
    (project / "book/sponsors.yaml").write_text("supporters:\n" + groups)


def parts(project, n):
    names = [f"{i + 10}-t{i}.md" for i in range(n)]
    for name in names:
        text(project, "a\n", title=name[:4], name=name)
    listed = "".join(f"  - part: P\n    texts: [{name}]\n" for name in names)
    (project / "tome1/tome.yaml").write_text(f"number: 1\ntitle: T\ndate: 2016\nfront: [contents]\nbody:\n{listed}")


def signers(project, n):
    people(project, n)
    path = project / "tome1/01-first-text.md"
    path.write_text(path.read_text().replace("[redaction]", "[" + ", ".join(f"p{i}" for i in range(n)) + "]"))


def index(project, n):
    people(project, n)
    text(project, "".join(f"[x](person:p{i})\n\n" for i in range(n)))
    path = project / "tome1/tome.yaml"
    path.write_text(path.read_text().replace("back: [", "back: [index, "))


def yaml(piece, before=""):
    return lambda project, n: append(project, "book/book.yaml", before + "".join(piece.replace("{i}", str(i)) for i in range(n)))


def mistakes(form):
    def make(project, n):
        text(project, "".join(f"<a{i}>" for i in range(n)) + "\n")
        return ["check", "--message-format", form]
    return make


def unlisted(project, n):
    for i in range(n):
        text(project, "a\n", name=f"{i + 10}-t{i}.md")


def long_anchor(project, n):
    text(project, f"## {'b' * n}\n\n[x](#{'a' * n})\n")


def columns(project, n):
    text(project, "|" + " a |" * n + "\n|" + " - |" * n + "\n|" + " a |" * n + "\n")


CONSTRUCTS = {
    # Words and signs.
    "words of a paragraph": (2000, repeated("mot ")),
    "words all different": (2000, repeated("mot{i}xyz ")),
    "words without spaces": (2000, repeated("extraordinairement")),
    "paragraphs": (400, repeated("Un mot.\n\n")),
    "paragraphs of one letter": (400, repeated("a\n\n")),
    "lines of a paragraph": (1000, repeated("Un mot.\n")),
    "forced breaks": (500, repeated("mot\\\n", after="fin")),
    "emoji joined": (1000, repeated("👩\u200d")),
    "emoji": (1000, repeated("👩")),
    "combining marks": (2000, lambda project, n: text(project, "a" + "\u0301" * n + "\n")),
    "spaces": (10000, repeated(" ", "a", "b")),
    "soft hyphens": (2000, repeated("a\u00ad")),
    "no-break spaces": (2000, repeated("a\u00a0")),
    "Arabic words": (1000, repeated("كتاب ")),
    "changes of direction": (500, repeated("a كتاب ")),
    "quotation marks": (1000, repeated('"mot" ')),
    "open quotation marks": (1000, repeated('"mot ')),
    "apostrophes": (1000, repeated("l'eau ")),
    "numbers": (1000, repeated("1000 km ")),
    "backslashes": (5000, repeated("\\")),
    "entities": (2000, repeated("&eacute;")),
    # Emphasis, links, code.
    "emphasis": (500, repeated("*a* ")),
    "emphasis without an end": (2000, repeated("*a ")),
    "stars": (5000, repeated("*")),
    "underscores": (3000, repeated("a_")),
    "emphasis nested": (40, nested("*a **b ", "** c*")),
    "opening brackets": (3000, repeated("[")),
    "brackets nested": (2000, nested("[", "]")),
    "brackets with attributes": (500, repeated("[a]{lang=en} ")),
    "attributes without an end": (1000, repeated("[a]{b=\"")),
    "calls without definition": (1000, repeated("[^a{i} ")),
    "HTML elements": (1000, repeated("<b>")),
    "superscripts": (500, repeated("<sup>a</sup>")),
    "superscripts without an end": (1000, repeated("<sup>")),
    "comments": (1000, repeated("<!-- a -->")),
    "comments without an end": (2000, repeated("<!-- a ")),
    "code in a line": (500, repeated("`a` ")),
    "backticks": (300, repeated("`a{i}", "", "")),
    "links in a paragraph": (500, repeated("[a](https://b.fr/) ")),
    "links by reference": (500, repeated("[a][r] ", after="\n\n[r]: https://b.fr/\n")),
    "references without definition": (1000, repeated("[a][r{i}] ")),
    "definitions of links": (1000, repeated("[r{i}]: https://b.fr/{i}\n")),
    "links a paragraph each": (300, repeated("[a](https://b.fr/)\n\n")),
    "addresses": (500, repeated("<https://b.fr/> ")),
    "length of an address": (10000, repeated("a", "[a](https://b.fr/", ")")),
    "links to headings": (200, repeated("[a](#h{i})\n\n## H{i}\n\n")),
    "broken links to headings": (400, lambda project, n: text(project, "".join(f"[a](#q{i})\n\n## H{i}\n\n" for i in range(n)))),
    "letters of a broken anchor": (4000, long_anchor),
    "a broken link in each text": (150, texts("[x](99-q{i}.md)\n")),
    "links between texts": (100, texts("[x](10-t0.md)\n")),
    "links to another volume": (150, links_to_other_volume(False)),
    "links to and from another volume": (100, links_to_other_volume(True)),
    # Blocks.
    "headings all alike": (400, repeated("## Suite\n\n")),
    "headings all different": (400, repeated("## Suite {i}\n\n")),
    "items of a list": (400, repeated("- a\n")),
    "items of a loose list": (300, repeated("- a\n\n")),
    "items in one line": (25, repeated("- ")),
    "items of three levels": (200, repeated("- - - a\n")),
    "numbered items": (400, repeated("1. a\n")),
    "lists nested": (20, lambda project, n: text(project, "".join("  " * i + "- a\n" for i in range(n)))),
    "lists": (200, repeated("- a\n\n---\n\n")),
    "definitions": (200, repeated("T{i}\n: a\n\n")),
    "quotations": (200, repeated("> a\n\n")),
    "lines of a quotation": (400, repeated("> a\n")),
    "quotations nested": (20, nested("> ", "")),
    "separators": (400, repeated("---\n\n")),
    "lines of code": (400, repeated("a\n", "```\n", "```\n")),
    "spaces in a line of code": (10000, repeated(" ", "```\n", "b\n```\n")),
    "tabs in a line of code": (5000, repeated("\t", "```\n", "b\n```\n")),
    "letters in a line of code": (5000, repeated("a", "```\n", "\n```\n")),
    "rows of a table": (200, repeated("| a | b |\n", "| a | b |\n| - | - |\n")),
    "columns of a table": (20, columns),
    "tables": (60, repeated("| a | b |\n| - | - |\n| c | d |\n\n")),
    "words of a table cell": (1000, repeated("mot ", "| a |\n| - |\n| ", "|\n")),
    "asides": (100, repeated("::: aside\na\n:::\n\n")),
    "turns of an interview": (100, repeated("::: question\na\n:::\n\n")),
    "containers without an end": (40, repeated("::: aside\n\n")),
    "lines of verse": (300, repeated("a\n", "::: verse\n", ":::\n")),
    "verse with containers in it": (400, repeated("a\n\n::: aside\nb\n:::\n\n", ":::: verse\n", "::::\n")),
    "stanzas": (300, repeated("a\n\n", "::: verse\n", ":::\n")),
    "epigraphs": (100, repeated("::: epigraph\na\n-- b\n:::\n\n")),
    # Notes.
    "notes in one text": (400, notes("a[^{i}] ")),
    "notes a paragraph each": (300, notes("a[^{i}]\n\n")),
    "notes in turns of an interview": (300, notes("::: question\na[^{i}]\n:::\n\n")),
    "notes in verse": (400, notes_in_verse),
    "notes in a table": (150, notes("| a[^{i}] |\n| - |\n\n")),
    "notes that call themselves": (1000, notes("a[^{i}] ", "[^{i}]: n[^{i}]\n\n")),
    "a note that calls itself n times": (1000, repeated("[^0]", "a[^0]\n\n[^0]: b", "\n")),
    "one note called n times": (300, repeated("a[^0] ", after="\n\n[^0]: n\n")),
    "notes never called": (500, repeated("[^{i}]: n\n\n")),
    "words of a note": (1000, repeated("mot ", "a[^0]\n\n[^0]: ", "\n")),
    # Charts.
    "rows of bars": (90, chart("bars")),
    "points of lines": (200, chart("lines")),
    "rows of stacked bars": (90, chart("stacked", 2)),
    "series of bars": (40, series("bars")),
    "charts": (40, repeated("```chart bars\na;b\nc;1\n```\n\n")),
    "rows of a data file": (20000, data_file),
    # Pictures and drawings.
    "one picture n times": (40, pictures(False)),
    "pictures": (40, pictures(True)),
    "missing pictures": (200, missing_pictures),
    "missing data files": (200, missing_data),
    "elements of a drawing": (500, drawing("<rect x='{i}' width='9' height='9'/>")),
    "texts of a drawing": (100, drawing("<text x='{i}'>a</text>")),
    "gradients of a drawing": (200, drawing("<linearGradient id='g{i}'><stop/></linearGradient><rect fill='url(#g{i})'/>")),
    "rules of a drawing": (200, drawing(".c{i}{fill:red}", "<style>", "</style><rect class='c1' width='9' height='9'/>")),
    "event attributes of a drawing": (1000, event_attributes),
    "pictures in a drawing": (100, drawing("<image href='data:image/png;base64," + base64.b64encode(png()).decode() + "'/>")),
    # The project.
    "texts": (60, texts("a\n")),
    "texts not listed": (100, unlisted),
    "texts listed and missing": (200, missing_texts),
    "texts of one name": (60, equal_texts),
    "parts": (60, parts),
    "people": (300, people),
    "people who sign": (60, signers),
    "mentions in an index": (150, index),
    "unknown people": (300, unknown_people),
    "unknown authors": (100, unknown_authors),
    "sponsors": (150, sponsors),
    "tiers": (80, tiers),
    "groups of supporters": (100, supporters),
    "exceptions of hyphenation": (300, yaml("  - mot-{i}\n", "hyphenation:\n")),
    "unknown keys": (300, yaml("clef{i}: a\n")),
    "words of a title": (400, titled("mot ")),
    "emphases of a title": (200, titled("*a* ")),
    "folders within each other": (100, folders),
    "files in a folder": (500, many_files),
    "rules of a theme": (1000, theme("p.a{i} { margin: 0 }\n")),
    "addresses of a theme": (1000, theme("p { background: url(a{i}.png) }\n")),
    "comments of a theme": (1000, theme("/* url( */")),
    "open brackets of a theme": (5000, theme("a{")),
    "sheets of a theme": (100, sheets),
    "mistakes in one line": (500, mistakes("human")),
    "mistakes in one line, short": (1000, mistakes("short")),
    # Import.
    "sponsors of a page": (400, page("page.txt", page_sponsors)),
    "paragraphs of a page": (500, page("page.html", lambda n: "<title>T</title>" + "<p>a b c</p>" * n)),
    "emphases of a page": (300, page("page.html", lambda n: "<title>T</title><p>" + "".join(f"<b id={i}>" for i in range(n // 3)) + "<p>a" * n)),
    "elements nested in a page": (500, page("page.html", lambda n: "<title>T</title>" + "<div>" * n + "a b c")),
    "items of a page": (300, page("page.html", lambda n: "<title>T</title><ul>" + "<li>a</li>" * n + "</ul>")),
    "attributes of a page": (300, page("page.html", lambda n: "<title>T</title><p " + " ".join(f"a{i}=b" for i in range(n)) + ">a b c")),
    "text put before a table": (500, page("page.html", lambda n: "<title>T</title><table>" + "a<tr>" * n + "</table>")),
    "blocks of a Markdown page": (500, page("page.md", lambda n: "# T\n\n" + "a b c\n\n" * n)),
}


def fresh(template, folder):
    """A copy of the empty project; its parent folder is for pages to import."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder / "book")
    return folder / "book"
