//! tests/cases/first_hour/mistakes.txt: mistakes of those who begin, each made in a copy of in/ → table.md: what is said of each, in French.
//!
//! The verdicts are typed by whoever reads the messages. A mistake with the verdict `good` must be told of, one with `fine` must not.

use super::program;
use make_book::{
    compile::{self, Options},
    diagnostic::{Diagnostics, Severity, render::json},
    locale::{Language, Words},
    manifest,
    memo::Memo,
    project::Project,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    path::{Path, PathBuf},
};
use unicode_normalization::UnicodeNormalization as _;

type Files = BTreeMap<String, Vec<u8>>;

/// What the file of a kind holds: as many of its first bytes as tell the kind.
fn of_kind(kind: &str) -> Vec<u8> {
    match kind {
        "heic" => b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(),
        "avif" => b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf".to_vec(),
        "tiff" => b"II*\0\x08\0\0\0".to_vec(),
        "bmp" => b"BM6\0\0\0\0\0\0\0".to_vec(),
        "eps" => b"%!PS-Adobe-3.0 EPSF-3.0\n".to_vec(),
        "pdf" => b"%PDF-1.7\n".to_vec(),
        "text" => b"---\ntitle: Copie\nkind: text\nauthors: [wei-zhang]\nstatus: draft\n---\nUn texte.\n".to_vec(),
        "narrow" => std::fs::read(folder().join("narrow.png")).unwrap(),
        _ => panic!("no kind {kind}"),
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/first_hour")
}

/// The files of in/, by their paths with slashes.
fn base() -> Files {
    let files = program::files(&folder().join("in"));
    files.into_iter().map(|(path, bytes)| (path.to_str().unwrap().replace('\\', "/"), bytes)).collect()
}

/// A typed text with its escapes read: `\n`, `\t`, `\\`, `\u{…}`.
fn unescaped(typed: &str) -> String {
    let mut text = String::new();
    let mut rest = typed;
    while let Some((before, after)) = rest.split_once('\\') {
        text.push_str(before);
        let mut signs = after.chars();
        rest = match signs.next().unwrap() {
            'n' => {
                text.push('\n');
                signs.as_str()
            }
            't' => {
                text.push('\t');
                signs.as_str()
            }
            'u' => {
                let (number, rest) = after[2..].split_once('}').unwrap();
                text.push(char::from_u32(u32::from_str_radix(number, 16).unwrap()).unwrap());
                rest
            }
            sign => {
                text.push(sign);
                signs.as_str()
            }
        };
    }
    text + rest
}

/// A mistake: what is done, the lines that do it, the two verdicts.
struct Mistake<'a> {
    what: &'a str,
    steps: Vec<&'a str>,
    before: &'a str,
    verdict: &'a str,
}

fn made(mistake: &Mistake<'_>) -> Files {
    let mut files = base();
    let (mut path, mut old) = (String::new(), String::new());
    for step in &mistake.steps {
        let words: Vec<&str> = step.split(' ').collect();
        match words[0] {
            "@" => path = words[1].to_owned(),
            "-" => old = unescaped(&step[2..]),
            "+" => {
                let text = String::from_utf8(files[&path].clone()).unwrap();
                assert!(text.contains(&old), "{}: {old}", mistake.what);
                let new = unescaped(step.get(2..).unwrap_or_default());
                files.insert(path.clone(), text.replacen(&old, &new, 1).into_bytes());
            }
            "put" => _ = files.insert(words[1].to_owned(), of_kind(words[2])),
            "move" => {
                let bytes = files.remove(words[1]).unwrap();
                files.insert(words[2].to_owned(), bytes);
            }
            "remove" => _ = files.remove(words[1]).unwrap(),
            "encode" => {
                let text = String::from_utf8(files[words[1]].clone()).unwrap();
                let bytes = match words[2] {
                    "latin-1" => encoding_rs::WINDOWS_1252.encode(&text).0.into_owned(),
                    "utf-16" => "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
                    "nfd" => text.nfd().collect::<String>().into_bytes(),
                    encoding => panic!("no encoding {encoding}"),
                };
                files.insert(words[1].to_owned(), bytes);
            }
            step => panic!("no step {step}"),
        }
    }
    files
}

