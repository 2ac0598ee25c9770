//! What a page's style sheet and style attributes say of a phrase: Google's editor writes bold and italics as classes.

use super::page::Node;
use crate::import::{nest::Format, tree::Block};
use std::collections::HashMap;

/// What declarations say; none where they say nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    strong: Option<bool>,
    emphasis: Option<bool>,
    strike: Option<bool>,
    small_caps: Option<bool>,
    superscript: Option<bool>,
    subscript: Option<bool>,
}

/// The styles of the classes of a page.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Style>);

impl Styles {
    /// The rules `.name { … }` and `element.name { … }` of the style elements in `document`.
    pub(super) fn find(document: Node<'_>) -> Self {
        let elements = document.find_all("style");
        let mut styles = HashMap::new();
        for element in elements {
            let text = element.text_content();
            for rule in text.split('}') {
                let Some((selectors, declarations)) = rule.rsplit_once('{') else { continue };
                let style = declared(declarations);
                if style == Style::default() {
                    continue;
                }
                for selector in selectors.split(',') {
                    let selector = selector.rsplit(';').next().unwrap_or_default().trim();
                    let Some((element, class)) = selector.split_once('.') else { continue };
                    let plain = |text: &str| text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
                    // Whatever a class says of a heading, the heading is one.
                    if plain(element) && plain(class) && !matches!(element, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
                        merge(styles.entry(class.to_owned()).or_default(), style);
                    }
                }
            }
        }
        Self(styles)
    }
}

impl Styles {
    /// Changes a format as the classes and the style of `node` say.
    pub(super) fn apply(&self, node: Node<'_>, format: &mut Format) {
        if let Some(classes) = node.attribute("class") {
            for style in classes.split_whitespace().filter_map(|class| self.0.get(class)) {
                apply(*style, format);
            }
        }
        if let Some(declarations) = node.attribute("style") {
            apply(declared(declarations), format);
        }
    }
}

fn apply(style: Style, format: &mut Format) {
    let set = |flag: &mut bool, value: Option<bool>| *flag = value.unwrap_or(*flag);
    set(&mut format.strong, style.strong);
    set(&mut format.emphasis, style.emphasis);
    set(&mut format.strike, style.strike);
    set(&mut format.small_caps, style.small_caps);
    set(&mut format.superscript, style.superscript);
    set(&mut format.subscript, style.subscript);
}

fn merge(style: &mut Style, more: Style) {
    style.strong = more.strong.or(style.strong);
    style.emphasis = more.emphasis.or(style.emphasis);
    style.strike = more.strike.or(style.strike);
    style.small_caps = more.small_caps.or(style.small_caps);
    style.superscript = more.superscript.or(style.superscript);
    style.subscript = more.subscript.or(style.subscript);
}

/// The declarations that a book can keep.
fn declared(declarations: &str) -> Style {
    let mut style = Style::default();
    for declaration in declarations.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let value = value.trim().to_ascii_lowercase();
        match property.trim().to_ascii_lowercase().as_str() {
            // It says all at once: what it does not name is as usual.
            "font" => {
                if let Some(at) = size_in_shorthand(&value) {
                    let mut looks = value[..at].split_whitespace();
                    let is_strong =
                        |look: &str| look.starts_with("bold") || look.parse::<u32>().is_ok_and(|weight| weight >= 600);
                    style.strong = Some(looks.clone().any(is_strong));
                    style.small_caps = Some(looks.clone().any(|look| look == "small-caps"));
                    style.emphasis = Some(looks.any(|look| matches!(look, "italic" | "oblique")));
                }
            }
            "font-weight" => {
                let weight = value.parse::<u32>().ok();
                style.strong = Some(weight.map_or_else(|| value.starts_with("bold"), |weight| weight >= 600));
            }
            "font-style" => style.emphasis = Some(matches!(value.as_str(), "italic" | "oblique")),
            "text-decoration" | "text-decoration-line" => style.strike = Some(value.contains("line-through")),
            "font-variant" | "font-variant-caps" => style.small_caps = Some(value.contains("small-caps")),
            "vertical-align" => {
                style.superscript = Some(value == "super");
                style.subscript = Some(value == "sub");
            }
            _ => {}
        }
    }
    style
}

/// Where the size begins in a value of `font`: « italic bold 7.0pt "Times New Roman" ». A weight is a number too, but has no unit.
fn size_in_shorthand(value: &str) -> Option<usize> {
    let is_size = |word: &str| {
        let number = word.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let named = ["xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large", "smaller", "larger"];
        (number.len() < word.len() && !number.is_empty()) || named.contains(&word.split('/').next().unwrap_or_default())
    };
    let mut at = 0;
    for word in value.split_inclusive(char::is_whitespace) {
        if is_size(&word.trim().to_ascii_lowercase()) {
            return Some(at);
        }
        at += word.len();
    }
    None
}

/// The families that a value of `font` names.
pub(super) fn family_in_shorthand(value: &str) -> Option<&str> {
    let size = &value[size_in_shorthand(value)?..];
    size.split_once(char::is_whitespace).map(|(_, families)| families.trim())
}

/// The level of a list that Google's editor wrote, from 0: `lst-kix_…-1`.
pub(super) fn list_level(list: Node<'_>) -> Option<usize> {
    let class = list.attribute("class")?;
    let mark = class.split_whitespace().find(|class| class.starts_with("lst-"))?;
    matches!(list.name(), "ul" | "ol").then(|| mark.rsplit('-').next()?.parse().ok())?
}

/// Puts a list under the last item of `before`, `level` levels down.
pub(super) fn nest_list(before: &mut Block, level: usize, list: Block) {
    if let Block::List { items, .. } = before
        && let Some(item) = items.last_mut()
    {
        match item.last_mut() {
            Some(inner @ Block::List { .. }) if level > 1 => nest_list(inner, level - 1, list),
            Some(Block::List { start, items }) => match list {
                Block::List { start: other, items: more } if other.is_some() == start.is_some() => items.extend(more),
                list => item.push(list),
            },
            _ => item.push(list),
        }
    }
}
