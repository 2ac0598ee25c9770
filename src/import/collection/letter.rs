//! What in an e-mail belongs to the letter and not to the text: the signature, the letter that is answered, the header of one that is
//! forwarded. What the writer wrote stays: a quotation that is answered below it, and any line that only looks like one of these.
//!
//! Read next: `marked`, which finds the lines of an HTML message.

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    import::fold::fold,
    source::Span,
};

/// Most words of a signature.
const SIGNATURE: usize = 60;

/// Most headers of answered letters that are looked at.
const MAX_ANSWERED: usize = 20;

/// A line of a letter.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Its words; in plain text without the signs of a quotation.
    pub(super) text: String,
    /// Whether it is quoted from another letter.
    pub(super) is_quoted: bool,
    /// Whether a program of e-mail marked it as quoted, so that no sentence need announce it.
    pub(super) is_marked_quote: bool,
    /// Whether a program of e-mail marked it as part of the signature.
    pub(super) is_signature: bool,
    /// Whether it draws a rule.
    pub(super) is_rule: bool,
}

impl Line {
    fn is_blank(&self) -> bool {
        self.is_rule || self.text.trim().is_empty()
    }

    fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }
}

/// Why a line is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Signature,
    Quoted,
    Header,
}

impl Part {
    /// Its name in messages.
    const fn name(self) -> &'static str {
        match self {
            Self::Signature => "signature",
            Self::Quoted => "quoted",
            Self::Header => "header",
        }
    }
}

/// Why each line is left out, if it is. `is_forwarded` tells whether the subject says that the letter was forwarded.
pub(super) fn parts(lines: &[Line], is_forwarded: bool) -> Vec<Option<Part>> {
    let mut letter = Letter { lines, parts: vec![None; lines.len()] };
    letter.marked_signature();
    letter.headers(is_forwarded);
    letter.quoted_tail();
    letter.typed_signature();
    letter.parts
}

/// The lines of a plain text.
pub(super) fn plain_lines(text: &str) -> Vec<Line> {
    let line = |line: &str| {
        let is_quoted = line.starts_with('>');
        let text = if is_quoted { line.trim_start_matches(['>', ' ']) } else { line };
        Line { text: text.to_owned(), is_quoted, ..Line::default() }
    };
    text.lines().map(line).collect()
}

/// Names what is left out; `has_lines` tells whether the lines are those of the letter, and not of its HTML.
pub(super) fn report(lines: &[Line], parts: &[Option<Part>], has_lines: bool, whole: Span, sink: &mut Diagnostics) {
    let mut at = 0;
    while let Some(part) = parts.get(at).copied() {
        let length = parts[at..].iter().take_while(|other| **other == part).count();
        if let Some(part) = part {
            let words: Vec<&str> = lines[at..at + length].iter().flat_map(|line| line.text.split_whitespace()).collect();
            let shown: String = words.join(" ").chars().take(80).collect();
            let first = lines[at..].iter().position(|line| !line.is_blank()).unwrap_or(0);
            if !shown.is_empty() {
                let number = if has_lines { at + first + 1 } else { 0 };
                let diagnostic = Diagnostic::new(Code::ImportLetterPartLeftOut, whole).with("part", part.name());
                sink.push(diagnostic.with("line", number).with("words", shown));
            }
        }
        at += length;
    }
}

/// Whether a letter begins with the header of another, so that its sender wrote nothing of it.
pub(super) fn begins_with_header(lines: &[Line], parts: &[Option<Part>]) -> bool {
    let first = lines.iter().zip(parts).find(|(line, _)| !line.is_blank());
    first.is_some_and(|(_, part)| *part == Some(Part::Header))
}

/// The work of [`parts`].
struct Letter<'a> {
    lines: &'a [Line],
    parts: Vec<Option<Part>>,
}

