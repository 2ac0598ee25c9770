//! The codes of languages and countries that there are, and those that are meant by other words.
//!
//! The whole registry of BCP 47 has nine thousand subtags; these are the ones that a typing mistake falls among.

use super::Lang;

/// The two-letter codes of ISO 639-1. Any other two letters are a typing mistake.
const ISO_639_1: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz \
    ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka \
    kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr \
    nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti \
    tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// The codes of countries (ISO 3166-1), with those of regions that BCP 47 has besides.
const COUNTRIES: &str = "AC AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA \
    CC CD CF CG CH CI CK CL CM CN CO CP CR CU CV CW CX CY CZ DE DG DJ DK DM DO DZ EA EC EE EG EH ER ES ET EU EZ FI FJ FK FM FO FR GA GB \
    GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU IC ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN \
    KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG \
    NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS \
    ST SV SX SY SZ TA TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM UN US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

/// Words that people write for the code of a language: its name, the code of its country, its code of three letters.
const MEANT: [(&str, &str); 66] = [
    ("allemand", "de"),
    ("anglais", "en"),
    ("ara", "ar"),
    ("arabe", "ar"),
    ("arabic", "ar"),
    ("catalan", "ca"),
    ("chi", "zh"),
    ("chinese", "zh"),
    ("chinois", "zh"),
    ("cn", "zh"),
    ("cz", "cs"),
    ("danish", "da"),
    ("deu", "de"),
    ("deutsch", "de"),
    ("dk", "da"),
    ("dutch", "nl"),
    ("ell", "el"),
    ("eng", "en"),
    ("english", "en"),
    ("espagnol", "es"),
    ("español", "es"),
    ("finnish", "fi"),
    ("fra", "fr"),
    ("français", "fr"),
    ("francais", "fr"),
    ("fre", "fr"),
    ("french", "fr"),
    ("gb", "en-GB"),
    ("ger", "de"),
    ("german", "de"),
    ("gr", "el"),
    ("grec", "el"),
    ("greek", "el"),
    ("hebrew", "he"),
    ("hébreu", "he"),
    ("iw", "he"),
    ("ita", "it"),
    ("italian", "it"),
    ("italiano", "it"),
    ("italien", "it"),
    ("japanese", "ja"),
    ("japonais", "ja"),
    ("jp", "ja"),
    ("jpn", "ja"),
    ("kr", "ko"),
    ("latin", "la"),
    ("latina", "la"),
    ("néerlandais", "nl"),
    ("nld", "nl"),
    ("pol", "pl"),
    ("polish", "pl"),
    ("polonais", "pl"),
    ("por", "pt"),
    ("portugais", "pt"),
    ("portuguese", "pt"),
    ("português", "pt"),
    ("rus", "ru"),
    ("russe", "ru"),
    ("russian", "ru"),
    ("spa", "es"),
    ("spanish", "es"),
    ("swedish", "sv"),
    ("turkish", "tr"),
    ("ua", "uk"),
    ("us", "en-US"),
    ("zho", "zh"),
];

impl Lang {
    /// Whether its language exists under this code, and its country: `fr-FR`, and not `zz`, `fra` or `en-UK`.
    #[must_use]
    pub fn is_registered(&self) -> bool {
        let primary = self.primary();
        let is_language = if primary.len() == 2 { holds(ISO_639_1, primary) } else { word_meant(primary).is_none() };
        // What follows a single letter is no region: `x-…` is private.
        let subtags = self.as_str().split('-').skip(1).take_while(|subtag| subtag.len() > 1);
        let names_country = self.as_str().split('-').skip(1).any(|subtag| country_meant(subtag).is_some());
        let mut regions = subtags.filter(|subtag| subtag.len() == 2);
        is_language && !names_country && regions.all(|region| holds(COUNTRIES, region))
    }
}

fn holds(codes: &str, code: &str) -> bool {
    codes.split_ascii_whitespace().any(|known| known == code)
}

fn word_meant(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    MEANT.iter().find(|(written, _)| *written == word).map(|(_, meant)| *meant)
}

/// The code of the country whose name, or other code, stands in a tag.
fn country_meant(subtag: &str) -> Option<&'static str> {
    Some(match subtag.to_lowercase().as_str() {
        "uk" | "england" | "britain" => "GB",
        "france" => "FR",
        "belgique" | "belgium" => "BE",
        "suisse" | "schweiz" | "svizzera" => "CH",
        "canada" | "québec" => "CA",
        "germany" => "DE",
        "espana" | "españa" | "spain" => "ES",
        "italia" | "italy" => "IT",
        "brasil" | "brazil" => "BR",
        _ => return None,
    })
}

/// The tag that is meant by `written`, which is none: `fr-FR` by `fr_FR`, `en-GB` by `en-UK`, `de` by `Deutsch`.
#[must_use]
pub fn language_meant(written: &str) -> Option<String> {
    let plain = written.trim().replace('_', "-");
    let (primary, rest) = plain.split_once('-').map_or((plain.as_str(), ""), |(primary, rest)| (primary, rest));
    let primary = word_meant(primary).unwrap_or(primary);
    let rest = country_meant(rest).unwrap_or(rest);
    let tag = if rest.is_empty() || primary.contains('-') { primary.to_owned() } else { format!("{primary}-{rest}") };
    let lang = Lang::new(&tag).filter(Lang::is_registered)?;
    (lang.as_str() != written).then(|| lang.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_exist_and_codes_that_are_meant() {
        let is_registered = |tag: &str| Lang::new(tag).is_some_and(|lang| lang.is_registered());
        for tag in
            ["fr", "fr-FR", "pt-BR", "zh-Hant-TW", "sr-Latn", "es-419", "grc", "und", "ca-valencia", "de-CH-1996", "en-x-private"]
        {
            assert!(is_registered(tag), "{tag}");
        }
        for (written, meant) in [
            ("zz", None),
            ("xx-FR", None),
            ("french", Some("fr")),
            ("Français", Some("fr")),
            ("fra", Some("fr")),
            ("fr_FR", Some("fr-FR")),
            ("en-UK", Some("en-GB")),
            ("fr-France", Some("fr-FR")),
            ("jp", Some("ja")),
            ("gb", Some("en-GB")),
            ("fr-XX", None),
        ] {
            assert!(!is_registered(written), "{written}");
            assert_eq!(language_meant(written).as_deref(), meant, "{written}");
        }
    }
}
