//! How much one neighbourhood of the network may ask.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// Requests that may come at once.
const BURST: u64 = 600;
/// Requests a second after that.
const RATE: u64 = 60;
/// Neighbourhoods that are remembered.
const REMEMBERED: usize = 65_536;

/// Where a peer comes from: one IPv4 address, or the /56 that one household or office gets in IPv6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Prefix([u8; 8]);

impl Prefix {
    /// The neighbourhood of an address.
    pub(super) fn of(ip: IpAddr) -> Self {
        match ip.to_canonical() {
            IpAddr::V4(ip) => {
                let [a, b, c, d] = ip.octets();
                Self([255, 4, 0, 0, a, b, c, d])
            }
            IpAddr::V6(ip) => {
                let [a, b, c, d, e, f, g, ..] = ip.octets();
                Self([a, b, c, d, e, f, g, 0])
            }
        }
    }
}

/// A bucket of requests for each neighbourhood.
#[derive(Debug, Default)]
pub(super) struct Limiter(Mutex<HashMap<Prefix, (u64, u64)>>);

impl Limiter {
    /// Whether one more request is fine.
    pub(super) fn allow(&self, ip: IpAddr, now_ms: u64) -> bool {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= REMEMBERED {
            // Whoever has been quiet long enough to have a full bucket needs not be remembered.
            buckets.retain(|_, (_, at)| now_ms.saturating_sub(*at) < BURST * 1000 / RATE);
        }
        let full = BURST * 1000;
        let (level, at) = buckets.entry(Prefix::of(ip)).or_insert((full, now_ms));
        let gained = now_ms.saturating_sub(*at).saturating_mul(RATE);
        *level = level.saturating_add(gained).min(full);
        *at = now_ms;
        if *level >= 1000 {
            *level -= 1000;
            true
        } else {
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_then_a_rate_for_each_neighbourhood() {
        let limiter = Limiter::default();
        let one: IpAddr = "2001:db8:1:2::1".parse().unwrap();
        let same: IpAddr = "2001:db8:1:2ff::9".parse().unwrap();
        let other: IpAddr = "203.0.113.9".parse().unwrap();
        assert_ne!(Prefix::of(one), Prefix::of(other));
        let taken = (0..1000).filter(|_| limiter.allow(one, 5_000)).count() as u64;
        assert_eq!(taken, BURST);
        assert!(!limiter.allow("2001:db8:1:2::7".parse().unwrap(), 5_000));
        assert_eq!(Prefix::of(one), Prefix::of("2001:db8:1:2::7".parse().unwrap()));
        assert_ne!(Prefix::of(one), Prefix::of(same));
        assert!(limiter.allow(other, 5_000));
        let later = (0..1000).filter(|_| limiter.allow(one, 6_000)).count() as u64;
        assert_eq!(later, RATE);
    }
}
