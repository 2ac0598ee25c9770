//! What Word writes into a page: items of lists as paragraphs, tracked changes, hidden words, its table of contents.
//!
//! Word's own styles stand beside those of CSS, under names that begin with `mso-`. Its conditional comments are comments for every
//! other reader, and what they show to others (`<![if !supportLists]>`) is part of the page.

use super::{
    filtered::{level_by_indent, sign_before_spaces, strip_sign},
    left_out::{LeftOut, declaration, words},
    page::Node,
    reader::Reader,
    styles::nest_list,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    import::{
        phrases::{only_picture, without_number},
        roles::named_level,
        scraped::borders_rule,
        tree::{Block, Inline},
        write::is_blank,
    },
};

/// The place of a paragraph in one of Word's lists: the list, and the level from 0.
fn list_place(node: Node<'_>) -> Option<(String, usize)> {
    let value = declaration(node, "mso-list")?.to_ascii_lowercase();
    let mut list = String::new();
    let mut level = 0;
    for part in value.split_whitespace() {
        match part.strip_prefix("level").and_then(|level| level.parse::<usize>().ok()) {
            Some(number) => level = number.saturating_sub(1).min(8),
            None => list.push_str(part),
        }
    }
    if level == 0 {
        let classes = node.attribute("class").unwrap_or_default();
        level = classes.split_whitespace().find_map(named_level).unwrap_or(0);
    }
    (!list.is_empty() && !matches!(list.as_str(), "none" | "ignore" | "skip")).then_some((list, level))
}

/// A paragraph that is an item of one of Word's lists.
pub(super) struct WordItem {
    /// Its list, and its level from 0; none in a page that Word has filtered, which keeps only signs.
    place: Option<(String, usize)>,
    /// The sign that Word draws before it.
    sign: String,
}

/// The item of one of Word's lists that a paragraph is.
pub(super) fn word_item(node: Node<'_>) -> Option<WordItem> {
    match list_place(node) {
        Some(place) => Some(WordItem { place: Some(place), sign: list_sign(node) }),
        None => filtered_sign(node).map(|sign| WordItem { place: None, sign }),
    }
}

/// The sign before a paragraph or a heading of a page that Word has filtered, where nothing else tells that it is one.
pub(super) fn filtered_sign(node: Node<'_>) -> Option<String> {
    sign_before_spaces(node, is_list_sign).filter(|sign| sign.chars().count() == 1 || number(sign).is_some())
}

/// Whether an element holds only the sign that Word draws before an item, and the space after it.
pub(super) fn is_list_sign(node: Node<'_>) -> bool {
    declaration(node, "mso-list").is_some_and(|value| value.eq_ignore_ascii_case("ignore"))
}

/// The sign that Word draws before an item.
fn list_sign(node: Node<'_>) -> String {
    let mut sign = String::new();
    node.walk(|inner| {
        if is_list_sign(inner) && sign.is_empty() {
            sign = inner.text_content();
        }
        true
    });
    sign.trim().to_owned()
}

/// The number in the sign of an item; none for a bullet. Word's bullets are letters of other fonts: `o`, `§`, `·`, `Ø`.
fn number(sign: &str) -> Option<u64> {
    let inner = sign.trim_start_matches('(').trim_end_matches(['.', ')']);
    let last = inner.rsplit('.').next().unwrap_or(inner);
    if let Ok(number) = last.parse::<u64>() {
        return Some(number);
    }
    let punctuated = inner.len() < sign.len();
    let letters = !last.is_empty() && last.chars().all(|c| c.is_ascii_alphabetic()) && last.len() <= 6;
    (punctuated && letters).then(|| roman(last).unwrap_or_else(|| u64::from(last.to_ascii_lowercase().as_bytes()[0] - b'a' + 1)))
}

/// The value of a Roman number that is longer than a letter, or one that only such numbers begin with.
fn roman(letters: &str) -> Option<u64> {
    if letters.eq_ignore_ascii_case("l") {
        return None;
    }
    let values: Option<Vec<u64>> = letters
        .to_ascii_lowercase()
        .bytes()
        .map(|letter| match letter {
            b'i' => Some(1),
            b'v' => Some(5),
            b'x' => Some(10),
            b'l' => Some(50),
            _ => None,
        })
        .collect();
    let values = values?;
    let sum = values.iter().enumerate().fold(0_i64, |sum, (at, value)| {
        let value = i64::try_from(*value).unwrap_or(0);
        if values.get(at + 1).is_some_and(|next| i64::try_from(*next).unwrap_or(0) > value) { sum - value } else { sum + value }
    });
    u64::try_from(sum).ok().filter(|sum| *sum > 0)
}

