//! What kind of file someone handed in, by its first bytes and not by its name.

use super::{format::Format, package::Package};

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A text, in this format.
    Text(Format),
    /// An e-mail, or a page that a program saved as one with its pictures.
    Mail,
    /// The export of a blog.
    Blog,
}

/// A format that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// Its name, as people call it.
    pub name: &'static str,
    /// The extension by which LibreOffice knows it, when it makes a document of it that is read.
    pub convertible: Option<&'static str>,
}

impl Foreign {
    const fn new(name: &'static str) -> Self {
        Self { name, convertible: None }
    }

    /// Whether it holds pictures, and no words.
    pub(super) fn is_media(self) -> bool {
        self.name == "image"
    }
}

/// What a file holds, by its first bytes, and for text by its extension: plain text for an unknown one.
///
/// # Errors
/// When the file is of a format that is not read.
pub fn detect(path: &str, bytes: &[u8]) -> Result<FileKind, Foreign> {
    if let Some(format) = foreign(bytes) {
        return Err(format);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return packaged(bytes).map(FileKind::Text).map_err(Foreign::new);
    }
    if is_flat_document(bytes) {
        return Ok(FileKind::Text(Format::Odt));
    }
    if is_blog(bytes) {
        return Ok(FileKind::Blog);
    }
    if is_mail(path, bytes) {
        return Ok(FileKind::Mail);
    }
    if is_page(bytes) {
        return Ok(FileKind::Text(Format::Html));
    }
    Ok(FileKind::Text(Format::of_path(path)))
}

/// Whether a file is an e-mail: by its name, or because it begins with headers of which one is of MIME.
fn is_mail(path: &str, bytes: &[u8]) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    if matches!(extension.as_deref(), Some("eml" | "mht" | "mhtml")) {
        return true;
    }
    let head = bytes[..bytes.len().min(16 << 10)].to_ascii_lowercase();
    let end = memchr::memmem::find(&head, b"\n\n").or_else(|| memchr::memmem::find(&head, b"\r\n\r\n")).unwrap_or(head.len());
    let headers = &head[..end];
    let named = |line: &[u8]| {
        let length = line.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-').count();
        length > 0 && line.get(length) == Some(&b':')
    };
    memchr::memmem::find(headers, b"mime-version:").is_some()
        && headers
            .split(|byte| *byte == b'\n')
            .all(|line| named(line) || line.starts_with(b" ") || line.starts_with(b"\t") || line == b"\r")
}

/// Whether a file is the export of a blog by WordPress (WXR).
fn is_blog(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(16 << 10)];
    memchr::memmem::find(head, b"<rss").is_some() && memchr::memmem::find(head, b"wordpress.org/export/").is_some()
}

/// A format that is not read; none when the file may be of one that is.
fn foreign(bytes: &[u8]) -> Option<Foreign> {
    let old = |name, extension| Some(Foreign { name, convertible: Some(extension) });
    let has = |needle: &[u8]| memchr::memmem::find(&bytes[..bytes.len().min(1 << 20)], needle).is_some();
    match bytes {
        // Compound files: the old formats of Office, and whatever Office protects by a password.
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => {
            let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
            if has(&wide("EncryptedPackage")) {
                Some(Foreign::new("Office (mot de passe / password)"))
            } else if has(&wide("Workbook")) {
                Some(Foreign::new("Excel (.xls)"))
            } else if has(&wide("PowerPoint Document")) {
                Some(Foreign::new("PowerPoint (.ppt)"))
            } else {
                old("Word 97–2003 (.doc)", "doc")
            }
        }
        [b'%', b'P', b'D', b'F', ..] => Some(Foreign::new("PDF")),
        [b'{', b'\\', b'r', b't', b'f', ..] => old("RTF", "rtf"),
        [0x89, b'P', b'N', b'G', ..] | [0xff, 0xd8, 0xff, ..] | [b'G', b'I', b'F', b'8', ..] => Some(Foreign::new("image")),
        [0xff, b'W', b'P', b'C', ..] => old("WordPerfect", "wpd"),
        [b'R', b'a', b'r', b'!', ..] => Some(Foreign::new("RAR")),
        [0x1f, 0x8b, ..] => Some(Foreign::new("gzip")),
        [b'7', b'z', 0xbc, 0xaf, ..] => Some(Foreign::new("7-Zip")),
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

/// Whether a file is a web page, whatever its name: some sites and editors call a page .doc.
fn is_page(bytes: &[u8]) -> bool {
    let head = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let head = head[..head.len().min(1024)].trim_ascii_start().to_ascii_lowercase();
    let xhtml = head.starts_with(b"<?xml") && memchr::memmem::find(&head, b"<html").is_some();
    xhtml || head.starts_with(b"<!doctype html") || head.starts_with(b"<html")
}

/// Whether a file is an OpenDocument text as one XML file.
fn is_flat_document(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8192)];
    let has = |needle: &[u8]| memchr::memmem::find(head, needle).is_some();
    has(b"urn:oasis:names:tc:opendocument:xmlns:office:1.0") && has(b":document") && head.trim_ascii_start().starts_with(b"<?xml")
}
