//! What documents of word processors and their pages become, one kind of fault at a time.

use super::{Format, Options, PictureNames, read};
use crate::{
    diagnostic::Diagnostics,
    source::{SourceMap, Span},
};
use std::io::{Cursor, Write as _};

/// The text that a document becomes, and the codes of what is said of it.
fn imported(format: Format, bytes: Vec<u8>) -> (String, Vec<&'static str>) {
    let mut sources = SourceMap::new();
    let id = if format == Format::Html {
        sources.add("page", String::from_utf8(bytes).expect("a page of ours"))
    } else {
        sources.add_binary("document", bytes)
    };
    let mut sink = Diagnostics::new();
    let mut page = read(sources.get(id), format, &Options { language: "fr", ..Options::default() }, &mut sink);
    page.name_pictures("texte", &PictureNames::default(), Span::whole(id));
    let mut codes: Vec<_> = sink.iter().map(|found| found.code.name()).collect();
    codes.extend(page.remarks.iter().map(|remark| remark.diagnostic.code.name()));
    // Documents of a few lines have neither title nor author.
    codes.retain(|code| !matches!(*code, "I001" | "I002" | "I033"));
    (page.body, codes)
}

/// A page with this body.
fn html(body: &str) -> (String, Vec<&'static str>) {
    imported(Format::Html, format!("<html lang=fr><body><h1>Titre</h1><p>par Ann Ée</p>{body}</body></html>").into_bytes())
}

/// A document of Word with this body, these styles and these lists.
fn docx(body: &str, styles: &str, lists: &str) -> (String, Vec<&'static str>) {
    const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let relations = |list: &[(&str, &str)]| {
        let one =
            |(kind, target): &(&str, &str)| format!("<Relationship Id=\"{kind}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>");
        format!("<Relationships xmlns=\"{RELATIONS}\">{}</Relationships>", list.iter().map(one).collect::<String>())
    };
    let part = |name: &str, inner: &str| {
        let more = [
            ("v", "urn:schemas-microsoft-com:vml"),
            ("o", "urn:schemas-microsoft-com:office:office"),
            ("r", OFFICE),
            ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
            ("pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
            ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ];
        let more: String = more.iter().map(|(prefix, name)| format!(" xmlns:{prefix}=\"{name}\"")).collect();
        format!("<w:{name} xmlns:w=\"{MAIN}\"{more}>{inner}</w:{name}>")
    };
    let picture = include_bytes!("../../tests/fixtures/import/point.png");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("_rels/.rels", relations(&[("officeDocument", "d.xml")])),
        ("_rels/d.xml.rels", relations(&[("styles", "s.xml"), ("numbering", "n.xml"), ("image", "i.png"), ("aFChunk", "c.txt")])),
        ("d.xml", part("document", &format!("<w:body>{body}</w:body>"))),
        ("s.xml", part("styles", styles)),
        ("n.xml", part("numbering", lists)),
        ("c.txt", "Un mot\r\nde plus.\r\n\r\n* et un autre.\r\n".to_owned()),
    ] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("memory");
        writer.write_all(text.as_bytes()).expect("memory");
    }
    writer.start_file("i.png", zip::write::SimpleFileOptions::default()).expect("memory");
    writer.write_all(picture).expect("memory");
    imported(Format::Docx, writer.finish().expect("memory").into_inner())
}

/// The text that a document of OpenDocument becomes, which has a style « F » with a line below.
fn odt_of(body: &str) -> String {
    let name = |name: &str, part: &str| format!("xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{part}:1.0\"");
    let names = [
        name("office", "office"),
        name("text", "text"),
        name("style", "style"),
        name("fo", "xsl-fo-compatible"),
        name("draw", "drawing"),
    ]
    .join(" ");
    let border = "fo:border-top=\"none\" fo:border-bottom=\"0.5pt solid #000000\" fo:border-left=\"none\"";
    let styles = format!(
        "<style:style style:name=\"F\" style:family=\"paragraph\"><style:paragraph-properties {border}/></style:style>\
         <style:style style:name=\"Horizontal_20_Line\" style:family=\"paragraph\"/>"
    );
    let document = format!(
        "<office:document {names}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}\
         </office:text></office:body></office:document>"
    );
    imported(Format::Odt, document.into_bytes()).0
}

