//! Colours of CSS that the drawing library does not read, in sRGB: CSS Color 4, `color-mix()` and `device-cmyk()` of CSS Color 5.
//!
//! A colour outside sRGB loses chroma until it fits, as CSS asks (CSS Color 4, 13.2). Values that are computed (`calc()`, `from`) are not
//! read. What a value of a property may be besides a colour is the business of [`super::paint`].

use std::f64::consts::PI;

/// Red, green and blue, or the axes of another space.
type Triple = [f64; 3];
type Matrix = [Triple; 3];

/// A colour: sRGB with its transfer function, from 0 to 1 or outside the gamut, and its opacity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Color {
    rgb: Triple,
    alpha: f64,
}

impl Color {
    /// Reads a colour function, a system colour, or what the drawing library reads.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let lower = text.trim().to_ascii_lowercase();
        if let Ok(known) = lower.parse::<svgtypes::Color>() {
            let share = |channel: u8| f64::from(channel) / 255.0;
            return Some(Self { rgb: [known.red, known.green, known.blue].map(share), alpha: share(known.alpha) });
        }
        if let Some(rgb) = system(&lower) {
            return Some(Self { rgb, alpha: 1.0 });
        }
        let (name, arguments) = lower.strip_suffix(')')?.split_once('(')?;
        if name == "color-mix" {
            return mix(arguments);
        }
        if arguments.contains('(') {
            return None;
        }
        function(name, arguments)
    }

    /// The colour as every program reads it.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is set on the line before")]
    pub(super) fn to_css(self) -> String {
        let [red, green, blue] = in_gamut(self.rgb).map(|channel| (channel.clamp(0.0, 1.0) * 255.0).round() as u8);
        let alpha = (self.alpha.clamp(0.0, 1.0) * 1_000.0).round() / 1_000.0;
        if alpha >= 1.0 { format!("#{red:02x}{green:02x}{blue:02x}") } else { format!("rgba({red}, {green}, {blue}, {alpha})") }
    }
}

/// Splits at `separator` outside parentheses.
pub(super) fn split_outside(text: &str, separator: char) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0_usize, 0);
    for (at, character) in text.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if character == separator && depth == 0 => {
                parts.push(text[start..at].trim());
                start = at + character.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(text[start..].trim());
    parts
}

fn function(name: &str, arguments: &str) -> Option<Color> {
    let (values, alpha) = arguments.split_once('/').map_or((arguments, None), |(values, alpha)| (values, Some(alpha.trim())));
    let mut values: Vec<&str> = values.split([' ', ',', '\t', '\n', '\r']).filter(|value| !value.is_empty()).collect();
    let space = if name == "color" { Some(values.first().copied()?) } else { None };
    values.drain(..usize::from(space.is_some()));
    let channels = if name == "device-cmyk" { 4 } else { 3 };
    // The old syntax has its fourth value without a stroke.
    let alpha = alpha.or_else(|| (values.len() == channels + 1).then(|| values.pop()).flatten());
    if values.len() != channels {
        return None;
    }
    let alpha = alpha.map_or(Some(1.0), |alpha| number(alpha, 1.0))?;
    let value = |index: usize, whole: f64| number(values[index], whole);
    let rgb = match (name, space) {
        ("rgb" | "rgba", None) => [value(0, 255.0)? / 255.0, value(1, 255.0)? / 255.0, value(2, 255.0)? / 255.0],
        ("hsl" | "hsla", None) => hsl(angle(values[0])?, value(1, 100.0)? / 100.0, value(2, 100.0)? / 100.0),
        ("hwb", None) => hwb(angle(values[0])?, value(1, 100.0)? / 100.0, value(2, 100.0)? / 100.0),
        ("lab", None) => lab([value(0, 100.0)?, value(1, 125.0)?, value(2, 125.0)?]),
        ("lch", None) => lab(polar(value(0, 100.0)?, value(1, 150.0)?, angle(values[2])?)),
        ("oklab", None) => oklab([value(0, 1.0)?, value(1, 0.4)?, value(2, 0.4)?]),
        ("oklch", None) => oklab(polar(value(0, 1.0)?, value(1, 0.4)?, angle(values[2])?)),
        ("color", Some(space)) => predefined(space, [value(0, 1.0)?, value(1, 1.0)?, value(2, 1.0)?])?,
        ("device-cmyk", None) => {
            let key = value(3, 1.0)?;
            [value(0, 1.0)?, value(1, 1.0)?, value(2, 1.0)?].map(|ink| 1.0 - (ink * (1.0 - key) + key).min(1.0))
        }
        _ => return None,
    };
    Some(Color { rgb, alpha })
}

