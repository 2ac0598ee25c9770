//! Projects on the disk: what is read, what is refused, what is written.

#![expect(clippy::disallowed_methods, reason = "these tests are about the disk")]

use super::*;
use crate::{diagnostic::Code, source::Part};
use std::fs;

fn codes(sink: &Diagnostics) -> Vec<Code> {
    sink.iter().map(|diagnostic| diagnostic.code).collect()
}

fn paths(project: &Project) -> Vec<&str> {
    project.sources.iter().map(crate::source::Source::path).collect()
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    for (path, bytes) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    root
}

const FILES: [(&str, &[u8]); 9] = [
    ("tome1/tome.yaml", b"number: 1"),
    ("book/book.yaml", b"\xEF\xBB\xBFtitle: x\r\n"),
    ("book/.hidden.md", b"x"),
    ("book/text.md~", b"x"),
    ("tome1/images/x.png", b"\x89PNG"),
    ("notes/idea.md", b"x"),
    ("output/tome1.epub", b"x"),
    ("README.md", b"x"),
    ("fonts/OFL.txt", b"x"),
];

#[test]
fn a_project_that_was_moved_away_is_not_begun_again() {
    let place = folder(&[("livre/book/book.yaml", b"title: x")]);
    let (root, away) = (place.path().join("livre"), place.path().join("ailleurs"));
    let project = Project::open(&root, &mut Diagnostics::new()).expect("readable");
    fs::rename(&root, &away).expect("moved");
    assert!(project.write(&[("tome1.pdf", Parts::from(vec![1]))]).is_err() && !root.exists());
    fs::rename(&away, &root).expect("moved back");
    assert!(project.write(&[("tome1.pdf", Parts::from(vec![1]))]).is_ok());
}

#[test]
fn disk_and_memory_give_the_same_sources() {
    let root = folder(&FILES);
    let mut sink = Diagnostics::new();
    let from_disk = Project::open(root.path(), &mut sink).expect("readable");
    let from_memory = Project::from_files(FILES.map(|(path, bytes)| (path, bytes.to_vec())), &mut sink);
    let expected = ["book/book.yaml", "fonts/OFL.txt", "tome1/images/x.png", "tome1/tome.yaml"];
    assert_eq!(paths(&from_disk), expected);
    assert_eq!(paths(&from_memory), expected);
    assert_eq!(from_disk.sources.by_path("book/book.yaml").map(crate::source::Source::text), Some("title: x\r\n"));
    assert_eq!(from_disk.sources.by_path("tome1/images/x.png").map(|source| source.bytes().clone()), Some(b"\x89PNG"[..].into()));
    assert!(sink.is_empty());
}

#[test]
fn latin_1_is_named_and_refused() {
    let mut sink = Diagnostics::new();
    let files = [("book/book.yaml", &b"x: 1\ntitle: \xE9t\xE9"[..])];
    let project = Project::from_files(files, &mut sink);
    let diagnostic = sink.iter().next().expect("a diagnostic");
    let source = project.sources.by_path("book/book.yaml").expect("kept, to show the place");
    assert!(source.is_refused());
    assert_eq!(source.line_column(diagnostic.span.range().expect("a place").start), (2, 8));
    assert_eq!(diagnostic.arguments, [("encoding", "latin-1".into())]);
}

#[test]
fn a_drawing_may_declare_its_encoding() {
    let drawing = |encoding: &str| format!("<?xml version=\"1.0\" encoding='{encoding}'?><svg><text>caf\u{e9}</text></svg>");
    let bytes = |encoding: &str| drawing(encoding).chars().map(|character| character as u8).collect::<Vec<u8>>();
    let wide: Vec<u8> =
        std::iter::once('\u{feff}').chain(drawing("utf-16").chars()).flat_map(|c| (c as u16).to_le_bytes()).collect();
    for (file, codes_found) in
        [(bytes("ISO-8859-1"), vec![]), (bytes("windows-1252"), vec![]), (wide, vec![]), (bytes("utf-8"), vec![Code::NotUtf8])]
    {
        let mut sink = Diagnostics::new();
        let tome = [("book/book.yaml", b"x: 1".to_vec()), ("book/x.svg", file)];
        let project = Project::from_files(tome, &mut sink);
        assert_eq!(codes(&sink), codes_found);
        let text = project.sources.by_path("book/x.svg").map(|source| source.text().contains("caf\u{e9}</text>"));
        assert_eq!(text, Some(codes_found.is_empty()));
    }
}

