//! Where the links of a page lead, outside of it: addresses that are whole only on their site are completed.

use super::page::Node;
use crate::import::address::without_redirect;

/// The address from which those of a page are completed.
#[derive(Clone, Debug, Default)]
pub(super) struct Base(Option<String>);

/// Where a link leads.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To this address.
    Outside(String),
    /// To a place of the page itself.
    Within(String),
    /// To a page whose address is not known.
    Unknown,
    /// Nowhere that a book could lead to: a script, a telephone, the page itself.
    Nowhere,
}

impl Base {
    /// The address that the page itself says: of its `base`, else `known`, its own.
    pub(super) fn find(document: Node<'_>, known: Option<&str>) -> Self {
        let own = known.map(str::trim).filter(|address| is_web(address));
        let declared = document.find_all("base").into_iter().find_map(|node| node.attribute("href")).map(str::trim);
        let declared = declared.and_then(|address| {
            if is_web(address) { Some(address.to_owned()) } else { own.and_then(|own| completed(own, address)) }
        });
        Self(declared.or_else(|| own.map(str::to_owned)))
    }

    /// Where the link with this address leads.
    pub(super) fn target(&self, address: &str) -> Target {
        let address = without_redirect(address);
        if let Some(place) = address.strip_prefix('#').filter(|place| !place.is_empty()) {
            return Target::Within(place.to_owned());
        }
        if address.is_empty() || address == "#" {
            return Target::Nowhere;
        }
        match scheme(&address).map(str::to_ascii_lowercase).as_deref() {
            Some("https" | "http" | "mailto") => {
                let is_whole = !address.trim_end_matches('/').ends_with(':');
                if is_whole { Target::Outside(address) } else { Target::Nowhere }
            }
            Some("javascript" | "tel" | "sms" | "data" | "about") => Target::Nowhere,
            Some(_) => Target::Unknown,
            None => match self.0.as_deref().and_then(|base| completed(base, &address)) {
                Some(address) => Target::Outside(address),
                None => Target::Unknown,
            },
        }
    }
}

fn is_web(address: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| address.len() > scheme.len() && address.starts_with(scheme))
}

/// The scheme with which an address begins (RFC 3986, 3.1).
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then_some(scheme)
}

/// An address that is relative to `base` (RFC 3986, 5.2).
fn completed(base: &str, address: &str) -> Option<String> {
    let (scheme, rest) = base.split_once("://")?;
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = rest.find('/').map_or((rest, "/"), |at| rest.split_at(at));
    if host.is_empty() {
        return None;
    }
    if let Some(other) = address.strip_prefix("//") {
        return Some(format!("{scheme}://{other}"));
    }
    if address.starts_with('?') {
        return Some(format!("{scheme}://{host}{path}{address}"));
    }
    let (wanted, query) = address.find(['?', '#']).map_or((address, ""), |at| address.split_at(at));
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let whole = if wanted.starts_with('/') { wanted.to_owned() } else { format!("{folder}/{wanted}") };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/').skip(1) {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let is_folder = whole.ends_with("/.") || whole.ends_with("/..");
    let end = if is_folder && !parts.is_empty() { "/" } else { "" };
    Some(format!("{scheme}://{host}/{}{end}{query}", parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::completed;

    #[test]
    fn addresses_are_completed_as_browsers_do() {
        let base = "https://a.org/b/c?d#e";
        for (address, whole) in [
            ("f.html", "https://a.org/b/f.html"),
            ("/f", "https://a.org/f"),
            ("../g/", "https://a.org/g/"),
            ("../../..", "https://a.org/"),
            ("./g?x=/../y#z", "https://a.org/b/g?x=/../y#z"),
            ("?x", "https://a.org/b/c?x"),
            ("//h.org/i", "https://h.org/i"),
        ] {
            assert_eq!(completed(base, address).as_deref(), Some(whole), "{address}");
        }
        assert_eq!(completed("https://a.org", "b").as_deref(), Some("https://a.org/b"));
        assert_eq!(completed("https:///", "b"), None);
    }
}
