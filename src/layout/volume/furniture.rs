//! Running heads and folios: the page furniture, which a tagged PDF marks as artifacts so that screen readers skip it.
//!
//! Owns what a running head says, and where head and folio stand. It does not know which pages have them: `volume` does. Page
//! numbers come from `sequence`.

use crate::{
    book::{Inline, Lang, RichText, Section, SectionKind, direction, walk, without_calls},
    diagnostic::{Code, Diagnostic, Diagnostics},
    layout::{
        context::LayoutContext,
        frame::{Artifact, Content, FrameItem},
        geometry::Side,
    },
    memo::Resident,
    pagination::Folio,
    source::Span,
    typeset::{
        length::{Length, Point},
        mark::MarkId,
        paragraph,
        style::{Align, ParagraphStyle},
    },
};

/// The running heads of a section, set once for all its pages. Positions are relative to the top left corner of the text area.
#[derive(Debug, Default)]
pub struct RunningHeads {
    verso: Vec<FrameItem>,
    recto: Vec<FrameItem>,
}

impl RunningHeads {
    /// The contributor on the verso, the title on the recto; none for parts and for pages without a shown title. A title too long for the
    /// head of a page is reported if such a page is printed: one of `pages`, the sides of the pages that have a running head.
    #[must_use]
    pub fn new(context: &LayoutContext<'_>, section: &Section, pages: &[Side], sink: &mut Diagnostics) -> Self {
        if !section.title_shown || matches!(section.kind, SectionKind::Part { .. }) {
            return Self::default();
        }
        let names: Vec<_> = section.byline.iter().map(|credit| context.book.person(credit.person).name.display()).collect();
        let verso = match section.kind {
            SectionKind::Contribution(_) if !names.is_empty() => {
                let shown = contributors(context, &names, &section.lang);
                direction::sentence(&shown, names.iter().map(String::as_str), &context.book.work.lang, section.span)
            }
            SectionKind::Contribution(_) | SectionKind::Shared(_) | SectionKind::Made(_) | SectionKind::Part { .. } => {
                context.book.work.title.clone()
            }
        };
        let title = without_calls(if section.short_title.is_empty() { &section.title } else { &section.short_title });
        let title = &title;
        Self {
            // Where the title of the work is longer than a line, the title of the section replaces it.
            verso: [verso.as_slice(), title]
                .into_iter()
                .find_map(|content| set_line(context, content, Align::Start, Artifact::Header))
                .unwrap_or_default(),
            recto: set_line(context, title, Align::End, Artifact::Header).unwrap_or_else(|| {
                let span = title.first().map_or(section.span, Inline::span);
                if pages.contains(&Side::Recto) {
                    sink.push(Diagnostic::new(Code::LongRunningTitle, span));
                }
                set_line(context, &context.book.work.title, Align::End, Artifact::Header).unwrap_or_default()
            }),
        }
    }

    /// The running head of a page on `side`.
    #[must_use]
    pub fn for_side(&self, side: Side) -> Vec<FrameItem> {
        match side {
            Side::Recto => self.recto.clone(),
            Side::Verso => self.verso.clone(),
        }
    }
}

/// All names if they fit, else the first with “et al.”: the opening names them all. Above a text in another language than the program's
/// words commas are enough between them.
fn contributors(context: &LayoutContext<'_>, names: &[String], lang: &Lang) -> String {
    let is_foreign = context.words.foreign_to(lang.as_str()).is_some();
    let all = if is_foreign { names.join(", ") } else { context.words.enumeration(names) };
    let fits = |text: &str| text.chars().count() < 60;
    if fits(&all) { all } else { names.first().map(|first| format!("{first} et al.")).unwrap_or_default() }
}

/// The folio below the text, at the fore edge; `span` is that of the section.
#[must_use]
pub fn folio(context: &LayoutContext<'_>, folio: Folio, side: Side, span: Span) -> Vec<FrameItem> {
    let align = match side {
        Side::Recto => Align::End,
        Side::Verso => Align::Start,
    };
    let text = [Inline::text(folio.label(), span)];
    let down = context.geometry.text.height + context.geometry.leading * 2;
    let mut items = set_line(context, &text, align, Artifact::Footer).unwrap_or_default();
    // `set_line` puts it one line above the text; the folio belongs two lines below.
    for item in &mut items {
        item.shape.translate(Point { x: Length::ZERO, y: down + context.geometry.leading });
    }
    items
}

/// The word that every page of a draft bears, below the text in the middle.
#[must_use]
pub fn draft_mark(context: &LayoutContext<'_>) -> Vec<FrameItem> {
    let text = [Inline::text(context.words.word("draft-mark"), context.book.tome.span)];
    let down = context.geometry.text.height + context.geometry.leading * 3;
    let mut items = set_line(context, &text, Align::Center, Artifact::Footer).unwrap_or_default();
    items.iter_mut().for_each(|item| item.shape.translate(Point { x: Length::ZERO, y: down }));
    items
}

/// Sets one line above the text; none when the content does not fit in one. A line that the build before has set is taken from memory,
/// but for one with a picture, whose file may have changed.
fn set_line(context: &LayoutContext<'_>, content: &[Inline], align: Align, kind: Artifact) -> Option<Vec<FrameItem>> {
    let mut has_picture = false;
    walk::inlines(content, &mut |inline| has_picture |= matches!(inline, Inline::Image(_)));
    let Some((resident, shared)) = context.resident.filter(|_| !has_picture) else {
        return set_new_line(context, content, align, kind);
    };
    let key = Resident::key("line", &(shared, content, align, kind));
    resident.get_or_make(key, || set_new_line(context, content, align, kind))
}

fn set_new_line(context: &LayoutContext<'_>, content: &[Inline], align: Align, kind: Artifact) -> Option<Vec<FrameItem>> {
    let style = ParagraphStyle { hyphenate: false, ..context.theme.running_head(align) };
    let inline_context = context.inline_context(&context.book.work.lang);
    let content = without_notes(content);
    let measure = context.geometry.text.width;
    let set = paragraph::set(&content, &style, measure, &[MarkId(0)], &inline_context, &mut Diagnostics::new());
    if set.lines.len() > 1 {
        return None;
    }
    let origin = Point { x: Length::ZERO, y: -context.geometry.leading };
    let items = set
        .lines
        .first()
        .map(|line| line.items.iter().map(|item| FrameItem::from_line(item, origin, Content::Artifact(kind))).collect());
    Some(items.unwrap_or_default())
}

/// A title without its note calls, which belong to the title itself. A line break becomes a space.
fn without_notes(content: &[Inline]) -> RichText {
    content
        .iter()
        .filter_map(|inline| match inline {
            Inline::NoteCall(_) => None,
            Inline::LineBreak(span) => Some(Inline::text(" ", *span)),
            Inline::Text(_) | Inline::Styled(_) | Inline::Code(_) | Inline::Link(_) | Inline::Image(_) => Some(inline.clone()),
        })
        .collect()
}
