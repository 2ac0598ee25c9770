//! `make-book new`: creates a project or a tome; `new_entry` adds to them. What the files say is in `scaffold`.

use super::{
    arguments::{General, New},
    environment, new_ci, new_entry,
    new_entry::{change, first_editor, print_written, read_manifest},
    open_project::{OpenProject, disk_failure},
    outcome::{Failure, Outcome},
    rehearsal::report_consequences,
    scaffold::{self, NewBook},
    selection::COMMANDS,
    terminal::Terminal,
};
use crate::{
    book::{Lang, Slug},
    import::{
        clean,
        edits::{self, Position},
    },
    locale::Argument,
    manifest::people_of,
    project::{InputChange, complete_change, create_root, is_portable_name, write_inputs},
    source::{SourceMap, bare_byline},
};
use std::path::Path;

/// Creates what was asked for. No existing file is replaced.
pub(super) fn run(general: &General, what: &New, terminal: &Terminal) -> Result<Outcome, Failure> {
    match what {
        New::Book { folder, title, editor, tomes, language } => {
            let asked = Asked { title: title.clone(), editor: editor.clone(), tomes: *tomes, language: language.clone() };
            book(folder, asked, terminal)
        }
        New::Tome { tome } => new_tome(general, tome, terminal),
        New::Text { title, tome, author, kind, part } => {
            let wanted = new_entry::Text { title, tome, authors: author, kind: kind.as_deref(), part: part.as_deref() };
            new_entry::text(general, &wanted, terminal)
        }
        New::Person { name, id, role } => new_entry::person(general, name, id.as_deref(), role.as_deref(), terminal),
        New::Sponsor { name, tier, url, tagline } => {
            let wanted = new_entry::Sponsor { name, tier: tier.as_deref(), url: url.as_deref(), tagline: tagline.as_deref() };
            new_entry::sponsor(general, &wanted, terminal)
        }
        New::Ci { system, binary, sha256 } => {
            new_ci::run(general, &new_ci::Request { system: *system, binary, sha256: sha256.as_deref() }, terminal)
        }
    }
}

/// What the command line says of a new book.
struct Asked {
    title: Option<String>,
    editor: Option<String>,
    tomes: Option<u32>,
    language: Option<String>,
}

/// Creates a project with a text in each tome. At a terminal, what the command line does not say is asked for; an empty answer leaves
/// words to replace.
fn book(folder: &Path, asked: Asked, terminal: &Terminal) -> Result<Outcome, Failure> {
    let cleaned = |text: Option<String>| text.map(|text| clean(&text).0.trim().to_owned()).filter(|text| !text.is_empty());
    let title = cleaned(asked.title.or_else(|| terminal.ask("new-ask-title")));
    let editor = cleaned(asked.editor.or_else(|| terminal.ask("new-ask-editor")));
    let (editor, titles) = editor.as_deref().map(bare_byline).unzip();
    let editors = editor.as_deref().map_or_else(Vec::new, |byline| people_of(byline, |_| false));
    new_entry::print_titles(&titles.unwrap_or_default(), terminal)?;
    let say = |reason: &str| terminal.print_message(reason);
    let tomes = match asked.tomes {
        Some(count) => Some(count),
        None => ask_until(|| terminal.ask("new-ask-tomes"), |typed| count(typed, terminal), say)?,
    };
    let language = match cleaned(asked.language) {
        Some(language) => Some(known_language(&language, terminal)?),
        None => {
            let read = |typed: &str| known_language(clean(typed).0.trim(), terminal);
            ask_until(|| terminal.ask("new-ask-language"), read, say)?
        }
    };
    let language = language.unwrap_or_else(|| terminal.words.word("new-language"));
    let files = scaffold::book(&NewBook {
        title: title.as_deref(),
        editors,
        tomes: tomes.unwrap_or(1),
        language: &language,
        today: environment::today(terminal)?,
    });
    let changes: Vec<_> = files.iter().map(|(path, text)| InputChange { path, before: None, after: text.as_bytes() }).collect();
    if let Outcome::HasErrors = report_consequences(&SourceMap::new(), &changes, terminal)? {
        return Ok(Outcome::HasErrors);
    }
    create_root(folder).and_then(|()| complete_change(folder, None)).map_err(|error| disk_failure(&error, terminal))?;
    write_inputs(folder, &changes).map_err(|error| disk_failure(&error, terminal))?;
    let shown = changes.iter().filter(|change| !change.path.starts_with(".schemas/"));
    shown.map(|change| change.path).try_for_each(|path| print_written(&format!("{}/{path}", folder.display()), terminal))?;
    let shown = folder.display().to_string();
    let here = if folder == Path::new(".") { "yes" } else { "no" };
    let arguments = [("folder", Argument::Text(shown.as_str())), ("here", Argument::Text(here))];
    terminal.print_message(&terminal.say("new-next", &arguments))?;
    new_ci::offer(terminal)?;
    Ok(Outcome::Done)
}

