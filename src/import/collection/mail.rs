//! An e-mail (RFC 5322, MIME): its text becomes a web page under its subject, each attachment a file. A page that a browser or Word saved
//! as one file (MHTML, RFC 2557) is an e-mail of a page and its pictures.
//!
//! Read next: `letter`, which tells the letter from the text.

use super::{
    item::{Head, Item, file_stem, page},
    letter, marked,
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    import::{
        charset::decode, escape_html::escape_html, fold::fold, foreign::detect, format::Format, pictures::picture,
        unfold::unfolded,
    },
    source::{Span, to_base64},
};
use mailparse::{DispositionType, MailHeaderMap as _, ParsedMail};
use std::collections::HashMap;

/// Most words of a message that only accompanies the texts attached to it.
const LETTER: usize = 200;

/// Most parts of a message that are looked at.
const MAX_PARTS: usize = 2_000;

/// Most bytes of pictures that are put into a page.
const MAX_PICTURES: usize = 64 << 20;

/// Most quotations in quotations.
const MAX_QUOTES: usize = 6;

/// A text without a form, and how its lines were broken (RFC 3676).
struct Plain {
    text: String,
    is_flowed: bool,
    joins: bool,
}

/// What a message holds, sorted.
#[derive(Default)]
struct Parts {
    /// The text as a web page, and as plain text.
    html: Vec<String>,
    plain: Vec<Plain>,
    /// Pictures that the page shows: their names in it, type and bytes.
    pictures: Vec<(Vec<String>, String, Vec<u8>)>,
    attachments: Vec<Item>,
    count: usize,
}

/// Takes a message apart.
pub(super) fn read(bytes: &[u8], whole: Span, sink: &mut Diagnostics) -> Vec<Item> {
    let mail = match mailparse::parse_mail(bytes) {
        Ok(mail) => mail,
        Err(error) => {
            let detail: String = error.to_string().chars().take(200).collect();
            let diagnostic = Diagnostic::new(Code::ImportDamaged, whole).with("reason", "xml").with("limit", 0);
            sink.push(diagnostic.with("detail", detail));
            return Vec::new();
        }
    };
    let mut parts = Parts::default();
    sort(&mail, &mut parts);
    let saved = mail.headers.get_first_value("Snapshot-Content-Location").is_some()
        || mail.headers.get_first_value("From").is_some_and(|from| from.to_ascii_lowercase().contains("saved by"))
        || (mail.headers.get_first_value("Subject").is_none() && mail.ctype.mimetype.eq_ignore_ascii_case("multipart/related"));
    let subject = mail.headers.get_first_value("Subject").unwrap_or_default();
    let (title, forwarded) = without_prefixes(&subject);
    let (texts, mut others): (Vec<Item>, Vec<Item>) =
        std::mem::take(&mut parts.attachments).into_iter().partition(|item| !is_beside_the_text(&item.bytes));
    let mut items = Vec::new();
    let shape = match (saved, forwarded) {
        (true, _) => Shape::Saved,
        (false, true) => Shape::Forwarded,
        (false, false) => Shape::Letter,
    };
    let body = body(&mut parts, shape, whole, sink);
    if saved {
        items.extend(body.map(|body| Item::new(format!("{}.html", file_stem(&title)), body.html.into_bytes())));
    } else if let Some(body) = body.filter(|body| body.words > 0) {
        if !texts.is_empty() && body.words <= LETTER {
            let words: String = body.lead.chars().take(120).collect();
            sink.push(Diagnostic::new(Code::ImportLetterLeftOut, whole).with("words", words));
        } else {
            // Whoever forwards a message did not write it.
            let author = (!body.is_others).then(|| sender(&mail)).flatten();
            let bytes = page(Head { title: &title, author: author.as_deref(), ..Head::default() }, &body.html);
            items.push(Item::new(format!("{}.html", file_stem(&title)), bytes));
        }
    }
    items.extend(texts);
    if let [item] = items.as_mut_slice() {
        item.portrait = portrait(&mut others, sender(&mail).as_deref());
        let (pictures, left): (Vec<Item>, Vec<Item>) = others.into_iter().partition(is_picture);
        item.pictures = pictures.into_iter().map(|item| (item.name, item.bytes)).collect();
        others = left;
    }
    for item in others {
        sink.push(Diagnostic::new(Code::ImportAttachmentLeftOut, whole).with("file", item.name).with("place", "none"));
    }
    items
}

/// Takes the portrait of the author out of what is attached to a message of one text: the only picture, when its name says so, by the
/// word or by the name of who sent it. The book must have a use for its format.
fn portrait(others: &mut Vec<Item>, sender: Option<&str>) -> Option<(String, Vec<u8>)> {
    let mut pictures = others.iter().enumerate().filter(|(_, item)| is_picture(item));
    let (at, item) = pictures.next().filter(|_| pictures.next().is_none())?;
    let name = fold(&item.name);
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
    let family = sender.and_then(|sender| Some(fold(sender.split_whitespace().next_back()?)));
    let says_so = ["portrait", "portraits", "avatar", "trombine", "headshot"].iter().any(|word| words.contains(word));
    let is_portrait = says_so || family.is_some_and(|family| words.contains(&family.as_str()));
    is_portrait.then(|| others.remove(at)).map(|item| (item.name, item.bytes))
}

