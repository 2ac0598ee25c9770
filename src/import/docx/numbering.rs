//! Lists of WordprocessingML: definitions, instances with their own starts, and the numbers that items have reached.

use super::styles::value;
use crate::import::{
    roles::ListPlace,
    xml::{Element, Ns},
};
use std::collections::HashMap;

/// Levels of a list.
const LEVELS: usize = 9;

/// A level of a definition.
#[derive(Clone, Debug, Default)]
struct Level {
    /// Whether its items are numbered; none when they have no sign at all.
    numbered: Option<bool>,
    start: u64,
    /// The paragraph style whose paragraphs stand on this level.
    style: Option<String>,
}

/// An instance of a definition.
#[derive(Debug, Default)]
struct Instance {
    definition: String,
    starts: HashMap<usize, u64>,
    levels: HashMap<usize, Level>,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: HashMap<String, Vec<Level>>,
    instances: HashMap<String, Instance>,
    /// The last number of each level of each definition.
    reached: HashMap<String, [Option<u64>; LEVELS]>,
    /// The instances that have begun.
    begun: std::collections::HashSet<String>,
}

impl Numbering {
    /// Reads the part with the numbering.
    pub(super) fn read(root: Element<'_>) -> Self {
        let mut numbering = Self::default();
        let mut links: Vec<(String, String)> = Vec::new();
        let mut by_style: HashMap<String, String> = HashMap::new();
        for element in root.children() {
            match element.name() {
                (Ns::W, "abstractNum") => {
                    let Some(id) = element.attribute(Ns::W, "abstractNumId") else { continue };
                    if let Some(style) = value(element, "styleLink") {
                        by_style.insert(style.to_owned(), id.to_owned());
                    }
                    if let Some(style) = value(element, "numStyleLink") {
                        links.push((id.to_owned(), style.to_owned()));
                    }
                    let mut levels = vec![Level { start: 1, ..Level::default() }; LEVELS];
                    for level in element.children().filter(|child| child.is(Ns::W, "lvl")) {
                        if let Some(place) = level_index(level).and_then(|index| levels.get_mut(index)) {
                            *place = read_level(level);
                        }
                    }
                    numbering.definitions.insert(id.to_owned(), levels);
                }
                (Ns::W, "num") => {
                    let (Some(id), Some(definition)) = (element.attribute(Ns::W, "numId"), value(element, "abstractNumId"))
                    else {
                        continue;
                    };
                    let mut instance = Instance { definition: definition.to_owned(), ..Instance::default() };
                    for over in element.children().filter(|child| child.is(Ns::W, "lvlOverride")) {
                        let Some(index) = level_index(over) else { continue };
                        if let Some(start) = value(over, "startOverride").and_then(|start| start.parse().ok()) {
                            instance.starts.insert(index, start);
                        }
                        if let Some(level) = over.child(Ns::W, "lvl") {
                            instance.levels.insert(index, read_level(level));
                        }
                    }
                    numbering.instances.insert(id.to_owned(), instance);
                }
                _ => {}
            }
        }
        for (id, style) in links {
            if let Some(levels) = by_style.get(&style).and_then(|linked| numbering.definitions.get(linked)).cloned() {
                numbering.definitions.insert(id, levels);
            }
        }
        numbering
    }

    fn level(&self, list: &str, level: usize) -> Option<&Level> {
        let instance = self.instances.get(list)?;
        instance.levels.get(&level).or_else(|| self.definitions.get(&instance.definition)?.get(level))
    }

    /// The level of a list on which paragraphs of one of these styles stand.
    pub(super) fn level_of_style(&self, list: &str, styles: &[&str]) -> Option<u8> {
        let levels = (0..LEVELS).filter_map(|index| Some((index, self.level(list, index)?.style.as_deref()?)));
        let found = levels.into_iter().find(|(_, style)| styles.contains(style));
        found.and_then(|(index, _)| u8::try_from(index).ok())
    }

    /// The place of the next item of a list; none when its level has no sign, or the list does not exist.
    pub(super) fn next(&mut self, list: &str, level: u8) -> Option<ListPlace> {
        let level = usize::from(level).min(LEVELS - 1);
        let defined = self.level(list, level)?.clone();
        let instance = self.instances.get(list)?;
        let first = !self.begun.contains(list);
        let starts = instance.starts.clone();
        let reached = self.reached.entry(instance.definition.clone()).or_default();
        if first {
            self.begun.insert(list.to_owned());
            for (index, _) in starts.iter().filter(|(index, _)| **index < LEVELS).collect::<std::collections::BTreeMap<_, _>>() {
                reached[*index] = None;
            }
        }
        let start = starts.get(&level).copied().unwrap_or(defined.start);
        let number = reached[level].map_or(start, |last| last.saturating_add(1));
        reached[level] = Some(number);
        for deeper in &mut reached[level + 1..] {
            *deeper = None;
        }
        let list = list.bytes().fold(7_usize, |hash, byte| hash.wrapping_mul(31).wrapping_add(usize::from(byte)));
        defined.numbered.map(|numbered| ListPlace { list, level, number: numbered.then_some(number) })
    }
}

fn level_index(element: Element<'_>) -> Option<usize> {
    element.attribute(Ns::W, "ilvl")?.parse().ok()
}

fn read_level(element: Element<'_>) -> Level {
    let numbered = match value(element, "numFmt") {
        Some("bullet") => Some(false),
        Some("none") => None,
        Some(_) | None => Some(true),
    };
    let text = value(element, "lvlText");
    Level {
        // A level whose text is empty shows nothing.
        numbered: numbered
            .filter(|_| text.is_none_or(|text| !text.is_empty()) || element.child(Ns::W, "lvlPicBulletId").is_some()),
        start: value(element, "start").and_then(|start| start.parse().ok()).unwrap_or(1),
        style: value(element, "pStyle").map(str::to_owned),
    }
}
