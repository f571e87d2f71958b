//! The space as the engine sees it, and which life of its relay it has seen.

use ed25519_dalek::SigningKey;
use ekin_protocol::id::Instance;
use ekin_protocol::link::invitation_key;
use ekin_protocol::membership::{Role, SpaceKind};

use super::WorkError;
use crate::domain::recovery_key::RecoveryKeys;
use crate::storage::{Cursor, Sp, StoreError, Tx};
use crate::sync::event::SpaceView;
use crate::sync::fold::Fold;

/// The relay's database is in this life of its own.
pub(super) fn note_instance(tx: &Tx<'_>, sp: Sp, instance: Instance) -> Result<(), StoreError> {
    let cursor = tx.space(sp)?.cursor;
    match cursor.instance == Some(instance) {
        true => Ok(()),
        false => {
            if cursor.instance.is_some() {
                // It began again from a backup: what it had of keys and blobs may be gone.
                tx.forget_what_relay_has(sp)?;
            }
            tx.set_cursor(
                sp,
                &Cursor {
                    instance: Some(instance),
                    ..cursor
                },
            )
        }
    }
}

/// Whether a role sends anything in a sort of space.
pub(super) fn writes(kind: SpaceKind, role: Role) -> bool {
    role.governs()
        || match kind.is_public() {
            true => role.publishes(),
            false => role.writes_in_private(),
        }
}

/// The space as the engine sees it.
pub(super) fn view(
    tx: &Tx<'_>,
    sp: Sp,
    fold: &Fold,
    (paper, now_ms): (Option<&RecoveryKeys>, i64),
) -> Result<SpaceView, WorkError> {
    let space = tx.space(sp)?;
    let members = fold.members.as_deref();
    let me = space.author.and_then(|author| members?.member(author.ord));
    let out = tx.out_counts(sp)?;
    let genesis = tx.member_records(sp)?.into_iter().next();
    let pending_genesis = genesis.is_some_and(|genesis| genesis.seq.is_none());
    Ok(SpaceView {
        space: space.id,
        urls: space.urls,
        seq: space.cursor.seq,
        r: space.cursor.r,
        member_seq: members.map_or(0, |members| members.head_seq),
        relay: members.and_then(|members| members.relay_key()),
        awaited: fold.awaited,
        packer: members.and_then(|members| members.packers.last().copied()),
        held: tx.held_segments(sp)?.into_iter().collect(),
        private: !space.kind.is_public(),
        known: me.is_some(),
        outside: members.is_none() || tx.invitation(sp)?.is_some(),
        joining: joining(tx, sp, paper)?,
        writes: me.is_some_and(|me| me.role().is_some_and(|role| writes(space.kind, role))),
        unfounded: pending_genesis,
        // Who is not in, or waits to be approved, sends nothing.
        outbox: me.is_some_and(|me| me.role() != Some(Role::Pending))
            && (out.pending + out.sent + out.received > 0 || tx.first_carried(sp)?.is_some()),
        intents: tx.intents(sp)?.iter().any(|intent| intent.refused.is_none()),
        errands: !space.kind.is_public()
            && tx.has_errands(sp, members.map_or(0, |members| members.epoch()))?,
        instance: space.cursor.instance,
        lost: tx.may_heal(sp, now_ms)?,
        head: tx.relay_head(sp)?,
        left: false,
    })
}

/// The key that this device shows to enter: of the recovery code at hand, or of the invitation that it follows.
fn joining(tx: &Tx<'_>, sp: Sp, paper: Option<&RecoveryKeys>) -> Result<Option<SigningKey>, StoreError> {
    if let Some(paper) = paper.filter(|_| opens(tx, sp)) {
        return Ok(Some(paper.sign().clone()));
    }
    let invitation = tx.invitation(sp)?;
    let good = invitation.filter(|invitation| invitation.refused.is_none());
    Ok(good.map(|invitation| invitation_key(&invitation.seed)))
}

/// Whether a recovery code is to open this space, and the relay has not said that it does not.
pub(super) fn opens(tx: &Tx<'_>, sp: Sp) -> bool {
    matches!(tx.recovering(sp), Ok(Some(None)))
}
