//! What contributors hand in: tests/cases/import/CASE/document.* → expected.txt, read back from the built EPUB.
//!
//! A document that is a package is kept as text, so that it can be read and changed: `document.docx.parts` holds its parts, each after a
//! line `=== NAME`, or `=== NAME base64` for a picture; the suite makes the package. The expected text has what the import said, the
//! text that it wrote, and the words of that text in the EPUB, so that what Markdown means is tested and not only how it looks.

use crate::program::run;
use std::{
    collections::BTreeMap,
    io::{Cursor, Read as _, Write as _},
    path::{Path, PathBuf},
};

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/import")
}

/// The package whose parts a text lists.
fn package(parts: &str) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts.split("=== ").skip(1) {
        let (head, body) = part.split_once('\n').unwrap();
        let (name, is_base64) = head.strip_suffix(" base64").map_or((head, false), |name| (name, true));
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        let body = body.trim_end_matches('\n');
        if is_base64 { writer.write_all(&base64(body)).unwrap() } else { writer.write_all(body.as_bytes()).unwrap() }
    }
    writer.finish().unwrap().into_inner()
}

fn base64(text: &str) -> Vec<u8> {
    let digit = |c: u8| "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".bytes().position(|d| d == c);
    let digits: Vec<usize> = text.bytes().filter_map(digit).collect();
    let bits: Vec<bool> = digits.iter().flat_map(|digit| (0..6).rev().map(move |bit| digit >> bit & 1 == 1)).collect();
    bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |value, bit| value << 1 | u8::from(*bit))).collect()
}

/// The file of a case, with the name that its author gave it.
fn document(case: &Path, folder: &Path) -> PathBuf {
    let name = case.file_name().unwrap().to_str().unwrap();
    let file = std::fs::read_dir(case).unwrap().map(|entry| entry.unwrap().path());
    let file = file.into_iter().find(|path| path.file_name().unwrap().to_str().unwrap().starts_with("document.")).unwrap();
    let kind = file.file_name().unwrap().to_str().unwrap().trim_start_matches("document.").to_owned();
    let bytes = std::fs::read(&file).unwrap();
    let (kind, bytes) = match kind.strip_suffix(".parts") {
        Some(kind) => (kind.to_owned(), package(&String::from_utf8(bytes).unwrap())),
        None => (kind, bytes),
    };
    let path = folder.join(format!("{name}.{kind}"));
    std::fs::write(&path, bytes).unwrap();
    // A picture beside it.
    let picture = case.join("portrait.png");
    if picture.is_file() {
        std::fs::copy(&picture, folder.join("portrait.png")).unwrap();
    }
    path
}

/// A new book.
fn book(folder: &Path) -> PathBuf {
    assert_eq!(run(folder, &["--lang", "fr", "new", "book", "livre"]).0, Some(0));
    let book = folder.join("livre");
    crate::program::write_words(&book);
    book
}

/// The files of tome1, those of its pictures, and the portraits.
fn tome(book: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for folder in ["tome1", "tome1/images", "book/images"] {
        for entry in std::fs::read_dir(book.join(folder)).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let name = format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap());
                files.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    files
}

/// What stands in the main part of an XHTML document, one element a line; attributes that say what a reader meets are kept.
fn shown(xhtml: &str) -> String {
    let main = xhtml.split_once("<body").map_or(xhtml, |(_, body)| body);
    let main = main.split_once('>').map_or(main, |(_, body)| body).split("</body>").next().unwrap();
    let mut lines = String::new();
    for piece in
        main.replace("</p>", "</p>\n").replace("</li>", "</li>\n").replace("</h2>", "</h2>\n").replace("</tr>", "</tr>\n").lines()
    {
        let piece = piece.trim();
        if !piece.is_empty() {
            lines.push_str(piece);
            lines.push('\n');
        }
    }
    lines
}

