//! Links within a document: they find their headings, which get identifiers.

use super::tree::{Block, Inline, Tree, each_content, text_of};
use crate::{
    diagnostic::{Code, Diagnostic},
    source::Span,
};
use std::collections::{HashMap, HashSet};

/// Makes links within the document lead to headings, which get identifiers; those that lead elsewhere become words, with a remark.
pub(super) fn resolve_links(tree: &mut Tree, span: Span) {
    let mut known: HashMap<String, String> = HashMap::new();
    let mut slugs = HashSet::new();
    for block in &tree.blocks {
        let Block::Heading { anchor: Some(anchors), .. } = block else { continue };
        let mut names = anchors.split('\n');
        let slug = names.next().map(slug).unwrap_or_default();
        let unique = (1_usize..).map(|copy| if copy == 1 { slug.clone() } else { format!("{slug}-{copy}") });
        let Some(slug) = unique.into_iter().find(|slug| !slugs.contains(slug)) else { continue };
        slugs.insert(slug.clone());
        for name in anchors.split('\n') {
            known.entry(name.to_owned()).or_insert_with(|| slug.clone());
        }
    }
    let mut used = HashSet::new();
    let Tree { blocks, notes, remarks, .. } = tree;
    let mut change = |content: &mut Vec<Inline>| relink(content, &known, &mut used, remarks, span);
    each_content(blocks, &mut change);
    notes.iter_mut().for_each(|note| each_content(note, &mut change));
    for block in blocks {
        if let Block::Heading { anchor, .. } = block {
            let slug = anchor.as_deref().and_then(|anchors| known.get(anchors.split('\n').next()?));
            *anchor = slug.filter(|slug| used.contains(*slug)).cloned();
        }
    }
}

fn relink(
    content: &mut Vec<Inline>,
    known: &HashMap<String, String>,
    used: &mut HashSet<String>,
    remarks: &mut Vec<Diagnostic>,
    span: Span,
) {
    if !content.iter().any(|inline| matches!(inline, Inline::Link(..) | Inline::Styled(..))) {
        return;
    }
    let mut changed = Vec::with_capacity(content.len());
    for inline in std::mem::take(content) {
        match inline {
            Inline::Link(target, mut inner) => {
                relink(&mut inner, known, used, remarks, span);
                match target.strip_prefix('#').map(|name| known.get(name)) {
                    Some(Some(slug)) => {
                        used.insert(slug.clone());
                        changed.push(Inline::Link(format!("#{slug}"), inner));
                    }
                    Some(None) => {
                        let words: String = text_of(&inner).chars().take(60).collect();
                        remarks.push(
                            Diagnostic::new(Code::ImportLinkLost, span).with("words", words.trim()).with("target", "heading"),
                        );
                        changed.push(Inline::Remark(remarks.len() - 1));
                        changed.append(&mut inner);
                    }
                    None => changed.push(Inline::Link(target, inner)),
                }
            }
            Inline::Styled(style, mut inner) => {
                relink(&mut inner, known, used, remarks, span);
                changed.push(Inline::Styled(style, inner));
            }
            other @ (Inline::Text(_)
            | Inline::Code(_)
            | Inline::Picture(_)
            | Inline::Note(_)
            | Inline::Break
            | Inline::Remark(_)) => changed.push(other),
        }
    }
    *content = changed;
}

/// An identifier of ours from a name of a document.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for character in name.chars().take(60) {
        match character {
            'a'..='z' | '0'..='9' => slug.push(character),
            'A'..='Z' => slug.push(character.to_ascii_lowercase()),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.starts_with(|c: char| c.is_ascii_lowercase()) {
        slug.to_owned()
    } else {
        format!("titre-{slug}").trim_end_matches('-').to_owned()
    }
}
