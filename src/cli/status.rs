//! `make-book status`: the state of each text and what its authors still owe, as a table with totals.

use super::{
    arguments::General,
    outcome::{Failure, Outcome},
    selection::Selection,
    terminal::Terminal,
};
use crate::{
    check::status::{Missing, TextStatus, VolumeStatus, status},
    locale::Argument,
    manifest::Status as TextState,
};
use serde_json::json;

/// Maximal width of a title, in columns: the table must fit a terminal.
const TITLE: usize = 44;

/// Prints the state of the tomes named, or of all when none is named.
pub(super) fn run(general: &General, tomes: &[String], terminal: &Terminal) -> Result<Outcome, Failure> {
    let Some(selection) = Selection::open(general, tomes, terminal)? else { return Ok(Outcome::HasErrors) };
    let Selection { project, manifest, tomes: selected, .. } = selection;
    for tome in selected {
        let name = manifest.tomes[tome].id.as_str();
        let volume = status(project.sources(), &manifest, tome);
        project.check_unchanged(terminal)?;
        let text = if terminal.writes_json() { as_json(name, &volume) } else { as_table(name, &volume, terminal) };
        terminal.print_output(&text)?;
    }
    Ok(Outcome::Done)
}

/// The name of a state in headers and in the JSON output.
fn state_name(state: TextState) -> &'static str {
    TextState::ALL.into_iter().find(|(_, known)| *known == state).map_or("", |(name, _)| name)
}

fn as_json(tome: &str, volume: &VolumeStatus) -> String {
    let missing = |missing: &Missing| match missing {
        Missing::Text => json!({ "what": "text" }),
        Missing::Biography(person) => json!({ "what": "biography", "person": person }),
        Missing::Portrait(person) => json!({ "what": "portrait", "person": person }),
        Missing::Alternatives(count) => json!({ "what": "alternatives", "count": count }),
    };
    let texts: Vec<_> = volume
        .texts
        .iter()
        .map(|text| {
            json!({
                "path": text.path, "title": text.title, "authors": text.authors, "status": state_name(text.status),
                "words": text.words, "missing": text.missing.iter().map(missing).collect::<Vec<_>>(),
            })
        })
        .collect();
    let sponsors: Vec<_> = volume
        .sponsors
        .iter()
        .map(|sponsor| {
            let tier = sponsor.tier.as_ref().map(ToString::to_string);
            json!({ "name": sponsor.name, "tier": tier, "logo-missing": sponsor.logo_missing })
        })
        .collect();
    format!("{}\n", json!({ "tome": tome, "texts": texts, "sponsors": sponsors }))
}

fn as_table(tome: &str, volume: &VolumeStatus, terminal: &Terminal) -> String {
    let word = |id: &str| terminal.words.word(id);
    let mut rows = vec![["status-state", "status-words", "status-title", "status-authors", "status-owed"].map(word)];
    for text in &volume.texts {
        rows.push([
            word(&format!("state-{}", state_name(text.status))),
            if text.words == 0 { "–".to_owned() } else { text.words.to_string() },
            console::truncate_str(&text.title, TITLE, "…").into_owned(),
            text.authors.join(", "),
            owed(text, terminal),
        ]);
    }
    let widths: Vec<usize> =
        (0..5).map(|column| rows.iter().map(|row| console::measure_text_width(&row[column])).max().unwrap_or(0)).collect();
    let mut shown = format!("{tome}\n");
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .enumerate()
            .map(|(column, (cell, &width))| {
                // Numbers are aligned to the right, words to the left.
                let side = if column == 1 { console::Alignment::Right } else { console::Alignment::Left };
                console::pad_str(cell, width, side, None).into_owned()
            })
            .collect();
        shown.push_str(format!("  {}", cells.join("  ")).trim_end());
        shown.push('\n');
    }
    let approved = volume.texts.iter().filter(|text| text.status == TextState::Approved).count();
    let words: usize = volume.texts.iter().map(|text| text.words).sum();
    let totals = [("texts", volume.texts.len().into()), ("approved", approved.into()), ("words", words.into())];
    shown.push_str(&format!("  {}\n", terminal.say("status-total", &totals)));
    let logos: Vec<&str> =
        volume.sponsors.iter().filter(|sponsor| sponsor.logo_missing).map(|sponsor| sponsor.name.as_str()).collect();
    if !logos.is_empty() {
        shown.push_str(&format!("  {}\n", terminal.say("status-logos", &[("names", Argument::Text(&logos.join(", ")))])));
    }
    shown
}

/// What is missing from a text, in words.
fn owed(text: &TextStatus, terminal: &Terminal) -> String {
    let one = |missing: &Missing| match missing {
        Missing::Text => terminal.words.word("owed-text"),
        Missing::Biography(person) => terminal.say("owed-biography", &[("person", Argument::Text(person))]),
        Missing::Portrait(person) => terminal.say("owed-portrait", &[("person", Argument::Text(person))]),
        Missing::Alternatives(count) => terminal.say("owed-alternatives", &[("count", (*count).into())]),
    };
    text.missing.iter().map(one).collect::<Vec<_>>().join(", ")
}