/// Whether an attachment is a picture of which a book has a use.
fn is_picture(item: &Item) -> bool {
    picture(item.bytes.clone()).is_ok()
}

/// The text of a message.
struct Body {
    html: String,
    words: usize,
    lead: String,
    /// Whether someone else than the sender wrote it.
    is_others: bool,
}

/// What a message is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Letter,
    Forwarded,
    /// A page that a browser saved.
    Saved,
}

/// The text of a message, as a page when it has one; its pictures stand in it. What belongs to the letter is left out of it, but of a
/// saved page nothing is.
fn body(parts: &mut Parts, kind: Shape, whole: Span, sink: &mut Diagnostics) -> Option<Body> {
    let is_forwarded = kind == Shape::Forwarded;
    if parts.html.is_empty() {
        let mut kept = Vec::new();
        let mut is_others = is_forwarded;
        for Plain { text, is_flowed, joins } in &parts.plain {
            let lines = letter::plain_lines(text);
            let out = letter::parts(&lines, is_forwarded);
            letter::report(&lines, &out, true, whole, sink);
            is_others |= letter::begins_with_header(&lines, &out);
            let text: Vec<&str> = text.lines().zip(&out).filter(|(_, part)| part.is_none()).map(|(line, _)| line).collect();
            kept.push(unfolded(&text.join("\n"), *is_flowed, *joins));
        }
        let text = kept.join("\n\n");
        let words = text.split_whitespace().count();
        let lead = text.split_whitespace().collect::<Vec<_>>().join(" ");
        return (words > 0).then(|| Body { html: paragraphs(&text, 0), words, lead, is_others });
    }
    let mut html = parts.html.join("\n");
    let mut is_others = is_forwarded;
    if kind != Shape::Saved {
        let marked = marked::lines(&html);
        let out = letter::parts(&marked.lines, is_forwarded);
        letter::report(&marked.lines, &out, false, whole, sink);
        is_others |= letter::begins_with_header(&marked.lines, &out);
        html = marked.without(&html, |line| out[line].is_some());
    }
    let plain = without_tags(&html);
    html = with_pictures(&html, &parts.pictures);
    let words = plain.split_whitespace().count();
    Some(Body { html, words, lead: plain.split_whitespace().collect::<Vec<_>>().join(" "), is_others })
}

/// Sorts the parts of a message.
fn sort(mail: &ParsedMail<'_>, parts: &mut Parts) {
    parts.count += 1;
    if parts.count > MAX_PARTS {
        return;
    }
    let kind = mail.ctype.mimetype.to_ascii_lowercase();
    if kind == "multipart/alternative" {
        // The last form is the richest; a page is better than lines of 76 characters.
        let is_html = |part: &&ParsedMail<'_>| holds(part, "text/html");
        let chosen = mail.subparts.iter().rev().find(is_html).or_else(|| mail.subparts.first());
        if let Some(part) = chosen {
            sort(part, parts);
        }
        return;
    }
    if !mail.subparts.is_empty() {
        mail.subparts.iter().for_each(|part| sort(part, parts));
        return;
    }
    let disposition = mail.get_content_disposition();
    let name = disposition.params.get("filename").or_else(|| mail.ctype.params.get("name")).map(|name| name.trim().to_owned());
    let attached = disposition.disposition == DispositionType::Attachment || name.is_some();
    let Ok(bytes) = mail.get_body_raw() else { return };
    let header = |name: &str| mail.headers.get_first_value(name).map(|value| value.trim().to_owned());
    if kind == "message/rfc822" {
        parts.attachments.push(Item::new(name.unwrap_or_else(|| "message.eml".to_owned()), bytes));
        return;
    }
    if kind.starts_with("image/") {
        let identifier = header("Content-ID").map(|id| format!("cid:{}", id.trim_matches(['<', '>'])));
        let names: Vec<String> = identifier.into_iter().chain(header("Content-Location")).collect();
        let held: usize = parts.pictures.iter().map(|(_, _, bytes)| bytes.len()).sum();
        let shown = !names.is_empty() && (disposition.disposition != DispositionType::Attachment || is_shown(&names, parts));
        if shown && held + bytes.len() <= MAX_PICTURES {
            parts.pictures.push((names, kind, bytes));
            return;
        }
    }
    if attached {
        let name = name.unwrap_or_else(|| "piece-jointe".to_owned());
        parts.attachments.push(Item::new(name, bytes));
    } else if kind == "text/html" {
        parts.html.extend(text(mail, bytes, Format::Html));
    } else if kind == "text/plain" {
        let text = text(mail, bytes, Format::Text).unwrap_or_default().replace("\r\n", "\n");
        let is_flowed = mail.ctype.params.get("format").is_some_and(|format| format.eq_ignore_ascii_case("flowed"));
        let joins = mail.ctype.params.get("delsp").is_some_and(|value| value.eq_ignore_ascii_case("yes"));
        parts.plain.push(Plain { text, is_flowed, joins });
    } else if !kind.starts_with("text/css") && !kind.is_empty() && !kind.starts_with("application/pgp") {
        // Part of a saved page, such as a style sheet or a font, is not attached.
        if header("Content-Location").is_none() {
            parts.attachments.push(Item::new(kind.replace('/', "."), bytes));
        }
    }
}

