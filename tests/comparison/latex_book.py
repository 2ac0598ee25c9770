"""Writes the generated texts as a book in LuaLaTeX: class book, babel-french, fontspec, microtype, and the page of our own book.

It reads the same Markdown as `typst_book`, refuses what that refuses, and leaves line and page breaking as LaTeX has them.
"""

import re
import shutil

import yaml

from typst_book import HEADER, INLINE, NOTE

# A brace after a command's name, so that no space is swallowed.
SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
PREAMBLE = r"""
\documentclass[twoside,11pt]{book}
\usepackage{fontspec}
\setmainfont{EBGaramond_400Regular.ttf}[Path=<<FONTS>>/eb-garamond/, ItalicFont=EBGaramond_400Regular_Italic.ttf,
  BoldFont=EBGaramond_700Bold.ttf, BoldItalicFont=EBGaramond_700Bold_Italic.ttf, Numbers=OldStyle]
\setsansfont{AlegreyaSans_400Regular.ttf}[Path=<<FONTS>>/alegreya-sans/, ItalicFont=AlegreyaSans_400Regular_Italic.ttf,
  BoldFont=AlegreyaSans_700Bold.ttf, BoldItalicFont=AlegreyaSans_700Bold_Italic.ttf]
\usepackage[french]{babel}
<<MICROTYPE>>
\usepackage{graphicx}
\usepackage[hidelinks]{hyperref}
\usepackage[paperwidth=<<WIDTH>>bp, paperheight=<<HEIGHT>>bp, inner=<<INSIDE>>bp, outer=<<OUTSIDE>>bp, top=<<TOP>>bp, textheight=<<TEXT>>bp,
  headsep=<<LEADING>>bp, footskip=30bp]{geometry}
\renewcommand{\normalsize}{\fontsize{<<SIZE>>bp}{<<LEADING>>bp}\selectfont}
\renewcommand{\footnotesize}{\fontsize{<<NOTE>>bp}{<<NOTELEADING>>bp}\selectfont}
\normalsize
\setlength{\parindent}{1.3em}
\setlength{\topskip}{<<LEADING>>bp}
\newcommand{\parttitle}[1]{\cleardoublepage\vspace*{12\baselineskip}{\raggedright\fontsize{25bp}{28bp}\selectfont #1\par}\clearpage}
\newcommand{\texttitle}[1]{\clearpage\vspace*{3\baselineskip}{\raggedright\hyphenpenalty=10000\fontsize{25bp}{28bp}\selectfont #1\par}%
  \vspace{\baselineskip}}
\newcommand{\byline}[3]{\noindent\begin{minipage}[t]{4.8em}\vspace{0pt}\includegraphics[width=4.8em]{#3}\end{minipage}\hspace{1.1em}%
  \begin{minipage}[t]{20em}\vspace{0pt}\raggedright{\sffamily\bfseries #1}\\{\itshape #2}\end{minipage}\par\vspace{\baselineskip}}
\newcommand{\headtwo}[1]{\par\penalty-300\vspace{1.5\baselineskip}{\raggedright\hyphenpenalty=10000\sffamily\bfseries
  \fontsize{13bp}{<<LEADING>>bp}\selectfont #1\par}\nobreak\vspace{.5\baselineskip}\nobreak\csname @afterheading\endcsname}
\newcommand{\headthree}[1]{\par\penalty-200\vspace{\baselineskip}{\raggedright\hyphenpenalty=10000\itshape
  \fontsize{13bp}{<<LEADING>>bp}\selectfont #1\par}\nobreak\csname @afterheading\endcsname}
\newcommand{\biography}[2]{\par\vspace{\baselineskip}{\noindent\rule{4em}{.5pt}\par\vspace{.5\baselineskip}\noindent\sffamily
  \fontsize{9.4bp}{11.2bp}\selectfont\textbf{#1.} #2\par}}
\begin{document}
\pagestyle{plain}
"""


def escaped(text):
    return "".join(SPECIAL.get(sign) or (f"\\{sign}" if sign in "#$%&_{}" else sign) for sign in text)


def inline(text, notes):
    """The LaTeX markup of inline Markdown."""
    made, at = "", 0
    for match in INLINE.finditer(text):
        made += escaped(text[at:match.start()])
        at = match.end()
        if match["strong"]:
            made += f"\\textbf{{{inline(match['strong'], notes)}}}"
        elif match["emph"]:
            made += f"\\emph{{{inline(match['emph'], notes)}}}"
        elif match["note"]:
            made += f"\\footnote{{{inline(notes[match['note']], notes)}}}"
        else:
            made += f"\\href{{{escaped(match['url'])}}}{{{inline(match['words'], notes)}}}"
    return made + escaped(text[at:])


