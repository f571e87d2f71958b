//! The one place where the relay reads the clock.

use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970.
#[expect(
    clippy::disallowed_methods,
    reason = "the edge of the process: from here on, time is handed in"
)]
pub fn now_ms() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// Fills with random bytes of the system. Without them nothing is safe: the process ends.
#[expect(
    clippy::disallowed_methods,
    reason = "the edge of the process: from here on, randomness is handed in"
)]
pub fn random(bytes: &mut [u8]) {
    if getrandom::fill(bytes).is_err() {
        tracing::error!("the system gives no random bytes: nothing can be signed safely, stopping");
        std::process::abort();
    }
}
