"""Reads the sources of a project without our program, for audit.py: PyYAML reads headers, markdown-it-py (a CommonMark parser) the texts.

What CommonMark does not have is read by the plugins of markdown-it-py (notes, definition lists, `[phrase]{attributes}`), and by rules of
this file: containers (`::: name`), verse, charts, the attributes of headings.
"""

import csv
import html
import posixpath
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

# Words --------------------------------------------------------------------------------------------------------------------

INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe0e\ufe0f\ufeff\ufffe\x02\U0001f1e6-\U0001f1ff]")
ORDINAL = re.compile(r"(\d+|[ivxlcdm]+)(ièmes?|i?emes?|i?èmes?|ères?|ndes?|de?s?)", re.I)
ENDINGS = {"ère": "re", "ères": "res", "nde": "de", "ndes": "des"}
ROMAN = re.compile(r"[ivxlcdm]+(er|re|e|ers|res|es)?", re.I)
RIGHT_TO_LEFT = re.compile("(?:[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+\\s*)+")
# Vowel signs of Arabic and others belong to the word.
WORD = re.compile(r"(?:(?!_)\w|[\u0300-\u036f\u0590-\u08ff])+|_|[^\w\s]")


def words(text):
    """The words and signs of `text`, each without what the typography pass and the breaking of lines may change: spaces, the shape of
    quotation marks, apostrophes, dashes and suspension points, the endings of ordinals, the size of Roman numerals, the coding of
    accents. A phrase from right to left stands in a PDF as it is seen, so that the order of its letters says nothing."""
    text = INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    text = re.sub("[\"'`´‘’‚‛“”„‟«»‹›′]", "'", text.replace("…", "..."))
    text = re.sub("[-‐‑–—−]+", "-", text)
    found = []
    text = RIGHT_TO_LEFT.sub(lambda phrase: f" {''.join(sorted(''.join(unicodedata.normalize('NFKC', phrase.group()).split())))} ", text)
    for word in WORD.findall(text):
        if RIGHT_TO_LEFT.match(word):
            pass
        elif ordinal := ORDINAL.fullmatch(word):
            ending = ordinal.group(2).lower()
            word = ordinal.group(1) + ENDINGS.get(ending, "es" if ending.endswith("s") and "m" in ending else "e" if "m" in ending else ending)
        if ROMAN.fullmatch(word):
            word = word.lower()
        found.append(word)
    return found


# What is found ------------------------------------------------------------------------------------------------------------


@dataclass
class Word:
    text: str
    lines: tuple  # the first and the last line of its block


@dataclass
class Note:
    label: str
    line: int
    words: list = field(default_factory=list)


@dataclass
class Text:
    """What one source says. Places are lines, from 1."""

    path: str
    stem: str
    title: list
    status: str
    words: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    charts: list = field(default_factory=list)  # the words of labels and titles of charts
    calls: list = field(default_factory=list)  # of Place
    links: list = field(default_factory=list)
    pictures: list = field(default_factory=list)
    decorative: list = field(default_factory=list)
    tables: list = field(default_factory=list)
    drawn: list = field(default_factory=list)  # charts
    portraits: int = 0  # at the head of the text
    source: int = 0  # an address at its end


@dataclass
class Place:
    lines: tuple
    name: str


# The parser ---------------------------------------------------------------------------------------------------------------

FENCE = re.compile(r"(:{3,})\s*(.*?)\s*$")
ATTRIBUTE = re.compile(r'([\w-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s"}]+))')
KNOWN = set("""a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption center cite code col colgroup
    data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5
    h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark menu meta meter nav noscript object ol
    optgroup option output p param picture pre progress q rp rt ruby s samp script section select slot small source span strike strong
    style sub summary sup table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr svg path g math""".split())


ALONE = set("async autoplay checked controls default defer disabled hidden loop multiple muted noshade nowrap open readonly required".split())
GUILLEMETS = re.compile(r"(?<!<)<<(?!<)([^<>\n]*)(?<!>)>>(?!>)")


