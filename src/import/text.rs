//! Reads plain text: each line is a paragraph, as scraping tools write it; where empty lines part paragraphs, the lines that a program has
//! broken are joined.

use super::{
    divided::{Doubts, Halves, Hyphen, Words, halves},
    escape::escape,
    options::Options,
    scraped::{BlockKind, ScrapedBlock, ScrapedPage, is_rule},
    unfold::{is_broken, is_cut, width},
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{Source, Span},
};
use std::ops::Range;

/// A line, or the lines of a paragraph that a program has broken, with their place in the text.
struct Line<'t> {
    plain: String,
    range: Range<usize>,
    /// The line as it stands, with the spaces around it.
    last: &'t str,
}

/// A divided word, what becomes of its hyphen, and its place in the text.
type Divided<'t> = (Halves<'t>, Hyphen, Range<usize>);

/// The lines of a text as blocks; consecutive lines that begin with a bullet are a list, and one such line is below a line of text.
pub(super) fn read(source: &Source, options: &Options<'_>, sink: &mut Diagnostics) -> ScrapedPage {
    let mut blocks: Vec<ScrapedBlock> = Vec::new();
    let mut before: Option<bool> = None;
    let (lines, doubts) = lines(source.text(), options.language);
    let mut words = Doubts::default();
    for (halves, hyphen, place) in doubts {
        words.note(&halves, hyphen);
        words.kept(source.span(place)).into_iter().for_each(|doubt| sink.push(doubt));
    }
    words.joined(Span::whole(source.id())).into_iter().for_each(|told| sink.push(told));
    for line in lines {
        let Line { plain, range, .. } = line;
        if plain.is_empty() {
            before = None;
            continue;
        }
        let span = source.span(range);
        let item = bullet(&plain);
        match (item, before, blocks.last_mut()) {
            (Some(item), Some(true), Some(last)) => {
                if last.kind == BlockKind::Paragraph {
                    let first = bullet(&last.plain).unwrap_or_default();
                    last.markdown = format!("- {}", escape(first));
                    last.kind = BlockKind::Other;
                }
                last.markdown.push_str("\n- ");
                last.markdown.push_str(&escape(item));
                last.plain.push('\n');
                last.plain.push_str(&plain);
                continue;
            }
            // Below an empty line it may be a speech, which some type with a hyphen.
            (Some(item), Some(false), Some(_)) => {
                before = Some(true);
                let markdown = format!("- {}", escape(item));
                blocks.push(ScrapedBlock { kind: BlockKind::Other, plain, markdown, pictures: Vec::new(), span });
                continue;
            }
            _ => {}
        }
        if let (Some((number, sign, item)), Some(false), Some(last)) = (numbered(&plain), before, blocks.last_mut())
            && let Some((above, above_sign, above_item)) = last.plain.lines().next_back().and_then(numbered)
            && (above + 1, above_sign) == (number, sign)
        {
            if last.kind == BlockKind::Paragraph {
                sink.push(Diagnostic::new(Code::ImportTypedList, last.span));
                last.markdown = format!("{above}{sign} {}", escape(above_item));
                last.kind = BlockKind::Other;
            }
            last.markdown.push_str(&format!("\n{number}{sign} {}", escape(item)));
            last.plain.push('\n');
            last.plain.push_str(&plain);
            continue;
        }
        before = Some(item.is_some());
        let kind = if is_rule(&plain) { BlockKind::Rule } else { BlockKind::Paragraph };
        let markdown = escape(&plain);
        blocks.push(ScrapedBlock { kind, plain, markdown, pictures: Vec::new(), span });
    }
    ScrapedPage { blocks, ..ScrapedPage::default() }
}

/// The paragraphs of a text.
pub(super) fn paragraphs(text: &str, language: &str) -> Vec<String> {
    lines(text, language).0.into_iter().map(|line| line.plain).filter(|plain| !plain.is_empty()).collect()
}

/// The lines of a text, trimmed. Those that a program has broken are one, if empty lines part the paragraphs, and those of which a word goes
/// on in the next one. Also the divided words.
fn lines<'t>(text: &'t str, language: &str) -> (Vec<Line<'t>>, Vec<Divided<'t>>) {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut doubts = Vec::new();
    let mut words: Option<Words> = None;
    let width = width(text);
    // A line end of Windows is one.
    for line in text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).flat_map(|line| line.split('\r')) {
        let start = line.as_ptr() as usize - text.as_ptr() as usize + (line.len() - line.trim_start().len());
        let (plain, end) = (line.trim(), start + line.trim().len());
        let divided = lines.last().and_then(|last| halves(last.last, line));
        let joins = |last: &&mut Line<'_>| {
            let above = last.last.trim_end();
            divided.is_some()
                || width.is_some_and(|width| {
                    is_broken(above, line, width) || is_cut(above, line, width, last.plain.len() > above.trim_start().len())
                })
        };
        match lines.last_mut().filter(joins) {
            Some(last) => {
                match divided {
                    Some(halves) => {
                        let hyphen = words.get_or_insert_with(|| Words::of(text, language)).hyphen(&halves);
                        hyphen.close(&mut last.plain);
                        let before = halves.head.as_ptr() as usize - text.as_ptr() as usize;
                        doubts.push((halves, hyphen, before..start + halves.tail.len()));
                    }
                    None => last.plain.push(' '),
                }
                last.plain.push_str(plain);
                last.range.end = end;
                last.last = line;
            }
            None => lines.push(Line { plain: plain.to_owned(), range: start..end, last: line }),
        }
    }
    (lines, doubts)
}

/// The text after a bullet.
fn bullet(line: &str) -> Option<&str> {
    ["- ", "* ", "• ", "· "].iter().find_map(|mark| line.strip_prefix(mark)).map(str::trim)
}

/// The number of an item of a list, the sign after it, and its text.
fn numbered(line: &str) -> Option<(u32, char, &str)> {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = line[..digits].parse().ok().filter(|_| digits <= 3)?;
    let sign = line[digits..].chars().next().filter(|sign| matches!(sign, '.' | ')'))?;
    let item = line[digits + 1..].strip_prefix(' ').map(str::trim).filter(|item| !item.is_empty())?;
    Some((number, sign, item))
}
