//! Where a request comes from: the peer itself, or whom a trusted proxy names.

use std::net::IpAddr;

use http::HeaderMap;

/// What a proxy adds to say for whom it asks.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// Where a request comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// The address to which it is counted.
    pub(super) ip: IpAddr,
    /// Whether it was made on the relay's own machine, by nobody else's leave.
    pub(super) this_machine: bool,
}

impl Origin {
    /// Reads it off a request of `peer`. Whoever is no trusted proxy may write what it likes into its headers: it is the
    /// origin itself. A trusted one appends whom it heard, so the last address that is no trusted proxy's is taken; what
    /// stands before it is hearsay.
    pub(super) fn of(headers: &HeaderMap, peer: IpAddr, trusted: &[IpAddr]) -> Self {
        let peer = peer.to_canonical();
        let proxied = headers.contains_key("forwarded") || headers.contains_key(FORWARDED_FOR);
        let trusts = |ip: &IpAddr| trusted.iter().any(|proxy| proxy.to_canonical() == *ip);
        let mut ip = peer;
        let named = headers.get_all(FORWARDED_FOR).iter().rev();
        for name in named.flat_map(|line| line.to_str().unwrap_or_default().rsplit(',')) {
            if !trusts(&ip) {
                break;
            }
            match name.trim().parse::<IpAddr>() {
                Ok(name) => ip = name.to_canonical(),
                Err(_) => break,
            }
        }
        Self {
            ip,
            this_machine: peer.is_loopback() && !proxied,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: &[&'static str], peer: &str) -> (String, bool) {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED_FOR, http::HeaderValue::from_static(line));
        }
        let trusted = ["127.0.0.1".parse().unwrap(), "10.0.0.7".parse().unwrap()];
        let origin = Origin::of(&headers, peer.parse().unwrap(), &trusted);
        (origin.ip.to_string(), origin.this_machine)
    }

    #[test]
    fn only_a_trusted_proxy_is_believed_and_only_its_own_word() {
        let is = |ip: &str, here| (ip.to_owned(), here);
        assert_eq!(of(&[], "127.0.0.1"), is("127.0.0.1", true));
        assert_eq!(of(&["203.0.113.9"], "127.0.0.1"), is("203.0.113.9", false));
        assert_eq!(of(&["203.0.113.9"], "::ffff:127.0.0.1"), is("203.0.113.9", false));
        assert_eq!(
            of(&["203.0.113.9"], "198.51.100.4"),
            is("198.51.100.4", false),
            "no proxy"
        );
        assert_eq!(
            of(&["6.6.6.6, 203.0.113.9"], "127.0.0.1"),
            is("203.0.113.9", false)
        );
        assert_eq!(
            of(&["6.6.6.6", "203.0.113.9"], "127.0.0.1"),
            is("203.0.113.9", false)
        );
        assert_eq!(
            of(&["6.6.6.6, 203.0.113.9, 10.0.0.7"], "127.0.0.1"),
            is("203.0.113.9", false)
        );
        // What a proxy hides is counted to the proxy.
        assert_eq!(of(&["6.6.6.6, unknown"], "10.0.0.7"), is("10.0.0.7", false));
        assert_eq!(of(&["127.0.0.1"], "127.0.0.1"), is("127.0.0.1", false));
    }
}
