//! Roman numerals, as kings, centuries and volumes have them.

/// Whether `numeral` is a well-formed Roman numeral from I to XXXIX.
pub(super) fn is_roman(numeral: &str) -> bool {
    let tens = numeral.len() - numeral.trim_start_matches('X').len();
    let units = &numeral[tens..];
    !numeral.is_empty() && tens <= 3 && ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"].contains(&units)
}
