//! The notes of a page, by what all editors have in common: a short link leads to a text below, in which a link leads back.
//!
//! Google Docs, WordPress, LibreOffice, Word, pandoc and wikis differ in names and elements, not in this. Reviewers' comments look the
//! same, and are told by the names that Google and Word give them. Where no link leads back, a raised sign that leads to what the page names
//! a note is a call.

use super::page::Node;
use std::collections::{HashMap, HashSet};

/// Longest sign of a note's call: `[12]`, `note 3`.
const LONGEST_SIGN: usize = 8;

/// What a link calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Call {
    /// A note, by its index.
    Note(usize),
    /// A reviewer's comment, with its text.
    Comment(String),
}

/// The notes of a page.
#[derive(Default)]
pub(super) struct Notes<'p> {
    calls: HashMap<usize, Call>,
    back_links: HashSet<usize>,
    /// How much of a text node is the number of the note that it begins, in bytes.
    heads: HashMap<usize, usize>,
    is_body: HashSet<usize>,
    /// The elements that hold the notes, in the order of their calls.
    pub(super) bodies: Vec<Node<'p>>,
    /// Identifiers that links of the page lead to.
    targets: HashSet<String>,
    /// Identifiers of headings.
    headings: HashSet<String>,
}

/// A link within the page.
struct Link<'p> {
    node: Node<'p>,
    target: String,
    /// The identifiers of the link and of what holds nothing else.
    ids: Vec<String>,
    /// Its place in the order of the page.
    at: usize,
}

/// The places of all nodes and identifiers of a page.
#[derive(Default)]
struct Places<'p> {
    /// First and last place in each element.
    ranges: HashMap<usize, (usize, usize)>,
    ids: HashMap<String, Node<'p>>,
    links: Vec<Link<'p>>,
    headings: HashSet<String>,
}

impl<'p> Notes<'p> {
    /// Finds the notes under `root`.
    pub(super) fn find(root: Node<'p>) -> Self {
        let places = Places::of(root);
        let mut notes = Self {
            targets: places.links.iter().map(|link| link.target.clone()).collect(),
            headings: places.headings.clone(),
            ..Self::default()
        };
        let mut by_target: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, link) in places.links.iter().enumerate() {
            by_target.entry(link.target.as_str()).or_default().push(index);
        }
        let mut found: Vec<(&Link<'p>, &Link<'p>, Node<'p>)> = Vec::new();
        for link in &places.links {
            let sign = link.node.text_content();
            if sign.trim().is_empty() || sign.trim().chars().count() > LONGEST_SIGN {
                continue;
            }
            let Some(target) = places.ids.get(&link.target).copied() else { continue };
            let back = link.ids.iter().filter_map(|id| by_target.get(id.as_str())).flatten();
            // The first of the two is the call.
            let back = back.map(|index| &places.links[*index]).find(|back| back.at > link.at);
            let Some(back) = back.filter(|back| back.node.text_content().trim().chars().count() <= LONGEST_SIGN) else {
                continue;
            };
            found.push((link, back, target));
        }
        let mut backs: Vec<usize> = found.iter().map(|(_, back, _)| back.at).collect();
        backs.sort_unstable();
        for (link, back, target) in found {
            let Some(body) = places.body(link, back, target, &backs) else { continue };
            let is_new = notes.is_body.insert(body.index());
            if !is_new {
                continue;
            }
            notes.back_links.insert(back.node.index());
            let is_comment = ["cmnt", "msocom", "_com_"].iter().any(|mark| link.target.contains(mark));
            let call = if is_comment {
                let text = body.text_content();
                let sign = back.node.text_content();
                let text = text.trim().strip_prefix(sign.trim()).unwrap_or(text.trim());
                Call::Comment(text.split_whitespace().collect::<Vec<_>>().join(" "))
            } else {
                notes.bodies.push(body);
                Call::Note(notes.bodies.len() - 1)
            };
            notes.calls.insert(link.node.index(), call);
        }
        notes.find_one_way(&places);
        notes
    }

