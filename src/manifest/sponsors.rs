//! sponsors.yaml → [`SponsorsEntry`].

use super::{
    declared::{SponsorEntry, SponsorsEntry, SupporterGroupEntry, TierEntry},
    node::{Node, NodeKind},
    references::{Names, once, read_picture, report_duplicates},
    scalar::web_url,
};
use crate::{
    book::Slug,
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{SourceMap, Span, Spanned},
};
use std::collections::BTreeMap;

/// Reads a checked sponsors.yaml.
pub(super) fn read_sponsors(node: &Node, tomes: Names<'_>, sources: &SourceMap, sink: &mut Diagnostics) -> SponsorsEntry {
    let ids: Vec<Spanned<Slug>> = node.list("tiers", |tier| tier.parsed("id", Slug::new));
    report_duplicates(&ids.iter().map(|id| id.clone().map(|id| id.to_string())).collect::<Vec<_>>(), "tier", sink);
    report_names(node, sink);
    node.get("supporters").map_or(&[][..], Node::items).iter().for_each(|group| report_members(group, sink));
    report_empty_lists(node, sink);
    let is_sure = node.get("tiers").is_none_or(|tiers| tiers.items().len() == ids.len());
    // A tier whose identifier is wrong has been reported; the sponsors that name it are right.
    let tiers = Names { unknown: Code::UnknownTier, known: is_sure.then_some(&ids) };
    SponsorsEntry {
        tiers: node.list("tiers", |tier| Some(TierEntry { id: tier.parsed("id", Slug::new)?, title: tier.text_of("title")? })),
        sponsors: node.list("sponsors", |item| {
            let tier = item.get("tier").and_then(|tier| tiers.resolve(tier, sink));
            let tomes = once(item, "tomes", sink, |tome, sink| tomes.resolve(tome, sink));
            let sponsor = read_sponsor(item, sources, sink)?;
            Some(SponsorEntry { tier: Some(tier?), tomes, ..sponsor })
        }),
        supporters: node.list("supporters", |group| {
            let tomes = once(group, "tomes", sink, |tome, sink| tomes.resolve(tome, sink));
            let members = group.list("members", |member| read_sponsor(member, sources, sink));
            Some(SupporterGroupEntry { title: group.text_of("title")?, tomes, members })
        }),
    }
}

/// Reports lists of volumes with nothing in them: without the key, a sponsor stands in every volume.
fn report_empty_lists(node: &Node, sink: &mut Diagnostics) {
    let all = ["sponsors", "supporters"].into_iter().filter_map(|key| node.get(key)).flat_map(Node::items);
    for tomes in all.filter_map(|item| item.get("tomes")) {
        if matches!(&tomes.kind, NodeKind::Sequence(items) if items.is_empty()) {
            sink.push(Diagnostic::new(Code::EmptyValue, tomes.span).with("key", "tomes"));
        }
    }
}

/// Reports sponsors who look like one: of one name, unless each supports other volumes.
fn report_names(node: &Node, sink: &mut Diagnostics) {
    // By name and volume; the empty volume stands for all of them.
    let mut seen: BTreeMap<(String, String), Span> = BTreeMap::new();
    // By name, in whichever volume.
    let mut anywhere: BTreeMap<String, Span> = BTreeMap::new();
    for item in node.get("sponsors").map_or(&[][..], Node::items) {
        let Some(name) = item.text_of("name") else { continue };
        let folded = folded(&name.value);
        let mut tomes: Vec<String> = item.texts("tomes").into_iter().map(|tome| tome.value).collect();
        let first = if tomes.is_empty() { anywhere.get(&folded) } else { None };
        tomes.push(String::new());
        let first = first.or_else(|| tomes.iter().find_map(|tome| seen.get(&(folded.clone(), tome.clone()))));
        if let Some(first) = first {
            let diagnostic = Diagnostic::new(Code::SameName, name.span).with("what", "sponsor").with("name", &name.value);
            sink.push(diagnostic.label(*first, "first"));
        }
        if tomes.len() > 1 {
            tomes.pop();
        }
        for tome in tomes {
            seen.entry((folded.clone(), tome)).or_insert(name.span);
        }
        anywhere.entry(folded).or_insert(name.span);
    }
}

/// Reports members of a group of supporters who look like one. In two groups, somebody may be thanked for two things.
fn report_members(group: &Node, sink: &mut Diagnostics) {
    let mut seen: BTreeMap<String, Span> = BTreeMap::new();
    for member in group.get("members").map_or(&[][..], Node::items) {
        let Some(name) = name_of(member) else { continue };
        if let Some(first) = seen.get(&folded(&name.value)) {
            let diagnostic = Diagnostic::new(Code::SameName, name.span).with("what", "member").with("name", &name.value);
            sink.push(diagnostic.label(*first, "first"));
        } else {
            seen.insert(folded(&name.value), name.span);
        }
    }
}

/// A name for a comparison. Signs tell names apart: `@x` is not `[X]`.
fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The name of a sponsor or supporter: a key, or alone.
fn name_of(node: &Node) -> Option<Spanned<String>> {
    node.text().map(|name| name.map(str::to_owned)).or_else(|| node.text_of("name"))
}

/// A sponsor or supporter: a mapping, or a name alone. The caller adds tier and volumes.
fn read_sponsor(node: &Node, sources: &SourceMap, sink: &mut Diagnostics) -> Option<SponsorEntry> {
    let logo = read_picture(node, "logo", "book/", sources, sink);
    let name = name_of(node)?;
    Some(SponsorEntry {
        name,
        tier: None,
        tagline: node.text_of("tagline"),
        url: node.parsed("url", web_url),
        logo,
        tomes: Vec::new(),
    })
}
