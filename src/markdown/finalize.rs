//! What each block and inline becomes when it ends. CommonMark's reference parsers call this step finalization.

use super::{
    attributes::Attributes,
    builder::{Builder, Mode, Open},
    chart, division, figures,
    fragment::{cleaned, lines},
    info_string,
    inline::{TokenKind, trimmed},
    slips,
};
use crate::{
    book::{
        Alignment, Alt, AssetId, Block, BlockId, Cell, CodeBlock, DefinitionEntry, Figure, Heading, HeadingLevel, Inline,
        InlineStyle, Link, LinkTarget, Paragraph, Picture, RichText, Table, TextId, plain_text, spoken_text, walk,
    },
    diagnostic::{Code, Diagnostic, Severity},
    source::{Span, Spanned},
};
use std::ops::Range;

impl Builder<'_, '_, '_, '_> {
    /// A paragraph; one that holds nothing but a picture is a figure, and the title of the picture its caption.
    pub(super) fn end_paragraph(&mut self, content: RichText, span: Span) {
        if content.is_empty() {
            return;
        }
        let block = match figures::only_picture(content) {
            Ok((picture, link)) => {
                let title = self.parser.titles.get_mut(picture.asset.0 as usize).and_then(Option::take);
                let caption = title.map(|(title, span)| self.parser.value(&title, span)).unwrap_or_default();
                Block::Figure(Box::new(Figure { id: BlockId::default(), anchor: None, picture, link, caption, span }))
            }
            Err(content) => Block::Paragraph(Paragraph { content, lang: None, span }),
        };
        self.push_block(block);
    }

    /// A heading; one without text is left out.
    pub(super) fn end_heading(
        &mut self,
        level: HeadingLevel,
        attributes: &Attributes,
        mut content: RichText,
        range: &Range<usize>,
    ) {
        let span = self.fragment.span(range);
        slips::heading(self.parser, self.fragment, &plain_text(&content), range);
        attributes.report_unknown(&["#", "lang"], self.fragment, self.parser.sink);
        if content.is_empty() {
            self.parser.sink.push(Diagnostic::new(Code::EmptyHeading, span));
            return;
        }
        if plain_text(&content).trim().is_empty() && pictures(&content) == Some(true) {
            // A decorative picture says nothing: it stands where the heading would.
            self.parser.sink.push(Diagnostic::new(Code::EmptyHeading, span));
            self.end_paragraph(content, span);
            return;
        }
        let anchor = match self.parser.explicit_anchor(attributes, self.fragment) {
            Some(anchor) => anchor,
            None => self.parser.automatic_anchor(&spoken_text(&content)),
        };
        if let Some(lang) = attributes.language(self.fragment, self.parser.sink) {
            content = vec![Inline::styled(InlineStyle::Language(lang), content, span)];
        }
        self.push_block(Block::Heading(Heading { level, anchor, content, span }));
    }

    /// A term of a definition list. It begins a new entry unless the last one has no definition yet.
    pub(super) fn end_term(&mut self, term: RichText) {
        if let Open::DefinitionList { entries } = &mut self.top().open {
            match entries.last_mut() {
                Some(entry) if entry.definitions.is_empty() => entry.terms.push(term),
                Some(_) | None => entries.push(DefinitionEntry { terms: vec![term], definitions: Vec::new() }),
            }
        }
    }

    /// A row of a table. CommonMark drops cells beyond the columns: that is reported.
    pub(super) fn end_row(&mut self, cells: Vec<Cell>, range: &Range<usize>) {
        let written = cells_written(&self.fragment.text[clamped(range, self.fragment.text)]);
        if let Open::Table { columns, rows } = &mut self.top().open {
            let columns = columns.len();
            rows.push(cells);
            if written > columns {
                let diagnostic = Diagnostic::new(Code::LostCells, self.fragment.span(range));
                self.parser.sink.push(diagnostic.with("lost", written - columns).with("columns", columns));
            }
        }
    }

    /// A table; short rows get empty cells.
    pub(super) fn end_table(&mut self, columns: Vec<Alignment>, mut rows: Vec<Vec<Cell>>, span: Span) {
        for row in &mut rows {
            let end = row.last().map_or(span, |cell| cell.span);
            row.resize_with(columns.len(), || Cell { content: Vec::new(), span: end });
            row.shrink_to_fit();
        }
        let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        let table = Table { id: BlockId::default(), anchor: None, caption: Vec::new(), columns, head, rows, span };
        self.push_block(Block::Table(Box::new(table)));
    }

