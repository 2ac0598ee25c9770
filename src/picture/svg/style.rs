//! Style rules of a drawing without what they fetch from outside the file.
//!
//! What can be cut out is cut out, so that the colours in the same rules stay. Where an address hides behind escapes or comments,
//! nobody wrote it for a drawing: the rules go as a whole.

/// The rules, and whether something was taken out of them.
pub(super) fn clean(rules: &str) -> (String, bool) {
    if !leads_outside(&plain(rules)) {
        return (rules.to_owned(), false);
    }
    let cut = without_addresses(&without_imports(rules));
    if leads_outside(&plain(&cut)) { (String::new(), true) } else { (cut, true) }
}

/// Whether rules in lower case, without comments and escapes, fetch something.
fn leads_outside(rules: &str) -> bool {
    let addresses = rules.match_indices("url(").any(|(at, found)| !is_inside(address(&rules[at + found.len()..])));
    addresses
        || ["@import", "image-set(", "src(", "image(", "expression(", "behavior:", "binding:"]
            .into_iter()
            .any(|word| rules.contains(word))
}

/// What stands between the parenthesis and its end, without quotation marks.
fn address(rest: &str) -> &str {
    let rest = rest.trim_start();
    let end = match rest.chars().next() {
        Some(quote @ ('"' | '\'')) => return rest[1..].split(quote).next().unwrap_or_default().trim(),
        Some(_) | None => rest.find(')').unwrap_or(rest.len()),
    };
    rest[..end].trim()
}

fn is_inside(address: &str) -> bool {
    address.starts_with('#') || super::is_picture_data(address)
}

fn without_imports(rules: &str) -> String {
    let mut kept = String::with_capacity(rules.len());
    let mut rest = rules;
    while let Some(at) = rest.to_ascii_lowercase().find("@import") {
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

fn without_addresses(rules: &str) -> String {
    let mut kept = String::with_capacity(rules.len());
    let mut rest = rules;
    while let Some(at) = rest.to_ascii_lowercase().find("url(") {
        let inside = &rest[at + 4..];
        let end = inside.find(')').map_or(rest.len(), |end| at + 4 + end + 1);
        kept.push_str(&rest[..at]);
        kept.push_str(if is_inside(&address(inside).to_ascii_lowercase()) { &rest[at..end] } else { "none" });
        rest = &rest[end..];
    }
    kept.push_str(rest);
    kept
}

/// Rules in lower case with their escapes decoded and their comments gone, as a reading system understands them.
fn plain(rules: &str) -> String {
    let mut plain = String::with_capacity(rules.len());
    let mut rest = rules;
    while let Some(first) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
        } else if first == '\\' {
            let digits = rest[1..].chars().take(6).take_while(char::is_ascii_hexdigit).count();
            if digits == 0 {
                rest = &rest[1..];
                if let Some(escaped) = rest.chars().next() {
                    plain.push(escaped);
                    rest = &rest[escaped.len_utf8()..];
                }
            } else {
                let code = u32::from_str_radix(&rest[1..=digits], 16).ok().and_then(char::from_u32);
                plain.push(code.unwrap_or(char::REPLACEMENT_CHARACTER));
                rest = &rest[1 + digits..];
                rest = rest.strip_prefix([' ', '\t', '\n']).unwrap_or(rest);
            }
        } else {
            plain.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    plain.make_ascii_lowercase();
    plain
}

#[cfg(test)]
mod tests {
    use super::clean;

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
            assert_eq!(clean(rules), (kept.to_owned(), kept != rules), "{rules}");
        }
    }
}
