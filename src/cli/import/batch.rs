//! The texts of an import, one after the other: reads each, and plans its changes on top of those before it. They are verified and
//! written together, so that the work for each text does not depend on how many there are.

use super::{
    again,
    changes::Plan,
    entries,
    files::{Found, MAX_DOCUMENT, MAX_PICTURE, MAX_SIZE},
    holdings::Holdings,
    plan::{self, report_remarks, report_unplaced},
    request::Import,
    table::{self, Row},
    verify::refusal,
    waiting::{self, Queue, Waiting},
};
use crate::{
    cli::{
        arguments::General,
        open_project::{OpenProject, disk_failure},
        outcome::{Failure, Outcome},
        progress::Progress,
        terminal::Terminal,
    },
    diagnostic::{Code, Diagnostic, Diagnostics, Severity},
    import::{self, Choice, Contents, FindBeside, Format, Options, Page},
    locale::Argument,
    manifest::{Manifest, TomeEntry},
    project,
    source::{Source, SourceMap, Span},
};
use std::{collections::BTreeSet, path::Path};

/// How deep collections may hold each other: a message in a message.
const MAX_DEPTH: usize = 4;

/// What makes rows of the table, and where.
pub(super) struct Batch<'a> {
    project: &'a OpenProject,
    general: &'a General,
    import: &'a Import<'a>,
    terminal: &'a Terminal,
    progress: Progress<'a>,
    holdings: Holdings<'a>,
    queue: Queue,
    rows: Vec<Row>,
    are_many: bool,
    failed: bool,
    /// How many errors and warnings were reported.
    told: [usize; 2],
    count: usize,
    done: usize,
}

/// A text that is read.
struct Text<'t> {
    /// What it is called in messages.
    name: &'t str,
    /// How many collections hold it.
    depth: usize,
    /// Whether it is a post of a blog, whose author is the blog's.
    is_post: bool,
    /// A picture of its author that came beside it: its name and the file.
    portrait: Option<(&'t str, &'t [u8])>,
    /// Other pictures that came beside it.
    pictures: &'t [(String, Vec<u8>)],
}

impl<'a> Batch<'a> {
    pub(super) fn new(
        project: &'a OpenProject,
        (manifest, tome): (&'a Manifest, &'a TomeEntry),
        general: &'a General,
        import: &'a Import<'a>,
        found: &Found,
        terminal: &'a Terminal,
    ) -> Self {
        let holdings = Holdings::of(manifest, tome, project.sources());
        let (rows, queue, progress) = (Vec::new(), Queue::default(), Progress::new(terminal));
        let (are_many, count) = (found.are_many, found.paths.len());
        let (failed, told, done) = (false, [0; 2], 0);
        Self { project, general, import, terminal, progress, holdings, queue, rows, are_many, failed, told, count, done }
    }

    /// Imports a file.
    pub(super) fn file(&mut self, file: &Path) -> Result<(), Failure> {
        let path = file.display().to_string();
        self.done += 1;
        if self.are_many {
            let (at, count) = (self.done.into(), self.count.into());
            self.progress
                .message(&self.terminal.say("import-progress", &[("at", at), ("count", count), ("path", Argument::Text(&path))]));
        }
        let read = project::read_file(file, MAX_DOCUMENT).map_err(|error| disk_failure(&error, self.terminal));
        let read = read
            .and_then(|bytes| bytes.ok_or_else(|| self.terminal.failure("import-too-large", &[("path", Argument::Text(&path))])));
        let imported = read
            .and_then(|bytes| self.bytes(&Text { name: &path, depth: 0, is_post: false, portrait: None, pictures: &[] }, bytes));
        match imported {
            // One file among several does not stop the others.
            Err(Failure(message)) if self.are_many => {
                self.print(&message)?;
                self.fail(&path);
                Ok(())
            }
            other => other,
        }
    }

    /// Ends with the table, when there was more than one text.
    pub(super) fn finish(mut self) -> Result<Outcome, Failure> {
        self.carry_out()?;
        let Self { terminal, rows, are_many, failed, import, progress, .. } = self;
        drop(progress);
        if are_many {
            table::print(&rows, terminal)?;
        }
        if are_many && !import.write && !import.again {
            terminal.print_message(&terminal.say("import-not-written", &[]))?;
        }
        Ok(if failed { Outcome::HasErrors } else { Outcome::Done })
    }

