//! A backup in the place of the database, as a new instance.

use std::path::{Path, PathBuf};

use ekin_protocol::id::Instance;

use super::{Checked, OperatorError, at, beside, check};
use crate::config::ServeConfig;
use crate::relay::Relay;
use crate::serve::{self, DataDir, read_seed, write_seed};
use crate::storage::Storage;
use crate::storage::sqlite::SqliteStorage;

/// What a restore did.
#[derive(Debug)]
pub struct Restored {
    /// What the backup holds.
    pub spaces: Vec<Checked>,
    /// The new instance.
    pub instance: Instance,
    /// Where the database lies that was there before.
    pub set_aside: Option<PathBuf>,
}

/// Checks a backup, sets the database of the folder aside, puts the backup there and starts a new instance. A
/// relay must not be running.
pub fn restore(
    dir: &DataDir,
    from: &Path,
    config: &ServeConfig,
    now_ms: u64,
) -> Result<Restored, OperatorError> {
    let partial = dir.path().join("relay.db.restoring");
    std::fs::copy(from, &partial).map_err(at(from))?;
    let copy = SqliteStorage::open(&partial, Instance([0; 16]), 0)?;
    let spaces = check(&copy, None)?;
    copy.close()?;
    let key = beside(from, ".key");
    if !dir.key_file().exists() && key.exists() {
        write_seed(&dir.key_file(), &*read_seed(&key)?)?;
    }
    let database = dir.database();
    let mut seen = 0;
    let set_aside = match database.exists() {
        false => None,
        true => {
            // A database that cannot be opened any more may be why somebody restores; it is set aside as it is.
            if let Ok(old) = SqliteStorage::open(&database, Instance([0; 16]), 0) {
                seen = old.instance().map_or(0, |instance| instance.ordinal());
                // What the old file still has in its log is folded in where that works, and lies beside it if not.
                let _ = old.close();
            }
            let aside = beside(&database, &format!(".before-{now_ms}"));
            for suffix in ["", "-wal", "-shm"] {
                let (part, to) = (beside(&database, suffix), beside(&aside, suffix));
                if part.exists() {
                    std::fs::rename(&part, &to).map_err(at(&part))?;
                }
            }
            Some(aside)
        }
    };
    std::fs::rename(&partial, &database).map_err(at(&database))?;
    let (keys, _) = dir.keys(config.new_key, serve::random)?;
    let storage = SqliteStorage::open(&database, Instance([0; 16]), config.quota)?;
    let relay = Relay::new(storage, keys, Box::new(serve::random));
    // What was put in place is a backup, and lies elsewhere too.
    for space in &spaces {
        relay.storage().note_backed(&space.space, space.seq)?;
    }
    let mut boot = dir.boot()?;
    let boot_seen = boot.seen().map_or(0, |(instance, _)| instance.ordinal());
    let instance = relay.start_instance_after(seen.max(boot_seen), now_ms)?;
    boot.note(instance, relay.storage().entries_total()?)?;
    Ok(Restored {
        spaces,
        instance,
        set_aside,
    })
}