/// A paragraph of Word, with these properties.
fn paragraph(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

#[test]
fn a_list_within_an_item_stays_a_list_whatever_its_first_number() {
    let level = |level: u8, start: u8| {
        format!("<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"decimal\"/></w:lvl>")
    };
    let lists = |start| {
        format!(
            "<w:abstractNum w:abstractNumId=\"0\">{}{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
            level(0, 1),
            level(1, start)
        )
    };
    let item =
        |level: u8, text| paragraph(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr>"), text);
    let body = [item(0, "un"), item(1, "sous"), item(1, "sous aussi"), item(0, "deux")].concat();
    assert_eq!(docx(&body, "", &lists(1)).0, "1. un\n   1. sous\n   2. sous aussi\n2. deux\n");
    assert_eq!(docx(&body, "", &lists(4)).0, "1. un\n\n   4. sous\n   5. sous aussi\n2. deux\n");
    assert_eq!(html("<ul><li>un<ol start=4><li>sous</ol></ul>").0, "- un\n\n  4. sous\n");
    assert_eq!(html("<blockquote><p>un<ol start=4><li>sous</ol></blockquote>").0, "> un\n>\n> 4. sous\n");
}

#[test]
fn cells_stay_under_their_headings() {
    let row = |properties: &str, cells: &[&str]| {
        let cells: String = cells.iter().map(|text| format!("<w:tc>{}</w:tc>", paragraph("", text))).collect();
        format!("<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>")
    };
    let rows = [
        row("", &["Année", "Recettes", "Dépenses"]),
        row("<w:gridBefore w:val=\"1\"/>", &["10", "20"]),
        row("<w:gridAfter w:val=\"2\"/>", &["1901"]),
    ];
    let (text, codes) = docx(&format!("<w:tbl>{}</w:tbl>", rows.concat()), "", "");
    assert_eq!(text, "| Année | Recettes | Dépenses |\n| --- | --- | --- |\n| | 10 | 20 |\n| 1901 | | |\n");
    assert!(codes.is_empty(), "nothing is merged: {codes:?}");

    let (text, codes) = html(
        "<table><tr><th>Fruit<th>Mois<th>Prix<tr><td rowspan=2>Pomme<td>mai<td rowspan=3>1<tr><td>juin<tr><td>Poire<td>août\
         <tr><td colspan=2>tous<td>3</table>",
    );
    assert_eq!(
        text,
        "| Fruit | Mois | Prix |\n| --- | --- | --- |\n| Pomme | mai | 1 |\n| | juin | |\n| Poire | août | |\n| tous | | 3 |\n"
    );
    assert_eq!(codes, ["I021"; 4], "one for each row");
    // A span ends with its group of rows; one of no rows, too.
    let (text, _) = html("<table><tbody><tr><td rowspan=0>a<td>b<tr><td>c<tbody><tr><td>d<td>e</table>");
    assert_eq!(text, "| a | b |\n| --- | --- |\n| | c |\n| d | e |\n");
    // A table of one cell is a frame, however wide.
    assert_eq!(html("<table><tr><td colspan=3 rowspan=2>Un texte.</table>"), ("Un texte.\n".to_owned(), Vec::new()));
}

#[test]
fn the_initial_of_a_paragraph_is_a_letter_of_its_word() {
    let initial = |letter: &str, look: &str| {
        let frame = "<w:framePr w:dropCap=\"drop\" w:lines=\"2\"/>";
        format!("<w:p><w:pPr>{frame}</w:pPr><w:r><w:rPr>{look}</w:rPr><w:t>{letter}</w:t></w:r></w:p>")
    };
    let body = [
        initial("L", "<w:b/><w:position w:val=\"-5\"/>"),
        paragraph("", "e lac était gelé."),
        initial("I", "<w:position w:val=\"-5\"/>"),
        "<w:p><w:r><w:rPr><w:i/></w:rPr><w:t>l dormait.</w:t></w:r></w:p>".to_owned(),
        initial("À", "<w:position w:val=\"-5\"/>"),
    ];
    assert_eq!(docx(&body.concat(), "", "").0, "Le lac était gelé.\n\n*Il dormait.*\n\nÀ\n");
    let frame = |letter: &str| {
        let cell = format!("<tr><td><p style='mso-element:dropcap-dropped'><b>{letter}</b></p></td></tr>");
        format!("<div style='mso-element:dropcap-dropped'><table align=left>{cell}</table></div>")
    };
    let page = format!("{}<p>\n<i>e lac</i> dort.</p>{}", frame("L"), frame("À"));
    assert_eq!(html(&page).0, "*Le lac* dort.\n\nÀ\n");
}

#[test]
fn captions_and_subtitles_lose_the_emphasis_of_their_style_and_their_number() {
    let table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>";
    let style = |id: &str, name: &str, look: &str| {
        format!("<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:rPr>{look}</w:rPr></w:style>")
    };
    let named = |id: &str| format!("<w:pStyle w:val=\"{id}\"/>");
    for look in ["", "<w:i/>", "<w:b/>", "<w:b/><w:i/>"] {
        let styles = style("c", "caption", look) + &style("s", "Subtitle", look);
        let caption = paragraph(&named("c"), "Tableau 2 — Les prix");
        let (text, _) = docx(&format!("{}{caption}{table}", paragraph("", "Texte.")), &styles, "");
        assert_eq!(text, "Texte.\n\n::: table {caption=\"Les prix\"}\n| a | |\n| --- | --- |\n:::\n", "{look}");
        let (text, _) = docx(&(paragraph(&named("s"), "Un sous-titre") + &paragraph("", "Texte.")), &styles, "");
        assert!(!text.contains('*'), "{look}: {text}");
    }
    // Without a table or a picture, too; and what is quoted.
    for name in ["caption", "Intense Quote"] {
        let (text, _) = docx(&paragraph(&named("c"), "Des mots"), &style("c", name, "<w:b/><w:i/>"), "");
        assert!(!text.contains('*'), "{name}: {text}");
    }
    // An emphasis of the author stays, and the number may be in another look than the words.
    let bold = "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">Tableau 2 : </w:t></w:r>";
    let words = "<w:r><w:t xml:space=\"preserve\">Les </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>prix</w:t></w:r>";
    let body = format!("<w:p><w:pPr>{}</w:pPr>{bold}{words}</w:p>{table}", named("c"));
    assert!(docx(&body, &style("c", "caption", ""), "").0.contains("caption=\"Les *prix*\""));
    let (text, _) = html("<p class=MsoCaption><b><i>Tableau 1. Les prix</i></b></p><table><tr><td>a<td>b</table>");
    assert!(text.contains("caption=\"Les prix\""), "{text}");
}

#[test]
fn what_parts_two_scenes_is_a_rule() {
    let apart = "Avant.\n\n---\n\nAprès.\n";
    let between = |between: &str| paragraph("", "Avant.") + between + &paragraph("", "Après.");
    let line = "<w:r><w:pict><v:rect style=\"width:0;height:1.5pt\" o:hrstd=\"t\" o:hr=\"t\"/></w:pict></w:r>";
    let below = "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\"/></w:pBdr>";
    let styled =
        format!("<w:style w:type=\"paragraph\" w:styleId=\"l\"><w:name w:val=\"Filet\"/><w:pPr>{below}</w:pPr></w:style>");
    for (body, styles) in [
        (between(&format!("<w:p>{line}</w:p>")), ""),
        (paragraph("", "Avant.").replace("</w:p>", line) + "</w:p>" + &paragraph("", "Après."), ""),
        (between(&format!("<w:p><w:pPr>{below}</w:pPr></w:p>").repeat(2)), ""),
        (between("<w:p><w:pPr><w:pStyle w:val=\"l\"/></w:pPr></w:p>"), &*styled),
    ] {
        assert_eq!(docx(&body, styles, "").0, apart, "{body}");
    }
    for ornament in ["⁂", "***", "* *", "— ❦ —", "~", "•", "o0o", "✻ ✻ ✻"] {
        assert_eq!(docx(&between(&paragraph("<w:jc w:val=\"center\"/>", ornament)), "", "").0, apart, "{ornament}");
        assert_eq!(html(&format!("<p>Avant.<p>{ornament}<p>Après.")).0, apart, "{ornament}");
        let odt = format!("<text:p>Avant.</text:p><text:p>{ornament}</text:p><text:p>Après.</text:p>");
        assert_eq!(odt_of(&odt), apart, "{ornament}");
    }
    for line in ["text:p text:style-name=\"Horizontal_20_Line\"/", "text:p text:style-name=\"F\"/"] {
        assert_eq!(odt_of(&format!("<text:p>Avant.</text:p><{line}><text:p>Après.</text:p>")), apart, "{line}");
    }
    for line in
        ["<p style='border:none;border-bottom:solid windowtext 1.0pt'>&nbsp;</p>", "<div style='border-top:1px solid'></div>"]
    {
        assert_eq!(html(&format!("<p>Avant.</p>{line}<p>Après.</p>")).0, apart, "{line}");
    }
    // What is more than an ornament, or all that a cell says, stays.
    for words in ["* 1", "o", "—", "…", "§ 3"] {
        assert!(!docx(&between(&paragraph("", words)), "", "").0.contains("---"), "{words}");
    }
    let (text, _) = html("<p>Avant.<table><tr><td>p<td>***<tr><td>q<td>•</table>");
    assert!(text.contains("\\*\\*\\*") && text.contains("| • |"), "{text}");
    let cell = |text| format!("<w:tc>{}</w:tc>", paragraph("", text));
    let (text, _) = docx(&format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("p"), cell("***")), "", "");
    assert!(text.contains("\\*\\*\\*"), "{text}");
}

#[test]
fn styles_of_lists_say_their_level() {
    let kinds =
        [("List Bullet", "bullet"), ("List Bullet 2", "bullet"), ("List Number", "decimal"), ("List Number 3", "decimal")];
    let (mut styles, mut definitions, mut lists) = (String::new(), String::new(), String::new());
    for (id, (name, kind)) in kinds.into_iter().enumerate() {
        styles += &format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"s{id}\"><w:name w:val=\"{name}\"/><w:pPr><w:numPr><w:numId w:val=\"{}\"/>\
             </w:numPr></w:pPr></w:style>",
            id + 1
        );
        definitions += &format!(
            "<w:abstractNum w:abstractNumId=\"{id}\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{kind}\"/>\
             <w:pStyle w:val=\"s{id}\"/></w:lvl></w:abstractNum>"
        );
        lists += &format!("<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{id}\"/></w:num>", id + 1);
    }
    let item = |style: u8, text| paragraph(&format!("<w:pStyle w:val=\"s{style}\"/>"), text);
    let body =
        [item(0, "a"), item(1, "b"), item(1, "c"), item(0, "d"), paragraph("", "Ou."), item(2, "e"), item(3, "f"), item(2, "g")];
    let (text, _) = docx(&body.concat(), &styles, &(definitions + &lists));
    assert_eq!(text, "- a\n  - b\n  - c\n- d\n\nOu.\n\n1. e\n   1. f\n2. g\n");
    let (text, _) = html(
        "<p class=MsoListBullet style='mso-list:l1 level1 lfo1'><span style='mso-list:Ignore'>·</span>a</p>\
         <p class=MsoListBullet2CxSpFirst style='mso-list:l2 level1 lfo2'><span style='mso-list:Ignore'>·</span>b</p>",
    );
    assert_eq!(text, "- a\n  - b\n");
}

