//! The address of an account on a network, made of what people write of it: `@name`, `name@server`, or the address itself.

use super::people::Network;

/// Why no address can be made of a handle. The word selects a variant of messages.
pub type NoAddress = &'static str;

/// The address of the account that `handle` names.
///
/// # Errors
/// `empty` when nothing is left without its @; `address` for an address without https://, `space` for a name with spaces, `server` and
/// `domain` when the server of Mastodon or the domain of Bluesky is missing, `sign` for a sign that no name of an account has.
pub fn account_address(network: Network, handle: &str) -> Result<String, NoAddress> {
    let whole = handle.strip_prefix("https://").or_else(|| handle.strip_prefix("http://"));
    if let Some(rest) = whole {
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let is_complete = host.contains('.') && !host.ends_with('.') && !path.trim_matches('/').is_empty();
        // A site of one person has no path: that of an own server of Mastodon, or of a domain on Bluesky.
        let may_be_bare = matches!(network, Network::Mastodon | Network::Bluesky) && host.contains('.');
        let is_clean = !rest.contains(|sign: char| sign.is_whitespace() || "<>\"{}|\\^`".contains(sign));
        return if is_clean && (is_complete || may_be_bare) { Ok(handle.to_owned()) } else { Err("sign") };
    }
    let bare = handle.strip_prefix('@').unwrap_or(handle);
    if bare.trim().is_empty() {
        return Err("empty");
    }
    if bare.contains(char::is_whitespace) {
        return Err("space");
    }
    // What follows the server in an address of LinkedIn says what kind of account it is.
    const KINDS: [&str; 4] = ["in", "company", "school", "showcase"];
    if network == Network::LinkedIn
        && let Some((kind, name)) = bare.trim_start_matches('/').trim_end_matches('/').split_once('/')
        && KINDS.contains(&kind)
    {
        let fits = !name.is_empty() && name.chars().all(|sign| sign.is_alphanumeric() || "-_%".contains(sign));
        return if fits { Ok(format!("https://www.linkedin.com/{kind}/{name}")) } else { Err("sign") };
    }
    if bare.contains('/') {
        return Err(if bare.contains("://") { "sign" } else { "address" });
    }
    let (name, server) = bare.split_once('@').map_or((bare, None), |(name, server)| (name, Some(server)));
    let is_name = |extra: &str| {
        let fits = |sign: char| sign.is_alphanumeric() || extra.contains(sign);
        !name.is_empty() && name.chars().all(fits)
    };
    let is_domain = |name: &str| {
        let fits = |label: &str| !label.is_empty() && label.chars().all(|sign| sign.is_alphanumeric() || sign == '-');
        name.contains('.') && name.split('.').all(fits)
    };
    if network == Network::Mastodon {
        return match server {
            None => Err("server"),
            Some(server) if is_domain(server) && is_name("_.-") => Ok(format!("https://{server}/@{name}")),
            Some(_) => Err("sign"),
        };
    }
    if server.is_some() {
        return Err("sign");
    }
    let (fits, address) = match network {
        Network::Bluesky if is_domain(bare) || is_lasting(bare) => (true, format!("https://bsky.app/profile/{bare}")),
        Network::Bluesky if is_name("-") => return Err("domain"),
        Network::Bluesky | Network::Mastodon => (false, String::new()),
        Network::Twitter => (is_name("_"), format!("https://twitter.com/{bare}")),
        Network::LinkedIn => (is_name("-_%"), format!("https://www.linkedin.com/in/{bare}")),
        Network::Facebook => (is_name(".-") || bare.starts_with("profile.php?id="), format!("https://www.facebook.com/{bare}")),
        Network::Instagram => (is_name("_."), format!("https://www.instagram.com/{bare}")),
        Network::YouTube => (is_name("_.-·"), format!("https://www.youtube.com/@{bare}")),
        Network::GitHub => (is_name("-_"), format!("https://github.com/{bare}")),
    };
    if fits { Ok(address) } else { Err("sign") }
}

/// Whether `name` is one of Bluesky that stays when the account changes its domain: `did:plc:…`, `did:web:…`.
fn is_lasting(name: &str) -> bool {
    let fits = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | '_' | '%' | ':');
    let rest = name.strip_prefix("did:plc:").or_else(|| name.strip_prefix("did:web:"));
    rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(fits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_made_of_what_names_an_account() {
        let whole = [
            (Network::Twitter, "@jmob_", "https://twitter.com/jmob_"),
            (Network::Twitter, "https://x.com/jmob", "https://x.com/jmob"),
            (Network::Mastodon, "@zoe@exemple.social", "https://exemple.social/@zoe"),
            (Network::Mastodon, "zoe@exemple.social", "https://exemple.social/@zoe"),
            (Network::Bluesky, "@zoe.bsky.social", "https://bsky.app/profile/zoe.bsky.social"),
            (Network::LinkedIn, "zoé-cas-1a2", "https://www.linkedin.com/in/zoé-cas-1a2"),
            (Network::LinkedIn, "in/jean-cas", "https://www.linkedin.com/in/jean-cas"),
            (Network::LinkedIn, "company/caceis/", "https://www.linkedin.com/company/caceis"),
            (Network::Bluesky, "did:plc:abcdef234", "https://bsky.app/profile/did:plc:abcdef234"),
            (Network::YouTube, "@zoe.cas", "https://www.youtube.com/@zoe.cas"),
        ];
        for (network, handle, address) in whole {
            assert_eq!(account_address(network, handle).as_deref(), Ok(address));
        }
        let wanting = [
            (Network::Mastodon, "@wei", "server"),
            (Network::Mastodon, "@wei@mastodon", "sign"),
            (Network::Bluesky, "@wei", "domain"),
            (Network::Twitter, "@", "empty"),
            (Network::Twitter, "Wei Zhang", "space"),
            (Network::Twitter, "@wei-zhang", "sign"),
            (Network::Twitter, "wei@exemple.fr", "sign"),
            (Network::LinkedIn, "linkedin.com/in/wei", "address"),
            (Network::LinkedIn, "company/", "address"),
            (Network::Bluesky, "did:plc:", "sign"),
            (Network::GitHub, "https://github.com/", "sign"),
        ];
        for (network, handle, reason) in wanting {
            assert_eq!(account_address(network, handle), Err(reason), "{handle}");
        }
    }
}
