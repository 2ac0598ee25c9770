//! How another process speaks to a desk: an editor's task that wants a place shown.
#![expect(clippy::disallowed_methods, reason = "`preview` is the module that opens a socket")]

use super::address::parts_of;
use serde_json::Value;
use std::{
    fmt::Write as _,
    io::{Read as _, Write as _},
    net::{Ipv4Addr, TcpStream},
    time::Duration,
};

/// How long a desk may take to answer: it answers from memory.
const PATIENCE: Duration = Duration::from_secs(10);
/// Longest answer that is read, in bytes.
const LONGEST: u64 = 64 << 10;

/// What a desk did with a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Whether it is printed.
    pub is_printed: bool,
    /// How many pages were told to show it.
    pub windows: u64,
}

/// Has the desk at `address` show the place `FILE:LINE:COLUMN`. None when no desk answers there.
#[must_use]
pub fn show_at(address: &str, place: &str) -> Option<Shown> {
    let (port, token) = parts_of(address)?;
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    stream.set_write_timeout(Some(PATIENCE)).ok()?;
    let host = format!("127.0.0.1:{port}");
    let path = encoded(place);
    let head = format!("POST /{token}/show/{path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n");
    stream.write_all(format!("{head}Content-Length: 0\r\nConnection: close\r\n\r\n").as_bytes()).ok()?;
    let mut answer = String::new();
    stream.take(LONGEST).read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let told: Value = head.starts_with("HTTP/1.1 200").then(|| serde_json::from_str(body).ok())??;
    Some(Shown { is_printed: told["printed"].as_bool()?, windows: told["windows"].as_u64()? })
}

/// A place as it stands in an address: all but letters, digits and a few signs as their bytes.
fn encoded(place: &str) -> String {
    let mut out = String::with_capacity(place.len());
    for byte in place.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' | b':' => out.push(char::from(byte)),
            // Writing into a string does not fail.
            other => drop(write!(out, "%{other:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_one_path_whatever_its_name() {
        assert_eq!(encoded("tome1/été 1?#.md:3:4"), "tome1/%C3%A9t%C3%A9%201%3F%23.md:3:4");
        assert_eq!(encoded("a\r\nb"), "a%0D%0Ab");
    }

    #[test]
    fn where_no_desk_is_nothing_is_shown() {
        for address in
            ["", "http://127.0.0.1:1/", "http://evil.example/0", "http://127.0.0.1:1/00000000000000000000000000000000/"]
        {
            assert_eq!(show_at(address, "tome1/01.md:1:1"), None, "{address}");
        }
    }
}