def _container(state, first, last, silent):
    """The block rule for containers, wherever a block may stand. Fences within code are none."""
    def line(number):
        return state.src[state.bMarks[number] + state.tShift[number]:state.eMarks[number]]

    if state.is_code_block(first):
        return False
    opened = FENCE.match(line(first))
    if not opened or not opened.group(2):
        return False
    if silent:
        return True
    depth, code, at = [len(opened.group(1))], None, first
    end = last
    while (at := at + 1) < last:
        if line(at).strip() and state.sCount[at] < state.blkIndent:
            end = at
            break
        if state.sCount[at] - state.blkIndent >= 4:
            continue
        mark = re.match(r"(`{3,}|~{3,})(.*)", line(at))
        if code:
            if mark and mark.group(1).startswith(code) and not mark.group(2).strip():
                code = None
            continue
        if mark:
            code = mark.group(1)
            continue
        fence = FENCE.match(line(at))
        if not fence:
            continue
        if fence.group(2):
            depth.append(len(fence.group(1)))
        elif len(fence.group(1)) in depth:
            while depth.pop() != len(fence.group(1)):
                pass
        elif depth[-1] < len(fence.group(1)):
            depth.pop()
        if not depth:
            end = at
            break
    name = re.match(r"[^\s{]*", opened.group(2)).group()
    token = state.push("container_open", "div", 1)
    token.info, token.map, token.content = name, [first, end], opened.group(2)[len(name):]
    if name == "verse":
        stanza = []
        for number in range(first + 1, end + 1):
            written = line(number) if number < end else ""
            if written.strip():
                stanza.append((number, written))
            elif stanza:
                inline = state.push("inline", "", 0)
                inline.content, inline.map, inline.children = "\n".join(row for _, row in stanza), [stanza[0][0], stanza[-1][0] + 1], []
                stanza = []
    else:
        parent, bound = state.parentType, state.lineMax
        state.parentType, state.lineMax = "container", end
        state.md.block.tokenize(state, first + 1, end)
        state.parentType, state.lineMax = parent, bound
    state.push("container_close", "div", -1)
    state.line = min(end + 1, last) if end < last and FENCE.match(line(end)) else end
    return True


def parser():
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    md.use(footnote_plugin, inline=False, move_to_end=False).use(deflist_plugin).use(attrs_plugin, after=("image",), spans=True)
    md.block.ruler.before("fence", "container", _container, {"alt": ["paragraph", "reference", "blockquote", "list", "deflist", "footnote_def"]})
    return md


# Reading ------------------------------------------------------------------------------------------------------------------


def without_dash(tokens):
    """The phrase of an epigraph. A last line that begins with a dash is its source, printed without it."""
    starts = [at for at, token in enumerate(tokens) if at == 0 or tokens[at - 1].type in ("softbreak", "hardbreak")]
    if starts and tokens[starts[-1]].type == "text":
        tokens[starts[-1]].content = re.sub(r"^(--|—|–) ", "", tokens[starts[-1]].content)
    return tokens


def full_name(person):
    """The name of a person of people.yaml."""
    held = person.get("name", "")
    return held if isinstance(held, str) else f"{held.get('given', '')} {held.get('family', '')}"


def attributes(written):
    return {key: (quoted or bare).replace('\\"', '"') for key, quoted, bare in ATTRIBUTE.findall(written)}


