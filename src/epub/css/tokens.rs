//! The tokens of a style sheet (CSS Syntax Module Level 3, section 4).
//!
//! Numbers have no value here: whoever asks wants to know what a sheet names and fetches. Nothing is copied: a token is a kind and a
//! range of the text. What a name means once its escapes are decoded, [`decoded`] says. Knows no rules; `clean` does.

use std::{borrow::Cow, ops::Range};

/// A token of a style sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: CssTokenKind,
    pub(super) range: Range<usize>,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CssTokenKind {
    /// White space, or a comment.
    Space,
    Ident,
    /// A name with its opening parenthesis.
    Function,
    AtKeyword,
    Hash,
    /// A string with its quotation marks.
    String,
    /// `url(…)` without quotation marks.
    Url,
    /// A number, with its unit or its `%`.
    Number,
    Colon,
    Semicolon,
    /// `(`, `[` or `{`.
    Open(u8),
    /// `)`, `]` or `}`.
    Close(u8),
    /// Any other character.
    Other,
    /// What cannot be read: a string or an address that goes on over the end of its line, a comment or a string without an end, a
    /// backslash before a line end; and `<!--` and `-->`, which once hid sheets from browsers.
    Bad,
}

/// Reads the tokens of a style sheet, one after the other.
pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Tokens<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    fn byte(&self, ahead: usize) -> u8 {
        self.text.as_bytes().get(self.at + ahead).copied().unwrap_or(0)
    }

    fn is_at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    /// Whether a name begins `ahead` bytes from here (4.3.9).
    fn begins_name(&self, ahead: usize) -> bool {
        match self.byte(ahead) {
            b'-' => is_name_start(self.byte(ahead + 1)) || self.byte(ahead + 1) == b'-' || self.is_escape(ahead + 1),
            b'\\' => self.is_escape(ahead),
            byte => is_name_start(byte),
        }
    }

    /// Whether an escape stands `ahead` bytes from here (4.3.8).
    fn is_escape(&self, ahead: usize) -> bool {
        self.byte(ahead) == b'\\' && self.at + ahead + 1 < self.text.len() && !is_line_end(self.byte(ahead + 1))
    }

    /// Whether a number begins here (4.3.10).
    fn begins_number(&self) -> bool {
        let sign = usize::from(matches!(self.byte(0), b'+' | b'-'));
        let point = usize::from(self.byte(sign) == b'.');
        self.byte(sign + point).is_ascii_digit()
    }

    /// Passes over an escape (4.3.7).
    fn skip_escape(&mut self) {
        self.at += 1;
        let digits = (0..6).take_while(|ahead| self.byte(*ahead).is_ascii_hexdigit()).count();
        if digits == 0 {
            self.at += self.text[self.at..].chars().next().map_or(0, char::len_utf8);
        } else {
            self.at += digits;
            self.at += if self.text[self.at..].starts_with("\r\n") { 2 } else { usize::from(is_blank(self.byte(0))) };
        }
    }

    fn skip_name(&mut self) {
        while !self.is_at_end() {
            if self.is_escape(0) {
                self.skip_escape();
            } else if is_name(self.byte(0)) {
                self.at += 1;
            } else {
                return;
            }
        }
    }

    fn skip_while(&mut self, belongs: impl Fn(u8) -> bool) {
        while !self.is_at_end() && belongs(self.byte(0)) {
            self.at += 1;
        }
    }

    fn skip_number(&mut self) {
        self.at += usize::from(matches!(self.byte(0), b'+' | b'-'));
        self.skip_while(|byte| byte.is_ascii_digit());
        if self.byte(0) == b'.' && self.byte(1).is_ascii_digit() {
            self.at += 1;
            self.skip_while(|byte| byte.is_ascii_digit());
        }
        let sign = usize::from(matches!(self.byte(1), b'+' | b'-'));
        if matches!(self.byte(0), b'e' | b'E') && self.byte(1 + sign).is_ascii_digit() {
            self.at += 1 + sign;
            self.skip_while(|byte| byte.is_ascii_digit());
        }
        if self.begins_name(0) {
            self.skip_name();
        } else if self.byte(0) == b'%' {
            self.at += 1;
        }
    }

    /// A string, whose opening mark stands here.
    fn string(&mut self) -> CssTokenKind {
        let mark = self.byte(0);
        self.at += 1;
        while !self.is_at_end() {
            match self.byte(0) {
                byte if byte == mark => {
                    self.at += 1;
                    return CssTokenKind::String;
                }
                byte if is_line_end(byte) => return CssTokenKind::Bad,
                b'\\' if self.text[self.at + 1..].starts_with("\r\n") => self.at += 3,
                b'\\' if is_line_end(self.byte(1)) => self.at += 2,
                b'\\' if self.is_escape(0) => self.skip_escape(),
                _ => self.at += 1,
            }
        }
        CssTokenKind::Bad
    }

    /// A name, or a function, or an address without quotation marks (4.3.4, 4.3.6).
    fn name(&mut self) -> CssTokenKind {
        let start = self.at;
        self.skip_name();
        let name = start..self.at;
        if self.byte(0) != b'(' {
            return CssTokenKind::Ident;
        }
        self.at += 1;
        if !decoded(&self.text[name]).eq_ignore_ascii_case("url") {
            return CssTokenKind::Function;
        }
        let after = self.text[self.at..].trim_start_matches(|character: char| character.is_ascii() && is_blank(character as u8));
        if after.starts_with(['"', '\'']) {
            return CssTokenKind::Function;
        }
        self.at = self.text.len() - after.len();
        let mut kind = CssTokenKind::Url;
        while !self.is_at_end() {
            match self.byte(0) {
                b')' => {
                    self.at += 1;
                    return kind;
                }
                b'\\' if self.is_escape(0) => {
                    self.skip_escape();
                    continue;
                }
                b'"' | b'\'' | b'(' | b'\\' | 0..=8 | 0xb | 0xe..=0x1f | 0x7f => kind = CssTokenKind::Bad,
                byte if is_blank(byte) => {
                    self.skip_while(is_blank);
                    if self.byte(0) != b')' {
                        kind = CssTokenKind::Bad;
                    }
                    continue;
                }
                _ => {}
            }
            self.at += 1;
        }
        CssTokenKind::Bad
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        if self.is_at_end() {
            return None;
        }
        let start = self.at;
        let kind = match self.byte(0) {
            byte if is_blank(byte) => {
                self.skip_while(is_blank);
                CssTokenKind::Space
            }
            b'/' if self.byte(1) == b'*' => {
                let end = memchr::memmem::find(&self.text.as_bytes()[start + 2..], b"*/");
                self.at = end.map_or(self.text.len(), |end| start + 2 + end + 2);
                if end.is_some() { CssTokenKind::Space } else { CssTokenKind::Bad }
            }
            b'"' | b'\'' => self.string(),
            b'#' if is_name(self.byte(1)) || self.is_escape(1) => {
                self.at += 1;
                self.skip_name();
                CssTokenKind::Hash
            }
            b'@' if self.begins_name(1) => {
                self.at += 1;
                self.skip_name();
                CssTokenKind::AtKeyword
            }
            _ if self.begins_number() => {
                self.skip_number();
                CssTokenKind::Number
            }
            b'-' if self.text[start..].starts_with("-->") => {
                self.at += 3;
                CssTokenKind::Bad
            }
            b'<' if self.text[start..].starts_with("<!--") => {
                self.at += 4;
                CssTokenKind::Bad
            }
            _ if self.begins_name(0) => self.name(),
            byte => {
                self.at += self.text[start..].chars().next().map_or(1, char::len_utf8);
                match byte {
                    b':' => CssTokenKind::Colon,
                    b';' => CssTokenKind::Semicolon,
                    b'(' | b'[' | b'{' => CssTokenKind::Open(byte),
                    b')' | b']' | b'}' => CssTokenKind::Close(byte),
                    b'\\' => CssTokenKind::Bad,
                    _ => CssTokenKind::Other,
                }
            }
        };
        Some(Token { kind, range: start..self.at })
    }
}

