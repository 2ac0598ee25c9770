//! `make-book new ci`: a workflow that checks, builds, validates and publishes the book on GitHub, GitLab or Forgejo.
//!
//! It installs the program from an address, by its checksum; without `--sha256` that of the running program, so that the same one makes
//! the book here and there. The files are in `ci/`; what is between @ signs is filled in.

use super::{
    arguments::{CiSystem, General},
    environment,
    open_project::{OpenProject, disk_failure},
    outcome::{Failure, Outcome},
    terminal::Terminal,
};
use crate::{
    locale::Argument,
    manifest::{self, Manifest},
    project::{self, InputChange},
    release,
    source::Parts,
};
use std::path::PathBuf;

const BOOK: &str = include_str!("ci/book.sh");
const GITHUB: &str = include_str!("ci/github.yml");
const GITLAB: [&str; 2] = [include_str!("ci/gitlab.yml"), include_str!("ci/gitlab.sh")];
const FORGEJO: [&str; 2] = [include_str!("ci/forgejo.yml"), include_str!("ci/forgejo.sh")];

/// The step that gets the commit, on Forgejo.
const CHECKOUT: &str = "      - run: |
          git init --quiet .
          git -c \"http.extraHeader=Authorization: token $TOKEN\" fetch --quiet --depth 1 \"$SOURCE\" \"$COMMIT\"
          git checkout --quiet FETCH_HEAD";

/// Most jobs of a matrix, as in `ci/book.sh`.
const MOST_JOBS: usize = 200;

/// The largest program whose checksum is taken, in bytes.
const LARGEST: u64 = 1 << 30;

/// What the command line asks for.
pub(super) struct Request<'a> {
    /// Where the workflow will run.
    pub(super) system: CiSystem,
    /// Address of the program for Linux on x86-64.
    pub(super) binary: &'a str,
    /// Its SHA-256, if it is not that of the running program.
    pub(super) sha256: Option<&'a str>,
}

/// Writes the workflow and its scripts. No existing file is replaced.
pub(super) fn run(general: &General, request: &Request<'_>, terminal: &Terminal) -> Result<Outcome, Failure> {
    check_address(request.binary, terminal)?;
    let sum = request.sha256.map_or_else(|| own_sum(terminal), |sum| given_sum(sum, terminal))?;
    let project = OpenProject::open_for_changes(general, terminal)?;
    let mut found = project.found.clone();
    let Some(manifest) = manifest::read(project.sources(), &mut found) else {
        terminal.report(&found, project.sources())?;
        return Ok(Outcome::HasErrors);
    };
    let (id, workflow, place) = match request.system {
        CiSystem::Github => ("new-ci-github", vec![GITHUB], ".github/workflows/book.yml"),
        CiSystem::Gitlab => ("new-ci-gitlab", GITLAB.to_vec(), ".gitlab-ci.yml"),
        CiSystem::Forgejo => ("new-ci-forgejo", FORGEJO.to_vec(), ".forgejo/workflows/book.yml"),
    };
    let mut files = vec![(".ci/book.sh", BOOK)];
    files.extend([place, ".ci/publish.sh"].into_iter().zip(workflow));
    let fill = |text: &str| filled(text, &manifest, &terminal.words.word(id), request.binary, &sum);
    let files: Vec<(&str, String)> = files.into_iter().map(|(path, text)| (path, fill(text))).collect();
    let changes: Vec<InputChange<'_>> =
        files.iter().map(|(path, text)| InputChange { path, before: None, after: text.as_bytes() }).collect();
    project.change(&changes, terminal)?;
    for (path, _) in &files {
        terminal.print_message(&terminal.say("import-written", &[("path", Argument::Text(path))]))?;
    }
    terminal.print_message(&terminal.words.word(&format!("{id}-next")))?;
    Ok(Outcome::Done)
}

/// Says that there is such a command, to whoever has just created a project.
pub(super) fn offer(terminal: &Terminal) -> Result<(), Failure> {
    terminal.print_message(&terminal.words.word("new-ci-offer"))
}

/// A file with its blanks filled in. Nothing that is filled in can leave its place: the address is checked, the sum has digits only, and
/// the names of tomes are slugs.
fn filled(text: &str, manifest: &Manifest, header: &str, binary: &str, sum: &str) -> String {
    let comment: String = header.lines().map(|line| format!("# {line}\n")).collect();
    let tomes: Vec<&str> = manifest.tomes.iter().map(|tome| tome.id.as_str()).collect();
    text.replace("@HEADER@", comment.trim_end())
        .replace("@URL@", &format!("'{binary}'"))
        .replace("@SHA256@", sum)
        .replace("@TOMES@", &tomes.join(" "))
        .replace("@JOBS@", &jobs(&tomes).join(", "))
        .replace("@CHECKOUT@", CHECKOUT)
}

/// The tomes of each job, with spaces between them: one, or in a large collection as many in each.
fn jobs(tomes: &[&str]) -> Vec<String> {
    tomes.chunks(tomes.len().div_ceil(MOST_JOBS).max(1)).map(|tomes| tomes.join(" ")).collect()
}

/// Fails unless the address can stand between single quotes in a script: https, or a file of the runner.
fn check_address(address: &str, terminal: &Terminal) -> Result<(), Failure> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("file:///"));
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&()*+,;=%".contains(&byte);
    if rest.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(is_plain)) {
        return Ok(());
    }
    Err(terminal.failure("new-ci-address", &[("address", Argument::Text(address))]))
}

/// A checksum as it was typed, in lower case.
fn given_sum(sum: &str, terminal: &Terminal) -> Result<String, Failure> {
    if sum.len() == 64 && sum.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(sum.to_ascii_lowercase());
    }
    Err(terminal.failure("new-ci-sum", &[("sum", Argument::Text(sum))]))
}

/// The checksum of the running program, which must be one that runners can run.
fn own_sum(terminal: &Terminal) -> Result<String, Failure> {
    let runs_there = cfg!(all(target_os = "linux", target_arch = "x86_64"));
    let path: Option<PathBuf> = environment::program().filter(|_| runs_there);
    let path = path.ok_or_else(|| terminal.failure("new-ci-no-sum", &[]))?;
    let bytes = project::read_file(&path, LARGEST).map_err(|error| disk_failure(&error, terminal))?;
    let bytes = bytes.ok_or_else(|| terminal.failure("new-ci-no-sum", &[]))?;
    Ok(release::sha256(&Parts::from(bytes)))
}
