//! Waking devices: where, and by what. A wake has no content: it says that there may be something new, and not where.

use std::net::IpAddr;
use std::pin::Pin;

use http::Uri;

/// Where a device is woken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    uri: Uri,
    address: String,
}

/// What became of a wake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Woken {
    /// It was taken.
    Taken,
    /// Nobody is there any more.
    Gone,
    /// It did not arrive; the next change tries again.
    Failed,
}

/// How devices are woken.
pub trait Wake: Send + Sync + 'static {
    /// Wakes one device, in bounded time.
    fn wake<'a>(&'a self, endpoint: &'a Endpoint) -> Pin<Box<dyn Future<Output = Woken> + Send + 'a>>;
}

impl Endpoint {
    /// An `https` address of a named host; with `loopback` also one of this very machine, without TLS.
    pub fn parse(address: &str, loopback: bool) -> Option<Self> {
        let uri: Uri = address.parse().ok()?;
        let (scheme, host) = (uri.scheme_str()?, uri.host()?);
        let plain = uri
            .authority()
            .is_some_and(|authority| !authority.as_str().contains('@'));
        let literal = host.trim_matches(['[', ']']).parse::<IpAddr>().ok();
        let fits = match (scheme, literal) {
            ("https", None) => host.contains('.') && !host.ends_with(".localhost"),
            ("http", Some(ip)) => loopback && ip.is_loopback(),
            _ => false,
        };
        (plain && fits).then(|| Self {
            address: address.to_owned(),
            uri,
        })
    }

    /// As it was given.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The same, in parts.
    pub fn uri(&self) -> &Uri {
        &self.uri
    }

    /// Whether it may lead to this address: never into the network in which the relay stands.
    pub fn may_lead_to(&self, ip: IpAddr) -> bool {
        match self.uri.scheme_str() {
            Some("http") => ip.is_loopback(),
            _ => is_public(ip),
        }
    }
}

/// Whether an address is one that anybody could ask.
fn is_public(ip: IpAddr) -> bool {
    match ip.to_canonical() {
        IpAddr::V4(ip) => {
            let [a, b, ..] = ip.octets();
            let shared = a == 100 && (64..128).contains(&b);
            let reserved = a == 0 || a >= 240 || (a, b) == (198, 18) || (a, b) == (198, 19);
            !(ip.is_private() || ip.is_loopback() || ip.is_link_local() || ip.is_multicast())
                && !(ip.is_documentation() || shared || reserved)
        }
        // 2000::/3 is all that was ever given out.
        IpAddr::V6(ip) => ip.segments()[0] >> 13 == 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wake_goes_to_named_hosts_by_https_and_never_into_the_relay_s_own_network() {
        for address in [
            "https://push.example.org/up?token=x",
            "https://push.example.org:8443/a",
        ] {
            let endpoint = Endpoint::parse(address, false).unwrap();
            assert_eq!(endpoint.address(), address);
            assert!(endpoint.may_lead_to("93.184.216.34".parse().unwrap()));
            assert!(endpoint.may_lead_to("2606:2800:220:1::1".parse().unwrap()));
            for inside in [
                "127.0.0.1",
                "10.1.2.3",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
            ] {
                assert!(!endpoint.may_lead_to(inside.parse().unwrap()), "{inside}");
            }
            for inside in ["::1", "fd00::1", "fe80::1", "::ffff:10.0.0.1", "ff02::1"] {
                assert!(!endpoint.may_lead_to(inside.parse().unwrap()), "{inside}");
            }
        }
        for address in [
            "http://push.example.org/a",
            "https://localhost/a",
            "https://a.localhost/a",
            "https://10.0.0.1/a",
            "https://[::1]/a",
            "https://user@push.example.org/a",
            "file:///etc/passwd",
            "push.example.org",
            "",
        ] {
            assert_eq!(Endpoint::parse(address, false), None, "{address}");
        }
        assert_eq!(Endpoint::parse("http://127.0.0.1:9/a", false), None);
        let here = Endpoint::parse("http://127.0.0.1:9/a", true).unwrap();
        assert!(here.may_lead_to("127.0.0.1".parse().unwrap()));
        assert!(!here.may_lead_to("10.0.0.1".parse().unwrap()));
        assert_eq!(Endpoint::parse("http://10.0.0.1/a", true), None);
    }
}
