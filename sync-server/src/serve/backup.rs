//! Backups that the running relay makes by itself, and lets go by themselves.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::spawn_blocking;
use tokio::time::{MissedTickBehavior, interval};

use super::{Shared, drained, now_ms};
use crate::config::Backups;
use crate::operator::{self, OperatorError};
use crate::relay::{Relay, cause};
use crate::storage::sqlite::SqliteStorage;

/// Time between two looks at whether one is due.
const LOOK: Duration = Duration::from_secs(30);
/// Time in ms after which one that failed is tried again.
const AGAIN_MS: u64 = 300_000;

/// Makes a backup whenever the newest one in the folder is old enough. What fails is logged, counted, and tried again.
pub(super) async fn run(shared: Arc<Shared<SqliteStorage>>) {
    let Some(backups) = shared.config.backups.clone() else {
        return;
    };
    let mut look = interval(LOOK);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut drain = shared.drain.subscribe();
    let mut not_before = 0;
    loop {
        tokio::select! {
            _ = look.tick() => {}
            () = drained(&mut drain) => return,
        }
        let now = now_ms();
        if now < not_before {
            continue;
        }
        let (at, to) = (Arc::clone(&shared), backups.clone());
        let made = spawn_blocking(move || round(&at.relay, &to, now)).await;
        let failed = match made {
            Ok(Ok(None)) => None,
            Ok(Ok(Some(made))) => {
                shared.metrics.backed_up(made.at_ms);
                tracing::info!(
                    spaces = made.spaces,
                    went = made.went,
                    took_ms = now_ms().saturating_sub(now),
                    "backup made and checked"
                );
                let spaces = tokio::task::block_in_place(|| super::Storage::spaces(shared.relay.storage()));
                for info in spaces.unwrap_or_default() {
                    // What two backups hold may be what a checkpoint waited for.
                    tokio::task::block_in_place(|| shared.relay.end_history(&info.space, now));
                    shared.followers.wake(&info.space);
                }
                None
            }
            Ok(Err(error)) => Some((error.to_string(), cause(&error))),
            Err(error) => Some((error.to_string(), String::new())),
        };
        if let Some((error, cause)) = failed {
            not_before = now.saturating_add(AGAIN_MS);
            shared.metrics.backup_failed();
            tracing::error!(
                error,
                cause,
                "NO BACKUP WAS MADE: what comes in is on this disk alone"
            );
        }
    }
}

/// What one round did.
struct Made {
    at_ms: u64,
    spaces: usize,
    went: usize,
}

fn round(
    relay: &Relay<SqliteStorage>,
    backups: &Backups,
    now_ms: u64,
) -> Result<Option<Made>, OperatorError> {
    let folder: &Path = &backups.folder;
    std::fs::create_dir_all(folder).map_err(|source| OperatorError::File {
        path: folder.to_owned(),
        source,
    })?;
    // A clock that was ahead and was set right does not hold the next one back for years.
    let newest = operator::backups(folder)?.first().map(|(made, _)| *made);
    if newest.is_some_and(|made| made <= now_ms && now_ms - made < backups.every_ms) {
        return Ok(None);
    }
    let to = operator::named(folder, now_ms);
    let made = operator::copy(relay.storage(), relay.keys(), &to, now_ms);
    // What is too old goes, even where nothing new came.
    let went = operator::rotate(folder, backups.keep, now_ms)?;
    Ok(Some(Made {
        at_ms: now_ms,
        spaces: made?.len(),
        went,
    }))
}
