//! Paragraphs as a reader sees them: words on lines, and what each line reports.

use super::*;
use crate::{
    book::{InlineStyle, Lang, LinkTarget, NoteCall, NoteId, TextId},
    fonts::{FamilyRole, FontSet},
    source::{SourceId, SourceMap, Span},
    typeset::{
        color::Color,
        expansion::Expansion,
        hyphenate::Hyphenation,
        line::{Line, LineContent, LineItem},
        style::{Caps, Figures, TextStyle},
    },
};

const FRENCH: &str = "Je ne savais pas encore que cent quarante signes suffiraient à nouer une amitié\u{202f}: il y fallut \
    pourtant de la constance, des retrouvailles matinales et cette façon, qu’ont les inconnus, de répondre à l’heure où l’on \
    n’attend plus personne. Nous nous sommes rencontrés, un soir d’automne, dans une brasserie du boulevard\u{202f}; \
    «\u{a0}C’est donc toi\u{202f}!\u{a0}», dit-elle, avant que la conversation ne s’étende jusqu’au dernier métro.";

pub(in crate::typeset) fn style() -> ParagraphStyle {
    ParagraphStyle {
        text: TextStyle {
            family: FamilyRole::Text,
            italic: false,
            bold: false,
            size: Length::millipoints(11_500),
            leading: Length::points(14),
            figures: Figures::OldStyle,
            caps: Caps::Normal,
            color: Color::BLACK,
            tracking: Length::ZERO,
        },
        align: Align::Justified,
        indent: Length::points(14),
        hyphenate: true,
        balanced: false,
        min_last_line: true,
        expansion: Expansion::DISCREET,
    }
}

pub(super) fn span() -> Span {
    Span::whole(SourceId::from_index(0))
}

pub(super) fn text(words: &str) -> Inline {
    Inline::text(words, span())
}

pub(super) fn set_in(content: &[Inline], style: &ParagraphStyle, width: i64, lang: &str) -> (Paragraph, Vec<String>, FontSet) {
    let mut sink = Diagnostics::new();
    let fonts = FontSet::load(&SourceMap::new(), &mut sink);
    let lang = Lang::new(lang).expect("a language");
    let exceptions = Hyphenation::default();
    let context = InlineContext { fonts: &fonts, assets: &[], lang: &lang, exceptions: &exceptions };
    let marks: Vec<MarkId> = (0..20).map(MarkId).collect();
    let paragraph = set(content, style, Length::points(width), &marks, &context, &mut sink);
    let codes = sink.iter().map(|diagnostic| diagnostic.code.name().to_owned()).collect();
    (paragraph, codes, fonts)
}

/// The text of each line.
pub(super) fn shown(paragraph: &Paragraph) -> Vec<String> {
    let of_item = |item: &LineItem| match &item.content {
        LineContent::Glyphs(run) => run.text.to_string(),
        LineContent::Picture { .. } => "\u{fffc}".to_owned(),
        LineContent::Rule { .. } => String::new(),
    };
    paragraph.lines.iter().map(|line| line.items.iter().map(of_item).collect()).collect()
}

/// Where the last visible glyph of a line ends, spaces aside.
fn right_edge(line: &Line) -> Length {
    let mut edge = Length::ZERO;
    for item in &line.items {
        if let LineContent::Glyphs(run) = &item.content {
            let mut pen = run.origin.x;
            for glyph in &run.glyphs {
                pen += glyph.advance;
                if run.text.get(glyph.start as usize..glyph.end as usize) != Some(" ") {
                    edge = edge.max(pen);
                }
            }
        }
    }
    edge
}

