//! The accessibility of a volume's EPUB in the fields and words of the Accessibility Metadata Display Guide 2.1 (W3C Publishing Community
//! Group, 22 December 2025): its compact statements, in English those of the guide (strings 2.1.a), in French those of EDRLab (2.0.c), which
//! readers meet in shops and reading systems. What is said here is what the package of the EPUB declares, and nothing else.

use super::labels::Labels;
use crate::{
    book::{Accessibility, Date},
    epub::Markup,
    locale::Argument,
    release::facts::Volume,
};

/// A field of the guide: its title, and the statements that hold. Identifiers are those of the guide, after `a11y-`.
type Field = (&'static str, Vec<&'static str>);

/// The fields that a book has something to say in, in the order of the guide.
fn fields(found: &Accessibility) -> Vec<Field> {
    let chosen = |statements: &[(bool, &'static str)]| -> Vec<&'static str> {
        statements.iter().filter(|(holds, _)| *holds).map(|(_, id)| *id).collect()
    };
    let hazards: &[&str] = if found.moving {
        &["hazards-flashing-unknown", "hazards-motion-unknown", "hazards-sound-none"]
    } else {
        &["hazards-none"]
    };
    vec![
        (
            "ways-of-reading",
            chosen(&[
                (!found.imposed, "visual-adjustments-modifiable"),
                (found.imposed, "visual-adjustments-unknown"),
                (!found.undescribed, "nonvisual-reading-readable"),
                (found.undescribed, "nonvisual-reading-not-fully"),
                (found.pictures && !found.undescribed, "nonvisual-reading-alt-text"),
            ]),
        ),
        ("conformance", chosen(&[(found.claim.is_some(), "conformance-aa"), (found.claim.is_none(), "conformance-no")])),
        (
            "navigation",
            chosen(&[
                (true, "navigation-toc"),
                (found.index, "navigation-index"),
                (true, "navigation-structural"),
                (found.pages, "navigation-page-navigation"),
            ]),
        ),
        ("hazards", hazards.to_vec()),
        ("additional", chosen(&[(true, "additional-aria"), (found.pages, "additional-page-breaks")])),
    ]
}

/// Writes the fields as a list of terms, then the summary and the address to write to.
pub(super) fn write(out: &mut Markup, volume: &Volume, labels: &Labels) {
    let found = &volume.book.tome.accessibility;
    out.open("dl").attr("class", "accessibility").line();
    for (field, statements) in fields(found) {
        labels.element(out, "dt", &format!("a11y-{field}"), &[]);
        for statement in statements {
            labels.element(out, "dd", &format!("a11y-{statement}"), &[]);
        }
        if let Some(claim) = found.claim.as_ref().filter(|_| field == "conformance") {
            out.open("dd");
            labels.around(out, "a11y-conformance-certifier", "certifier", &labels.words.enumeration(&claim.by));
            out.close().line();
            let Date { year, month, day } = claim.date;
            let date = labels.words.date(year, month, day);
            labels.element(out, "dd", "a11y-conformance-date", &[("date", Argument::Text(&date))]);
        }
    }
    labels.element(out, "dt", "a11y-summary", &[]);
    let said: Vec<String> = found.statements().into_iter().map(|id| labels.words.word(id)).collect();
    out.open("dd").attr_if("lang", labels.lang()).text(&said.join(" ")).close().line();
    let contact = volume.book.work.contact.as_ref();
    let email = contact.and_then(|contact| contact.email.as_deref()).or(volume.book.work.publisher.email.as_deref());
    let url = contact.and_then(|contact| contact.url.as_deref()).and_then(crate::book::web_address);
    if let Some((target, shown)) =
        email.map(|email| (format!("mailto:{email}"), email.to_owned())).or(url.map(|url| (url.clone(), url)))
    {
        out.open("dd");
        labels.write(out, "a11y-contact", &[]);
        out.text(" ").open("a").attr("href", &target).text(&shown).close().close().line();
    }
    out.close().line();
}
