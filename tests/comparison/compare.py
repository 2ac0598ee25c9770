#!/usr/bin/env python3
"""Compares our pages with those of Typst, from the same 306 texts, with the same font, size, measure and page. Prints a Markdown table.

usage: compare.py [--runs N] [--corpus DIR] [--make-book PATH] [--out FILE]
       compare.py OURS.pdf THEIRS.pdf           measures two PDFs, and builds nothing

The first form makes both books N times (1 by default) in turn, and adds medians of CPU seconds and peak memory. The generator of the
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
from pathlib import Path

import measure

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "target" / "comparison"
FACE = ROOT / "fonts" / "eb-garamond" / "EBGaramond_400Regular.ttf"
PINNED = {"typst": "0.15.2", "numpy": "2.2.6", "Pillow": "11.3.0", "PyYAML": "6.0.2"}
# The size of running text in points, where book.yaml names none.
SIZE = 11.5
# Rows in which less is better; in the others neither figure is better.
LESS = {"word space, standard deviation (em)", "lines looser than 1.5 × the face (%)", "lines looser than 2 × the face (%)",
        "lines tighter than 0.8 × the face (%)", "neighbours that differ by more than the face’s space (%)",
        "hyphens in 100 lines", "runs of 2 hyphens", "runs of 3 hyphens and more", "pages that end with a hyphen", "widows",
        "orphans", "headings at the foot of a page", "thousands parted at a line’s end", "lines that begin with ; : ! ? » or %",
        "lines that end with «", "facing pages that run on and are uneven (%)", "file (kB)", "CPU (s)", "peak memory (MiB)"}


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


def build(options):
    """Makes both books. Returns their PDFs and the medians of CPU time and memory."""
    interpreter = python()
    tome = corpus(options.corpus, interpreter)
    if tome is None or not tome.is_dir():
        print("!!!! tests/comparison: the corpus generator is not beside this project, so NOTHING WAS COMPARED.\n"
              "!!!! Put generate_corpus.py into ../shared/peers, or name its folder in BOOK_PEERS.", file=sys.stderr)
        sys.exit(0)
    book = Path(options.make_book) if options.make_book else ROOT / "target" / "release" / "make-book"
    if not options.make_book:
        subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=ROOT, check=True)
    project, typst = WORK / "project", WORK / "typst"
    subprocess.run([interpreter, ROOT / "tests" / "corpus" / "convert.py", tome, project], check=True)
    # The page's dimensions come from our report, so that both books change with the theme.
    command = [book, "--root", project, "tome1", "--format", "pdf"]
    run([*command, "--report", "output/tome1.typography.json"], ROOT)
    page = json.loads((project / "output" / "tome1.typography.json").read_text(encoding="utf-8"))["tomes"][0]["page"]
    make = ("import json, sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]); import typst_book;"
            " typst_book.make(Path(sys.argv[2]), json.loads(sys.argv[3]), float(sys.argv[4]), Path(sys.argv[5]))")
    here = ROOT / "tests" / "comparison"
    subprocess.run([interpreter, "-c", make, here, tome, json.dumps(page), str(SIZE), typst], check=True)
    theirs = typst / "book.pdf"
    peer = [interpreter, "-c", "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], root=sys.argv[3],"
            " font_paths=[sys.argv[4]], ignore_system_fonts=True)", typst / "main.typ", theirs, typst, ROOT / "fonts"]
    taken = ([], [])
    for _ in range(options.runs):
        # Without its output, our program cannot skip the build.
        (project / "output" / "tome1.pdf").unlink(missing_ok=True)
        taken[0].append(run(command, ROOT))
        taken[1].append(run(peer, ROOT))
    costs = [{"CPU (s)": statistics.median(cpu for cpu, _ in runs), "peak memory (MiB)": statistics.median(mib for _, mib in runs)}
             for runs in taken]
    return [project / "output" / "tome1.pdf", theirs], costs


def cell(value):
    return f"{value:.3f}" if isinstance(value, float) and abs(value) < 10 else f"{value:.1f}" if isinstance(value, float) else str(value)


def table(columns):
    """The rows of two books; the better figure is bold."""
    names = list(columns[0])
    rows = ["| | make-book | Typst |", "| --- | ---: | ---: |"]
    better = worse = equal = 0
    for name in names:
        cells = [cell(column[name]) for column in columns]
        if name in LESS and cells[0] != cells[1]:
            best = 0 if columns[0][name] < columns[1][name] else 1
            cells[best] = f"**{cells[best]}**"
            better, worse = better + (best == 0), worse + (best == 1)
        elif name in LESS:
            equal += 1
        rows.append(f"| {name} | {cells[0]} | {cells[1]} |")
    rows.append(f"\nBetter on {better} rows, as good on {equal}, not as good on {worse}.")
    return "\n".join(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdfs", nargs="*", metavar="PDF")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--corpus", help="a folder that the generator made, instead of making it")
    parser.add_argument("--make-book", help="the program, instead of building it")
    parser.add_argument("--out", help="a file for the table, beside standard output")
    options = parser.parse_args()
    if len(options.pdfs) not in (0, 2):
        parser.error("two PDFs, or none")
    if shutil.which("pdftotext") is None:
        sys.exit("pdftotext (poppler) is missing")
    pdfs, costs = (options.pdfs, [{}, {}]) if options.pdfs else build(options)
    natural, measure.Book.height_per_em = measure.face_space(FACE)
    columns = []
    for path, cost in zip(pdfs, costs):
        figures = measure.Book(path).figures(natural)
        spreads = max(1, figures["facing pages that run on"])
        figures["facing pages that run on and are uneven (%)"] = 100 * figures.pop("of these uneven") / spreads
        figures["file (kB)"] = Path(path).stat().st_size // 1000
        columns.append({**figures, **cost})
    made = table(columns)
    print(made)
    if options.out:
        Path(options.out).write_text(made + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
