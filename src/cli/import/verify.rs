//! Whether an import would leave a project that can be read and built.

use super::{
    changes::Plan,
    entries::{Entry, edit},
    holdings::Holdings,
};
use crate::{
    cli::{outcome::Failure, progress::Progress, terminal::Terminal},
    diagnostic::{Diagnostics, Severity},
    manifest, markdown,
    source::{SourceMap, Span},
};
use std::collections::BTreeSet;

/// Why a text is not imported: the text as it would be, and what is wrong with it.
pub(super) struct Refusal {
    sources: SourceMap,
    found: Diagnostics,
    message: &'static str,
}

impl Refusal {
    pub(super) fn report(&self, terminal: &Terminal, progress: &Progress<'_>) -> Result<(), Failure> {
        progress.suspend(|| {
            terminal.report(&self.found, &self.sources)?;
            terminal.print_message(&terminal.say(self.message, &[]))
        })
    }
}

/// Why a text cannot be read or built, if it cannot. No file has the text, so its places are those of what `document` becomes.
pub(super) fn refusal(plan: &Plan, document: &str, holdings: &mut Holdings<'_>) -> Option<Refusal> {
    let change = plan.change.as_ref()?;
    holdings.sources.with_text(plan.path.as_str(), change.after.as_str(), |sources, id| {
        let (mut found, mut unusable) = (Diagnostics::new(), Diagnostics::new());
        let source = sources.get(id);
        let (header, body) = manifest::front_matter(source, &mut found);
        let _ = markdown::parse(source, body, sources, &mut unusable);
        unusable.retain(|diagnostic| diagnostic.severity == Severity::Error);
        let (found, message) = if unusable.has_errors() {
            (unusable, "import-would-not-build")
        } else if header.is_none() || found.has_errors() {
            (found, "import-would-break")
        } else {
            return None;
        };
        let mut shown = SourceMap::new();
        let document_id = shown.add(format!("{document} → Markdown"), change.after.as_str());
        let place = |span: Span| match span.range().filter(|_| span.source == id) {
            Some(range) => Span::new(document_id, range),
            None => Span::whole(document_id),
        };
        let mut placed = Diagnostics::new();
        for diagnostic in found.iter() {
            let mut diagnostic = diagnostic.clone();
            diagnostic.span = place(diagnostic.span);
            diagnostic.labels.iter_mut().for_each(|label| label.span = place(label.span));
            placed.push(diagnostic);
        }
        Some(Refusal { sources: shown, found: placed, message })
    })
}

/// What the project loses when its YAML files receive new entries.
pub(super) struct Loss {
    /// The project with the entries, and what is wrong with it then.
    sources: SourceMap,
    found: Diagnostics,
}

impl Loss {
    pub(super) fn report(&self, terminal: &Terminal, progress: &Progress<'_>) -> Result<(), Failure> {
        progress.suspend(|| {
            terminal.report(&self.found, &self.sources)?;
            terminal.print_message(&terminal.say("import-would-break", &[]))
        })
    }
}

/// What a project counts that new entries may not make worse.
struct State {
    errors: usize,
    people: usize,
    has_tome: bool,
}

/// The project before entries are added, and the texts that wait for being listed.
pub(super) struct Verifier<'a> {
    holdings: &'a Holdings<'a>,
    texts: BTreeSet<&'a str>,
    before: State,
}

impl<'a> Verifier<'a> {
    pub(super) fn new(holdings: &'a Holdings<'a>, texts: BTreeSet<&'a str>) -> Self {
        let before = State { errors: 0, people: 0, has_tome: true };
        let mut verifier = Self { holdings, texts, before };
        verifier.before = verifier.state(&holdings.sources, &mut Diagnostics::new());
        verifier
    }

    fn state(&self, sources: &SourceMap, found: &mut Diagnostics) -> State {
        let read = manifest::read(sources, found);
        let people = read.as_ref().map_or(0, |manifest| manifest.people.len());
        let has_tome = read.is_some_and(|manifest| manifest.tomes.iter().any(|other| other.id == self.holdings.tome.id));
        // A text that waits is not listed yet.
        found.retain(|found| !self.texts.contains(sources.get(found.span.source).path()));
        State { errors: found.count(Severity::Error), people, has_tome }
    }

    /// Whether entries add an error to the project, or take one of its parts away: then what they do.
    pub(super) fn loss_by<'e>(&self, entries: impl Iterator<Item = &'e Entry>) -> Option<Loss> {
        let edited = edit(entries, &self.holdings.sources);
        if edited.is_empty() {
            return None;
        }
        let mut sources = self.holdings.sources.clone();
        for file in &edited {
            sources.add(file.path.as_str(), file.after.as_str());
        }
        let mut found = Diagnostics::new();
        let after = self.state(&sources, &mut found);
        let is_kept = after.errors <= self.before.errors && after.people >= self.before.people && after.has_tome;
        (!is_kept).then_some(Loss { sources, found })
    }
}
