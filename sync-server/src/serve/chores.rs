//! What has to be done now and then: packing, erasing, looking at the disk.

use std::path::Path;
use std::sync::{Arc, PoisonError};
use std::time::Duration;

use tokio::task::spawn_blocking;
use tokio::time::{MissedTickBehavior, interval};

use super::writer::Told;
use super::{Shared, drained, now_ms};
use crate::packer::{self, ERASE_MS, KEEP_MS};
use crate::relay::cause;
use crate::storage::Storage;

/// Time between two looks at what the packer has to do.
const LOOK: Duration = Duration::from_millis(250);
/// Time between two looks at the disk, and at what an operator changed beside the running relay.
const DISK: Duration = Duration::from_secs(5);
/// Time between two rounds of erasing what is long dead.
const SWEEP: Duration = Duration::from_secs(3600);
/// Items that are erased in one transaction.
const SWEPT: usize = 500;
/// Below so many free bytes the operator is warned.
const WARN: u64 = 1 << 30;
/// Below so many nothing is written any more.
const LEAST: u64 = 128 << 20;

/// Packs spaces as their time comes.
pub(super) async fn pack<S: Storage>(shared: Arc<Shared<S>>, told: Arc<Told>) {
    let mut look = interval(LOOK.min(Duration::from_millis(shared.config.pack_after_ms.max(10))));
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut drain = shared.drain.subscribe();
    loop {
        tokio::select! {
            _ = look.tick() => {}
            () = drained(&mut drain) => return,
        }
        let due = told
            .schedule
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .due(now_ms());
        for space in due {
            if shared.relay.is_read_only() {
                break;
            }
            let at = Arc::clone(&shared);
            let began = now_ms();
            let packed = spawn_blocking(move || packer::pack(&at.relay, &space, began)).await;
            let took = now_ms().saturating_sub(began);
            let mut schedule = told.schedule.lock().unwrap_or_else(PoisonError::into_inner);
            schedule.packed(&space, took, now_ms());
            drop(schedule);
            match packed {
                Ok(Ok(Some(packed))) => {
                    shared.metrics.packed();
                    tracing::info!(
                        seq = packed.seq,
                        segments = packed.segments,
                        written = packed.written,
                        bytes = packed.bytes,
                        took_ms = took,
                        "packed"
                    );
                }
                Ok(Ok(None)) => {}
                Ok(Err(error)) => tracing::error!(error = %error, cause = cause(&error), "no pack was made"),
                Err(error) => tracing::error!(error = %error, "no pack was made"),
            }
            // What came while it worked.
            super::writer::tell(&shared.relay, &told, space, now_ms());
        }
    }
}

/// Lets go what is old: payloads of the long dead, segments that nobody downloads any more.
pub(super) async fn sweep<S: Storage>(shared: Arc<Shared<S>>) {
    let mut round = interval(SWEEP);
    let mut drain = shared.drain.subscribe();
    loop {
        tokio::select! {
            _ = round.tick() => {}
            () = drained(&mut drain) => return,
        }
        let at = Arc::clone(&shared);
        let swept = spawn_blocking(move || {
            let now = now_ms();
            let storage = at.relay.storage();
            let segments = storage.purge_segments(now.saturating_sub(KEEP_MS))?;
            let mut items = 0;
            loop {
                // A few at a time, so that nobody's write waits long.
                let erased = storage.erase_dead(now.saturating_sub(ERASE_MS), SWEPT)?;
                items += erased;
                if erased < SWEPT {
                    items += storage.sweep_beside(now)?;
                    return Ok::<_, crate::storage::StorageError>((segments, items));
                }
            }
        })
        .await;
        let at = Arc::clone(&shared);
        let ended = spawn_blocking(move || {
            let spaces = at.relay.storage().spaces().unwrap_or_default();
            let now = now_ms();
            spaces
                .iter()
                .filter_map(|info| at.relay.end_history(&info.space, now))
                .count()
        });
        drop(ended.await);
        match swept {
            Ok(Ok((0, 0))) => {}
            Ok(Ok((segments, items))) => tracing::info!(segments, items, "swept"),
            Ok(Err(error)) => tracing::error!(error = %error, cause = cause(&error), "sweeping failed"),
            Err(error) => tracing::error!(error = %error, "sweeping failed"),
        }
    }
}

/// Watches what other processes do: those of the operator on the database, and all on the disk. Warns, then takes no more writes, and takes them again when there is room.
pub(super) async fn disk<S: Storage>(shared: Arc<Shared<S>>, folder: std::path::PathBuf) {
    let mut look = interval(DISK);
    let mut drain = shared.drain.subscribe();
    let mut warned = false;
    loop {
        tokio::select! {
            _ = look.tick() => {}
            () = drained(&mut drain) => return,
        }
        if let Err(error) = tokio::task::block_in_place(|| shared.relay.storage().refresh()) {
            tracing::error!(error = %error, cause = cause(&error), "database not read");
        }
        let Some(free) = free_bytes(&folder) else { continue };
        let was = shared.relay.is_read_only();
        let full = free < LEAST || (was && free < LEAST * 2);
        shared.relay.set_read_only(full);
        if full && !was {
            tracing::error!(
                free_bytes = free,
                "disk nearly full: read-only until there is room; make room"
            );
        } else if was && !full {
            tracing::info!(free_bytes = free, "there is room again: writes are taken");
        } else if free < WARN && !warned {
            tracing::warn!(
                free_bytes = free,
                "disk getting full: below 128 MiB the relay goes read-only"
            );
        }
        warned = free < WARN;
    }
}

/// Bytes that the relay may still use on the disk of its folder.
pub(super) fn free_bytes(folder: &Path) -> Option<u64> {
    let stat = rustix::fs::statvfs(folder).ok()?;
    Some(stat.f_bavail.saturating_mul(stat.f_frsize))
}
