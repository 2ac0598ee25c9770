//! The price of a book as records want it: an amount and a currency.

/// What a book costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Price {
    /// Nothing.
    Free,
    /// An amount with a full stop and two decimals, and a currency (ISO 4217).
    Amount(String, &'static str),
}

/// Reads a price as editors write it: « 12 € », « 12,50 € », « 12.50 EUR », « CHF 20 »; none at all is free of charge, and so is
/// `not-for-sale`. `None` when it cannot be read.
#[must_use]
pub fn price(written: Option<&str>) -> Option<Price> {
    let Some(written) = written.filter(|written| *written != "not-for-sale") else { return Some(Price::Free) };
    let is_space = |character: char| matches!(character, ' ' | '\u{a0}' | '\u{202f}');
    let text = written.trim_matches(is_space);
    let digits = |character: char| character.is_ascii_digit() || matches!(character, ',' | '.') || is_space(character);
    let first = text.find(|character: char| character.is_ascii_digit())?;
    let end = text[first..].find(|character: char| !digits(character)).map_or(text.len(), |end| first + end);
    let sign = format!("{}{}", &text[..first], &text[end..]);
    let currency = match sign.trim_matches(is_space) {
        "€" | "EUR" | "euro" | "euros" => "EUR",
        "CHF" | "Fr." | "fr." => "CHF",
        "£" | "GBP" => "GBP",
        "$ CA" | "CAD" | "$CA" => "CAD",
        "US$" | "USD" => "USD",
        _ => return None,
    };
    let number: String = text[first..end].chars().filter(|&character| !is_space(character)).collect();
    let (whole, cents) = number.split_once([',', '.']).unwrap_or((&number, ""));
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || cents.len() > 2 || !is_number(whole) || !is_number(cents) {
        return None;
    }
    let whole: u32 = whole.parse().ok()?;
    let amount = format!("{whole}.{cents:0<2}");
    Some(if amount == "0.00" { Price::Free } else { Price::Amount(amount, currency) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_are_read_as_editors_write_them() {
        let amount = |amount: &str, currency| Some(Price::Amount(amount.to_owned(), currency));
        assert_eq!(price(None), Some(Price::Free));
        assert_eq!(price(Some("not-for-sale")), Some(Price::Free));
        assert_eq!(price(Some("12 €")), amount("12.00", "EUR"));
        assert_eq!(price(Some("12,5\u{202f}€")), amount("12.50", "EUR"));
        assert_eq!(price(Some("1 250.90 EUR")), amount("1250.90", "EUR"));
        assert_eq!(price(Some("CHF 20")), amount("20.00", "CHF"));
        assert_eq!(price(Some("0 €")), Some(Price::Free));
        for wrong in ["12", "gratuit", "12 ou 15 €", "12,345 €", "1.234,50 €", "", "€"] {
            assert_eq!(price(Some(wrong)), None, "{wrong}");
        }
    }
}
