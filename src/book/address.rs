//! Addresses outside the book, as both formats write them: in ASCII, which EPUB readers and ISO 32000-1 (12.6.4.7) ask for.

/// A web, mail or telephone address as RFC 3986 writes it, in ASCII: what it does not allow is percent-encoded, and the host is in
/// Punycode. None for another scheme, and for a web address without a host that could be.
#[must_use]
pub fn web_address(url: &str) -> Option<String> {
    let url = url.trim();
    let (scheme, rest) = url.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    let mut address = format!("{scheme}:");
    let rest = match scheme.as_str() {
        "http" | "https" => {
            let rest = rest.strip_prefix("//").filter(|rest| has_host(rest))?;
            let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
            let (user, host) = authority.rsplit_once('@').map_or((None, authority), |(user, host)| (Some(user), host));
            address.push_str("//");
            if let Some(user) = user {
                encode(user, &mut address);
                address.push('@');
            }
            address.push_str(&ascii_host(host));
            &rest[authority.len()..]
        }
        "mailto" | "tel" if !rest.is_empty() => rest,
        _ => return None,
    };
    encode(rest, &mut address);
    Some(address)
}

/// Adds `rest` to `address`, percent-encoded where RFC 3986 asks for it.
fn encode(rest: &str, address: &mut String) {
    let bytes = rest.as_bytes();
    let mut fragment = false;
    for (position, &byte) in bytes.iter().enumerate() {
        let escape =
            byte == b'%' && bytes.get(position + 1..position + 3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        let plain = byte.is_ascii_alphanumeric() || b"-._~:/?@!$&'()*+,;=".contains(&byte) || escape;
        if plain {
            address.push(char::from(byte));
        } else if byte == b'#' && !fragment {
            fragment = true;
            address.push('#');
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
}

/// A host in ASCII (RFC 5890): each label that is not has the prefix `xn--` and is in Punycode.
fn ascii_host(host: &str) -> String {
    let label =
        |label: &str| if label.is_ascii() { label.to_owned() } else { format!("xn--{}", punycode(&label.to_lowercase())) };
    host.split('.').map(label).collect::<Vec<_>>().join(".")
}

/// A label in Punycode (RFC 3492, 6.3): its ASCII characters, then where each of the others is to be inserted, the lowest first.
fn punycode(label: &str) -> String {
    const BASE: u32 = 36;
    let digit = |value: u32| char::from(b"abcdefghijklmnopqrstuvwxyz0123456789"[(value % BASE) as usize]);
    let characters: Vec<u32> = label.chars().map(u32::from).collect();
    let mut output: String = label.chars().filter(char::is_ascii).collect();
    let ascii = u32::try_from(output.len()).unwrap_or(u32::MAX);
    if ascii > 0 {
        output.push('-');
    }
    let (mut next, mut delta, mut bias, mut done) = (128_u32, 0_u32, 72_u32, ascii);
    while let Some(lowest) = characters.iter().copied().filter(|&character| character >= next).min() {
        delta = delta.wrapping_add((lowest - next).wrapping_mul(done + 1));
        next = lowest;
        for &character in &characters {
            delta = delta.wrapping_add(u32::from(character < next));
            if character != next {
                continue;
            }
            let mut rest = delta;
            for at in (1..).map(|step| step * BASE) {
                let threshold = at.saturating_sub(bias).clamp(1, 26);
                if rest < threshold {
                    break;
                }
                output.push(digit(threshold + (rest - threshold) % (BASE - threshold)));
                rest = (rest - threshold) / (BASE - threshold);
            }
            output.push(digit(rest));
            bias = adapted(delta, done + 1, done == ascii);
            (delta, done) = (0, done + 1);
        }
        (delta, next) = (delta.wrapping_add(1), next + 1);
    }
    output
}

/// The bias for the next character (RFC 3492, 6.1).
const fn adapted(delta: u32, count: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / 700 } else { delta / 2 };
    delta += delta / count;
    let mut bias = 0;
    while delta > 455 {
        delta /= 35;
        bias += 36;
    }
    bias + 36 * delta / (delta + 38)
}

/// Whether a web address names a host after its `//`, as the URL Standard reads it: labels of letters, digits and hyphens, none
/// empty (one point may end them), or the four numbers of IPv4; then perhaps a port. EPUBCheck refuses all else.
fn has_host(rest: &str) -> bool {
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let named = authority.rsplit_once('@').map_or(authority, |(_, named)| named);
    let (host, port) = named.split_once(':').unwrap_or((named, ""));
    let labels: Vec<&str> = host.strip_suffix('.').unwrap_or(host).split('.').collect();
    let word = |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    // What ends in a number is an address of IPv4, and nothing else.
    let numeric = labels.last().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit()));
    let numbers = !numeric || (labels.len() == 4 && labels.iter().all(|label| label.parse::<u8>().is_ok()));
    labels.iter().all(word) && numbers && (port.is_empty() || port.parse::<u16>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::web_address as address;

    #[test]
    fn addresses_are_encoded_and_other_schemes_refused() {
        assert_eq!(address("https://a.fr/œuvre [1]#a#b").as_deref(), Some("https://a.fr/%C5%93uvre%20%5B1%5D#a%23b"));
        assert_eq!(address("HTTP://a.fr/100%25?50%").as_deref(), Some("http://a.fr/100%25?50%25"));
        // The examples of RFC 3492, 7.1, and a host of the wild.
        for (host, ascii) in [
            ("café.fr", "xn--caf-dma.fr"),
            ("Bücher.example", "xn--bcher-kva.example"),
            ("他们为什么不说中文.cn", "xn--ihqwcrb4cv8a8dqg056pqjye.cn"),
            ("почемужеонинеговорятпорусски.ru", "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l.ru"),
        ] {
            assert_eq!(address(&format!("https://{host}/é")), Some(format!("https://{ascii}/%C3%A9")));
        }
        for kept in ["https://café.fr:8080/a", "http://moi@a-b.fr?c", "http://127.0.0.1", "https://a.fr./"] {
            assert!(address(kept).is_some(), "{kept}");
        }
        for refused in ["javascript:alert(1)", "https:///x", "http://", "tel:", "a.fr"] {
            assert_eq!(address(refused), None, "{refused}");
        }
        for refused in [
            "https://../",
            "https://a..fr",
            "https://a b.fr",
            "https://a.fr:port",
            "http://1.2.3",
            "http://[::1]/",
            "http://a,b.fr",
        ] {
            assert_eq!(address(refused), None, "{refused}");
        }
    }
}
