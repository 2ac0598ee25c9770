//! `make-book check`: reports everything that is wrong, and writes nothing.

use super::{
    arguments::General,
    fix, memo,
    open_project::OpenProject,
    outcome::{Failure, Outcome},
    progress::Progress,
    selection::{may_concern, select_tomes_or_report},
    terminal::Terminal,
};
use crate::{
    compile::{self, Anchors, Options},
    diagnostic::{Argument, Code, Diagnostic},
    manifest,
    memo::Memo,
};

/// Builds every file of the tomes named (of all when none is named), discards the files, and reports what was found.
pub(super) fn run(general: &General, tomes: &[String], terminal: &Terminal) -> Result<Outcome, Failure> {
    let project = OpenProject::open(general, terminal)?;
    let mut found = project.found.clone();
    if let Some(manifest) = manifest::read(project.sources(), &mut found) {
        let progress = Progress::new(terminal);
        let show_progress = |stage, title: &str| progress.stage(stage, title);
        let anchors = Anchors::default();
        let cache = memo::Cache::open_to_read(&project, terminal)?;
        let options = Options {
            epub: true,
            pdf: true,
            print: false,
            page_list: true,
            report: false,
            draft: false,
            exhaustive: true,
            file_date: None,
            memo: &Memo::default(),
            anchors: Some(&anchors),
            progress: &show_progress,
        };
        let selected = select_tomes_or_report(&manifest, tomes, &found, project.sources(), terminal)?;
        let Some(selected) = selected else { return Ok(Outcome::HasErrors) };
        found.retain(|found| may_concern(found, &manifest, &selected, project.sources()));
        let in_manifest = found.clone();
        for tome in selected {
            progress.tome(manifest.tomes[tome].id.as_str());
            let mut sink = in_manifest.clone();
            // What the last build left saves the setting of texts that have not changed.
            let memo = cache.read(&project, manifest.tomes[tome].id.as_str());
            let _ = compile::compile(project.sources(), &manifest, tome, Options { memo: &memo, ..options }, &mut sink);
            found.append(sink);
        }
        cache.end_in_silence();
    }
    project.check_unchanged(terminal)?;
    let found = general.apply_strict(found);
    terminal.report(&found, project.sources())?;
    if found.is_empty() && !terminal.writes_json() {
        terminal.print_message(&terminal.say("check-clean", &[]))?;
    } else {
        terminal.print_totals(&found)?;
        if !terminal.writes_json() && found.iter().any(may_be_mended) && fix::has_answers(&project) {
            terminal.print_message(&terminal.say("check-fix", &[]))?;
        }
    }
    Ok(Outcome::of(&found))
}

/// Whether a slip is of a kind that `make-book fix` has answers to.
fn may_be_mended(found: &Diagnostic) -> bool {
    let by_hand = |problem: &Argument| matches!(problem, Argument::Text(problem) if matches!(problem.as_str(), "bullet" | "dash" | "item" | "bracket" | "flow-colon" | "other"));
    match found.code {
        Code::YamlSyntax => !found.arguments.iter().any(|(name, value)| *name == "problem" && by_hand(value)),
        Code::YamlFeature | Code::LostComment | Code::BadDate | Code::BadIsbn | Code::IsbnHyphens | Code::NotUtf8 => true,
        _ => false,
    }
}