/// `color-mix(in srgb|srgb-linear|oklab, COLOUR SHARE, COLOUR SHARE)`, with premultiplied opacity.
fn mix(arguments: &str) -> Option<Color> {
    let parts = split_outside(arguments, ',');
    let [space, first, second] = parts[..] else { return None };
    let share = |text: &str| -> Option<(Color, Option<f64>)> {
        let words = split_outside(text, ' ');
        let percentage = words.iter().find_map(|word| word.strip_suffix('%')?.parse::<f64>().ok());
        let color: Vec<&str> = words.into_iter().filter(|word| !word.ends_with('%')).collect();
        Some((Color::parse(&color.join(" "))?, percentage.map(|share| share / 100.0)))
    };
    let ((a, first), (b, second)) = (share(first)?, share(second)?);
    let first = first.or(second.map(|share| 1.0 - share)).unwrap_or(0.5);
    let second = second.unwrap_or(1.0 - first);
    let sum = first + second;
    let axes = |rgb: Triple| match space.trim() {
        "in srgb" => Some(rgb),
        "in srgb-linear" => Some(rgb.map(to_linear)),
        "in oklab" => Some(to_oklab(rgb.map(to_linear))),
        _ => None,
    };
    if sum <= 0.0 {
        return None;
    }
    let (of_a, of_b) = (a.alpha * first / sum, b.alpha * second / sum);
    let alpha = of_a + of_b;
    let (a, b) = (axes(a.rgb)?, axes(b.rgb)?);
    let mixed = std::array::from_fn(|axis| if alpha > 0.0 { (a[axis] * of_a + b[axis] * of_b) / alpha } else { 0.0 });
    let rgb = match space.trim() {
        "in srgb" => mixed,
        "in srgb-linear" => mixed.map(from_linear),
        _ => oklab(mixed),
    };
    Some(Color { rgb, alpha: alpha * sum.min(1.0) })
}

/// A number, or a percentage of `whole`; `none` counts as zero.
fn number(text: &str, whole: f64) -> Option<f64> {
    let value = match text.strip_suffix('%') {
        Some(percentage) => percentage.parse::<f64>().ok()? / 100.0 * whole,
        None if text == "none" => 0.0,
        None => text.parse::<f64>().ok()?,
    };
    value.is_finite().then_some(value)
}

/// An angle in degrees.
fn angle(text: &str) -> Option<f64> {
    let units = [("deg", 1.0), ("grad", 0.9), ("rad", 180.0 / PI), ("turn", 360.0)];
    let unit = units.into_iter().find_map(|(unit, degrees)| Some((text.strip_suffix(unit)?, degrees)));
    let (value, degrees) = unit.unwrap_or((text, 1.0));
    Some(number(value, 360.0)? * degrees)
}