#[test]
fn a_justified_paragraph_fills_its_measure_and_loses_nothing() {
    let (paragraph, codes, _) = set_in(&[text(FRENCH)], &style(), 300, "fr");
    let lines = shown(&paragraph);
    assert_eq!(lines.concat().replace('\u{ad}', ""), FRENCH);
    assert!(codes.is_empty(), "{codes:?}");
    let (last, full) = paragraph.lines.split_last().expect("lines");
    for (line, words) in full.iter().zip(&lines) {
        let over = right_edge(line) - Length::points(300);
        // Hanging signs stand out by less than a hyphen.
        assert!(over >= Length(-100) && over < Length::points(3), "{words}: {}", over.to_points());
    }
    assert!(right_edge(last) <= Length::points(300));
}

#[test]
fn styled_runs_keep_their_faces_marks_and_positions() {
    let span = span();
    let content = [
        text("Voir "),
        Inline::link(crate::book::Link {
            target: LinkTarget::Url("https://exemple.fr".to_owned()),
            content: vec![text("le site")],
            span,
        }),
        Inline::styled(InlineStyle::Emphasis, vec![text(" et la suite")], span),
        Inline::NoteCall(NoteCall { note: NoteId(11), follows_call: false, span }),
        text(" 😀 fin"),
    ];
    let (paragraph, codes, fonts) = set_in(&content, &style(), 400, "fr");
    assert!(codes.is_empty(), "{codes:?}");
    let [line] = &paragraph.lines[..] else { panic!("one line: {:?}", shown(&paragraph)) };
    let runs: Vec<_> = line
        .items
        .iter()
        .map(|item| match &item.content {
            LineContent::Glyphs(run) => {
                (fonts.face(run.face).postscript_name.as_str(), &*run.text, item.mark.0, run.origin.y == Length::ZERO)
            }
            LineContent::Rule { .. } | LineContent::Picture { .. } => panic!("only glyphs"),
        })
        .collect();
    assert_eq!(
        runs,
        [
            ("EBGaramond-Regular", "Voir ", 0, true),
            ("EBGaramond-Regular", "le site", 2, true),
            ("EBGaramond-Italic", " et la suite", 3, true),
            ("EBGaramond-Regular", "12", 4, true),
            ("EBGaramond-Regular", " ", 5, true),
            ("NotoEmoji-Regular", "😀", 5, true),
            ("EBGaramond-Regular", " fin", 5, true),
        ]
    );
    assert_eq!(line.notes, [NoteId(11)]);
    let links: Vec<_> = line.links.iter().map(|link| (link.text.as_str(), link.mark.0)).collect();
    assert_eq!(links, [("le site", 1), ("12", 4)]);
}

#[test]
fn an_emoji_sequence_is_one_glyph_of_one_face() {
    for sequence in ["👩🏽\u{200d}🚀", "7\u{fe0f}\u{20e3}", "*\u{20e3}", "🏴\u{200d}☠\u{fe0f}", "👋🏿"] {
        let (paragraph, codes, fonts) = set_in(&[text("Oui "), text(sequence), text(" 12.")], &style(), 300, "fr");
        assert!(codes.is_empty(), "{codes:?}");
        let runs: Vec<_> = paragraph.lines[0]
            .items
            .iter()
            .filter_map(|item| match &item.content {
                LineContent::Glyphs(run) if fonts.face(run.face).postscript_name.starts_with("NotoEmoji") => {
                    // A selector that no ligature takes up has no width.
                    Some((run.text.to_string(), run.glyphs.iter().filter(|glyph| glyph.advance > Length::ZERO).count()))
                }
                LineContent::Glyphs(_) | LineContent::Rule { .. } | LineContent::Picture { .. } => None,
            })
            .collect();
        assert_eq!(runs, [(sequence.to_owned(), 1)], "{sequence:?}");
    }
}

