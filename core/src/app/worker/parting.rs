//! A device that leaves a space, or is removed from it (protocol 10): its keys go at once, and of the log it keeps what travelled past
//! the relay's last backup but one, sealed, for 30 days. Should the relay be restored from a backup, the device shows what was in
//! the log and brings it back in the old order, as everybody does, and reads nothing.

use ekin_protocol::head::Head;
use ekin_protocol::id::SpaceId;
use ekin_protocol::limits;
use ekin_protocol::membership::verifying_key;

use super::{WorkError, Worker, healing};
use crate::app::surroundings::Surroundings;
use crate::storage::{Contact, KeptSealed, Parted, Read, Sp, StoreError, Tx};
use crate::sync::event::{Heal, Outcome, Proof, SpaceView};
use crate::sync::left::LeftWork;

/// How long it is kept, in ms: as long as the oldest backup (protocol 11).
pub(crate) const KEPT_MS: u64 = 30 * 24 * 60 * 60 * 1_000;

/// This device goes from a private space: keeps what its relay may lose. Gives how much that is.
pub(crate) fn part(tx: &Tx<'_>, sp: Sp, around: &Surroundings) -> Result<KeptSealed, StoreError> {
    let space = tx.space(sp)?;
    let members = tx.membership(sp)?;
    // Where a space has ended, its relay serves nothing of it any more.
    let relay = members
        .filter(|members| !members.retired)
        .and_then(|members| members.relay_key());
    let author = space.author.filter(|author| !author.is_joining());
    let (Some(relay), Some(author), false) = (relay, author, space.kind.is_public()) else {
        return Ok(KeptSealed::default());
    };
    let up = around.uptime();
    let since = Contact {
        wall_ms: around.now_ms(),
        boot: up.boot,
        up_ms: up.ms,
    };
    tx.part(sp, (&relay, author.ord), &since)
}

/// The spaces of which that is kept, as the engine sees them.
pub(super) fn views(read: &Read<'_>, now_ms: i64) -> Result<Vec<SpaceView>, StoreError> {
    let view = |parted: Parted| SpaceView {
        space: parted.space,
        urls: parted.urls,
        seq: parted.head.seq,
        r: parted.head.r,
        member_seq: 0,
        relay: Some(parted.relay),
        awaited: None,
        packer: None,
        held: Vec::new(),
        private: true,
        known: false,
        outside: false,
        joining: None,
        writes: false,
        unfounded: false,
        outbox: false,
        intents: false,
        errands: false,
        instance: Some(parted.instance),
        lost: false,
        head: Some(parted.head),
        left: true,
    };
    Ok(read.parted_due(now_ms)?.into_iter().map(view).collect())
}

/// What shows the relay what it lost, where its head says that it was restored.
fn shown(tx: &Tx<'_>, space: &SpaceId, head: &Head) -> Result<Vec<Proof>, WorkError> {
    let Some(parted) = tx.parted_of(space)? else {
        return Ok(Vec::new());
    };
    let signed = verifying_key(&parted.relay).is_ok_and(|key| head.verify(&key));
    let restored = head.space == *space && head.instance.ordinal() > parted.instance.ordinal();
    let links = tx.parted_links(parted.pa)?;
    if !signed || !restored || links.len() > limits::LOST {
        return Ok(Vec::new());
    }
    Ok(healing::in_parts(&links, parted.head))
}

impl Worker {
    /// Work on what is kept of a space that this device left.
    pub(super) fn left(&self, work: LeftWork) -> Outcome {
        let space = work.space();
        let around = self.device.around();
        let done = self.device.store().write(|tx| match work {
            LeftWork::Shown { head, .. } => {
                let proofs = shown(tx, &space, &head)?;
                Ok(Outcome::Proofs { space, proofs })
            }
            LeftWork::Next { after, budget, .. } => {
                let next = match tx.parted_of(&space)? {
                    Some(parted) => {
                        healing::fill((after, budget), |after| Ok(tx.next_parted(parted.pa, after)?))?
                    }
                    None => Heal::Nothing,
                };
                Ok(Outcome::Heal { space, next })
            }
            LeftWork::Done {
                instance, refused, ..
            } => {
                match refused {
                    None => tx.set_parted_instance(&space, instance)?,
                    // Perhaps somebody else brings what it needs.
                    Some(code) => {
                        let again = around.now_ms().saturating_add(healing::wait_ms(code));
                        tx.delay_parted(&space, again)?;
                    }
                }
                Ok(Outcome::Proofs {
                    space,
                    proofs: Vec::new(),
                })
            }
        });
        self.done(space, done)
    }
}
