//! A whole small project made of bytes: each byte chooses a piece of a text, of a style sheet, of a list or of a table, the next one
//! how often it is repeated. So a fuzzer finds its way to what only many things together make.
#![allow(dead_code, reason = "each fuzz target includes the file that includes this one")]

/// Pieces of texts; `{n}` is replaced by the number of the repetition.
const PIECES: &[&str] = &[
    "mot ",
    "Une phrase. ",
    "\n\n",
    "\n",
    "## Titre\n\n",
    "### Titre {n}\n\n",
    "- a\n",
    "  - b\n\n",
    "1. c\n",
    "> d\n\n",
    "> > e\n",
    "*f* ",
    "**g",
    "~~h~~ ",
    "`i` ",
    "[j](#titre) ",
    "[k](02-b.md#titre-{n}) ",
    "[l](person:ann) ",
    "[m](../tome2/01-a.md) ",
    "[n][r] ",
    "\n\n[r]: https://example.org/{n}\n\n",
    "o[^{n}] ",
    "\n\n[^{n}]: note [^1]\n\n",
    "\n\n```\ncode\t{n}\n```\n\n",
    "\n\n```chart bars\na;b\n",
    "\n\n```chart lines {unit=\"%\"}\na;b;c\n",
    "p{n};{n}\n",
    "```\n\n",
    "\n\n| q | r |\n| - | :-: |\n",
    "| s | t [^2] |\n",
    "\n\n::: aside {title=\"u\"}\n\n",
    "\n\n::: verse\n",
    "\n\n::: question {by=ann}\n\n",
    "\n\n::: answer\n\n",
    "\n\n::: epigraph\n\n",
    "\n\n:::\n\n",
    "\n\nv\n: w\n\n",
    "\n\n---\n\n",
    "[x]{lang=ar} ",
    "[كتاب]{lang=ar} ",
    "👩\u{200d}",
    "e\u{301}",
    "\u{ad}",
    "\u{a0}",
    "« y » ",
    "\"z ",
    "l'été ",
    "1 000 km ",
    "IIIème ",
    "<sup>a</sup>",
    "<b>c",
    "&eacute;",
    "\\\n",
    "![d](images/a.svg)\n\n",
    "![e](images/b.svg){.decorative} ",
    "[",
    "]{",
    "anticonstitutionnellement",
    "https://example.org/a/b?c=d ",
];

/// Pieces of a style sheet.
const STYLES: &[&str] =
    &["p { margin: 0 }\n", "a{", "}", "@media print {", "url(x)", "'", "/*", "*/", ";", ":", "@import 'a';", "\\"];

/// Pieces of a drawing.
const DRAWINGS: &[&str] = &[
    "<rect width='9' height='9'/>",
    "<g>",
    "</g>",
    "<use href='#a'/>",
    "<g id='a'/>",
    "<text>f</text>",
    "<path d='M0 0L9 9'/>",
    "<style>.a{fill:red}</style>",
    "<linearGradient id='b'/>",
    "<filter id='c'><feGaussianBlur stdDeviation='2'/></filter>",
];

/// Most repetitions of a piece, and most bytes of all texts: a fault that a large project shows can be shown by a small one.
const MOST: usize = 48;
const LONGEST: usize = 64 << 10;

/// The project, with a line `=== PATH` before each file, as `promises::files` reads it.
pub(crate) fn project(data: &[u8]) -> String {
    let header = |title: &str| format!("---\ntitle: {title}\nkind: text\nauthors: [ann]\nstatus: approved\n---\n");
    let mut texts = vec![String::new(); 3];
    let (mut style, mut drawing) = (String::new(), String::new());
    let mut now = 0;
    for pair in data.chunks(2) {
        let (choice, times) = (usize::from(pair[0]), pair.get(1).map_or(1, |times| usize::from(*times) % MOST + 1));
        if texts.iter().map(String::len).sum::<usize>() + style.len() + drawing.len() > LONGEST {
            break;
        }
        let all = PIECES.len() + STYLES.len() + DRAWINGS.len();
        match choice % (all + 3) {
            piece if piece < PIECES.len() => {
                (0..times).for_each(|number| texts[now].push_str(&PIECES[piece].replace("{n}", &number.to_string())));
            }
            piece if piece < PIECES.len() + STYLES.len() => style.push_str(&STYLES[piece - PIECES.len()].repeat(times)),
            piece if piece < all => drawing.push_str(&DRAWINGS[piece - PIECES.len() - STYLES.len()].repeat(times)),
            next => now = next - all,
        }
    }
    let svg = |inside: &str| format!("<svg xmlns='http://www.w3.org/2000/svg' width='90' height='90'>{inside}</svg>");
    // A line of a text may not begin another file.
    let texts: Vec<String> = texts.iter().map(|text| text.replace("===", "= =")).collect();
    let files = [
        (
            "book/book.yaml",
            "title: Peu\nlanguage: fr\neditors: [ann]\npublisher: { name: Ann }\nrights: R\ndate: 2016\ntomes: [tome1, tome2]\n"
                .to_owned(),
        ),
        ("book/people.yaml", "ann: { name: Ann }\n".to_owned()),
        ("book/theme/a.css", style),
        ("tome1/tome.yaml", "number: 1\nfront: [contents]\nbody: [01-a.md, 02-b.md]\nback: [contributors, index]\n".to_owned()),
        ("tome2/tome.yaml", "number: 2\nbody: [01-a.md]\n".to_owned()),
        ("tome1/01-a.md", header("A") + &texts[0]),
        ("tome1/02-b.md", header("B") + &texts[1]),
        ("tome2/01-a.md", header("C") + &texts[2]),
        ("tome1/images/a.svg", svg(&drawing)),
        ("tome1/images/b.svg", svg("<rect width='9' height='9'/>")),
    ];
    files.iter().map(|(path, text)| format!("=== {path}\n{text}\n")).collect()
}
