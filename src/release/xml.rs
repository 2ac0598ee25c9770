//! XML of records, indented for people who read it.

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

/// A document being written. Writing to memory cannot fail.
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
    open: Vec<&'static str>,
}

impl Xml {
    /// A document with its declaration.
    pub(super) fn new() -> Self {
        let mut xml = Self { writer: Writer::new_with_indent(Vec::new(), b' ', 2), open: Vec::new() };
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
        xml
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) -> &mut Self {
        self.write(Event::Start(start(name, attributes)));
        self.open.push(name);
        self
    }

    /// Closes the innermost element.
    pub(super) fn close(&mut self) -> &mut Self {
        if let Some(name) = self.open.pop() {
            self.write(Event::End(BytesEnd::new(name)));
        }
        self
    }

    /// An element with text alone.
    pub(super) fn leaf(&mut self, name: &'static str, text: &str) -> &mut Self {
        self.leaf_with(name, &[], text)
    }

    /// The same with attributes.
    pub(super) fn leaf_with(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) -> &mut Self {
        let text = clean(text);
        self.write(Event::Start(start(name, attributes)));
        self.write(Event::Text(BytesText::new(&text)));
        self.write(Event::End(BytesEnd::new(name)));
        self
    }

    /// An empty element.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) -> &mut Self {
        self.write(Event::Empty(start(name, attributes)));
        self
    }

    /// Closes all open elements and returns the bytes.
    pub(super) fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        let mut bytes = self.writer.into_inner();
        bytes.push(b'\n');
        bytes
    }

    fn write(&mut self, event: Event<'_>) {
        let written = self.writer.write_event(event);
        debug_assert!(written.is_ok(), "memory takes all");
    }
}

fn start<'a>(name: &'static str, attributes: &[(&'a str, &'a str)]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for &(name, value) in attributes {
        start.push_attribute((name, value));
    }
    start
}

/// `text` without the control characters that XML 1.0 forbids.
fn clean(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_control() || matches!(character, '\t' | '\n'))
        .filter(|character| !matches!(character, '\u{fffe}' | '\u{ffff}'))
        .collect()
}
