//! Reads block elements of WordprocessingML: paragraphs, content controls, chunks of other formats.

use super::{
    handlings::handling,
    reader::Reader,
    styles::{switch, value},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    import::{
        arrange::{Para, Piece},
        charset::decode,
        format::Format as FileFormat,
        handling::Handling,
        html,
        nest::{Format, Run, between_paragraphs, nest, without_anchored},
        roles::{ListPlace, Role},
        text::paragraphs,
        tree::{Block, Inline, text_of},
        write::is_blank,
        xml::{Element, Ns},
    },
};

/// Parts two paragraphs at a page break within one.
pub(super) const PAGE_BREAK: &str = "\u{c}";

/// The same, with a rule between them.
pub(super) const RULE: &str = "\u{b}";

impl<'a> Reader<'a> {
    /// The paragraphs and other blocks directly in an element.
    pub(super) fn read_body(&mut self, element: Element<'a>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        self.read_blocks(element, &mut pieces);
        // A paragraph whose mark was deleted has nothing after it to join.
        let joined = std::mem::take(&mut self.joined);
        self.push_paragraph(joined, Role::Body, None, &mut pieces);
        pieces
    }

    pub(super) fn read_blocks(&mut self, element: Element<'a>, pieces: &mut Vec<Piece>) {
        for child in element.children() {
            self.read_block(child, pieces);
        }
    }

    fn read_block(&mut self, child: Element<'a>, pieces: &mut Vec<Piece>) {
        match child.name() {
            (Ns::W, "p") => self.read_paragraph(child, pieces),
            (Ns::W, "tbl") => match self.generated() {
                Some(kind) => self.furniture.push(kind, &super::words::spaced(child)),
                None => self.read_table(child, pieces),
            },
            (Ns::W, "sdt") => self.read_control(child, |reader, content| reader.read_blocks(content, pieces)),
            (Ns::W, "ins" | "moveTo") if self.options.reject_changes => {}
            (Ns::W, "del" | "moveFrom") if !self.options.reject_changes => {}
            (Ns::W, "altChunk") => self.read_chunk(child, pieces),
            (Ns::W, "bookmarkStart") => self.anchors.extend(child.attribute(Ns::W, "name")),
            (Ns::W, "commentRangeStart" | "commentRangeEnd") => self.comment_range(child),
            (Ns::Mc, "AlternateContent") => {
                if let Some(chosen) = chosen(child) {
                    self.read_blocks(chosen, pieces);
                }
            }
            (Ns::M, _) => {
                let mut runs = Vec::new();
                self.read_formula(child, &mut runs);
                self.push_paragraph(runs, Role::Body, None, pieces);
            }
            (Ns::W, name) if handling(name) == Handling::Nothing => {}
            // Around paragraphs, or an inline outside of them.
            (ns, name) if !name.is_empty() => {
                let is_block = |node: Element<'a>| matches!(node.name(), (Ns::W, "p" | "tbl"));
                let (runs, has_blocks) = between_paragraphs(child, is_block, |has_blocks, runs| {
                    if !has_blocks {
                        self.read_inline(child, None, None, runs);
                    } else if ns == Ns::W && handling(name) == Handling::Reported {
                        self.report(name, runs);
                    }
                });
                if !runs.is_empty() {
                    self.push_paragraph(runs, Role::Body, None, pieces);
                }
                if has_blocks {
                    self.read_blocks(child, pieces);
                }
            }
            _ => {}
        }
    }

