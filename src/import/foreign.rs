//! What kind of file someone handed in, by its first bytes and not by its name.

use super::{format::Format, package::Package};

/// The format of a file, by its first bytes, and for text by its extension: plain text for an unknown one. An error with the name
/// of a format that is not read.
///
/// # Errors
/// When the file is of a kind that is not read.
pub fn detect(path: &str, bytes: &[u8]) -> Result<Format, &'static str> {
    if let Some(format) = foreign(bytes) {
        return Err(format);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return packaged(bytes);
    }
    if is_flat_document(bytes) {
        return Ok(Format::Odt);
    }
    Ok(Format::of_path(path))
}

/// The name of a format that is not read, as people call it; none when the file may be one that is.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let has = |needle: &[u8]| memchr::memmem::find(&bytes[..bytes.len().min(1 << 20)], needle).is_some();
    match bytes {
        // Compound files: the old formats of Office, and whatever Office protects by a password.
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => {
            let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
            if has(&wide("EncryptedPackage")) {
                Some("Office (mot de passe / password)")
            } else if has(&wide("Workbook")) {
                Some("Excel (.xls)")
            } else if has(&wide("PowerPoint Document")) {
                Some("PowerPoint (.ppt)")
            } else {
                Some("Word 97–2003 (.doc)")
            }
        }
        [b'%', b'P', b'D', b'F', ..] => Some("PDF"),
        [b'{', b'\\', b'r', b't', b'f', ..] => Some("RTF"),
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] | [b'G', b'I', b'F', b'8', ..] => Some("image"),
        [0xff, b'W', b'P', b'C', ..] => Some("WordPerfect"),
        [b'R', b'a', b'r', b'!', ..] => Some("RAR"),
        [0x1f, 0x8b, ..] => Some("gzip"),
        [b'7', b'z', 0xbc, 0xaf, ..] => Some("7-Zip"),
        _ => None,
    }
}

/// The format of a package, or the name of one that is not read.
fn packaged(bytes: &[u8]) -> Result<Format, &'static str> {
    // A damaged package is one of Word until proven otherwise: its reader says what is wrong.
    let Ok(package) = Package::open(bytes) else { return Ok(Format::Docx) };
    let kind = package.text("mimetype").ok().flatten().unwrap_or_default();
    match kind.trim() {
        "application/vnd.oasis.opendocument.text" | "application/vnd.oasis.opendocument.text-template" => return Ok(Format::Odt),
        "application/epub+zip" => return Err("EPUB"),
        "application/vnd.oasis.opendocument.spreadsheet" => return Err("Calc (.ods)"),
        "application/vnd.oasis.opendocument.presentation" => return Err("Impress (.odp)"),
        _ => {}
    }
    let names = package.names();
    let any = |wanted: fn(&str) -> bool| names.iter().any(|name| wanted(name));
    if any(|name| name.starts_with("xl/")) {
        Err("Excel (.xlsx)")
    } else if any(|name| name.starts_with("ppt/")) {
        Err("PowerPoint (.pptx)")
    } else if any(|name| name.starts_with("Index/") || name == "Index.zip" || name.ends_with(".iwa")) {
        Err("Pages (.pages)")
    } else if package.has("_rels/.rels") {
        Ok(Format::Docx)
    } else {
        Err("ZIP")
    }
}

/// Whether a file is an OpenDocument text as one XML file.
fn is_flat_document(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8192)];
    let has = |needle: &[u8]| memchr::memmem::find(head, needle).is_some();
    has(b"urn:oasis:names:tc:opendocument:xmlns:office:1.0") && has(b":document") && head.trim_ascii_start().starts_with(b"<?xml")
}
