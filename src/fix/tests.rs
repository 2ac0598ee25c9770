//! Each kind of slip with its one answer, and what must stay as it is.

use super::*;

const BOOK: &str = "title: Cas\nlanguage: fr\neditors: [ada]\nrights: ©\ntomes: [tome1]\n";
const PEOPLE: &str = "ada:\n  name: { given: Ada, family: Cas }\n";
const TOME: &str = "number: 1\nbody: [01-cas.md]\n";
const TEXT: &str = "---\ntitle: Un cas\nkind: text\nauthors: [ada]\nstatus: draft\n---\nUn cas.\n";

/// The files of a small book, with `changed` in the place of some of them or beside them.
fn book(changed: &[(&str, &[u8])]) -> Vec<(String, Vec<u8>)> {
    let all = [("book/book.yaml", BOOK), ("book/people.yaml", PEOPLE), ("tome1/tome.yaml", TOME), ("tome1/01-cas.md", TEXT)];
    let kept = all.iter().filter(|(path, _)| !changed.iter().any(|(other, _)| other == path));
    let kept = kept.map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
    kept.chain(changed.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec()))).collect()
}

/// What becomes of `text` in the file `path`.
fn mended(path: &str, text: &str) -> String {
    let fixed = fix(book(&[(path, text.as_bytes())]));
    fixed.into_iter().find(|file| file.path == path).map_or_else(|| text.to_owned(), |file| file.after)
}

/// A header with this line in the place of its title.
fn header(line: &str) -> String {
    TEXT.replace("title: Un cas", line)
}

#[test]
fn a_book_without_slips_stays_as_it_is() {
    assert_eq!(fix(book(&[])), []);
}

#[test]
fn a_slip_of_yaml_has_one_answer() {
    for (written, wanted) in [
        ("title: Entretien : la suite", "title: \"Entretien : la suite\""),
        ("title: Entretien #3 avec Ada # une note", "title: \"Entretien #3 avec Ada # une note\""),
        ("title: Un cas : deux # à revoir", "title: \"Un cas : deux\" # à revoir"),
        ("title: #612rencontres", "title: \"#612rencontres\""),
        ("title: *Important*", "title: \"*Important*\""),
        ("title: @jmob", "title: \"@jmob\""),
        ("title: - la suite", "title: \"- la suite\""),
        ("title: 'L'art'", "title: \"L'art\""),
        ("title: \"Un\" cas : deux", "title: \"\\\"Un\\\" cas : deux\""),
        ("title:Un cas", "title: Un cas"),
        ("title:\u{a0}Un cas", "title: Un cas"),
        ("title: \"Un cas", "title: \"Un cas\""),
        ("title: [Un cas]", "title: \"[Un cas]\""),
        ("Title: Un cas", "title: Un cas"),
        ("title: Un cas\ndate: 15/11/2026", "title: Un cas\ndate: 2026-11-15"),
        ("title: Un cas\ndate: novembre 2026", "title: Un cas\ndate: 2026-11"),
        ("title: Un cas\nsummary: Un long\nrésumé", "title: Un cas\nsummary: Un long\n  résumé"),
    ] {
        assert_eq!(mended("tome1/01-cas.md", &header(written)), header(wanted), "{written}");
    }
}

#[test]
fn no_break_spaces_at_the_head_of_a_line_become_ordinary_ones() {
    for blank in ["\u{a0}\u{a0}", " \u{202f}"] {
        let people = format!("ada:\n{blank}name: {{ given: Ada, family: Cas }}\n{blank}bio: Elle.\n");
        assert_eq!(mended("book/people.yaml", &people), people.replace(blank, "  "), "{blank:?}");
    }
}

#[test]
fn a_line_that_continues_no_sentence_stays() {
    for line in ["// à revoir", "=====", "* * *", "Jean Martin", "TODO photo", "bea", "<<<<<<< HEAD", "suite"] {
        let people =
            format!("ada:\n  name: {{ given: Ada, family: Cas }}\n  bio: Elle dirige le livre.\n{line}\nbea:\n  name: Bea\n");
        assert_eq!(mended("book/people.yaml", &people), people, "{line}");
    }
    let bare = "ada:\n  name: Ada\n  bio: Elle dirige le\nbea\n  name: Bea\n";
    assert_eq!(mended("book/people.yaml", bare), bare);
}

#[test]
fn hyphens_of_other_programs_become_those_of_the_keyboard() {
    let tome = format!("{TOME}isbn: {{ print: 978\u{2011}2\u{2011}12\u{2011}345680\u{2011}3 }}\ndate: 2026\u{2013}11\n");
    let wanted = tome
        .replace("isbn: { print: 978\u{2011}2\u{2011}12\u{2011}345680\u{2011}3 }", "isbn: { print: 978-2-12-345680-3 }")
        .replace('\u{2013}', "-");
    assert_eq!(mended("tome1/tome.yaml", &tome), wanted);
}

#[test]
fn tabs_become_the_indentation_of_their_level() {
    let people = "ada:\n\tname:\n\t\tgiven: Ada\n\t\tfamily: Cas\n\tbio: Elle.\nbea:\n  name: Bea\n\trole: Un\n";
    let wanted = "ada:\n  name:\n    given: Ada\n    family: Cas\n  bio: Elle.\nbea:\n  name: Bea\n  role: Un\n";
    assert_eq!(mended("book/people.yaml", people), wanted);
}

