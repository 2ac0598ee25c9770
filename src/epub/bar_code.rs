//! The bar code of an ISBN (EAN-13, ISO/IEC 15420) as inline SVG.

use super::markup::Markup;
use crate::book::BarCode;

/// Left-hand digits of odd parity, a bit a module; even parity is the mirror's complement, right-hand digits the complement.
const ODD: [u8; 10] =
    [0b000_1101, 0b001_1001, 0b001_0011, 0b011_1101, 0b010_0011, 0b011_0001, 0b010_1111, 0b011_1011, 0b011_0111, 0b000_1011];
/// Which left-hand digits have even parity, by the first digit, which has no bars of its own.
const EVEN: [u8; 10] =
    [0b00_0000, 0b00_1011, 0b00_1101, 0b00_1110, 0b01_0011, 0b01_1001, 0b01_1100, 0b01_0101, 0b01_0110, 0b01_1010];
/// White on either side: 11 modules before, 7 after.
const QUIET: usize = 11;

/// Draws the bars black on white, whatever the reader's colours are: a scanner needs both. `label` names it.
pub(super) fn draw(out: &mut Markup, code: &BarCode, label: &str) {
    let Some(modules) = modules(&code.ean) else {
        // The model holds 13 digits; with any other count, the number itself is shown.
        out.element("p", &code.isbn);
        return;
    };
    let width = QUIET + modules.len() + 7;
    out.open("svg").attr("xmlns", "http://www.w3.org/2000/svg").attr("viewBox", &format!("0 0 {width} 76"));
    out.attr("role", "img").attr("aria-label", label).line();
    out.open("rect").attr("width", &width.to_string()).attr("height", "76").attr("fill", "#fff").close().line();
    let mut path = String::new();
    let mut position = 0;
    while position < modules.len() {
        let run = modules[position..].iter().take_while(|&&black| black == modules[position]).count();
        if modules[position] {
            // Guard bars reach down between the digits.
            let guard = matches!(position, 0..3 | 45..50 | 92..);
            let height = if guard { 58 } else { 53 };
            path.push_str(&format!("M{} 10h{run}v{height}h-{run}z", QUIET + position));
        }
        position += run;
    }
    out.open("path").attr("fill", "#000").attr("d", &path).close().line();
    digits(out, width as f64 / 2.0, 7.5, "6", &format!("ISBN {}", code.isbn));
    let (first, rest) = code.ean.split_at(1);
    let (left, right) = rest.split_at(6);
    digits(out, 5.0, 72.0, "9", first);
    digits(out, QUIET as f64 + 24.0, 72.0, "9", left);
    digits(out, QUIET as f64 + 71.0, 72.0, "9", right);
    out.close();
}

fn digits(out: &mut Markup, x: f64, y: f64, size: &str, text: &str) {
    out.open("text").attr("x", &x.to_string()).attr("y", &y.to_string()).attr("font-size", size);
    out.attr("font-family", "monospace").attr("text-anchor", "middle").attr("fill", "#000").text(text).close().line();
}

/// The 95 modules of an EAN, black ones true; none when it has not 13 digits.
fn modules(ean: &str) -> Option<Vec<bool>> {
    let digits: Vec<usize> = ean.chars().map(|digit| digit.to_digit(10).map(|digit| digit as usize)).collect::<Option<_>>()?;
    let [first, rest @ ..] = digits.as_slice() else { return None };
    if rest.len() != 12 {
        return None;
    }
    let mut modules = vec![true, false, true];
    let bits = |pattern: u8| (0..7).rev().map(move |bit| pattern >> bit & 1 == 1);
    for (position, &digit) in rest.iter().enumerate() {
        if position == 6 {
            modules.extend([false, true, false, true, false]);
        }
        let even = position < 6 && EVEN[*first] >> (5 - position) & 1 == 1;
        match (position < 6, even) {
            (true, false) => modules.extend(bits(ODD[digit])),
            (true, true) => modules.extend(bits(ODD[digit]).map(|black| !black).collect::<Vec<_>>().into_iter().rev()),
            (false, _) => modules.extend(bits(ODD[digit]).map(|black| !black)),
        }
    }
    modules.extend([true, false, true]);
    Some(modules)
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_ean_has_95_modules_and_its_known_bars() {
        let shown = |ean| {
            super::modules(ean).map(|modules| modules.iter().map(|&black| if black { '1' } else { '0' }).collect::<String>())
        };
        // The example of the symbology's description: first digit 5, O-E-E-O-O-E parity.
        let bars = shown("5901234123457").unwrap_or_default();
        assert_eq!(bars.len(), 95);
        assert_eq!(&bars[..24], "101000101101001110110011");
        assert_eq!(shown("123"), None);
    }
}
