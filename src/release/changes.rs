//! What a release changes beside an earlier one: texts that came, went, were rewritten, or stand on other pages. For readers, the
//! printer and the press.

use super::facts::{Release, Volume, shown_range};
use crate::book::plain_text;
use serde_json::{Value, json};

/// The versions of each volume, the newest first, and changes.json: for each volume the changed texts, and the number of pages before
/// and after. None when `earlier` is not the release.json of a release that says what its texts hold.
pub(super) fn since(release: Release<'_>, earlier: &[u8]) -> Option<(Vec<Value>, Vec<u8>)> {
    let earlier: Value = serde_json::from_slice(earlier).ok()?;
    let before = earlier["volumes"].as_array()?;
    let volumes: Vec<Value> = release
        .volumes
        .iter()
        .map(|volume| {
            let id = volume.book.tome.id.as_str();
            let before = before.iter().find(|earlier| earlier["tome"].as_str() == Some(id));
            of_volume(volume, before.unwrap_or(&Value::Null))
        })
        .collect();
    let gone: Vec<&str> = before
        .iter()
        .filter_map(|earlier| earlier["tome"].as_str())
        .filter(|id| !release.volumes.iter().any(|volume| volume.book.tome.id.as_str() == *id))
        .collect();
    let history = history(release, &volumes, &earlier);
    Some((history, format!("{:#}\n", json!({ "volumes": volumes, "without": gone })).into_bytes()))
}

/// What each version of each volume changed, the newest first. A volume that is as it was has no new version; the first version that is
/// known has no changes.
fn history(release: Release<'_>, changes: &[Value], earlier: &Value) -> Vec<Value> {
    let none = Vec::new();
    let mut history = Vec::new();
    for (volume, changes) in release.volumes.iter().zip(changes) {
        let id = &changes["tome"];
        let Some(before) = earlier["volumes"].as_array().unwrap_or(&none).iter().find(|before| before["tome"] == *id) else {
            history.push(json!({ "tome": id, "date": volume.book.tome.date.to_string(), "texts": [] }));
            continue;
        };
        if changes["texts"].as_array().is_some_and(|texts| !texts.is_empty()) {
            let (date, texts) = (volume.book.tome.date.to_string(), &changes["texts"]);
            history.push(json!({ "tome": id, "date": date, "pages": changes["pages"], "texts": texts }));
        }
        let known = history.len();
        history.extend(earlier["history"].as_array().unwrap_or(&none).iter().filter(|version| version["tome"] == *id).cloned());
        if history.len() == known {
            history.push(json!({ "tome": id, "date": before["date"], "texts": [] }));
        }
    }
    history
}

fn of_volume(volume: &Volume, before: &Value) -> Value {
    let none = Vec::new();
    let earlier = before["texts"].as_array().unwrap_or(&none);
    let mut texts = Vec::new();
    for (index, section, _) in volume.texts() {
        let pages = volume.folio_range(index).as_ref().map(shown_range);
        let old = earlier.iter().find(|old| old["id"].as_str() == Some(section.slug.as_str()));
        let (change, old_pages) = match old {
            None => ("added", None),
            Some(old) => {
                let old_pages = old["pages"].as_str();
                let change = if old["content"].as_str() != volume.contents.get(index).map(String::as_str) {
                    "rewritten"
                } else if old_pages != pages.as_deref() {
                    "moved"
                } else {
                    continue;
                };
                (change, old_pages)
            }
        };
        texts.push(json!({
            "id": section.slug.as_str(), "title": plain_text(&section.title).trim(), "change": change,
            "pages": { "before": old_pages, "after": pages },
        }));
    }
    let is_here = |old: &&Value| volume.texts().any(|(_, section, _)| Some(section.slug.as_str()) == old["id"].as_str());
    for old in earlier.iter().filter(|old| !is_here(old)) {
        texts.push(json!({
            "id": old["id"], "title": old["title"], "change": "removed", "pages": { "before": old["pages"], "after": null },
        }));
    }
    json!({
        "tome": volume.book.tome.id.as_str(), "pages": { "before": before["pages"], "after": volume.pages },
        "words": { "before": before["words"], "after": volume.word_count() }, "texts": texts,
    })
}
