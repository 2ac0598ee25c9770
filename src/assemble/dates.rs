//! Dates in words: « septembre 2016 », « 1er mai 2016 », « 1 May 2016 ».

use crate::{
    book::{Book, Date, Inline},
    locale::Words,
};

/// `date` in words, to the year, the month or the day, as far as it is known.
pub(super) fn format(date: Date, words: &Words) -> String {
    words.date(date.year, date.month, date.day)
}

/// Appends the date of each dated text to its source statement, or makes it the statement.
pub(super) fn append_dates(book: &mut Book, words: &Words) {
    for section in &mut book.sections {
        let Some(date) = section.date else { continue };
        let date = format(date, words);
        let text = if section.source.is_empty() { date } else { format!(" ({date})") };
        section.source.push(Inline::label(text, words.foreign(), section.span));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    #[test]
    fn dates_say_what_is_known_of_them() {
        let formatted = |text, language| format(Date::parse(text).expect("a date"), &Words::new(language));
        assert_eq!(formatted("2016", Language::French), "2016");
        assert_eq!(formatted("2016-09", Language::French), "septembre\u{a0}2016");
        assert_eq!(formatted("2016-05-01", Language::French), "1er\u{a0}mai\u{a0}2016");
        assert_eq!(formatted("2016-05-12", Language::English), "12\u{a0}May\u{a0}2016");
    }
}