#[test]
fn control_characters_and_twin_names_are_reported() {
    let mut sink = Diagnostics::new();
    let files = [
        ("book/book.yaml", "a\0b\u{1b}"),
        ("book/e\u{301}t\u{e9}.md", ""),
        ("book/\u{e9}t\u{e9}.md", ""),
        ("book/A.md", ""),
        ("book/a.md", ""),
    ];
    let project = Project::from_files(files, &mut sink);
    assert_eq!(paths(&project), ["book/A.md", "book/a.md", "book/book.yaml", "book/\u{e9}t\u{e9}.md"]);
    assert_eq!(codes(&sink), [Code::UnusableFileName, Code::ControlCharacter, Code::UnusableFileName]);
}

#[test]
fn names_that_windows_cannot_write_are_reported() {
    let refused = ["book/con.md", "book/Aux", "book/nul.tar.gz", "book/lpt9.md", "book/a?.md", "book/\"a\".md", "book/a./b.md"];
    let accepted = ["book/conte.md", "book/com.md", "book/com10.md", "book/02-con.md", "book/l’été «bleu».md", "book/a b.md"];
    for (names, count) in [(&refused[..], refused.len()), (&accepted[..], 0)] {
        let mut sink = Diagnostics::new();
        let files = names.iter().copied().chain(["book/book.yaml"]).map(|name| (name, "x: 1"));
        Project::from_files(files, &mut sink);
        assert_eq!(codes(&sink), vec![Code::UnusableFileName; count]);
    }
}

#[test]
fn a_project_needs_its_book_file() {
    let mut sink = Diagnostics::new();
    Project::from_files([("book/people.yaml", "")], &mut sink);
    assert_eq!(codes(&sink), [Code::NoBook]);
}

#[test]
fn large_files_are_refused() {
    let mut sink = Diagnostics::new();
    let text = vec![b'x'; usize::try_from(accept::TEXT_LIMIT).expect("small") + 1];
    let project = Project::from_files([("book/book.yaml", b"".to_vec()), ("book/x.md", text)], &mut sink);
    assert_eq!(codes(&sink), [Code::FileTooLarge]);
    assert!(project.sources.by_path("book/x.md").is_some_and(crate::source::Source::is_refused));
}

#[test]
fn files_that_are_too_large_together_are_refused_and_reported_once() {
    let mut total = accept::SizeTotals::default();
    let text = 8 << 20;
    assert_eq!(["a.md", "b.md", "c.csv", "d.svg", "e.md"].map(|path| total.add(path, text)), [None; 5]);
    assert_eq!(total.add("f.md", 1), Some(accept::Excess::Texts));
    let mut total = accept::SizeTotals::default();
    assert!((0..32).all(|_| total.add("a.png", 64 << 20).is_none()));
    assert_eq!(total.add("b.png", 1), Some(accept::Excess::Project));
    let mut total = accept::SizeTotals::default();
    assert!((0..32).all(|_| total.add("a.SVG", 16 << 20).is_none()));
    assert_eq!(total.add("b.svg", 1), Some(accept::Excess::Drawings));

    let mut sink = Diagnostics::new();
    let large = |path: &str| (path.to_owned(), vec![b'x'; 12 << 20]);
    let files = ["book/a.md", "book/b.md", "book/c.md", "book/d.md"].map(large);
    let project = Project::from_files(files.into_iter().chain([("book/book.yaml".to_owned(), Vec::new())]), &mut sink);
    assert_eq!(codes(&sink), [Code::FileTooLarge]);
    let refused = project.sources.iter().filter(|source| source.is_refused()).map(crate::source::Source::path);
    assert_eq!(refused.collect::<Vec<_>>(), ["book/book.yaml", "book/c.md", "book/d.md"]);
}

