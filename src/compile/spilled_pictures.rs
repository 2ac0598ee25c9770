//! Tests: a book is the same whether its pictures are in memory or were left on the disk.

#![expect(clippy::disallowed_methods, reason = "these tests are about the disk")]

use super::{Options, compile};
use crate::{diagnostic::Diagnostics, manifest, memo::Memo, project::Project, source::to_base64};
use std::{fs, path::Path};

/// The files of the first volume when `memory` bytes of pictures are in memory, and the error; `meanwhile` runs once it is open.
fn build(root: &Path, memory: u64, meanwhile: impl FnOnce()) -> (Vec<(String, Vec<u8>)>, Option<&'static str>) {
    let mut sink = Diagnostics::new();
    let project = Project::open_with_memory(root, memory, &mut sink).expect("readable");
    let manifest = manifest::read(&project.sources, &mut sink).expect("a manifest");
    meanwhile();
    let options = Options {
        epub: true,
        pdf: true,
        print: true,
        page_list: false,
        report: false,
        draft: false,
        exhaustive: false,
        file_date: None,
        memo: &Memo::default(),
        anchors: None,
        progress: &|_, _| {},
    };
    let edition = compile(&project.sources, &manifest, 0, options, &mut sink);
    let files = edition.artifacts.into_iter().map(|file| (file.name, file.bytes.to_vec())).collect();
    let error = project.take_error().map(|error| error.id());
    assert!(error.is_some() || !sink.has_errors(), "{sink:?}");
    (files, error)
}

#[test]
fn a_book_is_the_same_whether_its_pictures_are_in_memory_or_not() {
    let root = illustrated();
    let (in_memory, on_disk) = (build(root.path(), u64::MAX, || ()), build(root.path(), 0, || ()));
    assert_eq!((in_memory.1, on_disk.1), (None, None));
    assert_eq!(in_memory.0.len(), 4, "an EPUB, a PDF, a block and its cover");
    assert!(in_memory.0 == on_disk.0, "the files are the same");
    let (_, pdf) = in_memory.0.iter().find(|(name, _)| name == "tome1.pdf").expect("a PDF");
    // A photograph at three widths, a small one, exact pictures with a mask and without, and one within a drawing.
    assert_eq!(pictures(pdf), 9);
    for (name, change) in [("a.jpg", "another"), ("a.jpg", ""), ("g.svg", "<svg/>")] {
        let root = illustrated();
        let change = || fs::write(root.path().join("tome1").join(name), change).expect("a file");
        assert_eq!(build(root.path(), 0, change).1, Some("project-changed"));
    }
}

/// The number of pictures in a PDF, after checking each against its dictionary.
fn pictures(pdf: &[u8]) -> usize {
    let file = lopdf::Document::load_mem(pdf).expect("a PDF that others read");
    let images = file.objects.values().filter_map(|object| object.as_stream().ok());
    let images = images.filter(|stream| stream.dict.get(b"Subtype").and_then(lopdf::Object::as_name).ok() == Some(b"Image"));
    let check = |stream: &lopdf::Stream| {
        let number = |key: &[u8]| stream.dict.get(key).and_then(lopdf::Object::as_i64).expect("a number") as u32;
        let (width, height) = (number(b"Width"), number(b"Height"));
        match stream.dict.get(b"Filter").and_then(lopdf::Object::as_name).expect("a filter") {
            b"DCTDecode" => {
                let picture = image::load_from_memory(&stream.content).expect("a JPEG");
                assert_eq!((picture.width(), picture.height()), (width, height));
            }
            filter => {
                assert_eq!(filter, b"FlateDecode");
                let pixels = stream.decompressed_content().expect("packed pixels").len();
                assert!([1, 3].map(|channels| channels * (width * height) as usize).contains(&pixels), "{pixels}");
            }
        }
    };
    images.map(check).count()
}

/// A project with a large photograph under three names, shown large and small, a small photograph, and lossless pictures.
fn illustrated() -> tempfile::TempDir {
    let photograph = |width, height| {
        let pixels = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, ((x * y) >> 8) as u8]));
        let mut bytes = Vec::new();
        image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 95).encode_image(&pixels).expect("a JPEG");
        bytes
    };
    let large = photograph(2_600, 700);
    let png = |pixels: image::DynamicImage| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        pixels.write_to(&mut bytes, image::ImageFormat::Png).expect("a PNG");
        bytes.into_inner()
    };
    let exact = png(image::RgbaImage::from_fn(90, 60, |x, y| image::Rgba([x as u8, 9, y as u8, 200])).into());
    let opaque = png(image::RgbImage::from_fn(40, 30, |x, y| image::Rgb([x as u8, y as u8, 99])).into());
    let within = png(image::RgbaImage::from_fn(70, 60, |x, y| image::Rgba([x as u8, 7, y as u8, x as u8])).into());
    let drawing = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 70 60'><image width='70' height='60' href='data:image/png;base64,{}'/></svg>",
        to_base64(&within)
    );
    let book = "title: T\nlanguage: fr\neditors: [ann]\npublisher: { name: Ann }\nrights: R\ndate: 2024\ntomes: [tome1]\n";
    let people = "ann: { name: Ann, portrait: { file: e.jpg, alt: Ann } }\n";
    let tome = "number: 1\ncover: { file: a.jpg, alt: Une photographie }\nbody:\n  - un.md\nback: [contributors]\n";
    let text = "---\ntitle: Un\nkind: text\nauthors: [ann]\nstatus: approved\n---\n\
                ![Une](a.jpg)\n\n![La même](../book/b.jpg)\n\n![Une petite](c.jpg) et ![une exacte](d.png), ![une autre](f.png)\n\n\
                ![Un dessin](g.svg)\n";
    let root = tempfile::tempdir().expect("a temporary folder");
    let files: [(&str, &[u8]); 11] = [
        ("book/book.yaml", book.as_bytes()),
        ("book/people.yaml", people.as_bytes()),
        ("tome1/tome.yaml", tome.as_bytes()),
        ("tome1/un.md", text.as_bytes()),
        ("tome1/a.jpg", &large),
        ("book/b.jpg", &large),
        ("tome1/c.jpg", &photograph(50, 40)),
        ("tome1/d.png", &exact),
        ("tome1/f.png", &opaque),
        ("tome1/g.svg", drawing.as_bytes()),
        ("book/e.jpg", &large),
    ];
    for (path, bytes) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    root
}
