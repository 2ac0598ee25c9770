"""Counts in a PDF what a typographer would count, from the positions of its words alone, by the same rules for every book.

poppler gives the position of each word (`pdftotext -bbox-layout`); nothing else of the file is used. What the file says that is to be read
instead of its signs (ActualText) is taken out first: a divided word that is read whole would have no hyphen to count. Running text has the size of most
words; headings and titles are larger, notes, captions and cells smaller. A line is the words on one baseline. It is justified when it
ends at the right edge, where most lines end. A paragraph begins at an indent or below a gap.
"""

import html
import re
import statistics
import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
HYPHENS = ("-", "\u00ad", "\u2010", "\u2011")
# French sets narrow or fixed spaces beside these signs: they are not word spaces.
SIGNS = re.compile(r"^[;:!?»›”%—–)\]]|^[«‹“(\[]$|^[–—-]$")
OPENS = re.compile(r"(^|[^\w])[«‹“—–]$")


@dataclass
class Word:
    left: float
    top: float
    right: float
    foot: float
    text: str

    @property
    def height(self):
        return self.foot - self.top


@dataclass
class Line:
    """Words on one baseline, of one size."""

    words: list
    kind: str = ""  # text, small, large
    full: bool = False

    @property
    def left(self):
        return self.words[0].left

    @property
    def right(self):
        return self.words[-1].right

    @property
    def top(self):
        return statistics.median(word.top for word in self.words)

    @property
    def foot(self):
        return statistics.median(word.foot for word in self.words)

    @property
    def text(self):
        return " ".join(word.text for word in self.words)

    @property
    def hyphenated(self):
        return self.words[-1].text.endswith(HYPHENS)


@dataclass
class Page:
    number: int
    lines: list = field(default_factory=list)

    def of(self, kind):
        return [line for line in self.lines if line.kind == kind]


def as_drawn(path, bare):
    """Writes a copy of a PDF whose pages say nothing but what is drawn on them."""
    with pikepdf.open(path) as file:
        for page in file.pages:
            streams = page.obj.Contents
            for stream in streams if isinstance(streams, pikepdf.Array) else [streams]:
                drawn = stream.read_bytes()
                if b"/ActualText" in drawn:
                    stream.write(drawn.replace(b"/ActualText", b"/NoText"))
        file.save(bare)


def words_of(path):
    """The words of each page."""
    with tempfile.TemporaryDirectory() as folder:
        bare = Path(folder) / "bare.pdf"
        as_drawn(path, bare)
        printed = subprocess.run(["pdftotext", "-bbox-layout", bare, "-"], capture_output=True, check=True)
    pages = printed.stdout.decode("utf-8", "replace").split("<page ")[1:]
    return [[Word(*map(float, found[:4]), html.unescape(found[4])) for found in WORD.findall(page)] for page in pages]


def lines_of(words, size):
    """The lines of a page: words are joined when the middles of their heights are level."""
    lines = []
    for word in sorted(words, key=lambda word: ((word.top + word.foot) / 2, word.left)):
        middle = (word.top + word.foot) / 2
        for line in reversed(lines[-6:]):
            first = line[0]
            if abs((first.top + first.foot) / 2 - middle) < 0.3 * min(first.height, word.height):
                line.append(word)
                break
        else:
            lines.append([word])
    made = []
    for words in lines:
        words.sort(key=lambda word: word.left)
        # The size of a line is that of most of its characters, because raised figures are small.
        heights = Counter()
        for word in words:
            heights[round(word.height, 1)] += len(word.text)
        height = heights.most_common(1)[0][0]
        kind = "text" if abs(height - size) < 0.012 * size else "large" if height > size else "small"
        made.append(Line(words, kind))
    # A note call is raised above its line. It is not a line of its own.
    kept = []
    text = [line for line in made if line.kind == "text"]
    for line in made:
        is_call = line.kind == "small" and len(line.text) <= 4 and any(
            other.top - 1 <= line.top and line.foot <= other.foot + 1 and other.left <= line.left and line.right <= other.right + 8
            for other in text)
        if not is_call:
            kept.append(line)
    return kept


