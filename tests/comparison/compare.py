#!/usr/bin/env python3
"""Compares our pages with those of Typst and LuaLaTeX, from the same 306 texts, with the same font, size, measure and page, and with
equal budgets: what a line may take its room from. Prints a Markdown table for each budget.

usage: compare.py [--runs N] [--corpus DIR] [--make-book PATH] [--out FILE]
       compare.py OURS.pdf THEIRS.pdf...        measures PDFs, and builds nothing

The first form makes all books N times (1 by default) in turn, and adds medians of CPU seconds and peak memory. The generator of the
texts belongs to the peers' bench beside this project (../shared/peers, or the folder named in BOOK_PEERS). Without it, this prints a
warning and compares nothing. See README.md.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WORK = ROOT / "target" / "comparison"
FACE = ROOT / "fonts" / "eb-garamond" / "EBGaramond_400Regular.ttf"
PINNED = {"typst": "0.15.2", "numpy": "2.2.6", "Pillow": "11.3.0", "PyYAML": "6.0.2", "pikepdf": "10.18.0"}
# The size of running text in points, where book.yaml names none.
SIZE = 11.5
# Rows in which less is better; in the others neither figure is better.
LESS = {"word space, standard deviation (em)", "lines looser than 1.5 × the face (%)", "lines looser than 2 × the face (%)",
        "lines tighter than 0.8 × the face (%)", "neighbours that differ by more than the face’s space (%)",
        "hyphens in 100 lines", "runs of 2 hyphens", "runs of 3 hyphens and more", "pages that end with a hyphen", "widows",
        "orphans", "headings at the foot of a page", "thousands parted at a line’s end", "lines that begin with ; : ! ? » or %",
        "lines that end with «", "facing pages that run on and are uneven (%)", "file (kB)", "CPU (s)", "peak memory (MiB)"}


@dataclass
class Budget:
    """What a line may take its room from: the same for all engines of a table."""

    key: str  # our setting
    title: str
    words: str
    typst: str  # justification-limits
    microtype: str  # options of the package


# A letter of the corpus is 0.4 em wide on average: 1.5 % of it are 0.006 em of tracking, 0.02 em are 5 %.
BUDGETS = [
    Budget("spaces", "Spaces alone", "All that a line has too much or too little goes into its spaces.", "",
           "protrusion=true, expansion=false"),
    Budget("discreet", "Letters ± 1.5 %", "Letters may be drawn 1.5 % wider or narrower (Typst: 0.006 em between letters); it is our default.",
           "tracking: (min: -0.006em, max: 0.006em)", "protrusion=true, expansion=true, stretch=15, shrink=15, step=1"),
    Budget("wide", "Wide", "Letters 3 % narrower to 5 % wider (Typst: −0.012 to 0.02 em between letters, spaces 85 to 150 %).",
           "spacing: (min: 85%, max: 150%), tracking: (min: -0.012em, max: 0.02em)",
           "protrusion=true, expansion=true, stretch=50, shrink=30, step=1"),
]


def python():
    """A Python interpreter under target/ with the packages that the generator and Typst need."""
    home = WORK / "python"
    interpreter = home / "bin" / "python"
    if not interpreter.is_file():
        subprocess.run([sys.executable, "-m", "venv", home], check=True)
    script = "import sys, importlib.metadata as m; sys.exit(any(m.version(n) != v for n, v in %r.items()))" % PINNED
    if subprocess.run([interpreter, "-c", script], capture_output=True).returncode:
        pins = [f"{name}=={version}" for name, version in PINNED.items()]
        subprocess.run([interpreter, "-m", "pip", "install", "-q", "--disable-pip-version-check", *pins], check=True)
    return interpreter


def corpus(given, interpreter):
    """The folder of the generated tome, or none."""
    if given:
        return Path(given) / "large" / "tome1"
    shared = ROOT / "target" / "conformance" / "corpus"
    if (shared / "large" / "tome1").is_dir():
        return shared / "large" / "tome1"
    generator = Path(os.environ.get("BOOK_PEERS", ROOT / ".." / "shared" / "peers")) / "generate_corpus.py"
    if not generator.is_file():
        return None
    shared.mkdir(parents=True, exist_ok=True)
    subprocess.run([interpreter, generator, shared], check=True, stdout=subprocess.DEVNULL)
    return shared / "large" / "tome1"


def run(command, cwd):
    """Runs a command. Returns its CPU seconds and its peak memory in MiB."""
    child = subprocess.Popen([str(part) for part in command], cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{command[0]} failed:\n{errors.decode('utf-8', 'replace')}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


class Engine:
    """One program with one budget: the command that makes its book, what it leaves behind, and what each run cost."""

    def __init__(self, name, pdf, command, cwd, leaves):
        self.name, self.pdf, self.command, self.cwd, self.leaves = name, Path(pdf), command, cwd, leaves
        self.runs = []

    def make(self):
        # Each run begins anew: without the memo of ours, without the auxiliary files of LaTeX, which takes its contents from them.
        for path in self.leaves:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        self.runs.append(run(self.command, self.cwd))

    def costs(self):
        return {"CPU (s)": statistics.median(cpu for cpu, _ in self.runs),
                "peak memory (MiB)": statistics.median(mib for _, mib in self.runs)}


def ours(book, interpreter, tome, budget):
    """Our program: a project of its own for each budget."""
    project = WORK / f"project-{budget}"
    run([interpreter, ROOT / "tests" / "corpus" / "convert.py", tome, project], ROOT)
    work = project / "book" / "book.yaml"
    work.write_text(f"{work.read_text(encoding='utf-8')}theme: {{ justification: {budget} }}\n", encoding="utf-8")
    return Engine("make-book", project / "output" / "tome1.pdf", [book, "--root", project, "tome1", "--format", "pdf"], ROOT,
                  [project / "output"])


def typst(interpreter, tome, page, budget, limits):
    folder = WORK / f"typst-{budget}"
    make = ("import json, sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); import typst_book;"
            " typst_book.make(Path(sys.argv[2]), json.loads(sys.argv[3]), float(sys.argv[4]), sys.argv[5], Path(sys.argv[6]))")
    run([interpreter, "-c", make, HERE, tome, json.dumps(page), SIZE, limits, folder], ROOT)
    command = [interpreter, "-c", "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], root=sys.argv[3],"
               " font_paths=[sys.argv[4]], ignore_system_fonts=True)", folder / "main.typ", folder / "book.pdf", folder, ROOT / "fonts"]
    return Engine("Typst", folder / "book.pdf", command, ROOT, [])


def latex(interpreter, tome, page, budget, options):
    folder = WORK / f"latex-{budget}"
    make = ("import json, sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); import latex_book;"
            " latex_book.make(Path(sys.argv[2]), json.loads(sys.argv[3]), float(sys.argv[4]), sys.argv[5], sys.argv[6], Path(sys.argv[7]))")
    run([interpreter, "-c", make, HERE, tome, json.dumps(page), SIZE, options, ROOT / "fonts", folder], ROOT)
    command = ["lualatex", "-interaction=batchmode", "-halt-on-error", "main.tex"]
    return Engine("LuaLaTeX", folder / "main.pdf", command, folder, [folder / "main.aux", folder / "main.out"])


def build(options):
    """Makes the books of all engines and budgets. Returns the engines of each budget."""
    interpreter = python()
    tome = corpus(options.corpus, interpreter)
    if tome is None or not tome.is_dir():
        print("!!!! tests/comparison: the corpus generator is not beside this project, so NOTHING WAS COMPARED.\n"
              "!!!! Put generate_corpus.py into ../shared/peers, or name its folder in BOOK_PEERS.", file=sys.stderr)
        sys.exit(0)
    book = Path(options.make_book) if options.make_book else ROOT / "target" / "release" / "make-book"
    if not options.make_book:
        subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    has_latex = shutil.which("lualatex") is not None
    if not has_latex:
        print("!!!! tests/comparison: lualatex is missing, so it IS NOT COMPARED (Debian: texlive-luatex, texlive-lang-french,"
              " texlive-latex-recommended).", file=sys.stderr)
    made = []
    for budget in BUDGETS:
        engines = [ours(book, interpreter, tome, budget.key)]
        # The page's dimensions come from our report, so that all books change with the theme.
        project = WORK / f"project-{budget.key}"
        run([*engines[0].command, "--report", "output/tome1.typography.json"], ROOT)
        page = json.loads((project / "output" / "tome1.typography.json").read_text(encoding="utf-8"))["tomes"][0]["page"]
        engines.append(typst(interpreter, tome, page, budget.key, budget.typst))
        if has_latex:
            engines.append(latex(interpreter, tome, page, budget.key, budget.microtype))
        made.append((budget, engines))
    for _ in range(options.runs):
        for _, engines in made:
            for engine in engines:
                engine.make()
    return made


def cell(value):
    return f"{value:.3f}" if isinstance(value, float) and abs(value) < 10 else f"{value:.1f}" if isinstance(value, float) else str(value)


def table(names, columns):
    """The rows of the books of one budget; the best figure is bold where less is better."""
    rows = [f"| | {' | '.join(names)} |", f"| --- |{' ---: |' * len(names)}"]
    best, worse = 0, []
    for name in columns[0]:
        cells = [cell(column[name]) for column in columns]
        if name in LESS:
            least = min(column[name] for column in columns)
            is_least = [shown == cell(least) for shown in cells]
            best += is_least[0]
            worse += [] if is_least[0] else [name]
            if not all(is_least):
                cells = [f"**{shown}**" if least else shown for shown, least in zip(cells, is_least)]
        rows.append(f"| {name} | {' | '.join(cells)} |")
    said = f"; not on: {'; '.join(worse)}" if worse else ""
    rows.append(f"\n{names[0]} is best, alone or with another, on {best} of {best + len(worse)} rows in which less is better{said}.")
    return "\n".join(rows)


def figures(path, natural, costs):
    """What `measure` counts in a PDF, its size, and what it cost."""
    import measure

    made = measure.Book(path).figures(natural)
    spreads = max(1, made["facing pages that run on"])
    made["facing pages that run on and are uneven (%)"] = 100 * made.pop("of these uneven") / spreads
    made["file (kB)"] = Path(path).stat().st_size // 1000
    return made | costs


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdfs", nargs="*", metavar="PDF")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--corpus", help="a folder that the generator made, instead of making it")
    parser.add_argument("--make-book", help="the program, instead of building it")
    parser.add_argument("--out", help="a file for the tables, beside standard output")
    options = parser.parse_args()
    if shutil.which("pdftotext") is None:
        sys.exit("pdftotext (poppler) is missing")
    interpreter = python()
    if Path(sys.prefix).resolve() != interpreter.parents[1].resolve():
        os.execv(interpreter, [str(interpreter), __file__, *sys.argv[1:]])
    import measure  # it needs pikepdf, which this interpreter has
    natural, measure.Book.height_per_em = measure.face_space(FACE)
    if options.pdfs:
        made = table([Path(path).name for path in options.pdfs], [figures(path, natural, {}) for path in options.pdfs])
    else:
        tables = []
        for budget, engines in build(options):
            columns = [figures(engine.pdf, natural, engine.costs()) for engine in engines]
            tables.append(f"### {budget.title}\n\n{budget.words}\n\n{table([engine.name for engine in engines], columns)}")
        made = "\n\n".join(tables)
    print(made)
    if options.out:
        Path(options.out).write_text(made + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
