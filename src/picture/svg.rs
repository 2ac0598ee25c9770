//! SVG without what a book must not hold: scripts, foreign documents, movement, addresses outside the file, document types.
//!
//! Drawing stays as it was written. What is taken out is reported; what draws nothing (comments, an editor's own elements, a
//! document type) goes without a word. Both editions draw what comes out of here.

mod data;
mod entities;
mod style;
mod weight;

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::Span,
};
use entities::Entities;
use quick_xml::{
    Reader, Writer,
    events::{BytesStart, BytesText, Event, attributes::Attribute},
    name::QName,
};
use resvg::usvg::roxmltree::Document;

#[cfg(test)]
pub(crate) use data::address;

/// A drawing of nothing: what stands in for a file that is not XML.
const EMPTY: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>";
/// The vocabulary of drawings (SVG 1.1, 5.1.1).
const NAMESPACE: &str = "http://www.w3.org/2000/svg";
/// Deepest nesting that we follow; whoever draws the file may have a smaller stack than we.
const DEEPEST: usize = 200;

/// Cleans the bytes of an SVG file. Returns how many elements it draws, too.
pub(crate) fn clean(bytes: &[u8], span: Span, sink: &mut Diagnostics) -> (Vec<u8>, u64) {
    let mut refuse = |code| {
        sink.push(Diagnostic::new(code, span));
        (EMPTY.to_vec(), 1)
    };
    let Ok(text) = std::str::from_utf8(bytes) else { return refuse(Code::UnreadableDrawing) };
    let mut cleaner = Cleaner::default();
    let written = cleaner.run(text.trim_start_matches('\u{feff}'));
    let Some(clean) = written.ok().flatten() else { return refuse(Code::UnreadableDrawing) };
    let readable = std::str::from_utf8(&clean).ok().and_then(|text| Document::parse(text).ok());
    // What is called svg in another vocabulary, or in none, is drawn by nobody.
    let readable = readable.filter(|document| document.root_element().has_tag_name((NAMESPACE, "svg")));
    let drawn = match readable.map(|document| weight::drawn(&document)) {
        None => return refuse(Code::UnreadableDrawing),
        Some(None) => return refuse(Code::EndlessDrawing),
        Some(Some(drawn)) => drawn,
    };
    for what in cleaner.taken_out {
        sink.push(Diagnostic::new(Code::DrawingCleaned, span).with("what", what));
    }
    (clean, drawn)
}

#[derive(Default)]
struct Cleaner {
    /// What was taken out, each thing once.
    taken_out: Vec<String>,
    entities: Entities,
    /// How many elements deep we are in one that is left out; 0: nothing is.
    skipped: usize,
    depth: usize,
    /// The rules of the style element that we are in.
    rules: Option<String>,
}