class Book:
    """The lines of a PDF."""

    def __init__(self, path):
        self.path = Path(path)
        words = words_of(path)
        heights = Counter()
        for page in words:
            for word in page:
                heights[round(word.height, 1)] += len(word.text)
        self.size = heights.most_common(1)[0][0]
        self.pages = [Page(number, lines_of(page, self.size)) for number, page in enumerate(words)]
        self._frame()

    def _frame(self):
        """Finds the edges of the text for left and right pages, and removes what is above and below: running heads and folios."""
        self.edges = {}
        leadings = Counter()
        for side in (0, 1):
            text = [line for page in self.pages if page.number % 2 == side for line in page.of("text")]
            if not text:
                self.edges[side] = (0.0, 0.0)
                continue
            left = Counter(round(line.left, 0) for line in text).most_common(1)[0][0]
            rights = Counter(round(line.right * 2) / 2 for line in text if len(line.words) > 4)
            right = rights.most_common(1)[0][0] if rights else 0.0
            exact = [line.right for line in text if abs(line.right - right) <= 0.5]
            self.edges[side] = (left, statistics.median(exact) if exact else right)
        tops, feet = [], []
        for page in self.pages:
            text = page.of("text")
            tops += [line.top for line in text]
            feet += [line.foot for line in text]
            leadings.update(round(low.top - high.top, 1) for high, low in zip(text, text[1:]) if low.top > high.top)
        self.leading = leadings.most_common(1)[0][0] if leadings else 14.0
        # One line in a thousand may be elsewhere, as on a title page.
        tops.sort()
        feet.sort()
        self.top = tops[len(tops) // 1000] if tops else 0.0
        self.foot = feet[-1 - len(feet) // 1000] if feet else 0.0
        for page in self.pages:
            page.lines = [line for line in page.lines if line.foot > self.top and line.top < self.foot - 0.2 * self.leading]
            page.lines.sort(key=lambda line: (line.top, line.left))
            right = self.edges[page.number % 2][1]
            for line in page.lines:
                # Punctuation may hang into the margin.
                line.full = line.kind == "text" and right - 1.2 <= line.right <= right + 6 and len(line.words) > 2

    # What pages and lines are ------------------------------------------------------------------------------------------

    def begins(self, page, at):
        """Whether a line of a page begins a paragraph: indented, or below a gap or a line of another kind."""
        line = page.lines[at]
        if line.left > self.edges[page.number % 2][0] + 0.4 * self.leading:
            return True
        if at == 0:
            return False
        above = page.lines[at - 1]
        return above.kind != "text" or line.top - above.top > 1.25 * self.leading or not above.full

    def opens(self, page):
        """Whether a page opens a text: it has a title half as large again as the text."""
        return any(line.words[0].height > 1.5 * self.size for line in page.lines)

    def runs_on(self, number):
        """Whether the text of a page continues on the next page."""
        if number + 1 >= len(self.pages):
            return False
        page, after = self.pages[number], self.pages[number + 1]
        return bool(page.of("text")) and bool(after.of("text")) and not self.opens(after)

    def goes_on(self, number):
        """Whether the last paragraph of a page continues on the next page, which then begins with a line of text without an indent."""
        if not self.runs_on(number):
            return False
        page, after = self.pages[number], self.pages[number + 1]
        first = after.lines[0]
        return page.of("text")[-1].full and first.kind == "text" and not self.begins(after, 0)

    # Figures ------------------------------------------------------------------------------------------------------------

    def figures(self, natural):
        """All figures; `natural` is the font's word space in ems."""
        em = self.em()
        text = [line for page in self.pages for line in page.of("text")]
        full = [line for line in text if line.full]
        spaces = sorted(space for space in (word_space(line, em) for line in full) if space is not None)
        share = lambda part: 100 * part / max(1, len(spaces))
        at = lambda hundredth: spaces[(len(spaces) - 1) * hundredth // 100] if spaces else 0.0
        runs = self.runs()
        widows = orphans = ended = heads = uneven = spreads = 0
        for page in self.pages:
            lines = page.of("text")
            if not lines:
                continue
            if self.goes_on(page.number):
                after = self.pages[page.number + 1]
                alone = len(after.lines) > 1 and after.lines[1].kind == "text" and self.begins(after, 1) or not after.lines[0].full
                widows += bool(alone)
                last = page.lines.index(lines[-1])
                orphans += self.begins(page, last) and (last > 0 or not self.goes_on(page.number - 1))
                ended += lines[-1].hyphenated
            if self.runs_on(page.number):
                heads += self.heading_at_foot(page)
        for verso in range(1, len(self.pages) - 1, 2):
            if self.runs_on(verso) and self.runs_on(verso + 1):
                spreads += 1
                uneven += not self.level(verso)
        return {
            "pages": len(self.pages),
            "pages with running text": sum(bool(page.of("text")) for page in self.pages),
            "lines of running text": len(text),
            "justified lines measured": len(spaces),
            "word space, mean (em)": statistics.fmean(spaces) if spaces else 0.0,
            "word space, standard deviation (em)": statistics.pstdev(spaces) if spaces else 0.0,
            "word space, 1 % (em)": at(1),
            "word space, 5 % (em)": at(5),
            "word space, 50 % (em)": at(50),
            "word space, 95 % (em)": at(95),
            "word space, 99 % (em)": at(99),
            "lines looser than 1.5 × the face (%)": share(sum(space > 1.5 * natural for space in spaces)),
            "lines looser than 2 × the face (%)": share(sum(space > 2 * natural for space in spaces)),
            "lines tighter than 0.8 × the face (%)": share(sum(space < 0.8 * natural for space in spaces)),
            "neighbours that differ by more than the face’s space (%)": self.contrast(em, natural),
            "hyphens in 100 lines": 100 * sum(line.hyphenated for line in text) / max(1, len(text)),
            "runs of 2 hyphens": runs[2],
            "runs of 3 hyphens and more": sum(count for length, count in runs.items() if length > 2),
            "pages that end with a hyphen": ended,
            "widows": widows,
            "orphans": orphans,
            "headings at the foot of a page": heads,
            "thousands parted at a line’s end": self.parted(),
            "lines that begin with ; : ! ? » or %": sum(bool(re.match(r"[;:!?»%]", line.text)) for line in text),
            "lines that end with «": sum(line.text.endswith("«") for line in text),
            "facing pages that run on": spreads,
            "of these uneven": uneven,
        }

    def em(self):
        """The size of the text in points, from the height of its words: their ratio depends on the font alone."""
        return self.size / self.height_per_em

    height_per_em = 1.305

    def runs(self):
        """The number of runs of lines that end with a hyphen, by their length."""
        runs, length = Counter(), 0
        for page in self.pages:
            for at, line in enumerate(page.lines):
                if line.kind != "text":
                    continue
                if at > 0 and self.begins(page, at):
                    runs[length] += 1
                    length = 0
                if line.hyphenated:
                    length += 1
                else:
                    runs[length] += 1
                    length = 0
        runs[length] += 1
        del runs[0]
        return runs

    def contrast(self, em, natural):
        pairs = wide = 0
        for page in self.pages:
            for high, low in zip(page.lines, page.lines[1:]):
                if high.full and low.full and low.top - high.top < 1.25 * self.leading:
                    one, other = word_space(high, em), word_space(low, em)
                    if one is not None and other is not None:
                        pairs += 1
                        wide += abs(one - other) > natural
        return 100 * wide / max(1, pairs)

    def parted(self):
        """The number of line breaks within a number, at the space between groups of three digits."""
        parted = 0
        for page in self.pages:
            text = page.of("text")
            for high, low in zip(text, text[1:]):
                parted += bool(high.full and re.search(r"(^|\s)\d{1,3}$", high.text) and re.match(r"\d{3}\b", low.text))
        return parted

    def heading_at_foot(self, page):
        """Whether a line larger than the text has fewer than two lines of text below it."""
        large = [at for at, line in enumerate(page.lines) if line.kind == "large"]
        if not large:
            return False
        below = {round(line.top) for line in page.lines[large[-1] + 1:] if line.kind == "text"}
        return len(below) < 2

    def level(self, verso):
        """Whether two facing pages end at the same height, with text or with notes."""
        feet = []
        for page in self.pages[verso:verso + 2]:
            last = max(page.lines, key=lambda line: line.foot)
            feet.append((last.foot - 0.25 * last.words[0].height * self.leading / self.size, last.kind))
        (one, kind), (other, second) = feet
        return abs(one - other) <= (1.0 if kind == second == "text" else 0.3 * self.leading)


def word_space(line, em):
    """The mean word space of a line in ems; none when the line has too few, or when dots lead to a folio."""
    if sum(word.text == "." for word in line.words) > 2:
        return None
    gaps = []
    for one, other in zip(line.words, line.words[1:]):
        digits = one.text[-1:].isdigit() and re.match(r"\d{3}\b", other.text)
        if not (digits or SIGNS.match(other.text) or SIGNS.match(one.text) and len(one.text) == 1 or OPENS.search(one.text)):
            gaps.append((other.left - one.right) / em)
    return statistics.fmean(gaps) if len(gaps) >= 3 else None


def face_space(path):
    """The word space of a TrueType font in ems, and the height of its words in ems as poppler computes it."""
    data = Path(path).read_bytes()
    number = lambda at, size=2, signed=False: int.from_bytes(data[at:at + size], "big", signed=signed)
    tables = {data[12 + 16 * index:16 + 16 * index]: number(20 + 16 * index, 4) for index in range(number(4))}
    per_em = number(tables[b"head"] + 18)
    long_metrics = number(tables[b"hhea"] + 34)
    ascent, descent = number(tables[b"hhea"] + 4, signed=True), number(tables[b"hhea"] + 6, signed=True)
    cmap = tables[b"cmap"]
    starts = [cmap + number(cmap + 8 + 8 * index, 4) for index in range(number(cmap + 2))]
    for start in starts:
        if number(start) != 4:
            continue
        segments = number(start + 6) // 2
        for index in range(segments):
            end, first = number(start + 14 + 2 * index), number(start + 16 + 2 * (segments + index))
            if first <= 32 <= end:
                delta = number(start + 16 + 2 * (2 * segments + index))
                offset_at = start + 16 + 2 * (3 * segments + index)
                offset = number(offset_at)
                glyph = (32 + delta) % 65536 if offset == 0 else number(offset_at + offset + 2 * (32 - first))
                advance = number(tables[b"hmtx"] + 4 * min(glyph, long_metrics - 1))
                return advance / per_em, (ascent - descent) / per_em
    raise ValueError(f"{path}: no space")