/// The messages about a project, as lines of a table; of notes, only those that are not in `usual`.
fn messages(files: Files, usual: &BTreeSet<String>) -> Vec<String> {
    let words = Words::new(Language::French);
    let mut sink = Diagnostics::new();
    let project = Project::from_files(files, &mut sink);
    if let Some(manifest) = manifest::read(&project.sources, &mut sink) {
        let memo = Memo::default();
        let progress = |_, _: &str| {};
        let options = Options { epub: false, pdf: false, page_list: false, ..Options::for_readers(None, &memo, &progress) };
        for tome in 0..manifest.tomes.len() {
            let _ = compile::prepare(&project.sources, &manifest, tome, options, &mut sink);
        }
    }
    let line = |found: &make_book::diagnostic::Diagnostic| {
        let json: serde_json::Value = serde_json::from_str(&json::render(found, &project.sources, &words)).unwrap();
        let text = |key: &str| json[key].as_str().unwrap_or_default().to_owned();
        let number = |key: &str| json[key].as_u64().map_or(String::new(), |number| format!(":{number}"));
        let hints = json["hints"].as_array().unwrap().iter().map(|hint| hint.as_str().unwrap().to_owned());
        let help: Vec<String> = std::iter::once(text("help")).chain(hints).filter(|help| !help.is_empty()).collect();
        let severity = if found.severity == Severity::Error { "" } else { " " };
        let kind = if found.severity == Severity::Error { String::new() } else { text("severity") };
        let place = format!("{}{}{}", text("path"), number("line"), number("column"));
        format!("{}{severity}{kind} {place} {}. {}", text("code"), text("message"), help.join(" "))
    };
    let all = sink.iter().map(line).map(|line| line.replace('\n', " ").replace('|', "\\|"));
    all.filter(|line| !usual.contains(line)).collect()
}

#[test]
fn every_mistake_of_the_first_hour_has_its_message() {
    let typed = std::fs::read_to_string(folder().join("mistakes.txt")).unwrap();
    let usual: BTreeSet<String> = messages(base(), &BTreeSet::new()).into_iter().collect();
    assert!(usual.iter().all(|line| line.contains(" note ")), "the book without mistakes has one: {usual:?}");
    let mut table = String::from(
        "# What is said of mistakes of the first hour\n\nWritten by `suite/first_hour_table.rs` from `mistakes.txt`. Messages that also the book without mistakes has are left out.\n",
    );
    let mut wrong = Vec::new();
    let mut mistakes = Vec::new();
    for line in typed.lines().filter(|line| !line.starts_with("# ") && *line != "#") {
        if let Some(heading) = line.strip_prefix("## ") {
            mistakes.push(Err(heading));
        } else if let Some(what) = line.strip_prefix("= ") {
            mistakes.push(Ok(Mistake { what, steps: Vec::new(), before: "", verdict: "" }));
        } else if let (Some(Ok(mistake)), false) = (mistakes.last_mut(), line.is_empty()) {
            match line.strip_prefix("! ") {
                Some(verdicts) => (mistake.before, mistake.verdict) = verdicts.split_once("; ").unwrap(),
                None => mistake.steps.push(line),
            }
        }
    }
    for mistake in &mistakes {
        let mistake = match mistake {
            Ok(mistake) => mistake,
            Err(heading) => {
                let head = "| done | said | 27 November | verdict |\n| --- | --- | --- | --- |";
                writeln!(table, "\n## {heading}\n\n{head}").unwrap();
                continue;
            }
        };
        let said = messages(made(mistake), &usual);
        if said.is_empty() != (mistake.verdict == "fine") {
            wrong.push(format!("{}, {}: {said:?}", mistake.what, mistake.verdict));
        }
        writeln!(table, "| {} | {} | {} | {} |", mistake.what, said.join("<br>"), mistake.before, mistake.verdict).unwrap();
    }
    snapbox::assert_data_eq!(table, snapbox::Data::read_from(&folder().join("table.md"), None).raw());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
