//! A release: what goes out, what it says of people and numbers, what it refuses.

use super::program::{answer, command, run, write_two_volumes};
use sha2::{Digest as _, Sha256};
use std::{collections::BTreeSet, fs, path::Path};

const BOOK: &str = "title: Le jardin partagé\nlanguage: fr\neditors: [jeanne]\ncollective: '& Voisins'\ntomes: [tome1, tome2]\n\
                    publisher: { name: Éditions d’Essai, email: bonjour@example.org }\nsubjects: [jardins, villes, 'thema:WMP Jardinage', 'thema:1DDF', 'clil:3971']\n\
                    legal: { price: '12,50 €' }\n";
const PEOPLE: &str = "jeanne:\n  name: { given: Jeanne, family: de La Haie, sort: La Haie }\n\
                      paul:\n  name: { given: Paul, family: Serre }\natelier:\n  name: L’atelier\n";
const TOME: &str = "number: 1\ndate: 2026-03-04\nisbn: { epub: 978-2-9550378-6-7 }\nsummary: |\n  Deux rues & un potager.\n\n  Un banc\n  au milieu.\n\
                    front: [title, 01-ouverture.md]\nbody: [02-seuils.md]\n";
const PREFACE: &str =
    "---\ntitle: Ouvrir la grille\nauthors: [paul]\nkind: preface\nstatus: approved\n---\n\nUn mot, puis un autre.\n";
const TEXT: &str = "---\ntitle: Les seuils\nauthors: [atelier, paul]\nkind: text\nstatus: approved\n---\n\nDix pas suffisent.\n";

fn project(folder: &Path) {
    write_two_volumes(folder, [BOOK, PEOPLE, TOME], &[("01-ouverture.md", PREFACE), ("02-seuils.md", TEXT)]);
}

fn names(folder: &Path) -> BTreeSet<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_release_names_its_files_and_says_who_made_the_book() {
    let folder = tempfile::tempdir().unwrap();
    project(folder.path());
    let (status, said) = run(folder.path(), &["release"]);
    assert_eq!(status, Some(0), "{said}");
    let place = folder.path().join("output/release");
    let expected = [
        "editions-d-essai_le-jardin-partage-tome-1_9782955037867.epub",
        "editions-d-essai_le-jardin-partage-tome-1.pdf",
        "editions-d-essai_le-jardin-partage-tome-1_cover.jpg",
        "editions-d-essai_le-jardin-partage-tome-1_cover-small.jpg",
        "editions-d-essai_le-jardin-partage-tome-2.epub",
        "editions-d-essai_le-jardin-partage-tome-2.pdf",
        "editions-d-essai_le-jardin-partage-tome-2_cover.jpg",
        "editions-d-essai_le-jardin-partage-tome-2_cover-small.jpg",
        "SHA256SUMS",
        "citations.bib",
        "citations.csl.json",
        "citations.ris",
        "citations.yaml",
        "index.html",
        "onix.xml",
        "opds.json",
        "opds.xml",
        "release.json",
    ];
    assert_eq!(names(&place), expected.map(str::to_owned).into());
    let read = |name: &str| fs::read_to_string(place.join(name)).unwrap();
    let onix: String = read("onix.xml").lines().map(str::trim).collect();
    for part in [
        "<RecordReference>urn:isbn:9782955037867</RecordReference>",
        "<ProductIDType>15</ProductIDType><IDValue>9782955037867</IDValue>",
        "<ContributorRole>B01</ContributorRole><PersonName>Jeanne de La Haie</PersonName>",
        "<NamesBeforeKey>Jeanne</NamesBeforeKey><PrefixToKey>de</PrefixToKey><KeyNames>La Haie</KeyNames>",
        "<ContributorRole>A01</ContributorRole><CorporateName>Voisins</CorporateName>",
        // A preface and a text, one element.
        "<ContributorRole>A15</ContributorRole><ContributorRole>A32</ContributorRole><PersonName>Paul Serre</PersonName>",
        "<ContributorRole>A32</ContributorRole><CorporateName>L’atelier</CorporateName>",
        "<PriceType>04</PriceType><PriceAmount>12.50</PriceAmount><CurrencyCode>EUR</CurrencyCode>",
        "textformat=\"05\"><p>Deux rues &amp; un potager.</p><p>Un banc au milieu.</p></Text>",
        // A qualifier of Thema is no main subject, and has a scheme of its own.
        "<Subject><MainSubject/><SubjectSchemeIdentifier>93</SubjectSchemeIdentifier><SubjectCode>WMP</SubjectCode>\
         <SubjectHeadingText>Jardinage</SubjectHeadingText></Subject>\
         <Subject><SubjectSchemeIdentifier>94</SubjectSchemeIdentifier><SubjectCode>1DDF</SubjectCode></Subject>\
         <Subject><MainSubject/><SubjectSchemeIdentifier>29</SubjectSchemeIdentifier><SubjectCode>3971</SubjectCode></Subject>\
         <Subject><SubjectSchemeIdentifier>20</SubjectSchemeIdentifier><SubjectHeadingText>jardins; villes</SubjectHeadingText>",
        "<Date dateformat=\"00\">20260304</Date>",
        // The set is a record of its own, not sold as a whole.
        "<ProductComposition>11</ProductComposition>",
        "<UnpricedItemType>05</UnpricedItemType>",
    ] {
        assert!(onix.contains(part), "{part}\n{onix}");
    }
    // Nobody has signed a check: no conformity is claimed.
    for claim in ["04", "05", "82", "85", "13", "52"] {
        let feature = format!("<ProductFormFeatureType>09</ProductFormFeatureType><ProductFormFeatureValue>{claim}<");
        assert!(!onix.contains(&feature), "{claim}");
    }
    assert!(read("citations.ris").contains("ED  - de La Haie, Jeanne\r\n"));
    assert!(read("citations.ris").contains("DA  - 2026/03/04/\r\n"));
    assert!(
        read("citations.bib").contains("editor = {de La Haie, Jeanne}") && read("citations.bib").contains("author = {{Voisins}}")
    );
    assert!(read("citations.csl.json").contains("\"non-dropping-particle\": \"de\""));
    assert!(read("index.html").contains("<p>Deux rues &amp; un potager.</p>\n<p>Un banc au milieu.</p>"));
    assert!(read("citations.ris").contains("AB  - Deux rues & un potager. Un banc au milieu.\r\n"));
    assert!(read("citations.yaml").contains("prefix: \"de\""));
    assert!(read("opds.json").contains("\"sortAs\": \"La Haie, Jeanne de\""));
}

