//! The guide in docs/: it is built without a warning, its commands run, and its chapter of keys says what the program says.

use make_book::{
    compile::{self, Options},
    diagnostic::{Diagnostics, Severity, render::short},
    locale::{Language, Words},
    manifest,
    memo::Memo,
    project::Project,
};
use std::{fmt::Write as _, path::PathBuf, process::Command};

fn docs() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/docs"))
}

/// The chapter of keys: each file with its keys, from the tables that check them.
fn keys() -> String {
    let words = Words::new(Language::French);
    let mut text = String::from(
        "---\ntitle: Les clés de chaque fichier\nkind: text\nauthors: [make-book]\nstatus: approved\n---\n\
         « make-book help » suivi d’un de ces noms le dit aussi. Ce chapitre est écrit par le programme.\n",
    );
    let (files, _) = manifest::topics();
    for file in files {
        for page in manifest::explain(file, true) {
            writeln!(text, "\n## {}\n\n{}\n", page.place[0].replace('*', "…"), page.meaning).unwrap();
            let example = words.word(&format!("example-{file}"));
            let lines = example.lines().map(|line| line.strip_prefix("  ").unwrap_or(line));
            writeln!(text, "```text\n{}\n```\n", lines.collect::<Vec<_>>().join("\n")).unwrap();
            writeln!(text, "| Clé | Ce qu’elle dit |\n| --- | --- |").unwrap();
            let mut row = |name: &str, required: bool, meaning: &str| {
                let required = if required { " Obligatoire." } else { "" };
                writeln!(text, "| `{name}` | {}{required} |", meaning.replace('|', "\\|")).unwrap();
            };
            for (name, required, meaning) in &page.keys {
                row(name, *required, meaning);
                let pages = manifest::explain(name, true).into_iter();
                let inner = pages.filter(|inner| inner.place == [page.place[0].as_str(), name]).flat_map(|inner| inner.keys);
                inner.for_each(|(inner, required, meaning)| row(&format!("{name} › {inner}"), required, &meaning));
            }
        }
    }
    text
}

#[test]
fn the_chapter_of_keys_is_that_of_the_program() {
    snapbox::assert_data_eq!(keys(), snapbox::Data::read_from(&docs().join("guide/07-cles.md"), None).raw());
}

#[test]
fn the_guide_is_a_book_without_a_warning() {
    let mut sink = Diagnostics::new();
    let project = Project::open(&docs(), &mut sink).unwrap();
    let manifest = manifest::read(&project.sources, &mut sink).unwrap();
    let memo = Memo::default();
    let progress = |_, _: &str| {};
    let options = Options::for_readers(None, &memo, &progress);
    let made = compile::compile(&project.sources, &manifest, 0, options, &mut sink);
    let words = Words::new(Language::French);
    let told = sink.iter().filter(|found| found.severity != Severity::Note);
    let told: Vec<_> = told.map(|found| short::render(found, &project.sources, &words)).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert_eq!(made.artifacts.len(), 2);
    assert!(made.pages.is_some_and(|pages| pages > 12));
}

#[test]
fn the_commands_of_the_first_hour_run_in_their_order() {
    let place = tempfile::tempdir().unwrap();
    let mut folder = place.path().to_owned();
    let chapter = std::fs::read_to_string(docs().join("guide/01-premier-livre.md")).unwrap();
    let blocks = chapter.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    let lines: Vec<&str> = blocks.flat_map(str::lines).collect();
    assert!(lines.len() > 9, "{lines:?}");
    for line in lines {
        if let Some(inner) = line.strip_prefix("cd ") {
            folder.push(inner);
            continue;
        }
        // Every second piece was between quotation marks.
        let pieces = line.split('"').enumerate();
        let words: Vec<String> = pieces
            .flat_map(|(at, piece)| match at % 2 {
                0 => piece.split_whitespace().map(str::to_owned).collect(),
                _ => vec![piece.to_owned()],
            })
            .collect();
        let (program, arguments) = words.split_first().unwrap();
        assert_eq!(program, "make-book");
        let mut command = Command::new(env!("CARGO_BIN_EXE_make-book"));
        command.args(arguments).current_dir(&folder).env("LC_ALL", "fr_FR.UTF-8");
        let output = command.output().unwrap();
        // The words of the scaffold are errors of the book, which have the status 1.
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(matches!(output.status.code(), Some(0 | 1)), "{line}: {said}");
        assert!(!said.contains("erreur[") || said.contains("erreur[M034]"), "{line}: {said}");
    }
    assert!(folder.join("output/tome1-draft.pdf").is_file());
    assert!(folder.join("output/tome1-02-torrefier-a-lyon-draft.epub").is_file());
}
