//! An index of names, to find the one that an author may have meant by a name that does not exist.
//!
//! Comparing each wrong name with each right one would make a book with thousands of both wait for minutes. So a name is compared with
//! its neighbours in the order of the alphabet only, read forwards and backwards: a slip leaves the beginning or the end as it was.

use std::{collections::BTreeMap, sync::OnceLock};

/// Longest name that is compared, in characters: a longer one is no name but a slip of the clipboard.
const LONGEST: usize = 120;

/// How many neighbours on either side a name is compared with, in each of the two orders; up to four times as many names, all are.
const NEIGHBOURS: usize = 100;

/// How many names may share the rarest word of a part for it to be looked for among them.
const SHARED: usize = 32;

/// Names to choose from.
#[derive(Clone, Debug, Default)]
pub struct NameIndex {
    names: Vec<Name>,
    /// The names by their letters, and by their letters from the last to the first.
    forwards: Vec<(String, usize)>,
    backwards: Vec<(String, usize)>,
    /// The names with each word, when a part of a name was asked for.
    words: OnceLock<BTreeMap<String, Vec<usize>>>,
}

#[derive(Clone, Debug)]
struct Name {
    written: String,
    lower: Vec<char>,
}

impl NameIndex {
    /// An index of these names.
    #[must_use]
    pub fn new<N: Into<String>>(names: impl IntoIterator<Item = N>) -> Self {
        let mut index = Self::default();
        for written in names.into_iter().map(Into::into) {
            let lower = written.to_lowercase();
            index.backwards.push((lower.chars().rev().collect(), index.names.len()));
            index.names.push(Name { written, lower: lower.chars().collect() });
            index.forwards.push((lower, index.names.len() - 1));
        }
        index.forwards.sort_unstable();
        index.backwards.sort_unstable();
        index
    }

    /// The name most similar to `written`, ignoring case; of equally similar ones, the first of the alphabet. Its Damerau–Levenshtein
    /// distance is at most a third of the length of `written`, or 1. When no name is that near, the only one of which `written` is a part.
    #[must_use]
    pub fn nearest(&self, written: &str) -> Option<&str> {
        self.nearest_to("", written, |_| true).map(|(_, name)| name).or_else(|| self.only_with(written))
    }

    /// The only name in which the words of `written` stand one after the other: `paul` is a part of `paul-etienne`, and not of `pauline`.
    #[must_use]
    pub fn only_with(&self, written: &str) -> Option<&str> {
        if written.chars().take(LONGEST + 1).count() > LONGEST {
            return None;
        }
        let wanted = words(written);
        let letters: usize = wanted.iter().map(|word| word.chars().count()).sum();
        if letters < 3 {
            return None;
        }
        let of_word = self.words.get_or_init(|| {
            let mut of_word: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for (at, name) in self.names.iter().enumerate() {
                words(&name.written).into_iter().for_each(|word| of_word.entry(word).or_default().push(at));
            }
            of_word
        });
        let with: Option<Vec<&Vec<usize>>> = wanted.iter().map(|word| of_word.get(word)).collect();
        let rarest = with?.into_iter().min_by_key(|names| names.len()).filter(|names| names.len() <= SHARED)?;
        let holds = |at: &&usize| words(&self.names[**at].written).windows(wanted.len()).any(|words| words == wanted);
        let mut found: Vec<&str> = rarest.iter().filter(holds).map(|at| self.names[*at].written.as_str()).collect();
        found.dedup();
        <[&str; 1]>::try_from(found).ok().map(|[name]| name)
    }

