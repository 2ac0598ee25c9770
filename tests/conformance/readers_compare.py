"""Compares what a reading system says or shows of a book with what the book is, for readers.py.

Each function takes an observation (`readers_engines`, `validators/read-epub.mjs`) and the facts (`readers_facts`), and returns what is
wrong with one feature, a sentence a fault.
"""

import difflib
import re

from edition import plain
from readers_facts import words

# ISO 639-2 of what books here are in, for systems that know no shorter codes.
LONG = {"fr": "fra", "en": "eng"}
# Of what the guide may know nothing: these books have no sound, and nobody has claimed exemptions.
UNKNOWN = {"ways-of-reading.prerecorded-audio.no-metadata", "rich-content.unknown", "legal-considerations.no-metadata"}
# What a system puts before the items of a list and, where it knows generated content, after links to the web.
ADDED = re.compile(r"[•◦▪■·○●–*↗-]|\d+\.|[a-z]\.")


def compare_title(said, facts):
    # calibre joins title and subtitle.
    return [] if plain(said["title"]).startswith(plain(facts.title)) else [f"« {said['title']} » for « {facts.title} »"]


def compare_authors(said, facts):
    named = set(said["authors"]) | set(said.get("editors", ()))
    return [] if named == facts.authors else [f"{sorted(named)} for {sorted(facts.authors)}"]


def compare_language(said, facts):
    known = said["language"] and said["language"][0] in (facts.language, LONG[facts.language])
    return [] if known else [f"{said['language']} for {facts.language}"]


def compare_series(said, facts):
    return [] if said.get("series") == facts.series else [f"{said.get('series')} for {facts.series}"]


def compare_access(said, facts):
    missing = facts.accessible - set(said["accessibility"])
    unknown = {statement for statement in said["accessibility"] if statement.endswith((".unknown", ".no-metadata"))}
    return [f"missing {sorted(missing)}, unknown {sorted(unknown - UNKNOWN)}"] if missing or unknown - UNKNOWN else []


def compare_contents(said, facts):
    found = [[plain(label), depth] for label, _, depth in said["contents"]]
    if found != facts.contents:
        other = next((pair for pair in zip(found, facts.contents) if pair[0] != pair[1]), (len(found), len(facts.contents)))
        return [f"{other[0]} for {other[1]}"]
    return []


def compare_pages(said, facts):
    found = [page if isinstance(page, str) else page[0] for page in said["pages"]]
    return [] if found == facts.pages else [f"{found[:6]}… for {facts.pages[:6]}…"]


def compare_order(said, facts):
    found = [document if isinstance(document, str) else document[0] for document in said["documents"]]
    found = [href.removeprefix("OEBPS/") for href in found]
    differing = [pair for pair in zip(found, facts.order) if pair[0] != pair[1]]
    return [] if found == facts.order else [f"{differing[:1] or (len(found), len(facts.order))}"]


def text_said(said):
    return said["text"] if "text" in said else "\n".join(text for _, text in said["documents"])


def compare_words(said, facts):
    """Compares the words without those of captions, of which compare_captions knows."""
    text = text_said(said)
    ours, theirs, differing = without(facts.captions, facts.words), without(facts.captions, words(text)), []
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        here, there = ([word for word in part if not ADDED.fullmatch(word)] for part in (ours[a:b], theirs[c:d]))
        # Cells and lines may be joined; calibre begins with contents of its own.
        own_contents = a == b == 0 and theirs[c:c + 3] == ["Table", "of", "Contents"]
        if kind != "equal" and "".join(here) != "".join(there) and not own_contents:
            differing.append((" ".join(ours[max(0, a - 4):a]), here, there))
    # A cell of one word may come before the rest of the cell beside it, which goes on overleaf.
    gone, come = [here for _, here, there in differing if not there], [there for _, here, there in differing if not here]
    moved = [cell for cell in gone if len(cell) == 1 and cell in come]
    faults = [f"after « {before} »: « {' '.join(there)[:80]} » for « {' '.join(here)[:80]} »"
              for before, here, there in differing if (here and there) or (here or there) not in moved]
    if re.search(r"\b[ivx]+(?:e|re|er|ème)s? siècle", plain(text)):
        faults.append("a century in lower case")
    shown = sum(bool(re.fullmatch(r"[*\s]*\*[*\s]*", line)) for line in text.splitlines())
    if shown < facts.separators:
        faults.append(f"{shown} separators of {facts.separators}")
    return faults


def without(captions, text):
    """`text`, a list of words, without those of each caption, which are looked for in turn; a word may be divided in two."""
    left = list(text)
    for caption, _ in captions:
        place = find(left, caption)
        if place:
            del left[place[0]:place[1]]
    return left


def find(text, phrase, start=0):
    """Where the words of `phrase` are in those of `text`, the words of which may be divided or joined; None if they are not."""
    joined = "".join(phrase)
    for first in range(start, len(text)):
        if not joined.startswith(text[first]):
            continue
        held, last = "", first
        while last < len(text) and len(held) < len(joined):
            held += text[last]
            last += 1
        if held.startswith(joined):
            return first, last
    return None


def compare_captions(said, facts):
    """Each caption comes before the cells of its table."""
    text, at, faults = words(text_said(said)), 0, []
    for caption, following in facts.captions:
        place = find(text, caption + following, at)
        if place is None:
            faults.append(f"« {' '.join(caption)} » is not before « {' '.join(following)} »")
        else:
            at = place[0] + 1
    return faults


def compare_fits(said, _):
    return [f"beside the page: « {' '.join(said['cut'])[:80]} »"] if said["cut"] else []


def compare_pictures(said, facts):
    if "picture count" in said:
        # The cover is no page of its own in the making of an AZW3.
        return [] if said["picture count"] >= facts.pictures - 1 else [f"{said['picture count']} of {facts.pictures}"]
    found = [fault if isinstance(fault, str) else ": ".join(fault) if fault[1] else "" for fault in said["pictures"]]
    return ([f"{len(found)} of {facts.pictures}"] if len(found) != facts.pictures else []) + [fault for fault in found if fault]


def compare_notes(said, facts):
    if "links" in said:
        number, reached = said["links"]
        # A call and a way back for each note.
        return [] if number >= 2 * len(facts.notes) and reached == number else [f"{reached} of {number} links, {len(facts.notes)} notes"]
    number, reached = said["notes"]
    return [] if bool(number) == bool(facts.notes) and reached == number else [f"{reached} of {number}"]


COMPARE = {name.removeprefix("compare_"): function for name, function in list(globals().items()) if name.startswith("compare_")}