    fn print(&self, message: &str) -> Result<(), Failure> {
        self.progress.suspend(|| self.terminal.print_message(message))
    }

    fn report(&mut self, sink: &Diagnostics, sources: &SourceMap) -> Result<(), Failure> {
        let [errors, warnings] = &mut self.told;
        *errors += sink.count(Severity::Error);
        *warnings += sink.count(Severity::Warning);
        self.progress.suspend(|| self.terminal.report(sink, sources))
    }

    fn fail(&mut self, name: &str) {
        self.failed = true;
        self.rows.push(Row::failed(name));
    }

    /// Imports a file of any kind.
    fn bytes(&mut self, text: &Text<'_>, bytes: Vec<u8>) -> Result<(), Failure> {
        let Text { name, depth, .. } = *text;
        match import::detect(name, &bytes) {
            Ok(import::FileKind::Text(format)) => self.text(text, format, bytes),
            Ok(kind) => self.collection(name, kind, bytes, depth),
            Err(foreign) => {
                if let Some(extension) = foreign.convertible {
                    self.progress.message(&self.terminal.say("import-converting", &[("path", Argument::Text(name))]));
                    let converted = project::convert(&bytes, extension).map_err(|error| disk_failure(&error, self.terminal))?;
                    if let Some(document) = converted.filter(|document| document.starts_with(b"PK")) {
                        let arguments = [("path", Argument::Text(name)), ("format", Argument::Text(foreign.name))];
                        self.print(&self.terminal.say("import-converted", &arguments))?;
                        return self.text(text, Format::Docx, document);
                    }
                }
                let mut sources = SourceMap::new();
                let id = sources.add_binary(name, bytes);
                let mut sink = Diagnostics::new();
                sink.push(Diagnostic::new(Code::ImportForeignFormat, Span::whole(id)).with("format", foreign.name));
                self.refuse(name, sink, &sources)
            }
        }
    }

    /// Reports why a text is not imported.
    fn refuse(&mut self, name: &str, sink: Diagnostics, sources: &SourceMap) -> Result<(), Failure> {
        let sink = self.general.apply_strict(sink);
        self.report(&sink, sources)?;
        if !self.are_many {
            self.terminal.print_counts(self.told)?;
        }
        self.fail(name);
        Ok(())
    }

    /// Imports what a collection holds.
    fn collection(&mut self, name: &str, kind: import::FileKind, bytes: Vec<u8>, depth: usize) -> Result<(), Failure> {
        let mut sources = SourceMap::new();
        let id = sources.add_binary(name, bytes);
        let mut sink = Diagnostics::new();
        let choice = Choice { posts: self.import.posts, categories: self.import.categories, author: self.import.author };
        let contents = import::unpack(kind, sources.get(id), choice, &mut sink);
        let items = match contents {
            Some(Contents::Items(items)) if depth < MAX_DEPTH => items,
            Some(Contents::Posts(posts)) => {
                table::print_posts(&posts, self.terminal)?;
                return Err(self.terminal.failure("import-choose-posts", &[("path", Argument::Text(name))]));
            }
            Some(Contents::Items(_)) | None => Vec::new(),
        };
        if items.is_empty() && !sink.has_errors() {
            sink.push(Diagnostic::new(Code::ImportWithoutText, Span::whole(id)).with("reason", "other"));
        }
        if items.is_empty() || sink.has_errors() {
            self.refuse(name, sink, &sources)?;
        } else {
            self.report(&self.general.apply_strict(sink), &sources)?;
        }
        drop(sources);
        self.are_many |= items.len() > 1;
        for item in items {
            let name = format!("{name}/{}", item.name);
            let portrait = item.portrait.as_ref().map(|(file, bytes)| (file.as_str(), bytes.as_slice()));
            // A post that is named needs no author to be found by: another name than the blog's is who signs.
            let is_post = kind == import::FileKind::Blog && (self.import.posts.is_empty() || item.is_by_wanted);
            self.bytes(&Text { name: &name, depth: depth + 1, is_post, portrait, pictures: &item.pictures }, item.bytes)?;
        }
        Ok(())
    }

