//! Texts that mix every construct in every container, made of any bytes, with the words that a reader must find.
//!
//! Each word occurs once, so that each that is lost, doubled or moved is missed. What is printed in another place than it was typed, the
//! notes, has lists of its own.

/// A text, and its words in the order in which they are read.
pub(crate) struct Mixed {
    pub(crate) text: String,
    pub(crate) body: Vec<String>,
    /// The words of each note.
    pub(crate) notes: Vec<Vec<String>>,
}

/// A text made of `choices`. When they are used up, what is open is ended.
pub(crate) fn mixed(choices: &[u8]) -> Mixed {
    let mut writer =
        Writer { choices, at: 0, words: 0, places: vec![Vec::new()], place: 0, called: Vec::new(), labels: 0, around: 0 };
    let mut lines = Vec::new();
    while writer.at < choices.len() {
        lines.extend(writer.block(0));
        lines.push(String::new());
    }
    while let Some((label, place, around)) = writer.called.pop() {
        writer.around = around;
        lines.extend(writer.note(label, place));
        lines.push(String::new());
    }
    let mut places = writer.places.into_iter();
    let body = places.next().unwrap_or_default();
    Mixed { text: lines.join("\n") + "\n", body, notes: places.collect() }
}

struct Writer<'a> {
    choices: &'a [u8],
    at: usize,
    words: usize,
    /// The words of the body, and of each note.
    places: Vec<Vec<String>>,
    /// Which of them are being written.
    place: usize,
    /// The notes that are called and not written: label, place, and how many notes are around it.
    called: Vec<(usize, usize, usize)>,
    labels: usize,
    /// How many notes are around what is being written.
    around: usize,
}

/// How deep blocks nest here.
const DEEPEST: usize = 4;

