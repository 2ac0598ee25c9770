//! Workflows for a book: which files, pinned by which sums, and what is refused. tests/conformance/ci runs their commands.

use super::program::{PROGRAM, run};
use sha2::{Digest as _, Sha256};
use std::{
    fs,
    path::{Path, PathBuf},
};

fn project(folder: &Path) -> PathBuf {
    assert_eq!(run(folder, &["new", "book", "livre"]).0, Some(0));
    let book = folder.join("livre");
    assert_eq!(run(&book, &["new", "tome", "tome2"]).0, Some(0));
    book
}

#[test]
fn a_workflow_pins_the_program_that_wrote_it() {
    let folder = tempfile::tempdir().unwrap();
    let book = project(folder.path());
    let program = "https://example.org/make-book-x86_64-linux?a=1&b=$2";
    let (status, said) = run(&book, &["new", "ci", "github", "--binary", program]);
    assert_eq!(status, Some(0), "{said}");
    let script = fs::read_to_string(book.join(".ci/book.sh")).unwrap();
    let sum: String = Sha256::digest(fs::read(PROGRAM).unwrap()).iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(script.contains(&format!("\nmake_book_url='{program}'\nmake_book_sha256={sum}\n")), "{script}");
    let workflow = fs::read_to_string(book.join(".github/workflows/book.yml")).unwrap();
    let actions: Vec<&str> = workflow.lines().filter_map(|line| line.trim().strip_prefix("- uses: ")).collect();
    assert!(actions.len() > 5);
    for action in actions {
        let commit = action.split_once('@').and_then(|(_, rest)| rest.split_once(" # v")).unwrap_or_else(|| panic!("{action}")).0;
        assert!(commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()), "{action}");
    }
    // Nothing is replaced.
    assert_eq!(run(&book, &["new", "ci", "github", "--binary", program]).0, Some(2));
}

#[test]
fn each_system_has_its_files_with_every_blank_filled_in() {
    let sum = "A".repeat(64);
    for (system, workflow) in [("gitlab", ".gitlab-ci.yml"), ("forgejo", ".forgejo/workflows/book.yml")] {
        let folder = tempfile::tempdir().unwrap();
        let book = project(folder.path());
        let (status, said) = run(&book, &["new", "ci", system, "--binary", "https://example.org/m", "--sha256", &sum]);
        assert_eq!(status, Some(0), "{said}");
        for path in [workflow, ".ci/book.sh", ".ci/publish.sh"] {
            let text = fs::read_to_string(book.join(path)).unwrap();
            for blank in ["@HEADER@", "@URL@", "@SHA256@", "@TOMES@", "@JOBS@", "@CHECKOUT@"] {
                assert!(!text.contains(blank), "{blank} in {path}");
            }
        }
        let script = fs::read_to_string(book.join(".ci/book.sh")).unwrap();
        assert!(script.contains(&format!("make_book_sha256={}\n", sum.to_lowercase())));
    }
}

#[test]
fn a_large_collection_has_no_more_jobs_than_systems_run() {
    let folder = tempfile::tempdir().unwrap();
    let book = project(folder.path());
    let (tome, yaml) =
        (fs::read_to_string(book.join("tome2/tome.yaml")).unwrap(), fs::read_to_string(book.join("book/book.yaml")).unwrap());
    let names: Vec<String> = (1..=403).map(|number| format!("tome{number}")).collect();
    for (number, name) in names.iter().enumerate().skip(2) {
        fs::create_dir(book.join(name)).unwrap();
        fs::write(book.join(name).join("tome.yaml"), tome.replace("number: 2", &format!("number: {}", number + 1))).unwrap();
    }
    let listed = yaml.replace("tomes: [tome1, tome2]", &format!("tomes: [{}]", names.join(", ")));
    assert_ne!(listed, yaml);
    fs::write(book.join("book/book.yaml"), listed).unwrap();
    let sum = "a".repeat(64);
    let (status, said) = run(&book, &["new", "ci", "forgejo", "--binary", "https://example.org/m", "--sha256", &sum]);
    assert_eq!(status, Some(0), "{said}");
    let workflow = fs::read_to_string(book.join(".forgejo/workflows/book.yml")).unwrap();
    let jobs = workflow.lines().find_map(|line| line.trim().strip_prefix("tomes: [")?.strip_suffix(']')).unwrap();
    let jobs: Vec<&str> = jobs.split(", ").collect();
    assert!(jobs.len() <= 200, "{}", jobs.len());
    assert_eq!(jobs.iter().flat_map(|job| job.split(' ')).collect::<Vec<_>>(), names);
}

#[test]
fn an_address_that_could_leave_its_quotes_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let book = project(folder.path());
    for address in [
        "https://example.org/'; rm -r x; '",
        "https://",
        "https://example.org/a\nb",
        "ftp://example.org/m",
        "https://exämple.org/",
    ] {
        assert_eq!(run(&book, &["new", "ci", "github", "--binary", address]).0, Some(2), "{address}");
    }
    assert!(!book.join(".ci").exists());
}
