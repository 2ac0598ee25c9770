//! Texts of one byte a character, as old programs save them: which of the Western encodings was meant, by what reads like a text.
//!
//! No byte says which encoding it is of, so each is tried: letters stand beside letters of their case, and signs between words. Other
//! scripts and Central European texts look wrong in all of them.

use encoding_rs::{ISO_8859_15, MACINTOSH, WINDOWS_1252};

/// The upper half of code page 850, of MS-DOS.
const CODE_PAGE_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// What a letter of French counts, and one of another Western language.
const OURS: i64 = 3;
const OTHERS: i64 = 1;

/// What a sign that cannot stand where it does costs.
const WRONG: i64 = 6;

/// The text of bytes that are not UTF-8, and the name of their encoding; none when no encoding, or more than one, gives a likely text.
#[must_use]
pub fn legacy(bytes: &[u8]) -> Option<(String, &'static str)> {
    if bytes.iter().any(|byte| matches!(byte, 0..=8 | 14..=31)) {
        return None;
    }
    let decode = |encoding: &'static encoding_rs::Encoding| encoding.decode_without_bom_handling(bytes).0.into_owned();
    let old = || {
        let upper: Vec<char> = CODE_PAGE_850.chars().collect();
        let sign = |byte: &u8| if byte.is_ascii() { char::from(*byte) } else { upper[usize::from(*byte) - 0x80] };
        bytes.iter().map(sign).collect::<String>()
    };
    let tried = [
        (decode(WINDOWS_1252), "Windows-1252"),
        (decode(ISO_8859_15), "ISO-8859-15"),
        (decode(MACINTOSH), "Mac Roman"),
        (old(), "CP850"),
    ];
    let scores = tried.each_ref().map(|(text, _)| score(text));
    // Of two that give the same text the first is named.
    let best = (0..tried.len()).rev().max_by_key(|at| scores[*at])?;
    let rival = (0..tried.len()).filter(|at| tried[*at].0 != tried[best].0).map(|at| scores[at]).max().unwrap_or(0);
    let is_likely = scores[best] > 0 && rival * 2 <= scores[best];
    is_likely.then(|| tried.into_iter().nth(best)).flatten()
}

/// How much of what is not ASCII in `text` stands where a writer would put it; nothing when a tenth of it does not.
fn score(text: &str) -> i64 {
    let (mut sum, mut count, mut wrong) = (0, 0_i64, 0_i64);
    let mut before = ' ';
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let after = signs.peek().copied().unwrap_or(' ');
        if !sign.is_ascii() {
            count += 1;
            match worth(before, sign, after) {
                Some(worth) => sum += worth,
                None => wrong += 1,
            }
        }
        before = sign;
    }
    if wrong * 10 > count { 0 } else { (sum - wrong * WRONG).max(0) }
}

