//! Copies of the database while the relay runs: made by SQLite's online backup, opened, checked, signed; and how long they
//! are kept.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ekin_protocol::backup::Backup;
use ekin_protocol::head::Backed;
use ekin_protocol::id::Instance;
use sha2::{Digest, Sha256};

use super::{OperatorError, at, beside, check, database, keys};
use crate::keys::Keys;
use crate::serve::{read_seed, write_seed};
use crate::storage::Storage;
use crate::storage::sqlite::SqliteStorage;

/// Time in ms after which a backup goes, whatever was set: what was erased is to be gone everywhere (protocol 11).
pub const EXPIRES_MS: u64 = 30 * 24 * 60 * 60 * 1_000;

/// What lies beside a backup.
const BESIDE: [&str; 3] = ["", ".backed", ".key"];

/// Copies the database of `data` to a file, or into a folder under a name made of the time. Beside it lies
/// `*.backed`, the relay's signed word on the file and on how far each log goes in it, and with `with_key` the key in
/// `*.key`. Gives the file and what it holds.
pub fn backup(
    data: &Path,
    to: &Path,
    with_key: bool,
    now_ms: u64,
) -> Result<(PathBuf, Vec<Backed>), OperatorError> {
    let to = match to.is_dir() {
        true => named(to, now_ms),
        false => to.to_owned(),
    };
    let keys = keys(data)?;
    let seed = match with_key {
        true => Some(read_seed(&data.join("relay.key"))?),
        false => None,
    };
    let backed = copy(&database(data)?, &keys, &to, now_ms)?;
    if let Some(seed) = seed {
        write_seed(&beside(&to, ".key"), &seed)?;
    }
    Ok((to, backed))
}

/// The same of a database that is open. Only a copy that was opened, checked and computed again ever has the name of a
/// backup; only then the relay's word is signed.
pub fn copy(
    source: &SqliteStorage,
    keys: &Keys,
    to: &Path,
    now_ms: u64,
) -> Result<Vec<Backed>, OperatorError> {
    if to.exists() {
        return Err(OperatorError::Exists { path: to.to_owned() });
    }
    let partial = beside(to, ".partial");
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
    let file = fingerprint(&partial).map_err(at(&partial))?;
    let word = Backup::sign(&keys.relay, now_ms, file, backed.clone());
    let said = beside(to, ".backed");
    std::fs::write(&said, word.write()).map_err(at(&said))?;
    for path in [&partial, &said] {
        File::open(path)
            .and_then(|file| file.sync_all())
            .map_err(at(path))?;
    }
    std::fs::rename(&partial, to).map_err(at(to))?;
    if let Some(folder) = to.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(at(folder))?;
    }
    for statement in &backed {
        source.note_backed(&statement.space, statement.seq)?;
    }
    Ok(backed)
}

/// Bytes and SHA-256 of a file, read in pieces.
pub(super) fn fingerprint(path: &Path) -> io::Result<(u64, [u8; 32])> {
    let (mut file, mut hasher, mut bytes) = (File::open(path)?, Sha256::new(), 0);
    let mut piece = vec![0; 1 << 16];
    loop {
        let n = file.read(&mut piece)?;
        if n == 0 {
            return Ok((bytes, hasher.finalize().into()));
        }
        hasher.update(piece.get(..n).unwrap_or_default());
        bytes += n as u64;
    }
}

/// A backup of a folder, named by its time.
pub fn named(folder: &Path, made_ms: u64) -> PathBuf {
    folder.join(format!("relay-{made_ms}.db"))
}

/// The backups of a folder that have a name made of their time, newest first.
pub fn backups(folder: &Path) -> Result<Vec<(u64, PathBuf)>, OperatorError> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(at(folder))? {
        let path = entry.map_err(at(folder))?.path();
        let name = path.file_name().and_then(|name| name.to_str());
        let time = name.and_then(|name| name.strip_prefix("relay-")?.strip_suffix(".db")?.parse().ok());
        found.extend(time.map(|time: u64| (time, path)));
    }
    found.sort_unstable_by(|a, b| b.cmp(a));
    Ok(found)
}

/// Lets the backups of a folder go that are beyond `keep`, and all that are thirty days old. Says how many went.
pub fn rotate(folder: &Path, keep: usize, now_ms: u64) -> Result<usize, OperatorError> {
    let old = |made: u64| now_ms.saturating_sub(made) >= EXPIRES_MS;
    let mut went = 0;
    for (n, (made, path)) in backups(folder)?.into_iter().enumerate() {
        if n < keep && !old(made) {
            continue;
        }
        for part in BESIDE.map(|suffix| beside(&path, suffix)) {
            match std::fs::remove_file(&part) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(at(&part)(error)),
                _ => {}
            }
        }
        went += 1;
    }
    Ok(went)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backups_go_by_number_and_by_age_and_nothing_else_goes() {
        let folder = tempfile::tempdir().unwrap();
        let day = 24 * 60 * 60 * 1_000;
        let now = 100 * day;
        let put = |name: &str| std::fs::write(folder.path().join(name), name).unwrap();
        for days in [0, 1, 2, 29, 30, 40] {
            let name = format!("relay-{}.db", now - days * day);
            BESIDE.iter().for_each(|suffix| put(&format!("{name}{suffix}")));
        }
        ["relay-old.db", "notes.txt", "relay-1.db.partial"]
            .iter()
            .for_each(|name| put(name));
        let times = || {
            let all = backups(folder.path()).unwrap();
            all.into_iter()
                .map(|(time, _)| (now - time) / day)
                .collect::<Vec<_>>()
        };
        assert_eq!(rotate(folder.path(), 10, now).unwrap(), 2);
        assert_eq!(times(), [0, 1, 2, 29], "thirty days at most");
        assert_eq!(rotate(folder.path(), 2, now).unwrap(), 2);
        assert_eq!(times(), [0, 1]);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2 * 3 + 3);
        assert_eq!(
            rotate(folder.path(), 2, now + 30 * day).unwrap(),
            2,
            "the last one too"
        );
    }
}
