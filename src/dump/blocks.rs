//! Blocks and inlines as indented text, one line for each block.
//!
//! Inlines are written in a notation like Markdown. Invisible characters are shown by signs: `⍽` is U+00A0, `⸱` is U+202F, `⏎` a
//! line feed, `↵` a hard line break. Spans are left out: tests of diagnostics cover them.

use crate::book::{
    Alignment, Alt, Block, Cell, Container, Decimal, Display, Inline, InlineStyle, LinkTarget, ListMarker, Note, Picture,
    RichText, Turn,
};
use std::fmt::Write as _;

/// The text view of `blocks` and their notes.
#[must_use]
pub fn dump(blocks: &[Block], notes: &[Note]) -> String {
    let mut lines = Lines::default();
    lines.blocks(blocks);
    for (index, note) in notes.iter().enumerate() {
        lines.line(&format!("note {}", index + 1));
        lines.within(|lines| lines.blocks(&note.blocks));
    }
    lines.text
}

/// The text view of inlines.
#[must_use]
pub fn inlines(list: &[Inline]) -> String {
    list.iter().map(inline).collect()
}

/// `text` with signs for invisible spaces and line feeds.
#[must_use]
pub fn visible(text: &str) -> String {
    text.replace('\u{a0}', "⍽").replace('\u{202f}', "⸱").replace('\n', "⏎")
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(text) => visible(&text.text),
        Inline::Code(text) => format!("`{}`", visible(&text.text)),
        Inline::Styled(styled) => {
            let content = inlines(&styled.content);
            match &styled.style {
                InlineStyle::Emphasis => format!("*{content}*"),
                InlineStyle::Strong => format!("**{content}**"),
                InlineStyle::Strikethrough => format!("~~{content}~~"),
                InlineStyle::Superscript => format!("<sup>{content}</sup>"),
                InlineStyle::Subscript => format!("<sub>{content}</sub>"),
                InlineStyle::SmallCaps => format!("[{content}]{{.sc}}"),
                InlineStyle::AllSmallCaps => format!("[{content}]{{.all-sc}}"),
                InlineStyle::Language(lang) => format!("[{content}]{{lang={lang}}}"),
                InlineStyle::Isolated { right_to_left } => {
                    format!("<bdi dir=\"{}\">{content}</bdi>", if *right_to_left { "rtl" } else { "ltr" })
                }
                InlineStyle::Abbreviation(title) => format!("<abbr title=\"{}\">{content}</abbr>", visible(title)),
            }
        }
        Inline::Link(link) => format!("[{}]({})", inlines(&link.content), target(&link.target)),
        Inline::NoteCall(call) => format!("[^{}]", call.note.0 + 1),
        Inline::Image(image) => picture(image),
        Inline::LineBreak(_) => "↵".to_owned(),
    }
}

pub(super) fn target(target: &LinkTarget) -> String {
    match target {
        LinkTarget::Url(url) | LinkTarget::Unresolved(url) => url.clone(),
        LinkTarget::Section(section) => section.to_string(),
        LinkTarget::Anchor { section, anchor } => format!("{section}#{anchor}"),
        LinkTarget::Person(person) => format!("person {}", person.0),
        LinkTarget::OtherTome { tome, section, anchor: None } => format!("{tome}/{section}"),
        LinkTarget::OtherTome { tome, section, anchor: Some(anchor) } => format!("{tome}/{section}#{anchor}"),
    }
}

fn picture(picture: &Picture) -> String {
    match &picture.alt {
        Alt::Text(alt) => format!("![{}](picture {})", visible(alt), picture.asset.0),
        Alt::Decorative => format!("![](picture {}){{.decorative}}", picture.asset.0),
    }
}

/// A text of indented lines.
#[derive(Default)]
struct Lines {
    text: String,
    indent: usize,
}

impl Lines {
    fn line(&mut self, text: &str) {
        let _ = writeln!(self.text, "{:indent$}{}", "", text.trim_end(), indent = self.indent * 2);
    }

    fn within(&mut self, inside: impl FnOnce(&mut Self)) {
        self.indent += 1;
        inside(self);
        self.indent -= 1;
    }

    fn blocks(&mut self, list: &[Block]) {
        list.iter().for_each(|block| self.block(block));
    }

    /// A line for a rich text, unless it is empty.
    fn labelled(&mut self, label: &str, content: &RichText) {
        if !content.is_empty() {
            self.line(&format!("{label}: {}", inlines(content)));
        }
    }