#[test]
fn what_cannot_be_set_is_reported() {
    let long = "x".repeat(90);
    // It is cut, and does not stick out. What no-break spaces tie together does.
    assert_eq!(set_in(&[text(&long)], &style(), 200, "fr").1, ["L002"]);
    assert_eq!(set_in(&[text(&format!("{long} {}", "z".repeat(90)))], &style(), 200, "fr").1, ["L002", "L002"]);
    assert_eq!(set_in(&[text(&"un\u{a0}".repeat(40))], &style(), 200, "fr").1, ["L001"]);
    assert_eq!(set_in(&[text("un \u{e123} signe")], &style(), 200, "fr").1, ["F001"]);
    let address = text("https://exemple.fr/une/adresse/tres/longue/qui-ne-tient/pas?sur=une&seule=ligne.html");
    let (paragraph, codes, _) = set_in(&[text("Voir "), address], &style(), 150, "fr");
    assert!(codes.is_empty());
    assert!(shown(&paragraph).iter().all(|line| !line.contains('\u{ad}')), "{:?}", shown(&paragraph));
}

#[test]
fn a_title_is_balanced() {
    let style = ParagraphStyle { balanced: true, indent: Length::ZERO, align: Align::Center, ..style() };
    let (paragraph, _, _) = set_in(&[text("Petite histoire des messages courts que l’on s’envoie")], &style, 170, "fr");
    assert_eq!(shown(&paragraph), ["Petite histoire des messages ", "courts que l’on s’envoie"]);
    let lines = |words: &str, width| shown(&set_in(&[text(words)], &style, width, "fr").0);
    // Lines end where phrases do, when that does not make them very uneven.
    assert_eq!(lines("Petite histoire des messages courts", 110), ["Petite histoire ", "des messages courts"]);
    assert_eq!(lines("Parce que c’était lui, sans l’avoir vu", 130), ["Parce que c’était lui, ", "sans l’avoir vu"]);
    // A noun keeps its adjective, although two even lines would part them.
    let long = "L’intelligence artificielle et les métiers de l’information et de la communication";
    assert_eq!(lines(long, 114)[0], "L’intelligence artificielle ");
    assert_eq!(lines("Rencontres sur le vif", 110), ["Rencontres sur le vif"]);
    // The last line counts like the others, also where a long word forbids a narrower measure.
    let long = "« Anticonstitutionnellement », et il fallait bien que quelqu’un essaie un jour";
    let ends = lines(long, 160);
    assert!(ends.last().is_some_and(|last| last.chars().count() > 15), "{ends:?}");
}

#[test]
fn arabic_runs_from_right_to_left() {
    let (paragraph, codes, fonts) = set_in(&[text("Il dit «\u{a0}مرحبا بكم\u{a0}» et sort.")], &style(), 400, "fr");
    assert!(codes.is_empty(), "{codes:?}");
    let arabic: Vec<_> = paragraph.lines[0]
        .items
        .iter()
        .filter_map(|item| match &item.content {
            LineContent::Glyphs(run) if fonts.face(run.face).postscript_name.starts_with("NotoNaskh") => Some(run),
            LineContent::Glyphs(_) | LineContent::Rule { .. } | LineContent::Picture { .. } => None,
        })
        .collect();
    let [run] = arabic[..] else { panic!("one Arabic run, not {}: {:?}", arabic.len(), shown(&paragraph)) };
    assert_eq!(&*run.text, "مرحبا بكم");
    assert!(run.glyphs.iter().is_sorted_by(|left, right| left.start >= right.start));
}

/// The Arabic of each line, and where it starts.
fn arabic(paragraph: &Paragraph, fonts: &FontSet) -> Vec<Vec<(String, Length)>> {
    let of_item = |item: &LineItem| match &item.content {
        LineContent::Glyphs(run) if fonts.face(run.face).postscript_name.starts_with("NotoNaskh") => {
            Some((run.text.trim().to_owned(), run.origin.x)).filter(|(text, _)| !text.is_empty())
        }
        LineContent::Glyphs(_) | LineContent::Rule { .. } | LineContent::Picture { .. } => None,
    };
    paragraph.lines.iter().map(|line| line.items.iter().filter_map(of_item).collect()).collect()
}

