//! The characters that fonts of signs show in the place of letters: Symbol, Wingdings, Webdings.
//!
//! A code of such a font is a byte; documents write it as it is or in the private use area, from U+F000. Arrows of Wingdings that only
//! few fonts have are given as the plain ones.

/// Whether a font is one of signs.
pub(super) fn is_symbol_font(font: &str) -> bool {
    matches!(key(font).as_str(), "symbol" | "wingdings" | "wingdings 2" | "wingdings 3" | "webdings")
}

/// The character that a font shows for a code; none when it is not known.
pub(super) fn symbol(font: &str, code: u32) -> Option<char> {
    let byte = match code {
        0xf020..=0xf0ff => code - 0xf000,
        0x20..=0xff => code,
        _ => return None,
    };
    match key(font).as_str() {
        "symbol" => from_symbol(byte),
        "wingdings" => from_wingdings(byte),
        "wingdings 2" => of(
            byte,
            &[
                (0x4f, '✗'),
                (0x50, '✓'),
                (0x51, '☒'),
                (0x52, '☑'),
                (0x53, '☒'),
                (0x54, '☒'),
                (0x97, '●'),
                (0x98, '•'),
                (0xa2, '■'),
                (0xa3, '□'),
            ],
        ),
        "wingdings 3" => of(
            byte,
            &[
                (0x21, '←'),
                (0x22, '→'),
                (0x23, '↑'),
                (0x24, '↓'),
                (0x66, '←'),
                (0x67, '→'),
                (0x68, '↑'),
                (0x69, '↓'),
                (0x70, '▲'),
                (0x71, '▼'),
                (0x74, '◀'),
                (0x75, '▶'),
                (0x7d, '▶'),
                (0x83, '◀'),
                (0x84, '▶'),
            ],
        ),
        "webdings" => of(
            byte,
            &[
                (0x33, '◀'),
                (0x34, '▶'),
                (0x35, '▲'),
                (0x36, '▼'),
                (0x59, '♥'),
                (0x61, '✔'),
                (0x63, '□'),
                (0x67, '■'),
                (0x69, 'ℹ'),
                (0x6e, '●'),
                (0x72, '✕'),
                (0x76, '◆'),
                (0x88, '✉'),
                (0xc8, '✆'),
            ],
        ),
        _ => None,
    }
}

fn key(font: &str) -> String {
    font.trim().to_ascii_lowercase()
}

fn of(byte: u32, table: &[(u32, char)]) -> Option<char> {
    table.iter().find(|(code, _)| *code == byte).map(|(_, character)| *character)
}

/// The encoding of the font Symbol (Adobe, Symbol Encoding).
fn from_symbol(byte: u32) -> Option<char> {
    const LETTERS: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
    const HIGH: &str = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…│─↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑";
    let nth = |text: &str, from: u32| text.chars().nth((byte - from) as usize);
    match byte {
        0x41..=0x5a => nth(LETTERS, 0x41),
        0x61..=0x7a => nth(SMALL, 0x61),
        0xa0..=0xe5 => nth(HIGH, 0xa0),
        0xf1 => Some('〉'),
        0xf2 => Some('∫'),
        _ => of(
            byte,
            &[
                (0x22, '∀'),
                (0x24, '∃'),
                (0x27, '∋'),
                (0x2a, '∗'),
                (0x2d, '−'),
                (0x40, '≅'),
                (0x5c, '∴'),
                (0x5e, '⊥'),
                (0x7e, '∼'),
            ],
        )
        .or_else(|| char::from_u32(byte).filter(|_| (0x20..=0x7d).contains(&byte) && byte != 0x60)),
    }
}

/// The encoding of the font Wingdings (Unicode 7.0, mapping of its symbols).
fn from_wingdings(byte: u32) -> Option<char> {
    const LOW: &str = " 🖉✂✁👓🕭🕮🕯🕿✆🖂🖃📪📫📬📭📁📂📄🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍🖎✌👌👍👎☜☞☝☟🖐☺😐☹💣☠🏳🏱✈☼💧❄🕆✞🕈✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓🙰🙵●🔾■□🞐❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶🙶🙷";
    const HIGH: &str = "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿🙢🙠🙡🙣🙞🙜🙝🙟·•▫○🞆🞈◉◎🔿▪◻🟂✦★✶✴✹✵⯐⌖⟡⌑⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦⮘➢⮙⮛⮈⮊⮉⮋←→↑↓↖↗↙↘←→↑↓↖↗↙↘⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂▫▫✗✔☒☑";
    match byte {
        0x20..=0x7e => LOW.chars().nth((byte - 0x20) as usize),
        0x80..=0xfe => HIGH.chars().nth((byte - 0x80) as usize),
        _ => None,
    }
}
