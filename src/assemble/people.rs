//! People: those of people.yaml and those named in headers, reduced to those who appear in the volume.
//!
//! While references are resolved, everyone has a temporary identifier; [`retain_appearing`] gives the final ones. This file knows no
//! page: lists of contributors are made in `pages`.

use super::{collation, rewrite};
use crate::{
    book::{
        Block, Book, ContributionKind, Contributor, ContributorId, Credit, Handle, Inline, LinkTarget, Name, RichText, Role,
        Slug, UniqueSlugs, walk,
    },
    diagnostic::{Code, Diagnostic, Diagnostics, Severity},
    manifest::{AuthorEntry, FrontMatter, Manifest, NameEntry, PersonEntry, TextKind},
    markdown,
    memo::Resident,
    source::{NameIndex, Span, Spanned},
};
use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet},
};

/// The longest identifier whose end is looked for, in bytes. Names are shorter.
const LONGEST_ID: usize = 64;

/// Everyone who may appear, by temporary identifier: first people.yaml in its order, then those named in headers.
pub(super) struct Registry<'a> {
    manifest: &'a Manifest,
    /// Of those of people.yaml whom only other volumes name, the name alone.
    people: Vec<Contributor>,
    /// Whether each of people.yaml was read whole.
    is_whole: Vec<bool>,
    /// The paths of the pictures in each long biography, as written.
    pictures: Vec<Vec<Spanned<String>>>,
    /// Those named in headers.
    by_slug: BTreeMap<Slug, ContributorId>,
    /// What names in headers need, computed for the first.
    names: Option<(BTreeMap<Name, ContributorId>, UniqueSlugs)>,
    /// The identifiers of people.yaml, computed when one is unknown.
    ids: OnceCell<NameIndex>,
    /// What each identifier ends with, hyphens apart; none where two end alike.
    ends: OnceCell<BTreeMap<String, Option<Slug>>>,
    /// Those whom a text or book.yaml names, expected texts included.
    named: BTreeSet<ContributorId>,
    /// Whether people.yaml could be read. If not, an unknown identifier may be right, and is left out without a report.
    is_complete: bool,
}

impl<'a> Registry<'a> {
    /// Reads the entries of people.yaml for whose index `is_wanted`, and the names of all. What `resident` has is not read again.
    pub(super) fn read(
        manifest: &'a Manifest,
        is_wanted: impl Fn(usize) -> bool,
        resident: Option<&Resident>,
        sink: &mut Diagnostics,
    ) -> Self {
        let mut registry = Self {
            manifest,
            people: Vec::with_capacity(manifest.people.len()),
            is_whole: Vec::with_capacity(manifest.people.len()),
            pictures: Vec::with_capacity(manifest.people.len()),
            by_slug: BTreeMap::new(),
            names: None,
            ids: OnceCell::new(),
            ends: OnceCell::new(),
            named: BTreeSet::new(),
            is_complete: manifest.people_are_known,
        };
        for (index, entry) in manifest.people.iter().enumerate() {
            let is_whole = is_wanted(index);
            let (person, pictures) = if is_whole {
                let read = || {
                    let mut found = Diagnostics::new();
                    (read_person(entry, &mut found), found)
                };
                let (read, found) = Resident::take_or_make(resident, || Resident::key("person", entry), read);
                sink.append(found);
                read
            } else {
                (new_contributor(entry.id.value.clone(), read_name(&entry.name), entry.id.span), Vec::new())
            };
            registry.people.push(person);
            registry.pictures.push(pictures);
            registry.is_whole.push(is_whole);
        }
        registry
    }

    /// Whether all of `kept`, temporary identifiers, were read whole.
    pub(super) fn has_read(&self, kept: &[usize]) -> bool {
        kept.iter().all(|person| self.is_whole.get(*person).copied().unwrap_or(true))
    }

    /// The names of those named in headers.
    pub(super) fn names_in_headers(&self) -> Vec<String> {
        self.people.iter().skip(self.manifest.people.len()).map(|person| person.name.display()).collect()
    }

    /// Takes the people out, with the pictures of their long biographies. Identifiers can still be resolved.
    pub(super) fn take_people(&mut self) -> (Vec<Contributor>, Vec<Vec<Spanned<String>>>) {
        (std::mem::take(&mut self.people), std::mem::take(&mut self.pictures))
    }

    /// Those named in headers, by identifier.
    pub(super) fn slugs_in_headers(&self) -> BTreeMap<Slug, ContributorId> {
        self.by_slug.clone()
    }