#[test]
fn fields_without_a_result_show_what_word_shows() {
    let char = |kind: &str, form: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\">{form}</w:fldChar></w:r>");
    let field = |instructions: &str, form: &str, result: Option<&str>| {
        let code = format!("<w:r><w:instrText> {instructions} </w:instrText></w:r>");
        let result = result.map(|result| char("separate", "") + &format!("<w:r><w:t>{result}</w:t></w:r>")).unwrap_or_default();
        format!(
            "<w:p><w:r><w:t>a</w:t></w:r>{}{code}{result}{}<w:r><w:t>z</w:t></w:r></w:p>",
            char("begin", form),
            char("end", "")
        )
    };
    let data = |inner: &str| format!("<w:ffData>{inner}</w:ffData>");
    let list = data("<w:ddList><w:result w:val=\"1\"/><w:listEntry w:val=\"Rouge\"/><w:listEntry w:val=\"Bleu\"/></w:ddList>");
    let ticked = data("<w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox>");
    let open = data("<w:checkBox><w:default w:val=\"0\"/></w:checkBox>");
    for (instructions, form, shown) in [
        ("SYMBOL 169 \\f \"Times New Roman\" \\s 12", "", "a©z"),
        ("SYMBOL 147", "", "a“z"),
        ("SYMBOL 0x2042 \\u", "", "a⁂z"),
        ("SYMBOL 97 \\f Symbol", "", "aαz"),
        ("FORMDROPDOWN", &*list, "aBleuz"),
        ("FORMCHECKBOX", &*ticked, "a☒z"),
        ("FORMCHECKBOX", &*open, "a☐z"),
        ("MACROBUTTON AucuneMacro Cliquez ici", "", "aCliquez iciz"),
        ("XE \"mot\"", "", "az"),
    ] {
        let (text, codes) = docx(&field(instructions, form, None), "", "");
        assert_eq!((text.trim_end(), codes), (shown, Vec::new()), "{instructions}");
        let (text, _) = docx(&field(instructions, form, Some("R")), "", "");
        assert_eq!(text.trim_end(), "aRz", "a result that is kept: {instructions}");
    }
    let (text, codes) = docx(&field("EQ \\f(1,5;2)", "", None), "", "");
    assert_eq!((text.trim_end(), codes), ("a1,5/2z", vec!["I024"]));
    assert_eq!(docx(&field("LISTNUM", "", None), "", "").1, ["I005"]);
    let simple = "<w:p><w:r><w:t>a</w:t></w:r><w:fldSimple w:instr=\"SYMBOL 169\"/></w:p>";
    assert_eq!(docx(simple, "", "").0.trim_end(), "a©");
}

