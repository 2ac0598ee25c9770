//! From a [`Line`] back to the rich text that it was read from.
//!
//! Inlines keep their structure and their number. Only a text node of which a part has a [`Variant`] is split into several.

use super::line::{Line, Variant};
use crate::book::{Inline, InlineStyle, RichText, walk};
use simdutf8::basic::from_utf8;

impl Line {
    /// Writes the characters back into the text nodes of `rich`. None is joined with another, and none is dropped.
    pub(super) fn write(&mut self, rich: &mut RichText) {
        if !self.has_variants {
            let mut buffer = std::mem::take(&mut self.buffer);
            TextNodes { line: self, buffer: &mut buffer, run: 0, start: 0, node: 0 }.write(rich);
            self.buffer = buffer;
            return;
        }
        let mut texts: Vec<Vec<(Variant, String)>> = vec![Vec::new(); self.text_nodes];
        let mut start = 0;
        for run in &self.runs {
            let characters = &self.characters[start..run.end];
            start = run.end;
            let Some(parts) = run.node.map(|node| &mut texts[node]).filter(|_| !characters.is_empty()) else { continue };
            match parts.last_mut() {
                Some((variant, text)) if *variant == run.variant => text.extend(characters),
                Some(_) | None => parts.push((run.variant, characters.iter().collect())),
            }
        }
        write_split(rich, &mut texts.into_iter());
    }
}

/// The text nodes of a line without variants: each gets its new characters and stays one node.
struct TextNodes<'a> {
    line: &'a Line,
    buffer: &'a mut Vec<u8>,
    /// The next run, the index of its first character, and the number of the next text node.
    run: usize,
    start: usize,
    node: usize,
}

impl TextNodes<'_> {
    fn write(&mut self, list: &mut [Inline]) {
        walk::inlines_mut(list, &mut |inline| {
            if let Inline::Text(text) = inline {
                self.write_node(&mut text.text);
            }
        });
    }

    fn write_node(&mut self, text: &mut String) {
        self.buffer.clear();
        while let Some(run) = self.line.runs.get(self.run).filter(|run| run.node.is_none_or(|node| node == self.node)) {
            if run.node.is_some() {
                encode(&self.line.characters[self.start..run.end], self.buffer);
            }
            self.start = run.end;
            self.run += 1;
        }
        self.node += 1;
        // A new string has exactly the size it needs; the old one would grow to twice that.
        *text = from_utf8(self.buffer).expect("characters are encoded here").to_owned();
    }
}

/// Appends characters as UTF-8, eight at a time where all eight are ASCII.
fn encode(characters: &[char], bytes: &mut Vec<u8>) {
    let (chunks, rest) = characters.as_chunks::<8>();
    for chunk in chunks {
        let mut ascii = [0; 8];
        for (byte, &character) in ascii.iter_mut().zip(chunk) {
            *byte = character as u8;
        }
        if chunk.iter().fold(0, |all, &character| all | u32::from(character)) < 0x80 {
            bytes.extend_from_slice(&ascii);
        } else {
            encode_each(chunk, bytes);
        }
    }
    encode_each(rest, bytes);
}

fn encode_each(characters: &[char], bytes: &mut Vec<u8>) {
    for &character in characters {
        match character {
            '\0'..='\x7f' => bytes.push(character as u8),
            // Two bytes (RFC 3629, section 3): most of the non-ASCII characters of French.
            '\u{80}'..='\u{7ff}' => bytes.extend([0xc0 | (character as u32 >> 6) as u8, 0x80 | (character as u8 & 0x3f)]),
            _ => bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
}

/// Replaces each text node by its parts, those with a variant inside an inline of that style.
fn write_split(rich: &mut RichText, texts: &mut impl Iterator<Item = Vec<(Variant, String)>>) {
    for inline in std::mem::take(rich) {
        match inline {
            Inline::Text(mut text) => {
                let parts = texts.next().unwrap_or_default();
                let span = text.span;
                if parts.iter().all(|(variant, _)| *variant == Variant::Normal) {
                    text.text = parts.into_iter().map(|(_, part)| part).next().unwrap_or_default();
                    rich.push(Inline::Text(text));
                    continue;
                }
                rich.extend(parts.into_iter().map(|(variant, part)| {
                    let part = Inline::text(part, span);
                    match variant {
                        Variant::Normal => part,
                        Variant::Superscript => Inline::styled(InlineStyle::Superscript, vec![part], span),
                        Variant::AllSmallCaps => Inline::styled(InlineStyle::AllSmallCaps, vec![part], span),
                    }
                }));
            }
            mut other => {
                if let Some(content) = other.content_mut() {
                    write_split(content, texts);
                }
                rich.push(other);
            }
        }
    }
}
