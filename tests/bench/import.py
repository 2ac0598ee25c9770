#!/usr/bin/env python3
"""Measures the import of a .docx and an .odt of 280,000 words beside pandoc: CPU and peak of memory, in turn, in one run.

usage: import.py PROGRAM PANDOC [--words N] [--rounds N]

The documents are made here, by the standard library alone: headings, paragraphs with emphasis, links and notes, lists and tables, as a
contributor's text has them. PROGRAM shows the text without writing it; PANDOC writes Markdown. Medians of the rounds.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

# What each ratio is to be at most: CPU and memory.
AIMS = (1 / 20, 1 / 10)
SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi zo chan tre ment tion eur ois".split()
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = {"office": f"{ODF}:office:1.0", "text": f"{ODF}:text:1.0", "table": f"{ODF}:table:1.0", "style": f"{ODF}:style:1.0",
         "fo": f"{ODF}:xsl-fo-compatible:1.0", "xlink": "http://www.w3.org/1999/xlink"}


def blocks(words):
    """Blocks with some number of words: pairs of a kind and its phrases. The same in every run."""
    chance = random.Random(280_000)
    word = lambda: "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(1, 4)))
    phrase = lambda least, most: " ".join(word() for _ in range(chance.randint(least, most)))
    made = 0
    while made < words:
        draw = chance.random()
        if draw < 0.04:
            block = ("heading", [phrase(2, 6)])
        elif draw < 0.10:
            block = ("items", [phrase(4, 12) for _ in range(5)])
        elif draw < 0.12:
            block = ("table", [phrase(1, 3) for _ in range(12)])
        else:
            # Plain, emphasised, plain, a link, plain, a note.
            block = ("paragraph", [phrase(10, 30), phrase(1, 3), phrase(10, 30), phrase(1, 3), phrase(5, 20), phrase(8, 20)])
        made += sum(len(text.split()) for text in block[1])
        yield block


def write_docx(path, words):
    run = lambda text, properties="": f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'
    styled = lambda style, inside: f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'
    body, notes = [], []
    for kind, texts in blocks(words):
        if kind == "heading":
            body.append(styled("Heading2", run(texts[0])))
        elif kind == "items":
            numbered = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
            body.extend(f"{numbered}{run(text)}</w:p>" for text in texts)
        elif kind == "table":
            cells = [f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in texts]
            body.append("<w:tbl>" + "".join(f"<w:tr>{''.join(cells[at:at + 3])}</w:tr>" for at in range(0, 12, 3)) + "</w:tbl>")
        else:
            plain, strong, more, link, end, note = texts
            notes.append(note)
            call = f'<w:r><w:footnoteReference w:id="{len(notes) + 1}"/></w:r>'
            body.append(
                f'<w:p>{run(plain + " ")}{run(strong, "<w:rPr><w:i/></w:rPr>")}{run(" " + more + " ")}'
                f'<w:hyperlink r:id="web">{run(link)}</w:hyperlink>{run(" " + end)}{call}{run(".")}</w:p>')
    of_notes = "".join(f'<w:footnote w:id="{at + 2}"><w:p>{run(note)}</w:p></w:footnote>' for at, note in enumerate(notes))
    relation = lambda id, kind, target, more="": f'<Relationship Id="{id}" Type="{R}/{kind}" Target="{target}"{more}/>'
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(f'<Override PartName="/word/{name}.xml" ContentType="{kinds}.{kind}+xml"/>' for name, kind in
                  [("document", "document.main"), ("styles", "styles"), ("numbering", "numbering"), ("footnotes", "footnotes")]) + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relation("a", "officeDocument", "word/document.xml")}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(relation(name, name, f"{name}.xml") for name in ("styles", "numbering", "footnotes"))
        + relation("web", "hyperlink", "https://example.org/", ' TargetMode="External"') + "</Relationships>",
        "word/styles.xml": f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style></w:styles>',
        "word/numbering.xml": f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{W}">{of_notes}</w:footnotes>',
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{"".join(body)}</w:body></w:document>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, head + text)


def write_odt(path, words):
    body, number = [], 0
    for kind, texts in blocks(words):
        if kind == "heading":
            body.append(f'<text:h text:outline-level="2">{texts[0]}</text:h>')
        elif kind == "items":
            body.append("<text:list>" + "".join(f"<text:list-item><text:p>{text}</text:p></text:list-item>" for text in texts) + "</text:list>")
        elif kind == "table":
            cells = [f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in texts]
            rows = "".join(f"<table:table-row>{''.join(cells[at:at + 3])}</table:table-row>" for at in range(0, 12, 3))
            body.append(f'<table:table><table:table-column table:number-columns-repeated="3"/>{rows}</table:table>')
        else:
            plain, strong, more, link, end, note = texts
            number += 1
            body.append(
                f'<text:p>{plain} <text:span text:style-name="T1">{strong}</text:span> {more} '
                f'<text:a xlink:type="simple" xlink:href="https://example.org/">{link}</text:a> {end}'
                f'<text:note text:id="n{number}" text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
                f"<text:note-body><text:p>{note}</text:p></text:note-body></text:note>.</text:p>")
    names = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())
    styles = '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    kind = "application/vnd.oasis.opendocument.text"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", f'{head}<office:document-content {names} office:version="1.3"><office:automatic-styles>{styles}'
                         f'</office:automatic-styles><office:body><office:text>{"".join(body)}</office:text></office:body></office:document-content>')
        archive.writestr("styles.xml", f'{head}<office:document-styles {names} office:version="1.3"><office:styles/></office:document-styles>')
        archive.writestr("META-INF/manifest.xml", f'{head}<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0">'
                         f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
                         '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
                         '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>')


# CPU seconds and the peak in KiB of the only child, on the last line of what is said.
MEASURE = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(done.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def measure(command):
    said = subprocess.run([sys.executable, "-c", MEASURE, *map(str, command)], capture_output=True, text=True, check=True).stdout
    status, cpu, peak = said.split()
    if status != "0":
        sys.exit(f"import: {command[0]} ends with status {status}")
    return float(cpu), int(peak) / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", type=Path)
    parser.add_argument("pandoc", type=Path)
    parser.add_argument("--words", type=int, default=280_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    program = options.program.resolve()
    reached = True
    print(f"| document of {options.words:,} words | ours, CPU s | pandoc, CPU s | ratio | ours, MiB | pandoc, MiB | ratio |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run([program, "new", "book", "empty"], cwd=scratch, check=True, capture_output=True, env={**os.environ, "LC_ALL": "en"})
        for kind, write in (("docx", write_docx), ("odt", write_odt)):
            document = Path(scratch) / f"long.{kind}"
            write(document, options.words)
            ours = [program, "--root", Path(scratch) / "empty", "import", document, "--tome", "tome1", "--author", "Ann"]
            theirs = [options.pandoc.resolve(), document, "-t", "markdown", "-o", Path(scratch) / "out.md"]
            runs = [(measure(ours), measure(theirs)) for _ in range(options.rounds)]
            cpu, peak = ([statistics.median(run[who][what] for run in runs) for who in (0, 1)] for what in (0, 1))
            ratios = (cpu[0] / cpu[1], peak[0] / peak[1])
            reached = reached and all(ratio <= aim for ratio, aim in zip(ratios, AIMS))
            print(f"| .{kind} | {cpu[0]:.2f} | {cpu[1]:.2f} | 1/{1 / ratios[0]:.0f} | {peak[0]:.0f} | {peak[1]:.0f} | 1/{1 / ratios[1]:.0f} |", flush=True)
    print(f"import: at most 1/{1 / AIMS[0]:.0f} of the CPU and 1/{1 / AIMS[1]:.0f} of the memory: {'reached' if reached else 'not reached'}")
    sys.exit(not reached)


if __name__ == "__main__":
    main()
