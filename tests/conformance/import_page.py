#!/usr/bin/env python3
"""Makes a web page of the author's text in a scraped extract.

usage: import_page.py EXTRACT.txt PAGE.html
"""

import html
import sys

extract, page = sys.argv[1:]
lines = [line.strip() for line in open(extract, encoding="utf-8")]
title = next(at for at, line in enumerate(lines) if line.startswith("Je twitte, donc"))
end = next(at for at in range(title, len(lines)) if lines[at].startswith("___"))
paragraphs = "\n".join(f"<p>{html.escape(line)}</p>" for line in lines[title + 1 : end] if line)
with open(page, "w", encoding="utf-8") as out:
    out.write(f'<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8"><title>Page</title></head>\n<body><h1>{html.escape(lines[title])}</h1>\n{paragraphs}\n</body></html>\n')
