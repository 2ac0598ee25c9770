//! tests/cases/epub/NAME/{in/,out/}: a small project and its EPUB, unzipped. Also: any text gives well-formed documents.

use super::archive::unzipped;
use make_book::{compile, diagnostic::Diagnostics, manifest, project::Project};
use std::path::Path;

/// The EPUB of the first volume of a project, without a page list: expected files would change with the layout. A draft is made in spite
/// of errors.
fn compiled(project: &Project, draft: bool) -> Vec<u8> {
    let mut sink = Diagnostics::new();
    let manifest = manifest::read(&project.sources, &mut sink).expect("a manifest");
    let options = compile::Options {
        epub: true,
        pdf: false,
        print: false,
        page_list: false,
        report: false,
        draft,
        exhaustive: false,
        file_date: None,
        memo: &make_book::memo::Memo::default(),
        anchors: None,
        progress: &|_, _| {},
    };
    let edition = compile::compile(&project.sources, &manifest, 0, options, &mut sink);
    edition.artifacts.into_iter().next().expect("an EPUB").bytes.to_vec()
}

/// Compares each text file of the EPUB with that in out/, and the others with their list in out/pictures.txt. The composed
/// cover is listed without its bytes, which change with the fonts and the layout.
fn check(case: &Path) {
    let project = Project::open(&case.join("in"), &mut Diagnostics::new()).expect("a project");
    let bytes = compiled(&project, false);
    assert_eq!(compiled(&project, false), bytes, "the same project is the same bytes");
    let out = case.join("out");
    let mut pictures = String::new();
    let mut expected = vec![out.join("pictures.txt")];
    for (name, text) in unzipped(&bytes) {
        // Fonts and their licences are tested in src/epub/faces.rs.
        if name.contains("/fonts/") {
            continue;
        }
        if name == "OEBPS/images/cover_.png" {
            pictures += "OEBPS/images/cover_.png: composed\n";
        } else if text.contains(" bytes, SHA-256 ") {
            pictures += &format!("{name}: {text}\n");
        } else {
            snapbox::assert_data_eq!(text, snapbox::Data::read_from(&out.join(&name), None).raw());
            expected.push(out.join(name));
        }
    }
    snapbox::assert_data_eq!(pictures, snapbox::Data::read_from(&out.join("pictures.txt"), None).raw());
    let unused: Vec<_> = files_below(&out).into_iter().filter(|path| !expected.contains(path)).collect();
    assert!(unused.is_empty(), "no longer in the EPUB: {unused:?}");
}

fn files_below(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/epub");
    ["everything", "languages", "minimal", "persian", "scripts"].iter().for_each(|name| check(&folder.join(name)));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, cases: 24, ..Default::default() })]

    /// Whatever characters are in titles, names and texts, every document is well-formed XML.
    #[test]
    fn any_text_is_well_formed(title in "[^\\p{Cc}]{1,24}", name in "[^\\p{Cc}]{1,16}", body in "[^\\p{Cc}\\r]{0,200}") {
        let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
        let text = format!(
            "---\ntitle: {}\nkind: text\nauthors: [ann]\nstatus: approved\n---\n{body}\n\nFin.\n", quoted(&format!("T{title}"))
        );
        let files = [
            ("book/book.yaml", "title: Peu\nlanguage: fr-FR\neditors: [ann]\npublisher: { name: Ann }\nrights: R\ndate: 2016\ntomes: [tome1]\n".to_owned()),
            ("book/people.yaml", format!("ann:\n  name: {}\n", quoted(&format!("N{name}")))),
            ("tome1/tome.yaml", "number: 1\nfront: [contents]\nbody: [01-seul.md]\nback: [contributors, index]\n".to_owned()),
            ("tome1/01-seul.md", text),
        ];
        let project = Project::from_files(files, &mut Diagnostics::new());
        for (name, text) in unzipped(&compiled(&project, true)) {
            if name.ends_with(".xhtml") || name.ends_with(".opf") || name.ends_with(".ncx") {
                crate::fuzz::promises::well_formed(&name, &text);
            }
        }
    }
}
