//! A paragraph cut into boxes, glue and penalties.
//!
//! Owns where a line of French may end, how spaces stretch, and what may hang in the margin. `linebreak` chooses among it.

use super::{
    leaves::{LeafKind, Leaves},
    length::{Length, Size},
    linebreak::{Item, Resort},
    paragraph::InlineContext,
    shape::{Shaped, Shaper},
    style::{Align, ParagraphStyle},
};
use crate::book::AssetId;
use std::ops::Range;

/// The items of a paragraph, and the bytes of text that each one is.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces {
    pub(super) items: Vec<Item>,
    pub(super) places: Vec<Range<usize>>,
    /// What is wider than a line and has no break: where it is, and how much wider.
    pub(super) too_wide: Vec<(usize, Length)>,
}

/// Where the pen stands at each byte of a paragraph's text, if it were one line.
pub(super) struct Pen {
    at: Vec<Length>,
    /// Sizes of the pictures, by the byte they stand at.
    pub(super) pictures: Vec<(usize, Size)>,
}

impl Pen {
    pub(super) fn new(leaves: &Leaves, shaped: &Shaped, picture_size: impl Fn(AssetId) -> Size) -> Self {
        let text = &leaves.text;
        let mut at = vec![Length::ZERO; text.len() + 1];
        let mut add = |byte: usize, width: Length| at[byte + 1] += width;
        for glyph in &shaped.glyphs {
            let (start, end) = (glyph.start as usize, glyph.end as usize);
            let characters = text[start..end].chars().count() as i64;
            if characters < 2 {
                add(start, glyph.advance);
                continue;
            }
            // A break inside a ligature is reshaped in the end; until then its characters are equally wide.
            for (offset, _) in text[start..end].char_indices() {
                add(start + offset, glyph.advance / characters);
            }
            add(start, glyph.advance - glyph.advance / characters * characters);
        }
        let mut pictures = Vec::new();
        for leaf in &leaves.leaves {
            if let LeafKind::Picture(asset) = leaf.kind {
                let size = picture_size(asset);
                add(leaf.range.start, size.width);
                pictures.push((leaf.range.start, size));
            }
        }
        let mut sum = Length::ZERO;
        for width in &mut at {
            sum += *width;
            *width = sum;
        }
        Self { at, pictures }
    }

    /// Width of a range.
    pub(super) fn width(&self, range: &Range<usize>) -> Length {
        self.at[range.end] - self.at[range.start]
    }
}

/// What may happen before a byte.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Chance {
    #[default]
    None,
    /// The line may end.
    Plain,
    /// The line may end with a hyphen that is added.
    Hyphen,
    /// The same, in a name or a keyword.
    LastHyphen,
}

/// Cost of a hyphen.
const HYPHEN: i64 = 80;
/// Cost of breaking a name.
const NAME: i64 = 500;
/// Cost of breaking an address or after a dash.
const SIGN: i64 = 30;
/// Cost of breaking what has no break, where a line cannot hold it.
const ANYWHERE: i64 = 4_000;

/// Cuts a paragraph; what is wider than `longest` may break anywhere.
pub(super) fn cut(
    leaves: &Leaves,
    shaped: &Shaped,
    pen: &Pen,
    style: &ParagraphStyle,
    context: &InlineContext<'_>,
    shaper: &Shaper<'_>,
    longest: Option<Length>,
) -> Pieces {
    let text = &leaves.text;
    let chances = chances(leaves, style, context);
    let hanging = style.align == Align::Justified;
    let mut pieces = Pieces::default();
    let mut start = 0;
    let mut skip_to = 0;
    let mut previous = '\n';
    for (at, character) in text.char_indices() {
        if at < skip_to {
            continue;
        }
        if chances[at] != Chance::None && previous != ' ' && !matches!(character, ' ' | '\u{a0}' | '\n') && at > start {
            pieces.push_box(text, pen, start..at, hanging);
            pieces.penalty(leaves, shaped, shaper, chances[at], at, previous, hanging);
            start = at;
        }
        let opens = matches!(pieces.items.last(), None | Some(Item::Break)) && at == start;
        // A space at the start of a line that the author began would indent it: kept in literal text, dropped elsewhere.
        if let Some(space) = space(leaves, at, character).filter(|&space| !(opens && space == Space::Literal)) {
            let end = at + text[at..].chars().take_while(|&other| other == character).map(char::len_utf8).sum::<usize>();
            pieces.push_box(text, pen, start..at, hanging);
            if !opens {
                let width = pen.width(&(at..end));
                let breaks = space != Space::Held && chances[end] == Chance::Plain;
                let (stretch, shrink) = elasticity(width, space);
                pieces.push(Item::Glue { width, stretch, shrink, breaks }, at..end);
            }
            (start, skip_to) = (end, end);
        } else if character == '\n' {
            pieces.push_box(text, pen, start..at, hanging);
            pieces.end_line(at..at + 1);
            start = at + 1;
        }
        previous = character;
    }
    pieces.push_box(text, pen, start..text.len(), hanging);
    if !pieces.items.is_empty() && pieces.items.last() != Some(&Item::Break) {
        pieces.end_line(text.len()..text.len());
    }
    match longest {
        Some(longest) => pieces.part_too_wide(text, pen, longest, hanging),
        None => pieces,
    }
}