    fn find(&self, slug: &Slug) -> Option<ContributorId> {
        self.by_slug.get(slug).copied().or_else(|| self.manifest.person(slug).map(id))
    }

    /// All identifiers.
    fn slugs(&self) -> impl Iterator<Item = &Slug> {
        self.manifest.people.iter().map(|person| &person.id.value).chain(self.by_slug.keys())
    }

    /// The identifier of people.yaml that is most similar to an unknown one.
    pub(super) fn nearest(&self, unknown: &str) -> Option<&str> {
        let near = self.ids.get_or_init(|| NameIndex::new(self.slugs().map(Slug::as_str))).nearest(unknown);
        near.or_else(|| self.by_end(unknown))
    }

    /// The only identifier that ends with the words of an unknown one, hyphens apart: `lafontaine` for `elise-de-la-fontaine`.
    fn by_end(&self, unknown: &str) -> Option<&str> {
        let ends = self.ends.get_or_init(|| {
            let mut ends: BTreeMap<String, Option<Slug>> = BTreeMap::new();
            for slug in self.slugs().filter(|slug| slug.as_str().len() <= LONGEST_ID) {
                let starts = slug.as_str().match_indices('-').map(|(at, _)| at + 1);
                for start in starts {
                    let end = slug.as_str()[start..].replace('-', "");
                    ends.entry(end).and_modify(|known| *known = None).or_insert_with(|| Some(slug.clone()));
                }
            }
            ends
        });
        ends.get(&unknown.replace('-', ""))?.as_ref().map(Slug::as_str)
    }

    /// Whether everyone who may be named is known.
    pub(super) const fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// The people with these identifiers. An unknown one is reported and left out.
    pub(super) fn resolve(&mut self, ids: &[Spanned<Slug>], sink: &mut Diagnostics) -> Vec<ContributorId> {
        ids.iter().filter_map(|id| self.resolve_one(id, sink)).collect()
    }

    /// The byline of a text: who signs it, and in which role.
    pub(super) fn byline(&mut self, header: &FrontMatter, sink: &mut Diagnostics) -> Vec<Credit> {
        let signs = match header.kind.value {
            TextKind::Contribution(ContributionKind::Interview) => Role::Interviewee,
            TextKind::Contribution(_) | TextKind::Shared(_) => Role::Author,
        };
        let authors = header.authors.iter().map(|author| (author, signs));
        let all = authors.chain(header.interviewer.iter().map(|author| (author, Role::Interviewer)));
        let mut credits = Vec::new();
        let mut first: BTreeMap<(&str, Role), Span> = BTreeMap::new();
        for (author, role) in all {
            if let AuthorEntry::Id(id) = author
                && let Some(before) = first.insert((id.value.as_str(), role), id.span)
            {
                let mut report = Diagnostic::new(Code::DuplicateIdentifier, id.span).with("what", "author");
                // The name is printed once: nothing is wrong in the book.
                report.severity = Severity::Warning;
                sink.push(report.with("name", id.value.as_str()).label(before, "first"));
            }
            let person = match author {
                AuthorEntry::Id(id) => self.resolve_one(id, sink),
                AuthorEntry::NotAnId(name) => self.resolve_name(name, sink),
                AuthorEntry::Name(name) => Some(self.person_named(name, header.span)),
            };
            credits.extend(person.map(|person| Credit { person, role }).filter(|credit| !credits.contains(credit)));
        }
        credits
    }

    fn resolve_one(&mut self, id: &Spanned<Slug>, sink: &mut Diagnostics) -> Option<ContributorId> {
        let found = self.find(&id.value);
        if found.is_none() && self.is_complete {
            let report = Diagnostic::new(Code::UnknownPerson, id.span).with("name", id.value.as_str());
            sink.push(report.suggest_one(self.nearest(id.value.as_str())));
        }
        self.named.extend(found);
        found
    }

    /// The identifiers in a text that has nothing but known ones, without the commas between them: `wei-zhang zoe-cas`.
    fn known_ids(&self, text: &str) -> Option<String> {
        let ids: Vec<&str> = text.split_whitespace().collect();
        let is_known = |id: &&str| Slug::new(id).is_some_and(|id| self.find(&id).is_some());
        (ids.len() > 1 && ids.iter().all(is_known)).then(|| ids.join(", "))
    }

