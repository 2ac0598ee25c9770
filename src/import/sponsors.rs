//! The line of sponsors above a scraped page: the alternative texts of their logos, joined into one line.
//!
//! Names in the registry are found anywhere in the line. Unknown names are recognised by their form: two spaces separate them, and
//! a name ends where its tag line begins, at a dash, a comma, or the first word without a capital letter.

use super::{
    escape::escape,
    fold::{fold, fold_char},
    page::FoundSponsor,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::Span,
};
use std::collections::{BTreeMap, BTreeSet};

/// An unknown name with more capitalised words than this is reported: it may be several names.
const MAX_NAME_WORDS: usize = 4;

/// A sponsor in the registry of the book, given so that it is recognised and not added again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownSponsor {
    /// Its name in the registry.
    pub name: String,
    /// Id of its tier in the registry.
    pub tier: String,
}

/// The sponsors of the registry, to be found in a line.
#[derive(Clone, Debug)]
pub struct KnownSponsors {
    /// By their folded names; of two with the same name, the first.
    by_name: BTreeMap<Vec<char>, KnownSponsor>,
    /// The lengths of these names, each once, in ascending order.
    lengths: BTreeSet<usize>,
}

impl KnownSponsors {
    /// No sponsors.
    #[must_use]
    pub const fn new() -> Self {
        Self { by_name: BTreeMap::new(), lengths: BTreeSet::new() }
    }

    /// Adds a sponsor, unless there is one of the same name.
    pub fn add(&mut self, sponsor: KnownSponsor) {
        let name: Vec<char> = fold(&sponsor.name).chars().collect();
        if !name.is_empty() {
            self.lengths.insert(name.len());
            self.by_name.entry(name).or_insert(sponsor);
        }
    }
}

impl Default for KnownSponsors {
    fn default() -> Self {
        Self::new()
    }
}

/// The sponsors named in `line`, all of one tier.
pub(super) fn read(
    line: &str,
    tier: &'static str,
    known: &KnownSponsors,
    span: Span,
    sink: &mut Diagnostics,
) -> Vec<FoundSponsor> {
    let mut found = Vec::new();
    for chunk in chunks(line) {
        let matches = find_known(chunk, known);
        let head = &chunk[..matches.first().map_or(chunk.len(), |found| found.start)];
        if head.contains(char::is_alphanumeric) {
            found.push(unknown(head, tier, span, sink));
        }
        for (index, name) in matches.iter().enumerate() {
            let end = matches.get(index + 1).map_or(chunk.len(), |next| next.start);
            let sponsor = name.known;
            if sponsor.tier != tier {
                sink.push(
                    Diagnostic::new(Code::SponsorOfAnotherTier, span)
                        .with("name", &sponsor.name)
                        .with("tier", tier)
                        .with("registered", &sponsor.tier),
                );
            }
            found.push(FoundSponsor { name: sponsor.name.clone(), tier, tagline: tagline(&chunk[name.end..end]), known: true });
        }
    }
    found
}

/// The line split at tabs, vertical bars, and runs of two or more spaces of any kind.
fn chunks(line: &str) -> impl Iterator<Item = &str> {
    let mut chunks = Vec::new();
    let (mut start, mut after_blank) = (0, false);
    for (at, character) in line.char_indices() {
        let blank = character.is_whitespace();
        if (blank && after_blank) || matches!(character, '\t' | '\n' | '|') {
            chunks.push(&line[start..at]);
            start = at + character.len_utf8();
        }
        after_blank = blank;
    }
    chunks.push(&line[start..]);
    chunks.into_iter().map(str::trim).filter(|chunk| !chunk.is_empty())
}

/// An occurrence of a known name in a chunk, as a byte range.
struct Match<'k> {
    start: usize,
    end: usize,
    known: &'k KnownSponsor,
}

/// The known names in `chunk` at word boundaries, in order; where two overlap, the longer one.
fn find_known<'k>(chunk: &str, known: &'k KnownSponsors) -> Vec<Match<'k>> {
    // The characters of the folded text, each with the byte range that it came from.
    let mut folded: Vec<char> = Vec::new();
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for (at, character) in chunk.char_indices() {
        for character in fold_char(character) {
            folded.push(if character.is_whitespace() { ' ' } else { character });
            ranges.push((at, at + chunk[at..].chars().next().map_or(1, char::len_utf8)));
        }
    }
    let is_word = |at: usize| folded.get(at).is_some_and(|character| character.is_alphanumeric());
    let mut taken = vec![false; folded.len()];
    let mut matches: Vec<Match<'k>> = Vec::new();
    for &length in known.lengths.iter().rev().skip_while(|length| **length > folded.len()) {
        for at in 0..=folded.len() - length {
            let end = at + length;
            let at_boundaries = (at == 0 || !is_word(at - 1)) && !is_word(end);
            if !at_boundaries || taken[at] || taken[end - 1] {
                continue;
            }
            let Some(sponsor) = known.by_name.get(&folded[at..end]) else { continue };
            taken[at..end].fill(true);
            matches.push(Match { start: ranges[at].0, end: ranges[end - 1].1, known: sponsor });
        }
    }
    matches.sort_by_key(|found| found.start);
    matches
}

/// The sponsor named at the beginning of `chunk`, which the registry does not have.
fn unknown(chunk: &str, tier: &'static str, span: Span, sink: &mut Diagnostics) -> FoundSponsor {
    let mut end = chunk.len();
    for separator in [" - ", " – ", " — ", ", ", " : "] {
        end = end.min(chunk.find(separator).unwrap_or(end));
    }
    let mut words = 0;
    let mut offset = 0;
    let all: Vec<&str> = chunk[..end].split_inclusive(' ').collect();
    for (at, word) in all.iter().enumerate() {
        // The first word belongs to the name even without a capital, and so does a particle before a capitalised word.
        let small = |word: &str| word.starts_with(|c: char| c.is_lowercase());
        let particle = matches!(word.trim(), "de" | "du" | "des" | "la" | "le" | "les" | "et" | "of" | "and" | "for");
        if words > 0 && small(word) && !(particle && all.get(at + 1).is_some_and(|next| !small(next))) {
            end = offset;
            break;
        }
        words += 1;
        offset += word.len();
    }
    let name = chunk[..end].trim().to_owned();
    if words > MAX_NAME_WORDS {
        sink.push(Diagnostic::new(Code::SponsorsRunTogether, span).with("name", &name));
    }
    FoundSponsor { name, tier, tagline: tagline(&chunk[end..]), known: false }
}

/// The tag line in the text after a name; its separators become commas.
fn tagline(text: &str) -> Option<String> {
    let text =
        text.trim().trim_start_matches(['-', '–', '—', ',', ':', ';']).trim().trim_end_matches(['-', '–', '—', ',']).trim();
    let text = text.replace(" - ", ", ");
    (!text.is_empty()).then(|| escape(&text))
}