impl Letter<'_> {
    /// Whether a line has words that stay.
    fn stays(&self, at: usize) -> bool {
        self.parts[at].is_none() && !self.lines[at].is_blank()
    }

    /// The words that stay in some lines.
    fn words(&self, range: std::ops::Range<usize>) -> usize {
        range.filter(|at| self.stays(*at)).map(|at| self.lines[at].words()).sum()
    }

    fn leave_out(&mut self, range: std::ops::Range<usize>, part: Part) {
        self.parts[range].iter_mut().filter(|known| known.is_none()).for_each(|known| *known = Some(part));
    }

    /// A signature that the program of e-mail marked; a whole letter that someone wrote in its place is none.
    fn marked_signature(&mut self) {
        let mut others = self.words(0..self.lines.len());
        let mut at = 0;
        while at < self.lines.len() {
            let length = self.lines[at..].iter().take_while(|line| line.is_signature).count();
            let words = self.words(at..at + length);
            if length > 0 && words <= SIGNATURE && others > words {
                self.leave_out(at..at + length, Part::Signature);
                others -= words;
            }
            at += length.max(1);
        }
    }

    /// Headers of letters that are forwarded or answered. What stands below a forwarded one is the text; below one that is answered it
    /// is a letter of someone else, if more is written above than below it.
    fn headers(&mut self, is_forwarded: bool) {
        let (mut at, mut answered) = (0, 0);
        while at < self.lines.len() {
            let Some((end, forwards)) = self.header(at) else {
                at += 1;
                continue;
            };
            let from = (0..at).rev().find(|line| !self.lines[*line].is_blank()).filter(|line| is_bar(&self.lines[*line].text));
            let from = from.unwrap_or(at);
            self.leave_out(from..end, Part::Header);
            answered += usize::from(!forwards && !is_forwarded);
            let is_answer = !forwards && !is_forwarded && answered <= MAX_ANSWERED && {
                let (above, below) = (self.words(0..from), self.words(end..self.lines.len()));
                above >= below && above > 0
            };
            if is_answer {
                let rule = (0..from).rev().take_while(|line| self.lines[*line].is_blank()).last().unwrap_or(from);
                self.leave_out(rule..end, Part::Header);
                self.leave_out(end..self.lines.len(), Part::Quoted);
                return;
            }
            at = end;
        }
    }

    /// The end of the header of a letter that begins at a line, and whether it says that the letter is forwarded.
    fn header(&self, start: usize) -> Option<(usize, bool)> {
        let first = &self.lines[start].text;
        let separator = separator(first);
        let mut end = start + usize::from(separator.is_some());
        if separator.is_some() {
            end += self.lines[end..].iter().take_while(|line| line.is_blank()).count();
        }
        let mut keys = Vec::new();
        while let Some(line) = self.lines.get(end) {
            match key(&line.text) {
                Some(found) => keys.push((found, line.text.as_str())),
                // The addresses of a header go on below it.
                None if !keys.is_empty() && line.text.contains('@') && line.text.starts_with([' ', '\t']) => {}
                None => break,
            }
            end += 1;
        }
        if let Some(forwards) = separator {
            return (!keys.is_empty()).then_some((end, forwards));
        }
        // A novel in letters has such lines too; a program names the year, and to whom it goes.
        let has = |wanted: Key| keys.iter().any(|(key, _)| *key == wanted);
        let has_year = |line: &str| line.split(|c: char| !c.is_ascii_digit()).any(|number| number.len() == 4);
        let is_dated = keys.iter().any(|(key, line)| *key == Key::Date && has_year(line));
        let is_whole = keys.first().is_some_and(|(key, _)| *key == Key::From) && has(Key::To) && has(Key::Subject);
        (is_whole && is_dated).then_some((end, false))
    }

    /// The letter that is answered, at the end, with the line that announces it. Without such a line only what a program marked is left
    /// out, and nothing where other quotations are answered above it. A line that announces a quotation further up says nothing.
    fn quoted_tail(&mut self) {
        let last = (0..self.lines.len()).rev().find(|at| self.stays(*at) && !self.lines[*at].is_quoted && !self.is_device(*at));
        let tail = last.map_or(0, |at| at + 1);
        for at in 0..self.lines.len() {
            let length = self.announcement(at);
            if length == 0 || !self.stays(at) || (self.lines[at].is_quoted && !self.lines[at].is_marked_quote) {
                continue;
            }
            let next = (at + 1..self.lines.len()).find(|next| !self.lines[*next].is_blank());
            if next.is_some_and(|next| self.lines[next].is_quoted) {
                self.leave_out(at + 1 - length..at + 1, Part::Header);
                if at + 1 >= tail && (0..=at).any(|line| self.stays(line)) {
                    self.leave_out(at + 1..self.lines.len(), Part::Quoted);
                    return;
                }
            }
        }
        let quotes = (tail..self.lines.len()).find(|at| self.stays(*at) && self.lines[*at].is_quoted);
        let answers_others = (0..tail).any(|at| self.lines[at].is_quoted);
        if let Some(from) = quotes.filter(|at| self.lines[*at].is_marked_quote && tail > 0 && !answers_others) {
            self.leave_out(from..self.lines.len(), Part::Quoted);
        }
    }

    /// How many lines announce a quotation and end here: `On 3 May 2021, A <a@b.c> wrote:`; 0 when this line announces none.
    fn announcement(&self, at: usize) -> usize {
        let line = self.lines[at].text.trim();
        if !line.ends_with(':') {
            return 0;
        }
        let mut text = String::new();
        for length in 1..=3.min(at + 1) {
            let part = &self.lines[at + 1 - length];
            if part.is_blank() {
                return 0;
            }
            text = format!("{} {text}", part.text.trim());
            let folded = fold(&text);
            let says =
                ["a ecrit", "wrote", "schrieb", "escribio", "ha scritto", "escreveu"].iter().any(|verb| folded.contains(verb));
            let begins = ["le ", "on ", "am ", "el ", "il ", "em "].iter().any(|lead| folded.starts_with(lead));
            let is_dated = text.contains('@') || text.chars().filter(char::is_ascii_digit).count() >= 3;
            if says && is_dated && (begins || text.contains('@')) {
                return length;
            }
        }
        0
    }

    /// Whether a line says on which machine the letter was written.
    fn is_device(&self, at: usize) -> bool {
        let folded = fold(&self.lines[at].text);
        let begins = |leads: &[&str]| leads.iter().any(|lead| folded.starts_with(lead));
        let names =
            ["phone", "pad", "android", "samsung", "galaxy", "outlook", "mail", "mobile", "tablet", "portable", "appareil"];
        let says = begins(&["envoye de mon ", "sent from my ", "enviado desde mi ", "von meinem "])
            || begins(&["get outlook for ", "obtenir outlook pour ", "telecharger outlook pour "])
            || (begins(&["envoye depuis ", "envoye a partir de ", "sent from ", "inviato da "])
                && names.iter().any(|name| folded.contains(name)));
        says && self.lines[at].words() <= 8 && !folded.ends_with(['.', '!', '?', ':', ','])
    }

    /// A typed signature at the end of what stays: below a line of two hyphens (RFC 3676, 4.3), or a line of a telephone.
    fn typed_signature(&mut self) {
        let own: Vec<usize> = (0..self.lines.len()).filter(|at| self.stays(*at)).collect();
        let ends_with_device =
            own.last().filter(|at| own.len() > 1 && !self.lines[**at].is_quoted && self.is_device(**at)).copied();
        if let Some(at) = ends_with_device {
            self.leave_out(at..at + 1, Part::Signature);
        }
        let own: Vec<usize> = (0..self.lines.len()).filter(|at| self.stays(*at)).collect();
        let Some(place) = own.iter().rposition(|at| is_delimiter(&self.lines[*at].text)) else { return };
        let (at, below) = (own[place], &own[place + 1..]);
        // A line with its space is one that a program wrote; a person's may part two passages.
        let is_program = self.lines[at].text.ends_with("-- ");
        let (most, longest) = if is_program { (10, 80) } else { (6, 60) };
        let is_short = below.iter().all(|at| self.lines[*at].text.chars().count() <= longest && !self.lines[*at].is_quoted);
        let words: usize = below.iter().map(|at| self.lines[*at].words()).sum();
        let is_close = is_program || below.first().is_none_or(|first| *first == at + 1);
        let is_prose = !is_program && below.iter().any(|at| self.lines[*at].text.trim_end().ends_with(['.', '!', '?', '…', '»']));
        if place > 0 && below.len() <= most && is_short && words <= SIGNATURE && is_close && !is_prose {
            let end = below.last().map_or(at + 1, |last| last + 1);
            self.leave_out(at..end, Part::Signature);
        }
    }
}

