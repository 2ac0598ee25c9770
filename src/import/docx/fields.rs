//! Fields of WordprocessingML: what their instructions mean for a text. Their results are kept as they were last shown.

use crate::import::symbols::is_symbol_font;

/// What a field does to its result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The result is text.
    Text,
    /// The result is a link.
    Link(String),
    /// The result is a table of contents, a list of pictures or an index, which the book makes itself.
    Generated(&'static str),
}

/// A field that is open.
#[derive(Debug, Default)]
pub(super) struct Field {
    /// Its instructions, of which runs give pieces.
    pub(super) instructions: String,
    /// What it does; none while its instructions are read.
    pub(super) meaning: Option<Meaning>,
    /// Whether its result shows anything.
    pub(super) shows: bool,
    /// What its author chose, if it is a field of a form.
    pub(super) chosen: Option<String>,
}

/// What a field shows of which Word keeps no result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unshown {
    Nothing,
    /// What was chosen in a form.
    Chosen,
    Text(String),
    /// The sign of a font.
    Sign {
        font: Option<String>,
        code: u32,
    },
    /// A formula, with its characters.
    Formula(String),
    /// A number that Word counts, under the name of its field.
    Number(&'static str),
}

/// What a field with these instructions shows though it has no result.
pub(super) fn unshown(instructions: &str) -> Unshown {
    let words = words(instructions);
    let Some((name, rest)) = words.split_first() else { return Unshown::Nothing };
    match name.to_ascii_uppercase().as_str() {
        "FORMDROPDOWN" | "FORMCHECKBOX" => Unshown::Chosen,
        "SYMBOL" => sign(rest).unwrap_or(Unshown::Nothing),
        "MACROBUTTON" | "GOTOBUTTON" => Unshown::Text(rest.get(1..).unwrap_or_default().join(" ")),
        "EQ" => Unshown::Formula(formula(instructions)),
        "LISTNUM" => Unshown::Number("LISTNUM"),
        "AUTONUM" | "AUTONUMLGL" | "AUTONUMOUT" => Unshown::Number("AUTONUM"),
        _ => Unshown::Nothing,
    }
}

/// What `SYMBOL 169 \f "Times New Roman"` shows: the code is one of Windows, unless `\u` says that it is one of Unicode.
fn sign(arguments: &[String]) -> Option<Unshown> {
    let first = arguments.first()?;
    let code = match first.strip_prefix("0x").or_else(|| first.strip_prefix("0X")) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => first.parse().ok(),
    };
    let Some(code) = code else { return Some(Unshown::Text(first.clone())) };
    let font = arguments.iter().position(|word| word == "\\f").and_then(|at| arguments.get(at + 1)).cloned();
    let is_unicode = arguments.iter().any(|word| word == "\\u");
    let is_of_signs = font.as_deref().is_some_and(is_symbol_font);
    let code = match u8::try_from(code) {
        Ok(byte) if !is_unicode && !is_of_signs => {
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next().map_or(code, u32::from)
        }
        _ => code,
    };
    Some(Unshown::Sign { font, code })
}

/// The characters of a formula in Word's old notation, `EQ \f(1;2)`: without its switches, what they part with a stroke or a space.
fn formula(instructions: &str) -> String {
    let body = instructions.trim_start();
    let body = body.get(2..).unwrap_or_default();
    // Where semicolons part, a comma is that of a number.
    let separator = if body.contains(';') { ';' } else { ',' };
    let between = if body.contains("\\f") || body.contains("\\F") { '/' } else { ' ' };
    let mut shown = String::new();
    let mut in_switch = false;
    for character in body.chars() {
        match character {
            '\\' => in_switch = true,
            '(' => in_switch = false,
            ')' => {}
            _ if in_switch => {}
            _ if character == separator => shown.push(between),
            _ => shown.push(character),
        }
    }
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What instructions mean.
pub(super) fn meaning(instructions: &str) -> Meaning {
    let words = words(instructions);
    let Some((name, rest)) = words.split_first() else { return Meaning::Text };
    match name.to_ascii_uppercase().as_str() {
        "HYPERLINK" => {
            let mut target = None;
            let mut anchor = None;
            let mut rest = rest.iter();
            while let Some(word) = rest.next() {
                match word.as_str() {
                    "\\l" => anchor = rest.next(),
                    // These have a value: a tip, a frame.
                    "\\o" | "\\t" => {
                        rest.next();
                    }
                    word if word.starts_with('\\') => {}
                    _ => target = target.or(Some(word)),
                }
            }
            match (target, anchor) {
                (Some(target), Some(anchor)) => Meaning::Link(format!("{target}#{anchor}")),
                (Some(target), None) => Meaning::Link(target.clone()),
                (None, Some(anchor)) => Meaning::Link(format!("#{anchor}")),
                (None, None) => Meaning::Text,
            }
        }
        "REF" | "PAGEREF" | "NOTEREF" if rest.iter().any(|word| word == "\\h") => {
            rest.iter().find(|word| !word.starts_with('\\')).map_or(Meaning::Text, |mark| Meaning::Link(format!("#{mark}")))
        }
        // Of the pictures or the tables, by their captions.
        "TOC" if rest.iter().any(|word| matches!(word.as_str(), "\\c" | "\\a")) => Meaning::Generated("figures"),
        "TOC" => Meaning::Generated("contents"),
        "INDEX" => Meaning::Generated("index"),
        _ => Meaning::Text,
    }
}

/// The words of instructions; those between quotation marks are one.
fn words(instructions: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let (mut quoted, mut any) = (false, false);
    let mut characters = instructions.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' => {
                quoted = !quoted;
                any = true;
            }
            '\\' if quoted && matches!(characters.peek(), Some('\\' | '"')) => word.extend(characters.next()),
            _ if character.is_whitespace() && !quoted => {
                if any {
                    words.push(std::mem::take(&mut word));
                }
                any = false;
            }
            _ => {
                word.push(character);
                any = true;
            }
        }
    }
    if any {
        words.push(word);
    }
    words
}
