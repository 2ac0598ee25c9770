"""What calibre makes of EPUBs, for readers_engines.py: run by calibre's own Python, once for all books.

usage: calibre-debug -e tests/conformance/readers_calibre.py -- FOLDER BOOK.epub…

For book number N, FOLDER/N.json gets its metadata, N.txt, N.docx and N.azw3 its conversions, and N/ what the last is made of.
"""

import json
import os
import sys

from calibre.constants import numeric_version
from calibre.customize.conversion import OptionRecommendation
from calibre.ebooks.conversion.plumber import Plumber
from calibre.ebooks.metadata.meta import get_metadata
from calibre.ebooks.tweak import explode
from calibre.utils.logging import Log

folder, books = sys.argv[1], sys.argv[2:]
for number, book in enumerate(books):
    made = os.path.join(folder, str(number))
    with open(book, "rb") as stream:
        held = get_metadata(stream, "epub")
    with open(f"{made}.json", "w", encoding="utf-8") as out:
        json.dump({
            "version": ".".join(map(str, numeric_version)), "title": held.title, "authors": held.authors,
            "language": held.languages, "series": [held.series, held.series_index] if held.series else None,
        }, out)
    for kind in ("txt", "docx", "azw3"):
        plumber = Plumber(book, f"{made}.{kind}", Log())
        if kind == "txt":
            plumber.merge_ui_recommendations([("txt_output_encoding", "utf-8", OptionRecommendation.HIGH)])
        plumber.run()
    os.mkdir(made)
    explode(f"{made}.azw3", made)
