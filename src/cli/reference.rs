//! `make-book help people`, `help portrait`, `help chart`: what a file, a key or a container is, with how it is written.

use super::{
    outcome::{Failure, Outcome},
    terminal::Terminal,
};
use crate::{
    locale::{Argument, Language},
    manifest::{self, Explained},
    source::NameIndex,
};

/// What stands in texts, and not in YAML. Each has a page in the word lists.
const IN_TEXTS: [&str; 10] = ["answer", "aside", "chart", "epigraph", "figure", "footnote", "link", "question", "table", "verse"];

/// Words that lead to them.
const WORDS: [(&str, &str); 15] = [
    ("csv", "chart"),
    ("encadre", "aside"),
    ("encadré", "aside"),
    ("epigraphe", "epigraph"),
    ("diagramme", "chart"),
    ("graphique", "chart"),
    ("image", "figure"),
    ("legende", "figure"),
    ("légende", "figure"),
    ("lien", "link"),
    ("note", "footnote"),
    ("reponse", "answer"),
    ("réponse", "answer"),
    ("tableau", "table"),
    ("vers", "verse"),
];

/// Prints what `topic` is.
pub(super) fn run(topic: &str, terminal: &Terminal) -> Result<Outcome, Failure> {
    let small = topic.to_lowercase();
    let word = WORDS.iter().find(|(word, _)| *word == small).map_or(small.as_str(), |(_, meant)| *meant);
    let is_in_texts = IN_TEXTS.contains(&word);
    let mut pages = Vec::new();
    if is_in_texts {
        pages.push(format!("{word}\n\n{}\n", terminal.words.word(&format!("topic-{word}"))));
    }
    // A word that was led to a page of texts is no key.
    if !is_in_texts || word == small {
        pages.extend(
            manifest::explain(&small, terminal.words.language() == Language::French).iter().map(|found| page(found, terminal)),
        );
    }
    if pages.is_empty() {
        return Err(unknown(topic, terminal));
    }
    terminal.print_output(&pages.join("\n"))?;
    Ok(Outcome::Done)
}

/// The page of a key or a file.
fn page(explained: &Explained, terminal: &Terminal) -> String {
    let words = &terminal.words;
    let mut text = format!("{}\n\n  {}\n", explained.place.join(" › "), explained.meaning);
    if !explained.example.is_empty() {
        text.push_str(&format!("\n    {}\n", explained.example));
    }
    if explained.example.is_empty()
        && let Some(example) = words.find(&format!("example-{}", explained.topic), &[])
    {
        text.push_str(&format!("\n{example}\n"));
    }
    if !explained.choices.is_empty() {
        let choices = explained.choices.join(", ");
        text.push_str(&format!("\n  {}\n", words.say("reference-choices", &[("choices", Argument::Text(&choices))])));
    }
    if !explained.keys.is_empty() {
        let width = explained.keys.iter().map(|(name, _, _)| name.len()).max().unwrap_or_default();
        text.push('\n');
        for (name, is_required, meaning) in &explained.keys {
            let required = if *is_required { format!(" ({})", words.word("reference-required")) } else { String::new() };
            text.push_str(&format!("  {name:width$}  {meaning}{required}\n"));
        }
    }
    text
}

fn unknown(topic: &str, terminal: &Terminal) -> Failure {
    let (files, keys) = manifest::topics();
    let known = files.iter().chain(&keys).copied().chain(IN_TEXTS);
    let near = NameIndex::new(known).nearest(topic).map(str::to_owned);
    let topics = files.iter().copied().chain(IN_TEXTS).collect::<Vec<_>>().join(", ");
    match near {
        Some(near) => {
            terminal.failure("reference-near", &[("topic", Argument::Text(topic)), ("suggestion", Argument::Text(&near))])
        }
        None => terminal.failure("reference-unknown", &[("topic", Argument::Text(topic)), ("topics", Argument::Text(&topics))]),
    }
}
