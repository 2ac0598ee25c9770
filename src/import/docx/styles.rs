//! Styles of WordprocessingML, resolved: document defaults, the styles that a style is based on, and direct formatting.

use crate::import::{
    roles::{Role, named_level, named_role},
    scraped::borders_rule,
    xml::{Element, Ns},
};
use std::{cell::RefCell, collections::HashMap, rc::Rc};

/// How many styles may be based on each other.
const MAX_CHAIN: usize = 32;

/// The toggle properties (ISO/IEC 29500-1, 17.7.3), in the order of [`Properties::toggles`].
const TOGGLES: [&str; 6] = ["b", "i", "caps", "smallCaps", "strike", "vanish"];

/// What a style or a run says of its characters; none where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Properties {
    toggles: [Option<bool>; TOGGLES.len()],
    double_strike: Option<bool>,
    /// 1 for superior, -1 for inferior, 0 for neither.
    raised: Option<i8>,
    highlighted: Option<bool>,
    font: Option<Rc<str>>,
    language: Option<Rc<str>>,
    right_to_left_language: Option<Rc<str>>,
    right_to_left: Option<bool>,
}

/// What two styles say together, and which toggles they switch on.
type Resolved = (Properties, [bool; TOGGLES.len()]);

/// How characters look, when all styles are resolved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CharacterFormat {
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) capitals: bool,
    pub(super) small_caps: bool,
    pub(super) strike: bool,
    pub(super) hidden: bool,
    /// 1 for superior, -1 for inferior.
    pub(super) raised: i8,
    pub(super) highlighted: bool,
    pub(super) font: Option<Rc<str>>,
    pub(super) language: Option<Rc<str>>,
}

/// A style.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    properties: Properties,
    outline: Option<u8>,
    list: Option<String>,
    list_level: Option<u8>,
    /// Whether its paragraphs have a line above or below them, and none beside them.
    ruled: Option<bool>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    defaults: Properties,
    default_paragraph: Option<String>,
    /// The style of characters of each pair of a paragraph's and a character's style.
    resolved: RefCell<HashMap<String, HashMap<String, Rc<Resolved>>>>,
    /// The pair that was asked for last: the runs of a paragraph are often alike.
    last: RefCell<(String, String, Option<Rc<Resolved>>)>,
    /// What the paragraphs of each style are for.
    roles: RefCell<HashMap<String, Role>>,
}

/// What `val` of a switch says; a switch without a value is on.
pub(super) fn switch(element: Element<'_>) -> bool {
    !matches!(element.attribute(Ns::W, "val"), Some("0" | "false" | "off" | "none"))
}

/// The value of the child `name`.
pub(super) fn value<'a>(element: Element<'a>, name: &str) -> Option<&'a str> {
    element.child(Ns::W, name)?.attribute(Ns::W, "val")
}

/// Whether the properties of paragraphs draw a line above or below them, and none beside them; none when they say nothing of lines.
fn ruled(properties: Element<'_>) -> Option<bool> {
    let borders = properties.child(Ns::W, "pBdr")?;
    Some(borders_rule(|side| value(borders, side).is_some_and(|val| !matches!(val, "nil" | "none"))))
}

impl Properties {
    /// Reads `rPr`.
    pub(super) fn read(element: Element<'_>) -> Self {
        let mut read = Self::default();
        for child in element.children() {
            let (Ns::W, name) = child.name() else { continue };
            let val = child.attribute(Ns::W, "val");
            if let Some(toggle) = TOGGLES.iter().position(|toggle| *toggle == name) {
                read.toggles[toggle] = Some(switch(child));
                continue;
            }
            match name {
                "dstrike" => read.double_strike = Some(switch(child)),
                "vertAlign" => {
                    read.raised = Some(match val {
                        Some("superscript") => 1,
                        Some("subscript") => -1,
                        _ => 0,
                    });
                }
                "position" => {
                    let position = val.and_then(|val| val.trim_end_matches("pt").parse::<f64>().ok()).unwrap_or(0.0);
                    read.raised = read.raised.filter(|raised| *raised != 0).or(Some(if position > 0.0 {
                        1
                    } else {
                        -i8::from(position < 0.0)
                    }));
                }
                "highlight" => read.highlighted = Some(switch(child)),
                "shd" => {
                    let fill = child.attribute(Ns::W, "fill").unwrap_or("auto");
                    let plain = ["auto", "ffffff", "none"].iter().any(|plain| fill.eq_ignore_ascii_case(plain));
                    read.highlighted = read.highlighted.or(Some(!plain));
                }
                "rFonts" => {
                    read.font = child.attribute(Ns::W, "ascii").or_else(|| child.attribute(Ns::W, "hAnsi")).map(Into::into)
                }
                "lang" => {
                    read.language = val.map(Into::into);
                    read.right_to_left_language = child.attribute(Ns::W, "bidi").map(Into::into);
                }
                "rtl" => read.right_to_left = Some(switch(child)),
                _ => {}
            }
        }
        read
    }

