//! What the renderings promise, and that no code is without words.

use super::*;
use crate::{diagnostic::render::human::Style, locale::Language, source::SourceMap};

const PLAIN: Style = Style { colour: false, width: 100 };

fn english() -> Words {
    Words::new(Language::English)
}

#[test]
fn every_code_has_a_message_and_a_remedy_in_both_languages() {
    let mut missing = Vec::new();
    for language in [Language::French, Language::English] {
        let words = Words::new(language);
        for &code in Code::ALL {
            let id = message_id(code);
            for id in [id.clone(), format!("{id}.help")] {
                if words.find(&id, &[]).is_none() {
                    missing.push(format!("{language:?}: {id}"));
                }
            }
        }
    }
    assert!(missing.is_empty(), "words that the lists lack: {missing:#?}");
}

#[test]
fn every_code_is_explained_in_three_lines_and_named_once() {
    let mut names = std::collections::BTreeSet::new();
    for &code in Code::ALL {
        assert!(code.explanation().len() >= 3, "{}: what it means, why it matters, how to mend it", code.name());
        assert!(names.insert(code.name()), "{} names two rules", code.name());
    }
}

#[test]
fn a_place_is_shown_with_its_line_and_column_in_characters() {
    let mut sources = SourceMap::new();
    let id = sources.add("tome1/tome.yaml", "number: 1\r\néé: titel: x\r\n");
    let diagnostic =
        Diagnostic::new(Code::UnknownKey, Span::new(id, 17..22)).with("key", "titel").suggest("titel", ["title", "date"]);
    assert_eq!(short::render(&diagnostic, &sources, &english()), "tome1/tome.yaml:2:5: error[M001]: unknown key ‘titel’");
    let shown = human::render(&diagnostic, &sources, &english(), PLAIN);
    assert!(shown.contains("tome1/tome.yaml:2:5"), "{shown}");
    assert!(shown.contains("éé: titel: x"), "{shown}");
    assert!(shown.contains("━━━━━"), "{shown}");
    assert!(shown.contains("‘title’"), "{shown}");
    let json: serde_json::Value = serde_json::from_str(&json::render(&diagnostic, &sources, &english())).expect("it is JSON");
    assert_eq!((&json["line"], &json["column"], &json["end"]["column"]), (&2.into(), &5.into(), &10.into()));
}

#[test]
fn a_whole_file_is_named_without_a_line() {
    let mut sources = SourceMap::new();
    let id = sources.add_binary("book/logos/x.png", vec![1_u8, 2]);
    let diagnostic = Diagnostic::new(Code::UnknownKey, Span::whole(id)).with("key", "x");
    assert!(short::render(&diagnostic, &sources, &english()).starts_with("book/logos/x.png: error[M001]: "));
    assert!(human::render(&diagnostic, &sources, &english(), PLAIN).contains("book/logos/x.png\n"));
    let json: serde_json::Value = serde_json::from_str(&json::render(&diagnostic, &sources, &english())).expect("it is JSON");
    assert!(json["line"].is_null() && json["end"].is_null());
}

#[test]
fn a_line_of_megabytes_is_cut_around_the_place() {
    let text = format!("{}FAULT{}\nnext", "é".repeat(2_000_000), "à".repeat(2_000_000));
    let mut sources = SourceMap::new();
    let at = text.find("FAULT").expect("it is there");
    let id = sources.add("tome1/02-x.md", text);
    let diagnostic = Diagnostic::new(Code::UnknownKey, Span::new(id, at..at + 5)).with("key", "FAULT");
    let shown = human::render(&diagnostic, &sources, &english(), PLAIN);
    assert!(shown.contains("FAULT") && shown.contains(":1:2000001"), "{shown}");
    assert!(shown.len() < 4_000, "{} bytes", shown.len());
    let whole = Diagnostic::new(Code::UnknownKey, Span::new(id, 0..at * 2)).with("key", "x");
    assert!(human::render(&whole, &sources, &english(), PLAIN).len() < 8_000);
}

#[test]
fn no_offset_breaks_an_excerpt() {
    let text = "é\n\r\nx\ty\r";
    let mut sources = SourceMap::new();
    let id = sources.add("a.md", text);
    for start in 0..=text.len() + 2 {
        for end in start..=text.len() + 2 {
            let diagnostic = Diagnostic::new(Code::UnknownKey, Span::new(id, start..end)).with("key", "x");
            let _ = human::render(&diagnostic, &sources, &english(), PLAIN);
        }
    }
}