#[test]
fn free_of_charge_is_said_only_of_what_the_book_says_it_of() {
    let folder = tempfile::tempdir().unwrap();
    project(folder.path());
    let place = folder.path().join("output/release");
    let (open, plain) = ("acquisition/open-access", "http://opds-spec.org/acquisition\"");
    for (price, first, second) in [
        // The first volume has an ISBN, so that it is in trade; the second prints that it is not for sale.
        ("", "<UnpricedItemType>04", "<UnpricedItemType>01"),
        ("legal: { price: not-for-sale }\n", "<UnpricedItemType>01", "<UnpricedItemType>01"),
        ("legal: { price: 0 € }\n", "<UnpricedItemType>01", "<UnpricedItemType>01"),
        ("legal: { price: 9 € }\n", "<PriceAmount>9.00<", "<PriceAmount>9.00<"),
    ] {
        let book = BOOK.replace("legal: { price: '12,50 €' }\n", price);
        fs::write(folder.path().join("book/book.yaml"), book).unwrap();
        let (status, said) = run(folder.path(), &["release"]);
        assert_eq!(status, Some(0), "{said}");
        let read = |name: &str| fs::read_to_string(place.join(name)).unwrap();
        let onix = read("onix.xml");
        let supplies: Vec<&str> = onix.split("<ProductSupply>").skip(1).collect();
        // EPUB and PDF of each volume, then the sets.
        for (supply, wanted) in supplies.iter().zip([first, first, second, second]) {
            assert!(supply.contains(wanted), "{price}: {wanted}\n{supply}");
            assert_eq!(supply.matches("<UnpricedItemType>").count() + supply.matches("<Price>").count(), 1, "{supply}");
        }
        let free = [first, second].iter().filter(|wanted| wanted.ends_with("01")).count();
        let unknown = [first, second].iter().filter(|wanted| wanted.ends_with("04")).count();
        for feed in ["opds.json", "opds.xml"] {
            assert_eq!(
                (read(feed).matches(open).count(), read(feed).matches(plain).count()),
                (2 * free, 4 - 2 * free),
                "{price}"
            );
        }
        let page = read("index.html").replace(' ', "");
        let told = ["true", "false"].map(|value| page.matches(&format!("\"isAccessibleForFree\":{value}")).count());
        assert_eq!(told, [free, 2 - free - unknown], "{price}");
    }
}

