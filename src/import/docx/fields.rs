//! Fields of WordprocessingML: what their instructions mean for a text. Their results are kept as they were last shown.

/// What a field does to its result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// The result is text.
    Text,
    /// The result is a link.
    Link(String),
    /// The result is a table of contents or an index, which the book makes itself.
    Generated(&'static str),
}

/// A field that is open.
#[derive(Debug, Default)]
pub(super) struct Field {
    /// Its instructions, of which runs give pieces.
    pub(super) instructions: String,
    /// What it does; none while its instructions are read.
    pub(super) meaning: Option<Meaning>,
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
