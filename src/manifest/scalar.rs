//! Scalars: whether a text is of a type, and the values of those that readers take apart.

use super::{isbn_error::isbn_error, shape::ScalarType, synonyms};
use crate::{
    book::{Date, Lang, PageFormat, Slug, Subject, language_meant},
    diagnostic::{Code, Diagnostic},
    source::Spanned,
};

/// The diagnostic of a text that is not of the type `scalar`; none when it is.
pub(super) fn error(scalar: ScalarType, text: Spanned<&str>) -> Option<Diagnostic> {
    let Spanned { value, span } = text;
    let wrong = |code: Code| Diagnostic::new(code, span).with("value", value);
    match scalar {
        ScalarType::Rich | ScalarType::Blocks | ScalarType::Plain | ScalarType::Person => None,
        ScalarType::Subject => Subject::bad_code(value).map(|(scheme, code)| {
            Diagnostic::new(Code::BadSubject, span)
                .with("code", code)
                .with("scheme", scheme.name())
                .with("example", scheme.example())
        }),
        ScalarType::Slug => {
            Slug::new(value).is_none().then(|| wrong(Code::BadSlug).with("proposal", Slug::from_text(value).as_str()))
        }
        ScalarType::Language => {
            let is_language = Lang::new(value).is_some_and(|lang| lang.is_registered());
            (!is_language).then(|| wrong(Code::BadLanguage).suggest_one(language_meant(value).as_deref()))
        }
        ScalarType::Date => Date::parse(value).is_none().then(|| wrong(Code::BadDate)),
        ScalarType::Isbn => {
            isbn_error(value).map(|(problem, detail)| wrong(Code::BadIsbn).with("problem", problem).with("detail", detail))
        }
        ScalarType::Url => (!is_url(value)).then(|| wrong(Code::BadUrl)),
        ScalarType::Email => (!is_email(value)).then(|| wrong(Code::BadEmail)),
        ScalarType::Path | ScalarType::TextFile => {
            path_problem(value).map(|problem| wrong(Code::BadPath).with("problem", problem))
        }
        ScalarType::Number(most) => {
            let bounds = |diagnostic: Diagnostic| diagnostic.with("least", "1").with("most", most.to_string());
            let wanted = |text: &str| parse_positive(text).filter(|number| *number <= most).is_some();
            (!wanted(value)).then(|| number_meant(bounds(wrong(Code::BadNumber)), value, wanted))
        }
        ScalarType::Decimal(least, most) => {
            let bounds = |diagnostic: Diagnostic| diagnostic.with("least", least.to_string()).with("most", most.to_string());
            let fits = |thousandths: &u32| (least * 1000..=most * 1000).contains(thousandths);
            let wanted = |text: &str| parse_thousandths(text).filter(fits).is_some();
            (!wanted(value)).then(|| number_meant(bounds(wrong(Code::BadNumber)), value, wanted))
        }
        ScalarType::PageFormat => parse_page_format(value).is_none().then(|| {
            let in_centimetres = value.split_once(['x', '×']).and_then(|(width, height)| {
                let tenfold = |side: &str| parse_thousandths(side.trim()).map(|side| side * 10);
                possible_page(tenfold(width)?, tenfold(height)?)
            });
            let diagnostic = wrong(Code::BadPageFormat);
            let meant = value.to_lowercase().replace(',', ".").replace("mm", "").replace(['*', 'х'], "x").replace(' ', "");
            if parse_page_format(&meant).is_some() {
                return diagnostic.with("format", meant).hint("point");
            }
            if in_centimetres.is_some() { diagnostic.hint("centimetres") } else { diagnostic }
        }),
        ScalarType::OneOf(choices) => {
            let choices = choices();
            let unknown = !choices.contains(&value);
            unknown.then(|| synonyms::suggest(wrong(Code::UnknownChoice).with("choices", choices.join(", ")), value, choices))
        }
    }
}

/// The report of a wrong number with the one that was meant: with a point for its comma, without its unit.
fn number_meant(report: Diagnostic, value: &str, is_wanted: impl Fn(&str) -> bool) -> Diagnostic {
    let pointed = value.replace([',', '٫'], ".");
    let end = pointed.find(|sign: char| !sign.is_ascii_digit() && sign != '.').unwrap_or(pointed.len());
    let (number, unit) = pointed.split_at(end);
    match number {
        _ if !is_wanted(number) => report,
        _ if unit.is_empty() => report.with("number", number).hint("point"),
        _ if unit.trim_start().starts_with(|sign: char| sign.is_alphabetic() || sign == '%') => {
            report.with("number", number).hint("unit")
        }
        _ => report,
    }
}

/// Whether `text` is an absolute HTTP URL: scheme, host with a dot, and no character that a URL cannot contain.
/// A text that is a web address; another one has been reported.
pub(super) fn web_url(text: &str) -> Option<String> {
    is_url(text).then(|| text.to_owned())
}

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

/// A path without `.` and empty names among its folders: `./images//x.png` is `images/x.png`.
pub(super) fn plain_path(path: &str) -> String {
    let is_absolute = path.starts_with('/');
    let parts: Vec<&str> = path.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    if is_absolute { format!("/{}", parts.join("/")) } else { parts.join("/") }
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
    let path = plain_path(path);
    path.split('/').any(|part| matches!(part, "" | "..")).then_some("parent")
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
