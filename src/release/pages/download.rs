//! The download page: each format with the devices that want it, accessibility, contents with authors, versions, sponsors, checksums.

use super::{
    accessibility, history,
    labels::Labels,
    linked_data,
    page::{self, Head},
    volumes,
};
use crate::{
    book::plain_text,
    epub::Markup,
    locale::Argument,
    release::facts::{Release, Volume, shown_range},
};
use serde_json::Value;

/// The page. `versions` are those of each volume, the newest first.
pub(super) fn page(release: Release<'_>, versions: &[Value]) -> Vec<u8> {
    let Some(first) = release.volumes.first() else { return Vec::new() };
    // The page lies in the folder of the release: its links work on any server, and before there is one.
    let beside = Release { base: None, ..release };
    let labels = Labels::of(first);
    let title = volumes::work_title(release);
    let subtitle = first.subtitle();
    let mut out = Markup::new();
    out.open("main").line().open("header").line().element("h1", &title).line();
    if !subtitle.is_empty() {
        out.open("p").attr("class", "source").text(&subtitle).close().line();
    }
    out.element("p", &first.book.author_statement()).line().close().line();
    for volume in release.volumes {
        volume_section(&mut out, beside, volume, versions, &labels);
    }
    sponsors(&mut out, first, &labels);
    records(&mut out, beside, &labels);
    out.close().line();
    let head = Head {
        title: &title,
        description: &first.summary_paragraphs().join(" "),
        address: release.base.map(|_| release.address("index.html")),
        meta: Vec::new(),
        data: serde_json::Value::Array(linked_data::book(release)),
    };
    page::page(first.lang(), &head, &out.finish())
}

fn volume_section(out: &mut Markup, release: Release<'_>, volume: &Volume, versions: &[Value], labels: &Labels) {
    let id = format!("{}-title", volume.book.tome.id);
    out.open("section").attr("aria-labelledby", &id).line();
    out.open("h2").attr("id", &id).text(&volume.title()).close().line();
    volumes::cover(out, release, volume, labels);
    for paragraph in volume.summary_paragraphs() {
        out.element("p", &paragraph).line();
    }
    volumes::files(out, release, volume, labels);
    let count = |number: usize| Argument::Number(i64::try_from(number).unwrap_or(i64::MAX));
    out.open("p").attr("class", "meta");
    labels.write(out, "download-extent", &[("pages", count(volume.pages)), ("words", count(volume.word_count()))]);
    out.close().line();
    labels.element(out, "h3", "accessibility-title", &[]);
    accessibility::write(out, volume, labels);
    labels.element(out, "h3", "contents-title", &[]);
    out.open("ol").attr("class", "texts").line();
    for (index, section, _) in volume.texts() {
        let names: Vec<String> = section.byline.iter().map(|credit| volume.book.person(credit.person).name.display()).collect();
        let own = (section.lang != volume.book.work.lang).then(|| section.lang.as_str());
        out.open("li").open("span").attr_if("lang", own).text(plain_text(&section.title).trim()).close();
        if !names.is_empty() {
            out.text(", ").open("em").text(&names.join(", ")).close();
        }
        if let Some(range) = volume.folio_range(index) {
            out.text(" ").open("span").attr("class", "meta pages");
            labels.write(out, "see-page", &[("folio", Argument::Text(&shown_range(&range)))]);
            out.close();
        }
        out.close().line();
    }
    out.close().line();
    history::write(out, volume, versions, labels);
    out.close().line();
}

/// The sponsors of the first volume by tier, by name.
fn sponsors(out: &mut Markup, volume: &Volume, labels: &Labels) {
    let tiers: Vec<_> = volume.book.tiers.iter().filter(|tier| !tier.sponsors.is_empty()).collect();
    if tiers.is_empty() {
        return;
    }
    out.open("section").line();
    labels.element(out, "h2", "sponsors-title", &[]);
    for tier in tiers {
        out.element("h3", plain_text(&tier.title).trim()).line().open("ul").attr("class", "sponsor-list").line();
        for sponsor in &tier.sponsors {
            out.open("li");
            match sponsor.url.as_deref().and_then(crate::book::web_address) {
                Some(address) => out.open("a").attr("href", &address).attr("rel", "sponsored").text(&sponsor.name).close(),
                None => out.text(&sponsor.name),
            };
            let tagline = plain_text(&sponsor.tagline);
            if !tagline.trim().is_empty() {
                out.text(" ").open("span").attr("class", "tagline").text(tagline.trim()).close();
            }
            out.close().line();
        }
        out.close().line();
    }
    out.close().line();
}

/// Checksums, and the records for programs.
fn records(out: &mut Markup, release: Release<'_>, labels: &Labels) {
    out.open("section").line();
    labels.element(out, "h2", "download-records", &[]);
    out.open("ul").line();
    for (path, name) in [
        ("SHA256SUMS", "SHA256SUMS"),
        ("onix.xml", "ONIX 3.1"),
        ("opds.json", "OPDS 2.0"),
        ("opds.xml", "OPDS 1.2"),
        ("citations.bib", "BibLaTeX"),
        ("citations.ris", "RIS"),
        ("citations.csl.json", "CSL-JSON"),
        ("citations.yaml", "hayagriva"),
    ] {
        out.open("li").open("a").attr("href", &release.address(path)).text(name).close().close().line();
    }
    out.close().line().open("p").attr("class", "sums").text("SHA-256");
    for file in release.volumes.iter().flat_map(|volume| &volume.files) {
        out.open("br").close().text(&format!("{} {}", file.sha256, file.path));
    }
    out.close().line().close().line();
}