/// The XHTML of the text in the EPUB.
fn read_back(book: &Path, text: &str) -> String {
    let stem = text.rsplit('/').next().unwrap().trim_end_matches(".md");
    for name in ["output/tome1.epub", "output/tome1-draft.epub", "output/tome1.draft.epub", "output/tome1-brouillon.epub"] {
        let Ok(file) = std::fs::File::open(book.join(name)) else { continue };
        let mut archive = zip::ZipArchive::new(file).unwrap();
        let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        let slug = stem.split_once('-').map_or(stem, |(_, slug)| slug);
        let Some(name) = names.iter().find(|name| name.ends_with(".xhtml") && name.contains(slug)) else {
            return format!("no {slug} in {names:?}");
        };
        let mut xhtml = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut xhtml).unwrap();
        return shown(&xhtml);
    }
    let names: Vec<_> =
        std::fs::read_dir(book.join("output")).into_iter().flatten().map(|entry| entry.unwrap().file_name()).collect();
    format!("no EPUB: {names:?}")
}

fn check(case: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let book = book(folder.path());
    let file = document(case, folder.path());
    let before = tome(&book);
    let options = std::fs::read_to_string(case.join("options.txt")).unwrap_or_default();
    let mut arguments = vec!["import", file.to_str().unwrap(), "--tome", "tome1", "--message-format", "short", "--write"];
    // `nobody`: who wrote it is to be found in the text.
    arguments.extend(if options.contains("--author") || options.contains("nobody") {
        vec![]
    } else {
        vec!["--author", "Ann Ée"]
    });
    arguments.extend(options.split_whitespace().filter(|option| *option != "nobody"));
    let (status, said) = run(&book, &arguments);
    let said = said.replace(&format!("{}/", folder.path().display()), "");
    let mut found = format!("status {}\n==== said\n{}\n", status.unwrap(), said.trim_end());
    let after = tome(&book);
    let mut texts = Vec::new();
    for (path, bytes) in after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)) {
        if path.ends_with(".md") {
            found.push_str(&format!("==== {path}\n{}", String::from_utf8_lossy(bytes)));
            texts.push(path.clone());
        } else if path.contains("/images/") {
            let size = image::ImageReader::new(Cursor::new(bytes)).with_guessed_format().unwrap().into_dimensions();
            let size = size.map_or_else(|_| "drawing".to_owned(), |(width, height)| format!("{width} × {height}"));
            found.push_str(&format!("==== {path}: {size}\n"));
        }
    }
    // What is said of people, below their names.
    let people = std::fs::read_to_string(book.join("book/people.yaml")).unwrap();
    if let Some((_, entry)) = people.split_once("\nann-ee:\n").filter(|(_, entry)| entry.lines().count() > 1) {
        found.push_str(&format!("==== book/people.yaml\n{entry}"));
    }
    if let Some(text) = texts.first() {
        run(&book, &["tome1", "--format", "epub", "--no-page-list", "--draft"]);
        found.push_str(&format!("==== in the EPUB\n{}", read_back(&book, text)));
    }
    snapbox::assert_data_eq!(found, snapbox::Data::read_from(&case.join("expected.txt"), None).raw());
}

#[test]
fn documents() {
    let mut found: Vec<PathBuf> = std::fs::read_dir(cases()).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    for case in found.iter().filter(|path| path.is_dir()) {
        check(case);
    }
}

/// The table of what an author's document may hold: each message has a case, or a test below.
#[test]
fn every_message_of_a_document_has_a_case() {
    let mut all = include_str!("import.rs").split("[test]").skip(3).collect::<String>();
    for entry in std::fs::read_dir(cases()).unwrap() {
        all.push_str(&std::fs::read_to_string(entry.unwrap().path().join("expected.txt")).unwrap_or_default());
    }
    for code in [
        "I013", "I014", "I015", "I016", "I017", "I018", "I019", "I020", "I021", "I022", "I023", "I024", "I025", "I026", "I027",
        "I028", "I029", "I030", "I031", "I032", "I033", "I034", "I035", "I036", "I041", "I046", "I047", "I050", "I051",
    ] {
        assert!(all.contains(&format!("[{code}]")), "no case shows {code}");
    }
}