    /// Imports a text.
    fn text(&mut self, text: &Text<'_>, format: Format, bytes: Vec<u8>) -> Result<(), Failure> {
        let terminal = self.terminal;
        // The document, and the text that comes of it.
        let mut sources = SourceMap::new();
        let mut sink = Diagnostics::new();
        let path = text.name;
        let id = if format.is_text() {
            if bytes.len() as u64 > MAX_SIZE && text.depth == 0 {
                return Err(terminal.failure("import-too-large", &[("path", Argument::Text(path))]));
            }
            match import::decode(&bytes, format) {
                Some(import::Decoded { text, doubt }) => {
                    let id = sources.add(path, text);
                    if let Some(doubt) = doubt {
                        sink.push(doubt.diagnostic(Span::whole(id)));
                    }
                    id
                }
                None => {
                    let id = sources.add_binary(path, bytes);
                    let format = "données / binary data";
                    sink.push(Diagnostic::new(Code::ImportForeignFormat, Span::whole(id)).with("format", format));
                    return self.refuse(path, sink, &sources);
                }
            }
        } else {
            sources.add_binary(path, bytes)
        };
        let mut page = self.page(text, format, sources.get(id), &mut sink);
        let whole = Span::whole(id);
        let mut row = Row::of(path, &page, &self.holdings.people);
        let plan = if self.import.again {
            again::plan(&mut page, path, self.import, &self.holdings, whole, &mut sink)
        } else {
            Some(plan::plan(&mut page, &mut self.holdings, whole, &mut sink))
        };
        let mut unplaced = sink.clone();
        report_unplaced(&page, &mut unplaced);
        let has_errors = self.general.apply_strict(unplaced.clone()).has_errors();
        let refused = plan.as_ref().filter(|_| !has_errors).and_then(|plan| refusal(plan, path, &mut self.holdings));
        match &plan {
            Some(plan) if has_errors || refused.is_some() => {
                sink = unplaced;
                self.holdings.refuse(plan);
            }
            Some(plan) => report_remarks(&page, plan, &mut sources, &mut sink),
            None => {}
        }
        if self.are_many {
            row.count(&page, &sink);
        }
        let sink = self.general.apply_strict(sink);
        self.report(&sink, &sources)?;
        let Some(plan) = plan.filter(|_| !sink.has_errors()) else {
            if !self.are_many {
                terminal.print_counts(self.told)?;
            }
            self.failed = true;
            self.rows.push(row);
            return Ok(());
        };
        if plan.change.as_ref().is_some_and(|change| change.after.len() as u64 > MAX_SIZE) {
            self.holdings.refuse(&plan);
            return Err(terminal.failure("import-too-large", &[("path", Argument::Text(path))]));
        }
        if let Some(refused) = refused {
            refused.report(terminal, &self.progress)?;
            self.fail(path);
            return Ok(());
        }
        self.holdings.learn(&page);
        row.text = Some(plan.path.clone());
        self.rows.push(row);
        self.wait(plan)
    }

