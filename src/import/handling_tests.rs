//! The tables of handlings, read and tried: each element of WordprocessingML and OpenDocument in a document of its own.

use super::{
    Format, Options, PictureNames, docx,
    handling::Handling::{self, Content, Nothing, Reported, Structure, Text},
    odt, read,
};
use crate::{
    diagnostic::{Code, Diagnostics},
    source::{SourceMap, Span},
};
use std::io::{Cursor, Write as _};

/// The words of a document, and whether an element of it is reported.
fn imported(format: Format, bytes: Vec<u8>) -> (String, bool) {
    let mut sources = SourceMap::new();
    let id = sources.add_binary("document", bytes);
    let mut sink = Diagnostics::new();
    let mut page = read(sources.get(id), format, &Options::default(), &mut sink);
    page.name_pictures("texte", &PictureNames::default(), Span::whole(id));
    let is_reported = |code| code == Code::ImportElementLost;
    let reported =
        sink.iter().any(|found| is_reported(found.code)) || page.remarks.iter().any(|remark| is_reported(remark.diagnostic.code));
    (format!("{} {}", page.title.unwrap_or_default(), page.body), reported)
}

fn docx_of(body: &str) -> (String, bool) {
    const RELATIONS: &str = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" \
        Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"d.xml\"/></Relationships>";
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("_rels/.rels", RELATIONS), ("d.xml", &document)] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("memory");
        writer.write_all(text.as_bytes()).expect("memory");
    }
    imported(Format::Docx, writer.finish().expect("memory").into_inner())
}

fn odt_of(body: &str) -> (String, bool) {
    let name = |name: &str, part: &str| format!("xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{part}:1.0\"");
    let names = [name("office", "office"), name("text", "text"), name("draw", "drawing")].join(" ");
    let document =
        format!("<office:document {names}><office:body><office:text>{body}</office:text></office:body></office:document>");
    imported(Format::Odt, document.into_bytes())
}

/// Whether what was read agrees with a handling.
fn agrees(handling: Handling, (text, is_reported): &(String, bool)) -> bool {
    let has_inner = text.contains("dedans");
    match handling {
        Content => has_inner && !is_reported,
        Reported => has_inner && *is_reported,
        Nothing => !has_inner && !is_reported,
        Text | Structure => !is_reported,
    }
}

#[test]
fn tables_are_sorted_and_name_each_element_once() {
    for table in [docx::handlings::HANDLINGS, odt::handlings::TEXT, odt::handlings::DRAW] {
        assert!(table.is_sorted_by(|one, other| one.0 < other.0));
    }
}

#[test]
fn each_element_of_wordprocessingml_has_its_fate() {
    let inner = "<w:r><w:t>dedans</w:t></w:r>";
    let around = |element: &str| format!("<w:p><w:r><w:t>avant </w:t></w:r>{element}<w:r><w:t> après</w:t></w:r></w:p>");
    // A comment is reported with the words of its own part.
    for (name, handling) in docx::handlings::HANDLINGS.iter().filter(|(name, _)| *name != "commentReference") {
        let found = docx_of(&around(&format!("<w:{name} w:id=\"1\">{inner}</w:{name}>")));
        assert!(agrees(*handling, &found), "{name} is {handling:?}, and gives {found:?}");
        assert!(found.0.contains("avant") && found.0.contains("après"), "{name}: {found:?}");
        let found = docx_of(&format!("<w:p/><w:{name}><w:p>{inner}</w:p></w:{name}>"));
        assert!(matches!(handling, Text | Structure) || agrees(*handling, &found), "{name} around a paragraph: {found:?}");
    }
    for unknown in [
        around(&format!("<w:inconnu>{inner}</w:inconnu>")),
        around("<w:r><w:inconnu><w:t>dedans</w:t></w:inconnu></w:r>"),
        format!("<w:inconnu><w:p>{inner}</w:p></w:inconnu>"),
        format!("<w:inconnu>{inner}</w:inconnu>"),
    ] {
        assert!(agrees(Reported, &docx_of(&unknown)), "{unknown}");
    }
    // Outside of a paragraph, and in elements of other programs, words are words.
    for (body, what) in [
        (inner.to_owned(), "a run in the body"),
        (format!("<x:y xmlns:x=\"urn:x\"><w:p>{inner}</w:p></x:y>"), "another program's element around a paragraph"),
        (around("<w:r><x:y xmlns:x=\"urn:x\"><w:t>dedans</w:t></x:y></w:r>"), "another program's element in a run"),
        (around(&format!("<w:r><w:hyperlink>{inner}</w:hyperlink></w:r>")), "a link in a run"),
    ] {
        assert!(agrees(Content, &docx_of(&body)), "{what}: {:?}", docx_of(&body));
    }
}

#[test]
fn each_element_of_opendocument_has_its_fate() {
    let around = |element: &str| format!("<text:p>avant {element} après</text:p>");
    for (prefix, table) in [("text", odt::handlings::TEXT), ("draw", odt::handlings::DRAW)] {
        for (name, handling) in table {
            let found = odt_of(&around(&format!("<{prefix}:{name}>dedans</{prefix}:{name}>")));
            assert!(agrees(*handling, &found), "{prefix}:{name} is {handling:?}, and gives {found:?}");
            assert!(found.0.contains("avant") && found.0.contains("après"), "{prefix}:{name}: {found:?}");
            let found = odt_of(&format!("<text:p>avant</text:p><{prefix}:{name}><text:p>dedans</text:p></{prefix}:{name}>"));
            assert!(
                matches!(handling, Text | Structure) || agrees(*handling, &found),
                "{prefix}:{name} around a paragraph: {found:?}"
            );
        }
    }
    for unknown in [
        around("<text:inconnu>dedans</text:inconnu>"),
        around("<draw:inconnu><text:p>dedans</text:p></draw:inconnu>"),
        "<text:inconnu><text:p>dedans</text:p></text:inconnu>".to_owned(),
        "<text:inconnu>dedans</text:inconnu>".to_owned(),
        "<draw:inconnu><text:p>dedans</text:p></draw:inconnu>".to_owned(),
    ] {
        assert!(agrees(Reported, &odt_of(&unknown)), "{unknown}: {:?}", odt_of(&unknown));
    }
    let other = "<x:y xmlns:x=\"urn:x\"><text:p>dedans</text:p></x:y>";
    assert!(agrees(Content, &odt_of(other)), "another program's element around a paragraph");
}
