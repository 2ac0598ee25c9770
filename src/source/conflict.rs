//! The lines that Git leaves in a file where two changes of the same lines meet.

use std::ops::Range;

/// The first line of `text` that marks one side of a conflict: seven signs, a space, and the name of a branch or a change. Lines
/// of code between fences show what they show.
#[must_use]
pub fn conflict_marker(text: &str) -> Option<Range<usize>> {
    let opens = memchr::memmem::find(text.as_bytes(), b"<<<<<<< ");
    if opens.is_none() && memchr::memmem::find(text.as_bytes(), b">>>>>>> ").is_none() {
        return None;
    }
    let mut in_code = false;
    let mut start = 0;
    for line in text.split('\n') {
        let content = line.trim_end();
        if content.starts_with("```") || content.starts_with("~~~") {
            in_code = !in_code;
        }
        if !in_code && (content.starts_with("<<<<<<< ") || content.starts_with(">>>>>>> ")) {
            return Some(start..start + content.len());
        }
        start += line.len() + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::conflict_marker;

    #[test]
    fn markers_are_lines_of_their_own_and_no_code() {
        assert_eq!(conflict_marker("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n"), Some(2..14));
        assert_eq!(conflict_marker("a\r\n>>>>>>> x\r\n"), Some(3..12));
        for text in ["a <<<<<<< b", "Titre\n=======\n", ">>>>>>>\n", "```\n<<<<<<< HEAD\n```\n"] {
            assert_eq!(conflict_marker(text), None, "{text}");
        }
    }
}
