//! Where private history ends (protocol 8): the log up to a checkpoint goes once somebody else has found the same state, or
//! nobody another for long, its pack is here whole, and two backups hold its record: a restore that loses a checkpoint then finds
//! every device with all that came before it (protocol 10). Membership, chains and notices stay.

use ekin_protocol::id::SpaceId;
use ekin_protocol::membership::Checkpointed;

use crate::storage::{Result, Snapshot, Storage};

/// The last checkpoint, when it sums up this very log, its pack is here whole and nobody disputes it: what a device that begins
/// may start from.
pub fn pack_here<'s, S: Storage>(storage: &S, space: &'s Snapshot) -> Result<Option<&'s Checkpointed>> {
    let Some(last) = space.members.checkpoint().filter(|last| last.disputed.is_empty()) else {
        return Ok(None);
    };
    // A relay that was restored may have the record of one that summed up what it lost.
    let here = storage.mark(&space.space, last.upto)?.map(|(r, _)| r);
    if last.upto > space.cut && here != Some(last.r) {
        return Ok(None);
    }
    let state = storage.blob(&space.space, &last.pack.address.0)?;
    Ok(state
        .is_some_and(|state| state.here.iter().all(|here| *here))
        .then_some(last))
}

/// Lets the log up to the last checkpoint go, if its time has come. Says up to where.
pub fn cut<S: Storage>(storage: &S, space: &SpaceId, now_ms: u64) -> Result<Option<u64>> {
    let Some(snapshot) = storage.snapshot(space)? else {
        return Ok(None);
    };
    let now = snapshot.head.t_ms.max(now_ms);
    let due = |last: &&Checkpointed| {
        last.upto > snapshot.cut
            && last.seq <= snapshot.backed_before
            && !snapshot.members.retired
            && snapshot.members.may_cut(last, now)
    };
    if snapshot.members.checkpoint().filter(due).is_none() {
        return Ok(None);
    }
    let Some(last) = pack_here(storage, &snapshot)? else {
        return Ok(None);
    };
    storage.cut(space, last.upto)?;
    // Older packs serve nobody any more.
    for old in snapshot
        .members
        .checkpoints()
        .iter()
        .filter(|old| old.seq < last.seq)
    {
        storage.release_blob(space, &old.pack.address.0, &old.pack_name().0)?;
    }
    Ok(Some(last.upto))
}
