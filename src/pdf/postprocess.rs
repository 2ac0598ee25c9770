//! Postprocessing of the library's file: text strings and images, page mode, metadata, object streams.
//!
//! When the file does not have the form that `file` reads, nothing is written: its pages show only the first glyph of each run.

use super::{content_streams::PageContents, file::PdfFile, scan::split, stream::Body, xmp};
use crate::{
    book::{Book, Isbn},
    deflate::CompressorPool,
    diagnostic::{Code, Diagnostic, Diagnostics},
    memo::Memo,
    source::Parts,
};
use sha2::{Digest as _, Sha256};
use xxhash_rust::xxh3::Xxh3Default;

/// Completes the library's file `bytes`; none when it has another form than expected, which is reported.
pub(super) fn postprocess(
    bytes: &[u8],
    (contents, memo): (&PageContents<'_>, &Memo),
    book: &Book,
    isbn: Option<&Isbn>,
    sink: &mut Diagnostics,
) -> Option<Parts> {
    let rewritten = rewrite(bytes, contents, memo, book, isbn);
    if rewritten.is_none() {
        let reason = "its own file has another shape than ours reads";
        sink.push(Diagnostic::new(Code::PdfRefused, book.tome.span).with("reason", reason));
    }
    rewritten
}

fn rewrite(bytes: &[u8], contents: &PageContents<'_>, memo: &Memo, book: &Book, isbn: Option<&Isbn>) -> Option<Parts> {
    let file = PdfFile::parse(bytes)?;
    let root = file.catalog()?;
    let catalog = file.body(root)?;
    let metadata = PdfFile::reference(catalog, "Metadata")?;
    let (_, stream) = split(file.body(metadata)?, b"\nstream\n")?;
    let packet = std::str::from_utf8(stream.strip_suffix(b"\nendstream")?).ok()?;
    let compressors = CompressorPool::zlib();
    let (mut changed, streams_hash) = contents.compress_streams(&file, &compressors, memo)?;
    // The library's file identifier does not depend on the strings put in here; ours must.
    let written = std::str::from_utf8(file.instance_id()?).ok()?;
    let packet = xmp::complete(packet, book, isbn);
    let mut rest = Xxh3Default::new();
    file.objects_except(&changed).filter(|(number, _)| *number != metadata).for_each(|(_, body)| rest.update(body));
    rest.update(packet.replace(written, "").as_bytes());
    let instance = instance_id(&streams_hash, rest.digest128());
    let packet = packet.replace(written, &instance);
    let length = packet.len();
    let metadata_body = format!("<</Type/Metadata/Subtype/XML/Length {length}>>\nstream\n{packet}\nendstream");
    // In a book of hundreds of pages, readers want to see the outline first.
    let view: &[u8] = if PdfFile::reference(catalog, "Outlines").is_some() { b"<</PageMode/UseOutlines" } else { b"<<" };
    let mut catalog = [view, catalog.strip_prefix(b"<<")?].concat();
    // `Suspects false` is the default (ISO 32000-1, table 321), and older validators report it.
    let suspects = b"/Suspects false";
    if let Some(at) = catalog.windows(suspects.len()).position(|window| window == suspects) {
        catalog.drain(at..at + suspects.len());
    }
    changed.extend([(root, Body::Owned(catalog)), (metadata, Body::Owned(metadata_body.into_bytes()))]);
    changed.sort_unstable_by_key(|(number, _)| *number);
    Some(file.write_compressed(&changed, instance.as_bytes(), &compressors))
}

/// The file identifier (14.4), 32 digits that depend on the streams and on all other objects.
fn instance_id(streams: &[u8], rest: u128) -> String {
    let sum = Sha256::new().chain_update(streams).chain_update(rest.to_be_bytes()).finalize();
    sum.iter().take(16).fold(String::new(), |digits, byte| format!("{digits}{byte:02x}"))
}
