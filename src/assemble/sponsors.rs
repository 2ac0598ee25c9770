//! The sponsors of one volume by tier, and its supporters by group. `manifest` has checked that the tiers and volumes exist.

use super::pictures::Pictures;
use crate::{
    book::{Alt, BlockId, Slug, Sponsor, SupporterGroup, Tier},
    diagnostic::{Diagnostics, Severity},
    manifest::{Manifest, SponsorEntry},
    markdown,
};

/// All tiers, highest first, with their sponsors in `tome`. An empty tier is kept, because the index of a tier is its rank.
pub(super) fn resolve_tiers(manifest: &Manifest, tome: &Slug, pictures: &mut Pictures<'_>, sink: &mut Diagnostics) -> Vec<Tier> {
    let declared = &manifest.sponsors;
    let last = declared.tiers.len().saturating_sub(1);
    let tiers = declared.tiers.iter().enumerate().map(|(rank, tier)| {
        // A sponsor without a tier is put into the last one, so that nobody is left out.
        let in_tier = |entry: &SponsorEntry| entry.tier.as_ref().map_or(rank == last, |wanted| wanted.value == tier.id.value);
        let members = declared.sponsors.iter().filter(|entry| in_tier(entry) && entry.supports(tome));
        let sponsors: Vec<Sponsor> = members.map(|entry| resolve_sponsor(entry, pictures, sink)).collect();
        let title = markdown::parse_inline(&tier.title.value, tier.title.span, sink);
        Tier { slug: tier.id.value.clone(), title, sponsors }
    });
    tiers.collect()
}

/// The groups of supporters of `tome`.
pub(super) fn resolve_supporters(
    manifest: &Manifest,
    tome: &Slug,
    pictures: &mut Pictures<'_>,
    sink: &mut Diagnostics,
) -> Vec<SupporterGroup> {
    let mut groups = Vec::new();
    for group in &manifest.sponsors.supporters {
        let members = group.members.iter().filter(|entry| group.supports(tome) && entry.supports(tome));
        let members: Vec<Sponsor> = members.map(|entry| resolve_sponsor(entry, pictures, sink)).collect();
        if !members.is_empty() {
            let title = markdown::parse_inline(&group.title.value, group.title.span, sink);
            groups.push(SupporterGroup { title, members });
        }
    }
    groups
}

fn resolve_sponsor(entry: &SponsorEntry, pictures: &mut Pictures<'_>, sink: &mut Diagnostics) -> Sponsor {
    let name = entry.name.value.clone();
    let tagline = entry.tagline.as_ref().map(|tagline| markdown::parse_inline(&tagline.value, tagline.span, sink));
    let mut logo = entry.logo.as_ref().and_then(|logo| pictures.load_entry(logo, &name, Severity::Warning, sink));
    // The name stands beside the logo: it is not to be read out twice.
    if let Some(logo) = &mut logo
        && matches!(&logo.alt, Alt::Text(alt) if is_name(alt, &name))
    {
        logo.alt = Alt::Decorative;
    }
    let url = entry.url.as_ref().map(|url| url.value.clone());
    Sponsor { id: BlockId::default(), name, tagline: tagline.unwrap_or_default(), url, logo, span: entry.name.span }
}

/// Whether an alternative text says no more than the name, in whatever case.
fn is_name(alt: &str, name: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    plain(alt) == plain(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_that_is_the_name_is_told_from_one_that_says_what_the_logo_looks_like() {
        assert!(is_name("La  tasse verte ", "La Tasse verte"));
        assert!(!is_name("une tasse", "La Tasse verte") && !is_name("", "La Tasse verte"));
    }
}