/// How far a word space of `width` may stretch and shrink. Our text face has a narrow one (a fifth of an em): a third less, as
/// usual elsewhere, would run words together.
pub(super) fn elasticity(width: Length, space: Space) -> (Length, Length) {
    match space {
        Space::Word | Space::Held => (width * 3 / 5, width / 5),
        Space::Literal => (Length::ZERO, Length::ZERO),
    }
}

/// A space that is a piece of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// Between words: it stretches, and a line may end at it.
    Word,
    /// A no-break space between words: it stretches with the others.
    Held,
    /// In literal text: a line may end at it.
    Literal,
}

/// The space at a byte; none for other characters, and for spaces of fixed width that hold a sign to its word.
///
/// No-break spaces that belong to a sign (before a colon, inside guillemets) keep their width, as thin ones do.
pub(super) fn space(leaves: &Leaves, at: usize, character: char) -> Option<Space> {
    if !matches!(character, ' ' | '\u{a0}') {
        return None;
    }
    let after = leaves.text[at + character.len_utf8()..].chars().next();
    // A mark on a space makes one sign of both.
    let marked = |next: char| {
        next >= '\u{300}' && (unicode_normalization::char::is_combining_mark(next) || matches!(next, '\u{200c}' | '\u{200d}'))
    };
    if after.is_some_and(marked) {
        return None;
    }
    match character {
        ' ' => {
            let literal = leaves.at(at).is_some_and(|leaf| matches!(leaf.kind, LeafKind::Code(_)));
            Some(if literal { Space::Literal } else { Space::Word })
        }
        '\u{a0}' => {
            let before = leaves.text[..at].chars().next_back();
            let of_sign = matches!(before, Some('«' | '‹' | '“' | '—' | '–'))
                || matches!(after, Some(':' | ';' | '!' | '?' | '»' | '›' | '”' | '—' | '–' | '%' | '€'));
            (!of_sign).then_some(Space::Held)
        }
        _ => None,
    }
}

/// How far a character may hang out of the measure, in thousandths of its width: at a line's start, at its end.
pub(super) const fn hang(character: char) -> (i64, i64) {
    match character {
        '-' | '\u{2010}' | '\u{ad}' => (0, 500),
        '.' | ',' => (0, 500),
        '’' | '‘' | '“' | '”' | '"' | '\'' => (400, 400),
        ':' | ';' => (0, 250),
        '«' | '»' | '‹' | '›' => (200, 200),
        '–' => (150, 150),
        '—' => (100, 100),
        '(' => (100, 0),
        ')' => (0, 100),
        _ => (0, 0),
    }
}

impl Pieces {
    fn push(&mut self, item: Item, place: Range<usize>) {
        self.items.push(item);
        self.places.push(place);
    }

    fn push_box(&mut self, text: &str, pen: &Pen, range: Range<usize>, hanging: bool) {
        if range.is_empty() {
            return;
        }
        let hung = |byte: usize, character: char, part: i64| {
            if hanging && part > 0 { pen.width(&(byte..byte + character.len_utf8())).of_em(part, 1_000) } else { Length::ZERO }
        };
        let left = text[range.clone()].chars().next().map_or(Length::ZERO, |first| hung(range.start, first, hang(first).0));
        let right = text[range.clone()]
            .chars()
            .next_back()
            .map_or(Length::ZERO, |last| hung(range.end - last.len_utf8(), last, hang(last).1));
        self.push(Item::Box { width: pen.width(&range), left, right }, range);
    }

