//! Values that the drawing library cannot read, rewritten: colours, `light-dark()`, `var()`, keywords in other cases.
//!
//! A drawing in a book is seen by light: of two colours, the one for a light page stays. What cannot be rewritten stays as written and
//! is told. Colours themselves are read by [`super::color`].

use super::color::{Color, split_outside};
use std::{borrow::Cow, collections::BTreeMap};

/// The properties that are colours.
const PAINTED: [&str; 6] = ["fill", "stroke", "stop-color", "flood-color", "lighting-color", "color"];
/// How often `var()` may lead to another `var()`.
const MAX_DEPTH: usize = 8;
/// The longest value that `var()` may give, in bytes.
const MAX_LENGTH: usize = 4 << 10;
/// Functions that are computed where a value is used; the drawing library knows none.
const COMPUTED: [&str; 7] = ["calc(", "min(", "max(", "clamp(", "env(", "attr(", "var("];

/// What the values of a drawing mean.
#[derive(Debug, Default)]
pub(super) struct Paints {
    /// The custom properties; of several definitions the first, which is that for a light page.
    variables: BTreeMap<String, String>,
}

/// What a value is for the drawing library.
#[derive(Debug, PartialEq, Eq)]
enum Value {
    /// It is read as it is.
    Same,
    /// It is read in this form.
    Rewritten(String),
    /// It says nothing, as if it were absent.
    Empty,
    /// It is not read.
    Unread,
}

impl Paints {
    /// Reads the custom properties of `drawing`.
    pub(super) fn new(drawing: &str) -> Self {
        let mut variables = BTreeMap::new();
        if drawing.contains("var(") {
            for (at, _) in drawing.match_indices("--") {
                let (before, rest) = (drawing[..at].trim_end(), &drawing[at..]);
                // The name follows what begins a declaration.
                if !before.ends_with([';', '{', '"', '\'', '/']) {
                    continue;
                }
                // Neither is looked for beyond what a value may have.
                let rest = &rest[..rest.floor_char_boundary(MAX_LENGTH)];
                let Some((name, value)) = rest.split_once(':').filter(|(name, _)| is_name(name.trim_end())) else { continue };
                let end = value.find([';', '}', '"', '<']).unwrap_or(value.len());
                variables.entry(name.trim_end().to_owned()).or_insert_with(|| value[..end].trim().to_owned());
            }
        }
        Self { variables }
    }

    /// The value of an attribute; none when it says nothing. `unread` gets a value that the drawing library cannot read.
    pub(super) fn attribute(&self, name: &str, value: String, unread: impl FnOnce(&str)) -> Option<String> {
        match self.value(name, &value) {
            Value::Same => Some(value),
            Value::Rewritten(value) => Some(value),
            Value::Empty => None,
            Value::Unread => {
                unread(value.trim());
                Some(value)
            }
        }
    }

    /// The same for the declarations of a rule sheet or of a `style` attribute.
    pub(super) fn declarations(&self, rules: &str, mut unread: impl FnMut(&str)) -> String {
        let mut kept = String::with_capacity(rules.len());
        for (piece, is_selector) in pieces(rules) {
            let written = piece.trim_end_matches([';', '}']);
            match declaration(written).filter(|_| !is_selector) {
                None => kept.push_str(piece),
                Some((name, value)) => match self.value(&name.to_ascii_lowercase(), value) {
                    Value::Rewritten(new) => {
                        let start = value.as_ptr() as usize - piece.as_ptr() as usize;
                        kept.push_str(&piece[..start]);
                        kept.push_str(&new);
                        kept.push_str(&piece[start + value.len()..]);
                    }
                    Value::Empty => kept.push_str(&piece[written.len()..]),
                    Value::Same => kept.push_str(piece),
                    Value::Unread => {
                        unread(value);
                        kept.push_str(piece);
                    }
                },
            }
        }
        kept
    }

    /// What a value of a property is.
    fn value(&self, property: &str, written: &str) -> Value {
        let painted = PAINTED.contains(&property);
        let computed = written.contains('(') && COMPUTED.iter().any(|function| holds_function(written, function));
        if !(painted || computed && is_property(property)) {
            return Value::Same;
        }
        let Some(resolved) = self.resolve(written, 0) else { return Value::Unread };
        if painted {
            return paint(property, &resolved, written);
        }
        let is_read = !COMPUTED.iter().any(|function| holds_function(&resolved, function));
        if is_read { Value::Rewritten(resolved.into_owned()) } else { Value::Unread }
    }