    /// Finds the notes from which no link leads back.
    fn find_one_way(&mut self, places: &Places<'p>) {
        let mut numbers: HashMap<usize, usize> = HashMap::new();
        for link in &places.links {
            let index = link.node.index();
            let sign = link.node.text_content();
            let sign = sign.trim();
            if self.calls.contains_key(&index) || self.back_links.contains(&index) || !is_raised(link.node, sign) {
                continue;
            }
            let Some(body) = places.ids.get(&link.target).and_then(|target| one_way_body(*target)) else { continue };
            let is_below = places.ranges.get(&body.index()).is_some_and(|(first, _)| *first > link.at);
            if !is_below || !is_named_note(body, &link.target) || body.text_content().trim().is_empty() {
                continue;
            }
            if self.is_body.insert(body.index()) {
                // The number of the note stands at its head, where no link leads back from it.
                let mut head = body.children().find(|child| child.text().is_none_or(|text| !text.trim().is_empty()));
                if let Some(paragraph) = head.filter(|head| head.name() == "p") {
                    head = paragraph.children().find(|child| child.text().is_none_or(|text| !text.trim().is_empty()));
                }
                if let Some(head) = head {
                    match head.text() {
                        None if head.text_content().trim() == sign => drop(self.back_links.insert(head.index())),
                        Some(text) => drop(length_of_sign(text, sign).map(|length| self.heads.insert(head.index(), length))),
                        None => {}
                    }
                }
                numbers.insert(body.index(), self.bodies.len());
                self.bodies.push(body);
            }
            if let Some(number) = numbers.get(&body.index()) {
                self.calls.insert(index, Call::Note(*number));
            }
        }
    }

    /// What a node calls.
    pub(super) fn call(&self, node: Node<'_>) -> Option<Call> {
        self.calls.get(&node.index()).cloned()
    }

    /// What a text node says beside the number of a note that it begins with.
    pub(super) fn without_number<'t>(&self, node: Node<'_>, text: &'t str) -> &'t str {
        self.heads.get(&node.index()).and_then(|length| text.get(*length..)).unwrap_or(text)
    }

    /// Whether a node is the link from a note back to its call.
    pub(super) fn is_back_link(&self, node: Node<'_>) -> bool {
        self.back_links.contains(&node.index())
    }

    /// Whether a node holds a note.
    pub(super) fn is_body(&self, node: Node<'_>) -> bool {
        self.is_body.contains(&node.index())
    }

    /// Whether a link of the page leads to this identifier.
    pub(super) fn is_target(&self, id: &str) -> bool {
        self.targets.contains(id)
    }

    /// Whether a heading of the page has this identifier.
    pub(super) fn is_heading(&self, id: &str) -> bool {
        self.headings.contains(id)
    }

    /// Reads notes as text again, so that their own blocks are read.
    pub(super) fn take_bodies(&mut self) -> Vec<Node<'p>> {
        self.is_body.clear();
        std::mem::take(&mut self.bodies)
    }
}

impl<'p> Places<'p> {
    fn of(root: Node<'p>) -> Self {
        let mut places = Self::default();
        let mut at = 0;
        // A node comes twice: when it is entered, and when it is left.
        let mut waiting = vec![(root, false)];
        while let Some((node, leaves)) = waiting.pop() {
            if leaves {
                if let Some(range) = places.ranges.get_mut(&node.index()) {
                    range.1 = at;
                }
                continue;
            }
            at += 1;
            places.ranges.insert(node.index(), (at, at));
            for id in ids(node) {
                if matches!(node.name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
                    places.headings.insert(id.clone());
                }
                places.ids.entry(id).or_insert_with(|| node);
            }
            if node.name() == "a"
                && let Some(target) = node.attribute("href").and_then(|href| Some(href.strip_prefix('#')?.to_owned()))
            {
                let mut named = ids(node);
                named.extend(node.children().flat_map(ids));
                if let Some(parent) = node.parent().filter(|parent| matches!(parent.name(), "sup" | "span")) {
                    named.extend(ids(parent));
                }
                places.links.push(Link { node, target, ids: named, at });
            }
            waiting.push((node, true));
            let mut children: Vec<_> = node.children().map(|child| (child, false)).collect();
            children.reverse();
            waiting.extend(children);
        }
        places
    }

