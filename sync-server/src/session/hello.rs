//! The start of a session: who the device is, and where its logs and this relay's differ.

use std::sync::Arc;

use ekin_protocol::code::Code;
use ekin_protocol::id::{Instance, R, SignKey, Signature};
use ekin_protocol::membership::verifying_key;
use ekin_protocol::session::{Cursor, Exception, ToDevice, proves};

use super::{Access, Followed, Out, Session, Stage};
use crate::checkpoint;
use crate::relay::Relay;
use crate::storage::{Snapshot, Storage, StorageError};

impl Session {
    /// Checks the proof and opens the session.
    pub(super) fn open<S: Storage>(
        &mut self,
        relay: &Relay<S>,
        sig: &Signature,
        now_ms: u64,
    ) -> Result<Vec<Out>, StorageError> {
        let Stage::Proof {
            device,
            instance,
            cursors,
        } = std::mem::replace(&mut self.stage, Stage::Ended)
        else {
            return Ok(Vec::new());
        };
        let proved = verifying_key(&device)
            .is_ok_and(|key| proves(&key, &relay.keys().relay_public(), &self.nonce, sig));
        if !proved {
            return Ok(self.fail(Code::BadProof));
        }
        self.stage = Stage::Open { device };
        let mut exceptions = Vec::new();
        for (place, cursor) in cursors.iter().enumerate() {
            let Some((snapshot, access)) = space_of(relay, &device, cursor, now_ms)? else {
                exceptions.push((place, Exception::Gone));
                self.spaces.push(None);
                continue;
            };
            if let Access::Removed(_) = access {
                exceptions.push((place, Exception::Gone));
                let space = snapshot.space;
                self.spaces.push(Some(Followed::silent(space)));
                continue;
            }
            if let Some(upto) = behind_cut(relay, &snapshot, cursor, access)? {
                exceptions.push((place, Exception::Cut(upto)));
                self.spaces.push(Some(Followed::silent(snapshot.space)));
                continue;
            }
            let sent = match common(relay, &snapshot, cursor, instance)? {
                seq if seq == cursor.seq => seq,
                seq => {
                    // Nothing follows: the device takes the log anew once a signed head has told it why.
                    exceptions.push((place, Exception::Rewind(seq)));
                    self.spaces.push(Some(Followed::silent(snapshot.space)));
                    continue;
                }
            };
            let behind = sent < snapshot.head.seq;
            if access == Access::Reads && behind {
                exceptions.push((place, Exception::Behind(snapshot.head.seq)));
            }
            self.spaces.push(Some(Followed {
                space: snapshot.space,
                sent,
                // A reconnect with nothing new says nothing of backups either.
                told: if behind { 0 } else { snapshot.backed },
            }));
        }
        let ok = ToDevice::Ok {
            instance: relay.instance()?,
            exceptions,
            t_ms: now_ms,
        };
        let mut out = vec![Out::Send(ok.write())];
        out.extend(self.try_pull(relay, now_ms)?);
        Ok(out)
    }
}

/// The space of a cursor, if the device has to do with it, and what it may ask there.
fn space_of<S: Storage>(
    relay: &Relay<S>,
    device: &SignKey,
    cursor: &Cursor,
    now_ms: u64,
) -> Result<Option<(Arc<Snapshot>, Access)>, StorageError> {
    for space in relay.storage().find(&cursor.space)? {
        let Some(snapshot) = relay.storage().snapshot(&space)? else {
            continue;
        };
        if let Some(access) = Access::of(&snapshot, device, now_ms) {
            return Ok(Some((snapshot, access)));
        }
    }
    Ok(None)
}

/// The place up to which a pack stands for the log, where the device's cursor is before it: the log is gone there, or the
/// device begins and a pack is here.
fn behind_cut<S: Storage>(
    relay: &Relay<S>,
    snapshot: &Snapshot,
    cursor: &Cursor,
    access: Access,
) -> Result<Option<u64>, StorageError> {
    if access != Access::Reads {
        return Ok(None);
    }
    if cursor.seq < snapshot.cut {
        return Ok(Some(snapshot.cut));
    }
    match cursor.seq {
        0 => Ok(checkpoint::pack_here(relay.storage(), snapshot)?.map(|last| last.upto)),
        _ => Ok(None),
    }
}

/// The last place that the device's log and this one have in common, as far as the relay can tell: the cursor
/// itself, or where the first instance that the device has not seen began.
fn common<S: Storage>(
    relay: &Relay<S>,
    snapshot: &Snapshot,
    cursor: &Cursor,
    instance: Option<Instance>,
) -> Result<u64, StorageError> {
    if matches(relay, snapshot, cursor)? {
        return Ok(cursor.seq);
    }
    let unseen =
        |(_, notice): &&(u64, Instance)| instance.is_none_or(|seen| notice.ordinal() > seen.ordinal());
    let notices = relay.storage().notices(&snapshot.space)?;
    let fork = notices
        .iter()
        .find(unseen)
        .map_or(snapshot.head.seq, |(seq, _)| seq - 1);
    // A log that differs at the very place says nothing of where it began to differ.
    Ok(if fork < cursor.seq { fork } else { 0 })
}

fn matches<S: Storage>(relay: &Relay<S>, snapshot: &Snapshot, cursor: &Cursor) -> Result<bool, StorageError> {
    let space = &snapshot.space;
    let summed = snapshot
        .members
        .checkpoint()
        .filter(|last| last.upto == cursor.seq && last.upto <= snapshot.cut);
    let r = match (cursor.seq, summed) {
        (0, _) => Some(R::start(space)),
        // The entry itself may be gone.
        (_, Some(last)) => Some(last.r),
        (seq, None) => relay.storage().mark(space, seq)?.map(|(r, _)| r),
    };
    Ok(r.is_some_and(|r| r.0.starts_with(&cursor.r)))
}
