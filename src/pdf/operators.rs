//! Content streams (ISO 32000-1, 7.8.2): operands and operators as bytes.
//!
//! Numbers have four decimals, a seven-hundred-thousandth of an inch, so that streams stay short. It knows neither pages nor fonts.

use crate::typeset::color::Color;
use resvg::{
    tiny_skia::{Path, PathSegment},
    usvg::Transform,
};

/// A content stream being written.
#[derive(Default)]
pub(super) struct Operators {
    pub(super) bytes: Vec<u8>,
}

impl Operators {
    /// Operands, which are numbers, and their operator.
    pub(super) fn put(&mut self, operands: &[f64], operator: &str) {
        for operand in operands {
            write_decimal(*operand, 4, &mut self.bytes);
            self.bytes.push(b' ');
        }
        self.raw(operator);
        self.bytes.push(b'\n');
    }

    /// Text as it is.
    pub(super) fn raw(&mut self, text: &str) {
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Changes the coordinate system (`cm`).
    pub(super) fn concat(&mut self, matrix: [f64; 6]) {
        write_matrix(matrix, &mut self.bytes);
        self.raw(" cm\n");
    }

    /// The colour of fills, or of strokes.
    pub(super) fn color(&mut self, color: Color, is_stroke: bool) {
        let [red, green, blue] = color.rgb;
        // Greys are written as grey values, so that a press prints them with one ink instead of four.
        let channels: &[u8] = if red == green && green == blue { &[red] } else { &[red, green, blue] };
        for channel in channels {
            write_decimal(f64::from(*channel) / 255.0, 3, &mut self.bytes);
            self.bytes.push(b' ');
        }
        self.raw(match (channels.len(), is_stroke) {
            (1, false) => "g\n",
            (1, true) => "G\n",
            (_, false) => "rg\n",
            (_, true) => "RG\n",
        });
    }

    /// A path of a drawing (8.5.2), in the coordinates of `transform`.
    pub(super) fn path(&mut self, path: &Path, transform: Transform) {
        let mut last = (0.0, 0.0);
        let mapped = |point: resvg::tiny_skia::Point| {
            let mut point = point;
            transform.map_point(&mut point);
            (f64::from(point.x), f64::from(point.y))
        };
        for segment in path.segments() {
            match segment {
                PathSegment::MoveTo(to) => {
                    last = mapped(to);
                    self.put(&[last.0, last.1], "m");
                }
                PathSegment::LineTo(to) => {
                    last = mapped(to);
                    self.put(&[last.0, last.1], "l");
                }
                PathSegment::QuadTo(control, to) => {
                    // A quadratic curve as a cubic one.
                    let (control, to) = (mapped(control), mapped(to));
                    let toward =
                        |from: (f64, f64)| (from.0 + 2.0 / 3.0 * (control.0 - from.0), from.1 + 2.0 / 3.0 * (control.1 - from.1));
                    let (first, second) = (toward(last), toward(to));
                    self.put(&[first.0, first.1, second.0, second.1, to.0, to.1], "c");
                    last = to;
                }
                PathSegment::CubicTo(first, second, to) => {
                    let (first, second) = (mapped(first), mapped(second));
                    last = mapped(to);
                    self.put(&[first.0, first.1, second.0, second.1, last.0, last.1], "c");
                }
                PathSegment::Close => self.raw("h\n"),
            }
        }
    }
}

/// Appends a matrix (8.3.4): its first four numbers with more decimals, because they multiply.
pub(super) fn write_matrix(matrix: [f64; 6], out: &mut Vec<u8>) {
    for (index, number) in matrix.into_iter().enumerate() {
        if index > 0 {
            out.push(b' ');
        }
        write_decimal(number, if index < 4 { 8 } else { 4 }, out);
    }
}

/// A coordinate with three decimals, for objects other than content streams.
pub(super) fn short(value: f64) -> f32 {
    ((value * 1000.0).round() / 1000.0) as f32
}

/// Rounds to the nearest whole number, halves away from zero. `f64::round` is slow on processors without an instruction for it.
pub(super) fn round(value: f64) -> i64 {
    (value + 0.5_f64.copysign(value)) as i64
}

/// Appends a number with at most `decimals` decimals, without zeros at its end.
pub(super) fn write_decimal(value: f64, decimals: u32, out: &mut Vec<u8>) {
    let scale = 10_u64.pow(decimals);
    let scaled = round(value * scale as f64);
    if scaled < 0 {
        out.push(b'-');
    }
    let magnitude = scaled.unsigned_abs();
    let (mut whole, mut rest, mut place) = (magnitude / scale, magnitude % scale, scale / 10);
    let mut digits = [b'0'; 20];
    let mut at = digits.len();
    while at == digits.len() || whole > 0 {
        at -= 1;
        digits[at] = b'0' + (whole % 10) as u8;
        whole /= 10;
    }
    out.extend_from_slice(&digits[at..]);
    if rest > 0 {
        out.push(b'.');
    }
    while rest > 0 {
        out.push(b'0' + (rest / place) as u8);
        rest %= place;
        place /= 10;
    }
}

/// Appends a text string (7.9.2.2) as hexadecimal digits of UTF-16.
pub(super) fn write_text_string(text: &str, out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.extend_from_slice(b"<FEFF");
    for unit in text.encode_utf16() {
        out.extend([12, 8, 4, 0].map(|shift| DIGITS[usize::from(unit >> shift & 15)]));
    }
    out.push(b'>');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        let written = |value, decimals| {
            let mut out = Vec::new();
            write_decimal(value, decimals, &mut out);
            String::from_utf8(out).expect("digits")
        };
        assert_eq!(written(0.0, 4), "0");
        assert_eq!(written(-0.000_01, 4), "0");
        assert_eq!(written(12.5, 4), "12.5");
        assert_eq!(written(-0.030_05, 4), "-0.0301");
        assert_eq!(written(1.0 / 3.0, 3), "0.333");
        assert_eq!(written(1_000.0, 8), "1000");
        assert_eq!(written(0.000_000_01, 8), "0.00000001");
    }

    #[test]
    fn greys_are_grey_values() {
        let mut out = Operators::default();
        out.color(Color::BLACK, false);
        out.color(Color { rgb: [255, 0, 51] }, true);
        assert_eq!(out.bytes, b"0 g\n1 0 0.2 RG\n");
    }

    #[test]
    fn text_strings_are_utf_16() {
        let mut out = Vec::new();
        write_text_string("é\u{1f600}", &mut out);
        assert_eq!(out, b"<FEFF00E9D83DDE00>");
    }
}
