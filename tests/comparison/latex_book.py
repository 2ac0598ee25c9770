"""Writes the generated texts as a book in LuaLaTeX: class book, babel-french, fontspec, microtype, and the page of our own book.

`generated_book` reads them. Line and page breaking are left as LaTeX has them.
"""

import re
import sys

import generated_book

WRITER = sys.modules[__name__]
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


def strong(inside):
    return f"\\textbf{{{inside}}}"


def emphasis(inside):
    return f"\\emph{{{inside}}}"


def note(inside):
    return f"\\footnote{{{inside}}}"


def link(url, inside):
    return f"\\href{{{escaped(url)}}}{{{inside}}}"


def heading(level, inside):
    return f"\\{'headtwo' if level == 2 else 'headthree'}{{{inside}}}\n"


def table(head, rows, sides):
    body = "\\\\\n".join(" & ".join(row) for row in rows)
    return (f"\\par\\vspace{{.5\\baselineskip}}{{\\noindent\\sffamily\\fontsize{{9.9bp}}{{12bp}}\\selectfont"
            f"\\begin{{tabular}}{{{''.join(side[0] for side in sides)}}}\\hline\n"
            f"{' & '.join(head)}\\\\\\hline\n{body}\\\\\\hline\n\\end{{tabular}}\\par}}\\vspace{{.5\\baselineskip}}\n")


def picture(_, path):
    return (f"\\par\\vspace{{.5\\baselineskip}}{{\\centering\\includegraphics[width=\\linewidth,height=.4\\textheight,keepaspectratio]"
            f"{{{path}}}\\par}}\\vspace{{.5\\baselineskip}}\n")


def quotation(inside):
    return f"\\begin{{quote}}{inside}\\end{{quote}}\n"


def items(list, kind="itemize"):
    return f"\\begin{{{kind}}}\n" + "".join(f"\\item {item}\n" for item in list) + f"\\end{{{kind}}}\n"


def numbered(list):
    return items(list, "enumerate")


def make(tome, page, size, microtype, fonts, folder):
    """Writes the book of a generated tome into `folder`, with the options of microtype that are given; none leaves it out."""
    generated_book.begin(tome, folder)
    title, parts = generated_book.parts(tome, WRITER)
    values = {"FONTS": fonts, "MICROTYPE": f"\\usepackage[{microtype}]{{microtype}}" if microtype else "",
              "WIDTH": page["width"], "HEIGHT": page["height"], "INSIDE": page["inside"], "OUTSIDE": page["outside"],
              "TOP": page["top"], "TEXT": page["text-height"] + 0.1, "NOTELEADING": page["leading"] * 0.8,
              "LEADING": page["leading"], "NOTE": size * 0.82, "SIZE": size}
    preamble = re.sub("<<([A-Z]+)>>", lambda name: str(values[name[1]]), PREAMBLE)
    main = [preamble, f"\\begin{{titlepage}}\\centering\\vspace*{{10em}}{{\\Huge {escaped(title)}\\par}}\\end{{titlepage}}\n"]
    for part, texts in parts:
        main.append(f"\\parttitle{{{escaped(part)}}}\n")
        for meta, body in texts:
            main.append(f"\\texttitle{{{escaped(meta['title'])}}}\n\\byline{{{escaped(meta['author'])}}}"
                        f"{{{escaped(meta['role'] + ', ' + meta['organisation'])}}}{{{meta['photo']}}}\n"
                        f"\\csname @afterheading\\endcsname\n{body}\n"
                        f"\\biography{{{escaped(meta['author'])}}}{{{escaped(meta['bio'])}}}\n")
    path = folder / "main.tex"
    path.write_text("".join(main) + "\\end{document}\n", encoding="utf-8")
    return path