    /// Fills what is not said with what `below` says.
    fn over(mut self, below: &Self) -> Self {
        for (toggle, under) in self.toggles.iter_mut().zip(below.toggles) {
            *toggle = toggle.or(under);
        }
        self.double_strike = self.double_strike.or(below.double_strike);
        self.raised = self.raised.or(below.raised);
        self.highlighted = self.highlighted.or(below.highlighted);
        self.font = self.font.or_else(|| below.font.clone());
        self.language = self.language.or_else(|| below.language.clone());
        self.right_to_left_language = self.right_to_left_language.or_else(|| below.right_to_left_language.clone());
        self.right_to_left = self.right_to_left.or(below.right_to_left);
        self
    }
}

impl Styles {
    /// Reads the part with the styles.
    pub(super) fn read(root: Element<'_>) -> Self {
        let mut styles = Self::default();
        if let Some(defaults) =
            root.child(Ns::W, "docDefaults").and_then(|defaults| defaults.child(Ns::W, "rPrDefault")?.child(Ns::W, "rPr"))
        {
            styles.defaults = Properties::read(defaults);
        }
        for element in root.children().filter(|element| element.is(Ns::W, "style")) {
            let Some(id) = element.attribute(Ns::W, "styleId") else { continue };
            let paragraph = element.child(Ns::W, "pPr");
            let numbering = paragraph.and_then(|paragraph| paragraph.child(Ns::W, "numPr"));
            let style = Style {
                name: value(element, "name").unwrap_or(id).to_owned(),
                based_on: value(element, "basedOn").map(str::to_owned),
                properties: element.child(Ns::W, "rPr").map(Properties::read).unwrap_or_default(),
                outline: paragraph.and_then(|paragraph| value(paragraph, "outlineLvl")?.parse().ok()),
                list: numbering.and_then(|numbering| value(numbering, "numId")).map(str::to_owned),
                list_level: numbering.and_then(|numbering| value(numbering, "ilvl")?.parse().ok()),
                ruled: paragraph.and_then(ruled),
            };
            let default = element.attribute(Ns::W, "default").is_some_and(|val| matches!(val, "1" | "true" | "on"));
            if default && element.attribute(Ns::W, "type") == Some("paragraph") {
                styles.default_paragraph = Some(id.to_owned());
            }
            styles.by_id.insert(id.to_owned(), style);
        }
        styles
    }

