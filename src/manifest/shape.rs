//! What a value should look like, as data: checked here, turned into JSON Schemas by `schema`. The tables are in `format`.
//!
//! The check reports every departure from the shape; readers then take what is right and say nothing. It knows no file name and
//! no other file: whether a person exists or a text is listed is asked by `references` and `order`.

use super::node::{Entry, Kind, Node};
use crate::{
    book::{Date, Isbn, Lang, PageFormat, Slug},
    diagnostic::{Code, Diagnostic, Diagnostics},
    source::Spanned,
};

/// The keys of a mapping.
#[derive(Debug)]
pub(super) struct Table {
    /// What the mapping says, for the schema.
    pub(super) doc: &'static str,
    pub(super) keys: &'static [Key],
}

/// A key of a mapping.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) required: bool,
    pub(super) shape: Shape,
    /// What it says, for the schema.
    pub(super) doc: &'static str,
}

/// The form of a value.
#[derive(Debug)]
pub(super) enum Shape {
    /// A scalar.
    Scalar(Form),
    /// A list of values of one shape.
    List(&'static Shape),
    /// A mapping with known keys.
    Mapping(&'static Table),
    /// A mapping from identifiers to values of one shape.
    Registry(&'static Shape),
    /// A scalar, or a mapping.
    Either(Form, &'static Table),
}

/// What a scalar says.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
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
    /// A year, month or day.
    Date,
    /// An ISBN-13.
    Isbn,
    /// An address of the Web.
    Url,
    /// An address of electronic mail.
    Email,
    /// A path with `/`, inside the project.
    Path,
    /// A whole number from 1 to this.
    Number(u32),
    /// A number with decimals, of points or millimetres or the like, between these.
    Points(u32, u32),
    /// a4, a5 or WxH.
    PageFormat,
    /// One of these words.
    OneOf(fn() -> Vec<&'static str>),
}

impl Key {
    /// A key that must be there.
    pub(super) const fn required(name: &'static str, shape: Shape, doc: &'static str) -> Self {
        Self { name, required: true, shape, doc }
    }

    /// A key that may be there.
    pub(super) const fn optional(name: &'static str, shape: Shape, doc: &'static str) -> Self {
        Self { name, required: false, shape, doc }
    }
}

/// Reports every way in which `node` departs from `shape`.
pub(super) fn check(node: &Node, shape: &Shape, sink: &mut Diagnostics) {
    match (shape, &node.kind) {
        (Shape::Scalar(form) | Shape::Either(form, _), Kind::Scalar { .. }) => check_scalar(node, *form, sink),
        (Shape::List(item), Kind::Sequence(items)) => items.iter().for_each(|node| check(node, item, sink)),
        (Shape::Mapping(table) | Shape::Either(_, table), Kind::Mapping(_)) => check_table(node, table, sink),
        (Shape::Registry(value), Kind::Mapping(entries)) => {
            for Entry { key, value: node } in entries {
                if let Some(fault) = fault(Form::Slug, key.as_ref().map(String::as_str)) {
                    sink.push(fault);
                }
                check(node, value, sink);
            }
        }
        (Shape::List(item), Kind::Scalar { .. } | Kind::Mapping(_)) => {
            sink.push(wrong_type(node, "list"));
            if !node.is_null() {
                check(node, item, sink);
            }
        }
        (Shape::Scalar(_), Kind::Sequence(_) | Kind::Mapping(_)) => sink.push(wrong_type(node, "text")),
        (Shape::Mapping(_) | Shape::Registry(_), Kind::Scalar { .. } | Kind::Sequence(_)) => {
            sink.push(wrong_type(node, "mapping"));
        }
        (Shape::Either(..), Kind::Sequence(_)) => sink.push(wrong_type(node, "text-or-mapping")),
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

/// Checks a mapping; a file with nothing in it is a mapping without keys.
pub(super) fn check_table(node: &Node, table: &Table, sink: &mut Diagnostics) {
    for Entry { key, value } in node.entries() {
        match table.keys.iter().find(|known| known.name == key.value) {
            Some(known) if value.is_null() => {
                if known.required {
                    sink.push(Diagnostic::new(Code::EmptyValue, key.span).with("key", known.name));
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
                let diagnostic = Diagnostic::new(Code::UnknownKey, key.span).with("key", &key.value);
                sink.push(diagnostic.suggest(&key.value, table.keys.iter().map(|known| known.name)));
            }
        }
    }
    for key in table.keys.iter().filter(|key| key.required) {
        if !node.entries().iter().any(|entry| entry.key.value == key.name) {
            sink.push(Diagnostic::new(Code::MissingKey, node.head()).with("key", key.name));
        }
    }
}

fn check_scalar(node: &Node, form: Form, sink: &mut Diagnostics) {
    match node.text() {
        Some(text) => sink_fault(fault(form, text), sink),
        // An item of a list with nothing in it; keys without value are judged by `check_table`.
        None => sink.push(Diagnostic::new(Code::EmptyValue, node.span).with("key", "item")),
    }
}

fn sink_fault(fault: Option<Diagnostic>, sink: &mut Diagnostics) {
    if let Some(diagnostic) = fault {
        sink.push(diagnostic);
    }
}

/// What is wrong with the text of a scalar.
pub(super) fn fault(form: Form, text: Spanned<&str>) -> Option<Diagnostic> {
    let Spanned { value, span } = text;
    let wrong = |code: Code| Diagnostic::new(code, span).with("value", value);
    match form {
        Form::Rich | Form::Blocks | Form::Plain => None,
        Form::Slug => Slug::new(value).is_none().then(|| wrong(Code::BadSlug).with("proposal", Slug::from_text(value).as_str())),
        Form::Language => Lang::new(value).is_none().then(|| wrong(Code::BadLanguage)),
        Form::Date => Date::parse(value).is_none().then(|| wrong(Code::BadDate)),
        Form::Isbn => {
            isbn_fault(value).map(|(problem, digit)| wrong(Code::BadIsbn).with("problem", problem).with("digit", digit))
        }
        Form::Url => (!is_url(value)).then(|| wrong(Code::BadUrl)),
        Form::Email => (!is_email(value)).then(|| wrong(Code::BadEmail)),
        Form::Path => path_problem(value).map(|problem| wrong(Code::BadPath).with("problem", problem)),
        Form::Number(most) => {
            let bounds = |diagnostic: Diagnostic| diagnostic.with("least", "1").with("most", most.to_string());
            whole(value).filter(|number| *number <= most).is_none().then(|| bounds(wrong(Code::BadNumber)))
        }
        Form::Points(least, most) => {
            let bounds = |diagnostic: Diagnostic| diagnostic.with("least", least.to_string()).with("most", most.to_string());
            let fits = |thousandths: &u32| (least * 1000..=most * 1000).contains(thousandths);
            thousandths(value).filter(fits).is_none().then(|| bounds(wrong(Code::BadNumber)))
        }
        Form::PageFormat => page_format(value).is_none().then(|| {
            let in_centimetres = value.split_once(['x', '×']).and_then(|(width, height)| {
                let tenfold = |side: &str| thousandths(side.trim()).map(|side| side * 10);
                possible_page(tenfold(width)?, tenfold(height)?)
            });
            let diagnostic = wrong(Code::BadPageFormat);
            if in_centimetres.is_some() { diagnostic.hint("centimetres") } else { diagnostic }
        }),
        Form::OneOf(choices) => {
            let choices = choices();
            let unknown = !choices.contains(&value);
            unknown.then(|| wrong(Code::UnknownChoice).with("choices", choices.join(", ")).suggest(value, choices))
        }
    }
}

/// What is wrong with an ISBN, and the digit that would make it right (empty when the digits themselves are wrong).
fn isbn_fault(text: &str) -> Option<(&'static str, String)> {
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

/// Whether `text` is a whole address: a scheme of the Web, a host with a dot, nothing that an address cannot hold.
pub(super) fn is_url(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else { return false };
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let unwanted = |character: char| character.is_whitespace() || character.is_control() || "<>\"{}|\\^`".contains(character);
    host.contains('.') && !host.starts_with('.') && !host.ends_with('.') && !rest.contains(unwanted)
}

fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    let whole = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.ends_with('.') && !part.contains("..");
    let unwanted = |character: char| character.is_whitespace() || character.is_control() || "<>()[],;:\\\"@".contains(character);
    whole(name) && whole(domain) && domain.contains('.') && !text.replacen('@', "", 1).contains(unwanted)
}

/// Whether a path stays inside the folder that it is relative to, on every system.
pub(super) fn is_inside(path: &str) -> bool {
    path_problem(path).is_none()
}

fn path_problem(path: &str) -> Option<&'static str> {
    if path.contains('\\') {
        return Some("backslash");
    }
    // A colon is a drive on one system and not allowed in a name on it.
    if path.starts_with('/') || path.contains([':', '\0']) {
        return Some("absolute");
    }
    path.split('/').any(|part| matches!(part, "" | "." | "..")).then_some("parent")
}

/// A whole number from 1.
pub(super) fn whole(text: &str) -> Option<u32> {
    let digits = text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|number| *number > 0)
}

/// A decimal number with at most three places, in thousandths.
pub(super) fn thousandths(text: &str) -> Option<u32> {
    let (units, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(units) || !digits(fraction) || units.len() > 4 || fraction.len() > 3 {
        return None;
    }
    format!("{units}{fraction:0<3}").parse().ok()
}

/// A page format: a name of ISO 216, or width and height in millimetres, portrait or landscape, of a size that a book can have.
pub(super) fn page_format(text: &str) -> Option<PageFormat> {
    let (width, height) = match text.to_ascii_lowercase().as_str() {
        "a5" => (148_000, 210_000),
        "a4" => (210_000, 297_000),
        _ => {
            let (width, height) = text.split_once(['x', '×'])?;
            (thousandths(width.trim())?, thousandths(height.trim())?)
        }
    };
    possible_page(width, height)
}

fn possible_page(width: u32, height: u32) -> Option<PageFormat> {
    // The smallest pocket books are some 60 mm wide; no sheet is longer than A3.
    let possible = |side: &u32| (60_000..=420_000).contains(side);
    (possible(&width) && possible(&height)).then_some(PageFormat { width, height })
}
