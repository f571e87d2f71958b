//! Reads everything again: the file by SQLite, each log by its hashes and signatures, each pack by its manifest.

use std::path::Path;

use ekin_protocol::backup::Backup;
use ekin_protocol::id::{Instance, R, SignKey, SpaceId};
use ekin_protocol::limits;
use ekin_protocol::live::LiveTree;
use ekin_protocol::manifest::Manifest;
use ekin_protocol::membership::verifying_key;
use ekin_protocol::segment::Segment;

use super::backup::fingerprint;
use super::replay::Replay;
use super::{OperatorError, at, beside};
use crate::storage::Storage;
use crate::storage::sqlite::SqliteStorage;

/// One space that is as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The space.
    pub space: SpaceId,
    /// Last place that was checked.
    pub seq: u64,
    /// Running hash there.
    pub r: R,
    /// Items that live.
    pub live: u64,
    /// Segments of its pack.
    pub segments: usize,
}

/// Checks the file and every space in it. The packs' signatures are checked where the packer's key is given.
pub fn check(storage: &SqliteStorage, packer: Option<&SignKey>) -> Result<Vec<Checked>, OperatorError> {
    if let Some(said) = storage.integrity()? {
        return Err(OperatorError::Integrity { said });
    }
    let spaces = storage.spaces()?;
    spaces
        .iter()
        .map(|info| {
            let replay = log(storage, info.space, info.head.seq)?;
            if replay.r != info.head.r {
                return Err(OperatorError::Log {
                    space: info.space,
                    what: "the running hash",
                    seq: info.head.seq,
                });
            }
            let segments = pack(storage, &replay, info.space, packer)?;
            Ok(Checked {
                space: info.space,
                seq: replay.seq,
                r: replay.r,
                live: replay.tree.live_count(),
                segments,
            })
        })
        .collect()
}

/// Checks a backup without touching it: a copy of it is opened. Where the relay's word lies beside it, it has to be of this
/// very file.
pub fn check_backup(file: &Path) -> Result<Vec<Checked>, OperatorError> {
    let said = beside(file, ".backed");
    let word = match said.exists() {
        true => Some(std::fs::read(&said).map_err(at(&said))?),
        false => None,
    };
    if let Some(word) = word {
        let word = Backup::read(&word).ok().filter(Backup::verify);
        let (bytes, sha256) = fingerprint(file).map_err(at(file))?;
        if word.is_none_or(|word| (word.bytes, word.sha256) != (bytes, sha256)) {
            let path = file.to_owned();
            return Err(OperatorError::OtherBackup { path });
        }
    }
    let folder = std::env::temp_dir();
    let copy = folder.join(format!("ekin-relay-check-{}.db", std::process::id()));
    std::fs::copy(file, &copy).map_err(at(file))?;
    let checked = SqliteStorage::open(&copy, Instance([0; 16]), 0)
        .map_err(OperatorError::from)
        .and_then(|storage| check(&storage, None));
    for part in ["", "-wal", "-shm"].map(|suffix| beside(&copy, suffix)) {
        if part.exists() {
            std::fs::remove_file(&part).map_err(at(&part))?;
        }
    }
    checked
}

fn log<S: Storage>(storage: &S, space: SpaceId, to: u64) -> Result<Replay, OperatorError> {
    let mut replay = Replay::new(space);
    let snapshot = storage.snapshot(&space)?;
    if let Some(snapshot) = snapshot.filter(|snapshot| snapshot.cut > 0) {
        let cut = |what| OperatorError::Log {
            space,
            what,
            seq: snapshot.cut,
        };
        let summed = snapshot.members.checkpoints().iter();
        let summed = summed.rev().find(|last| last.upto == snapshot.cut);
        let r = summed.ok_or(cut("the checkpoint"))?.r;
        let mut records = storage.member_entries(&space, 0, usize::MAX)?;
        records.retain(|record| record.seq <= snapshot.cut);
        replay.begin_at(&records, snapshot.cut, r).map_err(cut)?;
    }
    while replay.seq < to {
        let entries = storage.read(&space, replay.seq, limits::BLOCK, limits::BLOCK_ENTRIES)?;
        let wrong = |what, seq| OperatorError::Log { space, what, seq };
        if entries.is_empty() {
            return Err(wrong("the end", replay.seq));
        }
        for entry in entries.iter().take_while(|entry| entry.seq <= to) {
            replay.take(entry).map_err(|what| wrong(what, entry.seq))?;
            let view = replay.view();
            if storage.mark(&space, entry.seq)? != Some((replay.r, view)) {
                return Err(wrong("the view", entry.seq));
            }
        }
    }
    Ok(replay)
}

/// Opens every segment: what it holds alive has to give the manifest's root.
fn pack<S: Storage>(
    storage: &S,
    replay: &Replay,
    space: SpaceId,
    packer: Option<&SignKey>,
) -> Result<usize, OperatorError> {
    let wrong = |what| OperatorError::Pack { space, what };
    let Some((_, bytes)) = storage.manifest(&space)? else {
        return Ok(0);
    };
    let signed = Manifest::read(&bytes).map_err(|_| wrong("the manifest cannot be read"))?;
    if let Some(packer) = packer {
        let key = verifying_key(packer).map_err(|_| wrong("the packer's key is none"))?;
        if !signed.verify(&key) {
            return Err(wrong("the manifest is signed by another key"));
        }
    }
    let manifest = signed.manifest;
    let members = replay.members.as_ref().ok_or(wrong("nobody belongs to it"))?;
    let mut tree = LiveTree::new();
    for named in &manifest.segments {
        let bytes = storage
            .segment(&space, &named.hash)?
            .ok_or(wrong("a segment is missing"))?;
        let segment = Segment::open(&bytes, &named.hash).map_err(|_| wrong("a segment is damaged"))?;
        let envelopes = segment
            .verify(members)
            .map_err(|_| wrong("a segment holds what nobody signed"))?;
        let items = envelopes.iter().flat_map(|envelope| &envelope.items);
        for (at, (item, hash)) in items.enumerate() {
            if !named.is_dead(at) {
                tree.insert(&item.object, *hash);
            }
        }
    }
    let marked = storage.mark(&space, manifest.seq)?;
    let said = ekin_protocol::envelope::view16(&manifest.r, &manifest.live_root);
    if tree.root() != manifest.live_root || tree.live_count() != manifest.live_count {
        return Err(wrong("the pack does not hold what lived then"));
    }
    if marked != Some((manifest.r, said)) {
        return Err(wrong("the manifest is not of this log"));
    }
    Ok(manifest.segments.len())
}

/// The same check of a pack alone, for tests of the packer.
#[cfg(test)]
pub(crate) fn check_pack<S: Storage>(
    storage: &S,
    replay: &Replay,
    space: SpaceId,
) -> Result<usize, OperatorError> {
    pack(storage, replay, space, None)
}
