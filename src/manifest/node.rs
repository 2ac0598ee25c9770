//! A YAML file as a tree, in which every key and value has a span. The terms are those of YAML 1.2.
//!
//! Scalars stay text: `title: 1984`, `family: No` and `date: 2016-09` are what the editor typed, not numbers or booleans.
//! Read next: `parse`, which makes the tree, and `check`, which compares it with a shape.

use crate::source::{Span, Spanned};

/// A node: a value with its span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) kind: NodeKind,
    pub(super) span: Span,
}

/// The kind of a node. `plain` means written without quotes, `literal` line by line after `|`; `comment` follows on the line of the value, or stands in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NodeKind {
    Scalar { text: String, plain: bool, literal: bool, comment: Option<Spanned<String>> },
    Sequence(Vec<Node>),
    Mapping(Vec<Entry>),
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: Spanned<String>,
    pub(super) value: Node,
}

impl Node {
    /// A null at `span`.
    pub(super) const fn null(span: Span) -> Self {
        Self { kind: NodeKind::Scalar { text: String::new(), plain: true, literal: false, comment: None }, span }
    }

    /// Whether it is a null: no value, or `~`.
    pub(super) fn is_null(&self) -> bool {
        matches!(&self.kind, NodeKind::Scalar { text, plain: true, .. } if matches!(text.as_str(), "" | "~"))
    }

    /// The comment that follows a scalar on its line, or stands in its place.
    pub(super) const fn comment(&self) -> Option<&Spanned<String>> {
        match &self.kind {
            NodeKind::Scalar { comment, .. } => comment.as_ref(),
            NodeKind::Sequence(_) | NodeKind::Mapping(_) => None,
        }
    }

    /// The value of `key`; none when it is absent or null.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|entry| entry.key.value == key).map(|entry| &entry.value).filter(|value| !value.is_null())
    }

    /// The entries of a mapping; empty for other kinds.
    pub(super) fn entries(&self) -> &[Entry] {
        match &self.kind {
            NodeKind::Mapping(entries) => entries,
            NodeKind::Scalar { .. } | NodeKind::Sequence(_) => &[],
        }
    }

    /// The items of a sequence. Another value counts as a sequence of one item, so that the mistakes in it are found too.
    pub(super) fn items(&self) -> &[Self] {
        match &self.kind {
            NodeKind::Sequence(items) => items,
            NodeKind::Scalar { .. } if self.is_null() => &[],
            NodeKind::Scalar { .. } | NodeKind::Mapping(_) => std::slice::from_ref(self),
        }
    }

    /// The text of a scalar, without the white space around it; none when it is empty.
    pub(super) fn text(&self) -> Option<Spanned<&str>> {
        match &self.kind {
            NodeKind::Scalar { text, .. } if !self.is_null() => {
                Some(Spanned::new(text.trim(), self.span)).filter(|text| !text.value.is_empty())
            }
            NodeKind::Scalar { .. } | NodeKind::Sequence(_) | NodeKind::Mapping(_) => None,
        }
    }

    /// The span to show in a diagnostic: of a collection only its first key or item, which fits on a line.
    pub(super) fn head(&self) -> Span {
        match &self.kind {
            NodeKind::Scalar { .. } => self.span,
            NodeKind::Sequence(items) => items.first().map_or(self.span, Self::head),
            NodeKind::Mapping(entries) => entries.first().map_or(self.span, |entry| entry.key.span),
        }
    }

    /// The text of `key`.
    pub(super) fn text_of(&self, key: &str) -> Option<Spanned<String>> {
        self.get(key)?.text().map(|text| text.map(str::to_owned))
    }

    /// The text of `key`, with a blank line between its paragraphs. YAML folds lines, and a blank one to a single line break, but in
    /// literal scalars.
    pub(super) fn paragraphs_of(&self, key: &str) -> Option<Spanned<String>> {
        let node = self.get(key)?;
        let folded = !matches!(node.kind, NodeKind::Scalar { literal: true, .. });
        node.text().map(|text| text.map(|text| if folded { text.replace('\n', "\n\n") } else { text.to_owned() }))
    }

    /// The text of `key`, parsed. Text that cannot be parsed has been reported by `check`.
    pub(super) fn parsed<T>(&self, key: &str, parse: impl Fn(&str) -> Option<T>) -> Option<Spanned<T>> {
        self.get(key)?.parse(parse)
    }

    /// The text of a scalar, parsed.
    pub(super) fn parse<T>(&self, parse: impl Fn(&str) -> Option<T>) -> Option<Spanned<T>> {
        let text = self.text()?;
        parse(text.value).map(|value| Spanned::new(value, text.span))
    }

    /// The results of `read` for the items of the sequence `key`.
    pub(super) fn list<T>(&self, key: &str, read: impl FnMut(&Self) -> Option<T>) -> Vec<T> {
        self.get(key).map_or_else(Vec::new, |list| list.items().iter().filter_map(read).collect())
    }

    /// The texts of the items of the sequence `key`.
    pub(super) fn texts(&self, key: &str) -> Vec<Spanned<String>> {
        self.list(key, |item| item.text().map(|text| text.map(str::to_owned)))
    }
}