/// The table of tests/cases/import/README.md: 46 points, each with cases that exist, and no case that it does not name.
#[test]
fn every_row_of_the_table_has_its_case() {
    let table = std::fs::read_to_string(cases().join("README.md")).unwrap();
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("| ") && line.as_bytes()[2].is_ascii_digit()).collect();
    assert_eq!(rows.len(), 46);
    for row in rows {
        let named: Vec<&str> = row.rsplit('|').nth(1).unwrap().split('`').skip(1).step_by(2).collect();
        assert!(!named.is_empty(), "{row}");
        for case in named {
            assert!(cases().join(case).join("expected.txt").is_file(), "{case} does not exist: {row}");
        }
    }
    for entry in std::fs::read_dir(cases()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let name = entry.file_name().unwrap().to_str().unwrap().to_owned();
        assert!(table.contains(&format!("`{name}`")), "{name} is not named");
    }
}

/// Files that are not what they are named, damaged, or made to fill the memory.
#[test]
fn foreign_and_harmful_files_are_refused_with_a_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let book = book(folder.path());
    let before = tome(&book);
    let relations = "=== _rels/.rels\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"d.xml\"/></Relationships>\n";
    let main = |body: &str| {
        format!(
            "{relations}=== d.xml\n<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>\n"
        )
    };
    let deep = format!("{}{}", "<w:sdt><w:sdtContent>".repeat(3000), "</w:sdtContent></w:sdt>".repeat(3000));
    let entity = "=== d.xml\n<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>\n";
    // 300 MiB of nothing, as the main part.
    let bomb = {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("_rels/.rels", zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(relations.split_once('\n').unwrap().1.as_bytes()).unwrap();
        writer.start_file("d.xml", zip::write::SimpleFileOptions::default()).unwrap();
        for _ in 0..300 {
            writer.write_all(&vec![b' '; 1 << 20]).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    let files: [(&str, Vec<u8>, &str); 9] = [
        ("a.docx", vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0], "[I028]"),
        ("a.xls", b"PK\x03\x04".iter().chain(b"no more").copied().collect(), "[I029]"),
        ("a.odt", b"%PDF-1.7".to_vec(), "[I028]"),
        ("b.docx", b"PK\x03\x04 and no more".to_vec(), "[I029]"),
        ("c.docx", package(&main(&deep)), "[I029]"),
        ("d.docx", package(&format!("{relations}{entity}")), "[I029]"),
        ("e.docx", package(relations), "[I029]"),
        ("g.docx", bomb, "[I029]"),
        ("f.docx", package(&main("<w:p>")), "[I029]"),
    ];
    for (name, bytes, code) in files {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let (status, said) =
            run(&book, &["import", path.to_str().unwrap(), "--tome", "tome1", "--message-format", "short", "--write"]);
        assert_eq!(status, Some(1), "{name}: {said}");
        assert!(said.contains(code), "{name}: {said}");
        assert!(!said.contains("root:"), "nothing outside is read");
    }
    assert!(tome(&book) == before, "nothing is written");
}

#[test]
fn a_title_of_the_document_is_kept_when_the_header_has_another() {
    let folder = tempfile::tempdir().unwrap();
    let book = book(folder.path());
    std::fs::write(
        book.join("tome1/02-attendu.md"),
        "---\ntitle: Le titre annoncé\nkind: text\nauthors: [redaction]\nstatus: expected\n---\n",
    )
    .unwrap();
    let order = std::fs::read_to_string(book.join("tome1/tome.yaml")).unwrap();
    std::fs::write(book.join("tome1/tome.yaml"), order.replace("body:\n", "body:\n  - 02-attendu.md\n")).unwrap();
    let file = document(&cases().join("headings"), folder.path());
    let arguments =
        ["import", file.to_str().unwrap(), "--tome", "tome1", "--author", "redaction", "--message-format", "short", "--write"];
    let (status, said) = run(&book, &arguments);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("[I032]"), "{said}");
    let text = std::fs::read_to_string(book.join("tome1/02-attendu.md")).unwrap();
    assert!(text.starts_with("---\ntitle: Le titre annoncé\n"), "{text}");
    assert!(text.contains("---\n## TITRE DOC\n"), "{text}");
}
