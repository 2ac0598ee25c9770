//! YAML → [`Node`]. Reports errors of syntax, duplicate keys, and features of YAML that we do not accept.
//!
//! It builds on the events of granit-parser, the parser inside serde-saphyr. A serde deserialiser would stop at the first wrong type,
//! could not point at both keys of a duplicate, and would read `No` as a boolean. Aliases are refused, so a small file cannot expand.

use super::{
    invisible, mistakes,
    node::{Entry, Node, NodeKind},
    signs,
    syntax::problem,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{Source, Span, Spanned, composed, is_invisible},
};
use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError};
use std::{borrow::Cow, collections::BTreeMap, ops::Range};

/// The maximum depth of a file, because reading is recursive. Our own format needs six levels.
const DEPTH_LIMIT: usize = 32;

/// Parses the YAML at `range` of `source`. `empty` is the span of the result when there is no document. None when it is not YAML.
pub(super) fn parse(source: &Source, range: Range<usize>, empty: Span, sink: &mut Diagnostics) -> Option<Node> {
    // Within a file YAML refuses a byte order mark. As another invisible character of its length it is found where it stands.
    let text = source.text().get(range.clone())?;
    let has_mark = text.contains('\u{feff}');
    let text = if has_mark { Cow::Owned(text.replace('\u{feff}', "\u{200b}")) } else { Cow::Borrowed(text) };
    let options = granit_parser::options! {
        emit_comments: false,
        emit_unresolved_aliases: true,
        flow_nesting_limit: DEPTH_LIMIT,
        block_nesting_limit: DEPTH_LIMIT
    };
    let events = Parser::new_from_str_with_options(&text, options);
    let mut builder = Builder { events, source, base: range.start, end: range.end, is_misread: false, sink };
    match builder.document() {
        Ok(node) => {
            let node = node.unwrap_or_else(|| Node::null(empty));
            if builder.is_misread {
                return None;
            }
            // Lines of keys without a space after their colons are one long text for YAML.
            let glued = match &node.kind {
                NodeKind::Scalar { plain: true, .. } => mistakes::glued_colons(source, range.start..builder.end, range.start),
                NodeKind::Scalar { .. } | NodeKind::Sequence(_) | NodeKind::Mapping(_) => Vec::new(),
            };
            if glued.is_empty() {
                return Some(node);
            }
            forget_hidden(&glued, source, sink);
            glued.into_iter().for_each(|diagnostic| sink.push(diagnostic));
            None
        }
        Err(error) => {
            let found = builder.syntax_error(&error);
            // Where a sign was reported that is no beginning of a text, the rest of its line is no second mistake.
            let line = |found: &Diagnostic| found.span.range().map_or(0, |range| source.line_start(range.start));
            let signs: Vec<usize> = sink.iter().filter(|found| found.code == Code::YamlFeature).map(line).collect();
            forget_hidden(&found, source, sink);
            found.into_iter().filter(|found| !signs.contains(&line(found))).for_each(|diagnostic| sink.push(diagnostic));
            None
        }
    }
}

/// Takes back what was said of invisible characters on the lines of `found`: they are its cause, or its consequence.
fn forget_hidden(found: &[Diagnostic], source: &Source, sink: &mut Diagnostics) {
    let line = |found: &Diagnostic| found.span.range().map(|range| source.line_start(range.start));
    let lines: Vec<_> = found.iter().map(line).collect();
    sink.retain(|other| other.code != Code::HiddenCharacter || !lines.contains(&line(other)));
}

struct Builder<'a> {
    events: Parser<'a, granit_parser::StrInput<'a>>,
    source: &'a Source,
    base: usize,
    end: usize,
    /// Whether something that was reported makes the tree another one than its writer sees: a key that begins with spaces that are none
    /// for YAML stands at another level, and a line of dashes ends the file.
    is_misread: bool,
    sink: &'a mut Diagnostics,
}

/// An event with its span; none at the end.
type Step<'a> = Option<(Event<'a>, Span)>;