/// The answer to a question, which is asked again, with the reason, until the answer can be read or is empty.
fn ask_until<T>(
    mut ask: impl FnMut() -> Option<String>,
    read: impl Fn(&str) -> Result<T, Failure>,
    mut say: impl FnMut(&str) -> Result<(), Failure>,
) -> Result<Option<T>, Failure> {
    while let Some(typed) = ask() {
        match read(&typed) {
            Ok(answer) => return Ok(Some(answer)),
            Err(Failure(reason)) => say(&reason)?,
        }
    }
    Ok(None)
}

/// A number of volumes.
fn count(typed: &str, terminal: &Terminal) -> Result<u32, Failure> {
    let count = typed.parse().ok().filter(|count| (1..=20).contains(count));
    count.ok_or_else(|| terminal.failure("new-wrong-count", &[("count", Argument::Text(typed))]))
}

fn known_language(typed: &str, terminal: &Terminal) -> Result<String, Failure> {
    let known = Lang::new(typed).filter(Lang::is_registered).map(|_| typed.to_owned());
    known.ok_or_else(|| terminal.failure("new-wrong-language", &[("language", Argument::Text(typed))]))
}

/// Creates a tome with one text, and adds it to book.yaml.
fn new_tome(general: &General, name: &str, terminal: &Terminal) -> Result<Outcome, Failure> {
    let project = OpenProject::open_for_changes(general, terminal)?;
    let id = Slug::new(name).ok_or_else(|| terminal.failure("new-not-a-slug", &[("name", Argument::Text(name))]))?;
    let is_taken = matches!(name, "book" | "fonts" | "output") || COMMANDS.contains(&name) || !is_portable_name(name);
    if is_taken {
        return Err(terminal.failure("new-reserved", &[("name", Argument::Text(name))]));
    }
    let manifest = read_manifest(&project, terminal)?;
    let Some((manifest, _)) = manifest else { return Ok(Outcome::HasErrors) };
    let number = manifest.tomes.iter().map(|tome| tome.number.value).max().unwrap_or(0).saturating_add(1);
    let before = project.sources().by_path("book/book.yaml").map(|source| source.text().to_owned()).unwrap_or_default();
    let edited = edits::add_to_list(&before, "tomes", &[id.as_str()], Position::Last);
    let edited = edited.ok_or_else(|| terminal.failure("new-list-not-found", &[("path", Argument::Text("book/book.yaml"))]))?;
    let author = first_editor(&manifest, terminal)?;
    let words = scaffold::words(manifest.work.language.value.as_str());
    let files = scaffold::volume(number, id.as_str(), &author, environment::today(terminal)?, &words);
    let mut changes: Vec<_> =
        files.iter().map(|(path, text)| InputChange { path, before: None, after: text.as_bytes() }).collect();
    changes.push(InputChange { path: "book/book.yaml", before: Some(before.as_bytes()), after: edited.as_bytes() });
    change(&project, &changes, terminal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_asked_again_until_its_answer_can_be_read() {
        let read = |typed: &str| typed.parse::<u32>().map_err(|_| Failure(format!("{typed}?")));
        for (answers, wanted, reasons) in [
            (vec!["deux", "2"], Some(2), vec!["deux?"]),
            (vec!["2", "3"], Some(2), vec![]),
            (vec!["deux"], None, vec!["deux?"]),
            (vec![], None, vec![]),
        ] {
            let (mut answers, mut said) = (answers.into_iter().map(str::to_owned), Vec::new());
            let answer = ask_until(
                || answers.next(),
                read,
                |reason| {
                    said.push(reason.to_owned());
                    Ok(())
                },
            );
            assert_eq!((answer, said), (Ok(wanted), reasons.into_iter().map(str::to_owned).collect()));
        }
    }
}
