#!/usr/bin/env bash
# PyQt5 5.15.11 (Qt 5.15.19): QTextDocument, on which Okular reads EPUBs, and the identifiers that links lead to.
#
# Believed: an element with an id is a place to go to (`anchorNames`), whatever the element is, or none of its kind is.
# Seen: for elements that Qt does not know (<aside>, <section>, <article>) white space decides. Three <aside id="…"><p>…</p></aside>
# written without white space inside: the first is a place, the second and third are not. With a line break between each <aside> and its <p>
# all three are. In a paragraph, as Okular makes one of each <section>, and with line breaks between them, the second of five is none and the others are.
# An id on a <table> is never a place. With <div> all are, however they are written.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check --no-deps PyQt5==5.15.11 PyQt5-Qt5==5.15.19 PyQt5_sip==12.20.0

cat > try.py <<'PYTHON'
from PyQt5.QtGui import QGuiApplication, QTextCursor, QTextDocument

application = QGuiApplication([])


def places(body):
    document = QTextDocument()
    document.setHtml("<html><body><p>x</p></body></html>")
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.End)
    cursor.insertHtml(f"<html><body>{body}</body></html>")
    found, block = [], document.begin()
    while block.isValid():
        part = block.begin()
        while not part.atEnd():
            found += part.fragment().charFormat().anchorNames()
            part += 1
        block = block.next()
    return " ".join(dict.fromkeys(found))


def notes(element, inside, between, count=3):
    return "".join(f'<{element} id="n{at}">{inside}<p>Note.</p>{inside}</{element}>{between}' for at in range(1, count + 1))


seen = {
    "aside, no space": places(notes("aside", "", "")),
    "aside, line inside": places(notes("aside", "\n", "")),
    "article, no space": places(notes("article", "", "")),
    "div, no space": places(notes("div", "", "")),
    "div, lines": places(notes("div", "\n", "\n")),
    "in a paragraph, lines": places("<p>Text</p><p>\n" + notes("aside", "\n", "\n", 5) + "</p>"),
    "in a paragraph, no line between": places("<p>Text</p><p>\n" + notes("aside", "\n", "", 5) + "</p>"),
    "table": places('<table id="t"><tr><td>x</td></tr></table>'),
}
for name, value in seen.items():
    print(f"{name}: {value or '-'}")
PYTHON

QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=$folder venv/bin/python try.py | tee seen.txt
diff seen.txt - <<'SEEN'
aside, no space: n1
aside, line inside: n1 n2 n3
article, no space: n1
div, no space: n1 n2 n3
div, lines: n1 n2 n3
in a paragraph, lines: n1 n3 n4 n5
in a paragraph, no line between: n1 n2 n3 n4 n5
table: -
SEEN