    /// The element that holds the note: the largest around its way back that holds neither the call nor another note.
    fn body(&self, link: &Link<'p>, back: &Link<'p>, target: Node<'p>, backs: &[usize]) -> Option<Node<'p>> {
        let range = |node: Node<'_>| self.ranges.get(&node.index()).copied();
        let holds = |node: Node<'_>, at: usize| range(node).is_some_and(|(first, last)| first <= at && at <= last);
        let alone = |node: Node<'_>| {
            range(node).is_some_and(|(first, last)| {
                backs.partition_point(|at| *at <= last) - backs.partition_point(|at| *at < first) == 1
            })
        };
        let fits = |node: Node<'_>| {
            matches!(node.name(), "p" | "li" | "div" | "dd" | "aside" | "td" | "section") && !holds(node, link.at) && alone(node)
        };
        let mut found = None;
        let mut node = Some(back.node);
        while let Some(current) = node {
            node = current.parent();
            match current.name() {
                "p" | "li" | "div" | "dd" | "aside" | "td" => {
                    if !fits(current) {
                        break;
                    }
                    let is_whole = current.index() == target.index() || current.name() == "li";
                    found = Some(current);
                    if is_whole {
                        break;
                    }
                }
                "a" | "span" | "sup" | "b" | "i" | "em" | "strong" | "font" | "small" => {}
                _ => break,
            }
        }
        found
    }
}

/// The length in bytes of the sign of a note at the beginning of its text, with the full stop, bracket and spaces behind it: « 1. Une note ».
fn length_of_sign(text: &str, sign: &str) -> Option<usize> {
    let bare = sign.trim_matches(['[', ']', '(', ')', '.']);
    let rest = text.trim_start().trim_start_matches(['[', '(']).strip_prefix(bare).filter(|_| !bare.is_empty())?;
    let after = rest.trim_start_matches(['.', ')', ']', ':', '\u{a0}', ' ']);
    // « 5 000 pas » begins with no sign of a fifth note, « 1.5 » with none of a first.
    let is_parted = after.len() < rest.len() && after.starts_with(|next: char| !next.is_ascii_digit());
    is_parted.then_some(text.len() - after.len())
}

/// Whether a link is the sign of a note by its looks: raised, or in brackets.
fn is_raised(link: Node<'_>, sign: &str) -> bool {
    let is_short = !sign.is_empty() && sign.chars().count() <= LONGEST_SIGN;
    let is_sup = |node: Node<'_>| node.name() == "sup";
    let in_brackets = sign.starts_with(['[', '(']) && sign.ends_with([']', ')']);
    is_short && (in_brackets || link.parent().is_some_and(is_sup) || link.children().any(is_sup))
}

/// The element that holds a note, if its identifier is that of `target`: itself, or the paragraph or item that it begins.
fn one_way_body(target: Node<'_>) -> Option<Node<'_>> {
    let is_block = |node: Node<'_>| matches!(node.name(), "p" | "li" | "div" | "dd" | "aside");
    if is_block(target) {
        return Some(target);
    }
    let is_inline = matches!(target.name(), "a" | "span" | "sup");
    target.parent().filter(|parent| is_inline && matches!(parent.name(), "p" | "li" | "dd"))
}

/// Whether a page calls an element a note: by its identifier, or by a name of what it stands in.
fn is_named_note(body: Node<'_>, target: &str) -> bool {
    let target = target.to_ascii_lowercase();
    let by_target = ["fn", "ftn", "_ftn", "note", "footnote", "endnote", "cite_note", "en"].iter().any(|name| {
        let rest = target.strip_prefix(name).map(|rest| rest.trim_start_matches(['-', '_', ':', '.']));
        rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(|sign| sign.is_ascii_digit() || "-_:.".contains(sign)))
    });
    let mut around = std::iter::successors(Some(body), |node| node.parent());
    by_target
        || around.any(|node| {
            ["class", "id", "role"].into_iter().filter_map(|name| node.attribute(name)).any(|value| {
                value.to_ascii_lowercase().split(|sign: char| !sign.is_ascii_alphanumeric()).any(|word| {
                    matches!(word, "note" | "notes" | "footnote" | "footnotes" | "endnote" | "endnotes" | "references")
                })
            })
        })
}

/// The identifiers of an element.
fn ids(node: Node<'_>) -> Vec<String> {
    let mut ids: Vec<String> = node.attribute("id").map(str::to_owned).into_iter().collect();
    if node.name() == "a" {
        ids.extend(node.attribute("name").map(str::to_owned));
    }
    ids
}
