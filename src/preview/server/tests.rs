//! The server is asked over a real socket, as a browser or a hostile page would.

use super::Desk;
use crate::{
    book::ImageFormat,
    compile::LaidOut,
    layout::structure::{Structure, StructureType},
    locale::{Language, Words},
    preview::view::{View, Volume},
    raster::test_pages::{TestPages, book, fonts},
    source::SourceMap,
};
use serde_json::Value;
use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{IpAddr, Ipv4Addr, TcpStream},
    sync::Arc,
    time::Duration,
};

const PNG: &[u8] = b"bytes of a picture";

/// A desk with a volume of one page, which shows `word` and a picture.
struct Served {
    desk: Desk,
    host: String,
    /// The path of the page, with its token.
    base: String,
}

impl Served {
    fn new(word: &str) -> Self {
        let desk = Desk::open(0, &Words::new(Language::French)).expect("a port");
        let address = desk.address().strip_prefix("http://").expect("an address").to_owned();
        let (host, path) = address.split_once('/').expect("a path");
        let served = Self { host: host.to_owned(), base: format!("/{path}"), desk };
        served.show(word);
        served
    }

    fn show(&self, word: &str) {
        let mut pages = TestPages::new();
        let paragraph = pages.element(Structure::ROOT, StructureType::Paragraph);
        pages.line(paragraph, word);
        pages.figure(Structure::ROOT, 0, Some("Une photo"));
        let mut sources = SourceMap::new();
        sources.add("tome1/01.md", "x".repeat(2000));
        sources.add("tome1/02.md", "x".repeat(2000));
        pages.pages.pages.iter_mut().flat_map(|page| &mut page.items).for_each(|item| item.span = None);
        let laid_out = LaidOut { book: book(&[(ImageFormat::Png, (4, 4), PNG.to_vec())]), fonts: fonts(), pages: pages.pages };
        let volume = Volume::new(laid_out, sources);
        self.desk.show(View { volumes: vec![Arc::new(volume)], ..View::default() });
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.host).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
        stream
    }

    /// The answer to a request with these headers besides `Host`: its head and its body.
    fn ask(&self, method: &str, path: &str, headers: &str) -> (String, Vec<u8>) {
        self.ask_as(&self.host, method, path, headers)
    }

    fn ask_as(&self, host: &str, method: &str, path: &str, headers: &str) -> (String, Vec<u8>) {
        let mut stream = self.connect();
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}\r\n").expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a head") + 4;
        (String::from_utf8_lossy(&answer[..end]).to_lowercase(), answer[end..].to_vec())
    }

    fn status(&self, method: &str, path: &str, headers: &str) -> String {
        self.ask(method, path, headers).0[9..12].to_owned()
    }

    /// What the page is told next after connecting to the events.
    fn events(&self) -> impl Iterator<Item = Value> + use<> {
        let mut stream = self.connect();
        write!(stream, "GET {}events HTTP/1.1\r\nHost: {}\r\n\r\n", self.base, self.host).expect("sent");
        let lines = BufReader::new(stream).lines().map_while(Result::ok);
        lines.filter_map(|line| serde_json::from_str(line.strip_prefix("data: ")?).ok())
    }

    fn sum(&self) -> String {
        let told = self.events().next().expect("a view");
        told["volumes"][0]["spreads"][0]["sum"].as_str().expect("a sum").to_owned()
    }
}

#[test]
fn the_desk_is_on_the_loopback_only() {
    let served = Served::new("Début");
    let peer = served.connect().peer_addr().expect("an address");
    assert_eq!(peer.ip(), IpAddr::V4(Ipv4Addr::LOCALHOST));
    // Bound to every address, it would answer at this one too.
    let other = (Ipv4Addr::new(127, 0, 0, 2), peer.port());
    assert!(TcpStream::connect(other).is_err());
}

#[test]
fn without_the_token_nothing_is_found() {
    let served = Served::new("Début");
    let sum = served.sum();
    let token = served.base.trim_matches('/').to_owned();
    assert!(token.len() == 32 && token.bytes().all(|byte| byte.is_ascii_hexdigit()), "{token}");
    let wrong: String = token.chars().rev().collect();
    for path in [
        "/",
        "/desk.js",
        "/events",
        &format!("/spread/{sum}"),
        &format!("/{wrong}/"),
        &format!("/{wrong}/events"),
        &format!("/{token}"),
    ] {
        assert_eq!(served.status("GET", path, ""), "404", "{path}");
    }
    assert_eq!(served.status("GET", &served.base, ""), "200");
    let other = Served::new("Début");
    assert_ne!(served.base, other.base, "each desk has a token of its own");
}

