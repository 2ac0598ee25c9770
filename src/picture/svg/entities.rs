//! The general entities that the document type of an SVG file declares (XML 1.0, 4.2).
//!
//! Drawing programs write their namespaces with entities. The document type is removed, so the references are replaced by their
//! values.

use std::collections::BTreeMap;

/// How deep entities may be nested: programs use one level, attacks many.
const MAX_DEPTH: usize = 8;
/// The longest text that an expansion may give, in bytes.
const MAX_LENGTH: usize = 64 * 1024;

/// Names and values of the internal entities.
#[derive(Debug, Default)]
pub(super) struct Entities(BTreeMap<String, String>);

impl Entities {
    /// Reads the declarations in `document_type`, the text between `<!DOCTYPE` and its `>`.
    pub(super) fn parse(document_type: &str) -> Self {
        let mut entities = BTreeMap::new();
        for declaration in document_type.split("<!ENTITY").skip(1) {
            let Some((name, rest)) = declaration.trim_start().split_once(|c: char| c.is_ascii_whitespace()) else { continue };
            let rest = rest.trim_start();
            // A value without a quotation mark is an external entity or a parameter entity.
            let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
            let Some((value, _)) = rest[1..].split_once(quote) else { continue };
            // Of two declarations of one name, the first counts (XML 1.0, 4.2).
            entities.entry(name.to_owned()).or_insert_with(|| value.to_owned());
        }
        Self(entities)
    }

    /// `raw` with declared entities replaced by their values. None when an entity is unknown or holds elements, or when the result is
    /// longer or deeper than the limits.
    pub(super) fn expand(&self, raw: &str) -> Option<String> {
        let mut expanded = String::with_capacity(raw.len());
        self.expand_into(raw, &mut expanded, 0)?;
        Some(expanded)
    }

    fn expand_into(&self, raw: &str, expanded: &mut String, depth: usize) -> Option<()> {
        let mut rest = raw;
        while let Some((before, after)) = rest.split_once('&') {
            expanded.push_str(before);
            let (name, after) = after.split_once(';')?;
            if name.starts_with('#') || matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") {
                expanded.push_str(&format!("&{name};"));
            } else {
                let value = self.0.get(name).filter(|value| depth < MAX_DEPTH && !value.contains('<'))?;
                self.expand_into(value, expanded, depth + 1)?;
            }
            rest = after;
        }
        expanded.push_str(rest);
        (expanded.len() <= MAX_LENGTH.max(raw.len())).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::Entities;

    #[test]
    fn declared_entities_are_expanded_and_bombs_are_not() {
        let entities =
            Entities::parse(r#"svg [<!ENTITY ns "http://a/"><!ENTITY ns 'b'><!ENTITY x SYSTEM "c"><!ENTITY m "<g/>">]"#);
        assert_eq!(entities.expand("&ns;svg &amp; &#233;").as_deref(), Some("http://a/svg &amp; &#233;"));
        assert_eq!(
            [entities.expand("&x;"), entities.expand("&m;"), entities.expand("&nope;"), entities.expand("a & b")],
            [const { None }; 4]
        );
        let laughs: String =
            (1..9).map(|step| format!("<!ENTITY l{step} '{}'>", format!("&l{};", step - 1).repeat(10))).collect();
        assert_eq!(Entities::parse(&format!("svg [<!ENTITY l0 'ha'>{laughs}]")).expand("&l8;"), None);
        assert_eq!(Entities::parse("svg [<!ENTITY a '&a;'>]").expand("&a;"), None);
    }
}