#[cfg(unix)]
#[test]
fn folders_within_each_other_have_a_limit() {
    let root = tempfile::tempdir().expect("a folder");
    let mut folder = root.path().join("tome1");
    std::fs::create_dir_all(root.path().join("book")).expect("a folder");
    std::fs::create_dir(&folder).expect("a folder");
    std::fs::write(folder.join("tome.yaml"), "number: 1\n").expect("a file");
    (0..200).for_each(|_| folder.push("d"));
    std::fs::create_dir_all(&folder).expect("folders");
    std::fs::write(folder.join("a.md"), "a").expect("a file");
    let mut sink = Diagnostics::new();
    let project = Project::open(root.path(), &mut sink).expect("it can be read");
    let refused = project.sources.under("tome1/").filter(|source| source.is_refused());
    let refused: Vec<&str> = refused.map(crate::source::Source::path).collect();
    assert_eq!(refused, [format!("tome1{}", "/d".repeat(32))]);
    assert!(codes(&sink).contains(&Code::NotAProjectFile), "{sink:?}");
}

#[test]
fn links_that_leave_the_root_are_refused() {
    use std::os::unix::fs::symlink;
    let secret = folder(&[("secret.md", b"secret")]);
    let root = folder(&[("book/book.yaml", b""), ("book/real.md", b"x")]);
    let link = |target: &Path, name: &str| symlink(target, root.path().join(name)).expect("a link");
    link(&secret.path().join("secret.md"), "book/a.md");
    link(Path::new("real.md"), "book/b.md");
    link(Path::new("../book"), "book/c");
    link(Path::new("nowhere"), "book/d.md");
    link(Path::new("e.md"), "book/e.md");
    link(secret.path(), "fonts");
    let mut sink = Diagnostics::new();
    let project = Project::open(root.path(), &mut sink).expect("readable");
    assert!(project.sources.iter().all(|source| !source.text().contains("secret")));
    assert_eq!(project.sources.by_path("book/b.md").map(crate::source::Source::text), Some("x"));
    let refused: Vec<&str> =
        project.sources.iter().filter(|source| source.is_refused()).map(crate::source::Source::path).collect();
    assert_eq!(refused, ["book/a.md", "book/c", "book/d.md", "book/e.md", "fonts"]);
    assert_eq!(codes(&sink), [Code::NotAProjectFile; 5]);
}

fn parts(text: &str) -> Parts {
    text.as_bytes().to_vec().into()
}

#[test]
fn output_is_replaced_whole_or_not_at_all() {
    let root = folder(&[("book/book.yaml", b""), ("output/a.epub", b"old")]);
    let written = write_output(root.path(), &[("a.epub", parts("new")), ("release/b.pdf", parts("pdf"))]).expect("written");
    assert_eq!(written.len(), 2);
    let read = |name: &str| fs::read_to_string(root.path().join("output").join(name)).expect("there");
    assert_eq!((read("a.epub").as_str(), read("release/b.pdf").as_str()), ("new", "pdf"));
    for wrong in ["../a.epub", "/a.epub", "", "x/../../y"] {
        assert!(write_output(root.path(), &[("a.epub", parts("newer")), (wrong, parts("x"))]).is_err(), "{wrong}");
    }
    assert_eq!(read("a.epub"), "new");
    let left = fs::read_dir(root.path().join("output")).expect("listed").count();
    assert_eq!(left, 2, "no temporary file is left");
}

#[cfg(unix)]
#[test]
fn output_may_not_lead_out_of_the_project() {
    let elsewhere = folder(&[]);
    let root = folder(&[("book/book.yaml", b"")]);
    std::os::unix::fs::symlink(elsewhere.path(), root.path().join("output")).expect("a link");
    let error = write_output(root.path(), &[("a.epub", parts("x"))]).expect_err("refused");
    assert_eq!(error.operation, FileOperation::WriteOutside);
    assert_eq!(fs::read_dir(elsewhere.path()).expect("listed").count(), 0);
}

#[test]
fn the_root_is_found_from_below() {
    let root = folder(&[("book/book.yaml", b""), ("tome1/images/x.png", b"")]);
    let expected = root.path().canonicalize().expect("there");
    assert_eq!(find_root(&root.path().join("tome1/images")), Some(expected));
}