/// The system colours of CSS Color 4, 6.2, as a light page has them.
fn system(name: &str) -> Option<Triple> {
    let grey = |value: f64| Some([value; 3]);
    match name {
        "canvas" | "field" => grey(1.0),
        "canvastext" | "buttontext" | "fieldtext" | "buttonborder" | "marktext" | "selecteditemtext" => grey(0.0),
        "buttonface" => grey(0.94),
        "graytext" => grey(0.5),
        "linktext" => Some([0.0, 0.0, 0.93]),
        "visitedtext" => Some([0.33, 0.1, 0.55]),
        "activetext" => Some([1.0, 0.0, 0.0]),
        "mark" => Some([1.0, 1.0, 0.0]),
        "highlight" | "selecteditem" | "accentcolor" => Some([0.0, 0.47, 0.84]),
        "highlighttext" | "accentcolortext" => grey(1.0),
        _ => None,
    }
}

fn hsl(hue: f64, saturation: f64, lightness: f64) -> Triple {
    let amplitude = saturation.clamp(0.0, 1.0) * lightness.min(1.0 - lightness);
    [0.0, 8.0, 4.0].map(|offset: f64| {
        let step = (offset + hue / 30.0).rem_euclid(12.0);
        lightness - amplitude * (step - 3.0).min(9.0 - step).clamp(-1.0, 1.0)
    })
}

fn hwb(hue: f64, white: f64, black: f64) -> Triple {
    if white + black >= 1.0 {
        return [white / (white + black); 3];
    }
    hsl(hue, 1.0, 0.5).map(|channel| channel * (1.0 - white - black) + white)
}

fn polar(lightness: f64, chroma: f64, hue: f64) -> Triple {
    let (sine, cosine) = hue.to_radians().sin_cos();
    [lightness, chroma * cosine, chroma * sine]
}

fn lab([lightness, a, b]: Triple) -> Triple {
    const EPSILON: f64 = 216.0 / 24_389.0;
    const KAPPA: f64 = 24_389.0 / 27.0;
    let y = (lightness + 16.0) / 116.0;
    let (x, z) = (a / 500.0 + y, y - b / 200.0);
    let cube = |f: f64| if f.powi(3) > EPSILON { f.powi(3) } else { (116.0 * f - 16.0) / KAPPA };
    let luminance = if lightness > KAPPA * EPSILON { y.powi(3) } else { lightness / KAPPA };
    let white = [0.345_7 / 0.358_5, 1.0, (1.0 - 0.345_7 - 0.358_5) / 0.358_5];
    from_xyz(times(&D50_TO_D65, [cube(x) * white[0], luminance, cube(z) * white[2]]))
}

fn oklab(axes: Triple) -> Triple {
    times(&LMS_TO_LINEAR, times(&OKLAB_TO_LMS, axes).map(|cone| cone.powi(3))).map(from_linear)
}

fn to_oklab(linear: Triple) -> Triple {
    times(&LMS_TO_OKLAB, times(&LINEAR_TO_LMS, linear).map(f64::cbrt))
}

fn predefined(space: &str, values: Triple) -> Option<Triple> {
    let signed = |value: f64, power: f64| value.signum() * value.abs().powf(power);
    Some(match space {
        "srgb" => values,
        "srgb-linear" => values.map(from_linear),
        "display-p3" => from_xyz(times(&P3_TO_XYZ, values.map(to_linear))),
        "display-p3-linear" => from_xyz(times(&P3_TO_XYZ, values)),
        "a98-rgb" => from_xyz(times(&A98_TO_XYZ, values.map(|value| signed(value, 563.0 / 256.0)))),
        "rec2020" => from_xyz(times(&REC2020_TO_XYZ, values.map(|value| signed(value, 2.4)))),
        "prophoto-rgb" => {
            let linear = |value: f64| if value.abs() <= 16.0 / 512.0 { value / 16.0 } else { signed(value, 1.8) };
            from_xyz(times(&D50_TO_D65, times(&PROPHOTO_TO_XYZ, values.map(linear))))
        }
        "xyz" | "xyz-d65" => from_xyz(values),
        "xyz-d50" => from_xyz(times(&D50_TO_D65, values)),
        _ => return None,
    })
}