    /// Reports a text that stands for an identifier: whose it may be, or how to enter them.
    fn resolve_name(&mut self, written: &Spanned<String>, sink: &mut Diagnostics) -> Option<ContributorId> {
        if let Some(several) = several_ids(&written.value).or_else(|| self.known_ids(&written.value)) {
            let report = Diagnostic::new(Code::BadSlug, written.span).with("value", &written.value);
            sink.push(report.with("proposal", several).hint("several"));
            return None;
        }
        let proposal = Slug::from_text(&written.value);
        let found = self.find(&proposal);
        let report =
            Diagnostic::new(Code::BadSlug, written.span).with("value", &written.value).with("proposal", proposal.as_str());
        let is_unknown = found.is_none() && self.is_complete;
        sink.push(match self.nearest(proposal.as_str()).filter(|_| is_unknown) {
            Some(near) => report.with("suggestion", near).hint("did-you-mean"),
            None if is_unknown => report.hint("enter"),
            None => report,
        });
        self.named.extend(found);
        found
    }

    /// The person of a name in a header: someone known by exactly that name, or a new person.
    fn person_named(&mut self, name: &NameEntry, fallback: Span) -> ContributorId {
        let span = match name {
            NameEntry::Person { family, .. } => family.span,
            NameEntry::Group(group) => group.span,
        };
        let name = read_name(name);
        let people = &self.people;
        let (by_name, slugs) = self.names.get_or_insert_with(|| {
            let (mut by_name, mut slugs) = (BTreeMap::new(), UniqueSlugs::default());
            for (index, person) in people.iter().enumerate() {
                by_name.entry(person.name.clone()).or_insert(id(index));
                slugs.reserve(person.slug.clone());
            }
            (by_name, slugs)
        });
        if let Some(known) = by_name.get(&name) {
            return *known;
        }
        let slug = slugs.take(Slug::from_text(&name.display()));
        let span = if span.range().is_some() { span } else { fallback };
        let new = id(self.people.len());
        by_name.insert(name.clone(), new);
        self.by_slug.insert(slug.clone(), new);
        self.people.push(new_contributor(slug, name, span));
        self.pictures.push(Vec::new());
        new
    }

    /// Whether this volume names the person at `index` of people.yaml, in expected texts too.
    pub(super) fn is_named(&self, index: usize) -> bool {
        self.named.contains(&id(index))
    }
}

/// The identifiers in a text that has several between signs or words, as a list has them: `wei-zhang; zoe-cas`.
fn several_ids(text: &str) -> Option<String> {
    let divided = text.replace(" et ", ";").replace(" and ", ";").replace(['/', '&', '+'], ";");
    let ids: Option<Vec<&str>> = divided.split(';').map(|id| Slug::new(id.trim()).map(|_| id.trim())).collect();
    ids.filter(|ids| ids.len() > 1).map(|ids| ids.join(", "))
}

/// Keeps the people who sign, edit, are credited, or are linked to, also from the biography of someone kept. Gives them their final
/// identifiers. Returns the temporary identifiers of those kept, in order.
pub(super) fn retain_appearing(book: &mut Book) -> Vec<usize> {
    let mut appear: BTreeSet<ContributorId> = book.work.editors.iter().copied().collect();
    appear.extend(book.work.legal.credits.iter().flat_map(|credit| &credit.people));
    appear.extend(book.sections.iter().flat_map(|section| &section.byline).map(|credit| credit.person));
    let people = std::mem::take(&mut book.people);
    walk::book_mut(book, &mut |_, rich| linked_people(rich, &mut appear));
    let mut waiting: Vec<ContributorId> = appear.iter().copied().collect();
    while let Some(person) = waiting.pop() {
        let mut linked = BTreeSet::new();
        if let Some(person) = people.get(person.0 as usize) {
            for text in [&person.role, &person.organisation, &person.bio] {
                linked_people(text, &mut linked);
            }
            walk::rich_texts(&person.long_bio, &mut |rich| linked_people(rich, &mut linked));
        }
        waiting.extend(linked.into_iter().filter(|person| appear.insert(*person)));
    }
    let kept: Vec<usize> = appear.iter().map(|person| person.0 as usize).collect();
    let numbers: BTreeMap<ContributorId, ContributorId> = appear.iter().enumerate().map(|(new, old)| (*old, id(new))).collect();
    let renumber = |person: &mut ContributorId| *person = numbers.get(person).copied().unwrap_or(*person);
    book.people =
        people.into_iter().enumerate().filter(|(old, _)| appear.contains(&id(*old))).map(|(_, person)| person).collect();
    book.work.editors.iter_mut().for_each(renumber);
    book.work.legal.credits.iter_mut().flat_map(|credit| &mut credit.people).for_each(renumber);
    book.sections.iter_mut().flat_map(|section| &mut section.byline).for_each(|credit| renumber(&mut credit.person));
    walk::book_mut(book, &mut |_, rich| {
        walk::inlines_mut(rich, &mut |inline| {
            if let Inline::Link(link) = inline
                && let LinkTarget::Person(person) = &mut link.target
            {
                renumber(person);
            }
        });
    });
    kept
}

