"""Writes the generated texts as a book in Typst, with the template beside this file.

The generator uses little of Markdown: paragraphs, two levels of headings, lists, quotations, tables, pictures, notes, emphasis,
links. What it does not use is refused, so that no text is set from a misreading.
"""

import json
import re
import shutil
from pathlib import Path

import yaml

HERE = Path(__file__).parent
HEADER = re.compile(r"\A---\n(.*?)\n---\n", re.S)
NOTE = re.compile(r"^\[\^(\d+)\]:\s*(.*)$")
INLINE = re.compile(r"\*\*(?P<strong>[^*]+)\*\*|\*(?P<emph>[^*]+)\*|\[\^(?P<note>\d+)\]|\[(?P<words>[^\]]+)\]\((?P<url>[^)\s]+)\)")
# Some of these are markup in certain places only; they are escaped everywhere.
SPECIAL = re.compile(r"([\\#$*_`@<>\[\]~/=+\-])")


def string(text):
    return json.dumps(text, ensure_ascii=False)


def escaped(text):
    return re.sub(r"^(\d+)\.", r"\1\\.", SPECIAL.sub(r"\\\1", text))


def inline(text, notes):
    """The Typst markup of inline Markdown."""
    made, at = "", 0
    for match in INLINE.finditer(text):
        made += escaped(text[at:match.start()])
        at = match.end()
        if match["strong"]:
            made += f"#strong[{inline(match['strong'], notes)}]"
        elif match["emph"]:
            made += f"#emph[{inline(match['emph'], notes)}]"
        elif match["note"]:
            made += f"#footnote[{inline(notes[match['note']], notes)}]"
        else:
            made += f"#link({string(match['url'])})[{inline(match['words'], notes)}]"
    return made + escaped(text[at:])


def table(lines, notes):
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    sides = ", ".join("right" if cell.endswith(":") and not cell.startswith(":") else "left" for cell in rows[1])
    cells = [f"[{inline(cell, notes)}]" for row in [rows[0]] + rows[2:] for cell in row]
    head, rest = cells[: len(rows[0])], cells[len(rows[0]):]
    return (f"#table(columns: {len(rows[0])}, align: ({sides},),\n  table.hline(stroke: 0.8pt), table.header({', '.join(head)}),"
            f" table.hline(stroke: 0.4pt),\n  {', '.join(rest)}, table.hline(stroke: 0.8pt))\n")


def block(lines, notes):
    """The Typst markup of a block of Markdown."""
    first = lines[0]
    if heading := re.match(r"(##|###) (.*)$", first):
        # Titles of texts are of level 2, below the parts.
        return f"{'=' * (len(heading[1]) + 1)} {inline(heading[2], notes)}\n"
    if first.startswith("|"):
        return table(lines, notes)
    if picture := re.match(r"!\[([^\]]*)\]\(([^)]+)\)$", first):
        return f"#figure(image({string(picture[2])}, alt: {string(picture[1])}, height: 40%))\n"
    if first.startswith("> "):
        return f"#quote(block: true)[{inline(' '.join(line.removeprefix('> ') for line in lines), notes)}]\n"
    if re.match(r"- ", first):
        return "".join(f"- {inline(line.removeprefix('- '), notes)}\n" for line in lines)
    if re.match(r"\d+\. ", first):
        return "".join(f"+ {inline(line.split('. ', 1)[1], notes)}\n" for line in lines)
    if len(lines) > 1 or re.match(r"#|```|:::| {4}", first):
        raise ValueError(f"a construct that the generator did not use: {first!r}")
    return inline(first, notes) + "\n"


def markup(text):
    """The Typst markup of the body of a text."""
    notes, blocks = {}, []
    for piece in re.split(r"\n\s*\n", text.strip()):
        lines = piece.split("\n")
        if note := NOTE.match(lines[0]):
            notes[note[1]] = " ".join([note[2], *lines[1:]])
        else:
            blocks.append(lines)
    return "\n".join(block(lines, notes) for lines in blocks)


def make(tome, page, size, limits, folder):
    """Writes the book of a generated tome into `folder`. `limits` are Typst's justification limits, or empty. Returns its main file."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copytree(tome / "photos", folder / "photos")
    shutil.copytree(tome / "images", folder / "images")
    shutil.copy(HERE / "template.typ", folder)
    declared = yaml.safe_load((tome / "book.yaml").read_text(encoding="utf-8"))
    facts = "".join(f"{key}: {value}, " for key, value in page.items())
    main = [f"#import \"template.typ\": *\n#let ours = ({facts}size: {size}, title: {string(declared['title'])})\n"
            "#show: book.with(ours)\n#set page(..running(ours))\n"
            + (f"#set par(justification-limits: ({limits}))\n" if limits else "") +
            f"#align(center)[#v(30%) #text(2.6em)[{escaped(declared['title'])}]]\n#pagebreak()\n"
            "#outline(title: [Sommaire], depth: 2)\n"]
    for part in declared["parts"]:
        main.append(f"#part[{escaped(part['title'])}]\n")
        for name in part["files"]:
            text = (tome / name).read_text(encoding="utf-8")
            header = HEADER.match(text)
            meta = yaml.safe_load(header[1])
            main.append(f"#contribution(ours, title: {string(meta['title'])}, author: {string(meta['author'])},"
                        f" role: {string(meta['role'] + ', ' + meta['organisation'])}, photo: {string(meta['photo'])})[\n"
                        f"{markup(text[header.end():])}\n#bio(ours, {string(meta['author'])}, {string(meta['bio'])})\n]\n")
    path = folder / "main.typ"
    path.write_text("".join(main), encoding="utf-8")
    return path
