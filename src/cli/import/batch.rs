//! The texts of an import, one after the other: reads each, plans its changes on top of those before it, and writes them.

use super::{
    again,
    files::{Found, MAX_DOCUMENT, MAX_PICTURE, MAX_SIZE},
    plan::{self, Plan, known_sponsor, report_remarks},
    request::Import,
    table::{self, Row},
    verify::verify,
};
use crate::{
    cli::{
        arguments::General,
        open_project::{OpenProject, disk_failure},
        outcome::{Failure, Outcome},
        progress::Progress,
        terminal::Terminal,
    },
    diagnostic::{Code, Diagnostic, Diagnostics},
    import::{self, Choice, Contents, FindBeside, Format, KnownSponsor, Options, Page},
    locale::Argument,
    manifest::{self, Manifest},
    project::{self, InputChange},
    source::{SourceMap, Span},
};
use std::path::Path;

/// How deep collections may hold each other: a message in a message.
const MAX_DEPTH: usize = 4;

/// What makes rows of the table, and where.
pub(super) struct Batch<'a> {
    project: &'a OpenProject,
    general: &'a General,
    import: &'a Import<'a>,
    terminal: &'a Terminal,
    progress: Progress<'a>,
    /// The project's inputs as they will be.
    sources: SourceMap,
    rows: Vec<Row>,
    are_many: bool,
    failed: bool,
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
}