impl Writer<'_> {
    /// One of `count` choices; the first when there are no more bytes.
    fn choose(&mut self, count: usize) -> usize {
        let choice = self.choices.get(self.at).map_or(0, |byte| usize::from(*byte) % count);
        self.at += 1;
        choice
    }

    fn word(&mut self) -> String {
        self.words += 1;
        let (mut left, mut word) = (self.words, String::from("z"));
        for _ in 0..3 {
            word.push(char::from(b"bdfglmnprstv"[left % 12]));
            word.push(char::from(b"aeiou"[left / 12 % 5]));
            left /= 60;
        }
        self.places[self.place].push(word.clone());
        word
    }

    fn phrase(&mut self, has_notes: bool) -> String {
        let first = self.word();
        let mut phrase = match self.choose(12) {
            0 => first,
            1 => format!("{first} *{}* {}", self.word(), self.word()),
            2 => format!("{first} **{}**, {}", self.word(), self.word()),
            3 => format!("{first} [{}](https://exemple.fr) {}", self.word(), self.word()),
            4 => format!("{first} [{}]{{lang=en}}", self.word()),
            5 => format!("{first} `{}` <sup>{}</sup>", self.word(), self.word()),
            6 => format!("{first} <<{}>> : {}", self.word(), self.word()),
            7 => format!("{first} <em>{}</em> <{}>", self.word(), self.word()),
            8 => format!("{first} ~~{}~~ \\* {}", self.word(), self.word()),
            9 => format!("{first}<br>{} &amp; {}", self.word(), self.word()),
            10 => format!("{first} : [{}] ({})", self.word(), self.word()),
            _ => format!("{first} [.sc] [{}]{{.sc}}", self.word()),
        };
        if has_notes && self.around < 3 && self.choose(4) == 3 {
            self.labels += 1;
            self.places.push(Vec::new());
            self.called.push((self.labels, self.places.len() - 1, self.around + 1));
            phrase.push_str(&format!("[^n{}]", self.labels));
        }
        phrase
    }

    /// A block that is not within a line: its lines.
    fn block(&mut self, depth: usize) -> Vec<String> {
        match self.choose(if depth < DEEPEST { 20 } else { 8 }) {
            0 | 1 => vec![self.phrase(true)],
            // A sentence wrapped before its colon.
            2 => vec![format!("{} {}", self.phrase(true), self.word()), self.word(), format!(": {}", self.phrase(true))],
            3 => vec!["```".to_owned(), format!("{} ::: << <b> >>", self.word()), "```".to_owned()],
            4 => self.table(),
            5 => {
                let title = self.word();
                let mut lines = vec![format!("::: table {{caption=\"{title}\"}}")];
                lines.extend(self.table());
                lines.push(":::".to_owned());
                lines
            }
            6 => self.verse(),
            7 => vec![format!("{}\\", self.word()), self.word()],
            8 | 9 => self.items("- "),
            10 => self.items("1. "),
            11 | 12 => prefixed(&self.blocks(depth), "> ", "> "),
            13 => {
                let term = self.word();
                let lines = self.blocks(depth);
                std::iter::once(term).chain(prefixed(&lines, ": ", "  ")).collect()
            }
            14 => {
                let name = ["question", "answer"][self.choose(2)];
                let head = format!("::: {name} {{speaker=\"{}\"}}", self.word());
                self.fenced(&head, depth)
            }
            15 => {
                let head = format!("::: aside {{title=\"{}\"}}", self.word());
                self.fenced(&head, depth)
            }
            16 => {
                let mut lines = self.fenced("::: epigraph", depth);
                let source = format!("-- {}", self.word());
                let end = lines.len() - 1;
                lines.splice(end..end, [String::new(), source]);
                lines
            }
            17 => self.fenced("::: aside", depth),
            // A blank line ends a block of HTML.
            18 => vec![format!("<div>{}</div><p>{}</p>", self.word(), self.word()), String::new()],
            _ => vec![format!("<table><tr><td>{}</td><td>{}</td></tr></table>", self.word(), self.word()), String::new()],
        }
    }

    /// The blocks of a container; the first is a paragraph or verse.
    fn blocks(&mut self, depth: usize) -> Vec<String> {
        let mut lines = if self.choose(5) == 4 { self.verse() } else { vec![self.phrase(true)] };
        for _ in 0..self.choose(3) {
            lines.push(String::new());
            lines.extend(self.block(depth + 1));
        }
        lines
    }

    fn items(&mut self, mark: &str) -> Vec<String> {
        let mut lines = Vec::new();
        for _ in 0..=self.choose(2) {
            let blocks = self.blocks(DEEPEST - 1);
            lines.extend(prefixed(&blocks, mark, &" ".repeat(mark.len())));
        }
        lines
    }

    /// A container; those in it have fewer colons.
    fn fenced(&mut self, head: &str, depth: usize) -> Vec<String> {
        let colons = ":".repeat(3 + DEEPEST - depth.min(DEEPEST));
        let mut lines = vec![head.replacen(":::", &colons, 1)];
        lines.extend(self.blocks(depth));
        lines.push(colons);
        lines
    }

    fn table(&mut self) -> Vec<String> {
        let row = |writer: &mut Self| format!("| {} | {} |", writer.phrase(false), writer.word());
        vec![row(self), "|---|---|".to_owned(), row(self)]
    }

    fn verse(&mut self) -> Vec<String> {
        let mut lines = vec!["::: verse".to_owned()];
        for _ in 0..=self.choose(3) {
            let line = match self.choose(5) {
                0 => format!("- {}", self.word()),
                1 => format!("    {}", self.phrase(true)),
                2 => format!("*{}\n{}*", self.word(), self.word()),
                3 => format!(": {}\n\n# {}", self.word(), self.word()),
                _ => self.phrase(true),
            };
            lines.extend(line.split('\n').map(str::to_owned));
        }
        lines.push(":::".to_owned());
        lines
    }

    fn note(&mut self, label: usize, place: usize) -> Vec<String> {
        let outside = std::mem::replace(&mut self.place, place);
        let lines = if self.choose(2) == 1 { self.blocks(DEEPEST - 2) } else { vec![self.word()] };
        let lines = prefixed(&lines, &format!("[^n{label}]: "), "    ");
        self.place = outside;
        lines
    }
}

/// `lines` with `first` before the first of them and `rest` before the others.
fn prefixed(lines: &[String], first: &str, rest: &str) -> Vec<String> {
    let prefix =
        |(index, line): (usize, &String)| format!("{}{line}", if index == 0 { first } else { rest }).trim_end().to_owned();
    lines.iter().enumerate().map(prefix).collect()
}
