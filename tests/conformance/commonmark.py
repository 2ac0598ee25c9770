#!/usr/bin/env python3
"""Writes the examples of the CommonMark specification as one book, and checks the text of its EPUB.

usage: tests/conformance/commonmark.py write SPEC.txt FOLDER
       tests/conformance/commonmark.py check SPEC.txt FOLDER

`write` makes a project in FOLDER with a contribution for each example. `check` compares the text of each contribution in the EPUB with
the text that the specification expects, and the messages of the build (FOLDER/messages) with ERRORS: links and pictures of the
examples lead nowhere, so that the book is a draft.

Not compared is what typography may change (spaces, quotation marks, dashes, suspension points), nor addresses and titles of links.
Otherwise the texts are the same, except:
- the specification passes HTML through, and we do not: its tags are dropped with scripts and styles, its text is kept and is Markdown, so
  that `*`, `_` and backquotes may be missing; what HTML does not know is text;
- a picture that cannot be found is replaced by its title or its description;
- EXCEPTIONS, each with its reason.
"""

import html
import re
import sys
import zipfile
from html.parser import HTMLParser
from pathlib import Path

FENCE = "`" * 32

# Examples whose text differs, with the reason. One whose text does not differ fails the test.
EXCEPTIONS = {
    484: "a link without words shows its address",
}

# Characters that none of our fonts has are replaced by letters.
REPLACED = {
    "&HilbertSpace;": "&Eacute;", "ℋ": "É", "&DifferentialD;": "&eacute;", "ⅆ": "é",
    "&ClockwiseContourIntegral;": "&Egrave;", "∲": "È", "&ngE;": "&egrave;", "≧̸": "è",
    "&#992;": "&#233;", "Ϡ": "é", "&#XD06;": "&#XE9;", "ആ": "é", "&#xcab;": "&#xe8;", "ಫ": "è",
}

# Errors that the examples must cause, and why.
ERRORS = {
    "C001": "a link to a page that is not there",
    "C005": "a block of code that is not closed",
    "C012": "a comment, a script or a style sheet of HTML that is not closed",
    "C018": "a link without words or without an address",
    "C037": "a picture written in HTML",
    "C050": "a picture that is not there",
    "C051": "a picture outside of the project",
    "C056": "a picture without a description",
}


def examples(spec):
    """Number, Markdown and expected HTML of each."""
    found = []
    lines = iter(spec.read_text(encoding="utf-8").split("\n"))
    for line in lines:
        if line != f"{FENCE} example":
            continue
        parts = [[]]
        for line in lines:
            if line == FENCE:
                break
            if line == "." and len(parts) == 1:
                parts.append([])
            else:
                parts[-1].append(line.replace("→", "\t"))
        texts = ["\n".join(part) + "\n" if part else "" for part in parts]
        for character, letter in REPLACED.items():
            texts = [text.replace(character, letter) for text in texts]
        found.append((len(found) + 1, *texts))
    return found


def name(number):
    return f"exemple-{number:03}"


def write(spec, folder):
    """Writes the project, with as few generated pages as possible."""
    tome = folder / "tome1"
    (folder / "book").mkdir(parents=True)
    tome.mkdir()
    (folder / "book/book.yaml").write_text(
        "title: Les exemples de CommonMark\nlanguage: fr\neditors: [la-redaction]\n"
        "publisher: { name: La rédaction }\nrights: CC BY-SA 4.0\ndate: 2024\ntomes: [tome1]\n"
    )
    (folder / "book/people.yaml").write_text("la-redaction: { name: La rédaction }\n")
    listed = []
    for number, markdown, _ in examples(spec):
        header = f"---\ntitle: Exemple {number}\nkind: study\nstatus: approved\n---\n"
        (tome / f"{name(number)}.md").write_text(header + markdown, encoding="utf-8", newline="")
        listed.append(f"  - {name(number)}.md\n")
    (tome / "tome.yaml").write_text(f"number: 1\nbody:\n{''.join(listed)}")


