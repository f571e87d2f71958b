//! A copy of the database while the relay runs: made by SQLite's online backup, opened, checked, signed.

use std::fs::File;
use std::path::{Path, PathBuf};

use ekin_protocol::cbor::Writer;
use ekin_protocol::head::Backed;
use ekin_protocol::id::Instance;

use super::{OperatorError, at, beside, check, database, keys};
use crate::serve::{read_seed, write_seed};
use crate::storage::sqlite::SqliteStorage;

/// Copies the database of `data` to a file, or into a folder under a name made of the time. Beside it lies
/// `*.backed`, the relay's signed word on how far each log goes in it, and with `with_key` the key in `*.key`.
/// Gives the file and what it holds.
pub fn backup(
    data: &Path,
    to: &Path,
    with_key: bool,
    now_ms: u64,
) -> Result<(PathBuf, Vec<Backed>), OperatorError> {
    let to = match to.is_dir() {
        true => to.join(format!("relay-{now_ms}.db")),
        false => to.to_owned(),
    };
    if to.exists() {
        return Err(OperatorError::Exists { path: to });
    }
    let keys = keys(data)?;
    let source = database(data)?;
    let partial = beside(&to, ".partial");
    if partial.exists() {
        std::fs::remove_file(&partial).map_err(at(&partial))?;
    }
    source.copy_to(&partial)?;
    let copy = SqliteStorage::open(&partial, Instance([0; 16]), 0)?;
    let checked = check(&copy, Some(&keys.packer_public()))?;
    copy.close()?;
    let backed: Vec<Backed> = checked
        .iter()
        .map(|space| Backed::sign(&keys.relay, space.space, space.seq, space.r))
        .collect();
    let mut w = Writer::new();
    w.array(backed.len());
    for statement in &backed {
        w.raw(&statement.write());
    }
    let said = beside(&to, ".backed");
    std::fs::write(&said, w.finish()).map_err(at(&said))?;
    if with_key {
        write_seed(&beside(&to, ".key"), &*read_seed(&data.join("relay.key"))?)?;
    }
    // Only a copy that was checked ever has the name of a backup, and only once it is on the disk.
    File::open(&partial)
        .and_then(|file| file.sync_all())
        .map_err(at(&partial))?;
    std::fs::rename(&partial, &to).map_err(at(&to))?;
    for statement in &backed {
        source.note_backed(&statement.space, statement.seq)?;
    }
    Ok((to, backed))
}
