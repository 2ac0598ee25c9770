//! The general entities that the document type of an SVG file declares (XML 1.0, 4.2).
//!
//! Drawing programs write their namespaces with entities. The document type is removed, so the references are replaced by their
//! values.

use std::collections::BTreeMap;

/// How deep entities may be nested: programs use one level, attacks many.
const MAX_DEPTH: usize = 8;
/// The longest text that an expansion may give, in bytes.
const MAX_LENGTH: usize = 64 * 1024;

/// What all expansions of a drawing together may give, in bytes; a replacement counts as one more.
const MAX_TOTAL: usize = 8 << 20;

/// Why a reference was not replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The entity is unknown or holds elements, or its text is longer or deeper than the limits.
    Reference,
    /// The drawing has used up what all its expansions together may give.
    Drawing,
}

/// Names and values of the internal entities.
#[derive(Debug, Default)]
pub(super) struct Entities {
    values: BTreeMap<String, String>,
    /// What the expansions so far gave.
    total: usize,
}

impl Entities {
    /// Reads the declarations in `document_type`, the text between `<!DOCTYPE` and its `>`.
    pub(super) fn parse(document_type: &str) -> Self {
        let mut values = BTreeMap::new();
        for declaration in document_type.split("<!ENTITY").skip(1) {
            let Some((name, rest)) = declaration.trim_start().split_once(|c: char| c.is_ascii_whitespace()) else { continue };
            let rest = rest.trim_start();
            // A value without a quotation mark is an external entity or a parameter entity.
            let Some(quote) = rest.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
            let Some((value, _)) = rest[1..].split_once(quote) else { continue };
            // Of two declarations of one name, the first counts (XML 1.0, 4.2).
            values.entry(name.to_owned()).or_insert_with(|| value.to_owned());
        }
        Self { values, total: 0 }
    }

    /// `raw` with declared entities replaced by their values.
    pub(super) fn expand(&mut self, raw: &str) -> Result<String, Refusal> {
        let mut expanded = String::with_capacity(raw.len());
        let mut replaced = 0;
        let result = self.expand_into(raw, &mut expanded, 0, &mut replaced);
        if replaced > 0 {
            self.total += expanded.len() + replaced;
        }
        if self.total > MAX_TOTAL { Err(Refusal::Drawing) } else { result.map(|()| expanded) }
    }

    fn expand_into(&self, raw: &str, expanded: &mut String, depth: usize, replaced: &mut usize) -> Result<(), Refusal> {
        let mut rest = raw;
        while let Some((before, after)) = rest.split_once('&') {
            expanded.push_str(before);
            let (name, after) = after.split_once(';').ok_or(Refusal::Reference)?;
            if name.starts_with('#') || matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") {
                expanded.push_str(&format!("&{name};"));
            } else {
                let value = self.values.get(name).filter(|value| depth < MAX_DEPTH && !value.contains('<'));
                *replaced += 1;
                // Entities without text take time all the same.
                if *replaced > MAX_LENGTH {
                    return Err(Refusal::Reference);
                }
                self.expand_into(value.ok_or(Refusal::Reference)?, expanded, depth + 1, replaced)?;
            }
            rest = after;
        }
        expanded.push_str(rest);
        if expanded.len() <= MAX_LENGTH.max(raw.len()) { Ok(()) } else { Err(Refusal::Reference) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Entities, MAX_TOTAL, Refusal};

    #[test]
    fn declared_entities_are_expanded_and_bombs_are_not() {
        let mut entities =
            Entities::parse(r#"svg [<!ENTITY ns "http://a/"><!ENTITY ns 'b'><!ENTITY x SYSTEM "c"><!ENTITY m "<g/>">]"#);
        assert_eq!(entities.expand("&ns;svg &amp; &#233;").as_deref(), Ok("http://a/svg &amp; &#233;"));
        for unknown in ["&x;", "&m;", "&nope;", "a & b"] {
            assert_eq!(entities.expand(unknown), Err(Refusal::Reference), "{unknown}");
        }
        for leaf in ["ha", ""] {
            let laughs: String =
                (1..9).map(|step| format!("<!ENTITY l{step} '{}'>", format!("&l{};", step - 1).repeat(10))).collect();
            let mut entities = Entities::parse(&format!("svg [<!ENTITY l0 '{leaf}'>{laughs}]"));
            assert_eq!(entities.expand("&l8;"), Err(Refusal::Reference));
        }
        assert_eq!(Entities::parse("svg [<!ENTITY a '&a;'>]").expand("&a;"), Err(Refusal::Reference));
    }

    #[test]
    fn the_allowance_is_the_whole_drawings() {
        let mut entities = Entities::parse(&format!("svg [<!ENTITY a '{}'>]", "a".repeat(60_000)));
        let most = (0..).find(|_| entities.expand("&a;") == Err(Refusal::Drawing));
        assert_eq!(most, Some(MAX_TOTAL / 60_001));
        assert_eq!(entities.expand("plain"), Err(Refusal::Drawing));
    }
}
