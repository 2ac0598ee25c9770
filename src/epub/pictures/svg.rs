//! SVG without what a book must not hold: scripts, foreign documents, addresses outside the file, document types and entities.
//!
//! Drawing stays as it was written. What is taken out is reported; what draws nothing (comments, an editor's own elements) goes
//! without a word.

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::Span,
};
use quick_xml::{
    Reader, Writer,
    events::{BytesStart, BytesText, Event, attributes::Attribute},
    name::QName,
};

/// A drawing of nothing: what stands in for a file that is not XML.
const EMPTY: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>";

/// Cleans the bytes of an SVG file.
pub(super) fn clean(bytes: &[u8], span: Span, sink: &mut Diagnostics) -> Vec<u8> {
    let clean = std::str::from_utf8(bytes).ok().and_then(|text| {
        let mut cleaner = Cleaner { span, sink, skipped: 0, depth: 0, in_style: false };
        cleaner.run(text.trim_start_matches('\u{feff}')).ok()
    });
    clean.unwrap_or_else(|| {
        sink.push(Diagnostic::new(Code::UnreadableDrawing, span));
        EMPTY.to_vec()
    })
}

struct Cleaner<'a> {
    span: Span,
    sink: &'a mut Diagnostics,
    /// How many elements deep we are in one that is left out; 0: nothing is.
    skipped: usize,
    depth: usize,
    in_style: bool,
}

impl Cleaner<'_> {
    fn run(&mut self, text: &str) -> Result<Vec<u8>, quick_xml::Error> {
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
                    if self.skipped > 0 || self.is_left_out(&element) {
                        self.skipped += 1;
                    } else {
                        self.in_style = element.local_name().as_ref() == "style";
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
                    self.in_style = false;
                    if self.skipped > 0 {
                        self.skipped -= 1;
                    } else {
                        writer.write_event(Event::End(element))?;
                    }
                }
                Event::Text(text) if self.skipped == 0 && self.depth > 0 => {
                    let text = text.into_inner().into_owned();
                    self.characters(&mut writer, &text)?;
                }
                Event::CData(text) if self.skipped == 0 && self.depth > 0 => {
                    let text = text.into_inner().into_owned();
                    self.characters(&mut writer, &text)?;
                }
                Event::GeneralRef(reference) if self.skipped == 0 && self.depth > 0 => {
                    let known = reference.is_char_ref() || matches!(&*reference, "amp" | "lt" | "gt" | "quot" | "apos");
                    if known {
                        writer.write_event(Event::GeneralRef(reference))?;
                    } else {
                        self.report(&format!("&{};", &*reference));
                    }
                }
                Event::DocType(_) => self.report("<!DOCTYPE>"),
                Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            }
        }
        if self.depth > 0 || roots != 1 {
            return Ok(self.not_a_document());
        }
        Ok(writer.into_inner())
    }

    fn not_a_document(&mut self) -> Vec<u8> {
        self.sink.push(Diagnostic::new(Code::UnreadableDrawing, self.span));
        EMPTY.to_vec()
    }

    fn characters(&mut self, writer: &mut Writer<Vec<u8>>, text: &str) -> Result<(), quick_xml::Error> {
        if self.in_style && is_outside_style(text) {
            self.report("<style>");
            return Ok(());
        }
        let legal: String = text.chars().filter(|&c| c >= ' ' || matches!(c, '\n' | '\t')).collect();
        writer.write_event(Event::Text(BytesText::new(&legal)))?;
        Ok(())
    }

    /// Whether an element is left out with all that it holds.
    fn is_left_out(&mut self, element: &BytesStart<'_>) -> bool {
        let name = element.name();
        let foreign = name.prefix().is_some_and(|prefix| prefix.as_ref() != "svg");
        let active = matches!(
            element.local_name().as_ref(),
            "script" | "foreignObject" | "iframe" | "audio" | "video" | "handler" | "listener" | "embed" | "object"
        );
        if active {
            self.report(&format!("<{}>", element.name().as_ref()));
        }
        active || foreign
    }

    fn attributes(&mut self, element: &BytesStart<'_>) -> Result<BytesStart<'static>, quick_xml::Error> {
        let name = element.name().as_ref().to_owned();
        let mut kept = BytesStart::new(name);
        for attribute in element.attributes() {
            let attribute = attribute?;
            let key = attribute.key.as_ref().to_owned();
            // As written, entities and all; only the quotation marks around it may be others.
            let raw = attribute.value.replace('"', "&quot;").replace('<', "&lt;");
            let local = key.rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
            // An editor's own attributes draw nothing; declarations stay where what they declare stays.
            let foreign = key
                .split_once(':')
                .is_some_and(|(prefix, local)| !matches!((prefix, local), ("xlink" | "xml", _) | ("xmlns", "xlink" | "svg")));
            if foreign {
                continue;
            }
            let value = raw.to_ascii_lowercase().replace(|c: char| c.is_ascii_whitespace() || c.is_ascii_control(), "");
            let refers = matches!(local.as_str(), "href" | "src" | "data" | "action" | "from" | "to" | "values");
            let outside = local.starts_with("on")
                || (refers && matches!(local.as_str(), "href" | "src" | "data") && !is_inside(&value))
                || (refers && value.contains("javascript:"))
                || is_outside_style(&raw)
                || has_entity(&raw);
            if outside {
                self.report(&key);
            } else {
                kept.push_attribute(Attribute { key: QName(&key), value: raw.into() });
            }
        }
        Ok(kept)
    }

    fn report(&mut self, what: &str) {
        self.sink.push(Diagnostic::new(Code::DrawingCleaned, self.span).with("what", what));
    }
}

