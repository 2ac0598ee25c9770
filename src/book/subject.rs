//! Subjects of the work: words, and codes of the schemes by which the trade and libraries class books.

/// A scheme of subjects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SubjectScheme {
    /// Thema, the international one of the book trade.
    Thema,
    /// CLIL, that of French bookshops.
    Clil,
    /// BISAC, that of North American bookshops.
    Bisac,
    /// The Dewey Decimal Classification.
    Dewey,
}

impl SubjectScheme {
    const ALL: [Self; 4] = [Self::Thema, Self::Clil, Self::Bisac, Self::Dewey];

    /// Its name, as `authority` of an EPUB's subject wants it (EPUB 3.3, D.3).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Thema => "THEMA",
            Self::Clil => "CLIL",
            Self::Bisac => "BISAC",
            Self::Dewey => "DDC",
        }
    }

    /// What ONIX calls the scheme of `code` (list 27), in which each kind of Thema's qualifiers (place, language, time, purpose,
    /// interest, style) is a scheme of its own.
    #[must_use]
    pub fn onix(self, code: &str) -> &'static str {
        match self {
            Self::Thema => match code.as_bytes().first() {
                Some(b'1') => "94",
                Some(b'2') => "95",
                Some(b'3') => "96",
                Some(b'4') => "97",
                Some(b'5') => "98",
                Some(b'6') => "99",
                _ => "93",
            },
            Self::Clil => "29",
            Self::Bisac => "10",
            Self::Dewey => "01",
        }
    }

    /// Its address, by which OPDS names it.
    #[must_use]
    pub const fn address(self) -> &'static str {
        match self {
            Self::Thema => "https://ns.editeur.org/thema/",
            Self::Clil => "https://clil.org/",
            Self::Bisac => "https://www.bisg.org/#bisac",
            Self::Dewey => "http://dewey.info/",
        }
    }

    /// Whether `code` is written as its codes are: `JBCT1`, `3377`, `SOC052000`, `302.231`.
    fn has(self, code: &str) -> bool {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        match self {
            Self::Thema => {
                (1..=20).contains(&code.len())
                    && code.starts_with(|first: char| matches!(first, 'A'..='Z' | '1'..='6'))
                    && code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-')
            }
            Self::Clil => code.len() == 4 && digits(code),
            Self::Bisac => {
                code.len() == 9
                    && code.is_char_boundary(3)
                    && code[..3].bytes().all(|byte| byte.is_ascii_uppercase())
                    && digits(&code[3..])
            }
            Self::Dewey => {
                let (class, rest) = code.split_once('.').unwrap_or((code, "0"));
                class.len() == 3 && digits(class) && digits(rest)
            }
        }
    }
}

/// A subject of the work.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Subject {
    /// Scheme and code; none for words alone.
    pub code: Option<(SubjectScheme, String)>,
    /// What it is called; empty where only the code was given.
    pub words: String,
}

impl Subject {
    /// The subject that `text` names: words, or `thema:JBCT1`, which words may follow: « thema:JBCT1 Réseaux sociaux ». What is not
    /// written as a code of its scheme ([`Subject::bad_code`]) is words.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match taken_apart(text) {
            Some((scheme, code, words)) if scheme.has(code) => {
                Self { code: Some((scheme, code.to_owned())), words: words.to_owned() }
            }
            Some(_) | None => Self { code: None, words: text.trim().to_owned() },
        }
    }

    /// The scheme that `text` names and what stands in the place of its code, where that is not written as its codes are.
    #[must_use]
    pub fn bad_code(text: &str) -> Option<(SubjectScheme, &str)> {
        taken_apart(text).filter(|(scheme, code, _)| !scheme.has(code)).map(|(scheme, code, _)| (scheme, code))
    }

    /// What a reader is shown: the words, or the code where there are none.
    #[must_use]
    pub fn label(&self) -> &str {
        match &self.code {
            Some((_, code)) if self.words.is_empty() => code,
            Some(_) | None => &self.words,
        }
    }
}

/// Scheme, code and words of a text that begins with the name of a scheme and a colon.
fn taken_apart(text: &str) -> Option<(SubjectScheme, &str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let scheme = SubjectScheme::ALL.into_iter().find(|known| known.is_called(scheme.trim()))?;
    let rest = rest.trim();
    let (code, words) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    Some((scheme, code, words.trim()))
}

impl SubjectScheme {
    /// A code of it, for messages.
    #[must_use]
    pub const fn example(self) -> &'static str {
        match self {
            Self::Thema => "thema:JBCT1",
            Self::Clil => "clil:3377",
            Self::Bisac => "bisac:SOC052000",
            Self::Dewey => "dewey:302.231",
        }
    }

    fn is_called(self, name: &str) -> bool {
        name.eq_ignore_ascii_case(self.name()) || (self == Self::Dewey && name.eq_ignore_ascii_case("dewey"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Subject, SubjectScheme};

    #[test]
    fn codes_are_told_from_words() {
        let coded = |text| Subject::parse(text).code;
        assert_eq!(coded("thema:JBCT1"), Some((SubjectScheme::Thema, "JBCT1".to_owned())));
        assert_eq!(coded("CLIL : 3377"), Some((SubjectScheme::Clil, "3377".to_owned())));
        assert_eq!(coded("bisac:SOC052000"), Some((SubjectScheme::Bisac, "SOC052000".to_owned())));
        assert_eq!(coded("dewey:302.231"), Some((SubjectScheme::Dewey, "302.231".to_owned())));
        let words = ["réseaux sociaux", "histoire:1900", ":"];
        let mistaken =
            ["thema: un mot", "thema:7AB", "clil:33770", "clil:é377", "bisac:éSOC5200", "dewey:302.", "dewey:30", "thema:"];
        for words in words.into_iter().chain(mistaken) {
            assert_eq!(Subject::parse(words), Subject { code: None, words: words.to_owned() });
        }
        assert!(words.into_iter().all(|words| Subject::bad_code(words).is_none()));
        assert!(mistaken.into_iter().all(|mistake| Subject::bad_code(mistake).is_some()));
        for scheme in SubjectScheme::ALL {
            assert_eq!(coded(scheme.example()).map(|(scheme, _)| scheme), Some(scheme));
        }
        // ONIX, list 27: qualifiers of Thema have schemes of their own.
        let listed = |text| coded(text).map(|(scheme, code)| scheme.onix(&code));
        assert_eq!(
            [listed("thema:JBCT1"), listed("thema:1DDF"), listed("thema:3MR"), listed("clil:3377")],
            [Some("93"), Some("94"), Some("96"), Some("29")]
        );
        let named = Subject::parse("thema:JBCT1 Réseaux sociaux");
        assert_eq!((named.label(), Subject::parse("thema:JBCT1").label()), ("Réseaux sociaux", "JBCT1"));
    }
}
