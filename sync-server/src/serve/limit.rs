//! How much one neighbourhood of the network may ask.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

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
#[derive(Debug)]
pub(super) struct Limiter {
    burst: u64,
    per_minute: u64,
    /// What is left in each, and when that was.
    buckets: Mutex<HashMap<Prefix, (u64, u64)>>,
}

/// What one request takes out of a bucket: as much as one a minute gives in a minute.
const ONE: u64 = 60_000;

impl Limiter {
    /// So many requests may come at once, and so many a second after that.
    pub(super) fn new(burst: u32, rate: u32) -> Self {
        Self {
            burst: burst.into(),
            per_minute: u64::from(rate) * 60,
            buckets: Mutex::default(),
        }
    }

    /// Of messages that are dropped into inboxes and mailboxes: few at once, and some each minute.
    pub(super) fn of_messages() -> Self {
        Self {
            burst: 20,
            per_minute: 6,
            buckets: Mutex::default(),
        }
    }

    /// Whether one more request is fine.
    pub(super) fn allow(&self, ip: IpAddr, now_ms: u64) -> bool {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let full = self.burst * ONE;
        if buckets.len() >= REMEMBERED {
            // Whoever has been quiet long enough to have a full bucket needs not be remembered.
            buckets.retain(|_, (_, at)| now_ms.saturating_sub(*at) < full / self.per_minute.max(1));
        }
        let (level, at) = buckets.entry(Prefix::of(ip)).or_insert((full, now_ms));
        let gained = now_ms.saturating_sub(*at).saturating_mul(self.per_minute);
        *level = level.saturating_add(gained).min(full);
        *at = now_ms;
        if *level >= ONE {
            *level -= ONE;
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
        let limiter = Limiter::new(600, 60);
        let one: IpAddr = "2001:db8:1:2::1".parse().unwrap();
        let same: IpAddr = "2001:db8:1:2ff::9".parse().unwrap();
        let other: IpAddr = "203.0.113.9".parse().unwrap();
        assert_ne!(Prefix::of(one), Prefix::of(other));
        let taken = (0..1000).filter(|_| limiter.allow(one, 5_000)).count() as u64;
        assert_eq!(taken, 600);
        assert!(!limiter.allow("2001:db8:1:2::7".parse().unwrap(), 5_000));
        assert_eq!(Prefix::of(one), Prefix::of("2001:db8:1:2::7".parse().unwrap()));
        assert_ne!(Prefix::of(one), Prefix::of(same));
        assert!(limiter.allow(other, 5_000));
        let later = (0..1000).filter(|_| limiter.allow(one, 6_000)).count() as u64;
        assert_eq!(later, 60);
    }
}
