//! What ONIX says a book is about: subjects, summary, contents, cover.
//!
//! Texts of several paragraphs are XHTML (list 34, code 05), others plain (06). The rest of the record is `onix`.

use super::{
    facts::{Release, Volume},
    language::iso_639_2,
    xml::Xml,
};
use crate::book::{Subject, plain_text};
use std::collections::BTreeSet;

/// List 27: what qualifies a subject and is none.
const THEMA_QUALIFIERS: [&str; 6] = ["94", "95", "96", "97", "98", "99"];

/// Its subjects (list 27): codes of their schemes, and keywords.
pub(super) fn subjects(xml: &mut Xml, volume: &Volume) {
    let subjects = &volume.book.work.subjects;
    let mut led = BTreeSet::new();
    for subject in subjects {
        if let Some((scheme, code)) = &subject.code {
            let scheme = scheme.onix(code);
            xml.open("Subject", &[]);
            // The first of each scheme is the main one; qualifiers are none.
            if led.insert(scheme) && !THEMA_QUALIFIERS.contains(&scheme) {
                xml.empty("MainSubject", &[]);
            }
            xml.leaf("SubjectSchemeIdentifier", scheme).leaf("SubjectCode", code);
            if !subject.words.is_empty() {
                xml.leaf("SubjectHeadingText", &subject.words);
            }
            xml.close();
        }
    }
    let keywords: Vec<&str> = subjects.iter().filter(|subject| subject.code.is_none()).map(Subject::label).collect();
    if !keywords.is_empty() {
        xml.open("Subject", &[]).leaf("SubjectSchemeIdentifier", "20").leaf("SubjectHeadingText", &keywords.join("; ")).close();
    }
}

/// Summary, contents and cover.
pub(super) fn collateral_detail(xml: &mut Xml, release: Release<'_>, volume: &Volume) {
    let summary = volume.summary_paragraphs();
    let contents: Vec<String> = volume
        .book
        .sections
        .iter()
        .filter(|section| section.in_contents)
        .map(|section| plain_text(&section.title).trim().to_owned())
        .collect();
    let cover = volume.pictures.first().filter(|_| release.base.is_some());
    if summary.is_empty() && contents.is_empty() && cover.is_none() {
        return;
    }
    xml.open("CollateralDetail", &[]);
    let lang = iso_639_2(volume.lang());
    match summary.as_slice() {
        [] => {}
        [only] => plain_content(xml, "03", lang, only),
        paragraphs => {
            text_content(xml, "03").open("Text", &[("language", lang), ("textformat", "05")]);
            for paragraph in paragraphs {
                xml.leaf("p", paragraph);
            }
            xml.close().close();
        }
    }
    if !contents.is_empty() {
        plain_content(xml, "04", lang, &contents.join("\n"));
    }
    if let Some(cover) = cover {
        xml.open("SupportingResource", &[]).leaf("ResourceContentType", "01").leaf("ContentAudience", "00");
        xml.leaf("ResourceMode", "03").open("ResourceVersion", &[]).leaf("ResourceForm", "02");
        xml.leaf("ResourceLink", &release.address(&cover.path)).close().close();
    }
    xml.close();
}

fn plain_content(xml: &mut Xml, kind: &str, lang: &str, text: &str) {
    text_content(xml, kind).leaf_with("Text", &[("language", lang), ("textformat", "06")], text).close();
}

/// Opens a text of a kind of list 153, for everybody.
fn text_content<'a>(xml: &'a mut Xml, kind: &str) -> &'a mut Xml {
    xml.open("TextContent", &[]).leaf("TextType", kind).leaf("ContentAudience", "00")
}
