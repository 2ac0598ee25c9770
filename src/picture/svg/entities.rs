//! The entities that a drawing's document type declares. Drawing programs write their namespaces with them; the document type
//! itself cannot stay, so that what it says must be said in full.

use std::collections::BTreeMap;

/// How deep entities may stand in entities: programs use one step, attacks many.
const DEEPEST: usize = 8;
/// Longest text that an expansion may grow to.
const LONGEST: usize = 64 * 1024;

/// Names and values, of the entities that are given in the document type itself.
#[derive(Debug, Default)]
pub(super) struct Entities(BTreeMap<String, String>);

impl Entities {
    /// Reads what stands between `<!DOCTYPE` and `>`.
    pub(super) fn declared(document_type: &str) -> Self {
        let mut entities = BTreeMap::new();
        for declaration in document_type.split("<!ENTITY").skip(1) {
            let Some((name, rest)) = declaration.trim_start().split_once(|c: char| c.is_ascii_whitespace()) else { continue };
            let rest = rest.trim_start();
            // Without a quotation mark it is another file, or a parameter.
            let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
            let Some((value, _)) = rest[1..].split_once(quote) else { continue };
            // XML keeps the first of two.
            entities.entry(name.to_owned()).or_insert_with(|| value.to_owned());
        }
        Self(entities)
    }

    /// A text as written, with declared entities in full; none when one is unknown, holds elements, or grows without measure.
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
                let value = self.0.get(name).filter(|value| depth < DEEPEST && !value.contains('<'))?;
                self.expand_into(value, expanded, depth + 1)?;
            }
            rest = after;
        }
        expanded.push_str(rest);
        (expanded.len() <= LONGEST.max(raw.len())).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::Entities;

    #[test]
    fn declared_entities_are_said_in_full_and_bombs_are_not() {
        let entities =
            Entities::declared(r#"svg [<!ENTITY ns "http://a/"><!ENTITY ns 'b'><!ENTITY x SYSTEM "c"><!ENTITY m "<g/>">]"#);
        assert_eq!(entities.expand("&ns;svg &amp; &#233;").as_deref(), Some("http://a/svg &amp; &#233;"));
        assert_eq!(
            [entities.expand("&x;"), entities.expand("&m;"), entities.expand("&nope;"), entities.expand("a & b")],
            [const { None }; 4]
        );
        let laughs: String =
            (1..9).map(|step| format!("<!ENTITY l{step} '{}'>", format!("&l{};", step - 1).repeat(10))).collect();
        assert_eq!(Entities::declared(&format!("svg [<!ENTITY l0 'ha'>{laughs}]")).expand("&l8;"), None);
        assert_eq!(Entities::declared("svg [<!ENTITY a '&a;'>]").expand("&a;"), None);
    }
}
