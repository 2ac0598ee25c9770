//! RIS (Research Information Systems, 2011): the particle stands before the family name, the date is whole.

use super::entry::Entry;
use crate::book::Name;

pub(super) fn file(entries: &[Entry]) -> String {
    entries.iter().map(record).collect::<Vec<_>>().join("\r\n")
}

fn record(entry: &Entry) -> String {
    let mut record = String::new();
    let mut line = |tag: &str, value: &str| {
        if !value.is_empty() {
            // A value is one line. Other white space, which French needs, stays.
            record.push_str(&format!("{tag}  - {}\r\n", value.replace(['\r', '\n', '\t'], " ")));
        }
    };
    line("TY", if entry.within.is_some() { "CHAP" } else { "BOOK" });
    for author in &entry.authors {
        line("AU", &name(author));
    }
    for editor in &entry.editors {
        line("ED", &name(editor));
    }
    line("TI", &entry.full_title());
    line("T2", entry.within.as_deref().unwrap_or(&entry.collection));
    line("VL", &entry.volume.map(|number| number.to_string()).unwrap_or_default());
    if let Some((first, last)) = &entry.pages {
        line("SP", first);
        line("EP", last);
    }
    line("PB", &entry.publisher);
    let (month, day) = (entry.date.month.map(two_digits), entry.date.day.map(two_digits));
    line("PY", &format!("{:04}", entry.date.year));
    line("DA", &format!("{:04}/{}/{}/", entry.date.year, month.unwrap_or_default(), day.unwrap_or_default()));
    line("SN", entry.isbn.as_deref().unwrap_or_default());
    line("LA", &entry.language);
    line("AB", &entry.summary);
    record.push_str("ER  - \r\n");
    record
}

fn two_digits(number: i8) -> String {
    format!("{number:02}")
}

fn name(name: &Name) -> String {
    match name {
        Name::Person { given, family, .. } if given.is_empty() => family.clone(),
        Name::Person { given, family, .. } => format!("{family}, {given}"),
        Name::Group(group) => group.clone(),
    }
}
