//! The relations of a part: what it refers to, by identifier and by kind, never by the name of a file.

use super::super::{
    damage::Damage,
    package::Package,
    xml::{Ns, Xml},
};
use std::collections::BTreeMap;

/// What a part refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Another part, by its name in the package.
    Part(String),
    /// An address outside; nothing is ever fetched from there.
    Outside(String),
}

/// The relations of a part.
#[derive(Debug, Default)]
pub(super) struct Relations {
    by_id: BTreeMap<String, (String, Target)>,
}

impl Relations {
    /// The relations of the part `name`; those of the package for an empty name.
    pub(super) fn read(package: &Package<'_>, name: &str) -> Result<Self, Damage> {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let place = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        let Some(text) = package.text(&place)? else { return Ok(Self::default()) };
        let xml = Xml::parse(&text)?;
        let mut by_id = BTreeMap::new();
        for relation in xml.root().children().filter(|child| child.is(Ns::Rels, "Relationship")) {
            let attribute = |name| relation.attribute(Ns::Other, name);
            let (Some(id), Some(kind), Some(target)) = (attribute("Id"), attribute("Type"), attribute("Target")) else {
                continue;
            };
            let target = if attribute("TargetMode") == Some("External") {
                Target::Outside(target.to_owned())
            } else {
                Target::Part(resolved(folder, target))
            };
            let kind = kind.rsplit('/').next().unwrap_or(kind);
            by_id.insert(id.to_owned(), (kind.to_owned(), target));
        }
        Ok(Self { by_id })
    }

    /// What the relation `id` leads to.
    pub(super) fn target(&self, id: &str) -> Option<&Target> {
        self.by_id.get(id).map(|(_, target)| target)
    }

    /// The parts of a kind, which is the last word of the relation's type.
    pub(super) fn of_kind<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a str> {
        self.by_id.values().filter(move |(of, _)| of == kind).filter_map(|(_, target)| match target {
            Target::Part(name) => Some(name.as_str()),
            Target::Outside(_) => None,
        })
    }
}

/// The name of a part that another part in `folder` refers to. A reference cannot leave the package.
fn resolved(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}