def table(lines, notes):
    rows = [[inline(cell.strip(), notes) for cell in line.strip().strip("|").split("|")] for line in lines]
    sides = "".join("r" if line.strip().endswith(":") else "l" for line in lines[1].strip().strip("|").split("|"))
    body = "\\\\\n".join(" & ".join(row) for row in rows[2:])
    return (f"\\par\\vspace{{.5\\baselineskip}}{{\\noindent\\sffamily\\fontsize{{9.9bp}}{{12bp}}\\selectfont\\begin{{tabular}}{{{sides}}}\\hline\n"
            f"{' & '.join(rows[0])}\\\\\\hline\n{body}\\\\\\hline\n\\end{{tabular}}\\par}}\\vspace{{.5\\baselineskip}}\n")


def block(lines, notes):
    """The LaTeX markup of a block of Markdown."""
    first = lines[0]
    items = lambda mark: "".join(f"\\item {inline(re.sub(mark, '', line), notes)}\n" for line in lines)
    if heading := re.match(r"(##|###) (.*)$", first):
        return f"\\{'headtwo' if len(heading[1]) == 2 else 'headthree'}{{{inline(heading[2], notes)}}}\n"
    if first.startswith("|"):
        return table(lines, notes)
    if picture := re.match(r"!\[([^\]]*)\]\(([^)]+)\)$", first):
        return (f"\\par\\vspace{{.5\\baselineskip}}{{\\centering\\includegraphics[width=\\linewidth,height=.4\\textheight,keepaspectratio]"
                f"{{{picture[2]}}}\\par}}\\vspace{{.5\\baselineskip}}\n")
    if first.startswith("> "):
        return f"\\begin{{quote}}{inline(' '.join(line.removeprefix('> ') for line in lines), notes)}\\end{{quote}}\n"
    if re.match(r"- ", first):
        return f"\\begin{{itemize}}\n{items('^- ')}\\end{{itemize}}\n"
    if re.match(r"\d+\. ", first):
        return f"\\begin{{enumerate}}\n{items('^[0-9]+[.] ')}\\end{{enumerate}}\n"
    if len(lines) > 1 or re.match(r"#|```|:::| {4}", first):
        raise ValueError(f"a construct that the generator did not use: {first!r}")
    return inline(first, notes) + "\n"


def markup(text):
    """The LaTeX markup of the body of a text."""
    notes, blocks = {}, []
    for piece in re.split(r"\n\s*\n", text.strip()):
        lines = piece.split("\n")
        if note := NOTE.match(lines[0]):
            notes[note[1]] = " ".join([note[2], *lines[1:]])
        else:
            blocks.append(lines)
    return "\n".join(block(lines, notes) for lines in blocks)


def make(tome, page, size, microtype, fonts, folder):
    """Writes the book of a generated tome into `folder`, with the options of microtype that are given; none leaves it out."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copytree(tome / "photos", folder / "photos")
    shutil.copytree(tome / "images", folder / "images")
    declared = yaml.safe_load((tome / "book.yaml").read_text(encoding="utf-8"))
    values = {"FONTS": fonts, "MICROTYPE": f"\\usepackage[{microtype}]{{microtype}}" if microtype else "",
              "WIDTH": page["width"], "HEIGHT": page["height"], "INSIDE": page["inside"], "OUTSIDE": page["outside"],
              "TOP": page["top"], "TEXT": page["text-height"] + 0.1, "NOTELEADING": page["leading"] * 0.8,
              "LEADING": page["leading"], "NOTE": size * 0.82, "SIZE": size}
    preamble = re.sub("<<([A-Z]+)>>", lambda name: str(values[name[1]]), PREAMBLE)
    main = [preamble, f"\\begin{{titlepage}}\\centering\\vspace*{{10em}}{{\\Huge {escaped(declared['title'])}\\par}}\\end{{titlepage}}\n"]
    for part in declared["parts"]:
        main.append(f"\\parttitle{{{escaped(part['title'])}}}\n")
        for name in part["files"]:
            text = (tome / name).read_text(encoding="utf-8")
            header = HEADER.match(text)
            meta = yaml.safe_load(header[1])
            main.append(f"\\texttitle{{{escaped(meta['title'])}}}\n\\byline{{{escaped(meta['author'])}}}"
                        f"{{{escaped(meta['role'] + ', ' + meta['organisation'])}}}{{{meta['photo']}}}\n"
                        f"\\csname @afterheading\\endcsname\n{markup(text[header.end():])}\n"
                        f"\\biography{{{escaped(meta['author'])}}}{{{escaped(meta['bio'])}}}\n")
    path = folder / "main.tex"
    path.write_text("".join(main) + "\\end{document}\n", encoding="utf-8")
    return path