#[test]
fn lists_of_a_page_that_word_has_filtered_are_lists() {
    let spaces = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span>";
    let item = |class: &str, style: &str, sign: &str, text: &str| {
        let sign = sign.split_once('/').map_or_else(
            || format!("{sign}{spaces}"),
            |(font, sign)| format!("<span style='font-family:{font}'>{sign}{spaces}</span>"),
        );
        format!("<p class={class} style='{style};text-indent:-18.0pt'>{sign}{text}</p>")
    };
    let list = "MsoListParagraphCxSpMiddle";
    let items = [
        item(list, "", "Symbol/·", "du pain&nbsp;;"),
        item(list, "margin-left:72.0pt", "\"Courier New\"/o", "bis <i>noir</i>&nbsp;;"),
        item(list, "margin-left:1.27cm", "Symbol/·", "du vin."),
        item(list, "", "1.", "Premier"),
        item(list, "", "2.", "Second"),
        item("MsoNormal", "margin-left:72.0pt", "Wingdings/Ø", "Flèche"),
        item(list, "", "1.", "Autre"),
    ];
    assert_eq!(
        html(&format!("<p>Avant.</p>{}", items.concat())).0,
        "Avant.\n\n- du pain\u{a0};\n  - bis *noir*\u{a0};\n- du vin.\n\n1. Premier\n2. Second\n   - Flèche\n\n1) Autre\n"
    );
    assert_eq!(html(&format!("<h2>I.{spaces}Un lieu</h2><p>Texte.")).0, "## Un lieu\n\nTexte.\n");
    // A space is none of a font of signs; the shorthand names a font and a look as the long forms do.
    let page = "<p><span style='font-family:Symbol'>a&nbsp;b</span> <span style='font:7pt Wingdings'>Ø</span> \
                <span style='font:italic bold 9pt/1.2 \"Times New Roman\", serif'>mot</span></p>";
    assert_eq!(html(page).0, "α\u{a0}β ➢ ***mot***\n");
}