fn is_delimiter(line: &str) -> bool {
    matches!(line.trim_end_matches('\r'), "--" | "-- " | "--\u{a0}")
}

/// Whether a line is a bar such as Outlook draws above a header.
fn is_bar(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 10 && line.chars().all(|c| matches!(c, '_' | '-'))
}

/// A field of the header of a letter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    From,
    Date,
    To,
    Subject,
    Other,
}

/// The field that a line shows.
fn key(line: &str) -> Option<Key> {
    let (key, value) = line.trim().trim_start_matches('*').split_once(':')?;
    let key = fold(key.trim_end_matches(['*', ' ', '\u{a0}', '\u{202f}']));
    let found = match key.as_str() {
        "de" | "from" | "von" | "da" => Key::From,
        "envoye" | "date" | "sent" | "gesendet" | "datum" | "enviado" | "fecha" | "inviato" | "data" => Key::Date,
        "objet" | "sujet" | "subject" | "betreff" | "asunto" | "oggetto" => Key::Subject,
        "a" | "to" | "an" | "para" | "pour" => Key::To,
        "cc" | "copie a" | "copie" | "bcc" | "cci" | "reply-to" | "repondre a" | "importance" | "pieces jointes"
        | "attachments" => Key::Other,
        _ => return None,
    };
    (!value.trim().is_empty()).then_some(found)
}

/// Whether a line says that a letter stands below it, and then whether it was forwarded.
fn separator(line: &str) -> Option<bool> {
    let line = line.trim();
    let words = fold(line.trim_matches(['-', '_', '=', ' ', ':', '\u{a0}']));
    if words.starts_with("debut du message") || words.starts_with("begin forwarded message") {
        return Some(true);
    }
    if !line.starts_with("--") && !line.starts_with("__") {
        return None;
    }
    match words.as_str() {
        "forwarded message"
        | "message transfere"
        | "message reexpedie"
        | "weitergeleitete nachricht"
        | "mensaje reenviado"
        | "messaggio inoltrato" => Some(true),
        "original message" | "message original" | "message d'origine" | "message initial" | "ursprungliche nachricht" => {
            Some(false)
        }
        _ => None,
    }
}