    /// `written` with the values of its variables; none when one has neither value nor fallback.
    fn resolve<'a>(&self, written: &'a str, depth: usize) -> Option<Cow<'a, str>> {
        let Some(start) = written.find("var(") else { return Some(Cow::Borrowed(written)) };
        let inside = &written[start + 4..];
        let end = closing(inside)?;
        let (name, fallback) = match inside[..end].split_once(',') {
            Some((name, fallback)) => (name.trim(), Some(fallback.trim())),
            None => (inside[..end].trim(), None),
        };
        let value = self.variables.get(name).map(String::as_str).or(fallback)?;
        let whole = format!("{}{value}{}", &written[..start], &inside[end + 1..]);
        if depth == MAX_DEPTH || whole.len() > MAX_LENGTH {
            return None;
        }
        Some(Cow::Owned(self.resolve(&whole, depth + 1)?.into_owned()))
    }
}

/// What a colour or paint is; `written` is what the file has.
fn paint(property: &str, value: &str, written: &str) -> Value {
    let Some(read) = read_paint(property, value.trim()) else {
        return if value.trim().is_empty() { Value::Empty } else { Value::Unread };
    };
    if read == written.trim() { Value::Same } else { Value::Rewritten(read) }
}

/// A paint as the drawing library reads it (SVG 2, 13.2); none for one that is unknown.
fn read_paint(property: &str, value: &str) -> Option<String> {
    let lower = value.to_ascii_lowercase();
    let inherited = matches!(property, "fill" | "stroke" | "color");
    let initial = match property {
        "stroke" => "none",
        "lighting-color" => "white",
        _ => "black",
    };
    match lower.as_str() {
        "inherit" => return Some(lower),
        "none" | "context-fill" | "context-stroke" if matches!(property, "fill" | "stroke") => return Some(lower),
        "currentcolor" => return Some("currentColor".to_owned()),
        "initial" => return Some(initial.to_owned()),
        "unset" | "revert" | "revert-layer" => return Some(if inherited { "inherit" } else { initial }.to_owned()),
        _ => {}
    }
    if value.parse::<svgtypes::Color>().is_ok() {
        return Some(value.to_owned());
    }
    if let Some(arguments) = lower.strip_prefix("light-dark(").and_then(|rest| rest.strip_suffix(')')) {
        return read_paint(property, split_outside(arguments, ',').first()?);
    }
    if let Some(color) = Color::parse(value) {
        return Some(color.to_css());
    }
    // An address with a fallback; a parameter of a map program with its default; a colour with its form for printers (SVG 1.1, 12.3.2).
    let end = if lower.starts_with("url(") || lower.starts_with("param(") {
        lower.find('(').and_then(|open| Some(open + 2 + closing(&lower[open + 1..])?))
    } else {
        let printed = ["icc-color(", "device-"].iter().filter_map(|form| lower.find(form)).min();
        return read_paint(property, value[..printed.filter(|&at| at > 0)?].trim());
    };
    let (address, fallback) = value.split_at_checked(end?)?;
    if lower.starts_with("param(") {
        return read_paint(property, fallback.trim());
    }
    match fallback.trim() {
        "" => Some(value.to_owned()),
        fallback => Some(format!("{address} {}", read_paint(property, fallback)?)),
    }
}

