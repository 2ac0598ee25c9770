//! What is wrong with a text that is no ISBN: signs between its digits, another kind of number, a mistyped digit.

use crate::book::Isbn;

/// The class of an error in an ISBN, and what the message needs: the number as it should be, the check digit, or the signs.
pub(super) fn isbn_error(text: &str) -> Option<(&'static str, String)> {
    if Isbn::parse(text).is_some() {
        return None;
    }
    // « ISBN 978… », « urn:isbn:978… »: the number, with words before it.
    let number = text.find(|sign: char| sign.is_ascii_digit()).map_or(text, |at| &text[at..]);
    let number = if text.to_lowercase().contains("isbn") {
        number.strip_prefix("13: ").or_else(|| number.strip_prefix("10: ")).unwrap_or(number)
    } else {
        text
    };
    let digits: String = number.chars().filter_map(plain_digit).collect();
    let has_letters = number.chars().any(|sign| sign.is_alphabetic());
    if let Some(isbn) = Isbn::parse(&digits).filter(|_| !has_letters) {
        return Some((if number.len() < text.len() { "label" } else { "signs" }, isbn.to_string()));
    }
    if let Some(isbn) = Isbn::of_ten(number) {
        return Some(("ten", isbn.to_string()));
    }
    let compact: String = text.chars().filter(|sign| sign.is_alphanumeric()).collect();
    if digits.starts_with("9790") && digits.len() == 13 || compact.starts_with('M') && digits.len() == 9 {
        return Some(("ismn", String::new()));
    }
    if digits.starts_with("977") && is_ean(&digits) || is_issn(&compact) {
        return Some(("issn", String::new()));
    }
    let kept = |sign: &char| !is_between(*sign);
    let values: Option<Vec<u32>> =
        number.chars().filter(kept).map(|sign| plain_digit(sign).and_then(|digit| digit.to_digit(10))).collect();
    Some(match values {
        Some(values) if values.len() == 13 && matches!(values[..3], [9, 7, 8 | 9]) => {
            let weighted = |(index, digit): (usize, &u32)| if index % 2 == 0 { *digit } else { 3 * digit };
            let sum: u32 = values[..12].iter().enumerate().map(weighted).sum();
            ("check-digit", ((10 - sum % 10) % 10).to_string())
        }
        Some(values) if values.len() == 13 => ("prefix", String::new()),
        Some(_) => ("length", String::new()),
        None if number.chars().filter(kept).count() == 10 => ("length", String::new()),
        None => ("characters", String::new()),
    })
}

/// Whether `sign` stands between the parts of a number as people and programs write it.
fn is_between(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(
            sign,
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '.' | '/' | '_' | '·' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
        )
}

/// A digit of any writing as one of ours.
fn plain_digit(sign: char) -> Option<char> {
    const ZEROS: [char; 4] = ['0', '\u{660}', '\u{6f0}', '\u{ff10}'];
    ZEROS.iter().find_map(|zero| {
        let value = u32::from(sign).checked_sub(u32::from(*zero)).filter(|value| *value < 10)?;
        char::from_digit(value, 10)
    })
}

/// Whether thirteen digits are the number of an article: that of a bar code.
fn is_ean(digits: &str) -> bool {
    let weighted = |(at, digit): (usize, char)| digit.to_digit(10).map(|digit| if at % 2 == 0 { digit } else { 3 * digit });
    let sum: Option<u32> = digits.chars().enumerate().map(weighted).sum();
    digits.len() == 13 && sum.is_some_and(|sum| sum.is_multiple_of(10))
}

/// Whether eight digits, of which the last may be an X, are an ISSN (ISO 3297).
fn is_issn(text: &str) -> bool {
    let value = |sign: char| if matches!(sign, 'X' | 'x') { Some(10) } else { sign.to_digit(10) };
    let values: Option<Vec<u32>> = text.chars().map(value).collect();
    values.is_some_and(|values| {
        let sum: u32 = values.iter().rev().zip(1..).map(|(value, weight)| value * weight).sum();
        values.len() == 8 && !values[..7].contains(&10) && sum.is_multiple_of(11)
    })
}

#[cfg(test)]
mod tests {
    use super::isbn_error;

    #[test]
    fn each_error_is_named() {
        let mended = "978-2-12-345680-3";
        let cases = [
            ("978\u{2011}2\u{2011}12\u{2011}345680\u{2011}3", "signs", mended),
            ("978–2–12–345680–3", "signs", mended),
            ("978.2.12.345680.3", "signs", mended),
            ("９７８２１２３４５６８０３", "signs", mended),
            ("ISBN 978-2-12-345680-3", "label", mended),
            ("ISBN-13: 978-2-12-345680-3", "label", mended),
            ("urn:isbn:9782123456803", "label", mended),
            ("2-07-036002-4", "ten", "978-2-07-036002-4"),
            ("979-0-2600-0043-8", "ismn", ""),
            ("M-2600-0043-8", "ismn", ""),
            ("2049-3630", "issn", ""),
            ("9772049363002", "issn", ""),
            ("977-2-9550378-6-7", "prefix", ""),
            ("978–2–12–345680–4", "check-digit", "3"),
            ("3760123456789", "prefix", ""),
            ("978-2-12-34568O-3", "characters", ""),
            ("12", "length", ""),
        ];
        for (text, problem, detail) in cases {
            assert_eq!(isbn_error(text), Some((problem, detail.to_owned())), "{text}");
        }
        for right in [mended, "9782123456803", "978 2 12 345680 3"] {
            assert_eq!(isbn_error(right), None);
        }
    }
}
