//! What goes by itself: once a day of the log, whoever governs a house queues the erasure of what is over its time.

use ekin_protocol::membership::{Body, Member, Membership, Role, SpaceKind};

use super::{WorkError, intent};
use crate::app::keys::DeviceKeys;
use crate::app::moment::settle::of_store;
use crate::app::rights::retention::due_by_log;
use crate::storage::{Sp, Tx};

/// Ms between two looks.
const DAY: i64 = 86_400_000;

/// Queues the erasure of what is over its time at a time of the log. An outing's things go with its space.
pub fn owe(tx: &Tx<'_>, sp: Sp, members: &Membership, keys: &DeviceKeys, t_ms: u64) -> Result<(), WorkError> {
    let role = members.by_key(&keys.sign_key()).and_then(Member::role);
    let is_house = matches!(members.kind, SpaceKind::Home | SpaceKind::Staff);
    if !is_house || members.retired || !role.is_some_and(Role::governs) {
        return Ok(());
    }
    let (name, now) = (
        format!("retention.{}", sp.0),
        i64::try_from(t_ms).unwrap_or(i64::MAX),
    );
    let out = tx.out_counts(sp)?;
    if out.pending + out.sent + out.received > 0 {
        return Ok(());
    }
    if tx
        .number(&name)?
        .is_some_and(|last| now.saturating_sub(last) < DAY)
    {
        return Ok(());
    }
    for part in due_by_log(tx, &tx.space(sp)?, now).map_err(of_store)?.parts() {
        intent::owe(tx, sp, &Body::Erase(part))?;
    }
    Ok(tx.set_number(&name, now)?)
}