/// The place of the parenthesis that closes what `inside` begins in.
fn closing(inside: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, character) in inside.char_indices() {
        match character {
            '(' => depth += 1,
            ')' if depth == 0 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Whether `value` calls a function: `max(` is no part of `minmax(`.
fn holds_function(value: &str, function: &str) -> bool {
    value.match_indices(function).any(|(at, _)| !value[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-'))
}

/// Whether an attribute is a property, and no description, name or piece of data.
fn is_property(name: &str) -> bool {
    !name.contains(':')
        && !name.starts_with("data-")
        && !name.starts_with("aria-")
        && !matches!(name, "id" | "class" | "title" | "d" | "content" | "alt")
}

fn is_name(name: &str) -> bool {
    name.len() > 2 && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

/// The name and the value of a declaration, without comments before it and `!important` after it.
fn declaration(piece: &str) -> Option<(&str, &str)> {
    let mut rest = piece.trim();
    while let Some(comment) = rest.strip_prefix("/*") {
        rest = comment.split_once("*/")?.1.trim_start();
    }
    let (name, value) = rest.split_once(':')?;
    let value = value.split_once('!').map_or(value, |(value, _)| value).trim();
    let is_plain = name.trim().chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && !name.trim().starts_with("--");
    is_plain.then_some((name.trim(), value))
}

/// The pieces of a rule sheet up to the next `;`, `{` or `}`, and whether each is a selector or the head of another rule.
fn pieces(rules: &str) -> Vec<(&str, bool)> {
    let (mut pieces, mut start, mut depth, mut quote, mut at) = (Vec::new(), 0, 0_usize, None, 0);
    let bytes = rules.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        if rules.get(at..).is_some_and(|rest| quote.is_none() && rest.starts_with("/*")) {
            at = rules[at + 2..].find("*/").map_or(bytes.len(), |end| at + 2 + end + 2);
            continue;
        }
        match (byte, quote) {
            (b'\\', _) => at += 1,
            (b'"' | b'\'', None) => quote = Some(byte),
            (_, Some(open)) => quote = (byte != open).then_some(open),
            (b'(', None) => depth += 1,
            (b')', None) => depth = depth.saturating_sub(1),
            (b';' | b'{' | b'}', None) if depth == 0 => {
                pieces.push((&rules[start..=at], byte == b'{'));
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    pieces.extend(rules.get(start..).filter(|rest| !rest.is_empty()).map(|rest| (rest, false)));
    pieces
}

#[cfg(test)]
mod tests {
    use super::Paints;
    use proptest::prelude::*;

    /// What becomes of the value of an attribute, and what is told.
    fn attribute(drawing: &str, name: &str, value: &str) -> (Option<String>, Option<String>) {
        let mut unread = None;
        let kept = Paints::new(drawing).attribute(name, value.to_owned(), |value| unread = Some(value.to_owned()));
        (kept, unread)
    }

    #[test]
    fn paints_become_what_every_program_reads() {
        for (name, written, kept) in [
            ("fill", "light-dark(#dae8fc, #1d293b)", "#dae8fc"),
            ("stroke", "light-dark(rgb(0 0 255), white)", "rgb(0 0 255)"),
            ("fill", "var(--nowhere, red)", "red"),
            ("fill", "var(--a, var(--b, light-dark(teal, navy)))", "teal"),
            ("fill", "CurrentColor", "currentColor"),
            ("fill", "None", "none"),
            ("stroke", "unset", "inherit"),
            ("stop-color", "initial", "black"),
            ("fill", "url(#a) oklch(51.975% 0.17686 142.495 / 0.5)", "url(#a) rgba(0, 128, 0, 0.5)"),
            ("fill", "param(fill) #ff0", "#ff0"),
            ("fill", "#cd853f icc-color(acmecmyk, 0.11, 0.48)", "#cd853f"),
            ("flood-color", "rgb(0 0 0 / 25%)", "rgba(0, 0, 0, 0.25)"),
            ("stroke-width", "var(--w, 2px)", "2px"),
            ("fill", "url(#a)", "url(#a)"),
            ("aria-label", "var(x) and calc(y)", "var(x) and calc(y)"),
        ] {
            assert_eq!(attribute("", name, written), (Some(kept.to_owned()), None), "{written}");
        }
        assert_eq!(attribute("", "fill", " "), (None, None));
    }

    #[test]
    fn a_variable_has_the_value_that_the_drawing_gives_it() {
        let drawing =
            "<style>:root { --ink: #123456; --edge:var(--ink) }@media (x){:root{--ink:white}}</style><!-- --ink: a; -->var(";
        assert_eq!(attribute(drawing, "fill", "var(--edge, red)"), (Some("#123456".to_owned()), None));
        assert_eq!(attribute("<g style='--a:var(--a)'/>", "fill", "var(--a)").1.as_deref(), Some("var(--a)"));
    }

    #[test]
    fn what_is_not_read_is_told_and_kept() {
        for (name, written) in [
            ("fill", "rgb(from red r g b)"),
            ("stroke", "ultraviolet"),
            ("fill", "#12345"),
            ("fill", "var(--nowhere)"),
            ("stroke-width", "calc(1px + 2px)"),
        ] {
            assert_eq!(attribute("", name, written), (Some(written.to_owned()), Some(written.to_owned())));
        }
    }

    #[test]
    fn rules_keep_their_form() {
        let rules = "/* a:b; */.a:hover, g > rect{ fill : light-dark(red, blue) !important;stroke:rgb(0 0 0/50%)} @media print{.b{color:blue}}.c{fill:url(\"#a;b\")}.d{stroke:}";
        let mut unread = Vec::new();
        let kept = Paints::default().declarations(rules, |value| unread.push(value.to_owned()));
        let expected = "/* a:b; */.a:hover, g > rect{ fill : red !important;stroke:rgba(0, 0, 0, 0.5)} @media print{.b{color:blue}}.c{fill:url(\"#a;b\")}.d{}";
        assert_eq!((kept.as_str(), unread), (expected, Vec::new()));
    }

    proptest! {
        #[test]
        fn nothing_panics(rules in "[a-z:;{}()'\"/*\\\\ ,#%0-9é!-]{0,80}", value in "\\PC{0,40}") {
            let _ = Paints::default().declarations(&rules, |_| ());
            let _ = Paints::new(&rules).attribute("fill", value, |_| ());
        }
    }
}
