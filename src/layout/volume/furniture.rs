//! Page furniture: running heads and folios, which no screen reader reads.

use crate::{
    book::{Inline, RichText, Section, SectionKind},
    diagnostic::{Code, Diagnostic, Diagnostics},
    layout::{
        context::LayoutContext,
        frame::{Artifact, Content, FrameItem},
        geometry::Side,
    },
    pagination::Folio,
    typeset::{
        length::{Length, Point},
        mark::MarkId,
        paragraph,
        style::{Align, ParagraphStyle},
    },
};

/// The running heads of a section, set once for all its pages, from the top left corner of the text.
#[derive(Debug, Default)]
pub struct Heads {
    verso: Vec<FrameItem>,
    recto: Vec<FrameItem>,
}

impl Heads {
    /// The contributor on the left, the title on the right; none for parts and made pages in one piece.
    #[must_use]
    pub fn new(context: &LayoutContext<'_>, section: &Section, sink: &mut Diagnostics) -> Self {
        if !section.title_shown || matches!(section.kind, SectionKind::Part { .. }) {
            return Self::default();
        }
        let names: Vec<_> = section.byline.iter().map(|credit| context.book.person(credit.person).name.display()).collect();
        let verso = match section.kind {
            SectionKind::Contribution(_) if !names.is_empty() => vec![Inline::text(signed(context, &names), section.span)],
            SectionKind::Contribution(_) | SectionKind::Shared(_) | SectionKind::Made(_) | SectionKind::Part { .. } => {
                context.book.work.title.clone()
            }
        };
        let title = if section.short_title.is_empty() { &section.title } else { &section.short_title };
        Self {
            // A title of the work that is longer than a line gives way to what the page is of.
            verso: [verso.as_slice(), title]
                .into_iter()
                .find_map(|content| head(context, content, Align::Start, Artifact::Header))
                .unwrap_or_default(),
            recto: head(context, title, Align::End, Artifact::Header).unwrap_or_else(|| {
                let place = title.first().map_or(section.span, Inline::span);
                sink.push(Diagnostic::new(Code::LongRunningTitle, place));
                head(context, &context.book.work.title, Align::End, Artifact::Header).unwrap_or_default()
            }),
        }
    }

    /// The head of a page of `side`.
    #[must_use]
    pub fn on(&self, side: Side) -> Vec<FrameItem> {
        match side {
            Side::Recto => self.recto.clone(),
            Side::Verso => self.verso.clone(),
        }
    }
}

/// The names as long as they fit, else how many others there are is left to the opening: the first name alone.
fn signed(context: &LayoutContext<'_>, names: &[String]) -> String {
    let and = format!(" {} ", context.words.word("and"));
    let all = match names {
        [init @ .., last] if !init.is_empty() => format!("{}{and}{last}", init.join(", ")),
        [name] => name.clone(),
        _ => String::new(),
    };
    let fits = |text: &str| text.chars().count() < 60;
    if fits(&all) { all } else { names.first().map(|first| format!("{first} et al.")).unwrap_or_default() }
}

/// The folio at the foot, at the fore edge.
#[must_use]
pub fn folio(context: &LayoutContext<'_>, folio: Folio, side: Side, sink_span: crate::source::Span) -> Vec<FrameItem> {
    let align = match side {
        Side::Recto => Align::End,
        Side::Verso => Align::Start,
    };
    let text = [Inline::text(folio.label(), sink_span)];
    let down = context.geometry.text.height + context.geometry.leading * 2;
    let mut items = head(context, &text, align, Artifact::Footer).unwrap_or_default();
    // `head` stands one line above the text; the folio two lines below it.
    for item in &mut items {
        item.shape.shift(Point { x: Length::ZERO, y: down + context.geometry.leading });
    }
    items
}

/// A line above the text; none when it does not fit in one.
fn head(context: &LayoutContext<'_>, content: &RichTextSlice, align: Align, kind: Artifact) -> Option<Vec<FrameItem>> {
    let style = ParagraphStyle { hyphenate: false, ..context.theme.head(align) };
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
        .map(|line| line.items.iter().map(|item| FrameItem::of_line(item, origin, Content::Artifact(kind))).collect());
    Some(items.unwrap_or_default())
}

type RichTextSlice = [Inline];

/// A title without its notes, which are called once, at its head; a line break is a space.
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
