//! Dates of the calendar, known to the day, the month or the year.

use std::fmt;

/// A date that may be known to the year, the month or the day only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year, 1 to 9999.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: Option<i8>,
    /// Day of the month; only with a month.
    pub day: Option<i8>,
}

impl Date {
    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; none when it is no date of the calendar.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |part: &str, length: usize| {
            (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse::<i16>().ok()).flatten()
        };
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4).filter(|&year| year > 0)?;
        let (month, day) = (parts.next(), parts.next());
        if parts.next().is_some() {
            return None;
        }
        let month =
            month.map(|part| digits(part, 2).and_then(|month| i8::try_from(month).ok())).map_or(Some(None), |m| m.map(Some))?;
        let day = day.map(|part| digits(part, 2).and_then(|day| i8::try_from(day).ok())).map_or(Some(None), |d| d.map(Some))?;
        let number = |part: Option<i8>| u32::try_from(part.unwrap_or(1)).ok();
        chrono::NaiveDate::from_ymd_opt(year.into(), number(month)?, number(day)?)?;
        Some(Self { year, month, day })
    }

    /// The first day that it may mean: (year, month, day).
    #[must_use]
    pub fn first_day(self) -> (i16, i8, i8) {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }
}

impl fmt::Display for Date {
    /// As ISO 8601 writes it, to the precision known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn dates_are_of_the_calendar() {
        let read = |text| Date::parse(text).map(|date| date.to_string());
        assert_eq!(read("2016-09"), Some("2016-09".to_owned()));
        assert_eq!(read("2016-02-29"), Some("2016-02-29".to_owned()));
        for wrong in ["2016-13", "2015-02-29", "16", "2016-9", "2016-09-01-02", "+016", ""] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
