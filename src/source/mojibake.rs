//! UTF-8 that was read as Windows-1252 and saved so: « PrÃ©face » for « Préface ».

use std::ops::Range;

/// The places of `text` where one letter became several, with the letter. Empty when there is none for certain: a lone « Â » before a space
/// is a letter of its own.
pub fn mojibake(text: &str) -> impl Iterator<Item = (Range<usize>, char)> {
    let is_certain = text.contains("â€") || text.match_indices('Ã').any(|(at, _)| letter(&text[at..]).is_some());
    let signs = is_certain.then(|| text.match_indices(['Ã', 'Â', 'â', 'Å', 'ð']));
    signs.into_iter().flatten().filter_map(|(at, _)| {
        let (length, letter) = letter(&text[at..])?;
        Some((at..at + length, letter))
    })
}

/// The letter that the first characters of `text` stand for, and how many bytes they have.
fn letter(text: &str) -> Option<(usize, char)> {
    let count = match text.chars().next()? {
        'Â'..='ß' => 2,
        'à'..='ï' => 3,
        'ð'..='ô' => 4,
        _ => return None,
    };
    let length = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    let written = text.get(..length).filter(|written| written.chars().count() == count)?;
    let (bytes, _, is_damaged) = encoding_rs::WINDOWS_1252.encode(written);
    let mut letters = std::str::from_utf8(&bytes).ok().filter(|_| !is_damaged && bytes.len() == count)?.chars();
    letters.next().filter(|_| letters.next().is_none()).map(|letter| (length, letter))
}

#[cfg(test)]
mod tests {
    use super::mojibake;

    fn mended(text: &str) -> String {
        let mut result = text.to_owned();
        let places: Vec<_> = mojibake(text).collect();
        for (range, letter) in places.into_iter().rev() {
            result.replace_range(range, &letter.to_string());
        }
        result
    }

    #[test]
    fn letters_read_in_the_wrong_encoding_are_known_and_others_are_not() {
        assert_eq!(mended("PrÃ©face : lâ€™Ã©tÃ© â€” Â« dÃ©jÃ\u{a0} Â»"), "Préface : l’été — « déjà »");
        for right in ["Préface", "São Paulo, « Â » et Ãb", "l’âge, â la carte", "ÃÉ", ""] {
            assert_eq!(mended(right), right);
        }
    }
}