#[test]
fn an_arabic_phrase_goes_on_in_the_next_line() {
    let style = ParagraphStyle { indent: Length::ZERO, ..style() };
    let (paragraph, codes, fonts) = set_in(&[text("Il dit مرحبا بكم في هذا اللقاء et sort.")], &style, 90, "fr");
    assert!(codes.is_empty(), "{codes:?}");
    let lines = arabic(&paragraph, &fonts);
    let words: Vec<&str> = lines.iter().flatten().map(|(words, _)| words.as_str()).collect();
    // Its first words stand on the first line: the order is that of reading, whatever the direction.
    assert_eq!(words.join(" "), "مرحبا بكم في هذا اللقاء");
    assert!(words.len() > 1, "{words:?}");
    // The space at the end of a line is set at the line's end, not between the languages.
    let [(_, first)] = &lines[0][..] else { panic!("one phrase: {lines:?}") };
    let latin = paragraph.lines[0].items.iter().find_map(|item| match &item.content {
        LineContent::Glyphs(run) if &*run.text == "Il dit " => Some(run.glyphs.iter().map(|glyph| glyph.advance).sum::<Length>()),
        LineContent::Glyphs(_) | LineContent::Rule { .. } | LineContent::Picture { .. } => None,
    });
    assert_eq!(latin, Some(*first));
    assert!((right_edge(&paragraph.lines[0]) - Length::points(90)).0.abs() < 100);
}

#[test]
fn names_are_broken_when_nothing_else_helps() {
    let style = ParagraphStyle { indent: Length::ZERO, ..style() };
    let at = |words: &str, width| {
        let (paragraph, codes, _) = set_in(&[text(words)], &style, width, "fr");
        assert!(codes.is_empty(), "{words} in {width}: {codes:?}");
        shown(&paragraph).concat()
    };
    let (names, nouns) = ("Hier nous lisions Montaigne et aussi Rabelais", "Hier nous lisions montagnes et aussi rivages");
    assert!((100..200).all(|width| ["Montaigne", "Rabelais"].iter().all(|name| at(names, width).contains(name))));
    assert!((100..200).any(|width| at(nouns, width).contains("mon\u{ad}")));
    assert!(at(names, 40).contains("Mon\u{ad}taigne"), "{}", at(names, 40));
}

#[test]
fn the_letters_of_a_line_are_widened_alike_and_little() {
    let (paragraph, _, _) = set_in(&[text(FRENCH)], &style(), 300, "fr");
    let (last, full) = paragraph.lines.split_last().expect("lines");
    assert!(full.iter().any(|line| line.expansion != 0));
    assert!(
        full.iter().all(|line| line.expansion.abs() <= 150),
        "{:?}",
        full.iter().map(|line| line.expansion).collect::<Vec<_>>()
    );
    assert_eq!(last.expansion, 0);
    let ragged = ParagraphStyle { align: Align::Start, ..style() };
    assert!(set_in(&[text(FRENCH)], &ragged, 300, "fr").0.lines.iter().all(|line| line.expansion == 0));
}

#[test]
fn a_paragraph_is_set_in_as_many_lines_as_are_asked_or_not_at_all() {
    let fonts = FontSet::load(&SourceMap::new(), &mut Diagnostics::new());
    let (lang, exceptions) = (Lang::french(), Hyphenation::default());
    let context = InlineContext { fonts: &fonts, assets: &[], lang: &lang, exceptions: &exceptions };
    let content = [text(FRENCH), text(" "), text(FRENCH)];
    let measure = Length::points(300);
    let with = |lines| set_in_lines(&content, &style(), measure, &[MarkId(0)], &context, [lines])[0].clone();
    let usual = set(&content, &style(), measure, &[MarkId(0)], &context, &mut Diagnostics::new()).lines.len();
    let possible: Vec<usize> = (1..20).filter(|&lines| with(lines).is_some_and(|set| set.lines.len() == lines)).collect();
    assert_eq!((usual, possible), (12, vec![12, 13]));
}