class Text(HTMLParser):
    """Collects the characters of a document of our EPUB, without its title and page-break markers."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.pieces, self.skipped = [], []

    def handle_starttag(self, tag, attributes):
        held = {word for key, value in attributes if key in ("epub:type", "class") for word in (value or "").split()}
        if self.skipped or tag in ("head", "header") or held & {"pagebreak", "separator"}:
            self.skipped.append(tag)

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        if self.skipped and self.skipped[-1] == tag:
            self.skipped.pop()

    def handle_data(self, data):
        if not self.skipped:
            self.pieces.append(data)


def essence(text):
    """`text` without what typography may change."""
    text = re.sub(r"\.{3,}", "…", text)
    text = re.sub("[\"'´`‘’“”«»]", "'", text)
    text = re.sub("[-‐‑–—]+", "-", text)
    return re.sub(r"[\s\u00a0\u202f\u200b]+", "", text)


def printed(document):
    parser = Text()
    parser.feed(document)
    parser.close()
    return essence("".join(parser.pieces))


HTML = re.compile(
    r"""<!--> | <!---> | <!--.*?--> | <\?.*?\?> | <![A-Z][^>]*> | <!\[CDATA\[ | \]\]>
    | </?[A-Za-z] (?: [^<>"'] | "[^"]*" | '[^']*' )* >""",
    re.X | re.S,
)


# What HTML does not know is text between angle brackets, and is printed.
KNOWN = set("""a abbr address b blockquote br code del dd div dl dt em h1 h2 h3 h4 h5 h6 hr i img input ins li link ol p pre q s script
    section span strong style sub sup table tbody td textarea tfoot th thead tr u ul""".split())


def dropped(match):
    """What is printed of a piece of HTML."""
    tag = re.match(r"</?([A-Za-z][\w:.-]*)(.*?)/?>$", match.group(), re.S)
    is_prose = tag and "=" not in tag.group(2) and tag.group(2).split()
    return match.group() if tag and (tag.group(1).lower() not in KNOWN or is_prose) else ""


def expected(markup, stand_in):
    """The text of the specification's HTML; `stand_in` is the attribute that replaces a picture, if any."""
    def picture(match):
        found = re.search(f' {stand_in}="([^"]*)"', match.group()) if stand_in else None
        return found.group(1) if found else ""
    markup = re.sub(r"<img [^>]*>", picture, markup)
    markup = re.sub(r"<(script|style)\b.*?(</\1>|\Z)", "", markup, flags=re.S)
    return essence(html.unescape(HTML.sub(dropped, markup)))


def same(ours, markup, has_html):
    theirs = [expected(markup, stand_in) for stand_in in ("alt", "title", None)]
    if has_html:
        bare = [re.sub("[*_']", "", text) for text in (ours, *theirs)]
        return bare[0] in bare[1:]
    return ours in theirs


def check(spec, folder):
    faults, differing, reported = [], set(), {}
    for file, code in re.findall(r"^tome1/(exemple-\d+)\.md:\d+:\d+: \w+\[(\w+)\]", (folder / "messages").read_text(), re.M):
        reported.setdefault(file, []).append(code)
    with zipfile.ZipFile(folder / "output/tome1-draft.epub") as epub:
        documents = {Path(entry).stem: epub.read(entry).decode() for entry in epub.namelist() if entry.endswith(".xhtml")}
    all_examples = examples(spec)
    for number, markdown, markup in all_examples:
        codes = reported.get(name(number), [])
        ours = printed(documents.get(name(number), ""))
        if not same(ours, markup, "<" in markdown):
            differing.add(number)
            if number not in EXCEPTIONS:
                faults.append(f"example {number}, reported {codes}:\n    {markdown!r}\n    {markup!r}\n    expected {expected(markup, 'alt')!r}\n    printed  {ours!r}")
    for number in sorted(set(EXCEPTIONS) - differing):
        faults.append(f"example {number} is as the specification expects: it is no exception any more")
    errors = re.findall(r"^.*?: error\[(\w+)\]", (folder / "messages").read_text(), re.M)
    faults += [f"an error {code}, which no example explains" for code in sorted(set(errors) - set(ERRORS))]
    faults += [f"no error {code}: {why}" for code, why in ERRORS.items() if code not in errors]
    if len(all_examples) < 650:
        faults.append(f"only {len(all_examples)} examples were found")
    print("\n".join(faults) or f"{len(all_examples)} examples, {len(differing)} read otherwise, {len(errors)} errors reported")
    return not faults


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in ("write", "check"):
        sys.exit(__doc__)
    action = {"write": write, "check": check}[sys.argv[1]]
    sys.exit(0 if action(Path(sys.argv[2]), Path(sys.argv[3])) in (None, True) else 1)
