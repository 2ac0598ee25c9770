//! Styles of OpenDocument, resolved by their parents, and the signs of lists.

use crate::import::{
    nest::Format,
    roles::{Role, named_role},
    scraped::borders_rule,
    xml::{Element, Ns},
};
use std::collections::HashMap;

/// How many styles may be the parents of each other.
const MAX_CHAIN: usize = 32;

/// What a style says of characters; none where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Properties {
    strong: Option<bool>,
    emphasis: Option<bool>,
    small_caps: Option<bool>,
    capitals: Option<bool>,
    strike: Option<bool>,
    hidden: Option<bool>,
    highlighted: Option<bool>,
    raised: Option<i8>,
    font: Option<String>,
    language: Option<String>,
}

/// How characters look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CharacterFormat {
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) small_caps: bool,
    pub(super) capitals: bool,
    pub(super) strike: bool,
    pub(super) hidden: bool,
    pub(super) highlighted: bool,
    pub(super) raised: i8,
    pub(super) font: Option<String>,
    pub(super) language: Option<String>,
}

/// A style.
#[derive(Clone, Debug, Default)]
struct Style {
    /// Its name as users see it.
    shown: String,
    parent: Option<String>,
    outline: Option<u8>,
    properties: Properties,
    /// Whether its paragraphs have a line above or below them, and none beside them.
    ruled: Option<bool>,
    /// How a picture is cut, as CSS lengths, and mirrored.
    clip: Option<String>,
    mirror: Option<String>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_name: HashMap<(String, String), Style>,
    /// For each list style, whether each level is numbered, and its start; none for a level without a sign.
    lists: HashMap<String, HashMap<usize, Option<(bool, u64)>>>,
    /// The families of the faces that styles name.
    faces: HashMap<String, String>,
}

/// The first part of a language tag.
pub(super) fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

impl Properties {
    fn read(element: Element<'_>) -> Self {
        let fo = |name| element.attribute(Ns::Fo, name);
        let style = |name| element.attribute(Ns::Style, name);
        let line = style("text-line-through-style").or_else(|| style("text-line-through-type"));
        Self {
            strong: fo("font-weight").map(|weight| weight.parse::<u32>().map_or(weight == "bold", |weight| weight >= 600)),
            emphasis: fo("font-style").map(|style| matches!(style, "italic" | "oblique")),
            small_caps: fo("font-variant").map(|variant| variant == "small-caps"),
            capitals: fo("text-transform").map(|transform| matches!(transform, "uppercase" | "capitalize")),
            strike: line.map(|line| line != "none"),
            hidden: element.attribute(Ns::Text, "display").map(|display| display == "none"),
            highlighted: fo("background-color").map(|colour| !matches!(colour, "transparent" | "#ffffff")),
            raised: style("text-position").map(raised),
            font: style("font-name").or_else(|| fo("font-family")).map(|font| font.trim_matches(['\'', '"']).to_owned()),
            language: fo("language").map(str::to_owned),
        }
    }

    fn over(self, below: &Self) -> Self {
        Self {
            strong: self.strong.or(below.strong),
            emphasis: self.emphasis.or(below.emphasis),
            small_caps: self.small_caps.or(below.small_caps),
            capitals: self.capitals.or(below.capitals),
            strike: self.strike.or(below.strike),
            hidden: self.hidden.or(below.hidden),
            highlighted: self.highlighted.or(below.highlighted),
            raised: self.raised.or(below.raised),
            font: self.font.or_else(|| below.font.clone()),
            language: self.language.or_else(|| below.language.clone()),
        }
    }
}

/// Whether characters stand above (1) or below (-1) the line: « super 58% », « 33% 58% », « -10% ».
fn raised(position: &str) -> i8 {
    match position.split_whitespace().next() {
        Some("super") => 1,
        Some("sub") => -1,
        Some(height) => {
            let height = height.trim_end_matches('%').parse::<f64>().unwrap_or(0.0);
            i8::from(height > 0.0) - i8::from(height < 0.0)
        }
        None => 0,
    }
}