    /// Reads a document.
    fn page(&self, text: &Text<'_>, format: Format, source: &Source, sink: &mut Diagnostics) -> Page {
        // What a browser or an editor saved beside a page; what came in a collection has nothing beside it.
        let find = |address: &str| project::read_beside(Path::new(text.name), address, MAX_PICTURE);
        let author = self.author_given(text);
        let options = Options {
            known: &self.holdings.sponsors,
            author: author.as_deref(),
            language: self.holdings.manifest.work.language.value.as_str(),
            reject_changes: self.import.reject_changes,
            beside: (text.depth == 0).then_some(&find as &FindBeside<'_>),
            portrait: text.portrait,
            pictures: text.pictures,
        };
        let mut page = import::read(source, format, &options, sink);
        self.override_page(&mut page, author.as_deref(), Span::whole(source.id()), sink);
        page
    }

    /// The name of the author that the user gives, by an id of people.yaml or as it is.
    fn author_given(&self, text: &Text<'_>) -> Option<String> {
        let author = self.import.author.filter(|_| !text.is_post)?;
        Some(self.holdings.people.name_of(author).map_or_else(|| import::clean(author).0, str::to_owned))
    }

    /// The author and the title that the user gives.
    fn override_page(&self, page: &mut Page, author: Option<&str>, whole: Span, sink: &mut Diagnostics) {
        if let Some(author) = author {
            page.set_author(author);
            import::leave_titles_out(page, whole, sink);
            sink.retain(|diagnostic| diagnostic.code != Code::ImportWithoutAuthor);
        }
        if let Some(title) = self.import.title.filter(|_| !self.are_many && !self.import.again) {
            page.set_title(&import::clean(title).0);
            sink.retain(|diagnostic| !matches!(diagnostic.code, Code::ImportWithoutTitle | Code::ImportTitleGuessed));
            if !page.body.is_empty() {
                sink.retain(|diagnostic| diagnostic.code != Code::ImportWithoutText);
            }
        }
    }

    /// Keeps a plan until it is carried out with others; a single text is not kept waiting.
    fn wait(&mut self, mut plan: Plan) -> Result<(), Failure> {
        let mut is_written = self.import.write;
        if let Some(again) = &plan.again {
            self.progress.suspend(|| again.show(&plan.path, self.import.write, self.terminal))?;
            if again.is_empty() {
                return Ok(());
            }
            is_written = is_written || self.progress.suspend(|| self.terminal.confirm("import-again-ask"))?;
            if !is_written && !self.terminal.can_ask() {
                self.print(&self.terminal.say("import-again-not-written", &[]))?;
            }
        }
        // A second version of a text is a change of the first, and an answer of the user is followed at once.
        let is_urgent = !self.are_many || (is_written && !self.import.write);
        if self.import.again && self.queue.changes(&plan.path) {
            self.carry_out()?;
        }
        if self.are_many && !is_written {
            plan.pictures.iter_mut().for_each(|(_, bytes)| *bytes = Vec::new());
        }
        self.holdings.add(&plan);
        let is_full = self.queue.push(Waiting { plan, row: self.rows.len() - 1, is_written });
        if is_full || is_urgent { self.carry_out() } else { Ok(()) }
    }

    /// Verifies the plans that wait, shows those that are to be shown, and writes them if that is wanted.
    fn carry_out(&mut self) -> Result<(), Failure> {
        let mut plans = std::mem::take(&mut self.queue).plans;
        for (Waiting { plan, row, .. }, loss) in waiting::take_harmful(&mut plans, &self.holdings) {
            loss.report(self.terminal, &self.progress)?;
            self.holdings.remove(&plan);
            self.rows[row].fail();
            self.failed = true;
        }
        let edited = entries::edit(waiting::entries(&plans), &self.holdings.sources);
        for Waiting { plan, is_written, .. } in plans.iter().filter(|waiting| waiting.plan.again.is_none()) {
            if !self.are_many {
                plan.show(&edited, *is_written, self.terminal)?;
            } else if self.terminal.writes_json() {
                // The YAML files are those of all texts, which no text shows.
                plan.show(&[], *is_written, self.terminal)?;
            }
        }
        let written: Vec<&Waiting> = plans.iter().filter(|waiting| waiting.is_written).collect();
        if !written.is_empty() {
            self.write(&written, &edited)?;
        }
        let received: BTreeSet<&str> = waiting::entries(&plans).map(|entry| entry.yaml.as_str()).collect();
        self.holdings.settle(&edited, &received);
        Ok(())
    }

    fn write(&self, plans: &[&Waiting], edited: &[entries::Edited]) -> Result<(), Failure> {
        let again = plans.iter().filter_map(|waiting| Some((&waiting.plan.path, waiting.plan.again.as_ref()?)));
        let copies: Vec<(String, String)> =
            again.map(|(path, again)| (self.project.free_name(path, ".bak"), again.before.clone())).collect();
        let changes = waiting::changes(plans, &copies, edited);
        // The text after what it names, and the list that names it after the text: a project in which only the first of them are
        // written, because the machine stopped, can be built.
        let texts: BTreeSet<&str> = plans.iter().map(|waiting| waiting.plan.path.as_str()).collect();
        let mut ordered = changes.clone();
        ordered.sort_by_key(|change| (change.path.ends_with("/tome.yaml"), texts.contains(change.path)));
        self.project.change(&ordered, self.terminal)?;
        for change in &changes {
            self.print(&self.terminal.say("import-written", &[("path", Argument::Text(change.path))]))?;
        }
        Ok(())
    }
}
