//! E-mails and exports of blogs, taken apart.

use super::*;
use crate::source::SourceMap;

fn unpacked(kind: FileKind, bytes: &[u8], choice: Choice<'_>) -> (Option<Contents>, Vec<&'static str>) {
    let mut sources = SourceMap::new();
    let id = sources.add_binary("file", bytes.to_vec());
    let mut sink = Diagnostics::new();
    let contents = unpack(kind, sources.get(id), choice, &mut sink);
    (contents, sink.iter().map(|diagnostic| diagnostic.code.name()).collect())
}

fn items(contents: Option<Contents>) -> Vec<(String, String)> {
    match contents {
        Some(Contents::Items(items)) => {
            items.into_iter().map(|item| (item.name, String::from_utf8_lossy(&item.bytes).into_owned())).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_message_without_attachments_is_a_text() {
    let mail = "From: =?utf-8?q?=C3=89lise_Ann=C3=A9e?= <e@example.org>\r\nSubject: =?utf-8?b?UmU6IEzigJnDqXTDqQ==?=\r\n\
                MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n\
                Un premier alin\u{e9}a qui \r\ncontinue.\r\n\r\nUn <second>.\r\n\r\n-- \r\n\u{c9}lise\r\n";
    let (contents, codes) = unpacked(FileKind::Mail, mail.as_bytes(), Choice::default());
    let items = items(contents);
    assert_eq!(items[0].0, "L-été.html");
    assert!(
        items[0].1.contains("<h1>L’été</h1>\n<p>Un premier alinéa qui continue.</p>\n<p>Un &lt;second&gt;.</p>"),
        "{}",
        items[0].1
    );
    assert!(items[0].1.contains("content=\"Élise Année\""));
    assert!(!items[0].1.contains("-- "));
    assert_eq!(codes, ["I045"], "the signature is named");
}

#[test]
fn a_letter_beside_its_texts_is_no_text() {
    let mail = "From: A <a@example.org>\nSubject: Fwd: deux textes\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n\
                --b\nContent-Type: text/plain\n\nVoici.\n--b\nContent-Type: text/markdown; name=a.md\n\
                Content-Disposition: attachment; filename*=utf-8''%C3%A9t%C3%A9.md\n\n# A\n\nTexte.\n--b\n\
                Content-Type: image/png\nContent-Disposition: attachment; filename=p.png\nContent-Transfer-Encoding: base64\n\n\
                iVBORw0KGgo=\n--b--\n";
    let (contents, codes) = unpacked(FileKind::Mail, mail.as_bytes(), Choice::default());
    let Some(Contents::Items(items)) = contents else { panic!("texts") };
    let [item] = items.as_slice() else { panic!("one text") };
    assert_eq!(item.name, "été.md");
    assert_eq!(
        item.pictures.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
        ["p.png"],
        "it goes to the end of the text"
    );
    assert_eq!(codes, ["I037"]);
    // Beside two texts nothing says to which it belongs.
    let text =
        "Content-Type: text/markdown; name=b.md\nContent-Disposition: attachment\n\n# B\n\nTexte.\n--b\nContent-Type: image/png";
    let (contents, codes) = unpacked(FileKind::Mail, mail.replace("Content-Type: image/png", text).as_bytes(), Choice::default());
    assert!(
        matches!(contents, Some(Contents::Items(items)) if items.len() == 2 && items.iter().all(|item| item.pictures.is_empty()))
    );
    assert_eq!(codes, ["I037", "I038"]);
}

#[test]
fn a_page_saved_as_one_file_keeps_its_pictures() {
    let mail = "From: <Saved by Blink>\nSubject: Page\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n\
                Content-Type: text/html\nContent-Location: https://example.org/\nContent-Transfer-Encoding: quoted-printable\n\n\
                <p>Un.<img src=3D\"https://example.org/a.png?x=3D1&amp;y=3D2\" alt=3D\"A\">\n--b\nContent-Type: image/png\n\
                Content-Transfer-Encoding: base64\nContent-Location: https://example.org/a.png?x=1&y=2\n\niVBORw0KGgo=\n--b--\n";
    let (contents, codes) = unpacked(FileKind::Mail, mail.as_bytes(), Choice::default());
    let items = items(contents);
    assert!(items[0].1.contains("src=\"data:image/png;base64,iVBORw0KGgo=\" alt=\"A\""), "{}", items[0].1);
    assert!(codes.is_empty(), "{codes:?}");
}

#[test]
fn lines_broken_by_a_program_are_joined() {
    let line = "Une ligne assez longue pour que le programme du courrier l’ait coupée";
    assert_eq!(
        crate::import::unfold::unfolded(&format!("{line}\nsuite ici.\n\nfin\n"), false, false),
        format!("{line} suite ici.\n\nfin\n")
    );
    assert_eq!(crate::import::unfold::unfolded("Un vers\nUn autre\n", false, false), "Un vers\nUn autre\n");
}

/// The page that a letter becomes, and what is left out of it.
fn letter(kind: &str, body: &str) -> (String, Vec<String>) {
    letter_about("Le lac", kind, body)
}

fn letter_about(subject: &str, kind: &str, body: &str) -> (String, Vec<String>) {
    let mail = format!(
        "From: =?utf-8?Q?L=C3=A9a_Roux?= <l@example.org>\nSubject: {subject}\nMIME-Version: 1.0\nContent-Type: text/{kind}; charset=utf-8\n\n{body}"
    );
    let mut sources = SourceMap::new();
    let id = sources.add_binary("file", mail.into_bytes());
    let mut sink = Diagnostics::new();
    let found = items(unpack(FileKind::Mail, sources.get(id), Choice::default(), &mut sink));
    let said = sink.iter().map(|found| format!("{} {:?}", found.code.name(), found.arguments)).collect();
    (found.into_iter().next().unwrap_or_default().1, said)
}

#[test]
fn a_dash_between_two_passages_ends_no_letter() {
    for sign in ["—", "__", "–", "* * *"] {
        let (page, said) =
            letter("plain", &format!("La nuit tombait.\n\n{sign}\n\nAu matin, tout était blanc.\n\nNous sommes repartis.\n"));
        assert!(page.contains("Nous sommes repartis.") && page.contains("La nuit"), "{page}");
        assert!(said.is_empty(), "{said:?}");
    }
    let long = "Au matin, tout était blanc, et le vent avait tourné pendant la nuit sans bruit.\n".repeat(4);
    let (page, said) = letter("plain", &format!("La nuit.\n\n--\n{long}"));
    assert!(page.contains("avait tourné") && said.is_empty(), "{page} {said:?}");
    let (page, said) = letter("plain", "La nuit.\n\n--\n\nIl partit.\n");
    assert!(page.contains("Il partit.") && said.is_empty(), "{page} {said:?}");
    let (page, said) = letter("plain", "La nuit.\n\n--\nMarc Petit\nJardinier\n");
    assert!(
        !page.contains("Jardinier") && said[0].contains("I045") && said[0].contains("(\"line\", Number(3))"),
        "{page} {said:?}"
    );
    assert!(said[0].contains("-- Marc Petit Jardinier"), "{said:?}");
}

#[test]
fn questions_answered_below_them_stay_as_quotations() {
    let (page, said) = letter_about(
        "Re: Votre texte",
        "plain",
        "Voici.\n\n> Pourquoi le jardin ?\n\nParce qu’il est clos.\n\n> Et après ?\n> Rien ?\n\nAprès, rien.\n\nEnvoyé de mon iPhone\n\n\
         Le 3 mai 2021 à 10:00, Anne Martin <anne@exemple.fr> a\nécrit :\n> Bonjour Marc,\n> Voici mes questions.\n",
    );
    assert!(page.contains("<blockquote><p>Pourquoi le jardin ?</p>\n</blockquote>\n<p>Parce qu’il est clos.</p>"), "{page}");
    assert!(page.contains("<p>Après, rien.</p>\n</article>") || page.contains("<p>Après, rien.</p>\n<"), "{page}");
    assert!(!page.contains("iPhone") && !page.contains("Bonjour Marc") && !page.contains("Anne Martin"), "{page}");
    assert_eq!(said.len(), 3, "{said:?}");
    // A quotation that the writer announces is the writer's.
    let (page, said) = letter("plain", "Comme dit le poète :\n\n> Partir,\n> revenir.\n");
    assert!(page.contains("<p>Partir,<br>revenir.</p>") && said.is_empty(), "{page} {said:?}");
    let (page, _) = letter(
        "html",
        "<blockquote type=cite>Pourquoi ?</blockquote><div>Parce que.</div><blockquote type=\"cite\">Et là ?</blockquote>",
    );
    assert!(page.contains("Pourquoi ?") && page.contains("Et là ?"), "{page}");
    let (page, said) = letter(
        "html",
        "<div class=gmail_quote><div class=gmail_attr>Le lun. 3 mai 2021 à 10:00, Anne &lt;a@b.fr&gt; a écrit :<br></div>\
         <blockquote class=\"gmail_quote\">Pourquoi ?</blockquote><div>Parce que.</div></div>",
    );
    assert!(page.contains("Pourquoi ?") && page.contains("Parce que.") && !page.contains("écrit :"), "{page}");
    assert_eq!(said.len(), 1, "{said:?}");
}

#[test]
fn what_a_program_adds_to_an_html_letter_is_left_out() {
    let own = "<p>Le lac &amp; la <b>neige</b>.</p><p>Et le soir vint.</p>";
    let others = [
        "<span class=\"gmail_signature_prefix\">-- </span><br><div class=\"gmail_signature\">Léa<br>06 00</div>",
        "<br><div class=\"gmail_quote\"><div dir=\"ltr\" class=\"gmail_attr\">Le lun. 3 mai 2021 à 10:00, Anne &lt;<a href=\"mailto:a@b.fr\">a@b.fr</a>&gt; \
         a écrit :<br></div><blockquote class=\"gmail_quote\">Envoyez.</blockquote></div>",
        "<pre class=\"moz-signature\" cols=\"72\">-- \nLéa\n06 00</pre>",
        "<div class=\"moz-cite-prefix\">Le 03/05/2021 à 10:00, Anne a écrit :<br></div><blockquote type=\"cite\">Envoyez.</blockquote>",
        "<div>Envoyé de mon iPad</div><div><br><blockquote type=\"cite\"><div>Le 3 mai 2021 à 10:00, Anne &lt;a@b.fr&gt; a écrit :</div><br>\
         <div>Envoyez.</div></blockquote></div>",
        "<div><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>De&nbsp;:</b> Anne &lt;a@b.fr&gt;<br><b>Envoy&eacute;&nbsp;:</b> lundi 3 mai 2021\
         <br><b>&Agrave; :</b> Léa<br><b>Objet :</b> Votre texte</p></div></div><p>Envoyez.</p>",
        "<hr tabindex=\"-1\"><div id=\"divRplyFwdMsg\"><b>From:</b> Anne<br><b>Sent:</b> Monday 3 May 2021<br><b>To:</b> Léa<br><b>Subject:</b> Texte</div>\
         <div>Envoyez.</div>",
        "<div>-- </div><div>Léa<br>06 00</div>",
    ];
    for other in others {
        let (page, said) = letter("html", &format!("<body>{own}{other}</body>"));
        assert!(page.contains("<p>Le lac &amp; la <b>neige</b>.</p><p>Et le soir vint.</p>"), "{page}");
        for word in ["Envoyez", "06 00", "iPad", "écrit", "Anne", "-- ", "<hr"] {
            assert!(!page.contains(word), "{word}: {page}");
        }
        assert!(!said.is_empty() && said.iter().all(|said| said.contains("I045")), "{said:?}");
    }
    // A signature that is the whole letter is the letter; so is what only looks like a header.
    for kept in [
        "<div id=\"Signature\"><p>Tout le texte est ici.</p></div>",
        "<p>De : Marc</p><p>À : Anne</p><p>Un dialogue.</p>",
        "<p>Un.</p><p>Envoyé depuis le front, ce mot.</p>",
        "<p>Un roman.</p><p>De : Marc<br>Date : lundi 3 mai<br>Objet : Rien</p><p>Ami.</p>",
    ] {
        let (page, said) = letter("html", kept);
        assert!(page.contains(kept) && said.is_empty(), "{page} {said:?}");
    }
}

#[test]
fn letters_made_of_signs_take_little_time() {
    let signs = [
        "De : a\nDate : 2021\nA : b\nObjet : x\nmot\n",
        "\n",
        ">\n",
        "-- \n",
        "Le 3 mai 2021, A <a@b> a écrit :\n> mot\n",
        "---- Forwarded message ----\n\n\n",
        "<div class=signature>a</div>",
        "<blockquote type=cite>",
        "<p>",
        "<!--",
        "<style>",
        "</x>",
        "<a href=\"",
        "<hr>",
        "&",
    ];
    for sign in signs {
        for kind in ["plain", "html"] {
            let (page, _) = letter(kind, &format!("Un mot.\n{}", sign.repeat(60_000 / sign.len())));
            assert!(page.len() < 4_000_000);
        }
    }
    let refs = "<!-- wp:block {\"ref\":7} /-->".repeat(300);
    let reusable = post(7, "Bloc", "x", "publish", &refs).replace("<wp:post_type>post", "<wp:post_type>wp_block");
    let signs = ["<a ", "<pre", "<pre>", "<!-- wp:x /", "<a class=wp-block-file__button>"].map(|sign| sign.repeat(5_000));
    for content in signs.into_iter().chain([refs.clone()]) {
        let found =
            items(unpacked(FileKind::Blog, &export(&(post(1, "Un", "x", "publish", &content) + &reusable)), Choice::default()).0);
        assert_eq!(found.len(), 1);
    }
}

#[test]
fn a_forwarded_text_loses_its_header_only() {
    let text = "Salut.\n\n---------- Forwarded message ---------\nDe : Marc Petit <m@b.fr>\nDate: lun. 3 mai 2021\nSubject: Le jardin\n\
                To: Anne <a@b.fr>\n\n\nLe jardin était clos.\n";
    let (page, said) = letter_about("Fwd: Le jardin", "plain", text);
    assert!(page.contains("<p>Salut.</p>\n<p>Le jardin était clos.</p>") && !page.contains("Marc"), "{page}");
    assert!(said[0].contains("(\"line\", Number(3))"), "{said:?}");
    let (page, _) = letter(
        "html",
        "<p>Le lac.</p><div class=\"moz-forward-container\"><br>-------- Message transféré --------<table class=\"moz-email-headers-table\"><tbody>\
         <tr><th>Sujet : </th><td>Le lac</td></tr><tr><th>De : </th><td>Marc</td></tr></tbody></table><br><p>Texte de Marc.</p></div>",
    );
    assert!(page.contains("<p>Texte de Marc.</p>") && !page.contains("Sujet") && !page.contains("transféré"), "{page}");
}

fn export(posts: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\"?><rss xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel>\
         <wp:author><wp:author_login>ae</wp:author_login><wp:author_display_name><![CDATA[Ann Ée]]></wp:author_display_name></wp:author>\
         {posts}</channel></rss>"
    )
    .into_bytes()
}

fn post(number: u32, title: &str, category: &str, status: &str, content: &str) -> String {
    format!(
        "<item><title>{title}</title><link>https://example.org/{number}</link><dc:creator>ae</dc:creator>\
         <content:encoded><![CDATA[{content}]]></content:encoded><wp:post_id>{number}</wp:post_id>\
         <wp:post_date>2026-03-0{number} 10:00:00</wp:post_date><wp:post_name>p{number}</wp:post_name><wp:status>{status}</wp:status>\
         <wp:post_type>post</wp:post_type><category domain=\"category\" nicename=\"{category}\">{category}</category>\
         <wp:postmeta><wp:meta_key>footnotes</wp:meta_key><wp:meta_value><![CDATA[[{{\"content\":\"Note.\",\"id\":\"n1\"}}]]]></wp:meta_value>\
         </wp:postmeta></item>"
    )
}

#[test]
fn posts_of_a_blog_are_listed_or_chosen() {
    let posts = [
        post(1, "Un", "lettres", "publish", "Un\nvers.\n\nDeux."),
        post(
            2,
            "Deux",
            "autres",
            "publish",
            "<!-- wp:paragraph --><p>A<sup data-fn=\"n1\"><a href=\"#n1\" id=\"n1-link\">1</a></sup></p>",
        ),
        post(3, "Trois", "lettres", "draft", "Brouillon."),
    ];
    let bytes = export(&posts.concat());
    let chosen = |choice| unpacked(FileKind::Blog, &bytes, choice);
    match chosen(Choice::default()).0 {
        Some(Contents::Posts(posts)) => {
            let shown: Vec<_> =
                posts.iter().map(|post| format!("{} {} {} {}", post.number, post.date, post.author, post.title)).collect();
            assert_eq!(shown, ["1 2026-03-01 Ann Ée Un", "2 2026-03-02 Ann Ée Deux", "3 2026-03-03 Ann Ée Trois"]);
        }
        other => panic!("{other:?}"),
    }
    let wanted = ["Deux".to_owned()];
    let found = items(chosen(Choice { posts: &wanted, ..Choice::default() }).0);
    assert_eq!(found.len(), 1);
    assert!(found[0].1.contains("<li id=\"n1\">Note. <a href=\"#n1-link\">"), "{}", found[0].1);
    assert!(found[0].1.contains("rel=\"canonical\" href=\"https://example.org/2\""));
    let lettres = ["Lettres".to_owned()];
    let found = items(chosen(Choice { categories: &lettres, ..Choice::default() }).0);
    assert_eq!(found.iter().map(|item| item.0.as_str()).collect::<Vec<_>>(), ["p1.html"], "a draft is named or left");
    assert!(found[0].1.contains("<p>Un<br>\nvers.</p>\n<p>Deux.</p>"), "{}", found[0].1);
    assert_eq!(items(chosen(Choice { author: Some("ae"), ..Choice::default() }).0).len(), 2);
    let absent = ["99".to_owned()];
    assert_eq!(chosen(Choice { posts: &absent, ..Choice::default() }).1, ["I039"]);
}

#[test]
fn blocks_that_a_page_cannot_show_have_their_form() {
    let content = "<!-- wp:verse --><pre class=\"wp-block-verse\">Vers <em>un</em>\n  - vers deux\n\nAutre strophe</pre><!-- /wp:verse -->\
                   <!-- wp:preformatted --><pre class=\"wp-block-preformatted\">Texte <em>mis</em>\n  en forme</pre><!-- /wp:preformatted -->\
                   <!-- wp:code --><pre class=\"wp-block-code\"><code>a <b>b</b></code></pre><!-- /wp:code --><pre>x\ny</pre>\
                   <!-- wp:file --><div class=\"wp-block-file\"><a href=\"https://ex.fr/t.pdf\">t.pdf</a><a href=\"https://ex.fr/t.pdf\" \
                   class=\"wp-block-file__button\" download>Télécharger</a></div><!-- /wp:file --><!-- wp:block {\"ref\":7} /-->\
                   <!-- wp:block {\"ref\":123} /--><!-- wp:latest-posts /--><!-- wp:separator /--><!-- wp:footnotes /-->";
    let reusable = post(7, "Bloc", "x", "publish", "<!-- wp:paragraph --><p>Repris.</p><!-- /wp:paragraph -->")
        .replace("<wp:post_type>post", "<wp:post_type>wp_block");
    let bytes = export(&(post(1, "Un", "x", "publish", content) + &reusable));
    let (contents, codes) = unpacked(FileKind::Blog, &bytes, Choice::default());
    assert_eq!(codes, ["I004", "I005", "I005"]);
    let [(_, html)] = items(contents).try_into().expect("one post");
    let mut sources = SourceMap::new();
    let id = sources.add("un.html", html);
    let known = crate::import::KnownSponsors::default();
    let options = crate::import::Options { known: &known, language: "fr", ..Default::default() };
    let page = crate::import::read(sources.get(id), crate::import::Format::Html, &options, &mut Diagnostics::new());
    assert_eq!(
        page.body,
        "::: verse\nVers *un*\n  - vers deux\n\nAutre strophe\n:::\n\nTexte *mis*\\\n\u{a0}\u{a0}en forme\n\n```\na b\n```\n\n```\nx\ny\n```\n\n\
         [t.pdf](https://ex.fr/t.pdf)\n\nRepris.\n\n1. Note. ↩\u{fe0e}\n"
    );
}

#[test]
fn shortcodes_become_what_they_show() {
    let mut sources = SourceMap::new();
    let id = sources.add("a", "");
    let expanded = |text: &str| {
        let mut sink = Diagnostics::new();
        let (html, notes) = shortcodes::expand(text, Span::whole(id), &mut sink);
        (html, notes, sink.iter().count())
    };
    let (html, _, lost) = expanded("Il dit [sic] et [...] puis [1] et [[x]] et [suite du texte].");
    assert_eq!((html.as_str(), lost), ("Il dit [sic] et [...] puis [1] et [[x]] et [suite du texte].", 0));
    let (html, _, lost) =
        expanded("a[caption id=\"x\" width=\"3\"]<a href=\"u\"><img src=\"i.jpg\" /></a> La [b] légende[/caption]z");
    assert_eq!(html, "a\n\n<figure><a href=\"u\"><img src=\"i.jpg\" /></a><figcaption>La [b] légende</figcaption></figure>\n\nz");
    assert_eq!(lost, 0);
    let (html, notes, lost) = expanded(
        "Mot[ref]Une <em>note</em>.[/ref] et [box color=\"a]b\"]dedans[/box] [gallery ids=\"1,2\"][embed]http://a.b/[/embed]",
    );
    assert_eq!(
        html,
        "Mot<sup><a href=\"#note-1\" id=\"note-1-link\">1</a></sup> et dedans <a href=\"http://a.b/\">http://a.b/</a>"
    );
    assert!(notes.starts_with("<li id=\"note-1\">Une <em>note</em>. "), "{notes}");
    assert_eq!(lost, 3);
}

#[test]
fn posts_without_blocks_get_their_paragraphs() {
    let html = |text| classic::paragraphs(text);
    assert_eq!(html("Un\ndeux\n\n\nTrois"), "<p>Un<br>\ndeux</p>\n<p>Trois</p>\n");
    assert_eq!(html("A\n<h2>Titre</h2>\nB <em>c</em>"), "<p>A</p>\n<h2>Titre</h2><p>B <em>c</em></p>\n");
    assert_eq!(html("<ul>\n<li>un</li>\n\n<li>deux</li>\n</ul>\nfin"), "<ul>\n<li>un</li>\n\n<li>deux</li>\n</ul><p>fin</p>\n");
    assert_eq!(html("<pre>a\n\n b</pre>"), "<pre>a\n\n b</pre>");
    assert_eq!(
        html("1 < 2\n\n<blockquote>Dit\n\nlui</blockquote>"),
        "<p>1 < 2</p>\n<blockquote><p>Dit</p>\n<p>lui</p>\n</blockquote>"
    );
}

#[test]
fn what_stands_outside_of_blocks_has_its_paragraphs() {
    let shown = |text: &str| classic::around_blocks(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let block = "<!-- wp:group {\"a\":1} --><div><!-- wp:paragraph -->\n<p>Un\n\nbloc.</p>\n<!-- /wp:paragraph --></div><!-- /wp:group -->";
    assert_eq!(
        shown(&format!("Avant.\n\nEncore.<!-- wp:separator /-->{block}\n\nAprès <b>tout</b>.<!-- note -->\n\nFin.")),
        "<p>Avant.</p> <p>Encore.</p> <div> <p>Un bloc.</p> </div><p>Après <b>tout</b>.</p> <p>Fin.</p>"
    );
    assert_eq!(shown("<!-- wp:html --><p>a\n\nb"), "<p>a b");
    assert_eq!(shown("<!-- wp:paragraph"), "");
}