class Reader:
    """Walks the tokens of a text."""

    def __init__(self, md, text, folder, offset, people):
        self.md, self.text, self.folder, self.offset, self.people = md, text, folder, offset, people
        self.lines = (1, 1)
        self.into = text.words
        self.captioned = None  # the title of the last picture
        self.env = {}

    def say(self, written):
        self.into.extend(Word(word, self.lines) for word in words(written))

    def at(self, token):
        if token.map:
            self.lines = (token.map[0] + 1 + self.offset, max(token.map[1], token.map[0] + 1) + self.offset)

    def read(self, body):
        self.blocks(self.md.parse(GUILLEMETS.sub("«\\1»", body), self.env))

    def blocks(self, tokens):
        open_containers, into = [], []
        for at, token in enumerate(tokens):
            self.at(token)
            kind = token.type
            if kind == "inline":
                written = token.children or []
                if tokens[at - 1].type == "heading_open" and written and written[-1].type == "text":
                    written[-1].content = re.sub(r"\s*\{[^{}]*\}\s*$", "", written[-1].content)
                if open_containers and open_containers[-1][0] == "verse":
                    written = self.md.parseInline(token.content, self.env)[0].children
                if open_containers and open_containers[-1][0] == "epigraph":
                    written = without_dash(written)
                self.phrase(written)
            elif kind in ("fence", "code_block"):
                if kind == "fence" and token.info.split()[:1] == ["chart"]:
                    self.chart(token)
                else:
                    self.say(token.content)
            elif kind == "html_block":
                self.html(token.content)
            elif kind == "table_open":
                self.text.tables.append(Place(self.lines, "table"))
            elif kind == "footnote_reference_open":
                self.text.notes.append(Note(token.meta["label"], self.lines[0]))
                into.append(self.into)
                self.into = self.text.notes[-1].words
            elif kind == "footnote_reference_close":
                self.into = into.pop()
            elif kind == "container_open":
                given = attributes(token.content)
                open_containers.append((token.info, given, self.lines))
                if "by" in given:
                    self.say(full_name(self.people.get(given["by"]) or {}) + " –")
                self.value(given.get("title"))
                if "speaker" in given:
                    self.value(given["speaker"])
                    self.say("–")
                if token.info == "table":
                    self.value(given.get("caption"))
            elif kind == "container_close":
                name, given, self.lines = open_containers.pop()
                if name == "figure" and "credit" in given:
                    # A dash parts it from the caption.
                    self.say("—" if self.captioned else "")
                    self.value(given["credit"])

    def value(self, written):
        if written:
            self.phrase(self.md.parseInline(written, self.env)[0].children)

    def phrase(self, tokens):
        said, after_call = [], False

        def flush():
            self.say("".join(said))
            said.clear()

        for token in tokens:
            kind = token.type
            if kind in ("text", "code_inline", "text_special"):
                said.append(token.content)
            elif kind in ("softbreak", "hardbreak"):
                said.append("\n")
            elif kind == "html_inline":
                said.append(self.tag(token.content))
            elif kind == "footnote_ref":
                # A comma parts calls that follow each other.
                said.append("," if after_call else "")
                self.text.calls.append(Place(self.lines, token.meta["label"]))
            elif kind == "link_open":
                self.text.links.append(Place(self.lines, token.attrGet("href") or ""))
            elif kind == "image":
                decorative = "decorative" in (token.attrGet("class") or "").split()
                place = Place(self.lines, token.attrGet("src") or "")
                (self.text.decorative if decorative else self.text.pictures).append(place)
                self.captioned = token.attrGet("title")
                if title := self.captioned:
                    flush()
                    self.value(title)
            # Emphasis that ends between two calls does not part them.
            after_call = kind == "footnote_ref" or after_call and kind.endswith(("_open", "_close"))
        flush()

    def tag(self, written):
        """The words of a tag: none, unless HTML does not know it, or it holds text."""
        if written.startswith("<![CDATA["):
            return written[9:-3]
        tag = re.match(r"</?([A-Za-z][\w:-]*)(.*?)/?>", written, re.S)
        # Prose between angle brackets may begin with the name of an element.
        is_prose = tag and "=" not in tag.group(2) and any(name.lower() not in ALONE for name in tag.group(2).split())
        return "" if not tag or tag.group(1).lower() in KNOWN and not is_prose else written

    def html(self, written):
        # Markdown in an element is Markdown.
        written = re.sub(r"<!\[CDATA\[(.*?)\]\]>", lambda held: html.escape(held.group(1)), written, flags=re.S)
        written = re.sub(r"<!--.*?-->|<(script|style|svg|math|template)\b.*?(</\1>|\Z)", "", written, flags=re.S | re.I)
        self.value(re.sub(r"</?[A-Za-z][^>]*>", lambda tag: " " + self.tag(tag.group()), written))

    def chart(self, token):
        self.text.drawn.append(Place(self.lines, token.info))
        given = attributes(token.info)
        data = token.content
        if "file" in given:
            path = self.folder / given["file"]
            data = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
        said = []
        self.value(given.get("title"))
        separator = ";" if data.split("\n")[0].count(";") > data.split("\n")[0].count(",") else ","
        rows = list(csv.reader(data.splitlines(), delimiter=separator, skipinitialspace=True))
        for number, row in enumerate(rows):
            # The PDF does not print the name of the only series.
            said += row[1:] * (len(row) > 2) if number == 0 else row[:1]
        for piece in said:
            self.text.charts += [Word(word, self.lines) for word in words(re.sub(r"[*_]", "", piece))]
        self.value(given.get("caption"))