#[test]
fn only_our_host_our_origin_and_reading_are_answered() {
    let served = Served::new("Début");
    for name in ["", "desk.js", "events", "spread/0", "picture/0", "nothing"] {
        let path = format!("{}{name}", served.base);
        let port = served.host.rsplit(':').next().expect("a port");
        for host in ["evil.example", "127.0.0.1", &format!("localhost:{port}"), &format!("evil.example:{port}")] {
            assert_eq!(&served.ask_as(host, "GET", &path, "").0[9..12], "403", "{host} {path}");
        }
        for origin in ["http://evil.example", "null", "https://127.0.0.1"] {
            assert_eq!(served.status("GET", &path, &format!("Origin: {origin}\r\n")), "403", "{origin} {path}");
        }
        for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"] {
            assert_eq!(served.status(method, &path, "Content-Length: 0\r\n"), "405", "{method} {path}");
        }
    }
    assert_eq!(served.status("GET", &served.base, &format!("Origin: http://{}\r\n", served.host)), "200");
}

#[test]
fn every_answer_is_kept_from_other_origins() {
    let served = Served::new("Début");
    let sum = served.sum();
    let paths =
        [served.base.clone(), format!("{}desk.js", served.base), format!("{}spread/{sum}", served.base), "/nothing".to_owned()];
    let mut heads: Vec<String> = paths.iter().map(|path| served.ask("GET", path, "").0).collect();
    heads.push(served.ask("GET", &served.base, "Origin: http://evil.example\r\n").0);
    heads.push(served.ask("POST", &served.base, "Content-Length: 0\r\n").0);
    for head in heads {
        for header in [
            "x-content-type-options: nosniff\r\n",
            "referrer-policy: no-referrer\r\n",
            "content-security-policy: default-src 'none'; script-src 'self';",
            "frame-ancestors 'none'\r\n",
            "x-frame-options: deny\r\n",
            "cross-origin-resource-policy: same-origin\r\n",
            "cache-control: no-store\r\n",
        ] {
            assert!(head.contains(header), "{header} in {head}");
        }
        assert!(!head.contains("access-control-"), "{head}");
    }
}

#[test]
fn what_is_served_is_named_by_its_sum_and_is_no_path() {
    let served = Served::new("Début");
    let (head, drawing) = served.ask("GET", &format!("{}spread/{}", served.base, served.sum()), "");
    let drawing = String::from_utf8(drawing).expect("text");
    assert!(head.contains("content-type: image/svg+xml\r\n") && drawing.contains("<desc>Début"), "{head}{drawing}");
    let name = drawing.split("picture/").nth(1).and_then(|rest| rest.split('"').next()).expect("a picture");
    let (head, picture) = served.ask("GET", &format!("{}picture/{name}", served.base), "");
    assert!(head.contains("content-type: image/png\r\n") && picture == PNG, "{head}");
    for name in [
        "spread/",
        "spread/..",
        "picture/..%2f..%2f..%2fetc%2fpasswd",
        "picture/images%2f0",
        "../../etc/passwd",
        "picture/%00",
        "book/book.yaml",
    ] {
        assert_eq!(served.status("GET", &format!("{}{name}", served.base), ""), "404", "{name}");
    }
}

#[test]
fn a_page_is_told_the_last_view_and_then_each_new_one() {
    let served = Served::new("Un");
    let mut first = served.events();
    let told = first.next().expect("a view");
    assert_eq!((&told["revision"], &told["outdated"]), (&Value::from(1), &Value::from(false)));
    let old = served.sum();
    served.show("Deux");
    let told = first.next().expect("another view");
    assert_eq!(told["revision"], 2);
    assert_ne!(told["volumes"][0]["spreads"][0]["sum"], old.as_str());
    let mut second = served.events();
    assert_eq!(second.next().expect("a view"), told, "two windows are told the same");
    assert_eq!(served.status("GET", &format!("{}spread/{old}", served.base), ""), "404", "what is gone is not kept");
}

#[test]
fn a_taken_port_is_a_failure() {
    let served = Served::new("Un");
    let port = served.host.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
    assert!(Desk::open(port, &Words::new(Language::English)).is_err());
}
