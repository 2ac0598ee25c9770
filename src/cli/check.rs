//! `make-book check`: everything that is wrong, nothing written.

use super::{
    Failure, Status,
    arguments::General,
    build::{chosen_of, count, judged},
    progress::Progress,
    root::Root,
    terminal::Terminal,
};
use crate::{
    compile::{self, Options},
    manifest,
    memo::Memo,
};

/// Makes every file of the tomes (all of them when none is named), keeps none, and reports what was found on the way.
pub(super) fn run(general: &General, tomes: &[String], terminal: &Terminal) -> Result<Status, Failure> {
    let root = Root::open(general, terminal)?;
    let mut found = root.found.clone();
    if let Some(manifest) = manifest::read(root.sources(), &mut found) {
        let progress = Progress::new(terminal);
        let tell = |stage, piece: &str| progress.stage(stage, piece);
        let options = Options {
            epub: true,
            pdf: true,
            print: false,
            page_list: true,
            report: false,
            draft: false,
            file_date: None,
            memo: &Memo::default(),
            progress: &tell,
        };
        let known = found.clone();
        for tome in chosen_of(&manifest, tomes, &known, root.sources(), terminal)? {
            progress.tome(manifest.tomes[tome].id.as_str());
            let mut sink = known.clone();
            let _ = compile::compile(root.sources(), &manifest, tome, options, &mut sink);
            found.append(sink);
        }
    }
    root.confirm(terminal)?;
    let found = judged(found, general);
    terminal.report(&found, root.sources())?;
    if found.is_empty() && !terminal.speaks_json() {
        terminal.tell(&terminal.say("check-clean", &[]))?;
    } else {
        count(&found, terminal)?;
    }
    Ok(Status::of(&found))
}
