//! Who may ask: the page of this desk, and nobody else.
//!
//! A server on the loopback can be reached by every page that the browser shows. A page of another origin sends its own `Origin`, or, when
//! it has had its name point here, its own `Host`. So both must be ours, letter by letter, before anything is looked at; only reading is
//! allowed; and without the random token of the address nothing is found. No answer allows another origin to read it, to frame it, or to
//! take it for what it is not. Faults of this kind were published of many such servers (CVE-2025-24010, GHSA-67mh-4wv8-2f99).

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};

/// The origin of the desk.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    /// Address and port, as `Host` has them.
    host: String,
}

/// What the page of the desk may load: what the desk serves, and no script that is written into it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// What a document of the reading view may load: no script at all. It stands in a frame of the page of the desk, and indents of verse are
/// written into it.
const READING: &str = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; font-src 'self'; base-uri 'none'; \
                       form-action 'none'; frame-ancestors 'self'";

/// What an answer is, for those who would keep it from its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AnswerKind {
    /// The page of the desk, and all that is no document.
    Desk,
    /// A document that the page of the desk shows in a frame.
    Reading,
}

impl Guard {
    /// The guard of the desk at a port of the loopback.
    pub(super) fn new(port: u16) -> Self {
        Self { host: format!("127.0.0.1:{port}") }
    }

    /// Why a request is refused; none when it may be answered.
    pub(super) fn refusal(&self, method: &Method, headers: &HeaderMap) -> Option<StatusCode> {
        if only(headers, &header::HOST) != Some(self.host.as_bytes()) {
            return Some(StatusCode::FORBIDDEN);
        }
        let is_ours = |origin: &[u8]| origin.strip_prefix(b"http://") == Some(self.host.as_bytes());
        if headers.contains_key(header::ORIGIN) && !only(headers, &header::ORIGIN).is_some_and(is_ours) {
            return Some(StatusCode::FORBIDDEN);
        }
        match *method {
            Method::GET | Method::HEAD => None,
            // Browsers send the origin with each of these; so does `make-book watch --at`.
            Method::POST => (!headers.contains_key(header::ORIGIN)).then_some(StatusCode::FORBIDDEN),
            _ => Some(StatusCode::METHOD_NOT_ALLOWED),
        }
    }

    /// Adds to an answer of a kind what keeps it from others.
    pub(super) fn protect(headers: &mut HeaderMap, kind: AnswerKind) {
        let (policy, framed) = match kind {
            AnswerKind::Desk => (POLICY, "DENY"),
            AnswerKind::Reading => (READING, "SAMEORIGIN"),
        };
        for (name, value) in [
            (header::CONTENT_SECURITY_POLICY, policy),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::REFERRER_POLICY, "no-referrer"),
            (header::X_FRAME_OPTIONS, framed),
            (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
            (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
            (header::CACHE_CONTROL, "no-store"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
}

/// The value of a header that is there once.
fn only<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Option<&'h [u8]> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?;
    values.next().is_none().then_some(value.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(method: Method, headers: &[(&'static str, &str)]) -> Option<u16> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(HeaderName::from_static(name), HeaderValue::from_str(value).expect("a value"));
        }
        Guard::new(3000).refusal(&method, &map).map(|status| status.as_u16())
    }

    #[test]
    fn the_host_is_ours_with_its_port() {
        assert_eq!(refusal(Method::GET, &[("host", "127.0.0.1:3000")]), None);
        for host in [
            "127.0.0.1",
            "127.0.0.1:3001",
            "127.0.0.1:30000",
            "localhost:3000",
            "evil.example:3000",
            "",
            "127.0.0.1:3000.",
            "user@127.0.0.1:3000",
        ] {
            assert_eq!(refusal(Method::GET, &[("host", host)]), Some(403), "{host}");
        }
        assert_eq!(refusal(Method::GET, &[]), Some(403));
        assert_eq!(refusal(Method::GET, &[("host", "127.0.0.1:3000"), ("host", "evil.example")]), Some(403));
    }

    #[test]
    fn another_origin_is_refused_and_none_is_a_plain_read() {
        let host = ("host", "127.0.0.1:3000");
        assert_eq!(refusal(Method::GET, &[host, ("origin", "http://127.0.0.1:3000")]), None);
        for origin in [
            "null",
            "http://127.0.0.1",
            "https://127.0.0.1:3000",
            "http://localhost:3000",
            "http://evil.example",
            "http://127.0.0.1:3000/",
            "",
        ] {
            assert_eq!(refusal(Method::GET, &[host, ("origin", origin)]), Some(403), "{origin}");
        }
    }

    #[test]
    fn all_but_reading_says_its_origin() {
        let host = ("host", "127.0.0.1:3000");
        let ours = [host, ("origin", "http://127.0.0.1:3000")];
        assert_eq!([refusal(Method::HEAD, &ours), refusal(Method::POST, &ours)], [None, None]);
        assert_eq!(refusal(Method::POST, &[host]), Some(403));
        for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS, Method::CONNECT, Method::TRACE] {
            assert_eq!(refusal(method.clone(), &ours), Some(405), "{method}");
            assert_eq!(refusal(method, &[host, ("origin", "http://evil.example")]), Some(403));
        }
        assert_eq!(refusal(Method::POST, &[host, ("origin", "http://evil.example")]), Some(403));
    }
}