#[test]
fn the_authors_own_breaks_are_obeyed() {
    let style = ParagraphStyle { indent: Length::ZERO, ..style() };
    let (paragraph, _, _) = set_in(&[text("une anti\u{ad}constitution dix")], &style, 62, "fr");
    assert_eq!(shown(&paragraph), ["une anti\u{ad}", "constitution ", "dix"]);
    let broken = [text("Rue X"), Inline::LineBreak(span()), text("Paris")];
    assert_eq!(shown(&set_in(&broken, &style, 200, "fr").0), ["Rue X", "Paris"]);
    let code =
        [Inline::Code(crate::book::Text { id: TextId { section: 1, number: 1 }, text: "  if x".to_owned(), span: span() })];
    assert_eq!(shown(&set_in(&code, &style, 200, "fr").0), ["  if x"]);
}

#[test]
fn a_broken_word_is_shaped_again() {
    // The ligature of « ff » must not survive the hyphen between its letters.
    let style = ParagraphStyle { indent: Length::ZERO, ..style() };
    let (paragraph, _, _) = set_in(&[text("un effort sûr et doux")], &style, 36, "fr");
    let lines = shown(&paragraph);
    assert_eq!(lines[..2], ["un ef\u{ad}", "fort sûr "]);
    let LineContent::Glyphs(run) = &paragraph.lines[0].items[0].content else { panic!("glyphs") };
    let ends: Vec<_> = run.glyphs.iter().map(|glyph| &run.text[glyph.start as usize..glyph.end as usize]).collect();
    assert_eq!(ends, ["u", "n", " ", "e", "f", "\u{ad}"]);
}

#[test]
fn a_mark_on_the_second_of_two_spaces_is_set_once() {
    let first = "  \u{301}A0A«-\u{fffc}\u{fffc}0";
    let call = Inline::NoteCall(NoteCall { note: NoteId(0), follows_call: false, span: span() });
    let raised = Inline::styled(InlineStyle::Superscript, vec![text("")], span());
    let (paragraph, _, _) = set_in(&[text(first), raised, call, text(first)], &style(), 5, "fr");
    assert_eq!(shown(&paragraph).concat().matches('\u{301}').count(), 2, "{:?}", shown(&paragraph));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, cases: 200, ..Default::default() })]

    /// Whatever is written, nothing panics, every visible character is set once and in order, and glyphs show whole characters.
    #[test]
    fn any_text_is_set(
        first in "[a-zé’ \u{a0}\u{202f}«»!.\u{ad}\u{301}\u{200d}😀👩משبةA-Z@/0-9\u{fffc}\u{2028}-]{0,40}",
        second in "\\PC{0,20}",
        width in 5_i64..200,
        arabic: bool,
        balanced: bool,
    ) {
        let style = ParagraphStyle { balanced, ..style() };
        let content = [
            text(&first),
            Inline::styled(InlineStyle::Superscript, vec![text(&second)], span()),
            Inline::NoteCall(NoteCall { note: NoteId(0), follows_call: false, span: span() }),
            text(&first),
        ];
        let (paragraph, _, _) = set_in(&content, &style, width, if arabic { "ar" } else { "fr" });
        let visible = |text: &str| {
            text.chars().filter(|c| !matches!(c, ' ' | '\u{ad}' | '\u{a0}' | '\u{200b}' | '\u{2060}' | '\u{feff}')).collect::<String>()
        };
        proptest::prop_assert_eq!(visible(&shown(&paragraph).concat()), visible(&format!("{first}{second}1{first}")));
        for run in paragraph.lines.iter().flat_map(|line| &line.items).filter_map(|item| match &item.content {
            LineContent::Glyphs(run) => Some(run),
            LineContent::Rule { .. } | LineContent::Picture { .. } => None,
        }) {
            for glyph in &run.glyphs {
                proptest::prop_assert!(run.text.get(glyph.start as usize..glyph.end as usize).is_some_and(|shown| !shown.is_empty()));
            }
        }
    }
}
