//! Sanitizing SVG: scripts, foreign objects, animation, external addresses and document types are removed.
//!
//! Everything else stays as it was written. Removals are reported, except of what renders nothing (comments, elements of a drawing
//! program, the document type). EPUB and PDF both show the result.

mod data_url;
mod entities;
mod expansion;
mod style;

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::Span,
};
use data_url::{holds_valid_image, is_image_data_url};
use entities::Entities;
use quick_xml::{
    Reader, Writer,
    events::{BytesStart, BytesText, Event, attributes::Attribute},
    name::QName,
};
use resvg::usvg::roxmltree::Document;

#[cfg(test)]
pub(crate) use data_url::data_url;

/// An empty drawing, in place of one that is refused.
const EMPTY: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>";
/// The SVG namespace (SVG 1.1, 5.1.1).
const NAMESPACE: &str = "http://www.w3.org/2000/svg";
/// The deepest nesting of elements that we accept: reading systems may have a small stack.
const MAX_DEPTH: usize = 200;

/// Sanitizes the SVG file `bytes`, which `span` stands for in diagnostics.
///
/// Returns the file to use and the number of elements that it renders. A file that is no SVG, or renders without end, is reported
/// and replaced by an empty drawing.
pub(crate) fn sanitize(bytes: &[u8], span: Span, sink: &mut Diagnostics) -> (Vec<u8>, u64) {
    let mut refuse = |code| {
        sink.push(Diagnostic::new(code, span));
        (EMPTY.to_vec(), 1)
    };
    let Ok(text) = std::str::from_utf8(bytes) else { return refuse(Code::UnreadableDrawing) };
    let mut sanitizer = Sanitizer::default();
    let written = sanitizer.run(text.trim_start_matches('\u{feff}'));
    let Some(clean) = written.ok().flatten() else { return refuse(Code::UnreadableDrawing) };
    let readable = std::str::from_utf8(&clean).ok().and_then(|text| Document::parse(text).ok());
    // An `svg` element of another namespace, or of none, is rendered by no program.
    let readable = readable.filter(|document| document.root_element().has_tag_name((NAMESPACE, "svg")));
    let size = match readable.map(|document| expansion::expanded_size(&document)) {
        None => return refuse(Code::UnreadableDrawing),
        Some(None) => return refuse(Code::EndlessDrawing),
        Some(Some(size)) => size,
    };
    for what in sanitizer.removed {
        sink.push(Diagnostic::new(Code::DrawingCleaned, span).with("what", what));
    }
    (clean, size)
}

#[derive(Default)]
struct Sanitizer {
    /// The names of removed elements and attributes, each once.
    removed: Vec<String>,
    entities: Entities,
    /// The depth inside an element that is removed; 0 outside.
    skipped: usize,
    depth: usize,
    /// The CSS of the current `style` element.
    rules: Option<String>,
}

impl Sanitizer {
    /// The sanitized document; none when `text` is not one element and what it holds.
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
                    if self.depth > MAX_DEPTH {
                        return Ok(None);
                    }
                    if self.skipped > 0 || self.is_removed(&element) {
                        self.skipped += 1;
                    } else {
                        self.rules = (element.local_name().as_ref() == "style").then(String::new);
                        writer.write_event(Event::Start(self.attributes(&element)?))?;
                    }
                }
                Event::Empty(element) => {
                    roots += usize::from(self.depth == 0);
                    if self.skipped == 0 && !self.is_removed(&element) {
                        writer.write_event(Event::Empty(self.attributes(&element)?))?;
                    }
                }
                Event::End(element) => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.skipped > 0 {
                        self.skipped -= 1;
                    } else {
                        self.end_style(&mut writer)?;
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
                Event::DocType(declarations) => self.entities = Entities::parse(&declarations),
                Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
        Ok((self.depth == 0 && roots == 1).then(|| writer.into_inner()))
    }

    /// Writes character data, escaped as in the file; those of a `style` element wait for its end.
    fn characters(&mut self, writer: &mut Writer<Vec<u8>>, escaped: &str) -> Result<(), quick_xml::Error> {
        let legal: String = escaped.chars().filter(|&c| c >= ' ' || matches!(c, '\n' | '\t')).collect();
        match &mut self.rules {
            Some(rules) => rules.push_str(&legal),
            None => writer.write_event(Event::Text(BytesText::from_escaped(legal)))?,
        }
        Ok(())
    }

    /// Writes the sanitized CSS of the `style` element that ends here.
    fn end_style(&mut self, writer: &mut Writer<Vec<u8>>) -> Result<(), quick_xml::Error> {
        let Some(rules) = self.rules.take() else { return Ok(()) };
        let unescaped = quick_xml::escape::unescape(&rules).map_or_else(|_| String::new(), |rules| rules.into_owned());
        let (kept, cut) = style::sanitize(&unescaped);
        if cut {
            self.report("<style>");
        }
        writer.write_event(Event::Text(BytesText::new(&kept)))?;
        Ok(())
    }

    /// Whether an element is removed with all that it holds.
    fn is_removed(&mut self, element: &BytesStart<'_>) -> bool {
        let name = element.name();
        let foreign = name.prefix().is_some_and(|prefix| prefix.as_ref() != "svg");
        // Scripts, other documents, and animation, which distracts from the text beside it.
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

    /// The element's tag with the attributes that stay.
    fn attributes(&mut self, element: &BytesStart<'_>) -> Result<BytesStart<'static>, quick_xml::Error> {
        let name = element.name().as_ref().to_owned();
        // A drawing cut out of a web page has no namespace; programs would not render it.
        let nameless = self.depth <= 1 && name == "svg" && element.try_get_attribute("xmlns")?.is_none();
        let mut kept = BytesStart::new(name);
        if nameless {
            kept.push_attribute(("xmlns", "http://www.w3.org/2000/svg"));
        }
        for attribute in element.attributes() {
            let attribute = attribute?;
            let key = attribute.key.as_ref().to_owned();
            let local = key.rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
            // Attributes of a drawing program render nothing. Namespace declarations stay where what they declare stays. `xml:base`
            // would change what addresses mean.
            let foreign = key.split_once(':').is_some_and(|(prefix, local)| {
                !matches!((prefix, local), ("xlink", _) | ("xml", "lang" | "space" | "id") | ("xmlns", "xlink" | "svg"))
            });
            if foreign {
                // The XLink namespace may have another prefix; without the attribute, the reference is lost.
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
            let (styled, cut) = if refers || key.starts_with("xmlns") { (value, false) } else { style::sanitize(&value) };
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

    /// Notes a removal.
    fn report(&mut self, what: &str) {
        if !self.removed.iter().any(|known| known == what) {
            self.removed.push(what.to_owned());
        }
    }
}

/// Whether an address (without spaces) stays in the file: a same-document reference, or a `data:` URL of a valid picture.
fn is_inside(address: &str) -> bool {
    address.starts_with('#') || (is_image_data_url(&address.to_ascii_lowercase()) && holds_valid_image(address))
}

#[cfg(test)]
mod tests;