    /// The same for the name `before` + `written`, of which only `written` may hold the slip. Only names that `fits` accepts are
    /// considered. Also returns the distance.
    #[must_use]
    pub fn nearest_to(&self, before: &str, written: &str, fits: impl Fn(&str) -> bool) -> Option<(usize, &str)> {
        // A text of megabytes is not even put in lower case.
        let most = written.chars().take(LONGEST + 1).count();
        if most > LONGEST {
            return None;
        }
        let most = (most / 3).max(1);
        let wanted = format!("{before}{written}").to_lowercase();
        let reversed: String = wanted.chars().rev().collect();
        let letters: Vec<char> = wanted.chars().collect();
        let near = neighbours(&self.forwards, &wanted).iter().chain(neighbours(&self.backwards, &reversed));
        near.filter_map(|(_, index)| {
            let name = &self.names[*index];
            let near = name.lower.len().abs_diff(letters.len()) <= most && fits(&name.written);
            let distance = near.then(|| distance(&letters, &name.lower))?;
            (distance <= most).then_some((distance, name.written.as_str()))
        })
        .min()
    }
}

/// The words of a name, in small letters.
fn words(name: &str) -> Vec<String> {
    let words = name.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// The names beside the place of `wanted` in a sorted list.
fn neighbours<'n>(sorted: &'n [(String, usize)], wanted: &str) -> &'n [(String, usize)] {
    if sorted.len() <= 4 * NEIGHBOURS {
        return sorted;
    }
    let place = sorted.partition_point(|(name, _)| name.as_str() < wanted);
    &sorted[place.saturating_sub(NEIGHBOURS)..(place + NEIGHBOURS).min(sorted.len())]
}

/// The Damerau–Levenshtein distance, without the parts that both have at their beginnings and ends.
fn distance(one: &[char], other: &[char]) -> usize {
    let start = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[..one.len() - end], &other[..other.len() - end]);
    if one.is_empty() || other.is_empty() {
        return one.len().max(other.len());
    }
    strsim::generic_damerau_levenshtein(one, other)
}

#[cfg(test)]
mod tests {
    use super::NameIndex;

    #[test]
    fn a_slip_is_found_wherever_it_is_and_however_many_names_there_are() {
        let names: Vec<String> = (0..5_000).map(|number| format!("{number:04}-texte-{}.md", number * 7)).collect();
        let index = NameIndex::new(names.iter());
        for (written, meant) in [
            ("1234-texte-8638.ms", Some("1234-texte-8638.md")),
            ("x1234-texte-8638.md", Some("1234-texte-8638.md")),
            ("1234-TEXT-8638.md", Some("1234-texte-8638.md")),
            ("nothing", None),
            ("", None),
        ] {
            assert_eq!(index.nearest(written), meant, "{written}");
        }
        assert_eq!(index.nearest(&"1234-texte-8638.md".repeat(100_000)), None);
    }

    #[test]
    fn a_part_of_one_name_only_leads_to_it() {
        let index =
            NameIndex::new(["paul-etienne", "wei-zhang", "jean-baptiste-nguyen-van-thanh", "jean-du-bellay", "pauline-roy"]);
        assert_eq!(index.nearest("paul"), Some("paul-etienne"));
        assert_eq!(index.nearest("Jean-Baptiste"), Some("jean-baptiste-nguyen-van-thanh"));
        assert_eq!(index.nearest("jean"), None, "of two");
        assert_eq!(index.only_with("jean-zhang"), None);
        assert_eq!(index.nearest("du"), None, "too short");
        assert_eq!(index.nearest(&"paul ".repeat(100_000)), None);
        let many = NameIndex::new((0..1_000).map(|number| format!("paul-{number}")));
        assert_eq!(many.only_with("paul"), None);
    }

    #[test]
    fn few_names_are_all_compared() {
        let index = NameIndex::new(["title", "date", "Autre"]);
        assert_eq!(index.nearest("titel"), Some("title"));
        assert_eq!(index.nearest("xate"), Some("date"));
        assert_eq!(index.nearest("autres"), Some("Autre"));
        assert_eq!(index.nearest("author"), None);
        let paths = NameIndex::new(["tome1/a.png", "tome2/ab.png"]);
        assert_eq!(paths.nearest_to("tome1/", "b.png", |path| path.starts_with("tome1/")), Some((1, "tome1/a.png")));
        assert_eq!(paths.nearest_to("tome1/", "bbbb.png", |_| true), None, "the folder makes no name more similar");
    }
}
