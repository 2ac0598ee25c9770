//! What is left of lists in a page that Word has filtered: a sign before each item, some spaces in another font, and the indent.

use super::{left_out::declaration, page::Node};
use crate::import::{nest::Run, tree::Inline};

/// Most characters of the sign before an item.
const MAX_SIGN: usize = 12;

/// Two indents that differ by less, in points, are one.
const SAME_INDENT: f64 = 3.0;

/// The text before the spaces that Word sets after the sign of an item, `<span style='font:7.0pt "Times New Roman"'>`; none in a
/// paragraph that is no item, and in one whose sign `is_marked` as such.
pub(super) fn sign_before_spaces(paragraph: Node<'_>, is_marked: fn(Node<'_>) -> bool) -> Option<String> {
    let mut sign = String::new();
    // None while the sign is read.
    let mut found = None;
    paragraph.walk(|node| {
        if found.is_some() {
            return false;
        }
        if let Some(text) = node.text() {
            sign.push_str(text);
            if sign.trim().chars().count() > MAX_SIGN {
                found = Some(false);
            }
        } else if is_marked(node) || matches!(node.name(), "img" | "br") {
            found = Some(false);
        } else if declaration(node, "font").is_some() {
            let inner = node.text_content();
            if !inner.is_empty() && inner.chars().all(char::is_whitespace) {
                found = Some(true);
            }
        }
        found.is_none()
    });
    let sign = sign.trim();
    (found == Some(true) && !sign.is_empty()).then(|| sign.to_owned())
}

/// Takes the sign of an item, and the spaces after it, off the runs of the item.
pub(super) fn strip_sign(runs: &mut Vec<Run>, sign: &str) {
    let mut left = sign.chars().filter(|c| !c.is_whitespace()).count();
    for run in runs.iter_mut() {
        let Inline::Text(text) = &mut run.content else {
            if left == 0 {
                break;
            }
            continue;
        };
        let rest = text.char_indices().find(|(_, character)| {
            let is_sign = !character.is_whitespace() && left > 0;
            left -= usize::from(is_sign);
            !is_sign && !character.is_whitespace()
        });
        if let Some((at, _)) = rest {
            text.drain(..at);
            break;
        }
        text.clear();
    }
    runs.retain(|run| run.content != Inline::Text(String::new()));
}

/// The indent of a paragraph, in points.
fn indent(paragraph: Node<'_>) -> f64 {
    let of_all = declaration(paragraph, "margin").and_then(|sides| {
        let sides: Vec<&str> = sides.split_whitespace().collect();
        sides.get(3).or_else(|| sides.get(1)).or_else(|| sides.first()).copied()
    });
    // The style of items has half an inch.
    let of_style = if paragraph.attribute("class").is_some_and(|class| class.contains("MsoListParagraph")) { 36.0 } else { 0.0 };
    declaration(paragraph, "margin-left").or(of_all).and_then(points).unwrap_or(of_style)
}

/// A length in points.
fn points(length: &str) -> Option<f64> {
    let length = length.trim();
    let units = [("pt", 1.0), ("cm", 28.35), ("mm", 2.835), ("in", 72.0), ("px", 0.75)];
    let (number, unit) = units.iter().find_map(|(name, unit)| Some((length.strip_suffix(name)?, *unit))).unwrap_or((length, 1.0));
    Some(number.trim().parse::<f64>().ok().filter(|number| number.is_finite())? * unit)
}

/// The level of an item, from 0, among those above it, whose indents are `open`, the outermost first.
pub(super) fn level_by_indent(paragraph: Node<'_>, open: &mut Vec<f64>) -> usize {
    let own = indent(paragraph);
    while open.last().is_some_and(|last| own < last - SAME_INDENT) {
        open.pop();
    }
    if open.last().is_none_or(|last| own > last + SAME_INDENT) {
        open.push(own);
    }
    open.len().saturating_sub(1).min(8)
}
