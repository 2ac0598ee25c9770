//! The address of a desk, with its token, and the places of files that are asked for.

use std::io;

/// 128 random bits in hexadecimal: who does not know them finds nothing.
pub(super) fn token() -> io::Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    Ok(format!("{:032x}", u128::from_le_bytes(bytes)))
}

/// The port and the token of an address of a desk; none for any other text.
pub(super) fn parts_of(address: &str) -> Option<(u16, String)> {
    let (port, token) = address.trim().strip_prefix("http://127.0.0.1:")?.strip_suffix('/')?.split_once('/')?;
    let is_token = token.len() == 32 && token.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let port = port.parse().ok().filter(|port| *port != 0)?;
    is_token.then(|| (port, token.to_owned()))
}

/// `FILE:LINE:COLUMN`, `FILE:LINE` or `FILE` in its parts. What is not said is 1.
#[must_use]
pub fn split_place(place: &str) -> Option<(&str, usize, usize)> {
    let number = |text: &str| text.parse::<usize>().ok();
    let mut parts: Vec<&str> = place.rsplitn(3, ':').collect();
    parts.reverse();
    match *parts.as_slice() {
        [path, line, column] if number(line).is_some() => Some((path, number(line)?, number(column)?)),
        [.., _, line] if number(line).is_some() => Some((place.rsplit_once(':')?.0, number(line)?, 1)),
        _ => Some((place, 1, 1)),
    }
}
