//! What a book costs, as editors write it.

/// What a book costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Price {
    /// Nothing: the book says that it is not for sale.
    Free,
    /// Nobody has said: the book is in trade, and prints no price.
    Unknown,
    /// An amount with a full stop and two decimals, and a currency (ISO 4217).
    Amount(String, &'static str),
}

/// Reads a price as editors write it: « 12 € », « 12,50 € », « 12.50 EUR », « CHF 20 », or `not-for-sale`, which is free of charge. `None`
/// when it cannot be read.
#[must_use]
pub fn price(written: &str) -> Option<Price> {
    if written == "not-for-sale" {
        return Some(Price::Free);
    }
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
        assert_eq!(price("not-for-sale"), Some(Price::Free));
        assert_eq!(price("12 €"), amount("12.00", "EUR"));
        assert_eq!(price("12,5\u{202f}€"), amount("12.50", "EUR"));
        assert_eq!(price("1 250.90 EUR"), amount("1250.90", "EUR"));
        assert_eq!(price("CHF 20"), amount("20.00", "CHF"));
        assert_eq!(price("0 €"), Some(Price::Free));
        for wrong in ["12", "gratuit", "12 ou 15 €", "12,345 €", "1.234,50 €", "", "€"] {
            assert_eq!(price(wrong), None, "{wrong}");
        }
    }
}
