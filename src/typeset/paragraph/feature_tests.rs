//! OpenType features in a paragraph: which glyphs a reader sees.

use super::*;
use crate::{
    book::{InlineStyle, LinkTarget},
    typeset::{
        line::LineContent,
        paragraph::tests::{set_in, span, style, text},
        style::{Figures, TextStyle},
    },
};

/// Glyphs of the only line: number, advance, bytes; and size and rise of their runs.
struct Seen {
    glyphs: Vec<(u16, Length, String)>,
    runs: Vec<(Length, Length)>,
}

fn seen(content: &[Inline], style: &ParagraphStyle) -> Seen {
    let (paragraph, codes, _) = set_in(content, style, 400, "fr");
    assert!(codes.is_empty(), "{codes:?}");
    let mut seen = Seen { glyphs: Vec::new(), runs: Vec::new() };
    for item in paragraph.lines.iter().flat_map(|line| &line.items) {
        let LineContent::Glyphs(run) = &item.content else { continue };
        seen.runs.push((run.size, run.origin.y));
        let shown = |glyph: &crate::typeset::glyphs::Glyph| run.text[glyph.start as usize..glyph.end as usize].to_owned();
        seen.glyphs.extend(run.glyphs.iter().map(|glyph| (glyph.id, glyph.advance, shown(&glyph))));
    }
    seen
}

fn with(figures: Figures) -> ParagraphStyle {
    let style = style();
    ParagraphStyle { text: TextStyle { figures, ..style.text }, ..style }
}

fn ids(seen: &Seen) -> Vec<u16> {
    seen.glyphs.iter().map(|(id, ..)| *id).collect()
}

#[test]
fn letters_join_where_the_face_joins_them() {
    let joined: Vec<String> = seen(&[text("fin effort")], &style()).glyphs.into_iter().map(|(.., shown)| shown).collect();
    assert_eq!(joined, ["fi", "n", " ", "e", "ff", "o", "r", "t"]);
    // Spaced letters do not, nor do those of literal text.
    let spaced = ParagraphStyle { text: TextStyle { tracking: Length::points(1), ..style().text }, ..style() };
    assert_eq!(seen(&[text("fin")], &spaced).glyphs.len(), 3);
}

#[test]
fn figures_have_the_form_that_the_style_asks() {
    let digits = [text("0123456789")];
    let [old, lining, tabular] = [Figures::OldStyle, Figures::Lining, Figures::LiningTabular].map(|f| seen(&digits, &with(f)));
    let differ = |one: &Seen, other: &Seen| ids(one).iter().zip(ids(other)).all(|(one, other)| *one != other);
    assert!(differ(&old, &lining) && differ(&old, &tabular));
    let widths = |seen: &Seen| seen.glyphs.iter().map(|(_, advance, _)| *advance).collect::<Vec<_>>();
    assert!(widths(&tabular).windows(2).all(|pair| pair[0] == pair[1]), "columns stand under each other");
    assert!(widths(&lining).windows(2).any(|pair| pair[0] != pair[1]) && widths(&old).windows(2).any(|pair| pair[0] != pair[1]));
}

#[test]
fn fractions_are_left_as_they_are_written() {
    let apart = ["1", "/", "2"].map(|sign| ids(&seen(&[text(sign)], &style())));
    assert_eq!(ids(&seen(&[text("1/2")], &style())), apart.concat());
}

#[test]
fn centuries_have_real_small_capitals_and_superiors() {
    let styled = |style, words| Inline::styled(style, vec![text(words)], span());
    let century = seen(&[styled(InlineStyle::AllSmallCaps, "XIX"), styled(InlineStyle::Superscript, "e")], &style());
    // Real ones: no smaller size, no raised baseline, and other glyphs than letters and capitals.
    assert_eq!(century.runs, vec![(style().text.size, Length::ZERO); 2]);
    let (small, capital) = (ids(&seen(&[text("xixe")], &style())), ids(&seen(&[text("XIXE")], &style())));
    assert!(ids(&century).iter().zip(small.iter().zip(&capital)).all(|(id, (small, capital))| id != small && id != capital));
    // « 1re », « 2nd », and the calls of notes.
    for words in ["re", "nd", "er", "0123456789"] {
        assert_eq!(
            seen(&[styled(InlineStyle::Superscript, words)], &style()).runs,
            [(style().text.size, Length::ZERO)],
            "{words}"
        );
    }
}

#[test]
fn letters_are_kerned_across_a_link() {
    let link = |words| {
        let target = LinkTarget::Url("https://exemple.fr".to_owned());
        Inline::link(crate::book::Link { target, content: vec![text(words)], span: span() })
    };
    let width = |content: &[Inline]| seen(content, &style()).glyphs.iter().map(|(_, advance, _)| *advance).sum::<Length>();
    assert_eq!(width(&[text("A"), link("V")]), width(&[text("AV")]));
    assert!(width(&[text("AV")]) < width(&[text("A")]) + width(&[text("V")]), "the face kerns them");
    // A ligature would belong to the link and to what stands before it.
    let parted = seen(&[text("f"), link("in")], &style());
    assert_eq!(parted.glyphs.iter().map(|(.., shown)| shown.as_str()).collect::<Vec<_>>(), ["f", "i", "n"]);
}