/// Gives the people linked in `rich` their final identifiers; a link to someone who does not appear is left to its words.
pub(super) fn renumber_links(rich: &mut RichText, kept: &[usize]) {
    rewrite::rewrite_links(rich, &mut |mut link| match link.target {
        LinkTarget::Person(person) => match kept.binary_search(&(person.0 as usize)) {
            Ok(new) => {
                link.target = LinkTarget::Person(id(new));
                vec![Inline::link(link)]
            }
            Err(_) => link.content,
        },
        LinkTarget::Url(_)
        | LinkTarget::Section(_)
        | LinkTarget::Anchor { .. }
        | LinkTarget::OtherTome { .. }
        | LinkTarget::Unresolved(_) => {
            vec![Inline::link(link)]
        }
    });
}

fn linked_people(rich: &[Inline], found: &mut BTreeSet<ContributorId>) {
    walk::inlines(rich, &mut |inline| {
        if let Inline::Link(link) = inline
            && let LinkTarget::Person(person) = &link.target
        {
            found.insert(*person);
        }
    });
}

/// Reads an entry: the person, and the paths of the pictures in the long biography.
fn read_person(entry: &PersonEntry, sink: &mut Diagnostics) -> (Contributor, Vec<Spanned<String>>) {
    let rich = |markup: &Option<Spanned<String>>, sink: &mut Diagnostics| {
        markup.as_ref().map(|markup| markdown::parse_inline(&markup.value, markup.span, sink)).unwrap_or_default()
    };
    let mut long = entry.long_bio.as_ref().map(|text| markdown::parse_value(&text.value, text.span, sink)).unwrap_or_default();
    if let Some(note) = long.notes.first() {
        // A biography has no place for notes: each is appended as a paragraph, so that nothing is lost.
        sink.push(Diagnostic::new(Code::NoteOutsideText, note.span).with("place", "biography"));
        let notes: Vec<Block> = std::mem::take(&mut long.notes).into_iter().flat_map(|note| note.blocks).collect();
        long.blocks.extend(notes);
        walk::rich_texts_mut(&mut long.blocks, &mut |rich| {
            rewrite::rewrite(rich, &|inline| matches!(inline, Inline::NoteCall(_)), &mut |_| Vec::new());
        });
    }
    let mut person = new_contributor(entry.id.value.clone(), read_name(&entry.name), entry.id.span);
    person.role = rich(&entry.role, sink);
    person.organisation = rich(&entry.organisation, sink);
    person.bio = rich(&entry.bio, sink);
    person.long_bio = long.blocks;
    person.handles =
        entry.handles.iter().map(|(network, handle)| Handle { network: *network, handle: handle.value.clone() }).collect();
    person.links = entry.links.iter().map(|link| link.value.clone()).collect();
    (person, long.pictures)
}

/// The name of an entry, with what it is sorted by.
pub(super) fn read_name(entry: &NameEntry) -> Name {
    match entry {
        NameEntry::Person { given, family, sort } => Name::Person {
            given: given.as_ref().map(|given| given.value.clone()).unwrap_or_default(),
            family: family.value.clone(),
            sort: sort.as_ref().map_or_else(|| collation::default_sort_key(&family.value).to_owned(), |sort| sort.value.clone()),
        },
        NameEntry::Group(name) => Name::Group(name.value.clone()),
    }
}

/// A contributor with nothing but a name.
const fn new_contributor(slug: Slug, name: Name, span: Span) -> Contributor {
    Contributor {
        slug,
        name,
        role: Vec::new(),
        organisation: Vec::new(),
        handles: Vec::new(),
        links: Vec::new(),
        portrait: None,
        bio: Vec::new(),
        long_bio: Vec::new(),
        span,
    }
}

fn id(index: usize) -> ContributorId {
    ContributorId(u32::try_from(index).unwrap_or(u32::MAX))
}
