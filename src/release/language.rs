//! Languages in the codes of libraries.

use crate::book::Lang;

/// BCP 47 and ISO 639-2/B, which differ for languages of two letters.
const CODES: &[(&str, &str)] = &[
    ("af", "afr"),
    ("ar", "ara"),
    ("be", "bel"),
    ("bg", "bul"),
    ("bn", "ben"),
    ("br", "bre"),
    ("ca", "cat"),
    ("co", "cos"),
    ("cs", "cze"),
    ("cy", "wel"),
    ("da", "dan"),
    ("de", "ger"),
    ("el", "gre"),
    ("en", "eng"),
    ("eo", "epo"),
    ("es", "spa"),
    ("et", "est"),
    ("eu", "baq"),
    ("fa", "per"),
    ("fi", "fin"),
    ("fr", "fre"),
    ("ga", "gle"),
    ("gd", "gla"),
    ("gl", "glg"),
    ("he", "heb"),
    ("hi", "hin"),
    ("hr", "hrv"),
    ("ht", "hat"),
    ("hu", "hun"),
    ("hy", "arm"),
    ("id", "ind"),
    ("is", "ice"),
    ("it", "ita"),
    ("ja", "jpn"),
    ("ka", "geo"),
    ("kk", "kaz"),
    ("km", "khm"),
    ("ko", "kor"),
    ("la", "lat"),
    ("lb", "ltz"),
    ("lo", "lao"),
    ("lt", "lit"),
    ("lv", "lav"),
    ("mg", "mlg"),
    ("mk", "mac"),
    ("mn", "mon"),
    ("ms", "may"),
    ("mt", "mlt"),
    ("nb", "nob"),
    ("nl", "dut"),
    ("nn", "nno"),
    ("no", "nor"),
    ("oc", "oci"),
    ("pl", "pol"),
    ("pt", "por"),
    ("rm", "roh"),
    ("ro", "rum"),
    ("ru", "rus"),
    ("sa", "san"),
    ("sk", "slo"),
    ("sl", "slv"),
    ("sq", "alb"),
    ("sr", "srp"),
    ("sv", "swe"),
    ("sw", "swa"),
    ("ta", "tam"),
    ("th", "tha"),
    ("tr", "tur"),
    ("uk", "ukr"),
    ("ur", "urd"),
    ("uz", "uzb"),
    ("vi", "vie"),
    ("wo", "wol"),
    ("yi", "yid"),
    ("zh", "chi"),
];

/// The code of a language in ISO 639-2/B, which ONIX wants (list 74); `und` for a language of two letters that is not in the table.
pub(super) fn iso_639_2(lang: &Lang) -> &str {
    let primary = lang.primary();
    if primary.len() == 3 {
        return primary;
    }
    CODES.iter().find(|(short, _)| *short == primary).map_or("und", |(_, code)| code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_the_codes_of_libraries() {
        let code = |tag| iso_639_2(&Lang::new(tag).expect("a language tag")).to_owned();
        assert_eq!([code("fr-FR"), code("de"), code("gsw"), code("xx")], ["fre", "ger", "gsw", "und"]);
        assert!(CODES.is_sorted());
    }
}
