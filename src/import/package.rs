//! A document as a ZIP package (OPC, ODF): its parts, unpacked one at a time and only as far as they may be large.

use crate::import::damage::Damage;
use std::{
    cell::{Cell, RefCell},
    io::{Cursor, Read as _},
};
use zip::ZipArchive;

/// Most files in a package.
const MAX_PARTS: usize = 20_000;

/// Most bytes of text (XML) that are unpacked of a document, all parts together, in MiB.
const MAX_TEXT: u64 = 256;

/// Most bytes of pictures that are unpacked of a document, in MiB.
const MAX_PICTURES: u64 = 1024;

/// Most bytes that are reserved before a part is unpacked.
const BELIEVED: u64 = 32 << 20;

/// A package.
pub(super) struct Package<'a> {
    archive: RefCell<ZipArchive<Cursor<&'a [u8]>>>,
    text_left: Cell<u64>,
    pictures_left: Cell<u64>,
}

impl<'a> Package<'a> {
    /// Opens a package.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Damage> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Damage::Zip)?;
        if archive.len() > MAX_PARTS {
            return Err(Damage::Parts(MAX_PARTS));
        }
        Ok(Self {
            archive: RefCell::new(archive),
            text_left: Cell::new(MAX_TEXT << 20),
            pictures_left: Cell::new(MAX_PICTURES << 20),
        })
    }

    /// Whether the package has this part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.borrow().index_for_name(name).is_some()
    }

    /// The names of all parts.
    pub(super) fn names(&self) -> Vec<String> {
        self.archive.borrow().file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect()
    }

    /// A part that holds text. None when there is no such part.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>, Damage> {
        let bytes = self.unpack(name, &self.text_left, MAX_TEXT)?;
        Ok(bytes.map(text))
    }

    /// A part with a text of another kind, as bytes; its encoding is not that of XML.
    pub(super) fn chunk(&self, name: &str) -> Result<Option<Vec<u8>>, Damage> {
        self.unpack(name, &self.text_left, MAX_TEXT)
    }

    /// A part that holds a picture. None when there is no such part.
    pub(super) fn picture(&self, name: &str) -> Result<Option<Vec<u8>>, Damage> {
        self.unpack(name, &self.pictures_left, MAX_PICTURES)
    }

    fn unpack(&self, name: &str, left: &Cell<u64>, limit: u64) -> Result<Option<Vec<u8>>, Damage> {
        let mut archive = self.archive.borrow_mut();
        let Some(index) = archive.index_for_name(name) else { return Ok(None) };
        let file = archive.by_index(index).map_err(|_| Damage::Zip)?;
        if file.encrypted() {
            return Err(Damage::Encrypted);
        }
        // What the directory says of the size is believed as far as it costs little.
        let expected = file.size().min(left.get()).min(BELIEVED);
        let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0));
        let count = file.take(left.get() + 1).read_to_end(&mut bytes).map_err(|_| Damage::Zip)?;
        let count = count as u64;
        if count > left.get() {
            return Err(Damage::Bomb(limit));
        }
        left.set(left.get() - count);
        Ok(Some(bytes))
    }
}

/// The same without a copy of what is UTF-8 and says nothing else.
fn text(bytes: Vec<u8>) -> String {
    if bytes.starts_with(b"\xef\xbb\xbf") || declared(&bytes).is_some_and(|encoding| encoding != encoding_rs::UTF_8) {
        return decoded(&bytes);
    }
    String::from_utf8(bytes).unwrap_or_else(|error| decoded(error.as_bytes()))
}

/// The encoding that XML declares.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    if !head_is_xml(bytes) {
        return None;
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let value = head.split_once("encoding=")?.1;
    let quote = value.chars().next()?;
    encoding_rs::Encoding::for_label(value[quote.len_utf8()..].split(quote).next()?.as_bytes())
}

/// XML as text: UTF-8, or UTF-16 with a byte order mark, as XML allows.
pub(super) fn decoded(bytes: &[u8]) -> String {
    let (text, _, _) = declared(bytes).unwrap_or(encoding_rs::UTF_8).decode(bytes);
    text.into_owned()
}

fn head_is_xml(bytes: &[u8]) -> bool {
    bytes.starts_with(b"<?xml")
}