    #[expect(clippy::too_many_arguments, reason = "what a hyphen's width comes from")]
    fn penalty(
        &mut self,
        leaves: &Leaves,
        shaped: &Shaped,
        shaper: &Shaper<'_>,
        chance: Chance,
        at: usize,
        previous: char,
        hanging: bool,
    ) {
        let own_hyphen = matches!(previous, '-' | '\u{2010}');
        let resort = match chance {
            Chance::LastHyphen => Resort::Last,
            Chance::Hyphen => Resort::Words,
            Chance::Plain | Chance::None => Resort::First,
        };
        let penalty = if chance == Chance::Plain {
            let cost = if own_hyphen { HYPHEN } else { SIGN };
            Item::Penalty { width: Length::ZERO, right: Length::ZERO, cost, hyphen: own_hyphen, resort }
        } else {
            let index = shaped.runs.partition_point(|run| run.range.end < at);
            let width =
                shaped.runs.get(index).map_or(Length::ZERO, |run| shaper.hyphen_width(run, &leaves.leaves[run.leaf].look));
            let right = if hanging { width.of_em(hang('-').1, 1_000) } else { Length::ZERO };
            let cost = if chance == Chance::LastHyphen { NAME } else { HYPHEN };
            Item::Penalty { width, right, cost, hyphen: true, resort }
        };
        self.push(penalty, at..at);
    }

    /// The same pieces, those wider than a line cut between characters: a line that leaves the page is worse than a bad break.
    fn part_too_wide(self, text: &str, pen: &Pen, longest: Length, hanging: bool) -> Self {
        let is_too_wide = |item: &Item| matches!(item, Item::Box { width, .. } if *width > longest);
        if !self.items.iter().any(is_too_wide) {
            return self;
        }
        let mut parted = Self::default();
        for (item, place) in self.items.into_iter().zip(self.places) {
            if !is_too_wide(&item) {
                parted.push(item, place);
                continue;
            }
            parted.too_wide.push((place.start, pen.width(&place) - longest));
            let mut start = place.start;
            for (offset, character) in text[place.clone()].char_indices().skip(1) {
                let at = place.start + offset;
                if pen.width(&(start..at)) > Length::ZERO && character.is_alphanumeric() {
                    parted.push_box(text, pen, start..at, hanging);
                    let (width, right) = (Length::ZERO, Length::ZERO);
                    parted.push(Item::Penalty { width, right, cost: ANYWHERE, hyphen: false, resort: Resort::First }, at..at);
                    start = at;
                }
            }
            parted.push_box(text, pen, start..place.end, hanging);
        }
        parted
    }

    fn end_line(&mut self, place: Range<usize>) {
        while matches!(self.items.last(), Some(Item::Glue { .. } | Item::Penalty { .. })) {
            self.items.pop();
            self.places.pop();
        }
        // The break stands where the line's last box ends; the spaces between are swallowed.
        let start = self.places.last().map_or(place.start, |last| last.end);
        self.push(Item::Break, start..place.end);
    }
}

/// What may happen before each byte of the text.
fn chances(leaves: &Leaves, style: &ParagraphStyle, context: &InlineContext<'_>) -> Vec<Chance> {
    let text = &leaves.text;
    let mut chances = vec![Chance::None; text.len() + 1];
    for (at, _) in unicode_linebreak::linebreaks(text) {
        let (before, after) = (&text[..at], &text[at..]);
        // A dash that touches a word does not leave it, and « a-t-il » parts before the t only.
        let dash = after.starts_with(['—', '–']) && !before.ends_with(' ');
        if !dash && !before.ends_with("-t-") {
            chances[at] = Chance::Plain;
        }
    }
    let mut start = 0;
    for token in text.split([' ', '\u{a0}', '\u{202f}', '\n']) {
        let range = start..start + token.len();
        start = range.end + text[range.end..].chars().next().map_or(0, char::len_utf8);
        if is_address(token) {
            address(token, range.start, &mut chances);
        } else if style.hyphenate && !style.balanced {
            hyphens(leaves, token, range.start, context, &mut chances);
        }
    }
    // The call of a note stays with its word, and so does what the shaper joins to a soft hyphen.
    for leaf in &leaves.leaves {
        if matches!(leaf.kind, LeafKind::Note(_)) {
            chances[leaf.range.start] = Chance::None;
        }
    }
    chances
}

fn is_address(token: &str) -> bool {
    token.contains("://") || token.starts_with("www.") || (token.contains('@') && token.contains('.') && !token.starts_with('@'))
}

/// Addresses break after their signs, without a hyphen; never inside `://`.
fn address(token: &str, start: usize, chances: &mut [Chance]) {
    let host = token.find("://").map_or(0, |at| at + 3);
    for (at, character) in token.char_indices() {
        if at > 0 {
            chances[start + at] = Chance::None;
        }
        let before = token[..at].chars().next_back();
        let sign = matches!(before, Some('/' | '?' | '&' | '-' | '.' | '_' | '=' | '#' | '@'));
        if at > host && sign && character.is_alphanumeric() {
            chances[start + at] = Chance::Plain;
        }
    }
}