impl Cleaner {
    /// The clean document; none when the text is no document with one root.
    fn run(&mut self, text: &str) -> Result<Option<Vec<u8>>, quick_xml::Error> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = true;
        let mut writer = Writer::new(Vec::new());
        let mut roots = 0;
        loop {
            match reader.read_event()? {
                Event::Eof => break,
                Event::Start(element) => {
                    roots += usize::from(self.depth == 0);
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Ok(None);
                    }
                    if self.skipped > 0 || self.is_left_out(&element) {
                        self.skipped += 1;
                    } else {
                        self.rules = (element.local_name().as_ref() == "style").then(String::new);
                        writer.write_event(Event::Start(self.attributes(&element)?))?;
                    }
                }
                Event::Empty(element) => {
                    roots += usize::from(self.depth == 0);
                    if self.skipped == 0 && !self.is_left_out(&element) {
                        writer.write_event(Event::Empty(self.attributes(&element)?))?;
                    }
                }
                Event::End(element) => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.skipped > 0 {
                        self.skipped -= 1;
                    } else {
                        self.end_of_style(&mut writer)?;
                        writer.write_event(Event::End(element))?;
                    }
                }
                Event::Text(text) if self.skipped == 0 && self.depth > 0 => self.characters(&mut writer, &text)?,
                Event::CData(text) if self.skipped == 0 && self.depth > 0 => {
                    self.characters(&mut writer, &quick_xml::escape::minimal_escape(&*text))?;
                }
                Event::GeneralRef(reference) if self.skipped == 0 && self.depth > 0 => {
                    let raw = format!("&{};", &*reference);
                    match self.entities.expand(&raw) {
                        Some(expanded) => self.characters(&mut writer, &expanded)?,
                        None => self.report(&raw),
                    }
                }
                Event::DocType(declarations) => self.entities = Entities::declared(&declarations),
                Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
        Ok((self.depth == 0 && roots == 1).then(|| writer.into_inner()))
    }

    /// Writes characters, escaped as in the file; those of a style element wait for its end.
    fn characters(&mut self, writer: &mut Writer<Vec<u8>>, escaped: &str) -> Result<(), quick_xml::Error> {
        let legal: String = escaped.chars().filter(|&c| c >= ' ' || matches!(c, '\n' | '\t')).collect();
        match &mut self.rules {
            Some(rules) => rules.push_str(&legal),
            None => writer.write_event(Event::Text(BytesText::from_escaped(legal)))?,
        }
        Ok(())
    }

    fn end_of_style(&mut self, writer: &mut Writer<Vec<u8>>) -> Result<(), quick_xml::Error> {
        let Some(rules) = self.rules.take() else { return Ok(()) };
        let unescaped = quick_xml::escape::unescape(&rules).map_or_else(|_| String::new(), |rules| rules.into_owned());
        let (kept, cut) = style::clean(&unescaped);
        if cut {
            self.report("<style>");
        }
        writer.write_event(Event::Text(BytesText::new(&kept)))?;
        Ok(())
    }

    /// Whether an element is left out with all that it holds.
    fn is_left_out(&mut self, element: &BytesStart<'_>) -> bool {
        let name = element.name();
        let foreign = name.prefix().is_some_and(|prefix| prefix.as_ref() != "svg");
        // What acts, what is another document, and what moves: movement beside a text keeps readers from reading it.
        let refused = matches!(
            element.local_name().as_ref(),
            "script"
                | "foreignObject"
                | "iframe"
                | "audio"
                | "video"
                | "handler"
                | "listener"
                | "embed"
                | "object"
                | "animate"
                | "animateColor"
                | "animateMotion"
                | "animateTransform"
                | "set"
                | "discard"
        );
        if refused {
            self.report(&format!("<{}>", element.name().as_ref()));
        }
        refused || foreign
    }

    fn attributes(&mut self, element: &BytesStart<'_>) -> Result<BytesStart<'static>, quick_xml::Error> {
        let name = element.name().as_ref().to_owned();
        // Cut out of a web page a drawing has no namespace, and no program draws it.
        let nameless = self.depth <= 1 && name == "svg" && element.try_get_attribute("xmlns")?.is_none();
        let mut kept = BytesStart::new(name);
        if nameless {
            kept.push_attribute(("xmlns", "http://www.w3.org/2000/svg"));
        }
        for attribute in element.attributes() {
            let attribute = attribute?;
            let key = attribute.key.as_ref().to_owned();
            let local = key.rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
            // An editor's own attributes draw nothing; declarations stay where what they declare stays. A base would move addresses.
            let foreign = key.split_once(':').is_some_and(|(prefix, local)| {
                !matches!((prefix, local), ("xlink", _) | ("xml", "lang" | "space" | "id") | ("xmlns", "xlink" | "svg"))
            });
            if foreign {
                // `xlink` may have another name; without it what refers draws nothing.
                if local == "href" {
                    self.report(&key);
                }
                continue;
            }
            let Some(raw) = self.entities.expand(&attribute.value) else {
                self.report(&key);
                continue;
            };
            let value = quick_xml::escape::unescape(&raw).map_or_else(|_| String::new(), |value| value.into_owned());
            let address = value.replace(|c: char| c.is_ascii_whitespace() || c.is_ascii_control(), "");
            let refers = matches!(local.as_str(), "href" | "src" | "data" | "action");
            let (styled, cut) = if refers || key.starts_with("xmlns") { (value, false) } else { style::clean(&value) };
            let outside = local.starts_with("on") || (refers && !is_inside(&address));
            if outside || cut {
                self.report(&key);
            }
            if !outside {
                let escaped = quick_xml::escape::escape(&styled);
                kept.push_attribute(Attribute { key: QName(&key), value: escaped.into_owned().into() });
            }
        }
        Ok(kept)
    }

    fn report(&mut self, what: &str) {
        if !self.taken_out.iter().any(|known| known == what) {
            self.taken_out.push(what.to_owned());
        }
    }
}

/// Whether an address (without spaces) stays in the file: a fragment, or a sound picture in the address itself.
fn is_inside(address: &str) -> bool {
    address.starts_with('#') || (is_picture_data(&address.to_ascii_lowercase()) && data::is_sound(address))
}

/// Whether an address in lower case holds a picture.
fn is_picture_data(address: &str) -> bool {
    ["png", "jpeg", "jpg", "gif"].into_iter().any(|kind| address.starts_with(&format!("data:image/{kind}")))
}

#[cfg(test)]
mod tests;