/// What a character that is not ASCII counts between two others; none where no writer would put it.
fn worth(before: char, sign: char, after: char) -> Option<i64> {
    let is_space = |sign: char| sign.is_whitespace();
    if sign.is_alphabetic() && !matches!(sign, 'ª' | 'º') {
        // « été » has one letter between two that are not ASCII, a word of another script has nothing else.
        if !before.is_ascii() && before.is_alphabetic() && !after.is_ascii() && after.is_alphabetic() {
            return None;
        }
        let is_cased = if sign.is_lowercase() {
            !(before.is_uppercase() && after.is_uppercase())
        } else {
            // In a word of small letters a capital can only be its first.
            !(before.is_lowercase() || before.is_uppercase() && after.is_lowercase())
        };
        let is_ours = "àâçéèêëîïôùûœÀÂÇÉÈÊËÎÏÔÙÛŒ".contains(sign);
        let is_western = "áíóúñãõåøßäöüìòæÿÁÍÓÚÑÃÕÅØÄÖÜÌÒÆŸšžŠŽýðþ".contains(sign);
        return match (is_cased, is_ours, is_western) {
            (true, true, _) => Some(OURS),
            (true, false, true) => Some(OTHERS),
            _ => None,
        };
    }
    // An apostrophe of a word processor stands in every second French sentence.
    if sign == '’' && before.is_alphabetic() && after.is_alphabetic() {
        return Some(OURS);
    }
    let fits = match sign {
        '’' | '‘' => before.is_alphabetic() || is_space(before) || after.is_alphabetic(),
        '«' | '“' | '„' | '¿' | '¡' => !before.is_alphanumeric(),
        '»' | '”' | '…' => !after.is_alphanumeric() && after != '\u{a4}',
        '–' | '—' | '•' | '·' => is_space(before) || is_space(after) || before.is_numeric(),
        '\u{a0}' => !is_space(before),
        '°' | 'º' | 'ª' | '½' | '¼' | '¾' | '²' | '³' => {
            before.is_numeric() || is_space(before) || matches!(before, 'n' | 'N' | 'm')
        }
        '€' | '£' => before.is_numeric() || is_space(before) || is_space(after) || after.is_numeric(),
        '×' | '÷' | '±' => is_space(before) || before.is_numeric(),
        '©' | '®' | '™' | '§' => !after.is_alphabetic() || sign == '©',
        _ => false,
    };
    fits.then_some(OTHERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn old(text: &str) -> Vec<u8> {
        let byte = |sign: char| match sign.is_ascii() {
            true => sign as u8,
            false => u8::try_from(0x80 + CODE_PAGE_850.chars().position(|other| other == sign).expect("a sign")).expect("a byte"),
        };
        text.chars().map(byte).collect()
    }

    #[test]
    fn french_is_told_from_its_bytes() {
        let text = "Déjà, l’été : « où ça ? » — Le cœur coûte 5 € à Noël, et la fenêtre est fermée.";
        let plain = text.replace(['’', '—'], "'").replace('œ', "oe").replace('€', "F");
        let latin = text.replace(['’', '—'], "'");
        let in_latin_9: Vec<u8> = latin
            .chars()
            .map(|sign| match sign {
                '€' => 0xa4,
                'œ' => 0xbd,
                _ => u8::try_from(u32::from(sign)).expect("Latin"),
            })
            .collect();
        let in_mac: Vec<u8> = {
            let upper: Vec<(u8, String)> =
                (0x80..=0xff).map(|byte| (byte, MACINTOSH.decode_without_bom_handling(&[byte]).0.into_owned())).collect();
            let byte = |sign: char| upper.iter().find(|(_, other)| other.starts_with(sign)).map_or(sign as u8, |(byte, _)| *byte);
            text.replace('€', "F").chars().map(byte).collect()
        };
        assert_eq!(legacy(&WINDOWS_1252.encode(text).0), Some((text.to_owned(), "Windows-1252")));
        assert_eq!(legacy(&in_latin_9), Some((latin, "ISO-8859-15")));
        assert_eq!(legacy(&in_mac), Some((text.replace('€', "F"), "Mac Roman")));
        assert_eq!(legacy(&old(&plain)), Some((plain, "CP850")));
        for short in ["été", "l’art", "CAFÉ", "n° 5", "À bientôt"] {
            assert_eq!(legacy(&WINDOWS_1252.encode(short).0), Some((short.to_owned(), "Windows-1252")), "{short}");
        }
        assert_eq!(legacy(b"D\x8ej\x88, l\xd5\x8et\x8e"), Some(("Déjà, l’été".to_owned(), "Mac Roman")));
        assert_eq!(legacy(b"C\xbdur \xe0 5 \xa4"), Some(("Cœur à 5 €".to_owned(), "ISO-8859-15")));
    }

    #[test]
    fn what_no_western_encoding_gives_is_left_alone() {
        let (russian, _, _) = encoding_rs::WINDOWS_1251.encode("Мой текст для книги: воспоминания о море.");
        assert_eq!(legacy(&russian), None);
        let (polish, _, _) = encoding_rs::WINDOWS_1250.encode("Zażółć gęślą jaźń, świeży chleb i źródło.");
        assert_eq!(legacy(&polish), None);
        assert_eq!(legacy(b"a\0\xe9"), None);
    }
}