#[test]
fn a_volume_that_appears_after_the_day_of_its_records_is_announced() {
    let folder = tempfile::tempdir().unwrap();
    project(folder.path());
    let place = folder.path().join("output/release");
    // 1 March 2026, three days before the volume; 4 March.
    for (seconds, availability, status, kind) in [("1772323200", "10", "02", "02"), ("1772582400", "20", "04", "03")] {
        let output = command(folder.path(), &["release", "tome1"]).env("SOURCE_DATE_EPOCH", seconds).output().unwrap();
        assert_eq!(answer(&output).0, Some(0));
        let onix: String = fs::read_to_string(place.join("onix.xml")).unwrap().lines().map(str::trim).collect();
        for part in [
            format!("<ProductAvailability>{availability}<"),
            format!("<PublishingStatus>{status}<"),
            format!("<NotificationType>{kind}<"),
        ] {
            assert!(onix.contains(&part), "{part}\n{onix}");
        }
        assert_eq!(onix.contains("<SupplyDateRole>08</SupplyDateRole><Date dateformat=\"00\">20260304<"), availability == "10");
    }
    // No byte of the records depends on the clock; what is said does.
    let tome = TOME.replace("2026-03-04", "2999-01-01");
    fs::write(folder.path().join("tome1/tome.yaml"), tome).unwrap();
    let (status, said) = run(folder.path(), &["release", "tome1"]);
    assert!(status == Some(0) && said.contains("tome1 appears on 2999-01-01"), "{said}");
}

#[test]
fn what_sends_to_a_page_of_the_book_is_not_told_to_catalogues() {
    let folder = tempfile::tempdir().unwrap();
    project(folder.path());
    let people = PEOPLE.replace(
        "name: { given: Paul, family: Serre }",
        "name: { given: Paul, family: Serre }\n  bio: Il sème (voir [sa préface](tome1/01-ouverture.md)). Voir page 3. Il récolte.",
    );
    fs::write(folder.path().join("book/people.yaml"), people).unwrap();
    let (status, said) = run(folder.path(), &["release", "tome1"]);
    assert_eq!(status, Some(0), "{said}");
    let onix = fs::read_to_string(folder.path().join("output/release/onix.xml")).unwrap();
    // Of « Du même auteur : … (tome 2, p. 3) » the titles stay.
    assert!(onix.contains(">Il sème. Il récolte. Du même auteur"), "{onix}");
    assert!(!onix.contains("(tome") && onix.contains("Les seuils.</BiographicalNote>"), "{onix}");
}

#[test]
fn a_release_of_one_tome_replaces_that_of_all_and_leaves_other_files() {
    let folder = tempfile::tempdir().unwrap();
    project(folder.path());
    let place = folder.path().join("out");
    let to = place.to_str().unwrap();
    assert_eq!(run(folder.path(), &["release", "--all", "--to", to]).0, Some(0));
    let all = names(&place);
    fs::write(place.join("robots.txt"), "").unwrap();
    assert_eq!(run(folder.path(), &["release", "tome2", "--to", to, "--base", "https://livres.example/jardin"]).0, Some(0));
    let one = names(&place);
    assert!(one.contains("robots.txt") && all.iter().filter(|name| !one.contains(*name)).all(|name| name.contains("tome-1")));
    assert!(!one.iter().any(|name| name.contains("tome-1")));
    let feed = fs::read_to_string(place.join("opds.json")).unwrap();
    assert!(feed.contains("\"https://livres.example/jardin/editions-d-essai_le-jardin-partage-tome-2.pdf\""), "{feed}");
    // The set cannot be told of without its first volume.
    assert!(!fs::read_to_string(place.join("onix.xml")).unwrap().contains("<ProductComposition>11<"));
}

