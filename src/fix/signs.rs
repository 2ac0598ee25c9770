//! Guillemets typed as two signs each: `<<` and `>>` in a text, outside of code.

use super::edit::Edit;

/// The guillemets of a text, where an opening and a closing one stand on one line.
pub(super) fn guillemets(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let (mut fence, mut at) = (None, 0);
    for line in text.split_inclusive('\n') {
        let content = line.trim_start();
        let opens = ["```", "~~~"].into_iter().find(|sign| content.starts_with(sign));
        match (fence, opens) {
            (None, Some(sign)) => fence = Some(sign),
            (Some(open), Some(sign)) if open == sign => fence = None,
            // Four spaces or a tab make code.
            (None, None) if !line.starts_with("    ") && !line.starts_with('\t') => edits.extend(in_line(line, at)),
            _ => {}
        }
        at += line.len();
    }
    edits
}

fn in_line(line: &str, offset: usize) -> Vec<Edit> {
    let mut edits = Vec::new();
    let (mut open, mut is_code) = (None, false);
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let is = |sign: &[u8; 2]| {
            bytes[at..].starts_with(sign) && bytes.get(at + 2) != Some(&sign[0]) && (at == 0 || bytes[at - 1] != sign[0])
        };
        if bytes[at] == b'`' {
            is_code = !is_code;
        } else if !is_code && is(b"<<") {
            open = Some(at);
            at += 1;
        } else if !is_code && is(b">>") {
            if let Some(open) = open.take() {
                edits.push(Edit::new(offset + open..offset + open + 2, "«"));
                edits.push(Edit::new(offset + at..offset + at + 2, "»"));
            }
            at += 1;
        }
        at += 1;
    }
    edits
}
