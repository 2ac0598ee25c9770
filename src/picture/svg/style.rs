//! The CSS of a drawing, without anything that fetches from outside the file.
//!
//! Imports and external addresses are cut out, so that the rest of the rules stays. An address hidden behind escapes or comments
//! is an attack: the rules are dropped as a whole.

use super::data_url::is_image_data_url;

/// The most bytes of a sheet that is written as one, unless a single rule has more. The drawing library looks for the line of each value
/// from the beginning of its sheet.
const SHEET: usize = 4 << 10;

/// Removes from `rules` what fetches from outside the file. Returns them, and whether anything was removed.
pub(super) fn sanitize(rules: &str) -> (String, bool) {
    if !fetches(&normalize(rules)) {
        return (rules.to_owned(), false);
    }
    let cut = remove_addresses(&remove_imports(rules));
    if fetches(&normalize(&cut)) { (String::new(), true) } else { (cut, true) }
}

/// Whether normalized rules fetch something from outside the file.
fn fetches(rules: &str) -> bool {
    let addresses = rules.match_indices("url(").any(|(at, found)| !is_inside(address(&rules[at + found.len()..])));
    addresses
        || ["@import", "image-set(", "src(", "image(", "expression(", "behavior:", "binding:"]
            .into_iter()
            .any(|word| rules.contains(word))
}

/// The address in `rest`, which follows `url(`, without quotation marks.
fn address(rest: &str) -> &str {
    let rest = rest.trim_start();
    let end = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => return rest[1..].split(quote).next().unwrap_or_default().trim(),
        Some(_) | None => rest.find(')').unwrap_or(rest.len()),
    };
    rest[..end].trim()
}

/// Whether a lower-case address stays in the file.
fn is_inside(address: &str) -> bool {
    address.starts_with('#') || is_image_data_url(address)
}