#[test]
fn the_printer_s_files_go_with_a_release_that_asks_for_them_and_nobody_else_is_told() {
    let folder = tempfile::tempdir().unwrap();
    project(folder.path());
    let tome = TOME.replace("isbn: { epub", "isbn: { print: 978-2-9550378-0-5, epub");
    fs::write(folder.path().join("tome1/tome.yaml"), tome).unwrap();
    let (plain, whole) = (folder.path().join("plain"), folder.path().join("whole"));
    assert_eq!(run(folder.path(), &["release", "--to", plain.to_str().unwrap()]).0, Some(0));
    let (status, said) = run(folder.path(), &["release", "--print", "--to", whole.to_str().unwrap()]);
    assert_eq!(status, Some(0), "{said}");
    let added: BTreeSet<String> = names(&whole).difference(&names(&plain)).cloned().collect();
    let expected = [
        "editions-d-essai_le-jardin-partage-tome-1_9782955037805_print.pdf",
        "editions-d-essai_le-jardin-partage-tome-1_9782955037805_cover.pdf",
        "editions-d-essai_le-jardin-partage-tome-2_print.pdf",
        "editions-d-essai_le-jardin-partage-tome-2_cover.pdf",
    ];
    assert_eq!(added, expected.map(str::to_owned).into());
    let read = |place: &Path, name: &str| fs::read(place.join(name)).unwrap();
    let sums = String::from_utf8(read(&whole, "SHA256SUMS")).unwrap();
    let listing: serde_json::Value = serde_json::from_slice(&read(&whole, "release.json")).unwrap();
    for name in expected {
        let bytes = read(&whole, name);
        assert!(bytes.starts_with(b"%PDF-"), "{name}");
        let sum: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(sums.contains(&format!("{sum}  {name}\n")), "{name}");
        let volumes = listing["volumes"].as_array().unwrap().iter();
        assert!(
            volumes
                .flat_map(|volume| volume["print"].as_array().unwrap())
                .any(|file| file["path"] == name && file["sha256"] == sum)
        );
    }
    for name in names(&plain).iter().filter(|name| !["SHA256SUMS", "release.json"].contains(&name.as_str())) {
        assert_eq!(read(&plain, name), read(&whole, name), "{name}");
    }
}

#[test]
fn addresses_of_files_named_in_other_scripts_are_percent_encoded() {
    let folder = tempfile::tempdir().unwrap();
    project(folder.path());
    fs::write(folder.path().join("book/book.yaml"), BOOK.replace("Le jardin partagé", "Дом")).unwrap();
    let (status, said) = run(folder.path(), &["release", "--base", "https://livres.example"]);
    assert_eq!(status, Some(0), "{said}");
    let place = folder.path().join("output/release");
    assert!(place.join("editions-d-essai_дом-tome-2.pdf").is_file(), "{:?}", names(&place));
    for record in ["onix.xml", "opds.json", "opds.xml", "index.html"] {
        let text = fs::read_to_string(place.join(record)).unwrap();
        assert!(!text.contains("https://livres.example/editions-d-essai_д"), "{record}");
        let is_written = text.contains("https://livres.example/editions-d-essai_%D0%B4%D0%BE%D0%BC-tome-2");
        assert!(is_written, "{record}\n{text}");
    }
}

