//! Sanitizing SVG: scripts, foreign objects, animation, external addresses and document types are removed.
//!
//! Everything else stays as it was written. Removals are reported, except of what renders nothing (comments, elements of a drawing
//! program, the document type). EPUB and PDF both show the result.

mod color;
mod data_url;
mod entities;
mod expansion;
mod paint;
mod presentation;
mod style;

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::Span,
};
use data_url::{holds_valid_image, is_image_data_url};
use entities::{Entities, Refusal};
use paint::Paints;
use quick_xml::{
    Reader, Writer,
    events::{BytesStart, BytesText, Event, attributes::Attribute},
    name::QName,
};
use resvg::usvg::roxmltree::Document;
use std::{collections::BTreeSet, io};

/// An empty drawing, in place of one that is refused.
const EMPTY: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>";
/// The SVG namespace (SVG 1.1, 5.1.1).
const NAMESPACE: &str = "http://www.w3.org/2000/svg";
/// The deepest nesting of elements that we accept: reading systems may have a small stack.
const MAX_DEPTH: usize = 200;
/// The most attributes of an element that we accept: SVG defines some two hundred, and comparing their names takes time.
const MAX_ATTRIBUTES: usize = 1_000;
/// How many messages of a kind a drawing gets; what is more is counted in the last.
const MAX_REPORTS: usize = 12;
/// The most bytes of rules that we accept, and the most work for long sheets and attributes ([`style::work`]): a second or two.
const MAX_RULES: usize = 1 << 20;
const MAX_WORK: u64 = 1_000_000_000;
/// The largest values of filters that we accept, by attribute: those of drawings are a tenth of them, and more take minutes to compute.
const FILTER_LIMITS: [(&str, f64); 4] = [("numOctaves", 24.0), ("order", 32.0), ("radius", 500.0), ("stdDeviation", 2_000.0)];

/// Sanitizes the SVG file `bytes`, which `span` stands for in diagnostics; they name places in it if its source is that text (`placed`).
///
/// Returns the file to use and the number of elements that it renders. A file that is no SVG, or renders without end, is reported
/// and replaced by an empty drawing.
pub fn sanitize(bytes: &[u8], span: Span, placed: bool, sink: &mut Diagnostics) -> (Vec<u8>, u64) {
    let mut refuse = |code| {
        sink.push(Diagnostic::new(code, span));
        (EMPTY.to_vec(), 1)
    };
    let Ok(text) = std::str::from_utf8(bytes) else { return refuse(Code::UnreadableDrawing) };
    let text = text.trim_start_matches('\u{feff}');
    let mut sanitizer = Sanitizer { paints: Paints::new(text), ..Sanitizer::default() };
    let clean = match sanitizer.run(text) {
        Ok(clean) => clean,
        Err(stop) => return refuse(stop.code()),
    };
    let readable = std::str::from_utf8(&clean).ok().and_then(|text| Document::parse(text).ok());
    // An `svg` element of another namespace, or of none, is rendered by no program.
    let readable = readable.filter(|document| document.root_element().has_tag_name((NAMESPACE, "svg")));
    let size = match readable.map(|document| expansion::expanded_size(&document)) {
        None => return refuse(Code::UnreadableDrawing),
        Some(None) => return refuse(Code::EndlessDrawing),
        Some(Some(size)) => size,
    };
    let place = |what: &str, at: usize| {
        // An element is named without its attributes.
        let what = what.strip_suffix('>').unwrap_or(what);
        match text.get(at..).and_then(|rest| rest.find(what)) {
            Some(offset) if placed => Span::new(span.source, at + offset..at + offset + what.len()),
            Some(_) | None => span,
        }
    };
    sanitizer.removed.report(Code::DrawingCleaned, place, sink);
    sanitizer.unread.report(Code::DrawingValue, place, sink);
    (clean, size)
}

/// Why a drawing is refused.
#[derive(Debug)]
enum Stop {
    /// It is no SVG.
    Unreadable,
    /// It is more than any reader can show.
    Endless,
    /// A filter takes too long.
    Filter,
}

impl Stop {
    const fn code(&self) -> Code {
        match self {
            Self::Unreadable => Code::UnreadableDrawing,
            Self::Endless => Code::EndlessDrawing,
            Self::Filter => Code::HeavyFilter,
        }
    }
}

