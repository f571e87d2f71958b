//! What time it is for a space (protocol 7): the relay's last word and what has passed since by a clock that nobody sets. The
//! device's own clock may be ten years off; no verdict rests on it.

use super::surroundings::{Surroundings, Uptime};
use crate::storage::{Read, RelayTime, Sp, StoreError, Tx};

/// A word of the relay that is nearer than this to what is known already is not written down.
const NEAR_MS: u64 = 60_000;
/// How far the device's clock is believed to have gone on since the relay's last word, where the machine was started anew
/// in between: it serves drafts, no verdict.
const BELIEVED_MS: u64 = 400 * 24 * 60 * 60 * 1_000;

/// The time that it is at least, in ms since 1970; none before the relay's first word. Whatever is over by it is over.
///
/// # Errors
/// Those of the store.
pub fn at_least(read: &Read<'_>, sp: Sp, around: &Surroundings) -> Result<Option<u64>, StoreError> {
    let logged = read.space(sp)?.cursor.t_ms;
    let told = read.relay_time(sp)?.map(|told| {
        told.seen_ms
            .saturating_add(since(&told, around.uptime()).unwrap_or(0))
    });
    Ok(told.or((logged > 0).then_some(logged)).map(|ms| ms.max(logged)))
}

/// The time that it probably is, for what a person writes: how long an invitation is good for.
///
/// # Errors
/// Those of the store.
pub fn about(read: &Read<'_>, sp: Sp, around: &Surroundings) -> Result<u64, StoreError> {
    let least = at_least(read, sp, around)?;
    let same_start = read
        .relay_time(sp)?
        .is_some_and(|told| since(&told, around.uptime()).is_some());
    Ok(match least {
        None => around.wire_ms(),
        Some(least) if same_start => least,
        Some(least) => around.wire_ms().clamp(least, least.saturating_add(BELIEVED_MS)),
    })
}

/// The relay tells the time.
///
/// # Errors
/// Those of the store.
pub fn hear(tx: &Tx<'_>, sp: Sp, t_ms: u64, around: &Surroundings) -> Result<(), StoreError> {
    let known = at_least(tx, sp, around)?.unwrap_or(0);
    let same_start = tx
        .relay_time(sp)?
        .is_some_and(|told| since(&told, around.uptime()).is_some());
    // A relay's clock that goes back does not take time back: what was over stays so.
    if same_start && t_ms <= known.saturating_add(NEAR_MS) {
        return Ok(());
    }
    let Uptime { boot, ms } = around.uptime();
    tx.put_relay_time(
        sp,
        &RelayTime {
            seen_ms: t_ms.max(known),
            boot,
            up_ms: ms,
        },
    )
}

/// What has passed since a word was heard; none where the machine was started anew in between.
fn since(told: &RelayTime, up: Uptime) -> Option<u64> {
    up.since(told.boot, told.up_ms)
}
