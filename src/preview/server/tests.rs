//! The server is asked over a real socket, as a browser or a hostile page would.

use super::{Desk, Editor};
use crate::{
    book::ImageFormat,
    compile::LaidOut,
    layout::{
        frame::Shape,
        structure::{Structure, StructureType},
    },
    locale::{Language, Words},
    preview::{
        ask::{Shown, show_at},
        last::LastVolume,
        view::{View, Volume},
    },
    raster::test_pages::{TestPages, book, fonts},
    source::{SourceId, SourceMap, Span},
};
use serde_json::Value;
use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{IpAddr, Ipv4Addr, TcpStream},
    sync::{Arc, Mutex},
    time::Duration,
};

const PNG: &[u8] = b"bytes of a picture";

/// A desk with a volume of one page, which shows `word` and a picture.
struct Served {
    desk: Desk,
    /// What was opened in the editor.
    edited: Arc<Mutex<Vec<String>>>,
    host: String,
    /// The path of the page, with its token.
    base: String,
}

impl Served {
    fn new(word: &str) -> Self {
        Self::opened(word, None, None)
    }

    fn opened(word: &str, port: Option<u16>, last: Option<&str>) -> Self {
        let served = Self::without_view(port, last);
        served.show(word);
        served
    }

    fn without_view(port: Option<u16>, last: Option<&str>) -> Self {
        let edited = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&edited);
        let editor: Editor = Arc::new(move |path, line, column| {
            kept.lock().expect("whole").push(format!("{path}:{line}:{column}"));
            line < 1000
        });
        let desk = Desk::open(port, last, &Words::new(Language::French), editor).expect("a port");
        let address = desk.address().strip_prefix("http://").expect("an address").to_owned();
        let (host, path) = address.split_once('/').expect("a path");
        Self { host: host.to_owned(), base: format!("/{path}"), desk, edited }
    }

    fn show(&self, word: &str) {
        self.desk.show(View { volumes: vec![Arc::new(Self::volume(word))], ..View::default() });
    }

    fn volume(word: &str) -> Volume {
        let mut pages = TestPages::default();
        let paragraph = pages.element(Structure::ROOT, StructureType::Paragraph);
        pages.line(paragraph, word);
        pages.figure(Structure::ROOT, 0, Some("Une photo"));
        let mut sources = SourceMap::new();
        sources.add("tome1/01.md", format!("{word}{}", "x".repeat(2000)));
        sources.add("tome1/02.md", "x".repeat(2000));
        let text = Span::new(SourceId::from_index(0), 0..word.len());
        pages.pages.pages.iter_mut().flat_map(|page| &mut page.items).for_each(|item| {
            item.span = matches!(item.shape, Shape::Glyphs(_)).then_some(text);
        });
        let laid_out = LaidOut { book: book(&[(ImageFormat::Png, (4, 4), PNG.to_vec())]), fonts: fonts(), pages: pages.pages };
        Volume::new(laid_out, sources, None)
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
        self.raw_events().filter_map(|line| serde_json::from_str(line.strip_prefix("data: ")?).ok())
    }

    /// The lines of the events, without those of the answer's head and its chunks.
    fn raw_events(&self) -> impl Iterator<Item = String> + use<> {
        let mut stream = self.connect();
        write!(stream, "GET {}events HTTP/1.1\r\nHost: {}\r\n\r\n", self.base, self.host).expect("sent");
        let lines = BufReader::new(stream).lines().map_while(Result::ok);
        lines.filter(|line| line.starts_with("data: ") || line.starts_with("event: "))
    }

    fn sum(&self) -> String {
        let told = self.events().next().expect("a view");
        told["volumes"][0]["spreads"][0]["sum"].as_str().expect("a sum").to_owned()
    }
}

#[test]
fn what_the_desk_before_showed_is_there_until_the_first_view() {
    let kept = Served::volume("Jadis").to_bytes("1");
    let served = Served::without_view(None, None);
    served.desk.show_last(LastVolume::from_bytes(&kept, "1").into_iter().map(Arc::new).collect());
    let told = served.events().next().expect("the view of before");
    assert_eq!((&told["last"], &told["outdated"], &told["messages"]), (&true.into(), &true.into(), &Value::Array(Vec::new())));
    let path = |name: &str| format!("{}{name}", served.base);
    let (head, drawing) = served.ask("GET", &path(&format!("spread/{}", served.sum())), "");
    assert!(head.starts_with("http/1.1 200") && String::from_utf8_lossy(&drawing).contains("<desc>Jadis"), "{head}");
    // What is not kept is answered from the first view.
    std::thread::scope(|scope| {
        let asked = ["printed/tome1/01.md:1:1", "find/tome1/nouveau", "spread/0"];
        let answers = asked.map(|name| scope.spawn(|| served.status("GET", &path(name), "")));
        std::thread::sleep(Duration::from_millis(100));
        assert!(answers.iter().all(|answer| !answer.is_finished()));
        served.show("Nouveau");
        assert_eq!(answers.map(|answer| answer.join().expect("an answer")), ["200", "200", "404"]);
    });
    let told = served.events().next().expect("the first view");
    assert_eq!((&told["last"], &told["outdated"], &told["revision"]), (&Value::Null, &false.into(), &2.into()));
}

