//! The files of a new book, volume and text, in the language of the book: with comments that say what each key is for, and with words
//! that must be replaced, which every command calls errors until they are.

use crate::{
    book::{Date, Slug},
    import::edits::quote_scalar,
    locale::{Language, Words},
    manifest::{SchemaKind, of_a_person, schema, turned_name},
    source::PLACEHOLDERS,
};

/// What a new book is made of, as far as the editor has said it.
pub(super) struct NewBook<'a> {
    pub(super) title: Option<&'a str>,
    /// The names of those who edit the book.
    pub(super) editors: Vec<&'a str>,
    pub(super) tomes: u32,
    /// A BCP 47 tag.
    pub(super) language: &'a str,
    pub(super) today: Date,
}

/// The words of a book in this language.
pub(super) fn words(language: &str) -> Words {
    Words::new(Language::of_tag(language))
}

/// Words that stand for what only the editor knows, in the language of the book.
fn placeholder(what: &str, words: &Words) -> String {
    let [french, english] = PLACEHOLDERS;
    let what = words.word(what);
    // A space that can be typed again.
    if words.language() == Language::French { format!("{french} : {what}") } else { format!("{english}: {what}") }
}

/// The value, or a placeholder for it, as YAML.
fn value(given: Option<&str>, what: &str, words: &Words) -> String {
    quote_scalar(&given.map_or_else(|| placeholder(what, words), str::to_owned))
}

/// Each line of a message as a comment.
fn comment(id: &str, indent: &str, words: &Words) -> String {
    words.word(id).lines().map(|line| format!("{indent}# {}\n", line.trim())).collect()
}

/// The line that tells text editors which keys a file has.
fn schema_line(name: &str) -> String {
    format!("# yaml-language-server: $schema=../.schemas/{name}.json\n")
}

/// The paths and texts of a new book.
pub(super) fn book(new: &NewBook<'_>) -> Vec<(String, String)> {
    let words = &words(new.language);
    let mut editors: Vec<(String, Option<&str>)> = Vec::new();
    for name in &new.editors {
        let id = Slug::from_text(name).to_string();
        if !editors.iter().any(|(other, _)| *other == id) {
            editors.push((id, Some(name)));
        }
    }
    if editors.is_empty() {
        editors.push(("redaction".to_owned(), None));
    }
    let ids: Vec<&str> = editors.iter().map(|(id, _)| id.as_str()).collect();
    let person = |(id, name): &(String, Option<&str>)| {
        format!("{id}:\n{}  bio: {}\n", person_name(*name, words), value(None, "new-bio", words))
    };
    let people: Vec<String> = editors.iter().map(person).collect();
    let tomes: Vec<String> = (1..=new.tomes).map(|number| format!("tome{number}")).collect();
    let about = |id: &str| comment(id, "", words);
    let inner = |id: &str| comment(id, "  ", words);
    let mut files = vec![
        (
            "book/book.yaml".to_owned(),
            format!(
                "{}{}title: {}\n{}language: {}\n{}editors: [{}]\n{}publisher:\n  name: {}\n  address: [{}]\nrights: {}\n{}tomes: [{}]\npage:\n{}  format: 160x240\n{}# legal:\n#   price: 12 €\n",
                schema_line("book"),
                about("new-about-book"),
                value(new.title, "new-book-title", words),
                about("new-about-language"),
                new.language,
                about("new-about-editors"),
                ids.join(", "),
                about("new-about-publisher"),
                value(None, "new-publisher", words),
                value(None, "new-address", words),
                quote_scalar(&words.word("new-rights")),
                about("new-about-tomes"),
                tomes.join(", "),
                inner("new-about-format"),
                about("new-about-price"),
            ),
        ),
        (
            "book/people.yaml".to_owned(),
            format!("{}{}{}{}", schema_line("people"), about("new-about-people"), people.join("\n"), inner("new-about-portrait"),),
        ),
        (
            "book/sponsors.yaml".to_owned(),
            format!(
                "{}{}tiers:\n  - id: gold\n    title: {}\n  - id: sponsor\n    title: {}\n{}sponsors: []\n",
                schema_line("sponsors"),
                about("new-about-tiers"),
                quote_scalar(&words.word("new-tier-gold")),
                quote_scalar(&words.word("new-tier-sponsor")),
                about("new-about-sponsors"),
            ),
        ),
    ];
    files.push(pictures("book", "new-about-book-pictures", words));
    for (number, tome) in (1..).zip(&tomes) {
        files.extend(volume(number, tome, ids[0], new.today, words));
    }
    files.push((".gitignore".to_owned(), "/output/\n".to_owned()));
    for (name, kind) in SchemaKind::ALL {
        files.push((format!(".schemas/{name}.json"), format!("{:#}\n", schema(kind))));
    }
    files
}

