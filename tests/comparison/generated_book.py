"""Reads the texts of a generated tome, for `typst_book` and `latex_book`, which write them as books of their own.

The generator uses little of Markdown: paragraphs, two levels of headings, lists, quotations, tables, pictures, notes, emphasis,
links. What it does not use is refused, so that no text is set from a misreading.

A writer is a module with functions that return markup: `escaped(text)`; for inlines `strong`, `emphasis` and `note`, each of the markup
inside it, and `link(url, inside)`; for blocks `heading(level, inside)`, `table(head, rows, sides)` (each side `left` or `right`),
`picture(alt, path)`, `quotation(inside)`, `items(list)`, `numbered(list)`.
"""

import re
import shutil

import yaml

HEADER = re.compile(r"\A---\n(.*?)\n---\n", re.S)
NOTE = re.compile(r"^\[\^(\d+)\]:\s*(.*)$")
INLINE = re.compile(r"\*\*(?P<strong>[^*]+)\*\*|\*(?P<emph>[^*]+)\*|\[\^(?P<note>\d+)\]|\[(?P<words>[^\]]+)\]\((?P<url>[^)\s]+)\)")


def inline(text, notes, writer):
    """The markup of inline Markdown; `notes` are the texts of the notes, by name."""
    made, at = "", 0
    for match in INLINE.finditer(text):
        made += writer.escaped(text[at:match.start()])
        at = match.end()
        if match["strong"]:
            made += writer.strong(inline(match["strong"], notes, writer))
        elif match["emph"]:
            made += writer.emphasis(inline(match["emph"], notes, writer))
        elif match["note"]:
            made += writer.note(inline(notes[match["note"]], notes, writer))
        else:
            made += writer.link(match["url"], inline(match["words"], notes, writer))
    return made + writer.escaped(text[at:])


def block(lines, notes, writer):
    """The markup of a block of Markdown."""
    first = lines[0]
    set_in = lambda text: inline(text, notes, writer)
    cells = lambda line: [cell.strip() for cell in line.strip().strip("|").split("|")]
    if heading := re.match(r"(##|###) (.*)$", first):
        return writer.heading(len(heading[1]), set_in(heading[2]))
    if first.startswith("|"):
        sides = ["right" if cell.endswith(":") and not cell.startswith(":") else "left" for cell in cells(lines[1])]
        head, *rows = [[set_in(cell) for cell in cells(line)] for line in [first, *lines[2:]]]
        return writer.table(head, rows, sides)
    if picture := re.match(r"!\[([^\]]*)\]\(([^)]+)\)$", first):
        return writer.picture(picture[1], picture[2])
    if first.startswith("> "):
        return writer.quotation(set_in(" ".join(line.removeprefix("> ") for line in lines)))
    if re.match(r"- ", first):
        return writer.items([set_in(line.removeprefix("- ")) for line in lines])
    if re.match(r"\d+\. ", first):
        return writer.numbered([set_in(line.split(". ", 1)[1]) for line in lines])
    if len(lines) > 1 or re.match(r"#|```|:::| {4}", first):
        raise ValueError(f"a construct that the generator did not use: {first!r}")
    return set_in(first) + "\n"


def body(text, writer):
    """The markup of the body of a text."""
    notes, blocks = {}, []
    for piece in re.split(r"\n\s*\n", text.strip()):
        lines = piece.split("\n")
        if note := NOTE.match(lines[0]):
            notes[note[1]] = " ".join([note[2], *lines[1:]])
        else:
            blocks.append(lines)
    return "\n".join(block(lines, notes, writer) for lines in blocks)


def parts(tome, writer):
    """The title of the book, and its parts: of each the title and the texts, each as its header and the markup of its body."""
    declared = yaml.safe_load((tome / "book.yaml").read_text(encoding="utf-8"))

    def read(name):
        text = (tome / name).read_text(encoding="utf-8")
        header = HEADER.match(text)
        return yaml.safe_load(header[1]), body(text[header.end():], writer)

    return declared["title"], [(part["title"], map(read, part["files"])) for part in declared["parts"]]


def begin(tome, folder):
    """Makes `folder` anew, with the pictures of the tome."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for pictures in ["photos", "images"]:
        shutil.copytree(tome / pictures, folder / pictures)
