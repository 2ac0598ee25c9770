//! The style of each series of a chart: fills differ in grey and hatch, lines in dashes and markers. Grey alone is not enough: on a
//! photocopy, on a screen in sunlight and with low vision greys look alike (WCAG 2.2, 1.4.1 and 1.4.11).

use crate::{
    layout::frame::{Path, Shape},
    typeset::{
        color::Color,
        length::{Length, Point},
    },
};

/// The number of styles: with more series, two look the same.
pub(super) const COUNT: usize = 6;
/// The ink of outlines, hatches and lines.
const INK: Color = Color { rgb: [0x3a, 0x3a, 0x3a] };
const WHITE: Color = Color::WHITE;
/// The distance between the strokes of a hatch, along an edge of the fill.
const HATCH: Length = Length::millipoints(3600);
const OUTLINE: Length = Length::millipoints(400);

/// The backgrounds of the fills.
const GROUNDS: [Color; COUNT] =
    [INK, Color { rgb: [0xd0, 0xd0, 0xd0] }, WHITE, Color { rgb: [0x92, 0x92, 0x92] }, WHITE, Color { rgb: [0xe8, 0xe8, 0xe8] }];
/// The hatches over them: whether there are rising strokes, and falling ones.
const HATCHES: [(bool, bool); COUNT] =
    [(false, false), (false, false), (true, false), (false, false), (false, true), (true, true)];
/// The lengths of dashes and gaps of the lines, in points; the first line is solid.
const DASHES: [&[i64]; COUNT] = [&[], &[5, 2], &[1, 2], &[8, 2, 2, 2], &[3, 3], &[8, 2, 2, 2, 2, 2]];

/// The colour of text on the fill of a series: black or white; none when a hatch would cross the text.
pub(super) fn ink_on(series: usize) -> Option<Color> {
    match (series % COUNT, HATCHES[series % COUNT]) {
        (0, _) => Some(WHITE),
        (_, (false, false)) => Some(Color::BLACK),
        _ => None,
    }
}

/// A rectangle with the fill of a series.
pub(super) fn fill(series: usize, Point { x, y }: Point, width: Length, height: Length) -> Vec<Shape> {
    if width <= Length::ZERO || height <= Length::ZERO {
        return Vec::new();
    }
    let (right, foot) = (x + width, y + height);
    let corners = [(x, y), (right, y), (right, foot), (x, foot), (x, y)].map(|(x, y)| Point { x, y }).to_vec();
    let ground = Path { lines: vec![corners], fill: Some(GROUNDS[series % COUNT]), stroke: Some((INK, OUTLINE)) };
    let (rising, falling) = HATCHES[series % COUNT];
    let mut lines = Vec::new();
    if rising {
        lines.extend(strokes((x, right), (y, foot)));
    }
    if falling {
        let mirrored = |point: Point| Point { x: x + right - point.x, ..point };
        lines.extend(strokes((x, right), (y, foot)).into_iter().map(|line| line.into_iter().map(mirrored).collect::<Vec<_>>()));
    }
    let mut shapes = vec![Shape::path(ground)];
    if !lines.is_empty() {
        shapes.push(Shape::path(Path { lines, fill: None, stroke: Some((INK, Length::millipoints(500))) }));
    }
    shapes
}

/// Rising strokes, clipped to a rectangle.
fn strokes((left, right): (Length, Length), (top, foot): (Length, Length)) -> Vec<Vec<Point>> {
    // On a rising stroke x + y is constant.
    let first = (left + top).0.div_euclid(HATCH.0) + 1;
    let last = (right + foot - Length(1)).0.div_euclid(HATCH.0);
    let stroke = |number: i64| {
        let sum = HATCH * number;
        let (low, high) = (left.max(sum - foot), right.min(sum - top));
        vec![Point { x: low, y: sum - low }, Point { x: high, y: sum - high }]
    };
    (first..=last).map(stroke).collect()
}

/// A line through `points` with the dashes of a series.
pub(super) fn line(series: usize, points: &[Point]) -> Vec<Shape> {
    let dashes = DASHES[series % COUNT];
    let lines = if dashes.is_empty() { vec![points.to_vec()] } else { dashed(points, dashes) };
    vec![Shape::path(Path { lines, fill: None, stroke: Some((INK, Length::millipoints(1000))) })]
}

/// The dashes of a line; a dash may go round corners.
fn dashed(points: &[Point], dashes: &[i64]) -> Vec<Vec<Point>> {
    let mut strokes: Vec<Vec<Point>> = Vec::new();
    let mut pattern = dashes.iter().map(|&points| Length::points(points)).cycle().enumerate();
    let mut next = || pattern.next().unwrap_or((0, Length::points(1)));
    let (mut number, mut left) = next();
    for pair in points.windows(2) {
        let [from, to] = [pair[0], pair[1]];
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let whole = Length((dx.0 * dx.0 + dy.0 * dy.0).isqrt());
        if whole <= Length::ZERO {
            continue;
        }
        let at = |along: Length| Point { x: from.x + dx.of_em(along.0, whole.0), y: from.y + dy.of_em(along.0, whole.0) };
        let mut done = Length::ZERO;
        while done < whole {
            let step = left.min(whole - done);
            if number % 2 == 0 {
                match strokes.last_mut().filter(|stroke| stroke.last() == Some(&at(done))) {
                    Some(stroke) => stroke.push(at(done + step)),
                    None => strokes.push(vec![at(done), at(done + step)]),
                }
            }
            done += step;
            left -= step;
            if left <= Length::ZERO {
                (number, left) = next();
            }
        }
    }
    strokes
}

/// The marker of a series: square, diamond, triangle, filled; then the same, hollow. `step` is the distance between points.
pub(super) fn point(series: usize, centre: Point, step: Length) -> Vec<Shape> {
    // Markers of close points are small.
    let side = Length::millipoints(2300).min(step.of_em(3, 10));
    let at = |(dx, dy): (i64, i64)| Point { x: centre.x + side.of_em(dx, 10), y: centre.y + side.of_em(dy, 10) };
    let corners: &[(i64, i64)] = match series % 3 {
        0 => &[(-9, -9), (9, -9), (9, 9), (-9, 9), (-9, -9)],
        1 => &[(0, -12), (12, 0), (0, 12), (-12, 0), (0, -12)],
        _ => &[(0, -12), (12, 9), (-12, 9), (0, -12)],
    };
    let ground = if series % COUNT < 3 { INK } else { WHITE };
    let lines = vec![corners.iter().copied().map(at).collect()];
    vec![Shape::path(Path { lines, fill: Some(ground), stroke: Some((INK, Length::millipoints(700))) })]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: i64, y: i64) -> Point {
        Point { x: Length::points(x), y: Length::points(y) }
    }

    #[test]
    fn hatches_stay_in_their_rectangle() {
        for line in strokes((Length::points(10), Length::points(31)), (Length::points(3), Length::points(12))) {
            for point in line {
                assert!(point.x >= Length::points(10) && point.x <= Length::points(31), "{point:?}");
                assert!(point.y >= Length::points(3) && point.y <= Length::points(12), "{point:?}");
            }
        }
    }

    #[test]
    fn dashes_follow_the_line() {
        let strokes = dashed(&[at(0, 0), at(10, 0)], &[5, 2]);
        assert_eq!(strokes, [vec![at(0, 0), at(5, 0)], vec![at(7, 0), at(10, 0)]]);
    }
}
