//! The least work that any compiler of books must do, to compare with. `floor epub FOLDER` reads the texts of a tome, parses them as
//! CommonMark and deflates plain markup; `floor pdf FOLDER` shapes each text once and hyphenates its words, then deflates the glyphs.
//!
//! It has no typography, checks, lines, pages or structure, and runs on one thread.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a program of its own")]

use harfrust::{Buffer, Direction, Font, Script, ShapeOptions, ShapePlan, ShaperFont, font::Blob};
use std::{fs, io::Write as _};

const FACE: &[u8] = include_bytes!("../../fonts/eb-garamond/EBGaramond_400Regular.ttf");

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(kind), Some(folder)) = (arguments.next(), arguments.next()) else { return println!("floor epub|pdf FOLDER") };
    let mut texts: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    texts.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    texts.sort();
    let (mut bytes, mut glyphs, mut breaks) = (0, 0, 0);
    for path in texts {
        let text = fs::read_to_string(path).unwrap_or_default();
        let (mut plain, mut markup) = (String::new(), String::new());
        for event in pulldown_cmark::Parser::new(&text) {
            match event {
                pulldown_cmark::Event::Text(text) => {
                    plain.push_str(&text);
                    markup.push_str(&text);
                }
                pulldown_cmark::Event::Start(_) => markup.push_str("<p>"),
                pulldown_cmark::Event::End(_) => markup.push_str("</p>\n"),
                _ => plain.push(' '),
            }
        }
        if kind == "pdf" {
            let glyph_ids = shape(&plain);
            glyphs += glyph_ids.len();
            breaks +=
                plain.split(' ').map(|word| hypher::hyphenate_bounded(word, hypher::Lang::French, 2, 3).count()).sum::<usize>();
            bytes += deflated(&glyph_ids.iter().flat_map(|glyph| glyph.to_be_bytes()).collect::<Vec<_>>());
        } else {
            bytes += deflated(markup.as_bytes());
        }
    }
    println!("{bytes} bytes, {glyphs} glyphs, {breaks} syllables");
}

/// The glyph identifiers of a text that is shaped as one run.
fn shape(text: &str) -> Vec<u16> {
    let Some(font) = Font::new(Blob::Static(FACE), 0) else { return Vec::new() };
    let plan = ShapePlan::new(&font, Direction::LeftToRight, Some(Script::LATIN), None, &[]);
    let mut buffer = Buffer::new();
    buffer.push_str(text);
    buffer.set_direction(Direction::LeftToRight);
    buffer.set_script(Some(Script::LATIN));
    let options = ShapeOptions::new().plan(Some(&plan));
    if harfrust::shape(&ShaperFont::new(&font), &mut buffer, options).is_err() {
        return Vec::new();
    }
    buffer.glyph_infos().iter().map(|info| u16::try_from(info.glyph_id).unwrap_or(0)).collect()
}

fn deflated(bytes: &[u8]) -> usize {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::new(6));
    let _infallible = encoder.write_all(bytes);
    encoder.finish().map_or(0, |bytes| bytes.len())
}