impl<'a> Batch<'a> {
    pub(super) fn new(
        project: &'a OpenProject,
        general: &'a General,
        import: &'a Import<'a>,
        found: &Found,
        terminal: &'a Terminal,
    ) -> Self {
        let sources = project.sources().clone();
        let (rows, progress) = (Vec::new(), Progress::new(terminal));
        let (are_many, count) = (found.are_many, found.paths.len());
        Self { project, general, import, terminal, progress, sources, rows, are_many, failed: false, count, done: 0 }
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
        let imported = read.and_then(|bytes| self.bytes(&path, bytes, 0, false));
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
    pub(super) fn finish(self) -> Result<Outcome, Failure> {
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

    fn report(&self, sink: &Diagnostics, sources: &SourceMap) -> Result<(), Failure> {
        self.progress.suspend(|| self.terminal.report(sink, sources))
    }

    fn fail(&mut self, name: &str) {
        self.failed = true;
        self.rows.push(Row::failed(name));
    }

    /// Imports a file of any kind; `depth` counts the collections around it.
    fn bytes(&mut self, name: &str, bytes: Vec<u8>, depth: usize, is_post: bool) -> Result<(), Failure> {
        match import::detect(name, &bytes) {
            Ok(import::Kind::Text(format)) => self.text(&Text { name, depth, is_post }, format, bytes),
            Ok(kind) => self.collection(name, kind, bytes, depth),
            Err(foreign) => {
                if let Some(extension) = foreign.convertible {
                    self.progress.message(&self.terminal.say("import-converting", &[("path", Argument::Text(name))]));
                    let converted = project::convert(&bytes, extension).map_err(|error| disk_failure(&error, self.terminal))?;
                    if let Some(document) = converted.filter(|document| document.starts_with(b"PK")) {
                        let arguments = [("path", Argument::Text(name)), ("format", Argument::Text(foreign.name))];
                        self.print(&self.terminal.say("import-converted", &arguments))?;
                        return self.text(&Text { name, depth, is_post }, Format::Docx, document);
                    }
                }
                let mut sources = self.sources.clone();
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
            self.terminal.print_totals(&sink)?;
        }
        self.fail(name);
        Ok(())
    }

    /// Imports what a collection holds.
    fn collection(&mut self, name: &str, kind: import::Kind, bytes: Vec<u8>, depth: usize) -> Result<(), Failure> {
        let mut sources = self.sources.clone();
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
            sink.push(Diagnostic::new(Code::ImportWithoutText, Span::whole(id)));
        }
        if items.is_empty() || sink.has_errors() {
            self.refuse(name, sink, &sources)?;
        } else {
            self.report(&self.general.apply_strict(sink), &sources)?;
        }
        drop(sources);
        self.are_many |= items.len() > 1;
        for item in items {
            self.bytes(&format!("{name}/{}", item.name), item.bytes, depth + 1, kind == import::Kind::Blog)?;
        }
        Ok(())
    }

    /// Imports a text.
    fn text(&mut self, text: &Text<'_>, format: Format, bytes: Vec<u8>) -> Result<(), Failure> {
        let terminal = self.terminal;
        let mut sources = self.sources.clone();
        let mut sink = Diagnostics::new();
        let Some(manifest) = manifest::read(&sources, &mut Diagnostics::new()) else { return Ok(()) };
        let Some(tome) = manifest.tomes.iter().find(|tome| tome.id.as_str() == self.import.tome) else { return Ok(()) };
        let known: Vec<KnownSponsor> = manifest.sponsors.sponsors.iter().filter_map(known_sponsor).collect();
        let reject_changes = self.import.reject_changes;
        let path = text.name;
        // What a browser or an editor saved beside a page; what came in a collection has nothing beside it.
        let find = |address: &str| project::read_beside(Path::new(path), address, MAX_PICTURE);
        let beside = (text.depth == 0).then_some(&find as &FindBeside<'_>);
        let options = Options { known: &known, language: manifest.work.language.value.as_str(), reject_changes, beside };
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
        let mut page = import::read(sources.get(id), format, &options, &mut sink);
        self.override_page(&mut page, text, &manifest, &mut sink);
        let whole = Span::whole(id);
        let mut row = Row::of(path, &page, &manifest);
        let plan = if self.import.again {
            again::plan(&mut page, self.import, &manifest, tome, &sources, whole, &mut sink)
        } else {
            Some(plan::plan(&mut page, &manifest, tome, &sources, whole, &mut sink))
        };
        if let Some(plan) = &plan {
            report_remarks(&page, plan, &mut sources, &mut sink);
        }
        row.count(&page, &sink);
        let sink = self.general.apply_strict(sink);
        self.report(&sink, &sources)?;
        let Some(plan) = plan.filter(|_| !sink.has_errors()) else {
            if !self.are_many {
                terminal.print_totals(&sink)?;
            }
            self.failed = true;
            self.rows.push(row);
            return Ok(());
        };
        if let Some((path, _, _)) = plan.changes.iter().find(|(_, _, text)| text.len() as u64 > MAX_SIZE) {
            return Err(terminal.failure("import-too-large", &[("path", Argument::Text(path))]));
        }
        if !verify(&plan, &self.sources, &manifest, tome, terminal)? {
            self.fail(path);
            return Ok(());
        }
        row.text = Some(plan.path.clone());
        self.rows.push(row);
        self.carry_out(&plan)
    }

    /// The author and the title that the user gives.
    fn override_page(&self, page: &mut Page, text: &Text<'_>, manifest: &Manifest, sink: &mut Diagnostics) {
        if let Some(author) = self.import.author.filter(|_| !text.is_post) {
            let registered = manifest.people.iter().find(|person| person.id.value.as_str() == author);
            page.set_author(&registered.map_or_else(|| import::clean(author).0, |person| super::expected::display(&person.name)));
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

    /// Shows a plan, and writes it if that is wanted.
    fn carry_out(&mut self, plan: &Plan) -> Result<(), Failure> {
        let terminal = self.terminal;
        let write = match &plan.again {
            Some(again) => {
                self.progress.suspend(|| again.show(&plan.path, self.import.write, terminal))?;
                if again.is_empty() {
                    return Ok(());
                }
                let write = self.import.write || self.progress.suspend(|| terminal.ask("import-again-ask"))?;
                if !write && !terminal.can_ask() {
                    self.print(&terminal.say("import-again-not-written", &[]))?;
                }
                write
            }
            None => {
                if !self.are_many || terminal.writes_json() {
                    plan::show(plan, self.import.write, terminal)?;
                }
                self.import.write
            }
        };
        if write {
            self.write(plan)?;
        }
        for (path, _, text) in &plan.changes {
            self.sources.add(path.as_str(), text.as_str());
        }
        for (path, _) in &plan.pictures {
            self.sources.add_binary(path.as_str(), Vec::new());
        }
        Ok(())
    }

    fn write(&self, plan: &Plan) -> Result<(), Failure> {
        let backup = plan.again.as_ref().map(|again| (self.project.free_name(&plan.path, ".bak"), again.before.as_str()));
        let kept = backup.iter().map(|(path, text)| InputChange { path, before: None, after: text.as_bytes() });
        let pictures = plan.pictures.iter().map(|(path, bytes)| InputChange { path, before: None, after: bytes });
        let texts = plan.changes.iter().map(|(path, before, after)| InputChange {
            path,
            before: before.as_deref(),
            after: after.as_bytes(),
        });
        let changes: Vec<_> = kept.chain(pictures).chain(texts).collect();
        // The text after what it names, and the list that names it after the text: a project in which only the first of them are
        // written, because the machine stopped, can be built.
        let mut ordered = changes.clone();
        ordered.sort_by_key(|change| (change.path.ends_with("/tome.yaml"), change.path == plan.path));
        self.project.change(&ordered, self.terminal)?;
        for change in &changes {
            self.print(&self.terminal.say("import-written", &[("path", Argument::Text(change.path))]))?;
        }
        Ok(())
    }
}
