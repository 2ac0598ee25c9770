//! Imports of several texts at once, and of corrected versions: folders, e-mails, exports of blogs, `--again`.

use crate::program::run;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A new book in a folder, and the folder for what is handed in.
fn book(folder: &Path) -> (PathBuf, PathBuf) {
    assert_eq!(run(folder, &["--lang", "en", "new", "book", "livre"]).0, Some(0));
    crate::program::write_words(&folder.join("livre"));
    let files = folder.join("reçus");
    std::fs::create_dir(&files).unwrap();
    (folder.join("livre"), files)
}

fn import(book: &Path, files: &[&Path], more: &[&str]) -> (Option<i32>, String) {
    let mut arguments = vec!["--lang", "en", "import"];
    arguments.extend(files.iter().map(|file| file.to_str().unwrap()));
    arguments.extend(["--tome", "tome1", "--message-format", "short"]);
    arguments.extend(more);
    run(book, &arguments)
}

fn text(book: &Path, name: &str) -> String {
    std::fs::read_to_string(book.join("tome1").join(name)).unwrap_or_default()
}

#[test]
fn a_folder_gives_a_text_for_each_file_and_a_table() {
    let folder = tempfile::tempdir().unwrap();
    let (book, files) = book(folder.path());
    std::fs::write(files.join("b.md"), "# Deuxième\n\npar Ann Ée\n\nUn mot[^1].\n\n[^1]: Note.\n").unwrap();
    std::fs::write(
        files.join("a.html"),
        "<!DOCTYPE html><meta charset=utf-8><h1>Premier</h1><p>par Ann Ée</p><p>Trois mots ici.</p>",
    )
    .unwrap();
    std::fs::write(files.join("d.md"), "# Sans nom\n\nMots.\n").unwrap();
    std::fs::write(files.join("c.docx"), b"PK\x03\x04 no more").unwrap();
    std::fs::write(files.join(".caché"), "x").unwrap();
    std::fs::write(files.join("~$b.docx"), "x").unwrap();
    std::fs::create_dir(files.join("page_fichiers")).unwrap();
    std::fs::create_dir(files.join("autres")).unwrap();
    let (status, said) = import(&book, &[&files], &["--write"]);
    assert_eq!(status, Some(1), "one of the files is damaged: {said}");
    assert!(said.contains("autres is a folder") && !said.contains("page_fichiers"), "{said}");
    assert_eq!(text(&book, "02-premier.md").lines().last(), Some("Trois mots ici."), "{said}");
    assert!(text(&book, "03-deuxieme.md").contains("authors: [ann-ee]"), "{said}");
    let order = text(&book, "tome.yaml");
    assert!(order.contains("02-premier.md") && order.contains("03-deuxieme.md"), "{order}");
    let row = |name: &str| {
        let line =
            said.lines().find(|line| line.starts_with(name) && line.contains("  ")).unwrap_or_else(|| panic!("{name}: {said}"));
        line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(row("a.html"), ["a.html", "tome1/02-premier.md", "Ann Ée (new)", "3", "0", "0", "0"]);
    assert_eq!(row("b.md"), ["b.md", "tome1/03-deuxieme.md", "Ann Ée", "3", "1", "0", "0"]);
    assert_eq!(row("c.docx"), ["c.docx", "— not imported"]);
    assert_eq!(row("d.md"), ["d.md", "— not imported", "— to be named"]);
    assert_eq!(run(&book, &["tome1", "--format", "epub", "--no-page-list"]).0, Some(0), "the book can be built");
}

#[test]
fn a_file_that_is_refused_takes_no_number() {
    let folder = tempfile::tempdir().unwrap();
    let (book, files) = book(folder.path());
    std::fs::write(files.join("a.md"), "# Premier\n\npar Ann Ée\n\nMots.\n").unwrap();
    std::fs::write(files.join("b.md"), "# Sans nom\n\nMots ==de== l’un.\n").unwrap();
    std::fs::write(files.join("c.md"), "# Ouvert\n\npar Ann Ée\n\n::: figure\nMots.\n:::\n\n## Notes {#n .c}\n").unwrap();
    std::fs::write(files.join("d.md"), "# Dernier\n\npar Ann Ée\n\nMots.\n").unwrap();
    let (status, said) = import(&book, &[&files], &["--write"]);
    assert_eq!(status, Some(1), "{said}");
    let order = text(&book, "tome.yaml");
    assert!(order.contains("02-premier.md") && order.contains("03-dernier.md"), "{order}\n{said}");
    assert!(said.contains("c.md → Markdown:"), "{said}");
    for name in ["02-", "03-"] {
        let named = said.split_whitespace().filter(|word| word.contains(&format!("tome1/{name}")));
        assert!(named.into_iter().all(|word| word.contains("premier") || word.contains("dernier")), "{said}");
    }
}

#[test]
fn several_files_are_shown_as_a_table_before_they_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let (book, files) = book(folder.path());
    for name in ["a", "b"] {
        std::fs::write(files.join(format!("{name}.md")), format!("# Texte {name}\n\nMots.\n")).unwrap();
    }
    let before = text(&book, "tome.yaml");
    let (status, said) = import(&book, &[&files.join("a.md"), &files.join("b.md")], &["--author", "Ann Ée"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("tome1/03-texte-b.md") && said.contains("Nothing was written"), "{said}");
    assert_eq!(text(&book, "tome.yaml"), before);
    let (status, _) = import(&book, &[&files], &["--title", "Un"]);
    assert_eq!(status, Some(2), "a title is for one text");
    std::fs::create_dir(files.join("vide")).unwrap();
    assert_eq!(import(&book, &[&files.join("vide")], &[]).0, Some(2));
}

#[test]
fn a_corrected_version_is_shown_and_then_replaces_the_body() {
    let folder = tempfile::tempdir().unwrap();
    let (book, files) = book(folder.path());
    let file = files.join("mer.html");
    let page = |body: &str| format!("<!DOCTYPE html><meta charset=utf-8><h1>La mer</h1><p>par Ann Ée</p>{body}");
    let picture =
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    let first = format!("<p>Un deux trois quatre.</p><p><img src=\"{picture}\" alt=\"Un point\"></p><p>Fin.</p>");
    std::fs::write(&file, page(&first)).unwrap();
    assert_eq!(import(&book, &[&file], &["--write"]).0, Some(0));
    let path = "02-la-mer.md";
    let imported = text(&book, path);
    assert!(imported.contains("![Un point](images/02-la-mer-1.png)"), "{imported}");
    // An editor approves it, with a header of their own.
    let approved = imported
        .replace("status: review", "status: approved # par téléphone")
        .replace("title: La mer", "title: \"La mer\" # oui");
    std::fs::write(book.join("tome1").join(path), &approved).unwrap();
    assert!(import(&book, &[&file], &["--again"]).1.contains("changes nothing"));
    let second = format!(
        "<p>Un deux TROIS quatre.</p><p>Fin, <sup><a href=\"#n1\" id=\"r1\">1</a></sup>.</p><p><img src=\"{picture}\" alt=\"Un point\"></p><ol><li id=\"n1\">Une note. <a href=\"#r1\">↩</a></li></ol>"
    );
    std::fs::write(&file, page(&second)).unwrap();
    assert_eq!(import(&book, &[&file], &["--write"]).0, Some(1), "without --again nothing is replaced");
    let (status, said) = import(&book, &[&file], &["--again"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("Un deux [-trois-] {+TROIS+} quatre."), "{said}");
    assert!(said.contains("notes: 0 → 1; pictures: 1 → 1, 0 of them new"), "{said}");
    assert!(said.contains("the approval lapses") && said.contains("Add --write"), "{said}");
    assert_eq!(text(&book, path), approved, "nothing is written yet");
    let (status, said) = import(&book, &[&file], &["--again", "--write"]);
    assert_eq!(status, Some(0), "{said}");
    let replaced = text(&book, path);
    assert!(
        replaced.starts_with("---\ntitle: \"La mer\" # oui\nkind: text\nauthors: [ann-ee]\nstatus: review\n---\n"),
        "{replaced}"
    );
    assert!(replaced.contains("Un deux TROIS quatre.\n") && replaced.contains("[^1]: Une note."), "{replaced}");
    assert!(replaced.contains("(images/02-la-mer-1.png)"), "the same picture keeps its name: {replaced}");
    assert_eq!(text(&book, "02-la-mer.md.bak"), approved, "the old text is kept");
    let pictures = std::fs::read_dir(book.join("tome1/images")).unwrap().filter_map(Result::ok);
    assert_eq!(pictures.filter(|file| file.path().extension().is_some_and(|extension| extension == "png")).count(), 1);
    // Another version: the older copy is not lost, and none of them is in the book.
    std::fs::write(&file, page("<p>Un.</p>")).unwrap();
    assert_eq!(import(&book, &[&file], &["--again", "--write"]).0, Some(0));
    assert_eq!(text(&book, "02-la-mer.md.2.bak"), replaced);
    let (status, said) = run(&book, &["--lang", "en", "check", "tome1", "--message-format", "short"]);
    assert!(status.is_some() && !said.contains(".bak"), "{said}");
    // A version of no text, and of several.
    let other = files.join("autre.html");
    std::fs::write(&other, "<!DOCTYPE html><h1>Inconnu</h1><p>Mots.</p>").unwrap();
    let (status, said) = import(&book, &[&other], &["--again"]);
    assert_eq!(status, Some(1));
    assert!(said.contains("[I040]"), "{said}");
    let (status, said) = import(&book, &[&other], &["--again", "--title", "La mer"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("the new file is called ‘Inconnu’; the header keeps ‘La mer’"), "{said}");
    assert!(said.contains("[-Un.-] {+Mots.+}"), "{said}");
}

#[test]
fn a_corrected_version_is_found_by_both_of_its_authors() {
    let folder = tempfile::tempdir().unwrap();
    let (book, files) = book(folder.path());
    let write = |name: &str, text: &str| {
        let path = files.join(name);
        fs::write(&path, text).unwrap();
        path
    };
    for (name, title, by) in
        [("a.md", "Un", "Ann Ée et Bob Oie"), ("b.md", "Deux", "Ann Ée"), ("c.md", "Trois", "Bob Oie et Zoé Li")]
    {
        let file = write(name, &format!("# {title}\n\npar {by}\n\nDes mots de la mer.\n"));
        assert_eq!(import(&book, &[&file], &["--write"]).0, Some(0), "{name}");
    }
    let again = write("corrigé.md", "# Un autre titre\n\npar Pr Bob Oie et Dr Ann Ée\n\nDes mots de la montagne.\n");
    let (_, said) = import(&book, &[&again], &["--again", "--write"]);
    assert!(text(&book, "02-un.md").contains("montagne"), "{said}");
    // A text that all of them sign expects them, whoever is named first.
    let expected = "---\ntitle: Attendu\nkind: text\nauthors: [zoe-li, ann-ee]\nstatus: expected\n---\n";
    fs::write(book.join("tome1/attendu.md"), expected).unwrap();
    let order = fs::read_to_string(book.join("tome1/tome.yaml")).unwrap();
    fs::write(book.join("tome1/tome.yaml"), order.replace("body:\n", "body:\n  - attendu.md\n")).unwrap();
    let file = write("e.md", "# Autre chose\n\npar Ann Ée et Zoé Li\n\nDes mots du ciel.\n");
    let (_, said) = import(&book, &[&file], &["--write"]);
    assert!(fs::read_to_string(book.join("tome1/attendu.md")).unwrap().contains("ciel"), "{said}");
}

#[test]
fn an_e_mail_gives_its_attachments() {
    let folder = tempfile::tempdir().unwrap();
    let (book, files) = book(folder.path());
    let mail = "From: =?utf-8?q?Ann_=C3=89e?= <a@example.org>\r\nSubject: Mes textes\r\nMIME-Version: 1.0\r\n\
                Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nVoici.\r\n\
                --b\r\nContent-Type: text/markdown\r\nContent-Disposition: attachment; filename=un.md\r\n\r\n# Un\r\n\r\npar Ann Ée\r\n\r\nMots.\r\n\
                --b\r\nContent-Type: text/html\r\nContent-Disposition: attachment; filename=deux.html\r\n\r\n<h1>Deux</h1><p>par Bob Oie</p><p>Mots.</p>\r\n\
                --b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=trois.pdf\r\n\r\n%PDF-1.7\r\n--b--\r\n";
    let file = files.join("courriel.eml");
    std::fs::write(&file, mail).unwrap();
    let (status, said) = import(&book, &[&file], &["--write"]);
    assert_eq!(status, Some(1), "a PDF is refused: {said}");
    assert!(said.contains("[I037]") && said.contains("trois.pdf: error[I028]"), "{said}");
    assert!(text(&book, "02-un.md").contains("Mots.") && text(&book, "03-deux.md").contains("Mots."), "{said}");
    assert!(said.lines().any(|line| line.starts_with("trois.pdf") && line.contains("not imported")), "{said}");
}

#[test]
fn posts_of_a_blog_are_chosen() {
    let folder = tempfile::tempdir().unwrap();
    let (book, files) = book(folder.path());
    let post = |number: u32, title: &str, content: &str| {
        format!(
            "<item><title>{title}</title><dc:creator>ae</dc:creator><content:encoded><![CDATA[{content}]]></content:encoded>\
             <wp:post_id>{number}</wp:post_id><wp:post_date>2019-05-0{number} 10:00:00</wp:post_date><wp:post_name>p{number}</wp:post_name><wp:status>publish</wp:status>\
             <wp:post_type>post</wp:post_type><category domain=\"category\" nicename=\"livre\">Livre</category></item>"
        )
    };
    let export = format!(
        "<?xml version=\"1.0\"?><rss xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel>\
         <wp:author><wp:author_login>ae</wp:author_login><wp:author_display_name>Ann Ée</wp:author_display_name></wp:author>{}{}</channel></rss>",
        post(7, "Sept", "Un alinéa.\n\nUn autre[ref]Sa note.[/ref]."),
        post(8, "Huit", "[caption]<img src=\"https://example.org/a.jpg\" alt=\"A\"/> Légende[/caption]")
    );
    let file = files.join("blog.xml");
    std::fs::write(&file, export).unwrap();
    let (status, said) = import(&book, &[&file], &["--write"]);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("7  2019-05-07  Ann Ée  Sept"), "{said}");
    assert!(said.contains("--post"), "{said}");
    let (status, said) = import(&book, &[&file], &["--write", "--post", "Sept"]);
    assert_eq!(status, Some(0), "{said}");
    let written = text(&book, "02-sept.md");
    assert!(written.contains("authors: [ann-ee]"), "{written}");
    assert!(written.contains("Un alinéa.\n\nUn autre[^1].\n\n[^1]: Sa note.\n"), "{written}");
    let people = std::fs::read_to_string(book.join("book/people.yaml")).unwrap();
    assert!(people.contains("ann-ee:\n  name: { given: Ann, family: Ée }"), "{people}");
    assert!(written.contains("date: 2019-05-07\n"), "{written}");
    // Of a post that is named, the author is who signs; the blog's own login is none.
    let signed = |author: &str| import(&book, &[&file], &["--post", "8", "--author", author]).1;
    assert!(signed("Wei Zhang").contains("authors: [wei-zhang]"));
    assert!(signed("ae").contains("authors: [ann-ee]"));
    let (status, said) = import(&book, &[&file], &["--write", "--category", "livre"]);
    assert_eq!(status, Some(1), "the first is there already: {said}");
    assert!(said.contains("[I010]") && said.contains("[I006]"), "{said}");
    assert!(text(&book, "03-huit.md").contains("Légende"), "{said}");
}

/// A document of Word 97 goes through LibreOffice: here a program of the same name, which writes what it is told.
#[cfg(unix)]
#[test]
fn old_documents_go_through_libreoffice() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let (book, files) = book(folder.path());
    let file = files.join("ancien.rtf");
    std::fs::write(&file, "{\\rtf1 Bonjour}").unwrap();
    let programs = folder.path().join("programmes");
    std::fs::create_dir(&programs).unwrap();
    let run = |more: &[&str]| {
        let mut arguments =
            vec!["--lang", "en", "import", file.to_str().unwrap(), "--tome", "tome1", "--message-format", "short"];
        arguments.extend(more);
        let mut command = crate::program::command(&book, &arguments);
        command.env("PATH", format!("{}:/bin:/usr/bin", programs.display()));
        crate::program::answer(&command.output().unwrap())
    };
    // A converter that makes nothing: the remedy is named.
    let program = programs.join("soffice");
    let script = |lines: &str| {
        std::fs::write(&program, format!("#!/bin/sh\n{lines}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    };
    script("exit 1");
    let (status, said) = run(&[]);
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("[I028]") && said.contains("RTF"), "{said}");
    // One that makes a document, in the folder that it is given, with settings of its own.
    let document = folder.path().join("x.docx");
    let relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"d.xml\"/></Relationships>";
    let main = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>Bonjour à tous, dit-il.</w:t></w:r></w:p></w:body></w:document>";
    let mut writer = zip::ZipWriter::new(std::fs::File::create(&document).unwrap());
    for (name, text) in [("_rels/.rels", relations), ("d.xml", main)] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut writer, text.as_bytes()).unwrap();
    }
    writer.finish().unwrap();
    script(&format!(
        "case \"$1\" in -env:UserInstallation=file:///*) ;; *) exit 1 ;; esac\nwhile [ \"$1\" != --outdir ]; do shift; done\n\
         [ -f \"$3\" ] && cp {} \"$2/document.docx\"",
        document.display()
    ));
    let (status, said) = run(&["--author", "Ann Ée", "--write"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("converted to .docx by LibreOffice"), "{said}");
    assert!(text(&book, "02-ancien.md").contains("Bonjour à tous, dit-il."), "{said}");
}

/// A page that a browser saved whole, and a text of Markdown: the pictures beside them are taken over, and nothing from elsewhere.
#[test]
fn pictures_beside_a_file_are_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    let (book, files) = book(folder.path());
    let parts = files.join("Ma page_fichiers");
    std::fs::create_dir(&parts).unwrap();
    let png = include_bytes!("../fixtures/import/point.png");
    std::fs::write(parts.join("a b.png"), png).unwrap();
    std::fs::write(folder.path().join("secret.png"), png).unwrap();
    let page = "<!DOCTYPE html><meta charset=utf-8><h1>Page</h1><p>Mots.</p><p><img src='Ma%20page_fichiers/a%20b.png' alt='Un point'></p>\
                <p><img src='../secret.png' alt='Dehors'><img src='https://example.org/b.png' alt='Loin'></p>";
    std::fs::write(files.join("page.html"), page).unwrap();
    std::fs::write(
        files.join("note.md"),
        "# Note\n\nMots ![Un point](Ma%20page_fichiers/a%20b.png \"Légende\").\n\n![[a b.png]]\n",
    )
    .unwrap();
    std::fs::write(files.join("a b.png"), png).unwrap();
    let (status, said) = import(&book, &[&files.join("page.html")], &["--author", "Ann Ée", "--write"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(text(&book, "02-page.md").contains("![Un point](images/02-page-1.png)"), "{said}");
    assert_eq!(said.matches("[I006]").count(), 2, "{said}");
    assert_eq!(std::fs::read(book.join("tome1/images/02-page-1.png")).unwrap(), png);
    let (status, said) = import(&book, &[&files.join("note.md")], &["--author", "Ann Ée", "--write"]);
    assert_eq!(status, Some(0), "{said}");
    let note = text(&book, "03-note.md");
    assert!(note.contains("Mots ![Un point](images/03-note-1.png \"Légende\").\n\n![](images/03-note-2.png)"), "{note}");
}

/// What the end of a text says of its author goes into people.yaml once, whatever way the entry is written; what differs stays in the text.
#[test]
fn what_the_end_says_of_an_author_is_taken_over_once() {
    let folder = tempfile::tempdir().unwrap();
    let (book, files) = book(folder.path());
    let people = book.join("book/people.yaml");
    let before = std::fs::read_to_string(&people).unwrap();
    let registered = "bob-vidal: { name: { given: Bob, family: Vidal } } # le relieur\n\ncleo-rey:\n  name: { given: Cléo, family: Rey }\n  bio: Elle dessine.\n";
    std::fs::write(&people, format!("{before}\n{registered}")).unwrap();
    std::fs::write(files.join("moi.png"), include_bytes!("../fixtures/import/point.png")).unwrap();
    let page = |title: &str, author: &str, end: &str| {
        let page = format!(
            "<!DOCTYPE html><meta charset=utf-8><h1>{title}</h1><p>Par {author}</p><p>Les mots de {title}.</p><p>Leur suite.</p>{end}"
        );
        std::fs::write(files.join(format!("{}.html", title.to_lowercase())), page).unwrap();
    };
    let portrait = "<p><img src='moi.png' alt='Ann Ée'></p>";
    page("Un", "Ann Ée", &format!("<h2>L’autrice</h2>{portrait}<p>Ann veille.</p>"));
    page("Deux", "Ann Ée", &format!("<h2>L’autrice</h2>{portrait}<p>Ann veille.</p>"));
    page("Trois", "Ann Ée", "<h2>L’autrice</h2><p>Ann dort.</p>");
    page("Quatre", "Bob Vidal", "<hr><p>Bob Vidal relie, et délie.</p>");
    page("Cinq", "Cléo Rey", "<hr><p>Cléo Rey peint.</p>");
    let all: Vec<PathBuf> =
        ["un", "deux", "trois", "quatre", "cinq"].iter().map(|name| files.join(format!("{name}.html"))).collect();
    let all: Vec<&Path> = all.iter().map(PathBuf::as_path).collect();
    let (status, said) = import(&book, &all, &["--write"]);
    assert_eq!(status, Some(0), "{said}");
    assert_eq!((said.matches("[I041]").count(), said.matches("[I042]").count()), (2, 2), "{said}");
    let after = std::fs::read_to_string(&people).unwrap();
    let ann =
        "ann-ee:\n  name: { given: Ann, family: Ée }\n  portrait: { file: images/ann-ee.png, alt: Ann Ée }\n  bio: Ann veille.\n";
    assert!(after.contains(ann), "{after}");
    assert!(
        after.contains("bob-vidal: { name: { given: Bob, family: Vidal }, bio: \"Bob Vidal relie, et délie.\" } # le relieur\n"),
        "{after}"
    );
    assert!(after.contains("cleo-rey:\n  name: { given: Cléo, family: Rey }\n  bio: Elle dessine.\n"), "{after}");
    let held =
        std::fs::read_dir(book.join("book/images")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(held.filter(|name| name.ends_with(".png")).collect::<Vec<_>>(), ["ann-ee.png"]);
    let bodies = ["02-un.md", "03-deux.md", "04-trois.md", "05-quatre.md", "06-cinq.md"].map(|name| text(&book, name));
    let ends = ["Leur suite.\n", "Leur suite.\n", "## L’autrice\n\nAnn dort.\n", "Leur suite.\n", "Cléo Rey peint.\n"];
    assert!(bodies.iter().zip(ends).all(|(body, end)| body.ends_with(end)), "{bodies:#?}");
    // A corrected version says the same of its author, or something new.
    page("Un", "Ann Ée", &format!("<p>Un mot de plus.</p><h2>L’autrice</h2>{portrait}<p>Ann veille.</p>"));
    let (status, said) = import(&book, &[&files.join("un.html")], &["--again", "--write"]);
    assert_eq!((status, said.contains("[I042]")), (Some(0), false), "{said}");
    assert!(text(&book, "02-un.md").ends_with("Leur suite.\n\nUn mot de plus.\n"), "{said}");
    page("Un", "Ann Ée", "<h2>L’autrice</h2><p>Ann ne veille plus.</p>");
    let (status, said) = import(&book, &[&files.join("un.html")], &["--again", "--write"]);
    assert_eq!((status, said.contains("[I042]")), (Some(0), true), "{said}");
    assert!(text(&book, "02-un.md").ends_with("Leur suite.\n\n## L’autrice\n\nAnn ne veille plus.\n"), "{said}");
    assert_eq!(std::fs::read_to_string(&people).unwrap(), after);
}