/// Whether an element is the frame of an initial that Word drops into the paragraph below; one with a picture is none.
pub(super) fn is_initial(node: Node<'_>) -> bool {
    let is_frame = declaration(node, "mso-element").is_some_and(|value| value.to_ascii_lowercase().starts_with("dropcap"));
    is_frame && node.find_all("img").is_empty() && node.text_content().split_whitespace().count() <= 2
}

/// Whether an element is empty, and shows only a line above or below it.
pub(super) fn is_ruled(node: Node<'_>) -> bool {
    let mut is_empty = borders_rule(|side| {
        let border = declaration(node, &format!("border-{side}")).unwrap_or_default();
        border.split_whitespace().any(|part| matches!(part, "solid" | "double" | "dotted" | "dashed" | "groove" | "ridge"))
    });
    node.walk(|inner| {
        is_empty &=
            inner.text().is_none_or(|text| text.trim().is_empty()) && !matches!(inner.name(), "img" | "svg" | "hr" | "table");
        is_empty
    });
    is_empty
}

/// Whether a page does not show an element.
pub(super) fn is_hidden(node: Node<'_>) -> bool {
    let hides = |property: &str, value: &str| {
        declaration(node, property)
            .is_some_and(|declared| declared.trim_end_matches("!important").trim().eq_ignore_ascii_case(value))
    };
    let for_listeners = ["screen-reader-text", "sr-only", "visually-hidden"];
    node.attribute("hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
        || hides("display", "none")
        || hides("mso-hide", "all")
        || hides("visibility", "hidden")
        || for_listeners.iter().any(|class| node.has_class(class))
}

/// What a change that Word keeps track of does: the text is inserted, or deleted. None for struck or inserted words of the author.
pub(super) fn tracked(node: Node<'_>) -> Option<bool> {
    let inserts = match node.name() {
        "ins" => true,
        "del" => false,
        _ => return None,
    };
    let by_mail = node.attribute("cite").is_some_and(|cite| cite.trim().to_ascii_lowercase().starts_with("mailto:"));
    let marked = node.parent().is_some_and(|parent| parent.has_class("msoIns") || parent.has_class("msoDel"));
    (by_mail || marked).then_some(inserts)
}

/// What Word or LibreOffice writes for every page of the paper: a table of contents, headers and footers.
pub(super) fn furniture(node: Node<'_>) -> Option<&'static str> {
    match node.name() {
        "p" | "div" if (1..=9).any(|level| node.has_class(&format!("MsoToc{level}"))) || node.has_class("MsoTocHeading") => {
            Some("contents")
        }
        "div" if node.attribute("title").is_some_and(|title| matches!(title, "header" | "footer")) => Some("header"),
        _ => None,
    }
}

impl<'a> Reader<'a> {
    /// Whether an element is no part of the text: it is counted, or put where messages are made of it.
    pub(super) fn leaves_out(&mut self, node: Node<'_>) -> bool {
        if node.name().is_empty() {
            return false;
        }
        if is_list_sign(node) {
            return true;
        }
        if let Some(kind) = furniture(node) {
            self.left_out.furniture.push(kind, &words(node));
            return true;
        }
        if is_hidden(node) && !matches!(node.name(), "html" | "body" | "script" | "style" | "head") {
            let words = words(node);
            if words.contains(char::is_alphanumeric) {
                self.left_out.hidden.push(words);
            }
            return true;
        }
        if let Some(inserts) = tracked(node) {
            self.left_out.changes += 1;
            let author = node.attribute("cite").unwrap_or_default().trim();
            let author = author.get(7..).unwrap_or("?").replace("%20", " ");
            if !self.left_out.authors.contains(&author) && self.left_out.authors.len() < 20 {
                self.left_out.authors.push(author);
            }
            return inserts == self.options.reject_changes;
        }
        false
    }

    /// Reads a paragraph that Word shows as an item of a list.
    pub(super) fn read_word_item(&mut self, node: Node<'_>, item: WordItem, depth: usize) {
        self.finish_paragraph();
        let WordItem { place, sign } = item;
        let is_filtered = place.is_none();
        self.styled(node, |reader| reader.read_inlines(node, depth + 1));
        if is_filtered {
            strip_sign(&mut self.runs, &sign);
        }
        let content = self.take_inlines();
        if is_blank(&content) {
            return;
        }
        let start = number(&sign);
        let item = Block::List { start, items: vec![vec![Block::Paragraph(content)]] };
        let goes_on = self.word_list.take().filter(|(at, _)| *at == self.blocks.len());
        if goes_on.is_none() {
            self.word_indents.clear();
        }
        let (list, level) = place.unwrap_or_else(|| (String::new(), level_by_indent(node, &mut self.word_indents)));
        match (goes_on, self.blocks.last_mut()) {
            (Some((_, open)), Some(before @ Block::List { .. })) => {
                let Block::List { start: first, items } = before else { return };
                if level > 0 {
                    nest_list(before, level, item);
                } else if open == list
                    && first.is_some() == start.is_some()
                    && (!is_filtered || follows(*first, items.len(), start))
                {
                    let Block::List { items: more, .. } = item else { return };
                    items.extend(more);
                } else {
                    self.blocks.push(item);
                }
            }
            _ => self.blocks.push(item),
        }
        self.word_list = Some((self.blocks.len(), list));
    }

    /// Reads a caption: of the picture above it, else of the table below it.
    pub(super) fn read_caption(&mut self, node: Node<'_>, depth: usize) {
        self.finish_paragraph();
        self.styled(node, |reader| reader.read_inlines(node, depth + 1));
        let content = self.take_inlines();
        if is_blank(&content) {
            return;
        }
        if let Some(Block::Paragraph(above)) = self.blocks.last()
            && let Some(picture) = only_picture(above)
        {
            let remarks = above.iter().filter(|inline| matches!(inline, Inline::Remark(_))).cloned();
            let caption = remarks.chain(without_number(content)).collect();
            self.blocks.pop();
            self.blocks.push(Block::Figure { picture, caption });
            return;
        }
        self.blocks.push(Block::Paragraph(content));
        self.caption_at = Some(self.blocks.len());
    }

    /// The caption above a table that is read next.
    pub(super) fn take_caption(&mut self) -> Vec<Inline> {
        let waits = self.caption_at.take() == Some(self.blocks.len());
        match self.blocks.pop_if(|block| waits && matches!(block, Block::Paragraph(_))) {
            Some(Block::Paragraph(content)) => without_number(content),
            _ => Vec::new(),
        }
    }

    /// Says what was left out of the text, each kind once.
    pub(super) fn report_left_out(&mut self) {
        let LeftOut { hidden, furniture, changes, authors } = std::mem::take(&mut self.left_out);
        let short = |words: Vec<String>| words.join(" … ").chars().take(120).collect::<String>();
        if !hidden.is_empty() {
            let diagnostic = Diagnostic::new(Code::ImportHiddenText, self.span).with("count", hidden.len());
            self.sink.push(diagnostic.with("words", short(hidden)));
        }
        furniture.report(self.span, self.sink);
        if changes > 0 {
            let mode = if self.options.reject_changes { "reject" } else { "accept" };
            let diagnostic = Diagnostic::new(Code::ImportTrackedChanges, self.span).with("count", changes);
            self.sink.push(diagnostic.with("authors", authors.join(", ")).with("mode", mode));
        }
    }
}

/// Whether a number goes on counting where the items of a list have come to; bullets always do.
fn follows(first: Option<u64>, items: usize, number: Option<u64>) -> bool {
    first.map(|first| first.saturating_add(items as u64)) == number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sign_of_an_item_tells_numbers_from_bullets() {
        let bullets = ["o", "§", "·", "Ø", "", "-", "v"];
        assert!(bullets.iter().all(|sign| number(sign).is_none()));
        let numbers = [("1.", 1), ("12)", 12), ("2.3.", 3), ("a.", 1), ("c)", 3), ("iv.", 4), ("(b)", 2), ("7", 7), ("XII.", 12)];
        for (sign, value) in numbers {
            assert_eq!(number(sign), Some(value), "{sign}");
        }
    }
}
