//! What each version of a volume changed, by text and printed page, for readers.

use super::labels::Labels;
use crate::{book::Date, epub::Markup, locale::Argument, release::facts::Volume};
use serde_json::Value;

/// Writes the versions of a volume that `history` knows, the newest first; nothing when there is but one.
pub(super) fn write(out: &mut Markup, volume: &Volume, history: &[Value], labels: &Labels) {
    let id = volume.book.tome.id.as_str();
    let versions: Vec<&Value> = history.iter().filter(|version| version["tome"].as_str() == Some(id)).collect();
    if versions.len() < 2 {
        return;
    }
    labels.element(out, "h3", "history-title", &[]);
    out.open("ul").attr("class", "history").line();
    for version in versions {
        out.open("li");
        let date = version["date"].as_str().unwrap_or_default();
        let shown = Date::parse(date).map(|Date { year, month, day }| labels.words.date(year, month, day));
        out.open("time").attr("datetime", date).attr_if("lang", labels.lang()).text(shown.as_deref().unwrap_or(date)).close();
        let texts = version["texts"].as_array().map_or(&[][..], Vec::as_slice);
        if !texts.is_empty() {
            out.line().open("ul").line();
            texts.iter().for_each(|text| changed(out, text, labels));
            out.close().line();
        }
        out.close().line();
    }
    out.close().line();
}

/// A text that a version changed: « Les seuils : réécrit, p. 4-6 ».
fn changed(out: &mut Markup, text: &Value, labels: &Labels) {
    let id = match text["change"].as_str() {
        Some("added") => "history-added",
        Some("rewritten") => "history-rewritten",
        Some("moved") => "history-moved",
        Some("removed") => "history-removed",
        Some(_) | None => return,
    };
    out.open("li").text(text["title"].as_str().unwrap_or_default()).text(" ");
    out.open("span").attr("class", "meta").attr_if("lang", labels.lang());
    let [before, after] = ["before", "after"].map(|when| text["pages"][when].as_str());
    let said = match (before, after) {
        (Some(before), Some(after)) if before != after => {
            labels.words.say("history-pages", &[("before", Argument::Text(before)), ("after", Argument::Text(after))])
        }
        (_, Some(folio)) | (Some(folio), None) => labels.words.say("see-page", &[("folio", Argument::Text(folio))]),
        (None, None) => String::new(),
    };
    let change = labels.words.word(id);
    out.text(&if said.is_empty() { change } else { format!("{change}, {said}") });
    out.close().close().line();
}