    /// A code block, or the chart that it describes.
    pub(super) fn end_code(&mut self, info: Option<&str>, chunks: Vec<(String, Range<usize>)>, range: &Range<usize>) {
        let typed = |(text, range): (String, Range<usize>)| (self.fragment.typed_code(&text, &range).into_owned(), range);
        let chunks: Vec<(String, Range<usize>)> = chunks.into_iter().map(typed).collect();
        let is_closed = info.is_none() || !self.report_unclosed_code(range);
        if info.is_none() {
            self.report_code_in_note(range);
        }
        if info.is_some_and(info_string::is_chart) {
            // Without its end, the numbers of a chart go to the first empty line; what follows stays a block of code.
            let (chunks, rest) = if is_closed { (chunks, String::new()) } else { at_blank_line(chunks) };
            let chart = chart::read_chart(self.parser, self.fragment, range, &chunks);
            self.push_block(chart);
            if !rest.trim().is_empty() {
                let (text, span) = (cleaned(rest.trim_matches('\n')).into_owned(), self.fragment.span(range));
                self.push_block(Block::Code(CodeBlock { language: None, text, id: TextId::default(), span }));
            }
            return;
        }
        let language = info
            .and_then(|info| info.split_whitespace().next())
            .map(|word| cleaned(word).into_owned())
            .filter(|language| !language.is_empty());
        let text: String = chunks.iter().map(|(text, _)| text.as_str()).collect();
        slips::code(self.parser, self.fragment, info, &text, range);
        let text = cleaned(text.strip_suffix('\n').unwrap_or(&text)).into_owned();
        self.push_block(Block::Code(CodeBlock { language, text, id: TextId::default(), span: self.fragment.span(range) }));
    }

    /// Reports the fenced block of code at `range` if its last line is no fence that closes it. Says whether it is not.
    fn report_unclosed_code(&mut self, range: &Range<usize>) -> bool {
        let written = &self.fragment.text[clamped(range, self.fragment.text)];
        let first = written.split(['\n', '\r']).next().unwrap_or_default();
        let mark = first.chars().next().unwrap_or_default();
        let length = first.len() - first.trim_start_matches(mark).len();
        let last = written.trim_end_matches(['\n', '\r', ' ', '\t', '>']).rsplit(['\n', '\r']).next().unwrap_or_default();
        let last = last.trim_start_matches([' ', '\t', '>']);
        let is_first = last.as_ptr() == first.as_ptr();
        let is_open = is_first || last.len() < length || last.chars().any(|sign| sign != mark);
        if is_open {
            let head = range.start..range.start + first.len();
            self.parser.sink.push(Diagnostic::new(Code::UnclosedCode, self.fragment.span(&head)));
        }
        is_open
    }

    /// Reports indented code in a note that is written within another note: the parser ends the outer note there, so that what goes on
    /// in the inner one is indented too far.
    fn report_code_in_note(&mut self, range: &Range<usize>) {
        let Some(at) = self.frames.iter().rposition(|frame| matches!(frame.open, Open::Note { .. })) else { return };
        let before = &self.fragment.text[..self.frames[at].range.start];
        let indent = &before[before.rfind(['\n', '\r']).map_or(0, |line_end| line_end + 1)..];
        let is_indented = indent.chars().all(|sign| matches!(sign, ' ' | '\t')) && (indent.len() > 3 || indent.contains('\t'));
        let is_at_margin = self.frames[..at].iter().all(|frame| matches!(frame.open, Open::Root | Open::Container(_)));
        if is_indented && is_at_margin {
            self.parser.sink.push(Diagnostic::new(Code::CodeInNote, self.fragment.span(range)));
        }
    }

    /// An HTML block: its words become paragraphs, what else it holds is told.
    pub(super) fn end_html(&mut self, lines: &[Range<usize>], range: &Range<usize>) {
        let range = clamped(range, self.fragment.text);
        // Between its lines stand the marks of the block quotes and lists around it; spaces replace them.
        let mut written = String::with_capacity(range.len());
        for line in lines.iter().map(|line| clamped(line, self.fragment.text)).filter(|line| line.end <= range.end) {
            written.extend(std::iter::repeat_n(' ', line.start.saturating_sub(range.start + written.len())));
            written.push_str(&self.fragment.text[line]);
        }
        let fragment = self.fragment.part(range.start, &written);
        let mut start = 0;
        // What holds anything but words ends at its mark, whatever Markdown may see in it.
        let head = written.trim_start().get(..8).unwrap_or(written.trim_start()).to_ascii_lowercase();
        let hidden = [("<!--", "-->", "!--"), ("<script", "</script>", "script"), ("<style", "</style>", "style")];
        if let Some((_, closing, name)) = hidden.into_iter().find(|(opening, ..)| head.starts_with(opening)) {
            let end = written.to_ascii_lowercase().find(closing);
            start = end.map_or(written.len(), |end| end + closing.len());
            let span = fragment.span(&(0..start));
            if end.is_none() {
                // What follows would be missing in the book.
                let diagnostic = Diagnostic::new(Code::UnclosedElement, span).with("name", name).hint("rest");
                self.parser.sink.push(Diagnostic { severity: Severity::Error, ..diagnostic });
            } else if name == "!--" {
                self.parser.notice_comment(span);
            } else {
                let diagnostic = Diagnostic::new(Code::RawHtml, span).with("name", name).with("kind", "hidden");
                self.parser.notice(name, diagnostic.with("remedy", "other"));
            }
        }
        let content = self.parser.parse_as(&fragment, start..written.len(), Mode::Html);
        for part in division::divided(content) {
            self.end_paragraph(trimmed(part), self.fragment.span(&range));
        }
    }

