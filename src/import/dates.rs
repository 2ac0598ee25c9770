//! The days that documents name.

/// The date with which a text begins, `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, without the hour that may follow; none when it is no date of the
/// calendar.
pub(super) fn date(text: &str) -> Option<String> {
    let text = text.trim();
    let date = text.split(['T', ' ']).next().unwrap_or_default();
    let mut parts = date.split('-');
    let mut number = |length: usize| {
        let part = parts.next()?;
        (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse::<u32>().ok())?
    };
    let year = number(4).filter(|year| *year > 0)?;
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let is_whole = match date.len() {
        4 => true,
        7 => (1..=12).contains(&number(2)?),
        10 => {
            let days = match number(2)? {
                4 | 6 | 9 | 11 => 30,
                2 => 28 + u32::from(is_leap),
                1..=12 => 31,
                _ => 0,
            };
            (1..=days).contains(&number(2)?)
        }
        _ => false,
    };
    (is_whole && (date.len() == 10 || date.len() == text.len())).then(|| date.to_owned())
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn only_dates_of_the_calendar_are_dates() {
        let good = ["2024", "2024-02", "2024-02-29", "2024-02-29T10:00:00Z", "2019-05-01 10:11:12"];
        assert!(good.iter().all(|text| date(text).is_some_and(|date| text.starts_with(&date))));
        let bad =
            ["", "0000-00-00 00:00:00", "2023-02-29", "2024-13", "2024 mars", "1er mars 2024", "2024-1-2", "2024-02-29-1", "é"];
        assert!(bad.iter().all(|text| date(text).is_none()));
    }
}