    /// A style and those that it is based on, in this order.
    fn chain<'a>(&'a self, id: &str) -> Vec<(&'a str, &'a Style)> {
        let mut chain = Vec::new();
        let mut next = self.by_id.get_key_value(id);
        while let Some((id, style)) = next {
            if chain.len() == MAX_CHAIN {
                break;
            }
            chain.push((id.as_str(), style));
            next = style.based_on.as_deref().and_then(|id| self.by_id.get_key_value(id));
        }
        chain
    }

    fn chained(&self, id: &str) -> Properties {
        self.chain(id).iter().fold(Properties::default(), |over, (_, style)| over.over(&style.properties))
    }

    /// How characters look in a paragraph style, a character style and direct formatting.
    pub(super) fn look(&self, paragraph: Option<&str>, character: Option<&str>, direct: &Properties) -> CharacterFormat {
        let paragraph = paragraph.or(self.default_paragraph.as_deref()).unwrap_or_default();
        let character = character.unwrap_or_default();
        let resolved = self.resolved(paragraph, character);
        let (styled, on) = &*resolved;
        let toggle = |at: usize| direct.toggles[at].unwrap_or(on[at]);
        let right_to_left = direct.right_to_left.or(styled.right_to_left).unwrap_or(false);
        let (own, under) = if right_to_left {
            (&direct.right_to_left_language, &styled.right_to_left_language)
        } else {
            (&direct.language, &styled.language)
        };
        CharacterFormat {
            strong: toggle(0),
            emphasis: toggle(1),
            capitals: toggle(2),
            small_caps: toggle(3),
            strike: toggle(4) || direct.double_strike.or(styled.double_strike).unwrap_or(false),
            hidden: toggle(5),
            raised: direct.raised.or(styled.raised).unwrap_or(0),
            highlighted: direct.highlighted.or(styled.highlighted).unwrap_or(false),
            font: direct.font.clone().or_else(|| styled.font.clone()),
            language: own.clone().or_else(|| under.clone()),
        }
    }

    /// What a paragraph's and a character's style say together.
    fn resolved(&self, paragraph: &str, character: &str) -> Rc<Resolved> {
        if let (of, with, Some(resolved)) = &*self.last.borrow()
            && (of.as_str(), with.as_str()) == (paragraph, character)
        {
            return Rc::clone(resolved);
        }
        let known = self.resolved.borrow().get(paragraph).and_then(|of| of.get(character)).cloned();
        let resolved = known.unwrap_or_else(|| {
            let (below, above) = (self.chained(paragraph), self.chained(character));
            let mut on = [false; TOGGLES.len()];
            for (at, on) in on.iter_mut().enumerate() {
                // Of a paragraph's and a character's style exactly one switches a property on; the defaults cannot be switched off by them.
                let both = below.toggles[at].unwrap_or(false) != above.toggles[at].unwrap_or(false);
                *on = self.defaults.toggles[at].unwrap_or(false) || both;
            }
            let resolved = Rc::new((above.over(&below).over(&self.defaults), on));
            let mut of = self.resolved.borrow_mut();
            of.entry(paragraph.to_owned()).or_default().insert(character.to_owned(), Rc::clone(&resolved));
            resolved
        });
        *self.last.borrow_mut() = (paragraph.to_owned(), character.to_owned(), Some(Rc::clone(&resolved)));
        resolved
    }

    /// What paragraphs of a style are for: by the name of the style or of one that it is based on, or by its outline level.
    pub(super) fn role(&self, id: Option<&str>) -> Role {
        let Some(id) = id else { return Role::Body };
        let known = self.roles.borrow().get(id).copied();
        known.unwrap_or_else(|| {
            let role = self.found_role(id);
            self.roles.borrow_mut().insert(id.to_owned(), role);
            role
        })
    }

    fn found_role(&self, id: &str) -> Role {
        for (_, style) in self.chain(id) {
            if let Some(role) = named_role(&style.name) {
                return role;
            }
            if let Some(level) = style.outline {
                return if level < 9 { Role::Heading(level + 1) } else { Role::Body };
            }
        }
        Role::Body
    }

    /// The level of the items of a style, from 0, that its name or that of one it is based on says.
    pub(super) fn list_level(&self, id: Option<&str>) -> Option<usize> {
        self.chain(id?).into_iter().find_map(|(_, style)| named_level(&style.name))
    }

    /// Whether an empty paragraph with these properties and this style shows a line across the page.
    pub(super) fn is_ruled(&self, properties: Option<Element<'_>>, style: Option<&str>) -> bool {
        let chain = style.map(|style| self.chain(style)).unwrap_or_default();
        properties.and_then(ruled).or_else(|| chain.into_iter().find_map(|(_, style)| style.ruled)).unwrap_or(false)
    }

    /// The list of a style, as the identifier of its numbering, its level if it says one, and the identifiers of the styles from it to
    /// the one that names the list.
    pub(super) fn list(&self, id: Option<&str>) -> Option<(&str, Option<u8>, Vec<&str>)> {
        let chain = self.chain(id?);
        let at = chain.iter().position(|(_, style)| style.list.is_some())?;
        let level = chain[..=at].iter().find_map(|(_, style)| style.list_level);
        let ids = chain[..=at].iter().map(|(id, _)| *id).collect();
        Some((chain[at].1.list.as_deref()?, level, ids))
    }
}