impl From<quick_xml::Error> for Stop {
    fn from(_: quick_xml::Error) -> Self {
        Self::Unreadable
    }
}

impl From<quick_xml::events::attributes::AttrError> for Stop {
    fn from(_: quick_xml::events::attributes::AttrError) -> Self {
        Self::Unreadable
    }
}

impl From<io::Error> for Stop {
    fn from(_: io::Error) -> Self {
        Self::Unreadable
    }
}

/// Things of a drawing that are told, each once, with the place where it was met first.
#[derive(Default)]
struct Reports {
    told: Vec<(String, usize)>,
    known: BTreeSet<String>,
}

impl Reports {
    fn add(&mut self, what: &str, at: usize) {
        if self.known.insert(what.to_owned()) && self.told.len() < MAX_REPORTS {
            self.told.push((what.to_owned(), at));
        }
    }

    /// Reports each; the last names how many more there are.
    fn report(self, code: Code, place: impl Fn(&str, usize) -> Span, sink: &mut Diagnostics) {
        let more = self.known.len() - self.told.len();
        let last = self.told.len();
        for (index, (what, at)) in self.told.into_iter().enumerate() {
            let span = place(&what, at);
            let shown = if index + 1 == last && more > 0 { format!("{what} (+ {more})") } else { what };
            sink.push(Diagnostic::new(code, span).with("what", shown));
        }
    }
}

#[derive(Default)]
struct Sanitizer {
    /// The names of removed elements and attributes.
    removed: Reports,
    /// Values that the drawing library cannot read.
    unread: Reports,
    /// Where the current tag or text begins.
    at: usize,
    entities: Entities,
    paints: Paints,
    /// The depth inside an element that is removed; 0 outside.
    skipped: usize,
    depth: usize,
    /// The CSS of the current `style` element, where that begins, and its tag.
    rules: Option<(String, usize, BytesStart<'static>)>,
    /// The bytes of rules so far.
    ruled: usize,
    /// The work for long sheets and attributes so far.
    work: u64,
}

impl Sanitizer {
    /// The sanitized document. `text` must be one element and what it holds.
    fn run(&mut self, text: &str) -> Result<Vec<u8>, Stop> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().check_end_names = true;
        let mut writer = Writer::new(Vec::new());
        let mut roots = 0;
        loop {
            self.at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            match reader.read_event()? {
                Event::Eof => break,
                Event::Start(element) => {
                    roots += usize::from(self.depth == 0);
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(Stop::Unreadable);
                    }
                    if self.skipped > 0 || self.is_removed(&element) {
                        self.skipped += 1;
                    } else {
                        let tag = self.attributes(&element)?;
                        self.rules = (element.local_name().as_ref() == "style").then(|| (String::new(), self.at, tag.clone()));
                        writer.write_event(Event::Start(tag))?;
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
                        Ok(expanded) => self.characters(&mut writer, &expanded)?,
                        Err(Refusal::Reference) => self.report(&raw),
                        Err(Refusal::Drawing) => return Err(Stop::Endless),
                    }
                }
                Event::DocType(declarations) => self.entities = Entities::parse(&declarations),
                Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
        if self.depth == 0 && roots == 1 { Ok(writer.into_inner()) } else { Err(Stop::Unreadable) }
    }

    /// Writes character data, escaped as in the file; those of a `style` element wait for its end.
    fn characters(&mut self, writer: &mut Writer<Vec<u8>>, escaped: &str) -> Result<(), Stop> {
        let legal: String = escaped.chars().filter(|&c| c >= ' ' || matches!(c, '\n' | '\t')).collect();
        match &mut self.rules {
            Some((rules, ..)) => rules.push_str(&legal),
            None => writer.write_event(Event::Text(BytesText::from_escaped(legal)))?,
        }
        Ok(())
    }