    /// A link; without a target its content stays as text, without text it shows its target.
    pub(super) fn end_link(&mut self, target: String, title: String, mut content: RichText, range: Range<usize>) {
        let span = self.fragment.span(&range);
        if !title.is_empty() {
            self.parser.sink.push(Diagnostic::new(Code::LinkTitle, span).with("title", title));
        }
        if target.trim().is_empty() {
            self.parser.sink.push(Diagnostic::new(Code::EmptyLink, span).hint("no-target"));
            content.into_iter().for_each(|inline| self.push_token(TokenKind::Inline(inline), range.clone()));
            return;
        }
        // A picture says where its link leads, unless it is decorative; one without alternative text is reported as a picture.
        let pictures = pictures(&content);
        if plain_text(&content).trim().is_empty() && pictures != Some(false) {
            self.parser.sink.push(Diagnostic::new(Code::EmptyLink, span).hint("no-words"));
            if pictures.is_none() {
                content.clear();
            }
            content.push(Inline::text(&target, span));
        }
        let link = Link { target: LinkTarget::Unresolved(target), content, span };
        self.push_token(TokenKind::Inline(Inline::link(link)), range);
    }

    /// A picture; the text between its brackets is its alternative text.
    pub(super) fn end_image(&mut self, path: String, title: String, content: &RichText, range: Range<usize>) {
        let span = self.fragment.span(&range);
        let asset = AssetId(u32::try_from(self.parser.pictures.len()).unwrap_or(u32::MAX));
        self.parser.pictures.push(Spanned::new(path, span));
        self.parser.titles.push((!title.is_empty()).then_some((title, span)));
        let alt = Alt::Text(plain_text(content).trim().to_owned());
        let picture = Picture { asset, alt, credit: Vec::new(), span };
        self.push_token(TokenKind::Inline(Inline::Image(Box::new(picture))), range);
    }
}

/// Whether all pictures of `content` are decorative; none without a picture.
fn pictures(content: &[Inline]) -> Option<bool> {
    let mut all_decorative = None;
    walk::inlines(content, &mut |inline| {
        if let Inline::Image(picture) = inline {
            all_decorative = Some(all_decorative.unwrap_or(true) && picture.alt == Alt::Decorative);
        }
    });
    all_decorative
}

/// How many cells a row has as written: each pipe ends one, even in code, unless a backslash stands before it.
fn cells_written(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let mut escaped = false;
    let mut pipes = 0;
    let mut ends_with_pipe = false;
    for character in row.chars() {
        ends_with_pipe = character == '|' && !escaped;
        pipes += usize::from(ends_with_pipe);
        escaped = character == '\\' && !escaped;
    }
    pipes + usize::from(!ends_with_pipe)
}

/// `range` limited to the length of `text`.
fn clamped(range: &Range<usize>, text: &str) -> Range<usize> {
    let end = range.end.min(text.len());
    range.start.min(end)..end
}

/// The pieces of a text up to its first empty line, and what follows.
fn at_blank_line(chunks: Vec<(String, Range<usize>)>) -> (Vec<(String, Range<usize>)>, String) {
    let (mut kept, mut rest, mut is_over) = (Vec::new(), String::new(), false);
    for (mut text, range) in chunks {
        if !is_over {
            let blank = lines(&text, 0..text.len()).find(|line| text[line.clone()].trim().is_empty()).map(|line| line.start);
            is_over = blank.is_some();
            rest.push_str(&text.split_off(blank.unwrap_or(text.len())));
            kept.push((text, range));
        } else {
            rest.push_str(&text);
        }
    }
    (kept, rest)
}