impl<'a> Builder<'a> {
    fn next(&mut self) -> Result<Step<'a>, ScanError> {
        match self.events.next() {
            Some(step) => {
                let (event, span) = step?;
                if let Some(tag) = span.tag_span() {
                    let tag = self.span(&tag);
                    self.refuse("tag", tag);
                    if matches!(&event, Event::Scalar(text, ..) if text.is_empty()) {
                        return Ok(Some((event, tag)));
                    }
                }
                Ok(Some((event, self.span(&span))))
            }
            None => Ok(None),
        }
    }

    fn document(&mut self) -> Result<Option<Node>, ScanError> {
        let mut root = None;
        while let Some((event, span)) = self.next()? {
            match event {
                Event::DocumentStart(..) if root.is_some() => {
                    self.refuse("document", span);
                    self.is_misread = true;
                }
                Event::StreamStart | Event::StreamEnd | Event::DocumentStart(..) | Event::DocumentEnd => {}
                event => {
                    let mut node = self.node(event, span)?;
                    self.drop_invisible(&mut node, invisible::without_in_value);
                    root.get_or_insert(node);
                }
            }
        }
        Ok(root)
    }

    fn node(&mut self, event: Event<'a>, span: Span) -> Result<Node, ScanError> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                self.refuse_anchor(anchor, span);
                // The file’s letters are composed; those of an escape, "e\u0301", are not.
                let text = if style == ScalarStyle::DoubleQuoted { composed(&text).into_owned() } else { text.into_owned() };
                if style == ScalarStyle::Plain && mistakes::is_in_curly_quotes(&text) {
                    self.sink.push(Diagnostic::new(Code::CurlyQuotes, span));
                }
                let comment = match style {
                    ScalarStyle::Plain => self.comment_after(span),
                    // Between quotes the author chose what is in the value; only `#word` looks like a part of it.
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => self.comment_after(span).filter(is_word),
                    ScalarStyle::Literal | ScalarStyle::Folded => None,
                };
                Ok(Node {
                    kind: NodeKind::Scalar {
                        text,
                        plain: style == ScalarStyle::Plain,
                        literal: style == ScalarStyle::Literal,
                        comment,
                    },
                    span,
                })
            }
            Event::SequenceStart(_, anchor, _) => {
                self.refuse_anchor(anchor, span);
                self.sequence(span)
            }
            Event::MappingStart(_, anchor, _) => {
                self.refuse_anchor(anchor, span);
                self.mapping(span)
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                self.refuse("alias", span);
                Ok(Node::null(span))
            }
            _ => Ok(Node::null(span)),
        }
    }

    fn sequence(&mut self, start: Span) -> Result<Node, ScanError> {
        let mut items = Vec::new();
        let mut end = start;
        while let Some((event, span)) = self.next()? {
            end = span;
            if event == Event::SequenceEnd {
                break;
            }
            let mut item = self.node(event, span)?;
            self.drop_invisible(&mut item, invisible::without_in_value);
            if let NodeKind::Scalar { text, comment: comment @ None, .. } = &mut item.kind
                && text.is_empty()
            {
                *comment = self.comment_around(item.span);
            }
            items.push(item);
        }
        Ok(Node { kind: NodeKind::Sequence(items), span: start.to(end) })
    }

    fn mapping(&mut self, start: Span) -> Result<Node, ScanError> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut places: BTreeMap<String, Span> = BTreeMap::new();
        let mut end = start;
        while let Some((event, span)) = self.next()? {
            end = span;
            if event == Event::MappingEnd {
                break;
            }
            let mut key = self.node(event, span)?;
            self.drop_invisible(&mut key, invisible::without_in_key);
            let Some((event, span)) = self.next()? else { break };
            let mut value = self.node(event, span)?;
            self.drop_invisible(&mut value, invisible::without_in_value);
            // A comment after the colon stands where the value was meant to begin.
            if let NodeKind::Scalar { comment, plain, .. } = &mut value.kind {
                let wrapped = if *plain { self.comment_below(key.span, value.span) } else { None };
                *comment = self.comment_after(key.span).filter(is_word).or(comment.take()).or(wrapped.filter(is_word));
            }
            let NodeKind::Scalar { text, .. } = key.kind else {
                self.refuse_key(key.head());
                continue;
            };
            if text.starts_with(mistakes::is_foreign_space)
                && let Some(line) = key.span.range().map(|range| self.source.line_start(range.start))
                && let Some(blank) = mistakes::blank(self.source, line, line)
            {
                self.is_misread = true;
                self.sink.push(blank);
            }
            // A French keyboard puts a space that does not break before the colon.
            let text = text.trim_end_matches(mistakes::is_foreign_space).to_owned();
            let key = Spanned::new(text, key.span);
            if let Some(first) = places.get(&key.value) {
                let diagnostic = Diagnostic::new(Code::DuplicateKey, key.span).with("key", &key.value);
                self.sink.push(diagnostic.label(*first, "first"));
                continue;
            }
            places.insert(key.value.clone(), key.span);
            entries.push(Entry { key, value });
        }
        Ok(Node { kind: NodeKind::Mapping(entries), span: start.to(end) })
    }

    /// Takes the invisible characters that `without` finds out of a scalar, and reports the first.
    fn drop_invisible(&mut self, node: &mut Node, without: fn(&str) -> Option<(String, char)>) {
        let NodeKind::Scalar { text, plain, .. } = &mut node.kind else { return };
        let is_dash = *plain && mistakes::is_hidden_dash(text);
        let dash = || Some((text.clone(), text.chars().find(|sign| is_invisible(*sign))?));
        let Some((kept, first)) = without(text).or_else(|| dash().filter(|_| is_dash)) else { return };
        *text = kept;
        // Where nothing is left, that is what is told.
        if text.trim().is_empty() {
            return;
        }
        let range = node.span.range().unwrap_or_default();
        let written = &self.source.text()[range.clone()];
        // A byte order mark was read as a zero-width space, and `"\u200b"` is six letters in the file.
        let is_first = |sign: &char| *sign == first || first == '\u{200b}' && *sign == '\u{feff}';
        let found = written.char_indices().find(|(_, sign)| is_first(sign));
        let span = found.map_or(node.span, |(at, sign)| self.source.span(range.start + at..range.start + at + sign.len_utf8()));
        let named = signs::codepoint(found.map_or(first, |(_, sign)| sign));
        if is_dash {
            self.is_misread = true;
            self.sink.push(Diagnostic::new(Code::YamlSyntax, span).with("problem", "invisible").with("example", named));
            return;
        }
        let found = Diagnostic::new(Code::HiddenCharacter, span).with("becomes", "nothing").with("sign", named.replace('+', ""));
        self.sink.push(found.with("character", named));
    }

    /// Reports a key that is no text: after a question mark, as the line of a text that begins with one, or a list.
    fn refuse_key(&mut self, span: Span) {
        let at = span.range().map_or(0, |range| range.start);
        let before = &self.source.text()[..at];
        let Some(mark) = before.trim_end_matches(' ').strip_suffix('?').map(str::len) else {
            self.refuse("key", span);
            return;
        };
        self.is_misread = true;
        let found = Diagnostic::new(Code::YamlSyntax, self.source.span(mark..mark + 1));
        self.sink.push(found.with("problem", "question").with("example", ""));
    }

    fn refuse_anchor(&mut self, anchor: usize, span: Span) {
        if anchor != 0 {
            self.refuse("anchor", span);
        }
    }

    /// Reports a feature of YAML that we do not accept.
    fn refuse(&mut self, feature: &str, span: Span) {
        self.sink.push(Diagnostic::new(Code::YamlFeature, span).with("feature", feature));
    }

    /// A span of the parser as a span of the whole file.
    fn span(&self, span: &granit_parser::Span) -> Span {
        let range = span.byte_range().unwrap_or(0..0);
        self.source.span((self.base + range.start).min(self.end)..(self.base + range.end).min(self.end))
    }

    /// The comment after `span`, a colon and spaces, to the end of its line.
    fn comment_after(&self, span: Span) -> Option<Spanned<String>> {
        let at = span.range()?.end;
        let line = mistakes::line_end(self.source.text(), at..self.end);
        let rest = &self.source.text()[at..line];
        let rest = rest.trim_start_matches([' ', '\t']);
        let rest = rest.strip_prefix(':').unwrap_or(rest).trim_start_matches([' ', '\t']);
        let start = line - rest.len();
        let before = self.source.text()[..start].chars().next_back();
        let is_comment = rest.starts_with('#') && matches!(before, Some(' ' | '\t'));
        // At the head of a line it is a comment of its own, which takes nothing from the value.
        let own_line = self.source.text()[..at].ends_with(['\n', '\r']);
        let rest = rest.trim_end();
        (is_comment && !own_line).then(|| Spanned::new(rest.to_owned(), self.source.span(start..start + rest.len())))
    }

    /// The comment on the line of an empty item, whose span lies behind it.
    fn comment_around(&self, span: Span) -> Option<Spanned<String>> {
        let (text, at) = (self.source.text(), span.range()?.start);
        let line = text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let start = line + mistakes::comment_word(&text[line..at])?;
        let comment = text[start..at].trim_end();
        Some(Spanned::new(comment.to_owned(), self.source.span(start..start + comment.len())))
    }

    /// The comment on the line below the value at `span`, if it is further in than the key: an editor may have broken the line there.
    fn comment_below(&self, key: Span, span: Span) -> Option<Spanned<String>> {
        let text = self.source.text();
        let indent = |at: usize| at - text[..at].rfind(['\n', '\r']).map_or(0, |end| end + 1);
        let end = mistakes::line_end(text, span.range()?.end..self.end);
        let below = end + if text[end..self.end].starts_with("\r\n") { 2 } else { 1 };
        let line = text.get(below..mistakes::line_end(text, below.min(self.end)..self.end))?;
        let start = below + line.len() - line.trim_start().len();
        let is_comment = line.trim_start().starts_with('#') && indent(start) > indent(key.range()?.start);
        let comment = line.trim();
        is_comment.then(|| Spanned::new(comment.to_owned(), self.source.span(start..start + comment.len())))
    }

    /// The reports of a syntax error: of each of its causes if they are known, else of the place where the parser stopped.
    fn syntax_error(&self, error: &ScanError) -> Vec<Diagnostic> {
        let at = self.base + error.marker().byte_offset().unwrap_or(0);
        let text = &self.source.text()[..self.end];
        let mut at = text.floor_char_boundary(at);
        let line = text[..at].rfind(['\n', '\r']).map_or(self.base, |end| (end + 1).max(self.base));
        let has_tab = text[line..].chars().take_while(|sign| matches!(sign, ' ' | '\t')).any(|sign| sign == '\t');
        if let Some(blank) = mistakes::blank(self.source, self.base, line) {
            return vec![blank];
        }
        let is_named = matches!(problem(error.kind()), "bracket" | "colon" | "indentation" | "other");
        let found = if is_named && !has_tab { signs::wrong_signs(self.source, self.base, line) } else { Vec::new() };
        if !found.is_empty() {
            return found;
        }
        let is_flow = matches!(problem(error.kind()), "bracket" | "colon");
        let two_commas = || Some((mistakes::second_comma(text, line)?, "two-commas", String::new()));
        let in_flow = || two_commas().or_else(|| mistakes::flow_colon(text, line));
        if let Some((at, problem, example)) = is_flow.then(in_flow).flatten() {
            let found = Diagnostic::new(Code::YamlSyntax, self.source.span(at..at + 1));
            return vec![found.with("problem", problem).with("example", example)];
        }
        let is_line = matches!(problem(error.kind()), "colon" | "indentation" | "other");
        if let Some((range, problem)) = mistakes::cause_above(text, self.base, line).filter(|_| is_line && !has_tab) {
            let found = Diagnostic::new(Code::YamlSyntax, self.source.span(range));
            return vec![found.with("problem", problem).with("example", "")];
        }
        let problem = match problem(error.kind()) {
            _ if has_tab => "tab",
            "colon" | "indentation" | "other" if mistakes::opens_list(text, self.base..at) => "bracket",
            problem @ ("colon" | "indentation" | "other") => mistakes::cause(text, line, at).unwrap_or(problem),
            problem => problem,
        };
        if matches!(problem, "colon" | "indentation" | "other") {
            let glued = mistakes::glued_colons(self.source, self.base..self.end, at);
            if !glued.is_empty() {
                return glued;
            }
        }
        if matches!(problem, "bracket" | "indentation" | "other")
            && let Some(comment) = mistakes::comment_before(self.source, self.base..self.end, at)
        {
            return vec![comment];
        }
        if problem == "tab" {
            // The parser stops after the tab, but the editor must find the tab itself.
            at = text[line..].find('\t').map_or(at, |tab| line + tab);
        }
        if problem == "bracket" {
            // An open bracket is missed where the file or the entry ends.
            at = mistakes::open_bracket(text, self.base..at).unwrap_or(at);
        }
        let width = text[at..].chars().next().map_or(0, char::len_utf8);
        let span = self.source.span(at..at + width);
        vec![match error.kind() {
            ErrorKind::RecursionLimitExceeded => Diagnostic::new(Code::YamlTooDeep, span).with("limit", DEPTH_LIMIT),
            _ => {
                let example = mistakes::quoted_line(text, line).unwrap_or_else(|| "title: \"Un : deux\"".to_owned());
                Diagnostic::new(Code::YamlSyntax, span).with("problem", problem).with("example", example)
            }
        }]
    }
}

/// Whether a comment looks like `#word`.
fn is_word(comment: &Spanned<String>) -> bool {
    comment.value[1..].starts_with(|sign: char| !sign.is_whitespace())
}