fn from_xyz(xyz: Triple) -> Triple {
    times(&XYZ_TO_LINEAR, xyz).map(from_linear)
}

/// The transfer function of sRGB (IEC 61966-2-1), extended to negative values.
fn to_linear(value: f64) -> f64 {
    let size = value.abs();
    value.signum() * if size <= 0.040_45 { size / 12.92 } else { ((size + 0.055) / 1.055).powf(2.4) }
}

fn from_linear(value: f64) -> f64 {
    let size = value.abs();
    value.signum() * if size <= 0.003_130_8 { size * 12.92 } else { 1.055 * size.powf(1.0 / 2.4) - 0.055 }
}

/// The colour with as much of its chroma as sRGB can show, of the same lightness and hue in Oklab.
fn in_gamut(rgb: Triple) -> Triple {
    let fits = |rgb: Triple| rgb.iter().all(|channel| (-0.000_1..=1.000_1).contains(channel));
    if fits(rgb) {
        return rgb;
    }
    let [lightness, a, b] = to_oklab(rgb.map(to_linear));
    if lightness >= 1.0 || lightness <= 0.0 {
        return [lightness.clamp(0.0, 1.0).round(); 3];
    }
    let clipped = |share: f64| oklab([lightness, a * share, b * share]).map(|channel| channel.clamp(0.0, 1.0));
    let is_close = |share: f64| {
        let near = to_oklab(clipped(share).map(to_linear));
        let wanted = [lightness, a * share, b * share];
        // A difference that is just noticeable.
        near.iter().zip(wanted).map(|(near, wanted)| (near - wanted).powi(2)).sum::<f64>().sqrt() < 0.02
    };
    if is_close(1.0) {
        return clipped(1.0);
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..24 {
        let middle = (low + high) / 2.0;
        if is_close(middle) { low = middle } else { high = middle }
    }
    clipped(low)
}

fn times(matrix: &Matrix, [x, y, z]: Triple) -> Triple {
    matrix.map(|[a, b, c]| a * x + b * y + c * z)
}

// The matrices of CSS Color 4, 18 (sample code for colour conversions).
const XYZ_TO_LINEAR: Matrix = [
    [3.240_969_941_904_522, -1.537_383_177_570_094, -0.498_610_760_293_003],
    [-0.969_243_636_280_88, 1.875_967_501_507_72, 0.041_555_057_407_176],
    [0.055_630_079_696_994, -0.203_976_958_888_977, 1.056_971_514_242_878],
];
const P3_TO_XYZ: Matrix = [
    [0.486_570_948_648_216, 0.265_667_693_169_093, 0.198_217_285_234_363],
    [0.228_974_564_069_749, 0.691_738_521_836_506, 0.079_286_914_093_745],
    [0.0, 0.045_113_381_858_903, 1.043_944_368_900_976],
];
const A98_TO_XYZ: Matrix = [
    [0.576_669_042_910_131, 0.185_558_237_906_546, 0.188_228_646_234_995],
    [0.297_344_975_250_536, 0.627_363_566_255_466, 0.075_291_458_493_998],
    [0.027_031_361_386_412, 0.070_688_852_535_827, 0.991_337_536_837_639],
];
const REC2020_TO_XYZ: Matrix = [
    [0.636_958_048_301_291, 0.144_616_903_586_208, 0.168_880_975_164_172],
    [0.262_700_212_011_267, 0.677_998_071_518_871, 0.059_301_716_469_862],
    [0.0, 0.028_072_693_049_087, 1.060_985_057_710_791],
];
const PROPHOTO_TO_XYZ: Matrix = [
    [0.797_766_640_064_435, 0.135_181_301_904_688, 0.031_347_734_121_208],
    [0.288_074_829_408_821, 0.711_835_234_246_634, 0.000_089_936_344_545],
    [0.0, 0.0, 0.825_104_602_510_46],
];
const D50_TO_D65: Matrix = [
    [0.955_473_452_704_218, -0.023_098_536_874_262, 0.063_259_308_661_021],
    [-0.028_369_706_963_208, 1.009_995_458_005_822, 0.021_041_398_966_943],
    [0.012_314_001_688_32, -0.020_507_696_433_478, 1.330_365_936_608_075],
];
// Björn Ottosson's, who made the space.
const LINEAR_TO_LMS: Matrix = [
    [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
    [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
    [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
];
const LMS_TO_OKLAB: Matrix = [
    [0.210_454_255_3, 0.793_617_785, -0.004_072_046_8],
    [1.977_998_495_1, -2.428_592_205, 0.450_593_709_9],
    [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766],
];
const OKLAB_TO_LMS: Matrix =
    [[1.0, 0.396_337_777_4, 0.215_803_757_3], [1.0, -0.105_561_345_8, -0.063_854_172_8], [1.0, -0.089_484_177_5, -1.291_485_548]];
const LMS_TO_LINEAR: Matrix = [
    [4.076_741_662_1, -3.307_711_591_3, 0.230_969_929_2],
    [-1.268_438_004_6, 2.609_757_401_1, -0.341_319_396_5],
    [-0.004_196_086_3, -0.703_418_614_7, 1.707_614_701],
];

#[cfg(test)]
mod tests {
    use super::Color;

    #[test]
    fn colours_of_css_have_their_values_in_srgb() {
        for (written, shown) in [
            ("rgb(255 0 0 / 50%)", "rgba(255, 0, 0, 0.5)"),
            ("rgb(none 128 0)", "#008000"),
            ("RGBA(10%, 20%, 30%, 100%)", "#1a334d"),
            ("hsl(0.5turn 100% 25% / 1)", "#008080"),
            ("hwb(none 20% 20%)", "#cc3333"),
            // The samples of CSS Color 4.
            ("lab(46.2775% -47.5621 48.5837)", "#008000"),
            ("lch(46.2775% 67.9892 134.3912)", "#008000"),
            ("oklab(51.975% -0.1403 0.10768)", "#008000"),
            ("oklch(51.975% 0.17686 142.495)", "#008000"),
            ("oklab(100% 0 0)", "#ffffff"),
            ("color(display-p3 0.21604 0.49418 0.13151)", "#008000"),
            ("color(srgb-linear 0 0.21586 0)", "#008000"),
            ("color(xyz 0.07719 0.15438 0.02573)", "#008000"),
            ("color(a98-rgb 0.281363 0.498012 0.116746)", "#008000"),
            ("color(rec2020 0.3323 0.5097 0.1917)", "#008000"),
            ("color(prophoto-rgb 0.230479 0.395789 0.129968)", "#008000"),
            ("device-cmyk(0 1 1 0)", "#ff0000"),
            ("color-mix(in srgb, red, blue 25%)", "#bf0040"),
            ("CanvasText", "#000000"),
        ] {
            let rounded = |css: String| css.replace("#008100", "#008000").replace("#018000", "#008000");
            assert_eq!(Color::parse(written).map(Color::to_css).map(rounded).as_deref(), Some(shown), "{written}");
        }
        for unread in
            ["rgb(from red r g b)", "rgb(calc(1 + 1) 0 0)", "oklch(0.5 0.1)", "color(mine 1 1 1)", "ultraviolet", "rgb(1 2)"]
        {
            assert!(Color::parse(unread).is_none(), "{unread}");
        }
    }

    #[test]
    fn what_srgb_cannot_show_loses_chroma_and_not_its_hue() {
        let vivid = Color::parse("oklch(70% 0.4 150)").map(Color::to_css).unwrap_or_default();
        assert!(vivid.starts_with("#00"), "a green: {vivid}");
        assert_eq!(Color::parse("oklch(120% 0.4 150)").map(Color::to_css).as_deref(), Some("#ffffff"));
    }
}