#[test]
fn results_give_way_to_a_book_on_a_full_disk() {
    let root = folder(&FILES);
    let project = Project::open(root.path(), &mut Diagnostics::new()).expect("readable");
    assert!(!project.make_room(), "nothing is there to give up");
    let spill = project.spill_file().expect("there is a disk");
    let kept = spill.keep(vec![7; 5000]);
    assert!(kept.is_external() && project.make_room() && !project.make_room());
    let error = project.write(&[(".cache/tome1.memo", Part::Shared(kept).into())]).expect_err("it is lost");
    assert!(error.is_full(), "{error}");
    assert!(project.write(&[("tome1.epub", b"a book".to_vec().into())]).is_ok());
}

#[test]
fn a_file_that_looks_as_at_two_readings_is_taken_for_known_only_where_that_is_trusted() {
    let root = folder(&FILES);
    let text = |project: &Project| project.sources.by_path("tome1/tome.yaml").map(|source| source.text().to_owned());
    let again = |project: &Project, trusts: bool| {
        let mut sink = Diagnostics::new();
        let again = project.open_again(root.path(), &Diagnostics::new(), trusts, &mut sink).expect("readable");
        assert!(sink.is_empty());
        again
    };
    let first = Project::open(root.path(), &mut Diagnostics::new()).expect("readable");
    let settled = again(&again(&first, true), true);
    assert_eq!((paths(&settled), text(&settled)), (paths(&first), Some("number: 1".to_owned())));
    // Only what was read twice is known: of this file something else is known than what is in it.
    let mut forged = settled.clone();
    let mut sources = SourceMap::new();
    for source in settled.sources.iter() {
        match source.path() {
            "tome1/tome.yaml" => sources.add("tome1/tome.yaml", "number: 2"),
            _ => sources.add_again(source.clone()),
        };
    }
    forged.sources = sources;
    assert_eq!(text(&again(&forged, true)).as_deref(), Some("number: 2"), "it looks the same");
    assert_eq!(text(&again(&forged, false)).as_deref(), Some("number: 1"), "it is read again");
    let path = root.path().join("tome1/tome.yaml");
    fs::write(&path, "number: 345").expect("saved");
    let saved = again(&forged, true);
    assert_eq!(text(&saved).as_deref(), Some("number: 345"), "another length");
    // One that was read once with this look is read again at the next reading: two saves may have one date.
    let mut unsettled = saved;
    unsettled.sources = forged.sources.clone();
    assert_eq!(text(&again(&unsettled, true)).as_deref(), Some("number: 345"));
    fs::remove_file(&path).expect("removed");
    assert_eq!(text(&again(&settled, true)), None);
}

#[test]
fn a_known_file_with_a_message_gives_it_again() {
    let root = folder(&[("book/book.yaml", b"title: x"), ("book/a.txt", b"a\x01b"), ("book/b.png", b"\x89PNG")]);
    let mut found = Diagnostics::new();
    let mut project = Project::open(root.path(), &mut found).expect("readable");
    for _ in 0..3 {
        let mut sink = Diagnostics::new();
        project = project.open_again(root.path(), &found, true, &mut sink).expect("readable");
        assert_eq!(codes(&sink), codes(&found));
        assert_eq!(codes(&sink), [Code::ControlCharacter]);
        found = sink;
    }
}

#[test]
fn pictures_on_the_disk_are_not_read_again() {
    let root = folder(&[("book/book.yaml", b"title: x"), ("book/a.png", b"\x89PNG")]);
    let mut found = Diagnostics::new();
    let mut project = Project::open_with_memory(root.path(), 0, &mut found).expect("readable");
    for _ in 0..3 {
        let earlier = Earlier::new(&project.sources, &project.files, &found, true);
        project = Project::open_after(root.path(), 0, Some(earlier), &mut found).expect("readable");
        let bytes = project.sources.by_path("book/a.png").expect("a picture").bytes();
        assert!(bytes.is_external() && bytes.read().as_ref() == b"\x89PNG");
    }
    fs::write(root.path().join("book/a.png"), b"\x89PNH").expect("saved");
    let bytes = project.sources.by_path("book/a.png").expect("a picture").bytes();
    assert_eq!(bytes.try_read(), None, "it is another by now");
    assert!(project.take_error().is_some());
}
