"""Projects with n of something: the functions by which `constructs.py` makes them.

Each function `make(project, n)` changes a fresh project (`make-book new book`) and returns the arguments of the program; none builds
the tome.
"""

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
    (project / "tome1/images").mkdir(exist_ok=True)
    for i in range(n):
        (project / f"tome1/images/i{i}.png").write_bytes(png())
    text(project, "".join(f"![a](images/j{i}.png)\n\n" for i in range(n)))


def pictures(different):
    def make(project, n):
        (project / "tome1/images").mkdir(exist_ok=True)
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
        (project / "tome1/images").mkdir(exist_ok=True)
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


def letters(number):
    """A word of letters that no other number has."""
    word = ""
    while number or not word:
        number, digit = divmod(number, 20)
        word += "abcdefghijklmnoprstu"[digit]
    return word


def page_folder(project, n):
    """Texts of as many people, which are written into the project."""
    folder = project.parent / "page"
    folder.mkdir()
    for i in range(n):
        (folder / f"{i}.md").write_text(f"# Titre {i}\n\npar Ann B{letters(i)}\n\nUn texte.\n", encoding="utf-8")
    return ["import", str(folder), "--tome", "tome1", "--write"]


def page_sponsors(n):
    return "sponsors\n\n" + "  ".join(f"Maison{i}" for i in range(n)) + "\n\nTexte de Ann\n\nTitre\n\nUn texte.\n"


def folders(project, n):
    folder = project / "tome1"
    for _ in range(n):
        folder = folder / "d"
    folder.mkdir(parents=True)


def many_files(project, n):
    (project / "tome1/images").mkdir(exist_ok=True)
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


def fresh(template, folder):
    """A copy of the empty project; its parent folder is for pages to import."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder / "book")
    return folder / "book"