/// What a name or the content of a string means: its escapes decoded.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut meant = String::with_capacity(text.len());
    let mut tokens = Tokens::new(text);
    while !tokens.is_at_end() {
        let start = tokens.at;
        if tokens.is_escape(0) {
            tokens.skip_escape();
            let written = &text[start + 1..tokens.at];
            let digits = written.trim_end_matches(|character: char| character.is_ascii() && is_blank(character as u8));
            match u32::from_str_radix(digits, 16) {
                Ok(code) => meant.push(char::from_u32(code).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER)),
                Err(_) => meant.push_str(written),
            }
        } else if tokens.byte(0) == b'\\' {
            // Before a line end, in a string: both are nothing.
            tokens.at += if text[start + 1..].starts_with("\r\n") { 3 } else { 2 };
        } else {
            let character = text[start..].chars().next().unwrap_or_default();
            meant.push(character);
            tokens.at += character.len_utf8();
        }
    }
    Cow::Owned(meant)
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t') || is_line_end(byte)
}

const fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r' | b'\x0c')
}

const fn is_name_start(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || !byte.is_ascii()
}

const fn is_name(byte: u8) -> bool {
    is_name_start(byte) || byte.is_ascii_digit() || byte == b'-'
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kinds(text: &str) -> Vec<(CssTokenKind, &str)> {
        let tokens = Tokens::new(text).filter(|token| token.kind != CssTokenKind::Space);
        tokens.map(|token| (token.kind, &text[token.range])).collect()
    }

    #[test]
    fn tokens_are_those_of_the_standard() {
        use CssTokenKind::{AtKeyword, Bad, Close, Colon, Function, Hash, Ident, Number, Open, Other, Semicolon, String, Url};
        assert_eq!(
            kinds("a>b{x:-1.5e3em}"),
            [
                (Ident, "a"),
                (Other, ">"),
                (Ident, "b"),
                (Open(b'{'), "{"),
                (Ident, "x"),
                (Colon, ":"),
                (Number, "-1.5e3em"),
                (Close(b'}'), "}"),
            ]
        );
        assert_eq!(kinds("/* url(a */url( a\\)b )"), [(Url, "url( a\\)b )")]);
        assert_eq!(kinds("'/*' \"a\\\"b\" 'c\\\nd'"), [(String, "'/*'"), (String, "\"a\\\"b\""), (String, "'c\\\nd'")]);
        assert_eq!(kinds("\\75 rl(x) u\\72l(y)"), [(Url, "\\75 rl(x)"), (Url, "u\\72l(y)")]);
        assert_eq!(kinds("u/**/rl(x)")[..2], [(Ident, "u"), (Function, "rl(")]);
        assert_eq!(kinds("url( 'a' )")[0], (Function, "url( ".trim_end()));
        assert_eq!(kinds("@\\69mport #é--x;"), [(AtKeyword, "@\\69mport"), (Hash, "#é--x"), (Semicolon, ";")]);
        assert_eq!(kinds("a{b:'c\n}")[4], (Bad, "'c"));
        assert_eq!(kinds("url(a b)c"), [(Bad, "url(a b)"), (Ident, "c")]);
        for unclosed in ["/* a", "'a", "url(a", "\\"] {
            assert_eq!(kinds(unclosed), [(Bad, unclosed)]);
        }
        assert_eq!(decoded("\\75 r\\6C\\(é\\\nx"), "url(éx");
    }

    proptest! {
        #[test]
        fn tokens_cover_the_text(text in "[a-u(){};:@#'\"\\\\/*<!>0-9.e%é \n\r-]{0,24}") {
            let mut end = 0;
            for token in Tokens::new(&text) {
                prop_assert!(token.range.start == end && token.range.end > end, "{:?}", token);
                prop_assert!(text.get(token.range.clone()).is_some());
                end = token.range.end;
            }
            prop_assert_eq!(end, text.len());
            let _ = decoded(&text);
        }
    }
}
