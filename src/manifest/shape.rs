//! Shapes: descriptions of values as data, and the check of a tree against them. The tables of all files are in `format`.
//!
//! The check reports every mistake; the readers then take the correct values and report nothing. It knows no file names and no other
//! files: `references` and `order` check whether a person exists or a text is listed.

use super::{
    node::{Entry, Kind, Node},
    synonyms,
};
use crate::{
    book::{Date, Isbn, Lang, PageFormat, Slug},
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::{Span, Spanned},
};

/// The keys that a mapping may have.
#[derive(Debug)]
pub(super) struct Table {
    /// The description in the JSON Schema.
    pub(super) doc: &'static str,
    pub(super) keys: &'static [Key],
}

/// A key of a mapping.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) required: bool,
    pub(super) shape: Shape,
    /// The description in the JSON Schema.
    pub(super) doc: &'static str,
}

/// The shape of a value.
#[derive(Debug)]
pub(super) enum Shape {
    /// A scalar.
    Scalar(ScalarType),
    /// A list of values of one shape.
    List(&'static Shape),
    /// A mapping with known keys.
    Mapping(&'static Table),
    /// A mapping from identifiers to values of one shape.
    Registry(&'static Shape),
    /// A scalar, or a mapping.
    Either(ScalarType, &'static Table),
}

/// The type of a scalar.
#[derive(Clone, Copy, Debug)]
pub(super) enum ScalarType {
    /// Markdown inlines.
    Rich,
    /// Markdown blocks.
    Blocks,
    /// Plain text.
    Plain,
    /// Lower-case letters, digits, single hyphens.
    Slug,
    /// A BCP 47 tag.
    Language,
    /// A year, a month or a day.
    Date,
    /// An ISBN-13.
    Isbn,
    /// An HTTP URL.
    Url,
    /// An e-mail address.
    Email,
    /// A path with `/`, inside the project.
    Path,
    /// An integer from 1 to this.
    Number(u32),
    /// A decimal number between these, in points, millimetres or another unit.
    Decimal(u32, u32),
    /// `a4`, `a5`, or width and height as `WxH`.
    PageFormat,
    /// One of these words.
    OneOf(fn() -> Vec<&'static str>),
}

impl Key {
    /// A required key.
    pub(super) const fn required(name: &'static str, shape: Shape, doc: &'static str) -> Self {
        Self { name, required: true, shape, doc }
    }

    /// An optional key.
    pub(super) const fn optional(name: &'static str, shape: Shape, doc: &'static str) -> Self {
        Self { name, required: false, shape, doc }
    }
}

/// Reports every way in which `node` differs from `shape`.
pub(super) fn check(node: &Node, shape: &Shape, sink: &mut Diagnostics) {
    match (shape, &node.kind) {
        (Shape::Scalar(scalar) | Shape::Either(scalar, _), Kind::Scalar { .. }) => check_scalar(node, *scalar, sink),
        (Shape::List(item), Kind::Sequence(items)) => items.iter().for_each(|node| check(node, item, sink)),
        (Shape::Mapping(table) | Shape::Either(_, table), Kind::Mapping(_)) => check_table(node, table, sink),
        (Shape::Registry(value), Kind::Mapping(entries)) => {
            for Entry { key, value: node } in entries {
                check_text(ScalarType::Slug, key.as_ref().map(String::as_str), sink);
                check(node, value, sink);
            }
        }
        (Shape::List(item), Kind::Scalar { .. } | Kind::Mapping(_)) => {
            let names = node.text().map(|text| names_in(text.value)).unwrap_or_default();
            sink.push(wrong_type(node, "list").with("example", list_of(item, &names)));
            // « A et B » is no wrong item: the list would have two. What a text should have been is said by the example.
            let is_item = matches!((item, &node.kind), (Shape::Scalar(_) | Shape::Either(..), _) | (_, Kind::Mapping(_)));
            if !node.is_null() && is_item && names.len() < 2 {
                check(node, item, sink);
            }
        }
        (Shape::Scalar(_), Kind::Sequence(_) | Kind::Mapping(_)) => {
            sink.push(wrong_type(node, "text").with("example", shape.example()));
        }
        (Shape::Mapping(_) | Shape::Registry(_), Kind::Scalar { .. } | Kind::Sequence(_)) => {
            sink.push(wrong_type(node, "mapping").with("example", shape.example()));
        }
        (Shape::Either(..), Kind::Sequence(_)) => {
            sink.push(wrong_type(node, "text-or-mapping").with("example", shape.example()));
        }
    }
}

/// The names that stand in one text where a list is wanted: « A, B et C » → A, B, C.
fn names_in(text: &str) -> Vec<&str> {
    let parts = text.split([',', ';', '&', '+']).flat_map(|part| part.split(" et ")).flat_map(|part| part.split(" and "));
    parts.map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// A list of `names` as it would be written, or of two items when there are none.
fn list_of(item: &Shape, names: &[&str]) -> String {
    let example = item.example();
    let written = |name: &&str| match item {
        Shape::Scalar(ScalarType::Slug) | Shape::Either(ScalarType::Slug, _) => Slug::from_text(name).to_string(),
        _ => (*name).to_owned(),
    };
    let are_items = !names.is_empty() && matches!(item, Shape::Scalar(_) | Shape::Either(..));
    let items: Vec<String> = if are_items { names.iter().map(written).collect() } else { vec![example.clone(), example] };
    format!("[{}]", items.join(", "))
}

impl Shape {
    /// A value of this shape as it would be written in one line, with an ellipsis for each text. Of a mapping it has the keys that
    /// are required, or all when none is.
    fn example(&self) -> String {
        match self {
            Self::Scalar(scalar) | Self::Either(scalar, _) => scalar.example().to_owned(),
            Self::List(item) => format!("[{0}, {0}]", item.example()),
            Self::Mapping(table) => table.example(),
            Self::Registry(value) => format!("{{ …: {} }}", value.example()),
        }
    }
}

impl Table {
    fn example(&self) -> String {
        let all = !self.keys.iter().any(|key| key.required);
        // A picture without its description is refused: the key is shown although a logo can do without.
        let shown = self.keys.iter().filter(|key| all || key.required || key.name == "alt");
        let keys: Vec<_> = shown.map(|key| format!("{}: {}", key.name, key.shape.example())).collect();
        format!("{{ {} }}", keys.join(", "))
    }
}

impl ScalarType {
    const fn example(self) -> &'static str {
        match self {
            Self::Path => "images/x.jpg",
            Self::Isbn => "978-2-…",
            Self::Url => "https://…",
            Self::Date => "2026-11-28",
            Self::Rich
            | Self::Blocks
            | Self::Plain
            | Self::Slug
            | Self::Language
            | Self::Email
            | Self::Number(_)
            | Self::Decimal(..)
            | Self::PageFormat
            | Self::OneOf(_) => "…",
        }
    }
}

fn wrong_type(node: &Node, expected: &str) -> Diagnostic {
    let found = match &node.kind {
        Kind::Scalar { .. } if node.is_null() => "nothing",
        Kind::Scalar { .. } => "text",
        Kind::Sequence(_) => "list",
        Kind::Mapping(_) => "mapping",
    };
    Diagnostic::new(Code::WrongType, node.head()).with("expected", expected).with("found", found)
}

/// Checks a mapping. An empty file counts as a mapping without keys.
pub(super) fn check_table(node: &Node, table: &Table, sink: &mut Diagnostics) {
    // The keys that unknown ones seem to mean: they are not missing too.
    let mut meant = Vec::new();
    for Entry { key, value } in node.entries() {
        match table.keys.iter().find(|known| known.name == key.value) {
            Some(known) if value.is_null() => {
                if known.required {
                    sink.push(empty_value(value, key.span, known.name));
                } else if let Some(comment) = value.comment() {
                    sink.push(lost_comment(comment));
                }
            }
            Some(known) => {
                let blank = matches!(value.kind, Kind::Scalar { .. }) && value.text().is_none();
                let empty = blank || matches!(&value.kind, Kind::Sequence(items) if items.is_empty());
                if empty && known.required {
                    sink.push(Diagnostic::new(Code::EmptyValue, value.span).with("key", known.name));
                } else if !blank {
                    check(value, &known.shape, sink);
                }
            }
            None => {
                let absent = |known: &&Key| !node.entries().iter().any(|entry| entry.key.value == known.name);
                let known: Vec<&str> = table.keys.iter().map(|known| known.name).collect();
                let free = table.keys.iter().filter(absent).map(|known| known.name);
                let diagnostic =
                    Diagnostic::new(Code::UnknownKey, key.span).with("key", &key.value).with("keys", known.join(", "));
                let diagnostic = synonyms::suggest(diagnostic, &key.value, free);
                meant.extend(diagnostic.suggestion().map(str::to_owned));
                sink.push(diagnostic);
            }
        }
    }
    for key in table.keys.iter().filter(|key| key.required) {
        if !node.entries().iter().any(|entry| entry.key.value == key.name) && !meant.iter().any(|meant| meant == key.name) {
            sink.push(Diagnostic::new(Code::MissingKey, node.head()).with("key", key.name));
        }
    }
}

fn check_scalar(node: &Node, scalar: ScalarType, sink: &mut Diagnostics) {
    match node.text() {
        Some(text) => {
            // The other types say enough themselves: after a date or an identifier, a comment is a comment.
            let free = matches!(scalar, ScalarType::Rich | ScalarType::Blocks | ScalarType::Plain);
            if let Some(comment) = node.comment().filter(|_| free) {
                sink.push(lost_comment(comment));
            }
            check_text(scalar, text, sink);
        }
        // An empty item of a list. Keys without a value are checked by `check_table`.
        None => sink.push(empty_value(node, node.span, "item")),
    }
}

/// The report of a value that is missing. A comment in its place is the cause.
fn empty_value(node: &Node, span: Span, key: &'static str) -> Diagnostic {
    let report = |span| Diagnostic::new(Code::EmptyValue, span).with("key", key);
    match node.comment() {
        Some(comment) => report(comment.span).with("quoted", format!("\"{}\"", comment.value)).hint("comment"),
        None => report(span),
    }
}

/// The report of a comment that may be a part of the value before it.
fn lost_comment(comment: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(Code::LostComment, comment.span).with("lost", &comment.value)
}

fn check_text(scalar: ScalarType, text: Spanned<&str>, sink: &mut Diagnostics) {
    if let Some(diagnostic) = scalar_error(scalar, text) {
        sink.push(diagnostic);
    }
}

/// The diagnostic of a text that is not of the type `scalar`; none when it is.
fn scalar_error(scalar: ScalarType, text: Spanned<&str>) -> Option<Diagnostic> {
    let Spanned { value, span } = text;
    let wrong = |code: Code| Diagnostic::new(code, span).with("value", value);
    match scalar {
        ScalarType::Rich | ScalarType::Blocks | ScalarType::Plain => None,
        ScalarType::Slug => {
            Slug::new(value).is_none().then(|| wrong(Code::BadSlug).with("proposal", Slug::from_text(value).as_str()))
        }
        ScalarType::Language => Lang::new(value).is_none().then(|| wrong(Code::BadLanguage)),
        ScalarType::Date => Date::parse(value).is_none().then(|| wrong(Code::BadDate)),
        ScalarType::Isbn => {
            isbn_error(value).map(|(problem, digit)| wrong(Code::BadIsbn).with("problem", problem).with("digit", digit))
        }
        ScalarType::Url => (!is_url(value)).then(|| wrong(Code::BadUrl)),
        ScalarType::Email => (!is_email(value)).then(|| wrong(Code::BadEmail)),
        ScalarType::Path => path_problem(value).map(|problem| wrong(Code::BadPath).with("problem", problem)),
        ScalarType::Number(most) => {
            let bounds = |diagnostic: Diagnostic| diagnostic.with("least", "1").with("most", most.to_string());
            parse_positive(value).filter(|number| *number <= most).is_none().then(|| bounds(wrong(Code::BadNumber)))
        }
        ScalarType::Decimal(least, most) => {
            let bounds = |diagnostic: Diagnostic| diagnostic.with("least", least.to_string()).with("most", most.to_string());
            let fits = |thousandths: &u32| (least * 1000..=most * 1000).contains(thousandths);
            parse_thousandths(value).filter(fits).is_none().then(|| bounds(wrong(Code::BadNumber)))
        }
        ScalarType::PageFormat => parse_page_format(value).is_none().then(|| {
            let in_centimetres = value.split_once(['x', '×']).and_then(|(width, height)| {
                let tenfold = |side: &str| parse_thousandths(side.trim()).map(|side| side * 10);
                possible_page(tenfold(width)?, tenfold(height)?)
            });
            let diagnostic = wrong(Code::BadPageFormat);
            if in_centimetres.is_some() { diagnostic.hint("centimetres") } else { diagnostic }
        }),
        ScalarType::OneOf(choices) => {
            let choices = choices();
            let unknown = !choices.contains(&value);
            unknown.then(|| synonyms::suggest(wrong(Code::UnknownChoice).with("choices", choices.join(", ")), value, choices))
        }
    }
}

/// The class of an error in an ISBN, and the correct check digit when it is that which is wrong.
fn isbn_error(text: &str) -> Option<(&'static str, String)> {
    if Isbn::parse(text).is_some() {
        return None;
    }
    let kept = |character: &char| !matches!(character, '-' | ' ' | '\u{a0}' | '\u{202f}');
    let digits: Option<Vec<u32>> = text.chars().filter(kept).map(|character| character.to_digit(10)).collect();
    Some(match digits {
        Some(digits) if digits.len() == 13 && digits.starts_with(&[9, 7]) && matches!(digits[2], 8 | 9) => {
            let weighted = |(index, digit): (usize, &u32)| if index % 2 == 0 { *digit } else { 3 * digit };
            let sum: u32 = digits[..12].iter().enumerate().map(weighted).sum();
            ("check-digit", ((10 - sum % 10) % 10).to_string())
        }
        Some(digits) if digits.len() == 13 => ("prefix", String::new()),
        Some(_) => ("length", String::new()),
        None if text.chars().filter(kept).count() == 10 => ("length", String::new()),
        None => ("characters", String::new()),
    })
}

/// Whether `text` is an absolute HTTP URL: scheme, host with a dot, and no character that a URL cannot contain.
fn is_url(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let unwanted = |character: char| character.is_whitespace() || character.is_control() || "<>\"{}|\\^`".contains(character);
    host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !rest.contains(unwanted)
}

/// Whether `text` looks like an e-mail address.
fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    let whole = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.ends_with('.') && !part.contains("..");
    let unwanted = |character: char| character.is_whitespace() || character.is_control() || "<>()[],;:\\\"@".contains(character);
    whole(name) && whole(domain) && domain.contains('.') && !text.replacen('@', "", 1).contains(unwanted)
}

/// Whether a path is relative and stays inside its folder on every operating system.
pub(super) fn is_inside(path: &str) -> bool {
    path_problem(path).is_none()
}

/// The class of an error in a path; none when it is correct.
fn path_problem(path: &str) -> Option<&'static str> {
    if path.contains('\\') {
        return Some("backslash");
    }
    // On Windows a colon ends the name of a drive and is not allowed elsewhere.
    if path.starts_with('/') || path.contains([':', '\0']) {
        return Some("absolute");
    }
    path.split('/').any(|part| matches!(part, "" | "." | "..")).then_some("parent")
}

/// An integer from 1 to 999,999,999.
pub(super) fn parse_positive(text: &str) -> Option<u32> {
    let digits = text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|number| *number > 0)
}

/// A decimal number with at most three decimals, in thousandths.
pub(super) fn parse_thousandths(text: &str) -> Option<u32> {
    let (units, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(units) || !digits(fraction) || units.len() > 4 || fraction.len() > 3 {
        return None;
    }
    format!("{units}{fraction:0<3}").parse().ok()
}

/// A page format: a name of ISO 216, or width and height in millimetres, within the sizes that a book can have.
pub(super) fn parse_page_format(text: &str) -> Option<PageFormat> {
    let (width, height) = match text.to_ascii_lowercase().as_str() {
        "a5" => (148_000, 210_000),
        "a4" => (210_000, 297_000),
        _ => {
            let (width, height) = text.split_once(['x', '×'])?;
            (parse_thousandths(width.trim())?, parse_thousandths(height.trim())?)
        }
    };
    possible_page(width, height)
}

/// The page format, if a book can have that size. Lengths are in thousandths of a millimetre.
fn possible_page(width: u32, height: u32) -> Option<PageFormat> {
    // The smallest pocket books are some 60 mm wide; no sheet is longer than A3.
    let possible = |side: &u32| (60_000..=420_000).contains(side);
    (possible(&width) && possible(&height)).then_some(PageFormat { width, height })
}
