//! What a line is by its own signs: a heading, a fence of code, an instruction to a program, tags.

/// Whether a line begins as a heading does.
pub(super) fn is_heading(line: &str) -> bool {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    (1..=6).contains(&level) && line[level..].starts_with([' ', '\t'])
}

/// Whether a line may underline a heading.
pub(super) fn is_underline(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && (line.bytes().all(|byte| byte == b'=') || line.bytes().all(|byte| byte == b'-'))
}

/// The sign of a fence of code.
pub(super) fn fence(line: &str) -> Option<&str> {
    let sign = ["`", "~"].into_iter().find(|sign| line.starts_with(&sign.repeat(3)))?;
    let length = line.len() - line.trim_start_matches(sign).len();
    // In a line of code the signs stand on both sides.
    (sign == "~" || !line[length..].contains('`')).then(|| &line[..length])
}

/// Whether a line is an instruction to a program that made a site or a document of the text.
pub(super) fn is_generator(line: &str) -> bool {
    let whole =
        |open: &str, close: &str| line.starts_with(open) && line.ends_with(close) && line.len() >= open.len() + close.len();
    whole("{%", "%}")
        || whole("{{<", ">}}")
        || whole("{{%", "%}}")
        || whole("{{#", "}}")
        || (whole("{:", "}") && (!line.contains(' ') || line.contains(['.', '#', '='])))
        || matches!(line, "\\newpage" | "\\pagebreak" | "\\clearpage" | "\\tableofcontents" | "\\maketitle" | "{{< pagebreak >}}")
}

/// Whether a line holds nothing but tags: `#idée #livre`.
pub(super) fn is_tags(line: &str) -> bool {
    line.split_whitespace().all(|word| {
        word.strip_prefix('#').is_some_and(|tag| {
            tag.starts_with(char::is_alphabetic) && tag.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/'))
        })
    })
}
