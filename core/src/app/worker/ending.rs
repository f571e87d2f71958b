//! The end of an outing's space: its owner's device retires it at the log's head, once its time is over or the owner asked for it,
//! and nothing waits to be sent.

use ekin_protocol::membership::{Body, Member, Membership, Role, SpaceKind};

use super::{WorkError, intent};
use crate::app::keys::DeviceKeys;
use crate::app::outing::close::{ends, is_wanted};
use crate::domain::outing::ending::{Stage, stage};
use crate::storage::{Sp, Tx};

/// Queues the end of a space that is over at a time of the log, unless it waits already.
pub fn owe(tx: &Tx<'_>, sp: Sp, members: &Membership, keys: &DeviceKeys, t_ms: u64) -> Result<(), WorkError> {
    let role = members.by_key(&keys.sign_key()).and_then(Member::role);
    if members.kind != SpaceKind::Outing || members.retired || role != Some(Role::Owner) {
        return Ok(());
    }
    let space = tx.space(sp)?;
    let out = tx.out_counts(sp)?;
    let unsent = out.pending + out.sent + out.received;
    if unsent > 0 {
        return Ok(());
    }
    let over = stage(&ends(tx, &space)?, space.cursor.t_ms, t_ms) != Stage::Kept;
    if !over && !is_wanted(tx, &space)? {
        return Ok(());
    }
    Ok(intent::owe(tx, sp, &Body::Retire)?)
}
