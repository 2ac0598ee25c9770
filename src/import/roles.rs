//! What the styles of a word processor say of a paragraph: what it is for, and its place in a list.

use super::fold::fold;

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    #[default]
    Body,
    Title,
    Subtitle,
    /// From 1.
    Heading(u8),
    Quotation,
    Caption,
    Code,
    /// A line of a table of contents.
    Contents,
}

/// The place of an item in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ListPlace {
    /// Which list, by a number of ours.
    pub(super) list: usize,
    /// From 0.
    pub(super) level: usize,
    /// Its number; none for a bullet.
    pub(super) number: Option<u64>,
}

/// The level, from 0, of the items of a style of Word that has its level in its name: « List Bullet 2 » to « List Number 5 », as a name
/// or a class. Each of them is a list of a single level for Word.
pub(super) fn named_level(name: &str) -> Option<usize> {
    let name = fold(name).replace(' ', "");
    let names = ["listbullet", "listnumber", "listeapuces", "listeanumeros", "msolistbullet", "msolistnumber"];
    let rest = names.into_iter().find_map(|start| name.strip_prefix(start))?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).map_or(rest, |end| &rest[..end]);
    let level: usize = digits.parse().ok()?;
    (2..=5).contains(&level).then(|| level - 1)
}

/// What the name of a style says, in the languages in which word processors name them.
pub(super) fn named_role(name: &str) -> Option<Role> {
    let name = fold(name);
    let name = name.trim();
    let (words, number) = match name.rsplit_once(' ') {
        Some((words, number)) if number.parse::<u8>().is_ok() => (words, number.parse::<u8>().ok()),
        _ => {
            let words = name.trim_end_matches(|c: char| c.is_ascii_digit());
            (words, name[words.len()..].parse::<u8>().ok())
        }
    };
    match (words, number) {
        (
            "heading" | "titre" | "uberschrift" | "titulo" | "titolo" | "kop" | "rubrik" | "overskrift" | "naglowek",
            Some(level @ 1..=9),
        ) => Some(Role::Heading(level)),
        ("intertitre", None) => Some(Role::Heading(2)),
        ("title" | "titre" | "titel" | "titulo" | "titolo" | "titre principal" | "titre du document", None) => Some(Role::Title),
        ("subtitle" | "sous-titre" | "untertitel" | "subtitulo" | "sottotitolo", None) => Some(Role::Subtitle),
        (
            "quote" | "intense quote" | "block text" | "citation" | "citation intense" | "quotations" | "zitat" | "cita"
            | "blockquote",
            None,
        ) => Some(Role::Quotation),
        (
            "caption" | "legende" | "beschriftung" | "illustration" | "figure" | "table" | "drawing" | "tableau"
            | "image caption" | "table caption",
            None,
        ) => Some(Role::Caption),
        ("html preformatted" | "preformatted text" | "source code" | "code" | "listing" | "plain code", None) => Some(Role::Code),
        ("toc" | "tm" | "table of contents" | "contents" | "table des matieres" | "verzeichnis", Some(_))
        | ("toc heading" | "contents heading", None) => Some(Role::Contents),
        ("toa heading" | "index heading" | "user index heading" | "bibliography heading", None) => None,
        _ => None,
    }
}
