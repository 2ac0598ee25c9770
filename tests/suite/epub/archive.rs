//! The files of an EPUB.

use sha2::Digest as _;
use std::io::Read as _;

/// Names and texts of the files of an EPUB, in order; for a file that is not text, its length and SHA-256.
pub(super) fn unzipped(epub: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(epub)).expect("an archive");
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).expect("an entry");
            let name = file.name().expect("a name in UTF-8").into_owned();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("its bytes");
            let text = String::from_utf8(bytes).unwrap_or_else(|error| digest(error.as_bytes()));
            (name, text)
        })
        .collect()
}

fn digest(bytes: &[u8]) -> String {
    let sum: String = sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{} bytes, SHA-256 {sum}", bytes.len())
}

pub(super) fn file<'a>(files: &'a [(String, String)], name: &str) -> &'a str {
    files.iter().find(|(found, _)| found == name).map(|(_, text)| text.as_str()).expect("the file is in the EPUB")
}
