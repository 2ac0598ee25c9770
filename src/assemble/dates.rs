//! Dates in words: « septembre 2016 », « 1er mai 2016 », « 1 May 2016 ».

use crate::{
    book::{Book, Date, Inline},
    locale::{Argument, Words},
};

/// `date` in words, to the year, the month or the day, as far as it is known.
pub(super) fn format(date: Date, words: &Words) -> String {
    let year = date.year.to_string();
    let Some(month) = date.month else { return year };
    let month = words.word(&format!("month-{month}"));
    match date.day {
        None => words.say("date-month", &[("month", Argument::Text(&month)), ("year", Argument::Text(&year))]),
        Some(day) => {
            let label = if day == 1 { "date-first-day" } else { "date-day" };
            let day = day.to_string();
            let arguments = [("day", Argument::Text(&day)), ("month", Argument::Text(&month)), ("year", Argument::Text(&year))];
            words.say(label, &arguments)
        }
    }
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