/// A sheet as several, parted between rules; their order is that of the cascade. One that declares namespaces stays whole.
pub(super) fn sheets(rules: &str) -> Vec<&str> {
    let bytes = rules.as_bytes();
    let (mut sheets, mut start, mut depth, mut quote, mut at) = (Vec::new(), 0, 0_usize, None, 0);
    if rules.len() > SHEET && !rules.to_ascii_lowercase().contains("@namespace") {
        while let Some(&byte) = bytes.get(at) {
            match (byte, quote) {
                (b'/', None) if bytes.get(at + 1) == Some(&b'*') => {
                    at = rules[at + 2..].find("*/").map_or(bytes.len(), |end| at + 2 + end + 2);
                    continue;
                }
                (b'\\', _) => at += 1,
                (b'"' | b'\'', None) => quote = Some(byte),
                // A string ends with its line at the latest (CSS Syntax 3, 4.3.5).
                (_, Some(open)) => quote = Some(open).filter(|_| byte != open && byte != b'\n'),
                (b'{' | b'(' | b'[', None) => depth += 1,
                (b')' | b']', None) => depth = depth.saturating_sub(1),
                (b'}', None) => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 && at + 1 - start >= SHEET {
                        sheets.push(&rules[start..=at]);
                        start = at + 1;
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }
    if start < rules.len() || sheets.is_empty() {
        sheets.push(&rules[start..]);
    }
    sheets
}

/// About how long the drawing library takes to read the declarations of an attribute or of a sheet, if they are long: for each value it
/// counts the characters before it.
pub(super) fn work(declarations: &str) -> u64 {
    if declarations.len() <= 2 * SHEET {
        return 0;
    }
    let values = declarations.bytes().filter(|byte| !byte.is_ascii_alphanumeric() && byte.is_ascii()).count();
    (values as u64).saturating_mul(declarations.len() as u64)
}

/// Removes `@import` rules.
fn remove_imports(rules: &str) -> String {
    let mut kept = String::with_capacity(rules.len());
    let (mut rest, lower) = (rules, rules.to_ascii_lowercase());
    while let Some(at) = lower[rules.len() - rest.len()..].find("@import") {
        kept.push_str(&rest[..at]);
        let after = &rest[at..];
        let mut quote = None;
        let end = after.char_indices().find(|&(_, c)| match quote {
            Some(open) => {
                if c == open {
                    quote = None;
                }
                false
            }
            None => {
                if matches!(c, '"' | '\'') {
                    quote = Some(c);
                }
                c == ';'
            }
        });
        rest = end.map_or("", |(at, _)| &after[at + 1..]);
    }
    kept.push_str(rest);
    kept
}

/// Replaces external `url(…)` values by `none`.
fn remove_addresses(rules: &str) -> String {
    let mut kept = String::with_capacity(rules.len());
    let (mut rest, lower) = (rules, rules.to_ascii_lowercase());
    while let Some(at) = lower[rules.len() - rest.len()..].find("url(") {
        let inside = &rest[at + 4..];
        let end = inside.find(')').map_or(rest.len(), |end| at + 4 + end + 1);
        kept.push_str(&rest[..at]);
        kept.push_str(if is_inside(&address(inside).to_ascii_lowercase()) { &rest[at..end] } else { "none" });
        rest = &rest[end..];
    }
    kept.push_str(rest);
    kept
}

/// The rules in lower case, without comments, with escapes decoded (CSS Syntax 3, 4.3): what a reading system understands.
fn normalize(rules: &str) -> String {
    let mut normalized = String::with_capacity(rules.len());
    let mut rest = rules;
    while let Some(first) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
        } else if first == '\\' {
            let digits = rest[1..].chars().take(6).take_while(char::is_ascii_hexdigit).count();
            if digits == 0 {
                rest = &rest[1..];
                if let Some(escaped) = rest.chars().next() {
                    normalized.push(escaped);
                    rest = &rest[escaped.len_utf8()..];
                }
            } else {
                let code = u32::from_str_radix(&rest[1..=digits], 16).ok().and_then(char::from_u32);
                normalized.push(code.unwrap_or(char::REPLACEMENT_CHARACTER));
                rest = &rest[1 + digits..];
                rest = rest.strip_prefix([' ', '\t', '\n']).unwrap_or(rest);
            }
        } else {
            normalized.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    normalized.make_ascii_lowercase();
    normalized
}

#[cfg(test)]
mod tests {
    use super::{SHEET, sanitize, sheets, work};

    #[test]
    fn long_sheets_are_parted_between_rules() {
        let rule = "@media (min-width: 1px) { .a[b='}'] { fill: red } /* } */ }\n";
        let rules = rule.repeat(3 * SHEET / rule.len());
        let parted = sheets(&rules);
        assert!(parted.len() > 2 && parted.concat() == rules);
        for sheet in parted {
            assert!(sheet.trim_end().ends_with("/* } */ }") && sheet.len() < 2 * SHEET, "{sheet}");
        }
        assert_eq!(sheets(""), [""]);
        assert_eq!(sheets(".a{fill:red}"), [".a{fill:red}"]);
        // What has no end, and what all rules depend on, stays whole.
        for whole in [format!(".a{{{}", "fill:red;".repeat(SHEET)), format!("@NAMESPACE a url(#b);{rules}")] {
            assert_eq!(sheets(&whole).len(), 1);
        }
        assert_eq!(work("fill:red"), 0);
        assert!(work(&"fill:red;".repeat(SHEET)) > 100_000_000);
    }

    #[test]
    fn what_fetches_is_cut_out_and_colours_stay() {
        for (rules, kept) in [
            (".a{fill:red}", ".a{fill:red}"),
            ("@import url('https://a.fr/x;y.css');.a{fill:red}", ".a{fill:red}"),
            ("@IMPORT \"//a.fr\"", ""),
            (".a{fill:url(#g);mask:url( \"https://a.fr\" )}", ".a{fill:url(#g);mask:none}"),
            (".a{src:URL(a.woff)}", ".a{src:none}"),
            (".a{fill:url(data:image/png;base64,AA==)}", ".a{fill:url(data:image/png;base64,AA==)}"),
            (".a{fill:url(data:text/html,x)}", ".a{fill:none}"),
            (".a{fill:\\75 rl(//a.fr)}", ""),
            (".a{fill:u/**/rl(//a.fr)}", ""),
            ("@\\69mport '//a.fr';", ""),
            (".a{background:image-set('//a.fr' 1x)}", ""),
            (".a::before{content:'\\201C'}", ".a::before{content:'\\201C'}"),
        ] {
            assert_eq!(sanitize(rules), (kept.to_owned(), kept != rules), "{rules}");
        }
    }
}