#[test]
fn several_slips_of_a_file_are_mended_and_comments_stay() {
    let people = "# Les auteurs\nada:\n  name: { given: Ada, family: Cas } # elle\n  role: Un : deux\n  bio: Les : cas.\n\nbea:\n  name: Bea : Cas\n";
    let wanted = "# Les auteurs\nada:\n  name: { given: Ada, family: Cas } # elle\n  role: \"Un : deux\"\n  bio: \"Les : cas.\"\n\nbea:\n  name: \"Bea : Cas\"\n";
    assert_eq!(mended("book/people.yaml", people), wanted);
}

#[test]
fn what_has_two_answers_is_left() {
    for line in [
        // A comment, or a part of the title?
        "title: Un cas # à revoir",
        // An American or a French date? The book is French: that one has an answer; this one is no date at all.
        "title: Un cas\ndate: bientôt",
        "title: Un cas\nzygomatique: x",
        "title: { a: b : c }",
    ] {
        assert_eq!(mended("tome1/01-cas.md", &header(line)), header(line), "{line}");
    }
    let english = BOOK.replace("language: fr", "language: en").replace("rights", "date: 03/04/2026\nrights");
    assert_eq!(mended("book/book.yaml", &english), english);
}

#[test]
fn a_sentence_is_never_touched_but_for_guillemets_typed_as_two_signs() {
    let text = TEXT.replace(
        "Un cas.\n",
        "Il dit : <<bien sûr>> #3, *oui* ; `a << b >> c`.\n\n```\n<<code>>\n```\n\n    <<code>>\n\nx << y\n",
    );
    let wanted = text.replace("<<bien sûr>>", "«bien sûr»");
    assert_eq!(mended("tome1/01-cas.md", &text), wanted);
}

#[test]
fn encodings_and_letters_are_brought_to_utf_8_and_composed() {
    let text = TEXT.replace("Un cas.", "Été, déjà — œuvre.");
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
    let utf_16: Vec<u8> = "\u{feff}"
        .chars()
        .chain(text.chars())
        .flat_map(|sign| u16::try_from(u32::from(sign)).unwrap_or(63).to_le_bytes())
        .collect();
    for (bytes, encoding) in [(latin.to_vec(), "Windows-1252"), (utf_16, "UTF-16")] {
        let fixed = fix(book(&[("tome1/01-cas.md", &bytes)]));
        assert_eq!(fixed.len(), 1, "{encoding}");
        assert_eq!((fixed[0].encoding, &fixed[0].after), (Some(encoding), &text));
    }
    let decomposed = text.replace('é', "e\u{301}");
    assert_eq!(mended("tome1/01-cas.md", &decomposed), text);
    assert_eq!(mended("tome1/01-cas.md", &text.replace('é', "Ã©").replace('—', "â€”")), text);
    // Bytes of no encoding stay.
    assert_eq!(fix(book(&[("tome1/01-cas.md", b"---\n\x81\xff\x00\n")])), []);
}

#[test]
fn names_get_their_endings_and_no_file_takes_the_place_of_another() {
    let fixed =
        fix(book(&[("tome1/02-x.md.txt", TEXT.as_bytes()), ("tome1/03-Y.MD", TEXT.as_bytes()), ("book/Sponsors.yml", b"")]));
    let names: Vec<_> = fixed.iter().filter_map(|file| Some((file.path.as_str(), file.renamed.as_deref()?))).collect();
    let wanted =
        [("tome1/02-x.md.txt", "tome1/02-x.md"), ("tome1/03-Y.MD", "tome1/03-Y.md"), ("book/Sponsors.yml", "book/sponsors.yaml")];
    assert_eq!(names, wanted);
    assert_eq!(fix(book(&[("tome1/01-cas.MD", TEXT.as_bytes())])), []);
}

#[test]
fn a_text_is_listed_where_its_name_belongs() {
    let tome = "number: 1\nbody:\n  - part: Un\n    texts:\n      - 01-cas.md # le premier\n      - 03-x.md\n  - part: Deux\n    texts: [05-x.md, 07-x.md]\n";
    let names = ["02-a.md", "03-x.md", "04-x.md", "05-x.md", "06-x.md", "07-x.md"];
    let paths: Vec<String> = names.iter().map(|name| format!("tome1/{name}")).collect();
    let mut files: Vec<(&str, &[u8])> = paths.iter().map(|path| (path.as_str(), TEXT.as_bytes())).collect();
    files.push(("tome1/tome.yaml", tome.as_bytes()));
    let fixed = fix(book(&files));
    // The fourth stands between two parts.
    let wanted = tome.replace("premier\n", "premier\n      - 02-a.md\n").replace("05-x.md, ", "05-x.md, 06-x.md, ");
    assert_eq!(fixed.iter().map(|file| file.after.as_str()).collect::<Vec<_>>(), [wanted]);
}

#[test]
fn an_isbn_gets_the_hyphens_of_its_parts() {
    let tome = "number: 1\nbody: [01-cas.md]\nisbn:\n  epub: \"9782955037867\"\n  print: 978-2-0703-6002-4 # du papier\n";
    let wanted = tome.replace("9782955037867", "978-2-9550378-6-7").replace("978-2-0703-6002-4", "978-2-07-036002-4");
    assert_eq!(mended("tome1/tome.yaml", tome), wanted);
}

#[test]
fn a_difference_shows_the_lines_around() {
    assert_eq!(diff::diff("a\nb\nc\nd\n", "a\nB\nc\nd\ne\n", 1), "@@ 1 @@\n a\n-b\n+B\n c\n d\n+e\n");
}