    fn items(&mut self, label: &str, items: &[Container]) {
        for item in items {
            self.line(label);
            self.within(|lines| lines.blocks(&item.blocks));
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(paragraph) => {
                let lang = paragraph.lang.as_ref().map(|lang| format!(" {lang}")).unwrap_or_default();
                self.line(&format!("paragraph{lang}: {}", inlines(&paragraph.content)));
            }
            Block::Heading(heading) => {
                self.line(&format!("heading {} #{}: {}", heading.level as u8, heading.anchor, inlines(&heading.content)));
            }
            Block::List(list) => {
                let marker = match list.marker {
                    ListMarker::Bullet => "bullets".to_owned(),
                    ListMarker::Number(start) => format!("numbers from {start}"),
                };
                self.line(&format!("list, {marker}, {}", if list.tight { "tight" } else { "loose" }));
                self.within(|lines| lines.items("item", &list.items));
            }
            Block::DefinitionList(list) => {
                self.line("definitions");
                self.within(|lines| {
                    for entry in &list.entries {
                        entry.terms.iter().for_each(|term| lines.line(&format!("term: {}", inlines(term))));
                        lines.items("definition", &entry.definitions);
                    }
                });
            }
            Block::Quote(quote) => self.items("quote", std::slice::from_ref(quote)),
            Block::Epigraph(epigraph) => {
                self.line("epigraph");
                self.within(|lines| {
                    lines.blocks(&epigraph.blocks);
                    lines.labelled("source", &epigraph.source);
                });
            }
            Block::Aside(aside) => {
                self.line("aside");
                self.within(|lines| {
                    lines.labelled("title", &aside.title);
                    lines.blocks(&aside.blocks);
                });
            }
            Block::Exchange(exchange) => {
                self.line(match exchange.turn {
                    Turn::Question => "question",
                    Turn::Answer => "answer",
                });
                self.within(|lines| {
                    lines.labelled("speaker", &exchange.speaker);
                    lines.blocks(&exchange.blocks);
                });
            }
            Block::Verse(verse) => {
                self.line("verse");
                for stanza in &verse.stanzas {
                    self.within(|lines| {
                        lines.line("stanza");
                        lines.within(|lines| {
                            for verse in stanza {
                                lines.line(&format!("{}{}", "→".repeat(usize::from(verse.indent)), inlines(&verse.content)));
                            }
                        });
                    });
                }
            }
            Block::Code(code) => {
                self.line(format!("code {}", code.language.as_deref().unwrap_or_default()).trim_end());
                self.within(|lines| code.text.split('\n').for_each(|line| lines.line(&format!("|{}", visible(line)))));
            }
            Block::Figure(figure) => {
                self.line(&format!("figure{}: {}", anchor(figure.anchor.as_ref()), picture(&figure.picture)));
                self.within(|lines| {
                    lines.labelled("link", &figure.link);
                    lines.labelled("caption", &figure.caption);
                    lines.labelled("credit", &figure.picture.credit);
                });
            }
            Block::Table(table) => {
                let columns: String = table.columns.iter().map(|column| alignment(*column)).collect();
                self.line(&format!("table{} {columns}", anchor(table.anchor.as_ref())));
                self.within(|lines| {
                    lines.labelled("caption", &table.caption);
                    lines.line(&row("head", &table.head));
                    table.rows.iter().for_each(|cells| lines.line(&row("row", cells)));
                });
            }
            Block::Chart(chart) => {
                self.line(&format!("chart{} {:?}, unit « {} »", anchor(chart.anchor.as_ref()), chart.kind, visible(&chart.unit)));
                self.within(|lines| {
                    lines.labelled("title", &chart.title);
                    lines.labelled("caption", &chart.caption);
                    let labels: Vec<String> = chart.labels.iter().map(|label| inlines(label)).collect();
                    lines.line(&format!("{}: {}", inlines(&chart.label_name), labels.join(" | ")));
                    for series in &chart.series {
                        let values: Vec<String> =
                            series.values.iter().map(|value| value.map_or_else(String::new, decimal)).collect();
                        lines.line(&format!("{}: {}", inlines(&series.name), values.join(" | ")));
                    }
                });
            }
            Block::Separator(_) => self.line("separator"),
            Block::Display(Display { role, content }) => self.line(&format!("display {role:?}: {}", inlines(content))),
            Block::Contents(contents) => {
                self.line("contents");
                for entry in &contents.entries {
                    let indent = "  ".repeat(usize::from(entry.depth));
                    let line =
                        format!("{indent}section {}: {} / {}", entry.section, inlines(&entry.title), inlines(&entry.authors));
                    self.within(|lines| lines.line(&line));
                }
            }
            Block::Sponsors(group) => {
                self.line(&format!("sponsors #{}: {}", group.heading.anchor, inlines(&group.heading.content)));
                for sponsor in &group.sponsors {
                    self.within(|lines| lines.line(&format!("{}: {}", sponsor.name, inlines(&sponsor.tagline))));
                }
            }
            Block::Biography(biography) => {
                self.line(&format!("biography #{}: {}", biography.heading.anchor, inlines(&biography.heading.content)));
                self.within(|lines| {
                    biography.lines.iter().for_each(|line| lines.line(&inlines(line)));
                    lines.blocks(&biography.blocks);
                });
            }
            Block::Index(index) => {
                self.line("index");
                for entry in &index.entries {
                    let line = format!("{} {:?} {:?}", inlines(&entry.heading), entry.sections, entry.mentions);
                    self.within(|lines| lines.line(&line));
                }
            }
            Block::BarCode(code) => self.line(&format!("bar code {} {}", code.ean, code.isbn)),
        }
    }
}

fn anchor(anchor: Option<&crate::book::Slug>) -> String {
    anchor.map(|slug| format!(" #{slug}")).unwrap_or_default()
}

const fn alignment(column: Alignment) -> char {
    match column {
        Alignment::Start => '<',
        Alignment::Center => '^',
        Alignment::End => '>',
    }
}

fn row(label: &str, cells: &[Cell]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| inlines(&cell.content)).collect();
    format!("{label}: {}", cells.join(" | "))
}

fn decimal(value: Decimal) -> String {
    format!("{:.*}", usize::from(value.scale), value.value())
}