#[test]
fn a_picture_that_hangs_on_a_paragraph_stands_after_it() {
    let picture = |place: &str| {
        format!(
            "<w:r><w:drawing><wp:{place}><wp:docPr id=\"1\" name=\"n\" descr=\"Un phare\"/><a:graphic><a:graphicData><pic:pic><pic:blipFill>\
             <a:blip r:embed=\"image\"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:{place}></w:drawing></w:r>"
        )
    };
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let around = |place: &str| format!("<w:p>{}{}{}</w:p>", run("Avant "), picture(place), run("après."));
    let (shown, _) = docx(&around("anchor"), "", "");
    assert!(shown.starts_with("Avant après.\n\n![Un phare]("), "{shown}");
    let (shown, _) = docx(&around("inline"), "", "");
    assert!(shown.starts_with("Avant ![Un phare]("), "{shown}");
    let (shown, _) = docx(&format!("<w:p>{}</w:p>{}", picture("anchor"), paragraph("", "Après.")), "", "");
    assert!(shown.starts_with("![Un phare](") && shown.ends_with(")\n\nAprès.\n"), "{shown}");
    const POINT: &str = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    let odt = |place: &str| {
        let image = format!("<draw:image><office:binary-data>{POINT}</office:binary-data></draw:image>");
        odt_of(&format!("<text:p>Avant <draw:frame text:anchor-type=\"{place}\">{image}</draw:frame>après.</text:p>"))
    };
    assert!(odt("paragraph").starts_with("Avant après.\n\n![]("), "{}", odt("paragraph"));
    assert!(odt("as-char").starts_with("Avant ![]("), "{}", odt("as-char"));
    // The caption below belongs to it.
    let style = "<w:style w:type=\"paragraph\" w:styleId=\"c\"><w:name w:val=\"caption\"/></w:style>";
    let (shown, _) = docx(&(around("anchor") + &paragraph("<w:pStyle w:val=\"c\"/>", "Figure 1. La nuit")), style, "");
    assert!(shown.starts_with("Avant après.\n\n![Un phare](") && shown.contains("\"La nuit\""), "{shown}");
}

#[test]
fn a_text_within_a_document_is_read_and_another_document_is_told() {
    let body = |id: &str| paragraph("", "Avant.") + &format!("<w:altChunk r:id=\"{id}\"/>");
    assert_eq!(docx(&body("aFChunk"), "", ""), ("Avant.\n\nUn mot\n\nde plus.\n\n\\* et un autre.\n".to_owned(), Vec::new()));
    let (text, codes) = docx(&body("image"), "", "");
    assert_eq!((text.as_str(), codes), ("Avant.\n", vec!["I005"]));
}