/// Whether paragraphs have a line above or below them, and none beside them; none when nothing is said of lines.
fn ruled(properties: Element<'_>) -> Option<bool> {
    let border = |name: &str| properties.attribute(Ns::Fo, name);
    let drawn = |side: &str| border(&format!("border-{side}")).is_some_and(|border| border != "none" && !border.is_empty());
    let across = border("border-top").or_else(|| border("border-bottom")).map(|_| borders_rule(drawn));
    across.or_else(|| border("border").map(|_| false))
}

impl Styles {
    /// Reads the styles of a part; they replace those of the same name.
    pub(super) fn read(&mut self, root: Element<'_>) {
        for group in root
            .children()
            .filter(|child| matches!(child.name(), (Ns::Office, "styles" | "automatic-styles" | "font-face-decls")))
        {
            for element in group.children() {
                match element.name() {
                    (Ns::Style, "style" | "default-style") => self.read_style(element),
                    (Ns::Text, "list-style") => self.read_list_style(element),
                    (Ns::Style, "font-face") => {
                        if let (Some(name), Some(family)) =
                            (element.attribute(Ns::Style, "name"), element.attribute(Ns::Svg, "font-family"))
                        {
                            self.faces.insert(name.to_owned(), family.trim_matches(['\'', '"']).to_owned());
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    fn read_style(&mut self, element: Element<'_>) {
        let Some(family) = element.attribute(Ns::Style, "family") else { return };
        // Default styles have no name.
        let name = element.attribute(Ns::Style, "name").unwrap_or_default();
        let graphic = element.child(Ns::Style, "graphic-properties");
        let style = Style {
            shown: element.attribute(Ns::Style, "display-name").map_or_else(|| decoded_name(name), str::to_owned),
            parent: element.attribute(Ns::Style, "parent-style-name").map(str::to_owned),
            outline: element.attribute(Ns::Style, "default-outline-level").and_then(|level| level.parse().ok()),
            properties: element.child(Ns::Style, "text-properties").map(Properties::read).unwrap_or_default(),
            ruled: element.child(Ns::Style, "paragraph-properties").and_then(ruled),
            clip: graphic.and_then(|graphic| graphic.attribute(Ns::Fo, "clip")).map(str::to_owned),
            mirror: graphic.and_then(|graphic| graphic.attribute(Ns::Style, "mirror")).map(str::to_owned),
        };
        self.by_name.insert((family.to_owned(), name.to_owned()), style);
    }

    fn read_list_style(&mut self, element: Element<'_>) {
        let Some(name) = element.attribute(Ns::Style, "name") else { return };
        let mut levels = HashMap::new();
        for level in element.children() {
            let (Ns::Text, kind) = level.name() else { continue };
            let Some(number) = level.attribute(Ns::Text, "level").and_then(|level| level.parse::<usize>().ok()) else { continue };
            let start = level.attribute(Ns::Text, "start-value").and_then(|start| start.parse().ok()).unwrap_or(1);
            let sign = match kind {
                "list-level-style-number" => {
                    let format = level.attribute(Ns::Style, "num-format").unwrap_or_default();
                    (!format.is_empty()).then_some((true, start))
                }
                "list-level-style-bullet" | "list-level-style-image" => Some((false, 1)),
                _ => continue,
            };
            levels.insert(number, sign);
        }
        self.lists.insert(name.to_owned(), levels);
    }

    /// A style and its parents; the default style of the family is the last.
    fn chain(&self, family: &str, name: Option<&str>) -> Vec<&Style> {
        let mut chain = Vec::new();
        let mut next = name.and_then(|name| self.by_name.get(&(family.to_owned(), name.to_owned())));
        while let Some(style) = next {
            if chain.len() == MAX_CHAIN {
                break;
            }
            chain.push(style);
            next = style.parent.as_deref().and_then(|parent| self.by_name.get(&(family.to_owned(), parent.to_owned())));
        }
        if family == "paragraph" {
            chain.extend(self.by_name.get(&(family.to_owned(), String::new())));
        }
        chain
    }

    fn properties(&self, family: &str, name: Option<&str>) -> Properties {
        self.chain(family, name).iter().fold(Properties::default(), |over, style| over.over(&style.properties))
    }

    /// How characters look in a paragraph of a style.
    pub(super) fn paragraph_look(&self, name: Option<&str>) -> CharacterFormat {
        self.applied(&CharacterFormat::default(), &self.properties("paragraph", name))
    }

    /// How characters look in a span of a style that stands in text of another look.
    pub(super) fn span_look(&self, around: &CharacterFormat, name: Option<&str>) -> CharacterFormat {
        self.applied(around, &self.properties("text", name))
    }

    fn applied(&self, around: &CharacterFormat, properties: &Properties) -> CharacterFormat {
        let font = properties.font.as_ref().map(|font| self.faces.get(font).unwrap_or(font).clone());
        CharacterFormat {
            strong: properties.strong.unwrap_or(around.strong),
            emphasis: properties.emphasis.unwrap_or(around.emphasis),
            small_caps: properties.small_caps.unwrap_or(around.small_caps),
            capitals: properties.capitals.unwrap_or(around.capitals),
            strike: properties.strike.unwrap_or(around.strike),
            hidden: properties.hidden.unwrap_or(around.hidden),
            highlighted: properties.highlighted.unwrap_or(around.highlighted),
            raised: properties.raised.unwrap_or(around.raised),
            font: font.or_else(|| around.font.clone()),
            language: properties.language.clone().or_else(|| around.language.clone()),
        }
    }

    /// The language that a style names.
    pub(super) fn language(&self, family: &str, name: Option<&str>) -> Option<&str> {
        self.chain(family, name).into_iter().find_map(|style| style.properties.language.as_deref())
    }

    /// Whether an empty paragraph of a style shows a line across the page.
    pub(super) fn is_ruled(&self, name: Option<&str>) -> bool {
        let found = self
            .chain("paragraph", name)
            .into_iter()
            .find_map(|style| style.ruled.or_else(|| style.shown.eq_ignore_ascii_case("horizontal line").then_some(true)));
        found.unwrap_or(false)
    }

    /// What paragraphs of a style are for.
    pub(super) fn role(&self, name: Option<&str>) -> Role {
        for style in self.chain("paragraph", name) {
            if let Some(role) = named_role(&style.shown) {
                return role;
            }
            if let Some(level) = style.outline.filter(|level| *level > 0) {
                return Role::Heading(level);
            }
        }
        Role::Body
    }

    /// The sign of a level of a list, from 1: whether it is numbered, and its start. None when it has none.
    pub(super) fn list_sign(&self, name: Option<&str>, level: usize) -> Option<(bool, u64)> {
        let levels = name.and_then(|name| self.lists.get(name));
        levels.map_or(Some((false, 1)), |levels| levels.get(&level).copied().unwrap_or(Some((false, 1))))
    }

    /// How pictures of a style are cut and mirrored.
    pub(super) fn picture(&self, name: Option<&str>) -> (Option<&str>, Option<&str>) {
        let chain = self.chain("graphic", name);
        let clip = chain.iter().find_map(|style| style.clip.as_deref());
        (clip, chain.iter().find_map(|style| style.mirror.as_deref()))
    }
}

/// A name of a style without its encoding: `Heading_20_1`.
fn decoded_name(name: &str) -> String {
    let mut decoded = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(at) = rest.find('_') {
        decoded.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let code =
            after.split_once('_').and_then(|(code, after)| Some((char::from_u32(u32::from_str_radix(code, 16).ok()?)?, after)));
        match code {
            Some((character, after)) => {
                decoded.push(character);
                rest = after;
            }
            None => {
                decoded.push('_');
                rest = after;
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

impl CharacterFormat {
    /// The format of a run; languages in `ignored` are not marked.
    pub(super) fn format(&self, ignored: &[String]) -> Format {
        let language = self.language.as_deref().map(primary);
        let language =
            language.filter(|language| (2..=3).contains(&language.len()) && language != "zxx" && !ignored.contains(language));
        let fixed =
            |font: &str| ["courier", "consolas", "mono", "menlo"].iter().any(|name| font.to_ascii_lowercase().contains(name));
        Format {
            link: None,
            language: language.map(Into::into),
            strong: self.strong,
            emphasis: self.emphasis,
            strike: self.strike,
            small_caps: self.small_caps,
            superscript: self.raised > 0,
            subscript: self.raised < 0,
            code: self.font.as_deref().is_some_and(fixed),
        }
    }
}