    /// A content control: its content, unless it is a prompt that nobody filled in or a table of contents.
    pub(super) fn read_control(&mut self, control: Element<'a>, read: impl FnOnce(&mut Self, Element<'a>)) {
        let properties = control.child(Ns::W, "sdtPr");
        let Some(content) = control.child(Ns::W, "sdtContent") else { return };
        let shows_prompt = properties.and_then(|properties| properties.child(Ns::W, "showingPlcHdr")).is_some_and(switch);
        if shows_prompt {
            let words = super::words::spaced(content);
            if !words.is_empty() {
                let diagnostic = Diagnostic::new(Code::ImportPlaceholder, self.span).with("words", words);
                self.tree.remarks.push(diagnostic);
            }
            return;
        }
        let gallery = properties.and_then(|properties| value(properties.child(Ns::W, "docPartObj")?, "docPartGallery"));
        if gallery == Some("Table of Contents") {
            self.furniture.push("contents", &super::words::spaced(content));
            return;
        }
        read(self, content);
    }

    fn read_paragraph(&mut self, paragraph: Element<'a>, pieces: &mut Vec<Piece>) {
        let properties = paragraph.child(Ns::W, "pPr");
        let style = properties.and_then(|properties| value(properties, "pStyle"));
        let mut role = self.styles.role(style);
        if let Some(level) = properties.and_then(|properties| value(properties, "outlineLvl")?.parse::<u8>().ok())
            && matches!(role, Role::Body | Role::Heading(_))
        {
            role = if level < 9 { Role::Heading(level + 1) } else { Role::Body };
        }
        let mut runs = std::mem::take(&mut self.joined);
        let initial = std::mem::take(&mut self.initial);
        let kind = self.generated();
        let generated = kind.is_some();
        self.read_inlines(paragraph, style, None, &mut runs);
        self.end_markings();
        set_initial(&mut runs, initial);
        let mark = properties.and_then(|properties| properties.child(Ns::W, "rPr"));
        let lost = if self.options.reject_changes { ["ins", "moveTo"] } else { ["del", "moveFrom"] };
        if mark.is_some_and(|mark| lost.iter().any(|name| mark.child(Ns::W, name).is_some())) {
            self.joined = runs;
            return;
        }
        if runs.is_empty() && !generated && self.depth == 0 && self.styles.is_ruled(properties, style) {
            pieces.push(Piece::Block(Block::Rule));
        }
        if !generated && is_initial(properties, &runs) {
            // It may be lowered to its place.
            runs.iter_mut().for_each(|run| (run.format.superscript, run.format.subscript) = (false, false));
            (self.initial, self.joined) = (runs.len(), runs);
            return;
        }
        if role == Role::Contents || (generated && runs.is_empty()) {
            let text = runs.iter().map(|run| text_of(std::slice::from_ref(&run.content))).collect::<String>();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            self.furniture.push(kind.unwrap_or("contents"), &text);
            return;
        }
        let list = match role {
            Role::Body | Role::Quotation | Role::Code if !generated => self.list_place(properties, style, &runs),
            _ => None,
        };
        self.push_paragraph(runs, role, list, pieces);
    }

    /// The place of a paragraph in a list.
    fn list_place(&mut self, properties: Option<Element<'a>>, style: Option<&str>, runs: &[Run]) -> Option<ListPlace> {
        let shows = |run: &Run| !is_blank(std::slice::from_ref(&run.content));
        if !runs.iter().any(shows) {
            return None;
        }
        let direct = properties.and_then(|properties| properties.child(Ns::W, "numPr"));
        let number = direct.and_then(|direct| value(direct, "numId"));
        let level = direct.and_then(|direct| value(direct, "ilvl")?.parse::<u8>().ok());
        let styled = self.styles.list(style);
        let (list, level) = match (number, styled) {
            (Some(number), _) => (number, level.unwrap_or(0)),
            (None, Some((list, own_level, ids))) => {
                let by_style = self.numbering.level_of_style(list, &ids);
                (list, level.or(by_style).or(own_level).unwrap_or(0))
            }
            (None, None) => return None,
        };
        if list == "0" {
            return None;
        }
        let place = self.numbering.next(list, level)?;
        let level = if level == 0 { self.styles.list_level(style).unwrap_or(0) } else { place.level };
        Some(ListPlace { level, ..place })
    }

    /// Adds a paragraph, or several if page breaks part it, and the text boxes that stood in it.
    pub(super) fn push_paragraph(&mut self, runs: Vec<Run>, role: Role, list: Option<ListPlace>, pieces: &mut Vec<Piece>) {
        let waiting = std::mem::take(&mut self.anchors);
        let anchors: Vec<String> = waiting.iter().map(|anchor| (*anchor).to_owned()).collect();
        let mut first = true;
        let stands_alone = matches!(role, Role::Body | Role::Quotation) && list.is_none();
        let (runs, anchored) = without_anchored(runs, stands_alone);
        // Each part, and whether a rule stands above it.
        let mut parts: Vec<(bool, Vec<Run>)> = vec![(false, Vec::new())];
        for run in runs {
            match &run.content {
                Inline::Text(text) if text == PAGE_BREAK => parts.push((false, Vec::new())),
                Inline::Text(text) if text == RULE => parts.push((true, Vec::new())),
                _ => {
                    if let Some((_, part)) = parts.last_mut() {
                        part.push(run);
                    }
                }
            }
        }
        for (ruled, part) in parts {
            if ruled {
                pieces.push(Piece::Block(Block::Rule));
            }
            let content = nest(part);
            if is_blank(&content) {
                continue;
            }
            let anchors = if first { anchors.clone() } else { Vec::new() };
            pieces.push(Piece::Para(Para { role, list: list.filter(|_| first), content, anchors }));
            first = false;
        }
        let content = nest(anchored);
        if !is_blank(&content) {
            let anchors = if first { anchors } else { Vec::new() };
            pieces.push(Piece::Para(Para { role: Role::Body, list: None, content, anchors }));
            first = false;
        }
        if first {
            // The bookmarks of an empty paragraph are those of the next one.
            self.anchors = waiting;
        }
        for blocks in std::mem::take(&mut self.boxes) {
            pieces.push(Piece::Block(Block::Aside(blocks)));
        }
    }

    /// A chunk of another format that Word would take in when it opens the document.
    fn read_chunk(&mut self, chunk: Element<'a>, pieces: &mut Vec<Piece>) {
        let Some(super::relations::Target::Part(name)) =
            chunk.attribute(Ns::R, "id").and_then(|id| self.relations[self.part].target(id)).cloned()
        else {
            return;
        };
        let bytes = match self.package.chunk(&name) {
            Ok(bytes) => bytes.unwrap_or_default(),
            Err(damage) => {
                self.damage.get_or_insert(damage);
                return;
            }
        };
        let is_text = name.to_ascii_lowercase().ends_with(".txt");
        let decoded = decode(&bytes, if is_text { FileFormat::Text } else { FileFormat::Html });
        let text = decoded.as_ref().map(|decoded| decoded.text.as_str()).unwrap_or_default();
        let start = text.trim_start().chars().take(200).collect::<String>().to_ascii_lowercase();
        let blocks = if is_text {
            let paragraphs = paragraphs(text, self.options.language).into_iter();
            paragraphs.map(|paragraph| Block::Paragraph(vec![Inline::Text(paragraph)])).collect()
        } else if start.starts_with('<') && !start.contains("<?mso") {
            let mut sink = crate::diagnostic::Diagnostics::new();
            let piece = html::piece(text, &self.options, self.span, &mut sink);
            self.tree.remarks.extend(sink.iter().cloned());
            self.tree.adopt(piece)
        } else {
            let file = name.rsplit('/').next().unwrap_or_default().to_owned();
            let lost = Diagnostic::new(Code::ImportElementLost, self.span).with("element", "altChunk").with("file", file);
            let remark = self.remark(lost);
            match pieces.last_mut() {
                Some(Piece::Para(before)) => before.content.push(remark),
                _ => pieces.push(Piece::Block(Block::Paragraph(vec![remark]))),
            }
            return;
        };
        let doubt = decoded.as_ref().and_then(|decoded| decoded.doubt);
        self.tree.remarks.extend(doubt.map(|doubt| doubt.diagnostic(self.span)));
        pieces.extend(blocks.into_iter().map(Piece::Block));
    }
}

