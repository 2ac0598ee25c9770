//! The fonts in the program: which files, and what each is for. Where they come from is in fonts/provenance.yaml.

use super::family::FamilyRole;

/// A font file in the program.
pub(super) struct Embedded {
    /// What its family is for; none for a fallback.
    pub(super) role: Option<FamilyRole>,
    /// The file.
    pub(super) data: &'static [u8],
    /// The licence of its family.
    pub(super) licence: &'static str,
}

macro_rules! faces {
    ($($role:expr, $folder:literal $file:literal;)+) => {
        &[$(Embedded {
            role: $role,
            data: include_bytes!(concat!("../../fonts/", $folder, "/", $file)),
            licence: include_str!(concat!("../../fonts/", $folder, "/OFL.txt")),
        }),+]
    };
}

/// Every file; the order of the fallbacks is the order in which they are asked.
pub(super) const FACES: &[Embedded] = faces! {
    Some(FamilyRole::Text), "eb-garamond" "EBGaramond_400Regular.ttf";
    Some(FamilyRole::Text), "eb-garamond" "EBGaramond_400Regular_Italic.ttf";
    Some(FamilyRole::Text), "eb-garamond" "EBGaramond_700Bold.ttf";
    Some(FamilyRole::Text), "eb-garamond" "EBGaramond_700Bold_Italic.ttf";
    Some(FamilyRole::Sans), "alegreya-sans" "AlegreyaSans_400Regular.ttf";
    Some(FamilyRole::Sans), "alegreya-sans" "AlegreyaSans_400Regular_Italic.ttf";
    Some(FamilyRole::Sans), "alegreya-sans" "AlegreyaSans_700Bold.ttf";
    Some(FamilyRole::Sans), "alegreya-sans" "AlegreyaSans_700Bold_Italic.ttf";
    Some(FamilyRole::Mono), "source-code-pro" "SourceCodePro_400Regular.ttf";
    None, "noto-naskh-arabic-2020" "NotoNaskhArabic-Regular.ttf";
    None, "noto-naskh-arabic-2020" "NotoNaskhArabic-Bold.ttf";
    None, "noto-naskh-arabic" "NotoNaskhArabic_400Regular.ttf";
    None, "noto-sans-symbols-2" "NotoSansSymbols2_400Regular.ttf";
    None, "noto-emoji" "NotoEmoji_400Regular.ttf";
};
