"""Writes the generated texts as a book in Typst, with the template beside this file; `generated_book` reads them."""

import json
import re
import shutil
import sys
from pathlib import Path

import generated_book

HERE = Path(__file__).parent
WRITER = sys.modules[__name__]
# Some of these are markup in certain places only; they are escaped everywhere.
SPECIAL = re.compile(r"([\\#$*_`@<>\[\]~/=+\-])")


def string(text):
    return json.dumps(text, ensure_ascii=False)


def escaped(text):
    return re.sub(r"^(\d+)\.", r"\1\\.", SPECIAL.sub(r"\\\1", text))


def strong(inside):
    return f"#strong[{inside}]"


def emphasis(inside):
    return f"#emph[{inside}]"


def note(inside):
    return f"#footnote[{inside}]"


def link(url, inside):
    return f"#link({string(url)})[{inside}]"


def heading(level, inside):
    # Titles of texts are of level 2, below the parts.
    return f"{'=' * (level + 1)} {inside}\n"


def table(head, rows, sides):
    cells = lambda row: ", ".join(f"[{cell}]" for cell in row)
    rest = ", ".join(cells(row) for row in rows)
    return (f"#table(columns: {len(head)}, align: ({', '.join(sides)},),\n  table.hline(stroke: 0.8pt), table.header({cells(head)}),"
            f" table.hline(stroke: 0.4pt),\n  {rest}, table.hline(stroke: 0.8pt))\n")


def picture(alt, path):
    return f"#figure(image({string(path)}, alt: {string(alt)}, height: 40%, fit: \"contain\"))\n"


def quotation(inside):
    return f"#quote(block: true)[{inside}]\n"


def items(list):
    return "".join(f"- {item}\n" for item in list)


def numbered(list):
    return "".join(f"+ {item}\n" for item in list)


def make(tome, page, size, limits, folder):
    """Writes the book of a generated tome into `folder`. `limits` are Typst's justification limits, or empty. Returns its main file."""
    generated_book.begin(tome, folder)
    shutil.copy(HERE / "template.typ", folder)
    title, parts = generated_book.parts(tome, WRITER)
    facts = "".join(f"{key}: {value}, " for key, value in page.items())
    main = [f"#import \"template.typ\": *\n#let ours = ({facts}size: {size}, title: {string(title)})\n"
            "#show: book.with(ours)\n#set page(..running(ours))\n"
            + (f"#set par(justification-limits: ({limits}))\n" if limits else "") +
            f"#align(center)[#v(30%) #text(2.6em)[{escaped(title)}]]\n#pagebreak()\n"
            "#outline(title: [Sommaire], depth: 2)\n"]
    for part, texts in parts:
        main.append(f"#part[{escaped(part)}]\n")
        for meta, body in texts:
            main.append(f"#contribution(ours, title: {string(meta['title'])}, author: {string(meta['author'])},"
                        f" role: {string(meta['role'] + ', ' + meta['organisation'])}, photo: {string(meta['photo'])})[\n"
                        f"{body}\n#bio(ours, {string(meta['author'])}, {string(meta['bio'])})\n]\n")
    path = folder / "main.typ"
    path.write_text("".join(main), encoding="utf-8")
    return path
