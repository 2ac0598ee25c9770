//! Each diagnostic has a case, each case a diagnostic, and each fixture a test that names it.

use crate::repository::{files, is_file, is_folder, names, read, rust_files};
use make_book::diagnostic::Code;

/// Diagnostics without a case: their codes, why no project in the repository can show them, and the file of the test that does.
const ELSEWHERE: &[(&str, &str, &str)] = &[
    ("M042", "a file of 16 MiB", "src/project/tests.rs"),
    ("M043", "a link out of the project, which some systems cannot check out", "src/project/tests.rs"),
    ("M044", "two names that some disks hold to be one", "src/project/tests.rs"),
    ("I001 I002 I003 I004 I005 I006 I007 I008 I011 I012", "a page to import is not in a project", "src/import/tests.rs"),
    ("I040 I042", "the command that imports reports it", "tests/suite/import_many.rs"),
    ("I037 I038 I039 I045", "an e-mail or a blog is not in a project", "src/import/collection/tests.rs"),
    ("I009", "the command that imports reports it", "tests/suite/cli.rs"),
    ("I010", "the command that imports reports it", "tests/cases/cli/import/already-there/expected.txt"),
    ("C092", "a text of more than a megabyte", "tests/suite/hostile.rs"),
    (
        "I013 I014 I015 I016 I017 I018 I019 I020 I021 I022 I023 I024 I025 I026 I027 I028 I029 I030 I031 I032 I033 I034 I035 I036 I041 I046 I047 I050 I051",
        "a document to import is not in a project",
        "tests/suite/import.rs",
    ),
    ("E060", "a font whose maker forbids what we need", "src/epub/faces.rs"),
    ("E062", "a piece of code of 320 KB", "tests/suite/epub/writer.rs"),
    ("P001", "F001 stops the work before a PDF is drawn", "src/pdf/tests/rules.rs"),
    ("P003", "C020 and M041: such a character is not let into the text", "src/pdf/tests/rules.rs"),
    ("P004", "F001: no face that we embed has such a character; a face of the project may", "src/pdf/tests/rules.rs"),
    ("P005", "a whole font, spoilt on purpose", "src/pdf/tests/rules.rs"),
    ("P007", "C056: a picture without an alternative text stops the work", "src/pdf/tests/rules.rs"),
    ("P008", "C018: a link without words shows its address", "src/pdf/tests/rules.rs"),
    ("P009", "C032: a heading without words is left out", "src/pdf/tests/rules.rs"),
    ("P010", "C058: a heading that skips a level is raised", "src/pdf/tests/rules.rs"),
    ("P011", "M006 and M007: a book has a title", "src/pdf/tests/rules.rs"),
    ("P012", "every volume has a section, and each section has its bookmark", "src/pdf/tests/rules.rs"),
    ("P002 P013 P014 P023", "mistakes of our own layout", "src/pdf/tests/rules.rs"),
    ("P015", "C022: Markdown gives each row the cells of the first", "src/pdf/tests/rules.rs"),
    ("P016", "C001: a link that leads nowhere stops the work", "src/pdf/tests/rules.rs"),
    ("P017", "C009 and M029: names are made unique", "src/pdf/tests/rules.rs"),
    ("P021", "a title of 32 KiB", "src/pdf/tests/rules.rs"),
    ("P022", "mistakes of our own writer", "src/pdf/tests/rules.rs"),
];

const CASES: &str = "tests/cases/diagnostics";

#[test]
fn every_code_has_its_case() {
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let name = code.name();
        let folder = format!("{CASES}/{name}");
        let whole = is_folder(&format!("{folder}/in")) && is_file(&format!("{folder}/short.txt"));
        let elsewhere = ELSEWHERE.iter().find(|(codes, _, _)| codes.split(' ').any(|code| code == name));
        match elsewhere {
            None if !whole => wrong.push(format!("{name}: no {folder}/ with in/ and short.txt")),
            Some(_) if is_folder(&folder) => wrong.push(format!("{name}: it has a case, and needs no place in ELSEWHERE")),
            Some((_, _, file)) => {
                let text = read(file);
                let spellings = [format!("Code::{code:?}"), format!("\"{name}\""), format!("[{name}]")];
                if !spellings.iter().any(|spelling| text.contains(spelling)) {
                    wrong.push(format!("{name}: {file} does not name it"));
                }
            }
            None => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_case_is_for_a_code_that_does_not_exist() {
    for name in names(CASES) {
        assert!(Code::ALL.iter().any(|code| code.name() == name), "{CASES}/{name} is orphaned");
        for file in names(&format!("{CASES}/{name}")) {
            assert!(file == "in" || file == "short.txt", "{CASES}/{name}/{file} is orphaned");
        }
    }
}

#[test]
fn every_fixture_is_used() {
    let sources = ["src", "tests"].into_iter().flat_map(rust_files).map(|(_, text)| text);
    // Commands of the command line's cases name theirs.
    let commands = files("tests/cases/cli").into_iter().filter(|path| path.ends_with(".txt")).map(|path| read(&path));
    let texts: String = sources.chain(commands).collect();
    let mut folders = vec!["tests/fixtures".to_owned()];
    while let Some(folder) = folders.pop() {
        for name in names(&folder) {
            let path = format!("{folder}/{name}");
            if !is_folder(&path) {
                assert!(texts.contains(&name), "{path} is orphaned");
            } else if !texts.contains(&format!("fixtures/{name}\"")) {
                // A folder that a test names is used as a whole; of any other, each file must be named.
                folders.push(path);
            }
        }
    }
}