/// Whether an address (in lower case, without spaces) stays in the file: a fragment, or a picture in the address itself.
fn is_inside(address: &str) -> bool {
    let picture = |kind| address.starts_with(&format!("data:image/{kind}"));
    address.starts_with('#') || ["png", "jpeg", "jpg", "gif"].into_iter().any(picture)
}

/// Whether style rules, or an attribute's value, fetch something from outside the file.
fn is_outside_style(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let urls = text.match_indices("url(").any(|(offset, found)| {
        let address = text[offset + found.len()..].trim_start_matches([' ', '"', '\'']);
        !address.starts_with('#') && !address.starts_with("&quot;#") && !address.starts_with("data:image/")
    });
    urls || text.contains("@import")
}

/// Whether a value uses an entity that only the document type, which is gone, declared.
fn has_entity(raw: &str) -> bool {
    raw.split('&').skip(1).any(|rest| {
        let name = rest.split(';').next().unwrap_or_default();
        !name.starts_with('#') && !matches!(name, "amp" | "lt" | "gt" | "quot" | "apos")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    fn cleaned(svg: &str) -> (String, usize) {
        let mut sink = Diagnostics::new();
        let bytes = clean(svg.as_bytes(), Span::whole(SourceId::from_index(0)), &mut sink);
        (String::from_utf8_lossy(&bytes).into_owned(), sink.iter().len())
    }

    #[test]
    fn what_acts_or_leads_outside_is_taken_out_and_reported() {
        let svg = r##"<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>1</script>
<foreignObject><p>x</p></foreignObject><image href="https://a.fr/x.png"/><use href="#a"/><text fill="url(#g)">é&amp;&a;</text></svg>"##;
        let (clean, reports) = cleaned(svg);
        assert_eq!(
            clean,
            "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<image/><use href=\"#a\"/><text fill=\"url(#g)\">é&amp;</text></svg>"
        );
        assert_eq!(reports, 6);
    }

    #[test]
    fn what_is_not_a_drawing_is_replaced() {
        for broken in ["", "<svg>", "<svg></g>", "<a/><b/>", "plain"] {
            assert_eq!(cleaned(broken).0.as_bytes(), EMPTY, "{broken}");
        }
    }
}
