//! The bar code of an ISBN: EAN-13 (GS1 General Specifications, 5.2.1), as vectors.

use crate::{
    book::BarCode,
    layout::{
        flow::{line::baseline, state::Flow},
        frame::{Content, FrameItem, Path, Shape},
        strip::{BreakPenalty, Strip},
        structure::{StructureElement, StructureType},
    },
    typeset::{
        color::Color,
        length::{Length, Point},
        style::Align,
    },
};

/// Width of a module at 80 % of the nominal size, the smallest that GS1 allows.
const MODULE: Length = Length::micrometres(264);
/// Modules in the symbol without its quiet zones.
const MODULES: i64 = 95;
/// Quiet zone at the left, in modules.
const QUIET: i64 = 11;
/// Quiet zone at the right, in modules.
const QUIET_END: i64 = 7;

/// The digits of the left half with odd parity (set A). Set C is the complement of set A, and set B the mirror image of set C.
const ODD: [&str; 10] =
    ["0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011"];
/// Which of the six digits of the left half have even parity (1), by the first digit, which has no bars.
const PARITY: [&str; 10] = ["000000", "001011", "001101", "001110", "010011", "011001", "011100", "010101", "010110", "011010"];

/// The modules of a symbol, each with whether it is a bar and whether it belongs to a guard pattern, whose bars are longer; none if `ean`
/// is not thirteen digits.
fn modules(ean: &str) -> Option<Vec<(bool, bool)>> {
    let digits: Vec<usize> = ean.chars().map(|c| c.to_digit(10).map(|digit| digit as usize)).collect::<Option<_>>()?;
    let [first, rest @ ..] = digits.as_slice() else { return None };
    if rest.len() != 12 {
        return None;
    }
    let parity = PARITY[*first].as_bytes();
    let mut modules = Vec::new();
    let guard = |pattern: &str, out: &mut Vec<(bool, bool)>| out.extend(pattern.chars().map(|c| (c == '1', true)));
    guard("101", &mut modules);
    for (index, &digit) in rest.iter().enumerate() {
        if index == 6 {
            guard("01010", &mut modules);
        }
        let odd = ODD[digit].chars().map(|c| c == '1');
        let pattern: Vec<bool> = match (index < 6, parity.get(index)) {
            (true, Some(b'0')) => odd.collect(),
            (true, _) => odd.map(|bar| !bar).rev().collect(),
            (false, _) => odd.map(|bar| !bar).collect(),
        };
        modules.extend(pattern.into_iter().map(|bar| (bar, false)));
    }
    guard("101", &mut modules);
    Some(modules)
}

impl<'a> Flow<'a> {
    /// Sets the symbol where lines begin; a symbol itself always runs from left to right.
    pub(super) fn bar_code(&mut self, code: &'a BarCode) {
        let Some(modules) = modules(&code.ean) else { return };
        let beside = self.width - MODULE * (QUIET + MODULES + QUIET_END);
        let away = if self.column.right_to_left { beside.max(Length::ZERO) } else { Length::ZERO };
        self.left_to_right(|flow| {
            flow.left += away;
            flow.symbol(code, &modules);
            flow.left -= away;
        });
    }

    /// Sets the symbol, with the ISBN above the bars and the digits below them.
    fn symbol(&mut self, code: &BarCode, modules: &[(bool, bool)]) {
        let height = Length::micrometres(16_000);
        let style = self.theme().chart(Align::Start);
        let line = style.text.leading;
        let mut element = StructureElement::new(StructureType::Figure);
        element.attributes_mut().alt = Some(format!("ISBN {}", code.isbn));
        self.tagger.enter(element);
        let mark = self.tagger.mark();
        let mut strip = Strip { break_before: BreakPenalty::Never, height: height + line * 3, ..Strip::default() };
        let left = self.left + MODULE * QUIET;
        strip.items.push(FrameItem { shape: bars(modules, left, line, height), content: Content::Marked(mark), span: None });
        let isbn = format!("ISBN {}", code.isbn);
        let (group, foot) = (code.ean.split_at_checked(7), line + height);
        self.words_at(&mut strip, &isbn, left, Length::ZERO);
        if let Some((head, tail)) = group {
            let (first, head) = head.split_at(1);
            self.words_at(&mut strip, first, self.left + MODULE * 2, foot);
            self.words_at(&mut strip, &spread(head), left + MODULE * 5, foot);
            self.words_at(&mut strip, &spread(tail), left + MODULE * 51, foot);
        }
        self.tagger.leave();
        self.push(strip);
    }

    /// Adds a line of text to `strip`, its top left corner at `x` and `y`.
    fn words_at(&mut self, strip: &mut Strip, text: &str, x: Length, y: Length) {
        let style = self.theme().chart(Align::Start);
        let content = self.generated_text(text, self.section.span);
        let set = self.break_lines(&content, &style, self.width);
        if let Some(line) = set.lines.first() {
            strip.items.append(&mut self.line_items(line, Point { x, y: y + baseline(style.text.leading) }));
        }
    }
}

/// Digits with thin spaces between them, to be under their bars.
fn spread(digits: &str) -> String {
    digits.chars().map(|digit| digit.to_string()).collect::<Vec<_>>().join("\u{2009}")
}

/// The bars as one path.
fn bars(modules: &[(bool, bool)], left: Length, top: Length, height: Length) -> Shape {
    let lines = (0..MODULES)
        .zip(modules)
        .filter(|(_, (bar, _))| *bar)
        .map(|(index, (_, long))| {
            let (x, end) = (left + MODULE * index, left + MODULE * (index + 1));
            let foot = top + height + if *long { MODULE * 5 } else { Length::ZERO };
            vec![Point { x, y: top }, Point { x: end, y: top }, Point { x: end, y: foot }, Point { x, y: foot }]
        })
        .collect();
    Shape::path(Path { lines, fill: Some(Color::BLACK), stroke: None })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_symbol_has_95_modules() {
        let modules = super::modules("9782955037867").expect("13 digits");
        assert_eq!(modules.len(), 95);
        let shown: String = modules.iter().map(|(bar, _)| if *bar { '1' } else { '0' }).collect();
        // 9: parity 011010 for 782955; the second digit, 7 with odd parity, is 0111011.
        assert!(shown.starts_with("1010111011") && shown.ends_with("101"));
        assert_eq!(&shown[45..50], "01010");
        assert!(super::modules("97829550378").is_none());
    }
}