    /// Writes the sanitized CSS of the `style` element that ends here.
    fn end_style(&mut self, writer: &mut Writer<Vec<u8>>) -> Result<(), Stop> {
        let Some((rules, at, tag)) = self.rules.take() else { return Ok(()) };
        self.at = at;
        let unescaped = quick_xml::escape::unescape(&rules).map_or_else(|_| String::new(), |rules| rules.into_owned());
        let (kept, cut) = style::sanitize(&unescaped);
        if cut {
            self.report("<style>");
        }
        let kept = self.paints.declarations(&kept, |value| self.unread.add(value, self.at));
        self.ruled += kept.len();
        if self.ruled > MAX_RULES {
            return Err(Stop::Endless);
        }
        for (index, sheet) in style::sheets(&kept).into_iter().enumerate() {
            self.spend(style::work(sheet))?;
            if index > 0 {
                let mut next = BytesStart::new(tag.name().as_ref().to_owned());
                next.extend_attributes(tag.attributes().flatten().filter(|attribute| attribute.key.as_ref() != "id"));
                writer.write_event(Event::End(tag.to_end()))?;
                writer.write_event(Event::Start(next))?;
            }
            writer.write_event(Event::Text(BytesText::new(sheet)))?;
        }
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
    fn attributes(&mut self, element: &BytesStart<'_>) -> Result<BytesStart<'static>, Stop> {
        let name = element.name().as_ref().to_owned();
        // A drawing cut out of a web page has no namespace; programs would not render it.
        let nameless = self.depth <= 1 && name == "svg" && element.try_get_attribute("xmlns")?.is_none();
        let mut kept = BytesStart::new(name);
        if nameless {
            kept.push_attribute(("xmlns", "http://www.w3.org/2000/svg"));
        }
        for (index, attribute) in element.attributes().enumerate() {
            let attribute = attribute?;
            if index == MAX_ATTRIBUTES {
                return Err(Stop::Unreadable);
            }
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
            let raw = match self.entities.expand(&attribute.value) {
                Ok(raw) => raw,
                Err(Refusal::Reference) => {
                    self.report(&key);
                    continue;
                }
                Err(Refusal::Drawing) => return Err(Stop::Endless),
            };
            let value = quick_xml::escape::unescape(&raw).map_or_else(|_| String::new(), |value| value.into_owned());
            let address = value.replace(|c: char| c.is_ascii_whitespace() || c.is_ascii_control(), "");
            let refers = matches!(local.as_str(), "href" | "src" | "data" | "action");
            let (styled, cut) = if refers || key.starts_with("xmlns") { (value, false) } else { style::sanitize(&value) };
            let outside = local.starts_with("on") || (refers && !is_inside(&address));
            if outside || cut {
                self.report(&key);
            }
            if exceeds_filter_limits(&key, &styled) {
                return Err(Stop::Filter);
            }
            if key == "style" {
                self.spend(style::work(&styled))?;
            }
            let unread = |value: &str| self.unread.add(value, self.at);
            let styled = match key.as_str() {
                "style" => Some(self.paints.declarations(&styled, unread)),
                _ if refers || key.starts_with("xmlns") => Some(styled),
                _ => self.paints.attribute(&key, styled, unread),
            };
            if !outside && let Some(styled) = styled {
                let escaped = quick_xml::escape::escape(&styled);
                kept.push_attribute(Attribute { key: QName(&key), value: escaped.into_owned().into() });
            }
        }
        Ok(kept)
    }

    /// Counts work of the drawing library.
    fn spend(&mut self, work: u64) -> Result<(), Stop> {
        self.work = self.work.saturating_add(work);
        if self.work > MAX_WORK { Err(Stop::Endless) } else { Ok(()) }
    }

    /// Notes a removal.
    fn report(&mut self, what: &str) {
        self.removed.add(what, self.at);
    }
}

/// Whether an attribute of a filter has a value over its limit.
fn exceeds_filter_limits(name: &str, value: &str) -> bool {
    let Some((_, limit)) = FILTER_LIMITS.iter().find(|(limited, _)| *limited == name) else { return false };
    let numbers = value.split([' ', ',', '\t', '\n']).filter_map(|number| number.parse::<f64>().ok());
    numbers.into_iter().any(|number| number.abs() > *limit)
}

/// Whether an address (without spaces) stays in the file: a same-document reference, or a `data:` URL of a valid picture.
fn is_inside(address: &str) -> bool {
    address.starts_with('#') || (is_image_data_url(&address.to_ascii_lowercase()) && holds_valid_image(address))
}

#[cfg(test)]
mod tests;