def read(path, root, people):
    """The text of a file."""
    whole = path.read_text(encoding="utf-8")
    header = re.match(r"\ufeff?---[ \t]*\r?\n(.*?\n)?---[ \t]*(\r?\n|\Z)", whole, re.S)
    held = (yaml.safe_load(header.group(1) or "") if header else None) or {}
    body = whole[header.end():] if header else whole
    text = Text(path.relative_to(root).as_posix(), path.stem, [], str(held.get("status", "")))
    if text.status == "expected":
        return text
    text.source = int(str(held.get("source", "")).startswith("http"))
    text.portraits = sum(1 for key in held.get("authors") or [] if isinstance(key, str) and (people.get(key) or {}).get("portrait"))
    offset = whole[:header.end()].count("\n") if header else 0
    reader = Reader(parser(), text, path.parent, offset, people)
    # What follows a number sign is a comment of YAML, but the author may have meant it.
    plain = re.search(r"^title: +([^\s\"'|>].*)$", header.group(1) or "", re.M) if header else None
    line = whole[:header.start(1) + plain.start()].count("\n") + 1 if plain else 1
    reader.into, reader.lines = text.title, (line, line)
    reader.value(plain.group(1) if plain else str(held.get("title", "")))
    reader.into = text.words
    reader.read(body)
    return text


def texts(root, tome):
    """The texts that a tome names, in order. What leads to an expected text, or to another tome, is no link."""
    found = list(named_texts(root, tome))
    known = {text.path for text in found if text.status != "expected"}
    for text in found:
        def leads(place):
            target = unquote(place.name.partition("#")[0])
            paths = {posixpath.normpath(posixpath.join(folder, target)) for folder in ("", tome, posixpath.dirname(text.path))}
            return not target.endswith(".md") or ":" in target or bool(paths & known) or not any((root / path).is_file() for path in paths)
        text.links = [place for place in text.links if leads(place)]
    return found


def named_texts(root, tome):
    people = yaml.safe_load((root / "book/people.yaml").read_text(encoding="utf-8")) or {}
    declared = yaml.safe_load((root / tome / "tome.yaml").read_text(encoding="utf-8"))

    def named(value):
        if isinstance(value, dict):
            value = list(value.values())
        if isinstance(value, list):
            for entry in value:
                yield from named(entry)
        elif isinstance(value, str) and value.endswith(".md"):
            yield value

    for key in ("front", "body", "back"):
        for name in named(declared.get(key, [])):
            near, far = root / tome / name, root / name
            path = near if near.is_file() else far
            if path.is_file():
                yield read(path, root, people)