fn hyphens(leaves: &Leaves, token: &str, start: usize, context: &InlineContext<'_>, chances: &mut [Chance]) {
    let is_part = |character: char| character.is_alphabetic() || matches!(character, '’' | '\'' | '\u{ad}');
    let mut at = 0;
    while at < token.len() {
        let word: usize = token[at..].chars().take_while(|&character| is_part(character)).map(char::len_utf8).sum();
        if word == 0 {
            at += token[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let range = at..at + word;
        at = range.end;
        let Some(leaf) = leaves.at(start + range.start) else { continue };
        if !matches!(leaf.kind, LeafKind::Text(_)) {
            continue;
        }
        let word = &token[range.clone()];
        if word.contains('\u{ad}') {
            // The author's own breaks are the only ones.
            for (offset, found) in word.match_indices('\u{ad}') {
                chances[start + range.start + offset + found.len()] = Chance::Hyphen;
                chances[start + range.start + offset] = Chance::None;
            }
            continue;
        }
        let chance = if is_name(&leaves.text, start + range.start, word) { Chance::LastHyphen } else { Chance::Hyphen };
        context.exceptions.breaks(word, &leaf.lang, |offset| chances[start + range.start + offset] = chance);
    }
}

/// Whether a word is a name, a handle or a keyword, that readers recognise by its whole form.
fn is_name(text: &str, at: usize, word: &str) -> bool {
    let before = text[..at].trim_end_matches([' ', '\u{a0}', '\u{202f}', '«', '“', '(', '—', '–', '\n']);
    if text[..at].ends_with(['@', '#', '_']) || word.chars().skip(1).any(char::is_uppercase) {
        return true;
    }
    let starts_sentence = before.is_empty() || before.ends_with(['.', '!', '?', '…', ':']);
    let stem = word.rsplit(['’', '\'']).next().unwrap_or(word);
    !starts_sentence && (word.starts_with(char::is_uppercase) || stem.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        book::{Inline, Lang},
        diagnostic::Diagnostics,
        fonts::FontSet,
        layout::{hyphenate::Hyphenation, paragraph::tests::style},
        source::{SourceId, SourceMap, Span},
    };

    /// `text` with its chances: `|` for a plain break, `-` for a hyphen, `=` for a hyphen in a name.
    fn shown(text: &str) -> String {
        let fonts = FontSet::load(&SourceMap::new(), &mut Diagnostics::new());
        let (lang, exceptions) = (Lang::french(), Hyphenation::default());
        let context = InlineContext { fonts: &fonts, assets: &[], lang: &lang, exceptions: &exceptions };
        let content = [Inline::text(text, Span::whole(SourceId::from_index(0)))];
        let leaves = Leaves::of(&content, &style(), &lang, &[]);
        let chances = chances(&leaves, &style(), &context);
        let mut shown = String::new();
        for (at, character) in text.char_indices() {
            match chances[at] {
                Chance::None => {}
                Chance::Plain => shown.push('|'),
                Chance::Hyphen => shown.push('-'),
                Chance::LastHyphen => shown.push('='),
            }
            shown.push(character);
        }
        shown
    }

    #[test]
    fn words_names_and_addresses_break_each_in_its_way() {
        assert_eq!(shown("L’amitié naissante"), "L’ami-tié |nais-sante");
        assert_eq!(shown("Bonjour. Voilà Martine"), "Bon-jour. |Voilà |Mar=tine");
        assert_eq!(shown("via @bonjour ou #rencontre"), "via |@bon=jour |ou |#ren=contre");
        assert_eq!(shown("porte-monnaie\u{202f}: rien"), "porte-|mon-naie\u{202f}: |rien");
        assert_eq!(shown("va-t-il là—bas"), "va-|t-il |là—|bas");
        assert_eq!(shown("«\u{a0}Moi\u{a0}» dit"), "«\u{a0}Moi\u{a0}» |dit");
        assert_eq!(shown("sur https://a.fr/b-c?d=e"), "sur |https://a.|fr/|b-|c?|d=|e");
        assert_eq!(shown("à moi@exemple.fr"), "à |moi@|exemple.|fr");
    }

    #[test]
    fn only_spaces_between_words_stretch() {
        let leaves = |text: &str| {
            let content = [Inline::text(text, Span::whole(SourceId::from_index(0)))];
            Leaves::of(&content, &style(), &Lang::french(), &[])
        };
        let of = |text: &str| {
            let leaves = leaves(text);
            text.char_indices().filter(|&(at, c)| space(&leaves, at, c).is_some()).map(|(at, _)| at).collect::<Vec<_>>()
        };
        assert_eq!(of("M.\u{a0}X a"), [2, 5]);
        assert_eq!(of("«\u{a0}a\u{a0}»\u{a0}: b\u{202f}!"), [12]);
    }
}