/// Whether the page names one of these.
fn is_shown(names: &[String], parts: &Parts) -> bool {
    parts.html.iter().any(|html| names.iter().any(|name| html.contains(name.as_str())))
}

/// Whether a part is of a type, or holds such a part.
fn holds(part: &ParsedMail<'_>, kind: &str) -> bool {
    part.ctype.mimetype.eq_ignore_ascii_case(kind) || part.subparts.iter().any(|part| holds(part, kind))
}

/// The characters of a part, by the encoding that its header names, else by its own bytes.
fn text(mail: &ParsedMail<'_>, bytes: Vec<u8>, format: Format) -> Option<String> {
    let named = mail.ctype.params.get("charset").and_then(|label| encoding_rs::Encoding::for_label(label.trim().as_bytes()));
    match named {
        Some(encoding) => Some(encoding.decode(&bytes).0.into_owned()),
        None => decode(&bytes, format).map(|decoded| decoded.text),
    }
}

/// Whether a file is no text that a reader knows: a picture, a calendar, a film.
fn is_beside_the_text(bytes: &[u8]) -> bool {
    match detect("", bytes) {
        Err(foreign) => foreign.is_media(),
        Ok(_) => bytes.starts_with(b"BEGIN:V"),
    }
}

/// Who sent a message, when a name is given.
fn sender(mail: &ParsedMail<'_>) -> Option<String> {
    let from = mail.headers.get_first_header("From")?;
    let addresses = mailparse::addrparse_header(from).ok()?;
    let single = addresses.extract_single_info()?;
    let name = single.display_name?.trim().trim_matches(['"', '\'']).to_owned();
    (name.contains(' ') && !name.contains('@')).then_some(name)
}

/// A subject without « Re: » and « TR: », and whether it says that the message was forwarded.
fn without_prefixes(subject: &str) -> (String, bool) {
    let mut forwarded = false;
    let mut rest = subject.trim();
    while let Some((lead, after)) = rest.split_once(':') {
        match lead.trim().to_lowercase().as_str() {
            "re" | "ré" | "rép" | "aw" | "antw" | "sv" | "r" => {}
            "fwd" | "fw" | "tr" | "wg" | "i" | "rv" => forwarded = true,
            _ => break,
        }
        rest = after.trim();
    }
    (rest.split_whitespace().collect::<Vec<_>>().join(" "), forwarded)
}

/// Plain text as paragraphs: empty lines part them, lines in them are kept, and those with the sign of a quotation are one.
fn paragraphs(text: &str, depth: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut html = String::new();
    for group in lines.chunk_by(|a, b| a.starts_with('>') == b.starts_with('>')) {
        if !group[0].starts_with('>') {
            for paragraph in group.split(|line| line.trim().is_empty()).filter(|lines| !lines.is_empty()) {
                let lines: Vec<String> = paragraph.iter().map(|line| escape_html(line.trim_end())).collect();
                html.push_str(&format!("<p>{}</p>\n", lines.join("<br>")));
            }
            continue;
        }
        let quoted = group.iter().map(|line| {
            let line = if depth < MAX_QUOTES { &line[1..] } else { line.trim_start_matches(['>', ' ']) };
            line.strip_prefix(' ').unwrap_or(line)
        });
        let quoted = unfolded(&quoted.collect::<Vec<_>>().join("\n"), false, false);
        html.push_str(&format!("<blockquote>{}</blockquote>\n", paragraphs(&quoted, depth + 1)));
    }
    html
}

/// A page in which the pictures that came with it stand.
fn with_pictures(html: &str, pictures: &[(Vec<String>, String, Vec<u8>)]) -> String {
    let by_name: HashMap<&str, usize> =
        pictures.iter().enumerate().flat_map(|(at, (names, _, _))| names.iter().map(move |name| (name.as_str(), at))).collect();
    let mut shown = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("src=") {
        shown.push_str(before);
        shown.push_str("src=");
        rest = after;
        let Some(quote) = after.chars().next().filter(|quote| matches!(quote, '"' | '\'')) else { continue };
        let Some(address) = after[1..].split(quote).next() else { continue };
        let Some(index) = by_name.get(address.replace("&amp;", "&").as_str()) else { continue };
        let (_, kind, bytes) = &pictures[*index];
        shown.push_str(&format!("{quote}data:{kind};base64,{}{quote}", to_base64(bytes)));
        rest = after[1 + address.len()..].get(1..).unwrap_or_default();
    }
    shown + rest
}

/// The words of a page, roughly: to count them.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        let lower = after.get(..6).unwrap_or_default().to_ascii_lowercase();
        let end = if lower.starts_with("style") || lower.starts_with("script") { "</" } else { "" };
        let after = if end.is_empty() { after } else { after.split_once(end).map_or("", |(_, after)| after) };
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text.replace("&nbsp;", " ")
}