#[test]
fn what_must_not_go_out_is_refused_and_nothing_written() {
    let folder = tempfile::tempdir().unwrap();
    project(folder.path());
    let refuse = |arguments: &[&str], status: i32, part: &str| {
        let (found, said) = run(folder.path(), arguments);
        assert_eq!(found, Some(status), "{said}");
        assert!(said.contains(part), "{said}");
        assert!(!folder.path().join("output/release").exists(), "nothing is left of it");
    };
    fs::write(folder.path().join("tome2/02-seuils.md"), TEXT.replace("approved", "review")).unwrap();
    refuse(
        &["release"],
        2,
        "a text is not approved: tome2/02-seuils.md. Set ‘status: approved’ in its header once its author agrees.",
    );
    fs::write(folder.path().join("tome2/02-seuils.md"), TEXT.replace("approved", "expected")).unwrap();
    refuse(&["release"], 2, "an announced text was not received yet: tome2/02-seuils.md.");
    fs::write(folder.path().join("tome2/02-seuils.md"), TEXT.replace("pas", "[pas](#nulle-part)")).unwrap();
    refuse(&["release"], 1, "C001");
    // The first volume alone could be made, without the page number of its link into the second.
    fs::write(folder.path().join("tome1/02-seuils.md"), TEXT.replace("pas", "[pas](../tome2/02-seuils.md)")).unwrap();
    refuse(&["release", "tome1"], 1, "error[L084]");
    fs::write(folder.path().join("tome1/02-seuils.md"), TEXT).unwrap();
    fs::write(folder.path().join("tome2/02-seuils.md"), TEXT).unwrap();
    refuse(&["release", "--base", "livres.example"], 2, "no address of a folder");
    fs::write(folder.path().join("book/book.yaml"), BOOK.replace("12,50 €", "une bouchée de pain")).unwrap();
    refuse(&["release"], 1, "error[M093]");
    fs::write(folder.path().join("book/book.yaml"), BOOK).unwrap();
    refuse(&["release", "--to", "tome1"], 2, "holds files, but no release");
    assert!(folder.path().join("tome1/tome.yaml").is_file());
    for entry in fs::read_dir(folder.path().join("tome2")).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.extension().is_some_and(|extension| extension == "md") {
            let text = fs::read_to_string(&entry).unwrap();
            fs::write(&entry, text.replace("status: approved", "status: expected")).unwrap();
        }
    }
    refuse(&["release"], 2, "tome2 has no text that was received");
}

#[test]
fn what_a_release_lacks_is_said() {
    let folder = tempfile::tempdir().unwrap();
    project(folder.path());
    fs::write(folder.path().join("tome2/02-seuils.md"), TEXT.replace("approved", "expected")).unwrap();
    fs::write(folder.path().join("tome2/01-ouverture.md"), TEXT.replace("pas", "[pas](02-seuils.md)")).unwrap();
    let (found, said) = run(folder.path(), &["release", "--unapproved"]);
    assert_eq!(found, Some(0), "{said}");
    assert!(said.contains("Released without an announced text: tome2/02-seuils.md") && said.contains("C059"), "{said}");
    // One of another volume, which is not released, lacks nothing but the link.
    fs::write(folder.path().join("tome2/02-seuils.md"), TEXT).unwrap();
    fs::write(folder.path().join("tome1/02-seuils.md"), TEXT.replace("approved", "expected")).unwrap();
    fs::write(folder.path().join("tome2/01-ouverture.md"), TEXT.replace("pas", "[pas](../tome1/02-seuils.md)")).unwrap();
    let (found, said) = run(folder.path(), &["release", "tome2"]);
    assert_eq!(found, Some(0), "{said}");
    assert!(said.contains("note[C059]") && !said.contains("Released without"), "{said}");
}