#[test]
fn a_volume_that_is_broken_from_the_beginning_keeps_what_the_desk_before_showed() {
    let kept = LastVolume::from_bytes(&Served::volume("Jadis").to_bytes("1"), "1").map(Arc::new).expect("whole");
    let served = Served::without_view(None, None);
    let failure = Some("book.yaml".to_owned());
    served.desk.show(View { kept: vec![(7, kept)], failure, is_outdated: true, ..View::default() });
    let told = served.events().next().expect("a view");
    assert_eq!((&told["last"], &told["outdated"], &told["failure"]), (&Value::Null, &true.into(), &"book.yaml".into()));
    assert_eq!(told["volumes"][0]["id"], "tome1");
    let path = |name: &str| format!("{}{name}", served.base);
    let (head, drawing) = served.ask("GET", &path(&format!("spread/{}", served.sum())), "");
    assert!(head.starts_with("http/1.1 200") && String::from_utf8_lossy(&drawing).contains("<desc>Jadis"), "{head}");
    // All else is answered at once.
    for name in ["spread/0", "printed/tome1/01.md:1:1", "find/tome1/jadis", "read/tome1/stylesheet.css"] {
        assert_eq!(served.status("GET", &path(name), ""), "404", "{name}");
    }
    served.show("Nouveau");
    assert_eq!(served.events().next().expect("pages")["outdated"], false);
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
    for name in [
        "",
        "desk.js",
        "events",
        "spread/0",
        "picture/0",
        "nothing",
        "read/tome1/stylesheet.css",
        "painted",
        "show/tome1/01.md",
        "edit/tome1/01.md",
    ] {
        let path = format!("{}{name}", served.base);
        let port = served.host.rsplit(':').next().expect("a port");
        for host in ["evil.example", "127.0.0.1", &format!("localhost:{port}"), &format!("evil.example:{port}")] {
            assert_eq!(&served.ask_as(host, "GET", &path, "").0[9..12], "403", "{host} {path}");
        }
        for origin in ["http://evil.example", "null", "https://127.0.0.1"] {
            assert_eq!(served.status("GET", &path, &format!("Origin: {origin}\r\n")), "403", "{origin} {path}");
        }
        for method in ["PUT", "DELETE", "PATCH", "OPTIONS"] {
            assert_eq!(served.status(method, &path, "Content-Length: 0\r\n"), "405", "{method} {path}");
        }
        assert_eq!(served.status("POST", &path, "Content-Length: 0\r\n"), "403", "{path}");
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

/// The headers of a request of our own page that is no plain reading.
fn ours(served: &Served) -> String {
    format!("Origin: http://{}\r\nContent-Length: 0\r\n", served.host)
}

#[test]
fn only_our_page_may_have_a_file_opened_and_only_one_of_the_book() {
    let served = Served::new("Un");
    let ask = |name: &str, headers: &str| served.status("POST", &format!("{}edit/{name}", served.base), headers);
    for headers in
        ["Content-Length: 0\r\n", "Content-Length: 0\r\nOrigin: null\r\n", "Content-Length: 0\r\nOrigin: http://evil.example\r\n"]
    {
        assert_eq!(ask("tome1/01.md:1:1", headers), "403");
    }
    assert_eq!(served.status("GET", &format!("{}edit/tome1/01.md:1:1", served.base), ""), "405");
    assert_eq!(served.status("POST", "/edit/tome1/01.md:1:1", &ours(&served)), "404", "without the token");
    for path in ["..%2f..%2fetc%2fpasswd", "%2fetc%2fpasswd:1:1", "tome1/../../x", "tome1/03.md:1:1", "C:%5cx"] {
        assert_eq!(ask(path, &ours(&served)), "404", "{path}");
    }
    assert!(served.edited.lock().expect("whole").is_empty());
    assert_eq!(ask("tome1/01.md:12:3", &ours(&served)), "204");
    assert_eq!(ask("tome1/02.md:1000:3", &ours(&served)), "502", "the editor cannot be started");
    assert_eq!(*served.edited.lock().expect("whole"), ["tome1/01.md:12:3", "tome1/02.md:1000:3"]);
}

#[test]
fn a_place_is_shown_by_every_page() {
    let served = Served::new("Un");
    let nobody = show_at(served.desk.address(), "tome1/01.md:1:1");
    assert_eq!(nobody, Some(Shown { is_printed: true, windows: 0 }));
    let (mut one, mut two) = (served.raw_events(), served.raw_events());
    for events in [&mut one, &mut two] {
        assert!(events.next().expect("a view").contains("revision"));
    }
    let shown = show_at(served.desk.address(), "tome1/01.md:1:1");
    assert_eq!(shown, Some(Shown { is_printed: true, windows: 2 }));
    for events in [one, two] {
        let events: Vec<String> = events.take_while(|line| !line.starts_with("data")).collect();
        assert!(events.contains(&"event: show".to_owned()), "{events:?}");
    }
    let unprinted = show_at(served.desk.address(), "tome1/é 3.md:1:1").expect("an answer");
    assert!(!unprinted.is_printed);
    let wrong = format!("http://{}/{}/", served.host, "0".repeat(32));
    assert_eq!(show_at(&wrong, "tome1/01.md:1:1"), None);
    assert_eq!(served.status("GET", &format!("{}show/tome1/01.md:1:1", served.base), ""), "405");
}

#[test]
fn words_are_found_on_their_page() {
    let served = Served::new("Début");
    let (head, body) = served.ask("GET", &format!("{}find/tome1/debut", served.base), "");
    let told: Value = serde_json::from_slice(&body).expect("JSON");
    assert!(head.starts_with("http/1.1 200"), "{head}");
    assert_eq!(
        (&told["places"][0]["area"]["page"], &told["places"][0]["said"][1]),
        (&Value::from(0), &Value::from("Début")),
        "{told}"
    );
    assert_eq!(told["more"], false);
    assert_eq!(served.status("GET", &format!("{}find/tome9/debut", served.base), ""), "404");
}

#[test]
fn the_documents_of_the_epub_may_stand_in_a_frame_of_ours_and_run_nothing() {
    let served = Served::new("Début");
    let (head, body) = served.ask("GET", &format!("{}read/tome1/stylesheet.css", served.base), "");
    let css = String::from_utf8_lossy(&body).into_owned();
    assert!(head.contains("content-type: text/css") && css.contains("@font-face"), "{head}");
    assert!(head.contains("x-frame-options: sameorigin") && head.contains("frame-ancestors 'self'"), "{head}");
    assert!(head.contains("content-security-policy: default-src 'none'; style-src") && !head.contains("script-src"), "{head}");
    let face = css.split("url(\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a face");
    assert_eq!(served.status("GET", &format!("{}read/tome1/{face}", served.base), ""), "200");
    for name in ["../desk.js", "..%2f..%2fetc%2fpasswd", "fonts/", "tome1/01.md", "%00"] {
        assert_eq!(served.status("GET", &format!("{}read/tome1/{name}", served.base), ""), "404", "{name}");
    }
}

#[test]
fn a_desk_that_is_opened_again_has_its_address() {
    let served = Served::new("Un");
    let address = served.desk.address().to_owned();
    let other = Served::opened("Un", None, Some(&address));
    assert_ne!(other.desk.address(), address, "the port is taken");
    assert_ne!(other.base, served.base, "and so is the token");
    // A port of which nobody listens.
    let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port();
    let last = format!("http://127.0.0.1:{port}/{}/", "0123456789abcdef".repeat(2));
    assert_eq!(Served::opened("Un", None, Some(&last)).desk.address(), last);
    for wrong in
        ["", "http://127.0.0.1:80/", "http://evil.example/0123456789abcdef0123456789abcdef/", "http://127.0.0.1:1/short/"]
    {
        assert!(Served::opened("Un", None, Some(wrong)).base.len() == 34, "{wrong}");
    }
}

#[test]
fn a_taken_port_is_a_failure() {
    let served = Served::new("Un");
    let port = served.host.rsplit(':').next().and_then(|port| port.parse().ok());
    let editor: Editor = Arc::new(|_, _, _| true);
    assert!(Desk::open(port, None, &Words::new(Language::English), editor).is_err());
}