/// The text and the tome.yaml of a new volume in the folder `tome`.
pub(super) fn volume(number: u32, tome: &str, editor: &str, today: Date, words: &Words) -> Vec<(String, String)> {
    let file = words.word("new-first-file");
    let about = |id: &str| comment(id, "", words);
    let order = format!(
        "{}number: {number}\n{}# title: …\n{}date: {today}\n{}# isbn: {{ print: 978-…, pdf: 978-…, epub: 978-… }}\n{}front: [half-title, title, legal, sponsors, contents]\n{}body:\n  - {file}\nback: [contributors, accessibility, colophon]\n",
        schema_line("tome"),
        about("new-about-tome-title"),
        about("new-about-date"),
        about("new-about-isbn"),
        about("new-about-front"),
        about("new-about-body"),
    );
    let title = placeholder("new-text-title", words);
    vec![
        (format!("{tome}/{file}"), text(&title, "text", &[editor.to_owned()], words)),
        (format!("{tome}/tome.yaml"), order),
        pictures(tome, "new-about-tome-pictures", words),
    ]
}

/// A file that says what the folder of pictures is for, so that the folder is there, in Git too.
fn pictures(folder: &str, about: &str, words: &Words) -> (String, String) {
    (format!("{folder}/images/{}", words.word("new-pictures-file")), words.word(about) + "\n")
}

/// A new text with its header.
pub(super) fn text(title: &str, kind: &str, authors: &[String], words: &Words) -> String {
    let body = if kind == "interview" {
        // Each turn is to be replaced: none of them can end up in the book.
        let [question, answer] = ["new-interview-question", "new-interview-answer"].map(|what| placeholder(what, words));
        format!("::: question\n{question}\n:::\n\n::: answer\n{answer}\n:::")
    } else {
        placeholder("new-text-body", words)
    };
    let authors = if authors.is_empty() { String::new() } else { format!("authors: [{}]\n", authors.join(", ")) };
    format!(
        "---\ntitle: {}\nkind: {kind}\n{authors}{}status: draft\n---\n{body}\n",
        quote_scalar(title),
        comment("new-about-status", "", words),
    )
}

/// The key `name` of a person with their two names, of a group with its one; of somebody unknown with words to replace.
pub(super) fn person_name(name: Option<&str>, words: &Words) -> String {
    match name {
        Some(name) => format!("{}\n", name_of(name)),
        None => {
            let (given, family) = (value(None, "new-given", words), value(None, "new-family", words));
            format!("  name: {{ given: {given}, family: {family} }}\n")
        }
    }
}

/// The key `name` of a person with their two names, of a group with its one.
pub(super) fn name_of(name: &str) -> String {
    match turned_name(name).or_else(|| of_a_person(name)) {
        Some((given, family)) => format!("  name: {{ given: {}, family: {} }}", quote_scalar(&given), quote_scalar(&family)),
        None => format!("  name: {}", quote_scalar(name)),
    }
}

/// The entry of a new person in people.yaml.
pub(super) fn person(id: &Slug, name: &str, role: Option<&str>, words: &Words) -> String {
    let role = role.map_or_else(String::new, |role| format!("  role: {}\n", quote_scalar(role)));
    format!("{id}:\n{}{role}  bio: {}\n", person_name(Some(name), words), value(None, "new-bio", words))
}

/// The entry of a new sponsor in sponsors.yaml, without its dash.
pub(super) fn sponsor(name: &str, tier: &str, url: Option<&str>, tagline: Option<&str>) -> String {
    let line =
        |key: &str, value: Option<&str>| value.map_or_else(String::new, |value| format!("\n{key}: {}", quote_scalar(value)));
    format!("name: {}\ntier: {tier}{}{}", quote_scalar(name), line("tagline", tagline), line("url", url))
}