/// Whether a paragraph is the initial of the next one, dropped into its lines: Word keeps it in a frame of its own.
fn is_initial(properties: Option<Element<'_>>, runs: &[Run]) -> bool {
    let frame = properties.and_then(|properties| properties.child(Ns::W, "framePr")?.attribute(Ns::W, "dropCap"));
    let is_letters = |run: &Run| matches!(run.content, Inline::Text(_) | Inline::Note(_) | Inline::Remark(_));
    frame.is_some_and(|frame| frame != "none") && runs.iter().all(is_letters)
}

/// Sets the runs of an initial, the first `length` ones, as the word that they begin: what makes an initial of them is its look.
fn set_initial(runs: &mut [Run], length: usize) {
    let (initial, rest) = runs.split_at_mut(length.min(runs.len()));
    let next = rest.iter().find(|run| matches!(run.content, Inline::Text(_)));
    for run in initial.iter_mut().filter(|run| matches!(run.content, Inline::Text(_))) {
        run.format = next.map_or_else(Format::default, |next| next.format.clone());
    }
}

/// The one of several alternatives that is read: the first whose extensions are known, else the fallback; never two.
pub(super) fn chosen(alternatives: Element<'_>) -> Option<Element<'_>> {
    let known = alternatives
        .children()
        .find(|child| child.is(Ns::Mc, "Choice") && child.attribute(Ns::Other, "Requires") == Some("known"));
    known.or_else(|| alternatives.child(Ns::Mc, "Fallback"))
}