#[test]
fn the_page_of_a_text_has_its_words_its_authors_and_the_volumes() {
    let folder = tempfile::tempdir().unwrap();
    project(folder.path());
    let text = TEXT
        .replace("Dix pas", "Dix pas[^1], [ailleurs](01-ouverture.md), [là](https://example.org/?a=1&b=2),")
        .replace("suffisent.", "suffisent & c’est tout.\n\n## Après\n\nUn saut.\n\n[^1]: Ou onze.");
    fs::write(folder.path().join("tome2/02-seuils.md"), text).unwrap();
    let sponsors = "tiers: [{ id: or, title: Or }]\nsponsors: [{ name: Terreau & Fils, tier: or }]\n";
    fs::write(folder.path().join("book/sponsors.yaml"), sponsors).unwrap();
    let tome = fs::read_to_string(folder.path().join("tome2/tome.yaml")).unwrap();
    fs::write(folder.path().join("tome2/tome.yaml"), tome.replace("front: [title,", "front: [title, sponsors,")).unwrap();
    let base = "https://livres.example/jardin";
    let (status, said) = run(folder.path(), &["extract", "tome2", "02-seuils.md", "--base", base]);
    assert_eq!(status, Some(0), "{said}");
    let place = folder.path().join("output/extract");
    assert_eq!(names(&place), ["tome2-seuils.fragment.html", "tome2-seuils.html"].map(str::to_owned).into());
    let page = fs::read_to_string(place.join("tome2-seuils.html")).unwrap();
    for part in [
        "<html lang=\"fr\" dir=\"ltr\">",
        "<title>Les seuils · Le jardin partagé</title>",
        "<link rel=\"canonical\" href=\"https://livres.example/jardin/tome2-seuils.html\"/>",
        "<meta name=\"citation_author\" content=\"Serre, Paul\"/>",
        "\"@type\":\"Chapter\"",
        "Terreau &amp; Fils",
        "Extrait de «\u{a0}Le jardin partagé\u{a0}»",
        "Texte de l’atelier et de Paul Serre",
        ">Les seuils</h1>",
        "suffisent &amp; c’est tout.",
        "<a href=\"https://example.org/?a=1&amp;b=2\"",
        "<span>ailleurs</span>",
        ">Après</h2>",
        "Ou onze.",
        "<h2>Les 2 tomes</h2>",
        "<h2>Un extrait</h2>\n<p><a href=\"https://livres.example/jardin/editions-d-essai_le-jardin-partage-tome-2.pdf#seuils\">Les seuils</a> (PDF, p.\u{a0}",
        "href=\"https://livres.example/jardin/editions-d-essai_le-jardin-partage-tome-1_9782955037867.epub\"",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(!page.contains("epub:") && !page.contains("01-ouverture") && !page.contains("<script src"), "{page}");
    // Each link within the page leads to an element of it.
    for target in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(page.contains(&format!("id=\"{target}\"")), "{target}");
    }
    // Another way to name the text; without an address, the covers lie beside the page.
    let web = folder.path().join("web");
    assert_eq!(run(folder.path(), &["extract", "tome2", "seuils", "--to", web.to_str().unwrap()]).0, Some(0));
    assert!(names(&web).contains("editions-d-essai_le-jardin-partage-tome-1_cover-small.jpg"));
    assert_eq!(run(folder.path(), &["extract", "tome2", "rien"]).0, Some(2));
}

#[test]
fn changes_since_an_earlier_release_are_told_by_text_and_page() {
    let folder = tempfile::tempdir().unwrap();
    project(folder.path());
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    assert_eq!(run(folder.path(), &["release", "--to", first.to_str().unwrap()]).0, Some(0));
    // A text is rewritten and another added in tome1; tome2 keeps its own.
    fs::write(folder.path().join("tome1/01-ouverture.md"), PREFACE.replace("Un mot", "Deux mots")).unwrap();
    fs::write(folder.path().join("tome1/03-suite.md"), TEXT.replace("Les seuils", "La suite")).unwrap();
    let tome = TOME.replace("body: [", "body: [03-suite.md, ");
    fs::write(folder.path().join("tome1/tome.yaml"), tome).unwrap();
    let since = ["release", "--to", second.to_str().unwrap(), "--since", first.to_str().unwrap()];
    let (status, said) = run(folder.path(), &since);
    assert_eq!(status, Some(0), "{said}");
    let changes: serde_json::Value = serde_json::from_slice(&fs::read(second.join("changes.json")).unwrap()).unwrap();
    let told = |volume: usize| -> Vec<String> {
        let texts = changes["volumes"][volume]["texts"].as_array().unwrap();
        texts.iter().map(|text| format!("{} {}", text["id"].as_str().unwrap(), text["change"].as_str().unwrap())).collect()
    };
    assert_eq!(told(0), ["ouverture rewritten", "suite added", "seuils moved"]);
    assert_eq!(told(1), Vec::<String>::new());
    let moved = &changes["volumes"][0]["texts"][2]["pages"];
    assert_ne!(moved["before"], moved["after"]);
    assert!(fs::read_to_string(second.join("SHA256SUMS")).unwrap().contains("  changes.json\n"));
    // The other way round, the new text is gone.
    fs::write(folder.path().join("tome1/tome.yaml"), TOME).unwrap();
    fs::remove_file(folder.path().join("tome1/03-suite.md")).unwrap();
    let back = ["release", "--to", second.to_str().unwrap(), "--since", second.to_str().unwrap()];
    assert_eq!(run(folder.path(), &back).0, Some(0));
    assert!(fs::read_to_string(second.join("changes.json")).unwrap().contains("\"removed\""));
    assert_eq!(run(folder.path(), &["release", "--since", "tome1"]).0, Some(2));
}
